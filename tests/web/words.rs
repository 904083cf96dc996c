//! What the pages say, in four languages: the order of the notice page, and the statement on privacy with its version.

use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use recepis::crypto::sha256;
use recepis::erds::content::Sha256;
use recepis::words::{Language, Words, banned};

use crate::house::House;

/// What a reader sees of a page, on one line.
fn shown(html: &str) -> String {
    let main = html.split_once("<main>").unwrap().1;
    let text: String = main.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect();
    let text = text.replace("&#39;", "'").replace("&#34;", "\"").replace("&#38;", "&").replace("&#60;", "<");
    text.replace("&#62;", ">").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn l5_the_notice_page_says_each_choice_and_its_effect_in_the_agreed_order_and_changes_nothing() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let before = house.events(delivery).await;
    for language in Language::ALL {
        let page = house.get(&format!("{link}?lang={}", language.code()), "").await;
        assert_eq!(page.status, StatusCode::OK);
        let (text, words) = (shown(&page.text), Words::new(language));
        let mut from = 0;
        for key in [
            "page-notice-unrecorded",
            "page-notice-what",
            "page-notice-sender",
            "page-notice-checked",
            "page-notice-submitted",
            "page-notice-deadline",
            "page-notice-subject",
            "page-notice-why-registered",
            "page-notice-reference",
            "page-notice-can",
            "page-notice-accept-text",
            "page-notice-refuse-text",
            "page-notice-nothing",
            "page-notice-not-for-me-text",
            "page-notice-advice",
            "page-notice-recorded",
            "page-notice-recorded-now-text",
            "page-notice-recorded-code-text",
            "page-notice-recorded-choice-text",
            "page-notice-recorded-accept-text",
            "page-notice-recorded-never-text",
            "page-notice-shared-text",
            "page-notice-button-continue",
            "page-notice-button-not-for-me",
            "page-notice-do-nothing",
            "page-notice-prove",
            "page-notice-doubt",
        ] {
            let said = on_one_line(words.say(key).split("{$").next().unwrap());
            let at = text.get(from..).and_then(|rest| rest.find(&said));
            from += at.unwrap_or_else(|| panic!("{language:?}: {key} stands not behind the one before: {text}"));
        }
        // What the sender calls itself is its own word.
        let ours = text.replace("Jan \"<script>\" & Zn.", "");
        assert_eq!(banned(&ours, language), Vec::<&str>::new());
    }
    assert_eq!(house.events(delivery).await, before);
}

#[tokio::test]
async fn l18_the_statement_on_privacy_is_open_to_all_and_its_version_stands_in_the_evidence_of_submission() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let seen = house.service.store.delivery(&delivery).await.unwrap().unwrap();
    let first = house.service.store.statements(&seen).await.unwrap().remove(0);
    let submission = String::from_utf8(first.canonical).unwrap();
    for language in Language::ALL {
        let code = language.code();
        let text = house.get(&format!("/privacy.txt?lang={code}"), "").await;
        assert_eq!((text.status, text.header("content-type")), (StatusCode::OK, "text/plain; charset=utf-8"));
        let version = Sha256(sha256(text.text.as_bytes()));
        let page = house.get(&format!("/privacy?lang={code}"), "").await;
        assert!(page.text.contains(&version.to_string()), "{code}: {version}");
        for paragraph in text.text.trim().split("\n\n").skip(1) {
            assert!(shown(&page.text).contains(&on_one_line(paragraph)), "{code}: {paragraph}");
        }
        for answer in [&text, &page] {
            assert_eq!((answer.header("set-cookie"), answer.header("etag")), ("", ""));
        }
        let in_evidence = submission.contains(&format!("PrivacyStatement>{}</", STANDARD.encode(version.0)));
        assert_eq!(in_evidence, language == Language::Dutch, "{code}: the terms are in Dutch");
    }
    for page in [&link, "/", "/r", "/status"] {
        assert!(house.get(page, "").await.text.contains("href=\"/privacy?lang=nl\""), "{page}");
    }
}
