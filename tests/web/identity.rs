//! The pages on which somebody shows who they are; what a program finds there that fills in every form; and what none of that
//! leaves behind.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};

use super::house::{Answer, House, MESSAGE, TOKEN};
use recepis::erds::event::Event;

const NUMBER: (&str, &str) = ("recepis-telephone", "+31 6 1234 5678");

fn code_in_text(house: &House) -> String {
    let (_, text) = house.texter.taken().pop().expect("a text was sent");
    let digits = |word: &str| word.len() == 4 && word.bytes().all(|octet| octet.is_ascii_digit());
    text.split([' ', '.']).filter(|word| digits(word)).collect()
}

/// Asks for a code for this means, by the notice page.
async fn asked(house: &House, link: &str, means: &str, purpose: &str) -> Answer {
    let notice = house.get(link, "").await;
    let form = format!("lang=nl&for={purpose}&means={means}&token={}", notice.token());
    house.post(&format!("{link}/code"), "", &form).await
}

#[tokio::test]
async fn c6_the_notice_page_offers_each_means_that_suffices_and_never_the_whole_number() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in_with(&[NUMBER]).await;
    let notice = house.get(&link, "").await;
    for means in ["value=\"mail-code\" checked", "value=\"sms-code\"", "eindigend op 78"] {
        assert!(notice.text.contains(means), "{means}: {}", notice.text);
    }
    let page = asked(&house, &link, "sms-code", "choose").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(
        page.text.contains("Code uit de sms") && page.text.contains("Liever met een code per e-mail"),
        "{}",
        page.text
    );
    let form = format!("lang=nl&for=choose&means=sms-code&code={}", code_in_text(&house));
    let done = house.post(&format!("{link}/confirm"), "", &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let cookie = done.cookie().unwrap();
    let choice = house.get(&format!("/r/{delivery}/choose"), &cookie).await;
    assert!(choice.text.contains("het telefoonnummer dat de afzender noemde, eindigend op 78"), "{}", choice.text);
    assert_eq!(house.decided(delivery, &cookie, "accept").await.status, StatusCode::SEE_OTHER);
    let result = house.get(&format!("/r/{delivery}/result"), &cookie).await;
    for shown in [&notice, &page, &choice, &result] {
        assert!(!shown.text.contains("1234"), "{}", shown.text);
    }
    let status = house.api(Method::GET, &format!("/api/v1/deliveries/{delivery}"), "").await;
    assert!(status.text.contains("ending 78") && !status.text.contains("1234 5678"), "{}", status.text);
}

#[tokio::test]
async fn an_access_code_is_asked_for_beside_the_code_and_each_mistake_is_told() {
    let house = House::new().await;
    let headers = [("recepis-assurance", "shared-secret"), ("recepis-access-code", "tulp-kade-42")];
    let (delivery, link) = house.handed_in_with(&headers).await;
    let page = asked(&house, &link, "access-code", "choose").await;
    assert!(page.text.contains("name=\"access\"") && page.text.contains("kent de afzender ook"), "{}", page.text);
    let code = house.mailed_code();
    let typed = async |access: &str| {
        let form = format!("lang=nl&for=choose&means=access-code&code={code}&access={access}");
        house.post(&format!("{link}/confirm"), "", &form).await
    };
    let missing = typed("").await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(missing.text.contains("Vul ook de toegangscode in"), "{}", missing.text);
    let wrong = typed("roos-kade-42").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("Pogingen over vandaag: 4"), "{}", wrong.text);
    let done = typed("Tulp+Kade+42").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let choice = house.get(&format!("/r/{delivery}/choose"), &done.cookie().unwrap()).await;
    assert!(choice.text.contains("Die kent de afzender ook"), "{}", choice.text);
}

#[tokio::test]
async fn s29_a_code_by_mail_opens_no_more_than_not_for_me_where_the_sender_asks_for_a_telephone() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in_with(&[("recepis-assurance", "telephone"), NUMBER]).await;
    let notice = house.get(&link, "").await;
    assert!(!notice.text.contains("value=\"mail-code\"") && notice.text.contains("vraagt om meer"), "{}", notice.text);
    // Whatever the form says, choosing takes a text message, and "not for me" a mail.
    asked(&house, &link, "mail-code", "choose").await;
    assert_eq!(house.texter.taken().len(), 1);
    asked(&house, &link, "sms-code", "not-for-me").await;
    assert_eq!(house.texter.taken().len(), 1);
    let form = format!("lang=nl&for=not-for-me&code={}", house.mailed_code());
    let mailbox = house.post(&format!("{link}/confirm"), "", &form).await.cookie().unwrap();
    let choice = house.get(&format!("/r/{delivery}/choose"), &mailbox).await;
    assert!(choice.text.contains("value=\"not-for-me\""), "{}", choice.text);
    assert!(!choice.text.contains("value=\"accept\"") && !choice.text.contains("opgezegd"), "{}", choice.text);
    for answer in ["accept", "refuse"] {
        let refused = house.decided(delivery, &mailbox, answer).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{answer}");
        assert!(refused.text.contains("vraagt de afzender meer"), "{}", refused.text);
    }
    asked(&house, &link, "sms-code", "choose").await;
    let form = format!("lang=nl&for=choose&code={}", code_in_text(&house));
    let cookie = house.post(&format!("{link}/confirm"), "", &form).await.cookie().unwrap();
    assert_eq!(house.decided(delivery, &cookie, "accept").await.status, StatusCode::SEE_OTHER);
    house.settle().await;
    for page in ["result", "part/0", "message.eml", "bundle", "report", "evidence/3"] {
        let (theirs, ours) = (
            house.get(&format!("/r/{delivery}/{page}"), &mailbox).await,
            house.get(&format!("/r/{delivery}/{page}"), &cookie).await,
        );
        assert_eq!((theirs.status, ours.status), (StatusCode::FORBIDDEN, StatusCode::OK), "{page}");
        assert!(!theirs.text.contains("huur"), "{page}");
    }
}

#[tokio::test]
async fn options_are_said_once_and_secrets_stand_in_no_address() {
    let house = House::new().await;
    let to = "/api/v1/submissions?from=jan@sender.test&to=piet@demo.test";
    for (path, headers, status, says) in [
        (format!("{to}&telephone=%2B31612345678"), vec![], 400, "not in its address"),
        (format!("{to}&access_code=tulpkade42"), vec![], 400, "not in its address"),
        (format!("{to}&assurance=mailbox"), vec![("recepis-assurance", "mailbox")], 400, "say it once"),
        (format!("{to}&assurance=moon"), vec![], 422, "write mailbox, shared-secret, telephone, low"),
        (to.to_owned(), vec![("recepis-telephone", "0612345678")], 422, "begin with +"),
    ] {
        let mut request = Request::post(&path).header("authorization", format!("Bearer {TOKEN}"));
        request = request.header("content-type", "message/rfc822");
        for (name, value) in &headers {
            request = request.header(*name, *value);
        }
        let answer = house.ask(request.body(Body::from(MESSAGE)).unwrap()).await;
        assert_eq!(answer.status.as_u16(), status, "{path}: {}", answer.text);
        assert!(answer.text.contains(says), "{path}: {}", answer.text);
        assert!(!answer.text.contains("612345678") && !answer.text.contains("tulp"), "{}", answer.text);
    }
}

/// Where a form leads, and its fields with the values that stand there; what is to be typed is "12345678".
pub(crate) fn forms(page: &str) -> Vec<(String, String)> {
    let value = |tag: &str, name: &str| {
        let at = tag.find(&format!("{name}=\""))? + name.len() + 2;
        tag[at..].split('"').next().map(str::to_owned)
    };
    let mut found = Vec::new();
    for form in page.split("<form ").skip(1) {
        let form = form.split("</form>").next().unwrap();
        let action = value(form, "action").unwrap();
        let fields = |tags: &str| {
            let tags = form.split('<').filter(|tag| tag.starts_with(tags));
            let named = tags.filter_map(|tag| {
                let given = value(tag, "value").unwrap_or_else(|| "12345678".to_owned());
                Some(format!("{}={given}", value(tag, "name")?))
            });
            named.collect::<Vec<String>>()
        };
        let typed = fields("input ").join("&");
        let buttons = fields("button ");
        found.push((action.clone(), typed.clone()));
        found.extend(buttons.into_iter().map(|button| (action.clone(), format!("{typed}&{button}"))));
    }
    found
}

#[tokio::test]
async fn c2_s6_a_scanner_that_submits_every_form_without_the_second_factor_records_nothing_for_the_sender() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in_with(&[NUMBER]).await;
    let view = async || house.api(Method::GET, &format!("/api/v1/deliveries/{delivery}"), "").await.text;
    let before = (view().await, house.events(delivery).await);
    let mut todo = forms(&house.get(&link, "").await.text);
    assert!(todo.len() >= 3, "{todo:?}");
    let mut sent = 0;
    while let Some((action, form)) = todo.pop() {
        // As a program does that follows what it finds: with a fresh page for each form, cookies kept, and then without.
        let fresh = house.get(&link, "").await.token();
        let form = form.split('&').map(|field| match field.split_once('=') {
            Some(("token", _)) => format!("token={fresh}"),
            _ => field.to_owned(),
        });
        let form = form.collect::<Vec<_>>().join("&");
        let answer = house.post(&action, "", &form).await;
        assert_eq!(answer.cookie(), None, "{action} {form}: a session without the second factor");
        assert_ne!(answer.status, StatusCode::SEE_OTHER, "{action} {form}");
        sent += 1;
        if sent < 30 {
            todo.extend(forms(&answer.text).into_iter().filter(|(action, _)| action.starts_with("/r/")));
        }
        let foreign = Request::post(&action).header("content-type", "application/x-www-form-urlencoded");
        let foreign = foreign.header("sec-fetch-site", "cross-site").body(Body::from(form)).unwrap();
        assert_eq!(house.ask(foreign).await.status, StatusCode::FORBIDDEN);
    }
    for page in ["choose", "decide", "result", "answers", "bundle", "report", "message.eml", "evidence/1"] {
        for method in [Method::GET, Method::HEAD, Method::OPTIONS, Method::POST] {
            let request = Request::builder().method(&method).uri(format!("/r/{delivery}/{page}"));
            let request = request.header("sec-fetch-site", "same-origin").header("sec-purpose", "prefetch");
            let form = Body::from("answer=accept&capacity=own&lang=nl&token=x");
            let request = request.header("content-type", "application/x-www-form-urlencoded").body(form).unwrap();
            let answer = house.ask(request).await;
            assert!(!answer.status.is_success() && answer.cookie().is_none(), "{method} {page}: {}", answer.status);
        }
    }
    house.settle().await;
    assert_eq!((view().await, house.events(delivery).await), before, "nothing is recorded for the sender");
    assert!(!before.1.contains(&Event::ConsignmentAcceptance));
}

#[tokio::test]
async fn l10_c9_visits_codes_and_wrong_codes_leave_the_senders_view_as_it_was_and_tell_it_no_secret() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in_with(&[NUMBER]).await;
    let views = async || {
        let mut all = house.api(Method::GET, &format!("/api/v1/deliveries/{delivery}"), "").await.text;
        all.push_str(&house.api(Method::GET, "/api/v1/submissions", "").await.text);
        all
    };
    let before = views().await;
    for _ in 0..50 {
        house.get(&link, "").await;
    }
    for means in ["mail-code", "sms-code", "mail-code"] {
        asked(&house, &link, means, "choose").await;
        house.post(&format!("{link}/confirm"), "", "lang=nl&code=00000000").await;
    }
    let code = house.mailed_code();
    let token = link.rsplit('-').next().unwrap();
    let cookie = house.proven(&link).await;
    house.get(&format!("/r/{delivery}/choose"), &cookie).await;
    house.settle().await;
    let after = views().await;
    assert_eq!(after, before, "no information of opening, by default and by no setting");
    let to_sender = house.outbox.last("jan@sender.test", "").unwrap_or_default();
    for secret in [token, code.as_str(), cookie.as_str(), "12345678", "5678"] {
        assert!(!after.contains(secret) && !to_sender.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn l15_no_address_of_a_network_and_no_program_of_a_visitor_is_kept() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in_with(&[NUMBER]).await;
    let as_somebody = |request: axum::http::request::Builder| {
        request
            .header("x-forwarded-for", "203.0.113.77")
            .header("forwarded", "for=203.0.113.77")
            .header("user-agent", "visitor-xyzzy")
            .header("accept-language", "tlh-plugh")
            .header("referer", "http://mail.example/inbox-plover")
    };
    let post = async |path: String, cookie: &str, form: String| {
        let request = as_somebody(Request::post(path)).header("content-type", "application/x-www-form-urlencoded");
        let request = request.header("sec-fetch-site", "same-origin").header("cookie", cookie);
        house.ask(request.body(Body::from(form)).unwrap()).await
    };
    let get = async |path: String, cookie: &str| {
        house.ask(as_somebody(Request::get(path)).header("cookie", cookie).body(Body::empty()).unwrap()).await
    };
    let notice = get(link.clone(), "").await;
    post(format!("{link}/code"), "", format!("lang=nl&means=sms-code&for=choose&token={}", notice.token())).await;
    let done = post(format!("{link}/confirm"), "", format!("lang=nl&code={}", code_in_text(&house))).await;
    let cookie = done.cookie().unwrap();
    let choice = get(format!("/r/{delivery}/choose"), &cookie).await;
    let form = format!("lang=nl&capacity=own&answer=accept&token={}", choice.token());
    assert_eq!(post(format!("/r/{delivery}/decide"), &cookie, form).await.status, StatusCode::SEE_OTHER);
    assert_eq!(get(format!("/r/{delivery}/result"), &cookie).await.status, StatusCode::OK);
    house.settle().await;
    let bundle = house.get(&format!("/r/{delivery}/bundle"), &cookie).await;
    assert_eq!(bundle.status, StatusCode::OK);
    for (path, octets) in house.on_disk().into_iter().chain([("the bundle".to_owned(), bundle.text.into_bytes())]) {
        for trace in ["203.0.113", "visitor-xyzzy", "tlh-plugh", "inbox-plover"] {
            assert!(!octets.windows(trace.len()).any(|part| part == trace.as_bytes()), "{trace} in {path}");
        }
    }
}
