"""Settings in one of WSL's files that another of them knows: WSL takes no notice of them where they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from wizard.codecs import wslconf
from wizard.facts.dead_files import WSLCONFIG_SHOWN
from wizard.model.edits.files import RemoveKey, RepairLine, RepairRest
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.text import Text, say
from wizard.rules.declare import advice, fixable, ok, unknown

_WSLG: Final = "[system-distro-env]"
WSLG_SECTION: Final = say("This section belongs in {file}.", file=r"%UserProfile%\.wslgconfig")
_WHY: Final = say("WSL knows the setting only in its own file. Here it only warns when it starts.")


def strays(document: wslconf.Document) -> tuple[wslconf.Defect, ...]:
    """The settings of *document* that belong in another file, and headers of WSLg's sections."""
    return tuple(each for each in wslconf.defects(document) if each.home is not None or of_wslg(each))


def of_wslg(defect: wslconf.Defect) -> bool:
    """Whether *defect* is the header of a section of WSLg's own file."""
    return defect.kind is wslconf.DefectKind.UNREADABLE_LINE and defect.text.strip().lower().startswith(_WSLG)


def belongs_in(home: wslconf.Dialect) -> Text:
    """Where a setting belongs, for people."""
    if home is wslconf.Dialect.WSLCONFIG:
        return say("This setting belongs in {file} in Windows.", file=WSLCONFIG_SHOWN)
    return say("This setting belongs in {file} of a distro.", file=home.shown)


def all_read(document: wslconf.Document, name: str) -> Text:
    """That WSL reads all of a file, but for what `strays` finds."""
    if strays(document):
        return say("WSL reads all other lines of {file}.", file=name)
    return say("WSL reads all of {file}.", file=name)


def about(
    document: wslconf.Document,
    path: str,
    restart: Restart,
    repairs: Sequence[RepairLine | RepairRest] = (),
    later: wslconf.Document | None = None,
    *,
    is_whole: bool = True,
) -> Finding:
    """The finding about `strays` of *document*, which is the file *path*. Which settings a line that WSL cannot read
    is meant to be shows only in *later*, what it is once *repairs* are made. *is_whole*: no line
    is left that nobody can read."""
    headers = tuple(each for each in strays(document) if each.home is None)
    settings = tuple(each for each in strays(later or document) if each.home is not None)
    found = (*headers, *settings)
    if not found:
        if not is_whole:
            return unknown(say("Not all lines of {file} can be read.", file=path))
        return ok(say("{file} has no settings that belong in another file.", file=path))
    evidence = [Evidence(path, _quote(each), None if repairs else each.line, _note(each)) for each in found]
    says = say("{file} has settings that WSL reads only in another file.", file=path)
    if not settings:
        return advice(says, *evidence, why=_WHY, do=WSLG_SECTION, severity=Severity.HIGH)
    return fixable(
        says,
        [*repairs, *_without(path, settings)],
        *evidence,
        why=_WHY,
        do=say(
            "Windows and each distro are set up separately, so this repair cannot move a line. Add it to the other file"
            " first."
        ),
        effect=say("The settings take effect only in the other file."),
        restart=restart,
        may_break=say("The lines become comments. What they ask for still does not take effect."),
    )


def _without(path: str, settings: Iterable[wslconf.Defect]) -> Iterable[RemoveKey]:
    """One edit for all spellings of a key."""
    edits = (RemoveKey(path, *_parts(each.key)) for each in settings)
    return {each.claim: each for each in edits}.values()


def _quote(defect: wslconf.Defect) -> str:
    return f"{defect.key}={defect.text}" if defect.key else defect.text


def _note(defect: wslconf.Defect) -> Text:
    if defect.home is None:
        return WSLG_SECTION
    if defect.home is wslconf.Dialect.WSLCONFIG:
        return say("Belongs in {file} in Windows, as {key}.", file=WSLCONFIG_SHOWN, key=defect.suggestion)
    return say("Belongs in {file} of a distro, as {key}.", file=defect.home.shown, key=defect.suggestion)


def _parts(name: str) -> tuple[str, str]:
    section, _, key = name.partition(".")
    return section, key
