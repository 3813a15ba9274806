"""WSL as the distro knows it: its kernel, its version, its first process, and `/etc/wsl.conf`."""

from __future__ import annotations

import enum
import re
from functools import cached_property

import msgspec

from wizard.codecs import mounts, wslconf
from wizard.codecs.windows.wsl_warnings import Warned, warned
from wizard.codecs.wslconf.repaired import repaired
from wizard.facts.shapes import always, content, derived, file_fact, output
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import (
    Answers,
    CommandProbe,
    FileProbe,
    Found,
    Missing,
    Unavailable,
    Warnings,
    WarningsProbe,
)
from wizard.model.text import from_english, say
from wizard.model.versions import EVER, Version, version
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern

WSL_CONF_PATH = "/etc/wsl.conf"


class Kernel(enum.Enum):
    """What a distro runs on. An image is a folder that nothing runs from: it has no ``/proc``."""

    WSL1 = "wsl1"
    WSL2 = "wsl2"
    LINUX = "linux"
    IMAGE = "image"


class WslConf(msgspec.Struct, frozen=True, dict=True):
    """`/etc/wsl.conf` as WSL reads it; *exists* is false if there is no such file."""

    document: wslconf.Document
    exists: bool

    def on(self, section: str, key: str) -> bool | None:
        """A boolean as WSL takes it: true, false, or None for "not set, or not a boolean to WSL"."""
        value = self.document.get(section, key)
        return _BOOLEANS.get(value.lower()) if value is not None else None

    @property
    def automount_root(self) -> str:
        """Where WSL puts the drives of Windows, and what all distros share: ``/mnt/``, with its slash (WSL §2)."""
        root = self.document.get("automount", "root")
        return "/mnt/" if root is None else f"{root.rstrip('/')}/"

    def is_on_drive(self, path: str) -> bool:
        """Whether *path* is on a drive of Windows, and not on what distros share."""
        root = self.automount_root
        return path.startswith(root) and _DRIVE.match(path[len(root) :]) is not None

    @cached_property
    def repaired(self) -> WslConf:
        """The same with all repaired that can be. What it says beyond `document` does not count yet, and
        will as soon as somebody repairs the file."""
        return WslConf(repaired(self.document), self.exists)


_DRIVE = lazy_pattern(r"[a-z](?:/|\Z)")
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


class FirstProgram(msgspec.Struct, frozen=True):
    """`/sbin/init`: where it leads, None if it is not there, and whether it may be executed."""

    leads_to: str | None
    executable: bool

    @property
    def is_systemd(self) -> bool:
        return self.leads_to is not None and self.leads_to.rpartition("/")[2] == "systemd" and self.executable


class WslVersion(msgspec.Struct, frozen=True):
    """The version of WSL, or None where there is none to ask: an image, a Linux that is not WSL, or a WSL 1
    that came with Windows."""

    numbers: Version | None

    def older_than(self, since: Version) -> bool:
        """Known, and older than *since*."""
        return self.numbers is not None and self.numbers < since

    @property
    def text(self) -> str:
        """As people write it."""
        return (self.numbers or EVER).text


def _kernel(data: bytes | None) -> Kernel:
    if data is None:
        return Kernel.IMAGE
    release = data.decode("ascii", "replace")
    if "microsoft" not in release.lower():
        return Kernel.LINUX
    return Kernel.WSL2 if "wsl2" in release.lower() or "microsoft-standard" in release else Kernel.WSL1


KERNEL = file_fact("kernel", "/proc/sys/kernel/osrelease", _kernel)


def _release(data: bytes | None) -> WslVersion:
    match = re.match(rb"\d{1,6}(?:\.\d{1,6}){1,3}", data or b"")
    return WslVersion(version(match[0].decode()) if match is not None else None)


KERNEL_RELEASE = file_fact("kernel release", "/proc/sys/kernel/osrelease", _release)
"""The numbers of the kernel that runs, 6.6.87.2; none in an image."""

CGROUPS_PATH = "/sys/fs/cgroup"


def _cgroups(data: bytes | None) -> str | None:
    mount = mounts.mount_at(mounts.parse(data or b""), CGROUPS_PATH)
    return mount.fstype if mount is not None else None


CGROUPS: Fact[str | None] = file_fact("cgroups", "/proc/self/mounts", _cgroups, fleeting=True)
"""What is mounted where control groups are: ``cgroup2``, or ``tmpfs`` with those of version 1 in it; None if
nothing is."""

WSL_CONF = file_fact(
    "wsl.conf",
    WSL_CONF_PATH,
    lambda data: WslConf(wslconf.parse(data or b"", wslconf.Dialect.WSL_CONF), data is not None),
)

INIT: Fact[str | None] = file_fact(
    "init",
    "/proc/1/comm",
    lambda data: None if data is None else data.decode("ascii", "replace").strip(),
    fleeting=True,
)
"""The name of PID 1; None in an image."""

_SBIN_INIT = FileProbe("/sbin/init", limit=4, head=True)


def _first_program(answers: Answers, want: Wanted) -> FirstProgram | Unknown:
    answer = answers[_SBIN_INIT]
    if isinstance(answer, Found):
        return FirstProgram(answer.link or _SBIN_INIT.path, bool(answer.mode & 0o111))
    if isinstance(answer, Missing):
        return FirstProgram(None, False)
    data = content(answer, _SBIN_INIT.path)
    return data if isinstance(data, Unknown) else FirstProgram(None, False)


SBIN_INIT = Fact("sbin-init", always(_SBIN_INIT), _first_program)

WSLINFO = CommandProbe(
    (
        "/bin/sh",
        "-c",
        (
            "wslinfo --version -n 2>/dev/null || wslinfo --wsl-version -n 2>/dev/null ||"
            " WSL_UTF8=1 /mnt/c/Windows/System32/wsl.exe --version"
        ),
    )
)
_OSRELEASE = FileProbe("/proc/sys/kernel/osrelease")
_VERSION = lazy_pattern(r"\b(\d+\.\d+(?:\.\d+){0,2})\b")


def _wsl_version(answers: Answers, want: Wanted) -> WslVersion | Unknown:
    release = content(answers[_OSRELEASE], _OSRELEASE.path)
    if isinstance(release, Unknown):
        return release
    if _kernel(release) in (Kernel.IMAGE, Kernel.LINUX):
        return WslVersion(None)
    match = _VERSION.search(output(answers[WSLINFO]) or "")
    if match is not None:
        return WslVersion(version(match[1]))
    if _kernel(release) is Kernel.WSL1:
        return WslVersion(None)
    answer = answers[WSLINFO]
    why = answer.why if isinstance(answer, Unavailable) else "wslinfo"
    return Unknown(say("WSL does not report its version ({why}).", why=from_english(why)))


WSL_VERSION = Fact("wsl-version", always(_OSRELEASE, WSLINFO), _wsl_version)

VERSION_IF_KNOWN: Fact[WslVersion | None] = derived(
    "wsl-version, if known",
    (),
    lambda see, want: None if see.unknown(WSL_VERSION) else see[WSL_VERSION],
    uses=(WSL_VERSION,),
)
"""The version of WSL; None if WSL does not tell. For rules that have something to say without it, too."""

_WARNINGS = WarningsProbe()


def _warned(answers: Answers, want: Wanted) -> tuple[Warned, ...]:
    answer = answers[_WARNINGS]
    return tuple(map(warned, answer.lines)) if isinstance(answer, Warnings) else ()


WSL_WARNINGS = Fact("wsl-warnings", always(_WARNINGS), _warned, fleeting=True)
"""What WSL itself warned of when the distro was last started; nothing where nobody heard it."""
