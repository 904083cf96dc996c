//! What lets people in: page tokens, codes, links, accounts, sessions.

use recepis::erds::party::{Authentication, Method};
use recepis::store::{Account, CodeCheck, CommitError, Error, Mark, NewAccount, NewCode, NewSession, NewToken, Work};

use crate::house::House;
use crate::scene::*;

on_both![
    a_page_token_is_good_once_for_its_form_and_its_time,
    five_wrong_codes_end_a_code_and_a_right_one_works_once,
    a_link_opens_its_delivery_until_its_generation_is_raised,
    accounts_tokens_sessions_and_settings_are_found_by_what_only_their_owner_knows,
    a_key_file_that_is_missing_or_anothers_is_refused_and_never_replaced,
];

async fn a_page_token_is_good_once_for_its_form_and_its_time(house: House) {
    let store = house.open().await;
    let text = store.page_token("decide 1", later(60));
    assert!(store.read_page_token(&text, "decide 2", later(1)).is_none());
    assert!(store.read_page_token(&text, "decide 1", later(60)).is_none());
    let other = if text.ends_with('0') { '1' } else { '0' };
    let forged = format!("{}{other}", text.get(..text.len() - 1).unwrap());
    assert!(store.read_page_token(&forged, "decide 1", later(1)).is_none());
    let token = store.read_page_token(&text, "decide 1", later(1)).unwrap();
    let spend = || {
        let mut work = Work::new();
        work.spend(token);
        work
    };
    let (one, other) = tokio::join!(store.commit(spend()), store.commit(spend()));
    assert!(one.is_ok() != other.is_ok());
    assert!(matches!(store.commit(spend()).await, Err(CommitError::Spent)));
}

async fn five_wrong_codes_end_a_code_and_a_right_one_works_once(house: House) {
    let store = house.open().await;
    let delivery = delivered(&store).await.id;
    let send = |code: &str, at: i64| {
        let mut work = Work::new();
        work.code(
            delivery,
            NewCode { code: code.into(), method: Method::MailCode, at: later(at), until: later(at + 900) },
        );
        store.commit(work)
    };
    assert_eq!(store.check_code(&delivery, "12345678", later(0)).await.unwrap(), CodeCheck::NoCode);
    send("12345678", 0).await.unwrap();
    for left in [4, 3, 2, 1, 0] {
        assert_eq!(store.check_code(&delivery, "00000000", later(1)).await.unwrap(), CodeCheck::Wrong { left });
    }
    assert_eq!(store.check_code(&delivery, "12345678", later(1)).await.unwrap(), CodeCheck::NoCode);
    send("11111111", 10).await.unwrap();
    send("22222222", 20).await.unwrap();
    assert_eq!(store.check_code(&delivery, "11111111", later(21)).await.unwrap(), CodeCheck::Wrong { left: 4 });
    assert_eq!(store.check_code(&delivery, "22222222", later(920)).await.unwrap(), CodeCheck::NoCode);
    let CodeCheck::Right(code) = store.check_code(&delivery, "22222222", later(22)).await.unwrap() else { panic!() };
    let using = || {
        let mut work = Work::new();
        work.use_code(code.clone());
        work
    };
    store.commit(using()).await.unwrap();
    assert!(matches!(store.commit(using()).await, Err(CommitError::Spent)));
    assert_eq!(store.codes_since(&delivery, later(10)).await.unwrap().len(), 2);
    store.sweep(later(100_000)).await.unwrap();
    assert_eq!(store.codes_since(&delivery, later(0)).await.unwrap().len(), 0);
}

async fn a_link_opens_its_delivery_until_its_generation_is_raised(house: House) {
    let store = house.open().await;
    let seen_now = delivered(&store).await;
    let link = store.link(&seen_now);
    assert_eq!(store.open_link(&link.to_lowercase()).await.unwrap().unwrap().id, seen_now.id);
    let other = delivered(&store).await;
    let token = link.split_once('-').unwrap().1;
    for wrong in ["", "-", "x-y", &format!("{}-{token}", other.id), link.get(..link.len() - 1).unwrap()] {
        assert!(store.open_link(wrong).await.unwrap().is_none(), "{wrong}");
    }
    let revoke = || {
        let mut work = Work::new();
        work.revoke_links(&seen_now);
        work
    };
    store.commit(revoke()).await.unwrap();
    assert!(matches!(store.commit(revoke()).await, Err(CommitError::Stale)));
    assert!(store.open_link(&link).await.unwrap().is_none());
    let again = seen(&store, &seen_now.id).await;
    assert!(store.open_link(&store.link(&again)).await.unwrap().is_some());
}

async fn accounts_tokens_sessions_and_settings_are_found_by_what_only_their_owner_knows(house: House) {
    let store = house.open().await;
    let account = Account {
        name: "verhuurder-login".into(),
        password_hash: "$argon2id$v=19$…".into(),
        may_send_as: vec!["@verhuurder.example".into()],
        certificates: vec!["0a".repeat(32)],
        signing_domains: vec!["verhuurder.example".into()],
        ..Account::default()
    };
    let delivery = delivered(&store).await.id;
    let session = NewSession {
        hash: [4; 32],
        delivery,
        identity: Authentication::own(Method::MailCode, later(1)),
        until: later(9),
    };
    let mut work = Work::new();
    work.account(NewAccount { account: account.clone(), at: NOW });
    work.token(NewToken { hash: [3; 32], account: account.name.clone(), scopes: vec!["submit".into()], at: NOW });
    work.session(session);
    work.setting("issuer", b"Recepis BV".to_vec());
    work.told(delivery, "handed in", later(2));
    store.commit(work).await.unwrap();
    assert_eq!(store.account("verhuurder-login").await.unwrap(), Some(account.clone()));
    assert_eq!(store.account("other").await.unwrap(), None);
    let (certificate, domain) = (Mark::Certificate(&account.certificates[0]), Mark::Domain("verhuurder.example"));
    for mark in [certificate, domain] {
        assert_eq!(store.account_with(mark).await.unwrap(), Some(account.clone()), "{mark:?}");
    }
    assert_eq!(store.account_with(Mark::Domain("huurder.example")).await.unwrap(), None);
    let certificate_as_domain = Mark::Domain(&account.certificates[0]);
    assert_eq!(store.account_with(certificate_as_domain).await.unwrap(), None);
    assert_eq!(store.token(&[3; 32]).await.unwrap().unwrap().account, account);
    assert!(store.token(&[9; 32]).await.unwrap().is_none());
    assert_eq!(store.session(&[4; 32], later(8)).await.unwrap().unwrap().delivery, delivery);
    assert!(store.session(&[4; 32], later(9)).await.unwrap().is_none());
    assert_eq!(store.setting("issuer").await.unwrap().unwrap(), b"Recepis BV");
    assert_eq!(store.told(delivery, "handed in").await.unwrap(), Some(later(2)));
    assert_eq!(store.told(delivery, "decided").await.unwrap(), None);

    // Another account takes the certificate over; the first one no longer names its domain.
    let other =
        Account { name: "huurder-login".into(), certificates: account.certificates.clone(), ..Account::default() };
    let mut work = Work::new();
    work.account(NewAccount { account: other.clone(), at: later(3) });
    let less = Account { certificates: Vec::new(), signing_domains: Vec::new(), ..account.clone() };
    work.account(NewAccount { account: less.clone(), at: later(3) });
    store.commit(work).await.unwrap();
    assert_eq!(store.account_with(certificate).await.unwrap(), Some(other.clone()));
    assert_eq!(store.account_with(domain).await.unwrap(), None);
    assert_eq!(store.accounts().await.unwrap(), [other, less]);
}

async fn a_key_file_that_is_missing_or_anothers_is_refused_and_never_replaced(house: House) {
    house.open().await.close().await;
    let key = house.folder().join("master.key");
    let own = std::fs::read(&key).unwrap();
    std::fs::remove_file(&key).unwrap();
    assert!(matches!(house.try_open().await, Err(Error::KeyFile(_))));
    assert!(!key.exists(), "a database never gets other keys");
    let other = House::embedded();
    other.open().await.close().await;
    std::fs::copy(other.folder().join("master.key"), &key).unwrap();
    assert!(matches!(house.try_open().await, Err(Error::KeyFile(_))));
    std::io::Write::write_all(&mut std::fs::File::create(&key).unwrap(), &own).unwrap();
    house.open().await;
}
