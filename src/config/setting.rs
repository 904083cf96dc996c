//! One setting: its value, and where that comes from.

use std::sync::Arc;

use super::fault::Fault;
use super::list::Show;

/// Who said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody: the value that holds where nothing is said.
    Default,
    /// A file.
    File {
        /// As the operator named it.
        name: Arc<str>,
        /// From 1.
        line: usize,
    },
    /// The command line.
    Flag(&'static str),
}

impl Origin {
    /// The line in the file; none where it does not stand in one.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::File { line, .. } => Some(*line),
            Self::Default | Self::Flag(_) => None,
        }
    }
}

/// A value under its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting<T> {
    /// What is in force.
    pub value: T,
    /// Who said so.
    pub origin: Origin,
    /// The section, in its brackets.
    pub(super) section: &'static str,
    /// The key in it.
    pub(super) key: &'static str,
}

impl<T> Setting<T> {
    /// Takes another value, which a flag gives.
    pub fn by_flag(&mut self, flag: &'static str, value: T) {
        self.value = value;
        self.origin = Origin::Flag(flag);
    }

    /// Whether anybody said it.
    pub fn is_said(&self) -> bool {
        self.origin != Origin::Default
    }
}

impl<T> Setting<Option<T>> {
    /// The value, or this one where there is none.
    pub(super) fn or(self, value: T) -> Setting<T> {
        Setting { value: self.value.unwrap_or(value), origin: self.origin, section: self.section, key: self.key }
    }
}

impl<T: Show> Setting<T> {
    /// A mistake that is found out later, at the setting's own place.
    pub fn wrong(&self, why: impl Into<String>) -> Fault {
        let shown = match self.value.show() {
            serde_json::Value::Null => String::new(),
            shown => format!(" = {shown}"),
        };
        let what = match self.origin {
            Origin::Flag(flag) => format!("{flag}{}", shown.replacen(" = ", " ", 1)),
            Origin::File { .. } => format!("{} {}{shown}", self.section, self.key),
            Origin::Default => format!("{} {}{shown} (default)", self.section, self.key),
        };
        Fault { origin: self.origin.clone(), what, why: why.into() }
    }
}
