"""Rules about the PC: Windows, WSL, and what is around it."""

from typing import Final

AREA: Final = "windows"
