//! The way to other domains' mail servers.

use super::world::{Script, World, taken};
use super::*;
use crate::outside::resolver::{Dnssec, Kind};

#[tokio::test]
async fn c19_the_first_host_that_any_domain_names_takes_the_message_and_dns_is_kept() {
    let world = World::new().await;
    world.server(0, Script::default());
    let sent = world.send(false).await;
    assert_eq!(sent.outcome, Outcome::Taken { reply: "250 2.0.0 queued as 7".into() }, "{}", sent.dialogue);
    assert_eq!((sent.host.as_deref(), sent.role, &sent.tls), (Some("mx1.post.example"), Role::Mx, &None));
    let dns = sent.dns.unwrap();
    assert_eq!(dns.dnssec, "insecure");
    let lines = ["post.example. 300 IN MX 10 mx1.post.example.", "post.example. 300 IN MX 20 mx2.post.example."];
    assert_eq!(dns.answer.lines().collect::<Vec<_>>(), lines, "the one that was tried first");
    assert!(sent.dialogue.contains("C: MAIL FROM:<> SIZE=22 RET=HDRS ENVID=a.b@c\n"), "{}", sent.dialogue);
    assert!(sent.dialogue.contains("-- connected to mx1.post.example, 127.0.0.1:"), "{}", sent.dialogue);
}

#[tokio::test]
async fn the_next_host_is_asked_where_one_is_not_there_or_says_later_and_a_final_no_is_final() {
    let world = World::new().await;
    world.nobody(0);
    world.server(1, Script::default());
    let sent = world.send(false).await;
    assert!(taken(&sent), "{}", sent.dialogue);
    assert_eq!(sent.host.as_deref(), Some("mx2.post.example"));

    let world = World::new().await;
    world.server(0, Script { rcpt: "450 4.2.0 greylisted", ..Script::default() });
    world.server(1, Script { greeting: "554 go away", ..Script::default() });
    let sent = world.send(false).await;
    let reply = "450 4.2.0 greylisted".to_owned();
    assert_eq!(sent.outcome, Outcome::Refused { reply, permanent: false }, "a hope is left: {}", sent.dialogue);

    let world = World::new().await;
    world.server(0, Script { rcpt: "550-5.1.1 nobody\r\n550 5.1.1 of that name", ..Script::default() });
    world.server(1, Script::default());
    let sent = world.send(false).await;
    let reply = "550-5.1.1 nobody\n550 5.1.1 of that name".to_owned();
    assert_eq!(sent.outcome, Outcome::Refused { reply, permanent: true }, "{}", sent.dialogue);
    assert_eq!(sent.host.as_deref(), Some("mx1.post.example"));
}

#[tokio::test]
async fn c12_a_server_that_hangs_up_behind_the_message_leaves_an_unknown_outcome_and_no_other_is_asked() {
    let world = World::new().await;
    world.server(0, Script { dot: "", ..Script::default() });
    world.server(1, Script::default());
    let sent = world.send(false).await;
    assert!(matches!(sent.outcome, Outcome::Unknown { .. }), "{}", sent.dialogue);
    assert_eq!(sent.host.as_deref(), Some("mx1.post.example"));
    let world = World::new().await;
    world.server(0, Script { dot: "552 5.2.2 mailbox full", ..Script::default() });
    let sent = world.send(false).await;
    let reply = "552 5.2.2 mailbox full".to_owned();
    assert_eq!(sent.outcome, Outcome::Refused { reply, permanent: true }, "{}", sent.dialogue);
    let world = World::new().await;
    world.server(0, Script { dot: "999 what", ..Script::default() });
    assert!(matches!(world.send(false).await.outcome, Outcome::Unknown { .. }), "garbage is no answer");
}

#[tokio::test]
async fn a_domain_without_mail_is_told_at_once_and_dns_that_is_silent_is_asked_again() {
    let world = World::new().await;
    let (dns, hold) = (&world.dns, |name: &str, lines: &[&str]| {
        world.dns.holds(name, Kind::Mx, Dnssec::Secure, lines);
    });
    hold("null.example", &["null.example. 60 IN MX 0 ."]);
    hold("empty.example", &[]);
    for (to, words, answer) in [
        ("a@null.example", "5.1.10", "null.example. 60 IN MX 0 ."),
        ("a@empty.example", "5.1.2", "; no records"),
        ("a@nobody.example", "5.1.2", "; nobody.example. does not exist"),
    ] {
        let sent = world.send_to(to, false).await;
        let Outcome::Impossible { why } = &sent.outcome else { panic!("{to}: {:?}", sent.outcome) };
        assert!(why.contains(words), "{why}");
        assert_eq!((sent.dns.unwrap().answer.as_str(), sent.host), (answer, None));
        assert_eq!(
            world.mailer(false).nowhere(&to.parse().unwrap()).await,
            Some(why.clone()),
            "before it is handed in, too"
        );
    }
    for error in
        [crate::outside::resolver::Error::Unavailable("SERVFAIL".into()), crate::outside::resolver::Error::Bogus]
    {
        dns.answers("dead.example", Kind::Mx, Err(error));
        let sent = world.send_to("a@dead.example", false).await;
        assert!(matches!(sent.outcome, Outcome::NotConnected { .. }), "{:?}", sent.outcome);
        assert_eq!(world.mailer(false).nowhere(&"a@dead.example".parse().unwrap()).await, None, "nobody knows");
    }
}

#[tokio::test]
async fn a_domain_with_an_address_only_is_its_own_mail_server_and_idna_names_are_asked_in_ascii() {
    let world = World::new().await;
    world.server(0, Script { offers: "250-8BITMIME\r\n250-SMTPUTF8\r\n250-DSN\r\n", ..Script::default() });
    let name = "xn--bcher-kva.example";
    world.dns.holds(name, Kind::Mx, Dnssec::Insecure, &[]);
    world.dns.holds(name, Kind::Address, Dnssec::Insecure, &[&format!("{name}. 60 IN A 127.0.0.1")]);
    let sent = world.send_to("piet@Bücher.example", false).await;
    assert!(taken(&sent), "{}", sent.dialogue);
    assert_eq!(sent.host.as_deref(), Some(name));
    assert!(sent.dns.unwrap().answer.contains("IN A 127.0.0.1"));
    assert!(sent.dialogue.contains("ORCPT=utf-8;piet@Bücher.example"), "{}", sent.dialogue);
}

#[tokio::test]
async fn of_300_mail_servers_five_are_tried_and_the_evidence_stays_small() {
    let world = World::new().await;
    let lines: Vec<String> = (0..300).map(|n| format!("many.example. 60 IN MX {n} h{n}.many.example.")).collect();
    let answer = crate::outside::resolver::Answer {
        records: lines.iter().map(|line| line.parse().unwrap()).collect(),
        exists: true,
        dnssec: Dnssec::Insecure,
    };
    world.dns.answers("many.example", Kind::Mx, Ok(answer));
    let sent = world.send_to("a@many.example", false).await;
    assert!(matches!(sent.outcome, Outcome::NotConnected { .. }), "{:?}", sent.outcome);
    assert_eq!(sent.dialogue.matches("is passed over").count(), 5, "{}", sent.dialogue);
    let answer = sent.dns.unwrap().answer;
    assert!(answer.contains("MX 4 h4.") && answer.ends_with("; and 268 more"), "{answer}");
}

#[tokio::test]
async fn addresses_of_private_networks_are_not_knocked_at() {
    for address in [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.1",
        "169.254.1.1",
        "100.64.0.1",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "0.0.0.0",
        "224.0.0.1",
    ] {
        assert!(!super::super::route::is_public(address.parse().unwrap()), "{address}");
    }
    for address in ["192.0.2.1", "100.128.0.1", "2001:db8::1", "8.8.8.8"] {
        assert!(super::super::route::is_public(address.parse().unwrap()), "{address}");
    }
}
