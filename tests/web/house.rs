//! A service with all its rooms in a folder of its own, and what the tests of the doors do with it.

#[path = "../common/rooms.rs"]
#[expect(dead_code, reason = "told to several test programs")]
mod rooms;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, Response, StatusCode};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tower::ServiceExt as _;

use recepis::erds::event::Event;
use recepis::erds::id::DeliveryId;
use recepis::flow::account::{self, Login};
use recepis::flow::{Service, Settings, Trackers, status};
use recepis::outside::authority::Authority;
use recepis::outside::clock::{Clock as _, FakeClock};
use recepis::outside::identity::FakeProvider;
use recepis::outside::mailer::{Envelope, FakeMailer, Mailer, Sent};
use recepis::outside::resolver::FakeResolver;
use recepis::outside::texter::FakeTexter;
use recepis::web::{self, Letter, MailboxView, Site};
use recepis::worker;
use rooms::link_in;

pub(crate) use rooms::code_in;

pub(crate) const TOKEN: &str = "a-token-of-many-random-bits-0123456789";
pub(crate) const MESSAGE: &str = "From: \"Jan <script>\" <jan@sender.test>\r\nTo: piet@demo.test\r\nSubject: Huur <b>opgezegd</b>\r\n\
Message-ID: <1@sender.test>\r\nDate: Tue, 24 Nov 2026 10:14:00 +0100\r\nMIME-Version: 1.0\r\n\
Content-Type: multipart/mixed; boundary=x\r\n\r\n\
--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nDe huur stopt <img src=x onerror=alert(1)>.\r\n\
--x\r\nContent-Type: text/html; name=\"brief.html\"\r\nContent-Disposition: attachment; filename=\"<svg onload=x>.html\"\r\n\
Content-Transfer-Encoding: base64\r\n\r\nPGh0bWw+PC9odG1sPg==\r\n--x--\r\n";

/// Mails that were sent, as text.
pub(crate) struct Outbox(FakeMailer);

impl Outbox {
    /// The last mail to this address with this in it.
    pub(crate) fn last(&self, to: &str, with: &str) -> Option<String> {
        let sent = self.0.sent().into_iter().rev().filter(|(envelope, _)| envelope.to.as_str() == to);
        let mut texts = sent.map(|(_, mail)| rooms::as_text(&mail));
        texts.find(|text| text.contains(with))
    }

    /// Every mail to this address, in order, as it went out.
    pub(crate) fn all(&self, to: &str) -> Vec<Vec<u8>> {
        let sent = self.0.sent().into_iter().filter(|(envelope, _)| envelope.to.as_str() == to);
        sent.map(|(_, mail)| mail).collect()
    }
}

impl Mailer for Outbox {
    fn send<'a>(
        &'a self,
        envelope: &'a Envelope,
        message: &'a [u8],
    ) -> Pin<Box<dyn Future<Output = Sent> + Send + 'a>> {
        self.0.send(envelope, message)
    }
}

impl MailboxView for Outbox {
    fn letters(&self, _: Option<&str>) -> Vec<Letter> {
        Vec::new()
    }

    fn original(&self, _: u64) -> Option<Vec<u8>> {
        None
    }

    fn letter(&self, _: u64) -> Option<Letter> {
        None
    }
}

/// A service with its doors, in a folder of its own.
pub(crate) struct House {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) service: Arc<Service>,
    pub(crate) outbox: Arc<Outbox>,
    pub(crate) resolver: Arc<FakeResolver>,
    pub(crate) texter: Arc<FakeTexter>,
    pub(crate) issuer: Arc<FakeProvider>,
    pub(crate) clock: Arc<FakeClock>,
    pub(crate) site: Site,
    authority: Arc<Authority>,
}

impl House {
    pub(crate) async fn new() -> Self {
        Self::with(Trackers::Refused).await
    }

    /// Whose operator takes messages that would report on their reader, or refuses them.
    pub(crate) async fn with(trackers: Trackers) -> Self {
        Self::set(|settings| settings.trackers = trackers).await
    }

    /// Which reminds on these days.
    pub(crate) async fn reminding(days: &[u16]) -> Self {
        Self::set(|settings| settings.reminders = days.to_vec()).await
    }

    async fn set(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = rooms::clock();
        let outbox = Arc::new(Outbox(FakeMailer::new(clock.clone())));
        let rooms::Rooms { mut service, resolver, texter, issuer, authority, .. } =
            rooms::open(folder.path(), &clock, outbox.clone()).await;
        change(&mut Arc::get_mut(&mut service).unwrap().settings);
        let login = Login {
            name: "jan".to_owned(),
            password: "secret".to_owned(),
            token: TOKEN.to_owned(),
            sender_name: Some("Jan \"<script>\" & Zn.".to_owned()),
            may_send_as: vec!["jan@sender.test".to_owned()],
            ..Login::default()
        };
        account::make(&service, login).await.unwrap();
        let site = Site::new(Arc::clone(&service), Some(outbox.clone()));
        Self { folder, service, outbox, resolver, texter, issuer, clock, site, authority }
    }

    pub(crate) fn router(&self) -> Router {
        web::router(self.site.clone())
    }

    pub(crate) async fn ask(&self, request: Request<Body>) -> Answer {
        Answer::of(self.router().oneshot(request).await.unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str, cookie: &str) -> Answer {
        self.ask(Request::get(path).header("cookie", cookie).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, cookie: &str, form: &str) -> Answer {
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header("cookie", cookie);
        self.ask(request.body(Body::from(form.to_owned())).unwrap()).await
    }

    pub(crate) async fn api(&self, method: Method, path: &str, body: &str) -> Answer {
        let request = Request::builder().method(method).uri(path).header("authorization", format!("Bearer {TOKEN}"));
        let request = request.header("content-type", "message/rfc822");
        self.ask(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    /// What `/metrics` prints, in one order.
    pub(crate) async fn metrics(&self) -> Vec<String> {
        let counted = prometheus_client::registry::Registry::with_prefix(web::PREFIX);
        let router = web::metrics_router(Arc::clone(&self.service), counted);
        let request = Request::get("/metrics").body(Body::empty()).unwrap();
        let answer = Answer::of(router.oneshot(request).await.unwrap()).await;
        assert_eq!(answer.status, StatusCode::OK);
        let mut lines: Vec<String> = answer.text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    }

    /// Serves the site: its port, what stops it, and its end.
    pub(crate) async fn served(&self) -> (u16, oneshot::Sender<()>, JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (stop, stopped) = oneshot::channel();
        let site = self.site.clone();
        let serving = tokio::spawn(async move {
            web::serve(listener, site, async { _ = stopped.await }).await;
        });
        (port, stop, serving)
    }

    /// Time passes, and the authority renews its list of revocations as it does by itself each day.
    pub(crate) fn forward(&self, by: std::time::Duration) {
        self.clock.forward(by);
        self.authority.renew_list(self.clock.now()).unwrap();
    }

    /// The path of the last link to Piet.
    pub(crate) fn link(&self) -> String {
        link_in(&self.outbox.last("piet@demo.test", "/r/").expect("a mail with a link"))
    }

    /// Lets the worker do what is due at this moment.
    pub(crate) async fn settle_still(&self) {
        for _ in 0..5 {
            worker::round(&self.service).await;
        }
    }

    /// As `settle`, in an order that is the same in every run.
    pub(crate) async fn settle_in_turn(&self) {
        for _ in 0..20 {
            self.clock.forward(std::time::Duration::from_secs(1));
            worker::round_in_turn(&self.service).await;
        }
    }

    /// Lets the worker do all that is due.
    pub(crate) async fn settle(&self) {
        for _ in 0..20 {
            self.clock.forward(std::time::Duration::from_secs(1));
            worker::round(&self.service).await;
        }
    }

    /// Hands in the message and gives the delivery and the path of the notice's link.
    pub(crate) async fn handed_in(&self) -> (DeliveryId, String) {
        self.handed_in_as(MESSAGE).await
    }

    /// As `handed_in`, with another message.
    pub(crate) async fn handed_in_as(&self, message: &str) -> (DeliveryId, String) {
        let delivery = self.taken(message).await;
        self.settle().await;
        (delivery, self.link())
    }

    /// Hands in a message, and lets nothing follow.
    pub(crate) async fn taken(&self, message: &str) -> DeliveryId {
        let taken = self.api(Method::POST, "/api/v1/submissions?from=jan@sender.test&to=piet@demo.test", message).await;
        assert_eq!(taken.status, StatusCode::CREATED, "{}", taken.text);
        taken.json()["deliveries"][0].as_str().unwrap().parse().unwrap()
    }

    /// As `handed_in`, with these headers of the request.
    pub(crate) async fn handed_in_with(&self, headers: &[(&str, &str)]) -> (DeliveryId, String) {
        let mut request = Request::post("/api/v1/submissions?from=jan@sender.test&to=piet@demo.test")
            .header("authorization", format!("Bearer {TOKEN}"))
            .header("content-type", "message/rfc822");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let taken = self.ask(request.body(Body::from(MESSAGE)).unwrap()).await;
        assert_eq!(taken.status, StatusCode::CREATED, "{}", taken.text);
        let delivery = taken.json()["deliveries"][0].as_str().unwrap().parse().unwrap();
        self.settle().await;
        (delivery, link_in(&self.outbox.last("piet@demo.test", "/r/").expect("a notice was sent")))
    }

    /// The code in the last code mail to Piet.
    pub(crate) fn mailed_code(&self) -> String {
        code_in(&self.outbox.last("piet@demo.test", "Message-ID: <code.").expect("a code was sent"))
    }

    /// Goes through the code and gives the cookie.
    pub(crate) async fn proven(&self, link: &str) -> String {
        let notice = self.get(link, "").await;
        let page = self.post(&format!("{link}/code"), "", &format!("lang=nl&token={}", notice.token())).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let mail = self.outbox.last("piet@demo.test", "Message-ID: <code.").expect("a code was sent");
        let code = code_in(&mail);
        let done = self.post(&format!("{link}/confirm"), "", &format!("lang=nl&code={code}")).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        done.cookie().unwrap()
    }

    pub(crate) async fn decided(&self, delivery: DeliveryId, cookie: &str, answer: &str) -> Answer {
        let page = self.get(&format!("/r/{delivery}/choose"), cookie).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let form = format!("lang=nl&capacity=own&answer={answer}&token={}", page.token());
        self.post(&format!("/r/{delivery}/decide"), cookie, &form).await
    }

    /// Posts a decision with a fresh token though the page is gone.
    pub(crate) async fn decided_again(&self, delivery: DeliveryId, cookie: &str) -> Answer {
        self.post(&format!("/r/{delivery}/decide"), cookie, "lang=nl&capacity=own&answer=refuse&token=x").await
    }

    pub(crate) async fn events(&self, delivery: DeliveryId) -> Vec<Event> {
        let account = account::by_token(&self.service, TOKEN).await.unwrap();
        let found = status::delivery(&self.service, &account, delivery).await.unwrap();
        found.events.into_iter().map(|recorded| recorded.event).collect()
    }

    /// Everything in the data directory but SQLite's lock page.
    pub(crate) fn on_disk(&self) -> Vec<(String, Vec<u8>)> {
        let mut found = Vec::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if !path.to_string_lossy().ends_with("-shm") {
                    found.push((path.display().to_string(), std::fs::read(&path).unwrap()));
                }
            }
        }
        found.sort();
        found
    }
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) async fn of(response: Response<Body>) -> Self {
        let (head, body) = response.into_parts();
        let octets = to_bytes(body, 10_000_000).await.unwrap();
        Self { status: head.status, headers: head.headers, text: String::from_utf8_lossy(&octets).into_owned() }
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// The page's one-use token.
    pub(crate) fn token(&self) -> String {
        let at = self.text.find("name=\"token\" value=\"").expect(&self.text) + 20;
        self.text[at..].split('"').next().unwrap().to_owned()
    }

    pub(crate) fn cookie(&self) -> Option<String> {
        let set = self.header("set-cookie");
        set.split(';').next().filter(|pair| !pair.is_empty()).map(str::to_owned)
    }
}
