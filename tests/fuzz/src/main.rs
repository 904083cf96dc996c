//! Coverage-guided fuzzing by libFuzzer on a stable compiler: `tests/fuzz/run` builds and runs it.
//!
//! An input is one octet, which picks a parser of the target, and what that parser is given. A parser that panics, takes more than a
//! second for each MiB begun (twice in a row) or more memory than `run` allows ends the run, and the input is kept. At the end each
//! parser's name is printed with how often it was asked and how often it accepted.
#![no_main]

mod asn1;
mod container;
mod mutate;
mod parsers;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use libfuzzer_sys::{fuzz_mutator, fuzz_target};

use parsers::{Form, Parser};

/// How often a parser of the target was asked, and how often it accepted.
static COUNTS: [[AtomicU64; 2]; 32] = [const { [const { AtomicU64::new(0) }; 2] }; 32];

/// The parsers of the target that the environment names.
fn target() -> &'static [Parser] {
    static TARGET: OnceLock<&[Parser]> = OnceLock::new();
    TARGET.get_or_init(|| {
        let name = std::env::var("RECEPIS_FUZZ").unwrap_or_default();
        let found = parsers::TARGETS.iter().find(|(target, _)| *target == name);
        found.unwrap_or_else(|| panic!("RECEPIS_FUZZ=`{name}` is no target")).1
    })
}

/// The parser that an input picks, its place, and what it is given.
fn picked(input: &[u8]) -> Option<(usize, &'static Parser, &[u8])> {
    let (first, rest) = input.split_first()?;
    let place = usize::from(*first) % target().len();
    Some((place, &target()[place], rest))
}

fuzz_target!(
    init: {
        // The end of a run is a call of exit(), which runs no destructor.
        unsafe extern "C" {
            fn atexit(then: extern "C" fn()) -> i32;
        }
        // SAFETY: `told` is a function without arguments that touches statics only.
        unsafe { atexit(told) };
        target();
    },
    |input: &[u8]| {
        let Some((place, parser, given)) = picked(input) else { return };
        let allowed = Duration::from_secs(1 + given.len() as u64 / (1 << 20));
        let (accepted, mut took) = timed(parser, given);
        if took > allowed {
            // Others may have had the processor meanwhile.
            let before = on_processor();
            (parser.run)(given);
            took = on_processor().saturating_sub(before);
        }
        assert!(took <= allowed, "{} takes {took:?} for {} octets", parser.name, given.len());
        COUNTS[place][0].fetch_add(1, Ordering::Relaxed);
        COUNTS[place][1].fetch_add(u64::from(accepted), Ordering::Relaxed);
    }
);

#[expect(clippy::disallowed_methods, reason = "what is measured here is how long a parser takes")]
fn timed(parser: &Parser, given: &[u8]) -> (bool, Duration) {
    let begun = Instant::now();
    ((parser.run)(given), begun.elapsed())
}

/// How long this thread was on a processor so far (`proc_pid_schedstat(5)`).
fn on_processor() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells");
    Duration::from_nanos(
        told.split(' ').next().and_then(|first| first.parse().ok()).expect("it begins with nanoseconds"),
    )
}

extern "C" fn told() {
    for (parser, [asked, accepted]) in target().iter().zip(&COUNTS) {
        let (asked, accepted) = (asked.load(Ordering::Relaxed), accepted.load(Ordering::Relaxed));
        println!("parser {} asked {asked} accepted {accepted}", parser.name);
    }
}

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let mut dice = mutate::Dice::new(seed);
    let form = picked(&data[..size]).map(|(_, parser, _)| parser.form);
    let changed = match form {
        // One in four is changed as plain octets whatever its form.
        _ if dice.one_in(4) => None,
        Some(Form::Der { behind }) => mutate::der(&data[..size], 1 + behind, &mut dice),
        Some(Form::Zip) => mutate::zip(&data[..size], 1, &mut dice),
        _ => None,
    };
    match changed.filter(|changed| changed.len() <= max_size) {
        Some(changed) => {
            data[..changed.len()].copy_from_slice(&changed);
            changed.len()
        }
        None => libfuzzer_sys::fuzzer_mutate(data, size, max_size),
    }
});
