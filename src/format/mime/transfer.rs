//! Content transfer encodings, undone piece by piece ([RFC 2045 §6.7, §6.8]).
//!
//! By hand because attachments of any size are decoded while they stream from the store; what is wrong in them is
//! skipped, never an error.

/// How a part's octets travel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// As they are: 7bit, 8bit, binary, and anything unknown.
    #[default]
    Plain,
    /// Base64.
    Base64,
    /// Quoted-printable.
    QuotedPrintable,
}

/// Undoes one part's encoding. At most a line's trailing blanks are held.
#[derive(Clone, Debug)]
pub struct Decoder {
    encoding: Encoding,
    bits: u32,
    count: u32,
    quoted: Quoted,
    blanks: Vec<u8>,
}

#[derive(Clone, Copy, Debug)]
enum Quoted {
    Text,
    Equals,
    Hex(u8),
    Return,
}

impl Encoding {
    /// The encoding with this name, in any case.
    pub fn named(name: &str) -> Self {
        match name.trim().to_ascii_lowercase().as_str() {
            "base64" => Self::Base64,
            "quoted-printable" => Self::QuotedPrintable,
            _ => Self::Plain,
        }
    }
}

impl Decoder {
    /// A decoder for one part.
    pub fn new(encoding: Encoding) -> Self {
        Self { encoding, bits: 0, count: 0, quoted: Quoted::Text, blanks: Vec::new() }
    }

    /// Takes the next encoded octets and appends what they stand for.
    pub fn feed(&mut self, octets: &[u8], out: &mut Vec<u8>) {
        match self.encoding {
            Encoding::Plain => out.extend_from_slice(octets),
            Encoding::Base64 => octets.iter().for_each(|octet| self.base64(*octet, out)),
            Encoding::QuotedPrintable => octets.iter().for_each(|octet| self.quoted(*octet, out)),
        }
    }

    /// Appends what is still held; the part ends here.
    pub fn finish(&mut self, out: &mut Vec<u8>) {
        self.pad(out);
        match self.quoted {
            Quoted::Equals => out.push(b'='),
            Quoted::Hex(digit) => out.extend_from_slice(&[b'=', digit]),
            Quoted::Text | Quoted::Return => {}
        }
        out.append(&mut self.blanks);
        self.quoted = Quoted::Text;
    }

    fn base64(&mut self, octet: u8, out: &mut Vec<u8>) {
        let value = match octet {
            b'A'..=b'Z' => octet - b'A',
            b'a'..=b'z' => octet - b'a' + 26,
            b'0'..=b'9' => octet - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => return self.pad(out),
            _ => return,
        };
        self.bits = self.bits << 6 | u32::from(value);
        self.count += 1;
        if self.count == 4 {
            out.extend(self.bits.to_be_bytes().iter().skip(1));
            (self.bits, self.count) = (0, 0);
        }
    }

    /// The octets of a group that is not full.
    fn pad(&mut self, out: &mut Vec<u8>) {
        let whole = match self.count {
            3 => 2,
            2 => 1,
            _ => 0,
        };
        let bits = self.bits.checked_shl(6 * (4 - self.count.min(4))).unwrap_or(0);
        out.extend(bits.to_be_bytes().iter().skip(1).take(whole));
        (self.bits, self.count) = (0, 0);
    }

    fn quoted(&mut self, octet: u8, out: &mut Vec<u8>) {
        match self.quoted {
            Quoted::Text => self.text(octet, out),
            Quoted::Equals => match octet {
                b'\r' => self.quoted = Quoted::Return,
                b'\n' => self.quoted = Quoted::Text,
                b' ' | b'\t' => {}
                digit if digit.is_ascii_hexdigit() => self.quoted = Quoted::Hex(digit),
                _ => {
                    out.push(b'=');
                    self.text(octet, out);
                }
            },
            Quoted::Hex(high) => {
                self.quoted = Quoted::Text;
                let digit = |d: u8| char::from(d).to_digit(16).and_then(|d| u8::try_from(d).ok());
                if let (Some(high), Some(low)) = (digit(high), digit(octet)) {
                    out.push(high << 4 | low);
                } else {
                    out.extend_from_slice(&[b'=', high]);
                    self.text(octet, out);
                }
            }
            Quoted::Return => {
                self.quoted = Quoted::Text;
                if octet != b'\n' {
                    self.text(octet, out);
                }
            }
        }
    }

    fn text(&mut self, octet: u8, out: &mut Vec<u8>) {
        self.quoted = Quoted::Text;
        match octet {
            b' ' | b'\t' if self.blanks.len() < 1_000 => self.blanks.push(octet),
            b'\r' | b'\n' => {
                self.blanks.clear();
                out.push(octet);
            }
            b'=' => {
                out.append(&mut self.blanks);
                self.quoted = Quoted::Equals;
            }
            _ => {
                out.append(&mut self.blanks);
                out.push(octet);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine as _;

    fn decode(encoding: Encoding, octets: &[u8], piece: usize) -> Vec<u8> {
        let (mut decoder, mut out) = (Decoder::new(encoding), Vec::new());
        octets.chunks(piece).for_each(|chunk| decoder.feed(chunk, &mut out));
        decoder.finish(&mut out);
        out
    }

    #[test]
    fn quoted_printable_decodes_at_every_split() {
        let text = b"caf=C3=A9 =3D soft=\r\n break \t\r\nend=zz =4";
        for piece in 1..text.len() {
            assert_eq!(decode(Encoding::QuotedPrintable, text, piece), "café = soft break\r\nend=zz =4".as_bytes());
        }
    }

    #[test]
    fn base64_skips_what_is_not_base64() {
        assert_eq!(decode(Encoding::Base64, b"aGFs\r\n bG8*=\r\n", 2), b"hallo");
        assert_eq!(decode(Encoding::Base64, b"aGFsbG8", 3), b"hallo", "without padding");
    }

    proptest::proptest! {
        #[test]
        fn base64_comes_back(octets: Vec<u8>, piece in 1_usize..9) {
            let text = base64::engine::general_purpose::STANDARD.encode(&octets);
            proptest::prop_assert_eq!(decode(Encoding::Base64, text.as_bytes(), piece), octets);
        }
    }
}
