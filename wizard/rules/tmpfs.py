"""`/tmp` in memory: one fstab line, mounted before WSL binds the X11 socket (WSL-FACTS §4.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wizard.codecs import fstab, mounts
from wizard.facts.shell import START_FILES
from wizard.facts.tmp import FSTAB, FSTAB_PATH, HOST_MEMORY, MEMORY, MOUNT, TMP, TMP_DIR, TMP_UNIT, MountLine
from wizard.facts.wsl import INIT, KERNEL, WSL_CONF, WSL_CONF_PATH, Kernel
from wizard.model.edits import DropLine, Edit, SetKey, SetMount
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.saying import NOT_WANTED, advice, blocked, certain, fixable, not_applicable, ok, rule
from wizard.rules.tmp_by_hand import by_hand
from wizard.rules.wsl_lines import hiding, mends

GIB = 1 << 30
LEAST = 2 * GIB
"""What a `go build` and `go test` of a large module graph need in /tmp (NEEDS, row 10)."""
MOST = 16 * GIB
OPTIONS = ("rw", "nosuid", "nodev", "mode=1777")
_FOREIGN = ("9p", "v9fs", "drvfs", "virtiofs", "ntfs", "ntfs3", "fuseblk")
_EFFECT = say(
    "Takes effect at the next start of the distro. What is in /tmp is then lost at every stop of the distro"
    " (by default about 15 seconds after its last program ends)."
)
_WHY = say(
    "Go builds in /tmp: in memory that is faster and spares the virtual disk. A line in /etc/fstab is mounted"
    " before WSL puts the X11 socket into /tmp/.X11-unix, so graphical programs keep working; a mount made"
    " later would hide that socket."
)
_OWNER_WHY = say(
    "/tmp is shared by all users. With uid=1000 that user owns it and may delete everybody's files there,"
    " root's too, in spite of the sticky bit. The popular recipe uid=1000,gid=1000 is wrong for a shared /tmp."
)


def human(size: int) -> str:
    """*size* in bytes as fstab takes it: whole GiB if it is some, else MiB."""
    return f"{size // GIB}g" if size % GIB == 0 else f"{size // (1 << 20)}m"


def proposed(total: int) -> int:
    """Half of *total* memory in whole GiB, at least what Go needs, at most 16 GiB. All in bytes."""
    return max(LEAST, min(MOST, total // 2 // GIB * GIB))


def _memory(see: Snapshot) -> tuple[int, bool]:
    own = see[MEMORY]
    return (own, True) if own is not None else (see[HOST_MEMORY] // 2, False)


def _size(see: Snapshot, want: Wanted) -> int:
    total, _ = _memory(see)
    wanted = want.tmpfs.size or "auto"
    return proposed(total) if wanted == "auto" else mounts.tmpfs_size(wanted, total) or LEAST


def _entry_size(entry: fstab.Entry, see: Snapshot) -> int:
    total, _ = _memory(see)
    words = [option[5:] for option in entry.options if option.startswith("size=")]
    return (mounts.tmpfs_size(words[-1], total) if words else None) or total // 2


def _faults(entry: fstab.Entry) -> tuple[str, ...]:
    """Options of an existing line that have no place on a shared /tmp."""
    wrong = [
        option
        for option in entry.options
        if (re.fullmatch(r"[ug]id=.*", option) and option not in ("uid=0", "gid=0", "uid=root", "gid=root"))
        or option == "noexec"
        or (option.startswith("mode=") and option.removeprefix("mode=").lstrip("0") != "1777")
    ]
    return tuple(wrong)


def _mended(entry: fstab.Entry, size: int | None) -> SetMount:
    """The line that *entry* should be: its own words, without what is wrong, with what is missing."""
    faults = _faults(entry)
    kept = [
        option for option in entry.options if option not in (*faults, "defaults") and option.isprintable()
    ]
    kept += [option for option in ("nosuid", "nodev") if option not in kept]
    if size is not None:
        kept = [option for option in kept if not option.startswith("size=")] + [f"size={human(size)}"]
    if not any(option.startswith("mode=") for option in kept):
        kept.append("mode=1777")
    source = entry.source if entry.source.isprintable() else "tmpfs"  # to a tmpfs it is but a name
    return SetMount(FSTAB_PATH, TMP, source, "tmpfs", tuple(kept))


def _line(see: Snapshot, want: Wanted) -> SetMount | None:
    """The line for /tmp that all rules of this area agree on; None if the one that is there may stay."""
    size = _size(see, want)
    ours = [line.entry for line in see[FSTAB] if line.entry.fstype == "tmpfs"]
    if not ours:
        if want.tmpfs.size is None:
            return None
        options = (*OPTIONS[:3], f"size={human(size)}", OPTIONS[3])
        return SetMount(FSTAB_PATH, TMP, "tmpfs", "tmpfs", options)
    entry = ours[0]
    small = want.tmpfs.size is not None and not _fits(entry, see, want)
    doubled = len(see[FSTAB]) > 1
    return _mended(entry, size if small else None) if small or _faults(entry) or doubled else None


def _fits(entry: fstab.Entry, see: Snapshot, want: Wanted) -> bool:
    size = _entry_size(entry, see)
    return size >= LEAST if want.tmpfs.size in (None, "auto") else size == _size(see, want)


def _fstab_evidence(see: Snapshot) -> tuple[Evidence, ...]:
    return _lines(see[FSTAB])


def _lines(lines: Iterable[MountLine]) -> tuple[Evidence, ...]:
    return tuple(Evidence(FSTAB_PATH, line.text, line.entry.line) for line in lines)


_NEEDS = (FSTAB, MOUNT, TMP_UNIT, MEMORY, HOST_MEMORY, WSL_CONF, KERNEL, INIT, START_FILES)


@rule("tmpfs-tmp", area="tmpfs", title=say("/tmp is in memory, and large enough for Go"), needs=_NEEDS)
def tmp_in_memory(see: Snapshot, want: Wanted) -> Finding:
    if want.tmpfs.size is None:
        return NOT_WANTED
    refusal = _refusal(see, want)
    if refusal is not None:
        return refusal
    line, (hand, hand_evidence) = _line(see, want), by_hand(see)
    evidence = (*_fstab_evidence(see), *hand_evidence)
    if line is None and not hand and not see[FSTAB]:
        line = SetMount(FSTAB_PATH, TMP, "tmpfs", "tmpfs", OPTIONS)
    if _unit_is_enough(see, want) and not see[FSTAB] and not hand:
        unit = see[TMP_UNIT].enabled or ""
        well = ok(say("systemd mounts /tmp in memory (tmp.mount)."), Evidence(unit))
        return certain(well, see[START_FILES].gap)
    edits: list[Edit] = [*([line] if line is not None else []), *hand, *_mount_fstab(see)]
    if not edits:
        return certain(_settled(see, evidence), see[START_FILES].gap)
    return fixable(
        _says(see, hand),
        edits,
        *evidence,
        *_live_evidence(see),
        why=_WHY,
        effect=_EFFECT,
        restart=Restart.DISTRO,
    )


def _says(see: Snapshot, hand: tuple[Edit, ...]) -> Text:
    if see[FSTAB]:
        return say("The line for /tmp in /etc/fstab needs mending.")
    if hand or _live_tmpfs(see):
        return say("/tmp is in memory by hand only; one line in /etc/fstab does it properly.")
    return say("/tmp is on the virtual disk.")


def _refusal(see: Snapshot, want: Wanted) -> Finding | None:
    if see[KERNEL] is Kernel.WSL1:
        return blocked(say("WSL 1 cannot mount a file system in memory."))
    total, measured = _memory(see)
    memory = Evidence("/proc/meminfo" if measured else "memory", f"{total // (1 << 20)} MiB")
    if total < 2 * LEAST:
        return blocked(
            say("There is too little memory ({size} MiB) to keep /tmp in it.", size=total // (1 << 20)),
            memory,
            why=say("Go builds need up to 2 GiB in /tmp; more than half of the memory should not go there."),
        )
    wanted = _size(see, want)
    if wanted < LEAST:
        return blocked(
            say("{size} is too small: Go builds need up to 2 GiB in /tmp.", size=want.tmpfs.size or ""),
            memory,
        )
    if wanted > total:
        return blocked(say("{size} is more than there is memory.", size=want.tmpfs.size or ""), memory)
    return None


def _unit_is_enough(see: Snapshot, want: Wanted) -> bool:
    """systemd's own unit does it, and WSL's service puts the X11 socket back (WSL-FACTS §4.4, third row)."""
    conf = see[WSL_CONF].mended
    root = (conf.document.get("automount", "root") or "/mnt").rstrip("/")
    return see[TMP_UNIT].mounts and _systemd_stays(see, want) and root == "/mnt"


def _systemd_stays(see: Snapshot, want: Wanted) -> bool:
    """systemd is PID 1 at the next start as far as that is settled today."""
    if see[KERNEL] is Kernel.LINUX:
        return see[INIT] == "systemd"
    return want.wsl.systemd is not False and see[WSL_CONF].mended.on("boot", "systemd") is True


def _mount_fstab(see: Snapshot) -> tuple[Edit, ...]:
    conf = see[WSL_CONF]
    if conf.mended.on("automount", "mountFsTab") is not False:
        return ()
    is_hidden = conf.on("automount", "mountFsTab") is not False
    wish = SetKey(WSL_CONF_PATH, "automount", "mountFsTab", "true")
    return (*(mends(hiding(conf)) if is_hidden else ()), wish)


def _mounted(see: Snapshot) -> mounts.Mount | None:
    """What is mounted on /tmp now; None if nothing is, or in an image."""
    top = see[MOUNT]
    return top if isinstance(top, mounts.Mount) else None


def _live_tmpfs(see: Snapshot) -> bool:
    top = _mounted(see)
    return top is not None and top.fstype == "tmpfs"


def _live_evidence(see: Snapshot) -> tuple[Evidence, ...]:
    top = _mounted(see)
    if top is None:
        return ()
    return (Evidence("/proc/self/mounts", f"{top.source} {TMP} {top.fstype} {','.join(top.options)}"),)


def _settled(see: Snapshot, evidence: tuple[Evidence, ...]) -> Finding:
    if see[MOUNT] is None or _live_tmpfs(see):
        return ok(say("/tmp is in memory."), *evidence, *_live_evidence(see))
    return advice(
        say("/etc/fstab is right; /tmp will be in memory after a restart of the distro."),
        *evidence,
        restart=Restart.DISTRO,
    )


@rule(
    "tmpfs-tmp-foreign-fs",
    area="tmpfs",
    title=say("/tmp is on a Linux file system"),
    needs=(MOUNT, FSTAB),
    severity=Severity.HIGH,
)
def foreign(see: Snapshot, want: Wanted) -> Finding:
    top = _mounted(see)
    lines = [line for line in see[FSTAB] if line.entry.fstype in _FOREIGN]
    if lines:
        return fixable(
            say("/etc/fstab puts /tmp on a Windows file system ({fstype}).", fstype=lines[0].entry.fstype),
            [DropLine(FSTAB_PATH, line.entry.line, line.text) for line in lines],
            *_lines(lines),
            why=say("Permissions, sockets and speed of a Linux /tmp are missing there."),
            restart=Restart.DISTRO,
        )
    if top is not None and top.fstype in _FOREIGN:
        return advice(
            say("/tmp is on a Windows file system ({fstype}).", fstype=top.fstype),
            *_live_evidence(see),
            why=say("Something mounts it by hand; take that away and restart the distro."),
        )
    return ok(say("/tmp is on a Linux file system."))


@rule(
    "tmpfs-tmp-owner-mode",
    area="tmpfs",
    title=say("/tmp belongs to root and is open to all, with the sticky bit"),
    needs=(FSTAB, TMP_DIR, MEMORY, HOST_MEMORY, KERNEL),
    severity=Severity.HIGH,
)
def owner_mode(see: Snapshot, want: Wanted) -> Finding:
    entries = [line.entry for line in see[FSTAB] if line.entry.fstype == "tmpfs"]
    bad = [entry for entry in entries if _faults(entry)]
    line = _line(see, want)
    if bad and line is not None:
        return fixable(
            say("The line for /tmp in /etc/fstab has {options}.", options=", ".join(_faults(bad[0]))),
            [line],
            *_fstab_evidence(see),
            why=_OWNER_WHY,
            restart=Restart.DISTRO,
        )
    place = see[TMP_DIR]
    if place is None:
        return not_applicable(say("There is no /tmp here yet."))
    wrong_mode = place.mode != 0o1777
    if see[KERNEL] is not Kernel.IMAGE and (place.uid != 0 or wrong_mode):
        return advice(
            say(
                "/tmp belongs to {uid}:{gid} with mode {mode}.",
                uid=place.uid,
                gid=place.gid,
                mode=f"{place.mode:04o}",
            ),
            Evidence(TMP, f"{place.uid}:{place.gid} {place.mode:04o}"),
            why=_OWNER_WHY,
        )
    return ok(say("/tmp belongs to root and is open to all."))


@rule(
    "tmpfs-noexec",
    area="tmpfs",
    title=say("Programs may run from /tmp"),
    needs=(MOUNT,),
    severity=Severity.HIGH,
)
def noexec(see: Snapshot, want: Wanted) -> Finding:
    top = _mounted(see)
    if top is None or "noexec" not in top.options:
        return ok(say("Programs may run from /tmp."))
    return advice(
        say("/tmp is mounted with noexec."),
        *_live_evidence(see),
        why=say(
            "go test and go run start programs from /tmp and fail with “permission denied”. If noexec has to"
            " stay, give Go another place: mkdir -p ~/.cache/go-tmp && go env -w GOTMPDIR=$HOME/.cache/go-tmp"
        ),
    )
