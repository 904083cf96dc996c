//! Each file of tests/returns against its line in the table beside them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use proptest::strategy::Strategy as _;

use super::*;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/returns")
}

/// The lines of the table: file, kind, reason, first recipient, its status, Message-ID of the message that it is about.
fn table() -> Vec<[String; 6]> {
    let text = std::fs::read_to_string(folder().join("expected.tsv")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>().try_into().unwrap()).collect()
}

fn sample(file: &str) -> Vec<u8> {
    std::fs::read(folder().join(file)).unwrap()
}

/// What was read, as the table writes it.
fn written(file: &str, returned: &Returned) -> [String; 6] {
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let first = returned.recipients.first();
    [
        file.to_owned(),
        returned.kind.name().to_owned(),
        or_none(returned.reason().map(|reason| reason.to_string())),
        or_none(first.and_then(|first| first.address.clone())),
        or_none(first.and_then(|first| first.status).map(|status| status.to_string())),
        or_none(returned.message_id.clone()),
    ]
}

#[test]
fn s13_s14_every_sample_is_told_as_the_table_says() {
    let table = table();
    assert!(table.len() >= 150, "only {} samples", table.len());
    let files = std::fs::read_dir(folder()).unwrap().count();
    assert_eq!(files, table.len() + 1, "each file has a line");
    let mut wrong = Vec::new();
    for expected in &table {
        let found = written(&expected[0], &read(&sample(&expected[0])));
        if found != *expected {
            wrong.push(format!("wanted {}\n found {}", expected.join(" | "), found.join(" | ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), table.len(), wrong.join("\n"));
}

#[test]
fn s16_disposition_notifications_and_answers_of_programs_are_no_reports_and_no_replies() {
    for [file, kind, ..] in table() {
        let returned = read(&sample(&file));
        if file.contains("automatic") || file.contains("disposition") {
            assert!(matches!(returned.kind, Kind::AutoReply | Kind::Mdn), "{file} is {kind}");
            assert!(returned.recipients.is_empty(), "{file}: nothing of it is kept");
        }
    }
}

#[test]
fn l14_a_report_that_does_not_say_delivered_never_counts_as_that() {
    for [file, kind, ..] in table() {
        let delivered = read(&sample(&file)).recipients.iter().any(|r| r.action == Some(Action::Delivered));
        let said = file.contains("delivered") || file.contains("success") || file.contains("two-recipients");
        assert_eq!(delivered, said && !kind.contains("delayed"), "{file}");
    }
}

#[test]
fn messages_within_messages_and_endless_ones_are_read_in_bounded_time() {
    let nested = "Content-Type: message/rfc822\n\n".repeat(50_000);
    let digests = "Content-Type: multipart/digest; boundary=b

--b
"
    .repeat(20_000);
    let spaced = "c o n t e n t - t y p e : message/rfc822\n\n".repeat(20_000);
    let parts = format!("Content-Type: multipart/mixed; boundary=b\n\n{}", "--b\nX: y\n\nhello\n".repeat(60_000));
    let endless = format!("From: MAILER-DAEMON\nSubject: Undelivered\n\n{}", "x".repeat(100 << 20));
    let ats = format!("From: MAILER-DAEMON\nSubject: Undelivered\n\n{}", "@".repeat(400_000));
    let addresses = format!("From: MAILER-DAEMON\nSubject: Undelivered\n\n{}", "a.b@".repeat(100_000));
    let fields = "Final-Recipient: rfc822; a@b.nl\n".repeat(15_000);
    let status = format!("Content-Type: message/delivery-status\n\n{fields}");
    for octets in [nested, digests, spaced, parts, endless, ats, addresses, status] {
        let took = timed(octets.as_bytes());
        assert!(took < Duration::from_secs(10), "{took:?} for {}", octets.get(..60).unwrap());
    }
}

#[expect(clippy::disallowed_methods, reason = "this test measures time")]
fn timed(octets: &[u8]) -> Duration {
    let begun = std::time::Instant::now();
    let _ = read(octets);
    begun.elapsed()
}

/// One change to a sample: octets replaced, taken out, put in twice, or everything behind a place gone.
fn changed(mut octets: Vec<u8>, how: u8, at: usize, length: usize, with: &[u8]) -> Vec<u8> {
    if octets.is_empty() {
        return with.to_vec();
    }
    let from = at % octets.len();
    let to = (from + length).min(octets.len());
    match how % 4 {
        0 => drop(octets.splice(from..to, with.iter().copied())),
        1 => drop(octets.drain(from..to)),
        2 => {
            let twice = octets.get(from..to).unwrap_or_default().to_vec();
            drop(octets.splice(from..from, twice));
        }
        _ => octets.truncate(from),
    }
    octets
}

#[test]
fn ten_thousand_changed_samples_are_read_without_panic_in_bounded_time() {
    let samples: Vec<Vec<u8>> = table().iter().map(|line| sample(&line[0])).collect();
    let piece = proptest::collection::vec(proptest::num::u8::ANY, 0..40);
    let change = (0..u8::MAX, 0..20_000_usize, 0..600_usize, piece);
    let config = proptest::test_runner::Config { cases: 10_000, failure_persistence: None, ..Default::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let strategy = (0..samples.len(), proptest::collection::vec(change, 1..4)).prop_map(|(which, changes)| {
        changes
            .into_iter()
            .fold(samples[which].clone(), |octets, (how, at, length, with)| changed(octets, how, at, length, &with))
    });
    let slowest = std::cell::Cell::new(Duration::ZERO);
    runner
        .run(&strategy, |octets| {
            slowest.set(slowest.get().max(timed(&octets)));
            Ok(())
        })
        .unwrap();
    assert!(slowest.get() < Duration::from_secs(2), "{:?}", slowest.get());
}
