//! Mail out: what settings and flags say, as the mailer's plain values.

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Context;
use serde_json::{Value, json};

use crate::config::{self, Config, Fault};
use crate::outside::mailer::{Login, Mode, Relay, RelayTls, Settings};
use crate::outside::resolver::NameServers;

/// The port on which TLS begins with the first octet ([RFC 8314 §3.3]).
const SUBMISSIONS: u16 = 465;
/// The most octets of a file with a password.
const PASSWORD: usize = 4_096;

/// Flags about mail out. What no file can say is for trying out, or for networks that are not as they ought to be.
#[derive(Clone, Debug, Default, clap::Args)]
#[group(id = "mail-out")]
pub struct Options {
    /// Where mail goes that is not for the demo mailbox: `mx`, to the mail servers that the addressee's domain names;
    /// `relay=HOST:PORT`, to a relay of yours, whose word says nothing about the addressee's side; `demo`, nowhere.
    #[arg(long, value_name = "WAY", value_parser = way)]
    mail: Option<Way>,
    /// The name that mail servers are greeted with; it should lead to this computer's address.
    #[arg(long, value_name = "NAME")]
    hostname: Option<String>,
    /// Ask this name server instead of the system's; may be given several times.
    #[arg(long, value_name = "IP:PORT")]
    name_server: Vec<SocketAddr>,
    /// Do not check DNSSEC: for networks whose name servers take the signatures out. There is no DANE then.
    #[arg(long)]
    no_dnssec: bool,
    /// File with the DNSKEY records of the root whose signatures count, instead of the public root's: for trying out.
    #[arg(long, value_name = "FILE", conflicts_with = "no_dnssec")]
    dnssec_anchor: Option<PathBuf>,
    /// PEM file of the authorities trusted for certificates of mail servers, instead of the system's.
    #[arg(long, value_name = "FILE")]
    mail_roots: Option<PathBuf>,
    /// The port of mail servers, for trying out [default: 25].
    #[arg(long, value_name = "PORT")]
    mail_port: Option<u16>,
    /// Connect to addresses of this computer and of private networks, too, where DNS names them as mail servers.
    #[arg(long)]
    mail_private_networks: bool,
}

/// What stands behind `--mail`.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Way {
    Demo,
    Mx,
    Relay(String, u16),
}

impl Options {
    /// Lays what the flags say over the settings. A relay that a flag names has no password: it stands in no file.
    pub(super) fn over(&self, config: &mut Config) {
        const FLAG: &str = "--mail";
        let mail = &mut config.mail;
        match &self.mail {
            None => {}
            Some(Way::Demo) => mail.mode.by_flag(FLAG, config::Mode::Demo),
            Some(Way::Mx) => mail.mode.by_flag(FLAG, config::Mode::Mx),
            Some(Way::Relay(host, port)) => {
                mail.mode.by_flag(FLAG, config::Mode::Relay);
                mail.relay.host.by_flag(FLAG, Some(host.clone()));
                mail.relay.port.by_flag(FLAG, *port);
                let tls = if *port == SUBMISSIONS { config::Tls::Required } else { config::Tls::Opportunistic };
                mail.relay.tls.by_flag(FLAG, tls);
                mail.relay.login.by_flag(FLAG, None);
                mail.relay.password_file.by_flag(FLAG, None);
            }
        }
        if let Some(hostname) = &self.hostname {
            mail.hostname.by_flag("--hostname", hostname.clone());
        }
    }

    /// The mailer's settings.
    pub(super) fn settings(&self, config: &config::Mail) -> anyhow::Result<Settings> {
        let name_servers = match self.name_server.as_slice() {
            [] => NameServers::System,
            these => NameServers::These(these.to_vec()),
        };
        let mode = match config.mode.value {
            config::Mode::Demo => Mode::Demo,
            config::Mode::Mx => Mode::Mx,
            config::Mode::Relay => Mode::Relay(relay(&config.relay)?),
        };
        Ok(Settings {
            hostname: config.hostname.value.clone(),
            mode,
            port: self.mail_port.unwrap_or(25),
            private_networks: self.mail_private_networks,
            name_servers,
            dnssec: !self.no_dnssec,
            dnssec_anchor: self.dnssec_anchor.clone(),
            roots: self.mail_roots.clone(),
            at_once: config.connections_per_domain.value,
            per_minute: config.messages_per_minute.value,
        })
    }

    /// What the log keeps of the flags that no file can say.
    pub(super) fn for_the_log(&self) -> Value {
        let servers: Vec<String> = self.name_server.iter().map(ToString::to_string).collect();
        let mut said: Vec<Value> = servers.into_iter().map(|server| json!(server)).collect();
        let flags = [
            (self.no_dnssec, "no-dnssec"),
            (self.dnssec_anchor.is_some(), "own-dnssec-anchor"),
            (self.mail_private_networks, "private-networks"),
            (self.mail_roots.is_some(), "own-roots"),
        ];
        said.extend(flags.into_iter().filter(|(is, _)| *is).map(|(_, word)| json!(word)));
        said.extend(self.mail_port.map(|port| json!(port)));
        Value::Array(said)
    }
}

/// Where mail goes, behind "mail".
pub(super) fn in_words(mail: &config::Mail) -> String {
    match (mail.mode.value, &mail.relay.host.value) {
        (config::Mode::Demo, _) => "to its own demo mailbox only".to_owned(),
        (config::Mode::Mx, _) => "to the mail servers that addressees' domains name".to_owned(),
        (config::Mode::Relay, host) => format!("by way of the relay {}", host.as_deref().unwrap_or_default()),
    }
}

fn relay(relay: &config::Relay) -> anyhow::Result<Relay> {
    let port = relay.port.value;
    let tls = match relay.tls.value {
        config::Tls::Opportunistic => RelayTls::Offered,
        config::Tls::Required if port == SUBMISSIONS => RelayTls::Implicit,
        config::Tls::Required => RelayTls::Required,
    };
    let login = login(relay)?;
    let host = relay.host.value.clone().context("[mail.relay] host is missing")?;
    Ok(Relay { host, port, tls, login })
}

/// The login at the relay, its password out of the file that is named.
///
/// # Errors
/// The file is not there, or has no first line.
pub(super) fn login(relay: &config::Relay) -> Result<Option<Login>, Fault> {
    let (Some(name), Some(file)) = (&relay.login.value, &relay.password_file.value) else { return Ok(None) };
    let wrong = |why: String| relay.password_file.wrong(why);
    let octets = super::files::read(file, PASSWORD).map_err(wrong)?;
    let octets = octets.ok_or_else(|| wrong(format!("{} is not there", file.display())))?;
    let text = std::str::from_utf8(&octets).ok().and_then(|text| text.lines().next());
    let password = text.filter(|line| !line.is_empty());
    let password = password.ok_or_else(|| wrong(format!("{} has no first line", file.display())))?;
    Ok(Some(Login { name: name.clone(), password: password.to_owned() }))
}

fn way(text: &str) -> Result<Way, String> {
    match text {
        "demo" => return Ok(Way::Demo),
        "mx" => return Ok(Way::Mx),
        _ => {}
    }
    let place = text.strip_prefix("relay=").and_then(|place| place.rsplit_once(':'));
    match place.map(|(host, port)| (host.trim_matches(['[', ']']), port.parse::<u16>())) {
        Some((host, Ok(port))) if !host.is_empty() && port > 0 => Ok(Way::Relay(host.to_owned(), port)),
        _ => Err(format!("`{text}` is no way for mail; use `mx`, `relay=HOST:PORT` or `demo`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_for_mail_is_said_in_one_word() {
        assert_eq!(way("mx"), Ok(Way::Mx));
        assert_eq!(way("demo"), Ok(Way::Demo));
        assert_eq!(way("relay=[::1]:2525"), Ok(Way::Relay("::1".into(), 2525)));
        for wrong in ["", "MX", "relay", "relay=", "relay=host", "relay=:25", "relay=host:0", "relay=host:x"] {
            assert!(way(wrong).unwrap_err().contains("relay=HOST:PORT"), "{wrong}");
        }
    }

    #[test]
    fn a_relay_is_protected_as_its_settings_say_and_its_password_stands_in_a_file_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let read = |text: &str| {
            let folder = folder.path();
            Config::read("recepis.toml", folder, text.as_bytes(), folder).unwrap().mail
        };
        let mut text = "[mail]\nmode = \"relay\"\n[mail.relay]\nhost = \"relay.example\"\n".to_owned();
        let Mode::Relay(relay) = Options::default().settings(&read(&text)).unwrap().mode else { panic!("a relay") };
        assert_eq!((relay.tls, relay.port, &relay.login), (RelayTls::Required, 25, &None));
        text.push_str("port = 465\nlogin = \"me\"\npassword_file = \"secret\"\n");
        let missing = Options::default().settings(&read(&text)).unwrap_err().to_string();
        assert!(missing.contains("password_file") && missing.contains("is not there"), "{missing}");
        super::super::files::write(&folder.path().join("secret"), b"hunter2\nmore\n", 0o600).unwrap();
        let Mode::Relay(relay) = Options::default().settings(&read(&text)).unwrap().mode else { panic!("a relay") };
        assert_eq!((relay.tls, relay.login.as_ref().unwrap().password.as_str()), (RelayTls::Implicit, "hunter2"));
        let flags = Options { mail: Some(Way::Relay("127.0.0.1".into(), 2525)), ..Options::default() };
        let mut config = Config::of_nothing(folder.path());
        flags.over(&mut config);
        let Mode::Relay(relay) = flags.settings(&config.mail).unwrap().mode else { panic!("a relay") };
        assert_eq!((relay.tls, relay.port), (RelayTls::Offered, 2525));
    }
}
