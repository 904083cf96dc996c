//! Certificates that OpenSSL made (`vectors/make.sh`), judged.

use rustls::pki_types::pem::PemObject as _;

use super::*;
use crate::erds::attribute::Attribute;

macro_rules! vector {
    ($name:literal) => {
        include_bytes!(concat!("vectors/", $name, ".pem")).as_slice()
    };
}

fn now() -> Moment {
    Moment::from_time(time::macros::datetime!(2026-12-01 12:00 UTC))
}

fn claims() -> Claims {
    let names = ["givenName surname", "commonName"].map(str::to_owned);
    Claims::new(&names, Some("dateOfBirth".to_owned()), Some(SERIAL_NUMBER.to_owned()))
}

fn cards(lists: Option<&[u8]>) -> Certificates {
    Certificates::new("https://card.test".to_owned(), claims(), vector!("cards"), lists).unwrap()
}

fn shown(pem: &[u8]) -> Vec<CertificateDer<'static>> {
    CertificateDer::pem_slice_iter(pem).collect::<Result<_, _>>().unwrap()
}

fn judged(pem: &[u8]) -> Result<Identified, Unfit> {
    cards(None).judged(&shown(pem), now())
}

#[test]
fn what_a_certificate_says_comes_out_by_kind_and_its_holder_is_the_same_with_a_new_card() {
    let good = judged(vector!("good")).unwrap();
    let said = [
        (Attribute::Name, "Petra Jansen-Ølgaard"),
        (Attribute::Name, "Petra Jansen"),
        (Attribute::BirthDate, "1957-04-01"),
        (Attribute::CustomerNumber, "K-4711"),
    ];
    assert_eq!(good.said, said.map(|(kind, text)| (kind, text.to_owned())));
    let renewed = judged(vector!("renewed")).unwrap();
    assert_eq!(renewed.subject, good.subject);
    assert_eq!(renewed.said.len(), 3, "this one does not say when she was born");
    assert!(!good.subject.contains("Petra") && format!("{good:?}") == "Identified(…)");
}

#[test]
fn a_field_with_two_values_says_nothing_and_a_citizen_service_number_is_not_looked_at() {
    let twice = judged(vector!("twice")).unwrap();
    let said = [(Attribute::BirthDate, "1957-04-01".to_owned()), (Attribute::CustomerNumber, "K-4712".to_owned())];
    assert_eq!(twice.said, said);
    let (one, other) = (judged(vector!("bsn")).unwrap(), judged(vector!("bsn-other")).unwrap());
    assert!(one.said.iter().all(|(kind, _)| *kind != Attribute::CustomerNumber), "{:?}", one.said);
    assert_ne!(one.subject, other.subject, "the number does not say that it is one person");
    assert_eq!(one.subject, judged(vector!("bsn")).unwrap().subject);
}

#[test]
fn what_does_not_count_is_refused_by_its_kind() {
    for (pem, why) in [
        (vector!("stranger"), Unfit::Foreign),
        (vector!("expired"), Unfit::Expired),
        (vector!("early"), Unfit::Expired),
        (vector!("server"), Unfit::Purpose),
        (vector!("none"), Unfit::Purpose),
        (vector!("signing"), Unfit::Purpose),
        (vector!("authority"), Unfit::Unclear),
        (vector!("critical"), Unfit::Unclear),
    ] {
        assert_eq!(judged(pem), Err(why));
    }
    let cards = cards(None);
    assert_eq!(cards.judged(&[], now()), Err(Unfit::Absent));
    assert_eq!(cards.judged(&[CertificateDer::from(vec![0x30, 0])], now()), Err(Unfit::Unclear));
    let much = vec![CertificateDer::from(vec![0; SHOWN]), CertificateDer::from(vec![0])];
    assert_eq!(cards.judged(&much, now()), Err(Unfit::Unclear));
    let mut flipped = shown(vector!("good"))[0].to_vec();
    *flipped.last_mut().unwrap() ^= 1;
    assert!(cards.judged(&[CertificateDer::from(flipped)], now()).is_err());
    assert_eq!(cards.judge(&[], now()), Err(Failure::Unfit(Unfit::Absent)));
}

#[test]
fn with_lists_what_is_revoked_or_cannot_be_told_does_not_count() {
    let judged = |lists: &[u8], pem| cards(Some(lists)).judged(&shown(pem), now()).map(|_| ());
    assert_eq!(cards(None).judged(&shown(vector!("revoked")), now()).map(|_| ()), Ok(()), "nobody asks");
    assert_eq!(judged(vector!("list"), vector!("revoked")), Err(Unfit::Revoked));
    assert_eq!(judged(vector!("list"), vector!("good")), Ok(()));
    assert_eq!(judged(vector!("list-others"), vector!("good")), Err(Unfit::Unchecked));
    assert_eq!(judged(vector!("list-stale"), vector!("good")), Err(Unfit::Unchecked));
    let renewing = cards(Some(vector!("list-stale")));
    assert!(renewing.renew(b"").is_err());
    assert_eq!(renewing.judged(&shown(vector!("good")), now()), Err(Unfit::Unchecked), "those before stay");
    renewing.renew(vector!("list")).unwrap();
    assert!(renewing.judged(&shown(vector!("good")), now()).is_ok());
    assert_eq!(renewing.judged(&shown(vector!("revoked")), now()), Err(Unfit::Revoked));
}

#[test]
fn files_that_hold_something_else_make_no_authority() {
    let made = |authorities: &[u8], lists: Option<&[u8]>| {
        Certificates::new(String::new(), claims(), authorities, lists).err().map(|error| error.to_string())
    };
    let says = |made: Option<String>, words: &str| {
        assert!(made.as_deref().is_some_and(|said| said.contains(words)), "{made:?}");
    };
    says(made(b"", None), "holds no certificate");
    says(made(vector!("list"), None), "holds no certificate");
    says(made(vector!("cards"), Some(b"")), "no revocation list");
    says(made(vector!("cards"), Some(b"-----BEGIN X509 CRL-----\nMAA=\n-----END X509 CRL-----\n")), "cannot be used");
    assert_eq!(made(vector!("cards"), Some(vector!("list"))), None);
}

#[tokio::test]
async fn nobody_is_believed_who_only_says_that_they_have_one() {
    let cards = cards(None);
    let fields = [("state", "s"), ("certificate", "MIIB")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    let failure = cards.arrive(&Answer { fields: fields.into() }, &[], now()).await.unwrap_err();
    assert!(matches!(failure, Failure::Refused(_)));
}
