//! Policies: the specification's example, what is refused, and when a quorum is met.

use proptest::prelude::*;

use crate::tlog::key::KeyType;
use crate::tlog::policy::{Error, Policy};
use crate::tlog::testing::Key;

fn log(seed: u8) -> String {
    Key::ed25519("log.example", KeyType::Ed25519, seed).verifier().to_string()
}

fn witness(seed: u8) -> String {
    Key::ed25519(&format!("w{seed}.example"), KeyType::CosignatureEd25519, seed).verifier().to_string()
}

/// The example of tlog-policy, with keys and comments.
fn example() -> String {
    let key = witness;
    format!(
        "# whom we trust\nlog {}\n\n\twitness X1 {} https://w.example/x1\nwitness  X2\t{}\nwitness X3 {}\n\
         group X-witnesses 2 X1 X2 X3\n\nwitness Y1 {}\nwitness Y2 {}\nwitness Y3 {}\n   # the others\n\
         group Y-witnesses any Y1 Y2 Y3\ngroup X-and-Y all X-witnesses Y-witnesses\nquorum X-and-Y\n",
        log(9),
        key(1),
        key(2),
        key(3),
        key(4),
        key(5),
        key(6)
    )
}

#[test]
fn the_specifications_example_means_two_of_x_and_one_of_y() {
    let policy = Policy::read(example().as_bytes()).unwrap();
    assert_eq!((policy.logs().len(), policy.witnesses().len()), (1, 6));
    let met = |signed: &[u8]| policy.is_met(|key| signed.iter().any(|seed| witness(*seed) == key.to_string()));
    for enough in [&[1, 2, 4][..], &[2, 3, 6], &[1, 2, 3, 4, 5, 6]] {
        assert!(met(enough), "{enough:?}");
    }
    for few in [&[][..], &[1, 2, 3], &[1, 4, 5, 6], &[1, 2], &[4]] {
        assert!(!met(few), "{few:?}");
    }
    assert_eq!(Policy::read(&policy.write()), Ok(policy));
}

#[test]
fn a_policy_may_ask_for_no_witness_or_for_one() {
    let none = Policy::read(b"quorum none\n").unwrap();
    assert!(none.is_without_witnesses() && none.is_met(|_| false));
    let one = Policy::read(format!("witness \u{e9}\u{212a} {}\nquorum \u{e9}\u{212a}", witness(1)).as_bytes()).unwrap();
    assert!(!one.is_without_witnesses() && one.is_met(|_| true) && !one.is_met(|_| false));
    let quantum = Key::ml_dsa_44("w.example", 1).verifier().to_string();
    let one = Policy::read(format!("log {}\nwitness a {quantum}\nquorum a\n", log(1)).as_bytes()).unwrap();
    assert_eq!(Policy::read(&one.write()), Ok(one));
}

#[test]
fn each_fault_is_named_with_its_line() {
    let wrong = |text: &str| Policy::read(text.as_bytes()).unwrap_err();
    let (a, b) = (format!("witness a {}\n", witness(1)), format!("witness b {}\n", witness(2)));
    assert_eq!(wrong(""), Error::NoQuorum);
    assert_eq!(wrong("quorum none\nquorum none\n"), Error::SecondQuorum(2));
    assert_eq!(wrong("quorum a\n"), Error::Unknown(1, "a".to_owned()));
    assert_eq!(wrong(&format!("quorum a\n{a}")), Error::Unknown(1, "a".to_owned()));
    assert_eq!(wrong(&format!("{a}{a}quorum a\n")), Error::DuplicateKey(2));
    assert_eq!(wrong(&format!("{a}{}quorum a\n", b.replace(" b ", " a "))), Error::NameTaken(2, "a".to_owned()));
    assert_eq!(wrong(&a.replace(" a ", " none ")), Error::NameTaken(1, "none".to_owned()));
    assert_eq!(wrong(&format!("{a}{b}group g 1 a a\n")), Error::MemberTwice(3, "a".to_owned()));
    assert_eq!(wrong(&format!("{a}{b}group g 1 a\ngroup h 1 a b\n")), Error::MemberTwice(4, "a".to_owned()));
    assert_eq!(wrong(&format!("{a}group g 1 none\n")), Error::Unknown(2, "none".to_owned()));
    assert_eq!(wrong(&format!("{a}group g 1 g\n")), Error::Unknown(2, "g".to_owned()));
    for count in ["0", "3", "01", "-1", "ALL", "99999999999999999999"] {
        assert_eq!(wrong(&format!("{a}{b}group g {count} a b\n")), Error::Count(3, 2), "{count}");
    }
    for line in ["group g all", "log", "witness a", "quorum", "quorum a b", "trust me", "log a b c", "group"] {
        assert_eq!(wrong(line), Error::Line(1), "{line}");
    }
    assert_eq!(wrong("quorum none\r\n"), Error::Control(1));
    assert_eq!(wrong("\n# \x07\n"), Error::Control(2));
    assert!(matches!(wrong("log nonsense\n"), Error::Key(1, _)));
    assert_eq!(wrong(&format!("log {}\n", witness(1))), Error::KeyType(1));
    assert_eq!(wrong(&format!("witness a {}\n", log(1))), Error::KeyType(1));
    assert_eq!(wrong(&format!("log {}\n{a}quorum a\n", log(1))), Error::DuplicateKey(2));
    assert_eq!(wrong(&"#".repeat((1 << 20) + 1)), Error::TooLarge((1 << 20) + 1));
    assert!(matches!(Policy::read(b"log \xff\nquorum none\n"), Err(Error::Key(1, _))));
}

#[test]
fn thirty_two_logs_witnesses_and_groups_are_read_and_three_hundred_refused() {
    let many = |count: u32| {
        let mut text = String::new();
        for place in 0..count {
            let seed = [u8::try_from(place / 256).unwrap(), u8::try_from(place % 256).unwrap()];
            let secret = ed25519_dalek::SigningKey::from_bytes(&[seed; 16].concat().try_into().unwrap());
            let key = crate::tlog::key::VerifierKey::new("a", KeyType::Ed25519, secret.verifying_key().as_bytes());
            text = text + "log " + &key.unwrap().to_string() + "\n";
        }
        Policy::read((text + "quorum none\n").as_bytes())
    };
    assert_eq!(many(32).unwrap().logs().len(), 32);
    assert_eq!(many(300), Err(Error::TooMany));
}

proptest! {
    #[test]
    fn no_octets_make_the_reader_panic(octets: Vec<u8>, text in "((log|witness|group|quorum|#)?[ \ta-z0-9]{0,20}\n){0,8}") {
        let _ = Policy::read(&octets);
        if let Ok(policy) = Policy::read(text.as_bytes()) {
            prop_assert_eq!(Policy::read(&policy.write()), Ok(policy));
        }
    }
}
