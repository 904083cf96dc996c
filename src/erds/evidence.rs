//! A statement: what the service says happened, before it is signed. One per event and delivery, naming exactly one
//! addressee. `format::evidence` writes it as the XML of EN 319 522-3; this module says what it must and must not hold.

use super::address::Address;
use super::answer::{Because, Saying};
use super::attribute::Attribute;
use super::content::{ContentInfo, Sha256, Tracker};
use super::enrolment::KeyUse;
use super::event::Event;
use super::id::{DeliveryId, EvidenceId, OutageId};
use super::instruction::Instructed;
use super::mandate::MandateUse;
use super::moment::Moment;
use super::outage::Failing;
use super::party::{Authentication, Issuer, Sender, SenderChecks};
use super::reason::Reason;
use super::reminders::Reminders;
use super::role::RoleMailbox;
use super::submission::{AddressBasis, SendersControl};

/// One event, stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its identifier (G01).
    pub id: EvidenceId,
    /// What happened (G03).
    pub event: Event,
    /// Why (G04).
    pub reasons: Vec<StatedReason>,
    /// When (G05): the event time, which the service states.
    pub time: Moment,
    /// The policies under which it is issued (R01), as URIs; at least one.
    pub policies: Vec<String>,
    /// Who states it (R02).
    pub issuer: Issuer,
    /// Who sent the message (I01, I02, I10).
    pub sender: Sender,
    /// For whom it is (I06), as the sender wrote the address.
    pub addressee: Address,
    /// How the addressee proved who they are (I12): for C.3, C.4, E.1 and our own answers only. Where a delegate acted, how they
    /// did (I13).
    pub authentication: Option<Authentication>,
    /// The delegate who acted for the addressee (I08), where one did: in C.3, C.4 and E.1 only.
    pub delegate: Option<Address>,
    /// When the message was handed in (M03).
    pub submitted: Moment,
    /// The message's digest, size and Message-ID (M02).
    pub content: ContentInfo,
    /// Its place in the delivery's chain.
    pub chain: Chain,
    /// What the event holds besides.
    pub details: Details,
}

/// A reason with words to it, in English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedReason {
    /// The reason.
    pub reason: Reason,
    /// Further words.
    pub details: Option<String>,
}

/// What binds a statement to its delivery and to the statements before it (E01, `urn:recepis:evidence:v1`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// Whose chain. It stands in evidence as M01 too.
    pub delivery: DeliveryId,
    /// Where in the chain.
    pub link: Link,
    /// 128 random bits, so that a log entry tells nothing to somebody who guesses the rest.
    pub random: [u8; 16],
}

/// A place in the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// The first statement, sequence 1.
    First,
    /// A later statement.
    Next {
        /// Its number, from 2.
        sequence: u32,
        /// The digest of the preceding statement's canonical bytes.
        previous: Sha256,
    },
    /// An export statement: it stands outside the sequence and says how long the chain was.
    Outside {
        /// The number of statements in the chain at that moment.
        length: u32,
        /// The digest of the last one's canonical bytes.
        last: Sha256,
    },
}

impl Link {
    /// The number in the sequence; `None` outside of it.
    pub fn sequence(self) -> Option<u32> {
        match self {
            Self::First => Some(1),
            Self::Next { sequence, .. } => Some(sequence),
            Self::Outside { .. } => None,
        }
    }
}

/// What each kind of event holds besides the common components.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Details {
    /// D.1, NotForMe without more, Exported, Recalled.
    None,
    /// A.1, A.2.
    Submission(Box<SubmissionDetails>),
    /// C.1, C.2.
    Notice(Box<NoticeDetails>),
    /// C.3, C.4, NotForMe.
    Decision(DecisionDetails),
    /// C.3, where a standing instruction accepted and no person.
    Instructed(Box<Instructed>),
    /// C.5.
    Expiry(ExpiryDetails),
    /// E.1.
    Handover(HandoverDetails),
    /// NoticeTaken, NoticeDelayed, NoticeBounced.
    Return(Box<ReturnDetails>),
    /// AddresseeStates, where it is a letter that was confirmed.
    Reply(Box<ReplyDetails>),
    /// ByPostPlease, CouldNotOpen, and AddresseeStates where it was made on the service's page.
    Answer(Box<AnswerDetails>),
    /// DeadlineMoved.
    Moved(Deadline),
    /// Outage.
    Outage(Box<OutageDetails>),
}

/// What A.1 and A.2 hold: the terms, and what the sender states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmissionDetails {
    /// What we know of the sender's domain and name by ourselves.
    pub checks: SenderChecks,
    /// Whole days to decide.
    pub accept_within: u16,
    /// The zone in which days begin and end.
    pub zone: String,
    /// URI of the least assurance that the addressee must reach.
    pub assurance: String,
    /// Language of notice and pages.
    pub language: String,
    /// For how many days after a decision the content is kept.
    pub content_kept: u16,
    /// What the message is about, as the sender states.
    pub purpose: Option<String>,
    /// The legal basis that the sender names.
    pub legal_basis: Option<String>,
    /// Why the address may be assumed right, as the sender states.
    pub address_basis: Option<AddressBasis>,
    /// How it is known that the mailbox is under the sender's control, where anything shows it.
    pub senders_control: Option<SendersControl>,
    /// Why the sender sends another message while several wait for the addressee, as it states.
    pub another_because: Option<String>,
    /// What in the message would report on its reader, where the operator takes such messages; at most 50.
    pub trackers: Vec<Tracker>,
    /// The version of the statement on privacy that was published in that language: SHA-256 of its text. Older evidence has none.
    pub privacy: Option<Sha256>,
    /// The country whose public holidays are no last days, as ISO 3166-1 alpha-2; `None`: only weekends are not.
    pub country: Option<String>,
    /// On which days the addressee is reminded.
    pub reminders: Reminders,
    /// The last two digits of the telephone number that the sender stated for the addressee.
    pub telephone_ending: Option<String>,
    /// What is to be compared with what the issuer of an electronic identity says, each once; never the values.
    pub to_match: Vec<Attribute>,
    /// Whether the sender asks that a person decides: no standing instruction accepts the message then.
    pub by_person: bool,
    /// How it is known that several people may read the mailbox, where it is: then the first decision counts.
    pub role_mailbox: Option<RoleMailbox>,
    /// The delivery that this one follows, because its addressee asked for the message again.
    pub follows: Option<Follows>,
}

/// An earlier delivery of the same content to the same addressee, and the last evidence of its chain when this one began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Follows {
    /// Which delivery.
    pub delivery: DeliveryId,
    /// The place of its last evidence, from 1.
    pub sequence: u32,
    /// The digest of that evidence's canonical bytes.
    pub digest: Sha256,
}

/// What C.1 and C.2 hold about the notice or reminder that was, or could not be, sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeDetails {
    /// The number of the notice, from 1; its file is `notice-N.eml`. Reminders are counted with notices.
    pub number: u32,
    /// Which reminder of the schedule it is, from 1; `None` for the notice.
    pub reminder: Option<u16>,
    /// Digest of the exact bytes sent.
    pub digest: Sha256,
    /// The template's name and version, such as `notice/1`.
    pub template: String,
    /// The template's digest.
    pub template_digest: Sha256,
    /// The deadline printed in it, exclusive, and the tables it was computed with. A reminder prints the one that stands.
    pub deadline: Deadline,
    /// The mail server it was given to.
    pub next_hop: Option<NextHop>,
    /// Which server the domain's DNS named, and whether DNSSEC vouched for that.
    pub dns: Option<DnsAnswer>,
    /// That server's final reply, word for word; characters that XML cannot hold are U+FFFD (the dialogue has them).
    pub reply: Option<String>,
    /// Digest of the dialogue, packed as `dialogue/NNN.txt`.
    pub dialogue: Option<Sha256>,
    /// From when the content could be fetched.
    pub availability: Option<Availability>,
    /// How the connection to that server was protected; `None` where it was not.
    pub tls: Option<Tls>,
}

/// A deadline and the tables that it was computed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The first moment that is too late.
    pub until: Moment,
    /// Version of the zone table, such as `2026b`.
    pub zones: String,
    /// Version of the table of public holidays; `none` where only weekends count.
    pub holidays: String,
}

/// A mail server and what it is to the addressee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextHop {
    /// Its name.
    pub name: String,
    /// What it is.
    pub role: HopRole,
}

/// What a mail server is to the addressee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HopRole {
    /// The demo mailbox of this service, for its own demo domain.
    Demo,
    /// Named by the MX records of the addressee's domain.
    Mx,
    /// The operator's relay: what the addressee's side did is not known.
    Relay,
}

impl HopRole {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Demo, Self::Mx, Self::Relay];

    /// Its name in evidence.
    pub fn name(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::Mx => "mx",
            Self::Relay => "relay",
        }
    }
}

/// What DNS said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DnsAnswer {
    /// The records, one line each, as a zone file writes them.
    pub answer: String,
    /// `secure`, `insecure`, `bogus`, `indeterminate` [RFC 4035 §4.3].
    pub dnssec: String,
}

/// How a connection to a mail server was protected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tls {
    /// The name that the server was to prove.
    pub name: String,
    /// `TLSv1.2`, `TLSv1.3`.
    pub protocol: String,
    /// Digest of the certificate that it showed.
    pub certificate: Sha256,
    /// What was demanded: `dane` [RFC 7672], `mta-sts`, `mta-sts-testing` [RFC 8461], `relay`, or `opportunistic`: nothing.
    pub policy: String,
    /// Whether the certificate proves that name, by what the policy rests on; where nothing was demanded, by an authority that
    /// the service trusts.
    pub authenticated: bool,
}

/// When the content could be fetched, as the service checked by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Availability {
    /// From.
    pub from: Moment,
    /// To; open where absent.
    pub to: Option<Moment>,
    /// Except during.
    pub except: Vec<(Moment, Moment)>,
}

/// What C.3, C.4 and NotForMe hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionDetails {
    /// Digest of the acknowledgement document's bytes.
    pub acknowledgement: Sha256,
    /// The addressee's own key that signed it, where one did.
    pub key: Option<KeyUse>,
    /// Whether it rests on a mailbox that is under the sender's control: whoever runs that mailbox could have made it.
    pub on_senders_mailbox: bool,
    /// Why it is not for whoever answered, as they say; in NotForMe only.
    pub because: Option<Because>,
    /// The mandate under which a delegate made it, where one did.
    pub mandate: Option<MandateUse>,
}

/// What the addressee said on the service's page besides accepting and refusing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerDetails {
    /// What they said.
    pub saying: Saying,
    /// The language of the text, as a tag [RFC 5646].
    pub language: String,
    /// The fixed text that they said it with, as the page showed it.
    pub text: String,
    /// Their own words, at most `answer::LONGEST` characters: always in a statement of their own, where they wrote any in
    /// CouldNotOpen, and nowhere else.
    pub words: Option<String>,
}

impl AnswerDetails {
    fn fits(&self, event: Event) -> bool {
        self.saying.event() == event
            && match self.saying {
                Saying::OwnWords => self.words.is_some(),
                Saying::CouldNotOpen => true,
                Saying::Again | Saying::ByPost | Saying::Read => self.words.is_none(),
            }
            && self.words.as_ref().is_none_or(|words| words.chars().count() <= super::answer::LONGEST)
    }
}

/// What C.5 holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpiryDetails {
    /// The deadline that passed, exclusive.
    pub deadline: Moment,
    /// When the content could be fetched.
    pub availability: Option<Availability>,
    /// How the notice and each reminder ended, as C.1 and C.2 before it state; at most 20, none in evidence of before
    /// reminders were sent.
    pub sent: Vec<Sent>,
}

/// How a notice or a reminder ended, as C.5 counts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The number of the notice.
    pub notice: u32,
    /// Which reminder it is; `None` for the notice.
    pub reminder: Option<u16>,
    /// When that was stated.
    pub at: Moment,
    /// The mail server that took it; `None` where none is known to have.
    pub taken_by: Option<NextHop>,
}

/// What E.1 holds: what was sent completely to the authenticated session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverDetails {
    /// Whether the whole message was sent as one file; otherwise part by part.
    pub whole: bool,
    /// How many parts the content page lists: the body, then each attachment.
    pub parts: u32,
}

/// What NoticeTaken, NoticeDelayed and NoticeBounced hold: what a mail server reported of a notice later. All of it is that server's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnDetails {
    /// The number of the notice that it is about.
    pub notice: u32,
    /// Digest of the report as it came in, octet for octet.
    pub digest: Sha256,
    /// The server that reports, as it calls itself.
    pub reporting_mta: Option<String>,
    /// Its enhanced status code ([RFC 3463]).
    pub status: Option<String>,
    /// Its words, or those of the server that it talked to; characters that XML cannot hold are U+FFFD.
    pub diagnostic: Option<String>,
    /// What the service takes them for, such as `mailbox full`.
    pub cause: Option<String>,
    /// The host that handed the report in, where the addressee's domain named it as a mail server at that moment.
    pub origin: Option<Origin>,
}

/// A host that handed a report in: the address that it connected from is one of this name, and DNS named it for the addressee's
/// domain. Which program wrote the report there is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Its name.
    pub host: String,
    /// What DNS said, with the address among the records.
    pub dns: DnsAnswer,
}

/// What AddresseeStates holds: a letter that came in answer to a notice, and that the addressee confirmed to be theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyDetails {
    /// The number of the notice that it answers.
    pub notice: u32,
    /// Digest of the letter as it is kept, and packed as `reply/NNN.eml`.
    pub digest: Sha256,
    /// Its number of octets.
    pub size: u64,
    /// When it came in.
    pub came: Moment,
    /// The text that the addressee confirmed it with, as the page showed it.
    pub text: String,
    /// Its DKIM signatures, in their order; at most four.
    pub dkim: Vec<DkimSeen>,
    /// Header fields that a signature covers and that were left out, because they name a network address or a program.
    pub left_out: Vec<String>,
}

/// A DKIM signature as it was judged when the letter came in.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DkimSeen {
    /// The domain that signs (`d=`).
    pub domain: String,
    /// The selector (`s=`).
    pub selector: String,
    /// What came of it.
    pub result: DkimResult,
    /// The key's record, as DNS gave it then to the service's resolver; `None` where it gave none.
    pub key: Option<String>,
    /// Whether DNSSEC vouched for that: `secure`, `insecure`, `bogus`, `indeterminate` [RFC 4035 §4.3].
    pub dnssec: Option<String>,
}

/// What came of checking a DKIM signature [RFC 8601 §2.7.1].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DkimResult {
    /// It does not fit the letter.
    Fail,
    /// It cannot be read, or its key cannot, or is revoked.
    PermError,
    /// It fits, but is of a kind that shows too little: a short key, SHA-1, a part of the letter only, or out of time.
    Policy,
    /// It fits.
    Pass,
    /// No key could be had at that moment.
    TempError,
}

impl DkimResult {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Fail, Self::PermError, Self::Policy, Self::Pass, Self::TempError];

    /// Its name in RFC 8601.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fail => "fail",
            Self::PermError => "permerror",
            Self::Policy => "policy",
            Self::Pass => "pass",
            Self::TempError => "temperror",
        }
    }
}

/// What an outage's evidence holds. The same outage stands in the chain of every delivery that it concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutageDetails {
    /// Its identifier, the same in all of them.
    pub id: OutageId,
    /// What did not work.
    pub failing: Failing,
    /// Whether an operator noted it; else the service measured it.
    pub by_operator: bool,
    /// From when.
    pub from: Moment,
    /// Until when.
    pub to: Moment,
    /// The operator's words.
    pub words: Option<String>,
    /// The deadline that it moved the running time to decide to, exclusive, and the tables it was computed with.
    pub deadline: Option<Deadline>,
}

/// A statement that says too little, too much or the wrong thing for its event.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum NotAStatement {
    /// R01 is missing.
    #[error("EN 319 522-2 Table 13: no policy (R01)")]
    Policy,
    /// G04 is missing where it must be.
    #[error("EN 319 522-2 §8.2.4: {0} must give a reason (G04)")]
    Reason(Event),
    /// I12 where the table prints 0, or missing where we always state it.
    #[error("EN 319 522-2 Table 13: the addressee's authentication (I12) does not fit {0}")]
    Authentication(Event),
    /// A delegate where none can act, or without the mandate.
    #[error("EN 319 522-2 Table 13: the delegate (I08) does not fit {0}")]
    Delegate(Event),
    /// The details are another event's.
    #[error("the recepis extension holds what does not belong to {0}")]
    Details(Event),
    /// Sequence and event do not fit: A.1 and A.2 are first, nothing else is, and only Exported stands outside.
    #[error("{0} cannot stand at this place of a chain")]
    Place(Event),
    /// The service issues no such evidence.
    #[error("{0} is not issued by recepis")]
    Event(Event),
}

impl Statement {
    /// Whether it holds what its event must hold, and nothing that it must not (EN 319 522-2 Table 13 and our extension).
    pub fn check(&self) -> Result<(), NotAStatement> {
        let event = self.event;
        if self.policies.is_empty() {
            return Err(NotAStatement::Policy);
        }
        if event.is_negative() && self.reasons.is_empty() {
            return Err(NotAStatement::Reason(event));
        }
        let decided = matches!(
            event,
            Event::ConsignmentAcceptance
                | Event::ConsignmentRejection
                | Event::ContentHandover
                | Event::AddresseeStates
                | Event::ByPostPlease
                | Event::CouldNotOpen
                | Event::NotForMe
        );
        if decided != self.authentication.is_some() || !self.authentication.as_ref().is_none_or(Authentication::fits) {
            return Err(NotAStatement::Authentication(event));
        }
        let may_delegate =
            matches!(event, Event::ConsignmentAcceptance | Event::ConsignmentRejection | Event::ContentHandover);
        let mandated = match &self.details {
            Details::Decision(decision) => decision.mandate.is_some() == self.delegate.is_some(),
            Details::Instructed(_) => self.delegate.is_none(),
            _ => true,
        };
        if !mandated || (self.delegate.is_some() && !may_delegate) {
            return Err(NotAStatement::Delegate(event));
        }
        let fits = match event {
            Event::SubmissionAcceptance | Event::SubmissionRejection => matches!(self.details, Details::Submission(_)),
            Event::NotificationForAcceptance | Event::NotificationForAcceptanceFailure => {
                matches!(self.details, Details::Notice(_))
            }
            Event::ConsignmentAcceptance if let Details::Instructed(instructed) = &self.details => {
                instructed.given <= self.time && instructed.proof.at <= self.time
            }
            Event::ConsignmentAcceptance | Event::ConsignmentRejection => {
                matches!(&self.details, Details::Decision(decision) if decision.because.is_none())
            }
            Event::NotForMe => matches!(self.details, Details::Decision(_)),
            Event::AcceptanceRejectionExpiry => matches!(self.details, Details::Expiry(_)),
            Event::ContentHandover => matches!(self.details, Details::Handover(_)),
            Event::DeadlineMoved => matches!(self.details, Details::Moved(_)),
            Event::Outage => matches!(self.details, Details::Outage(_)),
            Event::NoticeTaken | Event::NoticeDelayed | Event::NoticeBounced => {
                matches!(self.details, Details::Return(_))
            }
            Event::AddresseeStates => match &self.details {
                Details::Reply(_) => true,
                Details::Answer(answer) => answer.fits(event),
                _ => false,
            },
            Event::ByPostPlease | Event::CouldNotOpen => {
                matches!(&self.details, Details::Answer(answer) if answer.fits(event))
            }
            Event::ContentConsignment | Event::Exported | Event::Recalled => self.details == Details::None,
            other => return Err(NotAStatement::Event(other)),
        };
        if !fits {
            return Err(NotAStatement::Details(event));
        }
        let first = matches!(event, Event::SubmissionAcceptance | Event::SubmissionRejection);
        let placed = match self.chain.link {
            Link::First => first,
            Link::Next { sequence, .. } => !first && event != Event::Exported && sequence > 1,
            Link::Outside { length, .. } => event == Event::Exported && length > 0,
        };
        if placed { Ok(()) } else { Err(NotAStatement::Place(event)) }
    }

    /// What it says of a notice or a reminder: C.1 and C.2.
    pub fn notice(&self) -> Option<&NoticeDetails> {
        match &self.details {
            Details::Notice(notice) => Some(notice),
            _ => None,
        }
    }

    /// Whether it says that a notice, or a reminder for good, did not stay where it went: no time to decide runs any more.
    pub fn ends_time(&self) -> bool {
        match self.event {
            Event::NoticeBounced => true,
            Event::NotificationForAcceptanceFailure => {
                let refuses = |stated: &StatedReason| stated.reason.refuses_reminder();
                self.notice().is_none_or(|notice| notice.reminder.is_none()) || self.reasons.iter().any(refuses)
            }
            _ => false,
        }
    }

    /// The standing instruction by which it says that the message was accepted: in C.3 only.
    pub fn instructed(&self) -> Option<&Instructed> {
        match &self.details {
            Details::Instructed(instructed) => Some(instructed),
            _ => None,
        }
    }

    /// C.1 and C.2 as C.5 counts them; `None` for other events.
    pub fn sent(&self) -> Option<Sent> {
        let notice = self.notice()?;
        let taken = self.event == Event::NotificationForAcceptance;
        Some(Sent {
            notice: notice.number,
            reminder: notice.reminder,
            at: self.time,
            taken_by: notice.next_hop.clone().filter(|_| taken),
        })
    }

    /// Whether it refers to one recipient by index (I09): C, D, E and ours; A and F name recipients only.
    pub fn refers_to_recipient(&self) -> bool {
        !matches!(self.event, Event::SubmissionAcceptance | Event::SubmissionRejection)
    }
}
