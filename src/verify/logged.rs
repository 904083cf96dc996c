//! Each proof of the transparency log by itself: the digest of the sealed evidence file stands at its index under the
//! checkpoint; who signed the checkpoint, and who cosigned it. Keys that the bundle supplies tell who signed; only keys that
//! the caller trusts make that worth anything.

use std::collections::BTreeSet;

use crate::bundle::{File, OpenBundle};
use crate::crypto::Algorithm;
use crate::erds::moment::Moment;
use crate::tlog::checkpoint::{self, SignedCheckpoint};
use crate::tlog::key::VerifierKey;
use crate::tlog::proof::Proof;

use super::facts::{Sealed, chain_of};
use super::report::LogKey;
use super::trust::{LogAnchors, fingerprint};
use super::verdict::{Findings, Reason};

const PROOF: &str = "C2SP tlog-proof";
const CHECKPOINT: &str = "C2SP tlog-checkpoint";
const COSIGNATURE: &str = "C2SP tlog-cosignature";
const KEY: &str = "C2SP signed-note, verifier keys";
/// The most keys of a bundle that are looked at.
const POOL: usize = 48;

/// An evidence that its proof shows to be in a log.
#[derive(Clone, Debug)]
pub struct Logged<'a> {
    /// The proof's file.
    pub file: &'a str,
    /// The evidence's file.
    pub evidence: &'a str,
    /// The evidence's number in the chain.
    pub sequence: u32,
    /// The proof, whose inclusion holds.
    pub proof: Proof,
    /// Whether a trusted key of the log signed the checkpoint.
    pub signed: bool,
    /// Whether a trusted ML-DSA-44 key of the log did.
    pub post_quantum: bool,
    /// When, by the log's own word in that signature.
    pub signed_at: Option<Moment>,
    /// The trusted witnesses that cosigned it.
    pub cosigned_by: Vec<String>,
    /// How many witnesses are trusted.
    pub witnesses: usize,
    /// By which algorithms.
    pub cosigned_with: Vec<Algorithm>,
    /// Whether they are enough.
    pub quorum: bool,
    /// When enough of them had.
    pub cosigned: Option<Moment>,
}

/// Judges proofs under the caller's anchors, with the keys that the bundle supplies.
#[derive(Debug)]
pub struct Proofs<'a> {
    anchors: &'a LogAnchors,
    packed: Vec<VerifierKey>,
    met: Vec<LogKey>,
}

impl<'a> Proofs<'a> {
    /// Reads the keys of the bundle.
    pub fn new(bundle: &OpenBundle, anchors: &'a LogAnchors, findings: &mut Findings) -> Self {
        let mut packed = Vec::new();
        for file in bundle.keys.iter().take(POOL) {
            let line = std::str::from_utf8(&file.octets).unwrap_or_default();
            match line.strip_suffix('\n').unwrap_or(line).parse() {
                Ok(key) => packed.push(key),
                Err(error) => {
                    let sentence = format!("It holds no public key: {}.", chain_of(&error));
                    findings.add(Reason::FormatFailure, &file.name, KEY, sentence);
                }
            }
        }
        Self { anchors, packed, met: Vec::new() }
    }

    /// Judges every proof; what does not prove is found out and left away.
    pub fn check<'b>(
        &mut self,
        bundle: &'b OpenBundle,
        sealed: &[Sealed<'b>],
        findings: &mut Findings,
    ) -> Vec<Logged<'b>> {
        let mut logged = Vec::new();
        for packed in &bundle.proofs {
            let file = packed.file.name.as_str();
            let of = |sealed: &&Sealed<'_>| sealed.statement.chain.link.sequence() == Some(packed.number);
            let Some(evidence) = sealed.iter().find(of) else {
                findings.note(file, PROOF, "No evidence in this bundle has this number.");
                continue;
            };
            logged.extend(self.one(&packed.file, evidence.file, packed.number, findings));
        }
        logged
    }

    /// Judges one proof of a file by itself; `None` where it does not prove.
    pub fn one<'b>(
        &mut self,
        packed: &'b File,
        entered: &'b File,
        sequence: u32,
        findings: &mut Findings,
    ) -> Option<Logged<'b>> {
        let file = packed.name.as_str();
        let mut wrong = |clause, sentence| findings.add(Reason::LogProofInvalid, file, clause, sentence);
        let proof = match Proof::read(&packed.octets) {
            Ok(proof) => proof,
            Err(error) => {
                wrong(PROOF, format!("It is no proof of a transparency log: {}.", chain_of(&error)));
                return None;
            }
        };
        if let Err(error) = proof.check(&entered.digest.0) {
            wrong(PROOF, format!("It does not prove that {} is in the log: {error}.", entered.name));
            return None;
        }
        let base = Logged {
            file,
            evidence: &entered.name,
            sequence,
            proof,
            signed: false,
            post_quantum: false,
            signed_at: None,
            cosigned_by: Vec::new(),
            cosigned_with: Vec::new(),
            witnesses: 0,
            quorum: false,
            cosigned: None,
        };
        match self.signatures(base, findings) {
            Ok(found) => Some(found),
            Err(error) => {
                let sentence = format!("{}.", capital(&chain_of(&error)));
                findings.add(Reason::LogProofInvalid, file, CHECKPOINT, sentence);
                None
            }
        }
    }

    /// The keys that were met, to compare with what log and witnesses publish.
    pub fn into_keys(self) -> Vec<LogKey> {
        self.met
    }

    fn signatures<'b>(
        &mut self,
        mut logged: Logged<'b>,
        findings: &mut Findings,
    ) -> Result<Logged<'b>, checkpoint::Error> {
        let Self { anchors, packed, met } = self;
        let checkpoint = logged.proof.checkpoint.clone();
        let origin = checkpoint.checkpoint().origin();
        let of_log = |key: &&VerifierKey| key.kind().is_for_logs() && key.name() == origin;
        let trusted: Vec<&VerifierKey> = anchors.log_keys().filter(of_log).collect();
        for key in &trusted {
            let Some(signed) = checkpoint.signed_by(key)? else { continue };
            logged.signed = true;
            logged.post_quantum |= key.kind().is_post_quantum();
            logged.signed_at = logged.signed_at.or(signed.time.map(moment));
            if key.kind().is_post_quantum() && signed.time.is_none() {
                findings.note(logged.file, COSIGNATURE, "The log's ML-DSA-44 signature states no time.");
            }
            remember(met, "log", key, true);
        }
        let untrusted: Vec<&VerifierKey> = packed.iter().filter(of_log).filter(|key| !trusted.contains(key)).collect();
        for key in &untrusted {
            if checkpoint.signed_by(key)?.is_some() {
                remember(met, "log", key, false);
            }
        }
        let known: Vec<&VerifierKey> = trusted.into_iter().chain(untrusted).collect();
        unknown(met, &checkpoint, &known);
        let is_log = |key: &VerifierKey| known.iter().any(|log| log.key() == key.key());
        let witnesses: Vec<&VerifierKey> = anchors.witness_keys().filter(|key| !is_log(key)).collect();
        for key in packed.iter().filter(|key| key.kind().is_for_witnesses() && !is_log(key)) {
            if !witnesses.contains(&key) && checkpoint.signed_by(key)?.is_some() {
                remember(met, "witness", key, false);
            }
        }
        let cosigned = cosigned(&checkpoint, &witnesses)?;
        for (key, _) in &cosigned {
            remember(met, "witness", key, true);
        }
        logged.witnesses = witnesses.iter().map(|key| key.name()).collect::<BTreeSet<_>>().len();
        weigh(&mut logged, anchors, &cosigned);
        Ok(logged)
    }
}

/// A witness's key and the time that its cosignature bears.
type Cosigned<'k> = (&'k VerifierKey, Option<u64>);

fn cosigned<'k>(
    checkpoint: &SignedCheckpoint,
    witnesses: &[&'k VerifierKey],
) -> Result<Vec<Cosigned<'k>>, checkpoint::Error> {
    let mut found: Vec<Cosigned<'k>> = Vec::new();
    for key in witnesses {
        if let Some(signed) = checkpoint.signed_by(key)?
            && !found.iter().any(|(known, _)| known == key)
        {
            found.push((key, signed.time));
        }
    }
    Ok(found)
}

/// Whether these cosignatures are enough, and since when they were.
fn weigh(logged: &mut Logged<'_>, anchors: &LogAnchors, cosigned: &[Cosigned<'_>]) {
    let is_quorum = |until: Option<u64>| {
        let by_then = |time: &Option<u64>| until.is_none_or(|until| time.is_some_and(|time| time <= until));
        anchors.is_quorum(|key| cosigned.iter().any(|(known, time)| *known == key && by_then(time)))
    };
    logged.quorum = is_quorum(None);
    logged.cosigned_with = cosigned.iter().map(|(key, _)| key.kind().algorithm()).collect();
    let mut times: Vec<u64> = cosigned.iter().filter_map(|(_, time)| *time).collect();
    times.sort_unstable();
    let first = times.into_iter().find(|time| is_quorum(Some(*time)));
    logged.cosigned = first.map(moment);
    let mut names: Vec<String> = cosigned.iter().map(|(key, _)| key.name().to_owned()).collect();
    names.sort();
    names.dedup();
    logged.cosigned_by = names;
}

fn moment(seconds: u64) -> Moment {
    Moment::from_seconds(i64::try_from(seconds).unwrap_or(i64::MAX))
}

fn remember(met: &mut Vec<LogKey>, signs: &'static str, key: &VerifierKey, trusted: bool) {
    let line = key.to_string();
    if met.iter().any(|known| known.vkey.as_ref() == Some(&line) && known.signs == signs && known.trusted == trusted) {
        return;
    }
    met.push(LogKey {
        signs,
        name: key.name().to_owned(),
        id: key.id().to_string(),
        algorithm: Some(key.kind().algorithm().name()),
        fingerprint: Some(fingerprint(line.as_bytes())),
        vkey: Some(line),
        trusted,
    });
}

/// Lines under the log's own name whose key is not known: nothing but their id can be told.
fn unknown(met: &mut Vec<LogKey>, checkpoint: &SignedCheckpoint, known: &[&VerifierKey]) {
    let origin = checkpoint.checkpoint().origin();
    for line in checkpoint.lines().iter().filter(|line| line.name() == origin) {
        if known.iter().any(|key| key.id() == line.id()) {
            continue;
        }
        let found = LogKey {
            signs: "log",
            name: origin.to_owned(),
            id: line.id().to_string(),
            algorithm: None,
            fingerprint: None,
            vkey: None,
            trusted: false,
        };
        if !met.contains(&found) {
            met.push(found);
        }
    }
}

fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
