//! A mail's bytes [RFC 5322, RFC 2045]: few header fields, one text/plain part in UTF-8 that travels in seven bits, and text
//! files behind it. The encoding is mail-builder's work; every field that it would make up by itself (date, Message-ID,
//! boundary) is given to it.

use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address as Mailbox;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::{BodyPart, MimePart};

use super::{Attached, Error, Post, layout};
use crate::crypto::sha256;
use crate::erds::content::Sha256;

/// The mail, and why there is one (`Auto-Submitted`). The subject is clean already.
pub(super) fn write(
    post: &Post<'_>,
    why: &'static str,
    subject: &str,
    text: &str,
    attached: &[Attached],
) -> Result<Vec<u8>, Error> {
    if !is_message_id(post.message_id) {
        return Err(Error::MessageId(post.message_id.chars().filter(|c| !c.is_control()).take(80).collect()));
    }
    let mail = MessageBuilder::new();
    let mail = match post.reply_to {
        Some(address) => mail.reply_to(Mailbox::new_address(None::<&str>, address.as_str())),
        None => mail,
    };
    mail.from(Mailbox::new_address(Some(layout::clean(&post.service.name)), post.service.mail.as_str()))
        .to(Mailbox::new_address(None::<&str>, post.to.as_str()))
        .subject(subject)
        .date(post.date.seconds())
        .message_id(post.message_id)
        .header("Auto-Submitted", Raw::new(why))
        .header("Content-Language", Raw::new(post.words.language().code()))
        .body(body(post, text, attached))
        .write_to_vec()
        .map_err(Error::Write)
}

/// The text, alone or with the files behind it. They travel in base64, so that they come out octet for octet.
fn body<'x>(post: &Post<'_>, text: &'x str, attached: &'x [Attached]) -> MimePart<'x> {
    let text = MimePart::new(ContentType::new("text/plain").attribute("charset", "utf-8"), text);
    if attached.is_empty() {
        return text;
    }
    let file = |file: &'x Attached| {
        let kind = ContentType::new("text/plain").attribute("charset", "utf-8");
        MimePart::new(kind, BodyPart::Binary(file.text.as_bytes().into())).attachment(file.name.as_str())
    };
    // No line of a text in seven bits, and none in base64, begins with this.
    let boundary = format!("=_{}", Sha256(sha256(post.message_id.as_bytes())));
    let kind = ContentType::new("multipart/mixed").attribute("boundary", boundary);
    MimePart::new(kind, std::iter::once(text).chain(attached.iter().map(file)).collect::<Vec<_>>())
}

/// One `@` between two runs of the characters of a dot-atom [RFC 5322 §3.2.3].
fn is_message_id(id: &str) -> bool {
    let atom = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c))
    };
    id.len() <= 200 && id.split_once('@').is_some_and(|(left, right)| atom(left) && atom(right))
}
