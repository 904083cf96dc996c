//! Whether the signature of a PDF holds, and covers all of it.

use super::{Error, FILTER, ROOM, SUB_FILTER};
use crate::erds::moment::Moment;
use crate::format::pdf::{Document, END, Object};
use crate::seal::cms;

/// Earlier ends of a file that are looked at.
const ENDS: usize = 8;

/// Checks the one signature of a PDF. Its signing time is the one that the PDF states.
///
/// # Errors
/// It is no PDF of our form, is not signed, was changed or added to, or its signature does not hold.
pub fn check(pdf: &[u8]) -> Result<cms::Facts, Error> {
    whole(pdf).map_err(|error| if is_signed_before_its_end(pdf) { Error::Added } else { error })
}

/// Whether it begins with a PDF whose signature holds.
fn is_signed_before_its_end(pdf: &[u8]) -> bool {
    let mut rest = pdf;
    for _ in 0..ENDS {
        let Some(at) = rest.windows(END.len()).rposition(|window| window == END) else { return false };
        // Its end is a line of its own, as it is written here.
        let begins = pdf.get(..=at + END.len()).filter(|before| before.len() < pdf.len());
        if begins.is_some_and(|before| whole(before).is_ok()) {
            return true;
        }
        rest = rest.get(..at).unwrap_or_default();
    }
    false
}

fn whole(pdf: &[u8]) -> Result<cms::Facts, Error> {
    const FORM: Error = Error::Form("it is not where it should be");
    let document = Document::read(pdf)?;
    let (_, catalog) = document.catalog()?;
    let form = document.resolve(catalog.get(b"AcroForm").ok_or(Error::Unsigned)?)?;
    let fields = document.resolve(form.get(b"Fields").ok_or(Error::Unsigned)?)?;
    let field = match fields.items() {
        Some([field]) => document.resolve(field)?,
        Some([]) => return Err(Error::Unsigned),
        Some([_, _, ..]) => return Err(Error::Several),
        None => return Err(FORM),
    };
    let signature = document.resolve(field.get(b"V").ok_or(Error::Unsigned)?)?;
    let named = |key: &[u8], name: &str| signature.get(key).is_some_and(|found| found.is_name(name.as_bytes()));
    if !named(b"Type", "Sig") || !named(b"Filter", FILTER) || !named(b"SubFilter", SUB_FILTER) {
        return Err(Error::Form("it is of another kind"));
    }
    let stated = signature.get(b"M").and_then(Object::text).and_then(moment);
    let stated = stated.ok_or(Error::Form("it does not say when it was made"))?;
    let contents = signature.get(b"Contents").ok_or(FORM)?;
    let range = signature.get(b"ByteRange").and_then(Object::items).ok_or(FORM)?;
    let hole = contents.span.clone();
    let numbers: Option<Vec<usize>> = range.iter().map(|number| usize::try_from(number.number()?).ok()).collect();
    match numbers.as_deref() {
        Some([0, until, from, more]) if (*until, *from) == (hole.start, hole.end) => {
            match from.saturating_add(*more).cmp(&pdf.len()) {
                std::cmp::Ordering::Less => return Err(Error::Added),
                std::cmp::Ordering::Equal => {}
                std::cmp::Ordering::Greater => return Err(Error::NotWhole),
            }
        }
        _ => return Err(Error::NotWhole),
    }
    let before = pdf.get(..hole.start).ok_or(FORM)?;
    let after = pdf.get(hole.end..).ok_or(FORM)?;
    let message = message(pdf.get(hole).ok_or(FORM)?, contents.text().ok_or(FORM)?)?;
    Ok(cms::check_untimed(&message, &[before, after].concat(), stated)?)
}

/// The CMS in its room: one way to write it, and zeros behind it.
fn message(written: &[u8], octets: &[u8]) -> Result<Vec<u8>, Error> {
    let literal = !written.starts_with(b"<") || octets.len() != ROOM;
    if literal || written.iter().any(u8::is_ascii_uppercase) {
        return Err(Error::Beside);
    }
    // With certificate and time-stamp it has between 256 and 65,535 octets, whose number DER writes in two.
    let [0x30, 0x82, high, low, ..] = octets else { return Err(Error::Form("it is no CMS signature")) };
    let length = 4 + usize::from(u16::from_be_bytes([*high, *low]));
    let (message, beside) = octets.split_at_checked(length).ok_or(Error::Form("it is no CMS signature"))?;
    if beside.iter().any(|octet| *octet != 0) { Err(Error::Beside) } else { Ok(message.to_vec()) }
}

/// The moment that a date of ours states (ISO 32000-1 §7.9.4).
fn moment(date: &[u8]) -> Option<Moment> {
    let date = std::str::from_utf8(date).ok()?.strip_prefix("D:")?;
    let part = |from: usize, to: usize| date.get(from..to);
    let (day, clock) =
        ([part(0, 4)?, part(4, 6)?, part(6, 8)?].join("-"), [part(8, 10)?, part(10, 12)?, part(12, 14)?].join(":"));
    let moment: Moment = format!("{day}T{clock}Z").parse().ok()?;
    (super::prepare::date(moment) == date).then_some(moment)
}
