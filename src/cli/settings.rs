//! The settings in force: what nobody says, then `recepis.toml`, then flags; the last one wins.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::config::{Config, Database, OCTETS, Setting};

/// What the file is called in a data directory.
pub(super) const FILE: &str = "recepis.toml";

/// Flags that say settings.
#[derive(Clone, Debug, Default, clap::Args)]
#[group(id = "settings")]
pub struct Options {
    /// The data directory; made where it is missing [default: recepis-data].
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Keep records in this PostgreSQL database, postgres://NAME@HOST/DATABASE, instead of in the data directory. Leave the
    /// password to ~/.pgpass or PGPASSWORD: other users of this computer see the command line.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Port of the pages and the API, on loopback where no file says otherwise; 0 for any that is free [default: 8025].
    #[arg(long, value_name = "PORT")]
    http: Option<u16>,
    /// Port for SMTP submission with STARTTLS; 0 for any that is free [default: 8587].
    #[arg(long, value_name = "PORT")]
    smtp: Option<u16>,
    /// Port for SMTP submission over TLS; 0 for any that is free [default: 8465].
    #[arg(long, value_name = "PORT")]
    smtps: Option<u16>,
    /// Answer /health, /ready and /metrics (OpenMetrics, for Prometheus) here: a port on loopback, or an address such as
    /// 127.0.0.1:9464. Nothing is answered where this is not given; there is no password, so keep it from the outside.
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    metrics: Option<SocketAddr>,
    /// Take what comes back about notices (bounces, answers) here, by SMTP: a port on loopback, or the address that the MX record of
    /// the return path domain leads to, such as 0.0.0.0:25.
    #[arg(long, value_name = "ADDRESS", value_parser = address, requires = "return_path_domain")]
    inbound: Option<SocketAddr>,
    /// The domain of the notices' return paths.
    #[arg(long, value_name = "NAME", value_parser = host)]
    return_path_domain: Option<String>,
    #[command(flatten)]
    stamps: super::stamps::Options,
    #[command(flatten)]
    witnesses: super::witnesses::Options,
    #[command(flatten)]
    pub(super) mail: super::mail::Options,
}

/// The settings, and the file that says some of them.
pub(super) struct Read {
    pub(super) config: Config,
    pub(super) file: Option<PathBuf>,
}

impl Options {
    /// These two alone.
    pub(super) fn only(data: Option<PathBuf>, database: Option<String>) -> Self {
        Self { data, database, ..Self::default() }
    }

    /// These two, and who stamps.
    pub(super) fn with_stamps(data: Option<PathBuf>, database: Option<String>, stamps: super::stamps::Options) -> Self {
        Self { stamps, ..Self::only(data, database) }
    }

    /// Everything on any free port, in this directory, whatever stands there.
    pub(super) fn anywhere(data: &Path) -> Config {
        let mut config = Config::of_nothing(data);
        for port in [&mut config.web.listen, &mut config.submission.listen, &mut config.submission.listen_tls] {
            port.value.set_port(0);
        }
        config
    }

    /// The settings in force. `file` is the one to read; without it `recepis.toml` in the data directory, where it is there.
    ///
    /// # Errors
    /// Every mistake in the file, each with its place; or the first one that flags bring.
    pub(super) fn read(&self, file: Option<&Path>) -> anyhow::Result<Read> {
        let data = self.data.clone().unwrap_or_else(super::default_data);
        let found = data.join(FILE);
        let file = file.map(Path::to_owned).or_else(|| found.exists().then_some(found.clone()));
        let mut config = match &file {
            None => Config::of_nothing(&data),
            Some(path) => {
                let octets = super::files::read(path, OCTETS).map_err(anyhow::Error::msg)?;
                let octets = octets.with_context(|| format!("{} is not there", path.display()))?;
                let folder = path.parent().unwrap_or(Path::new(""));
                Config::read(&path.to_string_lossy(), folder, &octets, &data)?
            }
        };
        if file.as_ref() == Some(&found)
            && config.store.data.is_said()
            && self.data.is_none()
            && !same(&config.store.data.value, &data)
        {
            let why =
                format!("the file was found in {}; name it with --config to use another directory", data.display());
            return Err(config.store.data.wrong(why).into());
        }
        self.over(&mut config)?;
        if let Some(fault) = config.together().into_iter().next() {
            return Err(fault.into());
        }
        Ok(Read { config, file })
    }

    /// Lays what the flags say over it.
    fn over(&self, config: &mut Config) -> anyhow::Result<()> {
        if let Some(data) = &self.data {
            config.store.data.by_flag("--data", data.clone());
        }
        if let Some(url) = &self.database {
            config.store.database.by_flag("--database", Some(Database(url.clone())));
        }
        put(&mut config.web.listen, "--http", self.http);
        put(&mut config.submission.listen, "--smtp", self.smtp);
        put(&mut config.submission.listen_tls, "--smtps", self.smtps);
        if let Some(address) = self.metrics {
            config.metrics.listen.by_flag("--metrics", Some(address));
        }
        self.mail.over(config);
        if let Some(address) = self.inbound {
            config.inbound.listen.by_flag("--inbound", Some(address));
        }
        if let Some(domain) = &self.return_path_domain {
            config.mail.return_path_domain.by_flag("--return-path-domain", Some(domain.clone()));
        }
        if let Some(authorities) = self.stamps.authorities()? {
            config.tsa = authorities;
        }
        if let Some(policy) = self.witnesses.policy() {
            config.log.policy.by_flag("--log-policy", Some(policy.to_owned()));
        }
        Ok(())
    }
}

/// Another port on the same address.
fn put(listen: &mut Setting<SocketAddr>, flag: &'static str, port: Option<u16>) {
    if let Some(port) = port {
        listen.by_flag(flag, SocketAddr::new(listen.value.ip(), port));
    }
}

/// Whether two paths lead to one directory.
fn same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    real(one) == real(other)
}

/// The name of a host or domain.
fn host(text: &str) -> Result<String, String> {
    let wrong = || format!("`{text}` is not the name of a domain, such as return.example.org");
    crate::config::is_host(text).then(|| text.to_owned()).ok_or_else(wrong)
}

/// A port on loopback, or an address with a port.
fn address(text: &str) -> Result<SocketAddr, String> {
    if let Ok(port) = text.parse::<u16>() {
        return Ok((Ipv4Addr::LOCALHOST, port).into());
    }
    text.parse().map_err(|_| format!("`{text}` is neither a port nor an address with one, such as 127.0.0.1:9464"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Origin;

    #[derive(clap::Parser)]
    struct Line {
        #[command(flatten)]
        settings: Options,
    }

    fn flags(words: &[&str]) -> Options {
        <Line as clap::Parser>::parse_from([&["serve"], words].concat()).settings
    }

    #[test]
    fn a_port_alone_is_on_loopback() {
        assert_eq!(address("9464"), Ok("127.0.0.1:9464".parse().unwrap()));
        assert_eq!(address("[::1]:9464"), Ok("[::1]:9464".parse().unwrap()));
        for wrong in ["", "x", "localhost", "127.0.0.1", "70000", "-1"] {
            assert!(address(wrong).unwrap_err().contains("such as"), "{wrong}");
        }
    }

    fn write(path: &Path, text: &str) {
        super::super::files::write(path, text.as_bytes(), 0o600).unwrap();
    }

    #[test]
    fn flags_win_over_the_file_and_the_file_over_what_nobody_says() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("other.toml");
        write(
            &path,
            "[store]\ndata = \"d\"\n[web]\nlisten = \"127.0.0.2:1\"\n[log]\npolicy = \"/w.txt\"\n[terms]\ndays = 20",
        );
        let read = flags(&["--http", "7", "--smtp", "8"]).read(Some(&path)).unwrap();
        let config = read.config;
        assert_eq!((read.file, config.terms.days.value), (Some(path.clone()), 20));
        assert_eq!(config.store.data.value, folder.path().join("d"), "a relative path lies beside the file");
        assert_eq!(config.log.policy.value, Some(PathBuf::from("/w.txt")));
        assert_eq!(config.web.listen.value, "127.0.0.2:7".parse().unwrap(), "a port's flag leaves the address");
        assert_eq!(config.web.listen.origin, Origin::Flag("--http"));
        assert_eq!(config.submission.listen.value, "127.0.0.1:8".parse().unwrap());
        assert_eq!(config.submission.listen_tls.origin, Origin::Default);
        let config = flags(&["--data", "elsewhere"]).read(Some(&path)).unwrap().config;
        assert_eq!(config.store.data.value, PathBuf::from("elsewhere"));
    }

    #[test]
    fn the_data_directorys_own_file_is_found_and_may_not_lead_away() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().to_str().unwrap();
        assert_eq!(flags(&["--data", data]).read(None).unwrap().file, None);
        let path = folder.path().join(FILE);
        write(&path, "[terms]\ndays = 20");
        let read = flags(&["--data", data]).read(None).unwrap();
        assert_eq!((read.file, read.config.terms.days.value), (Some(path.clone()), 20));
        let gone = flags(&[]).read(Some(&folder.path().join("x.toml"))).err().unwrap();
        assert!(gone.to_string().ends_with("x.toml is not there"), "{gone}");
    }

    #[test]
    fn authorities_that_flags_name_are_instead_of_those_of_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        write(
            &path,
            "[[tsa]]\nurl = \"https://one.example\"\ntrust = \"1.pem\"\n[[tsa]]\nurl = \"https://two.example\"\ntrust = \"2.pem\"",
        );
        assert_eq!(flags(&[]).read(Some(&path)).unwrap().config.tsa.len(), 2);
        let config =
            flags(&["--tsa", "https://three.example", "--tsa-trust", "3.pem"]).read(Some(&path)).unwrap().config;
        assert_eq!(config.tsa.len(), 1);
        assert_eq!(config.tsa[0].trust.value, PathBuf::from("3.pem"));
        let alone = flags(&["--tsa-trust", "3.pem"]).read(Some(&path)).err().unwrap();
        assert!(alone.to_string().contains("belong to a --tsa URL"), "{alone}");
    }
}
