//! The printed deadlines computed again from the terms in A.1, and those that outages moved from the outages, with the tables
//! compiled in here. The instant in the evidence counts; a difference is only worth knowing, since tables change.
//!
//! A deadline is put off by as many days as the terms gave at most; why is not stated.
//!
//! An outage moves the end of a running time to decide by as many days as all of them took of it together, rounded up, and
//! then to the end of a working day. Decision 0029 says why.

use std::time::Duration;

use crate::calendar;
use crate::erds::event::Event;
use crate::erds::evidence::{Details, OutageDetails, Statement, SubmissionDetails};
use crate::erds::moment::Moment;
use crate::erds::outage::{Failing, Span, total};
use crate::erds::terms::SHORTEST;

use super::chain::Entry;
use super::verdict::{Findings, Reason};

/// How long before its end an attempt at a notice may have begun: the deadline is computed when it begins.
const ATTEMPT: Duration = Duration::from_mins(15);

const TERMS: &str = "urn:recepis:evidence:v1, terms and deadline";
const OUTAGE: &str = "urn:recepis:evidence:v1, outage";

/// A day, as outages are counted.
const DAY: Duration = Duration::from_hours(24);

/// A time to decide as the statements of a chain tell it, one after the other.
#[derive(Clone, Debug)]
pub struct Term {
    zone: String,
    country: Option<String>,
    /// When the first notice was sent, and the latest deadline printed.
    printed: Option<(Moment, Moment)>,
    /// Until when one can decide, with what outages gave back.
    until: Option<Moment>,
    /// What outages took of it since the deadline was last put off.
    lost: Vec<Span>,
    /// From which deadline the days that outages took count: the latest printed, or the one that it was put off to.
    counted_from: Option<Moment>,
    decided: bool,
}

impl Term {
    /// Before the first statement, with days as they are in this zone, and public holidays as in this country.
    pub fn new(zone: &str, country: Option<&str>) -> Self {
        let country = country.map(str::to_owned);
        Self {
            zone: zone.to_owned(),
            country,
            printed: None,
            until: None,
            lost: Vec::new(),
            counted_from: None,
            decided: false,
        }
    }

    /// Takes account of the next statement of the chain.
    pub fn follow(&mut self, statement: &Statement) {
        match (statement.event, &statement.details) {
            (_, Details::Notice(notice)) if notice.reminder.is_some() && !statement.ends_time() => {}
            (Event::NotificationForAcceptance, Details::Notice(notice)) => {
                let (first, latest) = self.printed.unwrap_or((statement.time, notice.deadline.until));
                self.printed = Some((first, latest.max(notice.deadline.until)));
                self.until = self.until.max(Some(notice.deadline.until));
            }
            (Event::NotificationForAcceptanceFailure | Event::NoticeBounced, _) => {
                (self.printed, self.until, self.counted_from) = (None, None, None);
            }
            (
                Event::ConsignmentAcceptance
                | Event::ConsignmentRejection
                | Event::AcceptanceRejectionExpiry
                | Event::Recalled,
                _,
            ) => self.decided = true,
            (Event::Outage, Details::Outage(outage)) => {
                if let (Some(deadline), Some((first, _))) = (&outage.deadline, self.printed) {
                    self.lost.push((outage.from.max(first), outage.to));
                    self.until = self.until.max(Some(deadline.until));
                }
            }
            (Event::DeadlineMoved, Details::Moved(deadline))
                if deadline.until > self.until.unwrap_or(deadline.until) =>
            {
                (self.until, self.counted_from) = (Some(deadline.until), Some(deadline.until));
                self.lost.clear();
            }
            _ => {}
        }
    }

    /// Until when one can decide where the addressee cannot before `back`: three whole days behind it, but never more days beyond
    /// the latest deadline printed than the terms gave. `None` where that is no later than it is.
    pub fn put_off(&self, back: Moment, accept_within: u16) -> Option<Moment> {
        let last = back.minus(Duration::from_micros(1));
        let wanted = calendar::last_day(&self.zone, self.country.as_deref(), last.micros(), SHORTEST).ok()?;
        let latest = self.latest(accept_within)?;
        Some(Moment::from_micros(wanted.until).min(latest)).filter(|until| Some(*until) > self.until)
    }

    /// The latest deadline that it can be put off to.
    fn latest(&self, accept_within: u16) -> Option<Moment> {
        let (_, printed) = self.printed.filter(|_| !self.decided)?;
        let days = accept_within.into();
        let latest = calendar::later(&self.zone, self.country.as_deref(), printed.micros(), days).ok()?;
        Some(Moment::from_micros(latest.until))
    }

    /// Until when one can decide once this outage is given back; `None` where it took nothing of the time. One that begins
    /// before the deadline counts whole, so that behind it there is as much time as there was before it.
    pub fn moved(&self, failing: Failing, (from, to): Span) -> Option<Moment> {
        let ((first, printed), until) = (self.printed?, self.until?);
        if self.decided || !failing.extends() || to <= first || from >= until {
            return None;
        }
        let lost = total(self.lost.iter().copied().chain([(from.max(first), to)]));
        let days = u32::try_from(lost.as_micros().div_ceil(DAY.as_micros())).ok()?;
        let from = self.counted_from.unwrap_or(printed);
        let day = calendar::later(&self.zone, self.country.as_deref(), from.micros(), days).ok()?;
        Some(Moment::from_micros(day.until).max(until))
    }
}

/// Holds what the outages of a chain say of the time to decide against what follows from them, and a deadline that was put off
/// against the terms.
pub fn moves(links: &[Entry<'_>], findings: &mut Findings) {
    let Some(terms) = terms(links) else { return };
    let mut term = Term::new(&terms.zone, terms.country.as_deref());
    for entry in links {
        if let Details::Moved(deadline) = &entry.statement.details
            && let Some(latest) = term.latest(terms.accept_within).filter(|latest| deadline.until > *latest)
        {
            let sentence = format!(
                "The deadline was moved to {}; the terms allow {latest} at the latest, computed with the tables here.",
                deadline.until
            );
            let same =
                calendar::tables(terms.country.as_deref()) == (deadline.zones.as_str(), deadline.holidays.as_str());
            if same {
                findings.add(Reason::Unlawful, entry.file, TERMS, sentence);
            } else {
                findings.note(entry.file, TERMS, sentence);
            }
        }
        if let Details::Outage(outage) = &entry.statement.details {
            if outage.from >= outage.to || outage.to > entry.statement.time {
                let sentence = format!(
                    "It says at {} that an outage lasted from {} to {}.",
                    entry.statement.time, outage.from, outage.to
                );
                findings.add(Reason::Unlawful, entry.file, OUTAGE, sentence);
            }
            if let Some(sentence) = moved_otherwise(&term, outage) {
                findings.note(entry.file, OUTAGE, sentence);
            }
        }
        term.follow(entry.statement);
    }
}

fn moved_otherwise(term: &Term, outage: &OutageDetails) -> Option<String> {
    let computed = term.moved(outage.failing, (outage.from, outage.to));
    let stated = outage.deadline.as_ref().map(|deadline| deadline.until);
    match (stated, computed) {
        (Some(stated), Some(computed)) if stated != computed => Some(format!(
            "The outage moved the deadline to {stated}; computed with the tables here it is {computed}. The stated one counts."
        )),
        (Some(stated), None) => {
            Some(format!("The deadline was moved to {stated}, and the outage took nothing of the time to decide."))
        }
        (None, Some(_)) => Some("The outage took some of the time to decide, and nothing was given back.".to_owned()),
        _ => None,
    }
}

fn terms<'a>(links: &[Entry<'a>]) -> Option<&'a SubmissionDetails> {
    links.iter().find_map(|entry| match &entry.statement.details {
        Details::Submission(terms) => Some(&**terms),
        _ => None,
    })
}

/// Says where a notice printed another last day than the terms give.
pub fn recompute(links: &[Entry<'_>], findings: &mut Findings) {
    let Some(terms) = terms(links) else { return };
    for entry in links {
        // A reminder prints the deadline that stands.
        let notice = entry.statement.notice().filter(|notice| notice.reminder.is_none());
        let Some(notice) = notice else { continue };
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
                calendar::tables(terms.country.as_deref()).1
            ),
            [None, _] => format!(
                "The deadline {printed} could not be computed again: the zone {}{} is not known.",
                terms.zone,
                terms.country.as_ref().map(|country| format!(" or the country {country}")).unwrap_or_default()
            ),
        };
        findings.note(entry.file, TERMS, sentence);
    }
}

fn last_day(terms: &SubmissionDetails, begun: Moment) -> Option<Moment> {
    let last = calendar::last_day(&terms.zone, terms.country.as_deref(), begun.micros(), terms.accept_within).ok()?;
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

    fn judged(story: &Story) -> (Option<Reason>, Vec<String>) {
        let names: Vec<String> = story.statements.iter().map(file_name).collect();
        let rows = story.statements.iter().zip(&names);
        let links: Vec<Entry<'_>> =
            rows.map(|(statement, file)| Entry { file, statement, digest: Sha256([0; 32]) }).collect();
        let mut findings = Findings::default();
        moves(&links, &mut findings);
        let reason = findings.verdict().1;
        (reason, findings.into_sorted().into_iter().map(|finding| finding.sentence).collect())
    }

    /// Tuesday 8 December, and so many days of December on.
    fn december(day: u64) -> Moment {
        deadline().plus(DAY * u32::try_from(day - 8).unwrap())
    }

    #[test]
    fn c13_an_outage_gives_back_whole_days_and_what_overlaps_counts_once() {
        let hours = |hours: i64| 3_600 * hours;
        let once = story(1).submitted().noticed(2).out(Failing::Service, hours(10), hours(11), Some(december(9)));
        assert_eq!(judged(&once), (None, vec![]));
        let overlapping = once.clone().out(Failing::Mail, hours(5), hours(20), Some(december(9)));
        assert_eq!(judged(&overlapping), (None, vec![]), "fifteen hours are one day");
        let twice = once.clone().out(Failing::TimeStamps, hours(30), hours(60), Some(december(10)));
        assert_eq!(judged(&twice), (None, vec![]), "thirty-one hours");
        let weekend = once.out(Failing::Service, hours(100), hours(180), Some(december(14)));
        assert_eq!(judged(&weekend), (None, vec![]), "Saturday becomes Monday");
    }

    #[test]
    fn c13_what_took_nothing_moves_nothing() {
        let before = story(1).submitted().out(Failing::TimeStamps, 1, 2, None).noticed(4_000);
        assert_eq!(judged(&before), (None, vec![]));
        let elsewhere = story(1).submitted().noticed(2).out(Failing::Elsewhere, 100, 9_000, None);
        assert_eq!(judged(&elsewhere), (None, vec![]), "for a judge to weigh");
        let decided = story(1).submitted().noticed(2).refused(50, Sha256([5; 32])).out(Failing::Service, 20, 60, None);
        assert_eq!(judged(&decided), (None, vec![]));
        let (reason, sentences) = judged(&story(1).submitted().out(Failing::Service, 1, 9_000, Some(december(9))));
        assert!(reason.is_none() && sentences[0].contains("took nothing"), "{sentences:?}");
    }

    #[test]
    fn c13_a_deadline_that_was_not_moved_or_too_far_is_said() {
        let kept = story(1).submitted().noticed(2).out(Failing::Service, 100, 9_000, None);
        assert!(judged(&kept).1[0].contains("nothing was given back"));
        let far = story(1).submitted().noticed(2).out(Failing::Service, 100, 9_000, Some(december(11)));
        assert!(judged(&far).1[0].contains("computed with the tables here it is 2026-12-09T23:00:00Z"));
    }

    #[test]
    fn c4_a_deadline_is_put_off_within_the_terms_and_what_goes_beyond_fails() {
        let noticed = || story(1).submitted().noticed(2);
        assert_eq!(judged(&noticed().put_off(100, december(22))), (None, vec![]), "as many days again");
        let (reason, sentences) = judged(&noticed().put_off(100, december(23)));
        assert!(reason == Some(Reason::Unlawful) && sentences[0].contains("the terms allow"), "{sentences:?}");
        let twice = noticed().put_off(100, december(11)).put_off(200, december(23));
        assert_eq!(judged(&twice).0, Some(Reason::Unlawful), "counted from what was printed");
        let mut other = noticed().put_off(100, december(23));
        let Some(Details::Moved(deadline)) = other.statements.last_mut().map(|last| &mut last.details) else {
            panic!()
        };
        deadline.zones = "1999z".to_owned();
        assert_eq!(judged(&other).0, None, "with other tables it is worth knowing");
    }

    #[test]
    fn c4_c13_an_outage_gives_back_what_it_took_of_a_time_that_was_put_off() {
        let moved = story(1).submitted().noticed(2).out(Failing::Service, 36_000, 39_600, Some(december(9)));
        let moved = moved.put_off(100_000, december(15)).out(Failing::Mail, 200_000, 201_000, Some(december(16)));
        assert_eq!(judged(&moved), (None, vec![]));
    }

    #[test]
    fn c4_three_whole_days_remain_behind_an_absence() {
        let put_off = |back: Moment| {
            let mut term = Term::new("Europe/Amsterdam", None);
            for statement in &story(1).submitted().noticed(2).statements {
                term.follow(statement);
            }
            term.put_off(back, 14)
        };
        // Away up to and including Monday 7 December, so Tuesday to Thursday remain; the deadline was Tuesday.
        assert_eq!(put_off(december(8).minus(DAY)), Some(december(10)));
        assert_eq!(
            put_off(december(8).minus(DAY * 4)),
            None,
            "Saturday, Sunday and Monday are three days, and Tuesday is behind them"
        );
        assert_eq!(put_off(december(60)), Some(december(22)), "never more than the terms gave");
    }

    #[test]
    fn c13_an_outage_that_is_not_over_or_runs_backwards_fails() {
        for (from, to) in [(9_000, 100), (100, 100)] {
            let (reason, _) = judged(&story(1).submitted().noticed(2).out(Failing::Elsewhere, from, to, None));
            assert_eq!(reason, Some(Reason::Unlawful));
        }
        let mut ahead = story(1).submitted().noticed(2).out(Failing::Elsewhere, 100, 200, None);
        ahead.statements[2].time = at(150);
        assert_eq!(judged(&ahead).0, Some(Reason::Unlawful));
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
