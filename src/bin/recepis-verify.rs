//! The court's tool: read files, verify, print the report. All of it is `recepis::court`; here the clock is read, for the
//! default of `--at` and nothing else.

use std::process::ExitCode;

use recepis::court;
use recepis::erds::moment::Moment;

fn main() -> ExitCode {
    court::run(std::env::args_os().skip(1), now())
}

#[expect(
    clippy::disallowed_methods,
    reason = "the default of --at is the present moment; nothing else reads the clock"
)]
fn now() -> Moment {
    Moment::from_time(time::OffsetDateTime::now_utc())
}
