//! Writing a file whole or not at all, and reading one to its bound.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::config::{Fault, Setting};

/// Writes under another name, then renames; readable as `mode` says.
pub(super) fn write(path: &Path, octets: &[u8], mode: u32) -> anyhow::Result<()> {
    let fresh = path.with_extension("new");
    let put = || -> std::io::Result<()> {
        let mut file = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(mode).open(&fresh)?;
        file.write_all(octets)?;
        file.sync_all()?;
        std::fs::rename(&fresh, path)
    };
    put().with_context(|| format!("cannot write {}", path.display()))
}

/// A file's octets; `None` where it is not there.
pub(super) fn read(path: &Path, limit: usize) -> Result<Option<Vec<u8>>, String> {
    let cannot = |error: io::Error| format!("{}: {error}", path.display());
    let file = match File::open(path) {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        opened => opened.map_err(cannot)?,
    };
    let mut octets = Vec::new();
    file.take(limit as u64 + 1).read_to_end(&mut octets).map_err(cannot)?;
    if octets.len() > limit {
        return Err(format!("{}: larger than {limit} octets", path.display()));
    }
    Ok(Some(octets))
}

/// The first line of the file that a setting names, where it names one: a secret.
///
/// # Errors
/// At the setting: the file is not there, is larger than `limit` octets, or has no first line.
pub(super) fn secret(setting: &Setting<Option<PathBuf>>, limit: usize) -> Result<Option<String>, Fault> {
    let Some(file) = &setting.value else { return Ok(None) };
    let wrong = |why: String| setting.wrong(why);
    let octets = read(file, limit).map_err(wrong)?;
    let octets = octets.ok_or_else(|| wrong(format!("{} is not there", file.display())))?;
    let line = std::str::from_utf8(&octets).ok().and_then(|text| text.lines().next()).map(str::trim);
    let line = line.filter(|line| !line.is_empty());
    Ok(Some(line.ok_or_else(|| wrong(format!("{} has no first line", file.display())))?.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_to_its_bound() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("checkpoint");
        assert_eq!(read(&path, 3), Ok(None));
        File::create(&path).unwrap().write_all(b"four").unwrap();
        assert_eq!(read(&path, 4), Ok(Some(b"four".to_vec())));
        assert!(read(&path, 3).unwrap_err().contains("larger than 3 octets"));
        assert_eq!(read(&path.join("below"), 3), Ok(None));
    }
}
