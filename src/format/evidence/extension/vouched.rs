//! What the issuer of an electronic identity vouched for, and what is to be compared: written and read.

use crate::erds::attribute::Attribute;
use crate::erds::party::{Level, Vouched};

use super::super::super::xml::Element;
use super::super::Error;
use super::super::cursor::Cursor;
use super::super::names::OWN;

/// The element of what was vouched for; its level stands where the schema has a place for it.
pub(in super::super) fn write(vouched: &Vouched) -> Element {
    let matched = vouched.matched.iter().map(|one| Element::text(OWN, "Matched", one.name()));
    Element::new(OWN, "Vouched").child(Element::text(OWN, "Issuer", &vouched.issuer)).children(matched)
}

/// What was vouched for, at this level.
pub(in super::super) fn read(element: &Element, level: Level) -> Result<Vouched, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let issuer = parts.text(OWN, "Issuer")?.to_owned();
    let matched = attributes(&mut parts, "Matched")?;
    parts.end_or_later(OWN)?;
    Ok(Vouched { issuer, level, matched })
}

/// Attributes by their names, each once.
pub(super) fn attributes(parts: &mut Cursor<'_>, name: &'static str) -> Result<Vec<Attribute>, Error> {
    let wrong = || Error::Value(name.to_owned());
    let mut found = Vec::new();
    for element in parts.several(OWN, name, Attribute::ALL.len(), "attributes")? {
        let known = Attribute::from_name(super::super::cursor::text(element, &[])?).ok_or_else(wrong)?;
        if found.contains(&known) {
            return Err(wrong());
        }
        found.push(known);
    }
    Ok(found)
}
