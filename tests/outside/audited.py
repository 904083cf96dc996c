#!/usr/bin/env python3
"""Follows a live log over HTTP and as a folder with `recepis log audit`; a rewritten tile, a rollback and a second service with
the same keys are named. `recepis fsck` finds the data directory sound, and one damaged file in it.

Usage: audited.py BIN WORK"""

import glob
import json
import os
import shutil
import subprocess

from common import BIN, Line, Service, check, hand_in_several, size_of, until, work

WORK = work("audit")


def recepis(*words):
    out = subprocess.run([f"{BIN}/recepis", *words], capture_output=True, text=True, timeout=300)
    return out.returncode, out.stdout + out.stderr


def expect(code, name, *words):
    """Runs a command with --json; a fault or damage of this name must be in what it says."""
    got, said = recepis(*words, "--json")
    check(got == code, f"expected {code}, got {got}: {' '.join(words)}\n{said}")
    read = json.loads(said)
    found = [fault["name"] for fault in read.get("faults", []) + read.get("damage", [])]
    check(not name or name in found, f"{name} is not named: {said}")
    return read


def second(name, data):
    """A service on a copy of this data directory."""
    folder = f"{WORK}/{name}"
    os.makedirs(folder)
    shutil.copytree(data, f"{folder}/data")
    return Service(folder)


def main():
    first = f"{WORK}/first"
    os.makedirs(first)
    service = Service(first)
    line = Line(service)
    delivery = service.submission(hand_in_several(line, service, 3)[0])[0]["id"]
    bundle = f"{WORK}/delivery.asice"
    with open(bundle, "wb") as file:
        file.write(service.bundle(delivery, events=2))
    log, address, trust, state = f"{service.data}/log", f"{service.base}/log/", f"{service.data}/trust", f"{WORK}/state"
    audit = ("log", "audit")
    kept = ("--trust", trust, "--state", state)
    seen = expect(0, None, *audit, address, *kept, "--bundle", bundle)
    proven = [one for one in seen["evidence"] if one["index"] is not None]
    check(len(proven) >= 2, f"not found: {seen}")
    shutil.copy(state, f"{WORK}/early.checkpoint")
    shutil.copytree(log, f"{WORK}/early")

    hand_in_several(line, service, 140)
    until("257 entries", lambda: size_of(log) > 257, 90)
    grown = expect(0, None, *audit, address, f"{WORK}/early", f"{WORK}/early.checkpoint", *kept, "--bundle", bundle)
    check(grown["seen"]["size"] == seen["head"]["size"] and grown["head"]["size"] > 257, f"{grown}")
    full = expect(0, None, *audit, address, "--trust", trust, "--full", "--bundle", bundle)
    check(all(one["index"] is not None for one in full["evidence"]), f"the export statement is in the log by now: {full}")
    expect(2, None, "fsck", "--data", service.data)
    expect(2, None, *audit, "http://127.0.0.1:9/", "--trust", trust)
    check(recepis(*audit, "http://log.example/", "--trust", trust)[0] == 64, "http elsewhere is wrong usage")
    code, said = recepis("backup", "--data", service.data, "--to", f"{WORK}/b.tar", "--keys", f"{WORK}/k.tar", "--with-private-keys")
    check(code == 0, said)
    until("quiet", lambda: size_of(log) == expect(0, None, *audit, address, "--trust", trust)["head"]["size"])
    service.stop()

    # The data directory as it was left.
    sound = expect(0, None, "fsck", "--data", service.data)
    check(sound["checked"]["seals"] >= 280 and sound["checked"]["log_entries"] >= 280, f"{sound['checked']}")
    expect(0, None, *audit, log, *kept, "--full")
    # An entry rewritten, in the tile and among the entries; the log rolled back.
    for name, path in (("tile", "tile/0/000"), ("entries", "tile/entries/000")):
        forged = f"{WORK}/forged-{name}"
        shutil.copytree(log, forged)
        with open(f"{forged}/{path}", "r+b") as file:
            file.seek(40)
            octet = file.read(1)
            file.seek(40)
            file.write(bytes([octet[0] ^ 1]))
        expect(1, "rewritten-entry", *audit, forged, "--trust", trust, "--full")
    expect(1, "rollback", *audit, f"{WORK}/early", *kept)
    expect(1, "rollback", *audit, f"{WORK}/early", state, "--trust", trust)
    # One file of the log, in a copy of the directory.
    damaged = f"{WORK}/damaged"
    shutil.copytree(service.data, damaged)
    shutil.copy(f"{WORK}/forged-tile/tile/0/000", f"{damaged}/log/tile/0/000")
    expect(1, "log-file", "fsck", "--data", damaged)

    # Two services with the same keys, which both go on: two histories.
    left, right = second("left", service.data), second("right", service.data)
    for one, count in ((left, 3), (right, 5)):
        before = size_of(f"{one.data}/log")
        hand_in_several(Line(one), one, count)
        until("growth", lambda: size_of(f"{one.data}/log") > before + count, 60)
    sources = (f"{left.base}/log/", f"{right.base}/log/")
    for one in sources:
        expect(0, None, *audit, one, *kept[:2], "--state", f"{state}-{sources.index(one)}")
    expect(1, "split-view", *audit, *sources, "--trust", trust)
    expect(1, "split-view", *audit, *reversed(sources), "--trust", trust)
    right.stop()

    # A restore holds the log back until what was published last is known.
    restored = f"{WORK}/restored"
    os.makedirs(restored)
    code, said = recepis("restore", "--from", f"{WORK}/b.tar", "--keys", f"{WORK}/k.tar", "--data", f"{restored}/data", "--without-destroyed")
    check(code == 0 and "recepis log resume" in said, said)
    code, said = recepis("log", "resume", "--data", f"{restored}/data", "--checkpoint", f"{state}-0")
    check(code == 1 and "two histories" in said, said)
    left.stop()
    code, said = recepis("log", "resume", "--data", f"{restored}/data", "--from", f"{left.data}/log")
    check(code == 0 and "are taken in" in said, said)
    service = Service(restored)
    published = size_of(f"{left.data}/log")
    hand_in_several(Line(service), service, 2)
    until("growth", lambda: os.path.exists(f"{service.data}/log/checkpoint") and size_of(f"{service.data}/log") > published, 60)
    expect(0, None, *audit, f"{service.base}/log/", "--trust", trust, "--state", f"{state}-0", "--full")
    expect(0, None, *audit, f"{service.base}/log/", f"{left.data}/log", "--trust", trust)
    service.stop()
    expect(0, None, "fsck", "--data", service.data)
    print(f"{size_of(log)} entries followed; two histories, a rollback and rewritten entries are named; a restore went on as one")


main()
