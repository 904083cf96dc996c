//! Our extension, `urn:recepis:evidence:v1`: what binds the chain, and what EN 319 522-3 has no place for. Described by
//! `proto/evidence-extension.xsd`. All of its elements are qualified; a later version only appends.
//!
//! Digests and random octets are base64, as XML-DSig writes them: `Previous` reads as the `ds:DigestValue` of the first
//! reference in the preceding evidence's signature does.

mod instruction;
pub(super) mod read;
pub(super) mod vouched;
pub(super) mod write;
