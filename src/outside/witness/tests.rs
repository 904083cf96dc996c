//! Witnesses that answer anything, over real HTTP: each answer is understood as the specification says, or has a name.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::remote::{Remote, UrlError, address, client};
use super::*;
use crate::tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use crate::tlog::testing::Key;
use crate::tlog::witness::ANSWER;

const LIMIT: Duration = Duration::from_millis(400);
const LINE: &str = "— w.test AAAAAAE=\n";

fn request() -> AddCheckpoint {
    let checkpoint = Checkpoint::new("log.test", 0, crate::tlog::merkle::empty_root()).unwrap();
    let line = Key::of_log("log.test", 1)[0].line(&checkpoint, 1);
    AddCheckpoint { old: 0, proof: Vec::new(), checkpoint: SignedCheckpoint::new(checkpoint, vec![line]).unwrap() }
}

fn remote(url: &reqwest::Url) -> Remote {
    // A second installation finds the first.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Remote::new(url.clone(), Vec::new(), client([url]).unwrap(), LIMIT)
}

/// Asks somebody who answers with these octets once the whole request is there, and what they got.
async fn asked(answer: Vec<u8>) -> (Result<Answer, Failure>, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = address(&format!("http://{}/w1/", listener.local_addr().unwrap())).unwrap();
    let serving = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let (mut got, end) = (Vec::new(), request().to_string());
        while !String::from_utf8_lossy(&got).ends_with(&end) {
            let mut piece = [0; 4096];
            let count = socket.read(&mut piece).await.unwrap();
            got.extend_from_slice(&piece[..count]);
        }
        // Whoever has read enough closes.
        let _ = socket.write_all(&answer).await;
        let _ = socket.read(&mut [0; 1]).await;
        String::from_utf8(got).unwrap()
    });
    let witness = remote(&url);
    let answered = witness.add(&request()).await;
    drop(witness);
    (answered, serving.await.unwrap())
}

fn http(status: &str, media_type: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\n\r\n{body}").into_bytes()
}

#[tokio::test]
async fn every_answer_is_understood_as_the_specification_says() {
    let size = "text/x.tlog.size";
    for (answer, understood) in [
        (http("409 Conflict", size, "17\n"), Answer::OtherSize(17)),
        (http("409 Conflict", "Text/X.tlog.size; charset=utf-8", "17\n"), Answer::OtherSize(17)),
        (http("409 Conflict", "text/plain", "17\n"), Answer::OtherRoot),
        (http("409 Conflict", size, "017\n"), Answer::OtherRoot),
        (http("409 Conflict", size, "99999999999999999999\n"), Answer::OtherRoot),
        (http("403 Forbidden", "text/plain", "no"), Answer::Refused(403)),
        (http("404 Not Found", "text/plain", "no"), Answer::Refused(404)),
        (http("422 Unprocessable", "text/plain", "no"), Answer::Refused(422)),
        (http("429 Slow down", "text/plain", "no"), Answer::Refused(429)),
        (http("503 Away", "text/plain", "no"), Answer::Refused(503)),
        (http("204 Nothing", "text/plain", ""), Answer::Refused(204)),
        (
            b"HTTP/1.1 302 Go\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n".to_vec(),
            Answer::Refused(302),
        ),
    ] {
        let shown = String::from_utf8_lossy(&answer).into_owned();
        assert_eq!(asked(answer).await.0, Ok(understood), "{shown}");
    }
    let (answered, sent) = asked(http("200 OK", "text/plain", LINE)).await;
    assert!(matches!(answered, Ok(Answer::Cosigned(lines)) if lines.len() == 1));
    assert!(sent.starts_with("POST /w1/add-checkpoint HTTP/1.1\r\n"), "{sent}");
    assert!(sent.ends_with(&format!("\r\n\r\n{}", request())), "{sent}");
}

#[tokio::test]
async fn what_is_no_answer_has_a_name_and_is_bounded() {
    let named = async |answer: Vec<u8>| asked(answer).await.0.unwrap_err().name();
    assert_eq!(named(http("200 OK", "text/plain", "")).await, "malformed");
    assert_eq!(named(http("200 OK", "text/plain", "yes\n")).await, "malformed");
    assert_eq!(named(http("200 OK", "text/plain", &LINE.repeat(65))).await, "malformed");
    assert_eq!(named(http("200 OK", "text/plain", &"a".repeat(ANSWER + 1))).await, "too large");
    assert_eq!(named(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()).await, "too slow", "an answer without end");
    assert_eq!(named(b"HTTP/1.1 200 OK\r\nContent-Len".to_vec()).await, "too slow", "half a head");
    assert_eq!(named(b"SSH-2.0-x\r\n".to_vec()).await, "not reachable");
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let url = address(&format!("http://{nobody}")).unwrap();
    let witness = remote(&url);
    assert_eq!(witness.add(&request()).await.unwrap_err().name(), "not reachable");
}

#[test]
fn an_address_is_a_prefix_and_nothing_more() {
    let path = |prefix: &str| address(prefix).unwrap().to_string();
    assert_eq!(path("https://w.example"), "https://w.example/add-checkpoint");
    assert_eq!(path("https://w.example/a/b/"), "https://w.example/a/b/add-checkpoint");
    for wrong in ["w.example", "", "http://", "mailto:w@example"] {
        assert!(address(wrong).is_err(), "{wrong}");
    }
    for wrong in ["http://me@w.example", "http://:secret@w.example/", "http://w.example/?a", "http://w.example/#a"] {
        assert_eq!(address(wrong), Err(UrlError::More), "{wrong}");
    }
}
