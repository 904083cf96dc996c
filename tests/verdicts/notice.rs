//! A notice as it arrives: as sent, through mail servers, lists and mailbox files, forwarded, forged, and with each tracker that we know.

use std::io::Cursor;

use recepis::bundle::{Limits, Role, open};
use recepis::crypto::sha256;
use recepis::erds::content::Sha256;
use recepis::erds::moment::Moment;
use recepis::format::template;
use recepis::letters::{self, Notice, Post, Service};
use recepis::outside::dkim::{Dkim, DkimSettings, KeyKind, Selector};
use recepis::outside::entropy::SystemEntropy;
use recepis::verify::notice::{DkimKey, Given, Published, is_mail, judge};
use recepis::verify::report::Report;
use recepis::verify::trust::TrustAnchors;
use recepis::verify::verdict::{Indication, Reason};
use recepis::words::{Language, Words, banned};

use crate::command::{file, run};
use crate::packed::{Tale, anchors, pack, story};
use crate::pki::{P256, Pki, Plan, days};
use crate::story::{at, deadline};
use crate::{judged, schema};

const SECRET: &str = "6Z1E5T0C7R9J8Q3W2N4M5K6H7G";

/// A service, what it wrote, and what trusts it.
struct House {
    pki: Pki,
    key: DkimKey,
    sent: Vec<u8>,
}

fn link() -> String {
    format!("https://recepis.test/r/{}-{SECRET}", story(1).delivery())
}

fn service() -> Service {
    Service {
        name: "Recepis".to_owned(),
        mail: "notices@recepis.test".parse().unwrap(),
        base_url: "https://recepis.test".to_owned(),
        operator: "Voorbeeld B.V., Utrecht".to_owned(),
    }
}

/// A notice with its S/MIME signature.
fn signed(pki: &Pki, language: Language) -> Vec<u8> {
    let (service, to, from) =
        (service(), "p.devries@voorbeeld.example".parse().unwrap(), "huur@wonen.example".parse().unwrap());
    let reference = "K7M2-94QP-3XTP".parse().ok();
    let post = Post {
        service: &service,
        words: Words::new(language),
        zone: "Europe/Amsterdam",
        to: &to,
        date: at(10),
        message_id: "notice.1@recepis.test",
        reply_to: None,
    };
    let told = Notice {
        sender: Some("Wonen B.V."),
        address: &from,
        submitted: at(0),
        until: deadline(),
        reference: reference.as_ref(),
        link: &link(),
    };
    sealed(pki, letters::notice(&post, &told).unwrap())
}

fn sealed(pki: &Pki, letter: letters::Letter) -> Vec<u8> {
    let prepared = letter.prepare(&pki.seal, &[], at(9).whole_seconds(), P256).unwrap();
    let signature = pki.seal_key.sign(&prepared.to_sign);
    prepared.assemble(&signature).unwrap().into_bytes()
}

impl House {
    fn new() -> Self {
        Self::speaking(Language::English)
    }

    fn speaking(language: Language) -> Self {
        let pki = Pki::new(&Plan::default());
        let folder = tempfile::tempdir().unwrap();
        let key = folder.path().join("k");
        let selectors = vec![Selector { name: "a2026".to_owned(), key, made: Some(KeyKind::Ed25519) }];
        let settings = DkimSettings { domain: "recepis.test".to_owned(), selectors };
        let dkim = Dkim::open_or_make(&settings, &SystemEntropy::new()).unwrap();
        let record = &dkim.records()[0];
        let key = DkimKey { name: record.name.clone(), record: record.value.clone() };
        let sent = dkim.sign(&signed(&pki, language)).unwrap();
        Self { pki, key, sent }
    }

    fn text(&self) -> String {
        String::from_utf8(self.sent.clone()).unwrap()
    }

    /// As Postfix hands it to a mailbox.
    fn received(&self) -> String {
        format!(
            "Return-Path: <notices@recepis.test>\r\nX-Original-To: p.devries@voorbeeld.example\r\n\
             Delivered-To: p.devries@voorbeeld.example\r\nReceived: from recepis.test (unknown [192.0.2.1])\r\n\
             \tby mail.voorbeeld.example (Postfix) with ESMTP id 4F\r\n\tfor <p.devries@voorbeeld.example>; Tue, 24 Nov 2026\r\n{}",
            self.text()
        )
    }

    fn judge(&self, mail: &[u8]) -> Report {
        self.judge_with(mail, &anchors(&self.pki), &[])
    }

    fn judge_with(&self, mail: &[u8], anchors: &TrustAnchors, templates: &[Published]) -> Report {
        assert!(is_mail(mail));
        let lists: Vec<Vec<u8>> = self.pki.crls.iter().map(|(_, list)| list.clone()).collect();
        let keys = [self.key.clone()];
        let given = Given { octets: mail, lists: &lists, keys: &keys, templates, trusted: None };
        well_told(judge(&given, anchors, now()))
    }

    /// The bundle of a delivery whose notice this is; undecided ones hold its digest only.
    fn bundle(&self, stand_in: bool) -> Vec<u8> {
        let mut tale = Tale { story: story(1), acknowledgements: Vec::new() };
        let template = template::notice(Language::English, true);
        tale.story.notice.0 = Sha256(sha256(&self.sent));
        tale.story.template = (template.name, template.digest());
        tale.story = tale.story.submitted().noticed(10).expired().exported();
        let mut files = tale.files(&self.pki);
        for (role, octets) in &mut files {
            if let Role::Notice { .. } = role {
                octets.clone_from(&self.sent);
            }
        }
        if stand_in {
            files.retain(|(role, _)| !matches!(role, Role::Notice { .. }));
        }
        pack(&self.pki, &files, tale.moment())
    }

    /// A mail beside a bundle.
    fn beside(&self, mail: &[u8], bundle: &[u8]) -> Report {
        let anchors = anchors(&self.pki);
        let mut report = judged(bundle, &anchors, deadline().plus(days(1)));
        let keys = [self.key.clone()];
        let given = Given { octets: mail, lists: &[], keys: &keys, templates: &[], trusted: None };
        report.judge_notice(&given, &open(Cursor::new(bundle), &Limits::default()).unwrap(), &anchors);
        well_told(report)
    }
}

fn now() -> Moment {
    at(3_600)
}

/// What every report on a notice keeps to: no secret, no word that says too much, the published form.
fn well_told(report: Report) -> Report {
    let (text, json) = (report.to_text(), report.to_json());
    assert!(!text.contains(SECRET) && !json.contains(SECRET), "{text}");
    assert_eq!(banned(&text, Language::English), Vec::<&str>::new(), "{text}");
    schema::describes("report", &serde_json::from_str(&json).unwrap());
    report
}

#[track_caller]
fn comes_out(report: &Report, verdict: Indication, reason: Option<Reason>, words: &str) {
    let text = report.to_text().split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!((report.verdict, report.reason), (verdict, reason), "{text}");
    assert!(text.contains(words), "`{words}` is not in: {text}");
}

#[track_caller]
fn passes(report: &Report, words: &str) {
    comes_out(report, Indication::TotalPassed, None, words);
}

#[track_caller]
fn fails(report: &Report, reason: Reason, words: &str) {
    comes_out(report, reason.indication(), Some(reason), words);
}

#[test]
fn a_notice_as_sent_is_genuine_in_every_language() {
    for language in Language::ALL {
        let house = House::speaking(language);
        let report = house.judge(&house.sent);
        passes(&report, "This is a notice of the service that signed it, genuine and unchanged.");
        let notice = report.notice.as_ref().unwrap();
        assert_eq!(notice.links, [format!("https://recepis.test/r/{}-…", story(1).delivery())]);
        let template = notice.template.as_ref().unwrap();
        assert_eq!((template.name.as_str(), template.language, template.differing), ("notice/3", language.code(), 0));
        assert_eq!((notice.dkim[0].result, notice.contains.len(), notice.added.len()), ("pass", 0, 0));
        passes(&report, "It is signed by ");
        passes(&report, "Its subject is the template's.");
    }
}

#[test]
fn a_notice_through_mail_servers_line_ends_and_mailbox_files_is_genuine() {
    let house = House::new();
    let unix = house.received().replace("\r\n", "\n");
    for mail in
        [house.received(), unix.clone(), format!("From notices@recepis.test Tue Nov 24 10:14:10 2026\n{unix}\n")]
    {
        let report = house.judge(mail.as_bytes());
        passes(&report, "genuine and unchanged");
        passes(&report, "DKIM: the signature of recepis.test holds, header and text.");
    }
}

#[test]
fn without_anchors_lists_or_keys_it_says_what_is_missing() {
    let house = House::new();
    let report = house.judge_with(&house.sent, &TrustAnchors::default(), &[]);
    comes_out(&report, Indication::Indeterminate, Some(Reason::NoCertificateChainFound), "It cannot be told whether");
    assert!(!report.roots.is_empty(), "to compare");
    let given = Given { octets: &house.sent, lists: &[], keys: &[], templates: &[], trusted: None };
    let report = judge(&given, &anchors(&house.pki), now());
    comes_out(
        &report,
        Indication::Indeterminate,
        Some(Reason::TryLater),
        "DKIM: the key a2026._domainkey.recepis.test is not known here.",
    );
}

#[test]
fn what_a_list_puts_around_or_before_it_is_named_and_the_notice_inside_is_still_genuine() {
    let house = House::new();
    let text = house.text();
    let (head, entity) = text.split_at(text.find("Content-Type: multipart/signed").unwrap());
    let wrapped = format!(
        "{head}Content-Type: multipart/mixed; boundary=\"list\"\r\n\r\n--list\r\n{entity}\r\n--list\r\nContent-Type: text/plain\r\n\r\n\
         _______\r\nhuur mailing list\r\n--list--\r\n"
    );
    let sentence = "What the service signed is in it, unchanged, but the mail is not as it was sent";
    let report = house.judge(wrapped.as_bytes());
    fails(&report, Reason::NoticeAltered, sentence);
    fails(
        &report,
        Reason::NoticeAltered,
        "a part of the kind text/plain, “_______ huur mailing list”. It is not the service's.",
    );
    fails(&report, Reason::NoticeAltered, "the text is unchanged");
    fails(&report, Reason::NoticeAltered, "DKIM: the signature of recepis.test does not fit");
    let behind = format!("{text}-- \r\nhuur mailing list\r\n");
    fails(&house.judge(behind.as_bytes()), Reason::NoticeAltered, "text behind the last part");
    let prefixed = text.replacen("Subject: ", "Subject: [huur] ", 1);
    fails(&house.judge(prefixed.as_bytes()), Reason::NoticeAltered, "Before its subject stands “[huur]”");
    let other = text.replacen("Subject: ", "Subject: Your parcel, pay now\r\nX-Was: ", 1);
    fails(
        &house.judge(other.as_bytes()),
        Reason::NoticeAltered,
        "Its subject is not the template's: “Your parcel, pay now”.",
    );
}

fn forwarded(mail: &str) -> String {
    format!(
        "From: Jan <jan@voorbeeld.example>\r\nSubject: Fwd: what is this?\r\nContent-Type: multipart/mixed; boundary=\"f\"\r\n\r\n\
         --f\r\nContent-Type: text/html\r\n\r\n<p>Is this real? <img src=\"https://jan.example/me.png\"></p>\r\n--f\r\n\
         Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename=notice.eml\r\n\r\n{mail}\r\n--f--\r\n"
    )
}

#[test]
fn a_notice_forwarded_as_an_attachment_is_judged_and_the_forwarder_is_not() {
    let house = House::new();
    let once = forwarded(&house.received());
    let report = house.judge(once.as_bytes());
    passes(&report, "It lay as an attachment in another mail. That mail, and whoever wrote it, is not judged.");
    assert_eq!(report.notice.unwrap().forwarded, 1);
    let twice = forwarded(&once.replace("\"f\"", "\"g\"").replace("--f", "--g"));
    assert_eq!(house.judge(twice.as_bytes()).notice.unwrap().forwarded, 2);
    let two = forwarded(&format!("{}\r\n--f\r\nContent-Type: message/rfc822\r\n\r\n{}", house.text(), house.text()));
    fails(&house.judge(two.as_bytes()), Reason::NotJudged, "It holds 2 signed mails; give them one by one.");
}

#[test]
fn of_a_notice_forwarded_as_text_nothing_can_be_said() {
    let house = House::new();
    let inline = format!(
        "From: Jan <jan@voorbeeld.example>\r\nSubject: Fwd: Registered e-mail\r\n\r\n> First read on:\r\n>   {}\r\n",
        link()
    );
    let report = house.judge(inline.as_bytes());
    fails(&report, Reason::NoSigningCertificateFound, "one that somebody forwarded as text has lost its signature");
    assert_eq!(report.notice.as_ref().unwrap().links, [format!("https://recepis.test/r/{}-…", story(1).delivery())]);
}

#[test]
fn forgeries_are_told_by_what_is_wrong_with_them() {
    let house = House::new();
    let text = house.text();
    // Another link, another deadline, another From, a name that is an address, another's certificate, two From fields.
    let link = text.replacen("recepis.test/r/", "recepis.evil/r/", 1);
    fails(&house.judge(link.as_bytes()), Reason::HashFailure, "The text is not the one that was signed");
    assert_eq!(house.judge(link.as_bytes()).notice.unwrap().links, Vec::<String>::new());
    let from = text.replacen("<notices@recepis.test>", "<notices@recepis.evil>", 1);
    fails(
        &house.judge(from.as_bytes()),
        Reason::SignerDiffers,
        "It says to be from notices@recepis.evil, and what is signed in it is signed by",
    );
    let name = text.replacen("From: ", "From: \"notices@recepis.test via\" <x@recepis.evil>\r\nX-Was: ", 1);
    fails(
        &house.judge(name.as_bytes()),
        Reason::SignerDiffers,
        "Its sender's name reads like another address: “notices@recepis.test via”",
    );
    let two = text.replacen("From: ", "From: a@recepis.evil\r\nFrom: ", 1);
    fails(&house.judge(two.as_bytes()), Reason::FormatFailure, "It names 2 addresses that it is from, and not one.");
    let other = Pki::new(&Plan { seed: 5, organisation: "Recepis Trial", ..Plan::default() });
    let report = house.judge(&signed(&other, Language::English));
    fails(&report, Reason::NoCertificateChainFound, "It cannot be told whether this is a genuine notice");
    let unsigned = text.replace("application/pkcs7-signature", "application/octet-stream");
    fails(&house.judge(unsigned.as_bytes()), Reason::NoSigningCertificateFound, "It bears no signature");
}

#[test]
fn a_revoked_certificate_and_one_that_is_over_are_told() {
    let revoked = Pki::new(&Plan { seal_revoked: Some(at(0)), ..Plan::default() });
    let house = House { pki: revoked, ..House::new() };
    let sent = signed(&house.pki, Language::Dutch);
    comes_out(&house.judge(&sent), Indication::Indeterminate, Some(Reason::RevokedNoPoe), "revoked");
}

/// A mail with one signed part of these octets.
fn around(house: &House, part: &str) -> Vec<u8> {
    let prepared =
        recepis::seal::cms::prepare(part.as_bytes(), &house.pki.seal, &[], at(9).whole_seconds(), P256).unwrap();
    let signature = house.pki.seal_key.sign(&prepared.to_sign);
    let value = crate::corpus::base64(&prepared.assemble(&signature).unwrap().bytes);
    format!(
        "From: Recepis <notices@recepis.test>\r\nSubject: x\r\nContent-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; \
         micalg=sha-256; boundary=s\r\n\r\n--s\r\n{part}\r\n--s\r\nContent-Type: application/pkcs7-signature\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{value}\r\n--s--\r\n"
    )
    .into_bytes()
}

/// Every tracker, as a field of the header or as a part that somebody put beside the text.
const TRACKERS: [(&str, &str, &str); 34] = [
    ("s1_pixel", "", "<img src=\"https://t.example/p.gif?u=1\" width=1 height=1>"),
    ("s1_pixel_without_scheme", "", "<img src=//t.example/p.gif>"),
    ("s1_source_set", "", "<img srcset=\"https://t.example/p 2x\">"),
    ("s1_background", "", "<table background=\"https://t.example/b\">"),
    ("s1_css_url", "", "<p style=\"background:url(https://t.example/b)\">x"),
    ("s1_import", "", "<style>@import 'https://t.example/s.css';</style>"),
    ("s1_font", "", "<style>@font-face{font-family:x;src:url(//t.example/f)}</style>"),
    ("s1_style_sheet", "", "<link rel=stylesheet href=https://t.example/s.css>"),
    ("s1_prefetch", "", "<link rel=dns-prefetch href=//u1.t.example>"),
    ("s1_frame", "", "<iframe src=\"https://t.example/\"></iframe>"),
    ("s1_video", "", "<video src=\"https://t.example/v\" poster=\"https://t.example/p\"></video>"),
    ("s1_audio", "", "<audio src=\"https://t.example/a\"></audio>"),
    ("s1_source", "", "<picture><source srcset=\"https://t.example/s\"></picture>"),
    ("s1_svg", "", "<svg><image href=\"https://t.example/i\"/></svg>"),
    ("s1_object", "", "<object data=\"https://t.example/o\"></object>"),
    ("s1_embed", "", "<embed src=\"https://t.example/e\">"),
    ("s1_form", "", "<form action=\"https://t.example/f\"><input></form>"),
    ("s1_refresh", "", "<meta http-equiv=refresh content=\"0;url=https://t.example/\">"),
    ("s1_base", "", "<base href=\"https://t.example/\">"),
    ("s1_script", "", "<script>fetch('https://t.example/')</script>"),
    ("s1_ping", "", "<a href=\"https://recepis.test/\" ping=\"https://t.example/\">x</a>"),
    ("s1_handler", "", "<p onmouseover=\"f()\">x"),
    ("s2_disposition", "Disposition-Notification-To: t@t.example", ""),
    ("s2_return_receipt", "Return-Receipt-To: t@t.example", ""),
    ("s2_confirm_reading", "X-Confirm-Reading-To: t@t.example", ""),
    ("s2_pegasus", "X-PMRQC: 1", ""),
    ("s2_read_receipt", "Read-Receipt-To: t@t.example", ""),
    ("s2_requested", "Return-Receipt-Requested: t@t.example", ""),
    ("s2_options", "Disposition-Notification-Options: x=required,y,z", ""),
    ("s2_acknowledge", "X-Acknowledge-To: t@t.example", ""),
    ("unsubscribe", "List-Unsubscribe: <https://t.example/u?u=1>", ""),
    ("one_click", "List-Unsubscribe-Post: List-Unsubscribe=One-Click", ""),
    ("face", "X-Image-URL: https://t.example/face.png", ""),
    ("location", "Content-Location: https://t.example/", "<img src=p.gif>"),
];

#[test]
fn s1_s2_each_tracker_in_a_mail_with_a_notice_is_named() {
    let house = House::new();
    let text = house.text();
    let (head, entity) = text.split_at(text.find("Content-Type: multipart/signed").unwrap());
    for (what, field, html) in TRACKERS {
        let mail = if html.is_empty() {
            format!("{field}\r\n{text}")
        } else {
            let field = if field.is_empty() { String::new() } else { format!("{field}\r\n") };
            format!(
                "{head}Content-Type: multipart/mixed; boundary=\"list\"\r\n\r\n--list\r\n{entity}\r\n--list\r\n\
                 Content-Type: text/html\r\n{field}\r\n{html}\r\n--list--\r\n"
            )
        };
        let report = house.judge(mail.as_bytes());
        let found = report.notice.clone().unwrap();
        assert!(!found.contains.is_empty(), "{what}");
        comes_out(&report, Indication::TotalFailed, Some(Reason::NoticeTracks), "It contains ");
        let named = if html.is_empty() { field.split(':').next().unwrap() } else { "attachment" };
        let named = found.contains.iter().any(|one| one.contains(named) || one.starts_with("text"));
        assert!(named, "{what}: {:?}", found.contains);
        assert!(found.signer.is_some(), "{what}: what was signed still holds");
        // A forgery, which nobody signed, tells of it as well.
        let forged =
            format!("From: Recepis <notices@recepis.test>\r\n{field}\r\nContent-Type: text/html\r\n\r\n{html}\r\n");
        let forged = forged.replace("\r\n\r\nContent-Type", "\r\nContent-Type");
        comes_out(&house.judge(forged.as_bytes()), Indication::TotalFailed, Some(Reason::NoticeTracks), "It contains ");
    }
}

#[test]
fn parts_that_programs_answer_run_or_show_are_named_though_they_fetch_nothing() {
    let house = House::new();
    let text = house.text();
    let (head, entity) = text.split_at(text.find("Content-Type: multipart/signed").unwrap());
    for (part, reason, words) in [
        ("text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR", Reason::NoticeTracks, "text/calendar: an invitation"),
        ("text/x-amp-html\r\n\r\n<html amp4email>", Reason::NoticeTracks, "a page that programs run (AMP)"),
        (
            "message/external-body; access-type=URL; URL=\"https://t.example/\"\r\n\r\nx",
            Reason::NoticeTracks,
            "message/external-body",
        ),
        (
            "text/html\r\n\r\n<img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\">",
            Reason::NoticeAltered,
            "a part of the kind text/html",
        ),
        ("image/gif\r\n\r\nGIF89a", Reason::NoticeAltered, "a part of the kind image/gif"),
        ("application/pdf\r\n\r\n%PDF", Reason::NoticeAltered, "a part of the kind application/pdf"),
    ] {
        let mail = format!(
            "{head}Content-Type: multipart/mixed; boundary=\"list\"\r\n\r\n--list\r\n{entity}\r\n--list\r\nContent-Type: {part}\r\n--list--\r\n"
        );
        fails(&house.judge(mail.as_bytes()), reason, words);
    }
}

#[test]
fn a_tracker_that_the_service_itself_signed_is_named_as_well() {
    let house = House::new();
    for (part, words) in [
        (
            format!("Content-Type: text/html\r\n\r\n<a href=\"{0}\">{0}</a><img src=https://t.example/p>", link()),
            "It contains text: <img src=",
        ),
        (
            format!("Content-Type: text/plain\r\n\r\n{} https://t.example/x\r\n", link()),
            "this leads to: https://recepis.test/r/",
        ),
        (
            format!("Content-Type: text/plain\r\nX-Tag: 1\r\n\r\n{}\r\n", link()),
            "the header field `x-tag`, which no notice holds",
        ),
        (
            format!("Content-Type: text/plain\r\n\r\n{}\r\n", link().replace("https", "http")),
            "Its link is not https: http://recepis.test.",
        ),
        (format!("Content-Type: text/calendar\r\n\r\n{}\r\n", link()), "a part of the kind `text/calendar`"),
    ] {
        fails(&house.judge(&around(&house, &part)), Reason::NoticeTracks, words);
    }
    // Signed, and no notice.
    let receipt = around(&house, "Content-Type: text/plain\r\n\r\nYour message was taken in.\r\n");
    fails(&house.judge(&receipt), Reason::NotJudged, "it is signed, and it is no notice");
}

#[test]
fn what_is_not_the_published_template_is_told_line_by_line_and_more_templates_can_be_given() {
    let house = House::new();
    let known = template::notice(Language::English, true);
    let places = [
        ("domain", "wonen.example".to_owned()),
        ("sender", "W".to_owned()),
        ("address", "huur@wonen.example".to_owned()),
        ("addressee", "p@voorbeeld.example".to_owned()),
        ("submitted", "now".to_owned()),
        ("deadline", "then".to_owned()),
        ("reference", "K7M2-94QP-3XTP".to_owned()),
        ("check", "recepis.test/check".to_owned()),
        ("privacy", "recepis.test/privacy".to_owned()),
        ("mine", "recepis.test/mine".to_owned()),
        ("link", link()),
        ("service", "Recepis".to_owned()),
        ("operator", "V".to_owned()),
    ];
    let text = template::fill(known.halves().1, &places).replace("First read on calmly:", "Hurry, time is short:");
    let mail =
        around(&house, &format!("Content-Type: text/plain; charset=utf-8\r\n\r\n{}", text.replace('\n', "\r\n")));
    let mail = String::from_utf8(mail).unwrap().replacen(
        "Subject: x",
        "Subject: Registered e-mail from wonen.example, choose until 8",
        1,
    );
    let report = house.judge(mail.as_bytes());
    fails(
        &report,
        Reason::NotJudged,
        "1 of its lines are not those of the nearest published template that is known here, notice/3 (en): \
        Line 16 is “Hurry, time is short:”, the template's “First read on calmly:”.",
    );
    let own = Published {
        name: "notice/9".to_owned(),
        language: Language::English,
        text: known.text.replace("First read on calmly:", "Hurry, time is short:"),
    };
    let report = house.judge_with(mail.as_bytes(), &anchors(&house.pki), &[own]);
    passes(&report, "Its text is that of the published template notice/9 (en)");
    let nothing = around(&house, &format!("Content-Type: text/plain\r\n\r\n{}\r\n", link()));
    fails(&house.judge(&nothing), Reason::NotJudged, "not that of a published template");
    let elsewhere = mail.replace("Hurry, time is short:", "First read on calmly:");
    fails(&house.judge(elsewhere.as_bytes()), Reason::HashFailure, "The text is not the one that was signed");
}

#[test]
fn beside_its_bundle_it_is_the_notice_that_c_1_names_however_it_came() {
    let house = House::new();
    let bundle = house.bundle(false);
    let named = |report: &Report| report.notice.as_ref().unwrap().named.clone().unwrap();
    let report = house.beside(&house.sent, &bundle);
    passes(&report, "octet for octet.");
    assert_eq!((named(&report).number, named(&report).is), (Some(1), "equal"));
    assert!(report.notice.as_ref().unwrap().signer.as_ref().unwrap().proven_time.is_some());
    let report = house.beside(house.received().as_bytes(), &bundle);
    passes(
        &report,
        "but for fields that mail servers added: “Return-Path”, “X-Original-To”, “Delivered-To”, “Received”.",
    );
    let boxed =
        format!("From notices@recepis.test Tue Nov 24 10:14:10 2026\n{}\n", house.received().replace("\r\n", "\n"));
    let report = house.beside(boxed.as_bytes(), &bundle);
    assert_eq!((report.verdict, named(&report).is), (Indication::TotalPassed, "equal-without-added-fields"));
    let report = house.beside(forwarded(&house.received()).as_bytes(), &bundle);
    assert_eq!((report.verdict, named(&report).is), (Indication::TotalPassed, "equal-without-added-fields"));
    let prefixed = house.text().replacen("Subject: ", "Subject: [huur] ", 1);
    let report = house.beside(prefixed.as_bytes(), &bundle);
    fails(&report, Reason::NoticeAltered, "What is signed in it is what was signed in notice 1");
    assert_eq!((named(&report).is, named(&report).fields), ("signed-part-equal", vec!["subject".to_owned()]));
    assert!(report.answers.is_some(), "the delivery is what it was");
    // The certificate is over by now, and the bundle proves that the notice is older.
    let late = Plan { seal_until: at(1_000), ..Plan::default() };
    let late = House { pki: Pki::new(&late), ..House::new() };
    let late = House { sent: signed(&late.pki, Language::English), ..late };
    let alone = late.judge(&late.sent);
    comes_out(&alone, Indication::Indeterminate, Some(Reason::OutOfBoundsNoPoe), "It cannot be told");
}

#[test]
fn beside_a_bundle_with_its_digest_only_the_notice_is_told_where_its_octets_are_whole() {
    let house = House::new();
    let bundle = house.bundle(true);
    let named = |report: &Report| report.notice.as_ref().unwrap().named.clone().unwrap().is;
    assert_eq!(named(&house.beside(&house.sent, &bundle)), "equal");
    assert_eq!(named(&house.beside(house.received().as_bytes(), &bundle)), "equal-without-added-fields");
    let prefixed = house.text().replacen("Subject: ", "Subject: [huur] ", 1);
    assert_eq!(named(&house.beside(prefixed.as_bytes(), &bundle)), "not-to-be-told");
}

#[test]
fn another_notice_than_the_bundles_is_told() {
    let house = House::new();
    let bundle = house.bundle(false);
    let other = House { sent: signed(&house.pki, Language::Dutch), ..House::new() };
    let report = house.beside(&other.sent, &bundle);
    fails(&report, Reason::ContentDiffers, "It is none of the notices that the bundle's evidence names.");
    let plain = "From: a@b.nl\r\n\r\nhello\r\n";
    let report = house.beside(plain.as_bytes(), &bundle);
    fails(&report, Reason::NoSigningCertificateFound, "Whether the bundle names it cannot be told");
}

#[test]
fn c7_s9_the_command_takes_a_notice_alone_or_beside_its_bundle() {
    let house = House::new();
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, octets: &[u8]| file(folder.path(), name, octets);
    put("notice.eml", house.received().as_bytes());
    put("b.asice", &house.bundle(false));
    put("forged.eml", house.text().replacen("recepis.test/r/", "recepis.evil/r/", 1).as_bytes());
    put("trust/seal/root.pem", house.pki.root.to_pem().as_bytes());
    put("trust/tsa/root.pem", house.pki.tsa_root.to_pem().as_bytes());
    put("trust/crl/root.crl", &house.pki.crls[0].1);
    put(&format!("trust/dkim/{}.txt", house.key.name), format!("x IN TXT ( \"{}\" )\n", house.key.record).as_bytes());
    let at = now().to_string();
    let run = |arguments: &[&str]| run(folder.path(), &[arguments, &["--trust", "trust", "--at", &at]].concat());
    let (code, text, wrong) = run(&["notice.eml"]);
    assert_eq!(code, 0, "{text}{wrong}");
    assert!(text.starts_with("TOTAL-PASSED. This is a notice of the service that signed it"), "{text}");
    assert!(text.contains("DKIM: the signature of recepis.test holds") && !text.contains("bundle failed"), "{text}");
    assert_eq!(run(&["forged.eml"]).0, 1);
    let (code, text, _) = run(&["notice.eml", "b.asice", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["notice"]["named"]["is"], "equal-without-added-fields", "{text}");
    assert_eq!(code, 2, "the bundle is of later than this moment");
    let (_, both, _) = run(&["b.asice", "notice.eml", "--json"]);
    assert_eq!(both, text, "in any order");
    for (arguments, why) in [
        (&["notice.eml", "forged.eml"][..], "one notice at a time"),
        (&["b.asice", "--templates", "trust"], "--templates belongs to a notice"),
        (&["notice.eml", "--templates", "trust/seal"], "holds no template"),
        (&["notice.eml", "--content", "b.asice"], "are not compared with a notice"),
    ] {
        let (code, _, said) = run(arguments);
        assert!(code == 64 && said.contains(why), "{said}");
    }
    put("t/notice/9/en.txt", b"Subject: x\n\ny\n");
    assert_eq!(run(&["notice.eml", "--templates", "t"]).0, 0);
}

#[test]
fn a_notice_that_a_mail_server_put_into_a_mailbox_is_read_as_it_lies_there() {
    let mail = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/notices/as-it-arrived.eml")).unwrap();
    assert!(is_mail(&mail));
    let all = Given { octets: &mail, lists: &[], keys: &[], templates: &[], trusted: None };
    let report = well_told(judge(&all, &TrustAnchors::default(), now()));
    let notice = report.notice.as_ref().unwrap();
    assert_eq!(notice.signer.as_ref().unwrap().addresses, ["registered@recepis.example"]);
    assert_eq!(notice.links.len(), 1, "{:?}", notice.links);
    assert_eq!(report.verdict, Indication::Indeterminate, "nobody is trusted here");
}

#[test]
fn a_mail_that_another_program_signed_is_a_notice_only_where_it_has_such_a_link() {
    let rem = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/foreign/rem-message/given.eml")).unwrap();
    let rem = String::from_utf8(rem).unwrap().replace("\r\n", "\n");
    assert!(!is_mail(rem.as_bytes()));
    // The same signature under a mail that is no REM message; the text that it was over does not matter here.
    let signature = rem.split("\n\n").skip_while(|piece| !piece.contains("pkcs7-signature")).nth(1);
    let signature = signature.unwrap_or_default().split("\n--").next().unwrap();
    let mail = |text: &str| {
        format!(
            "From: a@a.example\nContent-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=b\n\n\
             --b\nContent-Type: text/plain\n\n{text}\n--b\nContent-Type: application/pkcs7-signature\n\
             Content-Transfer-Encoding: base64\n\n{signature}\n--b--\n"
        )
    };
    assert!(!is_mail(mail("Dear Sir").as_bytes()));
    assert!(is_mail(mail(&link()).as_bytes()));
}
