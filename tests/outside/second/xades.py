"""The seal of an evidence: XAdES in the one shape of proto/xmldsig.xsd and proto/xades.xsd [EN 319 132-1 §6]."""

import datetime
import hashlib
import re

from cryptography.hazmat.primitives.asymmetric import utils
from cryptography import x509

import cms
import markup
import schema

DS, XADES, ERDS = "{http://www.w3.org/2000/09/xmldsig#}", "{http://uri.etsi.org/01903/v1.3.2#}", "{http://uri.etsi.org/19522/v1#}"
ENVELOPED, C14N = "http://www.w3.org/2000/09/xmldsig#enveloped-signature", "http://www.w3.org/2001/10/xml-exc-c14n#"
METHODS = {
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256": ("ec", "sha256", 64),
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384": ("ec", "sha384", 96),
    "http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519": ("ed25519", None, 64),
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256": ("rsa", "sha256", None),
}
SHAPE = [("seal-evidence", None, "", [ENVELOPED, C14N]), (None, "http://uri.etsi.org/01903#SignedProperties", "#seal-properties", [C14N])]


def moment(text):
    """A moment of the schemas: UTC, at most microseconds."""
    found = re.fullmatch(r"([0-9-]{10}T[0-9:]{8})(?:\.([0-9]{1,6}))?Z", text)
    at = datetime.datetime.strptime(found[1], "%Y-%m-%dT%H:%M:%S")
    return at.replace(microsecond=int((found[2] or "0").ljust(6, "0")), tzinfo=datetime.timezone.utc)


def _form(holds, why):
    if not holds:
        raise cms.Wrong("FORMAT_FAILURE", why)


class Seal:
    """A seal that holds. `signed` is the evidence without its signature, as octets; `token` the time-stamp over `stamped`, or None."""

    def __init__(self, octets, schemas, kind=ERDS + "Evidence"):
        try:
            self.root = markup.parse(octets)
        except markup.Malformed as error:
            raise cms.Wrong("FORMAT_FAILURE", f"it cannot be read as XML: {error}") from None
        root = self.root
        _form(markup.canonical(root) == octets, "it is not written in its exclusive canonical form")
        _form(root.name == kind, "it is no evidence")
        children = root.elements()
        _form(children and children[-1].name == DS + "Signature", "the last child of the root is no signature")
        signature = self.signature = children[-1]
        inside = list(root.all())
        _form([e for e in inside if e.name == DS + "Signature"] == [signature], "a signature stands elsewhere")
        _form([e for e in inside if e.name == kind] == [root], "an evidence stands inside the evidence")
        within = {id(e) for e in signature.all()}
        _form(not any(name.lower() in ("id", f"{{{markup.XML}}}id") for e in inside if id(e) not in within for _, name, _ in e.attributes),
              "an element outside the signature has an Id")
        try:
            schemas.check(signature)
        except schema.Invalid as error:
            raise cms.Wrong("FORMAT_FAILURE", str(error)) from None
        self._check(root)

    def _check(self, root):
        info, value, key = [self.signature.first(name) for name in ("SignedInfo", "SignatureValue", "KeyInfo")]
        references = [e for e in info.elements() if e.name == DS + "Reference"]
        for reference, (identifier, kind, uri, transforms) in zip(references, SHAPE):
            _form((reference.get("Id"), reference.get("Type"), reference.get("URI")) == (identifier, kind, uri)
                  and [t.get("Algorithm") for t in reference.first("Transforms").elements()] == transforms, "a reference is built otherwise")
        self.signed = markup.canonical(root, without=self.signature)
        self.digest = hashlib.sha256(self.signed).digest()
        properties = self.signature.first("Object", "QualifyingProperties", "SignedProperties")
        named = [schema.octets(reference.value("DigestValue")) for reference in references]
        if named[0] != self.digest:
            raise cms.Wrong("HASH_FAILURE", "the evidence is not what was signed")
        if named[1] != hashlib.sha256(markup.canonical(properties)).digest():
            raise cms.Wrong("HASH_FAILURE", "what is said about the signature is not what was signed")
        encoded = schema.octets(key.value("X509Data", "X509Certificate"))
        details = properties.first("SignedSignatureProperties")
        try:
            self.certificate = x509.load_der_x509_certificate(encoded)
            self.claimed = moment(details.value("SigningTime"))
        except (ValueError, TypeError):
            raise cms.Wrong("FORMAT_FAILURE", "certificate or signing time cannot be read") from None
        certificate = details.first("SigningCertificateV2", "Cert", "CertDigest")
        if schema.octets(certificate.value("DigestValue")) != hashlib.sha256(encoded).digest():
            raise cms.Wrong("FORMAT_FAILURE", "the certificate is not the one that the signed properties name")
        kind, digest, length = METHODS[info.first("SignatureMethod").get("Algorithm")]
        made = schema.octets(value.text())
        if length is not None and len(made) != length:
            raise cms.Wrong("SIG_CRYPTO_FAILURE", "the signature is malformed")
        if kind == "ec":
            half = length // 2
            made = utils.encode_dss_signature(int.from_bytes(made[:half], "big"), int.from_bytes(made[half:], "big"))
        if not cms.key_signed(self.certificate.public_key(), kind, digest, made, markup.canonical(info)):
            raise cms.Wrong("SIG_CRYPTO_FAILURE", "the signature does not match")
        stamp = self.signature.value("Object", "QualifyingProperties", "UnsignedProperties", "UnsignedSignatureProperties",
                                     "SignatureTimeStamp", "EncapsulatedTimeStamp")
        self.token = None if stamp is None else schema.octets(stamp)
        self.stamped = markup.canonical(value)
