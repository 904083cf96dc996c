//! A report of abuse, from any page: for the operator alone. The sender sees nothing of it, it decides nothing, and it is no
//! evidence. And what a suspension says, with which an operator answers it.

use crate::erds::id::{DeliveryId, ReportId};
use crate::store::{AbuseReport, Suspension, Work};

use super::look::FORM_LIVES;
use super::{Fault, Refusal, Service};

/// The most characters of what somebody writes.
pub const LONGEST: usize = 2_000;

/// Why somebody reports a message, as the operator reads it; the page says it in the reader's words.
pub const REASONS: [&str; 5] = ["deception", "threat", "unlawful", "unwanted", "other"];

/// A report as it comes from a form.
pub struct New<'a> {
    /// What it is about, where that is known.
    pub delivery: Option<DeliveryId>,
    /// Whether whoever reports proved that they read the delivery's mailbox.
    pub proven: bool,
    /// One of `REASONS`.
    pub reason: &'a str,
    /// What they wrote.
    pub text: &'a str,
}

/// The one-use token for the form of a page.
pub fn form_token(service: &Service, page: &str) -> String {
    service.store.page_token(&scope(page), service.now().plus(FORM_LIVES))
}

/// Keeps a report.
///
/// # Errors
/// `Refusal::SpentToken` for a form that was used; `Refusal::Message` for a reason that is none, or a text that is too long.
pub async fn report(service: &Service, page: &str, form_token: &str, new: &New<'_>) -> Result<ReportId, Fault> {
    if !REASONS.contains(&new.reason) || new.text.chars().count() > LONGEST {
        return Err(Refusal::Message(format!("choose a reason, and write at most {LONGEST} characters")).into());
    }
    let now = service.now();
    let token = service.store.read_page_token(form_token, &scope(page), now).ok_or(Refusal::SpentToken)?;
    let id = ReportId::new(now, service.random());
    let mut work = Work::new();
    work.spend(token);
    work.abuse(AbuseReport {
        id,
        delivery: new.delivery,
        proven: new.proven,
        reason: new.reason.to_owned(),
        text: new.text.to_owned(),
        at: now,
    });
    service.store.commit(work).await?;
    Ok(id)
}

/// What the sender and evidence read where an account is stopped, if it is.
pub(super) async fn suspended(service: &Service, account: &str) -> Result<Option<String>, Fault> {
    let account = service.store.account(account).await?;
    Ok(account.and_then(|account| account.suspended).map(|Suspension { reason, at }| {
        format!("the operator suspended the sender's account at {at}: {reason}; nothing was sent")
    }))
}

fn scope(page: &str) -> String {
    format!("abuse {page}")
}
