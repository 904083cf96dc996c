//! SignedData with exactly one signer (RFC 5652 §5): what CAdES signatures and time-stamp tokens share.

use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{CertificateSet, EncapsulatedContentInfo, SignerIdentifier, SignerInfo, SignerInfos};
use der::asn1::{Any, ObjectIdentifier, OctetString, SetOfVec};
use der::{Decode as _, Encode as _};
use spki::AlgorithmIdentifierOwned;
use x509_cert::ext::pkix::SubjectKeyIdentifier;

use super::revocation::{SignedData, revocation_info, standing};
use super::{Error, ID_DATA, attributes};
use crate::crypto::{self, Algorithm};
use crate::erds::moment::Moment;
use crate::seal::x509::{self, Certificate, Crl, OcspResponse, Revocations};

pub(super) const ID_SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
pub(super) const RSA_ENCRYPTION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");

/// The most certificates in one SignedData.
const CERTIFICATES: usize = 16;

pub(in crate::seal) enum Content<'a> {
    /// Beside the signature.
    Detached(&'a [u8]),
    /// Inside it.
    Enclosed(&'a [u8]),
}

pub(in crate::seal) struct Draft<'a> {
    pub(in crate::seal) content_type: ObjectIdentifier,
    pub(in crate::seal) content: Content<'a>,
    pub(in crate::seal) signer: &'a Certificate,
    /// Travel beside the signer's.
    pub(in crate::seal) certificates: &'a [Certificate],
    /// None where something else that is signed states it.
    pub(in crate::seal) signing_time: Option<Moment>,
    pub(in crate::seal) algorithm: Algorithm,
}

/// A SignedData that lacks its signature value.
pub(in crate::seal) struct Prepared {
    pub(in crate::seal) to_sign: Vec<u8>,
    data: SignedData,
    signer_info: SignerInfo,
    algorithm: Algorithm,
    spki: Vec<u8>,
}

/// A SignedData with its signature value.
#[derive(Debug)]
pub(in crate::seal) struct Message {
    data: SignedData,
    signer_info: SignerInfo,
}

/// Prepares the structure; `with_certificates` is false only for a token that was asked for without.
pub(in crate::seal) fn prepare(draft: &Draft<'_>, with_certificates: bool) -> Result<Prepared, Error> {
    let (Content::Detached(content) | Content::Enclosed(content)) = draft.content;
    let digest = draft.algorithm.digest(content);
    let attributes = attributes::signed(draft.content_type, &digest, draft.signer, draft.signing_time)?;
    let to_sign = attributes.to_der().map_err(Error::Encode)?;
    let digest_alg = AlgorithmIdentifierOwned {
        oid: ObjectIdentifier::new(draft.algorithm.digest_oid()).map_err(|error| Error::Encode(error.into()))?,
        parameters: None,
    };
    let tbs = draft.signer.inner().tbs_certificate();
    let signer_info = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: tbs.issuer().clone(),
            serial_number: tbs.serial_number().clone(),
        }),
        digest_alg: digest_alg.clone(),
        signed_attrs: Some(attributes),
        signature_algorithm: x509::identifier(draft.algorithm).map_err(Error::Encode)?,
        signature: OctetString::new([]).map_err(Error::Encode)?,
        unsigned_attrs: None,
    };
    let choices = std::iter::once(draft.signer)
        .chain(draft.certificates)
        .map(|certificate| CertificateChoices::Certificate(certificate.inner().clone()))
        .collect::<Vec<_>>();
    let certificates = CertificateSet::try_from(choices).map_err(Error::Encode)?;
    let econtent = match draft.content {
        Content::Detached(_) => None,
        Content::Enclosed(content) => {
            let octets = OctetString::new(content).map_err(Error::Encode)?;
            Some(Any::encode_from(&octets).map_err(Error::Encode)?)
        }
    };
    let data = SignedData {
        version: version(draft.content_type, false),
        digest_algorithms: SetOfVec::try_from(vec![digest_alg]).map_err(Error::Encode)?,
        encap_content_info: EncapsulatedContentInfo { econtent_type: draft.content_type, econtent },
        certificates: with_certificates.then_some(certificates),
        crls: None,
        signer_infos: SignerInfos(SetOfVec::new()),
    };
    Ok(Prepared { to_sign, data, signer_info, algorithm: draft.algorithm, spki: draft.signer.spki() })
}

impl Prepared {
    pub(in crate::seal) fn assemble(self, signature: &[u8]) -> Result<Message, Error> {
        crypto::verify(self.algorithm, &self.spki, &self.to_sign, signature).map_err(Error::Signature)?;
        let signature = OctetString::new(signature).map_err(Error::Encode)?;
        Ok(Message { data: self.data, signer_info: SignerInfo { signature, ..self.signer_info } })
    }
}

impl Message {
    /// The same with a signature time-stamp as its one unsigned attribute.
    pub(in crate::seal) fn with_time_stamp(&self, token: &[u8]) -> Result<Self, Error> {
        let value = Any::from_der(token).map_err(Error::Malformed)?;
        let attribute = attributes::attribute(attributes::SIGNATURE_TIME_STAMP, value)?;
        let unsigned_attrs = Some(SetOfVec::try_from(vec![attribute]).map_err(Error::Encode)?);
        Ok(Self { data: self.data.clone(), signer_info: SignerInfo { unsigned_attrs, ..self.signer_info.clone() } })
    }

    /// The same with validation data beside the signature: no signature covers these sets [RFC 5652 §5.1]. What stands there already is not
    /// added again.
    pub(in crate::seal) fn with_validation_data(
        &self,
        certificates: &[Certificate],
        revocations: Revocations<'_>,
    ) -> Result<Self, Error> {
        let standing = self.data.certificates.iter().flat_map(|set| set.0.iter().cloned());
        let mut choices: Vec<CertificateChoices> = standing.collect();
        for certificate in certificates {
            let choice = CertificateChoices::Certificate(certificate.inner().clone());
            if !choices.contains(&choice) {
                choices.push(choice);
            }
        }
        let certificates = Some(CertificateSet::try_from(choices).map_err(Error::Encode)?);
        let crls = revocation_info(revocations)?;
        let version = version(self.data.encap_content_info.econtent_type, !revocations.responses.is_empty());
        let data = SignedData { version, certificates, crls, ..self.data.clone() };
        Ok(Self { data, signer_info: self.signer_info.clone() })
    }

    pub(in crate::seal) fn to_der(&self) -> Result<Vec<u8>, Error> {
        let signers = SignerInfos::try_from(vec![self.signer_info.clone()]).map_err(Error::Encode)?;
        let data = SignedData { signer_infos: signers, ..self.data.clone() };
        let content = Any::encode_from(&data).map_err(Error::Encode)?;
        ContentInfo { content_type: ID_SIGNED_DATA, content }.to_der().map_err(Error::Encode)
    }
}

/// What a reader asks of a SignedData.
pub(in crate::seal) struct Expected<'a> {
    pub(in crate::seal) content_type: ObjectIdentifier,
    /// The content where it stands beside the signature; None where it must be inside.
    pub(in crate::seal) detached: Option<&'a [u8]>,
    /// Exactly our attributes and canonical bytes; false for tokens, which others make too.
    pub(in crate::seal) ours: bool,
    /// Whether ours states when it was signed.
    pub(in crate::seal) timed: bool,
    pub(in crate::seal) limit: usize,
}

/// A SignedData whose one signature, content and signer agree.
pub(in crate::seal) struct Read {
    pub(in crate::seal) content: Vec<u8>,
    pub(in crate::seal) signer: Certificate,
    /// The others.
    pub(in crate::seal) certificates: Vec<Certificate>,
    /// The revocation lists that travel along; none of a token in which something else stands among them.
    pub(in crate::seal) lists: Vec<Crl>,
    /// The OCSP responses that travel along, as the lists.
    pub(in crate::seal) responses: Vec<OcspResponse>,
    pub(in crate::seal) signing_time: Option<Moment>,
    pub(in crate::seal) algorithm: Algorithm,
    pub(in crate::seal) signature: Vec<u8>,
    pub(in crate::seal) token: Option<Vec<u8>>,
}

/// Reads a SignedData and checks digest, signing certificate and signature value.
pub(in crate::seal) fn read(bytes: &[u8], expected: &Expected<'_>) -> Result<Read, Error> {
    if bytes.len() > expected.limit {
        return Err(Error::TooLarge(expected.limit));
    }
    let outer = ContentInfo::from_der(bytes).map_err(Error::Malformed)?;
    if outer.content_type != ID_SIGNED_DATA {
        return Err(Error::Shape("not SignedData"));
    }
    let inner = outer.content.to_der().map_err(Error::Encode)?;
    let data = SignedData::from_der(&inner).map_err(Error::Malformed)?;
    let content_type = data.encap_content_info.econtent_type;
    let (lists, responses) = match standing(&data) {
        // What others put beside a token may be of a form that nobody here knows.
        Err(Error::Shape(_)) if !expected.ours => Default::default(),
        standing => standing?,
    };
    // A token's may be of the version that other kinds of revocation data ask for; ours has it exactly then.
    let versions =
        [version(content_type, !responses.is_empty()), version(content_type, data.crls.is_some() && !expected.ours)];
    if content_type != expected.content_type || !versions.contains(&data.version) {
        return Err(Error::Shape("another kind or version of content"));
    }
    let [info] = data.signer_infos.0.as_slice() else { return Err(Error::Shape("not exactly one signer")) };
    let message = Message { data: data.clone(), signer_info: info.clone() };
    if expected.ours && message.to_der()? != bytes {
        return Err(Error::NotCanonical);
    }
    let algorithm = algorithm(&data, info)?;
    let (signer, certificates) = certificates(&data, &info.sid)?;
    let content = content(&data, expected.detached)?;
    let signing_time = signed_attributes(info, &content, &signer, algorithm, expected)?;
    Ok(Read {
        content,
        signer,
        certificates,
        lists,
        responses,
        signing_time,
        algorithm,
        signature: info.signature.as_bytes().to_vec(),
        token: time_stamp(info, expected.ours)?,
    })
}

/// A token with these certificates added beside its signature, and these revocation lists in the place of what stands there.
pub(in crate::seal) fn with_papers(
    bytes: &[u8],
    certificates: &[Certificate],
    lists: &[Crl],
) -> Result<Vec<u8>, Error> {
    let outer = ContentInfo::from_der(bytes).map_err(Error::Malformed)?;
    let inner = outer.content.to_der().map_err(Error::Encode)?;
    let data = SignedData::from_der(&inner).map_err(Error::Malformed)?;
    let crls = revocation_info(Revocations::from(lists))?;
    let mut beside: Vec<CertificateChoices> = data.certificates.iter().flat_map(|set| set.0.iter().cloned()).collect();
    for certificate in certificates {
        let choice = CertificateChoices::Certificate(certificate.inner().clone());
        if !beside.contains(&choice) {
            beside.push(choice);
        }
    }
    let certificates = Some(CertificateSet::try_from(beside).map_err(Error::Encode)?);
    let data = SignedData { certificates, crls, ..data };
    let content = Any::encode_from(&data).map_err(Error::Encode)?;
    ContentInfo { content_type: outer.content_type, content }.to_der().map_err(Error::Encode)
}

/// Which of the certificates beside the signer's are on its chain, and which are spare.
pub(in crate::seal) fn split_chain(signer: &Certificate, others: Vec<Certificate>) -> (Vec<Vec<u8>>, Vec<Vec<u8>>) {
    let mut rest = others;
    let mut chain = Vec::new();
    let mut last = signer.clone();
    while let Some(at) = rest.iter().position(|candidate| last.is_signed_by(candidate)) {
        last = rest.remove(at);
        chain.push(last.der().to_vec());
    }
    (chain, rest.into_iter().map(|certificate| certificate.der().to_vec()).collect())
}

/// [RFC 5652 §5.1]: 5 with OCSP responses beside the signature, else 1 for plain data with issuer and serial number, 3 for another content
/// type.
fn version(content_type: ObjectIdentifier, responses: bool) -> CmsVersion {
    match (responses, content_type) {
        (true, _) => CmsVersion::V5,
        (false, ID_DATA) => CmsVersion::V1,
        (false, _) => CmsVersion::V3,
    }
}

fn content(data: &SignedData, detached: Option<&[u8]>) -> Result<Vec<u8>, Error> {
    match (&data.encap_content_info.econtent, detached) {
        (None, Some(content)) => Ok(content.to_vec()),
        (Some(any), None) => Ok(any.decode_as::<OctetString>().map_err(Error::Malformed)?.into_bytes().into_vec()),
        _ => Err(Error::Shape("content inside instead of beside, or the reverse")),
    }
}

/// The signature algorithm, with which the digest algorithm must agree in both places.
fn algorithm(data: &SignedData, info: &SignerInfo) -> Result<Algorithm, Error> {
    let stated = &info.signature_algorithm;
    let rsa = stated.oid == RSA_ENCRYPTION && stated.parameters.as_ref().is_some_and(Any::is_null);
    let digest = info.digest_alg.oid.to_string();
    let by_digest = || Algorithm::ALL.into_iter().find(|a| a.has_null_parameters() && a.digest_oid() == digest);
    let algorithm = if rsa { by_digest() } else { x509::algorithm(stated) };
    let algorithm = algorithm.ok_or(Error::Algorithm)?;
    let fits = |digest: &AlgorithmIdentifierOwned| {
        let bare = digest.parameters.as_ref().is_none_or(Any::is_null);
        bare && digest.oid.to_string() == algorithm.digest_oid()
    };
    let [digest] = data.digest_algorithms.as_slice() else { return Err(Error::Shape("not exactly one digest")) };
    if fits(digest) && digest == &info.digest_alg { Ok(algorithm) } else { Err(Error::Algorithm) }
}

/// The signer's certificate and the others.
fn certificates(data: &SignedData, sid: &SignerIdentifier) -> Result<(Certificate, Vec<Certificate>), Error> {
    let set = data.certificates.as_ref().ok_or(Error::Shape("no certificate of the signer"))?;
    if set.0.len() > CERTIFICATES {
        return Err(Error::Shape("too many certificates"));
    }
    let mut all = Vec::new();
    for choice in set.0.iter() {
        let CertificateChoices::Certificate(certificate) = choice else {
            return Err(Error::Shape("something else among the certificates"));
        };
        let der = certificate.to_der().map_err(Error::Encode)?;
        all.push(Certificate::parse(&der).map_err(Error::Certificate)?);
    }
    let is_signer = |certificate: &Certificate| {
        let tbs = certificate.inner().tbs_certificate();
        match sid {
            SignerIdentifier::IssuerAndSerialNumber(named) => {
                &named.issuer == tbs.issuer() && &named.serial_number == tbs.serial_number()
            }
            SignerIdentifier::SubjectKeyIdentifier(named) => {
                matches!(tbs.get_extension::<SubjectKeyIdentifier>(), Ok(Some((_, stated))) if &stated == named)
            }
        }
    };
    let at = all.iter().position(is_signer).ok_or(Error::Shape("no certificate of the signer"))?;
    let signer = all.remove(at);
    if all.iter().any(is_signer) { Err(Error::Shape("two certificates of the signer")) } else { Ok((signer, all)) }
}

/// Checks the signed attributes and the signature over them; gives the signing time.
fn signed_attributes(
    info: &SignerInfo,
    content: &[u8],
    signer: &Certificate,
    algorithm: Algorithm,
    expected: &Expected<'_>,
) -> Result<Option<Moment>, Error> {
    let ours = expected.ours;
    let by_name = matches!(info.sid, SignerIdentifier::IssuerAndSerialNumber(_));
    if info.version != if by_name { CmsVersion::V1 } else { CmsVersion::V3 } {
        return Err(Error::Shape("another version of signer"));
    }
    let set = info.signed_attrs.as_ref().ok_or(Error::Shape("no signed attributes"))?;
    attributes::each_once(set)?;
    if ours && (set.len() != 3 + usize::from(expected.timed) || !by_name) {
        return Err(Error::Shape("other signed attributes than ours"));
    }
    let stated = attributes::value(set, attributes::CONTENT_TYPE).ok_or(Error::Shape("no content type"))?;
    if stated.decode_as::<ObjectIdentifier>().map_err(Error::Malformed)? != expected.content_type {
        return Err(Error::Shape("another content type in the signed attributes"));
    }
    let digest = attributes::value(set, attributes::MESSAGE_DIGEST).ok_or(Error::Shape("no message digest"))?;
    let digest = digest.decode_as::<OctetString>().map_err(Error::Malformed)?;
    if digest.as_bytes() != algorithm.digest(content) {
        return Err(Error::Content);
    }
    if !attributes::names_signer(set, signer, !ours)? {
        return Err(Error::Signer);
    }
    let to_verify = set.to_der().map_err(Error::Encode)?;
    crypto::verify(algorithm, &signer.spki(), &to_verify, info.signature.as_bytes()).map_err(Error::Signature)?;
    attributes::signing_time(set)
}

/// The signature time-stamp; ours holds no other unsigned attribute, a token none that is looked at.
fn time_stamp(info: &SignerInfo, ours: bool) -> Result<Option<Vec<u8>>, Error> {
    let Some(unsigned) = info.unsigned_attrs.as_ref().filter(|_| ours) else { return Ok(None) };
    attributes::each_once(unsigned)?;
    let value = attributes::value(unsigned, attributes::SIGNATURE_TIME_STAMP).filter(|_| unsigned.len() == 1);
    let value = value.ok_or(Error::Shape("other unsigned attributes than the time-stamp"))?;
    Ok(Some(value.to_der().map_err(Error::Encode)?))
}
