//! What the sender says of itself and what we know of it, in the words of a page. A name that nobody checked is never
//! the subject of a sentence of ours: the sender "calls itself" so.

use crate::erds::answer::Saying;
use crate::erds::submission::{AddressBasis, SendersControl};
use crate::flow::look::View;
use crate::web::frame;
use crate::web::plain;
use crate::words::Words;

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
