//! The acknowledgement: the addressee's decision as a JSON document [RFC 8785], which the evidence of that decision (C.3,
//! C.4, NotForMe) holds by its digest, and over which an addressee's own key signs. Its schema is
//! proto/acknowledgement.schema.json; version 1 is final.
//!
//! It is checked as the bytes that it is: whatever is not exactly what `write` would make of it is refused, so there is
//! one spelling of each decision. Never holds what the addressee did not see, and nothing about their device.

use std::fmt::Write;

use serde::Deserialize;

use crate::erds::content::Sha256;
use crate::erds::id::DeliveryId;
use crate::erds::moment::Moment;
use crate::erds::party::{Capacity, Check};

/// Octets of the largest document.
pub const LIMIT: usize = 64 * 1024;

/// What the addressee decided, and what stood before their eyes when they did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acknowledgement {
    /// For which delivery.
    pub delivery: DeliveryId,
    /// The digest of the message that was decided on.
    pub message: Sha256,
    /// What they decided.
    pub decision: Decision,
    /// The language of the text, as a tag [RFC 5646].
    pub language: String,
    /// The text by which they decided, word for word.
    pub text: String,
    /// The sender as it was shown.
    pub sender: SenderShown,
    /// The message's subject as it was shown; `None` where it has none, or none was shown.
    pub subject: Option<String>,
    /// The deadline that was shown: the first moment that is too late.
    pub deadline: Option<Moment>,
    /// In what capacity they decided, as they say.
    pub capacity: Capacity,
    /// How they proved who they are.
    pub identity: Identity,
    /// 128 random bits: the digest tells nothing to somebody who guesses the rest.
    pub random: [u8; 16],
}

/// What can be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// They accept the message.
    Accepted,
    /// They refuse it.
    Refused,
    /// The message is not for them.
    NotForMe,
}

impl Decision {
    /// Its name in the document.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::NotForMe => "not-for-me",
        }
    }
}

/// The sender as the addressee saw it before deciding.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SenderShown {
    /// The name, if one was shown.
    #[serde(deserialize_with = "present")]
    pub name: Option<String>,
    /// The domain of its address.
    pub domain: String,
    /// What was said to be checked.
    pub checked: Checked,
}

/// Which of the two the service had checked, how and when; `None` was shown as "we did not check".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// That it controls the domain.
    pub domain: Option<Check>,
    /// That it bears the name.
    pub name: Option<Check>,
}

/// How the addressee proved who they are.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// The name of the means, such as `mail-code` (`erds::party::Method::name`); later versions know more of them.
    pub method: String,
    /// When they proved it.
    pub at: Moment,
    /// In words, what that shows, as the addressee read it: "somebody with access to p@example.org".
    pub shows: String,
}

/// An acknowledgement that is not read, or cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// More than `LIMIT` octets.
    #[error("the acknowledgement is larger than 64 KiB")]
    TooLarge,
    /// Not JSON, or not the JSON of an acknowledgement.
    #[error("this is not an acknowledgement")]
    Form(#[source] serde_json::Error),
    /// Another version.
    #[error("this is version {0} of the acknowledgement; version 1 is known here")]
    Version(u64),
    /// Not octet for octet what RFC 8785 makes of it.
    #[error(
        "the acknowledgement is not in the one form that RFC 8785 gives it: something was added, doubled or respelt"
    )]
    NotCanonical,
}

/// The document's octets, in the canonical form of RFC 8785.
///
/// # Errors
/// It is larger than any reader takes: subject, names and text are to be bounded by whoever shows them.
pub fn write(acknowledgement: &Acknowledgement) -> Result<Vec<u8>, Error> {
    let written = canonical(acknowledgement).into_bytes();
    if written.len() > LIMIT { Err(Error::TooLarge) } else { Ok(written) }
}

/// Reads a document.
///
/// # Errors
/// It is too large, of another form or version, or not octet for octet what `write` makes of it.
pub fn read(octets: &[u8]) -> Result<Acknowledgement, Error> {
    if octets.len() > LIMIT {
        return Err(Error::TooLarge);
    }
    let Version { v } = serde_json::from_slice(octets).map_err(Error::Form)?;
    if v != 1 {
        return Err(Error::Version(v));
    }
    let document: Document = serde_json::from_slice(octets).map_err(Error::Form)?;
    let read = document.acknowledgement();
    if canonical(&read).as_bytes() == octets { Ok(read) } else { Err(Error::NotCanonical) }
}

#[derive(Deserialize)]
struct Version {
    v: u64,
}

/// The document as serde reads it. What serde would forgive, the comparison of octets does not.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(rename = "v")]
    _v: u64,
    delivery: DeliveryId,
    message: Sha256,
    decision: Decision,
    language: String,
    text: String,
    sender: SenderShown,
    #[serde(deserialize_with = "present")]
    subject: Option<String>,
    #[serde(deserialize_with = "present")]
    deadline: Option<Moment>,
    capacity: Capacity,
    identity: Identity,
    random: Random,
}

impl Document {
    fn acknowledgement(self) -> Acknowledgement {
        Acknowledgement {
            delivery: self.delivery,
            message: self.message,
            decision: self.decision,
            language: self.language,
            text: self.text,
            sender: self.sender,
            subject: self.subject,
            deadline: self.deadline,
            capacity: self.capacity,
            identity: self.identity,
            random: self.random.0,
        }
    }
}

struct Random([u8; 16]);

impl<'de> Deserialize<'de> for Random {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wrong = || serde::de::Error::custom("`random` is 32 hexadecimal digits in small letters");
        let small = |c: char| matches!(c, '0'..='9' | 'a'..='f');
        if text.len() != 32 || !text.chars().all(small) {
            return Err(wrong());
        }
        u128::from_str_radix(&text, 16).map(|number| Self(number.to_be_bytes())).map_err(|_| wrong())
    }
}

impl<'de> Deserialize<'de> for Checked {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Shown {
            how: String,
            at: Moment,
        }
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Both {
            #[serde(deserialize_with = "present")]
            domain: Option<Shown>,
            #[serde(deserialize_with = "present")]
            name: Option<Shown>,
        }
        let both = Both::deserialize(deserializer)?;
        let check = |shown: Option<Shown>| shown.map(|Shown { how, at }| Check { how, at });
        Ok(Self { domain: check(both.domain), name: check(both.name) })
    }
}

/// A key that must stand there, though its value may be null.
fn present<'de, D: serde::Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(deserializer)
}

/// Keys in the order of RFC 8785 §3.2.3: here, the alphabet.
fn canonical(document: &Acknowledgement) -> String {
    let sender = &document.sender;
    let checked =
        object(&[("domain", check(sender.checked.domain.as_ref())), ("name", check(sender.checked.name.as_ref()))]);
    object(&[
        ("capacity", capacity(&document.capacity)),
        ("deadline", or_null(document.deadline.map(|deadline| deadline.to_string()).as_deref())),
        ("decision", text(document.decision.name())),
        ("delivery", text(&document.delivery.to_string())),
        ("identity", identity(&document.identity)),
        ("language", text(&document.language)),
        ("message", text(&document.message.to_string())),
        ("random", text(&format!("{:032x}", u128::from_be_bytes(document.random)))),
        (
            "sender",
            object(&[
                ("checked", checked),
                ("domain", text(&sender.domain)),
                ("name", or_null(sender.name.as_deref())),
            ]),
        ),
        ("subject", or_null(document.subject.as_deref())),
        ("text", text(&document.text)),
        ("v", "1".to_owned()),
    ])
}

fn capacity(capacity: &Capacity) -> String {
    match capacity {
        Capacity::Other { acting_as, name } => {
            object(&[("as", text(acting_as)), ("kind", text("other")), ("name", text(name))])
        }
        Capacity::Organisation { function, name } => {
            object(&[("function", text(function)), ("kind", text("organisation")), ("name", text(name))])
        }
        Capacity::Own {} => object(&[("kind", text("own"))]),
    }
}

fn identity(identity: &Identity) -> String {
    object(&[
        ("at", text(&identity.at.to_string())),
        ("method", text(&identity.method)),
        ("shows", text(&identity.shows)),
    ])
}

fn check(check: Option<&Check>) -> String {
    check.map_or_else(null, |check| object(&[("at", text(&check.at.to_string())), ("how", text(&check.how))]))
}

fn or_null(value: Option<&str>) -> String {
    value.map_or_else(null, text)
}

fn null() -> String {
    "null".to_owned()
}

fn object(members: &[(&str, String)]) -> String {
    let members: Vec<String> = members.iter().map(|(key, value)| format!("{}:{value}", text(key))).collect();
    format!("{{{}}}", members.join(","))
}

/// A string as RFC 8785 §3.2.2.2 writes it.
fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 2);
    out.push('"');
    for character in value.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            // Writing to a String cannot fail.
            '\0'..='\u{1f}' => drop(write!(out, "\\u{:04x}", u32::from(character))),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests;
