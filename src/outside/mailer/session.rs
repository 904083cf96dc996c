//! One SMTP session up to the server's word on the message ([RFC 5321 §3.3], DSN parameters: [RFC 3461 §4]).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::settings::Login;
use super::wire::{Lost, MessageLost, Reply, Wire};
use super::{Envelope, Outcome};
use crate::erds::address::Address;

/// What the server offers: the lines of its reply to EHLO.
#[derive(Clone, Debug, Default)]
pub(super) struct Offers(String);

impl Offers {
    /// The parameters of an extension; `None` where it is not offered.
    fn of(&self, keyword: &str) -> Option<&str> {
        let lines = self.0.lines().skip(1).filter_map(|line| line.get(4..));
        let mut split = lines.map(|line| line.split_once(' ').unwrap_or((line, "")));
        split.find(|(word, _)| word.trim().eq_ignore_ascii_case(keyword)).map(|(_, rest)| rest)
    }

    pub(super) fn has(&self, keyword: &str) -> bool {
        self.of(keyword).is_some()
    }
}

/// Why a session came to no message.
#[derive(Debug)]
pub(super) enum Failure {
    /// The server said no, before it was told for whom the message is.
    Turned(Reply),
    /// The server said no to this message or addressee.
    Refused(Reply),
    /// The server cannot take this message.
    Impossible(String),
    /// What we demand of a connection is not given.
    Unfit(String),
    /// TLS failed, or its certificate is not what is demanded.
    Unprotected(String),
    /// The connection was lost.
    Lost(Lost),
}

impl From<Lost> for Failure {
    fn from(lost: Lost) -> Self {
        Self::Lost(lost)
    }
}

/// Waits for the greeting.
pub(super) async fn greeted(wire: &mut Wire) -> Result<(), Failure> {
    let reply = wire.reply(wire.limits().command).await?;
    if reply.is_positive() { Ok(()) } else { Err(Failure::Turned(reply)) }
}

/// Says who we are; a server that does not know EHLO is given HELO and offers nothing.
pub(super) async fn hello(wire: &mut Wire, name: &str) -> Result<Offers, Failure> {
    let reply = wire.command(&format!("EHLO {name}"), wire.limits().command).await?;
    if reply.is_positive() {
        return Ok(Offers(reply.text));
    }
    if !matches!(reply.code, 500..=504) {
        return Err(Failure::Turned(reply));
    }
    let reply = wire.command(&format!("HELO {name}"), wire.limits().command).await?;
    if reply.is_positive() { Ok(Offers::default()) } else { Err(Failure::Turned(reply)) }
}

/// Asks for TLS; `false` where the server says no.
pub(super) async fn start_tls(wire: &mut Wire) -> Result<bool, Failure> {
    Ok(wire.command("STARTTLS", wire.limits().command).await?.code == 220)
}

/// Logs in ([RFC 4954], PLAIN or LOGIN).
pub(super) async fn log_in(wire: &mut Wire, offers: &Offers, login: &Login) -> Result<(), Failure> {
    let mechanisms = offers.of("AUTH").unwrap_or_default().to_ascii_uppercase();
    let offered = |mechanism: &str| mechanisms.split_ascii_whitespace().any(|word| word == mechanism);
    let reply = if offered("PLAIN") {
        let both = format!("\0{}\0{}", login.name, login.password);
        wire.secretly(&format!("AUTH PLAIN {}", STANDARD.encode(both)), wire.limits().command).await?
    } else if offered("LOGIN") {
        let mut reply = wire.secretly("AUTH LOGIN", wire.limits().command).await?;
        for word in [&login.name, &login.password] {
            if reply.code == 334 {
                reply = wire.secretly(&STANDARD.encode(word), wire.limits().command).await?;
            }
        }
        reply
    } else {
        return Err(Failure::Unfit("the relay offers neither AUTH PLAIN nor AUTH LOGIN".to_owned()));
    };
    if reply.code == 235 { Ok(()) } else { Err(Failure::Turned(reply)) }
}

/// MAIL, RCPT and DATA: everything before the message.
pub(super) async fn announce(
    wire: &mut Wire,
    offers: &Offers,
    envelope: &Envelope,
    message: &[u8],
) -> Result<(), Failure> {
    // Whoever does not offer it may not be given such an address, nor a message that names it ([RFC 6531 §3.2]).
    if envelope.is_international() && !offers.has("SMTPUTF8") {
        let why = "the mail server does not offer SMTPUTF8, which this address needs (5.6.7)";
        return Err(Failure::Impossible(why.to_owned()));
    }
    let limits = wire.limits();
    for command in commands(envelope, message, offers) {
        let is_data = command == "DATA";
        let reply = wire.command(&command, if is_data { limits.data } else { limits.command }).await?;
        let wanted = if is_data { reply.code == 354 } else { reply.is_positive() };
        if !wanted {
            return Err(Failure::Refused(reply));
        }
    }
    Ok(())
}

/// The message, and what the server says to it.
pub(super) async fn hand_over(wire: &mut Wire, message: &[u8]) -> Outcome {
    match wire.message(message).await {
        Ok(reply) if (200..300).contains(&reply.code) => Outcome::Taken { reply: reply.text },
        Ok(reply) if reply.code >= 400 => Outcome::Refused { permanent: reply.is_permanent(), reply: reply.text },
        Ok(reply) => Outcome::Unknown { why: format!("the mail server answered the message with {}", reply.code) },
        Err(MessageLost::Within(lost)) => Outcome::NotConnected { why: lost.to_string() },
        Err(MessageLost::Behind(lost)) => Outcome::Unknown { why: lost.to_string() },
    }
}

/// The commands before the message, with the parameters that the server offers.
fn commands(envelope: &Envelope, message: &[u8], offers: &Offers) -> [String; 3] {
    let from = envelope.from.as_ref().map_or("", Address::as_str);
    let mut mail = format!("MAIL FROM:<{from}>");
    if offers.has("SIZE") {
        mail = format!("{mail} SIZE={}", message.len());
    }
    if offers.has("8BITMIME") && !message.is_ascii() {
        mail.push_str(" BODY=8BITMIME");
    }
    if envelope.is_international() {
        mail.push_str(" SMTPUTF8");
    }
    let mut rcpt = format!("RCPT TO:<{}>", envelope.to);
    if offers.has("DSN") {
        mail.push_str(" RET=HDRS");
        if let Some(id) = envelope.envelope_id.as_deref().map(xtext).filter(|id| id.len() <= 100) {
            mail = format!("{mail} ENVID={id}");
        }
        rcpt = format!("{rcpt} NOTIFY=SUCCESS,FAILURE,DELAY ORCPT={}", original(&envelope.to));
    }
    [mail, rcpt, "DATA".to_owned()]
}

/// The addressee as ORCPT names them ([RFC 3461 §4.2], [RFC 6533 §3]).
fn original(to: &Address) -> String {
    if to.as_str().is_ascii() {
        return format!("rfc822;{}", xtext(to.as_str()));
    }
    let escaped = |c: char| if matches!(c, '\\' | '+' | '=') { format!("\\x{{{:X}}}", u32::from(c)) } else { c.into() };
    format!("utf-8;{}", to.as_str().chars().map(escaped).collect::<String>())
}

/// Printable ASCII as a parameter's value ([RFC 3461 §4]).
fn xtext(text: &str) -> String {
    let escaped = |octet: u8| match octet {
        b'+' | b'=' => format!("+{octet:02X}"),
        b'!'..=b'~' => char::from(octet).to_string(),
        other => format!("+{other:02X}"),
    };
    text.bytes().map(escaped).collect()
}
