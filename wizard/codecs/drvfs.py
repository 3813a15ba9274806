"""Mount options of Windows drives as WSL's init takes them apart: at commas, and nothing else parts them.

Words that are not DrvFs' own go on to ``mount``; a file without Linux metadata gets the mode that the masks leave.
"""

from __future__ import annotations

import functools
import operator
import re
from typing import Final

from wizard.patterns import lazy_pattern

_EXECUTE: Final = 0o100
_OTHERS: Final = 0o077
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


def keeps_secrets(options: str) -> bool:
    """Whether a file can be closed to other users than its owner: by its own mode, or because a mask says so of all."""
    found = (_MASK.fullmatch(word) for word in words(options))
    masks = (int(mask[2], 8) for mask in found if mask is not None)
    closed = functools.reduce(operator.or_, masks, 0)
    return "metadata" in words(options) or closed & _OTHERS == _OTHERS


def with_execution(options: str) -> str:
    """*options* with masks that leave the owner that right, and nothing else changed."""
    return ",".join(_repaired(word) if takes_execution(word) else word for word in options.split(","))


def _repaired(word: str) -> str:
    name, _, digits = word.partition("=")
    return f"{name}={int(digits, 8) & ~_EXECUTE:0{len(digits)}o}"
