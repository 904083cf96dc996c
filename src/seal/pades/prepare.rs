//! The incremental update (ISO 32000-1 §7.5.6, §12.8): catalog and first page again, with a form of one invisible field that is the signature.
//!
//! PDF/A stays PDF/A (ISO 19005-3 §6.3, §6.4): a field that is printed and locked and has no size needs no appearance.

use std::ops::Range;

use super::{Error, FILTER, ROOM, SUB_FILTER};
use crate::crypto::{self, Algorithm};
use crate::erds::content::Sha256;
use crate::erds::moment::Moment;
use crate::format::pdf::{Document, END, LIMIT, Object, Value};
use crate::seal::cms;
use crate::seal::x509::Certificate;

/// Characters for the three numbers of what is covered, each of ten digits at most.
const RANGE: usize = 32;

/// A PDF with room for its signature.
pub struct Prepared {
    file: Vec<u8>,
    /// The room with its brackets: all that is not signed.
    hole: Range<usize>,
}

/// Prepares a PDF as it was first written; `at` is when the signature says it is made, in whole seconds.
///
/// # Errors
/// It has not the form that is written here, was saved again, or would be too large.
pub fn prepare(pdf: &[u8], at: Moment) -> Result<Prepared, Error> {
    let document = Document::read(pdf)?;
    let (root, catalog) = document.catalog()?;
    if document.revisions() != 1 || catalog.get(b"AcroForm").is_some() {
        return Err(Error::Before);
    }
    let (first, page) = document.first_page()?;
    let field = document.size()?;
    let signature = field + 1;
    let mut update = Update { file: pdf.to_vec(), entries: Vec::new() };
    if !pdf.ends_with(b"\n") {
        update.write("\n");
    }
    let form = format!("/AcroForm <</Fields [{field} 0 R] /SigFlags 3>>");
    update.object(root, &with(pdf, &catalog, &form)?);
    update.object(first, &annotated(pdf, &page, field)?);
    let widget = format!(
        "<</Type /Annot /Subtype /Widget /FT /Sig /T (Signature) /F 132 /Rect [0 0 0 0] /P {first} 0 R /V {signature} 0 R>>"
    );
    update.object(field, widget.as_bytes());
    update.begin(signature);
    update
        .write(&format!("<</Type /Sig /Filter /{FILTER} /SubFilter /{SUB_FILTER} /M (D:{}) /ByteRange [0 ", date(at)));
    let range = update.file.len();
    update.write(&format!("{:RANGE$}] /Contents ", ""));
    let start = update.file.len();
    update.write("<");
    update.file.resize(start + 1 + 2 * ROOM, b'0');
    update.write(">");
    let hole = start..update.file.len();
    update.write(">>\nendobj\n");
    update.end(&document, pdf)?;
    let mut file = update.file;
    if file.len() > LIMIT {
        return Err(crate::format::pdf::Error::TooLarge(LIMIT).into());
    }
    let covered = format!("{} {} {}", hole.start, hole.end, file.len() - hole.end);
    let place = file.get_mut(range..).and_then(|rest| rest.get_mut(..covered.len().min(RANGE)));
    place.filter(|place| place.len() == covered.len()).ok_or(Error::NotWhole)?.copy_from_slice(covered.as_bytes());
    Ok(Prepared { file, hole })
}

impl Prepared {
    /// The octets to sign: all but the room.
    pub fn content(&self) -> Vec<u8> {
        let (before, after) = (self.file.get(..self.hole.start), self.file.get(self.hole.end..));
        [before.unwrap_or_default(), after.unwrap_or_default()].concat()
    }

    /// The signature over it, which lacks its value. `chain` travels along: the authorities between signer and root.
    ///
    /// # Errors
    /// Something can not be encoded.
    pub fn signature(
        &self,
        signer: &Certificate,
        chain: &[Certificate],
        algorithm: Algorithm,
    ) -> Result<cms::Prepared, Error> {
        Ok(cms::prepare_untimed(&self.content(), signer, chain, algorithm)?)
    }

    /// The PDF with its signature.
    ///
    /// # Errors
    /// The signature does not fit into the room.
    pub fn finish(mut self, signature: &[u8]) -> Result<Vec<u8>, Error> {
        let room =
            self.file.get_mut(self.hole.start + 1..self.hole.end - 1).filter(|room| signature.len() * 2 <= room.len());
        let digits = room.ok_or(Error::Room(signature.len()))?.as_chunks_mut::<2>().0;
        for (digits, octet) in digits.iter_mut().zip(signature) {
            digits.copy_from_slice(format!("{octet:02x}").as_bytes());
        }
        Ok(self.file)
    }
}

struct Update {
    file: Vec<u8>,
    entries: Vec<(u32, usize)>,
}

impl Update {
    fn write(&mut self, words: &str) {
        self.file.extend_from_slice(words.as_bytes());
    }

    fn begin(&mut self, number: u32) {
        self.entries.push((number, self.file.len()));
        self.write(&format!("{number} 0 obj\n"));
    }

    fn object(&mut self, number: u32, octets: &[u8]) {
        self.begin(number);
        self.file.extend_from_slice(octets);
        self.write("\nendobj\n");
    }

    /// The table of what was written anew, and the trailer.
    fn end(&mut self, document: &Document<'_>, pdf: &[u8]) -> Result<(), Error> {
        let at = self.file.len();
        self.entries.sort_unstable();
        self.write("xref\n");
        for (number, offset) in std::mem::take(&mut self.entries) {
            self.write(&format!("{number} 1\n{offset:010} 00000 n\r\n"));
        }
        let trailer = document.trailer()?;
        self.write(&format!("trailer\n<</Size {} /Prev {}", document.size()? + 2, document.table()));
        for key in ["Root", "Info"] {
            if let Some(number) = trailer.get(key.as_bytes()).and_then(Object::reference) {
                self.write(&format!(" /{key} {number} 0 R"));
            }
        }
        if let Some([first, _]) = trailer.get(b"ID").and_then(Object::items) {
            // The first tells which document it is, the second which revision of it.
            let second = Sha256(crypto::sha256(pdf));
            self.write(" /ID [");
            self.file.extend_from_slice(source(pdf, first));
            self.write(&format!(" <{second}>]"));
        }
        self.write(&format!(">>\nstartxref\n{at}\n{}\n", String::from_utf8_lossy(END)));
        Ok(())
    }
}

/// How an object is written.
fn source<'a>(pdf: &'a [u8], object: &Object) -> &'a [u8] {
    pdf.get(object.span.clone()).unwrap_or_default()
}

/// A dictionary with one entry more.
fn with(pdf: &[u8], dictionary: &Object, entry: &str) -> Result<Vec<u8>, Error> {
    let open = source(pdf, dictionary).strip_suffix(b">>").ok_or(Error::Form("no dictionary"))?;
    Ok([open, b"\n", entry.as_bytes(), b"\n>>"].concat())
}

/// A page with one annotation more.
fn annotated(pdf: &[u8], page: &Object, field: u32) -> Result<Vec<u8>, Error> {
    let Some(annotations) = page.get(b"Annots") else {
        return with(pdf, page, &format!("/Annots [{field} 0 R]"));
    };
    let Value::Array(_) = annotations.value else { return Err(Error::Form("annotations elsewhere")) };
    let before = pdf.get(page.span.start..annotations.span.end - 1).unwrap_or_default();
    let after = pdf.get(annotations.span.end - 1..page.span.end).unwrap_or_default();
    Ok([before, format!(" {field} 0 R").as_bytes(), after].concat())
}

/// A moment as PDF writes it (§7.9.4), in UTC and whole seconds.
pub(super) fn date(at: Moment) -> String {
    at.whole_seconds().to_string().replace(['-', ':', 'T'], "")
}
