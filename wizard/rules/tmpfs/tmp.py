"""`/tmp` in memory: one fstab line, mounted before WSL binds the X11 socket (WSL §4.4)."""

from __future__ import annotations

from wizard.codecs import fstab, mounts
from wizard.facts.shell import ACCOUNT
from wizard.facts.shells.start_files import START_FILES
from wizard.facts.tmp import (
    FSTAB,
    FSTAB_PATH,
    HOST_MEMORY,
    MEMORY,
    MOUNT,
    OTHER_MOUNTS,
    TMP,
    TMP_DIR,
    TMP_UNIT,
)
from wizard.facts.windows.safe_mode import SAFE_MODE
from wizard.facts.wsl import INIT, KERNEL, VERSION_IF_KNOWN, WSL_CONF, WSL_CONF_PATH, Kernel
from wizard.model.edits.files import Edit, SetKey, SetMount
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.text import Text, join, say
from wizard.model.versions import OPEN_SOURCE
from wizard.model.wanted import Wanted
from wizard.rules.commands import GO_TMP_ELSEWHERE, MAKE_TMP, REPAIR_TMP, to_convert
from wizard.rules.conf_lines import as_before, hiding, repairs_of, revived_by
from wizard.rules.declare import (
    advice,
    blocked,
    fixable,
    not_applicable,
    ok,
    ok_only_if_known,
    rule,
    unknown,
)
from wizard.rules.safe_mode import no_effect_in_safe_mode
from wizard.rules.tmpfs.by_hand import by_hand
from wizard.rules.tmpfs.line import (
    LEAST,
    OPTIONS,
    as_comment,
    displaced,
    faults,
    line_for,
    memory,
    quoted,
    wanted_size,
)

_FOREIGN = ("9p", "v9fs", "drvfs", "virtiofs", "ntfs", "ntfs3", "fuseblk")
_EFFECT = say(
    "Takes effect after the distro restarts. From then on, /tmp is emptied whenever the distro stops. By default"
    " that is about 15 seconds after its last session from Windows closes, even if services still run."
)
_WHY = say(
    "Go builds in /tmp, which is faster in memory. WSL mounts /etc/fstab before it creates the X11 socket in /tmp. A"
    " later mount hides the socket, and graphical programs fail."
)
_OWNER_WHY = say(
    "The owner of /tmp can delete the files of all users in it. With a mode other than 1777, users cannot create files"
    " there, or can delete those of others."
)
_FAULT_WHY = say(
    "With uid= or gid=, a user other than root owns /tmp and can delete all files in it. With noexec or another mode,"
    " builds fail."
)
_FOREIGN_WHY = say("A Windows file system has no Linux permissions and sockets, and is slow.")
_ANOTHER_SIZE = say("Change the size of /tmp in your profile.")

_NEEDS = (
    FSTAB,
    OTHER_MOUNTS,
    MOUNT,
    TMP_UNIT,
    MEMORY,
    HOST_MEMORY,
    WSL_CONF,
    KERNEL,
    INIT,
    START_FILES,
    SAFE_MODE,
    VERSION_IF_KNOWN,
    ACCOUNT,
)


@rule(
    "tmpfs-tmp",
    area="tmpfs",
    title=say("/tmp is in memory and large enough for Go"),
    needs=_NEEDS,
    sources=("WSL §4.4", "WSL §9", "RULES 20", "RULES 22"),
    wished=lambda want: want.tmpfs.size is not None,
)
def tmp_in_memory(see: Snapshot, want: Wanted) -> Finding:
    refusal = _refusal(see, want)
    if refusal is not None:
        return refusal
    line, (hand, hand_evidence) = line_for(see, want), by_hand(see)
    evidence = (*quoted(see[FSTAB]), *hand_evidence)
    if line is None and not hand and not see[FSTAB]:
        line = SetMount(FSTAB_PATH, TMP, "tmpfs", "tmpfs", OPTIONS)
    if _unit_is_enough(see, want) and not see[FSTAB] and not hand:
        unit = see[TMP_UNIT].enabled or ""
        well = ok(say("systemd mounts /tmp in memory (tmp.mount)."), Evidence(unit))
        return ok_only_if_known(well, see[START_FILES].gap)
    edits: list[Edit] = [*([line] if line is not None else []), *hand, *_mount_fstab(see)]
    if not edits:
        return ok_only_if_known(_settled(see, evidence), see[START_FILES].gap)
    return fixable(
        _says(see, hand),
        edits,
        *evidence,
        *_live_evidence(see),
        why=_WHY,
        effect=_EFFECT,
        restart=Restart.DISTRO,
        may_break=displaced(see)
        or _brings_to_life(see)
        or revived_by(
            see[WSL_CONF], edits, want, settles={"automount.mountFsTab", "boot.command", as_before(see)}
        ),
    )


def _says(see: Snapshot, hand: tuple[Edit, ...]) -> Text:
    if see[FSTAB]:
        return say("The line for /tmp in /etc/fstab has to be repaired.")
    if hand or _live_tmpfs(see):
        return say("/tmp is in memory, but not through /etc/fstab.")
    return say("/tmp is on the virtual disk.")


def _refusal(see: Snapshot, want: Wanted) -> Finding | None:
    if see[KERNEL] is Kernel.WSL1:
        return blocked(say("WSL 1 cannot mount a file system in memory."), do=to_convert())
    if see[SAFE_MODE] and not _live_tmpfs(see):
        return no_effect_in_safe_mode(say("WSL is in safe mode and ignores /etc/fstab."))
    total, measured = memory(see)
    seen = Evidence("/proc/meminfo" if measured else "RAM", f"{total // (1 << 20)} MiB")
    if total < 2 * LEAST:
        return blocked(
            say("{size} MiB of memory is not enough for /tmp.", size=total // (1 << 20)),
            seen,
            why=say("Go builds need up to 2 GiB in /tmp, and /tmp should take at most half of the memory."),
            do=say("Give WSL more memory: wsl2.memory in .wslconfig.")
            if see[KERNEL] is Kernel.WSL2
            else None,
        )
    wanted = wanted_size(see, want)
    if wanted < LEAST:
        return blocked(
            say("Your profile asks for {size} in /tmp, which is too small.", size=want.tmpfs.size or ""),
            seen,
            why=say("Go builds need up to 2 GiB in /tmp."),
            do=_ANOTHER_SIZE,
        )
    if wanted > total:
        return blocked(
            say("Your profile asks for {size} in /tmp, more than the memory.", size=want.tmpfs.size or ""),
            seen,
            do=_ANOTHER_SIZE,
        )
    return None


def _unit_is_enough(see: Snapshot, want: Wanted) -> bool:
    """systemd's own unit does it, and WSL's service puts the X11 socket back (WSL §4.4, third row), as far as is known
    not before 2.5.8, and only below /mnt."""
    version = see[VERSION_IF_KNOWN]
    is_old = version is not None and version.older_than(OPEN_SOURCE)
    is_stock = see[WSL_CONF].repaired.automount_root == "/mnt/"
    return see[TMP_UNIT].mounts and _systemd_stays(see, want) and is_stock and not is_old


def _systemd_stays(see: Snapshot, want: Wanted) -> bool:
    """Whether systemd will be PID 1 at the next start, as far as the files and the profile say."""
    if see[KERNEL] is Kernel.LINUX:
        return see[INIT] == "systemd"
    return want.wsl.systemd is not False and see[WSL_CONF].repaired.on("boot", "systemd") is True


def _mount_fstab(see: Snapshot) -> tuple[Edit, ...]:
    conf = see[WSL_CONF]
    if conf.repaired.on("automount", "mountFsTab") is not False:
        return ()
    is_hidden = conf.on("automount", "mountFsTab") is not False
    wish = SetKey(WSL_CONF_PATH, "automount", "mountFsTab", "true")
    return (*(repairs_of(hiding(conf)) if is_hidden else ()), wish)


def _brings_to_life(see: Snapshot) -> Text | None:
    """What else is mounted when /etc/fstab, which somebody switched off, is read again."""
    others = see[OTHER_MOUNTS] if _mount_fstab(see) else ()
    if not others:
        return None
    return say(
        "mountFsTab is off. After the repair, WSL also mounts {places}. If one of these fails, WSL only warns, but the"
        " distro may start late.",
        places=join(line.entry.mountpoint for line in others),
    )


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
    if see[MOUNT] is None:
        return ok(say("/etc/fstab mounts /tmp in memory."), *evidence)
    if _live_tmpfs(see):
        return ok(say("/tmp is in memory."), *evidence, *_live_evidence(see))
    return advice(
        say("/etc/fstab is correct, but /tmp is not in memory yet."),
        *evidence,
        do=say("Restart the distro."),
        restart=Restart.DISTRO,
    )


@rule(
    "tmpfs-tmp-foreign-fs",
    area="tmpfs",
    title=say("/tmp is on a Linux file system"),
    needs=(MOUNT, FSTAB, TMP_DIR, WSL_CONF),
    severity=Severity.HIGH,
    sources=("WSL §4.4", "RULES 18"),
)
def foreign(see: Snapshot, want: Wanted) -> Finding:
    top = _mounted(see)
    root = see[WSL_CONF].repaired.automount_root
    lines = [
        line for line in see[FSTAB] if line.entry.fstype in _FOREIGN or fstab.drives_of(line.entry, root)
    ]
    if lines:
        return fixable(
            say("/etc/fstab puts /tmp on a Windows drive ({source}).", source=lines[0].entry.source),
            [as_comment(line) for line in lines],
            *quoted(lines),
            why=_FOREIGN_WHY,
            restart=Restart.DISTRO,
            may_break=displaced(see),
        )
    if top is not None and top.fstype in _FOREIGN:
        return advice(
            say("/tmp is on a Windows file system ({fstype}).", fstype=top.fstype),
            *_live_evidence(see),
            why=_FOREIGN_WHY,
            do=say(
                "Find the start file, service or boot command that mounts it. Remove that, then restart the distro."
            ),
        )
    return _not_looked_at(see) or ok(say("/tmp is on a Linux file system."), *_live_evidence(see))


def _not_looked_at(see: Snapshot) -> Finding | None:
    """What keeps us from saying anything good of the mount on /tmp."""
    if see[TMP_DIR] is None:
        return not_applicable(say("/tmp does not exist."))
    if see[MOUNT] is None:
        return unknown(say("The distro is not running, so it is unknown what is mounted on /tmp."))
    return None


@rule(
    "tmpfs-tmp-owner-mode",
    area="tmpfs",
    title=say("/tmp is owned by root and open to all users"),
    needs=(FSTAB, TMP_DIR, MEMORY, HOST_MEMORY, KERNEL),
    severity=Severity.HIGH,
    sources=("RULES 19",),
)
def owner_mode(see: Snapshot, want: Wanted) -> Finding:
    entries = [line.entry for line in see[FSTAB] if line.entry.fstype == "tmpfs"]
    bad = [entry for entry in entries if faults(entry)]
    line = line_for(see, want)
    if bad and line is not None:
        return fixable(
            say("/etc/fstab mounts /tmp with {options}.", options=join(faults(bad[0]))),
            [line],
            *quoted(see[FSTAB]),
            why=_FAULT_WHY,
            restart=Restart.DISTRO,
            may_break=displaced(see),
        )
    place = see[TMP_DIR]
    if place is None and see[KERNEL] is Kernel.IMAGE:
        return not_applicable(say("/tmp does not exist."))
    if place is None:
        return advice(
            say("/tmp does not exist."),
            why=say("Go builds in /tmp. Every build fails with “no such file or directory”."),
            do=say("Run: {command}", command=MAKE_TMP),
        )
    if place.uid == 0 and place.mode == 0o1777:
        return ok(say("/tmp is owned by root and open to all users."))
    if see[KERNEL] is not Kernel.IMAGE:
        return advice(
            say(
                "/tmp has the owner {uid}:{gid} and the mode {mode}.",
                uid=place.uid,
                gid=place.gid,
                mode=f"{place.mode:04o}",
            ),
            Evidence(TMP, f"{place.uid}:{place.gid} {place.mode:04o}"),
            why=_OWNER_WHY,
            do=say("Run: {command}", command=REPAIR_TMP),
        )
    return not_applicable(say("Nothing runs here, so nothing uses /tmp."))


@rule(
    "tmpfs-noexec",
    area="tmpfs",
    title=say("Programs can run from /tmp"),
    needs=(MOUNT, TMP_DIR),
    severity=Severity.HIGH,
    sources=("GO §6", "RULES 21"),
)
def noexec(see: Snapshot, want: Wanted) -> Finding:
    top = _mounted(see)
    if top is None or "noexec" not in top.options:
        return _not_looked_at(see) or ok(say("Programs can run from /tmp."), *_live_evidence(see))
    return advice(
        say("/tmp is mounted with noexec."),
        *_live_evidence(see),
        why=say("go test and go run start programs from /tmp. They fail with “permission denied”."),
        do=say("Remove noexec, or give Go another folder: {command}", command=GO_TMP_ELSEWHERE),
    )
