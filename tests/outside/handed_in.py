#!/usr/bin/env python3
"""What senders hand in, over live SMTP: each message of tests/handed-in/refused is refused with 550 5.7.1, the words that
refused.tsv names and the way out, and leaves a sealed A.2 for each addressee; each of tests/handed-in/taken is taken.

Usage: handed_in.py BIN WORK"""

import os

from common import Line, Service, check, id_in, work

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "handed-in")
TO = ["somebody@addressee.example", "other@addressee.example"]


def messages(kind):
    folder = os.path.join(FOLDER, kind)
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            yield name.removesuffix(".eml"), file.read().replace(b"\n", b"\r\n")


def shown(words):
    """As a reply line shows them: printable ASCII."""
    return "".join(c if " " <= c <= "~" else "?" for c in words)


def main():
    service = Service(work("handed-in"))
    with open(os.path.join(FOLDER, "refused.tsv")) as file:
        expected = dict(line.rstrip("\n").split("\t") for line in file)
    refused, taken = list(messages("refused")), list(messages("taken"))
    check({name for name, _ in refused} == set(expected), "refused.tsv and the folder differ")
    check(len([name for name in expected if name.startswith("receipt-")]) >= 12, "fewer than 12 kinds of receipt request")
    check(len([name for name in expected if name.startswith("remote-")]) >= 20, "fewer than 20 kinds of remote content")
    check(len(taken) >= 30, "fewer than 30 innocent messages")
    line = Line(service)
    recorded = []
    for name, octets in refused:
        reply = line.hand_in(TO, octets, "550 5.7.1", name)
        check(shown(expected[name]) in reply, f"{name}: `{expected[name]}` is not in {reply!r}")
        recorded.append((name, id_in(reply)))
        line.quiet()
    for number, (name, octets) in enumerate(taken):
        id_in(line.hand_in(f"reader{number}@addressee.example", octets, 250, name))
        line.quiet()
    line.close()
    for name, submission in recorded:
        deliveries = service.submission(submission)
        check(len(deliveries) == len(TO), f"{name}: {len(deliveries)} refusals for {len(TO)} addressees")
        for delivery in deliveries:
            events = [event["name"] for event in service.wait_sealed(delivery["id"], "SubmissionRejection")["timeline"]]
            check(events == ["SubmissionRejection"], f"{name}: {events}")
    check(not any(service.mails(address) for address in TO), "somebody was told of a refused message")
    service.stop()
    print(f"handed in: {len(refused)} refused by name, {len(taken)} taken")


main()
