#!/usr/bin/env python3
"""Notices to a real Postfix: what it answered stands in evidence, byte for byte as Postfix logged it, and the step follows.

Usage: postfix.py BIN WORK. As root; needs postfix and openssl."""

import atexit
import base64
import hashlib
import json
import os
import re
import socket
import socketserver
import ssl
import struct
import subprocess
import threading
import time
import xml.etree.ElementTree as tree

from common import BIN, Line, Service, check, free_port, id_in, mail, members, until, work

DOMAIN = "voorbeeld.test"
OWN = "{urn:recepis:evidence:v1}"
WORK = work("postfix")


class Names(socketserver.BaseRequestHandler):
    """A name server: DOMAIN has a mail server, null.test takes no mail, nothing else exists."""

    MX, A = 15, 1
    RECORDS = {
        (DOMAIN, MX): [struct.pack(">H", 10) + b"\2mx\x09voorbeeld\4test\0"],
        ("mx." + DOMAIN, A): [bytes([127, 0, 0, 1])],
        ("null.test", MX): [struct.pack(">H", 0) + b"\0"],
    }

    def handle(self):
        query, door = self.request
        place, labels = 12, []
        while query[place]:
            labels.append(query[place + 1:place + 1 + query[place]].decode().lower())
            place += 1 + query[place]
        question = query[12:place + 5]
        name, kind = ".".join(labels), struct.unpack(">H", query[place + 1:place + 3])[0]
        found = self.RECORDS.get((name, kind), [])
        known = any(owner == name or owner.endswith("." + name) for owner, _ in self.RECORDS)
        flags = 0x8180 | (0 if known else 3)
        answer = query[:2] + struct.pack(">HHHHH", flags, 1, len(found), 0, 0) + question
        for data in found:
            answer += b"\xc0\x0c" + struct.pack(">HHIH", kind, 1, 60, len(data)) + data
        door.sendto(answer, self.client_address)


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


def serving(server):
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def postfix(policy):
    """An instance of its own, on a port of loopback; its log and its certificate."""
    config, port = f"{WORK}/config", free_port()
    for name in ("config", "queue", "state"):
        os.makedirs(f"{WORK}/{name}")
    os.chmod(WORK, 0o755)
    subprocess.run(["chown", "postfix", f"{WORK}/state"], check=True)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{config}/key.pem", "-out", f"{config}/cert.pem",
         "-days", "30", "-subj", f"/CN=mx.{DOMAIN}", "-addext", f"subjectAltName=DNS:mx.{DOMAIN}"], check=True, capture_output=True)
    log = f"{WORK}/mail.log"
    with open(f"{config}/main.cf", "w") as file:
        file.write(f"""compatibility_level = 3.6
queue_directory = {WORK}/queue
data_directory = {WORK}/state
maillog_file = {log}
maillog_file_prefixes = {WORK}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.{DOMAIN}
mydestination =
mynetworks =
alias_maps =
local_recipient_maps =
virtual_mailbox_domains = {DOMAIN}
virtual_mailbox_maps = texthash:{config}/users
virtual_transport = discard
smtpd_relay_restrictions = permit_auth_destination, reject
smtpd_recipient_restrictions = check_recipient_access texthash:{config}/access, reject_unlisted_recipient, check_policy_service inet:127.0.0.1:{policy}
smtpd_end_of_data_restrictions = check_policy_service inet:127.0.0.1:{policy}
smtpd_tls_security_level = may
smtpd_tls_cert_file = {config}/cert.pem
smtpd_tls_key_file = {config}/key.pem
smtpd_peername_lookup = no
""")
    with open(f"{config}/users", "w") as file:
        file.writelines(f"{name}@{DOMAIN} x\n" for name in ("piet", "grey", "full", "late"))
    with open(f"{config}/access", "w") as file:
        file.write(f"full@{DOMAIN} 552 5.2.2 The mailbox is full\n")
    with open("/usr/share/postfix/master.cf.dist") as given, open(f"{config}/master.cf", "w") as file:
        for line in given:
            if re.match(r"smtp\s+inet\s", line):
                line = f"127.0.0.1:{port} inet n - n - - smtpd\n"
            # No jail: it would want a copy of the system's files.
            file.write(re.sub(r"^(\S+\s+(?:unix|inet|fifo)\s+\S+\s+\S+\s+)y", r"\1n", line))
    started = subprocess.run(["postfix", "-c", config, "start"], capture_output=True, text=True)
    atexit.register(lambda: subprocess.run(["postfix", "-c", config, "abort"], capture_output=True))
    check(started.returncode == 0, f"Postfix does not start: {started.stderr} {open(log).read() if os.path.exists(log) else ''}")

    def answers():
        with socket.socket() as door:
            return door.connect_ex(("127.0.0.1", port)) == 0
    until("Postfix answers", answers)
    with open(f"{config}/cert.pem") as file:
        certificate = ssl.PEM_cert_to_DER_cert(file.read())
    return port, log, hashlib.sha256(certificate).digest()


def stated(service, delivery, event, seconds=30):
    """The notice as this evidence states it, its reason, and the bundle."""
    def sealed():
        shown = service.delivery(delivery)
        return any(e["name"] == event and e["sealed"] for e in shown["timeline"])
    until(f"{event} of {delivery}", sealed, seconds)
    bundle = service.bundle(delivery, 2)
    files = members(bundle)
    name = next(name for name in files if name.startswith("evidence/") and event in name)
    root = tree.fromstring(files[name])
    notice = root.find(f".//{OWN}Notice")
    dialogue = next((octets.decode() for name, octets in files.items() if name.startswith("dialogue/")), "")
    return notice, dialogue, bundle


def text(notice, path):
    found = notice.find("/".join(OWN + part for part in path.split("/")))
    return None if found is None else found.text


def report(service, bundle):
    path = f"{WORK}/{service.ports['http']}.asice"
    with open(path, "wb") as file:
        file.write(bundle)
    command = [f"{BIN}/recepis-verify", path, "--trust", service.ready["trust"]]
    told = subprocess.run(command + ["--json"], capture_output=True, text=True)
    check(told.returncode == 0, f"the bundle does not pass: {told.stdout}")
    # The report's lines are wrapped.
    return json.loads(told.stdout), " ".join(subprocess.run(command, capture_output=True, text=True).stdout.split())


def handed_in(service, line, to):
    submission = id_in(line.hand_in(to, mail(line.address, to)))
    return service.submission(submission)[0]["id"]


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
    names = socketserver.ThreadingUDPServer(("127.0.0.1", 0), Names)
    policy = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Policy)
    policy.daemon_threads = True
    port, log, certificate = postfix(serving(policy))
    out = ["--mail", "mx", "--hostname", "recepis.example", "--mail-port", str(port), "--mail-private-networks",
           "--name-server", f"127.0.0.1:{serving(names)}", "--no-dnssec"]
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
