//! The mailer against servers that say what each test wants.

use std::sync::Arc;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

use super::*;
use crate::crypto::sha256;
use crate::erds::content::Sha256;
use crate::outside::clock::{Clock, FakeClock};
use crate::outside::entropy::FakeEntropy;

mod hostile;
mod kept;
mod mx;
mod protected;
mod world;

/// A mailer whose demo mailbox is this port.
fn demo(clock: Arc<dyn Clock>, port: u16) -> SmtpMailer {
    let demo = Demo { domains: vec!["post.example".into()], host: "127.0.0.1".into(), port };
    let settings = Settings::demo("recepis.example");
    SmtpMailer::new(&settings, Some(demo), clock, Arc::new(FakeEntropy::new(1))).unwrap()
}

/// A server that answers each line with the next reply of its list, and hangs up behind the last.
async fn server(replies: &'static [&'static str]) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let mut stream = BufReader::new(listener.accept().await.unwrap().0);
        let mut data = false;
        for (place, reply) in replies.iter().enumerate() {
            let mut line = String::new();
            while place > 0 && stream.read_line(&mut line).await.unwrap() > 0 && data && line != ".\r\n" {
                line.clear();
            }
            data = line == "DATA\r\n";
            stream.get_mut().write_all(reply.as_bytes()).await.unwrap();
        }
    });
    port
}

async fn send(replies: &'static [&'static str]) -> Sent {
    send_by(Arc::new(FakeClock::at(Moment::from_seconds(1_795_511_640))), replies).await
}

/// A clock that is a second later each time it is looked at.
struct Ticking(FakeClock);

impl Clock for Ticking {
    fn now(&self) -> Moment {
        self.0.forward(Duration::from_secs(1));
        self.0.now()
    }
}

async fn send_by(clock: Arc<dyn Clock>, replies: &'static [&'static str]) -> Sent {
    let port = server(replies).await;
    let mailer = demo(clock, port);
    let envelope = Envelope {
        from: Some("bounce+k3y5ecret@recepis.example".parse().unwrap()),
        secret: Some("k3y5ecret".into()),
        to: "piet@post.example".parse().unwrap(),
        envelope_id: Some("01ARYZ6S41".into()),
    };
    mailer.send(&envelope, b"Subject: x\r\n\r\nhallo\r\n.dot\r\n").await
}

#[tokio::test]
async fn the_whole_dialogue_is_kept_but_for_its_secrets() {
    let sent = send(&[
        "220 mx.post.example\r\n",
        "250-mx.post.example\r\n250-SIZE 1000\r\n250 DSN\r\n",
        "250 2.1.0 <bounce+k3y5ecret@recepis.example> ok\r\n",
        "250 2.1.5 ok\r\n",
        "354 go\r\n",
        "250-2.0.0 queued\r\n250 2.0.0 as 7\r\n",
        "221 bye\r\n",
    ])
    .await;
    assert_eq!(sent.outcome, Outcome::Taken { reply: "250-2.0.0 queued\n250 2.0.0 as 7".into() });
    let lines: Vec<&str> =
        sent.dialogue.lines().map(|line| line.strip_prefix("2026-11-24T09:14:00Z ").unwrap()).collect();
    let digest = Sha256(sha256(b"Subject: x\r\n\r\nhallo\r\n.dot\r\n"));
    assert!(
        lines[0].starts_with("-- connected to 127.0.0.1, 127.0.0.1:") && lines[0].ends_with(", demo"),
        "{}",
        lines[0]
    );
    assert_eq!(
        lines[1..],
        [
            "S: 220 mx.post.example",
            "C: EHLO recepis.example",
            "S: 250-mx.post.example",
            "S: 250-SIZE 1000",
            "S: 250 DSN",
            "C: MAIL FROM:<bounce+[secret part of the return path]@recepis.example> SIZE=27 RET=HDRS ENVID=01ARYZ6S41",
            "S: 250 2.1.0 <bounce+[secret part of the return path]@recepis.example> ok",
            "C: RCPT TO:<piet@post.example> NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=rfc822;piet@post.example",
            "S: 250 2.1.5 ok",
            "C: DATA",
            "S: 354 go",
            format!("C: [message: 27 octets, SHA-256 {digest}]").as_str(),
            "S: 250-2.0.0 queued",
            "S: 250 2.0.0 as 7",
        ]
    );
}

#[tokio::test]
async fn every_line_has_the_time_when_it_passed() {
    let clock = Arc::new(Ticking(FakeClock::at(Moment::from_seconds(1_795_511_640))));
    let replies =
        &["220 mx\r\n", "250 mx\r\n", "250 ok\r\n", "250 ok\r\n", "354 go\r\n", "250 kept\r\n", "221 bye\r\n"];
    let sent = send_by(clock, replies).await;
    let times: Vec<&str> = sent.dialogue.lines().map(|line| line.split_once(' ').unwrap().0).collect();
    assert!(times.is_sorted_by(|one, next| one < next), "{}", sent.dialogue);
    let message = sent.dialogue.lines().position(|line| line.contains("C: [message:")).unwrap();
    assert!(sent.dialogue.lines().nth(message + 1).unwrap().ends_with("S: 250 kept"), "{}", sent.dialogue);
}

#[tokio::test]
async fn a_refusal_is_quoted_and_says_whether_it_is_for_good() {
    const HELLO: &str = "250 mx\r\n";
    let sent =
        send(&["220 mx\r\n", HELLO, "250 ok\r\n", "550-5.1.1 nobody\r\n550 5.1.1 here\r\n", "221 bye\r\n"]).await;
    let reply = "550-5.1.1 nobody\n550 5.1.1 here".to_owned();
    assert_eq!(sent.outcome, Outcome::Refused { reply, permanent: true });
    let sent =
        send(&["220 mx\r\n", HELLO, "250 ok\r\n", "250 ok\r\n", "354 go\r\n", "451 later\r\n", "221 bye\r\n"]).await;
    assert_eq!(sent.outcome, Outcome::Refused { reply: "451 later".into(), permanent: false });
    let sent = send(&["554 not you\r\n"]).await;
    assert_eq!(sent.outcome, Outcome::Refused { reply: "554 not you".into(), permanent: true });
}

#[tokio::test]
async fn a_lost_connection_is_told_by_when_it_was_lost() {
    let sent = send(&["220 mx\r\n", "250 mx\r\n", "250 ok\r\n"]).await;
    assert!(matches!(sent.outcome, Outcome::NotConnected { .. }), "{:?}", sent.outcome);
    let sent = send(&["220 mx\r\n", "250 mx\r\n", "250 ok\r\n", "250 ok\r\n", "354 go\r\n", ""]).await;
    assert!(matches!(sent.outcome, Outcome::Unknown { .. }), "{:?}", sent.outcome);
    assert!(sent.dialogue.contains("outcome unknown"), "{}", sent.dialogue);
    let clock = Arc::new(FakeClock::at(Moment::EPOCH));
    let closed = demo(clock, 1);
    let envelope = Envelope { from: None, secret: None, to: "piet@post.example".parse().unwrap(), envelope_id: None };
    assert!(matches!(closed.send(&envelope, b"x").await.outcome, Outcome::NotConnected { .. }));
}

/// A server that offers SMTPUTF8 and takes the mail.
const OFFERED: &[&str] = &[
    "220 mx\r\n",
    "250-mx\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n",
    "250 ok\r\n",
    "250 ok\r\n",
    "354 go\r\n",
    "250 kept\r\n",
    "221 bye\r\n",
];

#[tokio::test]
async fn an_internationalised_address_goes_only_to_a_server_that_offers_it() {
    let sending = async |replies| {
        let port = server(replies).await;
        let clock = Arc::new(FakeClock::at(Moment::EPOCH));
        let mailer = demo(clock, port);
        let to = "jörg@post.example".parse().unwrap();
        let envelope = Envelope { from: None, secret: None, to, envelope_id: None };
        mailer.send(&envelope, "To: <jörg@post.example>\r\n\r\nhallo\r\n".as_bytes()).await
    };
    let sent = sending(OFFERED).await;
    assert_eq!(sent.outcome, Outcome::Taken { reply: "250 kept".into() }, "{}", sent.dialogue);
    assert!(sent.dialogue.contains("C: MAIL FROM:<> BODY=8BITMIME SMTPUTF8\n"), "{}", sent.dialogue);
    assert!(sent.dialogue.contains("C: RCPT TO:<jörg@post.example>\n"), "{}", sent.dialogue);
    let sent = sending(&["220 mx\r\n", "250-mx\r\n250 8BITMIME\r\n", "221 bye\r\n"]).await;
    assert!(matches!(sent.outcome, Outcome::Impossible { .. }), "{}", sent.dialogue);
    assert!(!sent.dialogue.contains("jörg") && !sent.dialogue.contains("MAIL FROM"), "{}", sent.dialogue);
}
