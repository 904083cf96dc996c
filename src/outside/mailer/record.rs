//! The record of a dialogue: every line of both sides with the time when it passed. Three things are left out, each marked
//! where it stood: the AUTH exchange, the secret part of the return path, and the message (its length and digest instead).

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::outside::clock::Clock;

/// A dialogue longer than this is cut: a hostile server may talk for ever.
const LONGEST: usize = 256 * 1024;

/// What was said, line by line. Clones write into the same record.
#[derive(Clone)]
pub(super) struct Record(Arc<Inner>);

struct Inner {
    clock: Arc<dyn Clock>,
    secret: Option<String>,
    text: Mutex<String>,
}

impl Record {
    pub(super) fn new(clock: Arc<dyn Clock>, secret: Option<String>) -> Self {
        let secret = secret.filter(|secret| !secret.is_empty());
        Self(Arc::new(Inner { clock, secret, text: Mutex::default() }))
    }

    /// Writes a remark of our own.
    pub(super) fn note(&self, text: &str) {
        self.line("--", text);
    }

    /// Writes what we say, without its line end.
    pub(super) fn said(&self, text: &str) {
        self.line("C:", text);
    }

    /// Writes what the server says, and gives it back as evidence may quote it: without the secret.
    pub(super) fn heard(&self, text: &str) -> String {
        self.line("S:", text);
        self.without_secret(text)
    }

    pub(super) fn text(&self) -> String {
        self.lock().clone()
    }

    /// How many octets it has.
    pub(super) fn length(&self) -> usize {
        self.lock().len()
    }

    /// What was written since it had so many octets.
    pub(super) fn since(&self, length: usize) -> String {
        self.lock().get(length..).unwrap_or_default().to_owned()
    }

    /// Writes lines of another record, with their own times.
    pub(super) fn quote(&self, lines: &str) {
        let mut all = self.lock();
        if all.len() <= LONGEST {
            all.push_str(lines);
        }
    }

    fn lock(&self) -> MutexGuard<'_, String> {
        self.0.text.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn line(&self, side: &str, text: &str) {
        let shown: String =
            self.without_secret(text).chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
        let mut all = self.lock();
        if all.len() > LONGEST {
            return;
        }
        let now = self.0.clock.now().to_string();
        for piece in [now.as_str(), " ", side, " ", shown.as_str(), "\n"] {
            all.push_str(piece);
        }
        if all.len() > LONGEST {
            all.push_str("-- [the dialogue is longer than is kept]\n");
        }
    }

    fn without_secret(&self, text: &str) -> String {
        match &self.0.secret {
            Some(secret) => text.replace(secret.as_str(), "[secret part of the return path]"),
            None => text.to_owned(),
        }
    }
}
