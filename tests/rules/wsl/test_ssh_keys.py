"""SSH keys on a Windows drive: ssh takes none that others may read."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.findings import Verdict

RULE = "wsl-ssh-keys"
ON_C = {"mnt/c/Users/me/.ssh/id_ed25519": "key"}


@pytest.mark.parametrize(
    ("conf", "verdict"),
    [
        ("", Verdict.ADVICE),
        ("[automount]\noptions=umask=22\n", Verdict.ADVICE),
        ("[automount]\noptions=dmask=77\n", Verdict.ADVICE),
        ("[automount]\noptions=umask=77\n", Verdict.OK),
        ("[automount]\noptions=umask=70,fmask=07\n", Verdict.OK),
        ("[automount]\noptions=metadata,umask=22\n", Verdict.OK),
        ("; hides what follows\n[automount]\noptions=metadata\n", Verdict.ADVICE),
        ("[automount]\nroot=/\n", Verdict.NOT_APPLICABLE),
    ],
)
def test_what_the_mount_options_mean_for_keys_on_a_drive(judge: Judge, conf: str, verdict: Verdict) -> None:
    links = {"home/me/.ssh": "/mnt/c/Users/me/.ssh"}
    assert judge(RULE, "", {**ON_C, "etc/wsl.conf": conf}, links=links).verdict is verdict


@pytest.mark.parametrize(
    ("files", "target"),
    [
        ({"mnt/wsl/keys/id": "key"}, "/mnt/wsl/keys"),
        ({"srv/c/keys/id": "key"}, "/srv/c/keys"),
        ({**ON_C, "proc/sys/kernel/osrelease": "6.8.0-generic\n"}, "/mnt/c/Users/me/.ssh"),
    ],
)
def test_a_link_to_anywhere_else_is_fine(judge: Judge, files: dict[str, str], target: str) -> None:
    assert judge(RULE, "", files, links={"home/me/.ssh": target}).verdict is Verdict.NOT_APPLICABLE


def test_keys_in_the_distro_are_fine(judge: Judge) -> None:
    assert judge(RULE, "", {"home/me/.ssh/id": "key"}).verdict is Verdict.NOT_APPLICABLE
