//! A notice as it arrived: whether a service wrote it, whether anything was changed or put in on the way, what it would report on its reader,
//! where its link leads, what differs from the published template, and whether it is the one that C.1 names.
//!
//! The service's S/MIME signature covers the text and nothing around it. Fields that mail servers add are left out of account; anything that a
//! reader sees or that a program follows outside of what is signed makes it "not as it was sent". Of a link only the site and the
//! delivery are told: the rest opens the notice.

mod named;
mod shown;
mod signed;
mod tracks;
mod worded;

use crate::bundle::OpenBundle;
use crate::erds::moment::Moment;
use crate::format::arrived::{self, Arrived};
use crate::format::template::Template;
use crate::format::{dkim, linter, mime, rem};
use crate::seal::cms;
use crate::words::Language;

use super::bench::Bench;
use super::lists::Lists;
use super::report::Report;
use super::trust::TrustAnchors;
use super::unread;
use super::verdict::{Findings, Indication, Reason};

pub(super) use shown::GIVEN;
pub use shown::{Compared, Dkim, Line, Named, Notice, Signer};

/// The most octets that are looked at.
pub const LIMIT: usize = arrived::LIMIT;

const SMIME: &str = "RFC 8551 §3.5";
const DOCUMENT: &str = "docs/verdicts.md, the notice itself";

/// What is to be judged, and what it is held against.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The mail.
    pub octets: &'a [u8],
    /// Revocation lists that the caller has, DER.
    pub lists: &'a [Vec<u8>],
    /// Keys of DKIM that the caller has.
    pub keys: &'a [DkimKey],
    /// Published templates that the caller has, beside those that this program knows.
    pub templates: &'a [Published],
    /// Trusted lists, where the caller gives any.
    pub trusted: Option<&'a Lists>,
}

/// A key of DKIM, as it is published in DNS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DkimKey {
    /// Its name, such as `recepis._domainkey.recepis.example`.
    pub name: String,
    /// Its TXT record.
    pub record: String,
}

/// A published template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Name and version, such as `notice/3`.
    pub name: String,
    /// Its language.
    pub language: Language,
    /// The file.
    pub text: String,
}

impl Published {
    fn template(&self) -> Template<'_> {
        Template { name: &self.name, language: self.language, text: &self.text }
    }
}

/// Whether these octets are a mail that claims to be nothing else: no REM message of another service, and no mail that others signed.
pub fn is_mail(octets: &[u8]) -> bool {
    if !arrived::begins(octets) {
        return false;
    }
    let lines = rem::with_line_ends(octets.get(..LIMIT).unwrap_or(octets));
    !rem::read(&lines).is_ok_and(|read| !read.fields.is_empty() || !read.evidence.is_empty()) && !is_of_others(octets)
}

/// Whether it is signed in another way than ours and has no link of the form of a notice's, inside or outside of what is signed.
fn is_of_others(octets: &[u8]) -> bool {
    let Arrived::Signed(found) = arrived::read(octets) else { return false };
    let ours = [&found.signed, &found.message].into_iter().any(|part| {
        let text = mime::contents(part).body.map(|body| body.text).unwrap_or_default();
        linter::addresses(&text).iter().any(|link| shown::own(link).is_some())
    });
    let other = |error| !matches!(error, cms::Error::Content | cms::Error::Signature(_) | cms::Error::Signer);
    found.forwarded == 0 && !ours && signed::check(&found).is_err_and(other)
}

/// Judges a notice by itself, for a moment.
pub fn judge(given: &Given<'_>, anchors: &TrustAnchors, at: Moment) -> Report {
    let case = Case::new(Bench::new(anchors, given.lists, at), "", None);
    let mut case = case.weigh(given);
    let (signers, pool) = case.bench.take_signers();
    let signed = case.shown.signer.is_some();
    let mut report = unread(case.findings, case.bench.into_roots(), at);
    shown::sentence(report.verdict, report.reason, signed).clone_into(&mut report.sentence);
    report.not_proven = shown::not_proven();
    report.notice = Some(case.shown);
    if let Some(lists) = given.trusted {
        report.tell_qualified(lists, &signers, &pool);
    }
    report
}

impl Report {
    /// Judges a notice beside the bundle that this report is on: is it one that the bundle's evidence names?
    pub fn judge_notice(&mut self, given: &Given<'_>, bundle: &OpenBundle, anchors: &TrustAnchors) {
        let mut bench = Bench::new(anchors, given.lists, self.at);
        let octets = |files: &[crate::bundle::File]| files.iter().map(|file| file.octets.clone()).collect::<Vec<_>>();
        bench.supply(&octets(&bundle.certificates), &octets(&bundle.crls));
        let named = named::of(bundle, self);
        let case = Case::new(bench, shown::GIVEN, Some(&named)).weigh(given);
        for root in case.bench.into_roots() {
            if !self.roots.contains(&root) {
                self.roots.push(root);
            }
        }
        self.worsen(case.findings);
        self.notice = Some(case.shown);
    }
}

/// What is being judged, and what was found so far.
struct Case<'a> {
    bench: Bench,
    findings: Findings,
    shown: Notice,
    /// By what name findings call the mail.
    file: &'static str,
    named: Option<&'a named::OfBundle>,
}

impl<'a> Case<'a> {
    fn new(bench: Bench, file: &'static str, named: Option<&'a named::OfBundle>) -> Self {
        Self { bench, findings: Findings::default(), shown: Notice::default(), file, named }
    }

    fn weigh(mut self, given: &Given<'_>) -> Self {
        match arrived::read(given.octets) {
            Arrived::Signed(found) => self.signed(given, &found),
            Arrived::Unsigned => self.unsigned(given),
            Arrived::Several(number) => {
                let words = format!("It holds {number} signed mails; give them one by one.");
                self.against(Reason::NotJudged, "signature", SMIME, words);
            }
            Arrived::TooMuch => {
                let words = format!("It is larger, or has more or deeper parts, than is looked at ({LIMIT} octets).");
                self.against(Reason::FormatFailure, "signature", DOCUMENT, words);
            }
        }
        self
    }

    /// Nothing tells who wrote it, but what stands in it is told.
    fn unsigned(&mut self, given: &Given<'_>) {
        let words = "It bears no signature (S/MIME). Every notice is signed: one that somebody forwarded as text has lost its \
                     signature, and a forged one never had it. Nothing can be said of who wrote it.";
        self.against(Reason::NoSigningCertificateFound, "signature", SMIME, words);
        self.head(given.octets);
        self.dkim(given, given.octets);
        tracks::contains(self, given.octets, &[]);
        let text = mime::contents(given.octets).body.map(|body| body.text).unwrap_or_default();
        let mut links: Vec<String> = linter::addresses(&text).iter().map(|link| shown::cut(link)).collect();
        links.dedup();
        links.truncate(MOST_LINKS);
        if !links.is_empty() {
            let words = format!("It leads to: {}. No signature covers that.", links.join(", "));
            self.tell("links", words);
        }
        self.shown.links = links;
        if self.named.is_some() {
            self.tell("bundle", "Whether the bundle names it cannot be told: what was signed is not in it.");
        }
    }

    fn signed(&mut self, given: &Given<'_>, found: &arrived::Signed) {
        self.shown.forwarded = found.forwarded;
        if found.forwarded > 0 {
            self.tell(
                "way",
                "It lay as an attachment in another mail. That mail, and whoever wrote it, is not judged.",
            );
        }
        let header = self.head(&found.message);
        let compared = self.named.map(|named| named.compare(given.octets, found));
        let proven = compared.as_ref().and_then(named::Match::proven);
        let text = signed::signature(self, found, &header, proven);
        let dkim = self.dkim(given, &found.message);
        tracks::contains(self, &found.message, &found.beside);
        tracks::beside(self, &found.beside);
        if let Some(part) = text {
            let link = tracks::signed_part(self, &part);
            let template = worded::compare(self, given, &part, &header, link.as_deref(), dkim);
            if let (Some(named), Some(compared)) = (self.named, compared) {
                named::tell(self, named, &compared, link.as_deref(), template.as_ref());
            }
        } else if self.named.is_some() {
            self.tell("bundle", "It was not held against the bundle: its signature does not hold.");
        }
    }

    /// From whom it says to be, and whether the name beside the address says another.
    fn head(&mut self, message: &[u8]) -> mime::Header {
        let mut scan = mime::HeaderScan::new();
        scan.feed(message);
        let header = scan.finish();
        if let [from] = header.from.as_slice() {
            self.shown.from = Some(from.address.clone());
            self.shown.from_name.clone_from(&from.name);
            let name = from.name.as_deref().unwrap_or_default().to_lowercase();
            let other = name.contains('@') && !name.contains(&from.address.as_str().to_lowercase());
            if other {
                let words = format!(
                    "Its sender's name reads like another address: {} stands beside {}.",
                    crate::words::quoted(&name),
                    from.address
                );
                self.against(Reason::SignerDiffers, "signature", "RFC 5322 §3.6.2", words);
            }
        } else {
            let words = format!("It names {} addresses that it is from, and not one.", header.from.len());
            self.against(Reason::FormatFailure, "signature", "RFC 5322 §3.6.2", words);
        }
        header
    }

    /// The signatures of DKIM, under the keys that the caller has; whether one of the domain in From holds.
    fn dkim(&mut self, given: &Given<'_>, message: &[u8]) -> bool {
        let from = self.shown.from.clone();
        let mut held = false;
        for one in dkim::signatures(message) {
            let name = one.key_name();
            let key = given.keys.iter().find(|key| key.name.eq_ignore_ascii_case(&name));
            let result = key.map(|key| one.check(message, &key.record, self.bench.at));
            let own = from.as_ref().is_some_and(|from| dkim::is_of(from, &one.domain));
            held |= own && result.is_some_and(|result| result.name() == "pass");
            let words = match result.map(crate::erds::evidence::DkimResult::name) {
                None => format!("DKIM: the key {name} is not known here."),
                Some("pass") if own => format!("DKIM: the signature of {} holds, header and text.", one.domain),
                Some("pass") => {
                    format!("DKIM: the signature of {} holds; the mail says to be from elsewhere.", one.domain)
                }
                Some("fail") => format!(
                    "DKIM: the signature of {} does not fit: header or text were changed on the way, or it is forged.",
                    one.domain
                ),
                Some(result) => format!("DKIM: the signature of {} tells nothing ({result}).", one.domain),
            };
            self.shown.dkim.push(Dkim {
                domain: one.domain.clone(),
                selector: one.selector.clone(),
                result: result.map_or("key-not-known", crate::erds::evidence::DkimResult::name),
            });
            self.tell("dkim", words);
        }
        if self.shown.dkim.is_empty() {
            self.tell("dkim", "DKIM: it bears no such signature.");
        }
        held
    }

    /// Says something of the mail; the verdict stays.
    fn tell(&mut self, about: &'static str, words: impl Into<String>) {
        self.shown.lines.push(Line { about, says: Indication::TotalPassed, words: words.into() });
    }

    /// Says something against it, and finds it.
    fn against(&mut self, reason: Reason, about: &'static str, clause: &'static str, words: impl Into<String>) {
        let words = words.into();
        self.findings.add(reason, self.file, clause, words.clone());
        self.shown.lines.push(Line { about, says: reason.indication(), words });
    }
}

/// The most links that are told.
const MOST_LINKS: usize = 16;
