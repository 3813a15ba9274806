"""Jobs are values; a password in one is shown nowhere."""

from __future__ import annotations

import msgspec

from wizard.gui.flow.jobs import Secret


class Asked(msgspec.Struct, frozen=True):
    password: Secret


def test_a_secret_is_not_part_of_what_is_printed() -> None:
    secret = Secret("correct horse")
    assert secret.words == "correct horse"
    for shown in (repr(secret), str(secret), f"{secret}", repr(Asked(secret))):
        assert "horse" not in shown
