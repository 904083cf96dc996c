#!/usr/bin/env python3
"""MTA-STS in force: a domain's policy is fetched from nginx and met by Postfix, or the notice waits and nothing is said in clear.

Usage: mta_sts.py BIN WORK. As root; needs postfix, nginx and openssl, and port 443 of 127.0.0.88."""

import atexit
import os
import socket
import struct
import subprocess
import sys
import time

from common import Line, Service, check, until, work
from mta import A, MX, authority, certified, handed_in, names, postfix, stated, text, wire

TXT = 16
ADDRESS = "127.0.0.88"
WORK = work("mta-sts")
# Each domain with the mode of its policy, the host that it names, and whose certificate its web server shows.
DOMAINS = {
    "right.test": ("enforce", "mx.right.test", "right"),
    "pattern.test": ("enforce", "*.pattern.test", "right"),
    "unnamed.test": ("enforce", "mx.elsewhere.test", "right"),
    "stranger.test": ("enforce", "mx.stranger.test", "right"),
    "testing.test": ("testing", "mx.elsewhere.test", "right"),
    "forged.test": ("enforce", "mx.elsewhere.test", "other"),
    "moved.test": (None, None, "right"),
}


def records():
    found = {}
    for domain in DOMAINS:
        found[domain, MX] = [struct.pack(">H", 10) + wire(f"mx.{domain}")]
        found[f"mx.{domain}", A] = [bytes([127, 0, 0, 1])]
        found[f"mta-sts.{domain}", A] = [socket.inet_aton(ADDRESS)]
        said = b"v=STSv1; id=20261124;"
        found[f"_mta-sts.{domain}", TXT] = [bytes([len(said)]) + said]
    # A record that is as large as DNS lets it be over UDP is no identifier.
    huge = b"v=STSv1; id=" + b"7" * 240
    found["huge.test", MX] = [struct.pack(">H", 10) + wire("mx.huge.test")]
    found["mx.huge.test", A] = [bytes([127, 0, 0, 1])]
    found["_mta-sts.huge.test", TXT] = [(bytes([len(huge)]) + huge) * 4]
    return found


def web(authorities):
    """nginx with a server for each domain; its log."""
    folder = f"{WORK}/nginx"
    os.makedirs(folder)
    servers = ""
    for domain, (mode, host, by) in DOMAINS.items():
        certificate, key = certified(folder, domain, authorities[by], [f"mta-sts.{domain}"])
        with open(f"{folder}/{domain}.txt", "w") as file:
            file.write(f"version: STSv1\r\nmode: {mode}\r\nmx: {host}\r\nmax_age: 86400\r\n")
        policy = f"alias {folder}/{domain}.txt;" if mode else "return 302 https://mta-sts.right.test/.well-known/mta-sts.txt;"
        servers += f"""  server {{
    listen {ADDRESS}:443 ssl;
    server_name mta-sts.{domain};
    ssl_certificate {certificate};
    ssl_certificate_key {key};
    location = /.well-known/mta-sts.txt {{ {policy} default_type text/plain; }}
  }}
"""
    with open(f"{folder}/nginx.conf", "w") as file:
        file.write(f"""daemon on;
user root;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
  access_log {folder}/access.log;
  log_format hosts '$host $uri $status';
  access_log {folder}/hosts.log hosts;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
{servers}}}
""")
    # Without the modules that the system would load: the test's file names none.
    started = subprocess.run(["nginx", "-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log"], capture_output=True, text=True)
    check(started.returncode == 0, f"nginx does not start: {started.stderr}")
    atexit.register(lambda: subprocess.run(["nginx", "-c", f"{folder}/nginx.conf", "-s", "stop"], capture_output=True))
    return f"{folder}/hosts.log"


def is_free():
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((ADDRESS, 443))
        except OSError:
            return False
    return True


def main():
    if not is_free():
        print(f"skipped: port 443 of {ADDRESS} is taken")
        sys.exit(0)
    authorities = {name: authority(WORK, name) for name in ("right", "other")}
    hosts = web(authorities)
    certificate, key = certified(WORK, "mx", authorities["right"], [f"mx.{domain}" for domain in DOMAINS if domain != "stranger.test"])
    domains = " ".join([*DOMAINS, "huge.test"])
    folder = f"{WORK}/postfix"
    os.makedirs(folder)
    [port], log = postfix(folder, f"""virtual_mailbox_domains = {domains}
virtual_mailbox_maps = static:all
virtual_transport = discard
smtpd_relay_restrictions = permit_auth_destination, reject
smtpd_tls_security_level = may
smtpd_tls_loglevel = 1
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {key}
""")
    running = Service(WORK, more=["--mail", "mx", "--hostname", "recepis.example", "--mail-port", str(port), "--mail-private-networks",
                                  "--name-server", f"127.0.0.1:{names(records())}", "--no-dnssec", "--mail-roots", authorities["right"]])
    line = Line(running)
    to = {domain: handed_in(running, line, f"piet@{domain}") for domain in [*DOMAINS, "huge.test"]}
    expected = {"right.test": ("mta-sts", "true"), "pattern.test": ("mta-sts", "true"), "testing.test": ("mta-sts-testing", "true"),
                # A policy that nobody can fetch rightly is none: mail goes as it did before there were policies [RFC 8461 §3.3].
                "forged.test": ("opportunistic", "true"), "moved.test": ("opportunistic", "true"), "huge.test": ("opportunistic", "false")}
    for domain, (policy, authenticated) in expected.items():
        notice, dialogue, _ = stated(running, to[domain], "NotificationForAcceptance", 60)
        check(text(notice, "Tls/Policy") == policy, f"{domain}: {text(notice, 'Tls/Policy')}\n{dialogue}")
        check(text(notice, "Tls/Authenticated") == authenticated, f"{domain}: {text(notice, 'Tls/Authenticated')}\n{dialogue}")
    fetched = open(hosts).read().splitlines()
    check("mta-sts.right.test /.well-known/mta-sts.txt 200" in fetched, fetched)
    check(fetched.count("mta-sts.moved.test /.well-known/mta-sts.txt 302") >= 1, f"a redirect: {fetched}")
    check(not any("forged" in line for line in fetched), f"a web server that nobody vouches for was asked: {fetched}")

    # Where the policy is not met, the notice waits: nothing of it was said.
    time.sleep(2)
    with open(log) as file:
        said = file.read()
    check("to=<piet@" in said or "queued" in said or "client=" in said, said[-2000:])
    for domain in ("unnamed.test", "stranger.test"):
        names_ = [event["name"] for event in running.delivery(to[domain])["timeline"]]
        check(names_ == ["SubmissionAcceptance"], f"{domain}: {names_}")
        check(f"piet@{domain}" not in said, f"{domain}: the addressee was named to a server that the policy does not allow")
    line.close()
    running.stop()
    print("MTA-STS: in force and met, by name and by pattern; not met; testing; forged, moved and huge")


main()
