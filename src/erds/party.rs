//! Who takes part: the service that states, the sender, the addressee, and how each was identified.

use super::address::Address;
use super::moment::Moment;

/// The service that issues the evidence (R02).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    /// The legal name of the operator, as in its seal certificate's organisation.
    pub legal_name: String,
    /// The service's own mail domain.
    pub domain: String,
}

/// How and when something that the sender says about itself was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// In words: `dns`, `trade register`, …
    pub how: String,
    /// When it was last checked.
    pub at: Moment,
}

/// The sender as every evidence names it (I01, I02, I10).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// The address it sends from.
    pub address: Address,
    /// What it calls itself.
    pub name: Option<String>,
    /// How it authenticated when it handed the message in (I10).
    pub authentication: Authentication,
}

/// What we know of the sender by ourselves. `None` means "we did not check".
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SenderChecks {
    /// How we know that it controls its address's domain.
    pub domain: Option<Check>,
    /// How we know its name.
    pub name: Option<Check>,
}

/// An act of authentication (the `AuthenticationDetails` of EN 319 522-3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authentication {
    /// By what means.
    pub method: Method,
    /// When.
    pub at: Moment,
}

/// A means of authentication, each with its URI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// A bearer token of the sender's account, over TLS or loopback.
    ApiToken,
    /// A TLS client certificate that the sender's account names.
    ClientCertificate,
    /// A DKIM signature of a domain that the sender's account names.
    DomainSignature,
    /// A one-time code sent to the addressee's mailbox.
    MailCode,
    /// Account name and password over TLS (SMTP AUTH).
    Password,
}

impl Method {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::ApiToken, Self::ClientCertificate, Self::DomainSignature, Self::MailCode, Self::Password];

    /// Its short name, as in the acknowledgement and the report.
    pub fn name(self) -> &'static str {
        match self {
            Self::ApiToken => "api-token",
            Self::ClientCertificate => "client-certificate",
            Self::DomainSignature => "domain-signature",
            Self::MailCode => "mail-code",
            Self::Password => "password",
        }
    }

    /// Its URI, as in evidence.
    pub fn uri(self) -> String {
        format!("urn:recepis:authentication:{}", self.name())
    }

    /// The method with this URI.
    pub fn from_uri(uri: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.uri() == uri)
    }

    /// The assurance that it gives.
    pub fn level(self) -> Level {
        match self {
            Self::ApiToken | Self::ClientCertificate | Self::Password => Level::Account,
            Self::DomainSignature => Level::Domain,
            Self::MailCode => Level::Mailbox,
        }
    }
}

/// How much an authentication says about who it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Somebody with access to the mailbox.
    Mailbox,
    /// Somebody whose mail goes out through a server that signs for the domain.
    Domain,
    /// Somebody who holds the secret of an account with us.
    Account,
}

impl Level {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Mailbox, Self::Domain, Self::Account];

    /// Its short name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mailbox => "mailbox",
            Self::Domain => "domain",
            Self::Account => "account",
        }
    }

    /// Its URI. None of ours is an eIDAS level: those are for notified means.
    pub fn uri(self) -> String {
        format!("urn:recepis:assurance:{}", self.name())
    }
}

/// In what capacity somebody decides, as they state it; we do not check it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum Capacity {
    /// For somebody else.
    Other {
        /// As what: parent, administrator, attorney…
        #[serde(rename = "as")]
        acting_as: String,
        /// For whom.
        name: String,
    },
    /// For an organisation.
    Organisation {
        /// In which function.
        function: String,
        /// Which organisation.
        name: String,
    },
    /// For oneself.
    Own {},
}
