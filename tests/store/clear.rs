//! What does not stand anywhere in clear.

use recepis::erds::delivery::Command;
use recepis::erds::party::Method;
use recepis::store::{Account, Form, NewAccount, NewCode, NewNotice, NoticeEnd, NoticeState, Suspension, Work};

use crate::house::House;
use crate::scene::*;

on_both![no_address_subject_message_id_content_code_or_link_stands_on_the_disk_in_clear,];

async fn no_address_subject_message_id_content_code_or_link_stands_on_the_disk_in_clear(house: House) {
    let store = house.open().await;
    let mut body = BODY.as_bytes().to_vec();
    body.resize(500_000, b' ');
    let small = hand_in(&store, MESSAGE_ID, BODY.as_bytes(), &[ADDRESSEE]).await;
    let large = hand_in(&store, &format!("2{MESSAGE_ID}"), &body, &[ADDRESSEE]).await;
    let id = small.deliveries[0].id;
    let mut work = Work::new();
    work.submit(small);
    work.submit(large);
    work.code(id, NewCode { code: "31415926".into(), method: Method::MailCode, at: later(0), until: later(900) });
    let account = Account {
        name: "verhuurder-login".into(),
        password_hash: "$argon2id$very-own-hash".into(),
        sender_name: Some("Verhuurder Voorbeeld BV".into()),
        may_send_as: vec![SENDER.to_lowercase()],
        certificates: vec!["5c".repeat(32)],
        signing_domains: vec!["verhuurder.example".into()],
        assurance: Some("mailbox".into()),
        controls: vec!["personeel.example".into()],
        closed: false,
        suspended: Some(Suspension { reason: "because of very-own-reports".into(), at: NOW }),
    };
    work.account(NewAccount { account, at: NOW });
    store.commit(work).await.unwrap();
    let seen_now = seen(&store, &id).await;
    let link = store.link(&seen_now);
    let page_token = store.page_token("decide", later(60));
    let token = store.read_page_token(&page_token, "decide", later(1)).unwrap();
    let mut work = step(&seen_now, Command::BeginNotice { deadline: later(1_000_000) }, later(1));
    work.spend(token);
    work.begin_notice(
        &seen_now,
        NewNotice {
            reminder: None,
            number: 1,
            deadline: later(1_000_000),
            generation: 1,
            template: "notice/1".into(),
            template_digest: digest(b"t"),
            bytes: format!("To: {ADDRESSEE}\r\n\r\nhttps://localhost/r/{link}").into_bytes(),
            begun_at: later(1),
        },
    );
    let dialogue = Some(format!("RCPT TO:<{ADDRESSEE}>").into_bytes());
    store.commit(work).await.unwrap();
    let mut work = Work::new();
    work.end_notice(&seen_now, 1, NoticeEnd { state: NoticeState::Sent, dialogue, ended_at: later(2) });
    work.acknowledgement(&seen_now, digest(b"a"), format!("{{\"subject\":\"{SUBJECT}\"}}").into_bytes(), later(2));
    work.seal(&seen_now, store.statements(&seen_now).await.unwrap()[0].id, Some(1), SENDER.into(), later(3));
    let mut writer = store.bundle_writer(&seen_now, 1, Form::WithMessage);
    writer.write(&body).await.unwrap();
    work.export(&seen_now, 1, Form::WithMessage, writer.finish().await.unwrap(), later(4));
    store.commit(work).await.unwrap();

    let secret_part = link.split_once('-').unwrap().1;
    let token_octets = store.link_token(&id, seen_now.generation);
    let words = [
        SENDER,
        ADDRESSEE,
        SUBJECT,
        MESSAGE_ID,
        BODY,
        "31415926",
        "verhuurder-login",
        "very-own-hash",
        "5c5c5c5c",
        "huurovereenkomst",
        "Verhuurder Voorbeeld",
        "voorbeeld.example",
        "verhuurder.example",
        secret_part,
        page_token.as_str(),
    ];
    let holds = |octets: &[u8], word: &[u8]| octets.windows(word.len()).any(|window| window == word);
    let look = async || {
        let everything = house.everything().await;
        let kept: usize = everything.iter().map(|(_, octets)| octets.len()).sum();
        assert!(kept > 2 * body.len() + 10_000, "both large files and the rows are looked at: {kept}");
        for (name, octets) in everything {
            let lower = octets.to_ascii_lowercase();
            for word in words {
                assert!(!holds(&lower, word.to_lowercase().as_bytes()), "{name} holds {word}");
            }
            assert!(!holds(&octets, &token_octets), "{name} holds a link's token");
        }
    };
    look().await;
    store.close().await;
    look().await;
}
