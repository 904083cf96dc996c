//! The container: what its manifest says, who signed it, and what zip programs understand in two ways.

use super::{Case, base64, edit, pki, remade, with};
use crate::members;
use crate::packed::{MESSAGE, Tale, with_message};
use recepis::crypto::sha256;

const MANIFEST: &str = "META-INF/ASiCManifest001.xml";
const SIGNATURE: &str = "META-INF/signature001.p7s";
const NOTICE: &str = "notice-1.eml";

pub(super) fn cases() -> Vec<Case> {
    [manifest(), signature(), zip()].into_iter().flatten().collect()
}

type Members = Vec<(String, Vec<u8>)>;

fn find<'a>(members: &'a mut Members, name: &str) -> &'a mut Vec<u8> {
    &mut members.iter_mut().find(|(found, _)| found == name).unwrap().1
}

/// A bundle whose manifest the service signed in other words.
fn resigned(what: &str, change: impl FnOnce(&mut Members, String) -> String) -> Case {
    let tale = Tale::refused(2);
    remade(what, &tale, |members| {
        let text = String::from_utf8(find(members, MANIFEST).clone()).unwrap();
        let text = change(members, text);
        *find(members, SIGNATURE) = pki().detached(text.as_bytes(), tale.moment());
        *find(members, MANIFEST) = text.into_bytes();
    })
}

/// The manifest's reference to a file.
fn reference(text: &str, name: &str) -> String {
    let start = text
        .find(&format!("<asic:DataObjectReference MimeType=\"message/rfc822\" URI=\"{name}\""))
        .unwrap_or_else(|| {
            let at = text.find(&format!("URI=\"{name}\"")).unwrap();
            text[..at].rfind('<').unwrap()
        });
    let end = "DataObjectReference>";
    text[start..start + text[start..].find(end).unwrap() + end.len()].to_owned()
}

fn manifest() -> Vec<Case> {
    let digest = |octets: &[u8]| base64(&sha256(octets));
    vec![
        resigned("file-not-listed", |_, text| text.replace(&reference(&text, NOTICE), "")),
        resigned("file-listed-and-missing", |members, text| {
            members.retain(|(name, _)| name != NOTICE);
            text
        }),
        resigned("file-listed-twice", |_, text| {
            let one = reference(&text, NOTICE);
            with(&text, &one, &format!("{one}{one}"))
        }),
        resigned("file-with-another-digest", |members, text| {
            let old = digest(find(members, NOTICE));
            with(&text, &old, &digest(b"another notice"))
        }),
        resigned("manifest-digest-weak", |_, text| text.replace("2001/04/xmlenc#sha256", "2000/09/xmldsig#sha1")),
        resigned("message-listed", |members, text| {
            let old = digest(find(members, NOTICE));
            let more = with(&reference(&text, NOTICE), NOTICE, "message.eml");
            let more = with(&more, &old, &digest(MESSAGE));
            members.push(("message.eml".to_owned(), MESSAGE.to_vec()));
            let one = reference(&text, NOTICE);
            with(&text, &one, &format!("{one}{more}"))
        }),
        resigned("signature-named-elsewhere", |_, text| with(&text, "signature001.p7s", "signature002.p7s")),
        resigned("manifest-is-no-xml", |_, text| with(&text, "<ds:DigestValue", "<ds:DigestValue<")),
        resigned("manifest-with-an-entity", |_, text| format!("<!DOCTYPE m [<!ENTITY x \"y\">]>{text}")),
    ]
}

fn signature() -> Vec<Case> {
    let tale = Tale::refused(2);
    let p7s =
        |what: &str, change: &dyn Fn(&mut Vec<u8>)| remade(what, &tale, |members| change(find(members, SIGNATURE)));
    let unstamped = {
        let pki = pki();
        let mut all = members(&tale.bundle(&pki));
        let chain = std::slice::from_ref(&pki.root);
        let manifest = find(&mut all, MANIFEST).clone();
        let time = tale.moment().whole_seconds();
        let prepared = recepis::seal::cms::prepare(&manifest, &pki.seal, chain, time, crate::pki::P256).unwrap();
        let signature = pki.seal_key.sign(&prepared.to_sign);
        prepared.assemble(&signature).unwrap().bytes
    };
    vec![
        remade("manifest-changed", &tale, |members| edit(find(members, MANIFEST), "message/rfc822", "message/global")),
        remade("member-changed", &tale, |members| edit(find(members, NOTICE), "awaits", "avoids")),
        remade("member-taken-out", &tale, |members| members.retain(|(name, _)| name != NOTICE)),
        remade("member-put-in", &tale, |members| {
            let place = members.iter().position(|(name, _)| name == MANIFEST).unwrap();
            members.insert(place, ("evidence/009-Outage.xml".to_owned(), members[1].1.clone()));
        }),
        remade("signature-missing", &tale, |members| members.retain(|(name, _)| name != SIGNATURE)),
        remade("manifest-missing", &tale, |members| members.retain(|(name, _)| name != MANIFEST)),
        p7s("signature-flipped", &|octets| {
            let middle = octets.len() / 2;
            octets[middle] ^= 1;
        }),
        p7s("signature-over-another-manifest", &|octets| *octets = pki().detached(b"another", tale.moment())),
        p7s("signature-of-another-service", &|octets| {
            let other = crate::pki::Pki::new(&crate::pki::Plan { seed: 7, ..crate::pki::Plan::default() });
            let manifest = find(&mut members(&tale.bundle(&pki())), MANIFEST).clone();
            *octets = other.detached(&manifest, tale.moment());
        }),
        p7s("signature-without-time-stamp", &|octets| octets.clone_from(&unstamped)),
        p7s("signature-beside-a-list-that-is-not-in-trust", &|octets| {
            let other = crate::pki::Pki::new(&crate::pki::Plan { seed: 7, ..crate::pki::Plan::default() });
            let manifest = find(&mut members(&tale.bundle(&pki())), MANIFEST).clone();
            *octets = crate::pki::Pki { crls: other.crls, ..pki() }.detached(&manifest, tale.moment());
        }),
        p7s("signature-beside-an-ocsp-response-that-is-not-in-trust", &|octets| {
            let ocsp = Some(crate::pki::Ocsp::default());
            let asked = crate::pki::Pki::new(&crate::pki::Plan { ocsp, ..crate::pki::Plan::default() });
            let manifest = find(&mut members(&tale.bundle(&pki())), MANIFEST).clone();
            *octets = asked.detached(&manifest, tale.moment());
        }),
        p7s("signature-with-octets-behind-it", &|octets| octets.push(0)),
        remade("media-type-of-something-else", &tale, |members| members[0].1 = b"application/zip".to_vec()),
        remade("media-type-not-first", &tale, |members| members.swap(0, 1)),
        Case::new("message-inside-is-another", with_message(&tale.bundle(&pki()), b"another"), tale.moment()),
    ]
}

/// Both headers of a member: where its name stands, in the local one and in the directory.
fn headers(zip: &[u8], name: &str) -> (usize, usize) {
    let find = |mark: &[u8], size: usize| {
        let is = |at: &usize| {
            zip[*at..].starts_with(mark) && zip.get(at + size..at + size + name.len()) == Some(name.as_bytes())
        };
        (0..zip.len()).find(is).unwrap()
    };
    (find(b"PK\x03\x04", 30), find(b"PK\x01\x02", 46))
}

fn zip() -> Vec<Case> {
    let tale = Tale::refused(2);
    let whole = tale.bundle(&pki());
    let made = |what: &str, change: &dyn Fn(&mut Vec<u8>)| {
        let mut octets = whole.clone();
        change(&mut octets);
        Case::new(what, octets, tale.moment())
    };
    // The same number at its place in both headers of the notice: (local offset, offset in the directory).
    let both = |what: &str, local: usize, central: usize, number: u16| {
        made(what, &|octets| {
            let (l, c) = headers(octets, NOTICE);
            octets[l + local..l + local + 2].copy_from_slice(&number.to_le_bytes());
            octets[c + central..c + central + 2].copy_from_slice(&number.to_le_bytes());
        })
    };
    let named = |what: &str, name: &str| {
        assert_eq!(name.len(), NOTICE.len());
        made(what, &|octets| {
            let (l, c) = headers(octets, NOTICE);
            octets[l + 30..l + 30 + name.len()].copy_from_slice(name.as_bytes());
            octets[c + 46..c + 46 + name.len()].copy_from_slice(name.as_bytes());
        })
    };
    let doubled = |what: &str, second: &str| {
        let mut all = members(&whole);
        all.push(("dialogue/999.txt".to_owned(), b"another dialogue".to_vec()));
        let mut octets = crate::zipped(&all);
        let (l, c) = headers(&octets, "dialogue/999.txt");
        octets[l + 30..l + 46].copy_from_slice(second.as_bytes());
        octets[c + 46..c + 62].copy_from_slice(second.as_bytes());
        Case::new(what, octets, tale.moment())
    };
    vec![
        made("zip-octets-before", &|octets| drop(octets.splice(0..0, *b"#!/bin/sh\n"))),
        made("zip-octets-behind", &|octets| octets.push(b'\n')),
        made("zip-cut", &|octets| octets.truncate(octets.len() - 30)),
        made("zip-comment", &|octets| {
            let end = octets.len() - 2;
            octets[end..].copy_from_slice(&2_u16.to_le_bytes());
            octets.extend_from_slice(b"hi");
        }),
        doubled("zip-name-twice", "dialogue/002.txt"),
        doubled("zip-name-twice-in-other-capitals", "Dialogue/002.TXT"),
        both("zip-encrypted", 6, 8, 1),
        both("zip-data-descriptor", 6, 8, 8),
        both("zip-method-unknown", 8, 10, 99),
        named("zip-name-absolute", "/otice-1.eml"),
        named("zip-name-goes-up", "../ice-1.eml"),
        named("zip-name-with-backslash", "no\\ice-1.eml"),
        made("zip-headers-disagree-on-the-name", &|octets| {
            let (local, _) = headers(octets, NOTICE);
            octets[local + 30] = b'N';
        }),
        made("zip-headers-disagree-on-the-size", &|octets| {
            let (_, central) = headers(octets, NOTICE);
            octets[central + 24] ^= 1;
        }),
        made("zip-checksum-wrong", &|octets| {
            let (local, central) = headers(octets, NOTICE);
            octets[local + 14] ^= 1;
            octets[central + 16] ^= 1;
        }),
        made("zip-two-members-over-the-same-octets", &|octets| {
            let ((_, notice), (local, _)) = (headers(octets, NOTICE), headers(octets, "dialogue/002.txt"));
            octets[notice + 42..notice + 46].copy_from_slice(&u32::try_from(local).unwrap().to_le_bytes());
        }),
        made("zip-sizes-of-zip64", &|octets| {
            let (_, central) = headers(octets, NOTICE);
            octets[central + 20..central + 28].fill(0xFF);
        }),
        made("zip-link", &|octets| {
            let (_, central) = headers(octets, NOTICE);
            octets[central + 5] = 3;
            octets[central + 38..central + 42].copy_from_slice(&(0o120_777_u32 << 16).to_le_bytes());
        }),
    ]
}
