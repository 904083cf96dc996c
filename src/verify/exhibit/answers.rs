//! The four answers in the document's language, with the facts that they rest on.

use crate::erds::answer::Because;
use crate::erds::event::Event;
use crate::erds::evidence::{Details, HopRole, Statement, SubmissionDetails};
use crate::erds::party::{Authentication, Level, Method};
use crate::erds::standing::{Decision, Step, Voucher};
use crate::words::quoted;

use super::super::answers::{Answers, VoucherAnswer, shows_notice_taken};
use super::super::report::Report;
use super::super::times::By;
use super::say::Say;
use super::{Basis, Stated};

/// Step, decision, who vouches, identity.
pub(super) fn four(report: &Report, answers: &Answers, say: &Say) -> Vec<(String, String)> {
    let basis = &report.basis;
    let name = |key: &str| say.say(key);
    vec![
        (name("exhibit-answer-step"), format!("{:?}. {}", answers.step.value, step(basis, answers, say))),
        (name("exhibit-answer-decision"), decision(basis, answers, say)),
        (name("exhibit-answer-vouches"), vouches(&answers.vouches, basis, say)),
        (name("exhibit-answer-identity"), identity(basis, answers, say)),
    ]
}

fn step(basis: &Basis, answers: &Answers, say: &Say) -> String {
    match answers.step.value {
        Step::G0 => say.say(submitted(basis)),
        Step::G1 => {
            // What came back was not kept by whoever took it.
            let links = basis.links().rev().take_while(|stated| stated.statement.event != Event::NoticeBounced);
            let taken = links.filter(|stated| shows_notice_taken(&stated.statement)).last();
            let (key, host) = match taken.map(|stated| &stated.statement.details) {
                Some(Details::Notice(notice)) => {
                    let hop = notice.next_hop.as_ref();
                    let demo = hop.is_some_and(|hop| hop.role == HopRole::Demo);
                    (if demo { "exhibit-step-demo" } else { "exhibit-step-taken" }, hop.map(|hop| hop.name.clone()))
                }
                Some(Details::Return(report)) => {
                    ("exhibit-step-reported", report.origin.as_ref().map(|origin| origin.host.clone()))
                }
                _ => ("exhibit-step-taken", None),
            };
            say.text(key, &[("host", &host.unwrap_or_default())])
        }
        Step::G2 => say.say("exhibit-step-answered"),
        Step::G3 => say.say("exhibit-step-decided"),
        Step::G4 => say.say("exhibit-step-handed"),
    }
}

/// What is known where no mail server of the addressee's domain is shown to have taken a notice.
fn submitted(basis: &Basis) -> &'static str {
    let has = |event: Event| basis.links().any(|stated| stated.statement.event == event);
    let relayed = |stated: &Stated| {
        let hop = stated.statement.notice().and_then(|notice| notice.next_hop.as_ref());
        stated.statement.event == Event::NotificationForAcceptance && hop.is_some_and(|hop| hop.role == HopRole::Relay)
    };
    if has(Event::SubmissionRejection) {
        "exhibit-step-rejected"
    } else if has(Event::NoticeBounced) {
        "exhibit-step-bounced"
    } else if basis.links().any(relayed) {
        "exhibit-step-relayed"
    } else if has(Event::NotificationForAcceptance) {
        "exhibit-step-sent"
    } else if has(Event::NotificationForAcceptanceFailure) {
        "exhibit-step-not-sent"
    } else {
        "exhibit-step-submitted"
    }
}

fn decision(basis: &Basis, answers: &Answers, say: &Say) -> String {
    let at = answers.decision.at.map(|at| say.at(at)).unwrap_or_default();
    let delegated = decisive(basis, answers).is_some_and(|stated| stated.statement.delegate.is_some());
    let rejected = basis.links().any(|stated| stated.statement.event == Event::SubmissionRejection);
    let because = basis.links().rev().find_map(|stated| match &stated.statement.details {
        Details::Decision(decision) => decision.because,
        _ => None,
    });
    let key = match answers.decision.value {
        Decision::None if rejected => "exhibit-decision-rejected",
        Decision::None => "exhibit-decision-none",
        Decision::Accepted if delegated => "exhibit-decision-accepted-delegate",
        Decision::Accepted => "exhibit-decision-accepted",
        Decision::AcceptedAsInstructed => "exhibit-decision-instructed",
        Decision::Refused if delegated => "exhibit-decision-refused-delegate",
        Decision::Refused => "exhibit-decision-refused",
        Decision::NotForMe => match because {
            None => "exhibit-decision-not-for-me",
            Some(Because::AddresseeDied) => "exhibit-decision-died",
            Some(Because::NoLongerWorksHere) => "exhibit-decision-left",
        },
        Decision::Expired => "exhibit-decision-expired",
        Decision::Recalled => "exhibit-decision-recalled",
    };
    let words =
        if matches!(answers.decision.value, Decision::None) { say.say(key) } else { say.text(key, &[("moment", &at)]) };
    match before(basis, answers) {
        Some(event) => {
            let (key, at) = (event.0, say.at(event.1.statement.time));
            format!("{words} {}", say.text(key, &[("moment", &at)]))
        }
        None => words,
    }
}

/// What the decision supersedes.
fn before<'a>(basis: &'a Basis, answers: &Answers) -> Option<(&'static str, &'a Stated)> {
    answers.decision.superseded.as_ref()?;
    let last = |event: Event| basis.links().rev().find(|stated| stated.statement.event == event);
    let found = [
        ("exhibit-before-accepted", Event::ConsignmentAcceptance),
        ("exhibit-before-refused", Event::ConsignmentRejection),
        ("exhibit-before-not-for-me", Event::NotForMe),
    ];
    let recalled = answers.decision.value == Decision::Recalled;
    let mut possible = found.into_iter().filter(|(_, event)| recalled || *event == Event::NotForMe);
    possible.find_map(|(key, event)| Some((key, last(event)?)))
}

/// Who vouches for the decision.
pub(super) fn vouches(vouches: &VoucherAnswer, basis: &Basis, say: &Say) -> String {
    match (vouches.value, &vouches.key) {
        (Voucher::Nobody, _) => say.say("exhibit-vouches-nobody"),
        (Voucher::Service, _) => {
            let named =
                |stated: &Stated| matches!(&stated.statement.details, Details::Decision(it) if it.key.is_some());
            let instructed = basis.links().any(|stated| stated.statement.instructed().is_some());
            say.say(if basis.links().any(named) {
                "exhibit-vouches-key-not-shown"
            } else if instructed {
                "exhibit-vouches-instruction"
            } else {
                "exhibit-vouches-service"
            })
        }
        (Voucher::AddresseeKey, key) => {
            let days = key.as_ref().and_then(|key| key.days_before_submission);
            let seen = key.as_ref().and_then(|key| Some((key.first_seen?, key.first_seen_by?)));
            let mut said = match days {
                Some(days) => say.number("exhibit-vouches-key", days),
                None => say.say("exhibit-vouches-device"),
            };
            if let Some((seen, by)) = seen {
                let own = by == By::TimeStamp && basis.own_time;
                let key = if own { "exhibit-key-seen-own" } else { "exhibit-key-seen" };
                said = format!("{said} {}", say.text(key, &[("moment", &say.at(seen))]));
            }
            said
        }
    }
}

/// The statement that the decision rests on, where somebody proved who they are for it or an instruction made it.
pub(super) fn decisive<'a>(basis: &'a Basis, answers: &Answers) -> Option<&'a Stated> {
    let decides = [Event::ConsignmentAcceptance, Event::ConsignmentRejection, Event::NotForMe];
    let proven = |stated: &&Stated| {
        let statement = &stated.statement;
        let how = statement.authentication.as_ref();
        decides.contains(&statement.event)
            && (answers.decision.value == Decision::AcceptedAsInstructed
                || answers.identity.at.is_some() && how.map(|how| how.at) == answers.identity.at)
    };
    basis.links().rev().find(proven)
}

fn identity(basis: &Basis, answers: &Answers, say: &Say) -> String {
    let terms = basis.terms();
    if let Some(stated) = decisive(basis, answers) {
        let who = who(&stated.statement, terms, say);
        if answers.decision.value == Decision::AcceptedAsInstructed {
            return say.text("exhibit-identity-instructed", &[("who", &who)]);
        }
        let mut said = vec![who];
        let how = stated.statement.authentication.as_ref();
        let by_mailbox = how.is_some_and(|how| !how.level().reaches(Level::Telephone));
        let marked = matches!(&stated.statement.details, Details::Decision(it) if it.on_senders_mailbox);
        if marked || by_mailbox && terms.is_some_and(|terms| terms.senders_control.is_some()) {
            said.push(say.say("exhibit-identity-senders-mailbox"));
        }
        if by_mailbox && terms.is_some_and(|terms| terms.role_mailbox.is_some()) {
            said.push(say.say("exhibit-identity-several"));
        }
        if let (Some([given, accepted]), Some(_)) = (stated.mandate, &stated.statement.delegate) {
            let (given, accepted) = (say.at(given), say.at(accepted));
            said.push(say.text("exhibit-identity-mandate", &[("given", &given), ("accepted", &accepted)]));
        }
        return said.join(" ");
    }
    let answered = [Event::AddresseeStates, Event::ByPostPlease];
    let stated = basis.links().rev().find(|stated| answered.contains(&stated.statement.event));
    match stated.filter(|stated| stated.statement.authentication.is_some()) {
        Some(stated) => say.text("exhibit-identity-answered", &[("who", &who(&stated.statement, terms, say))]),
        None => say.say("exhibit-identity-nobody"),
    }
}

/// Who somebody is, by how they proved it.
pub(super) fn who(statement: &Statement, terms: Option<&SubmissionDetails>, say: &Say) -> String {
    let Some(how) = &statement.authentication else { return say.say("exhibit-identity-nobody") };
    let (at, address) = (say.at(how.at), statement.addressee.to_string());
    let both = [("address", address.as_str()), ("moment", at.as_str())];
    match how.method {
        Method::AccessCode => say.text("exhibit-who-access-code", &both),
        Method::MailCode => match &statement.delegate {
            Some(delegate) => {
                let delegate = delegate.to_string();
                say.text("exhibit-who-delegate", &[("delegate", &delegate), ("address", &address), ("moment", &at)])
            }
            None => say.text("exhibit-who-mail-code", &both),
        },
        Method::Passkey => say.text("exhibit-who-passkey", &both),
        Method::SmsCode => {
            let ending = terms.and_then(|terms| terms.telephone_ending.as_deref()).unwrap_or("-");
            say.text("exhibit-who-sms-code", &[("ending", &quoted(ending)), ("moment", &at)])
        }
        Method::EidCertificate | Method::EidOidc | Method::EidSaml => vouched(how, &at, say),
        Method::DomainSignature => say.text("exhibit-who-domain", &[("moment", &at)]),
        Method::ApiToken | Method::ClientCertificate | Method::Password => {
            say.text("exhibit-who-account", &[("moment", &at)])
        }
    }
}

fn vouched(how: &Authentication, at: &str, say: &Say) -> String {
    let issuer = how.vouched.as_ref().map(|vouched| quoted(&vouched.issuer)).unwrap_or_default();
    let level = say.say(match how.level() {
        Level::Substantial => "exhibit-level-substantial",
        Level::High => "exhibit-level-high",
        _ => "exhibit-level-low",
    });
    say.text("exhibit-who-issuer", &[("issuer", &issuer), ("level", &level), ("moment", at)])
}

/// The same in a few words, to begin a sentence with.
pub(super) fn someone(statement: &Statement, say: &Say) -> String {
    let address = statement.delegate.as_ref().unwrap_or(&statement.addressee).to_string();
    let how = statement.authentication.as_ref();
    match how.map(|how| how.method) {
        Some(Method::SmsCode) => say.say("exhibit-someone-telephone"),
        Some(Method::Passkey) => say.text("exhibit-someone-key", &[("address", &address)]),
        Some(method) if method.is_vouched() => {
            let vouched = how.and_then(|how| how.vouched.as_ref());
            let issuer = vouched.map(|vouched| quoted(&vouched.issuer)).unwrap_or_default();
            say.text("exhibit-someone-issuer", &[("issuer", &issuer)])
        }
        _ => say.text("exhibit-someone-mailbox", &[("address", &address)]),
    }
}

/// How the sender authenticated when it handed the message in.
pub(super) fn who_sent(statement: &Statement, say: &Say) -> String {
    let how = &statement.sender.authentication;
    let at = say.at(how.at);
    match how.method {
        Method::DomainSignature => say.text("exhibit-who-domain", &[("moment", &at)]),
        _ => say.text("exhibit-who-account", &[("moment", &at)]),
    }
}
