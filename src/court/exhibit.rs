//! The report as a file to read and to hand in, in a language that we speak; and the same on the terminal.

use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use crate::verify::exhibit;
use crate::verify::report::Report;
use crate::words::Language;

use super::Arguments;

/// How the document is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Html,
    Text,
}

impl Form {
    /// The form that a file's ending asks for.
    fn of(path: &Path) -> Result<Self, String> {
        match path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).as_deref() {
            Some("html") => Ok(Self::Html),
            Some("txt") => Ok(Self::Text),
            _ => Err(format!("--report {}: name a file that ends in .html or .txt", path.display())),
        }
    }
}

/// The language of this code.
pub(super) fn language(code: &str) -> Result<Language, String> {
    let known = Language::ALL.into_iter().find(|language| language.code() == code);
    known.ok_or_else(|| format!("--language: `{code}` is none of nl, en, de, fr"))
}

/// Whether a report can be written where the arguments say, before anything is judged.
pub(super) fn check(arguments: &Arguments) -> Result<(), String> {
    let Some(path) = &arguments.report else { return Ok(()) };
    Form::of(path)?;
    if path.symlink_metadata().is_ok() { Err(exists(path)) } else { Ok(()) }
}

/// Writes the report where the arguments ask for it, and gives what is printed: the report itself, in the language asked for.
pub(super) fn put(arguments: &Arguments, report: &Report) -> Result<String, String> {
    let language = arguments.language.unwrap_or(Language::English);
    if let Some(path) = &arguments.report {
        let document = exhibit::document(report, language);
        let drawn = match Form::of(path)? {
            Form::Html => exhibit::html(&document),
            Form::Text => exhibit::text(&document),
        };
        write(path, drawn.as_bytes())?;
    }
    Ok(match (arguments.json, arguments.language) {
        (true, _) => report.to_json(),
        (false, Some(language)) => exhibit::text(&exhibit::document(report, language)),
        (false, None) => report.to_text(),
    })
}

/// Never over a file that is there, even one that appeared meanwhile.
fn write(path: &Path, octets: &[u8]) -> Result<(), String> {
    let cannot = |why: std::io::Error| match why.kind() {
        ErrorKind::AlreadyExists => exists(path),
        _ => format!("--report {}: {why}", path.display()),
    };
    let mut file = File::create_new(path).map_err(cannot)?;
    file.write_all(octets).and_then(|()| file.sync_all()).map_err(cannot)
}

fn exists(path: &Path) -> String {
    format!("--report {}: this file exists, and is not written over", path.display())
}
