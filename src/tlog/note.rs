//! Signed notes [signed-note]: text, an empty line, signature lines. Reading says what stands there and nothing about who
//! signed; the text means nothing before a signature of a trusted key was checked.

use std::fmt;
use std::str::FromStr;

use super::key::KeyId;
use super::text;

/// Signature lines of a note at most; the specification asks for 16.
pub const LINES: usize = 64;
/// Octets of a signature line's signature at most, its key id included; the largest in use has under 5 kB.
pub const SIGNATURE: usize = 8 << 10;
/// Octets of a note's text at most.
pub const TEXT: usize = 64 << 10;
/// Octets of a note at most: the text, and each line with its signature in base64.
pub const NOTE: usize = TEXT + LINES * (SIGNATURE * 4 / 3 + text::NAME + 16);

/// A text that is no signed note.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// More octets than any note of ours needs.
    #[error("a signed note of {0} octets is too large")]
    TooLarge(usize),
    /// Not UTF-8.
    #[error("a signed note is UTF-8 text")]
    NotText,
    /// A control character other than the line end.
    #[error("a signed note holds no control characters but line ends; octet {0} is one")]
    Control(usize),
    /// No empty line before the signatures, or no line end at the very end.
    #[error("a signed note is text, an empty line, and signature lines, each ended by a line end")]
    Form,
    /// Text without a line end, or none.
    #[error("the text of a note ends with a line end")]
    Text,
    /// No signature line.
    #[error("the note bears no signature")]
    Unsigned,
    /// More signature lines than are read.
    #[error("the note bears more than {LINES} signatures")]
    TooMany,
    /// A line that is no signature line.
    #[error("line {0} of the signatures is not `— name base64`")]
    Line(usize),
}

/// A signature line: who says that they signed, and the signature.
#[derive(Clone, PartialEq, Eq)]
pub struct Line {
    name: String,
    id: KeyId,
    signature: Vec<u8>,
}

impl Line {
    /// A line of a key's name and id; `signature` is what its type writes behind the id. `None` where that makes no line.
    pub fn new(name: &str, id: KeyId, signature: Vec<u8>) -> Option<Self> {
        let possible = text::is_key_name(name) && !signature.is_empty() && signature.len() + 4 <= SIGNATURE;
        possible.then(|| Self { name: name.to_owned(), id, signature })
    }

    /// The key's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The key's id.
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// What stands behind the id: a signature, or a time and a signature.
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// Reads one line, without its line end.
    fn read(line: &str) -> Option<Self> {
        let (name, base64) = line.strip_prefix("— ")?.split_once(' ')?;
        let octets = (base64.len() <= SIGNATURE * 4 / 3 + 4).then(|| text::octets(base64)).flatten()?;
        let (id, signature) = octets.split_first_chunk()?;
        Self::new(name, KeyId(*id), signature.to_vec())
    }
}

/// The line with its line end.
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "— {} {}", self.name, text::base64(&[self.id.0.as_slice(), &self.signature].concat()))
    }
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "— {}+{} ({} octets)", self.name, self.id, self.signature.len())
    }
}

/// Signature lines alone, as a witness answers: at least one, each with its line end.
pub fn lines(octets: &[u8]) -> Result<Vec<Line>, Error> {
    read_lines(text_of(octets)?)
}

/// A text and the signature lines under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    lines: Vec<Line>,
}

impl Note {
    /// The text, which ends with a line end, under these lines.
    pub fn new(text: String, lines: Vec<Line>) -> Result<Self, Error> {
        if let Some(place) = control(&text) {
            return Err(Error::Control(place));
        }
        match (text.len() <= TEXT, text.ends_with('\n'), lines.len()) {
            (false, ..) => Err(Error::TooLarge(text.len())),
            (_, false, _) => Err(Error::Text),
            (.., 0) => Err(Error::Unsigned),
            (.., count) if count > LINES => Err(Error::TooMany),
            _ => Ok(Self { text, lines }),
        }
    }

    /// Reads a note.
    pub fn read(octets: &[u8]) -> Result<Self, Error> {
        let whole = text_of(octets)?;
        // The last empty line separates: the text may hold some too.
        let (text, lines) = whole.rfind("\n\n").map(|place| whole.split_at(place + 2)).ok_or(Error::Form)?;
        let text = text.strip_suffix('\n').ok_or(Error::Form)?;
        Self::new(text.to_owned(), read_lines(lines)?)
    }

    /// The text with its last line end: what is signed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signature lines in their order.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Adds a line behind the others, unless it stands there already.
    pub fn add(&mut self, line: Line) -> Result<(), Error> {
        if self.lines.contains(&line) {
            return Ok(());
        }
        if self.lines.len() == LINES {
            return Err(Error::TooMany);
        }
        self.lines.push(line);
        Ok(())
    }
}

/// The note as it is stored and served.
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.lines.iter().try_for_each(|line| line.fmt(f))
    }
}

impl FromStr for Note {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::read(text.as_bytes())
    }
}

fn text_of(octets: &[u8]) -> Result<&str, Error> {
    if octets.len() > NOTE {
        return Err(Error::TooLarge(octets.len()));
    }
    let text = std::str::from_utf8(octets).map_err(|_| Error::NotText)?;
    control(text).map_or(Ok(text), |place| Err(Error::Control(place)))
}

fn control(text: &str) -> Option<usize> {
    text.bytes().position(|octet| octet < 0x20 && octet != b'\n')
}

fn read_lines(text: &str) -> Result<Vec<Line>, Error> {
    if text.is_empty() {
        return Err(Error::Unsigned);
    }
    let body = text.strip_suffix('\n').ok_or(Error::Form)?;
    let mut lines = Vec::new();
    for (place, line) in body.split('\n').enumerate() {
        if place == LINES {
            return Err(Error::TooMany);
        }
        lines.push(Line::read(line).ok_or(Error::Line(place + 1))?);
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The example of signed-note.
    const SALVATORE: &str = "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n\
        — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";

    #[test]
    fn the_specifications_example_is_read_and_written_the_same() {
        let note: Note = SALVATORE.parse().unwrap();
        assert_eq!(note.text().lines().count(), 4);
        let line = &note.lines()[0];
        assert_eq!((line.name(), line.id().to_string()), ("quasimodo.example/salvatore", "367ba04b".to_owned()));
        assert_eq!(line.signature().len(), 64);
        assert_eq!(note.to_string(), SALVATORE);
    }

    #[test]
    fn what_is_no_note_is_refused_by_name() {
        let line = "— a.example AAAAAQA=\n";
        let wrong = |text: &str| text.parse::<Note>().unwrap_err();
        assert!(format!("text\n\n{line}").parse::<Note>().is_ok());
        assert_eq!(wrong(""), Error::Form);
        assert_eq!(wrong("text\n"), Error::Form);
        assert_eq!(wrong(line), Error::Form);
        assert_eq!(wrong("text\n\n"), Error::Unsigned);
        assert_eq!(wrong(&format!("text\n\n{}", line.trim_end())), Error::Form);
        assert_eq!(wrong(&format!("text\n\n{line}\n")), Error::Unsigned);
        assert_eq!(wrong(&format!("text\r\n\n{line}")), Error::Control(4));
        assert_eq!(wrong(&format!("te\0xt\n\n{line}")), Error::Control(2));
        assert_eq!(Note::read(b"te\xffxt\n\n").unwrap_err(), Error::NotText);
        assert_eq!(wrong(&"a".repeat(NOTE + 1)), Error::TooLarge(NOTE + 1));
        assert_eq!(wrong(&format!("{}\n\n{line}", "a".repeat(TEXT))), Error::TooLarge(TEXT + 1));
        assert_eq!(wrong(&format!("text\n\n{}", line.repeat(LINES + 1))), Error::TooMany);
        for broken in [
            "-- a.example AAAAAQA=\n",
            "— a.example  AAAAAQA=\n",
            "— a.example AAAAAQA\n",
            "— a.example AAAA\n",
            "— a.example AAAAAA==\n",
            "— a+b AAAAAQA=\n",
            "—  AAAAAQA=\n",
            "— a.example AAAAAQA= \n",
            "— a.example\n",
            "text\n",
        ] {
            assert_eq!(wrong(&format!("text\n\n{line}{broken}")), Error::Line(2), "{broken}");
        }
    }

    #[test]
    fn sixteen_signatures_of_five_kilobytes_are_read() {
        let line = Line::new("pq.example", KeyId([1; 4]), vec![7; 5_000]).unwrap();
        let note = Note::new("text\n".to_owned(), vec![line; 16]).unwrap();
        assert_eq!(note.to_string().parse(), Ok(note));
    }

    #[test]
    fn a_line_is_added_once() {
        let mut note: Note = SALVATORE.parse().unwrap();
        let line = Line::new("w.example", KeyId([1; 4]), vec![7; 72]).unwrap();
        note.add(line.clone()).unwrap();
        note.add(line.clone()).unwrap();
        assert_eq!(note.lines().len(), 2);
        assert_eq!(lines(line.to_string().as_bytes()), Ok(vec![line]));
    }

    fn any_line() -> impl Strategy<Value = Line> {
        ("[!-*,-~é—]{1,30}", any::<[u8; 4]>(), prop::collection::vec(any::<u8>(), 1..80))
            .prop_map(|(name, id, signature)| Line::new(&name, KeyId(id), signature).unwrap())
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(text in "[ -~é—\n]{0,60}", lines in prop::collection::vec(any_line(), 1..20)) {
            let note = Note::new(text + "\n", lines).unwrap();
            prop_assert_eq!(note.to_string().parse(), Ok(note));
        }

        #[test]
        fn what_is_read_is_written_the_same(text in "[ -~\n]{0,20}", tail in "(— [a-z ]{0,3} [A-Za-z0-9+/=]{4,12}\n?){0,3}") {
            let whole = format!("{text}\n\n{tail}");
            if let Ok(note) = whole.parse::<Note>() {
                prop_assert_eq!(note.to_string(), whole);
            }
        }

        #[test]
        fn no_octets_make_the_reader_panic(octets: Vec<u8>) {
            let _ = Note::read(&octets);
            let _ = lines(&octets);
        }
    }
}
