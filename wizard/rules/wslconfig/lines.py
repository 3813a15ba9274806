"""What is wrong with lines of `.wslconfig`, and how they are repaired without making WSL worse than it is.

A repaired line comes into force. If it names a kernel that is not there, WSL would not start any more, so such a
file is repaired only where that is ruled out.
"""

from __future__ import annotations

from functools import cached_property

import msgspec

from wizard.codecs import wslconf
from wizard.codecs.wslconf.files import VITAL, FilePresence, is_missing, missing, unproven
from wizard.codecs.wslconf.repaired import repaired, repaired_at, to_repair
from wizard.facts.shapes import derived
from wizard.facts.windows.wslconfig import FILES, PATH, TERMS, WSLCONFIG, Terms, WslConfig
from wizard.model.edits.files import RepairLine, RepairRest
from wizard.model.facts import Fact, Side
from wizard.model.text import Text, join, say
from wizard.rules.conf_lines import repairs_of

_Kind = wslconf.DefectKind

_SEEN = (
    _Kind.UTF16,
    _Kind.BYTE_ORDER_MARK,
    _Kind.CONTROL_Z,
    _Kind.UNREADABLE_LINE,
    _Kind.DEAD_HEADER,
    _Kind.FATAL_VALUE,
    _Kind.MISSING_FILE,
    _Kind.GLUED_HEADER,
    _Kind.BAD_VALUE,
    _Kind.DUPLICATE_KEY,
    _Kind.SILENT_ESCAPE,
    _Kind.NON_ASCII,
    _Kind.OUTSIDE_SECTION,
    _Kind.UNKNOWN_KEY,
)
_DELICATE = (
    *("wsl2.networkingMode", "wsl2.vmSwitch", "wsl2.macAddress", "wsl2.dhcp"),
    *("wsl2.kernel", "wsl2.kernelModules", "wsl2.kernelCommandLine", "wsl2.systemDistro", "wsl2.safeMode"),
)
_HIDING = frozenset(_SEEN[:8])
"""What keeps other lines from counting as what they are, or all of them."""


class WslConfigState(msgspec.Struct, frozen=True, dict=True):
    """`.wslconfig` as it is, *now*, and what became of it if it were repaired."""

    now: WslConfig
    standing: FilePresence
    terms: Terms

    @cached_property
    def found(self) -> tuple[wslconf.Defect, ...]:
        """All that is wrong, by line."""
        lost = () if self._kernels_are_void else missing(self.now.document, self.standing)
        spoiled = {defect.key for defect in lost}
        rest = (
            defect
            for defect in wslconf.defects(self.now.document)
            if defect.kind in _SEEN
            and not (defect.key in spoiled and defect.kind in (_Kind.DUPLICATE_KEY, _Kind.SILENT_ESCAPE))
        )
        return tuple(sorted((*lost, *rest), key=lambda defect: defect.line))

    @property
    def hiding(self) -> tuple[wslconf.Defect, ...]:
        """Those of `found` that keep other lines from counting."""
        return tuple(defect for defect in self.found if defect.kind in _HIDING)

    @property
    def repairs(self) -> tuple[RepairLine | RepairRest, ...]:
        """The edits that repair all that can be repaired; none if WSL might then not start."""
        return () if not self.now.is_text or self.blocking else self._repairs

    @cached_property
    def later(self) -> WslConfig:
        """The file when it is repaired; as it is now if it is not going to be."""
        return WslConfig(self._repaired, self.now.exists) if self.repairs else self.now

    @property
    def may_break(self) -> Text | None:
        """What the repair may break, if it brings something into force that may cut off the network, or keep WSL's
        kernel from starting; nothing where WSL does not start as it is."""
        now, later = self.now.document.effective(), self.later.document.effective()
        changed = [name.partition(".")[2] for name in _DELICATE if now[name] != later[name]]
        if not changed or self.is_dead:
            return None
        return say(
            "{keys} takes effect again. With a wrong value all distros may lose the network, or WSL may not start.",
            keys=join(changed),
        )

    @cached_property
    def blocking(self) -> tuple[wslconf.Pair, ...]:
        """The lines with which WSL might not start if the file were repaired, though they do no harm now."""
        harmful = {pair.value for pair in unproven(self.now.document, self.standing)}
        return tuple(
            pair
            for pair in unproven(self._repaired, self.standing)
            if pair.value not in harmful and not self._kernels_are_void
        )

    @property
    def is_dead(self) -> bool:
        """Whether WSL does not start with the file as it is."""
        if self.now.document.exception is not None:
            return True
        pairs = (self.now.pair(key) for key in VITAL)
        lost = any(pair is not None and is_missing(pair.value, self.standing) for pair in pairs)
        return lost and not self._kernels_are_void

    @property
    def _kernels_are_void(self) -> bool:
        return all(self.terms.forbids(key) for key in VITAL)

    @cached_property
    def _by_line(self) -> tuple[RepairLine, ...]:
        """What is repaired line by line, in the order in which that is done: from the last line up."""
        lost = [defect for defect in self.found if defect.kind is _Kind.MISSING_FILE]
        edits = repairs_of(self.found, PATH)
        found = [edit for edit in (*edits, *repairs_of(lost, PATH)) if isinstance(edit, RepairLine)]
        return tuple(sorted(dict.fromkeys(found), key=lambda edit: (-edit.line, edit.claim)))

    @cached_property
    def _halfway(self) -> wslconf.Document:
        document = self.now.document
        for edit in self._by_line:
            document = repaired_at(document, edit.line, edit.kind)
        return document

    @cached_property
    def _repaired(self) -> wslconf.Document:
        is_any = any(defect.repair is not None for defect in self.found)
        return repaired(self._halfway) if is_any else self._halfway

    @cached_property
    def _repairs(self) -> tuple[RepairLine | RepairRest, ...]:
        is_any = any(defect.repair is not None for defect in self.found)
        rest = (RepairRest(PATH),) if is_any and to_repair(self._halfway) else ()
        return (*self._by_line, *rest)


STATE: Fact[WslConfigState] = derived(
    "state of .wslconfig",
    (WSLCONFIG, FILES, TERMS),
    lambda see, want: WslConfigState(see[WSLCONFIG], see[FILES], see[TERMS]),
    side=Side.HOST,
)
"""Made once a look, for it takes long with a file in which much is wrong."""
