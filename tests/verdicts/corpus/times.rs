//! Times that cannot be yet: certificates of a time to come, a seal that says it is younger than its time-stamp, and events before what they
//! rest on; and what was revoked, or is meant for something else, on the side of the time-stamps.

use recepis::erds::event::Event;
use recepis::erds::evidence::{DecisionDetails, Details};
use recepis::erds::moment::Moment;
use recepis::erds::reason::Reason;
use recepis::format::acknowledgement as document;
use recepis::seal::x509::{Profile, Revocation};

use super::{Case, changed, pki, retold, with};
use crate::packed::{Tale, acknowledgement, pack, story};
use crate::pki::{Key, P256, Pki, days, list, valid};
use crate::story::at;

const FILE: &str = "evidence/003-ConsignmentAcceptance.xml";

pub(super) fn cases() -> Vec<Case> {
    [certificates(), events()].into_iter().flatten().collect()
}

/// The PKI with the certificate of its seal, or of its time-stamps, issued anew.
fn issued(seals: bool, profile: Profile, from: Moment, until: Moment) -> Pki {
    let (pki, issuer) = (pki(), Key::new(11));
    let (name, key) = if seals { ("Trial Seal", &pki.seal_key) } else { ("Trial TSA", &pki.tsa_key) };
    let own = valid(profile, name, "Recepis Trial", &key.spki(), 7, (from, until), Some(&pki.root), &issuer);
    if seals { Pki { seal: own, ..pki } } else { Pki { tsa: own, ..pki } }
}

fn sealing() -> Profile {
    Profile::Seal { address: "notices@recepis.test".to_owned() }
}

fn servers() -> Profile {
    Profile::Tls { names: vec!["recepis.test".to_owned()], addresses: Vec::new() }
}

fn certificates() -> Vec<Case> {
    let tale = Tale::refused(2);
    let made = |what: &str, pki: &Pki| Case::new(what, tale.bundle(pki), tale.moment());
    let (begun, tomorrow, until) = (at(0).minus(days(30)), at(0).plus(days(1)), at(0).plus(days(700)));
    let revoked = |what: &str, since: Moment, at: Moment| {
        let pki = pki();
        let entry = Revocation { serial: pki.tsa.serial().to_vec(), since, reason: Some(1) };
        let in_force = (since.max(tale.moment().minus(days(1))), tale.moment().plus(days(30)));
        let crls = vec![("seal", list(&pki.root, &Key::new(11), in_force, &[entry]))];
        // What is signed before the list was issued rests on an older one.
        let crls = pki.crls.iter().cloned().map(|(_, der)| ("tsa", der)).chain(crls).collect();
        Case { at, ..made(what, &Pki { crls, ..pki }) }
    };
    vec![
        made("seal-not-valid-yet", &issued(true, sealing(), tomorrow, until)),
        made("time-stamping-certificate-not-valid-yet", &issued(false, Profile::TimeStamping, tomorrow, until)),
        made("seal-by-a-certificate-for-servers", &issued(true, servers(), begun, until)),
        made("token-by-a-certificate-for-servers", &issued(false, servers(), begun, until)),
        revoked("time-stamping-certificate-revoked-before", at(-60), tale.moment()),
        revoked("time-stamping-certificate-revoked-since", tale.moment().plus(days(1)), tale.moment().plus(days(2))),
        {
            let tale = Tale::accepted(1);
            let pki = pki();
            changed("seal-made-after-its-time-stamp", &tale, FILE, |octets| {
                let statement = &tale.story.statements[2];
                let canonical = recepis::format::evidence::write(statement).unwrap();
                let later = statement.time.plus(std::time::Duration::from_mins(1)).whole_seconds();
                let prepared = recepis::seal::xades::prepare(&canonical, pki.seal.der(), later, P256).unwrap();
                let signature = pki.seal_key.sign(&prepared.to_sign);
                let signed = prepared.assemble(&signature).unwrap();
                let stamped = statement.time.plus(std::time::Duration::from_secs(2));
                *octets = signed.clone().seal(&pki.token(signed.imprint, stamped)).unwrap();
            })
        },
    ]
}

fn events() -> Vec<Case> {
    let tale = Tale::accepted(1);
    let pki = pki();
    vec![
        retold("submitted-after-its-evidence", &tale, |_, _, text| {
            with(&text, "<erds:SubmissionTime>2026-11-24", "<erds:SubmissionTime>2026-11-25")
        }),
        {
            let noticed = story(1).submitted().noticed(10);
            // The document names the time that the statement names: a minute after the decision.
            let octets = acknowledgement(&noticed, document::Decision::Refused, 3_720);
            let digest = recepis::erds::content::Sha256(recepis::crypto::sha256(&octets));
            let details = Details::Decision(DecisionDetails {
                acknowledgement: digest,
                key: None,
                on_senders_mailbox: false,
                because: None,
                mandate: None,
            });
            let reason = Some(Reason::MessageRejectedByRecipient);
            let story = noticed.state(Event::ConsignmentRejection, reason, at(3_600), Some(at(3_660)), details);
            let tale = Tale { story: story.exported(), acknowledgements: vec![octets] };
            Case::new("identity-shown-after-the-decision", tale.bundle(&pki), tale.moment())
        },
        {
            let mut files = tale.files(&pki);
            let first = &tale.story.statements[0];
            let late = first.time.plus(std::time::Duration::from_secs(40));
            files[0].1 = crate::packed::sealed_at(&pki, first, late);
            Case::new("tokens-in-another-order-than-events", pack(&pki, &files, tale.moment()), tale.moment())
        },
    ]
}
