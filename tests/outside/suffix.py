#!/usr/bin/env python3
"""Addresses with a suffix over live SMTP: name@example.org.SUFFIX is a registered e-mail to name@example.org, the receipt says so
within two seconds, a mistyped suffix is refused with the reason and nothing is sent.

Usage: suffix.py BIN WORK."""

import re
import time

from common import Line, Service, check, id_in, mail, work

SUFFIX = "recepis.example"
WRONG = {
    f"tenant@{SUFFIX}": "write the whole address before the suffix",
    "tenant@addressee.example.recepsi.example": "`recepsi.example` is not the suffix",
    "tenant@addressee.example.recepis.exampel": "`recepis.exampel` is not the suffix",
    f"tenant@addressee.example{SUFFIX}": "a dot is missing before the suffix",
    f"tenant@addressee.example.{SUFFIX}.{SUFFIX}": "the suffix stands twice",
    f"tenant@addressee.{SUFFIX}": "`addressee` is no mail domain",
    f"tenant@elsewhere.example.{SUFFIX}": "tenant@elsewhere.example is elsewhere",
    "tenant@elsewhere.example": "tenant@elsewhere.example is elsewhere",
}


def by_login(service):
    line = Line(service)
    seconds = []
    for number in range(3):
        to = f"tenant{number}@addressee.example"
        reply = line.hand_in(f"{to}.{SUFFIX}", mail(line.address, f"{to}.{SUFFIX}"))
        begun = time.monotonic()
        submission = id_in(reply)
        check("registered e-mail" in reply, f"the mode is not said: {reply}")
        receipt = service.wait_mail(line.address, lambda m: submission in m["subject"])
        seconds.append(time.monotonic() - begun)
        check(re.search("Soort: +aangetekende e-mail", receipt["text"]), f"the receipt does not state the mode: {receipt['text']}")
        check(service.notice(to)["to"] == to, "the notice goes to another address")
    # A machine that is busy with something else may be late; a receipt that waits by itself is late each time.
    check(min(seconds) < 2, f"the receipts came after {seconds} s")
    line.say(f"MAIL FROM:<{line.address}>", 250)
    for address, words in WRONG.items():
        reply = line.say(f"RCPT TO:<{address}>", "550 5.1.2")
        check(words in reply, f"{address}: `{words}` is not in {reply!r}")
    line.say("DATA", 554, "DATA without an addressee that was taken")
    line.say("RSET", 250)
    line.quiet()
    line.close()
    check(not service.mails("tenant@addressee.example"), "something was sent for a mistyped address")
    print(f"suffix: taken by login, receipts after {', '.join(f'{s:.1f}' for s in seconds)} s, {len(WRONG)} wrong addresses refused")


def main():
    service = Service(work("suffix"))
    by_login(service)
    service.stop()


main()
