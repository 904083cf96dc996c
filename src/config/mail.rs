//! `[mail]`, `[mail.relay]` and `[mail.dkim]`: mail out.

use std::path::PathBuf;

use super::list::{Listed, Show};
use super::reader::Table;
use super::setting::Setting;
use super::value::{address, count, host, one_of, port, text};

/// The most keys at a time: two kinds, in force and to come.
const MOST_KEYS: usize = 4;

/// Where mail goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// To the built-in mailbox; nothing leaves the computer.
    Demo,
    /// To the mail servers that the addressee's domain names.
    Mx,
    /// To one relay.
    Relay,
}

impl Show for Mode {
    fn show(&self) -> serde_json::Value {
        match self {
            Self::Demo => "demo".into(),
            Self::Mx => "mx".into(),
            Self::Relay => "relay".into(),
        }
    }
}

/// Mail out.
#[derive(Clone, Debug)]
pub struct Mail {
    /// Where it goes.
    pub mode: Setting<Mode>,
    /// The name that we greet with, and that our doors greet with.
    pub hostname: Setting<String>,
    /// The address that notices and receipts come from.
    pub from: Setting<String>,
    /// The domain of return paths.
    pub return_path_domain: Setting<Option<String>>,
    /// The most connections to one domain at a time.
    pub connections_per_domain: Setting<u16>,
    /// The most messages to one domain in a minute.
    pub messages_per_minute: Setting<u16>,
    /// How long a message is tried, in hours.
    pub retry_hours: Setting<u16>,
    /// The relay.
    pub relay: Relay,
    /// Signatures of the domain.
    pub dkim: Dkim,
}

impl Mail {
    pub(super) fn read(mut table: Table<'_, '_>, domain: &Setting<String>) -> Self {
        let modes = [("demo", Mode::Demo), ("mx", Mode::Mx), ("relay", Mode::Relay)];
        let mode = table.get("mode", one_of(&modes)).or(Mode::Demo);
        let read = Self {
            hostname: table.get("hostname", host).or(domain.value.clone()),
            from: table.get("from", address).or(format!("registered@{}", domain.value)),
            return_path_domain: table.get("return_path_domain", host),
            connections_per_domain: table.get("connections_per_domain", count(1, 100, "connections")).or(4),
            messages_per_minute: table.get("messages_per_minute", count(1, 60_000, "messages")).or(600),
            retry_hours: table.get("retry_hours", count(1, 240, "hours")).or(72),
            relay: Relay::read(table.table("relay", "[mail.relay]"), mode.value),
            dkim: Dkim::read(table.table("dkim", "[mail.dkim]")),
            mode,
        };
        table.end();
        read
    }

    pub(super) fn settings(&self) -> Vec<&dyn Listed> {
        let Self {
            mode,
            hostname,
            from,
            return_path_domain,
            connections_per_domain,
            messages_per_minute,
            retry_hours,
            relay,
            dkim,
        } = self;
        let mut all: Vec<&dyn Listed> = vec![mode, hostname, from, return_path_domain, connections_per_domain];
        all.extend([messages_per_minute as &dyn Listed, retry_hours]);
        all.extend(relay.settings());
        all.extend(dkim.settings());
        all
    }
}

/// Whether a connection may go on without TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    /// It may, where the server offers none.
    Opportunistic,
    /// It may not; the server's certificate must be right, too.
    Required,
}

impl Show for Tls {
    fn show(&self) -> serde_json::Value {
        match self {
            Self::Opportunistic => "opportunistic".into(),
            Self::Required => "required".into(),
        }
    }
}

/// The relay.
#[derive(Clone, Debug)]
pub struct Relay {
    /// Its name.
    pub host: Setting<Option<String>>,
    /// Its port.
    pub port: Setting<u16>,
    /// Whether a connection to it may go on without TLS.
    pub tls: Setting<Tls>,
    /// The name to log in with.
    pub login: Setting<Option<String>>,
    /// The file whose first line is the password.
    pub password_file: Setting<Option<PathBuf>>,
}

impl Relay {
    fn read(mut table: Table<'_, '_>, mode: Mode) -> Self {
        let host = table.get("host", host);
        let host = if mode == Mode::Relay {
            table.need(host, "the relay's name, such as \"relay.example.org\"")
        } else {
            host
        };
        let port = table.get("port", port).or(25);
        let modes = [("required", Tls::Required), ("opportunistic", Tls::Opportunistic)];
        let tls = table.get("tls", one_of(&modes)).or(Tls::Required);
        let (login, password_file) = (table.get("login", text), table.path_of_secret("password_file"));
        let (login, password_file) = match (login.is_said(), password_file.is_said()) {
            (true, false) => (login, table.need(password_file, "a file whose first line is the password")),
            (false, true) => (table.need(login, "the name that the password belongs to"), password_file),
            _ => (login, password_file),
        };
        if mode != Mode::Relay && table.is_there() {
            table.add("[mail] mode is not \"relay\", so this would change nothing");
        }
        if login.is_said() && tls.value == Tls::Opportunistic {
            table.add("`login` wants tls = \"required\": the password would else go out in clear");
        }
        table.end();
        Self { host, port, tls, login, password_file }
    }

    fn settings(&self) -> Vec<&dyn Listed> {
        let Self { host, port, tls, login, password_file } = self;
        vec![host, port, tls, login, password_file]
    }
}

/// Signatures of `[service] domain` ([RFC 6376], [RFC 8463]).
#[derive(Clone, Debug)]
pub struct Dkim {
    /// The keys; each signs every mail. None: no mail is signed.
    pub keys: Vec<DkimKey>,
}

/// A key of the domain.
#[derive(Clone, Debug)]
pub struct DkimKey {
    /// What the DNS record is called: SELECTOR._domainkey.DOMAIN.
    pub selector: Setting<String>,
    /// The private key, RSA or Ed25519, PKCS#8 in PEM.
    pub file: Setting<PathBuf>,
}

impl Dkim {
    fn read(mut table: Table<'_, '_>) -> Self {
        let mut keys: Vec<DkimKey> = Vec::new();
        for (place, mut key) in table.tables("keys", "[[mail.dkim.keys]]").into_iter().enumerate() {
            if place == MOST_KEYS {
                key.add(format!("{MOST_KEYS} keys are the most"));
            }
            let selector = key.get("selector", host);
            let selector = key.need(selector, "what the DNS record is called, such as \"r2026\"").or(String::new());
            let file = key.path("file");
            let file = key.need(file, "the private key, a PEM file").or(PathBuf::new());
            if keys.iter().any(|other| selector.is_said() && other.selector.value == selector.value) {
                key.add(format!("two keys have the selector \"{}\": each needs its own", selector.value));
            }
            key.end();
            keys.push(DkimKey { selector, file });
        }
        table.end();
        Self { keys }
    }

    fn settings(&self) -> Vec<&dyn Listed> {
        let Self { keys } = self;
        keys.iter().flat_map(|DkimKey { selector, file }| [selector as &dyn Listed, file]).collect()
    }
}
