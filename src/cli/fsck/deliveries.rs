//! Each delivery: its chain, its seals as a verifier sees them, its entries in the log, and what hangs on it.

use std::time::Duration;

use super::findings::Findings;
use super::{Desk, bar, chain, contents};
use crate::bundle::{Evidence, File, Numbered, OpenBundle, Role};
use crate::crypto::sha256;
use crate::erds::content::Sha256;
use crate::erds::evidence::{Link, Statement};
use crate::erds::id::{DeliveryId, EvidenceId};
use crate::erds::moment::Moment;
use crate::format::evidence;
use crate::store::{Kept, KeptExtract, KeysLeft, Listed, Seen};
use crate::verify::chain::file_name;
use crate::verify::rules::Judge;
use crate::verify::verdict::{self, Reason};
use crate::verify::{extracts, facts};

/// How many deliveries are listed at a time.
const PAGE: u32 = 256;

pub(super) async fn check(desk: &Desk, findings: &mut Findings) -> Result<(), String> {
    let bar = bar("deliveries", desk.store.delivery_count().await.map_err(|error| chain(&error))?);
    let mut after = None;
    loop {
        let page = desk.store.deliveries_after(after, PAGE).await.map_err(|error| chain(&error))?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        for listed in &page {
            findings.checked.deliveries += 1;
            delivery(desk, listed, findings).await;
            bar.inc(1);
        }
    }
    bar.finish_and_clear();
    Ok(())
}

async fn delivery(desk: &Desk, listed: &Listed, findings: &mut Findings) {
    let id = listed.id;
    match listed.keys {
        KeysLeft::NoRow => return findings.damage("key", id, "There is no row for its keys."),
        KeysLeft::None => return findings.checked.erased += 1,
        KeysLeft::Both | KeysLeft::Record => {}
    }
    let seen = match desk.store.delivery(&id).await {
        Ok(Some(seen)) => seen,
        Ok(None) => return findings.damage("record", id, "It has a key and no record."),
        Err(error) => return findings.damage("record", id, chain(&error)),
    };
    match desk.store.statements(&seen).await {
        Ok(kept) => stated(desk, &seen, &kept, findings).await,
        Err(error) => findings.damage("statement", id, chain(&error)),
    }
    if let Err(error) = desk.store.notices(&seen).await {
        findings.damage("notice", id, chain(&error));
    }
    match desk.store.acknowledgements(&seen).await {
        Ok(kept) if kept.iter().all(|kept| sha256(&kept.bytes) == kept.digest.0) => {}
        Ok(_) => findings.damage("acknowledgement", id, "A document is not the one that its digest names."),
        Err(error) => findings.damage("acknowledgement", id, chain(&error)),
    }
    contents::letters(desk, &seen, findings).await;
    contents::content(desk, listed, &seen, findings).await;
    contents::bundles(desk, &seen, findings).await;
}

/// The chain as statements, then as seals, then as entries.
async fn stated(desk: &Desk, seen: &Seen, kept: &[Kept], findings: &mut Findings) {
    let id = seen.id;
    let mut read = Vec::new();
    for one in kept {
        findings.checked.statements += 1;
        let at = format!("{id} {}", one.id);
        if sha256(&one.canonical) != one.digest.0 {
            findings.damage("statement", &at, "Its digest is another.");
        }
        match evidence::read(&one.canonical) {
            Ok(statement) if is_row(&statement, one, id) => read.push((statement, one)),
            Ok(_) => findings.damage("statement", &at, "It says something else than its row."),
            Err(error) => findings.damage("statement", &at, chain(&error)),
        }
    }
    linked(seen, &read, findings);
    let extracts = desk.store.extracts(seen).await.unwrap_or_else(|error| {
        findings.damage("seal", id, chain(&error));
        Vec::new()
    });
    sealed(desk, id, (&read, &extracts), findings);
    let evidence = kept.iter().filter_map(|one| Some((&one.id, &one.sealed.as_ref()?.0)));
    for (of, octets) in evidence.chain(extracts.iter().map(|one| (&one.id, &one.sealed))) {
        entered(desk, id, of, &sha256(octets), findings).await;
    }
}

fn is_row(statement: &Statement, kept: &Kept, id: DeliveryId) -> bool {
    let link = statement.chain.link.sequence() == kept.sequence;
    link && (statement.id, statement.event, statement.time) == (kept.id, kept.event, kept.time)
        && statement.chain.delivery == id
}

/// Numbers without gap, each naming the one before, the last one that which the delivery's row names.
fn linked(seen: &Seen, read: &[(Statement, &Kept)], findings: &mut Findings) {
    let mut last: Option<Sha256> = None;
    let mut length = 0;
    for (statement, kept) in read.iter().filter(|(statement, _)| statement.chain.link.sequence().is_some()) {
        length += 1;
        let fits = match (statement.chain.link, last) {
            (Link::First, None) => true,
            (Link::Next { sequence, previous }, Some(last)) => sequence == length && previous == last,
            _ => false,
        };
        if !fits {
            findings.damage("chain", format!("{} {}", seen.id, kept.id), "It does not follow the statement before it.");
        }
        last = Some(kept.digest);
    }
    if seen.head.map(|head| (head.length, head.digest)) != last.map(|last| (length, last)) {
        let stated = seen.head.map_or(0, |head| head.length);
        let sentence =
            format!("The chain has {length} statements, and the delivery's row names the {stated}th as its end.");
        findings.damage("chain", seen.id, sentence);
    }
    let chain = read.iter().filter(|(_, kept)| kept.sequence.is_some());
    let seals = chain.filter(|(_, kept)| kept.sealed.is_some()).count();
    if u32::try_from(seals) != Ok(seen.sealed) {
        let sentence =
            format!("{seals} statements of the chain are sealed, and the delivery's row counts {}.", seen.sealed);
        findings.damage("seal", seen.id, sentence);
    }
}

/// Each sealed file, as the verifier judges it by itself, for the moment at which the last one was sealed; and each extract against its
/// evidence.
fn sealed(
    desk: &Desk,
    id: DeliveryId,
    (read, kept_extracts): (&[(Statement, &Kept)], &[KeptExtract]),
    findings: &mut Findings,
) {
    let mut bundle = OpenBundle { ..OpenBundle::default() };
    let file = |name: &str, octets: &[u8]| File {
        name: name.to_owned(),
        octets: octets.to_vec(),
        digest: Sha256(sha256(octets)),
    };
    bundle.certificates = desk.certificates.iter().map(|(name, der)| file(name, der)).collect();
    bundle.crls = desk.lists.iter().map(|(name, der)| file(name, der)).collect();
    let mut at = Moment::EPOCH;
    for (statement, kept) in read {
        let Some((octets, when)) = &kept.sealed else { continue };
        findings.checked.seals += 1;
        at = at.max(*when);
        let file = file(&file_name(statement), octets);
        match statement.chain.link {
            Link::Outside { length, .. } => bundle.exports.push(Numbered { number: length, file }),
            link => bundle.evidence.push(Evidence {
                sequence: link.sequence().unwrap_or_default(),
                event: statement.event.name().to_owned(),
                file,
            }),
        }
    }
    for KeptExtract { sequence, event, sealed, openings, .. } in kept_extracts {
        let (sequence, event) = (*sequence, event.name().to_owned());
        let file = |role: &Role, octets: &[u8]| file(&role.name().unwrap_or_default(), octets);
        let beside = file(&Role::Openings { sequence }, openings);
        bundle.openings.push(Numbered { number: sequence, file: beside });
        let file = file(&Role::Extract { sequence, event: event.clone() }, sealed);
        bundle.extracts.push(Evidence { sequence, event, file });
    }
    // A token that was taken may be ahead of our clock by its accuracy.
    let mut found = verdict::Findings::default();
    let mut judge = Judge::new(&bundle, &desk.anchors, at.plus(Duration::from_secs(2)), &mut found);
    let mut facts = facts::evidence(&bundle, &mut found);
    facts::judge(&mut facts, &mut judge, &mut found);
    let beside = facts::extracts(&bundle, &mut found);
    facts::judge_extracts(&beside, &facts, &mut judge, &mut found);
    extracts::check(&bundle, &beside, &facts, &mut found);
    for finding in found.into_sorted() {
        // What is not known here about revocation is for reports to say.
        if finding.reason.is_some_and(|reason| reason != Reason::TryLater) {
            findings.damage("seal", format!("{id} {}", finding.file.unwrap_or_default()), finding.sentence);
        }
    }
    for fact in facts {
        if !read.iter().any(|(_, kept)| kept.digest == fact.digest) {
            findings.damage(
                "seal",
                format!("{id} {}", fact.file.name),
                "It seals another statement than the one recorded.",
            );
        }
    }
}

async fn entered(desk: &Desk, id: DeliveryId, of: &EvidenceId, entry: &[u8; 32], findings: &mut Findings) {
    let at = format!("{id} {of}");
    match desk.store.entry_of(of).await {
        Ok(Some((_, found))) if found == *entry => {}
        Ok(Some(_)) => findings.damage("log-entry", at, "The log's entry is not this sealed evidence."),
        Ok(None) => findings.damage("log-entry", at, "It is sealed and was never entered into the log."),
        Err(error) => findings.damage("log-entry", at, chain(&error)),
    }
}
