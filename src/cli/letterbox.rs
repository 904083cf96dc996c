//! The demo mailbox as the pages want to see it.

use mail_parser::MessageParser;

use crate::smtp::mailbox::{Mailbox, Message};
use crate::web::{Letter, MailboxView};

/// The demo mailbox.
pub(super) struct Letterbox(pub(super) Mailbox);

impl MailboxView for Letterbox {
    fn letters(&self, to: Option<&str>) -> Vec<Letter> {
        let mut all = match to.map(str::parse) {
            None => self.0.all(),
            Some(Ok(address)) => self.0.messages_for(&address),
            Some(Err(_)) => Vec::new(),
        };
        all.sort_by_key(|message| std::cmp::Reverse(message.number));
        all.iter().map(letter).collect()
    }

    fn letter(&self, number: u64) -> Option<Letter> {
        self.0.message(number).as_ref().map(letter)
    }

    fn original(&self, number: u64) -> Option<Vec<u8>> {
        self.0.message(number).map(|message| message.octets.to_vec())
    }
}

fn letter(message: &Message) -> Letter {
    let read = MessageParser::default().parse(&message.octets[..]);
    let header = |name: &str| {
        let raw = read.as_ref().and_then(|read| read.header_raw(name));
        raw.unwrap_or_default().trim().to_owned()
    };
    let subject = read.as_ref().and_then(|read| read.subject()).unwrap_or_default().to_owned();
    let text = read.as_ref().and_then(|read| read.body_text(0)).unwrap_or_default().into_owned();
    Letter {
        number: message.number,
        to: message.to.first().map(ToString::to_string).unwrap_or_default(),
        from: header("From"),
        return_path: message.from.as_ref().map(ToString::to_string).unwrap_or_default(),
        subject,
        date: header("Date"),
        text,
    }
}
