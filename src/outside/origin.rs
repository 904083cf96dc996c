//! Where a message came from: whether the host that handed it in is, at this moment, a mail server that a domain names.
//!
//! Compared is the address that the host connected from with the addresses of the domain's mail servers: nobody answers from an
//! address that is not theirs, while names in a greeting or a report are only said. A provider that sends from other hosts than
//! those that take its mail is not found this way, and nothing is concluded then.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;

use super::mailer::is_public;
use super::resolver::{Answer, Dnssec, Error, Kind, Resolver};
use crate::erds::evidence::{DnsAnswer, Origin};
use crate::format::dns::{self, Data, MailServers, Record};

/// The most mail servers of a domain whose addresses are asked for.
const HOSTS: usize = 16;
/// The most records that evidence keeps beside the address.
const KEPT: usize = 31;
/// How long asking may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long asking may take while a sender waits for an answer.
const SHORT_PATIENCE: Duration = Duration::from_secs(10);

/// Asks DNS.
pub struct Origins {
    resolver: Arc<dyn Resolver>,
    private_networks: bool,
}

impl Origins {
    /// Asks this resolver. Hosts of this computer and of private networks count only where `private_networks` says so: behind a
    /// proxy everybody seems to connect from there.
    pub fn new(resolver: Arc<dyn Resolver>, private_networks: bool) -> Self {
        Self { resolver, private_networks }
    }

    /// The mail server of the domain that this address is one of, if it is; with what DNS said.
    ///
    /// # Errors
    /// DNS gave no answer: ask again later.
    pub async fn of(&self, from: IpAddr, domain: &str) -> Result<Option<Origin>, Error> {
        let late = || Err(Error::Unavailable("not within 30 seconds".to_owned()));
        match timeout(PATIENCE, self.asked(from.to_canonical(), domain)).await.unwrap_or_else(|_| late()) {
            // What is forged names nobody.
            Err(Error::Bogus) => Ok(None),
            asked => asked,
        }
    }

    /// The mail servers that the domain names, in small letters; none where it takes no mail, or what DNS says is forged.
    ///
    /// # Errors
    /// DNS gave no answer: ask again later.
    pub async fn mail_servers(&self, domain: &str) -> Result<Vec<String>, Error> {
        let Some(domain) = dns::ascii(domain) else { return Ok(Vec::new()) };
        let late = || Err(Error::Unavailable("not within 10 seconds".to_owned()));
        match timeout(SHORT_PATIENCE, self.named(&domain)).await.unwrap_or_else(|_| late()) {
            Ok((_, hosts)) => Ok(hosts),
            Err(Error::Bogus) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    async fn asked(&self, from: IpAddr, domain: &str) -> Result<Option<Origin>, Error> {
        let Some(domain) = dns::ascii(domain).filter(|_| self.private_networks || is_public(from)) else {
            return Ok(None);
        };
        let (answer, hosts) = self.named(&domain).await?;
        let mut unanswered = None;
        for host in hosts.into_iter().take(HOSTS) {
            match self.resolver.look_up(&host, Kind::Address).await {
                Ok(found) if dns::addresses(&host, &found.records).contains(&from) => {
                    return Ok(Some(origin(host, from, &answer, &found)));
                }
                Ok(_) | Err(Error::Bogus) => {}
                Err(error) => unanswered = Some(error),
            }
        }
        unanswered.map_or(Ok(None), Err)
    }

    /// The mail servers that a domain names, and what DNS said.
    async fn named(&self, domain: &str) -> Result<(Answer, Vec<String>), Error> {
        let mut answer = self.resolver.look_up(domain, Kind::Mx).await?;
        if MailServers::of(domain, &answer.records) == MailServers::Nowhere {
            let found = self.resolver.look_up(domain, Kind::Address).await?;
            answer.dnssec = answer.dnssec.min(found.dnssec);
            answer.records.extend(found.records);
        }
        let hosts = match MailServers::of(domain, &answer.records) {
            MailServers::Named(named) => named.into_iter().map(|(_, host)| host.to_ascii_lowercase()).collect(),
            MailServers::Itself => vec![domain.to_owned()],
            MailServers::Refused | MailServers::Nowhere => Vec::new(),
        };
        Ok((answer, hosts))
    }
}

/// The host, and of the records those that name it.
fn origin(host: String, from: IpAddr, answer: &Answer, found: &Answer) -> Origin {
    let names = |record: &&Record| match &record.data {
        Data::Alias(_) => true,
        Data::Exchange { host: named, .. } => *named == host,
        _ => false,
    };
    let leads = |record: &Record| match &record.data {
        Data::Alias(_) => true,
        Data::Address(address) => *address == from,
        _ => false,
    };
    let mut lines: Vec<String> = answer.records.iter().filter(names).map(ToString::to_string).collect();
    lines.extend(found.records.iter().filter(|record| leads(record)).map(ToString::to_string));
    // An alias may stand in both answers.
    let mut kept: Vec<String> = Vec::new();
    for line in lines {
        if !kept.contains(&line) && kept.len() <= KEPT {
            kept.push(line);
        }
    }
    let dnssec: Dnssec = answer.dnssec.min(found.dnssec);
    Origin { host, dns: DnsAnswer { answer: kept.join("\n"), dnssec: dnssec.name().to_owned() } }
}

#[cfg(test)]
mod tests {
    use super::super::resolver::FakeResolver;
    use super::*;

    /// Two mail servers, the second behind an alias (which [RFC 2181 §10.3] forbids and servers do).
    fn names() -> FakeResolver {
        let names = FakeResolver::new();
        let mx = ["klein.test. 60 IN MX 10 mx1.klein.test.", "klein.test. 60 IN MX 20 mx2.klein.test."];
        names.holds("klein.test", Kind::Mx, Dnssec::Secure, &mx);
        let first = ["mx1.klein.test. 60 IN A 192.0.2.1", "mx1.klein.test. 60 IN AAAA 2001:db8::1"];
        names.holds("mx1.klein.test", Kind::Address, Dnssec::Secure, &first);
        let second = ["mx2.klein.test. 60 IN CNAME host.test.", "host.test. 60 IN A 192.0.2.2"];
        names.holds("mx2.klein.test", Kind::Address, Dnssec::Insecure, &second);
        names.holds("zelf.test", Kind::Address, Dnssec::Insecure, &["zelf.test. 60 IN A 192.0.2.9"]);
        names.holds("thuis.test", Kind::Mx, Dnssec::Insecure, &["thuis.test. 60 IN MX 10 mx.thuis.test."]);
        names.holds("mx.thuis.test", Kind::Address, Dnssec::Insecure, &["mx.thuis.test. 60 IN A 127.0.0.1"]);
        names
    }

    async fn of(names: FakeResolver, from: &str, domain: &str, private: bool) -> Result<Option<Origin>, Error> {
        Origins::new(Arc::new(names), private).of(from.parse().unwrap(), domain).await
    }

    #[tokio::test]
    async fn l13_a_host_is_named_by_the_address_that_it_connects_from() {
        let first = of(names(), "192.0.2.1", "klein.test", false).await.unwrap().unwrap();
        assert_eq!((first.host.as_str(), first.dns.dnssec.as_str()), ("mx1.klein.test", "secure"));
        assert_eq!(first.dns.answer, "klein.test. 60 IN MX 10 mx1.klein.test.\nmx1.klein.test. 60 IN A 192.0.2.1");
        let mapped = of(names(), "::ffff:192.0.2.1", "KLEIN.test", false).await.unwrap();
        assert_eq!(mapped.as_ref(), Some(&first), "an IPv4 address on a door for both");
        assert!(of(names(), "2001:db8::1", "klein.test", false).await.unwrap().is_some());
        let second = of(names(), "192.0.2.2", "klein.test", false).await.unwrap().unwrap();
        assert_eq!((second.host.as_str(), second.dns.dnssec.as_str()), ("mx2.klein.test", "insecure"));
        assert!(second.dns.answer.ends_with("mx2.klein.test. 60 IN CNAME host.test.\nhost.test. 60 IN A 192.0.2.2"));
        let own = of(names(), "192.0.2.9", "zelf.test", false).await.unwrap().unwrap();
        assert_eq!((own.host.as_str(), own.dns.answer.as_str()), ("zelf.test", "zelf.test. 60 IN A 192.0.2.9"));
    }

    #[tokio::test]
    async fn l13_another_host_another_domain_and_what_is_forged_name_nobody() {
        for (from, domain) in [
            ("192.0.2.3", "klein.test"),
            ("192.0.2.1", "zelf.test"),
            ("192.0.2.1", "nergens.test"),
            ("192.0.2.1", "-"),
            ("127.0.0.1", "thuis.test"),
        ] {
            assert_eq!(of(names(), from, domain, false).await, Ok(None), "{from} {domain}");
        }
        assert!(of(names(), "127.0.0.1", "thuis.test", true).await.unwrap().is_some(), "for trying out");
        for (name, kind) in [("klein.test", Kind::Mx), ("mx1.klein.test", Kind::Address)] {
            let forged = names();
            forged.answers(name, kind, Err(Error::Bogus));
            assert_eq!(of(forged, "192.0.2.1", "klein.test", false).await, Ok(None), "{name}");
        }
    }

    #[tokio::test]
    async fn where_dns_gives_no_answer_nothing_is_concluded() {
        let down = || Err(Error::Unavailable("no answer".to_owned()));
        for (name, kind) in [("klein.test", Kind::Mx), ("mx1.klein.test", Kind::Address)] {
            let names = names();
            names.answers(name, kind, down());
            assert!(of(names, "192.0.2.1", "klein.test", false).await.is_err(), "{name}");
        }
        let other = names();
        other.answers("mx1.klein.test", Kind::Address, down());
        assert!(of(other, "192.0.2.2", "klein.test", false).await.unwrap().is_some(), "the other host answers");
    }
}
