//! Which octets were sent, out of the spans that were: they overlap, come in any order, and leave gaps.

use std::ops::Range;

use crate::store::Handed;

/// Whether the spans of a part that were sent hold all of `wanted`. Of an empty part the one empty span must have been sent.
pub(super) fn cover(handed: &[Handed], part: u32, wanted: &Range<u64>) -> bool {
    let mut spans: Vec<(u64, u64)> =
        handed.iter().filter(|handed| handed.part == part).map(|handed| (handed.from, handed.to)).collect();
    spans.sort_unstable();
    let mut reached = wanted.start;
    for (from, to) in &spans {
        if *from > reached {
            break;
        }
        reached = reached.max(*to);
    }
    !spans.is_empty() && reached >= wanted.end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::erds::moment::Moment;

    fn handed(part: u32, from: u64, to: u64) -> Handed {
        Handed { part, from, to, at: Moment::EPOCH }
    }

    #[test]
    fn a_gap_of_one_octet_and_another_part_are_not_covered() {
        let sent = [handed(1, 50, 100), handed(1, 0, 49), handed(2, 0, 100)];
        assert!(!cover(&sent, 1, &(0..100)) && cover(&sent, 2, &(0..100)));
        assert!(cover(&[&sent[..], &[handed(1, 49, 50)]].concat(), 1, &(0..100)));
        assert!(cover(&sent, 1, &(60..80)) && !cover(&sent, 1, &(40..60)));
        assert!(!cover(&[], 1, &(0..0)) && cover(&[handed(1, 0, 0)], 1, &(0..0)));
    }

    proptest! {
        #[test]
        fn whatever_was_sent_covers_what_it_holds_octet_by_octet(
            spans in prop::collection::vec((0_u64..20, 0_u64..20), 1..8),
            wanted in (0_u64..20, 0_u64..20),
        ) {
            let sent: Vec<_> = spans.iter().map(|(a, b)| handed(1, *a.min(b), *a.max(b))).collect();
            let wanted = *(&wanted.0).min(&wanted.1)..*(&wanted.0).max(&wanted.1);
            let all = wanted.clone().all(|octet| sent.iter().any(|span| (span.from..span.to).contains(&octet)));
            prop_assert_eq!(cover(&sent, 1, &wanted), all);
        }
    }
}
