//! What was fetched about the certificates of one authority, kept in memory: asked well before it ends, in use as long as it is in force, and
//! given to bundles. What cannot be fetched is asked again at the next round and is said once as long as it lasts; nobody waits for it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::Url;
use tokio::sync::Notify;

use super::{Failure, Question, Source};
use crate::erds::moment::Moment;
use crate::seal::x509::{Certificate, Crl, OcspResponse, OcspStatus, Unheard, ocsp_request};

/// The most certificates of one authority that are asked after.
const MOST: usize = 8;
/// The longest that an answer is not asked for again, though it holds longer: a revocation shows by then.
const LONGEST: Duration = Duration::from_hours(12);
/// By how much an authority's clock may be ahead of ours.
const AHEAD: Duration = Duration::from_mins(5);

/// Where to ask, where not in the places that each certificate names.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The responder for all of the authority's certificates.
    pub responder: Option<Url>,
    /// The list of all of the authority's certificates.
    pub list: Option<Url>,
}

/// What one authority says about its certificates.
pub struct Fetched {
    /// Its host, for logs.
    host: String,
    places: Places,
    source: Arc<dyn Source>,
    /// Rings when there is a certificate to ask after that was not known before.
    bell: Arc<Notify>,
    watched: Mutex<Vec<Watched>>,
}

/// One certificate, and what is at hand about it.
#[derive(Clone)]
struct Watched {
    certificate: Certificate,
    issuer: Certificate,
    held: Option<Held>,
    /// Since when nothing can be fetched, and why, in a word.
    failing: Option<(Moment, &'static str)>,
}

#[derive(Clone)]
struct Held {
    what: Told,
    this_update: Moment,
    next_update: Moment,
}

#[derive(Clone)]
enum Told {
    Response(Box<OcspResponse>),
    List(Box<Crl>),
}

/// How it stands with one authority.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Certificates that are asked after.
    pub watched: usize,
    /// Those about which the last question was not answered.
    pub failing: usize,
    /// Until when something is in force about each of them; None where nothing was fetched about one.
    pub until: Option<Moment>,
}

impl Fetched {
    /// Nothing yet; `bell` rings when there is something to ask.
    pub fn new(host: String, places: Places, source: Arc<dyn Source>, bell: Arc<Notify>) -> Self {
        Self { host, places, source, bell, watched: Mutex::default() }
    }

    /// Takes note of a certificate in use, and of those above it up to an anchor.
    pub fn meet(&self, leaf: &Certificate, pool: &[Certificate], anchors: &[Certificate]) {
        let mut watched = self.watched.lock().unwrap_or_else(PoisonError::into_inner);
        let mut certificate = leaf.clone();
        let mut fresh = false;
        while watched.len() < MOST && !anchors.contains(&certificate) {
            if watched.iter().any(|known| known.certificate == certificate) {
                break;
            }
            let issuer = anchors.iter().chain(pool).find(|issuer| certificate.is_signed_by(issuer)).cloned();
            let Some(issuer) = issuer.filter(|issuer| *issuer != certificate) else { break };
            watched.push(Watched { certificate, issuer: issuer.clone(), held: None, failing: None });
            certificate = issuer;
            fresh = true;
        }
        if fresh {
            self.bell.notify_one();
        }
    }

    /// The lists and responses at hand.
    pub fn held(&self) -> (Vec<Crl>, Vec<OcspResponse>) {
        let (mut lists, mut responses) = (Vec::new(), Vec::new());
        for held in self.snapshot().into_iter().filter_map(|watched| watched.held) {
            match held.what {
                Told::List(list) if !lists.contains(&*list) => lists.push(*list),
                Told::Response(response) => responses.push(*response),
                Told::List(_) => {}
            }
        }
        (lists, responses)
    }

    /// How it stands.
    pub fn standing(&self) -> Standing {
        let all = self.snapshot();
        let ends: Option<Vec<Moment>> =
            all.iter().map(|watched| watched.held.as_ref().map(|held| held.next_update)).collect();
        Standing {
            watched: all.len(),
            failing: all.iter().filter(|watched| watched.failing.is_some()).count(),
            until: ends.and_then(|ends| ends.into_iter().min()),
        }
    }

    /// Why the last questions were not answered, in a word each.
    #[cfg(test)]
    pub(super) fn reasons(&self) -> Vec<&'static str> {
        self.snapshot().into_iter().filter_map(|watched| Some(watched.failing?.1)).collect()
    }

    /// Asks about everything that is due at this moment.
    pub async fn renew(&self, now: Moment) {
        // What has ended makes room.
        let over = |watched: &Watched| watched.certificate.not_after() < now;
        self.watched.lock().unwrap_or_else(PoisonError::into_inner).retain(|watched| !over(watched));
        for watched in self.snapshot().into_iter().filter(|watched| watched.is_due(now)) {
            let answer = self.ask(&watched, now).await;
            self.keep(&watched.certificate, answer, now);
        }
    }

    fn snapshot(&self) -> Vec<Watched> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Every responder, then every list, until one tells; else the first failure.
    async fn ask(&self, watched: &Watched, now: Moment) -> Result<Held, Failure> {
        let mut first = None;
        for question in self.questions(watched) {
            let told = match self.source.ask(&question).await {
                Ok(octets) => watched.read(&question, &octets, now),
                Err(failure) => Err(failure),
            };
            match told {
                Ok(held) => return Ok(held),
                Err(failure) => first = first.or(Some(failure)),
            }
        }
        Err(first.unwrap_or(Failure::Nowhere))
    }

    fn questions(&self, watched: &Watched) -> Vec<Question> {
        let urls = |said: &Option<Url>, named: Vec<String>| match said {
            Some(url) => vec![url.clone()],
            None => named.iter().filter_map(|address| Url::parse(address).ok()).collect(),
        };
        let request = ocsp_request(&watched.certificate, &watched.issuer, None);
        let responders = urls(&self.places.responder, watched.certificate.responders()).into_iter();
        let responders =
            responders.filter_map(|url| Some(Question::Ocsp { url, request: request.as_ref().ok()?.clone() }));
        let lists = urls(&self.places.list, watched.certificate.lists()).into_iter().map(|url| Question::List { url });
        responders.chain(lists).collect()
    }

    fn keep(&self, certificate: &Certificate, answer: Result<Held, Failure>, now: Moment) {
        let mut all = self.watched.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(watched) = all.iter_mut().find(|watched| watched.certificate == *certificate) else { return };
        let (host, subject) = (self.host.as_str(), certificate.subject());
        match answer {
            Ok(held) => {
                if watched.failing.take().is_some() {
                    tracing::info!(tsa.host = host, subject, "revocation can be asked again");
                }
                watched.held = Some(held);
            }
            Err(failure) => {
                if watched.failing.is_none_or(|(_, reason)| reason != failure.name()) {
                    let why = failure.to_string();
                    tracing::warn!(tsa.host = host, subject, why, "revocation cannot be asked; what is at hand stands");
                }
                let since = watched.failing.map_or(now, |(since, _)| since);
                watched.failing = Some((since, failure.name()));
            }
        }
    }
}

impl std::fmt::Debug for Fetched {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fetched").field("host", &self.host).field("standing", &self.standing()).finish_non_exhaustive()
    }
}

impl Watched {
    /// Nothing is at hand, or half of its time is over.
    fn is_due(&self, now: Moment) -> bool {
        let Some(held) = &self.held else { return true };
        let half = held.next_update.since(held.this_update) / 2;
        // What is of tomorrow comes from a clock that was set back.
        now >= held.this_update.plus(half.min(LONGEST)) || now.plus(AHEAD) < held.this_update
    }

    /// What an answer tells of the certificate, where it tells something.
    fn read(&self, question: &Question, octets: &[u8], now: Moment) -> Result<Held, Failure> {
        let held = match question {
            Question::Ocsp { .. } => self.response(octets)?,
            Question::List { .. } => self.list(octets)?,
        };
        let in_force = held.this_update <= now.plus(AHEAD) && now <= held.next_update;
        let older = self.held.as_ref().is_some_and(|known| held.this_update < known.this_update);
        if in_force && !older { Ok(held) } else { Err(Failure::Stale) }
    }

    fn response(&self, octets: &[u8]) -> Result<Held, Failure> {
        let response = OcspResponse::parse(octets)?;
        let finding = response.about(&self.certificate, &self.issuer, &[]).ok_or(Failure::Other)??;
        match finding.status {
            OcspStatus::Good => {}
            OcspStatus::Unknown => return Err(Unheard::Unknown.into()),
            OcspStatus::Revoked { since, .. } => self.revoked(since),
        }
        let next_update = finding.next_update.ok_or(Failure::Stale)?;
        Ok(Held { what: Told::Response(Box::new(response)), this_update: finding.this_update, next_update })
    }

    fn list(&self, octets: &[u8]) -> Result<Held, Failure> {
        let list = Crl::parse(octets)?;
        if !list.speaks_for(&self.issuer) {
            return Err(Failure::Foreign);
        }
        if let Some(entry) = list.revocation(self.certificate.serial()) {
            self.revoked(entry.since);
        }
        let (this_update, next_update) = (list.this_update(), list.next_update().ok_or(Failure::Stale)?);
        Ok(Held { what: Told::List(Box::new(list)), this_update, next_update })
    }

    fn revoked(&self, since: Moment) {
        let (subject, since) = (self.certificate.subject(), since.to_string());
        tracing::error!(subject, since, "the certificate of a time-stamping authority is revoked");
    }
}
