//! What a value may be: each function reads one kind, or says what would be right.

use std::net::SocketAddr;
use std::sync::Arc;

use toml::de::DeValue;

use super::fault::{Error, Fault};
use super::setting::Origin;
use crate::erds::address::Address;

/// The most of a list.
const MOST: usize = 100;
/// The most octets of a text.
const TEXT: usize = 1000;

/// The octets of a file as text.
pub(super) fn utf_8<'a>(name: &str, octets: &'a [u8]) -> Result<&'a str, Error> {
    let wrong = |at: usize, why: &str| {
        let line = octets.get(..at).unwrap_or_default().split(|octet| *octet == b'\n').count();
        let origin = Origin::File { name: Arc::from(name), line };
        Error::new(vec![Fault { origin, what: String::new(), why: why.to_owned() }])
    };
    if octets.len() > super::OCTETS {
        return Err(wrong(0, &format!("larger than {} octets", super::OCTETS)));
    }
    let why = "not UTF-8: save the file in that encoding";
    std::str::from_utf8(octets).map_err(|error| wrong(error.valid_up_to(), why))
}

/// One line of text, not empty.
pub(super) fn text(value: &DeValue<'_>) -> Result<String, String> {
    let DeValue::String(text) = value else { return Err("a text is expected, in \"double quotes\"".to_owned()) };
    match text.as_ref() {
        text if text.trim().is_empty() => Err("the text is empty; take the line out, or say something".to_owned()),
        text if text.len() > TEXT => Err(format!("the text is longer than {TEXT} octets")),
        text if text.chars().any(char::is_control) => Err("the text is more than one plain line".to_owned()),
        text => Ok(text.to_owned()),
    }
}

/// A whole number within bounds, which `right` says.
fn whole(value: &DeValue<'_>, least: u64, most: u64, right: &str) -> Result<u64, String> {
    match value {
        DeValue::Integer(number) => {
            let number = u64::from_str_radix(number.as_str(), number.radix()).ok();
            number.filter(|number| (least..=most).contains(number)).ok_or_else(|| right.to_owned())
        }
        DeValue::String(_) => Err(format!("{right}, without quotes")),
        _ => Err(right.to_owned()),
    }
}

/// Yes or no.
pub(super) fn yes_or_no(value: &DeValue<'_>) -> Result<bool, String> {
    match value {
        DeValue::Boolean(value) => Ok(*value),
        DeValue::String(_) => Err("use true or false, without quotes".to_owned()),
        _ => Err("use true or false".to_owned()),
    }
}

/// A number of something, within bounds.
pub(super) fn count(least: u16, most: u16, of: &str) -> impl FnOnce(&DeValue<'_>) -> Result<u16, String> {
    move |value| {
        let number = whole(value, least.into(), most.into(), &format!("use {least} to {most} {of}"))?;
        u16::try_from(number).map_err(|error| error.to_string())
    }
}

/// A port that can be connected to.
pub(super) fn port(value: &DeValue<'_>) -> Result<u16, String> {
    let number = whole(value, 1, 65_535, "a port is 1 to 65535")?;
    u16::try_from(number).map_err(|error| error.to_string())
}

/// An address and port to listen on; port 0 is any that is free.
pub(super) fn listen(value: &DeValue<'_>) -> Result<SocketAddr, String> {
    let right = "an address with its port is expected, such as \"127.0.0.1:8025\" or \"[::1]:8025\"";
    let DeValue::String(text) = value else { return Err(right.to_owned()) };
    text.parse().map_err(|_| right.to_owned())
}

/// One of a few words.
pub(super) fn one_of<T: Copy>(words: &[(&str, T)]) -> impl FnOnce(&DeValue<'_>) -> Result<T, String> {
    move |value| {
        let right = || {
            let words: Vec<String> = words.iter().map(|(word, _)| format!("\"{word}\"")).collect();
            format!("use {}", words.join(" or "))
        };
        let DeValue::String(text) = value else { return Err(right()) };
        words.iter().find(|(word, _)| word == text).map(|(_, meant)| *meant).ok_or_else(right)
    }
}

/// A host or domain name, in small letters.
pub(super) fn host(value: &DeValue<'_>) -> Result<String, String> {
    let text = text(value)?;
    let name = text.to_ascii_lowercase();
    let why = match &text {
        _ if is_host(&name) => return Ok(name),
        text if !text.is_ascii() => "write an internationalised name in its ASCII form, xn--…",
        text if text.contains("://") => "a name is expected, such as \"mail.example.org\", without the scheme",
        text if text.ends_with('.') => "leave the dot at the end out",
        text if text.parse::<std::net::IpAddr>().is_ok() => "a name is expected, not an address",
        _ => "a name is expected, such as \"mail.example.org\"",
    };
    Err(why.to_owned())
}

/// A list of texts, each as this says.
fn list(
    value: &DeValue<'_>,
    right: &str,
    read: impl Fn(&DeValue<'_>) -> Result<String, String>,
) -> Result<Vec<String>, String> {
    let DeValue::Array(all) = value else { return Err(right.to_owned()) };
    if all.len() > MOST {
        return Err(format!("{MOST} are the most"));
    }
    all.iter().map(|one| read(one.get_ref())).collect()
}

/// Names of hosts or domains, in small letters.
pub(super) fn hosts(value: &DeValue<'_>) -> Result<Vec<String>, String> {
    list(value, "a list of names is expected, such as [\"mail.example.org\"]", host)
}

/// Texts of one line each.
pub(super) fn texts(value: &DeValue<'_>) -> Result<Vec<String>, String> {
    list(value, "a list of texts is expected, such as [\"urn:one\", \"urn:two\"]", text)
}

/// Names with their values.
pub(super) fn pairs(value: &DeValue<'_>) -> Result<Vec<String>, String> {
    let right = "a list of names with their values is expected, such as [\"from=Recepis\"]";
    list(value, right, |one| {
        let text = text(one)?;
        if text.split_once('=').is_some_and(|(name, _)| !name.is_empty()) { Ok(text) } else { Err(right.to_owned()) }
    })
}

/// A mail address.
pub(super) fn address(value: &DeValue<'_>) -> Result<String, String> {
    let text = text(value)?;
    let right = "a mail address is expected, such as \"registered@example.org\"";
    let address: Address = text.parse().map_err(|_| right)?;
    if !text.is_ascii() {
        return Err("use an address of ASCII letters: every mail server must take it".to_owned());
    }
    if is_host(&address.domain().to_ascii_lowercase()) { Ok(text) } else { Err(right.to_owned()) }
}

/// Whether this is a name of a host: labels of letters, digits and hyphens ([RFC 1123 §2.1]), in small letters.
pub fn is_host(name: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = name.rsplit('.').next().unwrap_or_default();
    name.len() <= 253 && name.split('.').all(label) && !last.chars().all(|c| c.is_ascii_digit())
}
