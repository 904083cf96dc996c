//! Time-stamping authorities (RFC 3161). The embedded one is the operator's own: it proves nothing that is independent of the
//! operator, and reports say so. Every answer passes all the checks of §2.2 before anybody uses its token.
//!
//! `remote` asks one authority over HTTP, `panel` several in order, `anchors` is what is trusted for each.

pub mod anchors;
pub mod panel;
pub mod remote;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::outside::authority::Holder;
use crate::outside::clock::Clock;
use crate::outside::entropy::Entropy;
use crate::seal::tsp::{self, Imprint};

/// A time-stamp token on its way.
pub type Stamping<'a> = Pin<Box<dyn Future<Output = Result<Vec<u8>, Error>> + Send + 'a>>;

/// Stamps an imprint.
pub trait Tsa: Send + Sync {
    /// A token (DER) over this imprint that passed the checks of RFC 3161 §2.2.
    fn stamp(&self, imprint: Imprint) -> Stamping<'_>;

    /// Whether somebody else than the operator runs it.
    fn is_independent(&self) -> bool;
}

/// Why there is no token.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The authority cannot be asked now.
    #[error("the time-stamping authority is not available: {0}")]
    Unavailable(String),
    /// What it answered must not be used.
    #[error("the time-stamping authority's answer is wrong")]
    Answer(#[source] tsp::Error),
    /// The embedded authority could not make a token.
    #[error("the embedded time-stamping authority failed: {0}")]
    Embedded(String),
}

/// The embedded authority's policy: under the enterprise number set aside for examples [RFC 5612], since it is for trying out.
pub const TRIAL_POLICY: &str = "1.3.6.1.4.1.32473.1";

/// How far off the embedded authority says its clock may be.
const ACCURACY: Duration = Duration::from_secs(1);

/// The embedded authority: the operator's own clock and key.
pub struct EmbeddedTsa {
    holder: Holder,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
}

impl EmbeddedTsa {
    /// An authority with this key and certificate.
    pub fn new(holder: Holder, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        Self { holder, clock, entropy }
    }

    /// Answers a request [RFC 3161 §2.4.2]; what cannot be granted is refused in the answer itself.
    ///
    /// # Errors
    /// The answer could not be made at all.
    pub fn answer(&self, request: &[u8]) -> Result<Vec<u8>, Error> {
        let embedded = |error: &dyn std::fmt::Display| Error::Embedded(error.to_string());
        let refused = |failure, text: &str| tsp::rejected(failure, text).map_err(|error| embedded(&error));
        let request = match tsp::parse_request(request) {
            Ok(request) => request,
            Err(failure) => return refused(failure, "the request is not understood"),
        };
        if request.policy.as_deref().is_some_and(|policy| policy != TRIAL_POLICY) {
            return refused(tsp::Failure::UnacceptedPolicy, "this authority has one policy");
        }
        let now = self.clock.now();
        let mut serial = [0_u8; 16];
        self.entropy.fill(&mut serial);
        let issue = tsp::Issue {
            imprint: request.imprint,
            policy: TRIAL_POLICY,
            serial: &serial,
            time: now,
            accuracy: Some(ACCURACY),
            nonce: request.nonce.as_deref(),
            with_certificate: request.with_certificate,
        };
        let prepared = tsp::prepare(&issue, &self.holder.certificate, self.holder.key.algorithm())
            .map_err(|error| embedded(&error))?;
        let signature = self.holder.key.sign_at(&prepared.to_sign, now).map_err(|error| embedded(&error))?;
        let token = prepared.assemble(&signature).map_err(|error| embedded(&error))?;
        tsp::granted(&token).map_err(|error| embedded(&error))
    }

    fn stamp_now(&self, imprint: &Imprint) -> Result<Vec<u8>, Error> {
        let mut nonce = [0_u8; 16];
        self.entropy.fill(&mut nonce);
        let request = tsp::request(imprint, &nonce, Some(TRIAL_POLICY)).map_err(Error::Answer)?;
        let answer = self.answer(&request)?;
        let (token, _) = tsp::check_response(&answer, imprint, &nonce, Some(TRIAL_POLICY)).map_err(Error::Answer)?;
        Ok(token)
    }
}

impl Tsa for EmbeddedTsa {
    fn stamp(&self, imprint: Imprint) -> Stamping<'_> {
        Box::pin(async move { self.stamp_now(&imprint) })
    }

    fn is_independent(&self) -> bool {
        false
    }
}

/// An authority that is down until it is told otherwise. For tests.
#[derive(Default)]
pub struct FakeTsa {
    behind: Option<EmbeddedTsa>,
    down: AtomicBool,
}

impl FakeTsa {
    /// An authority that answers as `behind` does while it is up.
    pub fn new(behind: EmbeddedTsa) -> Self {
        Self { behind: Some(behind), down: AtomicBool::new(false) }
    }

    /// Takes it down, or puts it up again.
    pub fn set_down(&self, down: bool) {
        self.down.store(down, Ordering::SeqCst);
    }
}

impl Tsa for FakeTsa {
    fn stamp(&self, imprint: Imprint) -> Stamping<'_> {
        match &self.behind {
            Some(behind) if !self.down.load(Ordering::SeqCst) => behind.stamp(imprint),
            _ => Box::pin(async { Err(Error::Unavailable("it is down".to_owned())) }),
        }
    }

    fn is_independent(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests;
