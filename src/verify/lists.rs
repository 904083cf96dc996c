//! Trusted lists given by the caller: which of them can be relied on, and what they say about who signed. They answer whether something was
//! qualified at a moment; they make no certificate trusted, and change no verdict.
//!
//! The list of lists counts where one of the certificates that the caller trusts for it signed it; a national list where one that
//! the list of lists names for its territory did, or one that the caller trusts.

mod answer;

use serde::Serialize;

use crate::crypto::Suitability;
use crate::erds::moment::Moment;
use crate::format::trusted_list::{self, TrustedList};
use crate::seal::x509::Certificate;
use crate::seal::xmldsig::{Document, Facts};

use super::facts::chain_of;

pub use answer::{Answer, Qualified, Question, Signer, of_bundle};

/// A list as it was given.
#[derive(Clone, Debug)]
pub struct Given {
    /// The file's name.
    pub name: String,
    /// Its octets.
    pub octets: Vec<u8>,
}

/// Lists, each with whether it is relied on.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    shown: Vec<Shown>,
    used: Vec<TrustedList>,
}

/// What became of a list that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// The file.
    pub file: String,
    /// Whose list, by its own word; `EU` for the list of lists.
    pub territory: Option<String>,
    /// When it was issued, by its own word.
    pub issued: Option<Moment>,
    /// By when the next one comes.
    pub next_update: Option<Moment>,
    /// Whether it is relied on.
    pub relied_on: bool,
    /// In words.
    pub sentence: String,
}

/// Who may sign a list of this territory.
struct Named {
    territory: String,
    signers: Vec<Vec<u8>>,
}

impl Lists {
    /// Reads lists for a moment, trusting these certificates (DER) as signers of the list of lists, or of a list itself. One whose signature
    /// is by an algorithm that is not suitable then, by this table, is not relied on.
    pub fn read(given: &[Given], trusted: &[Vec<u8>], table: &Suitability, at: Moment) -> Self {
        let mut lists = Self::default();
        let mut read: Vec<(&Given, TrustedList, Facts)> = Vec::new();
        for one in given {
            match covered(one) {
                Ok((list, facts)) => read.push((one, list, facts)),
                Err(why) => lists.shown.push(Shown {
                    file: one.name.clone(),
                    territory: None,
                    issued: None,
                    next_update: None,
                    relied_on: false,
                    sentence: format!("It is not relied on: {why}."),
                }),
            }
        }
        // The list of lists first: it says who may sign the others.
        read.sort_by_key(|(_, list, _)| !list.of_lists);
        let mut named: Vec<Named> = Vec::new();
        for (one, list, facts) in read {
            let signer = &facts.signer;
            let by_pointer = |named: &&Named| named.territory == list.territory && named.signers.contains(signer);
            let by = if trusted.contains(signer) {
                Ok("a certificate that you trust for lists")
            } else if !list.of_lists && named.iter().any(|named| by_pointer(&named)) {
                Ok("a certificate that the list of lists names for it")
            } else {
                Err("its signer is neither trusted by you nor named for it by a list of lists that is relied on")
            };
            let by = by.map_err(str::to_owned).and_then(|by| in_force(&list, at).map(|()| by).map_err(str::to_owned));
            let by = by.and_then(|by| strong(&facts, table, at).map(|()| by));
            lists.shown.push(Shown {
                file: one.name.clone(),
                territory: Some(list.territory.clone()),
                issued: Some(list.issued),
                next_update: list.next,
                relied_on: by.is_ok(),
                sentence: match &by {
                    Ok(by) => format!("It is relied on: signed with {by}."),
                    Err(why) => format!("It is not relied on: {why}."),
                },
            });
            if by.is_ok() {
                if list.of_lists {
                    let pointers = list.pointers.iter();
                    named.extend(
                        pointers.map(|to| Named { territory: to.territory.clone(), signers: to.signers.clone() }),
                    );
                }
                lists.used.push(list);
            }
        }
        lists
    }

    /// What became of each.
    pub fn shown(&self) -> &[Shown] {
        &self.shown
    }

    /// The lists of services that are relied on.
    fn of_services(&self) -> impl Iterator<Item = &TrustedList> {
        self.used.iter().filter(|list| !list.of_lists)
    }
}

/// The list that its signature covers, and that signature.
fn covered(given: &Given) -> Result<(TrustedList, Facts), String> {
    let document = Document::read(&given.octets).map_err(|error| format!("it cannot be read: {}", chain_of(&error)))?;
    let signed = document.covered().map_err(|error| format!("its signature does not hold: {}", chain_of(&error)));
    let (root, facts) = signed?;
    let list = trusted_list::read(&root).map_err(|error| error.to_string())?;
    Ok((list, facts))
}

/// Lists are issued anew at least twice a year, so nothing older has to prove that they existed.
fn strong(facts: &Facts, table: &Suitability, at: Moment) -> Result<(), String> {
    let at = at.to_time();
    let key = Certificate::parse(&facts.signer).map(|signer| signer.spki()).unwrap_or_default();
    let weak = table.signature(facts.algorithm, &key, at);
    let weak = weak.or_else(|| facts.digests.iter().find_map(|digest| table.digest(*digest, at)));
    weak.map_or(Ok(()), |weak| Err(format!("it is signed with {weak}")))
}

/// A list whose next one is due says nothing more.
fn in_force(list: &TrustedList, at: Moment) -> Result<(), &'static str> {
    match list.next {
        Some(next) if at <= next => Ok(()),
        Some(_) => Err("its next issue was due before the moment judged for, and may say otherwise"),
        None => Err("it is closed, and says no time by which a next issue comes"),
    }
}
