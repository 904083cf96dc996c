//! A listener of its own for who runs the service: `/health`, `/ready`, and `/metrics` as OpenMetrics 1.0, which Prometheus reads.
//! Numbers of the whole service only; what somebody reads, and who, is counted nowhere.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::middleware;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use prometheus_client::encoding::text::{encode_eof, encode_registry};
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;
use tokio::net::TcpListener;
use tower_http::timeout::TimeoutLayer;

use super::limits::{Limits, Pace};
use super::{headers, serve};
use crate::erds::moment::Moment;
use crate::flow::Service;
use crate::flow::cosign::Quorum;
use crate::flow::measure::{Measures, measure};

/// What every name begins with.
pub const PREFIX: &str = "recepis";
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
/// How long an answer may take.
const ANSWER: Duration = Duration::from_secs(10);
/// How long the database may take to answer where the service is ready.
const READY: Duration = Duration::from_secs(2);

/// A number with labels.
type Labelled = Family<Vec<(&'static str, String)>, Gauge>;

#[derive(Clone)]
struct Face {
    service: Arc<Service>,
    counted: Arc<Registry>,
}

/// Serves until `shutdown` is done. `counted` holds what the doors count, under [`PREFIX`].
pub async fn serve_metrics(
    listener: TcpListener,
    service: Arc<Service>,
    counted: Registry,
    shutdown: impl Future<Output = ()> + Send,
) {
    let limits = Limits::new(service.random(), Pace::Machine);
    serve::on(listener, metrics_router(service, counted), &limits, shutdown).await;
}

/// Its addresses.
pub fn metrics_router(service: Arc<Service>, counted: Registry) -> Router {
    Router::new()
        .route("/health", get(async || "it runs\n"))
        .route("/ready", get(ready))
        .route("/metrics", get(metrics))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, ANSWER))
        .layer(middleware::from_fn(headers::put))
        .with_state(Face { service, counted: Arc::new(counted) })
}

async fn ready(State(face): State<Face>) -> Response {
    match tokio::time::timeout(READY, face.service.store.outbox()).await {
        Ok(Ok(_)) => "ready\n".into_response(),
        Ok(Err(_)) | Err(_) => unavailable(),
    }
}

async fn metrics(State(face): State<Face>) -> Response {
    let Ok(measures) = measure(&face.service).await else { return unavailable() };
    let mut text = String::new();
    let written = encode_registry(&mut text, &face.counted)
        .and_then(|()| encode_registry(&mut text, &registry(&measures, face.service.now())))
        .and_then(|()| encode_eof(&mut text));
    if written.is_err() {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    ([(CONTENT_TYPE, OPEN_METRICS)], text).into_response()
}

fn unavailable() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
}

/// The numbers of one moment, by their names.
fn registry(measures: &Measures, now: Moment) -> Registry {
    let mut registry = Registry::with_prefix(PREFIX);
    let committed = ConstCounter::new(measures.committed);
    registry.register("units_committed", "Units of work that this process committed", committed);
    let mut one = |name: &str, help: &str, value: Option<u64>| {
        if let Some(value) = value {
            registry.register(name, help, gauge(value));
        }
    };
    let (size, age) = measures.checkpoint.unzip();
    let held = match measures.quorum {
        Quorum::Met => Some(1),
        Quorum::NotMet => Some(0),
        Quorum::Nobody | Quorum::Open => None,
    };
    one("log_entries", "Entries of the log that have an index", Some(measures.entries));
    one(
        "log_entries_waiting",
        "Entries that wait for an index, but for those held for an hour",
        Some(measures.waiting),
    );
    one("log_checkpoint_size", "Entries under the last checkpoint", size);
    one("log_checkpoint_age_seconds", "Since the last checkpoint was signed", age.map(|age| age.as_secs()));
    one("log_quorum_held", "Whether enough witnesses cosigned the last checkpoint whose time for it is over", held);
    one("log_quorum_size", "Entries under the last checkpoint that enough witnesses cosigned", measures.with_quorum);

    let (sizes, ages, states) = (Labelled::default(), Labelled::default(), Labelled::default());
    for witness in &measures.witnesses {
        let name = ("witness", witness.name.as_str());
        set(&sizes, [name], witness.cosigned);
        if let Some(age) = witness.age {
            set(&ages, [name], age.as_secs());
        }
        set(&states, [name, ("state", witness.state)], 1);
    }
    registry.register("witness_cosigned_size", "Entries under the last checkpoint that it cosigned", sizes);
    registry.register("witness_cosigned_age_seconds", "Since its last cosignature came", ages);
    registry.register("witness_state", "1 for the state that it is in", states);
    revocation(&mut registry, measures, now);

    let (jobs, late) = (Labelled::default(), Labelled::default());
    for (kind, queue) in &measures.jobs {
        for (state, count) in [("waiting", queue.waiting), ("in hand", queue.in_hand), ("dead", queue.dead)] {
            set(&jobs, [("kind", kind.name()), ("state", state)], count);
        }
    }
    for (kind, by) in &measures.late {
        set(&late, [("kind", kind.name())], by.as_secs());
    }
    registry.register("jobs", "Jobs by kind and state; dead ones wait for a person", jobs);
    registry.register("jobs_late_seconds", "By how much the job that is due the longest is late", late);
    registry
}

/// What authorities of others say about revocation.
fn revocation(registry: &mut Registry, measures: &Measures, now: Moment) {
    if measures.revocation.is_empty() {
        return;
    }
    let (known, failing) = (Labelled::default(), Labelled::default());
    for standing in &measures.revocation {
        let name = ("authority", standing.authority.as_str());
        set(&known, [name], standing.until.map_or(0, |until| until.since(now).as_secs()));
        set(&failing, [name], standing.failing as u64);
    }
    let help = "For how long what was fetched about each certificate in use is in force; 0 where something is missing";
    registry.register("revocation_in_force_seconds", help, known);
    let help = "Certificates in use about which the last question was not answered";
    registry.register("revocation_unanswered", help, failing);
}

fn set<const N: usize>(family: &Labelled, labels: [(&'static str, &str); N], value: u64) {
    let labels = labels.map(|(name, value)| (name, value.to_owned())).into();
    family.get_or_create(&labels).set(whole(value));
}

fn gauge(value: u64) -> Gauge {
    let gauge = Gauge::default();
    gauge.set(whole(value));
    gauge
}

fn whole(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
