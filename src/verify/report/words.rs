//! What a report says about each evidence, in words: what the service states, what the addressee stated, and what neither
//! of them proves.

use crate::erds::answer::{Because, Saying};
use crate::erds::event::Event;
use crate::erds::evidence::{
    Availability, Details, HopRole, NextHop, NoticeDetails, OutageDetails, ReplyDetails, ReturnDetails, Sent,
    Statement, SubmissionDetails,
};
use crate::erds::instruction;
use crate::erds::outage::Failing;
use crate::erds::reason::Reason;
use crate::erds::role::RoleMailbox;
use crate::erds::submission::AddressBasis;
use crate::words::quoted;

use super::super::verdict::Indication;

/// The most interruptions that are written out.
const MOST_EXCEPTIONS: usize = 10;

/// The verdict in one sentence.
pub(in super::super) fn sentence(verdict: Indication) -> &'static str {
    match verdict {
        Indication::TotalPassed => {
            "Every signature, time-stamp and digest in this bundle holds, and the evidence fits together."
        }
        Indication::Indeterminate => {
            "Nothing in this bundle disagrees, but something that a judgement needs is missing: see the findings."
        }
        Indication::TotalFailed => "Parts of this bundle do not fit: do not rely on it. The findings say which.",
    }
}

/// The same of a bundle of which parts were left out.
pub(in super::super) fn redacted_sentence(verdict: Indication) -> &'static str {
    match verdict {
        Indication::TotalPassed => {
            "Parts of this bundle were left out. Every signature, time-stamp and digest of what is here holds."
        }
        Indication::Indeterminate => {
            "Parts of this bundle were left out. Nothing of what is here disagrees, but something that a judgement needs is missing: see the findings."
        }
        Indication::TotalFailed => sentence(verdict),
    }
}

/// Why the sender thinks that the address is right.
fn basis(basis: &AddressBasis) -> String {
    let since = basis.date.as_ref().map(|date| format!(", of {}", quoted(date))).unwrap_or_default();
    format!(" Why this address, by the sender: {}{since}.", quoted(&basis.kind))
}

/// The submission: what it was, and what the sender and the service said with it.
fn taken_in(size: u64, terms: &SubmissionDetails) -> String {
    let purpose =
        terms.purpose.as_ref().map(|p| format!(" Purpose, by the sender: {}.", quoted(p))).unwrap_or_default();
    let basis = terms.address_basis.as_ref().map(basis).unwrap_or_default();
    let watched = match terms.trackers.len() {
        0 => String::new(),
        n => {
            format!(" In the message it found {n} of: remote content, receipt request, part not to be checked.")
        }
    };
    let privacy = terms.privacy.map_or_else(String::new, |version| {
        format!(" Its statement on privacy in the addressee's language was the text with SHA-256 {version}.")
    });
    let reminders = match terms.reminders.days().len() {
        0 => String::new(),
        1 => format!(" A reminder on day {}.", terms.reminders),
        _ => format!(" Reminders on days {}.", terms.reminders),
    };
    let role = terms.role_mailbox.as_ref().map(|known| format!(" {}", role(known))).unwrap_or_default();
    let by_person = if terms.by_person { " The sender asked that a person decides." } else { "" };
    let follows = terms.follows.map_or_else(String::new, |before| {
        format!(
            " The addressee had asked for it again: it follows delivery {}, whose evidence {} has the digest {}.",
            before.delivery, before.sequence, before.digest
        )
    });
    format!(
        "took the message in ({} octets); {} days to decide.{reminders}{role}{by_person}{purpose}{basis}{watched}{privacy}{follows}",
        size, terms.accept_within
    )
}

/// What the service states with this evidence.
pub(in super::super) fn service_states(statement: &Statement) -> String {
    match (statement.event, &statement.details) {
        (Event::SubmissionAcceptance, Details::Submission(terms)) => taken_in(statement.content.size, terms),
        (Event::SubmissionRejection, _) => format!("refused the submission{}.", reason(statement)),
        (Event::NotificationForAcceptance, Details::Notice(notice)) => {
            let retrievable = retrievable(notice.availability.as_ref());
            format!("{}. Deadline printed: {}.{retrievable}", handed(notice), notice.deadline.until)
        }
        (Event::NotificationForAcceptanceFailure, Details::Notice(notice)) => failed(statement, notice),
        (Event::ConsignmentAcceptance, Details::Instructed(used)) => format!(
            "recorded that the message was {}; the record for this address stood in DNS under {} at {} (DNSSEC: {}).",
            instruction::words(used.given),
            used.proof.name,
            used.proof.at,
            used.proof.dnssec
        ),
        (Event::ConsignmentAcceptance, _) => "recorded the acceptance.".to_owned(),
        (Event::ConsignmentRejection, _) => "recorded the refusal.".to_owned(),
        (Event::AcceptanceRejectionExpiry, Details::Expiry(expiry)) => {
            let retrievable = retrievable(expiry.availability.as_ref());
            let sent = counted(&expiry.sent);
            format!("found no decision when the time ended at {}.{sent}{retrievable}", expiry.deadline)
        }
        (Event::ContentConsignment, _) => "made the content available to the addressee.".to_owned(),
        (Event::ContentHandover, Details::Handover(handover)) => {
            let how = if handover.whole { "as one file" } else { "part by part" };
            format!("sent all of the content completely to the addressee's session, {how} ({} parts).", handover.parts)
        }
        (Event::DeadlineMoved, Details::Moved(deadline)) => {
            format!("moved the deadline to {}, within what the terms allow; why is not stated.", deadline.until)
        }
        (Event::Outage, Details::Outage(outage)) => out(outage),
        (Event::Recalled, _) => {
            "recorded that the sender took the message back: before that, nothing of the content had been sent to the \
             addressee; the service's key for this addressee was destroyed."
                .to_owned()
        }
        (Event::NotForMe | Event::ByPostPlease, _) => "recorded the answer.".to_owned(),
        (Event::AddresseeStates | Event::CouldNotOpen, Details::Answer(_)) => {
            "recorded what the addressee states; it does not know whether it is so.".to_owned()
        }
        (Event::AddresseeStates, Details::Reply(reply)) => {
            format!(
                "recorded that the addressee confirmed a letter ({} octets) that came in at {} in answer to notice {}{}.",
                reply.size,
                reply.came,
                reply.notice,
                signed(reply)
            )
        }
        (Event::NoticeBounced, Details::Return(report)) => {
            let cause = report.cause.as_ref().map(|cause| format!(" ({cause})")).unwrap_or_default();
            format!("was told by a mail server that notice {} came back{cause}{}.", report.notice, said(report))
        }
        (Event::NoticeTaken, Details::Return(report)) => {
            let whose = report.origin.as_ref().map_or_else(
                || "somebody".to_owned(),
                |origin| format!("{}, a mail server that the addressee's domain named", origin.host),
            );
            format!("was told by {whose} that notice {} was put into a mailbox{}.", report.notice, said(report))
        }
        (Event::NoticeDelayed, Details::Return(report)) => {
            let cause = report.cause.as_ref().map(|cause| format!(" ({cause})")).unwrap_or_default();
            format!(
                "was told by a mail server that notice {} is late and still tried{cause}{}.",
                report.notice,
                said(report)
            )
        }
        (Event::Exported, _) => "made this bundle.".to_owned(),
        (other, _) => format!("states {}.", other.name()),
    }
}

/// That several people may read the mailbox, and how that is known.
pub(in super::super) fn role(known: &RoleMailbox) -> String {
    let how = match known {
        RoleMailbox::Declared => "as the sender stated".to_owned(),
        RoleMailbox::Listed(version) => format!("by its name, which is on the list of role names {version}"),
    };
    format!("Several people may read this mailbox ({how}): the first decision counts.")
}

/// An outage: what did not work, who says so, and what it gave back.
fn out(outage: &OutageDetails) -> String {
    let what = match outage.failing {
        Failing::Content => "the content of this message could not be opened",
        Failing::Elsewhere => "something that is not the service's did not work",
        Failing::Mail => "no mail of the service went out, neither notices nor codes",
        Failing::Service => "the service was not there",
        Failing::TimeStamps => "no time-stamping authority answered, so nothing could be sealed",
    };
    let by = if outage.by_operator { "recorded what its operator noted" } else { "recorded an outage" };
    let words = outage.words.as_ref().map(|words| format!(" In the operator's words: {}.", quoted(words)));
    let moved = outage.deadline.as_ref().map(|deadline| format!(" It moved the deadline to {}.", deadline.until));
    let (from, to) = (outage.from, outage.to);
    format!("{by}: from {from} to {to} {what}.{}{}", words.unwrap_or_default(), moved.unwrap_or_default())
}

/// From when to when the content could be fetched.
fn retrievable(stated: Option<&Availability>) -> String {
    let Some(stated) = stated else { return String::new() };
    let to = stated.to.map(|to| format!(" to {to}")).unwrap_or_default();
    let shown: Vec<String> =
        stated.except.iter().take(MOST_EXCEPTIONS).map(|(from, to)| format!("{from} to {to}")).collect();
    let except = match (shown.is_empty(), stated.except.len().saturating_sub(shown.len())) {
        (true, _) => String::new(),
        (false, 0) => format!(", except {}", shown.join(", ")),
        (false, more) => format!(", except {} and {more} more times", shown.join(", ")),
    };
    format!(" By its own look at content and page, the content was retrievable from {}{to}{except}.", stated.from)
}

/// What became of the notice and each reminder, by who took it.
fn counted(sent: &[Sent]) -> String {
    let mut said = Vec::new();
    let mut counted: Vec<&NextHop> = Vec::new();
    for hop in sent.iter().filter_map(|sent| sent.taken_by.as_ref()) {
        if counted.contains(&hop) {
            continue;
        }
        counted.push(hop);
        let by_it = || sent.iter().filter(|sent| sent.taken_by.as_ref() == Some(hop));
        let reminders = by_it().filter(|sent| sent.reminder.is_some()).count();
        let what = match (by_it().any(|sent| sent.reminder.is_none()), reminders) {
            (true, 0) => "the notice was".to_owned(),
            (true, n) => format!("the notice and {} were", of_reminders(n)),
            (false, 1) => "1 reminder was".to_owned(),
            (false, n) => format!("{} were", of_reminders(n)),
        };
        let to = if hop.role == HopRole::Relay { "handed to relay" } else { "taken by" };
        said.push(format!(" By the evidence before, {what} {to} {}.", hop.name));
    }
    let lost = sent.iter().filter(|sent| sent.reminder.is_some() && sent.taken_by.is_none()).count();
    match lost {
        0 => {}
        1 => said.push(" 1 reminder is not known to have been taken by any.".to_owned()),
        n => said.push(format!(" {n} reminders are not known to have been taken by any.")),
    }
    said.concat()
}

/// So many reminders.
pub(in super::super) fn of_reminders(count: usize) -> String {
    if count == 1 { "1 reminder".to_owned() } else { format!("{count} reminders") }
}

/// What was sent: the notice of this number, or a reminder with it.
fn called(notice: &NoticeDetails) -> String {
    match notice.reminder {
        None => format!("notice {}", notice.number),
        Some(reminder) => format!("reminder {reminder} (notice {})", notice.number),
    }
}

/// C.2: another reason than ETSI's error is that nobody knows.
fn failed(statement: &Statement, notice: &NoticeDetails) -> String {
    let what = called(notice);
    match statement.reasons.first() {
        Some(stated) if stated.reason == Reason::Other => {
            let why = stated.details.as_ref().map(|why| format!(": {}", quoted(why))).unwrap_or_default();
            format!("gave {what} up, and does not know whether a mail server took it{why}.")
        }
        _ => format!("could not send {what}{}{}.", reason(statement), last_word(statement, notice)),
    }
}

/// What the mail server said in the end, or why there was none that said anything.
fn last_word(statement: &Statement, notice: &NoticeDetails) -> String {
    let why = statement.reasons.first().and_then(|stated| stated.details.as_ref());
    match (&notice.next_hop, &notice.reply, why) {
        (Some(hop), Some(reply), _) => format!("; {} answered {}", hop.name, quoted(reply.trim())),
        (_, _, Some(why)) => format!(": {}", quoted(why)),
        _ => String::new(),
    }
}

/// What came of the letter's DKIM signatures when it came in.
fn signed(reply: &ReplyDetails) -> String {
    let results: Vec<String> =
        reply.dkim.iter().map(|seen| format!("{} {}", seen.domain, seen.result.name())).collect();
    if results.is_empty() {
        "; it bore no DKIM signature".to_owned()
    } else {
        format!("; DKIM: {}", results.join(", "))
    }
}

/// Who reported, and in which words.
fn said(report: &ReturnDetails) -> String {
    let by = report.reporting_mta.as_ref().map(|name| format!("; it calls itself {}", quoted(name)));
    let words = report.diagnostic.as_ref().map(|words| format!("; it says {}", quoted(words.trim())));
    [by, words].into_iter().flatten().collect()
}

fn reason(statement: &Statement) -> String {
    statement.reasons.first().map(|stated| format!(" ({})", stated.reason)).unwrap_or_default()
}

fn handed(notice: &NoticeDetails) -> String {
    let what = called(notice);
    let reply =
        notice.reply.as_ref().map(|reply| format!("; it answered {}", quoted(reply.trim()))).unwrap_or_default();
    match &notice.next_hop {
        Some(hop) if hop.role == HopRole::Relay => format!("handed {what} to relay {}{reply}", hop.name),
        Some(hop) if hop.role == HopRole::Demo => {
            format!("handed {what} to its own demo mailbox {}{reply}", hop.name)
        }
        Some(hop) => format!("handed {what} to mail server {}{}{reply}", hop.name, protected(notice)),
        None => format!("sent {what}{reply}"),
    }
}

/// How the connection was protected.
fn protected(notice: &NoticeDetails) -> String {
    notice.tls.as_ref().map_or_else(
        || " in clear".to_owned(),
        |tls| {
            let whose = if tls.authenticated { "certificate checked" } else { "certificate not checked" };
            format!(" over {} ({}, {whose})", tls.protocol, tls.policy)
        },
    )
}

/// What the addressee stated, with the text that they were shown, where the acknowledgement could be read.
pub(in super::super) fn addressee_stated(statement: &Statement, text: Option<&str>) -> Option<String> {
    let verb = match (statement.event, &statement.details) {
        (Event::ConsignmentAcceptance, Details::Instructed(_)) => return None,
        (Event::ConsignmentAcceptance, _) if statement.delegate.is_some() => "accepted, by a delegate",
        (Event::ConsignmentRejection, _) if statement.delegate.is_some() => "refused, by a delegate",
        (Event::ConsignmentAcceptance, _) => "accepted",
        (Event::ConsignmentRejection, _) => "refused",
        (Event::NotForMe, Details::Decision(decision)) => match decision.because {
            None => "said that it is not for them",
            Some(Because::AddresseeDied) => "said that the addressee has died",
            Some(Because::NoLongerWorksHere) => "said that the addressee no longer works there",
        },
        (Event::AddresseeStates, Details::Reply(_)) => "confirmed a letter as theirs; it neither accepts nor refuses",
        (_, Details::Answer(answer)) => match answer.saying {
            Saying::Again => "asked for the message again; that takes nothing back",
            Saying::ByPost => "asked for the message by post; that neither accepts nor refuses",
            Saying::CouldNotOpen => "said that content could not be opened",
            Saying::OwnWords => "made a statement; it neither accepts nor refuses",
            Saying::Read => "said that they read it",
        },
        _ => return None,
    };
    let (text, words) = match &statement.details {
        Details::Reply(reply) => (Some(reply.text.as_str()), None),
        Details::Answer(answer) => (Some(answer.text.as_str()), answer.words.as_deref()),
        _ => (text, None),
    };
    let words = words.map(|words| format!(" In their words: {}.", quoted(words))).unwrap_or_default();
    Some(match text {
        Some(text) => format!("{verb}.{words} Shown: {}", quoted(text)),
        None => format!("{verb}.{words}"),
    })
}
