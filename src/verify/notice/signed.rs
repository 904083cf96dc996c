//! The S/MIME signature of a notice: does it hold, and is it that of the address in From?

use crate::crypto::Error as Crypto;
use crate::erds::address::Address;
use crate::format::arrived::{Signed, unquoted};
use crate::format::mime::Header;
use crate::seal::cms;
use crate::seal::x509::Certificate;

use super::super::bench::Made;
use super::super::facts::chain_of;
use super::super::rules::Proven;
use super::super::trust::fingerprint;
use super::super::verdict::Reason;
use super::{Case, SMIME, Signer};

/// Judges it, and gives the octets that it covers where its value fits.
pub(super) fn signature(
    case: &mut Case<'_>,
    found: &Signed,
    header: &Header,
    proven: Option<Proven>,
) -> Option<Vec<u8>> {
    let (facts, part) = match check(found) {
        Ok(held) => held,
        Err(error) => {
            let reason = reason(&error);
            let words = match error {
                cms::Error::Content => {
                    "The text is not the one that was signed: it was changed on the way, or it is forged.".to_owned()
                }
                error => format!("Its signature does not hold: {}.", chain_of(&error)),
            };
            case.against(reason, "signature", SMIME, words);
            return None;
        }
    };
    case.bench.supply(&facts.certificates, &facts.lists);
    let made = Made { algorithm: facts.algorithm, proven, claimed: Some(facts.signing_time) };
    let before = case.findings.all().len();
    case.bench.signer(case.file, &facts.signer, made, &mut case.findings);
    let wrong = case.findings.all().get(before..).unwrap_or_default();
    let wrong: Vec<_> = wrong.iter().filter(|one| one.reason.is_some()).map(|one| one.sentence.clone()).collect();
    let leaf = Certificate::parse(&facts.signer).ok();
    let addresses = leaf.as_ref().map(Certificate::addresses).unwrap_or_default();
    let name = leaf.as_ref().map(Certificate::subject).unwrap_or_default();
    case.shown.signer = Some(Signer {
        name: name.clone(),
        addresses: addresses.clone(),
        fingerprint: fingerprint(&facts.signer),
        algorithm: facts.algorithm.name(),
        signing_time: facts.signing_time,
        proven_time: proven.map(|proven| proven.time),
    });
    let from = header.from.first().map(|from| &from.address);
    let same = |address: &String| {
        Address::parse(address).is_ok_and(|named| from.is_some_and(|from| from.normalised() == named.normalised()))
    };
    let from = from.map_or_else(|| "nobody".to_owned(), ToString::to_string);
    if !addresses.iter().any(same) {
        let of = if addresses.is_empty() { "no address".to_owned() } else { addresses.join(", ") };
        let words = format!("It says to be from {from}, and what is signed in it is signed by {name} ({of}).");
        case.against(Reason::SignerDiffers, "signature", SMIME, words);
    } else if wrong.is_empty() {
        case.tell("signature", format!("It is signed by {name}, whose address is {from}; the text is unchanged."));
    } else {
        let words = format!("Its signature fits the text, and names {name}, {from}; {}", wrong.join(" "));
        case.tell("signature", words);
    }
    Some(part)
}

/// The signature over the part as it stands, or as it was before a mailbox file changed it.
pub(super) fn check(found: &Signed) -> Result<(cms::Facts, Vec<u8>), cms::Error> {
    match cms::check(&found.signature, &found.signed) {
        Ok(facts) => Ok((facts, found.signed.clone())),
        Err(error) => {
            let before =
                unquoted(&found.signed).and_then(|part| Some((cms::check(&found.signature, &part).ok()?, part)));
            before.ok_or(error)
        }
    }
}

fn reason(error: &cms::Error) -> Reason {
    match error {
        cms::Error::Content => Reason::HashFailure,
        cms::Error::Algorithm | cms::Error::Signature(Crypto::Key) => Reason::CryptoConstraintsFailure,
        cms::Error::Signature(_) | cms::Error::Signer => Reason::SigCryptoFailure,
        cms::Error::NoCertificate => Reason::NoSigningCertificateFound,
        _ => Reason::FormatFailure,
    }
}
