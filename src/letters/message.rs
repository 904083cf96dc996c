//! A mail's bytes [RFC 5322, RFC 2045]: few header fields, one text/plain part in UTF-8 that travels in seven bits. The
//! encoding is mail-builder's work; every field that it would make up by itself (date, Message-ID) is given to it.

use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address as Mailbox;
use mail_builder::headers::raw::Raw;

use super::{Error, Post, layout};

/// The mail. The subject is clean already.
pub(super) fn write(post: &Post<'_>, subject: &str, text: &str) -> Result<Vec<u8>, Error> {
    if !is_message_id(post.message_id) {
        return Err(Error::MessageId(post.message_id.chars().filter(|c| !c.is_control()).take(80).collect()));
    }
    MessageBuilder::new()
        .from(Mailbox::new_address(Some(layout::clean(&post.service.name)), post.service.mail.as_str()))
        .to(Mailbox::new_address(None::<&str>, post.to.as_str()))
        .subject(subject)
        .date(post.date.seconds())
        .message_id(post.message_id)
        .header("Auto-Submitted", Raw::new("auto-generated"))
        .header("Content-Language", Raw::new(post.words.language().code()))
        .text_body(text)
        .write_to_vec()
        .map_err(Error::Write)
}

/// One `@` between two runs of the characters of a dot-atom [RFC 5322 §3.2.3].
fn is_message_id(id: &str) -> bool {
    let atom = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c))
    };
    id.len() <= 200 && id.split_once('@').is_some_and(|(left, right)| atom(left) && atom(right))
}
