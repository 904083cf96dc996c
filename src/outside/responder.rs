//! The embedded authority's OCSP responder [RFC 6960; RFC 5019]: says of each certificate of the authority that it is not revoked, of any
//! other number that it does not know it. A certificate of its own signs, which the authority issued for that.
//!
//! Nobody makes it sign without limit: what is known is signed once an hour and given to everybody, a request with a nonce gets that answer
//! without the nonce (RFC 6960 §4.4.1 leaves it open), and a number that is not known a refusal, once so many were signed in this second.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::erds::moment::Moment;
use crate::outside::authority::{Error, Holder};
use crate::seal::x509::{
    CertId, Certificate, OcspAnswer, OcspAnswers, OcspRequest, OcspStatus, Refusal, parse_ocsp_request, prepare_ocsp,
};

/// For how long an answer is given again.
const AGAIN: Duration = Duration::from_hours(1);
/// For how long an answer holds.
const HOLDS: Duration = Duration::from_hours(24);
/// The most signatures for requests of their own kind, in a second.
const SIGNATURES: u32 = 20;

/// Answers for one authority.
pub struct Responder {
    issuer: Certificate,
    holder: Holder,
    known: Vec<Certificate>,
    memory: Mutex<Memory>,
}

#[derive(Default)]
struct Memory {
    /// Answers about what is known, and when each was signed.
    ready: Vec<(CertId, Vec<u8>, Moment)>,
    /// The second, and how many signatures it has seen.
    spent: (i64, u32),
}

impl Memory {
    /// One signature more, where this second has one left.
    fn spend(&mut self, now: Moment) -> Result<(), Refusal> {
        if self.spent.0 != now.seconds() {
            self.spent = (now.seconds(), 0);
        }
        self.spent.1 += 1;
        if self.spent.1 > SIGNATURES { Err(Refusal::TryLater) } else { Ok(()) }
    }
}

impl Responder {
    /// A responder with this key and certificate, for these certificates, which `issuer` issued.
    pub(super) fn new(issuer: Certificate, holder: Holder, known: Vec<Certificate>) -> Self {
        Self { issuer, holder, known, memory: Mutex::default() }
    }

    /// Answers a request; what cannot be answered is refused in the answer itself.
    pub fn answer(&self, request: &[u8], now: Moment) -> Vec<u8> {
        let answered = parse_ocsp_request(request).and_then(|request| self.to(&request, now.whole_seconds()));
        answered.unwrap_or_else(Refusal::to_der)
    }

    fn to(&self, request: &OcspRequest, now: Moment) -> Result<Vec<u8>, Refusal> {
        if !request.certificates.iter().all(|certificate| certificate.is_below(&self.issuer)) {
            return Err(Refusal::Unauthorized);
        }
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        let known = match request.certificates.as_slice() {
            [one] if self.status(one) == OcspStatus::Good => Some(one),
            _ => None,
        };
        match (known, &request.nonce) {
            (Some(one), None) => self.ready(&mut memory, one, now),
            (Some(one), Some(nonce)) => match memory.spend(now) {
                Ok(()) => self.sign(&request.certificates, Some(nonce), now),
                Err(_) => self.ready(&mut memory, one, now),
            },
            (None, nonce) => {
                memory.spend(now)?;
                self.sign(&request.certificates, nonce.as_deref(), now)
            }
        }
    }

    /// The answer about one certificate that is known: at most one signature an hour for each of the two digests that name it.
    fn ready(&self, memory: &mut Memory, one: &CertId, now: Moment) -> Result<Vec<u8>, Refusal> {
        memory.ready.retain(|(.., signed)| *signed <= now && now < signed.plus(AGAIN));
        if let Some((_, response, _)) = memory.ready.iter().find(|(certificate, ..)| certificate == one) {
            return Ok(response.clone());
        }
        // One certificate can be named in a few spellings of the same digest; none of them is a way to more signatures.
        if memory.ready.len() > self.known.len() * 2 {
            memory.spend(now)?;
        }
        let response = self.sign(std::slice::from_ref(one), None, now)?;
        memory.ready.push((one.clone(), response.clone(), now));
        Ok(response)
    }

    fn status(&self, certificate: &CertId) -> OcspStatus {
        let is_known = self.known.iter().any(|known| known.serial() == certificate.serial());
        if is_known { OcspStatus::Good } else { OcspStatus::Unknown }
    }

    fn sign(&self, certificates: &[CertId], nonce: Option<&[u8]>, now: Moment) -> Result<Vec<u8>, Refusal> {
        let answer =
            |certificate: &CertId| OcspAnswer { certificate: certificate.clone(), status: self.status(certificate) };
        let answers: Vec<OcspAnswer> = certificates.iter().map(answer).collect();
        let request = OcspAnswers {
            responder: &self.holder.certificate,
            answers: &answers,
            this_update: now,
            next_update: now.plus(HOLDS),
            nonce,
        };
        let signed = || -> Result<Vec<u8>, Error> {
            let prepared = prepare_ocsp(&request, self.holder.key.algorithm())?;
            let signature = self.holder.key.sign(&prepared.to_sign)?;
            Ok(prepared.assemble(&signature)?.der().to_vec())
        };
        signed().map_err(|error| {
            tracing::error!(error = %error, "an OCSP response could not be signed");
            Refusal::InternalError
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outside::authority::{Authority, Names};
    use crate::outside::clock::{Clock as _, FakeClock};
    use crate::outside::entropy::FakeEntropy;
    use crate::seal::x509::{OcspResponse, ocsp_request};

    struct Desk {
        _folder: tempfile::TempDir,
        authority: Authority,
        clock: FakeClock,
    }

    fn desk() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let clock = FakeClock::at(Moment::from_seconds(1_795_000_000));
        let names = Names {
            organisation: "Example".to_owned(),
            from: "registered@recepis.example".to_owned(),
            hosts: vec!["localhost".to_owned()],
            public_url: Some("https://recepis.example".to_owned()),
        };
        let authority = Authority::open_or_make(folder.path(), &names, &clock, &FakeEntropy::new(1)).unwrap();
        Desk { _folder: folder, authority, clock }
    }

    impl Desk {
        fn ask(&self, about: &Certificate, nonce: Option<&[u8]>) -> OcspResponse {
            let request = ocsp_request(about, self.authority.root(), nonce).unwrap();
            OcspResponse::parse(&self.authority.responder().answer(&request, self.clock.now())).unwrap()
        }

        fn status(&self, about: &Certificate, nonce: Option<&[u8]>) -> OcspStatus {
            let response = self.ask(about, nonce);
            response.about(about, self.authority.root(), &[]).unwrap().unwrap().status
        }
    }

    #[test]
    fn what_the_authority_issued_is_good_and_any_other_number_unknown() {
        let desk = desk();
        let authority = &desk.authority;
        for holder in [authority.seal(), authority.tsa(), authority.tls()] {
            assert_eq!(desk.status(&holder.certificate, None), OcspStatus::Good);
            assert_eq!(desk.status(&holder.certificate, Some(&[7; 16])), OcspStatus::Good);
        }
        // Another installation's seal, asked after as if this authority had issued it.
        let stranger = desk_of(9);
        assert_eq!(desk.status(&stranger.authority.seal().certificate, None), OcspStatus::Unknown);
    }

    fn desk_of(seed: u64) -> Desk {
        let mut other = desk();
        let folder = tempfile::tempdir().unwrap();
        let names = Names {
            organisation: "Other".to_owned(),
            from: "registered@other.example".to_owned(),
            hosts: vec!["localhost".to_owned()],
            public_url: None,
        };
        other.authority =
            Authority::open_or_make(folder.path(), &names, &other.clock, &FakeEntropy::new(seed)).unwrap();
        other
    }

    #[test]
    fn a_nonce_is_repeated_and_without_one_the_answer_is_the_same_for_an_hour() {
        let desk = desk();
        let seal = &desk.authority.seal().certificate;
        assert_eq!(desk.ask(seal, Some(&[7; 16])).nonce().as_deref(), Some([7; 16].as_slice()));
        let first = desk.ask(seal, None);
        assert_eq!(first.nonce(), None);
        desk.clock.forward(Duration::from_mins(59));
        assert_eq!(desk.ask(seal, None), first);
        desk.clock.forward(Duration::from_mins(2));
        assert!(desk.ask(seal, None).produced_at() > first.produced_at());
    }

    #[test]
    fn nobody_makes_it_sign_without_limit() {
        let desk = desk();
        let (root, responder) = (desk.authority.root(), desk.authority.responder());
        let seal = &desk.authority.seal().certificate;
        let with_nonce = |nonce: u32| {
            let request = ocsp_request(seal, root, Some(&nonce.to_be_bytes())).unwrap();
            OcspResponse::parse(&responder.answer(&request, desk.clock.now())).unwrap()
        };
        let repeated = (0..1_000).filter(|nonce| with_nonce(*nonce).nonce().is_some()).count();
        assert_eq!(repeated, SIGNATURES as usize);
        let stranger = desk_of(9);
        let request = ocsp_request(&stranger.authority.seal().certificate, root, None).unwrap();
        assert_eq!(responder.answer(&request, desk.clock.now()), Refusal::TryLater.to_der());
        desk.clock.forward(Duration::from_secs(1));
        assert_ne!(responder.answer(&request, desk.clock.now()), Refusal::TryLater.to_der());
    }

    #[test]
    fn what_is_no_request_or_about_another_authority_is_refused() {
        let desk = desk();
        let (responder, now) = (desk.authority.responder(), desk.clock.now());
        assert_eq!(responder.answer(b"hello", now), Refusal::MalformedRequest.to_der());
        let other = desk_of(9);
        let request = ocsp_request(&other.authority.seal().certificate, other.authority.root(), None).unwrap();
        assert_eq!(responder.answer(&request, now), Refusal::Unauthorized.to_der());
    }
}
