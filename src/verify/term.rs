//! The printed deadlines computed again from the terms in A.1, with the tables compiled in here. The instant in the
//! evidence counts; a difference is only worth knowing, since tables change.

use std::time::Duration;

use crate::calendar;
use crate::erds::evidence::{Details, SubmissionDetails};
use crate::erds::moment::Moment;

use super::chain::Entry;
use super::verdict::Findings;

/// How long before its end an attempt at a notice may have begun: the deadline is computed when it begins.
const ATTEMPT: Duration = Duration::from_mins(15);

const TERMS: &str = "urn:recepis:evidence:v1, terms and deadline";

/// Says where a notice printed another last day than the terms give.
pub fn recompute(links: &[Entry<'_>], findings: &mut Findings) {
    let Some(terms) = links.iter().find_map(|entry| match &entry.statement.details {
        Details::Submission(terms) => Some(terms),
        _ => None,
    }) else {
        return;
    };
    for entry in links {
        let Details::Notice(notice) = &entry.statement.details else { continue };
        let printed = notice.deadline.until;
        let sent = entry.statement.time;
        let computed = [sent, sent.minus(ATTEMPT)].map(|begun| last_day(terms, begun));
        if computed.contains(&Some(printed)) {
            continue;
        }
        let tables = format!("zones {}, holidays {}", notice.deadline.zones, notice.deadline.holidays);
        let sentence = match computed {
            [Some(own), _] => format!(
                "The notice printed the deadline {printed} ({tables}); computed with the tables here (zones {}, holidays \
                 {}) it is {own}. The printed one counts.",
                calendar::zones(),
                calendar::HOLIDAYS
            ),
            [None, _] => {
                format!("The deadline {printed} could not be computed again: the zone {} is not known.", terms.zone)
            }
        };
        findings.note(entry.file, TERMS, sentence);
    }
}

fn last_day(terms: &SubmissionDetails, begun: Moment) -> Option<Moment> {
    let last = calendar::last_day(&terms.zone, begun.micros(), terms.accept_within).ok()?;
    Some(Moment::from_micros(last.until))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::erds::content::Sha256;
    use crate::erds::event::Event;
    use crate::verify::chain::file_name;
    use crate::verify::story::{Story, at, deadline, story};

    fn notes(story: &Story) -> Vec<String> {
        let names: Vec<String> = story.statements.iter().map(file_name).collect();
        let rows = story.statements.iter().zip(&names);
        let links: Vec<Entry<'_>> =
            rows.map(|(statement, file)| Entry { file, statement, digest: Sha256([0; 32]) }).collect();
        let mut findings = Findings::default();
        recompute(&links, &mut findings);
        assert_eq!(findings.verdict().1, None, "never more than worth knowing");
        findings.into_sorted().into_iter().map(|finding| finding.sentence).collect()
    }

    #[test]
    fn the_deadline_of_the_terms_raises_nothing() {
        assert_eq!(notes(&story(1).submitted().noticed(2)), Vec::<String>::new());
    }

    #[test]
    fn another_deadline_and_an_unknown_zone_are_only_said() {
        let story = story(1).submitted();
        let notice = story.notice(deadline().plus(Duration::from_hours(24)));
        let mut story = story.state(Event::NotificationForAcceptance, None, at(2), None, notice);
        assert!(notes(&story)[0].contains("The printed one counts."));
        let Details::Submission(terms) = &mut story.statements[0].details else { panic!("A.1 holds terms") };
        terms.zone = "Mars/Olympus".to_owned();
        assert!(notes(&story)[0].contains("Mars/Olympus is not known"));
    }
}
