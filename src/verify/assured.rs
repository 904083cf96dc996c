//! The proof that a decision rests on, against what the sender asked for: it must reach the level that A.1 states, and say so
//! itself where it rests on a mailbox that is under the sender's control. *Not for me* and a confirmed letter need no more than
//! the mailbox: whoever gets mail that is not theirs cannot have the means of the one whom it is for. A decision on a key of the
//! addressee's own is signed by a key that was enrolled before the message was handed in, and rests on the proof of then.

use crate::erds::event::Event;
use crate::erds::evidence::{Details, Statement};
use crate::erds::party::{Level, Method};

use super::chain::Entry;
use super::keyed::{Keys, Shown};
use super::verdict::{Findings, Reason};

const CLAUSE: &str = "urn:recepis:evidence:v1, Assurance";
const ROLE: &str = "urn:recepis:evidence:v1, RoleMailbox";

/// Checks every decision of the chain.
pub fn check(links: &[Entry<'_>], keys: &Keys, findings: &mut Findings) {
    let Some(first) = links.first() else { return };
    let Details::Submission(terms) = &first.statement.details else { return };
    if terms.role_mailbox.as_ref().is_some_and(|known| !known.fits(&first.statement.addressee)) {
        let sentence = "It says that the list of role names has this mailbox, and the list has no such name.";
        findings.add(Reason::StatementInvalid, first.file, ROLE, sentence);
    }
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
        let level = how.level();
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
        if let Some(vouched) = &how.vouched
            && let Some(missing) = terms.to_match.iter().find(|attribute| !vouched.matched.contains(attribute))
        {
            let sentence = format!(
                "{} rests on an electronic identity that was not compared by {}, as A.1 asks.",
                statement.event,
                missing.words()
            );
            findings.add(Reason::Unlawful, entry.file, CLAUSE, sentence);
        }
        if let Details::Decision(decision) = &statement.details {
            let proof = if how.method == Method::Passkey {
                enrolled_with(entry, first.statement, keys, findings)
            } else {
                Some(level)
            };
            let Some(proof) = proof else { continue };
            let rests = terms.senders_control.is_some() && !proof.reaches(Level::Telephone);
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

/// The level of the proof with which the key behind a decision was enrolled; `None` where no such key is shown.
fn enrolled_with(entry: &Entry<'_>, first: &Statement, keys: &Keys, findings: &mut Findings) -> Option<Level> {
    match keys.of(entry.file) {
        Shown::Key(key) => {
            if key.enrolled >= first.submitted {
                let sentence = "The decision rests on a key that was enrolled when the message had been handed in: whoever read the \
                                mailbox could make one.";
                findings.add(Reason::Unlawful, entry.file, CLAUSE, sentence);
            }
            Method::from_name(key.enrolled_with).map(Method::level)
        }
        Shown::NoKey => {
            let sentence = "The decision rests on a key of the addressee's own, and names none that signed it.";
            findings.add(Reason::StatementInvalid, entry.file, CLAUSE, sentence);
            None
        }
        // What is missing or does not fit was said.
        Shown::Nothing => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::erds::content::Sha256;
    use crate::erds::moment::Moment;
    use crate::erds::party::Authentication;
    use crate::erds::role::{LIST, RoleMailbox};
    use crate::erds::submission::SendersControl;
    use crate::verify::chain::file_name;
    use crate::verify::story::{Story, story};

    /// What is found where A.1 asks for this level, of a mailbox that is or is not the sender's, and C.3 rests on this method
    /// and bears the mark or does not.
    fn found(required: &str, controlled: bool, method: Method, marked: bool) -> Findings {
        found_with(required, controlled, (method, None), marked)
    }

    /// The same where a key is shown that was enrolled by this method, so many seconds before A.1 (negative: behind it).
    fn found_with(
        required: &str,
        controlled: bool,
        (method, key): (Method, Option<(Method, i64)>),
        marked: bool,
    ) -> Findings {
        let mut story = story(1).submitted().noticed(2).accepted(100, Sha256([7; 32]));
        for statement in &mut story.statements {
            if let Details::Submission(terms) = &mut statement.details {
                terms.assurance = format!("urn:recepis:assurance:{required}");
                terms.senders_control = controlled.then_some(SendersControl::SameDomain);
            }
            if let Details::Decision(decision) = &mut statement.details {
                decision.on_senders_mailbox = marked;
                let at = statement.time;
                statement.authentication = Some(Authentication::own(method, at));
            }
        }
        judged(&story, key)
    }

    fn judged(story: &Story, key: Option<(Method, i64)>) -> Findings {
        let names: Vec<String> = story.statements.iter().map(file_name).collect();
        let rows = story.statements.iter().zip(&story.digests).zip(&names);
        let links: Vec<Entry<'_>> =
            rows.map(|((statement, digest), file)| Entry { file, statement, digest: *digest }).collect();
        let mut keys = Keys::default();
        if let Some((with, before)) = key {
            let decision = links.iter().find(|entry| matches!(entry.statement.details, Details::Decision(_))).unwrap();
            let enrolled = Moment::from_micros(links[0].statement.submitted.micros() - before * 1_000_000);
            keys = Keys::of_one(decision.file, with, enrolled);
        }
        let mut findings = Findings::default();
        check(&links, &keys, &mut findings);
        findings
    }

    #[test]
    fn c9_a_decision_on_a_key_is_signed_by_one_that_is_older_than_the_message_and_rests_on_how_that_was_enrolled() {
        let (unlawful, invalid) = (Some(Reason::Unlawful), Some(Reason::StatementInvalid));
        let by = |required, controlled, key, marked| {
            found_with(required, controlled, (Method::Passkey, key), marked).verdict().1
        };
        let mail = |before| Some((Method::MailCode, before));
        for (required, controlled, key, marked, reason) in [
            ("mailbox", false, mail(60), false, None),
            ("mailbox", false, mail(0), false, unlawful),
            ("mailbox", false, mail(-60), false, unlawful),
            ("mailbox", false, None, false, invalid),
            ("shared-secret", false, mail(60), false, unlawful),
            ("telephone", false, Some((Method::SmsCode, 60)), false, unlawful),
            // The sender who holds the mailbox can have enrolled a key there long ago.
            ("mailbox", true, mail(60), true, None),
            ("mailbox", true, mail(60), false, invalid),
            ("mailbox", true, Some((Method::AccessCode, 60)), false, invalid),
            ("mailbox", true, Some((Method::Passkey, 60)), false, invalid),
            ("mailbox", true, Some((Method::SmsCode, 60)), false, None),
            ("mailbox", true, Some((Method::SmsCode, 60)), true, invalid),
        ] {
            assert_eq!(by(required, controlled, key, marked), reason, "{required} {controlled} {key:?} {marked}");
        }
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
    fn a_mailbox_whose_name_the_list_does_not_have_is_not_said_to_be_on_it() {
        for (known, reason) in [
            (RoleMailbox::Declared, None),
            (RoleMailbox::Listed("1999.1".to_owned()), None),
            (RoleMailbox::Listed(LIST.to_owned()), Some(Reason::StatementInvalid)),
        ] {
            let mut story = story(1).submitted();
            let Details::Submission(terms) = &mut story.statements[0].details else { panic!("A.1 holds terms") };
            terms.role_mailbox = Some(known);
            assert_eq!(judged(&story, None).verdict().1, reason);
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
