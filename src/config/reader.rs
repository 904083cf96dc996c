//! The text of a file as tables, out of which sections take their keys. What nobody takes is a mistake. All mistakes are
//! gathered; only a text that is no TOML is not looked at any further, since half of it would be misread.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{Error, Fault};
use super::setting::{Origin, Setting};
use super::value;

/// The most octets of a value that a message repeats.
const SHOWN: usize = 60;
/// Words that begin the name of a key for a secret.
const SECRETS: [&str; 5] = ["key_password", "passphrase", "password", "secret", "token"];

/// A file's text, and what was found wrong with it so far.
pub(super) struct Reader<'a> {
    name: Arc<str>,
    /// What relative paths are relative to.
    folder: &'a Path,
    text: &'a str,
    faults: RefCell<Vec<Fault>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(name: &str, folder: &'a Path, text: &'a str) -> Self {
        Self { name: name.into(), folder, text, faults: RefCell::default() }
    }

    /// The file as one table; empty where it is no TOML.
    pub(super) fn root(&self) -> Table<'_, 'a> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in &errors {
            let at = error.span().map_or(self.text.len(), |span| span.start);
            let what = self.key_at(at);
            let why = match error.message() {
                "duplicate key" => "this is said twice: keep one".to_owned(),
                why if what.is_empty() => format!("this is no TOML: {why}"),
                why => format!("this is no value: {why}; texts stand in \"double quotes\", numbers without"),
            };
            self.add(Fault { origin: self.origin(at), what, why });
        }
        let entries = if errors.is_empty() { table.into_inner() } else { DeTable::new() };
        Table { reader: self, section: "", start: None, entries, known: Vec::new() }
    }

    pub(super) fn add(&self, fault: Fault) {
        self.faults.borrow_mut().push(fault);
    }

    /// This, or all mistakes.
    pub(super) fn end<T>(self, read: T) -> Result<T, Error> {
        let faults = self.faults.into_inner();
        if faults.is_empty() { Ok(read) } else { Err(Error::new(faults)) }
    }

    fn origin(&self, at: usize) -> Origin {
        let before = self.text.get(..at).unwrap_or(self.text);
        Origin::File { name: Arc::clone(&self.name), line: 1 + before.matches('\n').count() }
    }

    /// What stands before the equals sign of the line at this place; the value may be a secret.
    fn key_at(&self, at: usize) -> String {
        let start = self.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        let line = self.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let key = line.split_once('=').map_or("", |(key, _)| key.trim());
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        if key.chars().all(fits) { key.to_owned() } else { String::new() }
    }

    /// A value as it is written, where that is short.
    fn written(&self, value: &Spanned<DeValue<'_>>) -> String {
        let written = self.text.get(value.span()).unwrap_or_default();
        let line = written.lines().next().unwrap_or_default();
        let end = line.floor_char_boundary(SHOWN);
        match line.get(..end) {
            Some(start) if start.len() == written.len() => format!(" = {written}"),
            Some(start) => format!(" = {start}…"),
            None => String::new(),
        }
    }
}

/// A table of the file, less the keys that were taken.
pub(super) struct Table<'r, 'a> {
    reader: &'r Reader<'a>,
    /// In its brackets; empty for the whole file.
    section: &'static str,
    /// Where it begins; none where the file does not have it.
    start: Option<usize>,
    entries: DeTable<'a>,
    known: Vec<&'static str>,
}

impl<'r, 'a> Table<'r, 'a> {
    /// Takes a key: its value as `read` understands it; nothing where it is absent or wrong.
    pub(super) fn get<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&DeValue<'_>) -> Result<T, String>,
    ) -> Setting<Option<T>> {
        self.taken(key, false, read)
    }

    /// As `get`, for a value that may hold a secret and is never repeated.
    pub(super) fn get_veiled<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&DeValue<'_>) -> Result<T, String>,
    ) -> Setting<Option<T>> {
        self.taken(key, true, read)
    }

    /// Takes a path; a relative one lies beside the file.
    pub(super) fn path(&mut self, key: &'static str) -> Setting<Option<PathBuf>> {
        let folder = self.reader.folder;
        self.taken(key, false, |value| value::text(value).map(|path| folder.join(path)))
    }

    /// As `path`, for a file that holds a secret: what stands here by mistake is not repeated.
    pub(super) fn path_of_secret(&mut self, key: &'static str) -> Setting<Option<PathBuf>> {
        let folder = self.reader.folder;
        self.taken(key, true, |value| value::text(value).map(|path| folder.join(path)))
    }

    fn taken<T>(
        &mut self,
        key: &'static str,
        veiled: bool,
        read: impl FnOnce(&DeValue<'_>) -> Result<T, String>,
    ) -> Setting<Option<T>> {
        self.known.push(key);
        let Some((name, value)) = self.entries.remove_entry(key) else {
            return Setting { value: None, origin: Origin::Default, section: self.section, key };
        };
        let origin = self.reader.origin(name.span().start);
        let value = match read(value.get_ref()) {
            Ok(value) => Some(value),
            Err(why) => {
                let written = if veiled { String::new() } else { self.reader.written(&value) };
                let what = format!("{} {key}{written}", self.section);
                self.reader.add(Fault { origin: origin.clone(), what, why });
                None
            }
        };
        Setting { value, origin, section: self.section, key }
    }

    /// As `get`; the absence of the key is a mistake where the file has the table.
    pub(super) fn need<T>(&mut self, setting: Setting<Option<T>>, why: &str) -> Setting<Option<T>> {
        if let (Some(start), Origin::Default) = (self.start, &setting.origin) {
            let what = format!("{} {}", self.section, setting.key);
            self.reader.add(Fault { origin: self.reader.origin(start), what, why: format!("missing: {why}") });
        }
        setting
    }

    /// Takes a section; an empty one where it is absent or no section.
    pub(super) fn table(&mut self, key: &'static str, section: &'static str) -> Table<'r, 'a> {
        self.known.push(key);
        let (mut entries, mut start) = (DeTable::new(), None);
        if let Some((name, value)) = self.entries.remove_entry(key) {
            match value.into_inner() {
                DeValue::Table(table) => (entries, start) = (table, Some(name.span().start)),
                _ => self.wrong(&name, key, &format!("this is a section: write {section} on a line of its own")),
            }
        }
        Table { reader: self.reader, section, start, entries, known: Vec::new() }
    }

    /// Takes sections of which there may be several.
    pub(super) fn tables(&mut self, key: &'static str, section: &'static str) -> Vec<Table<'r, 'a>> {
        self.known.push(key);
        let Some((name, value)) = self.entries.remove_entry(key) else { return Vec::new() };
        let why = format!("there may be several: write {section}, in double brackets, on a line of its own for each");
        let DeValue::Array(all) = value.into_inner() else {
            self.wrong(&name, key, &why);
            return Vec::new();
        };
        let mut found = Vec::new();
        for value in all {
            let start = Some(value.span().start);
            match value.into_inner() {
                DeValue::Table(entries) => {
                    found.push(Table { reader: self.reader, section, start, entries, known: Vec::new() });
                }
                _ => self.wrong(&name, key, &why),
            }
        }
        found
    }

    /// Whether the file has the table.
    pub(super) fn is_there(&self) -> bool {
        self.start.is_some()
    }

    /// A mistake of the table as a whole, at its beginning.
    pub(super) fn add(&self, why: impl Into<String>) {
        let origin = self.reader.origin(self.start.unwrap_or_default());
        self.reader.add(Fault { origin, what: self.section.to_owned(), why: why.into() });
    }

    /// Whatever was not taken is a mistake.
    pub(super) fn end(self) {
        for (name, value) in &self.entries {
            let key = name.get_ref();
            let near = self.known.iter().filter(|known| is_near(key, known));
            let near = near.min_by_key(|known| strsim::damerau_levenshtein(key, known));
            let is_section = matches!(value.get_ref(), DeValue::Table(_) | DeValue::Array(_));
            let why = match near {
                _ if self.section.is_empty() && !is_section => {
                    "this stands before any section: write it below the [section] that it belongs to".to_owned()
                }
                _ if SECRETS.iter().any(|secret| key.starts_with(secret)) && !self.known.contains(&key.as_ref()) => {
                    match self.known.iter().find(|known| known.ends_with("_file") && known.starts_with(key.as_ref())) {
                        Some(file) => format!(
                            "no secret stands in this file: put it into a file of its own, and name that as `{file}`"
                        ),
                        None => "there is no such key, and no secret stands in this file".to_owned(),
                    }
                }
                Some(near) if self.section.is_empty() => format!("there is no such section; did you mean [{near}]?"),
                Some(near) => format!("there is no such key; did you mean `{near}`?"),
                None if self.section.is_empty() => {
                    format!("there is no such section; there are {}", listed(&self.known))
                }
                None => format!("there is no such key; there are {}", listed(&self.known)),
            };
            let what = match self.section {
                "" if is_section => format!("[{key}]"),
                "" => format!("{key}"),
                section => format!("{section} {key}"),
            };
            self.reader.add(Fault { origin: self.reader.origin(name.span().start), what, why });
        }
    }

    fn wrong(&self, name: &Spanned<std::borrow::Cow<'_, str>>, key: &str, why: &str) {
        let what = [self.section, key].join(" ").trim_start().to_owned();
        self.reader.add(Fault { origin: self.reader.origin(name.span().start), what, why: why.to_owned() });
    }
}

/// Whether one was meant where the other was written.
fn is_near(written: &str, known: &str) -> bool {
    strsim::damerau_levenshtein(written, known) <= 1 + known.len() / 4
}

fn listed(known: &[&str]) -> String {
    known.iter().map(|known| format!("`{known}`")).collect::<Vec<_>>().join(", ")
}
