//! The folder that `--trust` names: what the caller trusts, as files.
//!
//! | file | what |
//! |---|---|
//! | `seal/*.pem`, `tsa/*.pem` | root certificates of seals and of time-stamps |
//! | `log/*.vkey`, `witness/*.vkey` | keys of transparency logs and of witnesses, one on each line; may be missing |
//! | `list/*.pem` | certificates of those who sign trusted lists; may be missing |
//! | `crl/*.crl` | revocation lists for what other services made; may be missing |
//! | `tlog-policy` | how many witnesses are enough (C2SP tlog-policy); may be missing |

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::crypto::{SUITABILITY_LIMIT, Suitability};
use crate::tlog::key::VerifierKey;
use crate::tlog::policy::{self, Policy};
use crate::verify::trust::{self, LogAnchors, Required, TrustAnchors};

use super::{chain_of, open};

/// Octets of a file of certificates or keys at most.
const FILE: u64 = 1 << 20;

/// The anchors in a folder.
///
/// # Errors
/// In the user's words, when a folder of certificates is missing or empty, or a file is not what its name says.
pub fn anchors(folder: &Path) -> Result<TrustAnchors, String> {
    let log = log_anchors(folder)?;
    let (seal, tsa) = (certificates(&folder.join("seal"))?, certificates(&folder.join("tsa"))?);
    Ok(TrustAnchors { seal, tsa, log, ..TrustAnchors::default() })
}

/// The anchors of transparency logs in a folder; there may be none.
///
/// # Errors
/// In the user's words, when a file is not what its name says.
pub fn log_anchors(folder: &Path) -> Result<LogAnchors, String> {
    let log = LogAnchors {
        logs: keys(&folder.join("log"), |key| key.kind().is_for_logs())?,
        witnesses: keys(&folder.join("witness"), |key| key.kind().is_for_witnesses())?,
        policy: policy(&folder.join("tlog-policy"))?,
        required: Required::default(),
    };
    if let Some(own) = log.witnesses.iter().find(|witness| log.log_keys().any(|key| key.key() == witness.key())) {
        return Err(format!(
            "the key {}+{} stands as log and as witness: a log cannot witness itself",
            own.name(),
            own.id()
        ));
    }
    Ok(log)
}

/// The table of algorithms in a file.
pub(super) fn suitability(path: &Path) -> Result<Suitability, String> {
    let mut octets = Vec::new();
    let wrong = |why: &dyn std::fmt::Display| format!("{}: {why}", path.display());
    open(path)?.take(SUITABILITY_LIMIT + 1).read_to_end(&mut octets).map_err(|why| wrong(&why))?;
    if octets.len() as u64 > SUITABILITY_LIMIT {
        return Err(wrong(&format_args!("it has more than {SUITABILITY_LIMIT} octets")));
    }
    Suitability::read(&octets).map_err(|why| wrong(&chain_of(&why)))
}

/// What `--require` lists, such as `log,witness,pq`.
pub(super) fn required(words: &str) -> Result<Required, String> {
    let mut required = Required::default();
    for word in words.split(',') {
        match word {
            "log" => required.log = true,
            "witness" => required.witness = true,
            "pq" => required.post_quantum = true,
            other => return Err(format!("--require: `{other}` is none of log, witness, pq")),
        }
    }
    Ok(required)
}

/// All certificates of all `*.pem` files in a folder, in the order of their names.
pub(super) fn certificates(folder: &Path) -> Result<Vec<Vec<u8>>, String> {
    let mut found = Vec::new();
    for path in files(folder, "pem").map_err(|why| format!("{}: {why}", folder.display()))? {
        found.extend(trust::certificates(&read(&path)?).map_err(|why| format!("{}: {why}", path.display()))?);
    }
    if found.is_empty() {
        return Err(format!("{} holds no *.pem file", folder.display()));
    }
    Ok(found)
}

/// All keys of all `*.vkey` files in a folder that may be missing. Empty lines and lines that begin with `#` say nothing.
fn keys(folder: &Path, fits: fn(&VerifierKey) -> bool) -> Result<Vec<VerifierKey>, String> {
    let paths = match files(folder, "vkey") {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        found => found.map_err(|why| format!("{}: {why}", folder.display()))?,
    };
    let mut found = Vec::new();
    for path in &paths {
        let octets = read(path)?;
        let text = std::str::from_utf8(&octets).map_err(|_| format!("{} is not text", path.display()))?;
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let key: VerifierKey = line.parse().map_err(|why| format!("{}: {why}", path.display()))?;
            if !fits(&key) {
                let types = "logs sign with types 0x01 and 0x06, witnesses with 0x04 and 0x06";
                return Err(format!("{}: a key of a type for something else: {types}", path.display()));
            }
            found.push(key);
        }
    }
    Ok(found)
}

fn policy(path: &Path) -> Result<Option<Policy>, String> {
    if !path.exists() {
        return Ok(None);
    }
    let wrong = |error: policy::Error| format!("{}: {}", path.display(), chain_of(&error));
    Policy::read(&read(path)?).map(Some).map_err(wrong)
}

/// The files of a folder with this ending, in the order of their names.
pub(super) fn files(folder: &Path, ending: &str) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|found| found == ending) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    let mut octets = Vec::new();
    open(path)?.take(FILE).read_to_end(&mut octets).map_err(|why| format!("{}: {why}", path.display()))?;
    Ok(octets)
}
