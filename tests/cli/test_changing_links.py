"""A home, or a ``~/sdk``, that is a link: shown where it leads, changed there, and undone there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Wizard, picture
from wizard.cli.exits import Exit


@pytest.fixture
def linked(root: Path) -> Path:
    """The machine with the home on another disk, so to speak."""
    (root / "data").mkdir()
    (root / "home/me").rename(root / "data/me")
    (root / "home/me").symlink_to("/data/me")
    return root


def test_a_home_that_is_a_link_is_set_up(wizard: Wizard, linked: Path) -> None:
    before = picture(linked)
    planned = wizard("plan", "--json").json["plan"]["changes"]
    assert "/data/me/.profile" in [change["path"] for change in planned]
    done = wizard("apply", "--yes", "--language", "en")
    assert (done.code, done.err) == (Exit.DONE, "")
    assert "tlsrsakex" not in (linked / "data/me/.profile").read_text()
    assert wizard("plan", "--json").json["plan"]["changes"] == []
    assert wizard("undo", "--yes").code == Exit.DONE
    assert picture(linked) == before


def test_a_new_file_in_a_home_that_is_a_link(wizard: Wizard, linked: Path) -> None:
    (linked / "data/me/.profile").unlink()
    before = picture(linked)
    assert wizard("apply", "--yes").code == Exit.DONE
    assert (linked / "data/me/.profile").exists()
    assert wizard("undo", "--yes").code == Exit.DONE
    assert picture(linked) == before
