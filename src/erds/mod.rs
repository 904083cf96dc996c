//! Floor 0: the law as types and decisions (ETSI EN 319 522). Values in, values out: no I/O, no clock, no randomness.

pub mod access_code;
pub mod address;
pub mod answer;
pub mod attribute;
pub mod bsn;
pub mod content;
pub mod delivery;
pub mod enrolment;
pub mod event;
pub mod evidence;
pub mod id;
pub mod instruction;
pub mod key;
pub mod mandate;
pub mod moment;
pub mod outage;
pub mod own;
pub mod party;
pub mod reason;
pub mod reference;
pub mod reminders;
pub mod role;
pub mod standing;
pub mod submission;
pub mod telephone;
pub mod terms;
