//! Files that somebody says were attached, against the attachments of the message.

use super::super::disputed::Dispute;
use super::document::{Page, Part};
use super::say::{Say, grouped};

pub(super) fn page(dispute: &Dispute, say: &Say) -> Page {
    let head = |keys: &[&str]| keys.iter().map(|key| say.say(key)).collect();
    let known = !dispute.attachments.is_empty();
    let rows = dispute.files.iter().map(|file| {
        let all: Vec<String> = file.is.iter().map(ToString::to_string).collect();
        let plainly = dispute.attachments.iter().any(|one| file.is.contains(&one.number) && one.digest == file.digest);
        let result = match (all.is_empty(), known, plainly) {
            (true, true, _) => say.say("exhibit-mismatch"),
            (true, false, _) => say.say("exhibit-mismatch-nothing"),
            (false, _, true) => say.text("exhibit-match", &[("number", &all.join(", "))]),
            (false, _, false) => say.text("exhibit-match-lines", &[("number", &all.join(", "))]),
        };
        vec![crate::words::quoted(&file.file), grouped(&file.digest.to_string()), result]
    });
    let mut parts = vec![
        Part::Paragraph(say.say("exhibit-attachments-text")),
        Part::Table {
            head: head(&["exhibit-head-file", "exhibit-head-digest", "exhibit-head-result"]),
            rows: rows.collect(),
        },
        Part::Heading(say.say("exhibit-attachments-message")),
    ];
    if known {
        let rows = dispute.attachments.iter().map(|one| {
            let digest = grouped(&one.digest.to_string());
            vec![
                one.number.to_string(),
                crate::words::quoted(&one.name),
                one.content_type.clone(),
                one.size.to_string(),
                digest,
            ]
        });
        let keys = [
            "exhibit-head-number",
            "exhibit-head-file",
            "exhibit-head-type",
            "exhibit-head-size",
            "exhibit-head-digest",
        ];
        parts.push(Part::Table { head: head(&keys), rows: rows.collect() });
    } else {
        parts.push(Part::Paragraph(say.say("exhibit-attachments-none")));
    }
    if dispute.incomplete {
        parts.push(Part::Paragraph(say.say("exhibit-attachments-more")));
    }
    Page { heading: say.say("exhibit-attachments"), parts }
}
