//! `[[oidc]]`: issuers of electronic identities by OpenID Connect.

use std::path::PathBuf;

use toml::de::DeValue;

use super::list::Listed;
use super::reader::Table;
use super::setting::Setting;
use super::url::{self, Url};
use super::value::{one_of, text, texts};
use crate::erds::party::Level;

/// The most issuers: each is a choice on one page.
const MOST: usize = 8;
/// The longest name of a means in addresses.
const LONGEST_ID: usize = 32;

/// An issuer by OpenID Connect.
#[derive(Clone, Debug)]
pub struct Oidc {
    /// Its name in addresses.
    pub id: Setting<String>,
    /// Its name for people.
    pub name: Setting<String>,
    /// The level that its identities have.
    pub level: Setting<Level>,
    /// The issuer's identifier.
    pub issuer: Setting<Url>,
    /// The service's name there.
    pub client_id: Setting<String>,
    /// The file whose first line is the service's secret there.
    pub client_secret_file: Setting<Option<PathBuf>>,
    /// What is asked for besides `openid`.
    pub scopes: Setting<Vec<String>>,
    /// The authentication context class that the issuer must state.
    pub acr: Setting<Option<String>>,
    /// Claims that are a name; several with blanks between them make it together.
    pub name_claims: Setting<Vec<String>>,
    /// The claim with the day of birth.
    pub birth_date_claim: Setting<Option<String>>,
    /// The claim with the number as a customer.
    pub customer_number_claim: Setting<Option<String>>,
}

impl Oidc {
    pub(super) fn read(tables: Vec<Table<'_, '_>>) -> Vec<Self> {
        tables.into_iter().enumerate().map(|(place, table)| Self::one(place, table)).collect()
    }

    fn one(place: usize, mut table: Table<'_, '_>) -> Self {
        if place == MOST {
            table.add(format!("{MOST} issuers are the most"));
        }
        let id = table.get("id", id);
        let id = table.need(id, "a short name in small letters for addresses, such as \"idin\"; never change it");
        let name = table.get("name", text);
        let name = table.need(name, "the name that people know, such as \"iDIN\"");
        let levels = Level::OF_ISSUERS.map(|level| (level.name(), level));
        let level = table.get("level", one_of(&levels));
        let level = table
            .need(level, "\"low\", \"substantial\" or \"high\": what the issuer's identities are worth, by your word");
        let issuer = table.get_veiled("issuer", url::issuer);
        let issuer = table.need(issuer, "the issuer's identifier, such as \"https://id.example\"");
        let client_id = table.get("client_id", text);
        let client_id = table.need(client_id, "the name under which the issuer knows this service");
        let of_a_person = || vec!["name".to_owned(), "given_name family_name".to_owned()];
        let read = Self {
            id: id.or(String::new()),
            name: name.or(String::new()),
            level: level.or(Level::Low),
            issuer: issuer.or(Url(String::new())),
            client_id: client_id.or(String::new()),
            client_secret_file: table.path_of_secret("client_secret_file"),
            scopes: table.get("scopes", texts).or(vec!["profile".to_owned()]),
            acr: table.get("acr", text),
            name_claims: table.get("name_claims", texts).or(of_a_person()),
            birth_date_claim: table.get("birth_date_claim", text),
            customer_number_claim: table.get("customer_number_claim", text),
        };
        let Self { name_claims, birth_date_claim, customer_number_claim, .. } = &read;
        if name_claims.value.is_empty() && birth_date_claim.value.is_none() && customer_number_claim.value.is_none() {
            table.add("nothing can be compared: name at least one claim");
        }
        table.end();
        read
    }

    pub(super) fn settings(&self) -> Vec<&dyn Listed> {
        let Self { id, name, level, issuer, client_id, client_secret_file, scopes, acr, .. } = self;
        let Self { name_claims, birth_date_claim, customer_number_claim, .. } = self;
        let mut all: Vec<&dyn Listed> = vec![id, name, level, issuer, client_id, client_secret_file, scopes, acr];
        all.extend([name_claims as &dyn Listed, birth_date_claim, customer_number_claim]);
        all
    }
}

/// A name in addresses.
fn id(value: &DeValue<'_>) -> Result<String, String> {
    let text = text(value)?;
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if text.len() <= LONGEST_ID && text.chars().all(fits) {
        Ok(text)
    } else {
        Err(format!("use at most {LONGEST_ID} small letters, digits and hyphens, such as \"idin\""))
    }
}
