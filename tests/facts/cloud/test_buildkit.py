"""Settings files of buildkitd."""

from __future__ import annotations

from tests.facts.answers import at, read
from wizard.facts.cloud.buildkit import BUILDKIT_FILES, READ, UNREAD
from wizard.model.facts import Unknown
from wizard.model.probes import KIB, Denied, FileProbe


def test_those_that_are_there_are_read() -> None:
    probe = FileProbe(READ, limit=64 * KIB)
    assert read(BUILDKIT_FILES) == {}
    assert read(BUILDKIT_FILES, (probe, at(READ, "a = 1")[1])) == {READ: b"a = 1"}
    assert isinstance(read(BUILDKIT_FILES, (FileProbe(UNREAD, limit=64 * KIB), Denied())), Unknown)
