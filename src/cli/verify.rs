//! `recepis verify`: the same as recepis-verify.

use std::ffi::OsString;
use std::process::ExitCode;

use crate::court;
use crate::outside::clock::{Clock, SystemClock};

/// What recepis-verify takes.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// BUNDLE [--trust DIR] [--json] [--message FILE] [--at TIME]; `recepis verify --help` explains each.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<OsString>,
}

/// Verifies, prints, and gives the exit code.
pub fn run(options: Options) -> ExitCode {
    court::run(options.arguments.into_iter(), SystemClock::new().now())
}
