//! Signatures that hold, and each way in which one does not.

use der::asn1::{Any, ObjectIdentifier, OctetString, SetOfVec};
use der::{Decode as _, Encode as _, Tag};
use proptest::prelude::*;
use sha1::{Digest as _, Sha1};

use super::*;
use crate::crypto::sha256;
use crate::seal::testing::{P256, Pki, now};
use crate::seal::tsp;

const CONTENT: &[u8] = b"<ASiCManifest/>";

fn signed(pki: &Pki, chain: &[Certificate]) -> Signed {
    let prepared = prepare(CONTENT, &pki.seal, chain, now(), P256).unwrap();
    let signature = pki.seal_key.sign(&prepared.to_sign);
    prepared.assemble(&signature).unwrap()
}

#[test]
fn a_signature_states_what_was_put_into_it() {
    let pki = Pki::new();
    let signed = signed(&pki, &[]);
    let facts = check(&signed.bytes, CONTENT).unwrap();
    assert_eq!(facts.signer, pki.seal.der());
    assert_eq!((facts.certificates.len(), facts.spare.len()), (0, 0));
    assert_eq!(facts.signing_time, now());
    assert_eq!(facts.algorithm, P256);
    assert_eq!(facts.imprint, signed.imprint);
    assert_eq!(facts.token, None);
}

#[test]
fn the_time_stamp_of_a_sealed_signature_is_over_its_value() {
    let pki = Pki::new();
    let facts = check(&pki.p7s(CONTENT, now()), CONTENT).unwrap();
    let stamp = tsp::check(&facts.token.unwrap(), facts.imprint).unwrap();
    assert_eq!(stamp.signer, pki.tsa.der());
}

#[test]
fn other_content_is_refused() {
    let pki = Pki::new();
    assert!(matches!(check(&signed(&pki, &[]).bytes, b"<ASiCManifest />"), Err(Error::Content)));
}

#[test]
fn a_certificate_beside_the_chain_is_named_as_spare() {
    let pki = Pki::new();
    let facts = check(&signed(&pki, &[pki.root.clone(), pki.tsa.clone()]).bytes, CONTENT).unwrap();
    assert_eq!(facts.certificates, [pki.root.der()]);
    assert_eq!(facts.spare, [pki.tsa.der()]);
}

#[test]
fn a_signature_of_another_key_is_not_assembled() {
    let pki = Pki::new();
    let prepared = prepare(CONTENT, &pki.seal, &[], now(), P256).unwrap();
    let signature = pki.tsa_key.sign(&prepared.to_sign);
    assert!(matches!(prepared.assemble(&signature), Err(Error::Signature(_))));
}

#[test]
fn a_token_is_no_signature_and_a_signature_no_token() {
    let pki = Pki::new();
    let imprint = sha256(CONTENT);
    assert!(matches!(check(&pki.token(imprint, now()), CONTENT), Err(Error::Shape(_))));
    assert!(tsp::check(&signed(&pki, &[]).bytes, imprint).is_err());
}

#[test]
fn bytes_behind_it_and_too_many_bytes_are_refused() {
    let mut bytes = signed(&Pki::new(), &[]).bytes;
    bytes.push(0);
    assert!(matches!(check(&bytes, CONTENT), Err(Error::Malformed(_))));
    assert!(matches!(check(&vec![0x30; LIMIT + 1], CONTENT), Err(Error::TooLarge(_))));
}

#[test]
fn p384_and_its_digest_go_together() {
    use p384::ecdsa::{Signature, SigningKey};
    use signature::Signer as _;
    let pki = Pki::new();
    let key = SigningKey::from_slice(&[5; 48]).unwrap();
    let head = b"\x30\x76\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x22\x03\x62\x00";
    let spki = [head.as_slice(), key.verifying_key().to_sec1_point(false).as_bytes()].concat();
    let profile = x509::Profile::Seal { address: "a@b.example".to_owned() };
    let request = crate::seal::testing::request(profile, "P-384", &spki, 5);
    let seal = crate::seal::testing::issue(&request, x509::Issuer::Authority(&pki.root), &pki.root_key);
    let prepared = prepare(CONTENT, &seal, &[], now(), Algorithm::EcdsaP384Sha384).unwrap();
    let signature: Signature = key.sign(&prepared.to_sign);
    let signed = prepared.assemble(signature.to_der().as_bytes()).unwrap();
    assert_eq!(check(&signed.bytes, CONTENT).unwrap().algorithm, Algorithm::EcdsaP384Sha384);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// The token inside is opaque to this check, so its bits are judged by the token's own.
    #[test]
    fn no_changed_bit_of_a_sealed_signature_checks(at: prop::sample::Index, bit in 0u8..8) {
        let pki = Pki::new();
        let good = pki.p7s(CONTENT, now());
        let mut bytes = good.clone();
        bytes[at.index(good.len())] ^= 1 << bit;
        let passes = check(&bytes, CONTENT).is_ok_and(|facts| {
            facts.token.is_some_and(|token| tsp::check(&token, facts.imprint).is_ok())
        });
        prop_assert!(!passes);
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
        prop_assert!(check(&bytes, CONTENT).is_err());
    }
}

#[test]
fn the_older_attribute_names_the_signer_of_others_tokens_only() {
    let pki = Pki::new();
    let named = |certificate: &Certificate| {
        let hash = Sha1::digest(certificate.der());
        let sequence = |octets: &[u8]| Any::new(Tag::Sequence, octets).unwrap().to_der().unwrap();
        let hash = OctetString::new(hash.as_slice()).unwrap().to_der().unwrap();
        let value = Any::from_der(&sequence(&sequence(&sequence(&hash)))).unwrap();
        let oid = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.12");
        SetOfVec::try_from(vec![attributes::attribute(oid, value).unwrap()]).unwrap()
    };
    assert!(attributes::names_signer(&named(&pki.tsa), &pki.tsa, true).unwrap());
    assert!(!attributes::names_signer(&named(&pki.seal), &pki.tsa, true).unwrap());
    assert!(matches!(attributes::names_signer(&named(&pki.tsa), &pki.tsa, false), Err(Error::Shape(_))));
}
