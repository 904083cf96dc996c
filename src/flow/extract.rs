//! The extract of each evidence: made and sealed when that is sealed, kept and entered in the log in the same unit of work. It bears no
//! time-stamp of its own: what was stamped is the evidence, the extract names that stamp, and the log says since when the extract is there.

use crate::crypto::sha256;
use crate::erds::content::Sha256;
use crate::erds::id::EvidenceId;
use crate::format::{evidence, extract};
use crate::seal::xades;
use crate::store::NewExtract;

use super::{Fault, Service, chain};

/// The sealed extract of a statement of the chain, which stands in this sealed file.
pub(super) fn beside(service: &Service, canonical: &[u8], sealed: &[u8]) -> Result<NewExtract, Fault> {
    let statement = evidence::read(canonical).map_err(|error| broken(&error))?;
    let seal = xades::check(sealed).map_err(|error| broken(&error))?;
    let salts = std::array::from_fn(|_| service.random());
    let made = extract::Extract::of(&statement, Sha256(sha256(sealed)), Sha256(seal.imprint), salts);
    let (made, openings) = made.map_err(|error| broken(&error))?;
    let octets = extract::write(&made).map_err(|error| broken(&error))?;
    let openings = extract::write_openings(&openings).map_err(|error| broken(&error))?;
    let now = service.now();
    Ok(NewExtract { id: EvidenceId::new(now, service.random()), sealed: signed(service, &octets)?, openings })
}

/// Signs an extract, and checks the result as a verifier would.
fn signed(service: &Service, octets: &[u8]) -> Result<Vec<u8>, Fault> {
    let (key, now) = (&service.seal.signer, service.now());
    let certificate = service.seal.certificate.der();
    let prepared = xades::prepare(octets, certificate, now.whole_seconds(), key.algorithm());
    let prepared = prepared.map_err(|error| broken(&error))?;
    let signature = key.sign_at(&prepared.to_sign, now).map_err(|error| broken(&error))?;
    let signed = prepared.assemble(&signature).map_err(|error| broken(&error))?.bytes;
    let facts = xades::check(&signed).map_err(|error| broken(&error))?;
    if facts.digest == sha256(octets) { Ok(signed) } else { Err(broken(&extract::Error::Form)) }
}

fn broken(error: &dyn std::error::Error) -> Fault {
    Fault::Broken { what: format!("an extract cannot be made: {}", chain(error)) }
}
