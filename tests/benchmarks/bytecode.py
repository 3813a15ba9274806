"""Lets Python keep its bytecode, as it does for whoever installed the wizard: ours and the peers' alike.

Where a machine that tests says otherwise (PYTHONDONTWRITEBYTECODE), every start would compile everything anew.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / ".cache" / "benchmarks" / "bytecode"


def keep() -> None:
    """For this process from now on, and for all that it starts."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = str(FOLDER)
    sys.dont_write_bytecode = False
