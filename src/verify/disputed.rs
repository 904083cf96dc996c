//! A dispute about what was attached: files that somebody gives, against the attachments of the message. The evidence holds the digest of the
//! whole message, so nothing is told of a message that has another. The verdict stays as it is.

use serde::Serialize;

use crate::crypto::sha256;
use crate::erds::content::Sha256;
use crate::format::mime;

use super::report::{Content, Report};

/// A file that somebody says was attached.
#[derive(Clone, Debug)]
pub struct Given {
    /// The file's name.
    pub name: String,
    /// Its octets.
    pub octets: Vec<u8>,
}

/// What the message holds, and what the files given are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dispute {
    /// The attachments of the message; none where it is not the one that the evidence names.
    pub attachments: Vec<Attachment>,
    /// The files given.
    pub files: Vec<File>,
    /// Whether the message has more or deeper parts than are read.
    pub incomplete: bool,
}

/// An attachment of the message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// Its place among the attachments, from 1.
    pub number: usize,
    /// Its file name, made safe to show.
    pub name: String,
    /// `type/subtype`, as the sender stated.
    pub content_type: String,
    /// How many octets it has, decoded.
    pub size: u64,
    /// SHA-256 over them.
    pub digest: Sha256,
    /// SHA-256 over them with line feeds for line ends, where it is a text whose line ends differ: programs save it so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with_line_feeds: Option<Sha256>,
}

/// A file, compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct File {
    /// Its name, as it was given.
    pub file: String,
    /// SHA-256 over its octets.
    pub digest: Sha256,
    /// The numbers of the attachments that it is.
    pub is: Vec<usize>,
    /// In words.
    pub sentence: String,
}

impl Report {
    /// Holds files against the attachments of a message, which `compare_message` or the bundle has shown to be the one that the evidence names.
    pub fn compare_attachments(&mut self, message: &[u8], given: &[Given]) {
        let known = matches!(self.content, Content::Inside | Content::Given);
        let contents = if known { mime::contents(message) } else { mime::Contents::default() };
        let attachments: Vec<Attachment> = contents.attachments.iter().map(|one| attachment(one, message)).collect();
        let files = given.iter().map(|file| compared(file, &attachments, known)).collect();
        self.dispute = Some(Dispute { attachments, files, incomplete: contents.incomplete });
    }
}

fn attachment(one: &mime::Attachment, message: &[u8]) -> Attachment {
    let octets = one.octets(message);
    let text = one.content_type.starts_with("text/").then(|| line_feeds(&octets)).filter(|text| *text != octets);
    Attachment {
        number: one.number,
        name: one.name.clone(),
        content_type: one.content_type.clone(),
        size: one.size,
        digest: Sha256(sha256(&octets)),
        with_line_feeds: text.map(|text| Sha256(sha256(&text))),
    }
}

fn line_feeds(octets: &[u8]) -> Vec<u8> {
    let next = octets.iter().skip(1).map(Some).chain([None]);
    octets.iter().zip(next).filter(|pair| *pair != (&b'\r', Some(&b'\n'))).map(|(octet, _)| *octet).collect()
}

fn compared(given: &Given, attachments: &[Attachment], known: bool) -> File {
    let digest = Sha256(sha256(&given.octets));
    let same = |one: &&Attachment| one.digest == digest || one.with_line_feeds == Some(digest);
    let found: Vec<&Attachment> = attachments.iter().filter(same).collect();
    let named = |one: &&Attachment| format!("{} ({})", one.number, one.name);
    let sentence = match found.as_slice() {
        [] if !known => "Whether it was attached is not told: the message itself is another.".to_owned(),
        [] => "No attachment of the message is this file.".to_owned(),
        found => {
            let all: Vec<String> = found.iter().map(named).collect();
            let plain = found.iter().any(|one| one.digest == digest);
            let how = if plain { "octet for octet" } else { "but for its line ends" };
            format!("It is attachment {} of the message, {how}.", all.join(" and "))
        }
    };
    File { file: given.name.clone(), digest, is: found.iter().map(|one| one.number).collect(), sentence }
}
