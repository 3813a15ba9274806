"""All tests of the project that do not need Linux, with Windows' Python, in wine, on two code pages at once.

Everything is as it seldom is where software is made: code pages that are not UTF-8, a folder whose name has blanks and
Chinese characters, a user with an umlaut, and local application data on another drive. There is a screen, which nobody
sees. Exits with 1 if a test fails, or is skipped for want of anything but Linux.
"""

from __future__ import annotations

import os
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
fonts=/usr/share/fonts
ln -s $fonts/truetype/dejavu/*.ttf $fonts/opentype/noto/NotoSansCJK-Regular.ttc "$WINEPREFIX/drive_c/windows/Fonts"
wine 'Z:\opt\python\python.exe' -X utf8=0 -m pytest -p no:cacheprovider -p no:xdist --timeout 900 "$@"
code=$?
wineserver --kill
exit $code
"""
"""A test that takes too long ends the run there, so the limit is one that even a busy machine keeps."""
ON_ANOTHER: Final = {
    "cp1252": ("app", "codecs", "facts", "field", "rules"),
    "cp936": ("compat", "contract", "crash", "downloads", "engine", "gui", "laws", "machines", "model"),
}
"""The folders of tests that a code page leaves to the other one, which halves the time: they reach for no text outside
of the program but the bytes of their own files, whose encoding is theirs. The command line, and what talks with the
system for it, is run on both."""


def tested(folder: Path, code_page: str, screen: str, words: Sequence[str]) -> int:
    """Run pytest with *words* on a copy of the source below *folder*, which is made. Its exit code; what it says is
    printed at the end, so that two runs can be told apart.

    It has one processor: a program and wine's server wait for each other with every call, and waking another
    processor takes longer than the call."""
    copied(folder / "upper" / SOURCE)
    variables = environment(code_page, DISPLAY=screen)
    with (folder / "said").open("w+b") as said:
        code = run(
            layers(), folder, [*_on_one(code_page), "sh", "-c", _RUN, f"/{SOURCE}", *words], variables, said
        )
        said.seek(0)
        text = said.read().decode(code_page, "replace").replace("\r\n", "\n")
        sys.stdout.buffer.write(f"\n{code_page}: pytest {' '.join(words)}\n{text}".encode())
        sys.stdout.buffer.flush()
    return code


def _on_one(code_page: str) -> tuple[str, ...]:
    processors = sorted(os.sched_getaffinity(0))
    return "taskset", "--cpu-list", str(processors[tuple(LOCALES).index(code_page) % len(processors)])


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


def everything(code_page: str) -> tuple[str, ...]:
    """The words for pytest that name all tests for *code_page*."""
    return ("tests", *(f"--ignore=tests/{folder}" for folder in ON_ANOTHER[code_page]))


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
    """All tests, each on one code page at least, or those that *words* name for pytest, on every code page."""
    layers()
    with tempfile.TemporaryDirectory(prefix="wsl-go-wizard-windows-") as name, screen() as display:

        def there(code_page: str) -> int:
            return tested(Path(name, code_page), code_page, display, words or everything(code_page))

        with ThreadPoolExecutor() as pool:
            return max(pool.map(there, LOCALES))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
