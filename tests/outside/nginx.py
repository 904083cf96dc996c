#!/usr/bin/env python3
"""A visit through nginx with the block that docs/operating.md ships: from the notice to the content, by a typed reference, with a form
that is too large, and while the service is away. Then no file of nginx or the service holds the link's token, the addressee, the
network address or the browser's name. The control: the same first page through an nginx that logs as it does by itself.

Usage: nginx.py BIN WORK"""

import atexit
import http.client
import os
import re
import subprocess
import urllib.parse

from common import Forms, Line, Service, check, delivery_of, free_port, link_of, mail, trusting_nobody, until, work
from silent import silent

ADDRESSEE = "quiet.reader.83@addressee.example"
AGENT = "Distinctive-Agent-94127"
ADDRESS = "127.83.64.219"
HERE = os.path.dirname(os.path.abspath(__file__))
WORK = work("nginx")


def shipped():
    """The block as the document has it."""
    with open(os.path.join(HERE, "../../docs/operating.md"), encoding="utf-8") as file:
        section = file.read().split("## A proxy with TLS in front\n")[1].split("\n## ")[0]
    lines = [line[4:] for line in section.split("\n") if line.startswith("    ")]
    check(lines[0].startswith("upstream") and lines[-1] == "}", f"no block of nginx: {lines}")
    return "\n".join(lines)


def nginx(service, port, plain):
    """nginx with the shipped block on one port, and as it logs by itself on another."""
    key, certificate = f"{WORK}/key.pem", f"{WORK}/certificate.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
                    "/CN=localhost", "-keyout", key, "-out", certificate], check=True, capture_output=True)
    block = shipped()
    for old, new in (("127.0.0.1:8025", f"127.0.0.1:{service.ports['http']}"), ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
                     ("recepis.example.org", "localhost"), ("/etc/ssl/recepis/fullchain.pem", certificate),
                     ("/etc/ssl/recepis/privkey.pem", key)):
        check(block.count(old) == 1, f"the block has {block.count(old)} times {old}")
        block = block.replace(old, new)
    folders = " ".join(f"{kind}_temp_path {WORK}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    control = f"""server {{ listen 127.0.0.1:{plain} ssl; server_name localhost; ssl_certificate {certificate}; ssl_certificate_key {key};
  access_log {WORK}-control.log; error_log {WORK}-control-errors.log info; location / {{ proxy_pass http://recepis; }} }}"""
    with open(f"{WORK}/nginx.conf", "w") as file:
        file.write(f"""daemon on; user root; pid {WORK}/pid; error_log {WORK}/error.log info;
events {{}}
http {{ access_log {WORK}/access.log; {folders}
{block}
{control}
}}
""")
    started = subprocess.run(["nginx", "-c", f"{WORK}/nginx.conf"], capture_output=True, text=True)
    check(started.returncode == 0, f"nginx takes the block: {started.stderr}")
    with open(f"{WORK}/pid") as file:
        pid = int(file.read())
    atexit.register(lambda: os.path.exists(f"/proc/{pid}") and os.kill(pid, 15))
    return pid


class Visit:
    """A browser behind nginx, from an address of its own."""

    def __init__(self, port):
        self.port, self.cookie, self.at = port, None, "/"

    def ask(self, method, path, form=None):
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=30, source_address=(ADDRESS, 0), context=trusting_nobody())
        headers = {"Host": f"localhost:{self.port}", "User-Agent": AGENT, "Referer": f"https://localhost:{self.port}{self.at}"}
        if self.cookie:
            headers["Cookie"] = self.cookie
        if form is not None:
            headers.update({"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"})
            form = urllib.parse.urlencode(form)
        connection.request(method, path, form, headers)
        answer = connection.getresponse()
        body = answer.read()
        if answer.headers.get("Set-Cookie"):
            self.cookie = answer.headers["Set-Cookie"].split(";")[0]
        connection.close()
        if method == "GET" and answer.status == 200 and "html" in answer.headers.get("Content-Type", ""):
            self.at = path
        if answer.status == 303:
            return self.ask("GET", answer.headers["Location"])
        return answer.status, body

    def page(self, path, form=None):
        status, body = self.ask("GET" if form is None else "POST", path, form)
        check(status == 200, f"{path}: {status} {body[:400]}")
        return Forms(body.decode())

    def submit(self, page, part, value=None, **typed):
        form = next((form for form in page.forms if part in form["action"]), None)
        check(form, f"no form leads to {part}: {[f['action'] for f in page.forms]}")
        pressed = {name: chosen for name, chosen, _ in form["buttons"] if value and chosen == value}
        return self.page(form["action"], {**form["fields"], **pressed, **typed})


def code_in(service, known):
    codes = lambda: [m["text"] for m in service.mails(ADDRESSEE) if "/r/" not in m["text"] and re.search(r"\b\d{4} \d{4}\b", m["text"])]
    newest = until("a code", lambda: codes()[known:])[-1]
    return re.search(r"\b(\d{4}) (\d{4})\b", newest).expand(r"\1\2"), len(codes())


def main():
    service = Service(WORK, log="trace")
    port, plain = free_port(), free_port()
    pid = nginx(service, port, plain)
    line = Line(service)
    line.hand_in(ADDRESSEE, mail(line.address, ADDRESSEE))
    line.close()
    notice = service.notice(ADDRESSEE)
    link, delivery = urllib.parse.urlsplit(link_of(notice)).path, delivery_of(link_of(notice))
    token = link.rsplit("-", 1)[1]

    # The control: what nginx writes by itself holds all that is looked for below.
    check(Visit(plain).ask("GET", link)[0] == 200, "the control shows no page")
    def logged():
        with open(f"{WORK}-control.log") as file:
            return file.read()
    # nginx writes a visit down after it answered.
    for secret in (token, AGENT, ADDRESS):
        until(f"{secret} in nginx's own log", lambda secret=secret: secret in logged())

    somebody = Visit(port)
    page = somebody.page(link)
    for part in ("/style.css", "/privacy", "/nothing"):
        somebody.ask("GET", part)
    page = somebody.submit(page, "/code", "choose")
    code, known = code_in(service, 0)
    page = somebody.submit(page, "/confirm", code=code)
    page = somebody.submit(page, "/decide", "accept")
    check("the rent rises" in page.text, f"the message is shown: {page.text}")
    service.wait_sealed(delivery, "ContentHandover")
    check(somebody.ask("GET", f"/r/{delivery}/message.eml")[0] == 200, "the message cannot be saved")

    # Another message, by the reference alone.
    line = Line(service)
    line.hand_in(ADDRESSEE, mail(line.address, ADDRESSEE))
    line.close()
    notice = until("a second notice", lambda: [m for m in service.mails(ADDRESSEE) if "/r/" in m["text"] and delivery not in m["text"]])[-1]
    reference = re.search(r"\b[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}\b", notice["text"])[0]
    typist = Visit(port)
    page = typist.submit(typist.page("/check"), "/check", reference=reference)
    page = typist.submit(page, "/check/code")
    code, _ = code_in(service, known)
    page = typist.submit(page, "/check/confirm", code=code)

    # What goes wrong is told in logs of errors, where nothing keeps it out.
    second = urllib.parse.urlsplit(link_of(notice)).path
    status, _ = somebody.ask("POST", f"{second}/code", {"words": "x" * 200_000})
    check(status == 413, f"a form that is too large: {status}")
    somebody.ask("GET", "/r/" + "x" * 30_000)
    service.stop()
    status, _ = somebody.ask("GET", second)
    check(status == 502, f"the service is away: {status}")
    os.kill(pid, 3)
    until("nginx ended", lambda: not os.path.exists(f"/proc/{pid}"))
    os.remove(f"{WORK}-control.log")
    os.remove(f"{WORK}/nginx.conf")
    secrets = {"the link's token": token, "the second link's token": second.rsplit("-", 1)[1], "the addressee": ADDRESSEE, "the reference": reference,
               "the addressee's name": ADDRESSEE.split("@")[0], "the reader's network address": ADDRESS, "the user agent": AGENT}
    silent(WORK, secrets)


main()
