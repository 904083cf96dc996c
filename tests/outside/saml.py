"""SAML 2.0: pysaml2 is the identity provider, by POST and by artifact."""

import base64
import hashlib
import http.server
import os
import re
import ssl
import subprocess
import threading
import urllib.parse

from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT, BINDING_SOAP, class_name
from saml2.config import IdPConfig
from saml2.metadata import entity_descriptor
from saml2.saml import NAMEID_FORMAT_PERSISTENT
from saml2.server import Server
from saml2.sigver import RSACrypto, pre_signature_part, verify_redirect_signature

from common import BIN, Browser, Line, Service, check, fail, free_port, link_of, mail, members, until, work

FOLDER = work("saml")
CONTEXT = "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract"
NAME = "Petra Jansen-Ølgaard"
SIGNED = {"sign_alg": "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "digest_alg": "http://www.w3.org/2001/04/xmlenc#sha256"}
GIVEN, FAMILY, BORN = "urn:test:given", "urn:test:family", "urn:test:born"


def path(name):
    return f"{FOLDER}/{name}"


def plain(text):
    """XML without its declaration."""
    return re.sub(r"^<\?xml[^>]*\?>\s*", "", str(text))


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], check=True, capture_output=True, cwd=FOLDER)


def make_keys():
    for name in ("idp", "us", "stranger"):
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.pem", "-days", "2",
                "-subj", f"/CN={name}.test")
        os.chmod(path(f"{name}.key"), 0o600)
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=ca.test")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "tls.key", "-out", "tls.csr", "-subj", "/CN=127.0.0.1")
    with open(path("tls.ext"), "w") as file:
        file.write("subjectAltName=IP:127.0.0.1\nbasicConstraints=CA:FALSE\n")
    openssl("x509", "-req", "-in", "tls.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "tls.ext",
            "-out", "tls.pem")


class Provider:
    """pysaml2 as identity provider."""

    def __init__(self):
        self.channel = free_port()
        self.base = "http://127.0.0.1:1"  # Nobody goes there: the test is the browser.
        self.server, self.asked, self.dummy = None, [], None
        with open(path("idp.xml"), "w") as file:
            file.write(str(entity_descriptor(self.config())))

    def config(self, known=()):
        about = {
            "entityid": "https://idp.test/metadata",
            "service": {"idp": {
                "endpoints": {
                    "single_sign_on_service": [(f"{self.base}/login", BINDING_HTTP_REDIRECT)],
                    "artifact_resolution_service": [(f"https://127.0.0.1:{self.channel}/resolve", BINDING_SOAP)],
                },
                "policy": {"default": {"lifetime": {"minutes": 5}, "attribute_restrictions": None, "fail_on_missing_requested": False,
                                       "nameid_format": NAMEID_FORMAT_PERSISTENT}},
            }},
            "key_file": path("idp.key"), "cert_file": path("idp.pem"), "xmlsec_binary": "/usr/bin/xmlsec1",
            "metadata": {"local": list(known)},
        }
        return IdPConfig().load(about)

    def learn(self, service, ids):
        """Reads our metadata, whose signature xmlsec1 finds good."""
        files = []
        for name in ids:
            answer = Browser(service.base).open(f"/identity/{name}/metadata")
            check(answer.status == 200 and answer.headers["Content-Type"] == "application/samlmetadata+xml", f"no metadata: {answer.status}")
            file = path(f"us-{name}.xml")
            with open(file, "wb") as out:
                out.write(answer.body)
            checked = subprocess.run(["xmlsec1", "--verify", "--pubkey-cert-pem", path("us.pem"), "--id-attr:ID",
                                      "urn:oasis:names:tc:SAML:2.0:metadata:EntityDescriptor", file], capture_output=True, text=True)
            check(checked.returncode == 0, f"xmlsec1 does not take the signature of our metadata: {checked.stderr}")
            files.append(file)
        self.server = Server(config=self.config(files))
        threading.Thread(target=self.resolving, daemon=True).start()

    def request(self, address):
        """Our request, whose signature pysaml2 finds good; and what came with it."""
        query = {name: values[0] for name, values in urllib.parse.parse_qs(urllib.parse.urlparse(address).query).items()}
        check(address.startswith(f"{self.base}/login?"), f"the request goes elsewhere: {address}")
        request = self.server.parse_authn_request(query["SAMLRequest"], BINDING_HTTP_REDIRECT).message
        with open(path("us.pem")) as file:
            certificate = "".join(file.read().split("\n")[1:-2])
        check(verify_redirect_signature(dict(query), RSACrypto(None), certificate), "pysaml2 does not take the signature of our request")
        wanted = request.requested_authn_context
        check(request.force_authn == "true" and wanted.comparison == "minimum", f"the request: {request}")
        check([context.text for context in wanted.authn_context_class_ref] == [CONTEXT], f"the request: {request}")
        return request, query["RelayState"]

    def answer(self, request, name=NAME, context=CONTEXT, sign=True, method=SIGNED):
        given, family = name.split(" ", 1)
        said = {GIVEN: given, FAMILY: family, BORN: "1957-04-01"}
        asked = self.server.response_args(request)
        return self.server.create_authn_response(
            said, asked["in_response_to"], asked["destination"], asked["sp_entity_id"], userid=name,
            name_id_policy=None, authn={"class_ref": context, "authn_auth": "https://idp.test/"}, sign_assertion=sign,
            sign_response=False, **method)

    def resolving(self):
        """Answers artifacts, to whoever has our certificate."""
        provider = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                octets = self.rfile.read(int(self.headers["Content-Length"]))
                provider.asked.append((octets, self.connection.getpeercert(True)))
                body = provider.resolved(octets.decode()).encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/xml")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path("tls.pem"), path("tls.key"))
        context.load_verify_locations(path("us.pem"))
        context.verify_mode = ssl.CERT_REQUIRED
        server = http.server.ThreadingHTTPServer(("127.0.0.1", self.channel), Handler)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.serve_forever()

    def resolved(self, envelope):
        """What an `ArtifactResolve` is answered: once, signed."""
        resolve = self.server.parse_artifact_resolve(envelope)
        with open(path("resolve.xml"), "w") as file:
            file.write(envelope)
        checked = subprocess.run(["xmlsec1", "--verify", "--pubkey-cert-pem", path("us.pem"), "--id-attr:ID",
                                  "urn:oasis:names:tc:SAML:2.0:protocol:ArtifactResolve", path("resolve.xml")], capture_output=True, text=True)
        check(checked.returncode == 0, f"xmlsec1 does not take the signature of our request: {checked.stderr}")
        # pysaml2 puts what it knows under the artifact into its answer by writing it anew, which no signature outlives.
        artifact = resolve.artifact.text
        kept = str(self.server.artifact.pop(artifact, ""))
        self.server.artifact[artifact] = self.dummy
        answer = self.server.create_artifact_response(resolve, artifact)
        del self.server.artifact[artifact]
        answer.extension_elements = []
        answer.signature = pre_signature_part(answer.id, self.server.sec.my_cert, 9, **SIGNED)
        text = re.sub(r"(</[\w:]*ArtifactResponse>)\s*$", lambda end: plain(kept) + end.group(1), str(answer))
        signed = plain(self.server.sec.sign_statement(text, class_name(answer), node_id=answer.id))
        return f'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>{signed}</s:Body></s:Envelope>'


def settings(metadata="idp.xml"):
    lines = []
    for name, answer in (("proef", "post"), ("bewijs", "artifact")):
        lines.append(f"""[[saml]]
id = "{name}"
name = "Proef{answer}"
level = "substantial"
metadata = "{metadata}"
key_file = "us.key"
certificate = "us.pem"
answer = "{answer}"
trust = "ca.pem"
contexts = ["{CONTEXT}"]
name_attributes = ["{GIVEN} {FAMILY}"]
birth_date_attribute = "{BORN}"
""")
    with open(path("recepis.toml"), "w") as file:
        file.write("\n".join(lines))
    return ["--config", path("recepis.toml")]


def start(service, line, to):
    """Hands a message in for somebody by this name; the link."""
    line.hand_in(to, mail(line.address, to, extra=f"Recepis-Assurance: substantial\r\nRecepis-Match-Name: Petra Jansen Olgaard\r\n"
                                                    "Recepis-Match-Birth-Date: 1957-04-01\r\n"))
    return link_of(service.notice(to))


def away(service, link, means):
    """From the notice page to the page that leads to the provider: the browser there, the address."""
    browser = Browser(service.base).open(link)
    browser.submit(browser.form("/code"), means=f"eid:{means}")
    check(browser.status == 200, f"nobody is sent to {means}: {browser.status} {browser.page and browser.page.text}")
    found = [href for href in browser.page.links if "SAMLRequest=" in href]
    check(len(found) == 1, f"no link to the provider: {browser.page.links}")
    return browser, found[0]


def back(browser, means, fields):
    """What the provider's page makes the browser post."""
    return browser.open(f"/identity/{means}/back", fields, {"Sec-Fetch-Site": "cross-site", "Origin": "null"})


def posted(octets, relay):
    octets = octets if isinstance(octets, bytes) else str(octets).encode()
    return {"SAMLResponse": base64.b64encode(octets).decode(), "RelayState": relay}


def accept(service, browser, link, method):
    """From the page one comes back to, to the bundle."""
    browser.submit(browser.form("/proven"))
    check(browser.status == 200 and "https://idp.test/metadata" in browser.page.text, f"no choice: {browser.status} {browser.page.text}")
    form = browser.form("/decide")
    browser.submit(form, browser.button(form, "accept"))
    check(browser.status == 200, f"accept: {browser.status} {browser.page.text}")
    delivery = re.search(r"/r/([0-9A-Za-z]{26})-", link).group(1)
    service.wait_sealed(delivery, "ConsignmentAcceptance")
    bundle = service.bundle(delivery, 4)
    evidence = [text.decode() for name, text in members(bundle).items() if re.fullmatch(r"evidence/\d+-ConsignmentAcceptance\.xml", name)]
    check(len(evidence) == 1, "no evidence of the acceptance")
    for part in (f"urn:recepis:authentication:{method}", "https://idp.test/metadata", "substantial"):
        check(part in evidence[0], f"{part} is not in the evidence: {evidence[0]}")
    for part in ("Ølgaard", "1957-04-01"):
        check(part not in evidence[0], f"{part} is in the evidence")
    out = path("accepted.asice")
    with open(out, "wb") as file:
        file.write(bundle)
    verdict = subprocess.run([f"{BIN}/recepis-verify", "--trust", f"{service.data}/trust", out], capture_output=True, text=True)
    check("https://idp.test/metadata" in verdict.stdout, f"the report does not name the issuer: {verdict.stdout}{verdict.stderr}")


def wrapped(text):
    """The eight shapes around what pysaml2 signed."""
    text = plain(text)
    assertion = re.search(r"<(\w+:)?Assertion .*</(\w+:)?Assertion>", text, re.S).group()
    signature = re.search(r"<(\w+:)?Signature .*?</(\w+:)?Signature>", assertion, re.S).group()
    bare = assertion.replace(signature, "")
    ours = re.search(r' ID="([^"]+)"', assertion).group(1)
    evil = bare.replace(ours, "id-evil").replace("Jansen", "Janssen")
    whole_bare = text.replace(signature, "")
    end = re.search(r"</[\w:]*Assertion>$", assertion).group()
    close = re.search(r"</[\w:]*Signature>$", signature).group()
    prefix = re.match(r"<(\w+:)?", signature).group(1) or ""
    first = lambda where, what: re.sub(r"(</[\w:]*Issuer>)", lambda m: m.group(1) + what, where, count=1)
    answer = lambda inner: text.replace(assertion, inner)
    evil_whole = re.sub(r' ID="[^"]+"', ' ID="id-evil"', whole_bare, count=1).replace("Jansen", "Janssen")
    return {
        "XSW1": first(evil_whole, signature.replace(close, whole_bare + close)),
        "XSW2": first(evil_whole, whole_bare + signature),
        "XSW3": answer(evil + assertion),
        "XSW4": answer(evil.replace(end, assertion + end)),
        "XSW5": answer(first(evil, signature) + bare),
        "XSW6": answer(first(evil, signature.replace(close, bare + close))),
        "XSW7": first(text.replace(assertion, "\0"), f'<e:Extensions xmlns:e="urn:oasis:names:tc:SAML:2.0:protocol">{evil}</e:Extensions>')
        .replace("\0", assertion),
        "XSW8": answer(first(evil, signature.replace(close, f"<{prefix}Object>{bare}</{prefix}Object>{close}"))),
    }


def main():
    make_keys()
    provider = Provider()
    with open(path("idp.xml")) as file:
        described = file.read()
    with open(path("none.xml"), "w") as file:
        file.write(re.sub(r"<(\w+:)?KeyDescriptor.*?</(\w+:)?KeyDescriptor>", "", described, flags=re.S))
    refused = subprocess.run([f"{BIN}/recepis", "serve", "--data", path("other"), *settings("none.xml")], capture_output=True, text=True, timeout=60)
    check(refused.returncode != 0 and "no signing certificate" in refused.stderr and "recepis.toml:" in refused.stderr,
          f"metadata without a certificate: {refused.returncode} {refused.stderr}")

    service = Service(FOLDER, more=settings())
    provider.learn(service, ("proef", "bewijs"))
    line = Line(service)

    # By POST.
    link = start(service, line, "petra@addressee.example")
    browser, address = away(service, link, "proef")
    request, relay = provider.request(address)
    answer = str(provider.answer(request))
    first = posted(answer, relay)
    back(browser, "proef", first)
    check(browser.status == 200, f"the answer is refused: {browser.status} {browser.page.text}")
    arrived = browser.page, browser.url
    again = back(Browser(service.base), "proef", first)
    check(again.status >= 400 and again.page.links, f"an answer counts twice: {again.status} {again.page.text}")
    browser.page, browser.url = arrived
    accept(service, browser, link, "eid-saml")

    # Every refusal has a page with a way out, and a name in the log.
    link = start(service, line, "piet@addressee.example")
    def refuse(name, make, status=403):
        browser, address = away(service, link, "proef")
        request, relay = provider.request(address)
        answer = back(browser, "proef", posted(make(request), relay))
        check(answer.status == status, f"{name}: {answer.status} {answer.page.text}")
        check(answer.page.links, f"{name}: no way out")
        with open(f"{FOLDER}/serve.log") as log:
            lines = [said for said in log if "vouched for nobody" in said]
        check(name is None or f"{name}:" in lines[-1], f"{name} is not in the log: {lines[-1:]}")

    def changed(request, pattern, to):
        text = str(provider.answer(request, sign=False))
        check(re.search(pattern, text), f"{pattern} is not in {text}")
        node = re.search(r'Assertion [^>]*ID="([^"]+)"|Assertion [^>]*?ID="([^"]+)"', text)
        text = re.sub(pattern, to, text)
        return sign_late(provider, text, node.group(1) or node.group(2))

    refuse("algorithm", lambda request: provider.answer(request, method={}))  # SHA-1, as pysaml2 has it unless told.
    refuse("unsigned", lambda request: provider.answer(request, sign=False))
    refuse("signature", lambda request: str(provider.answer(request)).replace("1957", "1958"))
    refuse("audience", lambda request: changed(request, r"(Audience>)[^<]+", r"\1https://else.test/"))
    refuse("recipient", lambda request: changed(request, r'Recipient="[^"]+"', 'Recipient="https://else.test/"'))
    refuse("destination", lambda request: changed(request, r'Destination="[^"]+"', 'Destination="https://else.test/"'))
    refuse("expired", lambda request: changed(request, r'NotOnOrAfter="[^"]+"', 'NotOnOrAfter="2020-01-01T00:00:00Z"'))
    refuse("authentication", lambda request: changed(request, r'AuthnInstant="[^"]+"', 'AuthnInstant="2020-01-01T00:00:00Z"'))
    refuse("in-response-to", lambda request: changed(request, r'InResponseTo="[^"]+"', 'InResponseTo="_other"'))
    refuse("context", lambda request: provider.answer(request, context="urn:oasis:names:tc:SAML:2.0:ac:classes:Password"))
    for shape in (f"XSW{number}" for number in range(1, 9)):
        refuse("wrapped", lambda request, shape=shape: wrapped(str(provider.answer(request)))[shape])
    browser, address = away(service, link, "proef")
    other = back(browser, "proef", posted(provider.answer(provider.request(address)[0], name="Klaas Vaak"), provider.request(address)[1]))
    check(other.status == 403 and other.page.links, f"somebody else: {other.status} {other.page.text}")

    # By artifact, with our certificate, once.
    link = start(service, line, "pia@addressee.example")
    browser, address = away(service, link, "bewijs")
    request, relay = provider.request(address)
    provider.dummy = provider.answer(request, sign=False)
    # pysaml2 writes the index of its address as two letters; the specification wants two octets.
    index = int(re.search(r'ArtifactResolutionService [^>]*index="(\d+)"', described).group(1))
    octets = b"\0\4" + index.to_bytes(2, "big") + hashlib.sha1(b"https://idp.test/metadata").digest() + os.urandom(20)
    artifact = base64.b64encode(octets).decode()
    provider.server.artifact[artifact] = provider.answer(request)
    fields = {"SAMLart": artifact, "RelayState": relay}
    browser.open("/identity/bewijs/back?" + urllib.parse.urlencode(fields), headers={"Sec-Fetch-Site": "cross-site"})
    check(browser.status == 200, f"the artifact is refused: {browser.status} {browser.page.text}")
    arrived = browser.page, browser.url
    with open(path("us.pem")) as file:
        certificate = ssl.PEM_cert_to_DER_cert(file.read())
    check([peer for _, peer in provider.asked] == [certificate], "the artifact is not resolved once with our certificate")
    again = Browser(service.base).open("/identity/bewijs/back?" + urllib.parse.urlencode(fields))
    check(again.status >= 400 and len(provider.asked) == 1, f"an artifact is resolved twice: {again.status}")
    browser.page, browser.url = arrived
    accept(service, browser, link, "eid-saml")

    with open(f"{FOLDER}/serve.log") as log:
        said = log.read()
    for part in ("Jansen", "Ølgaard", "1957-04-01", "petra@", "SAMLResponse"):
        check(part not in said, f"{part} is in the log")
    service.stop()
    print("SAML by POST and by artifact; 19 refusals")


def sign_late(provider, text, node):
    """Signs an assertion after it was changed, as the provider would have."""
    text = plain(text)
    template = plain(pre_signature_part(node, provider.server.sec.my_cert, 1, **SIGNED))
    at = text.index(node)
    issuer = re.compile(r"</[\w:]*Issuer>").search(text, at).end()
    text = text[:issuer] + template + text[issuer:]
    return provider.server.sec.sign_statement(text, "urn:oasis:names:tc:SAML:2.0:assertion:Assertion", node_id=node)


main()
