//! Changes that keep the form of what they change, so that they reach behind the outermost reader.

use crate::asn1::{self, Content};
use crate::container;

/// Reproducible chance (xorshift).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u32) -> Self {
        Self(u64::from(seed) << 1 | 1)
    }

    /// A number below this one.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or_default() % bound.max(1)
    }

    pub(crate) fn one_in(&mut self, bound: usize) -> bool {
        self.below(bound) == 0
    }
}

/// The octets, changed by libFuzzer; a little longer at most.
fn octets(octets: &[u8]) -> Vec<u8> {
    let mut changed = octets.to_vec();
    changed.resize(octets.len() + 16, 0);
    let most = changed.len();
    let length = libfuzzer_sys::fuzzer_mutate(&mut changed, octets.len(), most);
    changed.truncate(length);
    changed
}

/// The input with one value changed in the DER behind its first octets.
pub(crate) fn der(input: &[u8], behind: usize, dice: &mut Dice) -> Option<Vec<u8>> {
    let (front, der) = input.split_at_checked(behind)?;
    let mut values = asn1::read(der, 24).filter(|values| !values.is_empty())?;
    let all = asn1::count(&values);
    let other = {
        let (list, place) = asn1::find(&mut values, &mut dice.below(all))?;
        list[place].clone()
    };
    let (list, place) = asn1::find(&mut values, &mut dice.below(all))?;
    match dice.below(8) {
        0 => {
            list.remove(place);
        }
        1 => list.insert(place, list[place].clone()),
        2 => list[place] = other,
        3 => list.insert(place, other),
        4 => list[place].tag = octets(&[list[place].tag]).first().copied().unwrap_or_default(),
        5 => list.swap(place, 0),
        _ => {
            let plain = match &list[place].content {
                Content::Octets(plain) => plain.clone(),
                Content::Values { lead, values } => [lead.as_slice(), &asn1::write(values)].concat(),
            };
            list[place].content = Content::Octets(octets(&plain));
        }
    }
    Some([front, &asn1::write(&values)].concat())
}

/// The input with one member changed in the ZIP file behind its first octets.
pub(crate) fn zip(input: &[u8], behind: usize, dice: &mut Dice) -> Option<Vec<u8>> {
    let (front, file) = input.split_at_checked(behind)?;
    let mut members = container::read(file).filter(|members| !members.is_empty())?;
    let (place, other) = (dice.below(members.len()), dice.below(members.len()));
    match dice.below(10) {
        0 => {
            members.remove(place);
        }
        1 => members.swap(place, other),
        2 => members[place].0 = String::from_utf8_lossy(&octets(members[place].0.as_bytes())).into_owned(),
        3 => members[place].0 = members[other].0.replace(|c: char| c.is_ascii_digit(), "9"),
        4 => {
            let content = members[other].1.clone();
            members[place].1 = content;
        }
        _ => {
            let content = &members[place].1;
            let inside = if dice.one_in(2) { der(content, 0, dice) } else { None };
            members[place].1 = inside.unwrap_or_else(|| octets(content));
        }
    }
    let packed = container::write(&members, || dice.one_in(3))?;
    Some([front, &packed].concat())
}
