//! Proofs by electronic identities as rows.

use super::super::keys::{Place, Ring};
use super::super::many::Value;
use super::super::proofs::{NewProof, ProofEnd, SeenProof};
use super::super::tables::Table;
use super::{Maker, blob, moment};
use crate::erds::attribute::Attribute;
use crate::erds::id::DeliveryId;

/// Under what a proof is found.
pub(in super::super) fn proof_id(ring: &Ring, state: &str) -> [u8; 16] {
    ring.purpose("proof", &[state.as_bytes()])
}

/// What is kept of an attribute's value.
pub(in super::super) fn attribute_mac(
    ring: &Ring,
    delivery: &DeliveryId,
    attribute: Attribute,
    value: &str,
) -> [u8; 16] {
    ring.purpose("attribute", &[delivery.octets(), attribute.name().as_bytes(), value.as_bytes()])
}

/// What is kept of who matched.
pub(in super::super) fn subject_mac(ring: &Ring, delivery: &DeliveryId, subject: &str) -> [u8; 16] {
    ring.purpose("subject", &[delivery.octets(), subject.as_bytes()])
}

impl Maker<'_> {
    pub(super) fn begin_proof(&mut self, new: &NewProof) {
        let id = proof_id(self.ring, &new.state);
        let secret = self.ring.master.seal(self.entropy, &Place("proofs.secret", &id), &new.secret);
        let mut row = vec![blob(id), blob(new.delivery.octets()), Value::text(&new.means), Value::Blob(secret)];
        row.extend([Value::Int(0), moment(new.at), moment(new.until)]);
        self.row(Table::Proofs, row);
        self.touch(&id);
    }

    pub(super) fn end_proof(&mut self, seen: &SeenProof, end: ProofEnd) {
        self.spend(seen.token());
        self.row(Table::ProofEnds, vec![blob(seen.id), Value::Int(end.number())]);
    }

    pub(super) fn expect_attributes(&mut self, delivery: &DeliveryId, wanted: &[(Attribute, String)]) {
        for (attribute, value) in wanted {
            let mac = attribute_mac(self.ring, delivery, *attribute, value);
            self.row(Table::Attributes, vec![blob(delivery.octets()), Value::text(attribute.name()), blob(mac)]);
        }
    }

    pub(super) fn matched(&mut self, delivery: &DeliveryId, subject: &str) {
        self.forget_attributes(delivery);
        let mac = subject_mac(self.ring, delivery, subject);
        self.row(Table::Subjects, vec![blob(delivery.octets()), blob(mac)]);
        self.touch(delivery.octets());
    }

    /// What nobody needs any more.
    pub(super) fn forget_attributes(&mut self, delivery: &DeliveryId) {
        self.row(Table::AttributesForgotten, vec![blob(delivery.octets())]);
    }
}
