#!/usr/bin/env python3
"""What fuzzing begins with: the corpus, taken apart.

Usage: seeds.py FOLDER: makes FOLDER/TARGET/… with one input in each file, the parser's place in its first octet as the fuzzer wants it, and
FOLDER/TARGET.dict with the words that stand in them. The parsers are those of src/parsers.rs, by their names."""

import base64
import collections
import glob
import hashlib
import os
import random
import re
import sys
import textwrap
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
OUT = sys.argv[1]
# Larger inputs teach a fuzzer nothing that smaller ones do not.
MOST = {"container": 110_000, "printed": 110_000, "verdict": 110_000}
IMPRINT = re.compile(rb"\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01(?:\x05\x00)?\x04\x20(.{32})", re.S)


# What an OCSP response says that it is about, by SHA-1.
CERTIFICATE_ID = re.compile(rb"\x30.\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00\x04\x14.{20}\x04\x14.{20}\x02\x09.{9}", re.S)


def places():
    """Parser's name to its target and place."""
    with open(f"{HERE}/src/parsers.rs") as file:
        table = re.search(r"TARGETS.*?\n\];", file.read(), re.S)[0]
    found = {}
    for target, body in re.findall(r'\(\s*"(\w+)",\s*&\[(.*?)\]\s*,?\s*\)', table, re.S):
        for place, name in enumerate(re.findall(r'parser\(\s*"([^"]+)"', body)):
            found[name] = (target, place)
    return found


# The point that generates P-256: a public key like any other.
POINT = ("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
         "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5")
PLACES = places()
# So many of each parser, picked by chance that repeats itself: the bundles of the corpus are much alike.
EACH = 60
seeds = {parser: [] for parser in PLACES}


def seed(parser, octets):
    if len(octets) <= MOST.get(PLACES[parser][0], 32_000) and octets not in seeds[parser]:
        seeds[parser].append(octets)


def write():
    words = {}
    for parser, (target, place) in PLACES.items():
        assert seeds[parser], f"{parser} has no seed"
        os.makedirs(f"{OUT}/{target}", exist_ok=True)
        for octets in random.Random(parser).sample(seeds[parser], min(EACH, len(seeds[parser]))):
            octets = bytes([place]) + octets
            with open(f"{OUT}/{target}/{hashlib.sha256(octets).hexdigest()[:16]}", "wb") as file:
                file.write(octets)
            if target not in ("container", "verdict"):
                words.setdefault(target, collections.Counter()).update(re.findall(rb"[A-Za-z0-9:#/.=_-]{3,40}", octets[:8000]))
    for target, found in words.items():
        with open(f"{OUT}/{target}.dict", "w") as file:
            file.writelines(f'"{word.decode()}"\n' for word, _ in found.most_common(400))


def token(der):
    found = IMPRINT.search(der)
    if found:
        seed("seal::tsp::token", found[1] + der)
        algorithm, stamped = found[0][:-34], b"\x04\x20" + found[1]
        seed("seal::tsp::request", sequence(b"\x02\x01\x01" + sequence(sequence(algorithm) + stamped)))
        seed("seal::tsp::response", response(der))


def length(count):
    return bytes([count]) if count < 128 else b"\x82" + count.to_bytes(2, "big")


def sequence(inside):
    return b"\x30" + length(len(inside)) + inside


def response(der):
    return sequence(b"\x30\x03\x02\x01\x00" + der)


def evidence(name, octets):
    for parser in ("format::xml", "seal::xades"):
        seed(parser, octets)
    for text in re.findall(rb"EncapsulatedTimeStamp>([^<]*)<", octets):
        try:
            token(base64.b64decode(text, validate=True))
        except ValueError:
            pass  # A bundle in which just this is wrong.
    bare = re.sub(rb"<ds:Signature .*</ds:Signature>", b"", octets, flags=re.S)
    if b"KeyEnrolled" not in bare:
        seed("format::evidence::read", bare)
        return
    seed("format::evidence::read_enrolment", bare)
    # The corpus holds none about one address alone but enrolments.
    alone = re.sub(rb"<recepis:Key>.*</recepis:Key>", b"<recepis:Absence><recepis:Until>2026-12-01T00:00:00Z</recepis:Until></recepis:Absence>", bare)
    seed("format::evidence::read_own", alone.replace(b"KeyEnrolled", b"AbsenceStated").replace(b"recepis:Enrolment", b"recepis:Own"))


def member(name, octets, beside):
    if name.endswith(("-openings.xml", "-opened.xml")):
        seed("format::extract, openings", octets)
    elif name.startswith("extract/") and name.endswith(".xml"):
        seed("seal::xades", octets)
        seed("format::extract", re.sub(rb"<ds:Signature .*</ds:Signature>", b"", octets, flags=re.S))
    elif name.endswith(".xml") and "Manifest" not in name:
        evidence(name, octets)
    elif name.endswith("Manifest001.xml"):
        seed("bundle::manifest", octets)
        seed("format::xml", octets)
    elif name.endswith("-assertion.json"):
        seed("format::assertion", octets)
    elif name.endswith(".json"):
        seed("format::acknowledgement", octets)
    elif name.endswith(".p7s"):
        seed("seal::cms", octets + beside.get("META-INF/ASiCManifest001.xml", b""))
        inner = octets.find(bytes.fromhex("060b2a864886f70d010910020e"))
        at = octets.find(bytes.fromhex("06092a864886f70d010702"), inner)
        if inner > 0 and at > 0:
            token(octets[at - 4:])
    elif name.endswith(".cer"):
        seed("seal::x509::certificate", octets)
    elif name.endswith(".crl"):
        seed("seal::x509::crl", octets)
        pem = "\n".join(["-----BEGIN X509 CRL-----", *textwrap.wrap(base64.b64encode(octets).decode(), 64), "-----END X509 CRL-----", ""])
        seed("seal::x509::crl, PEM", pem.encode())
    elif name.endswith(".ocsp"):
        seed("seal::x509::ocsp", octets)
        for named in CERTIFICATE_ID.findall(octets):
            seed("seal::x509::ocsp, request", sequence(sequence(sequence(sequence(named)))))
    elif name.endswith(".ers"):
        seed("seal::ers", octets)
    elif name.endswith(".tlog-proof"):
        seed("tlog::proof", octets)
        note = octets.split(b"\n\n", 1)[-1]
        for parser in ("tlog::note", "tlog::checkpoint"):
            seed(parser, note)
        lines = note.split(b"\n\n", 1)[-1]
        seed("tlog::note, lines", lines)
        seed("tlog::witness, answer", lines)
        seed("tlog::witness, answer", b"1024\n")
        seed("tlog::witness, request", b"old 0\n\n" + note)
        seed("tlog::witness, request", b"old 7\n" + base64.b64encode(bytes(32)) + b"\n\n" + note)
    elif name.endswith(".eml"):
        mail(octets)
    elif name.startswith("dialogue/"):
        seed("format::dsn::Status", octets)
    elif name.startswith("log/") or "promise" in name:
        seed("tlog::service", octets)
        seed("tlog::promise", octets)


def mail(octets):
    octets = octets.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    for parser in ("format::mime::contents", "format::mime::headers", "format::bounce", "format::mime::transfer"):
        seed(parser, octets)
    signed = b"DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=a.example; s=b; h=from:to; bh=AAAA; b=AAAA\r\n"
    seed("format::dkim", signed + octets)
    for part in re.findall(rb"(?is)content-type: message/(?:global-)?delivery-status.*?\r\n\r\n(.*?)\r\n--", octets):
        seed("format::dsn", part)


def by_hand():
    """What stands in no bundle."""
    flags = bytes([0x45]) + bytes(4)
    cose = bytes.fromhex("a5010203262001215820" + POINT[0] + "225820" + POINT[1])
    data = hashlib.sha256(b"post.example").digest() + flags + bytes(16) + b"\x00\x10" + bytes(16) + cose
    challenge = base64.urlsafe_b64encode(bytes([7]) * 32).rstrip(b"=")
    client = b'{"type":"webauthn.create","challenge":"' + challenge + b'","origin":"https://post.example","crossOrigin":false}'
    seed("seal::webauthn::cose", cose)
    seed("seal::webauthn::cose", bytes.fromhex("a4010103272006215820") + bytes([3]) * 32)
    seed("seal::webauthn::cose", bytes.fromhex("a401030339010020590100") + bytes([0x91]) * 256 + bytes.fromhex("2143010001"))
    seed("seal::webauthn::authenticator", data)
    seed("seal::webauthn::authenticator", hashlib.sha256(b"post.example").digest() + b"\x05\x00\x00\x00\x07")
    seed("seal::webauthn, made", bytes([len(data)]) + data + client)
    seed("seal::webauthn", bytes([len(data)]) + data + client.replace(b".create", b".get"))
    origin, key = b"log.example", base64.b64encode(bytes([7]) * 32)
    seed("tlog::policy", b"log log.example+d7e4f01d+AcB8tT/fOkXyzXK+pT8HkeMxHhHpJDs3TZkZYPbm5F5b\nquorum none\n")
    seed("tlog::note", origin + b"\n5\n" + key + b"\n\n\xe2\x80\x94 " + origin + b" 1+TwHQ" + base64.b64encode(bytes(64)) + b"\n")
    signed = b"\n\xe2\x80\x94 log.example " + base64.b64encode(bytes(68)) + b"\n"
    seed("tlog::promise", b"recepis promise v1\nlog.example\ndelivery 01KAV5XJ7GAAAAAAAAAAAAAAAA\nstatement " + b"ab" * 32
         + b"\nstated 2026-11-24T09:14:00Z\nlogged-by 2026-11-25T09:14:00Z\n" + signed)
    seed("tlog::service", b"recepis service v1\nlog.example\nversion 0.1.0\nbinary " + b"ab" * 32 + b"\nconfiguration " + b"cd" * 32
         + b"\nstarted 2026-11-24T09:14:00Z\n" + signed)
    for path in ("checkpoint", "tile/0/000", "tile/1/x001/067.p/3", "tile/entries/000.p/77"):
        seed("tlog::tile, path", path.encode())
    seed("tlog::tile", b"\x00\x04" + bytes(range(160)))
    seed("tlog::tile", b"\x00\x01" + (b"\x00\x04abcd" * 2))
    for answer in ("a.example. 300 IN MX 10 mx.a.example.", "mx.a.example. 60 IN A 192.0.2.1\nmx.a.example. 60 IN AAAA 2001:db8::1",
                   "_25._tcp.mx.a.example. 60 IN TLSA 3 1 1 " + "ab" * 32, 'a.example. 60 IN TXT "v=spf1 -all"', "a.example. 60 IN CNAME b.example."):
        seed("format::dns", answer.encode())
    for html in ('<img src="https://a.example/x.png">', '<style>@import url("//a.example/y");b{background:url(z)}</style>',
                 '<a href="&#104;ttps://a.example">a</a><svg><image xlink:href="x"/></svg><iframe srcdoc="&lt;img src=x&gt;">'):
        seed("format::mime::references", html.encode())
    text = lambda name, value, more="": f"<extract:{name}{more}>{value}</extract:{name}>"
    fields = ("addressee.address", "delegate.address", "message.digest", "message.id", "sender.address", "sender.name")
    digest, space = base64.b64encode(bytes(32)).decode(), ' xmlns:extract="urn:recepis:extract:v1"'
    seed("format::extract", text("Extract", text("Identifier", "01KAV5XJ7GAAAAAAAAAAAAAAAA") + text("Delivery", "01KAV5XJ7GAAAAAAAAAAAAAAAB") + text("Sequence", 3)
         + text("Event", "http://uri.etsi.org/19522/Event/ConsignmentAcceptance") + text("EventTime", "2026-11-24T09:14:00Z")
         + text("SubmissionTime", "2026-11-24T09:13:00.25Z") + text("LegalName", "Post &amp; Co") + text("Domain", "post.example")
         + text("Evidence", digest) + text("Imprint", digest) + "".join(text("Commitment", digest, f' Field="{field}"') for field in fields), space).encode())
    opened = lambda field: text("Opening", text("Salt", base64.b64encode(bytes(16)).decode()) + text("Value", "a@a.example"), f' Field="{field}"')
    for shown in (fields, fields[:1], ()):
        seed("format::extract, openings", text("Openings", text("Identifier", "01KAV5XJ7GAAAAAAAAAAAAAAAA") + "".join(map(opened, shown)), space).encode())
    seed("format::dkim, key record", b"v=DKIM1; k=ed25519; t=s; h=sha256; s=email; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")
    seed("format::dsn::Status", b"550 5.1.1 <a@a.example>: user unknown")


for folder in sorted(glob.glob(f"{TESTS}/bundles/*/*/")):
    path = f"{folder}bundle.asice"
    if not os.path.exists(path):
        continue
    with open(path, "rb") as file:
        whole = file.read()
    for parser in ("format::zip", "format::zip, writer", "bundle", "verify"):
        seed(parser, whole)
    try:
        with zipfile.ZipFile(path) as archive:
            members = {name: archive.read(name) for name in archive.namelist() if archive.getinfo(name).file_size < 1 << 20}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError, OSError):
        continue
    for name, octets in members.items():
        member(name, octets, members)
for path in glob.glob(f"{TESTS}/lists/*.xml"):
    with open(path, "rb") as file:
        octets = file.read()
    for parser in ("seal::xmldsig", "format::trusted_list", "verify::lists"):
        seed(parser, octets)
for path in glob.glob(f"{TESTS}/foreign/*/given.*"):
    with open(path, "rb") as file:
        octets = file.read()
    if path.endswith(".xml"):
        for parser in ("seal::xmldsig", "format::attestation", "verify::foreign"):
            seed(parser, octets)
    elif path.endswith((".asice", ".asics")):
        for parser in ("format::zip::lenient", "verify::foreign, container"):
            seed(parser, octets)
    elif path.endswith(".eml"):
        for parser in ("format::rem", "format::arrived", "verify::foreign", "verify::notice"):
            seed(parser, octets)
    else:
        for parser in ("seal::cms::others", "verify::foreign, CMS"):
            seed(parser, octets)
        if path.endswith(".tst"):
            seed("seal::tsp::token, alone", octets)
for path in glob.glob(f"{TESTS}/notices/*.eml"):
    with open(path, "rb") as file:
        octets = file.read()
    mail(octets)
    for parser in ("format::arrived", "verify::notice"):
        seed(parser, octets)
with open(f"{TESTS}/printed/report.pdf", "rb") as file:
    octets = file.read()
for parser in ("format::pdf", "seal::pades", "verify::printed"):
    seed(parser, octets)
# As it was before it was signed.
plain = octets[:octets.index(b"%%EOF", octets.index(b"startxref\n")) + 5]
for parser in ("format::pdf", "seal::pades, prepared"):
    seed(parser, plain)
for path in glob.glob(f"{TESTS}/../src/format/template/*/*/*.txt"):
    with open(path, "rb") as file:
        seed("format::template", file.read().split(b"\n\n", 1)[1])
for path in glob.glob(f"{TESTS}/returns/*.eml") + glob.glob(f"{TESTS}/handed-in/**/*", recursive=True):
    if os.path.isfile(path):
        with open(path, "rb") as file:
            mail(file.read())
for path in glob.glob(f"{TESTS}/bundles/trust/**/*", recursive=True):
    if os.path.isfile(path):
        with open(path, "rb") as file:
            octets = file.read()
        if path.endswith(".vkey"):
            seed("tlog::key", octets)
            key = b"log " if "/log/log/" in path else b"witness w "
            seed("tlog::policy", key + octets + (b"quorum none\n" if key == b"log " else b"group g 1 w\nquorum g\n"))
        elif path.endswith(".pem"):
            seed("seal::x509, PEM", octets)
by_hand()
write()
