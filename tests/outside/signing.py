"""Mails with a DKIM signature that OpenSSL makes, and a name server that knows its key."""

import base64
import hashlib
import re
import socketserver
import struct
import subprocess
import threading


class Names(socketserver.BaseRequestHandler):
    """A name server that knows the text records it was told, and nothing else."""

    TEXTS = {}
    asked = 0

    def handle(self):
        query, door = self.request
        place, labels = 12, []
        while query[place]:
            labels.append(query[place + 1:place + 1 + query[place]].decode().lower())
            place += 1 + query[place]
        kind, text = struct.unpack(">H", query[place + 1:place + 3])[0], self.TEXTS.get(".".join(labels))
        found = [text] if text and kind == 16 else []
        Names.asked += 1
        answer = query[:2] + struct.pack(">HHHHH", 0x8180 if text else 0x8183, 1, len(found), 0, 0) + query[12:place + 5]
        for text in found:
            strings = b"".join(bytes([len(part)]) + part for part in (text[at:at + 255] for at in range(0, len(text), 255)))
            answer += b"\xc0\x0c" + struct.pack(">HHIH", 16, 1, 60, len(strings)) + strings
        door.sendto(answer, self.client_address)


def serve():
    """Its port on loopback."""
    server = socketserver.ThreadingUDPServer(("127.0.0.1", 0), Names)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def key(folder, bits, domain="addressee.example"):
    path = f"{folder}/{domain}-{bits}.pem"
    subprocess.run(["openssl", "genrsa", "-out", path, str(bits)], check=True, capture_output=True)
    public = subprocess.run(["openssl", "rsa", "-in", path, "-pubout", "-outform", "DER"], check=True, capture_output=True).stdout
    Names.TEXTS[f"k{bits}._domainkey.{domain}"] = b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)
    return path


def signed(path, selector, letter, domain="addressee.example", more=()):
    """The letter with a signature of rsa-sha256, relaxed/relaxed [RFC 6376], made here and by OpenSSL."""
    header, body = letter.split("\r\n\r\n", 1)
    lines = [re.sub(r"[ \t]+", " ", line).rstrip(" ") for line in body.split("\r\n")]
    canonical = "\r\n".join(lines).rstrip("\r\n") + "\r\n"
    digest = base64.b64encode(hashlib.sha256(canonical.encode()).digest()).decode()
    fields = dict((field.split(":", 1)[0].lower(), field.split(":", 1)[1]) for field in header.split("\r\n"))
    relaxed = lambda name, value: name + ":" + re.sub(r"[ \t]+", " ", value).strip()
    names = ["from", "to", "subject", "date", "message-id", *more]
    own = f"v=1; a=rsa-sha256; c=relaxed/relaxed; d={domain}; s={selector}; h={':'.join(names)}; bh={digest}; b="
    covered = "\r\n".join([relaxed(name, fields[name]) for name in names] + [relaxed("dkim-signature", own)])
    made = subprocess.run(["openssl", "dgst", "-sha256", "-sign", path], input=covered.encode(), check=True, capture_output=True)
    return f"DKIM-Signature: {own}{base64.b64encode(made.stdout).decode()}\r\n{letter}"
