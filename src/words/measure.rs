//! How long our sentences are: the mean sentence length, words by sentences, as the Flesch-Douma formula counts it for Dutch.
//! docs/reading-test.md writes the measure down; these are its bounds.

use std::collections::BTreeMap;

use super::{Language, Words};

/// The most words of a sentence on average, over all Dutch texts and over those of each page or mail that has five sentences.
const MEAN: f64 = 12.0;
/// The most words on average within one text of two sentences or more.
const MEAN_OF_ONE: f64 = 15.0;
/// The most words of any sentence.
const LONGEST: usize = 22;

/// The catalogue's keys with the places of their texts, in the order of the file.
fn keys() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut keys: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in include_str!("nl.ftl").lines().filter(|line| !line.starts_with('#')) {
        if let Some((key, _)) = line.split_once(" =")
            && line.starts_with(|c: char| c.is_ascii_lowercase())
        {
            keys.push((key, Vec::new()));
        }
        let places = line.split("{ $").skip(1).filter_map(|place| place.split([' ', '}']).next());
        keys.last_mut().into_iter().for_each(|(_, known)| known.extend(places.clone()));
    }
    keys
}

/// The text as a reader sees it; what is filled in counts as one word.
fn text(key: &str, places: &[&'static str]) -> String {
    let args: Vec<_> = places.iter().map(|place| (*place, if *place == "count" { "7" } else { "x" })).collect();
    Words::new(Language::Dutch).text(key, &args)
}

/// The words of each sentence. A sentence ends at a full stop, question mark or exclamation mark before a blank or the end of
/// its line. What ends otherwise (a title, a label, a line of facts) is none. A word is what stands between blanks and has
/// a letter or digit.
fn sentences(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut words = 0;
        for word in line.split_whitespace() {
            words += usize::from(word.contains(char::is_alphanumeric));
            if word.trim_end_matches(['”', ')', '"']).ends_with(['.', '?', '!']) {
                found.push(words);
                words = 0;
            }
        }
    }
    found
}

#[expect(clippy::cast_precision_loss, reason = "some thousands of words")]
fn mean(sentences: &[usize]) -> f64 {
    sentences.iter().sum::<usize>() as f64 / sentences.len().max(1) as f64
}

/// Page or mail that a key belongs to: `page-notice`, `mail-receipt`, `error`.
fn group(key: &str) -> String {
    let whole = if key.starts_with("page-") || key.starts_with("mail-") { 2 } else { 1 };
    key.split('-').take(whole).collect::<Vec<_>>().join("-")
}

#[test]
fn dutch_sentences_have_twelve_words_or_fewer_on_average() {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut all = Vec::new();
    for (key, places) in keys() {
        let found = sentences(&text(key, &places));
        assert!(
            found.iter().all(|words| *words <= LONGEST),
            "{key}: a sentence of more than {LONGEST} words: {found:?}"
        );
        let own = mean(&found);
        assert!(found.len() < 2 || own <= MEAN_OF_ONE, "{key}: {own:.1} words by sentence");
        groups.entry(group(key)).or_default().extend(&found);
        all.extend(found);
    }
    for (group, found) in groups {
        let own = mean(&found);
        assert!(found.len() < 5 || own <= MEAN, "{group}: {own:.1} words by sentence");
    }
    assert!(all.len() > 400, "{}", all.len());
    assert!(mean(&all) <= MEAN, "{:.1} words by sentence", mean(&all));
}

#[test]
fn the_measure_counts_words_and_ends_of_sentences() {
    assert_eq!(sentences("U kiest. Of niet? Dat mag!"), [2, 2, 2]);
    assert_eq!(sentences("Een titel zonder punt\nEen zin van vijf woorden."), [5]);
    assert_eq!(sentences("Voor 8.30 uur, op juridischloket.nl, mag het. Dat - ja - is waar."), [7, 4]);
    assert_eq!(sentences("Er staat: “iemand met toegang.”"), [5]);
    assert!((mean(&[10, 20]) - 15.0).abs() < f64::EPSILON);
}
