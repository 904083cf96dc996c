#!/usr/bin/env python3
"""Backs a running service up under load, loses its disk, restores elsewhere: everything that got its 250 before the backup
began is there, its bundle passes, and the anchors and the login are the same.

Usage: backup.py BIN WORK. Needs nothing but the standard library, tar and sha256sum."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import threading
import time

from common import BIN, Line, Service, check, id_in, mail, until, work

WORK = work("backup")
CUTS = 60 if os.environ.get("FULL") == "yes" else 12


def recepis(*words, code=0):
    out = subprocess.run([f"{BIN}/recepis", *words], capture_output=True, text=True, timeout=120)
    check(out.returncode == code, f"recepis {' '.join(words)}: {out.returncode} {out.stdout} {out.stderr}")
    return out.stdout + out.stderr


def hand_in(line, service, number, size=0):
    to = f"tenant{number}@addressee.example"
    return id_in(line.hand_in(to, mail(service.ready["address"], to, body="x" * 70 + "\r\n" + ("y" * 70 + "\r\n") * (size // 72))))


def cut_short(*words, seconds):
    """Runs a command and kills it after so long; whether it was still running."""
    process = subprocess.Popen([f"{BIN}/recepis", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
        return False
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True


def took(*words):
    began = time.monotonic()
    recepis(*words)
    return time.monotonic() - began


def contents(data):
    """What a restored directory holds: how many rows of evidence and extracts, and its files of contents."""
    with contextlib.closing(sqlite3.connect(f"file:{data}/recepis.db?mode=ro", uri=True)) as database:
        check(database.execute("pragma integrity_check").fetchone() == ("ok",), f"{data} is damaged")
        rows = database.execute("select (select count(*) from sealed), (select count(*) from extracts), (select count(*) from tlog_entries)").fetchone()
    return rows, sorted((name, os.path.getsize(f"{data}/content/{name}")) for name in os.listdir(f"{data}/content"))


def killed(data):
    """Backups and restores that are killed anywhere: what has its name is whole, and what is left stands in no way."""
    folder = f"{WORK}/killed"
    os.makedirs(folder)
    keys = f"{folder}/keys.tar"
    whole = f"{folder}/whole.tar"
    seconds = took("backup", "--data", data, "--to", whole, "--keys", keys)
    backups = [whole]
    cut = 0
    for number in range(CUTS):
        path = f"{folder}/{number}.tar"
        cut += cut_short("backup", "--data", data, "--to", path, seconds=seconds * number / CUTS)
        if not os.path.exists(path):
            recepis("backup", "--data", data, "--to", path)
        backups.append(path)
    restore = lambda path, to: ("restore", "--from", path, "--keys", keys, "--data", to, "--without-destroyed")
    seconds = took(*restore(whole, f"{folder}/reference"))
    wanted = contents(f"{folder}/reference")
    check(wanted[0][0] > 20 and wanted[1], f"little to lose: {wanted}")
    for number, path in enumerate(backups):
        to = f"{folder}/data-{number}"
        cut += cut_short(*restore(path, to), seconds=seconds * number / CUTS)
        if not os.path.exists(to):
            if os.path.exists(f"{to}.restoring"):
                check("did not end" in recepis(*restore(path, to), code=1), "a restore goes on in what another left")
                shutil.rmtree(f"{to}.restoring")
            recepis(*restore(path, to))
        check(contents(to) == wanted, f"{to}: {contents(to)} instead of {wanted}")
        shutil.rmtree(to)
    check(cut >= CUTS // 2, f"only {cut} were killed before their end")
    return cut


def main():
    service = Service(WORK)
    line = Line(service)
    # Some larger than what stays in the database.
    before = [hand_in(line, service, number, 600_000 if number % 5 == 0 else 0) for number in range(20)]

    stop, during = threading.Event(), []

    def load(worker):
        own = Line(service)
        number = 0
        while not stop.is_set():
            during.append(hand_in(own, service, f"{worker}-{number}", 400_000 if number % 7 == 0 else 0))
            number += 1

    threads = [threading.Thread(target=load, args=(worker,)) for worker in range(3)]
    for thread in threads:
        thread.start()
    until("load", lambda: len(during) > 5)
    for name in ("first", "second"):
        recepis("backup", "--data", service.data, "--to", f"{WORK}/{name}.tar", "--keys", f"{WORK}/{name}-keys.tar", "--with-private-keys")
    counted = len(during)
    published = lambda: int(open(f"{service.data}/log/checkpoint").read().split("\n")[1])
    then = published()
    until("the log grows on", lambda: published() > then)
    stop.set()
    for thread in threads:
        thread.join()
    service.stop()
    cut = killed(service.data)
    left = sorted(name for name in os.listdir(WORK) if "unfinished" in name or name.endswith(".database"))
    check(not left, f"left behind: {left}")
    check(oct(os.stat(f"{WORK}/second.tar").st_mode & 0o777) == "0o600", "others can read the backup")

    by_hand = f"{WORK}/by-hand"
    os.makedirs(by_hand)
    out = subprocess.run(f"tar -xf ../second.tar && sha256sum --strict --quiet -c SHA256SUMS", shell=True, cwd=by_hand, capture_output=True, text=True)
    check(out.returncode == 0, f"sha256sum says no: {out.stdout} {out.stderr}")
    stray = [os.path.join(folder, name) for folder, _, names in os.walk(by_hand) for name in names if name.endswith(".key") or name.startswith("master")]
    check(not stray, f"keys in the backup: {stray}")
    check(len(os.listdir(f"{by_hand}/content")) >= 4, "the larger contents are not in it")

    trust = {name: open(f"{service.data}/trust/{name}").read() for name in ("seal/root.pem", "tsa/root.pem")}
    login = (service.ready["name"], service.ready["password"])
    shutil.copytree(f"{service.data}/log", f"{WORK}/mirror")
    shutil.rmtree(service.data)
    new = f"{WORK}/new"
    os.makedirs(new)
    recepis("restore", "--from", f"{WORK}/second.tar", "--keys", f"{WORK}/second-keys.tar", "--data", f"{new}/data", code=64)
    said = recepis("restore", "--from", f"{WORK}/second.tar", "--keys", f"{WORK}/second-keys.tar", "--data", f"{new}/data", "--without-destroyed")
    check("What was recorded later is not in it" in said and "signs nothing until" in said, said)
    check("are taken in" in recepis("log", "resume", "--data", f"{new}/data", "--from", f"{WORK}/mirror"), "the log has published nothing since the backup")

    service = Service(new)
    check((service.ready["name"], service.ready["password"]) == login, "another login")
    for name, text in trust.items():
        check(open(f"{service.data}/trust/{name}").read() == text, f"another anchor: {name}")
    verified = 0
    for submission in before:
        delivery = service.submission(submission)[0]["id"]
        octets = service.bundle(delivery, events=2, seconds=90)
        with open(f"{WORK}/bundle.asice", "wb") as file:
            file.write(octets)
        recepis("bundle", "redact", f"{WORK}/bundle.asice", "--to", f"{WORK}/redacted-{verified}.asice")
        for bundle in ("bundle", f"redacted-{verified}"):
            out = subprocess.run([f"{BIN}/recepis-verify", f"{WORK}/{bundle}.asice", "--trust", f"{service.data}/trust"], capture_output=True, text=True)
            check(out.returncode == 0, f"{bundle} of {delivery} does not pass: {out.stdout[-2000:]}")
        verified += 1
    there = sum(service.ask("GET", f"/submissions/{submission}")[0] == 200 for submission in during)
    check(there >= 1, "the load was not under way during the backup")
    # What came in after the restore is taken as ever.
    hand_in(Line(service), service, "after")
    service.stop()
    recepis("restore", "--from", f"{WORK}/second.tar", "--data", f"{new}/data", "--without-destroyed", code=1)
    print(f"{verified} bundles pass after the restore; {there} of {counted} messages of the load are in the second backup; {cut} killed on the way")


main()
