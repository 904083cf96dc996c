//! Keys of the addressee's own on the pages: made, used, and what the pages may run.

use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use recepis::erds::event::Event;

use crate::house::{Answer, House, MESSAGE};
use crate::webauthn_testing::{Passkey, VERIFIED, client_data};

const ORIGIN: &str = "http://localhost:8025";

/// What stands in the page between this and the next quote.
fn within<'a>(page: &'a str, begins: &str) -> &'a str {
    let (_, rest) = page.split_once(begins).expect(begins);
    rest.split('"').next().unwrap()
}

fn octets(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap()
}

fn text(octets: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(octets)
}

fn runs_our_script(page: &Answer) {
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(page.header("content-security-policy").ends_with("script-src 'self'; connect-src 'self'"));
    assert_eq!(page.text.matches("<script").count(), 1, "{}", page.text);
    assert!(page.text.contains("<script src=\"/passkey.js\" defer></script>") && page.text.contains("<noscript>"));
}

#[tokio::test]
async fn s17_a_key_is_made_on_its_page_and_signs_a_choice_on_another() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let cookie = house.proven(&link).await;
    let key = Passkey::es256(7, "localhost", ORIGIN);
    let choose = format!("/r/{delivery}/choose");
    let before = house.get(&choose, &cookie).await.text;
    assert!(
        !before.contains("<script")
            && !before.contains("name=\"with\"")
            && before.contains(&format!("/r/{delivery}/key"))
    );

    let page = house.get(&format!("/r/{delivery}/key"), &cookie).await;
    runs_our_script(&page);
    assert_eq!(within(&page.text, "data-rp-id=\""), "localhost");
    let challenge = octets(within(&page.text, "data-challenge=\""));
    let form = |challenge: &[u8]| {
        let client = client_data("webauthn.create", challenge, ORIGIN);
        let (client, said) = (text(&client), text(&key.made()));
        format!("lang=nl&token={}&client_data={client}&authenticator_data={said}", page.token())
    };
    let at = format!("/r/{delivery}/key");
    let refused = house.post(&at, &cookie, &form(b"another")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    let made = house.post(&at, &cookie, &form(&challenge)).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
    let listed = house.get(&at, &cookie).await.text;
    let fingerprint = recepis::erds::content::Sha256(recepis::crypto::sha256(&key.public.cose)).to_string();
    assert!(listed.contains(&fingerprint), "{listed}");

    let page = house.get(&choose, &cookie).await;
    assert!(page.text.contains("name=\"with\" value=\"key\"") && !page.text.contains("<script"), "{}", page.text);
    let form = format!("lang=nl&capacity=own&answer=accept&with=key&token={}", page.token());
    let sign = house.post(&format!("/r/{delivery}/decide"), &cookie, &form).await;
    runs_our_script(&sign);
    assert_eq!(octets(within(&sign.text, "data-known=\"")), key.public.credential);
    let document = octets(within(&sign.text, "name=\"document\" value=\""));
    let said = key.assert(&document);
    assert_eq!(octets(within(&sign.text, "data-challenge=\"")), recepis::seal::webauthn::challenge(&document));
    let signed = |signature: &[u8]| {
        format!(
            "lang=nl&capacity=own&answer=accept&token={}&document={}&credential={}&client_data={}&authenticator_data={}&signature={}",
            sign.token(),
            text(&document),
            text(&said.credential),
            text(&said.client_data),
            text(&said.authenticator_data),
            text(signature)
        )
    };
    let decide = format!("/r/{delivery}/decide");
    let forged = house.post(&decide, &cookie, &signed(b"forged")).await;
    assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", forged.text);
    let decided = house.post(&decide, &cookie, &signed(&said.signature)).await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text);
    let seen = house.service.store.delivery(&delivery).await.unwrap().unwrap();
    let stated = house.service.store.statements(&seen).await.unwrap();
    let decision = stated.iter().find(|kept| kept.event == Event::ConsignmentAcceptance).unwrap();
    let statement = recepis::format::evidence::read(&decision.canonical).unwrap();
    assert!(recepis::verify::keyed::key_use(&statement).is_some());

    // At the next message the key shows who they are: the page names none, and says the same where there is none.
    house.clock.forward(std::time::Duration::from_hours(2));
    house.settle().await;
    let (second, link) = house.handed_in_as(&MESSAGE.replace("<1@", "<2@")).await;
    let notice = house.get(&link, "").await;
    let at = format!("{link}/passkey");
    assert!(notice.text.contains(&format!("href=\"{at}?lang=nl\"")) && !notice.text.contains("<script"));
    let page = house.get(&at, "").await;
    runs_our_script(&page);
    assert!(page.cookie().is_none());
    assert_eq!(within(&page.text, "data-known=\""), "");
    let proof = |challenge: &[u8], credential: &[u8]| {
        let said = key.answer(&client_data("webauthn.get", challenge, ORIGIN), &key.data(VERIFIED, 0));
        format!(
            "lang=nl&token={}&credential={}&client_data={}&authenticator_data={}&signature={}",
            page.token(),
            text(credential),
            text(&said.client_data),
            text(&said.authenticator_data),
            text(&said.signature)
        )
    };
    let challenge = octets(within(&page.text, "data-challenge=\""));
    for (challenge, credential) in
        [(challenge.as_slice(), &b"another"[..]), (&b"another"[..], key.public.credential.as_slice())]
    {
        let refused = house.post(&at, "", &proof(challenge, credential)).await;
        assert_eq!((refused.status, refused.cookie()), (StatusCode::UNPROCESSABLE_ENTITY, None), "{}", refused.text);
    }
    let proven = house.post(&at, "", &proof(&challenge, &key.public.credential)).await;
    assert_eq!(proven.status, StatusCode::SEE_OTHER, "{}", proven.text);
    assert_eq!(proven.header("location"), format!("/r/{second}/choose?lang=nl"));
    let cookie = proven.cookie().expect("a session");
    let choice = house.get(&format!("/r/{second}/choose"), &cookie).await;
    assert!(
        choice.text.contains("iemand met een sleutel") && !choice.text.contains("name=\"with\""),
        "{}",
        choice.text
    );
    // Without being asked for, the choice goes to the page on which it is signed.
    let form = format!("lang=nl&capacity=own&answer=refuse&token={}", choice.token());
    let sign = house.post(&format!("/r/{second}/decide"), &cookie, &form).await;
    runs_our_script(&sign);
    assert!(!house.events(second).await.contains(&Event::ConsignmentRejection));
}
