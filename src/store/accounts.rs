//! Senders' accounts and their API tokens. Names and addresses are encrypted and found by keyed hash; a password or token
//! is kept as the hash that the caller made.

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its name, as used to log in.
    pub name: String,
    /// The password's Argon2 hash in PHC form, made by the caller.
    pub password_hash: String,
    /// What the sender calls itself.
    pub sender_name: Option<String>,
    /// The addresses (`a@b.nl`) and whole domains (`@b.nl`) that it may send as, in small letters.
    pub may_send_as: Vec<String>,
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
