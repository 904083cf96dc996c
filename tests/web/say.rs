//! The pages of what is neither accepting nor refusing: fixed texts on the buttons, one use, our own site only.

use axum::http::StatusCode;
use recepis::erds::event::Event;

use super::assert_headers;
use super::house::House;

#[tokio::test]
async fn l12_by_post_please_stands_on_the_notice_page_and_takes_one_code_and_one_button() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let notice = house.get(&link, "").await;
    for text in
        ["<h3>Liever per post</h3>", "U vraagt de afzender om het bericht op papier te sturen.", "value=\"by-post\""]
    {
        assert!(notice.text.contains(text), "{text}\n{}", notice.text);
    }
    let asked = house.post(&format!("{link}/code"), "", &format!("lang=nl&for=by-post&token={}", notice.token())).await;
    assert!(asked.text.contains("name=\"for\" value=\"by-post\""), "{}", asked.text);
    let cookie = house.proven(&link).await;
    let before = house.on_disk();
    let choose = house.get(&format!("/r/{delivery}/choose"), &cookie).await;
    assert!(house.on_disk() == before, "looking changed the data directory");
    let form = choose.text.split("id=\"by-post\"").nth(1).unwrap();
    assert!(form.contains("Ik wil dit bericht liever per post. Ik neem het niet aan en ik weiger het niet."), "{form}");
    let token = form.split("name=\"token\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let say = format!("/r/{delivery}/say");
    let right = format!("lang=nl&what=by-post&token={token}");
    assert!(house.post(&say, "", &right).await.status.is_client_error(), "without the cookie");
    for wrong in [format!("lang=nl&token={token}"), "lang=nl&what=by-post".to_owned(), format!("what=x&token={token}")]
    {
        assert!(house.post(&say, &cookie, &wrong).await.status.is_client_error(), "{wrong}");
    }
    let done = house.post(&say, &cookie, &right).await;
    assert_eq!(
        (done.status, done.header("location")),
        (StatusCode::SEE_OTHER, format!("/r/{delivery}/choose?lang=nl").as_str())
    );
    let choose = house.get(&format!("/r/{delivery}/choose"), &cookie).await;
    assert!(choose.text.contains("U vroeg om het bericht per post") && !choose.text.contains("id=\"by-post\""));
    assert!(choose.text.contains("value=\"accept\""), "one can still choose");
    house.settle().await;
    assert_eq!(house.events(delivery).await.last(), Some(&Event::ByPostPlease));
}

#[tokio::test]
async fn s31_who_says_that_the_addressee_died_reads_calm_words_and_can_still_choose() {
    for (answer, title, said) in [
        ("died", "U meldde een overlijden", "Gemeld: de geadresseerde is overleden"),
        ("left", "U meldde: werkt hier niet meer", "Gemeld: werkt hier niet meer"),
    ] {
        let house = House::new().await;
        let (delivery, link) = house.handed_in().await;
        let cookie = house.proven(&link).await;
        let choose = house.get(&format!("/r/{delivery}/choose"), &cookie).await;
        assert!(choose.text.contains(&format!("name=\"answer\" value=\"{answer}\"")), "{}", choose.text);
        assert_eq!(house.decided(delivery, &cookie, answer).await.status, StatusCode::SEE_OTHER);
        let result = house.get(&format!("/r/{delivery}/result"), &cookie).await;
        assert!(result.text.contains(&format!("<h1>{title}</h1>")) && result.text.contains(said), "{}", result.text);
        assert!(result.text.contains("Toch kiezen"));
        assert_eq!(house.events(delivery).await.last(), Some(&Event::NotForMe));
    }
}

#[tokio::test]
async fn l20_a_statement_is_two_thousand_characters_at_most_shown_as_text_and_listed() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let cookie = house.proven(&link).await;
    let say = format!("/r/{delivery}/say");
    let shown = house.get(&say, &cookie).await;
    assert_headers(&shown, "say");
    assert!(
        shown.text.contains("Dit is mijn verklaring. De afzender mag haar zien.")
            && !shown.text.contains("could-not-open")
    );
    let long = "%F0%9F%99%82".repeat(2_001);
    let refused =
        house.post(&say, &cookie, &format!("lang=nl&what=own-words&token={}&words={long}", shown.token())).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    assert!(
        refused.text.contains("meer dan 2.000 letters") && refused.text.contains('🙂'),
        "what was typed is not lost"
    );
    let empty = house.post(&say, &cookie, &format!("lang=nl&what=own-words&token={}&words=+", shown.token())).await;
    assert!(empty.text.contains("U schreef nog niets"));
    let words = "%3Cscript%3Ealert(1)%3C/script%3E%0D%0Atweede%20regel";
    let done =
        house.post(&say, &cookie, &format!("lang=nl&what=own-words&token={}&words={words}", shown.token())).await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, format!("{say}?lang=nl").as_str()));
    let shown = house.get(&say, &cookie).await.text;
    assert!(shown.contains("&#60;script&#62;alert(1)&#60;/script&#62;\ntweede regel"), "{shown}");
    house.settle().await;
    assert_eq!(house.events(delivery).await.last(), Some(&Event::AddresseeStates));
}

#[tokio::test]
async fn c3_c20_the_content_page_asks_for_nothing_and_takes_read_and_could_not_open() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let cookie = house.proven(&link).await;
    house.decided(delivery, &cookie, "accept").await;
    let content = house.get(&format!("/r/{delivery}/result"), &cookie).await;
    for text in ["Dat hoeft niet.", "Ik heb dit bericht gelezen.", "Ik kon dit bericht of een deel ervan niet openen."]
    {
        assert!(content.text.contains(text), "{text}\n{}", content.text);
    }
    let say = format!("/r/{delivery}/say");
    let form = format!("lang=nl&what=could-not-open&words=wit+scherm&token={}", content.token());
    assert_eq!(house.post(&say, &cookie, &form).await.status, StatusCode::SEE_OTHER);
    let again = house.get(&say, &cookie).await;
    assert!(again.text.contains("wit scherm"));
    let form = format!("lang=nl&what=read&token={}", again.token());
    assert_eq!(house.post(&say, &cookie, &form).await.status, StatusCode::SEE_OTHER);
    let again = house.get(&say, &cookie).await;
    assert!(again.text.contains("dat u het las") && !again.text.contains("value=\"read\""), "{}", again.text);
    let twice = house.post(&say, &cookie, &format!("lang=nl&what=read&token={}", again.token())).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    assert!(twice.text.contains("Dit is al eerder vastgelegd."), "{}", twice.text);
}
