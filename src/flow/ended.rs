//! How an attempt at a notice or a reminder ended: C.1 or C.2 with all that is known of it, in one unit of work.

use crate::erds::content::Sha256;
use crate::erds::delivery::Command;
use crate::erds::evidence::{Availability, Details, HopRole, NextHop, NoticeDetails};
use crate::erds::moment::Moment;
use crate::outside::mailer::{Outcome, Role, Sent};
use crate::store::{Claimed, Kind, NoticeEnd, NoticeState, Seen, Work};

use super::attempt::Attempt;
use super::compose::{Particulars, statements};
use super::retry::decided_on;
use super::{Fault, Service, outage, probe};

/// What is known of how an attempt ended.
pub(super) struct End {
    pub(super) state: NoticeState,
    /// C.1 or C.2, where there is something to state.
    pub(super) command: Option<Command>,
    /// When the job runs again: for another attempt where there is nothing to state, else for what comes after.
    pub(super) again: Option<Moment>,
    /// What the mailer saw, where it came back.
    pub(super) sent: Option<Sent>,
    pub(super) words: Option<String>,
    pub(super) dialogue: Option<Vec<u8>>,
}

/// One unit of work, decided on the delivery as it stood when the attempt began: how it ended, what it states, and when the job runs again, if it does.
pub(super) async fn record(
    service: &Service,
    job: &Claimed,
    seen: &Seen,
    attempt: &Attempt,
    end: End,
) -> Result<(), Fault> {
    let now = service.now();
    let availability = probe::retrievable(service, seen, None).await?;
    let details = details(attempt, &end, availability);
    let ours = match end.command {
        Some(Command::NoticeFailed(_) | Command::ReminderFailed(_)) => outage::of_mail(service).await?,
        _ => None,
    };
    let words: Vec<String> = end.words.iter().cloned().chain(ours).collect();
    let words = (!words.is_empty()).then(|| words.join("; "));
    decided_on(service, seen, |seen| {
        let mut work = Work::new();
        if let Some(command) = end.command {
            let outcome = seen.delivery.step(command, now)?;
            let stated = statements(service, seen, &outcome, |_| Particulars {
                words: words.clone(),
                ..Particulars::details(Details::Notice(Box::new(details.clone())))
            })?;
            work.record(seen, &outcome, stated);
            work.job(Kind::Attest, seen.id, now);
        }
        match end.again {
            Some(at) => work.retry(job, at),
            None => work.done(job),
        }
        let ended = NoticeEnd { state: end.state, dialogue: end.dialogue.clone(), ended_at: now };
        work.end_notice(seen, attempt.notice.number, ended);
        Ok(Some(work))
    })
    .await
}

fn details(attempt: &Attempt, end: &End, availability: Option<Availability>) -> NoticeDetails {
    let sent = end.sent.as_ref();
    let hop = |sent: &Sent| Some(NextHop { name: sent.host.clone()?, role: role(sent.role) });
    NoticeDetails {
        number: attempt.notice.number,
        reminder: attempt.notice.reminder,
        digest: Sha256(crate::crypto::sha256(&attempt.notice.bytes)),
        template: attempt.notice.template.clone(),
        template_digest: attempt.notice.template_digest,
        deadline: attempt.deadline.clone(),
        next_hop: sent.and_then(hop),
        dns: sent.and_then(|sent| sent.dns.clone()),
        reply: sent.and_then(reply).map(printable),
        dialogue: end.dialogue.as_ref().map(|dialogue| Sha256(crate::crypto::sha256(dialogue))),
        availability,
        tls: sent.and_then(|sent| sent.tls.clone()),
    }
}

fn role(role: Role) -> HopRole {
    match role {
        Role::Demo => HopRole::Demo,
        Role::Relay => HopRole::Relay,
        Role::Mx => HopRole::Mx,
    }
}

fn reply(sent: &Sent) -> Option<&str> {
    match &sent.outcome {
        Outcome::Taken { reply } | Outcome::Refused { reply, .. } => Some(reply),
        Outcome::Impossible { .. } | Outcome::NotConnected { .. } | Outcome::Unknown { .. } => None,
    }
}

/// Why there is no C.1, in words, where the server's reply does not say it, or not all of it.
pub(super) fn words(sent: &Sent, unsure: bool) -> Option<String> {
    let why = match &sent.outcome {
        Outcome::Taken { .. } => return None,
        Outcome::Refused { .. } => None,
        Outcome::Impossible { why } | Outcome::NotConnected { why } => Some(printable(why)),
        Outcome::Unknown { why } => {
            Some(format!("{}, and whether the mail server took the notice is not known", printable(why)))
        }
    };
    let before =
        unsure.then(|| "the outcome of an earlier attempt is unknown: the notice may have been taken".to_owned());
    let all: Vec<String> = why.into_iter().chain(before).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// What XML cannot hold is shown as U+FFFD; the dialogue has the octets.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' && c != '\t' { '\u{FFFD}' } else { c }).collect()
}
