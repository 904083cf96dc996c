//! `[web]`, `[submission]`, `[inbound]` and `[metrics]`: what listens.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use super::list::{Listed, Show};
use super::reader::Table;
use super::setting::Setting;
use super::url;
use super::value::{count, host, hosts, listen, one_of};

fn loopback(port: u16) -> SocketAddr {
    (Ipv4Addr::LOCALHOST, port).into()
}

/// The pages and the API.
#[derive(Clone, Debug)]
pub struct Web {
    /// Where they listen, plain HTTP.
    pub listen: Setting<SocketAddr>,
    /// Where people find them; without it on this computer.
    pub base_url: Setting<Option<String>>,
    /// The domain that addressees' keys are bound to; the host of the pages where nobody says it.
    pub passkey_domain: Setting<Option<String>>,
    /// How long a proven identity lasts, in minutes.
    pub session_minutes: Setting<u16>,
    /// The verifier in one file.
    pub verifier: Setting<Option<PathBuf>>,
}

impl Web {
    pub(super) fn read(mut table: Table<'_, '_>) -> Self {
        let read = Self {
            listen: table.get("listen", listen).or(loopback(8025)),
            base_url: table.get("base_url", url::base),
            passkey_domain: table.get("passkey_domain", host),
            session_minutes: table.get("session_minutes", count(5, 240, "minutes")).or(30),
            verifier: table.path("verifier"),
        };
        table.end();
        read
    }

    pub(super) fn settings(&self) -> Vec<&dyn Listed> {
        let Self { listen, base_url, passkey_domain, session_minutes, verifier } = self;
        vec![listen, base_url, passkey_domain, session_minutes, verifier]
    }
}

/// A certificate and its key, in files; both or neither.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The chain in PEM, the server's own certificate first.
    pub certificate: Setting<Option<PathBuf>>,
    /// The private key in PEM.
    pub key: Setting<Option<PathBuf>>,
}

impl Pair {
    pub(super) fn read(table: &mut Table<'_, '_>) -> Self {
        let (certificate, key) = (table.path("certificate"), table.path("key"));
        let (certificate, key) = match (certificate.is_said(), key.is_said()) {
            (true, false) => (certificate, table.need(key, "the private key of `certificate`, a PEM file")),
            (false, true) => (table.need(certificate, "the certificate of `key`, a PEM file"), key),
            _ => (certificate, key),
        };
        Self { certificate, key }
    }
}

/// What becomes of a message that would report on its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trackers {
    /// It is refused.
    Refuse,
    /// It is taken; evidence lists them, and the addressee is told before the choice.
    List,
}

impl Show for Trackers {
    fn show(&self) -> serde_json::Value {
        match self {
            Self::Refuse => "refuse".into(),
            Self::List => "list".into(),
        }
    }
}

/// The door for senders.
#[derive(Clone, Debug)]
pub struct Submission {
    /// Where submission with STARTTLS listens.
    pub listen: Setting<SocketAddr>,
    /// Where submission over TLS listens.
    pub listen_tls: Setting<SocketAddr>,
    /// The certificate of both; without it the embedded authority's.
    pub tls: Pair,
    /// The largest message, in MiB.
    pub message_mib: Setting<u16>,
    /// What becomes of remote content and receipt requests in what senders hand in.
    pub trackers: Setting<Trackers>,
    /// Providers besides those that are known, whose customers are strangers to each other.
    pub mail_providers: Setting<Vec<String>>,
}

impl Submission {
    pub(super) fn read(mut table: Table<'_, '_>) -> Self {
        let ways = [("refuse", Trackers::Refuse), ("list", Trackers::List)];
        let read = Self {
            listen: table.get("listen", listen).or(loopback(8587)),
            listen_tls: table.get("listen_tls", listen).or(loopback(8465)),
            tls: Pair::read(&mut table),
            message_mib: table.get("message_mib", count(1, 50, "MiB")).or(50),
            trackers: table.get("trackers", one_of(&ways)).or(Trackers::Refuse),
            mail_providers: table.get("mail_providers", hosts).or(Vec::new()),
        };
        table.end();
        read
    }

    pub(super) fn settings(&self) -> Vec<&dyn Listed> {
        let Self { listen, listen_tls, tls: Pair { certificate, key }, message_mib, trackers, mail_providers } = self;
        vec![listen, listen_tls, certificate, key, message_mib, trackers, mail_providers]
    }
}

/// Health and metrics.
#[derive(Clone, Debug)]
pub struct Metrics {
    /// Where they are asked; nowhere without.
    pub listen: Setting<Option<SocketAddr>>,
}

impl Metrics {
    pub(super) fn read(mut table: Table<'_, '_>) -> Self {
        let read = Self { listen: table.get("listen", listen) };
        table.end();
        read
    }

    pub(super) fn settings(&self) -> Vec<&dyn Listed> {
        let Self { listen } = self;
        vec![listen]
    }
}

/// The door for bounces and replies.
#[derive(Clone, Debug)]
pub struct Inbound {
    /// Where it listens; nowhere without.
    pub listen: Setting<Option<SocketAddr>>,
    /// Its certificate; without it the embedded authority's.
    pub tls: Pair,
}

impl Inbound {
    pub(super) fn read(mut table: Table<'_, '_>) -> Self {
        let listen = table.get("listen", listen);
        let listen = table.need(listen, "the address that the MX record of [mail] return_path_domain leads to");
        let read = Self { listen, tls: Pair::read(&mut table) };
        table.end();
        read
    }

    pub(super) fn settings(&self) -> Vec<&dyn Listed> {
        let Self { listen, tls: Pair { certificate, key } } = self;
        vec![listen, certificate, key]
    }
}
