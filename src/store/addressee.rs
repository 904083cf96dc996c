//! What lets an addressee in: one-time codes, sessions after a proof, and the one-use tokens of a page's form. Nothing here
//! becomes evidence; sessions are swept away when they end, the rest a day later.
//!
//! Codes and sessions are of one delivery, or of a whole mailbox (`/mine`): then its keyed hash (`Store::mailbox`) stands where
//! a delivery's identifier would. No delivery has it, so what is good for the one is good for nothing of the other.

use subtle::ConstantTimeEq;

use crate::erds::id::DeliveryId;
use crate::erds::moment::Moment;
use crate::erds::party::{Authentication, Method};

/// How often a code may be tried.
pub const TRIES: u32 = 5;

/// A code about to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct NewCode {
    /// The code as the addressee will type it; only its keyed hash is kept.
    pub code: String,
    /// What it proves.
    pub method: Method,
    /// When it was made.
    pub at: Moment,
    /// From when it no longer works.
    pub until: Moment,
}

/// A delivery's last code as kept, with the number of tries that the next unit depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenCode {
    pub(super) delivery: DeliveryId,
    pub(super) id: [u8; 16],
    pub(super) mac: [u8; 16],
    pub(super) method: Method,
    pub(super) tries: u32,
    pub(super) until: Moment,
}

impl SeenCode {
    /// What it proves.
    pub fn method(&self) -> Method {
        self.method
    }

    /// How many tries are left.
    pub fn left(&self) -> u32 {
        TRIES.saturating_sub(self.tries)
    }

    /// From when it no longer works.
    pub fn until(&self) -> Moment {
        self.until
    }

    pub(super) fn is(&self, mac: &[u8; 16]) -> bool {
        self.mac.ct_eq(mac).into()
    }
}

/// What came of a typed code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeCheck {
    /// It is right: put it into the unit that carries the proof (`Work::use_code`).
    Right(SeenCode),
    /// It is wrong, and the try was counted.
    Wrong {
        /// How many tries are left.
        left: u32,
    },
    /// There is no code that could be right: none was sent, it expired, was used or tried too often.
    NoCode,
}

/// What is kept for a day, for the addressee's eyes alone: it never becomes evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecurityRecord {
    /// A code was asked for.
    Code {
        /// When.
        at: Moment,
        /// What it would prove.
        method: Method,
        /// How often another was typed.
        wrong: u32,
        /// Whether it was typed.
        right: bool,
    },
    /// A link to a delivery was mailed because somebody asked for one.
    Link {
        /// When.
        at: Moment,
    },
}

impl SecurityRecord {
    /// When.
    pub fn at(&self) -> Moment {
        match self {
            Self::Code { at, .. } | Self::Link { at } => *at,
        }
    }
}

/// Somebody proved who they are to one delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSession {
    /// SHA-256 of the session's secret, which has at least 128 random bits.
    pub hash: [u8; 32],
    /// For which delivery.
    pub delivery: DeliveryId,
    /// How and when they proved it.
    pub identity: Authentication,
    /// From when the session no longer works.
    pub until: Moment,
}

/// A session as found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// For which delivery.
    pub delivery: DeliveryId,
    /// How and when they proved it.
    pub identity: Authentication,
    /// From when the session no longer works.
    pub until: Moment,
}

/// A page's one-use token, genuine and in time; only `Store::read_page_token` makes one. Spending it is what is kept, so
/// showing a page writes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageToken {
    pub(super) id: [u8; 16],
    pub(super) until: Moment,
}

impl PageToken {
    /// From when it is good for nothing.
    pub fn until(&self) -> Moment {
        self.until
    }
}
