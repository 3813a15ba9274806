"""Users of a distro: those of ``/etc/passwd``, and nobody without it."""

from __future__ import annotations

import pytest

from wizard.facts.passwd import PASSWD
from wizard.model.probes import Answer, Answers, FileProbe, Found, Missing
from wizard.model.wanted import Wanted


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        (Missing(), []),
        (Found(b"me:x:1000:1000::/home/me:/bin/sh\n", 0o644, 0, 0, 0, 33), ["me"]),
    ],
)
def test_users_are_those_of_the_file(answer: Answer, names: list[str]) -> None:
    users = PASSWD.read(Answers(((FileProbe("/etc/passwd"), answer),)), Wanted())
    assert isinstance(users, tuple)
    assert [each.name for each in users] == names
