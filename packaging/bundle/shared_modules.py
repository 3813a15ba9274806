"""Runs first in the program with a window, on Windows: Python's modules are in the program for the terminal, once for
both. There they are covered by its signature, and the bundle is 6 MB smaller.

The reader of modules that PyInstaller has set up, which is that of an empty archive, gets the other archive. If that is
not there, or is damaged, this is written to a file and said in a box, and the exit code is 1.
"""

# Only what is built in, PyInstaller's own part of every program, and extension modules: nothing else can be imported
# yet, so neither can the program's own way to say what failed.
import nt
import sys
import time
from _frozen_importlib_external import MAGIC_NUMBER

import pyimod02_importers

PROGRAM = sys.executable.rpartition("\\")[0] + "\\wsl-go-wizard.exe"
BEGIN = b"PYZ\0" + MAGIC_NUMBER
ICON_ERROR = 0x10


def share():
    with open(PROGRAM, "rb") as program:  # noqa: PTH123
        place = program.read().index(BEGIN)
    pyimod02_importers.pyz_archive.__init__(PROGRAM, place)


def tell(fault):
    words = f"WSL Go Wizard is damaged: {PROGRAM} is missing or cannot be read. Install it again."
    path = written(f"{type(fault).__name__}: {fault}\n")
    show(f"{words} Details: {path}" if path else words)


def written(words):
    """The path of a new file with *words*, in the log folder, or in that for temporary files; empty if neither can be
    written to."""
    name = f"fault-{time.strftime('%Y%m%d-%H%M%S')}-{nt.getpid()}.txt"
    for variable, below in (("LOCALAPPDATA", ("wsl-go-wizard", "Logs")), ("TEMP", ())):
        folder = nt.environ.get(variable, "")
        try:
            for part in below:
                folder += f"\\{part}"
                made(folder)
            with open(f"{folder}\\{name}", "x", encoding="utf-8") as file:  # noqa: PTH123
                file.write(words)
        except OSError:
            continue
        return file.name
    return ""


def made(folder):
    try:
        nt.mkdir(folder)
    except FileExistsError:
        return


def show(words):
    """In a box of the system."""
    import _ctypes

    class Number(_ctypes._SimpleCData):
        _type_ = "i"

    class Function(_ctypes.CFuncPtr):
        _flags_ = _ctypes.FUNCFLAG_STDCALL
        _restype_ = Number

    class Library:
        _handle = _ctypes.LoadLibrary("user32.dll", 0)

    Function(("MessageBoxW", Library))(None, words, "WSL Go Wizard", ICON_ERROR)


try:
    share()
except Exception as fault:
    tell(fault)
    sys.exit(1)
