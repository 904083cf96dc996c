//! What people answer by mail: held unread, confirmed or destroyed, and never a decision.

use std::time::Duration;

use recepis::crypto::sha256;
use recepis::erds::content::Sha256;
use recepis::erds::event::Event;
use recepis::erds::evidence::{Details, DkimResult, DkimSeen, ReplyDetails};
use recepis::erds::id::DeliveryId;
use recepis::erds::standing::{Decision, Step};
use recepis::flow::consign::Answer;
use recepis::flow::look::{self, Session};
use recepis::flow::receive::{self, Arrival, Refused};
use recepis::flow::reply::{self, Choice};
use recepis::flow::return_path::{self, ReturnPath};
use recepis::flow::{Fault, Refusal, status};
use recepis::format::evidence;
use recepis::outside::dkim::{Dkim, DkimSettings, KeyKind, Selector};
use recepis::outside::entropy::SystemEntropy;

use crate::house::{House, JAN, PIET};

const DAY: Duration = Duration::from_hours(24);
const TEXT: &str = "Dit antwoord is van mij.";

/// What Piet writes; the first two fields are his mail server's.
const LETTER: &str = "Received: from laptop ([203.0.113.77]) by mx.demo.test; now\r\nX-Mailer: Plugh 3\r\n\
     From: Piet <piet@demo.test>\r\nTo: r@terug.test\r\nSubject: Re: Aangetekend\r\nDate: Tue, 24 Nov 2026 11:00:00 +0100\r\n\
     Message-ID: <xyzzy@demo.test>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nIk was met vakantie.\r\n";

/// Piet's mail server signs with both kinds of keys, and DNS has their records.
fn signed(house: &House, letter: &str) -> String {
    let folder = house.folder.path().join("dkim-of-piet");
    let selector = |name: &str, kind| Selector { name: name.to_owned(), key: folder.join(name), made: Some(kind) };
    let selectors = vec![selector("een", KeyKind::Ed25519), selector("twee", KeyKind::Rsa)];
    let settings = DkimSettings { domain: "demo.test".to_owned(), selectors };
    let dkim = Dkim::open_or_make(&settings, &SystemEntropy::new()).unwrap();
    for record in dkim.records() {
        house.rooms.resolver.says(&record.name, &record.value);
    }
    String::from_utf8(dkim.sign(letter.as_bytes()).unwrap()).unwrap()
}

async fn write_to(house: &House, delivery: DeliveryId, letter: &str) -> Option<Refused> {
    let path = ReturnPath { delivery, notice: 1 };
    let (octets, digest) = (letter.as_bytes(), Sha256(sha256(letter.as_bytes())));
    let arrival = Arrival { path, octets, size: octets.len() as u64, answerable: true, digest, from: None };
    receive::receive(&house.rooms.service, &arrival).await.unwrap().refused
}

async fn held(house: &House, delivery: DeliveryId) -> usize {
    let store = &house.rooms.service.store;
    store.replies(&house.seen(delivery).await, house.now()).await.unwrap().len()
}

fn choice(house: &House, session: &Session, digest: Sha256, text: Option<&str>) -> Choice {
    let token = look::reply_token(&house.rooms.service, session);
    Choice { digest, text: text.map(str::to_owned), token, received: house.now() }
}

/// The addressee confirms the letter that waits.
async fn confirmed(house: &House) -> Session {
    let session = house.proven().await;
    let service = &house.rooms.service;
    let waiting = reply::letters(service, &session).await.unwrap();
    let waiting = waiting.iter().find(|letter| letter.until.is_some()).unwrap();
    reply::choose(service, &session, &choice(house, &session, waiting.digest, Some(TEXT))).await.unwrap();
    house.settle().await;
    session
}

async fn stated(house: &House, delivery: DeliveryId) -> ReplyDetails {
    let kept = house.statements(delivery).await;
    let kept = kept.iter().find(|kept| kept.event == Event::AddresseeStates).unwrap();
    match evidence::read(&kept.canonical).unwrap().details {
        Details::Reply(reply) => *reply,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn s44_a_reply_by_mail_is_held_unread_and_is_evidence_with_its_dkim_result_and_key_once_confirmed() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let (mails, events) = (house.mails(PIET).len(), house.events(delivery).await);
    assert_eq!(write_to(&house, delivery, &signed(&house, LETTER)).await, None);
    house.settle().await;
    // The addressee is told at once, where the notice went, and nothing of the letter is quoted.
    let told = house.mails(PIET);
    assert_eq!(told.len(), mails + 1);
    let told = told.last().unwrap();
    assert!(
        told.contains("Uw e-mail wacht op uw bevestiging") && told.contains("Auto-Submitted: auto-replied"),
        "{told}"
    );
    assert!(!told.contains("vakantie") && !told.contains("xyzzy") && told.matches("://").count() == 1, "{told}");
    // Nobody else hears of it, and nothing is stated.
    assert_eq!((house.mails(JAN).len(), house.events(delivery).await), (1, events));
    assert_eq!(house.answers(delivery).await.0, Step::G1);

    confirmed(&house).await;
    assert_eq!(house.events(delivery).await.last(), Some(&Event::AddresseeStates));
    let mails = house.mails(JAN);
    assert!(mails.len() == 2 && mails[1].contains("Verklaring van piet@demo.test"), "{mails:?}");
    assert!(!mails[1].contains("vakantie"), "what it says stands in the evidence alone");
    let (step, decision, ..) = house.answers(delivery).await;
    assert_eq!((step, decision), (Step::G2, Decision::None), "answered, and nothing decided");
    let reply = stated(&house, delivery).await;
    let seen: Vec<_> = reply.dkim.iter().map(|seen| (seen.selector.as_str(), seen.result)).collect();
    assert_eq!(seen, [("een", DkimResult::Pass), ("twee", DkimResult::Pass)]);
    assert!(reply.dkim.iter().all(|seen| seen.key.as_ref().unwrap().starts_with("v=DKIM1; k=")), "the key itself");
    assert_eq!((reply.text.as_str(), reply.notice), (TEXT, 1));

    // The court's tool holds the letter by its digest and checks the signatures again, without DNS.
    house.rooms.resolver.says("een._domainkey.demo.test", "v=DKIM1; p=");
    let report = house.report(delivery, false).await;
    let said: Vec<&str> = report.findings.iter().map(|finding| finding.sentence.as_str()).collect();
    let holds = |said: &&&str| said.contains("holds, and From is an address of that domain");
    assert_eq!(said.iter().filter(holds).count(), 2, "{said:?}");
    assert!(
        said.iter()
            .any(|said| said.contains("what the service's resolver saw") && said.contains("nobody else vouches"))
    );
    let line = report.evidence.iter().find(|line| line.event_name == "AddresseeStates").unwrap();
    assert!(line.addressee_stated.as_ref().unwrap().contains(TEXT), "{line:?}");
    let text = report.to_text();
    assert!(text.contains("G2. Somebody answered from the mailbox, and neither accepted nor refused."), "{text}");
}

#[tokio::test]
async fn s44_what_tells_of_the_writers_computer_is_not_kept() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    write_to(&house, delivery, &signed(&house, LETTER)).await;
    confirmed(&house).await;
    let digest = stated(&house, delivery).await.digest;
    let seen = house.seen(delivery).await;
    let letter = house.rooms.service.store.letter(&seen, &digest, house.now()).await.unwrap().unwrap();
    let letter = String::from_utf8(letter).unwrap();
    assert!(letter.ends_with("Ik was met vakantie.\r\n") && letter.starts_with("DKIM-Signature: "), "{letter}");
    assert!(!letter.contains("203.0.113.77") && !letter.contains("Plugh"), "{letter}");
}

#[tokio::test]
async fn s44_l14_a_statement_moves_no_deadline_and_silence_is_stated_all_the_same() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let deadline = house.seen(delivery).await.delivery.deadline();
    write_to(&house, delivery, "From: piet@demo.test\r\n\r\nIk neem dit bericht in ontvangst.\r\n").await;
    confirmed(&house).await;
    assert_eq!(house.seen(delivery).await.delivery.deadline(), deadline);
    house.forward(DAY * 20);
    house.settle().await;
    assert_eq!(house.events(delivery).await.last(), Some(&Event::AcceptanceRejectionExpiry));
    let (step, decision, ..) = house.answers(delivery).await;
    assert_eq!((step, decision), (Step::G2, Decision::Expired), "words in a letter accept nothing");
    let report = house.report(delivery, false).await;
    let none = "It bears no DKIM signature: that it is the addressee's rests on the confirmation alone.";
    assert!(report.findings.iter().any(|finding| finding.sentence == none), "{:?}", report.findings);
}

#[tokio::test]
async fn a_letter_that_nobody_confirms_is_destroyed_after_fourteen_days_and_the_sender_never_hears_of_it() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    write_to(&house, delivery, LETTER).await;
    house.settle().await;
    let session = house.proven().await;
    let digest = reply::letters(&house.rooms.service, &session).await.unwrap()[0].digest;
    house.forward(DAY * 14);
    assert_eq!(held(&house, delivery).await, 0, "not a moment longer");
    let session = house.proven().await;
    let late = reply::choose(&house.rooms.service, &session, &choice(&house, &session, digest, Some(TEXT))).await;
    assert!(matches!(late, Err(Fault::Refused(Refusal::NotFound))));
    house.forward(Duration::from_mins(11));
    house.rooms.service.store.sweep(house.now()).await.unwrap();
    house.settle().await;
    assert!(!house.events(delivery).await.contains(&Event::AddresseeStates));
    assert!(house.mails(JAN).iter().all(|mail| !mail.contains("Verklaring")));
}

#[tokio::test]
async fn the_addressee_may_destroy_a_letter_and_a_page_works_once() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    write_to(&house, delivery, LETTER).await;
    write_to(&house, delivery, &LETTER.replace("vakantie", "verlof")).await;
    house.settle().await;
    let (service, session) = (&house.rooms.service, house.proven().await);
    let waiting = reply::letters(service, &session).await.unwrap();
    assert_eq!(waiting.len(), 2);
    let gone = choice(&house, &session, waiting[0].digest, None);
    reply::choose(service, &session, &gone).await.unwrap();
    let again = Choice { digest: waiting[1].digest, text: Some(TEXT.to_owned()), ..gone };
    let spent = reply::choose(service, &session, &again).await;
    assert!(matches!(spent, Err(Fault::Refused(Refusal::SpentToken))), "{spent:?}");
    let forged = Choice { token: look::decision_token(service, &session), ..again };
    assert!(matches!(reply::choose(service, &session, &forged).await, Err(Fault::Refused(Refusal::SpentToken))));
    let left = reply::letters(service, &session).await.unwrap();
    assert_eq!(left.iter().map(|letter| letter.digest).collect::<Vec<_>>(), [waiting[1].digest]);
    let first = choice(&house, &session, waiting[0].digest, Some(TEXT));
    assert!(matches!(reply::choose(service, &session, &first).await, Err(Fault::Refused(Refusal::NotFound))));
    let second = choice(&house, &session, waiting[1].digest, Some(TEXT));
    reply::choose(service, &session, &second).await.unwrap();
    let twice = choice(&house, &session, waiting[1].digest, Some(TEXT));
    assert!(matches!(reply::choose(service, &session, &twice).await, Err(Fault::Refused(Refusal::NotFound))), "once");
    house.settle().await;
    assert_eq!(house.events(delivery).await.len(), 3);
    assert_eq!(held(&house, delivery).await, 1, "what was confirmed stays");
    house.forward(DAY * 60);
    service.store.sweep(house.now()).await.unwrap();
    assert_eq!(held(&house, delivery).await, 1);
}

#[tokio::test]
async fn c10_floods_loops_copies_and_what_is_too_large_are_bounded() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let number = |n: usize| LETTER.replace("xyzzy", &format!("xyzzy-{n}"));
    // What bears no return path, our own mail, and what answers a notice that there never was.
    let none = Sha256(sha256(b""));
    for (answerable, notice, letter) in [
        (false, 1, LETTER.to_owned()),
        (true, 9, LETTER.to_owned()),
        (true, 1, LETTER.replace("piet@demo.test", "recepis@localhost")),
        (true, 1, LETTER.replace("MIME-Version", "Auto-Submitted: auto-replied\r\nMIME-Version")),
    ] {
        let path = ReturnPath { delivery, notice };
        let (octets, size) = (letter.as_bytes(), letter.len() as u64);
        let arrival = Arrival { path, octets, size, answerable, digest: none, from: None };
        assert_eq!(receive::receive(&house.rooms.service, &arrival).await.unwrap().refused, None);
    }
    assert_eq!(held(&house, delivery).await, 0);
    let mails = house.mails(PIET).len();
    let path = ReturnPath { delivery, notice: 1 };
    let large = Arrival {
        path,
        octets: LETTER.as_bytes(),
        size: reply::LARGEST + 1,
        answerable: true,
        digest: none,
        from: None,
    };
    let refused = receive::receive(&house.rooms.service, &large).await.unwrap().refused;
    assert_eq!(refused, Some(Refused::TooLarge));
    for n in 0..5 {
        assert_eq!(write_to(&house, delivery, &number(n)).await, None);
        assert_eq!(write_to(&house, delivery, &number(n)).await, None, "the same again, as after a lost answer");
        // A copy that came over another way is the same letter.
        assert_eq!(write_to(&house, delivery, &number(n).replace("laptop", "phone")).await, None);
    }
    assert_eq!(
        (held(&house, delivery).await, write_to(&house, delivery, &number(5)).await),
        (5, Some(Refused::TooMany))
    );
    house.settle().await;
    assert_eq!(house.mails(PIET).len(), mails + 1, "what came at once is told at once");
    house.forward(DAY * 14);
    for n in 6..11 {
        assert_eq!(write_to(&house, delivery, &number(n)).await, None);
        house.settle().await;
    }
    assert_eq!(house.mails(PIET).len(), mails + 6);
}

#[tokio::test]
async fn letters_that_are_broken_in_every_way_are_held_and_shown() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    for letter in [
        "From: piet@demo.test\r\nSubject: \u{e9}\u{1F600}\r\nContent-Type: multipart/mixed; boundary=\r\n\r\n--\r\n",
        "From: piet@demo.test\r\nDKIM-Signature: v=1; a=rsa-sha256; d=demo.test; s=x; h=from; bh=; b=\r\n\r\n",
        "From: <<>>\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script><p>Ik <b>weiger</b>",
        "From: piet@demo.test\r\nDKIM-Signature: x\r\n\r\n\u{0}\u{1}",
    ] {
        assert_eq!(write_to(&house, delivery, letter).await, None, "{letter:?}");
    }
    house.settle().await;
    let session = house.proven().await;
    let letters = reply::letters(&house.rooms.service, &session).await.unwrap();
    assert_eq!(letters.len(), 4);
    assert!(letters.iter().all(|letter| letter.signed_by.is_empty()));
    for _ in letters {
        confirmed(&house).await;
    }
    let results: Vec<_> =
        house.report(delivery, false).await.evidence.into_iter().map(|line| line.event_name).collect();
    assert_eq!(results.iter().filter(|name| *name == "AddresseeStates").count(), 4);
}

#[tokio::test]
async fn a_forged_letter_a_key_that_is_gone_and_dns_that_is_down_are_stated_as_what_they_are() {
    use recepis::outside::resolver::{Answer as Said, Dnssec, Error, Kind};
    let house = House::new().await;
    let delivery = house.noticed().await;
    let letter = signed(&house, LETTER);
    let name = |selector: &str| format!("{selector}._domainkey.demo.test");
    write_to(&house, delivery, &letter.replace("vakantie", "verlof")).await;
    house.forward(Duration::from_secs(1));
    house.rooms.resolver.answers(&name("een"), Kind::Txt, Err(Error::Unavailable("down".to_owned())));
    let bogus = Said { records: Vec::new(), exists: true, dnssec: Dnssec::Bogus };
    house.rooms.resolver.answers(&name("twee"), Kind::Txt, Ok(bogus));
    write_to(&house, delivery, &letter.replace("vakantie", "reis")).await;
    house.forward(Duration::from_secs(1));
    house.rooms.resolver.says(&name("een"), "v=DKIM1; k=ed25519; p=");
    house.rooms.resolver.says(&name("twee"), "sleutel \u{e9}");
    write_to(&house, delivery, &letter.replace("vakantie", "pad")).await;
    house.settle().await;
    for _ in 0..3 {
        confirmed(&house).await;
    }
    let kept = house.statements(delivery).await;
    let of = |kept: &recepis::store::Kept| match evidence::read(&kept.canonical).unwrap().details {
        Details::Reply(reply) => Some(reply.dkim.iter().map(|seen: &DkimSeen| seen.result).collect::<Vec<_>>()),
        _ => None,
    };
    let results: Vec<_> = kept.iter().filter_map(of).collect();
    assert_eq!(
        results,
        [[DkimResult::Fail; 2].to_vec(), [DkimResult::TempError; 2].to_vec(), [DkimResult::PermError; 2].to_vec()]
    );
    house.report(delivery, false).await;
}

#[tokio::test]
async fn l20_who_was_late_may_still_say_why_and_who_decided_may_still_add_to_it() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Refuse).await.unwrap();
    house.settle().await;
    write_to(&house, delivery, LETTER).await;
    house.settle().await;
    assert!(house.mails(PIET).last().unwrap().contains("wacht op uw bevestiging"));
    confirmed(&house).await;
    let (step, decision, ..) = house.answers(delivery).await;
    assert_eq!((step, decision), (Step::G3, Decision::Refused), "what was decided stands");

    let other = house.taken("2").await;
    house.settle().await;
    house.forward(DAY * 20);
    house.settle().await;
    write_to(&house, other, &LETTER.replace("xyzzy", "late")).await;
    house.settle().await;
    confirmed(&house).await;
    let events = house.events(other).await;
    let last = [Event::AcceptanceRejectionExpiry, Event::AddresseeStates];
    assert!(events.ends_with(&last), "{events:?}");
    house.report(other, false).await;
}

#[tokio::test]
async fn a_notice_says_where_answers_go_and_what_the_sender_sees_of_them() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let (address, _) = return_path::return_path(&house.rooms.service, &delivery, 1).unwrap();
    let notice = &house.mails(PIET)[0];
    assert!(notice.replace("\r\n ", " ").contains(&format!("Reply-To: <{address}>")), "{notice}");
    let account = house.rooms.service.store.account("jan").await.unwrap().unwrap();
    write_to(&house, delivery, LETTER).await;
    house.settle().await;
    let shown = status::delivery(&house.rooms.service, &account, delivery).await.unwrap();
    assert!(shown.events.len() == 2 && shown.step == Step::G1, "{shown:?}");
    confirmed(&house).await;
    let shown = status::delivery(&house.rooms.service, &account, delivery).await.unwrap();
    assert_eq!((shown.events.len(), shown.step, shown.decision), (3, Step::G2, Decision::None));
}

#[tokio::test]
async fn whoever_dies_between_mail_and_note_tells_twice_and_states_once() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    write_to(&house, delivery, LETTER).await;
    house.settle_with_failures().await;
    let session = house.proven().await;
    let service = &house.rooms.service;
    let digest = reply::letters(service, &session).await.unwrap()[0].digest;
    reply::choose(service, &session, &choice(&house, &session, digest, Some(TEXT))).await.unwrap();
    house.settle_with_failures().await;
    let house = house.restarted().await;
    house.settle().await;
    assert_eq!(house.events(delivery).await.len(), 3);
    assert!(house.mails(JAN).iter().filter(|mail| mail.contains("Verklaring van")).count() >= 1);
    house.report(delivery, true).await;
}
