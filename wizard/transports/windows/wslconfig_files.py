"""The files that the user's `.wslconfig` names and WSL cannot do without: are they there?

The paths are only known once `.wslconfig` is read, so this question is answered in one crossing with that one.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from wizard.codecs import wslconf
from wizard.codecs.wslconf.files import named
from wizard.model.probes import Answer, Figure, FileProbe, Found, Missing, Special


def standing(ask: Callable[[FileProbe], Answer]) -> Figure:
    """Which of these files are there, as JSON: ``{"C:\\\\kernel": true}``. *ask* looks at one path of the PC."""
    config = ask(FileProbe("~/.wslconfig"))
    if not isinstance(config, Found):
        return Figure("{}")
    paths = named(wslconf.parse(config.content, wslconf.Dialect.WSLCONFIG))
    looked = {path: ask(FileProbe(path.replace("/", "\\"), limit=1, head=True)) for path in paths}
    found = {
        path: isinstance(answer, Found)
        for path, answer in looked.items()
        if isinstance(answer, Found | Missing | Special)
    }
    return Figure(msgspec.json.encode(found).decode())
