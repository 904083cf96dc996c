//! The court's tool as a function: read files, verify, print the report. `recepis-verify` is it and nothing else;
//! `recepis verify` is the same. Needs no network and nothing from the service; the present moment is an argument.

mod trust;

use std::ffi::OsString;
use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::crypto::Sha256Stream;
use crate::erds::content::Sha256;
use crate::erds::moment::Moment;
use crate::verify::trust::{Required, TrustAnchors};

pub use trust::anchors;

const HELP: &str = "recepis-verify: judge a bundle of registered e-mail, offline

Usage: recepis-verify BUNDLE [--trust DIR] [--require LIST] [--json] [--message FILE] [--at TIME]

  BUNDLE          the .asice file
  --trust DIR     what you trust: certificates in DIR/seal/*.pem and DIR/tsa/*.pem; of the transparency
                  log, where you have them, keys in DIR/log/*.vkey and DIR/witness/*.vkey and a policy
                  in DIR/tlog-policy (without one, one of the witnesses is enough)
  --require LIST  what must be proven of every evidence for TOTAL-PASSED: log, witness, pq or several
                  with commas: it is in a log that you trust; enough witnesses cosigned; the log also
                  signed with a post-quantum algorithm
  --json          the report as JSON (proto/report.schema.json)
  --message FILE  the message, where it is not in the bundle: is it the one that the evidence names?
  --at TIME       judge for this moment, such as 2026-11-24T09:14:00Z (default: now)
  --help          this text

Without --trust nothing is trusted: the verdict is INDETERMINATE at best, and the fingerprints of the
roots are printed, to compare with those that the service publishes.

Exit code: 0 TOTAL-PASSED, 1 TOTAL-FAILED or not this message, 2 INDETERMINATE, 64 wrong usage or unreadable file.

Example: recepis-verify recepis-demo/01KAV5XJ7G.asice --trust recepis-demo/trust
";

const USAGE: u8 = 64;

#[derive(Debug, Default)]
struct Arguments {
    bundle: PathBuf,
    trust: Option<PathBuf>,
    json: bool,
    message: Option<PathBuf>,
    required: Required,
    at: Option<Moment>,
}

/// Does what the arguments (without the program's name) say and gives the exit code; `now` is the default of `--at`.
pub fn run(arguments: impl Iterator<Item = OsString>, now: Moment) -> ExitCode {
    let arguments: Vec<String> = arguments.map(|word| word.to_string_lossy().into_owned()).collect();
    if arguments.iter().any(|word| word == "--help" || word == "-h") {
        return print(HELP, 0);
    }
    match parse(arguments).and_then(|arguments| judge(&arguments, now)) {
        Ok((text, code)) => print(&text, code),
        Err(wrong) => {
            eprintln!("recepis-verify: {wrong}");
            ExitCode::from(USAGE)
        }
    }
}

fn print(text: &str, code: u8) -> ExitCode {
    // A reader that closed its end has seen what it wanted; the verdict stays.
    let _ = std::io::stdout().write_all(text.as_bytes());
    ExitCode::from(code)
}

fn parse(arguments: Vec<String>) -> Result<Arguments, String> {
    let mut read = Arguments::default();
    let mut bundle = None;
    let mut words = arguments.into_iter();
    while let Some(word) = words.next() {
        let (name, joined) = match word.split_once('=') {
            Some((name, value)) if name.starts_with("--") => (name.to_owned(), Some(value.to_owned())),
            _ => (word.clone(), None),
        };
        let mut value = || joined.clone().or_else(|| words.next()).ok_or(format!("{name} needs a value; see --help"));
        match name.as_str() {
            "--json" if joined.is_none() => read.json = true,
            "--trust" => read.trust = Some(value()?.into()),
            "--require" => read.required = trust::required(&value()?)?,
            "--message" => read.message = Some(value()?.into()),
            "--at" => read.at = Some(value()?.parse().map_err(|wrong| format!("--at: {wrong}"))?),
            _ if name.starts_with('-') => return Err(format!("{word} is not understood; see --help")),
            _ if bundle.is_some() => return Err("one bundle at a time; see --help".to_owned()),
            _ => bundle = Some(PathBuf::from(word)),
        }
    }
    read.bundle = bundle.ok_or("no bundle given; see --help")?;
    Ok(read)
}

fn judge(arguments: &Arguments, now: Moment) -> Result<(String, u8), String> {
    let mut trusted = match &arguments.trust {
        Some(folder) => anchors(folder)?,
        None => TrustAnchors::default(),
    };
    trusted.log.required = arguments.required;
    let bundle = open(&arguments.bundle)?;
    let mut report = crate::verify::open_and_verify(bundle, &trusted, arguments.at.unwrap_or(now));
    if let Some(message) = &arguments.message {
        report.compare_message(&digest(message)?);
    }
    let text = if arguments.json { report.to_json() } else { report.to_text() };
    Ok((text, report.exit_code()))
}

fn open(path: &Path) -> Result<BufReader<File>, String> {
    let cannot = |why: std::io::Error| format!("{}: {why}", path.display());
    let file = File::open(path).map_err(cannot)?;
    if file.metadata().map_err(cannot)?.is_file() {
        Ok(BufReader::new(file))
    } else {
        Err(format!("{} is not a file", path.display()))
    }
}

/// An error and what it comes from, as one sentence.
fn chain_of(error: &dyn std::error::Error) -> String {
    error.source().map_or_else(|| error.to_string(), |source| format!("{error}: {}", chain_of(source)))
}

fn digest(path: &Path) -> Result<Sha256, String> {
    let mut file = open(path)?;
    let mut stream = Sha256Stream::new();
    let mut piece = vec![0; 64 * 1024];
    loop {
        let length = file.read(&mut piece).map_err(|why| format!("{}: {why}", path.display()))?;
        match piece.get(..length) {
            None | Some([]) => return Ok(Sha256(stream.finish())),
            Some(octets) => stream.update(octets),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(words: &[&str]) -> Result<Arguments, String> {
        parse(words.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn arguments_come_in_any_order_and_with_or_without_an_equals_sign() {
        let read =
            parsed(&["--json", "--trust=t", "b.asice", "--at", "2026-11-24T09:14:00Z", "--message", "m"]).unwrap();
        assert_eq!((read.bundle, read.trust), (PathBuf::from("b.asice"), Some(PathBuf::from("t"))));
        assert_eq!((read.json, read.message), (true, Some(PathBuf::from("m"))));
        assert_eq!(read.at.unwrap().to_string(), "2026-11-24T09:14:00Z");
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for (words, why) in [
            (&[][..], "no bundle given"),
            (&["a", "b"], "one bundle"),
            (&["a", "--trsut", "x"], "--trsut is not understood"),
            (&["a", "--at"], "--at needs a value"),
            (&["a", "--at", "yesterday"], "`yesterday` is not a moment"),
            (&["a", "--require", "log,quantum"], "`quantum` is none of log, witness, pq"),
            (&["a", "--json=yes"], "--json=yes is not understood"),
        ] {
            let said = parsed(words).unwrap_err();
            assert!(said.contains(why), "{said}");
        }
    }
}
