//! TLS client certificates: what the settings say, as an electronic identity and the listener that asks for them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::config::{self, CERTIFICATE_ID, Fault, Setting, Show};
use crate::erds::party::Method;
use crate::flow::eid::Eid;
use crate::outside::authority::Authority;
use crate::outside::identity::Claims;
use crate::outside::identity::certificate::{Certificates, Error, FIELDS};
use crate::seal::x509::Certificate;
use crate::web::CertificateDoor;

/// The most octets of a file with certificates or a key.
const PEM: usize = 1024 * 1024;
/// The most octets of a file with revocation lists.
const LISTS: usize = 64 * 1024 * 1024;
/// How often newer revocation lists are looked for.
const RENEWED: Duration = Duration::from_mins(10);

/// The electronic identity of the settings, where they name where to listen; its certificates, to be asked for.
///
/// # Errors
/// At the setting that is wrong: a file is not there or holds something else, or a field is none that can be looked at.
pub(super) fn eid(settings: &config::Certificate) -> Result<Option<(Eid, Arc<Certificates>)>, Fault> {
    let config::Certificate { listen, url, name, level, ca_file, .. } = settings;
    let (Some(_), Some(address), Some(name)) = (&listen.value, &url.value, &name.value) else { return Ok(None) };
    let (Some(level), Some(authorities)) = (level.value, &ca_file.value) else { return Ok(None) };
    if !address.starts_with("https://") {
        return Err(url.wrong("a certificate is shown over https alone"));
    }
    let claims = claims(settings)?;
    let gives = claims.kinds();
    let authorities = file(ca_file, authorities, PEM)?;
    let lists = settings.crl_file.value.as_ref().map(|path| file(&settings.crl_file, path, LISTS)).transpose()?;
    let certificates = Certificates::new(address.clone(), claims, &authorities, lists.as_deref());
    let certificates = Arc::new(certificates.map_err(|error| match error {
        Error::Lists | Error::List(_) => settings.crl_file.wrong(error.to_string()),
        _ => ca_file.wrong(error.to_string()),
    })?);
    let eid = Eid {
        id: CERTIFICATE_ID.to_owned(),
        name: name.clone(),
        method: Method::EidCertificate,
        issuer: issuer(settings, &authorities)?,
        level,
        gives,
        provider: Arc::clone(&certificates) as _,
    };
    Ok(Some((eid, certificates)))
}

fn claims(settings: &config::Certificate) -> Result<Claims, Fault> {
    let config::Certificate { name_fields, birth_date_field, customer_number_field, .. } = settings;
    let number = customer_number_field.value.clone();
    let claims = Claims::new(&name_fields.value, birth_date_field.value.clone(), number);
    let unknown = |field: &str| !FIELDS.contains(&field);
    let why = || format!("there is no such field; there are {}", FIELDS.join(", "));
    for setting in [birth_date_field, customer_number_field] {
        if setting.value.as_deref().is_some_and(unknown) {
            return Err(setting.wrong(why()));
        }
    }
    if claims.fields().any(unknown) { Err(name_fields.wrong(why())) } else { Ok(claims) }
}

/// Who issues the certificates, for evidence: as the settings say, else the one authority by its name.
fn issuer(settings: &config::Certificate, authorities: &[u8]) -> Result<String, Fault> {
    if let Some(issuer) = &settings.issuer.value {
        return Ok(issuer.clone());
    }
    let text = String::from_utf8_lossy(authorities);
    let all = Certificate::parse_pem(&text).map_err(|error| settings.ca_file.wrong(error.to_string()))?;
    match all.as_slice() {
        [one] => Ok(one.subject()),
        _ => {
            Err(settings.issuer.wrong("`ca_file` holds several authorities: say who issues, as evidence is to say it"))
        }
    }
}

/// Binds the listener, where the settings name one, and keeps its revocation lists fresh: the means, and what stands at the listener.
///
/// # Errors
/// As `eid`, where the address cannot be listened at, and where its certificate and key are not there, or do not go together.
pub(super) async fn open(
    tasks: &mut JoinSet<()>,
    settings: &config::Certificate,
    authority: &Authority,
    stopped: &watch::Receiver<bool>,
) -> anyhow::Result<Option<(Eid, (TcpListener, CertificateDoor))>> {
    let (Some(address), Some((eid, certificates))) = (settings.listen.value, eid(settings)?) else { return Ok(None) };
    let wrong = |error| settings.listen.wrong(format!("{address} for certificates cannot be opened: {error}"));
    let listener = TcpListener::bind(address).await.map_err(wrong)?;
    tasks.spawn(renew(Arc::clone(&certificates), settings.crl_file.clone(), stopped.clone()));
    let door = door(settings, certificates, authority)?;
    Ok(Some((eid, (listener, door))))
}

/// The listener's TLS: the operator's certificate, or one of the embedded authority.
fn door(
    settings: &config::Certificate,
    certificates: Arc<Certificates>,
    authority: &Authority,
) -> anyhow::Result<CertificateDoor> {
    let pair = &settings.tls;
    let tls = if let (Some(chain), Some(key)) = (&pair.certificate.value, &pair.key.value) {
        let (chain, key) = (file(&pair.certificate, chain, PEM)?, file(&pair.key, key, PEM)?);
        let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&chain).collect();
        let chain = chain.map_err(|_| pair.certificate.wrong("holds no certificate (PEM)"))?;
        let key = PrivateKeyDer::from_pem_slice(&key);
        let key = key.map_err(|_| pair.key.wrong("holds no private key (PEM, without a password)"))?;
        certificates
            .tls(chain, key)
            .map_err(|error| pair.certificate.wrong(format!("{:#}", anyhow::Error::new(error))))?
    } else {
        let holder = authority.tls();
        let key = std::fs::read(&holder.key_file).context("cannot read the TLS key")?;
        let chain = [holder.certificate.der(), authority.root().der()].map(|der| CertificateDer::from(der.to_vec()));
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key));
        certificates.tls(chain.to_vec(), key).context("the TLS certificate does not fit its key")?
    };
    Ok(CertificateDoor { id: CERTIFICATE_ID.to_owned(), certificates, tls })
}

/// Takes newer revocation lists out of the file, until `stopped` turns true. Where the file is of no use those before stay, which count
/// until their own time is over.
async fn renew(certificates: Arc<Certificates>, lists: Setting<Option<PathBuf>>, mut stopped: watch::Receiver<bool>) {
    let Some(path) = lists.value.clone() else { return };
    loop {
        tokio::select! {
            () = tokio::time::sleep(RENEWED) => {}
            // Whoever could have said stop is gone: that is one.
            _ = stopped.wait_for(|stop| *stop) => return,
        }
        let (certificates, setting, path) = (Arc::clone(&certificates), lists.clone(), path.clone());
        let renewed = tokio::task::spawn_blocking(move || {
            let lists = file(&setting, &path, LISTS)?;
            certificates.renew(&lists).map_err(|error| setting.wrong(error.to_string()))
        });
        if let Ok(Err(fault)) = renewed.await {
            tracing::warn!(%fault, "no newer revocation lists could be taken; those before count until their time is over");
        }
    }
}

/// The octets of a file that a setting names.
fn file<T: Show>(setting: &Setting<T>, path: &Path, limit: usize) -> Result<Vec<u8>, Fault> {
    let octets = super::files::read(path, limit).map_err(|why| setting.wrong(why))?;
    octets.ok_or_else(|| setting.wrong(format!("{} is not there", path.display())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::erds::attribute::Attribute;

    const SETTINGS: &str = "[certificate]\nlisten = \"127.0.0.1:0\"\nurl = \"https://card.example\"\nname = \"Kaart\"\n\
                            level = \"high\"\nca_file = \"ca.pem\"\n";

    fn read(text: &str, authorities: &[u8]) -> Result<Option<Eid>, String> {
        let folder = tempfile::tempdir().unwrap();
        super::super::files::write(&folder.path().join("ca.pem"), authorities, 0o600).unwrap();
        let config = config::Config::read("recepis.toml", folder.path(), text.as_bytes(), folder.path());
        let config = config.map_err(|error| error.to_string())?;
        eid(&config.certificate).map(|made| made.map(|(eid, _)| eid)).map_err(|fault| fault.to_string())
    }

    #[test]
    fn a_means_is_built_from_the_settings_and_what_is_wrong_is_said_at_its_line() {
        let right = include_bytes!("../outside/identity/certificate/vectors/cards.pem").as_slice();
        assert!(read("", right).unwrap().is_none());
        let made = read(SETTINGS, right).unwrap().unwrap();
        assert_eq!((made.method, made.gives), (Method::EidCertificate, vec![Attribute::Name]));
        assert_eq!(made.issuer, "CN=Authority of cards,O=cards.test,C=NL");
        let two = [right, include_bytes!("../outside/identity/certificate/vectors/good.pem")].concat();
        let named = format!("{SETTINGS}issuer = \"Uitgevers\"\nbirth_date_field = \"dateOfBirth\"\n");
        assert_eq!(read(&named, &two).unwrap().unwrap().issuer, "Uitgevers");
        for (text, authorities, why) in [
            (SETTINGS.to_owned(), two.as_slice(), "several authorities"),
            (SETTINGS.to_owned(), b"".as_slice(), "ca_file"),
            (SETTINGS.replace("\"ca.pem\"", "\"none.pem\""), right, "is not there"),
            (SETTINGS.replace("https://card.example", "http://localhost:1"), right, "over https alone"),
            (format!("{SETTINGS}crl_file = \"ca.pem\"\n"), right, "no revocation list"),
            (format!("{SETTINGS}name_fields = [\"givenname\"]\n"), right, "no such field"),
            (format!("{SETTINGS}birth_date_field = \"born\"\n"), right, "no such field"),
        ] {
            let said = read(&text, authorities).err().unwrap();
            assert!(said.starts_with("recepis.toml:") || why.starts_with("several"), "{said}");
            assert!(said.contains(why), "{why}: {said}");
        }
    }
}
