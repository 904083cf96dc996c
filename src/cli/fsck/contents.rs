//! What is large: contents and bundles, in their rows or in files, and the files themselves.

use std::io::Cursor;
use std::time::Duration;

use super::findings::Findings;
use super::{Desk, chain};
use crate::crypto::{Sha256Stream, sha256};
use crate::erds::evidence::Details;
use crate::erds::moment::Moment;
use crate::format::evidence;
use crate::store::{self, Content, KeysLeft, Listed, Seen};
use crate::verify;
use crate::verify::verdict::{Indication, Reason};

/// Octets of a bundle at most.
const BUNDLE: u64 = 96 << 20;
/// How long after it was kept a bundle's own check may have been.
const MADE: Duration = Duration::from_mins(1);

/// The content of a delivery: that its key opens it, and once for each submission that it is what the evidence names.
pub(super) async fn content(desk: &Desk, listed: &Listed, seen: &Seen, findings: &mut Findings) {
    if !listed.taken_in {
        return;
    }
    if listed.keys != KeysLeft::Both {
        findings.checked.closed += 1;
        return;
    }
    let content = match desk.store.content(seen).await {
        Ok(Some(content)) => content,
        Ok(None) => return findings.damage("content", listed.id, "Its key is there and its content is not."),
        Err(error) => return findings.damage("content", listed.id, chain(&error)),
    };
    match desk.store.first_open(&listed.submission).await {
        Ok(Some(first)) if first != listed.id => return,
        Ok(_) => {}
        Err(error) => return findings.damage("content", listed.id, chain(&error)),
    }
    findings.checked.contents += 1;
    match digest(&content).await {
        Ok(found) if (found, content.size()) == (seen.record.content.digest.0, seen.record.content.size) => {}
        Ok(_) => findings.damage("content", listed.id, "It is not the content whose digest the evidence holds."),
        Err(error) => findings.damage("content", listed.id, chain(&error)),
    }
}

async fn digest(content: &Content) -> Result<[u8; 32], store::Error> {
    let mut stream = Sha256Stream::new();
    let mut reader = content.range(0, content.size());
    while let Some(piece) = reader.next().await? {
        stream.update(&piece);
    }
    Ok(stream.finish())
}

/// The letters in answer to a notice: that their keys open them, and that those which statements name are there to stay.
pub(super) async fn letters(desk: &Desk, seen: &Seen, findings: &mut Findings) {
    let kept = match desk.store.replies(seen, Moment::EPOCH).await {
        Ok(kept) => kept,
        Err(error) => return findings.damage("letter", seen.id, chain(&error)),
    };
    for kept in &kept {
        match desk.store.letter(seen, &kept.digest, Moment::EPOCH).await {
            Ok(Some(octets)) if sha256(&octets) == kept.digest.0 => {}
            Ok(_) => findings.damage("letter", seen.id, "A letter is not the one that its digest names."),
            Err(error) => findings.damage("letter", seen.id, chain(&error)),
        }
    }
    // What cannot be read is told with the statements.
    for stated in desk.store.statements(seen).await.unwrap_or_default() {
        let Ok(Details::Reply(reply)) = evidence::read(&stated.canonical).map(|statement| statement.details) else {
            continue;
        };
        if !kept.iter().any(|kept| kept.digest == reply.digest && kept.until.is_none()) {
            findings.damage("letter", seen.id, "A letter that the addressee confirmed is not there to stay.");
        }
    }
}

/// The bundles that are kept of a delivery, as the verifier judges them for the moment at which they were made.
pub(super) async fn bundles(desk: &Desk, seen: &Seen, findings: &mut Findings) {
    let made = match desk.store.exports_of(seen).await {
        Ok(made) => made,
        Err(error) => return findings.damage("bundle", seen.id, chain(&error)),
    };
    for (length, form, when) in made {
        findings.checked.bundles += 1;
        let at = format!("{} at length {length}", seen.id);
        let octets = match desk.store.bundle(seen, length, form).await {
            // A bundle with the message dies with the content's key.
            Ok(None) => continue,
            Ok(Some(bundle)) => bundle.all(BUNDLE).await,
            Err(error) => Err(error),
        };
        let octets = match octets {
            Ok(octets) => octets,
            Err(error) => {
                findings.damage("bundle", at, chain(&error));
                continue;
            }
        };
        let report = verify::open_and_verify(Cursor::new(&octets), &desk.anchors, when.plus(MADE));
        let sayable = |reason| matches!(reason, Reason::TimeUnproven | Reason::TryLater);
        let sound = report.findings.iter().all(|finding| finding.reason.is_none_or(sayable));
        if report.verdict != Indication::TotalPassed && !sound {
            let first = report.findings.iter().find(|finding| finding.reason.is_some_and(|reason| !sayable(reason)));
            let why = first.map_or(report.sentence.clone(), |finding| finding.sentence.clone());
            findings.damage("bundle", at, format!("It does not pass: {why}"));
        }
    }
}

/// The files of the content folder against the rows, and the list of destroyed keys against the keys.
pub(super) async fn files(desk: &Desk, findings: &mut Findings) -> Result<(), String> {
    let (missing, unnamed) = desk.store.stray_files().await.map_err(|error| chain(&error))?;
    for name in missing {
        findings.damage("file-missing", format!("content/{name}"), "A row names it, and it is not there.");
    }
    for name in unnamed {
        let sentence = "No row names it: it was left by a process that died, and the next start removes it.";
        findings.damage("file-unnamed", format!("content/{name}"), sentence);
    }
    match desk.store.destroyed_keys().await {
        Ok((back, lacks)) => {
            for id in back {
                let sentence = "Its key was destroyed and is there again; the next start destroys it again.";
                findings.damage("destroyed-key", id, sentence);
            }
            if lacks > 0 {
                findings.note(format!("The list of destroyed keys lacks {lacks}; the next start notes them."));
            }
        }
        Err(error) => findings.damage("destroyed-key", desk.root.join("destroyed").display(), chain(&error)),
    }
    Ok(())
}
