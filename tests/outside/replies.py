#!/usr/bin/env python3
"""A person's answer by mail: from the door for return paths over the confirmation page into the bundle; or deleted.

Usage: replies.py BIN WORK. Needs openssl."""

import hashlib
import io
import os
import re
import sqlite3
import subprocess
import urllib.parse
import zipfile

from common import BIN, Browser, Line, Service, check, delivery_of, free_port, hand_in_several, link_of, members, until, work
from door import Door
from signing import Names, key, serve, signed

DOMAIN = "terug.recepis.example"
TO = "tenant@addressee.example"
FOLDER = work("replies")
TELLS = ["203.0.113.77", "Plugh"]


def letter(words, more=""):
    return (f"Received: from laptop ([203.0.113.77]) by mx.addressee.example; now\r\nUser-Agent: Plugh 3\r\nFrom: T. Huurder <{TO}>\r\n"
            f"To: <r@{DOMAIN}>\r\nSubject: Re: Aangetekende e-mail\r\nDate: Tue, 24 Nov 2026 11:00:00 +0100\r\n"
            f"Message-ID: <{hashlib.sha256(words.encode()).hexdigest()[:12]}@addressee.example>\r\n{more}\r\n{words}\r\n")


def started(**more):
    flags = ("--inbound", f"127.0.0.1:{PORT}", "--return-path-domain", DOMAIN, "--name-server", f"127.0.0.1:{NAMES}", "--no-dnssec")
    return Service(FOLDER, more=flags, **more)


def rows(service, what):
    """What stands in the database; that of a server is not looked into here."""
    if "DATABASE" in os.environ:
        return None
    with sqlite3.connect(f"file:{service.data}/recepis.db?mode=ro", uri=True) as database:
        return database.execute(what).fetchone()[0]


def answers(service, link):
    """The page of answers, reached as an addressee reaches it."""
    browser = Browser(service.base).open(path_of(link))
    form = next((form for form in browser.page.forms if ("for", "answers", None) in form["buttons"]), None)
    check(form, f"the page of the notice says nothing of an answer: {browser.page.text}")
    before = len(codes(service))
    browser.submit(form, ("for", "answers", None))
    code = until("a code", lambda: codes(service)[before:])[-1]
    browser.submit(browser.form("/confirm"), code=code)
    check(browser.url.split("?")[0].endswith("/answers"), f"the code leads to {browser.url}")
    return browser


def path_of(link):
    """A service that started anew has other ports."""
    return urllib.parse.urlparse(link).path


def codes(service):
    found = [re.search(r"\b(\d{4}) (\d{4})\b", mail["text"]) for mail in service.mails(TO) if "/r/" not in mail["text"]]
    return [code.expand(r"\1\2") for code in found if code]


def events(service, delivery):
    return [event["name"] for event in service.delivery(delivery)["timeline"] if event["name"] != "Exported"]


def waits(service, number):
    return until("the mail to confirm", lambda: [m for m in service.mails(TO) if "wacht op uw bevestiging" in m["subject"]][number:])[0]


def main():
    good, short = key(FOLDER, 2048), key(FOLDER, 1024)
    service = started()
    submissions = hand_in_several(Line(service), service, 2)
    first, second = [service.submission(one)[0]["id"] for one in submissions]
    for delivery in (first, second):
        service.wait_sealed(delivery, "NotificationForAcceptance")
    notices = {delivery_of(link_of(mail)): mail for mail in service.mails(TO) if "/r/" in mail["text"]}
    paths = {delivery: notices[delivery]["return_path"] for delivery in (first, second)}
    door = Door(PORT)

    # Held: the addressee is told, nobody else.
    words = "Ik was met vakantie en heb de huur al betaald."
    both = signed(short, "k1024", signed(good, "k2048", letter(words)))
    door.bring(paths[first], both, sender=TO)
    told = waits(service, 0)
    check(words not in told["text"] and delivery_of(link_of(told)) == first, told["text"])
    check(Names.asked >= 2, "no key was looked up")
    before = events(service, first)
    check(before == ["SubmissionAcceptance", "NotificationForAcceptance"], before)
    check(not [m for m in service.mails(service.ready["address"]) if "Verklaring" in m["subject"]], "the sender was told too early")
    base = f"/r/{first}/answers"
    stranger = Browser(service.base).open(base)
    check(stranger.status in (401, 403, 404) and words not in stranger.body.decode(), f"a stranger reads the answer: {stranger.status}")

    # A copy that came another way is the same; what no person can have written is not held.
    door.bring(paths[first], both.replace("laptop", "phone"), sender=TO)
    door.bring(paths[first], letter("Van niemand."))
    door.bring(paths[first], letter("Afwezig.", "Auto-Submitted: auto-replied\r\n"), sender=TO)
    door.bring(paths[first], letter("x" * 900 + "\r\n" + "y" * 900 + ("\r\n" + "z" * 900) * 1200), "552 5.3.4", sender=TO)

    # The process dies; the letter is still there. Looking at the page changes nothing.
    service.kill()
    service = started()
    browser = answers(service, link_of(told))
    page = browser.page.text
    check(words in page and "addressee.example" in page and "Dat kunt u niet terugnemen" in page, page)
    check(not [tell for tell in TELLS if tell in browser.body.decode()], "the page shows what should not have been kept")
    for _ in range(3):
        browser.open(browser.url)
    check(events(service, first) == before, "looking at the page states something")

    # A POST without the page's token, or with that of another page, is refused.
    form = browser.form("/answers")
    for wrong in ("", "0" * 64, browser.open(path_of(link_of(told))).form("/code")["fields"]["token"]):
        browser.submit(form, ("what", "confirm", None), token=wrong)
        check(browser.status >= 400 and events(service, first) == before, f"a token {wrong!r} confirms")
    browser.open(base)
    form = browser.form("/answers")
    browser.submit(form, ("what", "confirm", None))
    check("U bevestigde dit antwoord" in browser.page.text, browser.page.text)
    browser.submit(form, ("what", "confirm", None))
    check(browser.status >= 400, "the same page confirms twice")
    shown = service.wait_sealed(first, "AddresseeStates")
    check((shown["answers"]["step"], shown["answers"]["decision"]) == ("G2", "none"), shown["answers"])
    said = service.wait_mail(service.ready["address"], lambda mail: "Verklaring van" in mail["subject"])
    check(words not in said["text"] and first in said["text"], said["text"])

    # The bundle: the letter inside, its signatures checked again; nothing of the way it came.
    bundle = service.bundle(first, 3)
    inside = members(bundle)["reply/003.eml"].decode()
    check(words in inside and not [tell for tell in TELLS if tell in inside], inside)
    Names.TEXTS.clear()
    text = verified(bundle, service, 0)
    for sentence in ["The DKIM signature of addressee.example holds, and From is an address of that domain.", "what the service's resolver saw",
                     "nobody else vouches", "shows too little: a short key", "G2.", "None. Nobody accepted or refused"]:
        check(sentence in text, f"{sentence!r} is not in\n{text}")
    octets = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bundle)) as old, zipfile.ZipFile(octets, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(zipfile.ZipInfo(name), content.replace(b"vakantie", b"Vakantie") if name.startswith("reply/") else content)
    verified(octets.getvalue(), service, 1)

    # Five wait at most; one is deleted by hand, the others by the clock. A backup has none of them.
    for number in range(5):
        door = Door(PORT)
        door.bring(paths[second], letter(f"Brief {number}"), sender=TO)
    door.bring(paths[second], letter("Brief 5"), "552 5.2.2", sender=TO)
    told = until("a mail for the second", lambda: [m for m in service.mails(TO) if "bevestiging" in m["subject"] and second in m["text"]])[-1]
    browser = answers(service, link_of(told))
    check(len(browser.page.forms) == 5, f"{len(browser.page.forms)} letters are shown")
    browser.submit(browser.form("/answers"), ("what", "delete", None))
    check(len(browser.page.forms) == 4, f"{len(browser.page.forms)} letters are shown")
    check(rows(service, "select count(*) from replies") in (None, 5), "a deleted letter is still there")
    if "DATABASE" not in os.environ:
        saved = f"{FOLDER}/saved.tar"
        subprocess.run([f"{BIN}/recepis", "backup", "--data", service.data, "--to", saved], check=True, capture_output=True)
        subprocess.run(["tar", "-xf", saved, "-C", FOLDER, "--wildcards", "*recepis.db"], check=True)
        copies = [os.path.join(at, "recepis.db") for at, _, files in os.walk(FOLDER) if "recepis.db" in files and "data" != os.path.basename(at)]
        check(len(copies) == 1, f"databases in the backup: {copies}")
        with sqlite3.connect(copies[0]) as copy:
            held = copy.execute("select (select count(*) from replies), (select count(*) from reply_keys)").fetchone()
        check(held == (1, 1), f"the backup holds {held} letters and keys, one was confirmed")
    service.stop()
    if "DATABASE" not in os.environ:
        subprocess.run([f"{BIN}/recepis", "fsck", "--data", service.data], check=True, capture_output=True)
    service = started(ahead="15d")
    if "DATABASE" not in os.environ:
        until("the letters deleted", lambda: rows(service, "select count(*) from replies") == 1, 60)
        check(rows(service, "select count(*) from reply_keys") == 1, "a key outlives its letter")
    check("AddresseeStates" not in events(service, second), "a letter that nobody confirmed is stated")
    service.stop()
    log = open(f"{FOLDER}/serve.log").read()
    check(not [word for word in [TO, words, *TELLS] if word in log], "what belongs to people stands in the log")
    print("replies: told, confirmed, sealed and checked again; copies, floods and programs' mail not held; deleted by hand and by the clock")


def verified(bundle, service, code):
    path = f"{FOLDER}/one.asice"
    with open(path, "wb") as file:
        file.write(bundle)
    out = subprocess.run([f"{BIN}/recepis-verify", path, "--trust", f"{service.data}/trust"], capture_output=True, text=True)
    check(out.returncode == code, f"recepis-verify ends with {out.returncode}\n{out.stdout}{out.stderr}")
    return " ".join(out.stdout.split())


NAMES, PORT = serve(), free_port()
main()
