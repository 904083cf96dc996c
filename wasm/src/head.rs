//! What an input asks for, and the answer.

use std::collections::BTreeMap;
use std::io::Cursor;

use recepis::erds::moment::Moment;
use recepis::verify::anchors;
use recepis::verify::case::{Case, Error, File, Mixed};
use recepis::verify::exhibit;
use recepis::verify::trust::Required;
use recepis::words::{Language, Words};
use serde::{Deserialize, Serialize};

/// The head of an input that is to be judged.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    /// The moment to judge for: milliseconds since 1970, which pages know, or RFC 3339.
    at: At,
    /// What must be proven, as `--require` takes it; empty for nothing.
    require: String,
    /// The files, in the order in which their octets follow.
    files: Vec<Part>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum At {
    Milliseconds(i64),
    Text(String),
}

/// A file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    role: Role,
    name: String,
    length: usize,
}

/// What a file is given for.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Role {
    /// The bundle, the promise, or what another service made.
    File,
    /// An anchor; its name is that within the folder.
    Trust,
    /// The message.
    Message,
    /// A file that is said to have been attached.
    Attachment,
    /// A trusted list.
    List,
    /// The table of algorithms.
    Algorithms,
}

/// The answer to a case.
#[derive(Default, Serialize)]
struct Answer {
    /// The report as `recepis-verify --json` prints it.
    #[serde(skip_serializing_if = "Option::is_none")]
    json: Option<String>,
    /// The report as `recepis-verify` prints it.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// The report as a document, an HTML file in each language by its code.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    documents: BTreeMap<&'static str, String>,
    /// Why nothing was judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    wrong: Option<String>,
    /// The key of the text that says so in the reader's language, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'static str>,
}

/// The head of an input that asks for texts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ask {
    /// The language's code.
    language: String,
    /// The keys.
    keys: Vec<String>,
}

/// Judges the case that the input is.
pub(crate) fn judged(input: &[u8]) -> String {
    let answer = case(input).unwrap_or_else(|wrong| Answer { wrong: Some(wrong), ..Answer::default() });
    serde_json::to_string(&answer).unwrap_or_default()
}

/// The texts that the input asks for.
pub(crate) fn said(input: &[u8]) -> String {
    let asked: Option<Ask> = split(input).and_then(|(head, _)| serde_json::from_slice(head).ok());
    let texts: BTreeMap<String, String> = asked.map_or_else(BTreeMap::new, |asked| {
        let words = Words::of(&asked.language);
        asked.keys.into_iter().map(|key| (key.clone(), words.say(&key))).collect()
    });
    serde_json::to_string(&texts).unwrap_or_default()
}

fn case(input: &[u8]) -> Result<Answer, String> {
    let (head, mut rest) = split(input).ok_or("the input has no head")?;
    let head: Head = serde_json::from_slice(head).map_err(|why| format!("the head cannot be read: {why}"))?;
    let at = moment(&head.at)?;
    let required = match head.require.as_str() {
        "" => Required::default(),
        words => anchors::required(words)?,
    };
    let mut case = Case { required, ..Case::of(Vec::new()) };
    for part in head.files {
        let octets;
        (octets, rest) = rest.split_at_checked(part.length).ok_or("the input is shorter than its head says")?;
        if part.role == Role::Trust {
            let anchor = File { name: part.name, content: octets.to_vec() };
            case.trust.get_or_insert_default().push(anchor);
            continue;
        }
        let file = File { name: part.name, content: Cursor::new(octets) };
        match part.role {
            Role::File | Role::Trust => case.files.push(file),
            Role::Message => case.message = Some(file),
            Role::Attachment => case.attachments.push(file),
            Role::List => case.lists.push(file),
            Role::Algorithms => case.algorithms = Some(file),
        }
    }
    Ok(match case.judge(at) {
        Ok(report) => {
            let drawn = |language: Language| (language.code(), exhibit::html(&exhibit::document(&report, language)));
            Answer {
                json: Some(report.to_json()),
                text: Some(report.to_text()),
                documents: Language::ALL.into_iter().map(drawn).collect(),
                ..Answer::default()
            }
        }
        Err(error) => Answer { key: key(&error), wrong: Some(error.to_string()), ..Answer::default() },
    })
}

/// The head and what follows it.
fn split(input: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = input.split_first_chunk()?;
    rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)
}

fn moment(at: &At) -> Result<Moment, String> {
    match at {
        At::Text(text) => text.parse().map_err(|why| format!("{why}")),
        At::Milliseconds(count) => Ok(Moment::from_micros(count.saturating_mul(1_000))),
    }
}

fn key(error: &Error) -> Option<&'static str> {
    let Error::Mixed(mixed) = error else { return None };
    Some(match mixed {
        Mixed::AttachmentAlone => "alone-attachment-alone",
        Mixed::AttachmentWithoutMessage => "alone-attachment-without-message",
        Mixed::ManyBundles => "alone-many-bundles",
        Mixed::ManyPromises => "alone-many-promises",
        Mixed::ManyNotices => "alone-many-notices",
        Mixed::ManyReports => "alone-many-reports",
        Mixed::MessageAlone => "alone-message-alone",
        Mixed::Nothing => "alone-nothing",
        Mixed::NoticeAndMore => "alone-notice-and-more",
        Mixed::NoticeAndPromise => "alone-notice-and-promise",
        Mixed::TooManyAttachments | Mixed::TooManyLists => "alone-too-many",
        Mixed::ContentOfBundle | Mixed::NoTemplate | Mixed::TemplatesAlone => return None,
    })
}
