//! The certificate of a door that speaks TLS.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;

use crate::config::{Fault, Pair, Setting};
use crate::outside::authority::Authority;
use crate::smtp::tls;

/// The most octets of a PEM file.
const PEM: usize = 256 * 1024;

/// The certificate of the doors: the operator's, or one of the embedded authority.
pub(super) fn of_doors(pair: &Pair, authority: &Authority) -> anyhow::Result<Arc<rustls::ServerConfig>> {
    if let Some(config) = operators(pair)? {
        return Ok(config);
    }
    let holder = authority.tls();
    let key = std::fs::read(&holder.key_file).context("cannot read the TLS key")?;
    let chain = vec![holder.certificate.der().to_vec(), authority.root().der().to_vec()];
    tls::config(chain, key).context("the TLS certificate does not fit its key")
}

/// The certificate that the operator names, with its key; none where none is named.
pub(super) fn operators(pair: &Pair) -> Result<Option<Arc<rustls::ServerConfig>>, Fault> {
    let (Some(certificate), Some(key)) = (&pair.certificate.value, &pair.key.value) else { return Ok(None) };
    let read = |path: &Path, setting: &Setting<Option<PathBuf>>| {
        let octets = super::files::read(path, PEM).map_err(|why| setting.wrong(why))?;
        octets.ok_or_else(|| setting.wrong("there is no such file"))
    };
    let (chain, secret) = (read(certificate, &pair.certificate)?, read(key, &pair.key)?);
    match tls::from_pem(&chain, &secret) {
        Ok(config) => Ok(Some(config)),
        Err(tls::Error::Key) => Err(pair.key.wrong(tls::Error::Key.to_string())),
        Err(error) => Err(pair.certificate.wrong(format!("{:#}", anyhow::Error::new(error)))),
    }
}
