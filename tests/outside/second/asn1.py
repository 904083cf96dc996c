"""DER, strictly: definite lengths in their shortest form, nothing behind."""


class Malformed(Exception):
    pass


class Item:
    """One element: `tag` is the identifier octet, `body` its content, `whole` all of it."""

    def __init__(self, tag, body, whole):
        self.tag, self.body, self.whole = tag, body, whole

    def items(self):
        at, found = 0, []
        while at < len(self.body):
            item, at = _read(self.body, at)
            found.append(item)
        return found

    def oid(self):
        if self.tag != 6 or not self.body or self.body[-1] & 0x80:
            raise Malformed("no object identifier")
        arcs, value = [], 0
        for octet in self.body:
            value = value << 7 | octet & 0x7F
            if not octet & 0x80:
                arcs.append(value)
                value = 0
        first = min(arcs[0] // 40, 2)
        return ".".join(map(str, [first, arcs[0] - 40 * first] + arcs[1:]))

    def integer(self):
        if self.tag != 2 or not self.body:
            raise Malformed("no integer")
        return int.from_bytes(self.body, "big", signed=True)


def _read(octets, at):
    if at + 2 > len(octets) or octets[at] & 0x1F == 0x1F:
        raise Malformed("it breaks off, or has a tag that is not taken")
    tag, length, begin = octets[at], octets[at + 1], at + 2
    if length == 0x80:
        raise Malformed("a length that is not stated")
    if length & 0x80:
        width = length & 0x7F
        length = int.from_bytes(octets[begin:begin + width], "big")
        if width > 4 or begin + width > len(octets) or length < 0x80 or length >> 8 * (width - 1) == 0:
            raise Malformed("a length in another than its shortest form")
        begin += width
    if begin + length > len(octets):
        raise Malformed("it breaks off")
    return Item(tag, octets[begin:begin + length], octets[at:begin + length]), begin + length


def parse(octets):
    item, end = _read(octets, 0)
    if end != len(octets):
        raise Malformed("octets behind it")
    return item


def expect(item, tag):
    if item.tag != tag:
        raise Malformed(f"tag {item.tag:02x} where {tag:02x} belongs")
    return item
