//! Paths that hold, each way in which one does not, and the profiles against certs/profiles.json.

use proptest::prelude::*;

use super::*;
use crate::seal::testing::{self, Key, P256, Pki, days, now};

fn judge(pki: &Pki, leaf: &Certificate, crls: &[Crl], at: Moment, purpose: Purpose) -> Result<Path, PathError> {
    path(leaf, &[pki.seal.clone(), pki.tsa.clone()], std::slice::from_ref(&pki.root), crls, at, purpose)
}

fn one(crl: &Crl) -> &[Crl] {
    std::slice::from_ref(crl)
}

#[test]
fn seal_and_time_stamping_certificates_lead_to_the_root_that_is_given() {
    let pki = Pki::new();
    let path = judge(&pki, &pki.seal, one(&pki.crl), now(), Purpose::Seal).unwrap();
    assert_eq!(path.revocation_known_until, Some(pki.crl.this_update()));
    assert_eq!(path.revoked_later, None);
    assert_eq!(path.certificates, [pki.seal.clone(), pki.root.clone()]);
    judge(&pki, &pki.tsa, one(&pki.crl), now(), Purpose::TimeStamping).unwrap();
    assert_eq!(pki.tsa.spki(), pki.tsa_key.spki());
}

#[test]
fn a_root_in_the_pool_makes_nothing_trusted() {
    let pki = Pki::new();
    let pool = [pki.root.clone()];
    let error = path(&pki.seal, &pool, &[], one(&pki.crl), now(), Purpose::Seal).unwrap_err();
    assert!(matches!(error, PathError::NoChain { .. }));
}

#[test]
fn a_root_of_the_same_name_with_another_key_is_no_anchor_for_it() {
    let pki = Pki::new();
    let key = Key::new(9);
    let other = testing::issue(&testing::request(Profile::Root, "Test Root", &key.spki(), 1), Issuer::Itself, &key);
    let error = path(&pki.seal, &[], &[other], one(&pki.crl), now(), Purpose::Seal).unwrap_err();
    assert!(matches!(error, PathError::NoChain { .. }));
}

#[test]
fn a_certificate_is_refused_before_and_after_its_validity_and_taken_on_both_borders() {
    let pki = Pki::new();
    let around = |at: Moment| {
        let crl = testing::crl(&pki.root, &pki.root_key, at.minus(days(1)), at.plus(days(1)), &[]);
        judge(&pki, &pki.seal, &[crl], at, Purpose::Seal)
    };
    let second = std::time::Duration::from_secs(1);
    assert!(around(pki.seal.not_before()).is_ok());
    assert!(around(pki.seal.not_after()).is_ok());
    assert!(matches!(around(pki.seal.not_before().minus(second)), Err(PathError::NotYetValid { .. })));
    assert!(matches!(around(pki.seal.not_after().plus(second)), Err(PathError::Expired { .. })));
}

#[test]
fn a_certificate_serves_only_the_purpose_that_it_was_issued_for() {
    let pki = Pki::new();
    let all = [Purpose::Seal, Purpose::TimeStamping, Purpose::Tls, Purpose::Ca];
    for (leaf, fitting) in [(&pki.seal, Purpose::Seal), (&pki.tsa, Purpose::TimeStamping)] {
        for purpose in all {
            let found = judge(&pki, leaf, one(&pki.crl), now(), purpose);
            assert_eq!(found.is_ok(), purpose == fitting, "{purpose:?} {found:?}");
        }
    }
}

#[test]
fn an_end_certificate_can_issue_nothing() {
    let pki = Pki::new();
    let key = Key::new(5);
    let profile = Profile::Seal { address: "a@b.example".to_owned() };
    let below = testing::issue(
        &testing::request(profile, "Below", &key.spki(), 5),
        Issuer::Authority(&pki.seal),
        &pki.seal_key,
    );
    let error = judge(&pki, &below, one(&pki.crl), now(), Purpose::Seal).unwrap_err();
    assert_eq!(error, PathError::NotAnAuthority { subject: pki.seal.subject() });
}

#[test]
fn an_authority_below_a_root_of_path_length_zero_can_issue_nothing() {
    let pki = Pki::new();
    let (middle_key, key) = (Key::new(6), Key::new(7));
    let middle_spki = middle_key.spki();
    let request = testing::request(Profile::Root, "Middle", &middle_spki, 6);
    let middle = testing::issue(&request, Issuer::Authority(&pki.root), &pki.root_key);
    let profile = Profile::Seal { address: "a@b.example".to_owned() };
    let leaf =
        testing::issue(&testing::request(profile, "Leaf", &key.spki(), 7), Issuer::Authority(&middle), &middle_key);
    let crls = [pki.crl.clone(), testing::crl(&middle, &middle_key, now().minus(days(1)), now().plus(days(1)), &[])];
    let error =
        path(&leaf, std::slice::from_ref(&middle), std::slice::from_ref(&pki.root), &crls, now(), Purpose::Seal)
            .unwrap_err();
    assert_eq!(error, PathError::NotAnAuthority { subject: pki.root.subject() });
    let direct = path(&leaf, &[], &[middle], &crls, now(), Purpose::Seal);
    assert!(direct.is_ok(), "{direct:?}");
}

#[test]
fn without_a_crl_in_force_revocation_is_unknown() {
    let pki = Pki::new();
    let crl = |from: Moment, to: Moment| testing::crl(&pki.root, &pki.root_key, from, to, &[]);
    let stale = crl(now().minus(days(9)), now().minus(days(2)));
    for crls in [&[][..], &[stale]] {
        let error = judge(&pki, &pki.seal, crls, now(), Purpose::Seal).unwrap_err();
        assert_eq!(error, PathError::RevocationUnknown { subject: pki.seal.subject(), why: None });
    }
    let after = crl(now().plus(days(1)), now().plus(days(2)));
    let path = judge(&pki, &pki.seal, &[after], now(), Purpose::Seal).unwrap();
    assert_eq!(path.revocation_known_until, Some(now().plus(days(1))));
}

#[test]
fn a_crl_by_somebody_else_says_nothing() {
    let pki = Pki::new();
    let key = Key::new(9);
    let other = testing::issue(&testing::request(Profile::Root, "Test Root", &key.spki(), 1), Issuer::Itself, &key);
    let line = Revocation { serial: pki.seal.serial().to_vec(), since: now().minus(days(2)), reason: None };
    let (from, to) = (now().minus(days(1)), now().plus(days(1)));
    let foreign = testing::crl(&other, &key, from, to, std::slice::from_ref(&line));
    let error = judge(&pki, &pki.seal, one(&foreign), now(), Purpose::Seal).unwrap_err();
    assert!(matches!(error, PathError::RevocationUnknown { .. }));
    let by_seal = testing::crl(&pki.seal, &pki.seal_key, from, to, &[line]);
    assert!(!by_seal.speaks_for(&pki.seal), "an end certificate signs no CRL");
}

#[test]
fn a_revocation_counts_from_its_date_on() {
    let pki = Pki::new();
    let revoked = |since: Moment| {
        let line = Revocation { serial: pki.seal.serial().to_vec(), since, reason: Some(1) };
        testing::crl(&pki.root, &pki.root_key, now().minus(days(1)), now().plus(days(6)), &[line])
    };
    let before = revoked(now().minus(days(2)));
    let error = judge(&pki, &pki.seal, one(&before), now(), Purpose::Seal).unwrap_err();
    let since = now().minus(days(2));
    assert_eq!(error, PathError::Revoked { subject: pki.seal.subject(), since, reason: Some(1) });
    let both = [pki.crl.clone(), before];
    assert!(matches!(judge(&pki, &pki.seal, &both, now(), Purpose::Seal), Err(PathError::Revoked { .. })));
    let path = judge(&pki, &pki.seal, one(&revoked(now().plus(days(2)))), now(), Purpose::Seal).unwrap();
    assert_eq!(path.revoked_later, Some(now().plus(days(2))));
    judge(&pki, &pki.tsa, &both, now(), Purpose::TimeStamping).unwrap();
}

#[test]
fn a_critical_extension_that_is_not_understood_ends_the_path() {
    let pki = Pki::new();
    let path = |leaf: Certificate| judge(&pki, &leaf, one(&pki.crl), now(), Purpose::Tls);
    let spki = Key::new(4).spki();
    let profile = Profile::Tls { names: vec!["a.example".to_owned()], addresses: vec![] };
    let request = Request { public_url: Some("https://a.example"), ..testing::request(profile, "a", &spki, 4) };
    assert!(path(testing::issue(&request, Issuer::Authority(&pki.root), &pki.root_key)).is_ok());
    let named = x509_cert::ext::Extension {
        extn_id: const_oid::db::rfc5280::ID_CE_NAME_CONSTRAINTS,
        critical: true,
        extn_value: der::asn1::OctetString::new([0x30, 0]).unwrap(),
    };
    let prepared = issue::prepare_with(&request, Issuer::Authority(&pki.root), P256, |all| all.push(named)).unwrap();
    let signature = pki.root_key.sign(&prepared.to_sign);
    let error = path(prepared.assemble(&signature).unwrap()).unwrap_err();
    assert_eq!(error, PathError::Extension { subject: "CN=a,O=Recepis Test".to_owned(), oid: "2.5.29.30".to_owned() });
}

#[test]
fn a_signature_of_somebody_else_is_not_assembled() {
    let pki = Pki::new();
    let key = Key::new(8);
    let spki = key.spki();
    let request = testing::request(Profile::TimeStamping, "x", &spki, 6);
    let prepared = prepare(&request, Issuer::Authority(&pki.root), P256).unwrap();
    let signature = key.sign(&prepared.to_sign);
    assert!(matches!(prepared.assemble(&signature), Err(Error::Signature(_))));
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, octet| text + &format!("{octet:02x}"))
}

#[test]
fn issued_certificates_are_as_the_published_profiles_say() {
    let pki = Pki::new();
    let published: serde_json::Value = serde_json::from_str(include_str!("../../../certs/profiles.json")).unwrap();
    let key = Key::new(4);
    let spki = key.spki();
    let profiles = [
        ("root", Profile::Root),
        ("seal", Profile::Seal { address: "notices@recepis.example".to_owned() }),
        ("tsa", Profile::TimeStamping),
        ("ocsp", Profile::Ocsp),
        ("tls", Profile::Tls { names: vec!["recepis.example".to_owned()], addresses: vec![[127, 0, 0, 1].into()] }),
    ];
    for (name, profile) in profiles {
        let root = profile == Profile::Root;
        let request =
            Request { public_url: Some("https://recepis.example"), ..testing::request(profile, name, &spki, 4) };
        let (issuer, signer) =
            if root { (Issuer::Itself, &key) } else { (Issuer::Authority(&pki.root), &pki.root_key) };
        let certificate = testing::issue(&request, issuer, signer);
        let found: Vec<_> = certificate
            .extensions()
            .iter()
            .map(|extension| serde_json::json!({"oid": extension.extn_id.to_string(), "critical": extension.critical}))
            .collect();
        let expected: Vec<_> = published[name]["extensions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|extension| serde_json::json!({"oid": extension["oid"], "critical": extension["critical"]}))
            .collect();
        assert_eq!(found, expected, "{name}");
        for (extension, published) in
            certificate.extensions().iter().zip(published[name]["extensions"].as_array().unwrap())
        {
            if let Some(value) = published["der"].as_str() {
                let found = hex(extension.extn_value.as_bytes());
                assert_eq!(found, value, "{name} {}", extension.extn_id);
            }
        }
    }
}

#[test]
fn certificates_and_crls_survive_pem_and_refuse_what_is_too_large() {
    let pki = Pki::new();
    let both = format!("{}text between\n{}", pki.root.to_pem(), pki.seal.to_pem());
    assert_eq!(Certificate::parse_pem(&both).unwrap(), [pki.root.clone(), pki.seal.clone()]);
    assert_eq!(Crl::parse_pem(&pki.crl.to_pem()).unwrap(), pki.crl);
    assert!(matches!(Certificate::parse_pem("nothing"), Err(Error::Pem)));
    assert!(matches!(Certificate::parse(&vec![0x30; Certificate::LIMIT + 1]), Err(Error::TooLarge(_))));
    assert_eq!(pki.seal.addresses(), ["notices@recepis.example"]);
}

#[test]
fn bytes_behind_a_certificate_are_refused() {
    let mut der = Pki::new().seal.der().to_vec();
    der.push(0);
    assert!(matches!(Certificate::parse(&der), Err(Error::Malformed(_))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_changed_bit_of_a_certificate_or_crl_leads_to_a_path(at: prop::sample::Index, bit in 0u8..8) {
        let pki = Pki::new();
        let mut der = pki.seal.der().to_vec();
        der[at.index(pki.seal.der().len())] ^= 1 << bit;
        if let Ok(leaf) = Certificate::parse(&der) {
            prop_assert!(judge(&pki, &leaf, one(&pki.crl), now(), Purpose::Seal).is_err());
        }
        let mut der = pki.crl.der().to_vec();
        der[at.index(pki.crl.der().len())] ^= 1 << bit;
        if let Ok(crl) = Crl::parse(&der) {
            prop_assert!(judge(&pki, &pki.seal, &[crl], now(), Purpose::Seal).is_err());
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
        prop_assert!(Certificate::parse(&bytes).is_err());
        prop_assert!(Crl::parse(&bytes).is_err());
    }
}
