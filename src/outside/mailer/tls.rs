//! TLS towards mail servers: the handshake, what is demanded of the certificate, and what was achieved.
//!
//! The handshake proves that the server holds the key of the certificate that it shows; what that certificate is worth is
//! judged behind it, before anything else is said: by DANE ([RFC 7672]), by the public authorities where MTA-STS ([RFC 8461])
//! or the operator demands them, and by nobody where encryption is only taken as it is offered ([RFC 7435]).

use std::sync::Arc;
use std::time::Duration;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, ProtocolVersion, RootCertStore, SignatureScheme,
};
use tokio_rustls::TlsConnector;

use super::dane;
use super::wire::Stream;
use crate::crypto::sha256;
use crate::erds::content::Sha256;
use crate::erds::evidence::Tls;
use crate::erds::moment::Moment;
use crate::format::dns::Tlsa;

/// What is demanded of the connection to one host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Demand {
    /// TLS where it is offered, whatever the certificate.
    Nothing,
    /// TLS, with a certificate of the host's name from a trusted authority: MTA-STS in force.
    Sts,
    /// The same, but what does not fit is only noted: MTA-STS on trial.
    StsTesting,
    /// TLS, with a certificate that fits these records; under this other name, too.
    Dane(Vec<Tlsa>, String),
    /// TLS, with a certificate of the relay's name from a trusted authority.
    Relay,
}

impl Demand {
    /// Whether nothing may be said without TLS.
    pub(super) fn is_strict(&self) -> bool {
        !matches!(self, Self::Nothing | Self::StsTesting)
    }

    /// As evidence names it.
    fn name(&self) -> &'static str {
        match self {
            Self::Nothing => "opportunistic",
            Self::Sts => "mta-sts",
            Self::StsTesting => "mta-sts-testing",
            Self::Dane(..) => "dane",
            Self::Relay => "relay",
        }
    }
}

/// What handshakes need; made once.
pub(super) struct Handshakes {
    connector: TlsConnector,
    roots: Arc<RootCertStore>,
    provider: Arc<CryptoProvider>,
}

/// A connection under TLS, and what was achieved.
pub(super) struct Protected {
    pub(super) stream: Box<dyn Stream>,
    pub(super) tls: Tls,
    /// Why the certificate is not authenticated, where it is not.
    pub(super) doubt: Option<String>,
}

impl Handshakes {
    /// With these authorities.
    pub(super) fn new(roots: RootCertStore) -> Result<Self, Error> {
        let provider = Arc::new(ring::default_provider());
        let mut config = ClientConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Possession(Arc::clone(&provider))))
            .with_no_client_auth();
        config.resumption = rustls::client::Resumption::disabled();
        Ok(Self { connector: TlsConnector::from(Arc::new(config)), roots: Arc::new(roots), provider })
    }

    /// Makes the handshake with `host` and judges its certificate.
    ///
    /// # Errors
    /// Words for the record: the handshake failed, or the certificate is not what is demanded.
    pub(super) async fn protect(
        &self,
        stream: Box<dyn Stream>,
        host: &str,
        demand: &Demand,
        now: Moment,
    ) -> Result<Protected, String> {
        let name = ServerName::try_from(host.to_owned()).map_err(|_| format!("{host} is no name for TLS"))?;
        let made = self.connector.connect(name, stream).await;
        let stream = made.map_err(|error| format!("the TLS handshake failed: {error}"))?;
        let connection = stream.get_ref().1;
        let chain = connection.peer_certificates().unwrap_or_default().to_vec();
        let leaf = chain.first().ok_or("the mail server showed no certificate")?;
        let protocol = match connection.protocol_version() {
            Some(ProtocolVersion::TLSv1_3) => "TLSv1.3",
            Some(ProtocolVersion::TLSv1_2) => "TLSv1.2",
            _ => "unknown",
        };
        let doubt = self.judged(&chain, host, demand, now).err();
        if demand.is_strict()
            && let Some(doubt) = &doubt
            && !is_unusable(demand)
        {
            return Err(doubt.clone());
        }
        let tls = Tls {
            name: host.to_owned(),
            protocol: protocol.to_owned(),
            certificate: Sha256(sha256(leaf)),
            policy: demand.name().to_owned(),
            authenticated: doubt.is_none(),
        };
        Ok(Protected { stream: Box::new(stream), tls, doubt })
    }

    /// Whether the chain is what is demanded; without a demand, whether a trusted authority vouches for it.
    fn judged(&self, chain: &[CertificateDer<'_>], host: &str, demand: &Demand, now: Moment) -> Result<(), String> {
        match demand {
            Demand::Dane(records, domain) => match dane::matches(records, chain) {
                dane::Match::Own => Ok(()),
                dane::Match::Issuer(issuer) => {
                    let mut roots = RootCertStore::empty();
                    roots.add(issuer).map_err(|error| format!("the issuer that DANE names is unfit: {error}"))?;
                    let roots = Arc::new(roots);
                    self.vouched(&roots, chain, host, now)
                        .or_else(|_| self.vouched(&roots, chain, domain, now))
                        .map_err(|why| format!("the certificate does not lead to the issuer that DANE names: {why}"))
                }
                dane::Match::Nothing => Err("the certificate is not the one that DANE names".to_owned()),
                dane::Match::Unusable => Err("the TLSA records are of no kind that mail knows".to_owned()),
            },
            _ => self.vouched(&self.roots, chain, host, now),
        }
    }

    /// Whether one of the authorities vouches for the chain under this name.
    fn vouched(
        &self,
        roots: &Arc<RootCertStore>,
        chain: &[CertificateDer<'_>],
        host: &str,
        now: Moment,
    ) -> Result<(), String> {
        let (leaf, above) = chain.split_first().ok_or("the mail server showed no certificate")?;
        let verifier = WebPkiServerVerifier::builder_with_provider(Arc::clone(roots), Arc::clone(&self.provider));
        let verifier = verifier.build().map_err(|_| "no authority is trusted here".to_owned())?;
        let name = ServerName::try_from(host).map_err(|_| format!("{host} is no name for TLS"))?;
        let seconds = u64::try_from(now.micros() / 1_000_000).unwrap_or_default();
        let now = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
        let words = |error: Error| match error {
            Error::InvalidCertificate(CertificateError::UnknownIssuer) => "no trusted authority issued it".to_owned(),
            other => other.to_string(),
        };
        verifier.verify_server_cert(leaf, above, &name, &[], now).map(drop).map_err(words)
    }
}

/// Whether DANE demands TLS and no more ([RFC 7672 §2.2]).
fn is_unusable(demand: &Demand) -> bool {
    matches!(demand, Demand::Dane(records, _) if dane::matches(records, &[]) == dane::Match::Unusable)
}

/// Demands that the server holds the key of the certificate that it shows, and nothing else.
#[derive(Debug)]
struct Possession(Arc<CryptoProvider>);

impl ServerCertVerifier for Possession {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
