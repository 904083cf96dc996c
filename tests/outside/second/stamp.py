"""A time-stamp token [RFC 3161 §2.4.2]: over what has this `digest`, signed, and of when. Without the name of a digest, over these octets by any."""

import datetime
import hashlib
import re

import asn1
import cms

TST_INFO = "1.2.840.113549.1.9.16.1.4"


def moment(text):
    """A GeneralizedTime or UTCTime (with its century in front), in UTC."""
    found = re.fullmatch(r"([0-9]{14})(?:\.([0-9]{1,6}))?Z", text)
    if not found:
        raise asn1.Malformed("a time that is not taken")
    fraction = int((found[2] or "0").ljust(6, "0"))
    return datetime.datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(microsecond=fraction, tzinfo=datetime.timezone.utc)


class Stamp:
    """A token that holds: `at`, how exact that is, and the certificate that made it."""

    def __init__(self, token, over, digest="sha256"):
        try:
            signed = cms.Signed(token)
        except cms.Wrong as wrong:
            raise cms.Wrong("SIG_CRYPTO_FAILURE", str(wrong)) from None
        if signed.content_type != TST_INFO or signed.content is None:
            raise cms.Wrong("SIG_CRYPTO_FAILURE", "it is no time-stamp")
        try:
            self.certificate = signed.check(signed.content)
        except cms.Wrong as wrong:
            raise cms.Wrong("SIG_CRYPTO_FAILURE", str(wrong)) from None
        self.certificates, self.lists = signed.certificates, signed.lists
        try:
            fields = asn1.expect(asn1.parse(signed.content), 0x30).items()
            if fields[0].integer() != 1 or any(b"\x01\x01\xff" in item.body for item in fields[5:] if item.tag == 0xA1):
                raise asn1.Malformed("another version, or a critical extension")
            algorithm, imprint = asn1.expect(fields[2], 0x30).items()
            by = cms.DIGESTS.get(algorithm.items()[0].oid())
            if by is None or digest not in (None, by):
                raise cms.Wrong("HASH_FAILURE", "the time-stamp is over another digest")
            self.at = moment(asn1.expect(fields[4], 0x18).body.decode("ascii"))
            self.accuracy = self._accuracy(next((item for item in fields[5:] if item.tag == 0x30), None))
        except (asn1.Malformed, IndexError, ValueError, KeyError) as error:
            raise cms.Wrong("FORMAT_FAILURE", f"it is no time-stamp: {error}") from None
        if imprint.body != (over if digest else hashlib.new(by, over).digest()):
            raise cms.Wrong("HASH_FAILURE", "the time-stamp is over other octets")

    @staticmethod
    def _accuracy(item):
        """One second where none is stated."""
        if item is None:
            return datetime.timedelta(seconds=1)
        scale, micro = {2: 1_000_000, 0x80: 1000, 0x81: 1}, 0
        for part in item.items():
            micro += int.from_bytes(part.body, "big") * scale[part.tag]
        return datetime.timedelta(microseconds=micro)
