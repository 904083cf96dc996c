//! Trusted lists (ETSI TS 119 612) and the EU list of lists, read from the octets that their signatures cover: which service of which kind had
//! which status since when, under which certificate. Nothing is fetched; whether a list is to be believed is judged elsewhere.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::xml::{Element, Space};
use crate::erds::moment::Moment;

/// The namespace of lists.
pub const TSL: Space = Space { prefix: "tsl", uri: "http://uri.etsi.org/02231/v2#" };

/// The most services of one list: the largest national lists have some 500.
const SERVICES: usize = 20_000;

/// A document that is no list, or lacks what a list must say.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Another root.
    #[error("it is no trusted list of TS 119 612")]
    NotAList,
    /// Something that a judgement needs is missing.
    #[error("it does not say its {0}")]
    Missing(&'static str),
    /// Too many services.
    #[error("it names more than {SERVICES} services")]
    TooMany,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedList {
    /// Whether it is the list of lists, which names others and no service.
    pub of_lists: bool,
    /// Whose list, such as `NL`; `EU` for the list of lists.
    pub territory: String,
    /// Who keeps it.
    pub operator: String,
    /// Its number.
    pub sequence: String,
    /// When it was issued.
    pub issued: Moment,
    /// By when the next one comes; `None` for a closed list.
    pub next: Option<Moment>,
    /// Other lists that it names.
    pub pointers: Vec<Pointer>,
    /// Services.
    pub services: Vec<Service>,
}

/// Another list, as a list names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// Whose list.
    pub territory: String,
    /// Certificates of those who may sign it, DER.
    pub signers: Vec<Vec<u8>>,
}

/// A service with its history, the latest period first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Who provides it.
    pub provider: String,
    /// What it was and is.
    pub periods: Vec<Period>,
}

/// What was so since a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// The kind's URI.
    pub kind: String,
    /// The service's name.
    pub name: String,
    /// The status's URI.
    pub status: String,
    /// Since when.
    pub since: Moment,
    /// Its certificates, DER.
    pub certificates: Vec<Vec<u8>>,
    /// Identifiers of its keys.
    pub keys: Vec<Vec<u8>>,
    /// What it is for, and further such URIs.
    pub information: Vec<String>,
    /// Qualifiers that hold for some of its certificates, by criteria that are not looked into.
    pub qualifiers: Vec<String>,
}

impl Service {
    /// What held at a moment; `None` before the first period.
    pub fn at(&self, at: Moment) -> Option<&Period> {
        self.periods.iter().find(|period| period.since <= at)
    }
}

/// Whether an element is the root of a list.
pub fn is_list(root: &Element) -> bool {
    root.name.is(TSL, "TrustServiceStatusList")
}

/// Reads a list.
///
/// # Errors
/// It is none, or does not say what a judgement needs.
pub fn read(root: &Element) -> Result<TrustedList, Error> {
    if !is_list(root) {
        return Err(Error::NotAList);
    }
    let scheme = child(root, "SchemeInformation").ok_or(Error::Missing("scheme"))?;
    let issued = moment(scheme, &["ListIssueDateTime"]).ok_or(Error::Missing("time of issue"))?;
    let pointers = children(scheme, &["PointersToOtherTSL"]).filter(|one| one.name.is(TSL, "OtherTSLPointer"));
    let mut services = Vec::new();
    for provider in children(root, &["TrustServiceProviderList"]) {
        let name = text(provider, &["TSPInformation", "TSPName", "Name"]).unwrap_or_default();
        for service in children(provider, &["TSPServices"]) {
            services.push(Service { provider: name.clone(), periods: periods(service)? });
            if services.len() > SERVICES {
                return Err(Error::TooMany);
            }
        }
    }
    Ok(TrustedList {
        of_lists: text(scheme, &["TSLType"]).is_some_and(|kind| kind.ends_with("/TSLType/EUlistofthelists")),
        territory: text(scheme, &["SchemeTerritory"]).ok_or(Error::Missing("territory"))?,
        operator: text(scheme, &["SchemeOperatorName", "Name"]).unwrap_or_default(),
        sequence: text(scheme, &["TSLSequenceNumber"]).unwrap_or_default(),
        issued,
        next: moment(scheme, &["NextUpdate", "dateTime"]),
        pointers: pointers.map(pointer).collect(),
        services,
    })
}

fn pointer(element: &Element) -> Pointer {
    let mut signers = Vec::new();
    for identity in children(element, &["ServiceDigitalIdentities"]) {
        signers.extend(ids(identity, "X509Certificate"));
    }
    let territory = children(element, &["AdditionalInformation"]).find_map(|one| text(one, &["SchemeTerritory"]));
    Pointer { territory: territory.unwrap_or_default(), signers }
}

/// The periods of a service, the latest first.
fn periods(service: &Element) -> Result<Vec<Period>, Error> {
    let now = child(service, "ServiceInformation").ok_or(Error::Missing("services"))?;
    let before = children(service, &["ServiceHistory"]);
    let mut all = std::iter::once(now).chain(before).map(period).collect::<Result<Vec<_>, _>>()?;
    all.sort_by_key(|period| std::cmp::Reverse(period.since));
    Ok(all)
}

fn period(element: &Element) -> Result<Period, Error> {
    let said = |name: &'static str| text(element, &[name]).ok_or(Error::Missing("services"));
    let identity = child(element, "ServiceDigitalIdentity").ok_or(Error::Missing("services"))?;
    let (mut information, mut qualifiers) = (Vec::new(), Vec::new());
    for extension in children(element, &["ServiceInformationExtensions"]) {
        information.extend(children(extension, &[]).filter_map(|one| {
            if one.name.local == "AdditionalServiceInformation" { text(one, &["URI"]) } else { None }
        }));
        found(extension, "Qualifier", &mut qualifiers);
    }
    Ok(Period {
        kind: said("ServiceTypeIdentifier")?,
        name: text(element, &["ServiceName", "Name"]).unwrap_or_default(),
        status: said("ServiceStatus")?,
        since: moment(element, &["StatusStartingTime"]).ok_or(Error::Missing("services"))?,
        certificates: ids(identity, "X509Certificate"),
        keys: ids(identity, "X509SKI"),
        information,
        qualifiers,
    })
}

/// The `uri` of every element of this name, at whatever depth.
fn found(element: &Element, local: &str, all: &mut Vec<String>) {
    for one in element.elements() {
        if one.name.local == local {
            all.extend(one.value("uri").map(str::to_owned));
        }
        found(one, local, all);
    }
}

/// The octets of each identity of this kind.
fn ids(identity: &Element, local: &str) -> Vec<Vec<u8>> {
    let octets = |one: &Element| {
        let text: String = one.only_text()?.split_ascii_whitespace().collect();
        STANDARD.decode(text).ok()
    };
    let ids = identity.elements().filter(|one| one.name.is(TSL, "DigitalId")).flat_map(Element::elements);
    ids.filter(|one| one.name.is(TSL, local)).filter_map(octets).collect()
}

fn moment(of: &Element, path: &[&str]) -> Option<Moment> {
    text(of, path)?.parse().ok()
}

fn child<'a>(of: &'a Element, local: &str) -> Option<&'a Element> {
    of.elements().find(|element| element.name.is(TSL, local))
}

/// The elements below this path.
fn children<'a>(of: &'a Element, path: &[&str]) -> impl Iterator<Item = &'a Element> {
    path.iter().try_fold(of, |here, local| child(here, local)).into_iter().flat_map(Element::elements)
}

/// The text at the end of this path.
fn text(of: &Element, path: &[&str]) -> Option<String> {
    let element = path.iter().try_fold(of, |here, local| child(here, local))?;
    element.only_text().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}
