"""Regular expressions that are compiled when they are first used: there are hundreds, and one start of the program uses
few of them."""

from __future__ import annotations

import re
from typing import Any, AnyStr, Final, cast

_METHODS: Final = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")


def lazy_pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` makes of *text*, made at its first use. So `re.error` comes from there, and `re.compile`
    itself does not take it."""
    return cast("re.Pattern[AnyStr]", _LazyPattern(text, flags))


class _LazyPattern:
    def __init__(self, text: str | bytes, flags: int) -> None:
        self.pattern = text
        self._asked = flags

    def __getattr__(self, name: str) -> Any:
        """What is not here yet: a method, which from then on is that of the compiled pattern itself."""
        compiled: re.Pattern[Any] = re.compile(self.pattern, self._asked)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)
