#!/usr/bin/env python3
"""What comes back about a notice, over live SMTP at the door for return paths: known paths only, one consequence at most for
each delivery, and everything else counted or dropped.

Usage: returns.py BIN WORK"""

import glob
import os
import random
import re
import time
import urllib.request

from common import Line, Service, check, fail, free_port, hand_in_several, smuggling, until, work
from door import Door

DOMAIN = "terug.recepis.example"
TO = "tenant@addressee.example"
HEAD = "From: Mail Delivery System <MAILER-DAEMON@mx.addressee.example>\r\nSubject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\n"


def report(action, status, said):
    return (HEAD + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nYour message.\r\n"
            "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.addressee.example\r\n\r\n"
            f"Final-Recipient: rfc822; {TO}\r\nAction: {action}\r\nStatus: {status}\r\nDiagnostic-Code: smtp; {said}\r\n--b--")


def names_of(service, delivery):
    return [event["name"] for event in service.delivery(delivery)["timeline"] if event["name"] != "Exported"]


def on_the_line(octets):
    """Lines end in CR LF, dots at their beginning are doubled; a NUL no door takes."""
    octets = octets.replace(b"\0", b"\1")
    return re.sub(rb"(?m)^\.", b"..", re.sub(rb"\r\n|\r|\n", b"\r\n", octets))


def broken(sample, chance):
    """A report with octets changed, taken out, doubled, or cut off."""
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randrange(len(sample) + 1), chance.randint(0, 600)
        piece = sample[at:at + length]
        other = bytes(chance.randrange(256) for _ in range(chance.randint(0, 40)))
        sample = chance.choice([sample[:at] + other + sample[at + length:], sample[:at] + sample[at + length:],
                                sample[:at] + piece + sample[at:], sample[:at]])
    return sample


def broken_reports(service, port, paths):
    """Real shapes, broken: each is taken, and at most one of each consequence follows. This build checks its own assertions."""
    chance = random.Random(35)
    files = sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../returns/*.eml")))
    door = Door(port)
    for place in range(25 * len(paths)):
        with open(chance.choice(files), "rb") as file:
            door.bring(list(paths.values())[place % len(paths)], on_the_line(broken(file.read(), chance)))
    for delivery in paths:
        for event in ("NoticeBounced", "NoticeDelayed", "NoticeTaken"):
            check(names_of(service, delivery).count(event) <= 1, names_of(service, delivery))
    return 25 * len(paths)


def main():
    port = free_port()
    more = ("--inbound", f"127.0.0.1:{port}", "--return-path-domain", DOMAIN, "--metrics", "0")
    service = Service(work("returns"), more=more)
    submission = hand_in_several(Line(service), service, 14)
    deliveries = [service.submission(one)[0]["id"] for one in submission]
    for delivery in deliveries:
        service.wait_sealed(delivery, "NotificationForAcceptance")
    paths, notices = {}, {}
    for mail in service.mails(TO):
        found = re.search(r"/r/([0-9A-Z]{26})-", mail["text"])
        if found:
            paths[found.group(1)] = mail["return_path"]
            notices[found.group(1)] = mail["number"]
    check(set(paths) == set(deliveries), f"return paths of {len(paths)} of {len(deliveries)} notices")
    for delivery, path in paths.items():
        wanted = rf"r-{delivery.lower()}-1-[0-9a-z]{{26}}@{re.escape(DOMAIN)}"
        check(re.fullmatch(wanted, path), f"a return path reads {path!r}")
    first, second, third, fourth, fifth, sixth = deliveries[:6]
    door = Door(port, tls=True)
    check("STARTTLS" not in door.offers and "AUTH" not in door.offers and "SIZE 10485760" in door.offers, door.offers)

    # Nobody else's mail: no relay, no postmaster, no forged path.
    forged = [f"postmaster@{DOMAIN}", TO, service.ready["address"], paths[first].replace("-1-", "-2-"),
              re.sub(r"-[0-9a-z]{26}@", "-" + "0" * 26 + "@", paths[first]),
              paths[first].replace(first.lower(), second.lower()), paths[first].replace(DOMAIN, "elsewhere.example")]
    for path in forged:
        door.to(path, "550 5.1.1")

    # A late failure: stated, sealed, told within a minute; both stay.
    began = time.monotonic()
    door.bring(paths[first], report("failed", "5.1.1", "550 5.1.1 no such user"))
    shown = service.wait_sealed(first, "NoticeBounced")
    service.wait_mail(service.ready["address"], lambda mail: first in mail["text"] and "teruggekomen" in mail["text"], 60)
    check(time.monotonic() - began < 60, "the sender was told too late")
    names = [event["name"] for event in shown["timeline"]]
    check(names[:3] == ["SubmissionAcceptance", "NotificationForAcceptance", "NoticeBounced"], names)
    door.bring(paths[first], report("failed", "5.1.1", "550 5.1.1 no such user"))

    # Programs, delays, disposition notifications: nothing.
    for message in [report("delayed", "4.4.1", "connection timed out"),
                    "From: p@addressee.example\r\nSubject: Afwezig\r\nAuto-Submitted: auto-replied\r\n\r\nTot maandag.",
                    "From: p@addressee.example\r\nSubject: Gelezen\r\nContent-Type: multipart/report; report-type=disposition-notification; "
                    "boundary=b\r\n\r\n--b\r\nContent-Type: message/disposition-notification\r\n\r\nDisposition: manual-action/MDN-sent-manually; "
                    "displayed\r\n--b--"]:
        door.bring(paths[second], message)
    # A person: the addressee is told, the sender is not (replies.py goes on from there). What bears no return path is a program's.
    before = len(service.mails(TO))
    for _ in range(2):
        door.bring(paths[third], "From: p@addressee.example\r\nSubject: Re: x\r\n\r\nIk weiger dit.", sender="p@addressee.example")
    door.bring(paths[fourth], "From: p@addressee.example\r\nSubject: Re: x\r\n\r\nIk weiger dit.")
    service.wait_mail(TO, lambda mail: "wacht op uw bevestiging" in mail["subject"])
    # Eight bits in headers, broken MIME, no header, octets: taken, and nothing follows.
    for octets in [b"Subject: \xff\xfe\xe9\r\nContent-Type: multipart/report; boundary=\"\r\n\r\n--\r\n--\r\n", b"", b"\x01\x02\xff",
                   b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\nContent-Type: message/rfc822\r\n\r\n" * 3000]:
        door.bring(paths[fourth], octets)

    # What others take for the end of a message is none: one message, refused, and the report behind it is not heard.
    behind = f"MAIL FROM:<>\r\nRCPT TO:<{paths[third]}>\r\nDATA\r\n" + report("failed", "5.1.1", "550 5.1.1 no such user")
    for end in smuggling():
        door.bring(paths[third], b"Subject: one\r\n\r\nfirst" + end + behind.encode(), "554 5.6.0")
        door.say("NOOP", 250)
    # The right return path from anywhere: a fact, and no step. A report about the report goes nowhere.
    door.bring(paths[fifth], report("delivered", "2.0.0", "250 2.0.0 in the mailbox"))
    service.wait_sealed(fifth, "NoticeTaken")
    check("Origin" not in str(service.get(f"/deliveries/{fifth}/evidence/3")[1]), "somebody is named a mail server")

    # Loops: our own notice comes back as it went out, and a report that went round a hundred times.
    with urllib.request.urlopen(f"{service.base}/demo/mailbox/{notices[sixth]}/original", timeout=20) as own:
        own = own.read()
    for octets in [own, b"Received: from mx by mx; x\r\n" * 120 + b"Auto-Submitted: auto-generated\r\n\r\nround\r\n"] * 2:
        door.bring(paths[sixth], on_the_line(octets))

    # 100 MB: refused by its size, or cut off where it says none.
    door.say("RSET", 250)
    door.say("MAIL FROM:<> SIZE=104857600", "552 5.3.4")
    service.forget_peak()
    large = Door(port)
    large.to(paths[fourth])
    large.say("DATA", 354)
    line, sent = (b"x" * 998 + b"\r\n") * 1000, 0
    try:
        while sent < 100 << 20:
            large.socket.sendall(line)
            sent += len(line)
        fail("100 MB were read to the end")
    except OSError:
        pass
    check(service.peak() < 400, f"{service.peak():.0f} MiB for one large message")

    # A flood for one delivery is put off; others go on.
    def admitted():
        door.say("RSET", 250)
        door.say("MAIL FROM:<>", 250)
        door.socket.sendall(f"RCPT TO:<{paths[fourth]}>\r\n".encode())
        return door.reply().startswith("250")
    tries = 0
    while admitted():
        tries += 1
        check(tries < 200, "no end to what one return path takes")
    door.to(paths[fourth], "452 4.2.1")
    door.bring(paths[second], report("failed", "5.2.2", "552 5.2.2 mailbox full"))
    service.wait_sealed(second, "NoticeBounced")

    until("everything told", lambda: len(service.mails(TO)) == before + 1)
    for delivery, more in [(first, ["NoticeBounced"]), (second, ["NoticeDelayed", "NoticeBounced"]), (third, []), (fourth, []),
                           (fifth, ["NoticeTaken"]), (sixth, [])]:
        check(names_of(service, delivery) == ["SubmissionAcceptance", "NotificationForAcceptance"] + more, f"{names_of(service, delivery)}")
    counted = sum(value for name, value in service.metrics().items() if "returned_messages" in name)
    brought = broken_reports(service, port, {delivery: paths[delivery] for delivery in deliveries[6:]})
    now = sum(value for name, value in service.metrics().items() if "returned_messages" in name)
    check(now == counted + brought, f"{now - counted} of {brought} are counted")
    service.stop()
    log = open(f"{service.folder}/serve.log").read()
    check(TO not in log and paths[first].split("@")[0] not in log, "an address or a return path stands in the log")
    check("panicked" not in log, "something panicked")
    print(f"returns: {brought} broken reports, {len(forged)} forged paths refused, two failures stated and told, {sent >> 20} MB cut off, a flood put off after {tries}")


main()
