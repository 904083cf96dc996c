//! What program runs: at each start the log says version, digest of the program's file and digest of the settings, also where
//! nothing changed. The note is kept and entered in the log in one unit, before any door opens.
//!
//! Crash before the unit: nothing was said, and no door was open. After it: the entry waits for the log like any other.

use crate::erds::content::Sha256;
use crate::erds::id::EvidenceId;
use crate::store::{ServiceStart, Work};
use crate::tlog::service::{NotAVersion, ServiceStatement};

use super::promise::signed;
use super::{Fault, Service};

/// A program, as it knows itself.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// Its version.
    pub version: &'static str,
    /// SHA-256 of its file.
    pub binary: Sha256,
    /// SHA-256 of its settings, without secrets.
    pub configuration: Sha256,
}

/// Says what runs from this moment on.
///
/// # Errors
/// `Unavailable` where the database is busy or full: then nothing is to be started.
pub async fn announce(service: &Service, program: &Program) -> Result<(), Fault> {
    let started = service.now();
    let [key, _] = &service.log;
    let note = signed(
        service,
        ServiceStatement {
            origin: key.key.name().to_owned(),
            version: program.version.parse().map_err(|error: NotAVersion| Fault::Broken { what: error.to_string() })?,
            binary: program.binary,
            configuration: program.configuration,
            started,
        },
    )?;
    let mut work = Work::new();
    let id = EvidenceId::new(started, service.random());
    work.start(ServiceStart { id, started, note: note.into_bytes() });
    Ok(service.store.commit(work).await?)
}
