#!/usr/bin/env python3
"""Fills the disk under a running service: whatever is not taken gets 452 (SMTP) or 503 (API) and leaves nothing behind; the
service lives on, and takes mail as ever when there is room.

Usage: disk_full.py BIN WORK. WORK/disk is a small file system of its own."""

import contextlib
import os
import sqlite3
import subprocess
import urllib.parse

from common import BIN, Line, Service, check, id_in, mail, members, work

WORK = work("disk/run")


def fill(leave):
    """Takes all room but so many octets; the service still works on what it took and wants some as well."""
    def free():
        disk = os.statvfs(WORK)
        return disk.f_bavail * disk.f_frsize

    check(free() > leave, "the disk is full already")
    with open(f"{WORK}/filler", "wb", buffering=0) as file, contextlib.suppress(OSError):
        while free() >= leave + 65536:
            file.write(bytes(65536))


def room():
    with contextlib.suppress(FileNotFoundError):
        os.remove(f"{WORK}/filler")


def hand_in(line, service, number, octets):
    to = f"tenant{number}@addressee.example"
    return line.hand_in(to, mail(service.ready["address"], to, body=("x" * 70 + "\r\n") * (octets // 72)), wanted="")


def main():
    # Where the log is kept is full as well.
    service = Service(WORK, said="/dev/full")
    line = Line(service)
    taken, refused, number = [], 0, 0
    taken.append(id_in(hand_in(line, service, number, 1000)))
    rounds = 10 if os.environ.get("FULL") == "yes" else 1
    for leave, octets in ((2_500_000, 600_000), (300_000, 2_000)) * rounds:
        room()
        fill(leave)
        for _ in range(400):
            number += 1
            answer = hand_in(line, service, number, octets)
            if answer.startswith("250"):
                taken.append(id_in(answer))
                continue
            check(answer.startswith("452 4.3.1"), f"a full disk is answered with {answer!r}")
            refused += 1
            if refused % 3 == 0:
                break
        else:
            check(False, "the disk did not become full")
        check(service.process.poll() is None, "the service ended")
    to = "tenant-api@addressee.example"
    status, _, body = service.ask("POST", "/submissions?" + urllib.parse.urlencode({"from": service.ready["address"], "to": to}), body=mail(service.ready["address"], to), headers={"Content-Type": "message/rfc822"})
    check(status == 503 or status == 202 or status == 201, f"the API answers a full disk with {status} {body[:200]}")
    room()
    number += 1
    # The same line, as if nothing had been.
    answer = hand_in(line, service, number, 2_000)
    check(answer.startswith("250"), f"with room again: {answer}")
    taken.append(id_in(answer))
    check(len(set(taken)) == len(taken), "one id twice")
    for submission in taken:
        delivery = service.submission(submission)[0]["id"]
        octets = service.bundle(delivery, events=2, seconds=90)
        with open(f"{WORK}/bundle.asice", "wb") as file:
            file.write(octets)
        out = subprocess.run([f"{BIN}/recepis-verify", f"{WORK}/bundle.asice", "--trust", f"{service.data}/trust"], capture_output=True, text=True)
        check(out.returncode == 0, f"the bundle of {delivery} does not pass: {out.stdout[-2000:]}")
        check("message.eml" in members(octets), "a message is gone")
    service.stop()
    with sqlite3.connect(f"file:{service.data}/recepis.db?mode=ro", uri=True) as base:
        rows = base.execute("select count(*) from submissions").fetchone()[0]
        named = {name for (name,) in base.execute("select file from contents where file is not null union select file from exports where file is not null")}
    extra = 1 if status != 503 else 0
    check(rows == len(taken) + extra, f"{rows} submissions are stored, {len(taken) + extra} were taken")
    left = set(os.listdir(f"{service.data}/content")) - named
    check(not left, f"half-stored: {sorted(left)}")
    print(f"{len(taken)} taken, {refused} refused with 452, nothing half-stored")


main()
