#!/usr/bin/env python3
"""docs/monitor.py follows a live log over HTTP and as a folder, finds the evidence of a bundle, and names what is wrong with a
log that was rolled back, rewritten, forked or signed by another key.

Usage: monitored.py BIN WORK"""

import base64
import glob
import hashlib
import os
import shutil

from common import Line, Service, check, ed25519_key_of, hand_in_several, members, size_of, until, watch, work

WORK = work("monitor")


def expect(code, words, seen):
    check(seen[0] == code and words in seen[1], f"expected {code} and '{words}', got {seen[0]}: {seen[1]}")


def main():
    service = Service(WORK)
    line = Line(service)
    first = hand_in_several(line, service, 3)
    delivery = service.submission(first[0])[0]["id"]
    bundle = service.bundle(delivery, events=2)
    keys = [ed25519_key_of(service)]
    state, log, address = f"{WORK}/state", f"{service.data}/log", f"{service.base}/log"
    expect(0, "only grown", watch(address, keys[0], state))

    # What the bundle holds is in the log; what it does not hold is not.
    evidence = []
    for name, octets in members(bundle).items():
        if name.startswith("evidence/"):
            evidence.append(os.path.join(WORK, os.path.basename(name)))
            with open(evidence[-1], "wb") as file:
                file.write(octets)
    logged = [path for path in evidence if "Exported" not in path]
    check(len(logged) >= 2, f"evidence of the bundle: {evidence}")
    expect(0, "only grown", watch(address, keys[0], state, *logged))
    with open(f"{WORK}/other.xml", "wb") as file:
        file.write(open(logged[0], "rb").read() + b" ")
    expect(1, "MISSING: no entry for " + f"{WORK}/other.xml", watch(address, keys[0], state, f"{WORK}/other.xml"))

    # It grows past a full tile, and the folder is the same log.
    shutil.copy(state, f"{WORK}/state.early")
    shutil.copytree(log, f"{WORK}/early")
    early = size_of(log)
    hand_in_several(line, service, 140)
    until("257 entries", lambda: size_of(log) > 257, 90)
    expect(0, "only grown", watch(address, keys[0], state))
    service.stop()
    expect(0, "only grown", watch(log, keys[0], f"{WORK}/state.early"))
    expect(0, f"from 0 to {size_of(log)}", watch(log, keys[0], f"{WORK}/state.new"))

    # Rolled back: an early copy of the log is shown to one who has seen more.
    expect(1, "ROLLED BACK", watch(f"{WORK}/early", keys[0], state))
    # An entry rewritten, before and after what was seen; the last tile is read by whoever goes on from there.
    forged = f"{WORK}/forged"
    for tile in ("000", "001"):
        shutil.copytree(log, forged)

        for path in filter(os.path.isfile, [f"{forged}/tile/0/{tile}", *glob.glob(f"{forged}/tile/0/{tile}.p/*")]):
            octets = bytearray(open(path, "rb").read())
            octets[0] ^= 1
            with open(path, "wb") as file:
                file.write(octets)
        expect(1, "TWO HISTORIES", watch(forged, keys[0], f"{WORK}/state.fresh"))
        shutil.rmtree(forged)
    # Seen with other entries: whoever looks through all of it notices the first entries that changed.
    shutil.copytree(log, forged)
    with open(f"{forged}/tile/0/000", "r+b") as file:
        file.write(bytes(32))
    check(early >= 1, "nothing was seen early")
    expect(1, "REWRITTEN", watch(forged, keys[0], state, *logged))
    shutil.rmtree(forged)
    # A checkpoint that another key signed.
    name = open(keys[0]).read().split("+")[0]
    other = b"\1" + bytes(range(32))
    number = hashlib.sha256(name.encode() + b"\n" + other).digest()[:4].hex()
    with open(f"{WORK}/other.vkey", "w") as file:
        file.write(f"{name}+{number}+{base64.b64encode(other).decode()}\n")
    expect(1, "NOT SIGNED", watch(log, f"{WORK}/other.vkey", f"{WORK}/state.other"))
    expect(2, "cannot be read", watch(f"{WORK}/nowhere", keys[0], f"{WORK}/state.nowhere"))
    print(f"{size_of(log)} entries followed; each forgery has its name")


main()
