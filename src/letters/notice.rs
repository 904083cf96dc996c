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
        (Language::Dutch, true) => ("notice/3", include_str!("notice/3.nl.txt")),
        (Language::Dutch, false) => ("notice/1", include_str!("notice/1.nl.txt")),
        (Language::English, true) => ("notice/3", include_str!("notice/3.en.txt")),
        (Language::English, false) => ("notice/1", include_str!("notice/1.en.txt")),
        (Language::German, true) => ("notice/3", include_str!("notice/3.de.txt")),
        (Language::German, false) => ("notice/1", include_str!("notice/1.de.txt")),
        (Language::French, true) => ("notice/3", include_str!("notice/3.fr.txt")),
        (Language::French, false) => ("notice/1", include_str!("notice/1.fr.txt")),
    };
    Template { name, language, text }
}

/// The template of reminders in this language.
pub fn reminder_template(language: Language) -> Template {
    let text = match language {
        Language::Dutch => include_str!("notice/reminder-2.nl.txt"),
        Language::English => include_str!("notice/reminder-2.en.txt"),
        Language::German => include_str!("notice/reminder-2.de.txt"),
        Language::French => include_str!("notice/reminder-2.fr.txt"),
    };
    Template { name: "reminder/2", language, text }
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
        ("check", post.service.to_type("/check")),
        ("privacy", post.service.to_type("/privacy")),
        ("mine", post.service.to_type("/mine")),
        ("link", notice.link.to_owned()),
        ("service", clean(&post.service.name)),
        ("operator", clean(&post.service.operator)),
    ];
    let (head, text) = template.text.split_once("\n\n").unwrap_or_default();
    let subject = head.strip_prefix("Subject: ").unwrap_or(head);
    post.seal(super::GENERATED, &fill(subject, &places), &fill(text, &places), &[])
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
    fn l4_no_notice_or_reminder_leaves_out_what_is_recorded_and_for_whom() {
        for (language, before, after) in [
            (Language::Dutch, "vóór uw keuze leggen wij niet vast.", "ziet de afzender uw keuze, het tijdstip,"),
            (Language::English, "before your choice is not recorded.", "the sender sees your choice, the time,"),
            (
                Language::German,
                "vor Ihrer Entscheidung halten wir nicht fest.",
                "sieht der Absender Ihre Entscheidung,",
            ),
            (
                Language::French,
                "Nous ne notons pas ce que vous lisez avant votre choix.",
                "l'expéditeur voit votre choix,",
            ),
        ] {
            let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            for template in [template(language, false), template(language, true), reminder_template(language)] {
                let text = one_line(template.text);
                // A reminder says what the sender sees of itself.
                let whole = text.contains(after) || template.name.starts_with("reminder/");
                assert!(text.contains(before) && whole, "{} {language:?}: {text}", template.name);
            }
        }
    }

    #[test]
    fn a_published_template_never_changes_under_its_name() {
        for (language, with_reference, digest) in [
            (Language::Dutch, false, "9517dacfb034349b14fd3abe3db5c1399de3ccba47749badd135d98a66d1998e"),
            (Language::German, false, "3e91ca26dd916f101a9dd316ecf200f8dba9326341877f62397e5f4c5986b1e6"),
            (Language::French, false, "9e980a8757b4da44ccf27aba212eaae80c9810aee4721d2be58c017eba0d70dd"),
            (Language::English, false, "6fd9b2eeded35fbef9955daa9e6fd75c36867dad4a50b372cec9cbbd56084a27"),
            (Language::Dutch, true, "08d35e6b9029054c1bd25596184632eef478567b114e90227081fdfba87dea79"),
            (Language::German, true, "1506d15dcf23e15938006047086c8539ce3392dfa1a6b23af91827f58b04483b"),
            (Language::French, true, "97d90e1520ee960e9531cc984388a45159bf1ebfdbf5bc1bfbdf0c6925d108fa"),
            (Language::English, true, "6ef11480e614227f0605280fcd65bc2a0350d15e16f502096a88e8ed4dc95e16"),
        ] {
            let digest_of = template(language, with_reference).digest().to_string();
            assert_eq!(digest_of, digest, "a changed text takes the next number");
        }
        for (language, digest) in [
            (Language::Dutch, "6582dbeaed3d17c6facbe13046bbcc1df5bd29275883b187eb4e49cc40bb5d8e"),
            (Language::German, "ba77d78ce3b8621e1cbdd16f284a71a5b908b90097f0d09806110d9129149eab"),
            (Language::French, "9ceb5d8ab6a418bc9c186cf6fac31cf0b20159f25add54b77c16cb51180aae24"),
            (Language::English, "d288f21261c106182da40fb8c50511b51ce9f2e5d1f0453c1853b101aaf08f50"),
        ] {
            assert_eq!(
                reminder_template(language).digest().to_string(),
                digest,
                "a changed text takes the next number"
            );
        }
    }
}
