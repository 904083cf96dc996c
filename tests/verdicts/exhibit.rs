//! The report as a document: from the command, over the whole corpus, in four languages.

use recepis::words::{Language, banned};

use crate::command::{file, run};
use crate::corpus::folders;
use crate::packed::Tale;
use crate::pki::{Pki, Plan};

/// A folder with a bundle and the certificates to trust.
fn prepared(tale: &Tale) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let pki = Pki::new(&Plan::default());
    file(folder.path(), "b.asice", &tale.bundle(&pki));
    file(folder.path(), "trust/seal/root.pem", pki.root.to_pem().as_bytes());
    file(folder.path(), "trust/tsa/root.pem", pki.tsa_root.to_pem().as_bytes());
    (folder, tale.moment().to_string())
}

fn words(text: &str) -> Vec<String> {
    let alone = |word: &str| word.trim_end_matches(':').to_owned();
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).map(alone).collect()
}

/// The words of the HTML but those of the tables' heads, which the text repeats in each row.
fn words_of_html(html: &str) -> Vec<String> {
    let body = html.split_once("<body>").unwrap().1.replace("<bdi>", "").replace("</bdi>", "");
    let mut shown = String::new();
    for (place, piece) in body.split("<thead>").enumerate() {
        let piece = if place == 0 { piece } else { piece.split_once("</thead>").unwrap().1 };
        for piece in piece.split('<') {
            shown.push(' ');
            shown.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
        }
    }
    for (escaped, plain) in [("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")] {
        shown = shown.replace(escaped, plain);
    }
    words(&shown)
}

#[test]
fn every_bundle_of_the_corpus_gives_a_document_each_in_the_next_language() {
    let to = tempfile::tempdir().unwrap();
    let folders = [folders("good"), folders("bad")].concat();
    assert!(folders.len() > 300, "{}", folders.len());
    for (place, folder) in folders.iter().enumerate() {
        let language = Language::ALL[place % Language::ALL.len()];
        let arguments = std::fs::read_to_string(folder.join("arguments")).unwrap();
        let name = to.path().join(format!("{place}.html")).display().to_string();
        let mut all = vec!["bundle.asice", "--language", language.code(), "--report", &name];
        all.extend(arguments.split_whitespace());
        let (code, text, wrong) = run(folder, &all);
        assert!(code <= 2, "{}: {wrong}", folder.display());
        assert!(text.lines().count() > 30, "{}: {text}", folder.display());
        assert_eq!(banned(&text, language), Vec::<&str>::new(), "{}: {text}", folder.display());
        assert!(!text.contains("exhibit-") && !text.contains("{$"), "{}: {text}", folder.display());
        let html = std::fs::read_to_string(&name).unwrap();
        assert!(html.contains(&format!("<html lang=\"{}\">", language.code())));
        assert!(!html.contains("<script") && !html.contains("src=") && !html.contains("href=\"http"));
        let text = words(&text);
        let mut rest = text.iter();
        for word in words_of_html(&html) {
            assert!(rest.any(|other| *other == word), "{}: {word} stands elsewhere in the text", folder.display());
        }
    }
}

#[test]
fn s9_a_clerk_reads_the_verdict_in_their_language_and_the_exit_code_says_it_too() {
    let (folder, at) = prepared(&Tale::refused(1));
    let judged = |more: &[&str]| run(folder.path(), &[&["b.asice", "--at", &at], more].concat());
    for (language, genuine, refused) in [
        ("nl", "Het bestand is echt en onveranderd.", "Geweigerd"),
        ("en", "The file is genuine and unchanged.", "Refused"),
        ("de", "Die Datei ist echt und unverändert.", "Abgelehnt"),
        ("fr", "Le fichier est authentique et inchangé.", "Refusé"),
    ] {
        let (code, text, _) = judged(&["--trust=trust", "--language", language]);
        assert_eq!(code, 0, "{text}");
        assert!(text.contains(genuine) && text.contains(refused), "{text}");
    }
    let (code, text, _) = judged(&["--language=nl"]);
    assert_eq!(code, 2);
    assert!(text.contains("Vergelijk deze vingerafdrukken"), "{text}");
    let mut spoilt = std::fs::read(folder.path().join("b.asice")).unwrap();
    let middle = spoilt.len() / 2;
    *spoilt.get_mut(middle).unwrap() ^= 1;
    file(folder.path(), "spoilt.asice", &spoilt);
    for (language, not) in [("nl", "niet echt en onveranderd"), ("en", "not genuine and unchanged")] {
        let (code, text, _) = run(folder.path(), &["spoilt.asice", "--trust=trust", "--language", language]);
        assert_eq!(code, 1);
        assert!(text.split_whitespace().collect::<Vec<_>>().join(" ").contains(not), "{text}");
    }
}

#[test]
fn a_report_is_written_by_its_ending_and_never_over_a_file() {
    let (folder, at) = prepared(&Tale::accepted(1));
    let judged = |more: &[&str]| run(folder.path(), &[&["b.asice", "--trust=trust", "--at", &at], more].concat());
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let (code, text, wrong) = judged(&["--report", "r.html", "--language=de"]);
    assert_eq!(code, 0, "{wrong}");
    assert!(read("r.html").starts_with("<!doctype html>\n<html lang=\"de\">"));
    assert!(text.starts_with("Bericht über das E-Mail-Einschreiben"), "{text}");
    assert_eq!(judged(&["--report=r.txt", "--language=de"]).0, 0);
    assert_eq!(read("r.txt"), text);
    let (code, text, _) = judged(&["--report", "english.txt", "--json"]);
    assert_eq!(code, 0);
    assert!(text.starts_with('{') && read("english.txt").starts_with("Report on registered e-mail"));
    file(folder.path(), "mine.html", b"mine");
    for (report, why) in [
        ("mine.html", "is not written over"),
        ("r.html", "is not written over"),
        ("r.pdf", "ends in .html or .txt"),
        ("report", "ends in .html or .txt"),
        ("nowhere/r.html", "No such file"),
    ] {
        let (code, text, wrong) = judged(&["--report", report]);
        assert_eq!((code, text.as_str()), (64, ""), "{wrong}");
        assert!(wrong.contains(report) && wrong.contains(why), "{wrong}");
    }
    assert_eq!(read("mine.html"), "mine");
    assert!(!folder.path().join("r.pdf").exists());
}
