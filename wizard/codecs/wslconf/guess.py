"""What a person meant by a value or a name that WSL does not take: guesses, offered and never made silently."""

from __future__ import annotations

import difflib
import re
from decimal import Decimal
from typing import Final

from wizard.codecs.wslconf.keys import KEYS, Dialect, Key, ValueType, find, fold, known_section
from wizard.codecs.wslconf.values import take

_YES: Final = frozenset(("yes", "on", "y", "t", "enable", "enabled", "si", "ja", "oui"))
_NO: Final = frozenset(("no", "off", "n", "f", "disable", "disabled", "none", "nein", "non"))
_QUOTES: Final = " \t'\"`‘’“”"
_SIZE: Final = r"(?ai)([0-9]{1,15}(?:\.[0-9]{1,6})?)\s*([bkmgt]?)(?:ib|b|)"
_UNITS: Final = "bkmgt"
_OF_DRIVES: Final = frozenset(("umask", "fmask", "dmask", "uid", "gid", "metadata", "case"))
"""Mount options, for which people make keys. ``filesystem.umask`` is another thing: the mask of every process."""
_NEAR: Final = 0.8
_HOMELY: Final = 0.6


def better_value(key: Key, text: str, *, on_windows: bool) -> str | None:
    """What WSL would take instead of *text*, if there is only one thing it can mean."""
    bare = text.strip(_QUOTES)
    for guess in (bare, _reworded(key, bare)):
        writable = guess is not None and guess.isascii() and guess.isprintable()
        if guess is not None and writable and not take(key, guess, on_windows=on_windows).refusals:
            return guess
    return None


def _reworded(key: Key, bare: str) -> str | None:
    match key.kind:
        case ValueType.FLAG:
            return "true" if fold(bare) in _YES else "false" if fold(bare) in _NO else None
        case ValueType.SIZE:
            return _size(bare)
        case ValueType.CHOICE:
            return _choice(key, bare)
        case ValueType.MAC:
            digits = re.sub(r"[^0-9a-fA-F]", "", bare)
            return ":".join(re.findall("..", digits.upper())) if len(digits) == 12 else None
        case ValueType.PORTS:
            taken = take(key, bare, on_windows=True).value
            return ",".join(map(str, taken)) if isinstance(taken, tuple) and taken else None
        case _:
            return None


def _size(bare: str) -> str | None:
    """``4 gb``, ``4GiB`` as ``4GB``; ``4.5GB`` as ``4608MB``."""
    match = re.fullmatch(_SIZE, bare)
    if match is None:
        return None
    power = _UNITS.index(match[2].lower() or "b")
    amount = Decimal(match[1])
    while power and amount != amount.to_integral_value():
        amount, power = amount * 1024, power - 1
    if amount != amount.to_integral_value():
        return None
    unit = _UNITS[power].upper() + ("B" if power else "")
    return f"{int(amount)}{unit if match[2] else ''}"


def _choice(key: Key, bare: str) -> str | None:
    """The one name that has these letters and digits, or ends in them: ``drop-cache``, ``2`` for ``v2``."""
    wanted = re.sub(r"[^a-z0-9]", "", fold(bare))
    names = [each.name for each in key.choices if wanted and fold(each.name).endswith(wanted)]
    return names[0] if len(names) == 1 else None


def nearest_key(dialect: Dialect, section: str, key: str) -> str:
    """The full name of the key that ``[section] key`` most likely is; empty if none is near.

    The same key in another section comes before a key of nearly that spelling, and that of *section* first.
    """
    word, home = fold(key), fold(section)
    if dialect is Dialect.WSL_CONF and word in _OF_DRIVES and _likeness(home, "filesystem") < _HOMELY:
        return "automount.options"
    names = [each.name for each in KEYS[dialect]]
    same = [name for name in names if fold(name.partition(".")[2]) == word]
    if len(same) == 1:
        return same[0]
    if same:
        likeness, name = max((_likeness(fold(name.partition(".")[0]), home), name) for name in same)
        return name if likeness > _HOMELY else ""
    at_home = [name for name in names if fold(name.partition(".")[0]) == home]
    return _alike(word, at_home) or _alike(word, names)


def _alike(word: str, names: list[str]) -> str:
    words = {fold(name.partition(".")[2]): name for name in reversed(names)}
    found = difflib.get_close_matches(word, words, n=1, cutoff=_NEAR)
    return words[found[0]] if found else ""


def is_like(section: str, written: str) -> bool:
    """Whether *written* may be a misspelt *section*."""
    return _likeness(fold(section), fold(written)) > _HOMELY


def _likeness(a: str, b: str) -> float:
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()


def home_of(dialect: Dialect, section: str, key: str) -> tuple[Dialect, Key] | None:
    """The other of WSL's files that knows ``[section] key``, and what it is there, for one that *dialect* does not
    know. A key that only one file has, in whatever section, is meant for that file, unless it is nearly one here."""
    if not section:
        return None
    others = [each for each in Dialect if each is not dialect]
    if not known_section(dialect, section) or fold(section) == "general":
        found = [(each, known) for each in others if (known := find(each, f"{section}.{key}")) is not None]
        if found:
            return found[0]
    if nearest_key(dialect, section, key):
        return None
    named = [(each, known) for each in others for known in KEYS[each] if fold(known.word) == fold(key)]
    return named[0] if len(named) == 1 else None
