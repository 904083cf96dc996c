//! Further fields of sealed evidence, of seals, of acknowledgements and of what evidence names, each changed by itself; and what the law of a
//! delivery forbids besides.

use recepis::bundle::Role;
use recepis::crypto::sha256;
use recepis::erds::content::Sha256;
use recepis::erds::event::Event;
use recepis::erds::outage::Failing;
use recepis::format::acknowledgement as document;

use super::{Case, Plan, changed, edit, only, pki, retold, with};
use crate::packed::{Tale, acknowledgement, pack, story};
use crate::pki::{Pki, days};
use crate::story::{Story, at, deadline};

const FIRST: &str = "evidence/001-SubmissionAcceptance.xml";
const NOTICE: &str = "evidence/002-NotificationForAcceptance.xml";
const DECIDED: &str = "evidence/003-ConsignmentAcceptance.xml";
const HANDED_OVER: &str = "evidence/005-ContentHandover.xml";
const EXPORTED: &str = "evidence/export-005-Exported.xml";

pub(super) fn cases() -> Vec<Case> {
    [after_sealing(), seals(), acknowledged(), beside(), law()].into_iter().flatten().collect()
}

/// One field of a sealed evidence changed: the seal is over what stood there before.
fn after_sealing() -> Vec<Case> {
    let tale = Tale::accepted(1);
    [
        ("version-changed-after-sealing", FIRST, "EN319522v1.1.1", "EN319522v1.2.1"),
        ("domain-of-the-service-changed-after-sealing", FIRST, ">recepis.test<", ">recepis.other<"),
        ("senders-name-changed-after-sealing", FIRST, ">Stichting Wonen<", ">Stichting Wenen<"),
        ("senders-proof-changed-after-sealing", FIRST, "authentication:password", "authentication:api-token"),
        ("recipients-number-changed-after-sealing", NOTICE, "Recipient>1<", "Recipient>2<"),
        ("delivery-changed-after-sealing", FIRST, "<erds:MessageIdentifier>0", "<erds:MessageIdentifier>1"),
        ("message-id-changed-after-sealing", FIRST, ">a1@wonen.example<", ">a2@wonen.example<"),
        ("message-digest-changed-after-sealing", FIRST, ">JqRunOKtRxLL", ">KqRunOKtRxLL"),
        ("sequence-changed-after-sealing", NOTICE, "Sequence>2<", "Sequence>3<"),
        ("previous-changed-after-sealing", NOTICE, "Previous>H", "Previous>I"),
        ("random-changed-after-sealing", NOTICE, "Random>A", "Random>B"),
        ("terms-changed-after-sealing", FIRST, "AcceptWithin>14<", "AcceptWithin>41<"),
        (
            "assurance-changed-after-sealing",
            FIRST,
            "Assurance>urn:recepis:assurance:m",
            "Assurance>urn:recepis:assurance:n",
        ),
        ("senders-check-changed-after-sealing", FIRST, "How>dns<", "How>sms<"),
        ("privacy-statement-changed-after-sealing", FIRST, "PrivacyStatement>B", "PrivacyStatement>C"),
        ("notice-digest-changed-after-sealing", NOTICE, "<recepis:Digest>E", "<recepis:Digest>F"),
        ("mail-server-changed-after-sealing", NOTICE, "Name>mail.voorbeeld", "Name>post.voorbeeld"),
        ("dns-answer-changed-after-sealing", NOTICE, "Answer>voorbeeld.example. 300", "Answer>voorbeeld.example. 301"),
        ("dialogue-digest-changed-after-sealing", NOTICE, "Dialogue>K", "Dialogue>L"),
        ("availability-changed-after-sealing", NOTICE, "<recepis:From>2026", "<recepis:From>2025"),
        ("acknowledgement-digest-changed-after-sealing", DECIDED, "Acknowledgement>9", "Acknowledgement>8"),
        ("time-of-the-proof-changed-after-sealing", DECIDED, "Time>2026-11-24T10:13:00Z", "Time>2026-11-24T10:12:00Z"),
        ("handover-changed-after-sealing", HANDED_OVER, "Whole>true<", "Whole>false<"),
        ("length-changed-after-sealing", EXPORTED, "Length>5<", "Length>6<"),
    ]
    .into_iter()
    .map(|(what, file, old, new)| changed(what, &tale, file, |octets| edit(octets, old, new)))
    .collect()
}

/// Parts of a seal that the signature covers, and that are read from it.
fn seals() -> Vec<Case> {
    let tale = Tale::accepted(1);
    let on = |what: &str, old: &str, new: &str| changed(what, &tale, DECIDED, |octets| edit(octets, old, new));
    vec![
        on(
            "seal-canonicalisation-inclusive",
            "2001/10/xml-exc-c14n#\"></ds:Canonical",
            "2006/12/xml-c14n11\"></ds:Canonical",
        ),
        on("seal-without-enveloped-transform", "2000/09/xmldsig#enveloped-signature", "2001/10/xml-exc-c14n#"),
        on("seal-over-properties-of-another-type", "01903#SignedProperties", "01903#SomeProperties"),
        on("seal-names-another-file-type", "MimeType>text/xml<", "MimeType>text/sgml<"),
        on("seal-of-another-target", "Target=\"#seal\"", "Target=\"#deal\""),
        changed("token-twice", &tale, DECIDED, |octets| {
            let text = std::str::from_utf8(octets).unwrap().to_owned();
            let (open, close) = ("<xades:SignatureTimeStamp>", "</xades:SignatureTimeStamp>");
            let begin = text.find(open).unwrap();
            let stamp = text[begin..text.find(close).unwrap() + close.len()].to_owned();
            edit(octets, &stamp, &format!("{stamp}{stamp}"));
        }),
    ]
}

/// An acknowledgement that says something else than the statement that names it.
fn acknowledged() -> Vec<Case> {
    let noticed = || story(1).submitted().noticed(10);
    let honest = acknowledgement(&noticed(), document::Decision::Accepted, 3_600);
    let saying = |what: &str, change: &dyn Fn(&mut document::Acknowledgement)| {
        let mut said = document::read(&honest).unwrap();
        change(&mut said);
        let octets = document::write(&said).unwrap();
        let tale = Tale {
            story: noticed().accepted(3_600, Sha256(sha256(&octets))).exported(),
            acknowledgements: vec![octets],
        };
        Case::new(what, tale.bundle(&pki()), tale.moment())
    };
    vec![
        saying("acknowledgement-of-another-message", &|said| said.message = Sha256([7; 32])),
        saying("acknowledgement-of-another-time", &|said| said.identity.at = at(3_500)),
        saying("acknowledgement-to-a-sender-of-another-name", &|said| said.sender.name = Some("Somebody".to_owned())),
        saying("acknowledgement-of-a-check-that-nobody-made", &|said| {
            said.sender.checked.name.clone_from(&said.sender.checked.domain);
        }),
        saying("acknowledgement-of-an-earlier-deadline", &|said| said.deadline = Some(deadline().minus(days(1)))),
        saying("acknowledgement-of-no-deadline", &|said| said.deadline = None),
    ]
}

/// What evidence names by a digest, another or not there.
fn beside() -> Vec<Case> {
    let (pki, tale) = (pki(), Tale::accepted(1));
    let dialogue = Role::Dialogue { sequence: 2 };
    let mut without = tale.files(&pki);
    without.retain(|(role, _)| *role != dialogue);
    vec![
        changed("notice-is-another", &tale, "notice-1.eml", |octets| edit(octets, "awaits", "avoids")),
        changed("dialogue-is-another", &tale, "dialogue/002.txt", |octets| edit(octets, "250", "251")),
        Case::new("dialogue-missing", pack(&pki, &without, tale.moment()), tale.moment()),
    ]
}

/// A row of statements that the service's own law forbids.
fn law() -> Vec<Case> {
    let noticed = || story(1).submitted().noticed(10);
    let decided = |decision| acknowledgement(&noticed(), decision, 3_600);
    let (yes, no) = (decided(document::Decision::Accepted), decided(document::Decision::Refused));
    let digest = |octets: &[u8]| Sha256(sha256(octets));
    let told = |what: &str, story: Story, acknowledgements: Vec<Vec<u8>>| {
        let tale = Tale { story: story.exported(), acknowledgements };
        let lists = Some((at(0).minus(days(1)), at(0).plus(days(60))));
        Case::new(what, tale.bundle(&Pki::new(&Plan { lists, ..Plan::default() })), tale.moment())
    };
    let mut unconsigned = noticed().accepted(3_600, digest(&yes));
    unconsigned.statements.pop();
    unconsigned.digests.pop();
    let moved = |later: bool| {
        let day = days(1);
        if later { deadline().plus(day) } else { deadline().minus(day) }
    };
    vec![
        told("noticed-after-rejection", story(5).rejected().noticed(10), Vec::new()),
        told("silence-without-a-notice", story(1).submitted().expired(), Vec::new()),
        told("silence-after-a-notice-that-failed", noticed().notice_failed(60).expired(), Vec::new()),
        told("handed-over-before-consigned", unconsigned.handed_over(3_700), vec![yes.clone()]),
        told(
            "handed-over-twice",
            noticed().accepted(3_600, digest(&yes)).handed_over(3_700).handed_over(3_800),
            vec![yes],
        ),
        told(
            "deadline-moved-after-a-refusal",
            noticed().refused(3_600, digest(&no)).put_off(3_700, moved(true)),
            vec![no],
        ),
        told("deadline-moved-nearer", noticed().put_off(3_700, moved(false)), Vec::new()),
        told(
            "outage-that-takes-time-away",
            noticed().out(Failing::Service, 3_600, 9_000, Some(moved(false))),
            Vec::new(),
        ),
        told("reminded-before-a-notice", story(1).submitted().reminded(10, 1), Vec::new()),
        retold(
            "reason-missing-of-a-refusal",
            &Tale::refused(2),
            only(Event::ConsignmentRejection, |text| {
                let (head, tail) = text.split_once("<erds:EventReasons>").unwrap();
                format!("{head}{}", tail.split_once("</erds:EventReasons>").unwrap().1)
            }),
        ),
        retold(
            "extension-that-must-be-understood",
            &Tale::accepted(1),
            only(Event::ConsignmentAcceptance, |text| {
                with(
                    &text,
                    "<erds:Extensions>",
                    "<erds:Extensions><erds:Extension isCritical=\"true\"></erds:Extension>",
                )
            }),
        ),
    ]
}
