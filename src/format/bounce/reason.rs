//! Why a mail server did not take or keep a message: what the phrases of the trade and the enhanced status codes amount to.

use std::fmt;

/// A reason for a failure or a delay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Who wrote it could not be shown: SPF, DKIM, DMARC, ARC.
    Authentication,
    /// The sending host is on a list, has a bad name, or no name at all.
    Blocked,
    /// The form of the message or a part of it is not taken.
    Content,
    /// The mailbox exists and is closed for the time being.
    Disabled,
    /// It was tried for as long as the server tries.
    Expired,
    /// The addressee's own filter turned it away.
    Filtered,
    /// Unknown senders are to come again later.
    Greylisted,
    /// The mailbox has no room left.
    MailboxFull,
    /// The addressee has another address.
    Moved,
    /// The next host could not be reached, or the message went round in a loop.
    Network,
    /// The host takes no mail at all ([RFC 7505], [RFC 7504]).
    NotAccepting,
    /// A rule of the receiving side forbids it.
    Policy,
    /// The two sides did not understand each other.
    Protocol,
    /// Too much at once.
    RateLimited,
    /// The server does not take mail for others.
    RelayingDenied,
    /// The address or domain of the sender is not taken.
    SenderRejected,
    /// Taken for unwanted advertising.
    Spam,
    /// Something failed at the receiving or reporting side.
    System,
    /// Encryption was wanted, or could not be had as wanted.
    TlsRequired,
    /// The message is larger than they take.
    TooLarge,
    /// Nothing that we know was said.
    Unknown,
    /// The domain or its mail server does not exist.
    UnknownHost,
    /// The address does not exist.
    UnknownUser,
    /// Something harmful was found in it.
    Virus,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 24] = [
        Self::Authentication,
        Self::Blocked,
        Self::Content,
        Self::Disabled,
        Self::Expired,
        Self::Filtered,
        Self::Greylisted,
        Self::MailboxFull,
        Self::Moved,
        Self::Network,
        Self::NotAccepting,
        Self::Policy,
        Self::Protocol,
        Self::RateLimited,
        Self::RelayingDenied,
        Self::SenderRejected,
        Self::Spam,
        Self::System,
        Self::TlsRequired,
        Self::TooLarge,
        Self::Unknown,
        Self::UnknownHost,
        Self::UnknownUser,
        Self::Virus,
    ];

    /// Its name in tables and tests.
    pub fn name(self) -> &'static str {
        match self {
            Self::Authentication => "authentication",
            Self::Blocked => "blocked",
            Self::Content => "content",
            Self::Disabled => "disabled",
            Self::Expired => "expired",
            Self::Filtered => "filtered",
            Self::Greylisted => "greylisted",
            Self::MailboxFull => "mailbox full",
            Self::Moved => "moved",
            Self::Network => "network",
            Self::NotAccepting => "not accepting",
            Self::Policy => "policy",
            Self::Protocol => "protocol",
            Self::RateLimited => "rate limited",
            Self::RelayingDenied => "relaying denied",
            Self::SenderRejected => "sender rejected",
            Self::Spam => "spam",
            Self::System => "system",
            Self::TlsRequired => "TLS required",
            Self::TooLarge => "too large",
            Self::Unknown => "unknown",
            Self::UnknownHost => "unknown host",
            Self::UnknownUser => "unknown user",
            Self::Virus => "virus",
        }
    }

    /// The reason of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
