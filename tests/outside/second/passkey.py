"""What an addressee's own key signed [WebAuthn Level 2 §7.2]: an assertion over an acknowledgement, under an enrolment."""

import base64
import hashlib
import json
import re

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

import cms
import documents
import schema

ALGORITHMS = {"ES256": -7, "EdDSA": -8, "RS256": -257}


class Wrong(Exception):
    pass


def _need(holds, why):
    if not holds:
        raise Wrong(why)


def _octets(text):
    plain = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if base64.urlsafe_b64encode(plain).rstrip(b"=").decode() != text:
        raise ValueError
    return plain


def _cbor(octets, at=0):
    """Whole numbers, octets, texts and maps in the shortest form [CTAP2 canonical CBOR]: value and end."""
    major, low = octets[at] >> 5, octets[at] & 31
    width = {24: 1, 25: 2, 26: 4, 27: 8}.get(low, 0)
    _need(low < 28, "a COSE_Key in a form that is not taken")
    value = int.from_bytes(octets[at + 1:at + 1 + width], "big") if width else low
    _need(not width or value >= {1: 24, 2: 256, 4: 65536, 8: 1 << 32}[width], "a COSE_Key in another than its shortest form")
    at += 1 + width
    if major in (0, 1):
        return (value if major == 0 else -1 - value), at
    if major in (2, 3):
        _need(at + value <= len(octets), "a COSE_Key that breaks off")
        return octets[at:at + value] if major == 2 else octets[at:at + value].decode(), at + value
    _need(major == 5, "a COSE_Key in a form that is not taken")
    found = {}
    for _ in range(value):
        key, at = _cbor(octets, at)
        _need(key not in found, "a COSE_Key with something twice")
        found[key], at = _cbor(octets, at)
    return found, at


def _key(octets, algorithm):
    try:
        key, end = _cbor(octets)
        _need(end == len(octets) and key.get(3) == ALGORITHMS[algorithm], "a COSE_Key for another algorithm")
        if algorithm == "ES256":
            _need(key[1] == 2 and key[-1] == 1, "a COSE_Key of another kind")
            numbers = ec.EllipticCurvePublicNumbers(int.from_bytes(key[-2], "big"), int.from_bytes(key[-3], "big"), ec.SECP256R1())
            return "ec", numbers.public_key()
        if algorithm == "EdDSA":
            _need(key[1] == 1 and key[-1] == 6, "a COSE_Key of another kind")
            return "ed25519", ed25519.Ed25519PublicKey.from_public_bytes(key[-2])
        _need(key[1] == 3, "a COSE_Key of another kind")
        return "rsa", rsa.RSAPublicNumbers(int.from_bytes(key[-2], "big"), int.from_bytes(key[-1], "big")).public_key()
    except (IndexError, KeyError, ValueError, TypeError, UnicodeDecodeError):
        raise Wrong("no COSE_Key") from None


def belongs(origin, party):
    """Whether pages of this origin may use keys of this relying party: over TLS (or on localhost), on its domain or one below."""
    match = re.fullmatch(r"(https?)://([a-z0-9-][a-z0-9.-]*)(?::([0-9]{1,5}))?", origin)
    return (match is not None and int(match[3] or 0) < 65536 and (match[2] == party or match[2].endswith("." + party)) and bool(party)
            and not party.rpartition(".")[2].isdigit() and (match[1] == "https" or match[2] == "localhost"))


def check(octets, acknowledgement, enrolment, form):
    """Raises `Wrong` unless these octets are an assertion over the acknowledgement by the key of the enrolment (its `Key` element), and
    `documents.Invalid` unless they are as `form`, the schema, says."""
    assertion = documents.read(octets, form, 16384)
    try:
        data, client, identifier, signature = (_octets(assertion[name]) for name in ("authenticatorData", "clientDataJSON", "id", "signature"))
    except ValueError:
        raise documents.Invalid("it holds no base64url") from None
    _need(identifier == schema.octets(enrolment.value("Credential")), "it was made with another key than the one enrolled")
    try:
        said = json.loads(client.decode("utf-8"))
    except ValueError:
        said = None
    _need(isinstance(said, dict) and all(isinstance(said.get(name), str) for name in ("type", "challenge", "origin")), "no client data")
    _need(said.get("type") == "webauthn.get", "it is no assertion")
    challenge = base64.urlsafe_b64encode(hashlib.sha256(b"recepis acknowledgement v1\0" + acknowledgement).digest()).rstrip(b"=")
    _need(said.get("challenge") == challenge.decode(), "it was made over another text")
    _need(belongs(said["origin"], enrolment.value("RelyingParty")) and said.get("crossOrigin", False) is False,
          "it was made on another site")
    _need(len(data) >= 37 and data[:32] == hashlib.sha256(enrolment.value("RelyingParty").encode()).digest(), "it was made on another site")
    _need(not data[32] & 0x40, "it brings a key")
    _need(data[32] & 1, "nobody was there")
    _need(data[32] & 4, "the authenticator did not verify its user")
    algorithm = enrolment.value("Algorithm")
    kind, key = _key(schema.octets(enrolment.value("Cose")), algorithm)
    signed = data + hashlib.sha256(client).digest()
    _need(cms.key_signed(key, kind, "sha256", signature, signed), "the signature of the key does not match")
