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
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tower::ServiceExt as _;

use super::client::Peer;
use super::transfer::{Ledger, Noting, Receipt};
use super::{Site, router};

/// The most connections at a time; further ones wait to be taken.
///
/// KNOWN: a reader that takes a download drop by drop keeps its place for as long as it likes. Bearable, because the
/// proxy in front of a public service has its own limits, and on loopback nobody gains from it.
const CONNECTIONS: usize = 1_024;
/// How long a request's head may take to come in.
const HEAD: Duration = Duration::from_secs(15);
/// How long connections may take to finish at the end.
const DRAIN: Duration = Duration::from_secs(20);
/// How often the rate limits forget their key.
const FORGET: Duration = Duration::from_mins(55);

/// Serves the site until `shutdown` is done, and then until what is under way is finished.
pub async fn serve(listener: TcpListener, site: Site, shutdown: impl Future<Output = ()> + Send) {
    let limits = Arc::clone(&site.limits);
    let router = router(site);
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
                        connection(socket, peer, router, receipts, stopped).await;
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
) {
    let _ = socket.set_nodelay(true);
    let ledger = Ledger::default();
    let noting = Noting::new(socket, ledger.clone(), receipts);
    let service = hyper::service::service_fn(move |request: hyper::Request<Incoming>| {
        let mut request: Request = request.map(axum::body::Body::new);
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
