"""What a plan does to a value of the user's registry: its exact *before*, and what the wishes make of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wizard.codecs.windows.registry_value import found_in, is_sound
from wizard.engine.fold import Unfoldable
from wizard.engine.fold_registry import fold_value
from wizard.model.edits.files import Wish
from wizard.model.probes import Missing, Probe, RegistryProbe, Values
from wizard.model.registry import parts_of
from wizard.model.state import Absent, Change, Other, Registered
from wizard.model.text import say

SIZE_LIMIT = 64 * 1024
"""Characters of a value that is edited. A variable of Windows has at most 32767."""


def value_change(group: Sequence[Wish], answers: Mapping[Probe, object]) -> Change:
    """The change that *group*, wishes about one value, make together. Raises `Unfoldable`."""
    path = group[0].edit.path
    before = value_at(path, answers)
    if isinstance(before, Other):
        raise Unfoldable(say("{path} could not be read exactly.", path=path))
    after = fold_value(before, group)
    sizes = [len(state.text) for state in (before, after) if isinstance(state, Registered)]
    if max(sizes, default=0) > SIZE_LIMIT:
        raise Unfoldable(say("{path} is too big to edit ({size} bytes).", path=path, size=2 * max(sizes)))
    if isinstance(after, Registered) and not is_sound(after):
        raise Unfoldable(say("The registry cannot store the new value of {path}.", path=path))
    return Change(path, before, after, 0, 0)


def value_at(path: str, answers: Mapping[Probe, object]) -> Absent | Registered | Other:
    """The value that *path* names, from the answer to the `RegistryProbe` of its key."""
    try:
        key, name = parts_of(path)
    except ValueError:
        return Other("unknown")
    answer = answers.get(RegistryProbe(key))
    return found_in(answer, name) if isinstance(answer, Values | Missing) else Other("unknown")
