#!/usr/bin/env python3
"""Two `recepis witness serve` and one `recepis serve --log-policy`: a bundle that asks for both witnesses passes; with one stopped
everything goes on and the report says so; a killed witness remembers; an older copy of the service's data sounds the alarm.

Usage: cosigned.py BIN WORK"""

import glob
import json
import os
import re
import shutil
import subprocess
import time
import urllib.request

from common import BIN, Line, Service, check, decide, id_in, mail, prove, until, work
from witnesses import Witness, policy_of

WORK = work("witness")
ADDRESSEE = "tenant@addressee.example"


def verify(octets, trust, require):
    with open(f"{WORK}/bundle.asice", "wb") as file:
        file.write(octets)
    said = [subprocess.run([f"{BIN}/recepis-verify", f"{WORK}/bundle.asice", "--trust", trust, *require, *form], capture_output=True, text=True)
            for form in (["--json"], [])]
    return said[0].returncode, json.loads(said[0].stdout), " ".join(said[1].stdout.split())


def hand_in(service):
    line = Line(service)
    submission = id_in(line.hand_in(ADDRESSEE, mail(service.ready["address"], ADDRESSEE, extra="Recepis-Another-Because: a letter a day\r\n")))
    line.close()
    return service.submission(submission)[0]["id"]


def standing(service):
    return json.load(urllib.request.urlopen(f"{service.base}/log/witnesses", timeout=20))


def all_states(service, state, count):
    """The metrics, where so many keys of witnesses are in this state."""
    counted = service.metrics()
    found = [name for name in counted if name.startswith("recepis_witness_state{") and f'state="{state}"' in name]
    return counted if len(found) == count else None


def checkpoint(service):
    return urllib.request.urlopen(f"{service.base}/log/checkpoint", timeout=20).read().decode()


def said(service):
    with open(f"{service.folder}/serve.log") as file:
        return file.read()


def text_of(note):
    return note.rsplit("\n\n", 1)[0]


def main():
    # The log's keys are made at first start; without witnesses.
    service = Service(WORK)
    check(standing(service)["quorum"] == "none asked for", standing(service))
    service.stop()
    logs = sorted(glob.glob(f"{service.data}/trust/log/*.vkey"))
    witnesses = [Witness(WORK, name, logs) for name in ("one", "two")]
    policy = policy_of(WORK, witnesses, "all")
    service = Service(WORK, more=["--log-policy", policy, "--metrics", "0"])
    trust = f"{service.data}/trust"
    check(open(f"{trust}/tlog-policy").read() == open(policy).read(), "the policy is not among the anchors")
    check(len(glob.glob(f"{trust}/witness/*.vkey")) == 4, "the witnesses' keys are not among the anchors")

    # One registered mail, both witnesses: everything that can be asked for is there.
    demanded = ["--require", "log,witness,pq"]
    delivery = hand_in(service)
    octets = service.bundle(delivery, events=2)
    code, report, text = verify(octets, trust, demanded)
    check(code == 0, f"with both witnesses: {code} {text}")
    for evidence in (line for line in report["evidence"] if line["sequence"]):
        check(evidence["proven_by"] == "witnesses" and evidence["proven_time"], f"no time of the witnesses: {evidence}")
        check(evidence["log"]["quorum"] and len(evidence["log"]["cosigned_by"]) == 2, f"cosigned by {evidence['log']}")
    check("by witnesses" in text and "cosigned by 2 of the 2 witnesses that you trust (one.test, two.test), enough since" in text, text)
    until("the quorum", lambda: standing(service)["quorum"] == "met")
    counted = until("the witnesses in the metrics", lambda: all_states(service, "up to date", 4))
    check(counted["recepis_log_quorum_held"] == 1 and counted["recepis_log_quorum_size"] == counted["recepis_log_checkpoint_size"], counted)
    check(counted["recepis_smtp_messages_total{class=\"2xx\"}"] == 1 and counted["recepis_smtp_sessions_total"] == 1, counted)
    until("six signatures", lambda: checkpoint(service).count("\n— ") == 6)
    origin = checkpoint(service).split("\n")[0]
    early = checkpoint(service)
    for witness in witnesses:
        check(text_of(witness.last(origin)) == text_of(early), "the witness knows another checkpoint")

    # Killed while it works, it remembers: it cosigns no smaller size, and tells its own.
    for _ in range(5):
        hand_in(service)
        time.sleep(0.3)
        before = witnesses[0].last(origin)
        witnesses[0].kill()
        witnesses[0].start()
        size = int(witnesses[0].last(origin).split("\n")[1])
        check(size >= int(before.split("\n")[1]), "a killed witness went back")
    until("the first witness again", lambda: all(found["up_to_date"] for found in standing(service)["witnesses"]), 60)
    status, media_type, body = witnesses[0].ask("add-checkpoint", ("old 0\n\n" + early).encode())
    check((status, media_type) == (409, "text/x.tlog.size") and int(body) >= size, f"{status} {media_type} {body}")
    again = subprocess.run([f"{BIN}/recepis", "witness", "serve", "--data", f"{WORK}/one", "--log", logs[0]], capture_output=True, text=True, timeout=20)
    check(again.returncode == 1 and "in use by process" in again.stderr, f"a second one starts: {again}")

    wrong = subprocess.run([f"{BIN}/recepis", "witness", "serve", "--data", f"{WORK}/three", "--name", "a b", "--log", logs[0]], capture_output=True, text=True, timeout=20)
    check(wrong.returncode == 1 and "cannot be called that" in wrong.stderr and not os.path.exists(f"{WORK}/three"), f"a wrong name: {wrong}")

    # Bad requests, each with its status.
    stranger = early.replace(origin, "other.example/log")
    for status, body in ((400, b"hello"), (400, b"old 0\n\n"), (404, ("old 0\n\n" + stranger).encode()), (413, b"old 0\n" + b"a" * (1 << 21))):
        check(witnesses[0].ask("add-checkpoint", body)[0] == status, f"{status} for {body[:40]}")
    changed = early.split("\n")
    changed[1] = str(int(changed[1]) + 1)
    check(witnesses[0].ask("add-checkpoint", ("old 0\n\n" + "\n".join(changed)).encode())[0] == 403, "a forged checkpoint")
    check(witnesses[0].ask("add-checkpoint")[0] == 405, "GET")
    about = witnesses[0].ask("")[2].decode()
    check(all(f"key {key}\n" in about for key in witnesses[0].keys) and f"log {origin}\n" in about, about)

    # One stops: the log and the mail go on, the bundle goes without, the report says so.
    witnesses[1].stop()
    began = time.monotonic()
    delivery = hand_in(service)
    octets = service.bundle(delivery, events=2, seconds=90)
    check(time.monotonic() - began > 10, "the bundle waited for nobody")
    code, _, text = verify(octets, trust, demanded)
    check(code == 2 and "NOT_WITNESSED" in text, f"without one witness: {code} {text}")
    code, _, text = verify(octets, trust, ["--require", "log,pq"])
    check(code == 0 and "cosigned by 1 of the 2 witnesses that you trust (one.test), not enough" in text, f"{code} {text}")
    until("that it is said", lambda: standing(service)["quorum"] == "not met", 40)
    check(standing(service)["witnesses"][1]["trouble"] == "not reachable" or standing(service)["witnesses"][0]["trouble"] == "not reachable",
          standing(service))
    counted = until("the witness that is away in the metrics", lambda: all_states(service, "not reachable", 2))
    check(counted["recepis_log_quorum_held"] == 0, counted)
    check(0 < counted["recepis_log_quorum_size"] < counted["recepis_log_checkpoint_size"], counted)
    until("that it is logged", lambda: said(service).count("not enough witnesses cosign the log") == 1)
    check(said(service).count("a witness of the log does not cosign") <= 3, f"each reason is not said once:\n{said(service)}")

    # It comes back, and cosigns what it missed; the next bundle of that delivery carries it.
    witnesses[1].start()
    until("the quorum again", lambda: standing(service)["quorum"] == "met", 150)
    browser, _ = prove(service, ADDRESSEE, newest_link(service, delivery))
    decide(browser, "refuse")
    code, _, text = verify(service.bundle(delivery, events=3, seconds=60), trust, demanded)
    check(code == 0, f"with both witnesses again: {code} {text}")

    # An older copy of the data: the witnesses know better. The service says so, and goes on.
    service.stop()
    shutil.copytree(service.data, f"{WORK}/older")
    service = Service(WORK, more=["--log-policy", policy])
    code, _, text = verify(service.bundle(hand_in(service), events=2), trust, demanded)
    check(code == 0, f"before the older copy: {code} {text}")
    until("the witnesses", lambda: all(found["up_to_date"] for found in standing(service)["witnesses"]), 60)
    service.stop()
    shutil.rmtree(service.data)
    os.rename(f"{WORK}/older", service.data)
    service = Service(WORK, more=["--log-policy", policy])
    delivery = hand_in(service)
    until("the alarm", lambda: "a witness knows another history of the log" in said(service), 60)
    code, _, text = verify(service.bundle(delivery, seconds=90), trust, demanded)
    check(code == 2, f"two histories pass: {code} {text}")
    service.stop()
    for witness in witnesses:
        witness.stop()
    print("a bundle under two witnesses, and what happens without one, or with an older log")


def newest_link(service, delivery):
    links = [re.search(r"https?://\S+/r/\S+", found["text"]) for found in service.mails(ADDRESSEE)]
    return next(link.group() for link in links if link and f"/r/{delivery}-" in link.group())


main()
