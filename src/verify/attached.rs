//! What stands beside the evidence and is held by its digests: the dialogues with mail servers, the notices, the message.

use crate::bundle::OpenBundle;
use crate::erds::evidence::{Details, NoticeDetails};

use super::chain::Entry;
use super::report::Content;
use super::verdict::{Findings, Reason};

const DIALOGUE: &str = "urn:recepis:evidence:v1, dialogue";
const NOTICE: &str = "urn:recepis:evidence:v1, notice";
const MESSAGE: &str = "EN 319 522-2 §8.2.24 (M02)";

/// Holds dialogues and notices against C.1 and C.2.
pub fn notices(links: &[Entry<'_>], bundle: &OpenBundle, findings: &mut Findings) {
    let stated = |entry: &Entry<'_>| match &entry.statement.details {
        Details::Notice(notice) => Some((**notice).clone()),
        _ => None,
    };
    for entry in links {
        let Some(notice) = stated(entry) else { continue };
        let sequence = entry.statement.chain.link.sequence();
        dialogue(entry, sequence, &notice, bundle, findings);
        one_notice(entry, &notice, bundle, findings);
    }
    let numbers: Vec<u32> = links.iter().filter_map(stated).map(|notice| notice.number).collect();
    for notice in bundle.notices.iter().filter(|notice| !numbers.contains(&notice.number)) {
        findings.note(&notice.file.name, NOTICE, "No evidence names this notice.");
    }
    for dialogue in &bundle.dialogues {
        let named = |entry: &Entry<'_>| {
            entry.statement.chain.link.sequence() == Some(dialogue.number)
                && stated(entry).is_some_and(|notice| notice.dialogue.is_some())
        };
        if !links.iter().any(named) {
            findings.note(&dialogue.file.name, DIALOGUE, "No evidence names this dialogue.");
        }
    }
}

fn dialogue(
    entry: &Entry<'_>,
    sequence: Option<u32>,
    notice: &NoticeDetails,
    bundle: &OpenBundle,
    findings: &mut Findings,
) {
    let Some(digest) = notice.dialogue else { return };
    match bundle.dialogues.iter().find(|dialogue| Some(dialogue.number) == sequence) {
        Some(dialogue) if dialogue.file.digest == digest => {}
        Some(dialogue) => {
            let sentence = format!("It is not the dialogue that {} names: its digest is another.", entry.file);
            findings.add(Reason::ContentDiffers, &dialogue.file.name, DIALOGUE, sentence);
        }
        None => {
            let sentence = "The dialogue with the mail server that this evidence names is not in the bundle.";
            findings.add(Reason::SignedDataNotFound, entry.file, DIALOGUE, sentence);
        }
    }
}

fn one_notice(entry: &Entry<'_>, notice: &NoticeDetails, bundle: &OpenBundle, findings: &mut Findings) {
    let mut packed = bundle.notices.iter().filter(|packed| packed.number == notice.number).peekable();
    if packed.peek().is_none() {
        let sentence = format!("Notice {} is not in this bundle.", notice.number);
        findings.note(entry.file, NOTICE, sentence);
    }
    for packed in packed {
        if packed.digest != notice.digest {
            let sentence = format!("It is not the notice that {} names: its digest is another.", entry.file);
            findings.add(Reason::ContentDiffers, &packed.file.name, NOTICE, sentence);
        } else if packed.stand_in {
            let sentence = "The notice itself is not in this bundle yet, only its digest: its link may still work.";
            findings.note(&packed.file.name, NOTICE, sentence);
        }
    }
}

/// Holds the message against the evidence.
pub fn message(links: &[Entry<'_>], bundle: &OpenBundle, findings: &mut Findings) -> Content {
    let Some(expected) = links.first().map(|entry| &entry.statement.content) else { return Content::NotInside };
    match &bundle.message {
        None => {
            findings.note("", MESSAGE, "Content not in this bundle; the evidence holds its digest.");
            Content::NotInside
        }
        Some(message) if message.digest == expected.digest && message.size == expected.size => Content::Inside,
        Some(message) => {
            let sentence = format!(
                "It is not the message that the evidence names: its SHA-256 is {}, {} octets.",
                message.digest, message.size
            );
            findings.add(Reason::ContentDiffers, "message.eml", MESSAGE, sentence);
            Content::Differs
        }
    }
}
