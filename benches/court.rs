//! What judging one bundle costs a court: the processor time of one `recepis-verify` process over eight evidences, a message of 100 KiB
//! and all proofs of log and witnesses, beside one `openssl cms -verify` process over one signature of the same bundle: that over its
//! manifest, with its certificates. Many processes of each in turn, so that the machine's moods hit both.
//!
//! Prints the median ratio with the least and the most, and asserts the limit; then the same of a bundle that holds an extract of each
//! evidence besides, with eight more seals and eight more proofs, whose limit is its own. Measure what is given
//! to others: `cargo bench --profile dist --no-default-features --features ring --bench court`.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a benchmark talks to whoever runs it"
)]

use std::path::Path;
use std::process::{Command, Stdio};

/// Pairs of measurements, and processes in each of them.
const PAIRS: usize = 15;
const PROCESSES: u32 = 100;
/// Bundles, and the most that each may cost, in signatures of OpenSSL.
const CASES: [(&str, f64); 2] = [("eight-evidences-and-all-proofs", 2.0), ("eight-evidences-and-their-extracts", 2.6)];

fn main() {
    for (case, limit) in CASES {
        measure(case, limit);
    }
}

fn measure(case: &str, limit: f64) {
    let temporary = tempfile::tempdir().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bundles/good").join(case);
    let arguments = std::fs::read_to_string(folder.join("arguments")).unwrap();
    let mut ours = Command::new(env!("CARGO_BIN_EXE_recepis-verify"));
    ours.current_dir(&folder).arg("bundle.asice").args(arguments.split_whitespace());
    let mut theirs = openssl(&folder.join("bundle.asice"), temporary.path());
    for command in [&mut ours, &mut theirs] {
        let seen = command.output().expect("the program runs");
        assert!(
            seen.status.success(),
            "{}{}",
            String::from_utf8_lossy(&seen.stdout),
            String::from_utf8_lossy(&seen.stderr)
        );
        command.stdout(Stdio::null()).stderr(Stdio::null());
    }
    let mut pairs: Vec<(f64, f64)> = (0..PAIRS).map(|_| (milliseconds(&mut ours), milliseconds(&mut theirs))).collect();
    pairs.sort_by(|one, two| (one.0 / one.1).total_cmp(&(two.0 / two.1)));
    let ratio = |at: usize| pairs[at].0 / pairs[at].1;
    let (bundle, signature) = pairs[PAIRS / 2];
    println!("{case}: {bundle:.2} ms of processor time; one signature by openssl: {signature:.2} ms");
    println!("ratio: median {:.2}, least {:.2}, most {:.2}", ratio(PAIRS / 2), ratio(0), ratio(PAIRS - 1));
    assert!(ratio(PAIRS / 2) <= limit, "over {limit}");
}

/// OpenSSL's command over the manifest's signature.
fn openssl(bundle: &Path, folder: &Path) -> Command {
    let unzip = Command::new("unzip").arg("-q").arg(bundle).arg("-d").arg(folder).status().expect("unzip runs");
    assert!(unzip.success());
    let root = folder.join("root.pem");
    let pem = Command::new("openssl")
        .args(["x509", "-inform", "DER", "-in"])
        .arg(folder.join("trust/seal/root.cer"))
        .arg("-out")
        .arg(&root)
        .status();
    assert!(pem.expect("openssl runs").success());
    let mut command = Command::new("openssl");
    command.current_dir(folder).args([
        "cms",
        "-verify",
        "-binary",
        "-inform",
        "DER",
        "-in",
        "META-INF/signature001.p7s",
    ]);
    command.args(["-content", "META-INF/ASiCManifest001.xml", "-purpose", "any", "-CAfile", "root.pem", "-attime"]);
    // Within the certificates' days, whenever this runs.
    command.arg("1795511640");
    command
}

/// The processor time of one process, out of many.
fn milliseconds(command: &mut Command) -> f64 {
    let before = children();
    for _ in 0..PROCESSES {
        assert!(command.status().unwrap().success());
    }
    (children() - before) / f64::from(PROCESSES)
}

/// The processor time of the children so far, in milliseconds, as the system counts it (`proc(5)`: a hundredth of a second at best).
fn children() -> f64 {
    let line = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = line.rsplit_once(") ").unwrap().1.split(' ').collect();
    fields[13..15].iter().map(|ticks| ticks.parse::<f64>().unwrap()).sum::<f64>() * 10.0
}
