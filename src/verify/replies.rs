//! The letters that the addressee confirmed, against the statements that name them; and their DKIM signatures, checked again
//! with the key as the service's resolver saw it when the letter came in.
//!
//! Whether that key was the domain's, nobody but the service vouches for: what is found here says so, and never raises a step.

use crate::bundle::OpenBundle;
use crate::erds::evidence::{Details, DkimResult, DkimSeen, ReplyDetails, Statement};
use crate::format::dkim::{self, Signature};
use crate::words::quoted;

use super::chain::Entry;
use super::verdict::{Findings, Reason};

const REPLY: &str = "urn:recepis:evidence:v1, reply";
const DKIM: &str = "RFC 6376 §6.1";

/// Holds the letters against the statements of the addressee.
pub fn check(links: &[Entry<'_>], bundle: &OpenBundle, findings: &mut Findings) {
    let mut named = Vec::new();
    for entry in links {
        let Some(reply) = stated(entry.statement) else { continue };
        if reply.came > entry.statement.time {
            let sentence = format!("It confirms a letter that came in at {}, after the event.", reply.came);
            findings.add(Reason::Unlawful, entry.file, REPLY, sentence);
        }
        let sequence = entry.statement.chain.link.sequence();
        let Some(packed) = bundle.replies.iter().find(|packed| Some(packed.number) == sequence) else {
            let sentence = "The letter that the addressee confirmed is not in the bundle.";
            findings.add(Reason::SignedDataNotFound, entry.file, REPLY, sentence);
            continue;
        };
        named.push(packed.number);
        let file = &packed.file;
        if file.digest != reply.digest || file.octets.len() as u64 != reply.size {
            let sentence = format!("It is not the letter that {} names: its digest is another.", entry.file);
            findings.add(Reason::ContentDiffers, &file.name, REPLY, sentence);
            continue;
        }
        signatures(&file.name, &file.octets, reply, findings);
    }
    for packed in bundle.replies.iter().filter(|packed| !named.contains(&packed.number)) {
        findings.note(&packed.file.name, REPLY, "No evidence names this letter.");
    }
}

fn stated(statement: &Statement) -> Option<&ReplyDetails> {
    match &statement.details {
        Details::Reply(reply) => Some(reply),
        _ => None,
    }
}

fn signatures(file: &str, letter: &[u8], reply: &ReplyDetails, findings: &mut Findings) {
    let found = dkim::signatures(letter);
    let same = |(one, seen): (&Signature<'_>, &DkimSeen)| one.domain == seen.domain && one.selector == seen.selector;
    if found.len() != reply.dkim.len() || !found.iter().zip(&reply.dkim).all(same) {
        let sentence = "Its DKIM signatures are others than those that the service states.";
        findings.add(Reason::DkimDiffers, file, DKIM, sentence);
        return;
    }
    if found.is_empty() {
        let sentence = "It bears no DKIM signature: that it is the addressee's rests on the confirmation alone.";
        findings.note(file, DKIM, sentence);
    }
    for (signature, seen) in found.iter().zip(&reply.dkim) {
        one(file, letter, reply, (signature, seen), findings);
    }
}

fn one(
    file: &str,
    letter: &[u8],
    reply: &ReplyDetails,
    (signature, seen): (&Signature<'_>, &DkimSeen),
    findings: &mut Findings,
) {
    let domain = &seen.domain;
    let Some(key) = &seen.key else {
        let sentence = format!("The service had no key for the DKIM signature of {domain}: nothing was checked.");
        return findings.note(file, DKIM, sentence);
    };
    let missing: Vec<String> =
        reply.left_out.iter().filter(|name| signature.covers.contains(name)).map(|name| quoted(name)).collect();
    if !missing.is_empty() {
        let sentence = format!(
            "The DKIM signature of {domain} cannot be checked again: it covers {}, which the service left out. It states \
             the result {} for the whole letter; that is its word.",
            missing.join(", "),
            seen.result.name()
        );
        return findings.note(file, DKIM, sentence);
    }
    let result = signature.check(letter, key, reply.came);
    if result != seen.result {
        let (is, stated) = (result.name(), seen.result.name());
        let sentence = format!("The DKIM signature of {domain} comes out as {is}, and the service states {stated}.");
        return findings.add(Reason::DkimDiffers, file, DKIM, sentence);
    }
    findings.note(file, DKIM, sentence(seen, letter, reply));
}

fn sentence(seen: &DkimSeen, letter: &[u8], reply: &ReplyDetails) -> String {
    let domain = &seen.domain;
    match seen.result {
        DkimResult::Pass => {
            let author = dkim::author(letter).filter(|author| dkim::is_of(author, domain));
            let whose = if author.is_some() { "From is an address of that domain" } else { "From is no address of it" };
            let state = seen.dnssec.as_deref().unwrap_or("indeterminate");
            format!(
                "The DKIM signature of {domain} holds, and {whose}. The key is what the service's resolver saw at {} (DNSSEC: \
                 {state}); nobody else vouches for it here. It shows which mail server signed, not which person wrote.",
                reply.came
            )
        }
        DkimResult::Policy => format!(
            "The DKIM signature of {domain} is of a kind that shows too little: a short key, SHA-1, a part of the letter, \
             or out of time."
        ),
        result => format!("The DKIM signature of {domain} shows nothing: the result is {}.", result.name()),
    }
}
