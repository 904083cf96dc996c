//! Telling when content has left completely (for E.1), no earlier and no later than we can know it.
//!
//! A body that is to be noted carries a receipt. When its last octets are given to the HTTP library, the receipt is laid
//! into the connection's `Ledger`. The socket below (`Noting`) looks there each time a flush succeeds, which the library
//! asks for only after everything it held has been written to the socket; receipts that lie there are acted upon then.
//!
//! What that proves: every octet was taken by the operating system for this connection, without an error up to then. It
//! does not prove that the other end's network stack had them, nor that anybody saw them; hence "sent completely to".
//! A connection that breaks earlier, HEAD, and an answer that is dropped lay nothing down or are never flushed.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes};
use futures_util::stream::{self, Stream, StreamExt};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::mpsc::UnboundedSender;
use tokio::time::{Sleep, sleep};

use super::linger::{LINGER, Left};
use crate::flow::{Fault, export};

/// What is to be done once the octets are out.
pub(super) type Receipt = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The most octets given to the connection at a time.
const CHUNK: usize = 64 * 1024;

/// The receipts of one connection whose octets are on their way.
#[derive(Clone, Default)]
pub(super) struct Ledger(Arc<Mutex<Vec<Receipt>>>);

impl Ledger {
    fn lay(&self, receipt: Receipt) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(receipt);
    }

    /// Everything written so far is out: the receipts that lay here.
    pub(super) fn flushed(&self) -> Vec<Receipt> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Octets with a receipt. Without a ledger (no connection that could tell) the receipt is dropped.
pub(super) fn noted(octets: Vec<u8>, ledger: Option<Ledger>, receipt: Receipt) -> Body {
    let size = octets.len() as u64;
    let octets = Bytes::from(octets);
    let places = (0..octets.len()).step_by(CHUNK);
    let chunks: Vec<_> = places.map(|at| Ok(octets.slice(at..octets.len().min(at + CHUNK)))).collect();
    streamed(stream::iter(chunks), size, ledger, receipt)
}

/// A stream that must have exactly `size` octets, with a receipt.
pub(super) fn streamed<S>(chunks: S, size: u64, ledger: Option<Ledger>, receipt: Receipt) -> Body
where
    S: Stream<Item = io::Result<Bytes>> + Send + 'static,
{
    let mut left = size;
    let mut receipt = Some(receipt);
    let mut lay = move |done: bool| {
        if done
            && let Some(receipt) = receipt.take()
            && let Some(ledger) = &ledger
        {
            ledger.lay(receipt);
        }
    };
    // Nothing will be asked for of an empty body, and nothing of it can get lost.
    lay(size == 0);
    Body::from_stream(chunks.map(move |chunk| {
        let chunk = chunk?;
        left = left.checked_sub(chunk.len() as u64).ok_or_else(|| io::Error::other("longer than stated"))?;
        lay(left == 0);
        Ok::<_, io::Error>(chunk)
    }))
}

/// A bundle in pieces, of which nobody notes who fetched it.
pub(super) fn pieces(octets: export::Octets) -> Body {
    Body::from_stream(stream::unfold(Some(octets), |octets| async move {
        let mut octets = octets?;
        match octets.next().await {
            Ok(Some(piece)) => Some((Ok(Bytes::from(piece)), Some(octets))),
            Ok(None) => None,
            Err(fault) => Some((Err(broken_off(&fault)), None)),
        }
    }))
}

/// What ends a body that cannot be read further: the connection breaks, so that nobody takes the rest for complete.
pub(super) fn broken_off(fault: &Fault) -> io::Error {
    tracing::error!(%fault, "a file could not be read to its end");
    io::Error::other("broken off")
}

/// A socket that hands on the receipts of its ledger after each successful flush, and breaks when for too long nothing of
/// what is to be written was taken. A reader that is slow and takes something is waited for; a writer whose request was left before its
/// end is let finish for a while (`linger`).
pub(super) struct Noting<S> {
    socket: S,
    ledger: Ledger,
    out: UnboundedSender<Receipt>,
    /// How long nothing may be taken.
    idle: Duration,
    /// Until when something must be, while something waits.
    stuck: Option<Pin<Box<Sleep>>>,
    /// Whether a request was left before its end.
    left: Left,
    /// Until when what still comes is thrown away, once nothing more is written.
    lingers: Option<Pin<Box<Sleep>>>,
}

impl<S> Noting<S> {
    /// The socket with its ledger; receipts go to `out`.
    pub(super) fn new(socket: S, ledger: Ledger, out: UnboundedSender<Receipt>, idle: Duration) -> Self {
        Self { socket, ledger, out, idle, stuck: None, left: Left::default(), lingers: None }
    }

    /// What tells it that a request was left before its end.
    pub(super) fn left(&self) -> Left {
        self.left.clone()
    }

    /// What came of an attempt to write: an error where nothing was taken for too long.
    fn moved(&mut self, cx: &mut Context<'_>, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if written.is_ready() {
            self.stuck = None;
            return written;
        }
        let idle = self.idle;
        ready!(self.stuck.get_or_insert_with(|| Box::pin(sleep(idle))).as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Noting<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_read(cx, buffer)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Noting<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, octets: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.socket).poll_write(cx, octets);
        self.moved(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        octets: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.socket).poll_write_vectored(cx, octets);
        self.moved(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.socket).poll_flush(cx))?;
        for receipt in self.ledger.flushed() {
            // The receiver lives until every connection is closed.
            let _ = self.out.send(receipt);
        }
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if this.lingers.is_none() {
            ready!(Pin::new(&mut this.socket).poll_shutdown(cx))?;
        }
        if !this.left.any() {
            return Poll::Ready(Ok(()));
        }
        let until = this.lingers.get_or_insert_with(|| Box::pin(sleep(LINGER)));
        let mut thrown = [0; 16 * 1024];
        while until.as_mut().poll(cx).is_pending() {
            let mut buffer = ReadBuf::new(&mut thrown);
            match ready!(Pin::new(&mut this.socket).poll_read(cx, &mut buffer)) {
                Ok(()) if !buffer.filled().is_empty() => {}
                _ => break,
            }
        }
        Poll::Ready(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};
    use tokio::sync::mpsc::unbounded_channel;

    use super::*;

    const IDLE: Duration = Duration::from_millis(400);

    #[tokio::test]
    async fn a_reader_that_takes_nothing_is_dropped_after_a_while() {
        let (socket, _reader) = duplex(10);
        let mut noting = Noting::new(socket, Ledger::default(), unbounded_channel().0, IDLE);
        let written = tokio::time::timeout(Duration::from_secs(10), noting.write_all(&[7; 100])).await;
        assert_eq!(written.unwrap().unwrap_err().kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn a_reader_that_is_slow_and_takes_something_gets_all() {
        let (socket, mut reader) = duplex(10);
        let mut noting = Noting::new(socket, Ledger::default(), unbounded_channel().0, IDLE);
        let writing = tokio::spawn(async move { noting.write_all(&[7; 200]).await });
        for _ in 0..20 {
            tokio::time::sleep(IDLE / 8).await;
            reader.read_exact(&mut [0; 10]).await.unwrap();
        }
        writing.await.unwrap().unwrap();
    }

    fn body(chunks: &[&'static [u8]], size: u64) -> (axum::body::BodyDataStream, Ledger) {
        let ledger = Ledger::default();
        let chunks: Vec<_> = chunks.iter().map(|chunk| Ok(Bytes::from_static(chunk))).collect();
        let body = streamed(stream::iter(chunks), size, Some(ledger.clone()), Box::pin(async {}));
        (body.into_data_stream(), ledger)
    }

    #[tokio::test]
    async fn a_receipt_is_laid_down_with_the_last_octet_and_not_before() {
        let (mut body, ledger) = body(&[b"ab", b"c", b"de"], 5);
        for expected in [0, 0, 1] {
            body.next().await.unwrap().unwrap();
            assert_eq!(ledger.0.lock().unwrap().len(), expected);
        }
        assert_eq!(ledger.flushed().len(), 1);
        assert!(body.next().await.is_none() && ledger.flushed().is_empty(), "once");
    }

    #[tokio::test]
    async fn a_body_of_another_length_than_stated_leaves_no_receipt() {
        let (mut short, ledger) = body(&[b"ab"], 5);
        while short.next().await.is_some() {}
        assert!(ledger.flushed().is_empty());
        let (mut long, ledger) = body(&[b"abcdef"], 5);
        assert!(long.next().await.unwrap().is_err() && ledger.flushed().is_empty());
    }

    #[tokio::test]
    async fn octets_are_cut_into_chunks_and_nothing_is_lost() {
        let octets: Vec<u8> = (0..200_000_u32).map(|n| n.to_le_bytes()[0]).collect();
        let ledger = Ledger::default();
        let body = noted(octets.clone(), Some(ledger.clone()), Box::pin(async {}));
        let chunks: Vec<_> = body.into_data_stream().map(Result::unwrap).collect().await;
        assert!(chunks.len() == 4 && chunks.concat() == octets);
        assert_eq!(ledger.flushed().len(), 1);
    }
}
