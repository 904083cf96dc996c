//! Addresses on the web, and what of them may be shown.

use serde_json::Value;
use toml::de::DeValue;

use super::list::Show;

/// The address of a service of others. Only where it leads to is shown: customers may be told apart by login or path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url(pub String);

impl Show for Url {
    fn show(&self) -> Value {
        let shown = without_secrets(&self.0);
        let Some((scheme, rest)) = shown.split_once("://") else { return Value::from(shown) };
        let site = rest.split('/').next().unwrap_or_default();
        Value::from(format!("{scheme}://{}", site.rsplit('@').next().unwrap_or_default()))
    }
}

/// The address of a database; it is shown without a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Database(pub String);

impl Show for Database {
    fn show(&self) -> Value {
        Value::from(without_secrets(&self.0))
    }
}

/// An address up to its path: passwords stand before the host, and in what follows the path.
fn without_secrets(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return "unreadable".to_owned() };
    let (site, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let site = match site.rsplit_once('@') {
        Some((login, host)) => format!("{}@{host}", login.split(':').next().unwrap_or_default()),
        None => site.to_owned(),
    };
    format!("{scheme}://{site}{path}")
}

/// Where the pages are: https, or http on this computer; no path.
pub(super) fn base(value: &DeValue<'_>) -> Result<String, String> {
    let text = super::value::text(value)?;
    let right = "an address such as \"https://recepis.example.org\" is expected, without a path or a slash at the end";
    let (scheme, site) = text.split_once("://").ok_or(right)?;
    let (host, port) = site.split_once(':').map_or((site, None), |(host, port)| (host, Some(port)));
    let local = host == "localhost" || host == "127.0.0.1";
    let is_port = |port: &str| port.parse::<u16>().is_ok_and(|port| port > 0);
    match scheme {
        _ if !(super::is_host(host) || local) || !port.is_none_or(is_port) => Err(right.to_owned()),
        "https" => Ok(text),
        "http" if local => Ok(text),
        "http" => Err("use https: links in mails lead here, and codes are typed here".to_owned()),
        _ => Err(right.to_owned()),
    }
}

/// A time-stamping authority's address.
pub(super) fn authority(value: &DeValue<'_>) -> Result<Url, String> {
    let text = super::value::text(value)?;
    let right = "an address such as \"https://tsa.example/\" is expected";
    let (scheme, rest) = text.split_once("://").ok_or(right)?;
    let site = rest.split(['/', '?', '#']).next().unwrap_or_default();
    match scheme {
        "http" | "https" if site.contains('@') => {
            Err("the address holds a name or password; an authority that wants one cannot be used".to_owned())
        }
        "http" | "https" if !site.is_empty() => Ok(Url(text)),
        "http" | "https" => Err(right.to_owned()),
        _ => Err("an address that begins with https:// or http:// is expected".to_owned()),
    }
}

/// Where something signed is fetched: plain HTTP, so that fetching it needs nothing that would have to be fetched first.
pub(super) fn plain(value: &DeValue<'_>) -> Result<Url, String> {
    let text = super::value::text(value)?;
    let right = "an address such as \"http://ocsp.tsa.example/\" is expected; what comes from there is signed, https is not used for it";
    let rest = text.strip_prefix("http://").ok_or(right)?;
    let site = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if site.is_empty() || site.contains('@') { Err(right.to_owned()) } else { Ok(Url(text)) }
}

/// The address of a gateway for text messages.
pub(super) fn gateway(value: &DeValue<'_>) -> Result<Url, String> {
    let text = super::value::text(value)?;
    let right = "an address such as \"https://sms.example/messages\" is expected";
    let (scheme, rest) = text.split_once("://").ok_or(right)?;
    let site = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if site.contains('@') {
        return Err(
            "holds a name or password; no secret stands in this file: put it into authorization_file".to_owned()
        );
    }
    if matches!(scheme, "http" | "https") && !site.is_empty() { Ok(Url(text)) } else { Err(right.to_owned()) }
}

/// The identifier of an issuer of electronic identities.
pub(super) fn issuer(value: &DeValue<'_>) -> Result<Url, String> {
    let text = super::value::text(value)?;
    let right = "an address such as \"https://id.example\" is expected, exactly as the issuer writes it";
    let (scheme, rest) = text.split_once("://").ok_or(right)?;
    let site = rest.split('/').next().unwrap_or_default();
    if matches!(scheme, "http" | "https") && !site.is_empty() && !rest.contains(['@', '?', '#']) {
        Ok(Url(text))
    } else {
        Err(right.to_owned())
    }
}

/// A PostgreSQL database's address.
pub(super) fn database(value: &DeValue<'_>) -> Result<Database, String> {
    let text = super::value::text(value)?;
    let right = "an address such as \"postgres://recepis@localhost/recepis\" is expected";
    let (scheme, rest) = text.split_once("://").ok_or(right)?;
    if !matches!(scheme, "postgres" | "postgresql") {
        return Err(right.to_owned());
    }
    let site = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let login = site.rsplit_once('@').map_or("", |(login, _)| login);
    let query = rest.split_once('?').map_or("", |(_, query)| query);
    if login.contains(':') || query.split('&').any(|field| field.starts_with("password")) {
        return Err("holds a password; no secret stands in this file: put it into ~/.pgpass or PGPASSWORD".to_owned());
    }
    Ok(Database(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_of_an_address_is_shown() {
        let shown = |text: &str| Url(text.to_owned()).show();
        assert_eq!(shown("https://hunter2:hunter2@tsa.example:1/hunter2?key=hunter2#hunter2"), "https://tsa.example:1");
        assert_eq!(shown("hunter2"), "unreadable");
        let shown = |text: &str| Database(text.to_owned()).show();
        let database = "postgres://recepis:hunter2@db.example:5433/mail?password=hunter2&sslmode=require";
        assert_eq!(shown(database), "postgres://recepis@db.example:5433/mail");
        assert_eq!(shown("postgres://a:b@c:d@host"), "postgres://a@host");
        assert_eq!(shown("host=x password=hunter2"), "unreadable");
    }
}
