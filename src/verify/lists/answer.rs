//! What trusted lists say about who signed, at the moment of signing.

use serde::Serialize;

use crate::bundle::OpenBundle;
use crate::erds::moment::Moment;
use crate::format::trusted_list::{Period, Service, TrustedList};
use crate::seal::x509::Certificate;
use crate::seal::{tsp, xades};

use super::super::trust::fingerprint;
use super::Lists;

const KIND: &str = "http://uri.etsi.org/TrstSvc/Svctype/";
const GRANTED: &str = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted";
const INFORMATION: &str = "http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/";
/// Qualifiers that repeat what certificates say themselves.
const HARMLESS: [&str; 3] = ["QCStatement", "QCQSCDStatusAsInCert", "QCForESeal"];
/// The most certificates above a leaf.
const DEPTH: usize = 6;

/// Who signed, and when.
#[derive(Clone, Debug)]
pub struct Signer {
    /// Whether it is a time-stamp; else a seal or signature.
    pub stamps: bool,
    /// The certificate, DER.
    pub certificate: Vec<u8>,
    /// When: the time proven, or the moment judged for.
    pub when: Moment,
}

/// What is asked of the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Question {
    /// Whether the seal is a qualified one.
    Seal,
    /// Whether the time-stamp is a qualified one.
    TimeStamp,
    /// Whether the service that sealed is one of qualified registered delivery.
    RegisteredDelivery,
}

/// What the lists answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// A list says so for that time.
    Qualified,
    /// No list that is relied on says so for that time.
    NotQualified,
    /// There is no list to go by, or what it says is not understood.
    NotTold,
}

/// One answer about one signer, the same over a span of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Qualified {
    /// What was asked.
    pub question: Question,
    /// The name in the signer's certificate.
    pub signer: String,
    /// SHA-256 over it, hexadecimal in groups of four.
    pub fingerprint: String,
    /// The first time for which it was asked.
    pub from: Moment,
    /// The last.
    pub until: Moment,
    /// The answer.
    pub answer: Answer,
    /// In words, with what it rests on.
    pub sentence: String,
}

/// Who signed what is in a bundle of ours, as far as its signatures hold, and the certificates that it supplies.
pub fn of_bundle(bundle: &OpenBundle, at: Moment) -> (Vec<Signer>, Vec<Vec<u8>>) {
    let mut signers = Vec::new();
    let files = bundle.evidence.iter().map(|evidence| &evidence.file).take(500);
    for facts in files.filter_map(|file| xades::check(&file.octets).ok()) {
        let stamp = facts.token.as_deref().and_then(|token| tsp::check(token, facts.imprint).ok());
        let when = stamp.as_ref().map_or(at, |stamp| stamp.time);
        signers.push(Signer { stamps: false, certificate: facts.signer, when });
        signers.extend(stamp.map(|stamp| Signer { stamps: true, certificate: stamp.signer, when }));
    }
    (signers, bundle.certificates.iter().map(|file| file.octets.clone()).collect())
}

/// A service of a list, as far as it is the signer's.
type Listed<'a> = (&'a TrustedList, &'a Service);

impl Lists {
    /// What the lists say about these signers; `pool` supplies certificates above theirs.
    pub fn answers(&self, signers: &[Signer], pool: &[Vec<u8>]) -> Vec<Qualified> {
        let pool: Vec<Certificate> = pool.iter().take(64).filter_map(|der| Certificate::parse(der).ok()).collect();
        let mut all: Vec<&Signer> = signers.iter().collect();
        all.sort_by_key(|signer| signer.when);
        let mut found = Vec::new();
        let mut met: Vec<(bool, &[u8])> = Vec::new();
        for signer in &all {
            if met.contains(&(signer.stamps, &signer.certificate)) {
                continue;
            }
            met.push((signer.stamps, &signer.certificate));
            let Ok(leaf) = Certificate::parse(&signer.certificate) else { continue };
            let chain = chain(leaf, &pool);
            let same = |other: &&&Signer| other.stamps == signer.stamps && other.certificate == signer.certificate;
            let times: Vec<Moment> = all.iter().filter(same).map(|other| other.when).collect();
            let questions: &[Question] =
                if signer.stamps { &[Question::TimeStamp] } else { &[Question::Seal, Question::RegisteredDelivery] };
            for question in questions {
                self.over_time(*question, &chain, &times, &mut found);
            }
        }
        found
    }

    /// The answers to one question about one signer, one for each span of time in which it is the same.
    fn over_time(&self, question: Question, chain: &[Certificate], times: &[Moment], found: &mut Vec<Qualified>) {
        let Some(leaf) = chain.first() else { return };
        let its =
            |service: &Service| service.periods.iter().any(|one| is_of(question, one) && is_its(question, one, chain));
        let listed: Vec<Listed<'_>> = self
            .of_services()
            .flat_map(|list| list.services.iter().filter(|service| its(service)).map(move |service| (list, service)))
            .collect();
        let first = found.len();
        for when in times {
            let (answer, sentence) = self.ask(question, &listed, chain, *when);
            match found.get_mut(first..).and_then(<[Qualified]>::last_mut) {
                Some(before) if before.sentence == sentence => before.until = *when,
                _ => found.push(Qualified {
                    question,
                    signer: leaf.subject(),
                    fingerprint: fingerprint(leaf.der()),
                    from: *when,
                    until: *when,
                    answer,
                    sentence,
                }),
            }
        }
    }

    fn ask(&self, question: Question, listed: &[Listed<'_>], chain: &[Certificate], when: Moment) -> (Answer, String) {
        if self.of_services().next().is_none() {
            return (Answer::NotTold, "No list that was given can be relied on.".to_owned());
        }
        let mut against = None;
        for (list, service) in listed {
            let Some(period) = service.at(when).or(service.periods.last()) else { continue };
            if !is_of(question, period) || !is_its(question, period, chain) {
                continue;
            }
            let (answer, sentence) = said(question, list, service, period, chain, when);
            if answer == Answer::Qualified {
                return (answer, sentence);
            }
            against = against.or(Some((answer, sentence)));
        }
        let none = match question {
            Question::Seal => {
                "The lists given name no qualified service that issued the signer's certificate: by them it is no qualified seal."
            }
            Question::TimeStamp => {
                "The lists given name it as no qualified service: by them it is no qualified time-stamp."
            }
            Question::RegisteredDelivery => {
                "The lists given name the signer as no service of qualified registered delivery."
            }
        };
        against.unwrap_or_else(|| (Answer::NotQualified, none.to_owned()))
    }
}

/// The leaf and the certificates above it, each by a signature that holds.
fn chain(leaf: Certificate, pool: &[Certificate]) -> Vec<Certificate> {
    let mut chain = vec![leaf];
    while let Some(last) = chain.last().filter(|_| chain.len() < DEPTH) {
        let next = pool.iter().find(|above| !chain.contains(above) && last.is_signed_by(above));
        let Some(next) = next.cloned() else { break };
        chain.push(next);
    }
    chain
}

/// Whether a service is of the kind that is asked for.
fn is_of(question: Question, period: &Period) -> bool {
    let kind = period.kind.strip_prefix(KIND).unwrap_or_default();
    match question {
        Question::Seal => kind == "CA/QC",
        Question::TimeStamp => kind == "TSA/QTST",
        Question::RegisteredDelivery => matches!(kind, "EDS/Q" | "EDS/REM/Q"),
    }
}

/// Whether the service's identity is on the signer's chain, or issued what stands at its end: an authority above the signer, for other services also
/// the signer itself.
fn is_its(question: Question, period: &Period, chain: &[Certificate]) -> bool {
    let first = usize::from(question == Question::Seal);
    let keys = |one: &Certificate| period.keys.contains(&one.key_id());
    if chain.iter().skip(first).any(keys) {
        return true;
    }
    period.certificates.iter().filter_map(|der| Certificate::parse(der).ok()).any(|identity| {
        let same = |one: &Certificate| one.spki() == identity.spki() && one.subject() == identity.subject();
        chain.iter().skip(first).any(same) || chain.last().is_some_and(|last| last.is_signed_by(&identity))
    })
}

/// What a service that is the signer's says about the moment.
fn said(
    question: Question,
    list: &TrustedList,
    service: &Service,
    period: &Period,
    chain: &[Certificate],
    when: Moment,
) -> (Answer, String) {
    let of =
        format!("{} of {}, by the list of {} issued at {}", period.name, service.provider, list.territory, list.issued);
    if period.since > when {
        return (Answer::NotQualified, format!("Not yet at that time: {of}, is listed only since {}.", period.since));
    }
    if period.status != GRANTED {
        let status = period.status.rsplit('/').next().unwrap_or_default();
        return (
            Answer::NotQualified,
            format!("Not at that time: the status of {of}, is “{status}” since {}.", period.since),
        );
    }
    let granted = format!("{of}, granted since {}", period.since);
    match question {
        Question::TimeStamp => (Answer::Qualified, format!("A qualified time-stamp: {granted}.")),
        Question::RegisteredDelivery => {
            (Answer::Qualified, format!("Signed by a service of qualified registered delivery: {granted}."))
        }
        Question::Seal => seal(&granted, period, chain),
    }
}

/// A qualified seal needs a qualified certificate for seals, of an authority for that, and a key in a qualified device.
fn seal(granted: &str, period: &Period, chain: &[Certificate]) -> (Answer, String) {
    let says = chain.first().map(Certificate::qc_statements).unwrap_or_default();
    let unclear = |uri: &&String| !HARMLESS.iter().any(|name| uri.ends_with(name));
    if !says.qualified {
        return (
            Answer::NotQualified,
            format!("The signer's certificate does not say that it is qualified; its issuer is {granted}."),
        );
    }
    if period.qualifiers.iter().any(|uri| unclear(&uri)) {
        let sentence = format!(
            "The list has rules for single certificates of this issuer that are not evaluated here; it is {granted}."
        );
        return (Answer::NotTold, sentence);
    }
    if !says.seals {
        return (
            Answer::NotQualified,
            format!("The signer's certificate is qualified, and not for seals; its issuer is {granted}."),
        );
    }
    if !period.information.iter().any(|uri| uri.strip_prefix(INFORMATION) == Some("ForeSeals")) {
        return (Answer::NotQualified, format!("Its issuer is not listed for certificates of seals; it is {granted}."));
    }
    if says.device {
        (
            Answer::Qualified,
            format!(
                "A qualified seal: its certificate was issued by {granted}, and says that its key is in a qualified device."
            ),
        )
    } else {
        let sentence = format!(
            "A seal with a qualified certificate, issued by {granted}; nothing says that its key is in a qualified device, so it is no qualified seal."
        );
        (Answer::NotQualified, sentence)
    }
}
