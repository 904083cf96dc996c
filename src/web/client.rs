//! What the server knows of the other end while a connection lasts, and for nothing else than slowing down abuse: the
//! network it comes from. Never stored, never logged.

use std::net::IpAddr;

use axum::http::HeaderMap;

/// The other end of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Peer(pub(super) IpAddr);

/// The network that a request comes from: the first 24 bits of an IPv4 address, the first 48 of an IPv6 address.
///
/// Behind a proxy on this computer the last address in `X-Forwarded-For` counts, which that proxy wrote. Without a
/// proxy only programs on this computer can forge it.
pub(super) fn network(peer: Option<Peer>, headers: &HeaderMap) -> Vec<u8> {
    let Some(Peer(address)) = peer else { return Vec::new() };
    let forwarded = || {
        let last = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
        last.rsplit(',').next()?.trim().parse::<IpAddr>().ok()
    };
    let address = if address.is_loopback() { forwarded().unwrap_or(address) } else { address };
    match address.to_canonical() {
        IpAddr::V4(four) => four.octets().into_iter().take(3).collect(),
        IpAddr::V6(six) => six.octets().into_iter().take(6).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_one_network_and_only_a_local_proxy_is_believed() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "198.51.100.7, 203.0.113.9".parse().unwrap());
        let at = |text: &str| Some(Peer(text.parse().unwrap()));
        assert_eq!(network(at("127.0.0.1"), &headers), [203, 0, 113]);
        assert_eq!(network(at("192.0.2.1"), &headers), [192, 0, 2]);
        assert_eq!(network(at("::ffff:192.0.2.1"), &headers), [192, 0, 2]);
        assert_eq!(
            network(at("2001:db8:1:2::3"), &HeaderMap::new()),
            network(at("2001:db8:1:ffff::9"), &HeaderMap::new())
        );
    }
}
