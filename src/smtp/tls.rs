//! The TLS side of the listeners: TLS 1.2 and 1.3 with ring, no session tickets (they would let a client be recognised).

//!
//! A client may show a certificate and need not. In the handshake it shows that it holds the key; whose it is, and whether it is
//! of use, is asked of accounts, by the certificate's digest: no issuer is trusted, and its dates and names say nothing.

use std::sync::Arc;

use tokio_rustls::rustls::client::danger::HandshakeSignatureValid;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::crypto::{WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature};
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, UnixTime};
use tokio_rustls::rustls::server::NoServerSessionStorage;
use tokio_rustls::rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use tokio_rustls::rustls::{DigitallySignedStruct, DistinguishedName, ServerConfig, SignatureScheme};

/// The certificate and the key do not make a TLS server.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no certificate.
    #[error("holds no certificate; it must hold lines such as -----BEGIN CERTIFICATE-----")]
    Certificate,
    /// There is no private key.
    #[error("holds no private key; it must hold a line such as -----BEGIN PRIVATE KEY-----, and no password")]
    Key,
    /// They are there, and are of no use.
    #[error("the TLS certificate and its key cannot be used together")]
    Together(#[from] tokio_rustls::rustls::Error),
}

/// What listeners need, out of PEM files: the chain, the server's own certificate first, and its key (PKCS#8, PKCS#1, SEC1).
pub fn from_pem(chain: &[u8], key: &[u8]) -> Result<Arc<ServerConfig>, Error> {
    let chain: Vec<_> =
        CertificateDer::pem_slice_iter(chain).collect::<Result<_, _>>().map_err(|_| Error::Certificate)?;
    if chain.is_empty() {
        return Err(Error::Certificate);
    }
    with(chain, PrivateKeyDer::from_pem_slice(key).map_err(|_| Error::Key)?)
}

/// What listeners need: the chain in DER, the server's own certificate first, and its key in PKCS#8 DER.
pub fn config(chain: Vec<Vec<u8>>, key: Vec<u8>) -> Result<Arc<ServerConfig>, Error> {
    let chain = chain.into_iter().map(CertificateDer::from).collect();
    with(chain, PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key)))
}

fn with(chain: Vec<CertificateDer<'static>>, key: PrivateKeyDer<'static>) -> Result<Arc<ServerConfig>, Error> {
    let provider = Arc::new(default_provider());
    let clients = AnyHolder(provider.signature_verification_algorithms);
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_client_cert_verifier(Arc::new(clients))
        .with_single_cert(chain, key)?;
    config.session_storage = Arc::new(NoServerSessionStorage {});
    config.send_tls13_tickets = 0;
    Ok(Arc::new(config))
}

/// Takes every certificate whose key the client holds.
#[derive(Debug)]
struct AnyHolder(WebPkiSupportedAlgorithms);

impl ClientCertVerifier for AnyHolder {
    fn client_auth_mandatory(&self) -> bool {
        false
    }

    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: UnixTime,
    ) -> Result<ClientCertVerified, tokio_rustls::rustls::Error> {
        Ok(ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, tokio_rustls::rustls::Error> {
        verify_tls12_signature(message, certificate, signature, &self.0)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, tokio_rustls::rustls::Error> {
        verify_tls13_signature(message, certificate, signature, &self.0)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_schemes()
    }
}
