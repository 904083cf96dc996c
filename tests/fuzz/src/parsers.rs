//! Every parser above the offline line, by target. Each says whether it accepted what it was given; what it accepted, it must also be
//! able to write again as it was, where it has one form only.

use std::io::Cursor;

use recepis::bundle;
use recepis::crypto::Suitability;
use recepis::erds::address::Address;
use recepis::erds::key::{AddresseeKey, KeyAlgorithm};
use recepis::erds::moment::Moment;
use recepis::format::arrived::Arrived;
use recepis::format::pdf::Document as Pdf;
use recepis::format::zip::{self, Archive, Writer, lenient};
use recepis::format::{
    acknowledgement, arrived, assertion, attestation, bounce, dkim, dns, dsn, evidence, extract, instruction, mime,
    rem, reply, template, trusted_list, xml,
};
use recepis::seal::ers;
use recepis::seal::webauthn::{self, Assertion, AuthenticatorData, PublicKey};
use recepis::seal::x509::{Certificate, Crl, OcspResponse, Purpose, parse_ocsp_request};
use recepis::seal::xmldsig::Document;
use recepis::seal::{cms, pades, tsp, x509, xades};
use recepis::tlog::checkpoint::SignedCheckpoint;
use recepis::tlog::key::VerifierKey;
use recepis::tlog::note::{self, Note};
use recepis::tlog::own::Signed;
use recepis::tlog::policy::Policy;
use recepis::tlog::promise::Promise;
use recepis::tlog::proof::Proof;
use recepis::tlog::service::ServiceStatement;
use recepis::tlog::tile::{Bundle, Resource, Tile};
use recepis::tlog::view::View;
use recepis::tlog::witness::{AddCheckpoint, Answer};
use recepis::verify::case::{Case, File};
use recepis::verify::foreign;
use recepis::verify::lists::{Given, Lists, Signer};
use recepis::verify::notice;
use recepis::verify::trust::{self, TrustAnchors};
use recepis::verify::{open_and_verify, promise_alone};

/// How to change what a parser is given.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    Octets,
    /// DER behind so many octets.
    Der {
        behind: usize,
    },
    Zip,
}

/// One parser.
pub(crate) struct Parser {
    pub(crate) name: &'static str,
    pub(crate) form: Form,
    pub(crate) run: fn(&[u8]) -> bool,
}

const fn parser(name: &'static str, form: Form, run: fn(&[u8]) -> bool) -> Parser {
    Parser { name, form, run }
}

const DER: Form = Form::Der { behind: 0 };

/// The targets. The places of the parsers are known to tests/fuzz/seeds.py by their names.
pub(crate) const TARGETS: &[(&str, &[Parser])] = &[
    (
        "evidence",
        &[
            parser("format::xml", Form::Octets, xml_tree),
            parser("format::evidence::read", Form::Octets, statement),
            parser("format::evidence::read_enrolment", Form::Octets, enrolment),
            parser("format::evidence::read_own", Form::Octets, own),
            parser("seal::xades", Form::Octets, |given| xades::check(given).is_ok()),
            parser("format::acknowledgement", Form::Octets, acknowledgement),
            parser("format::assertion", Form::Octets, assertion),
            parser("format::extract", Form::Octets, extract),
            parser("format::extract, openings", Form::Octets, openings),
            parser("bundle::manifest", Form::Octets, manifest),
        ],
    ),
    (
        "mail",
        &[
            parser("format::mime::contents", Form::Octets, contents),
            parser("format::mime::headers", Form::Octets, headers),
            parser("format::mime::references", Form::Octets, |given| {
                text(given, |html| !mime::remote_references(html).is_empty())
            }),
            parser("format::mime::transfer", Form::Octets, transfer),
            parser("format::dkim", Form::Octets, letter),
            parser("format::dkim, key record", Form::Octets, key_record),
        ],
    ),
    (
        "returns",
        &[
            parser("format::bounce", Form::Octets, |given| bounce::read(given).kind.name() != "unknown"),
            parser("format::dsn", Form::Octets, |given| text(given, |body| !dsn::read(body).recipients.is_empty())),
            parser("format::dsn::Status", Form::Octets, |given| text(given, |said| dsn::Status::find(said).is_some())),
            parser("format::dns", Form::Octets, records),
        ],
    ),
    (
        "signatures",
        &[
            parser("seal::cms", Form::Der { behind: 0 }, signature),
            parser("seal::tsp::token", Form::Der { behind: 32 }, token),
            parser("seal::tsp::request", DER, |given| tsp::parse_request(given).is_ok()),
            parser("seal::tsp::response", DER, |given| tsp::parse_response(given).is_ok()),
            parser("seal::ers", DER, record),
        ],
    ),
    (
        "certificates",
        &[
            parser("seal::x509::certificate", DER, certificate),
            parser("seal::x509::crl", DER, |given| Crl::parse(given).is_ok()),
            parser("seal::x509, PEM", Form::Octets, |given| trust::certificates(given).is_ok()),
            parser("seal::x509::crl, PEM", Form::Octets, |given| text(given, |pem| Crl::parse_pems(pem).is_ok())),
            parser("seal::x509::ocsp", DER, |given| OcspResponse::parse(given).is_ok()),
            parser("seal::x509::ocsp, request", DER, |given| parse_ocsp_request(given).is_ok()),
        ],
    ),
    (
        "keys",
        &[
            parser("seal::webauthn::authenticator", Form::Octets, |given| AuthenticatorData::read(given).is_ok()),
            parser("seal::webauthn::cose", Form::Octets, |given| PublicKey::read(given).is_ok()),
            parser("seal::webauthn", Form::Octets, answer),
            parser("seal::webauthn, made", Form::Octets, made),
        ],
    ),
    (
        "log",
        &[
            parser("tlog::note", Form::Octets, log_note),
            parser("tlog::note, lines", Form::Octets, |given| note::lines(given).is_ok()),
            parser("tlog::checkpoint", Form::Octets, checkpoint),
            parser("tlog::proof", Form::Octets, proof),
            parser("tlog::key", Form::Octets, |given| {
                text(given, |line| line.trim_end().parse::<VerifierKey>().is_ok())
            }),
            parser("tlog::policy", Form::Octets, |given| Policy::read(given).is_ok()),
            parser("tlog::promise", Form::Octets, promise),
            parser("tlog::service", Form::Octets, |given| Signed::<ServiceStatement>::read(given).is_ok()),
            parser("tlog::tile", Form::Octets, tile),
            parser("tlog::tile, path", Form::Octets, |given| {
                text(given, |path| path.trim_end().parse::<Resource>().is_ok())
            }),
            parser("tlog::witness, request", Form::Octets, |given| AddCheckpoint::read(given).is_ok()),
            parser("tlog::witness, answer", Form::Octets, |given| {
                Answer::read(if given.len() % 2 == 0 { 200 } else { 409 }, given).is_ok()
            }),
        ],
    ),
    (
        "container",
        &[
            parser("format::zip", Form::Zip, container),
            parser("format::zip, writer", Form::Zip, resumed),
            parser("bundle", Form::Zip, |given| bundle::open(Cursor::new(given), &bundle::Limits::default()).is_ok()),
        ],
    ),
    (
        "others",
        &[
            parser("seal::xmldsig", Form::Octets, signed_xml),
            parser("seal::cms::others", DER, signed_cms),
            parser("seal::tsp::token, alone", DER, |given| tsp::check_alone(given).is_ok()),
            parser("format::attestation", Form::Octets, attested),
            parser("format::trusted_list", Form::Octets, listed),
            parser("verify::lists", Form::Octets, lists),
            parser("format::rem", Form::Octets, |given| rem::read(&rem::with_line_ends(given)).is_ok()),
            parser("format::arrived", Form::Octets, |given| matches!(arrived::read(given), Arrived::Signed(_))),
            parser("format::template", Form::Octets, |given| text(given, filled)),
            parser("verify::notice", Form::Octets, notice_verdict),
            parser("format::zip::lenient", Form::Zip, lenient_zip),
            parser("verify::foreign", Form::Octets, foreign_verdict),
            parser("verify::foreign, container", Form::Zip, foreign_verdict),
            parser("verify::foreign, CMS", DER, foreign_verdict),
        ],
    ),
    (
        "printed",
        &[
            parser("format::pdf", Form::Octets, pdf),
            parser("seal::pades", Form::Octets, |given| pades::check(given).is_ok()),
            parser("seal::pades, prepared", Form::Octets, |given| pades::prepare(given, now()).is_ok()),
            parser("verify::printed", Form::Octets, printed_verdict),
        ],
    ),
    ("verdict", &[parser("verify", Form::Zip, verdict)]),
];

fn text(given: &[u8], run: impl Fn(&str) -> bool) -> bool {
    std::str::from_utf8(given).is_ok_and(run)
}

/// A moment in the corpus's time.
fn now() -> Moment {
    Moment::from_seconds(1_795_600_000)
}

fn xml_tree(given: &[u8]) -> bool {
    let limits = xml::Limits::EVIDENCE;
    let Ok(root) = xml::read(given, &limits) else { return false };
    if xml::is_canonical(given, &limits).is_ok_and(|is| is) {
        assert_eq!(xml::canonical(&root).ok().as_deref(), Some(given), "two canonical forms of one document");
    }
    true
}

fn statement(given: &[u8]) -> bool {
    let Ok(read) = evidence::read(given) else { return false };
    if let Ok(written) = evidence::write(&read) {
        assert_eq!(evidence::read(&written).ok(), Some(read), "an evidence is read as it is written");
    }
    true
}

fn enrolment(given: &[u8]) -> bool {
    evidence::read_enrolment(given).is_ok()
}

fn own(given: &[u8]) -> bool {
    evidence::read_own(given).is_ok()
}

fn acknowledgement(given: &[u8]) -> bool {
    acknowledgement::read(given).is_ok()
}

fn assertion(given: &[u8]) -> bool {
    let Ok(read) = assertion::read(given) else { return false };
    assert_eq!(assertion::write(&read).ok().as_deref(), Some(given), "an assertion has one form");
    true
}

fn extract(given: &[u8]) -> bool {
    let Ok(read) = extract::read(given) else { return false };
    assert_eq!(extract::write(&read).ok().as_deref(), Some(given), "an extract has one form");
    true
}

fn openings(given: &[u8]) -> bool {
    let Ok(read) = extract::read_openings(given) else { return false };
    assert_eq!(extract::write_openings(&read).ok().as_deref(), Some(given), "openings have one form");
    true
}

/// The manifest in an otherwise empty container: its reader has no other door.
fn manifest(given: &[u8]) -> bool {
    let members = [("META-INF/ASiCManifest001.xml".to_owned(), given.to_vec())];
    let Some(file) = crate::container::write(&members, || false) else { return false };
    bundle::open(Cursor::new(file), &bundle::Limits::default()).is_ok_and(|opened| opened.manifest.is_some())
}

fn contents(given: &[u8]) -> bool {
    let whole = mime::contents(given);
    let mut scan = mime::Scan::new();
    given.chunks(7).for_each(|piece| scan.feed(piece));
    assert_eq!(scan.finish(), whole, "a message means the same in pieces");
    whole.attachments.iter().for_each(|attachment| drop(attachment.octets(given)));
    whole.body.is_some()
}

fn headers(given: &[u8]) -> bool {
    let mut scan = mime::HeaderScan::new();
    scan.feed(given);
    let header = scan.finish();
    let _ = mime::addressees(given);
    !header.from.is_empty()
}

fn transfer(given: &[u8]) -> bool {
    let mut out = Vec::new();
    for name in ["base64", "quoted-printable"] {
        let mut decoder = mime::Decoder::new(mime::Encoding::named(name));
        given.chunks(5).for_each(|piece| decoder.feed(piece, &mut out));
        decoder.finish(&mut out);
    }
    !out.is_empty()
}

const RECORD: &str = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

fn letter(given: &[u8]) -> bool {
    let signatures = dkim::signatures(given);
    for signature in &signatures {
        let _ = (signature.left_out(given), signature.key_name(), signature.check(given, RECORD, now()));
    }
    let _ = (dkim::author(given), reply::reduced(given, &signatures));
    !signatures.is_empty()
}

/// What stands in DNS beside a letter that is signed.
fn key_record(given: &[u8]) -> bool {
    const LETTER: &[u8] = b"DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=a.example; s=b; h=from; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA\r\nFrom: a@a.example\r\n\r\n";
    text(given, |record| {
        let signatures = dkim::signatures(LETTER);
        for signature in &signatures {
            let _ = signature.check(LETTER, record, now());
        }
        !signatures.is_empty()
    })
}

fn records(given: &[u8]) -> bool {
    text(given, |answer| {
        let records = dns::records(answer);
        let servers = dns::MailServers::of("a.example", &records);
        let _ = (servers.include("mx.a.example", "a.example"), dns::addresses("mx.a.example", &records));
        let _ = instruction::stands(&records, answer);
        for record in &records {
            assert_eq!(record.to_string().parse().as_ref(), Ok(record), "a record is read as it is written");
        }
        let _ = answer.lines().next().and_then(dns::ascii);
        let _ = answer.lines().next().and_then(|line| line.parse::<Address>().ok());
        !records.is_empty()
    })
}

/// The signature first; what is signed stands behind it.
fn signature(given: &[u8]) -> bool {
    let length = match given {
        [0x30, 0x82, high, low, ..] => 4 + usize::from(u16::from_be_bytes([*high, *low])),
        _ => given.len(),
    };
    let (signature, content) = given.split_at_checked(length).unwrap_or((given, &[]));
    cms::check(signature, content).is_ok()
}

fn record(given: &[u8]) -> bool {
    let Ok(record) = ers::Record::parse(given) else { return false };
    // Over what it covers nobody says here: following it ends in an answer, whatever the files are.
    let _ = ers::check(&record, &[b"one", b"another"]);
    true
}

fn token(given: &[u8]) -> bool {
    let Some((imprint, token)) = given.split_first_chunk::<32>() else { return false };
    tsp::check(token, imprint).is_ok()
}

fn certificate(given: &[u8]) -> bool {
    let Ok(found) = Certificate::parse(given) else { return false };
    let one = std::slice::from_ref(&found);
    for purpose in [Purpose::Seal, Purpose::TimeStamping, Purpose::Ca, Purpose::Tls] {
        let _ = x509::path(&found, one, one, &[], found.not_before(), purpose);
    }
    let _ = (found.subject(), found.issuer(), found.addresses(), found.serial(), trust::organisations(given));
    let _ = x509::path(&found, &[], one, &[], found.not_after(), Purpose::Seal);
    true
}

/// A key of the answerer that no answer was made with.
fn answer(given: &[u8]) -> bool {
    let Some((first, rest)) = given.split_first() else { return false };
    let (authenticator_data, client_data) = rest.split_at_checked(usize::from(*first)).unwrap_or((rest, &[]));
    let Ok(data) = AuthenticatorData::read(authenticator_data) else { return false };
    let Some(made) = data.made else { return false };
    let key = AddresseeKey {
        credential: made.credential.to_vec(),
        cose: made.cose.to_vec(),
        algorithm: PublicKey::read(made.cose).map_or(KeyAlgorithm::Es256, |key| key.algorithm()),
        rp_id: "post.example".to_owned(),
        origin: "https://post.example".to_owned(),
    };
    let assertion = Assertion { credential: made.credential, client_data, authenticator_data, signature: &[] };
    let _ = webauthn::check(&assertion, &key, b"document");
    true
}

fn made(given: &[u8]) -> bool {
    let Some((first, rest)) = given.split_first() else { return false };
    let (authenticator_data, client_data) = rest.split_at_checked(usize::from(*first)).unwrap_or((rest, &[]));
    webauthn::made(client_data, authenticator_data, &[7; 32], ("post.example", "https://post.example")).is_ok()
}

fn log_note(given: &[u8]) -> bool {
    let Ok(read) = Note::read(given) else { return false };
    assert_eq!(read.to_string().as_bytes(), given, "a note has one form");
    true
}

fn checkpoint(given: &[u8]) -> bool {
    let Ok(read) = SignedCheckpoint::read(given) else { return false };
    assert_eq!(read.to_string().as_bytes(), given, "a checkpoint has one form");
    true
}

fn proof(given: &[u8]) -> bool {
    let Ok(read) = Proof::read(given) else { return false };
    let _ = read.check(&[0; 32]);
    assert_eq!(Proof::read(read.to_string().as_bytes()).ok(), Some(read), "a proof is read as it is written");
    true
}

fn promise(given: &[u8]) -> bool {
    let _ = promise_alone(given, &TrustAnchors::default(), now());
    let Ok(read) = Signed::<Promise>::read(given) else { return false };
    assert_eq!(read.to_string().as_bytes(), given, "a promise has one form");
    true
}

/// A tile, or a bundle of entries, of the width that the first octets say.
fn tile(given: &[u8]) -> bool {
    let Some((&[level, width], octets)) = given.split_first_chunk::<2>() else { return false };
    let entries = Bundle::new(0, u16::from(width) + 1).is_ok_and(|bundle| bundle.decode(octets).is_ok());
    let Ok(tile) = Tile::new(level % 4, 0, u16::from(width) + 1) else { return entries };
    let mut view = View::new();
    let added = view.add(tile, octets).is_ok();
    let size = u64::from(width) + 1;
    let _ = (view.root(size), view.inclusion(0, size), view.consistency(1, size));
    added || entries
}

fn container(given: &[u8]) -> bool {
    let Ok(mut archive) = Archive::open(Cursor::new(given), &zip::Limits::default()) else { return false };
    let names: Vec<String> = archive.members().iter().map(|member| member.name.clone()).collect();
    names.iter().all(|name| archive.read(name, 1 << 22).is_ok())
}

fn resumed(given: &[u8]) -> bool {
    let Ok(mut archive) = Archive::open(Cursor::new(given), &zip::Limits::default()) else { return false };
    let Ok(writer) = Writer::resume(&mut archive, Vec::new()) else { return false };
    let whole = writer.finish(false).unwrap_or_default();
    assert!(Archive::open(Cursor::new(whole), &zip::Limits::default()).is_ok(), "a container that was copied opens");
    true
}

fn signed_xml(given: &[u8]) -> bool {
    let file = |name: &str| (name == "letter.txt").then_some(b"A letter.\n".as_slice());
    let Ok(document) = Document::read(given) else { return false };
    let _ = document.covered();
    document.signatures(&file).is_ok_and(|all| all.iter().any(Result::is_ok))
}

fn signed_cms(given: &[u8]) -> bool {
    cms::Others::read(given).is_ok_and(|others| others.check(Some(b"A letter.\n")).iter().any(Result::is_ok))
}

fn attested(given: &[u8]) -> bool {
    let Ok(document) = Document::read(given) else { return false };
    attestation::read(document.root()).faults.is_empty()
}

fn listed(given: &[u8]) -> bool {
    Document::read(given).is_ok_and(|document| trusted_list::read(document.root()).is_ok())
}

fn lists(given: &[u8]) -> bool {
    let all = [Given { name: "list".to_owned(), octets: given.to_vec() }];
    let lists = Lists::read(&all, &[], &Suitability::default(), now());
    let signer = Signer { stamps: true, certificate: anchors().tsa[0].clone(), when: now() };
    let _ = lists.answers(&[signer], &anchors().tsa);
    lists.shown().iter().any(|one| one.territory.is_some())
}

fn lenient_zip(given: &[u8]) -> bool {
    lenient::members(given).is_ok_and(|all| all.iter().all(|member| member.unpack(1 << 22).is_ok()))
}

/// Whether a text is that of a published template; whatever it is, it is read.
fn filled(text: &str) -> bool {
    template::ALL.iter().any(|template| template.read(text).differing == 0)
}

fn notice_verdict(given: &[u8]) -> bool {
    if !notice::is_mail(given) {
        return false;
    }
    let all = notice::Given { octets: given, lists: &[], keys: &[], templates: &[], trusted: None };
    let report = notice::judge(&all, anchors(), now());
    let _ = (report.to_json(), report.to_text());
    report.notice.is_some_and(|notice| notice.signer.is_some())
}

fn foreign_verdict(given: &[u8]) -> bool {
    let Some(kind) = foreign::kind(given) else { return false };
    let all = foreign::Given { octets: given, content: Some(b"A letter.\n"), lists: &[], trusted: None };
    let report = foreign::judge(kind, &all, anchors(), now());
    let _ = (report.to_json(), report.to_text());
    report.foreign.is_some_and(|foreign| !foreign.signatures.is_empty())
}

fn pdf(given: &[u8]) -> bool {
    let Ok(document) = Pdf::read(given) else { return false };
    let _ = (document.first_page(), document.size());
    document.attached().is_ok() & document.subject().is_ok()
}

fn printed_verdict(given: &[u8]) -> bool {
    let case = Case::of(vec![File { name: String::new(), content: Cursor::new(given) }]);
    let Ok(report) = case.judge(now()) else { return false };
    let _ = (report.to_json(), report.to_text());
    report.printed.is_some_and(|printed| printed.signer.is_some())
}

fn verdict(given: &[u8]) -> bool {
    let report = open_and_verify(Cursor::new(given), anchors(), now());
    let _ = (report.to_json(), report.to_text());
    report.about.is_some()
}

/// Those of the corpus.
fn anchors() -> &'static TrustAnchors {
    static ANCHORS: std::sync::OnceLock<TrustAnchors> = std::sync::OnceLock::new();
    ANCHORS.get_or_init(|| {
        let pem = |pem: &[u8]| trust::certificates(pem).unwrap_or_default();
        let mut anchors = TrustAnchors {
            seal: pem(include_bytes!("../../bundles/trust/log/seal/root.pem")),
            tsa: pem(include_bytes!("../../bundles/trust/log/tsa/root.pem")),
            ..TrustAnchors::default()
        };
        for line in [
            include_str!("../../bundles/trust/log/log/55f9e83c.vkey"),
            include_str!("../../bundles/trust/log/log/c1d208b1.vkey"),
        ] {
            anchors.log.logs.extend(line.trim().parse::<VerifierKey>());
        }
        anchors
    })
}
