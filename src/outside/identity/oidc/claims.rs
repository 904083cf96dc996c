//! A verified document of an issuer: its claims, as text.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

/// A verified JSON object.
pub(super) struct Document(Map<String, Value>);

impl Document {
    pub(super) fn of(value: Value) -> Option<Self> {
        match value {
            Value::Object(map) => Some(Self(map)),
            _ => None,
        }
    }

    /// A claim as text; a number is one, too.
    pub(super) fn text(&self, claim: &str) -> Option<String> {
        match self.0.get(claim)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// What another says besides.
    pub(super) fn add(&mut self, other: Self) {
        for (claim, value) in other.0 {
            self.0.entry(claim).or_insert(value);
        }
    }
}

/// The payload of a signed token in its compact form; the caller has verified it.
pub(super) fn payload(token: &str) -> Option<Document> {
    let octets = URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?;
    serde_json::from_slice(&octets).ok().and_then(Document::of)
}

pub(super) fn base64url(octets: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(octets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_text_too_and_nothing_else_is() {
        let document =
            Document::of(serde_json::json!({"birthdate": 19_800_312, "name": null, "last": ["Vries"]})).unwrap();
        assert_eq!(document.text("birthdate").as_deref(), Some("19800312"));
        assert_eq!((document.text("name"), document.text("last"), document.text("first")), (None, None, None));
        assert!(Document::of(serde_json::json!([])).is_none());
    }
}
