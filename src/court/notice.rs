//! A notice as it arrived, as files: the mail, the keys of DKIM and the published templates that the caller has.

use std::path::{Path, PathBuf};

use crate::bundle::{self, Limits};
use crate::erds::moment::Moment;
use crate::verify::lists::Lists;
use crate::verify::notice::{self, DkimKey, Given, LIMIT, Published};
use crate::verify::report::Report;
use crate::verify::trust::TrustAnchors;
use crate::words::Language;

use super::foreign::{lists, whole};
use super::trust::files;
use super::{Arguments, open};

/// The most files of keys, and of templates.
const MOST: usize = 256;
/// The most octets of one of them.
const FILE: usize = 64 * 1024;

/// A mail and what it is held against.
pub(super) struct Mail {
    octets: Vec<u8>,
    lists: Vec<Vec<u8>>,
    keys: Vec<DkimKey>,
    templates: Vec<Published>,
}

/// The mail among the files that were given, and the others.
pub(super) fn read(arguments: &Arguments) -> Result<(Option<Mail>, Vec<PathBuf>), String> {
    let mut mail = None;
    let mut others = Vec::new();
    for path in &arguments.files {
        let octets = whole(path)?;
        if octets.len() > LIMIT || !notice::is_mail(&octets) {
            others.push(path.clone());
        } else if mail.replace(octets).is_some() {
            return Err("one notice at a time; see --help".to_owned());
        }
    }
    let Some(octets) = mail else { return Ok((None, others)) };
    let trust = arguments.trust.as_deref();
    let lists = trust.map(|folder| lists(&folder.join("crl"))).transpose()?.unwrap_or_default();
    let keys = trust.map(|folder| keys(&folder.join("dkim"))).transpose()?.unwrap_or_default();
    let mut templates = trust.map(|folder| templates(&folder.join("templates"))).transpose()?.unwrap_or_default();
    if let Some(folder) = &arguments.templates {
        let given = self::templates(folder)?;
        if given.is_empty() {
            return Err(format!("{} holds no template NAME/VERSION/LANGUAGE.txt", folder.display()));
        }
        templates.extend(given);
    }
    Ok((Some(Mail { octets, lists, keys, templates }), others))
}

impl Mail {
    fn given<'a>(&'a self, trusted: Option<&'a Lists>) -> Given<'a> {
        let Self { octets, lists, keys, templates } = self;
        Given { octets, lists, keys, templates, trusted }
    }

    /// The report on it alone.
    pub(super) fn alone(&self, anchors: &TrustAnchors, trusted: Option<&Lists>, at: Moment) -> Report {
        notice::judge(&self.given(trusted), anchors, at)
    }

    /// Held against the bundle that a report is on.
    pub(super) fn beside(&self, path: &Path, report: &mut Report, anchors: &TrustAnchors) -> Result<(), String> {
        // What cannot be opened failed already, and names no notice.
        if let Ok(bundle) = bundle::open(open(path)?, &Limits::default()) {
            report.judge_notice(&self.given(None), &bundle, anchors);
        }
        Ok(())
    }
}

/// The keys of DKIM in a folder that may be missing: `SELECTOR._domainkey.DOMAIN.txt` with the TXT record, plain or between quotation
/// marks as zone files have it.
fn keys(folder: &Path) -> Result<Vec<DkimKey>, String> {
    let mut found = Vec::new();
    for path in listed(folder, "txt")? {
        let text = text(&path)?;
        let quoted: Vec<&str> = text.split('"').skip(1).step_by(2).collect();
        let record = if quoted.is_empty() { text.trim().to_owned() } else { quoted.concat() };
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if !name.contains("._domainkey.") {
            let rule = "a key of DKIM is named SELECTOR._domainkey.DOMAIN.txt, as its record is in DNS";
            return Err(format!("{}: {rule}", path.display()));
        }
        found.push(DkimKey { name, record });
    }
    Ok(found)
}

/// The templates in a folder that may be missing: `NAME/VERSION/LANGUAGE.txt`, as they are published.
fn templates(folder: &Path) -> Result<Vec<Published>, String> {
    let mut found = Vec::new();
    for name in folders(folder)? {
        for version in folders(&name)? {
            for path in listed(&version, "txt")? {
                let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
                let Some(language) = Language::from_code(&stem).filter(|language| language.code() == stem) else {
                    continue;
                };
                let part =
                    |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                let name = format!("{}/{}", part(&name), part(&version));
                found.push(Published { name, language, text: text(&path)? });
            }
        }
    }
    Ok(found)
}

fn listed(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, String> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let found = files(folder, ending).map_err(|why| format!("{}: {why}", folder.display()))?;
    if found.len() > MOST { Err(format!("{}: more than {MOST} files", folder.display())) } else { Ok(found) }
}

fn folders(folder: &Path) -> Result<Vec<PathBuf>, String> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let wrong = |why: std::io::Error| format!("{}: {why}", folder.display());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(wrong)?.take(MOST) {
        let path = entry.map_err(wrong)?.path();
        if path.is_dir() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn text(path: &Path) -> Result<String, String> {
    let octets = whole(path)?;
    if octets.len() > FILE {
        return Err(format!("{}: more than {FILE} octets", path.display()));
    }
    String::from_utf8(octets).map_err(|_| format!("{} is not text in UTF-8", path.display()))
}
