//! Writing a file whole or not at all.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use anyhow::Context;

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
