//! The server over real sockets: TLS, limits, shutdown.

use std::sync::Mutex;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::*;
use crate::erds::address::Address;
use crate::erds::moment::Moment;
use crate::outside::signer::{FileKey, Signer as _};
use crate::seal::x509::{self, Issuer, Profile, Request, Subject};
use crate::smtp::{Envelope, smuggling, tls};

type Taken = Arc<Mutex<Vec<Vec<u8>>>>;

#[derive(Clone, Default)]
struct Keeper {
    known: Vec<u8>,
    message: Vec<u8>,
    taken: Taken,
}

impl Door for Keeper {
    async fn authenticate(&mut self, _: &str, password: &str) -> Result<(), Reply> {
        if password == "geheim" { Ok(()) } else { Err(Reply::new(535, "5.7.8", "wrong")) }
    }

    async fn certificate(&mut self, der: &[u8]) -> bool {
        *der == self.known
    }

    async fn sender(&mut self, _: Option<&Address>) -> Result<(), Reply> {
        Ok(())
    }

    async fn recipient(&mut self, _: &Address) -> Result<(), Reply> {
        Ok(())
    }

    async fn begin(&mut self, _: &Envelope) -> Result<(), Reply> {
        self.message.clear();
        Ok(())
    }

    async fn chunk(&mut self, octets: &[u8]) {
        self.message.extend_from_slice(octets);
    }

    async fn finish(&mut self) -> Result<String, Reply> {
        self.taken.lock().unwrap().push(std::mem::take(&mut self.message));
        Ok("taken".into())
    }

    async fn abort(&mut self) {
        self.message.clear();
    }
}

struct Running {
    port: u16,
    taken: Taken,
    stop: watch::Sender<bool>,
    serving: tokio::task::JoinHandle<()>,
    connector: TlsConnector,
    /// One that shows the certificate which the door knows, and one that shows another.
    holders: [TlsConnector; 2],
}

/// A certificate, and its private key in PKCS#8.
fn self_signed(name: &str) -> (CertificateDer<'static>, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tls.key");
    let key = FileKey::open_or_make(&path).unwrap();
    let request = Request {
        profile: Profile::Tls { names: vec![name.into()], addresses: Vec::new() },
        subject: Subject { common_name: name.into(), organisation: None, country: None },
        spki: key.public_key(),
        serial: &[1; 16],
        not_before: Moment::from_seconds(1_577_836_800),
        not_after: Moment::from_seconds(4_102_444_800),
        public_url: None,
    };
    let prepared = x509::prepare(&request, Issuer::Itself, key.algorithm()).unwrap();
    let signature = key.sign(&prepared.to_sign).unwrap();
    let certificate = prepared.assemble(&signature).unwrap().der().to_vec();
    (CertificateDer::from(certificate), std::fs::read(&path).unwrap())
}

async fn running(implicit_tls: bool, limits: Limits) -> Running {
    let (certificate, key) = self_signed("localhost");
    let tls = tls::config(vec![certificate.to_vec()], key).unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(certificate).unwrap();
    let client = || {
        ClientConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots.clone())
    };
    let (known, key) = self_signed("mail.verhuur.example");
    let holder = |certificate: CertificateDer<'static>, key: Vec<u8>| {
        let key = PrivatePkcs8KeyDer::from(key).into();
        TlsConnector::from(Arc::new(client().with_client_auth_cert(vec![certificate], key).unwrap()))
    };
    let (other, other_key) = self_signed("mail.verhuur.example");
    let holders = [holder(known.clone(), key), holder(other, other_key)];
    let client = client().with_no_client_auth();
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (stop, shutdown) = watch::channel(false);
    let keeper = Keeper { known: known.to_vec(), ..Keeper::default() };
    let taken = Arc::clone(&keeper.taken);
    let rules = Rules { host: "mx".into(), limit: 1 << 20, addressees: 100, authenticate: true, starttls: true };
    let server = Server::new(rules, limits, Some(tls), move || keeper.clone(), shutdown);
    let serving = tokio::spawn(server.serve(listener, implicit_tls));
    Running { port, taken, stop, serving, connector: TlsConnector::from(Arc::new(client)), holders }
}

impl Running {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(("127.0.0.1", self.port)).await.unwrap()
    }

    async fn encrypt(&self, stream: TcpStream) -> BufReader<tokio_rustls::client::TlsStream<TcpStream>> {
        self.encrypt_as(&self.connector, stream).await
    }

    async fn encrypt_as(
        &self,
        connector: &TlsConnector,
        stream: TcpStream,
    ) -> BufReader<tokio_rustls::client::TlsStream<TcpStream>> {
        let name = ServerName::try_from("localhost").unwrap();
        BufReader::new(connector.connect(name, stream).await.unwrap())
    }
}

/// Sends a line and gives back the last line of the reply; an empty line only reads.
async fn say<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut BufReader<S>, line: &str) -> String {
    if !line.is_empty() {
        stream.get_mut().write_all(format!("{line}\r\n").as_bytes()).await.unwrap();
    }
    loop {
        let mut reply = String::new();
        stream.read_line(&mut reply).await.unwrap();
        if reply.as_bytes().get(3) != Some(&b'-') {
            return reply;
        }
    }
}

const RIGHT: &str = "AUTH PLAIN AGVscwBnZWhlaW0=";
const WRONG: &str = "AUTH PLAIN AGVscwBmb3V0";

#[tokio::test]
async fn a_message_over_starttls_arrives_octet_by_octet() {
    let server = running(false, Limits::default()).await;
    let mut plain = BufReader::new(server.connect().await);
    assert!(say(&mut plain, "").await.starts_with("220 mx"));
    say(&mut plain, "EHLO c").await;
    assert!(say(&mut plain, "MAIL FROM:<els@verhuur.example>").await.starts_with("530"));
    assert!(say(&mut plain, "STARTTLS").await.starts_with("220"));
    let mut stream = server.encrypt(plain.into_inner()).await;
    say(&mut stream, "EHLO c").await;
    assert!(say(&mut stream, RIGHT).await.starts_with("235"));
    assert!(
        say(&mut stream, "MAIL FROM:<els@verhuur.example>\r\nRCPT TO:<piet@post.example>\r\nDATA")
            .await
            .starts_with("250")
    );
    assert!(say(&mut stream, "").await.starts_with("250"));
    assert!(say(&mut stream, "").await.starts_with("354"));
    let message = "Een regel van de brief, met é.\r\n".repeat(20_000);
    assert!(say(&mut stream, &format!("{message}.")).await.starts_with("250 2.0.0 taken"));
    assert!(server.taken.lock().unwrap().as_slice() == [message.into_bytes()]);
    assert!(say(&mut stream, "QUIT").await.starts_with("221"));
}

#[tokio::test]
async fn whoever_shows_a_certificate_that_the_door_knows_needs_no_password() {
    for implicit_tls in [false, true] {
        let server = running(implicit_tls, Limits::default()).await;
        let [known, other] = &server.holders;
        for (holder, reply) in [(known, "250 "), (other, "530 "), (&server.connector, "530 ")] {
            let mut stream = server.connect().await;
            if !implicit_tls {
                let mut plain = BufReader::new(stream);
                say(&mut plain, "").await;
                say(&mut plain, "EHLO c").await;
                assert!(say(&mut plain, "STARTTLS").await.starts_with("220"));
                stream = plain.into_inner();
            }
            let mut stream = server.encrypt_as(holder, stream).await;
            if implicit_tls {
                say(&mut stream, "").await;
            }
            say(&mut stream, "EHLO c").await;
            let said = say(&mut stream, "MAIL FROM:<els@verhuur.example>").await;
            assert!(said.starts_with(reply), "{said}");
        }
    }
}

#[tokio::test]
async fn s_f11_no_sequence_makes_two_messages_over_the_wire() {
    let server = running(true, Limits::default()).await;
    let mut stream = server.encrypt(server.connect().await).await;
    say(&mut stream, "").await;
    say(&mut stream, "EHLO c").await;
    say(&mut stream, RIGHT).await;
    for sequence in smuggling::sequences() {
        say(&mut stream, "MAIL FROM:<els@verhuur.example>").await;
        say(&mut stream, "RCPT TO:<piet@post.example>").await;
        assert!(say(&mut stream, "DATA").await.starts_with("354"));
        stream.get_mut().write_all(&smuggling::smuggled(&sequence.octets)).await.unwrap();
        assert!(say(&mut stream, "").await.starts_with(sequence.here), "{:?}", sequence.octets);
        assert!(say(&mut stream, "NOOP").await.starts_with("250 2.0.0"), "{:?}: one reply", sequence.octets);
    }
    assert!(server.taken.lock().unwrap().is_empty());
}

#[tokio::test]
async fn wrong_passwords_stop_the_network_they_come_from_for_a_while() {
    let server = running(true, Limits { wrong_passwords: 2, ..Limits::default() }).await;
    let mut stream = server.encrypt(server.connect().await).await;
    assert!(say(&mut stream, "").await.starts_with("220"));
    say(&mut stream, "EHLO c").await;
    assert!(say(&mut stream, WRONG).await.starts_with("535"));
    assert!(say(&mut stream, WRONG).await.starts_with("535"));
    let mut other = server.encrypt(server.connect().await).await;
    say(&mut other, "").await;
    say(&mut other, "EHLO c").await;
    assert!(say(&mut other, RIGHT).await.starts_with("454 4.7.0"));
}

#[tokio::test]
async fn a_network_with_too_many_connections_is_told_to_wait() {
    let server = running(false, Limits { per_network: 1, ..Limits::default() }).await;
    let mut one = BufReader::new(server.connect().await);
    say(&mut one, "").await;
    let mut two = BufReader::new(server.connect().await);
    assert!(say(&mut two, "").await.starts_with("421 4.7.0"));
    assert!(say(&mut one, "NOOP").await.starts_with("250"));
}

#[tokio::test]
async fn a_shutdown_lets_the_transaction_under_way_end() {
    let server = running(true, Limits::default()).await;
    let mut stream = server.encrypt(server.connect().await).await;
    say(&mut stream, "").await;
    say(&mut stream, "EHLO c").await;
    say(&mut stream, RIGHT).await;
    say(&mut stream, "MAIL FROM:<els@verhuur.example>").await;
    server.stop.send(true).unwrap();
    say(&mut stream, "RCPT TO:<piet@post.example>").await;
    assert!(say(&mut stream, "DATA").await.starts_with("354"));
    assert!(say(&mut stream, "x\r\n.").await.starts_with("250"));
    assert!(say(&mut stream, "").await.starts_with("421 4.3.2"));
    server.serving.await.unwrap();
    assert_eq!(server.taken.lock().unwrap().len(), 1);
}
