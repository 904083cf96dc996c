//! What an answer must be to be taken: every refusal by its name, and the eight wrapping shapes.

use super::names::{DS, SAMLP};
use super::testing::*;
use super::*;
use crate::format::xml::{Element, Node};

const ASSERTION: [&str; 1] = ["Assertion"];
const RESOLVED: [&str; 2] = ["Body", "ArtifactResponse"];

fn judged(response: &Element) -> Result<Proven, String> {
    judged_octets(&octets(response))
}

fn judged_octets(octets: &[u8]) -> Result<Proven, String> {
    judge(octets, &expected(&contexts()), &metadata(), now()).map_err(|fault| fault.name())
}

fn judged_resolved(envelope: &Element) -> Result<Proven, String> {
    let contexts = contexts();
    let expected = Expected { resolved: Some(RESOLVE), ..expected(&contexts) };
    judge(&octets(envelope), &expected, &metadata(), now()).map_err(|fault| fault.name())
}

/// A right answer with its assertion signed.
fn signed() -> Element {
    let mut response = response();
    sign_at(&mut response, &ASSERTION);
    response
}

/// The answer with something else in it, signed afterwards.
fn with(change: impl FnOnce(&mut Element)) -> Element {
    let mut response = response();
    change(&mut response);
    sign_at(&mut response, &ASSERTION);
    response
}

#[test]
fn an_answer_whose_assertion_or_whole_is_signed_is_taken() {
    let proven = judged(&signed()).unwrap();
    assert_eq!((&*proven.issuer, &*proven.context, &*proven.subject), (IDP, CONTEXT, "petra"));
    assert_eq!(proven.at.to_string(), in_seconds(-5));
    let said: Vec<(&str, &str)> = proven.attributes.iter().map(|(name, value)| (&**name, &**value)).collect();
    assert_eq!(said, [("urn:name", "P. Jansen & zoon"), ("urn:born", "1957-04-01")]);

    let mut whole = response();
    sign_at(&mut whole, &[]);
    assert_eq!(judged(&whole).as_ref(), Ok(&proven));
    let mut both = signed();
    sign_at(&mut both, &[]);
    assert_eq!(judged(&both).as_ref(), Ok(&proven));
    let declared = [b"<?xml version='1.0' encoding='UTF-8'?>\n".as_slice(), &octets(&both), b"\n"].concat();
    assert_eq!(judged_octets(&declared).as_ref(), Ok(&proven));

    for path in [["Body", "ArtifactResponse"].as_slice(), &["Body", "ArtifactResponse", "Response"]] {
        let mut envelope = resolved(Some(response()));
        sign_at(&mut envelope, path);
        assert_eq!(judged_resolved(&envelope).as_ref(), Ok(&proven));
    }
    let mut envelope = resolved(Some(signed()));
    let answer = at(&mut envelope, &RESOLVED);
    answer.nodes.remove(0);
    *answer = sign::signed(answer.clone(), 0, &key(7)).unwrap();
    assert_eq!(judged_resolved(&envelope).as_ref(), Ok(&proven), "without an issuer");
    let mut envelope = resolved(Some(both));
    sign_at(&mut envelope, &["Body", "ArtifactResponse"]);
    assert_eq!(judged_resolved(&envelope).as_ref(), Ok(&proven));
}

#[test]
fn what_xmlsec_signed_with_rsa_and_a_list_of_prefixes_is_taken_and_no_changed_octet_of_it() {
    let octets = include_bytes!("vectors/response.xml");
    let metadata = Metadata::read(include_str!("vectors/idp.xml"), None).unwrap();
    let contexts = contexts();
    let read = |octets: &[u8]| judge(octets, &expected(&contexts), &metadata, now());
    let proven = read(octets).unwrap();
    assert_eq!(proven.attributes, [("urn:name".to_owned(), "Zoë".to_owned())]);
    let text = std::str::from_utf8(octets).unwrap();
    for (from, to) in [("Zoë", "Zoe"), ("xs:string", "xs:strinh"), ("urn:name", "urn:nama"), ("petra", "Petra")] {
        assert!(text.contains(from), "{from}");
        assert_eq!(read(text.replace(from, to).as_bytes()).unwrap_err().name(), "signature", "{from}");
    }
}

#[test]
fn what_no_signature_of_the_provider_covers_is_refused() {
    assert_eq!(judged(&response()), Err("unsigned".to_owned()));
    assert_eq!(judged_resolved(&resolved(Some(response()))), Err("unsigned".to_owned()));
    let other = |mut element: Element, path: &[&str]| {
        let inner = at(&mut element, path);
        *inner = sign::signed(inner.clone(), 1, &key(8)).unwrap();
        element
    };
    assert_eq!(judged(&other(response(), &ASSERTION)), Err("signature".to_owned()));
    assert_eq!(
        judged(&other(signed(), &[])),
        Err("signature".to_owned()),
        "one that does not hold beside one that does"
    );
    let mut changed = signed();
    at(&mut changed, &["Assertion", "Subject", "NameID"]).nodes = vec![Node::Text("mallory".to_owned())];
    assert_eq!(judged(&changed), Err("signature".to_owned()));
    let mut changed = signed();
    sign_at(&mut changed, &[]);
    set(&mut changed, "Destination", Some("https://else.example/"));
    assert_eq!(judged(&changed), Err("signature".to_owned()));
}

/// The eight shapes of SAML Raider (`original` is what the provider signed, `evil` what the attacker wants to be read).
fn wrapped() -> Vec<(&'static str, Element)> {
    let evil_of = |mut element: Element, path: &[&str]| {
        set(&mut element, "ID", Some("_evil"));
        at(&mut element, path).nodes = vec![Node::Text("mallory".to_owned())];
        element
    };
    let mut whole = response();
    sign_at(&mut whole, &[]);
    let (original, signature) = unsigned(whole);
    let evil = evil_of(original.clone(), &["Assertion", "Subject", "NameID"]);
    let insert = |into: &Element, place: usize, what: Vec<Element>| {
        let mut into = into.clone();
        into.nodes.splice(place..place, what.into_iter().map(Node::Element));
        into
    };
    let first = insert(&evil, 1, vec![signature.clone().child(original.clone())]);
    let second = insert(&evil, 1, vec![original.clone(), signature]);

    let genuine = at(&mut signed(), &ASSERTION).clone();
    let (bare, signature) = unsigned(genuine.clone());
    let evil = evil_of(bare.clone(), &["Subject", "NameID"]);
    let mut around = response();
    around.nodes.pop();
    let answer = |assertions: &[&Element]| around.clone().children(assertions.iter().copied().cloned());
    let third = answer(&[&evil, &genuine]);
    let fourth = answer(&[&evil.clone().child(genuine.clone())]);
    let carrying = insert(&evil, 1, vec![signature.clone()]);
    let fifth = answer(&[&carrying, &bare]);
    let sixth = answer(&[&insert(&evil, 1, vec![signature.clone().child(bare.clone())])]);
    let mut same = evil.clone();
    set(&mut same, "ID", Some("_assertion"));
    let extensions = Element::new(SAMLP, "Extensions");
    let seventh = insert(&answer(&[&genuine]), 1, vec![extensions.clone().child(same)]);
    let object = Element::new(DS, "Object").child(bare);
    let eighth = answer(&[&insert(&evil, 1, vec![signature.child(object)])]);
    let other_id = insert(&answer(&[&genuine]), 1, vec![extensions.child(evil)]);
    vec![
        ("XSW1", first),
        ("XSW2", second),
        ("XSW3", third),
        ("XSW4", fourth),
        ("XSW5", fifth),
        ("XSW6", sixth),
        ("XSW7", seventh),
        ("XSW7 with an ID of its own", other_id),
        ("XSW8", eighth),
        ("a signature of another element", answer(&[&carrying])),
    ]
}

#[test]
fn the_eight_wrapping_shapes_are_refused_by_post_and_by_artifact() {
    for (shape, response) in wrapped() {
        assert_eq!(judged(&response), Err("wrapped".to_owned()), "{shape}");
        assert_eq!(judged_resolved(&resolved(Some(response.clone()))), Err("wrapped".to_owned()), "{shape}, resolved");
        let mut envelope = resolved(Some(response));
        sign_at(&mut envelope, &["Body", "ArtifactResponse"]);
        assert_eq!(judged_resolved(&envelope), Err("wrapped".to_owned()), "{shape}, resolved and signed");
    }
}

#[test]
fn what_a_signature_must_not_say_is_refused_before_it_is_computed() {
    let said = |from: &str, to: &str| {
        let text = String::from_utf8(octets(&signed())).unwrap();
        assert!(text.contains(from), "{from}");
        judged_octets(text.replacen(from, to, 1).as_bytes()).unwrap_err()
    };
    let more = "http://www.w3.org/2001/04/xmldsig-more#";
    assert_eq!(said(&format!("{more}ecdsa-sha256"), "http://www.w3.org/2000/09/xmldsig#rsa-sha1"), "algorithm");
    assert_eq!(said(&format!("{more}ecdsa-sha256"), &format!("{more}hmac-sha256")), "algorithm");
    assert_eq!(said(&format!("{more}ecdsa-sha256"), &format!("{more}rsa-sha256")), "signature");
    assert_eq!(said("http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2000/09/xmldsig#sha1"), "algorithm");
    assert_eq!(said("xmldsig#enveloped-signature", "xmldsig#base64"), "algorithm");
    let xslt = "http://www.w3.org/TR/1999/REC-xslt-19991116";
    assert_eq!(said("http://www.w3.org/2000/09/xmldsig#enveloped-signature", xslt), "algorithm");
    assert_eq!(said("URI=\"#_assertion\"", "URI=\"\""), "wrapped");
    assert_eq!(said("URI=\"#_assertion\"", "URI=\"http://127.0.0.1/\""), "wrapped");
    assert_eq!(said("<saml:Subject>", "<saml:Subject><!-- -->"), "xml");
    assert_eq!(said("petra", "pet<![CDATA[ra]]>"), "xml");
    assert_eq!(said("<samlp:Response ", "<!DOCTYPE a><samlp:Response "), "xml");
    assert_eq!(judged_octets(&[b'<'; 1000]).unwrap_err(), "xml");
    assert_eq!(judged_octets("<a>".repeat(90_000).as_bytes()).unwrap_err(), "xml");
    assert_eq!(judged_octets(b"<Response/>").unwrap_err(), "form");
}

type Change = Box<dyn FnOnce(&mut Element)>;

fn value(path: &'static [&'static str], local: &'static str, value: Option<String>) -> Change {
    Box::new(move |response| set(at(response, path), local, value.as_deref()))
}

fn text(path: &'static [&'static str], text: &'static str) -> Change {
    Box::new(move |response| at(response, path).nodes = vec![Node::Text(text.to_owned())])
}

fn gone(path: &'static [&'static str], local: &'static str) -> Change {
    let is = |node: &Node, local| matches!(node, Node::Element(child) if child.name.local == local);
    Box::new(move |response| at(response, path).nodes.retain(|node| !is(node, local)))
}

#[test]
fn an_answer_to_somebody_or_something_else_too_early_or_too_late_is_refused_by_name() {
    const DATA: &[&str] = &["Assertion", "Subject", "SubjectConfirmation", "SubjectConfirmationData"];
    const CONDITIONS: &[&str] = &["Assertion", "Conditions"];
    const STATEMENT: &[&str] = &["Assertion", "AuthnStatement"];
    let url = || Some("https://else.example/".to_owned());
    let moment = |seconds| Some(in_seconds(seconds));
    let cases: Vec<(&str, Change)> = vec![
        ("destination", value(&[], "Destination", url())),
        ("destination", value(&[], "Destination", None)),
        ("in-response-to", value(&[], "InResponseTo", Some("_other".to_owned()))),
        ("in-response-to", value(&[], "InResponseTo", None)),
        ("issuer", text(&["Issuer"], "https://else.example/")),
        ("form", value(&[], "Version", Some("1.1".to_owned()))),
        ("form", value(&[], "IssueInstant", Some("yesterday".to_owned()))),
        ("early", value(&[], "IssueInstant", moment(90))),
        ("expired", value(&[], "IssueInstant", moment(-200))),
        ("form", gone(&[], "Status")),
        ("issuer", text(&["Assertion", "Issuer"], "https://else.example/")),
        ("form", value(&ASSERTION, "Version", None)),
        ("form", gone(&ASSERTION, "Subject")),
        ("form", gone(&["Assertion", "Subject"], "NameID")),
        ("form", gone(&["Assertion", "Subject"], "SubjectConfirmation")),
        ("form", value(&["Assertion", "Subject", "SubjectConfirmation"], "Method", url())),
        ("recipient", value(DATA, "Recipient", url())),
        ("recipient", value(DATA, "Recipient", None)),
        ("in-response-to", value(DATA, "InResponseTo", Some("_other".to_owned()))),
        ("in-response-to", value(DATA, "InResponseTo", None)),
        ("expired", value(DATA, "NotOnOrAfter", moment(-60))),
        ("form", value(DATA, "NotOnOrAfter", None)),
        ("early", value(DATA, "NotBefore", moment(61))),
        ("form", gone(&ASSERTION, "Conditions")),
        ("expired", value(CONDITIONS, "NotOnOrAfter", moment(-60))),
        ("early", value(CONDITIONS, "NotBefore", moment(61))),
        ("audience", gone(CONDITIONS, "AudienceRestriction")),
        ("audience", text(&["Assertion", "Conditions", "AudienceRestriction", "Audience"], "https://else.example/")),
        (
            "condition",
            Box::new(|response| {
                let conditions = at(response, CONDITIONS);
                *conditions = conditions.clone().child(Element::new(DS, "Condition"));
            }),
        ),
        ("form", gone(&ASSERTION, "AuthnStatement")),
        ("authentication", value(STATEMENT, "AuthnInstant", moment(-3600))),
        ("early", value(STATEMENT, "AuthnInstant", moment(61))),
        ("expired", value(STATEMENT, "SessionNotOnOrAfter", moment(-60))),
        ("context", text(&["Assertion", "AuthnStatement", "AuthnContext", "AuthnContextClassRef"], "urn:password")),
    ];
    for (place, (name, change)) in cases.into_iter().enumerate() {
        assert_eq!(judged(&with(change)), Err(name.to_owned()), "case {place}");
    }
    // The last moments that are taken.
    for change in [value(DATA, "NotOnOrAfter", moment(-59)), value(CONDITIONS, "NotBefore", moment(60))] {
        judged(&with(change)).unwrap();
    }
}

#[test]
fn a_provider_that_says_no_is_told_apart_from_one_that_failed() {
    let said = |outer: &str, inner: Option<&str>| {
        let mut response = response();
        let mut status = status(outer);
        if let Some(inner) = inner {
            let code = at(&mut testing::status(inner), &["StatusCode"]).clone();
            let outer = at(&mut status, &["StatusCode"]);
            *outer = outer.clone().child(code);
        }
        response.nodes = vec![response.nodes[0].clone(), Node::Element(status)];
        judge(&octets(&response), &expected(&contexts()), &metadata(), now()).unwrap_err()
    };
    assert!(matches!(said("Responder", Some("AuthnFailed")), Fault::Cancelled));
    assert_eq!(said("Requester", Some("RequestDenied")).to_string(), "status: the provider answers RequestDenied");
    assert_eq!(said("Responder", None).to_string(), "status: the provider answers Responder");
}

#[test]
fn what_comes_over_the_back_channel_must_answer_our_question() {
    let refused = |change: &dyn Fn(&mut Element)| {
        let mut envelope = resolved(Some(signed()));
        change(&mut envelope);
        judged_resolved(&envelope).unwrap_err()
    };
    assert_eq!(refused(&|envelope| set(at(envelope, &RESOLVED), "InResponseTo", Some("_other"))), "in-response-to");
    assert_eq!(refused(&|envelope| set(at(envelope, &RESOLVED), "IssueInstant", Some(&in_seconds(99)))), "early");
    let issuer = |envelope: &mut Element| at(envelope, &["Body", "ArtifactResponse", "Issuer"]).nodes.clear();
    assert_eq!(refused(&issuer), "issuer");
    let failed = |envelope: &mut Element| *at(envelope, &["Body", "ArtifactResponse", "Status"]) = status("Requester");
    assert_eq!(refused(&failed), "status");
    assert_eq!(judged_resolved(&resolved(None)), Err("artifact".to_owned()), "resolved before");
    assert_eq!(judged_resolved(&signed()), Err("form".to_owned()));
    assert_eq!(judged(&resolved(Some(signed()))), Err("form".to_owned()));
    let mut elsewhere = signed();
    set(&mut elsewhere, "Destination", Some("https://else.example/"));
    assert_eq!(judged_resolved(&resolved(Some(elsewhere))), Err("destination".to_owned()));
    let mut encrypted = response();
    encrypted.nodes.pop();
    assert_eq!(judged(&encrypted.child(Element::new(names::SAML, "EncryptedAssertion"))), Err("encrypted".to_owned()));
}

#[test]
fn metadata_without_a_signing_certificate_or_with_addresses_in_clear_is_refused() {
    let refused = |text: &str| Metadata::read(text, None).unwrap_err().to_string();
    assert!(refused(&metadata_text(None)).contains("no signing certificate"));
    let right = metadata_text(Some(&key(7)));
    assert!(refused(&right.replace("use=\"signing\"", "use=\"encryption\"")).contains("no signing certificate"));
    assert!(refused(&right.replace("https://idp.example/login", "http://idp.example/login")).contains("not https"));
    assert!(refused(&right.replace("https://idp.example/resolve", "http://idp.example/")).contains("not https"));
    assert!(refused(&right.replace("HTTP-Redirect", "PAOS")).contains("no requests"));
    assert!(refused(&right.replace("SAML:2.0:protocol", "SAML:1.1:protocol")).contains("0 identity providers"));
    assert!(refused("<a/>").contains("0 identity providers"));
    assert!(refused("<!DOCTYPE a><a/>").contains("DTD"));
    assert!(refused(&right.replace("<ds:X509Certificate>MII", "<ds:X509Certificate>NII")).contains("certificate"));
    let entity = &right[right.find("<md:Entity").unwrap()..];
    let several = format!("<a>{entity}{}</a>", entity.replace(IDP, "urn:other"));
    assert!(refused(&several).contains("2 identity providers"));
    assert_eq!(Metadata::read(&several, Some(IDP)).unwrap().entity, IDP);
    assert!(Metadata::read(&several, Some("urn:none")).is_err());
}

#[test]
fn metadata_that_has_ended_vouches_for_nothing() {
    let ends = |at: i64| {
        let text = metadata_text(Some(&key(7)))
            .replace(" entityID=", &format!(" validUntil=\"{}\" entityID=", in_seconds(at)));
        let metadata = Metadata::read(&text, None).unwrap();
        judge(&octets(&signed()), &expected(&contexts()), &metadata, now()).map_err(|fault| fault.name())
    };
    assert!(ends(1).is_ok());
    assert_eq!(ends(0), Err("metadata".to_owned()));
}

#[test]
fn an_artifact_is_of_type_4_and_of_this_provider_or_refused() {
    use base64::Engine as _;
    use sha1::Digest as _;
    let source = sha1::Sha1::digest(IDP).to_vec();
    let text = |kind: u8, index: u8, source: &[u8], handle: usize| {
        let octets = [&[0, kind, 0, index], source, vec![5; handle].as_slice()].concat();
        base64::engine::general_purpose::STANDARD.encode(octets)
    };
    let read = |text: &str| Artifact::read(text, &metadata()).map_err(|fault| fault.to_string());
    assert!(read(&text(4, 3, &source, 20)).is_ok());
    for (wrong, why) in [
        (text(3, 3, &source, 20), "type 4"),
        (text(4, 3, &source, 19), "type 4"),
        (text(4, 3, &source, 21), "type 4"),
        (text(4, 1, &source, 20), "index"),
        (text(4, 3, &[1; 20], 20), "another provider"),
        ("!".repeat(60), "type 4"),
        ("A".repeat(60_000), "type 4"),
        (String::new(), "type 4"),
    ] {
        assert!(read(&wrong).unwrap_err().contains(why), "{why}");
    }
}

#[test]
fn a_request_is_signed_over_what_the_address_says_and_asks_for_the_least_context() {
    use base64::Engine as _;
    use std::io::Read as _;
    let request = provider().request(&[1; 20], "state-1", now()).unwrap();
    let Way::Redirect(address) = &request.way else { panic!("a redirect") };
    let rest = address.strip_prefix("https://idp.example/login?a=1&").unwrap();
    let (signed, value) = rest.split_once("&Signature=").unwrap();
    let url = reqwest::Url::parse(address).unwrap();
    let field = |name: &str| url.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned();
    let decode = |text: &str| base64::engine::general_purpose::STANDARD.decode(text).unwrap();
    assert!(!value.contains('&'));
    let algorithm = crate::crypto::Algorithm::EcdsaP256Sha256;
    let der = crate::crypto::ecdsa_to_der(algorithm, &decode(&field("Signature"))).unwrap();
    crate::crypto::verify(algorithm, &key(9).certificate().spki(), signed.as_bytes(), &der).unwrap();
    assert_eq!(field("RelayState"), "state-1");
    let mut text = String::new();
    flate2::read::DeflateDecoder::new(&*decode(&field("SAMLRequest"))).read_to_string(&mut text).unwrap();
    for part in
        [&*request.id, "ForceAuthn=\"true\"", "Comparison=\"minimum\"", CONTEXT, ENTITY, "https://idp.example/login"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    let mut by_post = provider();
    by_post.metadata.post = by_post.metadata.redirect.take();
    let Way::Post { request, .. } = by_post.request(&[1; 20], "state-1", now()).unwrap().way else { panic!("a form") };
    let document = signature::Document::read(&decode(&request)).unwrap();
    assert!(document.covered(document.root(), &[key(9).certificate().spki()]).unwrap().is_some());
}

#[test]
fn our_metadata_is_signed_and_says_how_answers_come_back() {
    let mut provider = provider();
    provider.binding = Binding::Artifact;
    let text = String::from_utf8(provider.own_metadata(&[2; 20]).unwrap()).unwrap();
    for part in [ENTITY, CONSUMER, "HTTP-Artifact", "WantAssertionsSigned=\"true\"", "SignatureValue"] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn a_key_and_a_certificate_of_another_are_refused() {
    let (one, other) = (pems(1), pems(2));
    assert!(matches!(Key::read(&one.0, &other.1), Err(KeyError::Pair)));
    assert!(matches!(Key::read(&one.1, &one.1), Err(KeyError::Key)));
    assert!(matches!(Key::read(&one.0, &one.0), Err(KeyError::Certificate)));
    assert_eq!(format!("{:?}", Key::read(&one.0, &one.1).unwrap()), "Key");
}

#[test]
fn advice_in_a_signed_assertion_is_passed_over() {
    let advised = with(|response| {
        let mut inner = at(response, &ASSERTION).clone();
        set(&mut inner, "ID", Some("_advice"));
        let assertion = at(response, &ASSERTION);
        *assertion = assertion.clone().child(Element::new(names::SAML, "Advice").child(inner));
    });
    assert_eq!(judged(&advised).unwrap().subject, "petra");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn no_octets_make_it_panic(octets: Vec<u8>, at: proptest::sample::Index, octet: u8) {
        let _ = judged_octets(&octets);
        let mut changed = testing::octets(&signed());
        let place = at.index(changed.len());
        changed[place] = octet;
        let _: Result<Proven, String> = judged_octets(&changed);
    }
}
