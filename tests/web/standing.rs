//! `/mine/standing`: an organisation accepts beforehand, for whoever opened the mailbox, and while its DNS says so.

use axum::http::StatusCode;
use recepis::erds::event::Event;
use recepis::format::instruction;

use super::assert_headers;
use super::house::{Answer, House, MESSAGE};
use super::mine::owner;

const PAGE: &str = "/mine/standing";

/// The token of the form that has this.
fn token(page: &Answer, form: &str) -> String {
    let form = page.text.split("</form>").find(|text| text.contains(form)).expect(&page.text).to_owned();
    let (_, rest) = form.split_once("name=\"token\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_organisation_accepts_beforehand_with_one_form_and_ends_it_with_one_button() {
    let house = House::new().await;
    house.handed_in().await;
    let gone = house.get(PAGE, "").await;
    assert_eq!((gone.status, gone.header("location")), (StatusCode::SEE_OTHER, "/mine?lang=nl"));
    let cookie = owner(&house).await;
    assert!(house.get("/mine?lang=en", &cookie).await.text.contains(PAGE));
    let before = house.on_disk();
    let page = house.get(&format!("{PAGE}?lang=en"), &cookie).await;
    assert!(house.on_disk() == before, "looking changed the data directory");
    assert_headers(&page, "standing");
    let record = instruction::record(&house.service.store.instruction_mark(&"piet@demo.test".parse().unwrap()));
    for shown in ["_recepis.demo.test", &record, "not by a person", "piet@demo.test", "at most 366 days"] {
        assert!(page.text.contains(shown), "{shown}: {}", page.text);
    }
    let form = |token: &str, rest: &str| format!("lang=en&what=give&token={token}&{rest}");
    let right = "organisation=Piet+%3Cb%3E&function=office&sender=&until=2027-06-01";
    let tried = house.post(PAGE, &cookie, &form(&token(&page, "id=\"until\""), right)).await;
    assert_eq!(tried.status, StatusCode::UNPROCESSABLE_ENTITY, "without the record");
    assert!(
        tried.text.contains("the record is not there yet") && tried.text.contains("Piet &#60;b&#62;"),
        "{}",
        tried.text
    );
    house.resolver.says("_recepis.demo.test", &record);
    for (wrong, told) in [
        ("organisation=&function=x&until=2027-06-01", "organisation&#39;s name"),
        ("organisation=x&function=x&until=2029-06-01", "at most 366 days ahead"),
        ("organisation=x&function=x&sender=nobody&until=2027-06-01", "not an e-mail address"),
    ] {
        let tried = house.post(PAGE, &cookie, &form(&token(&page, "id=\"until\""), wrong)).await;
        assert_eq!(tried.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(tried.text.contains(told), "{told}: {}", tried.text);
    }
    let right = form(&token(&page, "id=\"until\""), right);
    assert_eq!(house.post(PAGE, "", &right).await.header("location"), "/mine?lang=nl", "without the cookie");
    let done = house.post(PAGE, &cookie, &right).await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/mine/standing?lang=en#holds"));
    assert_eq!(house.post(PAGE, &cookie, &right).await.status, StatusCode::CONFLICT, "a form works once");
    house.settle().await;
    assert!(house.get("/mine?lang=en", &cookie).await.text.contains("You said that messages are accepted beforehand"));
    assert!(house.get("/mine/own/1", &cookie).await.text.contains("InstructionGiven"));

    let (delivery, link) = house.handed_in_as(&MESSAGE.replace("Huur", "Tuin")).await;
    assert_eq!(house.events(delivery).await.last(), Some(&Event::ContentConsignment));
    let listed = house.get("/mine?lang=en", &cookie).await;
    assert!(listed.text.contains("It was accepted by your standing instruction."), "{}", listed.text);
    let closed = house.get(&format!("{link}?lang=en"), "").await;
    assert!(closed.text.contains("accepted by standing instruction, not by a person"), "{}", closed.text);
    let theirs = house.proven(&link).await;
    let read = house.get(&format!("/r/{delivery}/result?lang=en"), &theirs).await;
    assert!(read.text.contains("by standing instruction of") && read.text.contains("not by a person"), "{}", read.text);

    let page = house.get(&format!("{PAGE}?lang=en"), &cookie).await;
    assert!(page.text.contains("Messages from anyone, until and including") && page.text.contains("Piet &#60;b&#62;"));
    let (_, rest) = page.text.split_once("name=\"instruction\" value=\"").unwrap();
    let digest = rest.split('"').next().unwrap().to_owned();
    let ending = format!("lang=en&what=end&instruction={digest}&token={}", token(&page, "value=\"end\""));
    assert_eq!(house.post(PAGE, &cookie, &ending).await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.post(PAGE, &cookie, &ending).await.status, StatusCode::NOT_FOUND);
    assert!(house.get(&format!("{PAGE}?lang=en"), &cookie).await.text.contains("Nothing is accepted beforehand."));
    assert_eq!(house.post(PAGE, &cookie, "lang=en&what=everything").await.status, StatusCode::BAD_REQUEST);
}
