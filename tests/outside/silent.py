"""Whether secrets stand in files, in any form that programs give them."""

import base64
import os
import urllib.parse

from common import check


def everything(folder):
    """Every file of the data directory and the logs, by name."""
    for place, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(place, name), "rb") as file:
                yield os.path.join(place, name), file.read()


def silent(folder, secrets):
    """No octet of these in any file: as it is, in base64 at any offset, in hexadecimal, in UTF-16, quoted as an address is."""
    forms = {}
    for what, secret in secrets.items():
        octets = secret if isinstance(secret, bytes) else secret.encode()
        hidden = [octets, octets.hex().encode(), octets.decode("latin-1").encode("utf-16-le"), urllib.parse.quote_from_bytes(octets).encode()]
        for shift in range(3):
            # The first and last groups hold neighbours' octets, too.
            hidden.append(base64.b64encode(b"\0" * shift + octets)[4 if shift else 0:-4])
        # A list of numbers, as Rust prints octets.
        hidden.append(", ".join(str(octet) for octet in octets[:12]).encode())
        forms[what] = [form.lower() for form in hidden if len(form) >= 8]
        check(forms[what], f"{what} is too short to be looked for")
    looked = 0
    for name, octets in everything(folder):
        octets = octets.lower()
        looked += len(octets)
        for what, hidden in forms.items():
            for form in hidden:
                place = octets.find(form)
                check(place < 0, f"{what} stands in {name}: {octets[max(0, place - 200):place + 100]!r}")
    check(looked > 100_000, "nothing was looked at")
    print(f"looked for {len(forms)} secrets in {looked:,} octets")
