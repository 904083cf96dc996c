use super::testing::{Asserted, Passkey, VERIFIED, client_data};
use super::*;
use crate::erds::key::KeyAlgorithm;

const DOCUMENT: &[u8] = br#"{"decision":"accepted","v":1}"#;
const RP: &str = "post.example";
const ORIGIN: &str = "https://post.example";

/// Judges what a key answered.
fn check<'a>(asserted: &'a Asserted, key: &AddresseeKey, document: &[u8]) -> Result<AuthenticatorData<'a>, Error> {
    let assertion = Assertion {
        credential: &asserted.credential,
        client_data: &asserted.client_data,
        authenticator_data: &asserted.authenticator_data,
        signature: &asserted.signature,
    };
    super::check(&assertion, key, document)
}

fn passkeys() -> [Passkey; 2] {
    [Passkey::es256(7, RP, ORIGIN), Passkey::ed25519(8, RP, ORIGIN)]
}

/// Made with `openssl dgst -sha256 -sign` over `DOCUMENT` and a key of 2048 bits that is gone.
fn rs256() -> (AddresseeKey, Asserted) {
    let key = AddresseeKey {
        credential: vec![9; 16],
        cose: include_bytes!("vectors/rs256.cose").to_vec(),
        algorithm: KeyAlgorithm::Rs256,
        rp_id: RP.to_owned(),
        origin: ORIGIN.to_owned(),
    };
    let like = passkeys()[0].assert(DOCUMENT);
    let signature = include_bytes!("vectors/rs256.sig").to_vec();
    (key, Asserted { credential: vec![9; 16], signature, ..like })
}

fn all() -> [(AddresseeKey, Asserted); 3] {
    let [es256, ed25519] = passkeys();
    let (first, second) = (es256.assert(DOCUMENT), ed25519.assert(DOCUMENT));
    [(es256.public, first), (ed25519.public, second), rs256()]
}

#[test]
fn s17_an_assertion_over_the_document_counts_by_each_algorithm() {
    for (key, asserted) in all() {
        let said = check(&asserted, &key, DOCUMENT).unwrap();
        assert_eq!((said.counter, said.backup_eligible(), said.backed_up()), (0, false, false));
    }
}

#[test]
fn flipping_any_bit_of_document_assertion_or_key_drops_it() {
    for (key, asserted) in all() {
        type Place = fn(&mut (AddresseeKey, Asserted, Vec<u8>)) -> &mut Vec<u8>;
        let places: [(&str, Place); 6] = [
            ("document", |all| &mut all.2),
            ("credential id", |all| &mut all.1.credential),
            ("client data", |all| &mut all.1.client_data),
            ("authenticator data", |all| &mut all.1.authenticator_data),
            ("signature", |all| &mut all.1.signature),
            ("key", |all| &mut all.0.cose),
        ];
        for (name, place) in places {
            let mut flipped = (key.clone(), asserted.clone(), DOCUMENT.to_vec());
            for at in 0..place(&mut flipped).len() {
                for bit in 0..8 {
                    place(&mut flipped)[at] ^= 1 << bit;
                    let judged = check(&flipped.1, &flipped.0, &flipped.2);
                    assert!(judged.is_err(), "{} {name} octet {at} bit {bit}", key.algorithm);
                    place(&mut flipped)[at] ^= 1 << bit;
                }
            }
        }
    }
}

#[test]
fn every_cut_and_every_longer_form_is_refused() {
    for (key, asserted) in all() {
        for longer in [false, true] {
            let change =
                |octets: &mut Vec<u8>| octets.resize(if longer { octets.len() + 1 } else { octets.len() - 1 }, 0);
            let mut wrong = asserted.clone();
            change(&mut wrong.signature);
            assert_eq!(check(&wrong, &key, DOCUMENT), Err(Error::Signature));
            let mut wrong = asserted.clone();
            change(&mut wrong.authenticator_data);
            assert_eq!(check(&wrong, &key, DOCUMENT), Err(Error::AuthenticatorData));
            let mut wrong = asserted.clone();
            change(&mut wrong.client_data);
            assert!(check(&wrong, &key, DOCUMENT).is_err());
            let mut wrong = key.clone();
            change(&mut wrong.cose);
            assert_eq!(check(&asserted, &wrong, DOCUMENT), Err(Error::Key));
        }
    }
}

#[test]
fn s27_s29_what_is_not_this_key_over_this_text_on_these_pages_is_refused_by_name() {
    let [key, other] = passkeys();
    let own = &key.public;
    let data = key.data(VERIFIED, 3);
    let over = |client: &[u8]| key.answer(client, &data);
    let right = challenge(DOCUMENT);
    let get = |origin: &str| client_data("webauthn.get", &right, origin);
    let cases = [
        // A key from another account, and one that claims to be this one.
        (other.assert(DOCUMENT), Error::Credential),
        (Asserted { credential: own.credential.clone(), ..other.assert(DOCUMENT) }, Error::Signature),
        (key.assert(b"another text"), Error::Challenge),
        (over(&client_data("webauthn.get", &sha256(DOCUMENT), ORIGIN)), Error::Challenge),
        (over(&client_data("webauthn.create", &right, ORIGIN)), Error::Type),
        (over(&get("https://evil.example")), Error::Origin),
        (over(&get("https://badpost.example")), Error::Origin),
        (over(&get("https://example")), Error::Origin),
        (over(&get("http://post.example")), Error::Origin),
        (over(&String::from_utf8(get(ORIGIN)).unwrap().replace("false", "true").into_bytes()), Error::CrossOrigin),
        (over(&[get(ORIGIN).as_slice(), b" x"].concat()), Error::ClientData),
        (over(&doubled(&get(ORIGIN))), Error::ClientData),
        (over(&vec![b' '; LONGEST_CLIENT_DATA + 1]), Error::ClientData),
        (key.answer(&get(ORIGIN), &key.data(0x04, 0)), Error::UserPresence),
        (key.answer(&get(ORIGIN), &key.data(0x01, 0)), Error::UserVerification),
        (key.answer(&get(ORIGIN), &key.made()), Error::AuthenticatorData),
        (key.answer(&get(ORIGIN), &key.data(VERIFIED | 0x80, 0)), Error::AuthenticatorData),
        (key.answer(&get(ORIGIN), &Passkey::es256(7, "evil.example", ORIGIN).data(VERIFIED, 0)), Error::RelyingParty),
    ];
    for (asserted, error) in cases {
        assert_eq!(check(&asserted, own, DOCUMENT).err(), Some(error));
    }
    // The pages moved on the domain that the key is bound to.
    for origin in ["https://www.post.example", "https://post.example:8443"] {
        assert!(check(&over(&get(origin)), own, DOCUMENT).is_ok(), "{origin}");
    }
    let mislabelled = AddresseeKey { algorithm: KeyAlgorithm::EdDsa, ..own.clone() };
    assert_eq!(check(&key.assert(DOCUMENT), &mislabelled, DOCUMENT).err(), Some(Error::KeyAlgorithm));
}

/// The same member twice: which one counts would depend on the reader.
fn doubled(client_data: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(client_data.to_vec()).unwrap();
    text.replace(r#""crossOrigin":false"#, r#""origin":"https://evil.example""#).into_bytes()
}

#[test]
fn counter_flags_unknown_members_and_extensions_change_nothing() {
    let [key, _] = passkeys();
    let longer = |text: Vec<u8>| String::from_utf8(text).unwrap().replace('}', r#","other":{"a":[1,2]}}"#).into_bytes();
    let client = longer(client_data("webauthn.get", &challenge(DOCUMENT), ORIGIN));
    let data = [key.data(VERIFIED | 0x98, 41).as_slice(), &[0xA1, 0x61, b'x', 0xF5]].concat();
    let asserted = key.answer(&client, &data);
    let said = check(&asserted, &key.public, DOCUMENT).unwrap();
    assert_eq!((said.counter, said.backup_eligible(), said.backed_up()), (41, true, true));
}

#[test]
fn a_key_is_read_from_the_answer_by_which_it_was_made_and_only_in_its_one_form() {
    for key in passkeys() {
        let octets = key.made();
        let said = AuthenticatorData::read(&octets).unwrap();
        let made = said.made.unwrap();
        assert_eq!((made.credential, made.cose), (&key.public.credential[..], &key.public.cose[..]));
        for cut in 0..octets.len() {
            assert!(AuthenticatorData::read(&octets[..cut]).is_err(), "{cut}");
        }
    }
    // The same key with a member too many, in another order, with a longer integer.
    let cose = &passkeys()[1].public.cose;
    let respelt: [Vec<u8>; 3] = [
        [&[0xA5], &cose[1..], &[0x23, 0x00]].concat(),
        [&[0xA4, 0x03, 0x27, 0x01, 0x01], &cose[5..]].concat(),
        [&[0xA4, 0x01, 0x18, 0x01], &cose[3..]].concat(),
    ];
    for wrong in respelt {
        assert_eq!(PublicKey::read(&wrong), Err(Error::Key));
    }
}

#[test]
fn a_page_may_use_keys_of_its_own_domain_and_those_above_it() {
    for (origin, rp_id) in [
        ("https://post.example", "post.example"),
        ("https://r.post.example", "post.example"),
        ("https://post.example:8443", "post.example"),
        ("http://localhost:8025", "localhost"),
    ] {
        assert!(belongs(origin, rp_id), "{origin} {rp_id}");
    }
    for (origin, rp_id) in [
        ("http://post.example", "post.example"),
        ("https://badpost.example", "post.example"),
        ("https://post.example", "r.post.example"),
        ("https://post.example/", "post.example"),
        ("https://post.example:x", "post.example"),
        ("https://user@post.example", "post.example"),
        ("https://127.0.0.1", "127.0.0.1"),
        ("https://post.example", ""),
        ("post.example", "post.example"),
        ("https://POST.example", "POST.example"),
    ] {
        assert!(!belongs(origin, rp_id), "{origin} {rp_id}");
    }
}

#[test]
fn a_key_is_taken_only_as_it_was_made_for_this_challenge_on_these_pages_by_somebody_verified() {
    for key in passkeys() {
        let site = (RP, ORIGIN);
        let client = client_data("webauthn.create", b"challenge", ORIGIN);
        let octets = key.made();
        assert_eq!(made(&client, &octets, b"challenge", site).as_ref(), Ok(&key.public));
        assert_eq!(made(&client, &octets, b"another", site), Err(Error::Challenge));
        assert_eq!(made(&client, &octets, b"challenge", (RP, "https://evil.example")), Err(Error::Origin));
        assert_eq!(made(&client, &octets, b"challenge", ("evil.example", ORIGIN)), Err(Error::RelyingParty));
        let get = client_data("webauthn.get", b"challenge", ORIGIN);
        assert_eq!(made(&get, &octets, b"challenge", site), Err(Error::Type));
        assert_eq!(made(&client, &key.data(VERIFIED, 0), b"challenge", site), Err(Error::AuthenticatorData));
        for (flags, error) in [(0x41, Error::UserVerification), (0x44, Error::UserPresence)] {
            let mut unverified = octets.clone();
            unverified[32] = flags;
            assert_eq!(made(&client, &unverified, b"challenge", site), Err(error));
        }
    }
    // A point that is on no curve.
    let [key, _] = passkeys();
    let mut octets = key.made();
    let last = octets.len() - 1;
    octets[last] ^= 1;
    let client = client_data("webauthn.create", b"challenge", ORIGIN);
    assert_eq!(made(&client, &octets, b"challenge", (RP, ORIGIN)), Err(Error::Key));
}
