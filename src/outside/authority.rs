//! The embedded certification authority: a root, and below it the seal's, the time-stamping, the TLS and the OCSP responder's certificate,
//! made on first start, with a revocation list at once and then daily. For trying out: its keys lie in files.
//!
//! Files in its folder, each written whole or not at all: `NAME.key` (PKCS#8, 0600), `NAME.cer` (DER), `root-N.crl`. A key
//! without its certificate is certified at the next start; a certificate without its key is an error, not a new key.

use std::fs;
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};
use std::time::Duration;

use crate::erds::moment::Moment;
use crate::outside::clock::Clock;
use crate::outside::entropy::Entropy;
use crate::outside::responder::Responder;
use crate::outside::signer::{self, FileKey, Signer};
use crate::seal::x509::{self, Certificate, Crl, Issuer, Profile, Request, RevocationList, Subject};

const DAY: Duration = Duration::from_hours(24);
/// How long a revocation list holds: a week, so that a daily one that fails is no outage.
const LIST_HOLDS: Duration = Duration::from_hours(7 * 24);
const YEARS_OF_ROOT: u32 = 20;
const YEARS_OF_LEAF: u32 = 5;

/// Why the authority cannot be opened or cannot issue.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file of it cannot be read or written.
    #[error("the certification authority's file {} cannot be used", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A key cannot be used.
    #[error("a key of the certification authority cannot be used")]
    Key(#[from] signer::Error),
    /// A certificate or list cannot be made or read.
    #[error("a certificate or revocation list of the certification authority is wrong")]
    Paper(#[from] x509::Error),
    /// A certificate is there and its key is not.
    #[error("{} is there, but its private key is missing", .0.display())]
    Widowed(PathBuf),
}

/// A key with its certificate.
#[derive(Clone)]
pub struct Holder {
    /// Signs.
    pub key: Arc<dyn Signer>,
    /// The certificate that names the key.
    pub certificate: Certificate,
    /// Where the private key lies (PKCS#8 DER), for TLS, which wants the key itself.
    pub key_file: PathBuf,
}

/// The embedded authority.
pub struct Authority {
    folder: PathBuf,
    root: Holder,
    seal: Holder,
    tsa: Holder,
    tls: Holder,
    responder: Responder,
    lists: RwLock<Vec<Crl>>,
}

/// For whom the certificates are.
#[derive(Clone, Debug)]
pub struct Names {
    /// The operator's legal name.
    pub organisation: String,
    /// The address that notices come from.
    pub from: String,
    /// The host names of the doors.
    pub hosts: Vec<String>,
    /// Where the service is reached from elsewhere: certificates made now say there who issued them and where revocation is asked.
    pub public_url: Option<String>,
}

impl Authority {
    /// Opens the authority in this folder; makes what is missing.
    pub fn open_or_make(folder: &Path, names: &Names, clock: &dyn Clock, entropy: &dyn Entropy) -> Result<Self, Error> {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(|source| file(folder, source))?;
        let now = clock.now().whole_seconds();
        let shop = Shop { folder, names, now, entropy };
        let root = shop.holder("root", Profile::Root, None)?;
        let seal = shop.holder("seal", Profile::Seal { address: names.from.clone() }, Some(&root))?;
        let tsa = shop.holder("tsa", Profile::TimeStamping, Some(&root))?;
        let local = vec![IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
        let tls = Profile::Tls { names: names.hosts.clone(), addresses: local };
        let tls = shop.holder("tls", tls, Some(&root))?;
        let responder = shop.holder("ocsp", Profile::Ocsp, Some(&root))?;
        let issued = read_all(folder, "cer", Certificate::parse)?;
        let issued = issued.into_iter().filter(|paper| paper.is_signed_by(&root.certificate)).collect();
        let responder = Responder::new(root.certificate.clone(), responder, issued);
        let lists = RwLock::new(read_all(folder, "crl", Crl::parse)?);
        let authority = Self { folder: folder.to_owned(), root, seal, tsa, tls, responder, lists };
        authority.renew_list(now)?;
        Ok(authority)
    }

    /// The seal.
    pub fn seal(&self) -> &Holder {
        &self.seal
    }

    /// The time-stamping authority.
    pub fn tsa(&self) -> &Holder {
        &self.tsa
    }

    /// The TLS server.
    pub fn tls(&self) -> &Holder {
        &self.tls
    }

    /// Who says whether a certificate of this authority is revoked.
    pub fn responder(&self) -> &Responder {
        &self.responder
    }

    /// The root certificate: the anchor of everything above.
    pub fn root(&self) -> &Certificate {
        &self.root.certificate
    }

    /// The newest revocation list.
    pub fn list(&self) -> Option<Crl> {
        let lists = self.lists.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        lists.iter().max_by_key(|list| list.this_update()).cloned()
    }

    /// Issues a fresh revocation list when the newest is a day old (or there is none).
    pub fn renew_list(&self, now: Moment) -> Result<(), Error> {
        let newest = self.list();
        if newest.is_some_and(|list| now < list.this_update().plus(DAY) && list.is_valid_at(now)) {
            return Ok(());
        }
        let mut lists = self.lists.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        let number = u64::try_from(lists.len()).unwrap_or(u64::MAX).saturating_add(1);
        let now = now.whole_seconds();
        let request = RevocationList {
            issuer: &self.root.certificate,
            number,
            this_update: now,
            next_update: now.plus(LIST_HOLDS),
            revoked: &[],
        };
        let prepared = x509::prepare_crl(&request, self.root.key.algorithm())?;
        let signature = self.root.key.sign(&prepared.to_sign)?;
        let list = prepared.assemble(&signature)?;
        write(&self.folder.join(format!("root-{number}.crl")), list.der())?;
        lists.push(list);
        Ok(())
    }
}

/// What it takes to make a certificate.
struct Shop<'a> {
    folder: &'a Path,
    names: &'a Names,
    now: Moment,
    entropy: &'a dyn Entropy,
}

impl Shop<'_> {
    fn holder(&self, name: &str, profile: Profile, root: Option<&Holder>) -> Result<Holder, Error> {
        let (key_file, paper) = (self.folder.join(format!("{name}.key")), self.folder.join(format!("{name}.cer")));
        if paper.exists() && !key_file.exists() {
            return Err(Error::Widowed(paper));
        }
        let key: Arc<dyn Signer> = Arc::new(FileKey::open_or_make(&key_file)?);
        let certificate = if paper.exists() {
            Certificate::parse(&fs::read(&paper).map_err(|source| file(&paper, source))?)?
        } else {
            let certificate = self.issue(name, profile, &key, root)?;
            write(&paper, certificate.der())?;
            certificate
        };
        Ok(Holder { key, certificate, key_file })
    }

    fn issue(
        &self,
        name: &str,
        profile: Profile,
        key: &Arc<dyn Signer>,
        root: Option<&Holder>,
    ) -> Result<Certificate, Error> {
        let years = if profile == Profile::Root { YEARS_OF_ROOT } else { YEARS_OF_LEAF };
        let common_name = match name {
            "root" => "recepis embedded root".to_owned(),
            "seal" => "Evidence seal".to_owned(),
            "ocsp" => "OCSP responder".to_owned(),
            "tsa" => "Embedded time-stamping authority".to_owned(),
            _ => self.names.hosts.first().cloned().unwrap_or_else(|| "localhost".to_owned()),
        };
        let mut serial = [0_u8; 16];
        self.entropy.fill(&mut serial);
        let request = Request {
            profile,
            subject: Subject { common_name, organisation: Some(self.names.organisation.clone()), country: None },
            spki: key.public_key(),
            serial: &serial,
            // A clock that is a little behind must not see a certificate of tomorrow.
            not_before: self.now.minus(Duration::from_mins(5)),
            not_after: self.now.plus(DAY * (years * 365)),
            public_url: self.names.public_url.as_deref(),
        };
        let (issuer, signer) = match root {
            None => (Issuer::Itself, key),
            Some(root) => (Issuer::Authority(&root.certificate), &root.key),
        };
        let prepared = x509::prepare(&request, issuer, signer.algorithm())?;
        let signature = signer.sign(&prepared.to_sign)?;
        Ok(prepared.assemble(&signature)?)
    }
}

fn read_all<T>(folder: &Path, ending: &str, parse: fn(&[u8]) -> Result<T, x509::Error>) -> Result<Vec<T>, Error> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).map_err(|source| file(folder, source))? {
        let path = entry.map_err(|source| file(folder, source))?.path();
        if path.extension().is_some_and(|found| found == ending) {
            all.push(parse(&fs::read(&path).map_err(|source| file(&path, source))?)?);
        }
    }
    Ok(all)
}

/// Writes under another name, then renames: after a crash the file is whole or absent.
fn write(path: &Path, octets: &[u8]) -> Result<(), Error> {
    let fresh = path.with_extension("new");
    let put = || -> std::io::Result<()> {
        let mut out = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&fresh)?;
        out.write_all(octets)?;
        out.sync_all()?;
        fs::rename(&fresh, path)?;
        path.parent().map_or(Ok(()), |folder| fs::File::open(folder)?.sync_all())
    };
    put().map_err(|source| file(path, source))
}

fn file(path: &Path, source: std::io::Error) -> Error {
    Error::File { path: path.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outside::clock::FakeClock;
    use crate::outside::entropy::FakeEntropy;
    use crate::seal::x509::{Purpose, path};

    fn names() -> Names {
        Names {
            organisation: "Example".to_owned(),
            from: "registered@recepis.example".to_owned(),
            hosts: vec!["localhost".to_owned()],
            public_url: None,
        }
    }

    #[test]
    fn first_start_makes_paths_that_hold_and_later_starts_find_them() {
        let folder = tempfile::tempdir().unwrap();
        let clock = FakeClock::at(Moment::from_seconds(1_795_000_000));
        let entropy = FakeEntropy::new(1);
        let made = Authority::open_or_make(folder.path(), &names(), &clock, &entropy).unwrap();
        let again = Authority::open_or_make(folder.path(), &names(), &clock, &entropy).unwrap();
        assert_eq!(made.root().fingerprint(), again.root().fingerprint());
        let (anchors, lists) = (vec![again.root().clone()], vec![again.list().unwrap()]);
        for (holder, purpose) in
            [(again.seal(), Purpose::Seal), (again.tsa(), Purpose::TimeStamping), (again.tls(), Purpose::Tls)]
        {
            path(&holder.certificate, &[], &anchors, &lists, clock.now(), purpose).unwrap();
        }
    }

    #[test]
    fn a_revocation_list_is_issued_daily_and_only_then() {
        let folder = tempfile::tempdir().unwrap();
        let clock = FakeClock::at(Moment::from_seconds(1_795_000_000));
        let made = Authority::open_or_make(folder.path(), &names(), &clock, &FakeEntropy::new(1)).unwrap();
        let first = made.list().unwrap().this_update();
        clock.forward(DAY / 2);
        made.renew_list(clock.now()).unwrap();
        assert_eq!(made.list().unwrap().this_update(), first);
        clock.forward(DAY);
        made.renew_list(clock.now()).unwrap();
        assert!(made.list().unwrap().this_update() > first);
    }

    #[test]
    fn a_certificate_whose_key_is_gone_is_never_given_another_key() {
        let folder = tempfile::tempdir().unwrap();
        let clock = FakeClock::at(Moment::from_seconds(1_795_000_000));
        Authority::open_or_make(folder.path(), &names(), &clock, &FakeEntropy::new(1)).unwrap();
        fs::remove_file(folder.path().join("seal.key")).unwrap();
        let opened = Authority::open_or_make(folder.path(), &names(), &clock, &FakeEntropy::new(1));
        assert!(matches!(opened, Err(Error::Widowed(_))));
    }
}
