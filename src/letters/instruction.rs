//! Mails about standing instructions: to the address, that one was given, ended, or sleeps; to both sides, that a message was
//! accepted by one. None of them says that anybody decided.

use super::{About, Error, Letter, Post, clean};
use crate::erds::instruction::Instruction;
use crate::erds::moment::Moment;

/// A delivery that was accepted by a standing instruction. No `Debug`: the link is a secret.
#[derive(Clone, Copy)]
pub struct Beforehand<'a> {
    /// When the instruction was given.
    pub given: Moment,
    /// When the message was accepted.
    pub time: Moment,
    /// What the sender calls itself, or its address.
    pub sender: &'a str,
    /// When the content goes, exclusive.
    pub until: Moment,
    /// A fresh link to the content and the evidence.
    pub link: &'a str,
}

/// That a message was accepted by the standing instruction given at this moment, told to its sender.
pub fn instructed(post: &Post<'_>, about: &About<'_>, time: Moment, given: Moment) -> Result<Letter, Error> {
    let subject = post.words.text("mail-instructed-subject", &[("addressee", about.addressee.as_str())]);
    let (given, time) = (post.moment(given)?, post.moment(time)?);
    post.compose(&subject, &super::sender::body(post, "mail-instructed-body", about, &time, &[("given", &given)]))
}

/// The same told to the address, with a fresh link.
pub fn instructed_you(post: &Post<'_>, told: &Beforehand<'_>) -> Result<Letter, Error> {
    let body = post.words.text(
        "mail-instructed-you-body",
        &[
            ("given", &post.moment(told.given)?),
            ("moment", &post.moment(told.time)?),
            ("sender", &clean(told.sender)),
            ("addressee", post.to.as_str()),
            ("day", &post.last_day(told.until)?),
            ("link", told.link),
        ],
    );
    post.compose(&post.words.say("mail-instructed-you-subject"), &body)
}

/// That a standing instruction was given at this moment for the address.
pub fn instruction_given(post: &Post<'_>, time: Moment, given: &Instruction) -> Result<Letter, Error> {
    let anyone = || post.words.say("mail-instruction-given-anyone");
    let body = post.words.text(
        "mail-instruction-given-body",
        &[
            ("addressee", post.to.as_str()),
            ("organisation", &clean(&given.organisation)),
            ("function", &clean(&given.function)),
            ("sender", &given.sender.as_ref().map_or_else(anyone, ToString::to_string)),
            ("day", &post.last_day(given.until)?),
            ("moment", &post.moment(time)?),
        ],
    );
    post.compose(&post.words.say("mail-instruction-given-subject"), &body)
}

/// That one was ended at this moment.
pub fn instruction_ended(post: &Post<'_>, time: Moment) -> Result<Letter, Error> {
    let moment = post.moment(time)?;
    let places = [("addressee", post.to.as_str()), ("moment", &moment)];
    post.compose(
        &post.words.say("mail-instruction-ended-subject"),
        &post.words.text("mail-instruction-ended-body", &places),
    )
}

/// That the one given at this moment accepts nothing, since DNS does not bear the record any more.
pub fn instruction_sleeps(post: &Post<'_>, given: Moment, name: &str, record: &str) -> Result<Letter, Error> {
    let moment = post.moment(given)?;
    let (name, record) = (clean(name), clean(record));
    let places = [("addressee", post.to.as_str()), ("moment", moment.as_str()), ("name", &name), ("record", &record)];
    post.compose(
        &post.words.say("mail-instruction-sleeps-subject"),
        &post.words.text("mail-instruction-sleeps-body", &places),
    )
}
