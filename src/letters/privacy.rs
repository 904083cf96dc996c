//! The statement on privacy: one text for each language, out of the catalogue and what the operator chose. Evidence of
//! submission holds the digest of the text as it is published, so that digest is its version: a word that changes makes
//! another, and nobody has to count.

use crate::crypto;
use crate::erds::content::Sha256;
use crate::words::Words;

use super::Service;

/// The sections behind the first, which has no heading: keys of the catalogue, heading and text.
const SECTIONS: [(&str, &str); 16] = [
    ("page-privacy-who", "page-privacy-who-text"),
    ("page-privacy-why", "page-privacy-why-text"),
    ("page-privacy-stored", "page-privacy-stored-text"),
    ("page-privacy-never", "page-privacy-never-text"),
    ("page-privacy-sees", "page-privacy-sees-text"),
    ("page-privacy-content", "page-privacy-content-text"),
    ("page-privacy-proof", "page-privacy-proof-text"),
    ("page-privacy-eid", "page-privacy-eid-text"),
    ("page-privacy-standing", "page-privacy-standing-text"),
    ("page-privacy-letters", "page-privacy-letters-text"),
    ("page-privacy-away", "page-privacy-away-text"),
    ("page-privacy-mandates", "page-privacy-mandates-text"),
    ("page-privacy-abuse", "page-privacy-abuse-text"),
    ("page-privacy-long", "page-privacy-long-text"),
    ("page-privacy-rights", "page-privacy-rights-text"),
    ("page-privacy-complain", "page-privacy-complain-text"),
];

/// The text in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Privacy {
    /// What comes before the first heading.
    pub opening: String,
    /// A heading and its text, each on one line.
    pub sections: Vec<(String, String)>,
    title: String,
}

impl Privacy {
    /// The statement of this service; `minutes` is how long its one cookie works, `days` how long content is kept at least.
    pub fn new(words: Words, service: &Service, minutes: u32, days: u16) -> Self {
        let (minutes, days) = (minutes.to_string(), days.to_string());
        let places = [
            ("service", service.name.as_str()),
            ("operator", service.operator.as_str()),
            ("minutes", minutes.as_str()),
            ("days", days.as_str()),
        ];
        let section = |(heading, text): (&str, &str)| (words.say(heading), words.text(text, &places));
        Self {
            opening: words.text("page-privacy-none", &places),
            sections: SECTIONS.into_iter().map(section).collect(),
            title: format!("{} · {}", words.say("page-privacy-title"), service.name),
        }
    }

    /// The text as it is published: UTF-8, a blank line between its lines.
    pub fn text(&self) -> String {
        let sections = self.sections.iter().flat_map(|(heading, text)| [heading, text]);
        let lines: Vec<_> = [&self.title, &self.opening].into_iter().chain(sections).map(String::as_str).collect();
        format!("{}\n", lines.join("\n\n"))
    }

    /// Its version: SHA-256 of the text as it is published.
    pub fn digest(&self) -> Sha256 {
        Sha256(crypto::sha256(self.text().as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::words::{Language, banned};

    fn statement(language: Language, operator: &str) -> Privacy {
        let service = Service {
            name: "Recepis".to_owned(),
            mail: "post@recepis.example".parse().unwrap(),
            base_url: "https://recepis.example".to_owned(),
            operator: operator.to_owned(),
        };
        Privacy::new(Words::new(language), &service, 30, 30)
    }

    #[test]
    fn l18_each_language_has_its_own_version_and_a_changed_word_makes_another() {
        let of = |operator| Language::ALL.map(|language| statement(language, operator).digest());
        let (one, other) = (of("Voorbeeld B.V., Kade 1"), of("Voorbeeld B.V., Kade 2"));
        assert_eq!(one, of("Voorbeeld B.V., Kade 1"));
        assert_eq!(one.iter().chain(&other).collect::<BTreeSet<_>>().len(), 8);
    }

    #[test]
    fn l18_the_text_says_who_answers_for_it_and_claims_nothing_too_much() {
        for language in Language::ALL {
            let text = statement(language, "Voorbeeld B.V., Kade 1, 030 123 45 67").text();
            assert!(text.contains("Voorbeeld B.V., Kade 1, 030 123 45 67"), "{text}");
            assert!(!text.contains(['{', '$']) && !text.contains("page-"), "{text}");
            assert_eq!(text.split("\n\n").count(), 2 + 2 * SECTIONS.len(), "{text}");
            assert_eq!(banned(&text, language), Vec::<&str>::new());
        }
    }
}
