//! Decisions by a delegate under a mandate, whole and forged in every way that the verifier tells.

use recepis::bundle::Role;
use recepis::crypto::sha256;
use recepis::erds::content::Sha256;
use recepis::erds::enrolment::OwnChain;
use recepis::erds::event::Event;
use recepis::erds::evidence::{DecisionDetails, Details, Link};
use recepis::erds::id::{ChainId, EvidenceId, MandateId};
use recepis::erds::mandate::{Mandate, MandateAcceptance, MandateUse, Scope, acting_as};
use recepis::erds::own::{OwnDetails, OwnStatement};
use recepis::erds::party::{Authentication, Capacity, Issuer, Method};
use recepis::erds::reason::Reason as Why;
use recepis::erds::standing::{Decision, Step, Voucher};
use recepis::format::acknowledgement::{self as document, Decision as Shown};
use recepis::format::evidence;
use recepis::verify::report::Report;
use recepis::verify::verdict::{Indication, Reason};
use recepis::words::{Language, banned};

use super::packed::{Tale, acknowledgement, anchors, pack, seal, story};
use super::pki::{Pki, Plan, days};
use super::story::at;
use super::{fails, judged, verdict};

const PRINCIPAL: &str = "p.devries@voorbeeld.example";
const DELEGATE: &str = "anna@elders.example";
const DAY: i64 = 86_400;
/// When the decision is made, in seconds of the story.
const DECIDED: i64 = 3_600;
const DECISION: Option<&str> = Some("evidence/003-ConsignmentRejection.xml");

/// What a mandate and the decision under it say; each test spoils one of it.
#[derive(Clone)]
struct Told {
    given_by: &'static str,
    to: &'static str,
    scope: Scope,
    days: (i64, i64),
    accepted_by: &'static str,
    accepted: i64,
    acts: &'static str,
    number: u8,
    named: u8,
    issuer: &'static str,
    capacity: Option<Capacity>,
    left_out: Option<usize>,
    /// How long after it was stated the mandate was sealed.
    sealed_after: i64,
}

impl Told {
    fn honest() -> Self {
        Self {
            given_by: PRINCIPAL,
            to: DELEGATE,
            scope: Scope::All,
            days: (-3 * DAY, 20 * DAY),
            accepted_by: DELEGATE,
            accepted: -DAY,
            acts: DELEGATE,
            number: 7,
            named: 7,
            issuer: "Recepis Trial",
            capacity: None,
            left_out: None,
            sealed_after: 2,
        }
    }

    fn own(&self, address: &str, seconds: i64, details: OwnDetails) -> OwnStatement {
        OwnStatement {
            id: EvidenceId::new(at(seconds), [5; 10]),
            time: at(seconds),
            policies: vec!["urn:recepis:policy:trial".to_owned()],
            issuer: Issuer { legal_name: self.issuer.to_owned(), domain: "recepis.test".to_owned() },
            addressee: address.parse().unwrap(),
            authentication: Authentication::own(Method::MailCode, at(seconds - 60)),
            chain: OwnChain { id: ChainId::from_octets([1; 16]), link: Link::First, random: [4; 16] },
            details,
        }
    }

    fn report(&self) -> Report {
        let pki = Pki::new(&Plan { lists: Some((at(0).minus(days(29)), at(0).plus(days(60)))), ..Plan::default() });
        let id = MandateId::from_octets([self.number; 16]);
        let (from, until) = (at(self.days.0), at(self.days.1));
        let delegate = self.to.parse().unwrap();
        let mandate = Mandate { id, delegate, scope: self.scope.clone(), from, until };
        let given = evidence::write_own(&self.own(self.given_by, -2 * DAY, OwnDetails::MandateGiven(mandate))).unwrap();
        let principal = PRINCIPAL.parse().unwrap();
        let digest = Sha256(sha256(&given));
        let accepted = OwnDetails::MandateAccepted(MandateAcceptance { id, principal, given: digest });
        let accepted = evidence::write_own(&self.own(self.accepted_by, self.accepted, accepted)).unwrap();
        let used = MandateUse {
            id: MandateId::from_octets([self.named; 16]),
            given: digest,
            accepted: Sha256(sha256(&accepted)),
        };
        let mut story = story(1).submitted().noticed(10);
        let mut shown = document::read(&acknowledgement(&story, Shown::Refused, DECIDED)).unwrap();
        let acting_as = acting_as(&used.id, &self.acts.parse().unwrap());
        shown.capacity = self.capacity.clone().unwrap_or(Capacity::Other { name: PRINCIPAL.to_owned(), acting_as });
        let shown = document::write(&shown).unwrap();
        story.acting = Some(self.acts.parse().unwrap());
        let details = Details::Decision(DecisionDetails {
            acknowledgement: Sha256(sha256(&shown)),
            key: None,
            on_senders_mailbox: false,
            because: None,
            mandate: Some(used),
        });
        let refused = Some(Why::MessageRejectedByRecipient);
        let story = story.state(Event::ConsignmentRejection, refused, at(DECIDED), Some(at(DECIDED - 60)), details);
        let tale = Tale { story: story.exported(), acknowledgements: vec![shown] };
        let mut files = tale.files(&pki);
        let sealed = |canonical: &[u8], seconds: i64| seal(&pki, canonical, at(seconds));
        let beside = [
            (Role::Mandate { sequence: 3 }, sealed(&given, -2 * DAY + self.sealed_after)),
            (Role::MandateAcceptance { sequence: 3 }, sealed(&accepted, self.accepted + 2)),
        ];
        files.extend(beside.into_iter().enumerate().filter(|(n, _)| self.left_out != Some(*n)).map(|(_, file)| file));
        judged(&pack(&pki, &files, tale.moment()), &anchors(&pki), tale.moment())
    }
}

#[test]
fn s30_a_decision_under_a_mandate_names_principal_delegate_and_mandate() {
    for scope in [Scope::All, Scope::SenderDomain("wonen.example".to_owned())] {
        let report = Told { scope, ..Told::honest() }.report();
        assert_eq!(verdict(&report), (Indication::TotalPassed, None), "{}", report.to_text());
        let answers = report.answers.as_ref().unwrap();
        let said = (answers.step.value, answers.decision.value, answers.vouches.value);
        assert_eq!(said, (Step::G3, Decision::Refused, Voucher::Service));
        let number = MandateId::from_octets([7; 16]).to_string();
        for named in [PRINCIPAL, DELEGATE, number.as_str(), "the service's word"] {
            assert!(answers.identity.words.contains(named), "{named}: {}", answers.identity.words);
        }
        let (given, accepted) = (at(-2 * DAY), at(-DAY));
        let under = format!("under a mandate that was given at {given} and accepted at {accepted}.");
        assert!(answers.decision.words.starts_with("A delegate of the addressee refused at "));
        assert!(answers.decision.words.contains(&under), "{}", answers.decision.words);
        assert_eq!(answers.step.words, "A delegate of the addressee decided.");
        assert!(report.not_proven.iter().any(|line| line.contains("that neither had ended it, is not proven")));
        assert_eq!(banned(&report.to_text(), Language::English), Vec::<&str>::new());
    }
}

#[test]
fn s30_a_mandate_that_does_not_cover_the_decision_fails() {
    let told = Told::honest;
    for (wrong, words) in [
        (Told { given_by: "q@voorbeeld.example", ..told() }, "somebody else gave"),
        (Told { to: "karel@elders.example", accepted_by: "karel@elders.example", ..told() }, "another delegate"),
        (Told { accepted_by: "karel@elders.example", ..told() }, "another delegate accepted"),
        (Told { scope: Scope::SenderDomain("andere.example".to_owned()), ..told() }, "not for messages of this sender"),
        (Told { days: (-3 * DAY, DECIDED), ..told() }, "this mandate is over"),
        (Told { days: (DECIDED + 1, DAY), ..told() }, "has not begun"),
        (Told { accepted: DECIDED + 10, ..told() }, "accepted after the decision"),
        (Told { accepted: -3 * DAY, ..told() }, "before it was given"),
        (Told { named: 8, ..told() }, "has another number"),
    ] {
        fails(&wrong.report(), Reason::Unlawful, DECISION, words);
    }
    let foreign = Told { issuer: "Somebody Else", ..told() }.report();
    assert_ne!(foreign.verdict, Indication::TotalPassed, "{}", foreign.to_text());
}

#[test]
fn s30_when_a_mandate_was_given_is_held_against_its_time_stamp() {
    let mandate = Some("acknowledgement/003-MandateGiven.xml");
    let early = Told { sealed_after: -2, ..Told::honest() }.report();
    fails(&early, Reason::TimeImpossible, mandate, "after the time proven");
    let late = Told { sealed_after: DAY + 1, ..Told::honest() }.report();
    fails(&late, Reason::TimeUnproven, mandate, "the service's word alone");
}

#[test]
fn s30_what_a_decision_under_a_mandate_rests_on_must_be_there_and_say_the_same() {
    for left_out in [0, 1] {
        let report = Told { left_out: Some(left_out), ..Told::honest() }.report();
        fails(&report, Reason::SignedDataNotFound, DECISION, "is not in the bundle");
    }
    for capacity in [Capacity::Own {}, Capacity::Other { name: PRINCIPAL.to_owned(), acting_as: DELEGATE.to_owned() }] {
        let report = Told { capacity: Some(capacity), ..Told::honest() }.report();
        fails(&report, Reason::AcknowledgementDiffers, DECISION, "under which mandate");
    }
}
