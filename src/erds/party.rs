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
    /// A one-time code sent to the addressee's mailbox, and with it an access code that the sender and the addressee agreed on
    /// elsewhere. That one is known to both sides: it keeps others in the mailbox out, and adds nothing against the sender.
    AccessCode,
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
    /// A one-time code sent to the telephone number that the sender stated.
    SmsCode,
}

impl Method {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::AccessCode,
        Self::ApiToken,
        Self::ClientCertificate,
        Self::DomainSignature,
        Self::MailCode,
        Self::Password,
        Self::SmsCode,
    ];

    /// Its short name, as in the acknowledgement and the report.
    pub fn name(self) -> &'static str {
        match self {
            Self::AccessCode => "access-code",
            Self::ApiToken => "api-token",
            Self::ClientCertificate => "client-certificate",
            Self::DomainSignature => "domain-signature",
            Self::MailCode => "mail-code",
            Self::Password => "password",
            Self::SmsCode => "sms-code",
        }
    }

    /// Its URI, as in evidence.
    pub fn uri(self) -> String {
        format!("urn:recepis:authentication:{}", self.name())
    }

    /// The method of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name() == name)
    }

    /// The method with this URI.
    pub fn from_uri(uri: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.uri() == uri)
    }

    /// The assurance that it gives.
    pub fn level(self) -> Level {
        match self {
            Self::AccessCode => Level::SharedSecret,
            Self::ApiToken | Self::ClientCertificate | Self::Password => Level::Account,
            Self::DomainSignature => Level::Domain,
            Self::MailCode => Level::Mailbox,
            Self::SmsCode => Level::Telephone,
        }
    }
}

/// How much an authentication says about who it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// Somebody with access to the mailbox.
    Mailbox,
    /// Somebody with access to the mailbox who knows what the sender knows, too.
    SharedSecret,
    /// Somebody with access to the telephone number that the sender stated.
    Telephone,
    /// Somebody whose mail goes out through a server that signs for the domain.
    Domain,
    /// Somebody who holds the secret of an account with us.
    Account,
}

impl Level {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Mailbox, Self::SharedSecret, Self::Telephone, Self::Domain, Self::Account];

    /// Those that a sender can ask of an addressee, the least first.
    pub const OF_ADDRESSEES: [Self; 3] = [Self::Mailbox, Self::SharedSecret, Self::Telephone];

    /// Its short name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mailbox => "mailbox",
            Self::SharedSecret => "shared-secret",
            Self::Telephone => "telephone",
            Self::Domain => "domain",
            Self::Account => "account",
        }
    }

    /// Its URI. None of ours is an eIDAS level: those are for notified means.
    pub fn uri(self) -> String {
        format!("urn:recepis:assurance:{}", self.name())
    }

    /// The level with this URI.
    pub fn from_uri(uri: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.uri() == uri)
    }

    /// Whether it is enough where a sender asks for `required`. What says nothing about addressees is never enough.
    pub fn reaches(self, required: Self) -> bool {
        let place = |level| Self::OF_ADDRESSEES.iter().position(|known| *known == level);
        place(self).zip(place(required)).is_some_and(|(reached, wanted)| reached >= wanted)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_and_levels_are_found_by_their_names() {
        for method in Method::ALL {
            assert_eq!(Method::from_uri(&method.uri()), Some(method));
            assert_eq!(Method::from_name(method.name()), Some(method));
        }
        for level in Level::ALL {
            assert_eq!(Level::from_uri(&level.uri()), Some(level));
        }
    }

    #[test]
    fn a_level_reaches_what_is_below_it_and_what_is_a_senders_reaches_nothing() {
        let reaching = |required: Level| Level::ALL.into_iter().filter(move |level| level.reaches(required));
        assert_eq!(reaching(Level::Mailbox).collect::<Vec<_>>(), Level::OF_ADDRESSEES);
        assert_eq!(reaching(Level::SharedSecret).collect::<Vec<_>>(), [Level::SharedSecret, Level::Telephone]);
        assert_eq!(reaching(Level::Telephone).collect::<Vec<_>>(), [Level::Telephone]);
        assert_eq!(reaching(Level::Account).count() + reaching(Level::Domain).count(), 0);
    }
}
