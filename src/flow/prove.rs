//! Station "identity": a one-time code to the mailbox or to a telephone, and with the former an access code that both sides know.
//! Each shows access to something, not a person. The sender sees nothing of it; codes and failures are kept for a day as security
//! records and never become evidence.

use std::time::Duration;

use crate::erds::access_code::AccessCode;
use crate::erds::id::{DeliveryId, MandateId};
use crate::erds::moment::Moment;
use crate::erds::party::{Authentication, Method};
use crate::letters;
use crate::store::{CodeCheck, NewCode, NewSession, PageToken, Seen, SeenCode, Store, TRIES, Work};
use crate::words::Words;

use super::look::{Link, Session, opened, read_form_token};
use super::post::{self, Handed};
use super::{Fault, Refusal, Service, mandate, means};

/// How many codes a day may be asked for, by mail and by SMS each.
pub(super) const CODES_A_DAY: usize = 5;

/// Sends a code of 8 digits for this means: to the addressee's mailbox, or to the telephone number that the sender stated.
///
/// # Errors
/// `Refusal::TooLittle` where the delivery has no such means; `Refusal::TooManyCodes` after five a day; `Fault::Unavailable` when
/// it cannot be handed over.
pub async fn request_code(
    service: &Service,
    link: &Link,
    form_token: &str,
    language: &str,
    means: Method,
) -> Result<(), Fault> {
    let (seen, acting) = opened(service, link).await?;
    let token = read_form_token(service, link, form_token)?;
    if let Some(acting) = acting {
        let door = service.store.delegates_door(&acting.used.id, &seen.id);
        let to = (&acting.delegate, seen.terms.zone.as_str(), language);
        return mandate::mail_code(service, to, door, Work::spending(token)).await;
    }
    if !means::of(service, &seen).contains(&means) {
        return Err(Refusal::TooLittle.into());
    }
    send_code(service, &seen, token, language, (means, CODES_A_DAY)).await
}

/// Spends the page's token and mails a code, unless so many were sent by mail within a day.
pub(super) async fn mail_code(
    service: &Service,
    seen: &Seen,
    token: PageToken,
    language: &str,
    most: usize,
) -> Result<(), Fault> {
    send_code(service, seen, token, language, (Method::MailCode, most)).await
}

async fn send_code(
    service: &Service,
    seen: &Seen,
    token: PageToken,
    language: &str,
    (means, most): (Method, usize),
) -> Result<(), Fault> {
    let now = service.now();
    let sent = service.store.codes_since(&seen.id, now.minus(Duration::from_hours(24))).await?;
    let by_sms = |method: Method| method == Method::SmsCode;
    if sent.iter().filter(|(_, method)| by_sms(*method) == by_sms(means)).count() >= most {
        return Err(Refusal::TooManyCodes.into());
    }
    let code = digits(service);
    let until = now.plus(Store::CODE_LIVES);
    let mut work = Work::new();
    work.spend(token);
    work.code(seen.id, NewCode { code: code.clone(), method: means, at: now, until });
    service.store.commit(work).await?;
    let grouped = grouped(&code);
    if by_sms(means) {
        text(service, seen, language, &grouped).await
    } else {
        mail(service, seen, language, &grouped, until).await
    }
}

async fn mail(service: &Service, seen: &Seen, language: &str, code: &str, until: Moment) -> Result<(), Fault> {
    match post::to_addressee(service, seen, "code", language, |post| letters::code(post, code, until)).await? {
        Handed::Taken => Ok(()),
        Handed::Unknown => Err(Fault::Unavailable { what: "whether a mail was handed over is not known".to_owned() }),
    }
}

async fn text(service: &Service, seen: &Seen, language: &str, code: &str) -> Result<(), Fault> {
    let ways = service.texter.as_ref().zip(seen.record.telephone.as_ref());
    let (texter, telephone) = ways.ok_or(Refusal::TooLittle)?;
    let words = [("service", service.settings.service_name.as_str()), ("code", code)];
    let sent = texter.send(telephone, &Words::of(language).text("sms-code", &words)).await;
    sent.map_err(|failure| Fault::Unavailable { what: failure.to_string() })
}

/// Opens a session for whoever types the code that was sent; and, where that code was sent for it, the access code.
///
/// # Errors
/// `Refusal::WrongCode` and `Refusal::WrongAccessCode` with the tries left; `Refusal::CodeExpired` when no code can be right;
/// `Refusal::TooManyTries` when no access code is looked at any more today.
pub async fn confirm_code(service: &Service, link: &Link, typed: &str, access_code: &str) -> Result<Session, Fault> {
    let (seen, acting) = opened(service, link).await?;
    match acting {
        None => open_session(service, &seen, typed, access_code).await,
        Some(acting) => {
            let door = service.store.delegates_door(&acting.used.id, &seen.id);
            session_by(service, &seen, (&door, Some(acting.used.id)), typed, access_code).await
        }
    }
}

/// The same, however the delivery was found.
pub(super) async fn open_session(
    service: &Service,
    seen: &Seen,
    typed: &str,
    access_code: &str,
) -> Result<Session, Fault> {
    session_by(service, seen, (&seen.id, None), typed, access_code).await
}

/// The same with the code that hangs on `door`, under this mandate.
async fn session_by(
    service: &Service,
    seen: &Seen,
    (door, mandate): (&DeliveryId, Option<MandateId>),
    typed: &str,
    access_code: &str,
) -> Result<Session, Fault> {
    let now = service.now();
    let code = right_code(service, door, typed, now).await?;
    let identity = Authentication::own(code.method(), now);
    let mut work = Work::new();
    if identity.method == Method::AccessCode {
        work.spend(tried(service, seen, access_code, now).await?);
    }
    work.use_code(code);
    let session = session_under(service, (seen.id, mandate), identity, &mut work);
    service.store.commit(work).await?;
    Ok(session)
}

/// The session of whoever proved this, which begins with that unit of work.
pub(super) fn session(service: &Service, delivery: DeliveryId, identity: Authentication, work: &mut Work) -> Session {
    session_under(service, (delivery, None), identity, work)
}

/// The same under a mandate, which the secret names.
fn session_under(
    service: &Service,
    to: (DeliveryId, Option<MandateId>),
    identity: Authentication,
    work: &mut Work,
) -> Session {
    let until = service.now().plus(Duration::from_mins(u64::from(service.settings.session_minutes)));
    session_until(service, to, (identity, until), work)
}

/// The same, good until then.
pub(super) fn session_until(
    service: &Service,
    (delivery, mandate): (DeliveryId, Option<MandateId>),
    (identity, until): (Authentication, Moment),
    work: &mut Work,
) -> Session {
    let random = crate::erds::id::crockford(&service.random::<20>());
    let secret = mandate.map_or_else(|| random.clone(), |id| format!("{random}.{id}"));
    let hash = crate::crypto::sha256(secret.as_bytes());
    work.session(NewSession { hash, delivery, identity: identity.clone(), until });
    Session { delivery, identity, until, mandate, secret }
}

/// The code that was sent last and is typed now: of a delivery, or of a mailbox whose keyed hash stands for one.
pub(super) async fn right_code(
    service: &Service,
    of: &DeliveryId,
    typed: &str,
    now: Moment,
) -> Result<SeenCode, Fault> {
    let typed: String = typed.chars().filter(char::is_ascii_digit).collect();
    match service.store.check_code(of, &typed, now).await? {
        CodeCheck::Right(code) => Ok(code),
        CodeCheck::Wrong { left: 0 } | CodeCheck::NoCode => Err(Refusal::CodeExpired.into()),
        CodeCheck::Wrong { left } => {
            Err(Refusal::WrongCode { tries_left: u8::try_from(left).unwrap_or(u8::MAX) }.into())
        }
    }
}

/// Looks at a typed access code; five a day, right ones among them; nothing typed is none. A wrong one is counted before anybody is told, a right one
/// in the unit of work that uses what comes back.
async fn tried(service: &Service, seen: &Seen, typed: &str, now: Moment) -> Result<PageToken, Fault> {
    let left = service.store.access_tries(&seen.id, now, TRIES).await?;
    let (token, rest) = left.split_first().ok_or(Refusal::TooManyTries)?;
    if typed.trim().is_empty() {
        return Err(Refusal::WrongAccessCode { tries_left: u8::try_from(left.len()).unwrap_or(u8::MAX) }.into());
    }
    if service.store.is_access_code(seen, &AccessCode::typed(typed)) {
        return Ok(*token);
    }
    let mut work = Work::new();
    work.spend(*token);
    service.store.commit(work).await?;
    Err(Refusal::WrongAccessCode { tries_left: u8::try_from(rest.len()).unwrap_or(u8::MAX) }.into())
}

/// The digits in two groups, as people read them.
pub(super) fn grouped(code: &str) -> String {
    format!("{} {}", code.get(..4).unwrap_or_default(), code.get(4..).unwrap_or_default())
}

/// Eight digits, each as likely as any other.
pub(super) fn digits(service: &Service) -> String {
    loop {
        let number = u32::from_be_bytes(service.random());
        // 42 is how often 100,000,000 fits into 2³²; what lies above would make low codes likelier.
        if number < 42 * 100_000_000 {
            return format!("{:08}", number % 100_000_000);
        }
    }
}
