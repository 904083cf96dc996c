#!/usr/bin/env python3
"""At each start the service says in its log what runs. A bundle holds the statement in force, with its proof, and the report quotes
it: the binary's digest is the one that sha256sum prints, the configuration's that of the JSON in the service's own log.

Usage: program.py BIN WORK"""

import hashlib
import json
import os
import re
import subprocess

from common import BIN, Line, Service, check, id_in, mail, members, work

WORK = work("program")
TO = "tenant@addressee.example"


def program(service, delivery):
    """What the report on the delivery's bundle says of the program, and of the entry of its first evidence."""
    octets = service.bundle(delivery, events=2)
    path = os.path.join(WORK, "b.asice")
    with open(path, "wb") as out:
        out.write(octets)
    command = [f"{BIN}/recepis-verify", path, f"--trust={service.data}/trust", "--require=log,pq"]
    report = json.loads(subprocess.run([*command, "--json"], capture_output=True, text=True, timeout=60).stdout)
    check(report["verdict"] == "TOTAL-PASSED", f"{report['sentence']} {report['findings']}")
    note = members(octets)["log/service.txt"]
    said, text = report["program"], subprocess.run(command, capture_output=True, text=True, timeout=60).stdout
    check(said["binary"] in text and said["configuration"] in text, f"the report does not quote it: {text}")
    check(said["signed"] and said["log"]["signed"], f"not signed by the log: {said}")
    with open(f"{service.data}/log/tile/entries/000.p/{said['log']['size']}", "rb") as file:
        entries = file.read()
    at = said["log"]["index"] * 34
    check(entries[at:at + 34] == b"\0\x20" + hashlib.sha256(note).digest(), "another entry stands at its place in the log")
    return said


def hand_in(service):
    submission = id_in(Line(service).hand_in(TO, mail(service.ready["address"], TO)))
    return service.submission(submission)[0]["id"]


def stated():
    """The settings of the last start, as the service's own log has them, and their digest as it is stated."""
    with open(f"{WORK}/serve.log", encoding="utf-8", errors="replace") as file:
        line = [line for line in file if "what runs is stated in the log" in line][-1]
    plain = re.sub(r"\x1b\[[0-9;]*m", "", line).replace('\\"', '"')
    text = re.search(r'configuration="?(\{.*\})"?', plain).group(1)
    check(f"service.configuration={hashlib.sha256(text.encode()).hexdigest()}" in plain, f"the settings have another digest: {plain}")
    return plain, text


def with_policy(text):
    """The settings of a start under this policy, always at the same path, but for the ports, which are others at each start."""
    with open(f"{WORK}/policy", "w") as file:
        file.write(text)
    Service(WORK, log="info", more=["--log-policy", f"{WORK}/policy"]).stop()
    settings = json.loads(stated()[1])
    return {name: value for name, value in settings.items() if "listen" not in name and "base_url" not in name}


def main():
    with open(f"{BIN}/recepis", "rb") as file:
        binary = hashlib.sha256(file.read()).hexdigest()
    first = Service(WORK, log="info")
    early = hand_in(first)
    one = program(first, early)
    check(one["binary"] == binary, f"{one['binary']} is not the digest of the binary, {binary}")
    check(one["log"]["index"] == 0, f"the first start is not the first entry: {one}")
    first.stop()
    plain, settings = stated()
    check(hashlib.sha256(settings.encode()).hexdigest() == one["configuration"], f"the settings have another digest: {settings}")
    check(first.ready["password"] not in plain and first.ready["token"] not in plain, "the log holds a secret")

    second = Service(WORK)  # On other ports: other settings.
    late = hand_in(second)
    two = program(second, late)
    check(two["binary"] == binary and two["started"] > one["started"], f"the second start is not quoted: {two}")
    check(two["configuration"] != one["configuration"], "other settings have the same digest")
    check(program(second, early)["started"] == one["started"], "what happened before quotes the later start")
    second.stop()
    settings = [with_policy(text) for text in ("quorum none\n", "# replaced\nquorum none\n", "quorum none\n")]
    check(settings[0] == settings[2] != settings[1], f"a policy that was replaced under its path is the same setting: {settings}")
    digest = hashlib.sha256(b"quorum none\n").hexdigest()
    check(digest in settings[0].values() and digest not in settings[1].values(), f"the policy's digest is not there: {settings}")
    print("what program ran: two starts, each quoted by what happened under it; files count by what stands in them")


main()
