//! The listener: one task per connection, HTTP/1.1 in plain (for loopback, or behind a proxy that does TLS).
//!
//! At the end it stops taking connections, lets those that are busy finish for a while, and returns when every receipt
//! (`transfer`) has been acted upon.

use std::convert::Infallible;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use socket2::SockRef;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tower::ServiceExt as _;

use super::client::Peer;
use super::limits::Limits;
use super::transfer::{Ledger, Noting, Receipt};
use super::{Site, router};

/// The most connections at a time; further ones wait to be taken.
///
/// KNOWN: a reader that takes a download drop by drop keeps its place for as long as it lasts. Bearable, because the
/// proxy in front of a public service has its own limits, and on loopback nobody gains from it.
const CONNECTIONS: usize = 1_024;
/// How long a request's head may take to come in.
const HEAD: Duration = Duration::from_secs(15);
/// How long a reader may take nothing of what is written to it.
const IDLE: Duration = Duration::from_mins(2);
/// How much the operating system holds for a connection that the reader has not taken. Little, so that a slow reader is
/// seen to take something in time, and that what was written has mostly left.
const HELD: usize = 128 * 1024;
/// How long connections may take to finish at the end.
const DRAIN: Duration = Duration::from_secs(20);
/// How often the rate limits forget their key.
const FORGET: Duration = Duration::from_mins(55);

/// Serves the site until `shutdown` is done, and then until what is under way is finished.
pub async fn serve(listener: TcpListener, site: Site, shutdown: impl Future<Output = ()> + Send) {
    let limits = Arc::clone(&site.limits);
    on(listener, router(site), &limits, shutdown).await;
}

/// Serves any router so, whose rate limits are these.
pub(super) async fn on(
    listener: TcpListener,
    router: Router,
    limits: &Limits,
    shutdown: impl Future<Output = ()> + Send,
) {
    let (receipts, mut acted) = unbounded_channel::<Receipt>();
    let acting = tokio::spawn(async move {
        while let Some(receipt) = acted.recv().await {
            receipt.await;
        }
    });
    let (stop, stopped) = watch::channel(());
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut connections = JoinSet::new();
    let mut forget = tokio::time::interval(FORGET);
    // An interval's first tick comes at once.
    forget.tick().await;
    let mut shutdown = pin!(shutdown);
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            _ = forget.tick() => limits.forget(),
            Some(_) = connections.join_next() => {}
            taken = accept(&listener, &places) => {
                if let Some((socket, peer, place)) = taken {
                    let (router, receipts, stopped) = (router.clone(), receipts.clone(), stopped.clone());
                    connections.spawn(async move {
                        connection(socket, peer, router, receipts, stopped, IDLE).await;
                        drop(place);
                    });
                }
            }
        }
    }
    drop(listener);
    drop(stop);
    let _ = tokio::time::timeout(DRAIN, async { while connections.join_next().await.is_some() {} }).await;
    connections.shutdown().await;
    drop(receipts);
    let _ = acting.await;
}

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(TcpStream, Peer, tokio::sync::OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((socket, from)) => Some((socket, Peer(from.ip()), place)),
        Err(error) => {
            // Out of file descriptors, mostly: others must close first.
            tracing::warn!(error = %error, "a connection could not be taken");
            tokio::time::sleep(Duration::from_millis(100)).await;
            None
        }
    }
}

async fn connection(
    socket: TcpStream,
    peer: Peer,
    router: Router,
    receipts: UnboundedSender<Receipt>,
    mut stopped: watch::Receiver<()>,
    idle: Duration,
) {
    // A system that refuses either serves all the same.
    let _ = socket.set_nodelay(true);
    let _ = SockRef::from(&socket).set_send_buffer_size(HELD);
    let ledger = Ledger::default();
    let noting = Noting::new(socket, ledger.clone(), receipts, idle);
    let left = noting.left();
    let service = hyper::service::service_fn(move |request: hyper::Request<Incoming>| {
        let mut request: Request = request.map(|body| left.watch(body));
        request.extensions_mut().insert(peer);
        request.extensions_mut().insert(ledger.clone());
        let router = router.clone();
        async move { Ok::<_, Infallible>(router.oneshot(request).await.unwrap_or_else(|never| match never {})) }
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(64 * 1024);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(noting), service));
    // How a connection ends is nobody's business: no log says who broke off what.
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = stopped.changed() => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, Bytes};
    use futures_util::stream;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    use super::*;

    /// A connection to a site of one endless download, and whether the server still serves it.
    async fn endless() -> (TcpStream, tokio::task::JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let (socket, from) = listener.accept().await.unwrap();
        let chunks = stream::repeat_with(|| Ok::<_, Infallible>(Bytes::from(vec![7; 65536])));
        let router = Router::new().fallback(async || Body::from_stream(chunks));
        let serving = tokio::spawn(async move {
            let (_stop, stopped) = watch::channel(());
            let (receipts, peer) = (unbounded_channel().0, Peer(from.ip()));
            connection(socket, peer, router, receipts, stopped, Duration::from_millis(500)).await;
        });
        client.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
        (client, serving)
    }

    #[tokio::test]
    async fn a_reader_that_takes_nothing_of_a_download_loses_its_connection() {
        let (_client, serving) = endless().await;
        tokio::time::timeout(Duration::from_secs(20), serving).await.expect("it is dropped").unwrap();
    }

    #[tokio::test]
    async fn an_answer_arrives_though_the_request_was_not_read_and_the_other_side_goes_on_sending() {
        for _ in 0..20 {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let mut client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
            let (socket, from) = listener.accept().await.unwrap();
            let router = Router::new().fallback(async || axum::http::StatusCode::PAYLOAD_TOO_LARGE);
            tokio::spawn(async move {
                let (_stop, stopped) = watch::channel(());
                connection(socket, Peer(from.ip()), router, unbounded_channel().0, stopped, IDLE).await;
            });
            client.write_all(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 8000000\r\n\r\n").await.unwrap();
            for _ in 0..80 {
                client.write_all(&vec![7; 100_000]).await.expect("it is taken to its end");
            }
            let mut answer = Vec::new();
            client.read_to_end(&mut answer).await.unwrap();
            assert!(answer.starts_with(b"HTTP/1.1 413"), "{}", String::from_utf8_lossy(&answer));
        }
    }

    #[tokio::test]
    async fn a_slow_reader_of_a_download_keeps_its_connection() {
        let (mut client, serving) = endless().await;
        for _ in 0..30 {
            tokio::time::sleep(Duration::from_millis(100)).await;
            client.read_exact(&mut vec![0; 512 * 1024]).await.unwrap();
        }
        assert!(!serving.is_finished());
    }
}
