//! Trusted lists as files, and the certificates of those who may sign them.

use crate::crypto::Suitability;
use crate::erds::moment::Moment;
use crate::seal::xmldsig;
use crate::verify::lists::{Given, Lists};

use super::Arguments;
use super::foreign::whole;
use super::trust::certificates;

/// The most lists at a time: those of all member states, and the list of lists.
const MOST: usize = 64;

/// The lists that were given; `None` without any.
pub(super) fn read(arguments: &Arguments, table: &Suitability, at: Moment) -> Result<Option<Lists>, String> {
    if arguments.lists.is_empty() {
        return Ok(None);
    }
    if arguments.lists.len() > MOST {
        return Err(format!("{MOST} trusted lists at most; see --help"));
    }
    let mut given = Vec::new();
    for path in &arguments.lists {
        let octets = whole(path)?;
        if octets.len() > xmldsig::LIMIT {
            return Err(format!("{}: more than {} octets", path.display(), xmldsig::LIMIT));
        }
        given.push(Given { name: path.display().to_string(), octets });
    }
    let trusted = match arguments.trust.as_ref().map(|folder| folder.join("list")).filter(|folder| folder.exists()) {
        Some(folder) => certificates(&folder)?,
        None => Vec::new(),
    };
    Ok(Some(Lists::read(&given, &trusted, table, at)))
}
