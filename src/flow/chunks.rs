//! Content in pieces, in constant memory: a span of a text, of the message, or of an attachment without its transfer
//! encoding.

use std::ops::Range;

use crate::format::mime::Decoder;
use crate::store::{Content, ContentReader};

use super::Fault;

/// What is read, before anything of it is.
pub(super) enum Source {
    /// A text at hand.
    Text(Vec<u8>),
    /// The message as it is kept.
    Message(Content),
    /// Octets of the message, and what undoes their transfer encoding.
    Encoded { content: Content, range: Range<u64>, decoder: Decoder },
}

/// Octets that come in pieces.
pub struct Chunks {
    reading: Reading,
    /// Octets before the span, still to be left out.
    skip: u64,
    /// Octets of the span, still to come.
    left: u64,
}

enum Reading {
    Text(Option<Vec<u8>>),
    Content { reader: ContentReader, decoder: Option<Decoder> },
}

impl Chunks {
    /// The octets of a span.
    pub(super) fn new(source: Source, span: &Range<u64>) -> Self {
        let left = span.end.saturating_sub(span.start);
        let (reading, skip) = match source {
            Source::Text(text) => (Reading::Text(Some(text)), span.start),
            Source::Message(content) => {
                let reader = content.range(span.start, span.end);
                (Reading::Content { reader, decoder: None }, 0)
            }
            // How far the encoded octets reach for a clear one is known only by decoding up to it.
            Source::Encoded { content, range, decoder } => {
                let reader = content.range(range.start, range.end);
                (Reading::Content { reader, decoder: Some(decoder) }, span.start)
            }
        };
        Self { reading, skip, left }
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// What is kept cannot be read.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        while self.left > 0 {
            let Some(piece) = self.reading.next().await? else { break };
            let from = usize::try_from(self.skip).unwrap_or(usize::MAX).min(piece.len());
            let length = usize::try_from(self.left).unwrap_or(usize::MAX).min(piece.len() - from);
            (self.skip, self.left) = (self.skip - from as u64, self.left - length as u64);
            if let Some(wanted) = piece.get(from..from + length).filter(|wanted| !wanted.is_empty()) {
                return Ok(Some(if wanted.len() == piece.len() { piece } else { wanted.to_vec() }));
            }
        }
        Ok(None)
    }
}

impl Reading {
    /// The next clear octets; `None` at the end.
    async fn next(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        let (reader, decoder) = match self {
            Self::Text(text) => return Ok(text.take()),
            Self::Content { reader, decoder } => (reader, decoder),
        };
        loop {
            let raw = reader.next().await?;
            let ended = raw.is_none();
            let Some(undo) = decoder else { return Ok(raw) };
            let mut clear = Vec::new();
            match raw {
                Some(raw) => undo.feed(&raw, &mut clear),
                None => undo.finish(&mut clear),
            }
            if ended {
                *decoder = None;
            }
            if !clear.is_empty() {
                return Ok(Some(clear));
            }
            if ended {
                return Ok(None);
            }
        }
    }
}
