//! CMS signatures of others (RFC 5652; CAdES, EN 319 122-1): any number of signers, the content inside or beside, BER or DER. Facts only.
//!
//! Our own signatures are never read here: their one shape is [`super::check()`].

use cms::cert::CertificateChoices;
use cms::content_info::ContentInfo;
use cms::signed_data::{SignerIdentifier, SignerInfo};
use der::asn1::{Any, ObjectIdentifier, OctetString, SetOfVec};
use der::{Decode as _, Encode as _, Tag, Tagged as _};
use x509_cert::ext::pkix::SubjectKeyIdentifier;

use super::revocation::SignedData;
use super::signed::{ID_SIGNED_DATA, RSA_ENCRYPTION};
use super::{Error, attributes, ber};
use crate::crypto::{self, Algorithm};
use crate::erds::moment::Moment;
use crate::seal::x509::{self, Certificate};

/// The most signers, certificates and lists that are looked at.
const MOST: usize = 32;

/// A CMS signature, taken apart.
#[derive(Debug)]
pub struct Others {
    /// What kind of content is signed, a dotted object identifier.
    pub content_type: String,
    /// The content, where it stands inside.
    pub content: Option<Vec<u8>>,
    /// The certificates in it that can be read, DER.
    pub certificates: Vec<Vec<u8>>,
    /// Revocation lists in it, DER.
    pub lists: Vec<Vec<u8>>,
    signers: Vec<SignerInfo>,
}

/// What one signer's signature states, once its value, content and certificate agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignerFacts {
    /// The signer's certificate, DER.
    pub signer: Vec<u8>,
    /// When the signer says it signed, where it says.
    pub signing_time: Option<Moment>,
    /// Whether what is signed names the certificate, as CAdES asks.
    pub names_signer: bool,
    /// With what.
    pub algorithm: Algorithm,
    /// The value, which a signature time-stamp must be over.
    pub value: Vec<u8>,
    /// Signature time-stamps, DER, unchecked.
    pub tokens: Vec<Vec<u8>>,
}

impl Others {
    /// Takes a signature apart.
    ///
    /// # Errors
    /// It is no signed CMS, or has more in it than is looked at.
    pub fn read(octets: &[u8]) -> Result<Self, Error> {
        let der = ber::definite(octets).ok_or(Error::Shape("neither DER nor BER"))?;
        let outer = ContentInfo::from_der(&der).map_err(Error::Malformed)?;
        if outer.content_type != ID_SIGNED_DATA {
            return Err(Error::Shape("not SignedData"));
        }
        let data: SignedData = outer.content.decode_as().map_err(Error::Malformed)?;
        let content = data.encap_content_info.econtent.as_ref().map(Any::decode_as::<OctetString>).transpose();
        let content = content.map_err(Error::Malformed)?.map(|octets| octets.into_bytes().into_vec());
        let signers: Vec<SignerInfo> = data.signer_infos.0.iter().cloned().collect();
        if signers.is_empty() || signers.len() > MOST {
            return Err(Error::Shape("no signer, or too many"));
        }
        let certificates = data.certificates.iter().flat_map(|set| set.0.iter()).filter_map(|choice| match choice {
            CertificateChoices::Certificate(certificate) => certificate.to_der().ok(),
            CertificateChoices::Other(_) => None,
        });
        let lists = data.crls.iter().flat_map(SetOfVec::iter).filter(|choice| choice.tag() == Tag::Sequence);
        let lists = lists.filter_map(|list| list.to_der().ok());
        Ok(Self {
            content_type: data.encap_content_info.econtent_type.to_string(),
            content,
            certificates: certificates.take(MOST).collect(),
            lists: lists.take(MOST).collect(),
            signers,
        })
    }

    /// Each signer's signature over the content: the one inside, or `detached` where there is none.
    ///
    /// # Errors
    /// In each signer's place what does not hold; `Content` where there is no content at all.
    pub fn check(&self, detached: Option<&[u8]>) -> Vec<Result<SignerFacts, Error>> {
        let content = self.content.as_deref().or(detached);
        self.signers.iter().map(|info| self.signer(info, content.ok_or(Error::Content)?)).collect()
    }

    fn signer(&self, info: &SignerInfo, content: &[u8]) -> Result<SignerFacts, Error> {
        let signer = self.certificate(&info.sid)?;
        let algorithm = algorithm(info)?;
        let set = info.signed_attrs.as_ref().ok_or(Error::Shape("no signed attributes"))?;
        attributes::each_once(set)?;
        let stated = attributes::value(set, attributes::CONTENT_TYPE).ok_or(Error::Shape("no content type"))?;
        if stated.decode_as::<ObjectIdentifier>().map_err(Error::Malformed)?.to_string() != self.content_type {
            return Err(Error::Shape("another content type in the signed attributes"));
        }
        let digest = attributes::value(set, attributes::MESSAGE_DIGEST).ok_or(Error::Shape("no message digest"))?;
        if digest.decode_as::<OctetString>().map_err(Error::Malformed)?.as_bytes() != algorithm.digest(content) {
            return Err(Error::Content);
        }
        let names_signer = attributes::names_any(set);
        if names_signer && !attributes::names_signer(set, &signer, true)? {
            return Err(Error::Signer);
        }
        let to_verify = set.to_der().map_err(Error::Encode)?;
        crypto::verify(algorithm, &signer.spki(), &to_verify, info.signature.as_bytes()).map_err(Error::Signature)?;
        let unsigned = info.unsigned_attrs.iter().flat_map(|set| set.iter());
        let stamps = unsigned.filter(|attribute| attribute.oid == attributes::SIGNATURE_TIME_STAMP);
        let tokens = stamps.flat_map(|attribute| attribute.values.iter()).filter_map(|value| value.to_der().ok());
        Ok(SignerFacts {
            signer: signer.der().to_vec(),
            signing_time: attributes::signing_time(set)?,
            names_signer,
            algorithm,
            value: info.signature.as_bytes().to_vec(),
            tokens: tokens.take(MOST).collect(),
        })
    }

    fn certificate(&self, sid: &SignerIdentifier) -> Result<Certificate, Error> {
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
        let read = self.certificates.iter().filter_map(|der| Certificate::parse(der).ok());
        read.into_iter().find(is_signer).ok_or(Error::NoCertificate)
    }
}

/// The signature algorithm; where it is named without its digest, the digest is the one named beside it.
fn algorithm(info: &SignerInfo) -> Result<Algorithm, Error> {
    let stated = &info.signature_algorithm;
    let digest = info.digest_alg.oid.to_string();
    let bare = stated.parameters.as_ref().is_none_or(Any::is_null);
    let algorithm = if stated.oid == RSA_ENCRYPTION && bare {
        Algorithm::ALL.into_iter().find(|a| a.has_null_parameters() && a.digest_oid() == digest)
    } else {
        x509::algorithm(stated)
    };
    algorithm.filter(|algorithm| algorithm.digest_oid() == digest).ok_or(Error::Algorithm)
}
