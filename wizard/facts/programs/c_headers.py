"""The headers of the C library, without which a C compiler builds nothing that cgo needs."""

from __future__ import annotations

from typing import Final

from wizard.facts.shapes import always
from wizard.model.facts import Fact
from wizard.model.probes import Answers, FileProbe, Found, Missing
from wizard.model.wanted import Wanted

STDLIB_H: Final = "/usr/include/stdlib.h"
_PROBE: Final = FileProbe(STDLIB_H, limit=0, head=True)


def _headers(answers: Answers, want: Wanted) -> bool | None:
    answer = answers[_PROBE]
    return isinstance(answer, Found) if isinstance(answer, Found | Missing) else None


C_HEADERS: Fact[bool | None] = Fact("c-headers", always(_PROBE), _headers)
"""Whether they are where compilers of a distro look for them; None if that could not be seen."""
