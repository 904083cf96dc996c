//! Several mails over one connection, and what becomes of a mail when that connection is not what it was.

use std::sync::Mutex;

use super::*;

/// What a server says to a line, by connection and by how many mails that took before; `None` is the usual, an empty reply hangs up.
type Says = fn(connection: usize, mails: usize, line: &str) -> Option<&'static str>;

/// A server, and every line that it heard, with the number of its connection.
struct Heard {
    port: u16,
    lines: Arc<Mutex<Vec<(usize, String)>>>,
}

impl Heard {
    async fn by(says: Says) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let lines = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&lines);
        tokio::spawn(async move {
            for connection in 1.. {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(converse(BufReader::new(stream), connection, says, Arc::clone(&heard)));
            }
        });
        Self { port, lines }
    }

    /// How many lines of a connection begin like this.
    fn count(&self, connection: usize, beginning: &str) -> usize {
        let lines = self.lines.lock().unwrap();
        lines.iter().filter(|(of, line)| *of == connection && line.starts_with(beginning)).count()
    }
}

async fn converse(
    mut stream: BufReader<tokio::net::TcpStream>,
    connection: usize,
    says: Says,
    heard: Arc<Mutex<Vec<(usize, String)>>>,
) {
    let (mut data, mut mails, mut line) = (false, 0, String::new());
    loop {
        let said = line.trim_end().to_owned();
        let usual = match said.as_str() {
            "" if mails == 0 && !data => "220 mx",
            "." => "250 2.0.0 queued",
            "DATA" => "354 go",
            "QUIT" => "221 bye",
            line if line.starts_with("EHLO") => "250-mx\r\n250 DSN",
            _ => "250 ok",
        };
        if !data || said == "." {
            let reply = says(connection, mails, &said).unwrap_or(usual);
            if reply.is_empty() {
                return;
            }
            mails += usize::from(said == ".");
            data = reply.starts_with("354");
            if stream.get_mut().write_all(format!("{reply}\r\n").as_bytes()).await.is_err() {
                return;
            }
        }
        line.clear();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return;
        }
        heard.lock().unwrap().push((connection, line.trim_end().to_owned()));
    }
}

fn clock() -> Arc<FakeClock> {
    Arc::new(FakeClock::at(Moment::from_seconds(1_795_511_640)))
}

async fn send(mailer: &SmtpMailer, name: &str) -> Sent {
    let envelope = Envelope {
        from: Some(format!("bounce+secret-of-{name}@recepis.example").parse().unwrap()),
        secret: Some(format!("secret-of-{name}")),
        to: format!("{name}@post.example").parse().unwrap(),
        envelope_id: None,
    };
    mailer.send(&envelope, format!("Subject: {name}\r\n\r\nhallo\r\n").as_bytes()).await
}

fn taken(sent: &Sent) -> bool {
    matches!(sent.outcome, Outcome::Taken { .. })
}

#[tokio::test]
async fn the_next_mail_goes_over_the_same_connection_and_each_dialogue_stands_whole_without_the_others() {
    let server = Heard::by(|_, _, _| None).await;
    let mailer = demo(Arc::new(Ticking(FakeClock::at(Moment::from_seconds(1_795_511_640)))), server.port);
    let (first, second, third) =
        (send(&mailer, "anna").await, send(&mailer, "piet").await, send(&mailer, "kees").await);
    assert!(taken(&first) && taken(&second) && taken(&third));
    assert_eq!((server.count(1, "."), server.count(1, "EHLO"), server.count(2, "")), (3, 1, 0));
    assert_eq!((server.count(1, "RSET"), server.count(1, "QUIT")), (0, 0));
    for (sent, name) in [(&first, "anna"), (&second, "piet"), (&third, "kees")] {
        for other in ["anna", "piet", "kees"] {
            assert_eq!(sent.dialogue.contains(other), other == name, "{}", sent.dialogue);
        }
        assert_eq!(sent.dialogue.matches("C: RCPT TO:").count(), 1, "{}", sent.dialogue);
        assert!(!sent.dialogue.contains("secret-of"), "{}", sent.dialogue);
    }
    let said =
        |dialogue: &str| dialogue.lines().map(|line| line.split_once(' ').unwrap().1.to_owned()).collect::<Vec<_>>();
    let opening: Vec<&str> = first.dialogue.lines().take(5).collect();
    let lines: Vec<&str> = second.dialogue.lines().collect();
    assert!(
        lines[0].ends_with("-- a connection is used again that was opened for an earlier message; this was said then:")
    );
    assert_eq!(lines[1..6], opening, "with the times at which it was said");
    assert!(lines[6].contains("-- the earlier messages stand in no dialogue but their own"));
    assert!(
        lines[7].contains("C: MAIL FROM:<bounce+[secret part of the return path]@recepis.example>"),
        "{}",
        lines[7]
    );
    assert_eq!(said(&second.dialogue)[..7], said(&third.dialogue)[..7]);
    assert!(lines.last().unwrap().ends_with("S: 250 2.0.0 queued"), "{}", second.dialogue);
}

#[tokio::test]
async fn a_connection_that_ended_meanwhile_is_not_used_and_none_is_lost_or_sent_twice() {
    // Closed behind the first mail; turned away at the next MAIL, at RCPT, at DATA; hung up at MAIL: always before an octet of it.
    let servers: [Says; 6] = [
        |connection, mails, line| (connection == 1 && mails == 0 && line == ".").then_some("250 ok\r\n421 enough"),
        |connection, mails, line| (connection == 1 && mails == 1 && line.starts_with("MAIL")).then_some("421 enough"),
        |connection, mails, line| (connection == 1 && mails == 1 && line.starts_with("MAIL")).then_some("554 enough"),
        |connection, mails, line| (connection == 1 && mails == 1 && line.starts_with("RCPT")).then_some("452 enough"),
        |connection, mails, line| (connection == 1 && mails == 1 && line == "DATA").then_some("451 enough"),
        |connection, mails, line| (connection == 1 && mails == 1 && line.starts_with("MAIL")).then_some(""),
    ];
    for (place, says) in servers.into_iter().enumerate() {
        let server = Heard::by(says).await;
        let mailer = demo(clock(), server.port);
        let (first, second) = (send(&mailer, "anna").await, send(&mailer, "piet").await);
        assert!(taken(&first) && taken(&second), "{place}: {}", second.dialogue);
        assert_eq!((server.count(1, "."), server.count(2, ".")), (1, 1), "{place}: {}", second.dialogue);
        assert!(!second.dialogue.contains("anna"), "{place}: {}", second.dialogue);
    }
}

#[tokio::test]
async fn what_is_said_again_on_a_connection_of_its_own_is_what_counts() {
    let server = Heard::by(|_, _, line| line.starts_with("RCPT TO:<piet").then_some("550 5.1.1 nobody")).await;
    let mailer = demo(clock(), server.port);
    assert!(taken(&send(&mailer, "anna").await));
    let sent = send(&mailer, "piet").await;
    assert_eq!(sent.outcome, Outcome::Refused { reply: "550 5.1.1 nobody".into(), permanent: true });
    assert_eq!((server.count(1, "RCPT TO:<piet"), server.count(2, "RCPT TO:<piet")), (1, 1), "{}", sent.dialogue);
    assert!(taken(&send(&mailer, "kees").await));
    assert_eq!(server.count(3, "EHLO"), 1, "behind a refusal no connection is kept");
}

#[tokio::test]
async fn c12_a_connection_that_is_lost_behind_a_later_message_leaves_an_unknown_outcome_and_nothing_is_sent_again() {
    let server = Heard::by(|_, mails, line| (mails == 1 && line == ".").then_some("")).await;
    let mailer = demo(clock(), server.port);
    assert!(taken(&send(&mailer, "anna").await));
    let sent = send(&mailer, "piet").await;
    assert!(matches!(sent.outcome, Outcome::Unknown { .. }), "{}", sent.dialogue);
    assert_eq!((server.count(1, "Subject: piet"), server.count(2, "")), (1, 0), "{}", sent.dialogue);
}

#[tokio::test]
async fn a_connection_carries_a_hundred_mails_and_waits_for_seconds() {
    let server = Heard::by(|_, _, _| None).await;
    let clock = clock();
    let mailer = demo(clock.clone(), server.port);
    for _ in 0..100 {
        assert!(taken(&send(&mailer, "anna").await));
    }
    assert_eq!((server.count(1, "."), server.count(1, "QUIT")), (100, 1));
    assert!(taken(&send(&mailer, "piet").await));
    assert_eq!((server.count(2, "."), server.count(2, "QUIT")), (1, 0));
    clock.forward(Duration::from_secs(5));
    let goodbye = async {
        while server.count(2, "QUIT") == 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), goodbye).await.expect("it says goodbye by itself");
    assert!(taken(&send(&mailer, "kees").await));
    assert_eq!(server.count(3, "."), 1);
}
