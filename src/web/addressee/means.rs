//! The means of proof that a page offers, side by side; and which of them a form chose.

use crate::erds::party::Method;
use crate::flow::look::View;
use crate::web::fields::Fields;
use crate::words::Words;

/// One way to show who one is.
pub(super) struct Means {
    /// What the form says.
    pub(super) value: &'static str,
    /// What it is, in words.
    pub(super) text: String,
}

/// The means that suffice to choose, the plainest first.
pub(super) fn listed(view: &View, words: Words) -> Vec<Means> {
    view.means.iter().map(|method| Means { value: method.name(), text: text(*method, view, words) }).collect()
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

/// Where a code for this means was sent, in words.
pub(super) fn sent(method: Method, view: &View, words: Words) -> String {
    match method {
        Method::SmsCode => words.text("page-code-sent-sms", &[("ending", ending(view))]),
        _ => words.text("page-code-sent", &[("addressee", view.addressee.as_str())]),
    }
}

fn text(method: Method, view: &View, words: Words) -> String {
    match method {
        Method::SmsCode => words.text("page-means-sms-code", &[("ending", ending(view))]),
        Method::AccessCode => words.text("page-means-access-code", &[("addressee", view.addressee.as_str())]),
        _ => words.text("page-means-mail-code", &[("addressee", view.addressee.as_str())]),
    }
}

fn ending(view: &View) -> &str {
    view.telephone_ending.as_deref().unwrap_or_default()
}
