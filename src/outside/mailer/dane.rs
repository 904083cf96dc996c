//! DANE for mail ([RFC 7672], [RFC 6698]): whether the chain that a server shows is the one that its TLSA records name. Only
//! the usages 2 (the issuer) and 3 (the server's own certificate) count for mail ([RFC 7672 §3.1]).

use ring::digest;
use rustls::pki_types::CertificateDer;

use crate::format::dns::Tlsa;
use crate::seal::x509::Certificate;

/// The most certificates of a chain that are looked at.
const DEPTH: usize = 10;

/// What the records say of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// The server's own certificate or key is named: nothing else matters, neither names nor dates ([RFC 7672 §3.1.1]).
    Own,
    /// This certificate of the chain is named as the issuer: the chain must lead to it, under the server's name.
    Issuer(CertificateDer<'static>),
    /// None of it is named.
    Nothing,
    /// No record is of a kind that mail knows: TLS is demanded, and no certificate can be ([RFC 7672 §2.2]).
    Unusable,
}

/// Compares.
pub(super) fn matches(records: &[Tlsa], chain: &[CertificateDer<'_>]) -> Match {
    let usable: Vec<&Tlsa> = records.iter().filter(|record| is_usable(record)).collect();
    if usable.is_empty() {
        return Match::Unusable;
    }
    if let Some(leaf) = chain.first()
        && usable.iter().any(|record| record.usage == 3 && names(record, leaf))
    {
        return Match::Own;
    }
    let issuer =
        |certificate: &&CertificateDer<'_>| usable.iter().any(|record| record.usage == 2 && names(record, certificate));
    match chain.iter().skip(1).take(DEPTH).find(issuer) {
        Some(issuer) => Match::Issuer(issuer.clone().into_owned()),
        None => Match::Nothing,
    }
}

fn is_usable(record: &Tlsa) -> bool {
    let length = match record.matching {
        0 => record.data.len(),
        1 => 32,
        2 => 64,
        _ => return false,
    };
    matches!(record.usage, 2 | 3) && record.selector <= 1 && !record.data.is_empty() && record.data.len() == length
}

fn names(record: &Tlsa, certificate: &CertificateDer<'_>) -> bool {
    let selected = if record.selector == 0 {
        certificate.to_vec()
    } else {
        match Certificate::parse(certificate) {
            Ok(certificate) => certificate.spki(),
            Err(_) => return false,
        }
    };
    match record.matching {
        0 => selected == record.data,
        1 => digest::digest(&digest::SHA256, &selected).as_ref() == record.data,
        _ => digest::digest(&digest::SHA512, &selected).as_ref() == record.data,
    }
}
