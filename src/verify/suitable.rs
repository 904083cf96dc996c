//! The algorithms of one signature, of its certificates and of the lists and OCSP responses that vouch for them, by the caller's table: was each suitable at the
//! moment at which what was made with it provably existed (EN 319 102-1 §5.2.8, §5.6.2)?

use crate::crypto::{Digest, Suitability, Unsuitable};
use crate::erds::moment::Moment;
use crate::seal::tsp;
use crate::seal::x509::{Certificate, OcspResponse, Path, Revocations};

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

/// What of a path below its anchor is not suitable at `control`: a certificate, or all that tells of its revocation.
pub(super) fn path(
    table: &Suitability,
    found: &Path,
    revocations: Revocations<'_>,
    control: Moment,
) -> Option<(Reason, String)> {
    let below = found.certificates.iter().zip(found.certificates.iter().skip(1));
    below.into_iter().find_map(|(certificate, issuer)| {
        let judged = |algorithm| table.signature(algorithm, &issuer.spki(), control.to_time());
        if let Some(weak) = certificate.signature_algorithm().and_then(judged) {
            let sentence = format!("the certificate of {} is signed with {weak}.", certificate.subject());
            return Some((reason(&weak, Some(certificate.not_before())), sentence));
        }
        told(table, (certificate, issuer), revocations, control)
    })
}

/// What is not suitable of the lists of an issuer and the OCSP responses about one of its certificates, where none is suitable.
fn told(
    table: &Suitability,
    (certificate, issuer): (&Certificate, &Certificate),
    revocations: Revocations<'_>,
    control: Moment,
) -> Option<(Reason, String)> {
    let weak = |algorithm, key: &[u8]| table.signature(algorithm, key, control.to_time());
    let lists = revocations.crls.iter().filter(|list| list.names_as_issuer(issuer));
    let (weak_lists, lists): (Vec<_>, Vec<_>) = lists
        .map(|list| (list, list.signature_algorithm().and_then(|algorithm| weak(algorithm, &issuer.spki()))))
        .partition(|(_, weak)| weak.is_some());
    let responses = revocations.responses.iter().filter(|response| response.is_about(certificate, issuer));
    let (weak_responses, responses): (Vec<_>, Vec<_>) = responses
        .map(|response| {
            let mut keys = response.signatures(issuer).into_iter();
            (response, keys.find_map(|(algorithm, key)| weak(algorithm, &key)))
        })
        .partition(|(_, weak)| weak.is_some());
    let of_lists = weak_lists.into_iter().find_map(|(_, weak)| Some(("revocation list of", issuer, weak?)));
    let of_responses =
        || weak_responses.into_iter().find_map(|(_, weak)| Some(("OCSP response about", certificate, weak?)));
    let (what, whose, weak) = of_lists.or_else(of_responses)?;
    let speaks = |response: &OcspResponse| matches!(response.about(certificate, issuer, revocations.crls), Some(Ok(_)));
    if lists.iter().any(|(list, _)| list.speaks_for(issuer)) || responses.iter().any(|(response, _)| speaks(response)) {
        return None;
    }
    Some((reason(&weak, None), format!("the {what} {} is signed with {weak}.", whose.subject())))
}
