"""Proofs of the transparency log [C2SP tlog-proof, tlog-checkpoint, tlog-cosignature, signed-note; RFC 6962 §2.1]."""

import base64
import binascii
import datetime
import hashlib
import re
import struct

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

import mldsa

ED25519, COSIGNATURE, ML_DSA_44 = 1, 4, 6
LENGTH = {ED25519: 33, COSIGNATURE: 33, ML_DSA_44: 1313}


class Wrong(Exception):
    pass


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def _base64(text):
    try:
        plain = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Wrong("no base64") from None
    if base64.b64encode(plain).decode() != text:
        raise Wrong("no base64 in its one spelling")
    return plain


class Key:
    """A line NAME+NUMBER+BASE64."""

    def __init__(self, octets):
        try:
            line = octets.decode("utf-8").removesuffix("\n")
            self.name, number, encoded = line.split("+", 2)
        except (UnicodeDecodeError, ValueError):
            raise Wrong("it holds no public key") from None
        key = _base64(encoded)
        if not self.name or re.search(r"\s", self.name) or not key or len(key) != LENGTH.get(key[0]):
            raise Wrong("it holds no public key")
        self.kind, self.key, self.number = key[0], key[1:], sha(self.name.encode(), b"\n", key)[:4]
        if self.number.hex() != number:
            raise Wrong("its number is another key's")

    def verifies(self, checkpoint, signature):
        """The time that the signature states (0 where it states none), or None where it does not hold."""
        if self.kind == ED25519:
            return 0 if self._ed25519(checkpoint.text, signature) else None
        if len(signature) < 8 or signature[0] & 0x80:
            return None
        time, made = int.from_bytes(signature[:8], "big"), signature[8:]
        if self.kind == COSIGNATURE:
            return time if self._ed25519(b"cosignature/v1\ntime %d\n" % time + checkpoint.text, made) else None
        name, origin = self.name.encode(), checkpoint.origin.encode()
        message = (b"subtree/v1\n\0" + bytes([len(name)]) + name + signature[:8] + bytes([len(origin)]) + origin
                   + struct.pack(">QQ", 0, checkpoint.size) + checkpoint.root)
        return time if mldsa.verifies(self.key, message, made) else None

    def _ed25519(self, octets, signature):
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature, octets)
            return True
        except (InvalidSignature, ValueError):
            return False


class Checkpoint:
    def __init__(self, note):
        head, found, tail = note.rpartition("\n\n")
        lines = head.split("\n")
        if not found or len(lines) != 3 or not lines[0]:
            raise Wrong("a checkpoint has three lines, an empty one and signatures")
        self.text, self.origin = (head + "\n").encode(), lines[0]
        if not re.fullmatch(r"0|[1-9][0-9]{0,18}", lines[1]):
            raise Wrong("a checkpoint without a number of entries")
        self.size, self.root = int(lines[1]), _base64(lines[2])
        if len(self.root) != 32 or not tail.endswith("\n"):
            raise Wrong("a checkpoint without a root, or without a last line end")
        self.signatures = []
        for line in tail[:-1].split("\n"):
            match = re.fullmatch("— ([^ +]+) ([A-Za-z0-9+/=]+)", line)
            if not match:
                raise Wrong("a line that is no signature")
            octets = _base64(match[2])
            if len(octets) < 5:
                raise Wrong("a line that is no signature")
            self.signatures.append((match[1], octets[:4], octets[4:]))


class Proof:
    """`hashes` maps (first entry, number of entries) to the hash of that subtree, as this proof shows it."""

    def __init__(self, octets, entry):
        try:
            text = octets.decode("utf-8")
        except UnicodeDecodeError:
            raise Wrong("it is not UTF-8") from None
        head, found, note = text.partition("\n\n")
        lines = head.split("\n")
        if re.search(r"[\x00-\x09\x0b-\x1f]", text) or lines.pop(0) != "c2sp.org/tlog-proof@v1" or not found:
            raise Wrong("it is no proof")
        if lines and lines[0].startswith("extra "):
            _base64(lines.pop(0)[6:])
        index = re.fullmatch(r"index (0|[1-9][0-9]{0,18})", lines.pop(0) if lines else "")
        if not index:
            raise Wrong("it states no index")
        self.index, path = int(index[1]), [_base64(line) for line in lines]
        self.checkpoint = Checkpoint(note)
        if any(len(step) != 32 for step in path) or self.index >= self.checkpoint.size:
            raise Wrong("an index or a hash that cannot be")
        self.hashes = {}
        self._climb(sha(b"\0", entry), path)

    def _climb(self, here, path):
        """RFC 9162 §2.1.3.2, which RFC 6962 §2.1.1 leaves to the reader."""
        number, last, begin, width = self.index, self.checkpoint.size - 1, self.index, 1
        self.hashes[begin, 1] = here
        for step in path:
            if last == 0:
                raise Wrong("the proof has more hashes than the tree takes")
            if number & 1 or number == last:
                while not number & 1:  # no sibling on the right at these levels
                    number, last, width = number >> 1, last >> 1, width << 1
                start = begin - width
                self.hashes[start, width] = step
                here = sha(b"\1", step, here)
                begin = start
            else:
                right = begin + width
                self.hashes[right, min(width, self.checkpoint.size - right)] = step
                here = sha(b"\1", here, step)
            number, last, width = number >> 1, last >> 1, width << 1
            self.hashes[begin, min(width, self.checkpoint.size - begin)] = here
        if last != 0:
            raise Wrong("the proof has fewer hashes than the tree takes")
        if here != self.checkpoint.root:
            raise Wrong("the proof does not lead to the root")


def standing(checkpoint, trusted, known):
    """Who signed: raises `Wrong` where a signature of a known key does not hold. `trusted` is (keys of logs, keys of witnesses)."""
    logs, witnesses = trusted
    own = {key.key for key in logs + known if key.name == checkpoint.origin}
    result = {"log": False, "post-quantum": False, "cosigned": []}
    for name, number, signature in checkpoint.signatures:
        for key in {(k.name, k.number, k.key): k for k in logs + witnesses + known}.values():
            if (key.name, key.number) != (name, number):
                continue
            time = key.verifies(checkpoint, signature)
            if time is None:
                raise Wrong(f"the signature of {name} does not fit this checkpoint")
            if any(key.key == k.key and key.name == k.name for k in logs) and name == checkpoint.origin and key.kind in (ED25519, ML_DSA_44):
                result["log"] = True
                result["post-quantum"] |= key.kind == ML_DSA_44
            if (any(key.key == k.key and key.name == k.name for k in witnesses) and name != checkpoint.origin and key.key not in own
                    and key.kind in (COSIGNATURE, ML_DSA_44) and time):
                result["cosigned"].append((datetime.datetime.fromtimestamp(time, datetime.timezone.utc), name))
    return result


def enough(cosigned):
    """Since when one of the given witnesses had cosigned, or None."""
    return min((time for time, _ in cosigned), default=None)
