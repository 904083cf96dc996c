//! What a log and a witness say to each other [tlog-witness], and how a witness judges. The witness keeps, for each log, size
//! and root of the checkpoint it cosigned last; comparing and replacing those must be one step, which is the caller's.

use std::fmt;

use super::checkpoint::{self, SignedCheckpoint};
use super::key::VerifierKey;
use super::merkle::{self, Hash, LONGEST};
use super::note::{self, Line};
use super::text;

/// Octets of a request at most: 63 hashes and the largest note.
pub const REQUEST: usize = 1 << 20;
/// Octets of an answer that is worth reading.
pub const ANSWER: usize = 256 << 10;
/// The path below a witness's submission prefix.
pub const PATH: &str = "add-checkpoint";
/// `Content-Type` of the answer 409 that tells a size.
pub const SIZE_MEDIA_TYPE: &str = "text/x.tlog.size";

/// A request or an answer that is not understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// More octets than any request needs.
    #[error("{0} octets are too large for a request to a witness, or its answer")]
    TooLarge(usize),
    /// Not text.
    #[error("requests to witnesses and their answers are UTF-8 text")]
    NotText,
    /// The first line.
    #[error("a request begins with `old` and the number of entries known before, in decimal")]
    Old,
    /// A line of the consistency proof.
    #[error("line {0} of the consistency proof is not a hash in base64")]
    Hash(usize),
    /// More hashes than the largest tree has levels.
    #[error("the consistency proof has more than {LONGEST} hashes")]
    TooLong,
    /// No empty line before the checkpoint.
    #[error("a request ends with an empty line and a checkpoint")]
    NoCheckpoint,
    /// The checkpoint.
    #[error("the checkpoint of this request is not one")]
    Checkpoint(#[source] checkpoint::Error),
    /// The lines of an answer.
    #[error("the witness answered something other than signature lines")]
    Answer(#[source] note::Error),
    /// A line of a known key that does not fit.
    #[error("the witness answered with a wrong signature")]
    Signature(#[source] checkpoint::Error),
    /// Lines, but none of a key that is known.
    #[error("the witness answered without a signature of a key that is known here")]
    NobodyKnown,
}

/// The request: this checkpoint continues the tree that you know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddCheckpoint {
    /// Entries of the tree that the witness cosigned last, 0 if none.
    pub old: u64,
    /// The consistency proof from there; empty where `old` is 0 or the size.
    pub proof: Vec<Hash>,
    /// The checkpoint, signed by the log.
    pub checkpoint: SignedCheckpoint,
}

impl AddCheckpoint {
    /// Reads the body of a request; what is malformed is answered 400.
    pub fn read(octets: &[u8]) -> Result<Self, Error> {
        if octets.len() > REQUEST {
            return Err(Error::TooLarge(octets.len()));
        }
        let text = std::str::from_utf8(octets).map_err(|_| Error::NotText)?;
        let (head, checkpoint) = text.split_once("\n\n").ok_or(Error::NoCheckpoint)?;
        let mut lines = head.split('\n');
        let old = lines.next().and_then(|line| line.strip_prefix("old ")).and_then(text::decimal).ok_or(Error::Old)?;
        let mut proof = Vec::new();
        for line in lines {
            if proof.len() == LONGEST {
                return Err(Error::TooLong);
            }
            proof.push(line.parse().map_err(|_| Error::Hash(proof.len() + 1))?);
        }
        let checkpoint = SignedCheckpoint::read(checkpoint.as_bytes()).map_err(Error::Checkpoint)?;
        Ok(Self { old, proof, checkpoint })
    }
}

/// The body of the request.
impl fmt::Display for AddCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        self.proof.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

/// Size and root of the tree that a witness cosigned last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Entries.
    pub size: u64,
    /// Their root.
    pub root: Hash,
}

/// Why a witness does not cosign. What is malformed (400) does not come this far.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// 404: no key is known for this origin.
    #[error("the log of this origin is not known here")]
    UnknownLog,
    /// 403: not signed by a known key of the log.
    #[error("the checkpoint bears no good signature of a known key of the log")]
    NotSigned,
    /// 400: the old size is larger than the checkpoint's.
    #[error("the old size is larger than the checkpoint")]
    Shrinks,
    /// 409: another size was cosigned last, which the answer tells.
    #[error("the checkpoint cosigned last has {0} entries")]
    OtherSize(u64),
    /// 409: the same size with another root: two histories.
    #[error("a checkpoint of {0} entries with another root was cosigned before")]
    OtherRoot(u64),
    /// 422: the proof does not show that the log was continued.
    #[error("the consistency proof does not hold")]
    Inconsistent(#[source] merkle::Error),
}

impl Refusal {
    /// The HTTP status.
    pub fn status(&self) -> u16 {
        match self {
            Self::Shrinks => 400,
            Self::NotSigned => 403,
            Self::UnknownLog => 404,
            Self::OtherSize(_) | Self::OtherRoot(_) => 409,
            Self::Inconsistent(_) => 422,
        }
    }

    /// The body of the answer 409 that tells a size, of type [`SIZE_MEDIA_TYPE`].
    pub fn size_body(&self) -> Option<String> {
        if let Self::OtherSize(size) = self { Some(format!("{size}\n")) } else { None }
    }
}

/// Whether a witness that knows these keys for the log of the checkpoint's origin, and cosigned this last, may cosign the
/// request. Then it keeps the checkpoint's size and root, on disk, before it answers.
pub fn judge(request: &AddCheckpoint, keys: &[VerifierKey], known: Option<Known>) -> Result<Known, Refusal> {
    let checkpoint = request.checkpoint.checkpoint();
    let mut keys = keys.iter().filter(|key| key.name() == checkpoint.origin()).peekable();
    if keys.peek().is_none() {
        return Err(Refusal::UnknownLog);
    }
    let mut signed = false;
    for key in keys {
        signed |= request.checkpoint.signed_by(key).map_err(|_| Refusal::NotSigned)?.is_some();
    }
    if !signed {
        return Err(Refusal::NotSigned);
    }
    let next = Known { size: checkpoint.size(), root: *checkpoint.root() };
    if request.old > next.size {
        return Err(Refusal::Shrinks);
    }
    let known = known.unwrap_or(Known { size: 0, root: merkle::empty_root() });
    if request.old != known.size {
        return Err(Refusal::OtherSize(known.size));
    }
    if next.size == known.size && next.root != known.root {
        return Err(Refusal::OtherRoot(known.size));
    }
    merkle::check_consistency((known.size, &known.root), (next.size, &next.root), &request.proof)
        .map_err(Refusal::Inconsistent)?;
    Ok(next)
}

/// What a witness answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// 200: its lines, not yet checked: [`cosignatures`] does that.
    Cosigned(Vec<Line>),
    /// 409 with the size that it cosigned last: try again from there. A size above ours means that somebody else had the
    /// log's key, or that the log was rolled back.
    OtherSize(u64),
    /// 409 without a size: it cosigned another root of the same size.
    OtherRoot,
    /// Any other status.
    Refused(u16),
}

impl Answer {
    /// Reads an answer.
    pub fn read(status: u16, body: &[u8]) -> Result<Self, Error> {
        if body.len() > ANSWER {
            return Err(Error::TooLarge(body.len()));
        }
        match status {
            200 => note::lines(body).map(Self::Cosigned).map_err(Error::Answer),
            409 => {
                let line = std::str::from_utf8(body).ok().and_then(|body| body.strip_suffix('\n'));
                Ok(line.and_then(text::decimal).map_or(Self::OtherRoot, Self::OtherSize))
            }
            other => Ok(Self::Refused(other)),
        }
    }
}

/// The lines that known keys of the witness made over this checkpoint; lines of unknown keys are passed over.
pub fn cosignatures(checkpoint: &SignedCheckpoint, keys: &[VerifierKey], lines: Vec<Line>) -> Result<Vec<Line>, Error> {
    let mut good = Vec::new();
    for line in lines {
        let key = keys.iter().find(|key| key.name() == line.name() && key.id() == line.id());
        if let Some(key) = key.filter(|key| key.kind().is_for_witnesses()) {
            checkpoint.check(key, &line).map_err(Error::Signature)?;
            good.push(line);
        }
    }
    if good.is_empty() { Err(Error::NobodyKnown) } else { Ok(good) }
}
