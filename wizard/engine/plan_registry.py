"""What a plan does to a value of the user's registry: its exact *before*, and what the wishes make of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wizard.codecs.windows.registry_value import is_sound, value_at
from wizard.engine.fold import Unfoldable
from wizard.engine.fold_registry import fold_value
from wizard.model.edits.files import Wish
from wizard.model.probes import Probe
from wizard.model.state import Change, Other, Registered
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
