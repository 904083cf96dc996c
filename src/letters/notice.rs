//! The notice: what an addressee hears first. Its text is a published template (`format::template`); C.1 names it and holds
//! its digest and that of the bytes sent, so anybody can see which words stood in it. A reminder tells the same in other words.
//!
//! The sender is one whom nobody checked: its name stands neither in From nor in the subject, and the text says so.

use super::{Error, Letter, Post, clean, dates};
use crate::erds::address::Address;
use crate::erds::moment::Moment;
use crate::erds::reference::Reference;
use crate::format::template::{self, Template};

/// What a notice tells. No `Debug`: the link is a secret.
#[derive(Clone, Copy)]
pub struct Notice<'a> {
    /// What the sender calls itself.
    pub sender: Option<&'a str>,
    /// The address it sends from.
    pub address: &'a Address,
    /// When it handed the message in.
    pub submitted: Moment,
    /// The deadline, exclusive; printed as 23.59 of the day before.
    pub until: Moment,
    /// What the addressee types at `/check`; `None` for what was handed in before there were references.
    pub reference: Option<&'a Reference>,
    /// The one link, `https://…/r/…`.
    pub link: &'a str,
}

/// Writes a notice to its addressee.
pub fn notice(post: &Post<'_>, notice: &Notice<'_>) -> Result<Letter, Error> {
    from(&template::notice(post.words.language(), notice.reference.is_some()), post, notice)
}

/// Writes a reminder to its addressee: the same facts as the notice.
pub fn reminder(post: &Post<'_>, notice: &Notice<'_>) -> Result<Letter, Error> {
    from(&template::reminder(post.words.language()), post, notice)
}

fn from(template: &Template<'_>, post: &Post<'_>, notice: &Notice<'_>) -> Result<Letter, Error> {
    let submitted = dates::when(post.zone, notice.submitted)?;
    let deadline = dates::last_minute(post.zone, notice.until)?;
    let sender = notice.sender.map(clean).filter(|name| !name.is_empty());
    let places = [
        ("domain", notice.address.domain().to_owned()),
        ("day", post.words.day(&deadline)),
        ("sender", sender.unwrap_or_else(|| notice.address.to_string())),
        ("address", notice.address.to_string()),
        ("addressee", post.to.to_string()),
        ("submitted", dates::shown(post.words, &submitted)),
        ("deadline", dates::shown(post.words, &deadline)),
        ("reference", notice.reference.map(ToString::to_string).unwrap_or_default()),
        ("check", post.service.to_type("/check")),
        ("privacy", post.service.to_type("/privacy")),
        ("mine", post.service.to_type("/mine")),
        ("link", notice.link.to_owned()),
        ("service", clean(&post.service.name)),
        ("operator", clean(&post.service.operator)),
    ];
    let (subject, text) = template.halves();
    post.seal(super::GENERATED, &template::fill(subject, &places), &template::fill(text, &places), &[])
}
