//! Authorities that misbehave in every way, over real HTTP: none of their answers becomes a token, each has a name, and the
//! next authority is asked.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::anchors::{self, Anchors};
use super::panel::Panel;
use super::remote::{Address, AddressError, Failure, Remote, client, policy, url};
use super::{Error, Tsa as _};
use crate::erds::moment::Moment;
use crate::outside::clock::{Clock as _, FakeClock};
use crate::outside::entropy::SystemEntropy;
use crate::seal::testing::{self, Key, P256, Pki, days, now};
use crate::seal::tsp;
use crate::seal::x509::{Certificate, Issuer, PathError, Profile};

const POLICY: &str = "1.3.6.1.4.1.99999.1";
const LIMIT: Duration = Duration::from_millis(400);
const IMPRINT: [u8; 32] = [0x42; 32];

/// How an authority behaves.
#[derive(Clone)]
enum Way {
    Right,
    Slow,
    WrongNonce,
    NoNonce,
    WrongImprint,
    WrongPolicy,
    Expired,
    GrantedWithMods,
    Truncated,
    BrokenOff,
    Off(i64),
    Rejects,
    Status(u16),
    OtherType,
    Endless,
    Stranger,
    NotForStamps,
    Garbage,
}

/// An authority, where it listens, and how often it was asked.
struct Server {
    url: String,
    asked: Arc<AtomicUsize>,
}

impl Server {
    async fn new(way: Way, clock: &Arc<FakeClock>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/tsa", listener.local_addr().unwrap());
        let asked = Arc::new(AtomicUsize::new(0));
        let (count, clock) = (Arc::clone(&asked), Arc::clone(clock));
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                count.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(socket, way.clone(), Arc::clone(&clock)));
            }
        });
        Self { url, asked }
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

async fn serve(mut socket: TcpStream, way: Way, clock: Arc<FakeClock>) {
    let mut octets = Vec::new();
    let body = loop {
        let mut piece = [0; 4096];
        let read = socket.read(&mut piece).await.unwrap_or(0);
        if read == 0 {
            return;
        }
        octets.extend_from_slice(&piece[..read]);
        let text = String::from_utf8_lossy(&octets).to_ascii_lowercase();
        let Some(end) = octets.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
        assert!(text.starts_with("post /tsa http/1.1"), "{text}");
        assert!(text.contains("content-type: application/timestamp-query\r\n"), "{text}");
        let length =
            text.split("content-length: ").nth(1).unwrap().split("\r\n").next().unwrap().parse::<usize>().unwrap();
        if octets.len() >= end + 4 + length {
            break octets[end + 4..end + 4 + length].to_vec();
        }
    };
    let request = tsp::parse_request(&body).unwrap();
    assert!(request.with_certificate, "the token must hold the certificate");
    let (status, kind) = match way {
        Way::Status(status) => (status, "text/html"),
        Way::OtherType => (200, "application/octet-stream"),
        _ => (200, "application/timestamp-reply"),
    };
    if matches!(way, Way::Slow) {
        tokio::time::sleep(Duration::from_secs(30)).await;
    }
    let reply = reply(&way, &request, clock.now());
    let length = if matches!(way, Way::Endless) { 10_000_000 } else { reply.len() };
    let head = format!(
        "HTTP/1.1 {status} Said\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nLocation: http://127.0.0.1:9/\r\nConnection: close\r\n\r\n"
    );
    let _ = socket.write_all(head.as_bytes()).await;
    let sent = if matches!(way, Way::BrokenOff) { &reply[..reply.len() / 2] } else { &reply[..] };
    let _ = socket.write_all(sent).await;
    if matches!(way, Way::Endless) {
        while socket.write_all(&[0x30; 4096]).await.is_ok() {}
    }
    let _ = socket.shutdown().await;
}

fn reply(way: &Way, request: &tsp::Request, now: Moment) -> Vec<u8> {
    let pki = Pki::new();
    let (mut signer, mut key) = (pki.tsa.clone(), Key::new(3));
    if let Way::Expired = way {
        let spki = key.spki();
        let request = testing::request(Profile::TimeStamping, "Test TSA", &spki, 3);
        let old = crate::seal::x509::Request { not_after: now.minus(days(1)), ..request };
        signer = testing::issue(&old, Issuer::Authority(&pki.root), &pki.root_key);
    }
    if let Way::Stranger = way {
        (key, signer) = stranger();
    }
    if let Way::NotForStamps = way {
        (key, signer) = (Key::new(2), pki.seal.clone());
    }
    let other = |octets: &[u8]| octets.iter().map(|octet| octet ^ 0x11).collect::<Vec<u8>>();
    let nonce = request.nonce.clone().unwrap();
    let nonce = match way {
        Way::WrongNonce => Some(other(&nonce)),
        Way::NoNonce => None,
        _ => Some(nonce),
    };
    let off = if let Way::Off(seconds) = way { *seconds } else { 0 };
    let issue = tsp::Issue {
        imprint: if let Way::WrongImprint = way { [9; 32].into() } else { request.imprint.clone() },
        policy: if let Way::WrongPolicy = way { "1.3.6.1.4.1.99999.2" } else { POLICY },
        serial: &[7; 8],
        time: Moment::from_micros(now.micros() + off * 1_000_000),
        accuracy: Some(Duration::from_millis(500)),
        nonce: nonce.as_deref(),
        with_certificate: true,
    };
    let prepared = tsp::prepare(&issue, &signer, P256).unwrap();
    let signature = key.sign(&prepared.to_sign);
    let mut reply = tsp::granted(&prepared.assemble(&signature).unwrap()).unwrap();
    match way {
        // PKIStatus: INTEGER 0 becomes 1, grantedWithMods.
        Way::GrantedWithMods => {
            let at = reply.windows(3).position(|window| window == [2, 1, 0]).unwrap();
            reply[at + 2] = 1;
        }
        Way::Truncated => reply.truncate(reply.len() - 40),
        Way::Garbage => reply = b"<html>Welcome to the hotel's network</html>".to_vec(),
        Way::Rejects => reply = tsp::rejected(tsp::Failure::TimeNotAvailable, "no clock today").unwrap(),
        _ => {}
    }
    reply
}

/// An authority that nobody told us to trust, under the same names.
fn stranger() -> (Key, Certificate) {
    let (root_key, key) = (Key::new(8), Key::new(9));
    let root_spki = root_key.spki();
    let root = testing::request(Profile::Root, "Test Root", &root_spki, 1);
    let root = testing::issue(&root, Issuer::Itself, &root_key);
    let spki = key.spki();
    let request = testing::request(Profile::TimeStamping, "Test TSA", &spki, 3);
    (Key::new(9), testing::issue(&request, Issuer::Authority(&root), &root_key))
}

/// A trust file with the test root, and its revocation list where asked.
fn trust(pems: &[String]) -> Arc<Anchors> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    for pem in pems {
        file.write_all(pem.as_bytes()).unwrap();
    }
    Arc::new(Anchors::open(file.path()).unwrap())
}

fn remote(server: &Server, anchors: &Arc<Anchors>, clock: &Arc<FakeClock>) -> Remote {
    let address =
        Address { url: url(&server.url).unwrap(), policy: Some(POLICY.to_owned()), anchors: Arc::clone(anchors) };
    let http = client([&address]).unwrap();
    Remote::new(address, http, LIMIT, clock.clone(), Arc::new(SystemEntropy::new()))
}

fn ready() -> (Arc<FakeClock>, Arc<Anchors>) {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let pki = Pki::new();
    (Arc::new(FakeClock::at(now())), trust(&[pki.root.to_pem(), pki.crl.to_pem()]))
}

/// What one authority's answer comes to, and that the next is asked after it failed.
async fn fails(way: Way) -> Failure {
    let (clock, anchors) = ready();
    let bad = Server::new(way, &clock).await;
    let good = Server::new(Way::Right, &clock).await;
    let failure = remote(&bad, &anchors, &clock).stamp(&IMPRINT.into()).await.unwrap_err();
    let panel =
        Panel::new(vec![remote(&bad, &anchors, &clock), remote(&good, &anchors, &clock)], Arc::clone(&clock) as _);
    let token = panel.stamp(IMPRINT.into()).await.unwrap();
    assert!(tsp::check(&token, IMPRINT).is_ok());
    assert_eq!(good.asked(), 1, "the next authority is asked");
    failure
}

#[tokio::test]
async fn an_authority_that_answers_rightly_gives_a_token() {
    let (clock, anchors) = ready();
    for way in [Way::Right, Way::GrantedWithMods] {
        let server = Server::new(way, &clock).await;
        let token = remote(&server, &anchors, &clock).stamp(&IMPRINT.into()).await.unwrap();
        let facts = tsp::check(&token, IMPRINT).unwrap();
        assert_eq!((facts.time, facts.policy.as_str()), (now(), POLICY));
    }
}

#[tokio::test]
async fn every_wrong_answer_has_its_name_and_the_next_authority_is_asked() {
    let ways = [
        (Way::WrongNonce, "nonce"),
        (Way::NoNonce, "nonce"),
        (Way::WrongImprint, "imprint"),
        (Way::WrongPolicy, "policy"),
        (Way::Expired, "certificate expired"),
        (Way::Truncated, "malformed"),
        (Way::Garbage, "malformed"),
        (Way::BrokenOff, "not reachable"),
        (Way::Rejects, "refused"),
        (Way::Status(503), "HTTP status"),
        (Way::Status(302), "HTTP status"),
        (Way::OtherType, "media type"),
        (Way::Endless, "too large"),
        (Way::Stranger, "certificate path"),
        (Way::NotForStamps, "certificate usage"),
        (Way::Off(3600), "clock"),
        (Way::Off(-3600), "clock"),
        (Way::Slow, "too slow"),
    ];
    for (way, name) in ways {
        assert_eq!(fails(way).await.name(), name);
    }
}

#[tokio::test]
async fn an_authority_that_is_down_is_not_reachable() {
    let (clock, anchors) = ready();
    let gone = Server { url: "http://127.0.0.1:9/tsa".to_owned(), asked: Arc::default() };
    let failure = remote(&gone, &anchors, &clock).stamp(&IMPRINT.into()).await.unwrap_err();
    assert_eq!(failure.name(), "not reachable");
}

#[tokio::test]
async fn a_slow_authority_costs_its_time_limit_once_and_is_asked_again_after_its_rest() {
    let (clock, anchors) = ready();
    let slow = Server::new(Way::Slow, &clock).await;
    let good = Server::new(Way::Right, &clock).await;
    let panel =
        Panel::new(vec![remote(&slow, &anchors, &clock), remote(&good, &anchors, &clock)], Arc::clone(&clock) as _);
    panel.stamp(IMPRINT.into()).await.unwrap();
    assert_eq!(slow.asked(), 1);
    #[expect(clippy::disallowed_methods, reason = "how long it really takes is what is tested")]
    let begun = Instant::now();
    for _ in 0..20 {
        panel.stamp(IMPRINT.into()).await.unwrap();
    }
    assert!(begun.elapsed() < LIMIT * 10, "twenty more stamps took {:?}", begun.elapsed());
    assert_eq!((slow.asked(), good.asked()), (1, 21));
    clock.forward(Duration::from_secs(6));
    panel.stamp(IMPRINT.into()).await.unwrap();
    assert_eq!(slow.asked(), 2, "after its rest it is tried again");
    clock.forward(Duration::from_secs(6));
    panel.stamp(IMPRINT.into()).await.unwrap();
    assert_eq!(slow.asked(), 2, "its second rest is longer");
}

#[tokio::test]
async fn when_all_are_down_each_is_named_with_its_reason() {
    let (clock, anchors) = ready();
    let (one, two) = (Server::new(Way::Status(500), &clock).await, Server::new(Way::Rejects, &clock).await);
    let panel =
        Panel::new(vec![remote(&one, &anchors, &clock), remote(&two, &anchors, &clock)], Arc::clone(&clock) as _);
    for _ in 0..2 {
        let Err(Error::Unavailable(why)) = panel.stamp(IMPRINT.into()).await else { panic!("there is no token") };
        assert!(why.contains("HTTP status 500") && why.contains("no clock today"), "{why}");
    }
    assert_eq!((one.asked(), two.asked()), (1, 1), "while they rest nobody is asked");
}

#[tokio::test]
async fn a_certificate_whose_revocation_is_not_known_is_taken_and_a_revoked_one_is_not() {
    let (clock, _) = ready();
    let pki = Pki::new();
    let server = Server::new(Way::Right, &clock).await;
    let unknown = trust(&[pki.root.to_pem()]);
    remote(&server, &unknown, &clock).stamp(&IMPRINT.into()).await.unwrap();
    let serial = pki.tsa.serial().to_vec();
    let since = now().minus(days(1));
    let revoked = [crate::seal::x509::Revocation { serial, since, reason: Some(1) }];
    let list = testing::crl(&pki.root, &pki.root_key, since, now().plus(days(6)), &revoked);
    let revoked = trust(&[pki.root.to_pem(), list.to_pem()]);
    let failure = remote(&server, &revoked, &clock).stamp(&IMPRINT.into()).await.unwrap_err();
    assert!(matches!(failure, Failure::Certificate(PathError::Revoked { .. })), "{failure}");
}

#[test]
fn addresses_and_policies_that_cannot_be_used_are_refused() {
    assert_eq!(url("tsa.example"), Err(AddressError::NotAUrl("tsa.example".to_owned())));
    assert_eq!(url("ftp://tsa.example/"), Err(AddressError::Protocol("ftp://tsa.example/".to_owned())));
    assert_eq!(url("https://me:secret@tsa.example/"), Err(AddressError::Password));
    assert!(url("https://tsa.example:8443/tsr").is_ok());
    assert!(policy("1.2.3.4").is_ok());
    assert!(policy("baseline").is_err());
}

#[test]
fn a_trust_file_is_read_whole_or_refused() {
    let pki = Pki::new();
    let papers = trust(&[pki.tsa.to_pem(), pki.root.to_pem(), pki.crl.to_pem(), pki.crl.to_pem()]).papers();
    assert_eq!(
        (papers.anchors, papers.between, papers.lists.len()),
        (vec![pki.root.clone()], vec![pki.tsa.clone()], 2)
    );
    let anchors = trust(&[pki.root.to_pem(), pki.crl.to_pem()]);
    assert!(anchors.tells_at(now()) && !anchors.tells_at(now().plus(days(7))));
    let papers = trust(&[pki.tsa.to_pem()]).papers();
    assert_eq!(papers.anchors, vec![pki.tsa.clone()], "where none is self-signed, what stands there is trusted");
    let open = |text: &str| {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        Anchors::open(file.path())
    };
    assert!(matches!(open("hello"), Err(anchors::Error::Empty(_))));
    assert!(matches!(open("-----BEGIN CERTIFICATE-----\nAAAA\n"), Err(anchors::Error::Paper { .. })));
    assert!(matches!(open(&pki.tsa.to_pem().repeat(11)), Err(anchors::Error::TooMuch(_))));
    assert!(matches!(Anchors::open(std::path::Path::new("/nonexistent")), Err(anchors::Error::File { .. })));
}
