//! Both backends, by one question at a time: whatever the input, they say the same.

use der::Encode as _;
use proptest::prelude::*;

use super::by_ring::Ring;
use super::by_rustcrypto::RustCrypto;
use crate::crypto::verify::tests::{Case, cases, hex};
use crate::crypto::verify::{ecdsa_to_der, ecdsa_to_fixed, verify_by};
use crate::crypto::{Algorithm, Error};

/// The one answer of both.
#[track_caller]
fn both(algorithm: Algorithm, key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), Error> {
    let ring = verify_by::<Ring>(algorithm, key, message, signature);
    let rust = verify_by::<RustCrypto>(algorithm, key, message, signature);
    assert_eq!(ring, rust, "{algorithm:?}: ring and RustCrypto differ on key {key:02x?}, signature {signature:02x?}");
    ring
}

/// Big-endian numbers: `a + b`, in as many octets as `a`, or more where they do not suffice.
fn sum(a: &[u8], b: &[u8]) -> Vec<u8> {
    let (mut out, mut carry) = (Vec::new(), 0_u16);
    for place in 0..a.len().max(b.len()) {
        let at = |n: &[u8]| n.len().checked_sub(place + 1).map_or(0, |at| u16::from(n[at]));
        let digit = at(a) + at(b) + carry;
        out.push(u8::try_from(digit & 0xFF).unwrap());
        carry = digit >> 8;
    }
    out.extend((carry > 0).then_some(1));
    out.reverse();
    out
}

/// `a - b`, where that is not negative.
fn difference(a: &[u8], b: &[u8]) -> Vec<u8> {
    let mut out = a.to_vec();
    let mut borrow = 0_i16;
    for place in (0..a.len()).rev() {
        let digit = i16::from(a[place]) - i16::from(b[place]) - borrow;
        borrow = i16::from(digit < 0);
        out[place] = u8::try_from(digit.rem_euclid(256)).unwrap();
    }
    out
}

fn case(algorithm: Algorithm) -> Case {
    cases().into_iter().find(|case| case.0 == algorithm).unwrap()
}

/// The orders of the groups of P-256 and P-384.
fn order(algorithm: Algorithm) -> Vec<u8> {
    hex(if algorithm == Algorithm::EcdsaP256Sha256 {
        "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"
    } else {
        "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973"
    })
}

/// The ECDSA signature of these two numbers in DER, which need not be in range.
fn der(r: &[u8], s: &[u8]) -> Vec<u8> {
    let number = |octets: &[u8]| der::asn1::Uint::new(octets).unwrap().to_der().unwrap();
    let body = [number(r), number(s)].concat();
    [&[0x30, u8::try_from(body.len()).unwrap()][..], &body].concat()
}

#[test]
fn they_agree_on_the_vectors_and_on_every_changed_bit_of_them() {
    for (algorithm, key, message, signature) in cases() {
        assert_eq!(both(algorithm, &key, &message, &signature), Ok(()), "{algorithm:?}");
        // Every bit of what is short, some of each octet of what is long.
        let step = if signature.len() > 200 { 7 } else { 1 };
        for bit in (0..signature.len() * 8).step_by(step).filter(|_| algorithm != Algorithm::MlDsa44) {
            let mut changed = signature.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(both(algorithm, &key, &message, &changed).is_err(), "{algorithm:?}, bit {bit}");
        }
        for bit in 0..key.len() * 8 {
            let mut changed = key.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            if algorithm != Algorithm::MlDsa44 {
                let _ = both(algorithm, &changed, &message, &signature);
            }
        }
    }
}

#[test]
fn they_agree_on_every_wrong_length() {
    for (algorithm, key, message, signature) in cases() {
        let lengths = (0..signature.len()).step_by(signature.len() / 40 + 1);
        for cut in lengths {
            assert!(both(algorithm, &key, &message, &signature[..cut]).is_err());
            assert!(both(algorithm, &key, &message, &signature[cut + 1..]).is_err());
        }
        for more in [&[0][..], &[1], &[0; 64]] {
            assert!(both(algorithm, &key, &message, &[&signature, more].concat()).is_err());
            assert!(both(algorithm, &key, &message, &[more, &signature].concat()).is_err());
        }
        for cut in 0..key.len().min(120) {
            assert_eq!(both(algorithm, &key[..cut], &message, &signature), Err(Error::Key));
        }
        assert_eq!(both(algorithm, &[&key[..], &[0]].concat(), &message, &signature), Err(Error::Key));
    }
}

#[test]
fn they_agree_on_ecdsa_at_the_edges_of_its_range() {
    for algorithm in [Algorithm::EcdsaP256Sha256, Algorithm::EcdsaP384Sha384] {
        let (_, key, message, signature) = case(algorithm);
        let fixed = ecdsa_to_fixed(algorithm, &signature).unwrap();
        let (r, s) = fixed.split_at(fixed.len() / 2);
        let n = order(algorithm);
        // Both halves of the range are taken: who signs may use either.
        assert_eq!(both(algorithm, &key, &message, &der(r, &difference(&n, s))), Ok(()));
        let (zero, one) = (vec![0], vec![1]);
        let last = difference(&n, &[&vec![0; n.len() - 1][..], &[1]].concat());
        for (r, s) in [
            (&zero, &s.to_vec()),
            (&r.to_vec(), &zero),
            (&zero, &zero),
            (&one, &one),
            (&n, &s.to_vec()),
            (&r.to_vec(), &n),
            (&last, &last),
            (&sum(r, &n), &s.to_vec()),
            (&r.to_vec(), &sum(s, &n)),
            (&vec![0xFF; n.len()], &vec![0xFF; n.len()]),
        ] {
            assert!(both(algorithm, &key, &message, &der(r, s)).is_err());
        }
        // Forms that BER allows and DER does not, and a negative number.
        let long = [&[0x30, 0x81][..], &signature[1..]].concat();
        let mut negative = der(r, s);
        negative[4] |= 0x80;
        for form in [long, negative, ecdsa_to_fixed(algorithm, &signature).unwrap()] {
            assert!(both(algorithm, &key, &message, &form).is_err());
        }
        assert!(ecdsa_to_der(algorithm, &fixed).is_ok());
    }
}

#[test]
fn they_agree_on_points_that_are_none_or_in_another_form() {
    for (algorithm, head) in [(Algorithm::EcdsaP256Sha256, 27), (Algorithm::EcdsaP384Sha384, 24)] {
        let (_, key, message, signature) = case(algorithm);
        let at = key.len() - (key.len() - head) / 2 * 2;
        let (front, point) = key.split_at(at);
        let half = point.len() / 2;
        let p = hex(if half == 32 {
            "FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF"
        } else {
            "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFF0000000000000000FFFFFFFF"
        });
        let with = |x: &[u8], y: &[u8]| [front, x, y].concat();
        let (x, y) = point.split_at(half);
        assert_eq!(both(algorithm, &with(x, y), &message, &signature), Ok(()));
        let mut points = vec![with(y, x), with(&p, y), with(x, &p), with(&vec![0; half], &vec![0; half])];
        points.push(with(x, &difference(&p, y)));
        points.extend([2, 3, 6, 7, 0].map(|form| {
            let mut other = key.clone();
            other[at - 1] = form;
            other
        }));
        for point in points {
            assert!(both(algorithm, &point, &message, &signature).is_err());
        }
    }
}

/// The encodings of the points of small order on edwards25519, those among them that are not canonical, and some that are no point.
const SMALL: [&str; 14] = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0202020202020202020202020202020202020202020202020202020202020202",
];

#[test]
fn they_agree_on_ed25519_at_its_edges() {
    let algorithm = Algorithm::Ed25519;
    let (_, key, message, signature) = case(algorithm);
    let (head, own) = key.split_at(12);
    let (r, s) = signature.split_at(32);
    // s + L is the same number in the group, and another signature.
    let l = hex("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed");
    let mut big = s.to_vec();
    big.reverse();
    let mut beyond = sum(&big, &l);
    beyond.reverse();
    assert!(both(algorithm, &key, &message, &[r, &beyond].concat()).is_err());
    for point in SMALL.map(hex) {
        for s in [s, &[0; 32], &[&[1][..], &[0; 31]].concat()] {
            assert!(both(algorithm, &key, &message, &[&point, s].concat()).is_err());
            for r in [r, &point, &SMALL.map(hex)[0]] {
                assert!(both(algorithm, &[head, &point].concat(), &message, &[r, s].concat()).is_err());
            }
        }
        let _ = both(algorithm, &[head, own].concat(), &message, &[&point[..], &[0; 32]].concat());
    }
}

#[test]
fn they_agree_on_an_ed25519_signature_whose_r_is_of_small_order() {
    use sha2::{Digest as _, Sha512};
    // Who knows the key can sign with R = the identity: s = H(R ‖ A ‖ M) · a.
    let secret = ed25519_dalek::SigningKey::from_bytes(&[9; 32]);
    let public = secret.verifying_key();
    let half: [u8; 32] = Sha512::digest([9; 32])[..32].try_into().unwrap();
    let scalar = curve25519_dalek::Scalar::from_bytes_mod_order(curve25519_dalek::scalar::clamp_integer(half));
    let identity = SMALL.map(hex)[0].clone();
    let digest: [u8; 64] =
        Sha512::new().chain_update(&identity).chain_update(public.as_bytes()).chain_update(b"m").finalize().into();
    let s = curve25519_dalek::Scalar::from_bytes_mod_order_wide(&digest) * scalar;
    let signature = [&identity[..], &s.to_bytes()].concat();
    let key = crate::crypto::spki_of(Algorithm::Ed25519, public.as_bytes()).unwrap();
    assert!(both(Algorithm::Ed25519, &key, b"m", &signature).is_err());
}

#[test]
fn they_agree_on_rsa_at_its_edges() {
    let (algorithm, key, message, signature) = case(Algorithm::RsaPkcs1Sha256);
    let modulus = crate::crypto::verify::tests::rsa_modulus(&key);
    // The same number modulo n, one octet of zero before it, and none of the front.
    let beyond = sum(&signature, &modulus);
    for other in
        [beyond, [&[0][..], &signature].concat(), signature[1..].to_vec(), vec![0; signature.len()], modulus.clone()]
    {
        assert!(both(algorithm, &key, &message, &other).is_err());
    }
    let one = [&vec![0; modulus.len() - 1][..], &[1]].concat();
    let mut even = modulus.clone();
    *even.last_mut().unwrap() &= 0xFE;
    let short = [&[0x7F][..], &modulus[1..256]].concat();
    for n in [&modulus, &even, &short, &vec![0xFF; 256], &vec![0xFF; 512], &vec![0xFF; 513]] {
        for e in [&[1][..], &[2], &[3], &[1, 0, 0], &[1, 0, 1], &[0x7F, 0xFF, 0xFF, 0xFF], &[0xFF; 4], &[0xFF; 5], &[0]]
        {
            let key = crate::crypto::verify::tests::rsa_spki(n, e);
            for signature in [&signature, &one, &vec![0; 256], &vec![1; 512]] {
                assert!(e == [1, 0, 1] || both(algorithm, &key, &message, signature).is_err());
                let _ = both(algorithm, &key, &message, signature);
            }
        }
    }
}

proptest! {
    #[test]
    fn they_agree_on_what_anybody_may_send(number in 0_usize..7, key: Vec<u8>, signature: Vec<u8>, message: Vec<u8>, at: prop::sample::Index, octet: u8) {
        let (algorithm, own, said, signed) = cases()[number].clone();
        let _ = both(algorithm, &key, &message, &signature);
        let _ = both(algorithm, &own, &said, &signature);
        let mut changed = own;
        *at.get_mut(&mut changed) = octet;
        let _ = both(algorithm, &changed, &said, &signed);
    }
}
