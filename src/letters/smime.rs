//! A mail's signed form, S/MIME ([RFC 8551 §3.5.3], [RFC 1847 §2.1]): the text as it was, octet for octet, and a CMS signature
//! behind it. Whoever's program knows nothing of signatures reads the same text.
//!
//! Signs nothing itself: `prepare` says what is to be signed, `assemble` puts the value in its place.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{Error, Letter};
use crate::crypto::{Algorithm, sha256};
use crate::erds::content::Sha256;
use crate::erds::moment::Moment;
use crate::format::linter;
use crate::seal::cms;
use crate::seal::x509::Certificate;

/// Columns of base64.
const COLUMNS: usize = 76;

/// A mail that lacks its signature value.
pub struct Prepared {
    /// What is to be signed.
    pub to_sign: Vec<u8>,
    letter: Letter,
    /// The fields that stay on the mail.
    head: Vec<u8>,
    /// What is signed: the text with the fields that say how it travels.
    part: Vec<u8>,
    draft: cms::Prepared,
}

impl Letter {
    /// Prepares the signature of whoever sends it. `chain` travels along: the authorities between signer and root.
    ///
    /// # Errors
    /// The signature cannot be encoded.
    pub fn prepare(
        self,
        signer: &Certificate,
        chain: &[Certificate],
        time: Moment,
        algorithm: Algorithm,
    ) -> Result<Prepared, Error> {
        let (head, part) = split(&self.bytes);
        let draft = cms::prepare(&part, signer, chain, time, algorithm).map_err(Error::Sign)?;
        Ok(Prepared { to_sign: draft.to_sign.clone(), letter: self, head, part, draft })
    }
}

impl Prepared {
    /// The mail with its signature, if the linter passes it once more.
    ///
    /// # Errors
    /// The value is not the signer's, or the linter found something.
    pub fn assemble(self, signature: &[u8]) -> Result<Letter, Error> {
        let Self { letter, head, part, draft, .. } = self;
        let signed = draft.assemble(signature).map_err(Error::Sign)?;
        // No line of a text in seven bits, and none in base64, begins with this.
        let edge = format!("=_s{}", Sha256(sha256(letter.message_id.as_bytes())));
        let mut bytes = head;
        for text in [
            "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";\r\n micalg=sha-256;\r\n boundary=\"",
            &edge,
            "\"\r\n\r\n--",
            &edge,
            "\r\n",
        ] {
            bytes.extend_from_slice(text.as_bytes());
        }
        bytes.extend_from_slice(&part);
        for text in [
            "\r\n--",
            &edge,
            "\r\nContent-Type: application/pkcs7-signature; name=\"smime.p7s\"\r\n\
             Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\"smime.p7s\"\r\n\r\n",
        ] {
            bytes.extend_from_slice(text.as_bytes());
        }
        for line in STANDARD.encode(&signed.bytes).as_bytes().chunks(COLUMNS) {
            bytes.extend_from_slice(line);
            bytes.extend_from_slice(b"\r\n");
        }
        for text in ["--", &edge, "--\r\n"] {
            bytes.extend_from_slice(text.as_bytes());
        }
        linter::lint(&bytes, &letter.base_url, &[&letter.to]).map_err(Error::Refused)?;
        Ok(Letter { bytes, ..letter })
    }
}

/// The fields that stay on the mail, and the part that is signed: the `Content-` fields with the body.
fn split(mail: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let end = mail.windows(4).position(|four| four == b"\r\n\r\n").map_or(mail.len(), |at| at + 2);
    let (header, body) = mail.split_at(end);
    let (mut head, mut part) = (Vec::new(), Vec::new());
    let mut content = false;
    for line in header.split_inclusive(|octet| *octet == b'\n') {
        if !line.starts_with(b" ") && !line.starts_with(b"\t") {
            content = line.get(..8).is_some_and(|name| name.eq_ignore_ascii_case(b"content-"));
        }
        if content { &mut part } else { &mut head }.extend_from_slice(line);
    }
    part.extend_from_slice(body);
    (head, part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_how_the_text_travels_goes_with_the_text() {
        let mail = b"From: a@b.nl\r\nContent-Type: text/plain;\r\n\tcharset=utf-8\r\nTo: c@d.nl\r\ncontent-language: nl\r\n\r\nhallo\r\n";
        let (head, part) = split(mail);
        assert_eq!(head, b"From: a@b.nl\r\nTo: c@d.nl\r\n");
        assert_eq!(part, b"Content-Type: text/plain;\r\n\tcharset=utf-8\r\ncontent-language: nl\r\n\r\nhallo\r\n");
    }
}
