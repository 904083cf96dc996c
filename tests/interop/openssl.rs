//! OpenSSL on what seal/ writes (certificates, CRL, tokens, requests, responses, signatures), and seal/ on what it writes.
//! Everything is judged at the fixed moment of the test PKI, so the machine's clock plays no part.

use std::path::Path;

use recepis::crypto::{Algorithm, sha256};
use recepis::seal::x509::{self, Issuer, Profile};
use recepis::seal::{cms, tsp};

use super::testing::{self, P256, Pki, now};
use super::{must, run, tools};

const DATA: &[u8] = b"<asic:ASiCManifest>what is signed</asic:ASiCManifest>";
const POLICY: &str = "1.3.6.1.4.1.99999.1";

/// The PKI, and a folder with its public files and the data; None where there is no OpenSSL.
fn scene() -> Option<(Pki, tempfile::TempDir)> {
    if !tools(&["openssl"]) {
        return None;
    }
    let (pki, folder) = (Pki::new(), tempfile::tempdir().unwrap());
    put(folder.path(), "ca.pem", pki.root.to_pem().as_bytes());
    put(folder.path(), "seal.pem", pki.seal.to_pem().as_bytes());
    put(folder.path(), "tsa.pem", pki.tsa.to_pem().as_bytes());
    put(folder.path(), "crl.pem", pki.crl.to_pem().as_bytes());
    put(folder.path(), "data", DATA);
    put(folder.path(), "other", b"something else");
    Some((pki, folder))
}

fn put(folder: &Path, name: &str, bytes: &[u8]) {
    std::io::Write::write_all(&mut std::fs::File::create(folder.join(name)).unwrap(), bytes).unwrap();
}

fn at() -> String {
    format!("-attime {}", now().seconds())
}

/// A command line that must fail, and for a reason of its own rather than a misspelt option.
fn refused(folder: &Path, line: &str) {
    let output = run(folder, line);
    let words = String::from_utf8_lossy(&output.stderr).to_lowercase();
    assert!(!output.status.success(), "{line}");
    assert!(words.contains("verif") || words.contains("mismatch"), "{line}\n{words}");
}

#[test]
fn openssl_builds_the_paths_of_seal_and_tsa_with_the_crl() {
    let Some((pki, folder)) = scene() else { return };
    for (purpose, name) in [("smimesign", "seal.pem"), ("timestampsign", "tsa.pem")] {
        let line = format!(
            "openssl verify -x509_strict -crl_check -CRLfile crl.pem -CAfile ca.pem -purpose {purpose} {} {name}",
            at()
        );
        must(folder.path(), &line);
    }
    let line = x509::Revocation { serial: pki.seal.serial().to_vec(), since: now(), reason: Some(1) };
    let end = now().plus(testing::days(1));
    let revoked = testing::crl(&pki.root, &pki.root_key, now().minus(testing::days(1)), end, &[line]);
    put(folder.path(), "crl.pem", revoked.to_pem().as_bytes());
    refused(folder.path(), &format!("openssl verify -crl_check -CRLfile crl.pem -CAfile ca.pem {} seal.pem", at()));
}

#[test]
fn openssl_takes_our_tokens_over_data_and_digest() {
    let Some((pki, folder)) = scene() else { return };
    let imprint = sha256(DATA);
    put(folder.path(), "token", &pki.token(imprint, now()));
    let digest = imprint.iter().fold(String::new(), |text, octet| text + &format!("{octet:02x}"));
    let verify = format!("-in token -token_in -CAfile ca.pem {}", at());
    must(folder.path(), &format!("openssl ts -verify -data data {verify}"));
    must(folder.path(), &format!("openssl ts -verify -digest {digest} {verify}"));
    refused(folder.path(), &format!("openssl ts -verify -data other {verify}"));
}

#[test]
fn openssl_as_a_client_takes_our_answer_to_its_question() {
    let Some((pki, folder)) = scene() else { return };
    must(folder.path(), &format!("openssl ts -query -data data -sha256 -cert -tspolicy {POLICY} -out query"));
    let asked = tsp::parse_request(&std::fs::read(folder.path().join("query")).unwrap()).unwrap();
    assert_eq!(asked.imprint, sha256(DATA).into());
    let issue = tsp::Issue {
        imprint: asked.imprint,
        policy: POLICY,
        serial: &[1],
        time: now().plus(std::time::Duration::from_millis(120)),
        accuracy: Some(std::time::Duration::from_millis(1_500)),
        nonce: asked.nonce.as_deref(),
        with_certificate: asked.with_certificate,
    };
    let prepared = tsp::prepare(&issue, &pki.tsa, P256).unwrap();
    let signature = pki.tsa_key.sign(&prepared.to_sign);
    let token = prepared.assemble(&signature).unwrap();
    put(folder.path(), "reply", &tsp::granted(&token).unwrap());
    must(folder.path(), &format!("openssl ts -verify -queryfile query -in reply -CAfile ca.pem {}", at()));
    put(folder.path(), "no", &tsp::rejected(tsp::Failure::UnacceptedPolicy, "not ours").unwrap());
    let shown = run(folder.path(), "openssl ts -reply -in no -text");
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(shown.contains("Rejected") && shown.contains("not ours") && shown.contains("policy"), "{shown}");
}

#[test]
fn we_take_the_answer_of_openssl_as_an_authority() {
    for names_its_certificate_by in ["sha256", "sha1"] {
        let Some((_, folder)) = scene() else { return };
        take_its_answer(folder.path(), names_its_certificate_by);
    }
}

fn take_its_answer(folder: &Path, names_its_certificate_by: &str) {
    let config = "[req]\ndistinguished_name = dn\nprompt = no\n[dn]\nCN = Foreign TSA\n[ext]\nbasicConstraints = critical,CA:FALSE\n\
                  keyUsage = critical,digitalSignature\nextendedKeyUsage = critical,timeStamping\n[tsa]\ndefault_tsa = here\n[here]\n\
                  serial = ./serial\ncrypto_device = builtin\nsigner_digest = sha256\ndefault_policy = 1.3.6.1.4.1.99999.2\n\
                  digests = sha256\naccuracy = secs:1, millisecs:500\ness_cert_id_alg = ";
    put(folder, "openssl.cnf", format!("{config}{names_its_certificate_by}\n").as_bytes());
    put(folder, "serial", b"01");
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem";
    must(folder, &format!("openssl req -x509 -config openssl.cnf -extensions ext {key} -out foreign.pem -days 2"));
    let (imprint, nonce) = (sha256(DATA), [0x80, 1, 2, 3, 4, 5, 6, 7]);
    put(folder, "query", &tsp::request(imprint, &nonce, None).unwrap());
    must(
        folder,
        "openssl ts -reply -config openssl.cnf -queryfile query -signer foreign.pem -inkey key.pem -out reply",
    );
    let reply = std::fs::read(folder.join("reply")).unwrap();
    let (token, facts) = tsp::check_response(&reply, imprint, &nonce, None).unwrap();
    assert_eq!(facts.policy, "1.3.6.1.4.1.99999.2");
    assert_eq!(facts.accuracy, Some(std::time::Duration::from_millis(1_500)));
    assert_eq!(facts.algorithm, Algorithm::EcdsaP256Sha256);
    assert!(matches!(tsp::check(&token, sha256(b"other")), Err(tsp::Error::Imprint)));
}

#[test]
fn openssl_takes_our_signatures_as_mail_and_as_cades() {
    let Some((pki, folder)) = scene() else { return };
    let prepared = cms::prepare(DATA, &pki.seal, &[], now(), P256).unwrap();
    let signature = pki.seal_key.sign(&prepared.to_sign);
    put(folder.path(), "b.p7s", &prepared.assemble(&signature).unwrap().bytes);
    put(folder.path(), "t.p7s", &pki.p7s(DATA, now()));
    for name in ["b.p7s", "t.p7s"] {
        let verify = format!("openssl cms -verify -binary -inform DER -in {name} -CAfile ca.pem {} -out shown", at());
        must(folder.path(), &format!("{verify} -content data"));
        must(folder.path(), &format!("{verify} -content data -cades"));
        assert_eq!(std::fs::read(folder.path().join("shown")).unwrap(), DATA);
        refused(folder.path(), &format!("{verify} -content other"));
    }
}

#[test]
fn a_seal_of_rsa_3072_signed_elsewhere_is_taken_on_both_sides() {
    let Some((pki, folder)) = scene() else { return };
    let path = folder.path();
    must(path, "openssl genrsa -out rsa.pem 3072");
    must(path, "openssl rsa -in rsa.pem -pubout -outform DER -out rsa.der");
    let spki = std::fs::read(path.join("rsa.der")).unwrap();
    let profile = Profile::Seal { address: "notices@recepis.example".to_owned() };
    let request = testing::request(profile, "RSA", &spki, 5);
    let seal = testing::issue(&request, Issuer::Authority(&pki.root), &pki.root_key);
    let prepared = cms::prepare(DATA, &seal, &[], now(), Algorithm::RsaPkcs1Sha256).unwrap();
    put(path, "to-sign", &prepared.to_sign);
    must(path, "openssl dgst -sha256 -sign rsa.pem -out value to-sign");
    let signed = prepared.assemble(&std::fs::read(path.join("value")).unwrap()).unwrap();
    assert_eq!(cms::check(&signed.bytes, DATA).unwrap().algorithm, Algorithm::RsaPkcs1Sha256);
    put(path, "rsa.p7s", &signed.bytes);
    let at = at();
    must(
        path,
        &format!("openssl cms -verify -binary -inform DER -in rsa.p7s -content data -CAfile ca.pem {at} -out shown"),
    );
}
