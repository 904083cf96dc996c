"""`recepis init` makes a directory whole and never over another; `recepis config check` says what is in force and what is wrong;
`recepis serve` lives by the file: names, terms, the certificate of the doors.

Usage: settings.py BIN WORK. Needs nothing but the standard library and OpenSSL."""

import json
import os
import re
import socket
import ssl
import stat
import subprocess
import urllib.request

from common import BIN, Line, Service, check, mail, prove, decide, link_of, trusting_nobody, work

WORK = work("settings")
DATA = f"{WORK}/data"
FILE = f"{DATA}/recepis.toml"


def recepis(*words):
    out = subprocess.run([f"{BIN}/recepis", *words], capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)
    return out.returncode, out.stdout, out.stderr


def everything(folder):
    """Each file with its octets."""
    found = {}
    for root, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(root, name), "rb") as file:
                found[os.path.join(root, name)] = file.read()
    return found


def init():
    code, out, err = recepis("init", "--data", DATA, "--domain", "https://example.org")
    check(code == 1 and "[service] domain" in err and not os.path.exists(DATA), f"a wrong domain: {code} {err}")
    code, out, err = recepis("init", "--data", DATA, "--domain", "example.org", "--operator", "Voorbeeld \"B.V.\"")
    check(code == 0, f"init: {code} {err}")
    for record in ("example.org. IN MX", "v=spf1", "v=DMARC1", "v=STSv1"):
        check(record in out, f"init prints no {record}: {out}")
    for path in everything(DATA):
        private = path.endswith(".key") or path == FILE
        check(not private or stat.S_IMODE(os.stat(path).st_mode) == 0o600, f"others may read {path}")
    for name in ("root", "seal", "tsa", "tls", "log-ed25519", "log-ml-dsa-44"):
        check(os.path.exists(f"{DATA}/ca/{name}.key"), f"init made no key {name}")
    for name in ("recepis-rsa", "recepis-ed25519"):
        with open(f"{DATA}/dkim/{name}.txt") as file:
            record = file.read().strip()
        check(record.startswith(f"{name}._domainkey.example.org. IN TXT") and record in out, f"init prints no {record}: {out}")
    before = everything(DATA)
    code, out, err = recepis("init", "--data", DATA, "--yes")
    check(code == 1 and "not empty" in err and everything(DATA) == before, f"init over another: {code} {err}")
    check(os.listdir(WORK) == ["data"], f"init left something: {os.listdir(WORK)}")


def config_check():
    code, out, err = recepis("config", "check", "--data", DATA)
    check(code == 0 and "Voorbeeld" in out and re.search(r"domain +\"example.org\" +\S+recepis.toml:\d+", out), f"{code} {out} {err}")
    code, out, _ = recepis("config", "check", FILE, "--http", "0", "--json")
    said = {(s["section"], s["key"]): s for s in json.loads(out)["settings"]}
    check(code == 0 and said["[web]", "listen"] == {"section": "[web]", "key": "listen", "value": "127.0.0.1:0",
                                                    "origin": {"from": "flag", "flag": "--http"}}, out)
    check(said["[terms]", "days"]["origin"] == {"from": "default"}, out)
    with open(FILE) as file:
        right = file.read()
    wrong = f"{WORK}/wrong.toml"
    with open(wrong, "w") as file:
        file.write("[web]\nlisen = \"127.0.0.1:1\"\n\n[store]\ndatabase = \"postgres://a:hunter2@localhost/x\"\n[[tsa]]\nurl = \"https://tsa.example\"\n")
    code, out, err = recepis("config", "check", wrong)
    lines = [line.split(":", 2)[1] for line in out.splitlines()[:-1]]
    check(code == 1 and lines == ["2", "5", "6"] and "did you mean `listen`" in out and "hunter2" not in out, f"{code} {out}")
    code, out, err = recepis("serve", "--config", wrong)
    check(code == 1 and "wrong.toml:6: [[tsa]] trust: missing" in err and "hunter2" not in err, f"serve with it: {code} {err}")
    with open(wrong, "w") as file:
        file.write(f"[store]\ndata = \"{DATA}\"\n[log]\npolicy = \"gone.txt\"\n[service]\ndomain = \"other.example\"\noperator = \"Voorbeeld \\\"B.V.\\\"\"\n")
    code, out, err = recepis("config", "check", wrong)
    check(code == 1 and "wrong.toml:4: [log] policy" in out and "the transparency log in" in out, f"files that are named: {code} {out}")
    with open(wrong, "w") as file:
        file.write("[mail]\nmode = \"relay\"\n[mail.relay]\nhost = \"relay.example\"\nlogin = \"me\"\npassword_file = \"gone\"\n")
    code, out, _ = recepis("config", "check", wrong)
    check(code == 1 and "wrong.toml:6: [mail.relay] password_file" in out and "is not there" in out, f"a password's file: {out}")
    with open(wrong, "w") as file:
        file.write(f"[store]\ndata = \"{WORK}/none\"\n[service]\ndomain = \"example.org\"\n[mail]\nmode = \"mx\"\n")
    code, out, _ = recepis("config", "check", wrong)
    missing = [line for line in out.splitlines() if "wrong.toml:6: [service] " in line and "missing" in line]
    check(code == 1 and len(missing) == 3 and "[service] telephone: missing" in out, f"who the operator is, said to people: {out}")
    check(recepis("config", "check", f"{WORK}/gone.toml")[0] == 1, "a file that is not there")
    # Whoever reads the output may go away before its end.
    for words in (("config", "check", "--data", DATA), ("config", "check", "--data", DATA, "--json"), ("fsck", "--data", DATA)):
        process = subprocess.Popen([f"{BIN}/recepis", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        process.stdout.close()
        said = process.stderr.read()
        check(process.wait(60) == 0 and "panicked" not in said, f"{words} with nobody who reads: {said}")
    check(recepis("config", "chek")[0] == 64, "wrong usage")
    with open(FILE) as file:
        check(file.read() == right, "config check wrote")
    os.remove(wrong)


def serve():
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
                    "/CN=mail.example.org", "-keyout", f"{DATA}/door.pem", "-out", f"{DATA}/chain.pem"], check=True, capture_output=True)
    with open(FILE) as file:
        text = file.read()
    for line in ("days = 20", "certificate = \"chain.pem\"", "key = \"door.pem\"", "hostname = \"mail.example.org\"", "name = \"Aangetekend\""):
        text, count = re.subn(rf"(?m)^#{line.split(' ')[0]} = .*$", line, text, count=1)
        check(count == 1, f"init's file has no line for {line}")
    with open(FILE, "w") as file:
        file.write(text)
    code, out, _ = recepis("config", "check", FILE)
    check(code == 0, out)
    service = Service(WORK)
    with socket.create_connection(("127.0.0.1", service.ports["smtps"]), timeout=20) as plain:
        with trusting_nobody().wrap_socket(plain) as door:
            shown = ssl.DER_cert_to_PEM_cert(door.getpeercert(binary_form=True))
            with open(f"{DATA}/chain.pem") as file:
                check(shown.strip() == file.read().strip(), "the door shows another certificate")
            check(door.recv(1000).startswith(b"220 mail.example.org"), "the door greets with another name")
    code, out, _ = recepis("config", "check", FILE, "--ports", "--http", str(service.ports["http"]))
    check(code == 1 and "--http" in out and "cannot be opened" in out, f"a port that is taken: {code} {out}")
    to = "tenant@addressee.example"
    Line(service).hand_in(to, mail(service.ready["address"], to))
    notice = service.notice(to)
    check("registered@example.org" in notice["from"] and "Voorbeeld" in notice["text"], f"the notice: {notice}")
    signed = urllib.request.urlopen(f"{service.base}/demo/mailbox/{notice['number']}/original", timeout=20).read()
    check(signed.count(b"d=example.org") == 2 and b"s=recepis-ed25519" in signed, "the notice bears no signature of the file's keys")
    link = link_of(notice)
    browser, _ = prove(service, to, link)
    check("Voorbeeld" in browser.page.text, browser.page.text)
    decide(browser, "accept")
    delivery = re.search(r"/r/([0-9A-Za-z]{26})-", link).group(1)
    service.wait_sealed(delivery, "ConsignmentAcceptance")
    with open(f"{WORK}/bundle.asice", "wb") as file:
        file.write(service.bundle(delivery, 4))
    service.stop()
    out = subprocess.run([f"{BIN}/recepis-verify", f"{WORK}/bundle.asice", "--trust", f"{DATA}/trust"], capture_output=True, text=True, timeout=60)
    check(out.returncode == 0 and "Voorbeeld" in out.stdout and "20 days" in out.stdout, f"the bundle: {out.returncode} {out.stdout}")


def main():
    init()
    config_check()
    serve()
    print("settings: made, checked, lived by")


main()
