//! Other domains' mail servers: real sockets on loopback, names from a fake, certificates from an authority of the test.

use std::net::Ipv4Addr;
use std::sync::Mutex;

use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{RootCertStore, ServerConfig};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::super::limits::Limits;
use super::super::route::Direct;
use super::super::smtp::Others;
use super::super::sts::Sts;
use super::super::tls::Handshakes;
use super::super::wire::Stream;
use super::*;
use crate::outside::authority::{Authority, Names};
use crate::outside::resolver::{Dnssec, FakeResolver, Kind};

/// What a server says.
#[derive(Clone)]
pub(super) struct Script {
    pub(super) greeting: &'static str,
    pub(super) offers: &'static str,
    pub(super) rcpt: &'static str,
    pub(super) dot: &'static str,
    pub(super) tls: Option<Arc<ServerConfig>>,
}

impl Default for Script {
    fn default() -> Self {
        Self { greeting: "220 hello", offers: "250-DSN\r\n", rcpt: "250 ok", dot: "250 2.0.0 queued as 7", tls: None }
    }
}

/// Serves one connection after another. An empty reply hangs up.
async fn serve(listener: TcpListener, script: Script) {
    while let Ok((stream, _)) = listener.accept().await {
        let script = script.clone();
        tokio::spawn(async move { talk(Box::new(stream), script, true).await });
    }
}

async fn talk(stream: Box<dyn Stream>, script: Script, begins: bool) {
    let mut stream = BufReader::new(stream);
    let mut starts_tls = false;
    let mut reply = if begins { script.greeting } else { "" }.to_owned();
    let mut data = false;
    loop {
        if !reply.is_empty() && stream.get_mut().write_all(format!("{reply}\r\n").as_bytes()).await.is_err() {
            return;
        }
        stream.get_mut().flush().await.unwrap();
        if starts_tls {
            let acceptor = TlsAcceptor::from(script.tls.clone().unwrap());
            let Ok(stream) = acceptor.accept(stream.into_inner()).await else { return };
            let script = Script { tls: None, ..script };
            return Box::pin(talk(Box::new(stream), script, false)).await;
        }
        let mut line = String::new();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return;
        }
        let verb = line.trim_end().split([' ', ':']).next().unwrap().to_owned();
        let starttls = if script.tls.is_some() { "250-STARTTLS\r\n" } else { "" };
        reply = match verb.as_str() {
            "." if data => {
                data = false;
                if script.dot.is_empty() {
                    return;
                }
                script.dot.to_owned()
            }
            _ if data => String::new(),
            "EHLO" => format!("250-mx\r\n{starttls}{}250 SIZE 1000000", script.offers),
            "STARTTLS" => {
                starts_tls = true;
                "220 go on".to_owned()
            }
            "RCPT" => script.rcpt.to_owned(),
            "DATA" => {
                data = true;
                "354 go".to_owned()
            }
            "QUIT" => "221 bye".to_owned(),
            _ => "250 ok".to_owned(),
        };
    }
}

pub(super) struct World {
    pub(super) dns: Arc<FakeResolver>,
    pub(super) port: u16,
    pub(super) limits: Limits,
    /// Whether addresses of this computer may be connected to.
    pub(super) private: bool,
    listeners: Mutex<Vec<Option<TcpListener>>>,
    pub(super) authority: Authority,
    pub(super) policy: Arc<Told>,
    _folder: tempfile::TempDir,
}

pub(super) struct Told(pub(super) Mutex<Option<String>>);

impl Policies for Told {
    fn fetch<'a>(&'a self, _: &'a str) -> Pin<Box<dyn Future<Output = Result<String, String>> + Send + 'a>> {
        Box::pin(std::future::ready(self.0.lock().unwrap().clone().ok_or_else(|| "404".to_owned())))
    }
}

const NOW: i64 = 1_795_511_640;

impl World {
    /// Two places for mail servers: 127.0.0.1 and 127.0.0.2, on one port.
    pub(super) async fn new() -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let first = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = first.local_addr().unwrap().port();
        let second = TcpListener::bind((Ipv4Addr::new(127, 0, 0, 2), port)).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let names = Names {
            organisation: "Post".into(),
            from: "post@post.example".into(),
            hosts: vec!["mx1.post.example".into()],
            public_url: None,
        };
        let clock = FakeClock::at(Moment::from_seconds(NOW));
        let authority = Authority::open_or_make(folder.path(), &names, &clock, &FakeEntropy::new(3)).unwrap();
        let dns = Arc::new(FakeResolver::new());
        let listeners = Mutex::new(vec![Some(first), Some(second)]);
        let policy = Arc::new(Told(Mutex::new(None)));
        let world =
            Self { dns, port, limits: Limits::USUAL, private: true, listeners, authority, policy, _folder: folder };
        world.named(Dnssec::Insecure);
        world
    }

    pub(super) fn named(&self, dnssec: Dnssec) {
        let mx = ["post.example. 300 IN MX 20 mx2.post.example.", "post.example. 300 IN MX 10 mx1.post.example."];
        self.dns.holds("post.example", Kind::Mx, dnssec, &mx);
        for (host, address) in [("mx1.post.example", "127.0.0.1"), ("mx2.post.example", "127.0.0.2")] {
            self.dns.holds(host, Kind::Address, dnssec, &[&format!("{host}. 60 IN A {address}")]);
        }
    }

    /// A server at the first or second place.
    pub(super) fn server(&self, place: usize, script: Script) {
        tokio::spawn(serve(self.place(place), script));
    }

    /// The place itself, for a server that a test writes.
    pub(super) fn place(&self, place: usize) -> TcpListener {
        self.listeners.lock().unwrap()[place].take().unwrap()
    }

    /// Nobody is at this place.
    pub(super) fn nobody(&self, place: usize) {
        drop(self.listeners.lock().unwrap()[place].take());
    }

    pub(super) fn tls(&self) -> Arc<ServerConfig> {
        let holder = self.authority.tls();
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(std::fs::read(&holder.key_file).unwrap()));
        let chain = [holder.certificate.der(), self.authority.root().der()];
        let chain = chain.map(|der| CertificateDer::from(der.to_vec())).to_vec();
        Arc::new(ServerConfig::builder().with_no_client_auth().with_single_cert(chain, key).unwrap())
    }

    pub(super) async fn send(&self, trusts: bool) -> Sent {
        self.send_to("piet@post.example", trusts).await
    }

    pub(super) async fn send_to(&self, to: &str, trusts: bool) -> Sent {
        self.send_by(&self.mailer(trusts), to).await
    }

    /// A mailer of this world.
    pub(super) fn mailer(&self, trusts: bool) -> SmtpMailer {
        let mut roots = RootCertStore::empty();
        if trusts {
            roots.add(CertificateDer::from(self.authority.root().der().to_vec())).unwrap();
        }
        let direct = Direct {
            resolver: self.dns.clone(),
            sts: Sts::new(self.policy.clone()),
            entropy: Arc::new(FakeEntropy::new(1)),
            port: self.port,
            private_networks: self.private,
        };
        SmtpMailer {
            clock: Arc::new(FakeClock::at(Moment::from_seconds(NOW))),
            hello: "recepis.example".into(),
            demo: None,
            others: Others::Direct(direct),
            handshakes: Handshakes::new(roots).unwrap(),
            turns: Arc::new(super::super::turns::Turns::new(1, 1)),
            limits: self.limits,
            kept: Arc::default(),
        }
    }

    pub(super) async fn send_by(&self, mailer: &SmtpMailer, to: &str) -> Sent {
        let to = to.parse().unwrap();
        let envelope = Envelope { from: None, secret: None, to, envelope_id: Some("a.b@c".into()) };
        mailer.send(&envelope, b"Subject: x\r\n\r\n.hallo\r\n").await
    }
}

pub(super) fn taken(sent: &Sent) -> bool {
    matches!(sent.outcome, Outcome::Taken { .. })
}
