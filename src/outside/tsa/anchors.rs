//! What is known of one time-stamping authority beforehand: a PEM file with the certificates that are trusted for its tokens,
//! those in between, and revocation lists. The operator (or a cron job of theirs) keeps the file current; it is read again
//! from time to time, and where that fails the last good reading stands. What was fetched from the authority joins it.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

use crate::crypto::sha256;
use crate::erds::content::Sha256;
use crate::erds::moment::Moment;
use crate::outside::revocation::fetched::{Fetched, Standing};
use crate::seal::x509::{self, Certificate, Crl, OcspResponse};

/// The most octets of a file: base64 of what `OCTETS` allows, and some words around it.
const LIMIT: u64 = 3 * 1024 * 1024;
/// The most octets of certificates and lists of a file: bundles carry them, within the limits of a bundle.
const OCTETS: usize = 2 * 1024 * 1024;
/// The most certificates, and the most revocation lists, of a file: together with the seal's they must fit into what a
/// verifier looks at.
const MOST: usize = 10;

/// Why a trust file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot be read.
    #[error("{} cannot be read", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It holds no certificate.
    #[error("{} holds no certificate; it must hold lines such as -----BEGIN CERTIFICATE-----", .0.display())]
    Empty(PathBuf),
    /// A certificate or revocation list in it cannot be read.
    #[error("a certificate or revocation list in {} cannot be read", path.display())]
    Paper {
        /// The file.
        path: PathBuf,
        /// Why.
        source: x509::Error,
    },
    /// More than bundles carry.
    #[error("{} holds more than {MOST} certificates, {MOST} revocation lists or {OCTETS} octets of them", .0.display())]
    TooMuch(PathBuf),
}

/// A trust file as it was read last.
#[derive(Debug)]
pub struct Anchors {
    path: PathBuf,
    papers: RwLock<Papers>,
    fetched: Option<Fetched>,
}

/// The contents of a trust file.
#[derive(Clone, Debug)]
pub struct Papers {
    /// What is trusted: the self-signed certificates, or all where none is self-signed.
    pub anchors: Vec<Certificate>,
    /// The others: they help to find the way to an anchor.
    pub between: Vec<Certificate>,
    /// Revocation lists: those of the file, then those that were fetched.
    pub lists: Vec<Crl>,
    /// OCSP responses that were fetched.
    pub responses: Vec<OcspResponse>,
    /// Of the file's octets.
    pub digest: Sha256,
}

impl Anchors {
    /// Reads the file.
    pub fn open(path: &Path) -> Result<Self, Error> {
        Ok(Self { papers: RwLock::new(read(path)?), path: path.to_owned(), fetched: None })
    }

    /// The same, with what is fetched from the authority.
    #[must_use]
    pub fn with(self, fetched: Fetched) -> Self {
        Self { fetched: Some(fetched), ..self }
    }

    /// What stands in it, and what was fetched.
    pub fn papers(&self) -> Papers {
        let mut papers = self.papers.read().unwrap_or_else(PoisonError::into_inner).clone();
        let (lists, responses) = self.fetched.as_ref().map(Fetched::held).unwrap_or_default();
        for list in lists {
            if !papers.lists.contains(&list) {
                papers.lists.push(list);
            }
        }
        papers.responses = responses;
        papers
    }

    /// Whether something tells of revocation at this moment: a list in the file that is in force, or what was fetched, about each certificate in
    /// use.
    pub fn tells_at(&self, now: Moment) -> bool {
        let file = self.papers.read().unwrap_or_else(PoisonError::into_inner);
        let fetched = self.standing().and_then(|standing| standing.until);
        file.lists.iter().any(|list| list.is_valid_at(now)) || fetched.is_some_and(|until| now <= until)
    }

    /// How it stands with what is fetched, where anything is.
    pub fn standing(&self) -> Option<Standing> {
        self.fetched.as_ref().map(Fetched::standing)
    }

    /// Takes note of a certificate of the authority that is in use.
    pub fn meet(&self, leaf: &Certificate, pool: &[Certificate]) {
        if let Some(fetched) = &self.fetched {
            let anchors = self.papers.read().unwrap_or_else(PoisonError::into_inner).anchors.clone();
            fetched.meet(leaf, pool, &anchors);
        }
    }

    /// Asks the authority what is due.
    pub async fn fetch(&self, now: Moment) {
        if let Some(fetched) = &self.fetched {
            fetched.renew(now).await;
        }
    }

    /// Reads the file again, for fresh revocation lists.
    ///
    /// # Errors
    /// It cannot be used any more; what was read before stands.
    pub fn renew(&self) -> Result<(), Error> {
        let fresh = read(&self.path)?;
        *self.papers.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(())
    }
}

fn read(path: &Path) -> Result<Papers, Error> {
    let failed = |source| Error::File { path: path.to_owned(), source };
    let mut octets = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(LIMIT + 1).read_to_end(&mut octets).map_err(failed)?;
    if octets.len() as u64 > LIMIT {
        return Err(Error::TooMuch(path.to_owned()));
    }
    let digest = Sha256(sha256(&octets));
    let text = String::from_utf8_lossy(&octets);
    if !text.contains("-----BEGIN CERTIFICATE-----") {
        return Err(Error::Empty(path.to_owned()));
    }
    let wrong = |source| Error::Paper { path: path.to_owned(), source };
    let certificates = Certificate::parse_pem(&text).map_err(wrong)?;
    let lists = if text.contains("-----BEGIN X509 CRL-----") { Crl::parse_pems(&text).map_err(wrong)? } else { vec![] };
    let octets = certificates.iter().map(|paper| paper.der().len()).chain(lists.iter().map(|list| list.der().len()));
    if certificates.len() > MOST || lists.len() > MOST || octets.sum::<usize>() > OCTETS {
        return Err(Error::TooMuch(path.to_owned()));
    }
    let (roots, between): (Vec<_>, Vec<_>) = certificates.into_iter().partition(|found| found.is_signed_by(found));
    // Somebody who trusts an authority below its root trusts it as it stands in the file.
    let (anchors, between) = if roots.is_empty() { (between, roots) } else { (roots, between) };
    Ok(Papers { anchors, between, lists, responses: Vec::new(), digest })
}
