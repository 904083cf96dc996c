//! Suffix addresses: a customer's own mail server needs no more than a route. What it sends to
//! `name@example.org.SUFFIX` is a registered e-mail to name@example.org; the suffix, and nothing else, says so.
//!
//! An address that was meant to have the suffix and has it wrong is refused with the reason: it is neither sent to the
//! mistyped domain nor anywhere else. Nothing is ever relayed as ordinary mail.

use crate::erds::address::Address;

use super::Refusal;

/// So many letters may be wrong, missing, too many or exchanged for a suffix to be taken for a mistyped one.
const TYPOS: usize = 2;

/// For whom a message to this address is: without the suffix, or as it stands where there is nothing of a suffix in it.
///
/// # Errors
/// `Refusal::Suffix` where the suffix is mistyped or what stands before it is no address; the words name the right form.
pub fn addressee(suffix: Option<&str>, written: &Address) -> Result<Address, Refusal> {
    let Some(suffix) = suffix.map(str::to_ascii_lowercase) else { return Ok(written.clone()) };
    let domain = written.domain().to_ascii_lowercase();
    let wrong = |words: String| Err(Refusal::Suffix(format!("{words}; nothing was sent")));
    if domain == suffix {
        return wrong(format!("write the whole address before the suffix, such as name@example.org.{suffix}"));
    }
    let Some(inner) = domain.strip_suffix(&suffix) else { return not_meant(&suffix, &domain, written) };
    let Some(inner) = inner.strip_suffix('.') else {
        return wrong(format!("a dot is missing before the suffix: write name@example.org.{suffix}"));
    };
    if inner == suffix || inner.ends_with(&format!(".{suffix}")) {
        return wrong(format!("the suffix stands twice: write name@example.org.{suffix}"));
    }
    match Address::parse(&format!("{}@{inner}", written.local())) {
        Ok(address) if inner.contains('.') => Ok(address),
        _ => wrong(format!("`{inner}` is no mail domain: write name@example.org.{suffix}")),
    }
}

/// Whether an address is of the suffix's domain or below it.
pub fn is_meant(suffix: Option<&str>, written: &Address) -> bool {
    let Some(suffix) = suffix.map(str::to_ascii_lowercase) else { return false };
    let domain = written.domain().to_ascii_lowercase();
    domain.strip_suffix(&suffix).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// An address that does not end in the suffix: another mailbox, unless its end was meant to be the suffix.
fn not_meant(suffix: &str, domain: &str, written: &Address) -> Result<Address, Refusal> {
    let labels: Vec<&str> = domain.split('.').collect();
    let length = suffix.split('.').count();
    // Before a suffix stands a domain of two labels at least.
    if let Some(place) = labels.len().checked_sub(length).filter(|before| *before >= 2) {
        let end = labels.get(place..).unwrap_or_default().join(".");
        if distance(&end, suffix) <= TYPOS {
            let words =
                format!("`{end}` is not the suffix `{suffix}`: write it right, or leave it out; nothing was sent");
            return Err(Refusal::Suffix(words));
        }
    }
    Ok(written.clone())
}

/// How many letters are wrong, missing, too many, or exchanged with their neighbour (optimal string alignment).
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let mut fewest = (at(&last, j + 1) + 1).min(at(&row, j) + 1).min(at(&last, j) + usize::from(a != b));
            let exchanged = i > 0 && j > 0 && one.get(i - 1) == Some(b) && other.get(j - 1) == Some(a);
            if exchanged {
                fewest = fewest.min(at(&before, j - 1) + 1);
            }
            row.push(fewest);
        }
        before = std::mem::replace(&mut last, row);
    }
    at(&last, other.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SUFFIX: Option<&str> = Some("recepis.example");

    fn meant(written: &str) -> Result<String, Refusal> {
        addressee(SUFFIX, &written.parse().unwrap()).map(|address| address.to_string())
    }

    #[test]
    fn what_stands_before_the_suffix_is_the_addressee() {
        for (written, to) in [
            ("name@example.org.recepis.example", "name@example.org"),
            ("N.Ame+x@Example.ORG.Recepis.Example", "N.Ame+x@example.org"),
            ("jörg@bücher.example.recepis.example", "jörg@bücher.example"),
            ("name@example.org", "name@example.org"),
            ("name@mail.example.org", "name@mail.example.org"),
            ("name@repecis.example", "name@repecis.example"),
        ] {
            assert_eq!(meant(written).as_deref(), Ok(to), "{written}");
        }
        let plain: Address = "name@example.org.recepis.example".parse().unwrap();
        assert_eq!(addressee(None, &plain), Ok(plain));
    }

    #[test]
    fn s39_a_mistyped_suffix_is_refused_with_the_right_form() {
        for (written, words) in [
            ("name@recepis.example", "write the whole address before the suffix"),
            ("name@example.org.recepsi.example", "`recepsi.example` is not the suffix"),
            ("name@example.org.recepis.exampel", "`recepis.exampel` is not the suffix"),
            ("name@example.org.recpis.example", "`recpis.example` is not the suffix"),
            ("name@example.orgrecepis.example", "a dot is missing"),
            ("name@example.org.recepis.example.recepis.example", "the suffix stands twice"),
            ("name@example.recepis.example", "`example` is no mail domain"),
        ] {
            let told = meant(written).unwrap_err().to_string();
            assert!(told.contains(words) && told.contains("nothing was sent"), "{written}: {told}");
        }
    }

    #[test]
    fn distances_count_letters() {
        for (one, other, far) in
            [("", "", 0), ("a", "", 1), ("recepis", "recepsi", 1), ("abc", "xyz", 3), ("ab", "ba", 1)]
        {
            assert_eq!(distance(one, other), far, "{one} {other}");
        }
    }
}
