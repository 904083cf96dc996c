//! `recepis config check`: the settings in force, each with where it comes from, and everything that is wrong with them.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use serde_json::{Value, json};

use super::base;
use super::certificate;
use super::dkim;
use super::mail;
use super::out;
use super::settings;
use super::stamps;
use super::witnesses::Given;
use crate::config::{self, Config, Fault, Listed, Origin};

/// What can be asked about settings.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Read a file of settings as `recepis serve` would, and the files that it names; nothing is written.
    #[command(after_help = "Examples:\n  recepis config check\n  recepis config check /etc/recepis.toml --ports\n  \
                      recepis config check --data ./recepis-data --http 8080\n\n\
                      Flags are those of `recepis serve`, and win over the file.\n\n\
                      Exit code: 0 when the service would start with these settings, 1 when something is wrong, 64 wrong usage.")]
    Check(Options),
}

/// What to check.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The file of settings [default: recepis.toml in the data directory, where it is there].
    file: Option<PathBuf>,
    #[command(flatten)]
    settings: settings::Options,
    /// Also see whether the ports are free.
    #[arg(long)]
    ports: bool,
    /// Print settings and mistakes as one line of JSON.
    #[arg(long)]
    json: bool,
}

/// Does what the command says.
pub fn run(command: Command) -> anyhow::Result<ExitCode> {
    let Command::Check(options) = command;
    let (read, faults) = match options.settings.read(options.file.as_deref()) {
        Ok(read) => {
            let faults = further(&read.config, options.ports);
            (Some(read), faults)
        }
        Err(error) => (None, faults_in(error)?),
    };
    let file = read.as_ref().and_then(|read| read.file.as_deref()).or(options.file.as_deref());
    if options.json {
        print(&as_json(file, read.as_ref().map(|read| &read.config), &faults).to_string());
    } else {
        say(file, read.as_ref().map(|read| &read.config), &faults);
    }
    Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The mistakes that an error is made of; the error itself where it is another.
fn faults_in(error: anyhow::Error) -> anyhow::Result<Vec<Fault>> {
    let error = match error.downcast::<config::Error>() {
        Ok(error) => return Ok(error.faults().to_vec()),
        Err(error) => error,
    };
    error.downcast::<Fault>().map(|fault| vec![fault])
}

/// What only shows when the files that are named are read.
fn further(config: &Config, ports: bool) -> Vec<Fault> {
    let mut faults: Vec<Fault> =
        config.tsa.iter().filter_map(|tsa| stamps::address(tsa, &Arc::default()).err()).collect();
    faults.extend(Given::read(&config.log).err());
    faults.extend(certificate::operators(&config.submission.tls).err());
    faults.extend(dkim::faults(config));
    faults.extend(mail::login(&config.mail.relay).err());
    faults.extend(super::texter::texter(&config.texter).err());
    faults.extend(super::oidc::eids(&config.oidc).err());
    faults.extend(super::eid_certificate::eid(&config.certificate).err());
    faults.extend(certificate::operators(&config.certificate.tls).err());
    faults.extend(super::compose::one_file(config).err());
    faults.extend(base::names_in_place_fit(config).err());
    if ports {
        let doors = [&config.web.listen, &config.submission.listen, &config.submission.listen_tls];
        let wrong = |error: std::io::Error| format!("cannot be opened: {error}");
        faults.extend(doors.into_iter().filter_map(|door| {
            let error = std::net::TcpListener::bind(door.value).err()?;
            Some(door.wrong(wrong(error)))
        }));
        for door in [&config.metrics.listen, &config.certificate.listen] {
            if let Some(error) = door.value.and_then(|address| std::net::TcpListener::bind(address).err()) {
                faults.push(door.wrong(wrong(error)));
            }
        }
    }
    faults
}

fn say(file: Option<&Path>, config: Option<&Config>, faults: &[Fault]) {
    for fault in faults {
        print(&fault.to_string());
    }
    if !faults.is_empty() {
        let word = if faults.len() == 1 { "mistake" } else { "mistakes" };
        print(&format!("{} {word}", faults.len()));
        return;
    }
    let Some(config) = config else { return };
    match file {
        Some(file) => print(&format!("{} is right. In force:", file.display())),
        None => print("There is no file of settings. In force:"),
    }
    let mut section = "";
    for setting in config.in_force() {
        // A key that opens a section again begins another of several.
        let again = matches!((section, setting.key()), ("[[tsa]]", "url") | ("[[mail.dkim.keys]]", "selector"));
        if section != setting.section() || again {
            section = setting.section();
            print(&format!("\n{section}"));
        }
        let shown = match setting.shown() {
            Value::Null => "not set".to_owned(),
            shown => shown.to_string(),
        };
        print(&format!("  {:<22} {shown:<40} {}", setting.key(), in_words(setting.origin())));
    }
}

fn in_words(origin: &Origin) -> String {
    match origin {
        Origin::Default => "default".to_owned(),
        Origin::File { name, line } => format!("{name}:{line}"),
        Origin::Flag(flag) => (*flag).to_owned(),
    }
}

fn as_json(file: Option<&Path>, config: Option<&Config>, faults: &[Fault]) -> Value {
    let from = |origin: &Origin| match origin {
        Origin::Default => json!({ "from": "default" }),
        Origin::File { name, line } => json!({ "from": "file", "file": &**name, "line": line }),
        Origin::Flag(flag) => json!({ "from": "flag", "flag": flag }),
    };
    let setting = |setting: &dyn Listed| {
        json!({
            "section": setting.section(),
            "key": setting.key(),
            "value": setting.shown(),
            "origin": from(setting.origin()),
        })
    };
    let settings = config.map_or_else(Vec::new, Config::in_force);
    let mistake = |fault: &Fault| json!({ "origin": from(&fault.origin), "what": fault.what, "why": fault.why });
    json!({
        "file": file.map(|file| file.to_string_lossy()),
        "settings": settings.into_iter().map(setting).collect::<Vec<_>>(),
        "mistakes": faults.iter().map(mistake).collect::<Vec<_>>(),
    })
}

fn print(line: &str) {
    out::line(format_args!("{line}"));
}
