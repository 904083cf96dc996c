//! The floors: a module imports from lower floors only, never sideways, never up; what is above the offline line knows no
//! daemon crate. Reads the imports as text, so it sees code behind every cargo feature.

#![expect(clippy::unwrap_used, reason = "a failing test may panic")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const FLOORS: [(&str, u8); 18] = [
    ("crypto", 0),
    ("calendar", 0),
    ("words", 0),
    ("erds", 0),
    ("format", 1),
    ("tlog", 1),
    ("seal", 2),
    ("bundle", 3),
    ("verify", 4),
    ("config", 5),
    ("court", 5),
    ("letters", 5),
    ("store", 5),
    ("outside", 5),
    ("flow", 6),
    ("smtp", 7),
    ("web", 7),
    ("worker", 7),
];

/// What a floor above the offline line must not name.
const DAEMON_ONLY: [&str; 12] = [
    "tokio::",
    "axum::",
    "sqlx::",
    "ring::",
    "reqwest::",
    "lettre::",
    "std::net",
    "std::fs",
    "std::thread",
    "SystemTime",
    "Instant::now",
    "now_utc",
];

fn floor(module: &str) -> Option<u8> {
    if module == "cli" {
        return Some(8);
    }
    FLOORS.iter().find(|(name, _)| *name == module).map(|(_, floor)| *floor)
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}

/// The code of a file without its comments and string literals, which may speak of anything.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// Every module of this crate that the code names through `crate::`, also inside `use crate::{a::…, b::…}`.
fn named(code: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut found = Vec::new();
    for (place, _) in code.match_indices("crate::") {
        let rest = &code[place + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut item = String::new();
            for character in list.chars() {
                match character {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => found.push(word(std::mem::take(&mut item).trim())),
                    _ => {}
                }
                if character != ',' || depth > 0 {
                    item.push(character);
                }
            }
            found.push(word(item.trim()));
        } else {
            found.push(word(rest));
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

fn room(path: &Path) -> Option<String> {
    let mut parts = path.strip_prefix("src").unwrap().components();
    let first = parts.next()?.as_os_str().to_str()?.to_owned();
    parts.next().is_some().then_some(first).filter(|name| name != "bin")
}

#[test]
fn imports_go_only_downward() {
    let mut wrong = Vec::new();
    for path in sources(Path::new("src")) {
        let Some(room) = room(&path) else { continue };
        let here = floor(&room).unwrap_or_else(|| panic!("src/{room} stands on no floor: add it to tests/floors.rs"));
        for name in named(&code(&path)) {
            match floor(&name) {
                Some(there) if name == room || there < here => {}
                Some(there) => {
                    wrong.push(format!("{}: {room} (floor {here}) imports {name} (floor {there})", path.display()));
                }
                None => wrong.push(format!("{}: `crate::{name}` is no room", path.display())),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_offline_floors_know_no_socket_clock_file_or_randomness() {
    let mut wrong = Vec::new();
    for path in sources(Path::new("src")) {
        let Some(room) = room(&path) else { continue };
        if floor(&room).is_some_and(|floor| floor > 4) {
            continue;
        }
        let code = code(&path);
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        if path.file_name().is_some_and(|name| name == "tests.rs") {
            continue;
        }
        // Signatures have two backends; which one is a matter of the cargo feature.
        let backend = path.ends_with("crypto/backend/by_ring.rs");
        for word in DAEMON_ONLY.into_iter().filter(|word| !(backend && *word == "ring::")) {
            if code.match_indices(word).any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
            {
                wrong.push(format!("{}: {word}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_imports_sees_lists_and_plain_paths() {
    let seen = named("use crate::{erds::{moment::Moment, id}, crypto};\nlet x = crate::seal::cms::check();");
    let mut count = BTreeMap::new();
    for name in seen {
        *count.entry(name).or_insert(0) += 1;
    }
    assert_eq!(count.keys().map(String::as_str).collect::<Vec<_>>(), ["crypto", "erds", "seal"]);
}

#[test]
fn every_test_that_the_threat_model_names_is_there() {
    let tests: String =
        ["src", "tests"].iter().flat_map(|folder| sources(Path::new(folder))).map(|path| code(&path)).collect();
    let page = std::fs::read_to_string("docs/threat-model.md").unwrap();
    let is_test =
        |word: &&str| word.matches('_').count() > 3 && !word.contains(|c: char| c.is_whitespace() || c == '/');
    let named: Vec<&str> = page.split('`').skip(1).step_by(2).filter(is_test).collect();
    assert!(named.len() > 20, "the page names its tests");
    let gone: Vec<_> = named.iter().filter(|name| !tests.contains(&format!("fn {name}("))).collect();
    assert!(gone.is_empty(), "docs/threat-model.md names tests that are gone: {gone:?}");
    let files = page.split([' ', '|', '\n', ',', ')', ';', ':']).filter(|word| word.starts_with("tests/"));
    for file in files {
        assert!(Path::new(file.trim_end_matches('.')).exists(), "docs/threat-model.md names {file}");
    }
}
