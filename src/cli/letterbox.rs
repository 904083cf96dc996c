//! The demo mailbox as the pages want to see it. Anybody on this computer can put a mail into it, so it is read by the
//! readers that are made for strangers' mail (`format::mime`); `mail-parser` reads the header only.

use mail_parser::MessageParser;

use crate::format::mime;
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
    let read = MessageParser::default().parse_headers(&message.octets[..]);
    let header = |name: &str| {
        let raw = read.as_ref().and_then(|read| read.header_raw(name));
        raw.unwrap_or_default().trim().to_owned()
    };
    let contents = mime::contents(&message.octets);
    Letter {
        number: message.number,
        to: message.to.first().map(ToString::to_string).unwrap_or_default(),
        from: header("From"),
        return_path: message.from.as_ref().map(ToString::to_string).unwrap_or_default(),
        subject: contents.header.subject.unwrap_or_default(),
        date: header("Date"),
        text: contents.body.map(|body| body.text).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(octets: &[u8]) -> Letter {
        let to = "tenant@addressee.example".parse().unwrap();
        letter(&Message { number: 1, from: None, to: vec![to], octets: octets.to_vec().into() })
    }

    #[test]
    fn a_letter_is_shown_with_its_text() {
        let mail = "From: a@b.nl\r\nSubject: =?utf-8?q?H=C3=A9?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/signed; boundary=x\r\n\r\n\
                    --x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nD=C3=A1g\r\n--x--\r\n";
        let letter = shown(mail.as_bytes());
        assert_eq!((letter.from.as_str(), letter.subject.as_str(), letter.text.trim()), ("a@b.nl", "Hé", "Dág"));
    }

    #[test]
    fn a_letter_whose_parts_do_not_nest_is_shown_without_a_panic() {
        let pieces = [
            "--a\r\n",
            "--b\r\n",
            "--a--\r\n",
            "--b--\r\n",
            "\r\n",
            "Content-Type: message/rfc822\r\n\r\n",
            "Content-Type: multipart/mixed; boundary=a\r\n\r\n",
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n",
            "x\r\n",
        ];
        let mails = proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..30);
        proptest::proptest!(|(mail in mails)| {
            shown(format!("Content-Type: multipart/mixed; boundary=a\r\n\r\n{}", mail.concat()).as_bytes());
        });
    }
}
