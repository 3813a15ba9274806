"""Whether the `.wslconfig` of the PC switches WSL's safe mode on, as far as a distro's rules have to know it."""

from __future__ import annotations

from typing import Final

from wizard.codecs import wslconf
from wizard.facts.shapes import always, content
from wizard.model.facts import Fact, Side, Unknown
from wizard.model.probes import Answers, FileProbe
from wizard.model.wanted import Wanted

WSLCONFIG_PATH: Final = "~/.wslconfig"
KEY: Final = "wsl2.safeMode"

_FILE: Final = FileProbe(WSLCONFIG_PATH)


def _safe_mode(answers: Answers, want: Wanted) -> bool:
    data = content(answers[_FILE], WSLCONFIG_PATH)
    if data is None or isinstance(data, Unknown):
        return False
    return wslconf.parse(data, wslconf.Dialect.WSLCONFIG).values.get(KEY) is True


SAFE_MODE: Fact[bool] = Fact("safe mode", always(_FILE), _safe_mode, side=Side.HOST)
"""Whether WSL is known to start in safe mode, in which it forces much off (WSL §2). Without a PC to ask,
as for an image, nothing says so, and rules judge the distro's own files."""
