//! The proof that a decision rests on, against what the sender asked for: it must reach the level that A.1 states, and say so
//! itself where it rests on a mailbox that is under the sender's control. *Not for me* and a confirmed letter need no more than
//! the mailbox: whoever gets mail that is not theirs cannot have the means of the one whom it is for.

use crate::erds::event::Event;
use crate::erds::evidence::Details;
use crate::erds::party::Level;

use super::chain::Entry;
use super::verdict::{Findings, Reason};

const CLAUSE: &str = "urn:recepis:evidence:v1, Assurance";

/// Checks every decision of the chain.
pub fn check(links: &[Entry<'_>], findings: &mut Findings) {
    let Some(Details::Submission(terms)) = links.first().map(|entry| &entry.statement.details) else { return };
    let required = Level::from_uri(&terms.assurance);
    for entry in links {
        let statement = entry.statement;
        if !matches!(
            statement.event,
            Event::ConsignmentAcceptance | Event::ConsignmentRejection | Event::ContentHandover
        ) {
            continue;
        }
        let Some(how) = &statement.authentication else { continue };
        let level = how.method.level();
        match required {
            None => findings.note(entry.file, CLAUSE, "The level that A.1 asks for is not known here."),
            Some(required) if !level.reaches(required) => {
                let sentence = format!(
                    "{} rests on {}, which does not reach the level {} that A.1 asks for.",
                    statement.event,
                    how.method.name(),
                    required.name()
                );
                findings.add(Reason::Unlawful, entry.file, CLAUSE, sentence);
            }
            Some(_) => {}
        }
        if let Details::Decision(decision) = &statement.details {
            let rests = terms.senders_control.is_some() && !level.reaches(Level::Telephone);
            if decision.on_senders_mailbox != rests {
                let sentence = if rests {
                    "The decision rests on a mailbox under the sender's control, and does not say so."
                } else {
                    "The decision says that it rests on a mailbox under the sender's control; A.1 and its proof say otherwise."
                };
                findings.add(Reason::StatementInvalid, entry.file, CLAUSE, sentence);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::erds::content::Sha256;
    use crate::erds::party::{Authentication, Method};
    use crate::erds::submission::SendersControl;
    use crate::verify::chain::file_name;
    use crate::verify::story::story;

    /// What is found where A.1 asks for this level, of a mailbox that is or is not the sender's, and C.3 rests on this method
    /// and bears the mark or does not.
    fn found(required: &str, controlled: bool, method: Method, marked: bool) -> Findings {
        let mut story = story(1).submitted().noticed(2).accepted(100, Sha256([7; 32]));
        for statement in &mut story.statements {
            if let Details::Submission(terms) = &mut statement.details {
                terms.assurance = format!("urn:recepis:assurance:{required}");
                terms.senders_control = controlled.then_some(SendersControl::SameDomain);
            }
            if let Details::Decision(decision) = &mut statement.details {
                decision.on_senders_mailbox = marked;
                let at = statement.time;
                statement.authentication = Some(Authentication { method, at });
            }
        }
        let names: Vec<String> = story.statements.iter().map(file_name).collect();
        let rows = story.statements.iter().zip(&story.digests).zip(&names);
        let links: Vec<Entry<'_>> =
            rows.map(|((statement, digest), file)| Entry { file, statement, digest: *digest }).collect();
        let mut findings = Findings::default();
        check(&links, &mut findings);
        findings
    }

    #[test]
    fn a_decision_must_rest_on_what_the_sender_asked_for() {
        for (required, method, reason) in [
            ("mailbox", Method::MailCode, None),
            ("mailbox", Method::SmsCode, None),
            ("shared-secret", Method::AccessCode, None),
            ("shared-secret", Method::MailCode, Some(Reason::Unlawful)),
            ("telephone", Method::SmsCode, None),
            ("telephone", Method::AccessCode, Some(Reason::Unlawful)),
            ("mailbox", Method::Password, Some(Reason::Unlawful)),
            ("moon", Method::MailCode, None),
        ] {
            assert_eq!(found(required, false, method, false).verdict().1, reason, "{required} {method:?}");
        }
    }

    #[test]
    fn a_decision_on_the_senders_own_mailbox_bears_its_mark_and_no_other_does() {
        let invalid = Some(Reason::StatementInvalid);
        for (controlled, method, marked, reason) in [
            (true, Method::MailCode, true, None),
            (true, Method::MailCode, false, invalid),
            (true, Method::AccessCode, false, invalid),
            (true, Method::SmsCode, false, None),
            (true, Method::SmsCode, true, invalid),
            (false, Method::MailCode, true, invalid),
        ] {
            assert_eq!(
                found("mailbox", controlled, method, marked).verdict().1,
                reason,
                "{controlled} {method:?} {marked}"
            );
        }
    }
}
