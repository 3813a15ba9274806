"""A value of the registry: as Windows' functions give it, as its bytes, and as plans and journals write it down.

Only what comes back the same is written down. A text with half a character in it, or a NUL, and data that does not
fit its type are looked at and never changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wizard.model.probes import Missing, Probe, RegistryProbe, RegistryValue, Values
from wizard.model.registry import DWORD, MULTI_SZ, QWORD, TEXTS, parts_of
from wizard.model.state import Absent, Other, Registered

_SIZES = {DWORD: 4, QWORD: 8}


def registered(number: int, value: RegistryValue) -> Registered | None:
    """*value* of the type with that *number*; None if it cannot be written down exactly."""
    match value:
        case str() if number in TEXTS and _is_whole(value):
            return Registered(number, value)
        case list() if number == MULTI_SZ and all(item and _is_whole(item) for item in value):
            return Registered(number, "".join(f"{item}\0" for item in value))
        case int() if number in _SIZES:
            return Registered(number, str(value))
        case bytes() if number not in (*TEXTS, MULTI_SZ, *_SIZES):
            return Registered(number, value.hex())
        case _:
            return None


def plain_value(state: Registered) -> RegistryValue:
    """What Windows' functions take for *state*. Raises `ValueError` if its text is not of its type."""
    if state.kind in TEXTS:
        return state.text
    if state.kind == MULTI_SZ:
        return state.text.split("\0")[:-1]
    if state.kind in _SIZES:
        number = int(state.text)
        number.to_bytes(_SIZES[state.kind], "little")
        return number
    return bytes.fromhex(state.text)


def is_sound(state: Registered) -> bool:
    """Whether *state* is one that `registered` makes: a plan from elsewhere may hold any text."""
    try:
        return registered(state.kind, plain_value(state)) == state
    except (ValueError, OverflowError):
        return False


def raw(state: Registered) -> bytes:
    """The bytes that the registry holds for *state*."""
    match plain_value(state):
        case str(text):
            return (text + "\0").encode("utf-16-le")
        case list(items):
            return ("".join(f"{item}\0" for item in items) + "\0").encode("utf-16-le")
        case int(number):
            return number.to_bytes(_SIZES[state.kind], "little")
        case bytes(data):
            return data


def types_of(rows: Iterable[tuple[str, int | None, RegistryValue]]) -> dict[str, int]:
    """The types by name of those *rows* (name, type, value) that are known exactly. A type that is None says that
    the value came over changed."""
    return {
        name: number
        for name, number, value in rows
        if number is not None and registered(number, value) is not None
    }


def found_in(values: Values | Missing, name: str) -> Absent | Registered | Other:
    """The value *name*, in any case, among those of a key; `Other` if it is there and not known exactly."""
    rows: Mapping[str, RegistryValue] = values.values if isinstance(values, Values) else {}
    own = next((each for each in rows if each.lower() == name.lower()), None)
    if own is None or not isinstance(values, Values):
        return Absent()
    number = values.types.get(own)
    state = registered(number, rows[own]) if number is not None else None
    return state if state is not None else Other("unknown")


def value_at(path: str, answers: Mapping[Probe, object]) -> Absent | Registered | Other:
    """The value that *path* names, from the answer to the `RegistryProbe` of its key."""
    try:
        key, name = parts_of(path)
    except ValueError:
        return Other("unknown")
    answer = answers.get(RegistryProbe(key))
    return found_in(answer, name) if isinstance(answer, Values | Missing) else Other("unknown")


def _is_whole(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)
