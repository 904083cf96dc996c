//! What is wrong with a setting: one form for all, `recepis.toml:12: [mail.relay] port = 99999: a port is 1 to 65535`.

use std::fmt;

use super::setting::Origin;

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it stands.
    pub origin: Origin,
    /// Which setting it is, with its value where that may be shown; empty where it is the file itself.
    pub what: String,
    /// What is wrong, or what would be right.
    pub why: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Origin::File { name, line } = &self.origin {
            write!(f, "{name}:{line}: ")?;
        }
        if !self.what.is_empty() {
            write!(f, "{}: ", self.what)?;
        }
        f.write_str(&self.why)
    }
}

impl std::error::Error for Fault {}

/// All mistakes of a file, in the order of its lines; one line each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Vec<Fault>);

impl Error {
    /// These; at least one.
    pub fn new(mut faults: Vec<Fault>) -> Self {
        faults.sort_by_key(|fault| fault.origin.line());
        Self(faults)
    }

    /// Each of them.
    pub fn faults(&self) -> &[Fault] {
        &self.0
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, fault) in self.0.iter().enumerate() {
            let end = if place == 0 { "" } else { "\n" };
            write!(f, "{end}{fault}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
