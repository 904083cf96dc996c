//! The namespaces and fixed values of an evidence.

use super::super::xml::Space;

/// EN 319 522-3; its global elements carry the prefix, its local ones stand in no namespace.
pub(super) const ERDS: Space = Space { prefix: "erds", uri: "http://uri.etsi.org/19522/v1#" };
/// SAML 2.0 assertions, for identity attributes.
pub(super) const SAML: Space = Space { prefix: "saml", uri: "urn:oasis:names:tc:SAML:2.0:assertion" };
/// XML-DSig, for digests.
pub(super) const DS: Space = Space { prefix: "ds", uri: "http://www.w3.org/2000/09/xmldsig#" };
/// Our extension; all of its elements are qualified.
pub(super) const OWN: Space = Space { prefix: "recepis", uri: "urn:recepis:evidence:v1" };

/// G02: the constant of V1.1.1, which V1.2.1 keeps.
pub(super) const VERSION: &str = "EN319522v1.1.1";
/// The `ds:DigestMethod` of SHA-256.
pub(super) const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";
/// The scheme of both parties' identifiers: a mail address [RFC 6068].
pub(super) const SCHEME: &str = "mailto";
/// The user content as a part: its name and type in a bundle.
pub(super) const PART: (&str, &str) = ("message.eml", "message/rfc822");
/// The format of every attribute's name.
pub(super) const NAME_FORMAT: &str = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri";
/// The issuer's legal name, as the eIDAS SAML attribute profile §2.2.2 names it.
pub(super) const LEGAL_NAME: (&str, &str) = ("http://eidas.europa.eu/attributes/legalperson/LegalName", "LegalName");
/// The issuer's mail domain: `associatedDomain` [RFC 4524 §2.1].
pub(super) const DOMAIN: (&str, &str) = ("urn:oid:0.9.2342.19200300.100.1.37", "associatedDomain");
/// What the sender calls itself: `displayName` [RFC 2798 §2.3]. No eIDAS attribute: nobody vouches for it.
pub(super) const DISPLAY_NAME: (&str, &str) = ("urn:oid:2.16.840.1.113730.3.1.241", "displayName");
