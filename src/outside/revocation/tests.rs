//! Authorities that misbehave in every way: none of their answers is kept, what was kept before stands, and each has a name.

use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::Notify;

use super::fake::{Answer, FakeSource};
use super::fetched::{Fetched, Places};
use super::remote::Remote;
use super::{Failure, Question, Source};
use crate::erds::moment::Moment;
use crate::seal::testing::{self, Key, Pki, days, now};
use crate::seal::x509::{OcspStatus, Refusal};

const HOUR: Duration = Duration::from_hours(1);

fn places(list: bool) -> Places {
    let url = |address: &str| Some(Url::parse(address).unwrap());
    Places { responder: url("http://ocsp.example/"), list: if list { url("http://crl.example/") } else { None } }
}

/// One authority whose time-stamping certificate is in use.
fn fetched<F: Fn(&Question) -> Answer + Send + Sync + 'static>(
    pki: &Pki,
    list: bool,
    answer: F,
) -> (Fetched, Arc<FakeSource<F>>) {
    let source = Arc::new(FakeSource::new(answer));
    let fetched =
        Fetched::new("tsa-example".to_owned(), places(list), Arc::clone(&source) as _, Arc::<Notify>::default());
    fetched.meet(&pki.tsa, &[], std::slice::from_ref(&pki.root));
    (fetched, source)
}

/// What the authority itself says of the time-stamping certificate, from then on for a day.
fn response(pki: &Pki, status: OcspStatus, from: Moment) -> Vec<u8> {
    let about = (&pki.tsa, &pki.root);
    testing::ocsp(about, status, (&pki.root, &pki.root_key), (from, from.plus(days(1)))).der().to_vec()
}

#[tokio::test]
async fn an_answer_is_asked_once_until_half_of_its_time_is_over() {
    let pki = Pki::new();
    let good = response(&pki, OcspStatus::Good, now());
    let (fetched, source) = fetched(&pki, true, move |_| Ok(good.clone()));
    assert_eq!(fetched.standing().until, None);
    fetched.renew(now()).await;
    fetched.renew(now().plus(HOUR * 11)).await;
    assert!(matches!(source.asked().as_slice(), [Question::Ocsp { .. }]));
    assert_eq!(fetched.held().1.len(), 1);
    assert_eq!(fetched.standing().until, Some(now().plus(days(1))));
    fetched.renew(now().plus(HOUR * 13)).await;
    assert_eq!(source.asked().len(), 1);
}

#[tokio::test]
async fn where_the_responder_is_away_the_list_tells() {
    let pki = Pki::new();
    let list = testing::crl(&pki.root, &pki.root_key, now(), now().plus(days(7)), &[]).der().to_vec();
    let (fetched, source) = fetched(&pki, true, move |question| match question {
        Question::Ocsp { .. } => Err(Failure::NotReachable("away".to_owned())),
        Question::List { .. } => Ok(list.clone()),
    });
    fetched.renew(now()).await;
    assert_eq!(source.asked().len(), 2);
    let (lists, responses) = fetched.held();
    assert_eq!((lists.len(), responses.len(), fetched.standing().failing), (1, 0, 0));
}

#[tokio::test]
async fn what_tells_nothing_is_not_kept_and_what_was_kept_stands() {
    let pki = Pki::new();
    let stranger = (&pki.seal, &Key::new(2));
    let whole_day = (now(), now().plus(days(1)));
    let about = (&pki.tsa, &pki.root);
    let bad: Vec<(&str, Answer)> = vec![
        ("not reachable", Err(Failure::NotReachable("away".to_owned()))),
        ("malformed", Ok(b"hello".to_vec())),
        ("malformed", Ok(vec![0x30; 70_000])),
        ("refused", Ok(Refusal::TryLater.to_der())),
        (
            "other certificate",
            Ok(testing::ocsp((&pki.seal, &pki.root), OcspStatus::Good, (&pki.root, &pki.root_key), whole_day)
                .der()
                .to_vec()),
        ),
        ("not believed", Ok(testing::ocsp(about, OcspStatus::Good, stranger, whole_day).der().to_vec())),
        ("not believed", Ok(response(&pki, OcspStatus::Unknown, now()))),
        ("out of date", Ok(response(&pki, OcspStatus::Good, now().minus(days(3))))),
        ("out of date", Ok(response(&pki, OcspStatus::Good, now().plus(days(3))))),
    ];
    for (name, answer) in bad {
        let first = response(&pki, OcspStatus::Good, now().minus(HOUR * 13));
        let turns = std::sync::Mutex::new(vec![answer, Ok(first)]);
        let (fetched, _) = fetched(&pki, false, move |_| {
            let mut turns = turns.lock().unwrap();
            turns.pop().unwrap_or(Err(Failure::Status(500)))
        });
        fetched.renew(now().minus(HOUR * 12)).await;
        assert_eq!(fetched.held().1.len(), 1, "{name}");
        let before = fetched.held();
        fetched.renew(now()).await;
        assert_eq!(fetched.held(), before, "{name}");
        assert_eq!((fetched.standing().failing, fetched.reasons()), (1, vec![name]));
    }
}

#[tokio::test]
async fn a_revocation_is_kept_and_an_older_answer_does_not_undo_it() {
    let pki = Pki::new();
    let since = now().minus(HOUR);
    let revoked = response(&pki, OcspStatus::Revoked { since, reason: None }, now());
    let older = response(&pki, OcspStatus::Good, now().minus(HOUR));
    let turns = std::sync::Mutex::new(vec![older, revoked.clone()]);
    let (fetched, _) = fetched(&pki, false, move |_| Ok(turns.lock().unwrap().pop().unwrap()));
    fetched.renew(now()).await;
    fetched.renew(now().plus(HOUR * 13)).await;
    assert_eq!(fetched.held().1[0].der(), revoked);
    assert_eq!(fetched.reasons(), ["out of date"]);
}

#[tokio::test]
async fn a_certificate_is_asked_after_once_and_a_root_never() {
    let pki = Pki::new();
    let (fetched, source) = fetched(&pki, false, |_| Err(Failure::Status(404)));
    for _ in 0..3 {
        fetched.meet(&pki.tsa, &[], std::slice::from_ref(&pki.root));
        fetched.meet(&pki.root, &[], std::slice::from_ref(&pki.root));
    }
    fetched.renew(now()).await;
    assert_eq!((source.asked().len(), fetched.standing().watched), (1, 1));
}

/// Answers every request with these octets behind a head, and then as told.
async fn server(head: &'static str, body: Vec<u8>, goes_on: bool) -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let mut piece = [0; 4096];
            let _ = socket.read(&mut piece).await;
            let _ = socket.write_all(head.as_bytes()).await;
            let _ = socket.write_all(&body).await;
            while goes_on && socket.write_all(&[0x30; 4096]).await.is_ok() {}
            if head.is_empty() {
                tokio::time::sleep(Duration::from_secs(30)).await;
            }
        }
    });
    url
}

#[tokio::test]
async fn huge_hanging_and_redirected_answers_are_failures() {
    let remote = Remote::new(Duration::from_millis(400)).unwrap();
    let ask = |url: Url| async {
        let questions = [Question::Ocsp { url: url.clone(), request: vec![1] }, Question::List { url }];
        let [ocsp, list] = questions;
        (remote.ask(&ocsp).await, remote.ask(&list).await)
    };
    let fine =
        server("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\n", b"abc".to_vec(), false).await;
    assert!(matches!(ask(fine).await, (Ok(a), Ok(b)) if a == b"abc" && b == b"abc"));
    let endless = server("HTTP/1.1 200 OK\r\nContent-Length: 90000000\r\n\r\n", Vec::new(), true).await;
    assert!(matches!(ask(endless).await, (Err(Failure::TooLarge(65_536)), Err(Failure::TooLarge(1_048_576)))));
    let hanging = server("", Vec::new(), false).await;
    assert!(matches!(ask(hanging).await, (Err(Failure::TooSlow(_)), Err(Failure::TooSlow(_)))));
    let moved = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    assert!(matches!(
        ask(server(moved, Vec::new(), false).await).await,
        (Err(Failure::Status(302)), Err(Failure::Status(302)))
    ));
}
