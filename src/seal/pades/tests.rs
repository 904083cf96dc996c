//! Signed PDFs that hold, and each way in which one does not.

use super::*;
use crate::erds::moment::Moment;
use crate::format::pdf::made_up::pdf;
use crate::format::pdf::{Document, Error as Form};
use crate::seal::testing::{P256, Pki, now};
use crate::seal::tsp;

fn plain() -> Vec<u8> {
    pdf("evidence.asice", b"the bundle", "a report")
}

fn cms_of(pki: &Pki, prepared: &Prepared, at: Moment) -> Vec<u8> {
    let draft = prepared.signature(&pki.seal, &[], P256).unwrap();
    let value = pki.seal_key.sign(&draft.to_sign);
    let signed = draft.assemble(&value).unwrap();
    signed.seal(&pki.token(signed.imprint, at)).unwrap()
}

fn signed(pki: &Pki) -> Vec<u8> {
    let prepared = prepare(&plain(), now()).unwrap();
    let cms = cms_of(pki, &prepared, now());
    prepared.finish(&cms).unwrap()
}

fn place(file: &[u8], what: &[u8]) -> usize {
    file.windows(what.len()).rposition(|window| window == what).unwrap()
}

/// The same with other octets of the same number in the place of the last `old`.
fn replaced(file: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    assert_eq!(old.len(), new.len(), "offsets stay");
    let at = place(file, old);
    [&file[..at], new, &file[at + old.len()..]].concat()
}

#[test]
fn a_signed_pdf_states_what_was_put_into_it() {
    let pki = Pki::new();
    let file = signed(&pki);
    let facts = check(&file).unwrap();
    assert_eq!(facts.signer, pki.seal.der());
    assert_eq!(facts.signing_time, now());
    let stamp = tsp::check(&facts.token.unwrap(), facts.imprint).unwrap();
    assert_eq!(stamp.signer, pki.tsa.der());
    let document = Document::read(&file).unwrap();
    assert_eq!((document.revisions(), document.size().unwrap()), (2, 10));
    assert_eq!(&*document.attached().unwrap().octets, b"the bundle");
    assert!(file.starts_with(&plain()), "what was written first stays as it was");
    let (_, page) = document.first_page().unwrap();
    assert_eq!(page.get(b"Annots").unwrap().items().unwrap().len(), 1);
}

#[test]
fn a_page_keeps_the_annotations_that_it_has() {
    let with = |annotations: &[u8]| {
        let page = [b"<</Type /Page /Annots ".as_slice(), annotations, b" /Rotate 0>>"].concat();
        let catalog = b"<</Type /Catalog /Pages 1 0 R>>";
        crate::format::pdf::made_up::objects(&[b"<</Kids [2 0 R]>>", &page, b"[]", b"<<>>", catalog])
    };
    let prepared = prepare(&with(b"[3 0 R]"), now()).unwrap();
    let content = prepared.content();
    assert!(content.windows(31).any(|window| window == b"/Annots [3 0 R 6 0 R] /Rotate 0"));
    assert!(matches!(prepare(&with(b"3 0 R"), now()), Err(Error::Form(_))));
}

#[test]
fn no_signing_time_stands_in_the_signature_itself() {
    let pki = Pki::new();
    let prepared = prepare(&plain(), now()).unwrap();
    let content = prepared.content();
    let cms = cms_of(&pki, &prepared, now());
    assert!(matches!(cms::check(&cms, &content), Err(cms::Error::Shape(_))));
    assert!(cms::check_untimed(&cms, &content, now()).is_ok());
    let timed = pki.p7s(&content, now());
    assert!(matches!(check(&prepared.finish(&timed).unwrap()), Err(Error::Signature(cms::Error::Shape(_)))));
}

#[test]
fn what_was_signed_or_saved_before_is_not_signed() {
    let pki = Pki::new();
    assert!(matches!(prepare(&signed(&pki), now()), Err(Error::Before)));
    assert!(matches!(prepare(b"PK", now()), Err(Error::Pdf(Form::NotPdf))));
}

#[test]
fn a_signature_larger_than_its_room_is_refused() {
    let prepared = prepare(&plain(), now()).unwrap();
    assert!(matches!(prepared.finish(&vec![1; ROOM + 1]), Err(Error::Room(_))));
}

#[test]
fn a_pdf_without_a_signature_says_so() {
    assert!(matches!(check(&plain()), Err(Error::Unsigned)));
}

#[test]
fn whatever_is_added_behind_is_told() {
    let file = signed(&Pki::new());
    let more = |more: &[u8]| check(&[&file[..], more].concat());
    for junk in [b"\n".as_slice(), b"%", b"%%EOF", b"\n\nstartxref\n0\n%%EOF\n"] {
        assert!(matches!(more(junk), Err(Error::Added)), "{junk:?}");
    }
    let document = Document::read(&file).unwrap();
    let (root, start) = (document.catalog().unwrap().0, file.len());
    for catalog in ["/Type /Catalog /Pages 1 0 R", "/Type /Catalog /Pages 1 0 R /AcroForm <</Fields [8 0 R]>>"] {
        let object = format!("{root} 0 obj\n<<{catalog}>>\nendobj\n");
        let update = format!(
            "{object}xref\n{root} 1\n{start:010} 00000 n\r\ntrailer\n<</Size 10 /Root {root} 0 R /Prev {}>>\nstartxref\n{}\n%%EOF\n",
            document.table(),
            start + object.len()
        );
        let updated = [&file[..], update.as_bytes()].concat();
        assert_eq!(Document::read(&updated).unwrap().revisions(), 3);
        assert!(matches!(check(&updated), Err(Error::Added)), "{catalog}");
    }
}

#[test]
fn what_is_taken_away_is_told() {
    let file = signed(&Pki::new());
    assert!(matches!(check(&file[..file.len() - 1]), Err(Error::NotWhole)));
    assert!(matches!(check(&file[..file.len() - 2]), Err(Error::Pdf(_))));
}

#[test]
fn a_signature_over_less_than_the_whole_is_refused() {
    let file = signed(&Pki::new());
    for other in [b"/ByteRange [1 ", b"/ByteRange [9 "] {
        assert!(matches!(check(&replaced(&file, b"/ByteRange [0 ", other)), Err(Error::NotWhole)));
    }
    let at = place(&file, b"/ByteRange [0 ") + 14;
    let from = &file[at..at + RANGE_SHOWN];
    let numbers: Vec<usize> =
        std::str::from_utf8(from).unwrap().split_whitespace().map(|number| number.parse().unwrap()).collect();
    let [until, behind, more] = numbers[..] else { panic!("three numbers") };
    assert_eq!(behind + more, file.len());
    for numbers in [(until - 1, behind, more), (until, behind + 1, more - 1), (until, behind, more + 1)] {
        let range = format!("{:<RANGE_SHOWN$}", format!("{} {} {}", numbers.0, numbers.1, numbers.2));
        assert!(matches!(check(&replaced(&file, from, range.as_bytes())), Err(Error::NotWhole)), "{range}");
    }
    let range = format!("{:<RANGE_SHOWN$}", format!("{until} {behind} {}", more - 1));
    assert!(matches!(check(&replaced(&file, from, range.as_bytes())), Err(Error::Added)));
}

/// Characters of the three numbers that are looked at.
const RANGE_SHOWN: usize = 24;

#[test]
fn the_room_holds_the_signature_and_zeros() {
    let file = signed(&Pki::new());
    let end = place(&file, b"0>>>\nendobj");
    let spoiled = |at: usize, octet: u8| {
        let mut file = file.clone();
        file[at] = octet;
        check(&file)
    };
    assert!(matches!(spoiled(end, b'1'), Err(Error::Beside)));
    assert!(matches!(spoiled(end - 1, b'f'), Err(Error::Beside)));
    assert!(matches!(spoiled(end, b' '), Err(Error::Pdf(_))));
    let start = place(&file, b"/Contents <3082") + 11;
    let letter = file.iter().skip(start).position(u8::is_ascii_lowercase).unwrap() + start;
    assert!(matches!(spoiled(letter, file[letter].to_ascii_uppercase()), Err(Error::Beside)));
}

#[test]
fn another_content_is_refused() {
    let file = signed(&Pki::new());
    assert!(matches!(
        check(&replaced(&file, b"the bundle", b"te bundle!")),
        Err(Error::Signature(cms::Error::Content))
    ));
    let later = replaced(&file, b"(D:20261122060000Z)", b"(D:20261122060001Z)");
    assert!(matches!(check(&later), Err(Error::Signature(cms::Error::Content))));
    let local = replaced(&file, b"(D:20261122060000Z)", b"(D:2026112206000+0)");
    assert!(matches!(check(&local), Err(Error::Form(_))));
}

#[test]
fn another_kind_of_signature_or_a_second_one_is_refused() {
    let file = signed(&Pki::new());
    let other = replaced(&file, b"/ETSI.CAdES.detached", b"/adbe.pkcs7.detached");
    assert!(matches!(check(&other), Err(Error::Form(_))));
    let two = replaced(&file, b"/Fields [8 0 R] /SigFlags 3", b"/Fields [8 0 R 8 0 R]      ");
    assert!(matches!(check(&two), Err(Error::Several)));
    let none = replaced(&file, b"/Fields [8 0 R]", b"/Fields [     ]");
    assert!(matches!(check(&none), Err(Error::Unsigned)));
}

/// What is not signed is the token and the certificates, whose own checks tell: the other octets of the file are all covered.
#[test]
fn no_octet_can_be_another() {
    let pki = Pki::new();
    let file = signed(&pki);
    let room = place(&file, b"/Contents <") + 11;
    // Of the zeros behind the signature a few stand for all.
    let spare = room + 8_000..room + 2 * ROOM - 64;
    assert!(file[spare.clone()].iter().all(|octet| *octet == b'0'));
    for at in (0..file.len()).filter(|at| !spare.contains(at) || at % 512 == 0) {
        for bit in [1, 0x20] {
            let mut other = file.clone();
            other[at] ^= bit;
            let holds = check(&other)
                .is_ok_and(|facts| facts.token.is_some_and(|token| tsp::check(&token, facts.imprint).is_ok()));
            assert!(!holds, "octet {at}, bit {bit}");
        }
    }
}
