"""Judges every bundle of tests/bundles by this verifier, and compares with the report that lies beside it.

    corpus.py BUNDLES PROTO [-v]

Prints one line; ends with 1 where a verdict, its reason or the file named first differs, and the difference is not in `KNOWN`."""

import collections
import json
import os
import shlex
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import judge
import schema
import xades

KNOWN = {}  # folder: why this verifier says otherwise
EVERY = 333  # bundles that there were when this was written: fewer are no corpus


def arguments(text):
    words, found = shlex.split(text), {}
    for option, value in zip(words[::2], words[1::2]):
        found[option] = value
    return found if len(words) % 2 == 0 and set(found) <= {"--trust", "--at", "--require"} else None


def main():
    bundles, proto, loud = sys.argv[1], sys.argv[2], "-v" in sys.argv
    schemas, agreed, beyond, wrong = schema.Schemas(proto), collections.Counter(), collections.Counter(), []
    for kind in ("good", "bad"):
        for name in sorted(os.listdir(os.path.join(bundles, kind))):
            folder = os.path.join(bundles, kind, name)
            given, report, octets = (read(os.path.join(folder, f)) for f in ("arguments", "report.json", "bundle.asice"))
            options, report = arguments(given.decode()), json.loads(report)
            if options is None:
                beyond["other arguments"] += 1
                continue
            trust = judge.Trust(os.path.join(folder, options["--trust"]))
            found = judge.judge(octets, trust, xades.moment(options["--at"]), options.get("--require", "").split(","), schemas)
            if found.beyond:
                beyond[", ".join(sorted(found.beyond))] += 1
                continue
            verdict, worst = found.verdict()
            first = next((f for f in report["findings"] if f["indication"] == verdict), None) if worst else None
            mine = (verdict, worst and worst.reason, worst and worst.file)
            theirs = (report["verdict"], report["reason"], first["file"] if first else None)
            if mine == theirs:
                agreed[verdict] += 1
            elif name not in KNOWN:
                wrong.append(f"{kind}/{name}: {theirs} there, {mine} here: {worst and worst.why}")
            if loud:
                for finding in found.findings:
                    print(f"  {name}: {finding}")
    if sum(agreed.values()) + sum(beyond.values()) + len(wrong) + len(KNOWN) < EVERY:
        wrong.append(f"fewer than {EVERY} bundles")
    for line in wrong:
        print("FAILED:", line)
    print("; ".join(f"{n} {verdict}" for verdict, n in agreed.items()) + f": as recepis-verify, by another program; {len(KNOWN)} known differences; "
          + (", ".join(f"{n} beyond this verifier ({what})" for what, n in beyond.items()) or "none beyond this verifier"))
    sys.exit(1 if wrong else 0)


def read(path):
    with open(path, "rb") as file:
        return file.read()


main()
