//! Bundles with proofs of a transparency log: whole, and with each thing that an operator or somebody else may do to them.

use std::sync::LazyLock;
use std::time::Duration;

use recepis::bundle::Role;
use recepis::crypto::sha256;
use recepis::erds::evidence::Statement;
use recepis::erds::moment::Moment;
use recepis::tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use recepis::tlog::edge::Edge;
use recepis::tlog::key::{KeyType, VerifierKey};
use recepis::tlog::merkle::{self, Hash};
use recepis::tlog::note::Line;
use recepis::tlog::policy::Policy;
use recepis::tlog::proof::Proof;
use recepis::tlog::view::View;
use recepis::verify::report::Report;
use recepis::verify::times::By;
use recepis::verify::trust::{LogAnchors, Required, TrustAnchors};
use recepis::verify::verdict::{Indication, Reason};
use recepis::words::{Language, banned};

use crate::extracts;
use crate::packed::{Tale, anchors, pack, sealed_at};
use crate::pki::{Pki, Plan};
use crate::story::at;
use crate::tlog_testing::Key;
use crate::{fails, judged, pki, verdict};

pub(crate) const ORIGIN: &str = "log.recepis.test";
const ALL: Required = Required { log: true, witness: true, post_quantum: true };

/// A log of made-up entries, its keys, and who cosigns.
pub(crate) struct Log {
    pub(crate) entries: Vec<[u8; 32]>,
    pub(crate) keys: Vec<Key>,
    pub(crate) witnesses: Vec<Key>,
}

impl Log {
    pub(crate) fn new() -> Self {
        let witness = |seed: u8| Key::ed25519(&format!("w{seed}.example"), KeyType::CosignatureEd25519, seed);
        let entries = (0..300_u16).map(|number| sha256(&number.to_be_bytes())).collect();
        Self {
            entries,
            keys: Key::of_log(ORIGIN, 1).into(),
            witnesses: vec![witness(11), Key::ml_dsa_44("w12.example", 12)],
        }
    }

    pub(crate) fn append(&mut self, entry: [u8; 32]) -> u64 {
        self.entries.push(entry);
        u64::try_from(self.entries.len() - 1).unwrap()
    }

    pub(crate) fn size(&self) -> usize {
        self.entries.len()
    }

    /// The proof of an entry under the tree as it stands, signed and cosigned at this time.
    pub(crate) fn proof(&self, index: u64, time: Moment) -> Proof {
        let size = u64::try_from(self.entries.len()).unwrap();
        let mut view = View::new();
        let mut edge = Edge::new();
        for (tile, octets) in edge.append(self.entries.iter().map(|entry| merkle::leaf(entry))) {
            view.add(tile, &octets).unwrap();
        }
        let checkpoint = Checkpoint::new(ORIGIN, size, edge.root()).unwrap();
        let seconds = u64::try_from(time.seconds()).unwrap();
        let lines = self.keys.iter().chain(&self.witnesses).map(|key| key.line(&checkpoint, seconds)).collect();
        let checkpoint = SignedCheckpoint::new(checkpoint, lines).unwrap();
        Proof { extra: None, index, path: view.inclusion(index, size).unwrap(), checkpoint }
    }

    /// What trusts this log and these witnesses.
    pub(crate) fn anchors(&self, required: Required) -> LogAnchors {
        let keys = |keys: &[Key]| keys.iter().map(|key| key.verifier().clone()).collect();
        LogAnchors { logs: keys(&self.keys), witnesses: keys(&self.witnesses), policy: None, required }
    }
}

/// Entries of a log, files of a bundle, proofs.
type Made = (Vec<[u8; 32]>, Vec<(Role, Vec<u8>)>, Vec<Proof>);

/// The evidence of a tale, each with its proof.
pub(crate) struct Published {
    pub(crate) tale: Tale,
    pub(crate) pki: Pki,
    pub(crate) log: Log,
    pub(crate) files: Vec<(Role, Vec<u8>)>,
    pub(crate) proofs: Vec<Proof>,
}

impl Published {
    pub(crate) fn new() -> Self {
        // Signing takes its time; the same is made once.
        static MADE: LazyLock<Made> = LazyLock::new(|| {
            let two = Duration::from_secs(2);
            let made = Published::of(Tale::accepted(1), pki(), Log::new(), |statement| statement.time.plus(two));
            (made.log.entries, made.files, made.proofs)
        });
        let (entries, files, proofs) = MADE.clone();
        Self { tale: Tale::accepted(1), pki: pki(), log: Log { entries, ..Log::new() }, files, proofs }
    }

    /// Seals at the given times; each is in the log two seconds later, under a checkpoint of its own.
    pub(crate) fn of(tale: Tale, pki: Pki, mut log: Log, sealed: impl Fn(&Statement) -> Moment) -> Self {
        let mut files = tale.files(&pki);
        let mut proofs = Vec::new();
        for (statement, (_, file)) in tale.story.statements.iter().zip(&mut files) {
            let time = sealed(statement);
            *file = sealed_at(&pki, statement, time);
            if let Some(sequence) = statement.chain.link.sequence() {
                log.append(sha256(&sequence.to_be_bytes()));
                let index = log.append(sha256(file));
                proofs.push(log.proof(index, time.plus(Duration::from_secs(2))));
            }
        }
        Self { tale, pki, log, files, proofs }
    }

    /// The same with the extract of each evidence, in the log right behind it and under the same checkpoint, as a service does it.
    pub(crate) fn with_extracts(tale: Tale, pki: Pki, mut log: Log) -> Self {
        let mut files = tale.files(&pki);
        let (mut proofs, mut beside) = (Vec::new(), Vec::new());
        let two = Duration::from_secs(2);
        for (statement, (_, file)) in tale.story.statements.iter().zip(&mut files) {
            let time = statement.time.plus(two);
            *file = sealed_at(&pki, statement, time);
            let (Some(sequence), Some(extract)) =
                (statement.chain.link.sequence(), extracts::beside(&pki, statement, file, time))
            else {
                continue;
            };
            let [index, second] = [file.as_slice(), &extract[0].1].map(|octets| log.append(sha256(octets)));
            proofs.push(log.proof(index, time.plus(two)));
            let proof = log.proof(second, time.plus(two)).to_string().into_bytes();
            beside.extend(extract.into_iter().chain([(Role::ExtractProof { sequence }, proof)]));
        }
        files.extend(beside);
        Self { tale, pki, log, files, proofs }
    }

    /// The bundle's files with its proofs.
    pub(crate) fn all(&self) -> Vec<(Role, Vec<u8>)> {
        let proofs = self.proofs.iter().zip(1..);
        let proofs = proofs.map(|(proof, sequence)| (Role::LogProof { sequence }, proof.to_string().into_bytes()));
        self.files.iter().cloned().chain(proofs).collect()
    }

    /// The same with the public keys of log and witnesses.
    fn with_keys(&self) -> Vec<(Role, Vec<u8>)> {
        let mut files = self.all();
        for (group, keys) in [("log", &self.log.keys), ("witness", &self.log.witnesses)] {
            for key in keys {
                let role = Role::VerifierKey { group: group.to_owned(), name: key.verifier().id().to_string() };
                files.push((role, format!("{}\n", key.verifier()).into_bytes()));
            }
        }
        files
    }

    pub(crate) fn bundle(&self) -> Vec<u8> {
        pack(&self.pki, &self.with_keys(), self.tale.moment())
    }

    pub(crate) fn trust(&self, required: Required) -> TrustAnchors {
        TrustAnchors { log: self.log.anchors(required), ..anchors(&self.pki) }
    }

    pub(crate) fn judge(&self, files: &[(Role, Vec<u8>)], trust: &TrustAnchors) -> Report {
        judged(&pack(&self.pki, files, self.tale.moment()), trust, self.tale.moment())
    }

    /// Judged as it is, with everything trusted and asked for.
    fn judged(&self) -> Report {
        self.judge(&self.all(), &self.trust(ALL))
    }
}

fn passes(report: &Report) {
    assert_eq!(verdict(report), (Indication::TotalPassed, None), "{}", report.to_text());
}

pub(crate) fn noted(report: &Report, words: &str) -> bool {
    report.findings.iter().any(|finding| finding.reason.is_none() && finding.sentence.contains(words))
}

fn proof_file(sequence: u32) -> String {
    Role::LogProof { sequence }.name().unwrap()
}

#[test]
fn a_bundle_with_all_its_proofs_passes_whatever_is_asked_for() {
    let published = Published::new();
    let report = published.judged();
    passes(&report);
    for (line, proof) in report.evidence.iter().zip(&published.proofs) {
        let log = line.log.as_ref().unwrap();
        assert_eq!((log.origin.as_str(), log.index, log.size), (ORIGIN, proof.index, proof.index + 1));
        assert!(log.signed && log.post_quantum && log.quorum);
        assert_eq!(log.cosigned_by, ["w11.example", "w12.example"]);
        // The time-stamps of this trial are the service's own, so the witnesses' time is the one proven.
        assert_eq!((line.proven_time, line.proven_by), (log.cosigned, Some(By::Witnesses)));
        assert_eq!(log.cosigned, Some(line.event_time.plus(Duration::from_secs(4)).whole_seconds()));
    }
    assert!(report.evidence.last().unwrap().log.is_none(), "the export statement is made after the proofs");
    assert_eq!(report.log_keys.len(), 4);
    assert!(report.log_keys.iter().all(|key| key.trusted));
    assert!(report.not_proven.iter().any(|line| line.contains("an event that was never logged leaves no trace")));
    let text = report.to_text();
    assert!(text.contains("entry 301 of log.recepis.test, under a checkpoint of 302 entries"), "{text}");
    assert_eq!(banned(&text, Language::English), Vec::<&str>::new(), "{text}");
}

#[test]
fn where_the_time_stamps_are_independent_the_earlier_time_is_the_one_proven() {
    let pki = Pki::new(&Plan { own_tsa_root: true, ..Plan::default() });
    let published = Published::of(Tale::accepted(1), pki, Log::new(), |s| s.time.plus(Duration::from_secs(2)));
    let report = published.judged();
    passes(&report);
    let first = &report.evidence[0];
    assert_eq!(
        (first.proven_time, first.proven_by),
        (Some(first.event_time.plus(Duration::from_secs(2))), Some(By::TimeStamp))
    );
}

#[test]
fn without_anchors_for_the_log_its_keys_are_printed_to_compare_and_nothing_is_trusted() {
    let published = Published::new();
    let report = published.judge(&published.with_keys(), &anchors(&published.pki));
    passes(&report);
    assert!(
        noted(&report, "No key of the log that you trust signed") && noted(&report, "enough witnesses that you trust")
    );
    assert_eq!(report.log_keys.len(), 4);
    for (key, published) in report.log_keys.iter().zip(&published.log.keys) {
        assert!(!key.trusted);
        assert_eq!(key.vkey.as_deref(), Some(published.verifier().to_string().as_str()));
        assert!(report.to_text().contains(key.fingerprint.as_ref().unwrap()));
    }
    assert_eq!(report.evidence[0].proven_by, Some(By::TimeStamp), "an unknown witness proves no time");
    assert!(report.not_proven.iter().any(|line| line.contains("a transparency log whose key you trust")));
    // Without the keys in the bundle their ids are all that can be told.
    let bare = published.judge(&published.all(), &anchors(&published.pki));
    assert_eq!(bare.log_keys.iter().filter(|key| key.vkey.is_none() && key.signs == "log").count(), 2);
}

#[test]
fn what_is_asked_for_and_missing_leaves_the_verdict_open() {
    let published = Published::new();
    let asked =
        |required| TrustAnchors { log: LogAnchors { required, ..LogAnchors::default() }, ..anchors(&published.pki) };
    let one = Required::default();
    let first = Some("evidence/001-SubmissionAcceptance.xml");
    for (required, reason) in [
        (Required { log: true, ..one }, Reason::NotLogged),
        (Required { witness: true, ..one }, Reason::NotWitnessed),
        (Required { post_quantum: true, ..one }, Reason::NotPostQuantum),
    ] {
        fails(&published.judge(&published.files, &asked(required)), reason, first, "");
        fails(&published.judge(&published.with_keys(), &asked(required)), reason, first, "you trust");
        fails(&published.judge(&published.files, &published.trust(required)), reason, first, "");
        passes(&published.judge(&published.all(), &published.trust(required)));
    }
    let report = published.judge(&published.files, &published.trust(one));
    passes(&report);
    assert!(noted(&report, "No proof in this bundle"));
    let mut files = published.all();
    files.retain(|(role, _)| *role != Role::LogProof { sequence: 2 });
    let report = published.judge(&files, &published.trust(one));
    passes(&report);
    assert!(noted(&report, "No proof shows that it is in a transparency log (evidence 2)"), "{}", report.to_text());
    let file = Some("evidence/002-NotificationForAcceptance.xml");
    fails(&published.judge(&files, &published.trust(ALL)), Reason::NotLogged, file, "No proof shows");
}

#[test]
fn a_proof_of_something_else_fails_with_its_file() {
    let published = Published::new();
    let wrong = |change: &dyn Fn(&mut Proof)| {
        let mut changed = Published { proofs: published.proofs.clone(), ..Published::new() };
        change(&mut changed.proofs[1]);
        // Nothing has to be trusted to see this.
        changed.judge(&changed.all(), &TrustAnchors::default())
    };
    let file = proof_file(2);
    let file = Some(file.as_str());
    let words = "It does not prove that evidence/002-NotificationForAcceptance.xml is in the log";
    let other = published.proofs[0].clone();
    fails(&wrong(&|proof| *proof = other.clone()), Reason::LogProofInvalid, file, words);
    fails(&wrong(&|proof| proof.index -= 1), Reason::LogProofInvalid, file, words);
    fails(&wrong(&|proof| proof.index = u64::MAX), Reason::LogProofInvalid, file, words);
    fails(&wrong(&|proof| proof.path[0].0[31] ^= 1), Reason::LogProofInvalid, file, words);
    fails(&wrong(&|proof| proof.path.truncate(2)), Reason::LogProofInvalid, file, words);
    let mut files = published.all();
    for (role, content) in &mut files {
        if *role == (Role::LogProof { sequence: 2 }) {
            *content = b"c2sp.org/tlog-proof@v2\n".to_vec();
        }
    }
    let report = published.judge(&files, &published.trust(ALL));
    fails(&report, Reason::LogProofInvalid, file, "It is no proof of a transparency log");
}

#[test]
fn a_forged_signature_of_log_or_witness_fails_whichever_it_is() {
    let honest = Published::new();
    let elsewhere = Checkpoint::new(ORIGIN, 5, Hash([1; 32])).unwrap();
    let names: Vec<&Key> = honest.log.keys.iter().chain(&honest.log.witnesses).collect();
    for (place, key) in names.into_iter().enumerate() {
        let mut forged = Published::new();
        let checkpoint = &forged.proofs[2].checkpoint;
        let mut lines: Vec<Line> = checkpoint.lines().to_vec();
        lines[place] = key.line(&elsewhere, 1_795_511_640);
        forged.proofs[2].checkpoint = SignedCheckpoint::new(checkpoint.checkpoint().clone(), lines).unwrap();
        let words = format!("The signature of {}+{}", key.verifier().name(), key.verifier().id());
        fails(&forged.judged(), Reason::LogProofInvalid, Some(&proof_file(3)), &words);
        // The bundle's own keys show it too.
        let report = forged.judge(&forged.with_keys(), &anchors(&forged.pki));
        fails(&report, Reason::LogProofInvalid, Some(&proof_file(3)), &words);
    }
}

#[test]
fn keys_that_are_not_trusted_prove_nothing() {
    let mut published = Published::new();
    let file = Some("evidence/001-SubmissionAcceptance.xml");
    published.log.keys = Key::of_log(ORIGIN, 77).into();
    let report = published.judged();
    fails(&report, Reason::NotLogged, file, "No key of the log that you trust");
    assert!(report.findings.iter().any(|finding| finding.reason == Some(Reason::NotPostQuantum)));
    published.log.keys = Key::of_log("another.example", 1).into();
    fails(&published.judged(), Reason::NotLogged, file, "No key of the log that you trust");
    let mut published = Published::new();
    published.log.witnesses = vec![Key::ed25519("w11.example", KeyType::CosignatureEd25519, 99)];
    fails(&published.judged(), Reason::NotWitnessed, file, "enough witnesses");
}

#[test]
fn a_log_that_cosigns_itself_has_no_witness() {
    let mut log = Log::new();
    log.witnesses = vec![Key::ml_dsa_44("independent.example", 1)];
    let published = Published::of(Tale::accepted(1), pki(), log, |s| s.time.plus(Duration::from_secs(2)));
    let report = published.judged();
    fails(&report, Reason::NotWitnessed, None, "enough witnesses");
    assert!(report.evidence.iter().all(|line| line.proven_by == Some(By::TimeStamp)));
}

#[test]
fn a_checkpoint_without_post_quantum_signature_is_found() {
    let mut log = Log::new();
    log.keys.truncate(1);
    let published = Published::of(Tale::accepted(1), pki(), log, |s| s.time.plus(Duration::from_secs(2)));
    let file = Some("evidence/004-ContentConsignment.xml");
    fails(&published.judged(), Reason::NotPostQuantum, file, "ML-DSA-44");
    let report =
        published.judge(&published.all(), &published.trust(Required { log: true, witness: true, post_quantum: false }));
    passes(&report);
    assert!(noted(&report, "no post-quantum signature (ML-DSA-44) of a key that you trust (evidence 1, 2, 3, 4, 5)"));
}

#[test]
fn a_policy_says_how_many_witnesses_are_enough() {
    let published = Published::new();
    let stranger = Key::ed25519("w13.example", KeyType::CosignatureEd25519, 13);
    let mut text = String::new();
    for (name, key) in [("a", &published.log.witnesses[0]), ("b", &published.log.witnesses[1]), ("c", &stranger)] {
        text = text + "witness " + name + " " + &key.verifier().to_string() + "\n";
    }
    for key in &published.log.keys {
        text = text + "log " + &key.verifier().to_string() + "\n";
    }
    let under = |quorum: &str| {
        let policy = Some(Policy::read((text.clone() + quorum).as_bytes()).unwrap());
        let log = LogAnchors { policy, required: ALL, ..LogAnchors::default() };
        published.judge(&published.all(), &TrustAnchors { log, ..anchors(&published.pki) })
    };
    passes(&under("group two 2 a b c\nquorum two\n"));
    passes(&under("quorum b\n"));
    for few in ["group three all a b c\nquorum three\n", "quorum c\n", "quorum none\n"] {
        fails(&under(few), Reason::NotWitnessed, None, "enough witnesses");
    }
}

#[test]
fn the_time_proven_is_that_at_which_the_quorum_was_complete() {
    let mut published = Published::new();
    let [early, late] = [30, 50]
        .map(|seconds| published.tale.story.statements[0].time.plus(Duration::from_secs(seconds)).whole_seconds());
    let checkpoint = published.proofs[0].checkpoint.checkpoint().clone();
    let mut lines: Vec<Line> = published.proofs[0].checkpoint.lines()[..2].to_vec();
    for (key, time) in published.log.witnesses.iter().zip([early, late]) {
        lines.push(key.line(&checkpoint, u64::try_from(time.seconds()).unwrap()));
    }
    published.proofs[0].checkpoint = SignedCheckpoint::new(checkpoint, lines).unwrap();
    assert_eq!(published.judged().evidence[0].proven_time, Some(early));
    let mut trust = published.trust(ALL);
    let [a, b] = [&published.log.witnesses[0], &published.log.witnesses[1]].map(|key| key.verifier().to_string());
    let policy = format!("witness a {a}\nwitness b {b}\ngroup both all a b\nquorum both\n");
    trust.log.policy = Some(Policy::read(policy.as_bytes()).unwrap());
    assert_eq!(published.judge(&published.all(), &trust).evidence[0].proven_time, Some(late));
}

#[test]
fn evidence_that_was_issued_anew_stands_behind_what_follows_it() {
    let mut published = Published::new();
    let first = &published.tale.story.statements[0];
    let anew = sealed_at(&published.pki, first, first.time.plus(Duration::from_secs(3)));
    published.files[0].1.clone_from(&anew);
    // With the proof of what it replaces:
    fails(&published.judged(), Reason::LogProofInvalid, Some(&proof_file(1)), "does not prove");
    // With a proof of its own:
    let index = published.log.append(sha256(&anew));
    published.proofs[0] = published.log.proof(index, at(4_000));
    let report = published.judged();
    fails(&report, Reason::LogOrder, Some(&proof_file(2)), "one of them was issued anew or moved");
    assert!(report.to_text().contains("evidence/001-SubmissionAcceptance.xml, which it follows, is entry 310"));
}

#[test]
fn evidence_that_was_reordered_in_the_log_fails() {
    let mut log = Log::new();
    let honest = Published::new();
    let mut proofs = honest.proofs.clone();
    let third = log.append(sha256(&honest.files[2].1));
    let second = log.append(sha256(&honest.files[1].1));
    proofs[2] = log.proof(third, at(3_700));
    proofs[1] = log.proof(second, at(3_700));
    let published = Published { proofs: vec![], ..honest };
    let mut files = published.files.clone();
    for (place, sequence) in [(1, 2), (2, 3)] {
        files.push((Role::LogProof { sequence }, proofs[place].to_string().into_bytes()));
    }
    let report = published.judge(&files, &published.trust(Required::default()));
    fails(&report, Reason::LogOrder, Some(&proof_file(3)), "issued anew or moved");
}

#[test]
fn a_log_that_was_rewritten_between_two_evidences_shows_two_histories() {
    let mut published = Published::new();
    // An old entry of somebody else is rewritten after the second evidence was published.
    published.log.entries[17] = sha256(b"rewritten");
    let index = published.proofs[4].index;
    published.proofs[4] = published.log.proof(index, at(3_704));
    let report = published.judged();
    fails(&report, Reason::SplitView, Some(&proof_file(5)), "in two versions");
    // So is the root of one size.
    let mut published = Published::new();
    let foreign = Checkpoint::new(ORIGIN, published.proofs[0].checkpoint.checkpoint().size(), Hash([3; 32])).unwrap();
    let mut log = Log::new();
    log.entries[0] = [9; 32];
    let time = at(20);
    log.append([7; 32]);
    let index = log.append(sha256(&published.files[1].1));
    published.proofs[1] = log.proof(index, time);
    assert_eq!(foreign.size(), published.proofs[1].checkpoint.checkpoint().size());
    let report = published.judged();
    fails(&report, Reason::SplitView, Some(&proof_file(2)), "two roots of the log log.recepis.test with 302 entries");
}

#[test]
fn an_event_after_its_cosignature_cannot_be() {
    let mut published = Published::new();
    let index = published.proofs[0].index;
    let event = published.tale.story.statements[0].time;
    let under = |published: &mut Published, seconds: i64| {
        let time = Moment::from_seconds(event.seconds() + seconds);
        let log = &published.log;
        let size = usize::try_from(index).unwrap() + 1;
        let short = Log {
            entries: log.entries[..size].to_vec(),
            keys: Key::of_log(ORIGIN, 1).into(),
            witnesses: Log::new().witnesses,
        };
        published.proofs[0] = short.proof(index, time);
        published.judged()
    };
    let file = Some("evidence/001-SubmissionAcceptance.xml");
    fails(&under(&mut published, -61), Reason::TimeImpossible, file, "witnesses cosigned its entry before");
    // Within a minute either way it can be, though not before the time-stamp inside.
    passes(&under(&mut published, -50));
}

#[test]
fn a_cosignature_before_the_time_stamp_inside_or_after_the_moment_judged_for_is_found() {
    let mut published = Published::new();
    let event = published.tale.story.statements[0].time;
    let sealed = sealed_at(&published.pki, &published.tale.story.statements[0], event.plus(Duration::from_secs(9)));
    published.files[0].1 = sealed.clone();
    let mut log = Log::new();
    let index = log.append(sha256(&sealed));
    published.proofs[0] = log.proof(index, event.minus(Duration::from_secs(55)));
    let report = published.judged();
    fails(&report, Reason::TimestampOrderFailure, Some(&proof_file(1)), "before the time-stamp inside was made");
    published.proofs[0] = log.proof(index, published.tale.moment().plus(Duration::from_secs(61)));
    let report = published.judged();
    fails(&report, Reason::TimestampOrderFailure, Some(&proof_file(1)), "after the moment judged for");
}

#[test]
fn evidence_backdated_by_the_service_with_its_own_time_stamps_is_held_against_the_earliest_cosignature() {
    // Everything states the story's times, and all of it was made and published two days later.
    let two_days = Duration::from_hours(48);
    let mut published = Published::new();
    for (place, proof) in published.proofs.iter_mut().enumerate() {
        let time = published.tale.story.statements[place].time.plus(two_days);
        let size = proof.checkpoint.checkpoint().size();
        let short = Log { entries: published.log.entries[..usize::try_from(size).unwrap()].to_vec(), ..Log::new() };
        *proof = short.proof(proof.index, time);
    }
    let later = published.tale.moment().plus(two_days);
    let bundle = pack(&published.pki, &published.all(), published.tale.moment());
    let report = judged(&bundle, &published.trust(ALL), later);
    let file = Some("evidence/003-ConsignmentAcceptance.xml");
    fails(&report, Reason::TimeUnproven, file, "2 days before the time proven, which is that of the witnesses");
    // Without the witnesses nobody could tell.
    let mut trust = published.trust(Required::default());
    trust.log.witnesses.clear();
    passes(&judged(&bundle, &trust, later));
}

#[test]
fn a_proof_that_is_not_against_the_first_checkpoint_is_said() {
    let mut published = Published::new();
    published.proofs[0] = published.log.proof(published.proofs[0].index, at(3_800));
    let report = published.judged();
    assert!(noted(&report, "An earlier checkpoint covers this entry"), "{}", report.to_text());
}

#[test]
fn a_proof_without_its_evidence_and_a_key_that_is_none_are_said() {
    let published = Published::new();
    let mut files = published.all();
    files.push((Role::LogProof { sequence: 77 }, published.proofs[0].to_string().into_bytes()));
    let report = published.judge(&files, &published.trust(ALL));
    passes(&report);
    assert!(noted(&report, "No evidence in this bundle has this number"));
    let role = Role::VerifierKey { group: "log".to_owned(), name: "a".to_owned() };
    files.push((role, b"nonsense\n".to_vec()));
    let report = published.judge(&files, &published.trust(ALL));
    fails(&report, Reason::FormatFailure, Some("trust/log/a.vkey"), "It holds no public key");
}

#[test]
fn no_changed_octet_of_a_proof_passes_what_is_asked_for() {
    let published = Published::new();
    let good = published.proofs[3].to_string().into_bytes();
    let mut dice = crate::Dice(7);
    let known: Vec<_> = published.log.keys.iter().chain(&published.log.witnesses).map(Key::verifier).collect();
    for _ in 0..60 {
        let mut files = published.all();
        let (_, content) = files.iter_mut().find(|(role, _)| *role == Role::LogProof { sequence: 4 }).unwrap();
        content[dice.below(good.len())] ^= 1 << dice.below(8);
        // Another name or key id makes it a line of somebody unknown: then that key has not signed. All else is a forgery.
        let named = |proof: &Proof| {
            let names = |key: &VerifierKey, line: &Line| (line.name(), line.id()) == (key.name(), key.id());
            known.iter().all(|key| proof.checkpoint.lines().iter().any(|line| names(key, line)))
        };
        if Proof::read(content).is_ok_and(|proof| !named(&proof)) {
            continue;
        }
        let report = published.judge(&files, &published.trust(ALL));
        fails(&report, Reason::LogProofInvalid, Some(&proof_file(4)), "");
    }
}
