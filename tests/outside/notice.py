#!/usr/bin/env python3
"""A notice as it arrives: in a mailbox of Postfix, through a list that wraps it and adds a footer, forwarded as an attachment and as
text; judged by recepis-verify alone, and beside the bundle before and after the decision. OpenSSL says the same of the signature.

Usage: notice.py BIN WORK. As root; needs postfix and openssl."""

import glob
import json
import os
import re
import smtplib
import struct
import subprocess

from common import BIN, Line, Service, check, decide, free_port, link_of, members, prove, until, work
from mta import A, MX, handed_in, names, postfix, stated, wire
from postfix_boxes import Boxes

DOMAIN = "voorbeeld.test"
WORK = work("notice")
NOBODY = 65534

# A list as many are: the message in a part of its own, a footer in another, fields and subject of the list.
LIST = """#!/usr/bin/env python3
import re, smtplib, sys
mail = sys.stdin.buffer.read().replace(b"\\r\\n", b"\\n")
head, body = mail.split(b"\\n\\n", 1)
fields = re.split(rb"\\n(?![ \\t])", head)
inner = [field for field in fields if field.lower().startswith(b"content-")]
outer = [re.sub(rb"(?i)^subject: ", b"Subject: [huur] ", field) for field in fields if field not in inner]
footer = b"_____\\nhuur mailing list\\nhuur@example.org\\n"
wrapped = b"\\n".join(outer + [b"List-Id: <huur.example.org>", b'Content-Type: multipart/mixed; boundary="list"', b"", b"--list"] + inner + [
    b"", body, b"--list", b"Content-Type: text/plain", b"", footer, b"--list--", b""])
with smtplib.SMTP("127.0.0.1", PORT) as door:
    door.sendmail("huur-bounces@example.org", ["member@DOMAIN"], wrapped)
"""


def door(port):
    config = f"{WORK}/config"
    for name in (config, f"{WORK}/boxes"):
        os.makedirs(name)
    os.chown(f"{WORK}/boxes", NOBODY, NOBODY)
    with open(f"{config}/users", "w") as file:
        file.writelines(f"{name}@{DOMAIN} {name}\n" for name in ("piet", "list", "member", "friend"))
    with open(f"{config}/transport", "w") as file:
        file.write(f"list@{DOMAIN} list:\n")
    with open(f"{config}/list", "w") as program:
        program.write(LIST.replace("PORT", str(port)).replace("DOMAIN", DOMAIN))
    os.chmod(f"{config}/list", 0o755)
    postfix(WORK, f"""virtual_mailbox_domains = {DOMAIN}
virtual_mailbox_maps = texthash:{config}/users
virtual_transport = virtual
virtual_mailbox_base = {WORK}/boxes
virtual_uid_maps = static:{NOBODY}
virtual_gid_maps = static:{NOBODY}
transport_maps = texthash:{config}/transport
smtpd_relay_restrictions = permit_auth_destination, reject
""", doors=(f"{port} ",), services=f"list unix - n n - - pipe\n  user=nobody argv={config}/list\n")


def arrived(name):
    """The one mail in a mailbox, as the file holds it."""
    path = f"{WORK}/boxes/{name}"
    until(f"mail for {name}", lambda: os.path.exists(path) and os.path.getsize(path) > 0, 30)
    # The line of the mailbox file stays: whoever saves a mail has it so.
    return path


def judged(mail, trust, *more):
    command = [f"{BIN}/recepis-verify", mail, *more, "--trust", trust]
    told = subprocess.run([*command, "--json"], capture_output=True, text=True)
    check(told.returncode in (0, 1, 2), told.stderr)
    words = " ".join(subprocess.run(command, capture_output=True, text=True).stdout.split())
    secret = re.search(r"/r/[0-9A-Z]{26}-([0-9A-Z]{26})", open(mail).read().replace("=\n", ""))
    check(not secret or secret[1] not in told.stdout + words, "the report opens the notice")
    return told.returncode, json.loads(told.stdout), words


def trusting(service, bundle):
    """What an addressee has: the service's trust, the revocation list, the keys of DKIM as they stand in DNS."""
    folder = f"{WORK}/trust"
    subprocess.run(["cp", "-r", service.ready["trust"], folder], check=True)
    os.makedirs(f"{folder}/crl", exist_ok=True)
    os.makedirs(f"{folder}/dkim", exist_ok=True)
    lists = [octets for name, octets in members(bundle).items() if name.startswith("trust/") and name.endswith(".crl")]
    check(lists, "the bundle brings no revocation list")
    for number, octets in enumerate(lists):
        with open(f"{folder}/crl/{number}.crl", "wb") as file:
            file.write(octets)
    for path in glob.glob(f"{service.data}/dkim/*.txt"):
        with open(path) as file:
            line = file.read()
        with open(f"{folder}/dkim/{line.split('. IN TXT ')[0]}.txt", "w") as file:
            file.write(line)
    return folder


def put(name, octets):
    path = f"{WORK}/{name}"
    with open(path, "wb") as file:
        file.write(octets)
    return path


def sent(to, mail):
    with smtplib.SMTP("127.0.0.1", PORT) as line:
        line.sendmail(f"piet@{DOMAIN}", [f"{to}@{DOMAIN}"], mail)


PORT = free_port()


def main():
    door(PORT)
    records = {
        (DOMAIN, MX): [struct.pack(">H", 10) + wire(f"mx.{DOMAIN}")],
        (f"mx.{DOMAIN}", A): [bytes([127, 0, 0, 1])],
    }
    out = ["--mail", "mx", "--hostname", "recepis.example", "--mail-port", str(PORT), "--name-server", f"127.0.0.1:{names(records)}",
           "--no-dnssec", "--mail-private-networks", "--dkim"]
    os.makedirs(f"{WORK}/service")
    service = Service(f"{WORK}/service", more=out)
    line = Line(service)
    piet, listed = (handed_in(service, line, f"{name}@{DOMAIN}") for name in ("piet", "list"))
    line.close()
    bundle = stated(service, piet, "NotificationForAcceptance")[2]
    of_list = stated(service, listed, "NotificationForAcceptance")[2]
    trust, box = trusting(service, bundle), arrived("piet")
    open_bundle, open_list = put("piet.asice", bundle), put("list.asice", of_list)

    code, told, words = judged(box, trust)
    check(code == 0 and told["verdict"] == "TOTAL-PASSED", words)
    check("genuine and unchanged" in words and words.count("holds, header and text.") == 2, words)
    check([one["result"] for one in told["notice"]["dkim"]] == ["pass", "pass"], told["notice"]["dkim"])
    check(told["notice"]["template"]["differing"] == 0 and len(told["notice"]["links"]) == 1, told["notice"])
    code, told, words = judged(box, trust, open_bundle)
    check(told["notice"]["named"]["is"] == "equal-without-added-fields" and "“Received”" in words, words)
    check(code == 0, words)

    # OpenSSL takes the same signature; the line of the mailbox file is none of the mail's.
    with open(box, "rb") as file:
        raw = file.read().split(b"\n", 1)[1]
    plain = put("plain.eml", raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    openssl = subprocess.run(["openssl", "cms", "-verify", "-in", plain, "-CAfile", f"{trust}/seal/root.pem"], capture_output=True)
    check(openssl.returncode == 0, openssl.stderr.decode())

    # Through the list: what the service signed is in it, and the list is named.
    with open(arrived("member"), "rb") as file:
        through_list = put("member.eml", file.read())
    code, told, words = judged(through_list, trust, open_list)
    check(code == 1 and told["reason"] == "recepis:NOTICE_ALTERED", words)
    check("“_____ huur mailing list huur@example.org”. It is not the service's." in words and "stands “[huur]”" in words, words)
    check(told["notice"]["signer"] and told["notice"]["named"]["is"] == "not-to-be-told", told["notice"])
    code, told, words = judged(through_list, trust)
    check(code == 1 and "What the service signed is in it, unchanged, but the mail is not as it was sent" in words, words)

    # Forwarded as an attachment, and as text.
    sent("friend", b"Subject: Fwd: is this real?\nContent-Type: multipart/mixed; boundary=fwd\n\n--fwd\nContent-Type: text/plain\n\nSee below.\n"
         b"--fwd\nContent-Type: message/rfc822\nContent-Disposition: attachment; filename=notice.eml\n\n" + raw + b"\n--fwd--\n")
    code, told, words = judged(arrived("friend"), trust, open_bundle)
    check(code == 0 and told["notice"]["forwarded"] == 1, words)
    text = Boxes(f"{WORK}/boxes", service).mails(f"piet@{DOMAIN}")[0]["text"]
    inline = b"From: piet@voorbeeld.test\nSubject: Fwd: notice\n\n" + "".join(f"> {line}\n" for line in text.splitlines()).encode()
    code, told, words = judged(put("inline.eml", inline), trust, open_bundle)
    check(code == 2 and "forwarded as text has lost its signature" in words, words)
    code, _, words = judged(put("forged.eml", raw.replace(b"registered e-mail", b"registered parcel", 1).replace(
        b"aangetekende", b"aangetekendes", 1).replace(b"Content-Type: text/plain", b"Content-Type: text/plain; x=y", 1)), trust)
    check(code == 1 and "The text is not the one that was signed" in words, words)

    # Once it is decided, the bundle holds the notice, and the list's is told by what is signed in it.
    boxes = Boxes(f"{WORK}/boxes", service)
    member = boxes.mails(f"member@{DOMAIN}")[0]
    decide(prove(ListBoxes(boxes), f"list@{DOMAIN}", link_of(member))[0], "refuse")
    service.wait_sealed(listed, "ConsignmentRejection")
    decided = put("decided.asice", service.bundle(listed, 3))
    code, told, words = judged(through_list, trust, decided)
    check(code == 1 and told["notice"]["named"]["is"] == "signed-part-equal", words)
    check("What is signed in it is what was signed in notice 1" in words, words)
    service.stop()


class ListBoxes:
    """The list's mailbox is its member's."""

    def __init__(self, boxes):
        self.boxes, self.base = boxes, boxes.base

    def mails(self, _):
        return self.boxes.mails(f"member@{DOMAIN}")


main()
