//! The report as PDF/A-3b: the document of plain words on sheets of paper, with the bundle attached, so that the file alone is a complete
//! exhibit. Values in, octets out; nothing here signs.

mod draw;
mod set;
mod sheet;
#[cfg(test)]
mod tests;

use crate::erds::moment::Moment;
use crate::verify::exhibit::{Document, Page, Part};
use crate::words::Words;

/// What becomes a PDF.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The words.
    pub document: &'a Document,
    /// What the file says of itself, for programs: it names the digest of the bundle.
    pub subject: &'a str,
    /// The name that the attached bundle has in the PDF.
    pub name: &'a str,
    /// The bundle.
    pub bundle: &'a [u8],
    /// What the attached file is, in words.
    pub description: &'a str,
    /// When the report was made.
    pub at: Moment,
}

/// Why no PDF was made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A typeface of ours cannot be read.
    #[error("a typeface for reports cannot be read")]
    Typeface,
    /// More sheets than anybody reads.
    #[error("the report would have more than {0} sheets")]
    TooLong(usize),
    /// The library refuses to write it, as what it wrote would be no PDF/A-3b.
    #[error("the report is no PDF/A-3b: {0}")]
    NotArchival(String),
}

/// The report as PDF/A-3b, without a signature.
///
/// # Errors
/// What cannot be drawn, as `Error` says.
pub fn pdf(report: &Report<'_>) -> Result<Vec<u8>, Error> {
    let mut setter = set::Setter::new()?;
    let sheets = sheet::sheets(report.document, &mut setter)?;
    draw::draw(report, &sheets)
}

/// The last page: where the evidence is, and how to check it without anybody. The digest is the bundle's, in hexadecimal digits.
pub fn checking(words: Words, name: &str, digest: &str) -> Page {
    let digits: Vec<char> = digest.chars().collect();
    let groups: Vec<String> = digits.chunks(4).map(|group| group.iter().collect()).collect();
    let parts = vec![
        Part::Paragraph(words.text("report-check-attached", &[("name", name)])),
        Part::Paragraph(words.say("report-check-how")),
        Part::Paragraph(words.say("report-check-other")),
        Part::Paragraph(words.say("report-check-digest")),
        Part::Code(groups.join(" ")),
    ];
    Page { heading: words.say("report-check-title"), parts }
}
