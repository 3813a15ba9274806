"""`.wslconfig`, read as WSL reads it: what it drops, what it does not know here, what keeps it from starting."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.codecs import wslconf
from wizard.codecs.lines import BOM
from wizard.codecs.wslconf.key import AllowedValue, Key, ValueType
from wizard.codecs.wslconf.keys import find
from wizard.facts.dead_files import DEAD_PC_FILES
from wizard.facts.windows.wslconfig import PATH, Terms, WslConfig
from wizard.facts.windows.wslconfig_state import WSLCONFIG_STATE, WslConfigState
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.text import Text, say, say_n
from wizard.model.versions import EVER
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, fixable, not_applicable, ok, ok_only_if_known, rule
from wizard.rules.elsewhere import all_read
from wizard.rules.wslconfig.lines import may_break, repairs
from wizard.rules.wslconfig.notes import NO_TEXT, evidence_of, first_of, removed
from wizard.rules.wslconfig.sizes import MIB

_Kind = wslconf.DefectKind

_WHY = say(
    "Settings that WSL ignores have no effect in any distro. WSL warns only once, when it starts, and only if its"
    " warnings are enabled."
)
_DEAD = say("No distro can start. Distros that are running keep running until WSL is shut down.")
_EFFECT = say(
    "Takes effect after WSL restarts, for all distros. Lines that WSL ignored until then take effect, too."
)


@rule(
    "wslconfig-damage",
    area="wslconfig",
    title=say("WSL reads all of .wslconfig"),
    needs=(WSLCONFIG_STATE, DEAD_PC_FILES),
    severity=Severity.HIGH,
    side=Side.HOST,
    sources=("WSL §1.3", "WSL §1.4", "WSL §1.5", "WSL §1.6", "WSL §3", "RULES 6"),
)
def damage(see: Snapshot, want: Wanted) -> Finding:
    here = see[WSLCONFIG_STATE]
    if not here.now.exists:
        says = say(".wslconfig does not exist, so WSL uses its defaults.")
        return not_applicable(says) if see[DEAD_PC_FILES].files else ok(says)
    if not here.now.is_text:
        return advice(
            say(".wslconfig is not a text file."),
            Evidence(PATH, note=say("It contains zero bytes. The wizard does not change it.")),
            why=say("WSL may ignore its settings, or read wrong values."),
            do=NO_TEXT,
            severity=Severity.HIGH,
        )
    here_wrong = (defect for defect in here.found if defect.home is None)
    evidence = (*map(evidence_of, here_wrong), *_unsupported(here), *_without_unit(here.now.document))
    evidence = (*evidence, *_odd_to_inbox(here), *_perhaps_removed(here))
    if not evidence:
        well = ok(all_read(here.now.document, ".wslconfig"), *_form(here.now.document))
        return ok_only_if_known(well, here.terms.gap if _is_particular(here.now) else None)
    return _damage_finding(here, evidence, want)


def _damage_finding(here: WslConfigState, evidence: tuple[Evidence, ...], want: Wanted) -> Finding:
    says = _headline(here, evidence)
    evidence = first_of(evidence)
    severity = Severity.CRITICAL if here.is_dead else None
    if here.is_repairable:
        return fixable(
            says,
            repairs(here),
            *evidence,
            why=_DEAD if here.is_dead else _WHY,
            effect=_EFFECT,
            restart=Restart.WSL,
            may_break=may_break(here, want.wslconfig),
            severity=severity,
        )
    if not here.blocking:
        weight = severity or (Severity.LOW if not here.hiding else None)
        why = _DEAD if here.is_dead else _WHY
        return advice(
            says, *evidence, why=why, do=say("Change these lines by hand, or delete them."), severity=weight
        )
    pair = here.blocking[0]
    return advice(
        says,
        *evidence,
        why=say(
            "After the repair, WSL needs the file {path} and does not start without it.", path=pair.value
        ),
        do=say("The wizard could not confirm that the file exists, so correct {key} by hand.", key=pair.key),
        severity=severity,
    )


def _headline(here: WslConfigState, evidence: tuple[Evidence, ...]) -> Text:
    if here.is_dead:
        return say("With this .wslconfig, WSL does not start.")
    if here.found and here.found[0].kind is _Kind.UTF16:
        return say("WSL cannot read .wslconfig and ignores it.")
    first = evidence[0]
    if len(evidence) == 1 and first.line is not None and first.note is not None:
        return say("Line {line} of .wslconfig: {what}", line=first.line, what=first.note)
    return say_n(
        "{count} line of .wslconfig does not work as written.",
        "{count} lines of .wslconfig do not work as written.",
        count=len({item.line for item in evidence}),
    )


def _form(document: wslconf.Document) -> Iterator[Evidence]:
    """The odd forms in which WSL reads a `.wslconfig` all the same (WSL §1.3)."""
    if document.source.is_wide:
        yield Evidence(PATH, note=say("The file is UTF-16, which WSL can read in .wslconfig."))
    elif document.source.lead == BOM:
        yield Evidence(
            PATH, note=say("The file starts with a byte order mark, which WSL can read in .wslconfig.")
        )


def _odd_to_inbox(here: WslConfigState) -> Iterator[Evidence]:
    """A form of the file that newer WSL reads, and that which came with Windows does not (WSL §1.3)."""
    source = here.now.document.source
    is_inbox = here.terms.gap is None and here.terms.version is None
    if is_inbox and (source.is_wide or source.lead == BOM):
        note = say(
            "The WSL that came with Windows may not read this form. Save the file as UTF-8 without BOM."
        )
        yield Evidence(PATH, note=note)


def _perhaps_removed(here: WslConfigState) -> Iterator[Evidence]:
    """Keys that newer WSL does not have, where nobody tells how old this one is."""
    for defect in wslconf.defects(here.now.document) if here.terms.gap is not None else ():
        if here.may_be_known(defect):
            yield Evidence(PATH, f"{defect.key}={defect.text}", defect.line, removed(defect.key))


def _is_particular(config: WslConfig) -> bool:
    """Whether there is a line that not every WSL knows, or not every Windows or administrator allows."""
    keys = (find(config.document.dialect, pair.name) for pair in config.document.pairs)
    return any(key is not None and key.is_particular for key in keys)


def _unsupported(here: WslConfigState) -> Iterator[Evidence]:
    """Lines that are right, and that this WSL, this Windows or the administrator makes nothing of."""
    document = here.now.document
    for pair in document.pairs if here.terms.gap is None else ():
        key = find(document.dialect, pair.name)
        if key is not None and document.is_effective(pair):
            note = _obstacle(here.terms, key, key.chosen(pair.value))
            if note is not None:
                yield Evidence(PATH, f"{pair.name}={pair.value}", pair.line, note)


def _without_unit(document: wslconf.Document) -> Iterator[Evidence]:
    """Sizes that WSL takes for bytes, and nobody means so (WSL §1.6)."""
    for pair in document.pairs:
        key = find(document.dialect, pair.name)
        if key is not None and key.kind is ValueType.SIZE and document.is_effective(pair):
            size = document.values.get(key.name)
            if isinstance(size, int) and 0 < size < MIB:
                note = say("Without a unit, these are bytes. For megabytes, add MB.")
                yield Evidence(PATH, f"{pair.name}={pair.value}", pair.line, note)


def _obstacle(terms: Terms, key: Key, choice: AllowedValue | None) -> Text | None:
    since = max(key.since, choice.since if choice else EVER)
    build = max(key.build, choice.build if choice else 0)
    if not terms.has(since):
        return say("This needs WSL {version} or later.", version=since.text)
    if key.until and terms.has(key.until):
        return say("WSL no longer uses this key.")
    if terms.build < build:
        return say(
            "This needs Windows build {build}. This PC has build {here}.", build=build, here=terms.build
        )
    if terms.forbids(key):
        return say("A policy on this PC blocks this ({policy} is 0).", policy=key.policy)
    return None
