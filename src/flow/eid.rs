//! Station "identity", by somebody else's word: the addressee goes to the issuer of an electronic identity and comes back with its
//! answer. What the issuer says of the person is compared with what the sender stated, and dropped; the decision will carry method,
//! level, time, issuer and which kinds were alike. The sender sees nothing of an attempt.
//!
//! An answer counts once, within ten minutes, and only for the browser that asked: that one holds a secret in a cookie which no
//! other site can make it send. So the answer by itself opens nothing; the form on the page that it leads to does.

use std::sync::Arc;
use std::time::Duration;

use crate::erds::attribute::Attribute;
use crate::erds::id::{DeliveryId, crockford};
use crate::erds::moment::Moment;
use crate::erds::party::{Authentication, Level, Method, Vouched};
use crate::outside::identity::{Answer, Departure, Failure, Identified, Provider, Start, Unfit};
use crate::store::{NewProof, ProofEnd, Seen, SeenProof, Work};

pub mod shown;

use super::look::{Link, Session, by_link, read_form_token};
use super::{Fault, Refusal, Service, attributes, means, prove};

/// How long an answer counts, and how long the page that it leads to can be used.
pub const LIVES: Duration = Duration::from_mins(10);
/// How often a day somebody may set out for one delivery.
const A_DAY: usize = 20;

/// An electronic identity as configured.
#[derive(Clone)]
pub struct Eid {
    /// Its name in addresses.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Its kind.
    pub method: Method,
    /// Who issues it, as evidence names them.
    pub issuer: String,
    /// The level that it gives, by the operator's word.
    pub level: Level,
    /// What its issuer can say of a person.
    pub gives: Vec<Attribute>,
    /// The way to its issuer.
    pub provider: Arc<dyn Provider>,
}

/// Somebody sets out.
pub struct Begun {
    /// The name of the means, for people.
    pub name: String,
    /// Its kind.
    pub method: Method,
    /// The issuer's page.
    pub address: String,
    /// What the browser posts there; empty where it goes by a link.
    pub form: Vec<(&'static str, String)>,
    /// What the issuer is asked for.
    pub wanted: Vec<Attribute>,
    /// For which delivery.
    pub delivery: DeliveryId,
    /// What the browser is to keep meanwhile.
    pub binding: String,
}

/// Somebody is back.
pub struct Arrived {
    /// The name of the means, for people.
    pub name: String,
    /// Where they came from.
    pub link: Link,
    /// The language that they read.
    pub language: String,
    /// What came of it.
    pub end: End,
}

/// What came of an answer.
#[derive(serde::Serialize, serde::Deserialize)]
pub enum End {
    /// The person is the one whom the sender means: what their browser may post to go on.
    Matched(Ticket),
    /// It is somebody else, or the sender stated it otherwise.
    Other,
    /// The person turned back, or was not let in.
    Cancelled,
    /// The answer is not believed.
    Refused,
    /// The issuer does not answer.
    NotReached,
    /// The certificate that was shown does not count, or none was shown.
    Unfit(Unfit),
}

/// What opens a session, together with the browser's secret.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct Ticket {
    /// For which delivery.
    pub delivery: DeliveryId,
    /// By which means.
    pub means: String,
    /// When it was proven, in microseconds.
    pub at: String,
    /// One use.
    pub token: String,
    /// What was alike.
    pub matched: Vec<Attribute>,
}

/// What is kept while somebody is away.
#[derive(serde::Serialize, serde::Deserialize)]
struct Away {
    link: String,
    language: String,
    /// SHA-256 of the browser's secret.
    binding: [u8; 32],
    secret: Vec<u8>,
}

/// Sends somebody to an issuer.
///
/// # Errors
/// `Refusal::TooLittle` where the delivery has no such means, `Refusal::TooManyProofs` after twenty a day, `Fault::Unavailable` where the
/// issuer is not reached.
pub async fn begin(service: &Service, link: &Link, form_token: &str, id: &str, language: &str) -> Result<Begun, Fault> {
    let seen = by_link(service, link).await?;
    let token = read_form_token(service, link, form_token)?;
    let eid = means::issued(service, &seen).into_iter().find(|eid| eid.id == id).ok_or(Refusal::TooLittle)?;
    let now = service.now();
    if service.store.proofs_since(&seen.id, now.minus(Duration::from_hours(24))).await?.len() >= A_DAY {
        return Err(Refusal::TooManyProofs.into());
    }
    let (state, binding) = (crockford(&service.random::<20>()), crockford(&service.random::<20>()));
    let start = Start {
        state: &state,
        back: &back(service, id),
        language,
        wanted: &seen.record.to_match,
        random: service.random(),
        now,
    };
    let Departure { address, form, secret } =
        eid.provider.depart(start).await.map_err(|failure| unavailable(eid, &failure))?;
    let away = Away {
        link: link.as_str().to_owned(),
        language: language.to_owned(),
        binding: crate::crypto::sha256(binding.as_bytes()),
        secret,
    };
    let secret = serde_json::to_vec(&away).map_err(|error| Fault::Broken { what: error.to_string() })?;
    let mut work = Work::new();
    work.spend(token);
    let until = now.plus(LIVES);
    work.begin_proof(NewProof { state, delivery: seen.id, means: id.to_owned(), secret, at: now, until });
    service.store.commit(work).await?;
    Ok(Begun {
        name: eid.name.clone(),
        method: eid.method,
        address,
        form,
        wanted: seen.record.to_match.clone(),
        delivery: seen.id,
        binding,
    })
}

/// What the issuer of this means has to know of the service, where it takes a file.
///
/// # Errors
/// `Refusal::NotFound` where there is no such means, or its issuer takes none.
pub fn description(service: &Service, id: &str) -> Result<Vec<u8>, Fault> {
    let eid = service.eids.iter().find(|eid| eid.id == id).ok_or(Refusal::NotFound)?;
    Ok(eid.provider.description(&service.random()).ok_or(Refusal::NotFound)?)
}

/// Where answers of this means come to.
pub fn back(service: &Service, id: &str) -> String {
    format!("{}/identity/{id}/back", service.settings.base_url)
}

/// Judges an answer; it counts once, whatever comes of it.
///
/// # Errors
/// `Refusal::UnknownProof` where nobody waits for it (any more).
pub async fn arrive(service: &Service, id: &str, answer: &Answer) -> Result<Arrived, Fault> {
    let eid = service.eids.iter().find(|eid| eid.id == id).ok_or(Refusal::UnknownProof)?;
    let waiting = Waiting::find(service, eid, answer.field(eid.provider.state_field())).await?;
    let made = eid.provider.arrive(answer, &waiting.away.secret, service.now()).await;
    waiting.end(service, eid, made).await
}

/// Somebody who set out, and for whom an answer is there.
struct Waiting {
    proof: SeenProof,
    away: Away,
    link: Link,
}

impl Waiting {
    /// Whoever this answer is for.
    async fn find(service: &Service, eid: &Eid, state: &str) -> Result<Self, Fault> {
        let proof = service.store.proof(state, service.now()).await?.filter(|proof| proof.means == eid.id);
        let Some(proof) = proof else {
            tracing::info!(
                identity.means = eid.id,
                "an answer came that nobody waits for: it was used, or is too late"
            );
            return Err(Refusal::UnknownProof.into());
        };
        let broken = |_| Fault::Broken { what: "a proof that cannot be read".to_owned() };
        let away: Away = serde_json::from_slice(&proof.secret).map_err(broken)?;
        let link = Link::parse(&away.link).ok_or(Refusal::UnknownLink)?;
        Ok(Self { proof, away, link })
    }

    /// What comes of what the issuer said.
    async fn end(self, service: &Service, eid: &Eid, made: Result<Identified, Failure>) -> Result<Arrived, Fault> {
        let Self { proof, away, link } = self;
        let seen = by_link(service, &link).await?;
        let end = match made {
            Ok(identified) => compare(service, eid, &seen, proof, (&identified, &away)).await?,
            Err(failure) => {
                if failure != Failure::Cancelled {
                    tracing::warn!(identity.means = eid.id, why = %failure, "an issuer of identities vouched for nobody");
                }
                ended(service, proof, ProofEnd::Refused).await?;
                match failure {
                    Failure::NotReached(_) => End::NotReached,
                    Failure::Cancelled => End::Cancelled,
                    Failure::Refused(_) => End::Refused,
                    Failure::Unfit(why) => End::Unfit(why),
                }
            }
        };
        Ok(Arrived { name: eid.name.clone(), link, language: away.language, end })
    }
}

/// Whether it is the person whom the sender means. What the issuer said ends here.
async fn compare(
    service: &Service,
    eid: &Eid,
    seen: &Seen,
    proof: SeenProof,
    (identified, away): (&Identified, &Away),
) -> Result<End, Fault> {
    let of_kind = |(attribute, text): &(Attribute, String)| Some((*attribute, attributes::compared(*attribute, text)?));
    let said: Vec<(Attribute, String)> = identified.said.iter().filter_map(of_kind).collect();
    let subject = format!("{} {} {}", eid.id, eid.issuer, identified.subject);
    let expected = service.store.expected(&seen.id).await?;
    if !service.store.is_expected(&expected, &seen.record.to_match, &said, &subject) {
        ended(service, proof, ProofEnd::Other).await?;
        return Ok(End::Other);
    }
    let mut work = Work::new();
    work.end_proof(proof, ProofEnd::Matched);
    work.matched(seen.id, &subject);
    service.store.commit(work).await?;
    let now = service.now();
    let at = now.micros().to_string();
    let token = service.store.page_token(&scope(seen.id, &eid.id, &at, &away.binding), now.plus(LIVES));
    Ok(End::Matched(Ticket {
        delivery: seen.id,
        means: eid.id.clone(),
        at,
        token,
        matched: seen.record.to_match.clone(),
    }))
}

async fn ended(service: &Service, proof: SeenProof, end: ProofEnd) -> Result<(), Fault> {
    let mut work = Work::new();
    work.end_proof(proof, end);
    Ok(service.store.commit(work).await?)
}

/// Opens the session of whoever matched, for the browser that set out.
///
/// # Errors
/// `Refusal::UnknownProof` for everything else.
pub async fn open(
    service: &Service,
    delivery: DeliveryId,
    (means, at, token): (&str, &str, &str),
    binding: &str,
) -> Result<Session, Fault> {
    let eid = service.eids.iter().find(|eid| eid.id == means).ok_or(Refusal::UnknownProof)?;
    let scope = scope(delivery, means, at, &crate::crypto::sha256(binding.as_bytes()));
    let token = service.store.read_page_token(token, &scope, service.now()).ok_or(Refusal::UnknownProof)?;
    let at = at.parse().map(Moment::from_micros).map_err(|_| Refusal::UnknownProof)?;
    let seen = service.store.delivery(&delivery).await?.ok_or(Refusal::UnknownProof)?;
    let matched = seen.record.to_match.clone();
    let vouched = Vouched { issuer: eid.issuer.clone(), level: eid.level, matched };
    let identity = Authentication { method: eid.method, at, vouched: Some(vouched) };
    let mut work = Work::new();
    work.spend(token);
    let session = prove::session(service, delivery, identity, &mut work);
    service.store.commit(work).await.map_err(Fault::from).map_err(|fault| match fault {
        Fault::Refused(Refusal::SpentToken) => Refusal::UnknownProof.into(),
        other => other,
    })?;
    Ok(session)
}

fn scope(delivery: DeliveryId, means: &str, at: &str, binding: &[u8; 32]) -> String {
    format!("identity {delivery} {means} {at} {}", crockford(binding))
}

fn unavailable(eid: &Eid, failure: &Failure) -> Fault {
    Fault::Unavailable { what: format!("the issuer of identities `{}`: {failure}", eid.id) }
}
