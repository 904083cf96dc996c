#!/usr/bin/env python3
"""Lives registered e-mails through against `recepis serve`, as outsiders would: Python's smtplib, swaks and curl hand in, a
browser without scripts decides. Leaves one bundle per way under WORK/live for tests/outside/witness.sh.

Usage: live.py BIN WORK. Needs nothing but the standard library, swaks and curl."""

import html.parser
import http.cookiejar
import json
import os
import re
import signal
import smtplib
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from email.message import EmailMessage

BIN, WORK = sys.argv[1], os.path.join(sys.argv[2], "live")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SECRETS = ["the rent rises on the first of March", "Annex-with-a-telling-name.pdf"]


def fail(why):
    print("FAILED:", why)
    sys.exit(1)


def check(holds, why):
    if not holds:
        fail(why)


class Forms(html.parser.HTMLParser):
    """The forms and links of a page, and its visible text."""

    def __init__(self, page):
        super().__init__()
        self.forms, self.links, self.text, self.form, self.button = [], [], [], None, None
        self.feed(page)
        self.text = " ".join(" ".join(self.text).split())

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag == "script":
            fail("a page for the addressee holds a script")
        if tag == "form":
            self.form = {"action": a.get("action", ""), "method": a.get("method", "get"), "fields": {}, "buttons": [], "inputs": []}
            self.forms.append(self.form)
        elif tag == "input" and self.form is not None:
            kind = a.get("type", "text")
            if kind == "hidden" or (kind in ("radio", "checkbox") and "checked" in a):
                self.form["fields"][a["name"]] = a.get("value", "")
            elif kind not in ("radio", "checkbox", "submit"):
                self.form["inputs"].append(a.get("name"))
        elif tag == "button" and self.form is not None:
            self.form["buttons"].append((a.get("name"), a.get("value"), a.get("formaction")))
        elif tag == "a":
            self.links.append(a.get("href", ""))

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None

    def handle_data(self, data):
        self.text.append(data)


class Browser:
    """A browser with scripts off: follows redirects, keeps cookies, sends what a form says."""

    def __init__(self, base):
        self.base, self.url = base, base
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def open(self, url, data=None):
        url = urllib.parse.urljoin(self.url, url)
        check(url.startswith(self.base), f"a page leads elsewhere: {url}")
        headers = {}
        if data is not None:
            headers = {"Sec-Fetch-Site": "same-origin", "Origin": self.base}
            data = urllib.parse.urlencode(data).encode()
        try:
            answer = self.opener.open(urllib.request.Request(url, data, headers), timeout=20)
        except urllib.error.HTTPError as error:
            answer = error
        self.url, self.status, self.headers, self.body = answer.geturl(), answer.status, answer.headers, answer.read()
        self.page = Forms(self.body.decode()) if "html" in self.headers.get("Content-Type", "") else None
        return self

    def submit(self, form, button=None, **typed):
        data = dict(form["fields"], **typed)
        target = form["action"]
        if button:
            name, value, action = button
            if name:
                data[name] = value or ""
            target = action or target
        return self.open(target, data)

    def form(self, part):
        for form in self.page.forms:
            if part in form["action"]:
                return form
        fail(f"no form leads to {part} on {self.url}: {[f['action'] for f in self.page.forms]}\n{self.page.text}")

    def button(self, form, value):
        for button in form["buttons"]:
            if value in (button[1] or "") or value in (button[2] or ""):
                return button
        fail(f"no button {value}: {form['buttons']}")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Service:
    def __init__(self, ahead=None):
        self.ports = {name: free_port() for name in ("http", "smtp", "smtps")}
        command = [f"{BIN}/recepis", "serve", "--data", f"{WORK}/data", "--json"]
        for name, port in self.ports.items():
            command += [f"--{name}", str(port)]
        if ahead:
            command += ["--clock-ahead", ahead]
        began = time.monotonic()
        self.log = open(f"{WORK}/serve.log", "ab")
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.ready = json.loads(self.process.stdout.readline() or "{}")
        self.seconds = time.monotonic() - began
        check(self.ready, "serve did not start: see serve.log")
        self.base = self.ready["pages"].rstrip("/")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        check(self.process.wait(30) == 0, "SIGTERM did not end the service with code 0")

    def api(self, path):
        request = urllib.request.Request(self.base + "/api/v1" + path, headers={"Authorization": "Bearer " + self.ready["token"]})
        return urllib.request.urlopen(request, timeout=20)

    def mails(self, address):
        """The mails of one demo mailbox, oldest first, as plain text."""
        url = f"{self.base}/demo/mailbox.json?to=" + urllib.parse.quote(address)
        return json.load(urllib.request.urlopen(url, timeout=20))[::-1]

    def wait_mail(self, address, holds, seconds=20):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for mail in reversed(self.mails(address)):
                if holds(mail):
                    return mail
            time.sleep(0.1)
        fail(f"no such mail for {address}: {[m.get('subject') for m in self.mails(address)]}")


def text_of(mail):
    return mail["text"]


def link_of(mail):
    links = re.findall(r"https?://\S+/r/\S+", text_of(mail))
    check(len(links) == 1, f"a mail has {len(links)} links")
    return links[0]


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


def trusting_nobody():
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


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
    before = len(service.mails(addressee))
    browser.submit(browser.form("/code"))
    mail = service.wait_mail(addressee, lambda m: len(service.mails(addressee)) > before and re.search(r"\b\d{4} ?\d{4}\b", text_of(m)) and "/r/" not in text_of(m))
    code = re.search(r"\b(\d{4}) ?(\d{4})\b", text_of(mail))
    wrong = "00000000" if code.group(1) + code.group(2) != "00000000" else "00000001"
    form = browser.form("/confirm")
    browser.submit(form, **{form["inputs"][0]: wrong})
    form = browser.form("/confirm")
    return browser.submit(form, **{form["inputs"][0]: code.group(1) + code.group(2)})


def decide(service, addressee, answer):
    notice = service.wait_mail(addressee, lambda m: "/r/" in text_of(m))
    link = link_of(notice)
    browser = prove(service, addressee, link)
    check(browser.status == 200 and "Rent" in browser.page.text, f"no decision page: {browser.page.text}")
    form = browser.form("/decide")
    browser.submit(form, browser.button(form, answer))
    check(browser.status == 200, f"{answer}: {browser.status} {browser.page.text}")
    return browser, link


def bundle_of(browser, part="bundle"):
    """Waits for the bundle that the page names."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        links = [link for link in browser.page.links if part in link]
        if links:
            page = browser.url
            browser.open(links[0])
            if browser.status == 200:
                octets = browser.body
                browser.open(page)
                return octets
        time.sleep(0.2)
        browser.open(browser.url)
    fail(f"no bundle on {browser.url}: {browser.page.text}")


def delivery_of(link):
    return re.search(r"/r/([0-9A-Za-z]{26})-", link).group(1)


def sender_bundle(service, delivery):
    until = time.monotonic() + 30
    while time.monotonic() < until:
        answer = service.api(f"/deliveries/{delivery}/bundle")
        if answer.status == 200:
            return answer.read()
        time.sleep(0.2)
    fail("the sender's bundle is not made")


def save(name, octets):
    with open(f"{WORK}/{name}.asice", "wb") as file:
        file.write(octets)


def status(service, delivery):
    shown = json.load(service.api(f"/deliveries/{delivery}"))
    return dict(shown["answers"], events=shown["timeline"])


def wait_sealed(service, delivery, event):
    until = time.monotonic() + 30
    while time.monotonic() < until:
        shown = status(service, delivery)
        if any(e["name"] == event and e["sealed"] for e in shown["events"]):
            return shown
        time.sleep(0.2)
    fail(f"{event} is not sealed: {shown}")


def same_evidence(one, two):
    import io
    import zipfile
    members = []
    for octets in (one, two):
        with zipfile.ZipFile(io.BytesIO(octets)) as archive:
            members.append({n: archive.read(n) for n in archive.namelist() if n.startswith("evidence/") and "export" not in n})
    check(members[0] == members[1] and members[0], "the two sides hold different evidence")


def silent(octets, why):
    import io
    import zipfile
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        everything = b"".join(n.encode() + archive.read(n) for n in archive.namelist())
    for secret in SECRETS:
        check(secret.encode() not in everything and secret.encode() not in octets, why)


def main():
    os.makedirs(WORK, exist_ok=True)
    service = Service()
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
    shown = wait_sealed(service, delivery, "ContentHandover")
    check((shown["step"], shown["decision"]) == ("G4", "accepted"), f"accept: {shown}")
    browser.open(page)
    mine, theirs = bundle_of(browser), sender_bundle(service, delivery)
    same_evidence(mine, theirs)
    save("accept", theirs)
    save("accept-addressee", mine)
    dead = Browser(service.base).open(link)
    check(dead.status in (200, 404, 410) and dead.page.forms, "the dead link's page offers no form")

    browser, link = decide(service, who["refuse"], "refuse")
    refused = delivery_of(link)
    shown = wait_sealed(service, refused, "ConsignmentRejection")
    check((shown["step"], shown["decision"]) == ("G3", "refused"), f"refuse: {shown}")
    browser.open(browser.url)
    mine = bundle_of(browser)
    silent(mine, "after refusal the addressee's file holds body or attachment name")
    same_evidence(mine, sender_bundle(service, refused))
    save("refuse", mine)
    save("refuse-sender", sender_bundle(service, refused))

    browser, link = decide(service, who["not-for-me"], "not-for-me")
    other = delivery_of(link)
    shown = wait_sealed(service, other, "NotForMe")
    check((shown["step"], shown["decision"]) == ("G2", "not-for-me"), f"not for me: {shown}")
    save("not-for-me", sender_bundle(service, other))

    silence = delivery_of(link_of(service.wait_mail(who["silence"], lambda m: "/r/" in text_of(m))))
    wait_sealed(service, silence, "NotificationForAcceptance")
    service.stop()

    service = Service(ahead="15d")
    shown = wait_sealed(service, silence, "AcceptanceRejectionExpiry")
    check(shown["decision"] == "expired", f"silence: {shown}")
    save("silence", sender_bundle(service, silence))
    service.stop()
    for way in ("accept", "refuse", "not-for-me", "silence"):
        print("lived:", way)


main()
