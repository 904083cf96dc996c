//! What is kept of a letter that somebody writes in answer to a notice: what they wrote, not over which way it came.
//!
//! Mail servers put the network address of the writer's computer into a letter's header, and mail programs their name. Of the
//! header stays what says who writes to whom, about what and in which form, and what a DKIM signature covers; a field that holds a
//! network address, or names the program, goes even then, and is named so that whoever checks the signature again knows.

// The address as a value: `core` has no sockets.
use core::net::IpAddr;

use super::dkim::{Signature, fields, name, split};

/// The fields that stay.
const STAY: [&str; 18] = [
    "cc",
    "content-description",
    "content-disposition",
    "content-id",
    "content-language",
    "content-transfer-encoding",
    "content-type",
    "date",
    "dkim-signature",
    "from",
    "in-reply-to",
    "message-id",
    "mime-version",
    "references",
    "reply-to",
    "sender",
    "subject",
    "to",
];
/// Fields that tell of way, place or program, whoever signed them.
const TELL: [&str; 8] = [
    "arc-authentication-results",
    "authentication-results",
    "received",
    "received-spf",
    "return-path",
    "user-agent",
    "x-mailer",
    "x-originating-ip",
];

/// A letter as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reduced {
    /// Its octets.
    pub octets: Vec<u8>,
    /// The names of fields that were left out though one of the signatures covers them, in small letters, each once.
    pub left_out: Vec<String>,
}

/// The letter as it is kept, with what these signatures cover.
pub fn reduced(letter: &[u8], signatures: &[Signature<'_>]) -> Reduced {
    let (header, body) = split(letter);
    let (mut octets, mut left_out) = (Vec::with_capacity(letter.len()), Vec::new());
    for field in fields(header) {
        let name = name(field);
        let covered = signatures.iter().any(|signature| signature.covers.contains(&name));
        let tells = TELL.contains(&name.as_str()) || (!STAY.contains(&name.as_str()) && holds_address(field));
        if STAY.contains(&name.as_str()) || (covered && !tells) {
            octets.extend_from_slice(field);
        } else if covered && !left_out.contains(&name) {
            left_out.push(name);
        }
    }
    octets.extend_from_slice(b"\r\n");
    octets.extend_from_slice(body);
    Reduced { octets, left_out }
}

/// Whether a network address stands in a field.
fn holds_address(field: &[u8]) -> bool {
    let text = String::from_utf8_lossy(field);
    let around = |c: char| !(c.is_ascii_hexdigit() || matches!(c, '.' | ':'));
    let is = |word: &str| [word, word.trim_matches([':', '.'])].iter().any(|word| word.parse::<IpAddr>().is_ok());
    text.split(around).any(|word| is(word) || word.split_once(':').is_some_and(|(host, _)| is(host)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::dkim::signatures;

    #[test]
    fn what_says_where_the_writer_sits_and_with_which_program_is_not_kept() {
        let letter = "Return-Path: <p@x.test>\r\nReceived: from pc ([203.0.113.7])\r\n\tby mx.x.test; now\r\n\
             DKIM-Signature: v=1; a=rsa-sha256; d=x.test; s=s; h=from:subject:user-agent:x-tag:x-ip:x-none; bh=AA==; b=AA==\r\n\
             From: P <p@x.test>\r\nSubject: Re: \u{e9}en\r\n folded\r\nUser-Agent: Mailer 3\r\nX-Tag: a12:b\r\nX-Ip: [2001:db8::1]\r\n\
             X-Spam: no\r\nX-Originating-IP: 203.0.113.7\r\n\r\nReceived: not a field\r\n";
        let kept = reduced(letter.as_bytes(), &signatures(letter.as_bytes()));
        let text = String::from_utf8(kept.octets).unwrap();
        assert!(text.starts_with("DKIM-Signature: v=1;"), "{text}");
        assert!(text.ends_with(
            "From: P <p@x.test>\r\nSubject: Re: \u{e9}en\r\n folded\r\nX-Tag: a12:b\r\n\r\nReceived: not a field\r\n"
        ));
        assert_eq!(kept.left_out, ["user-agent", "x-ip"]);
        assert_eq!(reduced(text.as_bytes(), &signatures(text.as_bytes())).octets, text.as_bytes(), "once is enough");
    }

    #[test]
    fn broken_letters_are_kept_as_far_as_they_are_letters() {
        for (letter, kept) in
            [("", "\r\n"), ("\r\nbody", "\r\nbody"), ("From: x", "From: x\r\n"), (" \r\n\r\n", "\r\n")]
        {
            assert_eq!(String::from_utf8(reduced(letter.as_bytes(), &[]).octets).unwrap(), kept, "{letter:?}");
        }
    }

    #[test]
    fn network_addresses_are_found_in_any_spelling() {
        for field in ["X: 203.0.113.7", "X: [203.0.113.7]:25", "X: 203.0.113.7:25", "X: ipv6:2001:db8::1;", "X: a=::1"]
        {
            assert!(holds_address(field.as_bytes()), "{field}");
        }
        for field in ["X: a12:b", "X: 16.0", "X: 12:30:05", "X: v1.2.3"] {
            assert!(!holds_address(field.as_bytes()), "{field}");
        }
    }
}
