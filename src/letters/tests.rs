//! What every mail of ours has in common, and what the notice says.

use super::*;
use crate::erds::answer::{Because, Saying};
use crate::erds::content::{ContentInfo, Sha256};
use crate::erds::event::Event;
use crate::erds::id::{MandateId, SubmissionId, crockford};
use crate::erds::instruction::{DomainProof, Instruction};
use crate::erds::mandate::{Mandate, Scope};
use crate::erds::party::{Capacity, Level, Method};
use crate::erds::standing::Decision;
use crate::seal::testing::{P256, Pki};
use crate::words::{Language, banned};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mail_parser::{MessageParser, MimeHeaders as _};

const NOW: &str = "2026-11-24T09:14:00Z";
/// A text with line feeds alone and a dash that no seven bits hold.
const PROMISE: &str = "recepis promise v1\nlog.example\n\n— log.example AAAAAQA=\n";
const REFERENCE: &str = "K7M2-94QP-10TX";
const LINK: &str = "https://recepis.example/r/01ARYZ6S410000000000000000-6Z1E5T0C7R9J8Q3W2N4M5K6H7G";

struct House {
    service: Service,
    to: Address,
    sender: Address,
}

fn house() -> House {
    House {
        service: Service {
            name: "Recepis".into(),
            mail: "aangetekend@recepis.example".parse().unwrap(),
            base_url: "https://recepis.example".into(),
            operator: "Recepis B.V., Straat 1, Plaats · 030 123 45 67".into(),
        },
        to: "p.devries@voorbeeld.nl".parse().unwrap(),
        sender: "info@bakkerijjansen.nl".parse().unwrap(),
    }
}

fn at(text: &str) -> Moment {
    text.parse().unwrap()
}

fn post(house: &House, language: Language) -> Post<'_> {
    Post {
        service: &house.service,
        words: Words::new(language),
        zone: "Europe/Amsterdam",
        to: &house.to,
        date: at(NOW),
        message_id: "notice.1@recepis.example",
        reply_to: None,
    }
}

fn a_notice(house: &House, language: Language, sender: Option<&str>) -> Letter {
    let (submitted, until) = (at(NOW), at("2026-12-08T23:00:00Z"));
    let reference = Some(&REFERENCE.parse().unwrap());
    let told = Notice { sender, address: &house.sender, submitted, until, reference, link: LINK };
    notice(&post(house, language), &told).unwrap()
}

fn a_reminder(house: &House, language: Language, sender: Option<&str>) -> Letter {
    let (submitted, until) = (at(NOW), at("2026-12-08T23:00:00Z"));
    let reference = Some(&REFERENCE.parse().unwrap());
    let told = Notice { sender, address: &house.sender, submitted, until, reference, link: LINK };
    reminder(&post(house, language), &told).unwrap()
}

/// One of each mail.
fn all(house: &House, language: Language) -> Vec<(&'static str, Letter)> {
    let post = post(house, language);
    let (submission, delivery) = (SubmissionId::new(at(NOW), [7; 10]), DeliveryId::new(at(NOW), [9; 10]));
    let about = About { submission: &submission, delivery: &delivery, addressee: &house.to };
    let content = ContentInfo { digest: Sha256([0xA5; 32]), size: 48_213, message_id: None };
    let later = at("2026-12-26T23:00:00Z");
    let until = at("2026-12-08T23:00:00Z");
    let sender = "Bakkerij Jansen B.V.";
    let known = Known { method: Method::MailCode, issuer: None, telephone_ending: None, signed: false, delegate: None };
    let delegate = "anna@voorbeeld.nl".parse().unwrap();
    let scope = Scope::SenderDomain("bakkerij-jansen.example".to_owned());
    let id = MandateId::new(at(NOW), [3; 10]);
    let given = Mandate { id, delegate, scope, from: at(NOW), until };
    let mandated = AboutMandate { principal: &house.to, mandate: &given, time: at(NOW), link: LINK };
    let acting = Delegated { principal: &house.to, sender, until: None, link: LINK };
    let mut mails = vec![
        ("notice", a_notice(house, language, Some(sender))),
        ("absence", absence(&post, at(NOW), Some(until)).unwrap()),
        ("moved", moved(&post, &about, until).unwrap()),
        ("put off", put_off(&post, &Waiting { sender, time: until, link: LINK }).unwrap()),
        ("mandate asked", mandate(&post, &mandated, Event::MandateGiven, true).unwrap()),
        ("mandate given", mandate(&post, &mandated, Event::MandateGiven, false).unwrap()),
        ("mandate accepted", mandate(&post, &mandated, Event::MandateAccepted, true).unwrap()),
        ("mandate revoked", mandate(&post, &mandated, Event::MandateRevoked, false).unwrap()),
        ("delegated", delegated(&post, &Delegated { until: Some(until), ..acting }).unwrap()),
        ("delegated, done", delegated(&post, &acting).unwrap()),
        ("back", absence(&post, at(NOW), None).unwrap()),
        ("enrolled", enrolled(&post, at(NOW), &Sha256([0xA5; 32]).to_string()).unwrap()),
        ("code", code(&post, "40718823", at("2026-11-26T18:47:00Z")).unwrap()),
        (
            "receipt",
            receipt(
                &post,
                &Receipt {
                    submission: &submission,
                    time: at(NOW),
                    addressees: 3,
                    content: &content,
                    accept_within: 14,
                    promises: &[(delivery, PROMISE.to_owned())],
                },
            )
            .unwrap(),
        ),
        ("expiry", expiry(&post, &about, until).unwrap()),
        (
            "failed",
            failed(&post, &about, at(NOW), false, Some(Heard::Answered("mx.voorbeeld.nl", "550 5.1.1 no such user")))
                .unwrap(),
        ),
        ("unsure", failed(&post, &about, at(NOW), true, Some(Heard::Nothing("the connection was lost"))).unwrap()),
        ("bounced", bounced(&post, &about, at(NOW), Some(Heard::Reported("552 5.2.2 mailbox full"))).unwrap()),
        ("reminder", a_reminder(house, language, Some(sender))),
        (
            "reminder failed",
            reminder_failed(&post, &about, at(NOW), Some(Heard::Answered("mx.voorbeeld.nl", "550 5.1.1 no such user")))
                .unwrap(),
        ),
        ("statement", statement(&post, &about, &known, at(NOW)).unwrap()),
        ("said: again", said(&post, &about, Saying::Again, &known, at(NOW)).unwrap()),
        ("said: by post", said(&post, &about, Saying::ByPost, &known, at(NOW)).unwrap()),
        ("said: could not open", said(&post, &about, Saying::CouldNotOpen, &known, at(NOW)).unwrap()),
        ("said: own words", said(&post, &about, Saying::OwnWords, &known, at(NOW)).unwrap()),
        ("said: read", said(&post, &about, Saying::Read, &known, at(NOW)).unwrap()),
        ("held", held(&post, &Waiting { sender, time: at(NOW), link: LINK }).unwrap()),
        ("expired", expired(&post, &Waiting { sender, time: until, link: LINK }).unwrap()),
        ("blocked", blocked(&post, at(NOW), &Address::parse("jan@sender.test").unwrap()).unwrap()),
        ("unblocked", unblocked(&post, at(NOW), &Address::parse("jan@sender.test").unwrap()).unwrap()),
        ("key removed", key_removed(&post, at(NOW), &"ab".repeat(32)).unwrap()),
        ("goes", goes(&post, &Waiting { sender, time: at(NOW), link: LINK }).unwrap()),
        ("recalled", recalled(&post, &Waiting { sender, time: at(NOW), link: LINK }).unwrap()),
        ("new link", new_link(&post, &Waiting { sender, time: at(NOW), link: LINK }).unwrap()),
    ];
    mails.extend(beforehand(&post, &about));
    let capacity = Capacity::Organisation { function: "bestuurder".into(), name: "De Vries Beheer B.V.".into() };
    for (decided_as, because) in [
        (Decision::Accepted, None),
        (Decision::Refused, None),
        (Decision::NotForMe, None),
        (Decision::NotForMe, Some(Because::AddresseeDied)),
        (Decision::NotForMe, Some(Because::NoLongerWorksHere)),
    ] {
        let told =
            Decided { decision: decided_as, because, time: at("2026-11-26T18:33:10Z"), capacity: &capacity, known };
        mails.push(("decision", decision(&post, &about, &told).unwrap()));
        let closed = Closed {
            decision: decided_as,
            because,
            time: at("2026-11-26T18:33:10Z"),
            sender,
            until: later,
            link: LINK,
            known,
        };
        mails.push(("decided", decided(&post, &closed).unwrap()));
    }
    mails
}

/// Those about standing instructions.
fn beforehand(post: &Post<'_>, about: &About<'_>) -> Vec<(&'static str, Letter)> {
    let (sender, until) = ("Bakkerij Jansen B.V.", at("2026-12-26T23:00:00Z"));
    let record = crate::format::instruction::record(&[7; 16]);
    let name = "_recepis.voorbeeld.nl".to_owned();
    let proof = DomainProof { name: name.clone(), record: record.clone(), at: at(NOW), dnssec: "secure".to_owned() };
    let (organisation, function) = ("De Vries Beheer B.V.".to_owned(), "kantoor".to_owned());
    let given = Instruction { organisation, function, sender: None, until, proof };
    let told = Beforehand { given: at(NOW), time: at(NOW), sender, until, link: LINK };
    vec![
        ("instructed", instructed(post, about, at(NOW), at("2026-01-24T09:14:00Z")).unwrap()),
        ("instructed you", instructed_you(post, &told).unwrap()),
        ("instruction given", instruction_given(post, at(NOW), &given).unwrap()),
        ("instruction ended", instruction_ended(post, at(NOW)).unwrap()),
        ("instruction sleeps", instruction_sleeps(post, at(NOW), &name, &record).unwrap()),
    ]
}

#[test]
fn whatever_a_mail_server_answers_the_mail_that_quotes_it_can_be_sent_and_leads_nowhere() {
    let pieces = [
        "https://evil.example/x",
        "HTTP://E",
        "//evil.example",
        "www.evil.example",
        "mailto:a@b.nl",
        "tel:112",
        "sms:1",
        "data:text/html,x",
        "vbscript:x",
        "javascript:x",
        "\r\nBcc: a@b.nl\r\n\r\n",
        "--=_",
        "\u{0}",
        "\u{202e}",
        "”",
        "“",
        "<b>",
        "550 5.1.1 <p.devries@voorbeeld.nl>: unknown",
        "\u{FFFD}",
        "ontvangen",
        "received",
        " ",
        "(",
        ".",
        "=20",
        "é",
    ];
    let (house, text_of) = (house(), |letter: &Letter| text(letter));
    let (submission, delivery) = (SubmissionId::new(at(NOW), [7; 10]), DeliveryId::new(at(NOW), [9; 10]));
    let about = About { submission: &submission, delivery: &delivery, addressee: &house.to };
    let said = proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..80);
    proptest::proptest!(proptest::test_runner::Config::with_cases(300), |(said in said)| {
        let said = said.concat();
        for language in Language::ALL {
            let post = post(&house, language);
            for heard in [Heard::Answered("mx.evil.example", &said), Heard::Nothing(&said), Heard::Reported(&said)] {
                for letter in [
                    failed(&post, &about, at(NOW), false, Some(heard)),
                    failed(&post, &about, at(NOW), true, Some(heard)),
                    bounced(&post, &about, at(NOW), Some(heard)),
                ] {
                    let text = text_of(&letter.unwrap());
                    proptest::prop_assert!(text.chars().count() < 3_000 && !text.contains("://"));
                    proptest::prop_assert_eq!(banned(&text, language), Vec::<&str>::new());
                }
            }
        }
    });
}

fn text(letter: &Letter) -> String {
    let message = MessageParser::default().parse(letter.bytes()).unwrap();
    message.body_text(0).unwrap().replace("\r\n", "\n")
}

/// The sentences of a text, whatever its line breaks: the facts (indented lines) left out.
fn prose(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with("  ")).collect::<Vec<_>>().join(" ");
    lines.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn s25_the_dutch_notice_says_in_the_agreed_words_what_it_is_and_what_each_choice_means() {
    let letter = a_notice(&house(), Language::Dutch, Some("Bakkerij Jansen B.V."));
    let text = text(&letter);
    for sentence in [
        "Er ligt een aangetekende e-mail voor u klaar. Wij bewaren hem en leggen uw keuze vast.",
        "U kunt hem aannemen, weigeren, of melden dat hij niet voor u is.",
        "Aannemen betekent niet: ermee eens zijn.",
        "Weigert u of doet u niets, dan kan een rechter vinden dat hij toch geldt.",
        "Lees eerst rustig verder:",
        "Lezen vóór uw keuze leggen wij niet vast.",
        "Kiest u, dan ziet de afzender uw keuze, het tijdstip, hoe u zich bekendmaakte en wanneer u alles kreeg.",
        "Kiest u niet, dan ziet hij alleen dat.",
        "Twijfelt u? Klik niet.",
        "Wij vragen nooit om geld of wachtwoorden.",
    ] {
        assert!(prose(&text).contains(sentence), "{sentence}\n{text}");
    }
    for fact in [
        "  Afzender:      noemt zich Bakkerij Jansen B.V.\n                 (info@bakkerijjansen.nl)\n",
        "  Gecontroleerd: niet; ook het domein niet\n",
        "  Voor:          p.devries@voorbeeld.nl\n",
        "  Ingediend:     dinsdag 24 november 2026, 10.14 uur\n",
        "  Kiezen kan tot en met: dinsdag 8 december 2026, 23.59 uur\n",
        "  Kenmerk:       K7M2-94QP-10TX\n",
        "Twijfelt u? Klik niet. Typ zelf\n\n  recepis.example/check\n\nen vul het kenmerk in",
        "\n\n  https://recepis.example/r/01ARYZ6S410000000000000000-6Z1E5T0C7R9J8Q3W2N4M5K6H7G\n\n",
        "  Recepis · Recepis B.V., Straat 1, Plaats · 030 123 45 67\n",
    ] {
        assert!(text.contains(fact), "{fact}\n{text}");
    }
    assert_eq!(letter.subject(), "Aangetekende e-mail van bakkerijjansen.nl, kiezen tot en met 8 december");
}

#[test]
fn s25_a_reminder_tells_the_same_facts_as_the_notice_and_presses_nobody() {
    let facts = |letter: &Letter| -> Vec<String> {
        text(letter).lines().filter(|line| line.starts_with("  ")).map(str::to_owned).collect()
    };
    for language in Language::ALL {
        let (notice, reminder) =
            (a_notice(&house(), language, Some("B.V.")), a_reminder(&house(), language, Some("B.V.")));
        assert_eq!(facts(&notice), facts(&reminder), "{language:?}");
        assert_eq!(text(&reminder).matches("https://").count(), 1, "{language:?}");
        let said = text(&reminder).to_lowercase();
        for pressing in
            ["!", "urgent", "dringend", "laatste kans", "last chance", "snel", "hurry", "meteen", "dagen", " days"]
        {
            assert!(!said.contains(pressing), "{language:?}: {pressing}");
        }
    }
}

#[test]
fn s25_a_notice_and_a_reminder_have_at_most_120_words_beside_the_facts() {
    for language in Language::ALL {
        for letter in [a_notice(&house(), language, None), a_reminder(&house(), language, None)] {
            let words = prose(&text(&letter)).split_whitespace().count();
            assert!((80..=120).contains(&words), "{language:?}: {words}");
        }
    }
}

#[test]
fn c1_every_mail_is_signed_around_the_same_text_in_seven_bits() {
    let pki = Pki::new();
    for language in Language::ALL {
        for (name, letter) in all(&house(), language) {
            let (plain, said) = (letter.bytes().to_vec(), text(&letter));
            let prepared = letter.prepare(&pki.seal, &[], at(NOW), P256).unwrap();
            let signature = pki.seal_key.sign(&prepared.to_sign);
            let signed = prepared.assemble(&signature).unwrap();
            let raw = String::from_utf8(signed.bytes().to_vec()).unwrap();
            assert!(raw.is_ascii() && raw.split("\r\n").all(|line| line.len() <= 998 && !line.contains(['\r', '\n'])));
            assert_eq!(text(&signed), said, "{name}");
            let kind = "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";\r\n micalg=sha-256;";
            assert!(raw.contains(kind), "{name}: {raw}");
            let edge = raw.split("boundary=\"").nth(1).unwrap().split('"').next().unwrap();
            let pieces: Vec<&str> = raw.split(&format!("--{edge}")).collect();
            let [_, part, sealed, end] = pieces.as_slice() else { panic!("{name}: {raw}") };
            assert_eq!(*end, "--\r\n");
            let part = part.strip_prefix("\r\n").unwrap().strip_suffix("\r\n").unwrap();
            let body = |mail: &str| mail.split_once("\r\n\r\n").unwrap().1.to_owned();
            assert_eq!(body(part), body(&String::from_utf8(plain).unwrap()), "{name}: the text as it was");
            let octets = STANDARD.decode(body(sealed).replace("\r\n", "")).unwrap();
            assert_eq!(cms::check(&octets, part.as_bytes()).unwrap().signer, pki.seal.der(), "{name}");
            assert!(cms::check(&octets, format!("{part} ").as_bytes()).is_err(), "{name}");
        }
    }
}

#[test]
fn a_signature_of_another_key_makes_no_mail() {
    let (pki, house) = (Pki::new(), house());
    let prepared = a_notice(&house, Language::Dutch, None).prepare(&pki.seal, &[], at(NOW), P256).unwrap();
    let signature = pki.tsa_key.sign(&prepared.to_sign);
    assert!(matches!(prepared.assemble(&signature), Err(Error::Sign(_))));
}

#[test]
fn s5_every_mail_is_one_plain_text_that_travels_in_seven_bits_and_only_the_receipt_brings_files() {
    for language in Language::ALL {
        for (name, letter) in all(&house(), language) {
            assert!(letter.bytes().is_ascii(), "{name}");
            let raw = String::from_utf8(letter.bytes().to_vec()).unwrap();
            assert!(raw.split("\r\n").all(|line| line.len() <= 998 && !line.contains(['\r', '\n'])), "{name}");
            let message = MessageParser::default().parse(letter.bytes()).unwrap();
            assert_eq!(message.parts.len(), if name == "receipt" { 3 } else { 1 }, "{name}");
            let text = message.text_part(0).unwrap();
            let kind = text.content_type().unwrap();
            assert_eq!(
                (kind.ctype(), kind.subtype(), kind.attribute("charset")),
                ("text", Some("plain"), Some("utf-8"))
            );
            assert_ne!(text.content_transfer_encoding(), Some("base64"), "{name}");
            let why = if name == "held" { "auto-replied" } else { "auto-generated" };
            assert_eq!(message.header_raw("Auto-Submitted").unwrap().trim(), why);
            assert_eq!(message.header_raw("Message-ID").unwrap().trim(), "<notice.1@recepis.example>");
            assert_eq!(message.date().unwrap().to_timestamp(), at(NOW).seconds());
            assert_eq!(message.subject().unwrap(), letter.subject(), "{name}");
        }
    }
}

#[test]
fn s1_s6_s42_every_mail_holds_at_most_the_one_link_and_no_other_address_with_a_scheme() {
    for language in Language::ALL {
        for (name, letter) in all(&house(), language) {
            let text = text(&letter);
            let mine = [
                "notice",
                "reminder",
                "decided",
                "expired",
                "goes",
                "recalled",
                "new link",
                "held",
                "put off",
                "mandate asked",
                "delegated",
                "delegated, done",
                "instructed you",
            ]
            .contains(&name);
            assert_eq!(text.matches("://").count(), usize::from(mine), "{name}: {text}");
            assert_eq!(text.lines().any(|line| line == format!("  {LINK}")), mine, "{name}: {text}");
        }
    }
}

#[test]
fn no_mail_uses_a_banned_word_leaves_a_place_open_or_runs_over_the_edge() {
    for language in Language::ALL {
        for (name, letter) in all(&house(), language) {
            let text = text(&letter);
            let said = format!("{} {text}", letter.subject());
            assert_eq!(banned(&said, language), Vec::<&str>::new(), "{name}");
            assert!(!said.contains(['{', '}', '$']) && !said.contains("mail-"), "{name}: {said}");
            let wide: Vec<_> = text.lines().filter(|l| l.chars().count() > 78 && l.trim() != LINK).collect();
            assert!(wide.is_empty(), "{name}: {wide:?}");
            let raw = String::from_utf8_lossy(letter.bytes()).into_owned();
            let broken = raw
                .lines()
                .filter(|line| line.ends_with('=') && !["=C3", "=C2", "?="].iter().any(|part| line.contains(part)))
                .count();
            assert!(broken <= 1, "{name}: only a long link or an accent may break a line: {raw}");
        }
    }
}

#[test]
fn an_unchecked_senders_name_stands_in_the_text_alone() {
    for language in Language::ALL {
        let letter = a_notice(&house(), language, Some("Belastingdienst"));
        let message = MessageParser::default().parse(letter.bytes()).unwrap();
        let head = String::from_utf8_lossy(&letter.bytes()[..message.root_part().offset_body as usize]).into_owned();
        assert!(!head.contains("Belastingdienst"), "{head}");
        assert!(
            head.contains("From: \"Recepis\" <aangetekend@recepis.example>") || head.contains("From: Recepis <"),
            "{head}"
        );
        assert!(text(&letter).contains("Belastingdienst"));
    }
}

#[test]
fn a_hostile_name_adds_no_header_no_line_and_no_link() {
    let mut house = house();
    house.service.name = "Evil\r\nBcc: all@t.example\r\n".into();
    let name = "Bank\r\n\r\n  https://t.example/r/x {link} \u{202e}gro.knab";
    let letter = a_notice(&house, Language::Dutch, Some(name));
    let message = MessageParser::default().parse(letter.bytes()).unwrap();
    assert!(message.header_raw("Bcc").is_none());
    let text = text(&letter);
    assert!(text.contains("  Afzender:      noemt zich Bank https:/ /t.example/r/x {link} gro.knab\n"), "{text}");
    assert_eq!(text.matches("://").count(), 1);
}

#[test]
fn names_in_any_script_come_through_header_and_text() {
    let mut house = house();
    house.service.name = "Ἀγγελία \"Post\", № 1".into();
    let letter = a_notice(&house, Language::English, Some("Bäckerei Müller, 東京"));
    let message = MessageParser::default().parse(letter.bytes()).unwrap();
    assert_eq!(message.from().unwrap().first().unwrap().name().unwrap(), house.service.name);
    assert!(text(&letter).contains("calls itself Bäckerei Müller, 東京\n"));
}

#[test]
fn s4_a_thousand_notices_hold_no_address_or_digest_of_one_in_a_link() {
    let mut house = house();
    for number in 0..1_000_u32 {
        house.to = format!("reader{number}@voorbeeld.nl").parse().unwrap();
        let octets = crate::crypto::sha256(&[&b"a secret key"[..], &number.to_be_bytes()].concat());
        let link = format!("https://recepis.example/r/01ARYZ6S410000000000000000-{}", crockford(&octets[..16]));
        let told = Notice {
            sender: None,
            address: &house.sender,
            submitted: at(NOW),
            until: at(NOW),
            reference: None,
            link: &link,
        };
        assert!(notice(&post(&house, Language::Dutch), &told).is_ok());
        let digest = crate::crypto::sha256(house.to.as_str().as_bytes());
        let bad = format!("https://recepis.example/r/01ARYZ6S410000000000000000-{}", crockford(&digest[..16]));
        let told = Notice { link: &bad, ..told };
        assert!(matches!(notice(&post(&house, Language::Dutch), &told), Err(Error::Refused(_))));
    }
}

#[test]
fn the_same_notice_again_is_the_same_bytes() {
    let house = house();
    assert_eq!(a_notice(&house, Language::Dutch, None).bytes(), a_notice(&house, Language::Dutch, None).bytes());
}

#[test]
fn the_receipt_carries_each_promise_octet_for_octet_and_is_the_same_mail_again() {
    let house = house();
    let receipt = |house| all(house, Language::Dutch).into_iter().find(|(name, _)| *name == "receipt").unwrap().1;
    let letter = receipt(&house);
    assert_eq!(letter.bytes(), receipt(&house).bytes());
    let message = MessageParser::default().parse(letter.bytes()).unwrap();
    assert_eq!(message.text_body_count() + message.attachment_count(), 2);
    let file = message.attachment(0).unwrap();
    let delivery = DeliveryId::new(at(NOW), [9; 10]);
    assert_eq!(file.attachment_name(), Some(promise_name(&delivery).as_str()));
    assert_eq!(file.contents(), PROMISE.as_bytes());
    assert!(prose(&text(&letter)).contains("promise-(nummer).txt"));
}

#[test]
fn a_message_id_belongs_to_its_delivery_and_a_broken_one_is_refused() {
    let house = house();
    let delivery = DeliveryId::new(at(NOW), [9; 10]);
    let id = message_id("notice", &delivery, 2, "recepis.example");
    assert!(id.starts_with("notice.0") && id.ends_with(".2@recepis.example"), "{id}");
    for broken in ["", "a", "a@", "a b@c", "a@b>\r\nBcc: x", "a@b@c"] {
        let post = Post { message_id: broken, ..post(&house, Language::Dutch) };
        assert!(matches!(code(&post, "12345678", at(NOW)), Err(Error::MessageId(_))), "{broken}");
    }
}

#[test]
fn a_link_that_is_not_ours_never_leaves() {
    let house = house();
    for link in ["https://t.example/r/x", "https://recepis.example/r/x", "javascript:alert(1)"] {
        let told =
            Notice { sender: None, address: &house.sender, submitted: at(NOW), until: at(NOW), reference: None, link };
        assert!(matches!(notice(&post(&house, Language::English), &told), Err(Error::Refused(_))), "{link}");
    }
}

#[test]
fn only_what_an_addressee_decided_is_told_as_a_decision() {
    let house = house();
    let post = post(&house, Language::Dutch);
    let known = Known { method: Method::MailCode, issuer: None, telephone_ending: None, signed: false, delegate: None };
    let closed =
        |decision| Closed { decision, because: None, time: at(NOW), sender: "x", until: at(NOW), link: LINK, known };
    for decision in [Decision::None, Decision::Expired, Decision::Recalled] {
        assert!(matches!(decided(&post, &closed(decision)), Err(Error::NotTold)), "{decision:?}");
    }
}

/// The mail to the sender and the mail to the addressee about a choice, and the two about other answers, for these means.
fn told_by(house: &House, language: Language, known: Known<'_>) -> Result<[String; 4], Error> {
    let post = post(house, language);
    let (submission, delivery) = (SubmissionId::new(at(NOW), [7; 10]), DeliveryId::new(at(NOW), [9; 10]));
    let about = About { submission: &submission, delivery: &delivery, addressee: &house.to };
    let (decided_as, capacity) = (Decision::Accepted, Capacity::Own {});
    let to_sender = Decided { decision: decided_as, because: None, time: at(NOW), capacity: &capacity, known };
    let to_addressee = Closed {
        decision: decided_as,
        because: None,
        time: at(NOW),
        sender: "Jan",
        until: at("2026-12-26T23:00:00Z"),
        link: LINK,
        known,
    };
    Ok([
        decision(&post, &about, &to_sender)?,
        said(&post, &about, Saying::ByPost, &known, at(NOW))?,
        statement(&post, &about, &known, at(NOW))?,
        decided(&post, &to_addressee)?,
    ]
    .map(|letter| text(&letter)))
}

#[test]
fn c20_a_mail_about_an_answer_names_the_means_by_which_whoever_gave_it_showed_who_they_are() {
    let (house, ending) = (house(), Some("78"));
    let by = |method, signed| Known {
        method,
        issuer: Some("urn:issuer.example"),
        telephone_ending: ending,
        signed,
        delegate: None,
    };
    for (language, by_mail, access, key) in [
        (Language::Dutch, "per e-mail", "toegangscode", "eigen sleutel"),
        (Language::English, "by e-mail", "access code", "key of their own"),
        (Language::German, "per E-Mail", "Zugangscode", "eigenen Schlüssel"),
        (Language::French, "par e-mail", "code d'accès", "une clé à lui"),
    ] {
        let mails = |method, signed| told_by(&house, language, by(method, signed)).unwrap();
        for (method, mailed, shared, telephone) in [
            (Method::MailCode, true, false, false),
            (Method::AccessCode, true, true, false),
            (Method::SmsCode, false, false, true),
            (Method::EidOidc, false, false, false),
            (Method::Passkey, false, false, false),
        ] {
            let [choice, said, letter, to_addressee] = mails(method, false);
            for mail in [&choice, &said, &letter] {
                let who: Vec<&str> = mail.lines().skip_while(|line| !is_who(line)).take(4).collect();
                let who = who.join("\n");
                assert_eq!(who.contains(by_mail), mailed, "{who}");
                assert_eq!(who.contains(access), shared, "{who}");
                assert_eq!(who.contains("78"), telephone, "{who}");
                assert!(!mail.contains(key), "{mail}");
                assert_eq!(who.contains("urn:issuer.example"), method == Method::EidOidc, "{who}");
            }
            let otherwise = to_addressee.split(LINK).nth(1).unwrap();
            assert_eq!((otherwise.contains(access), otherwise.contains("78")), (shared, telephone), "{otherwise}");
        }
        let [signed, _, _, to_addressee] = mails(Method::SmsCode, true);
        let facts: Vec<&str> = signed.lines().filter(|line| line.contains(key)).collect();
        assert!(facts.len() == 1 && facts[0].starts_with("               "), "{signed}");
        assert_ne!(to_addressee, mails(Method::SmsCode, false)[3], "who could use the key is asked, too");
        for method in Method::ALL.into_iter().filter(|method| !method.level().reaches(Level::Mailbox)) {
            assert!(matches!(told_by(&house, language, by(method, false)), Err(Error::NotTold)), "{method:?}");
        }
    }
}

/// Whether the fact that says who it was begins on this line.
fn is_who(line: &str) -> bool {
    ["  Wie: ", "  Who: ", "  Wer: ", "  Qui : "].iter().any(|label| line.starts_with(label))
}

#[test]
fn a_french_hour_stays_on_one_line() {
    let letter = code(&post(&house(), Language::French), "40718823", at("2026-11-26T18:47:00Z")).unwrap();
    let text = text(&letter);
    assert!(text.contains("19\u{a0}h\u{a0}47"), "{text}");
}

#[test]
fn what_a_debugger_or_log_shows_of_a_mail_holds_no_code_and_no_link() {
    let letter = code(&post(&house(), Language::Dutch), "40718823", at(NOW)).unwrap();
    assert!(!format!("{letter:?}").contains("40718823"));
    let told = Notice {
        sender: None,
        address: &house().sender,
        submitted: at(NOW),
        until: at(NOW),
        reference: None,
        link: &format!("{LINK}?x"),
    };
    let error = notice(&post(&house(), Language::Dutch), &told).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("6Z1E5T0C7R9J8Q3W2N4M5K6H7G"), "{error}");
}

/// `RECEPIS_SAMPLES=FOLDER cargo test samples` writes one of each mail there, to be read by a person.
#[test]
fn samples_can_be_read_by_a_person() {
    let samples: Vec<_> = Language::ALL.into_iter().flat_map(|language| all(&house(), language)).collect();
    assert_eq!(samples.len(), 196);
    let Some(folder) = std::env::var_os("RECEPIS_SAMPLES") else { return };
    let mut out = Vec::new();
    for (name, letter) in samples {
        out.extend_from_slice(format!("======== {name}\n").as_bytes());
        out.extend_from_slice(letter.bytes());
        out.extend_from_slice(format!("-------- as read\n{}\n", text(&letter)).as_bytes());
    }
    let mut file = std::fs::File::create(std::path::Path::new(&folder).join("mails.txt")).unwrap();
    std::io::Write::write_all(&mut file, &out).unwrap();
}
