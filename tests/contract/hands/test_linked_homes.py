"""A home that is a link: every hand says where it leads, to the question that a look asks."""

from __future__ import annotations

import pytest

from tests.hands import Hand
from wizard.model.probes import FileProbe, Special


@pytest.mark.parametrize("linked", [True, False])
def test_a_folder_with_a_slash_is_asked_where_it_leads(hand: Hand, linked: bool) -> None:
    site = hand.site
    site.folder("real")
    if linked:
        (site.root / "home").symlink_to("real")
    else:
        site.folder("home")
    answer = hand.ask(FileProbe(site.path("home") + "/", limit=0))
    assert isinstance(answer, Special)
    real = (answer.link or site.path("home")).rstrip("/")
    assert real == site.path("real" if linked else "home")
