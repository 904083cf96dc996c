//! The real resolver: hickory, a validating stub. It asks the name servers of the system or those that it is given, and
//! follows the signatures from the root's keys down by itself, so that nothing rests on the word of a name server.

use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::time::Duration;

use hickory_resolver::config::{NameServerConfig, ResolverConfig, ResolverOpts};
use hickory_resolver::lookup::Lookup;
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::net::{DnsError, NetError};
use hickory_resolver::proto::dnssec::{Proof, TrustAnchors};
use hickory_resolver::proto::op::ResponseCode;
use hickory_resolver::proto::rr::{self, Name, RData, RecordType};
use hickory_resolver::{TokioResolver, system_conf};

use super::{Answer, Asked, Dnssec, Error, Kind, Resolver};
use crate::format::dns::{Data, Record, Tlsa};

/// How long one question to one name server may take.
const ONE_QUESTION: Duration = Duration::from_secs(5);
/// How long an answer may take in all, with all the signatures above it.
const ALL_QUESTIONS: Duration = Duration::from_secs(30);
/// For how long an answer is kept at most: what DNS says at that moment is what is asked for.
const KEPT: Duration = Duration::from_mins(1);
/// The most records of an answer that are looked at.
const MOST: usize = 1_000;
/// The longest chain of aliases.
const ALIASES: usize = 8;

/// Whom to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameServers {
    /// Those of the system (`/etc/resolv.conf`).
    System,
    /// These.
    These(Vec<SocketAddr>),
}

/// Asks name servers.
pub struct DnsResolver {
    inner: TokioResolver,
    validates: bool,
}

impl DnsResolver {
    /// A resolver that asks these name servers. Without `validate` it trusts what they say, and every answer's state is
    /// indeterminate: for networks whose name servers take the signatures out. `anchor` is a file with the DNSKEY records of
    /// another root than the public one.
    ///
    /// # Errors
    /// The system's name servers or the anchor cannot be read.
    pub fn new(servers: &NameServers, validate: bool, anchor: Option<&Path>) -> Result<Self, Error> {
        let anchors = match anchor {
            None => TrustAnchors::default(),
            Some(path) => {
                let read = TrustAnchors::from_file(path).ok().filter(|anchors| !anchors.is_empty());
                let why = || format!("{} holds no DNSKEY record of a root", path.display());
                read.ok_or_else(|| Error::Unavailable(why()))?
            }
        };
        Self::with_anchors(servers, validate, anchors)
    }

    /// The same with other keys of the root.
    pub(super) fn with_anchors(servers: &NameServers, validate: bool, anchors: TrustAnchors) -> Result<Self, Error> {
        let config = match servers {
            NameServers::System => system_conf::read_system_conf().map_err(|error| unavailable(&error))?.0,
            NameServers::These(addresses) => {
                ResolverConfig::from_name_servers(addresses.iter().map(name_server).collect())
            }
        };
        let mut builder = TokioResolver::builder_with_config(config, TokioRuntimeProvider::default());
        // Anchors switch validation on.
        if validate {
            builder = builder.with_trust_anchor(std::sync::Arc::new(anchors));
        }
        set(builder.options_mut());
        let inner = builder.build().map_err(|error| unavailable(&error))?;
        Ok(Self { inner, validates: validate })
    }

    async fn ask(&self, name: &str, kind: Kind) -> Result<Answer, Error> {
        let mut name = Name::from_ascii(name).map_err(|_| Error::Unavailable("this is no domain name".to_owned()))?;
        name.set_fqdn(true);
        let types: &[RecordType] = match kind {
            Kind::Mx => &[RecordType::MX],
            Kind::Address => &[RecordType::AAAA, RecordType::A],
            Kind::Txt => &[RecordType::TXT],
            Kind::Tlsa => &[RecordType::TLSA],
        };
        let mut all: Option<Answer> = None;
        for record_type in types {
            let found = self.inner.lookup(name.clone(), *record_type).await;
            let answer = found.map_or_else(|error| self.nothing(error), |found| Ok(self.something(&found)))?;
            let answer = self.with_aliases(&name, answer).await?;
            all = Some(match all {
                None => answer,
                Some(before) => both(before, answer),
            });
        }
        all.ok_or(Error::Bogus)
    }

    /// The answer with the aliases that lead to it: where the last name was known already, hickory leaves them out.
    async fn with_aliases(&self, name: &Name, mut answer: Answer) -> Result<Answer, Error> {
        let mut owner = text(name).unwrap_or_default();
        for _ in 0..ALIASES {
            if answer.records.is_empty() || answer.records.iter().any(|record| record.owner == owner) {
                break;
            }
            let asked = Name::from_ascii(format!("{owner}.")).map_err(|_| Error::Bogus)?;
            let found = self.inner.lookup(asked, RecordType::CNAME).await.map_err(|error| unavailable(&error))?;
            let alias = self.something(&found);
            let target = alias.records.iter().find_map(|record| match &record.data {
                Data::Alias(target) if record.owner == owner => Some(target.clone()),
                _ => None,
            });
            owner = target.ok_or_else(|| Error::Unavailable("the answer is about another name".to_owned()))?;
            answer = both(answer, alias);
        }
        Ok(answer)
    }

    fn something(&self, found: &Lookup) -> Answer {
        let proofs = found.answers().iter().filter(|record| !is_signature(record)).map(|record| record.proof);
        let dnssec = self.state(proofs);
        let records = found.answers().iter().take(MOST).filter_map(record).collect();
        Answer { records, exists: true, dnssec }
    }

    /// An error that is an answer: there is no such record.
    fn nothing(&self, error: NetError) -> Result<Answer, Error> {
        let (code, dnssec) = match error {
            NetError::Dns(DnsError::NoRecordsFound(none)) => {
                let authorities = none.authorities.iter().flat_map(|records| records.iter());
                (none.response_code, self.state(authorities.filter(|r| !is_signature(r)).map(|record| record.proof)))
            }
            NetError::Dns(DnsError::Nsec { response, proof, .. }) => (response.response_code, state(proof)),
            NetError::Dns(DnsError::DnssecBogus) => return Err(Error::Bogus),
            other => return Err(unavailable(&other)),
        };
        match (code, dnssec) {
            (_, Dnssec::Bogus) => Err(Error::Bogus),
            (ResponseCode::NXDomain, _) => Ok(Answer { records: Vec::new(), exists: false, dnssec }),
            (ResponseCode::NoError, _) => Ok(Answer { records: Vec::new(), exists: true, dnssec }),
            (code, _) => Err(Error::Unavailable(format!("the name server answered {code}"))),
        }
    }

    /// The least that DNSSEC says of any of them.
    fn state(&self, proofs: impl Iterator<Item = Proof>) -> Dnssec {
        match proofs.map(state).min() {
            Some(least) if self.validates => least,
            _ => Dnssec::Indeterminate,
        }
    }
}

impl Resolver for DnsResolver {
    fn look_up<'a>(&'a self, name: &'a str, kind: Kind) -> Asked<'a> {
        Box::pin(async move {
            let late = |_| Err(Error::Unavailable(format!("no answer within {} seconds", ALL_QUESTIONS.as_secs())));
            let answer = tokio::time::timeout(ALL_QUESTIONS, self.ask(name, kind)).await.unwrap_or_else(late)?;
            if answer.dnssec == Dnssec::Bogus { Err(Error::Bogus) } else { Ok(answer) }
        })
    }
}

fn name_server(address: &SocketAddr) -> NameServerConfig {
    let mut server = NameServerConfig::udp_and_tcp(address.ip());
    for connection in &mut server.connections {
        connection.port = address.port();
    }
    server
}

fn set(options: &mut ResolverOpts) {
    options.timeout = ONE_QUESTION;
    options.attempts = 2;
    options.edns0 = true;
    options.ndots = 0;
    options.use_hosts_file = hickory_resolver::config::ResolveHosts::Never;
    options.positive_max_ttl = Some(KEPT);
    options.negative_max_ttl = Some(KEPT);
    options.try_tcp_on_error = true;
}

/// Two kinds of records of one name. Where there is one kind only, its state counts: what is not there is not used.
fn both(mut one: Answer, other: Answer) -> Answer {
    let dnssec = match (one.records.is_empty(), other.records.is_empty()) {
        (true, false) => other.dnssec,
        (false, true) => one.dnssec,
        _ => one.dnssec.min(other.dnssec),
    };
    for record in other.records {
        if !one.records.contains(&record) {
            one.records.push(record);
        }
    }
    Answer { exists: one.exists || other.exists, dnssec, ..one }
}

fn is_signature(record: &rr::Record) -> bool {
    matches!(record.record_type(), RecordType::RRSIG | RecordType::NSEC | RecordType::NSEC3)
}

fn record(found: &rr::Record) -> Option<Record> {
    let data = match &found.data {
        RData::A(address) => Data::Address(IpAddr::V4(address.0)),
        RData::AAAA(address) => Data::Address(IpAddr::V6(address.0)),
        RData::CNAME(name) => Data::Alias(text(&name.0)?),
        RData::MX(mx) => Data::Exchange { preference: mx.preference, host: text(&mx.exchange)? },
        RData::TXT(pieces) => Data::Text(String::from_utf8(pieces.txt_data.concat()).ok()?),
        RData::TLSA(tlsa) => Data::Tlsa(Tlsa {
            usage: tlsa.cert_usage.into(),
            selector: tlsa.selector.into(),
            matching: tlsa.matching.into(),
            data: tlsa.cert_data.clone(),
        }),
        _ => return None,
    };
    Some(Record { owner: text(&found.name)?, ttl: found.ttl, data })
}

/// A name as we write it: what is not letters, digits, hyphens and underscores names no mail server.
fn text(name: &Name) -> Option<String> {
    let text = name.to_ascii().trim_end_matches('.').to_ascii_lowercase();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    text.chars().all(plain).then_some(text)
}

fn state(proof: Proof) -> Dnssec {
    match proof {
        Proof::Secure => Dnssec::Secure,
        Proof::Insecure => Dnssec::Insecure,
        Proof::Bogus => Dnssec::Bogus,
        Proof::Indeterminate => Dnssec::Indeterminate,
    }
}

fn unavailable(error: &NetError) -> Error {
    Error::Unavailable(error.to_string())
}
