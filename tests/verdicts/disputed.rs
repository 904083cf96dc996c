//! A dispute about what was attached.

use std::path::Path;

use recepis::crypto::sha256;
use recepis::erds::content::Sha256;

use crate::command::{file, run};
use crate::packed::{Tale, story_of, with_message};
use crate::pki::{Pki, Plan};

const PDF: &[u8] = b"%PDF-1.7 the contract";
const TERMS: &[u8] = b"One\r\nTwo =\r\n";
const MESSAGE: &[u8] =
    b"From: huur@wonen.example\r\nTo: p.devries@voorbeeld.example\r\nSubject: Huur\r\nMIME-Version: 1.0\r\n\
    Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nGeachte.\r\n\
    --b\r\nContent-Type: application/pdf; name=contract.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n\
    JVBERi0xLjcgdGhlIGNvbnRyYWN0\r\n\
    --b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=terms.txt\r\n\
    Content-Transfer-Encoding: quoted-printable\r\n\r\nOne\r\nTwo =3D\r\n\r\n--b--\r\n";

/// A folder with a bundle, with and without its message, and files that somebody has.
fn prepared() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let pki = Pki::new(&Plan::default());
    let story = story_of(1, MESSAGE).submitted().noticed(10).exported();
    let tale = Tale { story, acknowledgements: Vec::new() };
    let bundle = tale.bundle(&pki);
    let put = |name: &str, octets: &[u8]| file(folder.path(), name, octets);
    put("without.asice", &bundle);
    put("b.asice", &with_message(&bundle, MESSAGE));
    put("message.eml", MESSAGE);
    put("other.eml", b"Subject: another\r\n\r\n");
    put("trust/seal/root.pem", pki.root.to_pem().as_bytes());
    put("trust/tsa/root.pem", pki.tsa_root.to_pem().as_bytes());
    put("contract.pdf", PDF);
    put("forged.pdf", b"%PDF-1.7 the contrast");
    put("terms.txt", TERMS);
    put("terms-saved.txt", b"One\nTwo =\n");
    (folder, tale.moment().to_string())
}

fn judged(folder: &Path, at: &str, arguments: &[&str]) -> (i32, serde_json::Value) {
    let (code, text, wrong) = run(folder, &[arguments, &["--trust=trust", "--json", "--at", at]].concat());
    let report: serde_json::Value = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{wrong}"));
    crate::schema::describes("report", &report);
    assert_eq!(report["verdict"], "TOTAL-PASSED", "{}", report["findings"]);
    (code, report["dispute"].clone())
}

#[test]
fn s45_each_attachment_is_hashed_anew_and_each_file_in_dispute_matches_or_does_not() {
    let (folder, at) = prepared();
    let files = ["contract.pdf", "terms.txt", "terms-saved.txt"];
    let disputed: Vec<&str> = files.iter().flat_map(|file| ["--attachment", file]).collect();
    for ways in [&["b.asice"][..], &["without.asice", "--message", "message.eml"]] {
        let (code, dispute) = judged(folder.path(), &at, &[ways, &disputed].concat());
        assert_eq!(code, 0, "{dispute}");
        let all = dispute["attachments"].as_array().unwrap();
        let named: Vec<_> =
            all.iter().map(|one| (one["name"].as_str().unwrap(), one["size"].as_u64().unwrap())).collect();
        assert_eq!(named, [("contract.pdf", 21), ("terms.txt", 12)]);
        assert_eq!(all[0]["digest"], Sha256(sha256(PDF)).to_string());
        assert_eq!(all[1]["digest"], Sha256(sha256(TERMS)).to_string());
        let found: Vec<_> = dispute["files"].as_array().unwrap().iter().map(|one| one["is"].to_string()).collect();
        assert_eq!(found, ["[1]", "[2]", "[2]"], "{dispute}");
        let how = |place: usize| dispute["files"][place]["sentence"].as_str().unwrap().to_owned();
        assert!(how(0).contains("contract.pdf") && how(0).contains("octet for octet"), "{}", how(0));
        assert!(how(2).contains("but for its line ends"), "{}", how(2));
        let (code, dispute) = judged(folder.path(), &at, &[ways, &["--attachment=forged.pdf"]].concat());
        assert_eq!((code, dispute["files"][0]["is"].to_string()), (1, "[]".to_owned()), "{dispute}");
        assert_eq!(dispute["files"][0]["sentence"], "No attachment of the message is this file.");
    }
    let text = run(folder.path(), &["b.asice", "--trust=trust", "--at", &at, "--attachment=forged.pdf"]).1;
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("1 contract.pdf, application/pdf, 21 octets, SHA-256"), "{text}");
    assert!(
        flat.contains("forged.pdf (SHA-256") && flat.contains("No attachment of the message is this file."),
        "{text}"
    );
}

#[test]
fn s45_of_another_message_nothing_is_told_and_without_the_message_it_is_asked_for() {
    let (folder, at) = prepared();
    let of_another = ["without.asice", "--message=other.eml", "--attachment=contract.pdf"];
    let (code, dispute) = judged(folder.path(), &at, &of_another);
    assert_eq!((code, dispute["attachments"].as_array().unwrap().len()), (1, 0));
    assert!(dispute["files"][0]["sentence"].as_str().unwrap().contains("the message itself is another"), "{dispute}");
    for (arguments, why) in [
        (&["without.asice", "--attachment=contract.pdf"][..], "give it with --message"),
        (&["b.asice", "--attachment=gone.pdf"], "gone.pdf"),
        (&["message.eml", "--attachment"], "--attachment needs a value"),
    ] {
        let (code, _, wrong) = run(folder.path(), arguments);
        assert!(code == 64 && wrong.contains(why), "{code} {wrong}");
    }
}
