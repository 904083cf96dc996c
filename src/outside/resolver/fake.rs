//! A resolver that answers as told. For tests.

use std::collections::HashMap;
use std::future::ready;
use std::sync::{Mutex, PoisonError};

use super::{Answer, Asked, Dnssec, Error, Kind, Resolver};
use crate::format::dns::{self, Data};

/// Answers as told; of what it was not told, nothing exists.
#[derive(Default)]
pub struct FakeResolver {
    told: Mutex<HashMap<(String, Kind), Result<Answer, Error>>>,
}

impl FakeResolver {
    /// Nothing exists.
    pub fn new() -> Self {
        Self::default()
    }

    /// These records of one kind, a line each as a zone file writes them, stand under this name.
    pub fn holds(&self, name: &str, kind: Kind, dnssec: Dnssec, lines: &[&str]) {
        self.answers(name, kind, Ok(Answer { records: dns::records(&lines.join("\n")), exists: true, dnssec }));
    }

    /// This text stands under this name.
    pub fn says(&self, name: &str, text: &str) {
        let record = dns::Record { owner: name.to_owned(), ttl: 60, data: Data::Text(text.to_owned()) };
        let answer = Answer { records: vec![record], exists: true, dnssec: Dnssec::Insecure };
        self.answers(name, Kind::Txt, Ok(answer));
    }

    /// Whoever asks this gets that.
    pub fn answers(&self, name: &str, kind: Kind, answer: Result<Answer, Error>) {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).insert((name.to_owned(), kind), answer);
    }
}

impl Resolver for FakeResolver {
    fn look_up<'a>(&'a self, name: &'a str, kind: Kind) -> Asked<'a> {
        let told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let exists = told.keys().any(|(known, _)| known == name);
        let nothing = Ok(Answer { records: Vec::new(), exists, dnssec: Dnssec::Insecure });
        let answer = told.get(&(name.to_owned(), kind)).cloned().unwrap_or(nothing);
        Box::pin(ready(answer))
    }
}
