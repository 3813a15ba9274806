"""Whether Go gets modules from the proxies of GOPROXY, and who is to blame if not (RULES 53, and 78 to 80)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from wizard.facts.network.asked import REPLIES, WINDOWS
from wizard.facts.network.replies import AskedPlace, PlaceKind, Replies
from wizard.facts.network.windows import WindowsView
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import USE_PROXY_IN_CHINA, trust
from wizard.rules.declare import advice, not_applicable, ok, rule, unknown
from wizard.rules.network.symptoms import OF_CERTIFICATES, ROWS, Diagnosis, Symptom, diagnosis

_ANY_ERROR: Final = "|"
_OF_GOOGLE: Final = "proxy.golang.org"
_BLOCKED: Final = (Symptom.LATE, Symptom.RESET, Symptom.NO_ROUTE, Symptom.REFUSED, Symptom.WRONG_NAME)
"""How blocked hosts are met."""
NO_TOOL: Final = say("Could not ask, because neither go nor curl is installed in the distro.")
_WHY_LAST: Final = say("Every download of a module fails here.")
_WHY_NEXT: Final = say(
    "Go goes on to the next entry of GOPROXY only after 404 or 410, so downloads fail here."
)
_WHY_SLOW: Final = say("Go waits for this proxy at each download, then asks the next one.")


class _Met(msgspec.Struct, frozen=True):
    """An entry of GOPROXY, and what came of asking it; None: it could not be asked."""

    place: AskedPlace
    diagnosis: Diagnosis | None


@rule(
    "modules-goproxy-reach",
    area="modules",
    title=say("Go reaches its module proxies"),
    needs=(REPLIES, WINDOWS),
    severity=Severity.HIGH,
    sources=("GO §4", "GO §4.2", "RULES 53", "RULES 80"),
)
def reached(see: Snapshot, want: Wanted) -> Finding:
    replies, windows = see[REPLIES], see[WINDOWS]
    met = tuple(_Met(place, diagnosis(place)) for place in replies.chain if place.is_asked)
    if not replies.chain:
        return unknown(say("GOPROXY has no entry that could be read."))
    if not met:
        return not_applicable(say("GOPROXY is off: Go downloads nothing."))
    if not replies.tools & {"go", "curl"}:
        return unknown(NO_TOOL)
    return _judged(replies, windows, met)


def _judged(replies: Replies, windows: WindowsView, met: Sequence[_Met]) -> Finding:
    skipped = None
    for each in met:
        if each.diagnosis is None:
            return unknown(_not_asked(each.place), *_evidence(met, windows))
        if each.diagnosis.is_good:
            return (
                _fine(each, met, windows)
                if skipped is None
                else _blame(skipped, _WHY_SLOW, met, windows, replies.ids, is_slow=True)
            )
        if each.diagnosis.symptom is Symptom.MISSING:
            continue
        if each.place.fallback != _ANY_ERROR:
            why = _WHY_NEXT if each is not met[-1] else _WHY_LAST
            return _blame(skipped or each, why, met, windows, replies.ids)
        skipped = skipped or each
    if skipped is not None:
        return _blame(skipped, _WHY_LAST, met, windows, replies.ids)
    return unknown(
        say("No entry of GOPROXY has the public module that the check asks for."), *_evidence(met, windows)
    )


def _fine(first: _Met, met: Sequence[_Met], windows: WindowsView) -> Finding:
    return ok(
        say("Go gets modules from {host}.", host=first.place.host or first.place.url),
        *_evidence(met, windows),
    )


def _blame(
    each: _Met,
    why: Text,
    met: Sequence[_Met],
    windows: WindowsView,
    ids: tuple[str, ...],
    *,
    is_slow: bool = False,
) -> Finding:
    symptom = (
        each.diagnosis.symptom if each.diagnosis is not None and each.diagnosis.symptom else Symptom.OTHER
    )
    row, place = ROWS[symptom], each.place
    says, do = row.says(place.host or place.url), row.do
    if symptom is Symptom.UNKNOWN_AUTHORITY and windows.reaches(place):
        says = say(
            "A company proxy signs for {host}. Windows trusts it, the distro does not.", host=place.host
        )
        command = trust("company.crt", ids)
        do = say(
            "Export its certificate from Windows as company.crt (Base-64), then: {command}", command=command
        )
    elif symptom in _BLOCKED and place.host == _OF_GOOGLE:
        do = say(
            "Use a proxy that is reached from here, such as in mainland China: {command}",
            command=USE_PROXY_IN_CHINA,
        )
    return advice(
        says,
        *_evidence(met, windows),
        *_seen_in(place),
        why=why,
        do=do,
        severity=Severity.MEDIUM if is_slow else None,
    )


def _evidence(met: Sequence[_Met], windows: WindowsView) -> tuple[Evidence, ...]:
    return tuple(_line(each, windows) for each in met)


def _line(each: _Met, windows: WindowsView) -> Evidence:
    source = each.place.url if each.place.kind is PlaceKind.PROXY else "direct"
    found = each.diagnosis
    if found is None:
        return Evidence(source, note=_not_asked(each.place))
    if found.symptom is None:
        return Evidence(source, note=say("Responds as it should"))
    note = ROWS[found.symptom].says(each.place.host or each.place.url)
    if windows.reaches(each.place):
        note = say("{says} Windows reaches it, the distro does not.", says=note)
    return Evidence(source, found.quote, note=note)


def _seen_in(place: AskedPlace) -> tuple[Evidence, ...]:
    """What else was seen of a place that fails: its certificate, and addresses that only libc found."""
    found = diagnosis(place)
    symptom = found.symptom if found is not None else None
    if symptom in OF_CERTIFICATES:
        return tuple(Evidence(place.host, each) for each in place.certificate)
    if symptom in (Symptom.NO_NAME, Symptom.NAME_LATE) and place.names:
        note = say("libc finds the name, Go's own resolver does not")
        return (Evidence(f"getent ahosts {place.host}", " ".join(place.names), note=note),)
    return ()


def _not_asked(place: AskedPlace) -> Text:
    if place.kind is PlaceKind.DIRECT:
        return say("Could not ask {host}, because curl is not installed in the distro.", host=place.host)
    return say("{host} was not asked in time.", host=place.host or place.url)
