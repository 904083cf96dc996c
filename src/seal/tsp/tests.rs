//! Tokens that hold, each way in which one does not, and request and response from both sides.

use std::time::Duration;

use der::{Any, Tag};
use proptest::prelude::*;

use super::*;
use crate::crypto::{Algorithm, sha256};
use crate::erds::moment::Moment;
use crate::seal::testing::{self, Key, P256, Pki, now};
use crate::seal::x509::{self, Certificate, Issuer, Profile};

const POLICY: &str = "1.3.6.1.4.1.99999.1";

fn issue(imprint: impl Into<Imprint>, nonce: &[u8]) -> Issue<'_> {
    Issue {
        imprint: imprint.into(),
        policy: POLICY,
        serial: &[0x81, 2],
        time: Moment::from_micros(now().micros() + 250_100),
        accuracy: Some(Duration::from_micros(1_002_003)),
        nonce: Some(nonce),
        with_certificate: true,
    }
}

fn token(issue: &Issue<'_>, signer: &Certificate, key: &Key) -> Vec<u8> {
    let prepared = prepare(issue, signer, P256).unwrap();
    let signature = key.sign(&prepared.to_sign);
    prepared.assemble(&signature).unwrap()
}

#[test]
fn a_token_states_what_was_put_into_it() {
    let pki = Pki::new();
    let imprint = sha256(b"signature value");
    let issue = issue(imprint, &[0xff, 1, 2, 3, 4, 5, 6, 7]);
    let facts = check(&token(&issue, &pki.tsa, &pki.tsa_key), imprint).unwrap();
    assert_eq!(facts.time, issue.time);
    assert_eq!(facts.accuracy, issue.accuracy);
    assert_eq!(facts.policy, POLICY);
    assert_eq!(facts.serial, issue.serial);
    assert_eq!(facts.nonce.as_deref(), issue.nonce);
    assert_eq!(facts.algorithm, Algorithm::EcdsaP256Sha256);
    assert_eq!(facts.signer, pki.tsa.der());
    assert!(facts.certificates.is_empty());
}

#[test]
fn a_token_over_other_bytes_is_refused() {
    let pki = Pki::new();
    let token = pki.token(sha256(b"a"), now());
    assert!(matches!(check(&token, sha256(b"b")), Err(Error::Imprint)));
}

#[test]
fn a_token_without_the_authoritys_certificate_is_not_taken() {
    let pki = Pki::new();
    let imprint = sha256(b"a");
    let without = Issue { with_certificate: false, ..issue(imprint, &[1; 8]) };
    let token = token(&without, &pki.tsa, &pki.tsa_key);
    assert!(matches!(check(&token, imprint), Err(Error::Signature(cms::Error::Shape(_)))));
}

#[test]
fn a_signature_of_another_key_is_not_assembled() {
    let pki = Pki::new();
    let prepared = prepare(&issue(sha256(b"a"), &[1; 8]), &pki.tsa, P256).unwrap();
    let signature = pki.seal_key.sign(&prepared.to_sign);
    assert!(matches!(prepared.assemble(&signature), Err(Error::Signature(cms::Error::Signature(_)))));
}

#[test]
fn another_certificate_of_the_same_key_does_not_pass_for_the_signers() {
    let pki = Pki::new();
    let spki = pki.tsa_key.spki();
    let twin = |seconds: u64| {
        let request = testing::request(Profile::TimeStamping, "Test TSA", &spki, 3);
        let request = x509::Request { not_after: now().plus(Duration::from_secs(seconds)), ..request };
        testing::issue(&request, Issuer::Authority(&pki.root), &pki.root_key)
    };
    // Of the same length, so that the lengths around it still hold.
    let twin = (60..120).map(twin).find(|twin| twin.der().len() == pki.tsa.der().len()).unwrap();
    let imprint = sha256(b"a");
    let mut token = token(&issue(imprint, &[1; 8]), &pki.tsa, &pki.tsa_key);
    let place = token.windows(twin.der().len()).position(|window| window == pki.tsa.der()).unwrap();
    token[place..place + twin.der().len()].copy_from_slice(twin.der());
    assert!(matches!(check(&token, imprint), Err(Error::Signature(cms::Error::Signer))));
}

#[test]
fn request_and_response_of_both_sides_meet() {
    let pki = Pki::new();
    let imprint = sha256(b"a");
    let nonce = [0, 0xfe, 2, 3, 4, 5, 6, 7];
    let asked = parse_request(&request(imprint, &nonce, Some(POLICY)).unwrap()).unwrap();
    assert_eq!(asked.imprint, imprint.into());
    assert_eq!(asked.policy.as_deref(), Some(POLICY));
    assert!(asked.with_certificate);
    let answer = Issue { nonce: asked.nonce.as_deref(), ..issue(&asked.imprint, &[]) };
    let response = granted(&token(&answer, &pki.tsa, &pki.tsa_key)).unwrap();
    let (token, facts) = check_response(&response, imprint, &nonce, Some(POLICY)).unwrap();
    assert_eq!(check(&token, imprint).unwrap(), facts);
    assert!(matches!(check_response(&response, imprint, &[9; 8], None), Err(Error::Nonce)));
    assert!(matches!(check_response(&response, imprint, &nonce, Some("1.2.3")), Err(Error::Policy(_))));
    assert!(matches!(check_response(&response, sha256(b"b"), &nonce, None), Err(Error::Imprint)));
}

#[test]
fn a_refusal_is_told_in_the_authoritys_words() {
    let response = rejected(Failure::UnacceptedPolicy, "no such policy").unwrap();
    let error = parse_response(&response).unwrap_err();
    assert!(matches!(&error, Error::Refused { status: 2, text: Some(text) } if text == "no such policy"));
    assert_eq!(error.to_string(), "the time-stamping authority refuses: status 2 (no such policy)");
}

#[test]
fn a_request_that_is_not_ours_to_answer_names_the_failure() {
    assert_eq!(parse_request(b"\x30"), Err(Failure::BadDataFormat));
    assert_eq!(parse_request(&vec![0; REQUEST_LIMIT + 1]), Err(Failure::BadDataFormat));
    let good = request([1; 32], &[1; 8], None).unwrap();
    let mut sha1 = good.clone();
    let place = sha1.windows(9).position(|w| w == b"\x60\x86\x48\x01\x65\x03\x04\x02\x01").unwrap();
    sha1[place + 8] = 2;
    assert_eq!(parse_request(&sha1), Err(Failure::BadAlgorithm));
    let mut later = good;
    later[4] = 2;
    assert_eq!(parse_request(&later), Err(Failure::BadRequest));
}

#[test]
fn times_are_read_with_and_without_a_part_of_a_second_and_in_utc_only() {
    let read = |text: &str| asn1::moment(&Any::new(Tag::GeneralizedTime, text.as_bytes()).unwrap()).ok();
    assert_eq!(read("20261122060000Z"), Some(now()));
    assert_eq!(read("20261122060000.5Z"), Some(Moment::from_micros(now().micros() + 500_000)));
    assert_eq!(read("20261122060000.123456789Z"), Some(Moment::from_micros(now().micros() + 123_456)));
    let wrong = [
        "20261122060000",
        "20261122060000+0100",
        "20261122060000.Z",
        "20261322060000Z",
        "202611220600Z",
        "19691231235959Z",
    ];
    for text in wrong {
        assert_eq!(read(text), None, "{text}");
    }
    assert!(asn1::moment(&Any::new(Tag::UtcTime, b"20261122060000Z".as_slice()).unwrap()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_changed_bit_of_a_token_checks(at: prop::sample::Index, bit in 0u8..8) {
        let pki = Pki::new();
        let imprint = sha256(b"a");
        let good = pki.token(imprint, now());
        let mut token = good.clone();
        token[at.index(good.len())] ^= 1 << bit;
        prop_assert!(check(&token, imprint).is_err());
    }

    #[test]
    fn every_time_is_read_as_it_was_written(micros in 0i64..253_402_300_799_999_999) {
        let moment = Moment::from_micros(micros);
        prop_assert_eq!(asn1::moment(&asn1::gen_time(moment).unwrap()).unwrap(), moment);
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
        prop_assert!(check(&bytes, [0; 32]).is_err());
        prop_assert!(parse_response(&bytes).is_err());
        prop_assert!(parse_request(&bytes).is_err());
    }
}
