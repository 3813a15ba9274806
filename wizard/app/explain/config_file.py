"""What WSL makes of a config file, in JSON or in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from wizard.codecs import wslconf
from wizard.model.commands.lines import own_command
from wizard.model.errors import InputError
from wizard.model.text import Text, plain, reason_of, say
from wizard.transports.private_files import FileTooBig, read_named

SIZE_LIMIT = 16 << 20
EXAMPLE: Final = own_command("explain", "wsl-systemd")
_NAME_ONE: Final = say("Name a wsl.conf or .wslconfig file, or a check, such as: {command}", command=EXAMPLE)


def explain(path: Path, kind: str | None = None) -> dict[str, object]:
    """What WSL makes of the file at *path*, read as *kind* (``wsl.conf`` or ``.wslconfig``; by its name if not
    said). Raises `InputError` if there is no such file."""
    dialect = wslconf.Dialect(kind) if kind is not None else _by_name(path)
    try:
        data = read_named(path, SIZE_LIMIT)
    except FileTooBig as error:
        raise InputError(
            "too-big",
            say("{path} is too big for a configuration file.", path=str(path)),
            next_step=_NAME_ONE,
        ) from error
    except OSError as error:
        why = reason_of(error)
        raise InputError(
            "unreadable", say("{path} cannot be read: {why}.", path=str(path), why=why), next_step=_NAME_ONE
        ) from error
    return wslconf.explain(data, dialect)


def _by_name(path: Path) -> wslconf.Dialect:
    return wslconf.Dialect.WSLCONFIG if "wslconfig" in path.name.lower() else wslconf.Dialect.WSL_CONF


def sentences(explanation: Mapping[str, Any]) -> Iterator[Text]:
    """The same for people, line by line."""
    for (key, value, of_wsl), line in zip(explanation["pairs"], explanation["lines"], strict=True):
        yield plain(f"{line:>5}  {key} = {value}")
        if of_wsl != line:
            yield say("       In the messages of WSL, this is line {line}.", line=of_wsl)
    for key, value in explanation["resolved"].items():
        yield say(
            "differs from the default: {key} = {value}", key=key, value=msgspec.json.encode(value).decode()
        )
    for error in explanation["errors"]:
        yield say("WSL reports: {error}", error=error)
    if explanation.get("exception"):
        yield say("This keeps WSL from starting: {error}", error=explanation["exception"])
    if explanation.get("stops_at"):
        yield say(
            "WSL stops reading at line {line} and ignores everything below it.", line=explanation["stops_at"]
        )
