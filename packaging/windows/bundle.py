"""Builds the bundle for Windows, in wine, from the files of the repository."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from layers import environment, layers, run
from run_tests import REPO, SOURCE, copied, screen

_BUILD: Final = r"""
cd "$0"
wine 'Z:\opt\python\python.exe' packaging/bundle/build.py
code=$?
wineserver --kill
exit $code
"""
NAME: Final = "wsl-go-wizard"


def main(to: Path) -> int:
    """Put the bundle's folder into the folder *to*; what was there by its name is replaced."""
    with tempfile.TemporaryDirectory(prefix="wsl-go-wizard-bundle-") as name, screen() as display:
        folder = Path(name)
        source = folder / "upper" / SOURCE
        copied(source)
        code = run(
            layers(), folder, ["sh", "-c", _BUILD, f"/{SOURCE}"], environment("cp1252", DISPLAY=display), None
        )
        if code == 0:
            shutil.rmtree(to / NAME, ignore_errors=True)
            shutil.copytree(source / "dist" / NAME, to / NAME)
    return code


if __name__ == "__main__":
    sys.exit(main(REPO / "dist/windows"))
