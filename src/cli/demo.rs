//! `recepis demo`: lives one registered e-mail through. The service runs as in `serve`; sender and addressee are played from
//! outside, over real SMTP (TLS, AUTH) and HTTP on loopback. What is printed is read back from the service.

mod addressee;
mod sender;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use indicatif::ProgressBar;

use super::compose::{ADDRESSEE_DOMAIN, Plan, Running, start};
use super::out;
use crate::erds::moment::Moment;
use crate::outside::clock::{Clock, SystemClock};
use crate::verify::report::Report;
use crate::verify::verdict::Indication;

use addressee::Addressee;
use sender::Sender;

/// How long the demo waits for any one thing.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where the demo leaves what it made.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The folder for data, trust anchors and the bundle.
    #[arg(long, default_value = "recepis-demo")]
    folder: PathBuf,
}

/// Lives it through.
pub async fn run(options: Options) -> anyhow::Result<ExitCode> {
    super::log("error");
    let folder = options.folder;
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let config = super::settings::Options::anywhere(&folder.join("data"));
    let plan = Plan { config, ahead: Duration::ZERO, dkim: false, mail: super::mail::Options::default() };
    let running = start(&plan).await.context("the service did not start")?;
    let told = live(&running, &folder).await;
    running.stop().await;
    told
}

async fn live(running: &Running, folder: &Path) -> anyhow::Result<ExitCode> {
    let base = running.service.settings().base_url.clone();
    say(&format!("recepis runs on {base}, SMTP on port {}. One registered e-mail:", running.smtp.port()));
    say("");
    let to = format!("p.devries@{ADDRESSEE_DOMAIN}");
    let sender = Sender::new(running, &base)?;
    let submission = sender.hand_in(&to).await?;
    let delivery = sender.only_delivery(&submission).await?;
    let mut shown = 0;
    shown = sender.wait_for(&delivery, "NotificationForAcceptance", shown).await?;

    let mut addressee = Addressee::new(&base, &to)?;
    addressee.open_notice().await?;
    addressee.prove().await?;
    addressee.accept().await?;
    shown = sender.wait_for(&delivery, "ContentConsignment", shown).await?;
    addressee.read_everything().await?;
    sender.wait_for(&delivery, "ContentHandover", shown).await?;

    let theirs = addressee.bundle().await?;
    let bundle = sender.bundle(&delivery).await?;
    let path = folder.join(format!("{delivery}.asice"));
    super::files::write(&path, &bundle, 0o644)?;
    let report = folder.join(format!("{delivery}.pdf"));
    super::files::write(&report, &sender.report(&delivery).await?, 0o644)?;
    copy_trust(&running.trust, &folder.join("trust"))?;
    say("");
    say(&format!(
        "The bundle is {} ({} octets); the addressee's has {} octets and the same evidence.",
        path.display(),
        bundle.len(),
        theirs.len()
    ));
    say(&format!("The report, to read and to hand in, is {}; the bundle is in it.", report.display()));
    verdict(&path, folder)
}

/// Judges the file that lies there now, with the anchors that lie beside it.
fn verdict(path: &Path, folder: &Path) -> anyhow::Result<ExitCode> {
    let anchors = crate::court::anchors(&folder.join("trust")).map_err(anyhow::Error::msg)?;
    let file = std::fs::File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let now: Moment = SystemClock::new().now();
    let report = crate::verify::open_and_verify(std::io::BufReader::new(file), &anchors, now);
    say("");
    say(&report.to_text());
    say(&format!("Check it yourself: recepis-verify {} --trust {}", path.display(), folder.join("trust").display()));
    Ok(if went_well(&report)? { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn went_well(report: &Report) -> anyhow::Result<bool> {
    use crate::erds::standing::{Decision, Step};
    let answers = report.answers.as_ref().context("the report has no answers")?;
    Ok(report.verdict == Indication::TotalPassed
        && answers.step.value == Step::G4
        && answers.decision.value == Decision::Accepted)
}

fn copy_trust(from: &Path, to: &Path) -> anyhow::Result<()> {
    for role in ["log", "seal", "tsa"] {
        let (from, to) = (from.join(role), to.join(role));
        std::fs::create_dir_all(&to).with_context(|| format!("cannot make {}", to.display()))?;
        for entry in std::fs::read_dir(&from).with_context(|| format!("cannot read {}", from.display()))? {
            let entry = entry?;
            let pem = std::fs::read(entry.path())?;
            super::files::write(&to.join(entry.file_name()), &pem, 0o644)?;
        }
    }
    Ok(())
}

/// Asks until there is an answer, with a spinner on a terminal.
async fn patiently<T, F>(what: &str, mut ask: F) -> anyhow::Result<T>
where
    F: AsyncFnMut() -> anyhow::Result<Option<T>>,
{
    let spinner = ProgressBar::new_spinner().with_message(what.to_owned());
    let waited = tokio::time::timeout(PATIENCE, async {
        loop {
            if let Some(found) = ask().await? {
                return anyhow::Ok(found);
            }
            spinner.tick();
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    })
    .await;
    spinner.finish_and_clear();
    waited.unwrap_or_else(|_| bail!("waited {} s for {what}", PATIENCE.as_secs()))
}

/// A client of the pages and the API.
/// A client for plain HTTP on loopback: no proxy, and no root certificates, which a bare machine does not have.
fn plain() -> reqwest::ClientBuilder {
    reqwest::Client::builder().no_proxy().tls_certs_only([])
}

fn client() -> anyhow::Result<reqwest::Client> {
    Ok(plain().timeout(PATIENCE).build()?)
}

/// An answer's body, where the answer is a success.
async fn body(answer: reqwest::Response) -> anyhow::Result<Vec<u8>> {
    let status = answer.status();
    let path = answer.url().path().split('/').take(3).collect::<Vec<_>>().join("/");
    let octets = answer.bytes().await?.to_vec();
    ensure!(status.is_success(), "{path} answered {status}");
    Ok(octets)
}

fn say(line: &str) {
    out::line(format_args!("{line}"));
}
