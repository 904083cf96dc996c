//! How an addressee proves who they are, as the sender asks; and what counts where the sender runs the mailbox.

use std::sync::Arc;

use recepis::erds::event::Event;
use recepis::erds::evidence::{Details, Statement, SubmissionDetails};
use recepis::erds::id::DeliveryId;
use recepis::erds::party::{Level, Method};
use recepis::erds::submission::SendersControl;
use recepis::flow::account::{self, Login};
use recepis::flow::consign::Answer;
use recepis::flow::look::{self, Link, Session};
use recepis::flow::submit::{self, Options, Submitted};
use recepis::flow::{Fault, Refusal, handover, prove, status};
use recepis::format::evidence;
use recepis::outside::origin::Origins;
use recepis::outside::resolver::{Dnssec, Error, FakeResolver, Kind};
use recepis::outside::texter::Failure;

use crate::enrol::{ORIGIN, RP, enrolled, shows, signed};
use crate::house::{House, JAN, PIET, TOKEN, message, recorded_as, refusal};
use crate::webauthn_testing::Passkey;

const NUMBER: &str = "+31 6 1234 5678";
const WHOLE: &str = "31612345678";
const SHARED: &str = "tulp-kade-42";
/// The token of whoever runs Piet's mail server.
const CHIEF: &str = "another-token-of-many-random-bits-9876543210";

fn beside(assurance: &str, telephone: Option<&str>, access_code: Option<&str>) -> Options {
    let text = |text: &str| Some(text.to_owned());
    let (telephone, access_code) = (telephone.and_then(text), access_code.and_then(text));
    Options { assurance: text(assurance), telephone, access_code, ..Options::default() }
}

/// Hands in for somebody by the account of this token, from this address.
async fn hand_in_as(
    house: &House,
    (token, from): (&str, &str),
    (id, header): (&str, &str),
    to: &[&str],
    options: Options,
) -> Result<Submitted, Fault> {
    let service = &house.rooms.service;
    let account = account::by_token(service, token).await?;
    let to = to.iter().map(|to| to.parse().unwrap()).collect();
    let envelope = submit::Envelope { from: from.parse().unwrap(), to, size: None };
    let mut intake = submit::begin(service, &account, envelope, Method::ApiToken)?.with(options);
    intake.write(format!("{header}{}", message(id).replace(JAN, from)).as_bytes()).await?;
    intake.finish().await
}

async fn hand_in(house: &House, header: &str, options: Options) -> Result<Submitted, Fault> {
    hand_in_as(house, (TOKEN, JAN), ("1", header), &[PIET], options).await
}

/// Hands in for Piet with these options and lets the notice go out.
async fn noticed(house: &House, options: Options) -> DeliveryId {
    let delivery = hand_in(house, "", options).await.unwrap().deliveries[0];
    house.settle().await;
    delivery
}

async fn stated(house: &House, delivery: DeliveryId) -> Vec<Statement> {
    house.statements(delivery).await.iter().map(|kept| evidence::read(&kept.canonical).unwrap()).collect()
}

fn terms(stated: &[Statement]) -> &SubmissionDetails {
    let Details::Submission(terms) = &stated[0].details else { panic!("the first statement is of the submission") };
    terms
}

async fn ask(house: &House, link: &Link, means: Method) -> Result<(), Fault> {
    let token = look::form_token(&house.rooms.service, link);
    prove::request_code(&house.rooms.service, link, &token, "nl", means).await
}

/// The code in the last text message.
fn code_in_text(house: &House) -> String {
    let (_, text) = house.rooms.texter.taken().pop().expect("a text was sent");
    let digits = |word: &str| word.len() == 4 && word.bytes().all(|octet| octet.is_ascii_digit());
    text.split([' ', '.']).filter(|word| digits(word)).collect()
}

/// The code in the last code mail.
async fn mailed(house: &House, link: &Link, means: Method) -> String {
    ask(house, link, means).await.unwrap();
    let mails = house.mails(PIET);
    let mail = mails.iter().rev().find(|mail| mail.contains("Message-ID: <code.")).unwrap();
    let digits = |line: &str| line.chars().filter(char::is_ascii_digit).collect::<String>();
    mail.lines().filter(|line| line.trim().len() == 9).map(digits).find(|code| code.len() == 8).unwrap()
}

async fn by_sms(house: &House) -> Session {
    let link = house.link();
    ask(house, &link, Method::SmsCode).await.unwrap();
    house.confirm(&link, &code_in_text(house)).await.unwrap()
}

async fn with_access_code(house: &House, typed: &str) -> Result<Session, Fault> {
    let link = house.link();
    let code = mailed(house, &link, Method::AccessCode).await;
    prove::confirm_code(&house.rooms.service, &link, &code, typed).await
}

/// The mail that tells the sender of a decision, up to the facts.
fn told_of_decision(house: &House) -> String {
    let mails = house.mails(JAN);
    let told = mails.iter().find(|mail| mail.contains("Message-ID: <Consignment")).expect("the sender is told");
    told.replace("=\r\n", "").replace("\r\n", "\n")
}

#[tokio::test]
async fn c6_means_that_reach_the_level_stand_side_by_side_and_a_code_by_sms_is_told_as_what_it_is() {
    let house = House::new().await;
    let delivery = noticed(&house, beside("mailbox", Some(NUMBER), None)).await;
    let link = house.link();
    let view = look::notice(&house.rooms.service, &link).await.unwrap();
    assert_eq!(view.means, [Method::MailCode, Method::SmsCode]);
    assert_eq!(view.telephone_ending.as_deref(), Some("78"));
    let session = by_sms(&house).await;
    assert_eq!((session.identity.method, session.identity.method.level()), (Method::SmsCode, Level::Telephone));
    house.answer(&session, Answer::Accept).await.unwrap();
    house.settle().await;
    let all = stated(&house, delivery).await;
    assert_eq!((terms(&all).telephone_ending.as_deref(), terms(&all).senders_control), (Some("78"), None));
    let report = house.report(delivery, true).await;
    let identity = report.answers.as_ref().unwrap().identity.clone();
    assert_eq!((identity.method, identity.level), (Some("sms-code"), Some("telephone")));
    let says = "somebody with access to the telephone number that the sender stated, ending “78”";
    assert!(identity.words.to_lowercase().contains(says), "{}", identity.words);
    assert!(report.to_text().contains("did not check whose it is"), "{}", report.to_text());
    let account = account::by_token(&house.rooms.service, TOKEN).await.unwrap();
    let told = status::delivery(&house.rooms.service, &account, delivery).await.unwrap().identity.unwrap();
    assert!(told.contains("the telephone number that the sender stated, ending 78"), "{told}");
    let decision = told_of_decision(&house);
    assert!(decision.contains("eindigend op 78") && !decision.contains("per e-mail"), "{decision}");
    for kept in house.statements(delivery).await {
        assert!(!String::from_utf8_lossy(&kept.canonical).contains("12345678"), "the number stands in no evidence");
    }
    assert!(!String::from_utf8_lossy(&house.bundle(delivery, false).await).contains(WHOLE));
    for mail in [house.mails(PIET), house.mails(JAN)].concat() {
        assert!(!mail.contains("12345678"), "{mail}");
    }
}

#[tokio::test]
async fn s29_who_holds_the_link_and_the_mailbox_only_gets_no_content_and_no_decision_where_more_is_asked() {
    let house = House::new().await;
    let delivery = noticed(&house, beside("telephone", Some(NUMBER), None)).await;
    let service = &house.rooms.service;
    let link = house.link();
    assert_eq!(look::notice(service, &link).await.unwrap().means, [Method::SmsCode]);
    let mailbox = house.proven().await;
    let view = look::view(service, &mailbox).await.unwrap();
    assert!(!view.enough && view.subject.is_none(), "the subject is for somebody who proved enough");
    let before = house.events(delivery).await;
    for answer in [Answer::Accept, Answer::Refuse] {
        assert_eq!(refusal(house.answer(&mailbox, answer).await), Refusal::TooLittle);
    }
    assert_eq!(refusal(prove::confirm_code(service, &link, "00000000", SHARED).await), Refusal::CodeExpired);
    assert_eq!(refusal(ask(&house, &link, Method::AccessCode).await), Refusal::TooLittle, "none was set");
    assert_eq!(house.events(delivery).await, before);
    let session = by_sms(&house).await;
    house.answer(&session, Answer::Accept).await.unwrap();
    assert_eq!(refusal(handover::parts(service, &mailbox).await), Refusal::TooLittle);
    assert_eq!(refusal(handover::whole(service, &mailbox).await), Refusal::TooLittle);
    assert_eq!(handover::parts(service, &session).await.unwrap().len(), 2);
    house.settle().await;
    house.report(delivery, true).await;
}

#[tokio::test]
async fn whoever_gets_mail_that_is_not_theirs_says_so_without_the_other_ones_telephone() {
    let house = House::new().await;
    let delivery = noticed(&house, beside("telephone", Some(NUMBER), None)).await;
    let mailbox = house.proven().await;
    house.answer(&mailbox, Answer::NotForMe(None)).await.unwrap();
    house.settle().await;
    assert_eq!(house.events(delivery).await.last(), Some(&Event::NotForMe));
    house.report(delivery, false).await;
}

#[tokio::test]
async fn an_access_code_comes_on_top_of_the_mailbox_and_is_told_as_known_to_both_sides() {
    let house = House::new().await;
    let delivery = noticed(&house, beside("shared-secret", None, Some(SHARED))).await;
    assert_eq!(look::notice(&house.rooms.service, &house.link()).await.unwrap().means, [Method::AccessCode]);
    let session = with_access_code(&house, "TULP kade 42").await.unwrap();
    assert_eq!((session.identity.method, session.identity.method.level()), (Method::AccessCode, Level::SharedSecret));
    house.answer(&session, Answer::Refuse).await.unwrap();
    house.settle().await;
    let report = house.report(delivery, false).await;
    let words = report.answers.as_ref().unwrap().identity.words.clone();
    assert!(words.contains(PIET) && words.contains("known to both sides"), "{words}");
    let decision = told_of_decision(&house);
    assert!(decision.contains("per e-mail") && decision.contains("de toegangscode die u ook kent"), "{decision}");
    assert!(report.not_proven.iter().any(|line| line.contains("proves nothing against the sender")));
    for kept in house.statements(delivery).await {
        assert!(!String::from_utf8_lossy(&kept.canonical).to_lowercase().contains("tulp"));
    }
    let files = std::fs::read_dir(house.folder.path()).unwrap().map(|entry| entry.unwrap().path());
    for file in files.filter(|path| path.is_file()) {
        let octets = std::fs::read(&file).unwrap();
        assert!(!octets.windows(10).any(|part| part == b"tulpkade42" || part == b"3161234567"), "{}", file.display());
    }
}

#[tokio::test]
async fn an_access_code_is_tried_five_times_a_day_and_only_by_who_has_the_mailbox() {
    let house = House::new().await;
    noticed(&house, beside("shared-secret", None, Some(SHARED))).await;
    let link = house.link();
    let service = &house.rooms.service;
    mailed(&house, &link, Method::AccessCode).await;
    let without = prove::confirm_code(service, &link, "00000001", SHARED).await;
    assert!(matches!(refusal(without), Refusal::WrongCode { .. }), "nothing is said of the access code");
    for left in [4, 3, 2, 1, 0] {
        let wrong = with_access_code(&house, &format!("guess-number-{left}")).await;
        // Five codes a day are asked for, so the last of them serves twice.
        assert_eq!(refusal(wrong), Refusal::WrongAccessCode { tries_left: left });
        if left == 1 {
            let code =
                house.mails(PIET).iter().rev().find(|mail| mail.contains("Message-ID: <code.")).cloned().unwrap();
            let digits = |line: &str| line.chars().filter(char::is_ascii_digit).collect::<String>();
            let code =
                code.lines().filter(|line| line.trim().len() == 9).map(digits).find(|code| code.len() == 8).unwrap();
            let last = prove::confirm_code(service, &link, &code, "guess-number-0").await;
            assert_eq!(refusal(last), Refusal::WrongAccessCode { tries_left: 0 });
            let right = prove::confirm_code(service, &link, &code, SHARED).await;
            assert_eq!(refusal(right), Refusal::TooManyTries, "even the right one waits");
            break;
        }
    }
    house.forward(std::time::Duration::from_hours(25));
    assert!(with_access_code(&house, SHARED).await.is_ok());
}

#[tokio::test]
async fn codes_by_sms_and_by_mail_are_five_a_day_each_and_a_gateway_that_fails_is_told() {
    let house = House::new().await;
    noticed(&house, beside("mailbox", Some(NUMBER), None)).await;
    let link = house.link();
    house.rooms.texter.fails(Some(Failure::Refused(402)));
    let Err(Fault::Unavailable { what }) = ask(&house, &link, Method::SmsCode).await else { panic!("it was sent") };
    assert!(what.contains("402") && !what.contains("5678"), "{what}");
    house.rooms.texter.fails(None);
    for _ in 0..4 {
        ask(&house, &link, Method::SmsCode).await.unwrap();
    }
    assert_eq!(refusal(ask(&house, &link, Method::SmsCode).await), Refusal::TooManyCodes);
    assert_eq!(house.rooms.texter.taken().len(), 4);
    assert!(house.rooms.texter.taken().iter().all(|(number, _)| number == &format!("+{WHOLE}")));
    assert!(ask(&house, &link, Method::MailCode).await.is_ok(), "codes by mail are counted apart");
    assert_eq!(
        refusal(house.confirm(&link, &code_in_text(&house)).await),
        Refusal::WrongCode { tries_left: 4 },
        "the last code counts, whichever way it went"
    );
}

#[tokio::test]
async fn what_does_not_fit_together_is_refused_in_the_senders_words_without_number_or_code() {
    let house = House::new().await;
    let (mailbox, secret) = (|| beside("mailbox", None, None), |code| beside("shared-secret", None, Some(code)));
    let cases: Vec<(&str, Options, &str)> = vec![
        ("Recepis-Assurance: qualified\r\n", Options::default(), "write mailbox, shared-secret, telephone, low"),
        ("Recepis-Assurance: telephone\r\n", Options::default(), "state the addressee's number"),
        ("Recepis-Assurance: shared-secret\r\n", Options::default(), "set a code that the addressee knows"),
        ("Recepis-Assurance: mailbox\r\n", mailbox(), "Recepis-Assurance is said twice"),
        ("Recepis-Telephone: 06 8765 4321\r\n", Options::default(), "begin with + and the code of the country"),
        ("Recepis-Access-Code: tulp-kade-42\r\n", Options::default(), "take Recepis-Access-Code out of the message"),
        ("Recepis-Mailbox-Of-Sender: perhaps\r\n", Options::default(), "write yes or insist"),
        ("", secret("12345678"), "it is a row or a repetition"),
        ("", secret("123456782"), "citizen service number"),
        ("", beside("mailbox", None, Some(SHARED)), "where Recepis-Assurance is shared-secret only"),
    ];
    for (header, options, says) in cases {
        let refused = refusal(hand_in(&house, header, options).await);
        let words = refused.to_string();
        assert!(words.contains(says), "{header}: {words}");
        for secret in ["8765", "tulp", "12345678", "123456782"] {
            assert!(!words.contains(secret), "{words}");
        }
        let recorded = house.rooms.service.store.deliveries_of(&recorded_as(&refused)).await.unwrap();
        let all = stated(&house, recorded[0]).await;
        assert_eq!(all[0].event, Event::SubmissionRejection, "A.2");
        assert!(!String::from_utf8_lossy(&house.statements(recorded[0]).await[0].canonical).contains("4321"));
    }
    let two = ["piet@demo.test", "anna@demo.test"];
    let for_two = hand_in_as(&house, (TOKEN, JAN), ("2", ""), &two, beside("mailbox", Some(NUMBER), None)).await;
    assert!(refusal(for_two).to_string().contains("hand in one message for each addressee"));
}

#[tokio::test]
async fn an_account_asks_what_it_asks_by_default_and_a_service_without_gateway_takes_no_number() {
    let mut house = House::new().await;
    let login = Login {
        name: "jan".to_owned(),
        password: "secret".to_owned(),
        token: TOKEN.to_owned(),
        may_send_as: vec![JAN.to_owned()],
        assurance: Some("telephone".to_owned()),
        ..Login::default()
    };
    account::make(&house.rooms.service, Login { token: "3".repeat(30), ..login }).await.unwrap();
    let refused = refusal(hand_in(&house, "", Options::default()).await).to_string();
    assert!(refused.contains("state the addressee's number"), "{refused}");
    let less = hand_in(&house, "Recepis-Assurance: mailbox\r\n", Options::default()).await.unwrap();
    assert_eq!(house.seen(less.deliveries[0]).await.terms.assurance, Level::Mailbox, "the message says otherwise");
    let other = hand_in(&house, "", beside("telephone", Some(NUMBER), None)).await.unwrap();
    let again = hand_in(&house, "", beside("telephone", Some("+31 6 8765 4321"), None)).await.unwrap();
    assert_ne!(other.submission, again.submission, "who states another number hands in something else");
    assert!(hand_in(&house, "", beside("telephone", Some(NUMBER), None)).await.unwrap().repeated);
    Arc::get_mut(&mut house.rooms.service).unwrap().texter = None;
    let refused = refusal(hand_in(&house, "", beside("telephone", Some(NUMBER), None)).await).to_string();
    assert!(refused.contains("sends no text messages"), "{refused}");
}

/// Whoever runs Piet's mail server has an account, too.
async fn with_chief() -> House {
    let house = House::new().await;
    let login = Login {
        name: "chief".to_owned(),
        password: "secret".to_owned(),
        token: CHIEF.to_owned(),
        may_send_as: vec!["@demo.test".to_owned()],
        ..Login::default()
    };
    account::make(&house.rooms.service, login).await.unwrap();
    house
}

async fn from_chief(house: &House, id: &str, header: &str, options: Options) -> Result<Submitted, Fault> {
    hand_in_as(house, (CHIEF, "chief@demo.test"), (id, header), &[PIET], options).await
}

/// The sender's administrator, holding mailbox, link, code and access code, cannot make an unmarked C.3.
#[tokio::test]
async fn c9_the_senders_administrator_holding_mailbox_link_code_and_access_code_cannot_make_an_unmarked_c3() {
    let house = with_chief().await;
    let service = &house.rooms.service;
    // Without more it is not even taken: A.2, with the reason and the way out.
    for (id, options) in [("1", Options::default()), ("2", beside("shared-secret", None, Some(SHARED)))] {
        let refused = refusal(from_chief(&house, id, "", options).await);
        let words = refused.to_string();
        assert!(words.contains("in a domain of yours") && words.contains("Recepis-Telephone"), "{words}");
        let recorded = service.store.deliveries_of(&recorded_as(&refused)).await.unwrap();
        let all = stated(&house, recorded[0]).await;
        assert_eq!(all[0].event, Event::SubmissionRejection);
        assert_eq!(terms(&all).senders_control, Some(SendersControl::SameDomain));
        assert!(all[0].reasons[0].details.as_ref().unwrap().contains("in a domain of yours"));
    }
    // With a telephone number, nothing but a code sent there counts, whatever was asked.
    let taken = from_chief(&house, "3", "", beside("mailbox", Some(NUMBER), None)).await.unwrap();
    let delivery = taken.deliveries[0];
    house.settle().await;
    let link = house.link_of(delivery);
    assert_eq!(look::notice(service, &link).await.unwrap().means, [Method::SmsCode]);
    let mailbox = house.proven_of(delivery).await;
    assert_eq!(refusal(house.answer(&mailbox, Answer::Accept).await), Refusal::TooLittle);
    assert_eq!(refusal(ask(&house, &link, Method::AccessCode).await), Refusal::TooLittle);
    assert_eq!(house.events(delivery).await.last(), Some(&Event::NotificationForAcceptance), "no C.3");
    // Where the sender insists, it is made, and says everywhere what it is worth.
    for (id, header, options, shared) in [
        ("4", "Recepis-Mailbox-Of-Sender: insist\r\n", Options::default(), false),
        ("5", "Recepis-Mailbox-Of-Sender: insist\r\n", beside("shared-secret", None, Some(SHARED)), true),
    ] {
        let delivery = from_chief(&house, id, header, options).await.unwrap().deliveries[0];
        house.settle().await;
        let link = house.link_of(delivery);
        let means = if shared { Method::AccessCode } else { Method::MailCode };
        let code = mailed(&house, &link, means).await;
        let session = prove::confirm_code(service, &link, &code, SHARED).await.unwrap();
        house.answer(&session, Answer::Accept).await.unwrap();
        house.settle().await;
        let all = stated(&house, delivery).await;
        assert_eq!(terms(&all).senders_control, Some(SendersControl::SameDomain));
        let accepted = all.iter().find(|stated| stated.event == Event::ConsignmentAcceptance).unwrap();
        let Details::Decision(decision) = &accepted.details else { panic!("C.3 holds a decision") };
        assert!(decision.on_senders_mailbox, "C.3 itself bears the mark");
        let report = house.report(delivery, false).await;
        let identity = report.answers.as_ref().unwrap().identity.words.clone();
        assert!(identity.starts_with("MAILBOX UNDER THE SENDER'S CONTROL"), "{identity}");
        let text = report.to_text();
        let first_page = text.lines().take(30).collect::<Vec<_>>().join(" ");
        assert!(first_page.contains("MAILBOX UNDER THE SENDER'S CONTROL"), "{text}");
        let account = account::by_token(service, CHIEF).await.unwrap();
        let told = status::delivery(service, &account, delivery).await.unwrap().identity.unwrap();
        assert!(told.starts_with("MAILBOX UNDER THE SENDER'S CONTROL"), "{told}");
    }
}

#[tokio::test]
async fn a_code_by_sms_on_a_mailbox_of_the_senders_bears_no_mark() {
    let house = with_chief().await;
    let delivery = from_chief(&house, "1", "", beside("mailbox", Some(NUMBER), None)).await.unwrap().deliveries[0];
    house.settle().await;
    let session = by_sms(&house).await;
    house.answer(&session, Answer::Accept).await.unwrap();
    house.settle().await;
    let all = stated(&house, delivery).await;
    assert_eq!(terms(&all).assurance, Level::Telephone.uri(), "raised, and stated");
    let report = house.report(delivery, false).await;
    assert!(!report.answers.unwrap().identity.words.contains("CONTROL"));
}

/// A service that sends to everybody, and what DNS says there.
async fn open_to_all(names: FakeResolver) -> House {
    let mut house = House::new().await;
    let service = Arc::get_mut(&mut house.rooms.service).unwrap();
    service.settings.mail_to_others = true;
    service.origins = Some(Origins::new(Arc::new(names), true));
    house
}

async fn control_of(house: &House, to: &str, header: &str) -> Result<Option<SendersControl>, String> {
    let header = format!("{header}Recepis-Purpose: {to}\r\n");
    match hand_in_as(house, (TOKEN, JAN), (to, &header), &[to], Options::default()).await {
        Ok(taken) => Ok(house.seen(taken.deliveries[0]).await.record.grounds.senders_control),
        Err(Fault::Refused(refused)) => {
            let recorded = house.rooms.service.store.deliveries_of(&recorded_as(&refused)).await.unwrap();
            Ok(terms(&stated(house, recorded[0]).await).senders_control)
        }
        Err(other) => Err(other.to_string()),
    }
}

#[tokio::test]
async fn a_mailbox_is_the_senders_by_its_domain_by_its_mail_servers_or_by_its_word_and_never_by_a_provider() {
    let names = FakeResolver::new();
    let mx = |name: &str, host: &str| {
        names.holds(name, Kind::Mx, Dnssec::Insecure, &[format!("{name}. 60 IN MX 10 {host}.").as_str()]);
    };
    mx("sender.test", "mx.hoster.test");
    mx("staff.test", "mx.hoster.test");
    mx("shop.test", "mail.sender.test");
    mx("client.test", "mx.elsewhere.test");
    mx("rich.test", "mx7.post.test");
    let house = open_to_all(names).await;
    let (same, servers, said) =
        (Some(SendersControl::SameDomain), Some(SendersControl::MailServers), Some(SendersControl::Declared));
    let yes = "Recepis-Mailbox-Of-Sender: yes\r\n";
    for (to, header, known) in [
        ("anna@sender.test", "", same),
        ("anna@Sender.test", "Recepis-Mailbox-Of-Sender: insist\r\n", same),
        ("anna@staff.test", "", servers),
        ("anna@shop.test", "", servers),
        ("anna@client.test", "", None),
        ("anna@rich.test", "", None),
        ("anna@post.test", "", None),
        ("anna@nowhere.test", "", None),
        ("bert@client.test", yes, said),
    ] {
        assert_eq!(control_of(&house, to, header).await, Ok(known), "{to}");
    }
    let mixed =
        hand_in_as(&house, (TOKEN, JAN), ("9", ""), &["a@staff.test", "b@client.test"], Options::default()).await;
    assert!(refusal(mixed).to_string().contains("hand in one message for each kind"));
}

#[tokio::test]
async fn where_dns_does_not_say_nothing_goes_unmarked() {
    let names = FakeResolver::new();
    names.answers("client.test", Kind::Mx, Err(Error::Unavailable("no answer".to_owned())));
    let house = open_to_all(names).await;
    let later = control_of(&house, "anna@client.test", "").await.unwrap_err();
    assert!(later.contains("DNS does not say"), "{later}");
    assert_eq!(
        control_of(&house, "anna@client.test", "Recepis-Mailbox-Of-Sender: insist\r\n").await,
        Ok(Some(SendersControl::Declared)),
        "it is said already"
    );
    let strong = beside("telephone", Some(NUMBER), None);
    let taken = hand_in_as(&house, (TOKEN, JAN), ("7", ""), &["anna@client.test"], strong).await;
    assert!(taken.is_ok(), "no code by mail will count there");
}

#[tokio::test]
async fn an_account_may_say_whose_mailboxes_it_controls() {
    let house = with_chief().await;
    let login = Login {
        name: "employer".to_owned(),
        password: "secret".to_owned(),
        token: "4".repeat(30),
        may_send_as: vec!["@employer.test".to_owned()],
        controls: vec!["demo.test".to_owned()],
        ..Login::default()
    };
    account::make(&house.rooms.service, login).await.unwrap();
    let token = "4".repeat(30);
    let sender = (token.as_str(), "staff@employer.test");
    let refused = refusal(hand_in_as(&house, sender, ("1", ""), &[PIET], Options::default()).await).to_string();
    assert!(refused.contains("you say that the addressee's mailbox is under your control"), "{refused}");
}

/// The decisive statement of a delivery, and whether it bears the mark of the sender's mailbox.
async fn is_marked(house: &House, delivery: DeliveryId) -> bool {
    let all = stated(house, delivery).await;
    let decision = all.iter().rev().find_map(|statement| match &statement.details {
        Details::Decision(decision) => Some(decision.on_senders_mailbox),
        _ => None,
    });
    decision.expect("a decision")
}

#[tokio::test]
async fn c9_the_senders_administrator_who_holds_mailbox_link_code_access_code_and_a_key_makes_no_unmarked_acceptance() {
    let house = House::new().await;
    let service = &house.rooms.service;
    let insist = |assurance: &str, access_code: Option<&str>| Options {
        mailbox_of_sender: Some("insist".to_owned()),
        ..beside(assurance, None, access_code)
    };
    // Long before: a message of its own to that mailbox, at which it enrols keys, by a code and by an access code.
    let keys = [Passkey::es256(7, RP, ORIGIN), Passkey::ed25519(8, RP, ORIGIN), Passkey::es256(9, RP, ORIGIN)];
    noticed(&house, insist("mailbox", None)).await;
    let session = house.proven().await;
    enrolled(&house, &session, &keys[0]).await;
    house.answer(&session, Answer::Refuse).await.unwrap();
    house.settle().await;
    let shared =
        hand_in_as(&house, (TOKEN, JAN), ("2", ""), &[PIET], insist("shared-secret", Some(SHARED))).await.unwrap();
    house.settle().await;
    let session = with_access_code(&house, SHARED).await.unwrap();
    enrolled(&house, &session, &keys[1]).await;
    house.answer(&session, Answer::Accept).await.unwrap();
    house.settle().await;
    assert!(is_marked(&house, shared.deliveries[0]).await, "the access code is the sender's, too");
    house.forward(std::time::Duration::from_hours(49));
    house.settle().await;
    // A key enrolled with one of those keys is worth no more than they are.
    let third =
        hand_in_as(&house, (TOKEN, JAN), ("3", ""), &[PIET], insist("mailbox", None)).await.unwrap().deliveries[0];
    house.settle().await;
    let session = shows(&house, &house.link_of(third), &keys[0]).await.unwrap();
    enrolled(&house, &session, &keys[2]).await;
    house.decide(&session, signed(&house, &session, Answer::Accept, &keys[0]).await).await.unwrap();
    house.settle().await;
    assert!(is_marked(&house, third).await);
    house.forward(std::time::Duration::from_hours(49));
    house.settle().await;
    for (number, key) in keys.iter().enumerate() {
        let id = format!("{}", 4 + number);
        let made = hand_in_as(&house, (TOKEN, JAN), (&id, ""), &[PIET], insist("mailbox", None)).await.unwrap();
        let delivery = made.deliveries[0];
        house.settle().await;
        let session = shows(&house, &house.link_of(delivery), key).await.unwrap();
        house.decide(&session, signed(&house, &session, Answer::Accept, key).await).await.unwrap();
        house.settle().await;
        assert!(is_marked(&house, delivery).await, "key {number}");
        let report = house.report(delivery, true).await;
        let words = report.answers.as_ref().unwrap().identity.words.clone();
        assert!(words.starts_with("MAILBOX UNDER THE SENDER'S CONTROL"), "{words}");
        let account = account::by_token(service, TOKEN).await.unwrap();
        let told = status::delivery(service, &account, delivery).await.unwrap().identity.unwrap();
        assert!(told.starts_with("MAILBOX UNDER THE SENDER'S CONTROL"), "{told}");
    }
}

#[tokio::test]
async fn a_key_enrolled_after_a_code_by_sms_lifts_the_mark_of_the_senders_mailbox_and_is_no_answer_to_more() {
    let house = House::new().await;
    let key = Passkey::es256(7, RP, ORIGIN);
    noticed(&house, beside("telephone", Some(NUMBER), None)).await;
    let session = by_sms(&house).await;
    enrolled(&house, &session, &key).await;
    house.answer(&session, Answer::Refuse).await.unwrap();
    house.settle().await;
    house.forward(std::time::Duration::from_hours(49));
    house.settle().await;
    let insists = Options { mailbox_of_sender: Some("insist".to_owned()), ..beside("mailbox", None, None) };
    let made = hand_in_as(&house, (TOKEN, JAN), ("2", ""), &[PIET], insists).await.unwrap();
    let delivery = made.deliveries[0];
    house.settle().await;
    let link = house.link_of(delivery);
    assert!(look::notice(&house.rooms.service, &link).await.unwrap().key_offered);
    let session = shows(&house, &link, &key).await.unwrap();
    house.decide(&session, signed(&house, &session, Answer::Accept, &key).await).await.unwrap();
    house.settle().await;
    assert!(!is_marked(&house, delivery).await);
    let report = house.report(delivery, true).await;
    let words = report.answers.as_ref().unwrap().identity.words.clone();
    assert!(words.starts_with("Somebody who holds a key"), "{words}");
    assert!(report.answers.as_ref().unwrap().vouches.words.contains("enrolled with sms-code"));
    for (id, options) in
        [("3", beside("shared-secret", None, Some(SHARED))), ("4", beside("telephone", Some(NUMBER), None))]
    {
        let made = hand_in_as(&house, (TOKEN, JAN), (id, ""), &[PIET], options).await.unwrap();
        house.settle().await;
        let link = house.link_of(made.deliveries[0]);
        assert!(!look::notice(&house.rooms.service, &link).await.unwrap().key_offered);
        assert_eq!(refusal(shows(&house, &link, &key).await.map(|_| ())), Refusal::TooLittle, "{id}");
    }
}
