//! What another service made, as files: recognised by its octets, read whole, and judged by `verify::foreign`.

use std::io::Read as _;
use std::path::Path;

use crate::erds::moment::Moment;
use crate::seal::x509::Crl;
use crate::tlog::own;
use crate::tlog::promise::Promise;
use crate::verify::foreign::{self, Given, LIMIT};
use crate::verify::lists::Lists;
use crate::verify::report::Report;
use crate::verify::trust::TrustAnchors;

use super::trust::files;
use super::{Arguments, open};

/// The report on the one file given, where it is something of another service.
pub(super) fn judge(
    arguments: &Arguments,
    anchors: &TrustAnchors,
    trusted: Option<&Lists>,
    at: Moment,
) -> Result<Option<Report>, String> {
    let [path] = arguments.files.as_slice() else {
        return Ok(None);
    };
    let octets = whole(path)?;
    // What is larger is no signature and no mail; a bundle of ours may be, with the message inside.
    if octets.len() > LIMIT || own::begins::<Promise>(&octets) {
        return Ok(None);
    }
    let Some(kind) = foreign::kind(&octets) else {
        return Ok(None);
    };
    let beside = arguments.content.as_ref().or(arguments.message.as_ref());
    let content = beside.map(|path| whole(path)).transpose()?;
    if content.as_ref().is_some_and(|content| content.len() > LIMIT) {
        return Err(format!("more than {LIMIT} octets are not looked at"));
    }
    let lists = match &arguments.trust {
        Some(folder) => lists(&folder.join("crl"))?,
        None => Vec::new(),
    };
    let given = Given { octets: &octets, content: content.as_deref(), lists: &lists, trusted };
    Ok(Some(foreign::judge(kind, &given, anchors, at)))
}

/// A file, as far as it is looked at and one octet beyond.
pub(super) fn whole(path: &Path) -> Result<Vec<u8>, String> {
    let mut octets = Vec::new();
    let read = open(path)?.take(LIMIT as u64 + 1).read_to_end(&mut octets);
    read.map_err(|why| format!("{}: {why}", path.display()))?;
    Ok(octets)
}

/// All revocation lists of a folder that may be missing, DER or PEM.
pub(super) fn lists(folder: &Path) -> Result<Vec<Vec<u8>>, String> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for path in files(folder, "crl").map_err(|why| format!("{}: {why}", folder.display()))? {
        let octets = whole(&path)?;
        let lists = match std::str::from_utf8(&octets) {
            Ok(text) if text.contains("-----BEGIN") => Crl::parse_pems(text),
            _ => Crl::parse(&octets).map(|list| vec![list]),
        };
        let lists = lists.map_err(|why| format!("{}: {why}", path.display()))?;
        found.extend(lists.iter().map(|list| list.der().to_vec()));
    }
    Ok(found)
}
