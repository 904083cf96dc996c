//! The octets behind DATA ([RFC 5321 §4.1.1.4, §4.5.2]): dots unstuffed, the end found, anything ambiguous refused.
//!
//! By hand because the end of a message must be one thing only: `CRLF.CRLF` (or `.CRLF` as the very first line, an empty
//! message). A library that takes another sequence for it makes two messages out of one. A bare CR, a bare LF or a NUL
//! is a fault: the octets are read on to the real end, none of them are passed on, and the message is refused.

/// Why a message is refused for its octets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A CR without LF, an LF without CR, or a NUL.
    Octet,
    /// More octets than the limit.
    Size,
}

/// Reads one message.
#[derive(Debug)]
pub struct Reader {
    place: Place,
    fault: Option<Fault>,
    size: u64,
    limit: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Behind CRLF, or at the very beginning.
    LineStart,
    /// Behind a dot that stands first on its line.
    Dot,
    /// Behind such a dot and a CR.
    DotReturn,
    /// Within a line.
    Line,
    /// Behind a CR.
    Return,
}

impl Reader {
    /// A reader for one message of at most `limit` octets, counted without the stuffed dots.
    pub fn new(limit: u64) -> Self {
        Self { place: Place::LineStart, fault: None, size: 0, limit }
    }

    /// Takes octets up to the end of the message, appends what the message holds to `out`, and says how many it took.
    /// `None` in place of the number means all of them, and the message goes on.
    pub fn feed(&mut self, octets: &[u8], out: &mut Vec<u8>) -> Option<usize> {
        let mut at = 0;
        while let Some(octet) = octets.get(at).copied() {
            if self.place == Place::Line {
                // A run of ordinary octets in one step.
                let rest = octets.get(at..).unwrap_or_default();
                let run = rest.iter().position(|o| matches!(o, b'\r' | b'\n' | 0)).unwrap_or(rest.len());
                self.pass(rest.get(..run).unwrap_or_default(), out);
                at += run;
                if run > 0 {
                    continue;
                }
            }
            at += 1;
            if self.step(octet, out) {
                return Some(at);
            }
        }
        None
    }

    /// Why the message is to be refused, if it is.
    pub fn fault(&self) -> Option<Fault> {
        self.fault
    }

    /// How many octets the message has so far.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Takes one octet; true when it ends the message.
    fn step(&mut self, octet: u8, out: &mut Vec<u8>) -> bool {
        match (self.place, octet) {
            (Place::DotReturn, b'\n') => return true,
            (Place::Return, b'\n') => {
                self.pass(b"\r\n", out);
                self.place = Place::LineStart;
            }
            (Place::Return | Place::DotReturn, _) => {
                self.fault = Some(Fault::Octet);
                self.place = Place::Line;
                return self.step(octet, out);
            }
            (Place::Dot, b'\r') => self.place = Place::DotReturn,
            (_, b'\r') => self.place = Place::Return,
            (_, b'\n' | 0) => {
                self.fault = Some(Fault::Octet);
                self.place = Place::Line;
            }
            (Place::LineStart, b'.') => self.place = Place::Dot,
            (Place::LineStart | Place::Dot | Place::Line, _) => {
                self.pass(&[octet], out);
                self.place = Place::Line;
            }
        }
        false
    }

    fn pass(&mut self, octets: &[u8], out: &mut Vec<u8>) {
        self.size = self.size.saturating_add(octets.len() as u64);
        if self.size > self.limit {
            // A wrong octet outweighs the size: it is told whichever comes first.
            self.fault = self.fault.or(Some(Fault::Size));
        }
        if self.fault.is_none() {
            out.extend_from_slice(octets);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::smtp::smuggling::{sequences, smuggled};

    /// Everything that is read out of the octets: each message or its fault, and whether one is left open.
    fn messages(octets: &[u8], pieces: &[&[u8]]) -> (Vec<Result<Vec<u8>, Fault>>, bool) {
        assert_eq!(pieces.concat(), octets);
        let (mut found, mut reader, mut out) = (Vec::new(), Reader::new(1_000), Vec::new());
        let mut open = true;
        for piece in pieces {
            let mut rest = *piece;
            while !rest.is_empty() {
                open = true;
                let Some(used) = reader.feed(rest, &mut out) else { break };
                found.push(reader.fault().map_or_else(|| Ok(std::mem::take(&mut out)), Err));
                (reader, open) = (Reader::new(1_000), false);
                out.clear();
                rest = &rest[used..];
            }
        }
        (found, open)
    }

    #[test]
    fn the_end_is_found_and_dots_are_unstuffed() {
        let read = |octets: &[u8]| messages(octets, &[octets]);
        assert_eq!(read(b".\r\n"), (vec![Ok(Vec::new())], false), "an empty message");
        assert_eq!(read(b"a\r\n.\r\n"), (vec![Ok(b"a\r\n".to_vec())], false));
        assert_eq!(read(b"..\r\n.a\r\n...\r\n.\r\n"), (vec![Ok(b".\r\na\r\n..\r\n".to_vec())], false));
        assert_eq!(read(b"a.\r\n.\r\nMAIL").0, vec![Ok(b"a.\r\n".to_vec())], "what follows is not of the message");
    }

    #[test]
    fn s_f11_no_smuggling_sequence_makes_two_messages_at_any_split() {
        for sequence in sequences() {
            let (end, octets) = (&sequence.octets, smuggled(&sequence.octets));
            for split in 0..=octets.len() {
                let (a, b) = octets.split_at(split);
                assert_eq!(messages(&octets, &[a, b]), (vec![Err(Fault::Octet)], false), "{end:?} at {split}");
            }
            let single: Vec<&[u8]> = octets.chunks(1).collect();
            assert_eq!(messages(&octets, &single), (vec![Err(Fault::Octet)], false), "{end:?} octet by octet");
        }
    }

    #[test]
    fn the_size_is_counted_without_stuffed_dots_and_the_end_still_found() {
        let body = "..234567\r\n".repeat(111);
        let fits = format!("{body}.\r\n");
        let read = messages(fits.as_bytes(), &[fits.as_bytes()]).0;
        assert_eq!(read.first().unwrap().as_ref().unwrap().len(), 999);
        let over = format!("{body}1\r\n.\r\nQUIT");
        assert_eq!(messages(over.as_bytes(), &[over.as_bytes()]).0, [Err(Fault::Size)]);
    }

    proptest::proptest! {
        #[test]
        fn what_a_client_stuffs_comes_back(lines in proptest::collection::vec("[.a]{0,4}", 0..20), piece in 1_usize..9) {
            let message: String = lines.iter().flat_map(|line| [line.as_str(), "\r\n"]).collect();
            let stuffed: String = lines.iter().flat_map(|l| [if l.starts_with('.') { "." } else { "" }, l, "\r\n"]).collect();
            let octets = format!("{stuffed}.\r\n").into_bytes();
            let pieces: Vec<&[u8]> = octets.chunks(piece).collect();
            proptest::prop_assert_eq!(messages(&octets, &pieces), (vec![Ok(message.into_bytes())], false));
        }
    }
}
