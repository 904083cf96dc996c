//! An issuer without a network, that vouches as told. For tests.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Answer, Asking, Departure, Failure, Identified, Provider, Start};
use crate::erds::attribute::Attribute;
use crate::erds::moment::Moment;

/// An issuer for tests. Its answer has the fields `state` and `code`; the code must be the one that it would give out.
pub struct FakeProvider {
    says: Mutex<Result<Identified, Failure>>,
    takes_a_form: Mutex<bool>,
}

impl FakeProvider {
    /// The code in a right answer.
    pub const CODE: &'static str = "right";

    /// One that says this of whoever comes.
    pub fn new(subject: &str, said: &[(Attribute, &str)]) -> Self {
        Self { says: Mutex::new(Ok(identified(subject, said))), takes_a_form: Mutex::new(false) }
    }

    /// From here on it says this.
    pub fn says(&self, subject: &str, said: &[(Attribute, &str)]) {
        *lock(&self.says) = Ok(identified(subject, said));
    }

    /// From here on people are to come with a form.
    pub fn takes_a_form(&self) {
        *lock(&self.takes_a_form) = true;
    }

    /// From here on it fails like this.
    pub fn fails(&self, failure: Failure) {
        *lock(&self.says) = Err(failure);
    }
}

impl Provider for FakeProvider {
    fn state_field(&self) -> &'static str {
        "state"
    }

    fn depart<'a>(&'a self, start: Start<'a>) -> Asking<'a, Departure> {
        let (address, form) = if *lock(&self.takes_a_form) {
            ("https://issuer.test/login".to_owned(), vec![("state", start.state.to_owned())])
        } else {
            (format!("https://issuer.test/login?state={}&back={}", start.state, start.back), Vec::new())
        };
        Box::pin(std::future::ready(Ok(Departure { address, form, secret: start.state.as_bytes().to_vec() })))
    }

    fn description(&self, _random: &[u8; 20]) -> Option<Vec<u8>> {
        Some(b"<recepis/>".to_vec())
    }

    fn arrive<'a>(&'a self, answer: &'a Answer, secret: &'a [u8], _now: Moment) -> Asking<'a, Identified> {
        let fits = answer.field("code") == Self::CODE && answer.field("state").as_bytes() == secret;
        let wrong = || Err(Failure::Refused("another code".to_owned()));
        let said = if fits { lock(&self.says).clone() } else { wrong() };
        Box::pin(std::future::ready(said))
    }
}

fn identified(subject: &str, said: &[(Attribute, &str)]) -> Identified {
    let said = said.iter().map(|(attribute, value)| (*attribute, (*value).to_owned())).collect();
    Identified { subject: subject.to_owned(), said }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
