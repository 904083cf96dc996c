//! The built-in mailbox for trying out: a real SMTP sink for its domains, in memory. Not a mail server: it takes what is
//! addressed to them and shows it.
//!
//! Holds the newest messages only, at most 1,000 and 64 MiB; what it held is gone with the process.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::net::TcpListener;
use tokio::sync::watch;

use super::door::Door;
use super::reply::Reply;
use super::server::{Limits, Server};
use super::session::{Envelope, Rules};
use crate::erds::address::Address;

const MOST_MESSAGES: usize = 1_000;
const MOST_OCTETS: usize = 64 << 20;
/// The largest message taken.
const LARGEST: u64 = 10 << 20;

/// A mailbox for every address of some domains. Clones show the same messages.
#[derive(Clone, Debug)]
pub struct Mailbox {
    domains: Arc<[String]>,
    kept: Arc<Mutex<Kept>>,
}

/// A message that the mailbox took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Counts up from 1.
    pub number: u64,
    /// The return path; `None` is the empty one.
    pub from: Option<Address>,
    /// Its addressees.
    pub to: Vec<Address>,
    /// The message as it arrived.
    pub octets: Arc<[u8]>,
}

#[derive(Debug, Default)]
struct Kept {
    messages: VecDeque<Message>,
    octets: usize,
    taken: u64,
}

impl Mailbox {
    /// An empty mailbox for these domains.
    pub fn new(domains: &[&str]) -> Self {
        Self { domains: domains.iter().map(|domain| (*domain).to_owned()).collect(), kept: Arc::default() }
    }

    /// All messages held, oldest first.
    pub fn all(&self) -> Vec<Message> {
        self.lock().messages.iter().cloned().collect()
    }

    /// The messages for one address, oldest first.
    pub fn messages_for(&self, address: &Address) -> Vec<Message> {
        let held = self.lock();
        held.messages.iter().filter(|m| m.to.iter().any(|to| to.same_mailbox(address))).cloned().collect()
    }

    /// The message with this number, while it is held.
    pub fn message(&self, number: u64) -> Option<Message> {
        self.lock().messages.iter().find(|message| message.number == number).cloned()
    }

    /// Takes mail on the listener until the shutdown.
    pub async fn serve(self, listener: TcpListener, shutdown: watch::Receiver<bool>) {
        let rules = Rules {
            host: "demo-mailbox.localhost".to_owned(),
            limit: LARGEST,
            addressees: 100,
            authenticate: false,
            starttls: false,
        };
        let door = move || Slot { mailbox: self.clone(), envelope: Envelope::default(), octets: Vec::new() };
        Server::new(rules, Limits::default(), None, door, shutdown).serve(listener, false).await;
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, envelope: Envelope, octets: Vec<u8>) -> u64 {
        let mut held = self.lock();
        held.taken += 1;
        let number = held.taken;
        held.octets += octets.len();
        held.messages.push_back(Message { number, from: envelope.from, to: envelope.to, octets: octets.into() });
        while held.messages.len() > MOST_MESSAGES || held.octets > MOST_OCTETS {
            let Some(oldest) = held.messages.pop_front() else { break };
            held.octets -= oldest.octets.len();
        }
        number
    }
}

/// One connection to the mailbox.
struct Slot {
    mailbox: Mailbox,
    envelope: Envelope,
    octets: Vec<u8>,
}

impl Door for Slot {
    async fn authenticate(&mut self, _: &str, _: &str) -> Result<(), Reply> {
        Err(Reply::new(535, "5.7.8", "this mailbox knows no accounts"))
    }

    async fn sender(&mut self, _: Option<&Address>) -> Result<(), Reply> {
        Ok(())
    }

    async fn recipient(&mut self, to: &Address) -> Result<(), Reply> {
        if self.mailbox.domains.iter().any(|domain| to.domain().eq_ignore_ascii_case(domain)) {
            Ok(())
        } else {
            Err(Reply::refused("5.1.2", format!("only addresses at {} are here", self.mailbox.domains.join(", "))))
        }
    }

    async fn begin(&mut self, envelope: &Envelope) -> Result<(), Reply> {
        self.envelope = envelope.clone();
        self.octets.clear();
        Ok(())
    }

    async fn chunk(&mut self, octets: &[u8]) {
        self.octets.extend_from_slice(octets);
    }

    async fn finish(&mut self) -> Result<String, Reply> {
        let number = self.mailbox.keep(std::mem::take(&mut self.envelope), std::mem::take(&mut self.octets));
        Ok(format!("kept as message {number}"))
    }

    async fn abort(&mut self) {
        self.octets = Vec::new();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::erds::moment::Moment;
    use crate::outside::clock::FakeClock;
    use crate::outside::entropy::FakeEntropy;
    use crate::outside::mailer::{self, Mailer, Outcome, SmtpMailer};

    #[tokio::test]
    async fn what_the_mailer_sends_over_a_real_socket_is_what_the_mailbox_shows() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (stop, shutdown) = watch::channel(false);
        let mailbox = Mailbox::new(&["post.example"]);
        let serving = tokio::spawn(mailbox.clone().serve(listener, shutdown));
        let clock = Arc::new(FakeClock::at(Moment::from_seconds(1_795_511_640)));
        let demo = |domain: &str| {
            let demo = mailer::Demo { domains: vec![domain.into()], host: "127.0.0.1".into(), port };
            let settings = mailer::Settings::demo("recepis.example");
            SmtpMailer::new(&settings, Some(demo), clock.clone(), Arc::new(FakeEntropy::new(1))).unwrap()
        };
        let mailer = demo("post.example");
        let to = |text: &str| mailer::Envelope {
            from: Some("els@verhuur.example".parse().unwrap()),
            secret: None,
            to: text.parse().unwrap(),
            envelope_id: Some("1".into()),
        };
        let message = b"Subject: caf\xc3\xa9\r\n\r\n.dot\r\n..\r\n\r\n";
        let sent = mailer.send(&to("Piet@POST.example"), message).await;
        assert_eq!(sent.outcome, Outcome::Taken { reply: "250 2.0.0 kept as message 1".into() }, "{}", sent.dialogue);
        assert!(sent.dialogue.contains("BODY=8BITMIME RET=HDRS ENVID=1\n"), "{}", sent.dialogue);
        let elsewhere = mailer.send(&to("piet@elders.example"), message).await;
        assert!(matches!(elsewhere.outcome, Outcome::Impossible { .. }), "{}", elsewhere.dialogue);
        let elsewhere = demo("elders.example").send(&to("piet@elders.example"), message).await;
        assert!(matches!(elsewhere.outcome, Outcome::Refused { permanent: true, .. }), "{}", elsewhere.dialogue);
        let held = mailbox.messages_for(&"piet@post.example".parse().unwrap());
        assert_eq!(held.len(), 1);
        assert_eq!(*held[0].octets, *message, "octet by octet");
        assert_eq!((mailbox.all(), mailbox.message(1)), (held.clone(), held.first().cloned()));
        stop.send(true).unwrap();
        serving.await.unwrap();
    }

    #[test]
    fn the_oldest_messages_make_room() {
        let mailbox = Mailbox::new(&["post.example"]);
        for _ in 0..MOST_MESSAGES + 5 {
            mailbox.keep(Envelope::default(), vec![0; 10]);
        }
        let all = mailbox.all();
        assert_eq!((all.len(), all[0].number), (MOST_MESSAGES, 6));
        mailbox.keep(Envelope::default(), vec![0; MOST_OCTETS]);
        assert_eq!(mailbox.all().len(), 1, "by size too");
    }
}
