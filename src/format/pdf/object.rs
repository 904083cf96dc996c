//! Objects as they are written (ISO 32000-1 §7.3), each with the place where it stands.

use std::ops::Range;

use super::Error;

/// Objects inside one another at most.
const DEPTH: usize = 24;
/// Objects in one numbered object at most.
const MOST: usize = 65_536;
/// Digits of a number at most.
const DIGITS: usize = 12;

const CUT: Error = Error::Form("an object in it is cut short");
const WRONG: Error = Error::Form("an object in it is malformed");

/// An object, and where it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// What it is.
    pub value: Value,
    /// From its first octet to behind its last.
    pub span: Range<usize>,
}

/// What an object is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A number with a fraction, which nothing here asks for.
    Real,
    /// A name.
    Name(Vec<u8>),
    /// A string.
    Text(Vec<u8>),
    /// An array.
    Array(Vec<Object>),
    /// A dictionary; each key once.
    Dictionary(Vec<(Vec<u8>, Object)>),
    /// A numbered object.
    Reference(u32),
}

impl Object {
    /// What a dictionary has under this key.
    pub fn get(&self, key: &[u8]) -> Option<&Self> {
        let Value::Dictionary(entries) = &self.value else { return None };
        entries.iter().find(|(named, _)| named == key).map(|(_, object)| object)
    }

    /// The items of an array.
    pub fn items(&self) -> Option<&[Self]> {
        if let Value::Array(items) = &self.value { Some(items) } else { None }
    }

    /// A whole number.
    pub fn number(&self) -> Option<i64> {
        if let Value::Number(number) = self.value { Some(number) } else { None }
    }

    /// The number of the object that this refers to.
    pub fn reference(&self) -> Option<u32> {
        if let Value::Reference(number) = self.value { Some(number) } else { None }
    }

    /// The octets of a string.
    pub fn text(&self) -> Option<&[u8]> {
        if let Value::Text(text) = &self.value { Some(text) } else { None }
    }

    /// Whether it is this name.
    pub fn is_name(&self, name: &[u8]) -> bool {
        matches!(&self.value, Value::Name(found) if found == name)
    }

    /// A text string (§7.9.2.2) as this service writes it: ASCII, or UTF-16 with its mark.
    pub fn words(&self) -> Option<String> {
        let text = self.text()?;
        let Some(rest) = text.strip_prefix(&[0xfe, 0xff]) else {
            return text.is_ascii().then(|| String::from_utf8_lossy(text).into_owned());
        };
        let (pairs, odd) = rest.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
        odd.is_empty().then(|| String::from_utf16(&units).ok()).flatten()
    }
}

/// The numbered object that begins here.
pub(super) fn indirect(octets: &[u8], at: usize, number: u32) -> Result<Object, Error> {
    let mut reader = Reader { octets, at, left: MOST };
    if reader.number()? != i64::from(number) || reader.number()? != 0 {
        return Err(Error::Form("an object does not stand where its table says"));
    }
    reader.word(b"obj")?;
    let object = reader.object(DEPTH)?;
    reader.space();
    if reader.rest().starts_with(b"endobj") || reader.rest().starts_with(b"stream") { Ok(object) } else { Err(WRONG) }
}

/// The dictionary that begins here, and where it ends.
pub(super) fn dictionary(octets: &[u8], at: usize) -> Result<Object, Error> {
    let object = Reader { octets, at, left: MOST }.object(DEPTH)?;
    if matches!(object.value, Value::Dictionary(_)) { Ok(object) } else { Err(WRONG) }
}

struct Reader<'a> {
    octets: &'a [u8],
    at: usize,
    left: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a [u8] {
        self.octets.get(self.at..).unwrap_or_default()
    }

    fn take(&mut self) -> Result<u8, Error> {
        let octet = *self.octets.get(self.at).ok_or(CUT)?;
        self.at += 1;
        Ok(octet)
    }

    fn space(&mut self) {
        self.at += self.rest().iter().take_while(|octet| is_space(**octet)).count();
    }

    /// Takes this word, behind white space.
    fn word(&mut self, word: &[u8]) -> Result<(), Error> {
        self.space();
        let after = self.rest().strip_prefix(word).ok_or(WRONG)?;
        if after.first().is_some_and(|octet| is_regular(*octet)) {
            return Err(WRONG);
        }
        self.at += word.len();
        Ok(())
    }

    /// The regular characters that follow.
    fn run(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().take_while(|octet| is_regular(**octet)).count();
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn number(&mut self) -> Result<i64, Error> {
        self.space();
        whole(self.run()).ok_or(WRONG)
    }

    fn object(&mut self, depth: usize) -> Result<Object, Error> {
        const DEEP: Error = Error::Form("its objects are deeper than is looked into");
        const MANY: Error = Error::Form("an object in it is larger than is looked into");
        let depth = depth.checked_sub(1).ok_or(DEEP)?;
        self.left = self.left.checked_sub(1).ok_or(MANY)?;
        self.space();
        let start = self.at;
        let value = match self.rest() {
            [b'<', b'<', ..] => self.entries(depth)?,
            [b'<', ..] => Value::Text(self.hexadecimal()?),
            [b'(', ..] => Value::Text(self.literal()?),
            [b'[', ..] => self.array(depth)?,
            [b'/', ..] => Value::Name(self.name()?),
            [] => return Err(CUT),
            _ => self.plain()?,
        };
        Ok(Object { value, span: start..self.at })
    }

    fn array(&mut self, depth: usize) -> Result<Value, Error> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.space();
            if self.rest().first() == Some(&b']') {
                self.at += 1;
                return Ok(Value::Array(items));
            }
            items.push(self.object(depth)?);
        }
    }

    fn entries(&mut self, depth: usize) -> Result<Value, Error> {
        self.at += 2;
        let mut entries: Vec<(Vec<u8>, Object)> = Vec::new();
        loop {
            self.space();
            if self.rest().starts_with(b">>") {
                self.at += 2;
                return Ok(Value::Dictionary(entries));
            }
            if self.rest().first() != Some(&b'/') || entries.len() >= 256 {
                return Err(WRONG);
            }
            let key = self.name()?;
            if entries.iter().any(|(named, _)| *named == key) {
                return Err(Error::Form("a key stands twice in one dictionary"));
            }
            entries.push((key, self.object(depth)?));
        }
    }

    fn name(&mut self) -> Result<Vec<u8>, Error> {
        self.at += 1;
        let mut run = self.run();
        let mut name = Vec::with_capacity(run.len());
        while let Some((octet, rest)) = run.split_first() {
            run = rest;
            if *octet == b'#' {
                let ([high, low], rest) = rest.split_first_chunk().ok_or(WRONG)?;
                name.push(digit(*high).ok_or(WRONG)? << 4 | digit(*low).ok_or(WRONG)?);
                run = rest;
            } else {
                name.push(*octet);
            }
        }
        Ok(name)
    }

    fn hexadecimal(&mut self) -> Result<Vec<u8>, Error> {
        self.at += 1;
        let rest = self.rest();
        let digits = rest.split(|octet| *octet == b'>').next().unwrap_or_default();
        if digits.len() == rest.len() {
            return Err(CUT);
        }
        self.at += digits.len() + 1;
        let (pairs, odd) = digits.as_chunks::<2>();
        let pairs = pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?));
        pairs.collect::<Option<Vec<u8>>>().filter(|_| odd.is_empty()).ok_or(WRONG)
    }

    fn literal(&mut self) -> Result<Vec<u8>, Error> {
        self.at += 1;
        let mut open = 1_usize;
        let mut text = Vec::new();
        loop {
            let octet = match self.take()? {
                b'(' => {
                    open += 1;
                    b'('
                }
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Ok(text);
                    }
                    b')'
                }
                b'\\' => self.escaped()?,
                octet => octet,
            };
            text.push(octet);
        }
    }

    fn escaped(&mut self) -> Result<u8, Error> {
        Ok(match self.take()? {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            octet @ (b'(' | b')' | b'\\') => octet,
            _ => return Err(WRONG),
        })
    }

    /// A number, a reference or a word.
    fn plain(&mut self) -> Result<Value, Error> {
        let run = self.run();
        match run {
            b"null" => return Ok(Value::Null),
            b"true" => return Ok(Value::Bool(true)),
            b"false" => return Ok(Value::Bool(false)),
            _ => {}
        }
        let Some(number) = whole(run) else {
            return if is_real(run) { Ok(Value::Real) } else { Err(WRONG) };
        };
        let back = self.at;
        if self.number() == Ok(0) && self.word(b"R").is_ok() {
            return u32::try_from(number).ok().filter(|number| *number > 0).map(Value::Reference).ok_or(WRONG);
        }
        self.at = back;
        Ok(Value::Number(number))
    }
}

fn is_space(octet: u8) -> bool {
    matches!(octet, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_regular(octet: u8) -> bool {
    !is_space(octet) && !matches!(octet, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn digit(octet: u8) -> Option<u8> {
    char::from(octet).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// A whole number, as far as numbers go here.
pub(super) fn whole(run: &[u8]) -> Option<i64> {
    let digits = run.strip_prefix(b"-").unwrap_or(run);
    let fits = (1..=DIGITS).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    std::str::from_utf8(run).ok().filter(|_| fits)?.parse().ok()
}

fn is_real(run: &[u8]) -> bool {
    let digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    let mut parts = run.strip_prefix(b"-").unwrap_or(run).splitn(2, |octet| *octet == b'.');
    let (Some(whole), Some(fraction)) = (parts.next(), parts.next()) else { return false };
    whole.len() + fraction.len() > 0 && digits(whole) && digits(fraction)
}
