"""A CMS signature with one signer [RFC 5652], whose certificate the signed attributes name [RFC 5035, RFC 5816]."""

import hashlib

from cryptography import exceptions, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

import asn1

DATA, SIGNED_DATA = "1.2.840.113549.1.7.1", "1.2.840.113549.1.7.2"
CONTENT_TYPE, MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
SIGNING_TIME = "1.2.840.113549.1.9.5"
SIGNING_CERTIFICATE, SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.12", "1.2.840.113549.1.9.16.2.47"
TOKEN = "1.2.840.113549.1.9.16.2.14"
DIGESTS = {"2.16.840.1.101.3.4.2.1": "sha256", "2.16.840.1.101.3.4.2.2": "sha384", "2.16.840.1.101.3.4.2.3": "sha512"}
ALGORITHMS = {  # signature algorithm: kind of key, digest (None: that of the signer)
    "1.2.840.10045.4.3.2": ("ec", "sha256"), "1.2.840.10045.4.3.3": ("ec", "sha384"), "1.2.840.10045.4.3.4": ("ec", "sha512"),
    "1.2.840.113549.1.1.1": ("rsa", None), "1.2.840.113549.1.1.11": ("rsa", "sha256"), "1.2.840.113549.1.1.12": ("rsa", "sha384"),
    "1.2.840.113549.1.1.13": ("rsa", "sha512"), "1.3.101.112": ("ed25519", "sha512"),
}
HASHES = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}


class Wrong(Exception):
    """It does not hold; `reason` is the sub-indication of EN 319 102-1."""

    def __init__(self, reason, why):
        super().__init__(why)
        self.reason = reason


def key_signed(key, kind, digest, signature, octets):
    """Whether this public key made this signature; a key that is weak or of another kind did not."""
    try:
        if kind == "ec" and isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name in ("secp256r1", "secp384r1"):
            key.verify(signature, octets, ec.ECDSA(HASHES[digest]))
        elif kind == "rsa" and isinstance(key, rsa.RSAPublicKey) and key.key_size >= 2048:
            key.verify(signature, octets, padding.PKCS1v15(), HASHES[digest])
        elif kind == "ed25519" and isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(signature, octets)
        else:
            return False
        return True
    except (exceptions.InvalidSignature, ValueError):
        return False


class Signed:
    """What a CMS file says, read but not yet checked."""

    def __init__(self, octets):
        try:
            self._read(octets)
        except (asn1.Malformed, IndexError, ValueError, KeyError) as error:
            raise Wrong("FORMAT_FAILURE", f"no CMS signature: {error}") from None

    def _read(self, octets):
        oid, inner = asn1.expect(asn1.parse(octets), 0x30).items()
        if oid.oid() != SIGNED_DATA:
            raise asn1.Malformed("no SignedData")
        parts = asn1.expect(asn1.expect(inner, 0xA0).items()[0], 0x30).items()
        content = asn1.expect(parts[2], 0x30).items()
        self.content_type = content[0].oid()
        self.content = asn1.expect(asn1.expect(content[1], 0xA0).items()[0], 4).body if len(content) > 1 else None
        rest, self.certificates, self.lists = parts[3:], [], []
        if rest[0].tag == 0xA0:
            self.certificates = [item.whole for item in rest.pop(0).items()]
        if rest[0].tag == 0xA1:
            self.lists = [item.whole for item in rest.pop(0).items()]
        (signers,) = rest
        (signer,) = asn1.expect(signers, 0x31).items()
        fields = asn1.expect(signer, 0x30).items()
        self.signer_identifier = asn1.expect(fields[1], 0x30).items()  # issuer and serial number
        for part in self.signer_identifier[0].items():
            for attribute in asn1.expect(part, 0x31).items():
                asn1.expect(attribute, 0x30).items()[0].oid()
        self.digest = DIGESTS[fields[2].items()[0].oid()]
        asn1.expect(fields[3], 0xA0)
        self.signed_octets = b"\x31" + fields[3].whole[1:]
        self.signed = self._attributes(fields[3])
        self.algorithm = ALGORITHMS[fields[4].items()[0].oid()]
        self.value = asn1.expect(fields[5], 4).body
        self.unsigned = self._attributes(asn1.expect(fields[6], 0xA1)) if len(fields) > 6 else {}

    @staticmethod
    def _attributes(item):
        found = {}
        for attribute in item.items():
            oid, values = asn1.expect(attribute, 0x30).items()
            if oid.oid() in found:
                raise asn1.Malformed("an attribute twice")
            (found[oid.oid()],) = asn1.expect(values, 0x31).items()
        if [a.whole for a in item.items()] != sorted(a.whole for a in item.items()):
            raise asn1.Malformed("attributes in another order than DER gives them")
        return found

    def is_plain(self):
        """Whether it has the one shape that a bundle's signature has: detached, four signed attributes, at most a time-stamp unsigned."""
        attributes = {CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_TIME, SIGNING_CERTIFICATE_V2}
        return self.content_type == DATA and self.content is None and set(self.signed) == attributes and set(self.unsigned) <= {TOKEN}

    def signing_time(self):
        """The moment that the signer claims, as RFC 5652 §11.3 writes it, or None."""
        item = self.signed.get(SIGNING_TIME)
        if item is None:
            return None
        text = item.body.decode("ascii")
        return text if item.tag == 0x18 else ("20" if text < "5" else "19") + text

    def check(self, content):
        """The signer's certificate, which is inside, where the signature is by its key over `content`."""
        if CONTENT_TYPE not in self.signed or self.signed[CONTENT_TYPE].oid() != self.content_type or MESSAGE_DIGEST not in self.signed:
            raise Wrong("FORMAT_FAILURE", "it lacks a signed attribute")
        if self.signed[MESSAGE_DIGEST].body != hashlib.new(self.digest, content).digest():
            raise Wrong("HASH_FAILURE", "the content is not the one that was signed")
        certificate = self._signer()
        kind, digest = self.algorithm
        if not key_signed(certificate.public_key(), kind, digest or self.digest, self.value, self.signed_octets):
            raise Wrong("SIG_CRYPTO_FAILURE", "the signature does not match")
        return certificate

    def _signer(self):
        """The certificate that the signer's identifier and the signed attributes name."""
        if SIGNING_CERTIFICATE_V2 in self.signed:
            first = self.signed[SIGNING_CERTIFICATE_V2].items()[0].items()[0].items()
            algorithm = DIGESTS.get(first[0].items()[0].oid()) if first[0].tag == 0x30 else "sha256"
            named = (first[1] if first[0].tag == 0x30 else first[0]).body
        elif SIGNING_CERTIFICATE in self.signed:
            algorithm, named = "sha1", self.signed[SIGNING_CERTIFICATE].items()[0].items()[0].items()[0].body
        else:
            raise Wrong("FORMAT_FAILURE", "it does not name its certificate")
        issuer, serial = self.signer_identifier
        try:
            inside = [(octets, x509.load_der_x509_certificate(octets)) for octets in self.certificates]
        except ValueError:
            raise Wrong("FORMAT_FAILURE", "a certificate inside cannot be read") from None
        meant = [pair for pair in inside if pair[1].serial_number == serial.integer() and pair[1].issuer.public_bytes() == issuer.whole]
        if len(meant) != 1:
            raise Wrong("FORMAT_FAILURE", "its certificate is not inside, or there twice")
        if not algorithm or hashlib.new(algorithm, meant[0][0]).digest() != named:
            raise Wrong("SIG_CRYPTO_FAILURE", "the signed attributes name another certificate")
        return meant[0][1]
