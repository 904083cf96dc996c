//! recepis: registered e-mail (an electronic registered delivery service, eIDAS art. 43-44, ETSI EN 319 522).
//!
//! # The house
//! A module imports from lower floors only (`tests/floors.rs` reads the imports and fails otherwise). Floors 0 to 4 are
//! the offline line: they build with `--no-default-features`, know no socket, clock or randomness, and are all that a
//! court needs. Below that line (cargo feature `daemon`) is what it takes to run the service.
//!
//! | floor | rooms |
//! |---|---|
//! | 0 | `crypto`, `calendar`, `words`, `erds` |
//! | 1 | `format`, `tlog` |
//! | 2 | `seal` |
//! | 3 | `bundle` |
//! | 4 | `verify` |
//! | 5 | `config`, `court`, `letters`, `store`, `outside` |
//! | 6 | `flow` |
//! | 7 | `smtp`, `web`, `worker` |
//! | 8 | `cli` |
//!
//! # The way of a message
//! submit → attest (seal) → notify → prove → consign → handover → export → verify; docs/flow.md walks along.

#[cfg(test)]
extern crate self as recepis;

pub mod bundle;
pub mod calendar;
pub mod court;
pub mod crypto;
pub mod erds;
pub mod format;
pub mod seal;
pub mod tlog;
pub mod verify;
pub mod words;

#[cfg(feature = "daemon")]
pub mod cli;
#[cfg(feature = "daemon")]
pub mod config;
#[cfg(feature = "daemon")]
pub mod flow;
#[cfg(feature = "daemon")]
pub mod letters;
#[cfg(feature = "daemon")]
pub mod outside;
#[cfg(feature = "daemon")]
pub mod smtp;
#[cfg(feature = "daemon")]
pub mod store;
#[cfg(feature = "daemon")]
pub mod web;
#[cfg(feature = "daemon")]
pub mod worker;
