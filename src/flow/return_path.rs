//! Where mail about a notice comes back to: an address of its own for each delivery and each number of its notices (VERP), with a
//! secret part, so that whoever did not get the notice or carry it cannot make one up.
//!
//! `r-<delivery>-<number>-<secret>@<return domain>`, the secret being the first 128 bits of a keyed hash over both, in Crockford
//! base32, compared in constant time and kept nowhere. It is no proof of who reports: every server on the way, and the addressee,
//! know the address. In dialogues the secret is left out.

use subtle::ConstantTimeEq as _;

use crate::erds::address::Address;
use crate::erds::id::{DeliveryId, crockford, from_crockford};
use crate::outside::mailer::Envelope;
use crate::store::Seen;

use super::{Service, post};

/// The purpose of the keyed hash.
const PURPOSE: &str = "return path";

/// A return path that is one of ours: only `known` makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReturnPath {
    /// Which delivery.
    pub delivery: DeliveryId,
    /// The number of the notice.
    pub notice: u32,
}

/// The address for a delivery's notice of this number, and its secret part; `None` where the service has no domain for that.
pub fn return_path(service: &Service, delivery: &DeliveryId, notice: u32) -> Option<(Address, String)> {
    let domain = service.settings.return_domain.as_deref()?;
    let secret = crockford(&secret(service, delivery, notice)).to_ascii_lowercase();
    let text = format!("r-{}-{notice}-{secret}@{domain}", delivery.to_string().to_ascii_lowercase());
    Some((text.parse().ok()?, secret))
}

/// The return path that an address is; `None` for any other, without telling whether there is such a delivery.
pub fn known(service: &Service, address: &Address) -> Option<ReturnPath> {
    let domain = service.settings.return_domain.as_deref()?;
    if !address.domain().eq_ignore_ascii_case(domain) {
        return None;
    }
    let mut parts = address.local().splitn(4, '-');
    parts.next().filter(|mark| mark.eq_ignore_ascii_case("r"))?;
    let delivery: DeliveryId = parts.next()?.parse().ok()?;
    let number = parts.next()?;
    let notice: u32 = number.parse().ok().filter(|notice: &u32| notice.to_string() == number)?;
    let told = from_crockford::<16>(parts.next()?).ok()?;
    let right: bool = told.ct_eq(&secret(service, &delivery, notice)).into();
    right.then_some(ReturnPath { delivery, notice })
}

fn secret(service: &Service, delivery: &DeliveryId, notice: u32) -> [u8; 16] {
    service.store.keyed_hash(PURPOSE, &[delivery.octets().as_slice(), &notice.to_be_bytes()].concat())
}

/// The envelope of a notice: reports come back to its own return path, else to the service's own address.
pub(super) fn envelope(service: &Service, seen: &Seen, notice: u32, message_id: &str) -> Envelope {
    let plain = post::envelope(service, &seen.record.addressee, message_id);
    match return_path(service, &seen.id, notice) {
        Some((from, secret)) => Envelope { from: Some(from), secret: Some(secret), ..plain },
        None => plain,
    }
}
