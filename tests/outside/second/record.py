"""An evidence record [RFC 4998], in the one form that a bundle has [docs/bundle-format.md, The evidence record]."""

import hashlib

import asn1
import cms

LIMIT, CHAINS, LISTS, DIGESTS = 512 * 1024, 64, 64, 4096


class Broken(Exception):
    """It does not lead from the files to its time-stamps."""


def _need(holds, why):
    if not holds:
        raise asn1.Malformed(why)


class Record:
    """`chains` holds, per chain, its digest's name, its archive time-stamps (lists, token), and the DER of all chains before it."""

    def __init__(self, octets):
        try:
            self._read(octets)
        except (ValueError, IndexError, KeyError) as error:
            raise asn1.Malformed(f"it is no evidence record: {error}") from None

    def _read(self, octets):
        _need(len(octets) <= LIMIT, "it is too large")
        version, algorithms, sequence = asn1.expect(asn1.parse(octets), 0x30).items()
        _need(version.tag == 2 and version.body == b"\x01" and sequence.tag == 0x30, "another version")
        self.chains, before = [], b""
        for chain in sequence.items():
            stamps = [self._stamp(item) for item in asn1.expect(chain, 0x30).items()]
            _need(stamps and len(stamps) <= CHAINS and len({stamp[0] for stamp in stamps}) == 1, "a chain that is empty, too long, or of two digests")
            self.chains.append((stamps[0][0], [stamp[1:] for stamp in stamps], b"\x30" + _length(before) + before))
            before += chain.whole
        _need(0 < len(self.chains) <= CHAINS, "no archive time-stamp, or too many")
        named = [self._digest(item) for item in asn1.expect(algorithms, 0x30).items()]
        _need(named == list(dict.fromkeys(digest for digest, *_ in self.chains)), "its list of digests is not that of its chains")

    @staticmethod
    def _digest(item):
        (oid,) = item.items()
        return cms.DIGESTS[oid.oid()]

    @staticmethod
    def _stamp(item):
        parts = asn1.expect(item, 0x30).items()
        digest, lists = Record._digest(asn1.expect(parts[0], 0xA0)), []
        if len(parts) == 3:
            lists = [[asn1.expect(one, 4).body for one in asn1.expect(each, 0x30).items()] for each in asn1.expect(parts[1], 0xA2).items()]
            _need(0 < len(lists) <= LISTS, "a hash tree without lists, or with too many")
        _need(len(parts) in (2, 3) and parts[-1].tag == 0x30, "an archive time-stamp with more than a hash tree")
        size = hashlib.new(digest).digest_size
        for each in lists:
            _need(0 < len(each) <= DIGESTS and all(len(one) == size for one in each), "digests of another length, none, or too many")
            _need(all(one < other for one, other in zip(each, each[1:])), "digests that do not ascend")
        return digest, lists, parts[-1].whole

    def follow(self, files):
        """Each time-stamp's token with what it must be over, the oldest first: the digest's name and octets. Raises `Broken`."""
        found = []
        for number, (digest, stamps, before) in enumerate(self.chains):
            def of(octets):
                return hashlib.new(digest, octets).digest()
            members = {of(of(file) + of(before)) if number else of(file) for file in files}
            covered = None
            for lists, token in stamps:
                if covered is None:
                    over = self._begun(lists, members, of)
                elif lists and covered not in lists[0]:
                    raise Broken("a time-stamp does not cover the one before it")
                else:
                    over = _root(lists, of) if lists else covered
                found.append((token, digest, over))
                covered = of(token)
        return found

    @staticmethod
    def _begun(lists, members, of):
        """The root over the files with which a chain begins: all of them, and no other; one file alone may stand with its neighbour."""
        if not lists:
            if len(members) != 1:
                raise Broken("it is over other files")
            return next(iter(members))
        if not members <= set(lists[0]) or (len(members) != 1 and len(members) != len(lists[0])):
            raise Broken("it is over other files")
        return _root(lists, of)


def _root(lists, of):
    below = []
    for each in lists:
        every = sorted(below + each)
        below = [every[0] if len(every) == 1 else of(b"".join(every))]
    return below[0]


def _length(octets):
    size = len(octets)
    if size < 0x80:
        return bytes([size])
    width = (size.bit_length() + 7) // 8
    return bytes([0x80 | width]) + size.to_bytes(width, "big")
