//! Checkpoints and proofs: published examples, what is refused, and that signatures cover what they should.

use proptest::prelude::*;

use super::{one_of_each, signed};
use crate::tlog::checkpoint::{Checkpoint, Error, Signed, SignedCheckpoint, prepare};
use crate::tlog::key::{KeyType, VerifierKey};
use crate::tlog::merkle::{self, Hash};
use crate::tlog::note;
use crate::tlog::proof::{self, Proof};
use crate::tlog::testing::Key;
use crate::tlog::witness::AddCheckpoint;

/// The example of tlog-cosignature.
const BEHIND_THE_SOFA: &str = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\
    — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n\
    — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";

/// The key of the Go checksum database, as the Go distribution has it.
const SUMDB: &str = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

fn checkpoint() -> Checkpoint {
    Checkpoint::new("log.example/recepis", 42, Hash([9; 32])).unwrap()
}

#[test]
fn the_specifications_example_is_read_and_written_the_same() {
    let read = SignedCheckpoint::read(BEHIND_THE_SOFA.as_bytes()).unwrap();
    assert_eq!(read.checkpoint().origin(), "example.com/behind-the-sofa");
    assert_eq!(read.checkpoint().size(), 20_852_163);
    assert_eq!(read.to_string(), BEHIND_THE_SOFA);
    // The witness's line: a key id, a time, a signature.
    let line = &read.lines()[1];
    assert_eq!((line.signature().len(), &line.signature()[..8]), (72, 1_679_315_147_u64.to_be_bytes().as_slice()));
}

#[test]
fn a_record_of_the_go_checksum_database_is_in_the_tree_that_it_signed() {
    let proof = Proof::read(include_bytes!("vectors/sumdb.tlog-proof")).unwrap();
    let key: VerifierKey = SUMDB.parse().unwrap();
    assert_eq!(proof.checkpoint.signed_by(&key), Ok(Some(Signed { time: None })));
    assert_eq!((proof.checkpoint.checkpoint().size(), proof.path.len()), (69_959_272, 23));
    assert_eq!(proof.check(include_bytes!("vectors/sumdb.record")), Ok(()));
    assert!(proof.check(b"another record").is_err());
}

#[test]
fn a_later_tree_of_the_go_checksum_database_continues_the_earlier() {
    let earlier = Proof::read(include_bytes!("vectors/sumdb.tlog-proof")).unwrap().checkpoint;
    let request = AddCheckpoint::read(include_bytes!("vectors/sumdb.add-checkpoint")).unwrap();
    let key: VerifierKey = SUMDB.parse().unwrap();
    assert_eq!(request.checkpoint.signed_by(&key), Ok(Some(Signed { time: None })));
    let (old, new) = (earlier.checkpoint(), request.checkpoint.checkpoint());
    let check =
        |old_root: &Hash| merkle::check_consistency((request.old, old_root), (new.size(), new.root()), &request.proof);
    assert_eq!((request.old, check(old.root())), (old.size(), Ok(())));
    assert_eq!(check(new.root()), Err(merkle::Error::OtherHistory));
}

#[test]
fn each_type_of_key_signs_and_says_when() {
    let keys = one_of_each("log.example/recepis", 1);
    let signed = signed(&checkpoint(), &keys, 1_800_000_000);
    let read = SignedCheckpoint::read(signed.to_string().as_bytes()).unwrap();
    assert_eq!(read, signed);
    let times = keys.each_ref().map(|key| read.signed_by(key.verifier()).unwrap().unwrap().time);
    assert_eq!(times, [None, Some(1_800_000_000), Some(1_800_000_000)]);
    for stranger in one_of_each("log.example/recepis", 2) {
        assert_eq!(read.signed_by(stranger.verifier()), Ok(None));
    }
}

#[test]
fn what_is_signed_is_what_the_specification_writes_out() {
    let [plain, cosigner, quantum] = one_of_each("w.example", 1);
    let text = "log.example/recepis\n42\nCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=\n";
    let to_sign = |key: &Key| prepare(key.verifier(), &checkpoint(), 1_679_315_147).unwrap().to_sign;
    assert_eq!(to_sign(&plain), text.as_bytes());
    assert_eq!(to_sign(&cosigner), format!("cosignature/v1\ntime 1679315147\n{text}").as_bytes());
    let expected = [
        b"subtree/v1\n\0\x09w.example".as_slice(),
        &1_679_315_147_u64.to_be_bytes(),
        b"\x13log.example/recepis",
        &[0; 8],
        &42_u64.to_be_bytes(),
        &[9; 32],
    ];
    assert_eq!(to_sign(&quantum), expected.concat());
}

#[test]
fn a_line_under_another_checkpoint_time_or_name_is_forged() {
    let keys = one_of_each("log.example/recepis", 1);
    for other in [
        Checkpoint::new("log.example/recepis", 43, Hash([9; 32])).unwrap(),
        Checkpoint::new("log.example/recepis", 42, Hash([8; 32])).unwrap(),
        Checkpoint::new("log.example/others", 42, Hash([9; 32])).unwrap(),
    ] {
        for key in &keys {
            let moved = SignedCheckpoint::new(other.clone(), vec![key.line(&checkpoint(), 7)]).unwrap();
            assert_eq!(moved.signed_by(key.verifier()), Err(Error::Forged { key: format!("{:?}", key.verifier()) }));
        }
    }
    for key in &keys[1..] {
        let line = key.line(&checkpoint(), 7);
        let mut octets = line.signature().to_vec();
        octets[7] ^= 1;
        let later = note::Line::new(line.name(), line.id(), octets).unwrap();
        let read = SignedCheckpoint::new(checkpoint(), vec![later]).unwrap();
        assert!(matches!(read.signed_by(key.verifier()), Err(Error::Forged { .. })));
    }
}

#[test]
fn one_forged_line_of_a_key_spoils_its_good_one() {
    let key = Key::ed25519("w.example", KeyType::CosignatureEd25519, 1);
    let good = key.line(&checkpoint(), 7);
    let forged = note::Line::new(good.name(), good.id(), vec![1; 72]).unwrap();
    let both = SignedCheckpoint::new(checkpoint(), vec![good.clone(), forged]).unwrap();
    assert!(matches!(both.signed_by(key.verifier()), Err(Error::Forged { .. })));
    let short = note::Line::new(good.name(), good.id(), vec![1; 7]).unwrap();
    let both = SignedCheckpoint::new(checkpoint(), vec![good, short]).unwrap();
    assert!(matches!(both.signed_by(key.verifier()), Err(Error::Malformed { .. })));
}

#[test]
fn of_two_good_lines_the_earlier_time_counts() {
    let key = Key::ml_dsa_44("w.example", 1);
    let lines = vec![key.line(&checkpoint(), 9), key.line(&checkpoint(), 7)];
    let read = SignedCheckpoint::new(checkpoint(), lines).unwrap();
    assert_eq!(read.signed_by(key.verifier()), Ok(Some(Signed { time: Some(7) })));
}

#[test]
fn a_signer_that_answers_something_else_is_found_out() {
    for key in one_of_each("log.example/recepis", 1) {
        let prepared = || prepare(key.verifier(), &checkpoint(), 7).unwrap();
        assert!(prepared().assemble(&key.sign(&prepared().to_sign)).is_ok());
        assert!(matches!(prepared().assemble(&key.sign(b"something else")), Err(Error::Forged { .. })));
        assert!(matches!(prepared().assemble(&[]), Err(Error::Malformed { .. })));
    }
}

#[test]
fn a_cosignature_states_a_time() {
    let [plain, cosigner, quantum] = one_of_each("w.example", 1);
    assert!(prepare(plain.verifier(), &checkpoint(), 0).is_ok());
    for key in [cosigner, quantum] {
        assert!(matches!(prepare(key.verifier(), &checkpoint(), 0), Err(Error::Time)));
        assert!(matches!(prepare(key.verifier(), &checkpoint(), 1 << 63), Err(Error::Time)));
    }
}

#[test]
fn a_checkpoint_with_another_spelling_is_refused() {
    let root = "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=";
    for (text, wrong) in [
        ("", Error::Note(note::Error::Text)),
        ("\n1\nAA==\n", Error::Origin),
        (&format!("{}\n1\n{root}\n", "a".repeat(256)), Error::Origin),
        ("a\n", Error::Size),
        (&format!("a\n01\n{root}\n"), Error::Size),
        (&format!("a\n-1\n{root}\n"), Error::Size),
        (&format!("a\n18446744073709551616\n{root}\n"), Error::Size),
        ("a\n1\n", Error::Root),
        ("a\n1\nAA==\n", Error::Root),
        (&format!("a\n1\n{}\n", root.trim_end_matches('=')), Error::Root),
        (&format!("a\n1\n{root}\n\n"), Error::EmptyLine),
    ] {
        assert_eq!(Checkpoint::read(text), Err(wrong), "{text:?}");
    }
    let extended = format!("a\n1\n{root}\nmore\nand more\n");
    let read = Checkpoint::read(&extended).unwrap();
    assert_eq!(
        (read.extensions(), read.to_string()),
        (["more".to_owned(), "and more".to_owned()].as_slice(), extended)
    );
    assert_eq!(Checkpoint::new("a\nb", 1, Hash([0; 32])), Err(Error::Origin));
}

fn proof_text() -> String {
    let keys = Key::of_log("log.example/recepis", 1);
    let path = vec![Hash([1; 32]), Hash([2; 32])];
    Proof { extra: None, index: 3, path, checkpoint: signed(&checkpoint(), &keys, 7) }.to_string()
}

#[test]
fn a_proof_with_another_spelling_is_refused() {
    let good = proof_text();
    assert_eq!(good.parse::<Proof>().unwrap().to_string(), good);
    let hash = Hash([1; 32]).to_string();
    let wrong = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        good.replacen(from, to, 1).parse::<Proof>().unwrap_err()
    };
    assert_eq!(wrong("@v1", "@v2"), proof::Error::First);
    assert_eq!(wrong("c2sp", "\nc2sp"), proof::Error::First);
    assert_eq!(wrong("index 3", "index 03"), proof::Error::Index);
    assert_eq!(wrong("index 3", "Index 3"), proof::Error::Index);
    assert_eq!(wrong("index 3", "index 3\r"), proof::Error::Index);
    assert_eq!(wrong("index 3", "extra"), proof::Error::Extra);
    assert_eq!(wrong("index 3", "extra AA"), proof::Error::Extra);
    assert_eq!(wrong("index 3", "extra AA==\nextra AA==\nindex 3"), proof::Error::Index);
    assert_eq!(wrong(&hash, "AA=="), proof::Error::Hash(1));
    assert_eq!(wrong(&hash, &[hash.as_str(); 63].join("\n")), proof::Error::TooLong);
    assert_eq!(wrong("\n\n", "\n"), proof::Error::Hash(3));
    assert_eq!(good.split("\n\n").next().unwrap().parse::<Proof>(), Err(proof::Error::NoCheckpoint));
    assert!(matches!(wrong("\n42\n", "\n042\n"), proof::Error::Checkpoint(Error::Size)));
    assert_eq!(Proof::read(&vec![b'a'; proof::OCTETS + 1]), Err(proof::Error::TooLarge(proof::OCTETS + 1)));
    assert_eq!(Proof::read(&[0xff]), Err(proof::Error::NotText));
    let with = good.replacen("index", "extra aGk=\nindex", 1);
    let read: Proof = with.parse().unwrap();
    assert_eq!((read.extra.as_deref(), read.to_string()), (Some(b"hi".as_slice()), with));
}

proptest! {
    #[test]
    fn a_proof_reads_back_as_written(extra: Option<Vec<u8>>, index: u64, path in prop::collection::vec(any::<[u8; 32]>(), 0..63),
                                     origin in "[ -~é]{1,30}", size: u64, root: [u8; 32]) {
        let checkpoint = Checkpoint::new(&origin, size, Hash(root)).unwrap();
        let key = Key::ed25519("log.example", KeyType::Ed25519, 1);
        let checkpoint = signed(&checkpoint, &[key], 7);
        let proof = Proof { extra, index, path: path.into_iter().map(Hash).collect(), checkpoint };
        prop_assert_eq!(proof.to_string().parse(), Ok(proof));
    }

    #[test]
    fn a_changed_octet_is_refused_or_changes_what_is_read(at: prop::sample::Index, octet: u8) {
        let good = proof_text();
        let mut octets = good.clone().into_bytes();
        let place = at.index(octets.len());
        octets[place] = octet;
        if let Ok(read) = Proof::read(&octets) {
            prop_assert_eq!(read.to_string().into_bytes(), octets);
        }
    }

    #[test]
    fn no_octets_make_the_readers_panic(octets: Vec<u8>, text: String) {
        let _ = Proof::read(&octets);
        let _ = Proof::read(format!("c2sp.org/tlog-proof@v1\n{text}").as_bytes());
        let _ = SignedCheckpoint::read(&octets);
        let _ = Checkpoint::read(&text);
        let _ = text.parse::<VerifierKey>();
    }
}
