//! Reports as PDF: signed whole with the bundle attached, and everything that somebody could make of one.

use std::io::Cursor;
use std::path::Path;

use recepis::crypto::sha256;
use recepis::erds::content::Sha256;
use recepis::erds::moment::Moment;
use recepis::format::pdf::{LIMIT, Subject};
use recepis::seal::pades;
use recepis::seal::x509::Certificate;
use recepis::verify::anchors::Anchor;
use recepis::verify::case::{Case, Error, File, Mixed};
use recepis::verify::exhibit::{document, text};
use recepis::verify::report::Report;
use recepis::verify::verdict::{Indication, Reason};
use recepis::words::Language;

use crate::command::{file, run};
use crate::packed::{MESSAGE, Tale, with_message};
use crate::pdf::{objects, pdf};
use crate::pki::{P256, Pki, Plan, days};
use crate::{extracts, fails, schema};

/// A delivery, its bundle, and who sealed it.
struct Made {
    pki: Pki,
    tale: Tale,
    bundle: Vec<u8>,
}

impl Made {
    fn new() -> Self {
        Self::by(Pki::new(&Plan::default()))
    }

    fn by(pki: Pki) -> Self {
        let tale = Tale::accepted(1);
        let bundle = tale.bundle(&pki);
        Self { pki, tale, bundle }
    }

    fn subject(&self, bundle: &[u8]) -> String {
        let reference = self.tale.story.delivery().to_string();
        Subject { reference, bundle: Sha256(sha256(bundle)) }.to_string()
    }

    fn unsigned(&self) -> Vec<u8> {
        pdf("evidence.asice", &self.bundle, &self.subject(&self.bundle))
    }

    fn report(&self) -> Vec<u8> {
        signed(&self.pki, &self.unsigned(), self.tale.moment())
    }

    fn judge(&self, files: &[&[u8]]) -> Result<Report, Error> {
        self.judge_at(files, self.tale.moment().plus(days(1)))
    }

    fn judge_at(&self, files: &[&[u8]], at: Moment) -> Result<Report, Error> {
        let roots = [("seal/root.pem", &self.pki.root), ("tsa/root.pem", &self.pki.tsa_root)];
        let anchor = |(name, root): (&str, &Certificate)| File { name: name.to_owned(), content: root.to_pem().into() };
        let trust: Vec<Anchor> = roots.map(anchor).to_vec();
        let report = case(files, Some(trust)).judge(at)?;
        schema::describes("report", &serde_json::from_str(&report.to_json()).unwrap());
        Ok(report)
    }

    #[track_caller]
    fn fails(&self, pdf: &[u8], reason: Reason, words: &str) {
        let report = self.judge(&[pdf]).unwrap();
        assert_eq!(report.verdict, Indication::TotalFailed, "{}", report.to_text());
        fails(&report, reason, Some("the PDF given"), words);
    }
}

fn case(files: &[&[u8]], trust: Option<Vec<Anchor>>) -> Case<Cursor<Vec<u8>>> {
    let file = |octets: &&[u8]| File { name: "given".to_owned(), content: Cursor::new(octets.to_vec()) };
    Case { trust, ..Case::of(files.iter().map(file).collect()) }
}

fn signed(pki: &Pki, pdf: &[u8], at: Moment) -> Vec<u8> {
    let prepared = pades::prepare(pdf, at).unwrap();
    let draft = prepared.signature(&pki.seal, std::slice::from_ref(&pki.root), P256).unwrap();
    let value = pki.seal_key.sign(&draft.to_sign);
    let signed = draft.assemble(&value).unwrap();
    prepared.finish(&signed.seal(&pki.token(signed.imprint, at)).unwrap()).unwrap()
}

fn place(file: &[u8], what: &[u8]) -> usize {
    file.windows(what.len()).rposition(|window| window == what).unwrap()
}

fn replaced(file: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    assert_eq!(old.len(), new.len(), "offsets stay");
    let at = place(file, old);
    [&file[..at], new, &file[at + old.len()..]].concat()
}

#[test]
fn a_report_passes_as_its_bundle_does_and_says_who_signed_it() {
    let made = Made::new();
    let report = made.judge(&[&made.report()]).unwrap();
    assert_eq!((report.verdict, report.exit_code()), (Indication::TotalPassed, 0), "{}", report.to_text());
    let alone = made.judge(&[&made.bundle]).unwrap();
    assert_eq!((&report.answers, &report.evidence, &report.about), (&alone.answers, &alone.evidence, &alone.about));
    assert_eq!(report.roots, alone.roots);
    assert_eq!(report.findings, alone.findings, "what is worth knowing is said once");
    let printed = report.printed.as_ref().unwrap();
    let signer = printed.signer.as_ref().unwrap();
    assert_eq!((signer.name.as_str(), signer.proven_time), ("Recepis Trial", Some(made.tale.moment())));
    assert_eq!(printed.reference, Some(made.tale.story.delivery().to_string()));
    let bundle = printed.bundle.as_ref().unwrap();
    assert_eq!((bundle.name.as_str(), bundle.size, bundle.named), ("evidence.asice", made.bundle.len(), true));
    assert!(report.to_text().contains("The whole of it is signed by"), "{}", report.to_text());
    for language in Language::ALL {
        let told = text(&document(&report, language));
        assert!(told.contains("evidence.asice") && !told.contains("exhibit-"), "{told}");
    }
    assert_eq!(alone.printed, None);
}

#[test]
fn without_anchors_seal_and_time_of_the_pdf_are_not_trusted_either() {
    let made = Made::new();
    let report = case(&[&made.report()], None).judge(made.tale.moment()).unwrap();
    assert_eq!(report.verdict, Indication::Indeterminate);
    fails(&report, Reason::NoCertificateChainFound, Some("the PDF given"), "The seal:");
    assert!(report.roots.iter().all(|root| !root.trusted) && !report.roots.is_empty());
}

#[test]
fn an_altered_pdf_fails() {
    let made = Made::new();
    let file = made.report();
    made.fails(
        &replaced(&file, b"/Title (Report)", b"/Title (Raport)"),
        Reason::ReportAltered,
        "This PDF was altered after it was signed",
    );
    let words = b"/MediaBox [0 0 595 842.5]";
    made.fails(&replaced(&file, words, b"/MediaBox [0 0 595 842.6]"), Reason::ReportAltered, "This PDF was altered");
}

#[test]
fn a_pdf_with_something_added_after_it_was_signed_fails() {
    let made = Made::new();
    let file = made.report();
    let words = "Something was added to this PDF after it was signed";
    made.fails(&[&file[..], b"\n"].concat(), Reason::ReportAltered, words);
    let update = format!("1 0 obj\n<<>>\nendobj\nxref\n1 1\n{:010} 00000 n\r\n", file.len());
    let start = file.len() + place(update.as_bytes(), b"xref");
    let table = place(&file, b"xref\n2 1\n");
    let trailer = format!("trailer\n<</Size 10 /Root 5 0 R /Info 4 0 R /Prev {table}>>\nstartxref\n{start}\n%%EOF\n");
    made.fails(&[&file[..], update.as_bytes(), trailer.as_bytes()].concat(), Reason::ReportAltered, words);
}

#[test]
fn a_pdf_with_another_bundle_attached_fails() {
    let made = Made::new();
    let other = Tale::refused(2).bundle(&made.pki);
    let words = "The evidence attached is not the one that this PDF speaks of";
    let unsigned = pdf("evidence.asice", &other, &made.subject(&made.bundle));
    made.fails(&signed(&made.pki, &unsigned, made.tale.moment()), Reason::ReportAltered, words);
    made.fails(&unsigned, Reason::ReportAltered, words);
}

#[test]
fn a_pdf_without_a_signature_is_not_told_to_be_genuine() {
    let made = Made::new();
    let report = made.judge(&[&made.unsigned()]).unwrap();
    assert_eq!(report.verdict, Indication::Indeterminate, "{}", report.to_text());
    fails(&report, Reason::NoSigningCertificateFound, Some("the PDF given"), "bears no signature");
    assert!(report.printed.unwrap().signer.is_none());
}

#[test]
fn a_pdf_sealed_by_another_service_fails_or_is_not_trusted() {
    let made = Made::new();
    let other = Pki::new(&Plan { seed: 2, organisation: "Ander B.V.", ..Plan::default() });
    let file = signed(&other, &made.unsigned(), made.tale.moment());
    made.fails(&file, Reason::SignerDiffers, "The seal is that of Ander B.V.");
    let impostor = Pki::new(&Plan { seed: 2, ..Plan::default() });
    let report = made.judge(&[&signed(&impostor, &made.unsigned(), made.tale.moment())]).unwrap();
    assert_eq!(report.verdict, Indication::Indeterminate, "{}", report.to_text());
    fails(&report, Reason::NoCertificateChainFound, Some("the PDF given"), "The seal:");
}

#[test]
fn a_redacted_bundle_says_whose_seal_its_pdf_must_bear() {
    let mut made = Made::new();
    made.bundle = extracts::redacted(&made.pki, &made.tale, &[]);
    let report = made.judge(&[&made.report()]).unwrap();
    assert_eq!((report.verdict, report.exit_code()), (Indication::TotalPassed, 0), "{}", report.to_text());
    assert!(report.redacted.is_some() && report.printed.unwrap().signer.is_some());
    let other = Pki::new(&Plan { seed: 2, organisation: "Ander B.V.", ..Plan::default() });
    let file = signed(&other, &made.unsigned(), made.tale.moment());
    made.fails(&file, Reason::SignerDiffers, "The seal is that of Ander B.V.");
}

#[test]
fn a_signature_without_time_stamp_proves_no_time() {
    let made = Made::new();
    let prepared = pades::prepare(&made.unsigned(), made.tale.moment()).unwrap();
    let draft = prepared.signature(&made.pki.seal, &[], P256).unwrap();
    let value = made.pki.seal_key.sign(&draft.to_sign);
    let file = prepared.finish(&draft.assemble(&value).unwrap().bytes).unwrap();
    fails(&made.judge(&[&file]).unwrap(), Reason::NoPoe, Some("the PDF given"), "bears no time-stamp");
}

#[test]
fn a_forged_signature_fails() {
    let made = Made::new();
    let prepared = pades::prepare(&made.unsigned(), made.tale.moment()).unwrap();
    let draft = prepared.signature(&made.pki.seal, &[], P256).unwrap();
    let value = made.pki.seal_key.sign(&draft.to_sign);
    let mut cms = draft.assemble(&value).unwrap().bytes;
    let at = cms.len() - 2;
    cms[at] ^= 1;
    made.fails(&prepared.finish(&cms).unwrap(), Reason::SigCryptoFailure, "The signature of this PDF does not hold");
}

#[test]
fn a_certificate_that_does_not_belong_beside_the_signature_fails() {
    let made = Made::new();
    let other = Pki::new(&Plan { seed: 2, ..Plan::default() });
    let prepared = pades::prepare(&made.unsigned(), made.tale.moment()).unwrap();
    let draft = prepared.signature(&made.pki.seal, &[other.root], P256).unwrap();
    let value = made.pki.seal_key.sign(&draft.to_sign);
    let signed = draft.assemble(&value).unwrap();
    let file = prepared.finish(&signed.seal(&made.pki.token(signed.imprint, made.tale.moment())).unwrap()).unwrap();
    made.fails(&file, Reason::FormatFailure, "that does not belong there");
}

#[test]
fn a_pdf_that_is_no_report_says_so() {
    let made = Made::new();
    let page: &[u8] = b"<</Type /Page>>";
    let plain = objects(&[b"<</Kids [2 0 R]>>", page, page, page, b"<</Type /Catalog /Pages 1 0 R>>"]);
    made.fails(&plain, Reason::FormatFailure, "This PDF is not a report of recepis: it has no bundle attached");
    made.fails(b"%PDF-1.7\nnothing", Reason::FormatFailure, "This PDF has not the form of a report of recepis");
    let large = [b"%PDF-1.7\n".as_slice(), &vec![b' '; LIMIT]].concat();
    made.fails(&large, Reason::FormatFailure, "This PDF is larger than");
    let unnamed = pdf("evidence.asice", &made.bundle, "a report");
    made.fails(&unnamed, Reason::FormatFailure, "its subject does not name a bundle");
    let no_bundle = pdf("evidence.asice", b"not a bundle", &made.subject(b"not a bundle"));
    let report = made.judge(&[&signed(&made.pki, &no_bundle, made.tale.moment())]).unwrap();
    assert_eq!(report.verdict, Indication::TotalFailed);
}

#[test]
fn a_bad_bundle_fails_in_a_good_pdf() {
    let mut made = Made::new();
    let at = made.bundle.len() / 2;
    made.bundle[at] ^= 1;
    let report = made.judge(&[&made.report()]).unwrap();
    assert_eq!(report.verdict, Indication::TotalFailed);
    let of_pdf = report.findings.iter().filter(|finding| finding.file.as_deref() == Some("the PDF given"));
    assert!(of_pdf.into_iter().all(|finding| finding.indication != Indication::TotalFailed), "{}", report.to_text());
    assert!(report.printed.unwrap().signer.is_some());
}

#[test]
fn what_is_given_beside_a_bundle_is_given_beside_its_report() {
    let mut made = Made::new();
    assert!(matches!(made.judge(&[&made.report(), &made.bundle]), Err(Error::Mixed(Mixed::ManyBundles))));
    assert!(matches!(made.judge(&[&made.report(), &made.report()]), Err(Error::Mixed(Mixed::ManyReports))));
    made.bundle = with_message(&made.bundle, MESSAGE);
    let attached = File { name: "huur.pdf".to_owned(), content: Cursor::new(b"other".to_vec()) };
    let mut case = case(&[&made.report()], None);
    case.attachments.push(attached);
    let report = case.judge(made.tale.moment()).unwrap();
    assert_eq!((report.dispute.unwrap().files.len(), report.printed.is_some()), (1, true));
}

#[test]
fn no_octet_of_a_report_can_be_another() {
    let made = Made::new();
    let file = made.report();
    let room = place(&file, b"/Contents <") + 11;
    let covered = |at: usize| at < room || at >= room + 2 * pades::ROOM;
    // What the signature covers falls with its digest, wherever it stands; what is in its room is looked at octet by octet.
    for at in (0..file.len()).filter(|at| at % 497 == 0 || (!covered(*at) && *at < room + 6_000)) {
        let mut other = file.clone();
        other[at] ^= 1;
        if at % 497 == 0 || pades::check(&other).is_ok() {
            let passed = made.judge(&[&other]).is_ok_and(|report| report.verdict == Indication::TotalPassed);
            assert!(!passed, "octet {at}");
        }
    }
}

#[test]
fn the_command_opens_a_report_that_is_the_only_file_given() {
    let made = Made::new();
    let folder = tempfile::tempdir().unwrap();
    file(folder.path(), "report.pdf", &made.report());
    file(folder.path(), "trust/seal/root.pem", made.pki.root.to_pem().as_bytes());
    file(folder.path(), "trust/tsa/root.pem", made.pki.tsa_root.to_pem().as_bytes());
    let at = made.tale.moment().to_string();
    let (code, told, _) = run(folder.path(), &["report.pdf", "--trust=trust", "--at", &at]);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("This PDF\n"), "{told}");
    let (code, told, _) = run(folder.path(), &["report.pdf", "--at", &at]);
    assert_eq!(code, 2, "{told}");
}

/// `RECEPIS_CORPUS=write cargo test --test verdicts printed` writes it anew.
#[test]
fn the_sample_is_as_it_is_made() {
    let place = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/printed/report.pdf");
    let sample = Made::new().report();
    if std::env::var_os("RECEPIS_CORPUS").is_some_and(|word| word == "write") {
        file(Path::new(place).parent().unwrap(), "report.pdf", &sample);
    }
    assert!(std::fs::read(place).unwrap() == sample, "tests/printed/report.pdf is another");
}
