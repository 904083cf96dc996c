//! Station "hand-in by route": a customer's mail server sends to an address with the suffix and says no password. It is known by
//! the DKIM signature of a domain that an account named before.
//!
//! A signature says nothing of the envelope, so whoever once got a signed mail could hand it in again. Therefore it must be whole,
//! cover every field that says what the message is, name each addressee in To or Cc, and be young: within a day the same message
//! from the same account to the same addressees is one submission, and older it is refused.

use std::sync::Arc;
use std::time::Duration;

use crate::erds::address::Address;
use crate::erds::evidence::DkimResult;
use crate::erds::party::Method;
use crate::format::dkim::{self, Signature};
use crate::format::mime::{self, HeaderScan};
use crate::store::{Account, Mark};

use super::submit::{self, Envelope, Submitted};
use super::{Fault, Refusal, Service, reply};

/// The largest letter, in octets: it is held whole until its signature was checked.
pub const LARGEST: u64 = 10 << 20;
/// How old `Date` may be: less than the day within which a repeated message is recognised.
const YOUNG: Duration = Duration::from_hours(23);
/// How far ahead of us a mail server's clock may be.
const AHEAD: Duration = Duration::from_hours(1);
/// So many octets of a letter are written at once.
const PIECE: usize = 64 * 1024;

/// The account whose signing domain this return path is of.
///
/// # Errors
/// `Refusal::UnknownAccount` where no account that is open names the domain.
pub async fn account_of(service: &Service, from: &Address) -> Result<Account, Fault> {
    let domain = from.domain().to_ascii_lowercase();
    let found = service.store.account_with(Mark::Domain(&domain)).await?;
    Ok(found.filter(|account| !account.closed).ok_or(Refusal::UnknownAccount)?)
}

/// Takes a letter in, once a signature of the account's domain vouches for it.
///
/// # Errors
/// `Refusal::Unsigned` with what is missing; `Fault::Unavailable` where DNS does not say the key now; else as `submit::begin`.
pub async fn hand_in(
    service: &Arc<Service>,
    account: &Account,
    envelope: Envelope,
    letter: &[u8],
) -> Result<Submitted, Fault> {
    vouched_for(service, account, &envelope, letter).await?;
    let mut intake = submit::begin(service, account, envelope, Method::DomainSignature)?;
    for piece in letter.chunks(PIECE) {
        intake.write(piece).await?;
    }
    intake.finish().await
}

async fn vouched_for(service: &Service, account: &Account, envelope: &Envelope, letter: &[u8]) -> Result<(), Fault> {
    let unsigned = |words: &str| Err(Refusal::Unsigned(words.to_owned()).into());
    let domain = envelope.from.domain().to_ascii_lowercase();
    let mut scan = HeaderScan::new();
    scan.feed(letter);
    let header = scan.finish();
    match header.from.as_slice() {
        [from] if from.address.domain().eq_ignore_ascii_case(&domain) => {}
        _ => return unsigned("From must name one address of the domain of MAIL FROM"),
    }
    let now = service.now();
    match header.date {
        Some(date) if date > now.plus(AHEAD) => return unsigned("Date lies ahead"),
        Some(date) if now.since(date) <= YOUNG => {}
        Some(_) => return unsigned("Date is older than 23 hours: a mail is handed in when it is written"),
        None => return unsigned("Date is missing"),
    }
    let named = mime::addressees(dkim::header(letter));
    if let Some(missing) = envelope.to.iter().find(|to| !named.iter().any(|named| named.same_mailbox(to))) {
        return unsigned(&format!("{missing} must stand in To or Cc, so that it is signed"));
    }
    let signatures = dkim::signatures(letter);
    let ours =
        |signature: &&Signature<'_>| account.signing_domains.contains(&signature.domain) && signature.domain == domain;
    let ours: Vec<Signature<'_>> = signatures.iter().filter(ours).cloned().collect();
    if ours.is_empty() {
        return unsigned(&format!("it bears no DKIM signature of {domain}"));
    }
    let Some(whole) = ours.iter().find(|signature| signature.left_out(letter).is_none()) else {
        let field = ours.iter().find_map(|signature| signature.left_out(letter)).unwrap_or_default();
        return unsigned(&format!("its DKIM signature must cover {field}, which may stand there once"));
    };
    let judged = reply::judged(service, letter, std::slice::from_ref(whole), now).await;
    match judged.first().map(|seen| seen.result) {
        Some(DkimResult::Pass) => Ok(()),
        Some(DkimResult::TempError) | None => {
            Err(Fault::Unavailable { what: "DNS does not say the key of a DKIM signature".to_owned() })
        }
        Some(_) => unsigned(&format!("its DKIM signature of {domain} does not fit")),
    }
}
