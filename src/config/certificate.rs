//! `[certificate]`: TLS client certificates by which addressees show who they are.

use std::net::SocketAddr;
use std::path::PathBuf;

use super::doors::Pair;
use super::list::Listed;
use super::reader::Table;
use super::setting::Setting;
use super::url;
use super::value::{listen, one_of, text, texts};
use crate::erds::party::Level;

/// Its name in addresses, which no other electronic identity may have.
pub const CERTIFICATE_ID: &str = "certificate";

/// The listener that asks for certificates, and whose count.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// Where it listens, TLS 1.3; nowhere without.
    pub listen: Setting<Option<SocketAddr>>,
    /// Where browsers find it.
    pub url: Setting<Option<String>>,
    /// Its own certificate; without it the embedded authority's.
    pub tls: Pair,
    /// The means' name for people.
    pub name: Setting<Option<String>>,
    /// The level that its identities have.
    pub level: Setting<Option<Level>>,
    /// Who issues them, as evidence says it; without it the name of the one authority.
    pub issuer: Setting<Option<String>>,
    /// The file with the certificates of the authorities.
    pub ca_file: Setting<Option<PathBuf>>,
    /// The file with their revocation lists.
    pub crl_file: Setting<Option<PathBuf>>,
    /// Fields that are a name; several with blanks between them make it together.
    pub name_fields: Setting<Vec<String>>,
    /// The field with the day of birth.
    pub birth_date_field: Setting<Option<String>>,
    /// The field with the number as a customer.
    pub customer_number_field: Setting<Option<String>>,
}

impl Certificate {
    pub(super) fn read(mut table: Table<'_, '_>) -> Self {
        let listen = table.get("listen", listen);
        let listen = table.need(listen, "where browsers are asked for a certificate, such as \"0.0.0.0:8443\"");
        let url = table.get("url", url::base);
        let url = table.need(url, "where browsers find that, such as \"https://card.recepis.example.org\"");
        let tls = Pair::read(&mut table);
        let name = table.get("name", text);
        let name = table.need(name, "the name that people know, such as \"UZI-pas\"");
        let levels = Level::OF_ISSUERS.map(|level| (level.name(), level));
        let level = table.get("level", one_of(&levels));
        let level =
            table.need(level, "\"low\", \"substantial\" or \"high\": what such certificates are worth, by your word");
        let ca_file = table.path("ca_file");
        let ca_file = table.need(ca_file, "the file with the certificates of the authorities that count (PEM)");
        let of_a_person = || vec!["givenName surname".to_owned(), "commonName".to_owned()];
        let read = Self {
            listen,
            url,
            tls,
            name,
            level,
            issuer: table.get("issuer", text),
            ca_file,
            crl_file: table.path("crl_file"),
            name_fields: table.get("name_fields", texts).or(of_a_person()),
            birth_date_field: table.get("birth_date_field", text),
            customer_number_field: table.get("customer_number_field", text),
        };
        let Self { name_fields, birth_date_field, customer_number_field, .. } = &read;
        if name_fields.value.is_empty() && birth_date_field.value.is_none() && customer_number_field.value.is_none() {
            table.add("nothing can be compared: name at least one field");
        }
        table.end();
        read
    }

    pub(super) fn settings(&self) -> Vec<&dyn Listed> {
        let Self { listen, url, tls: Pair { certificate, key }, name, level, issuer, ca_file, crl_file, .. } = self;
        let Self { name_fields, birth_date_field, customer_number_field, .. } = self;
        let mut all: Vec<&dyn Listed> = vec![listen, url, certificate, key, name, level, issuer, ca_file, crl_file];
        all.extend([name_fields as &dyn Listed, birth_date_field, customer_number_field]);
        all
    }
}
