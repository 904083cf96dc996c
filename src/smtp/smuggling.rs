//! SMTP smuggling: a message that holds what some reader takes for its end, and the envelope of a second message behind it. The
//! sequences, where each is known from, and what happens to each stand in tests/smuggling.tsv.
//!
//! Never two messages, and never an octet of the second one read as a command: at whatever place the octets are cut, under the
//! rules of the door for senders and of those that know no accounts. The control is a reader that is lax in the way of the table:
//! it does make two of each.

use super::*;
use crate::erds::address::Address;

/// A row of the table.
pub(super) struct Sequence {
    pub(super) octets: Vec<u8>,
    reader: Lax,
    /// The code of the one reply.
    pub(super) here: &'static str,
}

/// How a lax reader ends lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lax {
    /// With LF; CRs before it do not count.
    LineFeed,
    /// With CR alone, too.
    Return,
    /// As with LF, and NUL is dropped.
    Nul,
}

/// All rows.
pub(super) fn sequences() -> Vec<Sequence> {
    let rows = include_str!("../../tests/smuggling.tsv").lines().filter(|line| !line.starts_with('#'));
    let sequence = |row: &'static str| {
        let [octets, _, reader, here] = row.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let octets = octets.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0").into_bytes();
        let reader = match reader {
            "LF" => Lax::LineFeed,
            "CR" => Lax::Return,
            "NUL" => Lax::Nul,
            other => panic!("what reader is `{other}`?"),
        };
        Sequence { octets, reader, here }
    };
    rows.map(sequence).collect()
}

/// What follows DATA: a message with the sequence in it, a second one with its envelope, and a true end.
pub(super) fn smuggled(sequence: &[u8]) -> Vec<u8> {
    let first = b"From: els@verhuur.example\r\nSubject: one\r\n\r\nfirst";
    let second = b"MAIL FROM:<boss@verhuur.example>\r\nRCPT TO:<victim@post.example>\r\nDATA\r\n\
        From: boss@verhuur.example\r\nSubject: two\r\n\r\nsecond\r\n.\r\n";
    [first, sequence, second].concat()
}

/// How many messages a lax reader makes of what follows DATA.
fn messages(octets: &[u8], reader: Lax) -> usize {
    let kept: Vec<u8> = octets.iter().copied().filter(|octet| reader != Lax::Nul || *octet != 0).collect();
    let lines = kept.split(|octet| *octet == b'\n' || reader == Lax::Return && *octet == b'\r');
    let (mut within, mut count) = (true, 0);
    for line in lines {
        let line = String::from_utf8_lossy(line);
        match line.trim_end_matches('\r') {
            "." if within => (within, count) = (false, count + 1),
            "DATA" if !within => within = true,
            _ => {}
        }
    }
    count
}

/// A session that has said DATA, and what its door was asked since.
struct Play {
    session: Session,
    asked: Vec<String>,
}

impl Play {
    fn behind_data(authenticate: bool) -> Self {
        let rules = Rules { host: "mx.example".into(), limit: 1_000, addressees: 1, authenticate, starttls: false };
        let mut play = Self { session: Session::new(rules, true), asked: Vec::new() };
        play.feed(b"EHLO c\r\n");
        if authenticate {
            play.feed(b"AUTH PLAIN AGVscwBnZWhlaW0=\r\n");
        }
        play.feed(b"MAIL FROM:<els@verhuur.example>\r\nRCPT TO:<piet@post.example>\r\nDATA\r\n");
        assert!(play.session.output().contains("\r\n354 "), "DATA was not taken");
        play.asked.clear();
        play
    }

    fn feed(&mut self, octets: &[u8]) {
        self.session.feed(octets);
        loop {
            let asked = match self.session.step() {
                Step::Wait => return,
                Step::StartTls | Step::Close => panic!("the session ended"),
                Step::Chunk(_) => continue,
                Step::Abort => {
                    self.asked.push("abort".to_owned());
                    continue;
                }
                Step::Authenticate { name, .. } => name,
                Step::Sender(from) => format!("from {:?}", from.as_ref().map(Address::as_str)),
                Step::Recipient(to) => format!("to {to}"),
                Step::Begin(_) => "begin".to_owned(),
                Step::Finish => "a message".to_owned(),
            };
            self.asked.push(asked);
            self.session.answer(Ok(String::new()));
        }
    }
}

#[test]
fn s_f11_none_of_17_sequences_makes_two_messages_wherever_the_octets_are_cut() {
    let sequences = sequences();
    assert_eq!(sequences.len(), 17);
    for sequence in &sequences {
        let octets = smuggled(&sequence.octets);
        let halves = (0..=octets.len()).map(|at| {
            let (before, behind) = octets.split_at(at);
            vec![before, behind]
        });
        for pieces in halves.chain([octets.chunks(1).collect(), octets.chunks(2).collect()]) {
            for authenticate in [true, false] {
                let mut play = Play::behind_data(authenticate);
                for piece in &pieces {
                    play.feed(piece);
                }
                let place =
                    format!("{:?} cut into {:?}", sequence.octets, pieces.iter().map(|p| p.len()).collect::<Vec<_>>());
                assert_eq!(play.asked, ["abort"], "{place}");
                let replies = play.session.output();
                assert!(replies.starts_with(sequence.here) && replies.lines().count() == 1, "{place}: {replies}");
                play.feed(b"NOOP\r\n");
                assert!(play.session.output().starts_with("250 2.0.0"), "{place}: the session goes on");
            }
        }
    }
}

#[test]
fn s_f11_the_control_makes_two_messages_of_each_sequence_and_one_of_an_honest_one() {
    for sequence in sequences() {
        assert_eq!(messages(&smuggled(&sequence.octets), sequence.reader), 2, "{:?}", sequence.octets);
    }
    for reader in [Lax::LineFeed, Lax::Return, Lax::Nul] {
        assert_eq!(messages(&smuggled(b"\r\n..\r\n"), reader), 1, "stuffed as it should be");
    }
    // And so does our own session with a true end: what the test above asks for can fail.
    let mut play = Play::behind_data(false);
    play.feed(&smuggled(b"\r\n.\r\n"));
    let second = ["from Some(\"boss@verhuur.example\")", "to victim@post.example", "begin"];
    assert_eq!(play.asked, ["a message", second[0], second[1], second[2], "a message"]);
}
