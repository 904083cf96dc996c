//! Trusted lists: which are relied on, and what they say about who signed and when. The lists are made here; their keys are nobody's.

use recepis::crypto::{Suitability, sha256};
use recepis::erds::moment::Moment;
use recepis::seal::x509::Certificate;
use recepis::verify::lists::{Answer, Given, Lists, Qualified, Question, Signer};

use crate::corpus::base64;
use crate::existence::weak_from;
use crate::foreign::xml::{ORIGINAL, Out, evidence, signed};
use crate::pki::{Key, Pki, Plan};

const GRANTED: &str = "granted";
const WITHDRAWN: &str = "withdrawn";

fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

/// When everything is signed and stamped.
fn when() -> Moment {
    moment("2026-11-24T09:14:02Z")
}

fn at() -> Moment {
    moment("2026-11-24T09:20:00Z")
}

/// Those who keep lists: of the list of lists, of the Dutch one, of a Belgian one.
fn keeper(seed: u8) -> Pki {
    Pki::new(&Plan { seed, ..Plan::default() })
}

const EU: u8 = 11;
const NL: u8 = 12;
const BE: u8 = 13;

/// A status since a moment.
type Since<'a> = (&'a str, &'a str);

/// A service of this kind with these identities, the present status first.
fn service(kind: &str, identity: &str, extensions: &str, periods: &[Since<'_>]) -> String {
    let period = |(status, since): &Since<'_>| {
        format!(
            "<ServiceTypeIdentifier>http://uri.etsi.org/TrstSvc/Svctype/{kind}</ServiceTypeIdentifier>\
             <ServiceName><Name>Service {kind}</Name></ServiceName><ServiceDigitalIdentity>{identity}</ServiceDigitalIdentity>\
             <ServiceStatus>http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/{status}</ServiceStatus>\
             <StatusStartingTime>{since}</StatusStartingTime>\
             <ServiceInformationExtensions>{extensions}</ServiceInformationExtensions>"
        )
    };
    let (first, rest) = periods.split_first().unwrap();
    let history: String = rest
        .iter()
        .map(|one| format!("<ServiceHistoryInstance>{}</ServiceHistoryInstance>", period(one)))
        .collect::<Vec<_>>()
        .concat();
    format!(
        "<TSPService><ServiceInformation>{}</ServiceInformation><ServiceHistory>{history}</ServiceHistory></TSPService>",
        period(first)
    )
}

fn by_certificate(certificate: &Certificate) -> String {
    format!("<DigitalId><X509Certificate>{}</X509Certificate></DigitalId>", base64(certificate.der()))
}

fn by_key(certificate: &Certificate) -> String {
    format!("<DigitalId><X509SKI>{}</X509SKI></DigitalId>", base64(&certificate.key_id()))
}

const FOR_SEALS: &str = "<Extension Critical=\"false\"><AdditionalServiceInformation>\
    <URI xml:lang=\"en\">http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/ForeSeals</URI></AdditionalServiceInformation></Extension>";

/// A list with what stands in it beside its scheme.
fn list(kind: &str, territory: &str, next: &str, pointers: &str, services: &str) -> String {
    format!(
        "<TrustServiceStatusList xmlns=\"http://uri.etsi.org/02231/v2#\" Id=\"list\"><SchemeInformation>\
         <TSLVersionIdentifier>5</TSLVersionIdentifier><TSLSequenceNumber>7</TSLSequenceNumber>\
         <TSLType>http://uri.etsi.org/TrstSvc/TrustedList/TSLType/{kind}</TSLType>\
         <SchemeOperatorName><Name>Keeper of {territory}</Name></SchemeOperatorName><SchemeTerritory>{territory}</SchemeTerritory>\
         <PointersToOtherTSL>{pointers}</PointersToOtherTSL><ListIssueDateTime>2026-11-01T00:00:00Z</ListIssueDateTime>\
         <NextUpdate><dateTime>{next}</dateTime></NextUpdate></SchemeInformation><TrustServiceProviderList><TrustServiceProvider>\
         <TSPInformation><TSPName><Name>Provider</Name></TSPName></TSPInformation><TSPServices>{services}</TSPServices>\
         </TrustServiceProvider></TrustServiceProviderList></TrustServiceStatusList>"
    )
}

const NEXT: &str = "2027-05-01T00:00:00Z";

/// The list of lists, which names who may sign the Dutch one.
fn of_lists() -> Vec<u8> {
    let pointer = format!(
        "<OtherTSLPointer><ServiceDigitalIdentities><ServiceDigitalIdentity>{}</ServiceDigitalIdentity></ServiceDigitalIdentities>\
         <TSLLocation>https://lists.example/nl.xml</TSLLocation><AdditionalInformation><OtherInformation><SchemeTerritory>NL</SchemeTerritory>\
         </OtherInformation></AdditionalInformation></OtherTSLPointer>",
        by_certificate(&keeper(NL).seal)
    );
    sign(EU, &list("EUlistofthelists", "EU", NEXT, &pointer, ""))
}

fn sign(seed: u8, list: &str) -> Vec<u8> {
    let list = list.replace("<PointersToOtherTSL></PointersToOtherTSL>", "").replace("<URI xml:lang=\"en\">", "<URI>");
    signed(&keeper(seed), &list, Out::Enveloped, moment("2026-11-01T00:00:00Z"), false)
}

/// The seal's certificate anew, with these statements about being qualified.
fn qualified(pki: &Pki, seed: u8, statements: &[&[u8]]) -> Vec<u8> {
    let der = pki.seal.der();
    let (tbs, _) = inside(inside(der).0);
    let (mut before, extensions) = (Vec::new(), last(tbs));
    before.extend_from_slice(&tbs[..tbs.len() - extensions.len()]);
    let (all, _) = inside(inside(extensions).0);
    let oid = [0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x03];
    let extension = wrap(0x30, &[&oid[..], &wrap(0x04, &wrap(0x30, &statements.concat()))].concat());
    let extensions = wrap(0xa3, &wrap(0x30, &[all, &extension].concat()));
    let tbs = wrap(0x30, &[before, extensions].concat());
    let signature = wrap(0x03, &[&[0][..], &Key::new(seed * 10 + 1).sign(&tbs)].concat());
    let ecdsa = [0x30, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
    wrap(0x30, &[&tbs[..], &ecdsa, &signature].concat())
}

/// The content of the first value, and what follows it.
fn inside(der: &[u8]) -> (&[u8], &[u8]) {
    let (head, length) = match der[1] {
        0x82 => (4, usize::from(der[2]) << 8 | usize::from(der[3])),
        0x81 => (3, usize::from(der[2])),
        short => (2, usize::from(short)),
    };
    (&der[head..head + length], &der[head + length..])
}

/// The last value.
fn last(mut der: &[u8]) -> &[u8] {
    loop {
        let (_, rest) = inside(der);
        if rest.is_empty() {
            return der;
        }
        der = rest;
    }
}

fn wrap(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let mut out = vec![tag];
    match u8::try_from(length) {
        Ok(short @ 0..=0x7f) => out.push(short),
        Ok(long) => out.extend([0x81, long]),
        Err(_) => out.extend([0x82, u8::try_from(length >> 8).unwrap(), u8::try_from(length & 255).unwrap()]),
    }
    out.extend_from_slice(content);
    out
}

/// Compliance, the device, and the type, as EN 319 412-5 encodes them.
const COMPLIANCE: &[u8] = &[0x30, 0x08, 0x06, 0x06, 0x04, 0x00, 0x8e, 0x46, 0x01, 0x01];
const DEVICE: &[u8] = &[0x30, 0x08, 0x06, 0x06, 0x04, 0x00, 0x8e, 0x46, 0x01, 0x04];
const SEALS: &[u8] = &[
    0x30, 0x13, 0x06, 0x06, 0x04, 0x00, 0x8e, 0x46, 0x01, 0x06, 0x30, 0x09, 0x06, 0x07, 0x04, 0x00, 0x8e, 0x46, 0x01,
    0x06, 0x02,
];
const SIGNATURES: &[u8] = &[
    0x30, 0x13, 0x06, 0x06, 0x04, 0x00, 0x8e, 0x46, 0x01, 0x06, 0x30, 0x09, 0x06, 0x07, 0x04, 0x00, 0x8e, 0x46, 0x01,
    0x06, 0x01,
];

fn trial() -> Pki {
    Pki::new(&Plan::default())
}

/// The Dutch list with the three services of the trial, all with this history.
fn dutch(periods: &[Since<'_>]) -> String {
    let pki = trial();
    let services = [
        service("CA/QC", &by_certificate(&pki.root), FOR_SEALS, periods),
        service("TSA/QTST", &by_key(&pki.tsa), "", periods),
        service("EDS/Q", &by_certificate(&pki.root), "", periods),
    ];
    list("EUgeneric", "NL", NEXT, "", &services.concat())
}

fn since_long() -> [Since<'static>; 1] {
    [(GRANTED, "2020-01-01T00:00:00Z")]
}

/// Lists given with the list of lists, under the certificate that is trusted for that.
fn read(lists: &[Vec<u8>]) -> Lists {
    let all = std::iter::once(of_lists()).chain(lists.iter().cloned());
    let given: Vec<Given> = all.map(|octets| Given { name: "list.xml".to_owned(), octets }).collect();
    Lists::read(&given, &[keeper(EU).seal.der().to_vec()], &Suitability::default(), at())
}

/// What they say of seal, registered delivery and time-stamp of the trial.
fn asked(lists: &Lists, statements: &[&[u8]]) -> Vec<Qualified> {
    let pki = trial();
    let signers = [
        Signer { stamps: false, certificate: qualified(&pki, 1, statements), when: when() },
        Signer { stamps: true, certificate: pki.tsa.der().to_vec(), when: when() },
    ];
    lists.answers(&signers, &[])
}

fn answers(list: &[u8]) -> Vec<Answer> {
    asked(&read(&[list.to_vec()]), &[COMPLIANCE, DEVICE, SEALS]).iter().map(|one| one.answer).collect()
}

const YES: [Answer; 3] = [Answer::Qualified; 3];
const NO: [Answer; 3] = [Answer::NotQualified; 3];
const NOT_TOLD: [Answer; 3] = [Answer::NotTold; 3];

/// The list of lists and the Dutch one lie in files, too, for whoever wants to read some.
#[test]
fn the_lists_are_made_as_they_lie_there() {
    let anew = std::env::var_os("RECEPIS_CORPUS").is_some_and(|word| word == "write");
    for (name, octets) in [("eu.xml", of_lists()), ("nl.xml", sign(NL, &dutch(&since_long())))] {
        let path = std::path::Path::new("tests/lists").join(name);
        if anew {
            use std::io::Write as _;
            std::fs::create_dir_all("tests/lists").unwrap();
            std::fs::File::create(&path).unwrap().write_all(&octets).unwrap();
        }
        assert!(std::fs::read(&path).unwrap() == octets, "{}", path.display());
    }
}

#[test]
fn a_status_that_ends_between_two_signatures_gives_two_answers() {
    let pki = trial();
    let lists = read(&[sign(NL, &dutch(&[(WITHDRAWN, "2026-11-24T09:15:00Z"), (GRANTED, "2020-01-01T00:00:00Z")]))]);
    let stamp = |when: &str| Signer { stamps: true, certificate: pki.tsa.der().to_vec(), when: moment(when) };
    let times = ["2026-11-24T09:14:00Z", "2026-11-24T09:13:00Z", "2026-11-24T09:15:00Z"];
    let found = lists.answers(&times.map(stamp), &[]);
    let spans: Vec<_> = found.iter().map(|one| (one.answer, one.from.to_string(), one.until.to_string())).collect();
    let at = |place: usize| times[place].to_owned();
    assert_eq!(spans, [(Answer::Qualified, at(1), at(0)), (Answer::NotQualified, at(2), at(2))]);
}

#[test]
fn what_is_granted_at_the_time_is_qualified() {
    let lists = read(&[sign(NL, &dutch(&since_long()))]);
    assert!(lists.shown().iter().all(|one| one.relied_on), "{:?}", lists.shown());
    let found = asked(&lists, &[COMPLIANCE, DEVICE, SEALS]);
    let questions: Vec<Question> = found.iter().map(|one| one.question).collect();
    assert_eq!(questions, [Question::Seal, Question::RegisteredDelivery, Question::TimeStamp]);
    assert!(found.iter().all(|one| one.answer == Answer::Qualified), "{found:?}");
    assert!(
        found[0].sentence.contains("Provider, by the list of NL issued at 2026-11-01T00:00:00Z, granted since 2020"),
        "{found:?}"
    );
}

#[test]
fn the_status_at_the_moment_of_signing_counts() {
    let before = [(WITHDRAWN, "2026-11-01T00:00:00Z"), (GRANTED, "2020-01-01T00:00:00Z")];
    assert_eq!(answers(&sign(NL, &dutch(&before))), NO);
    let after = [(WITHDRAWN, "2026-11-24T09:15:00Z"), (GRANTED, "2020-01-01T00:00:00Z")];
    assert_eq!(answers(&sign(NL, &dutch(&after))), YES);
    let later = [(GRANTED, "2026-11-24T09:15:00Z")];
    assert_eq!(answers(&sign(NL, &dutch(&later))), NO);
    let again =
        [(GRANTED, "2026-11-24T00:00:00Z"), (WITHDRAWN, "2026-11-01T00:00:00Z"), (GRANTED, "2020-01-01T00:00:00Z")];
    assert_eq!(answers(&sign(NL, &dutch(&again))), YES);
}

#[test]
fn a_list_that_ran_out_is_closed_changed_or_wrapped_says_nothing() {
    let sound = dutch(&since_long());
    assert_eq!(answers(&sign(NL, &sound.replace(NEXT, "2026-11-24T09:19:59Z"))), NOT_TOLD);
    assert_eq!(answers(&sign(NL, &sound.replace(&format!("<dateTime>{NEXT}</dateTime>"), ""))), NOT_TOLD);
    let made = String::from_utf8(sign(NL, &dutch(&[(WITHDRAWN, "2020-01-01T00:00:00Z")]))).unwrap();
    assert_eq!(answers(made.replace(WITHDRAWN, GRANTED).as_bytes()), NOT_TOLD);
    // The signed list stands inside a forged one, and its signature where it was, or as the forged one's own.
    let begin = made.find("<TrustServiceStatusList").unwrap();
    let (start, end) = (made.find("<ds:Signature ").unwrap(), made.find("</ds:Signature>").unwrap() + 15);
    let bare = format!("{}{}", &made[begin..start], &made[end..]);
    let forged = sound.replace("Id=\"list\"", "Id=\"other\"").replace("</TrustServiceStatusList>", "");
    for (inside, own) in [(&made[begin..], ""), (bare.as_str(), &made[start..end])] {
        assert_eq!(
            answers(format!("{forged}{}{own}</TrustServiceStatusList>", inside.trim_end()).as_bytes()),
            NOT_TOLD
        );
    }
    assert_eq!(answers(sound.as_bytes()), NOT_TOLD, "a list that nobody signed");
    assert_eq!(answers(b"<no/>"), NOT_TOLD);
}

#[test]
fn a_list_that_is_signed_with_what_is_not_suitable_then_is_not_relied_on() {
    let given = [Given { name: "nl.xml".to_owned(), octets: sign(NL, &dutch(&since_long())) }];
    let relied_on = |day: &str| {
        let lists = Lists::read(&given, &[keeper(NL).seal.der().to_vec()], &weak_from(day), at());
        lists.shown()[0].clone()
    };
    assert!(relied_on("2026-11-25").relied_on);
    let weak = relied_on("2026-11-24");
    assert!(!weak.relied_on && weak.sentence.contains("ECDSA P-256 with SHA-256, which is not suitable"), "{weak:?}");
}

#[test]
fn a_list_counts_only_under_whom_the_list_of_lists_names_for_it() {
    let sound = dutch(&since_long());
    let belgian = sound.replace("<SchemeTerritory>NL<", "<SchemeTerritory>BE<");
    for (list, why) in [
        (sign(BE, &belgian), "nobody names"),
        (sign(NL, &belgian), "named for NL"),
        (sign(BE, &sound), "named for nothing"),
    ] {
        assert_eq!(answers(&list), NOT_TOLD, "{why}");
    }
    // Without the list of lists, or without trust in its signer, nothing names anybody; a list's own signer can be trusted.
    let given = |octets: Vec<u8>| Given { name: "list.xml".to_owned(), octets };
    let both = [given(of_lists()), given(sign(NL, &sound))];
    let of = |lists: &[Given], trusted: &[Vec<u8>]| {
        asked(&Lists::read(lists, trusted, &Suitability::default(), at()), &[COMPLIANCE, DEVICE, SEALS])[0].answer
    };
    assert_eq!(of(&both, &[]), Answer::NotTold);
    assert_eq!(of(&both[1..], &[keeper(EU).seal.der().to_vec()]), Answer::NotTold);
    assert_eq!(of(&both[1..], &[keeper(NL).seal.der().to_vec()]), Answer::Qualified);
    // The list of lists is believed for what it is only: it names no services.
    let disguised = sign(EU, &sound.replace("EUgeneric", "EUlistofthelists"));
    assert_eq!(of(&[given(disguised)], &[keeper(EU).seal.der().to_vec()]), Answer::NotTold);
}

#[test]
fn a_seal_is_qualified_by_certificate_device_and_purpose_together() {
    let lists = read(&[sign(NL, &dutch(&since_long()))]);
    let seal = |statements: &[&[u8]]| asked(&lists, statements)[0].clone();
    assert_eq!(seal(&[COMPLIANCE, DEVICE, SEALS]).answer, Answer::Qualified);
    for (statements, why) in [
        (&[COMPLIANCE, SEALS][..], "qualified device"),
        (&[COMPLIANCE, DEVICE, SIGNATURES], "not for seals"),
        (&[DEVICE, SEALS], "does not say that it is qualified"),
    ] {
        let found = seal(statements);
        assert_eq!(found.answer, Answer::NotQualified, "{why}");
        assert!(found.sentence.contains(why), "{found:?}");
    }
    let other = dutch(&since_long()).replace("ForeSeals", "ForeSignatures");
    let found = asked(&read(&[sign(NL, &other)]), &[COMPLIANCE, DEVICE, SEALS])[0].clone();
    assert_eq!(found.answer, Answer::NotQualified, "{found:?}");
    let rules = dutch(&since_long()).replace(
        "<AdditionalServiceInformation>",
        "<Qualifications><Qualifier uri=\"http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/NotQualified\"></Qualifier></Qualifications>\
         <AdditionalServiceInformation>",
    );
    let found = asked(&read(&[sign(NL, &rules)]), &[COMPLIANCE, DEVICE, SEALS])[0].clone();
    assert_eq!(found.answer, Answer::NotTold, "{found:?}");
}

#[test]
fn another_service_of_the_same_names_is_not_the_listed_one() {
    let lists = read(&[sign(NL, &dutch(&since_long()))]);
    // The same names, other keys; its certificates claim whatever they like.
    let other = keeper(7);
    let signers = [
        Signer { stamps: false, certificate: qualified(&other, 7, &[COMPLIANCE, DEVICE, SEALS]), when: when() },
        Signer { stamps: true, certificate: other.tsa.der().to_vec(), when: when() },
    ];
    let found = lists.answers(&signers, &[other.root.der().to_vec(), trial().root.der().to_vec()]);
    assert!(found.len() == 3 && found.iter().all(|one| one.answer == Answer::NotQualified), "{found:?}");
}

#[test]
fn the_command_says_what_lists_say_and_keeps_its_verdict() {
    let folder = tempfile::tempdir().unwrap();
    let pki = trial();
    let put = |name: &str, octets: &[u8]| {
        use std::io::Write as _;
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::File::create(path).unwrap().write_all(octets).unwrap();
    };
    put("seal/root.pem", pki.root.to_pem().as_bytes());
    put("tsa/root.pem", pki.root.to_pem().as_bytes());
    put("list/eu.pem", keeper(EU).seal.to_pem().as_bytes());
    put("crl/seal.crl", &pki.crls[0].1);
    put("eu.xml", &of_lists());
    put("nl.xml", &sign(NL, &dutch(&since_long())));
    put("given.xml", &signed(&pki, &evidence(&sha256(ORIGINAL), ""), Out::Filter, when(), true));
    put("b.asice", &crate::Tale::accepted(1).bundle(&pki));
    for (file, at, lines) in
        [("given.xml", at().to_string(), 3), ("b.asice", crate::Tale::accepted(1).moment().to_string(), 3)]
    {
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_recepis-verify"))
            .current_dir(folder.path())
            .args([file, "--trust", ".", "--at", &at, "--trusted-list", "nl.xml", "--trusted-list=eu.xml", "--json"])
            .output()
            .unwrap();
        let report: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
        crate::schema::describes("report", &report);
        assert_eq!(report["verdict"], "TOTAL-PASSED", "{}", report["findings"]);
        assert_eq!(report["lists"].as_array().unwrap().len(), 2);
        let open = report["not_proven"].to_string();
        assert!(!open.contains("trusted list was not checked"), "{open}");
        let answers: Vec<&str> =
            report["qualified"].as_array().unwrap().iter().map(|one| one["answer"].as_str().unwrap()).collect();
        assert_eq!(answers.len(), lines, "{}", report["qualified"]);
        // The trial's seal says nothing about being qualified; its time-stamps and the service are listed.
        assert_eq!(answers.iter().filter(|answer| **answer == "qualified").count(), 2, "{}", report["qualified"]);
    }
}
