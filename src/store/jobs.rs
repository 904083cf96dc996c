//! Jobs are the outbox: asked for in the unit of work that makes them necessary, (kind, subject) and no payload. Claimed
//! under a lease that is committed before the work; done at least once, so what they call is idempotent.

use std::time::Duration;

use crate::erds::id::{DeliveryId, EvidenceId, MandateId, OutageId, SubmissionId};
use crate::erds::moment::Moment;

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Sign and time-stamp the delivery's statements, in order.
    Attest,
    /// Send the addressee a notice.
    Notify,
    /// Make a bundle of the chain as it stands.
    Export,
    /// Tell sender or addressee by mail what has happened.
    Tell,
    /// Remind the addressee, where nobody decided.
    Remind,
    /// State the silence once the deadline is over.
    Expire,
    /// Ask for an outage to be stated to each delivery that it may concern.
    Outage,
    /// State the outages that concern a delivery.
    Extend,
    /// Ask for a new link to each delivery of a mailbox.
    Relink,
    /// Mail the addressee a new link.
    Link,
    /// Mail the addressee that letters in answer to a notice wait for their confirmation.
    Reply,
    /// Seal what concerns the addressee of a delivery alone, and tell them of it.
    Enrol,
    /// Look at each running time of a mailbox whose addressee is away.
    Absence,
    /// Put a delivery's deadline off where its addressee is away.
    PutOff,
    /// Accept a delivery by a standing instruction of its addressee's organisation.
    Instructed,
    /// Mail the owner of a mailbox a code to what was recorded about it.
    Mine,
    /// Destroy the key to a delivery's content when its time is over.
    Retain,
    /// Seal what is stated of a mandate, and tell both sides.
    Mandate,
    /// Mail the addressee's delegates their links to a delivery.
    Delegate,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::Attest,
        Self::Notify,
        Self::Export,
        Self::Tell,
        Self::Remind,
        Self::Expire,
        Self::Outage,
        Self::Extend,
        Self::Relink,
        Self::Link,
        Self::Reply,
        Self::Enrol,
        Self::Absence,
        Self::PutOff,
        Self::Instructed,
        Self::Mine,
        Self::Retain,
        Self::Mandate,
        Self::Delegate,
    ];

    /// Its name, as kept.
    pub fn name(self) -> &'static str {
        match self {
            Self::Attest => "attest",
            Self::Notify => "notify",
            Self::Export => "export",
            Self::Tell => "tell",
            Self::Remind => "remind",
            Self::Expire => "expire",
            Self::Outage => "outage",
            Self::Extend => "extend",
            Self::Relink => "relink",
            Self::Link => "link",
            Self::Reply => "reply",
            Self::Enrol => "enrol",
            Self::Absence => "absence",
            Self::PutOff => "put-off",
            Self::Instructed => "instructed",
            Self::Mine => "mine",
            Self::Retain => "retain",
            Self::Mandate => "mandate",
            Self::Delegate => "delegate",
        }
    }
}

/// About what: the octets of a delivery's, a submission's or an outage's identifier, or the keyed hash by which a mailbox is
/// found (an evidence's identifier, where something is told of it); the
/// kind says which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject(pub(super) [u8; 16]);

impl Subject {
    /// The delivery, where the kind is about one.
    pub fn delivery(self) -> DeliveryId {
        DeliveryId::from_octets(self.0)
    }

    /// The outage, where the kind is about one.
    pub fn outage(self) -> OutageId {
        OutageId::from_octets(self.0)
    }

    /// The submission, where the kind is about one.
    pub fn submission(self) -> SubmissionId {
        SubmissionId::from_octets(self.0)
    }
}

impl From<OutageId> for Subject {
    fn from(id: OutageId) -> Self {
        Self(*id.octets())
    }
}

impl From<DeliveryId> for Subject {
    fn from(id: DeliveryId) -> Self {
        Self(*id.octets())
    }
}

impl From<MandateId> for Subject {
    fn from(id: MandateId) -> Self {
        Self(*id.octets())
    }
}

impl From<EvidenceId> for Subject {
    fn from(id: EvidenceId) -> Self {
        Self(*id.octets())
    }
}

impl From<SubmissionId> for Subject {
    fn from(id: SubmissionId) -> Self {
        Self(*id.octets())
    }
}

/// What a worker can take of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Of which kind.
    pub kind: Kind,
    /// How many at most.
    pub most: u32,
    /// How long nobody else may take them: longer than the work on one can last.
    pub lease: Duration,
}

/// A job in hand, until its lease ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// What is to be done.
    pub kind: Kind,
    /// About what.
    pub subject: Subject,
    /// Which attempt this is, from 1. It counts up at every claim, and is the fence: only the last claimant can finish.
    pub attempt: u32,
    /// Until when nobody else takes it.
    pub until: Moment,
}

/// How the jobs of one kind stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Queue {
    /// Not in hand, due or not yet.
    pub waiting: u64,
    /// In hand.
    pub in_hand: u64,
    /// Given up; a person must look.
    pub dead: u64,
    /// When the first of those that are not dead was or is due.
    pub oldest_due_at: Option<Moment>,
}

/// How the outbox stands as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Outbox {
    /// Waiting or in hand.
    pub open: u64,
    /// Given up; a person must look.
    pub dead: u64,
    /// When the longest waiting one was due.
    pub oldest_due_at: Option<Moment>,
}

/// Wakes a worker after a commit that asked for jobs. None is lost between two looks; polling stays the worker's fallback.
#[derive(Clone, Debug)]
pub struct Wake(pub(super) tokio::sync::watch::Receiver<u64>);

impl Wake {
    /// Returns when jobs were asked for since the last call; never after the store was closed.
    pub async fn woken(&mut self) {
        if self.0.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
