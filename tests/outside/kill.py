#!/usr/bin/env python3
"""Rounds of load and kill -9. Afterwards every message that got 250 is there once, every delivery's chain is complete, and no
bundle fails.

Usage: kill.py BIN WORK ROUNDS"""

import concurrent.futures
import json
import os
import random
import re
import smtplib
import subprocess
import sys
import tempfile
import threading
import time

from common import BIN, Service, fail, trusting_nobody, work

WORK, ROUNDS = work("kill"), int(sys.argv[3])
SEED = int(os.environ.get("SEED", time.time_ns() % 1_000_000))
CLIENTS = 6
# What one client hands in at most in one round: the rest of the round seals, notifies and exports under the kill.
PER_ROUND = 12
rng = random.Random(SEED)
print("seed", SEED)


def message(name, sender):
    return (f"From: {sender}\r\nTo: load@addressee.example\r\nSubject: {name}\r\nMessage-ID: <{name}@sender.example>\r\n"
            f"Recepis-Another-Because: a letter for each room\r\n\r\nload {name} {'x' * 2000}\r\n").encode()


def connect(service):
    smtp = smtplib.SMTP("localhost", service.ports["smtp"], timeout=10)
    smtp.starttls(context=trusting_nobody())
    smtp.login(service.ready["name"], service.ready["password"])
    return smtp


def hand_in(smtp, service, name):
    """The submission's id out of the 250 line."""
    smtp.mail(service.ready["address"])
    smtp.rcpt("load@addressee.example")
    code, text = smtp.data(message(name, service.ready["address"]))
    if code != 250:
        raise smtplib.SMTPException(f"{code} {text}")
    return re.search(rb"\b[0-9A-HJKMNP-TV-Z]{26}\b", text).group().decode()


def client(service, number, round_number, stop, taken, lock):
    try:
        smtp = connect(service)
        count = 0
        while not stop.is_set() and count < PER_ROUND:
            name = f"r{round_number}c{number}n{count}"
            taken_id = hand_in(smtp, service, name)
            with lock:
                taken[name] = taken_id
            count += 1
    except (OSError, smtplib.SMTPException, AttributeError):
        pass


def settle(service, ids):
    """Waits until every chain is complete, as long as something is still sealed, and gives every delivery's status. A notice
    that was killed several times is repeated after minutes."""
    waiting, settled, sealed = set(ids), {}, {}
    moved, before = time.monotonic(), -1
    while waiting:
        for submission in sorted(waiting):
            _, body = service.get(f"/submissions/{submission}")
            deliveries = json.loads(body)["deliveries"]
            if len(deliveries) != 1:
                fail(f"{submission} has {len(deliveries)} deliveries")
            events = deliveries[0]["timeline"]
            sealed[submission] = sum(1 for e in events if e["sealed"])
            if sealed[submission] == len(events) and any(e["name"] == "NotificationForAcceptance" for e in events):
                settled[submission] = deliveries[0]
                waiting.discard(submission)
        if sum(sealed.values()) > before:
            moved, before = time.monotonic(), sum(sealed.values())
        elif time.monotonic() > moved + 1200:
            fail(f"{len(waiting)} chains are not complete, such as {min(waiting)}")
        time.sleep(0.2)
    return settled


def verify(service, delivery):
    """What is wrong with a delivery's bundle; nothing, mostly."""
    octets = service.bundle(delivery["id"], seconds=600)
    with tempfile.NamedTemporaryFile(dir=WORK, suffix=".asice") as file:
        file.write(octets)
        file.flush()
        out = subprocess.run([f"{BIN}/recepis-verify", file.name, "--trust", f"{WORK}/data/trust"], capture_output=True, text=True)
    return None if out.returncode == 0 else f"the bundle of {delivery['id']} does not pass: {out.stdout[-3000:]}"


def main():
    taken, lock = {}, threading.Lock()
    for round_number in range(ROUNDS):
        service = Service(WORK)
        stop = threading.Event()
        threads = [threading.Thread(target=client, args=(service, n, round_number, stop, taken, lock)) for n in range(CLIENTS)]
        for thread in threads:
            thread.start()
        # Logging in takes a while by design; the kill comes at a random moment of the load that follows it.
        before, end = len(taken), time.monotonic() + 10
        while len(taken) == before and time.monotonic() < end:
            time.sleep(0.01)
        time.sleep(rng.uniform(0, 0.6))
        service.kill()
        stop.set()
        for thread in threads:
            thread.join()
    if not taken:
        fail("no message got 250: the rounds prove nothing")
    service = Service(WORK)
    smtp = connect(service)
    if len(set(taken.values())) != len(taken):
        fail("two messages have one id")
    for name in rng.sample(sorted(taken), min(50, len(taken))):
        again = hand_in(smtp, service, name)
        if again != taken[name]:
            fail(f"{name} was taken as {taken[name]} and again as {again}")
    settled = settle(service, set(taken.values()))
    for submission, delivery in settled.items():
        sequence = [e["sequence"] for e in delivery["timeline"]]
        if sequence != list(range(1, len(sequence) + 1)):
            fail(f"{submission}: the chain has a hole: {sequence}")
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for wrong in pool.map(lambda delivery: verify(service, delivery), settled.values()):
            if wrong:
                fail(wrong)
    service.stop()
    print(f"{ROUNDS} rounds, {len(taken)} messages got 250, {len(settled)} bundles passed")


main()
