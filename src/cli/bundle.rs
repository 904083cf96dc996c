//! `recepis bundle augment|redact`, for whoever holds a bundle; neither needs a data directory.
//! Augmenting adds one more archive time-stamp (EN 319 162-1 §A.7). A bundle
//! is judged before and after; what comes out is written under another name and renamed, so that there is the old one or the new one, whole.

use std::fs::{self, File};
use std::io::{BufReader, Seek as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, bail, ensure};

use super::{out, redact, stamps};
use crate::bundle::augment;
use crate::court;
use crate::crypto::Digest;
use crate::outside::clock::{Clock, SystemClock};
use crate::outside::entropy::SystemEntropy;
use crate::outside::tsa::Tsa;
use crate::seal::tsp::{self, Imprint};
use crate::seal::x509::{Certificate, Crl};
use crate::verify;
use crate::verify::report::Report;
use crate::verify::trust::TrustAnchors;
use crate::verify::verdict::Indication;

/// The exit code where a bundle was left as it is.
const LEFT: u8 = 1;
/// The most octets of revocation lists that are put beside an archive time-stamp.
const LISTS: usize = 64 * 1024;

/// What to do with bundles.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Add an archive time-stamp over every file of a bundle, before the certificates of the last time-stamps end.
    #[command(
        after_help = "Examples:\n  recepis bundle augment DELIVERY.asice --tsa https://tsa.example/ --tsa-trust tsa.pem --trust trust\n  \
                            recepis bundle augment *.asice --tsa https://tsa.example/ --tsa-trust tsa.pem --to augmented\n\n\
                            Anybody who holds a bundle can do this, with any time-stamping authority (RFC 3161); no file in the bundle\n\
                            changes. Each bundle is judged before and after. One that fails is left as it is, and so is one whose\n\
                            verdict would be worse; the new file takes the old one's place only when it is complete and on disk.\n\n\
                            Exit code: 0 when every bundle has its time-stamp, 1 when one was left as it is, 64 wrong usage."
    )]
    Augment(Options),
    /// Leave out of a bundle everything but steps and times.
    #[command(after_help = "Example:\n  recepis bundle redact DELIVERY.asice --open addressee.address\n\n\
                            Anybody who holds a bundle can do this. The extracts of the evidence stand there instead of it, and nothing\n\
                            that tells of people or their mail but the fields that --open names: addressee.address, delegate.address,\n\
                            message.digest, message.id, sender.address, sender.name. The bundle itself stays as it is.\n\n\
                            Exit code: 0 when it was written, 1 when not (the reason is printed), 64 wrong usage.")]
    Redact(redact::Options),
}

/// Which bundles, and by whom.
#[derive(Debug, clap::Args)]
#[group(id = "augment")]
pub struct Options {
    /// The bundles.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// A folder for the new bundles, under the same names [default: each takes the place of the old one].
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
    /// What you trust, as for `recepis verify`. Without it bundles are INDETERMINATE before and after.
    #[arg(long, value_name = "DIR")]
    trust: Option<PathBuf>,
    /// The digest by which the time-stamp is over the files: sha256, sha384 or sha512.
    #[arg(long, value_name = "NAME", default_value = "sha512", value_parser = algorithm)]
    algorithm: Digest,
    #[command(flatten)]
    stamps: stamps::Options,
}

fn algorithm(text: &str) -> Result<Digest, String> {
    let is = |digest: &Digest| digest.name().replace('-', "").eq_ignore_ascii_case(text);
    Digest::ALL.into_iter().find(is).ok_or_else(|| format!("`{text}` is none of sha256, sha384, sha512"))
}

/// Does what the command says.
pub(super) async fn run(command: Command) -> anyhow::Result<ExitCode> {
    super::log("warn");
    let options = match command {
        Command::Augment(options) => options,
        Command::Redact(options) => return redact::run(&options),
    };
    let named = options.stamps.authorities()?;
    let named = named.context("name an authority with --tsa URL, and what you trust of it with --tsa-trust FILE")?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::new());
    let (panel, trusted) = stamps::panel(&named, &Arc::default(), &clock, &(Arc::new(SystemEntropy::new()) as _))?;
    let mut anchors = match &options.trust {
        Some(folder) => court::anchors(folder).map_err(anyhow::Error::msg)?,
        None => TrustAnchors::default(),
    };
    let papers: Vec<_> = trusted.iter().map(|(_, anchors)| anchors.papers()).collect();
    anchors.tsa.extend(papers.iter().flat_map(|papers| &papers.anchors).map(|root| root.der().to_vec()));
    let desk = Desk {
        tsa: Arc::new(panel),
        pool: papers.iter().flat_map(|papers| papers.between.iter().chain(&papers.anchors)).cloned().collect(),
        lists: papers.iter().flat_map(|papers| &papers.lists).cloned().collect(),
        anchors,
        algorithm: options.algorithm,
        clock,
    };
    if let Some(folder) = &options.to {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let mut left = false;
    for file in &options.files {
        match desk.augment(file, options.to.as_deref()).await {
            Ok(said) => out::line(format_args!("{said}")),
            Err(error) => {
                left = true;
                eprintln!("recepis: {}: left as it is: {error:#}", file.display());
            }
        }
    }
    Ok(if left { ExitCode::from(LEFT) } else { ExitCode::SUCCESS })
}

/// What it takes.
struct Desk {
    tsa: Arc<dyn Tsa>,
    /// Certificates of the authorities.
    pool: Vec<Certificate>,
    /// Their revocation lists.
    lists: Vec<Crl>,
    anchors: TrustAnchors,
    algorithm: Digest,
    clock: Arc<dyn Clock>,
}

impl Desk {
    /// Adds a time-stamp to one bundle; says what came of it.
    async fn augment(&self, path: &Path, to: Option<&Path>) -> anyhow::Result<String> {
        let name = path.file_name().context("it is no name of a file")?;
        let target = to.map_or_else(|| path.to_owned(), |folder| folder.join(name));
        ensure!(to.is_none() || !target.exists(), "{} is there already", target.display());
        let mut bundle = BufReader::new(File::open(path)?);
        ensure!(bundle.get_ref().metadata()?.is_file(), "it is not a file");
        let before = verify::open_and_verify(&mut bundle, &self.anchors, self.clock.now());
        ensure!(before.verdict != Indication::TotalFailed, "it fails: {}", first(&before));
        bundle.rewind()?;
        let prepared = augment(bundle, self.algorithm)?;
        let octets = prepared.manifest();
        let imprint = Imprint { digest: self.algorithm, octets: self.algorithm.of(octets) };
        let token = self.tsa.stamp(imprint).await?;
        let (facts, _) = tsp::check_alone(&token)?;
        let token = tsp::with_path(&token, &self.pool, &self.lists, LISTS)?;
        let mut unfinished = Unfinished::create(&target)?;
        prepared.finish(&token, &mut unfinished.file)?;
        unfinished.file.flush()?;
        unfinished.file.rewind()?;
        // The token's own time may lie a little behind this machine's clock.
        let now = self.clock.now().max(facts.time);
        let after = verify::open_and_verify(BufReader::new(&mut unfinished.file), &self.anchors, now);
        if after.verdict > before.verdict {
            bail!("with the time-stamp it would be {}: {}", after.verdict, first(&after));
        }
        unfinished.finish(&target)?;
        Ok(format!("{}: archive time-stamp of {}; {}", target.display(), facts.time, after.verdict))
    }
}

/// The sentence that decided.
fn first(report: &Report) -> String {
    report.findings.first().map_or_else(|| report.sentence.clone(), |finding| finding.sentence.clone())
}

/// A file that is being written. Dropped unfinished, it leaves nothing behind.
struct Unfinished {
    file: File,
    path: PathBuf,
}

impl Unfinished {
    fn create(target: &Path) -> anyhow::Result<Self> {
        let name = target.file_name().context("it is no name of a file")?;
        let path = target.with_file_name(format!("{}.unfinished", name.to_string_lossy()));
        let open = File::options().read(true).write(true).create(true).truncate(false).mode(0o600).open(&path);
        let file = open.with_context(|| format!("cannot write {}", path.display()))?;
        ensure!(file.try_lock().is_ok(), "{} is being written", path.display());
        // What a process left that ended halfway.
        file.set_len(0)?;
        Ok(Self { file, path })
    }

    /// Gives it its name, once it is on disk.
    fn finish(self, target: &Path) -> anyhow::Result<()> {
        if let Ok(before) = fs::metadata(target) {
            self.file.set_permissions(before.permissions())?;
        }
        self.file.sync_all()?;
        fs::rename(&self.path, target).with_context(|| format!("cannot write {}", target.display()))?;
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
        Ok(())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // After the rename there is nothing of that name.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::{Limits, open};
    use crate::erds::moment::Moment;
    use crate::outside::clock::FakeClock;
    use crate::outside::tsa::{Error, Stamping};
    use crate::seal::testing::{self, Pki};

    const SOUND: &[u8] = include_bytes!("../../tests/bundles/good/accepted/bundle.asice");

    /// An authority that stamps at a moment, or is away.
    struct Stub(Option<Moment>);

    impl Tsa for Stub {
        fn stamp(&self, imprint: Imprint) -> Stamping<'_> {
            let token = self.0.map(|time| Pki::new().token(imprint, time));
            Box::pin(async { token.ok_or_else(|| Error::Unavailable("it is away".to_owned())) })
        }

        fn is_independent(&self) -> bool {
            true
        }
    }

    fn desk(stamped: Option<Moment>, trusted: bool) -> Desk {
        let pki = Pki::new();
        let mut anchors = court::anchors(Path::new("tests/bundles/trust/trial")).unwrap();
        if trusted {
            anchors.tsa.push(pki.root.der().to_vec());
        }
        Desk {
            tsa: Arc::new(Stub(stamped)),
            pool: vec![pki.root],
            lists: vec![pki.crl],
            anchors,
            algorithm: Digest::Sha512,
            clock: Arc::new(FakeClock::at(later())),
        }
    }

    /// A day after the bundle was made.
    fn later() -> Moment {
        testing::now().plus(testing::days(3))
    }

    fn folder() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.asice");
        File::create(&path).unwrap().write_all(SOUND).unwrap();
        (folder, path)
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[tokio::test]
    async fn c14_a_bundle_gets_one_archive_time_stamp_after_another_in_its_place() {
        let (folder, path) = folder();
        fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o640)).unwrap();
        // What a process left that ended halfway is in nobody's way.
        File::create(folder.path().join("a.asice.unfinished")).unwrap().write_all(b"PK").unwrap();
        for count in 1..=3 {
            let said = desk(Some(later()), true).augment(&path, None).await.unwrap();
            assert!(said.ends_with("TOTAL-PASSED"), "{said}");
            let opened = open(File::open(&path).unwrap(), &Limits::default()).unwrap();
            assert_eq!((opened.archives.len(), opened.findings.len()), (count, 0));
        }
        assert_eq!(names(folder.path()), ["a.asice"]);
        assert_eq!(std::os::unix::fs::MetadataExt::mode(&fs::metadata(&path).unwrap()) & 0o777, 0o640);
    }

    #[tokio::test]
    async fn what_cannot_be_augmented_is_left_as_it_is() {
        let early = testing::now().minus(testing::days(30));
        let cases = [
            (desk(None, true), SOUND.to_vec(), "it is away"),
            (desk(Some(later()), false), SOUND.to_vec(), "it would be INDETERMINATE"),
            (desk(Some(early), true), SOUND.to_vec(), "it would be INDETERMINATE"),
            (desk(Some(later()), true), SOUND.to_vec().split_off(1), "it fails"),
        ];
        for (desk, octets, why) in cases {
            let (folder, path) = folder();
            File::create(&path).unwrap().write_all(&octets).unwrap();
            let error = desk.augment(&path, None).await.unwrap_err();
            assert!(format!("{error:#}").contains(why), "{error:#}");
            assert_eq!(fs::read(&path).unwrap(), octets);
            assert_eq!(names(folder.path()), ["a.asice"]);
        }
    }

    #[tokio::test]
    async fn in_another_folder_nothing_is_replaced() {
        let (_folder, path) = folder();
        let to = tempfile::tempdir().unwrap();
        desk(Some(later()), true).augment(&path, Some(to.path())).await.unwrap();
        assert_eq!(fs::read(&path).unwrap(), SOUND);
        let made = fs::read(to.path().join("a.asice")).unwrap();
        let again = desk(Some(later()), true).augment(&path, Some(to.path())).await.unwrap_err();
        assert!(again.to_string().contains("is there already"), "{again}");
        assert_eq!(fs::read(to.path().join("a.asice")).unwrap(), made);
    }
}
