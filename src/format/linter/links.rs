//! Links in a text: what a mail program would make one of, whether it is the one form that we send, and whether it was
//! made from somebody's address.

use crate::crypto;
use crate::erds::address::Address;
use crate::erds::id::{DeliveryId, crockford};

/// Schemes that need no `//` to be followed.
const SCHEMES: [&str; 6] = ["data:", "javascript:", "mailto:", "sms:", "tel:", "vbscript:"];

/// Whether links may begin with this: https, or http on this machine; no path, query or user.
pub(super) fn is_base(base_url: &str) -> bool {
    let local = |site: &str| site.split(':').next() == Some("localhost") || site.starts_with("127.0.0.1:");
    let site = match (base_url.strip_prefix("https://"), base_url.strip_prefix("http://")) {
        (Some(site), _) => site,
        (None, Some(site)) if local(site) => site,
        _ => return false,
    };
    !site.is_empty() && site.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':'))
}

/// Every address in the text that a mail program would make a link of.
pub fn addresses(text: &str) -> Vec<String> {
    let ends = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\'');
    let mut found = Vec::new();
    for word in text.split(ends).filter(|word| !word.is_empty()) {
        let small = word.to_ascii_lowercase();
        let bare = small.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        let scheme = |scheme: &str| bare.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty());
        let inside = small.contains("://") || small.starts_with("//") && small.contains('.');
        if inside || SCHEMES.iter().any(|s| scheme(s)) || bare.starts_with("www.") && !bare.contains('@') {
            found.push(word.to_owned());
        }
    }
    found
}

/// What `href` attributes of an HTML text lead to and is not ours, read without decoding anything: ours is written plain.
pub(super) fn targets(html: &str, base_url: &str) -> Vec<String> {
    let small = html.to_ascii_lowercase();
    let mut found = Vec::new();
    for (at, _) in small.match_indices("href") {
        let Some(value) = html.get(at + 4..).and_then(|rest| rest.trim_start().strip_prefix('=')) else { continue };
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let value =
            value.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '>')).next().unwrap_or_default();
        if !is_ours(value, base_url) {
            found.push(site(value));
        }
    }
    found
}

/// A link up to the end of its host name.
pub fn site(link: &str) -> String {
    let begin = link.find("://").map_or(0, |at| at + 3);
    let end = link.get(begin..).and_then(|rest| rest.find(['/', '?', '#'])).map_or(link.len(), |at| begin + at);
    link.get(..end).unwrap_or_default().chars().take(120).collect()
}

/// Whether this is `<base>/r/<delivery>-<token>` and nothing more: 26 characters of Crockford base32 each.
pub fn is_ours(link: &str, base_url: &str) -> bool {
    halves(link, base_url)
        .is_some_and(|(delivery, token)| delivery.parse::<DeliveryId>().is_ok() && token.parse::<DeliveryId>().is_ok())
}

/// Whether this is the page where a reference is typed, written without a scheme on a site whose name begins with `www.`.
pub fn is_typed(address: &str, base_url: &str) -> bool {
    let site = base_url.split_once("://").map_or(base_url, |(_, site)| site);
    address.strip_prefix(site) == Some("/check")
}

fn halves<'a>(link: &'a str, base_url: &str) -> Option<(&'a str, &'a str)> {
    link.strip_prefix(base_url)?.strip_prefix("/r/")?.split_once('-')
}

/// Whether the link tells whose it is to somebody who has a list of addresses: it holds the address or its beginning, or
/// a half of it is an unkeyed digest of the address.
pub(super) fn tells(link: &str, person: &Address) -> bool {
    let small = link.to_ascii_lowercase();
    let spellings = [person.as_str().to_owned(), person.normalised()];
    spellings.iter().any(|address| {
        let digest = crypto::sha256(address.as_bytes());
        let parts = [
            crockford(digest.get(..16).unwrap_or_default()),
            crockford(digest.get(16..).unwrap_or_default()),
            crockford(address.as_bytes()).chars().take(20).collect(),
        ];
        parts.iter().any(|part| part.len() >= 20 && small.contains(&part.to_ascii_lowercase()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://recepis.example";
    const LINK: &str = "https://recepis.example/r/01ARYZ6S410000000000000000-6Z1E5T0C7R9J8Q3W2N4M5K6H7G";

    #[test]
    fn only_the_one_form_is_ours() {
        assert!(is_ours(LINK, BASE));
        for other in [
            format!("{LINK}?u=1"),
            format!("{LINK}#a"),
            format!("{LINK}0"),
            LINK.replace("/r/", "/p/"),
            LINK.replace("recepis.example", "recepis.example.evil.example"),
            LINK.replace("recepis.example", "recepis.example@evil.example"),
            LINK.replace("https", "http"),
        ] {
            assert!(!is_ours(&other, BASE), "{other}");
        }
    }

    #[test]
    fn only_the_site_of_a_link_is_told() {
        assert_eq!(site(LINK), BASE);
        assert_eq!(
            (site("www.a.example/b"), site("https://a?b"), site("//a/b")),
            ("www.a.example".into(), "https://a".into(), String::new())
        );
    }

    #[test]
    fn a_base_is_https_or_this_machine() {
        for good in
            [BASE, "https://recepis.example:8443", "http://localhost:8080", "http://localhost", "http://127.0.0.1:80"]
        {
            assert!(is_base(good), "{good}");
        }
        for bad in [
            "http://recepis.example",
            "https://",
            "https://a/b",
            "ftp://a",
            "http://localhost.evil.example",
            "https://a@b",
            "",
        ] {
            assert!(!is_base(bad), "{bad}");
        }
    }

    #[test]
    fn what_a_mail_program_makes_a_link_of_is_found() {
        let text = "see https://a.example/x, (www.b.example) MAILTO:c@d.nl //e.example/f ftp://g data:text/html,x";
        assert_eq!(addresses(text).len(), 6);
        assert_eq!(
            addresses("recepis.example/api/v1 a@www.b.nl (www.c@d.nl) data: 24/7 // tel: 030"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_digest_of_the_address_in_a_link_is_recognised() {
        let person: Address = "P.deVries@voorbeeld.nl".parse().unwrap();
        let digest = crypto::sha256(b"p.devries@voorbeeld.nl");
        let link = format!("{BASE}/r/01ARYZ6S410000000000000000-{}", crockford(&digest[..16]));
        assert!(is_ours(&link, BASE) && tells(&link, &person));
        assert!(!tells(LINK, &person));
    }
}
