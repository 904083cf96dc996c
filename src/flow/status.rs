//! What the sender sees of a delivery: the timeline, the four answers, and what is not proven. Never visits, codes, wrong
//! codes, new links, language or later reads: none of those is kept where this could find it.

use crate::erds::address::Address;
use crate::erds::delivery::Offer;
use crate::erds::event::Event;
use crate::erds::id::{DeliveryId, SubmissionId};
use crate::erds::moment::Moment;
use crate::erds::party::{Authentication, Method};
use crate::erds::standing::{self, Decision, Facts, Step, Voucher};
use crate::erds::telephone::Telephone;
use crate::format::evidence;
use crate::store::{Account, Kept, Seen};
use crate::verify::answers::shows_notice_taken;
use crate::verify::keyed::key_use;

use super::look::{Recorded, recorded};
use super::{Fault, Refusal, Service, means, promise};

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
    pub not_proven: Vec<String>,
    /// The timeline.
    pub events: Vec<Recorded>,
    /// The log's promise for the first evidence, a signed note; absent where nothing is kept of that.
    pub promise: Option<String>,
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
    let decision = standing::decision(&seen.delivery);
    let decided = kept.iter().rev().find(|kept| {
        matches!(kept.event, Event::ConsignmentAcceptance | Event::ConsignmentRejection | Event::NotForMe)
    });
    let keyed = decided.is_some_and(keyed);
    let decided_by = decided.and_then(|kept| evidence::read(&kept.canonical).ok()?.authentication);
    let method = decided_by.as_ref().map(|how| how.method);
    let identity = decided_by.map(|how| identity(&seen, &how));
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
        events: recorded(&kept),
        promise: promise::of(service, id, &kept)?,
    })
}

/// What was said with mail servers about a delivery's notice so far, attempt by attempt, also while it is still tried.
///
/// # Errors
/// `Refusal::NotFound` where the account has no such delivery, or no attempt has ended.
pub async fn dialogue(service: &Service, account: &Account, id: DeliveryId) -> Result<Vec<u8>, Fault> {
    let seen = own(service, account, id).await?;
    let notices = service.store.notices(&seen).await?;
    Ok(notices.into_iter().rev().find_map(|notice| notice.dialogue).ok_or(Refusal::NotFound)?)
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
fn identity(seen: &Seen, how: &Authentication) -> String {
    let record = &seen.record;
    let mark = if means::on_senders_mailbox(seen, how) { "MAILBOX UNDER THE SENDER'S CONTROL: " } else { "" };
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
        _ => format!("somebody with access to {}, shown by a code sent there", record.addressee),
    };
    format!("{mark}{who}")
}

fn not_proven(
    seen: &Seen,
    decision: Decision,
    method: Option<Method>,
    (keyed, independent): (bool, bool),
) -> Vec<String> {
    let mut lines = Vec::new();
    if matches!(seen.delivery.offer(), Offer::Offered { .. }) {
        lines.push("The notice was handed to a mail server. That does not show that anybody saw it.".to_owned());
    }
    match decision {
        Decision::Accepted | Decision::Refused | Decision::NotForMe => {
            let shows = match method {
                Some(Method::SmsCode) => "A code by SMS shows access to a telephone number, not which person it was.",
                _ => "A code by mail shows access to the mailbox, not which person it was.",
            };
            lines.push(shows.to_owned());
            if method == Some(Method::AccessCode) {
                lines.push("An access code is known to both sides: it shows nothing against the sender.".to_owned());
            }
            if !keyed {
                let line = "The decision rests on this service's word: the addressee used no key of their own.";
                lines.push(line.to_owned());
            }
        }
        Decision::None | Decision::Expired | Decision::Recalled => {
            lines.push("Silence does not show that anybody saw the notice.".to_owned());
        }
    }
    if decision == Decision::Accepted {
        lines.push("That content was sent completely does not show that it was read.".to_owned());
    }
    if !independent {
        lines.push(
            "The times are stamped by this service's own authority; no independent one vouches for them.".to_owned(),
        );
    }
    lines
}
