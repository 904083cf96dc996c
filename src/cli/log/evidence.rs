//! The evidence of bundles, as an audit asks for it: each file's digest, and its proof where the bundle holds one.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use crate::bundle::{self, Numbered, OpenBundle};
use crate::crypto::sha256;
use crate::erds::content::Sha256;
use crate::erds::moment::Moment;
use crate::format::evidence;
use crate::seal::xades;
use crate::tlog::ENTRY;
use crate::tlog::proof::Proof;

/// An evidence that was given.
pub(super) struct Given {
    pub(super) bundle: String,
    pub(super) file: String,
    /// Its entry in the log: the SHA-256 of the sealed file.
    pub(super) entry: [u8; ENTRY],
    /// When it happened, as it states.
    pub(super) time: Option<Moment>,
    /// SHA-256 of the key that it enrols, where it is an enrolment.
    pub(super) key: Option<Sha256>,
    /// Its proof as it stands in the bundle; `None` where there is none.
    pub(super) proof: Option<Result<Proof, String>>,
}

/// The evidence of a bundle.
///
/// # Errors
/// In words, why the bundle cannot be opened.
pub(super) fn of_bundle(path: &Path) -> Result<Vec<Given>, String> {
    let opened = open(path)?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let proof = |of: &[Numbered], sequence: u32| {
        let file = of.iter().find(|proof| proof.number == sequence)?;
        Some(Proof::read(&file.file.octets).map_err(|error| format!("{}: {error}", file.file.name)))
    };
    let given = |file: &bundle::File, (time, key), proof| Given {
        bundle: name.clone(),
        file: file.name.clone(),
        entry: file.digest.0,
        time,
        key,
        proof,
    };
    let of_chain = |file: &bundle::File, proof| given(file, (stated(&file.octets), None), proof);
    let chain = opened.evidence.iter().map(|found| of_chain(&found.file, proof(&opened.proofs, found.sequence)));
    // An export statement is sealed after the proofs are made: it has none in its own bundle.
    let exports = opened.exports.iter().map(|export| of_chain(&export.file, None));
    let keys = opened
        .enrolments
        .iter()
        .map(|found| given(&found.file, enrolled(&found.file.octets), proof(&opened.enrolment_proofs, found.number)));
    let found: Vec<Given> = chain.chain(exports).chain(keys).collect();
    if found.is_empty() { Err(format!("{}: there is no evidence in it", path.display())) } else { Ok(found) }
}

/// The event time that a sealed evidence states.
fn stated(sealed: &[u8]) -> Option<Moment> {
    let facts = xades::check(sealed).ok()?;
    evidence::of(&facts.evidence).ok().map(|statement| statement.time)
}

/// The event time that a sealed enrolment states, and the digest of its key.
fn enrolled(sealed: &[u8]) -> (Option<Moment>, Option<Sha256>) {
    let facts = xades::check(sealed).ok();
    let enrolment = facts.and_then(|facts| evidence::enrolment_of(&facts.evidence).ok());
    let key = enrolment.as_ref().map(|enrolment| Sha256(sha256(&enrolment.key.cose)));
    (enrolment.map(|enrolment| enrolment.time), key)
}

fn open(path: &Path) -> Result<OpenBundle, String> {
    let cannot = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let file = File::open(path).map_err(|error| cannot(&error))?;
    if !file.metadata().is_ok_and(|found| found.is_file()) {
        return Err(cannot(&"not a file"));
    }
    bundle::open(BufReader::new(file), &bundle::Limits::default()).map_err(|error| cannot(&error))
}
