"""What is wrong with lines of `.wslconfig`, and what the file is once they are repaired.

A repaired line comes into force. If it names a kernel that is not there, WSL would not start any more, so such a
file is repaired only where that is ruled out.
"""

from __future__ import annotations

from functools import cached_property

import msgspec

from wizard.codecs import wslconf
from wizard.codecs.wslconf.files import VITAL, FilePresence, is_missing, missing, unproven
from wizard.codecs.wslconf.keys import removed_in
from wizard.codecs.wslconf.repaired import one_by_one, repaired, repaired_at, to_repair
from wizard.facts.shapes import derived
from wizard.facts.windows.wslconfig import FILES, TERMS, WSLCONFIG, Terms, WslConfig
from wizard.model.facts import Fact, Side

_Kind = wslconf.DefectKind

_SEEN = (
    _Kind.UTF16,
    _Kind.BYTE_ORDER_MARK,
    _Kind.CONTROL_Z,
    _Kind.UNREADABLE_LINE,
    _Kind.DEAD_HEADER,
    _Kind.LONE_CR,
    _Kind.FATAL_VALUE,
    _Kind.MISSING_FILE,
    _Kind.GLUED_HEADER,
    _Kind.NEXT_LINE,
    _Kind.CUT_OFF,
    _Kind.HALF_READ,
    _Kind.BAD_VALUE,
    _Kind.DUPLICATE_KEY,
    _Kind.SILENT_ESCAPE,
    _Kind.NON_ASCII,
    _Kind.OUTSIDE_SECTION,
    _Kind.UNKNOWN_KEY,
)
_HIDING = frozenset(_SEEN[:10])
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
            and not self.may_be_known(defect)
            and not (defect.key in spoiled and defect.kind in (_Kind.DUPLICATE_KEY, _Kind.SILENT_ESCAPE))
        )
        return tuple(sorted((*lost, *rest), key=lambda defect: defect.line))

    @property
    def hiding(self) -> tuple[wslconf.Defect, ...]:
        """Those of `found` that keep other lines from counting."""
        return tuple(defect for defect in self.found if defect.kind in _HIDING)

    @property
    def is_repairable(self) -> bool:
        """Whether anything can be repaired, and WSL starts then."""
        return self.now.is_text and not self.blocking and (bool(self.by_line) or self.leaves_rest)

    @cached_property
    def later(self) -> WslConfig:
        """The file when it is repaired; as it is now if it is not going to be."""
        return WslConfig(self._repaired, self.now.exists) if self.is_repairable else self.now

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
    def by_line(self) -> tuple[tuple[int, str], ...]:
        """What is repaired line by line, as line and kind, in the order in which that is done: from the last up."""
        lost = [defect for defect in self.found if defect.kind is _Kind.MISSING_FILE]
        found = {(each.line, each.kind.value) for each in (*one_by_one(self.found), *one_by_one(lost))}
        return tuple(sorted(found, key=lambda each: (-each[0], each[1])))

    @cached_property
    def leaves_rest(self) -> bool:
        """Whether there is more to repair when all is repaired line by line, and nothing of it may be in force."""
        rest = to_repair(self._halfway) if self._is_any else ()
        return bool(rest) and not any(map(self.may_be_known, rest))

    @cached_property
    def _halfway(self) -> wslconf.Document:
        document = self.now.document
        for line, kind in self.by_line:
            document = repaired_at(document, line, kind)
        return document

    @property
    def _is_any(self) -> bool:
        return any(defect.repair is not None for defect in self.found)

    @cached_property
    def _repaired(self) -> wslconf.Document:
        return repaired(self._halfway) if self.leaves_rest else self._halfway

    def may_be_known(self, defect: wslconf.Defect) -> bool:
        """Whether *defect* is a key that newer WSL has no more, and this one still has, or may have."""
        since = (
            removed_in(self.now.document.dialect, defect.key) if defect.kind is _Kind.UNKNOWN_KEY else None
        )
        if not since:
            return False
        return self.terms.gap is not None or (self.terms.version is not None and not self.terms.has(since))


WSLCONFIG_STATE: Fact[WslConfigState] = derived(
    "state of .wslconfig",
    (WSLCONFIG, FILES, TERMS),
    lambda see, want: WslConfigState(see[WSLCONFIG], see[FILES], see[TERMS]),
    side=Side.HOST,
)
"""Made once a look, for it takes long with a file in which much is wrong."""
