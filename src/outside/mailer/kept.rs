//! Connections that are kept for the next mail: one connection carries several, each in a transaction of its own, one after the
//! other ([RFC 5321 §4.1.4], decision 0039).
//!
//! Kept is only what is known to be sound: the server took the last mail, and has said nothing since. It waits for seconds. Of one
//! domain never more connections are open than were in use at once: whoever finds none to the host that they want closes another.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::future::join_all;

use super::session::Offers;
use super::tls::Demand;
use super::wire::Wire;
use crate::erds::evidence::Tls;
use crate::erds::moment::Moment;
use crate::outside::clock::Clock;

/// How long a connection waits for the next mail.
const WAIT: Duration = Duration::from_secs(5);
/// How old it becomes: then name, certificate and policy are looked at anew.
const AGE: Duration = Duration::from_mins(5);
/// The most mails over one connection.
const MAILS: u32 = 100;
/// The most connections that wait.
const MOST: usize = 64;
/// The longest beginning of a dialogue that is quoted with each mail, in octets.
const OPENING: usize = 16 * 1024;

/// Where a connection leads, and what was demanded of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The addressee's domain, where its turns are counted.
    pub(super) domain: Option<String>,
    /// The host's name.
    pub(super) host: String,
    pub(super) address: SocketAddr,
    pub(super) demand: Demand,
}

/// A connection over which a mail may be announced.
pub(super) struct Open {
    pub(super) wire: Wire,
    pub(super) offers: Offers,
    /// How it is protected.
    pub(super) tls: Option<Tls>,
    /// What was said before its first mail.
    pub(super) opening: String,
    pub(super) place: Place,
    /// When it was opened.
    pub(super) since: Moment,
    /// Mails that it carried.
    pub(super) mails: u32,
    /// Whether it may carry another: not where TLS was offered and failed.
    pub(super) lasts: bool,
}

impl Open {
    /// Says goodbye; whatever is said to that changes nothing.
    pub(super) async fn close(&mut self) {
        let _ = self.wire.command("QUIT", self.wire.limits().goodbye).await;
    }
}

/// The connections that wait.
#[derive(Default)]
pub(super) struct Kept(Mutex<State>);

#[derive(Default)]
struct State {
    /// Since when each waits, the one that waits longest first.
    waiting: Vec<(Moment, Open)>,
    /// Whether somebody looks after them.
    watched: bool,
}

impl Kept {
    /// Keeps a connection over which a mail was taken, or gives it back where it should end.
    pub(super) fn keep(self: &Arc<Self>, mut open: Open, clock: &Arc<dyn Clock>) -> Option<Open> {
        let now = clock.now();
        let lasts = open.lasts && open.mails < MAILS && now.since(open.since) < AGE && open.opening.len() <= OPENING;
        let mut state = self.lock();
        if !lasts || state.waiting.len() >= MOST || !open.wire.is_quiet() {
            return Some(open);
        }
        open.wire.leave(clock);
        state.waiting.push((now, open));
        if !std::mem::replace(&mut state.watched, true) {
            tokio::spawn(watch(Arc::clone(self), Arc::clone(clock)));
        }
        None
    }

    /// A connection to this place. Where there is none, one to another place of the domain has to end: that is the second.
    pub(super) fn take(&self, place: &Place) -> (Option<Open>, Option<Open>) {
        let mut state = self.lock();
        // What the server closed meanwhile, or spoke on without being asked, is of no more use.
        while let Some(at) = state.waiting.iter().rposition(|(_, open)| open.place == *place) {
            let (_, mut open) = state.waiting.remove(at);
            if open.wire.is_quiet() {
                return (Some(open), None);
            }
        }
        let same = |(_, open): &(Moment, Open)| place.domain.is_some() && open.place.domain == place.domain;
        let other = state.waiting.iter().position(same);
        (None, other.map(|at| state.waiting.remove(at).1))
    }

    /// Those that waited long enough; `None` where none is left and nobody needs to look after them.
    fn over(&self, now: Moment) -> Option<Vec<Open>> {
        let mut state = self.lock();
        if state.waiting.is_empty() {
            state.watched = false;
            return None;
        }
        let over = state.waiting.iter().take_while(|(since, _)| now.since(*since) >= WAIT).count();
        Some(state.waiting.drain(..over).map(|(_, open)| open).collect())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Says goodbye on those that waited long enough, until none is left.
async fn watch(kept: Arc<Kept>, clock: Arc<dyn Clock>) {
    while let Some(mut over) = kept.over(clock.now()) {
        join_all(over.iter_mut().map(Open::close)).await;
        drop(over);
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}
