"""Mount options of Windows drives as WSL's init takes them apart: at commas, and nothing else parts them.

Words that are not DrvFs' own go on to ``mount``; a file without Linux metadata gets the mode that the masks leave.
"""

from __future__ import annotations

import re
from typing import Final

from wizard.patterns import lazy_pattern

_EXECUTE: Final = 0o100
_MASK: Final = lazy_pattern(r"([fu]mask)=([0-7]{1,6})", re.ASCII)
_WORD: Final = lazy_pattern(
    r"(?:metadata|case=(?:off|dir|force)|[ug]id=[0-9]{1,10}|[ufd]mask=[0-7]{1,6}|symlinkroot=.*|fallback=.*"
    r"|defaults|r[ow]|(?:no)?(?:exec|suid|dev|atime|diratime|relatime|strictatime|lazytime)|(?:a?sync|dirsync|mand)"
    r"|(?:cache|msize|debug|access|trans|afid|posixacl|version|dfltuid|dfltgid)(?:=.*)?)",
    re.ASCII,
)


def words(options: str) -> tuple[str, ...]:
    """The options of *options*, as written."""
    return tuple(word for word in options.split(",") if word)


def strange(options: str) -> tuple[str, ...]:
    """Those that neither DrvFs knows nor a mount of its kind: misspelt, or parted by something else than commas."""
    return tuple(word for word in words(options) if _WORD.fullmatch(word) is None)


def takes_execution(word: str) -> bool:
    """Whether *word* leaves the owner no right to run a file that has no metadata: no ``.exe`` starts."""
    mask = _MASK.fullmatch(word)
    return mask is not None and bool(int(mask[2], 8) & _EXECUTE)


def with_execution(options: str) -> str:
    """*options* with masks that leave the owner that right, and nothing else changed."""
    return ",".join(_repaired(word) if takes_execution(word) else word for word in options.split(","))


def _repaired(word: str) -> str:
    name, _, digits = word.partition("=")
    return f"{name}={int(digits, 8) & ~_EXECUTE:0{len(digits)}o}"
