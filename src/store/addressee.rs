//! What lets an addressee in: one-time codes, sessions after a proof, and the one-use tokens of a page's form. Nothing here
//! becomes evidence; all of it is swept away a day after it ended.

use subtle::ConstantTimeEq;

use crate::erds::id::DeliveryId;
use crate::erds::moment::Moment;
use crate::erds::party::Method;

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

/// Somebody proved who they are to one delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSession {
    /// SHA-256 of the session's secret, which has at least 128 random bits.
    pub hash: [u8; 32],
    /// For which delivery.
    pub delivery: DeliveryId,
    /// How they proved it.
    pub method: Method,
    /// When.
    pub proven_at: Moment,
    /// From when the session no longer works.
    pub until: Moment,
}

/// A session as found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// For which delivery.
    pub delivery: DeliveryId,
    /// How they proved it.
    pub method: Method,
    /// When.
    pub proven_at: Moment,
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
