"""The zip file, in the one form that a bundle has [docs/bundle-format.md, The container]. Nothing is repaired."""

import struct
import unicodedata
import zlib

MEDIA_TYPE = b"application/vnd.etsi.asic-e+zip"
MIB, UTF8 = 1 << 20, 0x800
TURNS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


class Refused(Exception):
    """The bundle cannot be opened; `file` is the member that is damaged, where it is one."""

    def __init__(self, why, file=None):
        super().__init__(why)
        self.file = file


def _need(holds, why, file=None):
    if not holds:
        raise Refused(why, file)


def _name(octets, flags):
    try:
        name = octets.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("a name is not in UTF-8") from None
    _need(name.isascii() or flags & UTF8, "a name in an unknown character set")
    _need(0 < len(octets) <= 255 and not any(unicodedata.category(c) == "Cc" or c in TURNS for c in name), f"{name!r} is too long, or invisible")
    _need(not any(c in '\\:*?"<>|' for c in name), f"{name!r} holds a character with a meaning of its own")
    parts = name.split("/")
    _need(all(part and part[-1] not in ". " and part[0] != " " for part in parts), f"{name!r} is absolute, a folder, or leads out of its folder")
    return name


def _above(name):
    parts = name.split("/")
    return ["/".join(parts[:n]) for n in range(1, len(parts))]


def _inflate(octets, size, name):
    inflater = zlib.decompressobj(-15)
    try:
        plain = inflater.decompress(octets, size + 1)
    except zlib.error:
        raise Refused("it cannot be unpacked", name) from None
    _need(inflater.eof and not inflater.unused_data and not inflater.unconsumed_tail and len(plain) == size, "its packed octets are wrong", name)
    return plain


def members(octets):
    """Name and content of each member, in their order."""
    _need(len(octets) <= 96 * MIB, "the file is too large")
    comment = b"mimetype=" + MEDIA_TYPE
    end = len(octets) - 22
    if octets.endswith(comment) and octets[end - len(comment):end - len(comment) + 4] == b"PK\5\6":
        end -= len(comment)
    else:
        comment = b""
    _need(end >= 0 and octets[end:end + 4] == b"PK\5\6", "the end record does not stand at the end")
    disk, first_disk, here, count, length, start, comment_length = struct.unpack("<HHHHIIH", octets[end + 4:end + 22])
    _need(disk == first_disk == 0 and here == count and comment_length == len(comment), "the end record is wrong")
    _need(count <= 4096, "too many files")
    _need(start + length == end, "the directory does not reach to the end record")
    found, names, folders, at, entry = {}, set(), set(), 0, start
    total = 0
    for _ in range(count):
        _need(octets[entry:entry + 4] == b"PK\1\2" and entry + 46 <= end, "the directory is wrong")
        (_, version, flags, method, time, date, crc, packed, size, n, extra, remark, part, inner, outer,
         offset) = struct.unpack("<HHHHHHIIIHHHHHII", octets[entry + 4:entry + 46])
        raw = octets[entry + 46:entry + 46 + n]
        entry += 46 + n
        name = _name(raw, flags)
        _need(name.lower() not in names | folders, f"{name} is there twice")
        folders |= {above for above in _above(name.lower())}
        names.add(name.lower())
        _need(not names & folders, f"{name} stands in a file")
        _need(not flags & ~(UTF8 | 0b110) and version & 0xFF <= 20 and method in (0, 8), f"{name} is packed in a way that is not taken")
        _need(extra == remark == part == 0, f"{name} has fields that are not taken")
        _need(outer >> 28 in (0, 8) and not outer & 0x10, f"{name} is a link or a folder")
        _need(offset == at, f"before {name} stand octets of no file, or of two")
        header = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", version, flags, method, time, date, crc, packed, size, n, 0) + raw
        _need(octets[at:at + len(header)] == header, f"the two headers of {name} differ")
        at += len(header) + packed
        _need(at <= start, f"{name} reaches into the directory")
        _need(size <= MIB or size // 100 <= packed, f"{name} expands too far")
        large = 64 * MIB if name == "message.eml" else 2 * MIB
        _need(size <= large and packed <= large + MIB, f"{name} is too large")
        total += 0 if name == "message.eml" else size
        _need(total <= 16 * MIB, "the files are too large")
        body = octets[at - packed:at]
        _need(method or packed == size, "its sizes differ", name)
        plain = _inflate(body, size, name) if method else body
        _need(zlib.crc32(plain) == crc, "its content does not match its checksum", name)
        found[name] = plain
    _need(entry == end, "the directory holds more than its entries")
    _need(at == start, "before the directory stand octets of no file")
    _need(next(iter(found), None) == "mimetype", "mimetype is not the first file", "mimetype")
    _need(found["mimetype"] == MEDIA_TYPE and octets[8:10] == b"\0\0", "mimetype does not say what a bundle is", "mimetype")
    return found
