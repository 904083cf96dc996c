//! What a customer's mail server hands in by route alone: its domain's DKIM signature has to vouch for everything.

use std::time::Duration;

use recepis::erds::address::Address;
use recepis::erds::evidence::Details;
use recepis::erds::party::{Level, Method};
use recepis::flow::account::{self, Login};
use recepis::flow::submit::{Envelope, Submitted};
use recepis::flow::{Fault, Refusal, routed};
use recepis::format::evidence;
use recepis::outside::dkim::{Dkim, DkimSettings, KeyKind, Selector};
use recepis::outside::entropy::SystemEntropy;
use recepis::outside::resolver::{Error, Kind};
use recepis::store::{NewAccount, Work};

use crate::house::{House, PIET};

const KEES: &str = "kees@mill.test";
const SUFFIXED: &str = "piet@demo.test.recepis.test";

/// The clock of the house says 9:14 UTC.
const LETTER: &str = "From: Kees <kees@mill.test>\r\nTo: Piet <piet@demo.test.recepis.test>\r\nSubject: Opzegging\r\n\
     Date: Tue, 24 Nov 2026 10:12:00 +0100\r\nMessage-ID: <meel@mill.test>\r\nMIME-Version: 1.0\r\n\
     Content-Type: text/plain; charset=utf-8\r\n\r\nDe huur eindigt.\r\n";

/// A house with an account for which mill.test signs.
async fn house() -> House {
    let house = House::new().await;
    for (name, domain) in [("kees", "mill.test"), ("els", "barn.test")] {
        let login = Login {
            name: name.to_owned(),
            password: "secret".to_owned(),
            token: format!("a-token-of-many-random-bits-of-{name}"),
            may_send_as: vec![format!("@{domain}")],
            signing_domains: vec![domain.to_owned()],
            ..Login::default()
        };
        account::make(&house.rooms.service, login).await.unwrap();
    }
    house
}

/// The letter with a signature of this domain, whose record DNS has.
fn signed(house: &House, domain: &str, letter: &str) -> String {
    let key = house.folder.path().join(format!("dkim-of-{domain}"));
    let selectors = vec![Selector { name: "een".to_owned(), key, made: Some(KeyKind::Rsa) }];
    let settings = DkimSettings { domain: domain.to_owned(), selectors };
    let dkim = Dkim::open_or_make(&settings, &SystemEntropy::new()).unwrap();
    for record in dkim.records() {
        house.rooms.resolver.says(&record.name, &record.value);
    }
    String::from_utf8(dkim.sign(letter.as_bytes()).unwrap()).unwrap()
}

async fn routed(house: &House, from: &str, to: &str, letter: &str) -> Result<Submitted, Fault> {
    let service = &house.rooms.service;
    let from: Address = from.parse().unwrap();
    let account = routed::account_of(service, &from).await?;
    let envelope = Envelope { from, to: vec![to.parse().unwrap()], size: None };
    routed::hand_in(service, &account, envelope, letter.as_bytes()).await
}

async fn taken_in(house: &House) -> usize {
    house.rooms.service.store.submissions_by("kees", None, 10).await.unwrap().len()
}

#[tokio::test]
async fn s39_a_mail_that_its_domain_signs_is_a_submission_once_and_the_evidence_says_how_it_was_known() {
    let house = house().await;
    let letter = signed(&house, "mill.test", LETTER);
    let taken = routed(&house, KEES, SUFFIXED, &letter).await.unwrap();
    assert!(!taken.repeated && routed(&house, KEES, SUFFIXED, &letter).await.unwrap().repeated);
    house.settle().await;
    assert_eq!(house.mails(PIET).len(), 1);
    let first = &house.statements(taken.deliveries[0]).await[0];
    let statement = evidence::read(&first.canonical).unwrap();
    assert!(matches!(statement.details, Details::Submission(_)));
    let how = statement.sender.authentication;
    assert_eq!((how.method, how.method.level()), (Method::DomainSignature, Level::Domain));
}

#[tokio::test]
async fn s39_a_signature_vouches_for_the_whole_of_a_young_mail_to_this_addressee_or_for_nothing() {
    let house = house().await;
    let letter = signed(&house, "mill.test", LETTER);
    let refused = async |to: &str, letter: &str| match routed(&house, KEES, to, letter).await {
        Err(Fault::Refused(Refusal::Unsigned(words))) => words,
        other => panic!("{other:?}"),
    };
    let unsigned = refused(SUFFIXED, LETTER).await;
    assert!(unsigned.contains("no DKIM signature of mill.test"), "{unsigned}");
    let others = signed(&house, "barn.test", LETTER);
    assert!(refused(SUFFIXED, &others).await.contains("no DKIM signature of mill.test"));
    for (from, to) in [("eindigt", "eindigt niet"), ("Opzegging", "Groeten"), ("10:12", "10:13")] {
        assert!(refused(SUFFIXED, &letter.replacen(from, to, 1)).await.contains("does not fit"), "{from}");
    }
    // Whoever got a signed mail sends it on: to somebody else, as another kind of mail, with something put in.
    assert!(refused("eva@demo.test.recepis.test", &letter).await.contains("must stand in To or Cc"));
    let ordinary = signed(&house, "mill.test", &LETTER.replacen(".recepis.test", "", 1));
    assert!(refused(SUFFIXED, &ordinary).await.contains("must stand in To or Cc"));
    for field in
        ["Subject: Een ander", "Recepis-Accept-Within: 3", "Reply-To: eva@demo.test", "Cc: eva@demo.test.recepis.test"]
    {
        let name = field.split(':').next().unwrap().to_ascii_lowercase();
        let words = refused(SUFFIXED, &format!("{field}\r\n{letter}")).await;
        // Some signers also cover fields that are not there.
        let told = words.contains(&format!("must cover {name}")) || words.contains("does not fit");
        assert!(told, "{field}: {words}");
    }
    let forged = letter.replacen("\r\nFrom: ", "\r\nFrom: els@barn.test\r\nFrom: ", 1);
    assert!(refused(SUFFIXED, &forged).await.contains("From must name one address"));
    let part =
        letter.replacen("\r\nContent-Type: text", "\r\nContent-Transfer-Encoding: base64\r\nContent-Type: text", 1);
    let words = refused(SUFFIXED, &part).await;
    assert!(words.contains("must cover content-transfer-encoding") || words.contains("does not fit"), "{words}");
    assert_eq!(taken_in(&house).await, 0);
}

#[tokio::test]
async fn a_mail_signed_a_day_ago_is_not_handed_in_and_one_whose_key_dns_does_not_say_now_is_put_off() {
    let house = house().await;
    let letter = signed(&house, "mill.test", LETTER);
    house.rooms.resolver.answers("een._domainkey.mill.test", Kind::Txt, Err(Error::Unavailable("down".to_owned())));
    assert!(matches!(routed(&house, KEES, SUFFIXED, &letter).await, Err(Fault::Unavailable { .. })));
    let letter = signed(&house, "mill.test", LETTER);
    house.forward(Duration::from_hours(23));
    let old = routed(&house, KEES, SUFFIXED, &letter).await.unwrap_err().to_string();
    assert!(old.contains("older than 23 hours"), "{old}");
    assert_eq!(taken_in(&house).await, 0);
}

#[tokio::test]
async fn a_domain_that_no_account_names_or_a_closed_one_hands_in_nothing() {
    let house = house().await;
    let stranger = routed(&house, "eva@stranger.test", SUFFIXED, LETTER).await;
    assert!(matches!(stranger, Err(Fault::Refused(Refusal::UnknownAccount))), "{stranger:?}");
    let store = &house.rooms.service.store;
    let kees = store.account("kees").await.unwrap().unwrap();
    let mut work = Work::new();
    let closed = recepis::store::Account { closed: true, ..kees };
    work.account(NewAccount { account: closed, at: house.now() });
    store.commit(work).await.unwrap();
    let letter = signed(&house, "mill.test", LETTER);
    let closed = routed(&house, KEES, SUFFIXED, &letter).await;
    assert!(matches!(closed, Err(Fault::Refused(Refusal::UnknownAccount))), "{closed:?}");
}
