//! What runs, as the log says at each start of the daemon: its version, the digests of its binary and of its configuration
//! without secrets. The SHA-256 of the whole note is an entry of the log.

use std::str::FromStr;

use crate::erds::content::Sha256;
use crate::erds::moment::Moment;

use super::own::{Error, Fields, Said};

/// What a daemon is that has started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceStatement {
    /// The name of its log.
    pub origin: String,
    /// The version that it calls itself.
    pub version: Version,
    /// SHA-256 of the program's file.
    pub binary: Sha256,
    /// SHA-256 of its settings, without secrets, as canonical JSON.
    pub configuration: Sha256,
    /// When it started.
    pub started: Moment,
}

/// A version: 1 to 64 letters, digits and `.+-`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version(String);

impl Version {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text is no version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a version is 1 to 64 letters, digits, dots, plus signs and hyphens")]
pub struct NotAVersion;

impl FromStr for Version {
    type Err = NotAVersion;

    fn from_str(text: &str) -> Result<Self, NotAVersion> {
        let plain = text.bytes().all(|octet| octet.is_ascii_alphanumeric() || b".+-".contains(&octet));
        if plain && (1..=64).contains(&text.len()) { Ok(Self(text.to_owned())) } else { Err(NotAVersion) }
    }
}

impl Said for ServiceStatement {
    const FIRST: &'static str = "recepis service v1";

    fn origin(&self) -> &str {
        &self.origin
    }

    fn fields(&self) -> Vec<(&'static str, String)> {
        vec![
            ("version", self.version.0.clone()),
            ("binary", self.binary.to_string()),
            ("configuration", self.configuration.to_string()),
            ("started", self.started.to_string()),
        ]
    }

    fn read(origin: String, fields: &mut Fields<'_>) -> Result<Self, Error> {
        let digest = "a SHA-256 digest, 64 hexadecimal digits";
        Ok(Self {
            origin,
            version: fields.next("version", "1 to 64 letters, digits, dots, plus signs and hyphens")?,
            binary: fields.next("binary", digest)?,
            configuration: fields.next("configuration", digest)?,
            started: fields.next("started", "a moment such as 2026-11-24T09:14:00Z")?,
        })
    }
}
