//! A mailer that sends nothing, keeps what it was given, and answers as told. For tests.

use std::collections::VecDeque;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Envelope, Mailer, Outcome, Role, Sent};
use crate::outside::clock::Clock;

/// Keeps what it is given and answers as told; what it was not told it takes.
pub struct FakeMailer {
    clock: Arc<dyn Clock>,
    told: Mutex<VecDeque<Outcome>>,
    sent: Mutex<Vec<(Envelope, Vec<u8>)>>,
}

impl FakeMailer {
    /// A mailer that takes everything.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, told: Mutex::default(), sent: Mutex::default() }
    }

    /// The attempt behind those already told ends like this.
    pub fn will(&self, outcome: Outcome) {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).push_back(outcome);
    }

    /// What was told and did not happen is forgotten.
    pub fn takes_everything(&self) {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Every attempt so far.
    pub fn sent(&self) -> Vec<(Envelope, Vec<u8>)> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Mailer for FakeMailer {
    fn send<'a>(
        &'a self,
        envelope: &'a Envelope,
        message: &'a [u8],
    ) -> Pin<Box<dyn Future<Output = Sent> + Send + 'a>> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).push((envelope.clone(), message.to_vec()));
        let told = self.told.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let outcome = told.unwrap_or_else(|| Outcome::Taken { reply: "250 2.0.0 a fake took it".to_owned() });
        let now = self.clock.now();
        let dialogue = format!("{now} -- a fake: {outcome:?}\n");
        Box::pin(ready(Sent {
            outcome,
            host: Some("fake.example".into()),
            role: Role::Demo,
            began: now,
            ended: now,
            dns: None,
            tls: None,
            dialogue,
        }))
    }
}
