//! Hash trees over groups of files (RFC 4998 §4.2): one time-stamp over the root, and of the tree, for each group, only what leads there.

use super::record::Hash;
use crate::crypto::Digest;

/// The digest of one file, as it stands in the first list of a group; `previous` is that of the chains before, where this is a hash-tree
/// renewal: H(H(d) ‖ H(ATSC)), in this order [RFC 4998 §5.2, step 4].
pub fn object(digest: Digest, octets: &[u8], previous: Option<&[u8]>) -> Hash {
    let own = digest.of(octets);
    previous.map_or_else(|| own.clone(), |previous| digest.of(&[own.as_slice(), previous].concat()))
}

/// The leaf of a group: its one digest, or the digest of all of them in ascending order.
pub fn group(digest: Digest, members: &[Hash]) -> Hash {
    node(digest, ascending(members.to_vec()))
}

/// Digests in ascending order, each once.
pub(super) fn ascending(mut list: Vec<Hash>) -> Vec<Hash> {
    list.sort();
    list.dedup();
    list
}

/// What digests come to. A digest alone is handed on as it is: RFC 4998 does not say, RFC 6283 §3.2.2 does, and those who read both read
/// it so.
pub(super) fn node(digest: Digest, mut list: Vec<Hash>) -> Hash {
    list.sort();
    match list.as_slice() {
        [_] => list.pop().unwrap_or_default(),
        list => digest.of(&list.concat()),
    }
}

/// A binary hash tree.
pub struct Tree {
    /// The leaves first, the root last.
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    /// The tree over these leaves; `None` of none.
    pub fn new(digest: Digest, leaves: Vec<Hash>) -> Option<Self> {
        if leaves.is_empty() {
            return None;
        }
        let mut levels = vec![leaves];
        while let Some(level) = levels.last().filter(|level| level.len() > 1) {
            let above = level.chunks(2).map(|pair| node(digest, pair.to_vec())).collect();
            levels.push(above);
        }
        Some(Self { levels })
    }

    /// What the time-stamp is to be over.
    pub fn root(&self) -> &[u8] {
        self.levels.last().and_then(|level| level.first()).map_or(&[], Vec::as_slice)
    }

    /// What stands beside a leaf, and beside each node on its way to the root.
    pub fn path(&self, leaf: usize) -> Vec<Hash> {
        let beside = |(height, level): (usize, &Vec<Hash>)| level.get((leaf >> height) ^ 1).cloned();
        self.levels.iter().enumerate().filter_map(beside).collect()
    }
}

/// The reduced hash tree of a group with this path; empty where the root is its one digest.
pub fn reduce(members: &[Hash], path: &[Hash]) -> Vec<Vec<Hash>> {
    let members = ascending(members.to_vec());
    let mut rest = path.iter().cloned();
    let first = match (members.as_slice(), path) {
        ([_], []) => return Vec::new(),
        // A digest alone stands in one list with what is beside it, so that no list of one is read in two ways.
        ([one], _) => ascending(std::iter::once(one.clone()).chain(rest.next()).collect()),
        _ => members,
    };
    std::iter::once(first).chain(rest.map(|hash| vec![hash])).collect()
}
