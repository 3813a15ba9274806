"""Lists in one text, as Path and WSLENV are: items with a separator between them, every other character kept.

In a list with semicolons, double quotes hold an item together that has a semicolon in it (cmd, and Go's own
`filepath.SplitList`).
"""

from __future__ import annotations


def items(text: str, separator: str) -> list[str]:
    """All items of *text* as they are written, empty ones too. ``separator.join(items(text)) == text``."""
    if separator != ";" or '"' not in text:
        return text.split(separator)
    found = [""]
    is_quoted = False
    for character in text:
        is_quoted ^= character == '"'
        if character == separator and not is_quoted:
            found.append("")
        else:
            found[-1] += character
    return found


def dropped(text: str, number: int, item: str, separator: str) -> str | None:
    """*text* without item *number* (from 1), which reads *item*; None if it does not read so."""
    found = items(text, separator)
    if not 1 <= number <= len(found) or found[number - 1] != item:
        return None
    return separator.join([*found[: number - 1], *found[number:]])


def added(text: str, item: str, separator: str) -> str | None:
    """*text* with *item* in it, as the last one if it was not there; None if it could not be told from others."""
    if item in items(text, separator):
        return text
    longer = text + ("" if not text or text.endswith(separator) else separator) + item
    return longer if items(longer, separator)[-1] == item else None
