//! The real resolver against a small name server on loopback, whose zone is the root, signed or not.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use hickory_resolver::proto::dnssec::crypto::Ed25519SigningKey;
use hickory_resolver::proto::dnssec::rdata::{DNSKEY, DNSSECRData, RRSIG};
use hickory_resolver::proto::dnssec::{DnssecSigner, SigningKey, TrustAnchors};
use hickory_resolver::proto::op::{Message, MessageType, OpCode, ResponseCode};
use hickory_resolver::proto::rr::rdata::{A, CNAME, MX, TXT};
use hickory_resolver::proto::rr::{DNSClass, Name, RData, Record, RecordSet, RecordType};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, UdpSocket};

use super::*;
use crate::format::dns::MailServers;
use crate::outside::clock::{Clock, SystemClock};

#[derive(Default)]
struct Zone {
    sets: BTreeMap<(String, u16), RecordSet>,
    signatures: BTreeMap<(String, u16), Record>,
}

impl Zone {
    fn add(&mut self, name: &str, data: RData) {
        let record = Record::from_rdata(Name::from_ascii(name).unwrap(), 300, data);
        let key = (record.name.to_ascii(), u16::from(record.record_type()));
        let (owner, kind) = (record.name.clone(), record.record_type());
        self.sets.entry(key).or_insert_with(|| RecordSet::new(owner, kind, 0)).insert(record, 0);
    }

    fn mx(&mut self, name: &str, preference: u16, host: &str) {
        self.add(name, RData::MX(MX::new(preference, Name::from_ascii(host).unwrap())));
    }

    /// Signs all that is there with a key of the root, and gives the anchor.
    fn sign(&mut self) -> TrustAnchors {
        let new = || {
            let key = Ed25519SigningKey::generate_pkcs8().unwrap();
            Ed25519SigningKey::from_pkcs8(&key).unwrap()
        };
        let key = new();
        let public = key.to_public_key().unwrap();
        let dnskey = DNSKEY::from_key(&public);
        self.add(".", RData::DNSSEC(DNSSECRData::DNSKEY(dnskey.clone())));
        let signer = DnssecSigner::new(dnskey, Box::new(key), Name::root(), Duration::from_hours(1));
        let inception = SystemClock::new().now().to_time() - Duration::from_mins(5);
        for (key, set) in &self.sets {
            let signature = RRSIG::from_rrset(set, DNSClass::IN, inception, &signer).unwrap();
            let data = RData::DNSSEC(DNSSECRData::RRSIG(signature));
            self.signatures.insert(key.clone(), Record::from_rdata(set.name().clone(), 300, data));
        }
        let mut anchors = TrustAnchors::empty();
        anchors.insert(&public);
        anchors
    }

    fn answer(&self, query: &[u8], most: usize) -> Vec<u8> {
        let asked = Message::from_vec(query).unwrap();
        let question = asked.queries.first().unwrap().clone();
        let mut answer = Message::response(asked.metadata.id, OpCode::Query);
        answer.metadata.message_type = MessageType::Response;
        answer.metadata.recursion_available = true;
        answer.add_query(question.clone());
        let name = question.name().to_ascii().to_ascii_lowercase();
        if !self.sets.keys().any(|(known, _)| known.to_ascii_lowercase() == name) {
            answer.metadata.response_code = ResponseCode::NXDomain;
        }
        for kind in [RecordType::CNAME, question.query_type()] {
            let key = (name.clone(), u16::from(kind));
            if let Some(set) = self.sets.get(&key) {
                answer.add_answers(set.records_without_rrsigs().cloned());
                answer.add_answers(self.signatures.get(&key).cloned());
            }
        }
        let whole = answer.to_vec().unwrap();
        if whole.len() <= most {
            return whole;
        }
        answer.metadata.truncation = true;
        answer.answers.clear();
        answer.to_vec().unwrap()
    }
}

/// Serves a zone over UDP and TCP.
async fn serve(zone: Zone) -> SocketAddr {
    let zone = Arc::new(zone);
    // One port for both: another program may have it for one of them.
    let (udp, tcp) = loop {
        let udp = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        if let Ok(tcp) = TcpListener::bind(udp.local_addr().unwrap()).await {
            break (udp, tcp);
        }
    };
    let address = udp.local_addr().unwrap();
    let by_tcp = Arc::clone(&zone);
    tokio::spawn(async move {
        let mut query = [0; 4096];
        while let Ok((length, from)) = udp.recv_from(&mut query).await {
            udp.send_to(&zone.answer(&query[..length], 1232), from).await.unwrap();
        }
    });
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = tcp.accept().await {
            let zone = Arc::clone(&by_tcp);
            tokio::spawn(async move {
                while let Ok(length) = stream.read_u16().await {
                    let mut query = vec![0; usize::from(length)];
                    stream.read_exact(&mut query).await.unwrap();
                    let answer = zone.answer(&query, 65_535);
                    stream.write_u16(u16::try_from(answer.len()).unwrap()).await.unwrap();
                    stream.write_all(&answer).await.unwrap();
                }
            });
        }
    });
    address
}

fn some_zone() -> Zone {
    let mut zone = Zone::default();
    zone.mx("post.example.", 20, "MX2.post.example.");
    zone.mx("post.example.", 10, "mx1.post.example.");
    zone.mx("no-mail.example.", 0, ".");
    zone.add("alone.example.", RData::A(A::new(192, 0, 2, 7)));
    zone.add("said.example.", RData::TXT(TXT::new(vec!["v=STSv1; ".into(), "id=1;".into()])));
    zone.add("a.loop.example.", RData::CNAME(CNAME(Name::from_ascii("b.loop.example.").unwrap())));
    zone.add("b.loop.example.", RData::CNAME(CNAME(Name::from_ascii("a.loop.example.").unwrap())));
    zone.add("alias.example.", RData::CNAME(CNAME(Name::from_ascii("post.example.").unwrap())));
    for number in 0..300 {
        zone.mx("many.example.", number, &format!("mx{number}.many.example."));
    }
    zone
}

async fn unsigned() -> DnsResolver {
    DnsResolver::new(&NameServers::These(vec![serve(some_zone()).await]), false, None).unwrap()
}

#[tokio::test]
async fn what_the_name_server_says_is_what_is_answered() {
    let resolver = unsigned().await;
    let answer = resolver.look_up("post.example", Kind::Mx).await.unwrap();
    let mut lines: Vec<String> = answer.records.iter().map(ToString::to_string).collect();
    lines.sort();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].starts_with("post.example. ") && lines[0].ends_with(" IN MX 10 mx1.post.example."), "{lines:?}");
    assert!(lines[1].ends_with(" IN MX 20 mx2.post.example."), "{lines:?}");
    assert_eq!((answer.exists, answer.dnssec), (true, Dnssec::Indeterminate), "nobody looked at signatures");
    let null = resolver.look_up("no-mail.example", Kind::Mx).await.unwrap();
    assert_eq!(MailServers::of("no-mail.example", &null.records), MailServers::Refused);
    let none = resolver.look_up("alone.example", Kind::Mx).await.unwrap();
    assert!(none.exists && none.records.is_empty());
    let itself = resolver.look_up("alone.example", Kind::Address).await.unwrap();
    assert_eq!(MailServers::of("alone.example", &itself.records), MailServers::Itself);
    let nobody = resolver.look_up("nobody.example", Kind::Mx).await.unwrap();
    assert!(!nobody.exists && nobody.records.is_empty());
    let text = resolver.look_up("said.example", Kind::Txt).await.unwrap();
    assert_eq!(text.records[0].data, crate::format::dns::Data::Text("v=STSv1; id=1;".into()));
    let alias = resolver.look_up("alias.example", Kind::Mx).await.unwrap();
    assert!(MailServers::of("alias.example", &alias.records).include("mx1.post.example", "alias.example"));
}

#[tokio::test]
async fn dns_that_lies_or_is_silent_is_borne() {
    let resolver = unsigned().await;
    let many = resolver.look_up("many.example", Kind::Mx).await.unwrap();
    assert_eq!(many.records.len(), 300);
    let circle = resolver.look_up("a.loop.example", Kind::Mx).await;
    let nowhere = |answer: &Answer| MailServers::of("a.loop.example", &answer.records) == MailServers::Nowhere;
    assert!(circle.as_ref().map_or(true, nowhere), "{circle:?}");
    let silent = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let servers = NameServers::These(vec![silent.local_addr().unwrap()]);
    let asking = DnsResolver::new(&servers, false, None).unwrap();
    let asked = tokio::time::timeout(Duration::from_mins(1), asking.look_up("post.example", Kind::Mx)).await;
    assert!(matches!(asked, Ok(Err(Error::Unavailable(_)))), "{asked:?}");
}

#[tokio::test]
async fn signatures_are_followed_from_the_roots_key() {
    let mut zone = some_zone();
    let anchors = zone.sign();
    let mut forged = Zone { sets: zone.sets.clone(), signatures: zone.signatures.clone() };
    let servers = NameServers::These(vec![serve(zone).await]);
    let resolver = DnsResolver::with_anchors(&servers, true, anchors.clone()).unwrap();
    let answer = resolver.look_up("post.example", Kind::Mx).await.unwrap();
    assert_eq!((answer.records.len(), answer.dnssec), (2, Dnssec::Secure));

    forged.mx("post.example.", 1, "mx.evil.example.");
    let servers = NameServers::These(vec![serve(forged).await]);
    let resolver = DnsResolver::with_anchors(&servers, true, anchors.clone()).unwrap();
    assert_eq!(resolver.look_up("post.example", Kind::Mx).await, Err(Error::Bogus));

    let servers = NameServers::These(vec![serve(some_zone()).await]);
    let resolver = DnsResolver::with_anchors(&servers, true, anchors).unwrap();
    let stripped = resolver.look_up("post.example", Kind::Mx).await;
    assert!(stripped.is_err(), "a signed zone whose signatures were taken out: {stripped:?}");
}

#[tokio::test]
async fn a_fake_answers_as_told() {
    let fake = FakeResolver::new();
    fake.holds("post.example", Kind::Mx, Dnssec::Secure, &["post.example. 60 IN MX 1 mx.post.example."]);
    fake.says("_mta-sts.post.example", "v=STSv1; id=1;");
    fake.answers("dead.example", Kind::Mx, Err(Error::Unavailable("nobody there".into())));
    let answer = fake.look_up("post.example", Kind::Mx).await.unwrap();
    assert_eq!((answer.records.len(), answer.dnssec.name()), (1, "secure"));
    assert!(fake.look_up("post.example", Kind::Address).await.unwrap().exists);
    assert!(!fake.look_up("nobody.example", Kind::Mx).await.unwrap().exists);
    assert!(fake.look_up("dead.example", Kind::Mx).await.is_err());
}
