//! Mailboxes that several people read: page and evidence say so, and the first decision counts.

use recepis::erds::delivery::Refusal as Unlawful;
use recepis::erds::event::Event;
use recepis::erds::evidence::{Details, SubmissionDetails};
use recepis::erds::id::DeliveryId;
use recepis::erds::party::Method;
use recepis::erds::role::{LIST, RoleMailbox};
use recepis::erds::standing::Decision;
use recepis::flow::consign::Answer;
use recepis::flow::look::{self, Link, Session};
use recepis::flow::{Refusal, prove};
use recepis::format::evidence;

use crate::house::{House, PIET, message, refusal};

const INFO: &str = "info@demo.test";

async fn terms(house: &House, delivery: DeliveryId) -> SubmissionDetails {
    match evidence::read(&house.statements(delivery).await[0].canonical).unwrap().details {
        Details::Submission(terms) => *terms,
        other => panic!("{other:?}"),
    }
}

/// With this line of the sender's.
fn saying(id: &str, line: &str) -> String {
    format!("Recepis-Role-Mailbox: {line}\r\n{}", message(id))
}

/// One of those who read this mailbox proves it.
async fn reader(house: &House, to: &str, link: &Link) -> Session {
    let service = &house.rooms.service;
    let token = look::form_token(service, link);
    prove::request_code(service, link, &token, "nl", Method::MailCode).await.unwrap();
    let mails = house.mails(to);
    let code = mails.iter().rev().find(|mail| mail.contains("Message-ID: <code.")).unwrap();
    prove::confirm_code(service, link, &crate::house::code_in(code), "").await.unwrap()
}

#[tokio::test]
async fn c16_of_two_who_read_one_mailbox_the_first_decides_and_the_other_is_told_which() {
    for round in 0..4 {
        let house = House::new().await;
        let delivery = house.hand_in(&message("1"), &[INFO]).await.unwrap().deliveries[0];
        house.settle().await;
        assert_eq!(terms(&house, delivery).await.role_mailbox, Some(RoleMailbox::Listed(LIST.to_owned())));
        let link = house.link_to(INFO, delivery);
        assert!(look::notice(&house.rooms.service, &link).await.unwrap().role_mailbox);
        let (one, other) = (reader(&house, INFO, &link).await, reader(&house, INFO, &link).await);
        let (first, second) = (house.choice(&one, Answer::Accept), house.choice(&other, Answer::Refuse));
        let (first, second) = tokio::join!(house.decide(&one, first), house.decide(&other, second));
        let (won, slower, lost) =
            if first.is_ok() { (Decision::Accepted, other, second) } else { (Decision::Refused, one, first) };
        assert_eq!(refusal(lost), Refusal::Law(Unlawful::DecidedBefore), "round {round}");
        let decided = [Event::ConsignmentAcceptance, Event::ConsignmentRejection];
        let view = look::view(&house.rooms.service, &slower).await.unwrap();
        let shown: Vec<Event> = view.events.iter().map(|e| e.event).filter(|event| decided.contains(event)).collect();
        assert_eq!(shown.len(), 1, "the other sees which");
        assert_eq!(shown[0] == Event::ConsignmentAcceptance, won == Decision::Accepted);
        house.settle().await;
        let report = house.report(delivery, false).await;
        let answers = report.answers.as_ref().unwrap();
        assert_eq!(answers.decision.value, won);
        assert!(answers.identity.words.contains("Several people may read this mailbox"), "{}", answers.identity.words);
        assert!(report.evidence[0].service_states.contains("on the list of role names"));
    }
}

#[tokio::test]
async fn c16_the_sender_may_say_whether_several_people_read_a_mailbox() {
    let house = House::new().await;
    let of = async |id: &str, line: &str, to: &str| {
        let delivery = house.hand_in(&saying(id, line), &[to]).await.unwrap().deliveries[0];
        terms(&house, delivery).await.role_mailbox
    };
    assert_eq!(of("1", "yes", PIET).await, Some(RoleMailbox::Declared));
    assert_eq!(of("2", "no", INFO).await, None);
    let wrong = refusal(house.hand_in(&saying("3", "perhaps"), &[PIET]).await);
    assert!(wrong.to_string().contains("write yes or no"), "{wrong}");
    let alone = house.hand_in(&message("4"), &[PIET]).await.unwrap().deliveries[0];
    assert_eq!(terms(&house, alone).await.role_mailbox, None);
}
