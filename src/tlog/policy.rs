//! Policies [tlog-policy]: which logs and witnesses are known, and which of the witnesses are enough. A policy says what its
//! author trusts and proves nothing itself. Names in it are octets, compared as such, and mean nothing outside it.

use std::collections::{BTreeMap, BTreeSet};

use super::key::{self, VerifierKey};
use super::text;

/// Octets of a policy at most.
pub const OCTETS: usize = 1 << 20;
/// Logs, witnesses and groups of a policy at most, each; the specification asks for 32.
const MANY: usize = 256;
const NONE: &[u8] = b"none";

/// A file that is no policy; each names its line, from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// More octets than any policy needs.
    #[error("a policy of {0} octets is too large")]
    TooLarge(usize),
    /// A control character other than tab and line end.
    #[error("line {0} of the policy holds a control character")]
    Control(usize),
    /// Not one of the four kinds of line.
    #[error(
        "line {0} of the policy is neither `log KEY [URL]`, `witness NAME KEY [URL]`, `group NAME COUNT MEMBERS…` nor `quorum NAME`"
    )]
    Line(usize),
    /// A key that is not read.
    #[error("the key in line {0} of the policy")]
    Key(usize, #[source] key::Error),
    /// A key of a type that such a key does not have.
    #[error(
        "the key in line {0} of the policy is of a type for the other kind: logs sign with 0x01 or 0x06, witnesses with 0x04 or 0x06"
    )]
    KeyType(usize),
    /// The same public key twice.
    #[error("the key in line {0} of the policy stands in it before")]
    DuplicateKey(usize),
    /// A name that is defined before, or predefined.
    #[error("the name `{1}` in line {0} of the policy is taken")]
    NameTaken(usize, String),
    /// A name that no line before defines.
    #[error("line {0} of the policy names `{1}`, which no line before defines")]
    Unknown(usize, String),
    /// A name that is already a member of a group.
    #[error("`{1}` in line {0} of the policy is a member of a group before; each counts once")]
    MemberTwice(usize, String),
    /// A count that the members cannot make.
    #[error("line {0} of the policy asks for none or for more members than it lists; use `any`, `all` or 1 to {1}")]
    Count(usize, usize),
    /// A second quorum.
    #[error("line {0} of the policy is a second `quorum`")]
    SecondQuorum(usize),
    /// No quorum.
    #[error("the policy has no `quorum` line; `quorum none` asks for no witness")]
    NoQuorum,
    /// More lines of a kind than are read.
    #[error("the policy has more than {MANY} logs, witnesses or groups")]
    TooMany,
}

/// A log that the policy's author knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    /// Its key, under its origin.
    pub key: VerifierKey,
    /// Where it may be found; for no purpose of checking.
    pub url: Option<Vec<u8>>,
}

/// A witness that the policy's author knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// What the policy calls it.
    pub name: Vec<u8>,
    /// Its key.
    pub key: VerifierKey,
    /// Where it may be asked; for no purpose of checking.
    pub url: Option<Vec<u8>>,
}

impl Witness {
    /// Its name as people can read it: nothing invisible, not endless.
    pub fn shown_name(&self) -> String {
        printable(&self.name)
    }
}

/// Some witnesses or groups, of which so many are enough.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Group {
    name: Vec<u8>,
    needed: usize,
    members: Vec<Who>,
}

/// A witness or a group, by its place in the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Witness(usize),
    Group(usize),
}

/// A policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    logs: Vec<Log>,
    witnesses: Vec<Witness>,
    groups: Vec<Group>,
    quorum: Option<Who>,
}

impl Policy {
    /// Reads a policy.
    pub fn read(octets: &[u8]) -> Result<Self, Error> {
        if octets.len() > OCTETS {
            return Err(Error::TooLarge(octets.len()));
        }
        let mut reader = Reader::default();
        for (place, line) in octets.split(|octet| *octet == b'\n').enumerate() {
            reader.line(place + 1, line)?;
        }
        let quorum = match reader.quorum.ok_or(Error::NoQuorum)? {
            Quorum::None => None,
            Quorum::Of(who) => Some(who),
        };
        Ok(Self { logs: reader.logs, witnesses: reader.witnesses, groups: reader.groups, quorum })
    }

    /// The known logs.
    pub fn logs(&self) -> &[Log] {
        &self.logs
    }

    /// The known witnesses.
    pub fn witnesses(&self) -> &[Witness] {
        &self.witnesses
    }

    /// Whether no witness is asked for.
    pub fn is_without_witnesses(&self) -> bool {
        self.quorum.is_none()
    }

    /// Whether the witnesses of whom this is true are enough.
    pub fn is_met(&self, cosigned: impl Fn(&VerifierKey) -> bool) -> bool {
        let witnesses: Vec<bool> = self.witnesses.iter().map(|witness| cosigned(&witness.key)).collect();
        let mut groups: Vec<bool> = Vec::new();
        let says = |who: Who, groups: &[bool]| match who {
            Who::Witness(place) => witnesses.get(place).copied().unwrap_or(false),
            Who::Group(place) => groups.get(place).copied().unwrap_or(false),
        };
        for group in &self.groups {
            let count = group.members.iter().filter(|member| says(**member, &groups)).count();
            groups.push(count >= group.needed);
        }
        self.quorum.is_none_or(|who| says(who, &groups))
    }

    /// The policy as a file, without the comments that it may have had.
    pub fn write(&self) -> Vec<u8> {
        let mut lines: Vec<Vec<Vec<u8>>> = Vec::new();
        let key = |key: &VerifierKey| key.to_string().into_bytes();
        for log in &self.logs {
            lines.push([vec![b"log".to_vec(), key(&log.key)], log.url.iter().cloned().collect()].concat());
        }
        for witness in &self.witnesses {
            let words = vec![b"witness".to_vec(), witness.name.clone(), key(&witness.key)];
            lines.push([words, witness.url.iter().cloned().collect()].concat());
        }
        for group in &self.groups {
            let words = vec![b"group".to_vec(), group.name.clone(), group.needed.to_string().into_bytes()];
            let members = group.members.iter().map(|member| self.name(*member).to_vec()).collect();
            lines.push([words, members].concat());
        }
        let quorum = self.quorum.map_or(NONE, |who| self.name(who));
        lines.push(vec![b"quorum".to_vec(), quorum.to_vec()]);
        lines.iter().flat_map(|words| [words.join(&b' '), b"\n".to_vec()].concat()).collect()
    }

    fn name(&self, who: Who) -> &[u8] {
        match who {
            Who::Witness(place) => self.witnesses.get(place).map(|witness| witness.name.as_slice()),
            Who::Group(place) => self.groups.get(place).map(|group| group.name.as_slice()),
        }
        .unwrap_or_default()
    }
}

#[derive(Default)]
struct Reader {
    logs: Vec<Log>,
    witnesses: Vec<Witness>,
    groups: Vec<Group>,
    names: BTreeMap<Vec<u8>, Who>,
    members: BTreeSet<Vec<u8>>,
    quorum: Option<Quorum>,
}

/// The quorum as read: asking for nobody is not the same as no line.
enum Quorum {
    None,
    Of(Who),
}

impl Reader {
    fn line(&mut self, place: usize, line: &[u8]) -> Result<(), Error> {
        if line.iter().any(|octet| (*octet < 0x20 && *octet != b'\t') || *octet == 0x7f) {
            return Err(Error::Control(place));
        }
        let words: Vec<&[u8]> =
            line.split(|octet| matches!(octet, b' ' | b'\t')).filter(|word| !word.is_empty()).collect();
        match words.as_slice() {
            [] => Ok(()),
            [first, ..] if first.starts_with(b"#") => Ok(()),
            [b"log", key] => self.log(place, key, None),
            [b"log", key, url] => self.log(place, key, Some(url)),
            [b"witness", name, key] => self.witness(place, name, key, None),
            [b"witness", name, key, url] => self.witness(place, name, key, Some(url)),
            [b"group", name, count, members @ ..] if !members.is_empty() => self.group(place, name, count, members),
            [b"quorum", name] => self.quorum(place, name),
            _ => Err(Error::Line(place)),
        }
    }

    fn log(&mut self, place: usize, key: &[u8], url: Option<&[u8]>) -> Result<(), Error> {
        let key = read_key(place, key)?;
        if !key.kind().is_for_logs() {
            return Err(Error::KeyType(place));
        }
        self.unused(place, &key)?;
        few(&self.logs)?;
        self.logs.push(Log { key, url: url.map(<[u8]>::to_vec) });
        Ok(())
    }

    fn witness(&mut self, place: usize, name: &[u8], key: &[u8], url: Option<&[u8]>) -> Result<(), Error> {
        let key = read_key(place, key)?;
        if !key.kind().is_for_witnesses() {
            return Err(Error::KeyType(place));
        }
        self.unused(place, &key)?;
        few(&self.witnesses)?;
        self.define(place, name, Who::Witness(self.witnesses.len()))?;
        self.witnesses.push(Witness { name: name.to_vec(), key, url: url.map(<[u8]>::to_vec) });
        Ok(())
    }

    fn group(&mut self, place: usize, name: &[u8], count: &[u8], members: &[&[u8]]) -> Result<(), Error> {
        let needed = match count {
            b"any" => 1,
            b"all" => members.len(),
            count => std::str::from_utf8(count)
                .ok()
                .and_then(text::decimal)
                .and_then(|count| usize::try_from(count).ok())
                .filter(|count| (1..=members.len()).contains(count))
                .ok_or(Error::Count(place, members.len()))?,
        };
        let mut found = Vec::new();
        for member in members {
            found.push(self.defined(place, member)?);
            if !self.members.insert(member.to_vec()) {
                return Err(Error::MemberTwice(place, printable(member)));
            }
        }
        few(&self.groups)?;
        self.define(place, name, Who::Group(self.groups.len()))?;
        self.groups.push(Group { name: name.to_vec(), needed, members: found });
        Ok(())
    }

    fn quorum(&mut self, place: usize, name: &[u8]) -> Result<(), Error> {
        if self.quorum.is_some() {
            return Err(Error::SecondQuorum(place));
        }
        self.quorum = Some(if name == NONE { Quorum::None } else { Quorum::Of(self.defined(place, name)?) });
        Ok(())
    }

    /// A key counts once, whatever its name and type. A log that witnesses itself would prove nothing.
    fn unused(&self, place: usize, key: &VerifierKey) -> Result<(), Error> {
        let known = self.logs.iter().map(|log| &log.key).chain(self.witnesses.iter().map(|witness| &witness.key));
        if known.into_iter().any(|known| known.key() == key.key()) { Err(Error::DuplicateKey(place)) } else { Ok(()) }
    }

    fn define(&mut self, place: usize, name: &[u8], who: Who) -> Result<(), Error> {
        if name == NONE || self.names.contains_key(name) {
            return Err(Error::NameTaken(place, printable(name)));
        }
        self.names.insert(name.to_vec(), who);
        Ok(())
    }

    fn defined(&self, place: usize, name: &[u8]) -> Result<Who, Error> {
        self.names.get(name).copied().ok_or_else(|| Error::Unknown(place, printable(name)))
    }
}

fn few<T>(known: &[T]) -> Result<(), Error> {
    if known.len() < MANY { Ok(()) } else { Err(Error::TooMany) }
}

fn read_key(place: usize, word: &[u8]) -> Result<VerifierKey, Error> {
    let line = std::str::from_utf8(word).map_err(|_| Error::Key(place, key::Error::Form))?;
    line.parse().map_err(|error| Error::Key(place, error))
}

fn printable(name: &[u8]) -> String {
    text::printable(&String::from_utf8_lossy(name))
}
