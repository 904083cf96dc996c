#!/usr/bin/env python3
"""Watches a transparency log: each run checks that the log has only grown since the last one.

    monitor.py LOG KEY STATE [EVIDENCE.xml …]

LOG is the address or folder of `checkpoint` and `tile/`, KEY the log's Ed25519 line (`*.vkey`), STATE a file of this program's.
Each EVIDENCE must be an entry by now. Ends with 0: the log has only grown; 1: it has not, or an evidence is missing (the two
checkpoints it prints are the proof); 2: the log could not be read. Needs `openssl`; holds one tile. See docs/log.md."""

import base64, hashlib, json, os, subprocess, sys, tempfile, urllib.request


def end(code, *words):
    print(*words)
    sys.exit(code)


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def read(path):
    """At most 1 MiB of a file of the log."""
    try:
        opened = urllib.request.urlopen(f"{LOG}/{path}", timeout=30) if "://" in LOG else open(f"{LOG}/{path}", "rb")
        with opened as file:
            return file.read(1 << 20)
    except OSError as error:
        end(2, f"{path} cannot be read: {error}")


def signed(key, text, signature):
    """Whether `signature` (64 octets) is this Ed25519 key's over `text`."""
    with tempfile.TemporaryDirectory() as folder:
        for name, octets in (("key", bytes.fromhex("302a300506032b6570032100") + key), ("text", text), ("signature", signature)):
            with open(f"{folder}/{name}", "wb") as file:
                file.write(octets)
        command = "openssl pkeyutl -verify -pubin -keyform DER -inkey key -rawin -in text -sigfile signature"
        return subprocess.run(command.split(), cwd=folder, capture_output=True).returncode == 0


def checkpoint(line):
    """Size, root and text of the log's newest checkpoint, whose signature holds."""
    name, number, key = line.strip().split("+", 2)
    key = base64.b64decode(key)
    if key[:1] != b"\x01" or sha(name.encode(), b"\n", key)[:4].hex() != number:
        end(2, "KEY is no Ed25519 line of a log")
    note = read("checkpoint").decode()
    text, _, signatures = note.partition("\n\n")
    for signature in signatures.splitlines():
        _, signer, octets = signature.split(" ")
        octets = base64.b64decode(octets)
        if signer == name and octets[:4].hex() == number and signed(key[1:], text.encode() + b"\n", octets[4:]):
            origin, size, root = text.split("\n")[:3]
            if origin == name:
                return int(size), base64.b64decode(root), note
    end(1, f"THE CHECKPOINT IS NOT SIGNED by {name}:\n{note}")


def tile_path(tile, width):
    path, number = f"{tile % 1000:03}", tile // 1000
    while number:
        path, number = f"x{number % 1000:03}/{path}", number // 1000
    return f"tile/0/{path}" + (f".p/{width}" if width < 256 else "")


def append(peaks, size, leaf):
    """One more leaf: complete subtrees of the same size become one."""
    peaks.append(leaf)
    while size & 1:
        right, left = peaks.pop(), peaks.pop()
        peaks.append(sha(b"\x01", left, right))
        size >>= 1


def root_of(peaks):
    root = peaks[-1] if peaks else sha()
    for left in reversed(peaks[:-1]):
        root = sha(b"\x01", left, root)
    return root


LOG, KEY, STATE = sys.argv[1].rstrip("/"), sys.argv[2], sys.argv[3]
wanted = {sha(b"\x00", sha(open(path, "rb").read())): path for path in sys.argv[4:]}
old = json.load(open(STATE)) if os.path.exists(STATE) else {"size": 0, "peaks": [], "note": ""}
size, root, note = checkpoint(open(KEY).read())
both = f"\n--- seen before:\n{old['note']}\n--- now:\n{note}"
if size < old["size"]:
    end(1, f"THE LOG WAS ROLLED BACK from {old['size']} to {size} entries" + both)
peaks, at = [bytes.fromhex(peak) for peak in old["peaks"]], old["size"]
if wanted:  # Look through all of it; what was seen before must come out the same.
    peaks, at = [], 0
while at < size:
    width = min(256, size - at // 256 * 256)
    tile = read(tile_path(at // 256, width))
    if len(tile) != 32 * width:
        end(2, f"a tile of {len(tile)} octets instead of {32 * width}")
    for place in range(at % 256, width):
        leaf = tile[32 * place:32 * place + 32]
        wanted.pop(leaf, None)
        append(peaks, at, leaf)
        at += 1
        if at == old["size"] and [peak.hex() for peak in peaks] != old["peaks"]:
            end(1, f"AN ENTRY WAS REWRITTEN among the first {at}" + both)
if root_of(peaks) != root:
    end(1, f"TWO HISTORIES, or an entry rewritten: the tiles after entry {old['size']} do not lead to the checkpoint's root" + both)
if wanted:
    end(1, "MISSING: no entry for " + ", ".join(wanted.values()))
with open(STATE + ".new", "w") as file:
    json.dump({"size": size, "peaks": [peak.hex() for peak in peaks], "note": note}, file)
os.replace(STATE + ".new", STATE)
end(0, f"the log has grown from {old['size']} to {size} entries, and only grown")
