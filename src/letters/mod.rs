//! Floor 5: every mail that we write, and the statement on privacy. Values in, exact bytes out: time, identifiers and links are arguments. Each mail is
//! plain text in the reader's language, the receipt with text files behind it, holds at most one link, and exists only after the
//! outbound linter let it pass. `smime` gives it the form in which it is signed.
//!
//! Never reads a clock, draws randomness or sends anything; never names one addressee to another.

mod addressee;
pub mod dates;
mod instruction;
mod known;
mod layout;
mod message;
pub mod notice;
pub mod privacy;
pub mod report;
mod sender;
mod smime;

use crate::calendar;
use crate::erds::address::Address;
use crate::erds::id::DeliveryId;
use crate::erds::moment::Moment;
use crate::format::linter;
use crate::seal::cms;
use crate::words::Words;

pub use addressee::{
    AboutMandate, Closed, Delegated, Waiting, absence, blocked, code, decided, delegated, enrolled, expired, goes,
    held, key_removed, mandate, new_link, put_off, recalled, unblocked,
};
pub use instruction::{
    Beforehand, instructed, instructed_you, instruction_ended, instruction_given, instruction_sleeps,
};
pub use known::Known;
pub use layout::clean;
pub use notice::{Notice, notice, reminder};
pub use sender::{
    About, Decided, Heard, Receipt, bounced, decision, expiry, failed, moved, receipt, reminder_failed, said, statement,
};
pub use smime::Prepared;

/// Why a mail could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A date could not be put in words.
    #[error("a date in this mail could not be written")]
    Date(#[from] calendar::Error),
    /// The Message-ID is not one.
    #[error("`{0}` is not a Message-ID such as notice.1@example.org")]
    MessageId(String),
    /// What was asked to be told is no decision of an addressee.
    #[error("there is no mail that tells this")]
    NotTold,
    /// The mail's signature cannot be made.
    #[error("the mail cannot be signed")]
    Sign(#[source] cms::Error),
    /// The linter found what no mail of ours may hold.
    #[error("the outbound linter refuses this mail: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Refused(Vec<linter::Finding>),
    /// The bytes could not be written.
    #[error("the mail could not be put together")]
    Write(#[source] std::io::Error),
}

/// The service as its mails name it.
#[derive(Clone, Debug)]
pub struct Service {
    /// Its name, for From and the foot of each mail.
    pub name: String,
    /// The address that its mails come from.
    pub mail: Address,
    /// Where its pages are, without a slash at the end: `https://recepis.example`, or http on this machine.
    pub base_url: String,
    /// Who runs it: name, post address, telephone, in one line.
    pub operator: String,
}

impl Service {
    /// A page of ours as people type it: without a scheme, so that no mail program makes a link of it.
    fn to_type(&self, path: &str) -> String {
        let site = self.base_url.split_once("://").map_or(self.base_url.as_str(), |(_, site)| site);
        format!("{site}{path}")
    }
}

/// A mail that no mail called for ([RFC 3834 §5]).
const GENERATED: &str = "auto-generated";
/// A mail that answers one.
const REPLIED: &str = "auto-replied";

/// What every mail has.
#[derive(Clone, Copy, Debug)]
pub struct Post<'a> {
    /// Who writes.
    pub service: &'a Service,
    /// In which language.
    pub words: Words,
    /// In which zone times are told.
    pub zone: &'a str,
    /// To whom.
    pub to: &'a Address,
    /// When it is written.
    pub date: Moment,
    /// Its Message-ID, without angle brackets; the same again when the same mail is repeated.
    pub message_id: &'a str,
    /// Where answers go; `None`: to where it comes from.
    pub reply_to: Option<&'a Address>,
}

/// A mail as it goes out, byte for byte. Only this room makes one, and only what the linter passes.
#[derive(Clone)]
pub struct Letter {
    to: Address,
    message_id: String,
    subject: String,
    base_url: String,
    bytes: Vec<u8>,
}

/// Names the mail; what it says, and its link or code, stay out of logs.
impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Letter").field("message_id", &self.message_id).finish_non_exhaustive()
    }
}

impl Letter {
    /// The mail with its header, CRLF line ends.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its one addressee.
    pub fn to(&self) -> &Address {
        &self.to
    }

    /// Its Message-ID, without angle brackets.
    pub fn message_id(&self) -> &str {
        &self.message_id
    }

    /// Its subject, in plain characters.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The mail itself.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// A text that travels with a mail as a file, octet for octet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// The file's name.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// The file name of the log's promise for a delivery.
pub fn promise_name(delivery: &DeliveryId) -> String {
    format!("promise-{delivery}.txt")
}

/// The Message-ID of the n-th mail of one kind (`notice`, `decided`, …) about a delivery.
pub fn message_id(kind: &str, delivery: &DeliveryId, number: u32, domain: &str) -> String {
    format!("{kind}.{}.{number}@{domain}", delivery.to_string().to_lowercase())
}

impl Post<'_> {
    /// A mail of this subject and these paragraphs, with the foot that names the service.
    fn compose(&self, subject: &str, body: &str) -> Result<Letter, Error> {
        self.compose_with(subject, body, &[])
    }

    /// The same with files behind it.
    fn compose_with(&self, subject: &str, body: &str, attached: &[Attached]) -> Result<Letter, Error> {
        self.seal(GENERATED, subject, &self.with_foot(body), attached)
    }

    /// A mail that answers one, of which it quotes nothing.
    fn reply(&self, subject: &str, body: &str) -> Result<Letter, Error> {
        self.seal(REPLIED, subject, &self.with_foot(body), &[])
    }

    fn with_foot(&self, body: &str) -> String {
        let (name, operator) = (clean(&self.service.name), clean(&self.service.operator));
        let (privacy, mine) = (self.service.to_type("/privacy"), self.service.to_type("/mine"));
        let about = self.words.say("mail-foot-mine");
        format!("{}\n\n  {name} - {operator}\n  {privacy}\n  {about}: {mine}\n", layout::wrap(body))
    }

    /// A mail of exactly this text, if the linter passes it.
    fn seal(&self, why: &'static str, subject: &str, text: &str, attached: &[Attached]) -> Result<Letter, Error> {
        let subject = clean(subject);
        let bytes = message::write(self, why, &subject, text, attached)?;
        linter::lint(&bytes, &self.service.base_url, &[self.to]).map_err(Error::Refused)?;
        let (message_id, base_url) = (self.message_id.to_owned(), self.service.base_url.clone());
        Ok(Letter { to: self.to.clone(), message_id, subject, base_url, bytes })
    }

    fn moment(&self, moment: Moment) -> Result<String, Error> {
        Ok(self.words.moment_in_zone(&dates::when(self.zone, moment)?))
    }

    fn deadline(&self, until: Moment) -> Result<String, Error> {
        Ok(self.words.moment_in_zone(&dates::last_minute(self.zone, until)?))
    }

    fn first_day(&self, from: Moment) -> Result<String, Error> {
        Ok(self.words.full_date(&dates::when(self.zone, from)?))
    }

    fn last_day(&self, until: Moment) -> Result<String, Error> {
        Ok(self.words.full_date(&dates::last_minute(self.zone, until)?))
    }
}

#[cfg(test)]
mod tests;
