//! The algorithms of one signature, of its certificates and of the lists that vouch for them, by the caller's table: was each suitable at the
//! moment at which what was made with it provably existed (EN 319 102-1 §5.2.8, §5.6.2)?

use crate::crypto::{Digest, Suitability, Unsuitable};
use crate::erds::moment::Moment;
use crate::seal::tsp;
use crate::seal::x509::{Certificate, Crl, Path};

use super::verdict::Reason;

/// The clause of these findings.
pub(super) const ALGORITHM: &str = "EN 319 102-1 §5.2.8";

/// The sub-indication: nothing proves that it is older than the end, unless it says itself that it is younger, or the algorithm is one that never
/// was suitable. `made` is when it was made by its own word.
pub(super) fn reason(unsuitable: &Unsuitable, made: Option<Moment>) -> Reason {
    match (unsuitable.since, made) {
        (None, _) => Reason::CryptoConstraintsFailure,
        (Some(since), Some(made)) if made.to_time().date() >= since => Reason::CryptoConstraintsFailure,
        (Some(_), _) => Reason::CryptoConstraintsFailureNoPoe,
    }
}

/// What of a time-stamp with an imprint by this digest is not suitable at `control`, with its reason; the words follow what it is.
pub(super) fn token(
    table: &Suitability,
    facts: &tsp::Facts,
    signer: &Certificate,
    imprint: Digest,
    control: Moment,
) -> Option<(Reason, String)> {
    let value = table.signature(facts.algorithm, &signer.spki(), control.to_time());
    let value = value.map(|weak| (reason(&weak, Some(facts.time)), format!("is signed with {weak}")));
    value.or_else(|| {
        let weak = table.digest(imprint, control.to_time())?;
        Some((reason(&weak, Some(facts.time)), format!("covers a digest by {weak}")))
    })
}

/// What of a path below its anchor is not suitable at `control`: a certificate, or each list of an issuer.
pub(super) fn path(table: &Suitability, found: &Path, lists: &[Crl], control: Moment) -> Option<(Reason, String)> {
    let below = found.certificates.iter().zip(found.certificates.iter().skip(1));
    below.into_iter().find_map(|(certificate, issuer)| {
        let judged = |algorithm| table.signature(algorithm, &issuer.spki(), control.to_time());
        if let Some(weak) = certificate.signature_algorithm().and_then(judged) {
            let sentence = format!("the certificate of {} is signed with {weak}.", certificate.subject());
            return Some((reason(&weak, Some(certificate.not_before())), sentence));
        }
        let own = || lists.iter().filter(|list| list.issuer() == issuer.subject());
        let weak: Vec<_> = own().map(|list| list.signature_algorithm().and_then(judged)).collect();
        let weak = weak.into_iter().collect::<Option<Vec<_>>>()?;
        let sentence =
            |weak: &Unsuitable| format!("the revocation list of {} is signed with {weak}.", issuer.subject());
        weak.first().map(|weak| (reason(weak, None), sentence(weak)))
    })
}
