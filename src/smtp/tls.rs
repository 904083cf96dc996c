//! The TLS side of the listeners: TLS 1.2 and 1.3 with ring, no session tickets (they would let a client be recognised).

use std::sync::Arc;

use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::server::NoServerSessionStorage;

/// The certificate and the key do not make a TLS server.
#[derive(Debug, thiserror::Error)]
#[error("the TLS certificate and its key cannot be used together")]
pub struct Error(#[from] tokio_rustls::rustls::Error);

/// What listeners need: the chain in DER, the server's own certificate first, and its key in PKCS#8 DER.
pub fn config(chain: Vec<Vec<u8>>, key: Vec<u8>) -> Result<Arc<ServerConfig>, Error> {
    let chain = chain.into_iter().map(CertificateDer::from).collect();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key));
    let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    config.session_storage = Arc::new(NoServerSessionStorage {});
    config.send_tls13_tickets = 0;
    Ok(Arc::new(config))
}
