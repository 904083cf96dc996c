"""What can follow what in the life of one delivery [docs/verdicts.md, The law of a delivery]."""

import datetime

from xades import moment

GRACE = datetime.timedelta(minutes=15)
SENT, SENT_AGAIN = "NotificationForAcceptanceSent", "SubsequentNotificationForAcceptanceSent"
REFUSED_FOR_GOOD = "SubsequentNotificationForAcceptanceError"
REJECTED = {"InvalidMessageFormat", "MalwareFound", "SenderSigningCertExpiredOrRevoked", "S_ERDS_PolicyViolation", "Other"}
NOT_SENT = {"NotificationForAcceptenceError", "NotificationForAcceptanceMultipleError", "Other"}  # the standard's spelling
NOT_SENT_AGAIN = {"SubsequentNotificationForAcceptanceError", "SubsequentNotificationForAcceptanceMultipleError", "Other"}
UNDECIDED = ("open", "not-for-me")


class Unlawful(Exception):
    pass


def _need(holds, why):
    if not holds:
        raise Unlawful(why)


def printed(evidence):
    """The deadline that a statement prints or leads to, or None."""
    text = evidence.detail.value("Deadline", "Until") if evidence.detail is not None else None
    return None if text is None else moment(text)


def is_notice(evidence):
    return evidence.event in ("C.1", "C.2") and evidence.detail.first("Reminder") is None


def ends_time(evidence):
    return evidence.event == "NoticeBounced" or (evidence.event == "C.2" and (is_notice(evidence) or REFUSED_FOR_GOOD in evidence.reasons))


class Delivery:
    """What stands after the statements so far."""

    def __init__(self, links, shown):
        """`links` are the statements in their order; `shown` tells the deadline in the acknowledgement of one: a moment, None for none,
        or False where it cannot be read."""
        self.links, self.shown = links, shown
        self.begun = [False] * len(links)
        self.taken = None                     # A.1, A.2, or nothing yet
        self.offer = "none"                   # none, offering, offered, failed
        self.deadline = None                  # the first moment that is too late, as printed or moved
        self.decision = "open"                # open, not-for-me, accepted, refused, expired
        self.recalled = self.read = self.accepted = False

    def step(self, place):
        """Takes the statement at this place, or raises `Unlawful`."""
        evidence, event = self.links[place], self.links[place].event
        _need(event == "D.1" or not self.accepted, "D.1 does not follow directly after C.3")
        _need(event != "D.1" or self.accepted, "D.1 is stated without C.3 directly before it")
        self.accepted = event == "C.3"
        if event in ("A.1", "A.2"):
            _need(self.taken is None, "this submission was recorded before")
            self.taken = event
            self._reason(evidence, *({"MessageAccepted"} if event == "A.1" else REJECTED))
            return
        _need(self.taken == "A.1", "there is no message to act upon")
        name = "reminder" if event in ("C.1", "C.2") and not is_notice(evidence) else event.replace(".", "").lower()
        getattr(self, "_" + name, self._anytime)(evidence, place)

    @staticmethod
    def _reason(evidence, *lawful):
        _need(set(evidence.reasons) <= set(lawful), f"it gives the reason {evidence.reasons}, where {lawful} applies")

    # Attempts: one is stated where it ended, and counts from where it began.

    def _begin(self, place):
        if not self.begun[place]:
            self.begun[place] = True
            self._print(printed(self.links[place]))

    def _begin_later(self, place):
        for later in range(place + 1, len(self.links)):
            if is_notice(self.links[later]):
                self._begin(later)

    def _print(self, deadline):
        if self.decision == "open" and not self.recalled:
            running = self.offer in ("offering", "offered")
            self.deadline = max(self.deadline, deadline) if running else deadline
            self.offer = self.offer if running else "offering"

    def _fail(self):
        self.offer, self.deadline = "failed", None

    def _c1(self, evidence, place):
        self._begin(place)
        _need(self.offer in ("offering", "offered"), "no notice was begun")
        self._reason(evidence, SENT if self.offer == "offering" else SENT_AGAIN)
        self.offer = "offered"

    def _c2(self, evidence, place):
        self._begin(place)
        _need(self.offer in ("offering", "offered"), "no notice was begun")
        self._reason(evidence, *(NOT_SENT if self.offer == "offering" else NOT_SENT | NOT_SENT_AGAIN))
        self._fail()

    def _reminder(self, evidence, place):
        _need(self.deadline is None or printed(evidence) <= self.deadline, "a reminder printed a later deadline than stood")
        _need(self.offer in ("offered", "failed"), "no notice was sent")
        if evidence.event == "C.1":
            self._reason(evidence, SENT_AGAIN)
            return
        self._reason(evidence, *NOT_SENT_AGAIN)
        if self.decision in UNDECIDED and REFUSED_FOR_GOOD in evidence.reasons:
            self._fail()

    def _noticebounced(self, evidence, place):
        _need(self.decision in UNDECIDED and self.offer == "offered", "no notice was sent, or a decision was made before")
        self._fail()

    # Decisions.

    def _may_decide(self, at):
        _need(self.offer != "none", "no notice was sent, so there is nothing to decide")
        _need(self.decision in UNDECIDED, "a decision was made before, or the time to decide is over")
        _need(not self.recalled, "the sender took this message back")
        _need(self.deadline is None or at < self.deadline, "the time to decide is over")

    def _shown(self, evidence, place):
        """The deadline that the addressee saw is one that was printed, or a later one."""
        shown = self.shown(evidence)
        if shown is None:
            _need(any(map(ends_time, self.links[:place])), "the addressee was shown no deadline, and a notice printed one")
        elif shown and shown not in map(printed, self.links):
            _need(self.deadline is None or shown >= self.deadline, "the addressee was shown an earlier deadline than any notice printed")
            self._print(shown)

    def _decided(self, evidence, place, decision, reason):
        self._begin_later(place)
        self._shown(evidence, place)
        self._may_decide(evidence.at)
        if reason is not None:
            self._reason(evidence, reason)
        self.decision = decision

    def _c3(self, evidence, place):
        if evidence.detail.name.endswith("}Instructed"):
            self._may_decide(evidence.at)
            _need(self.offer == "offered" and self.decision == "open", "somebody answered before, or no notice was sent")
            self._reason(evidence, "Other")
            self.decision = "accepted"
        else:
            self._decided(evidence, place, "accepted", "MessageAcceptedByRecipient")

    def _c4(self, evidence, place):
        self._decided(evidence, place, "refused", "MessageRejectedByRecipient")

    def _notforme(self, evidence, place):
        _need(self.decision != "not-for-me", "this answer was given before")
        self._decided(evidence, place, "not-for-me", None)

    def _c5(self, evidence, place):
        self._begin_later(place)
        named = moment(evidence.detail.value("Deadline"))
        _need(self.deadline is None or named >= self.deadline, "it names an earlier deadline than a notice printed")
        self._print(named)
        _need(self.decision == "open" and not self.recalled, "a decision was made before, or the message was taken back")
        _need(self.offer == "offered" and evidence.at >= self.deadline + GRACE, "the time to decide is not over")
        self._reason(evidence, "MessageNotAcceptedInTimeByRecipient")
        self.decision = "expired"

    def _d1(self, evidence, place):
        self._reason(evidence, "MessageConsignedToRecipient")

    def _e1(self, evidence, place):
        self._content()
        _need(not self.read, "the content was handed over in full before")
        self._reason(evidence, "MessageHandedOver")
        self.read = True

    def _content(self):
        _need(self.decision == "accepted", "the message was not accepted, so its content stays closed")
        _need(not self.recalled, "the sender took this message back")

    def _recalled(self, evidence, place):
        self._begin_later(place)
        _need(not self.recalled and self.decision not in ("refused", "expired") and not self.read, "it can no longer be taken back")
        self.recalled = True

    # What moves a deadline, and what is said besides.

    def _outage(self, evidence, place):
        until = printed(evidence)
        if until is not None:
            _need(self.decision in UNDECIDED and not self.recalled and self.offer == "offered", "it moves a time that does not run")
            _need(until >= self.deadline, "an outage never takes anything of the time to decide")
            self.deadline = until

    def _deadlinemoved(self, evidence, place):
        self._may_decide(evidence.at)
        _need(self.offer == "offered" and printed(evidence) > self.deadline, "the deadline only ever moves further away")
        self.deadline = printed(evidence)

    def _answered(self, evidence, place):
        saying = evidence.detail.value("Saying")
        if saying == "again":
            _need(not self.recalled and self.decision in ("refused", "expired"), "nobody refused it, and the time is not over")
        elif saying == "by-post":
            _need(not self.recalled and self.decision in UNDECIDED, "a decision was made before, or the time to decide is over")
        elif saying in ("could-not-open", "read"):
            self._content()

    _bypostplease = _couldnotopen = _answered

    def _addresseestates(self, evidence, place):
        if evidence.detail.name.endswith("}Answer"):
            self._answered(evidence, place)

    def _anytime(self, evidence, place):
        _need(evidence.event in ("NoticeTaken", "NoticeDelayed"), "this event cannot be stated by itself")
