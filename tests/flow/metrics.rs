//! What `/metrics` prints of the log, its witnesses and the jobs.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use prometheus_client::registry::Registry;
use recepis::flow::Service;
use recepis::flow::cosign::PATIENCE;
use recepis::outside::witness::fake::Manner;
use recepis::web;
use std::sync::Arc;
use tower::ServiceExt as _;

use super::cosign::{Circle, REST};

/// The samples of a page, each line once.
struct Page(String);

impl Page {
    async fn of(service: &Arc<Service>) -> Self {
        let router = web::metrics_router(Arc::clone(service), Registry::with_prefix(web::PREFIX));
        let answer = router.oneshot(Request::get("/metrics").body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        let kind = answer.headers()["content-type"].to_str().unwrap().to_owned();
        assert!(kind.starts_with("application/openmetrics-text; version=1.0.0"), "{kind}");
        let text = String::from_utf8(to_bytes(answer.into_body(), 1 << 20).await.unwrap().to_vec()).unwrap();
        assert!(text.ends_with("# EOF\n"), "{text}");
        Self(text)
    }

    fn value(&self, sample: &str) -> Option<u64> {
        let line = self.0.lines().find_map(|line| line.strip_prefix(sample)?.strip_prefix(' '))?;
        Some(line.parse().expect(line))
    }

    /// The state of a witness.
    fn state(&self, name: &str) -> Vec<&str> {
        let begin = format!("recepis_witness_state{{witness=\"{name}\",state=\"");
        let states = self.0.lines().filter_map(|line| line.strip_prefix(&begin)?.strip_suffix("\"} 1"));
        states.collect()
    }
}

#[tokio::test]
async fn metrics_say_how_each_witness_stands_and_whether_enough_cosign() {
    let circle = Circle::new("all").await;
    let service = &circle.house.rooms.service;
    let empty = Page::of(service).await;
    assert_eq!(empty.value("recepis_log_checkpoint_size"), None);
    assert_eq!(empty.value("recepis_log_quorum_held"), None, "not known yet");

    let size = circle.grow().await.size;
    circle.house.forward(Duration::from_secs(7));
    let page = Page::of(service).await;
    for name in ["one-ed", "one-pq", "two-ed", "two-pq"] {
        assert_eq!(page.state(name), ["up to date"], "{name}: {}", page.0);
        assert_eq!(page.value(&format!("recepis_witness_cosigned_size{{witness=\"{name}\"}}")), Some(size));
        assert_eq!(page.value(&format!("recepis_witness_cosigned_age_seconds{{witness=\"{name}\"}}")), Some(7));
    }
    for name in ["recepis_log_entries", "recepis_log_checkpoint_size", "recepis_log_quorum_size"] {
        assert_eq!(page.value(name), Some(size), "{name}");
    }
    assert_eq!(page.value("recepis_log_quorum_held"), Some(1));
    assert_eq!(page.value("recepis_log_checkpoint_age_seconds"), Some(7));
    assert_eq!(page.value("recepis_log_entries_waiting"), Some(0));

    for (manner, state) in [
        (Manner::Down, "not reachable"),
        (Manner::Lies, "wrong signature"),
        (Manner::OtherRoot, "another tree"),
        (Manner::Knows(1_000_000), "ahead of the log"),
    ] {
        circle.two.is(manner.clone());
        circle.house.forward(REST);
        let grown = circle.grow().await.size;
        circle.house.forward(PATIENCE);
        let page = Page::of(service).await;
        assert_eq!((page.state("one-ed"), page.state("two-pq")), (vec!["up to date"], vec![state]), "{manner:?}");
        assert_eq!(page.value("recepis_witness_cosigned_size{witness=\"one-pq\"}"), Some(grown));
        assert_eq!(page.value("recepis_witness_cosigned_size{witness=\"two-pq\"}"), Some(size), "{manner:?}");
        assert_eq!(page.value("recepis_log_quorum_held"), Some(0), "{manner:?}");
        assert_eq!(page.value("recepis_log_quorum_size"), Some(size), "{manner:?}: the last that both cosigned");
    }
    circle.two.is(Manner::Honest);
    circle.house.forward(REST);
    let grown = circle.grow().await.size;
    let page = Page::of(service).await;
    assert_eq!(page.state("two-pq"), ["up to date"]);
    assert_eq!(page.value("recepis_log_quorum_size"), Some(grown));
}

#[tokio::test]
async fn metrics_say_what_waits_and_what_was_committed() {
    let circle = Circle::new("any").await;
    let service = &circle.house.rooms.service;
    let before = Page::of(service).await.value("recepis_units_committed_total").unwrap();
    circle.enter().await;
    circle.house.taken("1").await;
    let page = Page::of(service).await;
    assert_eq!(page.value("recepis_units_committed_total"), Some(before + 2));
    assert_eq!(page.value("recepis_log_entries_waiting"), Some(1));
    assert_eq!(page.value("recepis_jobs{kind=\"attest\",state=\"waiting\"}"), Some(1));
    assert_eq!(page.value("recepis_jobs{kind=\"notify\",state=\"dead\"}"), Some(0), "{}", page.0);
    circle.house.forward(Duration::from_secs(90));
    assert_eq!(Page::of(service).await.value("recepis_jobs_late_seconds{kind=\"attest\"}"), Some(90));
}

#[tokio::test]
async fn a_service_without_its_database_lives_and_is_not_ready() {
    let circle = Circle::new("any").await;
    let router = web::metrics_router(circle.house.rooms.service.clone(), Registry::default());
    let status = async |path: &str| {
        let request = Request::get(path).body(Body::empty()).unwrap();
        router.clone().oneshot(request).await.unwrap().status().as_u16()
    };
    let paths = ["/health", "/ready", "/metrics", "/", "/r/x"];
    let mut found = Vec::new();
    for path in paths {
        found.push(status(path).await);
    }
    assert_eq!(found, [200, 200, 200, 404, 404]);
    circle.house.rooms.service.store.close().await;
    found.clear();
    for path in paths {
        found.push(status(path).await);
    }
    assert_eq!(found, [200, 503, 503, 404, 404]);
}

#[tokio::test]
async fn docs_name_every_metric_and_no_other() {
    let circle = Circle::new("all").await;
    circle.grow().await;
    circle.house.forward(PATIENCE);
    let page = Page::of(&circle.house.rooms.service).await;
    let docs = include_str!("../../docs/operating.md");
    let mut told: Vec<&str> = docs.split('`').filter(|word| word.starts_with("recepis_")).collect();
    // Nobody connects here, and nobody else's authority is asked: `outside::tsa` tests what is said of one.
    told.retain(|name| !name.starts_with("recepis_smtp_") && !name.starts_with("recepis_revocation_"));
    let printed = page.0.lines().filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next());
    let mut printed: Vec<&str> = printed.collect();
    told.sort_unstable();
    told.dedup();
    printed.sort_unstable();
    // A counter's samples end so, its type does not.
    let told: Vec<&str> = told.iter().map(|name| name.strip_suffix("_total").unwrap_or(name)).collect();
    assert_eq!(told, printed);
}
