//! An organisation accepts beforehand: what comes to one address of its domain, while DNS bears the record, until it ends that.
//! Nobody decides then, and everything says so.

use std::time::Duration;

use recepis::erds::address::Address;
use recepis::erds::delivery::{Decision as Stands, Refusal as Law};
use recepis::erds::event::Event;
use recepis::erds::evidence::{Details, Statement};
use recepis::erds::id::{ChainId, DeliveryId};
use recepis::erds::own::OwnDetails;
use recepis::erds::reason::Reason;
use recepis::erds::standing::{Decision, Step, Voucher};
use recepis::flow::consign::Answer;
use recepis::flow::instruct::{self, Page, Wish};
use recepis::flow::mine::{self, Asked, Owner};
use recepis::flow::{Fault, Refusal, account, status};
use recepis::format::{evidence, instruction};
use recepis::outside::resolver::{Dnssec, Error, Kind};
use recepis::store::{CommitError, OwnSeen, Work};
use tokio::join;

use crate::block::owner;
use crate::house::{House, JAN, PIET, TOKEN, another, refusal};

const NAME: &str = "_recepis.demo.test";
const UNTIL: &str = "2027-11-20";

/// The record of Piet's address.
fn record(house: &House) -> String {
    instruction::record(&house.rooms.service.store.instruction_mark(&PIET.parse().unwrap()))
}

/// Whoever runs Piet's domain puts it there.
fn put(house: &House) {
    house.rooms.resolver.says(NAME, &record(house));
}

/// It is taken out again.
fn take_out(house: &House) {
    house.rooms.resolver.holds(NAME, Kind::Txt, Dnssec::Insecure, &[]);
}

async fn page(house: &House, owner: &Owner) -> Page {
    instruct::page(&house.rooms.service, owner).await.unwrap()
}

async fn give(house: &House, owner: &Owner, sender: &str, until: &str) -> Result<(), Fault> {
    let token = page(house, owner).await.token;
    let wish = Wish { organisation: "Piet B.V.", function: " het \t kantoor ", sender, until, token: &token };
    instruct::give(&house.rooms.service, owner, wish).await
}

async fn end(house: &House, owner: &Owner) -> Result<(), Fault> {
    let held = page(house, owner).await.in_force;
    let (given, token) = held.first().expect("one holds");
    instruct::end(&house.rooms.service, owner, &given.digest.to_string(), token).await
}

/// A house in which Piet's organisation accepts what comes from this sender.
async fn instructed(sender: &str) -> (House, Owner) {
    let house = House::new().await;
    house.post.named.store(true, std::sync::atomic::Ordering::SeqCst);
    house.noticed().await;
    let owner = owner(&house).await;
    put(&house);
    give(&house, &owner, sender, UNTIL).await.unwrap();
    house.settle().await;
    (house, owner)
}

/// What is stated about Piet's address alone.
async fn own(house: &House) -> OwnSeen {
    let piet = Address::parse(PIET).unwrap();
    house.rooms.service.store.own_chain(&piet, ChainId::from_octets([1; 16])).await.unwrap()
}

async fn handed_in(house: &House, id: &str) -> DeliveryId {
    let delivery = house.another_taken(id).await;
    house.settle().await;
    delivery
}

async fn accepted(house: &House, delivery: DeliveryId) -> Option<Statement> {
    let kept = house.statements(delivery).await;
    let accepted = kept.iter().find(|kept| kept.event == Event::ConsignmentAcceptance)?;
    Some(evidence::read(&accepted.canonical).unwrap())
}

#[tokio::test]
async fn what_comes_is_noticed_first_then_accepted_and_nobody_is_said_to_have_decided() {
    let (house, _) = instructed("").await;
    let before = house.mails(JAN).len();
    let delivery = handed_in(&house, "2").await;
    let events = [
        Event::SubmissionAcceptance,
        Event::NotificationForAcceptance,
        Event::ConsignmentAcceptance,
        Event::ContentConsignment,
    ];
    assert_eq!(house.events(delivery).await, events);
    let stated = accepted(&house, delivery).await.unwrap();
    let used = stated.instructed().expect("by an instruction");
    let words = stated.reasons[0].details.as_deref().unwrap();
    assert_eq!(stated.reasons[0].reason, Reason::Other);
    assert_eq!(words, format!("accepted by standing instruction of {}, not by a person", used.given));
    assert_eq!((used.proof.name.as_str(), used.proof.record.clone()), (NAME, record(&house)));
    assert_eq!(used.proof.dnssec, "insecure");
    assert_eq!(house.answers(delivery).await, (Step::G1, Decision::AcceptedAsInstructed, Voucher::Service, None));

    let account = account::by_token(&house.rooms.service, TOKEN).await.unwrap();
    let sees = status::delivery(&house.rooms.service, &account, delivery).await.unwrap();
    assert_eq!((sees.step, sees.decision), (Step::G1, Decision::AcceptedAsInstructed));
    assert!(sees.identity.unwrap().starts_with("nobody for this message: it was accepted by standing instruction"));
    let on_one_line = |mail: &String| mail.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = house.mails(JAN).split_off(before);
    assert!(told.iter().map(on_one_line).any(|mail| mail.contains("op vaste opdracht van")), "{told:?}");
    assert!(!told.iter().any(|mail| mail.contains("Er is een keuze gemaakt")), "{told:?}");

    // Whoever opens the mailbox fetches it, as anything that was accepted.
    let session = house.proven_of(delivery).await;
    house.read_whole(&session).await;
    house.settle().await;
    assert_eq!(house.answers(delivery).await.0, Step::G4);
    assert_eq!(house.answers(delivery).await.1, Decision::AcceptedAsInstructed);
    let late = house.answer(&session, Answer::Refuse).await;
    assert_eq!(refusal(late), Refusal::Law(Law::DecidedBefore));
    house.report(delivery, true).await;
}

#[tokio::test]
async fn it_stands_in_the_chain_of_the_address_is_told_there_and_ended_there() {
    let (house, owner) = instructed("").await;
    assert!(house.mails(PIET).iter().any(|mail| mail.contains("U neemt aangetekende e-mail vooraf aan")));
    let listed = mine::mine(&house.rooms.service, &owner, None).await.unwrap();
    let own: Vec<_> = listed.own.iter().map(|(_, event, _, sealed)| (*event, *sealed)).collect();
    assert_eq!(own, [(Event::InstructionGiven, true)]);
    let held = page(&house, &owner).await.in_force;
    assert_eq!((held.len(), held[0].0.instruction.function.as_str()), (1, "het kantoor"));
    // What waited before goes on by itself.
    let waits = listed.deliveries[0].view.delivery;
    assert_eq!(accepted(&house, waits).await, None);

    end(&house, &owner).await.unwrap();
    house.settle().await;
    assert!(house.mails(PIET).iter().any(|mail| mail.contains("U neemt niets meer vooraf aan")));
    assert!(page(&house, &owner).await.in_force.is_empty());
    let (given, token) = &held[0];
    let again = instruct::end(&house.rooms.service, &owner, &given.digest.to_string(), token).await;
    assert_eq!(refusal(again), Refusal::NotFound);
    let delivery = handed_in(&house, "2").await;
    assert_eq!(accepted(&house, delivery).await, None);
    assert!(
        !house
            .events(delivery)
            .await
            .iter()
            .any(|event| *event >= Event::InstructionEnded && *event <= Event::InstructionGiven)
    );
}

#[tokio::test]
async fn it_is_not_taken_without_the_record_with_another_addresss_or_while_dns_is_silent() {
    let house = House::new().await;
    house.noticed().await;
    let owner = owner(&house).await;
    assert_eq!(refusal(give(&house, &owner, "", UNTIL).await), Refusal::NoRecord);
    let other = Address::parse("info@demo.test").unwrap();
    house.rooms.resolver.says(NAME, &instruction::record(&house.rooms.service.store.instruction_mark(&other)));
    assert_eq!(refusal(give(&house, &owner, "", UNTIL).await), Refusal::NoRecord);
    house.rooms.resolver.answers(NAME, Kind::Txt, Err(Error::Bogus));
    assert_eq!(refusal(give(&house, &owner, "", UNTIL).await), Refusal::NoDns);
    house.rooms.resolver.answers(NAME, Kind::Txt, Err(Error::Unavailable("silence".to_owned())));
    assert_eq!(refusal(give(&house, &owner, "", UNTIL).await), Refusal::NoDns);
    put(&house);
    for until in ["", "2026-11-23", "2027-11-27", "tomorrow"] {
        assert_eq!(refusal(give(&house, &owner, "", until).await), Refusal::NoTerm, "{until}");
    }
    assert_eq!(refusal(give(&house, &owner, "nobody", UNTIL).await), Refusal::NoAddress);
    let token = page(&house, &owner).await.token;
    let wish = Wish { organisation: " ", function: "x", sender: "", until: UNTIL, token: &token };
    assert_eq!(refusal(instruct::give(&house.rooms.service, &owner, wish).await), Refusal::NoNames);
    let wish = Wish { organisation: "x", token: "x", ..wish };
    assert_eq!(refusal(instruct::give(&house.rooms.service, &owner, wish).await), Refusal::SpentToken);
    assert!(page(&house, &owner).await.in_force.is_empty());
    let wish = Wish { token: &token, ..wish };
    instruct::give(&house.rooms.service, &owner, wish).await.unwrap();
    assert_eq!(refusal(instruct::give(&house.rooms.service, &owner, wish).await), Refusal::SpentToken);
}

#[tokio::test]
async fn without_the_record_it_sleeps_the_mailbox_is_told_once_a_day_and_a_person_decides() {
    let (house, _) = instructed("").await;
    take_out(&house);
    let sleeps =
        |house: &House| house.mails(PIET).iter().filter(|mail| mail.contains("Uw vaste opdracht werkt niet")).count();
    let first = handed_in(&house, "2").await;
    assert_eq!((accepted(&house, first).await, sleeps(&house)), (None, 1));
    let second = handed_in(&house, "3").await;
    assert_eq!((accepted(&house, second).await, sleeps(&house)), (None, 1));
    let session = house.proven_of(first).await;
    house.answer(&session, Answer::Accept).await.unwrap();
    house.settle().await;
    assert!(accepted(&house, first).await.unwrap().instructed().is_none());
    assert_eq!(house.answers(first).await.1, Decision::Accepted);
    // It works again once the record is back.
    put(&house);
    let third = handed_in(&house, "4").await;
    assert!(accepted(&house, third).await.unwrap().instructed().is_some());
}

#[tokio::test]
async fn while_dns_is_silent_the_message_waits_and_is_accepted_afterwards() {
    let (house, _) = instructed("").await;
    house.rooms.resolver.answers(NAME, Kind::Txt, Err(Error::Unavailable("silence".to_owned())));
    let delivery = handed_in(&house, "2").await;
    assert_eq!(accepted(&house, delivery).await, None);
    put(&house);
    house.forward(Duration::from_mins(20));
    house.settle().await;
    assert!(accepted(&house, delivery).await.is_some());
}

#[tokio::test]
async fn it_covers_its_sender_until_its_day_and_gives_way_to_who_asks_for_a_person() {
    let (house, owner) = instructed("somebody@sender.test").await;
    let other = handed_in(&house, "2").await;
    assert_eq!(accepted(&house, other).await, None, "it is for another sender");
    give(&house, &owner, JAN, "2026-11-25").await.unwrap();
    house.settle().await;
    assert_eq!(page(&house, &owner).await.in_force.len(), 2);
    let jans = handed_in(&house, "3").await;
    assert!(accepted(&house, jans).await.is_some());

    let asked = another("4").replace("Subject:", "Recepis-Decision: person\r\nSubject:");
    let by_person = house.hand_in(&asked, &[PIET]).await.unwrap().deliveries[0];
    house.settle().await;
    assert_eq!(accepted(&house, by_person).await, None);
    let wrong = another("5").replace("Subject:", "Recepis-Decision: robot\r\nSubject:");
    let refused = refusal(house.hand_in(&wrong, &[PIET]).await).to_string();
    assert!(refused.contains("Recepis-Decision is `robot`; write person"), "{refused}");
    let insists = another("6").replace("Subject:", "Recepis-Mailbox-Of-Sender: insist\r\nSubject:");
    let own = house.hand_in(&insists, &[PIET]).await.unwrap().deliveries[0];
    house.settle().await;
    assert_eq!(accepted(&house, own).await, None, "the sender runs the mailbox");

    house.forward(Duration::from_hours(48));
    let late = handed_in(&house, "7").await;
    assert_eq!(accepted(&house, late).await, None, "its day is over");
}

#[tokio::test]
async fn where_more_than_the_mailbox_is_asked_for_it_accepts_nothing() {
    let (house, _) = instructed("").await;
    let asked =
        another("2").replace("Subject:", "Recepis-Assurance: telephone\r\nRecepis-Telephone: +31612345678\r\nSubject:");
    let delivery = house.hand_in(&asked, &[PIET]).await.unwrap().deliveries[0];
    house.settle().await;
    assert_eq!(accepted(&house, delivery).await, None);
}

#[tokio::test]
async fn a_blocked_sender_is_not_accepted_and_one_with_the_same_scope_takes_the_others_place() {
    let (house, owner) = instructed("").await;
    give(&house, &owner, "", "2026-12-24").await.unwrap();
    let held = page(&house, &owner).await.in_force;
    assert_eq!(held.len(), 1);
    assert!(held[0].0.instruction.until < "2027-01-01T00:00:00Z".parse().unwrap());
    let listed = mine::mine(&house.rooms.service, &owner, None).await.unwrap();
    let first = &listed.deliveries[0];
    let token = first.block.clone().unwrap();
    mine::ask(&house.rooms.service, &owner, Asked::Block(first.view.delivery), &token).await.unwrap();
    let delivery = handed_in(&house, "2").await;
    assert_eq!(house.events(delivery).await.last(), Some(&Event::NotificationForAcceptanceFailure));
}

#[tokio::test]
async fn of_an_end_and_an_acceptance_that_meet_one_comes_first_and_the_other_sees_it() {
    for round in 0..8_u64 {
        let (house, owner) = instructed("").await;
        let delivery = house.another_taken("2").await;
        let settles = async {
            tokio::time::sleep(Duration::from_millis(round * 3)).await;
            end(&house, &owner).await
        };
        let ((), ended) = join!(house.settle(), settles);
        // An end that came second is asked for again; it is never lost.
        match ended {
            Ok(()) => {}
            Err(Fault::Unavailable { .. }) => end(&house, &owner).await.unwrap(),
            Err(other) => panic!("{other}"),
        }
        house.settle().await;
        let ended = own(&house).await.statements.pop().unwrap();
        assert_eq!(ended.event, Event::InstructionEnded);
        let stands = house.seen(delivery).await.delivery.decision();
        match accepted(&house, delivery).await {
            Some(stated) => assert!(stands == Stands::Accepted && stated.time <= ended.time),
            None => assert_eq!(stands, Stands::Open),
        }
    }
}

#[tokio::test]
async fn what_rests_on_an_instruction_is_stale_once_it_was_ended() {
    let (house, owner) = instructed("").await;
    let store = &house.rooms.service.store;
    let seen = own(&house).await;
    let OwnDetails::Instruct(_) = evidence::read_own(&seen.statements[0].canonical).unwrap().details else {
        panic!("it is an instruction")
    };
    let rests = || {
        let mut work = Work::new();
        work.rests_on(&seen);
        work
    };
    store.commit(rests()).await.unwrap();
    end(&house, &owner).await.unwrap();
    assert!(matches!(store.commit(rests()).await, Err(CommitError::Stale)));
}

#[tokio::test]
async fn every_job_that_fails_and_is_done_twice_accepts_once() {
    let (house, _) = instructed("").await;
    let delivery = house.another_taken("2").await;
    house.settle_with_failures().await;
    let events = house.events(delivery).await;
    assert_eq!(events.iter().filter(|event| **event == Event::ConsignmentAcceptance).count(), 1, "{events:?}");
    assert!(matches!(accepted(&house, delivery).await.unwrap().details, Details::Instructed(_)));
    assert_eq!(house.answers(delivery).await.1, Decision::AcceptedAsInstructed);
    let told = house.mails(JAN).iter().filter(|mail| mail.contains("op vaste opdracht van")).count();
    assert_eq!(told, 1);
}
