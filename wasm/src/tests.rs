use recepis::words::{Language, Words};
use serde_json::{Value, json};

use super::head::{judged, said};

fn input(head: &Value, files: &[&[u8]]) -> Vec<u8> {
    let head = head.to_string();
    let mut octets = u32::try_from(head.len()).unwrap().to_le_bytes().to_vec();
    octets.extend_from_slice(head.as_bytes());
    octets.extend(files.concat());
    octets
}

fn answer(octets: &[u8]) -> Value {
    serde_json::from_str(&judged(octets)).unwrap()
}

fn head(files: &[(&str, &str, usize)]) -> Value {
    let files: Vec<_> =
        files.iter().map(|(role, name, length)| json!({ "role": role, "name": name, "length": length })).collect();
    json!({ "at": 1_795_000_000_000_i64, "require": "", "files": files })
}

#[test]
fn c8_the_answer_is_the_report_of_the_command() {
    let folder = std::path::Path::new("../tests/bundles/good/accepted");
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let arguments = String::from_utf8(read("arguments")).unwrap();
    let words: Vec<_> = arguments.split_whitespace().collect();
    let trust = folder.join(words[1]);
    let pem = |group: &str| std::fs::read(trust.join(group).join("root.pem")).unwrap();
    let (bundle, seal, tsa) = (read("bundle.asice"), pem("seal"), pem("tsa"));
    let files = [
        ("trust", "seal/root.pem", seal.len()),
        ("file", "bundle.asice", bundle.len()),
        ("trust", "tsa/root.pem", tsa.len()),
    ];
    let mut head = head(&files);
    head["at"] = words[3].into();
    let found = answer(&input(&head, &[&seal, &bundle, &tsa]));
    let report: Value = serde_json::from_str(found["json"].as_str().unwrap()).unwrap();
    assert_eq!(report["verdict"], "TOTAL-PASSED", "{found}");
    assert_eq!(report["at"], words[3]);
    assert!(found["text"].as_str().unwrap().starts_with("TOTAL-PASSED"));
    for (language, words) in
        [("nl", "Het bestand is echt"), ("en", "The file is genuine"), ("de", "echt"), ("fr", "authentique")]
    {
        let document = found["documents"][language].as_str().unwrap();
        assert!(document.starts_with("<!doctype html>") && document.contains(words), "{language}");
    }
}

#[test]
fn an_input_that_is_none_gets_words() {
    let bundle = head(&[("file", "x.asice", 3)]);
    for (octets, why) in [
        (Vec::new(), "no head"),
        (vec![255; 9], "no head"),
        (input(&json!({}), &[]), "cannot be read"),
        (input(&json!({ "at": 0, "require": "", "files": [], "more": 1 }), &[]), "cannot be read"),
        (input(&bundle, &[b"ab"]), "shorter than its head says"),
        (input(&json!({ "at": "yesterday", "require": "", "files": [] }), &[]), "is not a moment"),
        (input(&json!({ "at": 0, "require": "all", "files": [] }), &[]), "none of log, witness, pq"),
    ] {
        let found = answer(&octets);
        assert!(found["wrong"].as_str().is_some_and(|wrong| wrong.contains(why)), "{found}");
    }
    let nothing = answer(&input(&head(&[]), &[]));
    assert_eq!(nothing["key"], "alone-nothing", "{nothing}");
    let untrusted = answer(&input(&head(&[("trust", "seal/x.pem", 1)]), &[b"x"]));
    assert!(untrusted["wrong"].as_str().unwrap().starts_with("seal/x.pem: "), "{untrusted}");
    let odd = answer(&input(&bundle, &[b"abc"]));
    let report: Value = serde_json::from_str(odd["json"].as_str().unwrap()).unwrap();
    assert_eq!(report["verdict"], "TOTAL-FAILED");
    assert!(report["at"].as_str().unwrap().starts_with("2026-11-18T"), "milliseconds: {}", report["at"]);
}

#[test]
fn every_text_that_the_page_shows_is_in_every_catalogue() {
    let (page, script) = (include_str!("../page.html"), include_str!("../page.js"));
    let mut keys: Vec<&str> = page.split("data-say=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let quoted = script.split('"').filter(|text| text.starts_with("alone-"));
    keys.extend(quoted);
    assert!(keys.len() > 50, "{}", keys.len());
    for language in Language::ALL {
        let asked = input(&json!({ "language": language.code(), "keys": keys }), &[]);
        let texts: Value = serde_json::from_str(&said(&asked)).unwrap();
        for key in &keys {
            let text = texts[*key].as_str().unwrap();
            assert!(text != *key && text == Words::new(language).say(key), "{language:?}: {key}");
        }
    }
    // What the script asks for by name must be among what it asks the module for.
    let own = script.split("const OWN = [").nth(1).unwrap().split(']').next().unwrap();
    for rest in script.split("say(\"").skip(1).chain(script.split("? \"").skip(1)) {
        let key = rest.split('"').next().unwrap();
        let asked = own.contains(&format!("\"{key}\"")) || page.contains(&format!("data-say=\"{key}\""));
        assert!(!key.starts_with("alone-") || asked, "{key}");
    }
    assert_eq!(said(b""), "{}");
}
