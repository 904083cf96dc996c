//! The law: what may happen to a delivery, and in which order. A pure function over values; the daemon obeys it when it
//! records, the verifier replays it over the evidence. `Delivery::step` is the only maker of an `Outcome`.
//!
//! Facts are orthogonal: how the offer stands, what was decided, whether the content is kept, how far it was handed over.

use std::time::Duration;

use super::answer::Saying;
use super::event::Event;
use super::moment::Moment;
use super::reason::Reason;

/// How long after a deadline silence may be stated at the earliest: a decision counts by the moment its POST was
/// received, and one received before the deadline may take a while to be recorded.
pub const GRACE: Duration = Duration::from_mins(15);

/// Whether the submission was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Intake {
    /// Nothing was recorded.
    #[default]
    None,
    /// A.1 was stated.
    Accepted,
    /// A.2 was stated; nothing follows.
    Rejected,
}

/// How the notice stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Offer {
    /// No notice was begun.
    #[default]
    None,
    /// An attempt was begun, and how it ended is not known (yet). The addressee may hold a notice with this deadline.
    Offering {
        /// The latest date printed, exclusive. Not binding: no silence can be stated.
        deadline: Moment,
    },
    /// A notice was handed to a mail server (C.1).
    Offered {
        /// The latest date printed, exclusive and binding.
        deadline: Moment,
    },
    /// The notice could not be sent (C.2), or came back. There is no deadline; a decision stays lawful while content is kept.
    Failed,
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Decision {
    /// Nothing.
    #[default]
    Open,
    /// The addressee accepted.
    Accepted,
    /// The addressee refused.
    Refused,
    /// Whoever proved the mailbox said it is not for them; until the deadline they may still accept or refuse.
    NotForMe,
    /// The deadline passed.
    Expired,
}

/// Whether the content can still be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Keeping {
    /// Its key is kept.
    #[default]
    Kept,
    /// The sender took it back; the delivery's key was destroyed.
    Recalled,
    /// The time for keeping it ended; the delivery's key was destroyed.
    Erased,
}

/// How far the content was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Handover {
    /// Not a byte has left.
    #[default]
    Nothing,
    /// Some of it has left; it cannot be recalled.
    Begun,
    /// All of it was sent completely (E.1).
    Complete,
}

/// Where one message stands on its way to one addressee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Delivery {
    intake: Intake,
    offer: Offer,
    decision: Decision,
    content: Keeping,
    handover: Handover,
}

/// What somebody wants to happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Take the submission in (A.1).
    AcceptSubmission,
    /// Refuse the submission (A.2), for this reason.
    RejectSubmission(Reason),
    /// Begin an attempt at a notice that prints this deadline. Nothing is stated: nothing has happened.
    BeginNotice {
        /// The deadline printed, exclusive.
        deadline: Moment,
    },
    /// A mail server took the notice (C.1).
    NoticeSent,
    /// The notice could not be sent, for this reason (C.2).
    NoticeFailed(Reason),
    /// Begin an attempt at a reminder. Nothing is stated, and no deadline moves.
    BeginReminder,
    /// A mail server took a reminder (C.1 again).
    ReminderSent,
    /// A reminder was not taken, for this reason (C.2 again).
    ReminderFailed(Reason),
    /// The addressee accepts (C.3 and D.1).
    Accept {
        /// When the POST was received.
        received: Moment,
    },
    /// A standing instruction of the addressee's organisation accepts (C.3 and D.1).
    AcceptAsInstructed,
    /// The addressee refuses (C.4).
    Refuse {
        /// When the POST was received.
        received: Moment,
    },
    /// Whoever proved the mailbox says that it is not for them.
    NotForMe {
        /// When the POST was received.
        received: Moment,
    },
    /// State the silence (C.5).
    Expire,
    /// The first byte of content is about to leave. Nothing is stated.
    BeginHandover,
    /// The whole content was sent (E.1).
    CompleteHandover,
    /// The sender takes the message back.
    Recall,
    /// The time for keeping the content ended. Nothing is stated.
    Erase,
    /// The addressee says something besides accepting and refusing. It changes nothing.
    Say(Saying),
    /// State something that changes nothing: a letter of the addressee, a later report on the notice.
    Note(Event),
    /// Move the deadline further away, within what the terms allow.
    PutOff {
        /// The deadline that it moves to, exclusive.
        until: Moment,
    },
    /// State an outage that is over.
    Outage {
        /// The deadline that it leads to, exclusive; `None` where it moves none.
        until: Option<Moment>,
    },
    /// Make a bundle of the chain as it stands.
    Export,
}

/// One event to be stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stated {
    /// What happened.
    pub event: Event,
    /// Why.
    pub reason: Option<Reason>,
    /// When: the event time.
    pub time: Moment,
}

/// A lawful step: the delivery as it stands afterwards, and what is to be stated. Only `Delivery::step` makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    next: Delivery,
    stated: Vec<Stated>,
}

impl Outcome {
    /// The delivery after the step.
    pub fn delivery(&self) -> Delivery {
        self.next
    }

    /// What the step states, in this order.
    pub fn stated(&self) -> &[Stated] {
        &self.stated
    }
}

/// Why a step is not lawful. The texts are for the person who asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no submission, or it was refused.
    #[error("there is no message to act upon")]
    NothingSubmitted,
    /// The submission was recorded before.
    #[error("this submission was recorded before")]
    SubmittedBefore,
    /// No notice was begun.
    #[error("no notice was sent, so there is nothing to decide")]
    NotOffered,
    /// Accepted or refused before.
    #[error("a decision was made before; it stands")]
    DecidedBefore,
    /// The same answer was given before.
    #[error("this answer was given before; it stands")]
    AnsweredBefore,
    /// The deadline is over.
    #[error("the time to decide is over")]
    DeadlinePassed,
    /// The deadline is not over, or there is none.
    #[error("the time to decide is not over")]
    DeadlineAhead,
    /// The content was recalled.
    #[error("the sender took this message back")]
    Recalled,
    /// The content is no longer kept.
    #[error("the content is no longer kept")]
    Erased,
    /// The content was not accepted.
    #[error("the message was not accepted, so its content stays closed")]
    NotAccepted,
    /// All of it was handed over before: that is stated once.
    #[error("the content was handed over in full before; this is recorded once")]
    HandedOverBefore,
    /// Some of the content has left, so it cannot be recalled.
    #[error("the message can no longer be taken back: some of it was handed over")]
    PartlyHandedOver,
    /// The deadline would not move further away.
    #[error("the deadline only ever moves further away")]
    NotLater,
    /// Nobody refused it, and the time to decide did not pass.
    #[error("a message can be asked for again after a refusal, or when the time to decide is over")]
    NotOver,
    /// An outage would leave less time than there was.
    #[error("an outage never takes anything of the time to decide")]
    Shortened,
    /// The reason is not one of what is to be stated.
    #[error("{0} is not a reason of this event here")]
    ReasonOfAnother(Reason),
    /// The event is not one that can be noted by itself.
    #[error("this event cannot be stated by itself")]
    NotANote,
}

impl Delivery {
    /// Whether the submission was taken.
    pub fn intake(&self) -> Intake {
        self.intake
    }

    /// How the notice stands.
    pub fn offer(&self) -> Offer {
        self.offer
    }

    /// What was decided.
    pub fn decision(&self) -> Decision {
        self.decision
    }

    /// Whether the content is kept.
    pub fn content(&self) -> Keeping {
        self.content
    }

    /// How far the content was handed over.
    pub fn handover(&self) -> Handover {
        self.handover
    }

    /// The latest deadline that a notice printed; `None` before the first and after a failed notice.
    pub fn deadline(&self) -> Option<Moment> {
        match self.offer {
            Offer::Offering { deadline } | Offer::Offered { deadline } => Some(deadline),
            Offer::None | Offer::Failed => None,
        }
    }

    /// A delivery with these facts, as the store kept them. It makes no outcome: only `step` does.
    pub fn restore(intake: Intake, offer: Offer, decision: Decision, content: Keeping, handover: Handover) -> Self {
        Self { intake, offer, decision, content, handover }
    }

    /// The delivery after `command` at `now`, and what is to be stated.
    ///
    /// # Errors
    /// A `Refusal` where the command is not lawful; nothing has changed then.
    pub fn step(&self, command: Command, now: Moment) -> Result<Outcome, Refusal> {
        match command {
            Command::AcceptSubmission => self.submit(Intake::Accepted, Reason::MessageAccepted, now),
            Command::RejectSubmission(reason) => self.reject(reason, now),
            Command::BeginNotice { deadline } => self.begin_notice(deadline),
            Command::NoticeSent => self.notice_sent(now),
            Command::NoticeFailed(reason) => self.notice_failed(reason, now),
            Command::BeginReminder => self.begin_reminder(now),
            Command::ReminderSent => self.reminder_sent(now),
            Command::ReminderFailed(reason) => self.reminder_failed(reason, now),
            Command::Accept { received } => self.accept(received, now),
            Command::AcceptAsInstructed => self.accept_as_instructed(now),
            Command::Refuse { received } => self.refuse(received),
            Command::NotForMe { received } => self.not_for_me(received),
            Command::Expire => self.expire(now),
            Command::BeginHandover => self.begin_handover(),
            Command::CompleteHandover => self.complete_handover(now),
            Command::Recall => self.recall(now),
            Command::Erase => self.erase(),
            Command::Say(saying) => self.say(saying, now),
            Command::Note(event) => self.note(event, now),
            Command::PutOff { until } => self.put_off(until, now),
            Command::Outage { until } => self.outage(until, now),
            Command::Export => self.export(now),
        }
    }

    fn submit(&self, intake: Intake, reason: Reason, now: Moment) -> Result<Outcome, Refusal> {
        if self.intake != Intake::None {
            return Err(Refusal::SubmittedBefore);
        }
        let event = if intake == Intake::Accepted { Event::SubmissionAcceptance } else { Event::SubmissionRejection };
        Ok(Self { intake, ..*self }.stating(event, Some(reason), now))
    }

    fn reject(&self, reason: Reason, now: Moment) -> Result<Outcome, Refusal> {
        if reason.rejects_submission() {
            self.submit(Intake::Rejected, reason, now)
        } else {
            Err(Refusal::ReasonOfAnother(reason))
        }
    }

    fn begin_notice(&self, deadline: Moment) -> Result<Outcome, Refusal> {
        self.taken()?;
        self.kept()?;
        if !matches!(self.decision, Decision::Open) {
            return Err(Refusal::DecidedBefore);
        }
        let offer = match self.offer {
            Offer::None | Offer::Failed => Offer::Offering { deadline },
            Offer::Offering { deadline: printed } => Offer::Offering { deadline: printed.max(deadline) },
            Offer::Offered { deadline: printed } => Offer::Offered { deadline: printed.max(deadline) },
        };
        Ok(Self { offer, ..*self }.silently())
    }

    fn notice_sent(&self, now: Moment) -> Result<Outcome, Refusal> {
        self.taken()?;
        let (offer, reason) = match self.offer {
            Offer::None | Offer::Failed => return Err(Refusal::NotOffered),
            Offer::Offering { deadline } => (Offer::Offered { deadline }, Reason::NotificationForAcceptanceSent),
            offered @ Offer::Offered { .. } => (offered, Reason::SubsequentNotificationForAcceptanceSent),
        };
        Ok(Self { offer, ..*self }.stating(Event::NotificationForAcceptance, Some(reason), now))
    }

    /// Of a further notice while the time runs, the reasons of a subsequent one are true as well.
    fn notice_failed(&self, reason: Reason, now: Moment) -> Result<Outcome, Refusal> {
        self.taken()?;
        let lawful = match self.offer {
            Offer::None | Offer::Failed => return Err(Refusal::NotOffered),
            Offer::Offering { .. } => reason.fails_notice(),
            Offer::Offered { .. } => reason.fails_notice() || reason.fails_reminder(),
        };
        if !lawful {
            return Err(Refusal::ReasonOfAnother(reason));
        }
        let next = Self { offer: Offer::Failed, ..*self };
        Ok(next.stating(Event::NotificationForAcceptanceFailure, Some(reason), now))
    }

    /// Of what nobody decided on, while its time runs.
    fn begin_reminder(&self, now: Moment) -> Result<Outcome, Refusal> {
        self.taken()?;
        self.kept()?;
        match (self.decision, self.offer) {
            (Decision::Open, Offer::Offered { deadline }) if now < deadline => Ok(self.silently()),
            (Decision::Open, Offer::Offered { .. }) => Err(Refusal::DeadlinePassed),
            (Decision::Open, _) => Err(Refusal::NotOffered),
            _ => Err(Refusal::DecidedBefore),
        }
    }

    fn reminder_sent(&self, now: Moment) -> Result<Outcome, Refusal> {
        self.reminded()?;
        let reason = Reason::SubsequentNotificationForAcceptanceSent;
        Ok(self.stating(Event::NotificationForAcceptance, Some(reason), now))
    }

    /// A reminder that is refused for good is like a notice that comes back: no time runs any more. One that no mail server took
    /// for the moment changes nothing: the notice was taken.
    fn reminder_failed(&self, reason: Reason, now: Moment) -> Result<Outcome, Refusal> {
        self.reminded()?;
        if !reason.fails_reminder() {
            return Err(Refusal::ReasonOfAnother(reason));
        }
        let undecided = matches!(self.decision, Decision::Open | Decision::NotForMe);
        let offer = if undecided && reason.refuses_reminder() { Offer::Failed } else { self.offer };
        Ok(Self { offer, ..*self }.stating(Event::NotificationForAcceptanceFailure, Some(reason), now))
    }

    /// How an attempt at a reminder ended is a fact, whatever was decided meanwhile.
    fn reminded(&self) -> Result<(), Refusal> {
        self.taken()?;
        match self.offer {
            Offer::None | Offer::Offering { .. } => Err(Refusal::NotOffered),
            Offer::Offered { .. } | Offer::Failed => Ok(()),
        }
    }

    fn accept(&self, received: Moment, now: Moment) -> Result<Outcome, Refusal> {
        self.may_decide(received)?;
        Ok(self.accepted(Reason::MessageAcceptedByRecipient, received, now))
    }

    /// Only once a mail server took the notice, and only where nobody answered: whoever did, decides. The reason is none of
    /// the standard's: those say that the recipient accepted.
    fn accept_as_instructed(&self, now: Moment) -> Result<Outcome, Refusal> {
        self.may_decide(now)?;
        match (self.offer, self.decision) {
            (Offer::Offered { .. }, Decision::Open) => Ok(self.accepted(Reason::Other, now, now)),
            (Offer::Offered { .. }, _) => Err(Refusal::AnsweredBefore),
            _ => Err(Refusal::NotOffered),
        }
    }

    fn accepted(&self, reason: Reason, received: Moment, now: Moment) -> Outcome {
        let next = Self { decision: Decision::Accepted, ..*self };
        let mut outcome = next.stating(Event::ConsignmentAcceptance, Some(reason), received);
        outcome.stated.push(Stated {
            event: Event::ContentConsignment,
            reason: Some(Reason::MessageConsignedToRecipient),
            time: now.max(received),
        });
        outcome
    }

    fn refuse(&self, received: Moment) -> Result<Outcome, Refusal> {
        self.may_decide(received)?;
        let next = Self { decision: Decision::Refused, ..*self };
        Ok(next.stating(Event::ConsignmentRejection, Some(Reason::MessageRejectedByRecipient), received))
    }

    fn not_for_me(&self, received: Moment) -> Result<Outcome, Refusal> {
        self.may_decide(received)?;
        if self.decision == Decision::NotForMe {
            return Err(Refusal::AnsweredBefore);
        }
        Ok(Self { decision: Decision::NotForMe, ..*self }.stating(Event::NotForMe, None, received))
    }

    fn expire(&self, now: Moment) -> Result<Outcome, Refusal> {
        self.taken()?;
        self.kept()?;
        if self.decision != Decision::Open {
            return Err(Refusal::DecidedBefore);
        }
        match self.offer {
            Offer::Offered { deadline } if now >= deadline.plus(GRACE) => {
                let next = Self { decision: Decision::Expired, ..*self };
                let reason = Some(Reason::MessageNotAcceptedInTimeByRecipient);
                Ok(next.stating(Event::AcceptanceRejectionExpiry, reason, now))
            }
            _ => Err(Refusal::DeadlineAhead),
        }
    }

    fn begin_handover(&self) -> Result<Outcome, Refusal> {
        self.may_hand_over()?;
        let handover = if self.handover == Handover::Nothing { Handover::Begun } else { self.handover };
        Ok(Self { handover, ..*self }.silently())
    }

    fn complete_handover(&self, now: Moment) -> Result<Outcome, Refusal> {
        self.may_hand_over()?;
        if self.handover == Handover::Complete {
            return Err(Refusal::HandedOverBefore);
        }
        let next = Self { handover: Handover::Complete, ..*self };
        Ok(next.stating(Event::ContentHandover, Some(Reason::MessageHandedOver), now))
    }

    fn recall(&self, now: Moment) -> Result<Outcome, Refusal> {
        self.taken()?;
        self.kept()?;
        if matches!(self.decision, Decision::Refused | Decision::Expired) {
            return Err(Refusal::DecidedBefore);
        }
        if self.handover != Handover::Nothing {
            return Err(Refusal::PartlyHandedOver);
        }
        Ok(Self { content: Keeping::Recalled, ..*self }.stating(Event::Recalled, None, now))
    }

    fn erase(&self) -> Result<Outcome, Refusal> {
        self.taken()?;
        self.kept()?;
        Ok(Self { content: Keeping::Erased, ..*self }.silently())
    }

    /// A message is asked for again when it was refused or the time is over, while it is kept; paper is asked for while one can decide; of content only that speaks which was accepted and can be had; a statement is
    /// lawful always, also behind a decision or a silence.
    fn say(&self, saying: Saying, now: Moment) -> Result<Outcome, Refusal> {
        self.taken()?;
        match saying {
            Saying::Again => {
                self.kept()?;
                if !matches!(self.decision, Decision::Refused | Decision::Expired) {
                    return Err(Refusal::NotOver);
                }
            }
            Saying::ByPost => {
                self.kept()?;
                match self.decision {
                    Decision::Accepted | Decision::Refused => return Err(Refusal::DecidedBefore),
                    Decision::Expired => return Err(Refusal::DeadlinePassed),
                    Decision::Open | Decision::NotForMe => {}
                }
            }
            Saying::CouldNotOpen | Saying::Read => self.may_hand_over()?,
            Saying::OwnWords => {}
        }
        Ok(self.stating(saying.event(), None, now))
    }

    fn note(&self, event: Event, now: Moment) -> Result<Outcome, Refusal> {
        self.taken()?;
        match event {
            Event::AddresseeStates | Event::NoticeDelayed | Event::NoticeTaken => Ok(self.stating(event, None, now)),
            Event::NoticeBounced => self.notice_bounced(now),
            _ => Err(Refusal::NotANote),
        }
    }

    /// A notice that a mail server took came back: no time runs any more, as after C.2. What was answered before stands, and
    /// so does what is answered later.
    fn notice_bounced(&self, now: Moment) -> Result<Outcome, Refusal> {
        match (self.decision, self.offer) {
            (Decision::Open | Decision::NotForMe, Offer::Offered { .. }) => {
                Ok(Self { offer: Offer::Failed, ..*self }.stating(Event::NoticeBounced, None, now))
            }
            (Decision::Open | Decision::NotForMe, _) => Err(Refusal::NotOffered),
            _ => Err(Refusal::DecidedBefore),
        }
    }

    /// An outage can always be stated; it moves only a deadline that is binding and before which nobody decided, and only
    /// further away.
    fn outage(&self, until: Option<Moment>, now: Moment) -> Result<Outcome, Refusal> {
        self.taken()?;
        let Some(until) = until else { return Ok(self.stating(Event::Outage, None, now)) };
        self.kept()?;
        match self.decision {
            Decision::Accepted | Decision::Refused => return Err(Refusal::DecidedBefore),
            Decision::Expired => return Err(Refusal::DeadlinePassed),
            Decision::Open | Decision::NotForMe => {}
        }
        match self.offer {
            Offer::Offered { deadline } if until >= deadline => {
                let next = Self { offer: Offer::Offered { deadline: until }, ..*self };
                Ok(next.stating(Event::Outage, None, now))
            }
            Offer::Offered { .. } => Err(Refusal::Shortened),
            Offer::None | Offer::Offering { .. } | Offer::Failed => Err(Refusal::NotOffered),
        }
    }

    /// While it runs, and nobody decided.
    fn put_off(&self, until: Moment, now: Moment) -> Result<Outcome, Refusal> {
        self.may_decide(now)?;
        match self.offer {
            Offer::Offered { deadline } if until > deadline => {
                let next = Self { offer: Offer::Offered { deadline: until }, ..*self };
                Ok(next.stating(Event::DeadlineMoved, None, now))
            }
            Offer::Offered { .. } => Err(Refusal::NotLater),
            Offer::None | Offer::Offering { .. } | Offer::Failed => Err(Refusal::NotOffered),
        }
    }

    fn export(&self, now: Moment) -> Result<Outcome, Refusal> {
        match self.intake {
            Intake::None => Err(Refusal::NothingSubmitted),
            Intake::Accepted | Intake::Rejected => Ok(self.stating(Event::Exported, None, now)),
        }
    }

    fn taken(&self) -> Result<(), Refusal> {
        if self.intake == Intake::Accepted { Ok(()) } else { Err(Refusal::NothingSubmitted) }
    }

    fn kept(&self) -> Result<(), Refusal> {
        match self.content {
            Keeping::Kept => Ok(()),
            Keeping::Recalled => Err(Refusal::Recalled),
            Keeping::Erased => Err(Refusal::Erased),
        }
    }

    fn may_decide(&self, received: Moment) -> Result<(), Refusal> {
        self.taken()?;
        if self.offer == Offer::None {
            return Err(Refusal::NotOffered);
        }
        match self.decision {
            Decision::Accepted | Decision::Refused => return Err(Refusal::DecidedBefore),
            Decision::Expired => return Err(Refusal::DeadlinePassed),
            Decision::Open | Decision::NotForMe => {}
        }
        self.kept()?;
        match self.deadline() {
            Some(deadline) if received >= deadline => Err(Refusal::DeadlinePassed),
            _ => Ok(()),
        }
    }

    fn may_hand_over(&self) -> Result<(), Refusal> {
        self.taken()?;
        if self.decision != Decision::Accepted {
            return Err(Refusal::NotAccepted);
        }
        self.kept()
    }

    fn stating(self, event: Event, reason: Option<Reason>, time: Moment) -> Outcome {
        Outcome { next: self, stated: vec![Stated { event, reason, time }] }
    }

    fn silently(self) -> Outcome {
        Outcome { next: self, stated: Vec::new() }
    }
}

#[cfg(test)]
mod tests;
