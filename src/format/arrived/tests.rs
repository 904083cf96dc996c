use super::*;

const NOTICE: &str = "From: a@recepis.example\r\nSubject: hello\r\nContent-Type: multipart/signed; micalg=sha-256;\r\n \
    protocol=\"application/pkcs7-signature\"; boundary=\"=_s\"\r\n\r\n--=_s\r\nContent-Type: text/plain\r\n\r\nhallo\r\n\r\n\
    --=_s\r\nContent-Type: application/pkcs7-signature\r\nContent-Transfer-Encoding: base64\r\n\r\nMAA=\r\n--=_s--\r\n";
const SIGNED: &[u8] = b"Content-Type: text/plain\r\n\r\nhallo\r\n";

fn signed(mail: &str) -> Signed {
    match read(mail.as_bytes()) {
        Arrived::Signed(signed) => *signed,
        other => panic!("{other:?}: {mail}"),
    }
}

fn around(parts: &str) -> String {
    between_lines_of("o", parts)
}

/// The parts in a multipart, with `--o` in them as the delimiter.
fn between_lines_of(boundary: &str, parts: &str) -> String {
    let parts = parts.replace("\r\n--o\r\n", &format!("\r\n--{boundary}\r\n"));
    format!(
        "Subject: Fwd\r\nContent-Type: multipart/mixed; boundary={boundary}\r\n\r\n--{boundary}\r\n{parts}\r\n--{boundary}--\r\n"
    )
}

/// As a list wraps it: the fields of the body in a part of their own.
fn entity() -> &'static str {
    NOTICE.split_once("hello\r\n").unwrap().1
}

#[test]
fn a_mail_as_sent_gives_the_octets_that_were_signed_and_nothing_beside() {
    let found = signed(NOTICE);
    assert_eq!((found.signed.as_slice(), found.signature.as_slice()), (SIGNED, &[0x30, 0][..]));
    assert_eq!((found.beside.len(), found.forwarded, found.message.as_slice()), (0, 0, NOTICE.as_bytes()));
}

#[test]
fn line_ends_and_mailbox_files_are_undone() {
    let unix = format!("From MAILER-DAEMON Tue Nov 24\n{}", NOTICE.replace("\r\n", "\n"));
    assert!(begins(unix.as_bytes()) && !begins(b"PK\x03\x04") && !begins(b"no colon\n"));
    assert_eq!(signed(&unix).signed, SIGNED);
    assert_eq!(signed(&NOTICE.replacen("\r\n\r\nhallo\r\n", "\n\nhallo\n", 1)).signed, SIGNED, "some of them");
    assert_eq!(unquoted(b"a\r\n>From here\r\n>> b\r\n").unwrap(), b"a\r\nFrom here\r\n>> b\r\n");
    assert_eq!(unquoted(SIGNED), None);
}

#[test]
fn what_a_list_puts_around_it_is_told() {
    let wrapped = around(&format!("{}\r\n--o\r\nContent-Type: text/plain\r\n\r\nUnsubscribe:\r\n  here", entity()));
    let found = signed(&wrapped);
    assert_eq!(found.signed, SIGNED);
    assert_eq!(found.beside, [Beside { what: "text/plain".into(), text: "Unsubscribe: here".into() }]);
    let behind = signed(&format!("{NOTICE}-- \r\na footer\r\n"));
    assert_eq!(behind.beside[0].what, "text behind the last part");
    let before = signed(&NOTICE.replacen("\r\n\r\n--=_s", "\r\n\r\nread this\r\n--=_s", 1));
    assert_eq!(
        (before.beside[0].what.as_str(), before.beside[0].text.as_str()),
        ("text before the first part", "read this")
    );
    let picture = signed(&around(&format!("{}\r\n--o\r\nContent-Type: image/png\r\n\r\nx", entity())));
    assert_eq!(picture.beside, [Beside { what: "image/png".into(), text: String::new() }]);
}

#[test]
fn a_mail_forwarded_as_an_attachment_is_found_to_a_limit_and_the_forwarders_signature_is_not_it() {
    let mut mail = NOTICE.to_owned();
    for depth in 1..=MESSAGES {
        let inside = format!("\r\nsee this\r\n--o\r\nContent-Type: message/rfc822\r\n\r\n{mail}");
        mail = between_lines_of(&format!("fwd{depth}"), &inside);
        let found = signed(&mail);
        assert_eq!((found.signed.as_slice(), found.forwarded, found.beside.len()), (SIGNED, depth, 0), "{mail}");
    }
    let deeper = format!("Content-Type: message/rfc822\r\n\r\n{mail}");
    assert_eq!(read(deeper.as_bytes()), Arrived::TooMuch);
    let signed_by_forwarder = NOTICE.replace("=_s", "=_f").replacen(
        "Content-Type: text/plain\r\n\r\nhallo\r\n",
        &format!("Content-Type: message/rfc822\r\n\r\n{NOTICE}"),
        1,
    );
    let found = signed(&signed_by_forwarder);
    assert_eq!((found.signed.as_slice(), found.forwarded), (SIGNED, 1));
    let encoded = "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".to_owned()
        + &NOTICE.replace('=', "=3D");
    assert_eq!(signed(&encoded).signed, SIGNED);
}

#[test]
fn none_several_and_too_much_are_three_things() {
    assert_eq!(read(b"From: a@b.nl\r\n\r\nhttps://recepis.example/r/x\r\n"), Arrived::Unsigned);
    assert_eq!(read(b""), Arrived::Unsigned);
    let two = around(&format!(
        "Content-Type: message/rfc822\r\n\r\n{NOTICE}\r\n--o\r\nContent-Type: message/rfc822\r\n\r\n{NOTICE}"
    ));
    assert_eq!(read(two.as_bytes()), Arrived::Several(2));
    assert_eq!(read(around(&"\r\nx\r\n--o\r\n".repeat(1_000)).as_bytes()), Arrived::TooMuch);
    assert_eq!(read(&vec![b'a'; LIMIT + 1]), Arrived::TooMuch);
    let opaque = NOTICE.replace("Content-Type: application/pkcs7-signature", "Content-Type: application/pgp-signature");
    assert_eq!(read(opaque.as_bytes()), Arrived::Unsigned);
}

proptest::proptest! {
    #[test]
    fn no_octets_make_it_panic(octets in "(Content-Type: (multipart/(mixed|signed); boundary=b|message/rfc822|application/pkcs7-signature)\r\n|\r\n|\n|--b\r\n|--b--\r\n|From |[a-z<>=:; -]{0,9}){0,40}") {
        let _ = read(octets.as_bytes());
    }
}
