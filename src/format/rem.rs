//! REM messages (EN 319 532-3 §6): mail that carries a message and evidence about it, under an S/MIME signature of the service [RFC 8551
//! §3.5]. Taken apart here; what is signed, and by whom, is judged elsewhere.
//!
//! At most 64 parts, 8 levels. The octets of the signed part are those between its delimiters, without the line end that belongs to
//! the second one [RFC 2046 §5.1.1].

use std::borrow::Cow;

use super::bounce::parts::{field, pieces, split};
use super::part::Part;

/// The most parts.
const MOST: usize = 64;
/// Parts inside one another at most.
const DEEPEST: usize = 8;
/// The most octets of one evidence.
const EVIDENCE: usize = 4 << 20;

/// Mail that is no REM message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Not `multipart/signed`, or not of a part and its signature.
    #[error("it is no mail with a signature beside what it signs (multipart/signed)")]
    NotSigned,
    /// The part that should be the signature is none.
    #[error("the second part is no S/MIME signature (application/pkcs7-signature)")]
    Signature,
    /// Too many parts.
    #[error("it has more than {MOST} parts")]
    TooMany,
}

/// A REM message, or another signed mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemMessage<'x> {
    /// The fields `REM-…` of the header, in order. No signature covers them.
    pub fields: Vec<(String, String)>,
    /// What the signature covers.
    pub signed: &'x [u8],
    /// The signature, DER or BER.
    pub signature: Vec<u8>,
    /// Each XML that stands as a part of its own, by its name.
    pub evidence: Vec<(String, Vec<u8>)>,
    /// The message that is carried, as it stands there.
    pub original: Option<Vec<u8>>,
}

/// The message with the line ends that were signed, where a program turned them all into line feeds.
pub fn with_line_ends(message: &[u8]) -> Cow<'_, [u8]> {
    if message.windows(2).any(|pair| pair == b"\r\n") {
        return Cow::Borrowed(message);
    }
    let mut out = Vec::with_capacity(message.len() + message.len() / 32);
    for line in message.split_inclusive(|octet| *octet == b'\n') {
        match line.strip_suffix(b"\n") {
            Some(text) => out.extend_from_slice(&[text, b"\r\n"].concat()),
            None => out.extend_from_slice(line),
        }
    }
    Cow::Owned(out)
}

/// Whether octets begin as mail does: with a field.
pub fn begins(octets: &[u8]) -> bool {
    let line = octets.split(|octet| *octet == b'\n').next().unwrap_or_default();
    let name = line.split(|octet| *octet == b':').next().unwrap_or_default();
    name.len() < line.len()
        && !name.is_empty()
        && name.iter().all(|octet| octet.is_ascii_alphanumeric() || *octet == b'-')
}

/// Takes a message apart.
///
/// # Errors
/// It is no signed mail.
pub fn read(message: &[u8]) -> Result<RemMessage<'_>, Error> {
    let (header, _) = split(message);
    let outer = Part::read(message);
    let all = inside(&outer).filter(|_| outer.kind == "multipart/signed").ok_or(Error::NotSigned)?;
    let [signed, signature] = *all.as_slice() else {
        return Err(Error::NotSigned);
    };
    let value = Part::read(signature);
    if !matches!(&*value.kind, "application/pkcs7-signature" | "application/x-pkcs7-signature") {
        return Err(Error::Signature);
    }
    let mut read = RemMessage {
        fields: fields(header),
        signed,
        signature: value.octets(EVIDENCE),
        evidence: Vec::new(),
        original: None,
    };
    let mut count = 0;
    collect(signed, 0, &mut count, &mut read)?;
    Ok(read)
}

/// Gathers evidence and original from a part and all that is in it.
fn collect(octets: &[u8], depth: usize, count: &mut usize, read: &mut RemMessage<'_>) -> Result<(), Error> {
    *count += 1;
    if *count > MOST {
        return Err(Error::TooMany);
    }
    let part = Part::read(octets);
    if let Some(inside) = inside(&part).filter(|_| depth < DEEPEST) {
        return inside.into_iter().try_for_each(|one| collect(one, depth + 1, count, read));
    }
    match &*part.kind {
        "application/xml" | "text/xml" => {
            let name = part.name.clone().unwrap_or_else(|| format!("part {count}"));
            read.evidence.push((name, part.octets(EVIDENCE)));
        }
        "message/rfc822" if read.original.is_none() => read.original = Some(part.octets(usize::MAX)),
        _ => {}
    }
    Ok(())
}

/// The parts of a multipart, without the line ends that belong to the delimiters behind them.
fn inside<'x>(part: &Part<'x>) -> Option<Vec<&'x [u8]>> {
    let found = pieces(part.body, part.boundary.as_deref()?.as_bytes());
    let bare = |piece: &'x [u8]| piece.strip_suffix(b"\r\n").or(piece.strip_suffix(b"\n")).unwrap_or(piece);
    Some(found.into_iter().map(bare).collect())
}

/// The fields of REM in a header.
fn fields(header: &[u8]) -> Vec<(String, String)> {
    let names = header.split(|octet| *octet == b'\n').filter_map(|line| {
        let name = line.split(|octet| *octet == b':').next()?;
        let text = std::str::from_utf8(name).ok()?;
        text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("rem-")).then(|| text.trim_end().to_owned())
    });
    let value = |name: String| {
        let value = String::from_utf8_lossy(&field(header, &name)?).into_owned();
        Some((name, value))
    };
    names.take(MOST).filter_map(value).collect()
}
