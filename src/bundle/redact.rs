//! Leaving out: a bundle with the extracts of its evidence instead of that, for whoever wants to show steps and times alone. Whoever holds a
//! bundle can do it; nobody signs anything anew. Manifest and signature stay as they are, so what was left out can be told.
//!
//! Kept, octet for octet: extracts, their log proofs, `trust/`, manifest and signature. Added, beside each extract: the time-stamp out of its
//! evidence, and what opens the fields that are to be shown.

use std::io::{Read, Seek, SeekFrom, Write};

use crate::format::extract::{self, Field, Openings};
use crate::format::zip::{self, Archive, Writer};
use crate::seal::xades;

use super::open::{Limits, Numbered, OpenBundle, open};
use super::role::Role;
use super::{Error, MEDIA_TYPE};

/// A redacted bundle.
#[derive(Debug)]
pub struct Redaction<W> {
    /// Where it was written to.
    pub out: W,
    /// The extracts in it.
    pub shown: Vec<String>,
    /// Evidence that has no extract, so that nothing of it is shown.
    pub without: Vec<String>,
}

/// Writes the bundle anew with extracts instead of evidence, and with these fields opened.
///
/// # Errors
/// `NoExtract` where no evidence has one; the bundle cannot be read, or `out` not be written.
pub fn redact<W: Write>(mut bundle: impl Read + Seek, shown: &[Field], out: W) -> Result<Redaction<W>, Error> {
    let opened = open(&mut bundle, &Limits::default())?;
    if opened.extracts.is_empty() {
        return Err(Error::NoExtract);
    }
    bundle.seek(SeekFrom::Start(0)).map_err(|error| Error::Open(error.into()))?;
    let mut archive = Archive::open(bundle, &zip::Limits::default()).map_err(Error::Open)?;
    let mut zip = Writer::new(out);
    zip.stored("mimetype", MEDIA_TYPE.as_bytes()).map_err(Error::Pack)?;
    let names: Vec<String> = archive.members().iter().map(|member| member.name.clone()).collect();
    for name in names.iter().filter(|name| stays(&Role::of(name))) {
        zip.copied(&mut archive, name, name).map_err(Error::Pack)?;
    }
    for one in &opened.extracts {
        let sequence = one.sequence;
        if let Some(token) = stamp(&opened, sequence) {
            zip.deflated(&name(&Role::ExtractStamp { sequence })?, &token).map_err(Error::Pack)?;
        }
        if let Some(openings) = openings(&opened, sequence, shown)? {
            zip.deflated(&name(&Role::Opened { sequence })?, &openings).map_err(Error::Pack)?;
        }
    }
    let has = |sequence: u32| opened.extracts.iter().any(|one| one.sequence == sequence);
    let without = opened.evidence.iter().filter(|one| !has(one.sequence)).map(|one| one.file.name.clone()).collect();
    let shown = opened.extracts.iter().map(|one| one.file.name.clone()).collect();
    Ok(Redaction { out: zip.finish(false).map_err(Error::Pack)?, shown, without })
}

/// Whether a file says nothing of anybody that its extract does not.
fn stays(role: &Role) -> bool {
    matches!(
        role,
        Role::Extract { .. }
            | Role::ExtractProof { .. }
            | Role::Certificate { .. }
            | Role::Crl { .. }
            | Role::OcspResponse { .. }
            | Role::VerifierKey { .. }
            | Role::Manifest
            | Role::Signature
    )
}

/// The time-stamp of the evidence with this number; or the one that was taken out of it before.
fn stamp(bundle: &OpenBundle, sequence: u32) -> Option<Vec<u8>> {
    let evidence = bundle.evidence.iter().find(|one| one.sequence == sequence);
    let token = evidence.and_then(|one| xades::check(&one.file.octets).ok()?.token);
    token.or_else(|| bundle.extract_stamps.iter().find(|one| one.number == sequence).map(|one| one.file.octets.clone()))
}

/// What opens the fields to be shown; nothing where none is.
fn openings(bundle: &OpenBundle, sequence: u32, shown: &[Field]) -> Result<Option<Vec<u8>>, Error> {
    let of = |file: &&Numbered| file.number == sequence;
    let Some(file) = bundle.openings.iter().chain(&bundle.opened).find(of) else { return Ok(None) };
    let unreadable = |error: extract::Error| Error::Openings { file: file.file.name.clone(), why: error };
    let Openings { evidence, fields } = extract::read_openings(&file.file.octets).map_err(unreadable)?;
    let fields: Vec<_> = fields.into_iter().filter(|opening| shown.contains(&opening.field)).collect();
    if fields.is_empty() {
        return Ok(None);
    }
    extract::write_openings(&Openings { evidence, fields }).map(Some).map_err(unreadable)
}

fn name(role: &Role) -> Result<String, Error> {
    role.name().ok_or_else(|| Error::Name(format!("{role:?}")))
}
