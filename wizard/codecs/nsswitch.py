"""The line ``hosts:`` of `/etc/nsswitch.conf`: what is asked for the address of a name (nsswitch.conf(5), GO §2.1)."""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.codecs.lines import split, words_of
from wizard.patterns import lazy_pattern

_LINE: Final = lazy_pattern(r"(\s*hosts\s*:)([^#]*)(.*)")
_WORD: Final = lazy_pattern(r"\[[^\]]*\]|[^\s\[\]]+")


class HostsLine(msgspec.Struct, frozen=True):
    """The *line* (from 1) that reads *text*. *is_utf8*: it can be written again."""

    line: int
    text: str
    is_utf8: bool

    @property
    def sources(self) -> tuple[str, ...]:
        """What is asked, in order, without the conditions in brackets."""
        return tuple(word for word in self._words if not word.startswith("["))

    @property
    def ends_in_condition(self) -> bool:
        """Whether a condition such as ``[NOTFOUND=return]`` decides about what would be added."""
        return self._words[-1:] != () and self._words[-1].startswith("[")

    @property
    def _words(self) -> tuple[str, ...]:
        match = _LINE.fullmatch(self.text)
        return tuple(_WORD.findall(match[2])) if match is not None else ()

    def with_sources(self, first: str, last: str) -> str:
        """The line with *first* before all other sources and *last* after them (each maybe empty)."""
        match = _LINE.fullmatch(self.text)
        if match is None:
            return self.text
        head, body, comment = match.groups()
        inner = body.strip()
        start = body[: len(body) - len(body.lstrip())] or " "
        end = body[len(body.rstrip()) :] if inner else ""
        return f"{head}{start}{' '.join(each for each in (first, inner, last) if each)}{end}{comment}"


def hosts_lines(data: bytes) -> tuple[HostsLine, ...]:
    """All lines for ``hosts``: Go asks what they all name, in order."""
    found = ((number, line.content) for number, line in enumerate(split(data), 1))
    lines = (
        HostsLine(number, words_of(content), words_of(content).encode() == content)
        for number, content in found
    )
    return tuple(each for each in lines if _LINE.fullmatch(each.text))
