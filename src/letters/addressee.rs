//! Mails to the addressee besides the notice: the code, what was decided, that the time is over, another link. The sender
//! sees none of them; only the code mail is sent before anything was proven.

use super::{Error, Known, Letter, Post, clean};
use crate::erds::address::Address;
use crate::erds::answer::Because;
use crate::erds::event::Event;
use crate::erds::mandate::{Mandate, Scope};
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
    /// How whoever decided showed who they are.
    pub known: Known<'a>,
}

/// A delivery and the link to it. No `Debug`: the link is a secret.
#[derive(Clone, Copy)]
pub struct Waiting<'a> {
    /// What the sender calls itself, or its address.
    pub sender: &'a str,
    /// When the message was submitted; in `expired`, the deadline, exclusive; in `recalled`, when that was; in `goes`, when that is.
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

/// That somebody said at this moment until when the addressee is away (exclusive), or that they are back.
pub fn absence(post: &Post<'_>, time: Moment, until: Option<Moment>) -> Result<Letter, Error> {
    let (moment, addressee) = (post.moment(time)?, post.to.as_str());
    let (subject, body) = match until {
        None => {
            ("mail-back-subject", post.words.text("mail-back-body", &[("addressee", addressee), ("moment", &moment)]))
        }
        Some(until) => {
            let day = post.last_day(until)?;
            let with = [("addressee", addressee), ("moment", moment.as_str()), ("day", day.as_str())];
            ("mail-absence-subject", post.words.text("mail-absence-body", &with))
        }
    };
    post.compose(&post.words.say(subject), &body)
}

/// A mandate, as both sides are told of it. No `Debug`: the link is a secret.
#[derive(Clone, Copy)]
pub struct AboutMandate<'a> {
    /// Who gave it.
    pub principal: &'a Address,
    /// What it says.
    pub mandate: &'a Mandate,
    /// When what is told was stated.
    pub time: Moment,
    /// The link to its page.
    pub link: &'a str,
}

/// A message on which a delegate may decide. No `Debug`: the link is a secret.
#[derive(Clone, Copy)]
pub struct Delegated<'a> {
    /// For whom.
    pub principal: &'a Address,
    /// What the sender calls itself, or its address.
    pub sender: &'a str,
    /// Until when one can decide, exclusive; `None` once the delegate decided, and where no time runs.
    pub until: Option<Moment>,
    /// The delegate's own link.
    pub link: &'a str,
}

/// That a mandate was given, accepted or ended, to either side.
pub fn mandate(post: &Post<'_>, about: &AboutMandate<'_>, event: Event, delegate: bool) -> Result<Letter, Error> {
    let (subject, body) = match (event, delegate) {
        (Event::MandateGiven, true) => ("mail-mandate-subject-asked", "mail-mandate-asked"),
        (Event::MandateGiven, false) => ("mail-mandate-subject-given", "mail-mandate-given"),
        (Event::MandateAccepted, _) => ("mail-mandate-subject-accepted", "mail-mandate-accepted"),
        (Event::MandateRevoked, _) => ("mail-mandate-subject-revoked", "mail-mandate-revoked"),
        _ => return Err(Error::NotTold),
    };
    let words = post.words;
    let scope = match &about.mandate.scope {
        Scope::All => words.say("mandate-scope-all"),
        Scope::SenderDomain(domain) => words.text("mandate-scope-sender", &[("domain", &clean(domain))]),
    };
    let (from, until) = (post.first_day(about.mandate.from)?, post.last_day(about.mandate.until)?);
    let (id, moment) = (about.mandate.id.to_string(), post.moment(about.time)?);
    // Only the delegate opens its page.
    let link = if delegate { about.link } else { "" };
    let body = words.text(
        body,
        &[
            ("principal", about.principal.as_str()),
            ("delegate", about.mandate.delegate.as_str()),
            ("scope", &scope),
            ("from", &from),
            ("until", &until),
            ("number", &id),
            ("moment", &moment),
            ("link", link),
        ],
    );
    post.compose(&words.say(subject), &body)
}

/// A delegate's own link to a message: to decide, or to what they decided.
pub fn delegated(post: &Post<'_>, about: &Delegated<'_>) -> Result<Letter, Error> {
    let words = post.words;
    let (sender, until) = (clean(about.sender), about.until.map(|until| post.deadline(until)).transpose()?);
    let with = [
        ("principal", about.principal.as_str()),
        ("sender", sender.as_str()),
        ("until", until.as_deref().unwrap_or_default()),
        ("link", about.link),
    ];
    let body = if about.until.is_some() { "mail-delegated-body" } else { "mail-delegated-done" };
    post.compose(&words.say("mail-delegated-subject"), &words.text(body, &with))
}

/// That the time to decide now ends later (`time` is the deadline, exclusive).
pub fn put_off(post: &Post<'_>, later: &Waiting<'_>) -> Result<Letter, Error> {
    let moment = post.deadline(later.time)?;
    post.compose(&post.words.say("mail-put-off-subject"), &waiting(post, "mail-put-off-body", later, &moment))
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
        Decision::None | Decision::AcceptedAsInstructed | Decision::Expired | Decision::Recalled => {
            return Err(Error::NotTold);
        }
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
            ("otherwise", &closed.known.otherwise(words)?),
        ],
    );
    post.compose(&words.say(kind), &body)
}

/// That the time to decide is over (`time` is the deadline, exclusive).
pub fn expired(post: &Post<'_>, over: &Waiting<'_>) -> Result<Letter, Error> {
    let moment = post.deadline(over.time)?;
    post.compose(&post.words.say("mail-expired-subject"), &waiting(post, "mail-expired-body", over, &moment))
}

/// That the sender took a message back which the addressee had accepted (`time` is when).
pub fn recalled(post: &Post<'_>, back: &Waiting<'_>) -> Result<Letter, Error> {
    let moment = post.moment(back.time)?;
    post.compose(&post.words.say("mail-recalled-subject"), &waiting(post, "mail-recalled-body", back, &moment))
}

/// Another link, asked for on the page of a dead one.
pub fn new_link(post: &Post<'_>, fresh: &Waiting<'_>) -> Result<Letter, Error> {
    let moment = post.moment(fresh.time)?;
    post.compose(&post.words.say("mail-new-link-subject"), &waiting(post, "mail-new-link-body", fresh, &moment))
}

/// That from this moment nothing is sent by a sender, as whoever opened the mailbox asked.
pub fn blocked(post: &Post<'_>, time: Moment, sender: &Address) -> Result<Letter, Error> {
    about_sender(post, ("mail-blocked-subject", "mail-blocked-body"), time, sender)
}

/// That this no longer holds.
pub fn unblocked(post: &Post<'_>, time: Moment, sender: &Address) -> Result<Letter, Error> {
    about_sender(post, ("mail-unblocked-subject", "mail-unblocked-body"), time, sender)
}

fn about_sender(
    post: &Post<'_>,
    (subject, body): (&str, &str),
    time: Moment,
    sender: &Address,
) -> Result<Letter, Error> {
    let moment = post.moment(time)?;
    let places = [("addressee", post.to.as_str()), ("moment", &moment), ("sender", sender.as_str())];
    post.compose(&post.words.say(subject), &post.words.text(body, &places))
}

/// That a key of the address was removed at this moment, with its fingerprint.
pub fn key_removed(post: &Post<'_>, time: Moment, fingerprint: &str) -> Result<Letter, Error> {
    let moment = post.moment(time)?;
    let places = [("addressee", post.to.as_str()), ("moment", &moment), ("fingerprint", &clean(fingerprint))];
    let body = post.words.text("mail-key-removed-body", &places);
    post.compose(&post.words.say("mail-key-removed-subject"), &body)
}

/// That content goes which was accepted and not fetched whole (`time` is the end of the last day, exclusive).
pub fn goes(post: &Post<'_>, about: &Waiting<'_>) -> Result<Letter, Error> {
    let day = post.last_day(about.time)?;
    let subject = post.words.text("mail-goes-subject", &[("day", &day)]);
    post.compose(&subject, &waiting(post, "mail-goes-body", about, &day))
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
