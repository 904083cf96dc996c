#!/usr/bin/env python3
"""Two services, each with a data directory of its own, on one PostgreSQL database, both under load, with two witnesses. The one that
keeps the log is stopped (SIGSTOP) for longer than its lease; the other takes over; then the first goes on. The log only grew,
whoever is asked; no checkpoint is of a former sequencer's after the next one's; every checkpoint has the cosignatures of both
witnesses, both services serve the last one with them, and every bundle passes with them.

Usage: two_daemons.py BIN WORK SECONDS, with DATABASE naming the database. Needs psql."""

import glob
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request

from common import BIN, Line, Service, check, ed25519_key_of, id_in, mail, until, watch, work
from witnesses import Witness, policy_of

WORK = work("two-daemons")
PAUSE = int(sys.argv[3])
LEASE = 10


# What the addressee reads, so that more than three may wait.
BECAUSE = "Recepis-Another-Because: a letter for each room\r\n"


def ask(sql):
    out = subprocess.run(["psql", "-At", os.environ["DATABASE"], "-c", sql], capture_output=True, text=True, timeout=60)
    check(out.returncode == 0, f"psql: {out.stderr}")
    return out.stdout.strip()


def fence():
    return int(ask("select fence from tlog_sequencer"))


def covered():
    return int(ask("select coalesce(max(size), 0) from tlog_checkpoints"))


def served(service):
    """The checkpoint that a service shows, as lines of signatures under their text."""
    with urllib.request.urlopen(f"{service.base}/log/checkpoint", timeout=20) as answer:
        text, lines = answer.read().decode().rsplit("\n\n", 1)
    return text, sorted(lines.strip().split("\n"))


def uncosigned(size):
    """Checkpoints above this size without the four lines of the two witnesses."""
    lines = "(select count(*) from tlog_cosignatures l where l.size = c.size)"
    return ask(f"select count(*) from tlog_checkpoints c where c.size > {size} and {lines} <> 4")


def passes(bundle):
    """Whether it passes with both witnesses. Nothing else may be wrong with it: one that went without them is made again."""
    with open(f"{WORK}/bundle.asice", "wb") as file:
        file.write(bundle)
    command = [f"{BIN}/recepis-verify", f"{WORK}/bundle.asice", "--trust", f"{WORK}/first/data/trust", "--json", "--require", "log,witness,pq"]
    report = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
    check((report["verdict"], report["reason"]) in (("TOTAL-PASSED", None), ("INDETERMINATE", "NOT_WITNESSED")), f"a bundle does not pass: {report}")
    return report["verdict"] == "TOTAL-PASSED"


class Load:
    """Hands in through one service, one after the other, until told to stop."""

    def __init__(self, service):
        self.service, self.taken, self.over = service, [], threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        line = Line(self.service)
        while not self.over.is_set():
            to = f"tenant{len(self.taken) % 7}@addressee.example"
            self.taken.append(id_in(line.hand_in(to, mail(line.address, to, extra=BECAUSE))))
            time.sleep(0.3)

    def end(self):
        self.over.set()
        self.thread.join(60)
        check(not self.thread.is_alive(), "a hand-in hangs")
        return self.taken


class Watch:
    """Follows the log as one service shows it, as a stranger would."""

    def __init__(self, service, name):
        self.service, self.state = service, f"{WORK}/state-{name}"
        self.key = ed25519_key_of(service)

    def look(self):
        code, said = watch(f"{self.service.base}/log", self.key, self.state)
        check(code == 0 and "only grown" in said, f"the log as {self.service.base} shows it: {code} {said}")


def main():
    for name in ("first", "second"):
        os.makedirs(f"{WORK}/{name}")
    # The log's keys are made at first start, and the witnesses know the log by them.
    first = Service(f"{WORK}/first")
    until("a first checkpoint", covered)
    first.stop()
    alone = covered()
    logs = sorted(glob.glob(f"{first.data}/trust/log/*.vkey"))
    witnesses = [Witness(WORK, name, logs) for name in ("one", "two")]
    policy = ["--log-policy", policy_of(WORK, witnesses, "all")]
    first = Service(f"{WORK}/first", more=policy)
    hand_in = Load(first)
    until("a first message", lambda: hand_in.taken)
    hand_in.end()
    until("a checkpoint", lambda: covered() > alone)
    began = fence()
    # The second node begins with a copy of the first one's directory, without its files of the log.
    shutil.copytree(first.data, f"{WORK}/second/data", ignore=shutil.ignore_patterns("log", "*.lock"))
    second = Service(f"{WORK}/second", more=policy)
    load = [Load(first), Load(second)]
    watches = [Watch(first, "first"), Watch(second, "second")]
    time.sleep(LEASE / 2)
    until("both services show the log", lambda: all(os.path.exists(f"{s.data}/log/checkpoint") for s in (first, second)))
    for one in watches:
        one.look()
    check(fence() == began, "the second takes the place of one that works")

    # What is asked of the one that is to be stopped, is answered first.
    taken = load[0].end()
    first.process.send_signal(signal.SIGSTOP)
    stopped, before = time.monotonic(), covered()
    until("the other takes over", lambda: fence() > began, 4 * LEASE)
    until("the other's checkpoints", lambda: covered() > before, 30)
    watches[1].look()
    time.sleep(max(0, PAUSE - (time.monotonic() - stopped)))
    other, during = fence(), covered()
    check(other == began + 1, f"the fence went from {began} to {other}")
    first.process.send_signal(signal.SIGCONT)
    load.append(Load(first))
    until("the log goes on", lambda: covered() > during, 30)
    time.sleep(LEASE / 2)
    check(fence() == other, "one that was stopped takes the log back from one that works")
    for _ in range(3):
        for one in watches:
            one.look()
        time.sleep(0.5)
    for one in load[1:]:
        taken += one.end()

    # The last word: one history, in one order, with both nodes' files the same.
    late = ask("select count(*) from tlog_checkpoints one join tlog_checkpoints other on one.fence < other.fence and one.size > other.size")
    check(late == "0", f"{late} checkpoints of a former sequencer stand behind the next one's")
    signed = ask(f"select count(distinct fence) from tlog_checkpoints where size > {alone}")
    check(signed == "2", f"{signed} sequencers signed, not each of the two")
    until("nothing waits", lambda: ask("select count(*) from tlog_waiting where not_before_at is null") == "0", 120)
    entries = "select count(*) || ' ' || coalesce(max(number) + 1, 0) from tlog_entries"
    dense = ask(entries).split()
    check(dense[0] == dense[1], f"indexes with gaps: {dense}")
    until("every checkpoint under both witnesses", lambda: uncosigned(alone) == "0", 120)
    verified = 0
    for submission in taken:
        service = (first, second)[verified % 2]
        delivery = service.submission(submission)[0]["id"]
        until(f"the bundle of {delivery} under both witnesses", lambda: passes(service.bundle(delivery, events=2, seconds=180)), 60)
        verified += 1
    for one in watches:
        one.look()
    # Two lines of the log, two of each witness, whichever node is asked.
    until("both show the same", lambda: served(first) == served(second) and len(served(first)[1]) == 6, 60)
    tiles = [{os.path.relpath(p, s.data): open(p, "rb").read() for p in glob.glob(f"{s.data}/log/tile/0/*") if os.path.isfile(p)} for s in (first, second)]
    check(tiles[0] == tiles[1], "the two nodes' tiles differ")
    until("the last one's cosignatures", lambda: uncosigned(alone) == "0")
    first.stop()
    second.stop()
    for witness in witnesses:
        witness.stop()
    print(f"{verified} bundles pass; {covered()} entries; the first was stopped for {PAUSE} s and changed nothing")


main()
