//! What several formats have in common: strict decimals, strict base64, names.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Octets of the longest name of a key or log. The ML-DSA cosignature has one octet for the length [tlog-cosignature].
pub(super) const NAME: usize = 255;

/// A number without sign or leading zeros.
pub(super) fn decimal(text: &str) -> Option<u64> {
    let plain = text == "0" || (!text.starts_with('0') && text.bytes().all(|octet| octet.is_ascii_digit()));
    plain.then(|| text.parse().ok()).flatten()
}

/// The octets of the one padded spelling that base64 has for them [RFC 4648 §4, §3.5].
pub(super) fn octets(base64: &str) -> Option<Vec<u8>> {
    STANDARD.decode(base64).ok()
}

pub(super) fn base64(octets: &[u8]) -> String {
    STANDARD.encode(octets)
}

/// Whether this can be a key's name: not empty, not endless, no space of any alphabet, no plus, no control character.
pub(super) fn is_key_name(name: &str) -> bool {
    let allowed = |c: char| !c.is_whitespace() && c != '+' && !c.is_control();
    !name.is_empty() && name.len() <= NAME && name.chars().all(allowed)
}

/// Whether this can be a checkpoint's origin: one line, not empty, not endless.
pub(super) fn is_origin(origin: &str) -> bool {
    !origin.is_empty() && origin.len() <= NAME && origin.bytes().all(|octet| octet >= 0x20)
}

/// A foreign text for a message: nothing invisible, not endless.
pub(super) fn printable(text: &str) -> String {
    let escaped: String = text.chars().take(80).flat_map(char::escape_debug).collect();
    if text.chars().count() > 80 { escaped + "…" } else { escaped }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_plain_spelling_of_a_number_is_read() {
        assert_eq!(decimal("0"), Some(0));
        assert_eq!(decimal("18446744073709551615"), Some(u64::MAX));
        for wrong in ["", "00", "01", "+1", "-1", " 1", "1 ", "1_0", "18446744073709551616", "٣", "0x1"] {
            assert_eq!(decimal(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_the_padded_spelling_of_octets_is_read() {
        assert_eq!(octets("AAE="), Some(vec![0, 1]));
        for wrong in ["AAE", "AAF=", "AA E=", "AAE=\n", "AA_=", "AAE=="] {
            assert_eq!(octets(wrong), None, "{wrong:?}");
        }
    }
}
