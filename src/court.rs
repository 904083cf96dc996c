//! The court's tool as a function: read files, verify, print the report. `recepis-verify` is it and nothing else;
//! `recepis verify` is the same. Needs no network and nothing from the service; the present moment is an argument.

mod exhibit;
mod trust;

use std::ffi::OsString;
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::erds::moment::Moment;
use crate::verify::anchors::required;
use crate::verify::case::{self, Case, Mixed};
use crate::verify::trust::Required;
use crate::words::Language;

pub use trust::{anchors, folder, log_anchors};

const HELP: &str = "recepis-verify: judge a bundle of registered e-mail, offline

Usage: recepis-verify BUNDLE|REPORT [--trust DIR] [--require LIST] [--json] [--message FILE] [--attachment FILE] [--at TIME]
                      [--algorithms FILE] [--report FILE] [--language nl|en|de|fr]
       recepis-verify PROMISE [BUNDLE] --trust DIR [...]
       recepis-verify NOTICE [BUNDLE] [--trust DIR] [--templates DIR] [--json] [--at TIME]
       recepis-verify FOREIGN [--content FILE] [--trust DIR] [--json] [--at TIME]

  BUNDLE          the .asice file
  REPORT          the report as PDF: is its signature the service's, and over the whole of it? The bundle attached to it is
                  judged as a bundle alone
  PROMISE         promise-….txt of the first receipt: was the evidence of submission in the log by the time
                  that the log promised? The bundle has the proof; without one, a promise whose time is past
                  is broken
  NOTICE          a mail that says to be a notice of registered e-mail, saved as a file with all its fields (.eml):
                  did the service write it, was anything changed or put in, where does its link lead, is it the
                  one that the bundle's evidence names?
  FOREIGN         what another service made: an evidence (XML, EN 319 522), a CMS signature, a time-stamp,
                  an ASiC container or a REM message (EN 319 532)
  --content FILE  what a signature or time-stamp is over, where it stands beside it; the message that an
                  evidence names
  --trust DIR     what you trust: certificates in DIR/seal/*.pem and DIR/tsa/*.pem; of the transparency
                  log, where you have them, keys in DIR/log/*.vkey and DIR/witness/*.vkey and a policy
                  in DIR/tlog-policy (without one, one of the witnesses is enough); for what others made
                  and for notices also revocation lists, DIR/crl/*.crl; for notices the keys of DKIM,
                  DIR/dkim/SELECTOR._domainkey.DOMAIN.txt with the TXT record
  --templates DIR
                  published templates of notices beside those that this program knows, DIR/NAME/VERSION/LANGUAGE.txt
  --trusted-list FILE
                  a trusted list (TS 119 612) or the EU list of lists, as often as you have some: the report says
                  what they say about who signed. Who may sign lists: DIR/list/*.pem, and for a national list
                  whom the list of lists names. The verdict stays as it is
  --require LIST  what must be proven of every evidence for TOTAL-PASSED: log, witness, pq or several
                  with commas: it is in a log that you trust; enough witnesses cosigned; the log also
                  signed with a post-quantum algorithm
  --report FILE   write the report as a document to read and to hand in: FILE ends in .html (one file, needs no network)
                  or .txt, and must not exist
  --language nl|en|de|fr
                  the language of that document (default: en); without --json it is printed, too
  --json          the report as JSON (proto/report.schema.json)
  --message FILE  the message, where it is not in the bundle: is it the one that the evidence names?
  --attachment FILE
                  a file that is said to have been attached, as often as there are some: is it an attachment of the
                  message, which is in the bundle or given with --message?
  --at TIME       judge for this moment, such as 2026-11-24T09:14:00Z (default: now)
  --algorithms FILE
                  until when which algorithm is strong enough, in the JSON form of ETSI TS 119 322 (default: what ETSI
                  TS 119 312 V2.1.1 says). What the file does not list is not taken
  --help          this text

Without --trust nothing is trusted: the verdict is INDETERMINATE at best, and the fingerprints of the
roots are printed, to compare with those that the service publishes.

Exit code: 0 TOTAL-PASSED, 1 TOTAL-FAILED or not this message or attachment, 2 INDETERMINATE, 64 wrong usage or unreadable file.
Of a notice: 0 genuine and unchanged, 1 not, 2 cannot be told.
Of a promise: 0 kept, 1 broken, altered or of another bundle, 2 still running or not to be told.

Example: recepis-verify recepis-demo/01KAV5XJ7G.asice --trust recepis-demo/trust
";

const USAGE: u8 = 64;

#[derive(Debug, Default)]
struct Arguments {
    /// A bundle, a promise, or both, in any order.
    files: Vec<PathBuf>,
    trust: Option<PathBuf>,
    json: bool,
    message: Option<PathBuf>,
    attachments: Vec<PathBuf>,
    content: Option<PathBuf>,
    lists: Vec<PathBuf>,
    required: Required,
    at: Option<Moment>,
    algorithms: Option<PathBuf>,
    templates: Option<PathBuf>,
    report: Option<PathBuf>,
    language: Option<Language>,
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
            "--trusted-list" => read.lists.push(value()?.into()),
            "--require" => read.required = required(&value()?).map_err(|wrong| format!("--require: {wrong}"))?,
            "--content" => read.content = Some(value()?.into()),
            "--message" => read.message = Some(value()?.into()),
            "--attachment" => read.attachments.push(value()?.into()),
            "--algorithms" => read.algorithms = Some(value()?.into()),
            "--templates" => read.templates = Some(value()?.into()),
            "--report" => read.report = Some(value()?.into()),
            "--language" => read.language = Some(exhibit::language(&value()?)?),
            "--at" => read.at = Some(value()?.parse().map_err(|wrong| format!("--at: {wrong}"))?),
            _ if name.starts_with('-') => return Err(format!("{word} is not understood; see --help")),
            _ if read.files.len() == 2 => return Err("one bundle and one promise at a time; see --help".to_owned()),
            _ => read.files.push(PathBuf::from(word)),
        }
    }
    if read.files.is_empty() { Err("no bundle given; see --help".to_owned()) } else { Ok(read) }
}

fn judge(arguments: &Arguments, now: Moment) -> Result<(String, u8), String> {
    exhibit::check(arguments)?;
    let given = Case {
        files: opened(&arguments.files)?,
        trust: arguments.trust.as_deref().map(trust::folder).transpose()?,
        required: arguments.required,
        algorithms: arguments.algorithms.as_deref().map(open).transpose()?,
        lists: opened(&arguments.lists)?,
        content: arguments.content.as_deref().map(open).transpose()?,
        message: arguments.message.as_deref().map(open).transpose()?,
        attachments: opened(&arguments.attachments)?,
        templates: arguments.templates.as_deref().map(trust::templates).transpose()?,
    };
    let report = given.judge(arguments.at.unwrap_or(now)).map_err(|error| in_words(error, arguments))?;
    Ok((exhibit::put(arguments, &report)?, report.exit_code()))
}

/// The error in terms of the command line.
fn in_words(error: case::Error, arguments: &Arguments) -> String {
    match error {
        case::Error::Mixed(wrong @ Mixed::AttachmentWithoutMessage) => format!("{wrong}: give it with --message"),
        case::Error::Mixed(Mixed::TemplatesAlone) => {
            "--templates belongs to a notice, and none is given; see --help".to_owned()
        }
        case::Error::Mixed(Mixed::NoTemplate) => {
            let folder = arguments.templates.as_deref().unwrap_or(Path::new(""));
            format!("{} holds no template NAME/VERSION/LANGUAGE.txt", folder.display())
        }
        case::Error::Mixed(wrong) => format!("{wrong}; see --help"),
        case::Error::Trust(wrong) => trust::within(arguments.trust.as_deref().unwrap_or(Path::new("")), &wrong),
        case::Error::File { .. } => error.to_string(),
    }
}

fn opened(paths: &[PathBuf]) -> Result<Vec<case::File<BufReader<File>>>, String> {
    paths.iter().map(|path| open(path)).collect()
}

fn open(path: &Path) -> Result<case::File<BufReader<File>>, String> {
    let cannot = |why: std::io::Error| format!("{}: {why}", path.display());
    let file = File::open(path).map_err(cannot)?;
    if file.metadata().map_err(cannot)?.is_file() {
        Ok(case::File { name: path.display().to_string(), content: BufReader::new(file) })
    } else {
        Err(format!("{} is not a file", path.display()))
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
        assert_eq!((read.files, read.trust), (vec![PathBuf::from("b.asice")], Some(PathBuf::from("t"))));
        assert_eq!((read.json, read.message), (true, Some(PathBuf::from("m"))));
        assert_eq!(read.at.unwrap().to_string(), "2026-11-24T09:14:00Z");
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for (words, why) in [
            (&[][..], "no bundle given"),
            (&["a", "b", "c"], "one bundle and one promise"),
            (&["a", "--trsut", "x"], "--trsut is not understood"),
            (&["a", "--at"], "--at needs a value"),
            (&["a", "--at", "yesterday"], "`yesterday` is not a moment"),
            (&["a", "--require", "log,quantum"], "`quantum` is none of log, witness, pq"),
            (&["a", "--json=yes"], "--json=yes is not understood"),
            (&["a", "--language", "fy"], "`fy` is none of nl, en, de, fr"),
            (&["a", "--report"], "--report needs a value"),
        ] {
            let said = parsed(words).unwrap_err();
            assert!(said.contains(why), "{said}");
        }
    }
}
