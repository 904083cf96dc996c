//! Who takes part: the service that states, the sender, the addressee, and how each was identified.

use super::address::Address;
use super::attribute::Attribute;
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
    /// What the issuer of an electronic identity vouched for; there where the means is one, and nowhere else.
    pub vouched: Option<Vouched>,
}

impl Authentication {
    /// By a means of the service's own.
    pub fn own(method: Method, at: Moment) -> Self {
        Self { method, at, vouched: None }
    }

    /// The assurance that it gives.
    pub fn level(&self) -> Level {
        self.vouched.as_ref().map_or(self.method.level(), |vouched| vouched.level)
    }

    /// Whether an issuer vouches for it if, and only if, its means is an electronic identity, at a level of those.
    pub fn fits(&self) -> bool {
        match &self.vouched {
            None => !self.method.is_vouched(),
            Some(vouched) => self.method.is_vouched() && Level::OF_ISSUERS.contains(&vouched.level),
        }
    }
}

/// What the issuer of an electronic identity vouched for. What it said of the person is compared, and not kept.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Vouched {
    /// The issuer's identifier, such as its address on the web or the name in its certificate.
    pub issuer: String,
    /// The level that the operator's configuration says its identities have.
    pub level: Level,
    /// What the sender stated and the issuer said alike: everything that the sender asked to have compared.
    pub matched: Vec<Attribute>,
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
    /// A certificate that names a person, held in their browser or on their card, from an authority that the operator named.
    EidCertificate,
    /// An electronic identity by OpenID Connect.
    EidOidc,
    /// An electronic identity by SAML 2.0.
    EidSaml,
    /// A one-time code sent to the addressee's mailbox.
    MailCode,
    /// A key of the addressee's own (a passkey), enrolled for the address before the message was handed in. A decision on this
    /// proof is signed with such a key.
    Passkey,
    /// Account name and password over TLS (SMTP AUTH).
    Password,
    /// A one-time code sent to the telephone number that the sender stated.
    SmsCode,
}

impl Method {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::AccessCode,
        Self::ApiToken,
        Self::ClientCertificate,
        Self::DomainSignature,
        Self::EidCertificate,
        Self::EidOidc,
        Self::EidSaml,
        Self::MailCode,
        Self::Passkey,
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
            Self::EidCertificate => "eid-certificate",
            Self::EidOidc => "eid-oidc",
            Self::EidSaml => "eid-saml",
            Self::MailCode => "mail-code",
            Self::Passkey => "passkey",
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

    /// Whether it is an electronic identity, for which its issuer vouches.
    pub fn is_vouched(self) -> bool {
        matches!(self, Self::EidCertificate | Self::EidOidc | Self::EidSaml)
    }

    /// The assurance that it gives; of an electronic identity the least, since `Vouched` has its level.
    pub fn level(self) -> Level {
        match self {
            Self::AccessCode => Level::SharedSecret,
            Self::ApiToken | Self::ClientCertificate | Self::Password => Level::Account,
            Self::DomainSignature => Level::Domain,
            Self::EidCertificate | Self::EidOidc | Self::EidSaml => Level::Low,
            Self::MailCode => Level::Mailbox,
            Self::Passkey => Level::Key,
            Self::SmsCode => Level::Telephone,
        }
    }
}

/// How much an authentication says about who it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Somebody with access to the mailbox.
    Mailbox,
    /// Somebody who holds a key that was enrolled for the address before the message was handed in.
    Key,
    /// Somebody with access to the mailbox who knows what the sender knows, too.
    SharedSecret,
    /// Somebody with access to the telephone number that the sender stated.
    Telephone,
    /// Somebody for whom an issuer of electronic identities vouches; the operator's configuration says that it does so as a means
    /// of the level low does (eIDAS art. 8). That is not a notified means.
    Low,
    /// As before, as a means of the level substantial does.
    Substantial,
    /// As before, as a means of the level high does.
    High,
    /// Somebody whose mail goes out through a server that signs for the domain.
    Domain,
    /// Somebody who holds the secret of an account with us.
    Account,
}

impl Level {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Mailbox,
        Self::Key,
        Self::SharedSecret,
        Self::Telephone,
        Self::Low,
        Self::Substantial,
        Self::High,
        Self::Domain,
        Self::Account,
    ];

    /// What addressees can prove, the least first. A key says no more of who it was than the proof it was enrolled with, so it
    /// stands right above the mailbox (docs/decisions/0060).
    pub const OF_ADDRESSEES: [Self; 7] =
        [Self::Mailbox, Self::Key, Self::SharedSecret, Self::Telephone, Self::Low, Self::Substantial, Self::High];

    /// Those that an issuer of electronic identities can have.
    pub const OF_ISSUERS: [Self; 3] = [Self::Low, Self::Substantial, Self::High];

    /// Its short name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mailbox => "mailbox",
            Self::Key => "key",
            Self::SharedSecret => "shared-secret",
            Self::Telephone => "telephone",
            Self::Low => "low",
            Self::Substantial => "substantial",
            Self::High => "high",
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

    /// The one of this name among those that a sender can ask of an addressee.
    ///
    /// # Errors
    /// The names that there are.
    pub fn of_addressees(name: &str) -> Result<Self, String> {
        let found = Self::OF_ADDRESSEES.into_iter().find(|level| *level != Self::Key && level.name() == name);
        found.ok_or_else(|| "mailbox, shared-secret, telephone, low, substantial or high".to_owned())
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
        assert_eq!(reaching(Level::SharedSecret).collect::<Vec<_>>(), Level::OF_ADDRESSEES[2..]);
        assert_eq!(reaching(Level::Substantial).collect::<Vec<_>>(), [Level::Substantial, Level::High]);
        assert_eq!(Level::of_addressees("telephone"), Ok(Level::Telephone));
        assert!(["key", "account"].into_iter().all(|name| Level::of_addressees(name).is_err()));
        assert_eq!(reaching(Level::Account).count() + reaching(Level::Domain).count(), 0);
    }
}
