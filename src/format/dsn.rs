//! Delivery status notifications as they are written ([RFC 3464], for internationalised addresses [RFC 6533]), and enhanced
//! status codes ([RFC 3463]).
//!
//! Broken reports never fail: what cannot be read is absent. At most 100 recipients and 2,000 lines are read. What the report
//! says is the reporting server's word; nothing here judges it.

use std::fmt;

/// Recipients beyond this number are not read.
const MOST_RECIPIENTS: usize = 100;
/// Lines beyond this number are not read.
const MOST_LINES: usize = 2_000;
/// The most octets that are kept of a value.
const VALUE: usize = 4_096;

/// What a server says of a message, in machine-readable form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The server that reports ([RFC 3464 §2.2.2]), without the type of its name.
    pub reporting_mta: Option<String>,
    /// The envelope identifier that was given with MAIL FROM ([RFC 3464 §2.2.1]).
    pub envelope_id: Option<String>,
    /// One per recipient.
    pub recipients: Vec<Recipient>,
}

/// What it says of one recipient.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recipient {
    /// The address as the sender gave it ([RFC 3464 §2.3.1]).
    pub original: Option<String>,
    /// The address at the end ([RFC 3464 §2.3.2]).
    pub last: Option<String>,
    /// What was done ([RFC 3464 §2.3.3]).
    pub action: Option<Action>,
    /// Its code ([RFC 3464 §2.3.4]).
    pub status: Option<Status>,
    /// The server that the reporting one talked to ([RFC 3464 §2.3.5]).
    pub remote_mta: Option<String>,
    /// That server's words ([RFC 3464 §2.3.6]), without their type.
    pub diagnostic: Option<String>,
    /// What stands beside the code, in brackets or not.
    pub comment: Option<String>,
}

/// What was done about a recipient ([RFC 3464 §2.3.3]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// It will not be delivered.
    Failed,
    /// It is still tried.
    Delayed,
    /// It was put into the recipient's mailbox, or what the server counts as that.
    Delivered,
    /// It went on to a server that makes no such reports.
    Relayed,
    /// It went on to the members of a list or alias.
    Expanded,
}

/// An enhanced status code ([RFC 3463]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Status {
    /// 2 success, 4 for the time being, 5 for good.
    pub class: u8,
    /// What it is about.
    pub subject: u16,
    /// What exactly.
    pub detail: u16,
}

impl Status {
    /// The code at the very beginning of a text, and how many octets it takes.
    pub fn at_start(text: &str) -> Option<(Self, usize)> {
        let octets = text.as_bytes();
        let class = octets.first().filter(|octet| matches!(octet, b'2' | b'4' | b'5'))? - b'0';
        if octets.get(1) != Some(&b'.') {
            return None;
        }
        let (subject, length) = number(octets, 2)?;
        let dot = 2 + length;
        if octets.get(dot) != Some(&b'.') {
            return None;
        }
        let (detail, length) = number(octets, dot + 1)?;
        let end = dot + 1 + length;
        // 5.1.1.4 is an address or a version.
        let ends = match octets.get(end) {
            Some(b'.') => !octets.get(end + 1).is_some_and(u8::is_ascii_digit),
            Some(octet) => !octet.is_ascii_alphanumeric(),
            None => true,
        };
        ends.then_some((Self { class, subject, detail }, end))
    }

    /// The first code in a text that stands by itself.
    pub fn find(text: &str) -> Option<Self> {
        let octets = text.as_bytes();
        for (dot, _) in text.match_indices('.') {
            let Some(at) = dot.checked_sub(1) else { continue };
            let alone =
                at.checked_sub(1).and_then(|before| octets.get(before)).is_none_or(|before| {
                    !before.is_ascii_alphanumeric() && !matches!(before, b'.' | b'-' | b'_' | b'/')
                }) || at >= 4 && octets.get(at - 1) == Some(&b'-') && reply(octets, at - 4).is_some();
            if alone && let Some((status, _)) = text.get(at..).and_then(Self::at_start) {
                return Some(status);
            }
        }
        None
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

fn number(octets: &[u8], from: usize) -> Option<(u16, usize)> {
    let digits = octets.get(from..)?.iter().take(4).take_while(|octet| octet.is_ascii_digit());
    let (mut value, mut length) = (0_u16, 0);
    for digit in digits {
        value = value * 10 + u16::from(digit - b'0');
        length += 1;
    }
    (1..=3).contains(&length).then_some((value, length))
}

/// The SMTP reply code, 4yz or 5yz, at this place of a text.
pub(super) fn reply(octets: &[u8], at: usize) -> Option<u16> {
    let class = *octets.get(at)?;
    let digits = octets.get(at + 1..at + 3)?;
    if !matches!(class, b'4' | b'5') || !digits.iter().all(u8::is_ascii_digit) || digits.first() > Some(&b'7') {
        return None;
    }
    digits.iter().try_fold(u16::from(class - b'0'), |value, digit| Some(value * 10 + u16::from(digit - b'0')))
}

/// Reads the body of a `message/delivery-status` or `message/global-delivery-status` part.
///
/// Fields belong to the recipient last named, whatever empty lines stand between them: servers leave them out, and put in too many.
pub fn read(body: &str) -> Report {
    let mut report = Report::default();
    let mut fields = Vec::new();
    for line in body.lines().take(MOST_LINES) {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                join(value, line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim(), value.trim().to_owned()));
        }
    }
    for (name, value) in &fields {
        field(&mut report, name, value);
    }
    report
}

fn join(value: &mut String, more: &str) {
    if value.len() < VALUE {
        value.push(' ');
        value.push_str(more);
    }
}

fn field(report: &mut Report, name: &str, value: &str) {
    let named = |wanted: &str| name.eq_ignore_ascii_case(wanted);
    if named("Reporting-MTA") {
        report.reporting_mta = typed(value);
    } else if named("Original-Envelope-Id") {
        report.envelope_id = kept(value);
    } else if named("Original-Recipient") {
        recipient(report, |last| last.original.is_some() || last.last.is_some(), |new| new.original = address(value));
    } else if named("Final-Recipient") {
        recipient(report, |last| last.last.is_some(), |new| new.last = address(value));
    } else if named("Action") {
        recipient(report, |last| last.action.is_some(), |new| new.action = action(value));
    } else if named("Status") {
        let status = Status::find(value);
        let comment = status.and_then(|status| kept(value.trim_start_matches(&status.to_string())));
        recipient(report, |_| false, |new| (new.status, new.comment) = (new.status.or(status), comment));
    } else if named("Remote-MTA") {
        recipient(report, |_| false, |new| new.remote_mta = typed(value));
    } else if named("Diagnostic-Code") {
        recipient(report, |_| false, |new| new.diagnostic = typed(value));
    }
}

/// Puts a field to the recipient last named, or to a next one where that has it.
fn recipient(report: &mut Report, has: impl Fn(&Recipient) -> bool, put: impl FnOnce(&mut Recipient)) {
    let next = report.recipients.last().is_none_or(has);
    if next && report.recipients.len() < MOST_RECIPIENTS {
        report.recipients.push(Recipient::default());
    }
    if let Some(last) = report.recipients.last_mut() {
        put(last);
    }
}

fn action(value: &str) -> Option<Action> {
    let value = value.trim().to_ascii_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| value.starts_with(word));
    match () {
        () if begins(&["fail", "expire", "error", "undeliver", "bounce"]) => Some(Action::Failed),
        () if begins(&["delay"]) => Some(Action::Delayed),
        () if begins(&["deliver"]) => Some(Action::Delivered),
        () if begins(&["relay"]) => Some(Action::Relayed),
        () if begins(&["expand"]) => Some(Action::Expanded),
        () => None,
    }
}

/// `type; value` without its type; some leave that out.
fn typed(value: &str) -> Option<String> {
    let plain =
        |kind: &str| kind.trim().bytes().all(|octet| octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'_'));
    match value.split_once(';') {
        Some((kind, rest)) if plain(kind) && kind.len() <= 24 => kept(rest),
        _ => kept(value),
    }
}

fn kept(value: &str) -> Option<String> {
    let value = value.trim();
    let end = value.char_indices().map(|(at, _)| at).find(|at| *at >= VALUE).unwrap_or(value.len());
    value.get(..end).filter(|value| !value.is_empty()).map(str::to_owned)
}

/// The address behind its type: what looks like one, in brackets or not; in `utf-8` addresses, `\x{…}` is decoded.
fn address(value: &str) -> Option<String> {
    let value = typed(value)?;
    let word = match value.split_once('<') {
        Some((_, inner)) => inner.split_once('>').map_or(inner, |(address, _)| address),
        None => value.split_whitespace().next()?,
    };
    let word = word.trim_matches(|c: char| matches!(c, '"' | '\'' | ',' | ';' | '(' | ')'));
    kept(&unescaped(word))
}

/// Decodes `\x{20AC}` of an address in ASCII form ([RFC 6533 §3]); what is not one stays as it is.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut pieces = text.split("\\x{");
    plain.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let decoded = piece.split_once('}').and_then(|(digits, rest)| {
            let character = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)?;
            (digits.len() <= 6).then_some((character, rest))
        });
        if let Some((character, rest)) = decoded {
            plain.push(character);
            plain.push_str(rest);
        } else {
            plain.push_str("\\x{");
            plain.push_str(piece);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_with_several_recipients_reads_as_written() {
        let report = read(
            "Original-Envelope-Id: notice.1\r\nReporting-MTA: dns; mx.bakker.example\r\nArrival-Date: yesterday\r\n\r\n\
             Original-Recipient: rfc822;P@bakker.example\r\nFinal-Recipient: rfc822; <p@bakker.example>\r\nAction: failed (x)\r\n\
             Status: 5.1.1 (no such user)\r\nRemote-MTA: dns; in.bakker.example\r\n\
             Diagnostic-Code: smtp; 550 5.1.1\r\n  no such user\r\n\r\n\
             Final-Recipient: utf-8; \\x{E9}ls@bakker.example\r\nAction: Delayed\r\nStatus: 4.4.1\r\n",
        );
        assert_eq!(report.envelope_id.as_deref(), Some("notice.1"));
        assert_eq!(report.reporting_mta.as_deref(), Some("mx.bakker.example"));
        let [first, second] = report.recipients.as_slice() else { panic!("{report:?}") };
        assert_eq!(first.original.as_deref(), Some("P@bakker.example"));
        assert_eq!(first.last.as_deref(), Some("p@bakker.example"));
        assert_eq!(first.action, Some(Action::Failed));
        assert_eq!(first.status.unwrap().to_string(), "5.1.1");
        assert_eq!(first.remote_mta.as_deref(), Some("in.bakker.example"));
        assert_eq!(first.diagnostic.as_deref(), Some("550 5.1.1 no such user"));
        assert_eq!((second.last.as_deref(), second.action), (Some("éls@bakker.example"), Some(Action::Delayed)));
    }

    #[test]
    fn empty_lines_in_the_wrong_places_change_nothing() {
        let report = read(
            "Reporting-MTA: x\nFinal-Recipient: a@b.nl\n\nAction: failed\n\nStatus: 5.2.2\nDiagnostic-Code: full\n",
        );
        let [one] = report.recipients.as_slice() else { panic!("{report:?}") };
        assert_eq!((one.last.as_deref(), one.action), (Some("a@b.nl"), Some(Action::Failed)));
        assert_eq!(one.diagnostic.as_deref(), Some("full"));
        assert_eq!(read(""), Report::default());
        assert_eq!(read("no colon\n: :\n \n").recipients, []);
    }

    #[test]
    fn codes_are_found_where_they_stand_by_themselves() {
        let found = |text: &str| Status::find(text).map(|status| status.to_string());
        assert_eq!(found("550 5.1.1 no").as_deref(), Some("5.1.1"));
        assert_eq!(found("550-5.7.26 no").as_deref(), Some("5.7.26"));
        assert_eq!(found("(#5.1.1)").as_deref(), Some("5.1.1"));
        assert_eq!(found("[4.2.2]: full").as_deref(), Some("4.2.2"));
        for none in ["192.0.2.5.1.1", "5.1", "5.1.1111", "x5.1.1", "10.5.1.1", "5.1.1.9", "v-5.1.1", "5.1.1a", ""] {
            assert_eq!(found(none), None, "{none}");
        }
    }

    #[test]
    fn recipients_and_lines_are_bounded() {
        let many = "Final-Recipient: rfc822; a@b.nl\nAction: failed\n\n".repeat(5_000);
        assert_eq!(read(&many).recipients.len(), MOST_RECIPIENTS);
        let long = format!("Final-Recipient: a@b.nl\nDiagnostic-Code: {}\n", "x ".repeat(100_000));
        assert!(read(&long).recipients[0].diagnostic.as_ref().unwrap().len() <= VALUE);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[A-Za-z:; .\\-\\n<>@0-9\\\\{}\u{e9}]{0,300}") {
            let _ = read(&text);
            let _ = Status::find(&text);
        }
    }
}
