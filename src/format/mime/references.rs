//! Finds everything in an HTML or SVG text that a mail program would fetch or run: promise 3 (no hidden tracking) of this
//! service, for the mails that we write and for the messages that senders hand in. The text may come in pieces; of it at
//! most one attribute's value is held.
//!
//! Written by hand because it has to see more than a browser's tokenizer does: mail programs disagree on comments, raw text
//! and broken tags, so nothing is skipped here, and what one of them might follow is found. It reads; it never cleans.

use super::css::Css;

/// Findings beyond this number are not listed.
pub(super) const MOST: usize = 64;
/// No attribute name, value or style is quoted longer than this, in characters.
const QUOTE: usize = 120;
/// No more of a name is held, in octets.
const NAME: usize = 128;
/// No more of an attribute's value is held, in octets.
const VALUE: usize = 32 * 1024;
/// Of a run of base64 no more is held: an address inside such a run cannot begin without a mark that ends the run.
const RUN: usize = 2 * 1024;

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
            ("", "") => write!(f, "<{}>", self.element),
            ("", value) => write!(f, "<{}> {value}", self.element),
            (attribute, "") => write!(f, "<{} {attribute}>", self.element),
            (attribute, value) => write!(f, "<{} {attribute}=\"{value}\">", self.element),
        }
    }
}

impl Reference {
    /// What its writer can do in place of it.
    pub fn remedy(&self) -> &'static str {
        let local = self.element.rsplit(':').next().unwrap_or_default();
        match (local, self.attribute.as_str()) {
            (_, attribute) if attribute.starts_with("on") => "remove it",
            ("script" | "meta" | "base" | "?xml-stylesheet" | "!entity", _) | (_, "ping" | "manifest" | "profile") => {
                "remove it"
            }
            ("form" | "isindex", _) | (_, "action" | "formaction") => "remove it and write where to answer",
            ("style" | "link", _) | (_, "style") => "write the style into the message itself",
            ("iframe" | "frame" | "object" | "embed" | "applet" | "portal" | "foreignobject", _) | (_, "srcdoc") => {
                "attach the document itself"
            }
            ("a" | "area", _) => "write a plain https link",
            ("video" | "audio" | "source" | "track" | "bgsound", attribute) if attribute != "poster" => {
                "attach the file itself"
            }
            _ => "put the picture into the message itself (src=\"cid:...\") or attach it",
        }
    }
}

/// Every remote reference, script, form and embedded document in the text, at most 64. Plain links (`<a href>`) to
/// follow by hand are not findings; `cid:`, `mid:`, inline images (`data:image/…` other than SVG) and fragments neither.
pub fn remote_references(html: &str) -> Vec<Reference> {
    let mut reader = References::new(true);
    reader.feed(html);
    reader.finish()
}

/// Reads a text in pieces.
#[derive(Debug)]
pub(super) struct References {
    state: State,
    element: String,
    attribute: String,
    value: Value,
    /// The style element's text, while one is open.
    css: Option<Css>,
    /// Whether values are looked into for tags of their own.
    inward: bool,
    found: Vec<Reference>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Text,
    /// Behind `<`.
    Open,
    /// Behind `</`.
    Closing,
    Name,
    BeforeAttribute,
    Attribute,
    AfterAttribute,
    BeforeValue,
    Quoted(char),
    Unquoted,
}

/// An attribute's value as far as it is held.
#[derive(Debug, Default)]
struct Value {
    text: String,
    run: usize,
    cut: bool,
}

impl Value {
    fn push(&mut self, c: char) {
        self.run = if c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=') { self.run + 1 } else { 0 };
        if self.run > RUN {
            return;
        }
        if self.text.len() < VALUE {
            self.text.push(c);
        } else {
            self.cut = true;
        }
    }
}

impl References {
    /// Nothing read yet; `inward` looks for tags within attributes, too.
    pub(super) fn new(inward: bool) -> Self {
        Self {
            state: State::Text,
            element: String::new(),
            attribute: String::new(),
            value: Value::default(),
            css: None,
            inward,
            found: Vec::new(),
        }
    }

    /// Takes the next piece.
    pub(super) fn feed(&mut self, text: &str) {
        for c in text.chars() {
            if self.found.len() >= MOST {
                return;
            }
            // Whether a `<` in a style begins a tag is not trusted: it is read both ways.
            if let Some(css) = &mut self.css {
                css.push(c, "style", "", &mut self.found);
            }
            self.step(c);
        }
    }

    /// What was found.
    pub(super) fn finish(mut self) -> Vec<Reference> {
        match self.state {
            State::Text | State::Open | State::Closing => {}
            State::Name => self.named(),
            _ => self.attribute_ends(),
        }
        self.style_ends();
        self.found.truncate(MOST);
        self.found
    }

    fn step(&mut self, c: char) {
        let gap = c.is_whitespace() || c.is_control();
        let declares = self.element.starts_with('!') && !matches!(self.state, State::Quoted(_));
        match self.state {
            // A document type holds declarations of its own.
            _ if c == '<' && declares => {
                self.element.clear();
                self.state = State::Open;
            }
            State::Text if c == '<' => {
                self.element.clear();
                self.state = State::Open;
            }
            State::Text => {}
            State::Open if c.is_ascii_alphabetic() || matches!(c, '?' | '!') && self.element.is_empty() => {
                self.element.push(c.to_ascii_lowercase());
                if c.is_ascii_alphabetic() {
                    self.state = State::Name;
                }
            }
            State::Open if c == '/' && self.element.is_empty() => self.state = State::Closing,
            State::Open => self.text_again(c),
            State::Closing if c.is_ascii_alphabetic() && self.element.len() < NAME => {
                self.element.push(c.to_ascii_lowercase());
            }
            State::Closing => {
                if self.element == "style" {
                    self.style_ends();
                }
                self.text_again(c);
            }
            State::Name if gap || matches!(c, '/' | '>') => {
                self.named();
                self.state = if c == '>' { State::Text } else { State::BeforeAttribute };
            }
            State::Name => push_short(&mut self.element, c),
            State::BeforeAttribute => self.before_attribute(c, gap),
            State::Attribute if gap => self.state = State::AfterAttribute,
            State::Attribute | State::AfterAttribute if c == '=' => self.state = State::BeforeValue,
            State::Attribute | State::AfterAttribute if matches!(c, '>' | '/') => {
                self.attribute_ends();
                self.before_attribute(c, gap);
            }
            State::Attribute => push_short(&mut self.attribute, c),
            State::AfterAttribute | State::BeforeValue if gap => {}
            State::AfterAttribute => {
                self.attribute_ends();
                self.before_attribute(c, gap);
            }
            State::BeforeValue => match c {
                '"' | '\'' => self.state = State::Quoted(c),
                '>' => self.tag_ends(),
                _ => {
                    self.state = State::Unquoted;
                    self.value.push(c);
                }
            },
            State::Quoted(quote) if c == quote => self.attribute_ends(),
            State::Unquoted if gap => self.attribute_ends(),
            State::Unquoted if c == '>' => self.tag_ends(),
            State::Quoted(_) | State::Unquoted => self.value.push(c),
        }
    }

    /// What began with `<` is no tag.
    fn text_again(&mut self, c: char) {
        self.state = State::Text;
        self.step(c);
    }

    fn before_attribute(&mut self, c: char, gap: bool) {
        self.state = match c {
            '>' => State::Text,
            '/' => State::BeforeAttribute,
            _ if gap => State::BeforeAttribute,
            _ => {
                self.attribute.clear();
                self.value = Value::default();
                push_short(&mut self.attribute, c);
                State::Attribute
            }
        };
    }

    fn tag_ends(&mut self) {
        self.attribute_ends();
        self.state = State::Text;
    }

    /// The element's name is complete.
    fn named(&mut self) {
        if ALWAYS.contains(&local(&self.element)) {
            self.found.push(reference(&self.element, "", ""));
        }
        if self.element == "style" || self.element.ends_with(":style") {
            self.css = Some(Css::default());
        }
    }

    fn style_ends(&mut self) {
        if let Some(mut css) = self.css.take() {
            css.flush("style", "", &mut self.found);
        }
    }

    /// An attribute is complete, with or without a value.
    fn attribute_ends(&mut self) {
        self.state = State::BeforeAttribute;
        let value = std::mem::take(&mut self.value);
        let name = std::mem::take(&mut self.attribute);
        judge(&self.element, &name, &entities(&value.text), value.cut, &mut self.found);
        if self.inward && value.text.contains('<') {
            let mut inner = Self::new(false);
            inner.feed(&value.text);
            self.found.extend(inner.finish());
            if value.cut {
                self.found.push(reference(&self.element, &name, TOO_LONG));
            }
        }
    }
}

/// Said of what is longer than is held.
pub(super) const TOO_LONG: &str = "too long to be checked";

/// Elements that run something, send something or hold another document.
const ALWAYS: [&str; 12] = [
    "script",
    "form",
    "isindex",
    "iframe",
    "frame",
    "object",
    "embed",
    "applet",
    "bgsound",
    "portal",
    "foreignobject",
    "!entity",
];

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn push_short(name: &mut String, c: char) {
    if name.len() < NAME {
        name.push(c.to_ascii_lowercase());
    }
}

/// Judges one attribute.
fn judge(element: &str, name: &str, value: &str, cut: bool, found: &mut Vec<Reference>) {
    let mut add = |value: &str| found.push(reference(element, name, value));
    let plain = local(name);
    if name.starts_with("on") && name.len() > 4 && name.is_ascii() {
        add("");
    } else if name == "style" || cut && value.contains("url(") {
        style(element, name, value, cut, found);
    } else if element == "meta" && name == "http-equiv" {
        if value.trim().eq_ignore_ascii_case("refresh") {
            add("refresh");
        }
    } else if plain == "href" && matches!(local(element), "a" | "area" | "rect" | "roundrect" | "shape") {
        if runs(value) {
            add(value);
        }
    } else if LOADING.contains(&plain) {
        let several = matches!(plain, "srcset" | "imagesrcset" | "archive" | "ping" | "values");
        let remote =
            if several { value.split([',', ' ', '\t', '\n', '\r', '\u{c}', ';']).any(fetched) } else { fetched(value) };
        if remote {
            add(value);
        } else if cut && several {
            add(TOO_LONG);
        }
    } else if value.to_ascii_lowercase().contains("url(") {
        // SVG presentation attributes (fill, filter, mask…) take CSS.
        style(element, name, value, cut, found);
    }
}

fn style(element: &str, name: &str, value: &str, cut: bool, found: &mut Vec<Reference>) {
    let mut css = Css::default();
    value.chars().for_each(|c| css.push(c, element, name, found));
    css.flush(element, name, found);
    if cut {
        found.push(reference(element, name, TOO_LONG));
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

/// Whether a program would go to another machine, or run or open a document, for this address.
pub(super) fn fetched(address: &str) -> bool {
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
pub(super) fn entities(text: &str) -> String {
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

pub(super) fn reference(element: &str, attribute: &str, value: &str) -> Reference {
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
