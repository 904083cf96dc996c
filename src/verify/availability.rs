//! From when to when the service says that the content could be fetched: the times fit each other, and no time to decide ran
//! before the first of them.

use crate::erds::evidence::{Availability, Details, Statement};
use crate::erds::moment::Moment;
use crate::erds::outage::between;

use super::chain::Entry;
use super::verdict::{Findings, Reason};

const STATED: &str = "urn:recepis:evidence:v1, availability";

/// Holds what C.1 and C.5 say against their own times, the notices and the deadline.
pub fn check(links: &[Entry<'_>], findings: &mut Findings) {
    let first_notice = links.iter().find(|entry| matches!(entry.statement.details, Details::Notice(_)));
    for entry in links {
        let statement = entry.statement;
        let stated = match &statement.details {
            Details::Notice(notice) if !statement.event.is_negative() => &notice.availability,
            Details::Expiry(expiry) => &expiry.availability,
            _ => continue,
        };
        let Some(stated) = stated else {
            findings.note(entry.file, STATED, "It does not say whether the content could be fetched.");
            continue;
        };
        if let Some(why) = wrong(stated, statement) {
            findings.add(Reason::Unlawful, entry.file, STATED, why);
            continue;
        }
        if let Some(sentence) = left_out(stated, links, entry) {
            findings.note(entry.file, STATED, sentence);
        }
        let Details::Expiry(expiry) = &statement.details else { continue };
        if let Some(notice) = first_notice
            && stated.from > notice.statement.time
        {
            let sentence = format!(
                "The time to decide began with the notice at {}, and the content could be fetched from {} on only.",
                notice.statement.time, stated.from
            );
            findings.add(Reason::Unlawful, entry.file, STATED, sentence);
        }
        if let Some(to) = stated.to.filter(|to| *to < expiry.deadline) {
            let sentence = format!("It does not say whether the content could be fetched from {to} to the deadline.");
            findings.note(entry.file, STATED, sentence);
        }
    }
}

/// The interruptions are those of the outages that the chain states before it.
fn left_out(stated: &Availability, links: &[Entry<'_>], entry: &Entry<'_>) -> Option<String> {
    let before = links.iter().take_while(|before| before.file != entry.file);
    let closed = before.filter_map(|before| match &before.statement.details {
        Details::Outage(outage) if outage.failing.closes_content() => Some((outage.from, outage.to)),
        _ => None,
    });
    let expected = between(closed, stated.from, stated.to.unwrap_or(entry.statement.time));
    (expected != stated.except)
        .then(|| "The interruptions that it names are not the outages stated before it.".to_owned())
}

/// Why such times cannot be.
fn wrong(stated: &Availability, statement: &Statement) -> Option<String> {
    let mut last = stated.from;
    let fits =
        |from: Moment, to: Moment, last: Moment| last <= from && from < to && stated.to.is_none_or(|end| to <= end);
    for (from, to) in &stated.except {
        if !fits(*from, *to, last) {
            return Some(format!("The interruption from {from} to {to} does not fit the times around it."));
        }
        last = *to;
    }
    let later = |moment: &Moment| *moment > statement.time;
    if stated.to.is_some_and(|to| to < stated.from) {
        return Some("It says that the content could be fetched to a moment before the first.".to_owned());
    }
    let ahead = Some(stated.from).filter(later).or(stated.to.filter(later));
    ahead.map(|moment| format!("It says at {} that the content could be fetched at {moment}.", statement.time))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::erds::content::Sha256;
    use crate::erds::outage::Failing;
    use crate::verify::chain::file_name;
    use crate::verify::story::{Story, at, deadline, story};
    use crate::verify::verdict::Indication;

    fn judged(story: &Story) -> (Option<Reason>, Vec<String>) {
        let names: Vec<String> = story.statements.iter().map(file_name).collect();
        let rows = story.statements.iter().zip(&names);
        let links: Vec<Entry<'_>> =
            rows.map(|(statement, file)| Entry { file, statement, digest: Sha256([0; 32]) }).collect();
        let mut findings = Findings::default();
        check(&links, &mut findings);
        let reason = findings.verdict().1;
        (reason, findings.into_sorted().into_iter().map(|finding| finding.sentence).collect())
    }

    fn expired(stated: Option<Availability>) -> Story {
        let mut story = story(1).submitted().noticed(2).expired();
        let Some(Details::Expiry(expiry)) = story.statements.last_mut().map(|last| &mut last.details) else {
            panic!("C.5 is last")
        };
        expiry.availability = stated;
        story
    }

    fn from(from: Moment, to: Moment, except: &[(i64, i64)]) -> Availability {
        let except = except.iter().map(|(from, to)| (at(*from), at(*to))).collect();
        Availability { from, to: Some(to), except }
    }

    #[test]
    fn times_that_fit_raise_nothing() {
        assert_eq!(judged(&story(1).submitted().noticed(2).expired()), (None, vec![]));
    }

    #[test]
    fn c13_the_interruptions_are_the_outages_that_the_chain_states() {
        let out = story(1).submitted().noticed(2).out(Failing::Service, 50, 900, None);
        let out = out.out(Failing::Content, 400, 1_000, None).out(Failing::Mail, 2_000, 3_000, None).expired();
        let with = |stated: Availability| {
            let mut story = out.clone();
            let Some(Details::Expiry(expiry)) = story.statements.last_mut().map(|last| &mut last.details) else {
                panic!("C.5 is last")
            };
            expiry.availability = Some(stated);
            judged(&story)
        };
        assert_eq!(with(from(at(1), deadline(), &[(50, 1_000)])), (None, vec![]));
        for except in [&[][..], &[(50, 900)], &[(50, 1_000), (2_000, 3_000)]] {
            let (reason, sentences) = with(from(at(1), deadline(), except));
            assert!(reason.is_none() && sentences[0].contains("are not the outages"), "{sentences:?}");
        }
    }

    #[test]
    fn c13_a_term_that_began_before_the_content_could_be_fetched_fails() {
        let (reason, sentences) = judged(&expired(Some(from(at(3), deadline(), &[]))));
        assert_eq!(reason, Some(Reason::Unlawful));
        assert!(sentences[0].contains("began with the notice"), "{sentences:?}");
    }

    #[test]
    fn c13_times_that_cannot_be_fail() {
        for stated in [
            from(at(2), at(1), &[]),
            from(at(2), deadline(), &[(9, 5)]),
            from(at(2), deadline(), &[(5, 9), (8, 10)]),
            from(at(2), at(100), &[(5, 101)]),
            from(at(2), deadline().plus(Duration::from_hours(1)), &[]),
        ] {
            let (reason, sentences) = judged(&expired(Some(stated.clone())));
            assert_eq!(reason, Some(Reason::Unlawful), "{stated:?} {sentences:?}");
        }
    }

    #[test]
    fn what_is_not_said_is_only_noted() {
        for stated in [None, Some(from(at(2), at(100), &[]))] {
            let (reason, sentences) = judged(&expired(stated));
            assert_eq!((reason, sentences.len()), (None, 1), "{sentences:?}");
        }
        assert_eq!(Findings::default().verdict().0, Indication::TotalPassed);
    }
}
