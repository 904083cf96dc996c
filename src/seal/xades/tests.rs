use base64::Engine as _;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};

use super::*;
use crate::erds::event::Event;
use crate::format::evidence::tests::{ISSUED, example};

fn tlv(tag: u8, contents: &[&[u8]]) -> Vec<u8> {
    let contents = contents.concat();
    let length = u8::try_from(contents.len()).map_or_else(
        |_| [[0x82].as_slice(), &u16::try_from(contents.len()).unwrap().to_be_bytes()].concat(),
        |short| if short < 0x80 { vec![short] } else { vec![0x81, short] },
    );
    [&[tag], length.as_slice(), &contents].concat()
}

fn key(seed: u8) -> SigningKey {
    SigningKey::from_slice(&[seed; 32]).unwrap()
}

fn sign(key: &SigningKey, octets: &[u8]) -> Vec<u8> {
    let signature: Signature = key.sign(octets);
    signature.to_der().as_bytes().to_vec()
}

/// A certificate of the key by itself, as small as one can be.
fn certificate(key: &SigningKey) -> Vec<u8> {
    let ecdsa = tlv(0x30, &[&tlv(0x06, &[b"\x2A\x86\x48\xCE\x3D\x04\x03\x02"])]);
    let p256 = tlv(
        0x30,
        &[&tlv(0x06, &[b"\x2A\x86\x48\xCE\x3D\x02\x01"]), &tlv(0x06, &[b"\x2A\x86\x48\xCE\x3D\x03\x01\x07"])],
    );
    let point = key.verifying_key().to_sec1_point(false);
    let spki = tlv(0x30, &[&p256, &tlv(0x03, &[b"\0", point.as_bytes()])]);
    let name = tlv(0x30, &[&tlv(0x31, &[&tlv(0x30, &[&tlv(0x06, &[b"\x55\x04\x03"]), &tlv(0x0C, &[b"Seal"])])])]);
    let validity = tlv(0x30, &[&tlv(0x17, &[b"260101000000Z"]), &tlv(0x17, &[b"360101000000Z"])]);
    let version = tlv(0xA0, &[&tlv(0x02, &[&[2]])]);
    let tbs = tlv(0x30, &[&version, &tlv(0x02, &[&[1]]), &ecdsa, &name, &validity, &name, &spki]);
    let signature = sign(key, &tbs);
    tlv(0x30, &[&tbs, &ecdsa, &tlv(0x03, &[b"\0", &signature])])
}

fn tbs(event: Event) -> Vec<u8> {
    evidence::write(&example(event)).unwrap()
}

fn sealed(event: Event) -> Vec<u8> {
    let at = Moment::from_seconds(1_795_511_640);
    let prepared = prepare(&tbs(event), &certificate(&key(7)), at, Algorithm::EcdsaP256Sha256).unwrap();
    let signature = sign(&key(7), &prepared.to_sign);
    prepared.assemble(&signature).unwrap().seal(b"a token").unwrap()
}

fn text(event: Event) -> String {
    String::from_utf8(sealed(event)).unwrap()
}

#[test]
fn what_is_sealed_checks_and_yields_what_went_in() {
    for event in ISSUED {
        let facts = check(&sealed(event)).unwrap();
        assert_eq!(facts.digest, crypto::sha256(&tbs(event)));
        assert_eq!(evidence::of(&facts.evidence).unwrap(), example(event));
        assert_eq!(facts.signer, certificate(&key(7)));
        assert_eq!(facts.signing_time, Moment::from_seconds(1_795_511_640));
        assert_eq!(facts.algorithm, Algorithm::EcdsaP256Sha256);
        assert_eq!(facts.token.as_deref(), Some(b"a token".as_slice()));
        assert!(matches!(evidence::read(&sealed(event)), Err(evidence::Error::Signed)));
    }
}

#[test]
fn a_signature_without_time_stamp_checks_and_says_so_and_has_the_same_imprint() {
    let tbs = tbs(Event::ConsignmentAcceptance);
    let prepared = prepare(&tbs, &certificate(&key(7)), Moment::EPOCH, Algorithm::EcdsaP256Sha256).unwrap();
    let signature = sign(&key(7), &prepared.to_sign);
    let signed = prepared.assemble(&signature).unwrap();
    let facts = check(&signed.bytes).unwrap();
    assert_eq!((facts.token, facts.imprint), (None, signed.imprint));
    let stamped = check(&signed.seal(b"token").unwrap()).unwrap();
    assert_eq!(stamped.imprint, facts.imprint);
}

#[test]
fn no_changed_octet_leaves_a_file_that_checks_as_the_same() {
    let file = sealed(Event::ConsignmentAcceptance);
    let facts = check(&file).unwrap();
    for at in 0..file.len() {
        let mut changed = file.clone();
        changed[at] ^= 1 << (at % 8);
        match check(&changed) {
            Err(_) => {}
            // The token is covered by nothing but itself: it is checked against the imprint by seal::tsp.
            Ok(found) => {
                assert_ne!(found.token, facts.token, "at {at}");
                assert_eq!(Facts { token: facts.token.clone(), ..found }, facts, "at {at}");
            }
        }
    }
}

#[test]
fn a_changed_evidence_is_a_hash_failure_and_another_key_a_crypto_failure() {
    let text = text(Event::SubmissionAcceptance);
    let evidence = text.replace("<recepis:Sequence>1<", "<recepis:Sequence>2<");
    assert!(matches!(check(evidence.as_bytes()), Err(Error::Hash("the evidence"))));
    let time = text.replace("<xades:SigningTime>2026", "<xades:SigningTime>2025");
    assert!(matches!(check(time.as_bytes()), Err(Error::Hash("what is said about the signature"))));
    let prepared =
        prepare(&tbs(Event::ContentHandover), &certificate(&key(7)), Moment::EPOCH, Algorithm::EcdsaP256Sha256)
            .unwrap();
    let foreign = sign(&key(8), &prepared.to_sign);
    let error = check(&prepared.assemble(&foreign).unwrap().bytes).unwrap_err();
    assert!(matches!(error, Error::Signature(crypto::Error::Mismatch)), "{error}");
    assert!(error.to_string().contains("not made with the certificate's key"));
}

#[test]
fn another_certificate_of_the_same_key_is_noticed() {
    let text = text(Event::ContentConsignment);
    let (before, after) = text.split_once("<ds:X509Certificate>").unwrap();
    let (_, after) = after.split_once("</ds:X509Certificate>").unwrap();
    let mut other = certificate(&key(7));
    *other.last_mut().unwrap() ^= 1;
    let other = base64::engine::general_purpose::STANDARD.encode(other);
    let changed = format!("{before}<ds:X509Certificate>{other}</ds:X509Certificate>{after}");
    // SigningCertificateV2 is made anew from the certificate, so what stands there is no longer what we would write.
    assert!(matches!(check(changed.as_bytes()), Err(Error::Form(_))));
}

#[test]
fn s_wrapping_and_other_shapes_are_refused() {
    let text = text(Event::ConsignmentRejection);
    let start = text.find("<ds:Signature ").unwrap();
    let signature = text[start..].strip_suffix("</erds:Evidence>").unwrap();
    let open = text.find("<erds:EvidenceIdentifier>").unwrap();
    let reference = {
        let start = text.find("<ds:Reference Id=").unwrap();
        &text[start..start + text[start..].find("</ds:Reference>").unwrap() + "</ds:Reference>".len()]
    };
    let root = &text[..open];
    for (what, changed) in [
        ("an evidence around the evidence", format!("{root}{text}</erds:Evidence>")),
        ("an evidence inside", text.replacen("<EventTime>", "<erds:Evidence></erds:Evidence><EventTime>", 1)),
        ("a moved signature", format!("{root}{signature}{}</erds:Evidence>", &text[open..start])),
        ("two signatures", text.replacen("</erds:Evidence>", &format!("{signature}</erds:Evidence>"), 1)),
        ("no signature", text.replace(signature, "")),
        (
            "an Id on the root",
            text.replacen(
                "xmlns:erds=\"http://uri.etsi.org/19522/v1#\"",
                "xmlns:erds=\"http://uri.etsi.org/19522/v1#\" Id=\"seal-properties\"",
                1,
            ),
        ),
        ("an Id inside", text.replacen("<EventTime>", "<EventTime Id=\"seal\">", 1)),
        ("an xml:id inside", text.replacen("<EventTime>", "<EventTime xml:id=\"x\">", 1)),
        ("a third reference", text.replacen(reference, &format!("{reference}{reference}"), 1)),
        ("one reference", text.replacen(reference, "", 1)),
        ("a reference elsewhere", text.replacen("URI=\"\"", "URI=\"#seal\"", 1)),
        (
            "another transform",
            text.replacen("xml-exc-c14n#\"></ds:Transform>", "xml-exc-c14n#WithComments\"></ds:Transform>", 1),
        ),
        (
            "a weak digest",
            text.replacen(
                "http://www.w3.org/2001/04/xmlenc#sha256\"></ds:DigestMethod><ds:DigestValue",
                "http://www.w3.org/2000/09/xmldsig#sha1\"></ds:DigestMethod><ds:DigestValue",
                3,
            ),
        ),
        (
            "a comment",
            text.replacen("<EventTime>20", "<EventTime>20<!---->", 1).replacen("<EventTime>", "<EventTime><!---->", 1),
        ),
        ("an entity", format!("<!DOCTYPE e [<!ENTITY x \"y\">]>{text}")),
        (
            "a character reference",
            text.replacen("http://uri.etsi.org/19522/Event", "&#104;ttp://uri.etsi.org/19522/Event", 1),
        ),
        (
            "a second certificate",
            text.replacen("</ds:X509Data>", "<ds:X509Certificate>AAAA</ds:X509Certificate></ds:X509Data>", 1),
        ),
        ("a second object", text.replacen("</ds:Signature>", "<ds:Object></ds:Object></ds:Signature>", 1)),
        (
            "space in a value",
            text.replacen("<ds:SignatureValue Id=\"seal-value\">", "<ds:SignatureValue Id=\"seal-value\"> ", 1),
        ),
        ("a new line at the end", format!("{text}\n")),
        ("an XML declaration", format!("<?xml version=\"1.0\"?>{text}")),
        ("another prefix", text.replace("ds:", "d:").replace("xmlns:ds", "xmlns:d")),
    ] {
        assert_ne!(changed, text, "{what}");
        assert!(
            matches!(check(changed.as_bytes()), Err(Error::Form(_) | Error::Xml(_))),
            "{what}: {:?}",
            check(changed.as_bytes())
        );
    }
}

#[test]
fn only_an_unsigned_canonical_evidence_is_prepared() {
    let at = Moment::EPOCH;
    let certificate = certificate(&key(7));
    let prepare = |tbs: &[u8], algorithm| prepare(tbs, &certificate, at, algorithm);
    let ecdsa = Algorithm::EcdsaP256Sha256;
    assert!(matches!(prepare(&sealed(Event::ContentHandover), ecdsa), Err(Error::Form(_))));
    assert!(matches!(prepare(b"<a></a>", ecdsa), Err(Error::Form(_))));
    assert!(prepare(&[tbs(Event::ContentHandover).as_slice(), b"\n"].concat(), ecdsa).is_err());
    assert!(matches!(prepare(&tbs(Event::ContentHandover), Algorithm::MlDsa44), Err(Error::Algorithm("ML-DSA-44"))));
}
