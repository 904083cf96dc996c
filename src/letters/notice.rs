//! The notice: what an addressee hears first. Its text is a published file per language; C.1 names the template and holds
//! its digest and that of the bytes sent, so anybody can see which words stood in it. A reminder tells the same in other words.
//!
//! The sender is one whom nobody checked: its name stands neither in From nor in the subject, and the text says so.

use super::{Error, Letter, Post, clean, dates};
use crate::crypto;
use crate::erds::address::Address;
use crate::erds::content::Sha256;
use crate::erds::moment::Moment;
use crate::erds::reference::Reference;
use crate::words::Language;

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

/// A template as it is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    /// Name and version, as evidence names it.
    pub name: &'static str,
    /// Its language.
    pub language: Language,
    /// The file: a line with the subject, an empty line, the text; places to fill in braces.
    pub text: &'static str,
}

impl Template {
    /// SHA-256 of the file.
    pub fn digest(&self) -> Sha256 {
        Sha256(crypto::sha256(self.text.as_bytes()))
    }
}

/// The template of notices in this language, with a reference or without.
pub fn template(language: Language, with_reference: bool) -> Template {
    let (name, text) = match (language, with_reference) {
        (Language::Dutch, true) => ("notice/2", include_str!("notice/2.nl.txt")),
        (Language::Dutch, false) => ("notice/1", include_str!("notice/1.nl.txt")),
        (Language::English, true) => ("notice/2", include_str!("notice/2.en.txt")),
        (Language::English, false) => ("notice/1", include_str!("notice/1.en.txt")),
        (Language::German, true) => ("notice/2", include_str!("notice/2.de.txt")),
        (Language::German, false) => ("notice/1", include_str!("notice/1.de.txt")),
        (Language::French, true) => ("notice/2", include_str!("notice/2.fr.txt")),
        (Language::French, false) => ("notice/1", include_str!("notice/1.fr.txt")),
    };
    Template { name, language, text }
}

/// The template of reminders in this language.
pub fn reminder_template(language: Language) -> Template {
    let text = match language {
        Language::Dutch => include_str!("notice/reminder-1.nl.txt"),
        Language::English => include_str!("notice/reminder-1.en.txt"),
        Language::German => include_str!("notice/reminder-1.de.txt"),
        Language::French => include_str!("notice/reminder-1.fr.txt"),
    };
    Template { name: "reminder/1", language, text }
}

/// Writes a notice to its addressee.
pub fn notice(post: &Post<'_>, notice: &Notice<'_>) -> Result<Letter, Error> {
    from(&template(post.words.language(), notice.reference.is_some()), post, notice)
}

/// Writes a reminder to its addressee: the same facts as the notice.
pub fn reminder(post: &Post<'_>, notice: &Notice<'_>) -> Result<Letter, Error> {
    from(&reminder_template(post.words.language()), post, notice)
}

fn from(template: &Template, post: &Post<'_>, notice: &Notice<'_>) -> Result<Letter, Error> {
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
        ("check", check_page(&post.service.base_url)),
        ("link", notice.link.to_owned()),
        ("service", clean(&post.service.name)),
        ("operator", clean(&post.service.operator)),
    ];
    let (head, text) = template.text.split_once("\n\n").unwrap_or_default();
    let subject = head.strip_prefix("Subject: ").unwrap_or(head);
    post.seal(super::GENERATED, &fill(subject, &places), &fill(text, &places), &[])
}

/// Where a reference is typed: without a scheme, so that no mail program makes a link of it.
fn check_page(base_url: &str) -> String {
    let site = base_url.split_once("://").map_or(base_url, |(_, site)| site);
    format!("{site}/check")
}

/// Fills the places in one pass: what is filled in is not looked at again.
fn fill(template: &str, places: &[(&str, String)]) -> String {
    let mut filled = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, after) = behind.split_once('}').unwrap_or((behind, ""));
        match places.iter().find(|(place, _)| *place == name) {
            Some((_, value)) => filled.push_str(value),
            None => filled.push_str(name),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let places = [("a", "{b}".to_owned()), ("b", "no".to_owned())];
        assert_eq!(fill("x {a} {b} {", &places), "x {b} no ");
    }

    #[test]
    fn a_published_template_never_changes_under_its_name() {
        for (language, with_reference, digest) in [
            (Language::Dutch, false, "9517dacfb034349b14fd3abe3db5c1399de3ccba47749badd135d98a66d1998e"),
            (Language::German, false, "3e91ca26dd916f101a9dd316ecf200f8dba9326341877f62397e5f4c5986b1e6"),
            (Language::French, false, "9e980a8757b4da44ccf27aba212eaae80c9810aee4721d2be58c017eba0d70dd"),
            (Language::English, false, "6fd9b2eeded35fbef9955daa9e6fd75c36867dad4a50b372cec9cbbd56084a27"),
            (Language::Dutch, true, "2dd7785780a1f6c416684556f034ce7d56a0e7ff67cd947c6b19225ea724f171"),
            (Language::German, true, "c46f51f9f951b2a1f28f02965a35b477fb72909e6a372738306b36feb0879761"),
            (Language::French, true, "b0562f3d4b91687a10bcff739559891bdd8362105cb22beb9464e92723783af8"),
            (Language::English, true, "d3984ffa7a01d4c75ccdafe0d77f525c2212de1ebea05e71be2ca5c9b2691350"),
        ] {
            let digest_of = template(language, with_reference).digest().to_string();
            assert_eq!(digest_of, digest, "a changed text takes the next number");
        }
        for (language, digest) in [
            (Language::Dutch, "4533d2886f2b18e02131d6d4533460aabf6b04bdaf86b77adbf97f79ae45d2a9"),
            (Language::German, "6e08f1d0e3d85523f7ef3f9237a95454bc346ad5c4d280174a0fc6ad89042db1"),
            (Language::French, "4abc0b54f8125f03fc0e2a4c80e1de6c4c759532be5e34565a5e47e10b68a58b"),
            (Language::English, "79a0d8b0ca52d0fd5b738248e5ebb518f324856588a681f1117b5aa57e92ebad"),
        ] {
            assert_eq!(
                reminder_template(language).digest().to_string(),
                digest,
                "a changed text takes the next number"
            );
        }
    }
}
