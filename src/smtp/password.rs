//! Passwords of accounts: Argon2id, off the async threads, in the same time for accounts that do not exist.

use std::sync::{LazyLock, OnceLock};

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

/// Checks running at the same time; each takes about 19 MiB.
static AT_ONCE: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(4));
/// What an account that does not exist is checked against.
static NOBODY: OnceLock<String> = OnceLock::new();

/// A password could not be hashed.
#[derive(Debug, thiserror::Error)]
#[error("this password cannot be kept: it or its salt has a length that Argon2 does not take")]
pub struct Error;

/// The form in which a password is stored; `salt` is 16 random octets.
pub fn hash(password: &str, salt: &[u8; 16]) -> Result<String, Error> {
    let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), salt).map_err(|_| Error)?;
    Ok(hash.to_string())
}

/// Whether the password belongs to the stored form; `None` is an account that does not exist.
pub async fn matches(stored: Option<String>, password: &str) -> bool {
    let password = zeroize::Zeroizing::new(password.to_owned());
    let Ok(_permit) = AT_ONCE.acquire().await else { return false };
    let known = stored.is_some();
    let check = move || {
        let nobody = || NOBODY.get_or_init(|| hash("nobody", &[7; 16]).unwrap_or_default()).clone();
        let stored = stored.unwrap_or_else(nobody);
        Argon2::default().verify_password(password.as_bytes(), stored.as_str()).is_ok()
    };
    tokio::task::spawn_blocking(check).await.unwrap_or(false) && known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_of_a_known_account_matches() {
        let stored = hash("geheim", &[1; 16]).unwrap();
        assert!(matches(Some(stored.clone()), "geheim").await);
        assert!(!matches(Some(stored), "Geheim").await);
        assert!(!matches(None, "nobody").await, "not even the stand-in's");
        assert!(!matches(Some("no hash".into()), "geheim").await);
    }
}
