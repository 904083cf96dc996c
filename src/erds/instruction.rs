//! A standing instruction: an organisation says beforehand that what comes to one address of its domain is accepted, from anyone or
//! from one sender, until a day. Access to that mailbox shows who says so, and a record in DNS shows that whoever runs the domain
//! agrees. Nobody decides on the message itself; whatever is said of such an acceptance says that (docs/decisions/0063).

use std::time::Duration;

use super::address::Address;
use super::content::Sha256;
use super::moment::Moment;
use super::party::{Authentication, Level};

/// The most days for which one is given; for longer, it is given again.
pub const LONGEST: u16 = 366;
/// The most octets of the name of an organisation or a function.
pub const LONGEST_NAME: usize = 200;
/// How old an answer of DNS may be when something is accepted on it.
pub const FRESH: Duration = Duration::from_mins(15);

/// What is said beforehand, for the address whose mailbox was opened to say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instruction {
    /// The organisation, as stated; not checked but for its domain.
    pub organisation: String,
    /// In which function somebody says it for the organisation, as stated; not checked.
    pub function: String,
    /// Whose messages are accepted; `None`: anyone's.
    pub sender: Option<Address>,
    /// The first moment at which it no longer holds.
    pub until: Moment,
    /// How the domain was proven when it was given.
    pub proof: DomainProof,
}

/// That a domain's DNS bears the record that the service asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DomainProof {
    /// The name that was asked for.
    pub name: String,
    /// The text that stands there.
    pub record: String,
    /// When DNS was asked.
    pub at: Moment,
    /// Whether DNSSEC vouched for the answer: `secure`, `insecure`, `indeterminate` [RFC 4035 §4.3].
    pub dnssec: String,
}

/// What an acceptance by such an instruction holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instructed {
    /// SHA-256 of the canonical bytes of the instruction's evidence.
    pub instruction: Sha256,
    /// When it was given.
    pub given: Moment,
    /// How the domain was proven when the message was accepted.
    pub proof: DomainProof,
}

/// Why an instruction does not lead to the acceptance of a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Outside {
    /// The sender asked that a person decides.
    #[error("the sender asked that a person decides on the message")]
    ByPerson,
    /// It is over, or was given later.
    #[error("it did not hold at that moment")]
    Time,
    /// It is for messages of another sender.
    #[error("it is for messages of another sender")]
    Sender,
    /// The mailbox is under the sender's control.
    #[error("the mailbox is under the sender's control")]
    SendersMailbox,
    /// The sender asked for another proof than it was given with.
    #[error("the sender asked for another proof than it was given with")]
    TooLittle,
}

/// What of a delivery an instruction is held against.
#[derive(Clone, Copy, Debug)]
pub struct Asks<'a> {
    /// Who sends.
    pub sender: &'a Address,
    /// The level that the sender asked for.
    pub required: Option<Level>,
    /// Whether the sender asked for something to be compared with an electronic identity: that is one person's.
    pub compares: bool,
    /// Whether the mailbox is under the sender's control.
    pub senders_mailbox: bool,
    /// Whether the sender asked that a person decides.
    pub by_person: bool,
}

impl Instruction {
    /// Whether it can be given at that moment: with names, for so long at most, on a proof that was had before.
    pub fn fits(&self, given: Moment) -> bool {
        let named = |name: &str| !name.trim().is_empty() && name.len() <= LONGEST_NAME;
        let latest = given.plus(Duration::from_hours(24 * (u64::from(LONGEST) + 1)));
        named(&self.organisation)
            && named(&self.function)
            && self.until > given
            && self.until <= latest
            && self.proof.at <= given
    }

    /// Whether it leads to the acceptance of a delivery with this at a moment; `given` is when it was given, and how whoever
    /// gave it showed who they are.
    ///
    /// # Errors
    /// Why it does not.
    pub fn covers(&self, asks: Asks<'_>, (given, by): (Moment, &Authentication), now: Moment) -> Result<(), Outside> {
        if asks.by_person {
            return Err(Outside::ByPerson);
        }
        if asks.senders_mailbox {
            return Err(Outside::SendersMailbox);
        }
        if now < given || now >= self.until {
            return Err(Outside::Time);
        }
        if self.sender.as_ref().is_some_and(|sender| !sender.same_mailbox(asks.sender)) {
            return Err(Outside::Sender);
        }
        // A telephone number, an access code and what is compared are one sender's and one delivery's: a proof by them says nothing
        // in another. Nothing but the mailbox, or an issuer's word, carries over.
        let carries = if by.method.is_vouched() { by.level() } else { Level::Mailbox };
        if asks.compares || !asks.required.is_some_and(|required| carries.reaches(required)) {
            return Err(Outside::TooLittle);
        }
        Ok(())
    }
}

/// What every mail, page and report says of such an acceptance, in English; `given` is when the instruction was given.
pub fn words(given: Moment) -> String {
    format!("accepted by standing instruction of {given}, not by a person")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::erds::party::{Method, Vouched};

    fn at(seconds: i64) -> Moment {
        Moment::from_seconds(1_795_511_640 + seconds)
    }

    fn instruction(sender: Option<&str>) -> Instruction {
        Instruction {
            organisation: "Bakkerij Jansen B.V.".to_owned(),
            function: "office".to_owned(),
            sender: sender.map(|sender| sender.parse().unwrap()),
            until: at(1_000),
            proof: DomainProof {
                name: "_recepis.bakery.example".to_owned(),
                record: "recepis-standing=0".to_owned(),
                at: at(0),
                dnssec: "insecure".to_owned(),
            },
        }
    }

    fn vouched(level: Level) -> Authentication {
        let vouched = Vouched { issuer: "https://id.example".to_owned(), level, matched: Vec::new() };
        Authentication { vouched: Some(vouched), ..Authentication::own(Method::EidOidc, at(0)) }
    }

    #[test]
    fn it_covers_what_was_said_and_nothing_else() {
        let jan: Address = "jan@sender.example".parse().unwrap();
        let asks = Asks {
            sender: &jan,
            required: Some(Level::Mailbox),
            compares: false,
            senders_mailbox: false,
            by_person: false,
        };
        let code = Authentication::own(Method::MailCode, at(0));
        let covers = |sender, asks, by: &Authentication, now| instruction(sender).covers(asks, (at(0), by), at(now));
        assert_eq!(covers(None, asks, &code, 0), Ok(()));
        assert_eq!(covers(Some("Jan@Sender.Example"), asks, &code, 999), Ok(()));
        assert_eq!(covers(Some("piet@sender.example"), asks, &code, 1), Err(Outside::Sender));
        assert_eq!(covers(None, asks, &code, -1), Err(Outside::Time));
        assert_eq!(covers(None, asks, &code, 1_000), Err(Outside::Time));
        assert_eq!(covers(None, Asks { by_person: true, ..asks }, &code, 1), Err(Outside::ByPerson));
        assert_eq!(covers(None, Asks { senders_mailbox: true, ..asks }, &code, 1), Err(Outside::SendersMailbox));
        assert_eq!(covers(None, Asks { compares: true, ..asks }, &vouched(Level::High), 1), Err(Outside::TooLittle));
        assert_eq!(covers(None, Asks { required: None, ..asks }, &code, 1), Err(Outside::TooLittle));
    }

    #[test]
    fn a_proof_of_one_delivery_reaches_no_further_in_another_than_the_mailbox() {
        let jan: Address = "jan@sender.example".parse().unwrap();
        let asks = |required| Asks {
            sender: &jan,
            required: Some(required),
            compares: false,
            senders_mailbox: false,
            by_person: false,
        };
        for method in [Method::AccessCode, Method::SmsCode, Method::MailCode] {
            let by = Authentication::own(method, at(0));
            let reached = Level::OF_ADDRESSEES
                .into_iter()
                .filter(|level| instruction(None).covers(asks(*level), (at(0), &by), at(1)).is_ok());
            assert_eq!(reached.collect::<Vec<_>>(), [Level::Mailbox], "{method:?}");
        }
        let by = vouched(Level::Substantial);
        assert_eq!(instruction(None).covers(asks(Level::Substantial), (at(0), &by), at(1)), Ok(()));
        assert_eq!(instruction(None).covers(asks(Level::High), (at(0), &by), at(1)), Err(Outside::TooLittle));
    }
}
