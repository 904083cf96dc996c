//! The outbound linter: every mail of ours passes it before it is sent. It knows what our mails hold and refuses the
//! rest, so a tracker that nobody thought of is refused as well: few header fields, text (HTML without anything remote),
//! pictures that travel along, at most one link, and that one of the form `…/r/<delivery>-<token>` on our own site.
//!
//! It reads and judges; it never repairs. `verify::notice` holds what an addressee got against the same rules.

mod links;

use std::collections::BTreeSet;

use mail_parser::{MessageParser, MessagePart, MimeHeaders, PartType};

use crate::erds::address::Address;
use crate::format::mime::{asks_for_receipt, remote_references};

pub use links::{addresses, is_ours, is_typed, site};

/// Header fields that a mail of ours may have; any other is refused.
pub const FIELDS: [&str; 16] = [
    "auto-submitted",
    "content-description",
    "content-disposition",
    "content-id",
    "content-language",
    "content-transfer-encoding",
    "content-type",
    "date",
    "from",
    "in-reply-to",
    "message-id",
    "mime-version",
    "references",
    "reply-to",
    "subject",
    "to",
];

/// Kinds of parts that a mail of ours may have.
const KINDS: [&str; 12] = [
    "application/pkcs7-signature",
    "image/gif",
    "image/jpeg",
    "image/png",
    "multipart/alternative",
    "multipart/mixed",
    "multipart/related",
    "multipart/signed",
    "text/html",
    "text/plain",
    "application/vnd.etsi.asic-e+zip",
    "application/pdf",
];

const ENCODINGS: [&str; 5] = ["7bit", "8bit", "base64", "binary", "quoted-printable"];
const CHARSETS: [&str; 3] = ["us-ascii", "utf-8", "utf8"];

/// What no mail of ours may hold, and where it stood. Of a link only the site is told: the rest may be a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// The link holds an address, or something made from one.
    #[error("a link is made from the reader's address: {0}")]
    AddressInLink(String),
    /// The configured address of the service is not https (nor http on this machine).
    #[error("the service's address is not https: {0}")]
    Base(String),
    /// A character set that programs read differently.
    #[error("the character set `{0}`")]
    Charset(String),
    /// A transfer encoding that is none of the five.
    #[error("the transfer encoding `{0}`")]
    Encoding(String),
    /// A header field that our mails do not have.
    #[error("the header field `{0}`")]
    Field(String),
    /// Something in an HTML part that a mail program would fetch or run.
    #[error("in the HTML part: {0}")]
    Html(String),
    /// A part of a kind that our mails do not have.
    #[error("a part of the kind `{0}`")]
    Kind(String),
    /// A link that does not lead to `/r/…` on our own site.
    #[error("a link that leads elsewhere: {0}")]
    Link(String),
    /// A link in a header field.
    #[error("a link in the header field `{0}`")]
    LinkInField(String),
    /// More than one link.
    #[error("{0} links where one is allowed")]
    Links(usize),
    /// A request for a receipt.
    #[error("a receipt request: `{0}`")]
    ReceiptRequest(String),
    /// Two header fields where one is allowed: programs differ in which one counts.
    #[error("the header field `{0}` twice")]
    Twice(String),
    /// The bytes are no mail.
    #[error("not readable as a mail")]
    Unreadable,
}

/// Lets a mail pass, or names everything that it may not hold. `base_url` is the service's own; `people` are those whose
/// addresses no link may be made from.
pub fn lint(mail: &[u8], base_url: &str, people: &[&Address]) -> Result<(), Vec<Finding>> {
    let mut found = Vec::new();
    if !links::is_base(base_url) {
        found.push(Finding::Base(base_url.to_owned()));
    }
    match MessageParser::default().parse(mail) {
        Some(message) if !message.parts.is_empty() => {
            let mut links = BTreeSet::new();
            for part in &message.parts {
                fields(part, mail, &mut found);
                kind(part, &mut found);
                body(part, base_url, people, &mut links, &mut found);
            }
            if links.len() > 1 {
                found.push(Finding::Links(links.len()));
            }
        }
        _ => found.push(Finding::Unreadable),
    }
    if found.is_empty() { Ok(()) } else { Err(found) }
}

fn fields(part: &MessagePart<'_>, mail: &[u8], found: &mut Vec<Finding>) {
    let mut seen = BTreeSet::new();
    for header in &part.headers {
        let name = header.name.as_str().to_ascii_lowercase();
        if asks_for_receipt(&name) {
            found.push(Finding::ReceiptRequest(name.clone()));
        } else if !FIELDS.contains(&name.as_str()) {
            found.push(Finding::Field(name.clone()));
        }
        let place = header.offset_start as usize..header.offset_end as usize;
        let raw = String::from_utf8_lossy(mail.get(place).unwrap_or_default()).into_owned();
        let decoded = header.value.as_text().unwrap_or_default();
        if !links::addresses(&raw).is_empty() || !links::addresses(decoded).is_empty() {
            found.push(Finding::LinkInField(name.clone()));
        }
        if !seen.insert(name.clone()) {
            found.push(Finding::Twice(name));
        }
    }
}

fn kind(part: &MessagePart<'_>, found: &mut Vec<Finding>) {
    if let Some(kind) = part.content_type() {
        let name = format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()).to_ascii_lowercase();
        if !KINDS.contains(&name.as_str()) {
            found.push(Finding::Kind(name.clone()));
        }
        let charset = kind.attribute("charset").unwrap_or("utf-8").to_ascii_lowercase();
        if name.starts_with("text/") && !CHARSETS.contains(&charset.as_str()) {
            found.push(Finding::Charset(charset));
        }
    }
    if let Some(encoding) = part.content_transfer_encoding()
        && !ENCODINGS.contains(&encoding.to_ascii_lowercase().as_str())
    {
        found.push(Finding::Encoding(encoding.to_owned()));
    }
}

fn body(
    part: &MessagePart<'_>,
    base_url: &str,
    people: &[&Address],
    links: &mut BTreeSet<String>,
    found: &mut Vec<Finding>,
) {
    let text = match &part.body {
        PartType::Text(text) => text.as_ref(),
        PartType::Html(html) => {
            found.extend(remote_references(html).iter().map(|reference| Finding::Html(reference.to_string())));
            found.extend(links::targets(html, base_url).into_iter().map(Finding::Link));
            html.as_ref()
        }
        PartType::Message(_) => {
            found.push(Finding::Kind("message/rfc822".into()));
            return;
        }
        PartType::Binary(_) | PartType::InlineBinary(_) | PartType::Multipart(_) => return,
    };
    for address in links::addresses(text).into_iter().filter(|address| !links::is_typed(address, base_url)) {
        if !links::is_ours(&address, base_url) {
            found.push(Finding::Link(links::site(&address)));
        } else if people.iter().any(|person| links::tells(&address, person)) {
            found.push(Finding::AddressInLink(links::site(&address)));
        }
        links.insert(address);
    }
}

#[cfg(test)]
mod tests;
