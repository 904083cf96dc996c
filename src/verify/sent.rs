//! What C.5 counts: how the notice and each reminder ended, held against C.1 and C.2 before it.

use crate::erds::evidence::{Details, Sent};
use crate::format::evidence::MOST_SENT;

use super::chain::Entry;
use super::verdict::{Findings, Reason};

const STATED: &str = "urn:recepis:evidence:v1, notices and reminders";

/// Holds the list of a C.5 against the chain. Evidence of before reminders were sent has none.
pub fn check(links: &[Entry<'_>], findings: &mut Findings) {
    let mut before: Vec<Sent> = Vec::new();
    for entry in links {
        if let Details::Expiry(expiry) = &entry.statement.details
            && !expiry.sent.is_empty()
            && !before.iter().take(MOST_SENT).eq(&expiry.sent)
        {
            let sentence = "It lists other notices and reminders than the evidence before it.";
            findings.add(Reason::Unlawful, entry.file, STATED, sentence);
        }
        before.extend(entry.statement.sent());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::erds::content::Sha256;
    use crate::verify::chain::file_name;
    use crate::verify::story::{Story, story};

    fn judged(story: &Story) -> Option<Reason> {
        let names: Vec<String> = story.statements.iter().map(file_name).collect();
        let rows = story.statements.iter().zip(&names);
        let links: Vec<Entry<'_>> =
            rows.map(|(statement, file)| Entry { file, statement, digest: Sha256([0; 32]) }).collect();
        let mut findings = Findings::default();
        check(&links, &mut findings);
        findings.verdict().1
    }

    fn expired() -> Story {
        story(1).submitted().noticed(2).reminded(260_000, 1).expired()
    }

    fn changed(change: impl FnOnce(&mut Vec<Sent>)) -> Story {
        let mut story = expired();
        let Details::Expiry(expiry) = &mut story.statements.last_mut().unwrap().details else { panic!("C.5") };
        change(&mut expiry.sent);
        story
    }

    #[test]
    fn s34_an_expiry_lists_every_notice_and_reminder_or_fails() {
        assert_eq!(judged(&expired()), None);
        assert_eq!(judged(&changed(Vec::clear)), None, "as before reminders were sent");
        assert_eq!(judged(&changed(|sent| drop(sent.pop()))), Some(Reason::Unlawful), "one too few");
        assert_eq!(judged(&changed(|sent| sent.push(sent[1].clone()))), Some(Reason::Unlawful), "one too many");
        assert_eq!(judged(&changed(|sent| sent[1].taken_by = None)), Some(Reason::Unlawful), "one otherwise");
    }
}
