//! What travels beside a signature about revocation [RFC 5652 §10.2.1]: lists as they are, OCSP responses as RFC 5940 §2 embeds them.
//!
//! SignedData is written here once more, field by field as the library has it: the library takes the name of another format of
//! revocation data for an algorithm, where RFC 5652 §10.2.1 has an object identifier.

use cms::content_info::CmsVersion;
use cms::signed_data::{CertificateSet, DigestAlgorithmIdentifiers, EncapsulatedContentInfo, SignerInfos};
use der::asn1::{Any, ObjectIdentifier, SetOfVec};
use der::{Decode as _, Encode as _, Sequence, Tag, TagNumber, Tagged as _};

use super::Error;
use crate::seal::x509::{Crl, OcspResponse, Revocations};

/// id-ri-ocsp-response [RFC 5940 §2.1].
const OCSP_RESPONSE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.16.2");
/// The tag of OtherRevocationInfoFormat among the choices, in the place of the one of SEQUENCE.
const OTHER: Tag = Tag::ContextSpecific { constructed: true, number: TagNumber(1) };
/// The most lists and responses in one SignedData, together.
const MOST: usize = 32;

/// SignedData [RFC 5652 §5.1].
#[derive(Clone, Debug, Sequence)]
pub(in crate::seal) struct SignedData {
    pub(in crate::seal) version: CmsVersion,
    pub(in crate::seal) digest_algorithms: DigestAlgorithmIdentifiers,
    pub(in crate::seal) encap_content_info: EncapsulatedContentInfo,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", optional = "true")]
    pub(in crate::seal) certificates: Option<CertificateSet>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    pub(in crate::seal) crls: Option<SetOfVec<Any>>,
    pub(in crate::seal) signer_infos: SignerInfos,
}

/// Another kind of revocation data than a list.
#[derive(Clone, Debug, Sequence)]
struct OtherFormat {
    format: ObjectIdentifier,
    info: Any,
}

/// The set that holds these, each once; None of nothing.
pub(super) fn revocation_info(revocations: Revocations<'_>) -> Result<Option<SetOfVec<Any>>, Error> {
    let mut all: Vec<Any> = Vec::new();
    let lists = revocations.crls.iter().map(|list| Any::from_der(list.der()));
    let responses = revocations.responses.iter().map(|response| {
        let other = OtherFormat { format: OCSP_RESPONSE, info: Any::from_der(response.der())? };
        Any::new(OTHER, Any::encode_from(&other)?.value())
    });
    for choice in lists.chain(responses) {
        let choice = choice.map_err(Error::Encode)?;
        if !all.contains(&choice) {
            all.push(choice);
        }
    }
    (!all.is_empty()).then(|| SetOfVec::try_from(all)).transpose().map_err(Error::Encode)
}

/// The lists and responses in a SignedData.
pub(super) fn standing(data: &SignedData) -> Result<(Vec<Crl>, Vec<OcspResponse>), Error> {
    let (mut lists, mut responses) = (Vec::new(), Vec::new());
    let Some(set) = &data.crls else { return Ok((lists, responses)) };
    if set.len() > MOST {
        return Err(Error::Shape("too many revocation lists"));
    }
    for choice in set.iter() {
        let der = choice.to_der().map_err(Error::Encode)?;
        if choice.tag() == Tag::Sequence {
            lists.push(Crl::parse(&der).map_err(Error::List)?);
            continue;
        }
        choice.tag().assert_eq(OTHER).map_err(Error::Malformed)?;
        let sequence = Any::new(Tag::Sequence, choice.value()).map_err(Error::Malformed)?;
        let other = sequence.decode_as::<OtherFormat>().map_err(Error::Malformed)?;
        if other.format != OCSP_RESPONSE {
            return Err(Error::Shape("something else among the revocation lists"));
        }
        let response = other.info.to_der().map_err(Error::Encode)?;
        responses.push(OcspResponse::parse(&response).map_err(Error::Response)?);
    }
    Ok((lists, responses))
}
