"""As much of XML Schema 1.0 as the published schemas in proto/ use."""

import base64
import binascii
import datetime
import json
import os
import re
import xml.etree.ElementTree as tree

XS = "{http://www.w3.org/2001/XMLSchema}"
OURS = "urn:recepis:evidence:v1"


class Invalid(Exception):
    pass


def octets(text):
    """Base64 in its one spelling, or None."""
    try:
        plain = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        return None
    return plain if base64.b64encode(plain).decode() == text else None


def _date(text):
    try:
        datetime.datetime.fromisoformat(text[:19])
        return text[19:].endswith("Z")
    except ValueError:
        return False


def _integer(least, most):
    return lambda text: bool(re.fullmatch(r"0|[1-9][0-9]*", text)) and least <= int(text) <= most


BUILT_IN = {
    "string": lambda text: True, "anyURI": lambda text: True, "ID": lambda text: True,
    "boolean": lambda text: text in ("true", "false"), "base64Binary": lambda text: octets(text) is not None, "dateTime": _date,
    "int": _integer(0, 2 ** 31 - 1), "integer": _integer(0, 2 ** 64), "unsignedShort": _integer(0, 2 ** 16 - 1),
    "unsignedInt": _integer(0, 2 ** 32 - 1), "unsignedLong": _integer(0, 2 ** 64 - 1),
}


class Schemas:
    def __init__(self, folder):
        self.types, self.globals = {}, {}
        for name in ("evidence", "evidence-extension", "extract", "saml", "xades", "xmldsig"):
            path = os.path.join(folder, name + ".xsd")
            prefixes = dict(pair for _, pair in tree.iterparse(path, events=["start-ns"]))
            root = tree.parse(path).getroot()
            target, qualified = root.get("targetNamespace"), root.get("elementFormDefault") == "qualified"
            for node in root.iter():
                node.attrib["#"] = (prefixes, target, qualified)
            for node in root:
                if node.tag == XS + "element":
                    self.globals[f"{{{target}}}{node.get('name')}"] = node
                elif node.tag in (XS + "complexType", XS + "simpleType"):
                    self.types[f"{{{target}}}{node.get('name')}"] = node

        self.acknowledgement, self.assertion = (self._json(folder, name) for name in ("acknowledgement", "assertion"))

    @staticmethod
    def _json(folder, name):
        with open(os.path.join(folder, name + ".schema.json"), encoding="utf-8") as file:
            return json.load(file)

    def check(self, element):
        """Raises `Invalid` unless the element is as its global declaration says."""
        if element.name not in self.globals:
            raise Invalid(f"{element.tag} is unknown")
        self._element(element, self.globals[element.name])

    def _resolve(self, node, name):
        prefix, _, local = name.rpartition(":")
        return f"{{{node.get('#')[0].get(prefix, '')}}}{local}"

    def _element(self, element, declaration):
        fixed, kind = declaration.get("fixed"), declaration.get("type")
        inner = declaration.find(XS + "complexType")
        if inner is None:
            inner = declaration.find(XS + "simpleType")
        if inner is None and kind is not None:
            name = self._resolve(declaration, kind)
            inner = self.types.get(name)
            if inner is None:
                self._simple(element, lambda text: BUILT_IN[name.replace(XS, "")](text), {}, fixed)
                return
        if inner is None:
            raise Invalid(f"{element.tag} has no type")
        if inner.tag == XS + "simpleType":
            self._simple(element, lambda text: self._value(text, inner), {}, fixed)
        else:
            self._complex(element, inner)

    def _simple(self, element, holds, attributes, fixed):
        text = element.text()
        if text is None or not holds(text) or (fixed is not None and text != fixed):
            raise Invalid(f"a wrong value in {element.tag}")
        self._attributes(element, attributes)

    def _attributes(self, element, declared):
        for _, name, value in element.attributes:
            if name not in declared:
                raise Invalid(f"{element.tag} has the attribute {name}")
            node = declared[name]
            inner, fixed = node.find(XS + "simpleType"), node.get("fixed")
            if (fixed is not None and value != fixed) or (inner is not None and not self._value(value, inner)):
                raise Invalid(f"a wrong {name} in {element.tag}")
        for name, node in declared.items():
            if node.get("use") == "required" and element.get(name) is None:
                raise Invalid(f"{element.tag} lacks {name}")

    def _value(self, text, kind):
        restriction = kind.find(XS + "restriction")
        base = self._resolve(restriction, restriction.get("base"))
        if not (self._value(text, self.types[base]) if base in self.types else BUILT_IN[base.replace(XS, "")](text)):
            return False
        kinds = {}
        for facet in restriction:
            kinds.setdefault(facet.tag.replace(XS, ""), []).append(facet.get("value"))
        binary = self._binary(base)
        length = len(octets(text)) if binary else len(text)
        return (("enumeration" not in kinds or text in kinds["enumeration"])
                and all(re.fullmatch(pattern, text) for pattern in kinds.get("pattern", []))
                and all(length == int(n) for n in kinds.get("length", [])) and all(length >= int(n) for n in kinds.get("minLength", []))
                and all(length <= int(n) for n in kinds.get("maxLength", []))
                and all(int(text) >= int(n) for n in kinds.get("minInclusive", [])))

    def _binary(self, base):
        while base in self.types:
            restriction = self.types[base].find(XS + "restriction")
            base = self._resolve(restriction, restriction.get("base"))
        return base == XS + "base64Binary"

    def _complex(self, element, kind):
        attributes = {node.get("name"): node for node in kind.iter(XS + "attribute")
                      if node in list(kind) or kind.find(XS + "simpleContent") is not None}
        simple = kind.find(XS + "simpleContent/" + XS + "extension")
        if simple is not None:
            base = self._resolve(simple, simple.get("base"))
            holds = (lambda text: self._value(text, self.types[base])) if base in self.types else BUILT_IN[base.replace(XS, "")]
            self._simple(element, holds, attributes, None)
            return
        self._attributes(element, attributes)
        if any(isinstance(child, str) for child in element.children):
            raise Invalid(f"text in {element.tag}")
        particle = next((node for node in kind if node.tag in (XS + "sequence", XS + "choice")), None)
        children = element.elements()
        at, wrong = 0, None
        if particle is not None:
            at, wrong = self._particle(particle, children, 0)
            if at is None:
                raise wrong
        known = {f"{{{OURS}}}{node.get('name')}" for node in self._within(particle)}
        for child in children[at:]:  # later versions append
            if element.namespace != OURS or child.namespace != OURS or child.name in known:
                raise wrong or Invalid(f"{child.tag} does not belong in {element.tag}")

    def _within(self, particle):
        """The elements that a content model names, none of those inside them."""
        for node in particle if particle is not None else []:
            if node.tag == XS + "element":
                yield node
            else:
                yield from self._within(node)

    def _particle(self, node, children, at):
        """Where it ends, greedily: the schemas are deterministic; or None and why."""
        least = int(node.get("minOccurs", "1"))
        most = int(node.get("maxOccurs", "1"))
        times, wrong = 0, None
        while times < most:
            end, why = self._once(node, children, at)
            if end is None or (end == at and times >= least):
                wrong = why
                break
            at, times = end, times + 1
        return (at, wrong) if times >= least else (None, wrong)

    def _once(self, node, children, at):
        if node.tag == XS + "element":
            wanted = self._resolve(node, node.get("ref")) if node.get("ref") else self._local(node)
            if at >= len(children) or children[at].name != wanted:
                return None, Invalid(f"{wanted} is missing")
            self._element(children[at], self.globals[wanted] if node.get("ref") else node)
            return at + 1, None
        particles = [child for child in node if child.tag != XS + "annotation"]
        if node.tag == XS + "choice":
            wrong = None
            for particle in particles:
                end, why = self._particle(particle, children, at)
                if end is not None:
                    return end, None
                wrong = wrong or why
            return None, wrong
        wrong = None
        for particle in particles:
            at, why = self._particle(particle, children, at)
            wrong = why or wrong
            if at is None:
                return None, why
        return at, wrong

    @staticmethod
    def _local(node):
        _, target, qualified = node.get("#")
        return f"{{{target}}}{node.get('name')}" if qualified else node.get("name")
