"""Names and their addresses, by the resolver of this computer."""

from __future__ import annotations

import pytest

from wizard.downloads.names import addresses
from wizard.model.errors import Stopped
from wizard.model.events import never


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("127.0.0.7", ("127.0.0.7",)),
        ("x" * 70, ()),
        ("a..b", ()),
    ],
)
def test_what_is_found(host: str, known: tuple[str, ...]) -> None:
    assert addresses(host, 10, never) == known


def test_every_address_of_a_name_is_found() -> None:
    """Windows may know this one by IPv6 too."""
    assert {"127.0.0.1"} <= set(addresses("localhost", 10, never)) <= {"127.0.0.1", "::1"}


def test_it_can_be_stopped_and_does_not_take_for_ever() -> None:
    with pytest.raises(Stopped):
        addresses("localhost", 10, lambda: True)
    with pytest.raises(TimeoutError):
        addresses("localhost", 0, never)
