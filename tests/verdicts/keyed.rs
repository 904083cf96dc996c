//! Decisions that the addressee's own key signed (mark K), and what an operator with all keys but that one can make of it.

use std::time::Duration;

use recepis::bundle::Role;
use recepis::crypto::sha256;
use recepis::erds::content::Sha256;
use recepis::erds::enrolment::{Enrolment, KeyUse, OwnChain};
use recepis::erds::event::Event;
use recepis::erds::evidence::{DecisionDetails, Details, Link};
use recepis::erds::id::{ChainId, EvidenceId};
use recepis::erds::moment::Moment;
use recepis::erds::party::{Authentication, Issuer, Method};
use recepis::erds::reason::Reason as Why;
use recepis::erds::standing::{Decision, Step, Voucher};
use recepis::format::acknowledgement::Decision as Shown;
use recepis::format::assertion::{self, AssertionDocument};
use recepis::format::evidence;
use recepis::verify::answers::VoucherAnswer;
use recepis::verify::report::Report;
use recepis::verify::times::By;
use recepis::verify::trust::{Required, TrustAnchors};
use recepis::verify::verdict::{Indication, Reason};
use recepis::words::{Language, banned};

use crate::log::Log;
use crate::packed::{Tale, acknowledgement, anchors, pack, seal, story};
use crate::pki::{Pki, Plan, days};
use crate::story::at;
use crate::webauthn_testing::{Asserted, Passkey, VERIFIED, client_data};
use crate::{fails, judged, verdict};

const RP: &str = "recepis.test";
const ORIGIN: &str = "https://recepis.test";
const DAY: i64 = 86_400;
/// When the decision is made, in seconds of the story.
const DECIDED: i64 = 3_600;

/// A service whose lists reach back as far as the keys of these tests.
fn pki() -> Pki {
    Pki::new(&Plan { lists: Some((at(0).minus(days(29)), at(0).plus(days(60)))), ..Plan::default() })
}

pub(crate) fn passkey() -> Passkey {
    Passkey::es256(7, RP, ORIGIN)
}

/// The enrolment of a key so many seconds after the story began.
fn enrolment(key: &Passkey, seconds: i64) -> Enrolment {
    Enrolment {
        id: EvidenceId::new(at(seconds), [5; 10]),
        time: at(seconds),
        policies: vec!["urn:recepis:policy:trial".to_owned()],
        issuer: Issuer { legal_name: "Recepis Trial".to_owned(), domain: "recepis.test".to_owned() },
        addressee: "P.deVries@voorbeeld.example".parse().unwrap(),
        authentication: Authentication::own(Method::MailCode, at(seconds - 60)),
        chain: OwnChain { id: ChainId::from_octets([1; 16]), link: Link::First, random: [4; 16] },
        key: key.public.clone(),
    }
}

/// A delivery that was decided with a key.
pub(crate) struct Keyed {
    pub(crate) tale: Tale,
    pki: Pki,
    pub(crate) assertion: Vec<u8>,
    pub(crate) enrolment: Enrolment,
    /// When the enrolment was sealed.
    sealed: Moment,
}

fn document(asserted: Asserted) -> Vec<u8> {
    let Asserted { credential, client_data, authenticator_data, signature } = asserted;
    assertion::write(&AssertionDocument { authenticator_data, client_data, credential, signature }).unwrap()
}

impl Keyed {
    /// An acceptance with a key that was made at the same visit.
    pub(crate) fn at_one_visit(key: &Passkey) -> Self {
        Self::honest(key, DECIDED, Shown::Accepted)
    }

    /// As the addressee and an honest service make it.
    fn honest(key: &Passkey, enrolled: i64, decision: Shown) -> Self {
        Self::with(enrolment(key, enrolled), decision, |document| key.assert(document))
    }

    /// With whatever is called the answer of a key to this document.
    fn with(enrolment: Enrolment, decision: Shown, answer: impl FnOnce(&[u8]) -> Asserted) -> Self {
        let story = story(1).submitted().noticed(10);
        let acknowledgement = acknowledgement(&story, decision, DECIDED);
        let assertion = document(answer(&acknowledgement));
        let canonical = evidence::write_enrolment(&enrolment).unwrap();
        let key = KeyUse { assertion: Sha256(sha256(&assertion)), enrolment: Sha256(sha256(&canonical)) };
        let acknowledged = Sha256(sha256(&acknowledgement));
        let details = Details::Decision(DecisionDetails {
            acknowledgement: acknowledged,
            key: Some(key),
            on_senders_mailbox: false,
            because: None,
            mandate: None,
        });
        let (time, proved) = (at(DECIDED), Some(at(DECIDED - 60)));
        let story = match decision {
            Shown::Accepted => {
                let (accepted, made_available) =
                    (Why::MessageAcceptedByRecipient, Some(Why::MessageConsignedToRecipient));
                story
                    .state(Event::ConsignmentAcceptance, Some(accepted), time, proved, details)
                    .state(Event::ContentConsignment, made_available, time, None, Details::None)
                    .handed_over(DECIDED + 100)
            }
            Shown::Refused => {
                let refused = Some(Why::MessageRejectedByRecipient);
                story.state(Event::ConsignmentRejection, refused, time, proved, details)
            }
            Shown::NotForMe => story.state(Event::NotForMe, None, time, proved, details),
        };
        let tale = Tale { story: story.exported(), acknowledgements: vec![acknowledgement] };
        let sealed = enrolment.time.plus(Duration::from_secs(2));
        Self { tale, pki: pki(), assertion, enrolment, sealed }
    }

    pub(crate) fn files(&self) -> Vec<(Role, Vec<u8>)> {
        let mut files = self.tale.files(&self.pki);
        let canonical = evidence::write_enrolment(&self.enrolment).unwrap();
        files.push((Role::Assertion { sequence: 3 }, self.assertion.clone()));
        files.push((Role::Enrolment { sequence: 3 }, seal(&self.pki, &canonical, self.sealed)));
        files
    }

    /// These files in a container that the service signed.
    pub(crate) fn packed(&self, files: &[(Role, Vec<u8>)]) -> Vec<u8> {
        pack(&self.pki, files, self.tale.moment())
    }

    pub(crate) fn bundle(&self) -> Vec<u8> {
        self.packed(&self.files())
    }

    fn judged(&self, files: &[(Role, Vec<u8>)]) -> Report {
        judged(&self.packed(files), &anchors(&self.pki), self.tale.moment())
    }

    fn told(&self) -> Report {
        self.judged(&self.files())
    }

    /// With each evidence in a log that witnesses cosign at once; the enrolment's entry is made at this moment, and stands
    /// before those of the delivery or behind them.
    fn logged(&self, entered: Moment, before: bool) -> Report {
        let (mut log, mut files, mut proofs) = (Log::new(), self.files(), Vec::new());
        let enrolled = sha256(&files.last().unwrap().1);
        let mut key = before.then(|| log.append(enrolled)).map(|index| log.proof(index, entered));
        for ((_, sealed), statement) in files.iter().zip(&self.tale.story.statements) {
            if let Some(sequence) = statement.chain.link.sequence() {
                let index = log.append(sha256(sealed));
                let time = statement.time.plus(Duration::from_secs(4));
                proofs.push((Role::LogProof { sequence }, log.proof(index, time).to_string().into_bytes()));
            }
        }
        if key.is_none() {
            let index = log.append(enrolled);
            key = Some(log.proof(index, entered));
        }
        files.extend(proofs);
        files.push((Role::EnrolmentProof { sequence: 3 }, key.unwrap().to_string().into_bytes()));
        let required = Required { log: true, witness: true, post_quantum: true };
        let trust = TrustAnchors { log: log.anchors(required), ..anchors(&self.pki) };
        let when = self.tale.moment().max(entered).plus(Duration::from_mins(1));
        judged(&pack(&self.pki, &files, when), &trust, when)
    }
}

fn vouches(report: &Report) -> &VoucherAnswer {
    assert_eq!(verdict(report), (Indication::TotalPassed, None), "{}", report.to_text());
    &report.answers.as_ref().unwrap().vouches
}

/// Who vouches for an acceptance with a key, for its schema.
pub(crate) fn shown() -> VoucherAnswer {
    vouches(&Keyed::honest(&passkey(), -20 * DAY, Shown::Accepted).told()).clone()
}

#[test]
fn s17_a_decision_with_a_key_enrolled_before_has_mark_k_and_says_since_when() {
    for (decision, step, decided) in [
        (Shown::Accepted, Step::G4, Decision::Accepted),
        (Shown::Refused, Step::G3, Decision::Refused),
        (Shown::NotForMe, Step::G2, Decision::NotForMe),
    ] {
        for key in [passkey(), Passkey::ed25519(8, RP, ORIGIN)] {
            let report = Keyed::honest(&key, -20 * DAY, decision).told();
            let said = vouches(&report);
            let answers = report.answers.as_ref().unwrap();
            assert_eq!((answers.step.value, answers.decision.value), (step, decided));
            assert_eq!(said.value, Voucher::AddresseeKey);
            let shown = said.key.as_ref().unwrap();
            assert_eq!(shown.first_seen, Some(at(2 - 20 * DAY)));
            assert_eq!((shown.days_before_submission, shown.same_visit), (Some(19), false));
            assert_eq!(shown.fingerprint, Sha256(sha256(&key.public.cose)));
            for words in ["also the addressee's own key (mark K)", "19 days before the submission", "with mail-code"] {
                assert!(said.words.contains(words), "{words}: {}", said.words);
            }
            // These time-stamps are the service's own, and the report says so.
            assert!(said.words.contains("by the service's own word"), "{}", said.words);
            let text = report.to_text();
            assert_eq!(banned(&text, Language::English), Vec::<&str>::new(), "{text}");
            assert!(text.replace("\n    ", " ").contains("could unlock it"), "{text}");
        }
    }
}

#[test]
fn a_key_made_at_the_same_visit_shows_one_device_and_not_whose() {
    let report = Keyed::at_one_visit(&passkey()).told();
    let said = vouches(&report);
    assert_eq!(said.value, Voucher::AddresseeKey);
    let shown = said.key.as_ref().unwrap();
    assert!(shown.same_visit && shown.days_before_submission.is_none(), "{shown:?}");
    for words in ["It shows that one device made this decision, not whose.", "at the same visit as the decision"] {
        assert!(said.words.contains(words), "{words}: {}", said.words);
    }
}

#[test]
fn counter_and_backup_flags_are_reported_and_never_judged() {
    let key = passkey();
    let data = key.data(VERIFIED | 0x18, 41);
    let keyed = Keyed::with(enrolment(&key, -DAY), Shown::Accepted, |document| {
        let challenge = recepis::seal::webauthn::challenge(document);
        key.answer(&client_data("webauthn.get", &challenge, ORIGIN), &data)
    });
    let report = keyed.told();
    let shown = vouches(&report).key.as_ref().unwrap();
    assert_eq!((shown.counter, shown.backup_eligible, shown.backed_up), (41, true, true));
    assert!(report.findings.iter().any(|found| found.sentence.contains("its counter says 41")));
}

#[test]
fn flipping_any_octet_of_acknowledgement_assertion_or_enrolment_drops_the_verdict() {
    let keyed = Keyed::honest(&passkey(), -20 * DAY, Shown::Accepted);
    let files = keyed.files();
    for role in
        [Role::Acknowledgement { sequence: 3 }, Role::Assertion { sequence: 3 }, Role::Enrolment { sequence: 3 }]
    {
        let place = files.iter().position(|(found, _)| *found == role).unwrap();
        for at in (0..files[place].1.len()).step_by(37) {
            let mut flipped = files.clone();
            flipped[place].1[at] ^= 1;
            let report = keyed.judged(&flipped);
            assert_ne!(report.verdict, Indication::TotalPassed, "{role:?} octet {at}");
            let key = report.answers.and_then(|answers| answers.vouches.key);
            assert_eq!(key, None, "{role:?} octet {at}");
        }
    }
}

#[test]
fn what_the_evidence_names_of_a_key_must_be_there() {
    let keyed = Keyed::honest(&passkey(), -20 * DAY, Shown::Refused);
    for role in [Role::Assertion { sequence: 3 }, Role::Enrolment { sequence: 3 }] {
        let mut files = keyed.files();
        files.retain(|(found, _)| *found != role);
        let report = keyed.judged(&files);
        fails(
            &report,
            Reason::SignedDataNotFound,
            Some("evidence/003-ConsignmentRejection.xml"),
            "is not in the bundle",
        );
        let said = report.answers.unwrap().vouches;
        assert_eq!((said.value, said.key), (Voucher::Service, None));
        assert!(said.words.contains("what that key signed is not shown here"), "{}", said.words);
    }
}

/// What an operator with all keys but the addressee's can put in a decision's place.
pub(crate) struct Forgery {
    /// What it is, in the words of a folder's name.
    pub(crate) what: &'static str,
    pub(crate) keyed: Keyed,
    /// Where it shows, and in what words.
    file: &'static str,
    words: &'static str,
}

/// Each forgery that we know of.
pub(crate) fn forgeries() -> Vec<Forgery> {
    let (key, other) = (passkey(), Passkey::es256(9, RP, ORIGIN));
    let enrolled = || enrolment(&key, -20 * DAY);
    let answered = |what, answer: &dyn Fn(&[u8]) -> Asserted, words| Forgery {
        what,
        keyed: Keyed::with(enrolled(), Shown::Accepted, answer),
        file: "acknowledgement/003-assertion.json",
        words,
    };
    // A key of the operator's own that calls itself the addressee's.
    let named = |document: &[u8]| Asserted { credential: key.public.credential.clone(), ..other.assert(document) };
    // The addressee's key, used elsewhere or without them.
    let over = |origin: &'static str, flags: u8| {
        let key = &key;
        move |document: &[u8]| {
            let challenge = recepis::seal::webauthn::challenge(document);
            key.answer(&client_data("webauthn.get", &challenge, origin), &key.data(flags, 0))
        }
    };
    let enrolled_so = |what, enrolment: Enrolment, words| Forgery {
        what,
        keyed: Keyed::with(enrolment, Shown::Accepted, |document| key.assert(document)),
        file: "acknowledgement/003-KeyEnrolled.xml",
        words,
    };
    let addressee = "q@voorbeeld.example".parse().unwrap();
    vec![
        answered("key-that-calls-itself-the-addressees", &named, "does not match"),
        answered("key-of-the-operator", &|document| other.assert(document), "another key than the one enrolled"),
        // What the addressee signed at another time: another text, another delivery.
        answered("key-over-another-text", &|_| key.assert(b"{\"decision\":\"accepted\"}"), "over another text"),
        answered("key-on-another-site", &over("https://evil.example", VERIFIED), "on another site"),
        answered("key-without-its-user", &over(ORIGIN, 0x01), "did not verify its user"),
        enrolled_so("key-of-another-address", Enrolment { addressee, ..enrolled() }, "of another address"),
        enrolled_so("key-enrolled-later", enrolment(&key, DECIDED + 10), "an enrolment that is later"),
        enrolled_so(
            "key-of-another-site",
            enrolment(&Passkey::es256(7, "evil.example", ORIGIN), -DAY),
            "to another site",
        ),
    ]
}

#[test]
fn s27_s29_with_all_its_own_keys_an_operator_cannot_sign_with_a_key_enrolled_before() {
    for Forgery { keyed, file, words, .. } in forgeries() {
        fails(&keyed.told(), Reason::KeyDiffers, Some(file), words);
    }
}

#[test]
fn a_key_that_the_operator_invents_is_first_seen_when_it_invents_it() {
    // Honest: in the log nineteen days before the submission.
    let key = passkey();
    let honest = Keyed::honest(&key, -20 * DAY, Shown::Accepted);
    let seen = honest.sealed.plus(Duration::from_secs(2));
    let report = honest.logged(seen, true);
    let shown = vouches(&report).key.as_ref().unwrap();
    assert_eq!((shown.first_seen, shown.first_seen_by), (Some(seen), Some(By::Witnesses)));
    assert_eq!(shown.days_before_submission, Some(19));
    assert!(!vouches(&report).words.contains("own word"), "{}", report.to_text());

    // Invented after the decision that it is to sign, with a seal and a time-stamp of the old time: the witnesses know.
    let invented = honest.logged(at(DECIDED + 200), false);
    fails(&invented, Reason::TimeUnproven, Some("acknowledgement/003-KeyEnrolled.xml"), "the service's word alone");
    let said = &invented.answers.as_ref().unwrap().vouches;
    let shown = said.key.as_ref().unwrap();
    assert_eq!((shown.first_seen, shown.days_before_submission), (Some(at(DECIDED + 200)), None));
    assert!(said.words.contains("one device made this decision, not whose"), "{}", said.words);

    // Stated a day back, which times alone would bear: it stands in the log behind the submission.
    let yesterday = Keyed::honest(&key, -DAY / 2, Shown::Accepted);
    let report = yesterday.logged(yesterday.sealed, false);
    let shown = report.answers.as_ref().unwrap().vouches.key.as_ref().unwrap();
    assert_eq!(shown.days_before_submission, None, "{}", report.to_text());
}

#[test]
fn without_a_time_proven_a_key_has_no_history() {
    let keyed = Keyed::honest(&passkey(), -20 * DAY, Shown::Accepted);
    let mut files = keyed.files();
    let canonical = evidence::write_enrolment(&keyed.enrolment).unwrap();
    let time = keyed.sealed.whole_seconds();
    let prepared = recepis::seal::xades::prepare(&canonical, keyed.pki.seal.der(), time, crate::pki::P256).unwrap();
    let signature = keyed.pki.seal_key.sign(&prepared.to_sign);
    files.last_mut().unwrap().1 = prepared.assemble(&signature).unwrap().bytes;
    let report = keyed.judged(&files);
    fails(&report, Reason::NoPoe, Some("acknowledgement/003-KeyEnrolled.xml"), "no time-stamp");
    let said = report.answers.unwrap().vouches;
    assert!(said.words.contains("Nothing proves when it was first seen"), "{}", said.words);
}
