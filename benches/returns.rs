//! Returned messages told apart per second, beside mail-parser reading the same messages, in alternating rounds: at least 30 % of
//! its rate is wanted. The messages are those of tests/returns, or the files of a folder: `cargo bench --bench returns [-- FOLDER]`.

#![expect(clippy::unwrap_used, reason = "a benchmark talks to whoever runs it")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use mail_parser::MessageParser;
use recepis::format::bounce;

const ROUNDS: usize = 9;
/// How often each message is read in a round.
const TIMES: usize = 50;

fn main() {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/returns"));
    let mut messages = Vec::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() && path.extension().is_none_or(|ending| ending != "tsv") {
            messages.push(std::fs::read(path).unwrap());
        }
    }
    let octets: usize = messages.iter().map(Vec::len).sum();
    println!("{} messages, {octets} octets, {ROUNDS} rounds", messages.len());
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for message in &messages {
        *kinds.entry(bounce::read(message).kind.name()).or_default() += 1;
    }
    println!("{kinds:?}");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(rate(&messages, |message| drop(black_box(bounce::read(message)))));
        theirs.push(rate(&messages, |message| drop(black_box(MessageParser::default().parse(message)))));
    }
    let mut ratios: Vec<f64> = ours.iter().zip(&theirs).map(|(ours, theirs)| ours / theirs).collect();
    let ratio = median(&mut ratios);
    println!("told apart {:.0} /s, mail-parser {:.0} /s", median(&mut ours), median(&mut theirs));
    println!(
        "{:.0} % of mail-parser's rate; by round {:.0} to {:.0} %",
        ratio * 100.0,
        ratios.first().unwrap() * 100.0,
        ratios.last().unwrap() * 100.0
    );
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
#[expect(clippy::cast_precision_loss, reason = "a rate of a few thousands")]
fn rate(messages: &[Vec<u8>], read: impl Fn(&[u8])) -> f64 {
    let begun = Instant::now();
    for _ in 0..TIMES {
        for message in messages {
            read(message);
        }
    }
    (messages.len() * TIMES) as f64 / begun.elapsed().as_secs_f64()
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    *values.get(values.len() / 2).unwrap()
}
