//! Keys of the addressee's own: enrolled, told, sealed, used for a decision, and what of that the court's tool sees.

use std::time::Duration;

use recepis::crypto::sha256;
use recepis::erds::content::Sha256;
use recepis::erds::event::Event;
use recepis::erds::party::{Level, Method};
use recepis::erds::standing::{Decision, Step, Voucher};
use recepis::flow::consign::{self, Answer, Choice, Signed};
use recepis::flow::enrol::{self, Made};
use recepis::flow::export::{self, Bundle};
use recepis::flow::look::{self, Link, Session};
use recepis::flow::{Fault, Refusal, mine, passkey};
use recepis::format::assertion::AssertionDocument;
use recepis::seal::webauthn::Error;
use recepis::store::EntryPlace;

use crate::house::{House, JAN, PIET, message, refusal};
use crate::webauthn_testing::{Asserted, Passkey, VERIFIED, client_data};

pub(crate) const RP: &str = "localhost";
pub(crate) const ORIGIN: &str = "http://localhost:8025";
const HOUR: Duration = Duration::from_hours(1);

fn passkey() -> Passkey {
    Passkey::es256(7, RP, ORIGIN)
}

/// What browser and authenticator answer to the page that offers to make a key.
async fn made(house: &House, session: &Session, key: &Passkey) -> Made {
    let offered = enrol::offer(&house.rooms.service, session).await.unwrap();
    assert_eq!((offered.site.rp_id.as_str(), offered.site.origin.as_str()), (RP, ORIGIN));
    Made {
        client_data: client_data("webauthn.create", &offered.challenge, ORIGIN),
        authenticator_data: key.made(),
        token: offered.token,
    }
}

pub(crate) async fn enrolled(house: &House, session: &Session, key: &Passkey) {
    let made = made(house, session, key).await;
    enrol::enrol(&house.rooms.service, session, &made).await.unwrap();
}

/// A choice that this key signs.
pub(crate) async fn signed(house: &House, session: &Session, answer: Answer, key: &Passkey) -> Choice {
    let choice = house.choice(session, answer);
    let document = consign::to_sign(&house.rooms.service, session, &choice).await.unwrap();
    let answered = document_of(key.assert(&document));
    Choice { key: Some(Signed { document, answer: answered }), ..choice }
}

fn document_of(asserted: Asserted) -> AssertionDocument {
    let Asserted { credential, client_data, authenticator_data, signature } = asserted;
    AssertionDocument { authenticator_data, client_data, credential, signature }
}

#[tokio::test]
async fn s17_an_acceptance_and_a_refusal_with_a_key_end_with_mark_k() {
    for (answer, step, decision) in
        [(Answer::Accept, Step::G4, Decision::Accepted), (Answer::Refuse, Step::G3, Decision::Refused)]
    {
        let house = House::new().await;
        let delivery = house.noticed().await;
        let session = house.proven().await;
        let key = Passkey::ed25519(8, RP, ORIGIN);
        enrolled(&house, &session, &key).await;
        let choice = signed(&house, &session, answer, &key).await;
        house.decide(&session, choice).await.unwrap();
        if answer == Answer::Accept {
            house.read_whole(&session).await;
        }
        house.settle().await;
        let report = house.report(delivery, false).await;
        let answers = report.answers.as_ref().unwrap();
        assert_eq!((answers.step.value, answers.decision.value), (step, decision));
        assert_eq!(answers.vouches.value, Voucher::AddresseeKey);
        let shown = answers.vouches.key.as_ref().unwrap();
        assert_eq!(shown.fingerprint, Sha256(sha256(&key.public.cose)));
        assert!(shown.same_visit && answers.vouches.words.contains("not whose"), "{}", answers.vouches.words);
        assert!(!house.events(delivery).await.contains(&Event::KeyEnrolled), "it is in no delivery's chain");
        let mails = house.mails(JAN);
        let told = mails.iter().find(|mail| mail.contains("Message-ID: <Consignment")).expect("the sender is told");
        assert!(told.contains("met een code per e-mail") && told.contains("met een eigen sleutel"), "{told}");
    }
}

#[tokio::test]
async fn a_key_enrolled_for_one_message_signs_for_another_and_has_a_history_there() {
    let house = House::new().await;
    house.noticed().await;
    let session = house.proven().await;
    let key = passkey();
    enrolled(&house, &session, &key).await;
    house.answer(&session, Answer::Refuse).await.unwrap();
    house.settle().await;
    house.forward(HOUR * 49);
    house.settle().await;
    let second = house.hand_in(&message("2"), &[PIET]).await.unwrap().deliveries[0];
    house.settle().await;
    let session = house.proven_of(second).await;
    let choice = signed(&house, &session, Answer::Accept, &key).await;
    house.decide(&session, choice).await.unwrap();
    house.settle().await;
    let report = house.report(second, false).await;
    let vouches = &report.answers.as_ref().unwrap().vouches;
    let shown = vouches.key.as_ref().unwrap();
    assert_eq!((shown.days_before_submission, shown.same_visit), (Some(2), false), "{}", vouches.words);
    assert!(
        !report.findings.iter().any(|found| found.sentence.contains("this enrolment is in")),
        "its proof is packed"
    );
}

#[tokio::test]
async fn an_enrolment_is_told_once_and_waits_in_the_log_for_its_hour() {
    let house = House::new().await;
    house.noticed().await;
    let session = house.proven().await;
    let key = passkey();
    enrolled(&house, &session, &key).await;
    house.settle_with_failures().await;
    let told = || house.message_ids(PIET).into_iter().filter(|id| id.contains("<key.")).count();
    assert_eq!(told(), 1);
    let fingerprint = Sha256(sha256(&key.public.cose)).to_string();
    assert!(house.mails(PIET).iter().any(|mail| mail.contains(&fingerprint)));
    let keys = enrol::keys(&house.rooms.service, &session).await.unwrap();
    let [known] = keys.as_slice() else { panic!("{keys:?}") };
    assert_eq!((&known.enrolment.key, known.fingerprint.to_string()), (&key.public, fingerprint));
    let store = &house.rooms.service.store;
    assert_eq!(store.log_place(&known.enrolment.id).await.unwrap(), Some(EntryPlace::Waiting));
    house.forward(HOUR);
    house.settle().await;
    assert!(matches!(store.log_place(&known.enrolment.id).await.unwrap(), Some(EntryPlace::At(_))));
}

#[tokio::test]
async fn s27_s29_a_key_that_is_not_theirs_and_an_answer_that_is_not_to_this_page_are_refused() {
    let house = House::new().await;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    let service = &house.rooms.service;
    let (key, other) = (passkey(), Passkey::es256(9, RP, ORIGIN));
    let enrol = async |made: Made| refusal(enrol::enrol(service, &session, &made).await);
    // To another page, of another site, without user verification, and with a token that is spent or forged.
    let right = made(&house, &session, &key).await;
    let token = made(&house, &session, &key).await.token;
    assert_eq!(enrol(Made { token, ..right.clone() }).await, Refusal::Key(Error::Challenge));
    let elsewhere = Passkey::es256(7, "evil.example", ORIGIN).made();
    assert_eq!(enrol(Made { authenticator_data: elsewhere, ..right.clone() }).await, Refusal::Key(Error::RelyingParty));
    let mut unverified = key.made();
    unverified[32] = 0x41;
    assert_eq!(
        enrol(Made { authenticator_data: unverified, ..right.clone() }).await,
        Refusal::Key(Error::UserVerification)
    );
    assert_eq!(enrol(Made { token: "x".to_owned(), ..right.clone() }).await, Refusal::SpentToken);
    enrol::enrol(service, &session, &right).await.unwrap();
    assert_eq!(enrol(made(&house, &session, &key).await).await, Refusal::KnownKey);
    assert!(matches!(
        enrol::enrol(service, &session, &right).await,
        Err(Fault::Refused(Refusal::KnownKey | Refusal::SpentToken))
    ));

    // Decisions: another key, another text, another site, nobody verified.
    let decide = async |choice: Choice| refusal(house.decide(&session, choice).await);
    assert_eq!(decide(signed(&house, &session, Answer::Accept, &other).await).await, Refusal::UnknownKey);
    let accepts = signed(&house, &session, Answer::Accept, &key).await;
    let refuses = Choice { answer: Answer::Refuse, ..accepts.clone() };
    assert_eq!(decide(refuses).await, Refusal::Key(Error::Challenge));
    let Some(Signed { document, .. }) = accepts.key.clone() else { panic!("it is signed") };
    let with = |answer: Asserted| Choice {
        key: Some(Signed { document: document.clone(), answer: document_of(answer) }),
        ..accepts.clone()
    };
    let challenge = recepis::seal::webauthn::challenge(&document);
    let get = |origin: &str| client_data("webauthn.get", &challenge, origin);
    let theirs = Asserted { credential: key.public.credential.clone(), ..other.assert(&document) };
    for (answer, error) in [
        (theirs, Error::Signature),
        (key.assert(b"another text"), Error::Challenge),
        (key.answer(&get("https://evil.example"), &key.data(VERIFIED, 0)), Error::Origin),
        (key.answer(&get(ORIGIN), &key.data(0x01, 0)), Error::UserVerification),
    ] {
        assert_eq!(decide(with(answer)).await, Refusal::Key(error));
    }
    assert_eq!(house.events(delivery).await.len(), 2, "nothing was recorded");
    house.decide(&session, accepts).await.unwrap();
}

#[tokio::test]
async fn a_key_that_its_owner_removed_signs_nothing_more_and_what_it_signed_keeps_its_mark() {
    let house = House::new().await;
    let service = &house.rooms.service;
    let delivery = house.noticed().await;
    let session = house.proven().await;
    let key = passkey();
    enrolled(&house, &session, &key).await;
    let choice = signed(&house, &session, Answer::Refuse, &key).await;
    house.decide(&session, choice).await.unwrap();
    let second = house.hand_in(&message("2"), &[PIET]).await.unwrap().deliveries[0];
    house.settle().await;
    let owner = crate::block::owner(&house).await;
    let page = mine::mine(service, &owner, None).await.unwrap();
    let [known] = page.keys.as_slice() else { panic!("{:?}", page.keys) };
    let fingerprint = known.what.fingerprint.to_string();
    mine::ask(service, &owner, mine::Asked::RemoveKey(&fingerprint), &known.token).await.unwrap();
    house.settle().await;
    assert!(house.mails(PIET).iter().any(|mail| mail.contains("haalde een sleutel weg")), "the address is told");
    assert!(mine::mine(service, &owner, None).await.unwrap().keys.is_empty());
    assert!(enrol::keys(service, &session).await.unwrap().is_empty());
    let session = house.proven_of(second).await;
    let choice = signed(&house, &session, Answer::Accept, &key).await;
    assert_eq!(refusal(house.decide(&session, choice).await), Refusal::UnknownKey);
    let report = house.report(delivery, false).await;
    assert_eq!(report.answers.unwrap().vouches.value, Voucher::AddresseeKey, "what it signed keeps its mark");
}

/// What a key answers to the page on which it shows who somebody is.
pub(crate) async fn shows(house: &House, link: &Link, key: &Passkey) -> Result<Session, Fault> {
    let service = &house.rooms.service;
    let asked = passkey::ask(service, link).await?;
    assert_eq!((asked.site.rp_id.as_str(), asked.site.origin.as_str()), (RP, ORIGIN));
    let said = key.answer(&client_data("webauthn.get", &asked.challenge, ORIGIN), &key.data(VERIFIED, 0));
    passkey::prove(service, link, &asked.token, &document_of(said)).await
}

/// Enrols a key by a code to the mailbox at a message of its own, which is refused then; some days pass.
async fn returning(house: &House, key: &Passkey) {
    house.noticed().await;
    let session = house.proven().await;
    enrolled(house, &session, key).await;
    house.answer(&session, Answer::Refuse).await.unwrap();
    house.settle().await;
    house.forward(HOUR * 49);
    house.settle().await;
}

#[tokio::test]
async fn a_bundle_waits_for_the_log_where_an_enrolment_was_sealed_late() {
    let house = House::new().await;
    let key = passkey();
    house.noticed().await;
    let session = house.proven().await;
    enrolled(&house, &session, &key).await;
    house.answer(&session, Answer::Refuse).await.unwrap();
    house.forward(HOUR * 5);
    let delivery = house.hand_in(&message("2"), &[PIET]).await.unwrap().deliveries[0];
    house.settle().await;
    let session = shows(&house, &house.link_of(delivery), &key).await.unwrap();
    house.decide(&session, signed(&house, &session, Answer::Refuse, &key).await).await.unwrap();
    house.settle().await;
    assert!(matches!(export::bundle(&house.rooms.service, delivery, false).await, Ok(Bundle::NotYet { .. })));
    for _ in 0..2 {
        house.forward(HOUR);
        house.settle().await;
    }
    let report = house.report(delivery, false).await;
    assert_eq!(report.answers.unwrap().vouches.value, Voucher::AddresseeKey);
}

#[tokio::test]
async fn c6_s17_who_enrolled_a_key_before_the_message_shows_who_they_are_with_it_and_signs_with_it() {
    let house = House::new().await;
    let key = passkey();
    returning(&house, &key).await;
    let delivery = house.hand_in(&message("2"), &[PIET]).await.unwrap().deliveries[0];
    house.settle().await;
    let link = house.link_of(delivery);
    let codes = || house.message_ids(PIET).iter().filter(|id| id.contains("<code.")).count();
    let before = codes();
    let session = shows(&house, &link, &key).await.unwrap();
    assert_eq!(codes(), before, "no code was needed");
    assert_eq!((session.identity.method, session.identity.method.level()), (Method::Passkey, Level::Key));
    let view = look::view(&house.rooms.service, &session).await.unwrap();
    assert!(view.enough && view.subject.is_some());
    for answer in [Answer::Accept, Answer::Refuse, Answer::NotForMe(None)] {
        assert_eq!(refusal(house.answer(&session, answer).await), Refusal::UnsignedChoice, "{answer:?}");
    }
    // A key made at this visit signs nothing here: the visit rests on the older one.
    let younger = Passkey::ed25519(8, RP, ORIGIN);
    enrolled(&house, &session, &younger).await;
    let signers = passkey::signers(&house.rooms.service, &session).await.unwrap();
    assert_eq!(signers, std::slice::from_ref(&key.public.credential));
    let choice = signed(&house, &session, Answer::Accept, &younger).await;
    assert_eq!(refusal(house.decide(&session, choice).await), Refusal::UnsignedChoice);
    let choice = signed(&house, &session, Answer::Accept, &key).await;
    house.decide(&session, choice).await.unwrap();
    house.read_whole(&session).await;
    house.settle().await;
    let report = house.report(delivery, false).await;
    let answers = report.answers.as_ref().unwrap();
    assert_eq!((answers.step.value, answers.vouches.value), (Step::G4, Voucher::AddresseeKey));
    assert_eq!((answers.identity.method, answers.identity.level), (Some("passkey"), Some("key")));
    assert!(answers.identity.words.contains("enrolled for piet@demo.test before"), "{}", answers.identity.words);
    assert!(report.not_proven.iter().any(|line| line.contains("A key that was enrolled earlier")));
    let mails = house.mails(JAN);
    let told = mails.iter().rev().find(|mail| mail.contains("Message-ID: <ConsignmentAcceptance")).unwrap();
    assert!(told.contains("iemand met een sleutel") && !told.contains("code per e-mail"), "{told}");
}

#[tokio::test]
async fn c9_a_key_made_at_the_message_is_no_proof_nor_one_of_another_address_nor_an_answer_to_another_page() {
    let house = House::new().await;
    let (key, fresh, foreign) = (passkey(), Passkey::ed25519(8, RP, ORIGIN), Passkey::es256(9, RP, ORIGIN));
    returning(&house, &key).await;
    // Somebody else enrols a key for their own address.
    let other = house.hand_in(&message("3").replace(PIET, "kees@demo.test"), &["kees@demo.test"]).await.unwrap();
    house.settle().await;
    let theirs = house.proven_as(other.deliveries[0], "kees@demo.test").await;
    enrolled(&house, &theirs, &foreign).await;
    house.forward(HOUR * 49);
    let delivery = house.hand_in(&message("2"), &[PIET]).await.unwrap().deliveries[0];
    house.settle().await;
    let link = house.link_of(delivery);
    // Who holds the mailbox enrols one on the spot.
    let mailbox = house.proven_of(delivery).await;
    enrolled(&house, &mailbox, &fresh).await;
    for key in [&fresh, &foreign, &Passkey::es256(11, RP, ORIGIN)] {
        assert_eq!(refusal(shows(&house, &link, key).await.map(|_| ())), Refusal::UnknownKey);
    }
    let service = &house.rooms.service;
    let asked = passkey::ask(service, &link).await.unwrap();
    let get = |challenge: &[u8], origin: &str| client_data("webauthn.get", challenge, origin);
    let acknowledgement = recepis::seal::webauthn::challenge(asked.token.as_bytes());
    let theirs = Asserted {
        credential: key.public.credential.clone(),
        ..foreign.answer(&get(&asked.challenge, ORIGIN), &key.data(VERIFIED, 0))
    };
    for (answer, error) in [
        (key.answer(&get(&asked.challenge, "https://evil.example"), &key.data(VERIFIED, 0)), Error::Origin),
        (key.answer(&get(&asked.challenge, ORIGIN), &key.data(0x01, 0)), Error::UserVerification),
        (
            key.answer(&get(&asked.challenge, ORIGIN), &Passkey::es256(7, "evil.example", ORIGIN).data(VERIFIED, 0)),
            Error::RelyingParty,
        ),
        (key.answer(&get(&[7; 32], ORIGIN), &key.data(VERIFIED, 0)), Error::Challenge),
        (key.answer(&get(&acknowledgement, ORIGIN), &key.data(VERIFIED, 0)), Error::Challenge),
        (key.answer(&client_data("webauthn.create", &asked.challenge, ORIGIN), &key.data(VERIFIED, 0)), Error::Type),
        (theirs, Error::Signature),
    ] {
        let refused = passkey::prove(service, &link, &asked.token, &document_of(answer)).await;
        assert_eq!(refusal(refused.map(|_| ())), Refusal::Key(error));
    }
    let right = key.answer(&get(&asked.challenge, ORIGIN), &key.data(VERIFIED, 0));
    assert_eq!(
        refusal(passkey::prove(service, &link, "x", &document_of(right.clone())).await.map(|_| ())),
        Refusal::SpentToken
    );
    passkey::prove(service, &link, &asked.token, &document_of(right.clone())).await.unwrap();
    assert!(matches!(
        passkey::prove(service, &link, &asked.token, &document_of(right)).await,
        Err(Fault::Refused(Refusal::SpentToken))
    ));
    assert_eq!(house.events(delivery).await.len(), 2, "nothing of it is recorded");
}
