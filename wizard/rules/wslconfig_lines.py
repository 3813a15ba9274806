"""What is wrong with lines of `.wslconfig`, and how they are repaired without making WSL worse than it is.

A repaired line comes into force. If it names a kernel that is not there, WSL would not start any more, so such a
file is repaired only where that is ruled out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from wizard.codecs import wslconf
from wizard.codecs.wslconf_files import VITAL, Standing, is_missing, missing, unproven
from wizard.codecs.wslconf_mended import mended, mended_at, to_mend
from wizard.facts.wslconfig import FILES, PATH, TERMS, WSLCONFIG, Terms, WslConfig
from wizard.model.edits import Mend, MendRest
from wizard.model.facts import Snapshot
from wizard.rules.wsl_lines import mends

_Kind = wslconf.DefectKind

NEEDS = (WSLCONFIG, FILES, TERMS)
"""The facts that a `State` is made of."""

_SEEN = (
    _Kind.UTF16,
    _Kind.BYTE_ORDER_MARK,
    _Kind.CONTROL_Z,
    _Kind.UNREADABLE_LINE,
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
_HIDING = frozenset(_SEEN[:7])
"""What keeps other lines from counting as what they are, or all of them."""


@dataclass(frozen=True)
class State:
    """`.wslconfig` as it is, *now*, and what became of it if it were repaired."""

    now: WslConfig
    standing: Standing
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
    def repairs(self) -> tuple[Mend | MendRest, ...]:
        """The edits that repair all that can be repaired; none if WSL might then not start."""
        return () if self.blocking else self._repairs

    @cached_property
    def later(self) -> WslConfig:
        """The file when it is repaired; as it is now if it is not going to be."""
        return WslConfig(self._repaired, self.now.exists) if self.repairs else self.now

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
    def _one_by_one(self) -> tuple[Mend, ...]:
        """In the order in which they are made: from the last line up."""
        return tuple(sorted(mends(self.found, PATH), key=lambda edit: (-edit.line, edit.claim)))

    @cached_property
    def _halfway(self) -> wslconf.Document:
        document = self.now.document
        for edit in self._one_by_one:
            document = mended_at(document, edit.line, edit.kind)
        return document

    @cached_property
    def _repaired(self) -> wslconf.Document:
        return mended(self._halfway) if self._one_by_one else self._halfway

    @property
    def _repairs(self) -> tuple[Mend | MendRest, ...]:
        rest = (MendRest(PATH),) if self._one_by_one and to_mend(self._halfway) else ()
        return (*self._one_by_one, *rest)


def state(see: Snapshot) -> State:
    """`State`, from the facts `NEEDS`."""
    return State(see[WSLCONFIG], see[FILES], see[TERMS])
