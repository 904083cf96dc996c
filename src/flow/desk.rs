//! The sender's desk: who sits at it. An account's name and password open a session, kept in no table: its secret is a token of the
//! store's, bound to the account and to the password as it is at that moment, so that a new password ends every session. Leaving
//! spends the token, and what is spent opens nothing.

use std::time::Duration;

use crate::crypto::sha256;
use crate::erds::content::Sha256;
use crate::erds::moment::Moment;
use crate::store::{Account, PageToken, Work};

use super::{Fault, Refusal, Service, account};

/// How long the form of the login page can be used.
const FORM_LIVES: Duration = Duration::from_hours(24);
/// The most octets of an account's name at the desk.
const NAME: usize = 200;

/// A session at the desk.
pub struct Seat {
    /// Whose it is.
    pub account: Account,
    /// From when it no longer works.
    pub until: Moment,
    cookie: String,
    token: PageToken,
}

/// The one-use token for the login form.
pub fn login_token(service: &Service) -> String {
    service.store.page_token("desk login", service.now().plus(FORM_LIVES))
}

/// Opens a session; returns the value of its cookie.
///
/// # Errors
/// `Refusal::UnknownAccount` for a wrong name as for a wrong password; `Refusal::SpentToken` for a form that was used.
pub async fn enter(service: &Service, token: &str, name: &str, password: &str) -> Result<String, Fault> {
    let now = service.now();
    let form = service.store.read_page_token(token, "desk login", now).ok_or(Refusal::SpentToken)?;
    let mut work = Work::new();
    work.spend(form);
    service.store.commit(work).await?;
    let account = account::by_password(service, name, password).await?;
    let until = now.plus(Duration::from_mins(service.settings.session_minutes.into()));
    let secret = service.store.page_token(&scope(&account), until);
    Ok(format!("{}.{secret}", hex(account.name.as_bytes())))
}

/// The session that a cookie opens.
///
/// # Errors
/// `Refusal::NoSession` where there is none, it is over, or the account has another password since.
pub async fn seat(service: &Service, cookie: &str) -> Result<Seat, Fault> {
    let (name, secret) = cookie.split_once('.').ok_or(Refusal::NoSession)?;
    let name = unhex(name).ok_or(Refusal::NoSession)?;
    let account = service.store.account(&name).await?.filter(|account| !account.closed).ok_or(Refusal::NoSession)?;
    let token = service.store.read_page_token(secret, &scope(&account), service.now());
    let token = token.ok_or(Refusal::NoSession)?;
    if service.store.is_spent(&token).await? {
        return Err(Refusal::NoSession.into());
    }
    Ok(Seat { account, until: token.until(), cookie: cookie.to_owned(), token })
}

/// Ends the session: its cookie opens nothing any more.
pub async fn leave(service: &Service, seat: Seat) -> Result<(), Fault> {
    let mut work = Work::new();
    work.spend(seat.token);
    Ok(service.store.commit(work).await?)
}

/// The one-use token for a form of this session that does `what`.
pub fn form_token(service: &Service, seat: &Seat, what: &str) -> String {
    service.store.page_token(&form(seat, what), seat.until)
}

/// Uses the token of such a form.
///
/// # Errors
/// `Refusal::SpentToken` where it was used, or is another's.
pub async fn spend(service: &Service, seat: &Seat, what: &str, token: &str) -> Result<(), Fault> {
    let token = service.store.read_page_token(token, &form(seat, what), service.now()).ok_or(Refusal::SpentToken)?;
    let mut work = Work::new();
    work.spend(token);
    Ok(service.store.commit(work).await?)
}

fn form(seat: &Seat, what: &str) -> String {
    format!("desk form {what} {}", seat.cookie)
}

fn scope(account: &Account) -> String {
    format!("desk {} {}", Sha256(sha256(account.password_hash.as_bytes())), account.name)
}

fn hex(octets: &[u8]) -> String {
    octets.iter().fold(String::with_capacity(octets.len() * 2), |text, octet| text + &format!("{octet:02x}"))
}

fn unhex(text: &str) -> Option<String> {
    if text.len() > 2 * NAME || !text.bytes().all(|octet| octet.is_ascii_hexdigit()) {
        return None;
    }
    let pairs = text.as_bytes().chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    let octets: Option<Vec<u8>> =
        pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect();
    String::from_utf8(octets?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_survives_its_cookie_and_nonsense_is_none() {
        for name in ["jan", "Bakkerij Jansen B.V.", "naïef;=."] {
            assert_eq!(unhex(&hex(name.as_bytes())).as_deref(), Some(name));
        }
        for nonsense in ["6", "zz", "+1", "ff", &"61".repeat(NAME + 1)] {
            assert_eq!(unhex(nonsense), None, "{nonsense}");
        }
    }
}
