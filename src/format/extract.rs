//! The extract of an evidence: what shows its time and step alone. It names whose mail it was about by salted digests
//! (commitments) only; whoever holds the openings can show as many of the fields as they like, and which they did not show is
//! seen. Sealed as the evidence is (`seal::xades`), and entered in the log beside it.
//!
//! Extract and openings are XML in the namespace `urn:recepis:extract:v1`, described in docs/bundle-format.md, each with one
//! form: whatever is not octet for octet what `write` makes of it is refused. A field that the evidence does not have is
//! committed to as empty, so an extract does not tell which those are.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::crypto::sha256;
use crate::erds::content::Sha256;
use crate::erds::event::Event;
use crate::erds::evidence::Statement;
use crate::erds::id::{DeliveryId, EvidenceId};
use crate::erds::moment::Moment;
use crate::erds::party::Issuer;

use super::evidence;
use super::xml::{self, Element, Limits, Space};

/// The namespace of both documents.
pub const EXTRACT: Space = Space { prefix: "extract", uri: "urn:recepis:extract:v1" };

/// Octets of the largest extract without its signature.
pub const LIMIT: usize = 64 * 1024;
/// Octets of the largest file of openings: no field is longer than in the evidence, where all of them stand.
pub const LARGEST_OPENINGS: usize = evidence::LARGEST;

const OF_EXTRACT: Limits = Limits { octets: LIMIT, depth: 4, nodes: 100, attributes: 4 };
const OF_OPENINGS: Limits = Limits { octets: LARGEST_OPENINGS, ..OF_EXTRACT };

/// A field of an evidence that tells about people or their mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The addressee's address, as the sender wrote it (I06).
    AddresseeAddress,
    /// The address of the delegate who acted (I08).
    DelegateAddress,
    /// SHA-256 over the message's octets, hexadecimal (M02).
    MessageDigest,
    /// The message's `Message-ID`.
    MessageId,
    /// The sender's address (I01).
    SenderAddress,
    /// What the sender calls itself (I02).
    SenderName,
}

impl Field {
    /// All of them, as an extract holds them.
    pub const ALL: [Self; 6] = [
        Self::AddresseeAddress,
        Self::DelegateAddress,
        Self::MessageDigest,
        Self::MessageId,
        Self::SenderAddress,
        Self::SenderName,
    ];

    /// Its name, over which its commitment is too.
    pub fn name(self) -> &'static str {
        match self {
            Self::AddresseeAddress => "addressee.address",
            Self::DelegateAddress => "delegate.address",
            Self::MessageDigest => "message.digest",
            Self::MessageId => "message.id",
            Self::SenderAddress => "sender.address",
            Self::SenderName => "sender.name",
        }
    }

    /// The field of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// What a statement says in it; empty where it says nothing.
    pub fn of(self, statement: &Statement) -> String {
        let written = |value: Option<&dyn ToString>| value.map(ToString::to_string).unwrap_or_default();
        match self {
            Self::AddresseeAddress => statement.addressee.to_string(),
            Self::DelegateAddress => written(statement.delegate.as_ref().map(|delegate| delegate as _)),
            Self::MessageDigest => statement.content.digest.to_string(),
            Self::MessageId => statement.content.message_id.clone().unwrap_or_default(),
            Self::SenderAddress => statement.sender.address.to_string(),
            Self::SenderName => statement.sender.name.clone().unwrap_or_default(),
        }
    }
}

/// What shows a field: whoever has it can compute the commitment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Which field.
    pub field: Field,
    /// 128 random bits, of this field and extract alone.
    pub salt: [u8; 16],
    /// What the evidence says in it; empty where it says nothing.
    pub value: String,
}

impl Opening {
    /// SHA-256(salt ‖ name ‖ 0x00 ‖ value): the salt has 16 octets and no name has a zero octet, so nothing else gives the same
    /// octets.
    pub fn commitment(&self) -> Sha256 {
        Sha256(sha256(&[&self.salt, self.field.name().as_bytes(), &[0], self.value.as_bytes()].concat()))
    }
}

/// What shows fields of one extract: all of them or some, in the order of `Field::ALL`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Openings {
    /// The evidence's identifier, as in the extract.
    pub evidence: EvidenceId,
    /// One for each field that is shown.
    pub fields: Vec<Opening>,
}

/// What an extract says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extract {
    /// The evidence's identifier (G01).
    pub evidence: EvidenceId,
    /// Whose chain it stands in (M01).
    pub delivery: DeliveryId,
    /// Its number there.
    pub sequence: u32,
    /// What happened (G03).
    pub event: Event,
    /// When, as the service states (G05).
    pub time: Moment,
    /// When the message was handed in (M03).
    pub submitted: Moment,
    /// Who states it (R02).
    pub issuer: Issuer,
    /// SHA-256 over the sealed evidence file: the same that is entered in the log for it.
    pub sealed: Sha256,
    /// What the time-stamp in that file is over: SHA-256 of its canonical `ds:SignatureValue`.
    pub imprint: Sha256,
    /// The commitment of each field, in the order of `Field::ALL`.
    pub commitments: [Sha256; Field::ALL.len()],
}

/// Why an extract or its openings cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The XML below it.
    #[error("it cannot be carried as XML")]
    Xml(#[from] xml::Error),
    /// An element is missing, or holds what it cannot.
    #[error("it has no {0}, or one that is not understood")]
    Value(&'static str),
    /// Written anew, it gives other octets.
    #[error("it is not in the one form that is taken: something was added, doubled, moved or respelt")]
    Form,
    /// What it is about stands outside the chain.
    #[error("only evidence of the chain has an extract")]
    Outside,
}

impl Extract {
    /// The extract of a statement of the chain, sealed in the file of this digest, whose time-stamp is over `imprint`; and what
    /// opens it. Each salt is used for nothing else.
    ///
    /// # Errors
    /// `Outside` for an export statement.
    pub fn of(
        statement: &Statement,
        sealed: Sha256,
        imprint: Sha256,
        salts: [[u8; 16]; Field::ALL.len()],
    ) -> Result<(Self, Openings), Error> {
        let mut commitments = [Sha256([0; 32]); Field::ALL.len()];
        let mut fields = Vec::new();
        for ((field, salt), commitment) in Field::ALL.into_iter().zip(salts).zip(&mut commitments) {
            let opening = Opening { field, salt, value: field.of(statement) };
            *commitment = opening.commitment();
            fields.push(opening);
        }
        let extract = Self {
            evidence: statement.id,
            delivery: statement.chain.delivery,
            sequence: statement.chain.link.sequence().ok_or(Error::Outside)?,
            event: statement.event,
            time: statement.time,
            submitted: statement.submitted,
            issuer: statement.issuer.clone(),
            sealed,
            imprint,
            commitments,
        };
        Ok((extract, Openings { evidence: statement.id, fields }))
    }

    /// What it commits to in this field.
    pub fn commitment(&self, field: Field) -> Option<Sha256> {
        let place = Field::ALL.iter().position(|known| *known == field)?;
        self.commitments.get(place).copied()
    }

    /// Whether this is what it commits to.
    pub fn opens(&self, opening: &Opening) -> bool {
        self.commitment(opening.field) == Some(opening.commitment())
    }
}

/// The canonical octets of an extract, which are sealed.
///
/// # Errors
/// A name that XML cannot hold, or more than `LIMIT`.
pub fn write(extract: &Extract) -> Result<Vec<u8>, Error> {
    bounded(xml::canonical(&tree(extract))?, LIMIT)
}

/// The extract that canonical octets make.
///
/// # Errors
/// Whatever is not octet for octet what `write` makes of it.
pub fn read(octets: &[u8]) -> Result<Extract, Error> {
    let extract = taken(&xml::read(octets, &OF_EXTRACT)?)?;
    if write(&extract)? == octets { Ok(extract) } else { Err(Error::Form) }
}

/// The extract of an element whose octets are known to be canonical: whoever checked a signature over them has it.
///
/// # Errors
/// As for `read`.
pub fn of(element: &Element) -> Result<Extract, Error> {
    let extract = taken(element)?;
    if tree(&extract) == *element { Ok(extract) } else { Err(Error::Form) }
}

/// The octets of openings.
///
/// # Errors
/// A value that XML cannot hold, which no evidence has, or more than `LARGEST_OPENINGS`.
pub fn write_openings(openings: &Openings) -> Result<Vec<u8>, Error> {
    bounded(xml::canonical(&tree_of_openings(openings))?, LARGEST_OPENINGS)
}

/// The openings that octets make.
///
/// # Errors
/// Whatever is not octet for octet what `write_openings` makes of it, a field twice, or fields in another order.
pub fn read_openings(octets: &[u8]) -> Result<Openings, Error> {
    let root = xml::read(octets, &OF_OPENINGS)?;
    let evidence = parsed(&root, "Identifier")?;
    let mut fields = Vec::new();
    for element in root.elements().filter(|element| element.name.is(EXTRACT, "Opening")) {
        let field = element.value("Field").and_then(Field::named).ok_or(Error::Value("field of a known name"))?;
        let value = text(element, "Value")?.to_owned();
        fields.push(Opening { field, salt: octets_of(element, "Salt")?, value });
    }
    let ordered = fields.windows(2).all(|pair| matches!(pair, [one, next] if one.field < next.field));
    let openings = Openings { evidence, fields };
    if ordered && write_openings(&openings)? == octets { Ok(openings) } else { Err(Error::Form) }
}

fn tree(extract: &Extract) -> Element {
    let text = |name, value: String| Element::text(EXTRACT, name, value);
    let commitments = Field::ALL.iter().zip(&extract.commitments);
    let committed = |(field, commitment): (&Field, &Sha256)| {
        text("Commitment", STANDARD.encode(commitment.0)).attribute("Field", field.name())
    };
    Element::new(EXTRACT, "Extract")
        .child(text("Identifier", extract.evidence.to_string()))
        .child(text("Delivery", extract.delivery.to_string()))
        .child(text("Sequence", extract.sequence.to_string()))
        .child(text("Event", extract.event.uri()))
        .child(text("EventTime", extract.time.to_string()))
        .child(text("SubmissionTime", extract.submitted.to_string()))
        .child(text("LegalName", extract.issuer.legal_name.clone()))
        .child(text("Domain", extract.issuer.domain.clone()))
        .child(text("Evidence", STANDARD.encode(extract.sealed.0)))
        .child(text("Imprint", STANDARD.encode(extract.imprint.0)))
        .children(commitments.map(committed))
}

fn tree_of_openings(openings: &Openings) -> Element {
    let opened = |opening: &Opening| {
        Element::new(EXTRACT, "Opening")
            .attribute("Field", opening.field.name())
            .child(Element::text(EXTRACT, "Salt", STANDARD.encode(opening.salt)))
            .child(Element::text(EXTRACT, "Value", &opening.value))
    };
    Element::new(EXTRACT, "Openings")
        .child(Element::text(EXTRACT, "Identifier", openings.evidence.to_string()))
        .children(openings.fields.iter().map(opened))
}

/// The values, taken from where they stand. What else stands there is found by writing it anew.
fn taken(root: &Element) -> Result<Extract, Error> {
    let mut commitments = [Sha256([0; 32]); Field::ALL.len()];
    let mut stated = root.elements().filter(|element| element.name.is(EXTRACT, "Commitment"));
    for commitment in &mut commitments {
        *commitment = Sha256(decoded(stated.next(), "Commitment")?);
    }
    Ok(Extract {
        evidence: parsed(root, "Identifier")?,
        delivery: parsed(root, "Delivery")?,
        sequence: parsed::<u32>(root, "Sequence")?,
        event: Event::from_uri(text(root, "Event")?).ok_or(Error::Value("Event"))?,
        time: parsed(root, "EventTime")?,
        submitted: parsed(root, "SubmissionTime")?,
        issuer: Issuer { legal_name: text(root, "LegalName")?.to_owned(), domain: text(root, "Domain")?.to_owned() },
        sealed: Sha256(octets_of(root, "Evidence")?),
        imprint: Sha256(octets_of(root, "Imprint")?),
        commitments,
    })
}

fn child<'a>(of: &'a Element, name: &str) -> Option<&'a Element> {
    of.elements().find(|element| element.name.is(EXTRACT, name))
}

fn text<'a>(of: &'a Element, name: &'static str) -> Result<&'a str, Error> {
    child(of, name).and_then(Element::only_text).ok_or(Error::Value(name))
}

fn parsed<T: std::str::FromStr>(of: &Element, name: &'static str) -> Result<T, Error> {
    text(of, name)?.parse().map_err(|_| Error::Value(name))
}

fn octets_of<const N: usize>(of: &Element, name: &'static str) -> Result<[u8; N], Error> {
    decoded(child(of, name), name)
}

fn decoded<const N: usize>(element: Option<&Element>, name: &'static str) -> Result<[u8; N], Error> {
    let decoded = element.and_then(Element::only_text).and_then(|text| STANDARD.decode(text).ok());
    decoded.and_then(|octets| octets.try_into().ok()).ok_or(Error::Value(name))
}

fn bounded(octets: Vec<u8>, limit: usize) -> Result<Vec<u8>, Error> {
    if octets.len() > limit { Err(xml::Error::Size(limit).into()) } else { Ok(octets) }
}

#[cfg(test)]
mod tests;
