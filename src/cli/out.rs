//! What commands print. Whoever reads it may go away in between (`recepis … | head`): that is no failure of the command, and of a
//! service no reason to end.

use std::fmt::Arguments;
use std::io::{ErrorKind, Write as _};

/// Prints a text as it is.
pub(super) fn text(text: Arguments<'_>) {
    let mut out = std::io::stdout().lock();
    let printed = out.write_fmt(text).and_then(|()| out.flush());
    if let Err(error) = printed
        && error.kind() != ErrorKind::BrokenPipe
    {
        tracing::error!(error = %error, "standard output cannot be written");
    }
}

/// Prints a line.
pub(super) fn line(line: Arguments<'_>) {
    text(format_args!("{line}\n"));
}
