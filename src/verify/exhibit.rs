//! The report as people hold it: one document of plain words in four languages, made from a judged bundle. What it says comes from the report and
//! from the statements beneath it; it judges nothing anew, and gives no date of legal effect.

mod answers;
mod attachments;
mod chain;
pub mod direction;
mod document;
mod elements;
mod findings;
mod foreign;
mod html;
mod mail;
mod opening;
mod redacted;
mod say;
mod sources;
mod stated;
#[cfg(test)]
mod tests;
mod text;
mod unproven;

use crate::erds::evidence::{Details, Statement, SubmissionDetails};
use crate::erds::moment::Moment;
use crate::words::Language;

use super::report::Report;
use super::report::text::plain;
use super::unproven::Unproven;

use say::Say;

pub use document::{Document, Page, Part};
pub use html::html;
pub use text::text;

/// What a report rests on, as facts and not as sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// The statements, each in the place of its evidence in the report.
    pub stated: Vec<Stated>,
    /// What is not proven.
    pub unproven: Vec<Unproven>,
    /// Whether time-stamps and seals stand under one root.
    pub own_time: bool,
}

/// A statement and what stands beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The statement.
    pub statement: Statement,
    /// The text that the addressee was shown, where the acknowledgement could be read.
    pub text: Option<String>,
    /// When the mandate that it rests on was given and accepted.
    pub mandate: Option<[Moment; 2]>,
}

impl Stated {
    /// Its number in the chain, as it is shown.
    fn number(&self) -> String {
        self.statement.chain.link.sequence().map_or_else(|| "-".to_owned(), |number| number.to_string())
    }
}

impl Basis {
    /// The statements of the chain, without the export's.
    fn links(&self) -> impl DoubleEndedIterator<Item = &Stated> {
        self.stated.iter().filter(|stated| stated.statement.chain.link.sequence().is_some())
    }

    /// What the submission holds besides.
    fn terms(&self) -> Option<&SubmissionDetails> {
        match &self.links().next()?.statement.details {
            Details::Submission(terms) => Some(terms),
            _ => None,
        }
    }
}

/// The report in this language.
pub fn document(report: &Report, language: Language) -> Document {
    let say = Say::new(language, report.basis.terms().map(|terms| terms.zone.as_str()));
    let mut pages = vec![opening::page(report, &say)];
    pages.extend(report.foreign.as_ref().map(|foreign| foreign::page(foreign, &say)));
    pages.extend(report.redacted.as_ref().map(|shown| redacted::page(shown, report, &say)));
    pages.extend(report.notice.as_ref().map(|notice| mail::page(notice, &say)));
    if let Some(answers) = &report.answers {
        pages.extend(elements::pages(report, answers, &say));
    }
    pages.extend(report.dispute.as_ref().map(|dispute| attachments::page(dispute, &say)));
    pages.extend(unproven::page(report, &say));
    pages.push(findings::page(report, &say));
    pages.extend((!report.evidence.is_empty()).then(|| chain::page(report, &say)));
    let (title, foot) = (opening::title(report, &say), opening::foot(report, &say));
    let numbering = say.text("exhibit-page", &[("n", "{n}"), ("m", "{m}")]);
    cleaned(Document { language, title, foot, numbering, pages })
}

/// The document without controls and marks that turn the direction of writing.
fn cleaned(mut document: Document) -> Document {
    let clean = |text: &mut String| *text = plain(text);
    clean(&mut document.title);
    clean(&mut document.foot);
    for page in &mut document.pages {
        clean(&mut page.heading);
        page.parts.iter_mut().flat_map(Part::texts_mut).for_each(clean);
    }
    document
}
