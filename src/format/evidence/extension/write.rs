//! Writing our extension.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::erds::content::Tracker;
use crate::erds::enrolment::{Enrolment, KeyUse, OwnChain};
use crate::erds::evidence::{
    AnswerDetails, Availability, Chain, Deadline, DecisionDetails, Details, DkimSeen, DnsAnswer, ExpiryDetails,
    Follows, HandoverDetails, Link, NextHop, NoticeDetails, Origin, OutageDetails, ReplyDetails, ReturnDetails, Sent,
    Statement, SubmissionDetails, Tls,
};
use crate::erds::mandate::{MandateUse, Scope};
use crate::erds::own::{OwnDetails, OwnStatement};
use crate::erds::party::Check;
use crate::erds::role::RoleMailbox;
use crate::erds::submission::AddressBasis;

use super::super::super::xml::{Element, holdable};
use super::super::names::OWN;
use super::super::{Error, MOST_EXCEPTIONS, MOST_LEFT_OUT, MOST_SENT, MOST_SIGNATURES, MOST_TRACKERS};
use super::{instruction, vouched};

/// The element that stands in the extension.
pub(in super::super) fn statement(statement: &Statement) -> Result<Element, Error> {
    let details = match &statement.details {
        Details::None => None,
        Details::Submission(details) => Some(submission(details)),
        Details::Notice(details) => Some(notice(details)?),
        Details::Decision(details) => Some(decision(details)),
        Details::Instructed(details) => Some(instruction::instructed(details)),
        Details::Expiry(details) => Some(expiry(details)?),
        Details::Handover(details) => Some(handover(details)),
        Details::Moved(until) => Some(element("Moved").child(deadline(until))),
        Details::Outage(details) => Some(outage(details)),
        Details::Return(details) => Some(returned(details)),
        Details::Reply(details) => Some(reply(details)),
        Details::Answer(details) => Some(answer(details)),
    };
    Ok(element("Statement")
        .child(chain(&statement.chain))
        .child(element("Content").child(text("Size", &statement.content.size)))
        .children(details)
        .children(statement.authentication.as_ref().and_then(|how| how.vouched.as_ref()).map(vouched::write)))
}

fn chain(chain: &Chain) -> Element {
    let whose = element("Chain").child(text("Delivery", &chain.delivery));
    let placed = match chain.link {
        Link::First => whose.child(text("Sequence", &1)),
        Link::Next { sequence, previous } => {
            whose.child(text("Sequence", &sequence)).child(octets("Previous", &previous.0))
        }
        Link::Outside { length, last } => whose.child(text("Length", &length)).child(octets("Last", &last.0)),
    };
    placed.child(octets("Random", &chain.random))
}

fn submission(details: &SubmissionDetails) -> Element {
    let basis = |basis: &AddressBasis| {
        element("AddressBasis")
            .child(text("Kind", &basis.kind))
            .children(basis.date.as_ref().map(|date| text("Date", date)))
    };
    element("Submission")
        .child(
            element("Terms")
                .child(text("AcceptWithin", &details.accept_within))
                .child(text("Zone", &details.zone))
                .child(text("Assurance", &details.assurance))
                .child(text("Language", &details.language))
                .child(text("ContentKept", &details.content_kept))
                .children(details.country.as_ref().map(|country| text("Country", country)))
                .children(details.reminders.days().iter().map(|day| text("Reminder", day))),
        )
        .children(details.purpose.as_ref().map(|purpose| text("Purpose", purpose)))
        .children(details.legal_basis.as_ref().map(|basis| text("LegalBasis", basis)))
        .children(details.address_basis.as_ref().map(basis))
        .child(element("SenderDomain").child(check(details.checks.domain.as_ref())))
        .child(element("SenderName").child(check(details.checks.name.as_ref())))
        .child(text("MailboxUnderSendersControl", &details.senders_control.is_some()))
        .children(details.trackers.iter().take(MOST_TRACKERS).map(tracker))
        .children(details.privacy.as_ref().map(|digest| octets("PrivacyStatement", &digest.0)))
        .children(details.senders_control.map(|control| text("SendersControl", &control.name())))
        .children(details.telephone_ending.as_ref().map(|ending| text("TelephoneEnding", ending)))
        .children(details.another_because.as_ref().map(|reason| text("AnotherBecause", &holdable(reason))))
        .children(details.to_match.iter().map(|attribute| text("ToMatch", &attribute.name())))
        .children(details.role_mailbox.as_ref().map(role))
        .children(details.follows.as_ref().map(follows))
        .children(details.by_person.then(|| text("ByPerson", &true)))
}

fn role(known: &RoleMailbox) -> Element {
    match known {
        RoleMailbox::Declared => element("RoleMailbox").child(text("Known", &"declared")),
        RoleMailbox::Listed(version) => {
            element("RoleMailbox").child(text("Known", &"listed")).child(text("List", version))
        }
    }
}

fn follows(follows: &Follows) -> Element {
    element("Follows")
        .child(text("Delivery", &follows.delivery))
        .child(text("Sequence", &follows.sequence))
        .child(octets("Digest", &follows.digest.0))
}

fn tracker(tracker: &Tracker) -> Element {
    element("Tracker").child(text("Kind", &tracker.kind.name())).child(text("Words", &holdable(&tracker.words)))
}

fn check(check: Option<&Check>) -> Element {
    match check {
        None => element("Unchecked"),
        Some(check) => element("Checked").child(text("How", &check.how)).child(text("At", &check.at)),
    }
}

fn notice(details: &NoticeDetails) -> Result<Element, Error> {
    Ok(element("Notice")
        .child(text("Number", &details.number))
        .child(octets("Digest", &details.digest.0))
        .child(text("Template", &details.template))
        .child(octets("TemplateDigest", &details.template_digest.0))
        .child(deadline(&details.deadline))
        .children(details.next_hop.as_ref().map(next_hop))
        .children(details.dns.as_ref().map(dns))
        .children(details.reply.as_ref().map(|reply| text("Reply", &holdable(reply))))
        .children(details.dialogue.as_ref().map(|digest| octets("Dialogue", &digest.0)))
        .children(details.availability.as_ref().map(availability).transpose()?)
        .children(details.tls.as_ref().map(tls))
        .children(details.reminder.map(|reminder| text("Reminder", &reminder))))
}

fn next_hop(hop: &NextHop) -> Element {
    element("NextHop").child(text("Name", &hop.name)).child(text("Role", &hop.role.name()))
}

fn deadline(deadline: &Deadline) -> Element {
    element("Deadline")
        .child(text("Until", &deadline.until))
        .child(text("Zones", &deadline.zones))
        .child(text("Holidays", &deadline.holidays))
}

fn outage(details: &OutageDetails) -> Element {
    element("Outage")
        .child(text("Identifier", &details.id))
        .child(text("Failing", &details.failing.name()))
        .child(text("ByOperator", &details.by_operator))
        .child(text("From", &details.from))
        .child(text("To", &details.to))
        .children(details.words.as_ref().map(|words| text("Words", &holdable(words))))
        .children(details.deadline.as_ref().map(deadline))
}

fn dns(dns: &DnsAnswer) -> Element {
    element("Dns").child(text("Answer", &holdable(&dns.answer))).child(text("Dnssec", &dns.dnssec))
}

fn tls(tls: &Tls) -> Element {
    element("Tls")
        .child(text("Name", &tls.name))
        .child(text("Protocol", &tls.protocol))
        .child(octets("Fingerprint", &tls.certificate.0))
        .child(text("Policy", &tls.policy))
        .child(text("Authenticated", &tls.authenticated))
}

fn decision(details: &DecisionDetails) -> Element {
    let key = |key: &KeyUse| {
        element("Key").child(octets("Assertion", &key.assertion.0)).child(octets("Enrolment", &key.enrolment.0))
    };
    element("Decision")
        .child(octets("Acknowledgement", &details.acknowledgement.0))
        .children(details.key.as_ref().map(key))
        .children(details.on_senders_mailbox.then(|| text("OnSendersMailbox", &true)))
        .children(details.because.map(|because| text("Because", &because.name())))
        .children(details.mandate.as_ref().map(mandate_use))
}

fn mandate_use(used: &MandateUse) -> Element {
    element("Mandate")
        .child(text("Identifier", &used.id))
        .child(octets("Given", &used.given.0))
        .child(octets("Accepted", &used.accepted.0))
}

/// The element of an enrolment.
pub(in super::super) fn enrolment(enrolment: &Enrolment) -> Element {
    let key = &enrolment.key;
    element("Enrolment")
        .child(own_chain(&enrolment.chain))
        .child(
            element("Key")
                .child(octets("Credential", &key.credential))
                .child(octets("Cose", &key.cose))
                .child(text("Algorithm", &key.algorithm))
                .child(text("RelyingParty", &key.rp_id))
                .child(text("Origin", &key.origin)),
        )
        .children(enrolment.authentication.vouched.as_ref().map(vouched::write))
}

/// The element of what is stated about one address alone.
pub(in super::super) fn own(statement: &OwnStatement) -> Element {
    let details = match &statement.details {
        OwnDetails::Absence(until) => element("Absence").children(until.as_ref().map(|until| text("Until", until))),
        OwnDetails::Instruct(given) => instruction::given(given),
        OwnDetails::EndInstruction(given) => instruction::ended(given),
        OwnDetails::Block { sender, delivery } => {
            element("Block").child(text("Sender", sender)).child(text("Delivery", delivery))
        }
        OwnDetails::Unblock { sender } => element("Unblock").child(text("Sender", sender)),
        OwnDetails::RemoveKey(fingerprint) => element("RemovedKey").child(octets("Digest", &fingerprint.0)),
        OwnDetails::MandateAccepted(accepted) => element("MandateAcceptance")
            .child(text("Identifier", &accepted.id))
            .child(text("Principal", &accepted.principal.as_str()))
            .child(octets("Given", &accepted.given.0)),
        OwnDetails::MandateGiven(mandate) => element("Mandate")
            .child(text("Identifier", &mandate.id))
            .child(text("Delegate", &mandate.delegate.as_str()))
            .children(match &mandate.scope {
                Scope::All => None,
                Scope::SenderDomain(domain) => Some(text("SenderDomain", domain)),
            })
            .child(text("From", &mandate.from))
            .child(text("Until", &mandate.until)),
        OwnDetails::MandateRevoked(id) => element("MandateRevocation").child(text("Identifier", id)),
    };
    element("Own")
        .child(own_chain(&statement.chain))
        .child(details)
        .children(statement.authentication.vouched.as_ref().map(vouched::write))
}

fn own_chain(chain: &OwnChain) -> Element {
    let previous = match chain.link {
        Link::Next { previous, .. } => Some(octets("Previous", &previous.0)),
        Link::First | Link::Outside { .. } => None,
    };
    element("OwnChain")
        .child(text("Identifier", &chain.id))
        .child(text("Sequence", &chain.link.sequence().unwrap_or(1)))
        .children(previous)
        .child(octets("Random", &chain.random))
}

fn expiry(details: &ExpiryDetails) -> Result<Element, Error> {
    Ok(element("Expiry")
        .child(text("Deadline", &details.deadline))
        .children(details.availability.as_ref().map(availability).transpose()?)
        .children(details.sent.iter().take(MOST_SENT).map(sent)))
}

fn sent(sent: &Sent) -> Element {
    element("Sent")
        .child(text("Notice", &sent.notice))
        .children(sent.reminder.map(|reminder| text("Reminder", &reminder)))
        .child(text("At", &sent.at))
        .children(sent.taken_by.as_ref().map(next_hop))
}

fn handover(details: &HandoverDetails) -> Element {
    element("Handover").child(text("Whole", &details.whole)).child(text("Parts", &details.parts))
}

fn answer(details: &AnswerDetails) -> Element {
    element("Answer")
        .child(text("Saying", &details.saying.name()))
        .child(text("Language", &details.language))
        .child(text("Text", &holdable(&details.text)))
        .children(details.words.as_ref().map(|words| text("Words", &holdable(words))))
}

fn returned(details: &ReturnDetails) -> Element {
    let optional =
        |name: &'static str, value: &Option<String>| value.as_ref().map(|value| text(name, &holdable(value)));
    element("Return")
        .child(text("Notice", &details.notice))
        .child(octets("Digest", &details.digest.0))
        .children(optional("ReportingMta", &details.reporting_mta))
        .children(optional("Status", &details.status))
        .children(optional("Diagnostic", &details.diagnostic))
        .children(optional("Cause", &details.cause))
        .children(details.origin.as_ref().map(origin))
}

fn origin(origin: &Origin) -> Element {
    element("Origin").child(text("Name", &origin.host)).child(dns(&origin.dns))
}

fn reply(details: &ReplyDetails) -> Element {
    element("Reply")
        .child(text("Notice", &details.notice))
        .child(octets("Digest", &details.digest.0))
        .child(text("Size", &details.size))
        .child(text("Came", &details.came))
        .child(text("Text", &holdable(&details.text)))
        .children(details.dkim.iter().take(MOST_SIGNATURES).map(dkim))
        .children(details.left_out.iter().take(MOST_LEFT_OUT).map(|name| text("LeftOut", &holdable(name))))
}

fn dkim(seen: &DkimSeen) -> Element {
    element("Dkim")
        .child(text("Domain", &holdable(&seen.domain)))
        .child(text("Selector", &holdable(&seen.selector)))
        .child(text("Result", &seen.result.name()))
        .children(seen.key.as_ref().map(|key| text("Key", &holdable(key))))
        .children(seen.dnssec.as_ref().map(|dnssec| text("Dnssec", dnssec)))
}

fn availability(availability: &Availability) -> Result<Element, Error> {
    if availability.except.len() > MOST_EXCEPTIONS {
        return Err(Error::Count("interruptions"));
    }
    let except = |(from, to): &(_, _)| element("Except").child(text("From", from)).child(text("To", to));
    Ok(element("Availability")
        .child(text("From", &availability.from))
        .children(availability.to.map(|to| text("To", &to)))
        .children(availability.except.iter().map(except)))
}

pub(super) fn element(local: &'static str) -> Element {
    Element::new(OWN, local)
}

pub(super) fn text(local: &'static str, value: &impl ToString) -> Element {
    Element::text(OWN, local, value.to_string())
}

pub(super) fn octets(local: &'static str, octets: &[u8]) -> Element {
    text(local, &STANDARD.encode(octets))
}
