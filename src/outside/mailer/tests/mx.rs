//! The way to other domains' mail servers: real sockets on loopback, names from a fake, certificates from an authority of the
//! test.

use std::net::Ipv4Addr;
use std::sync::Mutex;

use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{RootCertStore, ServerConfig};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

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
struct Script {
    greeting: &'static str,
    offers: &'static str,
    rcpt: &'static str,
    dot: &'static str,
    tls: Option<Arc<ServerConfig>>,
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

struct World {
    dns: Arc<FakeResolver>,
    port: u16,
    listeners: Mutex<Vec<Option<TcpListener>>>,
    authority: Authority,
    policy: Arc<Told>,
    _folder: tempfile::TempDir,
}

struct Told(Mutex<Option<String>>);

impl Policies for Told {
    fn fetch<'a>(&'a self, _: &'a str) -> Pin<Box<dyn Future<Output = Result<String, String>> + Send + 'a>> {
        Box::pin(std::future::ready(self.0.lock().unwrap().clone().ok_or_else(|| "404".to_owned())))
    }
}

const NOW: i64 = 1_795_511_640;

impl World {
    /// Two places for mail servers: 127.0.0.1 and 127.0.0.2, on one port.
    async fn new() -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let first = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = first.local_addr().unwrap().port();
        let second = TcpListener::bind((Ipv4Addr::new(127, 0, 0, 2), port)).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let names = Names {
            organisation: "Post".into(),
            from: "post@post.example".into(),
            hosts: vec!["mx1.post.example".into()],
        };
        let clock = FakeClock::at(Moment::from_seconds(NOW));
        let authority = Authority::open_or_make(folder.path(), &names, &clock, &FakeEntropy::new(3)).unwrap();
        let dns = Arc::new(FakeResolver::new());
        let listeners = Mutex::new(vec![Some(first), Some(second)]);
        let policy = Arc::new(Told(Mutex::new(None)));
        let world = Self { dns, port, listeners, authority, policy, _folder: folder };
        world.named(Dnssec::Insecure);
        world
    }

    fn named(&self, dnssec: Dnssec) {
        let mx = ["post.example. 300 IN MX 20 mx2.post.example.", "post.example. 300 IN MX 10 mx1.post.example."];
        self.dns.holds("post.example", Kind::Mx, dnssec, &mx);
        for (host, address) in [("mx1.post.example", "127.0.0.1"), ("mx2.post.example", "127.0.0.2")] {
            self.dns.holds(host, Kind::Address, dnssec, &[&format!("{host}. 60 IN A {address}")]);
        }
    }

    /// A server at the first or second place.
    fn server(&self, place: usize, script: Script) {
        let listener = self.listeners.lock().unwrap()[place].take().unwrap();
        tokio::spawn(serve(listener, script));
    }

    /// Nobody is at this place.
    fn nobody(&self, place: usize) {
        drop(self.listeners.lock().unwrap()[place].take());
    }

    fn tls(&self) -> Arc<ServerConfig> {
        let holder = self.authority.tls();
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(std::fs::read(&holder.key_file).unwrap()));
        let chain = [holder.certificate.der(), self.authority.root().der()];
        let chain = chain.map(|der| CertificateDer::from(der.to_vec())).to_vec();
        Arc::new(ServerConfig::builder().with_no_client_auth().with_single_cert(chain, key).unwrap())
    }

    async fn send(&self, trusts: bool) -> Sent {
        self.send_to("piet@post.example", trusts).await
    }

    async fn send_to(&self, to: &str, trusts: bool) -> Sent {
        let mut roots = RootCertStore::empty();
        if trusts {
            roots.add(CertificateDer::from(self.authority.root().der().to_vec())).unwrap();
        }
        let direct = Direct {
            resolver: self.dns.clone(),
            sts: Sts::new(self.policy.clone()),
            entropy: Arc::new(FakeEntropy::new(1)),
            port: self.port,
            private_networks: true,
        };
        let mailer = SmtpMailer {
            clock: Arc::new(FakeClock::at(Moment::from_seconds(NOW))),
            hello: "recepis.example".into(),
            demo: None,
            others: Others::Direct(direct),
            handshakes: Handshakes::new(roots).unwrap(),
            turns: Arc::new(super::super::turns::Turns::new(1, 1)),
        };
        let to = to.parse().unwrap();
        let envelope = Envelope { from: None, secret: None, to, envelope_id: Some("a.b@c".into()) };
        mailer.send(&envelope, b"Subject: x\r\n\r\n.hallo\r\n").await
    }
}

fn taken(sent: &Sent) -> bool {
    matches!(sent.outcome, Outcome::Taken { .. })
}

#[tokio::test]
async fn the_first_host_that_the_domain_names_takes_the_message_and_dns_is_kept() {
    let world = World::new().await;
    world.server(0, Script::default());
    let sent = world.send(false).await;
    assert_eq!(sent.outcome, Outcome::Taken { reply: "250 2.0.0 queued as 7".into() }, "{}", sent.dialogue);
    assert_eq!((sent.host.as_deref(), sent.role, &sent.tls), (Some("mx1.post.example"), Role::Mx, &None));
    let dns = sent.dns.unwrap();
    assert_eq!(dns.dnssec, "insecure");
    let lines = ["post.example. 300 IN MX 10 mx1.post.example.", "post.example. 300 IN MX 20 mx2.post.example."];
    assert_eq!(dns.answer.lines().collect::<Vec<_>>(), lines, "the one that was tried first");
    assert!(sent.dialogue.contains("C: MAIL FROM:<> SIZE=22 RET=HDRS ENVID=a.b@c\n"), "{}", sent.dialogue);
    assert!(sent.dialogue.contains("-- connected to mx1.post.example, 127.0.0.1:"), "{}", sent.dialogue);
}

#[tokio::test]
async fn the_next_host_is_asked_where_one_is_not_there_or_says_later_and_a_final_no_is_final() {
    let world = World::new().await;
    world.nobody(0);
    world.server(1, Script::default());
    let sent = world.send(false).await;
    assert!(taken(&sent), "{}", sent.dialogue);
    assert_eq!(sent.host.as_deref(), Some("mx2.post.example"));

    let world = World::new().await;
    world.server(0, Script { rcpt: "450 4.2.0 greylisted", ..Script::default() });
    world.server(1, Script { greeting: "554 go away", ..Script::default() });
    let sent = world.send(false).await;
    let reply = "450 4.2.0 greylisted".to_owned();
    assert_eq!(sent.outcome, Outcome::Refused { reply, permanent: false }, "a hope is left: {}", sent.dialogue);

    let world = World::new().await;
    world.server(0, Script { rcpt: "550-5.1.1 nobody\r\n550 5.1.1 of that name", ..Script::default() });
    world.server(1, Script::default());
    let sent = world.send(false).await;
    let reply = "550-5.1.1 nobody\n550 5.1.1 of that name".to_owned();
    assert_eq!(sent.outcome, Outcome::Refused { reply, permanent: true }, "{}", sent.dialogue);
    assert_eq!(sent.host.as_deref(), Some("mx1.post.example"));
}

#[tokio::test]
async fn c12_a_server_that_hangs_up_behind_the_message_leaves_an_unknown_outcome_and_no_other_is_asked() {
    let world = World::new().await;
    world.server(0, Script { dot: "", ..Script::default() });
    world.server(1, Script::default());
    let sent = world.send(false).await;
    assert!(matches!(sent.outcome, Outcome::Unknown { .. }), "{}", sent.dialogue);
    assert_eq!(sent.host.as_deref(), Some("mx1.post.example"));
    let world = World::new().await;
    world.server(0, Script { dot: "552 5.2.2 mailbox full", ..Script::default() });
    let sent = world.send(false).await;
    let reply = "552 5.2.2 mailbox full".to_owned();
    assert_eq!(sent.outcome, Outcome::Refused { reply, permanent: true }, "{}", sent.dialogue);
    let world = World::new().await;
    world.server(0, Script { dot: "999 what", ..Script::default() });
    assert!(matches!(world.send(false).await.outcome, Outcome::Unknown { .. }), "garbage is no answer");
}

#[tokio::test]
async fn a_domain_without_mail_is_told_at_once_and_dns_that_is_silent_is_asked_again() {
    let world = World::new().await;
    let (dns, hold) = (&world.dns, |name: &str, lines: &[&str]| {
        world.dns.holds(name, Kind::Mx, Dnssec::Secure, lines);
    });
    hold("null.example", &["null.example. 60 IN MX 0 ."]);
    hold("empty.example", &[]);
    for (to, words, answer) in [
        ("a@null.example", "5.1.10", "null.example. 60 IN MX 0 ."),
        ("a@empty.example", "5.1.2", "; no records"),
        ("a@nobody.example", "5.1.2", "; nobody.example. does not exist"),
    ] {
        let sent = world.send_to(to, false).await;
        let Outcome::Impossible { why } = &sent.outcome else { panic!("{to}: {:?}", sent.outcome) };
        assert!(why.contains(words), "{why}");
        assert_eq!((sent.dns.unwrap().answer.as_str(), sent.host), (answer, None));
    }
    for error in
        [crate::outside::resolver::Error::Unavailable("SERVFAIL".into()), crate::outside::resolver::Error::Bogus]
    {
        dns.answers("dead.example", Kind::Mx, Err(error));
        let sent = world.send_to("a@dead.example", false).await;
        assert!(matches!(sent.outcome, Outcome::NotConnected { .. }), "{:?}", sent.outcome);
    }
}

#[tokio::test]
async fn a_domain_with_an_address_only_is_its_own_mail_server_and_idna_names_are_asked_in_ascii() {
    let world = World::new().await;
    world.server(0, Script { offers: "250-8BITMIME\r\n250-SMTPUTF8\r\n250-DSN\r\n", ..Script::default() });
    let name = "xn--bcher-kva.example";
    world.dns.holds(name, Kind::Mx, Dnssec::Insecure, &[]);
    world.dns.holds(name, Kind::Address, Dnssec::Insecure, &[&format!("{name}. 60 IN A 127.0.0.1")]);
    let sent = world.send_to("piet@Bücher.example", false).await;
    assert!(taken(&sent), "{}", sent.dialogue);
    assert_eq!(sent.host.as_deref(), Some(name));
    assert!(sent.dns.unwrap().answer.contains("IN A 127.0.0.1"));
    assert!(sent.dialogue.contains("ORCPT=utf-8;piet@Bücher.example"), "{}", sent.dialogue);
}

#[tokio::test]
async fn of_300_mail_servers_five_are_tried_and_the_evidence_stays_small() {
    let world = World::new().await;
    let lines: Vec<String> = (0..300).map(|n| format!("many.example. 60 IN MX {n} h{n}.many.example.")).collect();
    let answer = crate::outside::resolver::Answer {
        records: lines.iter().map(|line| line.parse().unwrap()).collect(),
        exists: true,
        dnssec: Dnssec::Insecure,
    };
    world.dns.answers("many.example", Kind::Mx, Ok(answer));
    let sent = world.send_to("a@many.example", false).await;
    assert!(matches!(sent.outcome, Outcome::NotConnected { .. }), "{:?}", sent.outcome);
    assert_eq!(sent.dialogue.matches("is passed over").count(), 5, "{}", sent.dialogue);
    let answer = sent.dns.unwrap().answer;
    assert!(answer.contains("MX 4 h4.") && answer.ends_with("; and 268 more"), "{answer}");
}

#[tokio::test]
async fn addresses_of_private_networks_are_not_knocked_at() {
    for address in [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.1",
        "169.254.1.1",
        "100.64.0.1",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "0.0.0.0",
        "224.0.0.1",
    ] {
        assert!(!super::super::route::is_public(address.parse().unwrap()), "{address}");
    }
    for address in ["192.0.2.1", "100.128.0.1", "2001:db8::1", "8.8.8.8"] {
        assert!(super::super::route::is_public(address.parse().unwrap()), "{address}");
    }
}

#[tokio::test]
async fn tls_is_used_where_it_is_offered_and_what_was_achieved_is_kept() {
    let world = World::new().await;
    world.server(0, Script { tls: Some(world.tls()), ..Script::default() });
    let sent = world.send(false).await;
    assert!(taken(&sent), "{}", sent.dialogue);
    let tls = sent.tls.unwrap();
    assert_eq!((tls.policy.as_str(), tls.protocol.as_str(), tls.authenticated), ("opportunistic", "TLSv1.3", false));
    assert_eq!(tls.certificate, Sha256(world.authority.tls().certificate.fingerprint()));
    assert_eq!(tls.name, "mx1.post.example");
    assert!(
        sent.dialogue.contains("S: 220 go on") && sent.dialogue.matches("C: EHLO").count() == 2,
        "{}",
        sent.dialogue
    );
    assert!(world.send(true).await.tls.unwrap().authenticated, "an authority vouches for it");
}

fn tlsa(world: &World, usage: u8, digest: [u8; 32]) {
    let hex = Sha256(digest).to_string();
    let name = format!("_{}._tcp.mx1.post.example", world.port);
    let line = format!("{name}. 60 IN TLSA {usage} 0 1 {hex}");
    world.dns.holds(&name, Kind::Tlsa, Dnssec::Secure, &[&line]);
}

#[tokio::test]
async fn dane_takes_the_certificate_that_dns_names_and_no_other() {
    let world = World::new().await;
    world.named(Dnssec::Secure);
    world.nobody(1);
    world.server(0, Script { tls: Some(world.tls()), ..Script::default() });
    tlsa(&world, 3, world.authority.tls().certificate.fingerprint());
    let sent = world.send(false).await;
    assert!(taken(&sent), "{}", sent.dialogue);
    let tls = sent.tls.unwrap();
    assert_eq!((tls.policy.as_str(), tls.authenticated), ("dane", true));
    let dns = sent.dns.unwrap();
    assert!(dns.dnssec == "secure" && dns.answer.contains(" IN TLSA 3 0 1 "), "{}", dns.answer);
    tlsa(&world, 2, world.authority.root().fingerprint());
    assert!(world.send(false).await.tls.unwrap().authenticated, "by its issuer");
    tlsa(&world, 3, [7; 32]);
    let sent = world.send(true).await;
    let Outcome::NotConnected { why } = &sent.outcome else { panic!("{:?}", sent.outcome) };
    assert!(why.contains("DANE"), "{why}");
    assert!(!sent.dialogue.contains("C: MAIL"), "{}", sent.dialogue);
    tlsa(&world, 1, [7; 32]);
    let sent = world.send(false).await;
    assert!(taken(&sent) && !sent.tls.unwrap().authenticated, "of no kind that mail knows: TLS, and no more");
    world.named(Dnssec::Insecure);
    tlsa(&world, 3, [7; 32]);
    let sent = world.send(false).await;
    assert_eq!(sent.tls.unwrap().policy, "opportunistic", "records that nobody vouches for say nothing");
}

#[tokio::test]
async fn dane_without_tls_is_no_way() {
    let world = World::new().await;
    world.named(Dnssec::Secure);
    world.nobody(1);
    world.server(0, Script::default());
    tlsa(&world, 3, [7; 32]);
    let sent = world.send(false).await;
    assert!(matches!(sent.outcome, Outcome::NotConnected { .. }), "{}", sent.dialogue);
    assert!(!sent.dialogue.contains("C: MAIL"), "{}", sent.dialogue);
}

#[tokio::test]
async fn mta_sts_in_force_demands_a_named_host_with_a_certificate_of_an_authority() {
    let world = World::new().await;
    world.server(0, Script { tls: Some(world.tls()), ..Script::default() });
    world.server(1, Script { tls: Some(world.tls()), ..Script::default() });
    let policy = |mode: &str, host: &str| {
        let text = format!("version: STSv1\nmode: {mode}\nmx: {host}\nmax_age: 1000\n");
        *world.policy.0.lock().unwrap() = Some(text);
    };
    world.dns.says("_mta-sts.post.example", "v=STSv1; id=1;");
    policy("enforce", "mx1.post.example");
    let sent = world.send(true).await;
    assert!(taken(&sent), "{}", sent.dialogue);
    let tls = sent.tls.unwrap();
    assert_eq!((tls.policy.as_str(), tls.authenticated), ("mta-sts", true));
    let sent = world.send(false).await;
    assert!(
        matches!(sent.outcome, Outcome::NotConnected { .. }) && !sent.dialogue.contains("C: MAIL"),
        "{}",
        sent.dialogue
    );
    policy("enforce", "other.example");
    let sent = world.send(true).await;
    assert!(sent.dialogue.contains("MTA-STS policy does not name it"), "{}", sent.dialogue);
    assert!(matches!(sent.outcome, Outcome::NotConnected { .. }));
    policy("testing", "other.example");
    let sent = world.send(false).await;
    assert!(taken(&sent), "{}", sent.dialogue);
    assert_eq!(sent.tls.unwrap().policy, "mta-sts-testing");
}
