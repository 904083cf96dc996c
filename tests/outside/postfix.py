#!/usr/bin/env python3
"""Notices to a real Postfix: what it answered stands in evidence, byte for byte as Postfix logged it, and the step follows.

Usage: postfix.py BIN WORK. As root; needs postfix and openssl."""

import base64
import hashlib
import json
import os
import re
import socketserver
import ssl
import struct
import subprocess
import time

from common import BIN, Line, Service, check, until, work
from mta import A, MX, handed_in, names, postfix, serving, stated, text, wire

DOMAIN = "voorbeeld.test"
WORK = work("postfix")


class Policy(socketserver.StreamRequestHandler):
    """Postfix's policy service: greylists `grey` once, and refuses what is for `late` behind the message."""

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
            elif to.startswith("late@") and state == "END-OF-MESSAGE":
                action = "550 5.7.1 Refused as unwanted behind the message"
            self.wfile.write(f"action={action}\n\n".encode())
            asked = {}


def door(policy):
    """The addressees' server: its port, its log and the digest of its certificate."""
    config = f"{WORK}/config"
    os.makedirs(config)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{config}/key.pem", "-out", f"{config}/cert.pem",
         "-days", "30", "-subj", f"/CN=mx.{DOMAIN}", "-addext", f"subjectAltName=DNS:mx.{DOMAIN}"], check=True, capture_output=True)
    with open(f"{config}/users", "w") as file:
        file.writelines(f"{name}@{DOMAIN} x\n" for name in ("piet", "grey", "full", "late"))
    with open(f"{config}/access", "w") as file:
        file.write(f"full@{DOMAIN} 552 5.2.2 The mailbox is full\n")
    [port], log = postfix(WORK, f"""virtual_mailbox_domains = {DOMAIN}
virtual_mailbox_maps = texthash:{config}/users
virtual_transport = discard
smtpd_relay_restrictions = permit_auth_destination, reject
smtpd_recipient_restrictions = check_recipient_access texthash:{config}/access, reject_unlisted_recipient, check_policy_service inet:127.0.0.1:{policy}
smtpd_end_of_data_restrictions = check_policy_service inet:127.0.0.1:{policy}
smtpd_tls_security_level = may
smtpd_tls_cert_file = {config}/cert.pem
smtpd_tls_key_file = {config}/key.pem
""")
    with open(f"{config}/cert.pem") as file:
        certificate = ssl.PEM_cert_to_DER_cert(file.read())
    return port, log, hashlib.sha256(certificate).digest()


def report(service, bundle):
    path = f"{WORK}/{service.ports['http']}.asice"
    with open(path, "wb") as file:
        file.write(bundle)
    command = [f"{BIN}/recepis-verify", path, "--trust", service.ready["trust"]]
    told = subprocess.run(command + ["--json"], capture_output=True, text=True)
    check(told.returncode == 0, f"the bundle does not pass: {told.stdout}")
    # The report's lines are wrapped.
    return json.loads(told.stdout), " ".join(subprocess.run(command, capture_output=True, text=True).stdout.split())


def rejected(log, to):
    """What Postfix says that it answered about this addressee, as it logged it."""
    def found():
        with open(log) as file:
            said = [line for line in file if " reject: " in line and f"to=<{to}>" in line]
        return said and re.search(r"reject: \S+ from \S+: (.*?); from=<", said[-1]).group(1)
    return until(f"a refusal of {to} in Postfix's log", found)


def taken(service, delivery, log, certificate, seconds=30):
    notice, dialogue, bundle = stated(service, delivery, "NotificationForAcceptance", seconds)
    reply = text(notice, "Reply")
    queue = re.fullmatch(r"250 2\.0\.0 Ok: queued as (\w+)", reply)
    check(queue and f"{queue[1]}: client=" in open(log).read(), f"the reply is not Postfix's: {reply!r}")
    check(text(notice, "NextHop/Name") == f"mx.{DOMAIN}" and text(notice, "NextHop/Role") == "mx", "the next hop is another")
    check(f"{DOMAIN}. 60 IN MX 10 mx.{DOMAIN}." in text(notice, "Dns/Answer"), text(notice, "Dns/Answer"))
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
    service.wait_mail(service.ready["address"], lambda mail: to in mail["subject"], 60)
    check(time.monotonic() - began < 60, "the sender was told too late")


def main():
    records = {
        (DOMAIN, MX): [struct.pack(">H", 10) + wire(f"mx.{DOMAIN}")],
        (f"mx.{DOMAIN}", A): [bytes([127, 0, 0, 1])],
        ("null.test", MX): [struct.pack(">H", 0) + wire("")],
    }
    policy = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Policy)
    policy.daemon_threads = True
    port, log, certificate = door(serving(policy))
    out = ["--mail", "mx", "--hostname", "recepis.example", "--mail-port", str(port), "--mail-private-networks",
           "--name-server", f"127.0.0.1:{names(records)}", "--no-dnssec"]
    os.makedirs(f"{WORK}/mx")
    service = Service(f"{WORK}/mx", more=out)
    line = Line(service)
    to = {name: handed_in(service, line, f"{name}@{DOMAIN}") for name in ("piet", "grey", "nobody", "full", "late")}
    to["null"] = handed_in(service, line, "somebody@null.test")
    taken(service, to["piet"], log, certificate)
    refused(service, to["nobody"], log, f"nobody@{DOMAIN}", "550 5.1.1 ")
    refused(service, to["full"], log, f"full@{DOMAIN}", "552 5.2.2 ")
    refused(service, to["late"], log, f"late@{DOMAIN}", "550 5.7.1 ")
    notice, _, bundle = stated(service, to["null"], "NotificationForAcceptanceFailure")
    check(text(notice, "Dns/Answer") == "null.test. 60 IN MX 0 ." and text(notice, "Reply") is None, "a null MX is no way")
    check("takes no mail" in report(service, bundle)[1], "the report does not say why")
    dialogue = taken(service, to["grey"], log, certificate, 150)
    first = rejected(log, f"grey@{DOMAIN}")
    check(f"S: {first}\n" in dialogue and "[the same notice again]" in dialogue, f"{first}\n{dialogue}")
    line.close()
    service.stop()

    os.makedirs(f"{WORK}/relay")
    service = Service(f"{WORK}/relay", more=["--mail", f"relay=127.0.0.1:{port}"])
    line = Line(service)
    delivery = handed_in(service, line, f"piet@{DOMAIN}")
    notice, _, bundle = stated(service, delivery, "NotificationForAcceptance")
    check(text(notice, "NextHop/Role") == "relay" and text(notice, "Dns/Answer") is None, "a relay is another")
    told, words = report(service, bundle)
    check(told["answers"]["step"]["value"] == "G0", told["answers"]["step"])
    check("handed to relay 127.0.0.1; what the addressee's side did is not known" in words, words)
    line.close()
    service.stop()


main()
