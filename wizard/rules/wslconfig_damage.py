"""`.wslconfig`, read as WSL reads it: what it drops, what it does not know here, what keeps it from starting."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.codecs import wslconf
from wizard.codecs.lines import BOM
from wizard.codecs.wsl_key import Choice, Key
from wizard.codecs.wsl_keys import find
from wizard.facts.wslconfig import PATH, Terms
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.text import Text, say, say_n
from wizard.model.wanted import Wanted
from wizard.rules.saying import advice, fixable, ok, rule
from wizard.rules.wsl_lines import quote
from wizard.rules.wslconfig_lines import NEEDS, State, state

_Kind = wslconf.DefectKind

_NOTES = {
    _Kind.UTF16: say("The file is UTF-16 in a form that WSL does not read; none of it counts."),
    _Kind.BYTE_ORDER_MARK: say("A byte order mark amid the text: WSL cannot read this line."),
    _Kind.CONTROL_Z: say("For Windows the file ends here (Control-Z); what stands below does not count."),
    _Kind.UNREADABLE_LINE: say("WSL cannot read this line and skips it."),
    _Kind.FATAL_VALUE: say("With this value WSL does not start at all."),
    _Kind.MISSING_FILE: say("There is no such file, and without it WSL does not start at all."),
    _Kind.GLUED_HEADER: say("The value has swallowed the header of a section."),
    _Kind.BAD_VALUE: say("WSL does not take this value and keeps its default."),
    _Kind.DUPLICATE_KEY: say("The key stands further up already, and WSL takes the first."),
    _Kind.SILENT_ESCAPE: say("WSL reads part of this path as a control character."),
    _Kind.NON_ASCII: say("WSL garbles letters that are not ASCII here."),
    _Kind.OUTSIDE_SECTION: say("The key stands above the first section, where WSL does not know it."),
    _Kind.UNKNOWN_KEY: say("WSL does not know this key here."),
}
_HEADER = say("WSL cannot read this header of a section, and does not know the keys below it.")
_WHY = say(
    "What WSL does not read has no effect on any distro, and it says so only once, when it starts and its"
    " warnings are not switched off."
)
_EFFECT = say(
    "This counts for all distros, from the next start of WSL on. Lines that become readable come into force."
)


@rule(
    "wslconfig-damage",
    area="wslconfig",
    title=say("WSL reads all of .wslconfig"),
    needs=NEEDS,
    severity=Severity.HIGH,
    side=Side.HOST,
)
def damage(see: Snapshot, want: Wanted) -> Finding:
    here = state(see)
    if not here.now.exists:
        return ok(say("There is no .wslconfig; WSL uses its defaults."))
    if not here.now.is_text:
        return advice(
            say(".wslconfig is no text; WSL gets nothing sensible out of it."),
            Evidence(PATH, note=say("There are zero bytes in it. It is left as it is.")),
            why=say("Move the file away and begin a new one, or bring back a copy of the old one."),
            severity=Severity.HIGH,
        )
    evidence = (*_evidence(here), *_unsupported(here))
    if not evidence:
        return ok(say("WSL reads all of .wslconfig."), *_form(here.now.document))
    return _told(here, evidence)


def _told(here: State, evidence: tuple[Evidence, ...]) -> Finding:
    says = _headline(here, evidence)
    severity = Severity.CRITICAL if here.is_dead else None
    if here.repairs:
        return fixable(
            says, here.repairs, *evidence, why=_WHY, effect=_EFFECT, restart=Restart.WSL, severity=severity
        )
    if not here.blocking:
        weight = severity or (Severity.LOW if not here.hiding else None)
        return advice(says, *evidence, why=_WHY, severity=weight)
    pair = here.blocking[0]
    return advice(
        says,
        *evidence,
        why=say(
            "Once repaired, WSL would want the file {path}, and not start without it. It could not be made sure"
            " that it is there, so put right by hand what {key} says.",
            path=pair.value,
            key=pair.key,
        ),
        severity=severity,
    )


def _headline(here: State, evidence: tuple[Evidence, ...]) -> Text:
    if here.is_dead:
        return say("With this .wslconfig WSL does not start.")
    if here.found and here.found[0].kind is _Kind.UTF16:
        return say("WSL reads nothing of .wslconfig.")
    first = evidence[0]
    if len(evidence) == 1 and first.line is not None and first.note is not None:
        return say("Line {line} of .wslconfig: {what}", line=first.line, what=first.note)
    return say_n(
        "{count} line of .wslconfig does not do what it says.",
        "{count} lines of .wslconfig do not do what they say.",
        count=len({item.line for item in evidence}),
    )


def _evidence(here: State) -> tuple[Evidence, ...]:
    return tuple(Evidence(PATH, quote(defect), defect.line, _note(defect)) for defect in here.found)


def _note(defect: wslconf.Defect) -> Text:
    if defect.kind is _Kind.UNREADABLE_LINE and defect.text.lstrip().startswith("["):
        return _HEADER
    if defect.home is not None:
        return say("This belongs into {file} of a distro.", file=defect.home.shown)
    if defect.kind is _Kind.UNKNOWN_KEY and defect.suggestion:
        return say("WSL does not know this key here, but {key}.", key=defect.suggestion)
    return _NOTES[defect.kind]


def _form(document: wslconf.Document) -> Iterator[Evidence]:
    """The odd forms in which WSL reads a `.wslconfig` all the same (WSL-FACTS §1.3)."""
    if document.source.is_wide:
        yield Evidence(PATH, note=say("The file is UTF-16; WSL reads .wslconfig so, too."))
    elif document.source.lead == BOM:
        yield Evidence(
            PATH, note=say("The file begins with a byte order mark; WSL reads .wslconfig so, too.")
        )


def _unsupported(here: State) -> Iterator[Evidence]:
    """Lines that are right, and that this WSL, this Windows or the administrator makes nothing of."""
    document = here.now.document
    for pair in document.pairs:
        key = find(document.dialect, pair.name)
        if key is not None and document.is_effective(pair):
            note = _obstacle(here.terms, key, key.chosen(pair.value))
            if note is not None:
                yield Evidence(PATH, f"{pair.name}={pair.value}", pair.line, note)


def _obstacle(terms: Terms, key: Key, choice: Choice | None) -> Text | None:
    since = max(key.since, choice.since if choice else ())
    build = max(key.build, choice.build if choice else 0)
    if not terms.has(since):
        return say("WSL knows this from version {version} on.", version=".".join(map(str, since)))
    if terms.build < build:
        return say("This works from Windows build {build} on; here is {here}.", build=build, here=terms.build)
    if terms.policies.forbids(key.policy):
        return say("The policies of this computer do not allow this ({policy} is 0).", policy=key.policy)
    return None
