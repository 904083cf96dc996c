//! A directory that comes to be whole or not at all: it is made beside its place under another name, and renamed at the end.

use std::fs::{self, DirBuilder, File};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

/// The directory while it is made; removed unless it gets its name.
pub(super) struct Fresh(PathBuf);

impl Fresh {
    /// Begins it beside `place`, under its name and this ending.
    ///
    /// # Errors
    /// One of an earlier time is there.
    pub(super) fn beside(place: &Path, ending: &str) -> anyhow::Result<Self> {
        let Some(name) = place.file_name() else { bail!("{} is no name for a directory", place.display()) };
        let path = place.with_file_name(format!("{}.{ending}", name.to_string_lossy()));
        if path.exists() {
            bail!("{} is left of an earlier time that did not end; remove it and try again", path.display());
        }
        let made = DirBuilder::new().mode(0o700).create(&path);
        made.with_context(|| format!("cannot make {}", path.display()))?;
        Ok(Self(path))
    }

    /// Where it is for now.
    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// Makes the names in it durable and gives it its own. An empty directory of that name is replaced.
    pub(super) fn name(self, place: &Path) -> anyhow::Result<()> {
        let put = || -> std::io::Result<()> {
            sync(&self.0)?;
            fs::rename(&self.0, place)?;
            let parent = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            File::open(parent)?.sync_all()
        };
        put().with_context(|| format!("cannot make {}", place.display()))
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        // After the renaming there is nothing of this name.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Whether a directory is missing or empty.
pub(super) fn is_free(place: &Path) -> anyhow::Result<bool> {
    if !place.exists() {
        return Ok(true);
    }
    let mut entries = fs::read_dir(place).with_context(|| format!("{} cannot be used", place.display()))?;
    Ok(entries.next().is_none())
}

/// Makes the names in a folder and in those below it durable.
fn sync(folder: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync(&entry.path())?;
        }
    }
    File::open(folder)?.sync_all()
}
