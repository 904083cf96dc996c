//! What an audit found: as lines and as JSON.

use std::fmt::{self, Write as _};
use std::process::ExitCode;

use serde::Serialize;

use super::super::out;
use crate::tlog::audit;
use crate::tlog::checkpoint::Checkpoint;

/// Everything that was found.
#[derive(Debug, Default, Serialize)]
pub(super) struct Outcome {
    /// The version of this form.
    v: u8,
    /// `sound`, `fault` or `unfinished`.
    result: &'static str,
    /// The log's name.
    pub(super) origin: Option<String>,
    /// The checkpoint of the state.
    pub(super) seen: Option<Head>,
    /// The log's checkpoint.
    pub(super) head: Option<Head>,
    /// From which entry on all were read, to the log's end.
    pub(super) walked_from: Option<u64>,
    pub(super) sources: Vec<Shown>,
    pub(super) evidence: Vec<Evidence>,
    pub(super) faults: Vec<Fault>,
    /// What could not be done.
    pub(super) unfinished: Vec<String>,
    /// What is worth knowing and no fault.
    pub(super) notes: Vec<String>,
}

/// Size and root.
#[derive(Debug, Serialize)]
pub(super) struct Head {
    size: u64,
    root: String,
}

impl From<&Checkpoint> for Head {
    fn from(checkpoint: &Checkpoint) -> Self {
        Self { size: checkpoint.size(), root: checkpoint.root().to_string() }
    }
}

/// What a source showed.
#[derive(Debug, Serialize)]
pub(super) struct Shown {
    pub(super) source: String,
    pub(super) size: u64,
    pub(super) post_quantum: bool,
    pub(super) cosigned_by: Vec<String>,
    /// Whether enough witnesses cosigned; `None` where none is known.
    pub(super) quorum: Option<bool>,
    /// From which entry on its own were read, to its end; `None` where they were not.
    pub(super) walked_from: Option<u64>,
}

/// An evidence of a bundle.
#[derive(Debug, Serialize)]
pub(super) struct Evidence {
    pub(super) bundle: String,
    pub(super) file: String,
    /// Where its entry is; `None` where it was not found.
    pub(super) index: Option<u64>,
}

/// A fault, with where it was found.
#[derive(Debug, Serialize)]
pub(super) struct Fault {
    name: &'static str,
    at: String,
    sentence: String,
}

/// Why a step ended early.
#[derive(Debug)]
pub(super) enum Stop {
    /// Something is wrong.
    Fault(audit::Fault),
    /// Something could not be read.
    Unfinished(String),
}

impl From<audit::Fault> for Stop {
    fn from(fault: audit::Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<String> for Stop {
    fn from(why: String) -> Self {
        Self::Unfinished(why)
    }
}

impl From<crate::tlog::tile::Error> for Stop {
    fn from(error: crate::tlog::tile::Error) -> Self {
        Self::Fault(audit::Fault::new(audit::Name::Malformed, format!("{error}.")))
    }
}

impl From<crate::tlog::view::Error> for Stop {
    fn from(error: crate::tlog::view::Error) -> Self {
        Self::Fault(audit::Fault::new(audit::Name::Malformed, format!("{error}.")))
    }
}

impl Outcome {
    /// Notes from which entry on those of a source are read.
    pub(super) fn walks(&mut self, source: impl fmt::Display, from: u64) {
        let source = source.to_string();
        for shown in self.sources.iter_mut().filter(|shown| shown.source == source) {
            shown.walked_from = Some(from);
        }
    }

    /// Notes why a step ended early; whether it did not.
    pub(super) fn took(&mut self, at: impl fmt::Display, step: Result<(), Stop>) -> bool {
        match step {
            Ok(()) => return true,
            Err(Stop::Unfinished(why)) => self.unfinished.push(why),
            Err(Stop::Fault(fault)) => {
                self.faults.push(Fault { name: fault.name.as_str(), at: at.to_string(), sentence: fault.sentence });
            }
        }
        false
    }

    /// Whether everything held and everything was done.
    pub(super) fn is_sound(&self) -> bool {
        self.faults.is_empty() && self.unfinished.is_empty()
    }

    fn code(&self) -> u8 {
        if self.is_sound() { 0 } else { 2 - u8::from(!self.faults.is_empty()) }
    }

    /// Prints it and gives the exit code.
    ///
    /// # Errors
    /// Standard output is closed, which is nobody's fault.
    pub(super) fn print(mut self, json: bool) -> anyhow::Result<ExitCode> {
        (self.v, self.result) = (1, ["sound", "fault", "unfinished"].get(usize::from(self.code())).unwrap_or(&""));
        if json {
            out::line(format_args!("{}", serde_json::to_string_pretty(&self)?));
        } else {
            out::text(format_args!("{}", self.text()));
        }
        Ok(ExitCode::from(self.code()))
    }

    fn text(&self) -> String {
        let mut text = String::new();
        let mut line = |words: &str| _ = writeln!(text, "{words}");
        for fault in &self.faults {
            line(&format!("{} in {}: {}", fault.name.to_uppercase(), fault.at, fault.sentence));
        }
        for why in &self.unfinished {
            line(&format!("UNFINISHED: {why}."));
        }
        for shown in &self.sources {
            let witnesses = if shown.cosigned_by.is_empty() {
                "cosigned by no witness that you know".to_owned()
            } else {
                format!("cosigned by {}", shown.cosigned_by.join(", "))
            };
            let quorum = if shown.quorum == Some(false) { ", which is not enough" } else { "" };
            line(&format!("{}: {} entries, {witnesses}{quorum}", shown.source, shown.size));
        }
        for evidence in &self.evidence {
            let place = evidence.index.map_or("not found".to_owned(), |index| format!("entry {index}"));
            line(&format!("{} {}: {place}", evidence.bundle, evidence.file));
        }
        self.notes.iter().for_each(|note| line(note));
        if let (true, Some(head), Some(origin)) = (self.is_sound(), &self.head, &self.origin) {
            let from = self.seen.as_ref().map_or(0, |seen| seen.size);
            line(&format!("SOUND: {origin} has only grown, from {from} to {} entries.", head.size));
        }
        text
    }
}
