"""Lines of `/etc/fstab` that cannot work when WSL runs ``mount -a``: before the drives of Windows are there, and
before systemd (WSL §4.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from wizard.codecs.fstab import FstabEntry, drives_of, with_options
from wizard.codecs.lines import Unwritable
from wizard.codecs.mounts import tidy
from wizard.facts.fstab import DISKS, FSTAB_LINES, FstabLine, disk_of
from wizard.facts.tmp import FSTAB_PATH, TMP
from wizard.facts.wsl import KERNEL, VERSION_IF_KNOWN, WSL_CONF, Kernel, WslConf, WslVersion
from wizard.model.edits.files import ReplaceLine
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart
from wizard.model.text import Text, say, say_n
from wizard.model.versions import OPEN_SOURCE
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, fixable, not_applicable, ok, rule, unknown

_NETWORK: Final = (
    *("nfs", "nfs4", "cifs", "smb3", "sshfs", "fuse.sshfs", "glusterfs", "ceph", "davfs"),
    *("rclone", "fuse.rclone", "curlftpfs", "fuse.curlftpfs"),
)
_ON_USE: Final = ("noauto", "x-systemd.automount")
"""``mount -a`` leaves the line to systemd, which mounts the folder when somebody uses it."""
_MOUNTED_ELSEWHERE: Final = ("none", "swap", "/", TMP)

_MALFORMED = say("mount cannot read this line.")
_BEFORE_DRIVES = say("WSL mounts this before it mounts the Windows drives.")
_NO_DISK = say("No disk has this name.")
_NO_NETWORK = say("WSL mounts this before services start. The distro may wait for it, or mount nothing.")
_CGROUPS = say("WSL mounts control groups itself.")
_TWICE = say("The same line already exists above.")
_HIDES = say("This hides what another line mounts in the same folder.")


class FstabFault(msgspec.Struct, frozen=True):
    """What is wrong with a line, and what it should read instead; empty where a person has to say."""

    line: FstabLine
    note: Text
    becomes: str = ""


class _MountTerms(msgspec.Struct, frozen=True):
    """On what terms lines are mounted: where drives are, whether systemd comes later, what disks there are."""

    root: str
    systemd: bool
    cgroups_are_there: bool
    disks: Mapping[str, frozenset[str]]


@rule(
    "wsl-fstab",
    area="wsl",
    title=say("WSL can mount all lines of /etc/fstab"),
    needs=(FSTAB_LINES, DISKS, WSL_CONF, KERNEL, VERSION_IF_KNOWN),
    sources=("WSL §4.3", "WSL §4.5", "RULES 95"),
)
def fstab(see: Snapshot, want: Wanted) -> Finding:
    conf = see[WSL_CONF].repaired
    if see[KERNEL] is Kernel.LINUX or conf.on("automount", "mountFsTab") is False:
        return not_applicable(say("WSL does not read /etc/fstab."))
    lines = tuple(line for line in see[FSTAB_LINES] if line.entry is None or _is_mounted(line.entry))
    if not lines:
        return not_applicable(say("/etc/fstab mounts nothing besides / and /tmp."))
    terms = _terms(conf, see[VERSION_IF_KNOWN], see[DISKS])
    faults = tuple(_faults(lines, terms))
    if not faults:
        return _well(lines, terms)
    evidence = [Evidence(FSTAB_PATH, each.line.text, each.line.line, each.note) for each in faults]
    says = _headline(faults)
    why = say(
        "WSL mounts /etc/fstab when the distro starts. A line that fails mounts nothing, or delays the start."
    )
    edits = [_edit(each) for each in faults if each.becomes and each.line.is_utf8]
    if not edits:
        return advice(says, *evidence, why=why, do=say("Correct the lines shown, or delete them."))
    return fixable(
        says,
        edits,
        *evidence,
        why=why,
        restart=Restart.DISTRO,
        may_break=say(
            "Lines that become comments are no longer mounted by mount -a either. Lines with x-systemd.automount are"
            " mounted when a program first uses the folder."
        ),
    )


def _is_mounted(entry: FstabEntry) -> bool:
    is_elsewhere = tidy(entry.mountpoint) in _MOUNTED_ELSEWHERE or entry.fstype == "swap"
    return not is_elsewhere and "noauto" not in entry.options


def _terms(conf: WslConf, version: WslVersion | None, disks: Mapping[str, frozenset[str]]) -> _MountTerms:
    numbers = version.numbers if version is not None else None
    return _MountTerms(
        conf.automount_root,
        conf.on("boot", "systemd") is True,
        numbers is not None and numbers >= OPEN_SOURCE,
        disks,
    )


def _headline(faults: Sequence[FstabFault]) -> Text:
    first = faults[0]
    if len(faults) == 1:
        return say("Line {line} of /etc/fstab: {what}", line=first.line.line, what=first.note)
    return say_n(
        "{count} line of /etc/fstab does not work in WSL.",
        "{count} lines of /etc/fstab do not work in WSL.",
        count=len(faults),
    )


def _well(lines: Sequence[FstabLine], terms: _MountTerms) -> Finding:
    for line in lines:
        disk = disk_of(line.entry.source) if line.entry is not None else None
        if disk is not None and disk.folder not in terms.disks and not _may_fail(line):
            return unknown(
                say("The wizard cannot see which disks the distro has."),
                Evidence(FSTAB_PATH, line.text, line.line),
            )
    return ok(say("WSL can mount all lines of /etc/fstab."))


def _may_fail(line: FstabLine) -> bool:
    return line.entry is not None and bool({"nofail", "x-systemd.automount"} & set(line.entry.options))


def _edit(fault: FstabFault) -> ReplaceLine:
    return ReplaceLine(FSTAB_PATH, fault.line.line, fault.line.text, fault.becomes)


def _faults(lines: Sequence[FstabLine], terms: _MountTerms) -> Iterator[FstabFault]:
    for number, line in enumerate(lines):
        fault = _fault(line, lines[:number], terms)
        if fault is not None:
            yield fault


def _fault(line: FstabLine, above: Sequence[FstabLine], terms: _MountTerms) -> FstabFault | None:
    entry, comment = line.entry, f"# {line.text}"
    if entry is None:
        return FstabFault(line, _MALFORMED, comment)
    if _is_cgroup(entry) and terms.cgroups_are_there:
        return FstabFault(line, _CGROUPS, comment)
    on_use = _with(line, *_ON_USE) if terms.systemd else ""
    if _is_from_a_drive(entry, above, terms.root):
        return FstabFault(line, _BEFORE_DRIVES, on_use or comment)
    if _is_network(entry) and not _may_fail(line):
        return FstabFault(line, _NO_NETWORK, on_use)
    disk = disk_of(entry.source)
    if (
        disk is not None
        and not _may_fail(line)
        and disk.name not in terms.disks.get(disk.folder, (disk.name,))
    ):
        return FstabFault(line, _NO_DISK, _with(line, "nofail"))
    return _double(line, entry, above)


def _with(line: FstabLine, *options: str) -> str:
    """*line* with *options* too; empty if its own cannot be written again."""
    try:
        return with_options(line.text, *options)
    except Unwritable:
        return ""


def _is_cgroup(entry: FstabEntry) -> bool:
    return entry.fstype in ("cgroup", "cgroup2") or f"{tidy(entry.mountpoint)}/".startswith("/sys/fs/cgroup/")


def _is_from_a_drive(entry: FstabEntry, above: Sequence[FstabLine], root: str) -> bool:
    """Something on a drive of Windows, unless a line above mounts that drive."""
    mounted = {tidy(each.entry.mountpoint) for each in above if each.entry is not None}
    return bool(drives_of(entry, root) - mounted)


def _is_network(entry: FstabEntry) -> bool:
    """A file system over the network, in the way that names its program in the source (``sshfs#me@host:/``) too."""
    is_of_program = entry.fstype == "fuse" and entry.source.partition("#")[0] in _NETWORK
    return entry.fstype in _NETWORK or is_of_program or "_netdev" in entry.options


def _double(line: FstabLine, entry: FstabEntry, above: Sequence[FstabLine]) -> FstabFault | None:
    for each in above:
        if each.entry is None or tidy(each.entry.mountpoint) != tidy(entry.mountpoint):
            continue
        is_same = _what(each.entry) == _what(entry)
        return FstabFault(line, _TWICE, f"# {line.text}") if is_same else FstabFault(line, _HIDES)
    return None


def _what(entry: FstabEntry) -> tuple[object, ...]:
    """What *entry* mounts. With other options the last of two lines counts; which one is meant, only a person knows."""
    return entry.source, entry.fstype, entry.options
