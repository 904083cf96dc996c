#!/usr/bin/env python3
"""Files that are no sound bundle, given to recepis-verify: a verdict or a clear error, within a second and 64 MiB of address
space beyond what the program takes for its own code (RLIMIT_AS, and the peak of resident memory as the kernel counted it).

Usage: bad_bundles.py BIN WORK. Makes a sound bundle with `recepis demo` first."""

import glob
import io
import json
import os
import random
import resource
import struct
import subprocess
import time
import warnings
import zipfile
import zlib

from common import BIN, check, members, work

MIB = 1024 * 1024
SEED = int(os.environ.get("SEED", time.time_ns() % 1_000_000))
warnings.simplefilter("ignore")


def judged(name, path, trust, codes):
    """Runs the verifier under its limits; the exit code is one of these, and something is said."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)

    def limited():
        resource.setrlimit(resource.RLIMIT_AS, (64 * MIB, 64 * MIB))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    process = subprocess.Popen([f"{BIN}/recepis-verify", path, "--trust", trust, "--json"], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, preexec_fn=limited)
    began = time.monotonic()
    out, error = process.communicate(timeout=30)
    took = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    check(process.returncode in codes, f"{name}: exit code {process.returncode}: {out[-600:]} {error[-600:]}")
    check(b"panic" not in error, f"{name}: {error}")
    # The clock on the wall for whoever waits; the processor's where other work slows this machine down.
    check(min(took, processor) < 1, f"{name}: {took:.2f} s, {processor:.2f} s of the processor")
    if process.returncode == 64:
        check(error.strip(), f"{name}: no word about why")
    elif process.returncode == 1:
        report = json.loads(out)
        check(report["findings"], f"{name}: no word about why")
    if name != "random octets":
        print(f"bad bundle: {name}: {process.returncode}, {took * 1000:.0f} ms")


def rebuilt(octets, change):
    """The members through `change` (a list of (name, octets) to such a list), packed again with `mimetype` stored."""
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        content = [(name, archive.read(name)) for name in archive.namelist()]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, body in change(content):
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), body)
    return out.getvalue()


def deflated(name, octets, claimed):
    """One deflated member whose headers claim this size."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = b"".join([packed.compress(octets[at:at + MIB]) for at in range(0, len(octets), MIB)]) + packed.flush()
    crc, name = zlib.crc32(octets), name.encode()
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 33, crc, len(body), claimed, len(name), 0) + name + body
    central = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 33, crc, len(body), claimed, len(name), 0, 0, 0, 0, 0, 0) + name
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def main():
    folder = work("bad-bundles")
    subprocess.run([f"{BIN}/recepis", "demo"], cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    sound, trust = glob.glob(f"{folder}/recepis-demo/*.asice")[0], f"{folder}/recepis-demo/trust"
    octets = open(sound, "rb").read()
    judged("sound", sound, trust, {0})

    def given(name, body, codes=(1, 2, 64)):
        path = f"{folder}/bad.asice"
        with open(path, "wb") as file:
            for piece in body if isinstance(body, list) else [body]:
                file.write(piece)
        judged(name, path, trust, set(codes))
        os.remove(path)

    given("empty file", b"")
    given("one octet", b"P")
    given("not a zip", b"this is a text\n" * 1000)
    given("a picture", b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(100_000))
    given("half of a bundle", octets[:len(octets) // 2])
    given("without its first octets", octets[100:])
    given("its tail only", octets[-22:])
    given("an empty zip", b"PK\x05\x06" + b"\0" * 18)
    given("zip bomb, honest", deflated("evidence/001-Bomb.xml", b"\0" * (300 * MIB), 300 * MIB))
    given("zip bomb, that lies", deflated("evidence/001-Bomb.xml", b"\0" * (300 * MIB), 1_000))
    given("bomb as the message", rebuilt(octets, lambda all: all)[:-22] + deflated("message.eml", b"\0" * (100 * MIB), 100 * MIB))
    given("duplicate names", rebuilt(octets, lambda all: all + [all[1]]))
    given("absolute path", rebuilt(octets, lambda all: all + [("/etc/passwd", b"x")]))
    given("path out of the folder", rebuilt(octets, lambda all: all + [("../../evil", b"x")]))
    given("back slashes", rebuilt(octets, lambda all: all + [("..\\evil", b"x")]))
    given("names that differ in case", rebuilt(octets, lambda all: all + [(all[1][0].upper(), all[1][1])]))
    given("NUL in a name", rebuilt(octets, lambda all: all + [("a", b"x")]).replace(b"\x01\0\0\0a", b"\x01\0\0\0\0"))
    given("no mimetype", rebuilt(octets, lambda all: [m for m in all if m[0] != "mimetype"]))
    given("nothing but mimetype", rebuilt(octets, lambda all: all[:1]))
    given("a file that nobody names", rebuilt(octets, lambda all: all + [("evidence/999-Extra.xml", b"<x/>")]))
    given("60,000 members", rebuilt(octets, lambda all: all + [(f"log/{n}", b"") for n in range(60_000)]))
    deep = b"<?xml version='1.0'?>" + b"<a>" * 200_000
    entities = b"<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;'>]><a>&c;</a>"
    for name, body in (("deep XML", deep), ("entities", entities), ("empty XML", b""), ("10 MiB of one name", b"<" + b"a" * 10 * MIB)):
        given(name, rebuilt(octets, lambda all: [(n, body if n.startswith("evidence/001") else b) for n, b in all]), {1, 2, 64})
    zeros = f"{folder}/zeros.asice"
    with open(zeros, "wb") as file:
        file.truncate(2 * 1024 * MIB)
    judged("2 GB of zeros", zeros, trust, {1, 2, 64})
    with open(zeros, "r+b") as file:
        file.write(octets)
    judged("a bundle, then zeros up to 2 GB", zeros, trust, {1, 2, 64})
    os.remove(zeros)
    judged("no such file", f"{folder}/nothing.asice", trust, {64})
    judged("a folder", folder, trust, {64})

    print("seed", SEED)
    rng = random.Random(SEED)
    for _ in range(60):
        wrong = bytearray(octets)
        for _ in range(rng.randint(1, 40)):
            wrong[rng.randrange(len(wrong))] = rng.randrange(256)
        if members_differ(octets, bytes(wrong)):
            path = f"{folder}/random.asice"
            with open(path, "wb") as file:
                file.write(wrong)
            judged("random octets", path, trust, {1, 2, 64})


def members_differ(one, two):
    try:
        return members(one) != members(two)
    except Exception:  # Not even a zip any more, in any of the ways in which Python says so.
        return True


main()
