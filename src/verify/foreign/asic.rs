//! ASiC containers of others (EN 319 162-1): ASiC-S and ASiC-E, with XAdES, CAdES or time-stamps.

use std::collections::{BTreeMap, BTreeSet};

use crate::format::xml::{Element, Space};
use crate::format::zip::lenient;
use crate::seal::xmldsig::{self, Covered, DS, Document};

use super::super::facts::chain_of;
use super::super::verdict::Reason;
use super::{Case, LIMIT, cms, evidence, is_evidence, of_xml};

const ASIC: Space = Space { prefix: "asic", uri: "http://uri.etsi.org/02918/v1.2.1#" };

const CONTAINER: &str = "EN 319 162-1 §4";
const MANIFEST: &str = "EN 319 162-1 §A.4";

/// The most signatures and time-stamps of one container.
const MOST: usize = 32;

/// What a file in `META-INF` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signs {
    Xades,
    Cades,
    TimeStamp,
    Manifest,
    /// Archive manifests and evidence records.
    Archive,
}

/// What the file of this name signs with; `None` where it is none of those.
pub(super) fn signs(name: &str) -> Option<Signs> {
    let name = name.strip_prefix("META-INF/")?.to_ascii_lowercase();
    let ends = |ending: &str| name.ends_with(ending);
    if name.contains("evidencerecord")
        || name.contains("asicarchivemanifest")
        || name.contains("asicevidencerecordmanifest")
    {
        Some(Signs::Archive)
    } else if name.contains("asicmanifest") && ends(".xml") {
        Some(Signs::Manifest)
    } else if name.contains("signature") && ends(".xml") {
        Some(Signs::Xades)
    } else if name.contains("signature") && ends(".p7s") {
        Some(Signs::Cades)
    } else if name.contains("timestamp") && ends(".tst") {
        Some(Signs::TimeStamp)
    } else {
        None
    }
}

/// Judges a container.
pub(super) fn container(case: &mut Case<'_>, octets: &[u8]) {
    let files = match files(octets) {
        Ok(files) => files,
        Err(error) => {
            let sentence = format!("The container cannot be read: {}.", chain_of(&error));
            case.findings.add(Reason::FormatFailure, "", CONTAINER, sentence);
            return;
        }
    };
    let data: BTreeSet<&str> = files.keys().map(String::as_str).filter(|name| is_data(name)).collect();
    let mut covered = BTreeSet::new();
    for (name, octets) in files.iter().filter(|(name, _)| signs(name).is_some()).take(MOST) {
        match signs(name) {
            Some(Signs::Xades) => xades(case, name, octets, &files, &mut covered),
            Some(Signs::Cades) => over(case, name, octets, &files, &data, &mut covered, false),
            Some(Signs::TimeStamp) => over(case, name, octets, &files, &data, &mut covered, true),
            Some(Signs::Archive) => {
                case.findings.note(name, CONTAINER, "It renews the proof over time, which is not judged here.");
            }
            Some(Signs::Manifest) | None => {}
        }
    }
    for name in &data {
        if !covered.contains(*name) {
            let sentence = "No signature or time-stamp that holds covers this file.";
            case.findings.add(Reason::NotJudged, name, CONTAINER, sentence);
        }
    }
    for (name, octets) in files.iter().filter(|(name, _)| is_data(name)).take(MOST) {
        if name.to_ascii_lowercase().ends_with(".xml") && is_evidence(octets) {
            evidence::one(case, name, octets);
        }
    }
}

fn files(octets: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, crate::format::zip::Error> {
    let mut files = BTreeMap::new();
    let mut left = LIMIT as u64;
    for member in lenient::members(octets)?.iter().filter(|member| !member.is_folder()) {
        files.insert(member.name.clone(), member.unpack(left)?);
        left = left.saturating_sub(member.size);
    }
    Ok(files)
}

fn is_data(name: &str) -> bool {
    name != "mimetype" && !name.starts_with("META-INF/")
}

fn xades(
    case: &mut Case<'_>,
    name: &str,
    octets: &[u8],
    files: &BTreeMap<String, Vec<u8>>,
    covered: &mut BTreeSet<String>,
) {
    let file = |name: &str| files.get(name).map(Vec::as_slice);
    let found = Document::read(octets).and_then(|document| document.signatures(&file));
    let wrong = |error: &xmldsig::Error| (of_xml(error), format!("The signature does not hold: {}.", chain_of(error)));
    match found {
        Ok(all) if all.is_empty() => {
            case.findings.add(Reason::FormatFailure, name, CONTAINER, "There is no signature in it.");
        }
        Ok(all) => {
            for one in all {
                match one {
                    Ok(facts) => {
                        let says = |covered: &Covered| match covered {
                            Covered::File(name) => name.clone(),
                            Covered::Root(_) => "the signature's own file".to_owned(),
                            Covered::Part(id) => {
                                format!("the part `{id}` of the signature's own file")
                            }
                        };
                        let covers: Vec<String> = facts.covers.iter().map(says).collect();
                        let named = facts.covers.iter().filter_map(|one| match one {
                            Covered::File(name) => Some(name.clone()),
                            _ => None,
                        });
                        covered.extend(named);
                        evidence::signature(case, name, &facts, covers);
                    }
                    Err(error) => {
                        let (reason, sentence) = wrong(&error);
                        case.findings.add(reason, name, CONTAINER, sentence);
                    }
                }
            }
        }
        Err(error) => {
            let (reason, sentence) = wrong(&error);
            case.findings.add(reason, name, CONTAINER, sentence);
        }
    }
}

/// A signature or time-stamp over the one data file (ASiC-S), or over the manifest that names it (ASiC-E).
fn over(
    case: &mut Case<'_>,
    name: &str,
    octets: &[u8],
    files: &BTreeMap<String, Vec<u8>>,
    data: &BTreeSet<&str>,
    covered: &mut BTreeSet<String>,
    stamps: bool,
) {
    let manifest = files.iter().filter(|(name, _)| signs(name) == Some(Signs::Manifest)).find_map(|(file, octets)| {
        let document = Document::read(octets).ok()?;
        let of = document.root().elements().find(|element| element.name.is(ASIC, "SigReference"))?.value("URI")?;
        (of == name).then_some((file, octets, document))
    });
    let (over, named) = match (&manifest, data.iter().next()) {
        (Some((_, octets, document)), _) => (*octets, listed(case, document.root(), files, name)),
        (None, Some(only)) if data.len() == 1 => match files.get(*only) {
            Some(octets) => (octets, vec![(*only).to_owned()]),
            None => return,
        },
        _ => {
            let sentence = "No manifest says what it is over.";
            case.findings.add(Reason::SignedDataNotFound, name, MANIFEST, sentence);
            return;
        }
    };
    let held = if stamps {
        case.bench.stamp(name, octets, over, &mut case.findings).is_some_and(|(_, facts)| {
            case.shown.signatures.push(super::Signed {
                file: Some(name.to_owned()),
                form: "time-stamp",
                covers: named.clone(),
                signer: cms::subject(&facts.signer),
                fingerprint: super::super::trust::fingerprint(&facts.signer),
                algorithm: facts.algorithm.name(),
                signing_time: None,
                proven_time: Some(facts.time),
            });
            true
        })
    } else {
        cms::signature(case, name, octets, Some(over))
    };
    if held {
        covered.extend(named);
    }
}

/// The files that a manifest lists, where their digests fit.
fn listed(case: &mut Case<'_>, root: &Element, files: &BTreeMap<String, Vec<u8>>, signature: &str) -> Vec<String> {
    let mut fit = Vec::new();
    for one in root.elements().filter(|element| element.name.is(ASIC, "DataObjectReference")) {
        let ds = |local: &str| one.elements().find(|child| child.name.is(DS, local));
        let uri = one.value("URI").unwrap_or_default();
        let value = ds("DigestValue").and_then(|value| xmldsig::octets(value).ok());
        let method = ds("DigestMethod").and_then(|method| method.value("Algorithm")).unwrap_or_default();
        let Some(name) = xmldsig::plain(uri) else {
            continue;
        };
        let Some(octets) = files.get(&name) else {
            let sentence = format!("The manifest of {signature} lists it, and it is not there.");
            case.findings.add(Reason::SignedDataNotFound, &name, MANIFEST, sentence);
            continue;
        };
        match xmldsig::digest_called(method) {
            Some(by) if Some(by.of(octets)) == value => {
                case.bench.digest(&name, by, &mut case.findings);
                fit.push(name);
            }
            Some(_) => {
                let sentence = format!("Its digest is another than the manifest of {signature} says.");
                case.findings.add(Reason::HashFailure, &name, MANIFEST, sentence);
            }
            None => {
                let sentence = format!("Its digest in the manifest of {signature} is of a kind that is not taken.");
                case.findings.add(Reason::CryptoConstraintsFailure, &name, MANIFEST, sentence);
            }
        }
    }
    fit
}
