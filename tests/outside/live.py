#!/usr/bin/env python3
"""Lives registered e-mails through against `recepis serve`, as outsiders would: Python's smtplib, swaks and curl hand in, a
browser without scripts decides. Leaves one bundle per way under WORK/live for tests/outside/witness.sh.

Usage: live.py BIN WORK. Needs nothing but the standard library, swaks and curl."""

import os
import smtplib
import subprocess
import sys
import time
import urllib.parse
from email.message import EmailMessage

from common import (Browser, Service, addressee_bundle, ask_code, check, delivery_of, link_of, members, trusting_nobody, work)

WORK = os.path.join(sys.argv[2], "live")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SECRETS = ["the rent rises on the first of March", "Annex-with-a-telling-name.pdf"]


def message(addressee, sender):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, addressee, "Rent"
    mail["Message-ID"] = f"<{time.monotonic_ns()}@sender.example>"
    mail.set_content(f"Dear tenant,\n\n{SECRETS[0]}.\n")
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename=SECRETS[1])
    return mail


def by_smtplib(service, addressee):
    ready = service.ready
    with smtplib.SMTP("localhost", service.ports["smtp"], timeout=20) as smtp:
        check(not smtp.has_extn("auth"), "AUTH is announced without TLS")
        smtp.starttls(context=trusting_nobody())
        smtp.login(ready["name"], ready["password"])
        smtp.send_message(message(addressee, ready["address"]))


def by_swaks(service, addressee):
    ready = service.ready
    with open(f"{WORK}/swaks.eml", "wb") as file:
        file.write(message(addressee, ready["address"]).as_bytes())
    out = subprocess.run(["swaks", "--server", "localhost", "--port", str(service.ports["smtps"]), "--tlsc", "--auth", "LOGIN",
                          "--auth-user", ready["name"], "--auth-password", ready["password"], "--from", ready["address"],
                          "--to", addressee, "--data", f"@{WORK}/swaks.eml"], capture_output=True, text=True, timeout=60)
    check(out.returncode == 0, "swaks: " + out.stdout[-2000:] + out.stderr)


def by_curl(service, addressee):
    with open(f"{WORK}/curl.eml", "wb") as file:
        file.write(message(addressee, service.ready["address"]).as_bytes())
    out = subprocess.run(["curl", "-sS", "--fail-with-body", "-H", "Authorization: Bearer " + service.ready["token"], "-H",
                          "Content-Type: message/rfc822", "--data-binary", f"@{WORK}/curl.eml",
                          f"{service.base}/api/v1/submissions?" + urllib.parse.urlencode({"from": service.ready["address"], "to": addressee})],
                         capture_output=True, text=True, timeout=60)
    check(out.returncode == 0, "curl: " + out.stdout + out.stderr)


def prove(service, addressee, link):
    """Opens the link, asks a code, types it; leaves the browser on the decision (or result) page."""
    browser = Browser(service.base).open(link)
    check(browser.status == 200 and not browser.jar, "the notice page sets a cookie or fails")
    check("Rent" not in browser.page.text, "the subject is shown before identity is proven")
    code = ask_code(service, addressee, browser)
    browser.submit(browser.form("/confirm"), code="00000000" if code != "00000000" else "00000001")
    return browser.submit(browser.form("/confirm"), code=code)


def decide(service, addressee, answer):
    link = link_of(service.notice(addressee))
    browser = prove(service, addressee, link)
    check(browser.status == 200 and "Rent" in browser.page.text, f"no decision page: {browser.page.text}")
    form = browser.form("/decide")
    browser.submit(form, browser.button(form, answer))
    check(browser.status == 200, f"{answer}: {browser.status} {browser.page.text}")
    return browser, link


def save(name, octets):
    with open(f"{WORK}/{name}.asice", "wb") as file:
        file.write(octets)


def answers(service, delivery, event):
    """The answers, once this event is sealed."""
    shown = service.wait_sealed(delivery, event)["answers"]
    return shown["step"], shown["decision"]


def same_evidence(one, two):
    sides = [{n: octets for n, octets in members(side).items() if n.startswith("evidence/") and "export" not in n} for side in (one, two)]
    check(sides[0] == sides[1] and sides[0], "the two sides hold different evidence")


def silent(octets, why):
    everything = b"".join(n.encode() + content for n, content in members(octets).items())
    for secret in SECRETS:
        check(secret.encode() not in everything and secret.encode() not in octets, why)


def main():
    service = Service(work("live"))
    check(service.seconds < 2, f"serve took {service.seconds:.1f} s to be ready")
    who = {way: f"{way}@addressee.example" for way in ("accept", "refuse", "not-for-me", "silence")}
    by_smtplib(service, who["accept"])
    by_swaks(service, who["refuse"])
    by_curl(service, who["not-for-me"])
    by_smtplib(service, who["silence"])

    browser, link = decide(service, who["accept"], "accept")
    delivery = delivery_of(link)
    check(SECRETS[0] in browser.page.text, "the content page does not show the body")
    page = browser.url
    attachment = [l for l in browser.page.links if "/part" in l]
    check(len(attachment) == 1, f"one attachment is expected: {browser.page.links}")
    check(browser.open(attachment[0]).body == PDF, "the attachment differs")
    shown = answers(service, delivery, "ContentHandover")
    check(shown == ("G4", "accepted"), f"accept: {shown}")
    browser.open(page)
    mine, theirs = addressee_bundle(browser), service.bundle(delivery)
    same_evidence(mine, theirs)
    save("accept", theirs)
    save("accept-addressee", mine)
    dead = Browser(service.base).open(link)
    check(dead.status in (200, 404, 410) and dead.page.forms, "the dead link's page offers no form")

    browser, link = decide(service, who["refuse"], "refuse")
    refused = delivery_of(link)
    shown = answers(service, refused, "ConsignmentRejection")
    check(shown == ("G3", "refused"), f"refuse: {shown}")
    browser.open(browser.url)
    mine = addressee_bundle(browser)
    silent(mine, "after refusal the addressee's file holds body or attachment name")
    same_evidence(mine, service.bundle(refused))
    save("refuse", mine)
    save("refuse-sender", service.bundle(refused))

    browser, link = decide(service, who["not-for-me"], "not-for-me")
    other = delivery_of(link)
    shown = answers(service, other, "NotForMe")
    check(shown == ("G2", "not-for-me"), f"not for me: {shown}")
    save("not-for-me", service.bundle(other))

    silence = delivery_of(link_of(service.notice(who["silence"])))
    service.wait_sealed(silence, "NotificationForAcceptance")
    service.stop()

    service = Service(WORK, ahead="15d")
    shown = answers(service, silence, "AcceptanceRejectionExpiry")
    check(shown[1] == "expired", f"silence: {shown}")
    save("silence", service.bundle(silence))
    service.stop()
    for way in ("accept", "refuse", "not-for-me", "silence"):
        print("lived:", way)


main()
