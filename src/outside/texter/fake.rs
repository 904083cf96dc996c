//! A gateway without a network that remembers what it was given, and fails as told. For tests.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Failure, Sending, Texter};
use crate::erds::telephone::Telephone;

/// A gateway for tests.
#[derive(Default)]
pub struct FakeTexter {
    taken: Mutex<Vec<(String, String)>>,
    failing: Mutex<Option<Failure>>,
}

impl FakeTexter {
    /// One that takes everything.
    pub fn new() -> Self {
        Self::default()
    }

    /// From here on it fails like this, or takes everything again.
    pub fn fails(&self, failure: Option<Failure>) {
        *lock(&self.failing) = failure;
    }

    /// What it took: number and text, in order.
    pub fn taken(&self) -> Vec<(String, String)> {
        lock(&self.taken).clone()
    }
}

impl Texter for FakeTexter {
    fn send<'a>(&'a self, to: &'a Telephone, text: &'a str) -> Sending<'a> {
        let failing = lock(&self.failing).clone();
        if failing.is_none() {
            lock(&self.taken).push((to.whole().to_owned(), text.to_owned()));
        }
        Box::pin(std::future::ready(failing.map_or(Ok(()), Err)))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
