#!/usr/bin/env python3
"""One table: what we say of each bundle of the corpus and of a fresh one, and what EU DSS, pyHanko, OpenSSL and xmlsec1 say.

Usage: validators.py BIN WORK JUDGE, in a Python that has pyHanko; JUDGE is the folder of the built tests/interop/dss.

DSS judges the container and every evidence as a judge would, and is held to our verdict: what it takes for good we must take for good,
and where its word is another than ours, either our reason is one that only we judge (`recepis:`), or docs/verdicts.md names the case. The
others judge one signature, at the time that its time-stamp proves: what we pass they must pass."""

import asyncio
import datetime
import glob
import json
import os
import re
import subprocess
import sys
import zipfile

from pyhanko.keys import load_certs_from_pemder
from pyhanko.sign.validation import async_validate_detached_cms
from pyhanko_certvalidator import ValidationContext
from asn1crypto import cms

BIN, WORK, JUDGE = sys.argv[1:4]
HERE = os.path.dirname(os.path.abspath(__file__))
CORPUS = os.path.join(HERE, "..", "bundles")
VERDICTS = os.path.join(HERE, "..", "..", "docs", "verdicts.md")
OURS = {"TOTAL-PASSED": "passed", "TOTAL-FAILED": "failed", "INDETERMINATE": "indeterminate"}
DSS = {"TOTAL_PASSED": "passed", "PASSED": "passed", "INDETERMINATE": "indeterminate"}
WORST = ["passed", "indeterminate", "failed"]
# OpenSSL refuses what is on a revocation list, whenever it was revoked, and reads no OCSP response beside a signature. xmlsec1 takes no anchor
# that another certificate stands above, and pyHanko no revocation list that such an anchor issued; it looks at an OCSP response only where the
# certificate itself names a responder.
BY_OCSP = ("seal-revoked-later-by-ocsp", "revocation-by-ocsp", "revocation-by-ocsp-of-the-authority-itself")
ONE_BY_ONE = {("good/seal-revoked-later", "OpenSSL")} | {(f"good/{name}", by) for name in BY_OCSP for by in ("OpenSSL", "pyHanko")}
ONE_BY_ONE |= {("good/anchor-below-the-root", "xmlsec1"), ("good/anchor-below-the-root", "pyHanko")}
# What stands in the place of a signature's format where DSS judges a time-stamp over the container.
STAMP = "ARCHIVE-TIME-STAMP"
# What stands in the place of a signature's format where DSS judges an evidence record.
RECORD = "EVIDENCE-RECORD"
MANIFEST, SIGNATURE = "META-INF/ASiCManifest001.xml", "META-INF/signature001.p7s"


class Case:
    """A bundle, how to judge it, what we say, and where it lies unpacked."""

    def __init__(self, name, bundle, trust, at, report):
        self.name, self.bundle, self.trust, self.at, self.report = name, bundle, trust, at, report
        self.ours, self.reason = OURS[report["verdict"]], report["reason"]
        self.folder = os.path.join(WORK, "unpacked", name)
        os.makedirs(self.folder)
        try:
            with zipfile.ZipFile(bundle) as archive:
                for member in archive.namelist():
                    path = os.path.normpath(os.path.join(self.folder, member))
                    if path.startswith(self.folder + os.sep):
                        os.makedirs(os.path.dirname(path), exist_ok=True)
                        with open(path, "wb") as file:
                            file.write(archive.read(member))
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError):
            pass  # What can be unpacked is judged; that the rest cannot is what is wrong with this one.
        self.evidence = sorted(glob.glob(f"{self.folder}/evidence/*.xml") + glob.glob(f"{self.folder}/acknowledgement/*.xml"))
        self.extracts = sorted(glob.glob(f"{self.folder}/extract/*-[A-Z]*.xml"))
        self.lists = sorted(glob.glob(f"{self.folder}/trust/*/*.crl"))
        self.responses = sorted(glob.glob(f"{self.folder}/trust/*/*.ocsp"))
        steps = report["evidence"] or report.get("redacted", {"steps": []})["steps"]
        proven = [line["proven_time"] for line in steps if line["proven_time"]]
        self.proven = max(proven, default=at)

    def anchor(self, group):
        return f"{self.trust}/{group}/root.pem"


def corpus():
    for half in ("good", "bad"):
        for folder in sorted(glob.glob(f"{CORPUS}/{half}/*")):
            with open(f"{folder}/arguments") as file:
                words = file.read().split()
            with open(f"{folder}/report.json") as file:
                report = json.load(file)
            trust = os.path.normpath(f"{folder}/{words[words.index('--trust') + 1]}")
            name = f"{half}/{os.path.basename(folder)}"
            yield Case(name, f"{folder}/bundle.asice", trust, words[words.index("--at") + 1], report)


def fresh():
    folder = os.path.join(WORK, "fresh")
    os.makedirs(folder)
    subprocess.run([f"{BIN}/recepis", "demo"], cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    bundle, trust = glob.glob(f"{folder}/recepis-demo/*.asice")[0], f"{folder}/recepis-demo/trust"
    out = subprocess.run([f"{BIN}/recepis-verify", bundle, "--trust", trust, "--json"], capture_output=True, check=True)
    report = json.loads(out.stdout)
    return Case("fresh", bundle, trust, report["at"], report)


def printed(case):
    """What DSS says of the report as PDF that was made with the fresh bundle: of it, and of a copy with another octet in the bundle attached."""
    pdf, changed = case.bundle.removesuffix(".asice") + ".pdf", f"{case.folder}/changed.pdf"
    with open(pdf, "rb") as file:
        octets = bytearray(file.read())
    octets[octets.find(b"PK\3\4") + 60] ^= 1
    with open(changed, "wb") as file:
        file.write(octets)
    lines = [asked(file, case) for file in (pdf, changed)]
    return [block.split("\t")[1:4] for block in judged(lines)]


def asked(file, case):
    """How `Judge` is asked. The anchors are the certificates of both kinds: DSS trusts a certificate for whatever it is meant."""
    lists = f"{case.folder}/trust" if case.lists or case.responses else ""
    return "\t".join([file, case.trust, lists, case.at, ""])


def judged(lines):
    """The block of lines with which DSS answers each."""
    out = subprocess.run(["java", "-cp", f"{JUDGE}/target/classes:{JUDGE}/target/lib/*", "Judge"], capture_output=True, text=True,
                         input="".join(line + "\n" for line in lines), timeout=600)
    blocks = out.stdout.split("\n\n")[:-1]
    assert len(blocks) == len(lines), f"DSS answered {len(blocks)} of {len(lines)}: {out.stderr[-2000:]}"
    return blocks


def dss(cases):
    """Name of the case to [(file, indication, sub-indication, format, why)]."""
    files = [(case, file) for case in cases for file in [case.bundle, *case.evidence, *case.extracts]]
    blocks = judged([asked(file, case) for case, file in files])
    said = {case.name: [] for case in cases}
    for (case, file), block in zip(files, blocks):
        for line in block.strip("\n").split("\n"):
            named, *rest = line.split("\t")
            assert named == file, f"{named} where {file} was asked for"
            said[case.name].append((file.removeprefix(case.folder + "/"), *rest))
    return said


def worst(said):
    """The worst that DSS says of a case, and its sub-indication."""
    found = [(DSS.get(indication, "failed"), sub or indication) for _, indication, sub, _, _ in said]
    return max(found, key=lambda pair: WORST.index(pair[0]))


def recorded(said):
    """What DSS says of a case's evidence records: the worst of it, or nothing where there is none."""
    records = [line for line in said if line[3] == RECORD]
    return worst(records) if records else ("", "")


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def pyhanko(case):
    """The container's signature with its time-stamp, revocation asked for."""
    def context(group):
        lists, responses = [], []
        for paths, octets in ((case.lists, lists), (case.responses, responses)):
            for path in paths:
                with open(path, "rb") as file:
                    octets.append(file.read())
        return ValidationContext(trust_roots=list(load_certs_from_pemder([case.anchor(group)])), crls=lists, ocsps=responses, allow_fetching=False,
                                 moment=instant(case.proven), revocation_mode="require", time_tolerance=datetime.timedelta(seconds=1))

    async def judged():
        with open(f"{case.folder}/{SIGNATURE}", "rb") as file:
            info = cms.ContentInfo.load(file.read(), strict=True)
        with open(f"{case.folder}/{MANIFEST}", "rb") as file:
            return await async_validate_detached_cms(file, info["content"], signer_validation_context=context("seal"),
                                                     ts_validation_context=context("tsa"))

    try:
        status = asyncio.run(judged())
    except Exception as error:  # Whatever it raises is its word that this is none.
        return f"{type(error).__name__}"
    stamp = status.timestamp_validity
    return "passed" if status.bottom_line and stamp is not None and stamp.valid and stamp.trusted else "no"


def run(*command):
    out = subprocess.run(command, capture_output=True, timeout=60, env={**os.environ, "TZ": "UTC"})
    return out.returncode == 0


def openssl(case):
    """The signature over the manifest, with certificates and revocation."""
    store = f"{case.folder}/store.pem"
    with open(store, "wb") as file:
        with open(case.anchor("seal"), "rb") as anchor:
            file.write(anchor.read())
        for path in case.lists:
            out = subprocess.run(["openssl", "crl", "-inform", "DER", "-in", path], capture_output=True)
            file.write(out.stdout)
    seconds = str(int(instant(case.proven).timestamp()))
    good = run("openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", f"{case.folder}/{SIGNATURE}", "-content",
               f"{case.folder}/{MANIFEST}", "-CAfile", store, "-partial_chain", "-crl_check", "-attime", seconds, "-out", "/dev/null")
    return "passed" if good else "no"


def xmlsec1(case):
    """The signature of every evidence and extract, with certificates."""
    when = instant(case.proven).strftime("%Y-%m-%d %H:%M:%S")
    good = all(run("xmlsec1", "--verify", "--trusted-pem", case.anchor("seal"), "--id-attr:Id", "SignedProperties",
                   "--verification-time", when, file) for file in case.evidence + case.extracts)
    return "passed" if good and case.evidence + case.extracts else "no"


def explained():
    """The cases for which docs/verdicts.md says why DSS says another word: the end of a case's name, and that word."""
    with open(VERDICTS) as file:
        _, text = file.read().split("## Where EU DSS says otherwise\n", 1)
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (passed|indeterminate|failed) \|", text.split("\n## ")[0], re.M)
    return dict(rows)


def main():
    cases = [fresh(), *corpus()]
    said, reasons, wrong = dss(cases), explained(), []
    print(f"{'bundle':<92} {'recepis':<14} {'EU DSS':<44} {'… of the record':<30} {'pyHanko':<8} {'OpenSSL':<8} xmlsec1")
    for case in cases:
        word, sub = worst(said[case.name])
        others = {"pyHanko": pyhanko(case), "OpenSSL": openssl(case), "xmlsec1": xmlsec1(case)}
        shown = word if word == "passed" else f"{word} {sub}"
        row = " ".join(f"{value if value == 'passed' else 'no':<8}" for value in others.values())
        record = recorded(said[case.name])
        record = record[0] if record[0] in ("", "passed") else " ".join(record).replace("indeterminate ", "? ")
        print(f"{case.name:<92} {case.ours:<14} {shown:<44} {record[:30]:<30} {row}")
        if case.ours == "passed":
            wrong += [f"{case.name}: {tool} says {value}" for tool, value in others.items()
                      if value != "passed" and (case.name, tool) not in ONE_BY_ONE]
            stamps = [line[1] for line in said[case.name] if line[3] == STAMP]
            augmented = glob.glob(f"{case.folder}/META-INF/*.tst")
            if len(stamps) != len(augmented) or set(stamps) - {"PASSED"}:
                wrong.append(f"{case.name}: DSS does not say of each archive time-stamp that it is valid: {said[case.name]}")
            records = [line[1] for line in said[case.name] if line[3] == RECORD]
            if len(records) != len(glob.glob(f"{case.folder}/META-INF/*.ers")) or set(records) - {"PASSED"}:
                wrong.append(f"{case.name}: DSS does not say of each evidence record that it is valid: {said[case.name]}")
            for file, _, _, form, why in (line for line in said[case.name] if line[3] not in (STAMP, RECORD)):
                level = ("CAdES-BASELINE-LTA" if augmented else "CAdES-BASELINE-LT") if file.endswith(".asice") else "XAdES-BASELINE-T"
                level = "XAdES-BASELINE-B" if file.startswith("extract/") else level
                if form != level:
                    wrong.append(f"{case.name}: DSS takes {file} for {form}: {why}")
        named = next((end for end in reasons if case.name.endswith(("-" + end, "/" + end))), None)
        if word == case.ours:
            if named:
                wrong.append(f"{case.name}: docs/verdicts.md explains a difference that is none")
        elif named:
            if reasons[named] != word:
                wrong.append(f"{case.name}: DSS says {word}, docs/verdicts.md that it says {reasons[named]}")
        elif case.ours == "passed" or not (case.reason or "").startswith("recepis:"):
            wrong.append(f"{case.name}: we say {case.ours} ({case.reason}), DSS {word}: {said[case.name]}")
    stray = [end for end in reasons if not any(case.name.endswith(("-" + end, "/" + end)) for case in cases)]
    wrong += [f"docs/verdicts.md explains {end}, which is no case" for end in stray]
    report = printed(cases[0])
    print(f"the report as PDF: {report[0]}; with another octet: {report[1]}")
    if report[0] != ["TOTAL_PASSED", "", "PAdES-BASELINE-T"] or report[1][:2] != ["TOTAL_FAILED", "HASH_FAILURE"]:
        wrong.append(f"the report as PDF: {report}")
    passed = sum(case.ours == "passed" for case in cases)
    same = sum(worst(said[case.name])[0] == case.ours for case in cases)
    print(f"{len(cases)} bundles, {passed} of them sound; DSS says the same of {same}, {len(reasons)} differences are explained one by one")
    assert not wrong, "\n".join(["not explained:", *wrong])


main()
