"""What an authority answered about one certificate [RFC 6960; docs/verdicts.md, Certificates]."""

import hashlib

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

import asn1
import chain
import cms

NO_CHECK = x509.ObjectIdentifier("1.3.6.1.5.5.7.48.1.5")
EMBEDDED = "1.3.6.1.5.5.7.16.2"  # id-ri-ocsp-response


def response(octets):
    """It, or None where it cannot be read or is a refusal."""
    try:
        asn1.parse(octets)
        read = ocsp.load_der_ocsp_response(octets)
        if read.response_status != ocsp.OCSPResponseStatus.SUCCESSFUL:
            return None
        list(read.extensions), list(read.single_extensions), read.certificate_status, read.this_update  # noqa: B018
        return read
    except (ValueError, asn1.Malformed):
        return None


def beside(octets):
    """The response in an OtherRevocationInfoFormat [RFC 5940 §2.1], or None."""
    item = asn1.parse(octets)
    if item.tag != 0xA1:
        return None
    kind, inside = item.items()
    return inside.whole if kind.oid() == EMBEDDED else None


def tells(read, subject, issuer, lists, at):
    """Whether it says what was known of the subject at `at`, and since when the subject is revoked."""
    if not _names(read, subject, issuer) or not _may_speak(read, issuer, lists):
        return False, None
    if read.certificate_status == ocsp.OCSPCertStatus.UNKNOWN:
        return False, None
    begin, end = read.this_update.replace(tzinfo=chain.UTC), read.next_update and read.next_update.replace(tzinfo=chain.UTC)
    known = (begin <= at and end is not None and at <= end) or at <= begin <= subject.not_valid_after.replace(tzinfo=chain.UTC)
    return known, read.revocation_time and read.revocation_time.replace(tzinfo=chain.UTC)


def _key_bits(certificate):
    spki = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return asn1.expect(asn1.parse(spki).items()[1], 3).body[1:]


def _names(read, subject, issuer):
    if read.hash_algorithm.name not in ("sha1", "sha256"):
        return False
    digest = getattr(hashlib, read.hash_algorithm.name)
    return (read.serial_number == subject.serial_number and read.issuer_name_hash == digest(issuer.subject.public_bytes()).digest()
            and read.issuer_key_hash == digest(_key_bits(issuer)).digest())


def _may_speak(read, issuer, lists):
    """The issuer itself, or a responder that it certified for this, valid and not revoked when the response was signed."""
    if any(e.critical for e in read.extensions) or any(e.critical for e in read.single_extensions):
        return False
    if _signs(read, issuer):
        return _signed(read, issuer)
    responder = next((c for c in read.certificates if _signs(read, c)), None)
    if responder is None or not chain.issued(issuer, responder) or not _signed(read, responder):
        return False
    usage, extended = chain.value(responder, x509.KeyUsage), chain.value(responder, x509.ExtendedKeyUsage)
    when, strange = read.produced_at, any(e.critical and e.oid not in chain.UNDERSTOOD for e in responder.extensions)
    if strange or extended is None or ExtendedKeyUsageOID.OCSP_SIGNING not in extended or (usage is not None and not usage.digital_signature):
        return False
    if not responder.not_valid_before <= when <= responder.not_valid_after:
        return False
    known, since = chain.revoked(responder, issuer, lists, (), when.replace(tzinfo=chain.UTC))
    exempt = any(e.oid == NO_CHECK for e in responder.extensions)
    return (known or exempt) and (since is None or since > when.replace(tzinfo=chain.UTC))


def _signs(read, certificate):
    if read.responder_name is not None:
        return read.responder_name == certificate.subject
    return read.responder_key_hash == hashlib.sha1(_key_bits(certificate)).digest()


def _signed(read, by):
    kind, digest = cms.ALGORITHMS.get(read.signature_algorithm_oid.dotted_string, (None, None))
    return kind is not None and cms.key_signed(by.public_key(), kind, digest, read.signature, read.tbs_response_bytes)
