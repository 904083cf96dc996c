//! Floor 1: bytes to types and back. No keys, no clock, no I/O; every parser takes a limit.

pub mod acknowledgement;
pub mod arrived;
pub mod assertion;
pub mod attestation;
pub mod bounce;
pub mod dkim;
pub mod dns;
pub mod dsn;
pub mod evidence;
pub mod extract;
pub mod instruction;
pub mod linter;
pub mod mime;
mod part;
pub mod pdf;
pub mod rem;
pub mod reply;
pub mod template;
pub mod trusted_list;
pub mod xml;
pub mod zip;
