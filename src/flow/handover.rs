//! Station "reading": the content, for somebody who accepted. E.1 is stated once, when every byte of every part, or of the
//! whole message, was written without error to the authenticated session. It says "sent completely to", never "read by".

use std::ops::Range;

use crate::erds::delivery::{Command, Handover, Refusal as Unlawful};
use crate::erds::evidence::{Details, HandoverDetails};
use crate::format::mime::{Contents, Scan};
use crate::store::{Content, Handed, Kind, Seen, Work};

pub use super::chunks::Chunks;
use super::chunks::Source;
use super::compose::{Particulars, statements};
use super::look::{Session, acting_in, by_session};
use super::retry::decided;
use super::{Fault, Refusal, Service, delegate, means, spans};

/// The most spans that are kept of one delivery.
const MOST_SPANS: usize = 1_000;

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

/// What can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// One part, by its number; the body as plain text in UTF-8.
    Part(u32),
    /// The whole message as one file, as it was handed in.
    Whole,
}

/// One part or the whole message, of which nothing has left.
pub struct Ready {
    /// Which.
    pub piece: Piece,
    /// How many octets it has.
    pub size: u64,
    source: Source,
}

/// Octets of a piece, in one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Of which piece.
    pub piece: Piece,
    /// How many octets that has in all.
    pub size: u64,
    /// Which of them, from 0.
    pub span: Range<u64>,
}

impl Ready {
    /// Begins to send these octets of it, or as many as there are. From here on the message cannot be recalled. What is
    /// returned beside them is to be told to `sent` once all of them were written.
    pub async fn send(self, service: &Service, session: &Session, span: Range<u64>) -> Result<(Chunks, Sent), Fault> {
        let span = span.start.min(self.size)..span.end.min(self.size);
        begin(service, session).await?;
        let sent = Sent { piece: self.piece, size: self.size, span };
        Ok((Chunks::new(self.source, &sent.span), sent))
    }
}

/// What the content page lists: the body, then each attachment. Names and sizes are of the content, so from here on the message
/// cannot be recalled.
pub async fn parts(service: &Service, session: &Session) -> Result<Vec<PartView>, Fault> {
    let (_, content) = open(service, session).await?;
    let views = views(&scan(&content).await?);
    begin(service, session).await?;
    Ok(views)
}

/// One part, by its number, and how it is listed.
///
/// # Errors
/// `Refusal::NotFound` where there is no such part.
pub async fn part(service: &Service, session: &Session, number: u32) -> Result<(PartView, Ready), Fault> {
    let (_, content) = open(service, session).await?;
    let contents = scan(&content).await?;
    let view = views(&contents).into_iter().find(|view| view.number == number).ok_or(Refusal::NotFound)?;
    let source = if number == 0 {
        Source::Text(contents.body.map(|body| body.text.into_bytes()).unwrap_or_default())
    } else {
        let wanted = contents.attachments.into_iter().find(|attachment| attachment.number == number as usize);
        let attachment = wanted.ok_or(Refusal::NotFound)?;
        Source::Encoded { content, range: attachment.range.clone(), decoder: attachment.decoder() }
    };
    Ok((view.clone(), Ready { piece: Piece::Part(number), size: view.size, source }))
}

/// The whole message as it was handed in.
pub async fn whole(service: &Service, session: &Session) -> Result<Ready, Fault> {
    let (_, content) = open(service, session).await?;
    Ok(Ready { piece: Piece::Whole, size: content.size(), source: Source::Message(content) })
}

/// Notes that octets were written without error to this session; states E.1 when nothing is missing, once.
pub async fn sent(service: &Service, session: &Session, sent: &Sent) -> Result<(), Fault> {
    let (seen, content) = open(service, session).await?;
    if seen.delivery.handover() == Handover::Complete {
        return Ok(());
    }
    note(service, &seen, sent).await?;
    let handed = service.store.handed(&seen).await?;
    if !spans::cover(&handed, place(sent.piece), &(0..sent.size)) {
        return Ok(());
    }
    let contents = scan(&content).await?;
    let views = views(&contents);
    let parts = u32::try_from(views.len()).unwrap_or(u32::MAX);
    let whole = spans::cover(&handed, place(Piece::Whole), &(0..content.size()));
    let complete = |view: &PartView| spans::cover(&handed, place(Piece::Part(view.number)), &(0..view.size));
    // A body that is shown in part only, or parts that are not listed, leave the whole message as the one way to have
    // everything.
    let in_parts = !contents.incomplete && !contents.body.is_some_and(|body| body.cut) && views.iter().all(complete);
    if whole || in_parts {
        state(service, session, &HandoverDetails { whole, parts }).await?;
    }
    Ok(())
}

/// Where the store keeps a piece: the whole message at 0, the page's parts from 1.
fn place(piece: Piece) -> u32 {
    match piece {
        Piece::Whole => 0,
        Piece::Part(number) => number.saturating_add(1),
    }
}

/// Keeps what was sent, unless it is known, or the delivery has more spans than anybody needs who resumes a download; all of
/// a piece is always kept.
async fn note(service: &Service, seen: &Seen, sent: &Sent) -> Result<(), Fault> {
    let handed = service.store.handed(seen).await?;
    let part = place(sent.piece);
    let too_many = handed.len() >= MOST_SPANS && sent.span != (0..sent.size);
    if too_many || spans::cover(&handed, part, &sent.span) {
        return Ok(());
    }
    let mut work = Work::new();
    work.handed(seen, Handed { part, from: sent.span.start, to: sent.span.end, at: service.now() });
    Ok(service.store.commit(work).await?)
}

async fn state(service: &Service, session: &Session, details: &HandoverDetails) -> Result<(), Fault> {
    let seen = by_session(service, session).await?;
    let acting = acting_in(service, &seen, session, service.now()).await?;
    decided(service, &session.delivery, Refusal::NoSession, |seen| {
        let now = service.now();
        let outcome = match seen.delivery.step(Command::CompleteHandover, now) {
            Ok(outcome) => outcome,
            Err(Unlawful::HandedOverBefore) => return Ok(None),
            Err(refusal) => return Err(refusal.into()),
        };
        let stated = statements(service, seen, &outcome, |_| Particulars {
            authentication: Some(session.identity.clone()),
            delegate: acting.as_ref().map(|acting| acting.delegate.clone()),
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

/// The content, where the law lets this session have it: a delegate's, where they decided.
async fn open(service: &Service, session: &Session) -> Result<(Seen, Content), Fault> {
    let seen = by_session(service, session).await?;
    if !means::suffices(&seen, &session.identity) {
        return Err(Refusal::TooLittle.into());
    }
    seen.delivery.step(Command::BeginHandover, service.now())?;
    if session.mandate.is_some() && delegate::decided_by(service, &seen).await? != session.mandate {
        return Err(Refusal::AddresseeOnly.into());
    }
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
