//! TLS client certificates [RFC 8446 §4.4.2] as electronic identities: the addressee's browser shows one, out of a card or out of
//! the computer, to a listener that asks for it, and holds its key. What the certificate says of its holder stands in its subject
//! [RFC 5280 §4.1.2.6, RFC 3739 §3.1.2].
//!
//! A handshake that fails shows no page. So the listener takes every certificate whose key the browser holds, and none; whether it
//! counts is judged afterwards, here, by the rules of webpki [RFC 5280 §6]: a path to a certificate authority of the settings,
//! validity, basic constraints and revocation lists, where the settings name a file of them. Beyond webpki it must be made for showing who one is to a
//! server: `clientAuth` stated as extended key usage, and `digitalSignature` among its key usages where it states any.
//!
//! Not checked: OCSP, name constraints on subject names, certificate policies, and whether an authority of the settings is itself
//! revoked or expired.

use std::sync::{Arc, PoisonError, RwLock};

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, CertificateRevocationListDer, PrivateKeyDer, UnixTime};
use rustls::server::danger::ClientCertVerifier;
use rustls::server::{NoServerSessionStorage, WebPkiClientVerifier};
use rustls::{CertificateError, DistinguishedName, RootCertStore, ServerConfig};

use super::{Answer, Asking, Claims, Departure, Failure, Identified, Provider, Start};
use crate::erds::moment::Moment;

mod holder;
mod taker;
#[cfg(test)]
mod tests;

use holder::Holder;
pub use holder::{FIELDS, SERIAL_NUMBER};
use taker::Taker;

/// The most certificates of authorities.
pub const MOST: usize = 200;
/// The most octets of the certificates that a browser shows, together.
const SHOWN: usize = 64 * 1024;

/// Why a certificate does not count, as far as its holder may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize, thiserror::Error)]
pub enum Unfit {
    /// None was shown.
    #[error("none was shown")]
    Absent,
    /// It is not valid yet, or not any more.
    #[error("it is not valid at this moment")]
    Expired,
    /// No authority of the settings issued it.
    #[error("none of the authorities issued it")]
    Foreign,
    /// It is not made for showing who one is.
    #[error("it is not made for client authentication")]
    Purpose,
    /// Its authority revoked it.
    #[error("it is revoked")]
    Revoked,
    /// It breaks a rule, or cannot be read.
    #[error("it breaks a rule of certificates")]
    Unclear,
    /// Whether it is revoked cannot be told: no list of its authority is there, or the list is too old.
    #[error("whether it is revoked cannot be told: look at the revocation lists")]
    Unchecked,
}

/// Files do not make an authority.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no certificate of an authority.
    #[error("holds no certificate; it must hold lines such as -----BEGIN CERTIFICATE-----")]
    Authorities,
    /// Something else stands where a certificate is expected.
    #[error("holds a certificate that cannot be read")]
    Authority(#[source] rustls::Error),
    /// There are too many certificates.
    #[error("holds more than {MOST} certificates")]
    TooMany,
    /// There is no revocation list.
    #[error("holds no revocation list; it must hold lines such as -----BEGIN X509 CRL-----")]
    Lists,
    /// A revocation list cannot be used.
    #[error("holds a revocation list that cannot be used: {0}")]
    List(String),
    /// The listener's own certificate or key is of no use.
    #[error("the certificate and its key cannot be used together")]
    Together(#[source] rustls::Error),
}

/// Who shows a certificate of these authorities.
pub struct Certificates {
    /// Where browsers are asked for one: scheme, host and port.
    url: String,
    claims: Claims,
    roots: Arc<RootCertStore>,
    /// The names of the authorities, by which a browser chooses what it offers.
    hints: Vec<DistinguishedName>,
    rules: RwLock<Arc<dyn ClientCertVerifier>>,
}

impl Certificates {
    /// Those of these authorities, each trusted by itself. `authorities` and `lists` are PEM; with lists, each certificate below an
    /// authority of the settings needs one that is not out of date.
    ///
    /// # Errors
    /// What is wrong with either file.
    pub fn new(url: String, claims: Claims, authorities: &[u8], lists: Option<&[u8]>) -> Result<Self, Error> {
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(authorities) {
            roots.add(certificate.map_err(|_| Error::Authorities)?).map_err(Error::Authority)?;
            if roots.len() > MOST {
                return Err(Error::TooMany);
            }
        }
        if roots.is_empty() {
            return Err(Error::Authorities);
        }
        let (hints, roots) = (roots.subjects(), Arc::new(roots));
        let rules = RwLock::new(rules(&roots, lists)?);
        Ok(Self { url, claims, roots, hints, rules })
    }

    /// Takes newer revocation lists.
    ///
    /// # Errors
    /// What is wrong with them; those before stay.
    pub fn renew(&self, lists: &[u8]) -> Result<(), Error> {
        let rules = rules(&self.roots, Some(lists))?;
        *self.rules.write().unwrap_or_else(PoisonError::into_inner) = rules;
        Ok(())
    }

    /// What the listener needs: its own certificate's chain, its own first, and the key. TLS 1.3 alone, since the version before sends
    /// certificates in the clear; no resumption, which would carry an identity on.
    ///
    /// # Errors
    /// They do not go together.
    pub fn tls(
        &self,
        chain: Vec<CertificateDer<'static>>,
        key: PrivateKeyDer<'static>,
    ) -> Result<Arc<ServerConfig>, Error> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let taker = Taker::new(provider.signature_verification_algorithms, self.hints.clone());
        let config = ServerConfig::builder_with_provider(provider).with_protocol_versions(&[&rustls::version::TLS13]);
        let config = config.map_err(Error::Together)?.with_client_cert_verifier(Arc::new(taker));
        let mut config = config.with_single_cert(chain, key).map_err(Error::Together)?;
        config.session_storage = Arc::new(NoServerSessionStorage {});
        config.send_tls13_tickets = 0;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    }

    /// Judges what a browser showed, its own certificate first; it has shown that it holds the key.
    ///
    /// # Errors
    /// `Failure::Unfit`.
    pub fn judge(&self, shown: &[CertificateDer<'_>], now: Moment) -> Result<Identified, Failure> {
        self.judged(shown, now).map_err(Failure::Unfit)
    }

    fn judged(&self, shown: &[CertificateDer<'_>], now: Moment) -> Result<Identified, Unfit> {
        let (own, between) = shown.split_first().ok_or(Unfit::Absent)?;
        if shown.iter().map(|certificate| certificate.len()).sum::<usize>() > SHOWN {
            return Err(Unfit::Unclear);
        }
        let seconds = u64::try_from(now.micros().div_euclid(1_000_000)).map_err(|_| Unfit::Unclear)?;
        let at = UnixTime::since_unix_epoch(std::time::Duration::from_secs(seconds));
        let rules = Arc::clone(&self.rules.read().unwrap_or_else(PoisonError::into_inner));
        rules.verify_client_cert(own, between, at).map_err(|error| unfit(&error))?;
        let holder = Holder::read(own).ok_or(Unfit::Unclear)?;
        if !holder.is_for_client_authentication() {
            return Err(Unfit::Purpose);
        }
        Ok(Identified { subject: holder.who(), said: holder.said(&self.claims) })
    }
}

fn rules(roots: &Arc<RootCertStore>, lists: Option<&[u8]>) -> Result<Arc<dyn ClientCertVerifier>, Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut builder = WebPkiClientVerifier::builder_with_provider(Arc::clone(roots), provider);
    if let Some(pem) = lists {
        let lists: Result<Vec<_>, _> = CertificateRevocationListDer::pem_slice_iter(pem).collect();
        let lists = lists.map_err(|_| Error::Lists)?;
        if lists.is_empty() {
            return Err(Error::Lists);
        }
        builder = builder.with_crls(lists).enforce_revocation_expiration();
    }
    builder.build().map_err(|error| Error::List(error.to_string()))
}

fn unfit(error: &rustls::Error) -> Unfit {
    use CertificateError as Of;
    match error {
        rustls::Error::InvalidCertificate(of) => match of {
            Of::Expired | Of::ExpiredContext { .. } | Of::NotValidYet | Of::NotValidYetContext { .. } => Unfit::Expired,
            Of::UnknownIssuer => Unfit::Foreign,
            Of::Revoked => Unfit::Revoked,
            Of::UnknownRevocationStatus | Of::ExpiredRevocationList | Of::ExpiredRevocationListContext { .. } => {
                Unfit::Unchecked
            }
            Of::InvalidPurpose | Of::InvalidPurposeContext { .. } => Unfit::Purpose,
            _ => Unfit::Unclear,
        },
        rustls::Error::InvalidCertRevocationList(_) => Unfit::Unchecked,
        _ => Unfit::Unclear,
    }
}

impl Provider for Certificates {
    fn state_field(&self) -> &'static str {
        "state"
    }

    fn depart<'a>(&'a self, start: Start<'a>) -> Asking<'a, Departure> {
        let address = format!("{}/?state={}", self.url, start.state);
        Box::pin(std::future::ready(Ok(Departure { address, form: Vec::new(), secret: Vec::new() })))
    }

    /// A certificate is shown in a handshake, and nowhere else: whoever only says that they have one has not shown its key.
    fn arrive<'a>(&'a self, _: &'a Answer, _: &'a [u8], _: Moment) -> Asking<'a, Identified> {
        let why = "a certificate is shown in a handshake".to_owned();
        Box::pin(std::future::ready(Err(Failure::Refused(why))))
    }
}
