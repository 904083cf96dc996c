//! A sender from whom an addressee asked for nothing more, and a key that they removed.

use std::time::Duration;

use recepis::erds::address::Address;
use recepis::erds::delivery::Offer;
use recepis::erds::event::Event;
use recepis::erds::evidence::Statement;
use recepis::erds::id::DeliveryId;
use recepis::erds::reason::Reason;
use recepis::flow::consign::Answer;
use recepis::flow::mine::{self, Asked, Mine, Owner};
use recepis::flow::{Fault, Refusal, account, status};
use recepis::format::evidence;
use recepis::store::EntryPlace;

use crate::house::{House, JAN, PIET, TOKEN, message, refusal};

const HOUR: Duration = Duration::from_hours(1);

pub(crate) async fn owner(house: &House) -> Owner {
    let service = &house.rooms.service;
    let piet = Address::parse(PIET).unwrap();
    mine::request_code(service, &piet).await.unwrap();
    house.settle().await;
    let mail = house.mails(PIET).into_iter().rfind(|mail| mail.contains("<code.")).unwrap();
    mine::confirm_code(service, &piet, &crate::house::code_in(&mail)).await.unwrap()
}

async fn shown(house: &House, owner: &Owner) -> Mine {
    mine::mine(&house.rooms.service, owner, None).await.unwrap()
}

/// Blocks the sender of a delivery.
async fn block(house: &House, owner: &Owner, delivery: DeliveryId) -> Result<(), Fault> {
    let page = shown(house, owner).await;
    let listed = page.deliveries.iter().find(|listed| listed.view.delivery == delivery).unwrap();
    let token = listed.block.clone().expect("nobody is blocked");
    mine::ask(&house.rooms.service, owner, Asked::Block(delivery), &token).await
}

async fn stated(house: &House, delivery: DeliveryId, event: Event) -> Statement {
    let kept = house.statements(delivery).await;
    evidence::read(&kept.iter().find(|kept| kept.event == event).expect("it is stated").canonical).unwrap()
}

fn notices(house: &House) -> usize {
    house.message_ids(PIET).iter().filter(|id| id.contains("<notice.")).count()
}

#[tokio::test]
async fn what_a_blocked_sender_hands_in_later_ends_with_what_was_asked_and_not_with_a_refusal() {
    let house = House::new().await;
    let first = house.noticed().await;
    let owner = owner(&house).await;
    block(&house, &owner, first).await.unwrap();
    house.settle().await;
    assert!(house.mails(PIET).iter().any(|mail| mail.contains("U blokkeerde een afzender")), "the addressee is told");
    let before = house.mails(JAN).len();
    assert!(!house.events(first).await.contains(&Event::SenderBlocked), "it is in no delivery's chain");

    let second = house.hand_in(&message("2"), &[PIET]).await.unwrap().deliveries[0];
    house.settle().await;
    assert_eq!(notices(&house), 1, "no notice left");
    let failure = stated(&house, second, Event::NotificationForAcceptanceFailure).await;
    assert_eq!(failure.reasons[0].reason, Reason::Other);
    let words = "the addressee asked not to be sent anything by this sender";
    assert!(failure.reasons[0].details.as_deref().unwrap().starts_with(words));
    let told = house.mails(JAN).split_off(before);
    let on_one_line = |mail: &String| mail.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.iter().any(|mail| on_one_line(mail).contains(words)), "{told:?}");
    assert!(!house.events(second).await.contains(&Event::ConsignmentRejection));
    let account = account::by_token(&house.rooms.service, TOKEN).await.unwrap();
    let sees = status::delivery(&house.rooms.service, &account, first).await.unwrap();
    let events: Vec<_> = sees.events.iter().map(|event| event.event).collect();
    assert_eq!(events, [Event::SubmissionAcceptance, Event::NotificationForAcceptance], "what waits goes on");
    house.report(second, false).await;

    // They find it all the same, and may decide.
    let page = shown(&house, &owner).await;
    let listed = page.deliveries.iter().find(|listed| listed.view.delivery == second).unwrap();
    assert!(listed.opens && listed.block.is_none());
    let session = mine::open(&house.rooms.service, &owner, second, &listed.token).await.unwrap();
    house.answer(&session, Answer::Accept).await.unwrap();
}

#[tokio::test]
async fn a_block_is_undone_at_will_and_both_stand_sealed_in_the_chain_of_the_address_alone() {
    let house = House::new().await;
    let service = &house.rooms.service;
    let first = house.noticed().await;
    let owner = owner(&house).await;
    block(&house, &owner, first).await.unwrap();
    house.settle().await;
    let page = shown(&house, &owner).await;
    let [blocked] = page.blocked.as_slice() else { panic!("{:?}", page.blocked) };
    assert_eq!((blocked.what.sender.as_str(), blocked.what.delivery), (JAN, first));
    assert_eq!(refusal(mine::ask(service, &owner, Asked::Unblock(first), "x").await), Refusal::SpentToken);
    mine::ask(service, &owner, Asked::Unblock(first), &blocked.token).await.unwrap();
    assert_eq!(refusal(mine::ask(service, &owner, Asked::Unblock(first), &blocked.token).await), Refusal::NotFound);
    house.settle().await;
    let page = shown(&house, &owner).await;
    assert!(page.blocked.is_empty());
    let events: Vec<_> = page.own.iter().map(|(_, event, _, sealed)| (*event, *sealed)).collect();
    assert_eq!(events, [(Event::SenderBlocked, true), (Event::SenderUnblocked, true)]);
    let (event, sealed) = mine::statement(service, &owner, 1).await.unwrap().unwrap();
    assert!(event == Event::SenderBlocked && String::from_utf8_lossy(&sealed).contains(JAN));
    let second = house.hand_in(&message("2"), &[PIET]).await.unwrap().deliveries[0];
    house.settle().await;
    assert!(matches!(house.seen(second).await.delivery.offer(), Offer::Offered { .. }), "a notice left");
    // Nobody learns from the log when it was asked.
    let facts = recepis::seal::xades::check(&sealed).unwrap();
    let id = evidence::own_of(&facts.evidence).unwrap().id;
    house.forward(HOUR);
    house.settle().await;
    assert!(matches!(service.store.log_place(&id).await.unwrap(), Some(EntryPlace::At(_))));
}

#[tokio::test]
async fn another_address_of_the_same_account_is_held_back_and_another_sender_is_not() {
    let house = House::new().await;
    let service = &house.rooms.service;
    let first = house.noticed().await;
    let owner = owner(&house).await;
    let eva = house.hand_in(&message("3"), &["eva@demo.test"]).await.unwrap().deliveries[0];
    house.settle().await;
    assert_eq!(
        refusal(mine::ask(service, &owner, Asked::Block(eva), "x").await),
        Refusal::NotFound,
        "it is not theirs"
    );
    block(&house, &owner, first).await.unwrap();
    let to_eva = house.hand_in(&message("4"), &["eva@demo.test"]).await.unwrap().deliveries[0];
    house.settle().await;
    assert!(matches!(house.seen(to_eva).await.delivery.offer(), Offer::Offered { .. }), "Eva blocked nobody");
}
