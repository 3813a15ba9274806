"""What a setting of a profile may be, in words, for the error about a wrong value."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from wizard.model.text import Text, from_english, join, say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern

_PARTS: Final = lazy_pattern(r"\.?([^.\[]+)|\[[^\]]*\]")

SchemaNode = dict[str, Any]


def may_be(where: str) -> Text | None:
    """What the setting at *where* (``go.version``, ``go.sources[0]``) may be, as the schema of profiles says; None
    if it does not say."""
    return _in_words(_node(where), where)


def kind_of(where: str) -> str:
    """What JSON calls the setting at *where*: ``string``, ``array``, ``boolean`` …; empty if there is none."""
    return str(_node(where).get("type", ""))


def _node(where: str) -> SchemaNode:
    whole = msgspec.json.schema(Wanted)
    node: SchemaNode = _meant(whole, whole)
    for part in _PARTS.finditer(where):
        named = part[1]
        inner = node.get("properties", {}).get(named) if named else None
        node = _meant(inner or node.get("items") or node.get("additionalProperties") or {}, whole)
    return node


def name_in(where: str) -> Text | None:
    """What a name in the section *where* may be, where users choose the names."""
    whole = msgspec.json.schema(Wanted)
    section = _meant(whole, whole).get("properties", {}).get(where, {})
    words = section.get("propertyNames", {}).get("description")
    return from_english(words) if words else None


def keys_in(section: str) -> tuple[str, ...]:
    """The keys that there are in *section* (empty: the top of the file)."""
    whole = msgspec.json.schema(Wanted)
    top = _meant(whole, whole).get("properties", {})
    if not section:
        return tuple(top)
    return tuple(_meant(top.get(section, {}), whole).get("properties", {}))


def _meant(node: SchemaNode, whole: SchemaNode) -> SchemaNode:
    """The schema that *node* refers to, without the choice to say nothing."""
    while "$ref" in node:
        node = whole["$defs"][node["$ref"].rpartition("/")[2]]
    return next((each for each in node.get("anyOf", ()) if each.get("type") != "null"), node)


def _in_words(node: SchemaNode, where: str) -> Text | None:
    match node:
        case {"type": "object"}:
            return say("a separate section, [{key}]", key=where)
        case {"description": str(words)}:
            return from_english(words)
        case {"enum": [*choices]}:
            return say("one of {names}", names=join(map(str, choices)))
        case {"type": "boolean"}:
            return say("true or false, without quotes")
        case {"type": "integer", "minimum": int(least)}:
            return say("a whole number, {least} or more, without quotes", least=least)
        case {"type": "array"}:
            return say('a list of quoted strings, ["…", "…"]')
        case {"type": "string"}:
            return say("a quoted string")
        case _:
            return None
