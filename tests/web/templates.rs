//! The published templates: listed, octet for octet as evidence names them, entries of the log, and read by anybody without a trace.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use recepis::crypto::sha256;
use recepis::erds::content::Sha256;
use recepis::flow::templates::{place, publish};
use recepis::format::template;
use recepis::store::EntryPlace;
use recepis::tlog::tile::Resource;

use crate::house::House;

#[tokio::test]
async fn each_template_is_listed_with_its_digest_and_served_octet_for_octet() {
    let house = House::new().await;
    let before = house.on_disk();
    let list = house.get("/templates/", "").await;
    assert_eq!((list.status, list.header("content-type")), (StatusCode::OK, "text/plain; charset=utf-8"));
    let lines: Vec<&str> = list.text.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(lines.len(), template::ALL.len());
    for (line, template) in lines.iter().zip(template::ALL) {
        let (path, rest) = line.split_once(' ').unwrap();
        let (digest, _) = rest.split_once(' ').unwrap();
        let file = house.get(path, "").await;
        assert_eq!((file.status, file.header("content-type")), (StatusCode::OK, "text/plain; charset=utf-8"), "{path}");
        assert_eq!((file.text.as_str(), digest), (template.text, template.digest().to_string().as_str()));
        assert_eq!(Sha256(sha256(file.text.as_bytes())).to_string(), digest, "{path}");
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        let head = Request::builder().method(Method::HEAD).uri(path).body(Body::empty()).unwrap();
        let head = house.ask(head).await;
        assert_eq!((head.status, head.text.as_str()), (StatusCode::OK, ""), "{path}");
    }
    for nothing in [
        "/templates/notice/2/en.txt",
        "/templates/notice/3/en",
        "/templates/notice/3/xx.txt",
        "/templates/notice/3/EN.txt",
        "/templates/notice/..%2f3/en.txt",
        "/templates/notice/3",
        "/templates/%ff/3/en.txt",
    ] {
        let answer = house.get(nothing, "").await;
        assert!(answer.status.is_client_error(), "{nothing}: {}", answer.status);
    }
    for method in [Method::POST, Method::PUT, Method::DELETE] {
        let request = Request::builder().method(&method).uri("/templates/notice/3/en.txt").body(Body::empty()).unwrap();
        assert!(house.ask(request).await.status.is_client_error(), "{method}");
    }
    assert_eq!(house.on_disk(), before, "reading changes nothing");
}

#[tokio::test]
async fn the_digest_of_each_template_is_an_entry_of_the_log_once() {
    let house = House::new().await;
    let service = &house.service;
    publish(service).await.unwrap();
    assert_eq!(place(service, &template::ALL[0]).await.unwrap(), Some(EntryPlace::Waiting));
    publish(service).await.unwrap();
    house.settle().await;
    publish(service).await.unwrap();
    house.settle().await;
    let size = service.store.log_size().await.unwrap();
    let entries = service.store.log_entries(0, size).await.unwrap();
    for template in template::ALL {
        let digest = template.digest().0;
        assert_eq!(entries.iter().filter(|entry| **entry == digest).count(), 1, "{}", template.name);
        let Some(EntryPlace::At(index)) = place(service, template).await.unwrap() else {
            unreachable!("{}", template.name)
        };
        assert_eq!(entries[usize::try_from(index).unwrap()], digest);
        let list = house.get("/templates/", "").await;
        assert!(list.text.contains(&format!("{} {index}\n", template.digest())), "{}", list.text);
    }
    assert!(service.store.log_file(Resource::Checkpoint).await.unwrap().is_some());
}
