"""A machine as a file: every question that was asked, with its answer. Demo, bug reports and tests use it.

JSON, ``"format": 1``, which is 0.1.0's. Bytes are written as ``{"utf8": text}`` where they are text, so that a
person can read what is given away, else as ``{"base64": text}``; a string that is not valid Unicode (such as a
path in another encoding) as ``{"wtf8": base64}``. It is read strictly: whatever this program would not write is
refused.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any, Final, cast

import msgspec

from wizard.facts.shell import SHELL_SCRIPT
from wizard.model.errors import InputError, newer
from wizard.model.formats import Format, Newer
from wizard.model.probes import (
    Account,
    Answer,
    Denied,
    Exited,
    Figure,
    Found,
    Journal,
    Linked,
    Matches,
    Missing,
    Probe,
    Special,
    TooBig,
    Unavailable,
    Values,
    Warnings,
)
from wizard.model.shown.words import ascii_json, shown
from wizard.model.text import Text, plain, reason_of, say
from wizard.transports.private_files import FileTooBig, read_named
from wizard.transports.recording.registry_types import with_types

FORMAT: Final = 3
_SHELL_SCRIPT: Final = "\necho; echo '== wsl-go-wizard =='\nfor name in "


def _asked_of_shells(value: dict[str, Any]) -> dict[str, Any]:
    """Format 2 asked shells for fewer variables; what they printed says so (`wizard.facts.shell`)."""
    for row in value.get(DISTRO, []):
        probe = row["probe"]
        argv = probe.get("argv") or [""]
        if isinstance(argv[-1], str) and argv[-1].startswith(_SHELL_SCRIPT):
            row["probe"] = {**probe, "argv": [*argv[:-1], SHELL_SCRIPT]}
    return value


MACHINES: Final = Format(FORMAT, {2: _asked_of_shells})
SIZE_LIMIT: Final = 256 << 20
DISTRO: Final = "distro"
WINDOWS: Final = "windows"

_ANSWERS: Final[dict[str, type[Any]]] = {
    str(kind.__struct_config__.tag): kind
    for kind in (
        Found,
        Linked,
        Missing,
        Special,
        Denied,
        TooBig,
        Exited,
        Matches,
        Account,
        Journal,
        Figure,
        Warnings,
        Unavailable,
    )
}

Pairs = tuple[tuple[Probe, Answer], ...]


class Recording(msgspec.Struct, frozen=True):
    """What was seen of a machine called *name*: of the distro, and of the computer the wizard ran on. Of *kind*
    ``windows`` it is a PC, and all was seen of the computer."""

    name: str
    distro: Pairs = ()
    host: Pairs = ()
    kind: str = DISTRO


def encode(machine: Recording) -> bytes:
    """The file of *machine*, as UTF-8."""
    sides = {"distro": machine.distro, "host": machine.host}
    value = {
        "format": FORMAT,
        "name": machine.name,
        **({} if machine.kind == DISTRO else {"kind": machine.kind}),
        **{side: [builtins_of(pair) for pair in pairs] for side, pairs in sides.items()},
    }
    text = msgspec.json.format(msgspec.json.encode(_written(value)), indent=1).decode()
    return ascii_json(text).encode() + b"\n"


def load(path: Path) -> Recording:
    """Read the file *path*. Raises `InputError`: what is wrong with it, in one sentence."""
    try:
        data = read_named(path, SIZE_LIMIT)
    except FileTooBig as error:
        raise _unusable(str(path), say("the file is too big")) from error
    except OSError as error:
        raise _unusable(str(path), reason_of(error)) from error
    return parse(data, str(path))


def parse(data: bytes, name: str = "?") -> Recording:
    """Read what `encode` wrote; *name* is only for messages. Raises `InputError`."""
    try:
        value = _read(msgspec.json.decode(data))
    except (ValueError, RecursionError) as error:
        raise _unusable(name, say("the file is not valid JSON ({why})", why=str(error))) from error
    if not isinstance(value, dict) or "format" not in value:
        raise _unusable(name, say("the file is not a machine recording"))
    try:
        return _machine(MACHINES.upgraded(value))
    except Newer as error:
        raise newer(name) from error
    except _InvalidRecording as error:
        raise _unusable(name, error.why) from error
    except (ValueError, KeyError, TypeError) as error:
        raise _unusable(name, say("the file is not a machine recording")) from error


class _InvalidRecording(ValueError):
    """Something in a recording that `encode` does not write. *why* is a phrase for people."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.render())
        self.why = why


def _machine(value: dict[str, Any]) -> Recording:
    unknown = set(value) - {"format", "name", "kind", "distro", "host"}
    if unknown:
        raise _InvalidRecording(say("it contains the unknown field {field}", field=repr(min(unknown))))
    title = value.get("name")
    if not isinstance(title, str):
        raise _InvalidRecording(say("its name is missing"))
    kind = value.get("kind", DISTRO)
    if kind not in (DISTRO, WINDOWS):
        raise _InvalidRecording(say("it is from a kind of machine that the wizard does not support"))
    return Recording(title, _pairs(value, "distro"), _pairs(value, "host"), kind)


def _pairs(value: dict[str, object], side: str) -> Pairs:
    rows = value.get(side, [])
    if not isinstance(rows, list):
        raise _InvalidRecording(say("{where} is not a list", where=side))
    return tuple(_pair(row, f"{side}[{number}]") for number, row in enumerate(rows))


def _pair(row: object, where: str) -> tuple[Probe, Answer]:
    if not isinstance(row, dict) or set(row) != {"probe", "answer"}:
        raise _InvalidRecording(say("{where} is not a pair of a probe and its result", where=where))
    row = {"probe": row["probe"], "answer": with_types(row["answer"])}
    try:
        probe = cast(Probe, msgspec.convert(row["probe"], Probe, builtin_types=(bytes,)))
        answer = answer_of(row["answer"])
    except _InvalidRecording as error:
        raise _InvalidRecording(say("{where}: {why}", where=where, why=error.why)) from error
    except ValueError as error:
        raise _InvalidRecording(plain(f"{where}: {shown(str(error))}")) from error
    _check_known(row, builtins_of((probe, answer)), where)
    return probe, answer


def answer_of(value: object) -> Answer:
    tag = value.get("type") if isinstance(value, dict) else None
    if tag == "values" and isinstance(value, dict):
        keys, types = value.get("keys", {}), value.get("types", {})
        if not isinstance(keys, dict) or not isinstance(types, dict):
            raise _InvalidRecording(say("these are not the values of a registry key"))
        below = {name: _registry(rows) for name, rows in keys.items()}
        return Values(_registry(value.get("values")), below, msgspec.convert(types, dict[str, int]))
    if not isinstance(tag, str) or tag not in _ANSWERS:
        raise _InvalidRecording(say("the result type {tag} does not exist", tag=shown(repr(tag))))
    return cast(Answer, msgspec.convert(value, _ANSWERS[tag], builtin_types=(bytes,)))


def _registry(values: object) -> dict[str, int | str | bytes | list[str]]:
    # msgspec cannot tell text from bytes inside a union, so this one is read by hand.
    if not isinstance(values, dict) or not all(_is_registry_value(value) for value in values.values()):
        raise _InvalidRecording(say("the values are not those of a registry key"))
    return values


def _is_registry_value(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(line, str) for line in value)
    return isinstance(value, int | str | bytes) and not isinstance(value, bool)


def builtins_of(pair: tuple[Probe, Answer]) -> dict[str, object]:
    probe, answer = (msgspec.to_builtins(part, builtin_types=(bytes,)) for part in pair)
    return {"probe": probe, "answer": answer}


def _check_known(given: object, understood: object, where: str) -> None:
    """Raise `_InvalidRecording` if *given* has a field that did not make it into *understood*."""
    if isinstance(given, dict) and isinstance(understood, dict):
        for key, value in given.items():
            if key not in understood:
                raise _InvalidRecording(
                    say("{where} contains the unknown field {field}", where=shown(where), field=repr(key))
                )
            _check_known(value, understood[key], f"{where}.{key}")
    elif isinstance(given, list) and isinstance(understood, list | tuple):
        for number, (value, other) in enumerate(zip(given, understood, strict=False)):
            _check_known(value, other, f"{where}[{number}]")


def _written(value: object) -> object:
    match value:
        case bytes():
            try:
                return {"utf8": value.decode("utf-8")}
            except UnicodeDecodeError:
                return {"base64": base64.b64encode(value).decode("ascii")}
        case str():
            raw = value.encode("utf-8", "surrogatepass")
            return value if value.isascii() or _is_utf8(raw) else {"wtf8": base64.b64encode(raw).decode()}
        case dict():
            return {key: _written(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_written(inner) for inner in value]
        case _:
            return value


def _read(value: object) -> object:
    match value:
        case {"utf8": str(text), **rest} if not rest:
            return text.encode("utf-8")
        case {"base64": str(text), **rest} if not rest:
            return base64.b64decode(text, validate=True)
        case {"wtf8": str(text), **rest} if not rest:
            return base64.b64decode(text, validate=True).decode("utf-8", "surrogatepass")
        case dict():
            return {key: _read(inner) for key, inner in value.items()}
        case list():
            return [_read(inner) for inner in value]
        case _:
            return value


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _unusable(name: str, why: Text) -> InputError:
    return InputError(
        "machine-unusable",
        say("The recorded machine {name} cannot be used: {why}.", name=name, why=why),
        next_step=say("Record the machine again."),
    )
