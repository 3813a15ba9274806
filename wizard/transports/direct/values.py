"""Values of the registry as the direct hand changes them: compared, written in one step each, put back by comparison.

A value's whole state stands in the manifest, so nothing is staged, and undo needs no other memory. The registry
cannot compare and write in one step: who writes between our look and our step (microseconds; through ``reg.exe``
the start of one program) is overwritten; everybody else is noticed and left alone.
"""

from __future__ import annotations

import errno
from collections.abc import Sequence

from wizard.codecs.windows.registry_value import is_sound
from wizard.model.registry import is_environment, is_value, parts_of
from wizard.model.state import Absent, Change, Other, Registered
from wizard.transports.direct.batch import naming_path
from wizard.transports.direct.disk import DiskEffect, Hook, no_hook
from wizard.transports.direct.restore import Unrestored
from wizard.transports.journal import Manifest, ManifestItem, registered_of
from wizard.transports.refusals import refusal
from wizard.transports.registry.port import Registry


class ValueHand:
    """Changes values of *registry*; with None every one of them is refused. Each effect is one call of *hook*,
    then one bare operation (law 14)."""

    def __init__(self, registry: Registry | None, hook: Hook = no_hook) -> None:
        self._registry = registry
        self._hook = hook

    def examine(self, changes: Sequence[Change]) -> None:
        """Raises `StaleError` if a value is not what its change says, `MachineError` (unsafe-path) if it is none
        that is ever changed."""
        for change in changes:
            if is_value(change.path):
                _refuse_unsafe(change)
                with naming_path(change.path):
                    if self._actual(change.path) != change.before:
                        raise refusal("stale", [change.path])

    def switch(self, item: ManifestItem) -> None:
        """The value of *item* to its after. Raises `StaleError` if somebody was faster, `MachineError`, `OSError`."""
        before, after = registered_of(item.before), registered_of(item.after)
        if not self._turn(item.path, before, after):
            raise refusal("stale", [item.path])
        if self._actual(item.path) != after:
            raise refusal("staging-mismatch", [item.path])

    def put_all_back(self, manifest: Manifest, left: Unrestored) -> None:
        """Every value as it was before; one that is neither state stays and is named in *left*. Raises `OSError`,
        `WizardError`; then repeat."""
        for item in reversed(manifest.values):
            before, after = registered_of(item.before), registered_of(item.after)
            if self._actual(item.path) == after != before:
                self._turn(item.path, after, before)
            if self._actual(item.path) != before:
                left.foreign.append(item.path)

    def announce(self, manifest: Manifest) -> bool:
        """If variables of the user are among the values of *manifest*, tell all programs. Whether they know."""
        if self._registry is None or not any(is_environment(item.path) for item in manifest.values):
            return True
        self._hook(DiskEffect("announce", "HKCU"))
        return self._registry.announce()

    def _actual(self, path: str) -> Absent | Registered | Other:
        return self._there(path).state(*parts_of(path))

    def _turn(self, path: str, now: Absent | Registered, then: Absent | Registered) -> bool:
        """From *now* to *then* in one effect; false, and no effect, if it is something else by now."""
        registry, (key, name) = self._there(path), parts_of(path)
        self._hook(DiskEffect("delete-value" if isinstance(then, Absent) else "set-value", path))
        if self._actual(path) != now:
            return False
        if isinstance(then, Registered):
            registry.write(key, name, then)
        else:
            registry.delete(key, name)
        return True

    def _there(self, path: str) -> Registry:
        if self._registry is None:
            raise OSError(errno.ELOOP, "there is no registry here", path)
        return self._registry


def _refuse_unsafe(change: Change) -> None:
    """A plan from elsewhere may name any key, and hold any text."""
    try:
        parts_of(change.path)
    except ValueError as error:
        raise refusal("unsafe-path", [change.path]) from error
    for state in (change.before, change.after):
        if not isinstance(state, Absent) and not (isinstance(state, Registered) and is_sound(state)):
            raise refusal("unsafe-path", [change.path])
