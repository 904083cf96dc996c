//! Bundles with archive time-stamps: sound ones, and ones in which one thing is wrong.

use recepis::crypto::{Digest, sha256};
use recepis::seal::tsp::Imprint;

use super::{Case, base64, edit, pki, with};
use crate::augmented::{FIRST, LATEST, OLDER, SECOND, brief, day, stamped, token};
use crate::packed::{MESSAGE, Tale, with_message};
use crate::pki::{Pki, Plan};
use crate::{members, zipped};

type Members = Vec<(String, Vec<u8>)>;

/// A bundle under one archive time-stamp.
fn once() -> Vec<u8> {
    stamped(&Tale::accepted(1).bundle(&pki()), &brief(), Digest::Sha256, day(20))
}

/// The same under a second, made while the authority of the first was certified.
fn twice() -> Vec<u8> {
    stamped(&once(), &pki(), Digest::Sha256, day(90))
}

pub(super) fn sound() -> Vec<Case> {
    let whole = with_message(&Tale::accepted(1).bundle(&pki()), MESSAGE);
    vec![
        Case::new("archive-time-stamp", once(), day(40)),
        Case::new("archive-time-stamps-the-first-over-since", twice(), day(400)),
        Case::new("archive-time-stamp-with-sha-512", stamped(&whole, &pki(), Digest::Sha512, day(20)), day(40)),
    ]
}

fn remade(what: &str, bundle: &[u8], change: impl FnOnce(&mut Members)) -> Case {
    let mut all = members(bundle);
    change(&mut all);
    Case::new(what, zipped(&all), day(95))
}

fn find<'a>(all: &'a mut Members, name: &str) -> &'a mut Vec<u8> {
    &mut all.iter_mut().find(|(is, _)| is == name).unwrap().1
}

/// A bundle whose archive manifest says something else, under a time-stamp over just that.
fn restated(what: &str, change: impl FnOnce(&mut Members, String) -> String) -> Case {
    remade(what, &once(), |all| {
        let text = String::from_utf8(find(all, LATEST).clone()).unwrap();
        let text = change(all, text).into_bytes();
        *find(all, FIRST) = token(&brief(), &text, Digest::Sha256, day(20));
        *find(all, LATEST) = text;
    })
}

/// The line of the manifest about a file.
fn line(text: &str, name: &str) -> String {
    text.lines().find(|line| line.contains(&format!(" URI=\"{name}\""))).unwrap().to_owned() + "\n"
}

pub(super) fn cases() -> Vec<Case> {
    [manifests(), tokens(), chains()].into_iter().flatten().collect()
}

fn manifests() -> Vec<Case> {
    let omitting = |what: &str, name: &str| restated(what, |_, text| with(&text, &line(&text, name), ""));
    vec![
        remade("archive-manifest-flipped", &once(), |all| edit(find(all, LATEST), "message/rfc822", "message/global")),
        restated("archive-manifest-not-well-formed", |_, text| with(&text, "<ds:DigestValue", "<ds:DigestValue<")),
        omitting("archive-manifest-without-an-evidence", "evidence/001-SubmissionAcceptance.xml"),
        omitting("archive-manifest-without-the-signature", "META-INF/signature001.p7s"),
        restated("archive-manifest-names-a-file-that-is-not-there", |all, text| {
            let one = line(&text, "notice-1.eml");
            let more = with(&one, "notice-1.eml", "notice-7.eml");
            let digest = base64(&sha256(find(all, "notice-1.eml")));
            let more = with(&more, &digest, &base64(&sha256(b"nothing")));
            with(&text, &one, &format!("{one}{more}"))
        }),
        restated("archive-manifest-with-another-digest", |all, text| {
            let digest = base64(&sha256(find(all, "notice-1.eml")));
            with(&text, &digest, &base64(&sha256(b"another notice")))
        }),
        restated("archive-manifest-with-a-weak-digest", |_, text| {
            with(&text, "2001/04/xmlenc#sha256", "2000/09/xmldsig#sha1")
        }),
        remade("archive-file-replaced-with-the-services-help", &once(), |all| {
            // The service signs another list over another notice; what the time-stamp is over stays.
            let old = base64(&sha256(find(all, "notice-1.eml")));
            edit(find(all, "notice-1.eml"), "awaits", "avoids");
            let new = base64(&sha256(find(all, "notice-1.eml")));
            edit(find(all, "META-INF/ASiCManifest001.xml"), &old, &new);
            let manifest = find(all, "META-INF/ASiCManifest001.xml").clone();
            *find(all, "META-INF/signature001.p7s") = pki().detached(&manifest, Tale::accepted(1).moment());
        }),
    ]
}

fn tokens() -> Vec<Case> {
    let swapped = |what: &str, new: Vec<u8>| remade(what, &once(), |all| *find(all, FIRST) = new);
    let manifest = find(&mut members(&once()), LATEST).clone();
    let stranger = Pki::new(&Plan { seed: 9, organisation: "Somebody", ..Plan::default() });
    let sealed = {
        let pki = pki();
        Pki { tsa: pki.seal.clone(), tsa_key: pki.seal_key.clone(), ..pki }
    };
    let imprint = Imprint { digest: Digest::Sha256, octets: Digest::Sha256.of(&manifest) };
    vec![
        remade("archive-time-stamp-missing", &once(), |all| all.retain(|(name, _)| name != FIRST)),
        remade("archive-time-stamp-flipped", &once(), |all| {
            let octets = find(all, FIRST);
            // The signature's value is the last of it.
            let place = octets.len() - 20;
            octets[place] ^= 1;
        }),
        swapped("archive-time-stamp-of-another-bundle", {
            let other = stamped(&Tale::refused(2).bundle(&pki()), &brief(), Digest::Sha256, day(20));
            find(&mut members(&other), FIRST).clone()
        }),
        swapped("archive-time-stamp-by-a-certificate-for-seals", token(&sealed, &manifest, Digest::Sha256, day(20))),
        swapped(
            "archive-time-stamp-under-a-root-that-is-not-trusted",
            token(&stranger, &manifest, Digest::Sha256, day(20)),
        ),
        swapped("archive-time-stamp-without-revocation-list", brief().token(imprint, day(50))),
        swapped("archive-time-stamp-after-the-moment-judged-for", token(&brief(), &manifest, Digest::Sha256, day(96))),
        swapped("archive-time-stamp-older-than-what-it-is-over", token(&brief(), &manifest, Digest::Sha256, day(0))),
        Case::new("archive-time-stamp-over-since", once(), day(400)),
    ]
}

fn chains() -> Vec<Case> {
    let late = stamped(&once(), &pki(), Digest::Sha256, day(101));
    let rename = |all: &mut Members, from: &str, to: &str| {
        to.clone_into(&mut all.iter_mut().find(|(is, _)| is == from).unwrap().0);
    };
    let restated = |what: &str, change: &dyn Fn(String) -> String| {
        remade(what, &twice(), |all| {
            let text = change(String::from_utf8(find(all, LATEST).clone()).unwrap()).into_bytes();
            *find(all, SECOND) = token(&pki(), &text, Digest::Sha256, day(90));
            *find(all, LATEST) = text;
        })
    };
    vec![
        Case::new("archive-time-stamps-the-second-too-late", late, day(400)),
        remade("archive-manifests-in-each-others-place", &twice(), |all| {
            rename(all, LATEST, "x");
            rename(all, OLDER, LATEST);
            rename(all, "x", OLDER);
        }),
        remade("archive-manifest-before-the-latest-missing", &twice(), |all| all.retain(|(name, _)| name != OLDER)),
        remade("archive-manifest-latest-missing", &twice(), |all| all.retain(|(name, _)| name != LATEST)),
        remade("archive-manifests-with-each-others-time-stamp", &twice(), |all| {
            let first = find(all, FIRST).clone();
            let second = std::mem::replace(find(all, SECOND), first);
            *find(all, FIRST) = second;
        }),
        restated("archive-manifest-that-leads-to-none-before-it", &|text| with(&text, " Rootfile=\"true\"", "")),
        restated("archive-manifest-without-the-time-stamp-before-it", &|text| with(&text, &line(&text, FIRST), "")),
    ]
}
