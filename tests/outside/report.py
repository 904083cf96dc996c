"""One delivery with a long address and names that run to the left; its report in four languages, read by others."""

import email.message
import email.policy
import html
import html.parser
import io
import json
import os
import re
import shutil
import subprocess
import sys

from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import ModificationInfo, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from common import BIN, Line, Service, check, decide, delivery_of, link_of, prove, work

LANGUAGES = ["nl", "en", "de", "fr"]
TO = "a" * 56 + "@" + "addressee." + "example"
NAMES = ["annex " + "of a very long name " * 5, "an/other", "חוזה שכירות", "عقد إيجار", "a" * 150]
folder = work("report-pdf")
pictures = os.path.join(BIN, "../artefacts/report")


class Words(html.parser.HTMLParser):
    """The texts of the report as HTML, in order, without the feet of its pages."""

    def __init__(self, page):
        super().__init__()
        self.texts, self.text, self.foot = [], None, False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.foot = self.foot or tag == "footer"
        if tag in ("h1", "h2", "h3", "p", "dt", "dd", "th", "td") and not self.foot:
            self.text = ""

    def handle_endtag(self, tag):
        if tag in ("h1", "h2", "h3", "p", "dt", "dd", "th", "td") and self.text is not None:
            self.texts.append((tag, self.text))
            self.text = None
        if tag == "footer":
            self.foot = False

    def handle_data(self, data):
        if self.text is not None:
            self.text += data


def run(*command, code=0):
    out = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=folder, env={**os.environ, "TZ": "UTC"})
    check(out.returncode == code, f"{' '.join(command)}: {out.returncode}\n{out.stdout}\n{out.stderr}")
    return out.stdout


def bare(text):
    """Without blanks and without marks of the direction of writing."""
    return re.sub(r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)


def readable(pdf, language, trust):
    """Every text of the report as HTML stands in the PDF, and what is read one after another stands so."""
    run("pdfdetach", "-save", "1", "-o", f"{folder}/attached.asice", pdf)
    at = re.search(r"CreationDate:\s+(.*)", run("pdfinfo", "-isodates", pdf)).group(1).replace("+00", "Z")
    at = at if at.endswith("Z") else at + "Z"
    page = f"{folder}/{language}.html"
    run(f"{BIN}/recepis-verify", "attached.asice", "--trust", trust, "--language", language, "--report", page, "--at", at)
    shown = run("pdftotext", "-raw", "-nopgbrk", pdf, "-")
    # The foot and the number of each sheet stand between the words.
    foot = re.findall(r"<footer>\n<p>(.*?)</p>", open(page).read())[0]
    shown = bare(shown).replace(bare(html.unescape(foot)), "")
    shown = re.sub(r"(pagina|page|Seite)\d+(van|of|von|sur)\d+", "", shown)
    place = 0
    for tag, text in Words(open(page).read()).texts:
        text = bare(text)
        if not text or re.search("[\u0590-\u08ff]", text):
            continue  # What runs to the left is read out of the page in the order of its signs.
        check(text in shown, f"{language}: not in the PDF: {text}")
        if tag in ("h1", "h2", "h3", "p", "dt"):
            found = shown.find(text, place)
            if found >= 0 and tag != "p":
                place = found
    check(place > len(shown) / 3, f"{language}: the headings do not stand in their order")
    return json.loads(run(f"{BIN}/recepis-verify", pdf, "--trust", trust, "--json", "--at", at))


def signed(pdf, trust):
    """pdfsig and pyHanko: valid, over the whole document, at level B-T."""
    said = run("pdfsig", "-nocert", pdf)
    for line in ("Signature is Valid.", "Total document signed", "Signature Type: ETSI.CAdES.detached"):
        check(line in said, f"pdfsig does not say {line!r}:\n{said}")
    check(said.count("Signature #") == 1, said)
    context = lambda group: ValidationContext(trust_roots=list(load_certs_from_pemder([f"{trust}/{group}/root.pem"])), allow_fetching=False)
    with open(pdf, "rb") as file:
        reader = PdfFileReader(io.BytesIO(file.read()), strict=True)
    check(len(reader.embedded_signatures) == 1, "more signatures than one")
    status = validate_pdf_signature(reader.embedded_signatures[0], context("seal"), context("tsa"))
    check(status.bottom_line and status.intact and status.valid and status.trusted, status.pretty_print_details())
    check(status.coverage == SignatureCoverageLevel.ENTIRE_FILE, f"coverage {status.coverage}")
    stamp = status.timestamp_validity
    check(stamp is not None and stamp.valid and stamp.trusted, "no valid time-stamp")
    check(status.signer_reported_dt is not None, "no time")


def calm(pdf, language, margin=44):
    """No ink outside the margins of any page, sixtieths of an inch; the pages stay as pictures."""
    run("pdftoppm", "-r", "60", "-gray", pdf, f"{folder}/page-{language}")
    run("pdftoppm", "-r", "80", "-png", pdf, f"{pictures}/{language}")
    pages = sorted(name for name in os.listdir(folder) if name.startswith(f"page-{language}-"))
    check(len(pages) >= 5, f"{len(pages)} pages")
    for name in pages:
        with open(f"{folder}/{name}", "rb") as file:
            form, size, _, octets = file.read().split(b"\n", 3)
        width, height = map(int, size.split())
        check(form == b"P5" and len(octets) == width * height, "another form of picture")
        rows = [octets[row * width:(row + 1) * width] for row in range(height)]
        edge = lambda row: min(row[:margin]) < 250 or min(row[-margin:]) < 250
        check(not any(map(edge, rows)), f"{language}: words over the edge on {name}")
        check(min(map(min, rows[:40])) > 250 and min(map(min, rows[-20:])) > 250, f"{language}: words over head or foot on {name}")
        check(min(map(min, rows)) < 128, f"{language}: {name} is empty")


def refused(pdf, trust):
    """What was done to a report afterwards is told."""
    with open(pdf, "rb") as file:
        octets = file.read()
    bundle = octets.find(b"PK\x03\x04")
    cases = {
        "added to": octets + b"\n1 0 obj\n<<>>\nendobj\n",
        "changed": octets[:bundle - 400] + bytes([octets[bundle - 400] ^ 1]) + octets[bundle - 399:],
        "another bundle": octets[:bundle + 60] + bytes([octets[bundle + 60] ^ 1]) + octets[bundle + 61:],
        "cut": octets[:-200],
    }
    for what, changed in cases.items():
        path = f"{folder}/refused.pdf"
        with open(path, "wb") as file:
            file.write(changed)
        out = subprocess.run([f"{BIN}/recepis-verify", path, "--trust", trust], capture_output=True, text=True)
        check(out.returncode == 1 and "TOTAL-PASSED" not in out.stdout, f"{what}: {out.returncode}\n{out.stdout}{out.stderr}")


def letter(sender, subject):
    """A letter with twenty attachments, and the files that were attached."""
    message, files = email.message.EmailMessage(email.policy.SMTP), []
    message["From"], message["To"], message["Subject"], message["Message-ID"] = sender, TO, subject, "<twenty@sender.example>"
    message.set_content("Dear tenant,\n\nthe rent rises.\n")
    for number in range(20):
        content = f"annex {number}".encode()
        message.add_attachment(content, maintype="application", subtype="pdf", filename=f"{NAMES[number % len(NAMES)]} {number}.pdf")
        files.append(f"{folder}/{NAMES[number % len(NAMES)].replace('/', '-')} {number}.pdf")
        with open(files[-1], "wb") as file:
            file.write(content)
    return message.as_bytes(), files


def beside(bundle, files, trust):
    """Twenty files beside the report, as a browser prints it: each a match; with another content a mismatch."""
    given = [word for file in files for word in ("--attachment", file)]
    for language in LANGUAGES:
        page, pdf = f"{folder}/beside-{language}.html", f"{folder}/beside-{language}.pdf"
        run(f"{BIN}/recepis-verify", bundle, "--trust", trust, "--language", language, "--report", page, *given)
        run("chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/chromium", "--no-pdf-header-footer",
            f"--print-to-pdf={pdf}", f"file://{page}")
        calm(pdf, f"beside-{language}", margin=36)
    printed = bare(run("pdftotext", "-raw", f"{folder}/beside-en.pdf", "-"))
    for number in range(1, 21):
        check(f"Match:attachment{number},octetforoctet." in printed, f"attachment {number} is no match on paper:\n{printed}")
    with open(files[7], "ab") as file:
        file.write(b"!")
    said = run(f"{BIN}/recepis-verify", bundle, "--trust", trust, "--language", "en", *given, code=1)
    check(bare(said).count("Mismatch:noattachment") == 1, f"not one mismatch:\n{said}")


def clerk(pdf, trust):
    """S9: one command with only the PDF, only the bundle, and neither with anchors: plain words, fingerprints to compare, the exit code."""
    for file in (pdf, f"{folder}/attached.asice"):
        said = run(f"{BIN}/recepis-verify", file, "--trust", trust, "--language", "nl")
        check("Het bestand is echt en onveranderd." in said and "Aangenomen" in said, said)
        said = run(f"{BIN}/recepis-verify", file, "--trust", trust, "--language", "en")
        check("The file is genuine and unchanged." in said, said)
        said = run(f"{BIN}/recepis-verify", file, "--language", "nl", code=2)
        check("kon niet worden vastgesteld" in said and "Wat ontbreekt" in said, said)
        check(len(re.findall(r"\b[0-9A-F]{4}(?:\s+[0-9A-F]{4}){15}\b", said)) >= 2, f"no fingerprints in groups of four:\n{said}")


def main():
    shutil.rmtree(pictures, ignore_errors=True)
    os.makedirs(pictures)
    service = Service(folder)
    trust = f"{service.data}/trust"
    line = Line(service)
    subject = "=?utf-8?b?157Xqdec157Xlz8g15DXqNeV158g15zXqdeg15Q=?= " + "about a very long matter " * 6
    message, files = letter(service.ready["address"], subject)
    line.hand_in(TO, message)
    link = link_of(service.notice(TO))
    delivery = delivery_of(link)
    browser, _ = prove(service, TO, link)
    decide(browser, "accept")
    service.wait_sealed(delivery, "ContentConsignment")
    with open(f"{folder}/token", "w") as file:
        file.write(service.ready["token"])
    asked = [f"{BIN}/recepis", "submission", "report", delivery, "--api", service.base, "--token-file", f"{folder}/token"]
    made = {}
    for language in LANGUAGES:
        pdf = f"{folder}/report-{language}.pdf"
        run(*asked, "--language", language, "--to", pdf)
        run("qpdf", "--check", pdf)
        signed(pdf, trust)
        report = readable(pdf, language, trust)
        check(report["verdict"] == "TOTAL-PASSED" and report["answers"]["decision"]["value"] == "accepted", report["sentence"])
        calm(pdf, language)
        made[language] = open(pdf, "rb").read()
    check(len(set(made.values())) == len(LANGUAGES), "two languages, one report")
    run(*asked, "--to", f"{folder}/report-nl.pdf", code=1)
    check(open(f"{folder}/report-nl.pdf", "rb").read() == made["nl"], "a file was written over")
    refused(f"{folder}/report-nl.pdf", trust)
    clerk(f"{folder}/report-nl.pdf", trust)
    with open(f"{folder}/whole.asice", "wb") as file:
        file.write(service.bundle(delivery, events=4))
    beside(f"{folder}/whole.asice", files, trust)
    # The addressee has the same one.
    report = next((link for link in browser.open(f"/r/{delivery}/result").page.links if "/report" in link), None)
    check(report, "the addressee's page names no report")
    browser.open(report)
    check(browser.status == 200 and browser.body[:5] == b"%PDF-", f"{browser.status}")
    print(f"reports in {len(LANGUAGES)} languages of {len(made['nl'])} octets, pictures in {os.path.normpath(pictures)}")
    service.stop()


main()
