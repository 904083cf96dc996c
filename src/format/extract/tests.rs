use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::format::evidence::tests::{ISSUED, statement};

/// An extract of a statement, with its openings.
fn of_statement(statement: &Statement, salt: u8) -> Option<(Extract, Openings)> {
    let salts = std::array::from_fn(|place| [salt.wrapping_add(u8::try_from(place).unwrap()); 16]);
    Extract::of(statement, Sha256([1; 32]), Sha256([2; 32]), salts).ok()
}

fn any_extract() -> impl Strategy<Value = (Statement, Extract, Openings)> {
    let issued = select(ISSUED.to_vec()).prop_flat_map(statement);
    (issued, any::<u8>()).prop_filter_map("of the chain", |(statement, salt)| {
        of_statement(&statement, salt).map(|(extract, openings)| (statement, extract, openings))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_reads_back_as_the_same((_, extract, openings) in any_extract(), shown in 0..64_usize) {
        let written = write(&extract).unwrap();
        prop_assert_eq!(&read(&written).unwrap(), &extract);
        prop_assert_eq!(of(&xml::read(&written, &OF_EXTRACT).unwrap()).unwrap(), extract);
        let fields = openings.fields.iter().enumerate().filter(|(place, _)| shown >> place & 1 == 1);
        let some = Openings { fields: fields.map(|(_, opening)| opening.clone()).collect(), ..openings };
        prop_assert_eq!(read_openings(&write_openings(&some).unwrap()).unwrap(), some);
    }

    #[test]
    fn one_changed_octet_is_another_extract_or_none((_, extract, openings) in any_extract(), at: prop::sample::Index, bit in 0..8_u8) {
        let changed = |mut octets: Vec<u8>| {
            let at = at.index(octets.len());
            octets[at] ^= 1 << bit;
            octets
        };
        prop_assert_ne!(read(&changed(write(&extract).unwrap())).ok(), Some(extract));
        prop_assert_ne!(read_openings(&changed(write_openings(&openings).unwrap())).ok(), Some(openings));
    }

    #[test]
    fn every_field_opens_and_no_other_value_or_salt_does((statement, extract, openings) in any_extract()) {
        prop_assert_eq!(openings.fields.len(), Field::ALL.len());
        for opening in &openings.fields {
            prop_assert!(extract.opens(opening));
            prop_assert_eq!(&opening.value, &opening.field.of(&statement));
            let value = format!("{} ", opening.value);
            let mut wrong = vec![Opening { value, ..opening.clone() }, Opening { salt: [0xEE; 16], ..opening.clone() }];
            let others = Field::ALL.into_iter().filter(|field| *field != opening.field);
            wrong.extend(others.map(|field| Opening { field, ..opening.clone() }));
            prop_assert_eq!(wrong.iter().filter(|wrong| *wrong != opening && extract.opens(wrong)).count(), 0);
        }
    }

    #[test]
    fn an_extract_tells_nobody_by_name((statement, extract, _) in any_extract()) {
        let written = String::from_utf8(write(&extract).unwrap()).unwrap();
        for field in Field::ALL {
            let value = field.of(&statement);
            prop_assert!(value.len() < 12 || !written.contains(&value), "{} stands in {}", value, written);
        }
    }
}

#[test]
fn the_commitment_is_over_salt_name_a_zero_octet_and_value() {
    let opening = Opening { field: Field::SenderName, salt: [7; 16], value: "Muster AG".to_owned() };
    let octets = [&[7; 16][..], b"sender.name\0Muster AG"].concat();
    assert_eq!(opening.commitment(), Sha256(sha256(&octets)));
}

#[test]
fn another_form_is_refused() {
    let fields = |names: &[Field]| {
        let opening = |field: &Field| Opening { field: *field, salt: [3; 16], value: "a".to_owned() };
        let evidence = EvidenceId::new(Moment::EPOCH, [1; 10]);
        write_openings(&Openings { evidence, fields: names.iter().map(opening).collect() }).unwrap()
    };
    assert!(read_openings(&fields(&[])).is_ok());
    assert!(read_openings(&fields(&[Field::MessageId, Field::SenderName])).is_ok());
    assert!(matches!(read_openings(&fields(&[Field::SenderName, Field::MessageId])), Err(Error::Form)));
    assert!(matches!(read_openings(&fields(&[Field::SenderName, Field::SenderName])), Err(Error::Form)));
    let text = String::from_utf8(fields(&[Field::SenderName])).unwrap();
    assert!(matches!(read_openings(text.replace("sender.name", "sender.nickname").as_bytes()), Err(Error::Value(_))));
    for wrong in [
        format!("{text}\n"),
        text.replace("</extract:Salt>", "</extract:Salt> "),
        text.replace("<extract:Value>", "<extract:Value Lang=\"nl\">"),
        text.replace("</extract:Openings>", "<extract:More></extract:More></extract:Openings>"),
        text.replace("<extract:", "<other:")
            .replace("</extract:", "</other:")
            .replace("xmlns:extract=", "xmlns:other="),
    ] {
        assert!(matches!(read_openings(wrong.as_bytes()), Err(Error::Form | Error::Xml(_))), "{wrong}");
    }
    assert!(matches!(read_openings(text.replace(":v1", ":v2").as_bytes()), Err(Error::Value(_))));
    let large = [vec![b' '; LARGEST_OPENINGS], text.into_bytes()].concat();
    assert!(matches!(read_openings(&large), Err(Error::Xml(xml::Error::Size(_)))));
}
