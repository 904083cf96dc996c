//! Requests to witnesses, their judgement and their answers.

use proptest::prelude::*;

use super::{one_of_each, signed};
use crate::tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use crate::tlog::edge::Edge;
use crate::tlog::key::{KeyType, VerifierKey};
use crate::tlog::merkle::{self, Hash};
use crate::tlog::testing::Key;
use crate::tlog::view::View;
use crate::tlog::witness::{AddCheckpoint, Answer, Error, Known, Refusal, cosignatures, judge};

const ORIGIN: &str = "log.example/recepis";

/// The example of tlog-witness, without its indentation.
const EXAMPLE: &str = "old 20852014\n\
    PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n\
    jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n\
    5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n\
    /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n\
    \n\
    example.com/behind-the-sofa\n\
    20852163\n\
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\
    \n\
    — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n\
    — example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=\n";

fn log_keys() -> [Key; 2] {
    Key::of_log(ORIGIN, 1)
}

fn trusted() -> Vec<VerifierKey> {
    log_keys().iter().map(|key| key.verifier().clone()).collect()
}

fn root(size: u8) -> Hash {
    let mut edge = Edge::new();
    edge.append((0..size).map(|octet| merkle::leaf(&[octet])));
    edge.root()
}

fn known(size: u8) -> Known {
    Known { size: u64::from(size), root: root(size) }
}

/// A request of an honest log of entries 0, 1, 2…
fn request(old: u8, new: u8) -> AddCheckpoint {
    let mut view = View::new();
    for (tile, octets) in Edge::new().append((0..new).map(|octet| merkle::leaf(&[octet]))) {
        view.add(tile, &octets).unwrap();
    }
    let checkpoint = Checkpoint::new(ORIGIN, u64::from(new), root(new)).unwrap();
    let proof = view.consistency(u64::from(old), u64::from(new)).unwrap_or_default();
    AddCheckpoint { old: u64::from(old), proof, checkpoint: signed(&checkpoint, &log_keys(), 7) }
}

#[test]
fn the_specifications_example_is_read_and_written_the_same() {
    let read = AddCheckpoint::read(EXAMPLE.as_bytes()).unwrap();
    assert_eq!((read.old, read.proof.len(), read.checkpoint.lines().len()), (20_852_014, 4, 2));
    assert_eq!(read.to_string(), EXAMPLE);
}

#[test]
fn a_malformed_request_is_refused_by_name() {
    let wrong = |from: &str, to: &str| AddCheckpoint::read(EXAMPLE.replacen(from, to, 1).as_bytes()).unwrap_err();
    assert_eq!(wrong("old", "Old"), Error::Old);
    assert_eq!(wrong("old 2", "old 02"), Error::Old);
    assert_eq!(wrong("old 20852014\n", ""), Error::Old);
    assert_eq!(wrong("jrJZ", "!rJZ"), Error::Hash(2));
    assert_eq!(
        wrong("old 20852014\n", &format!("old 1\n{}", format!("{}\n", Hash([1; 32])).repeat(60))),
        Error::TooLong
    );
    assert_eq!(AddCheckpoint::read(b"old 1\n"), Err(Error::NoCheckpoint));
    assert!(matches!(wrong("\n20852163\n", "\nmany\n"), Error::Checkpoint(_)));
    assert_eq!(AddCheckpoint::read(&vec![b'a'; (1 << 20) + 1]), Err(Error::TooLarge((1 << 20) + 1)));
    assert_eq!(AddCheckpoint::read(&[0xff]), Err(Error::NotText));
}

#[test]
fn an_honest_log_is_cosigned_from_nothing_and_on() {
    assert_eq!(judge(&request(0, 5), &trusted(), None), Ok(known(5)));
    assert_eq!(judge(&request(5, 12), &trusted(), Some(known(5))), Ok(known(12)));
    assert_eq!(judge(&request(12, 12), &trusted(), Some(known(12))), Ok(known(12)));
    assert_eq!(judge(&request(0, 0), &trusted(), None), Ok(known(0)));
}

#[test]
fn each_fault_gets_the_status_of_the_specification() {
    let judged = |request: &AddCheckpoint, known| judge(request, &trusted(), known).unwrap_err();
    let mut foreign = trusted();
    foreign.clear();
    foreign.push(Key::ed25519("other.example", KeyType::Ed25519, 1).verifier().clone());
    assert_eq!(judge(&request(0, 5), &foreign, None), Err(Refusal::UnknownLog));
    let stranger = [Key::ed25519(ORIGIN, KeyType::Ed25519, 9).verifier().clone()];
    assert_eq!(judge(&request(0, 5), &stranger, None), Err(Refusal::NotSigned));
    let mut other = request(0, 5);
    other.checkpoint =
        SignedCheckpoint::new(Checkpoint::new(ORIGIN, 6, root(6)).unwrap(), other.checkpoint.lines().to_vec()).unwrap();
    assert_eq!(judged(&other, None), Refusal::NotSigned);
    assert_eq!(judged(&request(6, 5), Some(known(6))), Refusal::Shrinks);
    assert_eq!(judged(&request(0, 5), Some(known(3))), Refusal::OtherSize(3));
    assert_eq!(judged(&request(3, 5), None), Refusal::OtherSize(0));
    let rewritten = Known { size: 5, root: root(6) };
    assert_eq!(judged(&request(5, 5), Some(rewritten)), Refusal::OtherRoot(5));
    assert!(matches!(judged(&request(5, 12), Some(rewritten)), Refusal::Inconsistent(_)));
    let mut padded = request(0, 5);
    padded.proof.push(root(1));
    assert!(matches!(judged(&padded, None), Refusal::Inconsistent(_)));
    let status = [
        Refusal::Shrinks,
        Refusal::NotSigned,
        Refusal::UnknownLog,
        Refusal::OtherSize(3),
        Refusal::OtherRoot(3),
        Refusal::Inconsistent(merkle::Error::OtherHistory),
    ];
    assert_eq!(status.each_ref().map(Refusal::status), [400, 403, 404, 409, 409, 422]);
    assert_eq!(Refusal::OtherSize(3).size_body().as_deref(), Some("3\n"));
    assert_eq!(Refusal::OtherRoot(3).size_body(), None);
}

#[test]
fn an_answer_counts_as_far_as_known_keys_made_it() {
    let request = request(0, 5);
    let [plain, cosigner, quantum] = one_of_each("w.example", 3);
    let lines: String =
        [&cosigner, &quantum].iter().map(|key| key.line(request.checkpoint.checkpoint(), 9).to_string()).collect();
    let Answer::Cosigned(lines) = Answer::read(200, lines.as_bytes()).unwrap() else { panic!("no lines") };
    let keys = [cosigner.verifier().clone()];
    assert_eq!(cosignatures(&request.checkpoint, &keys, lines.clone()), Ok(lines[..1].to_vec()));
    let both = [cosigner.verifier().clone(), quantum.verifier().clone()];
    assert_eq!(cosignatures(&request.checkpoint, &both, lines.clone()), Ok(lines.clone()));
    assert_eq!(cosignatures(&request.checkpoint, &[], lines), Err(Error::NobodyKnown));
    let forged = vec![cosigner.line(&Checkpoint::new(ORIGIN, 6, root(6)).unwrap(), 9)];
    assert!(matches!(cosignatures(&request.checkpoint, &both, forged), Err(Error::Signature(_))));
    // A signature without a time is no cosignature, whoever made it.
    let timeless = vec![plain.line(request.checkpoint.checkpoint(), 9)];
    assert_eq!(cosignatures(&request.checkpoint, &[plain.verifier().clone()], timeless), Err(Error::NobodyKnown));
}

#[test]
fn other_answers_are_told_apart() {
    assert_eq!(Answer::read(409, b"17\n"), Ok(Answer::OtherSize(17)));
    for body in ["", "17", "017\n", "no\n"] {
        assert_eq!(Answer::read(409, body.as_bytes()), Ok(Answer::OtherRoot), "{body:?}");
    }
    assert_eq!(Answer::read(503, b"later"), Ok(Answer::Refused(503)));
    assert!(matches!(Answer::read(200, b"fine\n"), Err(Error::Answer(_))));
    assert!(matches!(Answer::read(200, b""), Err(Error::Answer(_))));
    assert!(matches!(Answer::read(200, &vec![b'a'; 1 << 20]), Err(Error::TooLarge(_))));
}

proptest! {
    #[test]
    fn a_request_reads_back_as_written(old in 0u8..40, more in 0u8..40) {
        let request = request(old, old + more);
        prop_assert_eq!(AddCheckpoint::read(request.to_string().as_bytes()), Ok(request));
    }

    #[test]
    fn no_octets_make_the_readers_panic(octets: Vec<u8>, text: String, status: u16) {
        let _ = AddCheckpoint::read(&octets);
        let _ = AddCheckpoint::read(format!("old 1\n{text}").as_bytes());
        let _ = Answer::read(status, &octets);
    }
}
