"""`wsl-go-wizard`: without arguments the window, with a command the terminal."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Run, and give the exit code (see the README's table)."""
    gc.set_threshold(50_000)  # what hundreds of modules load at the start is no garbage
    from wizard.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
