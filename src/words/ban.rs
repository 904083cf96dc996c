//! The words that no text of ours uses. For a technical event they would claim too much: whether a statement got to
//! somebody, and what it is worth in law, is for the judge (art. 3:37 BW). What somebody else said may hold them: it
//! stands between “ and ”, the one mark of a quotation, and is skipped.

use super::Language;

const DUTCH: [&str; 15] = [
    "aangeboden",
    "aanbieden",
    "bereikt",
    "bereikte",
    "ontvangen",
    "ontving",
    "ontvangt",
    "bezorgd",
    "bezorgde",
    "geacht",
    "gekwalificeerd",
    "gekwalificeerde",
    "rechtsgeldig",
    "rechtsgeldige",
    "rechtsgeldigheid",
];

const ENGLISH: [&str; 8] =
    ["offered", "reached", "received", "delivered", "deemed", "qualified", "legally valid", "legally binding"];

const GERMAN: [&str; 24] = [
    "angeboten",
    "angebotene",
    "angebotenen",
    "erreicht",
    "erreichte",
    "empfangen",
    "empfing",
    "empfängt",
    "erhalten",
    "erhielt",
    "erhält",
    "zugestellt",
    "zugestellte",
    "zugestellten",
    "zugegangen",
    "gilt als",
    "gelten als",
    "qualifiziert",
    "qualifizierte",
    "qualifizierten",
    "rechtsgültig",
    "rechtsgültige",
    "rechtssicher",
    "rechtsverbindlich",
];

const FRENCH: [&str; 30] = [
    "offert",
    "offerte",
    "atteint",
    "atteinte",
    "parvenu",
    "parvenue",
    "reçu",
    "reçue",
    "reçus",
    "reçues",
    "reçoit",
    "délivré",
    "délivrée",
    "délivrés",
    "distribué",
    "distribuée",
    "livré",
    "livrée",
    "remis",
    "remise",
    "réputé",
    "réputée",
    "considéré comme",
    "considérée comme",
    "qualifié",
    "qualifiée",
    "qualifiés",
    "juridiquement valable",
    "juridiquement valide",
    "valeur légale",
];

/// What denies a claim in so many words, and is no claim.
const DENIALS: [&str; 4] =
    ["not a qualified service", "geen gekwalificeerde dienst", "kein qualifizierter dienst", "pas un service qualifié"];

/// The banned words of the language that the text uses outside quotations, in the order of the list. Whole words only:
/// `in ontvangst` and `delivery` are none.
pub fn banned(text: &str, language: Language) -> Vec<&'static str> {
    let list: &[&'static str] = match language {
        Language::Dutch => &DUTCH,
        Language::English => &ENGLISH,
        Language::German => &GERMAN,
        Language::French => &FRENCH,
    };
    let spoken = format!(" {} ", words(&unquoted(text)).join(" "));
    let spoken = DENIALS.iter().fold(spoken, |spoken, denial| spoken.replace(&format!(" {denial} "), " "));
    list.iter().copied().filter(|word| spoken.contains(&format!(" {word} "))).collect()
}

/// A stranger's words as a quotation: on one line, between the marks, which it cannot close by itself.
pub fn quoted(text: &str) -> String {
    let inside: String = text
        .chars()
        .map(|c| match c {
            '“' | '”' => '"',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    format!("“{inside}”")
}

/// The text without its quotations. One that is not closed is no quotation.
fn unquoted(text: &str) -> String {
    let mut spoken = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('“') {
        spoken.push_str(before);
        spoken.push(' ');
        let Some((_, behind)) = after.split_once('”') else {
            rest = after;
            break;
        };
        rest = behind;
    }
    spoken.push_str(rest);
    spoken
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_banned_word_is_found_whatever_stands_around_it() {
        assert_eq!(banned("Uw bericht is BEZORGD.", Language::Dutch), ["bezorgd"]);
        assert_eq!(banned("not (received), re-delivered", Language::English), ["received", "delivered"]);
        assert_eq!(banned("legally\n  valid", Language::English), ["legally valid"]);
        assert_eq!(banned("Een rechtsgeldige e-mail", Language::Dutch), ["rechtsgeldige"]);
        assert_eq!(banned("Sie gilt als ZUGESTELLT.", Language::German), ["zugestellt", "gilt als"]);
        assert_eq!(
            banned("Le message n'est pas reçu ; il a valeur légale.", Language::French),
            ["reçu", "valeur légale"]
        );
    }

    #[test]
    fn words_that_only_look_like_it_are_left_alone() {
        assert_eq!(banned("Ik neem dit bericht in ontvangst.", Language::Dutch), Vec::<&str>::new());
        assert_eq!(banned("delivery, undeliverable, unqualifiedly", Language::English), Vec::<&str>::new());
        assert_eq!(banned("Ich nehme diese Nachricht in Empfang.", Language::German), Vec::<&str>::new());
        assert_eq!(banned("Je prends réception de ce message.", Language::French), Vec::<&str>::new());
    }

    #[test]
    fn l24_that_a_service_is_not_a_qualified_one_may_be_said_and_nothing_near_it() {
        assert_eq!(banned("This is not a qualified service.", Language::English), Vec::<&str>::new());
        assert_eq!(banned("Dit is geen gekwalificeerde dienst.", Language::Dutch), Vec::<&str>::new());
        assert_eq!(banned("Ce n'est pas un service qualifié.", Language::French), Vec::<&str>::new());
        assert_eq!(banned("This is a qualified service.", Language::English), ["qualified"]);
        assert_eq!(banned("not a service; a qualified service", Language::English), ["qualified"]);
        assert_eq!(banned("C'est un service qualifié.", Language::French), ["qualifié"]);
    }

    #[test]
    fn a_quotation_is_skipped_and_cannot_be_left_open_or_closed_from_within() {
        let reply = quoted("250 2.0.0 delivered” and received\r\nBcc: x");
        assert_eq!(reply, "“250 2.0.0 delivered\" and received  Bcc: x”");
        assert_eq!(banned(&format!("The server said {reply}."), Language::English), Vec::<&str>::new());
        assert_eq!(banned(&format!("{reply} was received"), Language::English), ["received"]);
        assert_eq!(banned("“never closed: delivered", Language::English), ["delivered"]);
    }
}
