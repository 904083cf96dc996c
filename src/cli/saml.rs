//! Identity providers that speak SAML 2.0: what the settings say, as electronic identities. What cannot be used is refused at
//! start-up: metadata without a signing certificate above all.

use std::path::PathBuf;
use std::sync::Arc;

use crate::config::{self, Fault, SamlAnswer, Setting, Show};
use crate::erds::party::Method;
use crate::flow::eid::Eid;
use crate::outside::identity::Claims;
use crate::outside::saml::{Binding, Channel, Key, METADATA_OCTETS, Metadata, Provider, Saml};

/// The most octets of a file with a key or certificates.
const PEM: usize = 256 * 1024;

/// The identity providers of the settings, in their order; `base` is where people find the pages.
///
/// # Errors
/// At the setting that is wrong: a file is not there or holds something else, or what is in them does not go together.
pub(super) fn eids(all: &[config::Saml], base: &str) -> Result<Vec<Eid>, Fault> {
    all.iter().map(|settings| eid(settings, base)).collect()
}

fn eid(settings: &config::Saml, base: &str) -> Result<Eid, Fault> {
    let id = settings.id.value.clone();
    let provider = provider(settings, &format!("{base}/identity/{id}"))?;
    let claims = Claims::new(
        &settings.name_attributes.value,
        settings.birth_date_attribute.value.clone(),
        settings.customer_number_attribute.value.clone(),
    );
    let subject = settings.subject_attribute.value.clone();
    Ok(Eid {
        id,
        name: settings.name.value.clone(),
        method: Method::EidSaml,
        issuer: provider.metadata.entity.clone(),
        level: settings.level.value,
        gives: claims.kinds(),
        provider: Arc::new(Saml { provider, claims, subject }),
    })
}

fn provider(settings: &config::Saml, here: &str) -> Result<Provider, Fault> {
    let metadata = text(&settings.metadata, Some(&settings.metadata.value), METADATA_OCTETS)?;
    let metadata = Metadata::read(&metadata, settings.provider.value.as_deref());
    let metadata = metadata.map_err(|error| settings.metadata.wrong(error.to_string()))?;
    let by_artifact = settings.answer.value == SamlAnswer::Artifact;
    if by_artifact && !metadata.resolves() {
        let why = "the provider's metadata names no ArtifactResolutionService over SOAP: take \"post\"";
        return Err(settings.answer.wrong(why));
    }
    let private = text(&settings.key_file, settings.key_file.value.as_ref(), PEM)?;
    let certificate = text(&settings.certificate, Some(&settings.certificate.value), PEM)?;
    let key = Key::read(&private, &certificate).map_err(|error| settings.key_file.wrong(error.to_string()))?;
    let channel = by_artifact.then(|| {
        // Whoever was first has installed the same one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let trust = settings.trust.value.as_ref().map(|file| text(&settings.trust, Some(file), PEM)).transpose()?;
        Channel::new(&private, &certificate, trust.as_deref()).map_err(|error| settings.answer.wrong(error.to_string()))
    });
    Ok(Provider {
        entity: settings.entity_id.value.clone().unwrap_or_else(|| format!("{here}/metadata")),
        consumer: format!("{here}/back"),
        binding: if by_artifact { Binding::Artifact } else { Binding::Post },
        key,
        metadata,
        contexts: settings.contexts.value.clone(),
        attribute_service: settings.attribute_service.value,
        channel: channel.transpose()?,
    })
}

/// The text of a file that a setting names.
fn text<T: Show>(setting: &Setting<T>, file: Option<&PathBuf>, limit: usize) -> Result<String, Fault> {
    let file = file.ok_or_else(|| setting.wrong("no file is named"))?;
    let octets = super::files::read(file, limit).map_err(|why| setting.wrong(why))?;
    let octets = octets.ok_or_else(|| setting.wrong(format!("{} is not there", file.display())))?;
    String::from_utf8(octets).map_err(|_| setting.wrong(format!("{} is no text", file.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: &str = "[[saml]]\nid = \"digid\"\nname = \"DigiD\"\nlevel = \"substantial\"\nmetadata = \"idp.xml\"\n\
                            key_file = \"saml.key\"\ncertificate = \"saml.pem\"\ncontexts = [\"urn:two-factor\"]\n\
                            birth_date_attribute = \"urn:born\"\n";

    fn read(text: &str, metadata: &str) -> Result<Vec<Eid>, String> {
        let folder = tempfile::tempdir().unwrap();
        super::super::files::write(&folder.path().join("idp.xml"), metadata.as_bytes(), 0o600).unwrap();
        let config = config::Config::read("recepis.toml", folder.path(), text.as_bytes(), folder.path());
        eids(&config.map_err(|error| error.to_string())?.saml, "https://recepis.example")
            .map_err(|fault| fault.to_string())
    }

    #[test]
    fn what_a_provider_needs_is_missed_at_its_line_and_a_certificate_above_all() {
        let right = include_str!("../outside/saml/vectors/idp.xml");
        let refused = |text: &str, metadata: &str| read(text, metadata).err().unwrap();
        let key = refused(SETTINGS, right);
        assert!(key.starts_with("recepis.toml:6: [[saml]] key_file") && key.contains("is not there"), "{key}");
        let (before, rest) = right.split_once("<md:KeyDescriptor>").unwrap();
        let bare = format!("{before}{}", rest.split_once("</md:KeyDescriptor>").unwrap().1);
        let none = refused(SETTINGS, &bare);
        assert!(
            none.starts_with("recepis.toml:5: [[saml]] metadata") && none.contains("no signing certificate"),
            "{none}"
        );
        let artifact = refused(&format!("{SETTINGS}answer = \"artifact\"\n"), right);
        assert!(artifact.contains("ArtifactResolutionService"), "{artifact}");
        for (from, to, why) in [
            ("contexts = [\"urn:two-factor\"]", "contexts = []", "contexts is empty"),
            ("birth_date_attribute = \"urn:born\"\n", "", "nothing that it says can be compared"),
            ("id = \"digid\"", "id = \"DigiD\"", "small letters"),
            ("level = \"substantial\"", "level = \"loa3\"", "\"substantial\""),
            ("metadata = \"idp.xml\"\n", "", "the provider's metadata"),
        ] {
            let fault = refused(&SETTINGS.replace(from, to), right);
            assert!(fault.contains(why), "{to}: {fault}");
        }
        assert!(read("", right).unwrap().is_empty());
    }
}
