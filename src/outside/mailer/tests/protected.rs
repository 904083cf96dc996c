//! TLS on the way to other domains' mail servers, and what DANE and MTA-STS demand of it.

use super::world::{Script, World, taken};
use super::*;
use crate::outside::resolver::{Dnssec, Kind};

#[tokio::test]
async fn tls_is_used_where_it_is_offered_and_what_was_achieved_is_kept() {
    let world = World::new().await;
    world.server(0, Script { tls: Some(world.tls()), ..Script::default() });
    let sent = world.send(false).await;
    assert!(taken(&sent), "{}", sent.dialogue);
    let tls = sent.tls.unwrap();
    assert_eq!((tls.policy.as_str(), tls.protocol.as_str(), tls.authenticated), ("opportunistic", "TLSv1.3", false));
    assert_eq!(tls.certificate, Sha256(world.authority.tls().certificate.fingerprint()));
    assert_eq!(tls.name, "mx1.post.example");
    assert!(
        sent.dialogue.contains("S: 220 go on") && sent.dialogue.matches("C: EHLO").count() == 2,
        "{}",
        sent.dialogue
    );
    assert!(world.send(true).await.tls.unwrap().authenticated, "an authority vouches for it");
}

fn tlsa(world: &World, usage: u8, digest: [u8; 32]) {
    let hex = Sha256(digest).to_string();
    let name = format!("_{}._tcp.mx1.post.example", world.port);
    let line = format!("{name}. 60 IN TLSA {usage} 0 1 {hex}");
    world.dns.holds(&name, Kind::Tlsa, Dnssec::Secure, &[&line]);
}

#[tokio::test]
async fn dane_takes_the_certificate_that_dns_names_and_no_other() {
    let world = World::new().await;
    world.named(Dnssec::Secure);
    world.nobody(1);
    world.server(0, Script { tls: Some(world.tls()), ..Script::default() });
    tlsa(&world, 3, world.authority.tls().certificate.fingerprint());
    let sent = world.send(false).await;
    assert!(taken(&sent), "{}", sent.dialogue);
    let tls = sent.tls.unwrap();
    assert_eq!((tls.policy.as_str(), tls.authenticated), ("dane", true));
    let dns = sent.dns.unwrap();
    assert!(dns.dnssec == "secure" && dns.answer.contains(" IN TLSA 3 0 1 "), "{}", dns.answer);
    tlsa(&world, 2, world.authority.root().fingerprint());
    assert!(world.send(false).await.tls.unwrap().authenticated, "by its issuer");
    tlsa(&world, 3, [7; 32]);
    let sent = world.send(true).await;
    let Outcome::NotConnected { why } = &sent.outcome else { panic!("{:?}", sent.outcome) };
    assert!(why.contains("DANE"), "{why}");
    assert!(!sent.dialogue.contains("C: MAIL"), "{}", sent.dialogue);
    tlsa(&world, 1, [7; 32]);
    let sent = world.send(false).await;
    assert!(taken(&sent) && !sent.tls.unwrap().authenticated, "of no kind that mail knows: TLS, and no more");
    world.named(Dnssec::Insecure);
    tlsa(&world, 3, [7; 32]);
    let sent = world.send(false).await;
    assert_eq!(sent.tls.unwrap().policy, "opportunistic", "records that nobody vouches for say nothing");
}

#[tokio::test]
async fn dane_without_tls_is_no_way() {
    let world = World::new().await;
    world.named(Dnssec::Secure);
    world.nobody(1);
    world.server(0, Script::default());
    tlsa(&world, 3, [7; 32]);
    let sent = world.send(false).await;
    assert!(matches!(sent.outcome, Outcome::NotConnected { .. }), "{}", sent.dialogue);
    assert!(!sent.dialogue.contains("C: MAIL"), "{}", sent.dialogue);
}

#[tokio::test]
async fn mta_sts_in_force_demands_a_named_host_with_a_certificate_of_an_authority() {
    let world = World::new().await;
    world.server(0, Script { tls: Some(world.tls()), ..Script::default() });
    world.server(1, Script { tls: Some(world.tls()), ..Script::default() });
    let policy = |mode: &str, host: &str| {
        let text = format!("version: STSv1\nmode: {mode}\nmx: {host}\nmax_age: 1000\n");
        *world.policy.0.lock().unwrap() = Some(text);
    };
    world.dns.says("_mta-sts.post.example", "v=STSv1; id=1;");
    policy("enforce", "mx1.post.example");
    let sent = world.send(true).await;
    assert!(taken(&sent), "{}", sent.dialogue);
    let tls = sent.tls.unwrap();
    assert_eq!((tls.policy.as_str(), tls.authenticated), ("mta-sts", true));
    let sent = world.send(false).await;
    assert!(
        matches!(sent.outcome, Outcome::NotConnected { .. }) && !sent.dialogue.contains("C: MAIL"),
        "{}",
        sent.dialogue
    );
    policy("enforce", "other.example");
    let sent = world.send(true).await;
    assert!(sent.dialogue.contains("MTA-STS policy does not name it"), "{}", sent.dialogue);
    assert!(matches!(sent.outcome, Outcome::NotConnected { .. }));
    policy("testing", "other.example");
    let sent = world.send(false).await;
    assert!(taken(&sent), "{}", sent.dialogue);
    assert_eq!(sent.tls.unwrap().policy, "mta-sts-testing");
}

#[tokio::test]
async fn a_connection_is_used_again_only_where_dns_and_policy_still_lead_to_it() {
    let world = World::new().await;
    world.named(Dnssec::Secure);
    world.server(0, Script { tls: Some(world.tls()), ..Script::default() });
    world.server(1, Script { tls: Some(world.tls()), ..Script::default() });
    let (mailer, again) = (world.mailer(true), "a connection is used again");
    let send = async || world.send_by(&mailer, "piet@post.example").await;
    let first = send().await;
    assert!(taken(&first) && !first.dialogue.contains(again), "{}", first.dialogue);
    let second = send().await;
    assert!(taken(&second) && second.dialogue.contains(again), "{}", second.dialogue);
    assert_eq!((&second.tls, &second.dns, &second.host), (&first.tls, &first.dns, &first.host), "each attempt's own");
    assert!(
        second.dialogue.contains("S: 220 go on") && second.dialogue.contains("-- TLSv1.3, "),
        "{}",
        second.dialogue
    );
    // Another demand: what was achieved before is not what is wanted now.
    tlsa(&world, 3, world.authority.tls().certificate.fingerprint());
    let third = send().await;
    assert!(taken(&third) && !third.dialogue.contains(again), "{}", third.dialogue);
    assert_eq!(third.tls.unwrap().policy, "dane");
    // Another host.
    world.dns.holds("post.example", Kind::Mx, Dnssec::Secure, &["post.example. 300 IN MX 10 mx2.post.example."]);
    let fourth = send().await;
    assert!(taken(&fourth) && !fourth.dialogue.contains(again), "{}", fourth.dialogue);
    assert_eq!(fourth.host.as_deref(), Some("mx2.post.example"));
}
