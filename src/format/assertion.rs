//! The assertion: what browser and authenticator answered when the addressee's own key signed an acknowledgement, as a JSON
//! document [RFC 8785] which the evidence of that decision holds by its digest. Its schema is proto/assertion.schema.json;
//! the members have WebAuthn's names [WebAuthn Level 3 §5.1.8], their octets are base64url without padding.
//!
//! It is checked as the bytes that it is: whatever is not exactly what `write` would make of it is refused. What the octets
//! say is judged by `seal::webauthn`.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

/// Octets of the largest document.
pub const LIMIT: usize = 16 * 1024;

/// The answer, octet for octet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssertionDocument {
    /// `authenticatorData`.
    pub authenticator_data: Vec<u8>,
    /// `clientDataJSON`.
    pub client_data: Vec<u8>,
    /// The credential id.
    pub credential: Vec<u8>,
    /// The signature.
    pub signature: Vec<u8>,
}

/// An assertion that is not read, or cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// More than `LIMIT` octets.
    #[error("the assertion is larger than 16 KiB")]
    TooLarge,
    /// Not JSON, or not the JSON of an assertion.
    #[error("this is not an assertion")]
    Form(#[source] serde_json::Error),
    /// Another version.
    #[error("this is version {0} of the assertion; version 1 is known here")]
    Version(u64),
    /// Not octet for octet what RFC 8785 makes of it, or not base64url.
    #[error("the assertion is not in the one form that RFC 8785 gives it")]
    NotCanonical,
}

/// The document's octets, in the canonical form of RFC 8785.
///
/// # Errors
/// It is larger than any reader takes.
pub fn write(assertion: &AssertionDocument) -> Result<Vec<u8>, Error> {
    let written = canonical(assertion).into_bytes();
    if written.len() > LIMIT { Err(Error::TooLarge) } else { Ok(written) }
}

/// Reads a document.
///
/// # Errors
/// It is too large, of another form or version, or not octet for octet what `write` makes of it.
pub fn read(octets: &[u8]) -> Result<AssertionDocument, Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields, rename_all = "camelCase")]
    struct Document {
        authenticator_data: String,
        #[serde(rename = "clientDataJSON")]
        client_data: String,
        id: String,
        signature: String,
        v: u64,
    }
    if octets.len() > LIMIT {
        return Err(Error::TooLarge);
    }
    let document: Document = serde_json::from_slice(octets).map_err(Error::Form)?;
    if document.v != 1 {
        return Err(Error::Version(document.v));
    }
    let decoded = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| Error::NotCanonical);
    let read = AssertionDocument {
        authenticator_data: decoded(&document.authenticator_data)?,
        client_data: decoded(&document.client_data)?,
        credential: decoded(&document.id)?,
        signature: decoded(&document.signature)?,
    };
    if canonical(&read).as_bytes() == octets { Ok(read) } else { Err(Error::NotCanonical) }
}

fn canonical(assertion: &AssertionDocument) -> String {
    let text = |octets: &[u8]| URL_SAFE_NO_PAD.encode(octets);
    format!(
        r#"{{"authenticatorData":"{}","clientDataJSON":"{}","id":"{}","signature":"{}","v":1}}"#,
        text(&assertion.authenticator_data),
        text(&assertion.client_data),
        text(&assertion.credential),
        text(&assertion.signature)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_assertion() -> impl Strategy<Value = AssertionDocument> {
        let octets = || prop::collection::vec(any::<u8>(), 0..64);
        (octets(), octets(), octets(), octets()).prop_map(|(authenticator_data, client_data, credential, signature)| {
            AssertionDocument { authenticator_data, client_data, credential, signature }
        })
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_as_the_same(assertion in any_assertion()) {
            prop_assert_eq!(read(&write(&assertion).unwrap()).unwrap(), assertion);
        }

        #[test]
        fn one_changed_octet_is_another_assertion_or_none(assertion in any_assertion(), at: prop::sample::Index, bit in 0..8_u8) {
            let mut octets = write(&assertion).unwrap();
            let at = at.index(octets.len());
            octets[at] ^= 1 << bit;
            prop_assert_ne!(read(&octets).ok(), Some(assertion));
        }
    }

    #[test]
    fn another_spelling_version_or_size_is_refused() {
        let octet = || vec![0xFB];
        let assertion = AssertionDocument {
            authenticator_data: octet(),
            client_data: octet(),
            credential: octet(),
            signature: octet(),
        };
        let text = String::from_utf8(write(&assertion).unwrap()).unwrap();
        assert_eq!(text, r#"{"authenticatorData":"-w","clientDataJSON":"-w","id":"-w","signature":"-w","v":1}"#);
        assert!(matches!(read(text.replace(":1", ":2").as_bytes()), Err(Error::Version(2))));
        for wrong in [
            text.replace("-w", "-x"),
            text.replace("-w", "-w=="),
            text.replace("-w", "+w"),
            text.replace(",\"v\"", ", \"v\""),
            format!("{text}\n"),
        ] {
            assert!(matches!(read(wrong.as_bytes()), Err(Error::NotCanonical)), "{wrong}");
        }
        let more = text.replace("\"v\"", "\"type\":\"public-key\",\"v\"");
        assert!(matches!(read(more.as_bytes()), Err(Error::Form(_))));
        assert!(matches!(read(&vec![b' '; LIMIT + 1]), Err(Error::TooLarge)));
        let large = AssertionDocument { client_data: vec![0; LIMIT], ..assertion };
        assert!(matches!(write(&large), Err(Error::TooLarge)));
    }
}
