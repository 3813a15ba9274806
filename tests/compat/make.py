"""Made `tests/compat/0.1.0`, once: what the wizard of commit 07735b9, which is 0.1.0, left on machines and in files.

It was run as root at commit 3f66ee4, where it is one file: ``python -m tests.compat.make``. It is kept as the witness
of how, with the names of then: it runs there, with ``tests/compat/make*.py`` laid over that commit, and nowhere else.
So nothing in it is ever renamed, and the fixtures are never made again: a later wizard would write what a later wizard
writes. What comes after 0.1.0 gets a folder of its own.

- `before.jsonl`: the distro before any setup; each journal, ``HAND-…jsonl``, is what differs from it (`nodes.py`).
  ``trial``: one setup of everything that a setup can do; ``draft``, ``prepared``, ``switching``: the same, killed on
  its way; ``generations``: 1 accepted, 2 undone, 3 accepted, 4 accepted, which takes 1 back.
- `pc-before.jsonl` and ``windows-…``: likewise the profile folder of a Windows user. ``generations``: 1 accepted,
  2 undone, 3 in trial.
- ``plan-…json``: saved plans; `plan-of-everything.json` has one of each thing that a plan of 0.1.0 can hold.
- ``recording-…json``: recorded machines. `notes.json`: notes of an interrupted first-time setup.
- `rules.json`: the ids of all rules.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
from pathlib import Path

from tests.compat.make_distro import (
    CACHE,
    HERE,
    generations,
    in_folder,
    interrupted_directly,
    interrupted_shell,
    trial,
)
from tests.compat.make_files import plans, recordings, rest
from tests.compat.make_pc import windows, windows_interrupted
from tests.compat.nodes import captured, laid, save
from wizard.resources import resource


def main() -> int:
    if os.geteuid() != 0:
        print("Only root can make files of two owners.", file=sys.stderr)
        return 1
    os.environ["LOGNAME"] = "me"  # who holds the lock of what was interrupted
    platform.node = lambda: "box"
    os.umask(0o022)
    shutil.rmtree(HERE, ignore_errors=True)
    HERE.mkdir()
    shutil.copytree(resource("demo", "dl"), CACHE)
    try:
        in_folder(lambda root: save(HERE / "before.jsonl", captured(root)))
        for hand in ("direct", "shell"):
            in_folder(lambda root, hand=hand: trial(hand, root))
        in_folder(generations)
        interrupted_directly()
        interrupted_shell()
        in_folder(windows, laid_nothing)
        windows_interrupted()
        in_folder(plans)
        recordings()
        rest()
    finally:
        shutil.rmtree(CACHE)
    return 0


def laid_nothing(root: Path) -> None:
    """A PC lays out its own folder."""
    laid({}, root)


if __name__ == "__main__":
    sys.exit(main())
