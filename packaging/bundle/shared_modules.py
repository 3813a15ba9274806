"""Runs first in the program with a window, on Windows: Python's modules are in the program for the terminal, once for
both. There they are covered by its signature, and the bundle is 6 MB smaller.

The reader of modules that PyInstaller has set up, which is that of an empty archive, gets the other archive. Raises
`OSError` and `ValueError` if that is not there.
"""

import sys
from _frozen_importlib_external import MAGIC_NUMBER

# Of what is built in, and of PyInstaller's own part of every program: nothing else can be imported yet.
import pyimod02_importers

PROGRAM = sys.executable.rpartition("\\")[0] + "\\wsl-go-wizard.exe"
BEGIN = b"PYZ\0" + MAGIC_NUMBER

with open(PROGRAM, "rb") as program:  # noqa: PTH123
    place = program.read().index(BEGIN)
pyimod02_importers.pyz_archive.__init__(PROGRAM, place)
