//! Evidence as xmlsec1 and xmllint see it: the signature, our published schemas in `proto/`, and ETSI's own where
//! `RECEPIS_SCHEMAS` names a folder that holds it. Keys, signatures and time-stamps are openssl's.

use std::path::{Path, PathBuf};
use std::process::Command;

use recepis::crypto::{Algorithm, sha256};
use recepis::erds::address::Address;
use recepis::erds::answer::{Because, Saying};
use recepis::erds::content::{ContentInfo, Sha256};
use recepis::erds::enrolment::{Enrolment, KeyUse, OwnChain};
use recepis::erds::event::Event;
use recepis::erds::evidence::{AnswerDetails, DecisionDetails, Details, Link, Statement, SubmissionDetails};
use recepis::erds::id::{ChainId, DeliveryId, MandateId};
use recepis::erds::instruction::{DomainProof, Instructed, Instruction};
use recepis::erds::key::{AddresseeKey, KeyAlgorithm};
use recepis::erds::mandate::{Mandate, MandateAcceptance, MandateUse, Scope};
use recepis::erds::own::{OwnDetails, OwnStatement};
use recepis::format::evidence;
use recepis::seal::xades;

use super::story::{Story, at, deadline};
use super::{must, run, tools};

const XMLSEC: &str = "xmlsec1 --verify --enabled-key-data x509 --trusted-pem ca.pem \
                      --id-attr:Id http://uri.etsi.org/01903/v1.3.2#:SignedProperties";

/// What the addressee says besides accepting and refusing.
fn said(story: Story, sayings: &[(Saying, Option<&str>)]) -> Story {
    sayings.iter().fold(story, |story, (saying, words)| {
        let (language, text, words) = ("nl".to_owned(), "Ik zeg dit.".to_owned(), words.map(str::to_owned));
        let details = Details::Answer(Box::new(AnswerDetails { saying: *saying, language, text, words }));
        story.state(saying.event(), None, at(300), Some(at(240)), details)
    })
}

/// Not for whoever answers, because the addressee has died.
fn died(story: Story, acknowledgement: Sha256) -> Story {
    let because = Some(Because::AddresseeDied);
    let decision = DecisionDetails { acknowledgement, key: None, on_senders_mailbox: false, because, mandate: None };
    story.state(Event::NotForMe, None, at(100), Some(at(40)), Details::Decision(decision))
}

/// Statements of every kind that the service makes.
fn statements() -> Vec<Statement> {
    let content = ContentInfo {
        digest: Sha256(sha256(b"message")),
        size: 7,
        message_id: Some("a&b<c>@wonen.example".to_owned()),
    };
    let digest = |statement: &Statement| Sha256(sha256(&evidence::write(statement).unwrap()));
    let story = |seed| Story::new(seed, content.clone(), digest);
    let answered = Sha256([3; 32]);
    let stories = [
        story(1).submitted().notice_failed(2).noticed(3).accepted(100, answered).handed_over(200).exported(),
        story(2).rejected(),
        story(3).submitted().noticed(2).refused(100, answered),
        story(4).submitted().noticed(2).not_for_me(100, answered),
        story(5).submitted().noticed(2).expired(),
        story(9).submitted().noticed(2).put_off(100, deadline().plus(std::time::Duration::from_hours(24))),
        said(story(6).submitted().noticed(2), &[(Saying::ByPost, None), (Saying::OwnWords, Some("één\n<b>&twee"))]),
        said(
            story(7).submitted().noticed(2).accepted(100, answered),
            &[(Saying::Read, None), (Saying::CouldNotOpen, None), (Saying::CouldNotOpen, Some("x"))],
        ),
        died(story(8).submitted().noticed(2), answered),
    ];
    let statements: Vec<_> = stories.into_iter().flat_map(|story| story.statements).collect();
    let kinds: std::collections::BTreeSet<_> = statements.iter().map(|statement| statement.event).collect();
    assert_eq!(kinds.len(), 15, "every kind is among them");
    statements
}

fn domain_proof() -> DomainProof {
    DomainProof {
        name: "_recepis.voorbeeld.example".to_owned(),
        record: "recepis-standing=0000000000000000000000000G".to_owned(),
        at: at(-200),
        dnssec: "insecure".to_owned(),
    }
}

fn instruction(sender: Option<Address>) -> OwnDetails {
    OwnDetails::Instruct(Box::new(Instruction {
        organisation: "Bakkerij Jansen & Zn".to_owned(),
        function: "kantoor".to_owned(),
        sender,
        until: at(86_400),
        proof: domain_proof(),
    }))
}

/// The canonical bytes of all of them, of a decision that a key signed, of that key's enrolment, and of what else is stated about
/// one address alone.
fn written() -> Vec<(Event, Vec<u8>)> {
    let mut statements = statements();
    let mut keyed = statements.iter().find(|statement| statement.event == Event::ConsignmentRejection).unwrap().clone();
    let key = KeyUse { assertion: Sha256([1; 32]), enrolment: Sha256([2; 32]) };
    keyed.details = Details::Decision(DecisionDetails {
        acknowledgement: Sha256([3; 32]),
        key: Some(key),
        on_senders_mailbox: false,
        because: None,
        mandate: None,
    });
    let enrolment = Enrolment {
        id: keyed.id,
        time: keyed.time,
        policies: keyed.policies.clone(),
        issuer: keyed.issuer.clone(),
        addressee: keyed.addressee.clone(),
        authentication: keyed.authentication.clone().unwrap(),
        chain: OwnChain {
            id: ChainId::from_octets([1; 16]),
            link: Link::Next { sequence: 2, previous: Sha256([4; 32]) },
            random: [5; 16],
        },
        key: AddresseeKey {
            credential: vec![6; 16],
            cose: vec![7; 77],
            algorithm: KeyAlgorithm::Es256,
            rp_id: "recepis.test".to_owned(),
            origin: "https://recepis.test".to_owned(),
        },
    };
    let of_address = |details: OwnDetails| {
        let Enrolment { id, time, policies, issuer, addressee, authentication, chain, .. } = enrolment.clone();
        let stated = OwnStatement { id, time, policies, issuer, addressee, authentication, chain, details };
        (stated.details.event(), evidence::write_own(&stated).unwrap())
    };
    let sender = Address::parse("jan@sender.test").unwrap();
    let id = MandateId::from_octets([8; 16]);
    let (delegate, principal) = ("d@elders.example".parse().unwrap(), "p@voorbeeld.example".parse().unwrap());
    let scope = Scope::SenderDomain("wonen.example".to_owned());
    let alone = [
        OwnDetails::Absence(Some(at(9))),
        OwnDetails::Absence(None),
        instruction(None),
        instruction(Some(sender.clone())),
        OwnDetails::EndInstruction(Sha256([3; 32])),
        OwnDetails::Block { sender: sender.clone(), delivery: DeliveryId::from_octets([1; 16]) },
        OwnDetails::Unblock { sender },
        OwnDetails::RemoveKey(Sha256([2; 32])),
        OwnDetails::MandateGiven(Mandate { id, delegate, scope, from: at(0), until: at(9) }),
        OwnDetails::MandateAccepted(MandateAcceptance { id, principal, given: Sha256([1; 32]) }),
        OwnDetails::MandateRevoked(id),
    ]
    .map(of_address);
    let mut mandated = keyed.clone();
    mandated.delegate = Some("d@elders.example".parse().unwrap());
    mandated.details = Details::Decision(DecisionDetails {
        acknowledgement: Sha256([3; 32]),
        key: None,
        on_senders_mailbox: false,
        because: None,
        mandate: Some(MandateUse { id, given: Sha256([1; 32]), accepted: Sha256([2; 32]) }),
    });
    statements.push(mandated);
    let mut instructed =
        statements.iter().find(|statement| statement.event == Event::ConsignmentAcceptance).unwrap().clone();
    instructed.details = Details::Instructed(Box::new(Instructed {
        instruction: Sha256([4; 32]),
        given: at(-100),
        proof: domain_proof(),
    }));
    let by_person = statements.iter().find_map(|statement| match &statement.details {
        Details::Submission(terms) => {
            let terms = Details::Submission(Box::new(SubmissionDetails { by_person: true, ..*terms.clone() }));
            Some(Statement { details: terms, ..statement.clone() })
        }
        _ => None,
    });
    statements.extend(by_person);
    statements.push(instructed);
    statements.push(keyed);
    let octets = |statement: &Statement| (statement.event, evidence::write(statement).unwrap());
    let enrolled = (Event::KeyEnrolled, evidence::write_enrolment(&enrolment).unwrap());
    statements.iter().map(octets).chain([enrolled]).chain(alone).collect()
}

/// A trial CA, a seal and a time-stamping authority, all openssl's.
fn authorities(folder: &Path) {
    let config = "[seal]\nkeyUsage=critical,digitalSignature,nonRepudiation\n\
                  [tsa]\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n\
                  [stamp]\nserial=serial\nsigner_cert=tsa.pem\nsigner_key=tsa.key\nsigner_digest=sha256\n\
                  default_policy=1.2.3.4\ndigests=sha256\naccuracy=secs:1\ness_cert_id_alg=sha256\n";
    put(folder, "x.cnf", config.as_bytes());
    put(folder, "serial", b"01\n");
    let new_key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
    must(folder, &format!("openssl req -x509 {new_key} -keyout ca.key -out ca.pem -subj /CN=CA -days 30"));
    for name in ["seal", "tsa"] {
        must(folder, &format!("openssl req -new {new_key} -keyout {name}.key -out {name}.csr -subj /CN={name}"));
        must(
            folder,
            &format!(
                "openssl x509 -req -in {name}.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 20 -extfile x.cnf \
                 -extensions {name} -out {name}.pem"
            ),
        );
    }
    must(folder, "openssl x509 -in seal.pem -outform DER -out seal.der");
}

/// The evidence, signed and time-stamped by openssl.
fn sealed(folder: &Path, tbs: &[u8]) -> Vec<u8> {
    let certificate = std::fs::read(folder.join("seal.der")).unwrap();
    let prepared = xades::prepare(tbs, &certificate, at(60), Algorithm::EcdsaP256Sha256).unwrap();
    put(folder, "to_sign", &prepared.to_sign);
    must(folder, "openssl dgst -sha256 -sign seal.key -out signature to_sign");
    let signed = prepared.assemble(&std::fs::read(folder.join("signature")).unwrap()).unwrap();
    let imprint = Sha256(signed.imprint).to_string();
    must(folder, &format!("openssl ts -query -digest {imprint} -sha256 -cert -out query"));
    must(folder, "openssl ts -reply -queryfile query -config x.cnf -section stamp -token_out -out token");
    must(
        folder,
        &format!("openssl ts -verify -digest {imprint} -in token -token_in -CAfile ca.pem -untrusted tsa.pem"),
    );
    signed.seal(&std::fs::read(folder.join("token")).unwrap()).unwrap()
}

fn put(folder: &Path, name: &str, octets: &[u8]) {
    use std::io::Write as _;
    std::fs::File::create(folder.join(name)).unwrap().write_all(octets).unwrap();
}

/// What xmllint says of `e.xml` against a schema; `None` where it is valid.
fn invalid(folder: &Path, schema: &Path, catalogue: Option<&Path>) -> Option<String> {
    let mut xmllint = Command::new("xmllint");
    xmllint.args(["--nonet", "--noout", "--schema"]).arg(schema).arg("e.xml").current_dir(folder);
    if let Some(catalogue) = catalogue {
        xmllint.env("XML_CATALOG_FILES", catalogue);
    }
    let output = xmllint.output().unwrap();
    (!output.status.success()).then(|| String::from_utf8_lossy(&output.stderr).into_owned())
}

fn our_schema() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("proto/evidence.xsd")
}

#[test]
fn every_kind_of_evidence_is_valid_against_our_schema_and_a_changed_one_is_not() {
    if !tools(&["xmllint"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for statement in statements() {
        let tbs = evidence::write(&statement).unwrap();
        put(folder, "e.xml", &tbs);
        assert_eq!(invalid(folder, &our_schema(), None), None, "{}", statement.event);
        let text = String::from_utf8(tbs).unwrap();
        for (from, to) in [
            ("EventTime>", "erds:EventTime>"),
            ("EN319522v1.1.1", "EN319522v1.2.1"),
            ("message/rfc822", "text/plain"),
            ("<recepis:Random>", "<recepis:Later></recepis:Later><recepis:Random>"),
            ("urn:recepis:authentication:password", "urn:other"),
        ] {
            put(folder, "e.xml", text.replace(from, to).as_bytes());
            assert!(invalid(folder, &our_schema(), None).is_some(), "{from} in {}", statement.event);
        }
    }
}

#[test]
fn every_kind_of_sealed_evidence_passes_xmlsec1_and_both_schemas() {
    if !tools(&["openssl", "xmlsec1", "xmllint"]) {
        return;
    }
    let schemas = std::env::var_os("RECEPIS_SCHEMAS").map(PathBuf::from);
    if schemas.is_none() {
        println!("note: RECEPIS_SCHEMAS names no folder, so the schema of ETSI was not asked");
    }
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    authorities(folder);
    for (event, tbs) in written() {
        let file = sealed(folder, &tbs);
        let facts = xades::check(&file).unwrap();
        assert_eq!(facts.digest, sha256(&tbs));
        assert!(facts.token.is_some());
        put(folder, "e.xml", &file);
        must(folder, &format!("{XMLSEC} e.xml"));
        assert_eq!(invalid(folder, &our_schema(), None), None, "{event}");
        if let Some(schemas) = &schemas {
            let etsi = schemas.join("1952203xmlSchema.xsd");
            assert_eq!(invalid(folder, &etsi, Some(&schemas.join("catalog.xml"))), None, "{event}");
        }
    }
}

#[test]
fn xmlsec1_refuses_what_we_refuse() {
    if !tools(&["openssl", "xmlsec1"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    authorities(folder);
    let tbs = evidence::write(&statements()[0]).unwrap();
    let text = String::from_utf8(sealed(folder, &tbs)).unwrap();
    put(folder, "e.xml", text.as_bytes());
    must(folder, &format!("{XMLSEC} e.xml"));
    for (from, to) in [
        ("<recepis:Sequence>1<", "<recepis:Sequence>2<"),
        ("<xades:SigningTime>2026", "<xades:SigningTime>2025"),
        ("p.devries@", "q.devries@"),
    ] {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        assert!(xades::check(changed.as_bytes()).is_err(), "{from}");
        put(folder, "e.xml", changed.as_bytes());
        assert!(!run(folder, &format!("{XMLSEC} e.xml")).status.success(), "{from}");
    }
}
