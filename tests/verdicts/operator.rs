//! An operator who holds every key of ours and plays every trick, against one honest witness, a monitor and a court. The
//! witness judges as `tlog::witness::judge` does and cosigns with a key of its own; the monitor is `recepis log audit`; the
//! court is the verifier. Each trick is reported by one of them, by its name.

#![expect(clippy::indexing_slicing, reason = "a failing test may panic")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use recepis::bundle::Role;
use recepis::crypto::sha256;
use recepis::erds::content::Sha256;
use recepis::erds::moment::Moment;
use recepis::format::acknowledgement::Decision;
use recepis::format::evidence;
use recepis::tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use recepis::tlog::edge::Edge;
use recepis::tlog::key::KeyType;
use recepis::tlog::merkle::{self, Hash};
use recepis::tlog::note::Line;
use recepis::tlog::proof::Proof;
use recepis::tlog::tile::{Bundle, Tile, encode_entries};
use recepis::tlog::view::View;
use recepis::tlog::witness::{AddCheckpoint, Known, Refusal, judge};
use recepis::verify::report::Report;
use recepis::verify::trust::{LogAnchors, Required, TrustAnchors};
use recepis::verify::verdict::Reason;
use serde_json::Value;

use crate::keyed::{Keyed, passkey};
use crate::packed::{Tale, acknowledgement, anchors, pack, seal, sealed_at, story};
use crate::pki::Pki;
use crate::story::Story;
use crate::tlog_testing::Key;
use crate::{fails, judged, pki};

const ORIGIN: &str = "log.recepis.test";
const ALL: Required = Required { log: true, witness: true, post_quantum: true };
const TWO_SECONDS: Duration = Duration::from_secs(2);

/// The one who is honest. It keeps, for the log, what it cosigned last.
struct Witness {
    key: Key,
    log: Vec<recepis::tlog::key::VerifierKey>,
    known: Option<Known>,
}

impl Witness {
    /// Answers a request as it came over the wire.
    fn asked(&mut self, body: &str, now: Moment) -> Result<Line, Refusal> {
        let request = AddCheckpoint::read(body.as_bytes()).unwrap();
        self.known = Some(judge(&request, &self.log, self.known)?);
        Ok(self.key.line(request.checkpoint.checkpoint(), seconds(now)))
    }
}

fn seconds(time: Moment) -> u64 {
    u64::try_from(time.seconds()).unwrap()
}

/// The operator: all keys of service, time-stamps and log, and the entries as they stand this minute.
struct Operator {
    pki: Pki,
    keys: [Key; 2],
    entries: Vec<[u8; 32]>,
    witness: Witness,
    tale: Tale,
    /// Evidence and what else a bundle holds.
    files: Vec<(Role, Vec<u8>)>,
    proofs: Vec<(u32, Proof)>,
    now: Moment,
    folder: tempfile::TempDir,
}

impl Operator {
    /// A delivery that was honest up to here: each evidence sealed, in the log and cosigned within seconds.
    fn honest() -> Self {
        Self::telling(Tale::accepted(1), |_| TWO_SECONDS)
    }

    /// As told, each sealed so much later.
    fn telling(tale: Tale, later: impl Fn(usize) -> Duration) -> Self {
        let keys = Key::of_log(ORIGIN, 1);
        let log = keys.iter().map(|key| key.verifier().clone()).collect();
        let witness = Key::ed25519("witness.example", KeyType::CosignatureEd25519, 11);
        let (pki, now) = (pki(), tale.story.statements[0].time);
        let mut made = Self {
            files: tale.files(&pki),
            pki,
            keys,
            entries: (0..300_u16).map(|number| sha256(&number.to_be_bytes())).collect(),
            witness: Witness { key: witness, log, known: None },
            tale,
            proofs: Vec::new(),
            now,
            folder: tempfile::tempdir().unwrap(),
        };
        for (place, statement) in made.tale.story.statements.clone().into_iter().enumerate() {
            let sealed = statement.time.plus(later(place));
            made.files[place].1 = sealed_at(&made.pki, &statement, sealed);
            made.now = made.now.max(sealed).plus(TWO_SECONDS);
            // Somebody else's entry goes before each.
            made.entries.push(sha256(&[7, u8::try_from(place).unwrap()]));
            let entry = sha256(&made.files[place].1);
            match statement.chain.link.sequence() {
                Some(sequence) => {
                    let proof = made.logged(entry);
                    made.proofs.push((sequence, proof));
                }
                None => drop(made.logged(entry)),
            }
        }
        made.serve();
        made
    }

    /// Appends an entry, has the log cosigned, and gives the proof.
    fn logged(&mut self, entry: [u8; 32]) -> Proof {
        self.entries.push(entry);
        let checkpoint = self.publish().unwrap();
        self.proof(self.entries.len() - 1, checkpoint)
    }

    /// Signs the tree of all entries and asks the witness.
    fn publish(&mut self) -> Result<SignedCheckpoint, Refusal> {
        let mut checkpoint = self.signed();
        let line = self.asks(&checkpoint)?;
        checkpoint.add(line).unwrap();
        Ok(checkpoint)
    }

    fn asks(&mut self, checkpoint: &SignedCheckpoint) -> Result<Line, Refusal> {
        let (old, new) = (self.witness.known.map_or(0, |known| known.size), checkpoint.checkpoint().size());
        // The best proof that can be made out of what there is.
        let proof = self.view().0.consistency(old, new).unwrap_or_default();
        self.witness.asked(&AddCheckpoint { old, proof, checkpoint: checkpoint.clone() }.to_string(), self.now)
    }

    fn size(&self) -> u64 {
        u64::try_from(self.entries.len()).unwrap()
    }

    fn view(&self) -> (View, Hash, Vec<(Tile, Vec<u8>)>) {
        let (mut view, mut edge) = (View::new(), Edge::new());
        let tiles = edge.append(self.entries.iter().map(|entry| merkle::leaf(entry)));
        for (tile, octets) in &tiles {
            view.add(*tile, octets).unwrap();
        }
        (view, edge.root(), tiles)
    }

    fn signed(&self) -> SignedCheckpoint {
        let checkpoint = Checkpoint::new(ORIGIN, self.size(), self.view().1).unwrap();
        let lines = self.keys.iter().map(|key| key.line(&checkpoint, seconds(self.now))).collect();
        SignedCheckpoint::new(checkpoint, lines).unwrap()
    }

    fn proof(&self, index: usize, checkpoint: SignedCheckpoint) -> Proof {
        let index = u64::try_from(index).unwrap();
        let path = self.view().0.inclusion(index, self.size()).unwrap();
        Proof { extra: None, index, path, checkpoint }
    }

    /// Puts the log as it stands where the monitor reads it, signed by the log alone.
    fn serve(&self) -> PathBuf {
        let log = self.path("log");
        self.serve_at(&log);
        log
    }

    fn serve_at(&self, log: &Path) {
        // What was served before is gone without a trace.
        let _ = fs::remove_dir_all(log);
        for (tile, octets) in self.view().2 {
            file(&log.join(tile.to_string()), &octets);
        }
        for (entries, index) in self.entries.chunks(256).zip(0..) {
            let bundle = Bundle::new(index, u16::try_from(entries.len()).unwrap()).unwrap();
            file(&log.join(bundle.to_string()), &encode_entries(entries.iter().map(<[u8; 32]>::as_slice)).unwrap());
        }
        file(&log.join("checkpoint"), self.signed().to_string().as_bytes());
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The bundle that is handed out.
    fn bundle(&self) -> Vec<u8> {
        let proofs = self.proofs.iter();
        let proofs =
            proofs.map(|(sequence, proof)| (Role::LogProof { sequence: *sequence }, proof.to_string().into_bytes()));
        let files: Vec<_> = self.files.iter().cloned().chain(proofs).collect();
        pack(&self.pki, &files, self.tale.moment())
    }

    /// What the court says, which trusts the log and the witness.
    fn court(&self) -> Report {
        let keys = |keys: &[Key]| keys.iter().map(|key| key.verifier().clone()).collect();
        let log = LogAnchors {
            logs: keys(&self.keys),
            witnesses: vec![self.witness.key.verifier().clone()],
            policy: None,
            required: ALL,
        };
        let trust = TrustAnchors { log, ..anchors(&self.pki) };
        let at = self.now.plus(Duration::from_mins(5)).max(self.tale.moment());
        judged(&self.bundle(), &trust, at)
    }

    /// What the monitor says of these sources, with its state where it has one.
    fn monitor(&self, sources: &[&Path], more: &[&str]) -> (i32, Value) {
        for key in &self.keys {
            let line = format!("{}\n", key.verifier());
            file(&self.path(&format!("trust/log/{}.vkey", key.verifier().id())), line.as_bytes());
        }
        file(&self.path("trust/witness/w.vkey"), self.witness.key.verifier().to_string().as_bytes());
        let mut command = Command::new(env!("CARGO_BIN_EXE_recepis"));
        command.args(["log", "audit", "--json", "--trust"]).arg(self.path("trust")).args(sources).args(more);
        let output = command.current_dir(self.folder.path()).output().unwrap();
        (output.status.code().unwrap(), serde_json::from_slice(&output.stdout).unwrap())
    }

    /// The monitor looks at the log once, so that it has a state.
    fn watched(&self) {
        let (code, said) = self.monitor(&[&self.serve()], &["--state", "state"]);
        assert_eq!(code, 0, "{said}");
    }

    /// The holder of the bundle keeps it.
    fn kept(&self) {
        file(&self.path("kept.asice"), &self.bundle());
    }
}

fn file(path: &Path, octets: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::io::Write::write_all(&mut fs::File::create(path).unwrap(), octets).unwrap();
}

#[track_caller]
fn named((code, said): &(i32, Value), name: &str, words: &str) {
    let faults = said["faults"].as_array().unwrap();
    let found = faults.iter().any(|f| f["name"] == name && f["sentence"].as_str().unwrap().contains(words));
    assert!(*code == 1 && found, "{name} {words}: {said:#}");
}

#[test]
fn an_honest_operator_satisfies_court_monitor_and_witness() {
    let operator = Operator::honest();
    let report = operator.court();
    assert_eq!(report.exit_code(), 0, "{}", report.to_text());
    operator.watched();
    operator.kept();
    let (code, said) =
        operator.monitor(&[&operator.serve()], &["--state", "state", "--bundle", "kept.asice", "--full"]);
    let places: Vec<_> = said["evidence"].as_array().unwrap().iter().map(|e| e["index"].as_u64()).collect();
    assert_eq!((code, places.len()), (0, 6), "{said:#}");
    assert!(places.iter().all(|index| index.is_some_and(|index| index > 300)), "{places:?}");
}

#[test]
fn an_operator_who_drops_evidence_from_the_middle_of_a_chain_is_named() {
    let mut operator = Operator::honest();
    operator.files.remove(2);
    operator.proofs.retain(|(sequence, _)| *sequence != 3);
    fails(&operator.court(), Reason::ChainBroken, None, "Number 3 of the chain");

    // The chain is made anew without its second notice, two days later, with seals and time-stamps of the old times.
    let begun = || story(1).submitted().noticed(10);
    let document = acknowledgement(&begun(), Decision::Refused, 10_800);
    let digest = Sha256(sha256(&document));
    let told = |story: Story| Tale {
        story: story.refused(10_800, digest).exported(),
        acknowledgements: vec![document.clone()],
    };
    let mut operator = Operator::telling(told(begun().noticed(7_200)), |_| TWO_SECONDS);
    assert_eq!(operator.court().exit_code(), 0, "{}", operator.court().to_text());
    operator.kept();
    operator.now = operator.now.plus(Duration::from_hours(48));
    operator.tale = told(begun());
    let honest = std::mem::take(&mut operator.files);
    operator.files = operator.tale.files(&operator.pki);
    operator.files[..2].clone_from_slice(&honest[..2]);
    operator.proofs.truncate(2);
    let proof = operator.logged(sha256(&operator.files[2].1));
    operator.proofs.push((3, proof));
    let file = Some("evidence/003-ConsignmentRejection.xml");
    fails(&operator.court(), Reason::TimeUnproven, file, "which is that of the witnesses");
    // What was dropped stays in the log, and whoever holds it shows that it was there first.
    let (code, said) = operator.monitor(&[&operator.serve()], &["--bundle", "kept.asice"]);
    let dropped = said["evidence"].as_array().unwrap().iter().find(|e| e["file"].as_str().unwrap().contains("/003-"));
    assert!(code == 0 && dropped.unwrap()["index"].as_u64() < Some(operator.proofs[2].1.index), "{said:#}");
}

#[test]
fn an_operator_who_dates_evidence_back_is_held_against_the_earliest_cosignature() {
    let mut operator = Operator::honest();
    // The decision states the old time, with a time-stamp of that time, and is made two days later.
    operator.now = operator.now.plus(Duration::from_hours(48));
    for place in 2..5 {
        let statement = operator.tale.story.statements[place].clone();
        let sealed = sealed_at(&operator.pki, &statement, statement.time.plus(Duration::from_secs(3)));
        let proof = operator.logged(sha256(&sealed));
        operator.files[place].1 = sealed;
        operator.proofs[place].1 = proof;
    }
    let file = Some("evidence/003-ConsignmentAcceptance.xml");
    fails(&operator.court(), Reason::TimeUnproven, file, "which is that of the witnesses");
}

#[test]
fn an_operator_who_reorders_a_delivery_is_named_by_index_and_by_token_time() {
    let mut operator = Operator::honest();
    // Number 3 enters the log behind number 4.
    let proof = operator.logged(sha256(&operator.files[2].1));
    operator.proofs[2].1 = proof;
    fails(&operator.court(), Reason::LogOrder, Some("log/004.tlog-proof"), "issued anew or moved");

    // Entered in order, and the first one's token is of a time after the second's.
    let late = |place| if place == 0 { Duration::from_secs(40) } else { TWO_SECONDS };
    let operator = Operator::telling(Tale::accepted(1), late);
    let file = Some("evidence/002-NotificationForAcceptance.xml");
    fails(&operator.court(), Reason::TimestampOrderFailure, file, "which it follows");
}

#[test]
fn an_operator_with_two_histories_gets_one_cosigned_and_the_other_is_a_split_view() {
    let mut operator = Operator::honest();
    operator.watched();
    operator.kept();
    let left = operator.path("left");
    operator.serve_at(&left);
    let shared = operator.witness.known.unwrap();
    // Another log of the same size.
    let before_last = usize::try_from(operator.proofs[4].1.index).unwrap() - 1;
    operator.entries[before_last] = sha256(b"another history");
    assert_eq!(operator.publish().unwrap_err(), Refusal::OtherRoot(shared.size));
    let right = operator.serve();
    named(&operator.monitor(&[&right], &["--state", "state"]), "split-view", "Two roots are signed");
    named(&operator.monitor(&[&left, &right], &[]), "split-view", "Two roots are signed");
    // And one that goes on.
    operator.entries.push(sha256(b"and on"));
    let refusal = operator.publish().unwrap_err();
    assert!(matches!(refusal, Refusal::Inconsistent(_)) && refusal.status() == 422, "{refusal}");
    assert_eq!(operator.witness.known, Some(shared), "what was refused leaves nothing behind");
    let right = operator.serve();
    named(&operator.monitor(&[&right, &left], &[]), "split-view", "does not continue");
    named(&operator.monitor(&[&right], &["--bundle", "kept.asice"]), "split-view", "does not continue");
    // A bundle of that history has no witness.
    let checkpoint = operator.signed();
    let index = usize::try_from(operator.proofs[4].1.index).unwrap();
    operator.proofs[4].1 = operator.proof(index, checkpoint);
    fails(&operator.court(), Reason::NotWitnessed, None, "enough witnesses");
}

#[test]
fn an_operator_who_rolls_the_log_back_is_named_by_monitor_holder_and_witness() {
    let mut operator = Operator::honest();
    operator.watched();
    operator.kept();
    let known = operator.witness.known.unwrap();
    operator.entries.truncate(305);
    let refusal = operator.publish();
    assert!(matches!(refusal, Err(Refusal::Shrinks)), "{refusal:?}");
    let short = operator.signed();
    let request = AddCheckpoint { old: 305, proof: Vec::new(), checkpoint: short };
    let refusal = operator.witness.asked(&request.to_string(), operator.now);
    assert_eq!(refusal.unwrap_err(), Refusal::OtherSize(known.size));
    let log = operator.serve();
    named(&operator.monitor(&[&log], &["--state", "state"]), "rollback", "has signed a checkpoint of");
    // Who never looked before holds a proof.
    named(&operator.monitor(&[&log], &["--bundle", "kept.asice"]), "rollback", "the proof's checkpoint");
}

#[test]
fn c14_an_operator_who_rewrites_an_entry_is_named_with_its_index() {
    let mut operator = Operator::honest();
    operator.watched();
    operator.kept();
    let index = usize::try_from(operator.proofs[2].1.index).unwrap();
    operator.entries[index] = sha256(b"nothing was accepted");
    operator.entries.push([1; 32]);
    assert!(matches!(operator.publish(), Err(Refusal::Inconsistent(_))));
    let log = operator.serve();
    named(&operator.monitor(&[&log], &["--state", "state"]), "rewritten-entry", "was rewritten");
    let words = format!("Entry {index} is another");
    named(&operator.monitor(&[&log], &["--bundle", "kept.asice"]), "rewritten-entry", &words);
}

#[test]
fn an_operator_who_issues_evidence_anew_is_named_whichever_proof_it_bears() {
    let mut operator = Operator::honest();
    let second = operator.tale.story.statements[1].clone();
    let anew = sealed_at(&operator.pki, &second, second.time.plus(Duration::from_secs(3)));
    operator.files[1].1.clone_from(&anew);
    fails(&operator.court(), Reason::LogProofInvalid, Some("log/002.tlog-proof"), "does not prove");
    operator.kept();
    let log = operator.serve();
    named(&operator.monitor(&[&log], &["--bundle", "kept.asice"]), "malformed", "proof does not hold");
    // Without a proof its entry is looked for; after a day it is missing.
    let proof = operator.proofs.remove(1);
    operator.kept();
    let (code, said) = operator.monitor(&[&log], &["--bundle", "kept.asice", "--full"]);
    assert!(code == 0 && said["notes"][0].as_str().unwrap().contains("no entry of the log yet"), "{said:#}");
    let before = std::mem::replace(&mut operator.now, second.time.plus(Duration::from_hours(25)));
    let log = operator.serve();
    operator.now = before;
    named(&operator.monitor(&[&log], &["--bundle", "kept.asice", "--full"]), "missing-entry", "No entry of the log");
    fails(&operator.court(), Reason::NotLogged, None, "No proof shows");
    // With a proof of its own it stands behind what follows it.
    let proof = (proof.0, operator.logged(sha256(&anew)));
    operator.proofs.insert(1, proof);
    fails(&operator.court(), Reason::LogOrder, Some("log/003.tlog-proof"), "one of them was issued anew or moved");
}

#[test]
fn a_key_that_the_operator_invented_is_found_by_the_addressees_own_list() {
    let key = passkey();
    let keyed = Keyed::at_one_visit(&key);
    let mut operator = Operator::telling(keyed.tale.clone(), |_| TWO_SECONDS);
    let enrolled = keyed.enrolment.time.plus(TWO_SECONDS);
    let sealed = seal(&operator.pki, &evidence::write_enrolment(&keyed.enrolment).unwrap(), enrolled);
    let proof = operator.logged(sha256(&sealed));
    operator.files.push((Role::Assertion { sequence: 3 }, keyed.assertion));
    operator.files.push((Role::Enrolment { sequence: 3 }, sealed));
    operator.files.push((Role::EnrolmentProof { sequence: 3 }, proof.to_string().into_bytes()));
    operator.kept();
    let listed = |keys: &str| {
        file(&operator.path("keys.txt"), keys.as_bytes());
        operator.monitor(&[&operator.serve()], &["--bundle", "kept.asice", "--keys", "keys.txt"])
    };
    let fingerprint = Sha256(sha256(&key.public.cose));
    let (code, said) = listed(&format!("# my keys\n\n{} another\n{fingerprint} my telephone\n", Sha256([1; 32])));
    assert_eq!(code, 0, "{said:#}");
    let places = said["evidence"].as_array().unwrap();
    assert!(places.iter().any(|place| place["file"] == "acknowledgement/003-KeyEnrolled.xml"), "{said:#}");
    named(&listed(&format!("{}\n", Sha256([1; 32]))), "unknown-key", &fingerprint.to_string());
    named(&listed(""), "unknown-key", "not in your list");
}
