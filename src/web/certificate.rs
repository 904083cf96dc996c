//! The listener that asks browsers for a certificate, at an address of its own: nobody who reads a page is asked for one. It answers
//! `GET /?state=…` alone, with the way to the page that says what came of it; everything else is nothing.
//!
//! One connection carries one request, so that nothing shown on it is taken for somebody else's. Nothing about a browser is kept or
//! logged, and no header about other networks is believed: a browser reaches it itself.

use std::convert::Infallible;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Extension, Query, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware;
use axum::response::{IntoResponse as _, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use rustls::ServerConfig;
use rustls::pki_types::CertificateDer;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt as _;

use super::client::{Peer, network};
use super::limits::{Deed, Limits, Pace};
use super::{Error, Site, guard, headers};
use crate::flow::eid::shown;
use crate::flow::{Fault, Service};
use crate::outside::identity::certificate::Certificates;

/// The most connections at a time; further ones wait to be taken.
const CONNECTIONS: usize = 256;
/// How long a handshake may take: a card's PIN is typed before a browser begins it anew, or during it.
const HANDSHAKE: Duration = Duration::from_mins(1);
/// How long a request's head may take to come in.
const HEAD: Duration = Duration::from_secs(10);
/// How long a connection may last after its handshake.
const ANSWER: Duration = Duration::from_secs(30);
/// How often the counts of networks are thrown away.
const FORGET: Duration = Duration::from_mins(30);

/// The most octets of a request's head.
const LARGEST: usize = 16 * 1024;

/// What stands behind the listener.
#[derive(Clone)]
pub struct CertificateDoor {
    /// The name of the means in addresses.
    pub id: String,
    /// Whose certificates count.
    pub certificates: Arc<Certificates>,
    /// The listener's own certificate, and how browsers are asked for theirs.
    pub tls: Arc<ServerConfig>,
}

/// What a browser showed.
#[derive(Clone)]
struct Shown(Arc<[CertificateDer<'static>]>);

#[derive(Clone)]
struct Face {
    service: Arc<Service>,
    id: String,
    certificates: Arc<Certificates>,
    /// How often a network may try who it is, on the pages and here together.
    limits: Arc<Limits>,
}

/// Serves until `shutdown` is done; what is under way then is answered.
pub async fn serve_certificates(
    listener: TcpListener,
    site: Site,
    door: CertificateDoor,
    shutdown: impl Future<Output = ()> + Send,
) {
    let CertificateDoor { id, certificates, tls } = door;
    // How often a network may connect: browsers do so several times for one certificate.
    let limits = Limits::new(site.service.random(), Pace::Machine);
    let face = Face { service: Arc::clone(&site.service), id, certificates, limits: Arc::clone(&site.limits) };
    let (router, tls) = (router(face), TlsAcceptor::from(tls));
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
                if let Some((socket, peer, place)) = taken
                    && limits.allow(Deed::ShowCertificate, &network(Some(peer), &HeaderMap::new()))
                {
                    let (router, tls) = (router.clone(), tls.clone());
                    connections.spawn(async move {
                        connection(socket, peer, &tls, router).await;
                        drop(place);
                    });
                }
            }
        }
    }
    drop(listener);
    let _ = tokio::time::timeout(ANSWER, async { while connections.join_next().await.is_some() {} }).await;
}

async fn accept(listener: &TcpListener, places: &Arc<Semaphore>) -> Option<(TcpStream, Peer, OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((socket, from)) => Some((socket, Peer(from.ip()), place)),
        Err(error) => {
            tracing::warn!(error = %error, "a connection for a certificate could not be taken");
            tokio::time::sleep(Duration::from_millis(100)).await;
            None
        }
    }
}

/// How a connection ends is nobody's business: browsers begin several, and leave off where nobody chooses a certificate.
async fn connection(socket: TcpStream, peer: Peer, tls: &TlsAcceptor, router: Router) {
    let _ = socket.set_nodelay(true);
    let Ok(Ok(stream)) = tokio::time::timeout(HANDSHAKE, tls.accept(socket)).await else { return };
    let shown = stream.get_ref().1.peer_certificates().unwrap_or_default();
    let shown = Shown(shown.iter().map(|one| one.clone().into_owned()).collect());
    let service = hyper::service::service_fn(move |request: hyper::Request<Incoming>| {
        let mut request = request.map(axum::body::Body::new);
        request.extensions_mut().insert(peer);
        request.extensions_mut().insert(shown.clone());
        let router = router.clone();
        async move { Ok::<_, Infallible>(router.oneshot(request).await.unwrap_or_else(|never| match never {})) }
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(LARGEST).keep_alive(false);
    let _ = tokio::time::timeout(ANSWER, builder.serve_connection(TokioIo::new(stream), service)).await;
}

fn router(face: Face) -> Router {
    Router::new().fallback(ask).layer(middleware::from_fn(headers::put)).with_state(face)
}

async fn ask(
    State(face): State<Face>,
    Extension(peer): Extension<Peer>,
    Extension(Shown(shown)): Extension<Shown>,
    Query(query): Query<Vec<(String, String)>>,
    request: axum::extract::Request,
) -> Response {
    let [(name, state)] = query.as_slice() else { return nothing(StatusCode::NOT_FOUND) };
    if request.uri().path() != "/" || name != "state" {
        return nothing(StatusCode::NOT_FOUND);
    }
    if request.method() != Method::GET {
        return nothing(StatusCode::METHOD_NOT_ALLOWED);
    }
    if guard::is_ahead(request.headers()) {
        return nothing(StatusCode::SERVICE_UNAVAILABLE);
    }
    if !face.limits.allow(Deed::TypeCode, &network(Some(peer), &HeaderMap::new())) {
        return on_to(&format!("{}?often", shown::page(&face.service, &face.id)));
    }
    let made = face.certificates.judge(&shown, face.service.now());
    match shown::show(&face.service, &face.id, state, made).await {
        Ok(page) => on_to(&page),
        Err(Fault::Refused(_)) => on_to(&shown::page(&face.service, &face.id)),
        Err(fault) => {
            Error::from(fault).log();
            on_to(&format!("{}?later", shown::page(&face.service, &face.id)))
        }
    }
}

/// What is said to whoever did not come from our pages.
fn nothing(status: StatusCode) -> Response {
    (status, "Nothing is here. Open the link in the e-mail.\n").into_response()
}

fn on_to(page: &str) -> Response {
    match HeaderValue::from_str(page) {
        Ok(page) => (StatusCode::SEE_OTHER, [(LOCATION, page)]).into_response(),
        Err(_) => nothing(StatusCode::INTERNAL_SERVER_ERROR),
    }
}
