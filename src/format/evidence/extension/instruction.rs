//! Standing instructions, as they are given and as a message was accepted by one: written and read.

use crate::erds::address::Address;
use crate::erds::content::Sha256;
use crate::erds::instruction::{DomainProof, Instructed, Instruction};

use super::super::super::xml::{Element, holdable};
use super::super::Error;
use super::super::cursor::Cursor;
use super::super::names::OWN;
use super::write::{element, octets, text};

/// The element of an instruction.
pub(super) fn given(instruction: &Instruction) -> Element {
    element("Instruction")
        .child(text("Organisation", &holdable(&instruction.organisation)))
        .child(text("Function", &holdable(&instruction.function)))
        .children(instruction.sender.as_ref().map(|sender| text("Sender", sender)))
        .child(text("Until", &instruction.until))
        .child(proof(&instruction.proof))
}

/// The element of its end.
pub(super) fn ended(given: &Sha256) -> Element {
    element("EndedInstruction").child(octets("Digest", &given.0))
}

/// The element of an acceptance by it.
pub(super) fn instructed(details: &Instructed) -> Element {
    element("Instructed")
        .child(octets("Instruction", &details.instruction.0))
        .child(text("Given", &details.given))
        .child(proof(&details.proof))
}

fn proof(proof: &DomainProof) -> Element {
    element("DomainProof")
        .child(text("Name", &proof.name))
        .child(text("Record", &holdable(&proof.record)))
        .child(text("At", &proof.at))
        .child(text("Dnssec", &proof.dnssec))
}

pub(super) fn read_given(element: &Element) -> Result<Instruction, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let organisation = parts.text(OWN, "Organisation")?.to_owned();
    let function = parts.text(OWN, "Function")?.to_owned();
    let sender = parts.optional_text(OWN, "Sender")?;
    let wrong = |_| Error::Value("Sender".to_owned());
    let sender = sender.map(|sender| Address::parse(&sender).map_err(wrong)).transpose()?;
    let until = parts.value(OWN, "Until")?;
    let proof = read_proof(parts.child(OWN, "DomainProof")?)?;
    parts.end_or_later(OWN)?;
    Ok(Instruction { organisation, function, sender, until, proof })
}

pub(super) fn read_ended(element: &Element) -> Result<Sha256, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let given = parts.digest(OWN, "Digest")?;
    parts.end_or_later(OWN)?;
    Ok(given)
}

pub(super) fn read_instructed(element: &Element) -> Result<Instructed, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let instruction = parts.digest(OWN, "Instruction")?;
    let given = parts.value(OWN, "Given")?;
    let proof = read_proof(parts.child(OWN, "DomainProof")?)?;
    parts.end_or_later(OWN)?;
    Ok(Instructed { instruction, given, proof })
}

fn read_proof(element: &Element) -> Result<DomainProof, Error> {
    let mut parts = Cursor::enter(element, &[])?;
    let name = parts.text(OWN, "Name")?.to_owned();
    let record = parts.text(OWN, "Record")?.to_owned();
    let at = parts.value(OWN, "At")?;
    let dnssec = parts.text(OWN, "Dnssec")?.to_owned();
    parts.end_or_later(OWN)?;
    Ok(DomainProof { name, record, at, dnssec })
}
