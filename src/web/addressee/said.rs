//! What the sender says of itself and what we know of it, in the words of a page. A name that nobody checked is never
//! the subject of a sentence of ours: the sender "calls itself" so.

use crate::erds::answer::Saying;
use crate::erds::attribute::Attribute;
use crate::erds::submission::{AddressBasis, SendersControl};
use crate::flow::look::View;
use crate::web::frame;
use crate::web::plain;
use crate::words::Words;

/// Who decided for whom, where a delegate did or looks.
pub(super) fn delegated(view: &View, words: Words) -> Option<String> {
    let principal = plain::line(view.addressee.as_str());
    let Some(decided) = view.decided_by.as_ref().filter(|_| view.is_theirs()) else {
        return view.acting.is_some().then(|| words.text("page-done-by-other", &[("principal", &principal)]));
    };
    let (delegate, number) = (plain::line(decided.delegate.as_str()), decided.used.id.to_string());
    Some(if view.acting.is_some() {
        words.text("page-done-for-principal", &[("principal", &principal), ("number", &number)])
    } else {
        words.text("page-done-by-delegate", &[("delegate", &delegate), ("number", &number)])
    })
}

/// That all of the content was sent, and to whom.
pub(super) fn handed_over(view: &View, moment: &str, words: Words) -> String {
    match (&view.read_by, &view.acting) {
        (Some(delegate), None) => {
            words.text("page-content-to-delegate", &[("moment", moment), ("delegate", &plain::line(delegate.as_str()))])
        }
        (None, Some(_)) => words.text("page-content-to-principal", &[("moment", moment)]),
        _ => words.text("page-content-handed-over", &[("moment", moment)]),
    }
}

/// Kinds of what is compared, with commas between them.
pub(super) fn attributes(attributes: &[Attribute], words: Words) -> String {
    let named = |attribute: &Attribute| {
        words.say(match attribute {
            Attribute::BirthDate => "attribute-birth-date",
            Attribute::CustomerNumber => "attribute-customer-number",
            Attribute::Name => "attribute-name",
        })
    };
    attributes.iter().map(named).collect::<Vec<_>>().join(", ")
}

/// The sender for a title: the checked name, else the domain.
pub(super) fn title(view: &View) -> String {
    match (&view.checks.name, &view.sender.name) {
        (Some(_), Some(name)) => plain::line(name),
        _ => plain::line(view.sender.address.domain()),
    }
}

/// What the sender calls itself; its address where it gave no name.
pub(super) fn name(view: &View) -> String {
    let name = view.sender.name.as_deref().map(plain::line).filter(|name| !name.is_empty());
    name.unwrap_or_else(|| plain::line(view.sender.address.as_str()))
}

/// What we checked, a sentence each.
pub(super) fn checked(view: &View, words: Words) -> String {
    let domain = plain::line(view.sender.address.domain());
    let day = |at| words.full_date(&frame::when(&view.zone, at));
    match (&view.checks.name, &view.checks.domain) {
        (None, None) => words.text("page-notice-checked-value", &[("domain", &domain)]),
        (name, checked_domain) => {
            let name = match name {
                Some(check) => words.text("page-notice-checked-name", &[("how", &check.how), ("day", &day(check.at))]),
                None => words.say("page-notice-unchecked-name"),
            };
            let domain = match checked_domain {
                Some(check) => {
                    words.text("page-notice-checked-domain", &[("domain", &domain), ("day", &day(check.at))])
                }
                None => words.text("page-notice-unchecked-domain", &[("domain", &domain)]),
            };
            // What is proven stands first.
            if checked_domain.is_some() { format!("{domain} {name}") } else { format!("{name} {domain}") }
        }
    }
}

/// The key of what is said of a mailbox that is under the sender's control.
pub(super) fn control(control: SendersControl) -> &'static str {
    match control {
        SendersControl::Declared => "page-notice-mailbox-of-sender",
        SendersControl::MailServers => "page-notice-mailbox-at-sender",
        SendersControl::SameDomain => "page-notice-mailbox-in-domain",
    }
}

/// When the message was asked for on paper, where it was.
pub(super) fn by_post(view: &View, words: Words) -> Option<String> {
    let said = view.said.iter().find(|said| said.saying == Saying::ByPost)?;
    Some(words.moment_in_zone(&frame::when(&view.zone, said.time)))
}

/// Why the sender thinks that the address is right, in its own words.
pub(super) fn address_basis(basis: &AddressBasis) -> String {
    match &basis.date {
        Some(date) => format!("“{}”, {}", plain::line(&basis.kind), plain::line(date)),
        None => format!("“{}”", plain::line(&basis.kind)),
    }
}
