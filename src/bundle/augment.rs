//! Archive time-stamps in the container (EN 319 162-1 §A.7): the latest archive manifest is `ASiCArchiveManifest.xml` and names every file that
//! there is, with a time-stamp over the manifest's octets. Whoever adds the next one renames that manifest, so that the new one can name it,
//! and changes no octet of any file. Nothing here looks into a time-stamp.

use std::collections::{BTreeSet, HashMap};
use std::io::{Read, Seek, Write};

use crate::crypto::Digest;
use crate::format::zip::{self, Archive, Writer};

use super::Error;
use super::manifest::{self, ArchiveManifest, Protected};
use super::open::{File, Finding, Limits};
use super::role::Role;

/// The most archive manifests of one bundle that are looked at.
const MOST: usize = 32;

/// An archive time-stamp with what it is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveStamp {
    /// Its manifest.
    pub file: File,
    /// What that says.
    pub content: ArchiveManifest,
    /// The time-stamp token, DER, if it is there.
    pub token: Option<File>,
}

/// Takes archive manifests and their time-stamps out of the files, the oldest first, and holds the files against them. `message` gives the
/// message's digest, where there is one.
pub(super) fn take(
    files: &mut Vec<File>,
    mut message: impl FnMut(Digest) -> Option<Vec<u8>>,
) -> (Vec<ArchiveStamp>, Vec<Finding>) {
    let mut found = Vec::new();
    let manifest =
        |file: &mut File| matches!(Role::of(&file.name), Role::ArchiveManifest | Role::OlderArchiveManifest { .. });
    let manifests: Vec<File> = files.extract_if(.., manifest).collect();
    let (mut stamps, outside) = chain(manifests, &mut found);
    for stamp in &mut stamps {
        let named =
            |file: &File| file.name == stamp.content.token && matches!(Role::of(&file.name), Role::ArchiveStamp { .. });
        stamp.token = files.iter().position(named).map(|at| files.remove(at));
        if stamp.token.is_none() {
            let (file, token) = (stamp.file.name.clone(), stamp.content.token.clone());
            found.push(Finding::ArchiveAlone { file, token });
        }
    }
    compare(&stamps, files.iter().chain(&outside), &mut message, &mut found);
    (stamps, found)
}

/// The manifests from the first to the latest, as each names the one before it, and those to which that does not lead.
fn chain(manifests: Vec<File>, found: &mut Vec<Finding>) -> (Vec<ArchiveStamp>, Vec<File>) {
    let mut read = Vec::new();
    for (place, file) in manifests.into_iter().enumerate() {
        match manifest::read_archive(&file.octets) {
            Ok(content) if place < MOST => read.push(ArchiveStamp { file, content, token: None }),
            Ok(_) => {
                let why = format!("{MOST} archive manifests are the most that are looked at");
                found.push(Finding::ArchiveUnreadable { file: file.name, why });
            }
            Err(why) => found.push(Finding::ArchiveUnreadable { file: file.name, why }),
        }
    }
    let mut stamps: Vec<ArchiveStamp> = Vec::new();
    let mut next = Role::ArchiveManifest.name();
    while let Some(at) = read.iter().position(|stamp| Some(&stamp.file.name) == next.as_ref()) {
        let stamp = read.remove(at);
        next.clone_from(&stamp.content.previous);
        stamps.push(stamp);
    }
    stamps.reverse();
    let outside: Vec<File> = read.into_iter().map(|stamp| stamp.file).collect();
    found.extend(outside.iter().map(|file| Finding::ArchiveOutside(file.name.clone())));
    (stamps, outside)
}

/// Holds the files against the manifests: each must name every file that the ordinary manifest covers, that manifest and its signature, and
/// all that the archive manifest before it brought along.
fn compare<'a>(
    stamps: &'a [ArchiveStamp],
    files: impl Iterator<Item = &'a File> + Clone,
    message: &mut impl FnMut(Digest) -> Option<Vec<u8>>,
    found: &mut Vec<Finding>,
) {
    let beside = stamps.iter().flat_map(|stamp| std::iter::once(&stamp.file).chain(&stamp.token));
    let all: HashMap<&str, &File> = files.clone().chain(beside).map(|file| (file.name.as_str(), file)).collect();
    let mut digests: HashMap<(&str, Digest), Option<Vec<u8>>> = HashMap::new();
    let frozen = files.filter(|file| Role::of(&file.name).is_frozen()).map(|file| file.name.as_str());
    let mut needed: BTreeSet<&str> = frozen.collect();
    for stamp in stamps {
        let file = &stamp.file.name;
        let mut named: BTreeSet<&str> = BTreeSet::new();
        for listed in &stamp.content.files {
            let name = listed.name.as_str();
            let is_message = Role::of(name) == Role::Message;
            let made = || {
                if is_message {
                    message(listed.algorithm)
                } else {
                    all.get(name).map(|file| listed.algorithm.of(&file.octets))
                }
            };
            match digests.entry((name, listed.algorithm)).or_insert_with(made) {
                Some(digest) if *digest != listed.digest => {
                    found.push(Finding::ArchiveDiffers { file: file.clone(), differs: listed.name.clone() });
                }
                // The message comes and goes.
                None if !is_message => {
                    found.push(Finding::ArchiveLacks { file: file.clone(), lacks: listed.name.clone() });
                }
                _ => {}
            }
            named.insert(name);
        }
        for omitted in needed.difference(&named) {
            found.push(Finding::ArchiveOmits { file: file.clone(), omits: (*omitted).to_owned() });
        }
        needed.extend(named.into_iter().filter(|name| Role::of(name) != Role::Message));
        needed.insert(file);
        needed.insert(&stamp.content.token);
    }
}

/// A bundle that waits for the time-stamp over its next archive manifest.
pub struct Augmentation<R> {
    archive: Archive<R>,
    /// The name that the manifest now latest will have.
    older: Option<String>,
    content: ArchiveManifest,
    manifest: Vec<u8>,
}

/// Prepares the next archive manifest over all files of a bundle, by their digests of this kind.
///
/// # Errors
/// The bundle cannot be read, or its latest archive manifest is not understood.
pub fn augment<R: Read + Seek>(bundle: R, algorithm: Digest) -> Result<Augmentation<R>, Error> {
    let limits = Limits::default();
    let bounds = zip::Limits { file: limits.container, members: limits.files };
    let mut archive = Archive::open(bundle, &bounds).map_err(Error::Open)?;
    let names: Vec<String> = archive.members().iter().map(|member| member.name.clone()).collect();
    let latest = spelled(&Role::ArchiveManifest)?;
    let mut older = None;
    if names.contains(&latest) {
        let octets = archive.read(&latest, limits.file).map_err(Error::Open)?;
        let before = manifest::read_archive(&octets).map_err(Error::Archive)?;
        let Role::ArchiveStamp { number } = Role::of(&before.token) else {
            return Err(Error::Archive("its time-stamp has another name".to_owned()));
        };
        older = Some(spelled(&Role::OlderArchiveManifest { number })?);
    }
    let number = |name: &String| match Role::of(name) {
        Role::ArchiveStamp { number } | Role::OlderArchiveManifest { number } => Some(number),
        _ => None,
    };
    let number = names.iter().filter_map(number).max().unwrap_or(0).saturating_add(1);
    let token = spelled(&Role::ArchiveStamp { number })?;
    let mut files = Vec::new();
    for name in names.into_iter().filter(|name| Role::of(name) != Role::Mimetype) {
        let mut stream = algorithm.stream();
        archive.stream(&name, limits.message, |chunk| stream.update(chunk)).map_err(Error::Open)?;
        let name = if name == latest { older.clone().unwrap_or(name) } else { name };
        files.push(Protected { name, algorithm, digest: stream.finish() });
    }
    let content = ArchiveManifest { token, files, previous: older.clone() };
    let manifest = manifest::write_archive(&content).map_err(|error| Error::Name(error.to_string()))?;
    Ok(Augmentation { archive, older, content, manifest })
}

impl<R: Read + Seek> Augmentation<R> {
    /// The octets that are to be time-stamped.
    pub fn manifest(&self) -> &[u8] {
        &self.manifest
    }

    /// What they say.
    pub fn content(&self) -> &ArchiveManifest {
        &self.content
    }

    /// Writes the bundle with the manifest and the time-stamp token over it, DER. Every file stays as it is.
    ///
    /// # Errors
    /// The bundle cannot be read any more, or `out` not be written.
    pub fn finish<W: Write>(mut self, token: &[u8], out: W) -> Result<W, Error> {
        let latest = spelled(&Role::ArchiveManifest)?;
        let mut zip = Writer::new(out);
        let names: Vec<String> = self.archive.members().iter().map(|member| member.name.clone()).collect();
        for name in &names {
            let new = if *name == latest { self.older.as_ref().unwrap_or(name) } else { name };
            zip.copied(&mut self.archive, name, new).map_err(Error::Pack)?;
        }
        zip.deflated(&latest, &self.manifest).map_err(Error::Pack)?;
        zip.deflated(&self.content.token, token).map_err(Error::Pack)?;
        zip.finish(false).map_err(Error::Pack)
    }
}

fn spelled(role: &Role) -> Result<String, Error> {
    role.name().ok_or_else(|| Error::Name(format!("{role:?}")))
}
