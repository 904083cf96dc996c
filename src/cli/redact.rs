//! Leaving out of a bundle what shows more than steps and times: `recepis bundle redact` and `recepis submission export --redact`.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, ensure};

use super::out;
use crate::bundle;
use crate::format::extract::Field;
use crate::outside::clock::{Clock as _, SystemClock};
use crate::verify;
use crate::verify::trust::TrustAnchors;
use crate::verify::verdict::Indication;

/// Which bundle, what of it, and where to.
#[derive(Debug, clap::Args)]
#[group(id = "redact")]
pub struct Options {
    /// The bundle.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// A field to show nevertheless; may be given several times.
    #[arg(long, value_name = "FIELD", value_parser = field)]
    open: Vec<Field>,
    /// The file to write, which must not exist [default: FILE with -redacted at the end of its name]
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

/// A field by its name.
pub(super) fn field(text: &str) -> Result<Field, String> {
    Field::named(text).ok_or_else(|| format!("`{text}` is none of {}", Field::ALL.map(Field::name).join(", ")))
}

/// Writes the redacted bundle beside the whole one.
pub(super) fn run(options: &Options) -> anyhow::Result<ExitCode> {
    let Options { file, open, to } = options;
    let named = || Some(format!("{}-redacted.asice", file.file_stem()?.to_str()?));
    let path = match to {
        Some(path) => path.clone(),
        None => file.with_file_name(named().context("give --to FILE")?),
    };
    not_there(&path)?;
    let bundle = File::open(file).with_context(|| format!("{} cannot be read", file.display()))?;
    ensure!(bundle.metadata()?.is_file(), "{} is not a file", file.display());
    let octets = redacted(BufReader::new(bundle), open);
    let octets = octets.with_context(|| format!("{} cannot be redacted", file.display()))?;
    super::files::write(&path, &octets, 0o644)?;
    out::line(format_args!("{} shows steps and times of {}", path.display(), file.display()));
    Ok(ExitCode::SUCCESS)
}

/// The bundle with extracts instead of evidence. Evidence that has none is named.
pub(super) fn redacted(bundle: impl Read + Seek, open: &[Field]) -> anyhow::Result<Vec<u8>> {
    let made = bundle::redact(bundle, open, Vec::new())?;
    // Nobody's anchors are at hand: only what contradicts itself fails.
    let report = verify::open_and_verify(Cursor::new(&made.out), &TrustAnchors::default(), SystemClock::new().now());
    ensure!(report.verdict != Indication::TotalFailed, "what was made does not hold; is the bundle genuine?");
    for file in &made.without {
        eprintln!("recepis: {file} was sealed before the service made extracts: nothing of it is shown");
    }
    Ok(made.out)
}

/// Nothing is written over.
pub(super) fn not_there(path: &Path) -> anyhow::Result<()> {
    ensure!(path.symlink_metadata().is_err(), "{} exists, and is not written over", path.display());
    Ok(())
}
