//! MTA-STS ([RFC 8461]): a domain says over HTTPS which hosts take its mail and that they show certificates of public
//! authorities. What it said is kept in memory until it ends, so that an attacker who silences the domain's web server or
//! its TXT record later changes nothing.
//!
//! KNOWN: a process that starts anew has forgotten what it knew, and an attacker at that very moment is believed. Bearable,
//! because it needs both, and DANE needs no memory.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::erds::moment::Moment;
use crate::format::dns::Data;
use crate::outside::resolver::{Kind, Resolver};

mod https;

pub(super) use https::Https;

/// The most octets of a policy.
const LARGEST: usize = 64 * 1024;
/// The most patterns of hosts in a policy.
const HOSTS: usize = 200;
/// The longest time a policy may ask to be kept: a year ([RFC 8461 §3.2]).
const LONGEST: u64 = 31_557_600;
/// The most domains whose policies are kept.
const MOST: usize = 10_000;

/// Fetches policies.
pub trait Policies: Send + Sync {
    /// The policy file of a domain ([RFC 8461 §3.3]), or why there is none.
    fn fetch<'a>(&'a self, domain: &'a str) -> Pin<Box<dyn Future<Output = Result<String, String>> + Send + 'a>>;
}

/// How a policy is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Enforce,
    Testing,
    Off,
}

/// What a domain says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Policy {
    pub(super) mode: Mode,
    hosts: Vec<String>,
    age: Duration,
}

impl Policy {
    /// Whether it names this host.
    pub(super) fn names(&self, host: &str) -> bool {
        self.hosts.iter().any(|pattern| match pattern.strip_prefix("*.") {
            Some(parent) => host.split_once('.').is_some_and(|(_, rest)| rest.eq_ignore_ascii_case(parent)),
            None => host.eq_ignore_ascii_case(pattern),
        })
    }

    /// Reads a policy file ([RFC 8461 §3.2]).
    fn read(text: &str) -> Option<Self> {
        let pairs =
            || text.lines().filter_map(|line| line.split_once(':')).map(|(key, value)| (key.trim(), value.trim()));
        let one = |wanted: &str| pairs().find(|(key, _)| *key == wanted).map(|(_, value)| value);
        if one("version")? != "STSv1" {
            return None;
        }
        let mode = match one("mode")? {
            "enforce" => Mode::Enforce,
            "testing" => Mode::Testing,
            "none" => Mode::Off,
            _ => return None,
        };
        let hosts: Vec<String> =
            pairs().filter(|(key, _)| *key == "mx").take(HOSTS).map(|(_, host)| host.to_owned()).collect();
        let age = Duration::from_secs(one("max_age")?.parse::<u64>().ok()?.min(LONGEST));
        (mode == Mode::Off || !hosts.is_empty()).then_some(Self { mode, hosts, age })
    }
}

/// The identifier in a domain's TXT record ([RFC 8461 §3.1]).
fn identifier(text: &str) -> Option<String> {
    let mut fields = text.split(';').map(str::trim);
    if fields.next()? != "v=STSv1" {
        return None;
    }
    let id = fields.find_map(|field| field.strip_prefix("id="))?.trim();
    let plain = !id.is_empty() && id.len() <= 32 && id.bytes().all(|octet| octet.is_ascii_alphanumeric());
    plain.then(|| id.to_owned())
}

/// The policies that are known.
pub(super) struct Sts {
    source: Arc<dyn Policies>,
    known: Mutex<HashMap<String, Kept>>,
}

#[derive(Clone)]
struct Kept {
    id: String,
    policy: Policy,
    until: Moment,
}

impl Sts {
    pub(super) fn new(source: Arc<dyn Policies>) -> Self {
        Self { source, known: Mutex::default() }
    }

    /// What a domain says about its mail, where it says something and it is in force.
    pub(super) async fn of(&self, domain: &str, resolver: &dyn Resolver, now: Moment) -> Option<Policy> {
        let kept = self.lock().get(domain).filter(|kept| kept.until > now).cloned();
        let asked = resolver.look_up(&format!("_mta-sts.{domain}"), Kind::Txt).await;
        let texts = asked.map(|answer| answer.records).unwrap_or_default();
        let ids = texts.iter().filter_map(|record| match &record.data {
            Data::Text(text) => identifier(text),
            _ => None,
        });
        let id = match ids.collect::<Vec<_>>().as_slice() {
            [id] => id.clone(),
            // No record, or several, which is none ([RFC 8461 §3.1]): what is known stays in force.
            _ => return kept.map(|kept| kept.policy),
        };
        if let Some(kept) = &kept
            && kept.id == id
        {
            return Some(kept.policy.clone());
        }
        let fetched = self.source.fetch(domain).await;
        let read = fetched.and_then(|text| Policy::read(&text).ok_or_else(|| "it is no policy".to_owned()));
        match read {
            Ok(policy) => {
                self.keep(domain, Kept { id, until: now.plus(policy.age), policy: policy.clone() }, now);
                Some(policy)
            }
            Err(why) => {
                tracing::debug!(why, "an MTA-STS policy could not be fetched");
                kept.map(|kept| kept.policy)
            }
        }
    }

    fn keep(&self, domain: &str, kept: Kept, now: Moment) {
        let mut known = self.lock();
        if known.len() >= MOST {
            known.retain(|_, kept| kept.until > now);
        }
        if known.len() < MOST || known.contains_key(domain) {
            known.insert(domain.to_owned(), kept);
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Kept>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::future::ready;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::outside::resolver::{Error, FakeResolver};

    const POLICY: &str =
        "version: STSv1\r\nmode: enforce\r\nmx: mail.post.example\r\nmx: *.mx.post.example\r\nmax_age: 86400\r\n";

    #[test]
    fn a_policy_is_read_as_the_standard_says() {
        let policy = Policy::read(POLICY).unwrap();
        assert_eq!((policy.mode, policy.age), (Mode::Enforce, Duration::from_hours(24)));
        for host in ["mail.post.example", "MAIL.post.example", "a.mx.post.example"] {
            assert!(policy.names(host), "{host}");
        }
        for host in ["post.example", "mx.post.example", "a.b.mx.post.example", "mail.post.example.evil.example"] {
            assert!(!policy.names(host), "{host}");
        }
        for (from, to) in [("STSv1", "STSv2"), ("enforce", "maybe"), ("86400", "long"), ("mx:", "mix:")] {
            assert_eq!(Policy::read(&POLICY.replace(from, to)), None, "{to}");
        }
        assert_eq!(Policy::read("version: STSv1\nmode: none\nmax_age: 0").unwrap().mode, Mode::Off);
        assert_eq!(identifier("v=STSv1; id=20260101T01;").as_deref(), Some("20260101T01"));
        for text in ["v=STSv2; id=1", "v=STSv1;", "v=STSv1; id=a b", "v=STSv1; id=", "v=spf1 -all"] {
            assert_eq!(identifier(text), None, "{text}");
        }
    }

    struct Source(AtomicUsize, Mutex<Result<String, String>>);

    impl Policies for Source {
        fn fetch<'a>(&'a self, _: &'a str) -> Pin<Box<dyn Future<Output = Result<String, String>> + Send + 'a>> {
            self.0.fetch_add(1, Ordering::Relaxed);
            Box::pin(ready(self.1.lock().unwrap().clone()))
        }
    }

    #[tokio::test]
    async fn a_policy_is_fetched_once_for_each_identifier_and_outlives_silence() {
        let (dns, now) = (FakeResolver::new(), Moment::from_seconds(1_795_511_640));
        let source = Arc::new(Source(AtomicUsize::new(0), Mutex::new(Ok(POLICY.to_owned()))));
        let sts = Sts::new(source.clone());
        assert_eq!(sts.of("post.example", &dns, now).await, None, "it says nothing");
        dns.says("_mta-sts.post.example", "v=STSv1; id=1;");
        for _ in 0..3 {
            assert_eq!(sts.of("post.example", &dns, now).await.unwrap().mode, Mode::Enforce);
        }
        assert_eq!(source.0.load(Ordering::Relaxed), 1);
        dns.says("_mta-sts.post.example", "v=STSv1; id=2;");
        *source.1.lock().unwrap() = Err("503".to_owned());
        assert!(sts.of("post.example", &dns, now).await.is_some(), "what is known stays in force");
        dns.answers("_mta-sts.post.example", Kind::Txt, Err(Error::Unavailable("silent".into())));
        assert!(sts.of("post.example", &dns, now).await.is_some());
        let later = now.plus(Duration::from_hours(25));
        assert_eq!(sts.of("post.example", &dns, later).await, None, "until it ends");
    }
}
