//! The door for what comes back: an SMTP server for the return paths of notices and for nothing else. It relays nothing, knows no
//! accounts, and tells nobody which deliveries exist: an address without its secret part is refused like any other.
//!
//! Of a message the first MiB is held, the digest is of all of it, and what is larger than 10 MiB is refused; a person's letter
//! from 1 MiB on. Each return path takes so many messages an hour; networks and connections are limited as at the door for senders.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::registry::Registry;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_rustls::rustls::ServerConfig;

use super::door::Door;
use super::reply::Reply;
use super::server::{Limits, Server};
use super::session::{Envelope, Rules};
use crate::crypto::Sha256Stream;
use crate::erds::address::Address;
use crate::erds::content::Sha256;
use crate::erds::id::DeliveryId;
use crate::erds::moment::Moment;
use crate::flow::receive::{self, Arrival, Refused};
use crate::flow::return_path::{self, ReturnPath};
use crate::flow::submit::MOST_ADDRESSEES;
use crate::flow::{Fault, Service};

/// The largest message taken.
const LARGEST: u64 = 10 << 20;
/// The most octets of a message that are held and read.
const HELD: usize = 1 << 20;
/// Messages that one delivery's return paths take in an hour.
const MOST_AN_HOUR: u32 = 30;
/// Deliveries that are counted at once.
const MOST_COUNTED: usize = 100_000;
/// How long they are counted.
const HOUR: Duration = Duration::from_hours(1);

/// How many messages came back, by what they were: not from whom, about whom or when. Clones are one.
#[derive(Clone, Debug, Default)]
pub struct Counts(Family<[(&'static str, &'static str); 1], Counter>);

impl Counts {
    /// Lets them be read there, as `returned_messages`.
    pub fn register(&self, registry: &mut Registry) {
        registry.register("returned_messages", "Messages for return paths, by what they were", self.0.clone());
    }

    /// How many there were of this kind.
    pub fn of(&self, kind: &'static str) -> u64 {
        self.0.get_or_create(&[("kind", kind)]).get()
    }

    fn count(&self, kind: &'static str) {
        self.0.get_or_create(&[("kind", kind)]).inc();
    }
}

/// Takes what comes back on the listener until the shutdown. `within` makes each connection's door, of which this one is a part
/// or all.
pub async fn serve<D: Door + 'static>(
    service: Arc<Service>,
    host: String,
    tls: Option<Arc<ServerConfig>>,
    counts: Counts,
    listener: TcpListener,
    shutdown: watch::Receiver<bool>,
    within: impl Fn(Slot) -> D + Send + Sync + 'static,
) {
    let rules = Rules { host, limit: LARGEST, addressees: MOST_ADDRESSEES, authenticate: false, starttls: true };
    let limits = Limits { connections: 200, per_network: 20, ..Limits::default() };
    let floods = Arc::new(Floods::default());
    let door = move || {
        within(Slot {
            service: Arc::clone(&service),
            counts: counts.clone(),
            floods: Arc::clone(&floods),
            is_named: false,
            peer: None,
            from: None,
            path: None,
            answerable: false,
            held: Vec::new(),
            size: 0,
            digest: Sha256Stream::new(),
        })
    };
    Server::new(rules, limits, tls, door, shutdown).serve(listener, false).await;
}

/// Messages of this hour for each delivery.
#[derive(Debug, Default)]
struct Floods(Mutex<(Option<Moment>, HashMap<DeliveryId, u32>)>);

impl Floods {
    /// Counts one more; false where there were too many.
    fn admit(&self, delivery: DeliveryId, now: Moment) -> bool {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let over = held.0.is_none_or(|since| now.since(since) >= HOUR);
        if over || held.1.len() >= MOST_COUNTED {
            *held = (Some(now), HashMap::new());
        }
        let count = held.1.entry(delivery).or_default();
        *count = count.saturating_add(1);
        *count <= MOST_AN_HOUR
    }
}

/// One connection. It takes one return path a mail.
pub struct Slot {
    service: Arc<Service>,
    counts: Counts,
    floods: Arc<Floods>,
    /// Whether this mail has its return path.
    is_named: bool,
    /// From where this connection comes.
    peer: Option<IpAddr>,
    /// From where the message comes, where its own return path is empty, as a report's must be ([RFC 3461 §6.1]).
    from: Option<IpAddr>,
    path: Option<ReturnPath>,
    /// Whether the message bears a return path of its own.
    answerable: bool,
    held: Vec<u8>,
    size: u64,
    digest: Sha256Stream,
}

impl Slot {
    fn forget(&mut self) {
        (self.path, self.from) = (None, None);
        self.held = Vec::new();
        self.size = 0;
        self.digest = Sha256Stream::new();
    }
}

impl Door for Slot {
    fn connected(&mut self, from: IpAddr) {
        self.peer = Some(from);
    }

    async fn authenticate(&mut self, _: &str, _: &str) -> Result<(), Reply> {
        Err(Reply::new(535, "5.7.8", "there are no accounts here"))
    }

    async fn sender(&mut self, _: Option<&Address>) -> Result<(), Reply> {
        self.is_named = false;
        Ok(())
    }

    async fn recipient(&mut self, to: &Address) -> Result<(), Reply> {
        if self.is_named {
            return Err(Reply::new(452, "4.5.3", "one address a mail; send the rest in another"));
        }
        let nobody = || Reply::refused("5.1.1", "there is no such address here");
        let path = return_path::known(&self.service, to).ok_or_else(nobody)?;
        if !self.floods.admit(path.delivery, self.service.now()) {
            return Err(Reply::new(452, "4.2.1", "this address takes no more at the moment; send it again later"));
        }
        self.is_named = true;
        Ok(())
    }

    async fn begin(&mut self, envelope: &Envelope) -> Result<(), Reply> {
        self.forget();
        self.answerable = envelope.from.is_some();
        self.from = self.peer.filter(|_| envelope.from.is_none());
        self.path = envelope.to.first().and_then(|to| return_path::known(&self.service, to));
        if self.path.is_some() { Ok(()) } else { Err(Reply::refused("5.1.1", "there is no such address here")) }
    }

    async fn chunk(&mut self, octets: &[u8]) {
        self.digest.update(octets);
        self.size = self.size.saturating_add(octets.len() as u64);
        let room = HELD.saturating_sub(self.held.len());
        self.held.extend_from_slice(octets.get(..room).unwrap_or(octets));
    }

    async fn finish(&mut self) -> Result<String, Reply> {
        let held = std::mem::take(&mut self.held);
        let digest = Sha256(std::mem::replace(&mut self.digest, Sha256Stream::new()).finish());
        let path = self.path.take().ok_or_else(Reply::later)?;
        let (size, answerable, from) = (self.size, self.answerable, self.from.take());
        let arrival = Arrival { path, octets: &held, size, answerable, digest, from };
        match receive::receive(&self.service, &arrival).await {
            Ok(heard) => {
                self.counts.count(heard.kind.name());
                heard.refused.map_or_else(|| Ok("noted".to_owned()), |refused| Err(reply(refused)))
            }
            Err(Fault::Refused(_)) => Ok("noted".to_owned()),
            Err(Fault::Unavailable { what }) => {
                tracing::warn!(fault = what, "a message for a return path was put off");
                Err(Reply::later())
            }
            Err(Fault::Broken { what }) => {
                tracing::error!(fault = what, "a message for a return path failed on our side");
                Err(Reply::later())
            }
        }
    }

    async fn abort(&mut self) {
        self.forget();
    }
}

/// What a person's mail program shows where their letter is not taken.
fn reply(refused: Refused) -> Reply {
    match refused {
        Refused::TooLarge => {
            Reply::new(552, "5.3.4", "an answer by mail may have 1 MiB; answer on the page of the notice")
        }
        Refused::TooMany => Reply::new(
            552,
            "5.2.2",
            "answers wait for confirmation already; confirm or delete them on the page of the notice",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_for_one_delivery_stops_there_and_ends_with_the_hour() {
        let floods = Floods::default();
        let (one, other) = (DeliveryId::from_octets([1; 16]), DeliveryId::from_octets([2; 16]));
        let now = Moment::from_seconds(1_795_511_640);
        assert!((0..MOST_AN_HOUR).all(|_| floods.admit(one, now)));
        assert!(!floods.admit(one, now) && floods.admit(other, now));
        assert!(floods.admit(one, now.plus(HOUR)));
    }
}
