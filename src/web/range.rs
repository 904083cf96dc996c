//! Which octets a download asks for ([RFC 9110 §14]): one range of bytes. Several, and what cannot be read as a range, are
//! answered with the whole file. So is a range under a condition (`If-Range`): downloads carry no validator that could match.

use std::ops::Range;

use axum::http::HeaderMap;
use axum::http::header::{IF_RANGE, RANGE};

/// What is asked for of a file of a known size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// All of it.
    Whole,
    /// These octets: at least one, and none beyond the file.
    Span(Range<u64>),
    /// Octets that it does not have.
    Nothing,
}

/// What the request asks for of a file of `size` octets.
pub(super) fn asked(headers: &HeaderMap, size: u64) -> Asked {
    let mut lines = headers.get_all(RANGE).iter();
    let (Some(line), None, false) = (lines.next(), lines.next(), headers.contains_key(IF_RANGE)) else {
        return Asked::Whole;
    };
    line.to_str().ok().and_then(|line| one(line, size)).unwrap_or(Asked::Whole)
}

/// `bytes=a-b`, `bytes=a-` or `bytes=-n`.
fn one(line: &str, size: u64) -> Option<Asked> {
    let (unit, spec) = line.split_once('=')?;
    if !unit.eq_ignore_ascii_case("bytes") || size == 0 {
        return None;
    }
    let span = match spec.trim().split_once('-')? {
        ("", length) => size.saturating_sub(number(length)?)..size,
        (first, "") => number(first)?..size,
        (first, last) => {
            let (first, last) = (number(first)?, number(last)?);
            if first > last {
                return None;
            }
            first..last.saturating_add(1).min(size)
        }
    };
    Some(if span.is_empty() { Asked::Nothing } else { Asked::Span(span) })
}

/// A number of digits only. What no file reaches is as good as the largest number.
fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|octet| octet.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lines: &[&str], size: u64) -> Asked {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(RANGE, line.parse().unwrap());
        }
        asked(&headers, size)
    }

    #[test]
    fn one_range_is_read_in_each_of_its_forms() {
        for (line, span) in [
            ("bytes=0-0", 0..1),
            ("bytes=3-6", 3..7),
            ("bytes=3-", 3..10),
            ("bytes=-3", 7..10),
            ("bytes=-30", 0..10),
            ("bytes=0-99999999999999999999999", 0..10),
            ("BYTES=9-9", 9..10),
        ] {
            assert_eq!(of(&[line], 10), Asked::Span(span), "{line}");
        }
    }

    #[test]
    fn what_the_file_does_not_have_cannot_be_sent() {
        for line in ["bytes=10-", "bytes=10-20", "bytes=-0", "bytes=99999999999999999999999-"] {
            assert_eq!(of(&[line], 10), Asked::Nothing, "{line}");
        }
    }

    #[test]
    fn what_is_no_single_range_is_answered_whole() {
        for line in [
            "bytes=0-1,3-4",
            "bytes=5-3",
            "bytes=-",
            "bytes=",
            "bytes=a-b",
            "bytes=+1-2",
            "bytes =1-2",
            "lines=1-2",
            "0-1",
        ] {
            assert_eq!(of(&[line], 10), Asked::Whole, "{line}");
        }
        assert_eq!(of(&[], 10), Asked::Whole);
        assert_eq!(of(&["bytes=0-1", "bytes=3-4"], 10), Asked::Whole);
        assert_eq!(of(&["bytes=0-", "bytes=-1"], 0), Asked::Whole, "an empty file has no octets to name");
        let mut headers = HeaderMap::new();
        headers.insert(RANGE, "bytes=0-1".parse().unwrap());
        headers.insert(IF_RANGE, "\"x\"".parse().unwrap());
        assert_eq!(asked(&headers, 10), Asked::Whole);
    }
}
