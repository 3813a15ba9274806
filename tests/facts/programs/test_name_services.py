"""Where names are looked up."""

from __future__ import annotations

import pytest

from tests.facts.answers import at, read
from wizard.facts.programs.name_services import NAME_SERVICES, NSSWITCH


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("hosts: files dns\n", ("files", "dns")),
        ("hosts:files resolve [!UNAVAIL=return] dns # more\n", ("files", "resolve", "dns")),
        ("# hosts: wins\npasswd: files\n", None),
        ("hosts: files\nhosts: wins\n", ("files",)),
    ],
)
def test_the_sources_of_hosts(text: str, hosts: tuple[str, ...] | None) -> None:
    found = read(NAME_SERVICES, at(NSSWITCH, text))
    assert isinstance(found, dict)
    assert found.get("hosts") == hosts
