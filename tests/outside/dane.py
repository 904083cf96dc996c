#!/usr/bin/env python3
"""DANE: signatures that ldns made are followed from a root key that a flag names, and the TLSA records below them are met by
Postfix, or the notice waits and nothing is said.

Usage: dane.py BIN WORK. As root; needs postfix, nsd, ldnsutils and openssl."""

import atexit
import hashlib
import os
import socket
import ssl
import struct
import subprocess
import time

from common import Line, Service, check, free_port, until, work
from mta import authority, certified, handed_in, openssl, postfix, stated, text, wire

WORK = work("dane")
ZONES = f"{WORK}/zones"


def key_of(certificate):
    """SHA-256 of a certificate's public key."""
    with open(f"{WORK}/public", "wb") as file:
        file.write(openssl("x509", "-in", certificate, "-noout", "-pubkey"))
    return hashlib.sha256(openssl("pkey", "-pubin", "-in", f"{WORK}/public", "-outform", "DER")).hexdigest()


def digest_of(certificate):
    with open(certificate) as file:
        return hashlib.sha256(ssl.PEM_cert_to_DER_cert(file.read())).hexdigest()


def signed(origin, records, sign=True):
    """A zone file, signed where asked; the DS record of its key."""
    name = origin.strip(".") or "root"
    path = f"{ZONES}/{name}"
    with open(path, "w") as file:
        file.write(f"$ORIGIN {origin}\n@ 300 IN SOA ns. host. 1 3600 900 86400 60\n@ 300 IN NS ns.\n{records}")
    if not sign:
        os.rename(path, f"{path}.signed")
        return None
    made = subprocess.run(["ldns-keygen", "-a", "ECDSAP256SHA256", "-k", origin], cwd=ZONES, capture_output=True, text=True, check=True)
    key = made.stdout.strip()
    subprocess.run(["ldns-signzone", "-o", origin, name, key], cwd=ZONES, check=True, capture_output=True)
    if origin == ".":
        os.rename(f"{ZONES}/{key}.key", f"{WORK}/anchor")
    with open(f"{ZONES}/{key}.ds") as file:
        return file.read().strip()


def nsd(zones):
    """Serves these zones; its port."""
    folder, port = f"{WORK}/nsd", free_port()
    os.makedirs(folder)
    with open(f"{folder}/nsd.conf", "w") as file:
        file.write(f"""server:
  ip-address: 127.0.0.1@{port}
  username: ""
  chroot: ""
  zonesdir: "{ZONES}"
  pidfile: "{folder}/pid"
  logfile: "{folder}/log"
  xfrdfile: "{folder}/xfrd"
  zonelistfile: "{folder}/zones"
  cookie-secret-file: ""
remote-control:
  control-enable: no
""")
        file.writelines(f"zone:\n  name: \"{origin}\"\n  zonefile: \"{origin.strip('.') or 'root'}.signed\"\n" for origin in zones)
    process = subprocess.Popen(["nsd", "-d", "-c", f"{folder}/nsd.conf"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    atexit.register(process.terminate)

    def answers():
        question = b"\1\1\1\0\0\1\0\0\0\0\0\0" + wire("right.test") + struct.pack(">HH", 6, 1)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.settimeout(0.5)
            asking.sendto(question, ("127.0.0.1", port))
            try:
                return asking.recv(1500)[3] & 15 == 0
            except OSError:
                return False
    until("NSD answers", answers)
    return port


def main():
    os.makedirs(ZONES)
    above = authority(WORK, "above")
    certificate, key = certified(WORK, "mx", above, ["mx.issuer.test"])
    other = authority(WORK, "other")
    folder = f"{WORK}/postfix"
    os.makedirs(folder)
    [port], log = postfix(folder, f"""virtual_mailbox_domains = static:all
virtual_mailbox_maps = static:all
virtual_transport = discard
smtpd_relay_restrictions = permit_auth_destination, reject
smtpd_tls_security_level = may
smtpd_tls_loglevel = 1
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {key}
""")
    tlsa = {
        "right": f"3 1 1 {key_of(certificate)}",
        "issuer": f"2 0 1 {digest_of(above)}",
        # That issuer, under a name that is not in the certificate.
        "misnamed": f"2 0 1 {digest_of(above)}",
        "wrong": f"3 1 1 {key_of(other)}",
        "stranger": f"2 0 1 {digest_of(other)}",
        "unsigned": f"3 1 1 {key_of(other)}",
        "none": None,
        "forged": f"3 1 1 {key_of(certificate)}",
    }
    root = "ns 300 IN A 127.0.0.1\n"
    for name, record in tlsa.items():
        origin = f"{name}.test."
        records = "@ 300 IN MX 10 mx\nmx 300 IN A 127.0.0.1\n"
        if record:
            records += f"_{port}._tcp.mx 300 IN TLSA {record}\n"
        ds = signed(origin, records, sign=name != "unsigned")
        root += f"{origin} 300 IN NS ns.\n"
        if name == "forged":
            # The root names another key than the one that signed.
            ds = ds[:-64] + hashlib.sha256(b"another").hexdigest()
        root += f"{ds}\n" if ds else ""
    signed(".", root)
    names = nsd([".", *(f"{name}.test." for name in tlsa)])
    running = Service(WORK, more=["--mail", "mx", "--hostname", "recepis.example", "--mail-port", str(port), "--mail-private-networks",
                                  "--name-server", f"127.0.0.1:{names}", "--dnssec-anchor", f"{WORK}/anchor"])
    line = Line(running)
    to = {name: handed_in(running, line, f"piet@{name}.test") for name in tlsa}
    expected = {"right": ("secure", "dane", "true"), "issuer": ("secure", "dane", "true"),
                "unsigned": ("insecure", "opportunistic", "false"), "none": ("secure", "opportunistic", "false")}
    for name, wanted in expected.items():
        notice, dialogue, _ = stated(running, to[name], "NotificationForAcceptance", 60)
        found = tuple(text(notice, path) for path in ("Dns/Dnssec", "Tls/Policy", "Tls/Authenticated"))
        check(found == wanted, f"{name}: {found}\n{dialogue}")
        answer = text(notice, "Dns/Answer")
        relied = f"_{port}._tcp.mx.{name}.test. " in answer and tlsa[name] in answer if wanted[1] == "dane" else "TLSA" not in answer
        check(relied, f"{name}: {answer}")
    time.sleep(2)
    with open(log) as file:
        said = file.read()
    for name in ("misnamed", "wrong", "stranger", "forged"):
        told = [event["name"] for event in running.delivery(to[name])["timeline"]]
        check(told == ["SubmissionAcceptance"], f"{name}: {told}")
        check(f"piet@{name}.test" not in said, f"{name}: the addressee was named to a server that DANE does not name")
    line.close()
    running.stop()
    print("DANE: by key and by issuer; another key, issuer or name; no records; not signed; forged")


main()
