//! This program and its settings as digests, for what the log says at each start.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use anyhow::Context as _;
use serde_json::{Value, json};

use super::compose::Plan;
use crate::crypto::{Sha256Stream, sha256};
use crate::erds::content::Sha256;
use crate::flow::announce::Program;
use crate::flow::{Settings, Trackers};

/// Where Linux keeps the file that runs, even when another lies under its name by now.
const RUNNING: &str = "/proc/self/exe";

/// The program that runs under this plan. Reads its own file off the threads that serve.
pub(super) async fn program(plan: &Plan, settings: &Settings) -> anyhow::Result<Program> {
    let text = configuration(plan, settings);
    let binary = tokio::task::spawn_blocking(binary).await.context("the program's own file was not read")?;
    let binary = binary.context("the program's own file cannot be read")?;
    let configuration = Sha256(sha256(text.as_bytes()));
    let version = env!("CARGO_PKG_VERSION");
    tracing::info!(
        service.version = version, service.binary = %binary, service.configuration = %configuration,
        configuration = text, "what runs is stated in the log"
    );
    Ok(Program { version, binary, configuration })
}

fn binary() -> std::io::Result<Sha256> {
    let path = if Path::new(RUNNING).exists() { RUNNING.into() } else { std::env::current_exe()? };
    let mut file = std::fs::File::open(path)?;
    let (mut digest, mut piece) = (Sha256Stream::new(), vec![0; 256 * 1024]);
    loop {
        let length = file.read(&mut piece)?;
        match piece.get(..length) {
            None | Some([]) => return Ok(Sha256(digest.finish())),
            Some(octets) => digest.update(octets),
        }
    }
}

/// Every setting that is no secret, as canonical JSON: sorted, without blanks, nothing but texts, whole numbers and lists.
fn configuration(plan: &Plan, settings: &Settings) -> String {
    // Each field is named, so that one that is added is not forgotten here.
    let Plan { data, database, http, smtp, smtps, ahead, stamps, witnesses, metrics } = plan;
    let Settings {
        service_name,
        operator,
        issuer,
        policy,
        from,
        base_url,
        demo_domains,
        trial,
        language,
        zone,
        accept_within,
        message_limit,
        session_minutes,
        trackers,
    } = settings;
    let trackers = if *trackers == Trackers::Refused { "refused" } else { "listed" };
    let members: [(&str, Value); 23] = [
        ("accept_within", json!(accept_within)),
        ("base_url", json!(base_url)),
        ("clock_ahead_seconds", json!(ahead.as_secs())),
        ("data", json!(data.to_string_lossy())),
        ("database", json!(database.as_deref().map_or_else(|| "embedded".to_owned(), without_secrets))),
        ("demo_domains", json!(demo_domains)),
        ("from", json!(from)),
        ("http", json!(http)),
        ("issuer_domain", json!(issuer.domain)),
        ("issuer_name", json!(issuer.legal_name)),
        ("language", json!(language)),
        ("message_limit", json!(message_limit)),
        ("metrics", json!(metrics.map(|address| address.to_string()))),
        ("operator", json!(operator)),
        ("policy", json!(policy)),
        ("service_name", json!(service_name)),
        ("session_minutes", json!(session_minutes)),
        ("smtp", json!([smtp, smtps])),
        ("stamps", stamps.settings(site)),
        ("trackers", json!(trackers)),
        ("trial", json!(i32::from(*trial))),
        ("witnesses", witnesses.settings()),
        ("zone", json!(zone)),
    ];
    serde_json::to_string(&BTreeMap::from(members)).unwrap_or_default()
}

/// Where an address leads to, without login and path: customers of a time-stamping authority may be told apart by either.
fn site(address: &str) -> String {
    let shown = without_secrets(address);
    let Some((scheme, rest)) = shown.split_once("://") else { return shown };
    let site = rest.split('/').next().unwrap_or_default();
    format!("{scheme}://{}", site.rsplit('@').next().unwrap_or_default())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(database: Option<&str>, more: &[&str]) -> (Plan, Settings) {
        #[derive(clap::Parser)]
        struct Line {
            #[command(flatten)]
            stamps: super::super::stamps::Options,
            #[command(flatten)]
            witnesses: super::super::witnesses::Options,
        }
        let line = <Line as clap::Parser>::parse_from([&["serve"], more].concat());
        let plan = Plan {
            data: "data".into(),
            database: database.map(str::to_owned),
            http: 1,
            smtp: 2,
            smtps: 3,
            ahead: std::time::Duration::from_mins(1),
            stamps: line.stamps,
            witnesses: line.witnesses,
            metrics: None,
        };
        (plan, super::super::compose::settings("http://localhost:1".to_owned()).unwrap())
    }

    fn text(database: Option<&str>, more: &[&str]) -> String {
        let (plan, settings) = plan(database, more);
        configuration(&plan, &settings)
    }

    #[test]
    fn no_secret_of_an_address_is_among_the_settings() {
        let database = "postgres://recepis:hunter2@db.example:5433/mail?password=hunter2&sslmode=require";
        let tsa = ["--tsa=https://hunter2:hunter2@tsa.example/hunter2?key=hunter2#hunter2", "--tsa-trust=tsa.pem"];
        let text = text(Some(database), &tsa);
        assert!(!text.contains("hunter2"), "{text}");
        assert!(text.contains(r#""database":"postgres://recepis@db.example:5433/mail""#), "{text}");
        assert!(text.contains(r#""https://tsa.example""#), "{text}");
        assert_eq!(without_secrets("host=x password=hunter2"), "unreadable");
        assert_eq!(without_secrets("postgres://a:b@c:d@host"), "postgres://a@host");
    }

    #[test]
    fn the_same_settings_have_one_spelling_and_each_other_setting_another() {
        let (one, other) = (text(None, &[]), text(Some("postgres://a@b/c"), &[]));
        assert_eq!(one, text(None, &[]));
        assert_ne!(one, other);
        assert_ne!(one, text(None, &["--tsa=https://tsa.example", "--tsa-trust=tsa.pem"]));
        let members: BTreeMap<String, Value> = serde_json::from_str(&one).unwrap();
        assert_eq!(serde_json::to_string(&members).unwrap(), one, "sorted, without blanks");
    }

    #[test]
    fn the_digest_is_that_of_the_file_that_runs() {
        let octets = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        assert_eq!(binary().unwrap(), Sha256(sha256(&octets)));
    }
}
