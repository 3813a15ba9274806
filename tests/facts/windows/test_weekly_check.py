"""What the wizard's installer noted on this PC."""

from __future__ import annotations

import pytest

from wizard.facts.windows.weekly_check import INSTALLED_WIZARD, InstalledWizard
from wizard.model.facts import Unknown
from wizard.model.probes import Answer, Answers, Denied, Missing, RegistryProbe, Values
from wizard.model.wanted import DriftWanted, Wanted

WANTED = Wanted(drift=DriftWanted(weekly=True))
USER, EVERYONE = "HKCU\\Software\\wsl-go-wizard", "HKLM\\Software\\wsl-go-wizard"


def read(user: Answer, everyone: Answer) -> object:
    answers = Answers(((RegistryProbe(USER), user), (RegistryProbe(EVERYONE), everyone)))
    return INSTALLED_WIZARD.read(answers, WANTED)


@pytest.mark.parametrize(
    ("user", "everyone", "found"),
    [
        (Missing(), Missing(), InstalledWizard()),
        (Values({"Weekly": 1}), Missing(), InstalledWizard(USER, True)),
        (Values({"weekly": 1}), Values({"Weekly": 0}), InstalledWizard(USER, True)),
        (Values({"Weekly": 0}), Values({"Weekly": 1}), InstalledWizard(EVERYONE, True)),
        (Values({}), Missing(), InstalledWizard(USER, False)),
    ],
)
def test_what_was_noted(user: Answer, everyone: Answer, found: InstalledWizard) -> None:
    assert read(user, everyone) == found


def test_a_key_that_cannot_be_read_is_no_missing_one() -> None:
    assert isinstance(read(Denied(), Missing()), Unknown)


def test_who_wants_no_check_is_asked_nothing() -> None:
    assert INSTALLED_WIZARD.ask(Wanted()) == ()
