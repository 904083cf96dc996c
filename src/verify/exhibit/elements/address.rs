//! The address that was used, and why it might be assumed right: the address record, as far as evidence has it (L23).

use crate::erds::answer::Because;
use crate::erds::event::Event;
use crate::erds::evidence::{Details, SubmissionDetails};
use crate::erds::party::Method;
use crate::erds::role::RoleMailbox;
use crate::words::quoted;

use super::super::super::answers::Answers;
use super::super::say::Say;
use super::super::sources::Source;
use super::super::{Basis, Stated};
use super::Row;

pub(super) fn rows(basis: &Basis, answers: &Answers, say: &Say) -> Vec<Row> {
    let mut rows = Vec::new();
    let Some(first) = basis.links().next() else { return rows };
    let address = first.statement.addressee.to_string();
    rows.push([
        say.text("exhibit-address-used", &[("address", &address)]),
        Source::Sender(first).words(say),
        say.say("exhibit-address-used-not"),
    ]);
    if let Some(terms) = basis.terms() {
        rows.push(record(first, terms, say));
        rows.extend(known(first, terms, say));
    }
    rows.extend(basis.links().find(|stated| shows_access(stated)).map(|stated| {
        let at = stated.statement.authentication.as_ref().map(|how| say.at(how.at)).unwrap_or_default();
        [
            say.text("exhibit-address-code", &[("address", &address), ("moment", &at)]),
            Source::Service(stated).words(say),
            say.say("exhibit-address-code-not"),
        ]
    }));
    if let (Some(key), Some(stated)) = (&answers.vouches.key, super::super::answers::decisive(basis, answers)) {
        rows.push([
            say.text("exhibit-address-key", &[("moment", &say.at(key.enrolled))]),
            Source::Service(stated).words(say),
            say.say("exhibit-address-key-not"),
        ]);
    }
    rows.extend(basis.links().filter_map(|stated| against(stated, say)));
    rows
}

/// Who gave the address, when, and when it was last confirmed, as the sender states it.
fn record(first: &Stated, terms: &SubmissionDetails, say: &Say) -> Row {
    let source = Source::Sender(first).words(say);
    let Some(stated) = &terms.address_basis else {
        return [say.say("exhibit-address-no-basis"), source, say.say("exhibit-address-no-basis-not")];
    };
    let dated = match &stated.date {
        Some(date) => say.text("exhibit-address-dated", &[("date", &quoted(date))]),
        None => say.say("exhibit-address-undated"),
    };
    let basis = say.text("exhibit-address-basis", &[("words", &quoted(&stated.kind))]);
    let fact = format!("{basis} {dated} {}", say.say("exhibit-address-unconfirmed"));
    [fact, source, say.say("exhibit-address-basis-not")]
}

/// What else is known of the mailbox.
fn known(first: &Stated, terms: &SubmissionDetails, say: &Say) -> Vec<Row> {
    let mut rows = Vec::new();
    let service = || Source::Service(first).words(say);
    rows.extend(terms.role_mailbox.as_ref().map(|role| match role {
        RoleMailbox::Declared => {
            [say.say("exhibit-address-role"), Source::Sender(first).words(say), say.say("exhibit-address-role-not")]
        }
        RoleMailbox::Listed(_) => {
            [say.say("exhibit-address-role-listed"), service(), say.say("exhibit-address-role-not")]
        }
    }));
    if terms.senders_control.is_some() {
        rows.push([say.say("exhibit-address-control"), service(), say.say("exhibit-address-control-not")]);
    }
    rows
}

/// Whether somebody showed access to this mailbox.
fn shows_access(stated: &Stated) -> bool {
    let how = stated.statement.authentication.as_ref().map(|how| how.method);
    stated.statement.delegate.is_none()
        && stated.statement.instructed().is_none()
        && matches!(how, Some(Method::MailCode | Method::AccessCode))
}

/// What speaks against the address.
fn against(stated: &Stated, say: &Say) -> Option<Row> {
    let at = say.at(stated.statement.time);
    match (stated.statement.event, &stated.statement.details) {
        (Event::NotForMe, Details::Decision(decision)) => {
            let key = match decision.because {
                None => "exhibit-address-not-for-me",
                Some(Because::AddresseeDied) => "exhibit-address-died",
                Some(Because::NoLongerWorksHere) => "exhibit-address-left",
            };
            let source = Source::Addressee(stated).words(say);
            Some([say.text(key, &[("moment", &at)]), source, say.say("exhibit-address-not-for-me-not")])
        }
        (Event::NoticeBounced, _) => Some([
            say.text("exhibit-address-bounced", &[("moment", &at)]),
            Source::Server(stated).words(say),
            say.say("exhibit-address-bounced-not"),
        ]),
        _ => None,
    }
}
