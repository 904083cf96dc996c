//! Station "identity": a one-time code to the mailbox. It shows access to a mailbox, not a person. The sender sees nothing of
//! it; codes and failures are kept for a day as security records and never become evidence.

use std::time::Duration;

use crate::erds::party::{Authentication, Method};
use crate::letters;
use crate::store::{CodeCheck, NewCode, NewSession, PageToken, Seen, Store, Work};

use super::look::{Link, Session, by_link, read_form_token};
use super::post::{self, Handed};
use super::{Fault, Refusal, Service};

/// How many codes a day may be asked for.
const CODES_A_DAY: u32 = 5;

/// Mails a code of 8 digits to the addressee.
///
/// # Errors
/// `Refusal::TooManyCodes` after five a day; `Fault::Unavailable` when the mail cannot be handed over.
pub async fn request_code(service: &Service, link: &Link, form_token: &str, language: &str) -> Result<(), Fault> {
    let seen = by_link(service, link).await?;
    let token = read_form_token(service, link, form_token)?;
    mail_code(service, &seen, token, language, CODES_A_DAY).await
}

/// Spends the page's token and mails a code, unless so many were sent within a day.
pub(super) async fn mail_code(
    service: &Service,
    seen: &Seen,
    token: PageToken,
    language: &str,
    most: u32,
) -> Result<(), Fault> {
    let now = service.now();
    if service.store.codes_since(&seen.id, now.minus(Duration::from_hours(24))).await? >= most {
        return Err(Refusal::TooManyCodes.into());
    }
    let code = digits(service);
    let until = now.plus(Store::CODE_LIVES);
    let mut work = Work::new();
    work.spend(token);
    work.code(seen.id, NewCode { code: code.clone(), at: now, until });
    service.store.commit(work).await?;
    let grouped = format!("{} {}", code.get(..4).unwrap_or_default(), code.get(4..).unwrap_or_default());
    let handed =
        post::to_addressee(service, seen, "code", language, |post| letters::code(post, &grouped, until)).await?;
    match handed {
        Handed::Taken => Ok(()),
        Handed::Unknown => Err(Fault::Unavailable { what: "whether a mail was handed over is not known".to_owned() }),
    }
}

/// Opens a session for whoever types the code that was mailed.
///
/// # Errors
/// `Refusal::WrongCode` with the tries left; `Refusal::CodeExpired` when no code can be right.
pub async fn confirm_code(service: &Service, link: &Link, typed: &str) -> Result<Session, Fault> {
    open_session(service, &by_link(service, link).await?, typed).await
}

/// The same, however the delivery was found.
pub(super) async fn open_session(service: &Service, seen: &Seen, typed: &str) -> Result<Session, Fault> {
    let typed: String = typed.chars().filter(char::is_ascii_digit).collect();
    let now = service.now();
    let code = match service.store.check_code(&seen.id, &typed, now).await? {
        CodeCheck::Right(code) => code,
        CodeCheck::Wrong { left: 0 } | CodeCheck::NoCode => return Err(Refusal::CodeExpired.into()),
        CodeCheck::Wrong { left } => {
            return Err(Refusal::WrongCode { tries_left: u8::try_from(left).unwrap_or(u8::MAX) }.into());
        }
    };
    let secret = crate::erds::id::crockford(&service.random::<20>());
    let until = now.plus(Duration::from_mins(u64::from(service.settings.session_minutes)));
    let identity = Authentication { method: Method::MailCode, at: now };
    let mut work = Work::new();
    work.use_code(code);
    work.session(NewSession {
        hash: crate::crypto::sha256(secret.as_bytes()),
        delivery: seen.id,
        method: identity.method,
        proven_at: identity.at,
        until,
    });
    service.store.commit(work).await?;
    Ok(Session { delivery: seen.id, identity, until, secret })
}

/// Eight digits, each as likely as any other.
fn digits(service: &Service) -> String {
    loop {
        let number = u32::from_be_bytes(service.random());
        // 42 is how often 100,000,000 fits into 2³²; what lies above would make low codes likelier.
        if number < 42 * 100_000_000 {
            return format!("{:08}", number % 100_000_000);
        }
    }
}
