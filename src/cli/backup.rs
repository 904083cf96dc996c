//! `recepis backup`: a data directory as one file, while the service runs or not. The file opens nothing by itself: what
//! opens it, the master key, goes into a file of its own, and only where asked.
//!
//! The database is copied as of one moment; then the files that it names. Files of that moment which are gone by then were
//! destroyed meanwhile, and the copy forgets them.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, ensure};

use super::archive::{self, Writer};
use super::out;
use super::settings::FILE as SETTINGS;
use crate::outside::clock::{Clock as _, SystemClock};
use crate::store::backup::{CONTENT, DATABASE, Snapshot};
use crate::store::destroyed;

/// What each kind of file says of itself, in its member `BACKUP`.
pub(super) const DATA: &str = "recepis data 1";
/// As above.
pub(super) const KEYS: &str = "recepis keys 1";
/// The member that says what it is.
pub(super) const ABOUT: &str = "BACKUP";
/// The file that wraps every key in the database.
pub(super) const MASTER: &str = "master.key";
/// The login of the trial's sender.
const TRIAL: &str = "trial-sender.json";

/// What to back up, and to where.
#[derive(Debug, clap::Args)]
#[group(id = "backup")]
pub struct Options {
    /// The data directory.
    #[arg(long, default_value_os_t = super::default_data())]
    data: PathBuf,
    /// The file to write. It holds no key: alone it opens nothing.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// Also write the master key and the list of destroyed keys to this file. Keep it apart from the backup.
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,
    /// Put the private keys of seal, time-stamps, TLS and DKIM, and the trial's login, into the file of --keys.
    #[arg(long, requires = "keys")]
    with_private_keys: bool,
}

/// Backs up.
pub async fn run(options: Options) -> anyhow::Result<ExitCode> {
    super::log("warn");
    let data = &options.data;
    ensure!(
        data.join(DATABASE).is_file(),
        "{} has no {DATABASE}: it is no data directory, or its records are in PostgreSQL, which has its own tools \
         (docs/postgresql.md)",
        data.display()
    );
    // The keys first: a key that is destroyed between the two stands in the list of the data directory.
    if let Some(path) = &options.keys {
        ensure!(path != &options.to, "--keys and --to are the same file; keep the keys apart from what they open");
        keys(data, path, options.with_private_keys)?;
        say(&format!("The keys are in {}. Whoever has both files reads everything: keep them apart.", path.display()));
    }
    let members = whole(data, &options.to).await?;
    say(&format!("The backup is {}, {members} files. It opens with {MASTER} only.", options.to.display()));
    Ok(ExitCode::SUCCESS)
}

/// Writes the backup; gives the number of its members.
async fn whole(data: &Path, to: &Path) -> anyhow::Result<usize> {
    let made_at = SystemClock::new().now().whole_seconds();
    let failed = || format!("cannot back up {}", data.display());
    let size = Snapshot::size(data).await.with_context(failed)?;
    let bar = archive::bar(size);
    bar.set_message("copying the database");
    let mut writer = Writer::create(to, &bar)?;
    writer.add(ABOUT, about(DATA, &made_at.to_string()).as_bytes())?;
    let copy = Copy::beside(to)?;
    let mut snapshot = Snapshot::take(data, &copy.0).await.with_context(failed)?;
    bar.set_message("backing up");
    let files = snapshot.files().to_vec();
    bar.inc_length(
        files.iter().filter_map(|name| data.join(CONTENT).join(name).metadata().ok()).map(|m| m.len()).sum(),
    );
    let mut members = 2;
    for name in &files {
        if writer.add_file(&format!("{CONTENT}/{name}"), &data.join(CONTENT).join(name))? {
            members += 1;
        } else {
            snapshot.forget(name).await.with_context(failed)?;
        }
    }
    let database = snapshot.finish().await.with_context(failed)?;
    writer.add_file(DATABASE, &database)?;
    members += usize::from(writer.add_file(SETTINGS, &data.join(SETTINGS))?);
    for (folder, endings) in
        [("ca", &["cer", "crl"][..]), ("trust/seal", &["pem"]), ("trust/tsa", &["pem"]), ("trust/log", &["vkey"])]
    {
        for name in names(&data.join(folder), endings)? {
            writer.add_file(&format!("{folder}/{name}"), &data.join(folder).join(&name))?;
            members += 1;
        }
    }
    writer.finish()?;
    bar.finish_and_clear();
    Ok(members)
}

/// Writes the file of keys.
fn keys(data: &Path, to: &Path, private: bool) -> anyhow::Result<()> {
    let bar = indicatif::ProgressBar::hidden();
    let mut writer = Writer::create(to, &bar)?;
    let made_at = SystemClock::new().now().whole_seconds();
    writer.add(ABOUT, about(KEYS, &made_at.to_string()).as_bytes())?;
    ensure!(writer.add_file(MASTER, &data.join(MASTER))?, "{} has no {MASTER}", data.display());
    if !writer.add_file(destroyed::NAME, &data.join(destroyed::NAME))? {
        writer.add(destroyed::NAME, destroyed::Destroyed::default().print().as_bytes())?;
    }
    if private {
        for name in names(&data.join("ca"), &["key"])? {
            writer.add_file(&format!("ca/{name}"), &data.join("ca").join(&name))?;
        }
        for name in names(&data.join("dkim"), &["key"])? {
            writer.add_file(&format!("dkim/{name}"), &data.join("dkim").join(&name))?;
        }
        writer.add_file(TRIAL, &data.join(TRIAL))?;
    }
    writer.finish()
}

fn about(kind: &str, made_at: &str) -> String {
    format!("{kind}\nmade at {made_at}\nby recepis {}\n", env!("CARGO_PKG_VERSION"))
}

/// The files of a folder with one of these endings, in order; none where there is no folder.
fn names(folder: &Path, endings: &[&str]) -> anyhow::Result<Vec<String>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if Path::new(&name).extension().is_some_and(|ending| endings.iter().any(|known| ending == *known)) {
            found.push(name);
        }
    }
    found.sort();
    Ok(found)
}

/// Whether a name may stand in a backup.
pub(super) fn is_data(name: &str) -> bool {
    let plain = |name: &str, endings: &[&str]| {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '-';
        !stem.is_empty() && stem.chars().all(fits) && endings.contains(&ending)
    };
    match name.rsplit_once('/') {
        None => matches!(name, ABOUT | DATABASE | SETTINGS),
        Some((CONTENT, name)) => plain(name, &[""]),
        Some(("ca", name)) => plain(name, &["cer", "crl"]),
        Some(("trust/seal" | "trust/tsa", name)) => plain(name, &["pem"]),
        Some(("trust/log", name)) => plain(name, &["vkey"]),
        Some(_) => false,
    }
}

/// Whether a name may stand in a file of keys.
pub(super) fn is_keys(name: &str) -> bool {
    let inside = name.strip_prefix("ca/").or_else(|| name.strip_prefix("dkim/"));
    let private = inside.and_then(|name| name.strip_suffix(".key"));
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let plain = private.is_some_and(|name| !name.is_empty() && name.chars().all(fits));
    plain || matches!(name, ABOUT | MASTER | destroyed::NAME | TRIAL)
}

/// The copy of the database while it is made; removed at the end.
struct Copy(PathBuf);

impl Copy {
    fn beside(to: &Path) -> anyhow::Result<Self> {
        let name = to.file_name().unwrap_or_default().to_string_lossy();
        let path = to.with_file_name(format!("{name}.database"));
        // A leftover of a backup that was cut short.
        if path.exists() {
            std::fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
        Ok(Self(path))
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

pub(super) fn say(line: &str) {
    out::line(format_args!("{line}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_takes_no_key_and_no_name_that_leads_elsewhere() {
        for name in ["recepis.db", "content/01KAV5XJ7G", "ca/root.cer", "ca/root-1.crl", "trust/tsa/tsa-example.pem"] {
            assert!(is_data(name), "{name}");
        }
        let wrong = [
            "master.key",
            "ca/root.key",
            "content/../master",
            "content/",
            "content/a/b",
            "/etc/passwd",
            "trust/root.pem",
            "lock",
            "destroyed",
            "trial-sender.json",
        ];
        for name in wrong {
            assert!(!is_data(name), "{name}");
        }
        assert!(is_keys("master.key") && is_keys("ca/tls.key") && !is_keys("ca/../x.key") && !is_keys("recepis.db"));
    }
}
