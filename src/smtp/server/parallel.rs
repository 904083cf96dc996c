//! Many connections that try passwords at once.

use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::io::{AsyncBufReadExt, BufReader, duplex};

use super::*;
use crate::erds::address::Address;
use crate::smtp::session::Envelope;

/// Takes its time over a password; `right` is the right one.
#[derive(Clone, Default)]
struct Slow(Arc<AtomicU32>);

impl Door for Slow {
    async fn authenticate(&mut self, _: &str, password: &str) -> Result<(), Reply> {
        self.0.fetch_add(1, Ordering::SeqCst);
        tokio::time::sleep(Duration::from_millis(20)).await;
        if password == "right" { Ok(()) } else { Err(Reply::new(535, "5.7.8", "name or password is wrong")) }
    }

    async fn sender(&mut self, _: Option<&Address>) -> Result<(), Reply> {
        Ok(())
    }

    async fn recipient(&mut self, _: &Address) -> Result<(), Reply> {
        Ok(())
    }

    async fn begin(&mut self, _: &Envelope) -> Result<(), Reply> {
        Ok(())
    }

    async fn chunk(&mut self, _: &[u8]) {}

    async fn finish(&mut self) -> Result<String, Reply> {
        Ok(String::new())
    }

    async fn abort(&mut self) {}
}

/// How the server answers so many connections that all try this (AUTH PLAIN) at once, and how many passwords it looked at.
async fn answers(initial: &str, connections: usize) -> (Vec<String>, u32) {
    let rules = Rules { host: "mx.example".into(), limit: 1_000, addressees: 1, authenticate: true, starttls: false };
    let (_stop, shutdown) = watch::channel(false);
    let looked_at = Slow::default();
    let door = looked_at.clone();
    let limits = Limits { wrong_passwords: 5, ..Limits::default() };
    let server = Server::new(rules.clone(), limits, None, move || door.clone(), shutdown);
    let mut tries = JoinSet::new();
    for _ in 0..connections {
        let (client, stream) = duplex(4096);
        let (server, rules) = (Arc::clone(&server), rules.clone());
        tokio::spawn(async move {
            let (mut session, mut door) = (Session::new(rules, true), (server.door)());
            drop(server.talk(stream, &mut session, &mut door, Ipv4Addr::LOCALHOST.into()).await);
        });
        let said = format!("EHLO me\r\nAUTH PLAIN {initial}\r\n");
        tries.spawn(async move {
            let mut client = BufReader::new(client);
            client.write_all(said.as_bytes()).await.unwrap();
            let mut line = String::new();
            while !line.starts_with("235") && !line.starts_with("454") && !line.starts_with("535") {
                line.clear();
                assert!(client.read_line(&mut line).await.unwrap() > 0, "hung up");
            }
            line
        });
    }
    let answers = tries.join_all().await;
    (answers, looked_at.0.load(Ordering::SeqCst))
}

#[tokio::test]
async fn wrong_passwords_on_many_connections_at_once_are_looked_at_as_often_as_one_after_the_other() {
    // base64 of NUL els NUL wrong
    let (answers, looked_at) = answers("AGVscwB3cm9uZw==", 40).await;
    assert_eq!(looked_at, 5);
    assert_eq!(answers.iter().filter(|answer| answer.starts_with("535")).count(), 5);
    assert_eq!(answers.iter().filter(|answer| answer.starts_with("454")).count(), 35);
}

#[tokio::test]
async fn right_passwords_on_many_connections_at_once_are_all_let_in() {
    // base64 of NUL els NUL right
    let (answers, _) = answers("AGVscwByaWdodA==", 40).await;
    assert!(answers.iter().all(|answer| answer.starts_with("235")), "{answers:?}");
}
