//! Cross-reference tables and trailers (ISO 32000-1 §7.5.4, §7.5.5), from the end of the file back to its first revision.

use super::object::{self, Object};
use super::{END, Error};

/// Revisions at most.
const REVISIONS: usize = 8;
/// The highest number of an object.
const OBJECTS: usize = 65_536;
/// Octets of one line of a table.
const LINE: usize = 20;

const WRONG: Error = Error::Form("its cross-reference table is malformed");

/// What one saving wrote of where objects stand.
#[derive(Debug)]
pub(super) struct Revision {
    /// Where its table begins.
    pub(super) at: usize,
    /// Objects, and where they begin; nowhere for those that are free.
    pub(super) entries: Vec<(u32, Option<usize>)>,
    pub(super) trailer: Object,
}

/// All revisions, the last one first.
pub(super) fn revisions(octets: &[u8]) -> Result<Vec<Revision>, Error> {
    let last = revision(octets, start(octets)?)?;
    let mut all = vec![last];
    while let Some(last) = all.last()
        && let Some(before) = last.trailer.get(b"Prev")
    {
        let before = before.number().and_then(|at| usize::try_from(at).ok()).filter(|at| *at < last.at).ok_or(WRONG)?;
        if all.len() >= REVISIONS {
            return Err(Error::Form("it was saved more often than is looked at"));
        }
        all.push(revision(octets, before)?);
    }
    Ok(all)
}

/// Where the last table begins: what stands at the very end says so.
fn start(octets: &[u8]) -> Result<usize, Error> {
    const NONE: Error = Error::Form("it does not end as a PDF does");
    let rest = octets.strip_suffix(b"\n").unwrap_or(octets).strip_suffix(END).ok_or(NONE)?;
    let rest = rest.strip_suffix(b"\n").ok_or(NONE)?;
    let digits = rest.iter().rev().take_while(|octet| octet.is_ascii_digit()).count();
    let (before, digits) = rest.split_at_checked(rest.len() - digits).ok_or(NONE)?;
    if !before.ends_with(b"startxref\n") {
        return Err(NONE);
    }
    object::whole(digits).and_then(|at| usize::try_from(at).ok()).ok_or(NONE)
}

fn revision(octets: &[u8], at: usize) -> Result<Revision, Error> {
    let table = octets.get(at..).ok_or(WRONG)?;
    let mut rest = table.strip_prefix(b"xref\n").ok_or(Error::Form("it has no cross-reference table where it says"))?;
    let mut entries = Vec::new();
    loop {
        if let Some(after) = rest.strip_prefix(b"trailer\n") {
            let trailer = object::dictionary(octets, octets.len() - after.len())?;
            if [b"Encrypt".as_slice(), b"XRefStm"].iter().any(|key| trailer.get(key).is_some()) {
                return Err(Error::Form("it is encrypted or has hidden objects"));
            }
            return Ok(Revision { at, entries, trailer });
        }
        let (head, after) =
            rest.split_at_checked(rest.iter().position(|octet| *octet == b'\n').ok_or(WRONG)?).ok_or(WRONG)?;
        rest = after.get(1..).unwrap_or_default();
        let mut numbers = head.splitn(2, |octet| *octet == b' ').map(number);
        let (Some(Some(first)), Some(Some(count))) = (numbers.next(), numbers.next()) else { return Err(WRONG) };
        if first.saturating_add(count) > OBJECTS {
            return Err(Error::Form("it has more objects than are looked at"));
        }
        for number in first..first + count {
            let (line, after) = rest.split_at_checked(LINE).ok_or(WRONG)?;
            rest = after;
            entries.push((u32::try_from(number).map_err(|_| WRONG)?, entry(line)?));
        }
    }
}

/// One line; the number of generations is 0 for all that is in use.
fn entry(line: &[u8]) -> Result<Option<usize>, Error> {
    let (offset, rest) = line.split_at_checked(10).ok_or(WRONG)?;
    let at = number(offset).ok_or(WRONG)?;
    match rest.get(..8).zip(rest.get(8..)) {
        Some((b" 00000 n", b"\r\n" | b" \n")) => Ok(Some(at)),
        Some((b" 65535 f" | b" 00000 f", b"\r\n" | b" \n")) => Ok(None),
        _ => Err(WRONG),
    }
}

fn number(digits: &[u8]) -> Option<usize> {
    object::whole(digits).and_then(|number| usize::try_from(number).ok())
}
