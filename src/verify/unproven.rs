//! What the facts of a chain do not prove: told apart here, said in English by `Unproven::sentence` and in other languages by `exhibit`.

use crate::erds::event::Event;
use crate::erds::evidence::{Details, Statement};
use crate::erds::party::Method;
use crate::erds::submission::SendersControl;
use crate::words::quoted;

use super::chain::Entry;
use super::extracts::Step;
use super::keyed::key_use;
use super::logged::Logged;

/// One thing that is not proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unproven {
    /// That a notice arrived.
    Notice,
    /// That what mail servers report later is so.
    Reports,
    /// That what the addressee said besides deciding is so.
    Answers,
    /// That what the addressee wrote is so.
    Letters,
    /// That anybody read what was sent.
    Handover,
    /// Which person used a code by mail.
    MailCode,
    /// Anything against a sender who knows the access code.
    AccessCode,
    /// Which person holds a key that was enrolled earlier.
    Passkey,
    /// Which person used a code by SMS.
    SmsCode,
    /// What an issuer of electronic identities said, but by its word.
    Vouched,
    /// Which persons stand behind a mandate.
    Mandate,
    /// That a person knew of a message that an instruction accepted.
    Instruction,
    /// Which person unlocked a key.
    Key,
    /// That the sender's domain is the sender's.
    Domain,
    /// That the sender's name is this one.
    Name(String),
    /// Anything against a sender who controls the addressee's mailbox.
    Control(SendersControl),
    /// That whoever runs the domain of both did not read the codes.
    OneDomain,
    /// What was left out of a redacted bundle.
    LeftOut,
    /// Anything independent of the service by its own time-stamps.
    OwnTime,
    /// That the service kept to one record: there is no log.
    NoLog,
    /// The same of evidence that is not shown to be in a trusted log.
    NotAllLogged,
    /// The same where too few witnesses cosigned.
    NotAllWitnessed,
    /// That everything is in the log.
    Complete,
    /// Whether the service stands on a trusted list.
    List,
    /// Whether the message counts.
    Counts,
}

impl Unproven {
    /// In one or two English sentences.
    pub fn sentence(&self) -> String {
        let fixed = match self {
            Self::Notice => "C.1 proves that a notice was sent, never that it arrived or was seen.",
            Self::Reports => {
                "What mail servers report of a notice later is their word; the service shows what they said, not that it is so."
            }
            Self::Answers => {
                "What the addressee said on the page besides accepting or refusing is their own word. It decides nothing, and the \
                 service shows that it was said, not that it is so."
            }
            Self::Letters => {
                "What the addressee wrote is their own word. That they confirmed it decides nothing, and a DKIM signature shows \
                 which mail server signed, with a key that only the service's resolver saw."
            }
            Self::Handover => "E.1 says that the content was sent completely, never that anybody read it.",
            Self::MailCode => "A code by mail proves access to a mailbox, not which person used it.",
            Self::AccessCode => {
                "An access code is known to both sides: it keeps others out, and proves nothing against the sender."
            }
            Self::Passkey => {
                "A key that was enrolled earlier shows that its holder is whoever enrolled it, not which person that is. Whoever read the \
                 mailbox then could enrol it with a code by mail; a number for a code by SMS was one that a sender had stated."
            }
            Self::SmsCode => {
                "A code by SMS proves access to a telephone number, not which person used it. The sender stated that number; the \
                 service did not check whose it is."
            }
            Self::Vouched => {
                "An electronic identity rests on its issuer's word, and on the service's that the issuer said so: the service \
                 compared what the issuer said, and kept nothing of it."
            }
            Self::Mandate => {
                "A mandate shows that somebody with access to the addressee's mailbox let somebody with access to the delegate's \
                 decide. Which persons they were, and that neither had ended it, is not proven."
            }
            Self::Instruction => {
                "A standing instruction shows what somebody with access to the mailbox said beforehand, and that the domain's DNS bore a \
                 record for it. It does not show that a person knew of this message. That the instruction had not been ended, and what \
                 DNS said, is the service's word."
            }
            Self::Key => {
                "A key of the addressee's own shows that somebody who could unlock it decided, not which person."
            }
            Self::Domain => "The service did not check that the sender's domain is the sender's.",
            Self::Name(name) => {
                return format!("The sender calls itself {}; the service did not check that name.", quoted(name));
            }
            Self::Control(SendersControl::Declared) => {
                "The sender stated that it controls the addressee's mailbox: a code sent there proves nothing about the addressee."
            }
            Self::Control(SendersControl::MailServers) => {
                "The addressee's mail comes in where the sender's does: a code sent there proves nothing about the addressee."
            }
            Self::Control(SendersControl::SameDomain) => {
                "The addressee's mailbox is in a domain of the sender's: a code sent there proves nothing about the addressee."
            }
            Self::OneDomain => {
                "Sender and addressee have addresses in one domain: whoever runs it may read codes sent there."
            }
            Self::LeftOut => {
                "An extract shows that the service stated a step at a time. Only the service's word ties the time-stamp to the step. What was \
                 left out is not shown: the evidence itself, who the people are where that was not opened, whether a person or a \
                 standing instruction accepted, and which steps came before, between or after."
            }
            Self::OwnTime => {
                "The time-stamps come from under the same root as the seals: they prove nothing independent of the service."
            }
            Self::NoLog => {
                "The evidence is in no transparency log that others watch: nothing here shows that the service kept to one record."
            }
            Self::NotAllLogged => {
                "Not all evidence is shown to be in a transparency log whose key you trust: for the rest nothing shows that the service kept to one record."
            }
            Self::NotAllWitnessed => {
                "Not all of the log's checkpoints are cosigned by enough witnesses that you trust: a log without witness proves nothing independent of the service."
            }
            Self::Complete => {
                "That the evidence is in the log does not show that everything is: an event that was never logged leaves no trace there."
            }
            Self::List => "Whether the service stands on a national trusted list was not checked.",
            Self::Counts => "Whether the message counts for the addressee is for a judge.",
        };
        fixed.to_owned()
    }
}

/// What the facts of a chain do not prove; `own_time` says that time-stamps and seals stand under one root.
pub(super) fn of(links: &[Entry<'_>], logged: &[Logged<'_>], own_time: bool) -> Vec<Unproven> {
    let any = |holds: &dyn Fn(&Statement) -> bool| links.iter().any(|entry| holds(entry.statement));
    let has = |event: Event| any(&|statement| statement.event == event);
    let by = |method: Method| any(&|it| it.authentication.as_ref().is_some_and(|how| how.method == method));
    let coded = by(Method::MailCode) || by(Method::AccessCode);
    let told = has(Event::NoticeBounced) || has(Event::NoticeDelayed) || has(Event::NoticeTaken);
    let mut found: Vec<Unproven> = [
        (has(Event::NotificationForAcceptance), Unproven::Notice),
        (told, Unproven::Reports),
        (any(&|it| matches!(it.details, Details::Answer(_))), Unproven::Answers),
        (any(&|it| matches!(it.details, Details::Reply(_))), Unproven::Letters),
        (has(Event::ContentHandover), Unproven::Handover),
        (coded, Unproven::MailCode),
        (by(Method::AccessCode), Unproven::AccessCode),
        (by(Method::Passkey), Unproven::Passkey),
        (by(Method::SmsCode), Unproven::SmsCode),
        (Method::ALL.into_iter().any(|method| method.is_vouched() && by(method)), Unproven::Vouched),
        (any(&|it| it.delegate.is_some()), Unproven::Mandate),
        (any(&|it| it.instructed().is_some()), Unproven::Instruction),
        (any(&|it| key_use(it).is_some()), Unproven::Key),
    ]
    .into_iter()
    .filter_map(|(holds, what)| holds.then_some(what))
    .collect();
    if let Some(first) = links.first() {
        found.extend(submission(first.statement, coded));
    }
    found.extend(own_time.then_some(Unproven::OwnTime));
    let files: Vec<_> = links.iter().map(|entry| entry.file).collect();
    found.extend([log(&files, logged), Unproven::List, Unproven::Counts]);
    found
}

/// What extracts in these files do not prove.
pub(super) fn of_extracts(steps: &[Step], logged: &[Logged<'_>], own_time: bool) -> Vec<Unproven> {
    let has = |event: Event| steps.iter().any(|step| step.happened == event);
    let told = has(Event::NoticeBounced) || has(Event::NoticeDelayed) || has(Event::NoticeTaken);
    let mut found = vec![Unproven::LeftOut];
    found.extend(has(Event::NotificationForAcceptance).then_some(Unproven::Notice));
    found.extend(told.then_some(Unproven::Reports));
    found.extend(has(Event::ContentHandover).then_some(Unproven::Handover));
    found.extend(own_time.then_some(Unproven::OwnTime));
    let files: Vec<_> = steps.iter().map(|step| step.file.as_str()).collect();
    found.extend([log(&files, logged), Unproven::List, Unproven::Counts]);
    found
}

/// What the transparency log does not prove here.
fn log(files: &[&str], logged: &[Logged<'_>]) -> Unproven {
    let all = |holds: fn(&Logged<'_>) -> bool| {
        files.iter().all(|file| logged.iter().any(|found| found.evidence == *file && holds(found)))
    };
    if logged.is_empty() {
        Unproven::NoLog
    } else if !all(|found| found.signed) {
        Unproven::NotAllLogged
    } else if !all(|found| found.quorum) {
        Unproven::NotAllWitnessed
    } else {
        Unproven::Complete
    }
}

fn submission(first: &Statement, coded: bool) -> Vec<Unproven> {
    let Details::Submission(terms) = &first.details else { return Vec::new() };
    let mut found = Vec::new();
    if terms.checks.domain.is_none() {
        found.push(Unproven::Domain);
    }
    if let Some(name) = first.sender.name.as_ref().filter(|_| terms.checks.name.is_none()) {
        found.push(Unproven::Name(name.clone()));
    }
    if let Some(control) = terms.senders_control.filter(|_| coded) {
        found.push(Unproven::Control(control));
    } else if coded && first.sender.address.domain().eq_ignore_ascii_case(first.addressee.domain()) {
        found.push(Unproven::OneDomain);
    }
    found
}
