//! `recepis log audit`, as somebody runs it who knows a log's keys and nothing else: on folders that an honest log or
//! somebody else made, and over HTTP.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failing test may panic")]

#[path = "../common/files.rs"]
mod files;
mod folder;
#[path = "../common/schema.rs"]
mod schema;
#[path = "../../src/tlog/testing.rs"]
mod tlog_testing;

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use files::put;
use folder::{Log, entry};
use recepis::tlog;
use serde_json::Value;
use tlog_testing::Key;

/// What somebody has who audits: a folder of trust, and a place for a state.
struct Monitor {
    folder: tempfile::TempDir,
}

/// Exit code and JSON.
struct Said(i32, Value);

impl Said {
    #[track_caller]
    fn sound(self) -> Value {
        assert_eq!((self.0, &self.1["result"]), (0, &Value::from("sound")), "{}", self.1);
        self.1
    }

    #[track_caller]
    fn fault(self, name: &str, words: &str) -> Value {
        let faults = self.1["faults"].as_array().unwrap();
        let named = faults.iter().any(|f| f["name"] == name && f["sentence"].as_str().unwrap().contains(words));
        assert!(self.0 == 1 && named, "{name} {words}: {}", self.1);
        self.1
    }

    #[track_caller]
    fn unfinished(self, words: &str) {
        let why = self.1["unfinished"].to_string();
        assert!(self.0 == 2 && why.contains(words), "{words}: {}", self.1);
    }
}

impl Monitor {
    fn of(log: &Log) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for key in &log.keys {
            let name = key.verifier().id().to_string();
            put(&folder.path().join(format!("trust/log/{name}.vkey")), format!("{}\n", key.verifier()).as_bytes());
        }
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_recepis"));
        command.args(["log", "audit", "--json", "--trust"]).arg(self.path("trust")).args(words);
        command
    }

    fn asks(&self, words: &[&str]) -> Said {
        let output = self.command(words).output().unwrap();
        let json = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
        schema::describes("log-audit", &json);
        Said(output.status.code().unwrap(), json)
    }

    /// Follows one log with its state.
    fn follows(&self, log: &Path) -> Said {
        self.asks(&[log.to_str().unwrap(), "--state", self.path("state").to_str().unwrap()])
    }

    fn compares(&self, sources: &[&Path]) -> Said {
        self.asks(&sources.iter().map(|path| path.to_str().unwrap()).collect::<Vec<_>>())
    }

    fn state(&self) -> Option<String> {
        fs::read_to_string(self.path("state")).ok()
    }
}

#[test]
fn a_log_that_grows_is_followed_and_the_state_is_its_signed_checkpoint() {
    let mut log = Log::new(1);
    let monitor = Monitor::of(&log);
    let mut before = 0;
    for size in [1, 255, 256, 257, 700, 700, 66_000] {
        log.grow(size);
        let said = monitor.follows(log.path()).sound();
        assert_eq!((&said["head"]["size"], &said["walked_from"]), (&size.into(), &(before - before % 256).into()));
        assert_eq!(monitor.state(), fs::read_to_string(log.path().join("checkpoint")).ok());
        assert_eq!(said["sources"][0]["post_quantum"], true);
        before = size;
    }
    assert_eq!(monitor.asks(&[log.path().to_str().unwrap(), "--full"]).sound()["walked_from"], 0);
}

#[test]
fn a_log_that_was_rolled_back_is_named_and_the_state_stays() {
    let mut log = Log::new(1);
    let monitor = Monitor::of(&log);
    log.grow(300);
    let early = log.copied();
    log.grow(600);
    monitor.follows(log.path()).sound();
    let state = monitor.state();
    monitor.follows(early.path()).fault("rollback", "shows 300 entries and has signed a checkpoint of 600");
    assert_eq!(monitor.state(), state);
    // Somebody else has seen more: their checkpoint, alone or with its tiles, shows it.
    let lone = monitor.path("friend.checkpoint");
    fs::copy(log.path().join("checkpoint"), &lone).unwrap();
    monitor.compares(&[early.path(), &lone]).fault("rollback", "a signed checkpoint of 600 was there before");
    monitor.compares(&[early.path(), log.path()]).fault("rollback", "of 600");
    // A mirror that is behind is no fault.
    monitor.compares(&[log.path(), early.path()]).sound();
}

#[test]
fn an_entry_that_was_rewritten_is_named_whether_the_log_signed_it_again_or_not() {
    let mut log = Log::new(1);
    let monitor = Monitor::of(&log);
    log.grow(600);
    monitor.follows(log.path()).sound();
    // In the files alone: entries, leaves, a hash above.
    for (file, full) in
        [("tile/entries/000", true), ("tile/0/001", true), ("tile/1/000.p/2", false), ("tile/0/002.p/88", false)]
    {
        let forged = log.copied();
        let path = forged.path().join(file);
        let mut octets = fs::read(&path).unwrap();
        octets[40] ^= 1;
        put(&path, &octets);
        let state = monitor.path("state");
        let words = [forged.path().to_str().unwrap(), "--state", state.to_str().unwrap(), "--full"];
        monitor.asks(&words[..if full { 4 } else { 3 }]).fault("rewritten-entry", "");
    }
    // And signed again, with further entries.
    let mut other = Log::new(1);
    other.rewritten = Some(17);
    other.grow(700);
    monitor.follows(other.path()).fault("rewritten-entry", "does not continue the signed log of 600");
    // To one who sees it for the first time it is a sound log.
    Monitor::of(&log).follows(other.path()).sound();
}

#[test]
fn every_source_is_read_entry_by_entry_and_one_that_serves_something_else_is_named() {
    let mut log = Log::new(1);
    let monitor = Monitor::of(&log);
    log.grow(300);
    let early = log.copied();
    log.grow(900);
    let (here, mirror) = (log.path().to_str().unwrap(), log.copied());
    let state = monitor.path("state");
    let state = state.to_str().unwrap();
    for (file, place) in
        [("tile/entries/001", 40), ("tile/0/002", 40), ("tile/1/000.p/3", 10), ("tile/entries/003.p/132", 9)]
    {
        let forged = log.copied();
        let (name, path) = (forged.path().to_str().unwrap(), forged.path().join(file));
        let mut octets = fs::read(&path).unwrap();
        octets[place] ^= 1;
        put(&path, &octets);
        let mirror = mirror.path().to_str().unwrap();
        let said = monitor.asks(&[here, mirror, name, "--state", state]).fault("rewritten-entry", "");
        let faults = said["faults"].as_array().unwrap();
        assert!(faults.iter().all(|fault| fault["at"] == name), "{file}: {said}");
        assert_eq!(monitor.state(), None, "{file}");
        // What it does not hold is not called a fault.
        fs::remove_file(&path).unwrap();
        monitor.asks(&[here, name]).unfinished(file);
    }
    // From the state on, as the log itself; a mirror that is behind it reads its last bundle.
    let said = monitor.asks(&[here, mirror.path().to_str().unwrap(), "--state", state]).sound();
    assert_eq!((&said["sources"][0]["walked_from"], &said["sources"][1]["walked_from"]), (&0.into(), &0.into()));
    let behind = early.path().to_str().unwrap();
    let said = monitor.asks(&[here, behind, "--state", state]).sound();
    assert_eq!((&said["sources"][0]["walked_from"], &said["sources"][1]["walked_from"]), (&256.into(), &768.into()));
    let lone = monitor.path("friend.checkpoint");
    fs::copy(early.path().join("checkpoint"), &lone).unwrap();
    let said = monitor.asks(&[here, lone.to_str().unwrap(), "--full"]).sound();
    assert_eq!((&said["sources"][0]["walked_from"], &said["sources"][1]["walked_from"]), (&Value::Null, &0.into()));
}

#[test]
fn two_histories_are_a_split_view_whoever_got_which() {
    let (mut left, mut right) = (Log::new(1), Log::new(1));
    right.rewritten = Some(500);
    let monitor = Monitor::of(&left);
    left.grow(400);
    monitor.follows(left.path()).sound();
    left.grow(600);
    right.grow(600);
    monitor.compares(&[left.path(), right.path()]).fault("split-view", "Two roots are signed for 600 entries");
    right.grow(800);
    monitor
        .compares(&[right.path(), left.path()])
        .fault("split-view", "of 800 entries does not continue the signed log of 600");
    monitor.compares(&[left.path(), right.path()]).fault("split-view", "");
    let lone = monitor.path("friend.checkpoint");
    fs::copy(left.path().join("checkpoint"), &lone).unwrap();
    monitor.compares(&[right.path(), &lone]).fault("split-view", "");
    // Both continue what was seen, so only the comparison shows it.
    monitor.follows(right.path()).sound();
    let mut same = Log::new(1);
    same.rewritten = Some(600);
    same.grow(800);
    monitor.follows(same.path()).fault("split-view", "Two roots are signed for 800 entries");
}

#[test]
fn signatures_that_are_missing_foreign_or_forged_are_named() {
    let mut log = Log::new(1);
    let monitor = Monitor::of(&log);
    log.grow(10);
    let mut foreign = Log::new(2);
    foreign.grow(10);
    monitor.follows(foreign.path()).fault("bad-signature", "no signature of a key that you trust");
    let note = fs::read_to_string(log.path().join("checkpoint")).unwrap();
    put(&log.path().join("checkpoint"), note.replacen("\n10\n", "\n11\n", 1).as_bytes());
    monitor.follows(log.path()).fault("bad-signature", "forged or damaged");
    assert_eq!(monitor.state(), None);
    // Of a known witness too.
    let witness = Key::ed25519("witness.example", recepis::tlog::key::KeyType::CosignatureEd25519, 7);
    put(&monitor.path("trust/witness/w.vkey"), witness.verifier().to_string().as_bytes());
    put(&log.path().join("checkpoint"), note.as_bytes());
    let said = monitor.follows(log.path()).sound();
    assert_eq!(
        (&said["sources"][0]["quorum"], said["sources"][0]["cosigned_by"].as_array().unwrap().len()),
        (&false.into(), 0)
    );
    log.cosign(&witness);
    let said = monitor.follows(log.path()).sound();
    assert_eq!(
        (&said["sources"][0]["quorum"], &said["sources"][0]["cosigned_by"][0]),
        (&true.into(), &"witness.example".into())
    );
    log.grow(12);
    log.cosign(&Key::ed25519("witness.example", recepis::tlog::key::KeyType::CosignatureEd25519, 8));
    monitor.follows(log.path()).sound();
    let cosigned = fs::read_to_string(log.path().join("checkpoint")).unwrap();
    let stolen = fs::read_to_string(monitor.path("state")).unwrap();
    log.grow(13);
    log.cosign(&witness);
    let line = fs::read_to_string(log.path().join("checkpoint")).unwrap().lines().last().unwrap().to_owned();
    assert_ne!(cosigned, stolen.replace("12", "13"));
    put(&log.path().join("checkpoint"), format!("{cosigned}{line}\n").as_bytes());
    monitor.follows(log.path()).fault("bad-signature", "witness.example");
}

#[test]
fn what_is_malformed_is_named_and_what_cannot_be_read_is_not_called_a_fault() {
    let mut log = Log::new(1);
    let monitor = Monitor::of(&log);
    log.grow(600);
    for (file, octets) in [
        ("checkpoint", &b"hello\n"[..]),
        ("checkpoint", b""),
        ("tile/0/001", &[7; 100]),
        ("tile/0/001", &[]),
        ("tile/entries/000", &[0; 8000]),
        ("tile/entries/002.p/88", &[]),
    ] {
        let torn = log.copied();
        put(&torn.path().join(file), octets);
        let said = monitor.follows(torn.path());
        let name = if file == "tile/0/001" { "rewritten-entry" } else { "malformed" };
        said.fault(name, "");
    }
    for file in ["checkpoint", "tile/0/001", "tile/entries/001"] {
        let torn = log.copied();
        fs::remove_file(torn.path().join(file)).unwrap();
        monitor.follows(torn.path()).unfinished(if file == "checkpoint" { "no checkpoint" } else { file });
    }
    let torn = log.copied();
    put(&torn.path().join("tile/0/001"), &vec![0; 1 << 21]);
    monitor.follows(torn.path()).unfinished("larger than 8192 octets");
    assert_eq!(monitor.state(), None);
}

#[test]
fn wrong_usage_is_told_apart() {
    let mut log = Log::new(1);
    let monitor = Monitor::of(&log);
    log.grow(3);
    put(&monitor.path("state"), b"nonsense\n");
    let (log, nowhere) = (log.path().to_str().unwrap().to_owned(), monitor.path("nowhere"));
    let (state, nowhere) = (monitor.path("state"), nowhere.to_str().unwrap());
    for (words, why) in [
        (&[][..], "SOURCE"),
        (&[nowhere], "No such file"),
        (&["http://log.example/"], "http is for this machine only"),
        (&["ftp://log.example/"], "neither http nor https"),
        (&[&log, "--state", state.to_str().unwrap()], "not"),
        (&[&log, "--bundle", nowhere], "No such file"),
        (&[&log, "--bundle", &log], "not a file"),
        (&[state.to_str().unwrap()], "is one file"),
    ] {
        let output = monitor.command(words).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(64) && said.contains(why), "{words:?} {why}: {output:?}");
    }
    fs::remove_dir_all(monitor.path("trust/log")).unwrap();
    let output = monitor.command(&[&log]).output().unwrap();
    assert!(output.status.code() == Some(64) && String::from_utf8_lossy(&output.stderr).contains("no key of a log"));
}

/// Answers each request on one connection with the next of these.
fn answering(answers: Vec<String>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/log/", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for answer in answers {
            let (mut stream, _) = listener.accept().unwrap();
            let lines = BufReader::new(stream.try_clone().unwrap()).lines();
            lines.map_while(Result::ok).take_while(|line| !line.is_empty()).for_each(drop);
            // Whoever has read enough closes.
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    address
}

#[test]
fn over_http_nothing_leads_elsewhere_and_no_answer_is_endless() {
    let mut log = Log::new(1);
    let monitor = Monitor::of(&log);
    log.grow(3);
    let elsewhere =
        "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    monitor.asks(&[&answering(vec![elsewhere.to_owned()])]).unfinished("HTTP status 302");
    let endless = format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{}", "x".repeat(3 << 20));
    monitor.asks(&[&answering(vec![endless])]).unfinished("larger than");
    // What passes is asked for again.
    let busy = "HTTP/1.1 503 Busy\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    monitor.asks(&[&answering(vec![busy.to_owned(); 3])]).unfinished("HTTP status 503");
    let note = fs::read_to_string(log.path().join("checkpoint")).unwrap();
    let good = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{note}", note.len());
    let gone = "HTTP/1.1 404 Gone\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    let address = answering([vec![busy.to_owned(), good], vec![gone.to_owned(); 4]].concat());
    monitor.asks(&[&address]).unfinished("does not hold tile/");
    monitor.asks(&["http://127.0.0.1:9/"]).unfinished("127.0.0.1:9");
}

/// The most memory that a process held at a time, in MiB, as long as it can be read.
fn peak(child: &mut std::process::Child) -> u64 {
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
        most = most.max(line.trim().trim_end_matches(" kB").parse().unwrap_or(0));
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    most / 1024
}

#[test]
fn a_long_log_is_audited_in_the_memory_of_a_short_one() {
    let entries = std::env::var("RECEPIS_LOG_ENTRIES").map_or(300_000, |entries| entries.parse().unwrap());
    let mut log = Log::new(1);
    let monitor = Monitor::of(&log);
    log.grow(entries);
    assert_eq!(entry(entries - 1).len(), 32);
    let begun = fs::metadata(log.path().join("checkpoint")).unwrap().modified().unwrap();
    let mut child = monitor.command(&[log.path().to_str().unwrap(), "--full"]).stdout(Stdio::piped()).spawn().unwrap();
    let most = peak(&mut child);
    let output = child.wait_with_output().unwrap();
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), &said["head"]["size"]), (Some(0), &entries.into()), "{said}");
    println!("{entries} entries: at most {most} MiB, {:?} after they were written", begun.elapsed().unwrap());
    assert!((1..48).contains(&most), "{most} MiB for {entries} entries");
}
