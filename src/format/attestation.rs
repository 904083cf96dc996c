//! Evidence of any service (EN 319 522-3 §5, whoever issued it): what it attests, taken from where the schema has it, and where it departs
//! from the schema. Our own evidence, with all that stands in our extension, is read by [`super::evidence`].

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::xml::{Element, NONE, Space};
use crate::erds::event::Event;
use crate::erds::moment::Moment;

/// The namespace of evidence.
pub const ERDS: Space = Space { prefix: "erds", uri: "http://uri.etsi.org/19522/v1#" };
const SAML: Space = Space { prefix: "saml", uri: "urn:oasis:names:tc:SAML:2.0:assertion" };
const DS: Space = Space { prefix: "ds", uri: "http://www.w3.org/2000/09/xmldsig#" };

/// The most values of one kind that are taken.
const MOST: usize = 32;

/// The components in their order: name, whether in the namespace, how often at least and at most.
const COMPONENTS: [(&str, bool, usize, usize); 18] = [
    ("EvidenceIdentifier", true, 1, 1),
    ("ERDSEventId", true, 1, 1),
    ("EventReasons", true, 0, 1),
    ("EventTime", false, 1, 1),
    ("EvidenceIssuerPolicyID", true, 0, 1),
    ("EvidenceIssuerDetails", true, 1, 1),
    ("SenderDetails", true, 1, 1),
    ("SenderDelegateDetails", true, 0, 1),
    ("RecipientDetails", true, 1, usize::MAX),
    ("RecipientsDelegateDetails", true, 0, usize::MAX),
    ("SubmissionTime", true, 0, 1),
    ("EvidenceRefersToRecipient", false, 0, 1),
    ("MessageIdentifier", true, 0, 1),
    ("UserContentInfo", true, 0, 1),
    ("ExternalERDSDetails", true, 0, 1),
    ("ForwardedToExternalSystem", false, 0, 1),
    ("TransactionLogInformation", true, 0, 1),
    ("Extensions", true, 0, 1),
];

/// What an evidence attests, in its issuer's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attestation {
    /// The version that it names (G02).
    pub version: String,
    /// Its identifier (G01).
    pub identifier: String,
    /// The event's URI (G03).
    pub event: String,
    /// The event by the standard's code and name, where the URI is the standard's.
    pub event_name: Option<String>,
    /// When (G05).
    pub time: Option<Moment>,
    /// Codes of reasons (G04).
    pub reasons: Vec<String>,
    /// The policies under which it is issued (R01).
    pub policies: Vec<String>,
    /// The attributes of whoever issued it (R02).
    pub issuer: Vec<(String, String)>,
    /// The sender's identifiers and attributes (I01, I02).
    pub sender: Vec<(String, String)>,
    /// Those of each recipient (I06).
    pub recipients: Vec<Vec<(String, String)>>,
    /// When the message was submitted (M03).
    pub submitted: Option<Moment>,
    /// The message's identifier (M01).
    pub message: Option<String>,
    /// The parts of what was sent (M02).
    pub parts: Vec<ContentPart>,
    /// What is not as the schema asks, one sentence each.
    pub faults: Vec<String>,
    /// Extensions that must be understood and are not.
    pub critical: usize,
}

/// One part of what was sent, by its digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentPart {
    /// What it is called.
    pub identifier: String,
    /// The URI of the digest's algorithm, where there is one.
    pub algorithm: Option<String>,
    /// The digest.
    pub digest: Option<Vec<u8>>,
}

/// Whether an element is the root of an evidence.
pub fn is_evidence(root: &Element) -> bool {
    root.name.is(ERDS, "Evidence")
}

/// Reads an evidence without its signature.
pub fn read(root: &Element) -> Attestation {
    let mut read = Attestation::default();
    if !is_evidence(root) {
        read.faults.push("The root is not Evidence of EN 319 522-3.".to_owned());
        return read;
    }
    root.value("version").unwrap_or_default().clone_into(&mut read.version);
    if read.version.is_empty() {
        read.faults.push("It names no version (G02).".to_owned());
    }
    order(root, &mut read.faults);
    let text = |name: &str| child(root, name).and_then(Element::only_text).map(|text| text.trim().to_owned());
    read.identifier = text("EvidenceIdentifier").unwrap_or_default();
    read.event = text("ERDSEventId").unwrap_or_default();
    read.event_name = Event::from_uri(&read.event).map(|event| event.to_string());
    for (what, empty) in [("identifier (G01)", read.identifier.is_empty()), ("event (G03)", read.event.is_empty())] {
        if empty {
            read.faults.push(format!("It has no {what}."));
        }
    }
    let mut moment = |name: &str| {
        let text = child(root, name)?.only_text().unwrap_or_default().trim();
        let moment = text.parse().ok();
        if moment.is_none() {
            read.faults.push(format!("{name} is no moment with its zone."));
        }
        moment
    };
    read.time = moment("EventTime");
    read.submitted = moment("SubmissionTime");
    read.message = text("MessageIdentifier");
    let reasons = child(root, "EventReasons").into_iter().flat_map(Element::elements);
    read.reasons = texts(reasons.filter_map(|reason| child(reason, "Code")));
    read.policies = texts(child(root, "EvidenceIssuerPolicyID").into_iter().flat_map(Element::elements));
    read.issuer = child(root, "EvidenceIssuerDetails").map(party).unwrap_or_default();
    read.sender = child(root, "SenderDetails").map(party).unwrap_or_default();
    let recipients = root.elements().filter(|element| element.name.is(ERDS, "RecipientDetails"));
    read.recipients = recipients.take(MOST).map(party).collect();
    let parts = child(root, "UserContentInfo").and_then(|info| child(info, "PartsInfo"));
    read.parts = parts.into_iter().flat_map(Element::elements).take(MOST).map(part).collect();
    let extensions = child(root, "Extensions").into_iter().flat_map(Element::elements);
    read.critical = extensions.filter(|one| matches!(one.value("isCritical"), Some("true" | "1"))).count();
    read
}

/// Holds the components against their order and number.
fn order(root: &Element, faults: &mut Vec<String>) {
    let mut at = 0;
    let mut counts = [0_usize; COMPONENTS.len()];
    for element in root.elements() {
        let local = &*element.name.local;
        if element.name.is(DS, "Signature") {
            continue;
        }
        let place = COMPONENTS.iter().position(|(name, global, ..)| {
            *name == local && if *global { element.name.space == ERDS.uri } else { element.name.space.is_empty() }
        });
        match place {
            Some(place) if place >= at => {
                at = place;
                if let Some(count) = counts.get_mut(place) {
                    *count += 1;
                }
            }
            Some(_) => faults.push(format!("{local} stands behind what it must stand before.")),
            None => faults.push(format!("The schema has no {} in this place.", local.escape_debug())),
        }
        if faults.len() >= MOST {
            return;
        }
    }
    for ((name, _, least, most), count) in COMPONENTS.iter().zip(counts) {
        if count < *least {
            faults.push(format!("{name} is missing."));
        } else if count > *most {
            faults.push(format!("{name} stands there {count} times."));
        }
    }
}

/// A component by its name, in the namespace or in none.
fn child<'a>(of: &'a Element, local: &str) -> Option<&'a Element> {
    of.elements().find(|element| element.name.is(ERDS, local) || element.name.is(NONE, local))
}

fn texts<'a>(elements: impl Iterator<Item = &'a Element>) -> Vec<String> {
    elements.take(MOST).filter_map(|one| one.only_text()).map(|text| text.trim().to_owned()).collect()
}

/// Names and values of a party: its identifiers, and the attributes of its identity.
fn party(details: &Element) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for element in details.elements().filter(|element| element.name.local == "Identifier") {
        let scheme = element.value("IdentifierSchemeName").unwrap_or("identifier");
        found.extend(element.only_text().map(|text| (scheme.to_owned(), text.trim().to_owned())));
    }
    let attributes = child(details, "Identity").into_iter().flat_map(Element::elements);
    for attribute in attributes.filter(|attribute| attribute.name.is(SAML, "Attribute")) {
        let name = attribute.value("FriendlyName").or(attribute.value("Name")).unwrap_or("attribute");
        let values = attribute.elements().filter_map(Element::only_text);
        found.extend(values.map(|value| (name.to_owned(), value.trim().to_owned())));
    }
    found.truncate(MOST);
    found
}

fn part(element: &Element) -> ContentPart {
    let ds = |local: &str| element.elements().find(|child| child.name.is(DS, local));
    let digest = ds("DigestValue").and_then(Element::only_text);
    let digest = digest.and_then(|text| STANDARD.decode(text.split_ascii_whitespace().collect::<String>()).ok());
    ContentPart {
        identifier: child(element, "Identifier").and_then(Element::only_text).unwrap_or_default().trim().to_owned(),
        algorithm: ds("DigestMethod").and_then(|method| method.value("Algorithm")).map(str::to_owned),
        digest,
    }
}
