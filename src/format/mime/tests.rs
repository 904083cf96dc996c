//! Whole messages, in whole and in pieces.

use std::collections::BTreeMap;
use std::path::Path;

use super::*;

fn scan(message: &[u8], piece: usize) -> Contents {
    let mut scan = Scan::new();
    message.chunks(piece).for_each(|chunk| scan.feed(chunk));
    scan.finish()
}

/// A letter with alternatives, an inline image, a PDF and a message within.
fn letter() -> Vec<u8> {
    "Subject: Huur\r\nFrom: a@b.nl\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"==out\"\r\n\r\n\
     preamble\r\n--==out\r\nContent-Type: multipart/alternative; boundary=alt\r\n\r\n\
     --alt\r\nContent-Type: text/plain; charset=iso-8859-15\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
     De huur is =A4 800.\r\n--alt\r\nContent-Type: multipart/related; boundary=\"rel\"\r\n\r\n\
     --rel\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>De huur is <b>€ 800</b>.<img src=\"cid:logo\"></p>\r\n\
     --rel\r\nContent-Type: image/png\r\nContent-ID: <logo>\r\nContent-Disposition: inline\r\n\
     Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--rel--\r\n--alt--\r\n\
     --==out\r\nContent-Type: application/pdf; name=\"x.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\
     Content-Disposition: attachment; filename*=utf-8''..%2F..%2Fcontr%C3%A1ct.pdf\r\n\r\nJVBERi0xLjc=\r\nAAEC\r\n\
     --==out\r\nContent-Type: message/rfc822\r\n\r\nSubject: within\r\n\r\n--==other\r\nhallo\r\n--==out--\r\nepilogue\r\n"
        .as_bytes()
        .to_vec()
}

#[test]
fn a_letter_reads_the_same_in_whatever_pieces_it_comes() {
    let letter = letter();
    let whole = contents(&letter);
    for piece in 1..300 {
        assert_eq!(scan(&letter, piece), whole, "pieces of {piece}");
    }
    let body = whole.body.clone().unwrap();
    assert_eq!((body.text.as_str(), body.from_html, body.cut), ("De huur is € 800.", false, false));
    let [pdf, within] = whole.attachments.as_slice() else { panic!("{:?}", whole.attachments) };
    assert_eq!((pdf.number, pdf.name.as_str(), pdf.content_type.as_str()), (1, "contráct.pdf", "application/pdf"));
    assert_eq!(pdf.octets(&letter), b"%PDF-1.7\0\x01\x02");
    assert_eq!(pdf.size, 11);
    assert_eq!((within.number, within.name.as_str()), (2, "attachment-2.eml"));
    assert_eq!(within.octets(&letter), b"Subject: within\r\n\r\n--==other\r\nhallo");
    assert_eq!(whole.found, []);
}

#[test]
fn html_only_mail_is_shown_as_text_and_without_its_scripts() {
    let read =
        contents(b"Content-Type: text/html\r\n\r\n<style>p{}</style><p>Beste huurder,</p><p>Dag &amp; groet</p>\r\n");
    let body = read.body.unwrap();
    assert!(body.from_html && body.text.contains("Beste huurder,") && body.text.contains("Dag & groet"), "{body:?}");
    assert!(!body.text.contains("p{}"), "{body:?}");
}

#[test]
fn trackers_are_found_in_every_part_and_named() {
    let found = |message: &str| trackers(message.as_bytes()).iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        found("Disposition-Notification-To: a@b.nl\r\n\r\nhallo"),
        ["header: Disposition-Notification-To asks for a receipt"]
    );
    assert_eq!(
        found(
            "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPGltZyBzcmM9aHR0cHM6Ly90Lm5sL3A+\r\n"
        ),
        ["text: <img src=\"https://t.nl/p\">"]
    );
    let within = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhallo\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n\
        Content-Type: text/html\r\n\r\n<iframe src=x>\r\n--b\r\nContent-Type: image/svg+xml; name=a.svg\r\n\r\n<svg><script/></svg>\r\n--b--\r\n";
    assert_eq!(found(within), ["attachment 2 (a.svg): <script>", "attachment 1 (attachment-1.eml), text: <iframe>"]);
}

/// The messages of tests/handed-in, with the line ends of mail.
fn handed_in(folder: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/handed-in").join(folder);
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap().replace('\n', "\r\n");
        found.push((path.file_stem().unwrap().to_str().unwrap().to_owned(), text.into_bytes()));
    }
    found.sort();
    found
}

#[test]
fn every_kind_of_receipt_request_and_of_remote_content_is_found_by_its_name() {
    let table = include_str!("../../../tests/handed-in/refused.tsv");
    let expected: BTreeMap<&str, &str> = table.lines().filter_map(|line| line.split_once('\t')).collect();
    let messages = handed_in("refused");
    assert_eq!(messages.len(), expected.len());
    let of = |kind: &str| messages.iter().filter(|(name, _)| name.starts_with(kind)).count();
    assert!(of("receipt-") >= 12 && of("remote-") >= 20);
    for (name, message) in messages {
        let found = trackers(&message);
        let words = expected[name.as_str()];
        assert!(found.iter().any(|found| found.to_string().contains(words)), "{name}: {words} is not in {found:?}");
        for piece in [1, 7, 1_000] {
            assert_eq!(scan(&message, piece).found, found, "{name} in pieces of {piece}");
        }
    }
}

#[test]
fn innocent_messages_are_left_alone() {
    let messages = handed_in("taken");
    assert!(messages.len() >= 30);
    for (name, message) in messages {
        assert_eq!(trackers(&message), [], "{name}");
        assert_eq!(scan(&message, 11).found, [], "{name} in pieces");
    }
}

#[test]
fn a_page_is_looked_through_to_its_end_however_long_it_is() {
    let page = |end: &str| {
        let row = "<p class=\"a\">see <a href=\"https://example.org/1\">here</a></p>\r\n".repeat(40_000);
        format!(
            "Content-Type: text/html\r\n\r\n{row}<style>p{{color:red}}{}</style>{end}",
            "a{color:red}".repeat(9_000)
        )
    };
    assert_eq!(trackers(page("").as_bytes()), []);
    let [found] = trackers(page("<img src=//t.example/p>").as_bytes()).try_into().unwrap();
    assert_eq!(found.to_string(), "text: <img src=\"//t.example/p\">");
    assert!(found.remedy.contains("cid:"));
    let long = "x ".repeat(50_000);
    let styled = format!("Content-Type: text/html\r\n\r\n<p style='a:\"{long} {long}\";b:url(//t.example/b)'>");
    assert!(trackers(styled.as_bytes())[0].what.contains("too long to be checked"));
}

#[test]
fn broken_and_hostile_structures_stay_bounded() {
    let mut many = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n".to_vec();
    many.extend(b"--b\r\n\r\nx\r\n".repeat(5_000));
    let read = contents(&many);
    assert!(read.incomplete && !read.found.is_empty());
    let mut deep = Vec::new();
    for level in 0..200 {
        deep.extend(format!("Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n").into_bytes());
    }
    assert!(contents(&deep).incomplete);
    let nested = b"Content-Type: message/rfc822\r\n\r\n".repeat(10_000);
    let _ = contents(&nested);
    let open =
        contents(b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nnot closed");
    assert_eq!(open.body.unwrap().text, "not closed");
}

#[test]
fn file_names_are_safe_to_show_and_to_save_under() {
    let name = |written: &str| {
        let message =
            format!("Content-Type: application/x\r\nContent-Disposition: attachment; filename=\"{written}\"\r\n\r\nx");
        contents(message.as_bytes()).attachments[0].name.clone()
    };
    assert_eq!(name("../../etc/passwd"), "passwd");
    assert_eq!(name("con.txt"), "_con.txt");
    assert_eq!(name("..."), "attachment-1.bin");
    assert_eq!(name("a\u{202e}fdp.exe"), "a fdp.exe");
    assert_eq!(name(&format!("{}.pdf", "x".repeat(300))), format!("{}.pdf", "x".repeat(100)));
}

proptest::proptest! {
    #[test]
    fn no_octets_make_it_panic(octets in "(Content-Type: (multipart/mixed; boundary=b|text/html|message/rfc822)\r\n|\r\n|--b\r\n|--b--\r\n|=\r\n|[a-z<>=:; \"-]{0,9}){0,40}", piece in 1_usize..30) {
        proptest::prop_assert_eq!(scan(octets.as_bytes(), piece), contents(octets.as_bytes()));
    }
}
