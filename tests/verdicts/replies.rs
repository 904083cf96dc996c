//! Letters that the addressee confirmed: held by their digests, their DKIM signatures checked again with the key as it was seen.

use recepis::crypto::sha256;
use recepis::erds::content::Sha256;
use recepis::erds::event::Event;
use recepis::erds::evidence::{Details, DkimResult, DkimSeen, ReplyDetails};
use recepis::erds::standing::{Decision, Step};
use recepis::verify::report::Report;
use recepis::verify::verdict::{Indication, Reason};
use recepis::words::banned;

use super::packed::{Tale, story};
use super::pki::Pki;
use super::story::at;
use super::{Language, Role, fails, pki, repacked, verdict};

/// RFC 8463 Appendix A.
const LETTER: &str = "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n d=football.example.com; i=@football.example.com;\r\n q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n subject : date : message-id : from : subject : date;\r\n bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\r\n Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==\r\nDKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n d=football.example.com; i=@football.example.com;\r\n q=dns/txt; s=test; t=1528637909; h=from : to : subject :\r\n date : message-id : from : subject : date;\r\n bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3\r\n DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz\r\n dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=\r\nFrom: Joe SixPack <joe@football.example.com>\r\nTo: Suzie Q <suzie@shopping.example.net>\r\nSubject: Is dinner ready?\r\nDate: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\nMessage-ID: <20030712040037.46341.5F8J@football.example.com>\r\n\r\nHi.\r\n\r\nWe lost the game.  Are you hungry yet?\r\n\r\nJoe.\r\n";
const ED25519: &str = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
const RSA1024: &str = "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB";
const FILE: &str = "reply/003.eml";

fn seen(selector: &str, result: DkimResult, key: Option<&str>) -> DkimSeen {
    let (domain, selector) = ("football.example.com".to_owned(), selector.to_owned());
    DkimSeen { domain, selector, result, key: key.map(str::to_owned), dnssec: Some("insecure".to_owned()) }
}

/// What the service states of the letter.
fn right() -> ReplyDetails {
    ReplyDetails {
        notice: 1,
        digest: Sha256(sha256(LETTER.as_bytes())),
        size: LETTER.len() as u64,
        came: at(100),
        text: "This answer is mine.".to_owned(),
        dkim: vec![seen("brisbane", DkimResult::Pass, Some(ED25519)), seen("test", DkimResult::Policy, Some(RSA1024))],
        left_out: Vec::new(),
    }
}

/// A delivery with such a statement, and the letter beside it.
fn judged(pki: &Pki, reply: ReplyDetails, letter: Option<&str>) -> Report {
    let details = Details::Reply(Box::new(reply));
    let told = story(1).submitted().noticed(10);
    let told = told.state(Event::AddresseeStates, None, at(200), Some(at(150)), details).exported();
    let tale = Tale { story: told, acknowledgements: Vec::new() };
    let mut files = tale.files(pki);
    files.extend(letter.map(|letter| (Role::Reply { sequence: 3 }, letter.as_bytes().to_vec())));
    repacked(&tale, pki, &files)
}

fn said(report: &Report, words: &str) -> bool {
    report.findings.iter().any(|finding| finding.file.as_deref() == Some(FILE) && finding.sentence.contains(words))
}

#[test]
fn s44_a_confirmed_letter_passes_says_whose_key_it_was_and_decides_nothing() {
    let report = judged(&pki(), right(), Some(LETTER));
    assert_eq!(verdict(&report), (Indication::TotalPassed, None), "{}", report.to_text());
    let answers = report.answers.as_ref().unwrap();
    assert_eq!((answers.step.value, answers.decision.value), (Step::G2, Decision::None));
    assert!(answers.identity.words.contains("Who confirmed a letter: Somebody with access to p.devries@"));
    assert!(said(&report, "football.example.com holds, and From is an address of that domain"));
    assert!(said(&report, "The key is what the service's resolver saw at"));
    assert!(said(&report, "shows too little: a short key"));
    let text = report.to_text();
    assert_eq!(banned(&text, Language::English), Vec::<&str>::new(), "{text}");
    let states = &report.evidence[2].service_states;
    assert!(states.contains("DKIM: football.example.com pass, football.example.com policy"), "{states}");
    assert!(report.not_proven.iter().any(|line| line.contains("their own word")));
}

#[test]
fn s44_a_letter_that_is_missing_changed_or_confirmed_before_it_came_is_found() {
    let pki = pki();
    fails(&judged(&pki, right(), None), Reason::SignedDataNotFound, None, "is not in the bundle");
    let other = LETTER.replace("lost", "won");
    fails(&judged(&pki, right(), Some(&other)), Reason::ContentDiffers, Some(FILE), "its digest is another");
    let late = ReplyDetails { came: at(300), ..right() };
    fails(&judged(&pki, late, Some(LETTER)), Reason::Unlawful, None, "after the event");
}

#[test]
fn s44_a_dkim_result_that_the_service_made_up_is_found_whichever_way_it_lies() {
    let pki = pki();
    let of = |reply: ReplyDetails, letter: &str| {
        let digest = Sha256(sha256(letter.as_bytes()));
        judged(&pki, ReplyDetails { digest, size: letter.len() as u64, ..reply }, Some(letter))
    };
    let other = LETTER.replace("lost", "won");
    fails(&of(right(), &other), Reason::DkimDiffers, Some(FILE), "comes out as fail, and the service states pass");
    for (one, words) in [
        (seen("brisbane", DkimResult::Fail, Some(ED25519)), "comes out as pass"),
        (seen("brisbane", DkimResult::Pass, Some(RSA1024)), "comes out as permerror"),
        (seen("other", DkimResult::Pass, Some(ED25519)), "are others than those"),
    ] {
        let mut wrong = right();
        wrong.dkim[0] = one;
        fails(&of(wrong, LETTER), Reason::DkimDiffers, Some(FILE), words);
    }
    let unsigned = ReplyDetails { dkim: Vec::new(), ..right() };
    fails(&of(unsigned, LETTER), Reason::DkimDiffers, Some(FILE), "are others than those");
}

#[test]
fn s44_what_cannot_be_checked_again_is_said_and_rests_on_the_services_word() {
    let pki = pki();
    let left_out = ReplyDetails { left_out: vec!["subject".to_owned()], ..right() };
    let report = judged(&pki, left_out, Some(LETTER));
    assert!(said(&report, "cannot be checked again: it covers “subject”"), "{}", report.to_text());
    let mut keyless = right();
    keyless.dkim[0] = seen("brisbane", DkimResult::TempError, None);
    let report = judged(&pki, keyless, Some(LETTER));
    assert!(said(&report, "had no key for the DKIM signature"), "{}", report.to_text());
    assert_eq!(report.verdict, Indication::TotalPassed);
    // The letter without a statement is nobody's.
    let tale = Tale::refused(1);
    let mut files = tale.files(&pki);
    files.push((Role::Reply { sequence: 3 }, LETTER.into()));
    assert!(said(&repacked(&tale, &pki, &files), "No evidence names this letter."));
}
