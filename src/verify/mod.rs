//! Floor 4: judgement as a pure function: bundle, trust anchors, moment → report. Never reads a clock or a file.
//!
//! facts (what the signed octets say) → existence (since when each file provably exists: augmented, renewed, logged) → rules, stamp, suitable (each signature by itself) → chain (the evidence as a set) → acknowledged,
//! assured, delegated, instructed, attached, replies, container (what stands beside it), extracts (what shows time and step alone), keyed (what the addressee's own key signed) → logged, history
//! (the transparency log) → times → timeline (the law
//! replayed) → verdict → report → promised → exhibit (the report in the reader's language). Beside it: what another service made (foreign), a notice as it arrived (notice), and the PDF that a bundle was attached to (printed). docs/verdicts.md tells it to somebody who reads a verdict.

pub mod acknowledged;
pub mod anchors;
pub mod answers;
pub mod assured;
pub mod attached;
pub mod augmented;
pub mod availability;
mod bench;
pub mod case;
pub mod chain;
pub mod container;
pub mod delegated;
pub mod disputed;
pub mod exhibit;
pub mod existence;
pub mod extracts;
pub mod facts;
pub mod foreign;
pub mod history;
pub mod instructed;
pub mod keyed;
pub mod lists;
pub mod logged;
pub mod notice;
pub mod printed;
pub mod program;
pub mod promised;
pub mod renewed;
pub mod replies;
pub mod report;
pub mod required;
pub mod rules;
pub mod sent;
mod suitable;
pub mod term;
pub mod timeline;
pub mod times;
pub mod trust;
pub mod unproven;
pub mod verdict;

use std::io::{Read, Seek};

use crate::bundle::{self, OpenBundle};
use crate::erds::content::Sha256;
use crate::erds::delivery::Delivery;
use crate::erds::moment::Moment;

use self::acknowledged::Acknowledgements;
use self::chain::Chain;
use self::delegated::Delegates;
use self::exhibit::{Basis, Stated};
use self::existence::Existence;
use self::facts::{Own, Sealed};
use self::keyed::{Beside, Keys};
use self::lists::Lists;
use self::logged::{Logged, Proofs};
use self::program::Program;
use self::report::{About, Content, InLog, LogKey, Report, words};
use self::rules::Judge;
use self::trust::TrustAnchors;
use self::unproven::Unproven;
use self::verdict::{Findings, Indication, Reason};

/// Opens a bundle and judges it. What cannot be opened gets a verdict too.
pub fn open_and_verify(reader: impl Read + Seek, anchors: &TrustAnchors, at: Moment) -> Report {
    match bundle::open(reader, &bundle::Limits::default()) {
        Ok(opened) => verify(&opened, anchors, at),
        Err(error) => {
            let mut findings = Findings::default();
            let sentence = format!("{}.", facts::chain_of(&error));
            findings.add(Reason::FormatFailure, "", "EN 319 162-1 §4.4", sentence);
            unread(findings, Vec::new(), at)
        }
    }
}

/// Judges an opened bundle for a moment, trusting the given certificates and nothing else.
pub fn verify(bundle: &OpenBundle, anchors: &TrustAnchors, at: Moment) -> Report {
    if extracts::is_redacted(bundle) {
        return redacted(bundle, anchors, at);
    }
    let mut findings = Findings::default();
    container::check(bundle, &mut findings);
    let mut judge = Judge::new(bundle, anchors, at, &mut findings);
    let mut sealed = facts::evidence(bundle, &mut findings);
    let mut enrolled = facts::enrolments(bundle, &mut findings);
    let mut mandates = facts::mandates(bundle, &mut findings);
    let mut given = facts::instructions(bundle, &mut findings);
    let beside_each = facts::extracts(bundle, &mut findings);
    // The log tells since when evidence exists, so it is heard before signatures are judged; what is wrong with it is said in its place.
    let mut of_log = Findings::default();
    let mut proofs = Proofs::new(bundle, &anchors.log, &mut of_log);
    let logged = proofs.check(bundle, &sealed, &mut of_log);
    let last = sealed.iter().filter(|sealed| sealed.is_of_chain()).map(|sealed| sealed.statement.time).max();
    let mut entered = keyed::proofs(bundle, &enrolled, anchors.log.required, last, &mut proofs, &mut of_log);
    entered.extend(extracts::proofs(bundle, &beside_each, &mut proofs, &mut of_log));
    let mut existence = augmented::check(bundle, &mut judge, &anchors.suitability, at, &mut findings);
    renewed::check(bundle, &mut judge, &mut existence, at, &mut findings);
    existence.add_logged(logged.iter().chain(&entered), &anchors.suitability, at);
    existence::digests(bundle, &existence, &anchors.suitability, at, &mut findings);
    judge.rest_on(existence);
    facts::judge(&mut sealed, &mut judge, &mut findings);
    facts::judge(&mut enrolled, &mut judge, &mut findings);
    facts::judge(&mut mandates, &mut judge, &mut findings);
    facts::judge(&mut given, &mut judge, &mut findings);
    let issuer = sealed.first().map(|sealed| &sealed.statement.issuer);
    let signed = facts::manifest(bundle, issuer, &mut judge, &mut findings);
    extracts::listed(bundle, signed, &mut judge);
    facts::judge_extracts(&beside_each, &sealed, &mut judge, &mut findings);
    let entries: Vec<_> = sealed.iter().map(Sealed::entry).collect();
    if entries.is_empty() {
        findings.add(
            Reason::FormatFailure,
            "",
            "EN 319 522-3 §5",
            "There is no evidence in this bundle that can be read.",
        );
        return unread(findings, judge.into_roots(), at);
    }
    let chain = chain::check(&entries, &mut findings);
    let acknowledged = acknowledgements(bundle, &chain, &mut findings);
    let delegates = delegated::check(&chain.links, &mandates, &acknowledged, &mut findings);
    instructed::check(&chain.links, &given, &mut findings);
    extracts::check(bundle, &beside_each, &sealed, &mut findings);
    attached::notices(&chain.links, bundle, &mut findings);
    replies::check(&chain.links, bundle, &mut findings);
    let content = attached::message(&chain.links, bundle, &mut findings);
    findings.append(of_log);
    let enrolments = enrolled.iter().map(|enrolled| enrolled.file);
    let extracted = beside_each.iter().map(|extract| extract.file);
    let beside_chain = || enrolments.clone().chain(extracted.clone()).chain(&bundle.service);
    let files = || sealed.iter().map(|sealed| sealed.file).chain(beside_chain());
    let digest = |name: &str| files().find(|file| file.name == name).map(|file| file.digest.0);
    let (program, beside) = program::check(bundle, last, &anchors.log, &mut proofs, &mut findings)
        .map_or((None, None), |(p, l)| (Some(p), l));
    history::check(&logged, beside.iter().chain(&entered), digest, &mut findings);
    required::check(&chain.links, &logged, anchors.log.required, &mut findings);
    times::check(&sealed, &logged, judge.own_time(), at, &mut findings);
    times::check_enrolled(&enrolled, &entered, judge.own_time(), at, &mut findings);
    times::check_own(mandates.iter().chain(&given), judge.own_time(), at, &mut findings);
    times::order(&chain, &sealed, &mut findings);
    term::recompute(&chain.links, &mut findings);
    term::moves(&chain.links, &mut findings);
    availability::check(&chain.links, &mut findings);
    sent::check(&chain.links, &mut findings);
    let delivery = timeline::replay(&chain.links, |statement| acknowledged.shown(statement), &mut findings);
    let log_keys = proofs.into_keys();
    let beside = Beside { bundle, enrolled: &enrolled, entered: &entered, logged: &logged, own_time: judge.own_time() };
    let keys = keyed::check(&chain.links, beside, &mut findings);
    assured::check(&chain.links, &keys, &mut findings);
    let judged = Judged {
        sealed: &sealed,
        chain: &chain,
        acknowledged: &acknowledged,
        keys: &keys,
        delegates: &delegates,
        given: &given,
        logged: &logged,
        log_keys,
        program,
        delivery,
        content,
    };
    let mut report = judged.report(judge, findings, at);
    if let Some(promise) = &bundle.promise {
        report.tell_promise(promise, anchors);
    }
    report
}

/// Judges a bundle of which evidence was left out, by the extracts that are there.
fn redacted(bundle: &OpenBundle, anchors: &TrustAnchors, at: Moment) -> Report {
    let mut findings = Findings::default();
    container::check(bundle, &mut findings);
    let mut judge = Judge::new(bundle, anchors, at, &mut findings);
    let extracts = facts::extracts(bundle, &mut findings);
    let mut of_log = Findings::default();
    let mut proofs = Proofs::new(bundle, &anchors.log, &mut of_log);
    let entered = extracts::proofs(bundle, &extracts, &mut proofs, &mut of_log);
    let mut existence = Existence::default();
    existence.add_logged(&entered, &anchors.suitability, at);
    existence::digests(bundle, &existence, &anchors.suitability, at, &mut findings);
    judge.rest_on(existence);
    let issuer = extracts.first().map(|extract| &extract.statement.issuer);
    let signed = facts::manifest(bundle, issuer, &mut judge, &mut findings);
    extracts::listed(bundle, signed, &mut judge);
    facts::judge_extracts(&extracts, &[], &mut judge, &mut findings);
    let shown = extracts::redacted(bundle, &extracts, &mut judge, &mut findings);
    findings.append(of_log);
    let Some((mut shown, stamps)) = shown else {
        let sentence = "There is no extract in this bundle that can be read.";
        findings.add(Reason::FormatFailure, "", "urn:recepis:extract:v1", sentence);
        return unread(findings, judge.into_roots(), at);
    };
    let digest = |name: &str| extracts.iter().find(|one| one.file.name == name).map(|one| one.file.digest.0);
    history::check(&[], &entered, digest, &mut findings);
    let files: Vec<_> = extracts.iter().map(|one| (one.file.name.as_str(), one.number)).collect();
    required::check_files(&files, &entered, anchors.log.required, &mut findings);
    let own_time = judge.own_time();
    times::check_steps(&mut shown.steps, &stamps, &entered, (own_time, at), &mut findings);
    for step in &mut shown.steps {
        step.log = entered.iter().find(|logged| logged.evidence == step.file).map(in_log);
    }
    let unproven = unproven::of_extracts(&shown.steps, &entered, own_time);
    let content = extracts::message(bundle, &shown, &mut findings);
    let log_keys = proofs.into_keys();
    let (verdict, _) = findings.verdict();
    Report {
        sentence: words::redacted_sentence(verdict).to_owned(),
        recorded_up_to: signed.map(|signed| signed.time),
        redacted: Some(shown),
        content,
        log_keys,
        not_proven: unproven.iter().map(Unproven::sentence).collect(),
        basis: Basis { stated: Vec::new(), unproven, own_time },
        ..unread(findings, judge.into_roots(), at)
    }
}

/// Opens a bundle and judges it, and says what trusted lists say about who signed.
pub fn open_and_verify_under(
    mut reader: impl Read + Seek,
    anchors: &TrustAnchors,
    lists: &Lists,
    at: Moment,
) -> Report {
    let mut report = open_and_verify(&mut reader, anchors, at);
    let opened = bundle::open(reader, &bundle::Limits::default());
    let (signers, pool) = opened.map(|bundle| lists::of_bundle(&bundle, at)).unwrap_or_default();
    report.tell_qualified(lists, &signers, &pool);
    report
}

/// Judges a promise of the log without a bundle.
pub fn promise_alone(promise: &[u8], anchors: &TrustAnchors, at: Moment) -> Report {
    let mut report = unread(Findings::default(), Vec::new(), at);
    report.judge_promise(promise, anchors);
    report
}

fn acknowledgements(bundle: &OpenBundle, chain: &Chain<'_>, findings: &mut Findings) -> Acknowledgements {
    let packed = bundle.acknowledgements.iter().map(|packed| &packed.file);
    let files: Vec<(&str, Sha256, &[u8])> =
        packed.map(|file| (file.name.as_str(), file.digest, file.octets.as_slice())).collect();
    acknowledged::check(&chain.links, &files, findings)
}

/// All that was found out, on its way into a report.
struct Judged<'a> {
    sealed: &'a [Sealed<'a>],
    chain: &'a Chain<'a>,
    acknowledged: &'a Acknowledgements,
    keys: &'a Keys,
    delegates: &'a Delegates,
    given: &'a [Own<'a>],
    logged: &'a [Logged<'a>],
    log_keys: Vec<LogKey>,
    program: Option<Program>,
    delivery: Delivery,
    content: Content,
}

impl Judged<'_> {
    fn report(self, judge: Judge, findings: Findings, at: Moment) -> Report {
        let (verdict, reason) = findings.verdict();
        let links = &self.chain.links;
        let own_time = judge.own_time();
        let unproven = unproven::of(links, self.logged, own_time);
        let told = links.iter().chain(&self.chain.export).filter_map(|entry| self.line(entry, own_time));
        let (evidence, stated) = told.unzip();
        let beside = (self.keys, self.delegates, self.given);
        let answers =
            (verdict != Indication::TotalFailed).then(|| answers::answer(links, &self.delivery, beside, own_time));
        Report {
            v: report::VERSION,
            verdict,
            reason,
            sentence: words::sentence(verdict).to_owned(),
            at,
            recorded_up_to: self.chain.export.or(links.last().copied()).map(|entry| entry.statement.time),
            about: links.first().map(|entry| about(entry.statement)),
            answers,
            deadline: self.delivery.deadline(),
            evidence,
            content: self.content,
            roots: judge.into_roots(),
            log_keys: self.log_keys,
            promise: None,
            program: self.program,
            not_proven: unproven.iter().map(Unproven::sentence).collect(),
            dispute: None,
            foreign: None,
            notice: None,
            printed: None,
            redacted: None,
            lists: Vec::new(),
            qualified: Vec::new(),
            findings: findings.into_sorted(),
            basis: Basis { stated, unproven, own_time },
        }
    }

    fn line(&self, entry: &chain::Entry<'_>, own_time: bool) -> Option<(report::Evidence, Stated)> {
        let sealed = self.sealed.iter().find(|sealed| sealed.file.name == entry.file)?;
        let statement = entry.statement;
        let logged = self.logged.iter().find(|logged| logged.evidence == entry.file);
        let proven = times::proven(sealed.proven, logged.and_then(|logged| logged.cosigned), own_time);
        let text = self.acknowledged.of(statement).map(|acknowledgement| acknowledgement.text.as_str());
        let line = report::Evidence {
            sequence: statement.chain.link.sequence(),
            id: statement.id,
            event: statement.event.uri(),
            event_name: statement.event.to_string(),
            event_time: statement.time,
            proven_time: proven.map(|proven| proven.time),
            proven_by: proven.map(|proven| proven.by),
            log: logged.map(in_log),
            file: entry.file.to_owned(),
            digest: sealed.file.digest,
            statement_digest: entry.digest,
            service_states: words::service_states(statement),
            addressee_stated: words::addressee_stated(statement, text),
        };
        let mandate = self.delegates.of(entry.file);
        Some((line, Stated { statement: statement.clone(), text: text.map(str::to_owned), mandate }))
    }
}

fn in_log(logged: &Logged<'_>) -> InLog {
    let checkpoint = logged.proof.checkpoint.checkpoint();
    InLog {
        file: logged.file.to_owned(),
        origin: checkpoint.origin().to_owned(),
        index: logged.proof.index,
        size: checkpoint.size(),
        root: checkpoint.root().to_string(),
        signed: logged.signed,
        post_quantum: logged.post_quantum,
        signed_at: logged.signed_at,
        cosigned_by: logged.cosigned_by.clone(),
        witnesses: logged.witnesses,
        quorum: logged.quorum,
        cosigned: logged.cosigned,
    }
}

fn about(statement: &crate::erds::evidence::Statement) -> About {
    About {
        delivery: statement.chain.delivery,
        service: statement.issuer.legal_name.clone(),
        service_domain: statement.issuer.domain.clone(),
        sender: statement.sender.address.clone(),
        sender_name: statement.sender.name.clone(),
        addressee: statement.addressee.clone(),
        submitted: statement.submitted,
        message_digest: statement.content.digest,
        message_size: statement.content.size,
        message_id: statement.content.message_id.clone(),
    }
}

/// The report on a bundle in which no evidence could be read.
fn unread(findings: Findings, roots: Vec<report::Root>, at: Moment) -> Report {
    let (verdict, reason) = findings.verdict();
    Report {
        v: report::VERSION,
        verdict,
        reason,
        sentence: words::sentence(verdict).to_owned(),
        at,
        recorded_up_to: None,
        about: None,
        answers: None,
        deadline: None,
        evidence: Vec::new(),
        content: Content::NotInside,
        roots,
        log_keys: Vec::new(),
        promise: None,
        program: None,
        not_proven: Vec::new(),
        dispute: None,
        foreign: None,
        notice: None,
        printed: None,
        redacted: None,
        lists: Vec::new(),
        qualified: Vec::new(),
        findings: findings.into_sorted(),
        basis: Basis::default(),
    }
}

#[cfg(test)]
#[path = "../../tests/common/story.rs"]
#[expect(unreachable_pub, reason = "shared with the integration tests")]
mod made_up;

#[cfg(test)]
mod story {
    //! The made-up deliveries of tests/common, with a digest that costs nothing.

    use std::hash::{DefaultHasher, Hash, Hasher};

    pub(crate) use super::made_up::{Story, at, deadline};
    use crate::erds::content::{ContentInfo, Sha256};
    use crate::erds::evidence::Statement;

    pub(crate) fn story(seed: u8) -> Story {
        let content = ContentInfo { digest: Sha256([7; 32]), size: 1_234, message_id: None };
        Story::new(seed, content, digest)
    }

    fn digest(statement: &Statement) -> Sha256 {
        let mut hasher = DefaultHasher::new();
        format!("{statement:?}").hash(&mut hasher);
        let mut octets = [0; 32];
        octets[..8].copy_from_slice(&hasher.finish().to_be_bytes());
        Sha256(octets)
    }
}
