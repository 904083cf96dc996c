//! Finds everything in an HTML text that a mail program would fetch or run: promise 3 (no hidden tracking) of this
//! service, for the mails that we write and for the messages that senders hand in.
//!
//! Written by hand because it has to see more than a browser's parser does: mail programs disagree on comments, raw text
//! and broken tags, so nothing is skipped here, and what one of them might follow is found. It reads; it never cleans.

/// Findings beyond this number are not listed.
const MOST: usize = 64;
/// No attribute name, value or style is quoted longer than this, in characters.
const QUOTE: usize = 120;

/// Something that a mail program would fetch or run by itself, or that makes a link do so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The element, in small letters.
    pub element: String,
    /// The attribute, in small letters; empty when the element itself is the finding.
    pub attribute: String,
    /// The address or text found there, shortened.
    pub value: String,
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.attribute.as_str(), self.value.as_str()) {
            ("", _) => write!(f, "<{}>", self.element),
            (attribute, "") => write!(f, "<{} {attribute}>", self.element),
            (attribute, value) => write!(f, "<{} {attribute}=\"{value}\">", self.element),
        }
    }
}

/// Every remote reference, script, form and embedded document in the text, at most 64. Plain links (`<a href>`) to
/// follow by hand are not findings; `cid:`, `mid:`, inline images (`data:image/…` other than SVG) and fragments neither.
pub fn remote_references(html: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut rest = html;
    let mut in_style = false;
    while found.len() < MOST {
        let (between, after) = rest.split_once('<').unwrap_or((rest, ""));
        if in_style {
            style("style", "", between, &mut found);
            style("style", "", &entities(between), &mut found);
        }
        if after.is_empty() {
            break;
        }
        rest = after;
        if let Some((name, attributes, end)) = tag(after) {
            element(&name, &attributes, &mut found);
            in_style = name == "style" || in_style;
            rest = after.get(end..).unwrap_or_default();
        } else if after.starts_with('/') {
            in_style = false;
        }
    }
    found.dedup();
    found.truncate(MOST);
    found
}

type Attribute = (String, String);

/// The tag that begins behind a `<`: its name, its attributes with entities decoded, and where it ends.
fn tag(text: &str) -> Option<(String, Vec<Attribute>, usize)> {
    if !text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '?') {
        return None;
    }
    let ends_name = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '/' | '>');
    let mut at = text.find(ends_name).unwrap_or(text.len());
    let name = text.get(..at)?.to_ascii_lowercase();
    let mut attributes = Vec::new();
    loop {
        let rest = text.get(at..)?;
        let skipped = rest.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '/');
        at += rest.len() - skipped.len();
        if skipped.is_empty() {
            return Some((name, attributes, at));
        }
        if skipped.starts_with('>') {
            return Some((name, attributes, at + 1));
        }
        let length = skipped
            .char_indices()
            .find(|(place, c)| *place > 0 && (*c == '=' || ends_name(*c)))
            .map_or(skipped.len(), |(place, _)| place);
        let attribute = skipped.get(..length)?.to_ascii_lowercase();
        at += length;
        let (value, taken) = value(text.get(at..)?);
        at += taken;
        if attributes.len() < 1_000 {
            attributes.push((attribute, entities(&value)));
        }
    }
}

/// The value behind an attribute's name and how many octets it takes; empty when there is none.
fn value(text: &str) -> (String, usize) {
    let gap = |c: char| c.is_whitespace() || c.is_control();
    let Some(after) = text.trim_start_matches(gap).strip_prefix('=') else { return (String::new(), 0) };
    let after = after.trim_start_matches(gap);
    let before = text.len() - after.len();
    let quoted = after.chars().next().filter(|c| matches!(c, '"' | '\''));
    if let Some(quote) = quoted {
        let inner = after.get(1..).unwrap_or_default();
        // An open quote: the browser drops the tag, another program may not. It is read to the next `>`.
        let closed = inner.split_once(quote);
        let value = closed.map_or_else(|| inner.split('>').next().unwrap_or_default(), |(value, _)| value);
        return (value.to_owned(), before + 1 + value.len() + usize::from(closed.is_some()));
    }
    let end = after.find(|c: char| gap(c) || c == '>').unwrap_or(after.len());
    (after.get(..end).unwrap_or_default().to_owned(), before + end)
}

/// Judges one element.
fn element(name: &str, attributes: &[Attribute], found: &mut Vec<Reference>) {
    let local = name.rsplit(':').next().unwrap_or(name);
    let mut add = |attribute: &str, value: &str| found.push(reference(name, attribute, value));
    let refresh = |(n, v): &Attribute| n == "http-equiv" && !v.trim().eq_ignore_ascii_case("content-type");
    match local {
        "script" | "form" | "isindex" | "iframe" | "frame" | "object" | "embed" | "applet" | "bgsound" | "portal"
        | "base" | "foreignobject" => add("", ""),
        "meta" if attributes.iter().any(|a| refresh(a) && a.1.trim().eq_ignore_ascii_case("refresh")) => {
            add("http-equiv", "refresh");
        }
        _ => {}
    }
    for (attribute, value) in attributes {
        let plain = attribute.rsplit(':').next().unwrap_or(attribute);
        if attribute.starts_with("on") && attribute.len() > 4 && attribute.is_ascii() {
            found.push(reference(name, attribute, ""));
        } else if attribute == "style" {
            style(name, "style", value, found);
        } else if plain == "href" && matches!(local, "a" | "area") {
            if runs(value) {
                found.push(reference(name, attribute, value));
            }
        } else if LOADING.contains(&plain) {
            let several = matches!(plain, "srcset" | "imagesrcset" | "archive" | "ping" | "values");
            let remote = if several {
                value.split([',', ' ', '\t', '\n', '\r', '\u{c}', ';']).any(fetched)
            } else {
                fetched(value)
            };
            if remote {
                found.push(reference(name, attribute, value));
            }
        } else if value.to_ascii_lowercase().contains("url(") {
            // SVG presentation attributes (fill, filter, mask…) take CSS.
            style(name, attribute, value, found);
        }
    }
}

/// Attributes whose value some mail program fetches.
const LOADING: [&str; 26] = [
    "action",
    "archive",
    "background",
    "classid",
    "code",
    "codebase",
    "data",
    "dynsrc",
    "formaction",
    "from",
    "href",
    "icon",
    "imagesrcset",
    "implementation",
    "longdesc",
    "lowsrc",
    "manifest",
    "ping",
    "poster",
    "profile",
    "src",
    "srcdoc",
    "srcset",
    "to",
    "usemap",
    "values",
];

/// Judges a piece of CSS.
fn style(element: &str, attribute: &str, css: &str, found: &mut Vec<Reference>) {
    let plain = css_escapes(css).to_lowercase();
    let mut add = |value: &str| found.push(reference(element, attribute, value));
    for function in ["url(", "image(", "src("] {
        for (_, value) in plain.match_indices(function).filter_map(|(at, f)| plain.split_at_checked(at + f.len())) {
            let value = value.split(')').next().unwrap_or_default();
            let value = value.trim().trim_matches(['"', '\'']);
            if fetched(value) {
                add(value);
            }
        }
    }
    for word in ["expression(", "behavior:", "-moz-binding"] {
        if plain.contains(word) {
            add(word);
        }
    }
    // Strings: @import "…", image-set("…") and what else takes one.
    for quote in ['"', '\''] {
        for text in plain.split(quote).skip(1).step_by(2).take(1_000) {
            if fetched(text) && (plain.contains("@import") || plain.contains("image-set") || plain.contains("src")) {
                add(text);
            }
        }
    }
}

/// Whether a program would go to another machine, or run or open a document, for this address.
fn fetched(address: &str) -> bool {
    let address = tidy(address);
    if address.starts_with("//") {
        return true;
    }
    let Some((scheme, behind)) = address.split_once(':') else { return false };
    if scheme.is_empty() || !scheme.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    if !scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')) {
        return false;
    }
    match scheme {
        "cid" | "mid" | "about" => false,
        "data" => !behind.starts_with("image/") || behind.starts_with("image/svg"),
        _ => true,
    }
}

/// Whether following this link runs a program or opens a document made on the spot.
fn runs(address: &str) -> bool {
    let address = tidy(address);
    ["javascript:", "vbscript:", "data:", "file:", "livescript:"].iter().any(|scheme| address.starts_with(scheme))
}

/// An address as a browser reads it: small letters, control characters and line ends dropped, `\` as `/`.
fn tidy(address: &str) -> String {
    address
        .chars()
        .take(4_096)
        .filter(|c| !c.is_control())
        .collect::<String>()
        .trim()
        .to_ascii_lowercase()
        .replace('\\', "/")
}

/// The text with character references decoded, as far as they can hide an address.
fn entities(text: &str) -> String {
    const NAMED: [(&str, char); 20] = [
        ("amp;", '&'),
        ("apos;", '\''),
        ("bsol;", '\\'),
        ("colon;", ':'),
        ("comma;", ','),
        ("commat;", '@'),
        ("equals;", '='),
        ("gt;", '>'),
        ("lpar;", '('),
        ("lt;", '<'),
        ("nbsp;", ' '),
        ("newline;", '\n'),
        ("num;", '#'),
        ("period;", '.'),
        ("quest;", '?'),
        ("quot;", '"'),
        ("rpar;", ')'),
        ("semi;", ';'),
        ("sol;", '/'),
        ("tab;", '\t'),
    ];
    let mut plain = String::with_capacity(text.len());
    let mut pieces = text.split('&');
    plain.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        if let Some(number) = piece.strip_prefix('#') {
            let (digits, radix) = match number.strip_prefix(['x', 'X']) {
                Some(hex) => (hex, 16),
                None => (number, 10),
            };
            let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
            let (digits, after) = digits.split_at_checked(length).unwrap_or_default();
            if let Some(character) = u32::from_str_radix(digits, radix).ok().and_then(char::from_u32) {
                plain.push(character);
                plain.push_str(after.strip_prefix(';').unwrap_or(after));
                continue;
            }
        }
        let lower: String = piece.chars().take(8).collect::<String>().to_ascii_lowercase();
        if let Some((name, character)) = NAMED.iter().find(|(name, _)| lower.starts_with(name)) {
            plain.push(*character);
            plain.push_str(piece.get(name.len()..).unwrap_or_default());
        } else {
            plain.push('&');
            plain.push_str(piece);
        }
    }
    plain
}

/// CSS with its escapes decoded and its comments gone ([CSS Syntax 3 §4.3.7]).
fn css_escapes(css: &str) -> String {
    let mut plain = String::with_capacity(css.len());
    let mut rest = css.chars().peekable();
    while let Some(character) = rest.next() {
        if character == '/' && rest.peek() == Some(&'*') {
            let mut before = ' ';
            rest.next();
            for c in rest.by_ref() {
                if before == '*' && c == '/' {
                    break;
                }
                before = c;
            }
            continue;
        }
        if character != '\\' {
            plain.push(character);
            continue;
        }
        let mut number = 0_u32;
        let mut digits = 0;
        while digits < 6
            && let Some(digit) = rest.peek().and_then(|c| c.to_digit(16))
        {
            number = number * 16 + digit;
            digits += 1;
            rest.next();
        }
        if digits == 0 {
            plain.extend(rest.next().filter(|c| *c != '\n'));
        } else {
            plain.push(char::from_u32(number).unwrap_or('\u{fffd}'));
            rest.next_if(char::is_ascii_whitespace);
        }
    }
    plain
}

fn reference(element: &str, attribute: &str, value: &str) -> Reference {
    let short = |text: &str| text.chars().filter(|c| !c.is_control()).take(QUOTE).collect();
    Reference { element: short(element), attribute: short(attribute), value: short(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_tracker_is_found() {
        for html in [
            "<img src=https://t.example/p.gif>",
            "<IMG SRC='HTTP://t.example/p.gif'/>",
            "<img src=\"//t.example/p.gif\">",
            "<img src=\"\\\\t.example\\p.gif\">",
            "<img src=\" h\nttps://t.example/p.gif\">",
            "<img src=\"ht&#116;ps&colon;&sol;/t.example\">",
            "<img src=\"cid:x\" srcset=\"cid:y 1x, https://t.example/p 2x\">",
            "<img/src=https://t.example/p.gif>",
            "<img alt=\"<b>\" src=https://t.example/p.gif>",
            "<!--[if mso]><v:fill src=\"https://t.example/a\"/><![endif]-->",
            "<!-- --!><img src=https://t.example/a>",
            "<table background=http://t.example/b><tr><td>x</table>",
            "<p style=\"background:url(https://t.example/b)\">x",
            "<p style=\"background:u\\72l(https://t.example/b)\">x",
            "<p style='background-image:image-set(\"https://t.example/b\" 1x)'>x",
            "<style>@import 'https://t.example/s.css';</style>",
            "<style>@import/**/\"https://t.example/s.css\";</style>",
            "<style>@font-face{font-family:x;src:url('//t.example/f')}</style>",
            "<link rel=stylesheet href=https://t.example/s.css>",
            "<link rel=dns-prefetch href=//t.example>",
            "<iframe src=\"cid:a\"></iframe>",
            "<video poster=https://t.example/p></video>",
            "<audio><source src=ftp://t.example/a></audio>",
            "<object data=x></object>",
            "<embed src=x>",
            "<form action=/x><input></form>",
            "<button formaction=https://t.example/>x</button>",
            "<script>1</script>",
            "<p onclick=alert(1)>x",
            "<meta http-equiv=refresh content='0;url=https://t.example/'>",
            "<base href=https://t.example/>",
            "<a href='https://t.example/' ping='https://t.example/ping'>x</a>",
            "<a href=\"java\tscript:alert(1)\">x</a>",
            "<a href='data:text/html,x'>x</a>",
            "<svg><image xlink:href=https://t.example/i /></svg>",
            "<svg><use href='https://t.example/i#a'/></svg>",
            "<svg><rect fill='url(https://t.example/i#a)'/></svg>",
            "<img src='data:image/svg+xml,x'>",
            "<input type=image src=file://t.example/share>",
            "<?xml-stylesheet href=\"https://t.example/s.xsl\"?>",
            "<img src=\"https://t.example/p.gif",
            "<bgsound src=x>",
        ] {
            assert!(!remote_references(html).is_empty(), "{html}");
        }
    }

    #[test]
    fn what_a_mail_carries_itself_and_links_to_click_are_left_alone() {
        for html in [
            "",
            "plain text, 3 < 4 and http://example.org/ in words",
            "<html xmlns=\"http://www.w3.org/1999/xhtml\"><meta charset=utf-8><title>x</title>",
            "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">",
            "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\">",
            "<a href=\"https://example.org/contract\">the contract</a> <a href=mailto:a@b.nl>mail</a> <a href=#top>top</a>",
            "<img src=\"cid:logo@example.org\" alt=\"Logo\"><img src='data:image/png;base64,//8AAA=='>",
            "<p style=\"color:#333;font-family:'Segoe UI';background:url(cid:paper)\">x</p>",
            "<style>p{color:red} a:hover{color:blue} .x{background:url(data:image/png;base64,AA)}</style>",
            "<font color=red on=1>x</font><td width=10 once=x>",
        ] {
            assert_eq!(remote_references(html), [], "{html}");
        }
    }

    #[test]
    fn findings_are_bounded_and_name_where_they_stand() {
        let many = "<img src=https://t.example/p.gif><br>".repeat(10_000);
        assert!(remote_references(&many).len() <= MOST);
        let one = remote_references("<td background='https://t.example/b'>");
        assert_eq!(one.first().unwrap().to_string(), "<td background=\"https://t.example/b\">");
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[<>=\"'&#;a-z:/\\\\(){}@!? \\n\u{e9}-]{0,200}") {
            let _ = remote_references(&text);
        }
    }
}
