//! Mails to the sender: submitted, decided, expired, notice not sent. They hold no link, and nothing of what an addressee
//! did before the decision. Each says what it does not prove.

use super::layout::clean_answer;
use super::{Attached, Error, Known, Letter, Post, clean, promise_name};
use crate::erds::address::Address;
use crate::erds::answer::{Because, Saying};
use crate::erds::content::ContentInfo;
use crate::erds::id::{DeliveryId, SubmissionId};
use crate::erds::moment::Moment;
use crate::erds::party::Capacity;
use crate::erds::standing::Decision;
use crate::words::quoted;

/// A submission that was taken.
#[derive(Clone, Copy, Debug)]
pub struct Receipt<'a> {
    /// Its number, as in the 250 line.
    pub submission: &'a SubmissionId,
    /// When it was handed in.
    pub time: Moment,
    /// For how many addressees.
    pub addressees: usize,
    /// Digest and size of the message.
    pub content: &'a ContentInfo,
    /// For how many days after the day of the notice one can decide.
    pub accept_within: u16,
    /// For each delivery, the log's promise of its first evidence.
    pub promises: &'a [(DeliveryId, String)],
}

/// Which delivery a mail is about.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The submission.
    pub submission: &'a SubmissionId,
    /// The delivery.
    pub delivery: &'a DeliveryId,
    /// Its addressee.
    pub addressee: &'a Address,
}

/// A decision that the sender is told.
#[derive(Clone, Copy, Debug)]
pub struct Decided<'a> {
    /// What: accepted, refused or not for me.
    pub decision: Decision,
    /// Why it is not for whoever answered so, where they said.
    pub because: Option<Because>,
    /// When.
    pub time: Moment,
    /// In what capacity, as stated.
    pub capacity: &'a Capacity,
    /// How they showed who they are.
    pub known: Known<'a>,
}

/// What a mail server said of a notice, for the mail that says that it failed.
#[derive(Clone, Copy, Debug)]
pub enum Heard<'a> {
    /// Its reply, by name.
    Answered(&'a str, &'a str),
    /// There was none; why, in our words.
    Nothing(&'a str),
    /// Its words in a later report.
    Reported(&'a str),
}

/// That a message was submitted, and what this does not prove.
pub fn receipt(post: &Post<'_>, receipt: &Receipt<'_>) -> Result<Letter, Error> {
    let words = post.words;
    let digest = receipt.content.digest.to_string();
    let (first, second) = digest.split_at_checked(32).unwrap_or_default();
    let submission = receipt.submission.to_string();
    let addressees = words.text("mail-receipt-addressees", &[("count", &receipt.addressees.to_string())]);
    let body = words.text(
        "mail-receipt-body",
        &[
            ("submission", &submission),
            ("moment", &post.moment(receipt.time)?),
            ("addressees", &addressees),
            ("size", &receipt.content.size.to_string()),
            ("digest-1", first),
            ("digest-2", second),
            ("days", &receipt.accept_within.to_string()),
        ],
    );
    let attached =
        |(delivery, text): &(DeliveryId, String)| Attached { name: promise_name(delivery), text: text.clone() };
    let promises: Vec<Attached> = receipt.promises.iter().map(attached).collect();
    post.compose_with(&words.text("mail-receipt-subject", &[("submission", &submission)]), &body, &promises)
}

/// That an addressee decided, what, and how we know them.
pub fn decision(post: &Post<'_>, about: &About<'_>, decided: &Decided<'_>) -> Result<Letter, Error> {
    let words = post.words;
    let to = [("addressee", about.addressee.as_str())];
    let (subject, said, explained) = match decided.decision {
        Decision::Accepted => (
            words.text("mail-decision-subject-accepted", &to),
            words.say("decision-accepted"),
            words.say("mail-decision-explained-accepted"),
        ),
        Decision::Refused => (
            words.text("mail-decision-subject-refused", &to),
            words.say("decision-refused"),
            words.say("mail-decision-explained-refused"),
        ),
        Decision::NotForMe => {
            let (subject, said, explained) = match decided.because {
                None => {
                    ("mail-decision-subject-not-for-me", "decision-not-for-me", "mail-decision-explained-not-for-me")
                }
                Some(Because::AddresseeDied) => {
                    ("mail-decision-subject-died", "decision-died", "mail-decision-explained-died")
                }
                Some(Because::NoLongerWorksHere) => {
                    ("mail-decision-subject-left", "decision-left", "mail-decision-explained-left")
                }
            };
            (words.text(subject, &to), words.say(said), words.say(explained))
        }
        // Silence has a mail of its own; a recall the sender knows of.
        // A standing instruction, too: nobody decided.
        Decision::None | Decision::AcceptedAsInstructed | Decision::Expired | Decision::Recalled => {
            return Err(Error::NotTold);
        }
    };
    let moment = post.moment(decided.time)?;
    let capacity = capacity(post, decided.capacity);
    let who = decided.known.who(words)?;
    let more = [("decision", said.as_str()), ("capacity", &capacity), ("explained", &explained), ("who", &who)];
    post.compose(&subject, &body(post, "mail-decision-body", about, &moment, &more))
}

/// That the time to decide is over (`until` is the deadline, exclusive) and nobody decided.
pub fn expiry(post: &Post<'_>, about: &About<'_>, until: Moment) -> Result<Letter, Error> {
    let subject = post.words.text("mail-expiry-subject", &[("addressee", about.addressee.as_str())]);
    let until = post.deadline(until)?;
    post.compose(&subject, &body(post, "mail-expiry-body", about, &until, &[]))
}

/// That the notice could not be sent, or, where an attempt's outcome is unknown (`unsure`), that nobody knows; and what the mail
/// server said, at most 512 characters of it.
pub fn failed(
    post: &Post<'_>,
    about: &About<'_>,
    time: Moment,
    unsure: bool,
    heard: Option<Heard<'_>>,
) -> Result<Letter, Error> {
    let (subject, text) =
        if unsure { ("mail-unsure-subject", "mail-unsure-body") } else { ("mail-failed-subject", "mail-failed-body") };
    let subject = post.words.text(subject, &[("addressee", about.addressee.as_str())]);
    let time = post.moment(time)?;
    post.compose(&subject, &body(post, text, about, &time, &[("answer", &answered(post, heard))]))
}

/// That a mail server, after the notice was taken, reported that it came back; and its words.
pub fn bounced(post: &Post<'_>, about: &About<'_>, time: Moment, heard: Option<Heard<'_>>) -> Result<Letter, Error> {
    let subject = post.words.text("mail-bounced-subject", &[("addressee", about.addressee.as_str())]);
    let time = post.moment(time)?;
    post.compose(&subject, &body(post, "mail-bounced-body", about, &time, &[("answer", &answered(post, heard))]))
}

/// That the deadline moved to `until` (exclusive), and not why.
pub fn moved(post: &Post<'_>, about: &About<'_>, until: Moment) -> Result<Letter, Error> {
    let subject = post.words.text("mail-moved-subject", &[("addressee", about.addressee.as_str())]);
    let until = post.deadline(until)?;
    post.compose(&subject, &body(post, "mail-moved-body", about, &until, &[]))
}

/// That a mail server refused a reminder for good, so that no time runs any more; and its words.
pub fn reminder_failed(
    post: &Post<'_>,
    about: &About<'_>,
    time: Moment,
    heard: Option<Heard<'_>>,
) -> Result<Letter, Error> {
    let subject = post.words.text("mail-reminder-failed-subject", &[("addressee", about.addressee.as_str())]);
    let time = post.moment(time)?;
    post.compose(
        &subject,
        &body(post, "mail-reminder-failed-body", about, &time, &[("answer", &answered(post, heard))]),
    )
}

/// A stranger's words as a quotation that leads nowhere.
fn answered(post: &Post<'_>, heard: Option<Heard<'_>>) -> String {
    let quote = |text: &str| quoted(&clean_answer(text));
    match heard {
        Some(Heard::Answered(server, answer)) => {
            post.words.text("mail-answer", &[("server", &clean(server)), ("answer", &quote(answer))])
        }
        Some(Heard::Nothing(why)) => post.words.text("mail-answer-none", &[("why", &quote(why))]),
        Some(Heard::Reported(words)) => post.words.text("mail-answer-reported", &[("answer", &quote(words))]),
        None => post.words.say("mail-answer-unknown"),
    }
}

/// That the addressee confirmed a letter of theirs; what it says stands in the evidence alone.
pub fn statement(post: &Post<'_>, about: &About<'_>, known: &Known<'_>, time: Moment) -> Result<Letter, Error> {
    let subject = post.words.text("mail-statement-subject", &[("addressee", about.addressee.as_str())]);
    let time = post.moment(time)?;
    post.compose(&subject, &body(post, "mail-statement-body", about, &time, &[("who", &known.who(post.words)?)]))
}

/// That the addressee said something on the page besides accepting and refusing; their own words stand in the evidence alone.
pub fn said(
    post: &Post<'_>,
    about: &About<'_>,
    saying: Saying,
    known: &Known<'_>,
    time: Moment,
) -> Result<Letter, Error> {
    let (subject, explained) = match saying {
        Saying::Again => ("mail-said-subject-again", "mail-said-again"),
        Saying::ByPost => ("mail-said-subject-by-post", "mail-said-by-post"),
        Saying::CouldNotOpen => ("mail-said-subject-could-not-open", "mail-said-could-not-open"),
        Saying::OwnWords => ("mail-statement-subject", "mail-said-own-words"),
        Saying::Read => ("mail-said-subject-read", "mail-said-read"),
    };
    let subject = post.words.text(subject, &[("addressee", about.addressee.as_str())]);
    let (time, explained) = (post.moment(time)?, post.words.say(explained));
    let more = [("explained", explained.as_str()), ("who", &known.who(post.words)?)];
    post.compose(&subject, &body(post, "mail-said-body", about, &time, &more))
}

pub(super) fn body(post: &Post<'_>, key: &str, about: &About<'_>, moment: &str, more: &[(&str, &str)]) -> String {
    let base = post.service.base_url.as_str();
    let site = format!("{}/api/v1", base.split_once("://").map_or(base, |(_, site)| site));
    let (submission, delivery) = (about.submission.to_string(), about.delivery.to_string());
    let mut args = vec![
        ("addressee", about.addressee.as_str()),
        ("submission", submission.as_str()),
        ("delivery", delivery.as_str()),
        ("moment", moment),
        ("where", site.as_str()),
    ];
    args.extend_from_slice(more);
    post.words.text(key, &args)
}

fn capacity(post: &Post<'_>, capacity: &Capacity) -> String {
    let words = post.words;
    match capacity {
        Capacity::Own {} => words.say("capacity-own"),
        Capacity::Organisation { function, name } => {
            words.text("capacity-organisation", &[("name", &clean(name)), ("function", &clean(function))])
        }
        Capacity::Other { acting_as, name } => {
            words.text("capacity-other", &[("name", &clean(name)), ("as", &clean(acting_as))])
        }
    }
}
