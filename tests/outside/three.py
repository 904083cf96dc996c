#!/usr/bin/env python3
"""One message to three addressees, two of them in its To line: one accepts, one refuses, one says not for me. No file of a
bundle, no page, no mail and no dialogue of one names another, beyond `message.eml`.

Usage: three.py BIN WORK"""

import base64
import binascii
import json
import re
import subprocess
import urllib.request

from common import BIN, Browser, Line, Service, addressee_bundle, check, decide, delivery_of, id_in, link_of, mail, members, prove, work

NAMES = {"accept": "anna.visser.3301", "refuse": "bram.dekker.4402", "not-for-me": "cora.mulder.5503"}
ADDRESSES = {way: f"{name}@addressee.example" for way, name in NAMES.items()}
DECIDED = {"accept": "ContentHandover", "refuse": "ConsignmentRejection", "not-for-me": "NotForMe"}


def readable(octets):
    """The octets, and what stands in base64 or hexadecimal within them, two layers deep."""
    layers, found = [octets], [octets]
    for _ in range(2):
        inner = []
        for layer in layers:
            for run in re.findall(rb"(?:[A-Za-z0-9+/]{4}\s*){6,}(?:[A-Za-z0-9+/]{2,3}={0,2})?", layer):
                run = re.sub(rb"\s", b"", run).rstrip(b"=")
                try:
                    inner.append(base64.b64decode(run + b"=" * (-len(run) % 4)))
                except binascii.Error:
                    pass
            # Quoted-printable soft ends would cut a name in two.
            inner.append(layer.replace(b"=\r\n", b""))
        layers = inner
        found += inner
    return found


def alone(way, what, octets):
    """Names this addressee at most, none of the others."""
    for layer in readable(octets):
        layer = layer.lower()
        for other, name in NAMES.items():
            place = layer.find(name.encode())
            check(other == way or place < 0, f"{what} of {NAMES[way]} names {name}: {layer[max(0, place - 200):place + 60]!r}")


def bundle(way, whose, octets):
    files = members(octets)
    mine = 0
    for name, content in files.items():
        if name == "message.eml":
            continue
        alone(way, f"{whose} bundle: {name}", name.encode() + b"\n" + content)
        mine += any(NAMES[way].encode() in layer.lower() for layer in readable(content))
    said = [content for name, content in files.items() if name.startswith("dialogue/")]
    check(said and all(content.count(b"RCPT TO:") == 1 for content in said), f"one addressee per dialogue: {said}")
    check(mine >= 2, f"the {whose} bundle of {NAMES[way]} does not even name them: nothing was looked at")
    return files


def report(service, way, octets):
    """What the verifier prints of it names nobody else either."""
    path = f"{service.folder}/{way}.asice"
    with open(path, "wb") as file:
        file.write(octets)
    for form in ([], ["--json"]):
        out = subprocess.run([f"{BIN}/recepis-verify", path, "--trust", service.ready["trust"]] + form, capture_output=True)
        check(out.returncode == 0, f"the bundle of {way} does not pass: {out.stdout.decode()}")
        alone(way, "the report", out.stdout)


def lived(service, way):
    """Everything that one addressee sees, up to their decision and after it."""
    address = ADDRESSES[way]
    link = link_of(service.notice(address))
    delivery = delivery_of(link)
    service.wait_sealed(delivery, "NotificationForAcceptance")
    bundle(way, "sender's early", service.bundle(delivery, 2))
    seen = [Browser(service.base).open(link).body, Browser(service.base).open(link + "?lang=en").body]
    browser, _ = prove(service, address, link)
    decide(browser, way)
    page = browser.url
    if way == "accept":
        seen.append(browser.page.text.encode())
    shown = service.wait_sealed(delivery, DECIDED[way])
    alone(way, "the API's answer", json.dumps(shown).encode())
    browser.open(page)
    theirs = None
    if way != "not-for-me":
        theirs = addressee_bundle(browser)
        files = bundle(way, "addressee's", theirs)
        check(("message.eml" in files) == (way == "accept"), "who accepts gets the message, and nobody else")
        report(service, way, theirs)
    ours = service.bundle(delivery, len(shown["timeline"]))
    notices = [name for name in bundle(way, "sender's", ours) if re.fullmatch(r"notice-\d+\.eml", name)]
    check(way == "not-for-me" or notices, "the bundle of a decided delivery holds no notice as sent")
    report(service, way, ours)
    for octets in seen + [body for body in browser.seen if not body.startswith(b"PK")]:
        alone(way, "a page", octets)
    return delivery


def main():
    service = Service(work("three"))
    line = Line(service)
    named = ", ".join([ADDRESSES["accept"], ADDRESSES["refuse"]])
    submission = id_in(line.hand_in(list(ADDRESSES.values()), mail(line.address, named)))
    line.close()
    deliveries = {way: lived(service, way) for way in NAMES}
    listed = {delivery["id"]: delivery["addressee"] for delivery in service.submission(submission)}
    check(listed == {deliveries[way]: ADDRESSES[way] for way in NAMES}, f"one delivery per addressee: {listed}")
    for way, address in ADDRESSES.items():
        mails = service.mails(address)
        check(len(mails) >= 2, f"too few mails for {address}")
        for letter in mails:
            alone(way, "a mail", json.dumps(letter).encode())
            shown = urllib.request.urlopen(f"{service.base}/demo/mailbox/{letter['number']}").read()
            alone(way, "a mail as shown", shown)
    service.stop()
    print("three addressees: none is named to another")


main()
