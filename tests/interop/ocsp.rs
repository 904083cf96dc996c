//! OpenSSL as a client of our OCSP responses, as a responder that answers our questions, and on a signature with a response beside it.

use std::path::Path;

use recepis::seal::cms;
use recepis::seal::x509::{
    self, Certificate, OcspResponse, OcspStatus, Profile, Revocations, ocsp_request, parse_ocsp_request,
};

use super::testing::{self, Key, P256, Pki, days, now};
use super::{must, run, tools};

const DATA: &[u8] = b"<asic:ASiCManifest>what is signed</asic:ASiCManifest>";
const NONCE: &[u8] = &[7; 16];

fn put(folder: &Path, name: &str, bytes: &[u8]) {
    std::io::Write::write_all(&mut std::fs::File::create(folder.join(name)).unwrap(), bytes).unwrap();
}

fn pem(folder: &Path, name: &str) -> Certificate {
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    Certificate::parse_pem(&text).unwrap().remove(0)
}

/// What a command prints.
fn said(folder: &Path, line: &str) -> String {
    let output = run(folder, line);
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A responder of the test PKI, and a response of it about the seal.
fn response(pki: &Pki, status: OcspStatus) -> OcspResponse {
    let key = Key::new(6);
    let spki = key.spki();
    let request = testing::request(Profile::Ocsp, "Test Responder", &spki, 6);
    let responder = testing::issue(&request, x509::Issuer::Authority(&pki.root), &pki.root_key);
    let when = (now().minus(days(1)), now().plus(days(6)));
    testing::ocsp((&pki.seal, &pki.root), status, (&responder, &key), when)
}

#[test]
fn openssl_reads_our_responses() {
    if !tools(&["openssl"]) {
        return;
    }
    let (pki, folder) = (Pki::new(), tempfile::tempdir().unwrap());
    let path = folder.path();
    put(path, "ca.pem", pki.root.to_pem().as_bytes());
    put(path, "seal.pem", pki.seal.to_pem().as_bytes());
    let since = now().minus(days(2));
    for (status, word) in [
        (OcspStatus::Good, "seal.pem: good"),
        (OcspStatus::Revoked { since, reason: Some(1) }, "Reason: keyCompromise"),
        (OcspStatus::Unknown, "seal.pem: unknown"),
    ] {
        put(path, "response", response(&pki, status).der());
        let at = now().seconds();
        let line = format!(
            "openssl ocsp -respin response -issuer ca.pem -cert seal.pem -CAfile ca.pem -no_nonce -attime {at}"
        );
        let words = said(path, &line);
        assert!(words.contains("Response verify OK") && words.contains(word), "{words}");
    }
    let mut der = response(&pki, OcspStatus::Good).der().to_vec();
    // The first octet of the hash of the issuer's name.
    let place = der.windows(4).position(|octets| octets == [0x05, 0x00, 0x04, 0x14]).unwrap() + 4;
    der[place] ^= 1;
    put(path, "response", &der);
    let line = "openssl ocsp -respin response -issuer ca.pem -cert seal.pem -CAfile ca.pem -no_nonce";
    assert!(said(path, line).contains("Response Verify Failure"));
}

#[test]
fn openssl_asks_and_we_understand() {
    if !tools(&["openssl"]) {
        return;
    }
    let (pki, folder) = (Pki::new(), tempfile::tempdir().unwrap());
    let path = folder.path();
    put(path, "ca.pem", pki.root.to_pem().as_bytes());
    put(path, "seal.pem", pki.seal.to_pem().as_bytes());
    for digest in ["sha1", "sha256"] {
        for (words, nonce) in [("", true), ("-no_nonce ", false)] {
            must(path, &format!("openssl ocsp {words}-{digest} -issuer ca.pem -cert seal.pem -reqout asked"));
            let asked = parse_ocsp_request(&std::fs::read(path.join("asked")).unwrap()).unwrap();
            assert_eq!(asked.nonce.is_some(), nonce);
            assert!(asked.certificates.iter().all(|meant| meant.names(&pki.seal, &pki.root)), "{digest}");
            assert_eq!(asked.certificates.len(), 1);
        }
    }
}

/// An authority of OpenSSL's own, its responder, and three certificates: one good, one revoked, one that it does not know.
fn authority(path: &Path) {
    let new = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30";
    must(
        path,
        &format!(
            "openssl req -x509 {new} -keyout ca.key -out ca.pem -subj /CN=Ca -addext keyUsage=critical,keyCertSign"
        ),
    );
    for (name, serial, extended) in [
        ("good", 1, "timeStamping"),
        ("revoked", 2, "timeStamping"),
        ("strange", 3, "timeStamping"),
        ("ocsp", 4, "OCSPSigning"),
    ] {
        must(
            path,
            &format!(
                "openssl req -x509 {new} -CA ca.pem -CAkey ca.key -set_serial {serial} -keyout {name}.key -out {name}.pem \
                 -subj /CN={name} -addext keyUsage=digitalSignature -addext extendedKeyUsage={extended} \
                 -addext basicConstraints=critical,CA:FALSE -addext noCheck=ignored"
            ),
        );
    }
    let lines = "V\t400101000000Z\t\t01\tunknown\t/CN=good\n\
                 R\t400101000000Z\t260101000000Z,keyCompromise\t02\tunknown\t/CN=revoked\n";
    put(path, "index.txt", lines.as_bytes());
}

#[test]
fn openssl_answers_and_we_understand() {
    if !tools(&["openssl"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    authority(path);
    let issuer = pem(path, "ca.pem");
    let answers = |name: &str, signer: &str, more: &str| {
        let certificate = pem(path, &format!("{name}.pem"));
        put(path, "asked", &ocsp_request(&certificate, &issuer, Some(NONCE)).unwrap());
        must(
            path,
            &format!(
                "openssl ocsp -index index.txt -CA ca.pem -rsigner {signer}.pem -rkey {signer}.key -ndays 1 -reqin asked \
                 -respout answer{more}"
            ),
        );
        let response = OcspResponse::parse(&std::fs::read(path.join("answer")).unwrap()).unwrap();
        assert_eq!(response.nonce().as_deref(), Some(NONCE));
        response.about(&certificate, &issuer, &[]).unwrap()
    };
    // By its key and by its name, signed by a delegate and by the authority itself.
    for (signer, more) in [("ocsp", ""), ("ocsp", " -resp_key_id"), ("ca", ""), ("ca", " -resp_key_id")] {
        assert_eq!(answers("good", signer, more).unwrap().status, OcspStatus::Good, "{signer}{more}");
        let revoked = answers("revoked", signer, more).unwrap().status;
        assert!(matches!(revoked, OcspStatus::Revoked { reason: Some(1), .. }), "{revoked:?}");
        assert_eq!(answers("strange", signer, more).unwrap().status, OcspStatus::Unknown);
    }
    let wrong = answers("good", "revoked", "");
    assert!(matches!(wrong, Err(x509::Unheard::Usage { .. })), "{wrong:?}");
}

#[test]
fn openssl_takes_a_signature_with_a_response_beside_it() {
    if !tools(&["openssl"]) {
        return;
    }
    let (pki, folder) = (Pki::new(), tempfile::tempdir().unwrap());
    let path = folder.path();
    put(path, "ca.pem", pki.root.to_pem().as_bytes());
    put(path, "data", DATA);
    let prepared = cms::prepare(DATA, &pki.seal, &[], now(), P256).unwrap();
    let signature = pki.seal_key.sign(&prepared.to_sign);
    let signed = prepared.assemble(&signature).unwrap();
    let responses = [response(&pki, OcspStatus::Good)];
    let revocations = Revocations { crls: std::slice::from_ref(&pki.crl), responses: &responses };
    let token = pki.token(signed.imprint, now());
    let file = signed.seal_with(&token, std::slice::from_ref(&pki.root), revocations).unwrap();
    let facts = cms::check(&file, DATA).unwrap();
    assert_eq!(facts.lists, [pki.crl.der()]);
    assert_eq!(facts.responses, [responses[0].der()]);
    put(path, "lt.p7s", &file);
    let at = now().seconds();
    must(
        path,
        &format!(
            "openssl cms -verify -binary -inform DER -in lt.p7s -content data -CAfile ca.pem -attime {at} -out shown"
        ),
    );
    let printed = said(path, "openssl cms -cmsout -print -noout -inform DER -in lt.p7s");
    assert!(printed.contains("otherRevInfoFormat: undefined (1.3.6.1.5.5.7.16.2)"), "{printed}");
    assert!(printed.contains("version: 5"), "{printed}");
}
