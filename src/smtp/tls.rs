//! The TLS side of the listeners: TLS 1.2 and 1.3 with ring, no session tickets (they would let a client be recognised).

use std::sync::Arc;

use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::server::NoServerSessionStorage;

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
    let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    config.session_storage = Arc::new(NoServerSessionStorage {});
    config.send_tls13_tickets = 0;
    Ok(Arc::new(config))
}
