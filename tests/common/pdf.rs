//! The smallest PDF with a file attached, as a report has it: written by hand, so that each test can spoil it where it likes.

use std::fmt::Write as _;

/// A PDF of one page, with `attached` under `name` and this subject.
pub fn pdf(name: &str, attached: &[u8], subject: &str) -> Vec<u8> {
    let stream = [
        format!("<</Type /EmbeddedFile /Length {0} /Params <</Size {0}>>>>\nstream\n", attached.len()).as_bytes(),
        attached,
        b"\nendstream",
    ]
    .concat();
    written(&stream, name, subject)
}

/// The same around an embedded file that is written already.
pub fn written(stream: &[u8], name: &str, subject: &str) -> Vec<u8> {
    let specification = format!(
        "<</Type /Filespec /F ({name}) /UF ({name}) /AFRelationship /Source /Desc (evidence) /EF <</F 7 0 R /UF 7 0 R>>>>"
    );
    let names = format!("/Names <</EmbeddedFiles <</Names [({name}) 6 0 R]>>>> /AF [6 0 R]");
    objects(&[
        b"<</Type /Pages /Count 1 /Kids [2 0 R]>>",
        b"<</Type /Page /Parent 1 0 R /MediaBox [0 0 595 842.5] /Resources <<>> /Contents 3 0 R>>",
        b"<</Length 0>>\nstream\n\nendstream",
        format!("<</Title (Report) /Subject ({subject})>>").as_bytes(),
        format!("<</Type /Catalog /Pages 1 0 R {names}>>").as_bytes(),
        specification.as_bytes(),
        stream,
    ])
}

/// A PDF of these objects, numbered from 1: the fifth is the catalog and the fourth the information about the document.
pub fn objects(all: &[&[u8]]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f\r\n", all.len() + 1);
    for (at, object) in all.iter().enumerate() {
        let _ = write!(table, "{:010} 00000 n\r\n", file.len());
        file.extend_from_slice(format!("{} 0 obj\n", at + 1).as_bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n\n");
    }
    let start = file.len();
    file.extend_from_slice(table.as_bytes());
    let size = all.len() + 1;
    let trailer =
        format!("trailer\n<</Size {size} /Root 5 0 R /Info 4 0 R /ID [(one) (one)]>>\nstartxref\n{start}\n%%EOF");
    file.extend_from_slice(trailer.as_bytes());
    file
}
