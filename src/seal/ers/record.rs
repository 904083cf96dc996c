//! The record as types and as bytes (RFC 4998 §3.1, §4.1, §5.1; the module of appendix B tags implicitly).

use der::asn1::{Any, ObjectIdentifier, OctetString};
use der::{Decode as _, Encode as _, Sequence};
use spki::AlgorithmIdentifierOwned;

use super::{CHAINS, DIGESTS, Error, LIMIT, LISTS};
use crate::crypto::Digest;

/// A digest.
pub type Hash = Vec<u8>;

/// An evidence record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The oldest chain first; each is a hash-tree renewal of the one before it.
    pub chains: Vec<Chain>,
}

/// Archive time-stamps made with one digest algorithm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// That algorithm.
    pub digest: Digest,
    /// The oldest first; each is a time-stamp renewal of the one before it.
    pub stamps: Vec<ArchiveTimeStamp>,
}

/// One time-stamp with the way to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveTimeStamp {
    /// The reduced hash tree; empty where the time-stamp is over one digest alone. Each list ascends.
    pub lists: Vec<Vec<Hash>>,
    /// The time-stamp token, DER, not looked into.
    pub token: Vec<u8>,
}

#[derive(Sequence)]
struct EvidenceRecordDer {
    version: u8,
    digest_algorithms: Vec<AlgorithmIdentifierOwned>,
    archive_time_stamp_sequence: Vec<Vec<ArchiveTimeStampDer>>,
}

#[derive(Clone, Sequence)]
struct ArchiveTimeStampDer {
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", optional = "true")]
    digest_algorithm: Option<AlgorithmIdentifierOwned>,
    #[asn1(context_specific = "2", tag_mode = "IMPLICIT", optional = "true")]
    reduced_hashtree: Option<Vec<Vec<OctetString>>>,
    time_stamp: Any,
}

impl Record {
    /// Reads a record.
    ///
    /// # Errors
    /// It is not of the one shape that is taken, or beyond a bound.
    pub fn parse(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.len() > LIMIT {
            return Err(Error::TooLarge(LIMIT));
        }
        let der = EvidenceRecordDer::from_der(bytes).map_err(Error::Malformed)?;
        if der.version != 1 {
            return Err(Error::Shape("another version"));
        }
        if der.archive_time_stamp_sequence.len() > CHAINS {
            return Err(Error::Shape("too many chains"));
        }
        let chains = der.archive_time_stamp_sequence.iter().map(|chain| read_chain(chain));
        let record = Self { chains: chains.collect::<Result<_, _>>()? };
        if record.to_der()? == bytes { Ok(record) } else { Err(Error::NotCanonical) }
    }

    /// The bytes of the record.
    ///
    /// # Errors
    /// A time-stamp in it is not DER, or there is none.
    pub fn to_der(&self) -> Result<Vec<u8>, Error> {
        let mut digests: Vec<Digest> = Vec::new();
        for chain in &self.chains {
            if !digests.contains(&chain.digest) {
                digests.push(chain.digest);
            }
        }
        if self.chains.is_empty() {
            return Err(Error::Shape("no archive time-stamp"));
        }
        let der = EvidenceRecordDer {
            version: 1,
            digest_algorithms: digests.into_iter().map(identifier).collect::<Result<_, _>>()?,
            archive_time_stamp_sequence: written(&self.chains)?,
        };
        der.to_der().map_err(Error::Encode)
    }

    /// The digest of the first `chains` of its ArchiveTimeStampSequence: what a hash-tree renewal covers of them [RFC 4998 §5.2, step 3].
    ///
    /// # Errors
    /// A time-stamp in it is not DER.
    pub fn sequence(&self, chains: usize, digest: Digest) -> Result<Hash, Error> {
        let first = self.chains.get(..chains).unwrap_or(&self.chains);
        Ok(digest.of(&written(first)?.to_der().map_err(Error::Encode)?))
    }

    /// Its time-stamps, the oldest first.
    pub fn stamps(&self) -> impl Iterator<Item = &ArchiveTimeStamp> {
        self.chains.iter().flat_map(|chain| &chain.stamps)
    }
}

fn read_chain(stamps: &[ArchiveTimeStampDer]) -> Result<Chain, Error> {
    if stamps.len() > CHAINS {
        return Err(Error::Shape("too many archive time-stamps in a chain"));
    }
    let stated = |stamp: &ArchiveTimeStampDer| {
        let algorithm = stamp.digest_algorithm.as_ref().ok_or(Error::Shape("no digest algorithm"))?;
        let bare = algorithm.parameters.is_none();
        let digest = Digest::from_oid(&algorithm.oid.to_string()).filter(|_| bare);
        digest.ok_or(Error::Shape("a digest algorithm that is not taken"))
    };
    let digest = stated(stamps.first().ok_or(Error::Shape("an empty chain"))?)?;
    let mut read = Vec::new();
    for stamp in stamps {
        if stated(stamp)? != digest {
            return Err(Error::Shape("two digest algorithms in one chain"));
        }
        let lists = stamp.reduced_hashtree.iter().flatten();
        let lists: Vec<Vec<Hash>> = lists.map(|list| read_list(list, digest)).collect::<Result<_, _>>()?;
        if lists.len() > LISTS || (stamp.reduced_hashtree.is_some() && lists.is_empty()) {
            return Err(Error::Shape("a hash tree without lists, or with too many"));
        }
        read.push(ArchiveTimeStamp { lists, token: stamp.time_stamp.to_der().map_err(Error::Encode)? });
    }
    Ok(Chain { digest, stamps: read })
}

fn read_list(list: &[OctetString], digest: Digest) -> Result<Vec<Hash>, Error> {
    let length = digest.of(b"").len();
    if list.is_empty() || list.len() > DIGESTS || list.iter().any(|hash| hash.as_bytes().len() != length) {
        return Err(Error::Shape("an empty list of digests, too many, or digests of another length"));
    }
    let list: Vec<Hash> = list.iter().map(|hash| hash.as_bytes().to_vec()).collect();
    if list.is_sorted_by(|a, b| a < b) { Ok(list) } else { Err(Error::Shape("digests that do not ascend")) }
}

fn written(chains: &[Chain]) -> Result<Vec<Vec<ArchiveTimeStampDer>>, Error> {
    let octets = |hash: &Hash| OctetString::new(hash.as_slice()).map_err(Error::Encode);
    let list = |list: &Vec<Hash>| list.iter().map(octets).collect::<Result<Vec<_>, _>>();
    let mut all = Vec::new();
    for chain in chains {
        let mut stamps = Vec::new();
        for stamp in &chain.stamps {
            let lists: Vec<_> = stamp.lists.iter().map(list).collect::<Result<_, _>>()?;
            stamps.push(ArchiveTimeStampDer {
                digest_algorithm: Some(identifier(chain.digest)?),
                reduced_hashtree: (!lists.is_empty()).then_some(lists),
                time_stamp: Any::from_der(&stamp.token).map_err(Error::Malformed)?,
            });
        }
        all.push(stamps);
    }
    Ok(all)
}

/// [RFC 5754 §2]: without parameters.
fn identifier(digest: Digest) -> Result<AlgorithmIdentifierOwned, Error> {
    let oid = ObjectIdentifier::new(digest.oid()).map_err(|error| Error::Encode(error.into()))?;
    Ok(AlgorithmIdentifierOwned { oid, parameters: None })
}
