#!/usr/bin/env python3
"""Bad input at the pages and the API of `recepis serve`.

Usage: bad_web.py BIN WORK"""

import json
import threading
import urllib.parse

from common import Browser, Line, Service, ask_code, check, decide, delivery_of, link_of, mail, prove, work

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
REFUSED = (403, 404, 409, 410, 422, 429)


def handed_in(service, addressee):
    """Hands a message in and gives the link of its notice."""
    line = Line(service)
    line.hand_in(addressee, mail(line.address, addressee))
    line.close()
    return link_of(service.notice(addressee))


def other(link, place):
    """The link with one character of the token changed."""
    return link[:place] + ALPHABET[(ALPHABET.index(link[place]) + 1) % 32] + link[place + 1:]


def dead_links(service):
    """Unknown, used, foreign and garbage links: one page, equal in status and to the last octet."""
    used = handed_in(service, "used@addressee.example")
    decide(prove(service, "used@addressee.example", used)[0], "refuse")
    live = handed_in(service, "live@addressee.example")
    head, token = live.split("/r/")[0] + "/r/", live.rsplit("-", 1)[1]
    strange = [used, other(live, -2), other(live, -20), head + delivery_of(used) + "-" + token, head + "0" * 26 + "-" + token,
               head + "x", head + "-", head + "A" * 2000, head + delivery_of(live), head + delivery_of(live) + "-", live + "0",
               live + "/no/such/page", head + "%00%ff", head + "..%2f..%2fetc%2fpasswd", head]
    pages = {}
    for link in strange:
        browser = Browser(service.base).open(link + "?lang=en")
        check(not list(browser.jar), f"{link} sets a cookie")
        kept = {name.lower(): value for name, value in browser.headers.items() if name.lower() != "date"}
        pages[link] = (browser.status, browser.body, kept)
    first = pages[used]
    check(first[0] == 404 and b"<form" in first[1], f"the page of a dead link offers no way out: {first}")
    for link, page in pages.items():
        check(page == first, f"{link} is answered differently from a used link: {page[0]} {page[2]}\n{page[1][-800:]}")
    check(Browser(service.base).open(live).status == 200, "the live link does not live")
    # The form beneath it answers the same for every address; the link that is mailed ends the one before it.
    answers = set()
    for address in ("live@addressee.example", "used@addressee.example", "nobody@addressee.example", "nobody@elsewhere.example"):
        browser = Browser(service.base).open(used)
        form = browser.form("new-link")
        browser.submit(form, address=address)
        answers.add((browser.status, browser.body))
    check(len(answers) == 1, "the answer tells whether an address is known")


def codes(service):
    """Wrong codes: told with the tries left; after five even the right one is not taken; the link lives on; five a day."""
    who = "codes@addressee.example"
    link = handed_in(service, who)
    browser = Browser(service.base).open(link + "?lang=en")
    check(not list(browser.jar), "a cookie before the first POST")
    code = ask_code(service, who, browser)
    wrong = "11111111" if code != "11111111" else "22222222"
    for typed in ("", "1234", "abcdefgh", code + "0", "9" * 5000):
        browser.submit(browser.form("/confirm"), code=typed)
        check(browser.status == 422, f"a code of another form: {browser.status}")
    for left in (4, 3, 2, 1):
        browser.submit(browser.form("/confirm"), code=wrong)
        check(browser.status == 422 and f"Tries left: {left}." in browser.page.text, f"{left} tries left is not told: {browser.page.text}")
    browser.submit(browser.form("/confirm"), code=wrong)
    check(browser.status == 422 and not list(browser.jar), "five wrong codes")
    browser.submit(browser.form("/confirm"), code=code)
    check(browser.status == 422 and not list(browser.jar), "the right code after five wrong ones is taken")
    fresh = Browser(service.base).open(link)
    check(fresh.status == 200, "wrong codes killed the link")
    for _ in range(4):
        code = ask_code(service, who, fresh)
        fresh.open(link)
    fresh.submit(fresh.form("/code"))
    check(fresh.status == 429, f"a sixth code within a day: {fresh.status}")
    fresh.open(link)
    check(fresh.status == 200, "the link is dead")
    timeline = service.delivery(delivery_of(link))["timeline"]
    check(len(timeline) == 2, f"codes are visible to the sender: {timeline}")


def decisions(service):
    """A double click, two answers at once, a replayed form, a foreign one: exactly one takes effect."""
    who = "double@addressee.example"
    link = handed_in(service, who)
    browser, code = prove(service, who, link)
    form = browser.form("/decide")
    cookie = "; ".join(f"{c.name}={c.value}" for c in browser.jar)

    def post(answer, results, headers):
        fields = dict(form["fields"], answer=answer)
        results.append(Browser(service.base, {"Cookie": cookie}).open(form["action"], fields, headers).status)

    for headers in ({"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}, {"Sec-Fetch-Site": "same-site"},
                    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "none"}):
        results = []
        post("accept", results, headers)
        check(results == [403], f"{headers}: {results}")
    for fields in ({}, {"answer": "accept"}, {"answer": "perhaps", "token": form["fields"]["token"]},
                   {"answer": "accept", "capacity": "own", "token": "A" * 60}):
        status = Browser(service.base, {"Cookie": cookie}).open(form["action"], fields).status
        check(status in (400, 409, 422), f"{fields}: {status}")
    check(Browser(service.base).open(form["action"], dict(form["fields"], answer="accept")).status == 403, "a decision without session")
    results = []
    answers = ["accept", "refuse"] * 8
    threads = [threading.Thread(target=post, args=(answer, results, {})) for answer in answers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    shown = service.wait_sealed(delivery_of(link), "NotificationForAcceptance")
    made = [e["name"] for e in shown["timeline"] if e["name"].startswith("Consignment")]
    check(len(made) == 1 and set(results) <= {200, 409}, f"{len(answers)} answers at once: {made} {results}")
    before = service.delivery(delivery_of(link))["answers"]["decision"]
    results = []
    post("accept", results, {})
    post("refuse", results, {})
    check(results[0] in (200, 409) and results[1] in (200, 409), f"a replayed form: {results}")
    after = service.delivery(delivery_of(link))
    again = [e["name"] for e in after["timeline"] if e["name"].startswith("Consignment")]
    check(again == made and after["answers"]["decision"] == before, f"a replay took effect: {again}")
    # A used code opens nothing, and a cookie opens nothing of another delivery.
    second = handed_in(service, "second@addressee.example")
    stranger = Browser(service.base, {"Cookie": cookie}).open(f"/r/{delivery_of(second)}/choose")
    check(stranger.status == 403, f"a session opens another delivery: {stranger.status}")
    browser = Browser(service.base).open(second, {"code": code})
    check(browser.status in (404, 405), f"POST to the notice: {browser.status}")
    large = Browser(service.base).open(second + "/code", {"token": "x" * 40_000})
    check(large.status == 413, f"a form of 40 kB: {large.status}")


def api(service):
    def problem(wanted, answer, why):
        status, headers, body = answer
        check(status == wanted, f"{why}: {status} {body[:300]}")
        check(headers.get("Content-Type") == "application/problem+json", f"{why}: {headers.get('Content-Type')}")
        told = json.loads(body)
        check(told["status"] == wanted and told["title"] and told["type"].startswith("urn:recepis:problem:"), f"{why}: {told}")

    link = handed_in(service, "api@addressee.example")
    delivery = delivery_of(link)
    good = service.ready["token"]
    for token in ("wrong", " ", good + "0", good[:-1], good.upper() if good.upper() != good else good.lower(), "\u00e9"):
        headers = {"Authorization": ("Bearer " + token).encode("utf-8").decode("latin-1")}
        problem(401, service.ask("GET", f"/deliveries/{delivery}", headers=headers), f"token {token!r}")
    problem(401, service.ask("GET", "/submissions", headers={"Authorization": "Basic " + good}), "another scheme")
    for path in ("/submissions/x", "/submissions/" + "0" * 26, "/deliveries/..%2f..%2f", "/deliveries/" + "Z" * 26,
                 f"/deliveries/{delivery}/evidence/99", f"/deliveries/{delivery}/evidence/x", f"/deliveries/{delivery}/evidence/-1",
                 f"/deliveries/{'0' * 26}/bundle", "/nothing", "/deliveries/" + "A" * 3000, "/deliveries/%00"):
        problem(404, service.ask("GET", path), path)
    problem(400, service.ask("GET", "/submissions?cursor=x"), "a wrong cursor")
    problem(405, service.ask("DELETE", f"/deliveries/{delivery}"), "another method")
    octets = mail(service.ready["address"], "api@addressee.example")
    own = "/submissions?from=" + urllib.parse.quote(service.ready["address"])
    to = own + "&to=" + urllib.parse.quote("api@addressee.example")
    rfc822 = {"Content-Type": "message/rfc822"}
    problem(400, service.ask("POST", to, body=octets, headers={"Content-Type": "text/plain"}), "another content type")
    problem(400, service.ask("POST", own + "&to=nonsense", body=octets, headers=rfc822), "no address")
    for path in ("/submissions", own, to + "&from=info%40sender.example", own + "&to=" + urllib.parse.quote("a@elsewhere.example"),
                 own + "&" + "&".join(f"to=n{n}%40addressee.example" for n in range(101))):
        status, headers, body = service.ask("POST", path, body=octets, headers=rfc822)
        problem(status if status in (400, 422) else 422, (status, headers, body), path[:60])
    problem(403, service.ask("POST", to.replace("sender.example", "other.example"), body=octets, headers=rfc822), "a foreign sender")
    problem(403, service.ask("POST", to, body=octets.replace(b"From: ", b"From: boss@other.example, "), headers=rfc822), "a foreign From")
    problem(422, service.ask("POST", to, body=b"Bcc: x@addressee.example\r\n" + octets, headers=rfc822), "Bcc")
    problem(413, oversized(service, to, announced=True), "52 MB, announced")
    problem(413, oversized(service, to, announced=False), "52 MB in chunks")
    status, _, body = service.ask("POST", to, body=octets, headers=rfc822)
    again, _, same = service.ask("POST", to, body=octets, headers=rfc822)
    check((status, again) == (201, 200) and json.loads(body)["submission"] == json.loads(same)["submission"], f"twice: {status} {again}")


def oversized(service, path, announced):
    """The answer to 52 MB, read also where the service closes before all was sent."""
    import http.client
    connection = http.client.HTTPConnection("127.0.0.1", service.ports["http"], timeout=60)
    connection.putrequest("POST", "/api/v1" + path)
    for name, value in (("Authorization", "Bearer " + service.ready["token"]), ("Content-Type", "message/rfc822")):
        connection.putheader(name, value)
    pieces = [mail(service.ready["address"], "api@addressee.example")] + [b"x" * 998 + b"\r\n"] * 53_000
    if announced:
        connection.putheader("Content-Length", str(sum(len(p) for p in pieces)))
        connection.endheaders()
    else:
        connection.putheader("Transfer-Encoding", "chunked")
        connection.endheaders()
    try:
        for piece in pieces:
            connection.send(piece if announced else f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        if not announced:
            connection.send(b"0\r\n\r\n")
    except OSError:
        pass  # It closed: what it said stands in the socket.
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read()


def later(service):
    """What time ends: a session after half an hour, a code after a quarter."""
    who = "late@addressee.example"
    link = handed_in(service, who)
    browser, _ = prove(service, who, link)
    form = browser.form("/decide")
    waiting = Browser(service.base).open(link)
    code = ask_code(service, who, waiting)
    confirm = waiting.form("/confirm")
    cookie = "; ".join(f"{c.name}={c.value}" for c in browser.jar)
    service.stop()
    service = Service(service.folder, ahead="1h")
    late = Browser(service.base, {"Cookie": cookie}).open(form["action"], dict(form["fields"], answer="accept"))
    check(late.status == 403 and late.page.forms, f"an expired session decides: {late.status}")
    typed = Browser(service.base).open(confirm["action"], dict(confirm["fields"], code=code, lang="en"))
    check(typed.status == 422 and "15 minutes" in typed.page.text, f"an expired code: {typed.status} {typed.page.text}")
    check(Browser(service.base).open(link.replace(link.split("/r/")[0], service.base)).status == 200, "the link is dead")
    names = [e["name"] for e in service.delivery(delivery_of(link))["timeline"]]
    check(names == ["SubmissionAcceptance", "NotificationForAcceptance"], f"something was recorded: {names}")
    service.stop()


def main():
    service = Service(work("bad-web"))
    for step in (dead_links, codes, decisions, api, later):
        step(service)
        print("bad input, pages and API:", step.__name__)


main()
