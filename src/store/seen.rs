//! A delivery as read: a snapshot with the version that a unit of work depends on.

use super::keys::Key;
use crate::erds::address::Address;
use crate::erds::attribute::Attribute;
use crate::erds::content::{ContentInfo, Sha256, Tracker};
use crate::erds::delivery::{Delivery, Outcome};
use crate::erds::event::Event;
use crate::erds::evidence::Link;
use crate::erds::id::{DeliveryId, EvidenceId, SubmissionId};
use crate::erds::moment::Moment;
use crate::erds::party::{Sender, SenderChecks};
use crate::erds::reference::Reference;
use crate::erds::role::RoleMailbox;
use crate::erds::submission::Grounds;
use crate::erds::telephone::Telephone;
use crate::erds::terms::Terms;

/// One delivery at one moment.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Its identifier.
    pub id: DeliveryId,
    /// The submission it came out of; it stands in no evidence.
    pub submission: SubmissionId,
    /// Where it stands in law.
    pub delivery: Delivery,
    /// The terms fixed at hand-in.
    pub terms: Terms,
    /// Who, for whom and what.
    pub record: Record,
    /// The last statement of the chain; `None` only before the first.
    pub head: Option<Head>,
    /// How many statements of the chain are sealed.
    pub sealed: u32,
    /// The generation that its links carry.
    pub generation: u32,
    /// Whether this delivery's key to the content is still kept.
    pub content_kept: bool,
    pub(super) version: i64,
    pub(super) record_key: Key,
    pub(super) content_key: Option<Key>,
}

impl Seen {
    /// The place of the next statement in the chain.
    pub fn next(&self) -> Link {
        match self.head {
            None => Link::First,
            Some(Head { length, digest }) => Link::Next { sequence: length.saturating_add(1), previous: digest },
        }
    }

    /// The place of an export statement; `None` while nothing is stated.
    pub fn outside(&self) -> Option<Link> {
        self.head.map(|Head { length, digest }| Link::Outside { length, last: digest })
    }

    /// As it stands once a unit that recorded this step, and stated nothing, is on disk. Where another came between, what is
    /// decided on this is `Stale`, as on anything that was read too early.
    #[must_use]
    pub fn after(mut self, outcome: &Outcome) -> Self {
        self.delivery = outcome.delivery();
        self.version = self.version.saturating_add(1);
        self
    }

    /// The number that every committed step counts up.
    pub fn version(&self) -> i64 {
        self.version
    }
}

/// The key of a submission's content. No `Debug`: it is a secret.
pub struct SubmissionKey(pub(super) Key);

/// The end of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// How many statements the chain has.
    pub length: u32,
    /// Digest of the last one's canonical bytes.
    pub digest: Sha256,
}

/// What a delivery is about, kept under its record key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The account that handed it in.
    pub account: String,
    /// Who sent it.
    pub sender: Sender,
    /// What we know of the sender by ourselves.
    pub checks: SenderChecks,
    /// For whom.
    pub addressee: Address,
    /// When it was handed in.
    pub submitted: Moment,
    /// The content's digest and size.
    pub content: ContentInfo,
    /// What the sender states.
    pub grounds: Grounds,
    /// What in the message would report on its reader, where the operator takes such messages.
    pub trackers: Vec<Tracker>,
    /// The message's own subject.
    pub subject: Option<String>,
    /// What its addressee types at `/check`; what was handed in before there were references has none.
    pub reference: Option<Reference>,
    /// How it is known that several people may read the mailbox, where it is.
    pub role_mailbox: Option<RoleMailbox>,
    /// The addressee's telephone number, as the sender stated it.
    pub telephone: Option<Telephone>,
    /// The access code that the sender set, as it is kept.
    pub access_code: Option<KeptAccessCode>,
    /// What is compared with what an issuer says of the addressee.
    pub to_match: Vec<Attribute>,
}

/// A keyed hash of an access code. What somebody typed is compared by `Store::is_access_code`.
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct KeptAccessCode(pub(super) [u8; 16]);

impl std::fmt::Debug for KeptAccessCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeptAccessCode(…)")
    }
}

/// A statement as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The evidence it becomes.
    pub id: EvidenceId,
    /// What happened.
    pub event: Event,
    /// Its place in the chain; `None` for an export statement.
    pub sequence: Option<u32>,
    /// The event time.
    pub time: Moment,
    /// SHA-256 of the canonical bytes.
    pub digest: Sha256,
    /// The canonical bytes.
    pub canonical: Vec<u8>,
    /// The sealed file and when it was sealed.
    pub sealed: Option<(Vec<u8>, Moment)>,
}

/// An extract as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptExtract {
    /// Under which it stands in the log.
    pub id: EvidenceId,
    /// The number in the chain of the statement that it is of.
    pub sequence: u32,
    /// What that states.
    pub event: Event,
    /// The sealed file.
    pub sealed: Vec<u8>,
    /// What opens its fields.
    pub openings: Vec<u8>,
}

/// An acknowledgement document as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptAcknowledgement {
    /// SHA-256 of its bytes.
    pub digest: Sha256,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// When it was made.
    pub at: Moment,
}
