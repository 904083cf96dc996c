//! A checkpoint's note: whose log the last one is, and the next one with its two signatures.

use super::broken;
use crate::erds::moment::Moment;
use crate::flow::{Fault, Service};
use crate::store::KeptCheckpoint;
use crate::tlog::Hash;
use crate::tlog::checkpoint::{self, Checkpoint, SignedCheckpoint};

/// Files that are ahead of the rows, a log of another name or of other keys are signs of another's data: nothing is signed
/// then.
pub(super) fn belongs(service: &Service, shown: u64, last: Option<&KeptCheckpoint>) -> Result<(), Fault> {
    let size = last.map_or(0, |last| last.size);
    if shown > size {
        let what = format!(
            "log/checkpoint shows {shown} entries and the database {size}: the database is an older copy. A log that goes \
             on from there has two histories; restore the newest copy, or begin a log under another name"
        );
        return Err(Fault::Broken { what });
    }
    let Some(last) = last else { return Ok(()) };
    let read = SignedCheckpoint::read(&last.note).map_err(|error| broken("a kept checkpoint", &error))?;
    let (is, named) = (read.checkpoint().origin().to_owned(), origin(service));
    if is != named {
        return Err(Fault::Broken { what: format!("the log is called {is} and cannot go on as {named}") });
    }
    for key in &service.log {
        if read.signed_by(&key.key).map_err(|error| broken("a kept checkpoint", &error))?.is_none() {
            let what = "the log was signed with other keys; put back the ca/log-*.key that belong to it";
            return Err(Fault::Broken { what: what.to_owned() });
        }
    }
    Ok(())
}

fn origin(service: &Service) -> &str {
    let [key, _] = &service.log;
    key.key.name()
}

/// The checkpoint of this tree, signed by both keys.
pub(super) fn signed(service: &Service, size: u64, root: Hash, now: Moment) -> Result<Vec<u8>, Fault> {
    let wrong = |error: checkpoint::Error| broken("a checkpoint", &error);
    let made = Checkpoint::new(origin(service), size, root).map_err(wrong)?;
    let time = u64::try_from(now.seconds()).unwrap_or_default();
    let mut lines = Vec::new();
    for key in &service.log {
        let prepared = checkpoint::prepare(&key.key, &made, time).map_err(wrong)?;
        let signature = key.signer.sign(&prepared.to_sign).map_err(|error| broken("a key of the log", &error))?;
        lines.push(prepared.assemble(&signature).map_err(wrong)?);
    }
    Ok(SignedCheckpoint::new(made, lines).map_err(wrong)?.to_string().into_bytes())
}
