#!/usr/bin/env python3
"""The promise that a sender gets with the hand-in: by API at once, with the receipt mail, in the bundle. recepis-verify says that it
was kept, and, of a service that was killed before it sealed anything, that it was broken.

Usage: promised.py BIN WORK"""

import json
import os
import re
import subprocess

from common import BIN, Line, Service, check, id_in, mail, members, work

WORK = work("promised")
TO = "tenant@addressee.example"


def verify(*arguments):
    out = subprocess.run([f"{BIN}/recepis-verify", *arguments], capture_output=True, text=True, timeout=60)
    return out.returncode, " ".join((out.stdout + out.stderr).split())


def expect(code, words, seen):
    check(seen[0] == code and words in seen[1], f"expected {code} and '{words}', got {seen[0]}: {seen[1]}")


def file(name, content):
    path = os.path.join(WORK, name)
    with open(path, "wb") as out:
        out.write(content)
    return path


def hand_in(service, to):
    status, _, body = service.ask("POST", f"/submissions?from={service.ready['address']}&to={to}", body=mail(service.ready["address"], TO),
                                  headers={"Content-Type": "message/rfc822"})
    check(status == 201, f"hand-in: {status} {body[:300]}")
    return json.loads(body)


def main():
    service = Service(WORK)
    trust = f"--trust={service.data}/trust"
    taken = hand_in(service, f"{TO},neighbour@addressee.example")
    check([one["delivery"] for one in taken["promises"]] == taken["deliveries"], f"one promise for each delivery: {taken}")
    delivery, promise = taken["deliveries"][0], taken["promises"][0]["promise"]
    check(taken["deliveries"][1] not in promise and "@" not in promise, f"a promise names one delivery alone: {promise}")
    kept = file("promise.txt", promise.encode())
    by = re.search(r"^logged-by (.*)$", promise, re.M).group(1)
    expect(2, "The promise runs until", verify(kept, trust))
    expect(1, "The service broke its promise", verify(kept, trust, "--at", "2199-01-01T00:00:00Z"))
    expect(2, "PROMISE_UNTRUSTED", verify(kept))

    # The bundle keeps it; the same promise lies in the bundle and comes by every other way.
    octets = service.bundle(delivery, events=2)
    check(members(octets)["receipt/promise.txt"].decode() == promise, "the bundle holds another promise")
    check(service.get(f"/deliveries/{delivery}/promise")[1].decode() == promise, "another promise by itself")
    check(service.delivery(delivery)["promise"] == promise, "another promise with the delivery")
    bundle = file("b.asice", octets)
    expect(0, f"The service kept its promise, which was {by}", verify(kept, bundle, trust))
    expect(0, "as the log itself says", verify(bundle, kept, trust))
    expect(0, "Promise in the first receipt", verify(bundle, trust))
    changed = file("changed.txt", promise.replace(by, "2199" + by[4:]).encode())
    expect(1, "the text was changed", verify(changed, bundle, trust))
    other = file("other.txt", taken["promises"][1]["promise"].encode())
    expect(1, "they do not belong together", verify(other, bundle, trust))
    receipt = service.wait_mail(service.ready["address"], lambda one: taken["submission"] in one["text"])
    check("promise-" in receipt["text"], f"the receipt says nothing of it: {receipt['text']}")

    # By SMTP: from 250 on.
    submission = id_in(Line(service).hand_in(TO, mail(service.ready["address"], TO)))
    check(service.submission(submission)[0]["promise"].startswith("recepis promise v1\n"), "no promise after 250")

    # A service that dies for good with the promise given: nobody has a proof, and that is the service's to answer for.
    gone = hand_in(service, TO)
    service.kill()
    lost = file("lost.txt", gone["promises"][0]["promise"].encode())
    expect(2, "PROMISE_RUNNING", verify(lost, trust))
    expect(1, "The service broke its promise", verify(lost, trust, "--at", "2199-01-01T00:00:00Z"))
    print("promises: running, kept, broken, altered, of another delivery")


main()
