//! Texts of strangers made fit to show: no control characters, no marks that turn the direction of writing, no endless
//! length; file names that open nowhere but in the folder they are saved to; types that no browser runs.
//!
//! Escaping for HTML is not done here: the templates do that with everything.

use std::fmt::Write as _;

use crate::words::{Language, Words};

/// The most characters of a stranger's text on a page.
const LONGEST: usize = 300;
/// The most characters of a file name.
const LONGEST_NAME: usize = 100;

/// A stranger's words on one line.
pub(super) fn line(text: &str) -> String {
    let clean = |c: char| if c.is_control() { ' ' } else { c };
    let mut shown: String = text.chars().filter(|c| !turns(*c)).map(clean).take(LONGEST).collect();
    if text.chars().count() > LONGEST {
        shown.push('…');
    }
    shown.trim().to_owned()
}

/// A stranger's text with its lines and tabs kept.
pub(super) fn block(text: &str) -> String {
    text.chars().filter(|c| !turns(*c) && (!c.is_control() || matches!(c, '\n' | '\t'))).collect()
}

/// Marks that change the direction of what stands after them: with them `exe.fdp` reads `pdf.exe` the other way.
fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}')
}

/// A file name that is a name and nothing else.
pub(super) fn file_name(name: &str, otherwise: &str) -> String {
    let clean = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c };
    let cleaned: String = name.chars().filter(|c| !turns(*c)).map(clean).collect();
    let mut kept = cleaned.trim_matches(|c: char| c.is_whitespace() || c == '.').to_owned();
    let length = kept.chars().count();
    if length > LONGEST_NAME {
        // The end of a name tells what it is: it stays.
        let ending: String = kept.chars().skip(length - 20).collect();
        kept = kept.chars().take(LONGEST_NAME - 21).chain(std::iter::once('…')).chain(ending.chars()).collect();
    }
    if kept.is_empty() { otherwise.to_owned() } else { kept }
}

/// `Content-Disposition: attachment` with this file name [RFC 6266, RFC 8187].
pub(super) fn attachment(name: &str) -> String {
    let ascii: String = name
        .chars()
        .map(|c| if c.is_ascii_graphic() && c != '"' && c != '\\' && c != '%' || c == ' ' { c } else { '_' })
        .collect();
    let mut encoded = String::new();
    for octet in name.bytes() {
        if octet.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&octet) {
            encoded.push(char::from(octet));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{octet:02X}");
        }
    }
    format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{encoded}")
}

/// The type under which a part leaves: one that browsers do not run, or none in particular.
pub(super) fn content_type(stated: &str) -> &'static str {
    const KNOWN: [&str; 9] = [
        "application/pdf",
        "application/zip",
        "image/gif",
        "image/jpeg",
        "image/png",
        "image/webp",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.oasis.opendocument.text",
    ];
    let bare = stated.split(';').next().unwrap_or_default().trim();
    if bare.eq_ignore_ascii_case("text/plain") {
        return "text/plain; charset=utf-8";
    }
    KNOWN.into_iter().find(|known| known.eq_ignore_ascii_case(bare)).unwrap_or("application/octet-stream")
}

/// A number of octets as people read it.
pub(super) fn size(octets: u64, words: Words) -> String {
    if octets < 1_000 {
        return format!("{octets} bytes");
    }
    let (unit, tenths) =
        if octets < 1_000_000 { ("kB", octets.div_ceil(100)) } else { ("MB", octets.div_ceil(100_000)) };
    let point = if words.language() == Language::English { '.' } else { ',' };
    format!("{}{point}{} {unit}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_turn_itself_around_or_leave_its_folder() {
        assert_eq!(file_name("fact\u{202E}fdp.exe", "x"), "factfdp.exe");
        assert_eq!(file_name("../../etc/passwd", "x"), "_.._etc_passwd");
        assert_eq!(file_name("C:\\a\r\nb.txt", "x"), "C__a__b.txt");
        assert_eq!(file_name(" .. ", "bijlage-2"), "bijlage-2");
        let long = file_name(&format!("{}.pdf", "a".repeat(500)), "x");
        assert!(long.chars().count() <= LONGEST_NAME && long.split('.').next_back() == Some("pdf"));
    }

    #[test]
    fn a_file_name_in_a_header_breaks_out_of_nothing() {
        assert_eq!(
            attachment("naïef \"x\"; y=%41.pdf"),
            "attachment; filename=\"na_ef _x_; y=_41.pdf\"; filename*=UTF-8''na%C3%AFef%20%22x%22%3B%20y%3D%2541.pdf"
        );
        assert!(!attachment("a\r\nSet-Cookie: x").contains(['\r', '\n']));
    }

    #[test]
    fn nothing_that_a_browser_runs_keeps_its_type() {
        for stated in ["text/html", "image/svg+xml", "application/xhtml+xml", "application/javascript", "", "\r\n"] {
            assert_eq!(content_type(stated), "application/octet-stream", "{stated}");
        }
        assert_eq!(content_type("Application/PDF; name=x"), "application/pdf");
        assert_eq!(content_type("text/plain; charset=iso-8859-1"), "text/plain; charset=utf-8");
    }

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(line("a\r\nb\u{202E}c\0"), "a  bc");
        assert_eq!(line(&"x".repeat(400)).chars().count(), LONGEST + 1);
        assert_eq!(block("a\r\n\tb\u{2066}\u{7}"), "a\n\tb");
    }

    #[test]
    fn sizes_read_as_in_the_language() {
        assert_eq!(size(999, Words::of("nl")), "999 bytes");
        assert_eq!(size(1_234_567, Words::of("nl")), "1,3 MB");
        assert_eq!(size(45_600, Words::of("en")), "45.6 kB");
    }
}
