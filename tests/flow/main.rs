//! The way of a message over a real store, the embedded authority and the court's tool; only clock and mail are made up.

#![cfg(feature = "daemon")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a failing test may panic"
)]

mod absence;
mod again;
mod announce;
mod answer;
mod archive;
mod available;
mod backup;
mod block;
mod cosign;
mod cuts;
mod decision;
mod eid;
mod enrol;
mod extract;
mod faults;
#[path = "../common/files.rs"]
mod files;
mod fsck;
mod hand_in;
mod held;
mod house;
mod identity;
mod instruct;
mod log;
mod mandate;
mod metrics;
mod notice;
mod outside;
mod page;
mod promise;
mod recall;
mod remind;
mod renew;
mod reply;
mod report;
mod retain;
mod returns;
mod role;
mod routed;
#[path = "../common/schema.rs"]
mod schema;
#[path = "../common/server.rs"]
mod server;
mod suspended;
mod twice;
#[path = "../../src/seal/webauthn/testing.rs"]
mod webauthn_testing;
mod witness;
mod worker;
