#!/usr/bin/env python3
"""Time-stamps of an authority that OpenSSL plays behind Python's http.server, with one before it that is down and one that
hangs; mail while all are away; OpenSSL as OCSP responder for its certificates; and OpenSSL as a client of the service's own authority at /tsa.

Usage: tsa.py BIN WORK. Needs nothing but the standard library and openssl."""

import base64
import http.server
import json
import os
import re
import smtplib
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from email.message import EmailMessage

from common import BIN, Service, check, decide, delivery_of, free_port, link_of, members, prove, trusting_nobody, until, work

WORK = work("tsa")
CONFIG = """
[ca]
default_ca = ca_default
[ca_default]
database = {folder}/index.txt
crlnumber = {folder}/crlnumber
default_md = {digest}
default_crl_days = 7
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[door]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = DNS:localhost
authorityKeyIdentifier = keyid
[stamp]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[asked_authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign,digitalSignature
subjectKeyIdentifier = hash
crlDistributionPoints = URI:{list}
[asked_stamp]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
authorityInfoAccess = OCSP;URI:{responder}
[tsa]
default_tsa = tsa_config
[tsa_config]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.cer
signer_key = {folder}/tsa.key
certs = {folder}/between.cer
signer_digest = {signs}
default_policy = {policy}
digests = sha256, sha512
accuracy = secs:1, millisecs:500
clock_precision_digits = 6
ordering = yes
tsa_name = yes
ess_cert_id_chain = yes
ess_cert_id_alg = {names}
"""


def openssl(*arguments, octets=None):
    out = subprocess.run(["openssl", *arguments], input=octets, capture_output=True, timeout=60)
    check(out.returncode == 0, f"openssl {' '.join(arguments)}: {out.stdout!r} {out.stderr!r}")
    return out.stdout


def read(*names):
    return "".join(open(name).read() for name in names)


def make_authority(name, policy, key, digest, signs, names, asked=None):
    """A root, an authority below it, and below that one the certificate for stamps; each authority with its list. `asked` is where the list of the
    root lies, and where the authority below answers OCSP requests."""
    folder = f"{WORK}/{name}"
    os.makedirs(folder)
    for file, text in (("openssl.cnf", CONFIG.format(folder=folder, policy=policy, digest=digest, signs=signs, names=names,
                                                                list=asked and asked[0], responder=asked and asked[1])), ("index.txt", ""),
                       ("crlnumber", "01\n"), ("serial", "01\n")):
        with open(f"{folder}/{file}", "w") as out:
            out.write(text)
    above = None
    for role in ("root", "between", "tsa"):
        openssl("genpkey", *key, "-out", f"{folder}/{role}.key")
        openssl("req", "-new", "-key", f"{folder}/{role}.key", "-subj", f"/O=Somebody else/CN={name} {role}", "-out", f"{folder}/{role}.csr")
        by = ["-CA", f"{folder}/{above}.cer", "-CAkey", f"{folder}/{above}.key"] if above else ["-signkey", f"{folder}/root.key"]
        openssl("x509", "-req", "-in", f"{folder}/{role}.csr", *by, f"-{digest}", "-days", "30", "-extfile", f"{folder}/openssl.cnf", "-extensions",
                ("asked_" if asked and role != "root" else "") + ("stamp" if role == "tsa" else "authority"), "-out", f"{folder}/{role}.cer")
        if role != "tsa":
            openssl("ca", "-config", f"{folder}/openssl.cnf", "-gencrl", "-cert", f"{folder}/{role}.cer", "-keyfile", f"{folder}/{role}.key",
                    "-out", f"{folder}/{role}.crl")
        above = role
    papers = read(f"{folder}/root.cer", f"{folder}/between.cer")
    with open(f"{folder}/trust.pem", "w") as file:
        file.write(papers + read(f"{folder}/root.crl", f"{folder}/between.crl"))
    with open(f"{folder}/trust-without-list.pem", "w") as file:
        file.write(papers)
    return folder


class Stamper(http.server.BaseHTTPRequestHandler):
    turn = threading.Lock()
    count = 0
    away = False
    fetched = []

    def do_POST(self):
        query = self.rfile.read(int(self.headers["Content-Length"]))
        folder = f"{WORK}/{self.path.strip('/')}"
        if Stamper.away:
            self.send_error(503)
            return
        with Stamper.turn:
            Stamper.count += 1
            with open(f"{folder}/query", "wb") as file:
                file.write(query)
            reply = openssl("ts", "-reply", "-config", f"{folder}/openssl.cnf", "-queryfile", f"{folder}/query")
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def do_GET(self):
        with open(f"{WORK}/{self.path.strip('/')}", "rb") as file:
            octets = file.read()
        Stamper.fetched.append(self.path)
        self.send_response(200)
        self.send_header("Content-Length", str(len(octets)))
        self.end_headers()
        self.wfile.write(octets)

    def log_message(self, *_):
        pass


def https(folder):
    """The same behind TLS; its port."""
    openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", f"{folder}/door.key")
    openssl("req", "-new", "-key", f"{folder}/door.key", "-subj", "/CN=localhost", "-out", f"{folder}/door.csr")
    openssl("x509", "-req", "-in", f"{folder}/door.csr", "-CA", f"{folder}/root.cer", "-CAkey", f"{folder}/root.key", "-days", "30",
            "-extfile", f"{folder}/openssl.cnf", "-extensions", "door", "-out", f"{folder}/door.cer")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{folder}/door.cer", f"{folder}/door.key")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stamper)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


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


def went_on(service, addressee, link, number):
    """The addressee refuses, by the link of a notice that an earlier run of the service sent; the bundle afterwards."""
    browser, _ = prove(service, addressee, service.base + urllib.parse.urlparse(link).path)
    decide(browser, "refuse")
    octets = service.bundle(delivery_of(link), events=3, seconds=60)
    with open(f"{WORK}/{number}.asice", "wb") as file:
        file.write(octets)
    return octets


def verify(number, trust):
    out = subprocess.run([f"{BIN}/recepis-verify", f"{WORK}/{number}.asice", "--trust", trust, "--json"], capture_output=True, text=True)
    return out.returncode, json.loads(out.stdout)


def tokens_hold(octets, folder, policy):
    """Every token of the evidence, by OpenSSL, under the other authority's root."""
    evidence = {name: text.decode() for name, text in members(octets).items() if name.startswith("evidence/")}
    check(evidence, "there is no evidence")
    for name, text in evidence.items():
        token = base64.b64decode(re.search(r"EncapsulatedTimeStamp[^>]*>([^<]*)<", text).group(1))
        value = re.search(r"<ds:SignatureValue([^>]*>[^<]*</ds:SignatureValue>)", text).group(1)
        for file, content in (("token", token), ("value", f'<ds:SignatureValue xmlns:ds="http://www.w3.org/2000/09/xmldsig#"{value}'.encode())):
            with open(f"{WORK}/{file}", "wb") as out:
                out.write(content)
        openssl("ts", "-verify", "-token_in", "-in", f"{WORK}/token", "-data", f"{WORK}/value", "-CAfile", f"{folder}/root.cer")
        said = openssl("ts", "-reply", "-token_in", "-in", f"{WORK}/token", "-token_out", "-text").decode()
        check(policy in said, f"{name}: another policy")
        check(re.search(r"Time stamp: .*\.\d+ ", said), f"{name}: the time has no part of a second\n{said}")


def augmented(number, trust, url, folder):
    """Whoever holds a bundle has it time-stamped by an authority, again and again (EN 319 162-1 A.7); OpenSSL checks what it made."""
    bundle = f"{WORK}/{number}.asice"

    def augment(url):
        return subprocess.run([f"{BIN}/recepis", "bundle", "augment", bundle, "--tsa", url, "--tsa-trust", f"{folder}/trust.pem", "--trust", trust],
                              capture_output=True, text=True, timeout=60)
    with open(bundle, "rb") as file:
        plain = file.read()
    out = augment(f"http://127.0.0.1:{free_port()}/")
    check(out.returncode == 1 and "left as it is" in out.stderr, out)
    with open(bundle, "rb") as file:
        check(file.read() == plain, "the bundle was changed")
    for _ in range(2):
        out = augment(url)
        check(out.returncode == 0 and out.stdout.strip().endswith("TOTAL-PASSED"), out)
    code, report = verify(number, trust)
    proven = [finding["file"] for finding in report["findings"] if finding["sentence"].startswith("It proves that ")]
    check((code, proven) == (0, ["META-INF/timestamp002.tst", "META-INF/timestamp001.tst"]), report)
    with open(bundle, "rb") as file:
        files = members(file.read())
    check(all(files[name] == octets for name, octets in members(plain).items()), "a file was changed")
    for token, manifest in (("timestamp001.tst", "ASiCArchiveManifest001.xml"), ("timestamp002.tst", "ASiCArchiveManifest.xml")):
        for name in (token, manifest):
            with open(f"{WORK}/{name}", "wb") as file:
                file.write(files[f"META-INF/{name}"])
        openssl("ts", "-verify", "-token_in", "-in", f"{WORK}/{token}", "-data", f"{WORK}/{manifest}", "-CAfile", f"{folder}/root.cer")


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


def revocation_is_asked(url):
    """Where the trust file holds no list, OpenSSL as OCSP responder tells of the certificate for stamps, and a list over HTTP of the authority above it."""
    port, site = free_port(), url.rsplit("/", 1)[0]
    key = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]
    folder = make_authority("asked", "1.3.6.1.4.1.32473.4", key, "sha256", "sha256", "sha256",
                            asked=(f"{site}/asked/root.crl.der", f"http://127.0.0.1:{port}/"))
    openssl("crl", "-in", f"{folder}/root.crl", "-outform", "DER", "-out", f"{folder}/root.crl.der")
    serial = openssl("x509", "-in", f"{folder}/tsa.cer", "-noout", "-serial").decode().strip().partition("=")[2]
    with open(f"{folder}/index.txt", "w") as file:
        file.write(f"V\t350101000000Z\t\t{serial}\tunknown\t/O=Somebody else/CN=asked tsa\n")
    signer = ["-rsigner", f"{folder}/between.cer", "-rkey", f"{folder}/between.key", "-CA", f"{folder}/between.cer"]
    responder = subprocess.Popen(["openssl", "ocsp", "-index", f"{folder}/index.txt", "-port", str(port), "-nmin", "600", *signer],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        service = Service(WORK, more=["--tsa", f"{site}/asked", "--tsa-trust", f"{folder}/trust-without-list.pem", "--metrics", "0"])
        hand_in(service, "o@addressee.example")
        names = members(bundle_of(service, 8))
        said = {name.partition("{")[0]: value for name, value in service.metrics().items() if name.startswith("recepis_revocation_")}
        check(said["recepis_revocation_in_force_seconds"] > 0 and said["recepis_revocation_unanswered"] == 0 and len(said) == 2, said)
    finally:
        responder.kill()
        responder.wait()
    for end in (".ocsp", ".crl"):
        check(any(name.startswith("trust/tsa/") and name.endswith(end) for name in names), f"no {end}: {list(names)}")
    code, report = verify(8, f"{service.data}/trust")
    check((code, report["verdict"]) == (0, "TOTAL-PASSED"), report)
    # With the responder away what it said stands, and is not asked for again.
    hand_in(service, "p@addressee.example")
    bundle_of(service, 9)
    code, report = verify(9, f"{service.data}/trust")
    check((code, report["verdict"]) == (0, "TOTAL-PASSED"), report)
    check(Stamper.fetched == ["/asked/root.crl.der"], Stamper.fetched)
    service.stop()


def main():
    policy = "1.3.6.1.4.1.32473.2"
    ec = make_authority("ec", policy, ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], "sha256", "sha256", "sha256")
    rsa = make_authority("rsa", "1.3.6.1.4.1.32473.3", ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:3072"], "sha384", "sha512", "sha1")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stamper)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    hanging = socket.create_server(("127.0.0.1", 0))
    urls = [f"http://127.0.0.1:{port}/ec" for port in (free_port(), hanging.getsockname()[1], server.server_address[1])]
    more = [word for url in urls for word in ("--tsa", url)] + ["--tsa-trust", f"{ec}/trust.pem", "--tsa-policy", policy]
    # No proxy is taken from the environment, and plain HTTP needs no root certificates.
    strange = {"http_proxy": "http://127.0.0.1:9", "all_proxy": "http://127.0.0.1:9", "SSL_CERT_FILE": "/nonexistent", "SSL_CERT_DIR": "/nonexistent"}
    os.environ.update(strange)
    service = Service(WORK, more=more)
    for name in strange:
        del os.environ[name]

    # The first is down, the second hangs, the third is OpenSSL's.
    hand_in(service, "a@addressee.example")
    octets = bundle_of(service, 1)
    tokens_hold(octets, ec, policy)
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

    links = {name: link_of(service.notice(f"{name}@addressee.example")) for name in "ab"}

    # All away: the message is taken in, and sealed once one is back, with its own event time.
    Stamper.away, before = True, Stamper.count
    hand_in(service, "c@addressee.example")
    time.sleep(3)
    check(Stamper.count == before, "it was asked while it was away")
    check(not service.mails("c@addressee.example"), "an addressee is told before the evidence is sealed")
    Stamper.away = False
    tokens_hold(bundle_of(service, 3), ec, policy)
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
    service = Service(WORK, more=["--tsa", urls[2], "--tsa-trust", f"{ec}/trust-without-list.pem"])
    hand_in(service, "d@addressee.example")
    bundle_of(service, 4)
    code, report = verify(4, f"{service.data}/trust")
    check((code, report["verdict"], report["reason"]) == (2, "INDETERMINATE", "TRY_LATER"), report)
    service.stop()

    # RSA with longer digests, and the former authority as the last: a chain that one began goes on under the other.
    service = Service(WORK, more=["--tsa", urls[2].replace("/ec", "/rsa"), "--tsa", urls[2], "--tsa-trust", f"{rsa}/trust.pem", "--tsa-trust", f"{ec}/trust.pem"])
    hand_in(service, "e@addressee.example")
    tokens_hold(bundle_of(service, 5), rsa, "1.3.6.1.4.1.32473.3")
    code, report = verify(5, f"{service.data}/trust")
    check((code, report["verdict"]) == (0, "TOTAL-PASSED"), report)
    augmented(5, f"{service.data}/trust", urls[2], ec)
    went_on(service, "a@addressee.example", links["a"], 6)
    code, report = verify(6, f"{service.data}/trust")
    check((code, report["verdict"]) == (0, "TOTAL-PASSED"), report)
    service.stop()

    # Where the former one is named no more, its lists are not packed; the report says so, and nothing else is open.
    service = Service(WORK, more=["--tsa", urls[2].replace("/ec", "/rsa"), "--tsa-trust", f"{rsa}/trust.pem"])
    went_on(service, "b@addressee.example", links["b"], 7)
    code, report = verify(7, f"{service.data}/trust")
    reasons = {finding["reason"] for finding in report["findings"] if finding["reason"]}
    check(code == 2 and reasons == {"TRY_LATER"}, report)
    service.stop()

    # Over TLS: with the door's root among the machine's, and with a root that is not.
    door = https(ec)
    more = ["--tsa", f"https://localhost:{door}/ec", "--tsa-trust", f"{ec}/trust.pem"]
    for root, taken in ((f"{ec}/root.cer", True), (f"{rsa}/root.cer", False)):
        os.environ["SSL_CERT_FILE"] = root
        service, before = Service(WORK, more=more), Stamper.count
        hand_in(service, f"f-{taken}@addressee.example".lower())
        if taken:
            bundle_of(service, 6)
        else:
            until("the reason in the log", lambda: "certificate" in read(f"{WORK}/serve.log").rsplit("a time-stamping authority failed", 1)[-1])
            check(Stamper.count == before, "a door that is not trusted was asked")
        service.stop()
        del os.environ["SSL_CERT_FILE"]

    # The same data directory with the embedded authority again; OpenSSL is its client.
    service = Service(WORK)
    our_own_authority(service)
    service.stop()

    revocation_is_asked(urls[2])

    out = subprocess.run([f"{BIN}/recepis", "serve", "--data", f"{WORK}/data", "--clock-ahead", "1d", "--tsa", urls[2], "--tsa-trust", f"{ec}/trust.pem"],
                         capture_output=True, text=True, timeout=30)
    check(out.returncode == 1 and "do not go together" in out.stderr, out.stderr)
    print(f"OpenSSL made {Stamper.count} time-stamps for 8 messages; ours holds under OpenSSL")


main()
