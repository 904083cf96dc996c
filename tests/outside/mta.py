"""A Postfix of a test's own on loopback, an authority for its certificates, and a name server that says what it is told.
As root; needs postfix and openssl."""

import atexit
import os
import re
import socket
import socketserver
import struct
import subprocess
import sys
import threading
import xml.etree.ElementTree as tree

from common import check, free_port, id_in, mail, members, until

MX, A = 15, 1
OWN = "{urn:recepis:evidence:v1}"


def serving(server):
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def wire(name):
    """A name as DNS writes it."""
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".") if label) + b"\0"


def names(records):
    """A name server for these records, by name and type: their data. Of what is not told, nothing exists. Its port."""

    class Names(socketserver.BaseRequestHandler):
        def handle(self):
            query, door = self.request
            place, labels = 12, []
            while query[place]:
                labels.append(query[place + 1:place + 1 + query[place]].decode().lower())
                place += 1 + query[place]
            question = query[12:place + 5]
            name, kind = ".".join(labels), struct.unpack(">H", query[place + 1:place + 3])[0]
            found = records.get((name, kind), [])
            known = any(owner == name or owner.endswith("." + name) for owner, _ in records)
            flags = 0x8180 | (0 if known else 3)
            answer = query[:2] + struct.pack(">HHHHH", flags, 1, len(found), 0, 0) + question
            for data in found:
                answer += b"\xc0\x0c" + struct.pack(">HHIH", kind, 1, 60, len(data)) + data
            door.sendto(answer, self.client_address)

    return serving(socketserver.ThreadingUDPServer(("127.0.0.1", 0), Names))


def openssl(*arguments):
    out = subprocess.run(["openssl", *arguments], capture_output=True, timeout=60)
    check(out.returncode == 0, f"openssl {' '.join(arguments)}: {out.stderr.decode()}")
    return out.stdout


def authority(folder, name):
    """An authority: the path of its certificate, its key beside it."""
    path = f"{folder}/{name}"
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", f"{path}.key", "-out", f"{path}.pem",
            "-days", "30", "-subj", f"/CN={name}", "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign")
    return f"{path}.pem"


def certified(folder, name, by, hosts):
    """A certificate of `by` for these hosts, with its chain, and its key: their paths."""
    path = f"{folder}/{name}"
    with open(f"{path}.ext", "w") as file:
        file.write("subjectAltName=" + ",".join(f"DNS:{host}" for host in hosts) + "\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n")
    openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", f"{path}.key", "-out", f"{path}.csr",
            "-subj", f"/CN={name}")
    openssl("x509", "-req", "-in", f"{path}.csr", "-CA", by, "-CAkey", by.replace(".pem", ".key"), "-days", "30", "-extfile", f"{path}.ext",
            "-out", f"{path}.pem")
    with open(f"{path}.pem", "a") as file, open(by) as above:
        file.write(above.read())
    return f"{path}.pem", f"{path}.key"


def postfix(folder, settings, doors=("",), host="mx.voorbeeld.test", services=""):
    """An instance of its own. `doors` are the options of each door in master.cf, behind its port where it must have a certain
    one; `services` more lines of it. The ports, and the path of the log."""
    config, log, ports = f"{folder}/config", f"{folder}/mail.log", []
    for name in ("config", "queue", "state"):
        os.makedirs(f"{folder}/{name}", exist_ok=True)
    # Postfix's own user must come through to what is its own.
    for above in (sys.argv[2], os.path.dirname(folder), folder):
        os.chmod(above, 0o711)
    subprocess.run(["chown", "postfix", f"{folder}/state"], check=True)
    with open(f"{config}/main.cf", "w") as file:
        file.write(f"""compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/state
maillog_file = {log}
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = {host}
mydestination =
mynetworks =
alias_maps =
local_recipient_maps =
smtpd_peername_lookup = no
{settings}""")
    with open("/usr/share/postfix/master.cf.dist") as given, open(f"{config}/master.cf", "w") as file:
        for line in given:
            if re.match(r"smtp\s+inet\s", line):
                line = ""
                for door in doors:
                    port, _, options = door.partition(" ") if door[:1].isdigit() else (free_port(), "", door)
                    ports.append(int(port))
                    line += f"127.0.0.1:{port} inet n - n - - smtpd {options}\n"
            # No jail: it would want a copy of the system's files.
            file.write(re.sub(r"^(\S+\s+(?:unix|inet|fifo)\s+\S+\s+\S+\s+)y", r"\1n", line))
        file.write(services)
    started = subprocess.run(["postfix", "-c", config, "start"], capture_output=True, text=True)
    atexit.register(lambda: subprocess.run(["postfix", "-c", config, "abort"], capture_output=True))
    check(started.returncode == 0, f"Postfix does not start: {started.stderr} {open(log).read() if os.path.exists(log) else ''}")

    def answers():
        with socket.socket() as door:
            return door.connect_ex(("127.0.0.1", ports[0])) == 0
    until("Postfix answers", answers)
    return ports, log


def handed_in(service, line, to):
    submission = id_in(line.hand_in(to, mail(line.address, to)))
    return service.submission(submission)[0]["id"]


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
