"""`.wslconfig`, read as WSL reads it: what it drops, what it does not know here, what keeps it from starting."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.codecs import wslconf
from wizard.codecs.lines import BOM
from wizard.codecs.wslconf.key import AllowedValue, Key
from wizard.codecs.wslconf.keys import find
from wizard.facts.windows.wslconfig import PATH, Terms, WslConfig
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.text import Text, say, say_n
from wizard.model.versions import EVER
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, fixable, ok, ok_only_if_known, rule
from wizard.rules.wslconfig.lines import STATE, WslConfigState
from wizard.rules.wslconfig.notes import evidence_of, first_of

_Kind = wslconf.DefectKind

_WHY = say(
    "What WSL does not read has no effect on any distro, and it says so only once, when it starts and its"
    " warnings are not switched off."
)
_DEAD = say("No distro can be started: every start fails. Those that run go on until WSL is shut down.")
_EFFECT = say(
    "This counts for all distros, from the next start of WSL on. Lines that become readable come into force."
)


@rule(
    "wslconfig-damage",
    area="wslconfig",
    title=say("WSL reads all of .wslconfig"),
    needs=(STATE,),
    severity=Severity.HIGH,
    side=Side.HOST,
)
def damage(see: Snapshot, want: Wanted) -> Finding:
    here = see[STATE]
    if not here.now.exists:
        return ok(say("There is no .wslconfig; WSL uses its defaults."))
    if not here.now.is_text:
        return advice(
            say(".wslconfig is no text; WSL gets nothing sensible out of it."),
            Evidence(PATH, note=say("There are zero bytes in it. It is left as it is.")),
            why=say("Move the file away and begin a new one, or bring back a copy of the old one."),
            severity=Severity.HIGH,
        )
    evidence = (*map(evidence_of, here.found), *_unsupported(here))
    if not evidence:
        well = ok(say("WSL reads all of .wslconfig."), *_form(here.now.document))
        return ok_only_if_known(well, here.terms.gap if _is_particular(here.now) else None)
    return _damage_finding(here, evidence)


def _damage_finding(here: WslConfigState, evidence: tuple[Evidence, ...]) -> Finding:
    says = _headline(here, evidence)
    evidence = first_of(evidence)
    severity = Severity.CRITICAL if here.is_dead else None
    if here.repairs:
        return fixable(
            says,
            here.repairs,
            *evidence,
            why=_DEAD if here.is_dead else _WHY,
            effect=_EFFECT,
            restart=Restart.WSL,
            may_break=here.may_break,
            severity=severity,
        )
    if not here.blocking:
        weight = severity or (Severity.LOW if not here.hiding else None)
        return advice(says, *evidence, why=_DEAD if here.is_dead else _WHY, severity=weight)
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


def _headline(here: WslConfigState, evidence: tuple[Evidence, ...]) -> Text:
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


def _form(document: wslconf.Document) -> Iterator[Evidence]:
    """The odd forms in which WSL reads a `.wslconfig` all the same (WSL §1.3)."""
    if document.source.is_wide:
        yield Evidence(PATH, note=say("The file is UTF-16; WSL reads .wslconfig so, too."))
    elif document.source.lead == BOM:
        yield Evidence(
            PATH, note=say("The file begins with a byte order mark; WSL reads .wslconfig so, too.")
        )


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


def _obstacle(terms: Terms, key: Key, choice: AllowedValue | None) -> Text | None:
    since = max(key.since, choice.since if choice else EVER)
    build = max(key.build, choice.build if choice else 0)
    if not terms.has(since):
        return say("WSL knows this from version {version} on.", version=since.text)
    if key.until and terms.has(key.until):
        return say("WSL makes nothing of this key any more.")
    if terms.build < build:
        return say("This works from Windows build {build} on; here is {here}.", build=build, here=terms.build)
    if terms.forbids(key):
        return say("The policies of this computer do not allow this ({policy} is 0).", policy=key.policy)
    return None
