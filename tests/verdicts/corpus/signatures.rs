//! Seals and time-stamps that do not fit, in a container that is otherwise as the service made it; the eight classic shapes of
//! wrapping (XSW), where something signed and something read are two things.

use std::time::Duration;

use recepis::format::evidence;

use super::{Case, changed, edit, pki, with};
use crate::packed::{Tale, pack, sealed, sealed_at, unstamped};
use crate::pki::{Key, Pki};

const FILE: &str = "evidence/003-ConsignmentAcceptance.xml";

pub(super) fn cases() -> Vec<Case> {
    [seals(), tokens(), wrapped()].into_iter().flatten().collect()
}

/// The acceptance sealed by another than the PKI says.
fn by(what: &str, spoilt: &Pki) -> Case {
    let tale = Tale::accepted(1);
    changed(what, &tale, FILE, |octets| *octets = sealed(spoilt, &tale.story.statements[2]))
}

/// What stands between two marks, the marks left out.
fn between<'a>(text: &'a str, open: &str, close: &str) -> &'a str {
    let (_, rest) = text.split_once(open).unwrap();
    rest.split_once(close).unwrap().0
}

fn text(octets: &[u8]) -> &str {
    std::str::from_utf8(octets).unwrap()
}

fn seals() -> Vec<Case> {
    let (pki, tale) = (pki(), Tale::accepted(1));
    let on = |what: &str, old: &str, new: &str| changed(what, &tale, FILE, |octets| edit(octets, old, new));
    let foreign = sealed(&pki, &tale.story.statements[3]);
    let value = ("<ds:SignatureValue Id=\"seal-value\">", "</ds:SignatureValue>");
    let certificate = ("<ds:X509Certificate>", "</ds:X509Certificate>");
    let swapped = |what: &str, (open, close): (&str, &str), new: &str| {
        changed(what, &tale, FILE, |octets| {
            let old = between(text(octets), open, close).to_owned();
            edit(octets, &old, new);
        })
    };
    vec![
        swapped("seal-value-of-another-evidence", value, between(text(&foreign), value.0, value.1)),
        swapped("seal-value-of-zeros", value, &super::base64(&[0; 64])),
        swapped("seal-certificate-in-anothers-place", certificate, &super::base64(pki.tsa.der())),
        on("seal-signing-time-changed", "<xades:SigningTime>2026", "<xades:SigningTime>2025"),
        on("seal-algorithm-weak", "2001/04/xmldsig-more#ecdsa-sha256", "2000/09/xmldsig#rsa-sha1"),
        changed("seal-digest-weak", &tale, FILE, |octets| {
            *octets = text(octets).replace("2001/04/xmlenc#sha256", "2000/09/xmldsig#sha1").into_bytes();
        }),
        on("seal-over-something-else", "URI=\"\"", "URI=\"#seal-properties\""),
        on("seal-transform-unknown", "xml-exc-c14n#\"></ds:Transform>", "xml-exc-c14n#WithComments\"></ds:Transform>"),
        on("seal-missing-reference", "URI=\"#seal-properties\"", "URI=\"#nothing\""),
        changed("seal-missing", &tale, FILE, |octets| *octets = evidence::write(&tale.story.statements[2]).unwrap()),
        changed("seal-twice", &tale, FILE, |octets| {
            let seal =
                format!("<ds:Signature {}</ds:Signature>", between(text(octets), "<ds:Signature ", "</ds:Signature>"));
            edit(octets, "</erds:Evidence>", &format!("{seal}</erds:Evidence>"));
        }),
        by("seal-by-the-root-itself", &Pki { seal: pki.root.clone(), seal_key: Key::new(11), ..super::pki() }),
        by("seal-by-another-key", &Pki { seal_key: Key::new(99), ..pki }),
    ]
}

fn tokens() -> Vec<Case> {
    let (pki, tale) = (pki(), Tale::accepted(1));
    let statement = &tale.story.statements[2];
    let marks = ("<xades:EncapsulatedTimeStamp>", "</xades:EncapsulatedTimeStamp>");
    let token = |what: &str, token: &[u8]| {
        changed(what, &tale, FILE, |octets| {
            let old = between(text(octets), marks.0, marks.1).to_owned();
            edit(octets, &old, &super::base64(token));
        })
    };
    let sealed_when = |what: &str, seconds: i64| {
        let time = recepis::erds::moment::Moment::from_seconds(statement.time.seconds() + seconds);
        changed(what, &tale, FILE, |octets| *octets = sealed_at(&pki, statement, time))
    };
    let own = |spoilt: &Pki| {
        let facts = recepis::seal::xades::check(&sealed(&pki, statement)).unwrap();
        spoilt.token(facts.imprint, statement.time.plus(Duration::from_secs(2)))
    };
    let good = own(&pki);
    let mut flipped = good.clone();
    *flipped.last_mut().unwrap() ^= 1;
    let purpose = Pki { tsa: pki.seal.clone(), tsa_key: pki.seal_key.clone(), ..super::pki() };
    vec![
        token("token-of-another-evidence", &pki.token([7; 32], statement.time)),
        token("token-flipped", &flipped),
        token("token-by-a-certificate-for-seals", &own(&purpose)),
        token("token-cut", &good[..good.len() - 9]),
        token("token-is-no-token", b"a token"),
        changed("token-missing", &tale, FILE, |octets| *octets = unstamped(&pki, statement)),
        sealed_when("token-before-the-event", -90),
        sealed_when("token-after-the-moment-judged-for", 7_200),
        {
            let two_days = tale.moment().plus(Duration::from_hours(48));
            let mut files = tale.files(&pki);
            for (place, statement) in tale.story.statements.iter().enumerate().skip(2) {
                files[place].1 = sealed_at(&pki, statement, statement.time.plus(Duration::from_hours(47)));
            }
            Case::new("token-two-days-after-the-event", pack(&pki, &files, two_days), two_days)
        },
    ]
}

/// The acceptance (what was signed) and a forged one (what somebody is to read), in the eight arrangements that are known to deceive.
fn wrapped() -> Vec<Case> {
    let (pki, tale) = (pki(), Tale::accepted(1));
    let whole = String::from_utf8(sealed(&pki, &tale.story.statements[2])).unwrap();
    let (open, rest) = whole.split_at(whole.find('>').unwrap() + 1);
    let (body, seal) = rest.split_at(rest.find("<ds:Signature ").unwrap());
    let seal = seal.strip_suffix("</erds:Evidence>").unwrap();
    let close = "</erds:Evidence>";
    let forged = with(body, ">p.devries@", ">q.devries@");
    // As exclusive canonicalisation writes an element inside another: what is declared around it is not declared again.
    let inside = |file: &str| file.replace(" xmlns:erds=\"http://uri.etsi.org/19522/v1#\"", "");
    let inside_ds = |file: &str| inside(file).replace(" xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"", "");
    let bare = format!("{open}{body}{close}");
    let evil = format!("{open}{forged}{close}");
    let holding = |seal: &str, inner: &str| {
        with(seal, "</ds:Signature>", &format!("<ds:Object>{inner}</ds:Object></ds:Signature>"))
    };
    let among = |body: &str, inner: &str| {
        with(
            body,
            "</erds:Extensions>",
            &format!("<erds:Extension isCritical=\"false\">{inner}</erds:Extension></erds:Extensions>"),
        )
    };
    [
        ("xsw1-original-inside-the-signature", format!("{open}{forged}{}{close}", holding(seal, &inside_ds(&bare)))),
        ("xsw2-original-before-the-signature", format!("{open}{forged}{}{seal}{close}", inside(&bare))),
        ("xsw3-signed-original-as-last-child", format!("{open}{forged}{}{close}", inside(&whole))),
        ("xsw4-signed-original-as-first-child", format!("{open}{}{forged}{close}", inside(&whole))),
        ("xsw5-forged-one-among-the-extensions", format!("{open}{}{seal}{close}", among(body, &inside(&evil)))),
        ("xsw6-forged-one-inside-the-signature", format!("{open}{body}{}{close}", holding(seal, &inside_ds(&evil)))),
        ("xsw7-signed-original-among-the-extensions", format!("{open}{}{close}", among(&forged, &inside(&whole)))),
        ("xsw8-signed-original-inside-an-object", {
            let object =
                format!("<ds:Object xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">{}</ds:Object>", inside_ds(&whole));
            format!("{open}{forged}{object}{seal}{close}")
        }),
        ("entity-in-the-evidence", format!("<!DOCTYPE e [<!ENTITY x \"q\">]>{whole}")),
        ("comment-in-a-value", with(&whole, ">p.devries@", ">p.<!---->devries@")),
        ("attribute-id-in-the-evidence", with(&whole, "<EventTime>", "<EventTime Id=\"seal\">")),
        ("line-end-behind-the-evidence", format!("{whole}\n")),
    ]
    .into_iter()
    .map(|(what, file)| changed(what, &tale, FILE, |octets| *octets = file.into_bytes()))
    .collect()
}
