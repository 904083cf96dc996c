//! Trackers and receipt requests, each its own case: put into an otherwise good mail, each is refused and named.

use super::*;

const BASE: &str = "https://recepis.example";
const LINK: &str = "https://recepis.example/r/01ARYZ6S410000000000000000-6Z1E5T0C7R9J8Q3W2N4M5K6H7G";

fn person() -> Address {
    "p.devries@voorbeeld.nl".parse().unwrap()
}

fn mail(fields: &str, text: &str) -> String {
    format!(
        "From: Recepis <post@recepis.example>\r\nTo: p.devries@voorbeeld.nl\r\nSubject: hello\r\n\
         Date: Tue, 24 Nov 2026 09:14:00 +0000\r\nMessage-ID: <notice.1@recepis.example>\r\nMIME-Version: 1.0\r\n\
         {fields}\r\n{text}\r\n"
    )
}

fn plain(fields: &str, text: &str) -> Vec<Finding> {
    let mail = mail(&format!("{fields}Content-Type: text/plain; charset=utf-8\r\n"), text);
    lint(mail.as_bytes(), BASE, &[&person()]).err().unwrap_or_default()
}

fn html(text: &str) -> Vec<Finding> {
    let mail = mail("Content-Type: text/html; charset=utf-8\r\n", text);
    lint(mail.as_bytes(), BASE, &[&person()]).err().unwrap_or_default()
}

fn part(fields: &str) -> Vec<Finding> {
    let fields = format!("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\ntext\r\n--b\r\n{fields}");
    lint(mail(&fields, "x\r\n--b--").as_bytes(), BASE, &[&person()]).err().unwrap_or_default()
}

#[test]
fn a_plain_mail_with_the_one_link_passes() {
    assert_eq!(plain("", &format!("Read on:\r\n\r\n  {LINK}\r\n\r\nAsk post@recepis.example or recepis.example")), []);
}

#[test]
fn s3_html_that_loads_nothing_passes_with_its_inline_picture() {
    assert_eq!(html(&format!("<p><img src=\"cid:logo\" alt=\"\"> <a href=\"{LINK}\">read on</a></p>")), []);
    assert_eq!(part("Content-Type: image/png\r\nContent-ID: <logo>\r\nContent-Transfer-Encoding: base64\r\n"), []);
}

macro_rules! refused {
    ($($name:ident: $found:expr => $want:pat,)+) => {
        $(
            #[test]
            fn $name() {
                let found = $found;
                assert!(found.iter().any(|finding| matches!(finding, $want)), "{found:?}");
            }
        )+
    };
}

refused! {
    s1_a_tracking_pixel: html("<img src='https://t.example/p.gif?id=1' width=1 height=1>") => Finding::Html(_),
    s1_a_pixel_without_scheme: html("<img src=//t.example/p.gif>") => Finding::Html(_),
    s1_a_pixel_from_our_own_site: html("<img src='https://recepis.example/logo.png'>") => Finding::Html(_),
    s1_a_background_attribute: html("<table background='https://t.example/b'>") => Finding::Html(_),
    s1_a_url_in_a_style_attribute: html("<p style='background:url(https://t.example/b)'>x") => Finding::Html(_),
    s1_an_import_in_a_style: html("<style>@import 'https://t.example/s.css';</style>") => Finding::Html(_),
    s1_a_remote_font: html("<style>@font-face{font-family:x;src:url(//t.example/f)}</style>") => Finding::Html(_),
    s1_a_style_sheet_link: html("<link rel=stylesheet href=https://t.example/s.css>") => Finding::Html(_),
    s1_a_prefetch: html("<link rel=dns-prefetch href=//abc.t.example>") => Finding::Html(_),
    s1_a_frame: html("<iframe src='https://t.example/'></iframe>") => Finding::Html(_),
    s1_a_video: html("<video poster='https://t.example/p'></video>") => Finding::Html(_),
    s1_a_source_set: html("<img srcset='https://t.example/p 2x'>") => Finding::Html(_),
    s1_an_svg_picture: html("<svg><image href='https://t.example/p'/></svg>") => Finding::Html(_),
    s1_a_refresh: html("<meta http-equiv=refresh content='0;url=https://t.example/'>") => Finding::Html(_),
    s1_a_script: html("<script>1</script>") => Finding::Html(_),
    s1_an_event_handler: html("<p onmouseover=f()>x") => Finding::Html(_),
    s1_a_form: html("<form action='https://recepis.example/'><input></form>") => Finding::Html(_),
    s1_a_base_address: html("<base href='https://t.example/'>") => Finding::Html(_),
    s1_a_ping_on_a_link: html(&format!("<a href='{LINK}' ping='https://t.example/'>x</a>")) => Finding::Html(_),
    s1_a_part_stored_elsewhere: part(
        "Content-Type: message/external-body; access-type=URL; URL=\"https://t.example/x\"\r\n"
    ) => Finding::Kind(_),
    s1_a_mail_inside_the_mail: part("Content-Type: message/rfc822\r\n\r\nSubject: x\r\n") => Finding::Kind(_),
    s1_an_svg_attachment: part("Content-Type: image/svg+xml\r\n") => Finding::Kind(_),
    s1_an_interactive_mail: part("Content-Type: text/x-amp-html\r\n") => Finding::Kind(_),
    s1_an_invitation_that_answers: part("Content-Type: text/calendar; method=REQUEST\r\n") => Finding::Kind(_),
    s1_a_place_of_content: part("Content-Type: text/plain\r\nContent-Location: https://t.example/\r\n") => Finding::Field(_),
    s1_a_character_set_that_hides_tags: part("Content-Type: text/html; charset=utf-7\r\n") => Finding::Charset(_),
    s1_an_encoding_that_hides_tags: part(
        "Content-Type: text/html\r\nContent-Transfer-Encoding: x-uuencode\r\n"
    ) => Finding::Encoding(_),
    s2_a_sender_picture: plain("BIMI-Location: v=BIMI1; l=https://t.example/l.svg\r\n", "x") => Finding::LinkInField(_),
    s2_a_face_by_address: plain("X-Image-URL: https://t.example/face.png\r\n", "x") => Finding::LinkInField(_),
    s4_a_link_with_the_address: plain("", &format!("{LINK}?to=p.devries@voorbeeld.nl")) => Finding::Link(_),
    s4_a_link_with_a_digest_of_the_address: plain("", &digest_link()) => Finding::AddressInLink(_),
    s6_a_link_through_a_counter: plain("", &format!("https://t.example/c?u={LINK}")) => Finding::Link(_),
    s6_a_second_link: plain("", &format!("{LINK}\r\n{}", LINK.replace("-6Z", "-7Z"))) => Finding::Links(2),
    s6_a_link_without_scheme: plain("", "www.recepis.example") => Finding::Link(_),
    s6_a_link_by_http: plain("", &LINK.replace("https", "http")) => Finding::Link(_),
    s6_a_link_to_another_page_of_ours: plain("", "https://recepis.example/check") => Finding::Link(_),
    s6_a_hidden_target: html("<a href='h&#116;tps://t.example/'>x</a>") => Finding::Link(_),
    s6_a_link_that_writes_a_mail: html("<a href='mailto:t@t.example'>x</a>") => Finding::Link(_),
    s6_a_link_in_the_subject: plain("Reply-To: \"https://t.example/x\" <a@recepis.example>\r\n", "x") => Finding::LinkInField(_),
    s6_unsubscribing_by_address: plain(
        "List-Unsubscribe: <https://t.example/u?id=1>\r\n", "x"
    ) => Finding::LinkInField(_),
    s6_unsubscribing_by_one_click: plain("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", "x") => Finding::Field(_),
    s6_a_campaign_mark: plain("X-Campaign-ID: 17\r\n", "x") => Finding::Field(_),
    a_hidden_copy: plain("Bcc: t@t.example\r\n", "x") => Finding::Field(_),
    an_open_copy: plain("Cc: t@t.example\r\n", "x") => Finding::Field(_),
    a_second_subject: plain("Subject: other\r\n", "x") => Finding::Twice(_),
    no_mail_at_all: lint(b"", BASE, &[]).unwrap_err() => Finding::Unreadable,
    a_service_without_tls: lint(b"Subject: x\r\n\r\nx", "http://recepis.example", &[]).unwrap_err() => Finding::Base(_),
}

fn digest_link() -> String {
    let digest = crate::crypto::sha256(b"p.devries@voorbeeld.nl");
    format!("{BASE}/r/01ARYZ6S410000000000000000-{}", crate::erds::id::crockford(&digest[..16]))
}

#[test]
fn every_kind_of_receipt_request_is_refused_by_its_name_in_any_spelling() {
    for name in crate::format::mime::RECEIPT_REQUESTS {
        for spelling in [name.to_owned(), name.to_uppercase()] {
            let found = plain(&format!("{spelling}: a@t.example\r\n"), "x");
            assert_eq!(found, [Finding::ReceiptRequest(name.to_owned())], "{spelling}");
        }
    }
}

#[test]
fn a_field_that_nobody_thought_of_is_refused() {
    assert_eq!(plain("X-Whatever: 1\r\n", "x"), [Finding::Field("x-whatever".into())]);
}
