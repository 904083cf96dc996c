//! The keys of DKIM: those that the file of settings names, or two in the data directory.

use std::path::Path;

use crate::config::{Config, DkimKey, Fault};
use crate::outside::dkim::{self, DkimSettings, KeyKind, Selector};

/// The selectors of keys that are made, with the file of each in the data directory.
pub(super) const MADE: [(&str, &str, KeyKind); 2] = [
    ("recepis-rsa", "dkim/recepis-rsa.key", KeyKind::Rsa),
    ("recepis-ed25519", "dkim/recepis-ed25519.key", KeyKind::Ed25519),
];

/// The keys that sign; none where mails are not signed. Those in the data directory, which `made` asks for, are made where
/// they are missing.
pub(super) fn settings(config: &Config, made: bool) -> Option<DkimSettings> {
    let data = &config.store.data.value;
    let selectors = if made { in_directory(data) } else { config.mail.dkim.keys.iter().map(named).collect() };
    let domain = config.service.domain.value.clone();
    Some(DkimSettings { domain, selectors }).filter(|settings| !settings.selectors.is_empty())
}

fn in_directory(data: &Path) -> Vec<Selector> {
    let selector = |(name, file, kind): (&str, &str, KeyKind)| Selector {
        name: name.to_owned(),
        key: data.join(file),
        made: Some(kind),
    };
    MADE.into_iter().map(selector).collect()
}

fn named(key: &DkimKey) -> Selector {
    Selector { name: key.selector.value.clone(), key: key.file.value.clone(), made: None }
}

/// What is wrong with the keys that the file names; nothing is written.
pub(super) fn faults(config: &Config) -> Vec<Fault> {
    let domain = &config.service.domain.value;
    let wrong = |key: &DkimKey| {
        let error = dkim::record(domain, &named(key)).err()?;
        Some(key.file.wrong(format!("{:#}", anyhow::Error::new(error))))
    };
    config.mail.dkim.keys.iter().filter_map(wrong).collect()
}
