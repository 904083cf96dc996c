"""What the statements of a chain say of times, of each other, and of the proof asked for [docs/verdicts.md]."""

import law
import xades
from finding import FAILED, HOUR, INDETERMINATE, MINUTE

LEVELS = ["mailbox", "key", "shared-secret", "telephone", "low", "substantial", "high"]


class Stated:
    """Beside `judge.Judgement`, whose findings these are."""

    # Times.

    def _times(self):
        self._timed(self.evidence, self.stamps)
        self._ordered(self.chain, self.stamps)

    def _ordered(self, names, stamps):
        before = None
        for name in names:
            found = stamps.get(name)
            if found and before and before.at - before.accuracy > found.at + found.accuracy:
                self._say(INDETERMINATE, "TIMESTAMP_ORDER_FAILURE", name, "its time-stamp is older than that of the one it follows")
            before = found or before

    def _timed(self, every, stamps):
        own = bool(self.roots["seal"] & self.roots["tsa"])
        for name, stated in every.items():
            found, (file, *_, since) = stamps.get(name), self.proofs.get(name, (None, None))
            possible = not ((found and stated.at > found.at + found.accuracy) or (since and stated.at > since + MINUTE))
            if not possible:
                self._say(FAILED, "recepis:TIME_IMPOSSIBLE", name, "the event time lies after the time proven")
            if since and found and since + MINUTE < found.at - found.accuracy:
                self._say(INDETERMINATE, "TIMESTAMP_ORDER_FAILURE", file, "it was cosigned before the time-stamp inside was made")
            if since and since > self.at + MINUTE:
                self._say(INDETERMINATE, "TIMESTAMP_ORDER_FAILURE", file, "it was cosigned after the moment judged for")
            proven = min((t for t in (found and found.at, since) if t), default=None)
            proven = since if since and own else proven
            if possible and proven and proven - stated.at > 24 * HOUR:
                self._say(INDETERMINATE, "recepis:TIME_UNPROVEN", name, "the event time rests on the service's word alone")

    # What the statements say of each other.

    def _unlawful(self, name, why):
        self._say(FAILED, "recepis:UNLAWFUL", name, why)

    def _stated(self):
        """What statements say of times: of outages, of content that could be fetched, of what was sent, and of each other's events."""
        links = [(name, self.evidence[name]) for name in self.chain]
        first = next((e for _, e in links if e.event in ("C.1", "C.2")), None)
        latest = accepted = None
        sent = []
        for name, stated in links:
            if stated.event == "Outage" and not moment(stated, "From") < moment(stated, "To") <= stated.at:
                self._unlawful(name, "the outage is not over, or cannot have been")
            if stated.event in ("C.1", "C.5") and stated.detail.first("Availability") is not None:
                self._available(name, stated, first)
            if stated.event == "C.5":
                listed = [e for e in stated.detail.elements() if e.name.endswith("}Sent")]
                if listed and list(map(_sent, listed)) != sent[:20]:
                    self._unlawful(name, "it lists other notices and reminders than the evidence before it")
            if stated.event in ("C.1", "C.2"):
                sent.append(_notified(stated))
        for name, stated in links:
            if stated.at < stated.submitted:
                self._unlawful(name, "the event time lies before the submission")
            if stated.proof is not None and stated.proof[1] > stated.at:
                self._unlawful(name, "the addressee proved who they are after the event")
            if latest and latest - stated.at > law.GRACE:
                self._unlawful(name, "the event time lies before that of the one it follows")
            if stated.event in ("D.1", "E.1") and accepted and stated.at < accepted:
                self._unlawful(name, "the content was made available before it was accepted")
            accepted = stated.at if stated.event == "C.3" else accepted
            latest = max(latest, stated.at) if latest else stated.at

    def _available(self, name, stated, first):
        """Times that cannot be, and a time to decide that began before the content could be fetched."""
        span = stated.detail.first("Availability")
        begin, end = xades.moment(span.value("From")), span.value("To") and xades.moment(span.value("To"))
        last, fits = begin, end is None or begin <= end <= stated.at
        for gap in (e for e in span.elements() if e.name.endswith("}Except")):
            closed, opened = xades.moment(gap.value("From")), xades.moment(gap.value("To"))
            fits &= last <= closed < opened and (end is None or opened <= end)
            last = opened
        if not fits or begin > stated.at:
            self._unlawful(name, "content could be fetched at times that cannot be")
        elif stated.event == "C.5" and first is not None and begin > first.at:
            self._unlawful(name, "the time to decide began before the content could be fetched")

    def _law(self):
        links = [self.evidence[name] for name in self.chain]
        shown = {id(self.evidence[name]): deadline for name, deadline in self.shown.items()}
        delivery = law.Delivery(links, lambda stated: shown.get(id(stated), False))
        for place, name in enumerate(self.chain):
            try:
                delivery.step(place)
            except law.Unlawful as error:
                self._unlawful(name, str(error))
                return

    def _assured(self):
        """The proof that a decision rests on, against what the sender asked for [docs/verdicts.md, The proof asked for]."""
        first = self.evidence[self.chain[0]] if self.chain else None
        if first is None or first.event not in ("A.1", "A.2"):
            return
        asked = first.detail.value("Terms", "Assurance").rpartition(":")[2]
        match = [e.text() for e in first.detail.elements() if e.name.endswith("}ToMatch")]
        for name in self.chain:
            stated = self.evidence[name]
            if stated.event not in ("C.3", "C.4", "E.1"):
                continue
            method, level = stated.proof[0], stated.level
            if asked in LEVELS and (level not in LEVELS or LEVELS.index(level) < LEVELS.index(asked)):
                self._unlawful(name, "the proof does not reach the level that A.1 asks for")
            vouched = stated.extension.first("Vouched")
            if vouched is not None and set(match) - {e.text() for e in vouched.elements()[1:]}:
                self._unlawful(name, "the electronic identity was not compared as A.1 asks")
            if stated.detail.name.endswith("}Decision"):
                self._rests(name, stated, first, method, level)

    def _rests(self, name, stated, first, method, level):
        if method == "passkey":
            if stated.detail.first("Key") is None:
                self._say(FAILED, "recepis:STATEMENT_INVALID", name, "it rests on a key, and names none")
                return
            enrolment = self.keys.get(name)
            if enrolment is None:
                return
            if enrolment.at >= first.submitted:
                self._unlawful(name, "it rests on a key that was enrolled when the message had been handed in")
            level = enrolment.level
        weak = first.control and (level not in LEVELS or LEVELS.index(level) < LEVELS.index("telephone"))
        if weak != (stated.detail.first("OnSendersMailbox") is not None):
            self._say(FAILED, "recepis:STATEMENT_INVALID", name, "whether it rests on a mailbox under the sender's control is said wrongly")


def moment(stated, name):
    return xades.moment(stated.detail.value(name))


def _notified(stated):
    """How a notice or reminder ended, as C.5 lists it."""
    hop = stated.detail.first("NextHop") if stated.event == "C.1" else None
    return stated.detail.value("Number"), stated.detail.value("Reminder"), stated.at, hop and (hop.value("Name"), hop.value("Role"))


def _sent(listed):
    hop = listed.first("NextHop")
    return listed.value("Notice"), listed.value("Reminder"), xades.moment(listed.value("At")), hop and (hop.value("Name"), hop.value("Role"))
