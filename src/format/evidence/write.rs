//! Writing: the components of EN 319 522-2 §8.2 in the order of the schema of EN 319 522-3.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::erds::address::Address;
use crate::erds::content::ContentInfo;
use crate::erds::enrolment::Enrolment;
use crate::erds::event::Event;
use crate::erds::evidence::{StatedReason, Statement};
use crate::erds::id::EvidenceId;
use crate::erds::moment::Moment;
use crate::erds::own::OwnStatement;
use crate::erds::party::{Authentication, Issuer, Sender};

use super::super::xml::{Element, NONE};
use super::names::{DISPLAY_NAME, DOMAIN, DS, ERDS, LEGAL_NAME, NAME_FORMAT, PART, SAML, SCHEME, SHA256, VERSION};
use super::{Error, MOST, extension, is_uri};

/// The tree of a statement that was checked.
pub(super) fn evidence(statement: &Statement) -> Result<Element, Error> {
    if statement.reasons.len() > MOST {
        return Err(Error::Count("reasons"));
    }
    let policies = policies(&statement.policies)?;
    let refers = statement.refers_to_recipient().then(|| Element::text(NONE, "EvidenceRefersToRecipient", "1"));
    let own_proof = statement.authentication.as_ref().filter(|_| statement.delegate.is_none());
    Ok(Element::new(ERDS, "Evidence")
        .attribute("version", VERSION)
        .child(Element::text(ERDS, "EvidenceIdentifier", statement.id.to_string()))
        .child(Element::text(ERDS, "ERDSEventId", statement.event.uri()))
        .children(reasons(&statement.reasons))
        .child(Element::text(NONE, "EventTime", statement.time.to_string()))
        .child(policies)
        .child(issuer(&statement.issuer))
        .child(sender(&statement.sender))
        .child(recipient(&statement.addressee, own_proof))
        .children(statement.delegate.as_ref().map(|delegate| delegated(delegate, statement.authentication.as_ref())))
        .child(Element::text(ERDS, "SubmissionTime", statement.submitted.to_string()))
        .children(refers)
        .child(Element::text(ERDS, "MessageIdentifier", statement.chain.delivery.to_string()))
        .child(content(&statement.content))
        .child(own_extension(extension::write::statement(statement)?)))
}

/// The tree of an enrolment that was checked.
pub(super) fn enrolment(enrolment: &Enrolment) -> Result<Element, Error> {
    let Enrolment { id, time, policies, issuer, addressee, authentication, .. } = enrolment;
    let of = (addressee, authentication);
    alone((*id, Event::KeyEnrolled, *time), (policies, issuer), of, extension::write::enrolment(enrolment))
}

/// The tree of what is stated about one address alone, once it was checked.
pub(super) fn own(statement: &OwnStatement) -> Result<Element, Error> {
    let OwnStatement { id, time, policies, issuer, addressee, authentication, details, .. } = statement;
    let of = (addressee, authentication);
    alone((*id, details.event(), *time), (policies, issuer), of, extension::write::own(statement))
}

/// What concerns one address alone has neither sender nor message: the schema asks for the element of the one, so that stands
/// empty, and for none of the other.
fn alone(
    (id, event, time): (EvidenceId, Event, Moment),
    (by, from): (&[String], &Issuer),
    (addressee, authentication): (&Address, &Authentication),
    content: Element,
) -> Result<Element, Error> {
    Ok(Element::new(ERDS, "Evidence")
        .attribute("version", VERSION)
        .child(Element::text(ERDS, "EvidenceIdentifier", id.to_string()))
        .child(Element::text(ERDS, "ERDSEventId", event.uri()))
        .child(Element::text(NONE, "EventTime", time.to_string()))
        .child(policies(by)?)
        .child(issuer(from))
        .child(Element::new(ERDS, "SenderDetails"))
        .child(recipient(addressee, Some(authentication)))
        .child(Element::text(NONE, "EvidenceRefersToRecipient", "1"))
        .child(own_extension(content)))
}

/// R01.
fn policies(policies: &[String]) -> Result<Element, Error> {
    if policies.len() > MOST {
        return Err(Error::Count("policies"));
    }
    if !policies.iter().all(|policy| is_uri(policy)) {
        return Err(Error::Value("PolicyID".to_owned()));
    }
    let each = policies.iter().map(|policy| Element::text(NONE, "PolicyID", policy));
    Ok(Element::new(ERDS, "EvidenceIssuerPolicyID").children(each))
}

/// E01.
fn own_extension(content: Element) -> Element {
    let own = Element::new(ERDS, "Extension").attribute("isCritical", "false").child(content);
    Element::new(ERDS, "Extensions").child(own)
}

/// G04.
fn reasons(reasons: &[StatedReason]) -> Option<Element> {
    let reason = |stated: &StatedReason| {
        Element::new(ERDS, "EventReason")
            .child(Element::text(NONE, "Code", stated.reason.uri()))
            .children(stated.details.as_ref().map(|details| Element::text(NONE, "Details", details)))
    };
    (!reasons.is_empty()).then(|| Element::new(ERDS, "EventReasons").children(reasons.iter().map(reason)))
}

/// R02.
fn issuer(issuer: &Issuer) -> Element {
    Element::new(ERDS, "EvidenceIssuerDetails").child(
        Element::new(ERDS, "Identity")
            .child(attribute(LEGAL_NAME, &issuer.legal_name))
            .child(attribute(DOMAIN, &issuer.domain)),
    )
}

/// I01, I02, I10.
fn sender(sender: &Sender) -> Element {
    let identity = |name| Element::new(ERDS, "Identity").child(attribute(DISPLAY_NAME, name));
    Element::new(ERDS, "SenderDetails")
        .children(sender.name.as_deref().map(identity))
        .child(identifier(&sender.address))
        .child(assurance(&sender.authentication))
}

/// I06, I12.
fn recipient(addressee: &Address, authentication: Option<&Authentication>) -> Element {
    Element::new(ERDS, "RecipientDetails").child(identifier(addressee)).children(authentication.map(assurance))
}

/// I08, I13: the delegate of the one recipient.
fn delegated(delegate: &Address, authentication: Option<&Authentication>) -> Element {
    Element::new(ERDS, "RecipientsDelegateDetails")
        .child(identifier(delegate))
        .children(authentication.map(assurance))
        .child(Element::text(NONE, "DelegatingRecipients", "1"))
}

fn attribute((name, friendly): (&str, &str), value: &str) -> Element {
    Element::new(SAML, "Attribute")
        .attribute("FriendlyName", friendly)
        .attribute("Name", name)
        .attribute("NameFormat", NAME_FORMAT)
        .child(Element::text(SAML, "AttributeValue", value))
}

fn identifier(address: &Address) -> Element {
    Element::text(NONE, "Identifier", address.as_str()).attribute("IdentifierSchemeName", SCHEME)
}

fn assurance(authentication: &Authentication) -> Element {
    Element::new(NONE, "AssuranceLevelsDetails")
        .child(Element::new(NONE, "GlobalAssuranceLevel").child(Element::text(
            NONE,
            "AssuranceLevel",
            authentication.level().uri(),
        )))
        .child(
            Element::new(ERDS, "AuthenticationDetails")
                .child(Element::text(NONE, "AuthenticationTime", authentication.at.to_string()))
                .child(Element::text(NONE, "AuthenticationMethod", authentication.method.uri())),
        )
}

/// M02.
fn content(content: &ContentInfo) -> Element {
    let (name, kind) = PART;
    Element::new(ERDS, "UserContentInfo")
        .children(content.message_id.as_ref().map(|id| Element::text(NONE, "AppLayerIdentifier", id)))
        .child(Element::text(NONE, "ComposingParts", "1"))
        .child(
            Element::new(ERDS, "PartsInfo").child(
                Element::new(ERDS, "PartInfo")
                    .child(Element::text(NONE, "Identifier", name))
                    .child(Element::text(NONE, "ContentType", kind))
                    .child(Element::new(DS, "DigestMethod").attribute("Algorithm", SHA256))
                    .child(Element::text(DS, "DigestValue", STANDARD.encode(content.digest.0))),
            ),
        )
}
