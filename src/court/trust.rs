//! The folder that `--trust` names, read: its files as `verify::anchors` takes them.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::verify::anchors::{self, Anchor, Error, FILE, GROUPS, MOST, POLICY};
use crate::verify::case;
use crate::verify::foreign::LIMIT;
use crate::verify::trust::{LogAnchors, TrustAnchors};

use super::open;

/// The anchors in a folder.
///
/// # Errors
/// In the user's words, when a folder of certificates is missing or empty, or a file is not what its name says.
pub fn anchors(path: &Path) -> Result<TrustAnchors, String> {
    anchors::anchors(&folder(path)?).map_err(|wrong| within(path, &wrong))
}

/// The anchors of transparency logs in a folder; there may be none.
///
/// # Errors
/// In the user's words, when a file is not what its name says.
pub fn log_anchors(path: &Path) -> Result<LogAnchors, String> {
    let files = if path.exists() { folder(path)? } else { Vec::new() };
    anchors::log_anchors(&files).map_err(|wrong| within(path, &wrong))
}

/// The files of a folder of anchors, each as far as it is looked at and one octet beyond.
///
/// # Errors
/// In the user's words, when something cannot be read.
pub fn folder(path: &Path) -> Result<Vec<Anchor>, String> {
    let cannot = |why: io::Error| format!("{}: {why}", path.display());
    std::fs::read_dir(path).map_err(cannot)?;
    let mut found = Vec::new();
    for (group, ending) in GROUPS {
        let inside = match std::fs::read_dir(path.join(group)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            inside => inside.map_err(cannot)?,
        };
        for entry in inside {
            let file = entry.map_err(cannot)?.path();
            if file.extension().is_some_and(|found| found == ending)
                && let Some(name) = file.file_name()
            {
                let limit = if group == "crl" { LIMIT as u64 } else { FILE };
                found.push(read(&file, format!("{group}/{}", name.to_string_lossy()), limit)?);
            }
        }
    }
    add_templates(&path.join("templates"), "templates/", &mut found)?;
    let policy = path.join(POLICY);
    if policy.exists() {
        found.push(read(&policy, POLICY.to_owned(), FILE)?);
    }
    Ok(found)
}

/// The published templates in a folder, `NAME/VERSION/LANGUAGE.txt`.
///
/// # Errors
/// In the user's words, when something cannot be read.
pub(super) fn templates(path: &Path) -> Result<Vec<Anchor>, String> {
    let mut found = Vec::new();
    add_templates(path, "", &mut found)?;
    Ok(found)
}

/// Adds those of a folder that may be missing, each with what stands before its name.
fn add_templates(path: &Path, before: &str, found: &mut Vec<Anchor>) -> Result<(), String> {
    for (name, versions) in inside(path)? {
        for (version, languages) in inside(&versions)? {
            for (file, text) in inside(&languages)? {
                let whole = format!("{before}{name}/{version}/{file}");
                if anchors::is_template(&whole) && text.is_file() {
                    found.push(read(&text, whole, FILE)?);
                }
            }
        }
    }
    Ok(())
}

/// What lies in a folder, with the names; nothing in what is no folder.
fn inside(folder: &Path) -> Result<Vec<(String, PathBuf)>, String> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let cannot = |why: io::Error| format!("{}: {why}", folder.display());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(cannot)?.take(MOST) {
        let entry = entry.map_err(cannot)?;
        found.push((entry.file_name().to_string_lossy().into_owned(), entry.path()));
    }
    found.sort();
    Ok(found)
}

/// What is wrong with a folder, with the folder's own path.
pub(super) fn within(path: &Path, wrong: &Error) -> String {
    match wrong {
        Error::File { .. } | Error::NoCertificates(_) => format!("{}/{wrong}", path.display()),
        Error::OwnWitness(_) => wrong.to_string(),
    }
}

fn read(path: &Path, name: String, limit: u64) -> Result<Anchor, String> {
    let mut content = Vec::new();
    let read = open(path)?.content.take(limit + 1).read_to_end(&mut content);
    read.map_err(|why| format!("{}: {why}", path.display()))?;
    Ok(case::File { name, content })
}
