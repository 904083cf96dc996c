//! Station "identity", by a key of the addressee's own that was enrolled before the message was handed in. Whoever can only read the
//! mailbox cannot enrol one afterwards that counts; what a key says of its holder is no more than how it was enrolled
//! (docs/decisions/0060).
//!
//! The page names no keys, and offers this whether or not there are any: whoever has the link alone learns nothing of them. The
//! challenge is made from the page's one-use token. Crash: token and session are one unit.

use crate::erds::party::{Authentication, Level, Method};
use crate::format::assertion::AssertionDocument;
use crate::seal::webauthn::{self, Assertion};
use crate::store::{Seen, Work};

use super::enrol::{self, Enrolled, Site};
use super::look::{FORM_LIVES, Link, Session, by_link, by_session};
use super::prove::session;
use super::{Fault, Refusal, Service};

/// What a page needs on which a key shows who somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The page's one-use token.
    pub token: String,
    /// The challenge.
    pub challenge: [u8; 32],
    /// Where the key was made.
    pub site: Site,
}

/// What a page needs on which a key shows who somebody is. Asking changes nothing, and asks nothing of the records but the link.
///
/// # Errors
/// `Refusal::TooLittle` where the sender asks for more than a key shows.
pub async fn ask(service: &Service, link: &Link) -> Result<Asked, Fault> {
    let seen = by_link(service, link).await?;
    if !is_offered(service, seen.terms.assurance) {
        return Err(Refusal::TooLittle.into());
    }
    let token = service.store.page_token(&scope(link), service.now().plus(FORM_LIVES));
    Ok(Asked { challenge: webauthn::challenge_of_page(&token), token, site: enrol::site(service)? })
}

/// Opens a session for whoever holds such a key.
///
/// # Errors
/// `Refusal::UnknownKey` where the address has no such key, or has it only since the message; `Refusal::Key` where the answer is none
/// to this page; `Refusal::SpentToken` where the page was used before.
pub async fn prove(service: &Service, link: &Link, token: &str, answer: &AssertionDocument) -> Result<Session, Fault> {
    let seen = by_link(service, link).await?;
    let now = service.now();
    let spent = service.store.read_page_token(token, &scope(link), now).ok_or(Refusal::SpentToken)?;
    if !is_offered(service, seen.terms.assurance) {
        return Err(Refusal::TooLittle.into());
    }
    let keys = enrol::enrolled(&enrol::own_chain(service, &seen).await?)?;
    let known = keys.into_iter().find(|known| known.enrolment.key.credential == answer.credential);
    let known = known.filter(|known| is_earlier(known, &seen)).ok_or(Refusal::UnknownKey)?;
    let said = Assertion {
        credential: &answer.credential,
        client_data: &answer.client_data,
        authenticator_data: &answer.authenticator_data,
        signature: &answer.signature,
    };
    webauthn::answered(&said, &known.enrolment.key, &webauthn::challenge_of_page(token)).map_err(Refusal::Key)?;
    let mut work = Work::new();
    work.spend(spent);
    let session = session(service, seen.id, Authentication::own(Method::Passkey, now), &mut work);
    service.store.commit(work).await?;
    Ok(session)
}

/// Whether a key is among the means where this level is asked for.
pub fn is_offered(service: &Service, required: Level) -> bool {
    Level::Key.reaches(required) && enrol::site(service).is_ok()
}

/// The credential ids that may sign a choice in this session: any key of the address, or, where a key showed who they are, those
/// that could have.
pub async fn signers(service: &Service, session: &Session) -> Result<Vec<Vec<u8>>, Fault> {
    let seen = by_session(service, session).await?;
    let keys = enrol::enrolled(&enrol::own_chain(service, &seen).await?)?;
    let may = |known: &Enrolled| session.identity.method != Method::Passkey || is_earlier(known, &seen);
    Ok(keys.into_iter().filter(may).map(|known| known.enrolment.key.credential).collect())
}

/// Whether this key was enrolled before the message was handed in.
pub(super) fn is_earlier(known: &Enrolled, seen: &Seen) -> bool {
    known.enrolment.time < seen.record.submitted
}

fn scope(link: &Link) -> String {
    format!("passkey {}", link.as_str())
}
