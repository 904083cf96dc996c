//! The way to a domain's mail servers ([RFC 5321 §5.1]): what DNS names, in order of preference, equal preference by chance.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use super::Outcome;
use super::sts::{Mode, Policy, Sts};
use super::tls::Demand;
use crate::erds::address::Address;
use crate::erds::evidence::DnsAnswer;
use crate::erds::moment::Moment;
use crate::format::dns::{self, Data, MailServers, Record, Tlsa};
use crate::outside::entropy::Entropy;
use crate::outside::resolver::{Answer, Dnssec, Error, Kind, Resolver};

/// The most hosts of a domain that are tried in one attempt.
const HOSTS: usize = 5;
/// The most addresses of one host that are tried.
const ADDRESSES: usize = 4;
/// The most records of an answer that evidence keeps; those of the hosts that are tried are among them.
const KEPT: usize = 32;

/// Finds ways.
pub(super) struct Direct {
    pub(super) resolver: Arc<dyn Resolver>,
    pub(super) sts: Sts,
    pub(super) entropy: Arc<dyn Entropy>,
    pub(super) port: u16,
    pub(super) private_networks: bool,
}

/// The hosts that take a domain's mail, as DNS says at this moment.
pub(super) struct Way {
    /// The domain, in ASCII.
    pub(super) domain: String,
    /// In the order in which they are to be tried.
    pub(super) hosts: Vec<String>,
    /// What DNS said, as evidence keeps it.
    pub(super) dns: DnsAnswer,
    /// Whether DNSSEC vouches for the names.
    secure: bool,
    policy: Option<Policy>,
}

/// What DNS names for a domain, before anything is known of how it is to be protected.
pub(super) struct Named {
    domain: String,
    hosts: Vec<String>,
    answer: Answer,
}

/// There is no way, and what DNS said to that.
pub(super) struct NoWay {
    pub(super) outcome: Outcome,
    pub(super) dns: Option<DnsAnswer>,
}

/// Where one host is, and what is demanded of it.
pub(super) struct Doors {
    pub(super) addresses: Vec<SocketAddr>,
    pub(super) demand: Demand,
    /// The TLSA records that the demand rests on, as evidence keeps them.
    pub(super) tlsa: Vec<String>,
}

impl Direct {
    /// The hosts for an address.
    pub(super) async fn to(&self, to: &Address, now: Moment) -> Result<Way, NoWay> {
        let Named { domain, hosts, answer } = self.named(to).await?;
        let policy = self.sts.of(&domain, &*self.resolver, now).await.filter(|policy| policy.mode != Mode::Off);
        let dns = kept(&answer, &hosts);
        Ok(Way { domain, hosts, dns, secure: answer.dnssec == Dnssec::Secure, policy })
    }

    /// What DNS names for an address.
    pub(super) async fn named(&self, to: &Address) -> Result<Named, NoWay> {
        let impossible = |why: &str, dns| NoWay { outcome: Outcome::Impossible { why: why.to_owned() }, dns };
        let domain =
            dns::ascii(to.domain()).ok_or_else(|| impossible("the domain has no form in DNS (5.1.2)", None))?;
        let mut answer = self.resolver.look_up(&domain, Kind::Mx).await.map_err(|error| asked_in_vain(&error))?;
        if !answer.exists {
            let words = format!("; {domain}. does not exist");
            let dns = DnsAnswer { answer: words, dnssec: answer.dnssec.name().to_owned() };
            return Err(impossible("the domain does not exist (5.1.2)", Some(dns)));
        }
        if MailServers::of(&domain, &answer.records) == MailServers::Nowhere {
            let found = self.resolver.look_up(&domain, Kind::Address).await.map_err(|error| asked_in_vain(&error))?;
            answer.dnssec = answer.dnssec.min(found.dnssec);
            answer.records.extend(found.records);
        }
        let hosts = match MailServers::of(&domain, &answer.records) {
            MailServers::Named(named) => self.in_order(named),
            MailServers::Itself => vec![domain.clone()],
            MailServers::Refused => {
                let why = "the domain says that it takes no mail (null MX, 5.1.10)";
                return Err(impossible(why, Some(kept(&answer, &[]))));
            }
            MailServers::Nowhere => {
                let why = "the domain names no mail server and has no address (5.1.2)";
                return Err(impossible(why, Some(kept(&answer, &[]))));
            }
        };
        Ok(Named { domain, hosts, answer })
    }

    /// Where a host of the way is, and what is demanded of it.
    ///
    /// # Errors
    /// Words: why it cannot be tried.
    pub(super) async fn doors(&self, way: &Way, host: &str) -> Result<Doors, String> {
        let found = self.resolver.look_up(host, Kind::Address).await.map_err(|error| error.to_string())?;
        let all = found.records.iter().filter_map(|record| match record.data {
            Data::Address(address) => Some(address),
            _ => None,
        });
        let all: Vec<IpAddr> = all.collect();
        let public = all.iter().filter(|address| self.private_networks || is_public(**address));
        let addresses: Vec<SocketAddr> =
            public.take(ADDRESSES).map(|address| SocketAddr::new(*address, self.port)).collect();
        if addresses.is_empty() {
            let none = if all.is_empty() { "it has no address" } else { "it has no address on the public network" };
            return Err(none.to_owned());
        }
        let tlsa = if way.secure && found.dnssec == Dnssec::Secure { self.tlsa(host).await? } else { Vec::new() };
        let lines = tlsa.iter().map(ToString::to_string).collect();
        let demand = demand(way, host, tlsa)?;
        Ok(Doors { addresses, demand, tlsa: lines })
    }

    /// The TLSA records of a host that DNSSEC vouches for. Where they cannot be had, the host must not be used
    /// ([RFC 7672 §2.1.2]).
    async fn tlsa(&self, host: &str) -> Result<Vec<Record>, String> {
        let name = format!("_{}._tcp.{host}", self.port);
        let answer = self.resolver.look_up(&name, Kind::Tlsa).await.map_err(|error| error.to_string())?;
        let is_tlsa = |record: &Record| matches!(record.data, Data::Tlsa(_));
        let secure = answer.dnssec == Dnssec::Secure;
        Ok(answer.records.into_iter().filter(|record| secure && is_tlsa(record)).take(KEPT).collect())
    }

    /// By preference; the order of equal ones is drawn anew for each attempt, so that load spreads.
    fn in_order(&self, named: Vec<(u16, String)>) -> Vec<String> {
        let mut drawn: Vec<(u16, [u8; 8], String)> = named
            .into_iter()
            .map(|(preference, host)| {
                let mut chance = [0; 8];
                self.entropy.fill(&mut chance);
                (preference, chance, host)
            })
            .collect();
        drawn.sort();
        let mut hosts: Vec<String> = Vec::new();
        for (_, _, host) in drawn {
            if !hosts.contains(&host) {
                hosts.push(host);
            }
        }
        hosts.truncate(HOSTS);
        hosts
    }
}

fn demand(way: &Way, host: &str, tlsa: Vec<Record>) -> Result<Demand, String> {
    let records: Vec<Tlsa> = tlsa
        .into_iter()
        .filter_map(|record| match record.data {
            Data::Tlsa(tlsa) => Some(tlsa),
            _ => None,
        })
        .collect();
    if !records.is_empty() {
        return Ok(Demand::Dane(records, way.domain.clone()));
    }
    match &way.policy {
        None => Ok(Demand::Nothing),
        Some(policy) if policy.mode == Mode::Testing => Ok(Demand::StsTesting),
        Some(policy) if policy.names(host) => Ok(Demand::Sts),
        Some(_) => Err("the domain's MTA-STS policy does not name it".to_owned()),
    }
}

fn asked_in_vain(error: &Error) -> NoWay {
    let dns = (*error == Error::Bogus)
        .then(|| DnsAnswer { answer: "; not shown".to_owned(), dnssec: Dnssec::Bogus.name().to_owned() });
    NoWay { outcome: Outcome::NotConnected { why: error.to_string() }, dns }
}

/// An answer as evidence keeps it: aliases first, then the hosts that are tried, then the others.
fn kept(answer: &Answer, hosts: &[String]) -> DnsAnswer {
    let rank = |record: &Record| match &record.data {
        Data::Alias(_) => 0,
        Data::Exchange { host, .. } => 1 + hosts.iter().position(|tried| tried == host).unwrap_or(hosts.len()),
        _ => 1,
    };
    let mut records: Vec<&Record> = answer.records.iter().collect();
    records.sort_by_key(|record| rank(record));
    let mut lines: Vec<String> = records.iter().take(KEPT).map(ToString::to_string).collect();
    if records.len() > KEPT {
        lines.push(format!("; and {} more", records.len() - KEPT));
    }
    if lines.is_empty() {
        lines.push("; no records".to_owned());
    }
    DnsAnswer { answer: lines.join("\n"), dnssec: answer.dnssec.name().to_owned() }
}

/// Whether an address is one of the public network, as far as its range tells ([RFC 6890]).
pub(in crate::outside) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            let [first, second, ..] = v4.octets();
            !(v4.is_unspecified()
                || v4.is_loopback()
                || v4.is_private()
                || v4.is_link_local()
                || v4.is_broadcast()
                || v4.is_multicast()
                || first == 0
                || (first == 100 && (64..128).contains(&second)))
        }
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(mapped) => is_public(IpAddr::V4(mapped)),
            None => {
                !(v6.is_unspecified()
                    || v6.is_loopback()
                    || v6.is_unique_local()
                    || v6.is_unicast_link_local()
                    || v6.is_multicast())
            }
        },
    }
}
