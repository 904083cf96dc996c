//! What the sender sees of a delivery: the timeline, the four answers, and what is not proven. Never visits, codes, wrong
//! codes, new links, language or later reads: none of those is kept where this could find it.

use crate::erds::address::Address;
use crate::erds::answer::Because;
use crate::erds::attribute;
use crate::erds::delivery::{Command, Offer};
use crate::erds::event::Event;
use crate::erds::evidence::{Details, Statement};
use crate::erds::id::{DeliveryId, SubmissionId};
use crate::erds::instruction;
use crate::erds::moment::Moment;
use crate::erds::party::{Authentication, Method};
use crate::erds::standing::{self, Decision, Facts, Step, Voucher};
use crate::erds::telephone::Telephone;
use crate::format::evidence;
use crate::store::{Account, Kept, Seen};
use crate::verify::answers::shows_notice_taken;
use crate::verify::delegated::mandate_use;
use crate::verify::keyed::key_use;

use super::look::{Recorded, because, instructed, recorded};
use super::{Fault, Refusal, Service, again, means, promise};

/// A delivery as its sender sees it.
#[derive(Clone, Debug)]
pub struct Status {
    /// Which delivery.
    pub delivery: DeliveryId,
    /// For whom.
    pub addressee: Address,
    /// When it was handed in.
    pub submitted: Moment,
    /// Until when the addressee can decide, exclusive.
    pub deadline: Option<Moment>,
    /// How far the technical events reach.
    pub step: Step,
    /// What was decided.
    pub decision: Decision,
    /// Who vouches for the decision.
    pub voucher: Voucher,
    /// Who decided, in words; only where somebody did.
    pub identity: Option<String>,
    /// What all this does not show.
    pub not_proven: Vec<Unproven>,
    /// Why the message is not for whoever answered, where they said so.
    pub because: Option<Because>,
    /// Whether its sender can still take it back.
    pub recallable: bool,
    /// Whether its addressee asked for the message again, and the sender may submit it to them again.
    pub again: bool,
    /// The delivery that it follows, because its addressee asked for the message again.
    pub follows: Option<DeliveryId>,
    /// The timeline.
    pub events: Vec<Recorded>,
    /// The log's promise for the first evidence, a signed note; absent where nothing is kept of that.
    pub promise: Option<String>,
}

/// What a delivery's evidence does not show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unproven {
    /// That anybody saw a notice.
    Notice,
    /// That a person knew of a message that a standing instruction accepted.
    Instruction,
    /// Which person used the mailbox.
    Person,
    /// Which person used the telephone.
    Telephone,
    /// Who it was, without relying on the issuer of the identity and on the service.
    Issuer,
    /// Which person used the key.
    KeyHolder,
    /// That the sender did not use the access code.
    AccessCode,
    /// The decision, without relying on the service.
    Decision,
    /// That whoever was silent saw the notice.
    Silence,
    /// That what was sent was read.
    Read,
    /// The times, without relying on the service.
    Times,
}

impl Unproven {
    /// In words, for programs.
    pub fn words(self) -> &'static str {
        match self {
            Self::Notice => "The notice was handed to a mail server. That does not show that anybody saw it.",
            Self::Instruction => {
                "A standing instruction accepted the message. That does not show that a person knew of it; that the instruction had not \
                 been ended, and what the domain's DNS said, is this service's word."
            }
            Self::Person => "A code by mail shows access to the mailbox, not which person it was.",
            Self::Telephone => "A code by SMS shows access to a telephone number, not which person it was.",
            Self::Issuer => {
                "Who it was rests on the word of the issuer of the identity, and on this service's that it said so."
            }
            Self::KeyHolder => {
                "A key shows that somebody who could unlock it used it, and no more of who that is than the proof it was enrolled with."
            }
            Self::AccessCode => "An access code is known to both sides: it shows nothing against the sender.",
            Self::Decision => "The decision rests on this service's word: the addressee used no key of their own.",
            Self::Silence => "Silence does not show that anybody saw the notice.",
            Self::Read => "That content was sent completely does not show that it was read.",
            Self::Times => {
                "The times are stamped by this service's own authority; no independent one vouches for them."
            }
        }
    }
}

/// A submission in a list.
#[derive(Clone, Debug)]
pub struct Summary {
    /// Which submission.
    pub submission: SubmissionId,
    /// When it was handed in.
    pub submitted: Moment,
}

/// The deliveries of one submission.
pub async fn submission(service: &Service, account: &Account, id: SubmissionId) -> Result<Vec<Status>, Fault> {
    let mut found = Vec::new();
    for delivery in service.store.deliveries_of(&id).await? {
        found.push(self::delivery(service, account, delivery).await?);
    }
    if found.is_empty() { Err(Refusal::NotFound.into()) } else { Ok(found) }
}

/// One delivery.
///
/// # Errors
/// `Refusal::NotFound` where the account has no such delivery, whether or not another has.
pub async fn delivery(service: &Service, account: &Account, id: DeliveryId) -> Result<Status, Fault> {
    let seen = own(service, account, id).await?;
    let kept = service.store.statements(&seen).await?;
    let facts = facts(&kept);
    let decision = standing::decision(&seen.delivery, facts);
    let decided = kept.iter().rev().find(|kept| {
        matches!(kept.event, Event::ConsignmentAcceptance | Event::ConsignmentRejection | Event::NotForMe)
    });
    let keyed = decided.is_some_and(keyed);
    let stated = decided.and_then(|kept| evidence::read(&kept.canonical).ok());
    let decided_by = stated.as_ref().and_then(|stated| Some((stated, stated.authentication.as_ref()?)));
    let method = decided_by.map(|(_, how)| how.method);
    let identity = decided_by.map(|(stated, how)| match stated.instructed() {
        None => identity(&seen, stated, how),
        Some(used) => format!(
            "nobody for this message: it was {}; who gave the instruction: {}",
            instruction::words(used.given),
            identity(&seen, stated, how)
        ),
    });
    Ok(Status {
        delivery: id,
        addressee: seen.record.addressee.clone(),
        submitted: seen.record.submitted,
        deadline: seen.delivery.deadline(),
        step: standing::step(&seen.delivery, facts),
        decision,
        voucher: standing::voucher(&seen.delivery, keyed),
        identity,
        not_proven: not_proven(&seen, decision, method, (keyed, service.tsa.is_independent())),
        because: because(&kept),
        recallable: seen.delivery.step(Command::Recall, service.now()).is_ok(),
        again: again::is_open(service, &seen, &kept).await?,
        follows: again::follows(&kept),
        events: recorded(&kept),
        promise: promise::of(service, id, &kept)?,
    })
}

/// What was said with mail servers about a delivery's notice and reminders so far, attempt by attempt, also while it is still tried.
///
/// # Errors
/// `Refusal::NotFound` where the account has no such delivery, or no attempt has ended.
pub async fn dialogue(service: &Service, account: &Account, id: DeliveryId) -> Result<Vec<u8>, Fault> {
    let seen = own(service, account, id).await?;
    let mut said: Vec<(Option<u16>, Vec<u8>)> = Vec::new();
    // Of each the last has what was said before; the notice comes first, then its reminders.
    for notice in service.store.notices(&seen).await?.into_iter().rev() {
        if let Some(dialogue) = notice.dialogue.filter(|_| !said.iter().any(|(of, _)| *of == notice.reminder)) {
            said.push((notice.reminder, dialogue));
        }
    }
    said.sort_by_key(|(of, _)| *of);
    let said: Vec<Vec<u8>> = said.into_iter().map(|(_, dialogue)| dialogue).collect();
    if said.is_empty() { Err(Refusal::NotFound.into()) } else { Ok(said.concat()) }
}

/// The account's submissions, the latest first.
pub async fn list(
    service: &Service,
    account: &Account,
    before: Option<SubmissionId>,
    most: u16,
) -> Result<Vec<Summary>, Fault> {
    let found = service.store.submissions_by(&account.name, before, u32::from(most.clamp(1, 200))).await?;
    Ok(found.into_iter().map(|(submission, submitted)| Summary { submission, submitted }).collect())
}

/// The delivery, where it is this account's.
pub(super) async fn own(service: &Service, account: &Account, id: DeliveryId) -> Result<Seen, Fault> {
    let seen = service.store.delivery(&id).await?.filter(|seen| seen.record.account == account.name);
    Ok(seen.ok_or(Refusal::NotFound)?)
}

/// What the steps are computed from, out of the statements themselves.
fn facts(kept: &[Kept]) -> Facts {
    let mut facts = Facts::default();
    for kept in kept {
        match kept.event {
            Event::NotificationForAcceptance | Event::NoticeTaken => {
                let statement = evidence::read(&kept.canonical).ok();
                facts.notice_taken |= statement.is_some_and(|statement| shows_notice_taken(&statement));
            }
            // What came back was not kept by whoever took it.
            Event::NoticeBounced => facts.notice_taken = false,
            Event::NotForMe | Event::ByPostPlease | Event::AddresseeStates => facts.answered = true,
            Event::ConsignmentAcceptance => facts.instructed = instructed(kept).is_some(),
            _ => {}
        }
    }
    facts
}

/// Whether the addressee's own key signed this decision.
fn keyed(kept: &Kept) -> bool {
    evidence::read(&kept.canonical).is_ok_and(|statement| key_use(&statement).is_some())
}

/// Who decided, in words, by how they proved it.
fn identity(seen: &Seen, stated: &Statement, how: &Authentication) -> String {
    let record = &seen.record;
    // Of a key the decision itself says what it rests on.
    let marked = match &stated.details {
        Details::Decision(decision) if how.method == Method::Passkey => decision.on_senders_mailbox,
        _ => means::on_senders_mailbox(seen, how, None),
    };
    let mark = if marked { "MAILBOX UNDER THE SENDER'S CONTROL: " } else { "" };
    let who = match how.method {
        Method::SmsCode => {
            let ending = record.telephone.as_ref().map(Telephone::ending).unwrap_or_default();
            format!(
                "somebody with access to the telephone number that the sender stated, ending {ending}, shown by a code sent there"
            )
        }
        Method::AccessCode => format!(
            "somebody with access to {}, shown by a code sent there, who also knew the access code that both sides know",
            record.addressee
        ),
        Method::EidCertificate | Method::EidOidc | Method::EidSaml => vouched(how),
        Method::Passkey => format!(
            "somebody who holds a key that was enrolled for {} before the message was handed in",
            record.addressee
        ),
        _ => match (&stated.delegate, mandate_use(stated)) {
            (Some(delegate), Some(used)) => format!(
                "somebody with access to {delegate}, shown by a code sent there, who acted for {} under mandate {}",
                record.addressee, used.id
            ),
            _ => format!("somebody with access to {}, shown by a code sent there", record.addressee),
        },
    };
    format!("{mark}{who}")
}

/// Who somebody is for whom an issuer vouched.
fn vouched(how: &Authentication) -> String {
    let Some(vouched) = &how.vouched else { return "somebody with an electronic identity".to_owned() };
    format!(
        "somebody for whom {} vouched, at the level {}; like what the sender stated: {}",
        vouched.issuer,
        vouched.level.name(),
        attribute::words(&vouched.matched)
    )
}

fn not_proven(
    seen: &Seen,
    decision: Decision,
    method: Option<Method>,
    (keyed, independent): (bool, bool),
) -> Vec<Unproven> {
    let mut lines = Vec::new();
    if matches!(seen.delivery.offer(), Offer::Offered { .. }) {
        lines.push(Unproven::Notice);
    }
    match decision {
        Decision::Accepted | Decision::Refused | Decision::NotForMe => {
            lines.push(match method {
                Some(Method::Passkey) => Unproven::KeyHolder,
                Some(Method::SmsCode) => Unproven::Telephone,
                Some(method) if method.is_vouched() => Unproven::Issuer,
                _ => Unproven::Person,
            });
            if method == Some(Method::AccessCode) {
                lines.push(Unproven::AccessCode);
            }
            if !keyed {
                lines.push(Unproven::Decision);
            }
        }
        Decision::AcceptedAsInstructed => lines.extend([Unproven::Instruction, Unproven::Person]),
        Decision::None | Decision::Expired | Decision::Recalled => lines.push(Unproven::Silence),
    }
    if matches!(decision, Decision::Accepted | Decision::AcceptedAsInstructed) {
        lines.push(Unproven::Read);
    }
    if !independent {
        lines.push(Unproven::Times);
    }
    lines
}
