"""A value of the registry as lines that can be compared: its type, then its data; of a list one entry a line."""

from __future__ import annotations

from collections.abc import Sequence

from wizard.codecs.windows.item_list import items
from wizard.codecs.windows.registry_value import plain_value
from wizard.engine.fold import Attribution, Unfoldable, attribute
from wizard.engine.fold_registry import apply, of_registry
from wizard.model.edits.files import Wish
from wizard.model.registry import SEPARATORS, TYPES, name_of
from wizard.model.state import Absent, Change, Registered, State
from wizard.model.text import Text, say

_ROW = 16


def is_of_registry(change: Change) -> bool:
    """Whether *change* is about a value."""
    return any(isinstance(state, Registered) for state in (change.before, change.after))


def shown_as(state: State, path: str) -> bytes:
    """*state* of the value *path* as lines of text; nothing if it is not there."""
    if not isinstance(state, Registered):
        return b""
    kind = TYPES.get(state.kind, f"{state.kind:#x}")
    lines = [kind, *_data(state, name_of(path))]
    return "".join(f"{_on_one_line(line)}\n" for line in lines).encode("utf-8", "surrogatepass")


def _data(state: Registered, name: str) -> Sequence[str]:
    try:
        value = plain_value(state)
    except (ValueError, OverflowError):
        value = state.text
    match value:
        case str():
            separator = SEPARATORS.get(name.lower())
            return items(value, separator) if separator is not None else (value,)
        case list():
            return value
        case int():
            return (f"0x{value:x} ({value})",)
        case _:
            return [value[at : at + _ROW].hex(" ") for at in range(0, len(value), _ROW)]


def _on_one_line(text: str) -> str:
    return text.replace("\r", "\\x0d").replace("\n", "\\x0a")


def attribution(change: Change, wishes: Sequence[Wish]) -> Attribution:
    """Which rules want which line of the value as it is shown."""
    state = change.before
    steps: list[tuple[bytes, tuple[str, ...]]] = []
    for edit, rules in of_registry(wishes):
        if isinstance(state, Absent | Registered):
            try:
                state = apply(edit, state)
            except Unfoldable:  # a plan from elsewhere, whose wishes are not what it does
                return Attribution({}, {})
        steps.append((shown_as(state, change.path), rules))
    return attribute(shown_as(change.before, change.path), steps)


def facts(change: Change) -> tuple[Text, ...]:
    """What is to be said beside the lines."""
    if isinstance(change.before, Absent):
        return (say("new value in the Windows registry"),)
    if isinstance(change.after, Absent):
        return (say("value removed from the Windows registry"),)
    return ()
