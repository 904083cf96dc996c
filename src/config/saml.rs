//! `[[saml]]`: identity providers that speak SAML 2.0.

use std::path::PathBuf;

use toml::de::DeValue;

use super::list::{Listed, Show};
use super::reader::Table;
use super::setting::Setting;
use super::value::{count, one_of, text, texts};
use crate::erds::party::Level;

/// How answers come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SamlAnswer {
    /// By reference, fetched over a back channel.
    Artifact,
    /// With the browser.
    Post,
}

impl Show for SamlAnswer {
    fn show(&self) -> serde_json::Value {
        match self {
            Self::Artifact => "artifact".into(),
            Self::Post => "post".into(),
        }
    }
}

/// An identity provider.
#[derive(Clone, Debug)]
pub struct Saml {
    /// Its name in addresses.
    pub id: Setting<String>,
    /// Its name for people.
    pub name: Setting<String>,
    /// The level that its identities have.
    pub level: Setting<Level>,
    /// The file with its metadata.
    pub metadata: Setting<PathBuf>,
    /// Which provider of those in the metadata it is.
    pub provider: Setting<Option<String>>,
    /// Our own name towards it.
    pub entity_id: Setting<Option<String>>,
    /// Our private key.
    pub key_file: Setting<Option<PathBuf>>,
    /// The key's certificate.
    pub certificate: Setting<PathBuf>,
    /// How answers come back.
    pub answer: Setting<SamlAnswer>,
    /// What the back channel's server is checked against; without it the roots of this computer.
    pub trust: Setting<Option<PathBuf>>,
    /// The authentication contexts that are taken, the least first.
    pub contexts: Setting<Vec<String>>,
    /// Which of our services the provider is asked to serve.
    pub attribute_service: Setting<Option<u16>>,
    /// The attributes with the name; several with blanks between them make it together.
    pub name_attributes: Setting<Vec<String>>,
    /// The attribute with the day of birth.
    pub birth_date_attribute: Setting<Option<String>>,
    /// The attribute with the number as a customer.
    pub customer_number_attribute: Setting<Option<String>>,
    /// The attribute that says who it is; without it the `NameID`.
    pub subject_attribute: Setting<Option<String>>,
}

impl Saml {
    pub(super) fn read(tables: Vec<Table<'_, '_>>) -> Vec<Self> {
        tables.into_iter().map(Self::one).collect()
    }

    fn one(mut table: Table<'_, '_>) -> Self {
        let id = table.get("id", word);
        let id = table.need(id, "a name in addresses, such as \"eherkenning\"").or(String::new());
        let name = table.get("name", text);
        let name = table.need(name, "what people call it, such as \"eHerkenning\"").or(String::new());
        let levels = [("low", Level::Low), ("substantial", Level::Substantial), ("high", Level::High)];
        let level = table.get("level", one_of(&levels));
        let level = table.need(level, "the level that its identities have: \"low\", \"substantial\" or \"high\"");
        let metadata = table.path("metadata");
        let metadata = table.need(metadata, "the file with the provider's metadata (XML)").or(PathBuf::new());
        let key_file = table.path_of_secret("key_file");
        let key_file = table.need(key_file, "the file with your private key (PEM, PKCS #8)");
        let certificate = table.path("certificate");
        let certificate = table.need(certificate, "the file with the key's certificate (PEM)").or(PathBuf::new());
        let contexts = table.get("contexts", texts);
        let contexts = table.need(contexts, "the authentication contexts that you take, the least first");
        let answers = [("artifact", SamlAnswer::Artifact), ("post", SamlAnswer::Post)];
        let read = Self {
            id,
            name,
            level: level.or(Level::Low),
            metadata,
            provider: table.get("provider", text),
            entity_id: table.get("entity_id", text),
            key_file,
            certificate,
            answer: table.get("answer", one_of(&answers)).or(SamlAnswer::Post),
            trust: table.path("trust"),
            contexts: contexts.or(Vec::new()),
            attribute_service: table.get("attribute_service", count(0, u16::MAX, "as index")),
            name_attributes: table.get("name_attributes", texts).or(Vec::new()),
            birth_date_attribute: table.get("birth_date_attribute", text),
            customer_number_attribute: table.get("customer_number_attribute", text),
            subject_attribute: table.get("subject_attribute", text),
        };
        let said = [&read.birth_date_attribute, &read.customer_number_attribute].iter().any(|one| one.value.is_some());
        if !said && read.name_attributes.value.is_empty() {
            table.add(
                "nothing that it says can be compared: name name_attributes, birth_date_attribute or customer_number_attribute",
            );
        }
        if read.contexts.is_said() && read.contexts.value.is_empty() {
            table.add("contexts is empty: name at least one, or every answer is refused");
        }
        table.end();
        read
    }

    pub(super) fn settings(&self) -> Vec<&dyn Listed> {
        let Self { id, name, level, metadata, provider, entity_id, key_file, certificate, answer, trust, .. } = self;
        let Self { contexts, attribute_service, name_attributes, birth_date_attribute, .. } = self;
        let Self { customer_number_attribute, subject_attribute, .. } = self;
        vec![
            id,
            name,
            level,
            metadata,
            provider,
            entity_id,
            key_file,
            certificate,
            answer,
            trust,
            contexts,
            attribute_service,
            name_attributes,
            birth_date_attribute,
            customer_number_attribute,
            subject_attribute,
        ]
    }
}

/// A name that stands in addresses.
fn word(value: &DeValue<'_>) -> Result<String, String> {
    let text = text(value)?;
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if text.len() <= 32 && text.chars().all(fits) {
        Ok(text)
    } else {
        Err("use 1 to 32 small letters, digits and hyphens: it stands in addresses".to_owned())
    }
}
