//! What is not proven, in the document's language.

use crate::erds::submission::SendersControl;
use crate::words::quoted;

use super::super::foreign::Kind;
use super::super::report::Report;
use super::super::unproven::Unproven;
use super::document::{Page, Part};
use super::say::Say;

/// Nothing of a report that has nothing to say about it.
pub(super) fn page(report: &Report, say: &Say) -> Option<Page> {
    let foreign = report.foreign.as_ref().map(|foreign| of_foreign(foreign.kind, say));
    let mail = report.notice.as_ref().map(|_| say.say("exhibit-unproven-mail"));
    let lines: Vec<String> =
        foreign.into_iter().chain(mail).chain(report.basis.unproven.iter().map(|one| words(one, say))).collect();
    let parts = lines.into_iter().map(Part::Paragraph).collect::<Vec<_>>();
    (!parts.is_empty()).then(|| Page { heading: say.say("exhibit-unproven"), parts })
}

fn words(one: &Unproven, say: &Say) -> String {
    say.say(match one {
        Unproven::Notice => "exhibit-unproven-notice",
        Unproven::Reports => "exhibit-unproven-reports",
        Unproven::Answers => "exhibit-unproven-answers",
        Unproven::Letters => "exhibit-unproven-letters",
        Unproven::Handover => "exhibit-unproven-handover",
        Unproven::MailCode => "exhibit-unproven-mail-code",
        Unproven::AccessCode => "exhibit-unproven-access-code",
        Unproven::Passkey => "exhibit-unproven-passkey",
        Unproven::SmsCode => "exhibit-unproven-sms-code",
        Unproven::Vouched => "exhibit-unproven-vouched",
        Unproven::Mandate => "exhibit-unproven-mandate",
        Unproven::Instruction => "exhibit-unproven-instruction",
        Unproven::Key => "exhibit-unproven-key",
        Unproven::Domain => "exhibit-unproven-domain",
        Unproven::Name(name) => return say.text("exhibit-unproven-name", &[("name", &quoted(name))]),
        Unproven::Control(SendersControl::Declared) => "exhibit-unproven-control-declared",
        Unproven::Control(SendersControl::MailServers) => "exhibit-unproven-control-servers",
        Unproven::Control(SendersControl::SameDomain) => "exhibit-unproven-control-domain",
        Unproven::OneDomain => "exhibit-unproven-one-domain",
        Unproven::LeftOut => "exhibit-unproven-left-out",
        Unproven::OwnTime => "exhibit-unproven-own-time",
        Unproven::NoLog => "exhibit-unproven-no-log",
        Unproven::NotAllLogged => "exhibit-unproven-not-logged",
        Unproven::NotAllWitnessed => "exhibit-unproven-not-witnessed",
        Unproven::Complete => "exhibit-unproven-complete",
        Unproven::List => "exhibit-unproven-list",
        Unproven::Counts => "exhibit-unproven-counts",
    })
}

fn of_foreign(kind: Kind, say: &Say) -> String {
    say.say(match kind {
        Kind::TimeStamp => "exhibit-unproven-stamp",
        Kind::Cms | Kind::Container => "exhibit-unproven-signature",
        Kind::Evidence | Kind::RemMessage => "exhibit-unproven-evidence",
    })
}
