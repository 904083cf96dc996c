//! The statement on privacy that this service publishes: evidence of submission states its version in the language of the
//! terms.

use crate::erds::content::Sha256;
use crate::erds::terms::CONTENT_KEPT;
use crate::letters::privacy::Privacy;
use crate::words::Words;

use super::{Service, post};

/// The text as it is published today.
pub fn published(service: &Service, words: Words) -> Privacy {
    Privacy::new(words, &post::service(service), service.settings.session_minutes, CONTENT_KEPT)
}

/// Its version in the language with this code.
pub(super) fn version(service: &Service, language: &str) -> Sha256 {
    published(service, Words::of(language)).digest()
}
