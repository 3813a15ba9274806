"""The distro whose files the fixtures hold: below a folder, and acted on by either hand with the same paths."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from tests.shellground import SHELLS
from wizard.model.events import Stop, Tell
from wizard.model.orders import Order, Receipt
from wizard.model.ports import Can, Site, SiteKind
from wizard.model.probes import AccountProbe, Answers, FileProbe, GlobProbe, JournalProbe, LinkProbe, Probe
from wizard.transports.shell.child import Launch
from wizard.transports.shell.hand import ShellHand, Verb
from wizard.transports.tree import Tree

HANDS = ("direct", *SHELLS)
NAME = "Ubuntu-24.04"

# The tools are this computer's, the files are the distro's: one file system, so that originals can be linked.
_INSIDE = """
root=$1; shift
for each in usr bin lib lib64 proc dev; do [ ! -e "/$each" ] || mount --rbind "/$each" "$root/$each"; done
exec chroot "$root" "$@"
"""


class Direct:
    """The distro at *root* through the direct hand."""

    def __init__(self, root: Path) -> None:
        self.tree = Tree(root, "me")
        self.site = Site(SiteKind.WSL, NAME, "wsl-ubuntu-24.04")
        self.can: Can = Tree.can

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        return self.tree.read(probes, stop)

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        return self.tree.act(order, tell, stop)

    def restart(self, tell: Tell) -> None:
        self.tree.restart(tell)


class Shell(Direct):
    """The same through the shell hand, in a *shell* whose `/` the folder is. What lies outside of `/etc` and the
    home is read from the folder, as the tools in there are not the distro's. Only root can do this."""

    def __init__(self, root: Path, shell: str) -> None:
        super().__init__(root)
        self._root, self._shell = root, shell
        self.hand = ShellHand(NAME, self._start, user="me", on_site=self._inside)

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        asked = [probe for probe in probes if _is_for_shell(probe)]
        others = [probe for probe in probes if not _is_for_shell(probe)]
        told = self.hand.read(asked, stop).pairs if asked else ()
        return Answers((*told, *self.tree.read(others, stop).pairs))

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        return self.hand.act(order, tell, stop)

    def _start(self, verb: Verb) -> Launch:
        words = ("unshare", "--mount", "--propagation", "private", "/bin/sh", "-c", _INSIDE, "sh")
        shell, *more = SHELLS[self._shell]
        argv = (*words, str(self._root), f"/usr/bin/{shell}", *more, "-s")
        return Launch(argv, env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8"})

    def _inside(self, path: str) -> str:
        return "/" + Path(path).relative_to(self._root).as_posix()


def _is_for_shell(probe: Probe) -> bool:
    match probe:
        case AccountProbe() | JournalProbe():
            return True
        case FileProbe(path) | LinkProbe(path) | GlobProbe(path):
            return path.startswith(("/etc/", "~/", "/home/"))
        case _:
            return False


def opened(hand: str, root: Path) -> Direct:
    """The distro at *root* through the *hand* of that name."""
    return Direct(root) if hand == "direct" else Shell(root, hand)
