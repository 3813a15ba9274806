"""`wsl-go-wizard`: without arguments the window, with a command the terminal."""

from __future__ import annotations

import gc
import sys


def prepare() -> None:
    """Let nobody look for garbage all the time while hundreds of modules are loaded: there is none."""
    gc.set_threshold(50_000)


def main() -> int:
    """Run, and give the exit code (see the README's table)."""
    prepare()
    from wizard.cli.main import run
    from wizard.cli.streams import make_ready

    make_ready()
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
