#!/usr/bin/env python3
"""A Postfix as the operator's relay: STARTTLS and a login are demanded, the certificate is judged before the password is said,
and a relay that turns us away loses nothing.

Usage: relay.py BIN WORK. As root; needs postfix, sasl2-bin, libsasl2-modules and openssl."""

import base64
import os
import subprocess
import time

from common import Line, Service, check, work
from mta import authority, certified, handed_in, postfix, stated, text

WORK = work("relay")
NAME, PASSWORD = "recepis", "a pass word, 8-bit: é"
TO = "piet@voorbeeld.test"


def relay(certificate, key):
    """Its two doors: STARTTLS, and TLS from the first octet on its own port. It takes mail of those who logged in, and keeps none."""
    folder = f"{WORK}/postfix"
    # Where Debian's Postfix looks.
    sasl = f"{folder}/config/sasl"
    os.makedirs(sasl)
    with open(f"{sasl}/smtpd.conf", "w") as file:
        file.write(f"pwcheck_method: auxprop\nauxprop_plugin: sasldb\nsasldb_path: {sasl}/users\nmech_list: PLAIN LOGIN\n")
    subprocess.run(["saslpasswd2", "-p", "-c", "-f", f"{sasl}/users", "-u", "relay.voorbeeld.test", NAME], input=PASSWORD.encode(), check=True)
    subprocess.run(["chown", "-R", "postfix", sasl], check=True)
    return postfix(folder, f"""default_transport = discard
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_tls_security_level = encrypt
smtpd_tls_auth_only = yes
smtpd_tls_loglevel = 1
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {key}
smtpd_sasl_auth_enable = yes
smtpd_sasl_path = smtpd
smtpd_sasl_local_domain = relay.voorbeeld.test
""", doors=("", "465 -o smtpd_tls_wrappermode=yes"), host="relay.voorbeeld.test")


def service(name, port, roots, password=PASSWORD):
    folder = f"{WORK}/{name}"
    os.makedirs(folder)
    with open(f"{folder}/password", "w") as file:
        file.write(password + "\n")
    with open(f"{folder}/recepis.toml", "w") as file:
        file.write(f"""[store]
data = "data"
[mail]
mode = "relay"
[mail.relay]
host = "localhost"
port = {port}
tls = "required"
login = "{NAME}"
password_file = "password"
""")
    return started(name, roots)


def started(name, roots):
    folder = f"{WORK}/{name}"
    return Service(folder, more=["--config", f"{folder}/recepis.toml", "--mail-roots", roots])


def log_of(path):
    with open(path) as file:
        return file.read()


def takes(running, log, delivery):
    notice, dialogue, bundle = stated(running, delivery, "NotificationForAcceptance", 120)
    check(text(notice, "NextHop/Role") == "relay" and text(notice, "NextHop/Name") == "localhost", "the next hop is another")
    reply = text(notice, "Reply")
    queue = reply.rpartition(" ")[2]
    check(reply.startswith("250 2.0.0 Ok: queued as ") and f"{queue}: client=" in log_of(log), f"the reply is not Postfix's: {reply!r}")
    check(f"sasl_username={NAME}" in next(line for line in log_of(log).splitlines() if f"{queue}: client=" in line), "it did not log in")
    check(text(notice, "Tls/Policy") == "relay" and text(notice, "Tls/Authenticated") == "true", "the relay is not authenticated")
    check(text(notice, "Tls/Protocol") == "TLSv1.3", text(notice, "Tls/Protocol"))
    both = base64.b64encode(f"\0{NAME}\0{PASSWORD}".encode()).decode()
    check("[AUTH exchange]" in dialogue, dialogue)
    for secret in (both, PASSWORD, base64.b64encode(PASSWORD.encode()).decode()):
        check(secret not in dialogue and secret.encode() not in bundle, "the password stands in the evidence")
    return dialogue


def nothing_stated(running, delivery):
    names = [event["name"] for event in running.delivery(delivery)["timeline"]]
    check(names == ["SubmissionAcceptance"], f"something is stated: {names}")


def main():
    right, other = authority(WORK, "right"), authority(WORK, "other")
    (port, implicit), log = relay(*certified(WORK, "relay", right, ["localhost"]))

    running = service("starttls", port, right)
    line = Line(running)
    dialogue = takes(running, log, handed_in(running, line, TO))
    check("S: 220 2.0.0 Ready to start TLS" in dialogue and dialogue.index("STARTTLS") < dialogue.index("[AUTH exchange]"), dialogue)
    line.close()
    running.stop()

    running = service("implicit", implicit, right)
    line = Line(running)
    dialogue = takes(running, log, handed_in(running, line, TO))
    check("C: STARTTLS" not in dialogue, dialogue)
    line.close()
    running.stop()

    # A wrong password: the relay's word is for the operator to mend, nothing is stated, and nothing is lost.
    running = service("wrong", port, right, "another")
    line = Line(running)
    delivery = handed_in(running, line, TO)
    until_said(log, "authentication failed")
    time.sleep(1)
    nothing_stated(running, delivery)
    line.close()
    running.stop()
    with open(f"{WORK}/wrong/password", "w") as file:
        file.write(PASSWORD + "\n")
    running = started("wrong", right)
    dialogue = takes(running, log, delivery)
    check("535 5.7.8" in dialogue and "[the same notice again]" in dialogue, dialogue)
    running.stop()

    # A certificate that nobody trusts: neither password nor mail is said.
    before = log_of(log).count("sasl_username"), log_of(log).count("authentication failed")
    running = service("stranger", port, other)
    line = Line(running)
    delivery = handed_in(running, line, TO)
    connections = log_of(log).count("connect from")
    until_said(log, "connect from", connections)
    time.sleep(1)
    nothing_stated(running, delivery)
    check((log_of(log).count("sasl_username"), log_of(log).count("authentication failed")) == before, "it logged in at a stranger's")
    line.close()
    running.stop()
    print("a relay that wants TLS and a login: both ways, a wrong password, a stranger's certificate")


def until_said(log, words, before=0):
    from common import until
    until(f"{words!r} in Postfix's log", lambda: log_of(log).count(words) > before, 60)


main()
