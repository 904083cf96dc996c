//! How far a report goes: never further than the evidence, whatever servers and channels say of themselves.

use recepis::erds::content::Sha256;
use recepis::erds::event::Event;
use recepis::erds::evidence::{Details, DnsAnswer, HopRole, NextHop, Origin, ReturnDetails};
use recepis::erds::reason::Reason as Cause;
use recepis::erds::standing::{Decision, Step};
use recepis::verify::report::Report;
use recepis::words::banned;

use super::packed::{Tale, story};
use super::story::{Story, at, deadline};
use super::{Language, pki, told};

#[test]
fn l21_docs_map_each_step_to_rulings_and_say_that_they_are_no_legal_advice() {
    let docs = include_str!("../../docs/rulings.md");
    let rows: Vec<&str> = docs.lines().filter(|line| line.starts_with("| **")).collect();
    let steps = [Step::G0, Step::G1, Step::G2, Step::G3, Step::G4].map(|step| format!("{step:?}"));
    let marked: Vec<String> = steps.into_iter().chain(["C.5".to_owned(), "K".to_owned()]).collect();
    let named = |row: &&str| row.split("**").nth(1).unwrap_or_default().to_owned();
    assert_eq!(rows.iter().map(named).collect::<Vec<_>>(), marked);
    // Each row cites a ruling of the list, and each ruling of the list is cited.
    let rulings: Vec<&str> = docs.lines().filter_map(|line| line.strip_prefix("- **")?.split("**").next()).collect();
    assert!(rulings.len() >= 5, "{rulings:?}");
    for row in &rows {
        assert!(rulings.iter().any(|ruling| row.contains(ruling)), "{row}");
    }
    for ruling in rulings {
        assert!(rows.iter().any(|row| row.contains(ruling)), "{ruling}");
    }
    assert!(docs.contains("**This is not legal advice.**"));
}

/// What servers say that want to be believed.
const SAID: [&str; 4] = [
    "250 2.0.0 Ok: queued",
    "250 2.1.5 Delivered to mailbox and READ by the addressee",
    "250 accepted by recipient",
    "251",
];
/// What DNS said of the addressee's domain.
const NAMED: &str = "voorbeeld.example. 300 IN MX 10 mail.voorbeeld.example.";

fn report(story: Story) -> Report {
    told(&Tale { story: story.exported(), acknowledgements: Vec::new() }, &pki())
}

/// A notice that this host took with these words.
fn taken(story: Story, seconds: i64, role: HopRole, name: &str, said: &str) -> Story {
    let mut details = story.notice(deadline());
    if let Details::Notice(notice) = &mut details {
        notice.next_hop = Some(NextHop { name: name.to_owned(), role });
        notice.reply = Some(said.to_owned());
        notice.dns = Some(DnsAnswer { answer: NAMED.to_owned(), dnssec: "secure".to_owned() });
    }
    let again = story.statements.iter().any(|stated| stated.event == Event::NotificationForAcceptance);
    let reason =
        if again { Cause::SubsequentNotificationForAcceptanceSent } else { Cause::NotificationForAcceptanceSent };
    story.state(Event::NotificationForAcceptance, Some(reason), at(seconds), None, details)
}

/// The domain's own mail server, by the address that it came from.
fn origin() -> Origin {
    let answer = format!("{NAMED}\nmail.voorbeeld.example. 300 IN A 192.0.2.7");
    Origin { host: "mail.voorbeeld.example".to_owned(), dns: DnsAnswer { answer, dnssec: "secure".to_owned() } }
}

fn reported(story: Story, seconds: i64, said: &str, named: bool) -> Story {
    let details = ReturnDetails {
        notice: 1,
        digest: Sha256([1; 32]),
        reporting_mta: Some("dns; phone.carrier.example".to_owned()),
        status: Some("2.0.0".to_owned()),
        diagnostic: Some(said.to_owned()),
        cause: None,
        origin: named.then(origin),
    };
    story.state(Event::NoticeTaken, None, at(seconds), None, Details::Return(Box::new(details)))
}

fn step(report: &Report) -> (Step, Decision) {
    let answers = report.answers.as_ref().unwrap();
    (answers.step.value, answers.decision.value)
}

#[test]
fn s26_l13_whatever_a_channel_says_of_itself_its_receipt_is_no_more_than_taken_by_a_server() {
    for said in SAID {
        for (role, name, most) in [
            (HopRole::Mx, "mail.voorbeeld.example", Step::G1),
            (HopRole::Mx, "elsewhere.example", Step::G0),
            (HopRole::Relay, "mail.voorbeeld.example", Step::G0),
            (HopRole::Demo, "127.0.0.1", Step::G1),
        ] {
            let sent = taken(story(1).submitted(), 10, role, name, said);
            assert_eq!(step(&report(sent.clone())), (most, Decision::None), "{role:?} {name} {said}");
            for named in [true, false] {
                let more = if named { Step::G1 } else { most };
                let told = report(reported(sent.clone(), 20, said, named));
                assert_eq!(step(&told), (more, Decision::None), "{role:?} {name} {said} {named}");
                assert_eq!(banned(&told.to_text(), Language::English), Vec::<&str>::new(), "{}", told.to_text());
            }
        }
    }
}

#[test]
fn s42_l14_every_notice_to_somebody_who_does_not_answer_is_proven_and_none_of_them_says_more() {
    let mut ladder = story(1).submitted();
    for day in 0..5 {
        ladder = taken(ladder, 10 + day * 86_400, HopRole::Mx, "mail.voorbeeld.example", SAID[1]);
    }
    let told = report(ladder.expired());
    assert_eq!(step(&told), (Step::G1, Decision::Expired));
    let notices = told.evidence.iter().filter(|line| line.service_states.contains("handed notice"));
    assert_eq!(notices.count(), 5, "each with its server, reply and time");
    let text = told.to_text().replace("\n                ", " ");
    assert!(text.contains("Silence is not acceptance"), "{text}");
    assert!(text.contains("what it did with the notice is not known"), "{text}");
    assert!(told.evidence.iter().all(|line| line.addressee_stated.is_none()), "of the addressee nothing is told");
}

#[test]
fn l13_no_step_is_higher_than_what_is_stated_up_to_there() {
    let tale = Tale::accepted(1);
    let stated: Vec<_> = tale.story.statements.iter().filter(|stated| stated.event != Event::Exported).collect();
    let most = |event| match event {
        Event::SubmissionAcceptance => Step::G0,
        Event::NotificationForAcceptance => Step::G1,
        Event::ConsignmentAcceptance | Event::ContentConsignment => Step::G3,
        _ => Step::G4,
    };
    for length in 1..=stated.len() {
        let mut story = tale.story.clone();
        story.statements.truncate(length);
        story.digests.truncate(length);
        let last = stated[length - 1].event;
        let part = Tale { story: story.exported(), acknowledgements: tale.acknowledgements.clone() };
        let acknowledged = part.story.statements.iter().any(|stated| matches!(stated.details, Details::Decision(_)));
        let part = if acknowledged { part } else { Tale { acknowledgements: Vec::new(), ..part } };
        let (step, _) = step(&told(&part, &pki()));
        assert!(step <= most(last), "{last:?}: {step:?}");
    }
}

#[test]
fn s12_l14_the_report_counts_reminders_by_who_took_them_and_says_nothing_more_of_them() {
    let noticed = || story(1).submitted().noticed(2);
    let report = report(
        noticed()
            .reminded(260_000, 1)
            .reminder_failed(605_000, 2, Cause::SubsequentNotificationForAcceptanceMultipleError)
            .expired(),
    );
    let answers = report.answers.as_ref().unwrap();
    assert_eq!((answers.step.value, answers.decision.value), (Step::G1, Decision::Expired));
    let words = &answers.step.words;
    assert!(words.starts_with("The notice and 1 reminder were taken by mail.voorbeeld.example"), "{words}");
    let states: Vec<&str> = report.evidence.iter().map(|line| line.service_states.as_str()).collect();
    assert!(states.iter().any(|said| said.starts_with("could not send reminder 2 (notice 3)")), "{states:?}");
    let counted = "the notice and 1 reminder were taken by mail.voorbeeld.example. 1 reminder is not known";
    assert!(states.iter().any(|said| said.contains(counted)), "{states:?}");
    for said in states.into_iter().chain([words.as_str()]) {
        assert_eq!(banned(said, Language::English), Vec::<&str>::new());
    }
}
