//! Responses that tell, and each way in which one does not.

use proptest::prelude::*;

use super::*;
use crate::seal::testing::{self, Key, P256, Pki, days, now};
use crate::seal::x509::{Issuer, Path, PathError, Profile, Purpose, Request, Revocation, Revocations, path};

/// A responder that the root certified.
fn responder(pki: &Pki, profile: Profile) -> (Certificate, Key) {
    let key = Key::new(6);
    let spki = key.spki();
    let request = testing::request(profile, "Test Responder", &spki, 6);
    (testing::issue(&request, Issuer::Authority(&pki.root), &pki.root_key), key)
}

fn in_force() -> (Moment, Moment) {
    (now().minus(days(1)), now().plus(days(1)))
}

fn about_seal(pki: &Pki, status: OcspStatus, by: (&Certificate, &Key), when: (Moment, Moment)) -> OcspResponse {
    testing::ocsp((&pki.seal, &pki.root), status, by, when)
}

/// What a path of the seal says with these responses and lists alone.
fn judged(pki: &Pki, responses: &[OcspResponse], crls: &[Crl]) -> Result<Path, PathError> {
    let revocations = Revocations { crls, responses };
    path(&pki.seal, &[], std::slice::from_ref(&pki.root), revocations, now(), Purpose::Seal)
}

fn why(found: Result<Path, PathError>) -> Option<Unheard> {
    match found.unwrap_err() {
        PathError::RevocationUnknown { why, .. } => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_authority_itself_and_a_responder_that_it_certified_are_believed() {
    let pki = Pki::new();
    let (delegate, key) = responder(&pki, Profile::Ocsp);
    for by in [(&pki.root, &pki.root_key), (&delegate, &key)] {
        let response = about_seal(&pki, OcspStatus::Good, by, in_force());
        let found = judged(&pki, &[response], &[]).unwrap();
        assert_eq!(found.revocation_known_until, Some(now().minus(days(1))));
    }
}

#[test]
fn a_revocation_counts_from_its_date_on_whatever_else_says() {
    let pki = Pki::new();
    let (delegate, key) = responder(&pki, Profile::Ocsp);
    let said = |since| about_seal(&pki, OcspStatus::Revoked { since, reason: Some(1) }, (&delegate, &key), in_force());
    let good = about_seal(&pki, OcspStatus::Good, (&delegate, &key), in_force());
    let since = now().minus(days(2));
    let error = judged(&pki, &[good, said(since)], std::slice::from_ref(&pki.crl)).unwrap_err();
    assert_eq!(error, PathError::Revoked { subject: pki.seal.subject(), since, reason: Some(1) });
    let later = judged(&pki, &[said(now().plus(days(2)))], &[]).unwrap();
    assert_eq!(later.revoked_later, Some(now().plus(days(2))));
}

#[test]
fn one_that_does_not_know_or_is_not_in_force_tells_nothing() {
    let pki = Pki::new();
    let (delegate, key) = responder(&pki, Profile::Ocsp);
    let by = (&delegate, &key);
    let unknown = about_seal(&pki, OcspStatus::Unknown, by, in_force());
    assert_eq!(why(judged(&pki, std::slice::from_ref(&unknown), &[])), Some(Unheard::Unknown));
    judged(&pki, &[unknown], std::slice::from_ref(&pki.crl)).unwrap();
    let this_update = now().minus(days(9));
    let stale = about_seal(&pki, OcspStatus::Good, by, (this_update, now().minus(days(2))));
    assert_eq!(why(judged(&pki, &[stale], &[])), Some(Unheard::NotInForce { this_update }));
    let after = about_seal(&pki, OcspStatus::Good, by, (now().plus(days(1)), now().plus(days(2))));
    assert_eq!(judged(&pki, &[after], &[]).unwrap().revocation_known_until, Some(now().plus(days(1))));
}

#[test]
fn one_about_another_certificate_is_not_about_this_one() {
    let pki = Pki::new();
    let other = testing::ocsp((&pki.tsa, &pki.root), OcspStatus::Good, (&pki.root, &pki.root_key), in_force());
    assert_eq!(other.about(&pki.seal, &pki.root, &[]), None);
    assert_eq!(why(judged(&pki, &[other], &[])), None);
    // The same serial number under another authority is another certificate.
    let key = Key::new(9);
    let stranger = testing::issue(&testing::request(Profile::Root, "Other", &key.spki(), 1), Issuer::Itself, &key);
    let foreign = testing::ocsp((&pki.seal, &stranger), OcspStatus::Good, (&stranger, &key), in_force());
    assert_eq!(foreign.about(&pki.seal, &pki.root, &[]), None);
}

#[test]
fn who_may_not_speak_for_the_authority_is_not_believed() {
    let pki = Pki::new();
    let (root, key) = (&pki.root, Key::new(9));
    let said = |by: (&Certificate, &Key)| about_seal(&pki, OcspStatus::Good, by, in_force());
    let judged = |response: OcspResponse, crls: &[Crl]| why(judged(&pki, &[response], crls));
    // Its own authority's, but for seals.
    let responder_name = pki.tsa.subject();
    let usage = Some(Unheard::Usage { responder: responder_name });
    assert_eq!(judged(said((&pki.tsa, &pki.tsa_key)), &[]), usage);
    // One that another authority of the same name certified.
    let same = testing::issue(&testing::request(Profile::Root, "Test Root", &key.spki(), 1), Issuer::Itself, &key);
    assert_eq!(judged(said((&same, &key)), &[]), Some(Unheard::Responder));
    let spki = key.spki();
    let request = testing::request(Profile::Ocsp, "Test Responder", &spki, 6);
    let below = testing::issue(&request, Issuer::Authority(&same), &key);
    assert_eq!(judged(said((&below, &key)), &[]), Some(Unheard::Responder));
    // One that had run out, and one that a list revokes.
    let request = testing::request(Profile::Ocsp, "Test Responder", &spki, 6);
    let short = Request { not_after: now().minus(days(3)), ..request };
    let over = testing::issue(&short, Issuer::Authority(root), &pki.root_key);
    assert_eq!(judged(said((&over, &key)), &[]), Some(Unheard::Validity { responder: over.subject() }));
    let (delegate, own) = responder(&pki, Profile::Ocsp);
    let line = Revocation { serial: delegate.serial().to_vec(), since: now().minus(days(4)), reason: None };
    // A list that tells of the responder and is out of date for the seal.
    let list = testing::crl(root, &pki.root_key, now().minus(days(4)), now().minus(days(2)), &[line]);
    let revoked = Some(Unheard::Revoked { responder: delegate.subject() });
    assert_eq!(judged(said((&delegate, &own)), &[list]), revoked);
}

#[test]
fn a_responder_that_may_be_revoked_is_asked_after_in_a_list() {
    let pki = Pki::new();
    let (delegate, key) = without_nocheck(&pki);
    let said = about_seal(&pki, OcspStatus::Good, (&delegate, &key), in_force());
    let unchecked = Unheard::Unchecked { responder: delegate.subject() };
    assert_eq!(said.about(&pki.seal, &pki.root, &[]), Some(Err(unchecked)));
    assert!(matches!(said.about(&pki.seal, &pki.root, std::slice::from_ref(&pki.crl)), Some(Ok(_))));
}

/// A responder without id-pkix-ocsp-nocheck.
fn without_nocheck(pki: &Pki) -> (Certificate, Key) {
    let key = Key::new(6);
    let spki = key.spki();
    let request = testing::request(Profile::Ocsp, "Plain Responder", &spki, 6);
    let by = Issuer::Authority(&pki.root);
    let plain = |all: &mut Vec<Extension>| all.retain(|extension| extension.extn_id != NO_CHECK);
    let prepared = crate::seal::x509::issue::prepare_with(&request, by, P256, plain).unwrap();
    let signature = pki.root_key.sign(&prepared.to_sign);
    (prepared.assemble(&signature).unwrap(), key)
}

#[test]
fn a_request_says_which_certificate_and_with_which_nonce() {
    let pki = Pki::new();
    for nonce in [None, Some([7_u8; 16].as_slice())] {
        let request = ocsp_request(&pki.seal, &pki.root, nonce).unwrap();
        let read = parse_ocsp_request(&request).unwrap();
        assert_eq!(read.nonce.as_deref(), nonce);
        let [meant] = read.certificates.as_slice() else { panic!("one certificate") };
        assert!(meant.names(&pki.seal, &pki.root) && !meant.names(&pki.tsa, &pki.root));
        assert!(!meant.is_below(&pki.seal));
    }
    assert!(ocsp_request(&pki.seal, &pki.root, Some(&[0; 129])).is_err());
    assert!(ocsp_request(&pki.seal, &pki.root, Some(&[])).is_err());
}

#[test]
fn both_digests_name_the_same_certificate() {
    let pki = Pki::new();
    for hash in IdHash::ALL {
        let named = CertId::of(&pki.seal, &pki.root, hash).unwrap();
        assert!(named.names(&pki.seal, &pki.root), "{hash:?}");
        assert!(!named.names(&pki.seal, &pki.tsa), "{hash:?}");
    }
    let [short, long] = IdHash::ALL.map(|hash| CertId::of(&pki.seal, &pki.root, hash).unwrap());
    assert_ne!(short, long);
}

#[test]
fn a_response_repeats_the_nonce_it_was_signed_for() {
    let pki = Pki::new();
    let certificate = CertId::of(&pki.seal, &pki.root, IdHash::Sha256).unwrap();
    let answers = [OcspAnswer { certificate, status: OcspStatus::Good }];
    let (this_update, next_update) = in_force();
    let request =
        OcspAnswers { responder: &pki.root, answers: &answers, this_update, next_update, nonce: Some(&[9; 32]) };
    let prepared = prepare_ocsp(&request, P256).unwrap();
    let signature = pki.root_key.sign(&prepared.to_sign);
    let response = prepared.assemble(&signature).unwrap();
    assert_eq!(response.nonce().as_deref(), Some([9; 32].as_slice()));
    assert_eq!(response.produced_at(), this_update);
    let again = OcspResponse::parse(response.der()).unwrap();
    assert_eq!(again, response);
}

#[test]
fn a_refusal_is_no_answer() {
    let refusals = [Refusal::MalformedRequest, Refusal::InternalError, Refusal::TryLater, Refusal::Unauthorized];
    for (refusal, status) in refusals.into_iter().zip([1, 2, 3, 6]) {
        assert_eq!(refusal.to_der(), [0x30, 3, 0x0a, 1, status], "{refusal:?}");
        let read = OcspResponse::parse(&refusal.to_der());
        assert!(matches!(read, Err(Error::Refused(stated)) if stated == status), "{read:?}");
    }
}

#[test]
fn what_is_no_request_is_malformed() {
    let pki = Pki::new();
    let request = ocsp_request(&pki.seal, &pki.root, Some(&[7; 16])).unwrap();
    let mut behind = request.clone();
    behind.push(0);
    for bytes in [&[][..], b"hello", &request[..request.len() - 1], &behind, &vec![0x30; REQUEST_LIMIT + 1]] {
        assert_eq!(parse_ocsp_request(bytes), Err(Refusal::MalformedRequest));
    }
}

#[test]
fn a_response_too_large_is_not_looked_into() {
    let read = OcspResponse::parse(&vec![0x30; OcspResponse::LIMIT + 1]);
    assert!(matches!(read, Err(Error::TooLarge(OcspResponse::LIMIT))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_changed_bit_of_a_response_is_believed(at: prop::sample::Index, bit in 0u8..8) {
        let pki = Pki::new();
        let (delegate, key) = responder(&pki, Profile::Ocsp);
        let mut der = about_seal(&pki, OcspStatus::Good, (&delegate, &key), in_force()).der().to_vec();
        let place = at.index(der.len());
        der[place] ^= 1 << bit;
        if let Ok(changed) = OcspResponse::parse(&der) {
            prop_assert!(judged(&pki, &[changed], &[]).is_err());
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
        prop_assert!(OcspResponse::parse(&bytes).is_err());
        prop_assert!(parse_ocsp_request(&bytes).is_err());
    }
}
