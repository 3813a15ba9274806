"""How a line that WSL cannot read is made readable, without losing anything that is written on it.

Every repair yields lines that WSL reads, so that each one is the last that its line needs.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from wizard.codecs.wslconf.document import Document
from wizard.codecs.wslconf.edit import Splice, commented, line_end, quoted
from wizard.codecs.wslconf.keys import Dialect, ValueType, find, fold, known_section
from wizard.codecs.wslconf.nodes import Broken, Fault, Node, Pair, full_name, meant_header
from wizard.codecs.wslconf.paths import has_variables
from wizard.codecs.wslconf.reader import Scanner
from wizard.codecs.wslconf.values import take
from wizard.patterns import lazy_pattern

_NAME: Final = rb"[A-Za-z][A-Za-z0-9]*"
_INDENT: Final = lazy_pattern(rb"[ \t]*")
_MARKS: Final = lazy_pattern(rb"(?:\xef\xbb\xbf)+")
_FOREIGN_COMMENT: Final = lazy_pattern(rb"([ \t]*)(?:;|//)")
_COLON: Final = lazy_pattern(rb"([ \t]*)(" + _NAME + rb")[ \t]*:[ \t]*(.*)", re.DOTALL)
_SETTING: Final = lazy_pattern(rb"([ \t]*(" + _NAME + rb")[ \t]*=[ \t]*)(.*)", re.DOTALL)
_VALUE: Final = lazy_pattern(rb'("(?:[^"\\]|\\.)*"|[^#]*?)([ \t]*(?:#.*)?)', re.DOTALL)


def repaired_line(document: Document, node: Broken) -> Splice:
    """*node* of *document* as lines WSL reads."""
    content, end = _content(document, node)
    if b"\n" in content or b"\r" in content:
        return Splice(node.span, commented(content) + end)
    return Splice(node.span, _repaired(document, node, content) + end)


def _content(document: Document, node: Broken | Pair) -> tuple[bytes, bytes]:
    """The line, or lines, of *node*, and how they end. A CR alone would not end the comment they may become."""
    line = document.body[node.span.start : node.span.end]
    content = line.removesuffix(b"\n").removesuffix(b"\r")
    end = line[len(content) :]
    return content, line_end(document) if end == b"\r" else end


def _repaired(document: Document, node: Broken, content: bytes) -> bytes:
    match node.fault:
        case Fault.KEY_NAME:
            return _readable_comment(content)
        case Fault.SECTION_NAME | Fault.NO_BRACKET | Fault.AFTER_HEADER:
            return _split(document, content) or _header(document, content) or commented(content)
        case _:
            setting = _setting(document, node, content)
            return commented(content) if setting is None else setting


def _split(document: Document, content: bytes) -> bytes | None:
    r"""The lines that a line with ``\n`` or ``\r\n`` in it, as a careless ``echo`` writes it, was meant to be: headers,
    and settings that WSL knows and that are nowhere else."""
    lines = [line for part in content.replace(b"\\r\\n", b"\\n").split(b"\\n") if (line := part.strip())]
    taken = {fold(full_name(each.section, each.key)) for each in document.nodes if isinstance(each, Pair)}
    section: str | None = None
    for line in lines:
        if line.startswith(b"[") and line.endswith(b"]"):
            name = line[1:-1].decode("utf-8", "replace")
            section = name if known_section(document.dialect, name) else None
        elif section is not None and (full := _new_name(document.dialect, section, line, taken)):
            taken.add(full)
        else:
            return None
        if section is None:
            return None
    return line_end(document).join(lines) if len(lines) > 1 else None


def _new_name(dialect: Dialect, section: str, line: bytes, taken: Collection[str]) -> str | None:
    """The folded full name of the setting that *line* is in *section*, if WSL knows it and it is not *taken*."""
    pair = _only_pair(line, dialect)
    if pair is None or not _is_safe(dialect, section, line):
        return None
    name = full_name(section, pair.key)
    return fold(name) if find(dialect, name) is not None and fold(name) not in taken else None


def _setting(document: Document, node: Broken, content: bytes) -> bytes | None:
    """*content* as a setting; None if it is none, or one that is better not made."""
    if _is_overtaken(document, node, content) or unexpanded(document, node) is not None:
        return None
    if node.fault is Fault.NO_EQUALS:
        setting = _with_equals(document.dialect, node, content)
    else:
        match = _SETTING.fullmatch(content)
        setting = match[1] + meant_value(match[3]) if match else None
    return setting if setting and _is_safe(document.dialect, node.section, setting) else None


def _is_overtaken(document: Document, node: Broken, content: bytes) -> bool:
    """Whether the key that *node* means to set has been set on a later line, which is in force."""
    setting = _SETTING.fullmatch(content) or _COLON.fullmatch(content)
    pair = document.pair(node.section, setting[2].decode()) if setting else None
    return pair is not None and pair.span.start > node.span.start


def meant_value(tail: bytes) -> bytes:
    """What stands behind ``=``, with the value quoted and escaped so that it says what it shows.

    A backslash that does not escape a quote or a backslash stands for itself, for whoever writes
    ``C:\\Users\\new`` escapes nothing. A value that begins with a quote ends with one; other quotes are text.
    A ``#`` begins a comment unless it is inside closed quotes.
    """
    match = _VALUE.fullmatch(tail)
    raw, comment = (match[1], match[2]) if match else (tail, b"")
    return quoted(meant_text(raw)) + comment


def setting_of(document: Document, node: Broken) -> tuple[str, bytes] | None:
    """The key that *node* means to set, and the value as it is written; None if it is no setting."""
    content, _ = _content(document, node)
    match = _SETTING.fullmatch(content)
    value = _VALUE.fullmatch(match[3]) if match else None
    return (match[2].decode(), value[1].rstrip(b" \t")) if match and value else None


def unexpanded(document: Document, node: Node) -> tuple[str, str] | None:
    """The full name of the key, and the path as a person reads it, of a line whose path names a variable; None of
    any other line. It is so of lines that WSL reads, and of those that it does not for their backslashes."""
    if not document.dialect.on_windows:
        return None
    match node:
        case Pair():
            name, raw = node.name, document.body[node.written.start : node.written.end]
        case Broken() if (setting := setting_of(document, node)) is not None:
            name, raw = full_name(node.section, setting[0]), setting[1]
        case _:
            return None
    key, path = find(document.dialect, name), meant_text(raw).decode("utf-8", "replace")
    if key is None or key.kind is not ValueType.PATH or not has_variables(path):
        return None
    return key.name, path


def meant_text(raw: bytes) -> bytes:
    """A value as `meant_value` understands it."""
    if raw.startswith(b'"'):
        raw = raw[1:].removesuffix(b'"')
    return re.sub(rb'\\([\\"])', rb"\1", raw)


def _readable_comment(content: bytes) -> bytes:
    foreign = _FOREIGN_COMMENT.match(content)
    return foreign[1] + b"#" + content[foreign.end() :] if foreign else commented(content)


def _with_equals(dialect: Dialect, node: Broken, content: bytes) -> bytes | None:
    """``key: value`` as ``key=value``, if WSL knows the key."""
    match = _COLON.fullmatch(content)
    if match is None or find(dialect, f"{node.section}.{match[2].decode()}") is None:
        return None
    setting = match[1] + match[2] + b"="
    return setting + match[3] if _is_setting(setting + match[3], dialect) else setting + meant_value(match[3])


def _header(document: Document, content: bytes) -> bytes | None:
    """``[name]``, and what followed it as a setting on a line of its own, or as a comment.

    A name that has to lose odd characters is kept in full as a comment. (A section that WSL does not know is
    harmless; a header commented out would leave its keys to the section above.)
    """
    meant = meant_header(content)
    if meant is None:
        return None
    indent = _INDENT.match(content)
    lead = indent[0] if indent else b""
    header = lead + b"[" + meant.name.encode() + b"]"
    plain = meant.written.strip(b"[]\"' \t") == meant.name.encode()
    if not plain:
        return header + b" # " + content[len(lead) :]
    if not meant.rest or meant.rest.startswith(b"#"):
        return header + (b" " + meant.rest if meant.rest else b"")
    if _is_safe(document.dialect, meant.name, meant.rest):
        return header + line_end(document) + lead + meant.rest
    return header + b" # " + meant.rest


def _is_setting(line: bytes, dialect: Dialect) -> bool:
    return _only_pair(line, dialect) is not None


def _is_safe(dialect: Dialect, section: str, line: bytes) -> bool:
    """Whether *line*, in *section*, is a setting with which WSL still starts."""
    pair = _only_pair(line, dialect)
    if pair is None:
        return False
    key = find(dialect, full_name(section, pair.key))
    if key is None or key.kind is not ValueType.MAC:
        return True
    return not take(key, pair.value, on_windows=dialect.on_windows).refusals


def _only_pair(line: bytes, dialect: Dialect) -> Pair | None:
    nodes = list(Scanner(line, dialect).nodes())
    first = nodes[0] if len(nodes) == 1 else None
    return first if isinstance(first, Pair) else None


def without_marks(document: Document, node: Broken) -> Splice | None:
    """A line that begins with byte order marks, as they come from files put together, without these; else None."""
    line = document.body[node.span.start : node.span.end]
    marks = _MARKS.match(line)
    return Splice(node.span, line[marks.end() :]) if marks else None
