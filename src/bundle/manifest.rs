//! The ASiCManifest (EN 319 162-1 §A.4, namespace `http://uri.etsi.org/02918/v1.2.1#`): every file that the container's
//! signature covers, with its digest. Written in one plain form; read as far as that form needs and no further: SHA-256
//! only, no DTD, one signature, no file twice. What it does not understand it refuses, so nothing is passed over.

use std::collections::BTreeSet;
use std::error::Error as _;
use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::erds::content::Sha256;
use crate::format::xml::{self, Element, Node, Space};

use super::role::Role;

const ASIC: Space = Space { prefix: "asic", uri: "http://uri.etsi.org/02918/v1.2.1#" };
const DS: Space = Space { prefix: "ds", uri: "http://www.w3.org/2000/09/xmldsig#" };
const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";
/// More than a manifest of as many files as a bundle may hold.
const LIMITS: xml::Limits = xml::Limits { octets: 2 << 20, depth: 4, nodes: 65_536, attributes: 8 };

/// A manifest as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The name of the signature over the manifest's octets.
    pub signature: String,
    /// The files, in the manifest's order.
    pub references: Vec<Reference>,
}

/// A file that a manifest lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Its name in the container.
    pub name: String,
    /// The digest that it must have.
    pub digest: Sha256,
}

/// The octets of a manifest, one line for each file.
pub(super) fn write(manifest: &Manifest) -> Result<Vec<u8>, xml::Error> {
    let line = || Node::Text("\n".to_owned());
    let signature = Element::new(ASIC, "SigReference")
        .attribute("MimeType", Role::Signature.media_type())
        .attribute("URI", encode(&manifest.signature));
    let mut root = Element::new(ASIC, "ASiCManifest");
    root.nodes.extend([line(), Node::Element(signature), line()]);
    for reference in &manifest.references {
        let entry = Element::new(ASIC, "DataObjectReference")
            .attribute("MimeType", Role::of(&reference.name).media_type())
            .attribute("URI", encode(&reference.name))
            .child(Element::new(DS, "DigestMethod").attribute("Algorithm", SHA256))
            .child(Element::text(DS, "DigestValue", STANDARD.encode(reference.digest.0)));
        root.nodes.extend([Node::Element(entry), line()]);
    }
    xml::canonical(&root)
}

/// Reads a manifest; the error says in words what is not understood.
pub(super) fn read(octets: &[u8]) -> Result<Manifest, String> {
    let root = xml::read(octets, &LIMITS).map_err(|error| match error.source() {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    })?;
    if !root.name.is(ASIC, "ASiCManifest") {
        return Err("it is not an ASiCManifest".into());
    }
    let mut elements = root.elements();
    let first = elements.next().filter(|element| element.name.is(ASIC, "SigReference"));
    let signature = uri(first.ok_or("it names no signature first")?)?;
    let mut seen = BTreeSet::new();
    let mut references = Vec::new();
    for element in elements {
        let reference = reference(element)?;
        if !seen.insert(reference.name.clone()) {
            return Err(format!("it lists `{}` twice", reference.name.escape_debug()));
        }
        references.push(reference);
    }
    if references.is_empty() { Err("it lists no file".into()) } else { Ok(Manifest { signature, references }) }
}

fn reference(element: &Element) -> Result<Reference, String> {
    if !element.name.is(ASIC, "DataObjectReference") {
        return Err(format!("it holds an element that is not known here, `{}`", element.name.local.escape_debug()));
    }
    let name = uri(element)?;
    let wrong = |what: &str| format!("its entry for `{}` {what}", name.escape_debug());
    let parts: Vec<&Element> = element.elements().collect();
    let [method, value] = parts.as_slice() else { return Err(wrong("does not hold one digest and nothing else")) };
    if !method.name.is(DS, "DigestMethod") || method.value("Algorithm") != Some(SHA256) {
        return Err(wrong("has a digest other than SHA-256"));
    }
    let text = if value.name.is(DS, "DigestValue") { value.only_text() } else { None };
    let digest = text.and_then(|text| STANDARD.decode(text).ok()).and_then(|octets| octets.try_into().ok());
    let digest = digest.ok_or_else(|| wrong("has a digest of the wrong form"))?;
    Ok(Reference { name, digest: Sha256(digest) })
}

/// The file that an element's URI names: relative to the container's root, percent-encoded.
fn uri(element: &Element) -> Result<String, String> {
    let uri = element.value("URI").ok_or("an element has no URI")?;
    decode(uri).ok_or_else(|| format!("`{}` is not the name of a file in a container", uri.escape_debug()))
}

/// A name as a relative URI reference [RFC 3986 §3.3].
fn encode(name: &str) -> String {
    let mut uri = String::new();
    for octet in name.bytes() {
        if octet.is_ascii_alphanumeric() || b"-._~/".contains(&octet) {
            uri.push(char::from(octet));
        } else {
            let _ = write!(uri, "%{octet:02X}");
        }
    }
    uri
}

/// The name, unless the URI is another spelling than `encode` makes.
fn decode(uri: &str) -> Option<String> {
    let mut octets = Vec::new();
    let mut rest = uri.bytes();
    while let Some(octet) = rest.next() {
        let plain = if octet == b'%' {
            let digit = |octet: u8| char::from(octet).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
            digit(rest.next()?)? << 4 | digit(rest.next()?)?
        } else {
            octet
        };
        octets.push(plain);
    }
    String::from_utf8(octets).ok().filter(|name| encode(name) == uri)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sample() -> Manifest {
        let reference = |name: &str, octet| Reference { name: name.into(), digest: Sha256([octet; 32]) };
        Manifest {
            signature: "META-INF/signature001.p7s".into(),
            references: vec![reference("evidence/001-SubmissionAcceptance.xml", 1), reference("report.txt", 2)],
        }
    }

    fn text() -> String {
        String::from_utf8(write(&sample()).unwrap()).unwrap()
    }

    #[test]
    fn what_is_not_understood_is_refused_rather_than_passed_over() {
        let digest = STANDARD.encode([1; 32]);
        for (from, to) in [
            ("<asic:ASiCManifest ", "<!DOCTYPE a [<!ENTITY b \"c\">]><asic:ASiCManifest "),
            ("asic:ASiCManifest", "asic:ASiCOther"),
            (ASIC.uri, "http://uri.etsi.org/02918/v1.3.1#"),
            ("xmlenc#sha256", "xmlenc#sha512"),
            ("report.txt", "evidence/001-SubmissionAcceptance.xml"),
            ("report.txt", "report%2Etxt"),
            ("report.txt", "report%zztxt"),
            (" URI=\"report.txt\"", ""),
            (&digest, "AAAA"),
            (&digest, "not base64"),
            ("</asic:ASiCManifest>", "<asic:ASiCManifestExtensions></asic:ASiCManifestExtensions></asic:ASiCManifest>"),
            ("</asic:ASiCManifest>", ""),
            ("<asic:SigReference", "<asic:Reference"),
        ] {
            assert!(text().contains(from), "{from}");
            assert!(read(text().replace(from, to).as_bytes()).is_err(), "{from} → {to}");
        }
        assert!(read(b"").is_err());
        assert!(read(&[0xff, 0xfe]).is_err());
        assert!(read("<a>".repeat(100_000).as_bytes()).is_err());
    }

    #[test]
    fn a_manifest_made_to_keep_the_parser_busy_is_refused_before_it_is_parsed() {
        let attributes = format!("<asic:ASiCManifest {}/>", "a=\"\" ".repeat(200_000));
        for hostile in [attributes, "<a xmlns:n=\"n\">".repeat(20_000)] {
            let why = read(hostile.as_bytes()).unwrap_err();
            assert!(why.contains("too many"), "{why}");
        }
        assert!(read(&write(&sample()).unwrap()).is_ok());
    }

    #[test]
    fn the_manifest_is_its_own_canonical_form() {
        let text = text();
        assert!(xml::is_canonical(text.as_bytes(), &LIMITS).unwrap());
        assert_eq!(text.lines().count(), 5, "one line for each file: {text}");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_the_same(names in prop::collection::btree_set("[ -~é]{1,20}", 1..5), octets in any::<[u8; 32]>()) {
            let references = names.into_iter().map(|name| Reference { name, digest: Sha256(octets) }).collect();
            let manifest = Manifest { references, ..sample() };
            prop_assert_eq!(read(&write(&manifest).unwrap()), Ok(manifest));
        }
    }
}
