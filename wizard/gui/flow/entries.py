"""The lines of the second page in which the entries of its lists are written."""

from __future__ import annotations

import enum


class ListEntry(enum.Enum):
    """A line of the page in which an entry of a list is written before it is added."""

    PROXY = "proxy"
    PRIVATE = "private"
    GODEBUG = "godebug"
    FOLDER = "folder"
