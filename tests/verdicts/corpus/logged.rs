//! Proofs of the transparency log that prove something else, or not enough; everything is asked for.

use std::time::Duration;

use recepis::bundle::Role;
use recepis::crypto::sha256;
use recepis::tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use recepis::tlog::key::KeyType;
use recepis::tlog::merkle::Hash;
use recepis::tlog::proof::Proof;

use super::{Case, in_log, pki, published};
use crate::log::{Log, ORIGIN, Published};
use crate::packed::{Tale, sealed_at};
use crate::story::at;
use crate::tlog_testing::Key;

pub(super) fn cases() -> Vec<Case> {
    let honest = published();
    let proof = |what: &str, change: &dyn Fn(&mut Proof)| {
        let mut changed = published();
        change(&mut changed.proofs[1]);
        in_log(what, &changed, &changed.all())
    };
    let of = |what: &str, log: Log| {
        let published = Published::of(Tale::accepted(1), pki(), log, |s| s.time.plus(Duration::from_secs(2)));
        in_log(what, &published, &published.all())
    };
    let first = honest.proofs[0].clone();
    let forged = |what: &str, place: usize| {
        let elsewhere = Checkpoint::new(ORIGIN, 5, Hash([1; 32])).unwrap();
        let mut forged = published();
        let checkpoint = forged.proofs[2].checkpoint.clone();
        let mut lines = checkpoint.lines().to_vec();
        let key = forged.log.keys.iter().chain(&forged.log.witnesses).nth(place).unwrap();
        lines[place] = key.line(&elsewhere, 1_795_511_640);
        forged.proofs[2].checkpoint = SignedCheckpoint::new(checkpoint.checkpoint().clone(), lines).unwrap();
        in_log(what, &forged, &forged.all())
    };
    let witnessed = |witnesses: Vec<Key>| Log { witnesses, ..Log::new() };
    vec![
        in_log("proof-missing-everywhere", &honest, &honest.files),
        {
            let mut files = honest.all();
            files.retain(|(role, _)| *role != Role::LogProof { sequence: 2 });
            in_log("proof-missing-of-one", &honest, &files)
        },
        proof("proof-of-another-evidence", &|proof| *proof = first.clone()),
        proof("proof-of-another-place", &|proof| proof.index -= 1),
        proof("proof-with-a-changed-path", &|proof| proof.path[0].0[31] ^= 1),
        proof("proof-with-a-short-path", &|proof| proof.path.truncate(2)),
        {
            let mut files = honest.all();
            let (_, octets) = files.iter_mut().find(|(role, _)| *role == Role::LogProof { sequence: 2 }).unwrap();
            *octets = b"c2sp.org/tlog-proof@v2\n".to_vec();
            in_log("proof-of-an-unknown-version", &honest, &files)
        },
        forged("log-signature-forged", 0),
        forged("log-signature-of-ml-dsa-44-forged", 1),
        forged("cosignature-forged", 2),
        of("log-of-somebody-else", Log { keys: Key::of_log(ORIGIN, 77).into(), ..Log::new() }),
        of("log-without-post-quantum-signature", {
            let mut log = Log::new();
            log.keys.truncate(1);
            log
        }),
        of("log-without-witnesses", witnessed(Vec::new())),
        of("log-with-witnesses-that-are-not-trusted", {
            witnessed(vec![Key::ed25519("w99.example", KeyType::CosignatureEd25519, 99)])
        }),
        of("log-that-cosigns-itself", witnessed(vec![Key::ml_dsa_44("independent.example", 1)])),
        {
            let mut anew = published();
            let first = &anew.tale.story.statements[0];
            let sealed = sealed_at(&anew.pki, first, first.time.plus(Duration::from_secs(3)));
            anew.files[0].1.clone_from(&sealed);
            let index = anew.log.append(sha256(&sealed));
            anew.proofs[0] = anew.log.proof(index, at(4_000));
            in_log("evidence-issued-anew-behind-what-follows-it", &anew, &anew.all())
        },
        {
            let mut split = published();
            split.log.entries[17] = sha256(b"rewritten");
            let index = split.proofs[4].index;
            split.proofs[4] = split.log.proof(index, at(3_704));
            in_log("log-rewritten-between-two-evidences", &split, &split.all())
        },
        {
            let mut early = published();
            let event = early.tale.story.statements[0].time;
            let mut log = Log::new();
            let index = log.append(sha256(&early.files[0].1));
            early.proofs[0] = log.proof(index, event.minus(Duration::from_secs(61)));
            in_log("cosigned-before-the-event", &early, &early.all())
        },
        {
            let mut late = published();
            let index = late.proofs[4].index;
            late.proofs[4] = late.log.proof(index, late.tale.moment().plus(Duration::from_secs(90)));
            in_log("cosigned-after-the-moment-judged-for", &late, &late.all())
        },
        {
            let mut files = honest.all();
            let role = Role::VerifierKey { group: "log".to_owned(), name: "a".to_owned() };
            files.push((role, b"nonsense\n".to_vec()));
            in_log("key-file-that-holds-no-key", &honest, &files)
        },
    ]
}
