//! Attempts at a notice or a reminder: noted before connecting, closed after the server's reply, or as "unknown" after a crash.

use crate::erds::content::Sha256;
use crate::erds::moment::Moment;

/// An attempt that is about to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewNotice {
    /// Its number within the delivery, from 1. A repeat on the same day has the number and all else of the first attempt; only
    /// that it begins is noted then, and what was kept with the number stays.
    pub number: u32,
    /// Which reminder of the schedule it is, from 1; `None` for the notice.
    pub reminder: Option<u16>,
    /// The deadline printed in it, exclusive.
    pub deadline: Moment,
    /// The link generation printed in it.
    pub generation: u32,
    /// The template's name and version.
    pub template: String,
    /// The template's digest.
    pub template_digest: Sha256,
    /// The exact bytes to be sent.
    pub bytes: Vec<u8>,
    /// When the attempt begins.
    pub begun_at: Moment,
}

/// How an attempt stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeState {
    /// Begun; after a restart nobody knows how it ended.
    Begun,
    /// A mail server took it.
    Sent,
    /// It could not be sent.
    Failed,
    /// The attempt died; the notice may or may not have left.
    Unknown,
}

impl NoticeState {
    pub(super) fn number(self) -> i64 {
        match self {
            Self::Begun => 0,
            Self::Sent => 1,
            Self::Failed => 2,
            Self::Unknown => 3,
        }
    }

    pub(super) fn from_number(number: i64) -> Option<Self> {
        [Self::Begun, Self::Sent, Self::Failed, Self::Unknown].into_iter().find(|state| state.number() == number)
    }
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeEnd {
    /// How it ended.
    pub state: NoticeState,
    /// The whole dialogue with the server, as far as it went, behind those of all earlier attempts; without one,
    /// what was kept stays.
    pub dialogue: Option<Vec<u8>>,
    /// When.
    pub ended_at: Moment,
}

/// The attempts of one number as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its number within the delivery.
    pub number: u32,
    /// Which reminder of the schedule it is, from 1; `None` for the notice.
    pub reminder: Option<u16>,
    /// How it stands.
    pub state: NoticeState,
    /// The deadline printed in it.
    pub deadline: Moment,
    /// The link generation printed in it.
    pub generation: u32,
    /// The template's name and version.
    pub template: String,
    /// The template's digest.
    pub template_digest: Sha256,
    /// The exact bytes.
    pub bytes: Vec<u8>,
    /// The dialogue.
    pub dialogue: Option<Vec<u8>>,
    /// When the first attempt of this number began.
    pub begun_at: Moment,
    /// When the last one began.
    pub last_begun_at: Moment,
    /// When the last one ended.
    pub ended_at: Option<Moment>,
}
