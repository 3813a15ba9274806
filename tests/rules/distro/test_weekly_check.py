"""A check for drift every week, by a timer of the user's systemd."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.rules.conftest import ELF, Judge
from wizard.facts.programs.weekly_check import LINK, SERVICE, TARGET, TIMER
from wizard.model.edits.files import SetLink, SetText
from wizard.model.findings import Finding, Restart, Risk, Verdict
from wizard.model.probes import FileProbe, Special

WEEKLY = "[drift]\nweekly = true\n"
RULE = "distro-weekly-check"
SYSTEMD: Mapping[str, str | bytes] = {"proc/1/comm": "systemd\n"}
PROGRAM: Mapping[str, str | bytes] = {**SYSTEMD, "usr/local/bin/wsl-go-wizard": ELF}
WSLG = {FileProbe("/mnt/wslg", limit=0, head=True): Special("directory", 0o755, 0, 0)}
HOME = "home/me"


def texts(finding: Finding) -> dict[str, str]:
    return {edit.path: edit.text for edit in finding.edits if isinstance(edit, SetText)}


def laid(finding: Finding) -> dict[str, str | bytes]:
    """What the edits write, as files of the machine."""
    return {path.replace("~", HOME, 1): text for path, text in texts(finding).items()}


def test_it_is_two_units_and_the_link_that_starts_the_timer(judge: Judge) -> None:
    finding = judge(RULE, WEEKLY, PROGRAM)
    assert (finding.verdict, finding.risk, finding.restart) == (Verdict.FIXABLE, Risk.SAFE, Restart.DISTRO)
    assert list(texts(finding)) == [SERVICE, TIMER]
    assert finding.edits[-1] == SetLink(LINK, TARGET)
    assert "OnCalendar=weekly\nPersistent=true\n" in texts(finding)[TIMER]


def test_where_windows_can_be_shown_the_window_opens(judge: Judge) -> None:
    service = texts(judge(RULE, WEEKLY, PROGRAM, commands=WSLG))[SERVICE]
    assert "Environment=DISPLAY=:0\nExecStart=/usr/local/bin/wsl-go-wizard drift --window\n" in service
    without = texts(judge(RULE, WEEKLY, PROGRAM))[SERVICE]
    assert "DISPLAY" not in without
    assert without.endswith("ExecStart=/usr/local/bin/wsl-go-wizard drift\n")


def test_a_program_in_the_home_is_named_as_systemd_names_the_home(judge: Judge) -> None:
    finding = judge(RULE, WEEKLY, {**SYSTEMD, f"{HOME}/.local/bin/wsl-go-wizard": ELF})
    assert "ExecStart=%h/.local/bin/wsl-go-wizard drift\n" in texts(finding)[SERVICE]


def test_what_is_set_up_is_well_and_half_of_it_is_completed(judge: Judge) -> None:
    first = judge(RULE, WEEKLY, PROGRAM)
    link = {LINK.replace("~", HOME, 1): TARGET}
    assert judge(RULE, WEEKLY, {**PROGRAM, **laid(first)}, links=link).verdict is Verdict.OK
    half = judge(RULE, WEEKLY, {**PROGRAM, **laid(first)})
    assert half.edits == (SetLink(LINK, TARGET),)


@pytest.mark.parametrize(
    ("files", "links", "word"),
    [
        ({**PROGRAM, "proc/1/comm": "init(Ubuntu)\n"}, {}, "needs systemd, and init(Ubuntu) runs as PID 1"),
        (SYSTEMD, {}, "not installed in this distro"),
        ({**PROGRAM, "usr/local/bin/wsl-go-wizard": "not to be run"}, {}, "not installed in this distro"),
        ({**PROGRAM, TIMER.replace("~", HOME, 1): "[Timer]\n"}, {}, f"{TIMER} exists"),
        (PROGRAM, {LINK.replace("~", HOME, 1): "/dev/null"}, f"{LINK} exists"),
    ],
    ids=["no systemd", "no wizard", "not a program", "another's unit", "another's link"],
)
def test_what_stands_in_the_way_is_said(
    judge: Judge, files: Mapping[str, str | bytes], links: Mapping[str, str], word: str
) -> None:
    finding = judge(RULE, WEEKLY, files, links=links)
    assert (finding.verdict, finding.edits) == (Verdict.BLOCKED, ())
    assert word in finding.says.render()
    assert finding.do is not None


@pytest.mark.parametrize("wanted", ["", "[drift]\nweekly = false\n"])
def test_nobody_gets_it_who_did_not_ask(judge: Judge, wanted: str) -> None:
    assert judge(RULE, wanted, PROGRAM).verdict is Verdict.NOT_APPLICABLE
