"""Reading a profile strictly: a wrong key or value is said, with its line, and never skipped."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import msgspec

from wizard.app.profiles.harm import harm
from wizard.app.profiles.lines import line_of, syntax
from wizard.app.profiles.words import keys_in, may_be, name_in
from wizard.model.commands.lines import own_command
from wizard.model.errors import InputError
from wizard.model.text import Text, reason_of, say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern
from wizard.transports.private_files import FileTooBig, read_named

SIZE_LIMIT: Final = 1 << 16
_AT: Final = lazy_pattern(r" - at (?P<name>`key` in )?`\$\.?(?P<where>[^`]*)`")
_DEEP: Final = lazy_pattern(r"(?<![^\s.])(?:[^\s.]+[ \t]*\.[ \t]*){64}|(?:[\[{]\s*){64}")
"""A key below so many others, or a list in so many, which the standard library takes minutes for, or stops at."""
_UNKNOWN: Final = r"Object contains unknown field `(?P<field>[^`]*)`"


def load(path: Path) -> Wanted:
    """Read a profile. Raises `InputError`: what is wrong and where, in one sentence."""
    try:
        data = read_named(path, SIZE_LIMIT)
    except FileTooBig as error:
        raise _unusable(path, say("the file is too big")) from error
    except OSError as error:
        raise _unusable(path, reason_of(error)) from error
    return parse(data, path)


def parse(data: bytes, path: Path) -> Wanted:
    """Read the text of a profile; *path* is only for messages. Raises `InputError`."""
    text, value = _toml(data, path)
    return checked(value, lambda where, why: _unusable(path, why, line_of(text, where) or 1))


def checked(value: object, refuse: Callable[[str, Text], InputError]) -> Wanted:
    """*value* as a profile. Raises what *refuse* makes of the key that is wrong, and the reason."""
    try:
        wanted = msgspec.structs.replace(msgspec.convert(value, Wanted), schema="")
    except msgspec.ValidationError as error:
        raise refuse(*_words(error, value)) from error
    found = harm(wanted)
    if found is not None:
        raise refuse(found.where, found.why)
    return wanted


def _toml(data: bytes, path: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _unusable(path, say("the file is not UTF-8 text"), line) from error
    if _DEEP.search(text):
        raise _unusable(path, say("it is nested too deeply"))
    try:
        return text, tomllib.loads(text)
    except RecursionError as error:
        raise _unusable(path, say("it is nested too deeply")) from error
    except ValueError as error:  # also of a number with more digits than Python reads
        line, why = syntax(str(error), text)
        raise _unusable(path, say("the file is not valid TOML ({why})", why=why), line) from error


def _words(error: msgspec.ValidationError, value: object) -> tuple[str, Text]:
    """Where *error* is, and what it is."""
    message = str(error)
    at = _AT.search(message)
    where = at["where"] if at else ""
    if re.match(_UNKNOWN, message):
        return _unknown(where, value)
    if at is not None and at["name"] and (wanted := name_in(where)) is not None:
        return _wrong_name(where, value), say("a key in [{key}] must be {wanted}", key=where, wanted=wanted)
    wanted = may_be(where)
    if wanted is not None:
        return where, say("{key} must be {wanted}", key=where, wanted=wanted)
    return where, say("{key} is not valid ({why})", key=where or "?", why=_AT.sub("", message))


def _unknown(where: str, value: object) -> tuple[str, Text]:
    """The first key of the file that there is none of, and the nearest that there is."""
    known = keys_in(where)
    table = value
    for part in where.split(".") if where else ():
        table = table.get(part, {}) if isinstance(table, dict) else {}
    field = next((key for key in table if key not in known), "?") if isinstance(table, dict) else "?"
    key = f"{where}.{field}" if where else field
    nearest = _nearest(field, where, known)
    if nearest:
        return key, say("no setting is named {key}, the nearest is {nearest}", key=key, nearest=nearest)
    return key, say("no setting is named {key}", key=key)


def _nearest(field: str, where: str, known: tuple[str, ...]) -> str:
    """The key that *field* was perhaps meant to be: one beside it, or one of that name in another section."""
    lower = {key.lower(): key for key in known}
    close = difflib.get_close_matches(field.lower(), lower, 1)
    if close:
        return f"{where}.{lower[close[0]]}" if where else lower[close[0]]
    everywhere = ((section, key) for section in keys_in("") for key in keys_in(section))
    return next((f"{section}.{key}" for section, key in everywhere if key.lower() == field.lower()), "")


def _wrong_name(where: str, value: object) -> str:
    """The place of the first key of the table *where* that has a capital letter or a sign in it."""
    table = value.get(where, {}) if isinstance(value, dict) else {}
    return next((f"{where}.{key}" for key in table if not re.fullmatch("[a-z0-9]+", key)), where)


def _unusable(path: Path, why: Text, line: int | None = None) -> InputError:
    place = str(path) if line is None else f"{path}:{line}"
    return InputError(
        "profile-unusable",
        say("The profile {path} cannot be used: {why}.", path=place, why=why),
        next_step=say(
            "Correct the file. To check it: {command}", command=own_command("profile", "check", str(path))
        ),
    )
