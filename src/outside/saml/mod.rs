//! SAML 2.0 as a service provider (SAML core, bindings and profiles, March 2005; web browser SSO), as DigiD and eHerkenning use
//! it: signed requests by redirect or POST, answers by POST or by artifact over a back channel.
//!
//! [`Provider::request`] → the person proves who they are elsewhere → [`judge()`] on what came back, which is fetched by
//! [`Provider::resolve`] where an artifact came. Judging is a pure function: whether an answer was seen before is for whoever keeps
//! the requests, each of which is used once. Addresses and keys of the provider come from its metadata only.

use crate::format::xml;

mod artifact;
mod issuer;
mod key;
mod metadata;
mod names;
mod own;
mod request;
mod response;
mod sign;
mod signature;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use artifact::{Artifact, Channel, ChannelError};
pub use issuer::Saml;
pub use key::{Error as KeyError, Key};
pub use metadata::{Error as MetadataError, Metadata, OCTETS as METADATA_OCTETS};
pub use request::{Request, Way};
pub use response::{Expected, Proven, judge};

/// The most octets of an answer, before base64.
pub const OCTETS: usize = names::LIMITS.octets;

/// How answers come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// The browser carries a reference; we fetch the answer over a back channel.
    Artifact,
    /// The browser carries the answer.
    Post,
}

/// An identity provider, and us as it knows us.
#[derive(Debug)]
pub struct Provider {
    /// Our name (`entityID`).
    pub entity: String,
    /// Where answers are taken.
    pub consumer: String,
    /// How answers come back.
    pub binding: Binding,
    /// Our key.
    pub key: Key,
    /// What the provider says of itself.
    pub metadata: Metadata,
    /// The authentication contexts (`AuthnContextClassRef`) that are taken, the least first: that one is asked for.
    pub contexts: Vec<String>,
    /// Which of our `AttributeConsumingService`s is asked for, where the provider knows several.
    pub attribute_service: Option<u16>,
    /// How artifacts are resolved, where they are.
    pub channel: Option<Channel>,
}

/// Why an answer of an identity provider is not taken. Each begins with its name; none holds anything about a person.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Signed by a method that is not taken.
    #[error("algorithm: the answer is signed by a method that is not taken, or with transforms that are not")]
    Algorithm,
    /// The artifact is none of this provider, or cannot be resolved.
    #[error("artifact: {0}")]
    Artifact(&'static str),
    /// For another service.
    #[error("audience: the answer is for another service")]
    Audience,
    /// Proven before it was asked for, or only in part.
    #[error("authentication: the provider did not ask anew who it was")]
    Authentication,
    /// The person broke off, or could not prove who they are.
    #[error("cancelled: the provider says that nobody proved who they are")]
    Cancelled,
    /// It holds under conditions that are not known here.
    #[error("condition: the answer holds under a condition that is not known here")]
    Condition,
    /// Proven in a way that is not taken.
    #[error("context: proven by a means that is not configured, or weaker than asked for")]
    Context,
    /// Sent to another address.
    #[error("destination: the answer is meant for another address")]
    Destination,
    /// Of the future.
    #[error("early: the answer is not valid yet, or from the future: compare the clocks")]
    Early,
    /// It is encrypted.
    #[error("encrypted: the assertion is encrypted; have the provider send it signed only")]
    Encrypted,
    /// Too old.
    #[error("expired: the answer, or what it says, is too old")]
    Expired,
    /// Not SAML as it is taken here.
    #[error("form: `{0}` is missing, stands there twice, or cannot be read")]
    Form(&'static str),
    /// An answer to another question.
    #[error("in-response-to: the answer is not to this request")]
    InResponseTo,
    /// Somebody else's.
    #[error("issuer: the answer is of another provider")]
    Issuer,
    /// The metadata has ended.
    #[error("metadata: what is known of the provider is no longer valid (validUntil): fetch its metadata anew")]
    Metadata,
    /// For another address.
    #[error("recipient: the assertion is for another address")]
    Recipient,
    /// A signature does not hold.
    #[error("signature: a signature does not hold under the keys of the provider's metadata")]
    Signature,
    /// The provider says that it did not work.
    #[error("status: the provider answers {0}")]
    Status(String),
    /// Nobody is named.
    #[error("subject: the assertion names nobody by something that is the same every time")]
    Subject,
    /// No signature.
    #[error("unsigned: the assertion is not covered by a signature")]
    Unsigned,
    /// The back channel does not work.
    #[error("unreachable: the provider's back channel: {0}")]
    Unreachable(String),
    /// Something stands where it can be taken for what was signed.
    #[error("wrapped: {0}")]
    Wrapped(&'static str),
    /// It cannot be read at all.
    #[error("xml: the answer cannot be read")]
    Xml(#[from] xml::Error),
}

impl Fault {
    /// Its name, as the log has it.
    pub fn name(&self) -> String {
        self.to_string().split(':').next().unwrap_or_default().to_owned()
    }
}
