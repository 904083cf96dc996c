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
