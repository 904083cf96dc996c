#!/usr/bin/env python3
"""S15: an operator notes an outage while the service runs; it becomes evidence behind what is there, which stays octet for octet.
C13: where the last sign of life is twenty minutes old at the next start, that is an outage, and the deadline moves. /status shows
both to everybody, without login, cookie or script.

Usage: outages.py BIN WORK."""

import datetime
import os
import sqlite3
import subprocess
import time

from common import BIN, Browser, Line, Service, check, mail, members, work

WORDS = "The addressee's provider lost mail."
NOW = datetime.datetime.now(datetime.timezone.utc)


def moment(**ago):
    return (NOW - datetime.timedelta(**ago)).strftime("%Y-%m-%dT%H:%M:%SZ")


def note(data, what="elsewhere", begin=moment(hours=30), end=moment(hours=2), words=WORDS, *more):
    command = [f"{BIN}/recepis", "outage", "note", "--data", data, "--what", what, "--from", begin, "--to", end, "--words", words]
    return subprocess.run([*command, *more], capture_output=True, text=True)


def refused(data):
    wrong = {
        "--to is not later than --from": note(data, end=moment(hours=30)),
        "--to lies ahead": note(data, end=moment(hours=-1)),
        "lasts a year at most": note(data, begin=moment(days=800)),
        "--words is one line": note(data, words="one\ntwo"),
        "--words holds an address": note(data, words="tenant@addressee.example has no mail"),
        "name it with --delivery": note(data, what="content"),
        "is no data directory": note("/nowhere"),
        "is none of content": note(data, what="weather"),
        "is not a moment": note(data, begin="yesterday"),
    }
    for words, ended in wrong.items():
        check(ended.returncode in (1, 64), f"{words}: {ended.returncode}")
        check(words in ended.stderr, f"`{words}` is not in {ended.stderr!r}")
    check(not os.path.exists(f"{data}/outages") or not os.listdir(f"{data}/outages"), "a refused note was left")
    return len(wrong)


def verified(folder, service, bundle):
    path = f"{folder}/bundle.asice"
    with open(path, "wb") as file:
        file.write(bundle)
    ended = subprocess.run([f"{BIN}/recepis-verify", path, "--trust", service.ready["trust"]], capture_output=True, text=True)
    check(ended.returncode == 0, f"the bundle does not verify: {ended.stdout} {ended.stderr}")
    return " ".join(ended.stdout.split())


def evidence(bundle):
    return {name: octets for name, octets in members(bundle).items() if name.startswith("evidence/") and "xport" not in name}


def status(service, lang):
    shown = Browser(service.base).open(f"/status?lang={lang}")
    check(shown.status == 200, f"/status: {shown.status}")
    check("Set-Cookie" not in shown.headers and not shown.jar, "/status sets a cookie")
    check(b"<script" not in shown.body and b"http" not in shown.body.replace(b"http-equiv", b""), "/status leads elsewhere")
    for secret in (b"@", b"tenant", b"Rent"):
        check(secret not in shown.body.split(b"<main>")[1].split(b"</main>")[0], f"/status tells {secret}")
    return shown.page.text


def away(data):
    """The last sign of life was twenty minutes earlier."""
    with sqlite3.connect(f"{data}/recepis.db") as records:
        records.execute("update heartbeat set beat_at = beat_at - 20 * 60 * 1000000")
    records.close()


def main():
    folder = work("outages")
    service = Service(folder)
    check("We know of no outage" in status(service, "en"), "there is an outage at the beginning")
    line = Line(service)
    line.hand_in("tenant@addressee.example", mail(line.address, "tenant@addressee.example"))
    line.close()
    delivery = service.notice("tenant@addressee.example")["text"].split("/r/")[1][:26]
    service.wait_sealed(delivery, "NotificationForAcceptance")
    before = evidence(service.bundle(delivery, 2))
    deadline = service.delivery(delivery)["deadline"]
    count = refused(service.data)

    left = note(service.data, "elsewhere", moment(hours=30), moment(hours=2), WORDS, "--delivery", delivery)
    check(left.returncode == 0 and len(os.listdir(f"{service.data}/outages")) == 1, f"{left}")
    service.stop()
    embedded = "DATABASE" not in os.environ
    if embedded:
        away(service.data)
    time.sleep(1)
    service = Service(folder)
    events = 4 if embedded else 3
    bundle = service.bundle(delivery, events)
    check(os.listdir(f"{service.data}/outages") == [], "the note was not taken")
    after = evidence(bundle)
    check(before.items() <= after.items(), "earlier evidence changed")
    names = [event["name"] for event in service.delivery(delivery)["timeline"]]
    check(names[2:] == ["Outage"] * (events - 2), f"{names}")
    report = verified(folder, service, bundle)
    check(WORDS in report and "its operator noted" in report, report)
    moved = service.delivery(delivery)["deadline"]
    if embedded:
        check("the service was not there" in report and moved > deadline, f"{moved} {report}")
    else:
        check(moved == deadline, moved)
    english, dutch = status(service, "en"), status(service, "nl")
    for words in ("We know of no outage at this moment", "Something that is not ours did not work.", WORDS):
        check(words in english, f"`{words}` is not in {english}")
    check(not embedded or "Our service was not there." in english, english)
    check("Iets dat niet van ons is, werkte niet." in dutch, dutch)
    service.stop()
    print(f"outages: noted, stated behind {len(before)} evidences that stayed; {count} notes refused; deadline {deadline} became {moved}")


main()
