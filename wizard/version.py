"""The wizard's version, and where its releases are: written here only. All packages take both from this file."""

from typing import Final

VERSION = "0.1.0"

HOME: Final = "https://github.com/wsl-go-wizard/wsl-go-wizard"
"""The page of the project."""
