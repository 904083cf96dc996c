//! This program and its settings as digests, for what the log says at each start.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use anyhow::Context as _;
use serde_json::{Value, json};

use super::compose::Plan;
use crate::crypto::{Sha256Stream, sha256};
use crate::erds::content::Sha256;
use crate::flow::Settings;
use crate::flow::announce::Program;

/// Where Linux keeps the file that runs, even when another lies under its name by now.
const RUNNING: &str = "/proc/self/exe";

/// The digests of files that settings name, as they were read at this start: a path says nothing of what stands there.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// The trust file of each time-stamping authority, in their order.
    pub(super) trust: Vec<Sha256>,
    /// The policy of witnesses.
    pub(super) policy: Option<Sha256>,
}

/// The program that runs under this plan. Reads its own file off the threads that serve.
pub(super) async fn program(plan: &Plan, settings: &Settings, named: &Named) -> anyhow::Result<Program> {
    let text = configuration(plan, settings, named);
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

/// Every setting in force that is no secret, as canonical JSON: sorted, without blanks, nothing but texts, whole numbers and
/// lists. One that is not set is left out; those of several authorities are lists.
fn configuration(plan: &Plan, settings: &Settings, named: &Named) -> String {
    // Each field is named, so that one that is added is not forgotten here.
    let Plan { config, ahead, dkim, mail } = plan;
    let mut members: BTreeMap<String, Value> = BTreeMap::new();
    for setting in config.in_force() {
        let section = setting.section();
        let name = format!("{}.{}", section.trim_matches(['[', ']']), setting.key());
        match setting.shown() {
            shown if section.starts_with("[[") => {
                let all = members.entry(name).or_insert_with(|| json!([]));
                let shown = if shown.is_null() { json!("") } else { shown };
                all.as_array_mut().into_iter().for_each(|all| all.push(shown.clone()));
            }
            Value::Null => {}
            shown => drop(members.insert(name, shown)),
        }
    }
    // What is not chosen, or chosen by the system.
    members.insert("base_url".to_owned(), json!(settings.base_url));
    members.insert("clock_ahead_seconds".to_owned(), json!(ahead.as_secs()));
    members.insert("dkim".to_owned(), json!(i32::from(*dkim)));
    members.insert("demo_domains".to_owned(), json!(settings.demo_domains));
    members.insert("mail.flags".to_owned(), mail.for_the_log());
    members.insert("trial".to_owned(), json!(i32::from(settings.trial)));
    let Named { trust, policy } = named;
    if !trust.is_empty() {
        members.insert("tsa.trust_sha256".to_owned(), json!(trust.iter().map(Sha256::to_string).collect::<Vec<_>>()));
    }
    if let Some(policy) = policy {
        members.insert("log.policy_sha256".to_owned(), json!(policy.to_string()));
    }
    serde_json::to_string(&members).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(more: &[&str]) -> String {
        with(more, &Named::default())
    }

    fn with(more: &[&str], named: &Named) -> String {
        #[derive(clap::Parser)]
        struct Line {
            #[command(flatten)]
            settings: super::super::settings::Options,
        }
        let line = <Line as clap::Parser>::parse_from([&["serve"], more].concat());
        let config = line.settings.read(None).unwrap().config;
        let settings = super::super::compose::settings(&config, "http://localhost:1".to_owned()).unwrap();
        let mail = super::super::mail::Options::default();
        let plan = Plan { config, ahead: std::time::Duration::from_mins(1), dkim: false, mail };
        configuration(&plan, &settings, named)
    }

    #[test]
    fn a_file_that_changed_under_its_path_is_another_setting() {
        let of = |trust: &[&[u8]], policy: Option<&[u8]>| {
            let digest = |octets: &[u8]| Sha256(sha256(octets));
            let named = Named { trust: trust.iter().map(|file| digest(file)).collect(), policy: policy.map(digest) };
            with(&["--tsa=https://tsa.example", "--tsa-trust=tsa.pem", "--log-policy=policy"], &named)
        };
        let one = of(&[b"trust"], Some(b"quorum none\n"));
        assert_eq!(one, of(&[b"trust"], Some(b"quorum none\n")));
        assert_ne!(one, of(&[b"trust"], Some(b"# another\nquorum none\n")));
        assert_ne!(one, of(&[b"another"], Some(b"quorum none\n")));
        assert!(one.contains(&Sha256(sha256(b"quorum none\n")).to_string()), "as sha256sum prints it: {one}");
    }

    #[test]
    fn no_secret_of_an_address_is_among_the_settings() {
        let database = "--database=postgres://recepis:hunter2@db.example:5433/mail?password=hunter2&sslmode=require";
        let tsa = ["--tsa=https://hunter2:hunter2@tsa.example/hunter2?key=hunter2#hunter2", "--tsa-trust=tsa.pem"];
        let text = text(&[database, tsa[0], tsa[1]]);
        assert!(!text.contains("hunter2"), "{text}");
        assert!(text.contains(r#""store.database":"postgres://recepis@db.example:5433/mail""#), "{text}");
        assert!(text.contains(r#""tsa.url":["https://tsa.example"]"#), "{text}");
    }

    #[test]
    fn the_same_settings_have_one_spelling_and_each_other_setting_another() {
        let (one, other) = (text(&[]), text(&["--database=postgres://a@b/c"]));
        assert_eq!(one, text(&[]));
        assert_ne!(one, other);
        assert_ne!(one, text(&["--tsa=https://tsa.example", "--tsa-trust=tsa.pem"]));
        let members: BTreeMap<String, Value> = serde_json::from_str(&one).unwrap();
        assert_eq!(serde_json::to_string(&members).unwrap(), one, "sorted, without blanks");
    }

    #[test]
    fn a_service_whose_mail_goes_to_people_is_no_trial() {
        let is_trial = |text: &str| {
            let said =
                "name = \"Post\"\noperator = \"Post B.V.\"\naddress = \"Straat 1, Plaats\"\ntelephone = \"030 123\"\n";
            let text = format!("[service]\n{said}{text}");
            let here = std::path::Path::new("/");
            let config = crate::config::Config::read("recepis.toml", here, text.as_bytes(), here).unwrap();
            super::super::compose::settings(&config, "http://localhost:1".to_owned()).unwrap().trial
        };
        assert!(is_trial("[mail]\nmode = \"demo\"\n"));
        assert!(is_trial("[mail]\nmode = \"mx\"\n"), "in the name of recepis.example");
        assert!(is_trial("domain = \"post.example\"\n"));
        assert!(!is_trial("domain = \"post.example\"\n[mail]\nmode = \"mx\"\n"));
    }

    #[test]
    fn the_digest_is_that_of_the_file_that_runs() {
        let octets = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        assert_eq!(binary().unwrap(), Sha256(sha256(&octets)));
    }
}
