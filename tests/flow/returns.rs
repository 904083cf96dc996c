//! What comes back: reports on a notice, answers of programs and people, and what somebody makes up.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use recepis::erds::content::Sha256;
use recepis::erds::delivery::Offer;
use recepis::erds::event::Event;
use recepis::erds::evidence::Details;
use recepis::erds::id::DeliveryId;
use recepis::erds::standing::{Decision, Step, Voucher};
use recepis::flow::Fault;
use recepis::flow::consign::Answer;
use recepis::flow::receive::{self, Arrival, Heard};
use recepis::flow::return_path::{self, ReturnPath};
use recepis::format::bounce::Kind;
use recepis::format::evidence;
use recepis::outside::mailer::Outcome;
use recepis::smtp::returns::{self, Counts};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::house::{House, JAN, PIET, message};

/// A delivery status for Piet.
fn report(action: &str, status: &str, said: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.demo.test\r\nSubject: Delivery status\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
         --b\r\n\r\nYour message.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; mx.demo.test\r\n\r\nFinal-Recipient: rfc822; {PIET}\r\nAction: {action}\r\n\
         Status: {status}\r\nDiagnostic-Code: smtp; {said}\r\n--b--\r\n"
    )
}

fn bounced() -> String {
    report("failed", "5.2.2", "552 5.2.2 mailbox full")
}

/// From the mail server of Piet's domain (`named`), or from somewhere else.
async fn hear(house: &House, path: ReturnPath, octets: &str, named: bool) -> Result<Heard, Fault> {
    let (octets, size) = (octets.as_bytes(), octets.len() as u64);
    let digest = Sha256(recepis::crypto::sha256(octets));
    let from = Some(if named { IpAddr::from([127, 0, 0, 1]) } else { IpAddr::from([192, 0, 2, 200]) });
    receive::receive(&house.rooms.service, &Arrival { path, octets, size, answerable: true, digest, from }).await
}

fn path(delivery: DeliveryId) -> ReturnPath {
    ReturnPath { delivery, notice: 1 }
}

#[tokio::test]
async fn s13_c12_a_late_failure_supersedes_the_notice_both_stay_and_the_sender_is_told_within_a_minute() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    assert_eq!(house.answers(delivery).await, (Step::G1, Decision::None, Voucher::Nobody, None));
    house.forward(Duration::from_hours(5));
    let began = house.now();
    let heard = hear(&house, path(delivery), &bounced(), false).await.unwrap();
    assert_eq!(heard.stated, Some(Event::NoticeBounced));
    house.settle().await;
    assert!(house.now().since(began) < Duration::from_mins(1));
    let events = house.events(delivery).await;
    assert_eq!(
        events,
        [Event::SubmissionAcceptance, Event::NotificationForAcceptance, Event::NoticeBounced],
        "both stay visible"
    );
    let mails = house.mails(JAN);
    assert!(mails.len() == 2 && mails[1].contains("teruggekomen"), "{mails:?}");
    assert_eq!(house.seen(delivery).await.delivery.offer(), Offer::Failed);
    let kept = house.statements(delivery).await;
    let stated = evidence::read(&kept.iter().find(|kept| kept.event == Event::NoticeBounced).unwrap().canonical);
    let Details::Return(details) = stated.unwrap().details else { panic!("what came back") };
    assert_eq!((details.notice, details.status.as_deref()), (1, Some("5.2.2")));
    assert_eq!(details.digest, Sha256(recepis::crypto::sha256(bounced().as_bytes())));
    assert_eq!(details.diagnostic.as_deref(), Some("552 5.2.2 mailbox full"));
    assert_eq!((details.cause.as_deref(), details.origin), (Some("mailbox full"), None));
    // No time runs any more: silence is never stated, and the verifier says the same as the service.
    house.forward(Duration::from_hours(24 * 40));
    house.settle().await;
    assert_eq!(house.events(delivery).await, events);
    assert_eq!(house.answers(delivery).await, (Step::G0, Decision::None, Voucher::Nobody, None));
    // A second report changes nothing.
    assert_eq!(hear(&house, path(delivery), &bounced(), false).await.unwrap().stated, None);
    assert_eq!(house.events(delivery).await, events);
}

#[tokio::test]
async fn c12_whoever_got_the_notice_all_the_same_may_still_decide_after_it_came_back() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    hear(&house, path(delivery), &bounced(), false).await.unwrap();
    house.settle().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    house.settle().await;
    let (step, decision, ..) = house.answers(delivery).await;
    assert_eq!((step, decision), (Step::G3, Decision::Accepted));
    // What is decided stands, whatever comes back.
    assert_eq!(hear(&house, path(delivery), &bounced(), false).await.unwrap().stated, None);
}

#[tokio::test]
async fn s7_l13_l14_a_report_of_delivery_counts_only_from_a_host_that_the_domain_names_and_once() {
    for (named, step) in [(true, Step::G1), (false, Step::G0)] {
        let house = House::new().await;
        house.post.relayed.store(true, Ordering::SeqCst);
        let delivery = house.noticed().await;
        assert_eq!(house.answers(delivery).await.0, Step::G0, "a relay's word");
        let said = report("delivered", "2.0.0", "250 2.0.0 kept");
        assert_eq!(hear(&house, path(delivery), &said, named).await.unwrap().stated, Some(Event::NoticeTaken));
        assert_eq!(hear(&house, path(delivery), &said, named).await.unwrap().stated, None);
        house.settle().await;
        assert_eq!(house.answers(delivery).await.0, step, "named {named}");
        let kept = house.statements(delivery).await;
        let stated = evidence::read(&kept.iter().find(|kept| kept.event == Event::NoticeTaken).unwrap().canonical);
        let Details::Return(details) = stated.unwrap().details else { panic!("what came back") };
        assert_eq!(details.origin.map(|origin| origin.host), named.then(|| "mx.demo.test".to_owned()));
        let relayed = report("relayed", "2.0.0", "250 2.0.0 ok");
        assert_eq!(hear(&house, path(delivery), &relayed, named).await.unwrap().stated, None);
    }
}

#[tokio::test]
async fn s14_a_report_that_the_notice_is_late_is_a_fact_of_the_history_and_no_step() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let (answers, deadline) = (house.answers(delivery).await, house.seen(delivery).await.delivery.deadline());
    let mails = house.mails(JAN).len();
    let late = report("delayed", "4.2.2", "452 4.2.2 mailbox full, will retry");
    assert_eq!(hear(&house, path(delivery), &late, true).await.unwrap().stated, Some(Event::NoticeDelayed));
    assert_eq!(hear(&house, path(delivery), &late, true).await.unwrap().stated, None, "once");
    house.settle().await;
    let events = [Event::SubmissionAcceptance, Event::NotificationForAcceptance, Event::NoticeDelayed];
    assert_eq!(house.events(delivery).await, events);
    assert_eq!(house.answers(delivery).await, answers, "no step");
    assert_eq!(house.seen(delivery).await.delivery.deadline(), deadline, "no time");
    assert_eq!(house.mails(JAN).len(), mails, "no mail: it stands in the history");
    let kept = house.statements(delivery).await;
    let stated = evidence::read(&kept.iter().find(|kept| kept.event == Event::NoticeDelayed).unwrap().canonical);
    let Details::Return(details) = stated.unwrap().details else { panic!("what came back") };
    assert_eq!((details.cause.as_deref(), details.origin), (Some("mailbox full"), None));
    assert_eq!(details.diagnostic.as_deref(), Some("452 4.2.2 mailbox full, will retry"));
    // What comes of it later is stated behind it.
    assert_eq!(hear(&house, path(delivery), &bounced(), true).await.unwrap().stated, Some(Event::NoticeBounced));
    house.settle().await;
    assert_eq!(house.answers(delivery).await.0, Step::G0);
}

#[tokio::test]
async fn s16_what_programs_answer_leaves_nothing_behind() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let (before, mails) = (house.events(delivery).await, (house.mails(JAN).len(), house.mails(PIET).len()));
    let disposition = "From: p@demo.test\r\nSubject: Read\r\nContent-Type: multipart/report; \
                       report-type=disposition-notification; boundary=b\r\n\r\n--b\r\nContent-Type: \
                       message/disposition-notification\r\n\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n--b--\r\n";
    let absent =
        "From: p@demo.test\r\nSubject: Automatisch antwoord\r\nAuto-Submitted: auto-replied\r\n\r\nAfwezig.\r\n";
    let list = "From: l@demo.test\r\nSubject: News\r\nList-Id: <l.demo.test>\r\nPrecedence: bulk\r\n\r\nNews.\r\n";
    for (octets, kind) in [(disposition, Kind::Mdn), (absent, Kind::AutoReply), (list, Kind::AutoReply)] {
        let heard = hear(&house, path(delivery), octets, true).await.unwrap();
        assert_eq!(heard, Heard { kind, stated: None, refused: None });
    }
    house.settle().await;
    assert_eq!(house.events(delivery).await, before);
    assert_eq!((house.mails(JAN).len(), house.mails(PIET).len()), mails, "nobody is told");
}

#[tokio::test]
async fn s44_a_persons_letter_that_speaks_as_a_report_does_is_held_as_a_letter_and_fails_nothing() {
    let words = "Subject: Undeliverable: registered e-mail\r\nMessage-ID: <1@demo.test>\r\n\r\n\
                 Your message could not be delivered to me, I fear:\r\n\r\n    550 5.1.1 user unknown\r\n";
    let letter = format!("From: Piet <{PIET}>\r\n{words}");
    let house = House::new().await;
    let delivery = house.noticed().await;
    let heard = hear(&house, path(delivery), &letter, true).await.unwrap();
    assert_eq!(heard, Heard { kind: Kind::Reply, stated: None, refused: None });
    house.settle().await;
    assert!(!house.events(delivery).await.contains(&Event::NoticeBounced));
    // The same words from a mail server, or without a return path, are a report.
    let heard = hear(&house, path(delivery), &format!("From: MAILER-DAEMON@mx.demo.test\r\n{words}"), true).await;
    assert_eq!(heard.unwrap().stated, Some(Event::NoticeBounced));
    let house = House::new().await;
    let path = path(house.noticed().await);
    let (octets, size, digest) = (letter.as_bytes(), letter.len() as u64, Sha256(recepis::crypto::sha256(b"")));
    let arrival = Arrival { path, octets, size, answerable: false, digest, from: None };
    assert_eq!(receive::receive(&house.rooms.service, &arrival).await.unwrap().stated, Some(Event::NoticeBounced));
}

#[tokio::test]
async fn a_return_path_with_another_secret_delivery_number_or_domain_is_nobodys() {
    let house = House::new().await;
    let service = &house.rooms.service;
    let one = house.noticed().await;
    let other = house.hand_in(&message("2"), &[PIET]).await.unwrap().deliveries[0];
    let (address, secret) = return_path::return_path(service, &one, 1).unwrap();
    assert!(address.local().len() <= 64, "{address}");
    assert_eq!(return_path::known(service, &address), Some(path(one)));
    let text = address.to_string();
    assert_eq!(return_path::known(service, &text.to_uppercase().parse().unwrap()), Some(path(one)), "in capitals");
    let forged = [
        text.replace(&secret, &"0".repeat(26)),
        text.replace(&one.to_string().to_lowercase(), &other.to_string().to_lowercase()),
        text.replace("-1-", "-2-"),
        text.replace("-1-", "-01-"),
        text.replace("@terug.test", "@elders.test"),
        text.replace("r-", "x-"),
        "postmaster@terug.test".to_owned(),
        "r-@terug.test".to_owned(),
    ];
    for forged in forged {
        assert_ne!(forged, text);
        assert_eq!(return_path::known(service, &forged.parse().unwrap()), None, "{forged}");
    }
    // The notice carries it, and its dialogue does not.
    let (envelope, _) = house.post.addressees.sent().into_iter().next().unwrap();
    assert_eq!((envelope.from, envelope.secret), (Some(address), Some(secret)));
    // A number that no notice has changes nothing.
    let ninth = ReturnPath { delivery: one, notice: 9 };
    assert_eq!(hear(&house, ninth, &bounced(), false).await.unwrap().stated, None);
}

#[tokio::test]
async fn a_report_on_an_attempt_that_is_not_recorded_yet_is_to_be_sent_again() {
    let house = House::new().await;
    house.post.addressees.will(Outcome::Unknown { why: "lost".to_owned() });
    let delivery = house.noticed().await;
    let early = hear(&house, path(delivery), &bounced(), false).await;
    assert!(matches!(early, Err(Fault::Unavailable { .. })));
    house.forward(Duration::from_mins(2));
    house.settle().await;
    assert_eq!(hear(&house, path(delivery), &bounced(), false).await.unwrap().stated, Some(Event::NoticeBounced));
}

/// A connection to the door, and what it answered to each piece.
struct Talk(TcpStream);

impl Talk {
    async fn open(port: u16) -> Self {
        let mut talk = Self(TcpStream::connect(("127.0.0.1", port)).await.unwrap());
        assert!(talk.hear().await.starts_with("220 "));
        assert!(talk.say("EHLO mx.demo.test\r\n").await.contains("SIZE 10485760"));
        talk
    }

    async fn hear(&mut self) -> String {
        let mut heard = vec![0; 4_096];
        let length = self.0.read(&mut heard).await.unwrap();
        String::from_utf8_lossy(&heard[..length]).into_owned()
    }

    async fn say(&mut self, text: &str) -> String {
        self.0.write_all(text.as_bytes()).await.unwrap();
        self.hear().await
    }

    /// MAIL and RCPT; the answer to RCPT.
    async fn to(&mut self, to: &str) -> String {
        self.say("RSET\r\n").await;
        self.say("MAIL FROM:<>\r\n").await;
        self.say(&format!("RCPT TO:<{to}>\r\n")).await
    }
}

#[tokio::test]
async fn the_door_takes_known_return_paths_only_and_counts_what_it_took() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (stop, stopped) = watch::channel(false);
    let counts = Counts::default();
    let service = Arc::clone(&house.rooms.service);
    let door = returns::serve(service, "terug.test".to_owned(), None, counts.clone(), listener, stopped, |slot| slot);
    let serving = tokio::spawn(door);
    let (address, _) = return_path::return_path(&house.rooms.service, &delivery, 1).unwrap();
    let address = address.to_string();
    let mut talk = Talk::open(port).await;
    for nobody in ["postmaster@terug.test", PIET, "r-0-1-0@terug.test"] {
        assert!(talk.to(nobody).await.starts_with("550 5.1.1 "), "{nobody}");
    }
    assert!(talk.say("AUTH PLAIN AGEAYg==\r\n").await.starts_with("502 "), "no accounts");
    let large = "MAIL FROM:<> SIZE=104857600\r\n";
    assert!(
        talk.say(&format!("RSET\r\n{large}")).await.contains("552 5.3.4") || talk.hear().await.contains("552 5.3.4")
    );
    assert!(talk.to(&address).await.starts_with("250 "));
    assert!(
        talk.say(&format!("RCPT TO:<{}>\r\n", address.replace("-1-", "-2-"))).await.starts_with('4'),
        "one at a time"
    );
    assert!(talk.say("DATA\r\n").await.starts_with("354 "));
    assert!(talk.say(&format!("{}\r\n.\r\n", bounced())).await.starts_with("250 "));
    house.settle().await;
    assert!(house.events(delivery).await.contains(&Event::NoticeBounced));
    assert_eq!(counts.of("failed"), 1);
    // What no program writes as it should is taken and changes nothing.
    for broken in ["\u{e9}: \u{1F600}\r\nContent-Type: multipart/report; boundary=\r\n\r\n--\r\n", "\r\n", "x"] {
        assert!(talk.to(&address).await.starts_with("250 "));
        assert!(talk.say("DATA\r\n").await.starts_with("354 "));
        assert!(talk.say(&format!("{broken}\r\n.\r\n")).await.starts_with("250 "), "{broken:?}");
    }
    // A person's letter is held up to a mebibyte; a program's, which bears no return path, is not.
    let letter = "From: p@demo.test\r\nSubject: Re: x\r\n\r\nIk weiger.\r\n";
    for (from, length, answer) in
        [("", 10, "250 "), ("p@demo.test", 10, "250 "), ("p@demo.test", (1 << 20) / 500, "552 5.3.4 ")]
    {
        talk.say("RSET\r\n").await;
        talk.say(&format!("MAIL FROM:<{from}>\r\n")).await;
        assert!(talk.say(&format!("RCPT TO:<{address}>\r\n")).await.starts_with("250 "));
        assert!(talk.say("DATA\r\n").await.starts_with("354 "));
        let padded = format!("{letter}{}.\r\n", format!("{}\r\n", "x".repeat(500)).repeat(length));
        let told = talk.say(&padded).await;
        assert!(told.starts_with(answer), "{told}");
    }
    let seen = house.seen(delivery).await;
    assert_eq!(house.rooms.service.store.held_replies(&seen, house.now()).await.unwrap(), 1);
    assert_eq!(counts.of("reply"), 3);
    // A flood for one delivery ends at its limit, for an hour.
    let mut taken = 0;
    while talk.to(&address).await.starts_with("250 ") {
        taken += 1;
        assert!(taken < 100);
    }
    assert!(talk.to(&address).await.starts_with("452 4.2.1 "));
    house.forward(Duration::from_hours(1));
    assert!(talk.to(&address).await.starts_with("250 "));
    drop(talk);
    stop.send(true).unwrap();
    serving.await.unwrap();
}

#[tokio::test]
async fn a_hundred_megabytes_without_a_size_are_read_away_and_refused() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (_stop, stopped) = watch::channel(false);
    let service = Arc::clone(&house.rooms.service);
    tokio::spawn(returns::serve(
        service,
        "terug.test".to_owned(),
        None,
        Counts::default(),
        listener,
        stopped,
        |slot| slot,
    ));
    let (address, _) = return_path::return_path(&house.rooms.service, &delivery, 1).unwrap();
    let mut talk = Talk::open(port).await;
    assert!(talk.to(&address.to_string()).await.starts_with("250 "));
    assert!(talk.say("DATA\r\n").await.starts_with("354 "));
    let line = format!("{}\r\n", "x".repeat(998)).repeat(1_000);
    let mut sent = 0;
    while sent < 100 << 20 && talk.0.write_all(line.as_bytes()).await.is_ok() {
        sent += line.len();
    }
    assert!(sent < 100 << 20, "the door closes long before that");
    house.settle().await;
    assert_eq!(house.events(delivery).await.len(), 2, "nothing follows from it");
}
