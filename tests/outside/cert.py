"""TLS client certificates: OpenSSL is the authority, and the TLS of the browser that shows them."""

import os
import re
import socket
import ssl
import subprocess
import urllib.parse

from common import BIN, Browser, Line, Service, check, free_port, link_of, mail, members, work

FOLDER = work("cert")
PORT = free_port()
HOST = f"https://localhost:{PORT}"
PETRA = "/C=NL/GN=Petra/SN=Jansen-Ølgaard/CN=Petra Jansen/serialNumber=K-4711"
KLAAS = "/C=NL/GN=Klaas/SN=Vaak/CN=Klaas Vaak/serialNumber=K-4712"

CONFIG = """[ca]
default_ca = one
[one]
database = index
new_certs_dir = .
serial = serial
crlnumber = number
default_md = sha256
policy = any
unique_subject = no
preserve = yes
[any]
countryName = optional
givenName = optional
surname = optional
commonName = optional
serialNumber = optional
[req]
distinguished_name = name
string_mask = utf8only
utf8 = yes
[name]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
[person]
keyUsage = critical, digitalSignature
extendedKeyUsage = clientAuth
2.5.29.9 = ASN1:SEQUENCE:attributes
[mailer]
keyUsage = critical, digitalSignature
extendedKeyUsage = emailProtection
[listener]
subjectAltName = DNS:localhost
[attributes]
born = SEQUENCE:born
[born]
type = OID:1.3.6.1.5.5.7.9.1
values = SET:days
[days]
day = GENERALIZEDTIME:19570401120000Z
"""


def path(name):
    return f"{FOLDER}/{name}"


def openssl(*arguments, cwd=FOLDER):
    done = subprocess.run(["openssl", *arguments], capture_output=True, cwd=cwd)
    check(done.returncode == 0, f"openssl {' '.join(arguments)}: {done.stderr.decode(errors='replace')}")


def key(algorithm="EC"):
    return ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"] if algorithm == "EC" else ["-newkey", "rsa:2048"]


def issue(authority, name, subject, extensions="person", dates=("20260101000000Z", "20450101000000Z"), algorithm="EC"):
    """A certificate and its key, in one file."""
    openssl("req", "-new", *key(algorithm), "-nodes", "-keyout", f"{name}.key", "-out", "request", "-config", "ca.conf", "-utf8", "-subj", subject)
    openssl("ca", "-batch", "-notext", "-config", "../ca.conf", "-cert", "pem", "-keyfile", "key", "-in", "../request", "-out", f"../{name}.crt",
            "-rand_serial", "-extensions", extensions, "-startdate", dates[0], "-enddate", dates[1], cwd=path(authority))
    os.chmod(path(f"{name}.key"), 0o600)


def make():
    with open(path("ca.conf"), "w") as file:
        file.write(CONFIG)
    for authority in ("cards", "others"):
        os.mkdir(path(authority))
        open(path(f"{authority}/index"), "w").close()
        with open(path(f"{authority}/number"), "w") as file:
            file.write("01\n")
        openssl("req", "-x509", "-new", *key(), "-nodes", "-keyout", f"{authority}/key", "-out", f"{authority}/pem", "-config", "ca.conf",
                "-extensions", "authority", "-days", "9000", "-subj", f"/C=NL/O={authority}.test/CN=Authority of {authority}")
    issue("others", "listener", "/CN=localhost", "listener")
    issue("cards", "good", PETRA)
    issue("cards", "rsa", PETRA, algorithm="RSA")
    issue("cards", "klaas", KLAAS)
    issue("cards", "expired", PETRA, dates=("20240101000000Z", "20250101000000Z"))
    issue("cards", "revoked", PETRA)
    issue("cards", "mailer", PETRA, "mailer")
    issue("others", "stranger", PETRA)
    openssl("ca", "-config", "../ca.conf", "-cert", "pem", "-keyfile", "key", "-revoke", "../revoked.crt", cwd=path("cards"))
    openssl("ca", "-config", "../ca.conf", "-cert", "pem", "-keyfile", "key", "-gencrl", "-crldays", "30", "-out", "../revoked.pem", cwd=path("cards"))


def settings(**changed):
    values = {
        "listen": f"127.0.0.1:{PORT}", "url": HOST, "certificate": "listener.crt", "key": "listener.key", "name": "Proefkaart",
        "level": "substantial", "ca_file": "cards/pem", "crl_file": "revoked.pem", "birth_date_field": "dateOfBirth", **changed,
    }
    with open(path("recepis.toml"), "w") as file:
        file.write("[certificate]\n" + "".join(f'{name} = "{value}"\n' for name, value in values.items()))
    return ["--config", path("recepis.toml")]


def connect(name=None, newest=ssl.TLSVersion.TLSv1_3, session=None):
    """A connection that shows this certificate, or none, and holds its key."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(path("others/pem"))
    context.maximum_version = newest
    if name:
        context.load_cert_chain(path(f"{name}.crt"), path(f"{name}.key"))
    tls = context.wrap_socket(socket.create_connection(("127.0.0.1", PORT), timeout=20), server_hostname="localhost")
    return tls


def ask(tls, target, method="GET", more=""):
    """Status, headers and body, to the end of the connection."""
    tls.sendall(f"{method} {target} HTTP/1.1\r\nHost: localhost:{PORT}\r\n{more}\r\n".encode())
    octets = b""
    while piece := tls.recv(65536):
        octets += piece
    head, _, body = octets.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    return int(lines[0].split()[1]), {name.lower(): value.strip() for name, value in (line.split(":", 1) for line in lines[1:])}, body


def show(target, name=None):
    return ask(connect(name), target)


def away(service, link):
    """From the notice page to the page that leads to the listener: the browser there, and where it leads."""
    browser = Browser(service.base).open(link)
    browser.submit(browser.form("/code"), means="eid:certificate")
    check(browser.status == 200, f"nobody is sent to show a certificate: {browser.status} {browser.page and browser.page.text}")
    found = [href for href in browser.page.links if href.startswith(HOST)]
    check(len(found) == 1, f"no way to the listener: {browser.page.links}")
    return browser, found[0].removeprefix(HOST)


def back(browser, answer, service):
    status, headers, _ = answer
    check(status == 303, f"the listener sends nobody back: {answer}")
    to = headers["location"]
    check(to.startswith(service.base + "/identity/certificate/shown"), f"it sends them elsewhere: {to}")
    check(headers["cache-control"] == "no-store" and "set-cookie" not in headers, f"headers: {headers}")
    for part in ("Petra", "Jansen", "1957", "K-47", "Vaak"):
        check(part not in to, f"{part} stands in an address: {to}")
    return browser.open(to, headers={"Sec-Fetch-Site": "cross-site"})


def start(service, line, to):
    """Hands a message in for Petra; the link."""
    line.hand_in(to, mail(line.address, to, extra="Recepis-Assurance: substantial\r\nRecepis-Match-Name: Petra Jansen Olgaard\r\n"
                                                    "Recepis-Match-Birth-Date: 1957-04-01\r\n"))
    return link_of(service.notice(to))


def accept(service, browser, link):
    browser.submit(browser.form("/proven"))
    check(browser.status == 200 and "Authority of cards" in browser.page.text, f"no choice: {browser.status} {browser.page.text}")
    form = browser.form("/decide")
    browser.submit(form, browser.button(form, "accept"))
    check(browser.status == 200, f"accept: {browser.status} {browser.page.text}")
    delivery = re.search(r"/r/([0-9A-Za-z]{26})-", link).group(1)
    service.wait_sealed(delivery, "ConsignmentAcceptance")
    bundle = service.bundle(delivery, 4)
    evidence = [text.decode() for name, text in members(bundle).items() if re.fullmatch(r"evidence/\d+-ConsignmentAcceptance\.xml", name)]
    check(len(evidence) == 1, "no evidence of the acceptance")
    for part in ("urn:recepis:authentication:eid-certificate", "CN=Authority of cards,O=cards.test,C=NL", "substantial"):
        check(part in evidence[0], f"{part} is not in the evidence: {evidence[0]}")
    for part in ("Petra", "Ølgaard", "1957-04-01", "K-4711"):
        check(part not in evidence[0], f"{part} is in the evidence")
    out = path("accepted.asice")
    with open(out, "wb") as file:
        file.write(bundle)
    verdict = subprocess.run([f"{BIN}/recepis-verify", "--trust", f"{service.data}/trust", out], capture_output=True, text=True)
    check("Authority of cards" in verdict.stdout, f"the report does not name the issuer: {verdict.stdout}{verdict.stderr}")


def main():
    make()
    refused = subprocess.run([f"{BIN}/recepis", "config", "check", settings(crl_file="cards/pem")[1]], capture_output=True, text=True, timeout=60)
    check(refused.returncode != 0 and "no revocation list" in refused.stdout + refused.stderr, f"a wrong list: {refused}")

    service = Service(FOLDER, more=settings())
    line = Line(service)

    # Shown, compared, accepted.
    for to, name in (("petra@addressee.example", "good"), ("petra.rsa@addressee.example", "rsa")):
        link = start(service, line, to)
        browser, target = away(service, link)
        answer = show(target, name)
        back(browser, answer, service)
        check(browser.status == 200, f"{name} is refused: {browser.status} {browser.page.text}")
        arrived = browser.page, browser.url
        replayed = back(Browser(service.base), show(target, name), service)
        check(replayed.status == 409 and replayed.page.links, f"a state counts twice: {replayed.status} {replayed.page.text}")
        thief = back(Browser(service.base), answer, service)
        thief.submit(thief.form("/proven"))
        check(thief.status == 409, f"another browser goes on: {thief.status} {thief.page.text}")
        browser.page, browser.url = arrived
        accept(service, browser, link)

    # Every refusal has a page with a way out, and a reason in the log.
    link = start(service, line, "pia@addressee.example")
    for name, status, why in (
        (None, 403, "none was shown"),
        ("stranger", 403, "none of the authorities"),
        ("expired", 403, "not valid at this moment"),
        ("revoked", 403, "it is revoked"),
        ("mailer", 403, "not made for client authentication"),
        ("klaas", 403, None),
    ):
        browser, target = away(service, link)
        back(browser, show(target, name), service)
        check(browser.status == status, f"{name}: {browser.status} {browser.page.text}")
        check(any("/r/" in href for href in browser.page.links), f"{name}: no way out: {browser.page.links}")
        check(not browser.page.forms or all("/proven" not in form["action"] for form in browser.page.forms), f"{name} may go on")
        with open(f"{FOLDER}/serve.log") as log:
            said = [text for text in log if "vouched for nobody" in text]
        check(why is None or why in said[-1], f"{name} is not in the log: {said[-1:]}")
    # After all of them, the right one still counts.
    browser, target = away(service, link)
    check(back(browser, show(target, "good"), service).status == 200, "the right one does not count any more")

    # What no page of ours leads to.
    for made in ("/?state=0", "/?state="):
        over = back(Browser(service.base), show(made, "good"), service)
        check(over.status == 409 and over.page.links, f"{made}: {over.status}")
    for made in ("/", "/favicon.ico", "/?state=0&state=1", f"{target}&x=1", "/r/x?state=0"):
        check(show(made, "good")[0] == 404, f"{made} is something")
    browser, target = away(service, link)
    check(ask(connect("good"), target, "POST", "Content-Length: 0\r\n")[0] == 405, "POST is taken")
    check(ask(connect("good"), target, "HEAD")[0] == 405, "HEAD is taken")
    check(ask(connect("good"), target, more="Sec-Purpose: prefetch\r\n")[0] == 503, "what nobody opened is taken")

    # One connection, one request; nothing is carried on to another connection.
    tls = connect("good")
    tls.sendall(f"GET /favicon.ico HTTP/1.1\r\nHost: x\r\n\r\nGET {target} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    octets = b""
    while piece := tls.recv(65536):
        octets += piece
    check(octets.count(b"HTTP/1.1 ") == 1 and b" 404 " in octets, f"a connection carries two requests: {octets}")
    check(tls.session is None or not tls.session.has_ticket, "the listener hands out tickets")
    try:
        connect("good", ssl.TLSVersion.TLSv1_2)
        check(False, "TLS 1.2 shows certificates in the clear, and is taken")
    except ssl.SSLError:
        pass
    # The state was spent by nobody.
    check(back(browser, show(target, "good"), service).status == 200, "the state was spent")

    with open(f"{FOLDER}/serve.log") as log:
        said = log.read()
    for part in ("Jansen", "Ølgaard", "Vaak", "1957", "K-4711", "petra", urllib.parse.parse_qs(target[2:])["state"][0]):
        check(part not in said, f"{part} is in the log")
    service.stop()
    print("client certificates: proven by ECDSA and RSA, 6 refusals with a page each, nothing said in the log")


main()
