//! What program ran, as a bundle shows it: quoted with its place in the log, and whatever may be wrong with it.

use recepis::bundle::Role;
use recepis::crypto::sha256;
use recepis::erds::content::Sha256;
use recepis::erds::moment::Moment;
use recepis::tlog::own::{Signed, text};
use recepis::tlog::proof::Proof;
use recepis::tlog::service::ServiceStatement;
use recepis::verify::report::Report;
use recepis::verify::trust::Required;
use recepis::verify::verdict::{Indication, Reason};
use recepis::words::{Language, banned};

use crate::log::{ORIGIN, Published, noted};
use crate::tlog_testing::Key;
use crate::{fails, verdict};

fn note(key: &Key, started: Moment) -> Vec<u8> {
    let said = ServiceStatement {
        origin: ORIGIN.to_owned(),
        version: "0.1.0".parse().unwrap(),
        binary: Sha256([0xAB; 32]),
        configuration: Sha256([0xCD; 32]),
        started,
    };
    let signature = key.sign(text(&said).as_bytes());
    Signed::assemble(said, key.verifier(), &signature).unwrap().to_string().into_bytes()
}

/// A statement of an hour before, and its proof.
fn stated(published: &mut Published) -> (Vec<u8>, Proof) {
    let first = published.tale.story.statements.first().unwrap().time;
    let note = note(published.log.keys.first().unwrap(), first.minus(std::time::Duration::from_hours(1)));
    let index = published.log.append(sha256(&note));
    (note, published.log.proof(index, first))
}

fn with(published: &Published, more: Vec<(Role, Vec<u8>)>) -> Report {
    let files: Vec<_> = published.all().into_iter().chain(more).collect();
    published.judge(&files, &published.trust(Required::default()))
}

/// A report that quotes a program.
pub(crate) fn quoted() -> Report {
    let mut published = Published::new();
    let (note, proof) = stated(&mut published);
    let proof = proof.to_string().into_bytes();
    with(&published, vec![(Role::ServiceStatement, note), (Role::ServiceProof, proof)])
}

#[test]
fn a_report_quotes_the_program_and_its_place_in_the_log_or_says_that_none_is_stated() {
    let mut published = Published::new();
    let (note, proof) = stated(&mut published);
    let files = vec![(Role::ServiceStatement, note.clone()), (Role::ServiceProof, proof.to_string().into_bytes())];
    let report = with(&published, files);
    assert_eq!(verdict(&report), (Indication::TotalPassed, None), "{}", report.to_text());
    let program = report.program.as_ref().unwrap();
    assert_eq!((program.version.as_str(), program.binary, program.signed), ("0.1.0", Sha256([0xAB; 32]), true));
    let log = program.log.as_ref().unwrap();
    assert!(log.index == proof.index && log.signed && log.quorum && log.file == "log/service.tlog-proof");
    let shown = report.to_text();
    for words in ["version 0.1.0", &"ab".repeat(32), &"cd".repeat(32), &format!("entry {} of {ORIGIN}", proof.index)] {
        assert!(shown.replace("\n     ", " ").contains(words), "{words}\n{shown}");
    }
    assert_eq!(banned(&shown, Language::English), Vec::<&str>::new(), "{shown}");
    let without = with(&published, vec![(Role::ServiceStatement, note)]);
    assert_eq!(verdict(&without), (Indication::TotalPassed, None));
    assert!(noted(&without, "No proof shows that this statement is in a transparency log"));
    let bare = with(&published, Vec::new());
    assert_eq!((verdict(&bare), &bare.program), ((Indication::TotalPassed, None), &None));
    assert!(bare.to_text().contains("No statement of that is in this bundle"), "{}", bare.to_text());
}

#[test]
fn a_statement_of_the_program_that_is_forged_or_not_the_logged_one_fails() {
    let mut published = Published::new();
    let (whole, proof) = stated(&mut published);
    let proof = (Role::ServiceProof, proof.to_string().into_bytes());
    let changed = String::from_utf8(whole.clone()).unwrap().replace("abab", "abac").into_bytes();
    let report = with(&published, vec![(Role::ServiceStatement, changed), proof.clone()]);
    fails(&report, Reason::SigCryptoFailure, Some("log/service.txt"), "the text was changed");
    let other = note(&published.log.keys[0], Moment::EPOCH);
    let report = with(&published, vec![(Role::ServiceStatement, other), proof.clone()]);
    fails(&report, Reason::LogProofInvalid, Some("log/service.tlog-proof"), "log/service.txt is in the log");
    let report = with(&published, vec![(Role::ServiceStatement, b"recepis service v1\n".to_vec()), proof.clone()]);
    fails(&report, Reason::FormatFailure, Some("log/service.txt"), "It does not say what program ran");
    // Another's key says nothing, and nobody is accused.
    let foreign = note(&Key::of_log(ORIGIN, 77)[0], Moment::EPOCH);
    let report = with(&published, vec![(Role::ServiceStatement, foreign)]);
    assert_eq!(verdict(&report), (Indication::TotalPassed, None), "{}", report.to_text());
    assert!(report.to_text().contains("signed by no key that you trust"));
    // Later than all events it is not the one in force, and alone a proof says nothing.
    let later = note(&published.log.keys[0], published.tale.moment());
    let report = with(&published, vec![(Role::ServiceStatement, later)]);
    assert!(noted(&report, "after the last event of the chain"), "{}", report.to_text());
    assert!(noted(&with(&published, vec![proof]), "that it is the proof of is not in this bundle"));
}

#[test]
fn a_proof_of_the_program_that_tells_another_history_shows_the_split() {
    let mut published = Published::new();
    let (note, _) = stated(&mut published);
    // The same index and size in a log with other entries before.
    let mut other = crate::log::Log::new();
    while other.size() < published.log.size() - 1 {
        other.append([9; 32]);
    }
    let index = other.append(sha256(&note));
    let proof = other.proof(index, published.tale.moment());
    let files = vec![(Role::ServiceStatement, note), (Role::ServiceProof, proof.to_string().into_bytes())];
    let report = with(&published, files);
    fails(&report, Reason::SplitView, Some("log/service.tlog-proof"), "the log was rewritten, or shown differently");
}
