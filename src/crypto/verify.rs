//! One function that verifies a signature, and the two forms of an ECDSA signature.
//!
//! The key comes as SubjectPublicKeyInfo and must be of exactly the kind that the algorithm needs: the signature's
//! algorithm never follows from the key alone.

use der::asn1::{ObjectIdentifier, UintRef};
use der::{Decode as _, Sequence};
use signature::Verifier as _;
use spki::SubjectPublicKeyInfoRef;

use super::backend::{Backend, Chosen, Numbers};
use super::{Algorithm, Error, held};

const EC_PUBLIC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
const P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");

/// A SubjectPublicKeyInfo of Ed25519 up to the key's octets [RFC 8410 §4].
const ED25519_HEAD: [u8; 12] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00];
/// The same of ML-DSA-44 [RFC 9881 §4].
const ML_DSA_44_HEAD: [u8; 22] = [
    0x30, 0x82, 0x05, 0x32, 0x30, 0x0B, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x03, 0x11, 0x03, 0x82,
    0x05, 0x21, 0x00,
];

/// The y coordinates of the eight points of small order on edwards25519.
const SMALL_ORDER: [[u8; 32]; 5] = [
    [
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    ],
    [
        0xEC, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F,
    ],
    [
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    ],
    [
        0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98, 0xF0, 0xD5, 0xDF,
        0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53, 0xFC, 0x05,
    ],
    [
        0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67, 0x0F, 0x2A, 0x20,
        0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC, 0x03, 0x7A,
    ],
];

/// Octets of an ML-DSA-44 public key [FIPS 204, table 2].
const ML_DSA_44_KEY: usize = 1_312;

/// The bits of an RSA modulus that we take; fewer are weak, more only cost time.
const RSA_BITS: std::ops::RangeInclusive<u32> = 2048..=4096;

/// Whether `signature` was made over `message` with the private key of `spki_der`. ECDSA signatures are in DER form.
pub fn verify(algorithm: Algorithm, spki_der: &[u8], message: &[u8], signature: &[u8]) -> Result<(), Error> {
    let question = held::question(algorithm, spki_der, message, signature);
    if held::is_known(&question) {
        return Ok(());
    }
    verify_by::<Chosen>(algorithm, spki_der, message, signature)?;
    held::remember(question);
    Ok(())
}

/// The same by a backend.
pub(super) fn verify_by<B: Backend>(
    algorithm: Algorithm,
    spki_der: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Result<(), Error> {
    let spki = SubjectPublicKeyInfoRef::from_der(spki_der).map_err(|_| Error::Key)?;
    match algorithm {
        Algorithm::EcdsaP256Sha256 => {
            let point = ec_point(&spki, P256, 65)?;
            let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(point).map_err(|_| Error::Key)?;
            let signature = p256::ecdsa::Signature::from_der(signature).map_err(|_| Error::Malformed)?;
            matched(B::p256(&key, point, message, &signature))
        }
        Algorithm::EcdsaP384Sha384 => {
            let point = ec_point(&spki, P384, 97)?;
            let key = p384::ecdsa::VerifyingKey::from_sec1_bytes(point).map_err(|_| Error::Key)?;
            let signature = p384::ecdsa::Signature::from_der(signature).map_err(|_| Error::Malformed)?;
            matched(B::p384(&key, point, message, &signature))
        }
        Algorithm::Ed25519 => {
            let bytes = bare_key(&spki, ED25519)?.try_into().map_err(|_| Error::Key)?;
            let key = held::ed25519(bytes)?;
            let signature = ed25519_dalek::Signature::from_slice(signature).map_err(|_| Error::Malformed)?;
            matched(!key.is_weak() && r_is_large(&signature) && B::ed25519(&key, message, &signature))
        }
        Algorithm::MlDsa44 => {
            let key = held::ml_dsa_44(spki)?;
            let signature = ml_dsa::Signature::<ml_dsa::MlDsa44>::try_from(signature).map_err(|_| Error::Malformed)?;
            key.verify(message, &signature).map_err(|_| Error::Mismatch)
        }
        Algorithm::RsaPkcs1Sha256 | Algorithm::RsaPkcs1Sha384 | Algorithm::RsaPkcs1Sha512 => {
            let (key, numbers) = rsa_key(&spki)?;
            matched(B::rsa(algorithm, &key, numbers, message, signature))
        }
    }
}

fn matched(matches: bool) -> Result<(), Error> {
    matches.then_some(()).ok_or(Error::Mismatch)
}

/// The SubjectPublicKeyInfo of a key that comes as bare octets, as in signed notes: Ed25519 (32 octets, RFC 8410) or
/// ML-DSA-44 (1312 octets, RFC 9881, of which all are keys). What comes back can be verified with.
pub fn spki_of(algorithm: Algorithm, key: &[u8]) -> Result<Vec<u8>, Error> {
    let head: &[u8] = match algorithm {
        Algorithm::Ed25519 => &ED25519_HEAD,
        Algorithm::MlDsa44 => &ML_DSA_44_HEAD,
        _ => return Err(Error::Key),
    };
    let spki = [head, key].concat();
    let decoded = SubjectPublicKeyInfoRef::from_der(&spki).map_err(|_| Error::Key)?;
    match algorithm {
        Algorithm::Ed25519 => {
            let bytes = bare_key(&decoded, ED25519)?.try_into().map_err(|_| Error::Key)?;
            ed25519_dalek::VerifyingKey::from_bytes(bytes).map_err(|_| Error::Key)?;
        }
        _ if key.len() == ML_DSA_44_KEY => {}
        _ => return Err(Error::Key),
    }
    Ok(spki)
}

/// The length of a key, in bits: of an RSA key that of its modulus, of an EC key that of its curve's order. `None` for keys that have one length
/// only, and those that cannot be read.
pub fn key_bits(algorithm: Algorithm, spki_der: &[u8]) -> Option<u32> {
    match algorithm {
        Algorithm::EcdsaP256Sha256 => Some(256),
        Algorithm::EcdsaP384Sha384 => Some(384),
        Algorithm::Ed25519 | Algorithm::MlDsa44 => None,
        Algorithm::RsaPkcs1Sha256 | Algorithm::RsaPkcs1Sha384 | Algorithm::RsaPkcs1Sha512 => {
            let spki = SubjectPublicKeyInfoRef::from_der(spki_der).ok()?;
            let key = RsaPublicKey::from_der(spki.subject_public_key.as_bytes()?).ok()?;
            Some(rsa::BoxedUint::from_be_slice_vartime(key.modulus.as_bytes()).bits_vartime())
        }
    }
}

/// From `r ‖ s` of fixed length (XML signatures, PKCS #11) to the DER form (CMS, X.509).
pub fn ecdsa_to_der(algorithm: Algorithm, fixed: &[u8]) -> Result<Vec<u8>, Error> {
    match algorithm {
        Algorithm::EcdsaP256Sha256 => p256::ecdsa::Signature::from_slice(fixed).map(|s| s.to_der().as_bytes().to_vec()),
        Algorithm::EcdsaP384Sha384 => p384::ecdsa::Signature::from_slice(fixed).map(|s| s.to_der().as_bytes().to_vec()),
        _ => return Err(Error::NotEcdsa),
    }
    .map_err(|_| Error::Malformed)
}

/// From the DER form (CMS, X.509) to `r ‖ s` of fixed length (XML signatures, PKCS #11).
pub fn ecdsa_to_fixed(algorithm: Algorithm, der: &[u8]) -> Result<Vec<u8>, Error> {
    match algorithm {
        Algorithm::EcdsaP256Sha256 => p256::ecdsa::Signature::from_der(der).map(|s| s.to_bytes().to_vec()),
        Algorithm::EcdsaP384Sha384 => p384::ecdsa::Signature::from_der(der).map(|s| s.to_bytes().to_vec()),
        _ => return Err(Error::NotEcdsa),
    }
    .map_err(|_| Error::Malformed)
}

/// The uncompressed point of an EC key on this curve [RFC 5480 §2.1.1].
fn ec_point<'a>(spki: &SubjectPublicKeyInfoRef<'a>, curve: ObjectIdentifier, length: usize) -> Result<&'a [u8], Error> {
    let named = spki.algorithm.parameters.and_then(|any| any.decode_as::<ObjectIdentifier>().ok());
    let point = spki.subject_public_key.as_bytes().ok_or(Error::Key)?;
    let right = spki.algorithm.oid == EC_PUBLIC_KEY && named == Some(curve) && point.len() == length;
    right.then_some(point).ok_or(Error::Key)
}

/// The octets of a key whose algorithm has no parameters.
fn bare_key<'a>(spki: &SubjectPublicKeyInfoRef<'a>, oid: ObjectIdentifier) -> Result<&'a [u8], Error> {
    let right = spki.algorithm.oid == oid && spki.algorithm.parameters.is_none();
    spki.subject_public_key.as_bytes().filter(|_| right).ok_or(Error::Key)
}

/// `RSAPublicKey` [RFC 8017 A.1.1].
#[derive(Sequence)]
struct RsaPublicKey<'a> {
    modulus: UintRef<'a>,
    exponent: UintRef<'a>,
}

fn rsa_key<'a>(spki: &SubjectPublicKeyInfoRef<'a>) -> Result<(rsa::RsaPublicKey, Numbers<'a>), Error> {
    if spki.algorithm.oid != RSA || !spki.algorithm.parameters.is_some_and(der::AnyRef::is_null) {
        return Err(Error::Key);
    }
    let bytes = spki.subject_public_key.as_bytes().ok_or(Error::Key)?;
    let stated = RsaPublicKey::from_der(bytes).map_err(|_| Error::Key)?;
    let modulus = rsa::BoxedUint::from_be_slice_vartime(stated.modulus.as_bytes());
    let odd = |number: UintRef<'_>| number.as_bytes().last().is_some_and(|last| last % 2 == 1);
    let fits = odd(stated.modulus) && odd(stated.exponent) && !matches!(stated.exponent.as_bytes(), [1]);
    if !RSA_BITS.contains(&modulus.bits_vartime()) || stated.exponent.as_bytes().len() > 4 || !fits {
        return Err(Error::Key);
    }
    let exponent = rsa::BoxedUint::from_be_slice_vartime(stated.exponent.as_bytes());
    let key = rsa::RsaPublicKey::new(modulus, exponent).map_err(|_| Error::Key)?;
    Ok((key, [stated.modulus.as_bytes(), stated.exponent.as_bytes()]))
}

/// Whether `R` is none of the points of small order. Not every library asks that; that it is a point, and spelt as points are, all do: they
/// compute it and compare octets.
fn r_is_large(signature: &ed25519_dalek::Signature) -> bool {
    let mut y = *signature.r_bytes();
    // The topmost bit is the sign of x.
    if let Some(last) = y.last_mut() {
        *last &= 0x7F;
    }
    !SMALL_ORDER.contains(&y)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use ml_dsa::{MlDsa44, SigningKey};
    use proptest::prelude::*;
    use signature::{Keypair as _, Signer as _};
    use spki::EncodePublicKey as _;

    /// Algorithm, key, message, signature.
    pub(in crate::crypto) type Case = (Algorithm, Vec<u8>, Vec<u8>, Vec<u8>);

    pub(in crate::crypto) fn hex(text: &str) -> Vec<u8> {
        let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_hexdigit).collect();
        digits.chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
    }

    /// A SubjectPublicKeyInfo: its fixed beginning, then the key.
    fn spki(head: &str, key: &str) -> Vec<u8> {
        [hex(head), hex(key)].concat()
    }

    /// RFC 6979 A.2.5, SHA-256, message "sample".
    fn p256() -> Case {
        let key = spki(
            "3059301306072a8648ce3d020106082a8648ce3d03010703420004",
            "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6
             7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299",
        );
        let fixed = hex("EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716
             F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8");
        let algorithm = Algorithm::EcdsaP256Sha256;
        (algorithm, key, b"sample".to_vec(), ecdsa_to_der(algorithm, &fixed).unwrap())
    }

    /// RFC 6979 A.2.6, SHA-384, message "sample".
    fn p384() -> Case {
        let key = spki(
            "3076301006072a8648ce3d020106052b8104002203620004",
            "EC3A4E415B4E19A4568618029F427FA5DA9A8BC4AE92E02E06AAE5286B300C64DEF8F0EA9055866064A254515480BC13
             8015D9B72D7D57244EA8EF9AC0C621896708A59367F9DFB9F54CA84B3F1C9DB1288B231C3AE0D4FE7344FD2533264720",
        );
        let fixed =
            hex("94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C81A648152E44ACF96E36DD1E80FABE46
             99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94FA329C145786E679E7B82C71A38628AC8");
        let algorithm = Algorithm::EcdsaP384Sha384;
        (algorithm, key, b"sample".to_vec(), ecdsa_to_der(algorithm, &fixed).unwrap())
    }

    /// RFC 8032 §7.1, test 2.
    fn ed25519() -> Case {
        let key = spki("302a300506032b6570032100", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        let signature = hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da
             085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        (Algorithm::Ed25519, key, vec![0x72], signature)
    }

    /// Key and signature made with `openssl genrsa` and `openssl dgst -sha256 -sign`.
    fn rsa3072() -> Case {
        let key = include_bytes!("vectors/rsa-3072-spki.der").to_vec();
        let signature = include_bytes!("vectors/rsa-3072-sample.sig").to_vec();
        (Algorithm::RsaPkcs1Sha256, key, b"sample".to_vec(), signature)
    }

    /// The same with `-sha384` and `-sha512`, and another key.
    fn rsa2048() -> [Case; 2] {
        let key = include_bytes!("vectors/rsa-2048-spki.der").to_vec();
        let (shorter, longer) = (
            include_bytes!("vectors/rsa-2048-sha384.sig").to_vec(),
            include_bytes!("vectors/rsa-2048-sha512.sig").to_vec(),
        );
        [
            (Algorithm::RsaPkcs1Sha384, key.clone(), b"sample".to_vec(), shorter),
            (Algorithm::RsaPkcs1Sha512, key, b"sample".to_vec(), longer),
        ]
    }

    /// The modulus of an RSA key.
    pub(in crate::crypto) fn rsa_modulus(spki: &[u8]) -> Vec<u8> {
        let spki = SubjectPublicKeyInfoRef::from_der(spki).unwrap();
        RsaPublicKey::from_der(spki.subject_public_key.as_bytes().unwrap()).unwrap().modulus.as_bytes().to_vec()
    }

    /// An RSA key of these numbers.
    pub(in crate::crypto) fn rsa_spki(modulus: &[u8], exponent: &[u8]) -> Vec<u8> {
        use der::Encode as _;
        let key = RsaPublicKey { modulus: UintRef::new(modulus).unwrap(), exponent: UintRef::new(exponent).unwrap() };
        let key = key.to_der().unwrap();
        let algorithm = spki::AlgorithmIdentifierRef { oid: RSA, parameters: Some(der::AnyRef::NULL) };
        let subject_public_key = der::asn1::BitStringRef::from_bytes(&key).unwrap();
        SubjectPublicKeyInfoRef { algorithm, subject_public_key }.to_der().unwrap()
    }

    fn ml_dsa44() -> Case {
        let key = SigningKey::<MlDsa44>::from_seed(&[7; 32].into());
        let spki = key.verifying_key().to_public_key_der().unwrap().into_vec();
        let signature: ml_dsa::Signature<MlDsa44> = key.sign(b"sample");
        (Algorithm::MlDsa44, spki, b"sample".to_vec(), signature.encode().to_vec())
    }

    /// One good signature by each algorithm.
    pub(in crate::crypto) fn cases() -> [Case; 7] {
        let [sha384, sha512] = rsa2048();
        [p256(), p384(), ed25519(), rsa3072(), ml_dsa44(), sha384, sha512]
    }

    #[test]
    fn the_published_signatures_match() {
        for (algorithm, key, message, signature) in cases() {
            assert_eq!(verify(algorithm, &key, &message, &signature), Ok(()), "{algorithm:?}");
        }
    }

    #[test]
    fn another_message_or_an_empty_signature_does_not_match() {
        for (algorithm, key, message, signature) in cases() {
            let longer = [message.as_slice(), b"!"].concat();
            assert_eq!(verify(algorithm, &key, &longer, &signature), Err(Error::Mismatch), "{algorithm:?}");
            assert!(verify(algorithm, &key, &message, &[]).is_err(), "{algorithm:?}");
        }
    }

    #[test]
    fn a_key_of_another_kind_is_refused() {
        for (algorithm, _, message, signature) in cases() {
            for (other, key, ..) in cases() {
                // One RSA key may sign with any digest; the signature tells which.
                let both_rsa = algorithm.has_null_parameters() && other.has_null_parameters();
                if other != algorithm && !both_rsa {
                    assert_eq!(verify(algorithm, &key, &message, &signature), Err(Error::Key), "{algorithm:?}");
                }
            }
        }
    }

    #[test]
    fn an_rsa_signature_over_another_digest_does_not_match() {
        let of_one_key = rsa2048();
        for (_, key, message, signature) in &of_one_key {
            let fitting =
                Algorithm::ALL.into_iter().filter(|algorithm| verify(*algorithm, key, message, signature).is_ok());
            assert_eq!(fitting.count(), 1);
        }
    }

    #[test]
    fn a_short_rsa_key_is_refused_though_its_signature_is_good() {
        let key = include_bytes!("vectors/rsa-1024-spki.der");
        let signature = include_bytes!("vectors/rsa-1024-sample.sig");
        assert_eq!(verify(Algorithm::RsaPkcs1Sha256, key, b"sample", signature), Err(Error::Key));
    }

    #[test]
    fn bare_keys_get_the_form_that_certificates_have() {
        for (algorithm, spki, ..) in [ed25519(), ml_dsa44()] {
            let head = if algorithm == Algorithm::Ed25519 { 12 } else { 22 };
            assert_eq!(spki_of(algorithm, &spki[head..]).as_ref(), Ok(&spki), "{algorithm:?}");
            assert_eq!(spki_of(algorithm, &spki[head + 1..]), Err(Error::Key));
            assert_eq!(spki_of(algorithm, &[&spki[head..], &[0]].concat()), Err(Error::Key));
            assert_eq!(spki_of(algorithm, &[]), Err(Error::Key));
        }
        // No point of the curve has this y coordinate.
        assert_eq!(spki_of(Algorithm::Ed25519, &[2; 32]), Err(Error::Key));
        assert_eq!(spki_of(Algorithm::EcdsaP256Sha256, &p256().1[26..]), Err(Error::Key));
    }

    #[test]
    fn an_ed25519_key_of_small_order_is_refused() {
        let mut key = hex("302a300506032b6570032100");
        key.push(1);
        key.extend([0; 31]);
        // R = identity, s = 0: matches every message for such a key unless checked strictly.
        let signature = [&[1][..], &[0; 63]].concat();
        assert!(verify(Algorithm::Ed25519, &key, b"any", &signature).is_err());
    }

    #[test]
    fn an_r_of_small_order_is_none_that_is_taken() {
        let large = |r: [u8; 32]| r_is_large(&ed25519_dalek::Signature::from_components(r, [0; 32]));
        for point in curve25519_dalek::constants::EIGHT_TORSION {
            assert!(!large(point.compress().to_bytes()));
            let other = point + curve25519_dalek::constants::ED25519_BASEPOINT_POINT;
            assert!(large(other.compress().to_bytes()));
        }
    }

    #[test]
    fn both_forms_of_an_ecdsa_signature_lead_to_each_other() {
        for (algorithm, _, _, der) in [p256(), p384()] {
            let fixed = ecdsa_to_fixed(algorithm, &der).unwrap();
            assert_eq!(ecdsa_to_der(algorithm, &fixed).unwrap(), der);
            assert_eq!(ecdsa_to_der(algorithm, &fixed[1..]), Err(Error::Malformed));
            assert_eq!(ecdsa_to_der(algorithm, &vec![0; fixed.len()]), Err(Error::Malformed));
            assert_eq!(ecdsa_to_fixed(algorithm, &[der.as_slice(), &[0]].concat()), Err(Error::Malformed));
        }
        assert_eq!(ecdsa_to_der(Algorithm::Ed25519, &[1; 64]), Err(Error::NotEcdsa));
        assert_eq!(ecdsa_to_fixed(Algorithm::RsaPkcs1Sha256, &[1; 64]), Err(Error::NotEcdsa));
    }

    proptest! {
        #[test]
        fn no_changed_bit_of_a_signature_or_message_matches(case in 0usize..7, at: prop::sample::Index, bit in 0u8..8) {
            let (algorithm, key, message, signature) = cases()[case].clone();
            let mut changed = signature.clone();
            changed[at.index(signature.len())] ^= 1 << bit;
            prop_assert!(verify(algorithm, &key, &message, &changed).is_err());
            let mut changed = message.clone();
            changed[at.index(message.len())] ^= 1 << bit;
            prop_assert!(verify(algorithm, &key, &changed, &signature).is_err());
        }

        #[test]
        fn arbitrary_keys_and_signatures_never_panic(key: Vec<u8>, signature: Vec<u8>) {
            for algorithm in Algorithm::ALL {
                prop_assert!(verify(algorithm, &key, b"", &signature).is_err());
            }
        }
    }
}
