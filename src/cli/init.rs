//! `recepis init`: a data directory with its keys, and a file of settings to begin with.
//!
//! Crash: everything is made in `DIR.beginning`, which is renamed at the end; an init that was cut short leaves that folder and
//! nothing else.

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, ensure};

use super::base::base;
use super::dkim;
use super::fresh::{Fresh, is_free};
use super::out;
use super::settings::FILE;
use crate::config::{Config, sample};
use crate::outside::clock::{Clock, SystemClock};
use crate::outside::dkim::{Dkim, Record};

/// What is to be made.
#[derive(Debug, clap::Args)]
#[group(id = "init")]
pub struct Options {
    /// The data directory to make; it must be missing or empty.
    #[arg(long, value_name = "DIR", default_value_os_t = super::default_data())]
    data: PathBuf,
    /// The service's own domain, such as example.org: in certificates, addresses and the name of the log. It cannot change.
    #[arg(long)]
    domain: Option<String>,
    /// The operator's legal name: in certificates and evidence. It cannot change.
    #[arg(long, value_name = "NAME")]
    operator: Option<String>,
    /// The operator's post address, in one line, for pages and mails.
    #[arg(long, value_name = "TEXT")]
    address: Option<String>,
    /// The operator's telephone number, for pages and mails.
    #[arg(long, value_name = "NUMBER")]
    telephone: Option<String>,
    /// How else to reach the operator, such as a mail address.
    #[arg(long, value_name = "TEXT")]
    contact: Option<String>,
    /// Where people will find the pages, such as `https://recepis.example.org`.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Ask nothing: what no flag says is for trying out.
    #[arg(long)]
    yes: bool,
}

/// Makes it.
pub async fn run(mut options: Options) -> anyhow::Result<ExitCode> {
    super::log("warn");
    let data = options.data.clone();
    ensure!(
        is_free(&data)?,
        "{} is not empty, and nothing in it is overwritten; choose another with --data",
        data.display()
    );
    if !options.yes && std::io::stdin().is_terminal() {
        options.ask()?;
    }
    let text = sample::sample(&options.chosen());
    let mut config = Config::read(FILE, &data, text.as_bytes(), &data).context("this cannot be")?;

    let fresh = Fresh::beside(&data, "beginning")?;
    config.store.data.value = fresh.path().to_owned();
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::new());
    let base = base(&config, &clock).await?;
    base.store.close().await;
    let keys = options.domain.as_ref().and_then(|_| dkim::settings(&config, true));
    let keys = keys.map(|keys| Dkim::open_or_make(&keys, &*base.entropy)).transpose()?;
    super::files::write(&fresh.path().join(FILE), text.as_bytes(), 0o600)?;
    fresh.name(&data)?;

    say(&data, &config, keys.as_ref().map(Dkim::records).unwrap_or_default());
    Ok(ExitCode::SUCCESS)
}

impl Options {
    /// Asks what no flag says.
    fn ask(&mut self) -> anyhow::Result<()> {
        let asked = [
            (&mut self.domain, "The service's domain, such as example.org"),
            (&mut self.operator, "The operator's legal name"),
            (&mut self.address, "The operator's post address, in one line"),
            (&mut self.telephone, "The operator's telephone number"),
            (&mut self.contact, "How else to reach the operator, such as a mail address"),
            (&mut self.base_url, "Where people will find the pages, such as https://recepis.example.org"),
        ];
        for (answer, question) in asked {
            if answer.is_none() {
                *answer = question_answered(question)?;
            }
        }
        Ok(())
    }

    /// The host of the pages: keys are bound to it from the first day.
    fn host(&self) -> Option<String> {
        let (_, site) = self.base_url.as_deref()?.split_once("https://")?;
        Some(site.split(':').next().unwrap_or(site).to_owned()).filter(|host| !host.is_empty())
    }

    /// What is said, as the file says it.
    fn chosen(&self) -> Vec<(&'static str, &'static str, String)> {
        let host = self.host();
        let said = [
            ("[service]", "domain", &self.domain),
            ("[service]", "operator", &self.operator),
            ("[service]", "address", &self.address),
            ("[service]", "telephone", &self.telephone),
            ("[service]", "contact", &self.contact),
            ("[web]", "base_url", &self.base_url),
            ("[web]", "passkey_domain", &host),
        ];
        let quoted = |text: &String| serde_json::Value::from(text.as_str()).to_string();
        let said = said.into_iter().filter_map(|(section, key, value)| Some((section, key, quoted(value.as_ref()?))));
        let keys = dkim::MADE.into_iter().filter(|_| self.domain.is_some()).flat_map(|(selector, file, _)| {
            let section = "[[mail.dkim.keys]]";
            [(section, "selector", format!("\"{selector}\"")), (section, "file", format!("\"{file}\""))]
        });
        said.chain(keys).collect()
    }
}

/// One line from the terminal; nothing where it is empty.
fn question_answered(question: &str) -> anyhow::Result<Option<String>> {
    out::text(format_args!("{question} (nothing: for trying out): "));
    std::io::stdout().flush()?;
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).context("no answer can be read; say --yes to be asked nothing")?;
    Ok(Some(line.trim().to_owned()).filter(|line| !line.is_empty()))
}

fn say(data: &Path, config: &Config, keys: &[Record]) {
    let (shown, file) = (data.display(), data.join(FILE));
    out::line(format_args!(
        "{shown} is made: records, and in {shown}/ca the keys of authority, seal, time-stamps, log and TLS."
    ));
    out::line(format_args!("The settings are in {}. Change what you want, then:", file.display()));
    out::line(format_args!(""));
    out::line(format_args!("  recepis config check {}", file.display()));
    out::line(format_args!("  recepis serve --data {shown}"));
    out::line(format_args!(""));
    out::line(format_args!(
        "Keep copies of the keys elsewhere: recepis backup --data {shown} --to FILE --keys FILE --with-private-keys"
    ));
    if config.service.domain.is_said() {
        out::line(format_args!("\n{}", records(config, keys)));
    }
}

/// The DNS records of the service's domain, as a piece of a zone file.
fn records(config: &Config, keys: &[Record]) -> String {
    let (domain, host) = (&config.service.domain.value, &config.mail.hostname.value);
    let mut lines = vec![
        format!(
            "; For the DNS of {domain}, once mail leaves this computer. {host} is to lead to it, and its address back to that"
        ),
        format!("; name. Where {domain} has other mail, join these with what stands there."),
        format!("{domain}. IN MX 10 {host}."),
        format!("{domain}. IN TXT \"v=spf1 mx -all\""),
        format!("_dmarc.{domain}. IN TXT \"v=DMARC1; p=reject; adkim=s\""),
    ];
    lines.extend(keys.iter().map(Record::to_string));
    lines.extend([
        "; Others encrypt mail to you for certain (MTA-STS, RFC 8461) where this record stands, and".to_owned(),
        format!("; https://mta-sts.{domain}/.well-known/mta-sts.txt says: version: STSv1, mode: enforce, mx: {host}, max_age: 604800"),
        format!("_mta-sts.{domain}. IN TXT \"v=STSv1; id=1\""),
    ]);
    lines.join("\n")
}
