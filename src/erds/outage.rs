//! Outages: spans in which something did not work that an addressee or the evidence depends on. What one of them takes of a
//! running time to decide is given back; `verify::term` says how much, `Delivery::step` that it is never less than before.

use std::time::Duration;

use super::moment::Moment;

/// The most spans that one evidence lists.
pub const MOST: usize = 1_000;

/// What did not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Failing {
    /// The content of one message could not be opened.
    Content,
    /// Something that is not the service's, such as the addressee's own mail server; an operator notes it.
    Elsewhere,
    /// No mail of the service went out: neither notices nor codes.
    Mail,
    /// The service itself was not there.
    Service,
    /// No time-stamping authority answered: nothing could be sealed.
    TimeStamps,
}

impl Failing {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Content, Self::Elsewhere, Self::Mail, Self::Service, Self::TimeStamps];

    /// Its name in evidence, in the database and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Elsewhere => "elsewhere",
            Self::Mail => "mail",
            Self::Service => "service",
            Self::TimeStamps => "time-stamps",
        }
    }

    /// What has this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|failing| failing.name() == name)
    }

    /// Whether it took something of the time to decide. What happens elsewhere is for a judge to weigh.
    pub fn extends(self) -> bool {
        self != Self::Elsewhere
    }

    /// Whether the content could not be fetched meanwhile.
    pub fn closes_content(self) -> bool {
        matches!(self, Self::Content | Self::Service)
    }
}

/// A span, from its first moment to the first moment behind it.
pub type Span = (Moment, Moment);

/// The same moments as spans in order that do not touch.
pub fn merged(spans: impl IntoIterator<Item = Span>) -> Vec<Span> {
    let mut sorted: Vec<Span> = spans.into_iter().filter(|(from, to)| from < to).collect();
    sorted.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(sorted.len());
    for (from, to) in sorted {
        match merged.last_mut() {
            Some((_, end)) if from <= *end => *end = to.max(*end),
            _ => merged.push((from, to)),
        }
    }
    merged
}

/// What of these spans lies between two moments, in order. Where that is more than an evidence lists, the last of them is all
/// the time from there on: less is claimed than was so, never more.
pub fn between(spans: impl IntoIterator<Item = Span>, from: Moment, to: Moment) -> Vec<Span> {
    let mut inside = merged(spans.into_iter().map(|(begin, end)| (begin.max(from), end.min(to))));
    if let Some((_, end)) = inside.last().copied().filter(|_| inside.len() > MOST) {
        inside.truncate(MOST);
        if let Some(last) = inside.last_mut() {
            last.1 = end;
        }
    }
    inside
}

/// How long they lasted together; what overlaps counts once.
pub fn total(spans: impl IntoIterator<Item = Span>) -> Duration {
    merged(spans).into_iter().map(|(from, to)| to.since(from)).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(seconds: i64) -> Moment {
        Moment::from_seconds(seconds)
    }

    #[test]
    fn what_overlaps_counts_once() {
        let spans = [(at(50), at(60)), (at(10), at(30)), (at(20), at(40)), (at(40), at(45)), (at(70), at(70))];
        assert_eq!(merged(spans), [(at(10), at(45)), (at(50), at(60))]);
        assert_eq!(total(spans), Duration::from_secs(45));
        assert_eq!(between(spans, at(15), at(55)), [(at(15), at(45)), (at(50), at(55))]);
        assert_eq!(between(spans, at(45), at(50)), []);
    }

    #[test]
    fn names_lead_back() {
        for failing in Failing::ALL {
            assert_eq!(Failing::from_name(failing.name()), Some(failing));
        }
        assert_eq!(Failing::from_name("Mail"), None);
    }

    proptest! {
        #[test]
        fn never_more_is_claimed_than_was_so(starts in prop::collection::vec(0..100_000_i64, 0..3_000)) {
            let spans: Vec<Span> = starts.iter().map(|start| (at(start * 10), at(start * 10 + 3))).collect();
            let listed = between(spans.clone(), at(0), at(2_000_000));
            prop_assert!(listed.len() <= MOST);
            prop_assert!(listed.windows(2).all(|pair| pair[0].1 < pair[1].0));
            for (from, to) in spans {
                prop_assert!(listed.iter().any(|(begin, end)| *begin <= from && to <= *end));
            }
        }
    }
}
