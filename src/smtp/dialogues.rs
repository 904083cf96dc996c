//! Plays the files of tests/dialogues against a session: `C:` lines go in, `S:` lines must come out.
//!
//! `C:` a line with CRLF. `C~` octets with the escapes `\r \n \0 \t \\ \xHH`, without CRLF. `C*N` the text so many times.
//! `S:` the next reply line; `*` at its end stands for anything. `T:` the handshake. `M:` the message that the door just
//! took, escaped. `X:` the session closes. `#` a comment. First line: `rules submission|tls|mailbox`.
//! Each file is played with its octets in one piece, one by one, and with all of a group pipelined.

use std::path::Path;

use super::*;
use crate::erds::address::Address;

/// Knows one account, `els` with `geheim`, who sends as els@verhuur.example.
#[derive(Default)]
struct Fake {
    message: Vec<u8>,
    taken: Vec<Vec<u8>>,
}

impl Fake {
    fn act(&mut self, step: Step, session: &mut Session) {
        let fine = Ok(String::new());
        match step {
            Step::Authenticate { name, password } => {
                let right = (name.as_str(), password.as_str()) == ("els", "geheim");
                session.answer(if right { fine } else { Err(Reply::new(535, "5.7.8", "name or password is wrong")) });
            }
            Step::Sender(from) => session.answer(match from.as_ref().map(Address::as_str) {
                Some("els@verhuur.example" | "é@verhuur.example") | None => fine,
                Some(_) => Err(Reply::refused("5.7.1", "your account may not send from this address")),
            }),
            Step::Recipient(to) => session.answer(match to.local() {
                "nobody" => Err(Reply::refused("5.1.1", "this address is not taken")),
                _ => fine,
            }),
            Step::Begin(envelope) => session.answer(match envelope.to.first().map(Address::local) {
                Some("full") => Err(Reply::full()),
                _ => fine,
            }),
            Step::Chunk(octets) => self.message.extend(octets),
            Step::Abort => self.message.clear(),
            Step::Finish => {
                let message = std::mem::take(&mut self.message);
                let bcc = message.starts_with(b"Bcc:");
                let lost = message.starts_with(b"Lost:");
                session.answer(if bcc {
                    Err(Reply::refused("5.6.0", "remove the Bcc line: every addressee would see it"))
                } else if lost {
                    Err(Reply::later())
                } else {
                    self.taken.push(message);
                    Ok(format!("taken as {}", self.taken.len()))
                });
            }
            Step::Wait | Step::StartTls | Step::Close => {}
        }
    }
}

struct Play {
    session: Session,
    door: Fake,
    replies: String,
    handshake: bool,
    closed: bool,
    seen: usize,
}

impl Play {
    fn feed(&mut self, octets: &[u8], piece: usize) {
        for piece in octets.chunks(piece.max(1)) {
            self.session.feed(piece);
            self.run();
        }
    }

    fn run(&mut self) {
        loop {
            match self.session.step() {
                Step::Wait => break,
                Step::StartTls => {
                    self.handshake = true;
                    break;
                }
                Step::Close => {
                    self.closed = true;
                    break;
                }
                step => self.door.act(step, &mut self.session),
            }
        }
        self.replies.push_str(&self.session.output());
    }

    fn next_reply(&mut self) -> Option<String> {
        let (line, rest) = self.replies.split_once("\r\n")?;
        let line = line.to_owned();
        self.replies = rest.to_owned();
        Some(line)
    }
}

fn unescape(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text.bytes();
    while let Some(octet) = rest.next() {
        if octet != b'\\' {
            out.push(octet);
            continue;
        }
        match rest.next() {
            Some(b'r') => out.push(b'\r'),
            Some(b'n') => out.push(b'\n'),
            Some(b't') => out.push(b'\t'),
            Some(b'0') => out.push(0),
            Some(b'x') => {
                let digits: String = rest.by_ref().take(2).map(char::from).collect();
                out.push(u8::from_str_radix(&digits, 16).unwrap());
            }
            other => out.extend(other),
        }
    }
    out
}

/// The octets of a line that the client says.
fn said(line: &str) -> Option<Vec<u8>> {
    if let Some(text) = line.strip_prefix("C:") {
        return Some([text.strip_prefix(' ').unwrap_or(text).as_bytes(), b"\r\n"].concat());
    }
    if let Some(text) = line.strip_prefix("C~ ") {
        return Some(unescape(text));
    }
    let (count, text) = line.strip_prefix("C*")?.split_once(' ')?;
    Some(unescape(text).repeat(count.parse().unwrap()))
}

fn play(name: &str, text: &str, piece: usize) {
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let (_, first) = lines.next().unwrap();
    let kind = first.strip_prefix("rules ").unwrap_or_else(|| panic!("{name}: no rules"));
    let rules = Rules {
        host: "mx.example".into(),
        limit: 1_000,
        addressees: 100,
        authenticate: kind != "mailbox",
        starttls: kind != "mailbox",
    };
    let session = Session::new(rules, kind == "tls");
    let mut play =
        Play { session, door: Fake::default(), replies: String::new(), handshake: false, closed: false, seen: 0 };
    play.run();
    let mut pending = Vec::new();
    for (number, line) in lines {
        let place = format!("{name}:{} in pieces of {piece}", number + 1);
        if let Some(octets) = said(line) {
            pending.extend(octets);
            continue;
        }
        play.feed(&std::mem::take(&mut pending), piece);
        if let Some(wanted) = line.strip_prefix("S: ") {
            let reply = play.next_reply().unwrap_or_else(|| panic!("{place}: no reply, wanted {wanted}"));
            match wanted.strip_suffix('*') {
                Some(beginning) => assert!(reply.starts_with(beginning), "{place}: {reply}"),
                None => assert_eq!(reply, wanted, "{place}"),
            }
        } else if let Some(message) = line.strip_prefix("M:") {
            let taken = play.door.taken.get(play.seen).unwrap_or_else(|| panic!("{place}: no message"));
            assert_eq!(*taken, unescape(message.trim_start()), "{place}");
            play.seen += 1;
        } else if line == "T:" {
            assert!(play.handshake, "{place}: no handshake");
            play.handshake = false;
            play.session.tls_started();
        } else if line == "X:" {
            assert!(play.closed, "{place}: still open");
        } else {
            panic!("{place}: what is `{line}`?");
        }
    }
    play.feed(&pending, piece);
    assert_eq!(play.replies, "", "{name}: replies that nobody expected, in pieces of {piece}");
    assert_eq!(play.door.taken.len(), play.seen, "{name}: messages that nobody expected");
}

#[test]
fn every_dialogue_goes_as_written_in_whatever_pieces_the_octets_come() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dialogues");
    let mut played = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "smtp") {
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy();
            for piece in [usize::MAX, 1, 2, 7] {
                play(&name, &text, piece);
            }
            played += 1;
        }
    }
    assert!(played >= 25, "only {played} dialogues");
}
