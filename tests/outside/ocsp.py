#!/usr/bin/env python3
"""OpenSSL as a client of `/ca/ocsp`, with a nonce and without; GET with the request in the address; `/crl` and `/ca`; and what is no
request.

Usage: ocsp.py BIN WORK. Needs nothing but the standard library and openssl."""

import base64
import os
import subprocess
import urllib.error
import urllib.parse
import urllib.request

from common import Service, check, work

WORK = work("ocsp")


def openssl(*words):
    done = subprocess.run(["openssl", *words], capture_output=True, text=True, timeout=30)
    return done.returncode, done.stdout + done.stderr


def ask(url, body=None, kind="application/ocsp-request"):
    headers = {"Content-Type": kind} if body is not None else {}
    try:
        answer = urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=20)
    except urllib.error.HTTPError as error:
        answer = error
    return answer.status, answer.headers.get("Content-Type"), answer.read()


def main():
    service = Service(WORK)
    status, kind, root = ask(service.base + "/ca")
    check((status, kind) == (200, "application/pkix-cert"), f"/ca: {status} {kind}")
    check(root == open(f"{service.data}/ca/root.cer", "rb").read(), "/ca is another certificate than the root's")
    status, kind, crl = ask(service.base + "/crl")
    check((status, kind) == (200, "application/pkix-crl"), f"/crl: {status} {kind}")
    with open(f"{WORK}/crl.der", "wb") as file:
        file.write(crl)
    for name in ("root", "seal", "tsa", "tls"):
        openssl("x509", "-inform", "DER", "-in", f"{service.data}/ca/{name}.cer", "-out", f"{WORK}/{name}.pem")
    code, words = openssl("crl", "-inform", "DER", "-in", f"{WORK}/crl.der", "-noout", "-CAfile", f"{WORK}/root.pem")
    check(code == 0 and "verify OK" in words, words)

    # POST, both digests, with a nonce (which is repeated) and without.
    for name in ("seal", "tsa", "tls"):
        for digest in ("-sha1", "-sha256"):
            for nonce in ((), ("-no_nonce",)):
                code, words = openssl("ocsp", *nonce, digest, "-issuer", f"{WORK}/root.pem", "-cert", f"{WORK}/{name}.pem", "-url",
                                      service.base + "/ca/ocsp", "-CAfile", f"{WORK}/root.pem")
                check(code == 0 and "Response verify OK" in words and f"{name}.pem: good" in words, words)
                check("WARNING" not in words, words)
    code, words = openssl("ocsp", "-issuer", f"{WORK}/root.pem", "-serial", "0x1234567890abcdef", "-url", service.base + "/ca/ocsp",
                          "-CAfile", f"{WORK}/root.pem")
    check("Response verify OK" in words and "0x1234567890abcdef: unknown" in words, words)

    # GET: the request in base64, percent-encoded, behind the address [RFC 6960 Appendix A.1].
    openssl("ocsp", "-no_nonce", "-issuer", f"{WORK}/root.pem", "-cert", f"{WORK}/seal.pem", "-reqout", f"{WORK}/asked")
    asked = open(f"{WORK}/asked", "rb").read()
    address = service.base + "/ca/ocsp/" + urllib.parse.quote(base64.b64encode(asked).decode(), safe="")
    status, kind, answer = ask(address)
    check((status, kind) == (200, "application/ocsp-response"), f"GET: {status} {kind}")
    with open(f"{WORK}/answer", "wb") as file:
        file.write(answer)
    code, words = openssl("ocsp", "-respin", f"{WORK}/answer", "-no_nonce", "-issuer", f"{WORK}/root.pem", "-cert", f"{WORK}/seal.pem",
                          "-CAfile", f"{WORK}/root.pem")
    check(code == 0 and "seal.pem: good" in words, words)
    check(ask(service.base + "/ca/ocsp", asked)[2] == answer, "POST and GET are answered differently")

    # What is no request, and what is about another authority.
    malformed, unauthorized = bytes.fromhex("30030a0101"), bytes.fromhex("30030a0106")
    for body in (b"hello", asked[:-1], asked + b"\0", b"\x30" * 5000):
        status, kind, answer = ask(service.base + "/ca/ocsp", body)
        check((status, answer) == (200, malformed), f"{status} {answer!r}")
    check(ask(service.base + "/ca/ocsp/%21%21")[2] == malformed, "an address that is no base64 is answered")
    check(ask(service.base + "/ca/ocsp", asked, "text/plain")[0] == 415, "another kind of file is answered")
    openssl("ocsp", "-no_nonce", "-issuer", f"{WORK}/seal.pem", "-cert", f"{WORK}/tsa.pem", "-reqout", f"{WORK}/other")
    check(ask(service.base + "/ca/ocsp", open(f"{WORK}/other", "rb").read())[2] == unauthorized, "another authority is answered for")

    # A flood of nonces is answered, and signs no more than its share.
    for _ in range(60):
        openssl("ocsp", "-issuer", f"{WORK}/root.pem", "-cert", f"{WORK}/seal.pem", "-reqout", f"{WORK}/asked")
        status, _, answer = ask(service.base + "/ca/ocsp", open(f"{WORK}/asked", "rb").read())
        check(status == 200 and len(answer) > 300, f"{status} {answer!r}")
    service.stop()
    check(not os.path.exists(f"{service.data}/ca/ocsp.new"), "a half-written file is left")


main()
