//! Notices per second with their evidence: sent over SMTP to a local sink, each attempt recorded, and C.1 signed and time-stamped
//! by the embedded authority, in a data directory with fsync. The worker does all that it does in service: receipts, the log, a
//! bundle after each seal. Time begins when every submission is accepted and its A.1 sealed (how long that took is printed, too), and
//! ends with the last sealed C.1.
//!
//! Beside it, in alternating rounds: the same mails sent to the same sink by a bare client, over one connection each and over as many
//! connections as the service has, each kept; and the bare fdatasync of the disk. The sink takes its share of the same cores.
//!
//! Then a flood: 10,000 notices that wait at once. How much memory the process holds after 1,000, 5,000 and all of them is printed,
//! and that it stays flat is asserted. `cargo bench --bench notices [-- FOLDER [NOTICES]]`; the folder should lie on a disk.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark talks to whoever runs it")]
#![expect(clippy::disallowed_methods, clippy::cast_precision_loss, reason = "a benchmark measures time")]

#[path = "../tests/common/rooms.rs"]
#[expect(dead_code, reason = "told to several programs")]
mod rooms;

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use recepis::erds::address::Address;
use recepis::erds::party::Method;
use recepis::flow::account::{self, Login};
use recepis::flow::{Service, attest, submit};
use recepis::outside::clock::SystemClock;
use recepis::outside::entropy::SystemEntropy;
use recepis::outside::mailer::{Mode, Relay, RelayTls, Settings, SmtpMailer};
use recepis::smtp::{Door, Envelope, Limits, Reply, Rules, Server};
use recepis::store::{Account, Kind, Wanted};
use recepis::worker;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// How many notices wait at once.
const FLOOD: usize = 10_000;
/// Where memory is looked at.
const LOOKS: [usize; 2] = [1_000, 5_000];
/// How much more memory the whole flood may take than its first tenth, in MiB.
const MORE: f64 = 64.0;
const ROUNDS: usize = 7;
/// Notices of a round.
const ROUND: usize = 500;
/// Addressees of a submission.
const ADDRESSEES: usize = 100;
/// Connections of the bare client.
const CONNECTIONS: usize = 32;
/// Seals side by side.
const SEALS: u32 = 16;
const SYNCS: usize = 256;
const SENDER: &str = "jan@sender.test";

#[tokio::main]
async fn main() {
    let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
    let folder = match words.next() {
        Some(parent) => tempfile::tempdir_in(parent).unwrap(),
        None => tempfile::tempdir().unwrap(),
    };
    let flood = words.next().map_or(FLOOD, |count| count.parse().unwrap());
    let house = House::open(folder.path()).await;
    let [mut ours, mut bundled, mut each, mut kept, mut syncs] = [const { Vec::new() }; 5];
    for _ in 0..ROUNDS {
        house.accept(ROUND).await;
        house.attest().await;
        let (sealed, packed) = house.work(ROUND, true, |_| {}).await;
        ours.push(rate(ROUND, sealed));
        bundled.push(rate(ROUND, packed));
        each.push(house.bare(1).await);
        kept.push(house.bare(ROUND).await);
        syncs.push(probe(&folder.path().join("probe")));
    }
    println!("{ROUNDS} rounds of {ROUND}, /s: median (least to most)");
    let shares = |of: &[f64]| ours.iter().zip(of).map(|(ours, bare)| 100.0 * ours / bare).collect::<Vec<_>>();
    let (of_each, of_kept) = (shares(&each), shares(&kept));
    show("notices with C.1 sealed", ours);
    show("notices with C.1 sealed, logged and in a bundle", bundled);
    show("the same mails by a bare client, a connection each", each);
    show("the same mails by a bare client, connections kept", kept);
    show("% of a connection each", of_each);
    show("% of connections kept", of_kept);
    show("bare 4 KiB append and fdatasync", syncs);
    house.flood(flood).await;
}

/// A service, and the mail server that takes what it sends.
struct House {
    service: Arc<Service>,
    account: Account,
    sink: Sink,
    port: u16,
}

impl House {
    async fn open(folder: &Path) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let sink = Sink::default();
        sink.clone().serve(listener);
        let relay = Relay { host: "127.0.0.1".to_owned(), port, tls: RelayTls::Offered, login: None };
        let settings = Settings { mode: Mode::Relay(relay), ..Settings::demo("recepis.test") };
        let clock = Arc::new(SystemClock::new());
        let entropy = Arc::new(SystemEntropy::new());
        let mailer = Arc::new(SmtpMailer::new(&settings, None, clock.clone(), entropy).unwrap());
        let service = rooms::open(folder, &clock, mailer).await.service;
        let login = Login {
            name: "jan".to_owned(),
            password: "secret".to_owned(),
            token: "a-token-of-many-random-bits-0123456789".to_owned(),
            sender_name: None,
            may_send_as: vec![SENDER.to_owned()],
            ..Login::default()
        };
        account::make(&service, login).await.unwrap();
        let account = account::by_password(&service, "jan", "secret").await.unwrap();
        Self { service, account, sink, port }
    }

    /// Takes in submissions for so many addressees.
    async fn accept(&self, notices: usize) {
        static SUBMISSIONS: AtomicUsize = AtomicUsize::new(0);
        let mut left = notices;
        while left > 0 {
            let (number, count) = (SUBMISSIONS.fetch_add(1, Ordering::Relaxed), left.min(ADDRESSEES));
            let to = (0..count).map(|to| format!("tenant{number}.{to}@demo.test").parse().unwrap()).collect();
            let envelope = submit::Envelope { from: SENDER.parse().unwrap(), to, size: None };
            let mut intake = submit::begin(&self.service, &self.account, envelope, Method::Password).unwrap();
            let message = format!(
                "From: {SENDER}\r\nTo: undisclosed-recipients:;\r\nSubject: Rent\r\nMessage-ID: <{number}@sender.test>\r\n\
                 Date: Tue, 24 Nov 2026 10:14:00 +0100\r\n\r\nThe rent rises.\r\n"
            );
            intake.write(message.as_bytes()).await.unwrap();
            intake.finish().await.unwrap();
            left -= count;
        }
    }

    /// Seals every A.1, as many side by side as the worker does.
    async fn attest(&self) {
        let wanted = [Wanted { kind: Kind::Attest, most: SEALS, lease: Duration::from_mins(5) }];
        loop {
            let jobs = self.service.store.claim(&wanted, self.service.now()).await.unwrap();
            if jobs.is_empty() {
                return;
            }
            let seal = |job| {
                let service = Arc::clone(&self.service);
                tokio::spawn(async move { attest::attest(&service, &job).await.unwrap() })
            };
            for sealed in jobs.into_iter().map(seal).collect::<Vec<_>>() {
                sealed.await.unwrap();
            }
        }
    }

    /// Lets the worker do what waits: until every C.1 is sealed, and until every bundle is made where that is asked for.
    async fn work(&self, notices: usize, bundles: bool, mut at: impl FnMut(usize)) -> (Duration, Duration) {
        let (before, _) = self.standing().await;
        let (stop, stopped) = watch::channel(false);
        let begun = Instant::now();
        let working = tokio::spawn(worker::run(Arc::clone(&self.service), stopped));
        let mut sealed = None;
        let packed = loop {
            // Counting reads what waits: too often, it would be measured, too.
            tokio::time::sleep(Duration::from_millis(100)).await;
            let (done, open) = self.standing().await;
            let done = done - before;
            at(done);
            if done >= notices && sealed.is_none() {
                sealed = Some(begun.elapsed());
            }
            let Some(sealed) = sealed else { continue };
            if !bundles || open == 0 && self.service.store.entries_waiting().await.unwrap() == 0 {
                break (sealed, begun.elapsed());
            }
        };
        stop.send(true).unwrap();
        working.await.unwrap();
        packed
    }

    /// How many C.1 are sealed (silence is waited for from then on), and how much else is to be done.
    async fn standing(&self) -> (usize, u64) {
        let queues = self.service.store.queues(self.service.now()).await.unwrap();
        let waits = |kind| queues.iter().find(|(of, _)| *of == kind).unwrap().1;
        let others = queues.iter().filter(|(kind, _)| !matches!(kind, Kind::Expire | Kind::Remind));
        assert!(others.clone().all(|(_, queue)| queue.dead == 0), "a job waits for a person");
        let open = others.map(|(_, queue)| queue.waiting + queue.in_hand).sum::<u64>();
        (usize::try_from(waits(Kind::Expire).waiting).unwrap(), open)
    }

    async fn flood(&self, notices: usize) {
        let (before, begun) = (self.sink.counted(), Instant::now());
        self.accept(notices).await;
        let (accepted, begun) = (begun.elapsed(), Instant::now());
        self.attest().await;
        let sealed = begun.elapsed();
        println!(
            "{notices} at once: accepted at {:.0} /s, A.1 sealed at {:.0} /s; {:.0} MiB",
            rate(notices, accepted),
            rate(notices, sealed),
            memory()
        );
        let mut looks = LOOKS.iter().filter(|look| **look < notices).peekable();
        let (mut first, begun) = (None, Instant::now());
        let (sent, _) = self
            .work(notices, false, |done| {
                while let Some(look) = looks.next_if(|look| done >= **look) {
                    let held = memory();
                    first.get_or_insert(held);
                    println!(
                        "  {look} sent and C.1 sealed after {:.1} s: {held:.0} MiB",
                        begun.elapsed().as_secs_f64()
                    );
                }
            })
            .await;
        let last = memory();
        println!("  {notices} after {:.1} s: {:.0} /s; {last:.0} MiB", sent.as_secs_f64(), rate(notices, sent));
        println!("  {:.0} /s with the seals of A.1", rate(notices, sealed + sent));
        let (taken, connections) = self.sink.counted();
        println!("  the sink took {} mails over {} connections", taken - before.0, connections - before.1);
        let more = last - first.unwrap_or(last);
        assert!(more <= MORE, "{more:.0} MiB more for the rest of the flood");
    }

    /// As many mails as a round has, by a client that keeps nothing and records nothing; `most` over one connection.
    async fn bare(&self, most: usize) -> f64 {
        let mail = self.sink.last.lock().unwrap().clone();
        let next = Arc::new(AtomicUsize::new(0));
        let begun = Instant::now();
        let clients: Vec<_> =
            (0..CONNECTIONS).map(|_| tokio::spawn(client(self.port, Arc::clone(&next), mail.clone(), most))).collect();
        for client in clients {
            client.await.unwrap();
        }
        rate(ROUND, begun.elapsed())
    }
}

async fn client(port: u16, next: Arc<AtomicUsize>, mail: Vec<u8>, most: usize) {
    let another = || next.fetch_add(1, Ordering::Relaxed) < ROUND;
    let mut goes_on = another();
    while goes_on {
        let mut stream = BufReader::new(TcpStream::connect(("127.0.0.1", port)).await.unwrap());
        stream.get_ref().set_nodelay(true).unwrap();
        say(&mut stream, b"").await;
        say(&mut stream, b"EHLO bare.test\r\n").await;
        let mut sent = 0;
        while goes_on && sent < most {
            say(&mut stream, format!("MAIL FROM:<{SENDER}>\r\n").as_bytes()).await;
            say(&mut stream, b"RCPT TO:<tenant@demo.test>\r\n").await;
            say(&mut stream, b"DATA\r\n").await;
            say(&mut stream, &[&mail, &b".\r\n"[..]].concat()).await;
            (sent, goes_on) = (sent + 1, another());
        }
        say(&mut stream, b"QUIT\r\n").await;
    }
}

async fn say(stream: &mut BufReader<TcpStream>, octets: &[u8]) {
    stream.get_mut().write_all(octets).await.unwrap();
    let mut line = String::new();
    while line.as_bytes().get(3) != Some(&b' ') {
        line.clear();
        stream.read_line(&mut line).await.unwrap();
    }
    assert!(line.starts_with(['2', '3']), "{line}");
}

/// A mail server that takes everything and keeps the last of it.
#[derive(Clone, Default)]
struct Sink {
    taken: Arc<AtomicUsize>,
    connections: Arc<AtomicUsize>,
    last: Arc<Mutex<Vec<u8>>>,
}

impl Sink {
    fn serve(self, listener: TcpListener) {
        let host = "sink.test".to_owned();
        let rules = Rules { host, limit: 10 << 20, addressees: 1, authenticate: false, starttls: false };
        let limits = Limits { connections: 1_000, per_network: 1_000, ..Limits::default() };
        tokio::spawn(async move {
            // Whoever could say stop lives as long as the sink.
            let (_stop, shutdown) = watch::channel(false);
            let door = move || {
                self.connections.fetch_add(1, Ordering::Relaxed);
                Slot { sink: self.clone(), held: Vec::new() }
            };
            Server::new(rules, limits, None, door, shutdown).serve(listener, false).await;
        });
    }

    fn counted(&self) -> (usize, usize) {
        (self.taken.load(Ordering::Relaxed), self.connections.load(Ordering::Relaxed))
    }
}

/// One connection to the sink.
struct Slot {
    sink: Sink,
    held: Vec<u8>,
}

impl Door for Slot {
    async fn authenticate(&mut self, _: &str, _: &str) -> Result<(), Reply> {
        Ok(())
    }

    async fn sender(&mut self, _: Option<&Address>) -> Result<(), Reply> {
        Ok(())
    }

    async fn recipient(&mut self, _: &Address) -> Result<(), Reply> {
        Ok(())
    }

    async fn begin(&mut self, _: &Envelope) -> Result<(), Reply> {
        Ok(())
    }

    async fn chunk(&mut self, octets: &[u8]) {
        self.held.extend_from_slice(octets);
    }

    async fn finish(&mut self) -> Result<String, Reply> {
        let number = self.sink.taken.fetch_add(1, Ordering::Relaxed);
        *self.sink.last.lock().unwrap() = std::mem::take(&mut self.held);
        Ok(format!("taken as {number}"))
    }

    async fn abort(&mut self) {
        self.held.clear();
    }
}

fn probe(path: &Path) -> f64 {
    let mut file = File::create(path).unwrap();
    let begun = Instant::now();
    for _ in 0..SYNCS {
        file.write_all(&[7; 4_096]).unwrap();
        file.sync_data().unwrap();
    }
    rate(SYNCS, begun.elapsed())
}

/// What the process holds in memory, in MiB.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap() / 1024.0
}

fn rate(count: usize, took: Duration) -> f64 {
    count as f64 / took.as_secs_f64()
}

fn show(what: &str, mut values: Vec<f64>) {
    values.sort_by(f64::total_cmp);
    let at = |place: usize| values.get(place).copied().unwrap();
    println!("  {what}: {:.0} ({:.0} to {:.0})", at(values.len() / 2), at(0), at(values.len() - 1));
}
