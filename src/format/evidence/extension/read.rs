//! Reading our extension. Elements that a later version appends are passed over; known ones out of place are not.

use crate::erds::address::Address;
use crate::erds::answer::{Because, Saying};
use crate::erds::content::{Sha256, Tracker, Tracking};
use crate::erds::enrolment::{KeyUse, OwnChain};
use crate::erds::event::Event;
use crate::erds::evidence::{
    AnswerDetails, Availability, Chain, Deadline, DecisionDetails, Details, DkimResult, DkimSeen, DnsAnswer,
    ExpiryDetails, Follows, HandoverDetails, HopRole, Link, NextHop, NoticeDetails, Origin, OutageDetails,
    ReplyDetails, ReturnDetails, Sent, SubmissionDetails, Tls,
};
use crate::erds::key::AddresseeKey;
use crate::erds::mandate::{Mandate, MandateAcceptance, MandateUse, Scope};
use crate::erds::moment::Moment;
use crate::erds::outage::Failing;
use crate::erds::own::OwnDetails;
use crate::erds::party::{Check, SenderChecks};
use crate::erds::reminders::{self, Reminders};
use crate::erds::role::RoleMailbox;
use crate::erds::submission::{AddressBasis, SendersControl};

use super::super::super::xml::Element;
use super::super::cursor::{self, Cursor, form};
use super::super::names::OWN;
use super::super::{
    Error, LONGEST_CREDENTIAL, LONGEST_KEY, MOST_EXCEPTIONS, MOST_LEFT_OUT, MOST_SENT, MOST_SIGNATURES, MOST_TRACKERS,
};
use super::{instruction, vouched};

/// The place in the chain, the content's size, what the event holds besides, and the element of what an issuer vouched for.
pub(in super::super) fn statement(
    element: &Element,
    event: Event,
) -> Result<(Chain, u64, Details, Option<&Element>), Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let chain = chain(parts.child(OWN, "Chain")?)?;
    let mut content = Cursor::enter(parts.child(OWN, "Content")?, &[])?;
    let size = content.value(OWN, "Size")?;
    content.end_or_later(OWN)?;
    // The details' element has the name of their kind; another kind's would be passed over as unknown, so each is asked.
    let mut details = Details::None;
    for (name, read) in KINDS {
        if let Some(element) = parts.optional(OWN, name) {
            if details != Details::None {
                return Err(form("one kind of details", &format!("{name} in {event}")));
            }
            details = read(element)?;
        }
    }
    let vouched = parts.optional(OWN, "Vouched");
    parts.end_or_later(OWN)?;
    Ok((chain, size, details, vouched))
}

type Read = fn(&Element) -> Result<Details, Error>;

const KINDS: [(&str, Read); 11] = [
    ("Submission", |element| submission(element).map(|submission| Details::Submission(Box::new(submission)))),
    ("Notice", |element| notice(element).map(|notice| Details::Notice(Box::new(notice)))),
    ("Decision", |element| decision(element).map(Details::Decision)),
    ("Instructed", |element| instruction::read_instructed(element).map(|how| Details::Instructed(Box::new(how)))),
    ("Expiry", |element| expiry(element).map(Details::Expiry)),
    ("Handover", |element| handover(element).map(Details::Handover)),
    ("Moved", |element| moved(element).map(Details::Moved)),
    ("Outage", |element| outage(element).map(|outage| Details::Outage(Box::new(outage)))),
    ("Return", |element| returned(element).map(|returned| Details::Return(Box::new(returned)))),
    ("Reply", |element| reply(element).map(|reply| Details::Reply(Box::new(reply)))),
    ("Answer", |element| answer(element).map(|answer| Details::Answer(Box::new(answer)))),
];

fn chain(element: &Element) -> Result<Chain, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let delivery = parts.value(OWN, "Delivery")?;
    let link = if let Some(sequence) = parts.optional(OWN, "Sequence") {
        match (cursor::value(sequence)?, parts.optional(OWN, "Previous")) {
            (1, None) => Link::First,
            (sequence, Some(previous)) if sequence > 1 => {
                Link::Next { sequence, previous: Sha256(cursor::octets(previous)?) }
            }
            _ => return Err(Error::Value("Sequence".to_owned())),
        }
    } else {
        Link::Outside { length: parts.value(OWN, "Length")?, last: parts.digest(OWN, "Last")? }
    };
    let random = parts.octets(OWN, "Random")?;
    parts.end_or_later(OWN)?;
    Ok(Chain { delivery, link, random })
}

fn submission(element: &Element) -> Result<SubmissionDetails, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let mut terms = Cursor::enter(parts.child(OWN, "Terms")?, &[])?;
    let accept_within = terms.value(OWN, "AcceptWithin")?;
    let zone = terms.text(OWN, "Zone")?.to_owned();
    let assurance = terms.text(OWN, "Assurance")?.to_owned();
    let language = terms.text(OWN, "Language")?.to_owned();
    let content_kept = terms.value(OWN, "ContentKept")?;
    let country = terms.optional_text(OWN, "Country")?;
    let days = terms.several(OWN, "Reminder", reminders::MOST, "reminders")?;
    let days = days.into_iter().map(cursor::value).collect::<Result<Vec<u16>, _>>()?;
    let reminders = Reminders::new(&days, accept_within).map_err(|_| Error::Value("Reminder".to_owned()))?;
    terms.end_or_later(OWN)?;
    let purpose = parts.optional_text(OWN, "Purpose")?;
    let legal_basis = parts.optional_text(OWN, "LegalBasis")?;
    let address_basis = match parts.optional(OWN, "AddressBasis") {
        None => None,
        Some(basis) => {
            let mut basis = Cursor::enter(basis, &[])?;
            let kind = basis.text(OWN, "Kind")?.to_owned();
            let date = basis.optional_text(OWN, "Date")?;
            basis.end_or_later(OWN)?;
            Some(AddressBasis { kind, date })
        }
    };
    let domain = check(parts.child(OWN, "SenderDomain")?)?;
    let name = check(parts.child(OWN, "SenderName")?)?;
    let controlled: bool = parts.value(OWN, "MailboxUnderSendersControl")?;
    let trackers = parts.several(OWN, "Tracker", MOST_TRACKERS, "trackers")?;
    let trackers = trackers.into_iter().map(tracker).collect::<Result<_, _>>()?;
    let privacy = parts.optional(OWN, "PrivacyStatement").map(cursor::octets).transpose()?.map(Sha256);
    let known = parts.optional_text(OWN, "SendersControl")?;
    let senders_control = control(controlled, known.as_deref())?;
    let telephone_ending = parts.optional_text(OWN, "TelephoneEnding")?;
    let another_because = parts.optional_text(OWN, "AnotherBecause")?;
    let to_match = vouched::attributes(&mut parts, "ToMatch")?;
    let role_mailbox = parts.optional(OWN, "RoleMailbox").map(role).transpose()?;
    let follows = parts.optional(OWN, "Follows").map(follows).transpose()?;
    let by_person = flag(&mut parts, "ByPerson")?;
    parts.end_or_later(OWN)?;
    let checks = SenderChecks { domain, name };
    Ok(SubmissionDetails {
        checks,
        accept_within,
        zone,
        assurance,
        language,
        content_kept,
        purpose,
        legal_basis,
        address_basis,
        senders_control,
        another_because,
        trackers,
        privacy,
        country,
        reminders,
        telephone_ending,
        to_match,
        by_person,
        role_mailbox,
        follows,
    })
}

fn role(element: &Element) -> Result<RoleMailbox, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let known = match (parts.text(OWN, "Known")?, parts.optional_text(OWN, "List")?) {
        ("declared", None) => RoleMailbox::Declared,
        ("listed", Some(version)) => RoleMailbox::Listed(version),
        _ => return Err(Error::Value("RoleMailbox".to_owned())),
    };
    parts.end_or_later(OWN)?;
    Ok(known)
}

fn follows(element: &Element) -> Result<Follows, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let delivery = parts.value(OWN, "Delivery")?;
    let sequence = parts.value(OWN, "Sequence")?;
    let digest = Sha256(parts.octets(OWN, "Digest")?);
    parts.end_or_later(OWN)?;
    if sequence == 0 {
        return Err(Error::Value("Sequence".to_owned()));
    }
    Ok(Follows { delivery, sequence, digest })
}

/// Where nothing says how it is known, the sender says so.
fn control(controlled: bool, known: Option<&str>) -> Result<Option<SendersControl>, Error> {
    match known.map(SendersControl::from_name) {
        None => Ok(controlled.then_some(SendersControl::Declared)),
        Some(Some(control)) if controlled => Ok(Some(control)),
        Some(_) => Err(Error::Value("SendersControl".to_owned())),
    }
}

fn tracker(element: &Element) -> Result<Tracker, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let written = parts.text(OWN, "Kind")?;
    let kind = Tracking::ALL.into_iter().find(|kind| kind.name() == written);
    let kind = kind.ok_or_else(|| Error::Value("Kind".to_owned()))?;
    let words = parts.text(OWN, "Words")?.to_owned();
    parts.end_or_later(OWN)?;
    Ok(Tracker { kind, words })
}

fn check(element: &Element) -> Result<Option<Check>, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let check = if let Some(unchecked) = parts.optional(OWN, "Unchecked") {
        Cursor::enter(unchecked, &[])?.end()?;
        None
    } else {
        let mut check = Cursor::enter(parts.child(OWN, "Checked")?, &[])?;
        let how = check.text(OWN, "How")?.to_owned();
        let at = check.value(OWN, "At")?;
        check.end_or_later(OWN)?;
        Some(Check { how, at })
    };
    parts.end_or_later(OWN)?;
    Ok(check)
}

fn notice(element: &Element) -> Result<NoticeDetails, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let number = parts.value(OWN, "Number")?;
    let digest = parts.digest(OWN, "Digest")?;
    let template = parts.text(OWN, "Template")?.to_owned();
    let template_digest = parts.digest(OWN, "TemplateDigest")?;
    let deadline = deadline(parts.child(OWN, "Deadline")?)?;
    let next_hop = parts.optional(OWN, "NextHop").map(next_hop).transpose()?;
    let dns = parts.optional(OWN, "Dns").map(dns).transpose()?;
    let reply = parts.optional_text(OWN, "Reply")?;
    let dialogue = parts.optional(OWN, "Dialogue").map(cursor::octets).transpose()?;
    let availability = parts.optional(OWN, "Availability").map(availability).transpose()?;
    let tls = parts.optional(OWN, "Tls").map(tls).transpose()?;
    let reminder = parts.optional(OWN, "Reminder").map(cursor::value).transpose()?;
    parts.end_or_later(OWN)?;
    Ok(NoticeDetails {
        number,
        reminder,
        digest,
        template,
        template_digest,
        deadline,
        next_hop,
        dns,
        reply,
        dialogue: dialogue.map(Sha256),
        availability,
        tls,
    })
}

fn deadline(element: &Element) -> Result<Deadline, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let until = parts.value(OWN, "Until")?;
    let zones = parts.text(OWN, "Zones")?.to_owned();
    let holidays = parts.text(OWN, "Holidays")?.to_owned();
    parts.end_or_later(OWN)?;
    Ok(Deadline { until, zones, holidays })
}

fn moved(element: &Element) -> Result<Deadline, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let until = deadline(parts.child(OWN, "Deadline")?)?;
    parts.end_or_later(OWN)?;
    Ok(until)
}

fn outage(element: &Element) -> Result<OutageDetails, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let id = parts.value(OWN, "Identifier")?;
    let failing = Failing::from_name(parts.text(OWN, "Failing")?);
    let failing = failing.ok_or_else(|| Error::Value("Failing".to_owned()))?;
    let by_operator = parts.value(OWN, "ByOperator")?;
    let from = parts.value(OWN, "From")?;
    let to = parts.value(OWN, "To")?;
    let words = parts.optional_text(OWN, "Words")?;
    let deadline = parts.optional(OWN, "Deadline").map(deadline).transpose()?;
    parts.end_or_later(OWN)?;
    Ok(OutageDetails { id, failing, by_operator, from, to, words, deadline })
}

fn dns(element: &Element) -> Result<DnsAnswer, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let answer = parts.text(OWN, "Answer")?.to_owned();
    let dnssec = parts.text(OWN, "Dnssec")?.to_owned();
    parts.end_or_later(OWN)?;
    Ok(DnsAnswer { answer, dnssec })
}

fn origin(element: &Element) -> Result<Origin, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let host = parts.text(OWN, "Name")?.to_owned();
    let dns = dns(parts.child(OWN, "Dns")?)?;
    parts.end_or_later(OWN)?;
    Ok(Origin { host, dns })
}

fn tls(element: &Element) -> Result<Tls, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let name = parts.text(OWN, "Name")?.to_owned();
    let protocol = parts.text(OWN, "Protocol")?.to_owned();
    let certificate = parts.digest(OWN, "Fingerprint")?;
    let policy = parts.text(OWN, "Policy")?.to_owned();
    let authenticated = parts.value(OWN, "Authenticated")?;
    parts.end_or_later(OWN)?;
    Ok(Tls { name, protocol, certificate, policy, authenticated })
}

fn next_hop(element: &Element) -> Result<NextHop, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let name = parts.text(OWN, "Name")?.to_owned();
    let written = parts.text(OWN, "Role")?;
    let role = HopRole::ALL.into_iter().find(|role| role.name() == written);
    let role = role.ok_or_else(|| Error::Value("Role".to_owned()))?;
    parts.end_or_later(OWN)?;
    Ok(NextHop { name, role })
}

fn decision(element: &Element) -> Result<DecisionDetails, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let acknowledgement = parts.digest(OWN, "Acknowledgement")?;
    let key = parts.optional(OWN, "Key").map(key_use).transpose()?;
    let on_senders_mailbox = flag(&mut parts, "OnSendersMailbox")?;
    let because = parts.optional_text(OWN, "Because")?;
    let wrong = || Error::Value("Because".to_owned());
    let because = because.map(|name| Because::from_name(&name).ok_or_else(wrong)).transpose()?;
    let mandate = parts.optional(OWN, "Mandate").map(mandate_use).transpose()?;
    parts.end_or_later(OWN)?;
    Ok(DecisionDetails { acknowledgement, key, on_senders_mailbox, because, mandate })
}

fn mandate_use(element: &Element) -> Result<MandateUse, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let id = parts.value(OWN, "Identifier")?;
    let given = parts.digest(OWN, "Given")?;
    let accepted = parts.digest(OWN, "Accepted")?;
    parts.end_or_later(OWN)?;
    Ok(MandateUse { id, given, accepted })
}

/// An element that says `true`, or is not there.
fn flag(parts: &mut Cursor<'_>, name: &'static str) -> Result<bool, Error> {
    match parts.optional_text(OWN, name)?.as_deref() {
        None => Ok(false),
        Some("true") => Ok(true),
        Some(_) => Err(Error::Value(name.to_owned())),
    }
}

fn key_use(element: &Element) -> Result<KeyUse, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let assertion = parts.digest(OWN, "Assertion")?;
    let enrolment = parts.digest(OWN, "Enrolment")?;
    parts.end_or_later(OWN)?;
    Ok(KeyUse { assertion, enrolment })
}

/// The place in the addressee's own chain, and the key that was enrolled.
pub(in super::super) fn enrolment(element: &Element) -> Result<(OwnChain, AddresseeKey, Option<&Element>), Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let chain = own_chain(parts.child(OWN, "OwnChain")?)?;
    let mut key = Cursor::enter(parts.child(OWN, "Key")?, &[])?;
    let credential = key.bytes(OWN, "Credential", LONGEST_CREDENTIAL)?;
    let cose = key.bytes(OWN, "Cose", LONGEST_KEY)?;
    let algorithm = key.value(OWN, "Algorithm")?;
    let rp_id = key.text(OWN, "RelyingParty")?.to_owned();
    let origin = key.text(OWN, "Origin")?.to_owned();
    key.end_or_later(OWN)?;
    let vouched = parts.optional(OWN, "Vouched");
    parts.end_or_later(OWN)?;
    Ok((chain, AddresseeKey { credential, cose, algorithm, rp_id, origin }, vouched))
}

/// The place in the addressee's own chain, and what is stated there.
pub(in super::super) fn own(
    element: &Element,
    event: Event,
) -> Result<(OwnChain, OwnDetails, Option<&Element>), Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let chain = own_chain(parts.child(OWN, "OwnChain")?)?;
    let details = match event {
        Event::AbsenceStated => OwnDetails::Absence(absence(parts.child(OWN, "Absence")?)?),
        Event::InstructionGiven => {
            OwnDetails::Instruct(Box::new(instruction::read_given(parts.child(OWN, "Instruction")?)?))
        }
        Event::InstructionEnded => {
            OwnDetails::EndInstruction(instruction::read_ended(parts.child(OWN, "EndedInstruction")?)?)
        }
        Event::SenderBlocked => block(parts.child(OWN, "Block")?)?,
        Event::SenderUnblocked => {
            let mut lifted = Cursor::enter(parts.child(OWN, "Unblock")?, &[])?;
            let sender = address(&mut lifted)?;
            lifted.end_or_later(OWN)?;
            OwnDetails::Unblock { sender }
        }
        Event::KeyRemoved => {
            let mut removed = Cursor::enter(parts.child(OWN, "RemovedKey")?, &[])?;
            let fingerprint = Sha256(removed.octets(OWN, "Digest")?);
            removed.end_or_later(OWN)?;
            OwnDetails::RemoveKey(fingerprint)
        }
        Event::MandateAccepted => OwnDetails::MandateAccepted(acceptance(parts.child(OWN, "MandateAcceptance")?)?),
        Event::MandateGiven => OwnDetails::MandateGiven(mandate(parts.child(OWN, "Mandate")?)?),
        Event::MandateRevoked => {
            let mut revoked = Cursor::enter(parts.child(OWN, "MandateRevocation")?, &[])?;
            let id = revoked.value(OWN, "Identifier")?;
            revoked.end_or_later(OWN)?;
            OwnDetails::MandateRevoked(id)
        }
        _ => return Err(Error::Value("ERDSEventId".to_owned())),
    };
    let vouched = parts.optional(OWN, "Vouched");
    parts.end_or_later(OWN)?;
    Ok((chain, details, vouched))
}

fn own_chain(element: &Element) -> Result<OwnChain, Error> {
    let mut chain = Cursor::enter(element, &[])?;
    let id = chain.value(OWN, "Identifier")?;
    let link = match (chain.value(OWN, "Sequence")?, chain.optional(OWN, "Previous")) {
        (1, None) => Link::First,
        (sequence, Some(previous)) if sequence > 1 => {
            Link::Next { sequence, previous: Sha256(cursor::octets(previous)?) }
        }
        _ => return Err(Error::Value("Sequence".to_owned())),
    };
    let random = chain.octets(OWN, "Random")?;
    chain.end_or_later(OWN)?;
    Ok(OwnChain { id, link, random })
}

fn block(element: &Element) -> Result<OwnDetails, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let sender = address(&mut parts)?;
    let delivery = parts.value(OWN, "Delivery")?;
    parts.end_or_later(OWN)?;
    Ok(OwnDetails::Block { sender, delivery })
}

fn address(parts: &mut Cursor<'_>) -> Result<Address, Error> {
    Address::parse(parts.text(OWN, "Sender")?).map_err(|_| Error::Value("Sender".to_owned()))
}

fn mandate(element: &Element) -> Result<Mandate, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let id = parts.value(OWN, "Identifier")?;
    let delegate = mailbox(parts.text(OWN, "Delegate")?)?;
    let scope = parts.optional_text(OWN, "SenderDomain")?.map_or(Scope::All, Scope::SenderDomain);
    let from = parts.value(OWN, "From")?;
    let until = parts.value(OWN, "Until")?;
    parts.end_or_later(OWN)?;
    Ok(Mandate { id, delegate, scope, from, until })
}

fn acceptance(element: &Element) -> Result<MandateAcceptance, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let id = parts.value(OWN, "Identifier")?;
    let principal = mailbox(parts.text(OWN, "Principal")?)?;
    let given = parts.digest(OWN, "Given")?;
    parts.end_or_later(OWN)?;
    Ok(MandateAcceptance { id, principal, given })
}

fn mailbox(written: &str) -> Result<Address, Error> {
    Address::parse(written).map_err(|_| Error::Value("Delegate".to_owned()))
}

fn absence(element: &Element) -> Result<Option<Moment>, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let until = parts.optional(OWN, "Until").map(cursor::value).transpose()?;
    parts.end_or_later(OWN)?;
    Ok(until)
}

fn answer(element: &Element) -> Result<AnswerDetails, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let saying = Saying::from_name(parts.text(OWN, "Saying")?).ok_or_else(|| Error::Value("Saying".to_owned()))?;
    let language = parts.text(OWN, "Language")?.to_owned();
    let text = parts.text(OWN, "Text")?.to_owned();
    let words = parts.optional_text(OWN, "Words")?;
    parts.end_or_later(OWN)?;
    Ok(AnswerDetails { saying, language, text, words })
}

fn expiry(element: &Element) -> Result<ExpiryDetails, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let deadline = parts.value(OWN, "Deadline")?;
    let availability = parts.optional(OWN, "Availability").map(availability).transpose()?;
    let stated = parts.several(OWN, "Sent", MOST_SENT, "notices and reminders")?;
    let sent = stated.into_iter().map(sent).collect::<Result<_, _>>()?;
    parts.end_or_later(OWN)?;
    Ok(ExpiryDetails { deadline, availability, sent })
}

fn sent(element: &Element) -> Result<Sent, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let notice = parts.value(OWN, "Notice")?;
    let reminder = parts.optional(OWN, "Reminder").map(cursor::value).transpose()?;
    let at = parts.value(OWN, "At")?;
    let taken_by = parts.optional(OWN, "NextHop").map(next_hop).transpose()?;
    parts.end_or_later(OWN)?;
    Ok(Sent { notice, reminder, at, taken_by })
}

fn handover(element: &Element) -> Result<HandoverDetails, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let whole = parts.value(OWN, "Whole")?;
    let parts_listed = parts.value(OWN, "Parts")?;
    parts.end_or_later(OWN)?;
    Ok(HandoverDetails { whole, parts: parts_listed })
}

fn returned(element: &Element) -> Result<ReturnDetails, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let details = ReturnDetails {
        notice: parts.value(OWN, "Notice")?,
        digest: parts.digest(OWN, "Digest")?,
        reporting_mta: parts.optional_text(OWN, "ReportingMta")?,
        status: parts.optional_text(OWN, "Status")?,
        diagnostic: parts.optional_text(OWN, "Diagnostic")?,
        cause: parts.optional_text(OWN, "Cause")?,
        origin: parts.optional(OWN, "Origin").map(origin).transpose()?,
    };
    parts.end_or_later(OWN)?;
    Ok(details)
}

fn reply(element: &Element) -> Result<ReplyDetails, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let notice = parts.value(OWN, "Notice")?;
    let digest = parts.digest(OWN, "Digest")?;
    let size = parts.value(OWN, "Size")?;
    let came = parts.value(OWN, "Came")?;
    let text = parts.text(OWN, "Text")?.to_owned();
    let dkim = parts.several(OWN, "Dkim", MOST_SIGNATURES, "DKIM signatures")?;
    let dkim = dkim.into_iter().map(dkim_seen).collect::<Result<_, _>>()?;
    let left_out = parts.several(OWN, "LeftOut", MOST_LEFT_OUT, "fields left out")?;
    let left_out = left_out.into_iter().map(|name| cursor::text(name, &[]).map(str::to_owned));
    let left_out = left_out.collect::<Result<_, _>>()?;
    parts.end_or_later(OWN)?;
    Ok(ReplyDetails { notice, digest, size, came, text, dkim, left_out })
}

fn dkim_seen(element: &Element) -> Result<DkimSeen, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let domain = parts.text(OWN, "Domain")?.to_owned();
    let selector = parts.text(OWN, "Selector")?.to_owned();
    let written = parts.text(OWN, "Result")?;
    let result = DkimResult::ALL.into_iter().find(|result| result.name() == written);
    let result = result.ok_or_else(|| Error::Value("Result".to_owned()))?;
    let key = parts.optional_text(OWN, "Key")?;
    let dnssec = parts.optional_text(OWN, "Dnssec")?;
    parts.end_or_later(OWN)?;
    Ok(DkimSeen { domain, selector, result, key, dnssec })
}

fn availability(element: &Element) -> Result<Availability, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let from = parts.value(OWN, "From")?;
    let to = parts.optional(OWN, "To").map(cursor::value).transpose()?;
    let mut except = Vec::new();
    for interruption in parts.several(OWN, "Except", MOST_EXCEPTIONS, "interruptions")? {
        let mut times = Cursor::enter(interruption, &[])?;
        except.push((times.value(OWN, "From")?, times.value(OWN, "To")?));
        times.end_or_later(OWN)?;
    }
    parts.end_or_later(OWN)?;
    Ok(Availability { from, to, except })
}
