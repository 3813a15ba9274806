"""The one door from what a machine said to what a person sees: secrets are masked, and what a terminal or a
widget would obey, or hide, is written out (``\\x1b``, ``\\u202e``).

Every face shows machine text through here: the values of a `Text` by themselves, all else by `shown`. In
``--json`` the words for people are such texts too; raw values stay what they are, without their secrets, and
`ascii_json` writes in JSON's own way what a terminal would obey.
"""

from __future__ import annotations

import re
from typing import Final

from wizard.model.shown.secrets import mask

_UNSEEN: Final = (
    "[\x00-\x08\x0a-\x1f\x7f-\x9f"
    "\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""What moves the cursor, sets colours or titles, turns the direction of writing, or takes no room. Tabs stay."""


def shown(words: str) -> str:
    """*words* on one line, as every face may show them."""
    return escaped(mask(words))


def shown_lines(words: str) -> str:
    """The same for words of several lines, which end with LF then."""
    return "\n".join(map(escaped, mask(words).replace("\r\n", "\n").split("\n")))


def escaped(words: str) -> str:
    """*words* with their secrets, on one line: only for what `mask` has seen."""
    if words.isascii() and words.isprintable():
        return words
    words = re.sub(_UNSEEN, _escape, words)
    return words if words.isprintable() else "".join(map(_seen, words))


def _seen(letter: str) -> str:
    """*letter*, unless nobody has given it a shape yet: who knows what it will do."""
    has_shape = (
        letter.isprintable() or letter.isspace() or "\ue000" <= letter <= "\uf8ff" or letter >= "\U000f0000"
    )
    return letter if has_shape else _written(ord(letter))


def ascii_json(text: str) -> str:
    """A document of JSON that says the same, with all that a terminal would obey written as ``\\u....``."""
    return text if text.isascii() and text.isprintable() else re.sub(_UNSEEN, _escape_json, text)


def _escape(match: re.Match[str]) -> str:
    point = ord(match[0])
    if match[0] in "\n\r":
        return "\\n" if match[0] == "\n" else "\\r"
    if 0xDC80 <= point <= 0xDCFF:  # a byte that was not UTF-8
        point -= 0xDC00
    return _written(point)


def _written(point: int) -> str:
    if point > 0xFFFF:
        return f"\\U{point:08x}"
    return f"\\u{point:04x}" if point > 0xFF else f"\\x{point:02x}"


def _escape_json(match: re.Match[str]) -> str:
    if match[0] == "\n":  # between values: inside of one it is escaped already
        return match[0]
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
