#!/usr/bin/env python3
"""1,000 fetches of every address that a notice carries change nothing and leave nothing of the reader behind: not in the data
directory, not in the logs at trace level, not in the metrics. Then one message is accepted, and neither its content nor any code,
link or cookie stands readable on the disk, in the logs or in the metrics.

Usage: privacy.py BIN WORK"""

import http.client
import re
import urllib.parse
import urllib.request

from common import Browser, Line, Service, addressee_bundle, check, decide, delivery_of, link_of, mail, members, prove, until, work
from silent import silent

ADDRESSEE = "quiet.reader.77@addressee.example"
AGENT = "Distinctive-Agent-58213"
ADDRESS = "203.0.113.219"
METHODS = ("GET", "HEAD", "GET", "HEAD", "GET", "HEAD", "GET", "HEAD", "OPTIONS", "GET")
FETCHES = 1000


def snapshot(service, delivery):
    """All that the API says of a delivery."""
    return service.delivery(delivery)


def fetched(service, addresses):
    """1,000 fetches in turn, with what mail scanners, proxies and browsers send along."""
    connection = http.client.HTTPConnection("127.0.0.1", service.ports["http"], timeout=20)
    statuses = {}
    for number in range(FETCHES):
        method, address = METHODS[number % len(METHODS)], addresses[(number // len(METHODS)) % len(addresses)]
        headers = {"User-Agent": f"{AGENT}/{number}", "X-Forwarded-For": f"{ADDRESS}", "Forwarded": f"for={ADDRESS}", "X-Real-IP": ADDRESS,
                   "Referer": f"https://{AGENT}.example/", "Accept-Language": "xx-distinctive"}
        if number % 3 == 0:
            headers["Sec-Purpose"] = ("prefetch", "prefetch;prerender")[number % 2]
        connection.request(method, address, headers=headers)
        answer = connection.getresponse()
        answer.read()
        for name in ("Set-Cookie", "ETag", "Last-Modified"):
            check(answer.headers.get(name) is None, f"{method} {address} answers with {name}")
        statuses.setdefault((method, answer.status), 0)
        statuses[method, answer.status] += 1
    check(statuses.get(("GET", 200)) and statuses.get(("HEAD", 200)), f"nothing was shown: {statuses}")
    check(all(status < 500 for _, status in statuses), f"a fetch failed: {statuses}")
    for method in ("TRACE", "PROPFIND", "PUT", "DELETE", "PATCH", "CONNECTED"):
        connection.request(method, addresses[0], headers={"User-Agent": AGENT})
        answer = connection.getresponse()
        answer.read()
        check(answer.status in (404, 405) and not answer.headers.get("Set-Cookie"), f"{method}: {answer.status}")
    print("fetches:", ", ".join(f"{method} {status}: {count}" for (method, status), count in sorted(statuses.items())))


def keep_metrics(service, name):
    """The metrics as a file of the folder, so that they are looked through as every other; and what in them no clock moves."""
    with urllib.request.urlopen(service.ready["metrics"], timeout=20) as answer:
        text = answer.read().decode()
    check("recepis_smtp_sessions_total 1\n" in text, f"the metrics do not count: {text}")
    with open(f"{service.folder}/{name}", "w") as file:
        file.write(text)
    moving = ("_seconds", "recepis_log_", "recepis_units_")
    return sorted(line for line in text.splitlines() if not any(word in line for word in moving))


def fetching():
    service = Service(work("privacy"), log="trace", more=["--metrics", "0"])
    line = Line(service)
    line.hand_in(ADDRESSEE, mail(line.address, ADDRESSEE))
    line.close()
    notice = service.notice(ADDRESSEE)
    link = link_of(notice)
    delivery = delivery_of(link)
    service.wait_sealed(delivery, "NotificationForAcceptance")
    before = snapshot(service, delivery)
    mails = len(service.mails(ADDRESSEE))
    until("every job", lambda: not any(value for name, value in service.metrics().items() if "recepis_jobs{" in name and "expire" not in name and "remind" not in name and "retain" not in name))
    counted = keep_metrics(service, "metrics-before")
    path = urllib.parse.urlsplit(link).path
    page = Browser(service.base).open(link).page
    linked = [urllib.parse.urlsplit(urllib.parse.urljoin(link, l)) for l in page.links + [f["action"] for f in page.forms]]
    linked = sorted({url.path + ("?" + url.query if url.query else "") for url in linked})
    typed = sorted(set(re.findall(r"localhost:\d+(/[^\s,;)]*[^\s,;).])", notice["text"])))
    below = [f"{path}/{name}" for name in ("code", "confirm")]
    below += [f"/r/{delivery}/{name}" for name in ("choose", "decide", "later", "result", "part/0", "part/1", "message.eml", "bundle", "evidence/1")]
    addresses = [path] + linked + typed + below + [path + "?utm_source=x"]
    fetched(service, addresses)
    check(keep_metrics(service, "metrics-after") == counted, "fetching is counted")
    for name in ("health", "ready"):
        check(urllib.request.urlopen(service.ready["metrics"].replace("metrics", name), timeout=20).status == 200, name)
    check(snapshot(service, delivery) == before, "fetching changed what the API says")
    check(len(service.mails(ADDRESSEE)) == mails, "fetching sent a mail")
    check(Browser(service.base).open(link).status == 200, "fetching killed the link")
    service.stop()
    with open(f"{service.folder}/serve.log", "rb") as log:
        check(b"TRACE" in log.read(), "the log is not at trace level: nothing would be shown by it")
    token = link.rsplit("-", 1)[1]
    silent(service.folder, {"the link's token": token, "the addressee": ADDRESSEE, "the addressee's name": ADDRESSEE.split("@")[0],
                            "the reader's network address": ADDRESS, "the user agent": AGENT, "the reader's language": "xx-distinctive"})


SECRETS = {"the subject": "A-telling-subject-8841", "the body": "the-rent-rises-on-the-first-of-March", "the attachment's name": "Annex-with-a-telling-name.pdf",
           "the attachment": "octets-of-the-annex-that-nobody-keeps-in-clear"}


def accepting():
    """A whole way to acceptance, with a wrong code on it, traced."""
    service = Service(work("privacy-accept"), log="trace", more=["--metrics", "0"])
    body = ("--edge\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + SECRETS["the body"] + "\r\n--edge\r\nContent-Type: application/pdf\r\n"
            f"Content-Disposition: attachment; filename=\"{SECRETS['the attachment' + chr(39) + 's name']}\"\r\n\r\n{SECRETS['the attachment']}\r\n--edge--\r\n")
    line = Line(service)
    octets = mail(line.address, ADDRESSEE, subject=SECRETS["the subject"], body=body,
                  extra='MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="edge"\r\n')
    message_id = re.search(rb"<(\d+@sender.example)>", octets).group(1)
    line.hand_in(ADDRESSEE, octets)
    line.close()
    link = link_of(service.notice(ADDRESSEE))
    delivery = delivery_of(link)
    browser = Browser(service.base, {"User-Agent": AGENT, "X-Forwarded-For": ADDRESS}).open(link)
    agent = {"User-Agent": AGENT, "X-Forwarded-For": ADDRESS}
    browser, code = prove(service, ADDRESSEE, link)
    browser.extra = agent
    form = browser.form("/decide")
    cookie = next(iter(browser.jar)).value
    decide(browser, "accept")
    check(SECRETS["the body"] in browser.page.text, "the content is not shown")
    page = browser.url
    for part in [l for l in browser.page.links if "/part/" in l or "message.eml" in l]:
        check(browser.open(part).status == 200, f"{part}: {browser.status}")
    browser.open(page)
    service.wait_sealed(delivery, "ContentHandover")
    browser.open(page)
    check("message.eml" in members(addressee_bundle(browser)), "the addressee's bundle holds no message")
    receipt = service.wait_mail(ADDRESSEE, lambda m: "/r/" in m["text"] and link not in m["text"])
    keep_metrics(service, "metrics")
    service.stop()
    silent(service.folder, dict(SECRETS, **{
        "the code": code[:4] + " " + code[4:], "the code's digits": code, "the cookie": cookie, "the form's token": form["fields"]["token"],
        "the link's token": link.rsplit("-", 1)[1], "the receipt's link": link_of(receipt).rsplit("-", 1)[1], "the addressee": ADDRESSEE,
        "the Message-ID": message_id, "the reader's network address": ADDRESS, "the user agent": AGENT}))


def main():
    fetching()
    print("privacy: fetching")
    accepting()
    print("privacy: accepting")


main()
