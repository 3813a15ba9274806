"""Settings of buildkitd, and the file that people write by mistake (GO §11)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wizard.facts.shapes import always, content
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import KIB, Answers, FileProbe
from wizard.model.wanted import Wanted

UNREAD: Final = "/etc/buildkitd.toml"
READ: Final = "/etc/buildkit/buildkitd.toml"
OF_USER: Final = "~/.config/buildkit/buildkitd.toml"
_PROBES: Final = tuple(FileProbe(path, limit=64 * KIB) for path in (UNREAD, READ, OF_USER))


def _files(answers: Answers, want: Wanted) -> Mapping[str, bytes] | Unknown:
    found: dict[str, bytes] = {}
    for probe in _PROBES:
        data = content(answers[probe], probe.path)
        if isinstance(data, Unknown):
            return data
        if data is not None:
            found[probe.path] = data
    return found


BUILDKIT_FILES: Fact[Mapping[str, bytes]] = Fact("buildkit-files", always(*_PROBES), _files)
"""By their paths, those that are there."""
