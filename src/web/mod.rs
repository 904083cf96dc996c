//! Floor 7: the pages and the API, as HTTP. It asks flow/ and shows what it says; it decides nothing itself.
//!
//! - `addressee/`: `/r/…`, from the notice to the evidence; works without scripts, and without a cookie until a code
//!   was typed.
//! - `public/`: `/`, `/privacy`, `/status`, `/verify`, `/style.css`, and in a trial `/demo/mailbox`.
//! - `certificate`: the listener that asks for a TLS client certificate, which is a server of its own.
//! - `desk/`: `/desk`, for senders: what became of what they handed in.
//! - `api/`: `/api/v1`, for senders' programs.
//! - `witness`: a witness for logs of other people (C2SP tlog-witness), which is a server of its own.
//! - `metrics`: `/health`, `/ready` and `/metrics`, which is a server of its own, for the operator.
//! - `stamp`: `/tsa`, the embedded time-stamping authority for others (RFC 3161 §3.4).
//!
//! What this room never does: keep or log anything about a reader. There is no access log, no span with a path, and no
//! request is answered with something that another server holds.

mod addressee;
mod api;
mod certificate;
mod client;
mod desk;
mod error;
mod events;
mod fields;
mod frame;
mod guard;
mod headers;
mod issued;
mod limits;
mod linger;
mod log;
mod metrics;
mod plain;
mod public;
mod range;
mod router;
mod save;
mod serve;
mod stamp;
mod transfer;
mod visit;
mod witness;

use std::sync::Arc;

use crate::flow::Service;
use crate::outside::authority::Authority;
use crate::outside::tsa::EmbeddedTsa;
use error::Error;

pub use addressee::NoticePage;
pub use certificate::{CertificateDoor, serve_certificates};
pub use metrics::{PREFIX, metrics_router, serve_metrics};
pub use public::mailbox::{Letter, MailboxView};
pub use public::verify::{NotTheVerifier, OneFile, Verifier};
pub use router::router;
pub use serve::serve;
pub use witness::serve_witness;

/// What the pages are made from: the service, and what the composition gives them besides.
#[derive(Clone)]
pub struct Site {
    service: Arc<Service>,
    mailbox: Option<Arc<dyn MailboxView>>,
    stamps: Option<Arc<EmbeddedTsa>>,
    authority: Option<Arc<Authority>>,
    limits: Arc<limits::Limits>,
    verifier: Arc<Verifier>,
}

impl Site {
    /// The site of this service. `mailbox` is what the demo mailbox shows, where there is one.
    pub fn new(service: Arc<Service>, mailbox: Option<Arc<dyn MailboxView>>) -> Self {
        let limits = Arc::new(limits::Limits::new(service.random(), limits::Pace::Person));
        let verifier = Arc::new(Verifier::new(Vec::new(), None));
        Self { service, mailbox, stamps: None, authority: None, limits, verifier }
    }

    /// The same with what `/verify` judges by and serves; without, nothing is trusted there and no file is served.
    #[must_use]
    pub fn with_verifier(self, verifier: Verifier) -> Self {
        Self { verifier: Arc::new(verifier), ..self }
    }

    /// The same with an authority that answers at `/tsa`.
    #[must_use]
    pub fn with_stamps(self, stamps: Option<Arc<EmbeddedTsa>>) -> Self {
        Self { stamps, ..self }
    }

    /// The same with an authority whose papers and answers stand at `/ca` and `/crl`.
    #[must_use]
    pub fn with_authority(self, authority: Arc<Authority>) -> Self {
        Self { authority: Some(authority), ..self }
    }
}

#[cfg(test)]
mod tests {}
