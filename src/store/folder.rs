//! The data directory: 0700, with the key file, the name of its database and the folder of large contents. With the
//! database inside it is held by one process at a time; nodes that have a server's database in common may share it.
//!
//! Crash: the lock goes with its process. The key file is there whole or not at all. A temporary file is a leftover and is
//! removed at the next open; so is a file that no row names. Nodes that share a directory leave that to the first of them.

use std::collections::HashSet;
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Error;
use super::keys::{Entropy, Ring};
use crate::erds::id::crockford;

/// What begins the name of a file that is not finished.
pub(super) const UNFINISHED: &str = "unfinished-";

/// The file with the database's name.
pub(super) const NAME: &str = "database.id";

/// The folder, in that of the transparency log, of files that are not finished.
pub(super) const UNFINISHED_LOG: &str = "unfinished";

/// How often another node's opening is waited for, and how long each time.
const LOOKS: u32 = 50;
const PAUSE: Duration = Duration::from_millis(100);

/// The data directory, held.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
    /// None where the directory is only looked at and has never been opened.
    lock: Option<File>,
    /// Whether nobody else has it.
    alone: bool,
}

impl Folder {
    /// Makes the directory where it is missing and takes it alone.
    pub(super) fn hold(root: &Path) -> Result<Self, Error> {
        let lock = prepare(root)?;
        match lock.try_lock() {
            Ok(()) => Self::held(root, lock, true),
            Err(TryLockError::WouldBlock) => Err(held_by_another(root, lock)),
            Err(TryLockError::Error(source)) => Err(Error::Folder { path: root.join("lock"), source }),
        }
    }

    /// Makes the directory where it is missing and takes it: alone where nobody has it yet, else beside other nodes that
    /// share it. One that is just opening it is waited for.
    pub(super) async fn join(root: &Path) -> Result<Self, Error> {
        let lock = prepare(root)?;
        for _ in 0..LOOKS {
            if lock.try_lock().is_ok() {
                return Self::held(root, lock, true);
            }
            if lock.try_lock_shared().is_ok() {
                return Self::held(root, lock, false);
            }
            tokio::time::sleep(PAUSE).await;
        }
        Err(held_by_another(root, lock))
    }

    /// Takes the directory to look at it, while nobody has it; nothing is written. `sign` is a file that such a directory has.
    pub(super) fn look(root: &Path, sign: &str) -> Result<Self, Error> {
        let failed = |path: PathBuf| move |source| Error::Folder { path, source };
        fs::metadata(root.join(sign)).map_err(failed(root.join(sign)))?;
        let path = root.join("lock");
        let lock = match File::open(&path) {
            Ok(lock) => lock,
            // Restored, and never opened since.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Self { root: root.to_owned(), lock: None, alone: false });
            }
            Err(source) => return Err(Error::Folder { path, source }),
        };
        match lock.try_lock() {
            Ok(()) => Ok(Self { root: root.to_owned(), lock: Some(lock), alone: false }),
            Err(TryLockError::WouldBlock) => Err(held_by_another(root, lock)),
            Err(TryLockError::Error(source)) => Err(Error::Folder { path, source }),
        }
    }

    fn held(root: &Path, mut lock: File, alone: bool) -> Result<Self, Error> {
        let failed = |source| Error::Folder { path: root.join("lock"), source };
        lock.set_len(0).and_then(|()| lock.rewind()).map_err(failed)?;
        writeln!(lock, "{}", std::process::id()).and_then(|()| lock.sync_all()).map_err(failed)?;
        Ok(Self { root: root.to_owned(), lock: Some(lock), alone })
    }

    /// Lets other nodes in, once what only one may do is done.
    pub(super) async fn share(&mut self) -> Result<(), Error> {
        if !self.alone {
            return Ok(());
        }
        self.alone = false;
        let Some(lock) = &self.lock else { return Ok(()) };
        lock.unlock().map_err(|source| Error::Folder { path: self.root.join("lock"), source })?;
        for _ in 0..LOOKS {
            if lock.try_lock_shared().is_ok() {
                return Ok(());
            }
            tokio::time::sleep(PAUSE).await;
        }
        Err(Error::Held { path: self.root.clone(), holder: "that just took it".to_owned() })
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    pub(super) fn database(&self) -> PathBuf {
        self.root.join("recepis.db")
    }

    pub(super) fn content(&self) -> PathBuf {
        self.root.join("content")
    }

    pub(super) fn key_file(&self) -> PathBuf {
        self.root.join("master.key")
    }

    /// The keys: read, or made where the database is new.
    pub(super) fn keys(&self, entropy: &Entropy, known: bool) -> Result<Ring, Error> {
        let path = self.key_file();
        match fs::read_to_string(&path) {
            Ok(text) => Ring::read(&text).ok_or_else(|| Error::KeyFile(path.clone())),
            Err(error) if error.kind() == io::ErrorKind::NotFound && known => Err(Error::KeyFile(path)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let keys = Ring::random(entropy);
                self.put("master.key", keys.print().as_bytes())?;
                Ok(keys)
            }
            Err(source) => Err(Error::Folder { path, source }),
        }
    }

    /// The keys of the key file, which must be there.
    pub(super) fn read_keys(&self) -> Result<Ring, Error> {
        let path = self.key_file();
        let text = fs::read_to_string(&path).map_err(|_| Error::KeyFile(path.clone()))?;
        Ring::read(&text).ok_or(Error::KeyFile(path))
    }

    /// Whether it has taken on the database of this name.
    pub(super) fn is_of(&self, name: &[u8]) -> Result<(), Error> {
        let path = self.root.join(NAME);
        let text = fs::read_to_string(&path).map_err(|source| Error::Folder { path, source })?;
        if text.trim() == crockford(name) { Ok(()) } else { Err(Error::OtherDatabase(self.root.clone())) }
    }

    /// Takes the database's name on, or recognises it. A directory that holds another's files is refused before any of
    /// them could be taken for leftovers.
    pub(super) fn belongs_to(&self, name: &[u8], known: bool) -> Result<(), Error> {
        let path = self.root.join(NAME);
        let name = crockford(name);
        match fs::read_to_string(&path) {
            Ok(text) if text.trim() == name => Ok(()),
            Ok(_) => Err(Error::OtherDatabase(self.root.clone())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if !known && self.names()?.iter().any(|name| !name.starts_with(UNFINISHED)) {
                    return Err(Error::OtherDatabase(self.root.clone()));
                }
                self.put(NAME, format!("{name}\n").as_bytes())
            }
            Err(source) => Err(Error::Folder { path, source }),
        }
    }

    /// A small file that is there whole or not at all, readable by its owner only.
    fn put(&self, name: &str, octets: &[u8]) -> Result<(), Error> {
        let path = self.root.join(name);
        let failed = |source| Error::Folder { path: path.clone(), source };
        let unfinished = self.root.join(format!("{name}.unfinished"));
        let mut file = private().truncate(true).open(&unfinished).map_err(failed)?;
        file.write_all(octets).and_then(|()| file.sync_all()).map_err(failed)?;
        fs::rename(&unfinished, &path).and_then(|()| sync_folder(&self.root)).map_err(failed)
    }

    /// The database file, readable by its owner only; what SQLite puts beside it takes the same mode.
    pub(super) fn private_database(&self) -> Result<PathBuf, Error> {
        let path = self.database();
        private().open(&path).map_err(|source| Error::Folder { path: path.clone(), source })?;
        Ok(path)
    }

    /// Unfinished files and those that `named` does not know; where others write here, none.
    pub(super) fn unnamed(&self, named: &HashSet<String>) -> Result<Vec<String>, Error> {
        if !self.alone {
            return Ok(Vec::new());
        }
        Ok(self.names()?.into_iter().filter(|name| !named.contains(name)).collect())
    }

    /// Removes files of the content folder.
    pub(super) fn remove(&self, names: &[String]) -> Result<(), Error> {
        for path in names.iter().map(|name| self.content().join(name)) {
            fs::remove_file(&path).map_err(|source| Error::Folder { path, source })?;
        }
        let unfinished = self.root.join("log").join(UNFINISHED_LOG);
        match fs::remove_dir_all(&unfinished) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => Err(Error::Folder { path: unfinished, source }),
            _ => Ok(()),
        }
    }

    /// The names in the content folder.
    pub(super) fn names(&self) -> Result<Vec<String>, Error> {
        let folder = self.content();
        let failed = |source| Error::Folder { path: folder.clone(), source };
        let entries = fs::read_dir(&folder).map_err(failed)?;
        entries.map(|entry| Ok(entry.map_err(failed)?.file_name().to_string_lossy().into_owned())).collect()
    }
}

/// Options that make a file only its owner can read.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).mode(0o600);
    options
}

/// Makes the directory and what belongs into it, and opens the file that is locked.
fn prepare(root: &Path) -> Result<File, Error> {
    let failed = |source| Error::Folder { path: root.to_owned(), source };
    DirBuilder::new().recursive(true).mode(0o700).create(root).map_err(failed)?;
    fs::set_permissions(root, Permissions::from_mode(0o700)).map_err(failed)?;
    DirBuilder::new().recursive(true).mode(0o700).create(root.join("content")).map_err(failed)?;
    sync_folder(root).map_err(failed)?;
    private().open(root.join("lock")).map_err(failed)
}

fn held_by_another(root: &Path, lock: File) -> Error {
    let mut holder = String::new();
    let _ = lock.take(20).read_to_string(&mut holder);
    Error::Held { path: root.to_owned(), holder: holder.trim().to_owned() }
}

/// Makes names in a folder durable.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// A finished file of the content folder: removed when dropped, unless a committed row names it.
#[derive(Debug)]
pub(super) struct Finished {
    path: PathBuf,
    named: bool,
}

impl Finished {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, named: false }
    }

    /// A row names it, or may: it stays.
    pub(super) fn keep(&mut self) {
        self.named = true;
    }

    pub(super) fn name(&self) -> String {
        self.path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned()
    }
}

impl Drop for Finished {
    fn drop(&mut self) {
        if !self.named {
            // What cannot be removed is a leftover; the next open removes it.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// A file that is being written: removed when dropped.
#[derive(Debug)]
pub(super) struct Unfinished {
    file: Option<File>,
    path: PathBuf,
}

impl Unfinished {
    pub(super) fn create(folder: &Path, name: &str) -> io::Result<Self> {
        let path = folder.join(format!("{UNFINISHED}{name}"));
        let file = private().create_new(true).open(&path)?;
        Ok(Self { file: Some(file), path })
    }

    pub(super) fn append(&mut self, octets: &[u8]) -> io::Result<()> {
        self.file.as_mut().ok_or(io::ErrorKind::BrokenPipe)?.write_all(octets)
    }

    /// fsync, rename, fsync of the folder.
    pub(super) fn finish(mut self, name: &str) -> io::Result<Finished> {
        let file = self.file.take().ok_or(io::ErrorKind::BrokenPipe)?;
        file.sync_all()?;
        let folder = self.path.parent().ok_or(io::ErrorKind::NotFound)?.to_owned();
        let finished = Finished::new(folder.join(name));
        fs::rename(&self.path, &finished.path)?;
        sync_folder(&folder)?;
        Ok(finished)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}
