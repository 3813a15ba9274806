"""A check for drift every week, by a task of Windows."""

from __future__ import annotations

import pytest

from wizard.engine.waves import gather
from wizard.facts.windows.weekly_check import INSTALLED_WIZARD
from wizard.model.facts import Side
from wizard.model.findings import Finding, Verdict
from wizard.model.probes import Answer, Answers, Missing, Probe, RegistryProbe, Unavailable, Values
from wizard.model.wanted import DriftWanted, Wanted
from wizard.rules.windows.weekly_check import weekly_check

WANTED = Wanted(drift=DriftWanted(weekly=True))


def judged(user: Answer, everyone: Answer) -> Finding | None:
    told: dict[Probe, Answer] = {
        RegistryProbe("HKCU\\Software\\wsl-go-wizard"): user,
        RegistryProbe("HKLM\\Software\\wsl-go-wizard"): everyone,
    }

    def answer(side: Side, probes: tuple[Probe, ...]) -> Answers:
        return Answers(tuple((probe, told[probe]) for probe in probes))

    see, _ = gather((INSTALLED_WIZARD,), WANTED, answer)
    return weekly_check.judge(see, WANTED) if see.unknown(INSTALLED_WIZARD) is None else None


@pytest.mark.parametrize(
    ("user", "everyone", "verdict", "word"),
    [
        (Values({"Weekly": 1}), Missing(), Verdict.OK, ""),
        (Missing(), Values({"Weekly": 1}), Verdict.OK, ""),
        (Values({"Weekly": 0}), Values({"Weekly": 1}), Verdict.OK, ""),
        (Values({"Weekly": 0}), Missing(), Verdict.ADVICE, "wsl-go-wizard-setup.exe /WEEKLY=on"),
        (Values({}), Missing(), Verdict.ADVICE, "wsl-go-wizard-setup.exe /WEEKLY=on"),
        (Missing(), Missing(), Verdict.ADVICE, "schtasks /Create /SC WEEKLY"),
    ],
)
def test_what_the_installer_noted(user: Answer, everyone: Answer, verdict: Verdict, word: str) -> None:
    finding = judged(user, everyone)
    assert finding is not None
    assert finding.verdict is verdict
    assert word in (finding.do.render() if finding.do is not None else "")


def test_what_could_not_be_read_is_not_called_off() -> None:
    assert judged(Unavailable("x"), Missing()) is None
