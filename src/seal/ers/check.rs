//! Following a record (RFC 4998 §4.3, §5.3): from the files to the first time-stamp, from each time-stamp to the next.

use super::record::{Chain, Hash, Record};
use super::tree::{ascending, node, object};
use crate::crypto::Digest;
use crate::seal::tsp::Imprint;

/// One archive time-stamp of a record whose links hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link<'a> {
    /// The time-stamp token, DER.
    pub token: &'a [u8],
    /// What it must be over.
    pub imprint: Imprint,
    /// Whether it begins a chain with a new digest over all files, the first chain not counted.
    pub renews_tree: bool,
}

/// Why a record does not lead from these files to its time-stamps.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// A file is not among the digests that a chain begins with.
    #[error("the file is not the one that archive time-stamp {stamp} covers")]
    File {
        /// The file's place among those that were given.
        file: usize,
        /// The archive time-stamp, counted from 1 through all chains.
        stamp: usize,
    },
    /// A chain begins with more digests than there are files.
    #[error("archive time-stamp {stamp} covers more files than the record is said to be over")]
    Spare {
        /// The archive time-stamp.
        stamp: usize,
    },
    /// An archive time-stamp is not over the one before it.
    #[error("archive time-stamp {stamp} does not cover the one before it")]
    Link {
        /// The archive time-stamp.
        stamp: usize,
    },
    /// The record can not be written anew, so no digest of it can be taken.
    #[error("what stands before archive time-stamp {stamp} can not be digested")]
    Unreadable {
        /// The archive time-stamp.
        stamp: usize,
    },
}

/// Follows the record over these files: all of them, and nothing else, must be what it covers. Gives what each time-stamp must be over, the
/// oldest first; whether it is, and holds at the time of the next, is to be judged with that.
///
/// # Errors
/// The first link that does not hold.
pub fn check<'a>(record: &'a Record, files: &[&[u8]]) -> Result<Vec<Link<'a>>, Broken> {
    let mut links = Vec::new();
    for (place, chain) in record.chains.iter().enumerate() {
        let digest = chain.digest;
        let previous = if place == 0 {
            None
        } else {
            let stamp = links.len() + 1;
            Some(record.sequence(place, digest).map_err(|_| Broken::Unreadable { stamp })?)
        };
        let members: Vec<Hash> = files.iter().map(|file| object(digest, file, previous.as_deref())).collect();
        follow(chain, &members, place > 0, &mut links)?;
    }
    Ok(links)
}

fn follow<'a>(chain: &'a Chain, members: &[Hash], renews: bool, links: &mut Vec<Link<'a>>) -> Result<(), Broken> {
    let digest = chain.digest;
    let mut before: Option<&[u8]> = None;
    for archived in &chain.stamps {
        let stamp = links.len() + 1;
        let octets = match before {
            None => begun(digest, &archived.lists, members, stamp)?,
            Some(token) => {
                let own = digest.of(token);
                if archived.lists.first().is_some_and(|list| !list.contains(&own)) {
                    return Err(Broken::Link { stamp });
                }
                root(digest, &archived.lists).unwrap_or(own)
            }
        };
        let renews_tree = renews && before.is_none();
        links.push(Link { token: &archived.token, imprint: Imprint { digest, octets }, renews_tree });
        before = Some(&archived.token);
    }
    Ok(())
}

/// The root above the files that a chain begins with.
fn begun(digest: Digest, lists: &[Vec<Hash>], members: &[Hash], stamp: usize) -> Result<Hash, Broken> {
    let wanted = ascending(members.to_vec());
    let Some(first) = lists.first() else {
        return match wanted.as_slice() {
            [one] => Ok(one.clone()),
            _ => Err(Broken::File { file: 0, stamp }),
        };
    };
    if let Some(file) = members.iter().position(|member| !first.contains(member)) {
        return Err(Broken::File { file, stamp });
    }
    // One file stands in a list with what is beside it in the tree; several are a group by themselves.
    if wanted.len() != 1 && wanted.len() != first.len() {
        return Err(Broken::Spare { stamp });
    }
    root(digest, lists).ok_or(Broken::Spare { stamp })
}

/// What the lists come to; `None` of none.
fn root(digest: Digest, lists: &[Vec<Hash>]) -> Option<Hash> {
    let carry = |below: Option<Hash>, list: &Vec<Hash>| {
        let all = below.into_iter().chain(list.iter().cloned());
        Some(node(digest, all.collect()))
    };
    lists.iter().fold(None, carry)
}
