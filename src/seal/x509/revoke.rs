//! Issuing a CRL: prepare → (the authority signs) → assemble. The embedded authority issues one at first start and daily.

use der::Encode as _;
use der::asn1::BitString;
use x509_cert::crl::{CertificateList, RevokedCert, TbsCertList};
use x509_cert::ext::ToExtension as _;
use x509_cert::ext::pkix::{AuthorityKeyIdentifier, CrlNumber, CrlReason};
use x509_cert::serial_number::SerialNumber;

use super::issue::key_identifier;
use super::{Certificate, Crl, Error, Revocation, identifier, time};
use crate::crypto::{self, Algorithm};
use crate::erds::moment::Moment;

/// What is to stand in a CRL.
#[derive(Clone, Debug)]
pub struct RevocationList<'a> {
    /// The authority whose certificates it is about.
    pub issuer: &'a Certificate,
    /// Counts up by one from 1.
    pub number: u64,
    /// When it is issued.
    pub this_update: Moment,
    /// By when the next one comes.
    pub next_update: Moment,
    /// What is revoked.
    pub revoked: &'a [Revocation],
}

/// A CRL that lacks its signature.
pub struct PreparedCrl {
    /// The bytes to sign with the issuer's key.
    pub to_sign: Vec<u8>,
    list: TbsCertList,
    algorithm: Algorithm,
    spki: Vec<u8>,
}

/// Prepares a CRL that its issuer will sign with `algorithm`.
///
/// # Errors
/// A serial number or reason that no CRL can hold, or an end before its beginning.
pub fn prepare_crl(request: &RevocationList<'_>, algorithm: Algorithm) -> Result<PreparedCrl, Error> {
    if request.this_update >= request.next_update {
        return Err(Error::Value("next update"));
    }
    let list = list(request, algorithm)?;
    let to_sign = list.to_der().map_err(Error::Encode)?;
    Ok(PreparedCrl { to_sign, list, algorithm, spki: request.issuer.spki() })
}

impl PreparedCrl {
    /// The CRL with its signature (ECDSA in DER form), which must be the issuer's.
    ///
    /// # Errors
    /// The signature does not match, or the CRL can not be read back.
    pub fn assemble(self, signature: &[u8]) -> Result<Crl, Error> {
        crypto::verify(self.algorithm, &self.spki, &self.to_sign, signature).map_err(Error::Signature)?;
        let crl = CertificateList {
            signature_algorithm: self.list.signature.clone(),
            tbs_cert_list: self.list,
            signature: BitString::from_bytes(signature).map_err(Error::Encode)?,
        };
        Crl::parse(&crl.to_der().map_err(Error::Encode)?)
    }
}

fn list(request: &RevocationList<'_>, algorithm: Algorithm) -> Result<TbsCertList, Error> {
    let name = request.issuer.inner().tbs_certificate().subject();
    let key = match request.issuer.key_identifier() {
        Some(stated) => stated.0,
        None => key_identifier(request.issuer.inner().tbs_certificate().subject_public_key_info())?,
    };
    let of_issuer = AuthorityKeyIdentifier { key_identifier: Some(key), ..Default::default() };
    let number = CrlNumber::try_from(request.number).map_err(Error::Encode)?;
    let extensions = vec![
        of_issuer.to_extension(name, &[]).map_err(Error::Encode)?,
        number.to_extension(name, &[]).map_err(Error::Encode)?,
    ];
    let revoked = request.revoked.iter().map(|line| entry(line, name)).collect::<Result<Vec<_>, _>>()?;
    Ok(TbsCertList {
        version: x509_cert::Version::V2,
        signature: identifier(algorithm).map_err(Error::Encode)?,
        issuer: name.clone(),
        this_update: time(request.this_update).map_err(Error::Encode)?,
        next_update: Some(time(request.next_update).map_err(Error::Encode)?),
        revoked_certificates: (!revoked.is_empty()).then_some(revoked),
        crl_extensions: Some(extensions),
    })
}

fn entry(line: &Revocation, issuer: &x509_cert::name::Name) -> Result<RevokedCert, Error> {
    let reason = line.reason.map(reason).transpose()?;
    let extension = reason.map(|reason| reason.to_extension(issuer, &[])).transpose().map_err(Error::Encode)?;
    Ok(RevokedCert {
        serial_number: SerialNumber::new(&line.serial).map_err(Error::Encode)?,
        revocation_date: time(line.since).map_err(Error::Encode)?,
        crl_entry_extensions: extension.map(|extension| vec![extension]),
    })
}

/// [RFC 5280 §5.3.1]; unspecified is left out rather than stated, hold and removal are not ours to give.
pub(super) fn reason(number: u8) -> Result<CrlReason, Error> {
    match number {
        1 => Ok(CrlReason::KeyCompromise),
        2 => Ok(CrlReason::CaCompromise),
        3 => Ok(CrlReason::AffiliationChanged),
        4 => Ok(CrlReason::Superseded),
        5 => Ok(CrlReason::CessationOfOperation),
        9 => Ok(CrlReason::PrivilegeWithdrawn),
        _ => Err(Error::Value("reason of revocation")),
    }
}
