//! What the service sealed and should not have: wrong fields, wrong order, what the law forbids; and evidence that somebody changed,
//! took out or put in.

use recepis::bundle::Role;
use recepis::crypto::sha256;
use recepis::erds::content::Sha256;
use recepis::erds::event::Event;
use recepis::format::acknowledgement as document;

use super::{Case, changed, edit, only, pki, retold, with};
use crate::packed::{Tale, acknowledgement, pack, role, sealed, stated, story};
use crate::pki::{Pki, Plan, days};
use crate::story::{at, deadline};

const FIRST: &str = "evidence/001-SubmissionAcceptance.xml";
const NOTICE: &str = "evidence/002-NotificationForAcceptance.xml";
const DECIDED: &str = "evidence/003-ConsignmentAcceptance.xml";

pub(super) fn cases() -> Vec<Case> {
    [after_sealing(), fields(), chain(), law()].into_iter().flatten().collect()
}

/// One field of a sealed evidence changed: the seal is over what stood there before.
fn after_sealing() -> Vec<Case> {
    let tale = Tale::accepted(1);
    [
        ("event-changed-after-sealing", DECIDED, "Event/ConsignmentAcceptance<", "Event/ConsignmentRejection<"),
        ("reason-changed-after-sealing", DECIDED, "MessageAcceptedByRecipient<", "MessageRejectedByRecipient<"),
        ("event-time-changed-after-sealing", DECIDED, "<EventTime>2026-11-24T10:", "<EventTime>2026-11-24T11:"),
        ("identifier-changed-after-sealing", DECIDED, "<erds:EvidenceIdentifier>0", "<erds:EvidenceIdentifier>1"),
        ("policy-changed-after-sealing", FIRST, "urn:recepis:policy:trial<", "urn:recepis:policy:other<"),
        ("issuer-changed-after-sealing", FIRST, ">Recepis Trial<", ">Recepis Court<"),
        ("sender-changed-after-sealing", FIRST, ">huur@wonen.example<", ">baas@wonen.example<"),
        ("addressee-changed-after-sealing", NOTICE, ">p.devries@", ">q.devries@"),
        ("submission-time-changed-after-sealing", NOTICE, "<erds:SubmissionTime>2026", "<erds:SubmissionTime>2025"),
        ("identity-changed-after-sealing", DECIDED, "authentication:mail-code", "authentication:eid-saml"),
        ("size-changed-after-sealing", FIRST, "<recepis:Size>", "<recepis:Size>1"),
        ("deadline-changed-after-sealing", NOTICE, "2026-12-08T23:00:00Z", "2026-12-09T23:00:00Z"),
        ("reply-changed-after-sealing", NOTICE, "250 2.0.0 Ok: queued", "250 2.0.0 Ok: received"),
    ]
    .into_iter()
    .map(|(what, file, old, new)| changed(what, &tale, file, |octets| edit(octets, old, new)))
    .collect()
}

/// One field that the service itself sealed in other words than the rest.
fn fields() -> Vec<Case> {
    let tale = Tale::accepted(1);
    let on = |what: &str, event: Event, old: &'static str, new: &'static str| {
        retold(what, &tale, only(event, move |text| with(&text, old, new)))
    };
    let (notice, decided) = (Event::NotificationForAcceptance, Event::ConsignmentAcceptance);
    let first = tale.story.statements[0].id.to_string();
    let second = tale.story.statements[1].id.to_string();
    let random = |number: usize| super::base64(&tale.story.statements[number].chain.random);
    let (one, two) = (random(0), random(1));
    let message = super::base64(&tale.story.content.digest.0);
    vec![
        on("event-unknown", notice, "Event/NotificationForAcceptance<", "Event/NotificationForAppearance<"),
        on("reason-of-another-event", decided, "MessageAcceptedByRecipient<", "MessageRejectedByRecipient<"),
        on("event-time-without-zone", notice, "10Z</EventTime>", "10</EventTime>"),
        on("event-before-the-one-it-follows", decided, "<EventTime>2026-11-24T", "<EventTime>2026-11-23T"),
        on("issuer-differs", notice, ">recepis.test<", ">recepis.other<"),
        on("sender-differs", notice, ">huur@wonen.example<", ">baas@wonen.example<"),
        on("addressee-differs", notice, ">p.devries@", ">q.devries@"),
        on("submission-time-differs", notice, "<erds:SubmissionTime>2026", "<erds:SubmissionTime>2025"),
        on("message-size-differs", notice, "<recepis:Size>", "<recepis:Size>1"),
        on("sequence-differs", notice, "<recepis:Sequence>2<", "<recepis:Sequence>4<"),
        on("element-unknown", notice, "<recepis:Chain>", "<recepis:Chain><recepis:More>x</recepis:More>"),
        on("element-missing", decided, "<EvidenceRefersToRecipient>1</EvidenceRefersToRecipient>", ""),
        on("standard-version-unknown", notice, "EN319522v1.1.1", "EN319522v9.1.1"),
        on("authentication-unknown", decided, "authentication:mail-code", "authentication:handshake"),
        on("length-too-short", Event::Exported, "<recepis:Length>5<", "<recepis:Length>4<"),
        retold("identifier-used-twice", &tale, only(notice, move |text| with(&text, &second, &first))),
        retold("random-used-twice", &tale, only(notice, move |text| with(&text, &two, &one))),
        retold("message-differs", &tale, only(decided, move |text| with(&text, &message, &super::base64(&[3; 32])))),
        retold("delivery-differs", &tale, {
            let (own, other) = (tale.story.delivery().to_string(), Tale::accepted(2).story.delivery().to_string());
            only(notice, move |text| text.replace(&own, &other))
        }),
        retold(
            "previous-differs",
            &tale,
            only(decided, |text| {
                let (head, tail) = text.split_once("<recepis:Previous>").unwrap();
                let (_, tail) = tail.split_once('<').unwrap();
                format!("{head}<recepis:Previous>{}<{tail}", super::base64(&[5; 32]))
            }),
        ),
    ]
}

type Files = Vec<(Role, Vec<u8>)>;

/// Evidence that is missing, moved, foreign or there twice.
fn chain() -> Vec<Case> {
    let (pki, tale) = (pki(), Tale::accepted(1));
    let whole = tale.files(&pki);
    let made = |what: &str, change: &dyn Fn(&mut Files)| {
        let mut files = whole.clone();
        change(&mut files);
        Case::new(what, pack(&pki, &files, tale.moment()), tale.moment())
    };
    let other = Tale::accepted(2).files(&pki);
    let shorter = Tale { story: story(1).submitted().noticed(10).exported(), acknowledgements: Vec::new() };
    let export = stated(&tale.story, Event::Exported);
    vec![
        made("first-evidence-missing", &|files| drop(files.remove(0))),
        made("evidence-missing-in-between", &|files| drop(files.remove(1))),
        made("last-evidence-missing", &|files| drop(files.remove(export - 1))),
        made("export-statement-missing", &|files| drop(files.remove(export))),
        made("evidence-in-each-others-place", &|files| {
            let second = files[1].1.clone();
            files[1].1 = std::mem::replace(&mut files[2].1, second);
        }),
        made("evidence-of-another-delivery", &|files| files[2].1.clone_from(&other[2].1)),
        made("evidence-there-twice", &|files| {
            let again = files[1].1.clone();
            files.insert(2, (Role::of("evidence/006-NotificationForAcceptance.xml"), again));
        }),
        made("export-of-a-shorter-chain", &|files| {
            let statement = shorter.story.statements.last().unwrap();
            files[export] = (role(statement), sealed(&pki, statement));
        }),
    ]
}

/// A row of statements that the service's own law forbids.
fn law() -> Vec<Case> {
    let late = i64::try_from(deadline().since(at(0)).as_secs()).unwrap() + 1;
    let base = || story(1).submitted().noticed(10);
    let decided = |seconds, decision| acknowledgement(&base(), decision, seconds);
    let (yes, no) = (document::Decision::Accepted, document::Decision::Refused);
    let told = |what: &str, story: crate::story::Story, acknowledgements: Vec<Vec<u8>>| {
        let tale = Tale { story: story.exported(), acknowledgements };
        let plan = Plan { lists: Some((at(0).minus(days(1)), at(0).plus(days(60)))), ..Plan::default() };
        Case::new(what, tale.bundle(&Pki::new(&plan)), tale.moment())
    };
    let (refusal, acceptance, overdue) = (decided(3_600, no), decided(3_600, yes), decided(late, no));
    let digest = |octets: &[u8]| Sha256(sha256(octets));
    vec![
        told("refused-after-the-deadline", base().refused(late, digest(&overdue)), vec![overdue.clone()]),
        told("handed-over-without-acceptance", base().handed_over(100), Vec::new()),
        told(
            "accepted-after-refusal",
            base().refused(3_600, digest(&refusal)).accepted(3_600, digest(&acceptance)),
            vec![refusal.clone(), acceptance.clone()],
        ),
        told(
            "expired-after-acceptance",
            base().accepted(3_600, digest(&acceptance)).expired(),
            vec![acceptance.clone()],
        ),
        told("accepted-in-words-refused-in-evidence", base().refused(3_600, digest(&acceptance)), vec![acceptance]),
    ]
}
