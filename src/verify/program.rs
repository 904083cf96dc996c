//! What program ran, by the log's own statement at its start: whose it is, and that it is in the log. It says which program the
//! operator claims to have run; that the claim is true nothing here shows.

use serde::Serialize;

use crate::bundle::OpenBundle;
use crate::erds::content::Sha256;
use crate::erds::moment::Moment;
use crate::tlog::own::Signed;
use crate::tlog::service::ServiceStatement;

use super::facts::chain_of;
use super::in_log;
use super::logged::{Logged, Proofs};
use super::report::InLog;
use super::trust::LogAnchors;
use super::verdict::{Findings, Reason};

const STATEMENT: &str = "docs/log.md, service statements";

/// The statement in force when the last evidence of the chain was stated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Program {
    /// The version that it calls itself.
    pub version: String,
    /// SHA-256 of the program's file.
    pub binary: Sha256,
    /// SHA-256 of its settings, without secrets.
    pub configuration: Sha256,
    /// When it started, by its own word.
    pub started: Moment,
    /// The log that says so.
    pub origin: String,
    /// Whether a key of the log that the caller trusts signed the statement.
    pub signed: bool,
    /// Where the statement is in the log, as far as its proof holds.
    pub log: Option<InLog>,
}

/// Judges the statement in the bundle and its proof; `last` is when the last event of the chain was.
pub fn check<'b>(
    bundle: &'b OpenBundle,
    last: Option<Moment>,
    anchors: &LogAnchors,
    proofs: &mut Proofs<'_>,
    findings: &mut Findings,
) -> Option<(Program, Option<Logged<'b>>)> {
    let Some(file) = &bundle.service else {
        if let Some(proof) = &bundle.service_proof {
            findings.note(&proof.name, STATEMENT, "The statement that it is the proof of is not in this bundle.");
        }
        return None;
    };
    let mut wrong = |reason, error: &dyn std::error::Error| {
        let sentence = format!("It does not say what program ran: {}.", chain_of(error));
        findings.add(reason, &file.name, STATEMENT, sentence);
    };
    let read = match Signed::<ServiceStatement>::read(&file.octets) {
        Ok(read) => read,
        Err(error) => {
            wrong(Reason::FormatFailure, &error);
            return None;
        }
    };
    let mut signed = false;
    for key in anchors.log_keys() {
        match read.signed_by(key) {
            Ok(is) => signed |= is,
            Err(error) => {
                wrong(Reason::SigCryptoFailure, &error);
                return None;
            }
        }
    }
    let said = read.said();
    if last.is_some_and(|last| said.started > last) {
        let sentence = format!("This program started at {}, after the last event of the chain.", said.started);
        findings.note(&file.name, STATEMENT, sentence);
    }
    let proof = bundle.service_proof.as_ref();
    if proof.is_none() {
        findings.note(&file.name, STATEMENT, "No proof shows that this statement is in a transparency log.");
    }
    let logged = proof.and_then(|proof| proofs.one(proof, file, 0, findings));
    let program = Program {
        version: said.version.as_str().to_owned(),
        binary: said.binary,
        configuration: said.configuration,
        started: said.started,
        origin: said.origin.clone(),
        signed,
        log: logged.as_ref().map(in_log),
    };
    Some((program, logged))
}
