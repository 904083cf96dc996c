//! The transparency log as plain files, `log/checkpoint` and `log/tile/…` of the data directory, as any static host serves
//! them [tlog-tiles].
//!
//! A tile's octets follow from its place and the entries, whoever writes it; so it makes no difference who does, or how often.
//! Nothing here waits for the disk but `settle_log_files`, which does so for many files at once and then notes in `log/settled`
//! up to which size of the tree the files are on it.
//!
//! Crash: where the process dies, a file is there whole or not at all. Where the power fails, what is not settled may be
//! missing, empty or older: it is made again from the rows. What was begun lies in `log/unfinished` and is removed when the
//! directory is next opened alone. The checkpoint is replaced under a lock, and only by a larger one, or by the same with more
//! signatures of witnesses: a process that was stopped for a while in the middle of it changes nothing afterwards.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::backup::HELD_BACK;
use super::folder::{UNFINISHED_LOG, sync_folder};
use super::{Error, Store};
use crate::erds::id::crockford;
use crate::tlog::checkpoint::SignedCheckpoint;
use crate::tlog::tile::Resource;

/// How often another process is waited for that replaces the checkpoint, and how long each time.
const LOOKS: u32 = 100;
const PAUSE: Duration = Duration::from_millis(20);
/// The note of what is settled.
const SETTLED: &str = "settled";
/// How many files are waited for at a time.
const SYNCS: usize = 8;

impl Store {
    /// Writes tiles and bundles of entries. What is there already with the same octets stays.
    ///
    /// # Errors
    /// `Folder` where one cannot be written; some of them may be there.
    pub async fn put_log_files(&self, files: Vec<(Resource, Vec<u8>)>) -> Result<(), Error> {
        let (root, name) = (self.log_folder(), self.unfinished());
        blocking(move || put_files(&root, &name, &files)).await
    }

    /// Waits until these files, of a tree of this size, are on disk, and notes that.
    ///
    /// # Errors
    /// `Folder` where one is missing or cannot be written.
    pub async fn settle_log_files(&self, files: Vec<Resource>, size: u64) -> Result<(), Error> {
        let (root, name) = (self.log_folder(), self.unfinished());
        blocking(move || settle(&root, &name, &files, size)).await
    }

    /// The size of the tree whose files are known to be on disk; 0 where that is not known.
    ///
    /// # Errors
    /// `Folder` where the note cannot be read.
    pub async fn settled_log_size(&self) -> Result<u64, Error> {
        let path = self.log_folder().join(SETTLED);
        let noted = blocking(move || read(&path)).await?;
        let noted = noted.and_then(|octets| String::from_utf8(octets).ok()?.strip_suffix('\n')?.parse().ok());
        Ok(noted.unwrap_or(0))
    }

    /// Puts the checkpoint's file in place, unless a larger one or the same stands there.
    ///
    /// # Errors
    /// `Folder` where it cannot be written, or another process keeps the lock.
    pub async fn put_log_checkpoint(&self, note: Vec<u8>) -> Result<(), Error> {
        let (root, name) = (self.log_folder(), self.unfinished());
        let is_larger = |standing: Option<&SignedCheckpoint>, note: &SignedCheckpoint| {
            standing.is_none_or(|standing| standing.checkpoint().size() < note.checkpoint().size())
        };
        blocking(move || put_checkpoint(&root, &name, &note, is_larger)).await
    }

    /// Puts the checkpoint's file in place where the same checkpoint stands there with fewer signatures.
    ///
    /// # Errors
    /// As `put_log_checkpoint`.
    pub async fn add_to_log_checkpoint(&self, note: Vec<u8>) -> Result<(), Error> {
        let (root, name) = (self.log_folder(), self.unfinished());
        let has_more = |standing: Option<&SignedCheckpoint>, note: &SignedCheckpoint| {
            standing.is_some_and(|standing| {
                standing.checkpoint() == note.checkpoint() && standing.lines().len() < note.lines().len()
            })
        };
        blocking(move || put_checkpoint(&root, &name, &note, has_more)).await
    }

    /// Removes the partial tiles and bundles of those that are full and written [tlog-tiles, "Pruning"].
    ///
    /// # Errors
    /// `Folder` where one cannot be removed.
    pub async fn drop_partial_log_files(&self, full: Vec<Resource>) -> Result<(), Error> {
        let root = self.log_folder();
        blocking(move || {
            for resource in full {
                let folder = root.join(format!("{resource}.p"));
                match fs::remove_dir_all(&folder) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(&folder, error)),
                    _ => {}
                }
            }
            Ok(())
        })
        .await
    }

    /// Whether this directory was restored, and nobody has shown yet what the log published last.
    pub fn log_is_held_back(&self) -> bool {
        self.inner.folder.root().join(HELD_BACK).exists()
    }

    /// The octets of one of the log's files; `None` where it is not there.
    ///
    /// # Errors
    /// `Folder` where it cannot be read.
    pub async fn log_file(&self, resource: Resource) -> Result<Option<Vec<u8>>, Error> {
        let path = self.log_folder().join(resource.to_string());
        blocking(move || read(&path)).await
    }

    fn log_folder(&self) -> PathBuf {
        self.inner.folder.root().join("log")
    }

    /// A name that nobody else uses.
    fn unfinished(&self) -> String {
        let mut octets = [0; 16];
        (self.inner.entropy)(&mut octets);
        crockford(&octets)
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
    let ended = tokio::task::spawn_blocking(work).await;
    ended.unwrap_or_else(|_| Err(Error::damaged("a write to the log's folder, which was broken off:")))
}

fn put_files(root: &Path, name: &str, files: &[(Resource, Vec<u8>)]) -> Result<(), Error> {
    let mut folders = BTreeSet::new();
    for (number, (resource, octets)) in files.iter().enumerate() {
        let path = root.join(resource.to_string());
        if let Some(folder) = path.parent()
            && folders.insert(folder.to_owned())
        {
            fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
        }
        if read(&path)?.as_deref() != Some(octets) {
            replace(root, &format!("{name}-{number}"), &path, octets).map_err(|error| failed(&path, error))?;
        }
    }
    Ok(())
}

/// Files side by side, since a disk takes many at once; then the folders that name them, then the note.
fn settle(root: &Path, name: &str, files: &[Resource], size: u64) -> Result<(), Error> {
    let paths: Vec<PathBuf> = files.iter().map(|resource| root.join(resource.to_string())).collect();
    sync_all(&paths)?;
    let above = |path: &PathBuf| path.ancestors().skip(1).map(Path::to_owned).collect::<Vec<_>>();
    let mut folders: BTreeSet<PathBuf> = paths.iter().flat_map(above).filter(|path| path.starts_with(root)).collect();
    folders.extend(root.parent().map(Path::to_owned));
    sync_all(&folders.into_iter().collect::<Vec<_>>())?;
    let path = root.join(SETTLED);
    let note = || {
        fs::create_dir_all(root)?;
        replace(root, name, &path, format!("{size}\n").as_bytes())?;
        File::open(&path)?.sync_all()?;
        sync_folder(root)
    };
    note().map_err(|error| failed(&path, error))
}

fn sync_all(paths: &[PathBuf]) -> Result<(), Error> {
    let some = |paths: &[PathBuf]| {
        paths
            .iter()
            .try_for_each(|path| File::open(path).and_then(|file| file.sync_all()).map_err(|error| failed(path, error)))
    };
    std::thread::scope(|scope| {
        let share = paths.len().div_ceil(SYNCS).max(1);
        let threads: Vec<_> = paths.chunks(share).map(|paths| scope.spawn(move || some(paths))).collect();
        let broken = |_| Err(Error::damaged("a write to the log's folder, which was broken off:"));
        threads.into_iter().try_for_each(|thread| thread.join().unwrap_or_else(broken))
    })
}

fn put_checkpoint(
    root: &Path,
    name: &str,
    note: &[u8],
    replaces: fn(Option<&SignedCheckpoint>, &SignedCheckpoint) -> bool,
) -> Result<(), Error> {
    let path = root.join("checkpoint");
    let put = || -> io::Result<()> {
        fs::create_dir_all(root)?;
        let lock = root.join("checkpoint.lock");
        let lock = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(lock)?;
        wait_for(&lock)?;
        let standing = match fs::read(&path) {
            Ok(octets) => SignedCheckpoint::read(&octets).ok(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        if replaces(standing.as_ref(), &SignedCheckpoint::read(note).map_err(io::Error::other)?) {
            replace(root, name, &path, note)?;
        }
        Ok(())
    };
    put().map_err(|error| failed(&path, error))
}

/// Waits a little for the lock; one that is kept longer belongs to a process that was stopped.
fn wait_for(lock: &File) -> io::Result<()> {
    for _ in 0..LOOKS {
        match lock.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Err(io::ErrorKind::WouldBlock.into())
}

/// Temporary file, rename.
fn replace(root: &Path, name: &str, path: &Path, octets: &[u8]) -> io::Result<()> {
    let folder = root.join(UNFINISHED_LOG);
    fs::create_dir_all(&folder)?;
    let unfinished = folder.join(name);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o644).open(&unfinished)?;
    let put = file.write_all(octets).and_then(|()| fs::rename(&unfinished, path));
    if put.is_err() {
        // What cannot be removed is a leftover.
        let _ = fs::remove_file(&unfinished);
    }
    put
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match fs::read(path) {
        Ok(octets) => Ok(Some(octets)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(failed(path, error)),
    }
}

fn failed(path: &Path, source: io::Error) -> Error {
    Error::Folder { path: path.to_owned(), source }
}
