//! What a log of clicks would prove, a report on an accepted message holds, stated to the reader beforehand; and nothing covert (scenario L22).

use std::io::Cursor;

use recepis::format::zip::{Archive, Limits};

use crate::packed::{Tale, anchors};
use crate::{judged, pki};

/// What no report and no evidence holds: what trackers gather.
const COVERT: [&str; 14] = [
    "user-agent",
    "useragent",
    "mozilla",
    "ip address",
    "ipaddress",
    "remoteaddr",
    "x-forwarded-for",
    "geolocation",
    "fingerprinted",
    "pixel",
    "clicked",
    "opened at",
    "visited",
    "screen",
];

/// Four numbers with dots between them, as network addresses are written.
fn network_addresses(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !c.is_ascii_digit() && c != '.');
    let number = |part: &str| (1..=3).contains(&part.len()) && part.parse::<u16>().is_ok_and(|number| number < 256);
    words.filter(|word| word.split('.').count() == 4 && word.split('.').all(number)).collect()
}

#[test]
fn l22_the_report_on_an_acceptance_holds_what_a_click_log_would_prove_and_nothing_covert() {
    let (pki, tale) = (pki(), Tale::accepted(1));
    let bundle = tale.bundle(&pki);
    let report = judged(&bundle, &anchors(&pki), tale.moment());
    let text = report.to_text().split_whitespace().collect::<Vec<_>>().join(" ");
    for (what, words) in [
        ("to whom", "p.devries@voorbeeld.example"),
        ("which octets", &*report.about.as_ref().unwrap().message_digest.to_string()),
        ("that a notice went out, when, and which server took it", "2026-11-24T09:14:10Z C.1"),
        ("by what word of that server", "250 2.0.0 Ok: queued"),
        ("that somebody acted, when", "2026-11-24T10:14:00Z C.3"),
        ("what they were shown", "Ik neem het bericht aan."),
        (
            "how they showed who they are",
            "Identity Somebody with access to p.devries@voorbeeld.example, shown by a code",
        ),
        ("that all of it was sent to them, when", "2026-11-24T10:15:40Z E.1"),
        ("completely", "sent all of the content completely"),
    ] {
        assert!(text.contains(words), "{what}: `{words}` is not in {text}");
    }
    let mut octets = vec![("report".to_owned(), report.to_json())];
    let mut archive = Archive::open(Cursor::new(&bundle), &Limits::default()).unwrap();
    for member in archive.members().to_vec() {
        if matches!(member.name.rsplit_once('.'), Some((_, "xml" | "json"))) {
            let held = archive.read(&member.name, 1 << 20).unwrap();
            octets.push((member.name.clone(), String::from_utf8(held).unwrap()));
        }
    }
    assert!(octets.len() > 6, "evidence, acknowledgement and manifest are looked through");
    for (name, text) in octets {
        let small = text.to_lowercase();
        let found: Vec<_> = COVERT.iter().filter(|word| small.contains(**word)).collect();
        assert!(
            found.is_empty() && network_addresses(&text).is_empty(),
            "{name}: {found:?} {:?}",
            network_addresses(&text)
        );
    }
    assert_eq!(network_addresses("from 192.0.2.17, version 1.2.3"), ["192.0.2.17"]);
}

#[test]
fn l22_the_table_in_the_docs_has_something_lawful_for_each_covert_datum() {
    let page = std::fs::read_to_string("docs/privacy.md").unwrap();
    let table = page.split_once("| tracked elsewhere | here |").unwrap().1;
    let rows: Vec<Vec<&str>> = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    for datum in ["opened", "clicked", "how long", "receipts", "network address", "which link", "forwarded"] {
        let row = rows.iter().find(|row| row[0].contains(datum));
        assert!(row.is_some_and(|row| row.len() == 2 && row[1].len() > 20), "{datum}: {row:?}");
    }
}
