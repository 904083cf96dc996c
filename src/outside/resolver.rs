//! Names: what DNS says of a domain, and whether DNSSEC vouches for it ([RFC 1035], [RFC 4035]).
//!
//! An answer "there is no such record" is an answer. An error means that nobody could be asked, or that what was answered is
//! forged; in both cases nothing may be concluded but that one must ask again later.

use std::future::Future;
use std::pin::Pin;

use crate::format::dns::Record;

mod dns;
mod fake;

pub use dns::{DnsResolver, NameServers};
pub use fake::FakeResolver;

/// Answers questions about names.
pub trait Resolver: Send + Sync {
    /// What DNS says of a name. Aliases are followed and stand among the records.
    fn look_up<'a>(&'a self, name: &'a str, kind: Kind) -> Asked<'a>;
}

/// An answer under way.
pub type Asked<'a> = Pin<Box<dyn Future<Output = Result<Answer, Error>> + Send + 'a>>;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Mail servers.
    Mx,
    /// Addresses, of both kinds.
    Address,
    /// Text.
    Txt,
    /// What certificate a server has ([RFC 6698]).
    Tlsa,
}

/// What DNS says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The records; none where there is no such record.
    pub records: Vec<Record>,
    /// Whether the name exists at all.
    pub exists: bool,
    /// Whether DNSSEC vouches for all of it.
    pub dnssec: Dnssec,
}

/// Whether DNSSEC vouches for an answer ([RFC 4035 §4.3]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dnssec {
    /// It was signed, and it does not fit.
    Bogus,
    /// It is not known whether it ought to be signed: nobody looked.
    Indeterminate,
    /// It is known not to be signed.
    Insecure,
    /// It is signed, from the root down.
    Secure,
}

impl Dnssec {
    /// As evidence names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bogus => "bogus",
            Self::Indeterminate => "indeterminate",
            Self::Insecure => "insecure",
            Self::Secure => "secure",
        }
    }
}

/// Asks nobody.
#[derive(Clone, Copy, Debug)]
pub struct NoResolver;

impl Resolver for NoResolver {
    fn look_up<'a>(&'a self, _: &'a str, _: Kind) -> Asked<'a> {
        Box::pin(std::future::ready(Err(Error::Unavailable("no name server is asked here".to_owned()))))
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No name server answered, or not in time, or with an error.
    #[error("DNS gave no answer: {0}")]
    Unavailable(String),
    /// The answer ought to be signed and is not, or not rightly.
    #[error("the DNS answer is not signed as it ought to be (DNSSEC: bogus)")]
    Bogus,
}

#[cfg(test)]
mod tests;
