"""A shell that does not answer, or is to stop, is not waited for."""

import pytest

from tests.shellground import ground
from tests.transports.shell.conftest import read
from wizard.model.errors import MachineError, Stopped
from wizard.model.orders import Recover
from wizard.model.probes import (
    AccountProbe,
    CommandProbe,
)
from wizard.transports.shell.hand import ShellHand


def test_a_machine_that_does_not_answer() -> None:
    with ground() as site:
        for argv, words in (
            (("/nowhere/sh", "-s"), "No such file"),
            (("sh", "-c", "echo only noise; echo no shell here >&2; exit 4"), "no shell here"),
            (("printf", "N\\0o\\0 \\0W\\0S\\0L\\0\\n"), "No WSL"),
        ):
            site.launch = argv
            with pytest.raises(MachineError) as caught:
                read(site, AccountProbe())
            assert caught.value.code == "unreachable"
            assert words in str(caught.value)


def test_a_look_can_be_stopped() -> None:
    with ground() as site:
        hand: ShellHand = site.hand()
        with pytest.raises(Stopped):
            hand.read([CommandProbe(("sleep", "30"), timeout_s=60)], lambda: True)
        assert site.act(Recover()).batch is None
