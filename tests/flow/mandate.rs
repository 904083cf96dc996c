//! Mandates: given by the principal, accepted by the delegate, ended by either; and what a delegate can do under one.

use std::time::Duration;

use recepis::erds::delivery::Refusal as Unlawful;
use recepis::erds::event::Event;
use recepis::erds::id::DeliveryId;
use recepis::erds::mandate::NotCovered;
use recepis::erds::party::Capacity;
use recepis::erds::standing::{Decision, Step, Voucher};
use recepis::flow::consign::Answer;
use recepis::flow::look::{self, Link, Session};
use recepis::flow::mandate::{self, Given};
use recepis::flow::{Fault, Refusal, absence, enrol, handover, prove, relink, status};
use recepis::format::{acknowledgement, evidence};

use crate::house::{House, JAN, PIET, code_in, message, refusal};

const ANNA: &str = "anna@demo.test";

fn given(house: &House, session: &Session, sender_domain: Option<&str>, days: (&str, &str)) -> Given {
    Given {
        delegate: ANNA.parse().unwrap(),
        sender_domain: sender_domain.map(str::to_owned),
        from: days.0.to_owned(),
        until: days.1.to_owned(),
        language: "nl".to_owned(),
        token: mandate::token(&house.rooms.service, session),
    }
}

async fn give(house: &House, session: &Session, domain: Option<&str>, days: (&str, &str)) -> Result<(), Fault> {
    mandate::give(&house.rooms.service, session, &given(house, session, domain, days)).await
}

/// The last part of the link in the last mail to this address whose Message-ID begins so.
fn link_in(house: &House, to: &str, kind: &str) -> String {
    let mails = house.mails(to);
    let begins = format!("Message-ID: <{kind}.");
    let mail =
        mails.iter().rev().find(|mail| mail.contains(&begins) && mail.contains("/r/")).expect("a mail with a link");
    crate::house::link_in(mail).strip_prefix("/r/").unwrap().to_owned()
}

/// Anna answers a mandate with the code that is mailed to her.
async fn answers(house: &House, link: &str, accepts: bool) -> Result<(), Fault> {
    let service = &house.rooms.service;
    let page = mandate::page(service, link).await?;
    mandate::request_code(service, link, &page.token, "nl").await?;
    let mails = house.mails(ANNA);
    let code = code_in(mails.iter().rev().find(|mail| mail.contains("Message-ID: <code.")).unwrap());
    mandate::answer(service, link, &code, accepts).await
}

/// Anna opens her own link to the delivery and types the code that is mailed to her.
async fn anna(house: &House, delivery: DeliveryId) -> Session {
    let service = &house.rooms.service;
    let link = Link::parse(&link_in(house, ANNA, "delegate")).unwrap();
    assert_eq!(link.delivery, delivery);
    let token = look::form_token(service, &link);
    prove::request_code(service, &link, &token, "nl", recepis::erds::party::Method::MailCode).await.unwrap();
    let mails = house.mails(ANNA);
    let code = code_in(mails.iter().rev().find(|mail| mail.contains("Message-ID: <code.")).unwrap());
    let of_piet = house.link_of(delivery);
    let elsewhere = prove::confirm_code(service, &of_piet, &code, "").await;
    assert_eq!(refusal(elsewhere), Refusal::CodeExpired, "her code opens nothing by his link");
    prove::confirm_code(service, &link, &code, "").await.unwrap()
}

/// Piet lets Anna decide on everything until the end of the year, and she accepts.
async fn mandated(house: &House) -> (DeliveryId, Session, String) {
    let delivery = house.noticed().await;
    let session = house.proven().await;
    give(house, &session, None, ("2026-11-24", "2026-12-31")).await.unwrap();
    house.settle().await;
    let link = link_in(house, ANNA, "mandate");
    answers(house, &link, true).await.unwrap();
    house.settle().await;
    (delivery, session, link)
}

#[tokio::test]
async fn s30_a_delegate_decides_under_a_mandate_that_the_evidence_names() {
    for answer in [Answer::Accept, Answer::Refuse] {
        let house = House::new().await;
        let (first, session, _) = mandated(&house).await;
        assert!(!house.events(first).await.contains(&Event::MandateGiven), "it is in no delivery's chain");
        let second = house.hand_in(&message("2"), &[PIET]).await.unwrap().deliveries[0];
        house.settle().await;
        let annas = anna(&house, second).await;
        let view = look::view(&house.rooms.service, &annas).await.unwrap();
        assert!(view.enough && view.acting.is_some() && view.subject.is_some());
        house.answer(&annas, answer).await.unwrap();
        if answer == Answer::Accept {
            house.read_whole(&annas).await;
        }
        house.settle().await;
        let report = house.report(second, false).await;
        let said = report.answers.as_ref().unwrap();
        let id = mandate::given(&house.rooms.service, &session).await.unwrap()[0].mandate.id.to_string();
        let (step, decision) = match answer {
            Answer::Accept => (Step::G4, Decision::Accepted),
            _ => (Step::G3, Decision::Refused),
        };
        assert_eq!((said.step.value, said.decision.value, said.vouches.value), (step, decision, Voucher::Service));
        assert!(said.decision.words.starts_with("A delegate of the addressee"), "{}", said.decision.words);
        for named in [PIET, ANNA, id.as_str()] {
            assert!(said.identity.words.contains(named), "{named}: {}", said.identity.words);
        }
        let kept = house.statements(second).await;
        let wanted = [Event::ConsignmentAcceptance, Event::ConsignmentRejection];
        let decided = kept.iter().find(|kept| wanted.contains(&kept.event)).unwrap();
        let stated = evidence::read(&decided.canonical).unwrap();
        assert_eq!(stated.delegate.as_ref().map(recepis::erds::address::Address::as_str), Some(ANNA));
        assert_eq!(stated.addressee.as_str(), PIET);
        let seen = house.seen(second).await;
        let documents = house.rooms.service.store.acknowledgements(&seen).await.unwrap();
        let document = acknowledgement::read(&documents[0].bytes).unwrap();
        let acting_as = format!("{ANNA}, mandate {id}");
        assert_eq!(document.capacity, Capacity::Other { name: PIET.to_owned(), acting_as });
        // Both hear of it, each with a link of their own; the sender hears who decided.
        assert_ne!(link_in(&house, ANNA, "delegate"), link_in(&house, PIET, "to-you"));
        assert!(house.mails(JAN).iter().any(|mail| mail.contains(&id)), "the sender reads under which mandate");
    }
}

#[tokio::test]
async fn s30_a_new_link_of_the_addressee_ends_the_delegates_too_who_gets_another() {
    let house = House::new().await;
    mandated(&house).await;
    let second = house.hand_in(&message("2"), &[PIET]).await.unwrap().deliveries[0];
    house.settle().await;
    let links = |house: &House| -> Vec<String> {
        let mails = house.mails(ANNA);
        let told = mails.iter().filter(|mail| mail.contains("Message-ID: <delegate."));
        let links = told.map(|mail| crate::house::link_in(mail).strip_prefix("/r/").unwrap().to_owned());
        links.filter(|link| link.starts_with(&second.to_string())).collect()
    };
    let old = Link::parse(&links(&house)[0]).unwrap();
    let service = &house.rooms.service;
    look::notice(service, &old).await.unwrap();
    relink::request(service, &PIET.parse().unwrap()).await.unwrap();
    house.settle().await;
    assert_eq!(refusal(look::notice(service, &old).await), Refusal::UnknownLink);
    let [_, new] = &links(&house)[..] else { panic!("one link more: {:?}", links(&house)) };
    assert_eq!(look::notice(service, &Link::parse(new).unwrap()).await.unwrap().delivery, second);
}

#[tokio::test]
async fn c16_principal_and_delegate_race_and_exactly_one_decides() {
    let house = House::new().await;
    mandated(&house).await;
    let second = house.hand_in(&message("2"), &[PIET]).await.unwrap().deliveries[0];
    house.settle().await;
    let (piet, annas) = (house.proven_of(second).await, anna(&house, second).await);
    let (one, other) = (house.choice(&piet, Answer::Refuse), house.choice(&annas, Answer::Accept));
    let (one, other) = tokio::join!(house.decide(&piet, one), house.decide(&annas, other));
    assert_ne!(one.is_ok(), other.is_ok());
    let lost = if one.is_ok() { other } else { one };
    assert_eq!(refusal(lost), Refusal::Law(Unlawful::DecidedBefore));
    house.settle().await;
    house.report(second, false).await;
}

#[tokio::test]
async fn c16_content_is_the_addressees_and_the_delegates_who_accepted() {
    for by_anna in [true, false] {
        let house = House::new().await;
        mandated(&house).await;
        let second = house.hand_in(&message("2"), &[PIET]).await.unwrap().deliveries[0];
        house.settle().await;
        let service = &house.rooms.service;
        let (piet, annas) = (house.proven_of(second).await, anna(&house, second).await);
        assert!(look::view(service, &annas).await.unwrap().decided_by.is_none());
        house.answer(if by_anna { &annas } else { &piet }, Answer::Accept).await.unwrap();
        let (of_piet, of_anna) =
            (look::view(service, &piet).await.unwrap(), look::view(service, &annas).await.unwrap());
        assert_eq!((of_piet.is_theirs(), of_anna.is_theirs()), (true, by_anna));
        let named = of_piet.decided_by.map(|decided| decided.delegate.to_string());
        assert_eq!(named.as_deref(), by_anna.then_some(ANNA));
        let account = service.store.account(&house.seen(second).await.record.account).await.unwrap().unwrap();
        let told = status::delivery(service, &account, second).await.unwrap().identity.unwrap();
        assert_eq!((told.contains(ANNA), told.contains(PIET)), (by_anna, true), "{told}");
        if !by_anna {
            assert_eq!(refusal(handover::parts(service, &annas).await), Refusal::AddresseeOnly);
        }
        // The addressee opens it, whoever accepted: E.1 names no delegate then.
        house.read_whole(&piet).await;
        house.settle().await;
        let report = house.report(second, false).await;
        assert_eq!(report.answers.unwrap().step.value, Step::G4);
    }
}

#[tokio::test]
async fn s30_after_revocation_and_outside_its_days_a_mandate_opens_nothing() {
    let house = House::new().await;
    let (_, session, link) = mandated(&house).await;
    let second = house.hand_in(&message("2"), &[PIET]).await.unwrap().deliveries[0];
    house.settle().await;
    let annas = anna(&house, second).await;
    let service = &house.rooms.service;
    let id = mandate::given(service, &session).await.unwrap()[0].mandate.id;
    let choice = house.choice(&annas, Answer::Accept);
    mandate::revoke(service, &session, id, &mandate::token(service, &session)).await.unwrap();
    let revoked = Refusal::Mandate(NotCovered::Revoked);
    assert_eq!(refusal(house.decide(&annas, choice).await), revoked);
    assert_eq!(refusal(look::session(service, second, annas.cookie()).await), revoked);
    let of_anna = Link::parse(&link_in(&house, ANNA, "delegate")).unwrap();
    assert_eq!(refusal(look::notice(service, &of_anna).await), revoked);
    assert_eq!(refusal(answers(&house, &link, true).await), Refusal::NotFound, "what is ended is not accepted again");
    let again = mandate::revoke(service, &session, id, &mandate::token(service, &session)).await;
    assert_eq!(refusal(again), Refusal::NotFound);
    house.settle().await;
    for to in [PIET, ANNA] {
        let told = house.message_ids(to).iter().filter(|id| id.contains("<mandate.")).count();
        assert_eq!(told, 3, "{to} is told that it was given, accepted and ended");
    }
    house.answer(&house.proven_of(second).await, Answer::Refuse).await.unwrap();
    assert!(mandate::page(service, &link).await.unwrap().held.revoked.is_some());
    house.forward(Duration::from_hours(29 * 24));
    house.settle().await;
    assert!(mandate::page(service, &link).await.is_ok(), "its page says so for thirty days");
    house.forward(Duration::from_hours(2 * 24));
    house.settle().await;
    assert_eq!(refusal(mandate::page(service, &link).await), Refusal::UnknownLink);
    assert_eq!(service.store.mandate(&id).await.unwrap(), None, "both addresses are gone from there");
}

#[tokio::test]
async fn c16_a_mandate_has_days_and_a_scope_and_counts_once_it_is_accepted() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    give(&house, &session, Some("other.test"), ("2026-11-24", "2026-12-31")).await.unwrap();
    house.settle().await;
    answers(&house, &link_in(&house, ANNA, "mandate"), true).await.unwrap();
    house.settle().await;
    give(&house, &session, None, ("2026-11-25", "2026-11-26")).await.unwrap();
    house.settle().await;
    let later = link_in(&house, ANNA, "mandate");
    let delegated = |house: &House| house.message_ids(ANNA).iter().filter(|id| id.contains("<delegate.")).count();
    let second = house.hand_in(&message("2"), &[PIET]).await.unwrap().deliveries[0];
    house.settle().await;
    assert_eq!(delegated(&house), 0, "another sender's, and one that is neither begun nor accepted");
    answers(&house, &later, true).await.unwrap();
    house.settle().await;
    assert_eq!(delegated(&house), 0, "it has not begun");
    house.forward(Duration::from_hours(24));
    house.settle().await;
    assert_eq!(delegated(&house), 2, "what ran before its first day, too");
    let third = house.hand_in(&message("3").replace("Huur", "Iets"), &[PIET]).await.unwrap().deliveries[0];
    house.settle().await;
    assert_eq!(delegated(&house), 3);
    let annas = anna(&house, third).await;
    house.until("2026-11-26T23:00:00Z".parse().unwrap());
    let choice = house.choice(&annas, Answer::Accept);
    let over = Refusal::Mandate(NotCovered::Over);
    assert_eq!(refusal(look::session(&house.rooms.service, third, annas.cookie()).await), Refusal::NoSession);
    assert_eq!(refusal(house.decide(&annas, choice).await), Refusal::SpentToken, "the session is over with its hour");
    let of_anna = Link::parse(&link_in(&house, ANNA, "delegate")).unwrap();
    assert_eq!(refusal(look::notice(&house.rooms.service, &of_anna).await), over);
    assert!(house.seen(delivery).await.delivery.deadline().is_some() && second != third);
}

#[tokio::test]
async fn c16_what_is_the_addressees_alone_a_delegate_cannot_do() {
    let house = House::new().await;
    mandated(&house).await;
    let second = house.hand_in(&message("2"), &[PIET]).await.unwrap().deliveries[0];
    house.settle().await;
    let annas = anna(&house, second).await;
    let service = &house.rooms.service;
    assert_eq!(refusal(house.answer(&annas, Answer::NotForMe(None)).await), Refusal::AddresseeOnly);
    assert_eq!(refusal(enrol::offer(service, &annas).await), Refusal::AddresseeOnly);
    let away = absence::register(service, &annas, Some("2026-12-11"), &absence::token(service, &annas)).await;
    assert_eq!(refusal(away), Refusal::AddresseeOnly);
    assert_eq!(refusal(give(&house, &annas, None, ("2026-11-24", "2026-12-31")).await), Refusal::AddresseeOnly);
}

#[tokio::test]
async fn c16_what_is_no_mandate_is_refused_and_a_foreign_code_accepts_none() {
    let house = House::new().await;
    house.noticed().await;
    let session = house.proven().await;
    for days in [("", ""), ("2026-11-20", "2026-11-23"), ("2026-12-02", "2026-12-01"), ("2026-12-01", "2029-12-01")] {
        assert_eq!(refusal(give(&house, &session, None, days).await), Refusal::NoDay, "{days:?}");
    }
    let own = Given { delegate: PIET.parse().unwrap(), ..given(&house, &session, None, ("2026-11-24", "2026-12-31")) };
    assert_eq!(refusal(mandate::give(&house.rooms.service, &session, &own).await), Refusal::OwnDelegate);
    give(&house, &session, None, ("2026-11-24", "2026-12-31")).await.unwrap();
    house.settle_with_failures().await;
    let link = link_in(&house, ANNA, "mandate");
    let (id, token) = link.split_once('-').unwrap();
    let forged = format!("{id}-{}", token.chars().rev().collect::<String>());
    assert_eq!(refusal(mandate::page(&house.rooms.service, &forged).await), Refusal::UnknownLink);
    let code = house.ask_code(&house.link()).await.unwrap();
    assert_eq!(refusal(mandate::answer(&house.rooms.service, &link, &code, true).await), Refusal::CodeExpired);
    let told = |to: &str| house.message_ids(to).iter().filter(|id| id.contains("<mandate.")).count();
    assert_eq!((told(ANNA), told(PIET)), (1, 1), "each is told once");
    assert_eq!(mandate::given(&house.rooms.service, &session).await.unwrap()[0].accepted, None);
}
