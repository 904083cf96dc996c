//! The data directory: 0700, held by one process at a time, with the key file and the folder of large contents.
//!
//! Crash: the lock goes with its process. The key file is there whole or not at all. A temporary file is a leftover and is
//! removed at the next open; so is a file that no row names.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use super::Error;
use super::keys::{Entropy, Ring};

/// What begins the name of a file that is not finished.
pub(super) const UNFINISHED: &str = "unfinished-";

/// The data directory, held.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
    _lock: File,
}

impl Folder {
    /// Makes the directory where it is missing and takes its lock.
    pub(super) fn hold(root: &Path) -> Result<Self, Error> {
        let failed = |source| Error::Folder { path: root.to_owned(), source };
        DirBuilder::new().recursive(true).mode(0o700).create(root).map_err(failed)?;
        fs::set_permissions(root, Permissions::from_mode(0o700)).map_err(failed)?;
        let lock = lock(root)?;
        DirBuilder::new().recursive(true).mode(0o700).create(root.join("content")).map_err(failed)?;
        sync_folder(root).map_err(failed)?;
        Ok(Self { root: root.to_owned(), _lock: lock })
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

    /// The keys: read, or made together with an empty database file (0600).
    pub(super) fn keys(&self, entropy: &Entropy) -> Result<Ring, Error> {
        let path = self.root.join("master.key");
        let failed = |source| Error::Folder { path: path.clone(), source };
        match fs::read_to_string(&path) {
            Ok(text) => Ring::read(&text).ok_or_else(|| Error::KeyFile(path.clone())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if self.database().exists() {
                    return Err(Error::KeyFile(path));
                }
                let keys = Ring::random(entropy);
                let unfinished = self.root.join("master.key.unfinished");
                let mut file = private().truncate(true).open(&unfinished).map_err(failed)?;
                file.write_all(keys.print().as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
                fs::rename(&unfinished, &path).and_then(|()| sync_folder(&self.root)).map_err(failed)?;
                Ok(keys)
            }
            Err(error) => Err(failed(error)),
        }
    }

    /// The database file, readable by its owner only; what SQLite puts beside it takes the same mode.
    pub(super) fn private_database(&self) -> Result<PathBuf, Error> {
        let path = self.database();
        private().open(&path).map_err(|source| Error::Folder { path: path.clone(), source })?;
        Ok(path)
    }

    /// Removes unfinished files and those that `named` does not know.
    pub(super) fn sweep(&self, named: &std::collections::HashSet<String>) -> Result<(), Error> {
        let folder = self.content();
        let failed = |source| Error::Folder { path: folder.clone(), source };
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            if entry.file_name().to_str().is_none_or(|name| !named.contains(name)) {
                fs::remove_file(entry.path()).map_err(failed)?;
            }
        }
        Ok(())
    }
}

/// Options that make a file only its owner can read.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).mode(0o600);
    options
}

fn lock(root: &Path) -> Result<File, Error> {
    let path = root.join("lock");
    let failed = |source| Error::Folder { path: path.clone(), source };
    let mut file = private().open(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => {
            file.set_len(0).and_then(|()| file.rewind()).map_err(failed)?;
            writeln!(file, "{}", std::process::id()).and_then(|()| file.sync_all()).map_err(failed)?;
            Ok(file)
        }
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            let _ = file.take(20).read_to_string(&mut holder);
            Err(Error::Held { path: root.to_owned(), holder: holder.trim().to_owned() })
        }
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
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
