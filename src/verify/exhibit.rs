//! The report as people hold it: one document of plain words in four languages, made from a judged bundle.

mod document;

pub use document::{Document, Page, Part};
