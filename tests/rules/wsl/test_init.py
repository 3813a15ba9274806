"""A distro without systemd as its init: what is installed there, as data, and what is said where nothing can be."""

from __future__ import annotations

from typing import Any

import msgspec

from wizard.codecs import wslconf
from wizard.facts.packages import PACKAGES, Packages
from wizard.facts.shell import ACCOUNT
from wizard.facts.windows.safe_mode import SAFE_MODE
from wizard.facts.wsl import (
    INIT,
    KERNEL,
    SBIN_INIT,
    WSL_CONF,
    WSL_VERSION,
    FirstProgram,
    Kernel,
    WslConf,
    WslVersion,
)
from wizard.model.commands.command import Command
from wizard.model.edits.files import RunCommand, SetKey
from wizard.model.facts import Fact, Snapshot
from wizard.model.findings import Finding, Restart, Risk, Verdict
from wizard.model.probes import Account
from wizard.model.wanted import Wanted, WslWanted
from wizard.rules.wsl.conf import systemd

DEBIAN = Packages("Debian 12", ("debian",), {"apt-get": frozenset()}, frozenset({"apt-get"}))
ON = SetKey("/etc/wsl.conf", "boot", "systemd", "true")
NOWHERE = FirstProgram(None, False)


def judge(packages: Packages, conf: bytes = b"", init: FirstProgram = NOWHERE) -> Finding:
    document = WslConf(wslconf.parse(conf, wslconf.Dialect.WSL_CONF), True)
    values: dict[Fact[Any], object] = {
        WSL_CONF: document,
        INIT: "init",
        KERNEL: Kernel.WSL2,
        WSL_VERSION: WslVersion((2, 6, 1)),
        SBIN_INIT: init,
        SAFE_MODE: False,
        PACKAGES: packages,
        ACCOUNT: Account("me", 1000, 1000, "/home/me", "/bin/bash"),
    }
    see = Snapshot(values)
    return systemd.judge(see, Wanted(wsl=WslWanted(systemd=True)))


def commands(finding: Finding) -> list[Command]:
    return [edit.command for edit in finding.edits if isinstance(edit, RunCommand)]


def test_systemd_is_installed_then_switched_on() -> None:
    finding = judge(DEBIAN)
    assert finding.verdict is Verdict.FIXABLE
    assert (finding.risk, finding.restart) == (Risk.CAREFUL, Restart.DISTRO)
    (install,) = commands(finding)
    assert install.line == "apt-get install --yes --no-install-recommends systemd systemd-sysv"
    assert install.as_root
    assert install.undo == ("dpkg", "--remove", "systemd-sysv", "systemd")
    assert finding.edits[-1] == ON
    assert finding.why is not None
    assert finding.why.render() == "Without /sbin/init, WSL leaves systemd off and does not say so."


def test_undone_only_those_go_that_were_not_there() -> None:
    there = msgspec.structs.replace(DEBIAN, installed={"apt-get": frozenset({"systemd"})})
    (install,) = commands(judge(there))
    assert install.argv[-2:] == ("systemd", "systemd-sysv")
    assert install.undo == ("dpkg", "--remove", "systemd-sysv")


def test_without_lists_they_are_fetched_first() -> None:
    first, second = commands(judge(msgspec.structs.replace(DEBIAN, listed=frozenset())))
    assert (first.argv, first.undo) == (("apt-get", "update"), None)
    assert second.argv[1] == "install"


def test_a_file_that_is_right_already_is_left_alone() -> None:
    finding = judge(DEBIAN, b"[boot]\nsystemd=true\n")
    assert [type(edit) for edit in finding.edits] == [RunCommand]


def test_each_family_has_its_own_command() -> None:
    lines = {}
    for name, word in (("dnf", "fedora"), ("zypper", "opensuse-tumbleweed"), ("pacman", "arch")):
        packages = Packages(word, (word,), {name: frozenset()})
        (command,) = commands(judge(packages))
        lines[name] = (command.line, command.undo)
    assert lines == {
        "dnf": ("dnf install -y --setopt=install_weak_deps=False systemd", ("rpm", "-e", "systemd")),
        "zypper": ("zypper --non-interactive install --no-recommends systemd", ("rpm", "-e", "systemd")),
        "pacman": (
            "pacman -S --noconfirm --needed systemd systemd-sysvcompat",
            ("pacman", "-R", "--noconfirm", "systemd-sysvcompat", "systemd"),
        ),
    }


def test_where_nobody_knows_what_is_installed_nothing_is_offered() -> None:
    unknown = msgspec.structs.replace(DEBIAN, installed={})
    everything = frozenset({"systemd", "systemd-sysv"})
    for packages in (unknown, msgspec.structs.replace(DEBIAN, installed={"apt-get": everything})):
        finding = judge(packages)
        assert (finding.verdict, finding.edits) == (Verdict.BLOCKED, ())
        assert finding.why is not None
        assert finding.why.render() == "Without /sbin/init, WSL leaves systemd off and does not say so."
        assert finding.do is not None
        assert finding.do.render() == (
            "Install systemd: sudo apt-get install --yes --no-install-recommends systemd systemd-sysv"
        )
    gentoo = judge(Packages("Gentoo", ("gentoo",), {}))
    assert gentoo.do is None


def test_another_init_is_not_replaced() -> None:
    finding = judge(DEBIAN, init=FirstProgram("/usr/lib/sysvinit/init", True))
    assert (finding.verdict, finding.edits) == (Verdict.BLOCKED, ())
    assert finding.why is not None
    assert "waits up to 10 seconds" in finding.why.render()
    assert "leaves systemd off" not in finding.why.render()


def test_alpine_has_no_systemd_and_is_told_so() -> None:
    alpine = Packages("Alpine Linux v3.22", ("alpine",), {})
    for init in (NOWHERE, FirstProgram("/bin/busybox", True)):
        finding = judge(alpine, init=init)
        assert (finding.verdict, finding.says.render()) == (
            Verdict.ADVICE,
            "Alpine Linux v3.22 has no systemd.",
        )
        on = judge(alpine, b"[boot]\nsystemd=true\n", init=init)
        assert on.verdict is Verdict.BLOCKED
        assert on.do is not None
        assert on.do.render().startswith("Alpine Linux v3.22 has no systemd.")
