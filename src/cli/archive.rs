//! The file that a backup is: a tar archive whose last member, `SHA256SUMS`, holds the digest of every other. It opens with
//! ordinary programs (`tar -xf FILE && sha256sum -c SHA256SUMS`). It is written under another name, fsynced and renamed, and
//! refused whole when it is read and anything is missing, spare or different.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, Read, Write};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use indicatif::ProgressBar;

use crate::crypto::Sha256Stream;
use crate::erds::content::Sha256;

const SUMS: &str = "SHA256SUMS";
/// The most octets of `SHA256SUMS`: two million members.
const SUMS_LIMIT: u64 = 256 * 1024 * 1024;
/// What tar files are made of.
const BLOCK: u64 = 512;
const PIECE: usize = 256 * 1024;

/// An archive that is being written. Dropped unfinished, it leaves nothing behind.
pub(super) struct Writer<'a> {
    tar: Option<tar::Builder<File>>,
    unfinished: PathBuf,
    path: PathBuf,
    sums: String,
    bar: &'a ProgressBar,
}

impl<'a> Writer<'a> {
    /// Begins the archive that will be `path`, readable by its owner only.
    ///
    /// # Errors
    /// `path` is there: a backup never replaces another.
    pub(super) fn create(path: &Path, bar: &'a ProgressBar) -> anyhow::Result<Self> {
        ensure!(!path.exists(), "{} is there already; a backup does not replace another file", path.display());
        let name = path.file_name().with_context(|| format!("{} is no name for a file", path.display()))?;
        let unfinished = path.with_file_name(format!("{}.unfinished", name.to_string_lossy()));
        let open = || {
            let file = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(&unfinished)?;
            let whole = file.metadata()?.nlink() > 1;
            Ok::<_, io::Error>((file, whole))
        };
        let begun = || -> io::Result<File> {
            let (file, whole) = open()?;
            if !whole {
                return Ok(file);
            }
            // Of a process that ended between giving a backup its name and removing this one: the same file, and whole.
            fs::remove_file(&unfinished)?;
            Ok(open()?.0)
        };
        let file = begun().with_context(|| format!("cannot write {}", unfinished.display()))?;
        ensure!(file.try_lock().is_ok(), "another backup is being written to {}", path.display());
        file.set_len(0).with_context(|| format!("cannot write {}", unfinished.display()))?;
        let tar = Some(tar::Builder::new(file));
        Ok(Self { tar, unfinished, path: path.to_owned(), sums: String::new(), bar })
    }

    /// Adds octets as a member.
    pub(super) fn add(&mut self, name: &str, octets: &[u8]) -> anyhow::Result<()> {
        self.stream(name, octets.len() as u64, octets)
    }

    /// Adds a file as a member. False where it is not there.
    pub(super) fn add_file(&mut self, name: &str, path: &Path) -> anyhow::Result<bool> {
        let cannot = || format!("cannot read {}", path.display());
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(error).with_context(cannot),
        };
        let size = file.metadata().with_context(cannot)?.len();
        self.stream(name, size, file).map(|()| true)
    }

    fn stream(&mut self, name: &str, size: u64, octets: impl Read) -> anyhow::Result<()> {
        let mut source = Hashing { inner: octets.take(size), hash: Sha256Stream::new(), bar: self.bar };
        self.append(name, size, &mut source)?;
        ensure!(source.inner.limit() == 0, "{name} became shorter while it was read");
        let digest = Sha256(source.hash.finish());
        self.sums.push_str(&sum(&digest, name));
        Ok(())
    }

    fn append(&mut self, name: &str, size: u64, source: impl Read) -> anyhow::Result<()> {
        let mut header = tar::Header::new_ustar();
        header.set_size(size);
        header.set_mode(0o600);
        header.set_mtime(0);
        header.set_entry_type(tar::EntryType::Regular);
        let tar = self.tar.as_mut().context("the archive is closed")?;
        tar.append_data(&mut header, name, source)
            .with_context(|| format!("cannot write {}", self.unfinished.display()))
    }

    /// Adds the digests, makes everything durable and gives the file its name.
    pub(super) fn finish(mut self) -> anyhow::Result<()> {
        let sums = std::mem::take(&mut self.sums);
        self.append(SUMS, sums.len() as u64, sums.as_bytes())?;
        let cannot = || format!("cannot write {}", self.path.display());
        let file = self.tar.take().context("the archive is closed")?.into_inner().with_context(cannot)?;
        file.sync_all().with_context(cannot)?;
        // A link fails where a file of this name has come up meanwhile; a rename would replace it, and is for file systems
        // that know no links.
        match fs::hard_link(&self.unfinished, &self.path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists && !self.path.exists() => {
                fs::rename(&self.unfinished, &self.path).with_context(cannot)?;
            }
            linked => linked.with_context(cannot)?,
        }
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder).and_then(|folder| folder.sync_all()).with_context(cannot)
    }
}

impl Drop for Writer<'_> {
    fn drop(&mut self) {
        // What cannot be removed is overwritten by the next backup of this name.
        let _ = fs::remove_file(&self.unfinished);
    }
}

/// Hashes what passes and moves the bar.
struct Hashing<'a, R> {
    inner: R,
    hash: Sha256Stream,
    bar: &'a ProgressBar,
}

impl<R: Read> Read for Hashing<'_, R> {
    fn read(&mut self, place: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(place)?;
        self.hash.update(place.get(..read).unwrap_or_default());
        self.bar.inc(read as u64);
        Ok(read)
    }
}

/// Unpacks an archive into a folder, each member as a file with mode 0600 that is on disk afterwards. `takes` says which
/// names may stand in it. Gives the names.
///
/// # Errors
/// The archive is damaged, cut short, or not one of these; what was unpacked until then is worth nothing.
pub(super) fn unpack(
    path: &Path,
    folder: &Path,
    takes: fn(&str) -> bool,
    bar: &ProgressBar,
) -> anyhow::Result<BTreeSet<String>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let length = file.metadata().with_context(|| format!("cannot read {}", path.display()))?.len();
    let whole = || format!("{} is damaged or no backup; nothing was restored", path.display());
    let (sums, end) = members(file, folder, takes, bar).with_context(whole)?;
    let listed = sums.listed.with_context(|| format!("its end is missing: there is no {SUMS}")).with_context(whole)?;
    let found: BTreeSet<String> = sums.found.lines().map(str::to_owned).collect();
    let wanted: BTreeSet<String> = listed.lines().map(str::to_owned).collect();
    if let Some(other) = found.symmetric_difference(&wanted).next() {
        let name = other.get(66..).unwrap_or_default();
        return Err(anyhow::anyhow!("{name} is not as it was backed up")).with_context(whole);
    }
    if length != end + 2 * BLOCK {
        return Err(anyhow::anyhow!("something is missing or spare at its end")).with_context(whole);
    }
    Ok(found.iter().filter_map(|line| line.get(66..)).map(str::to_owned).collect())
}

/// A line of `SHA256SUMS`: 64 digits, two blanks, the name.
fn sum(digest: &Sha256, name: &str) -> String {
    format!("{digest}  {name}\n")
}

#[derive(Default)]
struct Sums {
    /// A line for each member as it is.
    found: String,
    /// The lines as they stand in the archive.
    listed: Option<String>,
}

/// Unpacks all members; gives their digests and where the last one ends.
fn members(file: File, folder: &Path, takes: fn(&str) -> bool, bar: &ProgressBar) -> anyhow::Result<(Sums, u64)> {
    let mut archive = tar::Archive::new(BufReader::with_capacity(PIECE, file));
    let (mut sums, mut end) = (Sums::default(), 0);
    let mut names = BTreeSet::new();
    for entry in archive.entries()? {
        let mut entry = entry?;
        ensure!(sums.listed.is_none(), "something follows its end");
        let name = entry.path()?.to_str().context("a name that is no text")?.to_owned();
        ensure!(entry.header().entry_type() == tar::EntryType::Regular, "{name} is no file");
        let size = entry.size();
        end = entry.raw_file_position() + size.next_multiple_of(BLOCK);
        if name == SUMS {
            ensure!(size <= SUMS_LIMIT, "{SUMS} is too large");
            let mut listed = String::new();
            entry.read_to_string(&mut listed)?;
            sums.listed = Some(listed);
            continue;
        }
        ensure!(takes(&name) && names.insert(name.clone()), "{name} does not belong there");
        let mut source = Hashing { inner: &mut entry, hash: Sha256Stream::new(), bar };
        write(&folder.join(&name), &mut source)?;
        let digest = Sha256(source.hash.finish());
        sums.found.push_str(&sum(&digest, &name));
    }
    Ok((sums, end))
}

/// Writes a fresh file that only its owner reads, in a folder made where it is missing.
fn write(path: &Path, source: &mut impl Read) -> anyhow::Result<()> {
    let cannot = || format!("cannot write {}", path.display());
    let Some(folder) = path.parent() else { bail!("{} stands nowhere", path.display()) };
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).with_context(cannot)?;
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).with_context(cannot)?;
    let mut piece = vec![0; PIECE];
    loop {
        let read = source.read(&mut piece)?;
        let Some(octets) = piece.get(..read).filter(|octets| !octets.is_empty()) else { break };
        file.write_all(octets).with_context(cannot)?;
    }
    file.sync_all().with_context(cannot)
}

/// A bar for so many octets; drawn on a terminal only.
pub(super) fn bar(octets: u64) -> ProgressBar {
    let style = indicatif::ProgressStyle::with_template("{msg} {wide_bar} {bytes}/{total_bytes} {eta}");
    ProgressBar::new(octets).with_style(style.unwrap_or_else(|_| indicatif::ProgressStyle::default_bar()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takes(name: &str) -> bool {
        matches!(name, "one" | "folder/two" | "empty")
    }

    fn made(folder: &Path) -> PathBuf {
        let path = folder.join("made.tar");
        let bar = ProgressBar::hidden();
        let mut writer = Writer::create(&path, &bar).unwrap();
        writer.add("one", &[7; 700]).unwrap();
        writer.add("folder/two", b"two").unwrap();
        writer.add("empty", b"").unwrap();
        writer.finish().unwrap();
        path
    }

    fn unpacked(path: &Path, into: &Path) -> anyhow::Result<BTreeSet<String>> {
        unpack(path, into, takes, &ProgressBar::hidden())
    }

    #[test]
    fn what_was_packed_is_unpacked_and_other_programs_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = made(folder.path());
        let names = unpacked(&path, &folder.path().join("out")).unwrap();
        assert_eq!(names.iter().map(String::as_str).collect::<Vec<_>>(), ["empty", "folder/two", "one"]);
        assert_eq!(fs::read(folder.path().join("out/one")).unwrap(), [7; 700]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing unfinished is left");
    }

    #[test]
    fn another_file_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = made(folder.path());
        assert!(Writer::create(&path, &ProgressBar::hidden()).is_err());
        let late = folder.path().join("late.tar");
        let bar = ProgressBar::hidden();
        let writer = Writer::create(&late, &bar).unwrap();
        File::create(&late).unwrap();
        assert!(writer.finish().is_err());
        assert_eq!(fs::metadata(&late).unwrap().len(), 0);
    }

    #[test]
    fn what_a_process_left_that_ended_with_its_backup_whole_is_not_written_into() {
        let folder = tempfile::tempdir().unwrap();
        let whole = made(folder.path());
        let octets = fs::read(&whole).unwrap();
        fs::hard_link(&whole, folder.path().join("next.tar.unfinished")).unwrap();
        let bar = ProgressBar::hidden();
        let mut writer = Writer::create(&folder.path().join("next.tar"), &bar).unwrap();
        writer.add("BACKUP", b"another").unwrap();
        writer.finish().unwrap();
        assert_eq!(fs::read(&whole).unwrap(), octets);
    }

    #[test]
    fn an_archive_that_is_cut_anywhere_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let octets = fs::read(made(folder.path())).unwrap();
        for length in (0..octets.len()).step_by(97).chain([octets.len() - 1, octets.len() - 512]) {
            let path = folder.path().join(format!("{length}.tar"));
            File::create(&path).unwrap().write_all(&octets[..length]).unwrap();
            assert!(unpacked(&path, &folder.path().join(format!("out{length}"))).is_err(), "{length}");
        }
    }

    #[test]
    fn an_archive_with_a_changed_octet_is_refused_or_unpacks_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let octets = fs::read(made(folder.path())).unwrap();
        let mut refused = 0;
        for place in (0..octets.len()).step_by(13) {
            let path = folder.path().join("changed.tar");
            let mut changed = octets.clone();
            changed[place] ^= 0x20;
            File::create(&path).unwrap().write_all(&changed).unwrap();
            let out = folder.path().join("out");
            match unpacked(&path, &out) {
                Err(_) => refused += 1,
                Ok(_) => assert_eq!(fs::read(out.join("one")).unwrap(), [7; 700], "{place}"),
            }
            let _ = fs::remove_dir_all(out);
        }
        assert!(refused > 100, "{refused}");
    }

    #[test]
    fn members_that_do_not_belong_there_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["three", "one"] {
            let path = folder.path().join(format!("{name}.tar"));
            let bar = ProgressBar::hidden();
            let mut writer = Writer::create(&path, &bar).unwrap();
            writer.add("one", b"1").unwrap();
            writer.add(name, b"2").unwrap();
            writer.finish().unwrap();
            let said = format!("{:#}", unpacked(&path, &folder.path().join(name)).unwrap_err());
            assert!(said.contains("does not belong there"), "{said}");
        }
    }
}
