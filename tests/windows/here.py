"""A Windows of one's own for a test, in wine: programs run in it, and what they leave is compared."""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

REPO: Final = Path(__file__).parents[2]
sys.path.insert(0, str(REPO / "packaging/windows"))

from layers import PREFIX, environment, layers, run  # noqa: E402
from run_tests import screen as screen  # noqa: E402

LOCAL: Final = "d:/Lokale Daten"
"""Local application data, in this Windows."""
OWN: Final = f"{LOCAL}/Programs/WSL Go Wizard"
MENU: Final = "c:/users/jürgen/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/WSL Go Wizard.lnk"
APP: Final = r"Software\\wsl-go-wizard"
LISTED: Final = r"Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\wsl-go-wizard"

_BOUNDED: Final = 'timeout 200 sh -c "$0"; wineserver --kill --wait'
_BEGIN: Final = r"""
cd /test
# setup VERSION WORDS…: the exit code of an installer
setup() { setup=$1; shift; wine "Z:\\test\\$setup.exe" "$@"; echo "code $?"; }
# user PROGRAM WORDS…: as who is no administrator
user() { wine 'Z:\test\user.exe' "$@"; echo "code $?"; }
# leave WORDS…: of the uninstaller, which then cannot delete itself; its last word must not be quoted
leave() {
    folder='D:\Lokale Daten\Programs\WSL Go Wizard'
    printf 'start /wait "" "%s\\uninstall.exe" %s _?=%s\r\nexit %%errorlevel%%\r\n' "$folder" "$*" "$folder" > leave.bat
    wine cmd /c 'Z:\test\leave.bat' >/dev/null
    echo "code $?"
}
# quietly: as Windows uninstalls
quietly() { wine 'D:\Lokale Daten\Programs\WSL Go Wizard\uninstall.exe' /S "$@"; wineserver --wait; }
own="$WINEPREFIX/drive_d/Lokale Daten/Programs/WSL Go Wizard" local="$WINEPREFIX/drive_d/Lokale Daten/WSL Go Wizard"
journal="$WINEPREFIX/drive_c/users/jürgen/AppData/Local/wsl-go-wizard"
notes="$WINEPREFIX/drive_c/users/jürgen/AppData/Local/WSL Go Wizard/first-time"
# start: the program's window, and wait until it is there
start() {
    wine 'D:\Lokale Daten\Programs\WSL Go Wizard\WSL Go Wizard.exe' &
    for i in $(seq 200); do [ ! -e "$C/shown.txt" ] || break; sleep .1; done
}
# seen NAME: files, and the registry as it is when all programs have ended
seen() {
    wineserver --wait
    (cd "$WINEPREFIX/dosdevices" && find c:/ d:/ -printf '%y %p\n') | sort > "/test/$1.files"
    cat "$WINEPREFIX/user.reg" > "/test/$1.user.reg"
    cat "$WINEPREFIX/system.reg" > "/test/$1.system.reg"
}
C=$WINEPREFIX/drive_c D=$WINEPREFIX/drive_d
wine cmd /c exit
"""
_NOISE: Final = re.compile(r"/temp/|/Microsoft/Windows/Recent", re.IGNORECASE)
"""Files that come and go whatever runs."""
_NOISE_IN_REGISTRY: Final = (
    r"Software\\Wine\\MenuFiles",  # wine's list of menus of the desktop of Linux
    "user [Console",  # of a program that has a console
    r"Services\\Schedule]",  # the Task Scheduler of wine starts when it is first needed
    "DriverDateData",
    "CurrentVersion\\\\Uninstall]\n",  # keys of Windows itself, that this one has only when something was in them
    "CurrentVersion\\\\RunOnce]\n",
    "{E6F07B5F-EE97-4A90-B076-33F57BF4EAA7}",  # screens, which this one lists when a program first asks for them
    r"Explorer\\Accent]",  # their colours, which every other Windows has
    "PendingFileRenameOperations",  # an uninstaller's copy of itself in the folder for temporary files
)


@dataclass(frozen=True)
class Seen:
    """*files* and folders by their names, folders with a slash; the *registry* as ``HIVE\\key`` and ``value=data``."""

    files: frozenset[str]
    registry: frozenset[str]

    def since(self, before: Seen) -> list[str]:
        """What came and what went: nothing, if all is as it was."""
        now, then = self.files | self.registry, before.files | before.registry
        return sorted([f"+ {line}" for line in now - then] + [f"- {line}" for line in then - now])

    def below(self, folder: str) -> set[str]:
        """The files in *folder*, without it."""
        inside = (name.removeprefix(f"{folder}/") for name in self.files if name.startswith(f"{folder}/"))
        return {name for name in inside if name and not name.endswith("/")}

    def has_key(self, key: str) -> bool:
        """Whether there is the key *key*, with backslashes doubled."""
        return any(line.endswith(f"[{key}]") for line in self.registry)

    def value(self, key: str, name: str) -> str | None:
        """What a value is, as wine writes it."""
        start = f'[{key}] "{name}"='
        return next((line.partition(start)[2] for line in self.registry if start in line), None)


class Windows:
    """One that nobody has used. *folder* is for its files."""

    def __init__(self, folder: Path, screen: str) -> None:
        self._folder = folder
        self.screen = screen
        self.test = folder / "upper/test"
        self.test.mkdir(parents=True)

    @property
    def drive_d(self) -> Path:
        return self._folder / "upper" / PREFIX / "drive_d"

    @property
    def drive_c(self) -> Path:
        return self._folder / "upper" / PREFIX / "drive_c"

    def give(self, name: str, file: Path) -> None:
        """Let *file* be ``Z:\\test\\NAME``."""
        shutil.copy2(file, self.test / name)

    def run(self, script: str, code_page: str = "cp1252") -> list[int]:
        """Run *script*, and give the exit codes of its installers in their order."""
        with (self._folder / "said").open("w+b") as said:
            variables = environment(code_page, DISPLAY=self.screen)
            argv = ["sh", "-c", _BOUNDED, _BEGIN + script]
            run(layers(), self._folder, argv, variables, said)
            said.seek(0)
            text = said.read().decode("utf-8", "replace")
        print(text)
        return [int(code) for code in re.findall(r"^code (\d+)$", text, re.MULTILINE)]

    def seen(self, name: str) -> Seen:
        """What ``seen NAME`` saw."""
        lines = (self.test / f"{name}.files").read_text(encoding="utf-8").splitlines()
        files = {line[2:].rstrip("/") + ("/" if line[0] == "d" else "") for line in lines}
        registry = {
            line
            for hive in ("user", "system")
            for line in _registry(hive, (self.test / f"{name}.{hive}.reg").read_text(encoding="utf-8"))
            if not any(noise in f"{line}\n" for noise in _NOISE_IN_REGISTRY)
        }
        return Seen(frozenset(file for file in files if not _NOISE.search(file)), frozenset(registry))

    def log(self, name: str = "log.txt") -> str:
        """The log ``Z:\\test\\NAME``."""
        return (self.test / name).read_bytes().decode("utf-16")


def _registry(hive: str, text: str) -> list[str]:
    found, key = [], ""
    for line in text.replace("\\\n", "").splitlines():
        if line.startswith("["):
            key = f"{hive} {line.rpartition(']')[0]}]"
            found.append(key)
        elif line and not line.startswith(("#", ";", "WINE")):
            found.append(f"{key} {line}")
    return found
