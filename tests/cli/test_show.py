"""What is said in a terminal: nothing of what is not there, and one is not counted as many."""

from __future__ import annotations

import io

from rich.console import Console

from tests.cli.conftest import Wizard
from wizard.cli.show import Terminal
from wizard.model.diffs import DiffView
from wizard.model.edits.files import Download
from wizard.model.plans import Drift, Plan
from wizard.model.ports import Can, Site, SiteKind


def test_a_setup_that_took_one_back_says_so(wizard: Wizard) -> None:
    wizard("apply", "--yes", "--accept")
    wizard("undo", "--yes")
    newest, oldest = wizard("history", "--language", "en").out.splitlines()
    assert "kept  undid setup 1: " in newest
    assert "took" not in oldest


def test_where_nothing_is_to_do_nothing_is_said_of_a_restart(wizard: Wizard) -> None:
    wizard("apply", "--yes", "--accept")
    wizard("undo", "--yes")
    output = wizard("undo", "1", "--yes", "--language", "en").out.splitlines()
    assert output == ["Nothing to change."]


def test_where_there_is_nothing_to_show_that_is_said(wizard: Wizard) -> None:
    assert (
        wizard("history", "--language", "en").out
        == "No setups yet. A setup appears here when you apply changes.\n"
    )
    assert wizard("drift", "--language", "en").out.startswith("No setup is in place")


def test_a_single_change_is_not_counted_as_many(wizard: Wizard) -> None:
    output = wizard("plan", "--only", "wsl-conf-damage", "--language", "en").out
    assert "1 change, +1 −1 lines." in output


def test_what_nobody_could_read_is_not_called_edited_since() -> None:
    out = io.StringIO()
    terminal = Terminal(
        Console(file=out, width=200),
        lambda text: text.render(),
        Can(False, False, False),
        Site(SiteKind.TREE, "s", "s"),
    )
    terminal.drift([Drift(1, "/etc/wsl.conf", None, ("wsl-systemd",), ())])
    assert out.getvalue() == "/etc/wsl.conf  could not be read  (wsl-systemd)\n"


def test_a_download_is_shown_with_all_it_may_come_from() -> None:
    """The second source is asked if the first has other bytes."""
    out = io.StringIO()
    sources = ("https://go.dev/dl/", "https://other.example/dl/")
    plan = Plan(
        "m", "s", downloads=(Download("go1.27.3.linux-amd64.tar.gz", "go1.27.3", "0" * 64, 1 << 26, sources),)
    )
    site = Site(SiteKind.TREE, "s", "s")
    terminal = Terminal(
        Console(file=out, width=200), lambda text: text.render(), Can(False, False, False), site
    )
    terminal.plan(plan, DiffView(()))
    assert "(64 MiB) from https://go.dev/dl/, https://other.example/dl/" in out.getvalue()
