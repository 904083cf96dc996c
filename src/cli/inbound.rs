//! The inbound door has two sides: what comes back about notices, and what a customer's mail server hands in, by route alone, for
//! addresses with the suffix. That server shows a certificate that an account names, or the mail bears a DKIM signature of a domain
//! that an account names. One mail is for one side; everything else is refused at RCPT.

use std::net::IpAddr;
use std::sync::{Arc, LazyLock};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::doors::{SubmissionDoor, reply};
use crate::erds::address::Address;
use crate::flow::{Fault, Service, routed, submit, suffix};
use crate::smtp::returns::Slot;
use crate::smtp::{Door, Envelope, Reply};
use crate::store::Account;

/// How many letters are held at once until their signatures are checked, each up to `routed::LARGEST`.
static LETTERS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(8)));

/// One connection.
pub(super) struct Inbound {
    service: Arc<Service>,
    returns: Slot,
    /// Who hands in by certificate.
    known: SubmissionDoor,
    from: Option<Address>,
    side: Option<Side>,
}

/// Which side a mail is for.
enum Side {
    Returns,
    Known,
    Letter(Box<Letter>),
}

/// A mail that its signature has to vouch for.
struct Letter {
    account: Account,
    /// What MAIL and RCPT said, and its place among those that are held.
    begun: Option<(submit::Envelope, OwnedSemaphorePermit)>,
    held: Vec<u8>,
}

impl Inbound {
    pub(super) fn new(service: &Arc<Service>, returns: Slot) -> Self {
        let known = SubmissionDoor::new(Arc::clone(service));
        Self { service: Arc::clone(service), returns, known, from: None, side: None }
    }

    /// Who hands in, by what was said until now.
    async fn customer(&mut self) -> Result<Side, Reply> {
        if self.known.is_known() {
            return Ok(Side::Known);
        }
        let stranger = || {
            let words = "this mail server is not known here: log in at the submission port, show the certificate of an account, or \
                         send as a domain whose DKIM signature an account names";
            Reply::refused("5.7.1", words)
        };
        let from = self.from.as_ref().ok_or_else(stranger)?;
        match routed::account_of(&self.service, from).await {
            Ok(account) => Ok(Side::Letter(Box::new(Letter { account, begun: None, held: Vec::new() }))),
            Err(Fault::Refused(_)) => Err(stranger()),
            Err(fault) => Err(reply(&fault)),
        }
    }
}

impl Door for Inbound {
    fn connected(&mut self, from: IpAddr) {
        self.returns.connected(from);
    }

    async fn authenticate(&mut self, name: &str, password: &str) -> Result<(), Reply> {
        self.returns.authenticate(name, password).await
    }

    async fn certificate(&mut self, der: &[u8]) -> bool {
        self.known.certificate(der).await
    }

    async fn sender(&mut self, from: Option<&Address>) -> Result<(), Reply> {
        (self.from, self.side) = (from.cloned(), None);
        self.returns.sender(from).await
    }

    async fn recipient(&mut self, to: &Address) -> Result<(), Reply> {
        let apart = || Reply::new(452, "4.5.3", "send this in a mail of its own");
        let settings = self.service.settings();
        let own = settings.return_domain.as_ref().is_some_and(|domain| to.domain().eq_ignore_ascii_case(domain));
        if own || !suffix::is_meant(settings.suffix.as_deref(), to) {
            if matches!(self.side, Some(Side::Known | Side::Letter(_))) {
                return Err(apart());
            }
            self.returns.recipient(to).await?;
            self.side = Some(Side::Returns);
            return Ok(());
        }
        let side = match self.side.take() {
            Some(Side::Returns) => {
                self.side = Some(Side::Returns);
                return Err(apart());
            }
            Some(side) => side,
            None => self.customer().await?,
        };
        let taken = match (&side, &self.from) {
            (Side::Letter(letter), Some(from)) => {
                submit::may_send(&letter.account, from).map_err(|refusal| reply(&refusal.into()))
            }
            _ => self.known.sender(self.from.as_ref()).await,
        };
        self.side = Some(side);
        taken?;
        self.known.recipient(to).await
    }

    async fn begin(&mut self, envelope: &Envelope) -> Result<(), Reply> {
        match &mut self.side {
            Some(Side::Letter(letter)) => {
                let busy = |_| Reply::new(452, "4.3.1", "too many letters at this moment; send it again later");
                let place = Arc::clone(&LETTERS).try_acquire_owned().map_err(busy)?;
                let from = envelope.from.clone().ok_or_else(Reply::later)?;
                letter.begun = Some((submit::Envelope { from, to: envelope.to.clone(), size: None }, place));
                letter.held = Vec::new();
                Ok(())
            }
            Some(Side::Known) => self.known.begin(envelope).await,
            Some(Side::Returns) | None => self.returns.begin(envelope).await,
        }
    }

    async fn chunk(&mut self, octets: &[u8]) {
        match &mut self.side {
            // The session refuses what is larger.
            Some(Side::Letter(letter)) => letter.held.extend_from_slice(octets),
            Some(Side::Known) => self.known.chunk(octets).await,
            Some(Side::Returns) | None => self.returns.chunk(octets).await,
        }
    }

    async fn finish(&mut self) -> Result<String, Reply> {
        match self.side.take() {
            Some(Side::Letter(letter)) => {
                let Letter { account, begun, held } = *letter;
                let (envelope, _place) = begun.ok_or_else(Reply::later)?;
                match routed::hand_in(&self.service, &account, envelope, &held).await {
                    Ok(taken) => Ok(format!("taken in as registered e-mail {}", taken.submission)),
                    Err(fault) => Err(reply(&fault)),
                }
            }
            Some(Side::Known) => self.known.finish().await,
            Some(Side::Returns) | None => self.returns.finish().await,
        }
    }

    async fn abort(&mut self) {
        self.side = None;
        self.known.abort().await;
        self.returns.abort().await;
    }
}
