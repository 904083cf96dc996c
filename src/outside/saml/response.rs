//! Judging an answer (SAML core §3.2.2, §2.3 to 2.7; profiles §4.1.4). Reads no clock: the moment is given. Whether the request is
//! still waiting is for whoever keeps it; as an answer holds for one request, and that is used once, an answer is too.

use std::time::Duration;

use super::names::{BEARER, SAML, SAMLP, SOAP, at_most_one, one, words};
use super::signature::Document;
use super::{Fault, Metadata};
use crate::erds::moment::Moment;
use crate::format::xml::{Element, Space};

/// By how much the provider's clock may differ from ours.
const SKEW: Duration = Duration::from_mins(1);
/// The most attributes that are read, and the most characters of a value.
const ATTRIBUTES: usize = 100;
const CHARACTERS: usize = 500;
const SUCCESS: &str = "urn:oasis:names:tc:SAML:2.0:status:Success";
const TRANSIENT: &str = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
const FAILED: &str = "urn:oasis:names:tc:SAML:2.0:status:AuthnFailed";

/// What an answer must fit.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// The `ID` of the request.
    pub request: &'a str,
    /// When it was made.
    pub asked_at: Moment,
    /// The `ID` of the request that resolved an artifact; none where the browser brought the answer itself.
    pub resolved: Option<&'a str>,
    /// Our name.
    pub entity: &'a str,
    /// Where the answer is taken.
    pub consumer: &'a str,
    /// The authentication contexts that are taken.
    pub contexts: &'a [String],
}

/// What an identity provider vouches for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// Who says so (`entityID`).
    pub issuer: String,
    /// In what way it was proven (`AuthnContextClassRef`).
    pub context: String,
    /// When (`AuthnInstant`).
    pub at: Moment,
    /// Whom it means (`NameID`); empty where the provider gives that encrypted only.
    pub subject: String,
    /// Whether the subject is another one each time (a transient `NameID`).
    pub is_transient: bool,
    /// What the provider says of the person, by name; values that are not plain text are left out.
    pub attributes: Vec<(String, String)>,
}

/// What an answer proves.
///
/// # Errors
/// The first thing that does not fit.
pub fn judge(octets: &[u8], expected: &Expected<'_>, metadata: &Metadata, now: Moment) -> Result<Proven, Fault> {
    if metadata.valid_until.is_some_and(|end| now >= end) {
        return Err(Fault::Metadata);
    }
    let document = Document::read(octets)?;
    let judge = Judge { expected, metadata, now };
    let response = match expected.resolved {
        None if document.root().name.is(SAMLP, "Response") => {
            nothing_hidden(document.root(), &["Response", "Assertion"])?;
            Layer::outermost(&document, document.root(), metadata)?
        }
        None => return Err(Fault::Form("Response")),
        Some(resolve) => judge.resolved(&document, resolve)?,
    };
    judge.response(&response)?;
    let assertion = response.inner(SAML, "Assertion")?;
    if !assertion.sealed {
        return Err(Fault::Unsigned);
    }
    judge.assertion(&assertion.read)
}

/// Refuses what could be taken for an answer in any place but its own. Within an assertion's advice nothing is ever read.
fn nothing_hidden(root: &Element, path: &[&str]) -> Result<(), Fault> {
    fn walk(element: &Element, place: &[&str], path: &[&str]) -> Result<(), Fault> {
        for child in element.elements() {
            let local = &*child.name.local;
            let here: Vec<&str> = place.iter().copied().chain([local]).collect();
            let in_place = path.starts_with(&here);
            match local {
                "Response" | "ArtifactResponse" | "Assertion" if !in_place => {
                    return Err(Fault::Wrapped("an answer or assertion in another place than its own"));
                }
                "Signature" if !path.starts_with(place) => {
                    return Err(Fault::Wrapped("a signature in another place than behind an issuer"));
                }
                "EncryptedAssertion" => return Err(Fault::Encrypted),
                "Advice" if place == path => {}
                _ => walk(child, &here, path)?,
            }
        }
        Ok(())
    }
    let local: &str = &root.name.local;
    walk(root, &[local], path)
}

/// An element of the message, and what of it is read: the octets under the innermost signature over it, where there is one.
struct Layer<'a> {
    document: &'a Document,
    keys: &'a [Vec<u8>],
    written: &'a Element,
    read: Element,
    sealed: bool,
}

impl<'a> Layer<'a> {
    fn outermost(document: &'a Document, written: &'a Element, metadata: &'a Metadata) -> Result<Self, Fault> {
        Self::of(document, written, &metadata.keys, None)
    }

    fn of(
        document: &'a Document,
        written: &'a Element,
        keys: &'a [Vec<u8>],
        around: Option<Element>,
    ) -> Result<Self, Fault> {
        let covered = document.covered(written, keys)?;
        let sealed = covered.is_some() || around.is_some();
        let read = covered.or(around).unwrap_or_else(|| written.clone());
        Ok(Self { document, keys, written, read, sealed })
    }

    /// The one element of this name in it.
    fn inner(&self, space: Space, local: &'static str) -> Result<Self, Fault> {
        let several = |_| Fault::Wrapped("several where one is expected");
        let written = at_most_one(self.written, space, local).map_err(several)?.ok_or(Fault::Form(local))?;
        let around = one(&self.read, space, local)?.clone();
        Self::of(self.document, written, self.keys, Some(around).filter(|_| self.sealed))
    }
}

struct Judge<'a> {
    expected: &'a Expected<'a>,
    metadata: &'a Metadata,
    now: Moment,
}

impl Judge<'_> {
    /// The answer in what came over the back channel.
    fn resolved<'d>(&'d self, document: &'d Document, resolve: &str) -> Result<Layer<'d>, Fault> {
        let root = document.root();
        if !root.name.is(SOAP, "Envelope") {
            return Err(Fault::Form("Envelope"));
        }
        nothing_hidden(root, &["Envelope", "Body", "ArtifactResponse", "Response", "Assertion"])?;
        let body = one(root, SOAP, "Body")?;
        if at_most_one(body, SOAP, "Fault")?.is_some() {
            return Err(Fault::Status("a SOAP fault".to_owned()));
        }
        let answer = Layer::outermost(document, one(body, SAMLP, "ArtifactResponse")?, self.metadata)?;
        self.message(&answer.read, resolve)?;
        status(&answer.read)?;
        // An artifact that was resolved before is answered without anything in it [SAML core §3.5.2].
        if at_most_one(answer.written, SAMLP, "Response")?.is_none() {
            return Err(Fault::Artifact("the provider knows no answer for it any more"));
        }
        answer.inner(SAMLP, "Response")
    }

    /// What every message says of itself.
    fn message(&self, message: &Element, request: &str) -> Result<(), Fault> {
        version(message)?;
        if message.value("InResponseTo") != Some(request) {
            return Err(Fault::InResponseTo);
        }
        if let Some(issuer) = at_most_one(message, SAML, "Issuer")? {
            self.issued(issuer)?;
        }
        let issued = moment(message, "IssueInstant")?.ok_or(Fault::Form("IssueInstant"))?;
        self.not_before(issued)?;
        if issued.plus(SKEW) < self.expected.asked_at { Err(Fault::Expired) } else { Ok(()) }
    }

    fn response(&self, response: &Layer<'_>) -> Result<(), Fault> {
        let read = &response.read;
        let destination = read.value("Destination");
        let needed = self.expected.resolved.is_none();
        if destination.is_some_and(|to| to != self.expected.consumer) || (needed && destination.is_none()) {
            return Err(Fault::Destination);
        }
        self.message(read, self.expected.request)?;
        status(read)
    }

    fn assertion(&self, assertion: &Element) -> Result<Proven, Fault> {
        version(assertion)?;
        self.issued(one(assertion, SAML, "Issuer")?)?;
        self.not_before(moment(assertion, "IssueInstant")?.ok_or(Fault::Form("IssueInstant"))?)?;
        let (subject, is_transient) = self.subject(one(assertion, SAML, "Subject")?)?;
        self.conditions(one(assertion, SAML, "Conditions")?)?;
        let statement = one(assertion, SAML, "AuthnStatement")?;
        let at = moment(statement, "AuthnInstant")?.ok_or(Fault::Form("AuthnInstant"))?;
        self.not_before(at)?;
        if at.plus(SKEW) < self.expected.asked_at {
            return Err(Fault::Authentication);
        }
        if let Some(end) = moment(statement, "SessionNotOnOrAfter")? {
            self.not_on_or_after(end)?;
        }
        let context = one(one(statement, SAML, "AuthnContext")?, SAML, "AuthnContextClassRef")?;
        let context = words(context).filter(|named| self.expected.contexts.iter().any(|known| known == named));
        Ok(Proven {
            issuer: self.metadata.entity.clone(),
            context: context.ok_or(Fault::Context)?.to_owned(),
            at,
            subject,
            is_transient,
            attributes: attributes(assertion),
        })
    }

    /// Whom it is about, with one bearer confirmation that fits [SAML profiles §4.1.4.2]; of others nothing is asked.
    fn subject(&self, subject: &Element) -> Result<(String, bool), Fault> {
        self.confirmed(subject)?;
        if at_most_one(subject, SAML, "EncryptedID")?.is_some() {
            return Ok((String::new(), true));
        }
        let name = one(subject, SAML, "NameID")?;
        let text = words(name).filter(|text| !text.is_empty() && text.chars().count() <= CHARACTERS);
        Ok((text.ok_or(Fault::Form("NameID"))?.to_owned(), name.value("Format") == Some(TRANSIENT)))
    }

    fn confirmed(&self, subject: &Element) -> Result<(), Fault> {
        let bearers = subject
            .elements()
            .filter(|element| element.name.is(SAML, "SubjectConfirmation") && element.value("Method") == Some(BEARER));
        let mut why = Fault::Form("SubjectConfirmation");
        for bearer in bearers {
            match self.confirmation(one(bearer, SAML, "SubjectConfirmationData")?) {
                Ok(()) => return Ok(()),
                Err(fault) => why = fault,
            }
        }
        Err(why)
    }

    fn confirmation(&self, data: &Element) -> Result<(), Fault> {
        if data.value("Recipient") != Some(self.expected.consumer) {
            return Err(Fault::Recipient);
        }
        if data.value("InResponseTo") != Some(self.expected.request) {
            return Err(Fault::InResponseTo);
        }
        if let Some(begin) = moment(data, "NotBefore")? {
            self.not_before(begin)?;
        }
        self.not_on_or_after(moment(data, "NotOnOrAfter")?.ok_or(Fault::Form("NotOnOrAfter"))?)
    }

    fn conditions(&self, conditions: &Element) -> Result<(), Fault> {
        if let Some(begin) = moment(conditions, "NotBefore")? {
            self.not_before(begin)?;
        }
        if let Some(end) = moment(conditions, "NotOnOrAfter")? {
            self.not_on_or_after(end)?;
        }
        let mut restricted = false;
        for condition in conditions.elements() {
            match (&*condition.name.space, &*condition.name.local) {
                (space, "AudienceRestriction") if space == SAML.uri => {
                    let ours = |audience: &Element| {
                        audience.name.is(SAML, "Audience") && words(audience) == Some(self.expected.entity)
                    };
                    if !condition.elements().any(ours) {
                        return Err(Fault::Audience);
                    }
                    restricted = true;
                }
                (space, "OneTimeUse" | "ProxyRestriction") if space == SAML.uri => {}
                _ => return Err(Fault::Condition),
            }
        }
        if restricted { Ok(()) } else { Err(Fault::Audience) }
    }

    fn issued(&self, issuer: &Element) -> Result<(), Fault> {
        if words(issuer) == Some(&*self.metadata.entity) { Ok(()) } else { Err(Fault::Issuer) }
    }

    fn not_before(&self, begin: Moment) -> Result<(), Fault> {
        if begin > self.now.plus(SKEW) { Err(Fault::Early) } else { Ok(()) }
    }

    fn not_on_or_after(&self, end: Moment) -> Result<(), Fault> {
        if end.plus(SKEW) <= self.now { Err(Fault::Expired) } else { Ok(()) }
    }
}

fn version(of: &Element) -> Result<(), Fault> {
    if of.value("Version") == Some("2.0") { Ok(()) } else { Err(Fault::Form("Version")) }
}

fn moment(of: &Element, local: &'static str) -> Result<Option<Moment>, Fault> {
    of.value(local).map(|text| text.parse().map_err(|_| Fault::Form(local))).transpose()
}

fn status(of: &Element) -> Result<(), Fault> {
    let outer = one(one(of, SAMLP, "Status")?, SAMLP, "StatusCode")?;
    let inner = at_most_one(outer, SAMLP, "StatusCode")?.and_then(|code| code.value("Value"));
    match (outer.value("Value"), inner) {
        (Some(SUCCESS), _) => Ok(()),
        (_, Some(FAILED)) => Err(Fault::Cancelled),
        (outer, inner) => {
            let said = inner.or(outer).unwrap_or_default().rsplit(':').next().unwrap_or_default();
            Err(Fault::Status(said.chars().filter(char::is_ascii_alphanumeric).take(40).collect()))
        }
    }
}

fn attributes(assertion: &Element) -> Vec<(String, String)> {
    let named = |element: &Element, local| element.name.is(SAML, local);
    let statements = assertion.elements().filter(|element| named(element, "AttributeStatement"));
    let attributes = statements.flat_map(Element::elements).filter(|element| named(element, "Attribute"));
    let values = attributes.flat_map(|attribute| {
        let name = attribute.value("Name").unwrap_or_default();
        let values = attribute.elements().filter(|element| named(element, "AttributeValue"));
        values.filter_map(words).map(move |value| (name.to_owned(), value.to_owned()))
    });
    values.filter(|(name, value)| !name.is_empty() && value.chars().count() <= CHARACTERS).take(ATTRIBUTES).collect()
}
