//! Deadlines that moved without a reason: within the terms, never after a decision, never earlier.

use std::time::Duration;

use recepis::erds::content::Sha256;
use recepis::erds::moment::Moment;
use recepis::verify::report::Report;
use recepis::verify::verdict::{Indication, Reason};
use recepis::words::{Language, banned};

use super::packed::{Tale, story};
use super::story::{Story, deadline};
use super::{fails, pki, told, verdict};

const FILE: Option<&str> = Some("evidence/003-DeadlineMoved.xml");

fn report(story: Story) -> Report {
    told(&Tale { story: story.exported(), acknowledgements: Vec::new() }, &pki())
}

fn days(days: u32) -> Moment {
    deadline().plus(Duration::from_hours(24) * days)
}

#[test]
fn c4_a_moved_deadline_passes_stands_in_the_report_and_silence_before_it_fails() {
    let moved = story(1).submitted().noticed(10).put_off(100, days(3));
    let said = report(moved.clone());
    assert_eq!(verdict(&said), (Indication::TotalPassed, None), "{}", said.to_text());
    assert_eq!((said.deadline, said.evidence[2].file.as_str()), (Some(days(3)), FILE.unwrap()));
    assert!(said.evidence[2].service_states.contains("why is not stated"), "{}", said.evidence[2].service_states);
    assert_eq!(banned(&said.to_text(), Language::English), Vec::<&str>::new());
    let early = report(moved.expired());
    fails(&early, Reason::Unlawful, Some("evidence/004-AcceptanceRejectionExpiry.xml"), "earlier deadline");
}

#[test]
fn c4_a_forged_move_of_a_deadline_fails() {
    let noticed = || story(1).submitted().noticed(10);
    fails(&report(noticed().put_off(100, days(15))), Reason::Unlawful, FILE, "the terms allow");
    fails(&report(noticed().put_off(100, deadline())), Reason::Unlawful, FILE, "only ever moves further away");
    fails(&report(noticed().put_off(15 * 86_400, days(3))), Reason::Unlawful, FILE, "time to decide is over");
    let unsent = Some("evidence/002-DeadlineMoved.xml");
    fails(&report(story(2).submitted().put_off(100, days(3))), Reason::Unlawful, unsent, "no notice was sent");
    let decided = noticed().refused(100, Sha256([1; 32])).put_off(200, days(3));
    fails(&report(decided), Reason::Unlawful, Some("evidence/004-DeadlineMoved.xml"), "a decision was made before");
}
