//! What a report says about a notice.

use serde::Serialize;

use crate::erds::address::Address;
use crate::erds::content::Sha256;
use crate::erds::moment::Moment;
use crate::format::linter;

use super::super::verdict::{Indication, Reason};

/// How findings call the mail, beside a bundle.
pub(in super::super) const GIVEN: &str = "the mail given";

/// A notice as it arrived.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// The address that it says to be from.
    pub from: Option<Address>,
    /// The name beside that address, which anybody can choose.
    pub from_name: Option<String>,
    /// In how many mails it lay as an attachment.
    pub forwarded: usize,
    /// Who signed what stands in it; `null` where no signature holds.
    pub signer: Option<Signer>,
    /// Its signatures of DKIM.
    pub dkim: Vec<Dkim>,
    /// What in it would report on its reader, or is none of what notices hold.
    pub contains: Vec<String>,
    /// What somebody put in or changed on the way and a reader sees.
    pub added: Vec<String>,
    /// Where it leads, without what opens the notice.
    pub links: Vec<String>,
    /// The published template that it was made from; `null` where it was compared with none.
    pub template: Option<Compared>,
    /// The notice of the bundle that it was held against; `null` where there is none.
    pub named: Option<Named>,
    /// All this in words, one by one.
    pub lines: Vec<Line>,
}

/// Whose signature covers the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signer {
    /// The name in the certificate.
    pub name: String,
    /// The mail addresses in it.
    pub addresses: Vec<String>,
    /// SHA-256 over the certificate, hexadecimal in groups of four.
    pub fingerprint: String,
    /// With what it is signed.
    pub algorithm: &'static str,
    /// When, as the signer says.
    pub signing_time: Moment,
    /// The time that C.1 in the bundle proves.
    pub proven_time: Option<Moment>,
}

/// A signature of DKIM.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dkim {
    /// The domain that signs.
    pub domain: String,
    /// The key's selector.
    pub selector: String,
    /// `pass`, `fail`, `policy`, `permerror` (RFC 8601), or `key-not-known`.
    pub result: &'static str,
}

/// The published template that comes nearest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// Name and version.
    pub name: String,
    /// Its language.
    pub language: &'static str,
    /// SHA-256 over the template's file.
    pub digest: Sha256,
    /// How many lines of the text are not the template's.
    pub differing: usize,
    /// What differs, the first of it.
    pub differences: Vec<String>,
}

/// The notice of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Its number; `null` where none is this one.
    pub number: Option<u32>,
    /// The evidence that names it.
    pub evidence: Option<String>,
    /// `equal`, `equal-without-added-fields`, `signed-part-equal`, `another` or `not-to-be-told`.
    pub is: &'static str,
    /// Fields of the header that it has and the notice as sent has not, or not so; their names.
    pub fields: Vec<String>,
}

/// One thing that is said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// `signature`, `way`, `dkim`, `contains`, `added`, `links`, `template` or `bundle`.
    pub about: &'static str,
    /// What it does to the verdict.
    pub says: Indication,
    /// In words.
    pub words: String,
}

/// The verdict in one sentence.
pub(super) fn sentence(verdict: Indication, reason: Option<Reason>, signed: bool) -> &'static str {
    match (verdict, reason) {
        (Indication::TotalPassed, _) => "This is a notice of the service that signed it, genuine and unchanged.",
        (Indication::Indeterminate, _) => {
            "It cannot be told whether this is a genuine notice: the findings say what is missing."
        }
        (Indication::TotalFailed, Some(Reason::NoticeAltered)) if signed => {
            "What the service signed is in it, unchanged, but the mail is not as it was sent: the findings say what somebody added."
        }
        (Indication::TotalFailed, _) => {
            "This is not a notice as a service sends it: do not rely on it, and do not follow its links. The findings say why."
        }
    }
}

/// What a notice does not prove, whatever the verdict.
pub(super) fn not_proven() -> Vec<String> {
    [
        "Who the sender of the message is: a notice says what the sender calls itself.",
        "That anybody saw the notice, or what became of the message: the bundle of the delivery says that.",
    ]
    .map(str::to_owned)
    .to_vec()
}

/// A link as it may be told: its site, and of one of ours also the delivery. What opens the notice is left out.
pub(super) fn cut(link: &str) -> String {
    let site = linter::site(link);
    match own(link) {
        Some((base, delivery)) => format!("{base}/r/{delivery}-…"),
        None if site.len() < link.len() => format!("{site}/…"),
        None => site,
    }
}

/// The site and the delivery of a link of ours.
pub(super) fn own(link: &str) -> Option<(&str, &str)> {
    let (base, rest) = link.split_once("/r/")?;
    let (delivery, _) = rest.split_once('-')?;
    linter::is_ours(link, base).then_some((base, delivery))
}
