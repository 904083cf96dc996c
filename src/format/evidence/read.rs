//! Reading: the components of EN 319 522-2 §8.2, in the one form that `write` gives them.

use crate::erds::address::Address;
use crate::erds::content::{ContentInfo, Sha256};
use crate::erds::enrolment::Enrolment;
use crate::erds::event::Event;
use crate::erds::evidence::{StatedReason, Statement};
use crate::erds::moment::Moment;
use crate::erds::own::OwnStatement;
use crate::erds::party::{Authentication, Issuer, Level, Method, Sender};
use crate::erds::reason::Reason;

use super::super::xml::{Element, NONE};
use super::cursor::{Cursor, form, named, text};
use super::names::{DISPLAY_NAME, DOMAIN, DS, ERDS, LEGAL_NAME, NAME_FORMAT, OWN, PART, SAML, SCHEME, SHA256, VERSION};
use super::{Error, MOST, extension, is_uri};

/// The statement of a tree; what its event may hold is checked by the caller.
pub(super) fn evidence(root: &Element) -> Result<Statement, Error> {
    if !named(root, ERDS, "Evidence") {
        return Err(form("Evidence", &root.name.local));
    }
    let mut components = Cursor::enter(root, &[("version", VERSION)])?;
    let id = components.value(ERDS, "EvidenceIdentifier")?;
    let event = Event::from_uri(components.text(ERDS, "ERDSEventId")?);
    let event = event.ok_or_else(|| Error::Value("ERDSEventId".to_owned()))?;
    let reasons = components.optional(ERDS, "EventReasons").map(reasons).transpose()?.unwrap_or_default();
    let time = components.value(NONE, "EventTime")?;
    let policies = policies(components.child(ERDS, "EvidenceIssuerPolicyID")?)?;
    let issuer = issuer(components.child(ERDS, "EvidenceIssuerDetails")?)?;
    let sender = sender(components.child(ERDS, "SenderDetails")?)?;
    let (addressee, proof) = recipient(components.child(ERDS, "RecipientDetails")?)?;
    let delegate = components.optional(ERDS, "RecipientsDelegateDetails").map(delegated).transpose()?;
    let (delegate, proof) = match (delegate, proof) {
        (None, proof) => (None, proof),
        (Some((delegate, proof)), None) => (Some(delegate), Some(proof)),
        (Some(_), Some(_)) => return Err(form("either the addressee's proof or the delegate's", "both")),
    };
    let submitted = components.value(ERDS, "SubmissionTime")?;
    let refers = components.optional(NONE, "EvidenceRefersToRecipient").map(|index| text(index, &[])).transpose()?;
    let message: String = components.value(ERDS, "MessageIdentifier")?;
    let (digest, message_id) = content(components.child(ERDS, "UserContentInfo")?)?;
    let own = own_extension(components.child(ERDS, "Extensions")?, "Statement")?;
    if components.optional(DS, "Signature").is_some() {
        return Err(Error::Signed);
    }
    components.end()?;
    let (chain, size, details, vouched) = extension::read::statement(own, event)?;
    let authentication = match (proof, vouched) {
        (Some(proof), vouched) => Some(proof.whole(vouched)?),
        (None, None) => None,
        (None, Some(_)) => return Err(Error::Value("Vouched".to_owned())),
    };
    let content = ContentInfo { digest, size, message_id };
    let statement = Statement {
        id,
        event,
        reasons,
        time,
        policies,
        issuer,
        sender,
        addressee,
        authentication,
        delegate,
        submitted,
        content,
        chain,
        details,
    };
    if refers != statement.refers_to_recipient().then_some("1") {
        return Err(Error::Value("EvidenceRefersToRecipient".to_owned()));
    }
    if message != statement.chain.delivery.to_string() {
        return Err(Error::Value("MessageIdentifier".to_owned()));
    }
    Ok(statement)
}

/// The enrolment of a tree; what it may hold is checked by the caller.
pub(super) fn enrolment(root: &Element) -> Result<Enrolment, Error> {
    if !named(root, ERDS, "Evidence") {
        return Err(form("Evidence", &root.name.local));
    }
    let mut components = Cursor::enter(root, &[("version", VERSION)])?;
    let id = components.value(ERDS, "EvidenceIdentifier")?;
    components.exactly(ERDS, "ERDSEventId", &Event::KeyEnrolled.uri())?;
    let Alone { time, policies, issuer, addressee, proof, content } = alone(components, "Enrolment")?;
    let (chain, key, vouched) = extension::read::enrolment(content)?;
    let authentication = proof.whole(vouched)?;
    Ok(Enrolment { id, time, policies, issuer, addressee, authentication, chain, key })
}

/// What a tree states about one address alone; what it may hold is checked by the caller.
pub(super) fn own(root: &Element) -> Result<OwnStatement, Error> {
    if !named(root, ERDS, "Evidence") {
        return Err(form("Evidence", &root.name.local));
    }
    let mut components = Cursor::enter(root, &[("version", VERSION)])?;
    let id = components.value(ERDS, "EvidenceIdentifier")?;
    let event = Event::from_uri(components.text(ERDS, "ERDSEventId")?);
    let event = event.ok_or_else(|| Error::Value("ERDSEventId".to_owned()))?;
    let Alone { time, policies, issuer, addressee, proof, content } = alone(components, "Own")?;
    let (chain, details, vouched) = extension::read::own(content, event)?;
    let authentication = proof.whole(vouched)?;
    Ok(OwnStatement { id, time, policies, issuer, addressee, authentication, chain, details })
}

/// What follows the event in a statement about one address alone.
struct Alone<'a> {
    time: Moment,
    policies: Vec<String>,
    issuer: Issuer,
    addressee: Address,
    proof: Proof,
    content: &'a Element,
}

fn alone<'a>(mut components: Cursor<'a>, name: &'static str) -> Result<Alone<'a>, Error> {
    let time = components.value(NONE, "EventTime")?;
    let policies = policies(components.child(ERDS, "EvidenceIssuerPolicyID")?)?;
    let issuer = issuer(components.child(ERDS, "EvidenceIssuerDetails")?)?;
    Cursor::enter(components.child(ERDS, "SenderDetails")?, &[])?.end()?;
    let (addressee, proof) = recipient(components.child(ERDS, "RecipientDetails")?)?;
    let proof = proof.ok_or_else(|| form("AssuranceLevelsDetails", "the end of RecipientDetails"))?;
    components.exactly(NONE, "EvidenceRefersToRecipient", "1")?;
    let content = own_extension(components.child(ERDS, "Extensions")?, name)?;
    if components.optional(DS, "Signature").is_some() {
        return Err(Error::Signed);
    }
    components.end()?;
    Ok(Alone { time, policies, issuer, addressee, proof, content })
}

fn reasons(element: &Element) -> Result<Vec<StatedReason>, Error> {
    let mut list = Cursor::enter(element, &[])?;
    let found = list.several(ERDS, "EventReason", MOST, "reasons")?;
    list.end()?;
    if found.is_empty() {
        return Err(form("EventReason", "the end of EventReasons"));
    }
    let reason = |element: &Element| {
        let mut parts = Cursor::enter(element, &[])?;
        let reason = Reason::from_uri(parts.text(NONE, "Code")?).ok_or_else(|| Error::Value("Code".to_owned()))?;
        let details = parts.optional_text(NONE, "Details")?;
        parts.end()?;
        Ok(StatedReason { reason, details })
    };
    found.into_iter().map(reason).collect()
}

fn policies(element: &Element) -> Result<Vec<String>, Error> {
    let mut list = Cursor::enter(element, &[])?;
    let found = list.several(NONE, "PolicyID", MOST, "policies")?;
    list.end()?;
    let policy = |element: &Element| {
        let policy = text(element, &[])?.to_owned();
        if is_uri(&policy) { Ok(policy) } else { Err(Error::Value("PolicyID".to_owned())) }
    };
    found.into_iter().map(policy).collect()
}

fn issuer(element: &Element) -> Result<Issuer, Error> {
    let mut details = Cursor::enter(element, &[])?;
    let mut identity = Cursor::enter(details.child(ERDS, "Identity")?, &[])?;
    details.end()?;
    let legal_name = attribute(identity.child(SAML, "Attribute")?, LEGAL_NAME)?;
    let domain = attribute(identity.child(SAML, "Attribute")?, DOMAIN)?;
    identity.end()?;
    Ok(Issuer { legal_name, domain })
}

fn sender(element: &Element) -> Result<Sender, Error> {
    let mut details = Cursor::enter(element, &[])?;
    let name = match details.optional(ERDS, "Identity") {
        None => None,
        Some(identity) => {
            let mut identity = Cursor::enter(identity, &[])?;
            let name = attribute(identity.child(SAML, "Attribute")?, DISPLAY_NAME)?;
            identity.end()?;
            Some(name)
        }
    };
    let address = identifier(details.child(NONE, "Identifier")?)?;
    let authentication = assurance(details.child(NONE, "AssuranceLevelsDetails")?)?.whole(None)?;
    details.end()?;
    Ok(Sender { address, name, authentication })
}

fn recipient(element: &Element) -> Result<(Address, Option<Proof>), Error> {
    let mut details = Cursor::enter(element, &[])?;
    let address = identifier(details.child(NONE, "Identifier")?)?;
    let proof = details.optional(NONE, "AssuranceLevelsDetails").map(assurance).transpose()?;
    details.end()?;
    Ok((address, proof))
}

fn delegated(element: &Element) -> Result<(Address, Proof), Error> {
    let mut details = Cursor::enter(element, &[])?;
    let address = identifier(details.child(NONE, "Identifier")?)?;
    let proof = assurance(details.child(NONE, "AssuranceLevelsDetails")?)?;
    details.exactly(NONE, "DelegatingRecipients", "1")?;
    details.end()?;
    Ok((address, proof))
}

/// How somebody authenticated, as far as the standard's own elements say.
struct Proof {
    method: Method,
    at: Moment,
    level: Level,
}

impl Proof {
    /// With what our extension says; together they must say the level.
    fn whole(self, vouched: Option<&Element>) -> Result<Authentication, Error> {
        let vouched = vouched.map(|element| extension::vouched::read(element, self.level)).transpose()?;
        let authentication = Authentication { method: self.method, at: self.at, vouched };
        if authentication.level() == self.level && authentication.fits() {
            Ok(authentication)
        } else {
            Err(Error::Value("AssuranceLevel".to_owned()))
        }
    }
}

fn attribute(element: &Element, (name, friendly): (&str, &str)) -> Result<String, Error> {
    let attributes = [("FriendlyName", friendly), ("Name", name), ("NameFormat", NAME_FORMAT)];
    let mut values = Cursor::enter(element, &attributes)?;
    let value = values.text(SAML, "AttributeValue")?.to_owned();
    values.end()?;
    Ok(value)
}

fn identifier(element: &Element) -> Result<Address, Error> {
    let written = text(element, &[("IdentifierSchemeName", SCHEME)])?;
    Address::parse(written).map_err(|_| Error::Value("Identifier".to_owned()))
}

fn assurance(element: &Element) -> Result<Proof, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let mut global = Cursor::enter(parts.child(NONE, "GlobalAssuranceLevel")?, &[])?;
    let level = global.text(NONE, "AssuranceLevel")?;
    global.end()?;
    let mut details = Cursor::enter(parts.child(ERDS, "AuthenticationDetails")?, &[])?;
    parts.end()?;
    let at = details.value(NONE, "AuthenticationTime")?;
    let method = Method::from_uri(details.text(NONE, "AuthenticationMethod")?);
    let method = method.ok_or_else(|| Error::Value("AuthenticationMethod".to_owned()))?;
    details.end()?;
    let level = Level::from_uri(level).ok_or_else(|| Error::Value("AssuranceLevel".to_owned()))?;
    Ok(Proof { method, at, level })
}

/// Digest and Message-ID; the size stands in our extension.
fn content(element: &Element) -> Result<(Sha256, Option<String>), Error> {
    let mut info = Cursor::enter(element, &[])?;
    let message_id = info.optional_text(NONE, "AppLayerIdentifier")?;
    info.exactly(NONE, "ComposingParts", "1")?;
    let mut parts = Cursor::enter(info.child(ERDS, "PartsInfo")?, &[])?;
    info.end()?;
    let mut part = Cursor::enter(parts.child(ERDS, "PartInfo")?, &[])?;
    parts.end()?;
    let (name, kind) = PART;
    part.exactly(NONE, "Identifier", name)?;
    part.exactly(NONE, "ContentType", kind)?;
    Cursor::enter(part.child(DS, "DigestMethod")?, &[("Algorithm", SHA256)])?.end()?;
    let digest = part.digest(DS, "DigestValue")?;
    part.end()?;
    Ok((digest, message_id))
}

/// The element of our one extension. Others are passed over, unless they must be understood.
fn own_extension<'a>(element: &'a Element, name: &'static str) -> Result<&'a Element, Error> {
    let mut list = Cursor::enter(element, &[])?;
    let extensions = list.several(ERDS, "Extension", MOST, "extensions")?;
    list.end()?;
    let mut own = None;
    for extension in extensions {
        let critical = match extension.value("isCritical") {
            None | Some("false" | "0") => false,
            Some("true" | "1") => true,
            Some(_) => return Err(Error::Value("Extension".to_owned())),
        };
        let ours = extension.elements().any(|child| child.name.is(OWN, name));
        match (ours, critical, &own) {
            (true, false, None) => {
                let mut content = Cursor::enter(extension, &[("isCritical", "false")])?;
                own = Some(content.child(OWN, name)?);
                content.end()?;
            }
            (true, _, _) => return Err(Error::Value("Extension".to_owned())),
            (false, true, _) => return Err(Error::Critical),
            (false, false, _) => {}
        }
    }
    own.ok_or_else(|| form("the extension of recepis", "none"))
}
