"""Kernels, versions and first programs, from what machines really say."""

from __future__ import annotations

import pytest

from tests.facts.answers import GONE, at, file, read
from wizard.codecs import wslconf
from wizard.facts.wsl import (
    INIT,
    KERNEL,
    SBIN_INIT,
    VERSION_IF_KNOWN,
    WSL_CONF,
    WSL_VERSION,
    FirstProgram,
    Kernel,
    WslConf,
    WslVersion,
)
from wizard.model.facts import Snapshot, Unknown
from wizard.model.probes import Answer, Answers, CommandProbe, Denied, Exited, FileProbe, Missing, Special
from wizard.model.text import say
from wizard.model.versions import SYSTEMD
from wizard.model.wanted import Wanted

OSRELEASE = "/proc/sys/kernel/osrelease"
WSL2 = "6.6.87.2-microsoft-standard-WSL2\n"
WSLINFO = next(probe for probe in WSL_VERSION.ask(Wanted()) if isinstance(probe, CommandProbe))


@pytest.mark.parametrize(
    ("release", "kernel"),
    [
        (WSL2, Kernel.WSL2),
        ("4.19.104-microsoft-standard\n", Kernel.WSL2),
        ("6.6.36.3-microsoft-standard-WSL2+\n", Kernel.WSL2),
        ("5.15.0-custom-WSL2-microsoft\n", Kernel.WSL2),
        ("4.4.0-19041-Microsoft\n", Kernel.WSL1),
        ("4.4.0-26100-Microsoft\n", Kernel.WSL1),
        ("6.1.0-41-amd64\n", Kernel.LINUX),
        ("6.8.0-1021-azure\n", Kernel.LINUX),
    ],
)
def test_kernels(release: str, kernel: Kernel) -> None:
    assert read(KERNEL, at(OSRELEASE, release)) is kernel


def test_a_folder_without_proc_is_an_image() -> None:
    assert read(KERNEL) is Kernel.IMAGE
    assert read(INIT) is None
    assert read(WSL_VERSION) == WslVersion(None)
    assert isinstance(read(KERNEL, (FileProbe(OSRELEASE), GONE)), Unknown)


ENGLISH = "WSL version: 2.6.1.0\r\nKernel version: 6.6.87.2-1\r\nWSLg version: 1.0.66\r\n"
TAIWAN = "WSL 版本： 2.4.13.0\r\n核心版本： 5.15.167.4-1\r\n"
FRENCH = "Version WSL : 2.5.9.0\r\nVersion du noyau : 6.6.87.2-1\r\n"


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("2.6.1.0", (2, 6, 1, 0)),
        ("2.0.14.0\n", (2, 0, 14, 0)),
        ("0.67.6.0", (0, 67, 6, 0)),
        (ENGLISH, (2, 6, 1, 0)),
        (TAIWAN, (2, 4, 13, 0)),
        (FRENCH, (2, 5, 9, 0)),
    ],
)
def test_versions(printed: str, numbers: tuple[int, ...]) -> None:
    said = Exited(0, printed.encode(), b"")
    assert read(WSL_VERSION, at(OSRELEASE, WSL2), (WSLINFO, said)) == WslVersion(numbers)


@pytest.mark.parametrize(
    "answer",
    [
        Exited(127, b"", b"/bin/sh: 1: /mnt/c/Windows/System32/wsl.exe: not found\n"),
        Exited(1, b"Usage: wsl.exe [Argument] 1.2.3", b""),
        Exited(0, b"", b""),
        Exited(0, b"Invalid command line option: --version", b""),
        GONE,
    ],
)
def test_a_wsl_that_does_not_tell_its_version_is_of_none(answer: Answer) -> None:
    found = read(WSL_VERSION, at(OSRELEASE, WSL2), (WSLINFO, answer))
    assert isinstance(found, Unknown)
    assert read(WSL_VERSION, at(OSRELEASE, "4.4.0-19041-Microsoft\n"), (WSLINFO, answer)) == WslVersion(None)


@pytest.mark.parametrize(
    ("numbers", "older"), [((0, 67, 5), True), ((0, 67, 6), False), ((0, 67, 6, 0), False), (None, False)]
)
def test_older_than(numbers: tuple[int, ...] | None, older: bool) -> None:
    assert WslVersion(numbers).older_than(SYSTEMD) is older


@pytest.mark.parametrize(
    ("answer", "program", "is_systemd"),
    [
        (file("\x7fELF", 0o755, "/usr/lib/systemd/systemd"), "/usr/lib/systemd/systemd", True),
        (file("\x7fELF", 0o755, "/lib/systemd/systemd"), "/lib/systemd/systemd", True),
        (file("\x7fELF", 0o644, "/usr/lib/systemd/systemd"), "/usr/lib/systemd/systemd", False),
        (file("\x7fELF", 0o755, "/bin/busybox"), "/bin/busybox", False),
        (file("\x7fELF", 0o755), "/sbin/init", False),
        (Missing(), None, False),
        (Missing("/lib/systemd/systemd"), None, False),
    ],
)
def test_first_programs(answer: Answer, program: str | None, is_systemd: bool) -> None:
    (probe,) = SBIN_INIT.ask(Wanted())
    first = read(SBIN_INIT, (probe, answer))
    assert isinstance(first, FirstProgram)
    assert (first.leads_to, first.is_systemd) == (program, is_systemd)


def test_a_first_program_that_cannot_be_seen_is_unknown() -> None:
    (probe,) = SBIN_INIT.ask(Wanted())
    for answer in (Denied(), GONE, Special("directory", 0o755, 0, 0)):
        assert isinstance(read(SBIN_INIT, (probe, answer)), Unknown)


def conf(text: str) -> WslConf:
    value = read(WSL_CONF, at("/etc/wsl.conf", text))
    assert isinstance(value, WslConf)
    return value


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("[boot]\nsystemd=true\n", True),
        ("[BOOT]\nSystemd = 1 # yes\n", True),
        ("[boot]\nsystemd=FALSE\n", False),
        ("[boot]\nsystemd=yes\n", None),
        ("[boot]\nsystemd=yes\nsystemd=true\n", None),
        ("[user]\ndefault=me[boot]\nsystemd=true\n", None),
        ("; note\n[boot]\nsystemd=true\n", None),
        ("", None),
    ],
)
def test_a_boolean_is_what_wsl_takes_for_one(text: str, on: bool | None) -> None:
    assert conf(text).on("boot", "systemd") is on


@pytest.mark.parametrize(
    "text",
    [
        "; note\n[boot]\nsystemd=true\n",
        "\ufeff[boot]\nsystemd=true\n",
        "[user]\ndefault=me[boot]\nsystemd=yes\n",
        "[boot]\nsystemd: true\n",
    ],
)
def test_what_a_repair_would_bring_into_force_is_known_before(text: str) -> None:
    assert conf(text).on("boot", "systemd") is None
    assert conf(text).repaired.on("boot", "systemd") is True


def test_no_file_is_an_empty_one_that_is_not_there() -> None:
    value = read(WSL_CONF)
    assert isinstance(value, WslConf)
    assert (value.exists, value.document.data) == (False, b"")
    assert conf("").exists
    assert isinstance(read(WSL_CONF, (FileProbe("/etc/wsl.conf"), Denied())), Unknown)


def test_a_version_that_wsl_does_not_tell_is_none_for_who_copes() -> None:
    for told, value in ((Unknown(say("no")), None), (WslVersion(None), WslVersion(None))):
        assert VERSION_IF_KNOWN.read(Answers(), Wanted(), Snapshot({WSL_VERSION: told})) == value


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("", "/mnt/"),
        ("[automount]\nroot=/\n", "/"),
        ("[automount]\nroot=/windows\n", "/windows/"),
        ("[automount]\nroot=/windows/\n", "/windows/"),
        ("[automount]\nroot=\n", "/"),
    ],
)
def test_the_folder_of_drives_ends_in_a_slash(text: str, root: str) -> None:
    conf = WslConf(wslconf.parse(text.encode(), wslconf.Dialect.WSL_CONF), True)
    assert conf.automount_root == root
