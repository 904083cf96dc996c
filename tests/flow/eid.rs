//! An addressee shows who they are by an electronic identity: what the issuer says is compared with what the sender stated.

use recepis::erds::attribute::Attribute;
use recepis::erds::evidence::{Details, SubmissionDetails};
use recepis::erds::id::DeliveryId;
use recepis::erds::party::{Level, Method};
use recepis::flow::account;
use recepis::flow::consign::Answer as Choice;
use recepis::flow::eid::{self, Arrived, End, Ticket};
use recepis::flow::look::{self, Link, Session};
use recepis::flow::submit::{self, Options, Submitted};
use recepis::flow::{Fault, Refusal, handover, status};
use recepis::format::evidence;
use recepis::outside::identity::{Answer, Failure, FakeProvider};
use recepis::store::ProofEnd;

use crate::house::{House, JAN, PIET, TOKEN, message, refusal};

const MEANS: &str = "proef";

fn beside(assurance: &str, name: Option<&str>, birth_date: Option<&str>) -> Options {
    let text = |text: &str| text.to_owned();
    Options {
        assurance: Some(text(assurance)),
        match_name: name.map(text),
        match_birth_date: birth_date.map(text),
        ..Options::default()
    }
}

async fn hand_in(house: &House, header: &str, options: Options) -> Result<Submitted, Fault> {
    let service = &house.rooms.service;
    let account = account::by_token(service, TOKEN).await?;
    let envelope = submit::Envelope { from: JAN.parse().unwrap(), to: vec![PIET.parse().unwrap()], size: None };
    let mut intake = submit::begin(service, &account, envelope, Method::ApiToken)?.with(options);
    intake.write(format!("{header}{}", message("1")).as_bytes()).await?;
    intake.finish().await
}

async fn noticed(house: &House, options: Options) -> DeliveryId {
    let delivery = hand_in(house, "", options).await.unwrap().deliveries[0];
    house.settle().await;
    delivery
}

/// Sets out from this link: what the browser keeps, and what the issuer was told.
async fn away(house: &House, link: &Link) -> (String, String) {
    let service = &house.rooms.service;
    let token = look::form_token(service, link);
    let begun = eid::begin(service, link, &token, MEANS, "nl").await.unwrap();
    let state = begun.address.split("state=").nth(1).unwrap().split('&').next().unwrap();
    (begun.binding, state.to_owned())
}

fn answer(state: &str, code: &str) -> Answer {
    let fields = [("state", state), ("code", code)].map(|(name, value)| (name.to_owned(), value.to_owned()));
    Answer { fields: fields.into() }
}

async fn arrive(house: &House, state: &str, code: &str) -> Result<Arrived, Fault> {
    eid::arrive(&house.rooms.service, MEANS, &answer(state, code)).await
}

fn ticket(arrived: Result<Arrived, Fault>) -> Ticket {
    match arrived.map(|arrived| arrived.end) {
        Ok(End::Matched(ticket)) => ticket,
        _ => panic!("the person matched"),
    }
}

async fn open(house: &House, ticket: &Ticket, binding: &str) -> Result<Session, Fault> {
    let posted = (ticket.means.as_str(), ticket.at.as_str(), ticket.token.as_str());
    eid::open(&house.rooms.service, ticket.delivery, posted, binding).await
}

async fn by_eid(house: &House) -> Session {
    let (binding, state) = away(house, &house.link()).await;
    let ticket = ticket(arrive(house, &state, FakeProvider::CODE).await);
    open(house, &ticket, &binding).await.unwrap()
}

async fn ends(house: &House, delivery: DeliveryId) -> Vec<Option<ProofEnd>> {
    let since = house.rooms.service.now().minus(std::time::Duration::from_hours(24));
    let proofs = house.rooms.service.store.proofs_since(&delivery, since).await.unwrap();
    proofs.into_iter().map(|(_, _, end)| end).collect()
}

#[tokio::test]
async fn s29_who_matches_decides_and_evidence_says_what_matched_and_no_value() {
    let house = House::new().await;
    let delivery = noticed(&house, beside("substantial", Some("Piet de Vries; P de Vries"), Some("1980-03-12"))).await;
    let service = &house.rooms.service;
    let view = look::notice(service, &house.link()).await.unwrap();
    assert_eq!((view.means.len(), view.eids), (0, vec![(MEANS.to_owned(), "Proef-ID".to_owned())]));
    // A code by mail reaches no more than "not for me".
    let mailbox = house.proven().await;
    assert_eq!(refusal(house.answer(&mailbox, Choice::Accept).await), Refusal::TooLittle);
    let session = by_eid(&house).await;
    assert_eq!((session.identity.method, session.identity.level()), (Method::EidOidc, Level::Substantial));
    house.answer(&session, Choice::Accept).await.unwrap();
    assert_eq!(handover::parts(service, &session).await.unwrap().len(), 2);
    house.settle().await;
    let all = house.statements(delivery).await;
    let stated: Vec<_> = all.iter().map(|kept| evidence::read(&kept.canonical).unwrap()).collect();
    let Details::Submission(terms) = &stated[0].details else { panic!("A.1 is first") };
    let SubmissionDetails { to_match, assurance, .. } = terms.as_ref();
    assert_eq!(to_match, &[Attribute::BirthDate, Attribute::Name]);
    assert_eq!(*assurance, Level::Substantial.uri());
    let report = house.report(delivery, true).await;
    let identity = report.answers.as_ref().unwrap().identity.clone();
    assert_eq!((identity.method, identity.level), (Some("eid-oidc"), Some("substantial")));
    for says in ["https://issuer.test", "birth date, name", "What it said was not kept"] {
        assert!(identity.words.contains(says), "{}", identity.words);
    }
    assert!(report.to_text().contains("rests on its issuer's word"), "{}", report.to_text());
    let account = account::by_token(service, TOKEN).await.unwrap();
    let told = status::delivery(service, &account, delivery).await.unwrap().identity.unwrap();
    assert!(told.contains("https://issuer.test vouched, at the level substantial"), "{told}");
    for kept in all {
        let text = String::from_utf8_lossy(&kept.canonical).into_owned();
        assert!(!text.contains("Vries") && !text.contains("1980") && !text.contains("piet-1"), "{text}");
    }
}

#[tokio::test]
async fn s31_who_does_not_match_gets_a_way_out_and_no_content_and_the_attempt_is_kept_for_a_day() {
    let house = House::new().await;
    let delivery = noticed(&house, beside("low", Some("Piet de Vries"), Some("1980-03-12"))).await;
    let link = house.link();
    let before = house.events(delivery).await;
    // The birth date fits, the name does not: everything that was asked must.
    let (binding, state) = away(&house, &link).await;
    let arrived = arrive(&house, &state, FakeProvider::CODE).await.unwrap();
    assert!(matches!(arrived.end, End::Other));
    assert_eq!((arrived.link.as_str(), arrived.language.as_str()), (link.as_str(), "nl"));
    assert_eq!(
        refusal(arrive(&house, &state, FakeProvider::CODE).await),
        Refusal::UnknownProof,
        "an answer counts once"
    );
    assert_eq!(ends(&house, delivery).await, [Some(ProofEnd::Other)]);
    assert_eq!(house.events(delivery).await, before);
    // Whoever the message is for can say so in another way; and "not for me" takes the mailbox only.
    house.rooms.issuer.says("piet-2", &[(Attribute::Name, "PIET DE VRIES"), (Attribute::BirthDate, "1980-03-12")]);
    let (other, state) = away(&house, &link).await;
    let ticket = ticket(arrive(&house, &state, FakeProvider::CODE).await);
    assert_eq!(refusal(open(&house, &ticket, &binding).await), Refusal::UnknownProof, "another browser's");
    assert!(open(&house, &ticket, &other).await.is_ok());
    assert_eq!(refusal(open(&house, &ticket, &other).await), Refusal::UnknownProof, "once");
    let mailbox = house.proven().await;
    house.answer(&mailbox, Choice::NotForMe(None)).await.unwrap();
    house.settle().await;
    house.report(delivery, true).await;
}

#[tokio::test]
async fn what_the_sender_stated_is_dropped_at_the_match_and_the_same_person_gets_in_again() {
    let house = House::new().await;
    let delivery = noticed(&house, beside("low", Some("P. de Vries"), None)).await;
    house.rooms.issuer.fails(Failure::Cancelled);
    let (_, state) = away(&house, &house.link()).await;
    assert!(matches!(arrive(&house, &state, FakeProvider::CODE).await.unwrap().end, End::Cancelled));
    house.rooms.issuer.says("piet-1", &[(Attribute::Name, "P. de Vries")]);
    by_eid(&house).await;
    // The same name, and somebody else: nobody is compared by name any more.
    house.rooms.issuer.says("piet-2", &[(Attribute::Name, "P. de Vries")]);
    let (_, state) = away(&house, &house.link()).await;
    assert!(matches!(arrive(&house, &state, FakeProvider::CODE).await.unwrap().end, End::Other));
    // The same person under another name, as after a marriage.
    house.rooms.issuer.says("piet-1", &[(Attribute::Name, "P. Jansen")]);
    by_eid(&house).await;
    let ended = [ProofEnd::Refused, ProofEnd::Matched, ProofEnd::Other, ProofEnd::Matched].map(Some);
    assert_eq!(ends(&house, delivery).await, ended);
}

#[tokio::test]
async fn an_answer_that_does_not_fit_is_too_late_or_nobodys_opens_nothing() {
    let house = House::new().await;
    let delivery = noticed(&house, beside("low", Some("P. de Vries"), None)).await;
    let link = house.link();
    for state in ["", "0", "state"] {
        assert_eq!(refusal(arrive(&house, state, FakeProvider::CODE).await), Refusal::UnknownProof);
    }
    let (binding, state) = away(&house, &link).await;
    assert!(matches!(arrive(&house, &state, "wrong").await.unwrap().end, End::Refused));
    assert_eq!(refusal(arrive(&house, &state, FakeProvider::CODE).await), Refusal::UnknownProof);
    let (_, state) = away(&house, &link).await;
    house.clock.forward(eid::LIVES);
    assert_eq!(refusal(arrive(&house, &state, FakeProvider::CODE).await), Refusal::UnknownProof, "too late");
    let (_, state) = away(&house, &link).await;
    let made = ticket(arrive(&house, &state, FakeProvider::CODE).await);
    let forged = Ticket { at: (made.at.parse::<i64>().unwrap() - 1).to_string(), ..ticket_of(&made) };
    assert_eq!(refusal(open(&house, &forged, &binding).await), Refusal::UnknownProof);
    house.clock.forward(eid::LIVES);
    assert_eq!(refusal(open(&house, &made, &binding).await), Refusal::UnknownProof, "too late");
    assert_eq!(ends(&house, delivery).await, [Some(ProofEnd::Refused), None, Some(ProofEnd::Matched)]);
}

fn ticket_of(ticket: &Ticket) -> Ticket {
    Ticket {
        delivery: ticket.delivery,
        means: ticket.means.clone(),
        at: ticket.at.clone(),
        token: ticket.token.clone(),
        matched: ticket.matched.clone(),
    }
}

#[tokio::test]
async fn what_cannot_be_compared_is_refused_at_hand_in_without_repeating_it() {
    let house = House::new().await;
    let number = |text: &str| Options { match_customer_number: Some(text.to_owned()), ..beside("low", None, None) };
    for (header, options, says) in [
        ("", beside("high", Some("Piet"), None), "no electronic identity of that level"),
        ("", beside("low", None, None), "say what is to be compared"),
        ("", number("999990019"), "citizen service number"),
        ("", number("K-1"), "can be compared by: customer number"),
        ("", beside("low", None, Some("12-03-1980")), "YYYY-MM-DD"),
        ("Recepis-Match-Name: Piet\r\n", beside("low", Some("Piet"), None), "said twice"),
        ("Recepis-Match-Name: a;b;c;d\r\n", Options::default(), "at most 3 forms"),
    ] {
        let words = refusal(hand_in(&house, header, options).await).to_string();
        assert!(words.contains(says), "{says}: {words}");
        assert!(!words.contains("999990019") && !words.contains("12-03-1980"), "{words}");
    }
    assert!(hand_in(&house, "Recepis-Match-Name: Piet de Vries\r\n", Options::default()).await.is_ok());
}
