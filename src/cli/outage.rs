//! `recepis outage note`: what an operator knows of an outage, as evidence. The command leaves a file in the data directory,
//! whole or not at all; the service takes it within a minute, or at its next start. So nothing must be stopped, and the one
//! process that writes records stays the one.
//!
//! Crash: the file stays until what it says is kept; taken twice it is kept once, under the identifier in it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail, ensure};
use serde::{Deserialize, Serialize};

use super::{files, out};
use crate::erds::id::{DeliveryId, OutageId};
use crate::erds::moment::Moment;
use crate::erds::outage::Failing;
use crate::flow::outage::{Note, noted};
use crate::flow::{Fault, Service};
use crate::outside::clock::{Clock as _, SystemClock};
use crate::outside::entropy::{Entropy as _, SystemEntropy};

/// The folder of notes in the data directory.
const FOLDER: &str = "outages";
/// The most octets of a note.
const LARGEST: usize = 16 * 1024;

/// What to do about outages.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Note an outage that the service could not notice by itself, or that was somebody else's.
    #[command(after_help = "Examples:\n  recepis outage note --data ./recepis-data --what service \\\n    \
                            --from 2026-11-24T22:00:00Z --to 2026-11-25T01:30:00Z --words \"Our line was cut.\"\n  \
                            recepis outage note --what elsewhere --delivery 01KBS9… \\\n    \
                            --from 2026-11-24T00:00:00Z --to 2026-11-26T00:00:00Z --words \"The provider lost mail.\"\n\n\
                            Becomes an evidence of every delivery that nobody had decided on, or of the one named; earlier evidence\n\
                            stays as it is. It stands on /status, so the words name nobody.\n\n\
                            Exit code: 0 when the note is left for the service, 1 when there is none, 64 wrong usage.")]
    Note(Options),
}

/// An outage as an operator knows it.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The data directory.
    #[arg(long, default_value_os_t = super::default_data())]
    data: PathBuf,
    /// What did not work: service, mail, time-stamps, content (with --delivery), or elsewhere: not ours.
    #[arg(long, value_name = "WHAT", value_parser = failing)]
    what: Failing,
    /// From when, in UTC: 2026-11-24T22:00:00Z.
    #[arg(long, value_name = "MOMENT")]
    from: Moment,
    /// Until when.
    #[arg(long, value_name = "MOMENT")]
    to: Moment,
    /// What there is to say about it, in one line of at most 500 letters, naming nobody.
    #[arg(long, value_name = "TEXT")]
    words: String,
    /// The one delivery that it concerns; else all that nobody had decided on.
    #[arg(long, value_name = "ID")]
    delivery: Option<DeliveryId>,
}

/// A note as it lies in its file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Left {
    v: u8,
    id: OutageId,
    what: String,
    from: Moment,
    to: Moment,
    words: String,
    delivery: Option<DeliveryId>,
}

/// Does what the arguments say.
pub fn run(command: Command) -> anyhow::Result<ExitCode> {
    let Command::Note(options) = command;
    let data = &options.data;
    ensure!(data.join("master.key").is_file(), "{} is no data directory: it has no master.key", data.display());
    let now = SystemClock::new().now();
    let mut random = [0; 10];
    SystemEntropy::new().fill(&mut random);
    let note = Note {
        id: OutageId::new(now, random),
        failing: options.what,
        from: options.from,
        to: options.to,
        words: options.words,
        delivery: options.delivery,
    };
    if let Err(why) = note.check(now) {
        bail!("{why}");
    }
    let folder = data.join(FOLDER);
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let path = folder.join(format!("{}.json", note.id));
    files::write(&path, &serde_json::to_vec_pretty(&left(note))?, 0o600)?;
    out::line(format_args!("Noted in {}. The service takes it within a minute, or at its next start.", path.display()));
    Ok(ExitCode::SUCCESS)
}

/// Takes what operators left. What cannot be taken now stays; what can never be is put aside, and the log says why.
pub(super) async fn take(service: &Service, data: &Path) {
    let Ok(files) = std::fs::read_dir(data.join(FOLDER)) else { return };
    let paths = files.filter_map(Result::ok).map(|file| file.path());
    for path in paths.filter(|path| path.extension().is_some_and(|ending| ending == "json")) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let taken = match read(&path) {
            Ok(note) => noted(service, note).await.map_err(|fault| match fault {
                Fault::Unavailable { what } => Later::Now(what),
                other => Later::Never(other.to_string()),
            }),
            Err(why) => Err(Later::Never(why)),
        };
        let done = match taken {
            Ok(()) => {
                tracing::info!(note = name, "an operator's note of an outage was taken");
                std::fs::remove_file(&path)
            }
            Err(Later::Now(why)) => {
                tracing::warn!(note = name, why, "an operator's note of an outage waits");
                Ok(())
            }
            Err(Later::Never(why)) => {
                tracing::error!(note = name, why, "an operator's note of an outage is refused");
                std::fs::rename(&path, path.with_extension("refused"))
            }
        };
        if let Err(error) = done {
            tracing::error!(note = name, error = %error, "an operator's note of an outage stays where it is");
        }
    }
}

/// Why a note was not taken.
enum Later {
    /// It can be later.
    Now(String),
    /// It can never be.
    Never(String),
}

fn read(path: &Path) -> Result<Note, String> {
    let octets = files::read(path, LARGEST)?.ok_or("it is gone")?;
    let left: Left = serde_json::from_slice(&octets).map_err(|error| error.to_string())?;
    if left.v != 1 {
        return Err(format!("version {} is not known", left.v));
    }
    let failing = failing(&left.what)?;
    let Left { id, from, to, words, delivery, .. } = left;
    Ok(Note { id, failing, from, to, words, delivery })
}

fn left(note: Note) -> Left {
    let Note { id, failing, from, to, words, delivery } = note;
    Left { v: 1, id, what: failing.name().to_owned(), from, to, words, delivery }
}

fn failing(text: &str) -> Result<Failing, String> {
    Failing::from_name(text).ok_or_else(|| {
        let names: Vec<&str> = Failing::ALL.iter().map(|failing| failing.name()).collect();
        format!("`{text}` is none of {}", names.join(", "))
    })
}
