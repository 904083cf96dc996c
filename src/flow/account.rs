//! Who may hand in: accounts with a password (SMTP AUTH), a TLS client certificate, or an API token.

use argon2::password_hash::PasswordVerifier;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher};
use tokio::sync::Semaphore;

use crate::erds::address::Address;
use crate::erds::content::Sha256;
use crate::erds::moment::Moment;
use crate::store::{Account, Mark, NewAccount, NewToken, Store, Work};

use super::{Fault, Refusal, Service};

/// A hash of nobody's password: checking against it takes as long as checking a real one.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5$3QCkTyAWTQ9gSHlcA0WVTqQ2DVGh9yeI5sbDbBgMI0c";

/// How many passwords are checked at a time: each check holds 19 MiB, and whoever sends many at once waits.
static CHECKS: Semaphore = Semaphore::const_new(4);

/// The account with this name and password. Takes the same time for unknown names, off the async threads.
///
/// # Errors
/// `Refusal::UnknownAccount` for a wrong name as for a wrong password.
pub async fn by_password(service: &Service, name: &str, password: &str) -> Result<Account, Fault> {
    let account = service.store.account(name).await?;
    let hash = account.as_ref().map_or_else(|| NOBODY.to_owned(), |account| account.password_hash.clone());
    let password = password.to_owned();
    let _place = CHECKS.acquire().await.map_err(|error| Fault::Broken { what: error.to_string() })?;
    let fits = tokio::task::spawn_blocking(move || {
        PasswordHash::new(&hash).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    })
    .await
    .map_err(|error| Fault::Broken { what: format!("a password could not be checked: {error}") })?;
    account.filter(|account| fits && !account.closed).ok_or_else(|| Refusal::UnknownAccount.into())
}

/// The account that an API token stands for. Tokens have 128 random bits and are looked up by their digest, so the time it
/// takes tells nothing about them.
pub async fn by_token(service: &Service, token: &str) -> Result<Account, Fault> {
    let found = service.store.token(&crate::crypto::sha256(token.as_bytes())).await?;
    let account = found.map(|token| token.account).filter(|account| !account.closed);
    Ok(account.ok_or(Refusal::UnknownAccount)?)
}

/// The account that names this TLS client certificate (DER), whose key the client was seen to hold.
///
/// # Errors
/// `Refusal::UnknownAccount` where no account that is open does.
pub async fn by_certificate(service: &Service, der: &[u8]) -> Result<Account, Fault> {
    let digest = fingerprint(der);
    let found = service.store.account_with(Mark::Certificate(&digest)).await?;
    Ok(found.filter(|account| !account.closed).ok_or(Refusal::UnknownAccount)?)
}

/// What an account names a certificate (DER) by: its SHA-256, in hexadecimal.
pub fn fingerprint(der: &[u8]) -> String {
    Sha256(crate::crypto::sha256(der)).to_string()
}

/// Whether the account may send as this address: named itself, or by its whole domain.
pub fn may_send_as(account: &Account, address: &Address) -> bool {
    let address = address.normalised();
    let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain);
    account.may_send_as.iter().any(|allowed| *allowed == address || allowed.strip_prefix('@') == Some(domain))
}

/// Makes or replaces an account, with one API token.
pub async fn make(service: &Service, login: Login) -> Result<(), Fault> {
    keep(&service.store, login, service.random(), service.now()).await
}

/// As `make`, where no service runs.
pub async fn keep(store: &Store, login: Login, salt: [u8; 16], at: Moment) -> Result<(), Fault> {
    let Login { name, password, token, sender_name, may_send_as, certificates, signing_domains, assurance, controls } =
        login;
    let password_hash = tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password_with_salt(password.as_bytes(), &salt).map(|hash| hash.to_string())
    })
    .await
    .map_err(|error| Fault::Broken { what: format!("a password could not be hashed: {error}") })?
    .map_err(|error| Fault::Broken { what: format!("a password could not be hashed: {error}") })?;
    let held = name.clone();
    let account = Account {
        name,
        password_hash,
        sender_name,
        may_send_as,
        certificates,
        signing_domains,
        assurance,
        controls,
        closed: false,
        suspended: None,
    };
    let mut work = Work::new();
    work.account(NewAccount { account, at });
    work.token(NewToken {
        hash: crate::crypto::sha256(token.as_bytes()),
        account: held,
        scopes: vec!["submit".to_owned()],
        at,
    });
    Ok(store.commit(work).await?)
}

/// An account to be made.
#[derive(Default)]
pub struct Login {
    /// Its name.
    pub name: String,
    /// Its password.
    pub password: String,
    /// Its API token, of at least 128 random bits.
    pub token: String,
    /// What the sender calls itself.
    pub sender_name: Option<String>,
    /// Addresses and whole domains (`@b.nl`) it may send as, in small letters.
    pub may_send_as: Vec<String>,
    /// The fingerprints of TLS client certificates whose holders hand in for it.
    pub certificates: Vec<String>,
    /// The domains, in small letters, whose DKIM signature hands in for it.
    pub signing_domains: Vec<String>,
    /// What it asks addressees to prove where a message says nothing else: the name of a level.
    pub assurance: Option<String>,
    /// The domains, in small letters, whose mailboxes it says are under its control.
    pub controls: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(may_send_as: &[&str]) -> Account {
        Account {
            name: "a".to_owned(),
            may_send_as: may_send_as.iter().map(|text| (*text).to_owned()).collect(),
            ..Account::default()
        }
    }

    #[test]
    fn an_account_sends_only_as_what_it_was_given() {
        let given = account(&["info@bakker.example", "@jansen.example"]);
        for (text, may) in [
            ("Info@Bakker.example", true),
            ("other@bakker.example", false),
            ("who@jansen.example", true),
            ("who@sub.jansen.example", false),
            ("who@notjansen.example", false),
        ] {
            assert_eq!(may_send_as(&given, &text.parse().unwrap()), may, "{text}");
        }
    }

    #[test]
    fn the_hash_of_nobody_is_as_costly_as_a_real_one() {
        let nobody = PasswordHash::new(NOBODY).unwrap();
        let real = Argon2::default().hash_password_with_salt(b"x", &[7; 16]).unwrap().to_string();
        let parameters = |text: &str| text.split('$').nth(3).unwrap_or_default().to_owned();
        assert_eq!(parameters(NOBODY), parameters(&real));
        assert!(Argon2::default().verify_password(b"nobody", &nobody).is_err());
    }
}
