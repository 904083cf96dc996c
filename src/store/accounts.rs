//! Senders' accounts and their API tokens. Names, addresses and certificates are encrypted and found by keyed hash; a password
//! or token is kept as the hash that the caller made.

use serde::{Deserialize, Serialize};

use crate::erds::moment::Moment;

/// An account to be made or replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAccount {
    /// The account.
    pub account: Account,
    /// When.
    pub at: Moment,
}

/// A sender's account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its name, as used to log in.
    pub name: String,
    /// The password's Argon2 hash in PHC form, made by the caller.
    pub password_hash: String,
    /// What the sender calls itself.
    pub sender_name: Option<String>,
    /// The addresses (`a@b.nl`) and whole domains (`@b.nl`) that it may send as, in small letters.
    pub may_send_as: Vec<String>,
    /// SHA-256 of each TLS client certificate (DER) whose holder hands in for it, in hexadecimal.
    #[serde(default)]
    pub certificates: Vec<String>,
    /// The domains, in small letters, whose DKIM signature hands in for it.
    #[serde(default)]
    pub signing_domains: Vec<String>,
    /// What it asks addressees to prove where a message says nothing else: the name of a level.
    #[serde(default)]
    pub assurance: Option<String>,
    /// The domains, in small letters, whose mailboxes it says are under its control.
    #[serde(default)]
    pub controls: Vec<String>,
    /// Whether it hands in nothing any more.
    #[serde(default)]
    pub closed: bool,
    /// Since when and why the operator stopped it, where they did.
    #[serde(default)]
    pub suspended: Option<Suspension>,
}

/// An operator stopped an account for a while: it hands in nothing, and none of its notices leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// Why, in the operator's words. The sender reads them, and evidence holds them.
    pub reason: String,
    /// Since when.
    pub at: Moment,
}

/// What an account is found by where no name is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark<'a> {
    /// SHA-256 of a TLS client certificate, in hexadecimal.
    Certificate(&'a str),
    /// A domain that signs, in small letters.
    Domain(&'a str),
}

impl<'a> Mark<'a> {
    /// The purpose of its keyed hash, and what is hashed.
    pub(super) fn parts(self) -> (&'static str, &'a str) {
        match self {
            Self::Certificate(digest) => ("account_marks.certificate", digest),
            Self::Domain(domain) => ("account_marks.domain", domain),
        }
    }
}

impl Account {
    /// What it is found by.
    pub(super) fn marks(&self) -> impl Iterator<Item = Mark<'_>> {
        let certificates = self.certificates.iter().map(|digest| Mark::Certificate(digest));
        certificates.chain(self.signing_domains.iter().map(|domain| Mark::Domain(domain)))
    }
}

/// An API token to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewToken {
    /// SHA-256 of the token, which has at least 128 random bits.
    pub hash: [u8; 32],
    /// The account it stands for.
    pub account: String,
    /// What it may do.
    pub scopes: Vec<String>,
    /// When it was made.
    pub at: Moment,
}

/// An API token as found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The account it stands for.
    pub account: Account,
    /// What it may do.
    pub scopes: Vec<String>,
}
