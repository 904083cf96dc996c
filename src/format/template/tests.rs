use super::*;

const PLACES: [(&str, &str); 14] = [
    ("domain", "wonen.example"),
    ("day", "8 December"),
    ("sender", "Wonen - B.V. (huur)"),
    ("address", "huur@wonen.example"),
    ("addressee", "p.devries@voorbeeld.example"),
    ("submitted", "Tuesday 24 November 2026, 10:14"),
    ("deadline", "Tuesday 8 December 2026, 23:59"),
    ("reference", "K7M2-94QP-3XTP"),
    ("check", "recepis.example/check"),
    ("privacy", "recepis.example/privacy"),
    ("mine", "recepis.example/mine"),
    ("link", "https://recepis.example/r/01ARYZ6S410000000000000000-6Z1E5T0C7R9J8Q3W2N4M5K6H7G"),
    ("service", "Recepis"),
    ("operator", "Voorbeeld B.V. - Utrecht"),
];

fn places() -> Vec<(&'static str, String)> {
    PLACES.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
}

#[test]
fn what_is_filled_in_is_not_filled_again() {
    let places = [("a", "{b}".to_owned()), ("b", "no".to_owned())];
    assert_eq!(fill("x {a} {b} {", &places), "x {b} no ");
}

#[test]
fn every_template_reads_back_what_was_filled_in_and_no_other_does() {
    for template in ALL {
        let text = fill(template.halves().1, &places());
        let reading = template.read(&text);
        assert_eq!(
            (reading.differing, &reading.differences),
            (0, &Vec::new()),
            "{} {:?}",
            template.name,
            template.language
        );
        for place in ["sender", "address", "addressee", "submitted", "deadline", "link"] {
            let value = PLACES.iter().find(|(name, _)| *name == place).map(|(_, value)| *value);
            assert_eq!(reading.value(place), value, "{} {:?}", template.name, template.language);
        }
        for other in ALL.iter().filter(|other| *other != template) {
            assert!(other.read(&text).differing > 0, "{} {:?}", other.name, other.language);
        }
    }
}

#[test]
fn a_line_put_in_left_out_or_changed_is_told_and_the_rest_still_fits() {
    let template = notice(Language::English, true);
    let text = fill(template.halves().1, &places());
    let told = |text: &str| {
        let reading = template.read(text);
        assert_eq!(reading.differing, reading.differences.len(), "{:?}", reading.differences);
        reading.differences.into_iter().map(|one| (one.template, one.text)).collect::<Vec<_>>()
    };
    let some = |text: &str| Some(text.to_owned());
    let put_in = text.replacen("First read on calmly:", "Hurry.\nFirst read on calmly:", 1);
    assert_eq!(told(&put_in), [(None, some("Hurry."))]);
    let left_out = text.replacen("choice.\n", "", 1);
    assert_eq!(told(&left_out), [(some("choice."), None)]);
    let changed = text.replacen("not the domain either", "all of it", 1);
    assert_eq!(
        told(&changed),
        [(some("  Checked:   nothing; not the domain either"), some("  Checked:   nothing; all of it"))]
    );
    assert_eq!(template.read("").differing, template.halves().1.trim_end().lines().count());
    assert!(template.read(&"x\n".repeat(10_000)).differing <= 2 * MOST_LINES);
}

#[test]
fn a_place_that_stands_twice_says_the_same_twice() {
    let template =
        Template { name: "x/1", language: Language::English, text: "Subject: x\n\nto {a}\nand {a} again {b}.\n" };
    assert_eq!(template.read("to 7\nand 7 again 8.\n").differing, 0);
    assert_eq!(template.read("to 7\nand 8 again 8.\n").differing, 1);
}

#[test]
fn l4_no_notice_or_reminder_leaves_out_what_is_recorded_and_for_whom() {
    for (language, before, after) in [
        (Language::Dutch, "vóór uw keuze leggen wij niet vast.", "ziet de afzender uw keuze, het tijdstip,"),
        (Language::English, "before your choice is not recorded.", "the sender sees your choice, the time,"),
        (Language::German, "vor Ihrer Entscheidung halten wir nicht fest.", "sieht der Absender Ihre Entscheidung,"),
        (Language::French, "Nous ne notons pas ce que vous lisez avant votre choix.", "l'expéditeur voit votre choix,"),
    ] {
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        for template in [notice(language, false), notice(language, true), reminder(language)] {
            let text = one_line(template.text);
            // A reminder says what the sender sees of itself.
            let whole = text.contains(after) || template.name.starts_with("reminder/");
            assert!(text.contains(before) && whole, "{} {language:?}: {text}", template.name);
        }
    }
}

#[test]
fn a_published_template_never_changes_under_its_name() {
    let digests = [
        ("notice/1 nl", "9517dacfb034349b14fd3abe3db5c1399de3ccba47749badd135d98a66d1998e"),
        ("notice/1 en", "6fd9b2eeded35fbef9955daa9e6fd75c36867dad4a50b372cec9cbbd56084a27"),
        ("notice/1 de", "3e91ca26dd916f101a9dd316ecf200f8dba9326341877f62397e5f4c5986b1e6"),
        ("notice/1 fr", "9e980a8757b4da44ccf27aba212eaae80c9810aee4721d2be58c017eba0d70dd"),
        ("notice/3 nl", "08d35e6b9029054c1bd25596184632eef478567b114e90227081fdfba87dea79"),
        ("notice/3 en", "6ef11480e614227f0605280fcd65bc2a0350d15e16f502096a88e8ed4dc95e16"),
        ("notice/3 de", "1506d15dcf23e15938006047086c8539ce3392dfa1a6b23af91827f58b04483b"),
        ("notice/3 fr", "97d90e1520ee960e9531cc984388a45159bf1ebfdbf5bc1bfbdf0c6925d108fa"),
        ("reminder/2 nl", "6582dbeaed3d17c6facbe13046bbcc1df5bd29275883b187eb4e49cc40bb5d8e"),
        ("reminder/2 en", "d288f21261c106182da40fb8c50511b51ce9f2e5d1f0453c1853b101aaf08f50"),
        ("reminder/2 de", "ba77d78ce3b8621e1cbdd16f284a71a5b908b90097f0d09806110d9129149eab"),
        ("reminder/2 fr", "9ceb5d8ab6a418bc9c186cf6fac31cf0b20159f25add54b77c16cb51180aae24"),
    ];
    let found: Vec<(String, String)> =
        ALL.iter().map(|one| (format!("{} {}", one.name, one.language.code()), one.digest().to_string())).collect();
    let found: Vec<(&str, &str)> = found.iter().map(|(name, digest)| (name.as_str(), digest.as_str())).collect();
    assert_eq!(found, digests, "a changed text takes the next number");
}
