//! Files that somebody says were attached, as files: read whole, with the message that they are held against.

use std::io::BufRead as _;

use crate::bundle::{self, Limits};
use crate::tlog::own;
use crate::tlog::promise::Promise;
use crate::verify::disputed::Given;
use crate::verify::report::Report;

use super::foreign::whole;
use super::{Arguments, chain_of, open};

/// The most files at a time.
const MOST: usize = 64;

/// Compares them with the message given, or with the one in the bundle.
pub(super) fn compare(arguments: &Arguments, report: &mut Report) -> Result<(), String> {
    if arguments.attachments.len() > MOST {
        return Err(format!("{MOST} attachments at most; see --help"));
    }
    let message = match &arguments.message {
        Some(message) => whole(message)?,
        None => inside(arguments)?,
    };
    let given = arguments.attachments.iter().map(|path| {
        let octets = whole(path)?;
        Ok(Given { name: path.display().to_string(), octets })
    });
    let given = given.collect::<Result<Vec<_>, String>>()?;
    report.compare_attachments(&message, &given);
    Ok(())
}

fn inside(arguments: &Arguments) -> Result<Vec<u8>, String> {
    for path in &arguments.files {
        let mut file = open(path)?;
        let begin = file.fill_buf().map_err(|why| format!("{}: {why}", path.display()))?;
        if own::begins::<Promise>(begin) {
            continue;
        }
        let message = bundle::message_of(file, &Limits::default()).map_err(|error| chain_of(&error))?;
        return message.ok_or_else(|| {
            "--attachment is compared with the message, and it is not in the bundle: give it with --message".to_owned()
        });
    }
    Err("--attachment is compared with a bundle's message, and no bundle is given; see --help".to_owned())
}
