//! A submission: one message handed in by one sender for one or more addressees, and what the sender states about it.

use super::address::Address;
use super::content::{ContentInfo, Tracker};
use super::id::SubmissionId;
use super::moment::Moment;
use super::party::{Sender, SenderChecks};
use super::terms::Terms;

/// A message handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// Its identifier, told to the sender in the 250 line; it stands in no evidence, since it would group addressees.
    pub id: SubmissionId,
    /// Who handed it in.
    pub sender: Sender,
    /// What we know of them by ourselves.
    pub checks: SenderChecks,
    /// For whom, each named once.
    pub addressees: Vec<Address>,
    /// When the sender handed it in (M03).
    pub time: Moment,
    /// The message's digest and size.
    pub content: ContentInfo,
    /// What in the message would report on its reader, where the operator takes such messages.
    pub trackers: Vec<Tracker>,
    /// What the sender states about why and for whom.
    pub reasons: Grounds,
    /// Under which terms the addressee decides.
    pub terms: Terms,
}

/// What the sender states, and we pass on as its words.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Grounds {
    /// What the message is about, in a few words that may be shown before the decision.
    pub purpose: Option<String>,
    /// The legal basis for processing that the sender names.
    pub legal_basis: Option<String>,
    /// Why this address may be assumed right.
    pub address_basis: Option<AddressBasis>,
    /// Why it sends another message while several wait for the addressee, or reminds of this one, too.
    pub another_because: Option<String>,
    /// How it is known that the sender can read the addressee's mailbox: then a code by mail proves nothing against it. `None`
    /// where nothing shows it.
    pub senders_control: Option<SendersControl>,
    /// Whether it asks that a person decides, so that no standing instruction accepts the message.
    pub by_person: bool,
}

/// How it is known that a mailbox is under the sender's control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SendersControl {
    /// The sender says so.
    Declared,
    /// Its mail comes in where the sender's does.
    MailServers,
    /// It is in a domain of the sender's.
    SameDomain,
}

impl SendersControl {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Declared, Self::MailServers, Self::SameDomain];

    /// Its name in evidence.
    pub fn name(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::MailServers => "mail-servers",
            Self::SameDomain => "same-domain",
        }
    }

    /// The one of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }
}

/// Why the sender thinks that the address is the addressee's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressBasis {
    /// In words: `given by the addressee`, `contract`, …
    pub kind: String,
    /// Since when, as a calendar date `YYYY-MM-DD`.
    pub date: Option<String>,
}
