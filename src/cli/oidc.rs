//! OpenID Connect: what the settings say, as electronic identities with the way to their issuers. No issuer is asked anything at start.

use std::sync::Arc;

use crate::config::{self, Fault};
use crate::erds::party::Method;
use crate::flow::eid::Eid;
use crate::outside::identity::Claims;
use crate::outside::identity::oidc::{Oidc, Settings};

/// The most octets of the file with a secret.
const SECRET: usize = 8_192;

/// Every electronic identity: by OpenID Connect, then by SAML; `base` is where people find the pages.
///
/// # Errors
/// At the setting that is wrong.
pub(super) fn all(config: &config::Config, base: &str) -> Result<Vec<Eid>, Fault> {
    let mut all = eids(&config.oidc)?;
    all.extend(super::saml::eids(&config.saml, base)?);
    Ok(all)
}

/// The means of the settings, in their order.
///
/// # Errors
/// At the setting that is wrong: the file is not there or empty, or the address cannot be used.
pub(super) fn eids(settings: &[config::Oidc]) -> Result<Vec<Eid>, Fault> {
    settings.iter().map(oidc).collect()
}

fn oidc(settings: &config::Oidc) -> Result<Eid, Fault> {
    // Whoever was first has installed the same one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let claims = Claims::new(
        &settings.name_claims.value,
        settings.birth_date_claim.value.clone(),
        settings.customer_number_claim.value.clone(),
    );
    let gives = claims.kinds();
    let issuer = settings.issuer.value.0.clone();
    let provider = Oidc::new(Settings {
        issuer: issuer.clone(),
        client_id: settings.client_id.value.clone(),
        client_secret: super::files::secret(&settings.client_secret_file, SECRET)?,
        scopes: settings.scopes.value.clone(),
        acr: settings.acr.value.clone(),
        claims,
    });
    let provider = Arc::new(provider.map_err(|error| settings.issuer.wrong(error.to_string()))?);
    let (id, name, level) = (settings.id.value.clone(), settings.name.value.clone(), settings.level.value);
    Ok(Eid { id, name, method: Method::EidOidc, issuer, level, gives, provider })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::erds::attribute::Attribute;

    #[test]
    fn a_means_is_built_from_the_settings_and_its_secret_stands_in_a_file_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let read = |text: &str| {
            let folder = folder.path();
            config::Config::read("recepis.toml", folder, text.as_bytes(), folder).unwrap().oidc
        };
        assert!(eids(&read("")).unwrap().is_empty());
        let means = |issuer: &str| {
            format!(
                "[[oidc]]\nid = \"proef\"\nname = \"Proef-ID\"\nlevel = \"substantial\"\nissuer = \"{issuer}\"\n\
                 client_id = \"recepis\"\nbirth_date_claim = \"birthdate\"\nclient_secret_file = \"secret\"\n"
            )
        };
        let wrong = |text: &str| eids(&read(text)).err().unwrap().to_string();
        let missing = wrong(&means("http://localhost:1"));
        assert!(missing.contains("client_secret_file") && missing.contains("is not there"), "{missing}");
        super::super::files::write(&folder.path().join("secret"), b"hunter2\n", 0o600).unwrap();
        let made = eids(&read(&means("http://localhost:1"))).unwrap();
        assert_eq!(made[0].gives, [Attribute::BirthDate, Attribute::Name]);
        let clear = wrong(&means("http://id.example"));
        assert!(clear.contains("https") && !clear.contains("hunter2"), "{clear}");
    }
}
