"""A tmpfs on /tmp that somebody mounts by hand: it hides the X11 socket (WSL §4.4)."""

from __future__ import annotations

from wizard.codecs import mounts
from wizard.facts.resources.x11 import X11_SOCKET
from wizard.facts.shell import ACCOUNT
from wizard.facts.shells.start_files import START_FILES
from wizard.facts.tmp import FSTAB, MOUNT, TMP, TMP_UNIT
from wizard.facts.wsl import KERNEL, WSL_CONF, Kernel
from wizard.model.facts import Snapshot
from wizard.model.findings import Finding, Restart
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.conf_lines import as_before, revived_by
from wizard.rules.declare import advice, fixable, not_applicable, ok, ok_only_if_known, rule
from wizard.rules.tmpfs.by_hand import by_hand

_WHY = say(
    "Such a mount hides the X11 socket of WSLg in /tmp, and files that programs have open there. Graphical programs"
    " fail: “cannot open display”."
)


@rule(
    "tmpfs-tmp-manual-mount",
    area="tmpfs",
    title=say("Nobody mounts /tmp by hand"),
    needs=(START_FILES, WSL_CONF, MOUNT, TMP_UNIT, FSTAB, X11_SOCKET, KERNEL, ACCOUNT),
    sources=("WSL §4.4", "WSL §9", "RULES 20"),
)
def manual_mount(see: Snapshot, want: Wanted) -> Finding:
    if see[KERNEL] in (Kernel.LINUX, Kernel.WSL1):
        return not_applicable(say("Only WSL 2 has its X11 socket in /tmp."))
    edits, evidence = by_hand(see)
    if edits:
        return fixable(
            say("A command mounts /tmp in memory."),
            edits,
            *evidence,
            why=_WHY,
            restart=Restart.DISTRO,
            may_break=revived_by(see[WSL_CONF], edits, want, settles={"boot.command", as_before(see)})
            or _back_on_disk(see, want),
        )
    if evidence or _is_hidden(see):
        return advice(
            say("A command mounts /tmp in memory.")
            if evidence
            else say("A mount on /tmp hides the X11 socket."),
            *evidence,
            why=_WHY,
            do=say(
                "Remove the command that mounts it, then restart the distro. A line of /etc/fstab can mount it instead."
            ),
            restart=Restart.DISTRO,
        )
    return ok_only_if_known(ok(say("No start file and no boot command mounts /tmp.")), see[START_FILES].gap)


def _back_on_disk(see: Snapshot, want: Wanted) -> Text | None:
    """What changes for who wanted /tmp in memory, unless something else mounts it so."""
    if see[FSTAB] or see[TMP_UNIT].mounts or want.tmpfs.size is not None:
        return None
    return say("/tmp is on the virtual disk again, and keeps its files when the distro stops.")


def _is_hidden(see: Snapshot) -> bool:
    """Whether a live tmpfs that neither fstab nor systemd mounts lies over the socket."""
    top = see[MOUNT]
    is_tmpfs = isinstance(top, mounts.Mount) and top.fstype == "tmpfs" and top.mountpoint.rstrip("/") == TMP
    return is_tmpfs and not see[FSTAB] and not see[TMP_UNIT].mounts and see[X11_SOCKET] is False
