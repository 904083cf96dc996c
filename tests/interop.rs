//! Interop: what tools that we did not write say about what we write. A tool that is missing is named and counted as
//! skipped, never as passed.

#![expect(clippy::unwrap_used, reason = "a failing test may panic")]

use std::path::Path;
use std::process::{Command, Output};

#[path = "common/story.rs"]
#[expect(dead_code, unreachable_pub, reason = "told to several test programs, each taking its part")]
mod story;

// What src/seal/testing.rs and src/tlog/testing.rs name through `crate`.
use recepis::{crypto, erds, seal, tlog};

#[path = "../src/seal/testing.rs"]
mod testing;

#[path = "../src/tlog/testing.rs"]
mod tlog_testing;

#[path = "interop/go.rs"]
mod go;

#[path = "interop/ocsp.rs"]
mod ocsp;

#[path = "interop/openssl.rs"]
mod openssl;

#[path = "interop/xml.rs"]
mod xml;

/// Whether all of these tools are there; says so where one is not.
fn tools(names: &[&str]) -> bool {
    let missing = |name: &&&str| Command::new(name).arg("--version").output().is_err();
    let absent: Vec<_> = names.iter().filter(missing).collect();
    for name in &absent {
        println!("skipped: {name} is missing");
    }
    absent.is_empty()
}

/// Runs a command line in a folder; words are parted by single spaces.
fn run(folder: &Path, line: &str) -> Output {
    let mut words = line.split(' ');
    Command::new(words.next().unwrap()).args(words).current_dir(folder).output().unwrap()
}

/// Runs a command line that must succeed.
fn must(folder: &Path, line: &str) {
    let output = run(folder, line);
    assert!(
        output.status.success(),
        "{line}\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}
