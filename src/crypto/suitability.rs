//! Until when which algorithm, with how long a key, is suitable: for sealing (is it today?) and for judging (was it, at the time at which
//! something provably existed?).
//!
//! The table is a file in the JSON form of ETSI TS 119 322, the form in which ETSI publishes its catalogue, TS 119 312. The one compiled in,
//! `suitability.json`, holds what the catalogue of TS 119 312 V2.1.1 (February 2026) says of the algorithms known here; TS 119 312 follows the
//! Agreed Cryptographic Mechanisms of SOG-IS and the ECCG. A verifier can be given another file. What a table does not list is not suitable.
//! Never reads a clock.

use std::fmt;
use std::sync::LazyLock;

use serde::Deserialize;
use time::macros::format_description;
use time::{Date, OffsetDateTime};

use super::{Algorithm, Digest, key_bits};

/// The most octets of a table that is given.
pub const LIMIT: u64 = 1 << 20;

const BUILT_IN: &str = include_str!("suitability.json");
static OURS: LazyLock<Suitability> = LazyLock::new(|| {
    // Nothing is suitable by an empty table; a test reads the one compiled in.
    Suitability::read(BUILT_IN.as_bytes()).unwrap_or(Suitability { name: String::new(), evaluations: Vec::new() })
});

/// The curves of ECDSA, by object identifier.
const CURVES: [(Algorithm, &str); 2] =
    [(Algorithm::EcdsaP256Sha256, "1.2.840.10045.3.1.7"), (Algorithm::EcdsaP384Sha384, "1.3.132.0.34")];

/// Why a table cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not JSON, or not of this form.
    #[error("it is no table of algorithms in the JSON form of ETSI TS 119 322")]
    Form(#[source] serde_json::Error),
    /// An end that is no day.
    #[error("`{0}` is no day such as 2040-01-01")]
    Day(String),
}

/// A table of algorithms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suitability {
    name: String,
    evaluations: Vec<Evaluation>,
}

/// One line of it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Evaluation {
    /// Object identifiers and URIs of the algorithm.
    of: Vec<String>,
    /// Each of them: at least, at most.
    bits: Vec<(u32, u32)>,
    /// The first day, in UTC, on which it is suitable no longer.
    until: Option<Date>,
}

/// What is not suitable at the moment asked for, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsuitable {
    what: String,
    /// The first day on which it is not; `None` where the table does not list it.
    pub since: Option<Date>,
    table: String,
}

impl fmt::Display for Unsuitable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, since, table } = self;
        match since {
            Some(day) => write!(f, "{what}, which is not suitable from {day} on ({table})"),
            None => write!(f, "{what}, which is not among the suitable algorithms ({table})"),
        }
    }
}

/// How long something is suitable, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Term {
    NotAtAll,
    Until(Date),
    Open,
}

impl Default for Suitability {
    /// The table compiled in.
    fn default() -> Self {
        OURS.clone()
    }
}

impl Suitability {
    /// Reads a table in the JSON form of ETSI TS 119 322. Whether somebody signed it is not looked at: who gives it vouches for it. The
    /// start of an evaluation is not looked at either: it says since when something is recommended, not since when it is strong.
    ///
    /// # Errors
    /// It is not of that form.
    pub fn read(json: &[u8]) -> Result<Self, Error> {
        let file: File = serde_json::from_slice(json).map_err(Error::Form)?;
        let PolicyName { name, version } = file.policy.name;
        let mut evaluations = Vec::new();
        for Item { identifier, evaluations: stated } in file.policy.algorithms {
            let of = [identifier.oid.into_vec(), identifier.uri.into_vec()].concat();
            for evaluation in stated.into_vec() {
                let bits = evaluation.parameters.iter().map(Parameter::range).collect();
                let until = evaluation.validity.end.as_deref().map(day).transpose()?;
                evaluations.push(Evaluation { of: of.clone(), bits, until });
            }
        }
        let name = version.map_or_else(|| name.clone(), |version| format!("{name} {version}"));
        Ok(Self { name, evaluations })
    }

    /// What the table calls itself.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether a signature by this algorithm with this key is not suitable at that time.
    pub fn signature(&self, algorithm: Algorithm, spki: &[u8], at: OffsetDateTime) -> Option<Unsuitable> {
        let bits = key_bits(algorithm, spki);
        let what = match bits {
            Some(bits) if algorithm.has_null_parameters() => format!("{} and a key of {bits} bits", algorithm.name()),
            _ => algorithm.name().to_owned(),
        };
        let by_value = self.term(&[algorithm.oid(), algorithm.xml_uri().unwrap_or_default()], bits);
        let inner = match algorithm {
            // The digest inside these is a part of the algorithm.
            Algorithm::Ed25519 | Algorithm::MlDsa44 => Term::Open,
            _ => self.digest_term(algorithm.digest_algorithm()),
        };
        self.unsuitable(what, by_value.min(inner).min(self.curve_term(algorithm)), at)
    }

    /// Whether a digest by this algorithm is not suitable at that time.
    pub fn digest(&self, digest: Digest, at: OffsetDateTime) -> Option<Unsuitable> {
        self.unsuitable(digest.name().to_owned(), self.digest_term(digest), at)
    }

    fn unsuitable(&self, what: String, term: Term, at: OffsetDateTime) -> Option<Unsuitable> {
        let since = match term {
            Term::NotAtAll => None,
            Term::Until(day) if at.date() >= day => Some(day),
            Term::Until(_) | Term::Open => return None,
        };
        Some(Unsuitable { what, since, table: self.name.clone() })
    }

    fn digest_term(&self, digest: Digest) -> Term {
        self.term(&[digest.oid(), digest.xml_uri()], None)
    }

    /// Some catalogues list the curves apart, others the lengths of keys alone.
    fn curve_term(&self, algorithm: Algorithm) -> Term {
        let listed = |oid: &str| self.evaluations.iter().any(|line| line.of.iter().any(|name| name == oid));
        match CURVES.iter().find(|(of, _)| *of == algorithm) {
            Some((_, oid)) if CURVES.iter().any(|(_, oid)| listed(oid)) => self.term(&[oid], None),
            _ => Term::Open,
        }
    }

    /// The longest that any line about it gives.
    fn term(&self, names: &[&str], bits: Option<u32>) -> Term {
        let about = |line: &&Evaluation| line.of.iter().any(|name| names.contains(&name.as_str()));
        let fits = |line: &&Evaluation| {
            line.bits.iter().all(|(least, most)| bits.is_some_and(|bits| (least..=most).contains(&&bits)))
        };
        let lines = self.evaluations.iter().filter(about).filter(fits);
        lines.map(|line| line.until.map_or(Term::Open, Term::Until)).max().unwrap_or(Term::NotAtAll)
    }
}

/// A day; an offset behind it is not looked at.
fn day(text: &str) -> Result<Date, Error> {
    let stated = text.get(..10).unwrap_or(text);
    Date::parse(stated, format_description!("[year]-[month]-[day]")).map_err(|_| Error::Day(text.to_owned()))
}

#[derive(Deserialize)]
struct File {
    #[serde(rename = "SecuritySuitabilityPolicy", alias = "SecuritySuitabilityPolicyType")]
    policy: Policy,
}

#[derive(Deserialize)]
struct Policy {
    #[serde(rename = "PolicyName")]
    name: PolicyName,
    #[serde(rename = "Algorithm")]
    algorithms: Vec<Item>,
}

#[derive(Deserialize)]
struct PolicyName {
    #[serde(rename = "Name")]
    name: String,
    #[serde(rename = "ObjectIdentifier", alias = "Objectidentifier")]
    version: Option<String>,
}

#[derive(Deserialize)]
struct Item {
    #[serde(rename = "AlgorithmIdentifier")]
    identifier: Identifier,
    #[serde(rename = "Evaluation")]
    evaluations: Several<Stated>,
}

#[derive(Deserialize)]
struct Identifier {
    #[serde(rename = "ObjectIdentifier", alias = "Objectidentifier", default)]
    oid: Several<String>,
    #[serde(rename = "URI", default)]
    uri: Several<String>,
}

#[derive(Deserialize)]
struct Stated {
    #[serde(rename = "Validity", default)]
    validity: Validity,
    #[serde(rename = "Parameter", default)]
    parameters: Vec<Parameter>,
}

#[derive(Default, Deserialize)]
struct Validity {
    #[serde(rename = "End")]
    end: Option<String>,
}

#[derive(Deserialize)]
struct Parameter {
    name: String,
    #[serde(rename = "Min")]
    min: Option<u32>,
    #[serde(rename = "Max")]
    max: Option<u32>,
}

impl Parameter {
    /// The lengths of keys that it allows; none where it is about something else than a length.
    fn range(&self) -> (u32, u32) {
        let known = matches!(self.name.as_str(), "moduluslength" | "plength" | "qlength");
        match (known, self.min, self.max) {
            (false, ..) | (_, None, None) => (1, 0),
            (_, least, most) => (least.unwrap_or(0), most.unwrap_or(u32::MAX)),
        }
    }
}

/// One, several or none.
#[derive(Default, Deserialize)]
#[serde(untagged)]
enum Several<T> {
    // First, since a list is also a way to write a structure.
    Many(Vec<T>),
    One(T),
    #[default]
    Nothing,
}

impl<T> Several<T> {
    fn into_vec(self) -> Vec<T> {
        match self {
            Self::One(one) => vec![one],
            Self::Many(many) => many,
            Self::Nothing => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    /// A key of which only its algorithm and length are asked.
    const P256: &[u8] = &[];
    const TODAY: OffsetDateTime = datetime!(2026-11-23 09:00 UTC);

    fn rsa(octets: &'static [u8]) -> impl Fn(&Suitability, OffsetDateTime) -> Option<Unsuitable> {
        move |table, at| table.signature(Algorithm::RsaPkcs1Sha256, octets, at)
    }

    /// The table compiled in, one line of it with an end.
    fn ended(oid: &str, end: &str) -> Suitability {
        let mut table: serde_json::Value = serde_json::from_str(BUILT_IN).unwrap();
        let lines = table["SecuritySuitabilityPolicy"]["Algorithm"].as_array_mut().unwrap();
        let line = lines.iter_mut().find(|line| line["AlgorithmIdentifier"]["ObjectIdentifier"] == oid).unwrap();
        line["Evaluation"][0]["Validity"]["End"] = end.into();
        Suitability::read(table.to_string().as_bytes()).unwrap()
    }

    #[test]
    fn the_table_compiled_in_knows_every_algorithm() {
        let table = Suitability::default();
        assert_eq!(table.name(), "ETSI TS 119 312 V2.1.1");
        for digest in Digest::ALL {
            assert_ne!(table.digest_term(digest), Term::NotAtAll, "{}", digest.name());
        }
        let key = include_bytes!("vectors/rsa-3072-spki.der");
        for algorithm in Algorithm::ALL {
            assert_eq!(table.signature(algorithm, key, TODAY), None, "{}", algorithm.name());
        }
    }

    #[test]
    fn an_rsa_key_is_suitable_as_long_as_its_length_is() {
        let (short, long) =
            (rsa(include_bytes!("vectors/rsa-2048-spki.der")), rsa(include_bytes!("vectors/rsa-3072-spki.der")));
        let table = Suitability::default();
        assert_eq!(short(&table, datetime!(2026-03-31 23:59:59 UTC)), None);
        let said = short(&table, datetime!(2026-04-01 00:00 UTC)).unwrap().to_string();
        assert_eq!(
            said,
            "RSA PKCS #1 v1.5 with SHA-256 and a key of 2048 bits, which is not suitable from 2026-04-01 on (ETSI TS 119 312 V2.1.1)"
        );
        assert_eq!(long(&table, datetime!(2033-12-31 23:59 UTC)), None);
        assert!(long(&table, datetime!(2034-01-01 00:00 UTC)).is_some());
    }

    #[test]
    fn a_signature_falls_with_its_digest_and_with_its_curve() {
        for oid in ["2.16.840.1.101.3.4.2.1", "1.2.840.10045.3.1.7", "1.2.840.10045.4.3.2"] {
            let table = ended(oid, "2040-01-01");
            let found = |at| table.signature(Algorithm::EcdsaP256Sha256, P256, at);
            assert_eq!(found(datetime!(2039-12-31 23:59 UTC)), None, "{oid}");
            assert_eq!(found(datetime!(2040-01-01 00:00 UTC)).unwrap().since.unwrap().to_string(), "2040-01-01");
            assert_eq!(table.signature(Algorithm::EcdsaP384Sha384, P256, datetime!(2046-01-01 00:00 UTC)), None);
        }
        let table = ended("2.16.840.1.101.3.4.2.1", "2040-01-01+01:00");
        assert!(table.digest(Digest::Sha256, datetime!(2046-01-01 00:00 UTC)).is_some());
        assert!(table.digest(Digest::Sha512, datetime!(2046-01-01 00:00 UTC)).is_none());
    }

    #[test]
    fn what_a_table_does_not_list_is_not_suitable() {
        let lists = |algorithms: &str| {
            let text = format!(
                r#"{{"SecuritySuitabilityPolicyType":{{"PolicyName":{{"Name":"T"}},"Algorithm":[{algorithms}]}}}}"#
            );
            Suitability::read(text.as_bytes()).unwrap()
        };
        let said = lists("").digest(Digest::Sha256, TODAY).unwrap();
        assert_eq!(said.to_string(), "SHA-256, which is not among the suitable algorithms (T)");
        let ecdsa = r#"{"AlgorithmIdentifier":{"Objectidentifier":["1.2.840.10045.4.3.2"]},"Evaluation":
            {"Parameter":[{"name":"plength","Min":256},{"name":"qlength","Min":256}]}}"#;
        let sha = r#"{"AlgorithmIdentifier":{"URI":"http://www.w3.org/2001/04/xmlenc#sha256"},"Evaluation":{}}"#;
        let table = lists(&format!("{ecdsa},{sha}"));
        assert_eq!(
            table.signature(Algorithm::EcdsaP256Sha256, P256, TODAY),
            None,
            "no curve is listed, so none is asked"
        );
        assert!(table.signature(Algorithm::EcdsaP384Sha384, P256, TODAY).is_some());
        assert!(lists(ecdsa).signature(Algorithm::EcdsaP256Sha256, P256, TODAY).is_some(), "its digest is not listed");
        let other = ecdsa.replace("plength", "rounds");
        assert!(lists(&format!("{other},{sha}")).signature(Algorithm::EcdsaP256Sha256, P256, TODAY).is_some());
    }

    #[test]
    fn what_is_no_table_is_refused() {
        for text in ["", "[]", "{}", r#"{"SecuritySuitabilityPolicy":{"PolicyName":{"Name":"T"}}}"#] {
            assert!(matches!(Suitability::read(text.as_bytes()), Err(Error::Form(_))), "{text}");
        }
        let text = BUILT_IN.replace("2034-01-01", "soon");
        assert!(matches!(Suitability::read(text.as_bytes()), Err(Error::Day(said)) if said == "soon"));
    }
}
