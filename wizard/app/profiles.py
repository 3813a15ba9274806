"""Profiles: shipped ones by name, a team's own by path. Read strictly; a wrong key is said, never skipped."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec

from wizard.app.profile_words import may_be, name_in
from wizard.codecs.go import godebug
from wizard.model.errors import InputError
from wizard.model.text import Text, join, reason_of, say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern
from wizard.resources import intact, names
from wizard.transports.private_files import save_private

DEFAULT = "baseline"
_SUFFIX = ".toml"
SIZE_LIMIT = 1 << 20


def shipped() -> tuple[Wanted, ...]:
    """The profiles that come with the wizard, the default one first. Raises `DamagedError` and `OSError`."""
    ordered = sorted(names("profiles", _SUFFIX), key=lambda name: (name != f"{DEFAULT}{_SUFFIX}", name))
    return tuple(_shipped(name) for name in ordered)


def _shipped(name: str) -> Wanted:
    with intact("profiles", name) as path:
        return load(path)


def find(name: str) -> Wanted:
    """The profile called *name*, or the one in the file *name*. Raises `InputError`."""
    path = Path(name)
    if path.suffix == _SUFFIX or path.exists():
        return load(path)
    for profile in shipped():
        if profile.name == name:
            return profile
    names = join(profile.name for profile in shipped())
    raise InputError(
        "profile-unknown",
        say("No profile is named {name}.", name=name),
        next_step=say("Choose one of {names}, or give the path of a TOML file.", names=names),
    )


def load(path: Path) -> Wanted:
    """Read a profile. Raises `InputError`: what is wrong and where, in one sentence."""
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise _unusable(path, say("the file is too big"))
        data = path.read_bytes()
    except OSError as error:
        raise _unusable(path, reason_of(error)) from error
    return parse(data, path)


def parse(data: bytes, path: Path) -> Wanted:
    """Read the text of a profile; *path* is only for messages. Raises `InputError`."""
    try:
        wanted = msgspec.toml.decode(data.decode("utf-8"), type=Wanted)
    except UnicodeDecodeError as error:
        raise _unusable(path, say("the file is not UTF-8 text")) from error
    except msgspec.ValidationError as error:
        raise _unusable(path, _words(error)) from error
    except msgspec.DecodeError as error:
        raise _unusable(path, say("the file is not valid TOML ({why})", why=str(error))) from error
    why = harmful(wanted)
    if why is not None:
        raise _unusable(path, why)
    return wanted


def harmful(wanted: Wanted) -> Text | None:
    """Why nobody can mean *wanted*, well-formed as it is; None if there is no reason."""
    fatal = godebug.fatal(",".join(f"{key}={value}" for key, value in wanted.godebug.items()))
    if not fatal:
        return None
    return say(
        "{setting} in [godebug] makes Go programs exit at start", setting=f"{fatal[0].key}={fatal[0].value}"
    )


def save(wanted: Wanted, path: Path) -> None:
    """Write a profile that `load` reads back. Raises `InputError`."""
    save_private(path, toml(wanted).encode(), "profile-not-saved")


def toml(wanted: Wanted) -> str:
    """*wanted* as TOML: its name, and whatever differs from "not wanted"."""
    values, empty = msgspec.to_builtins(wanted), msgspec.to_builtins(Wanted())
    differing = {key: _differing(value, empty[key]) for key, value in values.items()}
    kept = {key: value for key, value in differing.items() if key == "name" or value not in ("", {}, None)}
    return msgspec.toml.encode(kept).decode()


def _differing(value: Any, empty: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: item for key, item in value.items() if item is not None and item != empty.get(key)}


_AT = lazy_pattern(r" - at (?P<name>`key` in )?`\$\.?(?P<where>[^`]*)`")


def _words(error: msgspec.ValidationError) -> Text:
    message = str(error)
    unknown = re.match(r"Object contains unknown field `(?P<field>[^`]*)`", message)
    at = _AT.search(message)
    where = at["where"] if at else ""
    if unknown:
        key = f"{where}.{unknown['field']}" if where else unknown["field"]
        return say("no setting is named {key}", key=key)
    if at is not None and at["name"]:
        wanted = name_in(where)
        if wanted is not None:
            return say("a key in [{key}] must be {wanted}", key=where, wanted=wanted)
    wanted = may_be(where)
    if wanted is not None:
        return say("{key} must be {wanted}", key=where, wanted=wanted)
    return say("{key} is not valid ({why})", key=where or "?", why=_AT.sub("", message))


def _unusable(path: Path, why: Text) -> InputError:
    return InputError(
        "profile-unusable", say("The profile {path} cannot be used: {why}.", path=str(path), why=why)
    )
