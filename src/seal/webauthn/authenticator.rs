//! Authenticator data [WebAuthn §6.1]: relying party, flags, counter, and where a key is made, that key. Extensions are
//! asked for by nobody here; where an authenticator adds some, they are passed over unread, and the signature covers them.

use super::{Error, LONGEST_AUTHENTICATOR_DATA, LONGEST_CREDENTIAL, PublicKey};

const USER_PRESENT: u8 = 0x01;
const USER_VERIFIED: u8 = 0x04;
const BACKUP_ELIGIBLE: u8 = 0x08;
const BACKED_UP: u8 = 0x10;
const KEY_INCLUDED: u8 = 0x40;
const EXTENSIONS_INCLUDED: u8 = 0x80;

/// What an authenticator says about itself, its user and where the key is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthenticatorData<'a> {
    /// SHA-256 of the relying party's id.
    pub relying_party: [u8; 32],
    /// How often it says the key was used; 0 where it does not count.
    pub counter: u32,
    /// The key that was made, where one was.
    pub made: Option<Made<'a>>,
    flags: u8,
}

/// A key as the authenticator that made it gives it out [WebAuthn §6.5.1].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made<'a> {
    /// Its credential id.
    pub credential: &'a [u8],
    /// The COSE_Key, octet for octet.
    pub cose: &'a [u8],
}

impl<'a> AuthenticatorData<'a> {
    /// Reads it.
    ///
    /// # Errors
    /// It is too short or too long, or its flags say something else than what follows them.
    pub fn read(octets: &'a [u8]) -> Result<Self, Error> {
        let wrong = Error::AuthenticatorData;
        if octets.len() > LONGEST_AUTHENTICATOR_DATA + LONGEST_CREDENTIAL {
            return Err(wrong);
        }
        let (relying_party, rest) = octets.split_first_chunk::<32>().ok_or(wrong)?;
        let (&[flags], rest) = rest.split_first_chunk::<1>().ok_or(wrong)?;
        let (counter, rest) = rest.split_first_chunk::<4>().ok_or(wrong)?;
        let (made, rest) = if flags & KEY_INCLUDED == 0 { (None, rest) } else { Self::made(rest)? };
        // A map of CBOR, unread.
        let extended = rest.first().is_some_and(|first| first >> 5 == 5);
        if (flags & EXTENSIONS_INCLUDED != 0) != extended || !extended && !rest.is_empty() {
            return Err(wrong);
        }
        Ok(Self { relying_party: *relying_party, counter: u32::from_be_bytes(*counter), made, flags })
    }

    fn made(octets: &'a [u8]) -> Result<(Option<Made<'a>>, &'a [u8]), Error> {
        let wrong = Error::AuthenticatorData;
        // The model of the authenticator: nobody here asks for it, and nobody keeps it.
        let (_, rest) = octets.split_first_chunk::<16>().ok_or(wrong)?;
        let (length, rest) = rest.split_first_chunk::<2>().ok_or(wrong)?;
        let length = usize::from(u16::from_be_bytes(*length));
        if !(1..=LONGEST_CREDENTIAL).contains(&length) {
            return Err(wrong);
        }
        let (credential, rest) = rest.split_at_checked(length).ok_or(wrong)?;
        let (cose, rest) = PublicKey::split(rest)?;
        Ok((Some(Made { credential, cose }), rest))
    }

    /// Whether somebody touched the authenticator (UP).
    pub fn user_present(&self) -> bool {
        self.flags & USER_PRESENT != 0
    }

    /// Whether the authenticator verified its user, by PIN, finger or face (UV).
    pub fn user_verified(&self) -> bool {
        self.flags & USER_VERIFIED != 0
    }

    /// Whether the key may be copied to other devices of its owner (BE).
    pub fn backup_eligible(&self) -> bool {
        self.flags & BACKUP_ELIGIBLE != 0
    }

    /// Whether it was (BS).
    pub fn backed_up(&self) -> bool {
        self.flags & BACKED_UP != 0
    }
}
