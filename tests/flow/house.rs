//! The rooms of a service, its two kinds of correspondents, and what a test does with them.

#[path = "../common/rooms.rs"]
mod rooms;

use std::collections::HashMap;
use std::future::{Future, pending};
use std::io::Cursor;
use std::ops::Range;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use recepis::erds::address::Address;
use recepis::erds::content::Sha256;
use recepis::erds::event::Event;
use recepis::erds::evidence::{DnsAnswer, Tls};
use recepis::erds::id::{DeliveryId, SubmissionId};
use recepis::erds::moment::Moment;
use recepis::erds::party::{Capacity, Method};
use recepis::erds::standing::{Decision, Step, Voucher};
use recepis::flow::account::{self, Login};
use recepis::flow::consign::{self, Answer, Choice};
use recepis::flow::cosign::Witnesses;
use recepis::flow::export::{self, Bundle};
use recepis::flow::look::{self, Link, Session};
use recepis::flow::publish::{self, Sequencer};
use recepis::flow::submit::{self, Submitted};
use recepis::flow::{
    Fault, Refusal, absence, attest, delegate, enrol, expire, extend, handover, instruct, mandate, mine, notify,
    outage, prove, relink, remind, reply, retain, tell,
};
use recepis::outside::clock::{Clock as _, FakeClock};
use recepis::outside::log_key::LogKey;
use recepis::outside::mailer::{Envelope, FakeMailer, Mailer, Outcome, Role, Sent, Turn};
use recepis::store::{Claimed, Kept, Kind, Seen, Store, Wanted};
use recepis::verify::open_and_verify;
use recepis::verify::report::Report;
use recepis::verify::verdict::Indication;
use recepis::worker;
use rooms::Rooms;
pub(crate) use rooms::{code_in, link_in};
use tokio::sync::watch;

use crate::outside::MailServer;

pub(crate) const JAN: &str = "jan@sender.test";
pub(crate) const PIET: &str = "piet@demo.test";
/// What only the content says.
pub(crate) const SECRET: &str = "De huur stopt op 1 mei";
pub(crate) const TOKEN: &str = "a-token-of-many-random-bits-0123456789";

/// A message with a body and one attachment.
pub(crate) fn message(id: &str) -> String {
    format!(
        "From: Jan <{JAN}>\r\nTo: {PIET}\r\nSubject: Huur\r\nMessage-ID: <{id}@sender.test>\r\n\
         Date: Tue, 24 Nov 2026 10:14:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n\
         --x\r\nContent-Type: text/plain\r\n\r\n{SECRET}.\r\n\
         --x\r\nContent-Type: text/plain; name=a.txt\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nbijlage\r\n--x--\r\n"
    )
}

/// The same with a reason why more than three may wait for one addressee.
pub(crate) fn another(id: &str) -> String {
    message(id).replace("Subject:", "Recepis-Another-Because: nog een kamer\r\nSubject:")
}

/// The ways out for mail: one to addressees and one to senders, so that a test can tell each how it ends.
pub(crate) struct Post {
    pub(crate) addressees: FakeMailer,
    pub(crate) senders: FakeMailer,
    /// Whether there is no connection at all.
    down: AtomicBool,
    /// Whether the process dies while it waits for the last word of the addressees' server.
    dies: AtomicBool,
    /// How many mails such a server holds.
    held: watch::Sender<usize>,
    /// The way that all mail takes instead of these two, where there is one.
    another: Mutex<Option<(Arc<dyn Mailer>, MailServer)>>,
    /// Whether that way has turns.
    pub(crate) waits_for_turns: AtomicBool,
    /// How often each mail was tried, by addressee and Message-ID.
    tried: Mutex<HashMap<(String, String), usize>>,
    /// Whether what goes to addressees goes through a relay.
    pub(crate) relayed: AtomicBool,
    /// Whether it goes to the mail server that DNS names for Piet's domain.
    pub(crate) named: AtomicBool,
    /// Whether the addressees' server takes mail and does not answer until this is over.
    hangs: watch::Sender<bool>,
}

impl Post {
    /// The addressees' server hangs, or goes on.
    pub(crate) fn hang(&self, hangs: bool) {
        self.hangs.send_replace(hangs);
    }

    /// All mail takes this way from now on, to this server.
    pub(crate) fn goes_by(&self, way: Arc<dyn Mailer>, server: MailServer) {
        *self.another.lock().unwrap() = Some((way, server));
    }

    /// The mails to an address that a server has, whatever it said of them.
    fn holds(&self, to: &str) -> Vec<Vec<u8>> {
        let sent = [self.addressees.sent(), self.senders.sent()].concat().into_iter();
        let mut mails: Vec<Vec<u8>> =
            sent.filter(|(envelope, _)| envelope.to.as_str() == to).map(|(_, mail)| mail).collect();
        if let Some((_, server)) = &*self.another.lock().unwrap() {
            mails.extend(server.holds(to).into_iter().map(String::into_bytes));
        }
        mails
    }

    /// How often mails to this address were tried, by Message-ID.
    pub(crate) fn tried(&self, to: &str) -> HashMap<String, usize> {
        let tried = self.tried.lock().unwrap();
        tried
            .iter()
            .filter(|((addressee, _), _)| addressee == to)
            .map(|((_, id), count)| (id.clone(), *count))
            .collect()
    }
}

/// The line `Message-ID` of a mail.
pub(crate) fn message_id(mail: &str) -> String {
    mail.lines().find(|line| line.starts_with("Message-ID: ")).unwrap().to_owned()
}

/// As if it went to a mail server that DNS names, over TLS with a certificate that nobody vouches for.
fn by_mx(sent: Sent) -> Sent {
    let answer = "demo.test. 60 IN MX 10 mx.demo.test.".to_owned();
    let tls = Tls {
        name: "mx.demo.test".to_owned(),
        protocol: "TLSv1.3".to_owned(),
        certificate: Sha256([7; 32]),
        policy: "opportunistic".to_owned(),
        authenticated: false,
    };
    let dns = Some(DnsAnswer { answer, dnssec: "insecure".to_owned() });
    Sent { role: Role::Mx, host: Some("mx.demo.test".to_owned()), dns, tls: Some(tls), ..sent }
}

impl Mailer for Post {
    fn turn(&self, to: &Address) -> Result<Turn, Moment> {
        let another = self.another.lock().unwrap().clone().filter(|_| self.waits_for_turns.load(Ordering::SeqCst));
        another.map_or_else(|| Ok(Turn::free()), |(way, _)| way.turn(to))
    }

    fn send<'a>(
        &'a self,
        envelope: &'a Envelope,
        message: &'a [u8],
    ) -> Pin<Box<dyn Future<Output = Sent> + Send + 'a>> {
        let named = (envelope.to.as_str().to_owned(), message_id(&String::from_utf8_lossy(message)));
        *self.tried.lock().unwrap().entry(named).or_default() += 1;
        if self.down.load(Ordering::SeqCst) {
            let outcome = Outcome::NotConnected { why: "no route".to_owned() };
            let (began, ended) = (Moment::EPOCH, Moment::EPOCH);
            let (host, dialogue) = (Some("none".into()), "--\n".into());
            let sent = Sent { outcome, host, role: Role::Demo, began, ended, dns: None, tls: None, dialogue };
            return Box::pin(std::future::ready(sent));
        }
        let to_addressee = envelope.to.as_str().ends_with("@demo.test");
        let dies = to_addressee && self.dies.load(Ordering::SeqCst);
        if let Some((way, _)) = self.another.lock().unwrap().clone().filter(|_| !dies) {
            return Box::pin(async move { way.send(envelope, message).await });
        }
        let way = if to_addressee { &self.addressees } else { &self.senders };
        let sent = way.send(envelope, message);
        let mut hangs = self.hangs.subscribe();
        if dies {
            self.held.send_modify(|held| *held += 1);
            Box::pin(pending())
        } else if to_addressee {
            Box::pin(async move {
                hangs.wait_for(|hangs| !hangs).await.unwrap();
                let sent = sent.await;
                if self.named.load(Ordering::SeqCst) {
                    return by_mx(sent);
                }
                let role = if self.relayed.load(Ordering::SeqCst) { Role::Relay } else { sent.role };
                Sent { role, ..sent }
            })
        } else {
            sent
        }
    }
}

/// One service from hand-in to bundle.
pub(crate) struct House {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) clock: Arc<FakeClock>,
    pub(crate) post: Arc<Post>,
    pub(crate) rooms: Rooms,
}

impl House {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), rooms::drawn()).await.unwrap();
        Self::around(store, folder).await
    }

    /// With the records on a server.
    pub(crate) async fn on(url: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::connect(url, folder.path(), rooms::drawn()).await.unwrap();
        Self::around(store, folder).await
    }

    async fn around(store: Store, folder: tempfile::TempDir) -> Self {
        Self::watched_around(store, folder, |_, _| Witnesses::none()).await
    }

    /// With witnesses of its log, who keep the same clock.
    pub(crate) async fn watched(witnesses: impl FnOnce(&[LogKey; 2], &Arc<FakeClock>) -> Witnesses) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), rooms::drawn()).await.unwrap();
        Self::watched_around(store, folder, witnesses).await
    }

    async fn watched_around(
        store: Store,
        folder: tempfile::TempDir,
        witnesses: impl FnOnce(&[LogKey; 2], &Arc<FakeClock>) -> Witnesses,
    ) -> Self {
        let clock = rooms::clock();
        let post = Arc::new(Post {
            addressees: FakeMailer::new(clock.clone()),
            senders: FakeMailer::new(clock.clone()),
            down: AtomicBool::new(false),
            dies: AtomicBool::new(false),
            held: watch::Sender::new(0),
            another: Mutex::new(None),
            waits_for_turns: AtomicBool::new(false),
            tried: Mutex::default(),
            relayed: AtomicBool::new(false),
            named: AtomicBool::new(false),
            hangs: watch::Sender::new(false),
        });
        let rooms = rooms::watched(store, folder.path(), &clock, post.clone(), |log| witnesses(log, &clock));
        let login = Login {
            name: "jan".to_owned(),
            password: "secret".to_owned(),
            token: TOKEN.to_owned(),
            sender_name: None,
            may_send_as: vec![JAN.to_owned()],
            ..Login::default()
        };
        account::make(&rooms.service, login).await.unwrap();
        Self { folder, clock, post, rooms }
    }

    /// The process ends and starts again on the same folder.
    pub(crate) async fn restarted(self) -> Self {
        self.closed().await.opened().await
    }

    /// Another service with the same clock in another folder.
    pub(crate) async fn copied_to(&self, folder: &std::path::Path) -> Arc<recepis::flow::Service> {
        rooms::open(folder, &self.clock, self.post.clone()).await.service
    }

    /// The process ends.
    pub(crate) async fn closed(self) -> Closed {
        let Self { folder, clock, post, rooms } = self;
        rooms.service.store.close().await;
        Closed { folder, clock, post }
    }

    pub(crate) fn now(&self) -> Moment {
        self.clock.now()
    }

    pub(crate) fn forward(&self, by: Duration) {
        self.clock.forward(by);
        self.rooms.authority.renew_list(self.now()).unwrap();
    }

    pub(crate) fn until(&self, moment: Moment) {
        self.clock.set(moment);
        self.rooms.authority.renew_list(self.now()).unwrap();
    }

    pub(crate) async fn hand_in(&self, message: &str, to: &[&str]) -> Result<Submitted, Fault> {
        let service = &self.rooms.service;
        let account = account::by_token(service, TOKEN).await?;
        let to = to.iter().map(|to| to.parse().unwrap()).collect();
        let envelope = submit::Envelope { from: JAN.parse().unwrap(), to, size: None };
        let mut intake = submit::begin(service, &account, envelope, Method::ApiToken)?;
        for piece in message.as_bytes().chunks(100) {
            intake.write(piece).await?;
        }
        intake.finish().await
    }

    /// Hands the message in for Piet.
    pub(crate) async fn taken(&self, id: &str) -> DeliveryId {
        self.hand_in(&message(id), &[PIET]).await.unwrap().deliveries[0]
    }

    /// Hands the message in for Piet, however many wait.
    pub(crate) async fn another_taken(&self, id: &str) -> DeliveryId {
        self.hand_in(&another(id), &[PIET]).await.unwrap().deliveries[0]
    }

    /// Hands the message in for Piet and lets the notice go out.
    pub(crate) async fn noticed(&self) -> DeliveryId {
        let delivery = self.taken("1").await;
        self.settle().await;
        delivery
    }

    /// Lets the worker do all that is due within some seconds.
    pub(crate) async fn settle(&self) {
        let mut idle = 0;
        while idle < 3 {
            self.clock.forward(Duration::from_secs(1));
            idle = if worker::round(&self.rooms.service).await == 0 { idle + 1 } else { 0 };
        }
    }

    /// One round of the worker, so much later.
    pub(crate) async fn settle_once(&self, by: Duration) {
        self.forward(by);
        worker::round(&self.rooms.service).await;
    }

    /// The files of kept contents and bundles.
    pub(crate) fn files(&self) -> usize {
        std::fs::read_dir(self.folder.path().join("content")).unwrap().count()
    }

    /// As `settle`, with a worker that meets every failure: each job runs while nothing answers, then to its end, then once
    /// more, as if nobody knew that it ended.
    pub(crate) async fn settle_with_failures(&self) {
        let service = &self.rooms.service;
        let mut idle = 0;
        while idle < 3 {
            self.clock.forward(Duration::from_secs(1));
            let wanted = Kind::ALL.map(|kind| Wanted { kind, most: 16, lease: Duration::from_mins(5) });
            let claimed = service.store.claim(&wanted, self.now()).await.unwrap();
            let published = self.publish().await;
            idle = if claimed.is_empty() && !published { idle + 1 } else { 0 };
            for job in &claimed {
                self.outage(true);
                let ended = self.run(job).await;
                self.outage(false);
                // A notice that nobody took is put back for a minute.
                let job = if job.kind == Kind::Notify && ended.is_ok() {
                    self.clock.forward(Duration::from_mins(1));
                    let wanted = [Wanted { kind: Kind::Notify, most: 1, lease: Duration::from_mins(5) }];
                    match service.store.claim(&wanted, self.now()).await.unwrap().first() {
                        Some(again) => *again,
                        None => continue,
                    }
                } else {
                    *job
                };
                self.run(&job).await.unwrap();
                _ = self.run(&job).await;
            }
        }
    }

    /// Lets the log follow; whether something came under a checkpoint.
    pub(crate) async fn publish(&self) -> bool {
        let service = &self.rooms.service;
        let mut sequencer = Sequencer::new(service);
        let turned = sequencer.turn(service).await.unwrap();
        sequencer.release().await.unwrap();
        matches!(turned, publish::Turn::Published(_))
    }

    /// Takes time-stamps and mail away, or gives them back.
    pub(crate) fn outage(&self, down: bool) {
        self.rooms.tsa.set_down(down);
        self.post.down.store(down, Ordering::SeqCst);
    }

    pub(crate) async fn run(&self, job: &Claimed) -> Result<(), Fault> {
        let service = &self.rooms.service;
        match job.kind {
            Kind::Attest => attest::attest(service, job).await,
            Kind::Notify => notify::notify(service, job).await,
            Kind::Export => export::export(service, job).await,
            Kind::Tell => tell::tell(service, job).await,
            Kind::Remind => remind::remind(service, job).await,
            Kind::Expire => expire::expire(service, job).await,
            Kind::Outage => outage::spread(service, job).await,
            Kind::Extend => extend::extend(service, job).await,
            Kind::Relink => relink::find(service, job).await,
            Kind::Link => relink::mail(service, job).await,
            Kind::Reply => reply::answer(service, job).await,
            Kind::Enrol => enrol::finish(service, job).await,
            Kind::Absence => absence::spread(service, job).await,
            Kind::PutOff => absence::put_off(service, job).await,
            Kind::Instructed => instruct::accept(service, job).await,
            Kind::Mine => mine::mail(service, job).await,
            Kind::Retain => retain::retain(service, job).await,
            Kind::Mandate => mandate::settle(service, job).await,
            Kind::Delegate => delegate::notify(service, job).await,
        }
    }

    /// The worker dies while the addressees' mail server has a mail and has not answered.
    pub(crate) async fn die_while_sending(&self) {
        self.post.dies.store(true, Ordering::SeqCst);
        let mut held = self.post.held.subscribe();
        for _ in 0..4 {
            self.clock.forward(Duration::from_secs(1));
            tokio::select! {
                changed = held.changed() => {
                    changed.unwrap();
                    break;
                }
                _ = worker::round(&self.rooms.service) => {}
            }
        }
        self.post.dies.store(false, Ordering::SeqCst);
    }

    pub(crate) async fn seen(&self, delivery: DeliveryId) -> Seen {
        self.rooms.service.store.delivery(&delivery).await.unwrap().unwrap()
    }

    pub(crate) async fn statements(&self, delivery: DeliveryId) -> Vec<Kept> {
        self.rooms.service.store.statements(&self.seen(delivery).await).await.unwrap()
    }

    /// What is stated, in the order of the chain.
    pub(crate) async fn events(&self, delivery: DeliveryId) -> Vec<Event> {
        let stated = self.statements(delivery).await.into_iter();
        stated.filter(|kept| kept.sequence.is_some()).map(|kept| kept.event).collect()
    }

    /// The mails that a server took or may have taken, as text.
    pub(crate) fn mails(&self, to: &str) -> Vec<String> {
        self.post.holds(to).iter().map(|mail| rooms::as_text(mail)).collect()
    }

    /// The lines `Message-ID` of what was mailed to this address.
    pub(crate) fn message_ids(&self, to: &str) -> Vec<String> {
        self.mails(to).iter().map(|mail| message_id(mail)).collect()
    }

    /// The link in the last mail to Piet that has one.
    pub(crate) fn link(&self) -> Link {
        let mails = self.mails(PIET);
        let mail = mails.iter().rev().find(|mail| mail.contains("/r/")).expect("a mail with a link");
        Link::parse(rooms::link_in(mail).strip_prefix("/r/").unwrap()).unwrap()
    }

    /// The link in the notice of this delivery.
    pub(crate) fn link_of(&self, delivery: DeliveryId) -> Link {
        self.link_to(PIET, delivery)
    }

    /// The link of this delivery in the last mail to this address that has it.
    pub(crate) fn link_to(&self, to: &str, delivery: DeliveryId) -> Link {
        let ours = |mail: &&String| mail.contains(&format!("/r/{delivery}"));
        let mails = self.mails(to);
        let mail = mails.iter().rev().find(ours).expect("a mail with that link");
        Link::parse(rooms::link_in(mail).strip_prefix("/r/").unwrap()).unwrap()
    }

    pub(crate) async fn ask_code(&self, link: &Link) -> Result<String, Fault> {
        let token = look::form_token(&self.rooms.service, link);
        prove::request_code(&self.rooms.service, link, &token, "nl", Method::MailCode).await?;
        let mails = self.mails(PIET);
        Ok(rooms::code_in(mails.iter().rev().find(|mail| mail.contains("Message-ID: <code.")).unwrap()))
    }

    pub(crate) async fn confirm(&self, link: &Link, code: &str) -> Result<Session, Fault> {
        prove::confirm_code(&self.rooms.service, link, code, "").await
    }

    /// Somebody with the link of the last mail proves that they read Piet's mail.
    pub(crate) async fn proven(&self) -> Session {
        let link = self.link();
        let code = self.ask_code(&link).await.unwrap();
        self.confirm(&link, &code).await.unwrap()
    }

    /// Somebody with the link of this delivery's notice proves that they read Piet's mail.
    pub(crate) async fn proven_of(&self, delivery: DeliveryId) -> Session {
        let link = self.link_of(delivery);
        let code = self.ask_code(&link).await.unwrap();
        self.confirm(&link, &code).await.unwrap()
    }

    /// Somebody else with the link of their own notice proves that they read that mail.
    pub(crate) async fn proven_as(&self, delivery: DeliveryId, to: &str) -> Session {
        let last = |with: &str| self.mails(to).into_iter().rev().find(|mail| mail.contains(with)).expect("a mail");
        let link = Link::parse(rooms::link_in(&last(&format!("/r/{delivery}"))).strip_prefix("/r/").unwrap()).unwrap();
        let token = look::form_token(&self.rooms.service, &link);
        prove::request_code(&self.rooms.service, &link, &token, "nl", Method::MailCode).await.unwrap();
        self.confirm(&link, &rooms::code_in(&last("Message-ID: <code."))).await.unwrap()
    }

    /// A choice with a fresh token, received now.
    pub(crate) fn choice(&self, session: &Session, answer: Answer) -> Choice {
        Choice {
            answer,
            capacity: Capacity::Own {},
            language: "nl".to_owned(),
            text: "Ik kies.".to_owned(),
            shows: format!("iemand met toegang tot {PIET}"),
            key: None,
            token: look::decision_token(&self.rooms.service, session),
            received: self.now(),
        }
    }

    pub(crate) async fn decide(&self, session: &Session, choice: Choice) -> Result<(), Fault> {
        consign::decide(&self.rooms.service, session, choice).await
    }

    pub(crate) async fn answer(&self, session: &Session, answer: Answer) -> Result<(), Fault> {
        self.decide(session, self.choice(session, answer)).await
    }

    /// Has one part sent completely.
    pub(crate) async fn read_part(&self, session: &Session, number: u32) -> Vec<u8> {
        let (_, part) = handover::part(&self.rooms.service, session, number).await.unwrap();
        let all = 0..part.size;
        self.read(session, part, all).await
    }

    /// Has the whole message sent completely.
    pub(crate) async fn read_whole(&self, session: &Session) -> Vec<u8> {
        let whole = handover::whole(&self.rooms.service, session).await.unwrap();
        let all = 0..whole.size;
        self.read(session, whole, all).await
    }

    /// Has these octets sent completely.
    pub(crate) async fn read(&self, session: &Session, ready: handover::Ready, span: Range<u64>) -> Vec<u8> {
        let (mut chunks, sent) = ready.send(&self.rooms.service, session, span).await.unwrap();
        let mut octets = Vec::new();
        while let Some(piece) = chunks.next().await.unwrap() {
            octets.extend(piece);
        }
        handover::sent(&self.rooms.service, session, &sent).await.unwrap();
        octets
    }

    /// The bundle's octets, once it is made.
    pub(crate) async fn bundle(&self, delivery: DeliveryId, with_message: bool) -> Vec<u8> {
        match export::bundle(&self.rooms.service, delivery, with_message).await.unwrap() {
            Bundle::NotYet { .. } => panic!("the bundle is not made"),
            Bundle::Ready { mut octets, .. } => {
                let mut all = Vec::new();
                while let Some(piece) = octets.next().await.unwrap() {
                    all.extend(piece);
                }
                all
            }
        }
    }

    /// What the court's tool says of the bundle; it must pass, with as many statements as the chain has.
    pub(crate) async fn report(&self, delivery: DeliveryId, with_message: bool) -> Report {
        let octets = self.bundle(delivery, with_message).await;
        let report = open_and_verify(Cursor::new(octets), &self.rooms.service.papers.anchors(), self.now());
        assert_eq!(report.verdict, Indication::TotalPassed, "{:?} {:#?}", report.reason, report.findings);
        assert_eq!(report.evidence.len(), self.events(delivery).await.len() + 1, "the chain and the export");
        report
    }

    /// The four answers of the bundle as it stands.
    pub(crate) async fn answers(&self, delivery: DeliveryId) -> (Step, Decision, Voucher, Option<&'static str>) {
        let answers = self.report(delivery, false).await.answers.unwrap();
        (answers.step.value, answers.decision.value, answers.vouches.value, answers.identity.method)
    }
}

/// What is left when the process has ended.
pub(crate) struct Closed {
    pub(crate) folder: tempfile::TempDir,
    clock: Arc<FakeClock>,
    post: Arc<Post>,
}

impl Closed {
    /// It starts again.
    pub(crate) async fn opened(self) -> House {
        let Self { folder, clock, post } = self;
        let rooms = rooms::open(folder.path(), &clock, post.clone()).await;
        House { folder, clock, post, rooms }
    }

    /// It starts again, with these witnesses of its log.
    pub(crate) async fn opened_watched(self, witnesses: Witnesses) -> House {
        let Self { folder, clock, post } = self;
        let store = Store::open(folder.path(), rooms::drawn()).await.unwrap();
        let rooms = rooms::watched(store, folder.path(), &clock, post.clone(), |_| witnesses);
        House { folder, clock, post, rooms }
    }

    /// It cannot start again, for this reason.
    pub(crate) async fn is_refused(&self) -> String {
        let opened =
            recepis::store::Store::open(self.folder.path(), Arc::new(|octets: &mut [u8]| octets.fill(7))).await;
        opened.err().expect("it starts").to_string()
    }

    /// It starts again in another folder.
    pub(crate) async fn in_folder(self, folder: tempfile::TempDir) -> House {
        Self { folder, ..self }.opened().await
    }
}

/// The refusal that somebody got.
pub(crate) fn refusal<T>(result: Result<T, Fault>) -> Refusal {
    match result {
        Err(Fault::Refused(refusal)) => refusal,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it was not refused"),
    }
}

/// The submission that a refusal of a message names.
pub(crate) fn recorded_as(refusal: &Refusal) -> SubmissionId {
    let words = refusal.to_string();
    let (_, behind) = words.rsplit_once("recorded as ").expect("the refusal names a submission");
    behind.trim_end_matches(')').parse().unwrap()
}
