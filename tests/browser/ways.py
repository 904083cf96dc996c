#!/usr/bin/env python3
"""The ways of an addressee through a real browser, each to its end and to what the sender then sees: accept in every language,
refuse and ask again, by a delegate, not for me, by post, taken back, too late, a lost link, a wrong code, from a typed reference alone, and
both choices with a key of their own, which the court's tool confirms. Scripts are off but on the pages of that key, the keyboard suffices on
every page of the way, each page is judged by axe-core and fits a screen of 320 pixels and 400 percent, and what goes over the network is
our own.

Usage: ways.py BIN WORK AXE PICTURES"""

import datetime
import json
import os
import re
import subprocess
import sys
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../outside"))

from common import BIN, Line, Service, check, delivery_of, link_of, mail, until, work  # noqa: E402
from driver import Driver, Page  # noqa: E402

AXE, PICTURES = sys.argv[3], sys.argv[4]
LANGUAGES = sorted(name[:-4] for name in os.listdir(os.path.join(HERE, "../../src/words")) if name.endswith(".ftl"))
POLICY = ("default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
# A part of the policy that pages with a passkey or an identity provider may add; nothing wider, and no other host.
MORE = {"script-src": {"'self'"}, "connect-src": {"'self'"}, "form-action": {"'self'"}, "frame-src": {"'self'"}}
HEADERS = {"referrer-policy": "same-origin", "cache-control": "no-store", "x-content-type-options": "nosniff"}
# 400 percent on a screen of 1280 by 1024 are 320 by 256 pixels of the page.
SCREENS = ((320, 640, 1), (320, 256, 4))
DELEGATED = "return document.querySelector('#delegated').innerText"
JUDGE = """const tell = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ['violations']}).then(
  found => tell(found.violations.map(v => v.id + ': ' + v.help + ' ' + v.nodes.slice(0, 3).map(n => n.html).join(' '))),
  error => tell(['axe-core itself: ' + error]))"""


class Visitor:
    """Somebody with a browser of their own, and what is asked of every page that they see."""

    def __init__(self, driver, service, scripts=False):
        self.page, self.base, self.scripts, self.seen = Page(driver, scripts), service.base, scripts, set()
        self.posted = self.cookie_at = None
        with open(AXE, encoding="utf-8") as file:
            self.axe = file.read()

    def look(self, name):
        """Judges the page that is shown. Each name once: the same page in another way has nothing new."""
        page, lang = self.page, self.page.run("return document.documentElement.lang")
        check(lang in LANGUAGES, f"{name}: the page says no language: {lang!r}")
        check(page.run("return document.querySelectorAll('h1').length") == 1, f"{name}: one heading of the first level")
        if (name, lang) in Visitor.judged:
            return
        Visitor.judged.add((name, lang))
        page.picture(os.path.join(PICTURES, f"{name}-{lang}.png"))
        for number, (width, height, scale) in enumerate(SCREENS):
            page.screen(width, height, scale)
            wide = page.run("return [document.documentElement.scrollWidth, window.innerWidth, [...document.querySelectorAll('body *')]"
                            ".filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 3).map(e => e.outerHTML.slice(0, 120))]")
            check(wide[0] <= wide[1] == width and not wide[2], f"{name} ({lang}) is wider than {width} pixels: {wide}")
            if number == 0:
                page.picture(os.path.join(PICTURES, f"{name}-{lang}-320.png"))
        page.usual_screen()
        page.scripts(True)
        page.run(self.axe)
        found = page.run_later(JUDGE)
        page.scripts(self.scripts)
        check(not found, f"axe-core, {name} ({lang}):\n  " + "\n  ".join(found))

    def runs(self, on):
        """Whether the pages that come next may run scripts."""
        self.scripts = on
        self.page.scripts(on)

    def quiet(self, name):
        """Before anything is posted: no cookie."""
        check(not self.page.cookies(), f"{name}: a cookie before the first POST: {self.page.cookies()}")

    def stored(self):
        """What the browser was made to keep, besides the one cookie."""
        kept = self.page.run("return [localStorage.length, sessionStorage.length, document.cookie]")
        check(kept == [0, 0, ""], f"the browser was made to keep something: {kept}")
        usage = self.page.tool("Storage.getUsageAndQuota", origin=self.base)
        check(usage["usage"] == 0, f"the browser was made to keep something: {usage}")
        cookies = self.page.cookies()
        check(all(c["name"] == "recepis" and c["httpOnly"] and c["sameSite"] == "Strict" and "expiry" not in c for c in cookies),
              f"cookies: {cookies}")

    def network(self):
        """Every request went to us, every page has the headers, and none but the answer to a POST set a cookie."""
        methods, pages = {}, 0
        for what, event in self.page.network():
            if what == "Network.requestWillBeSent":
                address = event["request"]["url"]
                if address.startswith(("data:", "chrome", "about:", "devtools:")):
                    continue
                check(address.startswith(self.base + "/"), f"a request to somebody else: {address}")
                methods[event["requestId"]] = event["request"]["method"]
                if "redirectResponse" in event:
                    self.answer(event["redirectResponse"])
            elif what == "Network.responseReceived" and event["requestId"] in methods:
                pages += self.answer(event["response"])
            elif what == "Network.responseReceivedExtraInfo" and event["requestId"] in methods:
                names = {name.lower() for name in event["headers"]}
                check(not names & {"etag", "last-modified", "server"}, f"an answer has {names}")
                if "set-cookie" in names:
                    check(methods[event["requestId"]] == "POST" or event["statusCode"] == 303, f"a GET sets a cookie: {event}")
            elif what == "Network.webSocketCreated":
                check(False, f"a socket is opened: {event}")
        check(pages, "the browser noted no page")

    def answer(self, response):
        headers = {name.lower(): value for name, value in response["headers"].items()}
        for name, value in HEADERS.items():
            check(headers.get(name) == value, f"{response['url']}: {name} is {headers.get(name)!r}")
        policy = headers.get("content-security-policy", "")
        wanted, got = ({part.split()[0]: set(part.split()[1:]) for part in text.split(";") if part.strip()} for text in (POLICY, policy))
        for name, sources in got.items():
            check(sources <= wanted.get(name, set()) | MORE.get(name, set()), f"{response['url']}: {name} {sources}")
        check(set(wanted) <= set(got), f"{response['url']}: the policy lacks {set(wanted) - set(got)}")
        return 1

    def done(self):
        self.stored()
        self.network()
        self.page.close()


Visitor.judged = set()


class Sender:
    """Whoever handed the messages in, at their desk."""

    def __init__(self, driver, service):
        self.visitor, self.service = Visitor(driver, service), service
        page = self.visitor.page
        page.open(f"{service.base}/desk/login?lang=en")
        self.visitor.look("desk-login")
        self.visitor.quiet("the desk's login")
        page.type("#name", service.ready["name"])
        page.type("#password", service.ready["password"])
        page.press("form[action^='/desk/login'] button")
        check(page.found("form[action='/desk/logout']"), f"logged in: {page.text()}")
        self.visitor.look("desk")

    def sees(self, delivery, decision, *events, vouches=None, name=None):
        """The page of a delivery: the decision, the events and nothing that belongs to the addressee alone."""
        page = self.visitor.page
        page.open(f"{self.service.base}/desk/delivery/{delivery}?lang=en")
        if name:
            self.visitor.look(name)
        answers = dict(page.run("return [...document.querySelectorAll('dt')].map(t => [t.innerText, t.nextElementSibling.innerText])"))
        check(answers["Decision"] == decision, f"the sender sees {answers}, not {decision!r}")
        check(vouches is None or answers["Who vouches for the decision"] == vouches, f"the sender sees {answers}")
        told = page.run("return [...document.querySelectorAll('ol.letters li')].map(l => l.innerText)")
        for event in events:
            check(any(event in line for line in told), f"the sender sees no {event!r}: {told}")
        for hidden in ("wrong", "link", "code", "visit"):
            check(not any(hidden in line for line in told), f"the sender sees {hidden!r}: {told}")

    def takes_back(self, delivery):
        page = self.visitor.page
        page.open(f"{self.service.base}/desk/delivery/{delivery}?lang=en")
        page.press("a[href*='/recall']")
        self.visitor.look("desk-recall")
        page.press("form[action*='/recall'] button")
        check("taken back by the sender" in page.text(), f"taken back: {page.text()}")


class Mailbox:
    """The addressee's mails, out of the demo mailbox."""

    def __init__(self, service, address):
        self.service, self.address = service, address

    def codes(self):
        mails = (m["text"] for m in self.service.mails(self.address) if "/r/" not in m["text"])
        found = (re.search(r"^ +(\d{4}) (\d{4})\s*$", text, re.M) for text in mails)
        return [f[1] + f[2] for f in found if f]

    def code_after(self, act):
        """Does what asks for a code; the code that comes."""
        before = len(self.codes())
        act()
        return until("a code", lambda: self.codes()[before:])[-1]

    def mail_after(self, act):
        """Does what a mail comes of; its text."""
        before = len(self.service.mails(self.address))
        act()
        return until("a mail", lambda: self.service.mails(self.address)[before:])[-1]["text"]

    def link_after(self, act):
        links = lambda: [m for m in self.service.mails(self.address) if "/r/" in m["text"]]
        before = len(links())
        act()
        return link_of(until("a mail with a link", lambda: links()[before:])[-1])


def hand_in(service, address, lang="nl", within=None):
    """Hands a message in; the mailbox, the notice's link and its text."""
    extra = f"Recepis-Language: {lang}\r\n" + (f"Recepis-Accept-Within: {within}\r\n" if within else "")
    box, line = Mailbox(service, address), Line(service)
    link = box.link_after(lambda: line.hand_in(address, mail(line.address, address, extra=extra)))
    line.close()
    text = service.notice(address)["text"]
    service.wait_sealed(delivery_of(link), "NotificationForAcceptance")
    return box, link, text


def proven(somebody, box, link, purpose="choose"):
    """From the link through the code to the page after it."""
    page = somebody.page
    page.open(link)
    code = box.code_after(lambda: page.press(f"button[name=for][value={purpose}]"))
    page.type("#code", code)
    page.press("form[action$='/confirm'] button")


def accept(driver, service, sender, lang):
    """The whole way to the message, with the keyboard alone."""
    box, link, _ = hand_in(service, f"accept-{lang}@addressee.example", lang)
    somebody = Visitor(driver, service)
    page = somebody.page
    page.open(link)
    somebody.look("notice")
    somebody.quiet("notice")
    code = box.code_after(lambda: page.press("button[name=for][value=choose]"))
    somebody.look("code")
    somebody.quiet("code")
    page.type("#code", "0000")
    page.press("form[action$='/confirm'] button")
    somebody.look("code-wrong")
    check(page.found("#complaint"), "a code of four digits is told")
    page.type("#code", code)
    page.press("form[action$='/confirm'] button")
    somebody.look("choice")
    page.press("a[href*='/later']")
    somebody.look("later")
    page.press("a[href*='/choose']")
    # Whoever chooses for an organisation says which: with what is missing the page comes back.
    page.tab_to("input[name=capacity]:checked")
    page.keys("\ue015")
    page.press("button[name=answer][value=accept]")
    somebody.look("choice-incomplete")
    page.type("#organisation", "Bakkerij")
    page.type("#function", "bestuurder")
    page.press("button[name=answer][value=accept]")
    check("/result" in page.url(), f"accepted: {page.url()}\n{page.text()}")
    check("the rent rises" in page.text(), f"the message is shown: {page.text()}")
    somebody.look("accepted")
    service.wait_sealed(delivery_of(link), "ContentHandover")
    sender.sees(delivery_of(link), "receipt taken", "sent completely", name="desk-accepted")
    somebody.done()


def answered(driver, service, sender, answer, event):
    """Refuse, or not for me."""
    box, link, _ = hand_in(service, f"{answer}@addressee.example")
    somebody = Visitor(driver, service)
    page = somebody.page
    proven(somebody, box, link, "not-for-me" if answer == "not-for-me" else "choose")
    page.press(f"button[name=answer][value={answer}]")
    check("/result" in page.url() and "the rent rises" not in page.text(), f"{answer}: {page.url()}\n{page.text()}")
    somebody.look(answer)
    service.wait_sealed(delivery_of(link), event)
    sender.sees(delivery_of(link), {"refuse": "refused", "not-for-me": "not for me"}[answer])
    somebody.done()


def by_post(driver, service, sender):
    """Asked for on paper: that is no decision, and the sender is told."""
    box, link, _ = hand_in(service, "by-post@addressee.example")
    somebody = Visitor(driver, service)
    page, told = somebody.page, lambda: [m for m in service.mails(service.ready["address"]) if "liever op papier" in " ".join(m["text"].split())]
    proven(somebody, box, link, "by-post")
    check("/choose" in page.url(), f"where it is asked for: {page.url()}")
    page.press("button[name=what][value=by-post]")
    somebody.look("by-post")
    check(not page.found("#by-post"), "it is asked for once")
    service.wait_sealed(delivery_of(link), "ByPostPlease")
    until("the mail to the sender", told)
    sender.sees(delivery_of(link), "no decision yet", "by post please")
    somebody.done()


def taken_back(driver, service, sender):
    """What the sender took back says so to whoever opens its link, and nothing can be chosen."""
    box, link, _ = hand_in(service, "taken-back@addressee.example")
    sender.takes_back(delivery_of(link))
    service.wait_sealed(delivery_of(link), "Recalled")
    somebody = Visitor(driver, service)
    page = somebody.page
    page.open(link + "?lang=en")
    check("took the message back" in page.text(), f"it says what happened: {page.text()}")
    somebody.look("taken-back")
    somebody.quiet("taken back")
    code = box.code_after(lambda: page.press("button[name=for][value=choose]"))
    page.type("#code", code)
    page.press("form[action$='/confirm'] button")
    check("/result" in page.url() and not page.found("button[value=accept]"), f"{page.url()}\n{page.text()}")
    check("the rent rises" not in page.text(), "the content is gone")
    somebody.look("taken-back-recorded")
    sender.sees(delivery_of(link), "taken back by the sender")
    somebody.done()


def wrong_code(driver, service, sender):
    """Five wrong codes end a code; a new one works."""
    box, link, _ = hand_in(service, "wrong-code@addressee.example")
    somebody = Visitor(driver, service)
    page = somebody.page
    page.open(link)
    code = box.code_after(lambda: page.press("button[name=for][value=choose]"))
    wrong = "00000000" if code != "00000000" else "11111111"
    for _ in range(5):
        page.type("#code", wrong)
        page.press("form[action$='/confirm'] button")
        check(page.found("#complaint"), f"a wrong code is told: {page.text()}")
        somebody.quiet("wrong code")
    somebody.look("code-ended")
    page.type("#code", code)
    page.press("form[action$='/confirm'] button")
    check(page.found("#complaint"), "the right code after five wrong ones still works")
    code = box.code_after(lambda: page.press("form[action$='/code'] button"))
    page.type("#code", code)
    page.press("form[action$='/confirm'] button")
    check("/choose" in page.url(), f"a new code works: {page.url()}\n{page.text()}")
    sender.sees(delivery_of(link), "no decision yet")
    page.press("button[name=answer][value=refuse]")
    service.wait_sealed(delivery_of(link), "ConsignmentRejection")
    sender.sees(delivery_of(link), "refused")
    somebody.done()


def lost_link(driver, service, sender):
    """A dead link leads to a form, the form to a mail with a link that works."""
    address = "lost-link@addressee.example"
    box, link, _ = hand_in(service, address)
    somebody = Visitor(driver, service)
    page = somebody.page
    page.open(link[:-4] + "0000")
    somebody.look("dead-link")
    page.type("#address", address)
    fresh = box.link_after(lambda: page.press("form[action='/r/new-link'] button"))
    somebody.look("new-link")
    somebody.quiet("new link")
    page.open(link)
    check(page.found("form[action='/r/new-link']"), "the old link does not work any more")
    sender.sees(delivery_of(link), "no decision yet")
    proven(somebody, box, fresh)
    page.press("button[name=answer][value=accept]")
    check("the rent rises" in page.text(), f"accepted by the new link: {page.text()}")
    service.wait_sealed(delivery_of(link), "ContentHandover")
    sender.sees(delivery_of(link), "receipt taken")
    somebody.done()


def judged(service, delivery, ends, events, name):
    """What the court's tool says of the sender's bundle."""
    service.wait_sealed(delivery, ends)
    path = os.path.join(service.folder, f"{name}.asice")
    with open(path, "wb") as file:
        file.write(service.bundle(delivery, events=events))
    out = subprocess.run([f"{BIN}/recepis-verify", path, "--trust", service.ready["trust"], "--json"], capture_output=True, text=True)
    check(out.returncode == 0, f"recepis-verify: {out.returncode} {out.stdout[-1500:]} {out.stderr}")
    return json.loads(out.stdout)["answers"]


def returning(service, sender, somebody, address):
    """The next message: the key shows who they are, and signs the choice without being asked."""
    box, link, _ = hand_in(service, address, "en")
    page, codes = somebody.page, len(box.codes())
    page.open(link)
    somebody.runs(True)
    page.press("#with-passkey")
    page.wait("#use-key:not([hidden])")
    somebody.look("passkey")
    page.press("#use-key")
    somebody.runs(False)
    check("/choose" in page.url() and "holds a key" in page.text(), f"known by the key: {page.url()}\n{page.text()}")
    somebody.look("choice-by-key")
    somebody.runs(True)
    page.press("button[name=answer][value=refuse]")
    page.wait("#use-key:not([hidden])")
    page.press("#use-key")
    somebody.runs(False)
    check("/result" in page.url(), f"signed: {page.url()}\n{page.text()}")
    check(len(box.codes()) == codes, "a code was sent")
    delivery = delivery_of(link)
    answers = judged(service, delivery, "ConsignmentRejection", 3, "returning")
    said = (answers["vouches"]["value"], answers["identity"]["method"], answers["identity"]["level"])
    check(said == ("addressee-key", "passkey", "key"), f"the court's tool says {said}")
    sender.sees(delivery, "refused", vouches="The service, and also the addressee's own key.")


def with_key(driver, service, sender, answer):
    """A key of the addressee's own is made and signs the choice; the court's tool sees mark K."""
    box, link, _ = hand_in(service, f"key-{answer}@addressee.example")
    somebody = Visitor(driver, service)
    page = somebody.page
    page.authenticator()
    proven(somebody, box, link)
    check(not page.found("input[name=with]"), "there is a key before one was made")
    somebody.runs(True)
    page.press("a[href*='/key']")
    page.wait("#use-key:not([hidden])")
    somebody.look("key")
    page.press("#use-key")
    check(page.found("main ul code") and "/key" in page.url(), f"the key is listed: {page.text()}")
    somebody.look("key-made")
    somebody.runs(False)
    page.press("a[href*='/choose']")
    page.tab_to("input[name=with]")
    page.keys(" ")
    somebody.runs(True)
    page.press(f"button[name=answer][value={answer}]")
    page.wait("#use-key:not([hidden])")
    somebody.look("sign")
    page.press("#use-key")
    somebody.runs(False)
    check("/result" in page.url(), f"signed: {page.url()}\n{page.text()}")
    if answer == "accept":
        check("the rent rises" in page.text(), f"the message is shown: {page.text()}")
    delivery = delivery_of(link)
    ends, events, step, decision, seen = {
        "accept": ("ContentHandover", 5, "G4", "accepted", "receipt taken"),
        "refuse": ("ConsignmentRejection", 3, "G3", "refused", "refused"),
    }[answer]
    answers = judged(service, delivery, ends, events, f"key-{answer}")
    said = (answers["step"]["value"], answers["decision"]["value"], answers["vouches"]["value"])
    check(said == (step, decision, "addressee-key"), f"the court's tool says {said}")
    check(answers["vouches"]["key"]["same_visit"], f"the key's history: {answers['vouches']}")
    sender.sees(delivery, seen, vouches="The service, and also the addressee's own key.")
    if answer == "refuse":
        returning(service, sender, somebody, box.address)
    somebody.done()


def typed(driver, service, sender, lang):
    """From the page whose address the notice names, and the reference that it prints: no link of the mail is opened."""
    box, link, text = hand_in(service, f"typed-{lang}@addressee.example", lang)
    reference = re.search(r"\b[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}\b", text)[0]
    shown = urllib.parse.urlsplit(service.base).netloc + "/check"
    check(f"  {shown}\n" in text.replace("\r", ""), f"the notice names {shown}: {text}")
    somebody = Visitor(driver, service)
    page = somebody.page
    page.open(f"http://{shown}?lang={lang}")
    somebody.look("check")
    page.type("#reference", reference[:-1] + ("0" if reference[-1] != "0" else "1"))
    page.press("#look")
    somebody.look("check-slip")
    check(page.found("#complaint"), "a slip is told")
    page.fill("#reference", "")
    page.type("#reference", "K7M294QP10TX")
    page.press("#look")
    somebody.look("check-unknown")
    page.press(f"main a[href^='/check']")
    page.type("#reference", reference.lower().replace("-", " "))
    page.press("#look")
    somebody.look("check-known")
    check("addressee.example" in page.text() and f"typed-{lang}" not in page.text(), f"the domain alone: {page.text()}")
    code = box.code_after(lambda: page.press("#send-code"))
    somebody.look("check-code")
    somebody.quiet("check")
    page.type("#code", code)
    page.press("#confirm")
    somebody.look("notice-by-reference")
    check(reference in page.text(), f"the notice page: {page.text()}")
    page.press("#continue")
    page.press("button[name=answer][value=refuse]")
    check("/result" in page.url(), f"refused: {page.url()}\n{page.text()}")
    service.wait_sealed(delivery_of(link), "ConsignmentRejection")
    sender.sees(delivery_of(link), "refused")
    somebody.done()


def mine(driver, service, lang):
    """What was recorded about an address: with a code to it, and without any link of ours."""
    address = f"mine-{lang}@addressee.example"
    box, link, text = hand_in(service, address, lang)
    shown = urllib.parse.urlsplit(service.base).netloc + "/mine"
    check(shown in text, f"the notice names {shown}: {text}")
    somebody = Visitor(driver, service)
    page = somebody.page
    page.open(f"http://{shown}?lang={lang}")
    somebody.look("mine-enter")
    page.type("#address", address)
    code = box.code_after(lambda: page.press("#send-code"))
    somebody.look("mine-code")
    somebody.quiet("mine")
    page.type("#code", "0000")
    page.press("#confirm")
    somebody.look("mine-code-wrong")
    check(page.found("#complaint"), "a code of four digits is told")
    page.type("#code", code)
    page.press("#confirm")
    check(address in page.text(), f"what was recorded: {page.text()}")
    page.tab_to("summary")
    page.keys(" ")
    somebody.look("mine")
    page.press("form[action='/mine/open'] button")
    check(delivery_of(link) in page.url(), f"the delivery opens: {page.url()}\n{page.text()}")
    somebody.look("notice-from-mine")
    page.open(f"http://{shown}?lang={lang}")
    page.press("#absence button")
    check("/absence" in page.url() and page.found("#until"), f"absence can be said from there: {page.url()}\n{page.text()}")
    somebody.done()


def again(driver, service, sender, lang):
    """Refused, asked for again, and submitted again from the desk, in one language: the second delivery follows the first."""
    address = f"again-{lang}@addressee.example"
    box, link, _ = hand_in(service, address, lang)
    somebody = Visitor(driver, service)
    page, desk = somebody.page, sender.visitor
    proven(somebody, box, link)
    page.press("button[name=answer][value=refuse]")
    page.press("#again button")
    check("/result" in page.url() and not page.found("#again"), f"it is asked for once: {page.url()}\n{page.text()}")
    somebody.look("asked-again")
    somebody.done()
    service.wait_sealed(delivery_of(link), "ConsignmentRejection")
    desk.page.open(f"{service.base}/desk/delivery/{delivery_of(link)}?lang={lang}")
    desk.look("desk-refused")
    desk.page.press("a[href*='/again']")
    desk.look("desk-submit-again")
    second = box.link_after(lambda: desk.page.press("form[action*='/again'] button"))
    check(delivery_of(second) != delivery_of(link) and delivery_of(second) in desk.page.url(), f"submitted again: {desk.page.url()}")
    desk.look("desk-submitted-again")


def abuse(driver, service):
    """A report from the notice page, in every language."""
    _, link, _ = hand_in(service, "abuse@addressee.example")
    somebody = Visitor(driver, service)
    page = somebody.page
    for lang in LANGUAGES:
        page.open(f"{link}?lang={lang}")
        page.press("footer a[href*='/abuse']")
        somebody.look("abuse")
        page.tab_to("input[name=reason]")
        page.keys(" ")
        page.type("#text", "deceit")
        page.press("#send-report")
        somebody.look("abuse-told")
        check(page.found("#number"), f"the report has a number: {page.text()}")
    somebody.quiet("abuse")
    somebody.done()


def away(driver, service, lang):
    """A mailbox that several people read, and an absence with the keyboard alone: the message's time ends later."""
    box, link, _ = hand_in(service, f"info+{lang}@addressee.example", lang)
    somebody = Visitor(driver, service)
    page = somebody.page
    page.open(link)
    check(page.found("#role"), f"several people may read this mailbox: {page.text()}")
    somebody.look("notice-role")
    code = box.code_after(lambda: page.press("button[name=for][value=choose]"))
    page.type("#code", code)
    page.press("form[action$='/confirm'] button")
    page.press("a[href*='/absence']")
    somebody.look("absence")
    page.press("button[name=what][value=away]")
    check(page.found("#complaint"), f"no day is told: {page.text()}")
    somebody.look("absence-no-day")
    day = datetime.date.today() + datetime.timedelta(days=20)
    # As the browser's own field for dates is typed in its language, which is en-US.
    page.type("#until", day.strftime("%m%d%Y"))
    page.press("button[name=what][value=away]")
    check(page.found("#away"), f"the absence is told: {page.text()}")
    service.wait_sealed(delivery_of(link), "DeadlineMoved")
    page.open(page.url())
    somebody.look("absence-recorded")
    page.press("button[name=what][value=back]")
    check(not page.found("#away"), f"back again: {page.text()}")
    somebody.done()


def delegated(driver, service, sender, lang):
    """Somebody lets another person decide: given, accepted, used and ended with the keyboard alone, each with their own code."""
    address, principal = f"delegate-{lang}@addressee.example", f"principal-{lang}@addressee.example"
    box, link, _ = hand_in(service, principal, lang)
    theirs, somebody, other = Mailbox(service, address), Visitor(driver, service), Visitor(driver, service)
    page, mandates = somebody.page, f"{service.base}/r/{delivery_of(link)}/mandates?lang={lang}"
    proven(somebody, box, link)
    page.press("a[href*='/mandates']")
    somebody.look("mandates")
    page.press("button[name=what][value=give]")
    check(page.found("#complaint"), f"what is missing is told: {page.text()}")
    somebody.look("mandates-incomplete")
    # The first day is today already, as the service's zone counts its days: around midnight that is another day than ours.
    today = datetime.date.fromisoformat(page.run("return document.querySelector('#from').value"))
    check(abs(today - datetime.date.today()) <= datetime.timedelta(days=1), f"the first day that is proposed: {today}")
    page.type("#delegate", address)
    page.type("#until", (today + datetime.timedelta(days=30)).strftime("%m%d%Y"))
    asked = theirs.link_after(lambda: page.press("button[name=what][value=give]"))
    somebody.look("mandates-given")
    accepts_mandate(other, theirs, asked)
    # What waits already is the delegate's to decide on, too, by a link of their own.
    sender.sees(delivery_of(link), "no decision yet")
    own = theirs.link
    check(delivery_of(own) == delivery_of(link) and own != link, f"a link of their own: {own}")
    decides(other, theirs, own)
    page = other.page
    check(not page.found("#not-for-me") and not page.found("#by-post"), f"what is the addressee's alone: {page.text()}")
    theirs.link_after(lambda: box.link_after(lambda: page.press("button[name=answer][value=accept]")))
    check("/result" in page.url() and "the rent rises" in page.text(), f"accepted: {page.url()}\n{page.text()}")
    check(principal in page.run(DELEGATED), f"for whom they accepted: {page.text()}")
    other.look("accepted-delegate")
    service.wait_sealed(delivery_of(link), "ContentHandover")
    sender.sees(delivery_of(link), "receipt taken", "sent completely")
    check(address in sender.visitor.page.text(), f"the sender sees who decided: {sender.visitor.page.text()}")
    page = somebody.page
    page.open(f"{service.base}/r/{delivery_of(link)}/result?lang={lang}")
    check("/result" in page.url() and address in page.run(DELEGATED), f"the addressee sees who decided: {page.text()}")
    somebody.look("accepted-by-delegate")
    # The next message: the mandate ends while the delegate looks at it.
    second = theirs.link_after(lambda: hand_in(service, principal, lang))
    decides(other, theirs, second)
    page.open(mandates)
    theirs.mail_after(lambda: page.press("button[name=what][value=revoke]"))
    check(not page.found("button[name=what][value=revoke]"), f"ended: {page.text()}")
    somebody.look("mandates-ended")
    page = other.page
    page.press("button[name=answer][value=refuse]")
    check("/result" not in page.url() and "the rent rises" not in page.text(), f"nothing is decided: {page.url()}\n{page.text()}")
    other.look("mandate-over")
    page.open(second)
    check(not page.found("button[name=for]"), f"their link opens nothing: {page.text()}")
    page.open(asked)
    check(not page.found("button[name=what]"), f"nothing is left to answer: {page.text()}")
    other.look("mandate-ended")
    sender.sees(delivery_of(second), "no decision yet")
    somebody.done()
    other.done()


def accepts_mandate(other, theirs, asked):
    """The page of a mandate, from the link in the mail to the acceptance; the delegate's link to what waits."""
    page = other.page
    page.open(asked)
    other.look("mandate")
    other.quiet("mandate")
    code = theirs.code_after(lambda: page.press("button[name=what][value=code]"))
    other.look("mandate-code")
    page.type("#code", "0000")
    page.press("button[name=what][value=accept]")
    check(page.found("#complaint"), f"a code of four digits is told: {page.text()}")
    page.type("#code", code)
    theirs.link = theirs.link_after(lambda: page.press("button[name=what][value=accept]"))
    other.look("mandate-accepted")


def decides(other, theirs, own):
    """A delegate's own link to a message, to the page on which they choose."""
    page = other.page
    page.open(own)
    check(page.found("#acting"), f"for whom they look: {page.text()}")
    other.look("notice-delegate")
    code = theirs.code_after(lambda: page.press("button[name=for][value=choose]"))
    page.type("#code", code)
    page.press("form[action$='/confirm'] button")
    check("/choose" in page.url(), f"where they choose: {page.url()}\n{page.text()}")
    other.look("choice-delegate")


def public(driver, service):
    """What anybody may see, in every language."""
    somebody = Visitor(driver, service)
    for lang in LANGUAGES:
        for name, path in (("home", "/"), ("privacy", "/privacy"), ("status", "/status"), ("nothing", "/nothing"), ("lost", "/r"), ("abuse-anything", "/abuse"),
                           ("mailbox", "/demo/mailbox")):
            somebody.page.open(f"{service.base}{path}?lang={lang}")
            somebody.look(name)
    somebody.quiet("public pages")
    somebody.done()


def too_late(driver, service, sender, box, link):
    """After the deadline the notice's link is dead; the mail about it has another, and nothing can be chosen."""
    somebody = Visitor(driver, service)
    page = somebody.page
    page.open(link)
    check(page.found("#address"), f"the notice's link is dead after the deadline: {page.text()}")
    about = lambda: [m for m in service.mails(box.address) if "/r/" in m["text"] and link_of(m).rsplit("/", 1)[1] != link.rsplit("/", 1)[1]]
    fresh = link_of(until("a mail about the end", about)[-1])
    page.open(service.base + urllib.parse.urlsplit(fresh).path)
    somebody.look("closed")
    check(not page.found("button[value=accept]"), "nothing can be chosen any more")
    code = box.code_after(lambda: page.press("button[name=for][value=choose]"))
    page.type("#code", code)
    page.press("form[action$='/confirm'] button")
    check("/result" in page.url() and "the rent rises" not in page.text(), f"too late: {page.url()}\n{page.text()}")
    somebody.look("expired")
    sender.sees(delivery_of(link), "no decision within the time", name="desk-expired")
    somebody.done()


def main():
    folder = work("browser")
    os.makedirs(PICTURES, exist_ok=True)
    driver = Driver(f"{folder}/chromedriver.log")
    service = Service(folder)
    late = hand_in(service, "too-late@addressee.example", within="3")
    service.stop()
    for lang in LANGUAGES:
        # The service begins anew with each: so many codes are asked for here in so few minutes that it would refuse them.
        service = Service(folder)
        sender = Sender(driver, service)
        accept(driver, service, sender, lang)
        typed(driver, service, sender, lang)
        away(driver, service, lang)
        mine(driver, service, lang)
        again(driver, service, sender, lang)
        delegated(driver, service, sender, lang)
        sender.visitor.done()
        service.stop()
    service = Service(folder)
    sender = Sender(driver, service)
    answered(driver, service, sender, "refuse", "ConsignmentRejection")
    answered(driver, service, sender, "not-for-me", "NotForMe")
    by_post(driver, service, sender)
    taken_back(driver, service, sender)
    wrong_code(driver, service, sender)
    lost_link(driver, service, sender)
    with_key(driver, service, sender, "accept")
    with_key(driver, service, sender, "refuse")
    abuse(driver, service)
    public(driver, service)
    sender.visitor.done()
    service.stop()
    service = Service(folder, ahead="10d")
    box, link, _ = late
    box.service = service
    service.wait_sealed(delivery_of(link), "AcceptanceRejectionExpiry")
    sender = Sender(driver, service)
    too_late(driver, service, sender, box, service.base + urllib.parse.urlsplit(link).path)
    service.stop()
    print(f"judged {len(Visitor.judged)} pages in {len(LANGUAGES)} languages; pictures in {PICTURES}")


main()
