//! How a bundle is put together: files in their order, the manifest, CAdES B-LT over it; and the message behind a finished
//! bundle, while it is sent.

use std::io::{Cursor, Read, Write};

use tokio::sync::mpsc;

use crate::bundle::{Packer, Role, attach, protect};
use crate::crypto::{Digest, sha256};
use crate::erds::content::Sha256;
use crate::erds::delivery::Decision;
use crate::erds::enrolment::KeyUse;
use crate::erds::evidence::Details;
use crate::erds::moment::Moment;
use crate::format::evidence;
use crate::format::zip::Sum;
use crate::seal::cms;
use crate::seal::x509::{Certificate, Crl, OcspResponse, Revocations};
use crate::store::{Content, ContentReader, Kept, Seen};
use crate::verify::keyed::may_wait;

use super::enrol::own_chain;
use super::proof::{proof, proofs};
use super::{Fault, Service, chain, delegate, outage, promise};

/// The bundle of the first `length` statements, all sealed, with the sealed export statement. Without the message.
pub(super) async fn pack(service: &Service, seen: &Seen, length: u32, exported: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut maker = Maker(Packer::new(Vec::new()).map_err(|error| unpackable(&error))?);
    let kept: Vec<Kept> = service.store.statements(seen).await?;
    let kept: Vec<Kept> = kept.into_iter().filter(|kept| kept.sequence.is_some_and(|at| at <= length)).collect();
    for kept in &kept {
        if let (Some(sequence), Some((octets, _))) = (kept.sequence, &kept.sealed) {
            maker.add(&Role::Evidence { sequence, event: kept.event.name().to_owned() }, octets)?;
        }
    }
    maker.add(&Role::Export { length }, exported)?;
    maker.documents(service, seen, &kept).await?;
    maker.letters(service, seen, &kept).await?;
    maker.notices(service, seen, &kept).await?;
    maker.proofs(service, &kept).await?;
    maker.extracts(service, seen, length).await?;
    if let Some(promise) = promise::of(service, seen.id, &kept)? {
        maker.add(&Role::Promise, promise.as_bytes())?;
    }
    maker.program(service, &kept).await?;
    // What is fetched about revocation may change at any time: the signature holds what `trust/` holds.
    let carried = Carried::of(service);
    maker.trust(service, &carried)?;
    let unsigned = maker.0.close().map_err(|error| unpackable(&error))?;
    let signature = sign(service, unsigned.manifest(), &carried).await?;
    unsigned.finish(&signature).map_err(|error| unpackable(&error))
}

/// The papers that one bundle carries: whose chain, name, octets.
struct Carried {
    certificates: Vec<(String, String, Vec<u8>)>,
    lists: Vec<(String, String, Vec<u8>)>,
    responses: Vec<(String, String, Vec<u8>)>,
}

impl Carried {
    fn of(service: &Service) -> Self {
        let papers = &service.papers;
        Self {
            certificates: papers.certificates(),
            lists: papers.revocation_lists(),
            responses: papers.ocsp_responses(),
        }
    }
}

struct Maker(Packer<Vec<u8>>);

impl Maker {
    fn add(&mut self, role: &Role, octets: &[u8]) -> Result<(), Fault> {
        self.0.add(role, octets).map_err(|error| unpackable(&error))
    }

    /// The acknowledgement behind each decision.
    async fn documents(&mut self, service: &Service, seen: &Seen, kept: &[Kept]) -> Result<(), Fault> {
        let documents = service.store.acknowledgements(seen).await?;
        let last = kept.iter().map(|kept| kept.time).max();
        for kept in kept {
            let Some(sequence) = kept.sequence else { continue };
            let decision = match details(kept) {
                Some(Details::Decision(decision)) => decision,
                Some(Details::Instructed(used)) => {
                    self.instruction(service, seen, sequence, &used.instruction).await?;
                    continue;
                }
                _ => continue,
            };
            let document = documents.iter().find(|document| document.digest == decision.acknowledgement);
            let gone = || Fault::Broken { what: "an acknowledgement is gone".to_owned() };
            self.add(&Role::Acknowledgement { sequence }, &document.ok_or_else(gone)?.bytes)?;
            if let Some(used) = &decision.key {
                let answer = documents.iter().find(|document| document.digest == used.assertion);
                let gone = || Fault::Broken { what: "what an addressee's key answered is gone".to_owned() };
                self.add(&Role::Assertion { sequence }, &answer.ok_or_else(gone)?.bytes)?;
                self.enrolment(service, seen, (sequence, used), last).await?;
            }
            if let Some(used) = &decision.mandate {
                let stated = evidence::read(&kept.canonical).ok().and_then(|statement| statement.delegate);
                let gone = || Fault::Broken { what: "a decision under a mandate names no delegate".to_owned() };
                let [given, accepted] = delegate::sealed(service, seen, used, &stated.ok_or_else(gone)?).await?;
                let waits = || Fault::Unavailable { what: "a mandate is not sealed yet".to_owned() };
                self.add(&Role::Mandate { sequence }, &given.ok_or_else(waits)?)?;
                self.add(&Role::MandateAcceptance { sequence }, &accepted.ok_or_else(waits)?)?;
            }
        }
        Ok(())
    }

    /// The enrolment of the key behind a decision, and that it is in the log. One that waits for its hour goes without proof;
    /// one that was sealed so late that a proof is asked for keeps the bundle waiting.
    async fn enrolment(
        &mut self,
        service: &Service,
        seen: &Seen,
        (sequence, used): (u32, &KeyUse),
        last: Option<Moment>,
    ) -> Result<(), Fault> {
        let own = own_chain(service, seen).await?;
        let gone = || Fault::Broken { what: "the enrolment of an addressee's key is gone".to_owned() };
        let kept = own.statements.iter().find(|kept| kept.digest == used.enrolment).ok_or_else(gone)?;
        let waits = || Fault::Unavailable { what: "the enrolment of a key is not sealed yet".to_owned() };
        let sealed = kept.sealed.as_ref().ok_or_else(waits)?;
        self.add(&Role::Enrolment { sequence }, sealed)?;
        match proof(service, &kept.id, sealed).await? {
            Some(proof) => self.add(&Role::EnrolmentProof { sequence }, &proof),
            None if last.is_some_and(|last| may_wait(kept.time, last)) => Ok(()),
            None => Err(Fault::Unavailable { what: "the enrolment of a key is not in the log yet".to_owned() }),
        }
    }

    /// The standing instruction behind an acceptance.
    async fn instruction(
        &mut self,
        service: &Service,
        seen: &Seen,
        sequence: u32,
        given: &Sha256,
    ) -> Result<(), Fault> {
        let own = own_chain(service, seen).await?;
        let gone = || Fault::Broken { what: "a standing instruction is gone".to_owned() };
        let kept = own.statements.iter().find(|kept| kept.digest == *given).ok_or_else(gone)?;
        let waits = || Fault::Unavailable { what: "a standing instruction is not sealed yet".to_owned() };
        self.add(&Role::Instruction { sequence }, kept.sealed.as_ref().ok_or_else(waits)?)
    }

    /// The letter behind each statement of the addressee.
    async fn letters(&mut self, service: &Service, seen: &Seen, kept: &[Kept]) -> Result<(), Fault> {
        for kept in kept {
            let (Some(sequence), Some(Details::Reply(reply))) = (kept.sequence, details(kept)) else { continue };
            let letter = service.store.letter(seen, &reply.digest, service.now()).await?;
            let gone = || Fault::Broken { what: "a letter that the addressee confirmed is gone".to_owned() };
            self.add(&Role::Reply { sequence }, &letter.ok_or_else(gone)?)?;
        }
        Ok(())
    }

    /// The dialogue of each notice that was stated, and the notice itself once its link is dead; until then a stand-in.
    async fn notices(&mut self, service: &Service, seen: &Seen, kept: &[Kept]) -> Result<(), Fault> {
        let notices = service.store.notices(seen).await?;
        // The link of a notice that was recalled unanswered still opens its page.
        let over = !matches!(seen.delivery.decision(), Decision::Open | Decision::NotForMe);
        for kept in kept {
            let (Some(sequence), Some(Details::Notice(stated))) = (kept.sequence, details(kept)) else { continue };
            let Some(notice) = notices.iter().find(|notice| notice.number == stated.number) else { continue };
            if let Some(dialogue) = &notice.dialogue {
                self.add(&Role::Dialogue { sequence }, dialogue)?;
            }
            if over {
                self.add(&Role::Notice { number: notice.number }, &notice.bytes)?;
            } else {
                let stand_in = self.0.stand_in(notice.number, Sha256(sha256(&notice.bytes)));
                stand_in.map_err(|error| unpackable(&error))?;
            }
        }
        Ok(())
    }

    /// That each evidence is in the log.
    async fn proofs(&mut self, service: &Service, kept: &[Kept]) -> Result<(), Fault> {
        let entered = kept.iter().filter_map(|kept| Some((kept.sequence?, kept.id, &kept.sealed.as_ref()?.0)));
        let (sequences, of): (Vec<_>, Vec<_>) =
            entered.map(|(sequence, id, sealed)| (sequence, (id, sealed.as_slice()))).unzip();
        for (sequence, proof) in sequences.into_iter().zip(proofs(service, &of).await?) {
            let behind = || Fault::Unavailable { what: "the log is behind".to_owned() };
            self.add(&Role::LogProof { sequence }, &proof.ok_or_else(behind)?)?;
        }
        Ok(())
    }

    /// The extract of each evidence that has one, what opens it, and that it is in the log.
    async fn extracts(&mut self, service: &Service, seen: &Seen, length: u32) -> Result<(), Fault> {
        let kept = service.store.extracts(seen).await?;
        let kept: Vec<_> = kept.into_iter().filter(|kept| kept.sequence <= length).collect();
        let of: Vec<_> = kept.iter().map(|kept| (kept.id, kept.sealed.as_slice())).collect();
        for (kept, proof) in kept.iter().zip(proofs(service, &of).await?) {
            let (sequence, event) = (kept.sequence, kept.event.name().to_owned());
            let behind = || Fault::Unavailable { what: "the log is behind".to_owned() };
            self.add(&Role::Extract { sequence, event }, &kept.sealed)?;
            self.add(&Role::Openings { sequence }, &kept.openings)?;
            self.add(&Role::ExtractProof { sequence }, &proof.ok_or_else(behind)?)?;
        }
        Ok(())
    }

    /// What program ran when the last of these events was, and that the log has it.
    async fn program(&mut self, service: &Service, kept: &[Kept]) -> Result<(), Fault> {
        let Some(last) = kept.iter().map(|kept| kept.time).max() else { return Ok(()) };
        let Some(start) = service.store.last_start(last).await? else { return Ok(()) };
        let behind = || Fault::Unavailable { what: "the log is behind".to_owned() };
        let proof = proof(service, &start.id, &start.note).await?.ok_or_else(behind)?;
        self.add(&Role::ServiceStatement, &start.note)?;
        self.add(&Role::ServiceProof, &proof)
    }

    fn trust(&mut self, service: &Service, carried: &Carried) -> Result<(), Fault> {
        for (group, name, octets) in carried.certificates.clone() {
            self.add(&Role::Certificate { group, name }, &octets)?;
        }
        for (group, name, octets) in carried.lists.clone() {
            self.add(&Role::Crl { group, name }, &octets)?;
        }
        for (group, name, octets) in carried.responses.clone() {
            self.add(&Role::OcspResponse { group, name }, &octets)?;
        }
        for (name, octets) in service.log_keys() {
            self.add(&Role::VerifierKey { group: "log".to_owned(), name }, &octets)?;
        }
        for (name, octets) in service.witnesses.keys() {
            self.add(&Role::VerifierKey { group: "witness".to_owned(), name }, &octets)?;
        }
        Ok(())
    }
}

fn details(kept: &Kept) -> Option<Details> {
    evidence::read(&kept.canonical).ok().map(|statement| statement.details)
}

fn unpackable(error: &dyn std::error::Error) -> Fault {
    Fault::Broken { what: format!("a bundle cannot be packed: {}", chain(error)) }
}

/// CAdES B-LT over the manifest: what judges seal and time-stamp stands in `trust/` and in the signature itself. What is too large for the
/// signature stands in `trust/` only.
async fn sign(service: &Service, manifest: &[u8], carried: &Carried) -> Result<Vec<u8>, Fault> {
    let broken =
        |error: &dyn std::error::Error| Fault::Broken { what: format!("a bundle cannot be signed: {}", chain(error)) };
    let now = service.now();
    let algorithm = service.seal.signer.algorithm();
    let prepared = cms::prepare(manifest, &service.seal.certificate, &[], now.whole_seconds(), algorithm);
    let (signed, token) = stamped(service, prepared.map_err(|error| broken(&error))?, now).await?;
    let certificates: Vec<_> =
        carried.certificates.iter().filter_map(|(.., der)| Certificate::parse(der).ok()).collect();
    let lists: Vec<_> = carried.lists.iter().filter_map(|(.., der)| Crl::parse(der).ok()).collect();
    let responses: Vec<_> = carried.responses.iter().filter_map(|(.., der)| OcspResponse::parse(der).ok()).collect();
    match signed.seal_with(&token, &certificates, Revocations { crls: &lists, responses: &responses }) {
        Err(cms::Error::TooLarge(_)) => signed.seal(&token).map_err(|error| broken(&error)),
        sealed => sealed.map_err(|error| broken(&error)),
    }
}

/// The seal's signature, and a time-stamp over it.
pub(super) async fn stamped(
    service: &Service,
    prepared: cms::Prepared,
    at: Moment,
) -> Result<(cms::Signed, Vec<u8>), Fault> {
    let broken =
        |error: &dyn std::error::Error| Fault::Broken { what: format!("the seal cannot sign: {}", chain(error)) };
    let signature = service.seal.signer.sign_at(&prepared.to_sign, at).map_err(|error| broken(&error))?;
    let signed = prepared.assemble(&signature).map_err(|error| broken(&error))?;
    let token = service.tsa.stamp(signed.imprint.into()).await;
    outage::stamped(service, token.is_ok()).await;
    Ok((signed, token?))
}

/// The bundle with its evidence record and the message behind it, put together while it is sent: two passes over the message, constant
/// memory.
pub(super) fn attached(
    bundle: Content,
    record: Option<(Vec<u8>, Digest)>,
    message: Option<Content>,
) -> mpsc::Receiver<std::io::Result<Vec<u8>>> {
    let (pieces, receiver) = mpsc::channel(4);
    let runtime = tokio::runtime::Handle::current();
    tokio::task::spawn_blocking(move || {
        let put = || -> std::io::Result<()> {
            let all = |content: &Content| Blocking::new(content, &runtime);
            let mut container = Vec::new();
            all(&bundle).read_to_end(&mut container)?;
            if let Some((record, digest)) = record {
                let made = protect(Cursor::new(container), &record, digest, Vec::new());
                container = made.map_err(std::io::Error::other)?;
            }
            let mut out = Pipe { pieces: pieces.clone(), held: Vec::new() };
            let Some(message) = message else {
                out.write_all(&container)?;
                return out.flush();
            };
            let sum = Sum::of(all(&message)).map_err(std::io::Error::other)?;
            let mut out = attach(Cursor::new(container), sum, all(&message), out).map_err(std::io::Error::other)?;
            out.flush()
        };
        if let Err(error) = put() {
            // Where nobody listens any more, nobody needs to know.
            let _ = pieces.blocking_send(Err(error));
        }
    });
    receiver
}

/// Reads kept octets on a thread that may block.
struct Blocking {
    reader: ContentReader,
    runtime: tokio::runtime::Handle,
    held: Cursor<Vec<u8>>,
}

impl Blocking {
    fn new(content: &Content, runtime: &tokio::runtime::Handle) -> Self {
        Self { reader: content.range(0, content.size()), runtime: runtime.clone(), held: Cursor::new(Vec::new()) }
    }
}

impl Read for Blocking {
    fn read(&mut self, place: &mut [u8]) -> std::io::Result<usize> {
        loop {
            let read = self.held.read(place)?;
            if read > 0 || place.is_empty() {
                return Ok(read);
            }
            match self.runtime.block_on(self.reader.next()).map_err(std::io::Error::other)? {
                Some(octets) => self.held = Cursor::new(octets),
                None => return Ok(0),
            }
        }
    }
}

/// Hands on what is written, in pieces of 64 KiB.
struct Pipe {
    pieces: mpsc::Sender<std::io::Result<Vec<u8>>>,
    held: Vec<u8>,
}

impl Write for Pipe {
    fn write(&mut self, octets: &[u8]) -> std::io::Result<usize> {
        self.held.extend_from_slice(octets);
        if self.held.len() >= 64 * 1024 {
            self.flush()?;
        }
        Ok(octets.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        if self.held.is_empty() {
            return Ok(());
        }
        let gone = |_| std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        self.pieces.blocking_send(Ok(std::mem::take(&mut self.held))).map_err(gone)
    }
}
