"""OpenID Connect against oidc-provider: the right person decides, another one and a replayed answer open nothing."""

import os
import subprocess

from common import *

FOLDER = work("oidc")
ADDRESSEE = "tenant@addressee.example"


class Issuer:
    def __init__(self, port, back):
        self.base = f"http://127.0.0.1:{port}"
        here = os.path.join(sys.argv[2], "issuer")
        self.process = subprocess.Popen(["node", "issuer.mjs", str(port), back], cwd=here, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True)
        atexit.register(self.process.kill)
        check("ready" in (self.process.stdout.readline() or ""), "the issuer did not start")


class Away(Browser):
    """The same browser on the issuer's pages; it comes back without our cookies, as after `SameSite=Strict`."""

    def __init__(self, issuer, ours):
        super().__init__(issuer.base)
        self.ours = ours

    def open(self, url, data=None, headers=None):
        url = urllib.parse.urljoin(self.url, url)
        check(url.startswith((self.base, self.ours)), f"the issuer leads elsewhere: {url}")
        data = urllib.parse.urlencode(data).encode() if data is not None else None
        try:
            answer = self.opener.open(urllib.request.Request(url, data), timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        self.url, self.status, self.headers, self.body = answer.geturl(), answer.status, answer.headers, answer.read()
        self.page = Forms(self.body.decode())
        return self

    def log_in(self, address, name):
        """Logs in, consents, and ends on our page."""
        self.open(address)
        while self.url.startswith(self.base):
            check(self.status == 200 and self.page.forms, f"the issuer: {self.status} {self.page.text[:500]}")
            form = self.page.forms[0]
            typed = {"login": name, "password": "x"} if "login" in form["inputs"] else {}
            self.submit(form, **typed)
        return self


def write(port):
    with open(f"{FOLDER}/secret", "w") as file:
        file.write("a-secret-of-the-service\n")
    with open(f"{FOLDER}/recepis.toml", "w") as file:
        file.write(f"""
[[oidc]]
id = "proef"
name = "Proef-ID"
level = "substantial"
issuer = "http://127.0.0.1:{port}"
client_id = "recepis"
client_secret_file = "secret"
birth_date_claim = "birthdate"
""")


def hand_in(service):
    to = urllib.parse.urlencode({"from": service.ready["address"], "to": ADDRESSEE})
    headers = {"Recepis-Assurance": "substantial", "Recepis-Match-Name": "P. de Vries; Piet de Vries",
               "Recepis-Match-Birth-Date": "1980-03-12", "Content-Type": "message/rfc822"}
    status, _, body = service.ask("POST", f"/submissions?{to}", body=mail(service.ready["address"], ADDRESSEE), headers=headers)
    check(status == 201, f"hand-in: {status} {body}")
    return json.loads(body)["deliveries"][0]


def set_out(service, link):
    """From the notice page to the page before one goes: the browser, and the issuer's address."""
    browser = Browser(service.base).open(link)
    check("eid:proef" in browser.body.decode(), "the means is offered")
    form = browser.form("/code")
    browser.submit(form, browser.button(form, "choose"))
    check(browser.status == 200, f"{browser.status} {browser.page.text}")
    away = [link for link in browser.page.links if not link.startswith("/")]
    check(len(away) == 1, f"one link leads to the issuer: {away}")
    return browser, away[0]


def go_on(browser, away):
    """Posts the form that the answer leads to, with the browser's own cookies."""
    browser.page = away.page
    return browser.submit(browser.form("/proven"))


def chosen(browser, link):
    """Chooses the means on the notice page."""
    browser.open(link)
    form = browser.form("/code")
    return browser.submit(form, browser.button(form, "choose"))


port = free_port()
write(port)
service = Service(FOLDER, log="trace", more=["--config", f"{FOLDER}/recepis.toml"])
delivery = hand_in(service)
link = link_of(service.notice(ADDRESSEE))
check(chosen(Browser(service.base), link).status == 503, "nobody answers there yet: not now, and a way out")

issuer = Issuer(port, f"{service.base}/identity/proef/back")
before = [event["name"] for event in service.delivery(delivery)["timeline"]]

# Another person of the same day of birth: a way out, nothing of the message, nothing for the sender.
browser, address = set_out(service, link)
away = Away(issuer, service.base).log_in(address, "klaas")
check(away.status == 403 and "Rent" not in away.page.text, f"{away.status} {away.page.text}")
check(any(link.split("/r/")[1] in other for other in away.page.links), f"a way out: {away.page.links}")
check([event["name"] for event in service.delivery(delivery)["timeline"]] == before, "the sender sees nothing of it")

# The person whom the sender means; the answer counts once, and for the browser that set out.
browser, address = set_out(service, link)
away = Away(issuer, service.base).log_in(address, "piet")
check(away.status == 200, f"{away.status} {away.page.text}")
answer = away.url
again = Browser(service.base).open(answer)
check(again.status == 409, f"a replayed answer: {again.status} {again.page.text}")
stranger = Browser(service.base).open(link)
check(go_on(stranger, away).status == 409, "another browser's")
go_on(browser, away)
check(browser.status == 200 and f"http://127.0.0.1:{port}" in browser.page.text, f"{browser.status} {browser.page.text}")
decide(browser, "accept")
shown = service.wait_sealed(delivery, "ConsignmentAcceptance")
check(f"http://127.0.0.1:{port} vouched, at the level substantial" in json.dumps(shown), json.dumps(shown))
bundle = members(service.bundle(delivery, events=4))
for name, octets in bundle.items():
    for secret in (b"Vries", b"1980-03-12"):
        check(secret not in octets, f"{name} holds {secret}")
decision = next(octets for name, octets in bundle.items() if name.startswith("evidence/") and name.endswith("ConsignmentAcceptance.xml"))
for said in (b"urn:recepis:assurance:substantial", b"urn:recepis:authentication:eid-oidc", b"<recepis:Matched>name<"):
    check(said in decision, f"the decision says {said}")

# A code that the issuer never gave, and an answer that nobody waits for.
delivery = hand_in(service)
link = until("another notice", lambda: next((link_of(mail) for mail in service.mails(ADDRESSEE) if delivery in mail["text"]), None))
browser, address = set_out(service, link)
state = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)["state"][0]
forged = Browser(service.base).open(f"/identity/proef/back?state={state}&code=forged")
check(forged.status == 403, f"{forged.status} {forged.page.text}")
browser, address = set_out(service, link)
state = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)["state"][0]
stopped = Browser(service.base).open(f"/identity/proef/back?state={state}&error=access_denied")
check(stopped.status == 200 and stopped.page.links, f"{stopped.status} {stopped.page.text}")
service.stop()
log = open(f"{FOLDER}/serve.log").read()
for secret in ("Vries", "1980-03-12", "a-secret-of-the-service", state):
    check(secret not in log, f"the log holds {secret}")
print("OpenID Connect against oidc-provider: matched, another, replayed, forged, stopped")
