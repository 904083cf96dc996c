"""What the outside tests share: a service that runs, a browser without scripts, an SMTP line, the demo mailbox."""

import atexit
import base64
import glob
import html.parser
import http.cookiejar
import io
import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile

BIN = sys.argv[1] if len(sys.argv) > 1 else "."
ID = r"\b[0-9A-HJKMNP-TV-Z]{26}\b"


def work(name):
    """An empty folder of this test."""
    import shutil
    folder = os.path.join(sys.argv[2], name)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    return folder


def fail(why):
    print("FAILED:", why)
    sys.exit(1)


def check(holds, why):
    if not holds:
        fail(why)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def until(what, ask, seconds=30):
    """Asks until the answer is something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = ask()
        if answer:
            return answer
        time.sleep(0.1)
    fail(f"{what}: not within {seconds} s")


class Forms(html.parser.HTMLParser):
    """The forms and links of a page, and its visible text."""

    def __init__(self, page):
        super().__init__()
        self.forms, self.links, self.text, self.form = [], [], [], None
        self.feed(page)
        self.text = " ".join(" ".join(self.text).split())

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag == "script":
            fail("a page for the addressee holds a script")
        if tag == "form":
            self.form = {"action": a.get("action", ""), "method": a.get("method", "get"), "fields": {}, "buttons": [], "inputs": []}
            self.forms.append(self.form)
        elif tag == "input" and self.form is not None:
            kind = a.get("type", "text")
            if kind == "hidden" or (kind in ("radio", "checkbox") and "checked" in a):
                self.form["fields"][a["name"]] = a.get("value", "")
            elif kind not in ("radio", "checkbox", "submit"):
                self.form["inputs"].append(a.get("name"))
        elif tag == "button" and self.form is not None:
            self.form["buttons"].append((a.get("name"), a.get("value"), a.get("formaction")))
        elif tag == "a":
            self.links.append(a.get("href", ""))

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None

    def handle_data(self, data):
        self.text.append(data)


class Browser:
    """A browser with scripts off: follows redirects, keeps cookies, sends what a form says."""

    def __init__(self, base, headers=None):
        self.base, self.url, self.extra, self.seen = base, base, headers or {}, []
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def open(self, url, data=None, headers=None):
        url = urllib.parse.urljoin(self.url, url)
        check(url.startswith(self.base), f"a page leads elsewhere: {url}")
        sent = dict(self.extra)
        if data is not None:
            sent.update({"Sec-Fetch-Site": "same-origin", "Origin": self.base})
            data = urllib.parse.urlencode(data).encode()
        sent.update(headers or {})
        try:
            answer = self.opener.open(urllib.request.Request(url, data, sent), timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        self.url, self.status, self.headers, self.body = answer.geturl(), answer.status, answer.headers, answer.read()
        self.page = Forms(self.body.decode()) if "html" in self.headers.get("Content-Type", "") else None
        self.seen.append(self.body)
        return self

    def submit(self, form, button=None, headers=None, **typed):
        data = dict(form["fields"], **typed)
        target = form["action"]
        if button:
            name, value, action = button
            if name:
                data[name] = value or ""
            target = action or target
        return self.open(target, data, headers)

    def form(self, part):
        for form in self.page.forms:
            if part in form["action"]:
                return form
        fail(f"no form leads to {part} on {self.url}: {[f['action'] for f in self.page.forms]}\n{self.page.text}")

    def button(self, form, value):
        for button in form["buttons"]:
            if value in (button[1] or "") or value in (button[2] or ""):
                return button
        fail(f"no button {value}: {form['buttons']}")


class Service:
    """`recepis serve` on a data directory in this folder."""

    def __init__(self, folder, ahead=None, log=None, more=(), said=None):
        self.folder, self.data = folder, f"{folder}/data"
        self.ports = {name: free_port() for name in ("http", "smtp", "smtps")}
        command = [f"{BIN}/recepis", "serve", "--data", self.data, "--json"]
        for name, port in self.ports.items():
            command += [f"--{name}", str(port)]
        if "DATABASE" in os.environ:
            command += ["--database", os.environ["DATABASE"]]
        if ahead:
            command += ["--clock-ahead", ahead]
        command += more
        environment = dict(os.environ, RECEPIS_LOG=log) if log else None
        began = time.monotonic()
        said = said or f"{folder}/serve.log"
        with open(said, "ab") as errors:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment)
        atexit.register(self.process.kill)  # A failed test leaves nothing running.
        line = self.process.stdout.readline()
        self.seconds = time.monotonic() - began
        check(line, "serve did not start: see serve.log\n" + open(said, errors="replace").read(100_000)[-2000:])
        self.ready = json.loads(line)
        self.base = self.ready["pages"].rstrip("/")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        check(self.process.wait(40) == 0, "SIGTERM did not end the service with code 0")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def forget_peak(self):
        """Lets the kernel count the peak of resident memory anew."""
        with open(f"/proc/{self.process.pid}/clear_refs", "w") as file:
            file.write("5")

    def peak(self):
        """The most memory that the service held at a time (VmHWM) since then, in MiB."""
        with open(f"/proc/{self.process.pid}/status") as file:
            return int(re.search(r"VmHWM:\s+(\d+) kB", file.read()).group(1)) / 1024

    def ask(self, method, path, token=None, body=None, headers=None):
        """Status, headers, octets of an API call."""
        given = {"Authorization": "Bearer " + (self.ready["token"] if token is None else token)}
        given.update(headers or {})
        request = urllib.request.Request(self.base + "/api/v1" + path, body, given, method=method)
        try:
            answer = urllib.request.urlopen(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        return answer.status, answer.headers, answer.read()

    def get(self, path):
        status, _, body = self.ask("GET", path)
        check(status in (200, 202), f"GET {path}: {status} {body[:300]}")
        return status, body

    def metrics(self):
        """What /metrics prints (`--metrics`): each sample with its labels, and its value."""
        with urllib.request.urlopen(self.ready["metrics"], timeout=20) as answer:
            check(answer.headers["Content-Type"].startswith("application/openmetrics-text; version=1.0.0"), answer.headers["Content-Type"])
            lines = answer.read().decode().splitlines()
        check(lines[-1] == "# EOF", f"the metrics end with {lines[-1]!r}")
        samples = [line.rsplit(" ", 1) for line in lines if not line.startswith("#")]
        check(len({name for name, _ in samples}) == len(samples), "a metric stands there twice")
        return {name: float(value) for name, value in samples}

    def mails(self, address):
        """The mails of one demo mailbox, oldest first, as plain text."""
        url = f"{self.base}/demo/mailbox.json?to=" + urllib.parse.quote(address)
        return json.load(urllib.request.urlopen(url, timeout=20))[::-1]

    def wait_mail(self, address, holds, seconds=30):
        return until(f"a mail for {address}", lambda: next((m for m in reversed(self.mails(address)) if holds(m)), None), seconds)

    def notice(self, address):
        """The newest mail with a link."""
        return self.wait_mail(address, lambda mail: "/r/" in mail["text"])

    def submission(self, submission):
        return json.loads(self.get(f"/submissions/{submission}")[1])["deliveries"]

    def delivery(self, delivery):
        return json.loads(self.get(f"/deliveries/{delivery}")[1])

    def wait_sealed(self, delivery, event):
        def sealed():
            shown = self.delivery(delivery)
            return shown if any(e["name"] == event and e["sealed"] for e in shown["timeline"]) else None
        return until(f"{event} of {delivery} sealed", sealed)

    def bundle(self, delivery, events=1, seconds=30):
        """The sender's bundle, as soon as it holds this many events."""
        def made():
            status, body = self.get(f"/deliveries/{delivery}/bundle")
            names = members(body) if status == 200 else {}
            return body if sum(n.startswith("evidence/") and "export" not in n for n in names) >= events else None
        return until(f"the bundle of {delivery}", made, seconds)


def members(octets):
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def hand_in_several(line, service, count):
    """So many small messages to one addressee, who reads why there are so many; their submissions' ids."""
    to = "tenant@addressee.example"
    because = "Recepis-Another-Because: a letter for each room\r\n"
    return [id_in(line.hand_in(to, mail(service.ready["address"], to, extra=because))) for _ in range(count)]


def size_of(log):
    """The size that the checkpoint in a log's folder states."""
    with open(f"{log}/checkpoint") as file:
        return int(file.read().split("\n")[1])


def link_of(mail):
    links = re.findall(r"https?://\S+/r/\S+", mail["text"])
    check(len(links) == 1, f"a mail has {len(links)} links")
    return links[0]


def delivery_of(link):
    return re.search(r"/r/([0-9A-Za-z]{26})-", link).group(1)


def trusting_nobody():
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def ask_code(service, addressee, browser):
    """Asks for a code on the notice page the browser shows; the code out of the mailbox."""
    holds = lambda mail: "/r/" not in mail["text"] and re.search(r"\b\d{4} \d{4}\b", mail["text"])
    before = len([mail for mail in service.mails(addressee) if holds(mail)])
    browser.submit(browser.form("/code"))
    check(browser.status == 200, f"no code is sent: {browser.status} {browser.page and browser.page.text}")
    codes = until("a code", lambda: [m for m in service.mails(addressee) if holds(m)][before:])
    return re.search(r"\b(\d{4}) (\d{4})\b", codes[-1]["text"]).expand(r"\1\2")


def prove(service, addressee, link):
    """Opens the link, asks for a code, types it; the browser on the decision page, and the code."""
    browser = Browser(service.base).open(link)
    code = ask_code(service, addressee, browser)
    browser.submit(browser.form("/confirm"), code=code)
    check(browser.status == 200, f"the right code is refused: {browser.page.text}")
    return browser, code


def decide(browser, answer):
    form = browser.form("/decide")
    browser.submit(form, browser.button(form, answer))
    check(browser.status == 200, f"{answer}: {browser.status} {browser.page.text}")
    return browser


def addressee_bundle(browser):
    """Waits for the bundle that the result page names."""
    def made():
        page = browser.url
        links = [link for link in browser.page.links if "bundle" in link]
        octets = None
        if links and browser.open(links[0]).status == 200 and browser.page is None:
            octets = browser.body
        browser.open(page)
        return octets
    return until("the addressee's bundle", made)


def ed25519_key_of(service):
    """The file of the log's first key."""
    keys = glob.glob(f"{service.data}/trust/log/*.vkey")
    keys = [path for path in keys if base64.b64decode(open(path).read().split("+", 2)[2])[:1] == b"\1"]
    check(len(keys) == 1, f"Ed25519 keys of the log: {keys}")
    return keys[0]


def watch(log, key, state, *evidence):
    """What docs/monitor.py finds: its code, and what it says."""
    monitor = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../docs/monitor.py")
    command = [sys.executable, "-B", monitor, log, key, state, *evidence]
    out = subprocess.run(command, capture_output=True, text=True, timeout=120)
    return out.returncode, out.stdout + out.stderr


class Line:
    """An SMTP connection, octet by octet. `source` is another address of this computer, so another network."""

    def __init__(self, service, source="127.0.0.1", tls=True, login=True):
        port = service.ports["smtps" if tls else "smtp"]
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60, source_address=(source, 0))
        if tls:
            self.socket = trusting_nobody().wrap_socket(self.socket)
        self.buffer = b""
        self.expect(220, self.reply())
        self.say("EHLO outside.example", 250)
        if tls and login:
            self.say(self.plain(service.ready["name"], service.ready["password"]), 235)
        self.address = service.ready["address"]

    @staticmethod
    def plain(name, password):
        return "AUTH PLAIN " + base64.b64encode(f"\0{name}\0{password}".encode()).decode()

    def send(self, octets):
        self.socket.sendall(octets)

    def reply(self):
        """One reply, all its lines; empty where the connection is closed."""
        while True:
            end = re.search(rb"(?m)^\d{3} [^\n]*\n", self.buffer)
            if end:
                text, self.buffer = self.buffer[:end.end()].decode(), self.buffer[end.end():]
                return text
            try:
                got = self.socket.recv(65536)
            except (ConnectionError, ssl.SSLError):
                got = b""
            if not got:
                return ""
            self.buffer += got

    @staticmethod
    def expect(wanted, reply, why=""):
        wanted = str(wanted)
        check(reply[:len(wanted)] == wanted, f"{why} expected {wanted}, got {reply!r}")
        return reply

    def say(self, line, wanted, why=""):
        self.send((line if isinstance(line, bytes) else line.encode()) + b"\r\n")
        return self.expect(wanted, self.reply(), why or (line if isinstance(line, str) else repr(line[:60])))

    def envelope(self, to, sender=None):
        self.say(f"MAIL FROM:<{sender or self.address}>", 250)
        for address in [to] if isinstance(to, str) else to:
            self.say(f"RCPT TO:<{address}>", 250)
        self.say("DATA", 354)

    def hand_in(self, to, octets, wanted=250, why=""):
        """Sends a message (CRLF lines; dots are stuffed here); the reply to its end."""
        self.envelope(to)
        octets = octets.replace(b"\r\n.", b"\r\n..")
        self.send((b"." + octets if octets[:1] == b"." else octets) + b".\r\n")
        return self.expect(wanted, self.reply(), why)

    def quiet(self):
        """The session is usable, and nothing more was said than asked."""
        check(not self.buffer, f"more was said than asked: {self.buffer!r}")
        self.say("NOOP", 250)

    def close(self):
        self.socket.close()


def smuggling():
    """The sequences of tests/smuggling.tsv."""
    table = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../smuggling.tsv")
    rows = [line.split("\t") for line in open(table) if not line.startswith("#")]
    return [row[0].encode().replace(b"\\r", b"\r").replace(b"\\n", b"\n").replace(b"\\0", b"\0") for row in rows]


def id_in(reply):
    found = re.search(ID, reply)
    check(found, f"no id in {reply!r}")
    return found.group()


def mail(sender, to, subject="Rent", body="Dear tenant,\r\n\r\nthe rent rises.\r\n", extra=""):
    return (f"From: {sender}\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: <{time.monotonic_ns()}@sender.example>\r\n"
            f"{extra}\r\n{body}").encode()
