//! Decisions, silence, and what may be read when.

use std::time::Duration;

use recepis::erds::delivery::{GRACE, Refusal as Unlawful};
use recepis::erds::event::Event;
use recepis::erds::standing::{Decision, Step, Voucher};
use recepis::flow::consign::Answer;
use recepis::flow::{Refusal, handover};
use recepis::verify::report::Content;

use crate::house::{House, JAN, PIET, SECRET, refusal};

const CODE: Option<&str> = Some("mail-code");

/// How often a mail whose Message-ID begins like this went to the address.
fn told(house: &House, to: &str, begins: &str) -> usize {
    let begins = format!("Message-ID: <{begins}.");
    house.message_ids(to).into_iter().filter(|id| id.to_lowercase().starts_with(&begins.to_lowercase())).count()
}

#[tokio::test]
async fn content_is_open_after_acceptance_only_and_its_handover_is_stated_once_when_all_was_sent() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    let service = &house.rooms.service;
    let closed = Refusal::Law(Unlawful::NotAccepted);
    assert_eq!(refusal(handover::parts(service, &session).await), closed);
    assert_eq!(refusal(handover::part(service, &session, 0).await), closed);
    assert_eq!(refusal(handover::whole(service, &session).await), closed);
    let made_up = handover::Sent { piece: handover::Piece::Whole, size: 1, span: 0..1 };
    assert_eq!(refusal(handover::sent(service, &session, &made_up).await), closed);
    house.answer(&session, Answer::Accept).await.unwrap();
    let decided = [
        Event::SubmissionAcceptance,
        Event::NotificationForAcceptance,
        Event::ConsignmentAcceptance,
        Event::ContentConsignment,
    ];
    assert_eq!(house.events(delivery).await, decided, "on disk before the page answers");
    assert_eq!(handover::parts(service, &session).await.unwrap().len(), 2);
    assert!(String::from_utf8(house.read_part(&session, 0).await).unwrap().contains(SECRET));
    house.read_part(&session, 0).await;
    let (_, part) = handover::part(service, &session, 1).await.unwrap();
    drop(part.send(service, &session, 0..100).await.unwrap());
    assert_eq!(house.events(delivery).await, decided, "a part is missing: it was begun and not sent");
    house.settle().await;
    assert_eq!(house.answers(delivery).await, (Step::G3, Decision::Accepted, Voucher::Service, CODE));
    for _ in 0..2 {
        assert_eq!(house.read_part(&session, 1).await, b"bijlage");
        house.read_whole(&session).await;
    }
    assert_eq!(house.events(delivery).await, [&decided[..], &[Event::ContentHandover]].concat());
    house.settle().await;
    assert_eq!(house.answers(delivery).await, (Step::G4, Decision::Accepted, Voucher::Service, CODE));
    assert_eq!(house.report(delivery, true).await.content, Content::Inside);
    assert_eq!(house.report(delivery, false).await.content, Content::NotInside);
}

#[tokio::test]
async fn the_whole_message_sent_completely_is_a_handover_too() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    let octets = house.read_whole(&session).await;
    assert_eq!(octets, crate::house::message("1").into_bytes(), "byte for byte as handed in");
    house.settle().await;
    assert_eq!(house.answers(delivery).await.0, Step::G4);
}

#[tokio::test]
async fn spans_that_overlap_or_come_in_any_order_are_a_handover_once_no_octet_is_missing() {
    let house = House::new().await;
    let long = "regel van de bijlage\r\n".repeat(20_000);
    let encoded = base64(long.as_bytes());
    let message = crate::house::message("1").replace(
        "filename=a.txt\r\n\r\nbijlage",
        &format!("filename=a.txt\r\nContent-Transfer-Encoding: base64\r\n\r\n{encoded}"),
    );
    let delivery = house.hand_in(&message, &[crate::house::PIET]).await.unwrap().deliveries[0];
    house.settle().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    house.read_part(&session, 0).await;
    let read = async |span: std::ops::Range<usize>| {
        let (view, part) = handover::part(&house.rooms.service, &session, 1).await.unwrap();
        assert_eq!(view.size, long.len() as u64);
        let octets = house.read(&session, part, span.start as u64..span.end as u64).await;
        assert_eq!(octets, &long.as_bytes()[span.start..span.end.min(long.len())], "{span:?}");
        house.events(delivery).await.contains(&Event::ContentHandover)
    };
    let size = long.len();
    assert!(!read(size - 10..size + 100).await, "the end first, and no further than there is");
    assert!(!read(100..size / 2).await);
    assert!(!read(0..1).await);
    assert!(!read(0..99).await);
    assert!(!read(size / 3..size - 9).await, "one octet is missing");
    assert!(!read(0..99).await, "the same again");
    assert!(read(99..100).await);
    assert!(read(0..size).await);
    house.settle().await;
    assert_eq!(house.answers(delivery).await.0, Step::G4);
    assert_eq!(house.events(delivery).await.iter().filter(|event| **event == Event::ContentHandover).count(), 1);
}

#[tokio::test]
async fn a_thousand_spans_are_kept_and_a_download_in_one_run_still_counts() {
    let house = House::new().await;
    let body = "x".repeat(3_000);
    let delivery = house.hand_in(&crate::house::message("1").replace("bijlage", &body), &[crate::house::PIET]).await;
    let delivery = delivery.unwrap().deliveries[0];
    house.settle().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    house.read_part(&session, 0).await;
    for place in 0..1_010_u64 {
        let sent = handover::Sent { piece: handover::Piece::Part(1), size: 3_000, span: 2 * place..2 * place + 1 };
        handover::sent(&house.rooms.service, &session, &sent).await.unwrap();
    }
    let kept = house.rooms.service.store.handed(&house.seen(delivery).await).await.unwrap().len();
    assert_eq!(kept, 1_000);
    house.read_part(&session, 1).await;
    assert!(house.events(delivery).await.contains(&Event::ContentHandover));
}

fn base64(octets: &[u8]) -> String {
    use base64::Engine as _;
    let text = base64::engine::general_purpose::STANDARD.encode(octets);
    let lines: Vec<_> = text.as_bytes().chunks(76).map(|line| String::from_utf8_lossy(line).into_owned()).collect();
    lines.join("\r\n")
}

#[tokio::test]
async fn a_refused_message_stays_closed_for_ever() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Refuse).await.unwrap();
    let service = &house.rooms.service;
    let closed = Refusal::Law(Unlawful::NotAccepted);
    assert_eq!(refusal(handover::parts(service, &session).await), closed);
    assert_eq!(refusal(handover::whole(service, &session).await), closed);
    let stands = Refusal::Law(Unlawful::DecidedBefore);
    assert_eq!(refusal(house.answer(&session, Answer::Accept).await), stands);
    house.settle().await;
    let later = house.proven().await;
    assert_eq!(refusal(house.answer(&later, Answer::Accept).await), stands);
    assert_eq!(refusal(handover::part(service, &later, 0).await), closed);
    assert!(!recepis::flow::export::addressee_has_message(&house.seen(delivery).await.delivery));
    assert_eq!(house.report(delivery, false).await.content, Content::NotInside);
    assert_eq!(house.answers(delivery).await, (Step::G3, Decision::Refused, Voucher::Service, CODE));
    for mail in house.mails(PIET) {
        assert!(!mail.contains(SECRET) && !mail.contains("a.txt"));
    }
    let told = |to, begins| told(&house, to, begins);
    assert_eq!((told(JAN, "consignmentrejection"), told(PIET, "to-you.consignmentrejection")), (1, 1));
}

#[tokio::test]
async fn not_for_me_closes_the_content_and_leaves_the_decision_open_until_the_deadline() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    house.answer(&session, Answer::NotForMe(None)).await.unwrap();
    let again = Refusal::Law(Unlawful::AnsweredBefore);
    assert_eq!(refusal(house.answer(&session, Answer::NotForMe(None)).await), again);
    let closed = Refusal::Law(Unlawful::NotAccepted);
    assert_eq!(refusal(handover::parts(&house.rooms.service, &session).await), closed);
    house.settle().await;
    assert_eq!(house.answers(delivery).await, (Step::G2, Decision::NotForMe, Voucher::Service, CODE));
    house.until(house.seen(delivery).await.delivery.deadline().unwrap().minus(Duration::from_hours(1)));
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    house.settle().await;
    assert_eq!(house.answers(delivery).await, (Step::G3, Decision::Accepted, Voucher::Service, CODE));
    let events = house.events(delivery).await;
    assert!(events.contains(&Event::NotForMe) && events.contains(&Event::ConsignmentAcceptance), "both stay visible");
    assert_eq!((told(&house, JAN, "notforme"), told(&house, JAN, "consignmentacceptance")), (1, 1));
}

#[tokio::test]
async fn after_not_for_me_no_silence_is_stated() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    house.answer(&session, Answer::NotForMe(None)).await.unwrap();
    house.settle().await;
    house.until(house.seen(delivery).await.delivery.deadline().unwrap().plus(Duration::from_hours(1)));
    house.settle().await;
    assert!(!house.events(delivery).await.contains(&Event::AcceptanceRejectionExpiry));
    let session = house.proven().await;
    assert_eq!(refusal(house.answer(&session, Answer::Accept).await), Refusal::Law(Unlawful::DeadlinePassed));
}

#[tokio::test]
async fn silence_is_stated_a_quarter_of_an_hour_after_the_deadline_and_both_sides_are_told_once() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let old_link = house.link();
    let deadline = house.seen(delivery).await.delivery.deadline().unwrap();
    house.until(deadline.plus(GRACE).minus(Duration::from_secs(10)));
    house.settle().await;
    assert_eq!(house.events(delivery).await.len(), 2, "not yet");
    house.until(deadline.plus(GRACE).plus(Duration::from_secs(2)));
    house.settle().await;
    assert_eq!(house.events(delivery).await.last(), Some(&Event::AcceptanceRejectionExpiry));
    assert_eq!(house.statements(delivery).await.iter().filter(|kept| kept.event.name().contains("Expiry")).count(), 1);
    assert_eq!(house.answers(delivery).await, (Step::G1, Decision::Expired, Voucher::Nobody, None));
    assert_eq!(refusal(house.ask_code(&old_link).await), Refusal::UnknownLink);
    let session = house.proven().await;
    assert_eq!(refusal(house.answer(&session, Answer::Accept).await), Refusal::Law(Unlawful::DeadlinePassed));
    let name = "acceptancerejectionexpiry";
    assert_eq!((told(&house, JAN, name), told(&house, PIET, &format!("to-you.{name}"))), (1, 1));
}

#[tokio::test]
async fn a_decision_received_before_the_deadline_and_recorded_later_counts() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let deadline = house.seen(delivery).await.delivery.deadline().unwrap();
    house.until(deadline.minus(Duration::from_mins(5)));
    let session = house.proven().await;
    let too_late = house.choice(&session, Answer::Refuse);
    house.until(deadline.minus(Duration::from_secs(1)));
    let choice = house.choice(&session, Answer::Accept);
    house.until(deadline.plus(Duration::from_mins(14)));
    house.settle().await;
    let passed = Refusal::Law(Unlawful::DeadlinePassed);
    assert_eq!(
        refusal(house.decide(&session, recepis::flow::consign::Choice { received: deadline, ..too_late }).await),
        passed
    );
    house.decide(&session, choice).await.unwrap();
    house.forward(Duration::from_hours(1));
    house.settle().await;
    assert!(!house.events(delivery).await.contains(&Event::AcceptanceRejectionExpiry));
    assert_eq!(house.answers(delivery).await, (Step::G3, Decision::Accepted, Voucher::Service, CODE));
    let at = house.report(delivery, false).await.answers.unwrap().decision.at;
    assert_eq!(at, Some(deadline.minus(Duration::from_secs(1))));
}

#[tokio::test]
async fn of_two_decisions_at_once_one_stands_and_the_other_is_told_so() {
    for round in 0..8 {
        let house = House::new().await;
        let delivery = house.noticed().await;
        let (one, other) = (house.proven().await, house.proven().await);
        let (first, second) = (house.choice(&one, Answer::Accept), house.choice(&other, Answer::Refuse));
        let (first, second) = tokio::join!(house.decide(&one, first), house.decide(&other, second));
        let (won, lost) = if first.is_ok() { (Decision::Accepted, second) } else { (Decision::Refused, first) };
        assert_eq!(refusal(lost), Refusal::Law(Unlawful::DecidedBefore), "round {round}");
        house.settle().await;
        assert_eq!(house.answers(delivery).await.1, won);
        let decided = [Event::ConsignmentAcceptance, Event::ConsignmentRejection];
        assert_eq!(house.events(delivery).await.iter().filter(|event| decided.contains(event)).count(), 1);
        assert_eq!(told(&house, JAN, "consignmentacceptance") + told(&house, JAN, "consignmentrejection"), 1);
    }
}

#[tokio::test]
async fn s28_a_report_keeps_apart_what_the_service_states_and_what_the_addressee_stated() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    house.settle().await;
    let report = house.report(delivery, false).await;
    for line in &report.evidence {
        assert!(!line.service_states.is_empty(), "{}", line.event);
        let decided = line.event.ends_with("ConsignmentAcceptance");
        assert_eq!(line.addressee_stated.is_some(), decided, "{}: {:?}", line.event, line.addressee_stated);
        if decided {
            assert!(line.addressee_stated.as_ref().unwrap().contains("Ik kies."), "{:?}", line.addressee_stated);
            assert!(!line.service_states.contains("Ik kies."), "{}", line.service_states);
        }
    }
    let text = report.to_text();
    let heads = text.lines().find(|line| line.contains("service states") || line.contains("The service states"));
    assert!(heads.is_some_and(|line| line.to_lowercase().contains("addressee")), "two columns: {text}");
}

/// The texts in what an evidence says of the addressee (I06, I12), without the elements around them.
fn of_addressee(canonical: &str) -> Vec<&str> {
    let (_, behind) = canonical.split_once("<erds:RecipientDetails>").unwrap();
    let (details, _) = behind.split_once("</erds:RecipientDetails>").unwrap();
    details.split('<').filter_map(|part| Some(part.split_once('>')?.1)).filter(|text| !text.is_empty()).collect()
}

#[tokio::test]
async fn l16_each_step_holds_no_octet_more_of_the_addressee_than_the_table_in_docs_privacy_says() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    house.answer(&session, Answer::Accept).await.unwrap();
    house.read_whole(&session).await;
    house.settle().await;
    let (at, method, level) =
        (session.identity.at.to_string(), session.identity.method, session.identity.method.level());
    let (uri, level) = (method.uri(), level.uri());
    let table = include_str!("../../docs/privacy.md");
    for kept in house.statements(delivery).await.iter().filter(|kept| kept.sequence.is_some()) {
        let canonical = String::from_utf8(kept.canonical.clone()).unwrap();
        let proven = [Event::ConsignmentAcceptance, Event::ContentHandover].contains(&kept.event);
        let expected = if proven { vec![PIET, &level, &at, &uri] } else { vec![PIET] };
        assert_eq!(of_addressee(&canonical), expected, "{}", kept.event);
        assert_eq!(canonical.matches(PIET).count(), 1, "{}", kept.event);
        let length = of_addressee(&canonical).iter().map(|text| text.len()).sum::<usize>() - PIET.len();
        assert_eq!(length, if proven { level.len() + at.len() + uri.len() } else { 0 });
        let more = if proven { "level, time and means of the proof" } else { "nothing" };
        let row = format!("| {} | the address | {more} |", kept.event.name());
        assert!(table.contains(&row), "{row}");
    }
}
