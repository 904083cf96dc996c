//! Whether a POST comes from our own page.
//!
//! Browsers say so: `Sec-Fetch-Site`, or where that is absent (older ones, and plain HTTP on another host than
//! localhost) `Origin`. Text browsers send neither. Those pass on the form's own token alone, which is bearable: a
//! program that lets one site post to another is a graphical browser and sends at least `Origin`; and what a foreign page
//! would have to know is either the link's token, the code out of the mailbox, or the cookie that is never sent along
//! from another site (`SameSite=Strict`) with a token bound to it.

use axum::http::HeaderMap;
use axum::http::header::ORIGIN;

/// Whether the request is from a page of the site whose address is `base_url`.
pub(super) fn is_our_own(headers: &HeaderMap, base_url: &str) -> bool {
    let all = |name: &str| headers.get_all(name).iter().collect::<Vec<_>>();
    match (all("sec-fetch-site").as_slice(), all(ORIGIN.as_str()).as_slice()) {
        ([site], _) => *site == "same-origin",
        ([], [origin]) => origin.to_str().is_ok_and(|origin| origin.eq_ignore_ascii_case(origin_of(base_url))),
        ([], []) => true,
        _ => false,
    }
}

/// Whether the request asks for the host of `base_url`: a page that only shows itself on this computer is shown to no
/// name that somebody made point here.
pub(super) fn is_our_host(headers: &HeaderMap, base_url: &str) -> bool {
    let ours = origin_of(base_url).split_once("://").map_or("", |(_, host)| host);
    let asked = headers.get("host").and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = asked.rsplit_once(':').map_or(asked, |(name, _)| name);
    asked.eq_ignore_ascii_case(ours) || matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

/// Scheme, host and port of an address.
fn origin_of(address: &str) -> &str {
    let start = address.find("://").map_or(0, |place| place + 3);
    let end = address.get(start..).and_then(|rest| rest.find('/')).map_or(address.len(), |place| start + place);
    address.get(..end).unwrap_or(address)
}

/// Whether the request only fetches ahead what nobody opened.
pub(super) fn is_ahead(headers: &HeaderMap) -> bool {
    ["sec-purpose", "purpose", "x-moz"].into_iter().flat_map(|name| headers.get_all(name)).any(|value| {
        value.to_str().is_ok_and(|value| {
            let value = value.to_ascii_lowercase();
            value.contains("prefetch") || value.contains("prerender") || value.contains("preview")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, value.parse().unwrap());
        }
        headers
    }

    #[test]
    fn only_our_own_page_may_post() {
        let base = "https://dienst.example/";
        for (pairs, own) in [
            (&[("sec-fetch-site", "same-origin")][..], true),
            (&[("sec-fetch-site", "same-site")], false),
            (&[("sec-fetch-site", "cross-site"), ("origin", "https://dienst.example")], false),
            (&[("sec-fetch-site", "none")], false),
            (&[("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")], false),
            (&[("origin", "https://dienst.example")], true),
            (&[("origin", "https://dienst.example.evil.example")], false),
            (&[("origin", "http://dienst.example")], false),
            (&[("origin", "null")], false),
            (&[], true),
        ] {
            assert_eq!(is_our_own(&headers(pairs), base), own, "{pairs:?}");
        }
    }

    #[test]
    fn a_name_that_points_here_is_not_our_host() {
        let base = "http://localhost:8025";
        for (host, ours) in
            [("localhost:8025", true), ("127.0.0.1:8025", true), ("evil.example:8025", false), ("", false)]
        {
            assert_eq!(is_our_host(&headers(&[("host", host)]), base), ours, "{host}");
        }
    }

    #[test]
    fn fetching_ahead_is_recognised() {
        assert!(is_ahead(&headers(&[("sec-purpose", "prefetch;prerender")])));
        assert!(is_ahead(&headers(&[("purpose", "Prefetch")])));
        assert!(!is_ahead(&headers(&[("sec-fetch-dest", "document")])));
    }
}
