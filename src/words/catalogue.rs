//! The catalogues: one Fluent file per language, the same keys in each, parsed once. Invisible direction marks around
//! filled places are left out: mails are read raw, and evidence holds these texts.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::Language;

static DUTCH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Language::Dutch));
static ENGLISH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Language::English));
static GERMAN: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Language::German));
static FRENCH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Language::French));

/// The text with this key, if the catalogue has it.
pub(super) fn fill(language: Language, key: &str, args: &[(&str, &str)]) -> Option<String> {
    let bundle = match language {
        Language::Dutch => &*DUTCH,
        Language::English => &*ENGLISH,
        Language::German => &*GERMAN,
        Language::French => &*FRENCH,
    };
    let pattern = bundle.get_message(key)?.value()?;
    let mut filled = FluentArgs::with_capacity(args.len());
    for (name, value) in args {
        let number = (*name == "count").then(|| value.parse::<u32>().ok()).flatten();
        filled.set(*name, number.map_or_else(|| FluentValue::from(*value), FluentValue::from));
    }
    // A place left open shows as `{$name}`; the tests fill every place of every text.
    let mut open = Vec::new();
    Some(bundle.format_pattern(pattern, Some(&filled), &mut open).into_owned())
}

fn source(language: Language) -> &'static str {
    match language {
        Language::Dutch => include_str!("nl.ftl"),
        Language::English => include_str!("en.ftl"),
        Language::German => include_str!("de.ftl"),
        Language::French => include_str!("fr.ftl"),
    }
}

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let identifier: LanguageIdentifier = language.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    bundle.set_use_isolating(false);
    // What does not parse is left out here and fails the tests.
    let resource = FluentResource::try_new(source(language).to_owned()).unwrap_or_else(|(partly, _)| partly);
    bundle.add_resource_overriding(resource);
    bundle
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    use super::super::banned;
    use super::*;

    /// Every key with the places of its text, out of the source itself.
    fn texts(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut key = String::new();
        for line in source(language).lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) = line.split_once(" =")
                && line.starts_with(|c: char| c.is_ascii_lowercase())
            {
                key = name.to_owned();
                assert!(found.insert(key.clone(), BTreeSet::new()).is_none(), "{key} stands twice");
            }
            for place in line.split("{ $").skip(1) {
                let name = place.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
                found.get_mut(&key).unwrap().insert(name);
            }
        }
        found
    }

    #[test]
    fn every_catalogue_parses_completely() {
        for language in Language::ALL {
            if let Err((_, errors)) = FluentResource::try_new(source(language).to_owned()) {
                panic!("{language:?}: {errors:?}");
            }
        }
    }

    #[test]
    fn all_languages_have_the_same_texts_with_the_same_places() {
        let dutch = texts(Language::Dutch);
        assert!(dutch.len() > 150, "{}", dutch.len());
        for language in Language::ALL {
            let other = texts(language);
            for (key, places) in &dutch {
                assert_eq!(other.get(key), Some(places), "{language:?}: {key}");
            }
            assert_eq!(other.len(), dutch.len(), "{language:?} has a text that Dutch has not");
        }
    }

    #[test]
    fn every_place_is_filled_and_every_text_is_said() {
        for language in Language::ALL {
            for (key, places) in texts(language) {
                let args: Vec<_> = places.iter().map(|p| (p.as_str(), if p == "count" { "7" } else { "❦" })).collect();
                let text = fill(language, &key, &args).unwrap_or_else(|| panic!("{language:?}: {key}"));
                assert!(!text.trim().is_empty() && !text.contains('{'), "{language:?}: {key}: {text}");
                for (name, value) in &args {
                    assert!(text.contains(value), "{language:?}: {key}: {name} is not shown");
                }
            }
        }
    }

    #[test]
    fn no_text_uses_a_banned_word() {
        for language in Language::ALL {
            for key in texts(language).keys() {
                let text = fill(language, key, &[]).unwrap();
                assert_eq!(banned(&text, language), Vec::<&str>::new(), "{language:?}: {key}");
            }
        }
    }

    #[test]
    fn every_key_that_the_code_asks_for_exists() {
        let known = texts(Language::English);
        let mut asked = BTreeSet::new();
        sources(Path::new("src"), &mut |text| {
            for call in [".text(", ".say("] {
                for rest in text.split(call).skip(1) {
                    if let Some(literal) = rest.trim_start().strip_prefix('"')
                        && let Some((key, _)) = literal.split_once('"')
                    {
                        asked.insert(key.to_owned());
                    }
                }
            }
        });
        let unknown: Vec<_> = asked.iter().filter(|key| key.contains('-') && !known.contains_key(*key)).collect();
        assert!(!asked.is_empty());
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn l24_no_page_template_has_words_of_its_own_and_no_letter_claims_too_much() {
        let mut seen = 0;
        files(Path::new("src"), &mut |path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let ending = path.extension().unwrap_or_default();
            let text = || std::fs::read_to_string(path).unwrap();
            if ending == "html" {
                seen += 1;
                let text = without(&without(&without(&text(), "{%", "%}"), "{{", "}}"), "<", ">");
                assert!(!text.contains(char::is_alphabetic), "{name} is not translated: {}", text.trim());
            } else if ending == "txt" && path.to_string_lossy().contains("letters") {
                seen += 1;
                let language = Language::from_code(name.split('.').nth(1).unwrap()).unwrap();
                assert_eq!(banned(&text(), language), Vec::<&str>::new(), "{name}");
            }
        });
        assert!(seen > 20, "{seen}");
    }

    /// The text without what stands between two marks.
    fn without(text: &str, open: &str, close: &str) -> String {
        let pieces = text.split(open).enumerate();
        let kept = pieces.map(|(i, piece)| if i == 0 { piece } else { piece.split_once(close).unwrap().1 });
        kept.collect::<Vec<_>>().join(" ")
    }

    fn sources(folder: &Path, see: &mut dyn FnMut(&str)) {
        files(folder, &mut |path| {
            if path.extension().is_some_and(|ending| ending == "rs" || ending == "html") {
                see(&std::fs::read_to_string(path).unwrap());
            }
        });
    }

    fn files(folder: &Path, see: &mut dyn FnMut(&Path)) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { files(&path, see) } else { see(&path) }
        }
    }
}
