//! Station "reading": the content, for somebody who accepted. E.1 is stated once, when every byte of every part, or of the
//! whole message, was written without error to the authenticated session. It says "sent completely to", never "read by".

use crate::erds::delivery::{Command, Handover, Refusal as Unlawful};
use crate::erds::evidence::{Details, HandoverDetails};
use crate::format::mime::{Contents, Decoder, Scan};
use crate::store::{Content, ContentReader, Handed, Kind, Seen, Work};

use super::compose::{Particulars, statements};
use super::look::{Session, by_session};
use super::retry::decided;
use super::{Fault, Refusal, Service};

/// The content of one delivery as the content page lists it.
#[derive(Clone, Debug)]
pub struct PartView {
    /// 0 is the body, then the attachments from 1.
    pub number: u32,
    /// The file name; `None` for the body.
    pub name: Option<String>,
    /// Its media type.
    pub content_type: String,
    /// How many octets a download has.
    pub size: u64,
}

/// Octets that come in pieces, in constant memory.
pub struct Chunks {
    /// How many there are in all.
    pub size: u64,
    source: Source,
}

enum Source {
    Text(Option<Vec<u8>>),
    Content { reader: ContentReader, decoder: Option<Decoder> },
}

impl Chunks {
    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// What is kept cannot be read.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        match &mut self.source {
            Source::Text(text) => Ok(text.take()),
            Source::Content { reader, decoder } => loop {
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
            },
        }
    }
}

/// One part, about to be sent.
pub struct PartBody {
    /// How it is listed.
    pub view: PartView,
    /// Its octets; the body as plain text in UTF-8.
    pub octets: Chunks,
}

/// What was sent completely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// One part, by its number.
    Part(u32),
    /// The whole message as one file.
    Whole,
}

/// What the content page lists: the body, then each attachment.
pub async fn parts(service: &Service, session: &Session) -> Result<Vec<PartView>, Fault> {
    let (_, content) = open(service, session).await?;
    Ok(views(&scan(&content).await?))
}

/// One part, about to be sent. From here on the message cannot be recalled.
pub async fn part(service: &Service, session: &Session, number: u32) -> Result<PartBody, Fault> {
    let (_, content) = open(service, session).await?;
    let contents = scan(&content).await?;
    let view = views(&contents).into_iter().find(|view| view.number == number).ok_or(Refusal::NotFound)?;
    let source = if number == 0 {
        Source::Text(contents.body.map(|body| body.text.into_bytes()))
    } else {
        let wanted = contents.attachments.into_iter().find(|attachment| attachment.number == number as usize);
        let attachment = wanted.ok_or(Refusal::NotFound)?;
        let reader = content.range(attachment.range.start, attachment.range.end);
        Source::Content { reader, decoder: Some(attachment.decoder()) }
    };
    begin(service, session).await?;
    Ok(PartBody { octets: Chunks { size: view.size, source }, view })
}

/// The whole message as it was handed in, about to be sent.
pub async fn whole(service: &Service, session: &Session) -> Result<Chunks, Fault> {
    let (_, content) = open(service, session).await?;
    begin(service, session).await?;
    let reader = content.range(0, content.size());
    Ok(Chunks { size: content.size(), source: Source::Content { reader, decoder: None } })
}

/// Notes that all of a part, or of the whole message, was written without error to this session; states E.1 when nothing is
/// missing, once.
pub async fn sent(service: &Service, session: &Session, sent: Sent) -> Result<(), Fault> {
    let (seen, content) = open(service, session).await?;
    if seen.delivery.handover() == Handover::Complete {
        return Ok(());
    }
    note(service, &seen, &content, sent).await?;
    let contents = scan(&content).await?;
    let count = u32::try_from(views(&contents).len()).unwrap_or(u32::MAX);
    let handed = service.store.handed(&seen).await?;
    let complete = |part: u32| handed.iter().any(|handed| handed.part == part);
    // Part 0 of the store is the whole message; the page's parts follow from 1. A body that is shown in part only, or parts
    // that are not listed, leave the whole message as the one way to have everything.
    let whole = complete(0);
    let in_parts = !contents.incomplete && !contents.body.is_some_and(|body| body.cut) && (1..=count).all(complete);
    if whole || in_parts {
        state(service, session, &HandoverDetails { whole, parts: count }).await?;
    }
    Ok(())
}

async fn note(service: &Service, seen: &Seen, content: &Content, sent: Sent) -> Result<(), Fault> {
    let part = match sent {
        Sent::Whole => 0,
        Sent::Part(number) => number.saturating_add(1),
    };
    let mut work = Work::new();
    work.handed(seen, Handed { part, from: 0, to: content.size(), at: service.now() });
    Ok(service.store.commit(work).await?)
}

async fn state(service: &Service, session: &Session, details: &HandoverDetails) -> Result<(), Fault> {
    decided(service, &session.delivery, Refusal::NoSession, |seen| {
        let now = service.now();
        let outcome = match seen.delivery.step(Command::CompleteHandover, now) {
            Ok(outcome) => outcome,
            Err(Unlawful::HandedOverBefore) => return Ok(None),
            Err(refusal) => return Err(refusal.into()),
        };
        let stated = statements(service, seen, &outcome, |_| Particulars {
            authentication: Some(session.identity.clone()),
            ..Particulars::details(Details::Handover(details.clone()))
        })?;
        let mut work = Work::new();
        work.record(seen, &outcome, stated);
        work.job(Kind::Attest, seen.id, now);
        Ok(Some(work))
    })
    .await
}

/// Records, before the first byte leaves, that it is about to.
async fn begin(service: &Service, session: &Session) -> Result<(), Fault> {
    decided(service, &session.delivery, Refusal::NoSession, |seen| {
        let outcome = seen.delivery.step(Command::BeginHandover, service.now())?;
        if outcome.delivery() == seen.delivery {
            return Ok(None);
        }
        let mut work = Work::new();
        work.record(seen, &outcome, Vec::new());
        Ok(Some(work))
    })
    .await
}

/// The content, where the law lets this session have it.
async fn open(service: &Service, session: &Session) -> Result<(Seen, Content), Fault> {
    let seen = by_session(service, session).await?;
    seen.delivery.step(Command::BeginHandover, service.now())?;
    let content = service.store.content(&seen).await?.ok_or(Refusal::Law(Unlawful::Erased))?;
    Ok((seen, content))
}

/// What the message holds, read while it streams.
async fn scan(content: &Content) -> Result<Contents, Fault> {
    let mut scan = Scan::new();
    let mut reader = content.range(0, content.size());
    while let Some(chunk) = reader.next().await? {
        scan.feed(&chunk);
    }
    Ok(scan.finish())
}

fn views(contents: &Contents) -> Vec<PartView> {
    let text = contents.body.as_ref().map_or(0, |body| body.text.len() as u64);
    let body = PartView { number: 0, name: None, content_type: "text/plain; charset=utf-8".to_owned(), size: text };
    let attachments = contents.attachments.iter().map(|attachment| PartView {
        number: u32::try_from(attachment.number).unwrap_or(u32::MAX),
        name: Some(attachment.name.clone()),
        content_type: attachment.content_type.clone(),
        size: attachment.size,
    });
    std::iter::once(body).chain(attachments).collect()
}
