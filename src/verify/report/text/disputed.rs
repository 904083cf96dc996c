//! The part of a report about files that are said to have been attached.

use super::super::super::disputed::Dispute;
use super::paragraph;

/// The attachments of the message, and which of them the files given are.
pub(super) fn render(out: &mut String, dispute: &Dispute) {
    for one in &dispute.attachments {
        let line = format!("{}, {}, {} octets, SHA-256 {}", one.name, one.content_type, one.size, one.digest);
        paragraph(out, &format!("  {:<4}", one.number), &line);
    }
    if dispute.incomplete {
        paragraph(out, "  - ", "The message has more parts, or deeper ones, than are read.");
    }
    for file in &dispute.files {
        paragraph(out, "  - ", &format!("{} (SHA-256 {}): {}", file.file, file.digest, file.sentence));
    }
}
