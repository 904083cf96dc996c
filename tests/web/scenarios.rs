//! Scenarios of what addressees of other systems suffer, through the pages.

use std::collections::BTreeSet;
use std::time::Duration;

use axum::http::{Method, StatusCode};
use recepis::format::evidence;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, Row as _};

use crate::house::{Answer, House};

/// The names of everything that can be typed or chosen on a page.
fn fields(page: &Answer) -> BTreeSet<String> {
    let tags = page
        .text
        .split('<')
        .filter(|tag| ["input ", "textarea ", "select ", "button "].iter().any(|kind| tag.starts_with(kind)));
    let name = |tag: &str| Some(tag.split(" name=\"").nth(1)?.split('"').next()?.to_owned());
    tags.filter_map(name).collect()
}

#[tokio::test]
async fn s19_c6_who_has_no_account_decides_and_reads_without_making_one_and_without_agreeing_to_terms() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let mut asked = fields(&house.get(&link, "").await);
    let token = house.get(&link, "").await.token();
    asked.extend(fields(&house.post(&format!("{link}/code"), "", &format!("lang=nl&token={token}")).await));
    let cookie = house.proven(&link).await;
    for page in ["choose", "later", "say"] {
        asked.extend(fields(&house.get(&format!("/r/{delivery}/{page}"), &cookie).await));
    }
    assert_eq!(house.decided(delivery, &cookie, "accept").await.status, StatusCode::SEE_OTHER);
    let result = house.get(&format!("/r/{delivery}/result"), &cookie).await;
    asked.extend(fields(&result));
    assert!(result.text.contains("De huur stopt"), "{}", result.text);
    // What is asked for: a code, the choice, for whom it is, and what one says of one's own will.
    let known = [
        "answer",
        "as",
        "capacity",
        "code",
        "for",
        "function",
        "lang",
        "means",
        "organisation",
        "other",
        "reason",
        "token",
        "what",
        "words",
    ];
    let known: BTreeSet<String> = known.into_iter().map(str::to_owned).collect();
    assert!(asked.is_subset(&known) && asked.contains("code"), "{:?}", asked.difference(&known));
    for page in [house.get(&link, "").await, result] {
        let text = page.text.to_lowercase();
        for word in ["wachtwoord", "inloggen", "account aan", "algemene voorwaarden", "akkoord met de voorwaarden"] {
            assert!(!text.contains(word), "{word}");
        }
    }
}

#[tokio::test]
async fn s20_a_session_is_over_after_half_an_hour_its_row_is_gone_a_day_later_and_evidence_knows_nothing_of_it() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let cookie = house.proven(&link).await;
    assert_eq!(house.decided(delivery, &cookie, "accept").await.status, StatusCode::SEE_OTHER);
    house.settle().await;
    let result = format!("/r/{delivery}/result");
    assert_eq!(house.get(&result, &cookie).await.status, StatusCode::OK);
    house.forward(Duration::from_mins(31));
    assert_eq!(house.get(&result, &cookie).await.status, StatusCode::FORBIDDEN, "the cookie opens nothing any more");
    let rows = async || {
        let options = SqliteConnectOptions::new().filename(house.folder.path().join("recepis.db")).read_only(true);
        let mut connection = options.connect().await.unwrap();
        let row = sqlx::raw_sql("select count(*) from sessions").fetch_one(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        row.get::<i64, _>(0)
    };
    assert_eq!(rows().await, 1);
    house.forward(Duration::from_hours(25));
    house.service.store.sweep(recepis::outside::clock::Clock::now(&*house.clock)).await.unwrap();
    assert_eq!(rows().await, 0);
    let secret = cookie.split_once('=').unwrap().1;
    let seen = house.service.store.delivery(&delivery).await.unwrap().unwrap();
    for kept in house.service.store.statements(&seen).await.unwrap() {
        let text = String::from_utf8_lossy(&kept.canonical).into_owned();
        assert!(!text.contains(secret), "{text}");
        // What is declared, and no more: written anew from what its reader knows it is the same, octet for octet.
        let read = evidence::read(&kept.canonical).unwrap();
        assert_eq!(evidence::write(&read).unwrap(), kept.canonical);
    }
}

#[tokio::test]
async fn s37_l5_reading_the_notice_tells_the_sender_nothing_and_who_accepts_has_read_before_that_it_will_be_told() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let timeline = async || {
        let status = house.api(Method::GET, &format!("/api/v1/deliveries/{delivery}"), "").await.json();
        let names =
            status["timeline"].as_array().unwrap().iter().map(|event| event["name"].as_str().unwrap().to_owned());
        names.collect::<Vec<_>>()
    };
    let before = timeline().await;
    let notice = house.get(&format!("{link}?lang=en"), "").await;
    let choices =
        ["name=\"for\" value=\"choose\"", "name=\"for\" value=\"not-for-me\"", "name=\"for\" value=\"by-post\""];
    assert!(choices.iter().all(|choice| notice.text.contains(choice)), "{}", notice.text);
    assert!(notice.text.contains("The time at which the whole message was handed over"), "{}", notice.text);
    let cookie = house.proven(&link).await;
    let choice = house.get(&format!("/r/{delivery}/choose?lang=en"), &cookie).await;
    let told = recepis::words::Words::of("en").say("page-choice-handover");
    assert!(choice.text.contains(&told), "{told}: {}", choice.text);
    assert_eq!(timeline().await, before, "nothing of all that");
    house.decided(delivery, &cookie, "accept").await;
    let after = timeline().await;
    assert_eq!(after[before.len()..], ["ConsignmentAcceptance", "ContentConsignment"]);
}

#[tokio::test]
async fn c17_what_the_message_is_about_stands_neither_in_the_notice_nor_on_the_page_that_its_link_opens() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let mail = house.outbox.last("piet@demo.test", "/r/").unwrap();
    let subject = mail.lines().find(|line| line.starts_with("Subject: ")).unwrap();
    for (what, text) in [("the mail", &mail), ("the page", &house.get(&link, "").await.text)] {
        for word in ["Huur", "opgezegd", "De huur stopt", "onload"] {
            assert!(!text.contains(word), "{word} in {what}: {text}");
        }
    }
    assert!(subject.contains("sender.test"), "the notice has a subject of its own: {subject}");
    let cookie = house.proven(&link).await;
    assert!(
        house.get(&format!("/r/{delivery}/choose"), &cookie).await.text.contains("Huur"),
        "after the proof, before the choice"
    );
}
