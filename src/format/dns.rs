//! DNS records as evidence keeps them, one a line as a zone file writes them ([RFC 1035 §5]), and the rule which mail servers
//! they name for a domain ([RFC 5321 §5.1], [RFC 7505]). The mailer obeys the rule, the verifier computes it again.
//!
//! Names are in ASCII and small letters, without the dot at the end, which only the written form has.

use core::net::IpAddr;
use std::fmt;
use std::str::FromStr;

/// The longest chain of aliases that is followed.
const ALIASES: usize = 8;
/// The most records of one answer that are read.
const MOST: usize = 64;

/// A record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Whose it is.
    pub owner: String,
    /// For how many seconds it may be kept.
    pub ttl: u32,
    /// What it says.
    pub data: Data,
}

/// What a record says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Data {
    /// A or AAAA: an address.
    Address(IpAddr),
    /// CNAME: another name for this one.
    Alias(String),
    /// MX: a mail server. The empty name is that of a null MX.
    Exchange {
        /// The lower, the sooner.
        preference: u16,
        /// Its name.
        host: String,
    },
    /// TXT: text, its pieces joined. It stands in no evidence.
    Text(String),
    /// TLSA: what certificate a server has ([RFC 6698 §2.1]).
    Tlsa(Tlsa),
}

/// What a TLSA record says ([RFC 6698 §2.1]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tlsa {
    /// 0 and 1: as the public authorities say; 2: the issuer; 3: the server's own certificate.
    pub usage: u8,
    /// 0: the certificate; 1: its public key.
    pub selector: u8,
    /// 0: as it is; 1: its SHA-256; 2: its SHA-512.
    pub matching: u8,
    /// What is compared.
    pub data: Vec<u8>,
}

/// What a domain's records say about where its mail goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailServers {
    /// To these hosts, each with its preference, in the order of the records.
    Named(Vec<(u16, String)>),
    /// There is no MX record, but an address: to the domain's own host ([RFC 5321 §5.1]).
    Itself,
    /// The domain says that it takes no mail ([RFC 7505]).
    Refused,
    /// There is neither an MX record nor an address.
    Nowhere,
}

impl MailServers {
    /// What these records say for a domain. Records of other names than the domain's and its aliases' count for nothing.
    pub fn of(domain: &str, records: &[Record]) -> Self {
        let owner = canonical(domain, records);
        let of_owner = || records.iter().filter(|record| record.owner == owner);
        let exchange = |record: &Record| match &record.data {
            Data::Exchange { preference, host } => Some((*preference, host.clone())),
            _ => None,
        };
        let all: Vec<(u16, String)> = of_owner().filter_map(exchange).collect();
        let named: Vec<(u16, String)> = all.iter().filter(|(_, host)| !host.is_empty()).cloned().collect();
        if !named.is_empty() {
            Self::Named(named)
        } else if !all.is_empty() {
            Self::Refused
        } else if of_owner().any(|record| matches!(record.data, Data::Address(_))) {
            Self::Itself
        } else {
            Self::Nowhere
        }
    }

    /// Whether they are, or one of them is, this host.
    pub fn include(&self, host: &str, domain: &str) -> bool {
        match self {
            Self::Named(named) => named.iter().any(|(_, name)| name.eq_ignore_ascii_case(host)),
            Self::Itself => host.eq_ignore_ascii_case(domain),
            Self::Refused | Self::Nowhere => false,
        }
    }
}

/// The addresses of a host, its aliases followed.
pub fn addresses(host: &str, records: &[Record]) -> Vec<IpAddr> {
    let owner = canonical(host, records);
    let address = |record: &Record| match record.data {
        Data::Address(address) if record.owner == owner => Some(address),
        _ => None,
    };
    records.iter().filter_map(address).collect()
}

/// The name behind the domain's aliases, as far as the records tell.
fn canonical(domain: &str, records: &[Record]) -> String {
    let mut name = domain.to_ascii_lowercase();
    for _ in 0..ALIASES {
        let alias = records.iter().find_map(|record| match &record.data {
            Data::Alias(target) if record.owner == name => Some(target.clone()),
            _ => None,
        });
        match alias {
            Some(target) => name = target,
            None => break,
        }
    }
    name
}

/// A domain as DNS knows it: ASCII, small letters ([RFC 5891]). `None` where there is no such form.
pub fn ascii(domain: &str) -> Option<String> {
    let name = idna::domain_to_ascii_cow(domain.as_bytes(), idna::AsciiDenyList::STD3).ok()?.into_owned();
    (!name.is_empty() && name.len() <= 253).then_some(name)
}

/// The records of an answer as evidence keeps it; lines that are none of ours are passed over.
pub fn records(answer: &str) -> Vec<Record> {
    answer.lines().take(MOST).filter_map(|line| line.parse().ok()).collect()
}

/// The line is no record that we know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no DNS record that is known here")]
pub struct NotARecord;

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}. {} IN ", self.owner, self.ttl)?;
        match &self.data {
            Data::Address(IpAddr::V4(address)) => write!(f, "A {address}"),
            Data::Address(IpAddr::V6(address)) => write!(f, "AAAA {address}"),
            Data::Alias(name) => write!(f, "CNAME {name}."),
            Data::Exchange { preference, host } => write!(f, "MX {preference} {host}."),
            Data::Text(text) => write!(f, "TXT {text:?}"),
            Data::Tlsa(tlsa) => {
                write!(f, "TLSA {} {} {} ", tlsa.usage, tlsa.selector, tlsa.matching)?;
                tlsa.data.iter().try_for_each(|octet| write!(f, "{octet:02x}"))
            }
        }
    }
}

/// Reads what `Display` writes, but for TXT.
impl FromStr for Record {
    type Err = NotARecord;

    fn from_str(line: &str) -> Result<Self, NotARecord> {
        let mut words = line.split_ascii_whitespace();
        let mut next = || words.next().ok_or(NotARecord);
        let owner = name(next()?)?;
        let ttl = number(next()?)?;
        if next()? != "IN" {
            return Err(NotARecord);
        }
        let data = match next()? {
            "A" => Data::Address(IpAddr::V4(number(next()?)?)),
            "AAAA" => Data::Address(IpAddr::V6(number(next()?)?)),
            "CNAME" => Data::Alias(name(next()?)?),
            "MX" => Data::Exchange { preference: number(next()?)?, host: name(next()?)? },
            "TLSA" => {
                let (usage, selector, matching) = (number(next()?)?, number(next()?)?, number(next()?)?);
                Data::Tlsa(Tlsa { usage, selector, matching, data: octets(next()?)? })
            }
            _ => return Err(NotARecord),
        };
        if words.next().is_some() { Err(NotARecord) } else { Ok(Self { owner, ttl, data }) }
    }
}

fn name(word: &str) -> Result<String, NotARecord> {
    word.strip_suffix('.').map(str::to_ascii_lowercase).ok_or(NotARecord)
}

fn number<T: FromStr>(word: &str) -> Result<T, NotARecord> {
    word.parse().map_err(|_| NotARecord)
}

fn octets(hex: &str) -> Result<Vec<u8>, NotARecord> {
    let pairs = hex.as_bytes().chunks(2);
    let octet = |pair: &[u8]| match (pair.len(), std::str::from_utf8(pair)) {
        (2, Ok(digits)) if digits.bytes().all(|digit| digit.is_ascii_hexdigit()) => {
            u8::from_str_radix(digits, 16).map_err(|_| NotARecord)
        }
        _ => Err(NotARecord),
    };
    pairs.map(octet).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Vec<Record> {
        records(&lines.join("\n"))
    }

    #[test]
    fn what_is_written_is_read_again() {
        for line in [
            "post.example. 300 IN MX 10 mx1.post.example.",
            "post.example. 300 IN MX 0 .",
            "post.example. 60 IN A 192.0.2.7",
            "post.example. 60 IN AAAA 2001:db8::7",
            "www.post.example. 60 IN CNAME post.example.",
            "_25._tcp.mx1.post.example. 60 IN TLSA 3 1 1 00ff10",
        ] {
            assert_eq!(line.parse::<Record>().unwrap().to_string(), line);
        }
        for line in ["", "post.example 300 IN MX 10 mx.", "a. x IN A 192.0.2.7", "a. 1 IN A 192.0.2.7 b", "; NXDOMAIN"]
        {
            assert_eq!(line.parse::<Record>(), Err(NotARecord), "{line}");
        }
        for hex in ["0", "0g", "+1"] {
            assert!(octets(hex).is_err(), "{hex}");
        }
    }

    #[test]
    fn the_records_say_which_hosts_take_a_domains_mail() {
        let named = read(&["post.example. 1 IN MX 20 b.example.", "Post.Example. 1 IN MX 10 A.example."]);
        let servers = MailServers::of("POST.example", &named);
        assert_eq!(servers, MailServers::Named(vec![(20, "b.example".into()), (10, "a.example".into())]));
        assert!(servers.include("A.Example", "post.example") && !servers.include("post.example", "post.example"));
        assert_eq!(MailServers::of("other.example", &named), MailServers::Nowhere, "of another domain");
        let null = read(&["post.example. 1 IN MX 0 ."]);
        assert_eq!(MailServers::of("post.example", &null), MailServers::Refused);
        assert!(!MailServers::Refused.include("", "post.example"));
        let itself = read(&["post.example. 1 IN AAAA ::1"]);
        assert!(MailServers::of("post.example", &itself).include("post.example", "post.example"));
        let alias = read(&["post.example. 1 IN CNAME c.example.", "c.example. 1 IN MX 5 mx.c.example."]);
        assert!(MailServers::of("post.example", &alias).include("mx.c.example", "post.example"));
        let circle = read(&["a.example. 1 IN CNAME b.example.", "b.example. 1 IN CNAME a.example."]);
        assert_eq!(MailServers::of("a.example", &circle), MailServers::Nowhere);
    }

    #[test]
    fn a_domain_has_one_form_in_dns() {
        assert_eq!(ascii("Bücher.Example").as_deref(), Some("xn--bcher-kva.example"));
        assert_eq!(ascii("POST.example").as_deref(), Some("post.example"));
        for domain in ["", "a b.example", "xn--a", &"a.".repeat(200)] {
            assert_eq!(ascii(domain), None, "{domain}");
        }
    }
}
