//! Which words of a text run to the left, so that whoever draws it can keep them to themselves: a name in Hebrew must not move the date
//! beside it.

/// A stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch<'a> {
    /// The text.
    pub text: &'a str,
    /// Whether its direction is its own: what stands between quotation marks, and words that run to the left.
    pub apart: bool,
}

/// Whether anything in it runs to the left.
pub fn runs_left(text: &str) -> bool {
    text.chars().any(leftward)
}

/// The text in stretches, in their order; together they are the text.
pub fn stretches(text: &str) -> Vec<Stretch<'_>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.find('“').map(|at| rest.split_at(at + '“'.len_utf8())) {
        let Some((inside, behind)) = after.find('”').map(|at| after.split_at(at)) else { break };
        words(before, &mut out);
        push(&mut out, inside, true);
        rest = behind;
    }
    words(rest, &mut out);
    out
}

/// Words outside quotation marks: those that run to the left stay together.
fn words<'a>(text: &'a str, out: &mut Vec<Stretch<'a>>) {
    let (mut begun, mut at, mut apart) = (0, 0, false);
    for word in text.split_inclusive(' ') {
        let left = runs_left(word);
        if left != apart {
            // The blank before words that run to the left belongs to neither; it stays with what stood before.
            push(out, text.get(begun..at).unwrap_or_default(), apart);
            (begun, apart) = (at, left);
        }
        at += word.len();
    }
    push(out, text.get(begun..).unwrap_or_default(), apart);
}

/// A stretch, without the blank behind it where it is kept apart.
fn push<'a>(out: &mut Vec<Stretch<'a>>, text: &'a str, apart: bool) {
    let bare = if apart { text.trim_end_matches(' ') } else { text };
    let (inside, behind) = text.split_at(bare.len());
    for (text, apart) in [(inside, apart), (behind, false)] {
        if !text.is_empty() {
            out.push(Stretch { text, apart });
        }
    }
}

fn leftward(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_run_to_the_left_stay_together_and_apart_from_the_rest() {
        let shown = |text: &str| {
            let all = stretches(text);
            assert_eq!(all.iter().map(|one| one.text).collect::<String>(), text);
            all.iter()
                .map(|one| if one.apart { format!("<{}>", one.text) } else { one.text.to_owned() })
                .collect::<String>()
        };
        assert_eq!(shown("Jan Jansen, 12 mei"), "Jan Jansen, 12 mei");
        assert_eq!(shown("van משה כהן op 12 mei"), "van <משה כהן> op 12 mei");
        assert_eq!(shown("“Jan” en “משה 12” op 3"), "“<Jan>” en “<משה 12>” op 3");
        assert_eq!(shown("“niet af משה "), "“niet af <משה> ");
        assert_eq!(shown(""), "");
        assert_eq!(shown("“”"), "“”");
    }
}
