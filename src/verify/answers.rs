//! The four separate answers that a report opens with, each computed from the evidence alone and said in words. None of
//! them says that anything arrived, was read, or counts in law.

use serde::Serialize;

use crate::erds::answer::Because;
use crate::erds::attribute;
use crate::erds::delivery::{self, Delivery};
use crate::erds::event::Event;
use crate::erds::evidence::{
    Details, DnsAnswer, HopRole, NextHop, NoticeDetails, Origin, Statement, SubmissionDetails,
};
use crate::erds::instruction;
use crate::erds::moment::Moment;
use crate::erds::party::{Authentication, Level, Method};
use crate::erds::reason::Reason;
use crate::erds::standing::{self, Decision, Facts, Step, Voucher};
use crate::format::dns::{self, MailServers};
use crate::words::quoted;

use super::chain::Entry;
use super::delegated::{self, Delegates};
use super::facts::Own;
use super::instructed;
use super::keyed::{self, KeyShown, Keys, Shown};
use super::report::words::{of_reminders, role};

/// The mark on an identity that rests on the sender's own mailbox.
const UNDER_SENDERS_CONTROL: &str = "MAILBOX UNDER THE SENDER'S CONTROL: whoever runs it could have done this, so it shows nothing \
                                     against the sender. ";

/// Step, decision, who vouches for it, identity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answers {
    /// How far the technical events reach.
    pub step: StepAnswer,
    /// What was decided.
    pub decision: DecisionAnswer,
    /// Who vouches for the decision.
    pub vouches: VoucherAnswer,
    /// How it was shown who decided.
    pub identity: IdentityAnswer,
}

/// How far the technical events reach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepAnswer {
    /// G0 to G4.
    pub value: Step,
    /// In words.
    pub words: String,
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DecisionAnswer {
    /// The decision.
    pub value: Decision,
    /// When, where there is one.
    pub at: Option<Moment>,
    /// The evidence that states it.
    pub file: Option<String>,
    /// What it supersedes, where it does.
    pub superseded: Option<String>,
    /// In words.
    pub words: String,
}

/// Who vouches for the decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VoucherAnswer {
    /// Nobody, the service alone, or also the addressee's own key.
    pub value: Voucher,
    /// That key (mark K); `null` without one.
    pub key: Option<KeyShown>,
    /// In words.
    pub words: String,
}

/// How it was shown who decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IdentityAnswer {
    /// The means, such as `mail-code`.
    pub method: Option<&'static str>,
    /// The level, such as `mailbox`.
    pub level: Option<&'static str>,
    /// When.
    pub at: Option<Moment>,
    /// In words who that is.
    pub words: String,
}

/// The answers of a chain that the law allowed, which leaves the delivery as it stands; with the keys, mandates and standing instructions that the
/// bundle shows.
pub fn answer(
    links: &[Entry<'_>],
    delivery: &Delivery,
    (keys, delegates, given): (&Keys, &Delegates, &[Own<'_>]),
    own_time: bool,
) -> Answers {
    let decisive = decisive(links, delivery);
    Answers {
        step: step(links, delivery),
        decision: decision(links, delivery, decisive, delegates),
        vouches: vouches(
            delivery,
            decisive.map_or(Shown::NoKey, |entry| keys.of(entry.file)),
            facts(links, delivery).instructed,
            own_time,
        ),
        identity: identity(decisive.map(|entry| entry.statement), links, given),
    }
}

/// The statement that the decision rests on; none where nobody decided.
fn decisive<'a, 'b>(links: &'b [Entry<'a>], delivery: &Delivery) -> Option<&'b Entry<'a>> {
    let event = match delivery.decision() {
        delivery::Decision::Open => return None,
        delivery::Decision::Accepted => Event::ConsignmentAcceptance,
        delivery::Decision::Refused => Event::ConsignmentRejection,
        delivery::Decision::NotForMe => Event::NotForMe,
        delivery::Decision::Expired => Event::AcceptanceRejectionExpiry,
    };
    links.iter().rev().find(|entry| entry.statement.event == event)
}

fn step(links: &[Entry<'_>], delivery: &Delivery) -> StepAnswer {
    let taken = links.iter().fold(None, |before: Option<String>, entry| match entry.statement.event {
        // What came back was not kept by whoever took it.
        Event::NoticeBounced => None,
        _ => before.or_else(|| taken(entry.statement, links)),
    });
    let answered = links
        .iter()
        .any(|entry| matches!(entry.statement.event, Event::NotForMe | Event::ByPostPlease | Event::AddresseeStates));
    let value = standing::step(delivery, Facts { notice_taken: taken.is_some(), answered, ..facts(links, delivery) });
    let words = match value {
        Step::G0 => submitted(links, delivery),
        Step::G1 => taken.unwrap_or_default(),
        Step::G2 => "Somebody answered from the mailbox, and neither accepted nor refused.".to_owned(),
        Step::G3 => format!("{} decided.", whoever(decisive(links, delivery))),
        Step::G4 => {
            let read = links.iter().find(|entry| entry.statement.event == Event::ContentHandover);
            let whose = if is_delegates(read) { "a delegate's" } else { "the addressee's" };
            format!("All of the content was sent completely to {whose} authenticated session.")
        }
    };
    StepAnswer { value, words }
}

/// Whether a standing instruction accepted, of all that the answers are computed from.
fn facts(links: &[Entry<'_>], delivery: &Delivery) -> Facts {
    let instructed = decisive(links, delivery).is_some_and(|entry| entry.statement.instructed().is_some());
    Facts { instructed, ..Facts::default() }
}

/// Whether this evidence shows that a mail server took the notice which the addressee's domain names: its DNS answer names the
/// host that gave the reply, and the reply is a 2yz ([RFC 5321 §4.2.1]). The demo mailbox counts for its own domain, and every
/// word about it says demo. What a relay took shows nothing of the kind. Or whether such a mail server handed a report in that
/// the notice was delivered: its address is one that the DNS answer gives for a host which it names.
pub fn shows_notice_taken(statement: &Statement) -> bool {
    if let (Event::NoticeTaken, Details::Return(report)) = (statement.event, &statement.details) {
        return report.origin.as_ref().is_some_and(|origin| named(statement, origin));
    }
    let Some((hop, notice)) = notice_sent(statement) else { return false };
    let taken = notice.reply.as_ref().is_some_and(|reply| reply.starts_with('2'));
    match hop.role {
        HopRole::Demo => taken,
        HopRole::Relay => false,
        HopRole::Mx => taken && names(statement, hop, notice),
    }
}

fn names(statement: &Statement, hop: &NextHop, notice: &NoticeDetails) -> bool {
    notice.dns.as_ref().is_some_and(|answer| includes(statement, answer, &hop.name))
}

fn named(statement: &Statement, origin: &Origin) -> bool {
    let records = dns::records(&origin.dns.answer);
    includes(statement, &origin.dns, &origin.host) && !dns::addresses(&origin.host, &records).is_empty()
}

/// Whether this answer names the host for the addressee's domain.
fn includes(statement: &Statement, answer: &DnsAnswer, host: &str) -> bool {
    let Some(domain) = dns::ascii(statement.addressee.domain()) else { return false };
    answer.dnssec != "bogus" && MailServers::of(&domain, &dns::records(&answer.answer)).include(host, &domain)
}

/// What is said of a notice that a mail server took which the addressee's domain names (the demo mailbox for its own).
fn taken(statement: &Statement, links: &[Entry<'_>]) -> Option<String> {
    if let (Event::NoticeTaken, Details::Return(report)) = (statement.event, &statement.details) {
        let origin = report.origin.as_ref().filter(|_| shows_notice_taken(statement))?;
        return Some(format!(
            "A report that the notice was put into a mailbox was handed in by {}. The addressee's domain named that mail server \
             at that moment,{}; which program wrote the report there, and whether anybody saw the notice, is not known.",
            origin.host,
            signed(&origin.dns)
        ));
    }
    let (hop, notice) = notice_sent(statement).filter(|_| shows_notice_taken(statement))?;
    let reply = notice.reply.as_ref().map(|reply| format!(", which answered {}", quoted(reply.trim())));
    let reply = reply.unwrap_or_default();
    let signed = notice.dns.as_ref().map(signed).unwrap_or_default();
    let what = with_reminders("The notice", hop, links);
    Some(match hop.role {
        HopRole::Demo => format!(
            "{what} taken by the demo mailbox {}{reply}. That mailbox is the service's own, for trying out.",
            hop.name
        ),
        _ => format!(
            "{what} taken by {}{reply}. The addressee's domain named that mail server at that moment,{signed}; what \
             it did with the notice is not known.",
            hop.name
        ),
    })
}

/// The notice, and the reminders that went the same way, as the subject of a sentence.
fn with_reminders(notice: &str, hop: &NextHop, links: &[Entry<'_>]) -> String {
    let same = |statement: &Statement| {
        let reminder = notice_sent(statement).filter(|(_, notice)| notice.reminder.is_some());
        reminder.is_some_and(|(to, _)| to == hop && (hop.role == HopRole::Relay || shows_notice_taken(statement)))
    };
    match links.iter().filter(|entry| same(entry.statement)).count() {
        0 => format!("{notice} was"),
        reminders => format!("{notice} and {} were", of_reminders(reminders)),
    }
}

fn signed(answer: &DnsAnswer) -> &'static str {
    match answer.dnssec.as_str() {
        "secure" => " in a signed answer (DNSSEC)",
        _ => " in an answer that is not signed",
    }
}

fn notice_sent(statement: &Statement) -> Option<(&NextHop, &NoticeDetails)> {
    match &statement.details {
        Details::Notice(notice) if statement.event == Event::NotificationForAcceptance => {
            Some((notice.next_hop.as_ref()?, notice))
        }
        _ => None,
    }
}

fn submitted(links: &[Entry<'_>], delivery: &Delivery) -> String {
    if delivery.intake() == delivery::Intake::Rejected {
        return "The message was submitted, and the service refused it. Nothing was sent to the addressee.".to_owned();
    }
    if links.iter().any(|entry| entry.statement.event == Event::NoticeBounced) {
        return "The message was submitted. A mail server took a notice to the addressee, and it came back.".to_owned();
    }
    match links.iter().find_map(|entry| notice_sent(entry.statement)) {
        Some((hop, _)) if hop.role == HopRole::Relay => format!(
            "The message was submitted. {} handed to relay {}; what the addressee's side did is not known.",
            with_reminders("A notice", hop, links),
            hop.name
        ),
        Some((hop, _)) => format!(
            "The message was submitted. A notice was handed to {}; the evidence does not show that this mail server is one \
             that the addressee's domain named.",
            hop.name
        ),
        None if links.iter().any(|entry| is_failure(entry) && !is_unsure(entry)) => {
            "The message was submitted. A notice to the addressee could not be sent.".to_owned()
        }
        None if links.iter().any(is_failure) => {
            "The message was submitted. Whether a mail server took a notice to the addressee is not known.".to_owned()
        }
        None => "The message was submitted. The evidence names no mail server that took a notice.".to_owned(),
    }
}

fn is_failure(entry: &Entry<'_>) -> bool {
    entry.statement.event == Event::NotificationForAcceptanceFailure && entry.statement.ends_time()
}

/// Whether C.2 gives another reason than ETSI's error: nobody knows.
fn is_unsure(entry: &Entry<'_>) -> bool {
    entry.statement.reasons.first().is_some_and(|stated| stated.reason == Reason::Other)
}

fn is_delegates(entry: Option<&Entry<'_>>) -> bool {
    entry.is_some_and(|entry| entry.statement.delegate.is_some())
}

fn whoever(decided: Option<&Entry<'_>>) -> &'static str {
    if is_delegates(decided) { "A delegate of the addressee" } else { "The addressee" }
}

/// Under which mandate a delegate decided, with the times that its two sides stated.
fn under(decided: Option<&Entry<'_>>, delegates: &Delegates) -> String {
    let shown = decided.and_then(|entry| delegates.of(entry.file));
    shown.map_or_else(String::new, |[given, accepted]| {
        format!(", under a mandate that was given at {given} and accepted at {accepted}")
    })
}

fn decision(
    links: &[Entry<'_>],
    delivery: &Delivery,
    decisive: Option<&Entry<'_>>,
    delegates: &Delegates,
) -> DecisionAnswer {
    let value = standing::decision(delivery, facts(links, delivery));
    let recalled = links.iter().find(|entry| entry.statement.event == Event::Recalled);
    let stated = if value == Decision::Recalled { recalled } else { decisive };
    let at = stated.map(|entry| entry.statement.time);
    let on = at.map(|at| format!(" at {at}")).unwrap_or_default();
    let supersedes = match (value, decisive) {
        (Decision::Recalled, Some(entry)) => Some(entry),
        (Decision::Accepted | Decision::Refused, Some(_)) => {
            links.iter().find(|e| e.statement.event == Event::NotForMe)
        }
        _ => None,
    };
    let (who, under) = (whoever(decisive), under(decisive, delegates));
    let words = match value {
        Decision::None if delivery.intake() == delivery::Intake::Rejected => {
            "None: the service refused the submission, so there was nothing to decide.".to_owned()
        }
        Decision::None => "None. Nobody accepted or refused; silence is not an answer.".to_owned(),
        Decision::Accepted => format!("{who} accepted{on}{under}."),
        Decision::AcceptedAsInstructed => {
            let given = decisive.and_then(|entry| entry.statement.instructed()).map(|instructed| instructed.given);
            let words = given.map(instruction::words).unwrap_or_default();
            format!("The message was {words}{on}. Nobody decided on this message.")
        }
        Decision::Refused => {
            format!("{who} refused{on}{under}. A judge may still find that the message counts for the addressee.")
        }
        Decision::NotForMe => {
            let said = match decisive.and_then(|entry| because(entry.statement)) {
                None => "that the message is not for them",
                Some(Because::AddresseeDied) => "that the addressee has died, so the message is not for them",
                Some(Because::NoLongerWorksHere) => {
                    "that the addressee no longer works there, so the message is not for them"
                }
            };
            format!("Somebody with access to the mailbox said {said}{on}.")
        }
        Decision::Expired => format!(
            "None: the time to decide ended without an answer, stated{on}. Silence is not acceptance; a judge may still \
             find that the message counts for the addressee."
        ),
        Decision::Recalled => format!("The sender took the message back{on}."),
    };
    DecisionAnswer {
        value,
        at,
        file: stated.map(|entry| entry.file.to_owned()),
        superseded: supersedes.map(|entry| format!("{} at {}", entry.statement.event, entry.statement.time)),
        words,
    }
}

fn because(statement: &Statement) -> Option<Because> {
    match &statement.details {
        Details::Decision(decision) => decision.because,
        _ => None,
    }
}

fn vouches(delivery: &Delivery, key: Shown<'_>, instructed: bool, own_time: bool) -> VoucherAnswer {
    let shown = if let Shown::Key(shown) = key { Some(shown) } else { None };
    let value = standing::voucher(delivery, shown.is_some());
    let words = match value {
        Voucher::Nobody => "Nobody: there is no decision to vouch for.",
        Voucher::AddresseeKey => &shown.map(|shown| keyed::words(shown, own_time)).unwrap_or_default(),
        Voucher::Service if key == Shown::Nothing => {
            "The service alone. The evidence names a key of the addressee's own; what that key signed is not shown here."
        }
        Voucher::Service if instructed => {
            "The service alone. It states that the instruction had not been ended, and what DNS said; nobody signed for this message."
        }
        Voucher::Service => {
            "The service alone. The addressee used no key of their own, so the decision rests on the service's honesty."
        }
    };
    VoucherAnswer { value, key: shown.cloned(), words: words.to_owned() }
}

fn identity(decisive: Option<&Statement>, links: &[Entry<'_>], given: &[Own<'_>]) -> IdentityAnswer {
    let terms = links.first().and_then(|entry| terms(entry.statement));
    if let Some(words) = decisive.and_then(|decisive| beforehand(decisive, terms, given)) {
        return IdentityAnswer { method: None, level: None, at: None, words };
    }
    let proved = |statement: &Statement| {
        let how = statement.authentication.clone()?;
        let mark = if on_senders_mailbox(statement, terms) { UNDER_SENDERS_CONTROL } else { "" };
        let several = terms.and_then(|terms| terms.role_mailbox.as_ref()).filter(|_| !by_telephone(&how));
        let several = several.map(|known| format!(" {}", role(known))).unwrap_or_default();
        Some((format!("{mark}{}{several}", proven(statement, &how, terms)), how))
    };
    let Some((words, how)) = decisive.and_then(proved) else {
        let answers = [Event::AddresseeStates, Event::ByPostPlease];
        let stated = links.iter().rev().find(|entry| answers.contains(&entry.statement.event));
        let words = match stated.and_then(|entry| Some((entry, proved(entry.statement)?.0))) {
            Some((entry, words)) if matches!(entry.statement.details, Details::Reply(_)) => {
                format!("There is no decision. Who confirmed a letter: {words}")
            }
            Some((_, words)) => format!("There is no decision. Who answered: {words}"),
            None => "Nobody proved who they are: there is no decision.".to_owned(),
        };
        return IdentityAnswer { method: None, level: None, at: None, words };
    };
    IdentityAnswer { method: Some(how.method.name()), level: Some(how.level().name()), at: Some(how.at), words }
}

/// Who said beforehand that the message is accepted, where a standing instruction accepted it. None of it is who decided: nobody did.
fn beforehand(accepted: &Statement, terms: Option<&SubmissionDetails>, given: &[Own<'_>]) -> Option<String> {
    let used = accepted.instructed()?;
    let how = accepted.authentication.as_ref()?;
    let who = proven(accepted, how, terms);
    let said = instructed::of(used, given).and_then(|given| instructed::instruction(&given.statement));
    let whose = said.map(|said| {
        let scope =
            said.sender.as_ref().map_or_else(|| "from anyone".to_owned(), |sender| format!("from {sender} only"));
        format!(
            " They said to act for {} as {}, which nobody checked; it covers messages to {} {scope}, until {}.",
            quoted(&said.organisation),
            quoted(&said.function),
            accepted.addressee,
            said.until
        )
    });
    let signed =
        if used.proof.dnssec == "secure" { "in a signed answer (DNSSEC)" } else { "in an answer that is not signed" };
    Some(format!(
        "Nobody proved who they are for this message: it was {}. Who gave the instruction: {who}{} The domain's DNS bore the record \
         for this address under {} at {}, {signed}.",
        instruction::words(used.given),
        whose.unwrap_or_default(),
        used.proof.name,
        used.proof.at
    ))
}

fn by_telephone(how: &Authentication) -> bool {
    how.level().reaches(Level::Telephone)
}

/// What A.1 holds besides.
fn terms(first: &Statement) -> Option<&SubmissionDetails> {
    match &first.details {
        Details::Submission(terms) => Some(terms),
        _ => None,
    }
}

/// Whether what proves this shows nothing against a sender who controls the mailbox.
fn on_senders_mailbox(statement: &Statement, terms: Option<&SubmissionDetails>) -> bool {
    let marked = matches!(&statement.details, Details::Decision(decision) if decision.on_senders_mailbox);
    let controlled = terms.is_some_and(|terms| terms.senders_control.is_some());
    // What a key's decision rests on it says itself.
    let says = |how: &Authentication| {
        how.method == Method::Passkey
            && matches!(statement.event, Event::ConsignmentAcceptance | Event::ConsignmentRejection)
    };
    let by_mailbox =
        statement.authentication.as_ref().is_some_and(|how| !how.level().reaches(Level::Telephone) && !says(how));
    marked || (controlled && by_mailbox)
}

/// Who somebody is, by how they proved it.
fn proven(statement: &Statement, how: &Authentication, terms: Option<&SubmissionDetails>) -> String {
    match how.method {
        Method::AccessCode => format!(
            "Somebody with access to {}, shown by a code sent there at or before {}, who also knew the access code that the \
             sender had set. It was known to both sides: it shows nothing against the sender.",
            statement.addressee, how.at
        ),
        Method::SmsCode => {
            let ending = terms.and_then(|terms| terms.telephone_ending.as_ref());
            let ending = ending.map(|ending| format!(", ending {}", quoted(ending))).unwrap_or_default();
            format!(
                "Somebody with access to the telephone number that the sender stated{ending}, shown by a code sent there at or \
                 before {}. Whose number it is was not checked.",
                how.at
            )
        }
        Method::MailCode => match (&statement.delegate, delegated::mandate_use(statement)) {
            (Some(delegate), Some(used)) => format!(
                "Somebody with access to {delegate}, shown by a code sent there at or before {}, who acted for {} under mandate \
                 {}. Both sides showed access to a mailbox when they made it; that neither had ended it is the service's word.",
                how.at, statement.addressee, used.id
            ),
            _ => format!(
                "Somebody with access to {}, shown by a code sent there at or before {}.",
                statement.addressee, how.at
            ),
        },
        Method::EidCertificate | Method::EidOidc | Method::EidSaml => vouched(how),
        Method::Passkey => format!(
            "Somebody who holds a key that was enrolled for {} before the message was handed in, used at or before {}. It says no more \
             of who that is than the proof with which it was enrolled, which stands with who vouches.",
            statement.addressee, how.at
        ),
        Method::DomainSignature => {
            format!("Somebody whose mail went out through a server that signs for the domain, at {}.", how.at)
        }
        Method::ApiToken | Method::ClientCertificate | Method::Password => {
            format!("Somebody who held the secret of an account with the service at {}.", how.at)
        }
    }
}

/// Who somebody is for whom an issuer of electronic identities vouched.
fn vouched(how: &Authentication) -> String {
    let Some(vouched) = &how.vouched else { return "Somebody with an electronic identity.".to_owned() };
    let matched = match vouched.matched.as_slice() {
        [] => "Nothing that the sender stated was compared with what it said of the person.".to_owned(),
        some => format!(
            "What it said of the person and what the sender stated were alike: {}. What it said was not kept.",
            attribute::words(some)
        ),
    };
    format!(
        "Somebody for whom {} vouched at {}, as an electronic identity of the level {} by the operator's word. {matched}",
        quoted(&vouched.issuer),
        how.at,
        vouched.level.name()
    )
}
