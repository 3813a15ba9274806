"""The whole way of one distro through the Windows program, command by command.

``python -m tests.windows.distros.way DISTRO`` goes it on this very Windows, with a throw-away distro
(.github/workflows); in wine, `test_whole_way` goes the same way.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from wizard.cli.exits import Exit

PROFILE = """\
name = "e2e"
[wsl]
systemd = true
[tmpfs]
size = "2g"
[godebug]
netdns = "go"
[go]
version = "stable"
sources = ["{source}"]
"""


@dataclass(frozen=True)
class Ran:
    """How a program ended. Wine tells Linux the lowest byte of an exit *code*."""

    code: int
    out: str
    err: str

    @property
    def words(self) -> str:
        """What it wrote, with its lines made one."""
        return " ".join(self.out.split())


class Traveller(Protocol):
    """Who can run the wizard on a Windows, and a shell in one of its distros."""

    def wizard(self, *words: str) -> Ran:
        """Run the wizard's command line."""
        ...

    def said(self, name: str, command: str, *, login: bool = False, user: str | None = None) -> str:
        """What a shell of *user* (None: the default one) says in the distro *name*."""
        ...


class Way:
    """The way of the distro *name*; *profile* is the file with `PROFILE`, as Windows names it."""

    def __init__(self, who: Traveller, name: str, profile: str) -> None:
        self._who = who
        self._name = name
        self._at = ("--distro", name, "--profile", profile)

    def go(self) -> None:
        """From the first look to the last undo. Raises `AssertionError`."""
        first = self._init()
        self._expect(Exit.PENDING, "look")
        assert "will run in a new terminal" in self._expect(Exit.PENDING, "plan").words, "it was rehearsed"
        self._expect(Exit.DONE, "apply", "--yes", "--restart", "later")
        assert self._init() == first, "later is later"
        self._expect(Exit.PENDING, "verify")
        self._expect((Exit.TRIAL, Exit.NOTHING_TO_DO), "restart", "--yes")
        self._check_effect()
        self._expect(Exit.NOTHING_TO_DO, "verify")
        self._expect(Exit.DONE, "accept")
        self._expect(Exit.NOTHING_TO_DO, "plan")
        self._drift_and_repair()
        self._expect(Exit.DONE, "undo", "2", "--yes")
        assert "size=64m" in self._said("cat /etc/fstab")
        self._edit("s/size=64m/size=2g/")
        self._expect(Exit.DONE, "undo", "1", "--yes")
        self._expect((Exit.TRIAL, Exit.NOTHING_TO_DO), "restart", "--yes")
        assert self._init() == first

    def _check_effect(self) -> None:
        assert self._init() == "systemd\n"
        assert "size=2" in self._said("grep '^[^ ]* /tmp tmpfs ' /proc/mounts")
        version = "XDG_CONFIG_HOME=/tmp/x go version"  # Go leaves things in the home
        assert self._said(version, login=True).startswith("go version go")
        assert self._said('echo "$GODEBUG"', login=True) == "netdns=go\n"

    def _drift_and_repair(self) -> None:
        self._edit("s/size=2g/size=64m/")
        drifted = json.loads(self._expect(Exit.PENDING, "drift", "--json").out)["drift"]
        assert [each["path"] for each in drifted if each["standing"] != "after"] == ["/etc/fstab"]
        self._expect(Exit.DONE, "apply", "--yes", "--restart", "now")
        self._expect(Exit.DONE, "accept")
        assert "size=2" in self._said("grep ' /tmp ' /proc/mounts")

    def _expect(self, codes: int | tuple[int, ...], command: str, *words: str) -> Ran:
        ran = self._who.wizard(command, *self._at, *words)
        assert ran.code in (codes if isinstance(codes, tuple) else (codes,)), (command, *words, ran)
        return ran

    def _init(self) -> str:
        return self._said("cat /proc/1/comm")

    def _edit(self, sed: str) -> None:
        self._who.said(self._name, f"sed -i {sed} /etc/fstab", user="root")

    def _said(self, command: str, *, login: bool = False) -> str:
        return self._who.said(self._name, command, login=login)


class ThisWindows:
    """This very Windows, with the wizard that is installed in it."""

    def wizard(self, *words: str) -> Ran:
        ran = self._run(sys.executable, "-m", "wizard", *words)
        sys.stdout.write(f"> wsl-go-wizard {' '.join(words)}\n{ran.code}\n{ran.out}\n{ran.err}\n")
        sys.stdout.flush()
        return ran

    def said(self, name: str, command: str, *, login: bool = False, user: str | None = None) -> str:
        shell = ("/bin/bash", "-lc") if login else ("/bin/sh", "-c")
        who = ("-u", user) if user is not None else ()
        return self._run("wsl.exe", "-d", name, *who, "--cd", "/", "--exec", *shell, command).out

    def _run(self, *argv: str) -> Ran:
        ran = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        return Ran(ran.returncode, *(text.decode("utf-8", "replace") for text in (ran.stdout, ran.stderr)))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "team.toml")
        file.write_text(PROFILE.format(source="https://go.dev/dl/"), encoding="utf-8")
        Way(ThisWindows(), sys.argv[1], str(file)).go()
