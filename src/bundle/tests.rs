//! Packing and opening are inverse, and every change to a bundle is seen and named.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use proptest::prelude::*;

use super::*;
use crate::crypto::sha256;
use crate::erds::content::Sha256;
use crate::format::zip::{Archive, Sum, Writer};

const MESSAGE: &[u8] = b"From: a@example.org\r\n\r\nThe rent is due.\r\n";
const SIGNATURE: &[u8] = b"a signature stands here; who made it is not this module's question";

fn members() -> Vec<(Role, Vec<u8>)> {
    let trust = |name: &str| ("seal".to_owned(), name.to_owned());
    let (group, name) = trust("01");
    let (crl_group, crl) = trust("01");
    vec![
        (Role::Evidence { sequence: 1, event: "SubmissionAcceptance".into() }, b"<Evidence>1</Evidence>".to_vec()),
        (
            Role::Evidence { sequence: 2, event: "NotificationForAcceptance".into() },
            b"<Evidence>2</Evidence>".repeat(9),
        ),
        (Role::Export { length: 2 }, b"<Evidence>export</Evidence>".to_vec()),
        (Role::Acknowledgement { sequence: 2 }, b"{}".to_vec()),
        (Role::Notice { number: 1 }, b"Subject: a notice\r\n\r\n".to_vec()),
        (Role::Dialogue { sequence: 2 }, b"< 250 ok\r\n".to_vec()),
        (Role::Promise, b"recepis promise v1\n".to_vec()),
        (Role::ServiceStatement, b"recepis service v1\n".to_vec()),
        (Role::ServiceProof, b"c2sp.org/tlog-proof@v1\n".to_vec()),
        (Role::Certificate { group, name }, vec![0x30, 0]),
        (Role::Crl { group: crl_group, name: crl }, vec![0x30, 1]),
        (Role::ReportJson, b"{\"v\":1}".to_vec()),
        (Role::ReportText, b"Report".to_vec()),
    ]
}

fn packed(members: &[(Role, Vec<u8>)]) -> Vec<u8> {
    let mut packer = Packer::new(Vec::new()).unwrap();
    for (role, content) in members {
        packer.add(role, content).unwrap();
    }
    packer.close().unwrap().finish(SIGNATURE).unwrap()
}

fn with_message(bundle: &[u8]) -> Vec<u8> {
    attach(Cursor::new(bundle), Sum::of(MESSAGE).unwrap(), MESSAGE, Vec::new()).unwrap()
}

fn opened(octets: &[u8]) -> OpenBundle {
    open(Cursor::new(octets), &Limits::default()).unwrap()
}

fn files(octets: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = Archive::open(Cursor::new(octets), &zip::Limits::default()).unwrap();
    let names: Vec<String> = archive.members().iter().map(|member| member.name.clone()).collect();
    names.into_iter().map(|name| (name.clone(), archive.read(&name, 1 << 20).unwrap())).collect()
}

/// The same files packed again after a change to them; the manifest stays as it was.
fn repacked(change: impl FnOnce(&mut Vec<(String, Vec<u8>)>)) -> OpenBundle {
    let mut files = files(&with_message(&packed(&members())));
    change(&mut files);
    let mut writer = Writer::new(Vec::new());
    for (name, content) in files {
        writer.stored(&name, &content).unwrap();
    }
    opened(&writer.finish(false).unwrap())
}

fn set(files: &mut [(String, Vec<u8>)], name: &str, content: &[u8]) {
    files.iter_mut().find(|(found, _)| found == name).unwrap().1 = content.to_vec();
}

#[test]
fn what_is_packed_is_found_again_under_its_role() {
    let bundle = opened(&with_message(&packed(&members())));
    assert_eq!(bundle.findings, []);
    assert_eq!(
        bundle.evidence.iter().map(|e| (e.sequence, e.event.as_str())).collect::<Vec<_>>(),
        [(1, "SubmissionAcceptance"), (2, "NotificationForAcceptance")]
    );
    assert_eq!(bundle.evidence[1].file.octets, b"<Evidence>2</Evidence>".repeat(9));
    assert_eq!(bundle.exports[0].number, 2);
    assert_eq!(bundle.acknowledgements[0].file.digest, Sha256(sha256(b"{}")));
    assert_eq!((bundle.notices[0].number, bundle.notices[0].stand_in), (1, false));
    assert_eq!(bundle.dialogues[0].file.name, "dialogue/002.txt");
    let single = [&bundle.promise, &bundle.service, &bundle.service_proof];
    let names: Vec<&str> = single.into_iter().flatten().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["receipt/promise.txt", "log/service.txt", "log/service.tlog-proof"]);
    assert_eq!((bundle.certificates.len(), bundle.crls.len(), bundle.reports.len()), (1, 1, 2));
    let manifest = bundle.manifest.unwrap();
    assert_eq!(manifest.content.references.len(), members().len());
    assert_eq!(manifest.signature.unwrap().octets, SIGNATURE);
    assert_eq!(bundle.message, Some(Message { digest: Sha256(sha256(MESSAGE)), size: MESSAGE.len() as u64 }));
    assert!(bundle.others.is_empty());
}

#[test]
fn without_the_message_every_other_member_is_the_same_octet_for_octet() {
    let (without, with) = (packed(&members()), with_message(&packed(&members())));
    let mut all = files(&with);
    assert_eq!(all.pop().unwrap(), ("message.eml".to_owned(), MESSAGE.to_vec()));
    assert_eq!(all, files(&without));
    let bundle = opened(&without);
    assert_eq!((bundle.message, bundle.findings), (None, vec![]));
    assert_eq!(without, packed(&members()), "packing is deterministic");
    assert!(attach(Cursor::new(&with), Sum::of(MESSAGE).unwrap(), MESSAGE, Vec::new()).is_err());
}

#[test]
fn a_notice_that_still_works_is_stood_for_by_its_digest() {
    let digest = Sha256(sha256(b"the notice"));
    let mut packer = Packer::new(Vec::new()).unwrap();
    packer.stand_in(3, digest).unwrap();
    let octets = packer.close().unwrap().finish(SIGNATURE).unwrap();
    let bundle = opened(&octets);
    let notice = &bundle.notices[0];
    assert_eq!((notice.number, notice.digest, notice.stand_in), (3, digest, true));
    let mut other = Packer::new(Vec::new()).unwrap();
    other.add(&Role::NoticeStandIn { number: 4 }, &notice.file.octets).unwrap();
    let bundle = opened(&other.close().unwrap().finish(SIGNATURE).unwrap());
    assert_eq!(bundle.findings, [Finding::StandIn("notice-4.txt".into())]);
}

#[test]
fn a_file_removed_added_changed_or_swapped_is_named() {
    let first = "evidence/001-SubmissionAcceptance.xml".to_owned();
    let second = "evidence/002-NotificationForAcceptance.xml".to_owned();
    let found = |change: fn(&mut Vec<(String, Vec<u8>)>)| repacked(change).findings;
    assert_eq!(found(|_| ()), []);
    assert_eq!(found(|files| files.retain(|(name, _)| !name.contains("/001-"))), [Finding::Missing(first.clone())]);
    assert_eq!(
        found(|files| files.push(("evidence/003-Recalled.xml".into(), vec![]))),
        [Finding::Unlisted("evidence/003-Recalled.xml".into())]
    );
    assert_eq!(found(|files| files.push(("readme.txt".into(), vec![]))), [Finding::Unlisted("readme.txt".into())]);
    assert_eq!(
        found(|files| files.push(("META-INF/run.exe".into(), vec![]))),
        [Finding::Unlisted("META-INF/run.exe".into())]
    );
    assert_eq!(
        found(|files| files.push(("META-INF/timestamp001.tst".into(), vec![]))),
        [Finding::NotChecked("META-INF/timestamp001.tst".into())]
    );
    let swapped = found(|files| {
        let one = files[1].1.clone();
        files[1].1 = std::mem::replace(&mut files[2].1, one);
    });
    assert_eq!(swapped, [Finding::Differs(first.clone()), Finding::Differs(second)]);
    let named = found(|files| files[1].0 = "evidence/001-SubmissionRejection.xml".into());
    assert_eq!(named, [Finding::Missing(first), Finding::Unlisted("evidence/001-SubmissionRejection.xml".into())]);
}

#[test]
fn manifest_and_signature_missing_or_unreadable_are_named() {
    let manifest = "META-INF/ASiCManifest001.xml";
    let signature = "META-INF/signature001.p7s";
    let found = |change: fn(&mut Vec<(String, Vec<u8>)>)| repacked(change).findings;
    assert_eq!(found(|files| files.retain(|(name, _)| !name.contains("Manifest"))), [Finding::NoManifest]);
    assert_eq!(
        found(|files| files.retain(|(name, _)| !name.contains("signature"))),
        [Finding::NoSignature(signature.into())]
    );
    let unreadable = repacked(|files| set(files, manifest, b"<a/>"));
    assert!(matches!(unreadable.findings[..], [Finding::ManifestUnreadable(_)]), "{:?}", unreadable.findings);
    assert!(unreadable.manifest.is_none());
    let hiding = repacked(|files| {
        let text = String::from_utf8(files.iter().find(|(name, _)| name == manifest).unwrap().1.clone()).unwrap();
        set(files, manifest, text.replace("report.txt", "message.eml").as_bytes());
    });
    assert_eq!(hiding.findings, [Finding::Listed("message.eml".into()), Finding::Unlisted("report.txt".into())]);
}

#[test]
fn a_media_type_that_is_not_where_it_should_be_is_named() {
    let found = |change: fn(&mut Vec<(String, Vec<u8>)>)| repacked(change).findings;
    assert_eq!(found(|files| drop(files.remove(0))), [Finding::Mimetype("is missing")]);
    assert_eq!(found(|files| files.swap(0, 1)), [Finding::Mimetype("is not the first file")]);
    assert_eq!(found(|files| files[0].1.push(b'\n')).len(), 1);
}

#[test]
fn no_changed_bit_in_a_bundle_goes_unnamed() {
    let octets = with_message(&packed(&members()));
    let before = opened(&octets);
    let content = files(&octets);
    for place in 0..octets.len() * 8 {
        let mut changed = octets.clone();
        changed[place / 8] ^= 1 << (place % 8);
        let Ok(bundle) = open(Cursor::new(&changed), &Limits::default()) else { continue };
        if bundle.findings.is_empty() {
            // Packing program and file mode: nothing that anybody reads out of the bundle.
            assert_eq!(files(&changed), content, "bit {place}");
            assert_eq!(bundle.message, before.message);
        } else {
            assert!(content.iter().any(|(name, _)| name == bundle.findings[0].file()), "{:?}", bundle.findings);
        }
    }
}

#[test]
fn a_changed_bit_in_a_file_that_is_packed_anew_is_seen_by_its_digest_or_left_to_its_signature() {
    let all = files(&with_message(&packed(&members())));
    for (place, (name, content)) in all.iter().enumerate() {
        for bit in (place % 7..content.len() * 8).step_by(7) {
            let bundle = repacked(|files| files[place].1[bit / 8] ^= 1 << (bit % 8));
            let unchanged = match Role::of(name) {
                // The digest is the evidence's to compare, the signature covers the manifest and is checked by itself.
                Role::Message => bundle.message.unwrap().digest == Sha256(sha256(MESSAGE)),
                Role::Signature => bundle.manifest.unwrap().signature.unwrap().octets == SIGNATURE,
                Role::Manifest => bundle.manifest.is_some_and(|manifest| manifest.file.octets == *content),
                _ => !bundle.findings.iter().any(|finding| finding.file() == name && !finding.is_harmless()),
            };
            assert!(!unchanged, "{name} bit {bit}");
        }
    }
}

#[test]
fn what_is_too_large_or_no_container_is_refused_at_once() {
    let octets = with_message(&packed(&members()));
    let refused = |limits: Limits| open(Cursor::new(&octets), &limits).err();
    let limits = Limits::default();
    assert!(matches!(refused(Limits { container: 100, ..limits }), Some(Error::Open(zip::Error::FileTooLarge(100)))));
    assert!(matches!(refused(Limits { files: 3, ..limits }), Some(Error::Open(zip::Error::TooMany(3)))));
    assert!(matches!(refused(Limits { file: 10, ..limits }), Some(Error::Open(zip::Error::TooLarge { .. }))));
    assert!(matches!(refused(Limits { total: 50, ..limits }), Some(Error::TooMuch(50))));
    assert!(matches!(refused(Limits { message: 9, ..limits }), Some(Error::Open(zip::Error::TooLarge { .. }))));
    for octets in [vec![], vec![0; 1 << 20], b"<html>".to_vec()] {
        assert!(matches!(open(Cursor::new(&octets), &limits).err(), Some(Error::Open(zip::Error::NotAZip))));
    }
}

#[test]
fn what_no_reader_would_take_is_not_packed() {
    let mut packer = Packer::new(Vec::new()).unwrap();
    for role in [Role::Mimetype, Role::Message, Role::Manifest, Role::Signature, Role::FurtherAssertion, Role::Other] {
        assert!(matches!(packer.add(&role, b""), Err(Error::Name(_))), "{role:?}");
    }
    assert!(packer.add(&Role::Evidence { sequence: 0, event: "Recalled".into() }, b"").is_err());
    assert!(packer.add(&Role::ReportText, &vec![b'x'; 3 << 20]).is_err());
    packer.add(&Role::ReportJson, b"{}").unwrap();
    assert!(matches!(packer.add(&Role::ReportJson, b"{}"), Err(Error::Pack(zip::Error::Duplicate(_)))));
    assert!(matches!(Packer::new(Vec::new()).unwrap().close().err(), Some(Error::Empty)));
    let endless = Sum::of(std::io::Read::take(std::io::repeat(b'x'), (64 << 20) + 1)).unwrap();
    let bundle = packed(&members());
    assert!(attach(Cursor::new(&bundle), endless, std::io::empty(), Vec::new()).is_err());
}

#[test]
fn the_manifest_is_valid_by_etsis_schema() {
    // Where nobody names a folder with ETSI's schemas there is nothing to check against.
    let Some(folder) = std::env::var_os("RECEPIS_SCHEMAS") else { return };
    let folder = std::path::Path::new(&folder);
    let mut packer = Packer::new(Vec::new()).unwrap();
    for (role, content) in members() {
        packer.add(&role, &content).unwrap();
    }
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(packer.close().unwrap().manifest()).unwrap();
    let run = std::process::Command::new("xmllint")
        .env("XML_CATALOG_FILES", folder.join("catalog.xml"))
        .args(["--nonet", "--noout", "--schema"])
        .arg(folder.join("en_31916201v010101.xsd"))
        .arg(file.path())
        .output()
        .expect("xmllint is installed where RECEPIS_SCHEMAS is set");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_files_come_back_as_they_went_in(contents in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..2000), 1..12)) {
        let members: Vec<(Role, Vec<u8>)> = contents
            .into_iter()
            .zip(1_u32..)
            .map(|(content, sequence)| (Role::Dialogue { sequence }, content))
            .collect();
        let bundle = opened(&packed(&members));
        prop_assert!(bundle.findings.is_empty());
        let expected: BTreeMap<u32, &Vec<u8>> = members.iter().zip(1_u32..).map(|((_, c), n)| (n, c)).collect();
        let found: BTreeMap<u32, &Vec<u8>> = bundle.dialogues.iter().map(|d| (d.number, &d.file.octets)).collect();
        prop_assert_eq!(found, expected);
    }
}
