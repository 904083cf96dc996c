//! What a check found: damage with its name, and counts of what was looked at.

use std::fmt::Write as _;
use std::process::ExitCode;

use serde::Serialize;

use super::super::out;

/// The most damages that are told one by one.
const TOLD: usize = 1000;

/// Everything that was found.
#[derive(Debug, Default, Serialize)]
pub(super) struct Findings {
    /// The version of this form.
    v: u8,
    /// `sound`, `damaged` or `unfinished`.
    result: &'static str,
    damage: Vec<Damage>,
    /// How many damages there are, told or not.
    damages: u64,
    unfinished: Vec<String>,
    notes: Vec<String>,
    pub(super) checked: Checked,
}

/// How many of each were looked at.
#[derive(Debug, Default, Serialize)]
pub(super) struct Checked {
    pub(super) deliveries: u64,
    pub(super) statements: u64,
    /// Signatures and time-stamps of sealed evidence.
    pub(super) seals: u64,
    /// Contents that were decrypted and compared with the digest in the evidence.
    pub(super) contents: u64,
    pub(super) bundles: u64,
    pub(super) log_entries: u64,
    pub(super) checkpoints: u64,
    pub(super) log_files: u64,
    /// Deliveries whose record key was destroyed: nothing of them can be read, as was wanted.
    pub(super) erased: u64,
    /// Deliveries whose content key was destroyed.
    pub(super) closed: u64,
}

#[derive(Debug, Serialize)]
struct Damage {
    name: &'static str,
    at: String,
    sentence: String,
}

impl Findings {
    /// Something is not as it was written.
    pub(super) fn damage(&mut self, name: &'static str, at: impl std::fmt::Display, sentence: impl Into<String>) {
        self.damages += 1;
        if self.damage.len() < TOLD {
            self.damage.push(Damage { name, at: format!("{at}"), sentence: sentence.into() });
        }
    }

    /// Something is worth knowing and no damage.
    pub(super) fn note(&mut self, note: impl Into<String>) {
        if self.notes.len() < TOLD {
            self.notes.push(note.into());
        }
    }

    /// The check ended early.
    pub(super) fn unfinished(&mut self, why: &str) {
        self.unfinished.push(why.to_owned());
    }

    fn code(&self) -> u8 {
        match (self.damages, self.unfinished.is_empty()) {
            (0, true) => 0,
            (0, false) => 2,
            _ => 1,
        }
    }

    /// Prints it and gives the exit code.
    ///
    /// # Errors
    /// It cannot be written as JSON.
    pub(super) fn print(mut self, json: bool) -> anyhow::Result<ExitCode> {
        let code = self.code();
        self.v = 1;
        self.result = ["sound", "damaged", "unfinished"].get(usize::from(code)).unwrap_or(&"");
        if json {
            out::line(format_args!("{}", serde_json::to_string_pretty(&self)?));
        } else {
            out::text(format_args!("{}", self.text()));
        }
        Ok(ExitCode::from(code))
    }

    fn text(&self) -> String {
        let mut text = String::new();
        let mut line = |words: &str| _ = writeln!(text, "{words}");
        for damage in &self.damage {
            line(&format!("DAMAGED {} {}: {}", damage.name, damage.at, damage.sentence));
        }
        if self.damages > self.damage.len() as u64 {
            line(&format!("and {} more", self.damages - self.damage.len() as u64));
        }
        self.unfinished.iter().for_each(|why| line(&format!("UNFINISHED: {why}")));
        self.notes.iter().for_each(|note| line(note));
        let c = &self.checked;
        line(&format!(
            "{} deliveries ({} erased, {} closed), {} statements, {} seals, {} contents, {} bundles; \
             {} entries of the log, {} checkpoints, {} files of it",
            c.deliveries,
            c.erased,
            c.closed,
            c.statements,
            c.seals,
            c.contents,
            c.bundles,
            c.log_entries,
            c.checkpoints,
            c.log_files
        ));
        if self.code() == 0 {
            line("SOUND: everything is as it was written.");
        }
        text
    }
}
