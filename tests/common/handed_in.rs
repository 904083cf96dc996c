//! A submission that might have been handed in: every value is well-formed, and nothing in it means anything.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use recepis::erds::content::{ContentInfo, Sha256};
use recepis::erds::delivery::{Command, Delivery};
use recepis::erds::id::{DeliveryId, SubmissionId};
use recepis::erds::moment::Moment;
use recepis::erds::party::{Authentication, Method, Sender, SenderChecks};
use recepis::erds::reference::Reference;
use recepis::erds::submission::{Grounds, Submission};
use recepis::erds::terms::Terms;
use recepis::store::{Entropy, NewDelivery, NewSubmission};
use ring::rand::SecureRandom as _;

pub(crate) fn submission(addressees: usize) -> NewSubmission {
    let addressees: Vec<_> = (0..addressees).map(|n| format!("addressee{n}@b.example").parse().unwrap()).collect();
    let delivery = |addressee| NewDelivery {
        role_mailbox: None,
        reference: Reference::new(random()),
        id: DeliveryId::new(now(), random()),
        addressee,
        outcome: Delivery::default().step(Command::AcceptSubmission, now()).unwrap(),
        statements: Vec::new(),
    };
    let authentication = Authentication::own(Method::Password, now());
    NewSubmission {
        deliveries: addressees.iter().cloned().map(delivery).collect(),
        submission: Submission {
            id: SubmissionId::new(now(), random()),
            sender: Sender { address: "sender@a.example".parse().unwrap(), name: None, authentication },
            checks: SenderChecks::default(),
            addressees,
            time: now(),
            content: ContentInfo { digest: Sha256(random()), size: 0, message_id: None },
            trackers: Vec::new(),
            reasons: Grounds::default(),
            terms: Terms::new(14, "Europe/Amsterdam", "nl").unwrap(),
        },
        account: "bench".into(),
        subject: None,
        content: None,
        telephone: None,
        to_match: Vec::new(),
        access_code: None,
    }
}

/// A time that goes on by 100 µs per look, so that identifiers sort as they do in service.
pub(crate) fn now() -> Moment {
    static LOOKS: AtomicU64 = AtomicU64::new(0);
    let looks = LOOKS.fetch_add(1, Ordering::Relaxed);
    Moment::from_seconds(1_795_511_640).plus(Duration::from_micros(100 * looks))
}

#[expect(clippy::disallowed_methods, reason = "what is filled in means nothing")]
pub(crate) fn entropy() -> Entropy {
    let random = ring::rand::SystemRandom::new();
    Arc::new(move |octets| random.fill(octets).unwrap())
}

pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut octets = [0; N];
    entropy()(&mut octets);
    octets
}
