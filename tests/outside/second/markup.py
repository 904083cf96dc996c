"""XML as a bundle holds it: elements, attributes and text, nothing else; and its exclusive canonical form [xml-exc-c14n]."""

import re

XML = "http://www.w3.org/XML/1998/namespace"
NAME = r"[A-Za-z_][A-Za-z0-9._-]*"
TOKEN = re.compile(rf'<(?P<tag>(?:{NAME}:)?{NAME})(?P<attributes>(?:[ \t\r\n]+(?:{NAME}:)?{NAME}="[^"<]*")*)[ \t\r\n]*(?P<empty>/)?>'
                   rf'|</(?P<close>(?:{NAME}:)?{NAME})[ \t\r\n]*>|(?P<text>[^<]+)')
ATTRIBUTE = re.compile(rf'((?:{NAME}:)?{NAME})="([^"<]*)"')
ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class Malformed(Exception):
    pass


def _plain(text):
    def one(match):
        name = match[1]
        if name in ENTITIES:
            return ENTITIES[name]
        number = re.fullmatch(r"#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}))", name)
        code = int(number[1], 16) if number and number[1] else int(number[2]) if number else 0
        if not _allowed(code):
            raise Malformed("an entity that is not taken")
        return chr(code)
    plain = re.sub(r"&([^;&]*);", one, text)
    if re.search(r"&(?![^;&]*;)", text):
        raise Malformed("a lone ampersand")
    return plain


def _allowed(code):
    return code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF


class Element:
    """`name` is "{namespace}local"; `children` holds elements and strings in their order."""

    def __init__(self, prefix, local, scope, attributes):
        self.prefix, self.scope, self.attributes, self.children = prefix, scope, attributes, []
        self.namespace = scope.get(prefix, "")
        self.name = f"{{{self.namespace}}}{local}" if self.namespace else local
        self.tag = f"{prefix}:{local}" if prefix else local

    def elements(self):
        return [child for child in self.children if isinstance(child, Element)]

    def text(self):
        """Its text, where it holds nothing else."""
        return "".join(self.children) if not self.elements() else None

    def all(self):
        yield self
        for child in self.elements():
            yield from child.all()

    def first(self, *names):
        """The element at the end of a path of names in any namespace, or None."""
        here = self
        for name in names:
            here = next((child for child in here.elements() if child.name.rpartition("}")[2] == name), None)
            if here is None:
                return None
        return here

    def value(self, *names):
        found = self.first(*names)
        return None if found is None else found.text()

    def get(self, attribute):
        return next((value for _, name, value in self.attributes if name == attribute), None)


def parse(octets):
    """The root. White space around it is left to whoever compares canonical forms."""
    try:
        text = octets.decode("utf-8")
    except UnicodeDecodeError:
        raise Malformed("it is not UTF-8") from None
    if any(not _allowed(ord(c)) for c in set(text)):
        raise Malformed("a character that XML cannot hold")
    open_, root, at = [], None, 0
    while at < len(text):
        token = TOKEN.match(text, at)
        if token is None:
            raise Malformed("more than elements, attributes and text, or not well-formed")
        at = token.end()
        if token["text"] is not None:
            if open_:
                open_[-1].children.append(_plain(token["text"]))
            elif token["text"].strip(" \t\r\n"):
                raise Malformed("text outside the root")
        elif token["close"] is not None:
            if not open_ or open_.pop().tag != token["close"]:
                raise Malformed("an end without its beginning")
        else:
            element = _start(token, open_[-1].scope if open_ else {"xml": XML})
            if open_:
                open_[-1].children.append(element)
            elif root is None:
                root = element
            else:
                raise Malformed("two roots")
            if len(open_) > 64:
                raise Malformed("too deep")
            if not token["empty"]:
                open_.append(element)
    if open_ or root is None:
        raise Malformed("it breaks off")
    return root


def _start(token, scope):
    found, declared = [], {}
    for name, value in ATTRIBUTE.findall(token["attributes"]):
        value = _plain(re.sub(r"[\t\r\n]", " ", value))
        if name == "xmlns" or name.startswith("xmlns:"):
            prefix = name.partition(":")[2]
            if prefix in declared or prefix in ("xml", "xmlns") or (prefix and not value):
                raise Malformed("a namespace declared wrongly")
            declared[prefix] = value
        else:
            found.append((name, value))
    scope = {**scope, **declared} if declared else scope
    prefix, _, local = token["tag"].rpartition(":")
    attributes = []
    for name, value in found:
        attribute_prefix, _, attribute_local = name.rpartition(":")
        if attribute_prefix and attribute_prefix not in scope:
            raise Malformed("a prefix without a namespace")
        attributes.append((attribute_prefix, f"{{{scope[attribute_prefix]}}}{attribute_local}" if attribute_prefix else name, value))
    if prefix and prefix not in scope:
        raise Malformed("a prefix without a namespace")
    if len({name for _, name, _ in attributes}) != len(attributes):
        raise Malformed("an attribute twice")
    return Element(prefix, local, scope, attributes)


def canonical(element, without=None, rendered=None):
    """The exclusive canonical form without comments, as octets; `without` is a child that is left out."""
    out = []
    _render(element, without, {"": "", "xml": XML} if rendered is None else rendered, out)
    return "".join(out).encode()


def _render(element, without, rendered, out):
    used = {element.prefix} | {prefix for prefix, _, _ in element.attributes if prefix}
    new = {prefix: element.scope.get(prefix, "") for prefix in used if rendered.get(prefix) != element.scope.get(prefix, "")}
    out.append("<" + element.tag)
    for prefix in sorted(new):
        out.append(f' xmlns{":" + prefix if prefix else ""}="{_attribute(new[prefix])}"')
    for prefix, name, value in sorted(element.attributes, key=lambda a: (a[1].rpartition("}")[0], a[1].rpartition("}")[2])):
        local = name.rpartition("}")[2]
        out.append(f' {prefix + ":" if prefix else ""}{local}="{_attribute(value)}"')
    out.append(">")
    inner = {**rendered, **new} if new else rendered
    for child in element.children:
        if isinstance(child, str):
            out.append(child.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#xD;"))
        elif child is not without:
            _render(child, without, inner, out)
    out.append(f"</{element.tag}>")


def _attribute(value):
    for plain, written in (("&", "&amp;"), ("<", "&lt;"), ('"', "&quot;"), ("\t", "&#x9;"), ("\n", "&#xA;"), ("\r", "&#xD;")):
        value = value.replace(plain, written)
    return value
