//! A hundred people who decide at once, over TLS: how long each page of the way takes, from the first octet of the request to the last
//! of the answer, by a client on the same machine. Each person has a connection and a network of their own, and asks for the next page
//! as soon as they have one. The worker runs beside them and seals, logs and packs, as in service. TLS is ended in front of the site by
//! rustls in this process, as a proxy does.
//!
//! Prints p50, p90, p99 and the most of each page, and asserts that no p99 is over the limit. Measure in release, on two cores:
//! `taskset -c 0,1 cargo bench --bench pages [-- FOLDER [ROUNDS]]`; the folder should lie on a disk.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a benchmark talks to whoever runs it"
)]
#![expect(clippy::disallowed_methods, reason = "a benchmark measures time")]

#[path = "../tests/common/rooms.rs"]
#[expect(dead_code, reason = "told to several programs")]
mod rooms;

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use recepis::erds::delivery::Offer;
use recepis::erds::id::DeliveryId;
use recepis::erds::party::Method;
use recepis::flow::account::{self, Login};
use recepis::flow::{Service, submit};
use recepis::outside::clock::SystemClock;
use recepis::outside::mailer::{Envelope, FakeMailer, Mailer, Sent};
use recepis::smtp::tls;
use recepis::store::Account;
use recepis::web::{self, Site};
use recepis::worker;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Barrier, watch};
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, ServerConfig};
use tokio_rustls::{TlsAcceptor, TlsConnector};

const PEOPLE: usize = 100;
const ROUNDS: usize = 10;
/// The most that the slowest page but one in a hundred may take.
const LIMIT: Duration = Duration::from_millis(300);
const SENDER: &str = "jan@sender.test";
/// The pages in the order in which one meets them, after the connection and its handshake.
const PAGES: [&str; 7] = ["handshake", "notice", "ask a code", "type the code", "choice", "decide", "message"];

#[tokio::main]
async fn main() {
    let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
    let folder = match words.next() {
        Some(parent) => tempfile::tempdir_in(parent).unwrap(),
        None => tempfile::tempdir().unwrap(),
    };
    let rounds = words.next().map_or(ROUNDS, |count| count.parse().unwrap());
    let _ = tokio_rustls::rustls::crypto::ring::default_provider().install_default();
    let house = House::open(folder.path()).await;
    let (stop, stopped) = watch::channel(false);
    let working = tokio::spawn(worker::run(Arc::clone(&house.service), stopped));
    let mut took: BTreeMap<usize, Vec<Duration>> = BTreeMap::new();
    for round in 0..rounds {
        for (page, each) in house.round(round).await.into_iter().flatten() {
            took.entry(page).or_default().push(each);
        }
    }
    stop.send(true).unwrap();
    working.await.unwrap();
    println!("{PEOPLE} people at once over TLS, {rounds} rounds: milliseconds");
    let mut slow = Vec::new();
    for (page, mut each) in took {
        each.sort();
        let at = |share: usize| each[(each.len() * share / 100).min(each.len() - 1)];
        let [half, many, most, last] = [50, 90, 99, 100].map(|share| at(share).as_secs_f64() * 1_000.0);
        println!("  {:<14} p50 {half:7.1}   p90 {many:7.1}   p99 {most:7.1}   max {last:7.1}", PAGES[page]);
        if at(99) > LIMIT {
            slow.push(PAGES[page]);
        }
    }
    assert!(slow.is_empty(), "over {LIMIT:?}: {}", slow.join(", "));
}

/// The codes of the mails that were sent, by addressee; the mails themselves are let go.
struct Codes {
    mailer: FakeMailer,
    codes: Mutex<BTreeMap<String, String>>,
}

impl Mailer for Codes {
    fn send<'a>(
        &'a self,
        envelope: &'a Envelope,
        message: &'a [u8],
    ) -> Pin<Box<dyn Future<Output = Sent> + Send + 'a>> {
        if envelope.envelope_id.as_deref().is_some_and(|id| id.starts_with("code.")) {
            let code = rooms::code_in(&rooms::as_text(message));
            self.codes.lock().unwrap().insert(envelope.to.to_string(), code);
        }
        self.mailer.send(envelope, b"")
    }
}

/// A service behind TLS.
struct House {
    service: Arc<Service>,
    account: Account,
    codes: Arc<Codes>,
    connector: TlsConnector,
    port: u16,
}

impl House {
    async fn open(folder: &std::path::Path) -> Self {
        let clock = Arc::new(SystemClock::new());
        let codes = Arc::new(Codes { mailer: FakeMailer::new(clock.clone()), codes: Mutex::default() });
        let rooms = rooms::open(folder, &clock, codes.clone()).await;
        let service = rooms.service;
        let login = Login {
            name: "jan".to_owned(),
            password: "secret".to_owned(),
            token: "a-token-of-many-random-bits-0123456789".to_owned(),
            may_send_as: vec![SENDER.to_owned()],
            ..Login::default()
        };
        account::make(&service, login).await.unwrap();
        let account = account::by_password(&service, "jan", "secret").await.unwrap();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let pages = listener.local_addr().unwrap().port();
        let site = Site::new(Arc::clone(&service), None);
        tokio::spawn(web::serve(listener, site, std::future::pending()));
        let holder = rooms.authority.tls();
        let chain = vec![holder.certificate.der().to_vec(), rooms.authority.root().der().to_vec()];
        let front = tls::config(chain, std::fs::read(&holder.key_file).unwrap()).unwrap();
        let port = end_tls(front, pages).await;
        let mut trusted = RootCertStore::empty();
        trusted.add(CertificateDer::from(rooms.authority.root().der().to_vec())).unwrap();
        let client = ClientConfig::builder().with_root_certificates(trusted).with_no_client_auth();
        Self { service, account, codes, connector: TlsConnector::from(Arc::new(client)), port }
    }

    /// Hands a message in for everybody, waits until all were told, and lets all of them go the whole way at once: each page and
    /// how long it took, for each person.
    async fn round(&self, round: usize) -> Vec<Vec<(usize, Duration)>> {
        let to: Vec<String> = (0..PEOPLE).map(|person| format!("tenant{round}.{person}@demo.test")).collect();
        let deliveries = self.hand_in(round, &to).await;
        let mut people = Vec::new();
        for id in deliveries {
            let seen = loop {
                let seen = self.service.store.delivery(&id).await.unwrap().unwrap();
                if matches!(seen.delivery.offer(), Offer::Offered { .. }) {
                    break seen;
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            };
            let link = format!("/r/{}", self.service.store.link(&seen));
            people.push((id, link, seen.record.addressee.to_string()));
        }
        let barrier = Arc::new(Barrier::new(people.len()));
        let mut going = Vec::new();
        for (number, (id, link, address)) in people.into_iter().enumerate() {
            let (barrier, codes) = (Arc::clone(&barrier), Arc::clone(&self.codes));
            let (connector, port) = (self.connector.clone(), self.port);
            going.push(tokio::spawn(async move {
                barrier.wait().await;
                let person = Person::connect(&connector, port, number).await;
                person.decides(id, &link, &address, &codes).await
            }));
        }
        let mut took = Vec::new();
        for person in going {
            took.push(person.await.unwrap());
        }
        took
    }

    async fn hand_in(&self, round: usize, to: &[String]) -> Vec<DeliveryId> {
        let to = to.iter().map(|to| to.parse().unwrap()).collect();
        let envelope = submit::Envelope { from: SENDER.parse().unwrap(), to, size: None };
        let mut intake = submit::begin(&self.service, &self.account, envelope, Method::Password).unwrap();
        let message = format!(
            "From: {SENDER}\r\nTo: undisclosed-recipients:;\r\nSubject: Rent\r\nMessage-ID: <{round}@sender.test>\r\n\
             Date: Tue, 24 Nov 2026 10:14:00 +0100\r\n\r\nThe rent rises.\r\n"
        );
        intake.write(message.as_bytes()).await.unwrap();
        intake.finish().await.unwrap().deliveries
    }
}

/// Ends TLS and hands on what is inside to the pages' port; its own port.
async fn end_tls(config: Arc<ServerConfig>, pages: u16) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let acceptor = TlsAcceptor::from(config);
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                socket.set_nodelay(true).unwrap();
                let mut outside = acceptor.accept(socket).await.unwrap();
                let mut inside = TcpStream::connect(("127.0.0.1", pages)).await.unwrap();
                inside.set_nodelay(true).unwrap();
                let _ = tokio::io::copy_bidirectional(&mut outside, &mut inside).await;
            });
        }
    });
    port
}

/// Somebody with a connection.
struct Person {
    stream: TlsStream<TcpStream>,
    network: String,
    took: Vec<(usize, Duration)>,
}

impl Person {
    async fn connect(connector: &TlsConnector, port: u16, number: usize) -> Self {
        let begun = Instant::now();
        let socket = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        socket.set_nodelay(true).unwrap();
        let stream = connector.connect(ServerName::try_from("localhost").unwrap(), socket).await.unwrap();
        // What a proxy on this machine says counts: limits are per network.
        Self { stream, network: format!("10.0.{number}.1"), took: vec![(0, begun.elapsed())] }
    }

    async fn decides(mut self, id: DeliveryId, link: &str, address: &str, codes: &Codes) -> Vec<(usize, Duration)> {
        let notice = self.page(1, "GET", link, "", "").await;
        let form = format!("lang=en&for=choose&token={}", token(&notice));
        self.page(2, "POST", &format!("{link}/code"), "", &form).await;
        let code = codes.codes.lock().unwrap().remove(address).expect("a code was mailed");
        let proven = self.page(3, "POST", &format!("{link}/confirm"), "", &format!("lang=en&code={code}")).await;
        let cookie = proven.split("set-cookie: ").nth(1).and_then(|rest| rest.split(';').next()).expect(&proven);
        let choice = self.page(4, "GET", &format!("/r/{id}/choose?lang=en"), cookie, "").await;
        let form = format!("lang=en&capacity=own&answer=accept&token={}", token(&choice));
        self.page(5, "POST", &format!("/r/{id}/decide"), cookie, &form).await;
        let message = self.page(6, "GET", &format!("/r/{id}/result?lang=en"), cookie, "").await;
        assert!(message.contains("The rent rises."), "{message}");
        self.took
    }

    /// Asks for a page and notes how long it took, to its last octet.
    async fn page(&mut self, number: usize, method: &str, path: &str, cookie: &str, form: &str) -> String {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nX-Forwarded-For: {}\r\n\
             Cookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            self.network,
            form.len()
        );
        let begun = Instant::now();
        self.stream.write_all(request.as_bytes()).await.unwrap();
        self.stream.flush().await.unwrap();
        let answer = self.answer().await;
        self.took.push((number, begun.elapsed()));
        let status = answer.get(9..12).unwrap_or_default();
        assert!(["200", "303"].contains(&status), "{method} {}: {answer}", PAGES[number]);
        answer
    }

    /// One answer, its header's names in small letters as the server writes them.
    async fn answer(&mut self) -> String {
        let mut octets = Vec::with_capacity(16 * 1024);
        loop {
            let text = String::from_utf8_lossy(&octets);
            if let Some((head, body)) = text.split_once("\r\n\r\n") {
                let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
                let length: usize = length.map_or(0, |length| length.trim().parse().unwrap());
                if octets.len() >= head.len() + 4 + length {
                    return format!("{head}\r\n\r\n{body}");
                }
            }
            let read = self.stream.read_buf(&mut octets).await.unwrap();
            assert!(read > 0, "the connection ended: {}", String::from_utf8_lossy(&octets));
        }
    }
}

/// The page's one-use token.
fn token(page: &str) -> String {
    let rest = page.split("name=\"token\" value=\"").nth(1).expect(page);
    rest.split('"').next().unwrap().to_owned()
}
