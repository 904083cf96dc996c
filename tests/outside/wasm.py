"""The verifier in one file, driven as a lawyer would: opened from the disk, with the network off. wasm.py BIN WORK PAGE"""

import base64
import fcntl
import hashlib
import os
import pathlib
import re
import shutil
import socket
import struct
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/browser"))
from driver import ELEMENT, ENTER, Driver, Page  # noqa: E402

BIN, WORK, PAGE = (pathlib.Path(word).resolve() for word in sys.argv[1:4])
BUNDLES = ROOT / "tests/bundles"


def check(holds, what):
    if not holds:
        raise AssertionError(what)


# ── the file, before anybody opens it

def number(octets, place):
    """An unsigned LEB128 number, and where it ends."""
    value, shift = 0, 0
    while True:
        octet = octets[place]
        value, place, shift = value | (octet & 0x7F) << shift, place + 1, shift + 7
        if octet < 0x80:
            return value, place


def sections(module):
    """The sections of a WebAssembly module by their number [WebAssembly core 1, §5.5]."""
    check(module[:8] == b"\0asm\1\0\0\0", "this is no WebAssembly module")
    place, found = 8, {}
    while place < len(module):
        kind = module[place]
        size, place = number(module, place + 1)
        found.setdefault(kind, []).append(module[place:place + size])
        place += size
    return found


def imports(module):
    return sum(number(section, 0)[0] for section in sections(module).get(2, []))


def exports(module):
    names = []
    for section in sections(module).get(7, []):
        count, place = number(section, 0)
        for _ in range(count):
            length, place = number(section, place)
            name, kind = section[place:place + length].decode(), section[place + length]
            _, place = number(section, place + length + 1)
            names += [name] if kind == 0 else []
    return sorted(names)


def the_file(text):
    one = bytes.fromhex("0061736d01000000010401600000020701016101620000")
    check(imports(one) == 1, "a module with an import is told from one without")
    module = base64.b64decode(re.search(r'id="module">([A-Za-z0-9+/=]+)\n?</script>', text)[1])
    check(imports(module) == 0, f"the module imports {imports(module)} things: it must reach nothing")
    check(exports(module) == ["input", "judge", "length", "say"], f"the module exports {exports(module)}")
    digest = hashlib.sha256(module).hexdigest().upper()
    check(" ".join(digest[i:i + 4] for i in range(0, 64, 4)) in text, "the page does not show its module's digest")
    check("rustc 1." in text and "LLVM version" in text, "the page does not show its compiler")
    for place in (str(ROOT), os.path.expanduser("~/.cargo")):
        check(place.encode() not in module, f"the module names {place}")
    without = text.replace(base64.b64encode(module).decode(), "")
    check("//" not in re.sub(r"(?m)^\s*// .*$", "", without), "the page names another place")
    for element, name in (("script", "script-src"), ("style", "style-src")):
        inside = re.findall(rf"<{element}>(.*?)</{element}>", text, re.S)
        sha = base64.b64encode(hashlib.sha256(inside[0].encode()).digest()).decode()
        check(len(inside) == 1 and f"{name} 'sha256-{sha}'" in text, f"the policy does not name the {element}")


# ── in the browser

def loopback():
    """chromedriver is spoken to over it; there is no other interface here."""
    with socket.socket() as s:
        request = struct.pack("16sH14s", b"lo", 0x1 | 0x40, b"")
        fcntl.ioctl(s, 0x8914, request)
    check([name for _, name in socket.if_nameindex()] == ["lo"], "the network is not off")


JUDGE = """
const [at, required, done] = arguments;
const by = (id) => document.getElementById(id);
by("at").value = at;
for (const box of document.querySelectorAll("#require input")) box.checked = required.split(",").includes(box.value);
by("json").textContent = "";
by("check").click();
const wait = () => by("check").disabled ? setTimeout(wait, 2) : done([by("result").hidden, by("json").textContent, by("status").textContent]);
setTimeout(wait, 0);
"""


class Verifier:
    def __init__(self, page):
        self.page, self.fields = page, {}

    def open(self):
        self.page.open(PAGE.as_uri())
        self.page.until("the form", lambda: self.page.run("return !document.getElementById('page').hidden"))
        self.page.run("window.broken = []; document.addEventListener('securitypolicyviolation', (e) => broken.push(e.violatedDirective))")
        self.fields = {id: self.page.found(f"#{id}") for id in ("file", "trust", "message", "attachment", "list", "algorithms")}

    def again(self):
        self.page.run("document.querySelector('button[type=reset]').click()")

    def give(self, field, *paths):
        self.page.ask("POST", f"/element/{self.fields[field]}/value", {"text": "\n".join(map(str, paths))})
        if field == "trust":
            # A browser lists a folder in its own time, and then says so.
            self.page.until("the folder", lambda: self.page.run("return document.getElementById('trust-chosen').textContent"))

    def judge(self, at="", required=""):
        """Whether there is no result, its JSON, and what the page says aloud."""
        return self.page.run_later(JUDGE, at, required)


def command(folder, arguments):
    run = subprocess.run([BIN / "recepis-verify", "bundle.asice", *arguments, "--json"], cwd=folder, capture_output=True, text=True)
    check(run.returncode in (0, 1, 2), run.stderr)
    return run.stdout


def corpus(verifier):
    """Every bundle, with its anchors and its moment: the page's JSON is the command's, octet for octet."""
    folders = sorted(path.parent for path in BUNDLES.glob("*/*/arguments"))
    check(len(folders) > 300, f"{len(folders)} bundles")
    other = []
    for folder in folders:
        words = (folder / "arguments").read_text().split()
        asked = dict(zip(words[::2], words[1::2]))
        check(set(asked) <= {"--trust", "--at", "--require", "--algorithms"}, f"{folder.name}: {words}")
        verifier.again()
        verifier.give("file", folder / "bundle.asice")
        verifier.give("trust", (folder / asked["--trust"]).resolve())
        if "--algorithms" in asked:
            verifier.give("algorithms", (folder / asked["--algorithms"]).resolve())
        _, found, said = verifier.judge(asked["--at"], asked.get("--require", ""))
        if found != command(folder, words):
            other.append(f"{folder.name}: {said} {found[:300]}")
    check(not other, f"{len(other)} of {len(folders)} differ from the command:\n" + "\n".join(other[:5]))
    return len(folders)


def by_hand(page, verifier):
    """With the keyboard, in four languages; without anchors; and what is no bundle."""
    good = BUNDLES / "good/accepted"
    trust, at = (BUNDLES / "trust/trial").resolve(), (good / "arguments").read_text().split()[3]
    verifier.again()
    verifier.give("file", good / "bundle.asice")
    page.tab_to("#check")
    page.keys(ENTER)
    page.until("an answer", lambda: page.run("return !document.getElementById('result').hidden"))
    check(page.run("return document.activeElement.id") == "result-title", "the focus is not at the answer")
    shown = page.run("return document.getElementById('fingerprints').innerText")
    check(re.search(r"(?m)^[0-9A-F]{4}( [0-9A-F]{4}){15}$", shown), f"no fingerprints in groups of four: {shown}")
    titles, documents = set(), set()
    for language, untrusted in (("nl", "hoort niet bij"), ("de", "gehört nicht"), ("fr", "ne fait pas partie"), ("en", "not among")):
        page.run("const l = document.getElementById('language'); l.value = arguments[0]; l.dispatchEvent(new Event('change'))", language)
        page.until(language, lambda: page.run("return document.documentElement.lang") == language)
        titles.add(page.run("return document.querySelector('h1').textContent"))
        check(untrusted in page.text(), f"{language}: {page.text()}")
        documents.add(page.run("return document.getElementById('document').innerText"))
        check(page.run("return document.querySelectorAll('h1').length") == 1, "the document brings a heading of its own")
        check(page.run("return document.getElementById('status').textContent").split(":")[0] != "", "nothing is said aloud")
    check(len(titles) == 4, titles)
    check(len(documents) == 4 and min(map(len, documents)) > 1000, "the report does not stand there in four languages")
    for field, path, words in (("file", WORK / "large.asice", "96 MiB"), ("message", WORK / "large.asice", "64 MiB")):
        with open(path, "wb") as file:
            file.truncate((96 << 20) + 1)
        verifier.again()
        verifier.give("file", good / "bundle.asice")
        if field == "file":
            verifier.again()
        verifier.give(field, path)
        hidden, _, said = verifier.judge(at)
        check(hidden and words in said, said)
    (WORK / "large.asice").unlink()
    verifier.again()
    hidden, _, said = verifier.judge(at)
    check(hidden and said == "Choose the file with the evidence first.", said)
    (WORK / "no-bundle.txt").write_text("hello")
    verifier.again()
    verifier.give("file", WORK / "no-bundle.txt")
    verifier.give("trust", trust)
    _, found, said = verifier.judge(at)
    check('"verdict": "TOTAL-FAILED"' in found and said.startswith("Failed"), said)
    verifier.again()
    verifier.give("file", good / "bundle.asice")
    verifier.give("trust", trust)
    verifier.give("message", WORK / "no-bundle.txt")
    _, found, _ = verifier.judge(at)
    check('"given-differs"' in found and "not the one that the evidence names" in page.text(), page.text())
    verifier.again()
    verifier.give("file", good / "bundle.asice")
    verifier.give("attachment", WORK / "no-bundle.txt")
    hidden, _, said = verifier.judge(at)
    check(hidden and "The message is not in the file." in said, said)
    # The report as PDF, with the bundle in it; and one that somebody wrote something behind.
    pdf = (ROOT / "tests/printed/report.pdf").read_bytes()
    for name, octets, told in (("report.pdf", pdf, '"verdict": "INDETERMINATE"'), ("added.pdf", pdf + b"%added\n", "was added to this PDF after it was signed")):
        (WORK / name).write_bytes(octets)
        verifier.again()
        verifier.give("file", WORK / name)
        _, found, said = verifier.judge(at)
        run = subprocess.run([BIN / "recepis-verify", WORK / name, "--at", at, "--json"], capture_output=True, text=True)
        check(found == run.stdout and told in found, f"{name}: {said} {found[:300]}")
    # A browser that allows no worker gets the same answer, a little later.
    page.run("window.Worker = function () { throw new Error('none'); }")
    verifier.again()
    verifier.give("file", good / "bundle.asice")
    verifier.give("trust", trust)
    _, found, _ = verifier.judge(at)
    check(found == command(good, (good / "arguments").read_text().split()), "without a worker it says another thing")


JUDGED_BY_AXE = """const tell = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ['violations']}).then(
  found => tell(found.violations.map(v => v.id + ': ' + v.help + ' ' + v.nodes.slice(0, 3).map(n => n.html).join(' '))),
  error => tell(['axe-core itself: ' + error]))"""


def looks(page):
    """With a report on it: nothing is wider than a narrow screen, and axe-core, where 91-browser.sh left it, finds nothing."""
    axe = WORK / "axe/package/axe.min.js"
    if axe.exists():
        page.run(axe.read_text())
        for language in ("nl", "en", "de", "fr"):
            page.run("const l = document.getElementById('language'); l.value = arguments[0]; l.dispatchEvent(new Event('change'))", language)
            page.until(language, lambda: page.run("return document.documentElement.lang") == language)
            found = page.run_later(JUDGED_BY_AXE)
            check(not found, f"axe-core ({language}):\n  " + "\n  ".join(found))
    page.screen(320, 640)
    wide = page.run("return document.documentElement.scrollWidth")
    check(wide <= 320, f"the page is {wide} wide on a screen of 320")
    page.picture(WORK / "wasm-320.png")
    page.usual_screen()
    page.picture(WORK / "wasm.png")


def main():
    the_file(PAGE.read_text())
    loopback()
    page = Page(Driver(WORK / "wasm-driver.log"), True)
    verifier = Verifier(page)
    verifier.open()
    list(page.network())
    judged = corpus(verifier)
    by_hand(page, verifier)
    looks(page)
    check(page.run("return broken") == [], f"the policy stopped {page.run('return broken')}")
    asked = [told["request"]["url"][:60] for method, told in page.network() if method == "Network.requestWillBeSent"]
    check(all(url.startswith(("blob:", "data:")) for url in asked), f"the page asked for {asked}")
    kept = BIN.parent / "browser"
    kept.mkdir(exist_ok=True)
    for name in ("wasm.png", "wasm-320.png"):
        shutil.copy(WORK / name, kept / name)
    print(f"{judged} bundles judged in the browser as the command does, without network")


main()
