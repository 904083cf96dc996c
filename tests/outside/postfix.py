#!/usr/bin/env python3
"""Notices to a real Postfix: what it answered, and what it reports later, stands in evidence byte for byte as Postfix logged it,
and the step follows (scenarios C5, C12, C19, S7, S10, S13, S14).

Usage: postfix.py BIN WORK. As root; needs postfix and openssl."""

import base64
import hashlib
import json
import os
import re
import smtplib
import socket
import socketserver
import ssl
import struct
import subprocess
import time
import xml.etree.ElementTree as tree

from common import BIN, Line, Service, check, decide, free_port, link_of, members, prove, until, work
from mta import A, MX, OWN, handed_in, names, postfix, serving, stated, text, wire
from postfix_boxes import Boxes

DOMAIN = "voorbeeld.test"
# Each service has a domain of its own for what comes back.
RETURNS = {"terug.recepis.test": free_port(), "relais.recepis.test": free_port()}
WORK = work("postfix")
NOBODY = 65534
# The most octets of a mailbox.
LIMIT = 400_000


class Policy(socketserver.StreamRequestHandler):
    """Postfix's policy service: greylists `grey` once, never has room for `quota`, and refuses what is for `late` and `heavy` behind
    the message."""

    seen = set()

    def handle(self):
        asked = {}
        for line in self.rfile:
            line = line.decode().strip()
            if line:
                key, _, value = line.partition("=")
                asked[key] = value
                continue
            to, state, action = asked.get("recipient", ""), asked.get("protocol_state"), "DUNNO"
            if to.startswith("grey@") and state == "RCPT" and to not in self.seen:
                self.seen.add(to)
                action = "450 4.2.0 Greylisted, come back later"
            elif to.startswith("quota@") and state == "RCPT":
                action = "452 4.2.2 The mailbox is full, try again later"
            elif to.startswith("late@") and state == "END-OF-MESSAGE":
                action = "550 5.7.1 Refused as unwanted behind the message"
            elif to.startswith("heavy@") and state == "END-OF-MESSAGE":
                action = "552 5.2.2 No room in this mailbox for a message of this size"
            self.wfile.write(f"action={action}\n\n".encode())
            asked = {}


def door(policy):
    """The addressees' server: its port, its log and the digest of its certificate."""
    config = f"{WORK}/config"
    for name in (config, f"{WORK}/boxes"):
        os.makedirs(name)
    os.chown(f"{WORK}/boxes", NOBODY, NOBODY)
    with open(f"{WORK}/boxes/brim", "w") as file:
        file.write("From nobody Thu Jan  1 00:00:00 1970\n\n" + "x" * (LIMIT - 1000) + "\n\n")
    os.chown(f"{WORK}/boxes/brim", NOBODY, NOBODY)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{config}/key.pem", "-out", f"{config}/cert.pem",
         "-days", "30", "-subj", f"/CN=mx.{DOMAIN}", "-addext", f"subjectAltName=DNS:mx.{DOMAIN}"], check=True, capture_output=True)
    with open(f"{config}/users", "w") as file:
        boxes = ("piet", "grey", "full", "late", "heavy", "quota", "brim", "gone", "slow", "slower")
        file.writelines(f"{name}@{DOMAIN} {name}\n" for name in boxes)
    with open(f"{config}/transport", "w") as file:
        file.write(f"gone@{DOMAIN} removed:\n")
        file.writelines(f"{name}@{DOMAIN} later:\n" for name in ("slow", "slower"))
        file.writelines(f"{domain} smtp:[127.0.0.1]:{at}\n" for domain, at in RETURNS.items())
    with open(f"{config}/access", "w") as file:
        file.write(f"full@{DOMAIN} 552 5.2.2 The mailbox is full\n")
    # What comes of a message behind the 250: programs with sysexits of their own (pipe(8)).
    services = ""
    for name, said, code in [("removed", "5.1.1 the mailbox was removed", 67), ("later", "4.2.2 the mailbox is full for now", 75)]:
        with open(f"{config}/{name}", "w") as program:
            program.write(f"#!/bin/sh\ncat > /dev/null\nprintf '%s' '{said}'\nexit {code}\n")
        os.chmod(program.name, 0o755)
        services += f"{name} unix - n n - - pipe\n  user=nobody argv={program.name}\n"
    [port], log = postfix(WORK, f"""virtual_mailbox_domains = {DOMAIN}
virtual_mailbox_maps = texthash:{config}/users
virtual_transport = virtual
virtual_mailbox_base = {WORK}/boxes
virtual_mailbox_limit = {LIMIT}
message_size_limit = {LIMIT // 2}
virtual_uid_maps = static:{NOBODY}
virtual_gid_maps = static:{NOBODY}
transport_maps = texthash:{config}/transport
minimal_backoff_time = 5s
maximal_backoff_time = 10s
queue_run_delay = 5s
delay_warning_time = 4s
smtp_tls_security_level = may
smtpd_relay_restrictions = permit_auth_destination, reject
smtpd_recipient_restrictions = check_recipient_access texthash:{config}/access, reject_unlisted_recipient, check_policy_service inet:127.0.0.1:{policy}
smtpd_end_of_data_restrictions = check_policy_service inet:127.0.0.1:{policy}
smtpd_tls_security_level = may
smtpd_tls_cert_file = {config}/cert.pem
smtpd_tls_key_file = {config}/key.pem
""", services=services)
    with open(f"{config}/cert.pem") as file:
        certificate = ssl.PEM_cert_to_DER_cert(file.read())
    return port, log, hashlib.sha256(certificate).digest()


def report(service, bundle, ahead=0):
    """The verifier's report as JSON and as words, judged so many hours from now."""
    path = f"{WORK}/{service.ports['http']}.asice"
    with open(path, "wb") as file:
        file.write(bundle)
    command = [f"{BIN}/recepis-verify", path, "--trust", service.ready["trust"]]
    command += ["--at", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + ahead * 3600))] if ahead else []
    told = subprocess.run(command + ["--json"], capture_output=True, text=True)
    check(told.returncode == 0, f"the bundle does not pass: {told.stdout}")
    # The report's lines are wrapped.
    return json.loads(told.stdout), " ".join(subprocess.run(command, capture_output=True, text=True).stdout.split())


def rejections(log, to):
    """The lines in which Postfix logged that it refused this addressee."""
    with open(log) as file:
        return [line for line in file if " reject: " in line and f"to=<{to}>" in line]


def rejected(log, to):
    """What Postfix says that it answered about this addressee, as it logged it last."""
    said = until(f"a refusal of {to} in Postfix's log", lambda: rejections(log, to))
    return re.search(r"reject: \S+ from \S+: (.*?); from=<", said[-1]).group(1)


def taken(service, delivery, log, certificate, seconds=30):
    notice, dialogue, bundle = stated(service, delivery, "NotificationForAcceptance", seconds)
    reply = text(notice, "Reply")
    queue = re.fullmatch(r"250 2\.0\.0 Ok: queued as (\w+)", reply)
    check(queue and f"{queue[1]}: client=" in open(log).read(), f"the reply is not Postfix's: {reply!r}")
    check(text(notice, "NextHop/Name") == f"mx.{DOMAIN}" and text(notice, "NextHop/Role") == "mx", "the next hop is another")
    check(re.search(rf"(?m)^{DOMAIN}\. \d+ IN MX 10 mx\.{DOMAIN}\.$", text(notice, "Dns/Answer")), text(notice, "Dns/Answer"))
    check(text(notice, "Dns/Dnssec") == "indeterminate", "nobody looked at signatures")
    shown = base64.b64decode(text(notice, "Tls/Fingerprint"))
    check(shown == certificate and text(notice, "Tls/Policy") == "opportunistic", "the certificate is another")
    check(text(notice, "Tls/Authenticated") == "false", "nobody vouches for that certificate")
    check("NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=rfc822;" in dialogue and "RET=HDRS ENVID=" in dialogue, dialogue)
    check(dialogue.count("C: RCPT TO:") >= 1 and "C: [message: " in dialogue and "S: 220 2.0.0 Ready to start TLS" in dialogue, dialogue)
    told, words = report(service, bundle)
    check(told["answers"]["step"]["value"] == "G1", told["answers"]["step"])
    check(reply in words and "named that mail server" in words, words)
    return dialogue


def refused(service, delivery, log, to, said=None):
    """C.2 at once, with Postfix's own words, and the sender knows within a minute."""
    began = time.monotonic()
    notice, dialogue, bundle = stated(service, delivery, "NotificationForAcceptanceFailure")
    reply, logged = text(notice, "Reply"), rejected(log, to)
    check(reply == logged, f"evidence quotes {reply!r}, Postfix logged {logged!r}")
    check(not said or reply.startswith(said), reply)
    check(f"S: {reply}\n" in dialogue, dialogue)
    told, words = report(service, bundle)
    check(told["answers"]["step"]["value"] == "G0", told["answers"]["step"])
    check(reply in words, words)
    told_sender(service, to, f"De mailserver mx.{DOMAIN} antwoordde: “{reply}”")
    check(time.monotonic() - began < 60, "the sender was told too late")


def told_sender(service, to, quoted):
    """The sender's mail about this addressee quotes these words."""
    told = service.wait_mail(service.ready["address"], lambda mail: to in mail["subject"], 60)
    check(quoted in " ".join(told["text"].split()), told["text"])


def accepted_from_a_real_mailbox(service, delivery):
    """C19: an addressee of a domain that has never heard of the service reads, proves and accepts, with nothing but the mailbox."""
    boxes, to = Boxes(f"{WORK}/boxes", service), f"piet@{DOMAIN}"
    notice = until("a notice in Piet's mailbox", lambda: next((m for m in boxes.mails(to) if "/r/" in m["text"]), None))
    decide(prove(boxes, to, link_of(notice))[0], "accept")
    service.wait_sealed(delivery, "ConsignmentAcceptance")


def reported(service, delivery, event, seconds=60):
    """What evidence holds of a report, the events' names so far, and the bundle."""
    shown = until(f"{event} of {delivery}", lambda: (lambda shown: shown if any(
        e["name"] == event and e["sealed"] for e in shown["timeline"]) else None)(service.delivery(delivery)), seconds)
    names = [e["name"] for e in shown["timeline"] if e["name"] != "Exported"]
    bundle = service.bundle(delivery, names.index(event) + 1)
    files = members(bundle)
    name = next(name for name in files if name.startswith("evidence/") and event in name)
    return tree.fromstring(files[name]).find(f".//{OWN}Return"), names, bundle


def logged(log, to, status):
    """What Postfix says that became of a message for this addressee behind its 250, as it logged it."""
    def found():
        with open(log) as file:
            said = [line for line in file if f"to=<{to}>" in line and f"status={status} (" in line]
        return said and re.search(r"dsn=([\d.]+), status=\w+ \((.*)\)$", said[-1].strip()).groups()
    return until(f"{status} for {to} in Postfix's log", found, 60)


def came_back(service, delivery, log, to, cause, words=None):
    """C12, S13: Postfix took it, and its own report supersedes that; both stay, and the sender is told within a minute. Where a file
    fails, the report's diagnosis are words of Unix (`words`) and not those of the log."""
    status, in_log = logged(log, to, "bounced")
    words = words or in_log
    began = time.monotonic()
    said, names, bundle = reported(service, delivery, "NoticeBounced")
    check(names[:3] == ["SubmissionAcceptance", "NotificationForAcceptance", "NoticeBounced"], names)
    check((text(said, "Status"), text(said, "Diagnostic")) == (status, words), f"{text(said, 'Diagnostic')!r}, Postfix logged {words!r}")
    check(text(said, "Cause") == cause and text(said, "ReportingMta") == f"mx.{DOMAIN}", text(said, "Cause"))
    told, page = report(service, bundle)
    check(told["answers"]["step"]["value"] == "G0", told["answers"]["step"])
    check("it came back" in page and " ".join(words.split()) in page and "250 2.0.0 Ok: queued as" in page, page)
    told_sender(service, to, "Hij meldde ons: “" + " ".join(words.split()))
    check(time.monotonic() - began < 60, "the sender was told too late")


def delayed(service, delivery, log, to):
    """S14: that Postfix still tries is a fact of the history, and no step."""
    status, words = logged(log, to, "deferred")
    said, names, bundle = reported(service, delivery, "NoticeDelayed")
    check((text(said, "Status"), text(said, "Diagnostic"), text(said, "Cause")) == (status, words, "mailbox full"), words)
    check(names == ["SubmissionAcceptance", "NotificationForAcceptance", "NoticeDelayed"], names)
    told, words = report(service, bundle)
    return told["answers"]["step"]["value"], words


def taken_by_report(service, delivery, log, to):
    """A report `delivered` from the domain's own mail server: who handed it in is computed from DNS, and shown."""
    logged(log, to, "sent")
    said, _, bundle = reported(service, delivery, "NoticeTaken")
    check(text(said, "Origin/Name") == f"mx.{DOMAIN}", "the report does not count")
    answer = text(said, "Origin/Dns/Answer")
    check(re.fullmatch(rf"{DOMAIN}\. \d+ IN MX 10 mx\.{DOMAIN}\.\nmx\.{DOMAIN}\. \d+ IN A 127\.0\.0\.1", answer), answer)
    return report(service, bundle)


def silent(port):
    """A mail server that answers nothing at all: its queue of connections is full, and nobody takes one out."""
    door = socket.socket()
    door.bind(("127.0.0.3", port))
    door.listen(0)
    waiting = []
    for _ in range(4):
        knock = socket.socket()
        knock.setblocking(False)
        knock.connect_ex(("127.0.0.3", port))
        waiting.append(knock)
    return door, waiting


def attempts(service, delivery):
    status, _, body = service.ask("GET", f"/deliveries/{delivery}/dialogue")
    return counted(body.decode()) if status == 200 else 0


def counted(dialogue):
    return 1 + dialogue.count("[the same notice again]") + dialogue.count("[the notice of another day]")


def given_up(service, delivery, to, why, made, asked):
    """S14: C.2 with every attempt of three days, and the sender is told in whose words."""
    notice, dialogue, bundle = stated(service, delivery, "NotificationForAcceptanceFailure", 60)
    count, tries = asked(dialogue), made()
    check(count == tries and dialogue.count("[the notice of another day]") == 2, f"{count} attempts, {tries} made: {dialogue}")
    told, words = report(service, bundle, 74)
    check(told["answers"]["step"]["value"] == "G0", told["answers"]["step"])
    check(why in words, words)
    told_sender(service, to, why)
    return text(notice, "Reply")


def main():
    # DOMAIN has a mail server, that of stil.test is silent, null.test takes no mail, nothing else exists.
    records = {
        (DOMAIN, MX): [struct.pack(">H", 10) + wire(f"mx.{DOMAIN}")],
        (f"mx.{DOMAIN}", A): [bytes([127, 0, 0, 1])],
        ("null.test", MX): [struct.pack(">H", 0) + wire("")],
        ("stil.test", MX): [struct.pack(">H", 10) + wire("mx.stil.test")],
        ("mx.stil.test", A): [bytes([127, 0, 0, 3])],
    }
    policy = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Policy)
    policy.daemon_threads = True
    port, log, certificate = door(serving(policy))
    dns = ["--name-server", f"127.0.0.1:{names(records)}", "--no-dnssec", "--mail-private-networks"]
    back = [["--inbound", f"127.0.0.1:{at}", "--return-path-domain", domain] for domain, at in RETURNS.items()]
    out = ["--mail", "mx", "--hostname", "recepis.example", "--mail-port", str(port), *dns, *back[0]]
    quiet = silent(port)
    os.makedirs(f"{WORK}/mx")
    service = Service(f"{WORK}/mx", more=out)
    line = Line(service)
    boxes = ("piet", "grey", "nobody", "full", "late", "heavy", "quota", "gone", "brim", "slow")
    to = {name: handed_in(service, line, f"{name}@{DOMAIN}") for name in boxes}
    to["null"] = handed_in(service, line, "somebody@null.test")
    to["silent"] = handed_in(service, line, "somebody@stil.test")
    taken(service, to["piet"], log, certificate)
    check(taken_by_report(service, to["piet"], log, f"piet@{DOMAIN}")[0]["answers"]["step"]["value"] == "G1", "a report takes nothing away")
    refused(service, to["nobody"], log, f"nobody@{DOMAIN}", "550 5.1.1 ")
    refused(service, to["full"], log, f"full@{DOMAIN}", "552 5.2.2 ")
    refused(service, to["late"], log, f"late@{DOMAIN}", "550 5.7.1 ")
    refused(service, to["heavy"], log, f"heavy@{DOMAIN}", "552 5.2.2 ")
    came_back(service, to["gone"], log, f"gone@{DOMAIN}", "unknown user")
    came_back(service, to["brim"], log, f"brim@{DOMAIN}", "mailbox full", "input/output error")
    check(delayed(service, to["slow"], log, f"slow@{DOMAIN}")[0] == "G1", "that it is late takes nothing away")
    notice, _, bundle = stated(service, to["null"], "NotificationForAcceptanceFailure")
    check(text(notice, "Dns/Answer") == "null.test. 60 IN MX 0 ." and text(notice, "Reply") is None, "a null MX is no way")
    check("takes no mail" in report(service, bundle)[1], "the report does not say why")
    dialogue = taken(service, to["grey"], log, certificate, 150)
    first = rejected(log, f"grey@{DOMAIN}")
    check(f"S: {first}\n" in dialogue and ("[the same notice again]" in dialogue or "once more over another connection" in dialogue), f"{first}\n{dialogue}")
    accepted_from_a_real_mailbox(service, to["piet"])
    line.close()

    # Three days by the service's clock: one server answers nothing, the other never has room.
    tried = {"quota": 0, "silent": attempts(service, to["silent"])}
    for ahead in ("25h", "73h"):
        # The silent one last: the service ends just behind an attempt, so that none is cut off, whose outcome nobody would know.
        for name, before in tried.items():
            tried[name] = until(f"an attempt at {name}", lambda: (lambda n: n if n > before else None)(attempts(service, to[name])), 120)
        service.stop()
        service = Service(f"{WORK}/mx", ahead=ahead, more=out)
    given_up(service, to["silent"], "somebody@stil.test", ": no connection within 30 s", lambda: tried["silent"] + 1, counted)
    # There every attempt stands in Postfix's own log, those of the minute before the service ended, too; one attempt asks twice where
    # its connection had carried another message before.
    made = lambda: len(rejections(log, f"quota@{DOMAIN}"))
    reply = given_up(service, to["quota"], f"quota@{DOMAIN}", "452 4.2.2 ", made, lambda dialogue: dialogue.count("C: RCPT TO:"))
    check(reply == rejected(log, f"quota@{DOMAIN}"), f"evidence quotes {reply!r}")
    service.stop()
    del quiet

    os.makedirs(f"{WORK}/relay")
    service = Service(f"{WORK}/relay", more=["--mail", f"relay=127.0.0.1:{port}", *dns, *back[1]])
    line = Line(service)
    delivery = handed_in(service, line, f"piet@{DOMAIN}")
    notice, _, _ = stated(service, delivery, "NotificationForAcceptance")
    check(text(notice, "NextHop/Role") == "relay" and text(notice, "Dns/Answer") is None, "a relay is another")
    # The addressee's own mail server reports that it is in the mailbox: that counts, whatever lay between.
    told, words = taken_by_report(service, delivery, log, f"piet@{DOMAIN}")
    check(told["answers"]["step"]["value"] == "G1" and f"was handed in by mx.{DOMAIN}." in words, words)
    # The same report with the right return path from another place is a fact without a step.
    delivery = handed_in(service, line, f"slower@{DOMAIN}")
    step, words = delayed(service, delivery, log, f"slower@{DOMAIN}")
    check(step == "G0" and "handed to relay 127.0.0.1; what the addressee's side did is not known" in words, words)
    with open(log) as file:
        path = re.findall(rf"from=<(r-{delivery.lower()}-1-[0-9a-z]+@relais\.recepis\.test)>", file.read())[-1]
    with smtplib.SMTP("127.0.0.1", RETURNS["relais.recepis.test"], source_address=("127.0.0.2", 0)) as sender:
        sender.sendmail("", [path], (
            f"From: MAILER-DAEMON@mx.{DOMAIN}\r\nSubject: Successful Mail Delivery Report\r\nMIME-Version: 1.0\r\nContent-Type: "
            "multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
            f"Reporting-MTA: dns; mx.{DOMAIN}\r\n\r\nFinal-Recipient: rfc822; slower@{DOMAIN}\r\nAction: delivered\r\nStatus: 2.0.0\r\n"
            "--b--\r\n").encode())
    said, _, bundle = reported(service, delivery, "NoticeTaken")
    told, words = report(service, bundle)
    check(text(said, "Origin/Name") is None and told["answers"]["step"]["value"] == "G0", "a report from anywhere counts")
    check("was told by somebody that notice 1 was put into a mailbox" in words, words)
    line.close()
    service.stop()


main()
