//! PDFs as a report is, and everything that is not one.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;

use super::made_up::{objects, pdf, written};
use super::*;
use crate::crypto::sha256;
use crate::erds::content::Sha256;

const NAME: &str = "evidence.asice";
const BUNDLE: &[u8] = b"PK\x03\x04 (not [a] bundle >> endstream";

fn subject() -> Subject {
    Subject { reference: "01JD-7QK2".to_owned(), bundle: Sha256(sha256(BUNDLE)) }
}

fn report() -> Vec<u8> {
    pdf(NAME, BUNDLE, &subject().to_string())
}

fn replaced(pdf: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    assert_eq!(old.len(), new.len(), "offsets stay");
    let at = pdf.windows(old.len()).position(|window| window == old).unwrap();
    [&pdf[..at], new, &pdf[at + old.len()..]].concat()
}

/// The stream of an embedded file with these entries.
fn stream(entries: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("<</Type /EmbeddedFile /Length {} {entries}>>\nstream\n", content.len());
    [head.as_bytes(), content, b"\nendstream"].concat()
}

fn zipped(content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_report_gives_what_is_attached_and_what_it_says_of_it() {
    let file = report();
    let document = Document::read(&file).unwrap();
    let attached = document.attached().unwrap();
    assert_eq!((attached.name.as_str(), &*attached.octets), (NAME, BUNDLE));
    assert_eq!(document.subject().unwrap(), subject());
    assert_eq!((document.revisions(), document.size().unwrap()), (1, 8));
    assert_eq!(document.first_page().unwrap().0, 2);
}

#[test]
fn what_is_attached_may_be_compressed_once() {
    let packed = zipped(BUNDLE);
    for filter in ["/Filter /FlateDecode", "/Filter [/FlateDecode]"] {
        let file = written(&stream(filter, &packed), NAME, "");
        assert_eq!(&*Document::read(&file).unwrap().attached().unwrap().octets, BUNDLE, "{filter}");
    }
    let refused = |entries: &str, content: &[u8]| {
        let file = written(&stream(entries, content), NAME, "");
        assert!(Document::read(&file).unwrap().attached().is_err(), "{entries}");
    };
    refused("/Filter [/FlateDecode /FlateDecode]", &zipped(&packed));
    refused("/Filter /LZWDecode", BUNDLE);
    refused("/Filter /FlateDecode", BUNDLE);
    refused("/Filter /FlateDecode /DecodeParms <</Predictor 12>>", &packed);
    refused("/Filter /FlateDecode", &[&packed[..], b"more"].concat());
    refused("/Filter /FlateDecode", &packed[..packed.len() - 2]);
    refused("/Params <</Size 3>>", BUNDLE);
}

#[test]
fn what_unpacks_to_more_than_is_looked_at_is_refused() {
    let file = written(&stream("/Filter /FlateDecode", &zipped(&vec![0; LIMIT + 1])), NAME, "");
    assert_eq!(Document::read(&file).unwrap().attached().unwrap_err(), Error::TooLarge(LIMIT));
}

#[test]
fn a_pdf_without_a_bundle_is_no_report() {
    let plain = replaced(&report(), b"/EmbeddedFiles", b"/EmbeddedSongs");
    let error = Document::read(&plain).unwrap().attached().unwrap_err();
    assert_eq!(error.to_string(), "this PDF is not a report of recepis: it has no bundle attached");
    let names = b"<</Type /Catalog /Pages 1 0 R /Names <</EmbeddedFiles <</Names [(a) 2 0 R (b) 2 0 R]>>>>>>";
    let page: &[u8] = b"<</Type /Page>>";
    let two = objects(&[b"<</Kids [2 0 R]>>", page, page, page, names]);
    assert_eq!(Document::read(&two).unwrap().attached().unwrap_err(), Error::ManyAttached);
}

#[test]
fn what_has_another_form_is_refused_whole() {
    let file = report();
    let form = |file: &[u8]| matches!(Document::read(file), Err(Error::Form(_)));
    assert_eq!(Document::read(b"PK\x03\x04").unwrap_err(), Error::NotPdf);
    assert!(form(b"%PDF-1.7\n"), "nothing but a head");
    assert!(form(&[&file[..], b"\n\n"].concat()), "more behind its end");
    assert!(form(&file[..file.len() - 1]), "cut");
    assert!(form(&replaced(&file, b"xref\n0 8\n", b"xref\n0 9\n")), "a table that is too short");
    assert!(form(&replaced(&file, b"xref\n0 8\n", b"xref 0 8\n")), "another table");
    assert!(form(&replaced(&file, b"/ID [(one) (one)]", b"/Encrypt 4 0 R   ")), "encrypted");
    assert!(form(&replaced(&file, b"/ID [(one) (one)]", b"/Root 4 0 R      ")), "two catalogs");
    assert!(form(&replaced(&file, b"/ID [(one) (one)]", b"/Prev 1          ")), "a revision that is none");
    let moved = replaced(&file, b"6 0 obj\n", b"7 0 obj\n");
    assert!(Document::read(&moved).unwrap().attached().is_err(), "an object under another number");
    let itself = replaced(&file, b"/Kids [2 0 R]", b"/Kids [1 0 R]");
    assert!(Document::read(&itself).unwrap().first_page().is_err(), "pages that hold themselves");
}

#[test]
fn a_chain_of_revisions_ends() {
    let mut file = report();
    for _ in 0..8 {
        let before = Document::read(&file).unwrap().table();
        let start = file.len() + 1;
        let update = format!("\nxref\n0 0\ntrailer\n<</Size 8 /Root 5 0 R /Prev {before}>>\nstartxref\n{start}\n%%EOF");
        file.extend_from_slice(update.as_bytes());
        if Document::read(&file).is_err() {
            break;
        }
    }
    assert_eq!(Document::read(&file).unwrap_err(), Error::Form("it was saved more often than is looked at"));
}

#[test]
fn objects_are_read_as_they_are_written() {
    let read = |text: &str| object::indirect(format!("1 0 obj\n{text}\nendobj").as_bytes(), 0, 1);
    let value = |text: &str| read(text).unwrap().value;
    assert_eq!(value("(a\\(b\\)(c)\\n)"), Value::Text(b"a(b)(c)\n".to_vec()));
    assert_eq!(value("<0aFF>"), Value::Text(vec![10, 255]));
    assert_eq!(value("/A#20b"), Value::Name(b"A b".to_vec()));
    assert_eq!(value("-12"), Value::Number(-12));
    assert_eq!(value("12 0 R"), Value::Reference(12));
    assert_eq!(value("0.5"), Value::Real);
    assert_eq!(value("null"), Value::Null);
    assert_eq!(value("true"), Value::Bool(true));
    assert_eq!(read("[1 0 2 0 R 3]").unwrap().items().unwrap().len(), 4);
    assert_eq!(read("<</A<</B[1]>>/C(d)>>").unwrap().get(b"C").unwrap().text(), Some(b"d".as_slice()));
    assert_eq!(read("<FEFF00E9D83DDE00>").unwrap().words().as_deref(), Some("é😀"));
    assert_eq!(read("<FEFFD83D>").unwrap().words(), None);
    assert_eq!(read("<E9>").unwrap().words(), None);
    let spanned = read("<</Contents <00ff>>>").unwrap();
    assert_eq!(spanned.get(b"Contents").unwrap().span, 20..26);
    for wrong in [
        "(a",
        "<0a",
        "<0>",
        "<0g>",
        "[1",
        "<<",
        "<</A>>",
        "<</A 1/A 2>>",
        "<<1 2>>",
        "{1}",
        "0 0 R",
        "1e5",
        "% c\n1",
        ")",
        "1 2",
        "",
    ] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
    assert!(read(&"[".repeat(100)).is_err());
    assert!(read(&format!("[{}]", "1 ".repeat(70_000))).is_err());
}

#[test]
fn a_subject_is_read_in_the_one_form_in_which_it_is_written() {
    let words = subject().to_string();
    assert_eq!(Subject::parse(&words), Some(subject()));
    for wrong in [words.to_uppercase(), format!("{words} "), words.replace("report;", "report"), String::new()] {
        assert_eq!(Subject::parse(&wrong), None, "{wrong}");
    }
    let other = pdf(NAME, BUNDLE, "a report");
    assert!(Document::read(&other).unwrap().subject().is_err());
}

proptest! {
    #[test]
    fn arbitrary_octets_never_panic(octets: Vec<u8>, at: prop::sample::Index, octet: u8) {
        let _ = Document::read(&[MAGIC, &octets].concat());
        let mut file = report();
        let at = at.index(file.len());
        file[at] = octet;
        if let Ok(document) = Document::read(&file) {
            let _ = (document.attached(), document.subject(), document.first_page(), document.size());
        }
    }
}
