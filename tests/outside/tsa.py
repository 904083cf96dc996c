#!/usr/bin/env python3
"""Time-stamps of an authority that OpenSSL plays behind Python's http.server, with one before it that is down and one that
hangs; mail while all are away; and OpenSSL as a client of the service's own authority at /tsa.

Usage: tsa.py BIN WORK. Needs nothing but the standard library and openssl."""

import base64
import http.server
import os
import re
import smtplib
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import json
from email.message import EmailMessage

from common import BIN, Service, check, free_port, members, trusting_nobody, until, work

WORK = work("tsa")
CONFIG = f"""
[ca]
default_ca = ca_default
[ca_default]
database = {WORK}/index.txt
crlnumber = {WORK}/crlnumber
default_md = sha256
default_crl_days = 7
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[stamp]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = tsa_config
[tsa_config]
serial = {WORK}/serial
crypto_device = builtin
signer_cert = {WORK}/tsa.cer
signer_key = {WORK}/tsa.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.32473.2
digests = sha256
accuracy = secs:1, millisecs:500
clock_precision_digits = 6
ordering = no
tsa_name = no
ess_cert_id_alg = sha256
"""


def openssl(*arguments, octets=None):
    out = subprocess.run(["openssl", *arguments], input=octets, capture_output=True, timeout=60)
    check(out.returncode == 0, f"openssl {' '.join(arguments)}: {out.stdout!r} {out.stderr!r}")
    return out.stdout


def make_authority():
    with open(f"{WORK}/openssl.cnf", "w") as file:
        file.write(CONFIG)
    for name, text in (("index.txt", ""), ("crlnumber", "01\n"), ("serial", "01\n")):
        with open(f"{WORK}/{name}", "w") as file:
            file.write(text)
    for name in ("root", "tsa"):
        openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", f"{WORK}/{name}.key")
        openssl("req", "-new", "-key", f"{WORK}/{name}.key", "-subj", f"/O=Somebody else/CN=Outside {name}", "-out", f"{WORK}/{name}.csr")
    made = ["-extfile", f"{WORK}/openssl.cnf", "-days", "30"]
    openssl("x509", "-req", "-in", f"{WORK}/root.csr", "-signkey", f"{WORK}/root.key", "-extensions", "root", *made, "-out", f"{WORK}/root.cer")
    openssl("x509", "-req", "-in", f"{WORK}/tsa.csr", "-CA", f"{WORK}/root.cer", "-CAkey", f"{WORK}/root.key", "-extensions", "stamp", *made,
            "-out", f"{WORK}/tsa.cer")
    openssl("ca", "-config", f"{WORK}/openssl.cnf", "-gencrl", "-cert", f"{WORK}/root.cer", "-keyfile", f"{WORK}/root.key", "-out", f"{WORK}/root.crl")
    with open(f"{WORK}/trust.pem", "w") as file:
        file.write(open(f"{WORK}/root.cer").read() + open(f"{WORK}/root.crl").read())
    with open(f"{WORK}/trust-without-list.pem", "w") as file:
        file.write(open(f"{WORK}/root.cer").read())


class Stamper(http.server.BaseHTTPRequestHandler):
    turn = threading.Lock()
    count = 0
    away = False

    def do_POST(self):
        query = self.rfile.read(int(self.headers["Content-Length"]))
        if Stamper.away:
            self.send_error(503)
            return
        with Stamper.turn:
            Stamper.count += 1
            with open(f"{WORK}/query", "wb") as file:
                file.write(query)
            reply = openssl("ts", "-reply", "-config", f"{WORK}/openssl.cnf", "-queryfile", f"{WORK}/query")
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *_):
        pass


def hand_in(service, to):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = service.ready["address"], to, "Rent"
    mail["Message-ID"] = f"<{time.monotonic_ns()}@sender.example>"
    mail.set_content("The rent rises.\n")
    with smtplib.SMTP("localhost", service.ports["smtp"], timeout=20) as smtp:
        smtp.starttls(context=trusting_nobody())
        smtp.login(service.ready["name"], service.ready["password"])
        smtp.send_message(mail)


def bundle_of(service, number, events=2):
    """The bundle of the newest submission, once there are so many."""
    def newest():
        shown = json.loads(service.get("/submissions")[1])
        return shown["submissions"] if len(shown["submissions"]) >= number else None
    submissions = until(f"{number} submissions", newest)
    ids = [submission["id"] for submission in submissions]
    delivery = service.submission(max(ids))[0]["id"]
    octets = service.bundle(delivery, events=events, seconds=90)
    with open(f"{WORK}/{number}.asice", "wb") as file:
        file.write(octets)
    return octets


def verify(number, trust):
    out = subprocess.run([f"{BIN}/recepis-verify", f"{WORK}/{number}.asice", "--trust", trust, "--json"], capture_output=True, text=True)
    return out.returncode, json.loads(out.stdout)


def tokens_hold(octets):
    """Every token of the evidence, by OpenSSL, under the other authority's root."""
    evidence = {name: text.decode() for name, text in members(octets).items() if name.startswith("evidence/")}
    check(evidence, "there is no evidence")
    for name, text in evidence.items():
        token = base64.b64decode(re.search(r"EncapsulatedTimeStamp[^>]*>([^<]*)<", text).group(1))
        value = re.search(r"<ds:SignatureValue([^>]*>[^<]*</ds:SignatureValue>)", text).group(1)
        for file, content in (("token", token), ("value", f'<ds:SignatureValue xmlns:ds="http://www.w3.org/2000/09/xmldsig#"{value}'.encode())):
            with open(f"{WORK}/{file}", "wb") as out:
                out.write(content)
        openssl("ts", "-verify", "-token_in", "-in", f"{WORK}/token", "-data", f"{WORK}/value", "-CAfile", f"{WORK}/root.cer")
        said = openssl("ts", "-reply", "-token_in", "-in", f"{WORK}/token", "-token_out", "-text").decode()
        check("1.3.6.1.4.1.32473.2" in said, f"{name}: another policy")
        check(re.search(r"Time stamp: .*\.\d+ ", said), f"{name}: the time has no part of a second\n{said}")


def our_own_authority(service):
    """OpenSSL asks at /tsa, and checks what it gets."""
    openssl("rand", "-out", f"{WORK}/ours.data", "100")
    openssl("ts", "-query", "-data", f"{WORK}/ours.data", "-sha256", "-cert", "-out", f"{WORK}/ours.tsq")
    with open(f"{WORK}/ours.tsq", "rb") as file:
        query = file.read()
    request = urllib.request.Request(service.base + "/tsa", query, {"Content-Type": "application/timestamp-query"})
    answer = urllib.request.urlopen(request, timeout=20)
    check(answer.headers["Content-Type"] == "application/timestamp-reply", answer.headers["Content-Type"])
    with open(f"{WORK}/ours.tsr", "wb") as file:
        file.write(answer.read())
    openssl("ts", "-verify", "-queryfile", f"{WORK}/ours.tsq", "-in", f"{WORK}/ours.tsr", "-CAfile", f"{service.data}/trust/tsa/root.pem")
    try:
        urllib.request.urlopen(urllib.request.Request(service.base + "/tsa", query, {"Content-Type": "text/plain"}), timeout=20)
        check(False, "another kind of request is answered")
    except urllib.error.HTTPError as error:
        check(error.status == 415, error.status)


def main():
    make_authority()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stamper)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    hanging = socket.create_server(("127.0.0.1", 0))
    urls = [f"http://127.0.0.1:{port}/tsa" for port in (free_port(), hanging.getsockname()[1], server.server_address[1])]
    more = [word for url in urls for word in ("--tsa", url)] + ["--tsa-trust", f"{WORK}/trust.pem", "--tsa-policy", "1.3.6.1.4.1.32473.2"]
    service = Service(WORK, more=more)

    # The first is down, the second hangs, the third is OpenSSL's.
    hand_in(service, "a@addressee.example")
    octets = bundle_of(service, 1)
    tokens_hold(octets)
    code, report = verify(1, f"{service.data}/trust")
    check((code, report["verdict"]) == (0, "TOTAL-PASSED"), report)
    names = members(octets)
    check(any(name.startswith("trust/tsa/") and name.endswith(".cer") for name in names), f"no chain: {list(names)}")
    check(any(name.startswith("trust/tsa/") and name.endswith(".crl") for name in names), f"no list: {list(names)}")
    check(not os.path.exists(f"{service.data}/trust/tsa/root.pem"), "the operator's own root is an anchor for time-stamps")

    # With two of three away the next one costs no time limit: the hanging one rests.
    begun = time.monotonic()
    hand_in(service, "b@addressee.example")
    bundle_of(service, 2)
    check(time.monotonic() - begun < 9, f"the second took {time.monotonic() - begun:.0f} s")

    # All away: the message is taken in, and sealed once one is back, with its own event time.
    Stamper.away, before = True, Stamper.count
    hand_in(service, "c@addressee.example")
    time.sleep(3)
    check(Stamper.count == before, "it was asked while it was away")
    check(not service.mails("c@addressee.example"), "an addressee is told before the evidence is sealed")
    Stamper.away = False
    tokens_hold(bundle_of(service, 3))
    code, report = verify(3, f"{service.data}/trust")
    check((code, report["verdict"]) == (0, "TOTAL-PASSED"), report)
    service.stop()

    # Each reason is logged once while it lasts.
    log = open(f"{WORK}/serve.log").read()
    for port in (urls[0], urls[1]):
        check(port not in log, "an address stands in the log")
    for reason in ("not reachable", "too slow", "HTTP status"):
        told = [line for line in log.splitlines() if "a time-stamping authority failed" in line and f'"{reason}"' in line]
        check(len(told) == 1, f"{reason}: {len(told)} lines\n{log[-3000:]}")

    # Without a revocation list the bundle is made, and its report says what is not known.
    service = Service(WORK, more=["--tsa", urls[2], "--tsa-trust", f"{WORK}/trust-without-list.pem"])
    hand_in(service, "d@addressee.example")
    bundle_of(service, 4)
    code, report = verify(4, f"{service.data}/trust")
    check((code, report["verdict"], report["reason"]) == (2, "INDETERMINATE", "TRY_LATER"), report)
    service.stop()

    # The same data directory with the embedded authority again; OpenSSL is its client.
    service = Service(WORK)
    our_own_authority(service)
    service.stop()

    out = subprocess.run([f"{BIN}/recepis", "serve", "--data", f"{WORK}/data", "--clock-ahead", "1d", "--tsa", urls[2], "--tsa-trust", f"{WORK}/trust.pem"],
                         capture_output=True, text=True, timeout=30)
    check(out.returncode == 1 and "do not go together" in out.stderr, out.stderr)
    print(f"OpenSSL made {Stamper.count} time-stamps for 4 messages; ours holds under OpenSSL")


main()
