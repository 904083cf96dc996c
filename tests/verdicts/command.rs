//! The command itself: exit codes, output, and files that are no bundle.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

use crate::log::Published;
use crate::packed::{MESSAGE, Tale};
use crate::pki::{Pki, Plan};
use crate::promise;

pub(crate) fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_recepis-verify")).current_dir(folder).args(arguments).output().unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// A file, written in a test.
pub(crate) fn file(folder: &Path, name: &str, content: &[u8]) {
    fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
    fs::File::create(folder.join(name)).unwrap().write_all(content).unwrap();
}

/// A folder with a bundle, the certificates to trust, the message and another one.
fn prepared() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let (pki, tale) = (Pki::new(&Plan::default()), Tale::accepted(1));
    file(folder.path(), "b.asice", &tale.bundle(&pki));
    file(folder.path(), "trust/seal/root.pem", pki.root.to_pem().as_bytes());
    file(folder.path(), "trust/tsa/root.pem", pki.tsa_root.to_pem().as_bytes());
    file(folder.path(), "message.eml", MESSAGE);
    file(folder.path(), "other.eml", b"other");
    (folder, tale.moment().to_string())
}

#[expect(clippy::disallowed_methods, reason = "how long the command takes is what is tested")]
fn now() -> SystemTime {
    SystemTime::now()
}

#[test]
fn another_table_of_algorithms_is_a_file() {
    let (folder, at) = prepared();
    let run = |arguments: &[&str]| run(folder.path(), &[&["b.asice", "--trust=trust"], arguments].concat());
    file(folder.path(), "2046.json", crate::existence::weak_sha256("2028-01-01").as_bytes());
    file(folder.path(), "none.json", b"{}");
    assert_eq!(run(&["--algorithms", "2046.json", "--at", &at]).0, 0);
    let (code, text, _) = run(&["--algorithms=2046.json", "--at=2028-06-01T00:00:00Z"]);
    assert_eq!(code, 2, "{text}");
    assert!(text.starts_with("INDETERMINATE (CRYPTO_CONSTRAINTS_FAILURE_NO_POE)"), "{text}");
    for (given, why) in
        [("none.json", "no table of algorithms in the JSON form of ETSI TS 119 322"), ("gone.json", "No such file")]
    {
        let (code, _, wrong) = run(&["--algorithms", given]);
        assert_eq!(code, 64);
        assert!(wrong.contains(given) && wrong.contains(why), "{wrong}");
    }
}

#[test]
fn the_exit_code_says_the_verdict() {
    let (folder, at) = prepared();
    let run = |arguments: &[&str]| run(folder.path(), &[arguments, &["--at", &at]].concat());
    let (code, text, _) = run(&["b.asice", "--trust", "trust"]);
    assert_eq!(code, 0, "{text}");
    assert!(text.starts_with("TOTAL-PASSED."), "{text}");
    let (code, text, _) = run(&["b.asice"]);
    assert_eq!(code, 2);
    assert!(text.starts_with("INDETERMINATE (NO_CERTIFICATE_CHAIN_FOUND)"), "{text}");
    assert_eq!(run(&["b.asice", "--trust=trust", "--message", "message.eml"]).0, 0);
    let (code, text, _) = run(&["b.asice", "--trust=trust", "--message=other.eml"]);
    assert_eq!(code, 1);
    assert!(text.starts_with("TOTAL-PASSED.") && text.contains("not this message"), "{text}");
    let (code, text, _) = run(&["b.asice", "--trust", "trust", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((code, report["verdict"].as_str()), (0, Some("TOTAL-PASSED")));
}

#[test]
fn keys_and_policy_come_from_the_folder_and_what_is_required_decides() {
    let folder = tempfile::tempdir().unwrap();
    let published = Published::new();
    let write = |name: &str, content: &str| file(folder.path(), name, content.as_bytes());
    file(folder.path(), "b.asice", &published.bundle());
    file(folder.path(), "trust/seal/root.pem", published.pki.root.to_pem().as_bytes());
    file(folder.path(), "trust/tsa/root.pem", published.pki.tsa_root.to_pem().as_bytes());
    let at = published.tale.moment().to_string();
    let judged = |required: &str| run(folder.path(), &["b.asice", "--trust=trust", "--require", required, "--at", &at]);
    let (code, text, _) = judged("log,witness,pq");
    assert!(code == 2 && text.starts_with("INDETERMINATE (recepis:NOT_LOGGED)"), "{text}");
    let [ed25519, quantum] = [0, 1].map(|place| published.log.keys[place].verifier().to_string());
    write("trust/log/ed25519.vkey", &format!("# of the year 2026\n{ed25519}\n"));
    assert_eq!((judged("log").0, judged("pq").0, judged("witness").0), (0, 2, 2));
    write("trust/log/ml-dsa-44.vkey", &quantum);
    assert_eq!((judged("log,pq").0, judged("log,witness,pq").0), (0, 2));
    let [first, second] = [0, 1].map(|place| published.log.witnesses[place].verifier().to_string());
    write("trust/witness/first.vkey", &first);
    let (code, text, _) = judged("log,witness,pq");
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let one = "cosigned by w11.example, the one witness that you trust, enough since";
    assert!(code == 0 && flat(&text).contains(one), "{text}");
    write("trust/tlog-policy", &format!("witness a {first}\nwitness b {second}\ngroup two all a b\nquorum two\n"));
    let (code, text, _) = judged("log,witness,pq");
    let both = "cosigned by 2 of the 2 witnesses that you trust (w11.example, w12.example), enough since";
    assert!(code == 0 && flat(&text).contains(both), "{text}");
    write("trust/tlog-policy", &format!("witness a {first}\nquorum b\n"));
    let (code, _, said) = judged("log");
    assert!(code == 64 && said.contains("tlog-policy: line 2 of the policy names `b`"), "{said}");
    write("trust/tlog-policy", "quorum none\n");
    write("trust/witness/own.vkey", &quantum);
    let (code, _, said) = judged("log");
    assert!(code == 64 && said.contains("a log cannot witness itself"), "{said}");
    write("trust/witness/own.vkey", &ed25519);
    let (code, _, said) = judged("log");
    assert!(code == 64 && said.contains("own.vkey: a key of a type for something else"), "{said}");
    write("trust/witness/own.vkey", "nonsense");
    let (code, _, said) = judged("log");
    assert!(code == 64 && said.contains("own.vkey: a verifier key is one line"), "{said}");
}

#[test]
fn a_promise_and_a_bundle_come_in_any_order_and_the_exit_code_says_what_became_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let published = Published::new();
    let promise = promise::promise(&published);
    let (by, note) = (promise.logged_by, promise::note(promise.clone(), &published.log.keys[0]));
    file(folder.path(), "b.asice", &published.bundle());
    file(folder.path(), "promise.txt", &note);
    file(folder.path(), "crlf.txt", String::from_utf8(note).unwrap().replace('\n', "\r\n").as_bytes());
    file(folder.path(), "trust/seal/root.pem", published.pki.root.to_pem().as_bytes());
    file(folder.path(), "trust/tsa/root.pem", published.pki.tsa_root.to_pem().as_bytes());
    file(folder.path(), "trust/log/log.vkey", format!("{}\n", published.log.keys[0].verifier()).as_bytes());
    let pq = format!("{}\n", published.log.keys[1].verifier());
    let judged = |files: &[&str], at: recepis::erds::moment::Moment| {
        run(folder.path(), &[files, &["--trust=trust", "--at", &at.to_string()]].concat())
    };
    let (before, after) = (by.minus(Duration::from_secs(1)), by.plus(Duration::from_secs(1)));
    let (code, text, _) = judged(&["promise.txt"], before);
    assert!(code == 2 && text.starts_with("INDETERMINATE (recepis:PROMISE_RUNNING). The promise runs until"), "{text}");
    let (code, text, _) = judged(&["crlf.txt"], after);
    assert!(code == 1 && text.starts_with("TOTAL-FAILED (recepis:PROMISE_BROKEN). The service broke its"), "{text}");
    file(folder.path(), "trust/log/pq.vkey", pq.as_bytes());
    for files in [["promise.txt", "b.asice"], ["b.asice", "crlf.txt"]] {
        let (code, text, _) = judged(&files, after);
        assert!(code == 0 && text.contains("The service kept its promise"), "{text}");
    }
    let (code, _, said) = judged(&["promise.txt", "crlf.txt"], after);
    assert!(code == 64 && said.contains("one promise at a time"), "{said}");
    let (code, _, said) = judged(&["b.asice", "b.asice"], after);
    assert!(code == 64 && said.contains("one bundle at a time"), "{said}");
    let (code, _, said) = judged(&["promise.txt", "--message", "b.asice"], after);
    assert!(code == 64 && said.contains("compared with a bundle"), "{said}");
}

#[test]
fn wrong_usage_and_unreadable_files_exit_with_64_and_say_why() {
    let (folder, _) = prepared();
    for (arguments, why) in [
        (&[][..], "no bundle given"),
        (&["b.asice", "--turst", "x"], "--turst is not understood"),
        (&["missing.asice"], "missing.asice"),
        (&["b.asice", "--trust", "nowhere"], "nowhere"),
        (&["b.asice", "--at", "now"], "`now` is not a moment"),
        (&["trust"], "is not a file"),
    ] {
        let (code, text, said) = run(folder.path(), arguments);
        assert_eq!((code, text.as_str()), (64, ""), "{arguments:?}");
        assert!(said.contains(why), "{said}");
    }
    let (code, text, _) = run(folder.path(), &["--help"]);
    assert!(code == 0 && text.contains("Example: recepis-verify"));
}

#[test]
fn what_is_no_bundle_fails_within_a_second() {
    let (folder, _) = prepared();
    file(folder.path(), "text", b"this is no bundle");
    file(folder.path(), "empty", b"");
    let sparse = fs::File::create(folder.path().join("zeros")).unwrap();
    sparse.set_len(2_000_000_000).unwrap();
    for name in ["text", "empty", "zeros"] {
        let begun = now();
        let (code, text, _) = run(folder.path(), &[name, "--trust", "trust"]);
        assert_eq!(code, 1, "{name}");
        assert!(text.starts_with("TOTAL-FAILED (FORMAT_FAILURE)"), "{text}");
        assert!(begun.elapsed().unwrap() < Duration::from_secs(1), "{name} took {:?}", begun.elapsed().unwrap());
    }
}
