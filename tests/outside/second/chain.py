"""From a certificate to an anchor that the caller trusts [RFC 5280 §6; docs/bundle-format.md, Certificates], for one moment."""

import datetime

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID

import asn1
import cms
import ocsp

UTC, LENGTH = datetime.timezone.utc, 6
UNDERSTOOD = {ExtensionOID.BASIC_CONSTRAINTS, ExtensionOID.KEY_USAGE, ExtensionOID.EXTENDED_KEY_USAGE, ExtensionOID.SUBJECT_ALTERNATIVE_NAME,
              ExtensionOID.CERTIFICATE_POLICIES}
USES = {"seal": ExtendedKeyUsageOID.EMAIL_PROTECTION, "tsa": ExtendedKeyUsageOID.TIME_STAMPING}


class Doubt(Exception):
    """What does not hold: sub-indication, and whether it is a contradiction or merely lacks."""

    def __init__(self, failed, reason, why):
        super().__init__(why)
        self.failed, self.reason = failed, reason


def certificate(octets):
    """It, or None where it cannot be read."""
    try:
        read = x509.load_der_x509_certificate(octets)
        list(read.extensions), read.subject, read.issuer  # noqa: B018: cryptography reads these late
        return read
    except ValueError:
        return None


def revocation_list(octets):
    try:
        asn1.parse(octets)
        read = x509.load_der_x509_crl(octets)
        read.issuer, read.last_update, read.next_update, list(read.extensions)  # noqa: B018
        return read
    except (ValueError, asn1.Malformed):
        return None


def _extension(of, kind):
    try:
        return of.extensions.get_extension_for_class(kind)
    except x509.ExtensionNotFound:
        return None


def value(of, kind):
    found = _extension(of, kind)
    return None if found is None else found.value


def _signed(by, thing, tbs):
    kind, digest = cms.ALGORITHMS.get(thing.signature_algorithm_oid.dotted_string, (None, None))
    return kind is not None and cms.key_signed(by.public_key(), kind, digest, thing.signature, tbs)


def issued(issuer, subject):
    return issuer.subject == subject.issuer and _signed(issuer, subject, subject.tbs_certificate_bytes)


def _paths(so_far, more, anchors):
    """Every chain of good signatures from the leaf to an anchor."""
    if len(so_far) == LENGTH:
        return
    for anchor in anchors:
        if anchor not in so_far and issued(anchor, so_far[-1]):
            yield so_far + [anchor]
    for issuer in more:
        if issuer not in so_far and issuer not in anchors and issued(issuer, so_far[-1]):
            yield from _paths(so_far + [issuer], more, anchors)


def top(leaf, more, anchors):
    """The topmost certificate that can be found, trusted or not."""
    for _ in range(LENGTH):
        above = next((c for c in anchors + more if c != leaf and issued(c, leaf)), None)
        if above is None:
            return leaf
        leaf = above
    return leaf


def judge(leaf, use, more, lists, responses, anchors, at, claimed):
    """The path that holds at `at`, and when the leaf was revoked later. `claimed` is when the signer says it signed, where a time-stamp
    proves that it was no later; of a time-stamp itself it is `at`. Raises `Doubt`."""
    first = None
    for path in _paths([leaf], more, anchors):
        try:
            return path, _holds(path, use, lists, responses, at, claimed)
        except Doubt as doubt:
            first = first or doubt
    raise first or Doubt(False, "NO_CERTIFICATE_CHAIN_FOUND", "no chain of certificates leads to a trusted authority")


def _holds(path, use, lists, responses, at, claimed):
    if any(e.critical and e.oid not in UNDERSTOOD for c in path for e in c.extensions):
        raise Doubt(False, "CHAIN_CONSTRAINTS_FAILURE", "a critical extension that is not understood")
    for below, authority in enumerate(path[1:]):
        _may_issue(authority, below, use)
    lack = _lack(path[0], use)
    if lack is not None:
        raise Doubt(False, "SIG_CONSTRAINTS_FAILURE", f"the certificate lacks {lack}")
    for one in path:
        begin, end = one.not_valid_before.replace(tzinfo=UTC), one.not_valid_after.replace(tzinfo=UTC)
        if at < begin:
            raise Doubt(claimed is not None, "NOT_YET_VALID" if claimed else "OUT_OF_BOUNDS_NO_POE", f"a certificate was valid only from {begin}")
        if at.replace(microsecond=0) > end:
            sure = claimed is not None and claimed > end
            raise Doubt(sure, "EXPIRED" if sure else "OUT_OF_BOUNDS_NO_POE", f"a certificate was valid until {end}")
    known, later = True, None
    for subject, issuer in zip(path, path[1:]):
        found, since = revoked(subject, issuer, lists, responses, at)
        known &= found
        if since is not None and since <= at:
            sure = claimed is not None and claimed >= since
            raise Doubt(sure, "REVOKED" if sure else "REVOKED_NO_POE", f"a certificate is revoked since {since}")
        later = since if subject is path[0] else later
    if not known:
        raise Doubt(False, "TRY_LATER", "whether a certificate was revoked is not known for that moment")
    return later


def _may_issue(authority, below, use):
    constraints, usage, extended = (value(authority, kind) for kind in (x509.BasicConstraints, x509.KeyUsage, x509.ExtendedKeyUsage))
    if constraints is None or not constraints.ca or (constraints.path_length is not None and below > constraints.path_length):
        raise Doubt(False, "CHAIN_CONSTRAINTS_FAILURE", "an issuer that may not issue here")
    narrowed = extended is not None and not {USES[use], ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE} & set(extended)
    if usage is None or not usage.key_cert_sign or narrowed:
        raise Doubt(False, "SIG_CONSTRAINTS_FAILURE", "an issuer that is not meant to issue this")


def _lack(leaf, use):
    """What the leaf lacks for its use, or None."""
    constraints, usage, extended = value(leaf, x509.BasicConstraints), value(leaf, x509.KeyUsage), _extension(leaf, x509.ExtendedKeyUsage)
    purposes = list(extended.value) if extended is not None else []
    if constraints is not None and constraints.ca:
        return "to be an end certificate"
    if usage is None or not usage.digital_signature:
        return "digitalSignature"
    if use == "seal" and not usage.content_commitment:
        return "nonRepudiation"
    if USES[use] not in purposes:
        return "its extended key usage"
    return "timeStamping as its one critical extended key usage" if use == "tsa" and not (extended.critical and len(purposes) == 1) else None


def revoked(subject, issuer, lists, responses, at):
    """Whether a list or OCSP response says what was known at `at`, and since when the certificate is revoked by any of the issuer's."""
    known, since = False, None
    for crl in lists:
        if not _speaks(crl, issuer):
            continue
        entry = crl.get_revoked_certificate_by_serial_number(subject.serial_number)
        if entry is not None:
            revoked_at = entry.revocation_date.replace(tzinfo=UTC)
            since = revoked_at if since is None else min(since, revoked_at)
        begin, end = crl.last_update.replace(tzinfo=UTC), crl.next_update and crl.next_update.replace(tzinfo=UTC)
        known |= (begin <= at and end is not None and at <= end) or at <= begin <= subject.not_valid_after.replace(tzinfo=UTC)
    for read in responses:
        told, revoked_at = ocsp.tells(read, subject, issuer, lists, at)
        known |= told
        if revoked_at is not None:
            since = revoked_at if since is None else min(since, revoked_at)
    return known, since


def _speaks(crl, issuer):
    constraints, usage = value(issuer, x509.BasicConstraints), value(issuer, x509.KeyUsage)
    return (crl.issuer == issuer.subject and constraints is not None and constraints.ca and (usage is None or usage.crl_sign)
            and not any(e.critical for e in crl.extensions) and not any(e.critical for entry in crl for e in entry.extensions)
            and _signed(issuer, crl, crl.tbs_certlist_bytes))
