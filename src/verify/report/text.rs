//! The report for a clerk: verdict, four answers, two columns of what was stated, what is not proven, findings. What comes
//! out of a bundle is printed without control characters, so that no file writes to a terminal by itself.

mod disputed;
mod foreign;
mod lists;
mod notice;
mod printed;
mod redacted;

use std::fmt::Write;

use crate::erds::moment::Moment;
use crate::words::quoted;

use super::super::program::Program;
use super::super::times::By;
use super::{About, Content, Evidence, InLog, Report};

const WIDTH: usize = 100;
const COLUMN: usize = 46;

/// The whole report.
pub(super) fn render(report: &Report) -> String {
    let mut out = String::new();
    let reason = report.reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
    paragraph(&mut out, "", &format!("{}{reason}. {}", report.verdict, report.sentence));
    out.push('\n');
    about(&mut out, report);
    if let Some(printed) = &report.printed {
        printed::render(&mut out, printed);
    }
    if let Some(notice) = &report.notice {
        notice::render(&mut out, notice);
    }
    if let Some(redacted) = &report.redacted {
        redacted::render(&mut out, redacted, report.content);
    } else if let Some(foreign) = &report.foreign {
        foreign::render(&mut out, foreign);
    } else if report.notice.is_none() || report.about.is_some() {
        answers(&mut out, report);
    }
    evidence(&mut out, &report.evidence);
    log(&mut out, report);
    if let Some(promise) = &report.promise {
        out.push_str("Promise in the first receipt\n");
        paragraph(&mut out, "     ", &promise.words);
        out.push('\n');
    }
    if report.about.is_some() {
        program(&mut out, report.program.as_ref());
    }
    lists::render(&mut out, report);
    if !report.not_proven.is_empty() {
        let alone = report.notice.is_some() && report.about.is_none();
        out.push_str(if alone || report.foreign.is_some() {
            "What this does not prove\n"
        } else {
            "What this bundle does not prove\n"
        });
        report.not_proven.iter().for_each(|line| paragraph(&mut out, "  - ", line));
        out.push('\n');
    }
    roots(&mut out, report);
    log_keys(&mut out, report);
    findings(&mut out, report);
    out
}

fn about(out: &mut String, report: &Report) {
    if let Some(About { delivery, service, service_domain, sender, sender_name, addressee, submitted, .. }) =
        &report.about
    {
        let name = sender_name.as_ref().map(|name| format!(" (calls itself {})", quoted(name))).unwrap_or_default();
        paragraph(out, "", &format!("Message from {sender}{name} to {addressee}, handed in at {submitted}."));
        paragraph(out, "", &format!("Service: {service}, {service_domain}. Delivery {delivery}."));
    }
    if let Some(about) = &report.about {
        let line = match report.content {
            Content::Inside => "The message is inside and is the one that the evidence names",
            Content::Differs => "The message inside is not the one that the evidence names",
            Content::NotInside => "Content not in this bundle; give it with --message FILE to compare it",
            Content::Given => "The file given is the message that the evidence names",
            Content::GivenDiffers => "The file given is not this message",
            Content::GivenUnknown => "The file given cannot be compared",
        };
        paragraph(out, "", &format!("{line} ({} octets, SHA-256 {}).", about.message_size, about.message_digest));
    }
    if let Some(dispute) = &report.dispute {
        disputed::render(out, dispute);
    }
    if let Some(up_to) = report.recorded_up_to {
        paragraph(out, "", &format!("This bundle shows what was recorded up to {up_to}; later evidence may exist."));
    }
    paragraph(out, "", &format!("Judged for {}.", report.at));
    out.push('\n');
}

fn answers(out: &mut String, report: &Report) {
    let Some(answers) = &report.answers else {
        if report.about.is_none() && report.promise.is_some() {
            return;
        }
        paragraph(out, "", "Of a bundle that failed, no question is answered.");
        out.push('\n');
        return;
    };
    paragraph(out, "Step            ", &format!("{:?}. {}", answers.step.value, answers.step.words));
    let superseded =
        answers.decision.superseded.as_ref().map(|what| format!(" It supersedes {what}.")).unwrap_or_default();
    paragraph(out, "Decision        ", &format!("{}{superseded}", answers.decision.words));
    paragraph(out, "Who vouches     ", &answers.vouches.words);
    paragraph(out, "Identity        ", &answers.identity.words);
    if let Some(deadline) = report.deadline {
        paragraph(out, "Time to decide  ", &format!("until {deadline}, that moment excluded."));
    }
    out.push('\n');
}

fn evidence(out: &mut String, lines: &[Evidence]) {
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(out, "{:<5}{:<COLUMN$}   The addressee stated", "", "The service states");
    for line in lines {
        let number = line.sequence.map_or_else(|| "-".to_owned(), |n| n.to_string());
        let proven = proven_words(line.event_time, line.proven_time, line.proven_by);
        let _ = writeln!(out, "{number:<5}{} {} ({proven})", line.event_time, plain(&line.event_name));
        let left = wrap(&line.service_states, COLUMN);
        let right = wrap(line.addressee_stated.as_deref().unwrap_or_default(), COLUMN);
        for row in 0..left.len().max(right.len()) {
            let cell = |side: &[String]| side.get(row).cloned().unwrap_or_default();
            let both = format!("{:<5}{:<COLUMN$}   {}", "", cell(&left), cell(&right));
            let _ = writeln!(out, "{}", both.trim_end());
        }
    }
    out.push('\n');
}

/// The time proven, by whom, and how much later than the event it is.
fn proven_words(event: Moment, proven: Option<Moment>, by: Option<By>) -> String {
    let Some(proven) = proven else { return "no time proven".to_owned() };
    let (by, done) = if by == Some(By::Witnesses) { (" by witnesses", "cosigned") } else { ("", "sealed") };
    let later = proven.since(event).as_secs();
    let late = if later > 300 { format!(", {done} {} later", span(later)) } else { String::new() };
    format!("proven {proven}{by}{late}")
}

/// Where each evidence is in the transparency log.
fn log(out: &mut String, report: &Report) {
    if report.evidence.iter().all(|line| line.log.is_none()) {
        return;
    }
    out.push_str("Transparency log\n");
    for line in report.evidence.iter().filter(|line| line.sequence.is_some()) {
        let number = line.sequence.map(|number| number.to_string()).unwrap_or_default();
        let text = line.log.as_ref().map_or_else(|| "no proof.".to_owned(), in_log);
        paragraph(out, &format!("{number:<5}"), &text);
    }
    out.push('\n');
}

fn in_log(log: &InLog) -> String {
    let signed = match (log.signed, log.post_quantum) {
        (false, _) => "signed by no key that you trust",
        (true, false) => "signed by a key that you trust",
        (true, true) => "signed by keys that you trust, also with ML-DSA-44",
    };
    let cosigned = match (log.cosigned_by.len(), log.witnesses) {
        (0, 0) => "cosigned by no witness that you trust".to_owned(),
        (0, 1) => "not cosigned by the one witness that you trust".to_owned(),
        (1, 1) => format!("cosigned by {}, the one witness that you trust", log.cosigned_by.join(", ")),
        (0, all) => format!("cosigned by none of the {all} witnesses that you trust"),
        (some, all) => {
            format!("cosigned by {some} of the {all} witnesses that you trust ({})", log.cosigned_by.join(", "))
        }
    };
    let enough = match (log.quorum, log.cosigned) {
        (true, Some(time)) => format!(", enough since {time}"),
        (true, None) => ", enough".to_owned(),
        (false, _) if log.cosigned_by.is_empty() => String::new(),
        (false, _) => ", not enough".to_owned(),
    };
    format!(
        "entry {} of {}, under a checkpoint of {} entries; {signed}; {cosigned}{enough}.",
        log.index, log.origin, log.size
    )
}

/// What program ran, as the service states.
fn program(out: &mut String, program: Option<&Program>) {
    out.push_str("What program ran, as the service states\n");
    let Some(Program { version, binary, configuration, started, origin, signed, log }) = program else {
        paragraph(out, "     ", "No statement of that is in this bundle.");
        out.push('\n');
        return;
    };
    paragraph(out, "     ", &format!("version {version}, started {started}"));
    paragraph(out, "     ", &format!("binary        SHA-256 {binary}"));
    paragraph(out, "     ", &format!("configuration SHA-256 {configuration}"));
    let by = if *signed { "signed by a key that you trust" } else { "signed by no key that you trust" };
    let logged = log.as_ref().map_or_else(|| "no proof that it is in the log.".to_owned(), in_log);
    paragraph(out, "     ", &format!("Statement of {origin}, {by}; {logged}"));
    out.push('\n');
}

/// A span of time as people say it.
pub(in super::super) fn span(seconds: u64) -> String {
    match seconds {
        0..120 => format!("{seconds} seconds"),
        120..7_200 => format!("{} minutes", seconds / 60),
        7_200..172_800 => format!("{} hours", seconds / 3_600),
        _ => format!("{} days", seconds / 86_400),
    }
}

fn roots(out: &mut String, report: &Report) {
    if report.roots.is_empty() {
        return;
    }
    out.push_str("Roots of the signatures (compare with what the service publishes)\n");
    for root in &report.roots {
        let trusted =
            if root.trusted { "among the certificates you trust" } else { "not among the certificates you trust" };
        paragraph(out, &format!("  {:<5}", root.signs), &format!("{}, {trusted}", root.name));
        paragraph(out, "       ", &root.fingerprint);
    }
    out.push('\n');
}

fn log_keys(out: &mut String, report: &Report) {
    if report.log_keys.is_empty() {
        return;
    }
    out.push_str("Keys of the transparency log (compare with what log and witnesses publish)\n");
    for key in &report.log_keys {
        let trusted = if key.trusted { "among the keys you trust" } else { "not among the keys you trust" };
        let what = key.algorithm.unwrap_or("the key itself is not in this bundle");
        paragraph(out, &format!("  {:<8}", key.signs), &format!("{}, id {}, {what}, {trusted}", key.name, key.id));
        if let Some(fingerprint) = &key.fingerprint {
            paragraph(out, "          ", fingerprint);
        }
    }
    out.push('\n');
}

fn findings(out: &mut String, report: &Report) {
    if report.findings.is_empty() {
        out.push_str("No findings.\n");
        return;
    }
    out.push_str("Findings\n");
    for finding in &report.findings {
        let reason =
            finding.reason.map_or_else(|| "worth knowing".to_owned(), |r| format!("{}, {r}", finding.indication));
        let file = finding.file.as_ref().map(|file| format!("{file}: ")).unwrap_or_default();
        paragraph(out, "  - ", &format!("{file}{} [{reason}; {}]", finding.sentence, finding.clause));
    }
}

/// Writes a text in lines of at most `WIDTH` characters, the first behind `label`, the others indented as far.
fn paragraph(out: &mut String, label: &str, text: &str) {
    let indent = label.chars().count();
    for (number, line) in wrap(text, WIDTH - indent).iter().enumerate() {
        let lead = if number == 0 { label.to_owned() } else { " ".repeat(indent) };
        let _ = writeln!(out, "{}", format!("{lead}{line}").trim_end());
    }
}

/// The text in lines of at most so many characters where a blank allows it; longer words stand alone, unbroken.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in plain(text).split(' ').filter(|word| !word.is_empty()) {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The text on one line, without control characters and without those that turn the direction of writing.
pub(in super::super) fn plain(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .map(|c| match c {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
            c if c.is_control() || turns(c) => '\u{FFFD}',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_bundle_says_writes_nothing_to_the_terminal_by_itself() {
        assert_eq!(plain("a\u{1b}[2Jb\r\nc\u{202E}d\u{9b}"), "a\u{FFFD}[2Jb  c\u{FFFD}d\u{FFFD}");
    }

    #[test]
    fn lines_break_at_blanks_and_long_words_stay_whole() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefghij k", 4), ["abcdefghij", "k"]);
        assert!(wrap("", 4).is_empty());
    }
}
