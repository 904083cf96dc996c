#!/usr/bin/env python3
"""Bad input at the SMTP door of `recepis serve`: each gets its reply, the session stays usable or closes, nothing of it is
kept, and never two messages come out of one.

Usage: bad_smtp.py BIN WORK"""

import base64
import json
import os
import subprocess

from common import BIN, Line, Service, check, id_in, mail, members, smuggling, work

TO = "somebody@addressee.example"
LIMIT = 50 * 1024 * 1024


def count(service):
    """Every submission there is."""
    found, cursor = [], ""
    while True:
        page = json.loads(service.get("/submissions" + cursor)[1])
        found += [listed["id"] for listed in page["submissions"]]
        if not page.get("next"):
            return found
        cursor = "?cursor=" + page["next"]


def login(service):
    line = Line(service, tls=False)
    line.say(Line.plain("trial", "x"), 538, "AUTH without TLS")
    line.say(f"MAIL FROM:<{line.address}>", 530, "MAIL without TLS")
    line.close()
    line = Line(service, login=False)
    line.say(f"MAIL FROM:<{line.address}>", 530, "MAIL without AUTH")
    line.say(Line.plain(service.ready["name"], "wrong"), 535)
    line.say(Line.plain("nobody", service.ready["password"]), 535)
    line.say("AUTH LOGIN", 334)
    line.say("!!!not base64!!!", 501)
    line.say(Line.plain(service.ready["name"], service.ready["password"]), 235, "the right password behind wrong ones")
    line.close()
    # Another network of this computer, so that the others below are not slowed down.
    replies = []
    while len(replies) < 12:
        line = Line(service, source="127.0.9.1", login=False)
        for _ in range(3):
            line.send(Line.plain(service.ready["name"], "wrong").encode() + b"\r\n")
            replies.append(line.reply()[:3])
        line.close()
    check(replies[:10] == ["535"] * 10 and set(replies[10:]) == {"454"}, f"ten wrong passwords, then none: {replies}")
    line = Line(service, source="127.0.9.1", login=False)
    line.say(Line.plain(service.ready["name"], service.ready["password"]), 454, "the right password of a slowed network")
    line.close()
    Line(service).close()


def envelope(service):
    line = Line(service)
    line.say("MAIL FROM:<>", "550 5.7.1")
    reply = line.say("MAIL FROM:<boss@other.example>", "550 5.7.1")
    check("boss@other.example" in reply, f"the reason is not told: {reply}")
    line.say(f"MAIL FROM:<{line.address}> SIZE={LIMIT + 1}", 552)
    line.say(f"MAIL FROM:<{line.address}> SIZE=1000", 250)
    line.say("DATA", 554, "DATA without addressee")
    line.say("RCPT TO:<somebody@elsewhere.example>", 550)
    for number in range(100):
        line.say(f"RCPT TO:<n{number}@addressee.example>", 250)
    line.say("RCPT TO:<n100@addressee.example>", "452 4.5.3")
    line.say("RSET", 250)
    line.say("RCPT TO:<n0@addressee.example>", 503)
    line.quiet()
    line.close()


def commands(service):
    line = Line(service)
    line.say("FROBNICATE now", 500)
    line.say("A" * 5_000, 500, "a line too long")
    line.say("NOOP " + "x" * 2_000, 500, "a long NOOP")
    line.say(b"NOOP \0", 5, "NUL in a command")
    line.say(b"NOOP \r NOOP", 5, "bare CR in a command")
    line.send(b"NOOP\n")
    line.expect(5, line.reply(), "bare LF behind a command")
    line.quiet()
    line.send(b"x" * 3_000_000 + b"\r\n")
    line.expect(500, line.reply(), "3 MB without a line end")
    line.quiet()
    line.close()
    line = Line(service, login=False)
    replies = []
    for _ in range(30):
        try:
            line.send(b"WHAT\r\n")
        except OSError:
            break
        replies.append(line.reply()[:3])
    check("421" in replies or "" in replies, "thirty errors do not end a session")
    line.close()
    line = Line(service)
    line.say("BDAT 10 LAST", 502)
    check(line.reply() == "", "BDAT's octets would be read as commands")
    line.close()


def framing(service):
    """NUL, bare CR, bare LF and every sequence that another reader may take for the end of a message."""
    before = set(count(service))
    line = Line(service)
    head = mail(line.address, TO)
    smuggled = f"MAIL FROM:<{line.address}>\r\nRCPT TO:<victim@addressee.example>\r\nDATA\r\n".encode() + mail(line.address, TO)
    ends = smuggling()
    check(len(ends) == 17, f"{len(ends)} sequences")
    for end in [*ends, b"\r\n\0", b"\r", b"\n"]:
        line.envelope(TO)
        line.send(head + b"text" + end + smuggled + b"\r\n.\r\n")
        line.expect("554 5.6.0", line.reply(), f"{end!r} within DATA")
        line.quiet()
    check(set(count(service)) == before, "a message with ambiguous ends was taken in")
    # The same words with honest line ends are one message, and its text is not read as commands.
    line.envelope(TO)
    line.send(head + smuggled + b"\r\n..\r\n.\r\n")
    one = id_in(line.expect(250, line.reply()))
    line.quiet()
    check(set(count(service)) - before == {one}, "one message gave more than one submission")
    check(service.mails("victim@addressee.example") == [], "a smuggled envelope had an effect")
    # An unfinished message leaves nothing.
    line.envelope(TO)
    line.send(head)
    line.close()
    check(set(count(service)) - before == {one}, "a message without end was taken in")


def recorded(service, reply, addressees):
    """The A.2 of each addressee, sealed; its bundle verifies; no content is kept."""
    deliveries = service.submission(id_in(reply))
    check(len(deliveries) == len(addressees), f"{len(deliveries)} refusals for {len(addressees)} addressees")
    for delivery in deliveries:
        shown = service.wait_sealed(delivery["id"], "SubmissionRejection")
        check([e["name"] for e in shown["timeline"]] == ["SubmissionRejection"], f"only A.2 is recorded: {shown['timeline']}")
    delivery = deliveries[0]["id"]
    octets = service.bundle(delivery, 1)
    names = members(octets)
    check("message.eml" not in names, "the bundle of a refused message holds it")
    path = f"{service.folder}/refused.asice"
    with open(path, "wb") as file:
        file.write(octets)
    out = subprocess.run([f"{BIN}/recepis-verify", path, "--trust", service.ready["trust"], "--json"], capture_output=True, text=True)
    check(out.returncode == 0, f"the bundle of a refusal does not verify: {out.returncode} {out.stdout[-1500:]} {out.stderr}")
    evidence = b"".join(octets for name, octets in names.items() if name.startswith("evidence/"))
    check(b"PolicyViolation" in evidence, "the reason is not in the evidence")


def refused(service):
    """Refused for what the message is: the words, the id, the A.2 of each addressee, and no content."""
    line = Line(service)
    me = line.address
    secret = "a body that is not kept"
    two = [TO, "other@addressee.example"]
    html = "Content-Type: text/html; charset=utf-8\r\n"
    cases = [
        ("Bcc", "550 5.6.0", "remove the Bcc line: every addressee would see it", mail(me, TO, body=secret, extra="Bcc: hidden@addressee.example\r\n")),
        ("bcc, empty", "550 5.6.0", "remove the Bcc line", mail(me, TO, body=secret, extra="bCC:\r\n")),
        ("foreign From", "550 5.7.1", "boss@other.example", mail("boss@other.example", TO, body=secret)),
        ("foreign Sender", "550 5.7.1", "boss@other.example", mail(me, TO, body=secret, extra="Sender: boss@other.example\r\n")),
        ("one of two From", "550 5.7.1", "boss@other.example", mail(f"{me}, boss@other.example", TO, body=secret)),
        ("two From fields", "550 5.7.1", "From", mail(me, TO, body=secret, extra=f"From: boss@other.example\r\n")),
        ("no From", "550 5.7.1", "From", b"Subject: x\r\n\r\n" + secret.encode()),
        ("remote image", "550 5.7.1", "http://spy.example/p.gif", mail(me, TO, extra=html, body=f"<p>{secret}<img src='http://spy.example/p.gif'>")),
        ("remote style", "550 5.7.1", "text: ", mail(me, TO, extra=html, body=f"<p style='background:url(//spy.example/x)'>{secret}")),
        ("receipt", "550 5.7.1", "Disposition-Notification-To", mail(me, TO, body=secret, extra=f"Disposition-Notification-To: {me}\r\n")),
        ("return receipt", "550 5.7.1", "Return-Receipt-To", mail(me, TO, body=secret, extra=f"Return-Receipt-To: {me}\r\n")),
    ]
    for name, code, words, octets in cases:
        reply = line.hand_in(two, octets + b"\r\n", code, name)
        check(words.lower() in reply.lower(), f"{name}: `{words}` is not in {reply!r}")
        recorded(service, reply, two)
        line.quiet()
    check(all(not service.mails(address) for address in ("hidden@addressee.example", "other@addressee.example")),
          "somebody was told of a refused message")
    line.close()
    return secret


def twice(service):
    line = Line(service)
    octets = mail(line.address, TO, extra="Recepis-Another-Because: the same letter twice\r\n")
    first = id_in(line.hand_in(TO, octets))
    check(id_in(line.hand_in(TO, octets)) == first, "the same message twice has two ids")
    check(id_in(line.hand_in([TO, "second@addressee.example"], octets)) != first, "another envelope is another submission")
    check(len(service.submission(first)) == 1, "a repeated hand-in made a second delivery")
    line.close()


def kept(service, line, to, octets):
    """Hands in, with why there are so many, and compares the message in the sender's bundle."""
    octets = b"Recepis-Another-Because: a letter of each kind\r\n" + octets
    submission = id_in(line.hand_in(to, octets))
    delivery = service.submission(submission)[0]["id"]
    service.wait_sealed(delivery, "NotificationForAcceptance")
    found = members(service.bundle(delivery, 1)).get("message.eml")
    check(found == octets, f"the message differs: {len(octets)} octets were sent, {len(found or b'')} are kept")


def verbatim(service):
    """Broken MIME, any charset and every octet stay as they were sent."""
    line = Line(service)
    me = line.address
    broken = mail(me, TO, extra='MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="a\r\n',
                  body="--a\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!! not base64\r\n--b\r\n..dots\r\n.\r\n--a--garbage")
    kept(service, line, TO, broken + b"\r\n")
    octets = bytes(o for o in range(1, 256) if o not in (10, 13))
    kept(service, line, TO, mail(me, TO, extra="Content-Type: text/plain; charset=x-nobody-knows\r\n") + octets + b"\r\n")
    for charset in ("iso-8859-15", "utf-16", "windows-1252", "iso-2022-jp"):
        body = "caf\u00e9".encode(charset, "replace").replace(b"\0", b"") + b"\r\n"
        kept(service, line, TO, mail(me, TO, extra=f"Content-Type: text/plain; charset={charset}\r\n", body="") + body)
    kept(service, line, TO, mail(me, TO) + b"x" * 100_000 + b"\r\n")
    line.close()


def large(_):
    """A 40 MiB attachment is kept octet for octet; what the service held most at a time grows by less than 24 MiB while it
    comes in (VmHWM before the hand-in and when 250 was said)."""
    service = Service(work("bad-smtp-large"))
    line = Line(service)
    random = os.urandom(30 * 1024 * 1024)
    lines = base64.encodebytes(random).replace(b"\n", b"\r\n")
    head = mail(line.address, TO, extra='MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="edge"\r\n', body="")
    octets = (head + b"--edge\r\n\r\nsee the file\r\n--edge\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; "
              b"filename=\"large.bin\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + lines + b"--edge--\r\n")
    check(len(octets) > 40 * 1024 * 1024, "not 40 MiB")
    service.forget_peak()
    before = service.peak()
    line.envelope(TO)
    line.send(octets.replace(b"\r\n.", b"\r\n..") + b".\r\n")
    submission = id_in(line.expect(250, line.reply()))
    grown = service.peak() - before
    print(f"peak memory while {len(octets) >> 20} MiB came in: {before:.0f} + {grown:.0f} MiB")
    delivery = service.submission(submission)[0]["id"]
    service.wait_sealed(delivery, "NotificationForAcceptance")
    found = members(service.bundle(delivery, 1)).get("message.eml")
    check(found == octets, "the large message differs")
    print(f"peak memory with the bundle made and sent: {service.peak():.0f} MiB")
    check(grown < 24, f"a large message takes {grown:.0f} MiB of memory")
    line.close()
    service.stop()


def too_large(service):
    before = set(count(service))
    line = Line(service)
    line.envelope(TO)
    line.send(mail(line.address, TO))
    row = b"x" * 998 + b"\r\n"
    for _ in range(51 * 1024 * 1024 // len(row) + 1):
        line.send(row)
    line.send(b".\r\n")
    line.expect(552, line.reply(), "51 MiB of DATA")
    line.quiet()
    line.close()
    check(set(count(service)) == before, "a message over the limit was taken in")


def held(service):
    """A second service on the same data says who holds it."""
    out = subprocess.run([f"{BIN}/recepis", "serve", "--data", service.data, "--json", "--http", "0", "--smtp", "0", "--smtps", "0"],
                         capture_output=True, text=True, timeout=20)
    check(out.returncode not in (0, None) and not out.stdout, f"a second service starts on the same data: {out.stdout}")
    check(str(service.process.pid) in out.stderr, f"it is not said who holds the data: {out.stderr}")


def main():
    service = Service(work("bad-smtp"))
    steps = [login, envelope, commands, framing, refused, twice, verbatim, too_large, large, held]
    for step in steps:
        service.forget_peak()
        step(service)
        print(f"bad input, SMTP: {step.__name__}, peak {service.peak():.0f} MiB")
    service.stop()


main()
