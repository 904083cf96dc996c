//! What a witness keeps: its name, and of each log the checkpoint that it cosigned last, a small file each. A directory of
//! its own, held by one process at a time.
//!
//! Crash: a checkpoint is kept before anybody is answered, whole or not at all; what was kept and not answered is asked for
//! again. After a write that failed it is unknown what is on disk: nothing of that log is said any more until the next start.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Error;
use super::folder::sync_folder;
use crate::crypto::sha256;
use crate::erds::content::Sha256;
use crate::tlog::checkpoint::SignedCheckpoint;
use crate::tlog::note::NOTE;

/// Octets of the file with the witness's name that are read.
const NAME: u64 = 1024;

/// A witness's directory, held.
#[derive(Debug)]
pub struct Witnessed {
    root: PathBuf,
    name: String,
    _lock: File,
}

impl Witnessed {
    /// Takes the directory alone, made where it is missing. The witness is called as it was at first start; then by `name`.
    ///
    /// # Errors
    /// `Held` where another process has it; `Damaged` where what it cosigned is gone.
    pub fn open(root: &Path, name: impl FnOnce() -> String) -> Result<Self, Error> {
        let failed = |source| Error::Folder { path: root.to_owned(), source };
        let folder = |path: &Path| DirBuilder::new().recursive(true).mode(0o700).create(path);
        let path = root.join("name");
        // One that forgot what it cosigned would sign what it has to refuse. The name is written last.
        if path.exists() && !root.join("logs").exists() {
            return Err(Error::damaged("the folder `logs` of what a witness has cosigned"));
        }
        folder(root).and_then(|()| folder(&root.join("logs"))).map_err(failed)?;
        let lock = hold(root)?;
        let name = if let Some(octets) = read(&path, NAME)? {
            String::from_utf8_lossy(&octets).trim_end().to_owned()
        } else {
            let name = name();
            put(&path, format!("{name}\n").as_bytes())?;
            name
        };
        Ok(Self { root: root.to_owned(), name, _lock: lock })
    }

    /// What the witness is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What is known of the log of this origin.
    ///
    /// # Errors
    /// `Damaged` where its file holds no checkpoint of it.
    pub fn log(&self, origin: &str) -> Result<WitnessedLog, Error> {
        let name = Sha256(sha256(origin.as_bytes())).to_string();
        let path = self.root.join("logs").join(name);
        let last = match read(&path, NOTE as u64 + 1)? {
            None => None,
            Some(octets) => {
                let read = SignedCheckpoint::read(&octets).ok().filter(|read| read.checkpoint().origin() == origin);
                let read = read.ok_or(Error::damaged("the checkpoint that a witness cosigned last"))?;
                // What is read here may not be on disk yet, where the last write failed.
                put(&path, &octets)?;
                Some(read)
            }
        };
        Ok(WitnessedLog { path, state: Mutex::new(State { last, unknown: false }) })
    }
}

/// What is known of one log.
#[derive(Debug)]
pub struct WitnessedLog {
    path: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    last: Option<SignedCheckpoint>,
    unknown: bool,
}

impl WitnessedLog {
    /// Takes it alone: comparing, keeping and signing are one step.
    ///
    /// # Errors
    /// `Folder` where a write failed since the start.
    pub fn take(&self) -> Result<Taken<'_>, Error> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.unknown {
            let source = io::Error::other("a write failed; start again once the disk is sound");
            return Err(Error::Folder { path: self.path.clone(), source });
        }
        Ok(Taken { path: &self.path, state })
    }
}

/// What is known of one log, while nobody else looks at it.
#[derive(Debug)]
pub struct Taken<'a> {
    path: &'a Path,
    state: MutexGuard<'a, State>,
}

impl Taken<'_> {
    /// The checkpoint that was cosigned last.
    pub fn last(&self) -> Option<&SignedCheckpoint> {
        self.state.last.as_ref()
    }

    /// Keeps this one instead; `Ok` once it is on disk.
    ///
    /// # Errors
    /// `Folder`: it is unknown which of the two is on disk.
    pub fn keep(&mut self, checkpoint: SignedCheckpoint) -> Result<(), Error> {
        self.state.unknown = true;
        put(self.path, checkpoint.to_string().as_bytes())?;
        self.state.last = Some(checkpoint);
        self.state.unknown = false;
        Ok(())
    }

    /// Keeps a checkpoint that the last one contradicts, the first of its log, for people to look at.
    ///
    /// # Errors
    /// `Folder` where it cannot be written.
    pub fn keep_contradiction(&self, checkpoint: &SignedCheckpoint) -> Result<(), Error> {
        let path = self.path.with_extension("contradiction");
        if path.exists() {
            return Ok(());
        }
        let both = self.state.last.iter().chain([checkpoint]).map(ToString::to_string).collect::<Vec<_>>();
        put(&path, both.join("\n").as_bytes())
    }
}

fn hold(root: &Path) -> Result<File, Error> {
    let path = root.join("lock");
    let failed = |source| Error::Folder { path: path.clone(), source };
    let mut lock = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(&path)
        .map_err(failed)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            // Who it is, is told as far as it can be read.
            let _ = (&mut lock).take(20).read_to_string(&mut holder);
            return Err(Error::Held { path: root.to_owned(), holder: holder.trim().to_owned() });
        }
        Err(TryLockError::Error(source)) => return Err(failed(source)),
    }
    lock.set_len(0).and_then(|()| writeln!(lock, "{}", std::process::id())).map_err(failed)?;
    Ok(lock)
}

fn read(path: &Path, most: u64) -> Result<Option<Vec<u8>>, Error> {
    let failed = |source| Error::Folder { path: path.to_owned(), source };
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        file => file.map_err(failed)?,
    };
    let mut octets = Vec::new();
    file.take(most).read_to_end(&mut octets).map_err(failed)?;
    Ok(Some(octets))
}

/// Temporary file, fsync, rename, fsync of the folder.
fn put(path: &Path, octets: &[u8]) -> Result<(), Error> {
    let unfinished = path.with_extension("unfinished");
    let put = || -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
        file.write_all(octets)?;
        file.sync_all()?;
        fs::rename(&unfinished, path)?;
        path.parent().map_or(Ok(()), sync_folder)
    };
    put().map_err(|source| Error::Folder { path: path.to_owned(), source })
}
