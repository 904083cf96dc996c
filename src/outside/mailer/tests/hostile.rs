//! Mail servers that keep us waiting, talk for ever or hang behind the message, and DNS that lies about where they are: bounded in
//! time and memory, and told by what can be known.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::super::limits::{LINES, Limits};
use super::world::{Script, World, taken};
use super::*;
use crate::outside::resolver::{Answer, Dnssec, Kind};

/// Waits that a test can live through.
const SHORT: Limits = Limits {
    connect: Duration::from_millis(300),
    trying: Duration::from_millis(1_500),
    command: Duration::from_millis(400),
    data: Duration::from_millis(400),
    sending: Duration::from_millis(500),
    last_dot: Duration::from_millis(500),
    goodbye: Duration::from_millis(100),
};

/// What a hostile server says, piece after piece, and how long it rests before each.
#[derive(Clone, Copy)]
struct Tarpit {
    /// Up to which of our commands it behaves: it hinders the reply to this one. The greeting is `CONNECT`.
    hinders: &'static str,
    piece: &'static [u8],
    pause: Duration,
}

const OFTEN: Duration = Duration::from_millis(1);
const SELDOM: Duration = Duration::from_millis(50);

/// Serves `tarpit` until whoever talks to it hangs up; `said` counts the octets that it got rid of.
async fn serve(listener: TcpListener, tarpit: Tarpit, said: Arc<AtomicUsize>) {
    while let Ok((stream, _)) = listener.accept().await {
        let said = Arc::clone(&said);
        tokio::spawn(async move {
            let mut stream = BufReader::new(stream);
            let mut command = "CONNECT".to_owned();
            loop {
                if command == tarpit.hinders {
                    while stream.get_mut().write_all(tarpit.piece).await.is_ok() {
                        said.fetch_add(tarpit.piece.len(), Ordering::SeqCst);
                        tokio::time::sleep(tarpit.pause).await;
                    }
                    return;
                }
                let reply: &[u8] = match command.as_str() {
                    "CONNECT" => b"220 hello\r\n",
                    "DATA" => b"354 go\r\n",
                    _ => b"250 ok\r\n",
                };
                stream.get_mut().write_all(reply).await.unwrap();
                let behind_data = command == "DATA";
                let mut line = String::new();
                while stream.read_line(&mut line).await.unwrap_or(0) > 0 && behind_data && line != ".\r\n" {
                    line.clear();
                }
                if line.is_empty() {
                    return;
                }
                command = line.trim_end().split([' ', ':']).next().unwrap().to_owned();
            }
        });
    }
}

/// How an attempt at such a server ends, how long it took, and how many octets the server got rid of.
async fn against(tarpit: Tarpit) -> (Sent, Duration, usize) {
    let mut world = World::new().await;
    world.limits = SHORT;
    world.nobody(1);
    let said = Arc::new(AtomicUsize::new(0));
    tokio::spawn(serve(world.place(0), tarpit, Arc::clone(&said)));
    #[expect(clippy::disallowed_methods, reason = "how long it really takes is what is tested")]
    let begun = std::time::Instant::now();
    let sent = world.send(false).await;
    (sent, begun.elapsed(), said.load(Ordering::SeqCst))
}

const PLACES: [&str; 5] = ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA"];

#[tokio::test]
async fn a_server_that_says_an_octet_now_and_then_is_left_after_one_limit_at_every_reply() {
    for hinders in PLACES {
        let (sent, took, _) = against(Tarpit { hinders, piece: b"2", pause: SELDOM }).await;
        let Outcome::NotConnected { why } = &sent.outcome else { panic!("{hinders}: {:?}", sent.outcome) };
        assert!(why.contains("no reply within"), "{hinders}: {why}");
        assert!(took < SHORT.command + Duration::from_secs(1), "{hinders}: {took:?}");
        assert_eq!(sent.host.as_deref(), Some("mx2.post.example"), "the next was tried: {}", sent.dialogue);
    }
}

#[tokio::test]
async fn a_reply_without_end_is_left_after_so_many_lines_at_every_reply() {
    for hinders in PLACES {
        let (sent, took, _) = against(Tarpit { hinders, piece: b"250-and so on\r\n", pause: OFTEN }).await;
        let Outcome::NotConnected { why } = &sent.outcome else { panic!("{hinders}: {:?}", sent.outcome) };
        assert!(why.contains("no SMTP reply") || why.contains("no reply within"), "{hinders}: {why}");
        let lines = sent.dialogue.matches("S: 250-and so on").count();
        assert!(lines > 10 && lines <= LINES, "{hinders}: {lines}");
        assert!(took < SHORT.trying + Duration::from_secs(1), "{hinders}: {took:?}");
    }
}

#[tokio::test]
async fn a_line_without_end_takes_no_more_memory_than_a_line_may_have() {
    for hinders in PLACES {
        let (sent, _, said) = against(Tarpit { hinders, piece: &[b'2'; 4_096], pause: OFTEN }).await;
        let Outcome::NotConnected { why } = &sent.outcome else { panic!("{hinders}: {:?}", sent.outcome) };
        assert!(why.contains("no SMTP reply"), "{hinders}: {why}");
        assert!(said < 16 * 1024 * 1024, "{hinders}: only what the system itself holds: {said}");
        assert!(sent.dialogue.len() < 16 * 1024, "{hinders}");
    }
}

#[tokio::test]
async fn behind_the_message_every_such_server_leaves_an_unknown_outcome_and_no_other_is_asked() {
    for (piece, pause) in [
        (&b"2"[..], SELDOM),
        (b"250-and so on\r\n", OFTEN),
        (&[b'2'; 4_096], OFTEN),
        (b"\xff\x00what\r\n", OFTEN),
        (b"354 go\r\n", OFTEN),
        (b"", SELDOM),
    ] {
        let (sent, took, _) = against(Tarpit { hinders: ".", piece, pause }).await;
        assert!(matches!(sent.outcome, Outcome::Unknown { .. }), "{piece:?}: {:?}", sent.outcome);
        assert!(took < SHORT.last_dot + Duration::from_secs(1), "{piece:?}: {took:?}");
        assert_eq!(sent.host.as_deref(), Some("mx1.post.example"));
        assert!(
            sent.dialogue.contains("C: [message: ") && sent.dialogue.contains("outcome unknown"),
            "{}",
            sent.dialogue
        );
    }
}

#[tokio::test]
async fn many_slow_hosts_share_one_limit() {
    let mut world = World::new().await;
    world.limits = SHORT;
    let slow = Tarpit { hinders: "CONNECT", piece: b"2", pause: SELDOM };
    for place in [0, 1] {
        tokio::spawn(serve(world.place(place), slow, Arc::default()));
    }
    let lines: Vec<String> = (0..5).map(|n| format!("many.example. 60 IN MX {n} h{n}.many.example.")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    world.dns.holds("many.example", Kind::Mx, Dnssec::Insecure, &lines);
    for n in 0..5 {
        let name = format!("h{n}.many.example");
        let both = [format!("{name}. 60 IN A 127.0.0.1"), format!("{name}. 60 IN A 127.0.0.2")];
        world.dns.holds(&name, Kind::Address, Dnssec::Insecure, &[&both[0], &both[1]]);
    }
    #[expect(clippy::disallowed_methods, reason = "how long it really takes is what is tested")]
    let begun = std::time::Instant::now();
    let sent = world.send_to("a@many.example", false).await;
    assert!(begun.elapsed() < SHORT.trying + Duration::from_secs(1), "{:?}", begun.elapsed());
    assert!(matches!(&sent.outcome, Outcome::NotConnected { why } if why.contains("no mail server was ready")));
}

#[tokio::test]
async fn a_server_that_offers_tls_and_hangs_in_its_handshake_is_left() {
    let mut world = World::new().await;
    world.limits = SHORT;
    world.nobody(1);
    let listener = world.place(0);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut stream = BufReader::new(stream);
                stream.get_mut().write_all(b"220 hello\r\n").await.unwrap();
                let mut line = String::new();
                while stream.read_line(&mut line).await.unwrap_or(0) > 0 {
                    let reply: &[u8] =
                        if line.starts_with("STARTTLS") { b"220 go on\r\n" } else { b"250-mx\r\n250 STARTTLS\r\n" };
                    stream.get_mut().write_all(reply).await.unwrap();
                    if line.starts_with("STARTTLS") {
                        tokio::time::sleep(Duration::from_mins(1)).await;
                    }
                    line.clear();
                }
            });
        }
    });
    let sent = world.send(false).await;
    assert!(sent.dialogue.contains("the TLS handshake took longer than"), "{}", sent.dialogue);
    assert!(sent.dialogue.contains("once more without TLS"), "{}", sent.dialogue);
}

#[tokio::test]
async fn dns_that_lies_makes_us_knock_at_no_door_of_our_own_and_costs_little() {
    let mut world = World::new().await;
    world.limits = SHORT;
    world.private = false;
    world.server(0, Script::default());
    world.server(1, Script::default());
    for (host, lines) in [
        ("localhost", &["localhost. 60 IN A 127.0.0.1", "localhost. 60 IN AAAA ::1"][..]),
        ("inner.lies.example", &["inner.lies.example. 60 IN A 10.0.0.1", "inner.lies.example. 60 IN A 192.168.1.1"]),
        ("127.0.0.1", &["127.0.0.1. 60 IN A 127.0.0.1"]),
        ("mapped.lies.example", &["mapped.lies.example. 60 IN AAAA ::ffff:127.0.0.1"]),
        ("nowhere.lies.example", &[]),
    ] {
        world.dns.holds("lies.example", Kind::Mx, Dnssec::Insecure, &[&format!("lies.example. 60 IN MX 1 {host}.")]);
        world.dns.holds(host, Kind::Address, Dnssec::Insecure, lines);
        let sent = world.send_to("a@lies.example", false).await;
        assert!(matches!(sent.outcome, Outcome::NotConnected { .. }), "{host}: {:?}", sent.outcome);
        assert!(!sent.dialogue.contains("connected to"), "{host}: {}", sent.dialogue);
        let answer = sent.dns.unwrap().answer;
        assert!(answer.contains(&format!("MX 1 {host}.")), "what DNS said is kept: {answer}");
    }
    // The null MX beside others is none of them.
    let both = ["lies.example. 60 IN MX 0 .", "lies.example. 60 IN MX 5 localhost."];
    world.dns.holds("lies.example", Kind::Mx, Dnssec::Insecure, &both);
    assert!(matches!(world.send_to("a@lies.example", false).await.outcome, Outcome::NotConnected { .. }));
    // Of five hosts with a thousand addresses each, a few are tried.
    world.private = true;
    let hosts: Vec<String> = (0..300).map(|n| format!("lies.example. 60 IN MX 1 h{}.lies.example.", n % 5)).collect();
    let addresses =
        |n: usize| (0..1_000).map(move |m| format!("h{n}.lies.example. 60 IN A 127.9.{}.{}", m / 250, m % 250));
    let answer = |lines: Vec<String>| Answer {
        records: lines.iter().map(|line| line.parse().unwrap()).collect(),
        exists: true,
        dnssec: Dnssec::Insecure,
    };
    world.dns.answers("lies.example", Kind::Mx, Ok(answer(hosts)));
    for n in 0..5 {
        world.dns.answers(&format!("h{n}.lies.example"), Kind::Address, Ok(answer(addresses(n).collect())));
    }
    let sent = world.send_to("a@lies.example", false).await;
    assert!(matches!(sent.outcome, Outcome::NotConnected { .. }), "{:?}", sent.outcome);
    assert!(sent.dialogue.lines().count() <= 25, "{}", sent.dialogue);
    assert!(sent.dns.unwrap().answer.lines().count() <= 33);
}

#[tokio::test]
async fn a_policy_record_of_any_size_is_no_policy() {
    let world = World::new().await;
    world.server(0, Script::default());
    *world.policy.0.lock().unwrap() =
        Some("version: STSv1\nmode: enforce\nmx: other.example\nmax_age: 1000\n".to_owned());
    for text in [format!("v=STSv1; id={}", "7".repeat(60_000)), "v=STSv1".to_owned(), "x".repeat(60_000)] {
        world.dns.says("_mta-sts.post.example", &text);
        let sent = world.send(false).await;
        assert!(taken(&sent), "{}", sent.dialogue);
    }
    *world.policy.0.lock().unwrap() =
        Some(format!("version: STSv1\nmode: enforce\n{}max_age: 9\n", "mx: a.example\n".repeat(4_000)));
    world.dns.says("_mta-sts.post.example", "v=STSv1; id=1");
    let sent = world.send(false).await;
    assert!(sent.dialogue.contains("does not name it"), "a policy of many hosts is one: {}", sent.dialogue);
}
