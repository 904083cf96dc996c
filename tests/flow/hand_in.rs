//! Hand-in, sealing, and what is refused.

use std::sync::Arc;
use std::time::Duration;

use recepis::erds::content::Tracking;
use recepis::erds::event::Event;
use recepis::erds::party::Method;
use recepis::erds::standing::{Decision, Step, Voucher};
use recepis::flow::consign::Answer;
use recepis::flow::export::{self, Bundle};
use recepis::flow::look::{self, Link};
use recepis::flow::{Refusal, Trackers, prove, relink};
use recepis::outside::mailer::Outcome;
use recepis::verify::open_and_verify;
use recepis::verify::verdict::Reason;

use crate::house::{House, JAN, PIET, message, recorded_as, refusal};

#[tokio::test]
async fn a_submission_is_on_disk_before_it_is_answered() {
    let house = House::new().await;
    let delivery = house.taken("1").await;
    let house = house.restarted().await;
    assert_eq!(house.events(delivery).await, [Event::SubmissionAcceptance]);
    assert!(house.rooms.service.store.content(&house.seen(delivery).await).await.unwrap().is_some());
    house.settle().await;
    assert_eq!(house.answers(delivery).await, (Step::G1, Decision::None, Voucher::Nobody, None));
}

#[tokio::test]
async fn while_time_stamps_are_down_mail_is_taken_and_nothing_is_mailed_and_afterwards_everything_follows() {
    let house = House::new().await;
    house.rooms.tsa.set_down(true);
    let delivery = house.taken("1").await;
    // Longer than any number of quick tries: two days.
    for _ in 0..400 {
        house.settle_once(Duration::from_mins(7)).await;
    }
    assert!(house.mails(PIET).is_empty() && house.mails(JAN).is_empty());
    assert!(house.statements(delivery).await.iter().all(|kept| kept.sealed.is_none()));
    let bundle = export::bundle(&house.rooms.service, delivery, false).await.unwrap();
    assert!(matches!(bundle, Bundle::NotYet { .. }));
    house.rooms.tsa.set_down(false);
    house.forward(Duration::from_hours(1));
    house.settle().await;
    let (outages, events): (Vec<_>, Vec<_>) =
        house.events(delivery).await.into_iter().partition(|event| *event == Event::Outage);
    assert_eq!((outages.len(), &events[..]), (1, &[Event::SubmissionAcceptance, Event::NotificationForAcceptance][..]));
    assert_eq!((house.mails(PIET).len(), house.mails(JAN).len()), (1, 1));
    let bundle = std::io::Cursor::new(house.bundle(delivery, false).await);
    let report = open_and_verify(bundle, &house.rooms.service.papers.anchors(), house.now());
    assert_eq!(report.reason, Some(Reason::TimeUnproven), "over a day late: the bundle is there and says so");
}

#[tokio::test]
async fn c18_l23_s32_why_the_address_is_right_stands_on_the_page_and_in_evidence_as_the_senders_word() {
    let house = House::new().await;
    let with = |id: &str, date: &str| {
        let fields =
            format!("Recepis-Address-Basis: given by the addressee\r\nRecepis-Address-Basis-Date: {date}\r\nSubject:");
        message(id).replace("Subject:", &fields)
    };
    let said = refusal(house.hand_in(&with("1", "2019-01-12"), &[PIET]).await);
    assert!(said.to_string().contains("more than two years ago: ask the addressee again"), "{said}");
    recorded_as(&said);
    let still = house.hand_in(&with("2", "2019-01-12 still"), &[PIET]).await.unwrap().deliveries[0];
    house.settle().await;
    let basis =
        recepis::flow::look::notice(&house.rooms.service, &house.link_of(still)).await.unwrap().grounds.address_basis;
    let basis = basis.expect("the addressee reads it");
    assert_eq!((basis.kind.as_str(), basis.date.as_deref()), ("given by the addressee", Some("2019-01-12")));
    let report = house.report(still, false).await.to_text().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(report.contains("Why this address, by the sender: “given by the addressee”, of “2019-01-12”."), "{report}");
}

#[tokio::test]
async fn a_notice_never_leaves_before_the_submission_is_sealed() {
    let house = House::new().await;
    let delivery = house.taken("1").await;
    let mut rounds = 0;
    while house.mails(PIET).is_empty() {
        let sealed_before = house.seen(delivery).await.sealed;
        house.settle_once(Duration::from_secs(1)).await;
        assert!(house.mails(PIET).is_empty() || sealed_before >= 1, "sealed before the round that mailed");
        rounds += 1;
        assert!(rounds < 20, "the notice is sent at last");
    }
}

#[tokio::test]
async fn c10_the_same_message_within_a_day_is_answered_with_the_first_and_later_it_is_a_new_one() {
    let house = House::new().await;
    let first = house.hand_in(&message("1"), &[PIET]).await.unwrap();
    house.settle().await;
    house.forward(Duration::from_hours(23));
    let again = house.hand_in(&message("1"), &[PIET]).await.unwrap();
    assert!(!first.repeated && again.repeated);
    assert_eq!((again.submission, &again.deliveries), (first.submission, &first.deliveries));
    house.settle().await;
    assert_eq!((house.mails(PIET).len(), house.mails(JAN).len()), (1, 1), "nothing is sent for a repetition");
    let to_others = house.hand_in(&message("1"), &["kees@demo.test"]).await.unwrap();
    let other_text = house.hand_in(&message("1").replace("1 mei", "1 juni"), &[PIET]).await.unwrap();
    house.forward(Duration::from_hours(2));
    let next_day = house.hand_in(&message("1"), &[PIET]).await.unwrap();
    for other in [to_others, other_text, next_day] {
        assert!(!other.repeated && other.submission != first.submission);
    }
}

#[tokio::test]
async fn a_message_for_several_addressees_is_several_deliveries_and_one_receipt() {
    let house = House::new().await;
    let to = [PIET, "kees@demo.test", "PIET@demo.test", "mies@demo.test"];
    let taken = house.hand_in(&message("1"), &to).await.unwrap();
    assert_eq!(taken.deliveries.len(), 3, "two spellings of a mailbox are one addressee");
    house.settle().await;
    assert_eq!(house.mails(JAN).len(), 1, "{:?}", house.message_ids(JAN));
    for (delivery, addressee) in taken.deliveries.into_iter().zip([PIET, "kees@demo.test", "mies@demo.test"]) {
        assert_eq!(house.mails(addressee).len(), 1);
        assert_eq!(house.seen(delivery).await.record.addressee.as_str(), addressee);
        assert_eq!(house.answers(delivery).await, (Step::G1, Decision::None, Voucher::Nobody, None));
    }
}

#[tokio::test]
async fn what_is_refused_for_what_it_is_leaves_evidence_and_no_content() {
    let plain = message("1");
    let remote = "From: jan@sender.test\r\nTo: piet@demo.test\r\nSubject: x\r\nMessage-ID: <2@sender.test>\r\nMIME-Version: 1.0\r\n\
                  Content-Type: text/html\r\n\r\n<p>Dag <img src=\"https://watch.example/1.gif\"></p>\r\n";
    let refused = [
        format!("Bcc: kees@demo.test\r\n{plain}"),
        plain.replacen("From: Jan <jan@sender.test>", "From: Ander <ander@elders.test>", 1),
        format!("From: twee@sender.test\r\n{plain}"),
        format!("Disposition-Notification-To: jan@sender.test\r\n{plain}"),
        format!("Recepis-Accept-Within: soon\r\n{plain}"),
        remote.to_owned(),
    ];
    for message in refused {
        let house = House::new().await;
        let submission = recorded_as(&refusal(house.hand_in(&message, &[PIET, "kees@demo.test"]).await));
        let deliveries = house.rooms.service.store.deliveries_of(&submission).await.unwrap();
        assert_eq!(deliveries.len(), 2, "{message}");
        assert_eq!(house.files(), 0, "{message}");
        house.settle().await;
        for delivery in deliveries {
            assert_eq!(house.events(delivery).await, [Event::SubmissionRejection], "{message}");
            assert!(house.rooms.service.store.content(&house.seen(delivery).await).await.unwrap().is_none());
            assert_eq!(house.answers(delivery).await, (Step::G0, Decision::None, Voucher::Nobody, None));
        }
        assert!(house.mails(PIET).is_empty());
    }
}

#[tokio::test]
async fn a_receipt_request_is_refused_with_its_name_and_the_way_out_and_stated_for_each_addressee() {
    let house = House::new().await;
    let asking = format!("Return-Receipt-To: jan@sender.test\r\n{}", message("1"));
    let refusal = refusal(house.hand_in(&asking, &[PIET, "kees@demo.test"]).await);
    let words = refusal.to_string();
    assert!(matches!(refusal, Refusal::Tracker(_)), "{words}");
    assert!(words.contains("header: Return-Receipt-To asks for a receipt; remove it"), "{words}");
    for delivery in house.rooms.service.store.deliveries_of(&recorded_as(&refusal)).await.unwrap() {
        let stated = String::from_utf8(house.statements(delivery).await[0].canonical.clone()).unwrap();
        assert!(stated.contains("EventReason/S_ERDS_PolicyViolation"), "{stated}");
        assert!(stated.contains("Return-Receipt-To asks for a receipt"), "{stated}");
    }
}

#[tokio::test]
async fn where_the_operator_takes_trackers_evidence_lists_them_and_the_addressee_is_told() {
    let mut house = House::new().await;
    Arc::get_mut(&mut house.rooms.service).unwrap().settings.trackers = Trackers::Listed;
    let watching = "From: jan@sender.test\r\nTo: piet@demo.test\r\nSubject: x\r\nMessage-ID: <2@sender.test>\r\n\
                    Return-Receipt-To: jan@sender.test\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n\
                    <p>Dag <img src=\"https://watch.example/1.gif\"><img src=\"//watch.example/2.gif\"></p>\r\n";
    let delivery = house.hand_in(watching, &[PIET]).await.unwrap().deliveries[0];
    house.settle().await;
    let kinds: Vec<Tracking> = house.seen(delivery).await.record.trackers.iter().map(|tracker| tracker.kind).collect();
    assert_eq!(kinds, [Tracking::Receipt, Tracking::Remote, Tracking::Remote]);
    let stated = String::from_utf8(house.statements(delivery).await[0].canonical.clone()).unwrap();
    assert!(stated.contains("text: &lt;img src=\"https://watch.example/1.gif\"&gt;"), "{stated}");
    let report = house.report(delivery, true).await;
    let text = report.to_text();
    assert!(text.contains("In the message it found 3 of"), "{text}");
}

#[tokio::test]
async fn s39_an_address_with_the_suffix_is_a_submission_to_what_stands_before_it_and_a_typo_is_refused() {
    let house = House::new().await;
    let taken = house.hand_in(&message("1"), &["Piet@demo.test.Recepis.Test", PIET]).await.unwrap();
    assert_eq!(taken.deliveries.len(), 1, "with and without the suffix is one addressee");
    house.settle().await;
    assert_eq!(house.seen(taken.deliveries[0]).await.record.addressee.as_str(), "Piet@demo.test");
    assert_eq!(house.mails("Piet@demo.test").len(), 1);
    assert!(house.mails(JAN)[0].contains("Soort:           aangetekende e-mail"), "{}", house.mails(JAN)[0]);
    for wrong in ["piet@demo.test.recepsi.test", "piet@recepis.test", "piet@elsewhere.test.recepis.test"] {
        refusal(house.hand_in(&message("2"), &[wrong]).await);
    }
    house.settle().await;
    assert_eq!(house.rooms.service.store.submissions_by("jan", None, 10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_the_session_did_wrong_leaves_nothing() {
    let house = House::new().await;
    refusal(house.hand_in(&message("1"), &["piet@elsewhere.test"]).await);
    refusal(house.hand_in(&message("1"), &[]).await);
    let account = recepis::store::Account {
        name: "kees".to_owned(),
        may_send_as: vec!["kees@sender.test".to_owned()],
        ..recepis::store::Account::default()
    };
    let jan = JAN.parse().unwrap();
    assert!(recepis::flow::submit::may_send(&account, &jan).is_err());
    house.settle().await;
    assert_eq!(house.files(), 0);
    assert!(house.rooms.service.store.submissions_by("jan", None, 10).await.unwrap().is_empty());
    assert!(house.mails(JAN).is_empty() && house.mails(PIET).is_empty());
}

#[tokio::test]
async fn an_internationalised_address_comes_through_evidence_notice_decision_and_bundle() {
    let house = House::new().await;
    let to = "jörg@demo.test";
    let delivery = house.hand_in(&message("1"), &[to]).await.unwrap().deliveries[0];
    house.settle().await;
    let stated = house.statements(delivery).await;
    let canonical = String::from_utf8(stated[0].canonical.clone()).unwrap();
    assert!(canonical.contains(to), "as it was named: {canonical}");
    let notice = house.mails(to).pop().unwrap();
    assert!(notice.contains("To: <jörg@demo.test>\r\n"), "{notice}");
    let service = &house.rooms.service;
    let link = Link::parse(notice.split("/r/").nth(1).unwrap().split_whitespace().next().unwrap()).unwrap();
    prove::request_code(service, &link, &look::form_token(service, &link), "nl", Method::MailCode).await.unwrap();
    let code = house.mails(to).pop().unwrap();
    let code = code.lines().find(|line| line.trim().len() == 9 && line.contains(' ')).unwrap().to_owned();
    let session = prove::confirm_code(service, &link, &code, "").await.unwrap();
    house.answer(&session, Answer::Accept).await.unwrap();
    relink::request(service, &"JÖRG@demo.test".parse().unwrap()).await.unwrap();
    house.settle().await;
    let report = house.report(delivery, true).await;
    assert_eq!(report.about.unwrap().addressee.as_str(), to);
    assert!(house.message_ids(to).iter().any(|id| id.contains("<link.")), "capital letters are the same mailbox");
}

#[tokio::test]
async fn a_mail_server_that_cannot_take_an_internationalised_address_makes_a_failed_notice_that_says_why() {
    let house = House::new().await;
    let why = "the mail server does not offer SMTPUTF8, which this address needs (5.6.7)";
    house.post.addressees.will(Outcome::Impossible { why: why.to_owned() });
    let delivery = house.hand_in(&message("1"), &["jörg@demo.test"]).await.unwrap().deliveries[0];
    house.settle().await;
    assert_eq!(house.events(delivery).await, [Event::SubmissionAcceptance, Event::NotificationForAcceptanceFailure]);
    let stated = house.statements(delivery).await;
    let canonical = stated.iter().map(|kept| String::from_utf8_lossy(&kept.canonical).into_owned());
    assert!(canonical.into_iter().any(|text| text.contains("does not offer SMTPUTF8")));
    house.report(delivery, false).await;
}
