//! One spelling for each decision.

use proptest::prelude::*;
use serde_json::Value;

use super::*;

fn sample() -> Acknowledgement {
    Acknowledgement {
        delivery: DeliveryId::from_octets([1; 16]),
        message: Sha256([2; 32]),
        decision: Decision::Accepted,
        language: "nl".into(),
        text: "Ik neem dit bericht aan.".into(),
        sender: SenderShown {
            name: Some("De Vries \"Wonen\" b.v.".into()),
            domain: "devries.example".into(),
            checked: Checked { domain: Some(Check { how: "dns".into(), at: Moment::from_seconds(5) }), name: None },
        },
        subject: Some("Opzegging\u{1}\u{1f600}".into()),
        deadline: Some(Moment::from_seconds(1_795_511_640)),
        capacity: Capacity::Organisation { function: "hoofd".into(), name: "Vereniging X".into() },
        identity: Identity {
            method: "mail-code".into(),
            at: Moment::from_micros(1_795_511_640_120_000),
            shows: "iemand met toegang tot p@example.org".into(),
        },
        random: [0x0f; 16],
    }
}

fn json() -> String {
    String::from_utf8(write(&sample()).unwrap()).unwrap()
}

#[test]
fn the_document_is_written_letter_for_letter_as_rfc_8785_says() {
    let expected = concat!(
        r#"{"capacity":{"function":"hoofd","kind":"organisation","name":"Vereniging X"},"#,
        r#""deadline":"2026-11-24T09:14:00Z","decision":"accepted","delivery":"01041040G20810G20G4080G208","#,
        r#""identity":{"at":"2026-11-24T09:14:00.12Z","method":"mail-code","shows":"iemand met toegang tot p@example.org"},"#,
        r#""language":"nl","message":"0202020202020202020202020202020202020202020202020202020202020202","#,
        r#""random":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","#,
        r#""sender":{"checked":{"domain":{"at":"1970-01-01T00:00:05Z","how":"dns"},"name":null},"#,
        r#""domain":"devries.example","name":"De Vries \"Wonen\" b.v."},"#,
        "\"subject\":\"Opzegging\\u0001\u{1f600}\",\"text\":\"Ik neem dit bericht aan.\",\"v\":1}",
    );
    let delivery = DeliveryId::from_octets([1; 16]).to_string();
    assert_eq!(json(), expected.replace("01041040G20810G20G4080G208", &delivery));
}

#[test]
fn keys_that_are_added_missing_or_doubled_are_refused() {
    for (from, to) in [
        (r#","v":1}"#, r#","v":1,"x":0}"#),
        (r#""v":1}"#, r#""v":1,"v":1}"#),
        (r#""kind":"organisation""#, r#""kind":"organisation","kind":"organisation""#),
        (r#""how":"dns""#, r#""how":"dns","how":"dns""#),
        (r#","name":null}"#, "}"),
        (r#""language":"nl","#, ""),
        (r#""identity":{"#, r#""identity":{"ip":"192.0.2.1","#),
    ] {
        assert!(json().contains(from), "{from}");
        assert!(read(json().replace(from, to).as_bytes()).is_err(), "{to}");
    }
}

#[test]
fn other_spellings_of_the_same_document_are_refused() {
    for (from, to) in [
        (r#"{"capacity""#, r#"{ "capacity""#),
        (r#""v":1}"#, "\"v\":1}\n"),
        ("b.v.", "b\\u002ev."),
        ("\\u0001", "\\u0001\u{feff}\\"),
        (r#""at":"1970-01-01T00:00:05Z""#, r#""at":"1970-01-01T00:00:05.0Z""#),
        (r#""language":"nl","#, ""),
        ("0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f", "0F0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"),
    ] {
        assert!(json().contains(from), "{from}");
        assert!(read(json().replacen(from, to, 1).as_bytes()).is_err(), "{to}");
    }
    let value: Value = serde_json::from_str(&json()).unwrap();
    assert!(read(serde_json::to_string_pretty(&value).unwrap().as_bytes()).is_err());
}

#[test]
fn another_version_is_named() {
    let error = read(json().replace(r#""v":1}"#, r#""v":2}"#).as_bytes()).unwrap_err();
    assert!(matches!(error, Error::Version(2)), "{error}");
}

#[test]
fn a_document_over_the_limit_is_neither_read_nor_written() {
    let mut large = sample();
    large.subject = Some("x".repeat(LIMIT));
    assert!(matches!(write(&large), Err(Error::TooLarge)));
    assert!(matches!(read(canonical(&large).as_bytes()), Err(Error::TooLarge)));
    assert!(matches!(read("[".repeat(LIMIT).as_bytes()), Err(Error::Form(_))));
}

#[test]
fn the_published_schema_names_exactly_the_keys_that_are_written() {
    let schema: Value = serde_json::from_str(include_str!("../../../proto/acknowledgement.schema.json")).unwrap();
    let written: Value = serde_json::from_str(&json()).unwrap();
    let same = |schema: &Value, written: &Value, place: &str| {
        let names = |v: &Value| v.as_object().unwrap().keys().cloned().collect::<std::collections::BTreeSet<_>>();
        let required: std::collections::BTreeSet<String> =
            schema["required"].as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_owned()).collect();
        assert_eq!(names(&schema["properties"]), names(written), "{place}");
        assert_eq!(required, names(written), "{place}");
        assert_eq!(schema["additionalProperties"], false, "{place}");
    };
    same(&schema, &written, "/");
    let properties = &schema["properties"];
    same(&properties["identity"], &written["identity"], "identity");
    same(&properties["sender"], &written["sender"], "sender");
    let sender = &properties["sender"]["properties"];
    same(&sender["checked"], &written["sender"]["checked"], "checked");
    same(&schema["$defs"]["check"]["oneOf"][1], &written["sender"]["checked"]["domain"], "check");
    for (place, kind) in [Capacity::Own {}, sample().capacity, other()].iter().enumerate() {
        let written: Value = serde_json::from_str(&capacity(kind)).unwrap();
        same(&properties["capacity"]["oneOf"][place], &written, "capacity");
    }
}

fn other() -> Capacity {
    Capacity::Other { acting_as: "moeder".into(), name: "Kim".into() }
}

fn anything() -> impl Strategy<Value = Acknowledgement> {
    let words = || any::<String>();
    let moment = || (0_i64..253_402_300_799_999_999).prop_map(Moment::from_micros);
    let check = || prop::option::of((words(), moment()).prop_map(|(how, at)| Check { how, at }));
    let capacity = prop_oneof![
        Just(Capacity::Own {}),
        (words(), words()).prop_map(|(function, name)| Capacity::Organisation { function, name }),
        (words(), words()).prop_map(|(acting_as, name)| Capacity::Other { acting_as, name }),
    ];
    let decision = prop_oneof![Just(Decision::Accepted), Just(Decision::Refused), Just(Decision::NotForMe)];
    let sender = (prop::option::of(words()), words(), check(), check()).prop_map(|(name, domain, a, b)| SenderShown {
        name,
        domain,
        checked: Checked { domain: a, name: b },
    });
    let identity = (words(), moment(), words()).prop_map(|(method, at, shows)| Identity { method, at, shows });
    let head = (any::<[u8; 16]>(), any::<[u8; 32]>(), decision, words(), words());
    (head, sender, prop::option::of(words()), prop::option::of(moment()), capacity, identity, any::<[u8; 16]>())
        .prop_map(|((id, digest, decision, language, text), sender, subject, deadline, capacity, identity, random)| {
            Acknowledgement {
                delivery: DeliveryId::from_octets(id),
                message: Sha256(digest),
                decision,
                language,
                text,
                sender,
                subject,
                deadline,
                capacity,
                identity,
                random,
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_written_reads_back_the_same(document in anything()) {
        let written = write(&document).unwrap();
        prop_assert_eq!(read(&written).unwrap(), document);
    }

    #[test]
    fn no_changed_octet_reads_as_the_same_document(place in any::<prop::sample::Index>(), octet in 1_u8..) {
        let mut changed = json().into_bytes();
        let place = place.index(changed.len());
        changed[place] ^= octet;
        if let Ok(read) = read(&changed) {
            prop_assert_ne!(read, sample());
        }
    }
}
