//! Downloads in ranges ([RFC 9110 §14]), and when they are a handover.

use recepis::erds::event::Event;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::house::House;
use crate::{broken_off, exchange, get, large};

/// A GET of a range, and of its answer the head and the body.
async fn ranged(port: u16, path: &str, cookie: &str, range: &str) -> (String, Vec<u8>) {
    let request = get(path, cookie).replace("\r\n\r\n", &format!("\r\nRange: {range}\r\n\r\n"));
    let answer = exchange(port, &request).await;
    let end = answer.windows(4).position(|octets| octets == b"\r\n\r\n").unwrap();
    (String::from_utf8_lossy(&answer[..end]).to_lowercase() + "\r\n", answer[end + 4..].to_vec())
}

#[tokio::test]
async fn one_range_is_sent_alone_and_several_are_answered_whole() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in().await;
    let cookie = house.proven(&link).await;
    house.decided(delivery, &cookie, "accept").await;
    let (port, stop, serving) = house.served().await;
    // The attachment is `<html></html>`, 13 octets.
    let path = format!("/r/{delivery}/part/1");
    for (range, body, said) in [
        ("bytes=0-5", "<html>", "bytes 0-5/13"),
        ("bytes=6-", "</html>", "bytes 6-12/13"),
        ("bytes=-7", "</html>", "bytes 6-12/13"),
        ("bytes=6-99", "</html>", "bytes 6-12/13"),
    ] {
        let (head, octets) = ranged(port, &path, &cookie, range).await;
        assert!(head.starts_with("http/1.1 206 "), "{range}: {head}");
        assert!(head.contains(&format!("content-range: {said}\r\n")), "{range}: {head}");
        assert!(head.contains(&format!("content-length: {}\r\n", body.len())), "{range}: {head}");
        assert_eq!(String::from_utf8(octets).unwrap(), body, "{range}");
        assert!(!head.contains("etag") && !head.contains("last-modified"), "{head}");
    }
    let (head, octets) = ranged(port, &path, &cookie, "bytes=13-").await;
    assert!(head.starts_with("http/1.1 416 ") && head.contains("content-range: bytes */13\r\n"), "{head}");
    assert!(octets.is_empty());
    for range in ["bytes=0-1,3-4", "bytes=5-3", "lines=1-2"] {
        let (head, octets) = ranged(port, &path, &cookie, range).await;
        assert!(head.starts_with("http/1.1 200 ") && head.contains("accept-ranges: bytes\r\n"), "{range}: {head}");
        assert_eq!(octets, b"<html></html>", "{range}");
    }
    _ = stop.send(());
    serving.await.unwrap();
}

#[tokio::test]
async fn a_handover_is_stated_once_no_octet_is_missing_however_the_ranges_came() {
    let house = House::new().await;
    let (delivery, link) = house.handed_in_as(&large(3_000_000)).await;
    let cookie = house.proven(&link).await;
    house.decided(delivery, &cookie, "accept").await;
    let (port, stop, serving) = house.served().await;
    let path = format!("/r/{delivery}/part/1");
    exchange(port, &get(&format!("/r/{delivery}/result"), &cookie)).await;
    let (head, _) = ranged(port, &path, &cookie, "bytes=0-0").await;
    let size: usize = head.split("bytes 0-0/").nth(1).unwrap().split("\r\n").next().unwrap().parse().unwrap();
    broken_off(port, &path, &cookie).await;
    begun_and_dropped(port, &path, &cookie, &format!("bytes=1000-{}", size - 1)).await;
    let handed_over =
        async || house.events(delivery).await.iter().filter(|event| **event == Event::ContentHandover).count();
    let (middle, last) = (size / 2, size - 1);
    for range in [format!("bytes={middle}-"), "bytes=0-999".to_owned(), format!("bytes=900-{}", middle - 2)] {
        let (head, _) = ranged(port, &path, &cookie, &range).await;
        assert!(head.starts_with("http/1.1 206 "), "{range}: {head}");
    }
    // A server that stopped has noted all that it sent.
    _ = stop.send(());
    serving.await.unwrap();
    assert_eq!(handed_over().await, 0, "the octet before {middle} was sent to its end by no answer");
    let (port, stop, serving) = house.served().await;
    ranged(port, &path, &cookie, &format!("bytes={}-{last}", middle - 1)).await;
    exchange(port, &get(&path, &cookie)).await;
    _ = stop.send(());
    serving.await.unwrap();
    assert_eq!(handed_over().await, 1);
}

/// A GET of a range of which only the first octets are read.
async fn begun_and_dropped(port: u16, path: &str, cookie: &str, range: &str) {
    let mut socket = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let request = get(path, cookie).replace("\r\n\r\n", &format!("\r\nRange: {range}\r\n\r\n"));
    socket.write_all(request.as_bytes()).await.unwrap();
    socket.read_exact(&mut [0; 500]).await.unwrap();
}
