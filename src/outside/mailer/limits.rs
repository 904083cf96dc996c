//! How long a mail server may keep us waiting ([RFC 5321 §4.5.3.2]), and how much it may say.

use std::time::Duration;

/// The longest line of a reply; [RFC 5321 §4.5.3.1.5] allows 512 octets, servers write more.
pub(super) const LINE: usize = 4_096;
/// The most lines of a reply.
pub(super) const LINES: usize = 200;

/// The longest waits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// For finding a named host's address, and for connecting.
    pub(super) connect: Duration,
    /// Until a server is ready to take the message: asking for names, connecting to one host after another, and what is said
    /// before the message. Servers that keep us waiting share it.
    pub(super) trying: Duration,
    /// For the greeting, the TLS handshake, and the reply to MAIL, RCPT and everything else but what follows.
    pub(super) command: Duration,
    /// For the reply to DATA.
    pub(super) data: Duration,
    /// For sending the message.
    pub(super) sending: Duration,
    /// For the reply to the message's last dot ([RFC 5321 §4.5.3.2.6]).
    pub(super) last_dot: Duration,
    /// For the goodbye.
    pub(super) goodbye: Duration,
}

impl Limits {
    /// Those that are in force.
    pub(super) const USUAL: Self = Self {
        connect: Duration::from_secs(30),
        trying: Duration::from_mins(15),
        command: Duration::from_mins(5),
        data: Duration::from_mins(2),
        sending: Duration::from_mins(10),
        last_dot: Duration::from_mins(10),
        goodbye: Duration::from_secs(5),
    };

    /// The longest that handing one message over can last.
    pub(super) const fn longest(&self) -> Duration {
        let seconds = self.trying.as_secs() + self.sending.as_secs() + self.last_dot.as_secs() + self.goodbye.as_secs();
        Duration::from_secs(seconds)
    }
}
