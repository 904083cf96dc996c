#!/usr/bin/env python3
"""Addresses with a suffix over live SMTP: name@example.org.SUFFIX is a registered e-mail to name@example.org, the receipt says so
within two seconds, a mistyped suffix is refused with the reason and nothing is sent.

Usage: suffix.py BIN WORK."""

import email.utils
import json
import os
import re
import smtplib
import subprocess
import time

from common import BIN, Browser, Line, Service, check, free_port, id_in, link_of, mail, members, trusting_nobody, until, work
from door import Door
from signing import key, serve, signed

SUFFIX = "recepis.example"
WRONG = {
    f"tenant@{SUFFIX}": "write the whole address before the suffix",
    "tenant@addressee.example.recepsi.example": "`recepsi.example` is not the suffix",
    "tenant@addressee.example.recepis.exampel": "`recepis.exampel` is not the suffix",
    f"tenant@addressee.example{SUFFIX}": "a dot is missing before the suffix",
    f"tenant@addressee.example.{SUFFIX}.{SUFFIX}": "the suffix stands twice",
    f"tenant@addressee.{SUFFIX}": "`addressee` is no mail domain",
    f"tenant@elsewhere.example.{SUFFIX}": "tenant@elsewhere.example is elsewhere",
    "tenant@elsewhere.example": "tenant@elsewhere.example is elsewhere",
}


def by_login(service):
    line = Line(service)
    seconds = []
    for number in range(3):
        to = f"tenant{number}@addressee.example"
        reply = line.hand_in(f"{to}.{SUFFIX}", mail(line.address, f"{to}.{SUFFIX}"))
        begun = time.monotonic()
        submission = id_in(reply)
        check("registered e-mail" in reply, f"the mode is not said: {reply}")
        receipt = service.wait_mail(line.address, lambda m: submission in m["subject"])
        seconds.append(time.monotonic() - begun)
        check(re.search("Soort: +aangetekende e-mail", receipt["text"]), f"the receipt does not state the mode: {receipt['text']}")
        check(service.notice(to)["to"] == to, "the notice goes to another address")
    # A machine that is busy with something else may be late; a receipt that waits by itself is late each time.
    check(min(seconds) < 2, f"the receipts came after {seconds} s")
    line.say(f"MAIL FROM:<{line.address}>", 250)
    for address, words in WRONG.items():
        reply = line.say(f"RCPT TO:<{address}>", "550 5.1.2")
        check(words in reply, f"{address}: `{words}` is not in {reply!r}")
    line.say("DATA", 554, "DATA without an addressee that was taken")
    line.say("RSET", 250)
    line.quiet()
    line.close()
    check(not service.mails("tenant@addressee.example"), "something was sent for a mistyped address")
    print(f"suffix: taken by login, receipts after {', '.join(f'{s:.1f}' for s in seconds)} s, {len(WRONG)} wrong addresses refused")


def certified(folder, name):
    """A key and a self-signed certificate, as a mail server has them."""
    paths = f"{folder}/{name}.pem", f"{folder}/{name}.key"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1"]
    subprocess.run([*command, "-subj", "/CN=mail.shop.example", "-out", paths[0], "-keyout", paths[1]], check=True, capture_output=True)
    return paths


def account(service, *arguments):
    command = [f"{BIN}/recepis", "account", *arguments, "--data", service.data]
    if "DATABASE" in os.environ:
        command += ["--database", os.environ["DATABASE"]]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def by_certificate(service, paths, to, login=None):
    """What a mail server hears that shows this certificate and says no name."""
    context = trusting_nobody()
    context.load_cert_chain(*paths)
    with smtplib.SMTP("127.0.0.1", service.ports["smtp"], timeout=60) as server:
        server.starttls(context=context)
        try:
            if login:
                server.login(*login)
            server.sendmail("shop@sender.example", to, mail("shop@sender.example", to))
        except smtplib.SMTPResponseException as error:
            return f"{error.smtp_code} {error.smtp_error.decode()}"
    return "taken"


def accounts(folder):
    """An account of its own, whose server shows a certificate."""
    service = Service(folder)
    shop, stranger = certified(folder, "shop"), certified(folder, "stranger")
    to = f"tenant9@addressee.example.{SUFFIX}"
    check(by_certificate(service, shop, to).startswith("530 5.7.0"), "an unknown certificate lets in")
    if "DATABASE" not in os.environ:
        code, words = account(service, "add", "shop", "--send-as", "shop@sender.example")
        check(code == 1 and "is in use by process" in words, f"beside the service: {code} {words}")
    service.stop()
    for arguments, words in [
        (["--send-as", "sender.example"], "neither an address nor a domain"),
        (["--send-as", "shop@sender.example", "--certificate", shop[1]], "holds no certificate"),
        (["--send-as", "shop@sender.example", "--signed-by", "sender.example"], "say --send-as @sender.example"),
    ]:
        code, told = account(service, "add", "shop", *arguments)
        check(code == 1 and words in told, f"{arguments}: {code} {told}")
    made = ["--sender", "De Winkel", "--send-as", "shop@sender.example", "--certificate", shop[0], "--json"]
    code, told = account(service, "add", "shop", *made)
    check(code == 0, told)
    login = json.loads(told)
    code, told = account(service, "add", "shop", *made)
    check(code == 1 and "already" in told, f"an account is made twice: {told}")
    code, told = account(service, "add", "other", "--send-as", "o@sender.example", "--certificate", shop[0])
    check(code == 1 and "belongs to the account shop" in told, f"a certificate of two accounts: {told}")
    service = Service(folder)
    check(by_certificate(service, stranger, to).startswith("530 5.7.0"), "a stranger's certificate lets in")
    check(by_certificate(service, stranger, to, (login["name"], login["password"])) == "taken", "its password does not let in")
    check(by_certificate(service, shop, to) == "taken", "its certificate does not let in")
    service.wait_mail("shop@sender.example", lambda m: "Soort" in m["text"])
    link = link_of(service.notice("tenant9@addressee.example"))
    check("De Winkel" in Browser(service.base).open(link).page.text, "the sender's name is not shown")
    newest, older = json.loads(service.ask("GET", "/submissions", login["token"])[2])["submissions"]
    for submission, method in [(newest, "client-certificate"), (older, "password")]:
        shown = json.loads(service.ask("GET", f"/submissions/{submission['id']}", login["token"])[2])
        path = f"/deliveries/{shown['deliveries'][0]['id']}/bundle"
        bundle = until("the bundle", lambda: (lambda answer: answer[2] if answer[0] == 200 else None)(service.ask("GET", path, login["token"])))
        first = members(bundle)["evidence/001-SubmissionAcceptance.xml"].decode()
        check(f"urn:recepis:authentication:{method}<" in first, f"the evidence does not say {method}: {first}")
    service.stop()
    code, told = account(service, "close", "shop")
    check(code == 0, told)
    service = Service(folder)
    check(by_certificate(service, shop, to).startswith("530 5.7.0"), "a closed account's certificate lets in")
    check(by_certificate(service, stranger, to, (login["name"], login["password"])).startswith("535"), "a closed account's password lets in")
    check(service.ask("GET", "/submissions", login["token"])[0] == 401, "a closed account's token lets in")
    service.stop()
    code, told = account(service, "list", "--json")
    shown = {entry["name"]: entry for entry in json.loads(told)}
    check(shown["shop"]["closed"] and not shown["trial"]["closed"], told)
    print("accounts: made, known by certificate, closed")


def by_route(folder):
    """What mail servers bring to the inbound door: signed by a domain that an account names, or with its certificate."""
    names, port = serve(), free_port()
    flags = ("--inbound", f"127.0.0.1:{port}", "--return-path-domain", f"return.{SUFFIX}", "--name-server", f"127.0.0.1:{names}", "--no-dnssec")
    service = Service(folder, more=flags)
    service.stop()
    certificate = certified(folder, "mill")
    code, told = account(service, "add", "mill", "--send-as", "@sender.example", "--signed-by", "sender.example", "--certificate", certificate[0], "--json")
    check(code == 0, told)
    service = Service(folder, more=flags)
    path, shop, to = key(folder, 2048, "sender.example"), "mill@sender.example", f"tenant8@addressee.example.{SUFFIX}"

    def letter(subject):
        return (f"From: {shop}\r\nTo: {to}\r\nSubject: {subject}\r\nDate: {email.utils.formatdate()}\r\nMessage-ID: <{time.monotonic_ns()}@sender.example>\r\n"
                f"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nDear tenant.\r\n")

    good = signed(path, "k2048", letter("Signed"), "sender.example", ["mime-version", "content-type"])
    said = Door(port).bring(to, good, sender=shop)
    check("registered e-mail" in said, said)
    again = Door(port).bring(to, good, sender=shop)
    check(id_in(again) == id_in(said), f"the same mail is two submissions: {said} {again}")
    service.notice("tenant8@addressee.example")
    for words, forged in [
        ("no DKIM signature of sender.example", letter("Not signed")),
        ("does not fit", good.replace("Dear tenant", "Dear friend")),
        ("must cover mime-version", signed(path, "k2048", letter("Half"), "sender.example")),
        ("must cover subject", "Subject: Another\r\n" + good),
    ]:
        said = Door(port).bring(to, forged, wanted="550 5.7.1", sender=shop)
        check(words in said, f"`{words}` is not in {said!r}")
    said = Door(port).bring(f"tenant7@addressee.example.{SUFFIX}", good, wanted="550 5.7.1", sender=shop)
    check("must stand in To or Cc" in said, said)
    for sender, why in [("eva@stranger.example", "a stranger's domain"), ("", "nobody")]:
        check("not known here" in Door(port).to(to, "550 5.7.1", sender=sender), why)
    check("no such address" in Door(port).to(f"r-nobody@return.{SUFFIX}", "550 5.1.1", sender=shop), "a made-up return path")
    check("elsewhere" in Door(port).to(f"tenant@elsewhere.example.{SUFFIX}", "550 5.1.2", sender=shop), "another domain")
    context = trusting_nobody()
    context.load_cert_chain(*certificate)
    with smtplib.SMTP("127.0.0.1", port, timeout=60) as server:
        server.starttls(context=context)
        server.sendmail(shop, f"tenant6@addressee.example.{SUFFIX}", mail(shop, "tenant6@addressee.example"))
    service.notice("tenant6@addressee.example")
    check(not service.mails("tenant7@addressee.example"), "something was sent that nobody vouched for")
    service.stop()
    print("suffix: by route, signed or with a certificate; nothing forged, replayed or of strangers")


def main():
    service = Service(work("suffix"))
    by_login(service)
    service.stop()
    accounts(work("accounts"))
    by_route(work("route"))


main()
