"""After a switch to another Go, what the earlier one left is named."""

from __future__ import annotations

from tests.rules.go.old.test_tools import DLV, tools_stale
from tests.rules.go.old.test_tools import judged as tools
from wizard.app.shells.after_switch import left_behind
from wizard.model.findings import Finding, Judged, Severity, Verdict
from wizard.model.text import plain


def of(rule: str, verdict: Verdict = Verdict.OK) -> Judged:
    return Judged(rule, "go-install", plain(rule), Severity.INFO, Finding(verdict, plain(f"{rule}!")))


STALE = Judged(tools_stale.id, "go-install", tools_stale.title, Severity.INFO, tools(DLV))
SWITCH = of("go-install-pin-version")


def test_what_is_left_is_named_with_its_check() -> None:
    seen = (of("go-sudo", Verdict.ADVICE), STALE, of("wsl-systemd", Verdict.ADVICE))
    assert [text.render() for text in left_behind((SWITCH,), seen)] == [
        "Left from the earlier Go: Built by a Go older than 1.25: dlv. See the check go-tools-stale.",
        "Left from the earlier Go: go-sudo! See the check go-sudo.",
    ]


def test_only_after_a_switch_and_only_what_is_there() -> None:
    assert left_behind((of("wsl-systemd"),), (STALE,)) == ()
    assert left_behind((SWITCH,), (of("go-sudo", Verdict.OK), of("go-tools-stale", Verdict.UNKNOWN))) == ()
