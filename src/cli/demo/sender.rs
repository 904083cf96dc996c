//! The sender of the demo: an ordinary mail program, and the API for what became of it.

use anyhow::{Context, bail};
use lettre::message::header::ContentType;
use lettre::message::{Attachment, Message, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use serde::Deserialize;

use super::{body, client, patiently, say};
use crate::cli::compose::{Running, TrialSender};
use crate::erds::moment::Moment;

/// What the API says of a delivery, as far as the demo shows it.
#[derive(Debug, Deserialize)]
struct Status {
    id: String,
    answers: Answers,
    timeline: Vec<Recorded>,
}

#[derive(Debug, Deserialize)]
struct Answers {
    step: String,
    decision: String,
}

#[derive(Debug, Deserialize)]
struct Recorded {
    name: String,
    time: Moment,
    evidence: String,
    sealed: bool,
}

#[derive(Debug, Deserialize)]
struct Submission {
    deliveries: Vec<Status>,
}

pub(super) struct Sender {
    login: TrialSender,
    port: u16,
    root: Vec<u8>,
    base: String,
    http: reqwest::Client,
}

impl Sender {
    pub(super) fn new(running: &Running, base: &str) -> anyhow::Result<Self> {
        let root =
            std::fs::read(running.trust.join("seal").join("root.pem")).context("cannot read the root certificate")?;
        let (login, port) = (running.sender.clone(), running.smtp.port());
        Ok(Self { login, port, root, base: base.to_owned(), http: client()? })
    }

    /// Hands a message with an attachment in over SMTP; gives the identifier out of the 250 line.
    pub(super) async fn hand_in(&self, to: &str) -> anyhow::Result<String> {
        let tls = TlsParameters::builder("localhost".to_owned())
            .add_root_certificate(Certificate::from_pem(&self.root)?)
            .build_rustls()?;
        let transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous("localhost")
            .port(self.port)
            .tls(Tls::Required(tls))
            .credentials(Credentials::new(self.login.name.clone(), self.login.password.clone()))
            .build();
        let reply = transport.send(self.message(to)?).await.context("the service did not take the message")?;
        let words: Vec<&str> = reply.message().collect();
        say(&format!("  sender     250 {}", words.join(" ")));
        let id = words.iter().flat_map(|line| line.split_whitespace()).find(|word| word.len() == 26);
        Ok(id.context("the 250 line names no submission")?.to_owned())
    }

    fn message(&self, to: &str) -> anyhow::Result<Message> {
        let pdf = Attachment::new("opzegging.pdf".to_owned())
            .body(include_bytes!("notice-of-termination.pdf").to_vec(), ContentType::parse("application/pdf")?);
        let text = "Geachte heer De Vries,\r\n\r\nHierbij zeggen wij de huur op. De brief vindt u in de bijlage.\r\n\r\n\
                    Bakkerij Jansen B.V.\r\n";
        Ok(Message::builder()
            .from(format!("Bakkerij Jansen B.V. <{}>", self.login.address).parse()?)
            .to(to.parse()?)
            .subject("Opzegging huur bedrijfsruimte")
            .multipart(MultiPart::mixed().singlepart(SinglePart::plain(text.to_owned())).singlepart(pdf))?)
    }

    /// The delivery of a submission with one addressee.
    pub(super) async fn only_delivery(&self, submission: &str) -> anyhow::Result<String> {
        let found: Submission = serde_json::from_slice(&self.get(&format!("submissions/{submission}")).await?)?;
        match found.deliveries.as_slice() {
            [one] => Ok(one.id.clone()),
            other => bail!("one delivery was expected, there are {}", other.len()),
        }
    }

    /// Waits until this event is sealed, and prints every event that was not printed before; gives how many there are.
    pub(super) async fn wait_for(&self, delivery: &str, event: &str, shown: usize) -> anyhow::Result<usize> {
        let status = patiently(&format!("{event} to be sealed"), async || {
            let status: Status = serde_json::from_slice(&self.get(&format!("deliveries/{delivery}")).await?)?;
            let sealed = status.timeline.iter().any(|recorded| recorded.name == event && recorded.sealed);
            let all = status.timeline.iter().all(|recorded| recorded.sealed);
            Ok((sealed && all).then_some(status))
        })
        .await?;
        for recorded in status.timeline.iter().skip(shown) {
            say(&format!("  recorded   {}  {:<26} evidence {}", recorded.time, recorded.name, recorded.evidence));
        }
        say(&format!("             step {}, decision {}", status.answers.step, status.answers.decision));
        Ok(status.timeline.len())
    }

    /// The sender's bundle, with the message.
    pub(super) async fn bundle(&self, delivery: &str) -> anyhow::Result<Vec<u8>> {
        self.made("the sender's bundle", &format!("{delivery}/bundle")).await
    }

    /// The report as PDF.
    pub(super) async fn report(&self, delivery: &str) -> anyhow::Result<Vec<u8>> {
        self.made("the report", &format!("{delivery}/report")).await
    }

    /// What is there once everything is sealed.
    async fn made(&self, what: &str, path: &str) -> anyhow::Result<Vec<u8>> {
        patiently(what, async || {
            let url = format!("{}/api/v1/deliveries/{path}", self.base);
            let answer = self.http.get(url).bearer_auth(&self.login.token).send().await?;
            if answer.status() == reqwest::StatusCode::ACCEPTED { Ok(None) } else { body(answer).await.map(Some) }
        })
        .await
    }

    async fn get(&self, path: &str) -> anyhow::Result<Vec<u8>> {
        let url = format!("{}/api/v1/{path}", self.base);
        body(self.http.get(url).bearer_auth(&self.login.token).send().await?).await
    }
}
