"""`wsl-go-wizard`: without arguments the window, with a command the terminal."""

from __future__ import annotations

import gc
import sys


def prepare() -> None:
    """Let nobody look for garbage all the time while hundreds of modules are loaded: there is none."""
    gc.set_threshold(200_000)


def main() -> int:
    """Run, and give the exit code (see the README's table)."""
    prepare()
    try:
        return _run()
    finally:
        gc.freeze()  # at its end Python would look through all of it three times, and then let go of it anyway


def _run() -> int:
    try:
        from wizard.cli.streams import make_ready

        make_ready()  # first: what is said of what fails below is said there
        from wizard.cli.main import run
    except (ImportError, OSError) as fault:  # an installation that lost a part
        return cannot_start(fault, sys.argv[1:])
    return run(sys.argv[1:])


def cannot_start(fault: BaseException, argv: list[str]) -> int:
    """Say so, on the terminal or in a box, and give the exit code."""
    from wizard.app.faults.startup import sentence_of, was_clicked
    from wizard.gui.process.failure_box import show

    words = sentence_of(fault)
    if sys.stderr is not None:
        sys.stderr.write(words + "\n")
    if was_clicked(argv):
        show(words)
    return 1


if __name__ == "__main__":
    sys.exit(main())
