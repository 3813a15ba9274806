"""The project's tests with Windows' Python, in wine, on two code pages at once.

Everything is as it seldom is where software is made: code pages that are not UTF-8, a folder whose name has blanks and
Chinese characters, a user with an umlaut, and local application data on another drive. The window's tests have
processes of their own, and a screen. Exits with 1 if a test fails, or is skipped for want of anything but Linux.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from layers import LOCALES, PREFIX, USER, environment, layers, run

REPO: Final = Path(__file__).resolve().parents[2]
SOURCE: Final = f"{PREFIX}/drive_c/users/{USER}/go 向导"
_RUN: Final = r"""
cd "$0"
wine 'Z:\opt\python\python.exe' -X utf8=0 -m pytest -p no:cacheprovider -p no:xdist "$@"
code=$?
wineserver --kill
exit $code
"""
_PARTS: Final = (("--ignore", "tests/gui", "tests"), ("tests/gui",))


def tested(folder: Path, code_page: str, screen: str, words: Sequence[str]) -> int:
    """Run pytest with *words* on a copy of the source below *folder*, which is made. Its exit code; what it says is
    printed at the end, so that two runs can be told apart."""
    copied(folder / "upper" / SOURCE)
    variables = environment(code_page, DISPLAY=screen)
    with (folder / "said").open("w+b") as said:
        code = run(layers(), folder, ["sh", "-c", _RUN, f"/{SOURCE}", *words], variables, said)
        said.seek(0)
        sys.stdout.buffer.write(f"\n{code_page}: pytest {' '.join(words)}\n".encode() + said.read())
        sys.stdout.buffer.flush()
    return code


def copied(target: Path) -> None:
    """All files that are, or could be, in the repository. On a folder that cannot be written to Windows' Python tries
    names for temporary files for ever, so the tests have one that can."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPO,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (REPO / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(REPO / name, target / name)


@contextmanager
def screen() -> Iterator[str]:
    """The name of a screen of X that nobody sees."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1440x960x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        try:
            yield f":{server.stdout.readline().strip()}"
        finally:
            server.terminate()


def main(words: Sequence[str]) -> int:
    """All tests on every code page, or those that *words* name for pytest."""
    layers()
    parts = (tuple(words),) if words else _PARTS
    with tempfile.TemporaryDirectory(prefix="wsl-go-wizard-windows-") as name, screen() as display:

        def all_parts(code_page: str) -> int:
            folders = (Path(name, f"{code_page}-{number}") for number in range(len(parts)))
            return max(
                tested(folder, code_page, display, part) for folder, part in zip(folders, parts, strict=True)
            )

        with ThreadPoolExecutor() as pool:
            return max(pool.map(all_parts, LOCALES))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
