//! Identity, agreement with two other zip programs, and every kind of damage.

use std::io::{Cursor, Read, Write};

use proptest::prelude::*;

use super::*;

const MIMETYPE: &str = "application/vnd.etsi.asic-e+zip";

fn sample() -> Vec<u8> {
    let mut writer = Writer::new(Vec::new());
    writer.stored("mimetype", MIMETYPE.as_bytes()).unwrap();
    writer.deflated("evidence/001-SubmissionAcceptance.xml", b"<a>one one one one one one</a>").unwrap();
    let large = b"From: a@b\r\n\r\nHello\r\n".repeat(20);
    writer.streamed("message.eml", Sum::of(&large[..]).unwrap(), &large[..]).unwrap();
    writer.finish(false).unwrap()
}

fn open(octets: &[u8]) -> Result<Archive<Cursor<&[u8]>>, Error> {
    Archive::open(Cursor::new(octets), &Limits::default())
}

/// Everything in a container: names and contents, or the first error.
fn contents(octets: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut archive = open(octets)?;
    let names: Vec<String> = archive.members().iter().map(|member| member.name.clone()).collect();
    names.into_iter().map(|name| archive.read(&name, 1 << 24).map(|content| (name.clone(), content))).collect()
}

/// A container made by hand: (name, flags, method, packed, crc, size), to say what the writer never says.
type Crafted<'a> = (&'a [u8], u16, u16, &'a [u8], u32, u32);

fn crafted(members: &[Crafted<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (name, flags, method, packed, crc, size) in members {
        let fields = header::Fields {
            version: 20,
            flags: *flags,
            method: *method,
            time: 0,
            date: 33,
            crc: *crc,
            packed: u32::try_from(packed.len()).unwrap(),
            size: *size,
            name: u16::try_from(name.len()).unwrap(),
            extra: 0,
        };
        let at = u32::try_from(out.len()).unwrap();
        directory.extend(header::CENTRAL_MARK);
        directory.extend([20, 0]);
        directory.extend(fields.octets());
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(*name);
        out.extend(header::LOCAL_MARK);
        out.extend(fields.octets());
        out.extend(*name);
        out.extend(*packed);
    }
    let at = u32::try_from(out.len()).unwrap();
    let count = u16::try_from(members.len()).unwrap();
    out.extend(&directory);
    out.extend(header::END_MARK);
    out.extend([0; 4]);
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(u32::try_from(directory.len()).unwrap().to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0; 2]);
    out
}

fn named(name: &str) -> Vec<u8> {
    crafted(&[(name.as_bytes(), header::UTF8, 0, b"x", crc32fast::hash(b"x"), 1)])
}

#[test]
fn the_media_type_stands_where_file_programs_look_for_it() {
    let octets = sample();
    assert_eq!(&octets[30..38], b"mimetype");
    assert_eq!(&octets[38..38 + MIMETYPE.len()], MIMETYPE.as_bytes());
    assert_eq!(octets[6..8], [0, 0], "no flags");
    assert_eq!(octets[28..30], [0, 0], "no extra field");
    assert_eq!(octets, sample(), "the same members give the same octets");
}

#[test]
fn what_we_write_the_zip_crate_reads() {
    let mut theirs = zip::ZipArchive::new(Cursor::new(sample())).unwrap();
    for (name, content) in contents(&sample()).unwrap() {
        let mut read = Vec::new();
        theirs.by_name(&name).unwrap().read_to_end(&mut read).unwrap();
        assert_eq!(read, content, "{name}");
    }
    assert_eq!(theirs.len(), 3);
}

#[test]
fn what_the_zip_crate_writes_plainly_we_read() {
    let mut theirs = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    theirs.start_file("mimetype", stored).unwrap();
    theirs.write_all(MIMETYPE.as_bytes()).unwrap();
    theirs.start_file("é/b", stored.compression_method(zip::CompressionMethod::Deflated)).unwrap();
    theirs.write_all(&b"again and ".repeat(50)).unwrap();
    let read = contents(theirs.finish().unwrap().get_ref()).unwrap();
    assert_eq!(read[0], ("mimetype".to_owned(), MIMETYPE.as_bytes().to_vec()));
    assert_eq!(read[1], ("é/b".to_owned(), b"again and ".repeat(50)));
}

#[test]
fn unzip_finds_no_fault_with_what_we_write() {
    let file = tempfile::NamedTempFile::new().unwrap();
    file.as_file().write_all(&sample()).unwrap();
    // Where unzip is not installed there is nothing to compare with; tests/run installs it.
    let Ok(run) = std::process::Command::new("unzip").arg("-t").arg(file.path()).output() else { return };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stdout));
    assert!(String::from_utf8_lossy(&run.stdout).contains("No errors detected"));
}

#[test]
fn a_container_cut_anywhere_is_refused() {
    let octets = sample();
    for end in 0..octets.len() {
        assert!(contents(&octets[..end]).is_err(), "cut at {end}");
    }
}

#[test]
fn a_container_with_octets_before_or_behind_it_is_refused() {
    for octets in [[b"#!/bin/sh\n".to_vec(), sample()].concat(), [sample(), b"\n".to_vec()].concat()] {
        assert!(open(&octets).is_err());
    }
}

#[test]
fn no_changed_bit_changes_names_or_contents_without_an_error() {
    let octets = sample();
    let before = contents(&octets).unwrap();
    let mut unseen = 0;
    for place in 0..octets.len() * 8 {
        let mut changed = octets.clone();
        changed[place / 8] ^= 1 << (place % 8);
        match contents(&changed) {
            Ok(after) => {
                assert_eq!(after, before, "bit {place}");
                unseen += 1;
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
    // Program version and file mode say nothing about the content; all else is seen.
    assert!(unseen <= 3 * (16 + 16 + 32), "{unseen} changed bits went unseen");
}

#[test]
fn the_one_comment_of_the_standard_is_taken_and_no_other() {
    let mut writer = Writer::new(Vec::new());
    writer.stored("mimetype", MIMETYPE.as_bytes()).unwrap();
    let mut octets = writer.finish(true).unwrap();
    assert!(open(&octets).is_ok());
    let last = octets.len() - 1;
    octets[last] = b'x';
    assert!(matches!(open(&octets), Err(Error::NotAZip)));
}

#[test]
fn names_that_some_system_would_understand_otherwise_are_refused() {
    let long = "a".repeat(256);
    let bad = [
        "",
        "/etc/passwd",
        "../x",
        "a/../b",
        "a/./b",
        "a//b",
        "a\\b",
        "C:x",
        "a/",
        "a\0b",
        "a\nb",
        "a.",
        "a /b",
        "x\u{202e}lme.exe",
        &long,
    ];
    for name in bad {
        let error = open(&named(name)).err();
        assert!(matches!(error, Some(Error::Name { .. } | Error::Directory(_))), "{name:?}: {error:?}");
        assert!(Writer::new(Vec::new()).stored(name, b"x").is_err(), "{name:?}");
    }
    assert!(open(&named("a/b.c/d-e_f")).is_ok());
}

#[test]
fn a_name_that_is_not_utf8_or_not_said_to_be_is_refused() {
    let crc = crc32fast::hash(b"x");
    assert!(matches!(open(&crafted(&[(b"\xe9", header::UTF8, 0, b"x", crc, 1)])), Err(Error::Name { .. })));
    assert!(matches!(open(&crafted(&[("é".as_bytes(), 0, 0, b"x", crc, 1)])), Err(Error::Unsupported { .. })));
}

#[test]
fn two_members_of_one_name_are_refused_whatever_their_capitals() {
    let crc = crc32fast::hash(b"x");
    let one = |name: &'static str| (name.as_bytes(), 0, 0, &b"x"[..], crc, 1);
    assert!(matches!(open(&crafted(&[one("a/b"), one("a/b")])), Err(Error::Duplicate(_))));
    assert!(matches!(open(&crafted(&[one("a/b"), one("A/B")])), Err(Error::Duplicate(_))));
    assert!(matches!(open(&crafted(&[one("a"), one("a/b")])), Err(Error::Name { .. })));
    assert!(matches!(open(&crafted(&[one("a/b"), one("a")])), Err(Error::Name { .. })));
}

#[test]
fn encryption_unknown_compression_descriptors_and_zip64_are_refused_by_name() {
    let crc = crc32fast::hash(b"x");
    for (flags, method, size) in [(1, 0, 1), (8, 0, 1), (0x40, 0, 1), (0, 9, 1), (0, 12, 1), (0, 0, u32::MAX)] {
        let error = open(&crafted(&[(b"secret.xml", flags, method, b"x", crc, size)])).err().unwrap();
        assert!(matches!(error, Error::Unsupported { .. }), "{error}");
        assert!(error.to_string().contains("secret.xml"), "{error}");
    }
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let packed = vec![0; 2_000];
    let error = open(&crafted(&[(b"zeros", 0, 8, &packed, 0, 2_000_000)])).err().unwrap();
    assert!(matches!(error, Error::Bomb(_)), "{error}");
}

#[test]
fn a_member_that_unpacks_to_more_or_less_than_it_says_is_damaged() {
    let content = b"one two three four five six ".repeat(10);
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(&content).unwrap();
    let packed = encoder.finish().unwrap();
    let size = u32::try_from(content.len()).unwrap();
    let crc = crc32fast::hash(&content);
    assert!(contents(&crafted(&[(b"a", 0, 8, &packed, crc, size)])).is_ok());
    for said in [size - 1, size + 1, 0] {
        let error = contents(&crafted(&[(b"a", 0, 8, &packed, crc, said)])).unwrap_err();
        assert!(matches!(error, Error::Damaged { .. }), "{error}");
    }
    let hidden = [packed.clone(), b"hidden".to_vec()].concat();
    assert!(matches!(contents(&crafted(&[(b"a", 0, 8, &hidden, crc, size)])), Err(Error::Damaged { .. })));
    let cut = &packed[..packed.len() - 1];
    assert!(matches!(contents(&crafted(&[(b"a", 0, 8, cut, crc, size)])), Err(Error::Damaged { .. })));
}

#[test]
fn limits_hold_for_the_file_the_members_and_each_member() {
    let octets = sample();
    let limits = |file, members| Limits { file, members };
    let open = |limits| Archive::open(Cursor::new(&octets), &limits);
    assert!(matches!(open(limits(10, 10)).err(), Some(Error::FileTooLarge(10))));
    assert!(matches!(open(limits(1 << 20, 2)).err(), Some(Error::TooMany(2))));
    let mut archive = open(limits(1 << 20, 3)).unwrap();
    assert!(matches!(archive.read("message.eml", 100), Err(Error::TooLarge { .. })));
    assert!(matches!(archive.read("other", 100), Err(Error::Missing(_))));
}

#[test]
fn a_source_that_changes_between_the_two_passes_is_not_packed() {
    let sum = Sum::of(&b"first"[..]).unwrap();
    for second in [&b"second"[..], b"firs", b"FIRST"] {
        assert!(matches!(Writer::new(Vec::new()).streamed("m", sum, second), Err(Error::Damaged { .. })));
    }
}

#[test]
fn members_can_be_added_behind_a_finished_container_without_touching_it() {
    let whole = sample();
    let mut first = Writer::new(Vec::new());
    first.stored("mimetype", MIMETYPE.as_bytes()).unwrap();
    first.deflated("evidence/001-SubmissionAcceptance.xml", b"<a>one one one one one one</a>").unwrap();
    let without = first.finish(false).unwrap();
    let mut again = Writer::resume(&mut open(&without).unwrap(), Vec::new()).unwrap();
    assert!(again.stored("MIMETYPE", b"").is_err());
    let large = b"From: a@b\r\n\r\nHello\r\n".repeat(20);
    again.streamed("message.eml", Sum::of(&large[..]).unwrap(), &large[..]).unwrap();
    assert_eq!(again.finish(false).unwrap(), whole);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_reads_back_the_same(
        members in prop::collection::btree_map("[a-z]{1,8}(/[a-z]{1,8}\\.[a-z]{1,3})?", prop::collection::vec(any::<u8>(), 0..3000), 0..8),
        repeat in 1_usize..200,
    ) {
        let mut writer = Writer::new(Vec::new());
        let mut written = Vec::new();
        for (place, (name, content)) in members.into_iter().enumerate() {
            let content = content.repeat(if place % 2 == 0 { 1 } else { repeat });
            let done = match place % 3 {
                0 => writer.stored(&name, &content),
                1 => writer.deflated(&name, &content),
                _ => writer.streamed(&name, Sum::of(&content[..]).unwrap(), &content[..]),
            };
            match done {
                Ok(()) => written.push((name, content)),
                // "a" beside "a/b.c": a file and a folder at once.
                Err(error) => prop_assert!(matches!(error, Error::Name { .. }), "{}", error),
            }
        }
        let octets = writer.finish(repeat % 2 == 0).unwrap();
        prop_assert_eq!(contents(&octets).unwrap(), written);
    }

    #[test]
    fn no_octets_at_all_make_the_reader_panic(octets in prop::collection::vec(any::<u8>(), 0..400), seed in any::<prop::sample::Index>()) {
        let mut mixed = sample();
        let at = seed.index(mixed.len());
        let end = (at + octets.len()).min(mixed.len());
        let count = end - at;
        mixed[at..end].copy_from_slice(&octets[..count]);
        let _ = contents(&mixed);
        let _ = contents(&octets);
    }
}
