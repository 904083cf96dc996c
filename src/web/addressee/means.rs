//! The means of proof that a page offers, side by side; and which of them a form chose.

use crate::erds::address::Address;
use crate::erds::party::Method;
use crate::flow::look::View;
use crate::web::fields::Fields;
use crate::words::Words;

/// What stands before the name of an electronic identity in a form.
const EID: &str = "eid:";

/// One way to show who one is.
pub(super) struct Means {
    /// What the form says.
    pub(super) value: String,
    /// What it is, in words.
    pub(super) text: String,
}

/// The means that suffice to choose, the plainest first.
pub(super) fn listed(view: &View, words: Words) -> Vec<Means> {
    let own =
        view.means.iter().map(|method| Means { value: method.name().to_owned(), text: text(*method, view, words) });
    let eids = view.eids.iter().map(|(id, name)| Means {
        value: format!("{EID}{id}"),
        text: words.text("page-means-eid", &[("name", name.as_str())]),
    });
    own.chain(eids).collect()
}

/// Whether a code by mail alone is not among them.
pub(super) fn is_more_asked(view: &View) -> bool {
    !view.means.contains(&Method::MailCode)
}

/// The means that a form chose: for what concerns the mailbox alone, that is a code by mail. `None` where there is none.
pub(super) fn chosen(fields: &Fields, view: &View, purpose: &str) -> Option<Method> {
    if purpose != "choose" {
        return Some(Method::MailCode);
    }
    let named = Method::from_name(fields.field("means")).filter(|method| view.means.contains(method));
    named.or_else(|| view.means.first().copied())
}

/// The electronic identity that a form chose, by its name in addresses; for what concerns the mailbox alone there is none.
pub(super) fn chosen_eid<'a>(fields: &Fields, view: &'a View, purpose: &str) -> Option<&'a str> {
    let known = |id: &str| view.eids.iter().map(|(known, _)| known.as_str()).find(|known| *known == id);
    match fields.field("means").strip_prefix(EID) {
        _ if purpose != "choose" => None,
        Some(id) => known(id),
        None if view.means.is_empty() => view.eids.first().map(|(id, _)| id.as_str()),
        None => None,
    }
}

/// Where a code for this means was sent, in words.
pub(super) fn sent(method: Method, view: &View, words: Words) -> String {
    match method {
        Method::SmsCode => words.text("page-code-sent-sms", &[("ending", ending(view))]),
        _ => words.text("page-code-sent", &[("addressee", code_to(view).as_str())]),
    }
}

fn text(method: Method, view: &View, words: Words) -> String {
    match method {
        Method::SmsCode => words.text("page-means-sms-code", &[("ending", ending(view))]),
        Method::AccessCode => words.text("page-means-access-code", &[("addressee", code_to(view).as_str())]),
        _ => words.text("page-means-mail-code", &[("addressee", code_to(view).as_str())]),
    }
}

/// Where a code by mail goes: to the addressee, or to the delegate who looks.
pub(super) fn code_to(view: &View) -> &Address {
    view.acting.as_ref().map_or(&view.addressee, |acting| &acting.delegate)
}

fn ending(view: &View) -> &str {
    view.telephone_ending.as_deref().unwrap_or_default()
}
