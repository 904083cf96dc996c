//! What the operator chooses about mail out, as plain values.

use std::path::PathBuf;

use crate::outside::resolver::NameServers;

/// How mail goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The name that we greet with (EHLO): it should resolve to the address that we connect from.
    pub hostname: String,
    /// Where mail goes that is not for the demo mailbox.
    pub mode: Mode,
    /// The port of other domains' mail servers: 25, but for trying out.
    pub port: u16,
    /// Whether addresses of this computer and of private networks are connected to where DNS names them. A stranger's domain
    /// could otherwise make us knock at doors that only we can see.
    pub private_networks: bool,
    /// Whom to ask for names.
    pub name_servers: NameServers,
    /// Whether DNSSEC is checked; without it there is no DANE, and every answer's state is indeterminate.
    pub dnssec: bool,
    /// File with the DNSKEY records of the root whose signatures count, instead of the public root's.
    pub dnssec_anchor: Option<PathBuf>,
    /// PEM file of the authorities trusted for certificates of mail servers, instead of the system's.
    pub roots: Option<PathBuf>,
    /// The most notices on their way to one domain at a time.
    pub at_once: u16,
    /// The most notices to one domain in a minute.
    pub per_minute: u16,
}

impl Settings {
    /// Mail goes to the demo mailbox only.
    pub fn demo(hostname: &str) -> Self {
        Self {
            hostname: hostname.to_owned(),
            mode: Mode::Demo,
            port: 25,
            private_networks: false,
            name_servers: NameServers::System,
            dnssec: true,
            dnssec_anchor: None,
            roots: None,
            at_once: 4,
            per_minute: 600,
        }
    }
}

/// Where mail goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mode {
    /// To the demo mailbox only.
    Demo,
    /// To the mail servers that the addressee's domain names.
    Mx,
    /// To a relay of the operator's.
    Relay(Relay),
}

/// A relay: what the addressee's side does is not seen from here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relay {
    /// Its name or address.
    pub host: String,
    /// Its port: 25, 465, 587.
    pub port: u16,
    /// How the connection is protected.
    pub tls: RelayTls,
    /// The login, where it wants one. It is sent over TLS only, or to this computer.
    pub login: Option<Login>,
}

/// How the connection to a relay is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelayTls {
    /// TLS where it is offered, whatever the certificate.
    Offered,
    /// STARTTLS, with a certificate of the relay's name from a trusted authority.
    Required,
    /// TLS from the first octet (port 465), with such a certificate.
    Implicit,
}

/// A name and password.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    /// The name.
    pub name: String,
    /// The password. It is never shown.
    pub password: String,
}

impl std::fmt::Debug for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Login").field("name", &self.name).finish_non_exhaustive()
    }
}

/// The built-in mailbox for trying out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demo {
    /// Its domains.
    pub domains: Vec<String>,
    /// Where it listens.
    pub host: String,
    /// On which port.
    pub port: u16,
}

impl Demo {
    pub(super) fn has(&self, domain: &str) -> bool {
        self.domains.iter().any(|own| own.eq_ignore_ascii_case(domain))
    }
}
