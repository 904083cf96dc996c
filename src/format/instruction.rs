//! Where an organisation's DNS bears the record for a standing instruction, and what it reads. One name serves a domain; each
//! address has a text of its own there, so that whoever runs the domain agrees address by address. No part of the address stands
//! in it.

use crate::erds::address::Address;
use crate::erds::id::crockford;

use super::dns::{self, Data, Record};

/// The first label of the name.
const LABEL: &str = "_recepis";
/// What the text begins with.
const KEY: &str = "recepis-standing=";

/// The name under which the record for an address stands; `None` where its domain can have none in DNS.
pub fn name(address: &Address) -> Option<String> {
    let domain = dns::ascii(address.domain())?;
    let name = format!("{LABEL}.{domain}");
    (name.len() <= 253).then_some(name)
}

/// The text that stands there, with the mark that the service gives an address.
pub fn record(mark: &[u8; 16]) -> String {
    format!("{KEY}{}", crockford(mark))
}

/// Whether the text is such a record.
pub fn is_record(text: &str) -> bool {
    text.strip_prefix(KEY).is_some_and(|mark| crate::erds::id::from_crockford::<16>(mark).is_ok())
}

/// Whether one of these records is that text, octet for octet. Whose they are, whoever asked knows: an alias may lead to them.
pub fn stands(records: &[Record], record: &str) -> bool {
    records.iter().any(|found| matches!(&found.data, Data::Text(text) if text == record))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Record {
        Record { owner: "_recepis.bakery.example".to_owned(), ttl: 60, data: Data::Text(text.to_owned()) }
    }

    #[test]
    fn a_record_is_found_among_others_and_by_all_of_its_text_only() {
        let (mine, other) = (record(&[7; 16]), record(&[8; 16]));
        assert!(is_record(&mine) && !is_record("recepis-standing=") && !is_record("v=spf1 -all"));
        assert!(stands(&[text("v=spf1 -all"), text(&mine)], &mine));
        assert!(!stands(&[text(&other)], &mine));
        assert!(!stands(&[text(&format!("{mine} "))], &mine));
        assert!(!stands(&[], &mine));
    }

    #[test]
    fn the_name_is_that_of_the_domain_as_dns_knows_it() {
        let name = |address: &str| super::name(&address.parse().unwrap());
        assert_eq!(name("info@Bakery.Example").as_deref(), Some("_recepis.bakery.example"));
        assert_eq!(name("info@bäckerei.example").as_deref(), Some("_recepis.xn--bckerei-5wa.example"));
        let long = [vec!["a".repeat(62); 3].join("."), "b".repeat(60)].join(".");
        assert_eq!(dns::ascii(&long).map(|domain| domain.len()), Some(249));
        assert_eq!(name(&format!("i@{long}")), None);
    }
}
