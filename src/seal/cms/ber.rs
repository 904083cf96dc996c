//! BER as others write CMS (RFC 5652 allows it): lengths that end somewhere, strings in pieces. Written anew with definite lengths; what is
//! DER already stays as it is, octet for octet, so that what is signed inside keeps its signature.

/// Values inside one another at most.
const DEPTH: usize = 48;

/// The same in definite lengths; `None` where it is no BER, or goes on behind its end.
pub(super) fn definite(octets: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(octets.len());
    let rest = value(octets, DEPTH, &mut out)?;
    rest.is_empty().then_some(out)
}

/// Writes the first value and gives what stands behind it.
fn value<'a>(octets: &'a [u8], depth: usize, out: &mut Vec<u8>) -> Option<&'a [u8]> {
    let depth = depth.checked_sub(1)?;
    let (&tag, rest) = octets.split_first()?;
    // Tags of more than one octet stand in nothing that is signed here.
    if tag & 0x1f == 0x1f {
        return None;
    }
    let (content, rest) = bounds(rest)?;
    if tag & 0x20 == 0 {
        write(tag, content?, out);
        return Some(rest);
    }
    let mut inside = Vec::new();
    let mut behind = rest;
    match content {
        Some(mut content) => {
            while !content.is_empty() {
                content = value(content, depth, &mut inside)?;
            }
        }
        None => loop {
            if let Some(after) = behind.strip_prefix(&[0, 0]) {
                behind = after;
                break;
            }
            behind = value(behind, depth, &mut inside)?;
        },
    }
    if tag == 0x24 {
        write(0x04, &joined(&inside)?, out);
    } else {
        write(tag, &inside, out);
    }
    Some(behind)
}

/// The content where its length is said, and what follows; without it, what follows is the content and more.
fn bounds(octets: &[u8]) -> Option<(Option<&[u8]>, &[u8])> {
    let (&first, rest) = octets.split_first()?;
    let length = match first {
        0x80 => return Some((None, rest)),
        0..=0x7f => {
            return rest.split_at_checked(usize::from(first)).map(|(content, rest)| (Some(content), rest));
        }
        _ => usize::from(first & 0x7f),
    };
    let (length, rest) = rest.split_at_checked(length).filter(|_| length <= 4)?;
    let length = length.iter().fold(0, |sum, octet| sum << 8 | usize::from(*octet));
    rest.split_at_checked(length).map(|(content, rest)| (Some(content), rest))
}

/// The octets of a string that came in pieces, all written with definite lengths.
fn joined(mut pieces: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(pieces.len());
    while let Some((&tag, rest)) = pieces.split_first() {
        let (content, rest) = bounds(rest).filter(|_| tag == 0x04)?;
        whole.extend_from_slice(content?);
        pieces = rest;
    }
    Some(whole)
}

fn write(tag: u8, content: &[u8], out: &mut Vec<u8>) {
    out.push(tag);
    if let Ok(short @ 0..=0x7f) = u8::try_from(content.len()) {
        out.push(short);
    } else {
        let octets = content.len().to_be_bytes();
        let octets = octets.get(octets.iter().take_while(|octet| **octet == 0).count()..).unwrap_or_default();
        out.push(0x80 | u8::try_from(octets.len()).unwrap_or_default());
        out.extend_from_slice(octets);
    }
    out.extend_from_slice(content);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn der_stays_and_ber_becomes_der() {
        let der = [0x30, 0x06, 0x04, 0x04, 1, 2, 3, 4];
        assert_eq!(definite(&der).unwrap(), der);
        let ber = [0x30, 0x80, 0x24, 0x80, 0x04, 1, 1, 0x04, 3, 2, 3, 4, 0, 0, 0, 0];
        assert_eq!(definite(&ber).unwrap(), der);
        let long = [0x30, 0x82, 0, 6, 0x04, 0x81, 4, 1, 2, 3, 4];
        assert_eq!(definite(&long[..2]), None, "cut");
        assert_eq!(definite(&[&der[..], &[0]].concat()), None, "goes on");
        assert_eq!(definite(&[0x30, 0x80].repeat(100)), None, "deep");
        assert_eq!(definite(&[0x24, 0x80, 0x02, 1, 1, 0, 0]), None, "a number among pieces of a string");
    }
}
