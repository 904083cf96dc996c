//! DKIM signatures of somebody else's letter ([RFC 6376], Ed25519 [RFC 8463]): found, and held against a key's record.
//!
//! By hand because a court checks again, without network and for the moment at which the letter came in, what the service said
//! then: both do it with this code. The libraries that there are ask DNS and the clock by themselves. At most four signatures, 200
//! names in each, 2,000 header fields; lines end in CR LF, as SMTP brings them.

use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::mime::HeaderScan;
use crate::crypto::{self, Algorithm, sha256, spki_of, verify};
use crate::erds::address::Address;
use crate::erds::evidence::DkimResult;
use crate::erds::moment::Moment;

/// The most signatures of one letter that are looked at.
pub const MOST: usize = 4;
/// The most header fields that a signature may name.
const NAMES: usize = 200;
/// The most header fields of a letter.
const FIELDS: usize = 2_000;
/// The most octets of a key's record.
pub const RECORD: usize = 4 * 1024;

/// Base64 with or without its padding, as records in DNS have it.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A signature that can be read. Only `signatures` makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature<'x> {
    /// The domain that signs (`d=`), in small letters.
    pub domain: String,
    /// The selector (`s=`).
    pub selector: String,
    /// The header fields that it covers (`h=`), in small letters.
    pub covers: Vec<String>,
    field: &'x [u8],
    algorithm: Option<Algorithm>,
    sha1: bool,
    relaxed: (bool, bool),
    body_hash: Vec<u8>,
    value: Vec<u8>,
    length: Option<u64>,
    expires: Option<i64>,
    identity: Option<String>,
}

/// A letter's header and body.
pub(super) fn split(letter: &[u8]) -> (&[u8], &[u8]) {
    if let Some(body) = letter.strip_prefix(b"\r\n") {
        return (&[], body);
    }
    let end = letter.windows(4).position(|window| window == b"\r\n\r\n");
    end.map_or((letter, &[]), |end| {
        let (header, rest) = letter.split_at(end + 2);
        (header, rest.get(2..).unwrap_or_default())
    })
}

/// A letter's header, as it stands.
pub fn header(letter: &[u8]) -> &[u8] {
    split(letter).0
}

/// The fields of a header as they stand, continuation lines and line ends included.
pub fn fields(header: &[u8]) -> Vec<&[u8]> {
    let mut fields = Vec::new();
    let (mut begins, mut at) = (0, 0);
    for line in header.split_inclusive(|octet| *octet == b'\n') {
        let continues = line.first().is_some_and(|first| matches!(first, b' ' | b'\t'));
        if at > begins && !continues {
            fields.push(header.get(begins..at).unwrap_or_default());
            begins = at;
        }
        at += line.len();
    }
    if at > begins {
        fields.push(header.get(begins..at).unwrap_or_default());
    }
    fields.truncate(FIELDS);
    fields
}

/// A field's name, in small letters; empty where it has none.
pub fn name(field: &[u8]) -> String {
    let colon = field.iter().position(|octet| *octet == b':').unwrap_or_default();
    String::from_utf8_lossy(field.get(..colon).unwrap_or_default()).trim().to_ascii_lowercase()
}

fn value(field: &[u8]) -> &[u8] {
    field.iter().position(|octet| *octet == b':').and_then(|colon| field.get(colon + 1..)).unwrap_or_default()
}

/// The signatures of a letter, the first of them in the order in which they stand.
pub fn signatures(letter: &[u8]) -> Vec<Signature<'_>> {
    let signed = fields(split(letter).0).into_iter().filter(|field| name(field) == "dkim-signature");
    signed.take(MOST).filter_map(signature).collect()
}

/// The address in From, where there is exactly one.
pub fn author(letter: &[u8]) -> Option<Address> {
    let mut scan = HeaderScan::new();
    scan.feed(letter);
    match scan.finish().from.as_slice() {
        [one] => Some(one.address.clone()),
        _ => None,
    }
}

/// Whether an address is of the domain that signs, or below it.
pub fn is_of(address: &Address, domain: &str) -> bool {
    below(&address.domain().to_ascii_lowercase(), domain)
}

fn below(name: &str, domain: &str) -> bool {
    name.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// Tags and their values without the blanks around them; `None` where one stands twice or is none ([RFC 6376 §3.2]).
fn tags(text: &str) -> Option<Vec<(&str, &str)>> {
    let mut tags: Vec<(&str, &str)> = Vec::new();
    let list = text.trim().strip_suffix(';').unwrap_or(text.trim());
    for tag in list.split(';') {
        let (name, value) = tag.split_once('=')?;
        let name = name.trim();
        if name.is_empty() || tags.iter().any(|(known, _)| *known == name) || tags.len() > 40 {
            return None;
        }
        tags.push((name, value.trim()));
    }
    Some(tags)
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn octets(text: &str) -> Option<Vec<u8>> {
    BASE64.decode(bare(text)).ok()
}

/// A name in DNS: letters, digits, hyphens, underscores and dots.
fn is_name(name: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len()) && label.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    };
    name.len() <= 253 && name.split('.').all(label)
}

fn signature(field: &[u8]) -> Option<Signature<'_>> {
    let text = std::str::from_utf8(value(field)).ok()?;
    let tags = tags(text)?;
    let of = |wanted: &str| tags.iter().find(|(name, _)| *name == wanted).map(|(_, value)| *value);
    let number = |wanted: &str| of(wanted).map(|text| text.parse::<u64>().ok().filter(|_| text.len() <= 18));
    let covers: Vec<String> = of("h")?.split(':').map(|name| name.trim().to_ascii_lowercase()).collect();
    let canonical = of("c").unwrap_or("simple");
    let (header, body) = canonical.split_once('/').unwrap_or((canonical, "simple"));
    let relaxed = |way: &str| match way.to_ascii_lowercase().as_str() {
        "relaxed" => Some(true),
        "simple" => Some(false),
        _ => None,
    };
    let (domain, selector) = (of("d")?.to_ascii_lowercase(), of("s")?.to_owned());
    let kind = of("a")?.to_ascii_lowercase();
    let algorithm = match kind.as_str() {
        "rsa-sha256" => Some(Algorithm::RsaPkcs1Sha256),
        "ed25519-sha256" => Some(Algorithm::Ed25519),
        "rsa-sha1" => None,
        _ => return None,
    };
    let identity = of("i").map(str::to_ascii_lowercase);
    let sound = of("v") == Some("1")
        && is_name(&domain)
        && is_name(&selector)
        && covers.len() <= NAMES
        && covers.iter().any(|name| name == "from")
        && of("q").is_none_or(|queries| queries.split(':').any(|query| query.trim() == "dns/txt"))
        && identity.as_ref().is_none_or(|at| at.rsplit_once('@').is_some_and(|(_, host)| below(host, &domain)));
    sound.then_some(())?;
    Some(Signature {
        field,
        algorithm,
        sha1: kind == "rsa-sha1",
        relaxed: (relaxed(header)?, relaxed(body)?),
        body_hash: octets(of("bh")?)?,
        value: octets(of("b")?)?,
        length: number("l").map_or(Some(None), |length| length.map(Some))?,
        expires: number("x").map_or(Some(None), |at| at.map(Some))?.and_then(|at| i64::try_from(at).ok()),
        identity,
        domain,
        selector,
        covers,
    })
}

/// A key out of its record in DNS ([RFC 6376 §3.6.1]): SubjectPublicKeyInfo, and whether it serves subdomains, too.
fn key(record: &str, algorithm: Algorithm) -> Option<(Vec<u8>, bool)> {
    let tags = tags(record).filter(|_| record.len() <= RECORD)?;
    let of = |wanted: &str| tags.iter().find(|(name, _)| *name == wanted).map(|(_, value)| *value);
    let lists = |value: Option<&str>, one: &str| {
        value.is_none_or(|list| list.split(':').any(|word| matches!(word.trim(), word if word == one || word == "*")))
    };
    let kind = of("k").unwrap_or("rsa");
    let fits = of("v").is_none_or(|version| version == "DKIM1") && lists(of("h"), "sha256") && lists(of("s"), "email");
    let octets = octets(of("p")?).filter(|octets| fits && !octets.is_empty())?;
    let strict = of("t").is_some_and(|flags| flags.split(':').any(|flag| flag.trim() == "s"));
    let key = match (algorithm, kind) {
        (Algorithm::Ed25519, "ed25519") => spki_of(Algorithm::Ed25519, &octets).ok()?,
        (Algorithm::RsaPkcs1Sha256, "rsa") => octets,
        _ => return None,
    };
    Some((key, !strict))
}

/// The fields that say what a letter is: from whom, to whom, when, about what, how its body is read, and what is asked of us.
const SAYING: [&str; 12] = [
    "from",
    "sender",
    "reply-to",
    "to",
    "cc",
    "date",
    "subject",
    "message-id",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "content-disposition",
];

impl Signature<'_> {
    /// The first field that says what the letter is and that the signature does not hold to what it is: not covered, or standing
    /// there more than once. `From`, `To` (or `Cc`), `Date`, `Subject` and `Message-ID` must be covered even where they are missing,
    /// so that nobody can put one in.
    pub fn left_out(&self, letter: &[u8]) -> Option<String> {
        let mut seen: Vec<String> = Vec::new();
        for field in fields(split(letter).0) {
            let name = name(field);
            if SAYING.contains(&name.as_str()) || name.starts_with("recepis-") {
                if seen.contains(&name) || !self.covers.contains(&name) {
                    return Some(name);
                }
                seen.push(name);
            }
        }
        let always = ["from", "to", "date", "subject", "message-id"];
        always.into_iter().find(|name| !self.covers.iter().any(|covered| covered == name)).map(str::to_owned)
    }

    /// Under which name its key stands in DNS.
    pub fn key_name(&self) -> String {
        format!("{}._domainkey.{}", self.selector, self.domain)
    }

    /// Holds it against the letter that it stands in, for a moment. `record` is the text under `key_name`.
    pub fn check(&self, letter: &[u8], record: &str, at: Moment) -> DkimResult {
        let Some(algorithm) = self.algorithm.filter(|_| !self.sha1) else { return DkimResult::Policy };
        let Some((key, serves_below)) = key(record, algorithm) else { return DkimResult::PermError };
        let host = self.identity.as_deref().and_then(|at| at.rsplit_once('@')).map(|(_, host)| host);
        if !serves_below && host.is_some_and(|host| host != self.domain) {
            return DkimResult::PermError;
        }
        let (header, body) = split(letter);
        let body = if self.relaxed.1 { relaxed_body(body) } else { simple_body(body) };
        let whole = self.length.is_none_or(|length| length == body.len() as u64);
        let Some(signed) = self.length.map_or(Some(body.len()), |length| usize::try_from(length).ok()) else {
            return DkimResult::PermError;
        };
        let Some(signed) = body.get(..signed) else { return DkimResult::PermError };
        if sha256(signed).as_slice() != self.body_hash {
            return DkimResult::Fail;
        }
        let covered = self.covered(header);
        let verified = match algorithm {
            // What Ed25519 signs is the digest [RFC 8463 §3].
            Algorithm::Ed25519 => verify(algorithm, &key, &sha256(&covered), &self.value),
            _ => verify(algorithm, &key, &covered, &self.value),
        };
        match verified {
            Ok(()) if whole && self.expires.is_none_or(|end| at.seconds() <= end) => DkimResult::Pass,
            // It fits, and covers a part of the letter, or its time was over; or its key is one that shows too little.
            Ok(()) | Err(crypto::Error::Key) => DkimResult::Policy,
            Err(_) => DkimResult::Fail,
        }
    }

    /// What is signed: of each name the last field that was not taken before, then this one without its value of `b`.
    fn covered(&self, header: &[u8]) -> Vec<u8> {
        let mut left: Vec<(String, &[u8])> = fields(header).into_iter().map(|field| (name(field), field)).collect();
        let mut covered = Vec::new();
        for wanted in &self.covers {
            if let Some(place) = left.iter().rposition(|(name, _)| name == wanted) {
                covered.extend(self.canonical(left.remove(place).1));
            }
        }
        let own = self.canonical(&without_signature(self.field));
        covered.extend_from_slice(own.strip_suffix(b"\r\n").unwrap_or(&own));
        covered
    }

    fn canonical(&self, field: &[u8]) -> Vec<u8> {
        if !self.relaxed.0 {
            return field.to_vec();
        }
        let unfolded: Vec<u8> = value(field).iter().copied().filter(|octet| !matches!(octet, b'\r' | b'\n')).collect();
        let mut line = format!("{}:", name(field)).into_bytes();
        line.extend(single_blanks(unfolded.trim_ascii()));
        line.extend_from_slice(b"\r\n");
        line
    }
}

/// The field without what stands behind `b=`.
fn without_signature(field: &[u8]) -> Vec<u8> {
    let begins = field.len() - value(field).len();
    let (head, list) = field.split_at(begins);
    let mut out = head.to_vec();
    for (place, tag) in list.split(|octet| *octet == b';').enumerate() {
        if place > 0 {
            out.push(b';');
        }
        let equals = tag.iter().position(|octet| *octet == b'=').unwrap_or(tag.len());
        let (tag_name, _) = tag.split_at(equals);
        if tag_name.trim_ascii() == b"b" {
            out.extend_from_slice(tag.get(..=equals).unwrap_or(tag));
        } else {
            out.extend_from_slice(tag);
        }
    }
    out
}

/// Runs of blanks as one space.
fn single_blanks(line: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(line.len());
    for octet in line {
        match octet {
            b' ' | b'\t' if out.last() == Some(&b' ') => {}
            b' ' | b'\t' => out.push(b' '),
            other => out.push(*other),
        }
    }
    out
}

/// Without empty lines at its end, and with a line end behind its last line; an empty one is a line end ([RFC 6376 §3.4.3]).
fn simple_body(body: &[u8]) -> Vec<u8> {
    let mut rest = body;
    while let Some(shorter) = rest.strip_suffix(b"\r\n") {
        rest = shorter;
    }
    [rest, b"\r\n"].concat()
}

/// The same with blanks within lines as one space, none at their end, and nothing for an empty body ([RFC 6376 §3.4.4]).
fn relaxed_body(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    for line in body.split_inclusive(|octet| *octet == b'\n') {
        let (text, end) = line.strip_suffix(b"\r\n").map_or((line, &b""[..]), |text| (text, &b"\r\n"[..]));
        let mut single = single_blanks(text);
        while single.last() == Some(&b' ') {
            single.pop();
        }
        out.extend(single);
        out.extend_from_slice(end);
    }
    let out = simple_body(&out);
    if out == b"\r\n" { Vec::new() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8463 Appendix A.
    const LETTER: &str = "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n d=football.example.com; i=@football.example.com;\r\n q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n subject : date : message-id : from : subject : date;\r\n bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\r\n Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==\r\nDKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n d=football.example.com; i=@football.example.com;\r\n q=dns/txt; s=test; t=1528637909; h=from : to : subject :\r\n date : message-id : from : subject : date;\r\n bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3\r\n DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz\r\n dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=\r\nFrom: Joe SixPack <joe@football.example.com>\r\nTo: Suzie Q <suzie@shopping.example.net>\r\nSubject: Is dinner ready?\r\nDate: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\nMessage-ID: <20030712040037.46341.5F8J@football.example.com>\r\n\r\nHi.\r\n\r\nWe lost the game.  Are you hungry yet?\r\n\r\nJoe.\r\n";
    const ED25519: &str = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
    const RSA1024: &str = "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB";

    fn now() -> Moment {
        Moment::from_seconds(1_795_511_640)
    }

    fn first(letter: &str, record: &str) -> DkimResult {
        signatures(letter.as_bytes())
            .first()
            .map_or(DkimResult::PermError, |one| one.check(letter.as_bytes(), record, now()))
    }

    #[test]
    fn the_example_of_rfc_8463_holds_and_a_key_of_1024_bits_shows_too_little() {
        let found = signatures(LETTER.as_bytes());
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].key_name(), "brisbane._domainkey.football.example.com");
        assert_eq!(found[0].check(LETTER.as_bytes(), ED25519, now()), DkimResult::Pass);
        assert_eq!(found[1].check(LETTER.as_bytes(), RSA1024, now()), DkimResult::Policy);
        assert!(is_of(&author(LETTER.as_bytes()).unwrap(), "example.com"));
        assert!(!is_of(&author(LETTER.as_bytes()).unwrap(), "ball.example.com"));
    }

    #[test]
    fn s44_whatever_is_changed_in_the_letter_fails_and_blanks_that_servers_change_do_not_matter() {
        for (from, to) in [("lost", "won"), ("dinner", "supper"), ("joe@football", "jim@football"), ("Joe.", "Joe. PS")]
        {
            assert_eq!(first(&LETTER.replacen(from, to, 1), ED25519), DkimResult::Fail, "{from}");
        }
        for (from, to) in
            [("game.  Are", "game. Are"), ("Joe.\r\n", "Joe. \t\r\n\r\n\r\n"), ("Subject: Is ", "SUBJECT :  Is\r\n\t")]
        {
            assert_eq!(first(&LETTER.replacen(from, to, 1), ED25519), DkimResult::Pass, "{from}");
        }
        // A second From below or above the signed one is covered: the signature names From twice.
        let forged = LETTER.replacen("From: Joe", "From: Eve <eve@elsewhere.example>\r\nFrom: Joe", 1);
        assert_eq!(first(&forged, ED25519), DkimResult::Fail);
    }

    #[test]
    fn a_record_that_is_none_revoked_or_of_another_kind_is_an_error_of_the_record() {
        for record in [
            "",
            "v=DKIM1; k=ed25519; p=",
            "k=rsa; p=!",
            "v=DKIM2; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
            "v=DKIM1; k=ed25519; h=sha1; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
            RSA1024,
            "p=a; p=b",
            "v=spf1 -all",
        ] {
            assert_eq!(first(LETTER, record), DkimResult::PermError, "{record}");
        }
        assert_eq!(first(LETTER, &format!("{ED25519}{}", " ".repeat(RECORD))), DkimResult::PermError);
    }

    #[test]
    fn what_is_no_signature_is_passed_over_and_one_that_says_too_little_is_told() {
        for (from, to) in [
            ("v=1;", "v=2;"),
            ("d=football.example.com", "d=football..com"),
            ("s=brisbane", "s=a b"),
            ("h=from : to :\r\n subject : date : message-id : from :", "h=to :\r\n subject : date : message-id :"),
            ("ed25519-sha256", "rot13"),
            ("q=dns/txt", "q=fax"),
            ("bh=2j", "bh=*"),
            ("i=@football.example.com", "i=@elsewhere.example"),
            ("t=1528637909", "l=x"),
            ("t=1528637909", "v=1"),
            ("c=relaxed/relaxed", "c=loose"),
        ] {
            assert_eq!(signatures(LETTER.replacen(from, to, 1).as_bytes()).len(), 1, "{from} {to}");
        }
        let one = |change: &str| signatures(LETTER.replacen("t=1528637909", change, 1).as_bytes()).len();
        assert_eq!((one("x=1528637910"), one("l=5")), (2, 2));
        let sha1 = LETTER.replacen("ed25519-sha256", "rsa-sha1", 1);
        assert_eq!(first(&sha1, RSA1024), DkimResult::Policy);
        for nothing in
            ["", "\r\n", "\r\n\r\n", ":", "DKIM-Signature", "DKIM-Signature:\r\n\r\n", "From: x", "\u{1F600}: x\r\n y"]
        {
            assert_eq!(signatures(nothing.as_bytes()), [], "{nothing:?}");
        }
        let many = LETTER.split("From: Joe").next().unwrap().repeat(50) + LETTER;
        assert_eq!(signatures(many.as_bytes()).len(), MOST);
    }

    #[test]
    fn bodies_are_made_canonical_as_the_rfc_says() {
        // RFC 6376 §3.4.5.
        assert_eq!(relaxed_body(b" C \r\nD \t E\r\n\r\n\r\n"), b" C\r\nD E\r\n");
        assert_eq!(simple_body(b" C \r\nD \t E\r\n\r\n\r\n"), b" C \r\nD \t E\r\n");
        assert_eq!((relaxed_body(b"\r\n\r\n"), simple_body(b"")), (Vec::new(), b"\r\n".to_vec()));
        assert_eq!((relaxed_body(b"x"), simple_body(b"x")), (b"x\r\n".to_vec(), b"x\r\n".to_vec()));
    }
}
