//! Who stands behind a fact.

use super::Stated;
use super::say::Say;

/// Who says a fact.
pub(super) enum Source<'a> {
    /// The addressee, by an act that the service recorded.
    Addressee(&'a Stated),
    /// The sender, by what the service passed on.
    Sender(&'a Stated),
    /// A mail server, in what the service quotes of it.
    Server(&'a Stated),
    /// The service.
    Service(&'a Stated),
}

impl Source<'_> {
    pub(super) fn words(&self, say: &Say) -> String {
        let (key, stated) = match self {
            Self::Addressee(stated) => ("exhibit-source-addressee", stated),
            Self::Sender(stated) => ("exhibit-source-sender", stated),
            Self::Server(stated) => ("exhibit-source-server", stated),
            Self::Service(stated) => ("exhibit-source-service", stated),
        };
        say.text(key, &[("number", &stated.number())])
    }
}
