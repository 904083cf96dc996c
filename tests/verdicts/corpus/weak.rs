//! Signatures and digests by what nobody should use any more, well made: SHA-1, and a signature by another key than the certificate's.

use cms::content_info::ContentInfo;
use cms::signed_data::{SignedData, SignerInfo, SignerInfos};
use der::asn1::{Any, ObjectIdentifier, OctetString, SetOfVec};
use der::{Decode as _, Encode as _};
use recepis::crypto::sha256;
use sha1::{Digest as _, Sha1};

use super::{Case, base64, changed, edit, pki, remade, with};
use crate::packed::{Tale, sealed};
use crate::pki::Key;

const FILE: &str = "evidence/003-ConsignmentAcceptance.xml";
const SIGNATURE: &str = "META-INF/signature001.p7s";

const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SHA_1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.14.3.2.26");
const ECDSA_WITH_SHA_1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.1");

pub(super) fn cases() -> Vec<Case> {
    let (pki, tale) = (pki(), Tale::accepted(1));
    let token = |what: &str, change: &dyn Fn(&[u8], &str) -> Vec<u8>| {
        changed(what, &tale, FILE, |octets| {
            let text = String::from_utf8(octets.clone()).unwrap();
            let (open, close) = ("<xades:EncapsulatedTimeStamp>", "</xades:EncapsulatedTimeStamp>");
            let old = text.split_once(open).unwrap().1.split_once(close).unwrap().0;
            let new = change(&pki.token(imprint(&text), tale.story.statements[2].time), &text);
            edit(octets, old, &base64(&new));
        })
    };
    let stamps = pki.tsa_key.clone();
    vec![
        token("token-signed-by-another-key", &|token, _| signed_anew(token, &Key::new(99), false, None)),
        token("token-signed-with-sha-1", &|token, _| signed_anew(token, &stamps, true, None)),
        token("token-over-a-digest-by-sha-1", &|token, text| {
            let weak = Sha1::digest(value(text).as_bytes()).to_vec();
            let old =
                [&[0x30, 0x2f, 0x30, 0x0b][..], &[0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]]
                    .concat();
            let new =
                [&[0x30, 0x1f, 0x30, 0x07, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x04, 0x14][..], &weak].concat();
            signed_anew(token, &stamps, false, Some((&old, &new)))
        }),
        remade("signature-with-sha-1", &tale, |members| {
            let (_, octets) = members.iter_mut().find(|(name, _)| name == SIGNATURE).unwrap();
            *octets = stamped_anew(&signed_anew(octets, &pki.seal_key, true, None), &tale);
        }),
        changed("seal-with-sha-1", &tale, FILE, |octets| {
            let text = String::from_utf8(sealed(&pki, &tale.story.statements[2])).unwrap();
            let text = with(&text, "2001/04/xmldsig-more#ecdsa-sha256", "2001/04/xmldsig-more#ecdsa-sha1");
            let info = &text[text.find("<ds:SignedInfo>").unwrap()..text.find("</ds:SignedInfo>").unwrap()];
            let info =
                info.replacen("<ds:SignedInfo>", "<ds:SignedInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">", 1);
            let digest = Sha1::digest(format!("{info}</ds:SignedInfo>").as_bytes());
            let made = base64(&pki.seal_key.sign_digest(digest.as_slice()).0);
            let old = value(&text);
            let old = old.split_once('>').unwrap().1.split_once('<').unwrap().0.to_owned();
            let text = with(&text, &old, &made);
            let (open, close) = ("<xades:EncapsulatedTimeStamp>", "</xades:EncapsulatedTimeStamp>");
            let old = text.split_once(open).unwrap().1.split_once(close).unwrap().0;
            let stamped = tale.story.statements[2].time.plus(std::time::Duration::from_secs(2));
            *octets = with(&text, old, &base64(&pki.token(imprint(&text), stamped))).into_bytes();
        }),
    ]
}

/// The canonical octets of the signature's value: what a time-stamp is over.
fn value(text: &str) -> String {
    let (open, close) = ("<ds:SignatureValue", "</ds:SignatureValue>");
    let inner = text.split_once(open).unwrap().1.split_once(close).unwrap().0;
    format!("{open} xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"{inner}{close}")
}

fn imprint(text: &str) -> [u8; 32] {
    sha256(value(text).as_bytes())
}

/// A CMS signature made anew: by this key, with SHA-1 where asked, over a content in which something stands in another's place.
fn signed_anew(octets: &[u8], key: &Key, weak: bool, instead: Option<(&[u8], &[u8])>) -> Vec<u8> {
    let outer = ContentInfo::from_der(octets).unwrap();
    let mut data: SignedData = outer.content.decode_as().unwrap();
    let mut info: SignerInfo = data.signer_infos.0.iter().next().unwrap().clone();
    if let Some((old, new)) = instead {
        let inside: OctetString = data.encap_content_info.econtent.as_ref().unwrap().decode_as().unwrap();
        let content = replaced(inside.as_bytes(), old, new);
        digested(&mut info, &sha256(&content));
        data.encap_content_info.econtent = Some(Any::encode_from(&OctetString::new(content).unwrap()).unwrap());
    }
    if weak {
        let content = match &data.encap_content_info.econtent {
            Some(inside) => inside.decode_as::<OctetString>().unwrap().as_bytes().to_vec(),
            None => {
                crate::members(&Tale::accepted(1).bundle(&pki()))
                    .into_iter()
                    .find(|(name, _)| name == "META-INF/ASiCManifest001.xml")
                    .unwrap()
                    .1
            }
        };
        digested(&mut info, &Sha1::digest(&content));
        info.digest_alg.oid = SHA_1;
        info.signature_algorithm.oid = ECDSA_WITH_SHA_1;
        let mut digest = data.digest_algorithms.iter().next().unwrap().clone();
        digest.oid = SHA_1;
        data.digest_algorithms = SetOfVec::try_from(vec![digest]).unwrap();
    }
    let to_sign = info.signed_attrs.as_ref().unwrap().to_der().unwrap();
    let signature = if weak { key.sign_digest(Sha1::digest(&to_sign).as_slice()).1 } else { key.sign(&to_sign) };
    info.signature = OctetString::new(signature).unwrap();
    data.signer_infos = SignerInfos(SetOfVec::try_from(vec![info]).unwrap());
    ContentInfo { content: Any::encode_from(&data).unwrap(), ..outer }.to_der().unwrap()
}

/// The same signature with a time-stamp over its value as it is.
fn stamped_anew(octets: &[u8], tale: &Tale) -> Vec<u8> {
    let outer = ContentInfo::from_der(octets).unwrap();
    let mut data: SignedData = outer.content.decode_as().unwrap();
    let mut info: SignerInfo = data.signer_infos.0.iter().next().unwrap().clone();
    let mut stamp = info.unsigned_attrs.as_ref().unwrap().iter().next().unwrap().clone();
    let token = pki().token(sha256(info.signature.as_bytes()), tale.moment());
    stamp.values = SetOfVec::try_from(vec![Any::from_der(&token).unwrap()]).unwrap();
    info.unsigned_attrs = Some(SetOfVec::try_from(vec![stamp]).unwrap());
    data.signer_infos = SignerInfos(SetOfVec::try_from(vec![info]).unwrap());
    ContentInfo { content: Any::encode_from(&data).unwrap(), ..outer }.to_der().unwrap()
}

/// Puts another digest of the content into what is signed.
fn digested(info: &mut SignerInfo, digest: &[u8]) {
    let all = info.signed_attrs.as_ref().unwrap().iter().cloned().map(|mut attribute| {
        if attribute.oid == MESSAGE_DIGEST {
            let value = Any::encode_from(&OctetString::new(digest).unwrap()).unwrap();
            attribute.values = SetOfVec::try_from(vec![value]).unwrap();
        }
        attribute
    });
    info.signed_attrs = Some(SetOfVec::try_from(all.collect::<Vec<_>>()).unwrap());
}

/// A TSTInfo with another imprint: the sequence that begins so, with all of it, gives way.
fn replaced(info: &[u8], begin: &[u8], new: &[u8]) -> Vec<u8> {
    let place = (0..info.len()).find(|place| info[*place..].starts_with(begin)).unwrap();
    let length = usize::from(info[place + 1]) + 2;
    let body = [&info[2..place], new, &info[place + length..]].concat();
    let size = u8::try_from(body.len()).unwrap();
    assert!(info[1] < 0x80 && size < 0x80, "one octet of length");
    [&[0x30, size][..], &body].concat()
}
