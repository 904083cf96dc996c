//! Identifiers: 48 bits of time in milliseconds and 80 random bits, written as 26 characters of Crockford base32
//! (the ULID layout). They sort by time and reveal nothing else; none of them is a secret.

use std::fmt;

use super::moment::Moment;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The text is not an identifier of 26 characters of Crockford base32.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("this is not an identifier: 26 letters and digits are expected")]
pub struct NotAnId;

/// Octets as Crockford base32 in capitals, most significant bit first, the first character padded with zero bits.
pub fn crockford(octets: &[u8]) -> String {
    let length = (octets.len() * 8).div_ceil(5);
    let mut text = vec![0_u8; length];
    let mut bits = 0_u32;
    let mut held = 0_u32;
    let mut from = octets.iter().rev();
    for place in text.iter_mut().rev() {
        if bits < 5
            && let Some(octet) = from.next()
        {
            held |= u32::from(*octet) << bits;
            bits += 8;
        }
        *place = ALPHABET.get((held & 31) as usize).copied().unwrap_or(b'0');
        held >>= 5;
        bits = bits.saturating_sub(5);
    }
    text.into_iter().map(char::from).collect()
}

/// The octets of a Crockford base32 text of exactly the length that `N` octets take. Small letters, `I` and `L` for
/// `1`, and `O` for `0` are understood, since people type them.
pub fn from_crockford<const N: usize>(text: &str) -> Result<[u8; N], NotAnId> {
    if text.len() != (N * 8).div_ceil(5) {
        return Err(NotAnId);
    }
    let mut octets = [0_u8; N];
    let mut places = octets.iter_mut().rev();
    let mut bits = 0_u32;
    let mut held = 0_u32;
    for character in text.bytes().rev() {
        let capital = match character.to_ascii_uppercase() {
            b'I' | b'L' => b'1',
            b'O' => b'0',
            other => other,
        };
        let value = ALPHABET.iter().position(|c| *c == capital).and_then(|v| u32::try_from(v).ok()).ok_or(NotAnId)?;
        held |= value << bits;
        bits += 5;
        if bits >= 8 {
            *places.next().ok_or(NotAnId)? = (held & 0xFF) as u8;
            held >>= 8;
            bits -= 8;
        }
    }
    if held == 0 { Ok(octets) } else { Err(NotAnId) }
}

macro_rules! identifier {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// A fresh identifier out of the present moment and 80 random bits.
            pub fn new(now: Moment, random: [u8; 10]) -> Self {
                let mut octets = [0_u8; 16];
                let millis = (now.micros() / 1_000).to_be_bytes();
                for (place, octet) in octets.iter_mut().zip(millis.iter().skip(2).chain(random.iter())) {
                    *place = *octet;
                }
                Self(octets)
            }

            /// The identifier with these octets.
            pub const fn from_octets(octets: [u8; 16]) -> Self {
                Self(octets)
            }

            /// Its 16 octets, as the store keeps them.
            pub fn octets(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&crockford(&self.0))
            }
        }

        impl std::str::FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                from_crockford(text).map(Self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

identifier! {
    /// Identifies an outage: a span in which something did not work, the same in every delivery's evidence of it.
    OutageId
}
identifier! {
    /// The chain of what concerns one address alone.
    ChainId
}
identifier! {
    /// A mandate: one principal, one delegate.
    MandateId
}
identifier! {
    /// What somebody reported as abuse, for the operator.
    ReportId
}
identifier! {
    /// One message handed in by one sender, for one or more addressees.
    SubmissionId
}
identifier! {
    /// One message on its way to one addressee; the unit of an evidence chain and of a bundle.
    DeliveryId
}
identifier! {
    /// One evidence (G01, EN 319 522-2 §8.2.1).
    EvidenceId
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_identifier_is_the_known_ulid_text() {
        // The example of the ULID layout: time 0x01563DF36481, random octets all 0.
        let id = DeliveryId::new(Moment::from_micros(0x0156_3DF3_6481 * 1_000), [0; 10]);
        assert_eq!(id.to_string(), "01ARYZ6S410000000000000000");
    }

    #[test]
    fn typed_letters_that_look_like_digits_are_understood() {
        assert_eq!("oiARYZ6S41000000000000000L".parse::<DeliveryId>(), "01ARYZ6S410000000000000001".parse());
        assert_eq!("8ZZZZZZZZZZZZZZZZZZZZZZZZZ".parse::<DeliveryId>(), Err(NotAnId), "more than 128 bits");
        assert!("01ARYZ6S41000000000000000U".parse::<DeliveryId>().is_err());
    }

    proptest! {
        #[test]
        fn sixteen_and_eight_octets_come_back(sixteen: [u8; 16], eight: [u8; 8]) {
            prop_assert_eq!(from_crockford(&crockford(&sixteen)), Ok(sixteen));
            prop_assert_eq!(from_crockford(&crockford(&eight)), Ok(eight));
        }
    }
}
