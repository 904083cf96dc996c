//! The corpus: bundles in files, sound ones and ones with one defect each, and the reports that the command gives of them. Whoever writes
//! a second verifier can hold it against these; tests/bundles/README.md says how.
//!
//! The bundles are made here out of fixed keys and times, so that the same octets come out every time: one that changed its form shows.
//! `RECEPIS_CORPUS=write cargo test --test verdicts corpus_the` writes all of it anew; read the difference before you commit it.

mod acknowledgements;
mod algorithms;
mod archives;
mod certificates;
mod containers;
mod extracts;
mod fields;
mod logged;
mod reasons;
mod records;
mod signatures;
mod sound;
mod statements;
mod times;
mod weak;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use recepis::bundle::Role;
use recepis::crypto::sha256;
use recepis::erds::event::Event;
use recepis::erds::evidence::Statement;
use recepis::erds::moment::Moment;
use recepis::format::evidence;
use recepis::seal::x509::OcspStatus;
use recepis::verify::trust::TrustAnchors;

use crate::log::{Log, Published};
use crate::packed::{Tale, pack, role, seal};
use crate::pki::{Ocsp, Pki, Plan};
use crate::{members, zipped};

/// Where the corpus lies.
const FOLDER: &str = "tests/bundles";

/// One bundle, and how to judge it.
pub(super) struct Case {
    /// What is special about it, in the words of a folder's name.
    pub(super) what: String,
    pub(super) bundle: Vec<u8>,
    /// The folder of anchors under `trust/`.
    pub(super) trust: &'static str,
    pub(super) at: Moment,
    /// What is asked for beyond that: further arguments.
    pub(super) more: &'static str,
}

impl Case {
    /// A bundle judged under the anchors of the trial.
    pub(super) fn new(what: &str, bundle: Vec<u8>, at: Moment) -> Self {
        Self { what: what.to_owned(), bundle, trust: "trial", at, more: "" }
    }

    fn arguments(&self) -> String {
        let more = if self.more.is_empty() { String::new() } else { format!(" {}", self.more) };
        format!("--trust ../../trust/{} --at {}{more}", self.trust, self.at)
    }
}

/// The PKI of most cases.
pub(super) fn pki() -> Pki {
    Pki::new(&Plan::default())
}

/// A tale whose bundle holds OCSP responses and no list.
pub(super) fn by_ocsp(what: &str, tale: &Tale, ocsp: Ocsp) -> Case {
    let pki = Pki::new(&Plan { lists: None, ocsp: Some(ocsp), ..Plan::default() });
    Case::new(what, tale.bundle(&pki), tale.moment())
}

/// What OCSP says of a seal that is revoked.
pub(super) fn revoked_by_ocsp(since: Moment) -> Ocsp {
    Ocsp { seal: OcspStatus::Revoked { since, reason: Some(1) }, ..Ocsp::default() }
}

/// The files of a tale, one of them changed, the manifest made anew over all of it: so only what the file says can be wrong.
pub(super) fn changed(what: &str, tale: &Tale, file: &str, change: impl FnOnce(&mut Vec<u8>)) -> Case {
    let pki = pki();
    let mut files = tale.files(&pki);
    let place = files.iter().position(|(role, _)| role.name().is_some_and(|name| name == file)).unwrap();
    change(&mut files[place].1);
    Case::new(what, pack(&pki, &files, tale.moment()), tale.moment())
}

/// The members of a tale's bundle, changed, in a container that is well made.
pub(super) fn remade(what: &str, tale: &Tale, change: impl FnOnce(&mut Vec<(String, Vec<u8>)>)) -> Case {
    let mut all = members(&tale.bundle(&pki()));
    change(&mut all);
    Case::new(what, zipped(&all), tale.moment())
}

/// A tale whose statements the service itself sealed in other words: each text goes through `change` with its number from 0, and
/// what names a statement before it by its digest names the changed one.
pub(super) fn retold(what: &str, tale: &Tale, change: impl Fn(usize, &Statement, String) -> String) -> Case {
    let pki = pki();
    let mut files = tale.files(&pki);
    let mut digests: Vec<(String, String)> = Vec::new();
    for (number, statement) in tale.story.statements.iter().enumerate() {
        let canonical = evidence::write(statement).unwrap();
        let mut text = String::from_utf8(canonical.clone()).unwrap();
        for (old, new) in &digests {
            text = text.replace(old, new);
        }
        let text = change(number, statement, text);
        digests.push((base64(&sha256(&canonical)), base64(&sha256(text.as_bytes()))));
        let two = std::time::Duration::from_secs(2);
        files[number] = (role(statement), seal(&pki, text.as_bytes(), statement.time.plus(two)));
    }
    Case::new(what, pack(&pki, &files, tale.moment()), tale.moment())
}

/// Text with one passage in another's place, which must stand there.
#[track_caller]
pub(super) fn with(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "{old} does not stand in {text}");
    text.replacen(old, new, 1)
}

/// The same in octets that are text.
#[track_caller]
pub(super) fn edit(octets: &mut Vec<u8>, old: &str, new: &str) {
    *octets = with(std::str::from_utf8(octets).unwrap(), old, new).into_bytes();
}

pub(super) fn base64(octets: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(octets)
}

/// The statement of a tale that is of this event.
pub(super) fn only(event: Event, change: impl Fn(String) -> String) -> impl Fn(usize, &Statement, String) -> String {
    move |_, statement, text| if statement.event == event { change(text) } else { text }
}

/// The anchors that cases name, by folder.
fn trusts() -> BTreeMap<&'static str, TrustAnchors> {
    let (trial, roots) = (pki(), Pki::new(&Plan { own_tsa_root: true, ..Plan::default() }));
    let log = Log::new().anchors(recepis::verify::trust::Required::default());
    let anchors = crate::packed::anchors;
    BTreeMap::from([
        ("trial", anchors(&trial)),
        ("two-roots", anchors(&roots)),
        ("decades", crate::decades::Decades::new().anchors()),
        ("log", TrustAnchors { log, ..anchors(&trial) }),
        ("below-the-root", sound::below_the_root().1),
        ("somebody-else", anchors(&Pki::new(&Plan { seed: 7, ..Plan::default() }))),
    ])
}

/// The files of one folder of anchors.
fn trust_files(trust: &TrustAnchors) -> Vec<(String, String)> {
    let pem = |der: &[u8]| recepis::seal::x509::Certificate::parse(der).unwrap().to_pem();
    let mut files = Vec::new();
    for (group, all) in [("seal", &trust.seal), ("tsa", &trust.tsa)] {
        let file = |place: usize| if place == 0 { "root.pem".to_owned() } else { format!("root-{}.pem", place + 1) };
        files.extend(all.iter().enumerate().map(|(place, der)| (format!("{group}/{}", file(place)), pem(der))));
    }
    for (group, all) in [("log", &trust.log.logs), ("witness", &trust.log.witnesses)] {
        files.extend(all.iter().map(|key| (format!("{group}/{}.vkey", key.id()), format!("{key}\n"))));
    }
    files
}

/// What the command prints of a case that lies in this folder. `RECEPIS_VERIFY` names another build of it, as one without ring.
fn report(folder: &Path, arguments: &str) -> serde_json::Value {
    let program = std::env::var_os("RECEPIS_VERIFY").unwrap_or_else(|| env!("CARGO_BIN_EXE_recepis-verify").into());
    let run = Command::new(program)
        .current_dir(folder)
        .arg("bundle.asice")
        .args(arguments.split(' '))
        .arg("--json")
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&run.stdout)
        .unwrap_or_else(|_| panic!("{}: {}", folder.display(), String::from_utf8_lossy(&run.stderr)));
    let code = match report["verdict"].as_str() {
        Some("TOTAL-PASSED") => 0,
        Some("TOTAL-FAILED") => 1,
        _ => 2,
    };
    assert_eq!(run.status.code(), Some(code), "{}", folder.display());
    report
}

/// The clause of the finding that decided, as it stands in a folder's name.
fn clause(report: &serde_json::Value) -> String {
    let clause = report["findings"][0]["clause"].as_str().unwrap().to_lowercase();
    let plain: String = clause.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect();
    plain.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

fn bad() -> Vec<Case> {
    [
        statements::cases(),
        signatures::cases(),
        certificates::cases(),
        containers::cases(),
        extracts::cases(),
        records::cases(),
        logged::cases(),
        acknowledgements::cases(),
        algorithms::cases(),
        archives::cases(),
        reasons::cases(),
        fields::cases(),
        times::cases(),
        weak::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The folders of one half of the corpus, by the end of their names: what is special about each.
pub(super) fn folders(half: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(Path::new(FOLDER).join(half)).unwrap();
    let mut folders: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

fn put(path: &Path, content: &[u8]) {
    use std::io::Write as _;
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::File::create(path).unwrap().write_all(content).unwrap();
}

/// Writes a case into the folder that its report names.
fn write(half: &str, case: &Case) {
    let draft = Path::new(FOLDER).join("draft/case");
    put(&draft.join("bundle.asice"), &case.bundle);
    let report = report(&draft, &case.arguments());
    let name = if half == "bad" { format!("{}-{}", clause(&report), case.what) } else { case.what.clone() };
    let folder = Path::new(FOLDER).join(half).join(name);
    put(&folder.join("bundle.asice"), &case.bundle);
    put(&folder.join("arguments"), format!("{}\n", case.arguments()).as_bytes());
    put(&folder.join("report.json"), format!("{}\n", serde_json::to_string_pretty(&report).unwrap()).as_bytes());
    std::fs::remove_dir_all(draft.parent().unwrap()).unwrap();
}

#[test]
fn corpus_the_bundles_are_made_as_they_lie_there() {
    let anew = std::env::var_os("RECEPIS_CORPUS").is_some_and(|word| word == "write");
    let made = [("good", sound::cases()), ("bad", bad())];
    if anew {
        for part in ["algorithms", "good", "bad", "trust"] {
            let _ = std::fs::remove_dir_all(Path::new(FOLDER).join(part));
        }
    }
    for (name, trust) in trusts() {
        for (file, content) in trust_files(&trust) {
            let path = Path::new(FOLDER).join("trust").join(name).join(file);
            if anew {
                put(&path, content.as_bytes());
            }
            assert_eq!(std::fs::read_to_string(&path).unwrap(), content, "{}", path.display());
        }
    }
    for (name, content) in algorithms::tables() {
        let path = Path::new(FOLDER).join("algorithms").join(name);
        if anew {
            put(&path, content.as_bytes());
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap(), content, "{}", path.display());
    }
    for (half, cases) in &made {
        if anew {
            for case in cases {
                write(half, case);
            }
        }
        let folders = folders(half);
        for case in cases {
            let end = format!("-{}", case.what);
            let is = |folder: &&PathBuf| {
                let name = folder.file_name().unwrap().to_str().unwrap();
                name == case.what || name.ends_with(&end)
            };
            let found: Vec<_> = folders.iter().filter(is).collect();
            let [folder] = found.as_slice() else { panic!("{}: {found:?}", case.what) };
            assert!(std::fs::read(folder.join("bundle.asice")).unwrap() == case.bundle, "{}", folder.display());
            let arguments = std::fs::read_to_string(folder.join("arguments")).unwrap();
            assert_eq!(arguments.trim_end(), case.arguments(), "{}", folder.display());
        }
        assert_eq!(folders.len(), cases.len(), "{half}: a folder that no case makes");
    }
}

#[test]
fn corpus_every_bundle_is_judged_as_its_report_says() {
    for (half, passes) in [("good", true), ("bad", false)] {
        for folder in folders(half) {
            let arguments = std::fs::read_to_string(folder.join("arguments")).unwrap();
            let found = report(&folder, arguments.trim_end());
            let said: serde_json::Value =
                serde_json::from_slice(&std::fs::read(folder.join("report.json")).unwrap()).unwrap();
            let members = found.as_object().unwrap().keys();
            let other: Vec<_> = members.filter(|name| found[name.as_str()] != said[name.as_str()]).collect();
            assert!(found == said, "{}: {other:?} are not what report.json says", folder.display());
            assert_eq!(found["verdict"] == "TOTAL-PASSED", passes, "{}", folder.display());
            let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
            assert!(passes || name.starts_with(&clause(&found)), "{name}: {}", clause(&found));
        }
    }
    assert!(folders("bad").len() >= 60);
}

/// The evidence of an acceptance, each with its proof in a log that two witnesses cosign.
pub(super) fn published() -> Published {
    Published::new()
}

/// A case under the anchors of the log, with everything asked for.
pub(super) fn in_log(what: &str, published: &Published, files: &[(Role, Vec<u8>)]) -> Case {
    let bundle = pack(&published.pki, files, published.tale.moment());
    Case { trust: "log", more: "--require log,witness,pq", ..Case::new(what, bundle, published.tale.moment()) }
}
