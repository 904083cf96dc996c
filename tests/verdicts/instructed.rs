//! Acceptances by a standing instruction: nobody decided, every report says so, and what does not fit fails.

use std::time::Duration;

use recepis::bundle::Role;
use recepis::crypto::sha256;
use recepis::erds::content::Sha256;
use recepis::erds::enrolment::OwnChain;
use recepis::erds::event::Event;
use recepis::erds::evidence::{Details, Link, Statement};
use recepis::erds::id::{ChainId, EvidenceId};
use recepis::erds::instruction::{DomainProof, Instructed, Instruction};
use recepis::erds::own::{OwnDetails, OwnStatement};
use recepis::erds::party::{Authentication, Issuer, Method};
use recepis::erds::reason::Reason as Why;
use recepis::erds::standing::{Decision, Step, Voucher};
use recepis::erds::submission::SendersControl;
use recepis::format::{evidence, instruction};
use recepis::verify::report::Report;
use recepis::verify::verdict::{Indication, Reason};
use recepis::words::{Language, banned};

use crate::packed::{Tale, anchors, pack, seal, story};
use crate::pki::{Pki, Plan, days};
use crate::story::{Story, at};
use crate::{fails, judged, verdict};

const DAY: i64 = 86_400;
/// When the instruction was given, in seconds of the story.
const GIVEN: i64 = -10 * DAY;
/// When it accepts.
const ACCEPTED: i64 = 60;
const C3: Option<&str> = Some("evidence/003-ConsignmentAcceptance.xml");
const FILE: &str = "acknowledgement/003-InstructionGiven.xml";

fn pki() -> Pki {
    Pki::new(&Plan { lists: Some((at(0).minus(days(29)), at(0).plus(days(60)))), ..Plan::default() })
}

fn proof(seconds: i64) -> DomainProof {
    DomainProof {
        name: "_recepis.voorbeeld.example".to_owned(),
        record: instruction::record(&[7; 16]),
        at: at(seconds),
        dnssec: "secure".to_owned(),
    }
}

/// As somebody at the addressee gives it.
fn given() -> OwnStatement {
    OwnStatement {
        id: EvidenceId::new(at(GIVEN), [5; 10]),
        time: at(GIVEN),
        policies: vec!["urn:recepis:policy:trial".to_owned()],
        issuer: Issuer { legal_name: "Recepis Trial".to_owned(), domain: "recepis.test".to_owned() },
        addressee: "P.deVries@voorbeeld.example".parse().unwrap(),
        authentication: Authentication::own(Method::MailCode, at(GIVEN - 60)),
        chain: OwnChain { id: ChainId::from_octets([1; 16]), link: Link::First, random: [4; 16] },
        details: OwnDetails::Instruct(Box::new(Instruction {
            organisation: "Voorbeeld B.V.".to_owned(),
            function: "office".to_owned(),
            sender: None,
            until: at(300 * DAY),
            proof: proof(GIVEN - 1),
        })),
    }
}

fn changed(change: impl FnOnce(&mut Instruction)) -> OwnStatement {
    let mut statement = given();
    let OwnDetails::Instruct(instruction) = &mut statement.details else { panic!("it is an instruction") };
    change(instruction);
    statement
}

/// How C.3 says that it was used.
fn used(given: &OwnStatement) -> Instructed {
    let instruction = Sha256(sha256(&evidence::write_own(given).unwrap()));
    Instructed { instruction, given: given.time, proof: proof(ACCEPTED - 1) }
}

/// A delivery that was accepted by it: the statements of another story, made anew where they are changed.
struct Accepted {
    tale: Tale,
    pki: Pki,
    given: OwnStatement,
}

impl Accepted {
    fn honest(given: OwnStatement) -> Self {
        let used = used(&given);
        Self::with(story(1).submitted().noticed(10), given, used)
    }

    fn with(story: Story, given: OwnStatement, used: Instructed) -> Self {
        Self::because(story, given, used, Why::Other)
    }

    fn because(story: Story, given: OwnStatement, used: Instructed, why: Why) -> Self {
        let by = given.authentication.at;
        let story = story
            .state(Event::ConsignmentAcceptance, Some(why), at(ACCEPTED), Some(by), Details::Instructed(Box::new(used)))
            .state(
                Event::ContentConsignment,
                Some(Why::MessageConsignedToRecipient),
                at(ACCEPTED),
                None,
                Details::None,
            );
        Self { tale: Tale { story, acknowledgements: Vec::new() }, pki: pki(), given }
    }

    fn handed_over(mut self) -> Self {
        self.tale.story = self.tale.story.handed_over(200);
        self
    }

    fn files(&self) -> Vec<(Role, Vec<u8>)> {
        let tale = Tale { story: self.tale.story.clone().exported(), ..self.tale.clone() };
        let mut files = tale.files(&self.pki);
        let canonical = evidence::write_own(&self.given).unwrap();
        let sealed = self.given.time.plus(Duration::from_secs(2));
        files.push((Role::Instruction { sequence: 3 }, seal(&self.pki, &canonical, sealed)));
        files
    }

    fn judged(&self, files: &[(Role, Vec<u8>)]) -> Report {
        judged(&pack(&self.pki, files, at(DAY)), &anchors(&self.pki), at(DAY))
    }

    fn told(&self) -> Report {
        self.judged(&self.files())
    }
}

/// A chain whose first statement is another.
fn terms(change: impl FnOnce(&mut Statement)) -> Story {
    let mut story = story(1).submitted();
    change(&mut story.statements[0]);
    story.digests[0] = Sha256(sha256(&evidence::write(&story.statements[0]).unwrap()));
    story.noticed(10)
}

#[test]
fn it_accepts_and_raises_no_step_and_every_line_says_that_nobody_decided() {
    let report = Accepted::honest(given()).told();
    assert_eq!(verdict(&report), (Indication::TotalPassed, None), "{}", report.to_text());
    let answers = report.answers.as_ref().unwrap();
    assert_eq!((answers.step.value, answers.decision.value), (Step::G1, Decision::AcceptedAsInstructed));
    assert_eq!((answers.vouches.value, answers.identity.method), (Voucher::Service, None));
    let said = format!("accepted by standing instruction of {}, not by a person", at(GIVEN));
    assert!(answers.decision.words.contains(&said), "{}", answers.decision.words);
    for words in
        [&*said, "Voorbeeld B.V.", "which nobody checked", "from anyone", "_recepis.voorbeeld.example", "DNSSEC"]
    {
        assert!(answers.identity.words.contains(words), "{words}: {}", answers.identity.words);
    }
    let line = &report.evidence[2];
    assert!(line.service_states.contains(&said) && line.addressee_stated.is_none(), "{}", line.service_states);
    let text = report.to_text();
    assert!(!text.contains("The addressee accepted") && !text.contains("The addressee decided"), "{text}");
    assert!(text.replace("\n    ", " ").contains("does not show that a person knew of this message"), "{text}");
    assert_eq!(banned(&text, Language::English), Vec::<&str>::new(), "{text}");
}

#[test]
fn what_is_fetched_afterwards_is_handed_over_in_full_and_still_nobody_decided() {
    let report = Accepted::honest(given()).handed_over().told();
    assert_eq!(verdict(&report), (Indication::TotalPassed, None), "{}", report.to_text());
    let answers = report.answers.as_ref().unwrap();
    assert_eq!((answers.step.value, answers.decision.value), (Step::G4, Decision::AcceptedAsInstructed));
}

#[test]
fn flipping_an_octet_of_the_instruction_drops_the_verdict() {
    let accepted = Accepted::honest(given());
    let files = accepted.files();
    let place = files.len() - 1;
    let length = files[place].1.len();
    for at in (0..length).step_by(length / 40) {
        let mut files = files.clone();
        files[place].1[at] ^= 1;
        assert_ne!(verdict(&accepted.judged(&files)).0, Indication::TotalPassed, "octet {at}");
    }
    let without = accepted.judged(&files[..place]);
    assert_eq!(verdict(&without), (Indication::Indeterminate, Some(Reason::SignedDataNotFound)));
    // One with the same words that the service makes later has another digest.
    let mut other = given();
    other.chain.random = [9; 16];
    let mut files = files.clone();
    files[place].1 = seal(&accepted.pki, &evidence::write_own(&other).unwrap(), at(GIVEN + 2));
    let swapped = accepted.judged(&files);
    assert_eq!(verdict(&swapped), (Indication::Indeterminate, Some(Reason::SignedDataNotFound)));
    assert!(
        swapped
            .findings
            .iter()
            .any(|found| found.file.as_deref() == Some(FILE) && found.sentence.contains("No evidence names"))
    );
}

#[test]
fn an_instruction_that_does_not_cover_the_message_fails() {
    let unlawful = |given: OwnStatement, why: &str| {
        fails(&Accepted::honest(given).told(), Reason::Unlawful, C3, why);
    };
    unlawful(changed(|it| it.sender = Some("jan@sender.example".parse().unwrap())), "another sender");
    unlawful(changed(|it| it.until = at(ACCEPTED)), "did not hold at that moment");
    unlawful(changed(|it| it.proof.name = "_recepis.other.example".to_owned()), "none of this address's domain");
    unlawful(changed(|it| it.proof.record = instruction::record(&[8; 16])), "another record");
    let mut elsewhere = given();
    elsewhere.addressee = "info@voorbeeld.example".parse().unwrap();
    unlawful(elsewhere, "for another address");
    let mut block = given();
    block.details = OwnDetails::EndInstruction(Sha256([1; 32]));
    unlawful(block, "it is none");
    let mut late = given();
    late.time = at(ACCEPTED + 1);
    let mut said = used(&late);
    said.given = at(GIVEN);
    let late = Accepted::with(story(1).submitted().noticed(10), late, said);
    fails(&late.told(), Reason::Unlawful, C3, "given at another time");
    let mut stale = used(&given());
    stale.proof.at = at(ACCEPTED - 3_600);
    let stale = Accepted::with(story(1).submitted().noticed(10), given(), stale);
    fails(&stale.told(), Reason::Unlawful, C3, "too long before");
}

#[test]
fn what_the_sender_asked_for_goes_before_an_instruction() {
    fn of(statement: &mut Statement) -> &mut recepis::erds::evidence::SubmissionDetails {
        let Details::Submission(terms) = &mut statement.details else { panic!("A.1 holds terms") };
        terms
    }
    let refused = |story: Story, why: &str| {
        let report = Accepted::with(story, given(), used(&given())).told();
        fails(&report, Reason::Unlawful, C3, why);
    };
    refused(terms(|first| of(first).by_person = true), "asked that a person decides");
    refused(terms(|first| of(first).assurance = "urn:recepis:assurance:telephone".to_owned()), "another proof");
    let own = terms(|first| of(first).senders_control = Some(SendersControl::SameDomain));
    refused(own, "under the sender's control");
}

#[test]
fn an_instruction_accepts_after_the_notice_only_before_the_deadline_and_nothing_that_was_answered() {
    let unlawful = |story: Story, file: &str, why: &str| {
        let report = Accepted::with(story, given(), used(&given())).told();
        fails(&report, Reason::Unlawful, Some(file), why);
    };
    unlawful(story(1).submitted(), "evidence/002-ConsignmentAcceptance.xml", "no notice was sent");
    unlawful(story(1).submitted().notice_failed(10), "evidence/003-ConsignmentAcceptance.xml", "no notice was sent");
    let document = crate::acknowledgement(&story(1), recepis::format::acknowledgement::Decision::NotForMe, 30);
    let answered = story(1).submitted().noticed(10).not_for_me(30, Sha256(sha256(&document)));
    unlawful(answered, "evidence/004-ConsignmentAcceptance.xml", "this answer was given before");
    let claimed =
        Accepted::because(story(1).submitted().noticed(10), given(), used(&given()), Why::MessageAcceptedByRecipient);
    fails(&claimed.told(), Reason::Unlawful, C3, "where RXXX Other applies");
}
