"""Private keys of cosign: where they are, and never what is in them."""

from __future__ import annotations

from tests.facts.answers import file, read
from wizard.facts.cloud.signing_keys import SIGNING_KEYS
from wizard.model.probes import FileProbe
from wizard.model.wanted import ProjectsWanted, Wanted

WANT = Wanted(projects=ProjectsWanted(("~/app/",)))


def test_keys_of_the_home_and_of_projects() -> None:
    probe = FileProbe("~/app/cosign.key", limit=0, head=True)
    assert probe in SIGNING_KEYS.ask(WANT)
    assert read(SIGNING_KEYS, (probe, file("", 0o600)), want=WANT) == {"~/app/cosign.key": 0o600}
