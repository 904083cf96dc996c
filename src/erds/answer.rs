//! What an addressee can say besides accepting and refusing, by their own act on the service's page. None of it decides
//! anything, moves a deadline, or is ever taken from what somebody did instead of said.

use super::event::Event;

/// The most characters of a statement in the addressee's own words.
pub const LONGEST: usize = 2_000;

/// What is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Saying {
    /// They ask for a message again that they refused, or that met their silence.
    Again,
    /// They would rather have the message on paper. The time to decide goes on.
    ByPost,
    /// Content that they accepted could not be opened.
    CouldNotOpen,
    /// A statement in their own words.
    OwnWords,
    /// They read what they accepted: a statement of its own, never concluded from a download.
    Read,
}

impl Saying {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Again, Self::ByPost, Self::CouldNotOpen, Self::OwnWords, Self::Read];

    /// Its name in evidence.
    pub fn name(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::ByPost => "by-post",
            Self::CouldNotOpen => "could-not-open",
            Self::OwnWords => "own-words",
            Self::Read => "read",
        }
    }

    /// The saying of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|saying| saying.name() == name)
    }

    /// The event that it is stated as.
    pub fn event(self) -> Event {
        match self {
            Self::ByPost => Event::ByPostPlease,
            Self::CouldNotOpen => Event::CouldNotOpen,
            Self::Again | Self::OwnWords | Self::Read => Event::AddresseeStates,
        }
    }
}

/// Why a message is not for whoever answers, where they say so. The service checks none of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Because {
    /// The addressee has died.
    AddresseeDied,
    /// The addressee no longer works at the organisation whose address it is.
    NoLongerWorksHere,
}

impl Because {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::AddresseeDied, Self::NoLongerWorksHere];

    /// Its name in evidence.
    pub fn name(self) -> &'static str {
        match self {
            Self::AddresseeDied => "addressee-died",
            Self::NoLongerWorksHere => "no-longer-works-here",
        }
    }

    /// The one of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|because| because.name() == name)
    }
}
