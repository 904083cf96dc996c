//! Each way to take a chain apart shows, for the right reason and in the right file.

use super::*;
use crate::verify::story::{Story, story};
use crate::verify::verdict::Indication;

/// Judges these statements, each under the name that it should have.
fn judged(story: &Story) -> Vec<(Option<String>, String)> {
    let names: Vec<String> = story.statements.iter().map(file_name).collect();
    found(story, &names)
}

fn found(story: &Story, names: &[String]) -> Vec<(Option<String>, String)> {
    let rows = story.statements.iter().zip(&story.digests).zip(names);
    let entries: Vec<Entry<'_>> =
        rows.map(|((statement, digest), file)| Entry { file, statement, digest: *digest }).collect();
    let mut findings = Findings::default();
    check(&entries, &mut findings);
    findings.into_sorted().into_iter().map(|finding| (finding.file, finding.sentence)).collect()
}

fn whole() -> Story {
    story(1).submitted().noticed(2).accepted(100, Sha256([5; 32])).handed_over(200).exported()
}

#[test]
fn a_whole_chain_raises_nothing() {
    assert_eq!(judged(&whole()), []);
    assert_eq!(judged(&story(1).rejected().exported()), []);
}

#[test]
fn one_evidence_taken_out_is_missed_by_number() {
    for gone in 1..4 {
        let mut story = whole();
        story.statements.remove(gone);
        story.digests.remove(gone);
        let findings = judged(&story);
        let sentence = format!("Number {} of the chain is missing before this evidence.", gone + 1);
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert_eq!(findings[0].1, sentence);
    }
}

#[test]
fn without_its_first_evidence_the_chain_begins_wrongly() {
    let mut story = whole();
    story.statements.remove(0);
    story.digests.remove(0);
    let sentences: Vec<String> = judged(&story).into_iter().map(|finding| finding.1).collect();
    assert!(sentences.iter().any(|s| s.starts_with("The chain begins with C.1")), "{sentences:?}");
}

#[test]
fn an_end_cut_off_behind_an_export_statement_shows() {
    let mut story = whole();
    story.statements.remove(4);
    story.digests.remove(4);
    let findings = judged(&story);
    assert_eq!(findings[0].0.as_deref(), Some("evidence/export-005-Exported.xml"));
    assert!(findings[0].1.contains("has 5 statements") && findings[0].1.contains("cut off"), "{findings:?}");
}

#[test]
fn without_an_export_statement_the_length_is_not_known() {
    let mut story = whole();
    story.statements.pop();
    story.digests.pop();
    let names: Vec<String> = story.statements.iter().map(file_name).collect();
    let rows = story.statements.iter().zip(&story.digests).zip(&names);
    let entries: Vec<Entry<'_>> =
        rows.map(|((statement, digest), file)| Entry { file, statement, digest: *digest }).collect();
    let mut findings = Findings::default();
    check(&entries, &mut findings);
    assert_eq!(findings.verdict(), (Indication::Indeterminate, Some(Reason::LengthUnknown)));
}

#[test]
fn two_files_with_their_contents_swapped_stand_under_wrong_names() {
    let story = whole();
    let mut names: Vec<String> = story.statements.iter().map(file_name).collect();
    names.swap(1, 4);
    let findings = found(&story, &names);
    assert_eq!(findings.len(), 2);
    assert!(findings.iter().all(|finding| finding.1.contains("wrong name")), "{findings:?}");
}

#[test]
fn an_evidence_of_another_delivery_is_named_even_where_its_number_fits() {
    let mut story_here = whole();
    let other = story(2).submitted().noticed(3).exported();
    story_here.statements[1] = other.statements[1].clone();
    story_here.digests[1] = other.digests[1];
    let findings = judged(&story_here);
    assert_eq!(findings[0].0.as_deref(), Some("evidence/002-NotificationForAcceptance.xml"));
    assert!(findings[0].1.starts_with("This evidence belongs to another delivery"), "{findings:?}");
}

#[test]
fn another_message_or_party_in_one_evidence_shows() {
    let mut story = whole();
    story.statements[3].content.digest = Sha256([77; 32]);
    story.statements[4].addressee = "somebody@else.example".parse().unwrap();
    let findings = judged(&story);
    assert!(findings[0].1.contains("the message") && findings[1].1.contains("the addressee"), "{findings:?}");
}

#[test]
fn a_digest_identifier_or_random_value_of_another_statement_shows() {
    let mut story = whole();
    story.statements[2].chain.link = Link::Next { sequence: 3, previous: Sha256([1; 32]) };
    assert!(judged(&story)[0].1.starts_with("This evidence follows a statement other than"));
    let mut story = whole();
    story.statements[2].id = story.statements[1].id;
    assert!(judged(&story)[0].1.contains("stands in two files"));
    let mut story = whole();
    story.statements[2].chain.random = story.statements[1].chain.random;
    assert!(judged(&story)[0].1.contains("random value"));
}

#[test]
fn a_number_stated_twice_shows() {
    let mut story = whole();
    let mut again = story.statements[1].clone();
    again.id = crate::erds::id::EvidenceId::from_octets([99; 16]);
    again.chain.random = [98; 16];
    story.statements.push(again);
    story.digests.push(Sha256([3; 32]));
    assert!(judged(&story).iter().any(|finding| finding.1 == "Number 2 of the chain is stated twice."));
}
