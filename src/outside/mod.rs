//! Floor 5: the rest of the world. One small trait each, the real one and a fake for tests.

pub mod authority;
pub mod clock;
pub mod dkim;
pub mod entropy;
pub mod identity;
pub mod log_key;
pub mod mailer;
pub mod origin;
pub mod resolver;
pub mod responder;
pub mod revocation;
pub mod saml;
pub mod signer;
pub mod texter;
pub mod tsa;
pub mod witness;

/// The innermost cause of an error of an HTTP client: what lies around it names the address and the library.
pub(crate) fn innermost(error: &dyn std::error::Error) -> String {
    error.source().map_or_else(|| error.to_string(), innermost)
}

/// The body of an answer, where it has at most so many octets; no more than those are kept.
pub(crate) async fn within(mut answer: reqwest::Response, most: usize) -> Result<Option<Vec<u8>>, reqwest::Error> {
    let mut octets = Vec::new();
    while let Some(piece) = answer.chunk().await? {
        if octets.len() + piece.len() > most {
            return Ok(None);
        }
        octets.extend_from_slice(&piece);
    }
    Ok(Some(octets))
}
