//! By whose word: the sender, the service, mail servers, the addressee, and who else vouches for times.

use crate::erds::event::Event;
use crate::erds::evidence::HopRole;
use crate::words::quoted;

use super::super::super::answers::Answers;
use super::super::super::report::Report;
use super::super::super::times::By;
use super::super::say::Say;
use super::super::sources::Source;
use super::super::{answers as four, stated as told};
use super::Row;

pub(super) fn rows(report: &Report, answers: &Answers, say: &Say) -> Vec<Row> {
    let basis = &report.basis;
    let mut rows = Vec::new();
    let Some(first) = basis.links().next() else { return rows };
    rows.push([
        say.text("exhibit-word-sender", &[("who", &four::who_sent(&first.statement, say))]),
        Source::Service(first).words(say),
        say.say("exhibit-word-sender-not"),
    ]);
    if let Some(terms) = basis.terms() {
        let name = first.statement.sender.name.as_deref().map(quoted).unwrap_or_default();
        let checks = [
            ("exhibit-word-domain", "exhibit-word-domain-unchecked", &terms.checks.domain, true),
            (
                "exhibit-word-name",
                "exhibit-word-name-unchecked",
                &terms.checks.name,
                first.statement.sender.name.is_some(),
            ),
        ];
        for (checked, unchecked, check, _) in checks.into_iter().filter(|(.., said)| *said) {
            let domain = first.statement.sender.address.domain();
            let what = if checked == "exhibit-word-name" { name.as_str() } else { domain };
            let fact = match check {
                Some(check) => {
                    let (how, at) = (quoted(&check.how), say.at(check.at));
                    say.text(checked, &[("what", what), ("how", &how), ("moment", &at)])
                }
                None => say.text(unchecked, &[("what", what)]),
            };
            rows.push([fact, Source::Service(first).words(say), say.say("exhibit-word-check-not")]);
        }
    }
    let service = quoted(&first.statement.issuer.legal_name);
    rows.push([
        say.text("exhibit-word-service", &[("service", &service)]),
        say.say("exhibit-source-seals"),
        say.say("exhibit-word-service-not"),
    ]);
    rows.extend(servers(report, say));
    for stated in basis.links() {
        if let Some(said) = told::addressee_stated(stated, say) {
            let who = four::who(&stated.statement, basis.terms(), say);
            let fact = format!("{said} {who}");
            rows.push([fact, Source::Addressee(stated).words(say), say.say("exhibit-word-addressee-not")]);
        }
    }
    rows.push([
        four::vouches(&answers.vouches, basis, say),
        say.say("exhibit-source-chain"),
        say.say("exhibit-word-vouches-not"),
    ]);
    rows.extend(clocks(report, say));
    rows
}

/// The mail servers whose replies are quoted, each once.
fn servers(report: &Report, say: &Say) -> Vec<Row> {
    let mut hosts: Vec<&str> = Vec::new();
    let sent = report.basis.links().filter(|it| it.statement.event == Event::NotificationForAcceptance);
    let hops = sent.filter_map(|it| it.statement.notice()?.next_hop.as_ref());
    for hop in hops.filter(|hop| hop.role != HopRole::Demo) {
        if !hosts.contains(&hop.name.as_str()) {
            hosts.push(&hop.name);
        }
    }
    let row = |host: &str| {
        [
            say.text("exhibit-word-server", &[("host", host)]),
            say.say("exhibit-source-dialogues"),
            say.say("exhibit-word-server-not"),
        ]
    };
    hosts.into_iter().map(row).collect()
}

/// Who vouches for times beside the service.
fn clocks(report: &Report, say: &Say) -> Vec<Row> {
    let by = |who: By| report.evidence.iter().filter(|line| line.proven_by == Some(who)).count();
    let mut rows = Vec::new();
    if by(By::TimeStamp) > 0 {
        let own = report.basis.own_time;
        let (fact, not) = if own {
            ("exhibit-word-own-stamps", "exhibit-when-own-not")
        } else {
            ("exhibit-word-stamps", "exhibit-when-not")
        };
        rows.push([say.number(fact, by(By::TimeStamp)), say.say("exhibit-source-stamps"), say.say(not)]);
    }
    if by(By::Witnesses) > 0 {
        rows.push([
            say.number("exhibit-word-witnesses", by(By::Witnesses)),
            say.say("exhibit-source-log"),
            say.say("exhibit-when-not"),
        ]);
    }
    rows
}
