//! Mailboxes that belong to a role rather than to a person (`info@`, `hr@`): several people may read them, and the first of them
//! who decides decides for the mailbox. The sender says so, or the name stands in the list here.
//!
//! The list is that of [RFC 2142] and what such mailboxes are called in Dutch, English, German and French. It changes nothing
//! in law: it is why page and evidence say that several people may read the mailbox.

use super::address::Address;

/// The version of the list, as evidence names it.
pub const LIST: &str = "2026.1";

/// What stands before the `@` of such a mailbox, without dots, hyphens and underscores, in order.
const NAMES: [&str; 83] = [
    "abuse",
    "accounting",
    "accounts",
    "accueil",
    "achats",
    "admin",
    "administratie",
    "administration",
    "backoffice",
    "balie",
    "bestellungen",
    "bestuur",
    "betriebsrat",
    "billing",
    "board",
    "boekhouding",
    "buchhaltung",
    "buero",
    "bureau",
    "commercial",
    "compliance",
    "compta",
    "comptabilite",
    "contact",
    "contacto",
    "crediteuren",
    "customerservice",
    "datenschutz",
    "debiteuren",
    "direccion",
    "directie",
    "direction",
    "dpo",
    "einkauf",
    "empfang",
    "facilities",
    "facturatie",
    "facturation",
    "facturen",
    "factuur",
    "finance",
    "financien",
    "ftp",
    "geschaeftsleitung",
    "helpdesk",
    "hostmaster",
    "hr",
    "info",
    "information",
    "inkoop",
    "invoices",
    "juridique",
    "kantoor",
    "klantenservice",
    "kontakt",
    "kundendienst",
    "legal",
    "mail",
    "mailbox",
    "marketing",
    "news",
    "noc",
    "office",
    "ondernemingsraad",
    "personal",
    "personeelszaken",
    "post",
    "postmaster",
    "pr",
    "privacy",
    "purchasing",
    "receptie",
    "reception",
    "rechnungen",
    "recht",
    "rh",
    "sales",
    "secretariaat",
    "secretariat",
    "security",
    "sekretariat",
    "support",
    "verkoop",
];

/// How it is known that several people may read a mailbox.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RoleMailbox {
    /// The sender says so.
    Declared,
    /// Its name stands in the list of this version.
    Listed(String),
}

impl RoleMailbox {
    /// What is known of this mailbox, where the sender says that it is one (or that it is one person's), or says nothing.
    pub fn known(stated: Option<bool>, address: &Address) -> Option<Self> {
        match stated {
            Some(true) => Some(Self::Declared),
            Some(false) => None,
            None => is_listed(address).then(|| Self::Listed(LIST.to_owned())),
        }
    }

    /// Whether it can be so: a name of the list that is known here stands in it. Of another version nobody can tell.
    pub fn fits(&self, address: &Address) -> bool {
        match self {
            Self::Listed(version) if version == LIST => is_listed(address),
            Self::Listed(_) | Self::Declared => true,
        }
    }
}

/// Whether the list has its name: what stands before the `@` and before a `+`, in any case.
fn is_listed(address: &Address) -> bool {
    let local = address.as_str().rsplit_once('@').map_or("", |(local, _)| local);
    let name = local.split_once('+').map_or(local, |(name, _)| name);
    let plain: String = name.chars().filter(|c| !matches!(c, '.' | '-' | '_')).collect();
    NAMES.binary_search(&plain.to_lowercase().as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Address {
        Address::parse(text).unwrap()
    }

    #[test]
    fn the_list_is_in_order_and_finds_names_as_people_write_them() {
        assert!(NAMES.is_sorted());
        for role in ["info@a.example", "INFO@a.example", "hr+jobs@a.example", "customer-service@a.example"] {
            assert_eq!(RoleMailbox::known(None, &address(role)), Some(RoleMailbox::Listed(LIST.to_owned())), "{role}");
        }
        for person in ["piet@a.example", "informatie.piet@a.example", "+info@a.example"] {
            assert_eq!(RoleMailbox::known(None, &address(person)), None, "{person}");
        }
    }

    #[test]
    fn what_the_sender_says_goes_before_the_list() {
        assert_eq!(RoleMailbox::known(Some(true), &address("piet@a.example")), Some(RoleMailbox::Declared));
        assert_eq!(RoleMailbox::known(Some(false), &address("info@a.example")), None);
        let listed = RoleMailbox::Listed(LIST.to_owned());
        assert!(listed.fits(&address("info@a.example")) && !listed.fits(&address("piet@a.example")));
        assert!(RoleMailbox::Listed("2031.1".to_owned()).fits(&address("piet@a.example")), "of another version");
    }
}
