"""Whose lock is taken over, and whose is left alone."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.shellground import Ground, small_batch
from wizard.model.errors import BusyError
from wizard.model.orders import Commit, Phase, Receipt, Recover


@pytest.mark.parametrize(
    ("lock", "is_free"),
    [
        ("999999999:1:{space}:me@pc", True),
        ("1:1:{space}:me@pc", True),
        ("1:1:another-boot-1:me@pc", True),
        ("1:99999999999:{boot}-4026531999:me@pc", False),
        ("garbage", False),
        ("", False),
    ],
)
def test_whose_lock_is_taken_over(site: Ground, lock: str, is_free: bool) -> None:
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().partition("-")[0]
    space = f"{boot}-{os.readlink('/proc/self/ns/pid')[5:-1]}"
    site.journal.mkdir(parents=True)
    (site.journal / "lock").symlink_to(lock.format(space=space, boot=boot) or " ")
    if is_free:
        assert site.act(Commit(small_batch(site))).phase is Phase.TRIAL
        assert not list(site.journal.glob("stale*"))
        return
    with pytest.raises(BusyError):
        site.act(Commit(small_batch(site)))
    assert site.is_locked


def test_a_live_process_with_another_start_time_is_not_the_holder(dash: Ground) -> None:
    with subprocess.Popen(["sleep", "30"]) as sleeper:
        fields = Path(f"/proc/{sleeper.pid}/stat").read_text().rpartition(")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().partition("-")[0]
        space = f"{boot}-{os.readlink('/proc/self/ns/pid')[5:-1]}"
        dash.journal.mkdir(parents=True)
        lock = dash.journal / "lock"
        lock.symlink_to(f"{sleeper.pid}:{fields[19]}:{space}:me@pc")
        with pytest.raises(BusyError, match="me@pc"):
            dash.act(Recover())
        lock.unlink()
        lock.symlink_to(f"{sleeper.pid}:{int(fields[19]) - 1}:{space}:me@pc")
        assert dash.act(Recover()) == Receipt(None, None)
        sleeper.kill()
