"""Units with Type=notify, and lingering."""

from __future__ import annotations

from tests.facts.answers import file, read
from wizard.facts.cloud.notify_units import NOTIFY_UNITS, NotifyUnits
from wizard.model.probes import Denied, GlobProbe, Matches

UNIT = "[Service]\nType=notify\n"


def test_whose_units_they_are_is_told_apart() -> None:
    found = read(
        NOTIFY_UNITS,
        (
            GlobProbe("/etc/systemd/system/*.service"),
            Matches((("/a.service", file(UNIT)), ("/b.service", file("x")))),
        ),
        (GlobProbe("~/.config/systemd/user/*.service"), Matches((("/c.service", file(UNIT)),))),
        (
            GlobProbe("/var/lib/systemd/linger/*", limit=0),
            Matches((("/var/lib/systemd/linger/me", file("")),)),
        ),
    )
    assert found == NotifyUnits(("/a.service",), ("/c.service",), lingers=True)


def test_what_cannot_be_seen_is_not_said() -> None:
    assert read(NOTIFY_UNITS, (GlobProbe("/var/lib/systemd/linger/*", limit=0), Denied())) == NotifyUnits()
