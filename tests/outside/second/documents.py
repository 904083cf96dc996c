"""JSON documents of a bundle: in their one form [RFC 8785], and as the published schemas say."""

import json
import re


class Invalid(Exception):
    pass


def read(octets, schema, most):
    """The document, where these octets are its canonical form and it is as its schema says; raises `Invalid`."""
    try:
        if len(octets) > most:
            raise ValueError
        document = json.loads(octets.decode("utf-8"))
        if _write(document).encode("utf-8") != octets:
            raise ValueError
    except (ValueError, RecursionError):
        raise Invalid("it is not in the one form that RFC 8785 gives it") from None
    if not _fits(document, schema, schema):
        raise Invalid("it is not what its schema describes")
    return document


def _write(value):
    """For objects, strings, whole numbers, true, false and null, which is all that the schemas allow."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(f"{_write(key)}:{_write(value[key])}" for key in keys) + "}"
    if isinstance(value, (float, list)):
        raise ValueError
    return json.dumps(value, ensure_ascii=False)


def _fits(value, schema, root):
    """As much of JSON Schema as the schemas in proto/ use."""
    if "$ref" in schema:
        return _fits(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    if "oneOf" in schema and sum(_fits(value, one, root) for one in schema["oneOf"]) != 1:
        return False
    if "const" in schema and (value != schema["const"] or isinstance(value, bool)):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    kinds = schema.get("type", [])
    kind = {type(None): "null", bool: "boolean", int: "integer", str: "string", dict: "object"}[type(value)]
    if kinds and kind not in ([kinds] if isinstance(kinds, str) else kinds):
        return False
    if "pattern" in schema and not re.search(re.sub(r"\$$", r"\\Z", schema["pattern"]), value):
        return False
    if isinstance(value, dict) and "properties" in schema:
        names = schema["properties"]
        return (set(schema.get("required", [])) <= set(value) and (schema.get("additionalProperties", True) or set(value) <= set(names))
                and all(_fits(value[name], names[name], root) for name in value if name in names))
    return True
