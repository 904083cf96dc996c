//! A ZIP file as a list of members that can be changed and packed again.

use std::io::Cursor;

use recepis::format::zip::{Archive, Limits, Writer};

/// The members with their names, where the file can be opened and is small.
pub(crate) fn read(octets: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = Archive::open(Cursor::new(octets), &Limits { file: 1 << 20, members: 64 }).ok()?;
    let names: Vec<String> = archive.members().iter().map(|member| member.name.clone()).collect();
    names.into_iter().map(|name| archive.read(&name, 1 << 18).ok().map(|content| (name, content))).collect()
}

/// The file of these members; `packed` says which are compressed.
pub(crate) fn write(members: &[(String, Vec<u8>)], mut packed: impl FnMut() -> bool) -> Option<Vec<u8>> {
    let mut writer = Writer::new(Vec::new());
    for (name, content) in members {
        let put = if packed() { Writer::deflated } else { Writer::stored };
        put(&mut writer, name, content).ok()?;
    }
    writer.finish(false).ok()
}
