//! What other services make, by itself: sound samples and ones with one defect each, as files under tests/foreign, with the reports that the
//! command gives of them. `RECEPIS_CORPUS=write cargo test --test verdicts foreign` writes all of it anew.

pub(crate) mod xml;

use std::path::{Path, PathBuf};
use std::process::Command;

use cms::content_info::ContentInfo;
use cms::signed_data::SignedData;
use der::asn1::{Any, OctetString};
use der::{Decode as _, Encode as _};
use recepis::crypto::sha256;
use recepis::erds::moment::Moment;

use crate::packed::Tale;
use crate::pki::{Pki, Plan, days};
use crate::story::at;
use crate::zipped;
use xml::{ORIGINAL, Out, evidence, signed};

const FOLDER: &str = "tests/foreign";
const LETTER: &[u8] = b"A letter.\n";

/// One file, what stands beside it, and how it comes out.
struct Case {
    what: &'static str,
    given: (&'static str, Vec<u8>),
    content: Option<Vec<u8>>,
    trust: &'static str,
    verdict: &'static str,
    /// The reason of the finding that decides; empty where it passes.
    reason: &'static str,
}

fn case(what: &'static str, name: &'static str, given: Vec<u8>) -> Case {
    Case { what, given: (name, given), content: None, trust: "trial", verdict: "TOTAL-PASSED", reason: "" }
}

impl Case {
    fn over(self, content: &[u8]) -> Self {
        Self { content: Some(content.to_vec()), ..self }
    }

    fn failed(self, reason: &'static str) -> Self {
        Self { verdict: "TOTAL-FAILED", reason, ..self }
    }

    fn open(self, reason: &'static str) -> Self {
        Self { verdict: "INDETERMINATE", reason, ..self }
    }

    fn under(self, trust: &'static str) -> Self {
        Self { trust, ..self }
    }

    fn arguments(&self) -> String {
        let content = if self.content.is_some() { " --content content" } else { "" };
        format!("{} --trust ../trust/{} --at {}{content}", self.given.0, self.trust, moment())
    }
}

/// A minute after the event.
fn moment() -> Moment {
    "2026-11-24T09:20:00Z".parse().unwrap()
}

fn stamped() -> Moment {
    "2026-11-24T09:14:02Z".parse().unwrap()
}

fn plain() -> String {
    evidence(&sha256(ORIGINAL), "")
}

fn with(octets: &[u8], old: &str, new: &str) -> Vec<u8> {
    let text = std::str::from_utf8(octets).unwrap();
    assert!(text.contains(old), "{old}");
    text.replacen(old, new, 1).into_bytes()
}

/// The text without what stands from one passage to the end of another.
fn without(octets: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text = std::str::from_utf8(octets).unwrap();
    let (begin, end) = (text.find(from).unwrap(), text.find(to).unwrap() + to.len());
    [&octets[..begin], &octets[end..]].concat()
}

/// The signature with the content inside.
fn attached(detached: &[u8], content: &[u8]) -> Vec<u8> {
    let outer = ContentInfo::from_der(detached).unwrap();
    let mut data: SignedData = outer.content.decode_as().unwrap();
    data.encap_content_info.econtent = Some(Any::encode_from(&OctetString::new(content).unwrap()).unwrap());
    ContentInfo { content: Any::encode_from(&data).unwrap(), ..outer }.to_der().unwrap()
}

/// The signature without any certificate.
fn uncertified(signature: &[u8]) -> Vec<u8> {
    let outer = ContentInfo::from_der(signature).unwrap();
    let data: SignedData = outer.content.decode_as().unwrap();
    let data = SignedData { certificates: None, ..data };
    ContentInfo { content: Any::encode_from(&data).unwrap(), ..outer }.to_der().unwrap()
}

fn manifest(signature: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let base64 = |octets: &[u8]| crate::corpus::base64(octets);
    let listed: Vec<String> = files
        .iter()
        .map(|(name, octets)| {
            format!(
                "<asic:DataObjectReference URI=\"{name}\"><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>\
                 <ds:DigestValue>{}</ds:DigestValue></asic:DataObjectReference>",
                base64(&sha256(octets))
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<asic:ASiCManifest xmlns:asic=\"http://uri.etsi.org/02918/v1.2.1#\" \
         xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">\n<asic:SigReference URI=\"{signature}\"/>\n{}\n</asic:ASiCManifest>\n",
        listed.concat()
    )
    .into_bytes()
}

fn members(all: &[(&str, &[u8])]) -> Vec<u8> {
    zipped(&all.iter().map(|(name, octets)| ((*name).to_owned(), octets.to_vec())).collect::<Vec<_>>())
}

const P7S: &str = "META-INF/signature.p7s";

/// An ASiC-E with one letter.
fn asice(pki: &Pki, letter: &[u8], more: &[(&str, &[u8])]) -> Vec<u8> {
    let manifest = manifest(P7S, &[("letter.txt", LETTER)]);
    let signature = pki.detached(&manifest, stamped());
    let mut all: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/vnd.etsi.asic-e+zip"),
        ("letter.txt", letter),
        ("META-INF/ASiCManifest.xml", &manifest),
        (P7S, &signature),
    ];
    all.extend(more);
    members(&all)
}

fn asics(pki: &Pki, letter: &[u8]) -> Vec<u8> {
    let signature = pki.detached(LETTER, stamped());
    members(&[("mimetype", b"application/vnd.etsi.asic-s+zip"), ("letter.txt", letter), (P7S, &signature)])
}

/// A REM message with this evidence and the original.
fn rem(pki: &Pki, evidence: &[u8]) -> Vec<u8> {
    let evidence = String::from_utf8(evidence.to_vec()).unwrap().replace('\n', "\r\n");
    let original = std::str::from_utf8(ORIGINAL).unwrap();
    let inner = format!(
        "Content-Type: multipart/mixed; boundary=inner\r\n\r\n--inner\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\nConsegna.\r\n\
         --inner\r\nContent-Type: message/rfc822; name=AttachedMimeMessage\r\nContent-Disposition: attachment; filename=AttachedMimeMessage\r\n\r\n\
         {original}\r\n--inner\r\nContent-Type: application/xml; name=\"ContentConsignment.xml\"\r\n\r\n{evidence}\r\n--inner--\r\n"
    );
    let signature = crate::corpus::base64(&pki.detached(inner.as_bytes(), stamped()));
    let lines: Vec<&str> = signature.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!(
        "From: rem@altro.example\r\nTo: b@destinatario.example\r\nSubject: REM ContentConsignment: Contratto\r\nREM-MessageType: \
         http://uri.etsi.org/19522/v1#/ERDMessageType/dispatch\r\nMIME-Version: 1.0\r\nContent-Type: multipart/signed; \
         protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=outer\r\n\r\n--outer\r\n{inner}\r\n--outer\r\nContent-Type: \
         application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n--outer--\r\n",
        lines.join("\r\n")
    )
    .into_bytes()
}

/// A forged evidence around a signed one: the signature stays where it was, or becomes the forged one's own.
fn wrapped(signed: &[u8], moved: bool) -> Vec<u8> {
    let text = String::from_utf8(signed.to_vec()).unwrap();
    let whole = text[text.find("<erds:Evidence").unwrap()..].trim_end();
    let begin = whole.find("<ds:Signature ").unwrap();
    let end = whole.find("</ds:Signature>").unwrap() + "</ds:Signature>".len();
    let (inside, behind) = if moved { (plain(), &whole[begin..end]) } else { (whole.to_owned(), "") };
    let extension =
        format!("<erds:Extensions><erds:Extension isCritical=\"false\">{inside}</erds:Extension></erds:Extensions>");
    let forged = plain().replace("ContentConsignment", "ContentHandover").replace("Id=\"e1\"", "Id=\"e2\"");
    forged.replace("</erds:Evidence>", &format!("{extension}{behind}</erds:Evidence>")).into_bytes()
}

fn cases() -> Vec<Case> {
    let pki = Pki::new(&Plan::default());
    let tale = Tale::accepted(1);
    let ours = tale
        .files(&pki)
        .into_iter()
        .find(|(role, _)| role.name().is_some_and(|name| name.starts_with("evidence/001")))
        .unwrap()
        .1;
    let sound = signed(&pki, &plain(), Out::Filter, stamped(), true);
    let with_extension = |critical: &str| {
        let extension = format!(
            "<erds:Extensions><erds:Extension isCritical=\"{critical}\"><x xmlns=\"urn:altro\"></x></erds:Extension></erds:Extensions>"
        );
        signed(&pki, &evidence(&sha256(ORIGINAL), &extension), Out::Enveloped, stamped(), true)
    };
    let early: Moment = "2026-11-24T09:00:00Z".parse().unwrap();
    let by_id = signed(&pki, &plain(), Out::ById, stamped(), true);
    let detached = pki.detached(LETTER, stamped());
    let token = pki.token(sha256(LETTER), stamped());
    let mut swapped = with(plain().as_bytes(), "<EventTime>2026-11-24T09:14:00Z</EventTime>", "");
    swapped = with(&swapped, "<erds:SenderDetails>", "<EventTime>2026-11-24T09:14:00Z</EventTime><erds:SenderDetails>");
    let swapped = String::from_utf8(swapped).unwrap();
    let mut late = pki.detached(LETTER, stamped());
    let last = late.len() - 1;
    late[last] ^= 1;
    vec![
        case("evidence-of-recepis-by-itself", "given.xml", ours),
        case("evidence-by-filter", "given.xml", sound.clone()).over(ORIGINAL),
        case("evidence-enveloped", "given.xml", with_extension("false")),
        case("evidence-by-id", "given.xml", by_id.clone()),
        case("evidence-without-time-stamp", "given.xml", signed(&pki, &plain(), Out::Enveloped, stamped(), false)),
        case("cms-detached", "given.p7s", detached.clone()).over(LETTER),
        case("cms-attached", "given.p7m", attached(&detached, LETTER)),
        case("time-stamp-over-a-file", "given.tst", token.clone()).over(LETTER),
        case("asic-e", "given.asice", asice(&pki, LETTER, &[])),
        case("asic-s", "given.asics", asics(&pki, LETTER)),
        case("rem-message", "given.eml", rem(&pki, &sound)),
        // One defect each.
        case("evidence-changed", "given.xml", with(&sound, "b@destinatario", "c@destinatario")).failed("HASH_FAILURE"),
        case("evidence-value-changed", "given.xml", with(&sound, "<ds:SignatureValue>", "<ds:SignatureValue>AAAA"))
            .failed("SIG_CRYPTO_FAILURE"),
        case("evidence-unsigned", "given.xml", plain().into_bytes()).failed("FORMAT_FAILURE"),
        case("evidence-wrapped", "given.xml", wrapped(&sound, false)).failed("FORMAT_FAILURE"),
        case("evidence-wrapped-by-id", "given.xml", wrapped(&by_id, true)).failed("FORMAT_FAILURE"),
        case("evidence-wrapped-as-document", "given.xml", wrapped(&sound, true)).failed("HASH_FAILURE"),
        case(
            "evidence-with-an-entity",
            "given.xml",
            with(&sound, "<!-- made", "<!DOCTYPE x [<!ENTITY a \"b\">]><!-- made"),
        )
        .failed("FORMAT_FAILURE"),
        case("evidence-out-of-order", "given.xml", signed(&pki, &swapped, Out::Filter, stamped(), true))
            .failed("recepis:STATEMENT_INVALID"),
        case("evidence-with-a-critical-extension", "given.xml", with_extension("true")).open("recepis:NOT_JUDGED"),
        case(
            "evidence-of-an-event-after-its-time-stamp",
            "given.xml",
            signed(&pki, &plain(), Out::Filter, early, true),
        )
        .failed("recepis:TIME_IMPOSSIBLE"),
        case("evidence-of-another-message", "given.xml", sound.clone()).over(LETTER).failed("recepis:CONTENT_DIFFERS"),
        case("evidence-under-a-root-of-somebody-else", "given.xml", sound.clone())
            .under("somebody-else")
            .open("NO_CERTIFICATE_CHAIN_FOUND"),
        case("evidence-without-revocation-lists", "given.xml", sound.clone()).under("no-lists").open("TRY_LATER"),
        case("evidence-without-its-certificate", "given.xml", without(&sound, "<ds:X509Data>", "</ds:X509Data>"))
            .open("NO_SIGNING_CERTIFICATE_FOUND"),
        case(
            "evidence-signed-by-an-algorithm-that-is-not-taken",
            "given.xml",
            with(&sound, "2001/04/xmldsig-more#ecdsa-sha256", "2007/05/xmldsig-more#sha256-rsa-MGF1"),
        )
        .open("CRYPTO_CONSTRAINTS_FAILURE"),
        case("evidence-revoked-before", "given.xml", sound.clone()).under("revoked-before").failed("REVOKED"),
        case("evidence-revoked-since", "given.xml", sound.clone()).under("revoked-since"),
        case("cms-without-its-certificate", "given.p7s", uncertified(&detached))
            .over(LETTER)
            .open("NO_SIGNING_CERTIFICATE_FOUND"),
        case("cms-over-something-else", "given.p7s", detached.clone())
            .over(b"Another letter.\n")
            .failed("HASH_FAILURE"),
        case("cms-without-its-content", "given.p7s", detached).open("SIGNED_DATA_NOT_FOUND"),
        case("cms-time-stamp-flipped", "given.p7s", late).over(LETTER).failed("SIG_CRYPTO_FAILURE"),
        case("time-stamp-over-something-else", "given.tst", token.clone())
            .over(b"Another letter.\n")
            .failed("HASH_FAILURE"),
        case("time-stamp-without-what-it-is-over", "given.tst", token).open("SIGNED_DATA_NOT_FOUND"),
        case("asic-e-file-changed", "given.asice", asice(&pki, b"Another letter.\n", &[])).failed("HASH_FAILURE"),
        case("asic-e-file-put-in", "given.asice", asice(&pki, LETTER, &[("more.txt", b"more")]))
            .open("recepis:NOT_JUDGED"),
        case("asic-s-file-changed", "given.asics", asics(&pki, b"Another letter.\n")).failed("HASH_FAILURE"),
        case("rem-message-changed", "given.eml", with(&rem(&pki, &sound), "Consegna.", "Consegnato."))
            .failed("HASH_FAILURE"),
        case(
            "rem-message-with-evidence-of-another",
            "given.eml",
            rem(&pki, &signed(&pki, &evidence(&sha256(LETTER), ""), Out::Filter, stamped(), true)),
        )
        .failed("recepis:CONTENT_DIFFERS"),
    ]
}

/// The folders of anchors: name, whose roots, and whether with revocation lists.
fn trusts() -> Vec<(String, Vec<u8>)> {
    let trial = Pki::new(&Plan::default());
    let other = Pki::new(&Plan { seed: 7, ..Plan::default() });
    let revoked = |since: &str| {
        let lists = Some((at(0).minus(days(1)), at(0).plus(days(30))));
        Pki::new(&Plan { seal_revoked: Some(since.parse().unwrap()), lists, ..Plan::default() })
    };
    let (before, since) = (revoked("2026-11-24T09:14:00Z"), revoked("2026-11-24T09:14:30Z"));
    let mut files = Vec::new();
    for (name, pki, lists) in [
        ("trial", &trial, true),
        ("somebody-else", &other, true),
        ("no-lists", &trial, false),
        ("revoked-before", &before, true),
        ("revoked-since", &since, true),
    ] {
        for group in ["seal", "tsa"] {
            files.push((format!("{name}/{group}/root.pem"), pki.root.to_pem().into_bytes()));
        }
        if lists {
            files.extend(pki.crls.iter().map(|(group, der)| (format!("{name}/crl/{group}.crl"), der.clone())));
        }
    }
    files
}

fn report(folder: &Path, arguments: &str) -> serde_json::Value {
    let run = Command::new(env!("CARGO_BIN_EXE_recepis-verify"))
        .current_dir(folder)
        .args(arguments.split(' '))
        .arg("--json")
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&run.stdout)
        .unwrap_or_else(|_| panic!("{}: {}", folder.display(), String::from_utf8_lossy(&run.stderr)));
    let code = match report["verdict"].as_str() {
        Some("TOTAL-PASSED") => 0,
        Some("TOTAL-FAILED") => 1,
        _ => 2,
    };
    assert_eq!(run.status.code(), Some(code), "{}", folder.display());
    report
}

fn put(path: &PathBuf, content: &[u8], anew: bool) {
    if anew {
        use std::io::Write as _;
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::File::create(path).unwrap().write_all(content).unwrap();
    }
    assert!(std::fs::read(path).unwrap() == content, "{} is made otherwise", path.display());
}

#[test]
fn foreign_samples_are_judged_as_their_reports_say() {
    let anew = std::env::var_os("RECEPIS_CORPUS").is_some_and(|word| word == "write");
    if anew {
        let _ = std::fs::remove_dir_all(FOLDER);
    }
    for (name, content) in trusts() {
        put(&Path::new(FOLDER).join("trust").join(name), &content, anew);
    }
    let cases = cases();
    for case in &cases {
        let folder = Path::new(FOLDER).join(case.what);
        put(&folder.join(case.given.0), &case.given.1, anew);
        if let Some(content) = &case.content {
            put(&folder.join("content"), content, anew);
        }
        put(&folder.join("arguments"), format!("{}\n", case.arguments()).as_bytes(), anew);
        let found = report(&folder, &case.arguments());
        assert_eq!(found["verdict"], case.verdict, "{}: {}", case.what, found["findings"]);
        assert_eq!(found["reason"].as_str().unwrap_or_default(), case.reason, "{}: {}", case.what, found["findings"]);
        crate::schema::describes("report", &found);
        let said = folder.join("report.json");
        put(&said, format!("{}\n", serde_json::to_string_pretty(&found).unwrap()).as_bytes(), anew);
    }
    let folders = std::fs::read_dir(FOLDER).unwrap().count();
    assert_eq!(folders, cases.len() + 1, "a folder that no case makes");
}
