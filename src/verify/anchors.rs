//! The folder of anchors as names and octets: what the caller trusts. Whoever has files reads them; here nothing is read.
//!
//! | file | what |
//! |---|---|
//! | `seal/*.pem`, `tsa/*.pem` | root certificates of seals and of time-stamps |
//! | `log/*.vkey`, `witness/*.vkey` | keys of transparency logs and of witnesses, one on each line; may be missing |
//! | `list/*.pem` | certificates of those who sign trusted lists; may be missing |
//! | `crl/*.crl` | revocation lists for what other services made; may be missing |
//! | `dkim/SELECTOR._domainkey.DOMAIN.txt` | keys of DKIM for notices, the TXT record in each; may be missing |
//! | `templates/NAME/VERSION/LANGUAGE.txt` | published templates of notices; may be missing |
//! | `tlog-policy` | how many witnesses are enough (C2SP tlog-policy); may be missing |

use crate::seal::x509::Crl;
use crate::tlog::key::VerifierKey;
use crate::tlog::policy::Policy;
use crate::words::Language;

use super::case::File;
use super::facts::chain_of;
use super::notice::{DkimKey, Published};
use super::trust::{self, LogAnchors, Required, TrustAnchors};

/// The groups, and how the names of their files end.
pub const GROUPS: [(&str, &str); 7] = [
    ("seal", "pem"),
    ("tsa", "pem"),
    ("log", "vkey"),
    ("witness", "vkey"),
    ("list", "pem"),
    ("crl", "crl"),
    ("dkim", "txt"),
];
/// The name of the policy.
pub const POLICY: &str = "tlog-policy";
/// Octets of a file of certificates or keys at most.
pub const FILE: u64 = 1 << 20;
/// Octets of a key of DKIM or a template at most.
const TEXT: usize = 64 * 1024;
/// The most keys of DKIM, and templates.
pub const MOST: usize = 256;

/// What is wrong with a folder of anchors.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file that is not what its name says.
    #[error("{name}: {why}")]
    File {
        /// The file.
        name: String,
        /// Why.
        why: String,
    },
    /// A group that must hold certificates and has none.
    #[error("{0} holds no *.pem file")]
    NoCertificates(&'static str),
    /// A log among its own witnesses.
    #[error("the key {0} stands as log and as witness: a log cannot witness itself")]
    OwnWitness(String),
}

/// A file of the folder: its name within it, such as `seal/root.pem`, and its octets.
pub type Anchor = File<Vec<u8>>;

/// The anchors in the files of a folder.
///
/// # Errors
/// When there is no certificate for seals or for time-stamps, or a file is not what its name says.
pub fn anchors(files: &[Anchor]) -> Result<TrustAnchors, Error> {
    let log = log_anchors(files)?;
    let (seal, tsa) = (certificates(files, "seal")?, certificates(files, "tsa")?);
    Ok(TrustAnchors { seal, tsa, log, ..TrustAnchors::default() })
}

/// The anchors of transparency logs among them; there may be none.
///
/// # Errors
/// When a file is not what its name says.
pub fn log_anchors(files: &[Anchor]) -> Result<LogAnchors, Error> {
    let log = LogAnchors {
        logs: keys(files, "log", |key| key.kind().is_for_logs())?,
        witnesses: keys(files, "witness", |key| key.kind().is_for_witnesses())?,
        policy: policy(files)?,
        required: Required::default(),
    };
    match log.witnesses.iter().find(|witness| log.log_keys().any(|key| key.key() == witness.key())) {
        Some(own) => Err(Error::OwnWitness(format!("{}+{}", own.name(), own.id()))),
        None => Ok(log),
    }
}

/// The certificates of those who sign trusted lists; there may be none.
///
/// # Errors
/// When a file is not what its name says.
pub fn list_signers(files: &[Anchor]) -> Result<Vec<Vec<u8>>, Error> {
    if group(files, "list").next().is_none() { Ok(Vec::new()) } else { certificates(files, "list") }
}

/// All revocation lists, as DER; their files hold DER or PEM.
///
/// # Errors
/// When a file is not what its name says.
pub fn revocation_lists(files: &[Anchor]) -> Result<Vec<Vec<u8>>, Error> {
    let mut found = Vec::new();
    for file in group(files, "crl") {
        let lists = match std::str::from_utf8(&file.content) {
            Ok(text) if text.contains("-----BEGIN") => Crl::parse_pems(text),
            _ => Crl::parse(&file.content).map(|list| vec![list]),
        };
        found.extend(lists.map_err(|why| wrong(file, &why))?.iter().map(|list| list.der().to_vec()));
    }
    Ok(found)
}

/// The keys of DKIM, plain or between quotation marks as zone files have them.
///
/// # Errors
/// When a file is not what its name says, or there are too many.
pub fn dkim_keys(files: &[Anchor]) -> Result<Vec<DkimKey>, Error> {
    let mut found = Vec::new();
    for file in group(files, "dkim") {
        let text = text(file)?;
        let quoted: Vec<&str> = text.split('"').skip(1).step_by(2).collect();
        let record = if quoted.is_empty() { text.trim().to_owned() } else { quoted.concat() };
        let name = file.name.trim_start_matches("dkim/").trim_end_matches(".txt").to_owned();
        if !name.contains("._domainkey.") {
            let rule = "a key of DKIM is named SELECTOR._domainkey.DOMAIN.txt, as its record is in DNS";
            return Err(wrong(file, &rule));
        }
        if found.len() == MOST {
            return Err(wrong(file, &format!("more than {MOST} files")));
        }
        found.push(DkimKey { name, record });
    }
    Ok(found)
}

/// The published templates, whose names may begin with the folder's.
///
/// # Errors
/// When one is no text, or too large.
pub fn templates(files: &[Anchor]) -> Result<Vec<Published>, Error> {
    let mut found = Vec::new();
    for file in files {
        if let Some((name, language)) = template(&file.name) {
            found.push(Published { name: name.to_owned(), language, text: text(file)?.to_owned() });
        }
    }
    Ok(found)
}

/// Whether this is the name of a template.
pub fn is_template(name: &str) -> bool {
    template(name).is_some()
}

/// Name and version, and the language.
fn template(name: &str) -> Option<(&str, Language)> {
    let (name, file) = name.strip_prefix("templates/").unwrap_or(name).rsplit_once('/')?;
    let stem = file.strip_suffix(".txt")?;
    let language = Language::from_code(stem).filter(|language| language.code() == stem)?;
    (name.split('/').count() == 2).then_some((name, language))
}

fn text(file: &Anchor) -> Result<&str, Error> {
    if file.content.len() > TEXT {
        return Err(wrong(file, &format!("more than {TEXT} octets")));
    }
    std::str::from_utf8(&file.content).map_err(|_| wrong(file, &"it is not text in UTF-8"))
}

/// What a list such as `log,witness,pq` asks for; what it holds else is told.
///
/// # Errors
/// The word that is none of them.
pub fn required(words: &str) -> Result<Required, String> {
    let mut required = Required::default();
    for word in words.split(',') {
        match word {
            "log" => required.log = true,
            "witness" => required.witness = true,
            "pq" => required.post_quantum = true,
            other => return Err(format!("`{other}` is none of log, witness, pq")),
        }
    }
    Ok(required)
}

/// All certificates of a group, in the order of its files' names.
fn certificates(files: &[Anchor], name: &'static str) -> Result<Vec<Vec<u8>>, Error> {
    let mut found = Vec::new();
    for file in group(files, name) {
        found.extend(trust::certificates(&file.content).map_err(|why| wrong(file, &why))?);
    }
    if found.is_empty() { Err(Error::NoCertificates(name)) } else { Ok(found) }
}

/// All keys of a group. Empty lines and lines that begin with `#` say nothing.
fn keys(files: &[Anchor], name: &str, fits: fn(&VerifierKey) -> bool) -> Result<Vec<VerifierKey>, Error> {
    let mut found = Vec::new();
    for file in group(files, name) {
        let text = std::str::from_utf8(&file.content).map_err(|_| wrong(file, &"it is not text"))?;
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let key: VerifierKey = line.parse().map_err(|why| wrong(file, &why))?;
            if !fits(&key) {
                let types = "logs sign with types 0x01 and 0x06, witnesses with 0x04 and 0x06";
                return Err(wrong(file, &format!("a key of a type for something else: {types}")));
            }
            found.push(key);
        }
    }
    Ok(found)
}

fn policy(files: &[Anchor]) -> Result<Option<Policy>, Error> {
    let file = files.iter().find(|file| file.name == POLICY);
    file.map(|file| Policy::read(&file.content).map_err(|why| wrong(file, &chain_of(&why)))).transpose()
}

/// The files of a group with its ending, in the order of their names.
fn group<'a>(files: &'a [Anchor], name: &str) -> impl Iterator<Item = &'a Anchor> {
    let ending = GROUPS.iter().find(|(group, _)| *group == name).map_or("", |(_, ending)| ending);
    let is_in = |file: &&Anchor| {
        let named = file.name.strip_prefix(name).and_then(|rest| rest.strip_prefix('/'));
        named.and_then(|rest| rest.rsplit_once('.')).is_some_and(|(_, found)| found == ending)
    };
    let mut found: Vec<_> = files.iter().filter(is_in).collect();
    found.sort_by(|one, other| one.name.cmp(&other.name));
    found.into_iter()
}

fn wrong(file: &Anchor, why: &impl ToString) -> Error {
    Error::File { name: file.name.clone(), why: why.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: &str = include_str!("../../tests/bundles/trust/log/seal/root.pem");

    fn file(name: &str, text: &str) -> Anchor {
        File { name: name.to_owned(), content: text.as_bytes().to_vec() }
    }

    #[test]
    fn what_counts_is_the_group_and_the_ending_of_a_name() {
        let mut files = vec![file("seal/root.pem", ROOT), file("tsa/b.pem", ROOT), file("tsa/a.pem", ROOT)];
        files.push(file("seal/README.txt", "nothing"));
        files.push(file("other/root.pem", "nothing"));
        let found = anchors(&files).unwrap();
        assert_eq!((found.seal.len(), found.tsa.len()), (1, 2));
        assert!(found.log.logs.is_empty() && list_signers(&files).unwrap().is_empty());
        files.push(file("list/x.pem", ROOT));
        assert_eq!(list_signers(&files).unwrap().len(), 1);
    }

    #[test]
    fn what_is_not_as_its_name_says_is_told_with_the_name() {
        let said = |files: &[Anchor]| anchors(files).unwrap_err().to_string();
        assert_eq!(said(&[]), "seal holds no *.pem file");
        assert_eq!(said(&[file("seal/r.pem", ROOT)]), "tsa holds no *.pem file");
        assert!(said(&[file("seal/r.pem", "x")]).starts_with("seal/r.pem: no certificate"));
        assert!(said(&[file("log/k.vkey", "x")]).starts_with("log/k.vkey: "));
        assert!(said(&[file("tlog-policy", "x")]).starts_with("tlog-policy: "));
        let broken = [File { name: "witness/k.vkey".to_owned(), content: vec![0xff] }];
        assert_eq!(said(&broken), "witness/k.vkey: it is not text");
        assert!(revocation_lists(&[file("crl/a.crl", "x")]).unwrap_err().to_string().starts_with("crl/a.crl: "));
    }

    #[test]
    fn only_known_words_can_be_required() {
        assert!(required("log,pq").is_ok_and(|required| required.log && required.post_quantum && !required.witness));
        assert!(required("log,everything").is_err_and(|why| why.contains("everything")));
    }
}
