"""Package managers: which a distro has, and what is installed, from what they print."""

from __future__ import annotations

import subprocess

import pytest

from tests.shellground import SHELLS
from wizard.facts.packages import MANAGERS, OS_RELEASE, PACKAGES, PACKAGES_PROBE, Packages
from wizard.model.facts import Unknown
from wizard.model.probes import Answer, Answers, Exited, Found, Missing, Unavailable
from wizard.model.wanted import Wanted

pytestmark = pytest.mark.linux(reason="its programs are run by real shells")

DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n'


def read(release: str | None, told: str | None) -> Packages:
    raw = (release or "").encode()
    first: Answer = Missing() if release is None else Found(raw, 0o644, 0, 0, 0, len(raw), None)
    second: Answer = Unavailable("?") if told is None else Exited(0, told.encode(), b"")
    found = PACKAGES.read(Answers(((OS_RELEASE, first), (PACKAGES_PROBE, second))), Wanted())
    assert not isinstance(found, Unknown)
    return found


@pytest.mark.parametrize(
    ("release", "manager"),
    [
        (DEBIAN, "apt-get"),
        ("ID=ubuntu\nID_LIKE=debian\n", "apt-get"),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"\n', "apt-get"),
        ("ID=fedora\n", "dnf"),
        ('ID="almalinux"\nID_LIKE="rhel centos fedora"\n', "dnf"),
        ('ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n', "zypper"),
        ('ID="opensuse-leap"\nID_LIKE="suse opensuse"\n', "zypper-15"),
        ("ID=arch\n", "pacman"),
        ("ID=manjaro\nID_LIKE=arch\n", "pacman"),
        ("ID=alpine\n", None),
        ("ID=devuan\nID_LIKE=debian\n", None),
        ("ID=gentoo\n", None),
        ("# nothing\nID='\n", None),
        (None, None),
    ],
)
def test_a_distro_has_the_manager_of_its_family(release: str | None, manager: str | None) -> None:
    found = read(release, None).manager
    assert (found.name if found is not None else None) == manager


def test_distros_without_systemd_are_known_as_such() -> None:
    assert read("ID=alpine\n", None).has_no_systemd
    assert read("ID=devuan\nID_LIKE=debian\n", None).has_no_systemd
    assert not read(DEBIAN, None).has_no_systemd
    assert not read(None, None).has_no_systemd


def test_what_managers_print_is_read() -> None:
    told = (
        "manager apt-get\nlisted apt-get\nsystemd installed\nsystemd-sysv config-files\n"
        "manager zypper\npackage systemd is not installed\nsystemd-sysvinit installed\n"
        "manager pacman\nsystemd 257.2-1\n"
    )
    found = read(DEBIAN, told)
    assert found.installed == {
        "apt-get": {"systemd"},
        "zypper": {"systemd-sysvinit"},
        "pacman": {"systemd"},
    }
    assert found.listed == {"apt-get"}
    assert found.name == "Debian GNU/Linux 12 (bookworm)"


@pytest.mark.parametrize("told", [None, "", "systemd installed\n", "listed apt-get\n", "manager\n\n x\n"])
def test_what_nobody_vouches_for_is_not_known(told: str | None) -> None:
    assert read(DEBIAN, told).installed == {}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_question_is_asked_of_a_distro_without_init_only(shell: str, tmp_path: object) -> None:
    _, _, script = PACKAGES_PROBE.argv
    guard = "[ -e /sbin/init ] || [ -L /sbin/init ] && exit; "
    assert script.startswith(guard)
    with_init = script.replace("/sbin/init", "/bin/sh")
    without = script.replace("/sbin/init", "/nonexistent")

    def run(text: str) -> str:
        argv = [*SHELLS[shell], "-c", text]
        return subprocess.run(argv, capture_output=True, text=True, check=True).stdout

    assert run(with_init) == ""
    managers = {line.split()[1] for line in run(without).splitlines() if line.startswith("manager ")}
    assert managers <= {manager.name for manager in MANAGERS}
    assert "apt-get" in managers or not _has("dpkg-query")


def _has(program: str) -> bool:
    return subprocess.run(["which", program], capture_output=True, check=False).returncode == 0


def test_every_manager_says_what_undoes_an_installation() -> None:
    for manager in MANAGERS:
        assert manager.init[0] == "systemd"
        assert manager.remove[0] in ("dpkg", "rpm", "pacman")
        assert (manager.refresh is None) == (manager.lists == "")
