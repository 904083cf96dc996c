//! What a log says beside its checkpoints: read and written the same, signed by its Ed25519 key alone, never a checkpoint.

use proptest::prelude::*;

use super::super::checkpoint::SignedCheckpoint;
use super::super::key::KeyType;
use super::super::merkle::Hash;
use super::super::own::{Error, OCTETS, Signed, begins, text};
use super::super::promise::{Promise, WITHIN};
use super::super::service::ServiceStatement;
use super::super::testing::Key;
use super::super::{checkpoint::Checkpoint, note};
use super::one_of_each;
use crate::erds::content::Sha256;
use crate::erds::id::DeliveryId;
use crate::erds::moment::Moment;

const ORIGIN: &str = "log.example/2026";

fn promise(seed: u8, micros: i64) -> Promise {
    let stated = Moment::from_micros(micros);
    Promise::new(ORIGIN, DeliveryId::new(stated, [seed; 10]), Sha256([seed; 32]), stated)
}

fn signed(said: Promise, seed: u8) -> Signed<Promise> {
    let key = Key::ed25519(ORIGIN, KeyType::Ed25519, seed);
    let signature = key.sign(text(&said).as_bytes());
    Signed::assemble(said, key.verifier(), &signature).unwrap()
}

fn wrong(text: &str) -> Error {
    Signed::<Promise>::read(text.as_bytes()).unwrap_err()
}

#[test]
fn a_promise_says_line_by_line_what_is_promised_and_one_key_signs_it() {
    let made = signed(promise(7, 1_795_511_640_000_000), 1);
    assert_eq!(
        text(made.said()),
        format!(
            "recepis promise v1\nlog.example/2026\ndelivery {}\nstatement {}\n\
             stated 2026-11-24T09:14:00Z\nlogged-by 2026-11-25T09:14:00Z\n",
            made.said().delivery,
            "07".repeat(32)
        )
    );
    assert_eq!(made.said().logged_by.since(made.said().stated), WITHIN);
    let [own, other] = [1, 2].map(|seed| Key::ed25519(ORIGIN, KeyType::Ed25519, seed));
    assert_eq!((made.signed_by(own.verifier()), made.signed_by(other.verifier())), (Ok(true), Ok(false)));
    assert!(begins::<Promise>(made.to_string().as_bytes()) && begins::<Promise>(b"recepis promise v1\r\n"));
    assert!(!begins::<Promise>(b"recepis promise v10\n") && !begins::<ServiceStatement>(made.to_string().as_bytes()));
}

#[test]
fn no_other_key_of_the_log_or_of_a_witness_makes_a_promise() {
    for key in one_of_each(ORIGIN, 1).iter().skip(1).chain(&one_of_each("another.example", 1)) {
        let said = promise(7, 0);
        let signature = key.sign(text(&said).as_bytes());
        assert!(matches!(Signed::assemble(said, key.verifier(), &signature), Err(Error::Key { .. })));
        assert_eq!(signed(promise(7, 0), 1).signed_by(key.verifier()), Ok(false));
    }
}

#[test]
fn a_promise_is_no_checkpoint_and_a_checkpoint_no_promise() {
    let made = signed(promise(7, 0), 1);
    assert!(SignedCheckpoint::read(made.to_string().as_bytes()).is_err());
    let key = Key::ed25519(ORIGIN, KeyType::Ed25519, 1);
    let checkpoint = Checkpoint::new(ORIGIN, 1, Hash([1; 32])).unwrap();
    let note = SignedCheckpoint::new(checkpoint.clone(), vec![key.line(&checkpoint, 1)]).unwrap();
    assert_eq!(wrong(&note.to_string()), Error::First("recepis promise v1"));
}

#[test]
fn a_changed_promise_is_forged_whatever_was_changed() {
    let key = Key::ed25519(ORIGIN, KeyType::Ed25519, 1);
    let whole = signed(promise(7, 1_795_511_640_000_000), 1).to_string();
    for (from, to) in [("2026-11-25T09", "2026-11-26T09"), ("0707", "0708"), ("stated 2026", "stated 2025")] {
        let changed = whole.replacen(from, to, 1);
        assert_ne!(changed, whole);
        let read = Signed::<Promise>::read(changed.as_bytes()).unwrap();
        assert!(matches!(read.signed_by(key.verifier()), Err(Error::Forged { .. })), "{from}");
    }
    assert_eq!(
        Signed::assemble(promise(8, 0), key.verifier(), &[0; 64]).unwrap_err(),
        Error::Forged { key: format!("{ORIGIN}+{}", key.verifier().id()) }
    );
}

#[test]
fn what_is_no_promise_is_refused_by_its_line() {
    let whole = signed(promise(7, 1_795_511_640_000_000), 1).to_string();
    let changed = |from: &str, to: &str| {
        assert!(whole.contains(from), "{from}");
        wrong(&whole.replacen(from, to, 1))
    };
    let field = |from: &str, to: &str| match changed(from, to) {
        Error::Field { line, name, .. } => (line, name),
        other => panic!("{other}"),
    };
    assert_eq!(changed("promise v1", "promise v2"), Error::First("recepis promise v1"));
    assert_eq!(changed("log.example/2026\nd", "\nd"), Error::Origin);
    assert_eq!(field("delivery ", "delivery  "), (3, "delivery"));
    assert_eq!(field("delivery ", "Delivery "), (3, "delivery"));
    assert_eq!(field("statement ", "delivery 01\nstatement "), (4, "statement"));
    assert_eq!(field("statement 07", "statement 7"), (4, "statement"));
    assert_eq!(field("stated 2026-11-24T09:14:00Z\n", ""), (5, "stated"));
    assert_eq!(field("logged-by 2026-11-25T09:14:00Z\n", ""), (6, "logged-by"));
    assert_eq!(field("logged-by 2026-11-25T09:14:00Z", "logged-by tomorrow"), (6, "logged-by"));
    assert_eq!(changed("09:14:00Z\n\n", "09:14:00Z\nlogged-by 2026-11-25T09:14:00Z\n\n"), Error::More(6));
    assert_eq!(changed("2026-11-25T09:14:00Z", "2026-11-25T09:14:00.0Z"), Error::Spelling);
    let line = whole.lines().last().unwrap();
    assert_eq!(wrong(&format!("{whole}{line}\n")), Error::Signatures(2));
    assert_eq!(wrong(&"a".repeat(OCTETS + 1)), Error::TooLarge(OCTETS + 1));
    assert_eq!(wrong("recepis promise v1\n"), Error::Note(note::Error::Form));
    assert_eq!(wrong(""), Error::Note(note::Error::Form));
}

#[test]
fn a_service_statement_reads_back_and_its_version_is_one_word() {
    let said = ServiceStatement {
        origin: ORIGIN.to_owned(),
        version: "0.1.0-rc.1+git".parse().unwrap(),
        binary: Sha256([1; 32]),
        configuration: Sha256([2; 32]),
        started: Moment::from_micros(1_795_511_640_000_001),
    };
    let key = Key::ed25519(ORIGIN, KeyType::Ed25519, 1);
    let signature = key.sign(text(&said).as_bytes());
    let made = Signed::assemble(said, key.verifier(), &signature).unwrap();
    assert_eq!(Signed::read(made.to_string().as_bytes()), Ok(made.clone()));
    let changed = made.to_string().replace("0.1.0-rc.1+git", "0.1.0 (evil)");
    let error = Signed::<ServiceStatement>::read(changed.as_bytes()).unwrap_err();
    assert!(matches!(error, Error::Field { line: 3, name: "version", .. }), "{error}");
    assert_eq!(wrong(&made.to_string()), Error::First("recepis promise v1"));
}

proptest! {
    #[test]
    fn each_promise_reads_back(seed: u8, micros in 0..4_000_000_000_000_000_i64) {
        let made = signed(promise(seed, micros), seed);
        prop_assert_eq!(Signed::read(made.to_string().as_bytes()), Ok(made));
    }

    #[test]
    fn no_octets_make_the_reader_panic(octets: Vec<u8>, tail in "[ -~\n—]{0,80}") {
        let _ = Signed::<Promise>::read(&octets);
        let _ = Signed::<Promise>::read(format!("recepis promise v1\n{ORIGIN}\n{tail}\n\n— a AAAAAAA=\n").as_bytes());
    }
}
