//! Folders and files that tests make and copy.

use std::fs;
use std::io::Write as _;
use std::path::Path;

/// Writes a file, its folders with it.
pub(crate) fn put(path: &Path, octets: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::File::create(path).unwrap().write_all(octets).unwrap();
}

/// Copies a folder with all that is in it.
pub(crate) fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for found in fs::read_dir(from).unwrap() {
        let found = found.unwrap();
        let to = to.join(found.file_name());
        if found.file_type().unwrap().is_dir() {
            copied(&found.path(), &to);
        } else {
            fs::copy(found.path(), to).unwrap();
        }
    }
}
