//! Mails to the addressee besides the notice: the code, what was decided, that the time is over, another link. The sender
//! sees none of them; only the code mail is sent before anything was proven.

use super::{Error, Letter, Post, clean};
use crate::erds::answer::Because;
use crate::erds::moment::Moment;
use crate::erds::standing::Decision;

/// A delivery that is over for its addressee. No `Debug`: the link is a secret.
#[derive(Clone, Copy)]
pub struct Closed<'a> {
    /// What was decided: accepted, refused or not for me.
    pub decision: Decision,
    /// Why it is not for whoever answered so, where they said.
    pub because: Option<Because>,
    /// When.
    pub time: Moment,
    /// What the sender calls itself, or its address.
    pub sender: &'a str,
    /// Accepted: when the content goes, exclusive. Not for me: the deadline, exclusive.
    pub until: Moment,
    /// A fresh link to the evidence and, after acceptance, the content.
    pub link: &'a str,
}

/// A delivery and the link to it. No `Debug`: the link is a secret.
#[derive(Clone, Copy)]
pub struct Waiting<'a> {
    /// What the sender calls itself, or its address.
    pub sender: &'a str,
    /// When the message was submitted; in `expired`, the deadline, exclusive.
    pub time: Moment,
    /// A fresh link.
    pub link: &'a str,
}

/// The one-time code (8 digits), and until when it works.
pub fn code(post: &Post<'_>, code: &str, until: Moment) -> Result<Letter, Error> {
    let until = post.moment(until)?;
    let body = post.words.text("mail-code-body", &[("code", &clean(code)), ("until", &until)]);
    post.compose(&post.words.say("mail-code-subject"), &body)
}

/// That a key was enrolled at this moment for the address, with the key's fingerprint.
pub fn enrolled(post: &Post<'_>, time: Moment, fingerprint: &str) -> Result<Letter, Error> {
    let moment = post.moment(time)?;
    let body = post.words.text(
        "mail-enrolled-body",
        &[("addressee", post.to.as_str()), ("moment", &moment), ("fingerprint", &clean(fingerprint))],
    );
    post.compose(&post.words.say("mail-enrolled-subject"), &body)
}

/// What the addressee decided (accepted, refused or not for me), told to them, with a fresh link.
pub fn decided(post: &Post<'_>, closed: &Closed<'_>) -> Result<Letter, Error> {
    let words = post.words;
    let day = post.last_day(closed.until)?;
    let (kind, decision, explained) = match closed.decision {
        Decision::Accepted => (
            "mail-decided-subject-accepted",
            words.say("decision-accepted"),
            words.text("mail-decided-explained-accepted", &[("day", &day)]),
        ),
        Decision::Refused => {
            ("mail-decided-subject-refused", words.say("decision-refused"), words.say("mail-decided-explained-refused"))
        }
        Decision::NotForMe => {
            let (subject, said) = match closed.because {
                None => ("mail-decided-subject-not-for-me", "decision-not-for-me"),
                Some(Because::AddresseeDied) => ("mail-decided-subject-died", "decision-died"),
                Some(Because::NoLongerWorksHere) => ("mail-decided-subject-left", "decision-left"),
            };
            (subject, words.say(said), words.text("mail-decided-explained-not-for-me", &[("day", &day)]))
        }
        Decision::None | Decision::Expired | Decision::Recalled => return Err(Error::NotTold),
    };
    let body = words.text(
        "mail-decided-body",
        &[
            ("decision", &decision),
            ("moment", &post.moment(closed.time)?),
            ("sender", &clean(closed.sender)),
            ("addressee", post.to.as_str()),
            ("explained", &explained),
            ("link", closed.link),
        ],
    );
    post.compose(&words.say(kind), &body)
}

/// That the time to decide is over (`time` is the deadline, exclusive).
pub fn expired(post: &Post<'_>, over: &Waiting<'_>) -> Result<Letter, Error> {
    let moment = post.deadline(over.time)?;
    post.compose(&post.words.say("mail-expired-subject"), &waiting(post, "mail-expired-body", over, &moment))
}

/// Another link, asked for on the page of a dead one.
pub fn new_link(post: &Post<'_>, fresh: &Waiting<'_>) -> Result<Letter, Error> {
    let moment = post.moment(fresh.time)?;
    post.compose(&post.words.say("mail-new-link-subject"), &waiting(post, "mail-new-link-body", fresh, &moment))
}

/// That a letter in answer to a notice is held, and where it can be confirmed. It quotes nothing of it.
pub fn held(post: &Post<'_>, about: &Waiting<'_>) -> Result<Letter, Error> {
    let moment = post.moment(about.time)?;
    post.reply(&post.words.say("mail-held-subject"), &waiting(post, "mail-held-body", about, &moment))
}

fn waiting(post: &Post<'_>, key: &str, waiting: &Waiting<'_>, moment: &str) -> String {
    post.words.text(
        key,
        &[
            ("sender", &clean(waiting.sender)),
            ("addressee", post.to.as_str()),
            ("moment", moment),
            ("link", waiting.link),
        ],
    )
}
