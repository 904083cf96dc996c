//! `recepis log`: what is done with a transparency log from outside, as its monitors do, and how a restored one goes on.

pub mod audit;
mod evidence;
mod outcome;
pub mod resume;
mod source;
mod walk;

use std::process::ExitCode;

/// What to do.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Follow a log: it only grows, holds what bundles prove, and is the same for everybody.
    #[command(
        after_help = "Examples:\n  recepis log audit https://service.example/log/ --trust trust --state seen.checkpoint\n  \
                      recepis log audit recepis-data/log --trust recepis-data/trust --bundle DELIVERY.asice --full\n  \
                      recepis log audit https://service.example/log/ https://mirror.example/ friend.checkpoint --trust trust\n\n\
                      The state is the last checkpoint that held, as it was signed; it is replaced only where everything holds.\n\
                      Faults have names: bad-signature, malformed, missing-entry, rewritten-entry, rollback, split-view.\n\n\
                      Exit code: 0 everything holds, 1 a fault, which is named, 2 could not be finished, 64 wrong usage."
    )]
    Audit(audit::Options),
    /// Let the log of a restored data directory go on, once what was published last is known.
    #[command(after_help = "Examples:\n  recepis log resume --data ./restored --from /old/recepis-data/log\n  \
                      recepis log resume --data ./restored --checkpoint seen.checkpoint --checkpoint DELIVERY.asice\n  \
                      recepis log resume --data ./restored --newest\n\n\
                      Without it a restored service takes, seals and notices mail, and its bundles wait for the log.\n\n\
                      Exit code: 0 the log goes on at the next start, 1 it stays held back, 64 wrong usage.")]
    Resume(resume::Options),
}

/// Does it.
///
/// # Errors
/// What kept the command from running.
pub async fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Audit(options) => audit::run(options).await,
        Command::Resume(options) => resume::run(options).await,
    }
}
