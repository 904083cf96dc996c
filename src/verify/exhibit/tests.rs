use super::*;
use crate::erds::content::Sha256;
use crate::erds::event::Event;
use crate::erds::evidence::StatedReason;
use crate::erds::outage::Failing;
use crate::erds::reason::Reason as Cause;
use crate::erds::submission::AddressBasis;
use crate::verify::chain::{Entry, file_name};
use crate::verify::delegated::Delegates;
use crate::verify::keyed::Keys;
use crate::verify::report::{About, Content, Evidence, Root};
use crate::verify::story::{Story, at, deadline, story};
use crate::verify::timeline::Shown;
use crate::verify::times::By;
use crate::verify::verdict::{Findings, Indication, Reason};
use crate::verify::{answers, disputed, timeline, unproven, unread};
use crate::words::banned;

const ACK: Sha256 = Sha256([5; 32]);

/// A report on a story whose seals and stamps all hold.
fn judged(story: &Story) -> Report {
    let names: Vec<String> = story.statements.iter().map(file_name).collect();
    let rows = story.statements.iter().zip(&story.digests).zip(&names);
    let all: Vec<Entry<'_>> =
        rows.map(|((statement, digest), file)| Entry { file, statement, digest: *digest }).collect();
    let links: Vec<Entry<'_>> = all.iter().filter(|entry| entry.statement.event != Event::Exported).copied().collect();
    let mut findings = Findings::default();
    let delivery = timeline::replay(&links, |_| Shown::Until(deadline()), &mut findings);
    assert_eq!(findings.verdict().0, Indication::TotalPassed, "{findings:?}");
    let unproven = unproven::of(&links, &[], false);
    let first = links[0].statement;
    let text = |statement: &Statement| {
        matches!(statement.event, Event::ConsignmentAcceptance | Event::ConsignmentRejection | Event::NotForMe)
            .then(|| "Tekst die is ontvangen \u{202e}en getoond.".to_owned())
    };
    Report {
        about: Some(About {
            delivery: first.chain.delivery,
            service: first.issuer.legal_name.clone(),
            service_domain: first.issuer.domain.clone(),
            sender: first.sender.address.clone(),
            sender_name: first.sender.name.clone(),
            addressee: first.addressee.clone(),
            submitted: first.submitted,
            message_digest: first.content.digest,
            message_size: first.content.size,
            message_id: None,
        }),
        answers: Some(answers::answer(&links, &delivery, (&Keys::default(), &Delegates::default(), &[]), false)),
        deadline: delivery.deadline(),
        recorded_up_to: Some(links.last().unwrap().statement.time),
        evidence: all.iter().map(line).collect(),
        not_proven: unproven.iter().map(Unproven::sentence).collect(),
        basis: Basis {
            stated: all
                .iter()
                .map(|entry| Stated { statement: entry.statement.clone(), text: text(entry.statement), mandate: None })
                .collect(),
            unproven,
            own_time: false,
        },
        ..unread(findings, vec![root("seal", true), root("tsa", true)], at(2_000_000))
    }
}

fn root(signs: &'static str, trusted: bool) -> Root {
    Root { signs, name: format!("Root of {signs}"), fingerprint: "ABCD 1234".to_owned(), trusted }
}

fn line(entry: &Entry<'_>) -> Evidence {
    Evidence {
        sequence: entry.statement.chain.link.sequence(),
        id: entry.statement.id,
        event: entry.statement.event.uri(),
        event_name: entry.statement.event.to_string(),
        event_time: entry.statement.time,
        proven_time: Some(entry.statement.time.plus(std::time::Duration::from_secs(2))),
        proven_by: Some(By::TimeStamp),
        log: None,
        file: entry.file.to_owned(),
        digest: entry.digest,
        statement_digest: entry.digest,
        service_states: String::new(),
        addressee_stated: None,
    }
}

fn with_basis(mut story: Story, basis: Option<AddressBasis>) -> Story {
    let Details::Submission(terms) = &mut story.statements[0].details else { panic!("a submission") };
    terms.address_basis = basis;
    story
}

/// Stories of every ending.
fn stories() -> Vec<Story> {
    let sent = || story(1).submitted().noticed(2);
    let [moved, later] = [24, 48].map(|hours| deadline().plus(std::time::Duration::from_hours(hours)));
    vec![
        sent().accepted(100, ACK).handed_over(200).exported(),
        sent().refused(100, ACK).exported(),
        sent().not_for_me(100, ACK).exported(),
        sent().not_for_me(100, ACK).accepted(200, ACK),
        sent().reminded(260_000, 1).reminded(605_000, 2).expired().exported(),
        sent().out(Failing::Service, 100, 9_000, Some(moved)).put_off(10_000, later),
        sent().state(Event::Recalled, None, at(300), None, Details::None),
        story(1).submitted().notice_failed(10),
        story(1).submitted(),
        story(1).rejected(),
    ]
}

fn page<'a>(document: &'a Document, key: &str) -> &'a Page {
    let heading = Say::new(document.language, None).say(key);
    document.pages.iter().find(|page| page.heading == heading).unwrap_or_else(|| panic!("{heading}"))
}

fn all_words(page: &Page) -> String {
    page.parts.iter().flat_map(Part::texts).map(String::as_str).collect::<Vec<_>>().join("\n")
}

fn whole(document: &Document) -> String {
    document.pages.iter().map(|page| format!("{}\n{}", page.heading, all_words(page))).collect::<Vec<_>>().join("\n")
}

/// What must be so of every document.
fn sound(document: &Document) {
    let said = whole(document);
    assert_eq!(banned(&said, document.language), Vec::<&str>::new(), "{said}");
    for open in ["exhibit-", "{", "}", "\u{202e}"] {
        assert!(!said.contains(open), "{open}: {said}");
    }
    assert!(!document.title.is_empty() && !document.foot.is_empty());
    for page in &document.pages {
        assert!(!page.heading.is_empty() && !page.parts.is_empty());
        assert!(page.parts.iter().flat_map(Part::texts).all(|text| !text.trim().is_empty()), "{page:?}");
        for part in &page.parts {
            if let Part::Table { head, rows } = part {
                assert!(rows.iter().all(|row| row.len() == head.len()) && !rows.is_empty(), "{page:?}");
            }
        }
    }
}

#[test]
fn every_ending_gives_a_document_in_four_languages_without_a_word_too_many() {
    for story in stories() {
        for language in Language::ALL {
            let document = document(&judged(&story), language);
            sound(&document);
            assert!(document.pages.len() >= 8, "{}", document.pages.len());
        }
    }
}

#[test]
fn l24_no_document_claims_what_no_trusted_list_says() {
    for language in Language::ALL {
        let document = document(&judged(&story(1).submitted().noticed(2).refused(100, ACK)), language);
        let said = whole(&document).to_lowercase();
        for word in
            ["legally valid", "rechtsgeldig", "rechtsgültig", "juridiquement valable", "deemed", "geacht", "réputé"]
        {
            assert!(!said.contains(word), "{word}: {said}");
        }
        let status = [
            "geen gekwalificeerde dienst",
            "not a qualified service",
            "kein qualifizierter dienst",
            "pas un service qualifié",
        ];
        assert!(status.iter().any(|status| said.contains(status)), "{said}");
    }
}

#[test]
fn the_first_page_begins_with_what_a_genuine_file_does_not_say() {
    let mut report = judged(&stories().remove(0));
    let lead = |report: &Report, language| match &document(report, language).pages[0].parts[0] {
        Part::Lead(text) => text.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        lead(&report, Language::English),
        "The file is genuine and unchanged. That alone does not say what became of the message. What happened stands below."
    );
    let mut findings = Findings::default();
    findings.add(Reason::PromiseBroken, "", "", "late");
    report.findings = findings.into_sorted();
    assert!(lead(&report, Language::English).starts_with("The file is genuine and unchanged."));
    let mut findings = Findings::default();
    findings.add(Reason::NoCertificateChainFound, "", "", "no path");
    report.findings = findings.into_sorted();
    report.roots = vec![root("seal", false), root("tsa", true)];
    assert!(lead(&report, Language::Dutch).starts_with("Of het bestand echt en onveranderd is, kon niet"));
    let parts = document(&report, Language::Dutch).pages.remove(0).parts;
    assert_eq!(parts.iter().filter(|part| matches!(part, Part::Code(code) if code == "ABCD 1234")).count(), 1);
    let mut findings = Findings::default();
    findings.add(Reason::HashFailure, "", "", "changed");
    report.findings = findings.into_sorted();
    report.answers = None;
    assert!(lead(&report, Language::French).starts_with("Le fichier n'est pas authentique et inchangé."));
    assert!(document(&report, Language::French).pages.len() < 6);
}

#[test]
fn a_file_that_nobody_can_read_and_a_promise_alone_get_an_honest_document() {
    for language in Language::ALL {
        let mut findings = Findings::default();
        findings.add(Reason::FormatFailure, "", "EN 319 162-1 §4.4", "It is no archive.");
        let document = document(&unread(findings, Vec::new(), at(0)), language);
        sound(&document);
        assert!(whole(&document).contains("“It is no archive.”"));
        let none = super::document(&unread(Findings::default(), Vec::new(), at(0)), language);
        sound(&none);
        assert_eq!(none.pages[0].parts[0], Part::Lead(Say::new(language, None).say("exhibit-lead-none")));
    }
}

#[test]
fn s28_what_the_service_states_and_what_the_addressee_stated_stand_in_two_columns() {
    let columns = |story: &Story| {
        let document = document(&judged(story), Language::English);
        let found = document.pages[0].parts.iter().find_map(|part| match part {
            Part::Columns(columns) => Some(columns.clone()),
            _ => None,
        });
        found.unwrap()
    };
    let [(service, states), (addressee, said)] = columns(&story(1).submitted().noticed(2).refused(100, ACK));
    assert_eq!((service.as_str(), addressee.as_str()), ("The service states", "The addressee stated"));
    assert_eq!((states.len(), said.len()), (3, 1));
    assert!(
        said[0].starts_with("3. Tuesday 24 November 2026, 10:15 (2026-11-24 09:15:40 UTC): Refused."),
        "{}",
        said[0]
    );
    assert!(!states.iter().any(|line| line.contains("Refused.")));
    let [_, (_, silent)] = columns(&stories()[4]);
    assert_eq!(silent, ["Nothing."]);
}

#[test]
fn l11_each_element_has_its_page_and_each_fact_its_source_and_its_limit() {
    for story in stories() {
        let document = document(&judged(&story), Language::English);
        for (key, head) in [
            ("exhibit-element-address", 3),
            ("exhibit-element-arrived", 3),
            ("exhibit-element-when", 3),
            ("exhibit-element-word", 3),
            ("exhibit-element-way", 4),
        ] {
            let table = page(&document, key).parts.iter().find_map(|part| match part {
                Part::Table { head, .. } => Some(head.len()),
                _ => None,
            });
            assert_eq!(table.unwrap_or(4), head, "{key}");
        }
        let when = all_words(page(&document, "exhibit-element-when"));
        assert!(when.contains("No date of legal effect"), "{when}");
    }
    let accepted = document(&judged(&stories()[0]), Language::English);
    let sent = all_words(page(&accepted, "exhibit-element-arrived"));
    assert!(sent.contains("SHA-256 0707 0707") && sent.contains("mail.voorbeeld.example"), "{sent}");
    assert!(sent.contains("That anybody read or understood it."), "{sent}");
    let nothing = all_words(page(&accepted, "exhibit-element-way"));
    assert!(nothing.contains("That does not show that nothing did."), "{nothing}");
}

#[test]
fn l11_a_refusal_and_a_silence_are_told_without_what_they_do_not_show() {
    let way = |story: &Story| all_words(page(&document(&judged(story), Language::English), "exhibit-element-way"));
    let refused = way(&stories()[1]);
    assert!(
        refused.contains(
            "Somebody with access to p.devries@voorbeeld.example refused. Subject shown; body and attachments not disclosed."
        ),
        "{refused}"
    );
    let expired = way(&stories()[4]);
    assert!(expired.contains("No decision was made from Tuesday 24 November 2026, 10:14"), "{expired}");
    assert!(expired.contains("The notice was taken by mail.voorbeeld.example."), "{expired}");
    assert!(expired.contains("Reminders taken by mail.voorbeeld.example: 2."), "{expired}");
    assert!(expired.contains("The content could be fetched the whole time"), "{expired}");
    assert!(expired.contains("This does not show that anybody saw them."), "{expired}");
    let late = way(&stories()[5]);
    assert!(late.contains("the service was not there") && late.contains("\nThe service\n"), "{late}");
}

#[test]
fn l23_the_record_of_the_address_is_shown_as_far_as_evidence_has_it() {
    let address = |basis| {
        let story = with_basis(story(1).submitted().noticed(2), basis);
        all_words(page(&document(&judged(&story), Language::English), "exhibit-element-address"))
    };
    let given = |date: Option<&str>| {
        Some(AddressBasis { kind: "given by the addressee".to_owned(), date: date.map(str::to_owned) })
    };
    let whole = address(given(Some("2026-01-12")));
    for said in
        ["“given by the addressee”", "“2026-01-12”", "last confirmed, the evidence does not say", "Ask the sender"]
    {
        assert!(whole.contains(said), "{said}: {whole}");
    }
    assert!(address(given(None)).contains("Since when, the sender does not state."));
    assert!(address(None).contains("did not state why this address, who gave it, or when"));
}

#[test]
fn attachments_given_beside_it_match_or_do_not() {
    let mut report = judged(&stories()[0]);
    let attachment = disputed::Attachment {
        number: 1,
        name: "contract.pdf".to_owned(),
        content_type: "application/pdf".to_owned(),
        size: 21,
        digest: Sha256([1; 32]),
        with_line_feeds: None,
    };
    let file = |digest: u8, is: Vec<usize>| disputed::File {
        file: "mine.pdf".to_owned(),
        digest: Sha256([digest; 32]),
        is,
        sentence: String::new(),
    };
    report.dispute = Some(disputed::Dispute {
        attachments: vec![attachment],
        files: vec![file(1, vec![1]), file(2, Vec::new())],
        incomplete: false,
    });
    report.content = Content::Given;
    let document = document(&report, Language::English);
    sound(&document);
    let said = all_words(page(&document, "exhibit-attachments"));
    assert!(
        said.contains("Match: attachment 1, octet for octet.") && said.contains("Mismatch: no attachment"),
        "{said}"
    );
}

#[test]
fn each_reason_has_its_sentence_in_each_language() {
    for language in Language::ALL {
        let say = Say::new(language, None);
        for reason in Reason::ALL {
            let sentence = findings::reason(*reason, &say);
            assert!(sentence.ends_with('.') && !sentence.contains("exhibit-because"), "{language:?}: {sentence}");
        }
    }
}

#[test]
fn a_findings_own_sentence_is_quoted_and_said_to_be_english() {
    let mut report = judged(&stories()[0]);
    let mut findings = Findings::default();
    findings.add(Reason::TryLater, "certificates/1", "EN 319 102-1 §5.2", "Nothing was received.");
    report.findings = findings.into_sorted();
    let document = document(&report, Language::German);
    sound(&document);
    let said = all_words(page(&document, "exhibit-findings"));
    for part in ["“Nothing was received.”", "Englisch", "TRY_LATER", "EN 319 102-1 §5.2", "widerrufen"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn times_stand_in_the_zone_of_the_terms_with_utc_beside() {
    let first = all_words(&document(&judged(&stories()[1]), Language::Dutch).pages[0]);
    assert!(first.contains("dinsdag 24 november 2026, 10.14 uur (2026-11-24 09:14:00 UTC)"), "{first}");
    assert!(first.contains("dinsdag 8 december 2026, 23.59 uur (vóór 2026-12-08 23:00:00 UTC)"), "{first}");
    assert!(first.contains("Europe/Amsterdam"), "{first}");
}

#[test]
fn a_strangers_words_stay_words() {
    let mut story = story(1).submitted().noticed(2);
    story.statements[0].sender.name = Some("<script>שלום & “x”\u{202e}".to_owned());
    story.statements[0].reasons = vec![StatedReason { reason: Cause::MessageAccepted, details: None }];
    let document = document(&judged(&story), Language::English);
    sound(&document);
    let html = html(&document);
    assert!(!html.contains("<script") && !html.contains("\u{202e}"), "{html}");
    assert!(html.contains("“<bdi>&lt;script&gt;שלום &amp; &quot;x&quot;\u{fffd}</bdi>”"), "{html}");
}

/// Words as they stand in the text: a table's head before each cell of its rows.
fn as_text(document: &Document) -> Vec<String> {
    let mut said = Vec::new();
    for (place, page) in document.pages.iter().enumerate() {
        said.push(page.heading.clone());
        for part in &page.parts {
            match part {
                Part::Table { head, rows } => {
                    for (name, cell) in rows.iter().flat_map(|row| head.iter().zip(row)) {
                        said.extend([format!("{name}:"), cell.clone()]);
                    }
                }
                Part::Pairs(pairs) => {
                    for (name, value) in pairs {
                        said.extend([format!("{name}:"), value.clone()]);
                    }
                }
                other => said.extend(other.texts().into_iter().cloned()),
            }
        }
        said.extend([document.foot.clone(), document.number(place)]);
    }
    words_of(&said.join(" "))
}

/// Words as they stand in the HTML: a table's head once.
fn as_html(document: &Document) -> Vec<String> {
    let mut said = Vec::new();
    for (place, page) in document.pages.iter().enumerate() {
        said.push(page.heading.clone());
        said.extend(page.parts.iter().flat_map(Part::texts).cloned());
        said.extend([document.foot.clone(), document.number(place)]);
    }
    words_of(&said.join(" "))
}

fn words_of(text: &str) -> Vec<String> {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).map(str::to_owned).collect()
}

#[test]
fn text_and_html_hold_the_words_of_the_document_in_its_order() {
    for story in stories() {
        for language in Language::ALL {
            let document = document(&judged(&story), language);
            assert_eq!(words_of(&text(&document)), as_text(&document));
            let html = html(&document);
            let body = html.split_once("<body>").unwrap().1;
            let mut shown = String::new();
            for piece in body.replace("<bdi>", "").replace("</bdi>", "").split('<') {
                shown.push(' ');
                shown.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
            }
            let shown = shown.replace("&quot;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">");
            assert_eq!(words_of(&shown.replace("&amp;", "&")), as_html(&document));
            for fetched in ["http://", "https://", "<script", "src=", "@import", "url("] {
                assert!(!html.contains(fetched), "{fetched}");
            }
        }
    }
}

#[test]
fn lines_of_the_text_are_short_where_a_blank_allows_it() {
    let text = text(&document(&judged(&stories()[4]), Language::German));
    for line in text.lines() {
        assert!(line.chars().count() <= 78 || !line.trim().contains(' '), "{line}");
    }
}
