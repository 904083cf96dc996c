//! The clock. The only place in the daemon that reads it.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use crate::erds::moment::Moment;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The present moment, rounded down to whole microseconds.
    fn now(&self) -> Moment;
}

/// The machine's clock, moved ahead by a fixed span where somebody tries out what time brings.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock {
    ahead: Duration,
}

impl SystemClock {
    /// The machine's clock.
    pub fn new() -> Self {
        Self::default()
    }

    /// The machine's clock and so much more; for trying out only.
    pub fn ahead(ahead: Duration) -> Self {
        Self { ahead }
    }
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
    fn now(&self) -> Moment {
        Moment::from_time(time::OffsetDateTime::now_utc()).plus(self.ahead)
    }
}

/// A clock that stands still until it is moved. For tests.
#[derive(Debug)]
pub struct FakeClock(AtomicI64);

impl FakeClock {
    /// A clock that shows `now`.
    pub fn at(now: Moment) -> Self {
        Self(AtomicI64::new(now.micros()))
    }

    /// Moves it forward.
    pub fn forward(&self, by: Duration) {
        self.set(self.now().plus(by));
    }

    /// Sets it.
    pub fn set(&self, now: Moment) {
        self.0.store(now.micros(), Ordering::SeqCst);
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Moment {
        Moment::from_micros(self.0.load(Ordering::SeqCst))
    }
}
