//! `[store]`, `[service]` and `[terms]`: where things lie, who runs the service, what holds for a message.

use std::path::{Path, PathBuf};

use super::list::{Listed, Show};
use super::reader::Table;
use super::setting::Setting;
use super::url::{self, Database};
use super::value::{count, host, one_of, text, yes_or_no};
use crate::calendar;
use crate::erds::reminders::{OF, Reminders, USUAL};
use crate::erds::terms::{LONGEST, SHORTEST};
use crate::words::Language;

/// Where records and content lie.
#[derive(Clone, Debug)]
pub struct Store {
    /// The data directory.
    pub data: Setting<PathBuf>,
    /// The PostgreSQL database, where records are not in the data directory.
    pub database: Setting<Option<Database>>,
}

impl Store {
    pub(super) fn read(mut table: Table<'_, '_>, data: &Path) -> Self {
        let data = table.path("data").or(data.to_owned());
        let read = Self { data, database: table.get_veiled("database", url::database) };
        table.end();
        read
    }

    pub(super) fn settings(&self) -> Vec<&dyn Listed> {
        let Self { data, database } = self;
        vec![data, database]
    }
}

impl Show for Language {
    fn show(&self) -> serde_json::Value {
        self.code().into()
    }
}

/// Who runs the service.
#[derive(Clone, Debug)]
pub struct Service {
    /// The name as people see it.
    pub name: Setting<String>,
    /// The operator's legal name, as evidence and certificates state it.
    pub operator: Setting<String>,
    /// The operator's post address, in one line.
    pub address: Setting<Option<String>>,
    /// The operator's telephone number.
    pub telephone: Setting<Option<String>>,
    /// How else to reach the operator, in a few words, such as a mail address.
    pub contact: Setting<String>,
    /// The service's own domain: it is in every evidence and in the name of the log.
    pub domain: Setting<String>,
    /// URI of the policy under which evidence is issued.
    pub policy: Setting<String>,
    /// The language, where nobody chose.
    pub language: Setting<Language>,
    /// The zone in which days begin and end, where the sender chose none.
    pub zone: Setting<String>,
    /// The country whose public holidays count, where the sender chose none.
    pub country: Setting<Option<String>>,
}

impl Service {
    pub(super) fn read(mut table: Table<'_, '_>) -> Self {
        let languages = Language::ALL.map(|language| (language.code(), language));
        let read = Self {
            name: table.get("name", text).or("recepis (trial)".to_owned()),
            operator: table.get("operator", text).or("recepis trial service".to_owned()),
            address: table.get("address", text),
            telephone: table.get("telephone", telephone),
            contact: table.get("contact", text).or("for trying out on this computer only".to_owned()),
            domain: table.get("domain", domain).or("recepis.example".to_owned()),
            policy: table.get("policy", uri).or("urn:recepis:policy:trial:1".to_owned()),
            language: table.get("language", one_of(&languages)).or(Language::Dutch),
            zone: table.get("zone", zone).or("Europe/Amsterdam".to_owned()),
            country: table.get("country", country).or(Some("NL".to_owned())),
        };
        table.end();
        read
    }

    pub(super) fn settings(&self) -> Vec<&dyn Listed> {
        let Self { name, operator, address, telephone, contact, domain, policy, language, zone, country } = self;
        vec![name, operator, address, telephone, contact, domain, policy, language, zone, country]
    }

    /// Who the operator is and how to reach them, in the one line that stands on every page and in every mail.
    pub fn line(&self) -> String {
        let Self { operator, address, telephone, contact, .. } = self;
        let reached = [address, telephone].into_iter().filter_map(|setting| setting.value.as_deref());
        let mut parts: Vec<&str> = std::iter::once(operator.value.as_str()).chain(reached).collect();
        if contact.is_said() || parts.len() == 1 {
            parts.push(&contact.value);
        }
        parts.join(", ")
    }

    /// What people are to know of an operator and nobody said; asked where mail goes to them under a domain of its own.
    pub(super) fn missing(&self) -> Vec<(&'static str, &'static str)> {
        let Self { operator, address, telephone, .. } = self;
        let asked = [
            (operator.is_said(), "[service] operator", "the operator's legal name"),
            (address.is_said(), "[service] address", "the operator's post address"),
            (telephone.is_said(), "[service] telephone", "the operator's telephone number"),
        ];
        asked.into_iter().filter(|(said, ..)| !said).map(|(_, what, why)| (what, why)).collect()
    }
}

/// A number as people write it: enough digits to be one, and what stands between them.
fn telephone(value: &toml::de::DeValue<'_>) -> Result<String, String> {
    let number = text(value)?;
    let fits = |c: char| c.is_ascii_digit() || matches!(c, '+' | '(' | ')' | '-' | '.' | '/' | ' ');
    let digits = number.chars().filter(char::is_ascii_digit).count();
    if number.chars().all(fits) && (3..=15).contains(&digits) && number.len() <= 30 {
        Ok(number)
    } else {
        Err("a telephone number is expected, such as \"+31 30 123 45 67\"".to_owned())
    }
}

/// A name that leaves room for an address before it and a record's name.
fn domain(value: &toml::de::DeValue<'_>) -> Result<String, String> {
    let name = host(value)?;
    if name.len() <= 200 { Ok(name) } else { Err("200 octets are the most for this name".to_owned()) }
}

fn zone(value: &toml::de::DeValue<'_>) -> Result<String, String> {
    let right = "a zone of the IANA table is expected, capitals included, such as \"Europe/Amsterdam\"";
    text(value).and_then(|name| if calendar::knows(&name) { Ok(name) } else { Err(right.to_owned()) })
}

fn country(value: &toml::de::DeValue<'_>) -> Result<Option<String>, String> {
    let code = text(value)?;
    if code == "none" {
        return Ok(None);
    }
    let known: Vec<String> = calendar::countries().map(|country| format!("\"{country}\"")).collect();
    let right = format!("use {}, or \"none\": only weekends count then", known.join(", "));
    if calendar::table(&code).is_some() { Ok(Some(code)) } else { Err(right) }
}

fn uri(value: &toml::de::DeValue<'_>) -> Result<String, String> {
    let text = text(value)?;
    let (scheme, rest) = text.split_once(':').unwrap_or_default();
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let is_uri = !scheme.is_empty()
        && scheme.chars().all(fits)
        && !rest.is_empty()
        && text.chars().all(|c| c.is_ascii_graphic());
    if is_uri { Ok(text) } else { Err("a URI is expected, such as \"https://example.org/policy/1\"".to_owned()) }
}

fn remind(value: &toml::de::DeValue<'_>) -> Result<Reminders, String> {
    Reminders::read(&text(value)?, OF).map_err(|error| error.to_string())
}

impl Show for Reminders {
    fn show(&self) -> serde_json::Value {
        self.to_string().into()
    }
}

/// What holds for a message where its sender chose nothing.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Whole days to decide.
    pub days: Setting<u16>,
    /// On which days of a term of 14 an addressee is reminded.
    pub remind: Setting<Reminders>,
    /// Whether an outage gives back what it took of a running time to decide.
    pub outages_extend: Setting<bool>,
}

impl Terms {
    pub(super) fn read(mut table: Table<'_, '_>) -> Self {
        // Short enough that a clock 15 days ahead is past it on every day of the week.
        let read = Self {
            days: table.get("days", count(SHORTEST, LONGEST, "days")).or(10),
            remind: table.get("remind", remind).or(Reminders::scaled(&USUAL, OF)),
            outages_extend: table.get("outages_extend", yes_or_no).or(true),
        };
        table.end();
        read
    }

    pub(super) fn settings(&self) -> Vec<&dyn Listed> {
        let Self { days, remind, outages_extend } = self;
        vec![days, remind, outages_extend]
    }
}
