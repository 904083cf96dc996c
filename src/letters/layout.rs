//! How text stands in a mail: strangers' words on one line and harmless, paragraphs of at most 72 columns, facts and the
//! link as they are.

/// Columns of a paragraph: few enough that quoted-printable breaks none of them.
const WIDTH: usize = 72;
/// The most characters of a stranger's name or of the operator's line.
const LONGEST: usize = 200;
/// The most characters of a mail server's answer: RFC 5321 allows 512 a line.
const LONGEST_ANSWER: usize = 512;

/// What a mail program makes a link of: the linter refuses a mail in which one of them is whole.
const MARKS: [&str; 9] = ["://", "//", "www.", "mailto:", "javascript:", "data:", "sms:", "tel:", "vbscript:"];

/// A stranger's words for one line of header or text: no line break, control or invisible direction mark, no run of
/// spaces, nothing that a mail program would make a link of, not endlessly long.
pub fn clean(text: &str) -> String {
    clean_to(text, LONGEST)
}

/// A mail server's answer, whole lines of it joined, in the same way.
pub(super) fn clean_answer(text: &str) -> String {
    clean_to(text, LONGEST_ANSWER)
}

fn clean_to(text: &str, longest: usize) -> String {
    let plain = text.chars().map(|c| if c.is_control() || is_invisible(c) { ' ' } else { c }).collect::<String>();
    let mut line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    for mark in MARKS {
        while let Some(at) = find(&line, mark) {
            let (before, after) = line.split_at(at);
            let split = mark.len() - 1;
            line = format!(
                "{before}{} {}",
                after.get(..split).unwrap_or_default(),
                after.get(split..).unwrap_or_default()
            );
        }
    }
    if line.chars().count() > longest {
        line = line.chars().take(longest - 1).chain(['…']).collect();
    }
    line
}

/// Where an ASCII mark stands, capitals or not.
fn find(text: &str, mark: &str) -> Option<usize> {
    text.to_ascii_lowercase().find(mark)
}

/// Direction marks, joiners, fillers, line separators, tags: what a reader cannot see.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Paragraphs (one line each) wrapped; a line that begins with two spaces is a fact or a link and stays whole.
pub(super) fn wrap(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        if line.starts_with("  ") || line.chars().count() <= WIDTH {
            lines.push(line.trim_end().to_owned());
            continue;
        }
        let mut current = String::new();
        // No-break spaces hold what stands around them together.
        for word in line.split(' ').filter(|word| !word.is_empty()) {
            if !current.is_empty() && current.chars().count() + 1 + word.chars().count() > WIDTH {
                lines.push(std::mem::take(&mut current));
            }
            if !current.is_empty() {
                current.push(' ');
            }
            current.push_str(word);
        }
        lines.push(current);
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_break_the_line_hide_or_become_a_link() {
        assert_eq!(clean("Bakkerij\r\nBcc: x@y.nl"), "Bakkerij Bcc: x@y.nl");
        assert_eq!(clean("a\u{202e}b\u{200b}c\0\td"), "a b c d");
        assert_eq!(
            clean("see HTTPS://evil.example/x www.evil.example"),
            "see HTTPS:/ /evil.example/x www .evil.example"
        );
        assert_eq!(clean("MAILTO:a@b.nl"), "MAILTO :a@b.nl");
        assert_eq!(clean("tel:112 ///evil.example"), "tel :112 / / /evil.example");
        assert_eq!(clean(&"é".repeat(500)).chars().count(), LONGEST);
        assert_eq!(clean("  Bakkerij Jansen B.V. "), "Bakkerij Jansen B.V.");
    }

    #[test]
    fn paragraphs_are_wrapped_and_facts_and_links_are_not() {
        let link = format!("  https://example.org/r/{}", "A".repeat(120));
        let wrapped = wrap(&format!("{}\n\n{link}\n", "woord ".repeat(40)));
        assert!(wrapped.lines().filter(|line| *line != link).all(|line| line.chars().count() <= WIDTH));
        assert!(wrapped.lines().any(|line| line == link));
        assert_eq!(wrapped.matches("woord").count(), 40);
        let held = wrap(&format!("{} 23\u{a0}h\u{a0}59", "mot ".repeat(17).trim_end()));
        assert!(held.ends_with("\n23\u{a0}h\u{a0}59"), "a no-break space breaks no line: {held}");
    }
}
