//! The ASiCManifest (EN 319 162-1 §A.4, namespace `http://uri.etsi.org/02918/v1.2.1#`): every file that the container's
//! signature covers, with its digest. Written in one plain form; read as far as that form needs and no further: SHA-256
//! only, no DTD, one signature, no file twice. What it does not understand it refuses, so nothing is passed over.

use std::collections::BTreeSet;
use std::error::Error as _;
use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::crypto::Digest;
use crate::erds::content::Sha256;
use crate::format::xml::{self, Element, Node, Space};

use super::role::Role;

const ASIC: Space = Space { prefix: "asic", uri: "http://uri.etsi.org/02918/v1.2.1#" };
const DS: Space = Space { prefix: "ds", uri: "http://www.w3.org/2000/09/xmldsig#" };
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

/// What an archive time-stamp is over (EN 319 162-1 §A.7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveManifest {
    /// The name of the time-stamp token over the manifest's octets.
    pub token: String,
    /// The files, in the manifest's order.
    pub files: Vec<Protected>,
    /// The archive manifest before this one (`Rootfile`), which is among the files.
    pub previous: Option<String>,
}

/// What an evidence record is over (EN 319 162-1 §4.4.3.2): the digests are those of its first archive time-stamp.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protection {
    /// The name of the record.
    pub record: String,
    /// The files, in the manifest's order.
    pub files: Vec<Protected>,
}

/// A file that an archive time-stamp or an evidence record is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protected {
    /// Its name in the container.
    pub name: String,
    /// By which algorithm.
    pub algorithm: Digest,
    /// The digest that it must have.
    pub digest: Vec<u8>,
}

/// The octets of a manifest, one line for each file.
pub(super) fn write(manifest: &Manifest) -> Result<Vec<u8>, xml::Error> {
    let signature = Element::new(ASIC, "SigReference").attribute("MimeType", Role::Signature.media_type());
    let listed = manifest.references.iter();
    let listed = listed.map(|listed| (listed.name.as_str(), Digest::Sha256, listed.digest.0.as_slice()));
    written(signature.attribute("URI", encode(&manifest.signature)), listed, None)
}

/// The octets of an archive manifest.
pub(super) fn write_archive(archive: &ArchiveManifest) -> Result<Vec<u8>, xml::Error> {
    let token = Element::new(ASIC, "SigReference").attribute("MimeType", Role::of(&archive.token).media_type());
    let listed = archive.files.iter();
    let listed = listed.map(|listed| (listed.name.as_str(), listed.algorithm, listed.digest.as_slice()));
    written(token.attribute("URI", encode(&archive.token)), listed, archive.previous.as_deref())
}

/// The octets of an evidence record's manifest.
pub(super) fn write_protection(protection: &Protection) -> Result<Vec<u8>, xml::Error> {
    let record = Element::new(ASIC, "SigReference").attribute("URI", encode(&protection.record));
    let listed = protection.files.iter();
    written(record, listed.map(|listed| (listed.name.as_str(), listed.algorithm, listed.digest.as_slice())), None)
}

fn written<'a>(
    assertion: Element,
    listed: impl Iterator<Item = (&'a str, Digest, &'a [u8])>,
    previous: Option<&str>,
) -> Result<Vec<u8>, xml::Error> {
    let line = || Node::Text("\n".to_owned());
    let mut root = Element::new(ASIC, "ASiCManifest");
    root.nodes.extend([line(), Node::Element(assertion), line()]);
    for (name, algorithm, digest) in listed {
        let mut entry = Element::new(ASIC, "DataObjectReference")
            .attribute("MimeType", Role::of(name).media_type())
            .attribute("URI", encode(name));
        if previous == Some(name) {
            entry = entry.attribute("Rootfile", "true");
        }
        let entry = entry
            .child(Element::new(DS, "DigestMethod").attribute("Algorithm", algorithm.xml_uri()))
            .child(Element::text(DS, "DigestValue", STANDARD.encode(digest)));
        root.nodes.extend([Node::Element(entry), line()]);
    }
    xml::canonical(&root)
}

/// Reads a manifest; the error says in words what is not understood.
pub(super) fn read(octets: &[u8]) -> Result<Manifest, String> {
    let Listed { assertion: signature, files: listed, .. } = listed(octets, &[Digest::Sha256])?;
    let reference = |listed: Protected| {
        let digest = listed.digest.try_into().map_err(|_| "it holds a digest of another length".to_owned())?;
        Ok::<_, String>(Reference { name: listed.name, digest: Sha256(digest) })
    };
    let references = listed.into_iter().map(reference).collect::<Result<_, _>>()?;
    Ok(Manifest { signature, references })
}

/// Reads an archive manifest, as `read` does.
pub(super) fn read_archive(octets: &[u8]) -> Result<ArchiveManifest, String> {
    let Listed { assertion: token, files, roots } = listed(octets, &Digest::ALL)?;
    match roots.as_slice() {
        [] => Ok(ArchiveManifest { token, files, previous: None }),
        [one] => Ok(ArchiveManifest { token, files, previous: Some(one.clone()) }),
        _ => Err("it names two archive manifests before it".into()),
    }
}

/// Reads an evidence record's manifest, as `read` does.
pub(super) fn read_protection(octets: &[u8]) -> Result<Protection, String> {
    let Listed { assertion: record, files, .. } = listed(octets, &Digest::ALL)?;
    Ok(Protection { record, files })
}

/// What a manifest says, of whatever kind.
struct Listed {
    assertion: String,
    files: Vec<Protected>,
    /// The files marked as `Rootfile`.
    roots: Vec<String>,
}

fn listed(octets: &[u8], takes: &[Digest]) -> Result<Listed, String> {
    let root = xml::read(octets, &LIMITS).map_err(|error| match error.source() {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    })?;
    if !root.name.is(ASIC, "ASiCManifest") {
        return Err("it is not an ASiCManifest".into());
    }
    let mut elements = root.elements();
    let first = elements.next().filter(|element| element.name.is(ASIC, "SigReference"));
    let assertion = uri(first.ok_or("it names no signature first")?)?;
    let mut seen = BTreeSet::new();
    let (mut files, mut roots) = (Vec::new(), Vec::new());
    for element in elements {
        let reference = reference(element, takes)?;
        match element.value("Rootfile") {
            None | Some("false" | "0") => {}
            Some("true" | "1") => roots.push(reference.name.clone()),
            Some(_) => return Err("it says neither yes nor no to Rootfile".into()),
        }
        if !seen.insert(reference.name.clone()) {
            return Err(format!("it lists `{}` twice", reference.name.escape_debug()));
        }
        files.push(reference);
    }
    if files.is_empty() { Err("it lists no file".into()) } else { Ok(Listed { assertion, files, roots }) }
}

fn reference(element: &Element, takes: &[Digest]) -> Result<Protected, String> {
    if !element.name.is(ASIC, "DataObjectReference") {
        return Err(format!("it holds an element that is not known here, `{}`", element.name.local.escape_debug()));
    }
    let name = uri(element)?;
    let wrong = |what: &str| format!("its entry for `{}` {what}", name.escape_debug());
    let parts: Vec<&Element> = element.elements().collect();
    let [method, value] = parts.as_slice() else { return Err(wrong("does not hold one digest and nothing else")) };
    let by = takes.iter().find(|digest| method.value("Algorithm") == Some(digest.xml_uri()));
    let Some(algorithm) = by.filter(|_| method.name.is(DS, "DigestMethod")) else {
        let names: Vec<&str> = takes.iter().map(|digest| digest.name()).collect();
        return Err(wrong(&format!("has a digest other than {}", names.join(", "))));
    };
    let text = if value.name.is(DS, "DigestValue") { value.only_text() } else { None };
    let digest = text.and_then(|text| STANDARD.decode(text).ok());
    let digest = digest.filter(|octets| octets.len() == algorithm.of(b"").len());
    let digest = digest.ok_or_else(|| wrong("has a digest of the wrong form"))?;
    Ok(Protected { name, algorithm: *algorithm, digest })
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
