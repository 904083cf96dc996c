//! What a server counts: sessions, messages and replies, by the class of the reply. Not by whom, for whom or from where.

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::registry::Registry;

use super::reply::Reply;

/// A count for each class of replies, `2xx` to `5xx`.
type Classes = Family<[(&'static str, &'static str); 1], Counter>;

/// The counts of a server since it began. Cheap to clone; all clones are one.
#[derive(Clone, Debug)]
pub struct Tally {
    sessions: Counter,
    messages: Classes,
    replies: Classes,
}

impl Tally {
    /// All at nought.
    pub(super) fn new() -> Self {
        let classes = |named: &[char]| {
            let counts = Classes::default();
            for class in named {
                drop(counts.get_or_create(&label(*class)));
            }
            counts
        };
        Self {
            sessions: Counter::default(),
            messages: classes(&['2', '4', '5']),
            replies: classes(&['2', '3', '4', '5']),
        }
    }

    /// Lets them be read there, as `smtp_…`.
    pub fn register(&self, registry: &mut Registry) {
        let (sessions, messages, replies) = (self.sessions.clone(), self.messages.clone(), self.replies.clone());
        registry.register("smtp_sessions", "SMTP sessions that were begun", sessions);
        registry.register(
            "smtp_messages",
            "Messages that came in whole over SMTP, by the class of the last reply",
            messages,
        );
        registry.register("smtp_replies", "SMTP replies, by class", replies);
    }

    /// A session begins.
    pub(super) fn connected(&self) {
        self.sessions.inc();
    }

    /// A message came in whole, and was taken or answered so.
    pub(super) fn ended(&self, refused: Option<&Reply>) {
        let class = if refused.is_none() {
            '2'
        } else if refused.is_some_and(|reply| reply.code < 500) {
            '4'
        } else {
            '5'
        };
        self.messages.get_or_create(&label(class)).inc();
    }

    /// These lines are sent. Of a reply in several lines the last has a blank behind its code.
    pub(super) fn replied(&self, lines: &str) {
        for line in lines.lines().filter(|line| line.as_bytes().get(3) == Some(&b' ')) {
            if let Some(class @ '2'..='5') = line.chars().next() {
                self.replies.get_or_create(&label(class)).inc();
            }
        }
    }
}

fn label(class: char) -> [(&'static str, &'static str); 1] {
    let class = match class {
        '2' => "2xx",
        '3' => "3xx",
        '4' => "4xx",
        _ => "5xx",
    };
    [("class", class)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_counts_once_however_many_lines_it_has() {
        let tally = Tally::new();
        tally.replied("250-one\r\n250-two\r\n250 three\r\n354 go on\r\n");
        tally.replied("550 5.7.1 no\r\n");
        tally.ended(None);
        tally.ended(Some(&Reply::full()));
        let mut registry = Registry::default();
        tally.register(&mut registry);
        let mut text = String::new();
        prometheus_client::encoding::text::encode(&mut text, &registry).unwrap();
        for line in [
            "smtp_sessions_total 0",
            "smtp_messages_total{class=\"2xx\"} 1",
            "smtp_messages_total{class=\"4xx\"} 1",
            "smtp_messages_total{class=\"5xx\"} 0",
            "smtp_replies_total{class=\"2xx\"} 1",
            "smtp_replies_total{class=\"3xx\"} 1",
            "smtp_replies_total{class=\"4xx\"} 0",
            "smtp_replies_total{class=\"5xx\"} 1",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}: {text}");
        }
    }
}
