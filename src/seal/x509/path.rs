//! The certification path [RFC 5280 §6]: from a certificate over an untrusted pool to a given anchor, at a moment.
//!
//! Trust comes from the anchors alone; pool and CRLs only help. Names are compared octet by octet, policies are not
//! processed, and a critical extension that is not understood (name constraints among them) ends the path.

use const_oid::db::rfc5280;
use der::asn1::ObjectIdentifier;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage};

use super::revocation::{Revocations, revocation};
use super::{Certificate, Unheard};
use crate::erds::moment::Moment;

/// The most certificates in a path, leaf and anchor included.
const LENGTH: usize = 6;
/// The most certificates of a pool that are looked at.
const POOL: usize = 64;
/// The most signatures that the search for one path checks.
const CHECKS: usize = 256;
/// Critical extensions whose meaning is taken into account here; policies only in that none is asked for.
const UNDERSTOOD: [ObjectIdentifier; 5] = [
    rfc5280::ID_CE_BASIC_CONSTRAINTS,
    rfc5280::ID_CE_KEY_USAGE,
    rfc5280::ID_CE_EXT_KEY_USAGE,
    rfc5280::ID_CE_SUBJECT_ALT_NAME,
    rfc5280::ID_CE_CERTIFICATE_POLICIES,
];

/// What the leaf is to be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Sealing evidence and mail: digitalSignature and nonRepudiation, emailProtection.
    Seal,
    /// Time-stamps: digitalSignature, exactly one extended key usage, timeStamping, critical [RFC 3161 §2.3].
    TimeStamping,
    /// Signatures of others, on documents or mail: digitalSignature or nonRepudiation, whatever else it is for.
    Signature,
    /// An authority: basicConstraints CA and keyCertSign.
    Ca,
    /// A TLS server: digitalSignature, serverAuth.
    Tls,
}

/// A path that holds at the moment asked for.
#[derive(Clone, Debug)]
pub struct Path {
    /// Leaf first, anchor last.
    pub certificates: Vec<Certificate>,
    /// Up to when it is known that none of the path was revoked; `None` where nothing below the anchor needed a CRL.
    pub revocation_known_until: Option<Moment>,
    /// The leaf is revoked, but only after the moment asked for.
    pub revoked_later: Option<Moment>,
}

/// Why there is no path. Beside each stands the sub-indication of EN 319 102-1 that it leads to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// No chain of good signatures leads to an anchor: NO_CERTIFICATE_CHAIN_FOUND.
    #[error("no chain of certificates leads from {subject} to a trusted authority")]
    NoChain {
        /// The leaf.
        subject: String,
    },
    /// More certificates than are looked at: NO_CERTIFICATE_CHAIN_FOUND.
    #[error("there are too many certificates to look for a path")]
    TooMany,
    /// Signed with an algorithm that is not taken: CRYPTO_CONSTRAINTS_FAILURE_NO_POE.
    #[error("the certificate of {subject} is signed with an algorithm that is not taken")]
    Algorithm {
        /// Whose certificate.
        subject: String,
    },
    /// Not an authority, or its path length is exceeded: CHAIN_CONSTRAINTS_FAILURE.
    #[error("{subject} is not an authority that may issue here")]
    NotAnAuthority {
        /// Whose certificate.
        subject: String,
    },
    /// A critical extension is not understood, or one is malformed: CHAIN_CONSTRAINTS_FAILURE.
    #[error("the certificate of {subject} holds a critical or malformed extension {oid} that is not understood")]
    Extension {
        /// Whose certificate.
        subject: String,
        /// Which extension.
        oid: String,
    },
    /// The key usage does not allow the purpose: CHAIN_CONSTRAINTS_FAILURE (leaf of a seal: SIG_CONSTRAINTS_FAILURE).
    #[error("the certificate of {subject} is not meant for this use: it lacks {needs}")]
    Usage {
        /// Whose certificate.
        subject: String,
        /// What is missing.
        needs: &'static str,
    },
    /// Not valid yet: NOT_YET_VALID.
    #[error("the certificate of {subject} is valid only from {from}")]
    NotYetValid {
        /// Whose certificate.
        subject: String,
        /// The first moment of its validity.
        from: Moment,
    },
    /// No longer valid: EXPIRED, or OUT_OF_BOUNDS_NO_POE where the moment is not proven.
    #[error("the certificate of {subject} was valid until {until}")]
    Expired {
        /// Whose certificate.
        subject: String,
        /// The last moment of its validity.
        until: Moment,
    },
    /// Revoked at or before the moment: REVOKED, or REVOKED_NO_POE (an authority: REVOKED_CA_NO_POE) where it is not proven.
    #[error("the certificate of {subject} is revoked since {since}")]
    Revoked {
        /// Whose certificate.
        subject: String,
        /// From when on.
        since: Moment,
        /// The reason's number [RFC 5280 §5.3.1].
        reason: Option<u8>,
    },
    /// No CRL and no OCSP response of the issuer covers the moment: TRY_LATER.
    #[error("whether the certificate of {subject} was revoked is not known for that moment{}", because(why.as_ref()))]
    RevocationUnknown {
        /// Whose certificate.
        subject: String,
        /// Why an OCSP response about it does not tell, where there is one.
        why: Option<Unheard>,
    },
}

fn because(why: Option<&Unheard>) -> String {
    why.map(|why| format!(": {why}")).unwrap_or_default()
}

/// Looks for a path from `leaf` to one of `anchors` that holds at `at` for `purpose`.
///
/// Each certificate below the anchor needs a CRL or OCSP response of its issuer that is in force at `at`, or issued after it; one issued
/// before `at` suffices, and `Path::revocation_known_until` says how far knowledge reaches.
///
/// # Errors
/// The cause found on the first chain that reaches an anchor, else why no chain does.
pub fn path<'a>(
    leaf: &Certificate,
    pool: &[Certificate],
    anchors: &[Certificate],
    revocations: impl Into<Revocations<'a>>,
    at: Moment,
    purpose: Purpose,
) -> Result<Path, PathError> {
    if pool.len() > POOL {
        return Err(PathError::TooMany);
    }
    let mut search = Search { pool, anchors, checks: 0, found: Vec::new() };
    search.extend(&mut vec![leaf.clone()])?;
    let (revocations, mut first) = (revocations.into(), None);
    for chain in search.found {
        match judge(chain, revocations, at, purpose) {
            Ok(path) => return Ok(path),
            Err(error) => first = first.or(Some(error)),
        }
    }
    Err(first.unwrap_or_else(|| match (leaf.subject(), leaf.signature_algorithm()) {
        (subject, None) => PathError::Algorithm { subject },
        (subject, Some(_)) => PathError::NoChain { subject },
    }))
}

/// Whether the key of this certificate may sign CRLs: an authority, and no key usage that leaves cRLSign out.
pub(super) fn may_sign_crls(certificate: &Certificate) -> bool {
    let usage = certificate.extension::<KeyUsage>(rfc5280::ID_CE_KEY_USAGE);
    is_authority(certificate) && matches!(usage, Ok(usage) if usage.is_none_or(|usage| usage.crl_sign()))
}

struct Search<'a> {
    pool: &'a [Certificate],
    anchors: &'a [Certificate],
    checks: usize,
    found: Vec<Vec<Certificate>>,
}

impl Search<'_> {
    /// Adds to `found` every chain that begins with `chain` and ends in an anchor.
    fn extend(&mut self, chain: &mut Vec<Certificate>) -> Result<(), PathError> {
        let Some(last) = chain.last().cloned() else { return Ok(()) };
        if chain.len() == LENGTH {
            return Ok(());
        }
        for anchor in self.anchors {
            if !chain.contains(anchor) && self.signed(&last, anchor)? {
                self.found.push(chain.iter().chain([anchor]).cloned().collect());
            }
        }
        for issuer in self.pool {
            if !chain.contains(issuer) && !self.anchors.contains(issuer) && self.signed(&last, issuer)? {
                chain.push(issuer.clone());
                self.extend(chain)?;
                chain.pop();
            }
        }
        Ok(())
    }

    fn signed(&mut self, certificate: &Certificate, issuer: &Certificate) -> Result<bool, PathError> {
        if !certificate.names_as_issuer(issuer) {
            return Ok(false);
        }
        self.checks += 1;
        if self.checks > CHECKS { Err(PathError::TooMany) } else { Ok(certificate.is_signed_by(issuer)) }
    }
}

/// Judges a chain whose signatures are good.
fn judge(
    chain: Vec<Certificate>,
    revocations: Revocations<'_>,
    at: Moment,
    purpose: Purpose,
) -> Result<Path, PathError> {
    for certificate in &chain {
        understood(certificate)?;
    }
    for (below, authority) in chain.iter().skip(1).enumerate() {
        authority_may_issue(authority, below, purpose)?;
    }
    let Some(leaf) = chain.first() else { return Err(PathError::TooMany) };
    fits(leaf, purpose)?;
    for certificate in &chain {
        valid(certificate, at)?;
    }
    let mut known: Option<Moment> = None;
    let mut later = None;
    let mut unknown = None;
    for (place, (certificate, issuer)) in chain.iter().zip(chain.iter().skip(1)).enumerate() {
        match revocation(certificate, issuer, revocations, at) {
            Ok(status) => {
                known = Some(known.map_or(status.known, |known| known.min(status.known)));
                later = if place == 0 { status.later } else { later };
            }
            // What is not known of one certificate does not hide that another is revoked.
            Err(error @ PathError::RevocationUnknown { .. }) => unknown = unknown.or(Some(error)),
            Err(error) => return Err(error),
        }
    }
    if let Some(unknown) = unknown {
        return Err(unknown);
    }
    Ok(Path { revocation_known_until: known, revoked_later: later, certificates: chain })
}

pub(super) fn understood(certificate: &Certificate) -> Result<(), PathError> {
    let unknown =
        |extension: &&x509_cert::ext::Extension| extension.critical && !UNDERSTOOD.contains(&extension.extn_id);
    match certificate.extensions().iter().find(unknown) {
        Some(extension) => {
            Err(PathError::Extension { subject: certificate.subject(), oid: extension.extn_id.to_string() })
        }
        None => Ok(()),
    }
}

pub(super) fn valid(certificate: &Certificate, at: Moment) -> Result<(), PathError> {
    let subject = || certificate.subject();
    if at < certificate.not_before() {
        return Err(PathError::NotYetValid { subject: subject(), from: certificate.not_before() });
    }
    // notAfter names a whole second and is inclusive.
    if at.whole_seconds() > certificate.not_after() {
        return Err(PathError::Expired { subject: subject(), until: certificate.not_after() });
    }
    Ok(())
}

fn is_authority(certificate: &Certificate) -> bool {
    matches!(certificate.extension::<BasicConstraints>(rfc5280::ID_CE_BASIC_CONSTRAINTS), Ok(Some(c)) if c.ca)
}

/// `below` counts the authorities between this one and the leaf.
fn authority_may_issue(authority: &Certificate, below: usize, purpose: Purpose) -> Result<(), PathError> {
    let subject = || authority.subject();
    let constraints = authority
        .extension::<BasicConstraints>(rfc5280::ID_CE_BASIC_CONSTRAINTS)
        .map_err(|_| malformed(authority, rfc5280::ID_CE_BASIC_CONSTRAINTS))?;
    let long_enough = |length: Option<u8>| length.is_none_or(|length| below <= usize::from(length));
    if !constraints.is_some_and(|constraints| constraints.ca && long_enough(constraints.path_len_constraint)) {
        return Err(PathError::NotAnAuthority { subject: subject() });
    }
    if !usage(authority)?.is_some_and(|usage| usage.key_cert_sign()) {
        return Err(PathError::Usage { subject: subject(), needs: "keyCertSign" });
    }
    let extended = extended(authority)?;
    let narrowed = |extended: Vec<ObjectIdentifier>| {
        let wanted = extended_usage(purpose);
        wanted.is_some_and(|wanted| !extended.contains(&wanted) && !extended.contains(&rfc5280::ANY_EXTENDED_KEY_USAGE))
    };
    if extended.is_some_and(narrowed) {
        return Err(PathError::Usage { subject: subject(), needs: "the extended key usage of what it issued" });
    }
    Ok(())
}

/// Whether the leaf is meant for the purpose.
fn fits(leaf: &Certificate, purpose: Purpose) -> Result<(), PathError> {
    let lacks = |needs| Err(PathError::Usage { subject: leaf.subject(), needs });
    let key = usage(leaf)?;
    let has = |check: fn(&KeyUsage) -> bool| key.as_ref().is_some_and(check);
    if purpose == Purpose::Ca {
        return authority_may_issue(leaf, 0, purpose);
    }
    if is_authority(leaf) {
        return lacks("to be an end certificate");
    }
    if purpose == Purpose::Signature {
        let any = has(KeyUsage::digital_signature) || has(KeyUsage::non_repudiation);
        return if any { Ok(()) } else { lacks("digitalSignature or nonRepudiation") };
    }
    if !has(KeyUsage::digital_signature) {
        return lacks("digitalSignature");
    }
    if purpose == Purpose::Seal && !has(KeyUsage::non_repudiation) {
        return lacks("nonRepudiation");
    }
    let extended = extended(leaf)?.unwrap_or_default();
    let Some(wanted) = extended_usage(purpose) else { return Ok(()) };
    if !extended.contains(&wanted) {
        return lacks(match purpose {
            Purpose::Seal => "emailProtection",
            Purpose::TimeStamping => "timeStamping",
            Purpose::Tls | Purpose::Ca | Purpose::Signature => "serverAuth",
        });
    }
    let critical = leaf.extensions().iter().any(|e| e.extn_id == rfc5280::ID_CE_EXT_KEY_USAGE && e.critical);
    if purpose == Purpose::TimeStamping && !(critical && extended.len() == 1) {
        return lacks("timeStamping as its one critical extended key usage");
    }
    Ok(())
}

fn extended_usage(purpose: Purpose) -> Option<ObjectIdentifier> {
    match purpose {
        Purpose::Seal => Some(rfc5280::ID_KP_EMAIL_PROTECTION),
        Purpose::TimeStamping => Some(rfc5280::ID_KP_TIME_STAMPING),
        Purpose::Tls => Some(rfc5280::ID_KP_SERVER_AUTH),
        Purpose::Ca | Purpose::Signature => None,
    }
}

fn usage(certificate: &Certificate) -> Result<Option<KeyUsage>, PathError> {
    certificate.extension(rfc5280::ID_CE_KEY_USAGE).map_err(|_| malformed(certificate, rfc5280::ID_CE_KEY_USAGE))
}

fn extended(certificate: &Certificate) -> Result<Option<Vec<ObjectIdentifier>>, PathError> {
    let found: Option<ExtendedKeyUsage> = certificate
        .extension(rfc5280::ID_CE_EXT_KEY_USAGE)
        .map_err(|_| malformed(certificate, rfc5280::ID_CE_EXT_KEY_USAGE))?;
    Ok(found.map(|usage| usage.0))
}

fn malformed(certificate: &Certificate, oid: ObjectIdentifier) -> PathError {
    PathError::Extension { subject: certificate.subject(), oid: oid.to_string() }
}
