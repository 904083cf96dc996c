//! Electronic identities: somebody else vouches for who a person is. The person is sent to an issuer and comes back with an answer,
//! which is judged here; what it says of the person is compared by `flow::eid` and dropped. Nothing of it stands in a log.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;

use crate::erds::attribute::Attribute;
use crate::erds::moment::Moment;

pub mod certificate;
mod claims;
mod fake;
pub mod oidc;

pub use certificate::Unfit;
pub use claims::Claims;
pub use fake::FakeProvider;

/// An issuer as the service speaks with it.
pub trait Provider: Send + Sync {
    /// The field of an answer that repeats `Start::state`.
    fn state_field(&self) -> &'static str;

    /// Where the person goes.
    fn depart<'a>(&'a self, start: Start<'a>) -> Asking<'a, Departure>;

    /// What the issuer has to know of the service, as a file for it, where it takes one. Nothing in it is secret.
    fn description(&self, _random: &[u8; 20]) -> Option<Vec<u8>> {
        None
    }

    /// Judges what the person brought back, against what was kept when they left.
    fn arrive<'a>(&'a self, answer: &'a Answer, secret: &'a [u8], now: Moment) -> Asking<'a, Identified>;
}

/// A question to an issuer that is under way.
pub type Asking<'a, T> = Pin<Box<dyn Future<Output = Result<T, Failure>> + Send + 'a>>;

/// What a person takes along.
#[derive(Clone, Copy, Debug)]
pub struct Start<'a> {
    /// What the answer must repeat; unguessable, and for one answer only.
    pub state: &'a str,
    /// Where the answer comes to, on the service's own pages.
    pub back: &'a str,
    /// The person's language.
    pub language: &'a str,
    /// What is to be compared; nothing else needs to be asked.
    pub wanted: &'a [Attribute],
    /// Random octets, for what the answer must fit.
    pub random: [u8; 64],
    /// The present moment.
    pub now: Moment,
}

/// Where a person goes, and what is kept meanwhile.
#[derive(Clone, PartialEq, Eq)]
pub struct Departure {
    /// The issuer's page, with everything that it is told, but for what stands in `form`.
    pub address: String,
    /// What the browser posts there; empty where it goes by a link.
    pub form: Vec<(&'static str, String)>,
    /// What the answer must fit; for `Provider::arrive` alone.
    pub secret: Vec<u8>,
}

/// What a person brought back: the fields of a query or a form.
#[derive(Clone, Default)]
pub struct Answer {
    /// Each field once.
    pub fields: BTreeMap<String, String>,
}

impl Answer {
    /// A field; an absent one is empty.
    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

/// What an issuer says of a person. `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Identified {
    /// Whom the issuer means, the same for the same person every time; only a keyed hash of it is ever kept.
    pub subject: String,
    /// What it says, as it says it; several of a kind where it says so in several forms.
    pub said: Vec<(Attribute, String)>,
}

impl std::fmt::Debug for Identified {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identified(…)")
    }
}

/// Why an issuer vouched for nobody. The texts are for the operator and say nothing of the person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The issuer was not reached, or not in time.
    #[error("it is not reached: {0}")]
    NotReached(String),
    /// The person turned back there, or was not let in.
    #[error("it says that nobody was identified")]
    Cancelled,
    /// The answer is not one that may be believed.
    #[error("its answer is not believed: {0}")]
    Refused(String),
    /// The certificate that was shown does not count, or none was shown.
    #[error("the certificate does not count: {0}")]
    Unfit(Unfit),
}
