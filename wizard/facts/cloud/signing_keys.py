"""Private keys of cosign, never their content."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wizard.model.facts import Fact
from wizard.model.probes import Answers, FileProbe, Found
from wizard.model.wanted import Wanted

NAME: Final = "cosign.key"


def _probes(want: Wanted) -> tuple[FileProbe, ...]:
    folders = ("~", "~/.cosign", *(folder.rstrip("/") for folder in want.projects.folders))
    return tuple(FileProbe(f"{folder}/{NAME}", limit=0, head=True) for folder in folders)


def _keys(answers: Answers, want: Wanted) -> Mapping[str, int]:
    found = ((probe.path, answers[probe]) for probe in _probes(want))
    return {path: answer.mode for path, answer in found if isinstance(answer, Found)}


SIGNING_KEYS: Fact[Mapping[str, int]] = Fact("signing-keys", _probes, _keys)
"""The modes of those in the home and in the projects of the profile, by their paths."""
