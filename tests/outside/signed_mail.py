#!/usr/bin/env python3
"""Every mail that a registered e-mail makes, taken as it came out of the demo mailbox: S/MIME is good for `openssl cms -verify`
without more than the root, DKIM for dkimpy and OpenDKIM with both keys, SPF, DKIM and DMARC are aligned for authheaders; one
changed octet is noticed by each. The notice of the bundle is the mail that was sent, octet for octet.

Usage: signed_mail.py BIN WORK. Needs openssl, and Debian's python3-authheaders, python3-dkim, python3-nacl, python3-spf."""

import email
import email.policy
import glob
import os
import re
import shutil
import subprocess
import urllib.request

import authheaders
import dkim
import spf

from common import Line, Service, addressee_bundle, check, decide, link_of, mail, members, prove, work

TENANT = "tenant@addressee.example"
OTHER = "other@addressee.example"
OUR_SERVER = "192.0.2.25"


def zone(service):
    """The records as an operator would publish them, out of the files beside the keys."""
    found = {"recepis.example": f"v=spf1 ip4:{OUR_SERVER} -all", "_dmarc.recepis.example": "v=DMARC1; p=reject; adkim=s; aspf=s"}
    files = glob.glob(f"{service.data}/dkim/*.txt")
    check(len(files) == 2, f"records to publish: {files}")
    for path in files:
        with open(path) as file:
            line = file.read()
        name, strings = line.split(". IN TXT ")
        found[name] = "".join(re.findall('"([^"]*)"', strings))
    return found


def original(service, number):
    with urllib.request.urlopen(f"{service.base}/demo/mailbox/{number}/original", timeout=20) as answer:
        check(answer.headers["Content-Type"] == "message/rfc822", "the original is no mail")
        return answer.read()


def smime(service, folder, name, octets):
    path = f"{folder}/{name}.eml"
    root = f"{service.ready['trust']}/seal/root.pem"

    def verified(octets, *more):
        with open(path, "wb") as file:
            file.write(octets)
        return subprocess.run(["openssl", "cms", "-verify", "-in", path, "-CAfile", root, *more], capture_output=True)

    out = verified(octets, "-signer", f"{folder}/signer.pem", "-out", f"{folder}/part")
    check(out.returncode == 0, f"{name}: openssl cms -verify: {out.stderr.decode()}")
    with open(f"{folder}/part", "rb") as file:
        part = file.read()
    check(part and part in octets, f"{name}: what was signed is not what was sent")
    shown = subprocess.run(["openssl", "x509", "-in", f"{folder}/signer.pem", "-noout", "-email"], capture_output=True, text=True)
    check(shown.stdout.split() == ["registered@recepis.example"], f"{name}: signed for {shown.stdout}")
    changed = octets.replace(part, part[:-3] + b"?\r\n", 1) if part.endswith(b"\r\n") else octets.replace(part, part[:-1] + b"?", 1)
    check(changed != octets and verified(changed).returncode != 0, f"{name}: a changed text passes openssl")
    return part


def looks(name, octets, shown):
    """Seven bits, lines that end in CR LF, few parts; the text is what the mailbox shows."""
    check(octets.isascii() and not re.search(rb"[^\r]\n|\r[^\n]", octets), f"{name}: not seven bits with CR LF")
    check(max(map(len, octets.split(b"\r\n"))) <= 998, f"{name}: a line too long")
    read = email.message_from_bytes(octets, policy=email.policy.default)
    check(read.get_content_type() == "multipart/signed" and read.get_param("micalg") == "sha-256", f"{name}: {read['Content-Type']}")
    kinds = [part.get_content_type() for part in read.walk() if not part.is_multipart()]
    check(kinds[0] == "text/plain" and kinds[-1] == "application/pkcs7-signature", f"{name}: {kinds}")
    check(set(kinds[:-1]) == {"text/plain"}, f"{name}: {kinds}")
    text = next(part for part in read.walk() if part.get_content_type() == "text/plain").get_content()
    check(text.strip().splitlines() == shown["text"].strip().splitlines(), f"{name}: the text differs from what is shown")
    for part in read.walk():
        check(part.get("Content-Transfer-Encoding", "7bit") in ("7bit", "quoted-printable", "base64"), f"{name}: not seven bits")
    check(read["Auto-Submitted"] == "auto-generated", f"{name}: Auto-Submitted")
    check(read["From"].addresses[0].addr_spec == "registered@recepis.example", f"{name}: {read['From']}")
    check(re.match(r"<[a-zA-Z.-]+\.[0-9a-z]{26}\.[0-9]+@recepis\.example>$", read["Message-ID"]), f"{name}: {read['Message-ID']}")
    check(list(map(str.lower, read.keys()))[:2] == ["dkim-signature"] * 2, f"{name}: DKIM is not put on last")


def by_dkimpy(name, octets, zone):
    def txt(asked, timeout=5):
        asked = asked.decode() if isinstance(asked, bytes) else asked
        return zone.get(asked.rstrip("."), "").encode()

    def good(octets, place):
        try:
            return dkim.DKIM(octets).verify(place, dnsfunc=txt)
        except dkim.ValidationError:
            return False

    check(all(good(octets, place) for place in range(2)), f"{name}: dkimpy does not take both signatures")
    for changed in (octets.replace(b"Subject: ", b"Subject: x", 1), octets + b"more\r\n"):
        check(not any(good(changed, place) for place in range(2)), f"{name}: dkimpy takes a changed mail")


def by_opendkim(folder, name, octets, zone):
    """OpenDKIM checks one signature of a message at a time, the one that stands first."""
    head, body = octets.split(b"\r\n\r\n", 1)
    first, second, *others = re.findall(rb"[^\r\n]+\r\n(?:[\t ][^\r\n]*\r\n)*", head + b"\r\n")
    rest = b"".join(others) + b"\r\n" + body
    with open(f"{folder}/keys", "w") as file:
        file.writelines(f"{name} {value}\n" for name, value in zone.items() if "_domainkey" in name)
    with open(f"{folder}/opendkim.conf", "w") as file:
        file.write(f"Mode v\nTestPublicKeys {folder}/keys\nSyslog no\nUserID {os.geteuid()}\n")
    for signature in (first, second):
        with open(f"{folder}/one.eml", "wb") as file:
            file.write(signature + rest)
        out = subprocess.run(["opendkim", "-x", f"{folder}/opendkim.conf", "-t", f"{folder}/one.eml"], capture_output=True, text=True)
        said = out.stdout + out.stderr
        check(out.returncode == 0 and "verification (s=" in said and "succeeded" in said, f"{name}: opendkim: {said}")


def together(name, octets, zone):
    """SPF, DKIM and DMARC of the domain in From, as a receiver judges them."""
    def txt(asked, timeout=5):
        asked = asked.decode() if isinstance(asked, bytes) else asked
        value = zone.get(asked.rstrip("."), "")
        return value if asked.startswith("_dmarc.") else value.encode()

    def lookup(asked, kind, *_, **__):
        value = zone.get(asked.rstrip("."))
        return [((asked, kind), (value.encode(),))] if value and kind == "TXT" else []

    spf.DNSLookup = lookup

    def judged(octets, server):
        return authheaders.authenticate_message(octets, "mx.addressee.example", spf=True, dkim=True, dmarc=True, ip=server,
                                                mail_from="registered@recepis.example", helo="recepis.example", dnsfunc=txt)

    said = judged(octets, OUR_SERVER)
    for word in ("spf=pass", "dkim=pass header.d=recepis.example", "dmarc=pass"):
        check(word in " ".join(said.split()), f"{name}: {word} is not in {said}")
    said = judged(octets, "198.51.100.1")
    check("spf=fail" in said and "dmarc=pass" in said, f"{name}: by another server: {said}")
    said = judged(octets.replace(b"Subject: ", b"Subject: x", 1), "198.51.100.1")
    check("dkim=fail" in said and "dmarc=fail" in said, f"{name}: changed and by another server: {said}")


def main():
    folder = work("signed-mail")
    service = Service(folder, more=["--dkim"])
    line = Line(service)
    line.hand_in([TENANT, OTHER], mail(line.address, TENANT) + b"\r\n")
    line.close()
    browser, _ = prove(service, TENANT, link_of(service.notice(TENANT)))
    decide(browser, "accept")
    service.wait_mail(line.address, lambda m: "tenant@" in m["text"] + m["subject"])
    service.wait_mail(TENANT, lambda m: "/r/" in m["text"] and m["number"] != service.mails(TENANT)[0]["number"])
    records = zone(service)
    seen = {}
    for address in (TENANT, OTHER, line.address):
        for shown in service.mails(address):
            name = f"{address} {shown['number']}"
            octets = original(service, shown["number"])
            seen[name] = octets
            looks(name, octets, shown)
            smime(service, folder, "mail", octets)
            by_dkimpy(name, octets, records)
            together(name, octets, records)
            if shutil.which("opendkim"):
                by_opendkim(folder, name, octets, records)
    if not shutil.which("opendkim"):
        print("skipped: DKIM by OpenDKIM: opendkim is missing")
    check(len(seen) >= 6, f"too few mails: {sorted(seen)}")
    packed = members(addressee_bundle(browser))
    notices = [octets for name, octets in packed.items() if name.startswith("notice-") and name.endswith(".eml")]
    check(len(notices) == 1 and notices[0] in seen.values(), "the notice of the bundle is not the mail that was sent")
    before = {path: os.stat(path).st_mtime_ns for path in glob.glob(f"{service.data}/dkim/*.key")}
    check(all(os.stat(path).st_mode & 0o077 == 0 for path in before), "others may read a DKIM key")
    service.stop()
    again = Service(folder, more=["--dkim"])
    check(before == {path: os.stat(path).st_mtime_ns for path in glob.glob(f"{again.data}/dkim/*.key")}, "keys were made again")
    again.stop()
    print(f"signed mail: {len(seen)} mails checked by others")


main()
