//! DER as a tree that can be changed and written again with lengths that fit: what stands deep inside is reached only so.

/// One value with its tag.
#[derive(Clone)]
pub(crate) struct Value {
    pub(crate) tag: u8,
    pub(crate) content: Content,
}

/// What a value holds.
#[derive(Clone)]
pub(crate) enum Content {
    Octets(Vec<u8>),
    /// Values one behind the other; behind `lead` octets, as in a BIT STRING.
    Values {
        lead: Vec<u8>,
        values: Vec<Value>,
    },
}

/// All values in these octets, one behind the other; `None` where they are something else.
pub(crate) fn read(mut octets: &[u8], depth: usize) -> Option<Vec<Value>> {
    let mut values = Vec::new();
    while !octets.is_empty() {
        let (tag, content, rest) = one(octets)?;
        values.push(Value { tag, content: inside(tag, content, depth) });
        octets = rest;
    }
    Some(values)
}

fn inside(tag: u8, content: &[u8], depth: usize) -> Content {
    // Extensions, signed content and keys stand in strings of octets and of bits.
    let lead = usize::from(tag == 0x03);
    let may_hold = tag & 0x20 != 0 || matches!(tag, 0x03 | 0x04);
    let values = content.get(lead..).filter(|rest| depth > 0 && may_hold && !rest.is_empty());
    match values.and_then(|rest| read(rest, depth - 1)) {
        Some(values) => Content::Values { lead: content[..lead].to_vec(), values },
        None => Content::Octets(content.to_vec()),
    }
}

/// Tag, content and what follows.
fn one(octets: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (tag, rest) = octets.split_first()?;
    let (first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0..=0x7f => (usize::from(*first), rest),
        0x81..=0x84 => {
            let (length, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            (length.iter().fold(0, |sum, octet| sum << 8 | usize::from(*octet)), rest)
        }
        _ => return None,
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((*tag, content, rest))
}

/// The octets of values one behind the other.
pub(crate) fn write(values: &[Value]) -> Vec<u8> {
    let mut out = Vec::new();
    for value in values {
        let content = match &value.content {
            Content::Octets(octets) => octets.clone(),
            Content::Values { lead, values } => [lead.as_slice(), &write(values)].concat(),
        };
        out.push(value.tag);
        match content.len() {
            short @ 0..=0x7f => out.push(u8::try_from(short).unwrap_or_default()),
            long => {
                let octets: Vec<u8> = long.to_be_bytes().into_iter().skip_while(|octet| *octet == 0).collect();
                out.push(0x80 | u8::try_from(octets.len()).unwrap_or_default());
                out.extend(octets);
            }
        }
        out.extend(content);
    }
    out
}

/// How many values there are, at every depth.
pub(crate) fn count(values: &[Value]) -> usize {
    let below = |value: &Value| match &value.content {
        Content::Octets(_) => 0,
        Content::Values { values, .. } => count(values),
    };
    values.iter().map(|value| 1 + below(value)).sum()
}

/// The list that the value with this number stands in, and its place there.
pub(crate) fn find<'a>(values: &'a mut Vec<Value>, number: &mut usize) -> Option<(&'a mut Vec<Value>, usize)> {
    for place in 0..values.len() {
        if *number == 0 {
            return Some((values, place));
        }
        *number -= 1;
        let below = match &values[place].content {
            Content::Octets(_) => 0,
            Content::Values { values, .. } => count(values),
        };
        if *number < below {
            let Content::Values { values, .. } = &mut values[place].content else { return None };
            return find(values, number);
        }
        *number -= below;
    }
    None
}
