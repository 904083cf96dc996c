#!/usr/bin/env python3
"""The ways of an addressee through a real browser: accept in every language, refuse, not for me, too late, a lost link, a wrong
code, and from a typed reference alone. Scripts are off, the keyboard suffices on every page of the way, each page is judged by
axe-core and fits a screen of 320 pixels and 400 percent, and what goes over the network is our own.

Usage: ways.py BIN WORK AXE PICTURES"""

import os
import re
import sys
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../outside"))

from common import Line, Service, check, delivery_of, link_of, mail, until, work  # noqa: E402
from driver import Driver, Page  # noqa: E402

AXE, PICTURES = sys.argv[3], sys.argv[4]
LANGUAGES = sorted(name[:-4] for name in os.listdir(os.path.join(HERE, "../../src/words")) if name.endswith(".ftl"))
POLICY = ("default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
# A part of the policy that pages with a passkey or an identity provider may add; nothing wider, and no other host.
MORE = {"script-src": {"'self'"}, "connect-src": {"'self'"}, "form-action": {"'self'"}, "frame-src": {"'self'"}}
HEADERS = {"referrer-policy": "same-origin", "cache-control": "no-store", "x-content-type-options": "nosniff"}
# 400 percent on a screen of 1280 by 1024 are 320 by 256 pixels of the page.
SCREENS = ((320, 640, 1), (320, 256, 4))
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


def accept(driver, service, lang):
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
    service.wait_sealed(delivery_of(link), "ContentConsignment")
    somebody.done()


def answered(driver, service, answer, event):
    """Refuse, or not for me."""
    box, link, _ = hand_in(service, f"{answer}@addressee.example")
    somebody = Visitor(driver, service)
    page = somebody.page
    page.open(link)
    asked = "not-for-me" if answer == "not-for-me" else "choose"
    code = box.code_after(lambda: page.press(f"button[name=for][value={asked}]"))
    page.type("#code", code)
    page.press("form[action$='/confirm'] button")
    page.press(f"button[name=answer][value={answer}]")
    check("/result" in page.url() and "the rent rises" not in page.text(), f"{answer}: {page.url()}\n{page.text()}")
    somebody.look(answer)
    service.wait_sealed(delivery_of(link), event)
    somebody.done()


def wrong_code(driver, service):
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
    somebody.done()


def lost_link(driver, service):
    """A dead link leads to a form, the form to a new link; the old one stays dead."""
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
    page.open(fresh)
    check(page.found("button[name=for][value=choose]"), f"the new link opens the notice: {page.text()}")
    somebody.done()


def typed(driver, service, lang):
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
    somebody.done()


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


def too_late(driver, service, box, link):
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
    somebody.done()


def main():
    folder = work("browser")
    os.makedirs(PICTURES, exist_ok=True)
    service = Service(folder)
    driver = Driver(f"{folder}/chromedriver.log")
    late = hand_in(service, "too-late@addressee.example", within="3")
    for lang in LANGUAGES:
        accept(driver, service, lang)
        typed(driver, service, lang)
    answered(driver, service, "refuse", "ConsignmentRejection")
    answered(driver, service, "not-for-me", "NotForMe")
    wrong_code(driver, service)
    lost_link(driver, service)
    abuse(driver, service)
    public(driver, service)
    service.stop()
    service = Service(folder, ahead="10d")
    box, link, _ = late
    box.service = service
    service.wait_sealed(delivery_of(link), "AcceptanceRejectionExpiry")
    too_late(driver, service, box, service.base + urllib.parse.urlsplit(link).path)
    service.stop()
    print(f"judged {len(Visitor.judged)} pages in {len(LANGUAGES)} languages; pictures in {PICTURES}")


main()
