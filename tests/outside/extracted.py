"""One delivery, accepted; its bundle without who wrote to whom, by the sender's command and over the network."""

import base64
import json
import os
import subprocess
import xml.etree.ElementTree as tree
import zipfile

from common import BIN, Line, Service, check, decide, delivery_of, link_of, mail, members, prove, work

HERE = os.path.dirname(os.path.abspath(__file__))
SCHEMA = os.path.join(HERE, "../../proto/extract.xsd")
SPACE = "{urn:recepis:extract:v1}"
TO, NAME = "somebody@addressee.example", "Stichting Wonen"
STEPS = ["SubmissionAcceptance", "NotificationForAcceptance", "ConsignmentAcceptance", "ContentConsignment"]
folder = work("extracts")


def run(*command, code=0, given=None):
    out = subprocess.run(command, capture_output=True, input=given, timeout=120, cwd=folder)
    said = out.stdout.decode() + out.stderr.decode()
    check(out.returncode == code, f"{' '.join(command)}: {out.returncode}\n{said}")
    return said


def unpacked(file):
    with open(f"{folder}/{file}", "rb") as bundle:
        return members(bundle.read())


def report(file, trust, code=0):
    return json.loads(run(f"{BIN}/recepis-verify", file, "--trust", trust, "--json", code=code))


def silent(files, hidden):
    """Nothing in the files, nor in their names, tells what was left out: neither as it is nor in base64 of any phase."""
    for what in hidden:
        forms = {what.encode()} | {base64.b64encode(b"x" * phase + what.encode())[2 * phase and 4:-4] for phase in range(3)}
        for name, octets in files.items():
            check(not any(form in octets or form in name.encode() for form in forms), f"{name} tells {what!r}")


def alone(files, trust):
    """Each extract by others: our schema, the signature, the time-stamp out of its evidence."""
    for name in (name for name in files if name.startswith("extract/") and name.endswith(".xml") and "-open" not in name):
        with open(f"{folder}/extract.xml", "wb") as file:
            file.write(files[name])
        run("xmllint", "--nonet", "--noout", "--schema", SCHEMA, "extract.xml")
        run("xmlsec1", "--verify", "--enabled-key-data", "x509", "--trusted-pem", f"{trust}/seal/root.pem", "--id-attr:Id", "SignedProperties",
            "--id-attr:Id", "Signature", "extract.xml")
        with open(f"{folder}/token.der", "wb") as file:
            file.write(files[name.partition("-")[0] + ".tst"])
        imprint = base64.b64decode(tree.fromstring(files[name]).find(SPACE + "Imprint").text).hex()
        run("openssl", "ts", "-verify", "-digest", imprint, "-in", "token.der", "-token_in", "-CAfile", f"{trust}/tsa/root.pem")


def opened(files, field):
    """What is opened, computed as docs/bundle-format.md says it by hand."""
    values = set()
    for name in (name for name in files if name.endswith("-opened.xml")):
        run("xmllint", "--nonet", "--noout", "--schema", SCHEMA, "-", given=files[name])
        extract = next(tree.fromstring(files[n]) for n in files if n.startswith(name.partition("-")[0] + "-") and n != name)
        held = next(e.text for e in extract.iter(SPACE + "Commitment") if e.get("Field") == field)
        openings = list(tree.fromstring(files[name]).iter(SPACE + "Opening"))
        check([e.get("Field") for e in openings] == [field], f"{name} opens something else")
        salt, value = openings[0].find(SPACE + "Salt").text, openings[0].find(SPACE + "Value").text
        by_hand = f"{{ printf %s {salt} | base64 -d; printf '{field}\\0%s' {value}; }} | openssl dgst -sha256 -binary | base64"
        check(run("bash", "-c", by_hand).strip() == held, f"{name}: another digest by hand")
        values.add(value)
    return values


def main():
    service = Service(folder)
    trust, sender = f"{service.data}/trust", service.ready["address"]
    line = Line(service)
    line.hand_in(TO, mail(f"{NAME} <{sender}>", TO, subject="the rent, and nobody else's business"))
    link = link_of(service.notice(TO))
    delivery = delivery_of(link)
    browser, _ = prove(service, TO, link)
    decide(browser, "accept")
    service.wait_sealed(delivery, "ContentConsignment")
    service.bundle(delivery, events=len(STEPS))
    with open(f"{folder}/token", "w") as file:
        file.write(service.ready["token"])
    asked = [f"{BIN}/recepis", "submission", "export", delivery, "--api", service.base, "--token-file", "token"]

    run(*asked)
    run(*asked, "--redact")
    whole, redacted = unpacked(f"{delivery}.asice"), unpacked(f"{delivery}-redacted.asice")
    about = report(f"{delivery}.asice", trust)["about"]
    digest = base64.b64encode(bytes.fromhex(about["message_digest"])).decode()
    hidden = [TO, sender, NAME, about["message_id"], digest, about["message_digest"]]
    check(all(any(what.encode() in octets for octets in whole.values()) for what in hidden[:5]), "the whole bundle tells who they are")
    silent(redacted, hidden)
    shown = report(f"{delivery}-redacted.asice", trust)
    check(shown["verdict"] == "TOTAL-PASSED" and shown["answers"] is None, shown["sentence"])
    steps = shown["redacted"]["steps"]
    check([step["event"].rpartition("/")[2] for step in steps][:len(STEPS)] == STEPS, f"steps: {steps}")
    check(all(step["proven_time"] and step["log"] and not step["opened"] for step in steps), f"steps: {steps}")
    left = set(whole) - set(redacted) - {"message.eml"}
    check(set(shown["redacted"]["left_out"]) == left, f"left out: {shown['redacted']['left_out']}, not {sorted(left)}")
    said = run(f"{BIN}/recepis-verify", f"{delivery}-redacted.asice", "--trust", trust, "--language", "en", "--report", "report.html")
    check("An extract shows that the service stated a step at a time." in said, said)
    silent({"the report": said.encode(), "the document": open(f"{folder}/report.html", "rb").read()}, hidden)
    alone(redacted, trust)
    run(f"{BIN}/recepis", "bundle", "redact", f"{delivery}.asice", "--to", "by-hand.asice")
    same = [open(f"{folder}/{name}.asice", "rb").read() for name in ("by-hand", f"{delivery}-redacted")]
    check(same[0] == same[1], "whoever holds the bundle makes another one of it than the sender")
    check("exists, and is not written over" in run(f"{BIN}/recepis", "bundle", "redact", f"{delivery}.asice", code=1), "a file was written over")
    old = os.path.join(HERE, "../bundles/good/accepted/bundle.asice")
    check("it was sealed before the service made any" in run(f"{BIN}/recepis", "bundle", "redact", old, "--to", "o.asice", code=1), "no extracts")
    for file in ("token", "nothing.asice", "."):
        run(f"{BIN}/recepis", "bundle", "redact", file, "--to", "o.asice", code=1)
    check(not os.path.exists(f"{folder}/o.asice"), "a file is left of what failed")

    run(*asked, "--redact", "--open", "addressee.address", "--to", "opened.asice")
    files = unpacked("opened.asice")
    silent(files, hidden[1:])
    check(opened(files, "addressee.address") == {TO}, "the addressee is not opened in each step")
    check(all(step["opened"] == [{"field": "addressee.address", "value": TO}] for step in report("opened.asice", trust)["redacted"]["steps"]), "shown")
    # Another address in what opens it; the archive is written anew, so that its checksums fit.
    with zipfile.ZipFile(f"{folder}/wrong.asice", "w") as archive:
        for name, octets in files.items():
            archive.writestr(zipfile.ZipInfo(name), octets.replace(b"somebody@", b"somebodx@") if name == "extract/003-opened.xml" else octets)
    wrong = report("wrong.asice", trust, code=1)
    found = [f for f in wrong["findings"] if f["indication"] == "TOTAL-FAILED"]
    check(wrong["reason"] == "HASH_FAILURE" and found[0]["file"] == "extract/003-opened.xml" and "addressee.address" in found[0]["sentence"], f"{found}")

    check("exists, and is not written over" in run(*asked, "--redact", code=1), "a file was written over")
    check("addressee.address, delegate.address" in run(*asked, "--redact", "--open", "subject", code=64), "an unknown field is told")
    check("--redact" in run(*asked, "--open", "sender.name", code=64), "fields are opened of a whole bundle")
    check("cannot be read" in run(*asked[:-1], "nothing", "--redact", "--to", "n.asice", code=1), "no token")
    check(not os.path.exists(f"{folder}/n.asice"), "a file is left of what failed")
    sizes = [os.path.getsize(f"{folder}/{name}.asice") for name in (delivery, f"{delivery}-redacted")]
    inside = sum(len(octets) for name, octets in whole.items() if name.startswith("extract/"))
    print(f"{len(steps)} steps shown alone: {sizes[1]} octets out of {sizes[0]}, whose extracts are {inside} before they are packed")
    service.stop()


main()
