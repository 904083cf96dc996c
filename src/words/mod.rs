//! Floor 0: the Fluent catalogues compiled in, the choice of language, dates in words, and the words that no text of ours
//! uses. Never reads a file or the environment; never decides anything: it is given values and gives back text.
//!
//! Texts are plain text. Whoever puts them into HTML escapes them; whoever puts a stranger's words into them cleans those.

mod ban;
mod catalogue;
mod date;
#[cfg(test)]
mod measure;

pub use ban::{banned, quoted};
pub use date::When;

/// A language that we speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// `nl`
    Dutch,
    /// `en`
    English,
    /// `de`
    German,
    /// `fr`
    French,
}

impl Language {
    /// All of them, in the order in which pages name them.
    pub const ALL: [Self; 4] = [Self::Dutch, Self::English, Self::German, Self::French];

    /// Its code [BCP 47].
    pub fn code(self) -> &'static str {
        match self {
            Self::Dutch => "nl",
            Self::English => "en",
            Self::German => "de",
            Self::French => "fr",
        }
    }

    /// The language with this code; a region behind it (`nl-BE`) makes no difference.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split('-').next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(primary))
    }
}

/// Our words in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(Language);

impl Words {
    /// The words of the language with this code; English where we do not speak it.
    pub fn of(code: &str) -> Self {
        Self(Language::from_code(code).unwrap_or(Language::English))
    }

    /// The words in this language.
    pub fn new(language: Language) -> Self {
        Self(language)
    }

    /// Which language it is.
    pub fn language(self) -> Language {
        self.0
    }

    /// The text with this key, its places filled. The argument `count` is a number and chooses the plural. A key that
    /// no catalogue has comes back as itself: a test reads every key out of the source, so that none does.
    pub fn text(self, key: &str, args: &[(&str, &str)]) -> String {
        catalogue::fill(self.0, key, args).unwrap_or_else(|| key.to_owned())
    }

    /// The text with this key, where it has no places to fill.
    pub fn say(self, key: &str) -> String {
        self.text(key, &[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_found_by_its_code_and_english_serves_the_rest() {
        assert_eq!(Words::of("nl-BE").language(), Language::Dutch);
        assert_eq!(Words::of("EN").language(), Language::English);
        assert_eq!(Words::of("de-AT").language(), Language::German);
        assert_eq!(Words::of("fr").language(), Language::French);
        assert_eq!(Words::of("fy").language(), Language::English);
        assert_eq!(Language::from_code("fy"), None);
    }

    #[test]
    fn places_are_filled_without_invisible_marks() {
        let text = Words::of("nl").text("page-link-not-an-address", &[]);
        assert_eq!(text, "Dit is geen e-mailadres. Vul het in als naam@domein.nl.");
        let text = Words::of("nl").text("identity-mailbox", &[("address", "p@voorbeeld.nl")]);
        assert_eq!(text, "iemand met toegang tot p@voorbeeld.nl, bevestigd met een code per e-mail");
    }

    #[test]
    fn the_texts_that_stand_in_evidence_are_fixed() {
        let say = |language, key| Words::new(language).say(key);
        assert_eq!(
            say(Language::Dutch, "act-accept"),
            "Ik neem dit bericht in ontvangst. Ik zeg daarmee niet dat ik het gelezen heb of het ermee eens ben."
        );
        assert_eq!(
            say(Language::English, "act-accept"),
            "I take receipt of this message. I do not say that I have read it or agree with it."
        );
        assert_eq!(
            say(Language::German, "act-accept"),
            "Ich nehme diese Nachricht in Empfang. Ich sage damit nicht, dass ich sie gelesen habe oder mit ihr \
             einverstanden bin."
        );
        assert_eq!(
            say(Language::French, "act-accept"),
            "Je prends réception de ce message. Je ne dis pas par là que je l'ai lu ou que je suis d'accord avec lui."
        );
        assert_eq!(
            say(Language::Dutch, "act-refuse"),
            "Ik weiger dit bericht. Ik weet dat een rechter kan vinden dat het toch voor mij geldt."
        );
        assert_eq!(
            say(Language::English, "act-refuse"),
            "I refuse this message. I know that a judge may find that it counts for me all the same."
        );
        assert_eq!(
            say(Language::German, "act-refuse"),
            "Ich lehne diese Nachricht ab. Ich weiß, dass ein Gericht entscheiden kann, dass sie trotzdem für mich gilt."
        );
        assert_eq!(
            say(Language::French, "act-refuse"),
            "Je refuse ce message. Je sais qu'un juge peut estimer qu'il compte quand même pour moi."
        );
    }

    #[test]
    fn a_count_chooses_the_plural() {
        let words = Words::of("en");
        assert_eq!(words.text("mail-receipt-addressees", &[("count", "1")]), "1 addressee");
        assert_eq!(words.text("mail-receipt-addressees", &[("count", "12")]), "12 addressees");
    }
}
