//! The `recepis` command: parse arguments, run, print the chain of errors, leave with the exit code.

use std::process::ExitCode;

use clap::Parser;
use recepis::cli;

fn main() -> ExitCode {
    let arguments = match cli::Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no errors; nothing can be done where they cannot be printed.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 64 } else { 0 });
        }
    };
    match cli::run(arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("recepis: {error:#}");
            ExitCode::FAILURE
        }
    }
}
