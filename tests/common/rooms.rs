//! A service with all its rooms in a folder: real store, real flow, embedded authority, a clock that the test moves. Used
//! by the tests of the flow and of the doors.

use std::path::Path;
use std::sync::Arc;

use recepis::erds::attribute::Attribute;
use recepis::erds::moment::Moment;
use recepis::erds::party::{Issuer, Level, Method};
use recepis::flow::cosign::Witnesses;
use recepis::flow::eid::Eid;
use recepis::flow::{Papers, Seal, Service, Settings};
use recepis::outside::authority::{Authority, Names};
use recepis::outside::clock::{Clock, FakeClock};
use recepis::outside::entropy::{Entropy, SystemEntropy};
use recepis::outside::identity::FakeProvider;
use recepis::outside::log_key::{self, LogKey};
use recepis::outside::mailer::Mailer;
use recepis::outside::origin::Origins;
use recepis::outside::resolver::{self, Dnssec, FakeResolver};
use recepis::outside::texter::FakeTexter;
use recepis::outside::tsa::{EmbeddedTsa, FakeTsa};
use recepis::store::Store;
use recepis::verify::trust::TrustAnchors;
use recepis::web::NoticePage;

/// Where the pages are.
const BASE: &str = "http://localhost:8025";

/// The rooms and what a test moves in them.
pub(crate) struct Rooms {
    pub(crate) service: Arc<Service>,
    pub(crate) authority: Arc<Authority>,
    pub(crate) tsa: Arc<FakeTsa>,
    pub(crate) resolver: Arc<FakeResolver>,
    pub(crate) texter: Arc<FakeTexter>,
    pub(crate) issuer: Arc<FakeProvider>,
}

/// A clock that shows when every story begins.
pub(crate) fn clock() -> Arc<FakeClock> {
    Arc::new(FakeClock::at("2026-11-24T09:14:00Z".parse::<Moment>().unwrap()))
}

/// Opens what is in the folder, made where it is missing.
pub(crate) async fn open<C: Clock + 'static>(folder: &Path, clock: &Arc<C>, mailer: Arc<dyn Mailer>) -> Rooms {
    furnish(Store::open(folder, drawn()).await.unwrap(), folder, clock, mailer)
}

/// Random octets for a store.
pub(crate) fn drawn() -> recepis::store::Entropy {
    let entropy = SystemEntropy::new();
    Arc::new(move |place: &mut [u8]| entropy.fill(place))
}

/// The other rooms around a store.
pub(crate) fn furnish<C: Clock + 'static>(
    store: Store,
    folder: &Path,
    clock: &Arc<C>,
    mailer: Arc<dyn Mailer>,
) -> Rooms {
    watched(store, folder, clock, mailer, |_| Witnesses::none())
}

/// The same with witnesses of its log, whose keys they may be told.
pub(crate) fn watched<C: Clock + 'static>(
    store: Store,
    folder: &Path,
    clock: &Arc<C>,
    mailer: Arc<dyn Mailer>,
    witnesses: impl FnOnce(&[LogKey; 2]) -> Witnesses,
) -> Rooms {
    let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy::new());
    let names = Names {
        organisation: "Proefdienst".to_owned(),
        from: "recepis@localhost".to_owned(),
        hosts: vec!["localhost".to_owned()],
        public_url: None,
    };
    let authority = Arc::new(Authority::open_or_make(&folder.join("ca"), &names, &**clock, &*entropy).unwrap());
    let tsa = EmbeddedTsa::new(authority.tsa().clone(), clock.clone(), Arc::clone(&entropy));
    let tsa = Arc::new(FakeTsa::new(tsa));
    let seal = Seal { signer: Arc::clone(&authority.seal().key), certificate: authority.seal().certificate.clone() };
    let log = log_key::open_or_make(&folder.join("ca"), "recepis.test/log", &*entropy).unwrap();
    let witnesses = witnesses(&log);
    let resolver = Arc::new(FakeResolver::new());
    let texter = Arc::new(FakeTexter::new());
    let issuer = Arc::new(FakeProvider::new(
        "piet-1",
        &[(Attribute::Name, "P. de Vries"), (Attribute::BirthDate, "1980-03-12")],
    ));
    let service = Arc::new(Service {
        store,
        clock: clock.clone(),
        entropy,
        seal,
        log,
        witnesses,
        tsa: tsa.clone(),
        mailer,
        resolver: resolver.clone(),
        origins: Some(Origins::new(Arc::new(name_server()), true)),
        papers: Arc::new(Shelf(Arc::clone(&authority))),
        texter: Some(texter.clone()),
        eids: vec![eid(issuer.clone())],
        dkim: None,
        pages: Arc::new(NoticePage),
        reports: recepis::flow::report::Shelf::default(),
        watch: recepis::flow::outage::Watch::default(),
        settings: settings(),
    });
    Rooms { service, authority, tsa, resolver, texter, issuer }
}

/// An electronic identity of the town.
fn eid(provider: Arc<FakeProvider>) -> Eid {
    Eid {
        id: "proef".to_owned(),
        name: "Proef-ID".to_owned(),
        method: Method::EidOidc,
        issuer: "https://issuer.test".to_owned(),
        level: Level::Substantial,
        gives: vec![Attribute::BirthDate, Attribute::Name],
        provider,
    }
}

/// A name server of the town: Piet's domain has a mail server on this computer.
fn name_server() -> FakeResolver {
    let names = FakeResolver::new();
    names.holds("demo.test", resolver::Kind::Mx, Dnssec::Insecure, &["demo.test. 60 IN MX 10 mx.demo.test."]);
    names.holds("mx.demo.test", resolver::Kind::Address, Dnssec::Insecure, &["mx.demo.test. 60 IN A 127.0.0.1"]);
    names
}

fn settings() -> Settings {
    Settings {
        service_name: "Recepis (proef)".to_owned(),
        operator: "Proefdienst, Kade 1, Utrecht".to_owned(),
        issuer: Issuer { legal_name: "Proefdienst".to_owned(), domain: "localhost".to_owned() },
        policy: "urn:recepis:policy:trial".to_owned(),
        from: "recepis@localhost".parse().unwrap(),
        base_url: BASE.to_owned(),
        passkey_domain: None,
        demo_domains: vec!["demo.test".to_owned()],
        mail_to_others: false,
        notice_tried_for: std::time::Duration::from_hours(72),
        trial: true,
        language: "nl".to_owned(),
        zone: "Europe/Amsterdam".to_owned(),
        country: Some("NL".to_owned()),
        accept_within: 14,
        reminders: Vec::new(),
        outages_extend: true,
        message_limit: 50_000_000,
        session_minutes: 30,
        return_domain: Some("terug.test".to_owned()),
        trackers: recepis::flow::Trackers::Refused,
        mail_providers: vec!["post.test".to_owned()],
        suffix: Some("recepis.test".to_owned()),
    }
}

/// The path of the link in a mail.
pub(crate) fn link_in(mail: &str) -> String {
    let place = mail.find("/r/").unwrap();
    mail[place..].split(|c: char| c.is_whitespace() || c == '<' || c == '"').next().unwrap().to_owned()
}

/// A mail as text, its lines whole, without the signature behind it.
pub(crate) fn as_text(mail: &[u8]) -> String {
    let text = String::from_utf8_lossy(mail);
    let text = text.split("\r\nContent-Type: application/pkcs7-signature").next().unwrap();
    text.replace("=\r\n", "").replace("=3D", "=")
}

/// The code in a mail.
pub(crate) fn code_in(mail: &str) -> String {
    let digits = |line: &str| line.chars().filter(char::is_ascii_digit).collect::<String>();
    let code = mail.lines().filter(|line| line.trim().len() == 9).map(digits).find(|code| code.len() == 8);
    code.expect("the mail holds the code")
}

/// The certificates and lists that bundles carry.
struct Shelf(Arc<Authority>);

impl Papers for Shelf {
    fn certificates(&self) -> Vec<(String, String, Vec<u8>)> {
        ["seal", "tsa"].map(|group| (group.to_owned(), "root".to_owned(), self.0.root().der().to_vec())).to_vec()
    }

    fn revocation_lists(&self) -> Vec<(String, String, Vec<u8>)> {
        let list = self.0.list().unwrap();
        ["seal", "tsa"].map(|group| (group.to_owned(), "root".to_owned(), list.der().to_vec())).to_vec()
    }

    fn anchors(&self) -> TrustAnchors {
        let root = self.0.root().der().to_vec();
        TrustAnchors { seal: vec![root.clone()], tsa: vec![root], ..TrustAnchors::default() }
    }
}
