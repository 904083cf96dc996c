//! The world outside on loopback: a mail server and a name server that work until a test says otherwise, and the real mailer on
//! its way to them.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use recepis::outside::clock::FakeClock;
use recepis::outside::entropy::SystemEntropy;
use recepis::outside::mailer::{Mode, Relay, RelayTls, Settings, SmtpMailer};
use recepis::outside::resolver::NameServers;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream, UdpSocket};

/// What a mail server says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// It takes mail.
    Takes,
    /// Each time something else that is no SMTP, at another point.
    Garbage,
    /// It takes mail and hangs up before it says so.
    HangsUp,
    /// It says nothing at all.
    Silent,
}

/// A mail server on loopback.
#[derive(Clone)]
pub(crate) struct MailServer {
    pub(crate) address: SocketAddr,
    inner: Arc<Inner>,
}

struct Inner {
    manner: Mutex<Manner>,
    connections: AtomicUsize,
    /// What it holds: the addressee and the message, also where it never said so.
    holds: Mutex<Vec<(String, String)>>,
}

impl MailServer {
    pub(crate) async fn new() -> Self {
        Self::at((Ipv4Addr::LOCALHOST, 0).into()).await
    }

    pub(crate) async fn at(address: SocketAddr) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let inner =
            Inner { manner: Mutex::new(Manner::Takes), connections: AtomicUsize::new(0), holds: Mutex::default() };
        let server = Self { address: listener.local_addr().unwrap(), inner: Arc::new(inner) };
        let door = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let door = door.clone();
                // Whoever hangs up on it does it no harm.
                tokio::spawn(async move { drop(door.talk(stream).await) });
            }
        });
        server
    }

    pub(crate) fn behaves(&self, manner: Manner) {
        *self.inner.manner.lock().unwrap() = manner;
    }

    /// What it holds for an addressee.
    pub(crate) fn holds(&self, addressee: &str) -> Vec<String> {
        let holds = self.inner.holds.lock().unwrap();
        holds.iter().filter(|(to, _)| to == addressee).map(|(_, message)| message.clone()).collect()
    }

    async fn talk(&self, stream: TcpStream) -> std::io::Result<()> {
        let count = self.inner.connections.fetch_add(1, Ordering::SeqCst);
        let now = || {
            let manner = *self.inner.manner.lock().unwrap();
            (manner, (manner == Manner::Garbage).then_some(count % 5))
        };
        let (manner, garbage) = now();
        let mut stream = BufReader::new(stream);
        if manner == Manner::Silent {
            return std::future::pending().await;
        }
        if garbage == Some(0) {
            return stream.get_mut().write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n").await;
        }
        if garbage == Some(1) {
            return stream.get_mut().write_all(&[0x16; 9_000]).await;
        }
        stream.get_mut().write_all(b"220 mx ESMTP\r\n").await?;
        let (mut to, mut message) = (String::new(), None::<String>);
        let mut line = Vec::new();
        loop {
            line.clear();
            if stream.read_until(b'\n', &mut line).await? == 0 {
                return Ok(());
            }
            let said = String::from_utf8_lossy(&line).into_owned();
            // A connection may be used again, and by then the server behaves otherwise: one that talks garbage knows nobody.
            let (manner, garbage) = now();
            if garbage.is_some_and(|kind| kind < 2) && message.is_none() {
                return stream.get_mut().write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
            }
            if manner == Manner::Silent {
                return std::future::pending().await;
            }
            if let Some(held) = &mut message {
                if said != ".\r\n" {
                    held.push_str(said.strip_prefix("..").map_or(&said, |_| &said[1..]));
                    continue;
                }
                let held = message.take().unwrap();
                self.inner.holds.lock().unwrap().push((to.clone(), held));
                if manner == Manner::HangsUp {
                    return Ok(());
                }
            }
            let reply: &[u8] = match (said.split([' ', ':', '\r']).next().unwrap(), garbage) {
                ("EHLO" | "HELO", Some(2)) => b"yes?\r\n",
                ("DATA", Some(3)) => b"250 what is that\r\n",
                (".", Some(4)) => b"\xff\xfe\x00 no reply at all\r\n",
                ("EHLO", _) => b"250-mx\r\n250 DSN\r\n",
                ("RCPT", _) => {
                    to = said.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    b"250 2.1.5 ok\r\n"
                }
                ("DATA", _) => {
                    message = Some(String::new());
                    b"354 go\r\n"
                }
                ("QUIT", _) => b"221 bye\r\n",
                _ => b"250 2.0.0 ok\r\n",
            };
            stream.get_mut().write_all(reply).await?;
        }
    }

    /// The real mailer, through this server as a relay.
    pub(crate) fn as_relay(&self, clock: &Arc<FakeClock>) -> Arc<SmtpMailer> {
        let (host, port) = (self.address.ip().to_string(), self.address.port());
        mailer(Mode::Relay(Relay { host, port, tls: RelayTls::Offered, login: None }), NameServers::System, port, clock)
    }

    /// The real mailer, to this server, as a name server says.
    pub(crate) fn by_name(&self, names: &NameServer, clock: &Arc<FakeClock>) -> Arc<SmtpMailer> {
        mailer(Mode::Mx, NameServers::These(vec![names.address]), self.address.port(), clock)
    }
}

fn mailer(mode: Mode, name_servers: NameServers, port: u16, clock: &Arc<FakeClock>) -> Arc<SmtpMailer> {
    let plain = Settings::demo("recepis.test");
    let settings = Settings { mode, name_servers, port, private_networks: true, dnssec: false, ..plain };
    let _ = rustls::crypto::ring::default_provider().install_default();
    Arc::new(SmtpMailer::new(&settings, None, clock.clone(), Arc::new(SystemEntropy::new())).unwrap())
}

/// A name server on loopback: every domain's mail server is itself, at 127.0.0.1, or at 127.0.0.2 where its name says `quick`.
#[derive(Clone)]
pub(crate) struct NameServer {
    address: SocketAddr,
    fails: Arc<AtomicBool>,
}

impl NameServer {
    pub(crate) async fn new() -> Self {
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let server = Self { address: socket.local_addr().unwrap(), fails: Arc::default() };
        let fails = Arc::clone(&server.fails);
        tokio::spawn(async move {
            let mut query = [0; 1_500];
            while let Ok((length, from)) = socket.recv_from(&mut query).await {
                let answer = answer(&query[..length], fails.load(Ordering::SeqCst));
                socket.send_to(&answer, from).await.unwrap();
            }
        });
        server
    }

    /// It answers everything with SERVFAIL, or goes on.
    pub(crate) fn fails(&self, fails: bool) {
        self.fails.store(fails, Ordering::SeqCst);
    }
}

/// The answer to a query of one question [RFC 1035 §4.1].
fn answer(query: &[u8], fails: bool) -> Vec<u8> {
    let labels: usize = query[12..].iter().position(|octet| *octet == 0).unwrap() + 1;
    let question = &query[12..12 + labels + 4];
    let kind = u16::from_be_bytes([question[labels], question[labels + 1]]);
    // MX: preference 10, the name of the question; A: 127.0.0.1.
    let data: Option<&[u8]> = match kind {
        _ if fails => None,
        15 => Some(&[0, 10, 0xc0, 12]),
        1 if question.windows(5).any(|part| part == b"quick") => Some(&[127, 0, 0, 2]),
        1 => Some(&[127, 0, 0, 1]),
        _ => None,
    };
    let code = if fails { 2 } else { 0 };
    let mut octets =
        [&query[..2], &[0x81, 0x80 | code, 0, 1, 0, u8::from(data.is_some()), 0, 0, 0, 0], question].concat();
    if let Some(data) = data {
        octets.extend([0xc0, 12]);
        octets.extend(kind.to_be_bytes());
        octets.extend([0, 1, 0, 0, 0, 60, 0, u8::try_from(data.len()).unwrap()]);
        octets.extend(data);
    }
    octets
}
