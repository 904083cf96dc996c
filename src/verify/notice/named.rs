//! A notice beside a bundle: is it one that C.1 names?
//!
//! C.1 holds the digest of the bytes as sent. What came through mail servers has more fields; without those it is compared again, and the
//! signed part with that of `notice-N.eml`, which is in the bundle once the delivery is decided.

use crate::bundle::OpenBundle;
use crate::crypto::sha256;
use crate::erds::content::Sha256;
use crate::erds::evidence::{Details, NoticeDetails};
use crate::erds::id::DeliveryId;
use crate::format::arrived::{self, Arrived, Signed};
use crate::format::{dkim, linter};
use crate::words::quoted;

use super::super::facts;
use super::super::report::Report;
use super::super::rules::Proven;
use super::super::verdict::{Findings, Indication, Reason};
use super::shown::{Compared, Named, own};
use super::tracks::fields;
use super::{Case, DOCUMENT};

/// What a token or cosignature may be off.
const ACCURACY: std::time::Duration = std::time::Duration::from_mins(1);

/// The notices that the evidence of a bundle names.
pub(super) struct OfBundle {
    delivery: Option<DeliveryId>,
    notices: Vec<One>,
}

struct One {
    details: NoticeDetails,
    evidence: String,
    proven: Option<Proven>,
    /// The notice as sent, where it is in the bundle.
    packed: Option<Vec<u8>>,
}

/// The notices of a bundle, out of evidence that did not fail.
pub(super) fn of(bundle: &OpenBundle, report: &Report) -> OfBundle {
    let mut notices = Vec::new();
    let failed = report.verdict == Indication::TotalFailed;
    for sealed in facts::evidence(bundle, &mut Findings::default()).iter().filter(|_| !failed) {
        let Details::Notice(details) = &sealed.statement.details else { continue };
        let line = report.evidence.iter().find(|line| line.file == sealed.file.name);
        let proven = line.and_then(|line| line.proven_time).map(|time| Proven { time, accuracy: ACCURACY });
        let packed = bundle.notices.iter().find(|one| !one.stand_in && one.digest == details.digest);
        notices.push(One {
            details: (**details).clone(),
            evidence: sealed.file.name.clone(),
            proven,
            packed: packed.map(|one| one.file.octets.clone()),
        });
    }
    OfBundle { delivery: report.about.as_ref().map(|about| about.delivery), notices }
}

/// How a mail stands to the notices of a bundle.
pub(super) struct Match<'a> {
    one: Option<&'a One>,
    is: &'static str,
    fields: Vec<String>,
}

impl Match<'_> {
    /// The time by which the notice existed, by the evidence that names it.
    pub(super) fn proven(&self) -> Option<Proven> {
        self.one.filter(|_| matches!(self.is, EQUAL | WITHOUT | SIGNED)).and_then(|one| one.proven)
    }
}

const EQUAL: &str = "equal";
const WITHOUT: &str = "equal-without-added-fields";
const SIGNED: &str = "signed-part-equal";
const ANOTHER: &str = "another";
const UNKNOWN: &str = "not-to-be-told";

impl OfBundle {
    /// Finds the notice that a mail is.
    pub(super) fn compare(&self, given: &[u8], found: &Signed) -> Match<'_> {
        let digest = |octets: &[u8]| Sha256(sha256(octets));
        let of = |digest: Sha256| self.notices.iter().find(|one| one.details.digest == digest);
        if let Some(one) = of(digest(given)).or_else(|| of(digest(&found.message))) {
            return Match { one: Some(one), is: EQUAL, fields: Vec::new() };
        }
        if let Some(one) = of(digest(&as_sent(&found.message))) {
            return Match { one: Some(one), is: WITHOUT, fields: added(&found.message) };
        }
        for one in &self.notices {
            if let Some(Arrived::Signed(sent)) = one.packed.as_deref().map(arrived::read)
                && sent.signed == found.signed
            {
                return Match { one: Some(one), is: SIGNED, fields: changed(&sent.message, &found.message) };
            }
        }
        let whole = self.notices.iter().all(|one| one.packed.is_some());
        Match { one: None, is: if whole { ANOTHER } else { UNKNOWN }, fields: Vec::new() }
    }
}

/// Says how it stands to the bundle.
pub(super) fn tell(
    case: &mut Case<'_>,
    named: &OfBundle,
    found: &Match<'_>,
    link: Option<&str>,
    template: Option<&Compared>,
) {
    case.shown.named = Some(Named {
        number: found.one.map(|one| one.details.number),
        evidence: found.one.map(|one| one.evidence.clone()),
        is: found.is,
        fields: found.fields.clone(),
    });
    let delivery = link.and_then(own).and_then(|(_, delivery)| delivery.parse::<DeliveryId>().ok());
    let other = delivery.is_some() && named.delivery.is_some() && delivery != named.delivery;
    let Some(one) = found.one else {
        let (reason, words) = match found.is {
            _ if other => (Reason::ContentDiffers, "It is a notice of another delivery than the bundle's."),
            ANOTHER if named.notices.is_empty() => {
                (Reason::SignedDataNotFound, "No evidence of the bundle that counts names a notice.")
            }
            ANOTHER => (Reason::ContentDiffers, "It is none of the notices that the bundle's evidence names."),
            _ => (
                Reason::SignedDataNotFound,
                "The bundle holds only a digest of the notice yet, and the mail was changed on the way: whether it is the \
                 same cannot be told.",
            ),
        };
        return case.against(reason, "bundle", DOCUMENT, words);
    };
    let name = format!("notice {} that {} names", one.details.number, one.evidence);
    let words = match found.is {
        EQUAL => format!("It is {name}, octet for octet."),
        WITHOUT => {
            format!("It is {name}, octet for octet but for fields that mail servers added: {}.", listed(&found.fields))
        }
        _ => format!("What is signed in it is what was signed in {name}. Around it differ: {}.", listed(&found.fields)),
    };
    case.tell("bundle", words);
    if let Some(template) = template
        && template.differing == 0
        && (template.name != one.details.template || template.digest != one.details.template_digest)
    {
        let words = format!(
            "{} says that it was made from {}, SHA-256 {}: another template.",
            one.evidence, one.details.template, one.details.template_digest
        );
        case.against(Reason::NoticeAltered, "template", DOCUMENT, words);
    }
}

fn listed(fields: &[String]) -> String {
    let quoted: Vec<String> = fields.iter().map(|name| quoted(name)).collect();
    if quoted.is_empty() { "no fields".to_owned() } else { quoted.join(", ") }
}

/// The message without the fields that mails of ours do not have.
fn as_sent(message: &[u8]) -> Vec<u8> {
    let header = dkim::header(message);
    let body = message.get(header.len()..).unwrap_or_default();
    let own = own_domains(message);
    let mut out = Vec::with_capacity(message.len());
    for field in dkim::fields(header).into_iter().filter(|field| is_ours(field, &own)) {
        out.extend_from_slice(field);
    }
    // A mailbox file puts an empty line behind each mail.
    let mut end = body;
    while let Some(shorter) = end.strip_suffix(b"\r\n") {
        end = shorter;
    }
    out.extend_from_slice(end);
    out.extend_from_slice(b"\r\n");
    out
}

/// The domain in From, whose own signatures stand in what it sends.
fn own_domains(message: &[u8]) -> String {
    dkim::author(message).map(|from| from.domain().to_ascii_lowercase()).unwrap_or_default()
}

fn is_ours(field: &[u8], domain: &str) -> bool {
    let name = dkim::name(field);
    if name == "dkim-signature" {
        return dkim::signatures(&[field, b"\r\n"].concat()).iter().any(|one| one.domain == domain);
    }
    linter::FIELDS.contains(&name.as_str())
}

/// The names of the fields that mails of ours do not have.
fn added(message: &[u8]) -> Vec<String> {
    let mut names: Vec<String> = fields(message)
        .into_iter()
        .filter(|name| !linter::FIELDS.contains(&name.to_ascii_lowercase().as_str()))
        .collect();
    names.retain(|name| !name.eq_ignore_ascii_case("dkim-signature"));
    once(names)
}

/// The names of the fields that differ between what was sent and what arrived.
fn changed(sent: &[u8], arrived: &[u8]) -> Vec<String> {
    let of = |message: &[u8]| -> Vec<Vec<u8>> {
        dkim::fields(dkim::header(message)).into_iter().map(<[u8]>::to_vec).collect()
    };
    let (sent, arrived) = (of(sent), of(arrived));
    let differ =
        sent.iter().filter(|one| !arrived.contains(one)).chain(arrived.iter().filter(|one| !sent.contains(one)));
    once(differ.map(|field| dkim::name(field)).collect())
}

fn once(names: Vec<String>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    for name in names {
        if seen.len() < 40 && !name.is_empty() && !seen.iter().any(|one| one.eq_ignore_ascii_case(&name)) {
            seen.push(name);
        }
    }
    seen
}
