"""`wsl-go-wizard`: without arguments the window, with a command the terminal."""

from __future__ import annotations

import sys


def main() -> int:
    """Run, and give the exit code (see the README's table)."""
    from wizard.cli.main import run
    from wizard.cli.streams import make_ready

    make_ready()
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
